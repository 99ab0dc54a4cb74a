//! Files that came, decided on by keys.

use refdesk::desk::command::RunDraft;
use refdesk::desk::{Act, Command};
use refdesk::domain::{RequestId, Uid};
use refdesk::intake::tray::{Tray, Trays};

use super::common::story::Story;
use super::{RIS, case, desk, names};

fn left(story: &Story) -> Vec<String> {
    let trays = Trays::of(&story.desk).unwrap();
    let files = trays.list(Tray::In).unwrap();
    files.into_iter().map(|file| file.name).collect()
}

fn run(story: &mut Story, request: i64, database: &str) {
    let draft = RunDraft {
        uid: Uid::now_v7(),
        request: RequestId(request),
        database: database.to_owned(),
        platform: String::new(),
        searched_on: Some(story.moment.today()),
        query: "TS=solid".to_owned(),
        limits: String::new(),
        hits: Some(1),
        kept: None,
        note: String::new(),
        ..RunDraft::default()
    };
    story.command(&Command::AddRun(Box::new(draft)));
}

#[test]
fn what_came_stands_in_the_top_line_and_the_list_says_what_each_is() {
    let mut story = desk(2);
    story.sees_no("收件 ");
    story.press("0").sees("收件里没有文件");
    story.press("Esc");
    story.arrives("2-说明.txt", "第二件的说明".as_bytes());
    story.arrives("导出.ris", RIS.as_bytes());
    story.sees("收件 2");
    story.press("0");
    story.sees("导出.ris").sees("RIS UTF-8 1 条");
    story.sees("-> #2  文件里有编号 #2  第2件委托");
}

#[test]
fn one_key_attaches_to_the_guess_and_the_next_card_comes_by_itself() {
    let mut story = desk(2);
    story.arrives("1-甲.txt", b"one");
    story.arrives("2-乙.txt", b"two");
    story.press("0 g Enter").sees("1/2");
    story.press("1");
    story.sees("已添附件").sees("1/1").sees("收件 1");
    story.press("1");
    story.sees("收件里没有文件").sees_no("收件 1");
    assert_eq!(names(&mut story, 1), ["1-甲.txt"]);
    assert_eq!(names(&mut story, 2), ["2-乙.txt"]);
    assert!(left(&story).is_empty());
}

#[test]
fn a_file_goes_to_another_request_by_its_number_or_by_words() {
    let mut story = desk(3);
    story.arrives("1-甲.txt", b"one");
    story.press("0 Enter 2");
    story.sees("挂到哪件委托");
    story.type_text("#3");
    story.press("Enter");
    assert_eq!(names(&mut story, 3), ["1-甲.txt"]);
    story.arrives("乙.txt", b"two");
    story.press("Enter 2");
    story.type_text("第2件");
    story.sees("#2 第2件委托");
    story.press("Down Enter Enter");
    assert_eq!(names(&mut story, 2), ["乙.txt"]);
}

#[test]
fn an_export_goes_to_the_run_of_its_database_that_has_none() {
    let mut story = desk(2);
    run(&mut story, 2, "Web of Science 核心合集 SCIE");
    run(&mut story, 2, "中国知网");
    story.act(RequestId(2), Act::Claim);
    story.press("Ctrl-R");
    story.arrives("savedrecs.ris", RIS.as_bytes());
    story.press("0 Enter");
    story
        .sees("还没有导出文件")
        .sees("作为这次检索的导出文件：11-20 Web of Science");
    story.press("4");
    let now = case(&mut story, 2);
    let of_run = now.attachments[0].run.unwrap();
    let run = now.runs.iter().find(|run| run.id == of_run).unwrap();
    assert!(run.database.starts_with("Web of Science"));
    // The next one of that database fits no run any more: the choice is a person's.
    story.arrives("savedrecs (1).ris", RIS.as_bytes());
    story.press("Enter 4");
    story.sees("哪一次检索的导出文件").sees("已有导出文件");
    story.press("2");
    let now = case(&mut story, 2);
    assert_eq!(now.attachments.len(), 2);
    assert_ne!(now.attachments[1].run, Some(of_run));
}

#[test]
fn a_run_of_another_request_is_found_by_that_request() {
    let mut story = desk(2);
    run(&mut story, 1, "中国知网");
    story.arrives("2-a.pdf", b"%PDF-1.7");
    story.press("0 Enter 4");
    // The guess has no run: only the way to another is offered.
    story.sees("别的委托的检索");
    story.press("1");
    story.type_text("1");
    story.press("Enter");
    story.sees("中国知网");
    story.press("1");
    assert!(case(&mut story, 1).attachments[0].run.is_some());
}

#[test]
fn removing_asks_and_what_was_removed_comes_back() {
    let mut story = desk(1);
    story.arrives("1-甲.txt", b"one");
    story.press("0 Enter 5");
    story.sees("移走 1-甲.txt？");
    story.press("2");
    story.sees("挂到 #1");
    assert_eq!(left(&story), ["1-甲.txt"]);
    story.press("5 j");
    story.sees("挂到 #1");
    story.press("5 5");
    assert_eq!(
        left(&story),
        ["1-甲.txt"],
        "the key that asks is not the one that says yes"
    );
    story.press("5 1");
    story.sees("已移走 1-甲.txt，30 天内按 u 取回");
    assert!(left(&story).is_empty());
    story.press("u");
    assert_eq!(left(&story), ["1-甲.txt"]);
    story.sees("1-甲.txt");
}

