//! A console without a screen, in a process of its own, that saves without a pause and notes each save
//! after it was said to be durable. It can be killed, stopped and started again.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};

use refdesk::desk::command::ClientChoice;
use refdesk::desk::{Act, Command, Desk, Target};
use refdesk::domain::{Refusal, RequestId, Uid};
use refdesk::store::Store;
use rustix::process::{Pid, Signal, kill_process};

use crate::common::office::{asked, moment, settings};

/// How durable the saver's saves are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durable {
    Yes,
    /// As a store that does not wait for the disk, to see that its losses are found.
    No,
}

pub struct Saver {
    pub child: Child,
    pub acks: PathBuf,
}

impl Saver {
    /// A saver on a store, not started yet.
    pub fn process(store: &Path, acks: &Path, saves: usize, durable: Durable) -> Process {
        let mut process = another_self("saver::a_console_that_saves");
        process
            .env("SAVER_STORE", store)
            .env("SAVER_ACKS", acks)
            .env("SAVER_SAVES", saves.to_string())
            .env(
                "SAVER_DURABLE",
                if durable == Durable::Yes { "yes" } else { "no" },
            );
        process
    }

    pub fn start(store: &Path, acks: &Path, saves: usize, durable: Durable) -> Saver {
        Saver {
            child: Self::process(store, acks, saves, durable).spawn().unwrap(),
            acks: acks.to_owned(),
        }
    }

    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// How many saves it has noted.
    pub fn noted(&self) -> usize {
        Notes::read(&self.acks).saved.len()
    }

    /// Waits for its end, which must be a good one.
    #[track_caller]
    pub fn finish(mut self) {
        let status = self.child.wait().unwrap();
        assert!(status.success(), "a saver failed: {status}");
    }
}

/// This test program again, for one of its ignored tests alone.
pub fn another_self(test: &str) -> Process {
    let mut process = Process::new(std::env::current_exe().unwrap());
    process
        .args([
            "--exact",
            test,
            "--ignored",
            "--test-threads=1",
            "--nocapture",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    process
}

/// What a person does who is told that somebody else is writing: press again. A disk that answers no
/// sync for longer than the store's patience holds up everybody, and nothing is wrong then.
fn pressed_again<T>(mut save: impl FnMut() -> Result<T, Refusal>) -> T {
    const TIMES: usize = 12;
    for _ in 1..TIMES {
        match save() {
            Err(refused) if ["store-held", "store-busy"].contains(&refused.said.key) => {}
            answered => return answered.unwrap(),
        }
    }
    save().unwrap()
}

/// What a saver noted: what it set out to save, and what it was told is saved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Notes {
    pub asked: Vec<Uid>,
    pub saved: BTreeSet<(Uid, i64)>,
    pub claimed: BTreeSet<i64>,
    /// The number in its newest draft.
    pub draft: Option<usize>,
}

impl Notes {
    pub fn read(path: &Path) -> Notes {
        let mut notes = Notes::default();
        let text = std::fs::read_to_string(path).unwrap_or_default();
        // A line that is just being written is no note yet.
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        whole.lines().for_each(|line| notes.take(line));
        notes
    }

    pub fn take(&mut self, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["asked", uid] => self.asked.push(uid.parse().unwrap()),
            ["saved", uid, id] => {
                self.saved
                    .insert((uid.parse().unwrap(), id.parse().unwrap()));
            }
            ["claimed", id] => {
                self.claimed.insert(id.parse().unwrap());
            }
            ["draft", n] => self.draft = Some(n.parse().unwrap()),
            _ => panic!("{line:?}"),
        }
    }

    fn unanswered(&self) -> Vec<Uid> {
        let saved: BTreeSet<Uid> = self.saved.iter().map(|(uid, _)| *uid).collect();
        let open = self.asked.iter().filter(|uid| !saved.contains(uid));
        open.copied().collect()
    }

    /// What is noted and not in the store.
    pub fn lost_from(&self, store: &Store, about: &str) -> Vec<String> {
        let db = store.db();
        let mut by_uid = db
            .prepare_cached("SELECT id FROM request WHERE uid = ?1")
            .unwrap();
        let mut owner = db
            .prepare_cached("SELECT owner IS NOT NULL FROM request WHERE id = ?1")
            .unwrap();
        let mut lost = Vec::new();
        for (uid, id) in &self.saved {
            let found = by_uid.query_row([uid.to_string()], |r| r.get::<_, i64>(0));
            if found.ok() != Some(*id) {
                lost.push(format!("request {id}"));
            }
        }
        for id in &self.claimed {
            let found = owner.query_row([id], |r| r.get::<_, bool>(0));
            if found.ok() != Some(true) {
                lost.push(format!("claim of {id}"));
            }
        }
        if let Some(n) = self.draft {
            let body = db.query_row("SELECT body FROM draft WHERE about = ?1", [about], |r| {
                r.get::<_, String>(0)
            });
            if body
                .ok()
                .and_then(|b| b.parse().ok())
                .is_none_or(|found: usize| found < n)
            {
                lost.push(format!("draft {n}"));
            }
        }
        lost
    }
}

