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
