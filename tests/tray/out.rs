//! Everything produced goes out by one key.

use refdesk::desk::command::{NewTalk, RunDraft};
use refdesk::desk::{Act, Command};
use refdesk::domain::handover::Sheet;
use refdesk::domain::talk::TalkKind;
use refdesk::domain::{Channel, Lang, RequestId, Uid};
use refdesk::intake::table;

use super::common::story::Story;
use super::desk;

fn say(story: &mut Story, kind: TalkKind, text: &str) {
    story.command(&Command::Say(Box::new(NewTalk {
        uid: Uid::now_v7(),
        request: RequestId(1),
        kind,
        channel: Some(Channel::Mail),
        lang: Lang::Zh,
        text: text.to_owned(),
    })));
}

fn rows(story: &Story) -> Vec<Vec<String>> {
    let (name, bytes) = story.written.last().unwrap();
    let table = table::from_bytes(name, bytes, None).unwrap();
    table.rows.into_iter().map(|(_, row)| row).collect()
}

#[test]
fn the_list_goes_out_with_its_search_as_a_sheet_or_as_text_for_one() {
    let mut story = desk(3);
    story.receive("enquiry", "=cmd|' /C calc'!A0", "赵六");
    story.press("Ctrl-R O").sees("取出什么").sees("清单 XLSX");
    story.press("1");
    assert_eq!(story.written[0].0, "清单-20261120.xlsx");
    assert_eq!(rows(&story).len(), 4);
    story.press("/");
    story.type_text("赵六");
    story.press("Enter O 2");
    assert_eq!(story.written[1].0, "清单-20261120.csv");
    let only = rows(&story);
    assert_eq!(only.len(), 1);
    assert!(String::from_utf8_lossy(&story.written[1].1).contains("'=cmd|"));
    story.press("Esc / Ctrl-U Enter g");
    story.press("Space Space O").sees("已标记的 XLSX");
    story.press("2");
    assert_eq!(rows(&story).len(), 2);
}

#[test]
fn the_search_log_the_text_and_the_hand_over_sheet_go_out() {
    let mut story = desk(1);
    story.command(&Command::AddRun(Box::new(RunDraft {
        uid: Uid::now_v7(),
        request: RequestId(1),
        database: "中国知网".to_owned(),
        platform: "CNKI".to_owned(),
        searched_on: Some(story.moment.today()),
        query: "SU=固态电池\n*界面".to_owned(),
        limits: String::new(),
        hits: Some(312),
        kept: Some(24),
        note: String::new(),
        ..RunDraft::default()
    })));
    say(&mut story, TalkKind::Note, "只在内部");
    say(&mut story, TalkKind::Sent, "王老师您好");
    story.press("Ctrl-R 3 O").sees("1  检索记录 XLSX");
    story.press("1");
    assert_eq!(story.written[0].0, "1-检索记录.xlsx");
    let log = rows(&story);
    assert!(log[0].iter().any(|cell| cell == "312") && log[0].iter().any(|cell| cell == "张三"));
    // The text without what stays inside.
    story.press("1 1").sees("只在内部");
    story.press("g O 1");
    let (name, text) = story.written.last().unwrap().clone();
    let text = String::from_utf8(text).unwrap();
    assert_eq!(name, "1-文字.txt");
    assert!(
        text.contains("王老师您好") && !text.contains("只在内部"),
        "{text}"
    );
    // The same from the bare text on the screen.
    story.press("y").sees("只在内部");
    story.press("O Esc");
    assert_eq!(
        String::from_utf8(story.written.last().unwrap().1.clone()).unwrap(),
        text
    );
    let count = story.written.len();
    for _ in 0..20 {
        if story
            .app
            .current_talk()
            .is_some_and(|talk| talk.kind == TalkKind::Note)
        {
            break;
        }
        story.press("j");
    }
    story.press("O").sees("内部备注不写成文件");
    story.press("Esc y O").sees("内部备注不写成文件");
    assert_eq!(story.written.len(), count);
    story.press("Esc Esc");
    let to = {
        story.command(&Command::AddStaff {
            uid: Uid::now_v7(),
            login: "li".to_owned(),
            name: "李查".to_owned(),
            roles: refdesk::domain::Roles(vec![refdesk::domain::Role::Desk]),
            lang: Lang::Zh,
        });
        story
            .desk
            .staff()
            .iter()
            .find(|s| s.login == "li")
            .unwrap()
            .id
    };
    let mut answered = refdesk::desk::command::RequestPatch::default();
    answered
        .fields
        .insert("question".to_owned(), "哪里查".into());
    story.act(RequestId(1), Act::Edit(Box::new(answered)));
    story.act(RequestId(1), Act::Accept);
    story.act(RequestId(1), Act::Claim);
    let sheet = Sheet {
        next: "再查一次外文库".to_owned(),
        ..Sheet::default()
    };
    story.act(RequestId(1), Act::HandOver { to, sheet });
    story.press("Ctrl-R Esc Esc O").sees("交接单");
}

#[test]
fn nothing_of_a_list_tells_of_what_somebody_may_not_see() {
    use refdesk::desk::Desk;
    use refdesk::desk::command::RequestPatch;
    use refdesk::domain::request::Secrecy;
    use refdesk::domain::{Role, Roles};
    use refdesk::intake::export::lists::{self, Form};
    let mut story = desk(2);
    let patch = RequestPatch {
        secrecy: Some(Secrecy::Restricted),
        ..Default::default()
    };
    story.act(RequestId(2), Act::Edit(Box::new(patch)));
    story.command(&Command::AddStaff {
        uid: Uid::now_v7(),
        login: "qian".to_owned(),
        name: "钱七".to_owned(),
        roles: Roles(vec![Role::Desk]),
        lang: Lang::Zh,
    });
    let path = story.desk.store().path().to_owned();
    let settings = std::sync::Arc::clone(story.desk.settings());
    let mut hers = Desk::open(&path, settings, Some("qian")).unwrap();
    let moment = story.moment.clone();
    let both = [RequestId(1), RequestId(2)];
    for only in [&both[..], &[]] {
        let made = lists::queue(&mut hers, "", only, Form::Csv, &moment).unwrap();
        let text = String::from_utf8(made.bytes).unwrap();
        assert!(
            text.contains("第1件委托") && !text.contains("第2件委托"),
            "{text}"
        );
    }
    assert!(lists::search_log(&mut hers, RequestId(2), &moment).is_err());
    // Nor once it is opened for a day, to be read.
    hers.run(
        &Command::BreakGlass {
            request: RequestId(2),
            reason: "委托人在柜台等".to_owned(),
        },
        &moment,
    )
    .unwrap();
    let made = lists::queue(&mut hers, "", &both, Form::Csv, &moment).unwrap();
    assert!(!String::from_utf8(made.bytes).unwrap().contains("第2件委托"));
}
