//! Consoles that are stopped, and many that save at once: nobody waits for one who only stands in line,
//! and who is in the way is named.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use refdesk::desk::Desk;
use refdesk::desk::presence::Whereabouts;
use refdesk::domain::RequestId;
use refdesk::store::Store;
use rustix::process::{Pid, Signal, getpid, kill_process};

use crate::common::office::{Office, moment, settings};
use crate::common::pty::key;
use crate::locks;
use crate::power::opened;
use crate::recording::Dice;
use crate::saver::{Durable, Notes, Saver, another_self};

/// Waits for a condition; a minute is longer than anything here may take.
#[track_caller]
fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(60), "never: {what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn beside(store: &Path, end: &str) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Whether the system says that this process holds the lock by which SQLite lets it write.
fn writes(pid: Pid, store: &Path) -> bool {
    const WRITE_LOCK: &str = "120";
    let shared = beside(store, "-shm");
    locks::holds(pid.as_raw_nonzero().get(), &shared, |lock| {
        lock.writes && lock.from == WRITE_LOCK
    })
}

/// Whether all its threads stand still: one of them may run on for a moment after the others stopped.
fn is_stopped(pid: Pid) -> bool {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{}/task", pid.as_raw_nonzero())) else {
        return false;
    };
    let mut stats =
        threads.map(|thread| std::fs::read_to_string(thread.unwrap().path().join("stat")));
    stats.all(|stat| {
        stat.is_ok_and(|stat| {
            stat.rsplit(')')
                .next()
                .unwrap()
                .trim_start()
                .starts_with('T')
        })
    })
}

/// Stops this process here. The signal may reach another thread first while this one runs on, so it
/// also waits for the other side to let go of its input.
fn stop_here() {
    kill_process(getpid(), Signal::STOP).unwrap();
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}

/// Says where it stands, and stops itself in the middle of it.
#[test]
#[ignore = "the other tests start it"]
fn a_console_that_stops_while_it_says_where_it_stands() {
    let here = rusqlite::Connection::open(std::env::var("HOLDER_STORE").unwrap()).unwrap();
    here.execute_batch("BEGIN IMMEDIATE; DELETE FROM console;")
        .unwrap();
    stop_here();
    here.execute_batch("COMMIT").unwrap();
}

/// Says without a pause where it stands.
#[test]
#[ignore = "the other tests start it"]
fn a_console_that_never_stands_still() {
    let store = std::env::var("HOLDER_STORE").unwrap();
    let mut desk = Desk::open(Path::new(&store), settings(), Some("li")).unwrap();
    for n in 1.. {
        let at = Whereabouts {
            request: Some(RequestId(n)),
            edits: None,
        };
        desk.stand("restless", &at, &moment()).unwrap();
    }
}

/// Begins a write and stops itself in the middle of it.
#[test]
#[ignore = "the other tests start it"]
fn a_console_that_stops_while_it_writes() {
    let mut store = Store::open(Path::new(&std::env::var("HOLDER_STORE").unwrap())).unwrap();
    store.call_me("li");
    let writing = store.write().unwrap();
    refdesk::store::personal::set_meta(writing.db(), "held", "yes").unwrap();
    stop_here();
    writing.commit().unwrap();
}

/// A console that has stopped in the middle of a write.
fn holder(store: &Path) -> (Child, Pid) {
    held(store, "stopped::a_console_that_stops_while_it_writes")
}

fn held(store: &Path, by: &str) -> (Child, Pid) {
    let mut process = another_self(by);
    process.env("HOLDER_STORE", store).stdin(Stdio::piped());
    let child = process.spawn().unwrap();
    let pid = Pid::from_child(&child);
    wait_until("the holder stops", || is_stopped(pid) && writes(pid, store));
    (child, pid)
}

fn go_on(mut child: Child, pid: Pid) {
    kill_process(pid, Signal::CONT).unwrap();
    // Waiting for it closes its input, on which it waits.
    assert!(child.wait().unwrap().success());
}

/// What is tried here is who waits for whom; a disk that is slow to answer has no part in it.
fn saver(store: &Path, acks: &Path, saves: usize) -> Saver {
    Saver::start(store, acks, saves, Durable::No)
}

#[test]
fn who_is_stopped_in_the_middle_of_a_write_is_named_and_the_text_stays() {
    let office = Office::with_requests(1);
    let mut zhang = office.console("zhang");
    let (child, pid) = holder(&office.store());
    let number = pid.as_raw_nonzero().to_string();

    let refused = office.shell(&["add", "化学学院王老师 查新"]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(3), "{said}");
    assert!(said.contains("li") && said.contains(&number), "{said}");

    zhang.keys("t");
    zhang.wait_for("内部备注");
    zhang.keys("问过馆长");
    zhang.keys(key::CTRL_S);
    zhang.wait_for(&number);
    zhang.wait_for("问过馆长");
    go_on(child, pid);
    zhang.keys(key::CTRL_S);
    zhang.wait_for("已记备注");
    office.prints(&["add", "化学学院王老师 查新"]);
    office.prints(&["doctor"]);
}

