//! Several people at one store: what one does the others see, nobody overwrites anybody, and nothing
//! that was said to be saved is lost.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use std::collections::BTreeSet;

use common::office::Office;
use common::pty::{Signal, key};
use common::story::Story;
use jiff::ToSpan;
use refdesk::desk::absence::DaysAway;
use refdesk::desk::command::NewTalk;
use refdesk::desk::{Act, Command, Desk, Look, Seen};
use refdesk::domain::talk::TalkKind;
use refdesk::domain::{Channel, Lang, Request, RequestId, Role, Roles, StaffId, Status, Uid};

const ZHANG: StaffId = StaffId(1);
const LI: StaffId = StaffId(2);

/// Two requests that 张三 has claimed, and a colleague 李查.
fn two_of_zhang(lang: Lang) -> Story {
    let mut zhang = Story::new(lang).with_requests(2);
    zhang.command(&Command::AddStaff {
        uid: Uid::now_v7(),
        login: "li".to_owned(),
        name: "李查".to_owned(),
        roles: Roles(vec![Role::Desk, Role::Searcher]),
        lang,
    });
    zhang.act(RequestId(1), Act::Claim);
    zhang.act(RequestId(2), Act::Claim);
    zhang
}

fn li_beside(zhang: &Story, lang: Lang) -> Story {
    let path = zhang.desk.store().path();
    let desk = Desk::open(path, zhang.desk.settings().clone(), Some("li")).unwrap();
    Story::at(desk, zhang.moment.clone(), lang)
}

fn request(story: &mut Story, id: i64) -> Request {
    match story.desk.look(&Look::Case(RequestId(id)), &story.moment) {
        Ok(Seen::Case(case)) => case.request,
        other => panic!("{other:?}"),
    }
}

fn away(story: &Story, person: StaffId, deputy: Option<StaffId>) -> Command {
    let today = story.moment.today();
    Command::GoAway(DaysAway {
        person,
        first_day: today,
        last_day: today.checked_add(7.days()).unwrap(),
        deputy,
    })
}

#[test]
fn what_one_accepts_stands_on_the_others_screen_without_a_key() {
    let office = Office::with_requests(3);
    let mut zhang = office.console("zhang");
    let mut li = office.console("li");
    li.wait_for("待分诊 3");
    zhang.keys("a");
    zhang.wait_for("已受理 #1");
    li.wait_for("待分诊 2");
    li.keys("g");
    li.wait_for("1 概况  #2");
    zhang.keys("gt");
    zhang.wait_for("内部备注");
    zhang.keys("问过馆长");
    zhang.keys(key::CTRL_S);
    zhang.wait_for("已记备注");
    li.wait_for("问过馆长");
}

#[test]
fn a_decision_on_what_a_colleague_has_changed_is_refused_by_name_and_may_be_made_again() {
    let office = Office::with_requests(1);
    let mut zhang = office.console("zhang");
    let mut li = office.console("li");
    li.keys("x");
    li.wait_for("谢绝");
    li.keys("不属本部门");
    li.wait_for("不属本部门");
    zhang.keys("a");
    zhang.wait_for("已受理");
    li.wait_for("待分诊 0");

    li.keys(key::CTRL_S);
    li.wait_for("张三");
    li.wait_for("不属本部门");
    let shown = office.prints(&["show", "1", "--json"]);
    assert!(shown.contains("\"accepted\""), "{shown}");

    // Having read that, the same text may be meant all the same.
    li.keys(key::CTRL_S);
    li.wait_for("已谢绝");
    let shown = office.prints(&["show", "1", "--json"]);
    assert!(shown.contains("\"declined\""), "{shown}");
    assert!(shown.contains("不属本部门"), "{shown}");
}

#[test]
fn a_stopped_console_holds_nobody_up() {
    let office = Office::with_requests(2);
    let mut zhang = office.console("zhang");
    let li = office.console("li");
    for _ in 0..3 {
        li.signal(Signal::STOP);
        zhang.keys("a");
        zhang.wait_for("已受理");
        zhang.keys("u");
        zhang.wait_for("已撤销");
        li.signal(Signal::CONT);
    }
}

