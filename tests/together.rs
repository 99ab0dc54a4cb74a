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
        zhang.wait_for("已修改");
        li.wait_for(title);
        let shown = office.prints(&["show", "1", "--json"]);
        assert!(shown.contains("李查的问题"), "{shown}");
        assert!(shown.contains(title), "{shown}");
    }
}