#[test]
fn one_who_is_stopped_while_he_says_where_he_stands_holds_nobodys_save_up() {
    let office = Office::with_requests(4);
    let mut zhang = office.console("zhang");
    let mut li = office.console("li");
    zhang.wait_for("在线 2");
    let here = beside(&office.store(), "-here");
    let stops = "stopped::a_console_that_stops_while_it_says_where_it_stands";
    let (child, pid) = held(&here, stops);
    for number in 1..=3 {
        zhang.keys("g");
        zhang.wait_for(&format!("1 概况  #{number}"));
        zhang.keys("a");
        zhang.wait_for(&format!("已受理 #{number}"));
        zhang.wait_for(&format!("待分诊 {}", 4 - number));
    }
    // Where somebody stands is not heard of meanwhile, and is told when it can be again.
    zhang.keys("g");
    zhang.wait_for("1 概况  #4");
    // The last row is the third request only when the other's acts have come in.
    li.wait_for("待分诊 1");
    li.wait_for("#3    咨询      第3件委托                   已受理");
    li.keys("G");
    li.wait_for("1 概况  #3");
    office.prints(&["add", "化学学院王老师 查新"]);
    assert!(is_stopped(pid) && writes(pid, &here));
    go_on(child, pid);
    zhang.wait_for(":李查");
}

#[test]
fn where_a_console_stands_never_takes_anybodys_turn_to_save() {
    const STOPS: usize = 20;
    let office = Office::with_requests(1);
    let here = beside(&office.store(), "-here");
    let restless = "stopped::a_console_that_never_stands_still";
    let mut process = another_self(restless);
    let mut child = process.env("HOLDER_STORE", office.store()).spawn().unwrap();
    let pid = Pid::from_child(&child);
    wait_until("it says where it stands", || {
        beside(&here, "-wal")
            .metadata()
            .is_ok_and(|wal| wal.len() > 0)
    });
    let mut desk = Desk::open(&office.store(), settings(), Some("zhang")).unwrap();
    let mut dice = Dice(11);
    for n in 0..STOPS {
        std::thread::sleep(Duration::from_millis(dice.below(7) as u64));
        kill_process(pid, Signal::STOP).unwrap();
        wait_until("it stops", || is_stopped(pid));
        assert!(!writes(pid, &office.store()));
        desk.save_draft("note", &n.to_string(), &moment()).unwrap();
        kill_process(pid, Signal::CONT).unwrap();
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn one_who_is_stopped_while_he_waits_is_passed_by() {
    let office = Office::with_requests(1);
    let (child, pid) = holder(&office.store());
    let acks = office.folder().join("waits.acks");
    let waits = saver(&office.store(), &acks, 5);
    let line = beside(&office.store(), "-lock");
    let entered = || line.metadata().is_ok_and(|about| about.len() > 128);
    wait_until("he stands in line", entered);
    waits.signal(Signal::STOP);
    // Only one who has stopped before the write is free is one who waits.
    wait_until("he stops", || is_stopped(waits.pid()));
    go_on(child, pid);
    office.prints(&["add", "化学学院王老师 查新 第一件"]);
    office.prints(&["add", "化学学院王老师 查新 第二件"]);
    assert_eq!(waits.noted(), 0);
    waits.signal(Signal::CONT);
    waits.finish();
    office.prints(&["doctor"]);
}

#[test]
fn consoles_stopped_at_any_moment_hold_up_only_those_who_need_the_write_they_are_in() {
    const STOPS: usize = 200;
    let office = Office::with_requests(1);
    let savers: Vec<Saver> = (0..4)
        .map(|n| {
            let acks = office.folder().join(format!("{n}.acks"));
            saver(&office.store(), &acks, 1_000_000)
        })
        .collect();
    wait_until("all save", || savers.iter().all(|s| s.noted() > 0));
    let mut dice = Dice(7);
    let (mut in_line, mut in_write) = (0, 0);
    for _ in 0..STOPS {
        let at = dice.below(savers.len());
        let saver = &savers[at];
        saver.signal(Signal::STOP);
        wait_until("it stops", || is_stopped(saver.pid()));
        if writes(saver.pid(), &office.store()) {
            in_write += 1;
        } else {
            in_line += 1;
            let others = || {
                let others = savers.iter().enumerate().filter(|(n, _)| *n != at);
                others.map(|(_, s)| s.noted()).sum::<usize>()
            };
            let before = others();
            wait_until("the others go on", || others() > before + 3);
        }
        saver.signal(Signal::CONT);
    }
    assert!(in_line > 0, "{in_line} in line, {in_write} while writing");
    for mut saver in savers {
        saver.signal(Signal::KILL);
        saver.child.wait().unwrap();
    }
    opened(&office.store()).unwrap();
}

#[test]
fn eight_that_save_without_a_pause_all_get_to_their_end() {
    const EACH: usize = 20;
    let office = Office::with_requests(0);
    let acks = |n: usize| office.folder().join(format!("{n}.acks"));
    let savers: Vec<Saver> = (0..8)
        .map(|n| saver(&office.store(), &acks(n), EACH))
        .collect();
    savers.into_iter().for_each(Saver::finish);
    let store = opened(&office.store()).unwrap();
    for n in 0..8 {
        let notes = Notes::read(&acks(n));
        assert_eq!(notes.saved.len(), EACH);
        assert_eq!(
            notes.lost_from(&store, &crate::saver::draft_of(&acks(n))),
            [""; 0]
        );
    }
    let line = beside(&office.store(), "-lock");
    assert!(
        line.metadata().unwrap().len() <= 128,
        "nobody is left in line"
    );
}
