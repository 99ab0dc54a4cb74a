//! Consoles killed in the middle of saving, again and again: the store stays whole, what was said to be
//! saved is there, and what is asked for again comes out once.

use std::time::Duration;

use refdesk::store::Store;
use rustix::process::Signal;

use crate::common::office::Office;
use crate::power::opened;
use crate::recording::Dice;
use crate::saver::{Durable, Notes, Saver, draft_of};

const ROUNDS: usize = 25;
const CONSOLES: [&str; 4] = ["a", "b", "c", "d"];
/// More than any of them can do before it is killed.
const WITHOUT_END: usize = 1_000_000;

/// What of one console's notes is not in the store, and what is there that was not asked for.
fn check(store: &Store, acks: &std::path::Path) -> Vec<String> {
    Notes::read(acks).lost_from(store, &draft_of(acks))
}

fn count(store: &Store, sql: &str) -> i64 {
    store.db().query_row(sql, [], |r| r.get(0)).unwrap()
}

#[test]
fn four_consoles_killed_again_and_again_lose_nothing_and_make_nothing_twice() {
    let office = Office::with_requests(0);
    let mut dice = Dice(25);
    let acks = CONSOLES.map(|name| office.folder().join(format!("{name}.acks")));
    for round in 0..ROUNDS {
        let before = acks.clone().map(|acks| Notes::read(&acks).saved.len());
        let mut savers: Vec<Saver> = acks
            .iter()
            .map(|acks| Saver::start(&office.store(), acks, WITHOUT_END, Durable::Yes))
            .collect();
        for (saver, before) in savers.iter().zip(before) {
            while saver.noted() == before {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
        // The moment is left to chance; nothing is measured.
        std::thread::sleep(Duration::from_millis(300 + dice.next() % 500));
        for saver in &savers {
            saver.signal(Signal::KILL);
        }
        for saver in &mut savers {
            saver.child.wait().unwrap();
        }
        let store = Store::open(&office.store()).unwrap();
        let quick: String = store
            .db()
            .query_row("PRAGMA quick_check", [], |r| r.get(0))
            .unwrap();
        assert_eq!(quick, "ok", "round {round}");
        for acks in &acks {
            assert_eq!(check(&store, acks), [""; 0], "round {round}");
        }
    }
    // Once more, to the end this time: what was open is asked for again.
    let last = acks
        .clone()
        .map(|acks| Saver::start(&office.store(), &acks, 3, Durable::Yes));
    last.into_iter().for_each(Saver::finish);

    let store = opened(&office.store()).unwrap();
    let mut asked = 0;
    for acks in &acks {
        assert_eq!(check(&store, acks), [""; 0]);
        let notes = Notes::read(acks);
        assert_eq!(notes.asked.len(), notes.saved.len(), "each was answered");
        asked += i64::try_from(notes.asked.len()).unwrap();
    }
    // Each was asked for at least once and is there once, with all that belongs to it.
    assert_eq!(count(&store, "SELECT count(*) FROM request"), asked);
    assert_eq!(count(&store, "SELECT count(*) FROM client"), asked);
    assert_eq!(count(&store, "SELECT count(*) FROM talk"), asked);
    let received = "SELECT count(*) FROM journal WHERE kind = 'receive'";
    assert_eq!(count(&store, received), asked);
    drop(store);
    office.prints(&["doctor"]);
}