#[test]
fn a_killed_console_harms_nobody() {
    let office = Office::with_requests(2);
    let mut zhang = office.console("zhang");
    let mut li = office.console("li");
    li.keys("a");
    li.wait_for("已受理 #1");
    li.signal(Signal::KILL);
    li.wait_exit();
    zhang.wait_for("待分诊 1");
    zhang.keys("ga");
    zhang.wait_for("已受理 #2");
    drop(zhang);
    let accepted = office.prints(&["list", "status:accepted"]);
    assert_eq!(accepted.lines().count(), 2, "{accepted}");
    office.prints(&["doctor"]);
}

#[test]
fn eight_that_save_at_once_lose_nothing_and_count_on_without_a_gap() {
    const EACH: usize = 6;
    let office = Office::with_requests(1);
    let printed: Vec<String> = std::thread::scope(|scope| {
        let counters: Vec<_> = (0..8)
            .map(|counter| {
                let office = &office;
                scope.spawn(move || {
                    let add = |n| {
                        let line = format!("化学学院王老师 查新 第{counter}台第{n}件");
                        office.prints(&["add", &line]).trim().to_owned()
                    };
                    (0..EACH).map(add).collect::<Vec<_>>()
                })
            })
            .collect();
        counters
            .into_iter()
            .flat_map(|counter| counter.join().unwrap())
            .collect()
    });
    let numbers: BTreeSet<i64> = printed
        .iter()
        .map(|line| line.trim_start_matches('#').parse().unwrap())
        .collect();
    let last = i64::try_from(8 * EACH).unwrap() + 1;
    assert_eq!(numbers, (2..=last).collect());

    let listed = office.prints(&["list", "--json", "--limit", "1000"]);
    for counter in 0..8 {
        for n in 0..EACH {
            let title = format!("第{counter}台第{n}件");
            assert!(listed.contains(&title), "{title} is lost");
        }
    }
    office.prints(&["journal", "verify"]);
    office.prints(&["doctor"]);
}

#[test]
fn the_same_request_taken_by_eight_at_once_is_taken_by_one() {
    let office = Office::with_requests(1);
    let settings = common::office::settings();
    let desks: Vec<_> = (0..8)
        .map(|n| {
            let login = if n % 2 == 0 { "zhang" } else { "li" };
            refdesk::desk::Desk::open(&office.store(), settings.clone(), Some(login)).unwrap()
        })
        .collect();
    let done: usize = std::thread::scope(|scope| {
        let tries: Vec<_> = desks
            .into_iter()
            .map(|mut desk| {
                scope.spawn(move || {
                    let claim = refdesk::desk::Command::On {
                        target: refdesk::desk::Target::seen(
                            refdesk::domain::RequestId(1),
                            refdesk::domain::Rev(1),
                        ),
                        act: refdesk::desk::Act::Claim,
                    };
                    let done = desk.run(&claim, &common::office::moment());
                    usize::from(done.is_ok())
                })
            })
            .collect();
        tries.into_iter().map(|t| t.join().unwrap()).sum()
    });
    assert_eq!(done, 1);
    office.prints(&["journal", "verify"]);
}

#[test]
fn who_looks_at_what_and_who_edits_it_stands_on_the_others_screen() {
    let office = Office::with_requests(3);
    let mut zhang = office.console("zhang");
    zhang.wait_for("1 概况  #1");
    let mut li = office.console("li");
    // Both begin on the first request.
    zhang.wait_for("在线 2");
    zhang.wait_for("李查 正在看");
    li.wait_for("张三 正在看");
    li.keys("j");
    zhang.gone("李查 正在看");
    zhang.wait_for(":李查");
    li.keys("e");
    zhang.wait_for("&李查");
    zhang.keys("j");
    zhang.wait_for("李查 正在编辑，自");
    // He may edit all the same, and is told so in the form.
    zhang.keys("e");
    zhang.wait_for("编辑委托");
    zhang.wait_for("& 李查 正在编辑，自");
    li.wait_for("& 张三 正在编辑，自");
    // Whoever leaves is gone at once, and leaves no lease behind.
    zhang.keys(key::ESC);
    zhang.gone("& 李查 正在编辑，自  ");
    li.keys(key::ESC);
    zhang.gone("李查 正在编辑");
    li.keys("qq");
    li.wait_exit();
    zhang.gone("在线 2");
}