/// The name under which a saver's draft stands.
pub fn draft_of(acks: &Path) -> String {
    format!("note of {}", acks.file_stem().unwrap().to_str().unwrap())
}

fn told(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not told"))
}

/// Only whoever started this process knows where it is to save.
#[test]
#[ignore = "the other tests start it"]
fn a_console_that_saves() {
    let (store, acks) = (
        PathBuf::from(told("SAVER_STORE")),
        PathBuf::from(told("SAVER_ACKS")),
    );
    let saves: usize = told("SAVER_SAVES").parse().unwrap();
    let durable = told("SAVER_DURABLE") == "yes";
    let settings = settings();
    let open = || {
        let desk = Desk::open(&store, settings.clone(), Some("zhang")).unwrap();
        if !durable {
            desk.store().do_not_wait().unwrap();
        }
        desk
    };
    let before = Notes::read(&acks);
    let mut noted = File::options()
        .create(true)
        .append(true)
        .open(&acks)
        .unwrap();
    let mut note = |line: String| noted.write_all(format!("{line}\n").as_bytes()).unwrap();
    let about = draft_of(&acks);
    let mut desk = open();
    let receive = |desk: &mut Desk, uid: Uid, note: &mut dyn FnMut(String)| {
        let mut new = asked("电池 查新", "王五");
        new.uid = uid;
        if let ClientChoice::New(client) = &mut new.client {
            client.uid = Uid::new_v5(&uid, b"client");
        }
        new.heard = Some("电话里说的".to_owned());
        let receive = Command::Receive(Box::new(new));
        let done = pressed_again(|| desk.run(&receive, &moment()));
        let RequestId(id) = done.request.unwrap();
        note(format!("saved {uid} {id}"));
        id
    };
    // What was under way when this console was killed may be saved or not: it is asked for again.
    for uid in before.unanswered() {
        receive(&mut desk, uid, &mut note);
    }
    for n in 0..saves {
        let uid = Uid::now_v7();
        note(format!("asked {uid}"));
        let id = receive(&mut desk, uid, &mut note);
        if n % 3 == 0 {
            let claim = Command::On {
                target: Target::newest(RequestId(id)),
                act: Act::Claim,
            };
            pressed_again(|| desk.run(&claim, &moment()));
            note(format!("claimed {id}"));
        }
        if n % 5 == 0 {
            let n = before.asked.len() + n;
            pressed_again(|| desk.save_draft(&about, &n.to_string(), &moment()));
            note(format!("draft {n}"));
        }
        // Now and then the console is left and opened again.
        if n % 60 == 59 {
            drop(desk);
            desk = open();
        }
    }
}
