//! Whole bibliographies that were pasted.

use refdesk::app::Msg;
use refdesk::intake::tray::{Tray, Trays};

use super::common::story::Story;
use super::desk;

fn records(count: usize) -> String {
    "TY  - JOUR\rTI  - 甲\rER  - \r\r".repeat(count)
}

fn kept(story: &Story) -> Vec<(String, Vec<u8>)> {
    let trays = Trays::of(&story.desk).unwrap();
    let files = trays.list(Tray::In).unwrap();
    let bytes = |file| trays.bytes(file).unwrap();
    files
        .iter()
        .map(|file| (file.name.clone(), bytes(file)))
        .collect()
}

#[test]
fn a_pasted_bibliography_is_counted_and_kept_as_an_arrival() {
    let mut story = desk(1);
    story.tell(Msg::Pasted(records(57)));
    story.sees("RIS，57 条记录").sees_no("TY  -");
    story.press("1");
    story
        .sees("已放进收件：RIS-20261120-0930.ris")
        .sees("收件 1");
    let kept = kept(&story);
    assert_eq!(kept[0].0, "RIS-20261120-0930.ris");
    assert_eq!(
        String::from_utf8_lossy(&kept[0].1),
        records(57).replace('\r', "\n")
    );
    story.press("0").sees("RIS UTF-8 57 条");
}

#[test]
fn note_express_is_known_and_esc_keeps_what_was_pasted() {
    let mut story = desk(1);
    let text = "{Reference Type}: Journal Article\r{Title}: 甲\r{Author}: 王五\r\r".repeat(3);
    story.tell(Msg::Pasted(text));
    story.sees("NoteExpress，3 条记录");
    story.press("j Enter 9 g");
    story.sees("NoteExpress，3 条记录");
    story.press("Esc");
    assert_eq!(kept(&story).len(), 1);
    story.sees_no("条记录");
    story.tell(Msg::Pasted(records(2)));
    story.press("q");
    assert_eq!(kept(&story).len(), 2);
}

#[test]
fn it_goes_as_text_only_where_text_is_typed_and_drops_when_told() {
    let mut story = desk(1);
    story.tell(Msg::Pasted(records(2)));
    story.sees_no("作为文字");
    story.press("2");
    story.sees("光标不在文字里");
    story.press("3");
    story.press("3");
    story.sees("没有留下");
    story.press("t");
    story.tell(Msg::Pasted(records(2)));
    story.sees("2 作为文字写在光标处");
    story.press("2");
    story.sees("TY  - JOUR").sees_no("条记录");
    assert!(kept(&story).is_empty());
}

#[test]
fn a_huge_bibliography_is_kept_whole_and_one_beyond_the_bound_is_refused() {
    let mut story = desk(1);
    let one = records(1);
    let large = one.repeat(20 * 1024 * 1024 / one.len());
    let count = large.len() / one.len();
    story.press("t");
    story.tell(Msg::Pasted(large.clone()));
    story
        .sees(&format!("RIS，{count} 条记录"))
        .sees_no("作为文字");
    story.press("1");
    assert_eq!(kept(&story)[0].1.len(), large.len());
    story.tell(Msg::Pasted(one.repeat(51 * 1024 * 1024 / one.len())));
    story.sees("粘贴的超过 50 MB");
    story.press("Esc");
    story.tell(Msg::PasteTooLarge);
    story.sees("粘贴的超过 50 MB");
    assert_eq!(kept(&story).len(), 1);
}

#[test]
fn other_pastes_are_what_they_were() {
    let mut story = desk(1);
    story.tell(Msg::Pasted("a\na\n".to_owned()));
    story.sees("没有收下");
    story.press("n");
    story.tell(Msg::Pasted("王五 查新".to_owned()));
    story.sees("王五 查新");
}

#[test]
fn a_tray_that_is_full_keeps_the_card_and_the_text() {
    let mut story = desk(1);
    story.arrives("large.bin", b"x");
    let large = Trays::of(&story.desk)
        .unwrap()
        .folder(Tray::In)
        .join("large.bin");
    let file = std::fs::File::options().write(true).open(&large).unwrap();
    file.set_len(600 * 1024 * 1024).unwrap();
    story.tell(Msg::Pasted(records(2)));
    story.press("1").sees("会超过 500 MB");
    story.press("Esc").sees("RIS，2 条记录");
    file.set_len(1).unwrap();
    story.press("1").sees("已放进收件");
}