#[test]
fn a_lease_is_given_back_within_two_seconds_of_a_line_that_hung_up() {
    const TWO_SECONDS: i64 = 2_000_000_000;
    let office = Office::with_requests(1);
    let mut zhang = office.console("zhang");
    let mut li = office.console("li");
    for _ in 0..3 {
        li.keys("e");
        zhang.wait_for("李查 正在编辑，自");
        li.hang_up();
        let cut = common::pty::now();
        zhang.gone("李查 正在编辑");
        let took = common::pty::now() - cut;
        assert!(took < TWO_SECONDS, "the lease was held for {took} ns more");
        li.wait_exit();
        li = office.console("li");
        zhang.wait_for("在线 2");
        // What was left in the form comes back with it.
        li.keys(key::ESC);
    }
}

#[test]
fn a_second_console_of_ones_own_is_no_colleague() {
    let office = Office::with_requests(1);
    let mut first = office.console("zhang");
    first.wait_for("1 概况  #1");
    first.keys("e");
    let mut second = office.console("zhang");
    let mut li = office.console("li");
    li.wait_for("张三 正在编辑");
    second.wait_for("在线 2");
    assert!(!second.screen().contains("正在编辑"), "{}", second.screen());
}

#[test]
fn who_only_looks_makes_nobody_read_again() {
    let office = Office::with_requests(2);
    let open = |login| {
        let settings = common::office::settings();
        refdesk::desk::Desk::open(&office.store(), settings, Some(login)).unwrap()
    };
    let (mut zhang, mut li) = (open("zhang"), open("li"));
    use refdesk::desk::Changed;
    use refdesk::desk::presence::Whereabouts;
    let moment = common::office::moment();
    li.stand("li-1", &Whereabouts::default(), &moment).unwrap();
    li.save_draft("note", "半句话", &moment).unwrap();
    assert_eq!(zhang.changed_by_others(), Changed::Aside);
    assert_eq!(zhang.changed_by_others(), Changed::Nothing);
    let take = refdesk::desk::Command::On {
        target: refdesk::desk::Target::newest(refdesk::domain::RequestId(1)),
        act: refdesk::desk::Act::Claim,
    };
    li.run(&take, &moment).unwrap();
    assert_eq!(zhang.changed_by_others(), Changed::Records);
    // What one writes oneself is no news, and hides none.
    zhang.run(&take, &moment).unwrap_err();
    let other = refdesk::desk::Command::On {
        target: refdesk::desk::Target::newest(refdesk::domain::RequestId(2)),
        act: refdesk::desk::Act::Claim,
    };
    zhang.run(&other, &moment).unwrap();
    assert_eq!(zhang.changed_by_others(), Changed::Nothing);
    assert_eq!(li.changed_by_others(), Changed::Records);
}