#[test]
fn of_several_removed_files_the_one_that_is_chosen_comes_back() {
    let mut story = desk(1);
    for name in ["1-甲.txt", "1-乙.txt", "1-丙.txt"] {
        story.arrives(name, b"one");
        story.press("0 Enter 5 1 Esc Esc");
    }
    assert!(left(&story).is_empty());
    story.press("0 u");
    story
        .sees("移走的文件")
        .sees("1  1-丙.txt")
        .sees("3  1-甲.txt");
    story.press("Ctrl-G");
    story.sees("1-丙.txt");
    story.press("Ctrl-G 3");
    assert_eq!(left(&story), ["1-甲.txt"]);
    story.press("u j Enter");
    assert_eq!(left(&story).len(), 2);
    assert!(
        left(&story).contains(&"1-乙.txt".to_owned()),
        "{:?}",
        left(&story)
    );
    story.press("u");
    assert_eq!(left(&story).len(), 3);
    story.press("u");
    story.sees("没有移走的文件可以取回");
}

#[test]
fn a_key_struck_before_the_card_was_seen_does_nothing() {
    let mut story = desk(1);
    story.arrives("1-甲.txt", b"one");
    story.press("0");
    story.press_at_once("Enter 1");
    assert_eq!(left(&story), ["1-甲.txt"]);
    story.press("1");
    assert!(left(&story).is_empty());
}

#[test]
fn a_file_a_colleague_took_gives_way_to_the_next_card() {
    let mut story = desk(1);
    story.arrives("甲.txt", b"one");
    story.arrives("乙.txt", b"two");
    story.press("0 Enter");
    let trays = Trays::of(&story.desk).unwrap();
    let files = trays.list(Tray::In).unwrap();
    let (first, rest) = files.split_first().unwrap();
    trays.remove(first).unwrap();
    story.tell(refdesk::app::Msg::Arrivals(rest.to_vec()));
    story.sees(&rest[0].name).sees("1/1").sees_no(&first.name);
}

#[test]
fn a_client_named_in_the_file_leads_to_her_open_request() {
    let mut story = desk(0);
    story.receive("enquiry", "固态电池硫化物电解质界面", "王五");
    story.receive("enquiry", "钙钛矿薄膜", "赵六");
    story.press("Ctrl-R g");
    story.arrives("王五-补充.txt", "请查收".as_bytes());
    story.press("0 Enter");
    story.sees("-> #1 ").sees("文件里有委托人 王五");
    story.press("5 1");
    story.arrives("x.txt", "姓名：赵六  电话：13800000000".as_bytes());
    story.press("Enter");
    story.sees("-> #2 ").sees("文件里有委托人 赵六");
    story.press("5 1");
    story.arrives("钙钛矿薄膜 稿.txt", "x".as_bytes());
    story.press("Enter");
    story.sees("-> #2 ").sees("标题里也有“钙钛矿薄膜”");
}

#[test]
fn two_thousand_files_scroll_and_only_those_in_sight_are_looked_at() {
    let mut story = desk(1);
    let trays = Trays::of(&story.desk).unwrap();
    let folder = trays.folder(Tray::In);
    std::fs::create_dir_all(&folder).unwrap();
    for n in 0..2_000 {
        std::fs::write(folder.join(format!("{n}-f.txt")), "x").unwrap();
    }
    story.tell(refdesk::app::Msg::Arrivals(trays.list(Tray::In).unwrap()));
    story.press("0").sees("收件 2000").sees("1/2000");
    story.press("G").sees("2000/2000");
    let files = story.app.tray.files.clone();
    let looked = files.iter().filter(|f| story.app.tray.known(f).is_some());
    let looked = looked.count();
    assert!((2..200).contains(&looked), "{looked}");
    story.press("PgUp");
    story.sees_no("2000/2000").sees("/2000");
}

#[test]
fn nobody_is_led_to_a_request_she_may_not_see() {
    use refdesk::desk::Desk;
    use refdesk::domain::request::Secrecy;
    use refdesk::domain::{Lang, Role, Roles};
    let mut story = desk(1);
    let done = story.receive("enquiry", "限定知悉的一件薄膜研究", "赵六");
    let request = done.request.unwrap();
    let patch = refdesk::desk::command::RequestPatch {
        secrecy: Some(Secrecy::Restricted),
        ..Default::default()
    };
    story.act(request, Act::Edit(Box::new(patch)));
    story.command(&Command::AddStaff {
        uid: Uid::now_v7(),
        login: "qian".to_owned(),
        name: "钱七".to_owned(),
        roles: Roles(vec![Role::Desk]),
        lang: Lang::Zh,
    });
    let path = story.desk.store().path().to_owned();
    let settings = std::sync::Arc::clone(story.desk.settings());
    let hers = Desk::open(&path, settings, Some("qian")).unwrap();
    let mut hers = Story::at(hers, story.moment.clone(), Lang::Zh).start();
    for name in [
        "2-a.txt",
        "赵六.txt",
        "限定知悉的一件薄膜研究.txt",
        "x #2.txt",
    ] {
        hers.arrives(name, "关于 #2".as_bytes());
    }
    hers.press("0");
    hers.sees_no("#2 限").sees_no("限定知悉的一件薄膜研究 ");
    for _ in 0..4 {
        hers.press("Enter").sees_no("-> #2");
        hers.press("2");
        hers.type_text("2");
        hers.sees_no("限定知悉的一件薄膜研究  ");
        hers.press("Enter");
        hers.sees("没有 #2 这件委托");
        hers.press("Esc Esc j");
    }
    // Who may see it is led there.
    story.arrives("2-a.txt", b"x");
    story.press("0 Enter").sees("-> #2 限定知悉的一件");
}