#[test]
fn two_who_edit_one_request_are_asked_only_about_what_both_touched() {
    for (digit, title) in [
        ("1", "张三的题目"),
        ("2", "李查的题目"),
        ("3", "张三的题目，再改"),
    ] {
        let office = Office::with_requests(1);
        let mut zhang = office.console("zhang");
        let mut li = office.console("li");
        zhang.wait_for("1 概况  #1");
        li.wait_for("1 概况  #1");
        zhang.keys("e");
        zhang.wait_for("编辑委托");
        zhang.keys("\x15");
        zhang.keys("张三的题目");
        zhang.wait_for("张三的题目");
        let mut patch = refdesk::desk::command::RequestPatch {
            title: Some("李查的题目".to_owned()),
            ..Default::default()
        };
        patch
            .fields
            .insert("question".to_owned(), "李查的问题".into());
        let settings = common::office::settings();
        let mut desk = refdesk::desk::Desk::open(&office.store(), settings, Some("li")).unwrap();
        let change = refdesk::desk::Command::On {
            target: refdesk::desk::Target::newest(refdesk::domain::RequestId(1)),
            act: refdesk::desk::Act::Edit(Box::new(patch)),
        };
        desk.run(&change, &common::office::moment()).unwrap();
        li.wait_for("李查的题目");
        zhang.keys(key::CTRL_S);
        zhang.wait_for("两人都改了这一栏  1/1");
        zhang.wait_for("用同事的");
        zhang.wait_for("李查的题目");
        zhang.keys(digit);
        zhang.gone("两人都改了这一栏");
        zhang.wait_for("李查的问题");
        if digit == "3" {
            zhang.keys("，再改");
        }
        zhang.wait_for(title);
        zhang.keys(key::CTRL_S);
        // Where the colleague's is taken, nothing is left to be written.
        let said = if title == "李查的题目" {
            "没有改动"
        } else {
            "已修改"
        };
        zhang.wait_for(said);
        li.wait_for(title);
        let shown = office.prints(&["show", "1", "--json"]);
        assert!(shown.contains("李查的问题"), "{shown}");
        assert!(shown.contains(title), "{shown}");
    }
}

#[test]
fn a_case_is_handed_over_with_a_sheet_that_the_receiver_reads() {
    for (lang, done, head, waits) in [
        (Lang::Zh, "已移交 #2", "移交给 李查", "谁在等: 王五"),
        (
            Lang::En,
            "#2 handed over",
            "handed it to 李查",
            "Who waits: 王五",
        ),
    ] {
        let mut zhang = two_of_zhang(lang).start();
        zhang.press("J 2");
        zhang.type_text("打电话问样品");
        zhang.press("Ctrl-S");
        zhang.sees(done);
        assert_eq!(request(&mut zhang, 2).owner, Some(LI));
        let mut li = li_beside(&zhang, lang).start();
        li.press("/");
        li.type_text("is:handed");
        li.press("Enter");
        li.sees("1/1").sees(head).sees("打电话问样品").sees(waits);
        li.press("y");
        li.sees(head).sees("打电话问样品");
        li.press("Esc H");
        li.sees("打电话问样品");
        zhang.press("u");
        assert_eq!(request(&mut zhang, 2).owner, Some(ZHANG));
        li.press("Esc Ctrl-R");
        li.sees_no("打电话问样品");
    }
}

#[test]
fn all_of_ones_cases_are_handed_over_at_once_each_with_its_own_sheet() {
    let mut zhang = two_of_zhang(Lang::Zh).start();
    zhang.press("* J 2 Ctrl-S");
    zhang.sees("批量");
    zhang.press("Enter");
    for id in [1, 2] {
        assert_eq!(request(&mut zhang, id).owner, Some(LI));
    }
    let li = li_beside(&zhang, Lang::Zh).start();
    li.sees("谁在等: 王五");
    zhang.press("Esc u");
    for id in [1, 2] {
        assert_eq!(request(&mut zhang, id).owner, Some(ZHANG));
    }
}

#[test]
fn what_a_colleague_gives_is_told_at_the_receivers_console() {
    let office = Office::with_requests(1);
    let mut zhang = office.console("zhang");
    let mut li = office.console("li");
    zhang.keys("c");
    zhang.wait_for("已认领");
    zhang.keys("J");
    zhang.wait_for("下一步");
    zhang.keys("2");
    zhang.keys("先回电话");
    zhang.keys(key::CTRL_S);
    zhang.wait_for("已移交 #1");
    li.wait_for("张三 交给您 1 件：#1");
    li.wait_for("先回电话");
}

#[test]
fn work_given_to_who_is_away_names_the_deputy() {
    for (lang, told) in [(Lang::Zh, "代理是 张三"), (Lang::En, "the deputy is 张三")] {
        let mut zhang = two_of_zhang(lang);
        let days = away(&zhang, LI, Some(ZHANG));
        zhang.command(&days);
        let mut zhang = zhang.start();
        zhang.press("s");
        zhang.sees("李查").sees(&told[told.len() - 6..]);
        zhang.press("2");
        zhang.sees(told);
        assert_eq!(request(&mut zhang, 2).owner, Some(LI));
    }
}

#[test]
fn a_clients_answer_makes_an_absent_owners_case_unclaimed() {
    let mut zhang = two_of_zhang(Lang::Zh);
    let mut patch = refdesk::desk::command::RequestPatch::default();
    patch.fields.insert("question".to_owned(), "补哪些".into());
    zhang.act(RequestId(1), Act::Edit(Box::new(patch)));
    zhang.act(RequestId(1), Act::Accept);
    zhang.act(RequestId(1), Act::Begin);
    zhang.act(
        RequestId(1),
        Act::Wait {
            reason: "等委托人补充论文清单".to_owned(),
        },
    );
    let mut li = li_beside(&zhang, Lang::Zh);
    let days = away(&zhang, ZHANG, None);
    zhang.command(&days);
    let heard = Command::Say(Box::new(NewTalk {
        uid: Uid::now_v7(),
        request: RequestId(1),
        kind: TalkKind::Heard,
        channel: Some(Channel::Phone),
        lang: Lang::Zh,
        text: "清单补来了".to_owned(),
    }));
    let done = li.command(&heard);
    assert_eq!(done.warnings[0].key, "warn-unclaimed-away");
    let now = request(&mut li, 1);
    assert_eq!((now.owner, now.status), (None, Status::InProgress));
    // One undo takes all of it back.
    li.command(&Command::Undo {
        seq: done.seq.unwrap(),
    });
    let now = request(&mut li, 1);
    assert_eq!(
        (now.owner, now.status),
        (Some(ZHANG), Status::WaitingClient)
    );
    let done = li.act(RequestId(1), Act::Resume);
    assert_eq!(done.warnings[0].key, "warn-unclaimed-away");
    assert_eq!(request(&mut li, 1).owner, None);
}

#[test]
fn whoever_sits_down_on_a_day_of_leave_is_asked_whether_he_is_back() {
    for (lang, asked, back) in [
        (Lang::Zh, "已经回来了？", "张三 已回来"),
        (Lang::En, "Are you back?", "张三 is back"),
    ] {
        let mut zhang = two_of_zhang(lang);
        let days = away(&zhang, ZHANG, Some(LI));
        zhang.command(&days);
        let mut zhang = zhang.start();
        zhang.sees(asked);
        zhang.press("1");
        zhang.sees(back).sees_no(asked);
        zhang.press("Ctrl-R");
        zhang.sees_no(asked);
    }
}

#[test]
fn leave_is_written_down_by_keys_and_only_the_head_writes_anothers() {
    let mut zhang = two_of_zhang(Lang::Zh);
    let mut li = li_beside(&zhang, Lang::Zh);
    let of_zhang = away(&zhang, ZHANG, None);
    assert!(li.desk.run(&of_zhang, &li.moment).is_err());
    let of_li = away(&zhang, LI, Some(LI));
    let refused = zhang.desk.run(&of_li, &zhang.moment).unwrap_err();
    assert_eq!(refused.said.key, "away-own-deputy");
    let mut li = li.start();
    let last = li.moment.today().checked_add(3.days()).unwrap();
    li.press(":");
    li.type_text("请假");
    li.press("Enter Tab Tab");
    li.type_text(&last.to_string());
    li.press("Ctrl-S");
    li.sees("已登记 李查");
    let days = away(&zhang, LI, None);
    let refused = zhang.desk.run(&days, &zhang.moment).unwrap_err();
    assert_eq!(refused.said.key, "away-twice");
}
