//! The power is cut while two consoles save: at any operation on the disk, with any part of what was
//! not synced lost or torn, the store opens whole and holds all that was said to be saved.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex};

use refdesk::store::{Store, chain};

use crate::common::office::Office;
use crate::recording::{
    Crash, Dice, Disk, Image, Log, Op, lay_down, quick_folder, recorded, recorder,
};
use crate::saver::{Durable, Notes, Saver, draft_of};

/// States that are opened and examined; a drill asks for more.
fn states() -> usize {
    let asked = std::env::var("REFDESK_POWER_CUTS");
    asked.map_or(1_600, |n| n.parse().expect("a number of states"))
}

#[derive(Debug, Default)]
struct Tally {
    states: usize,
    corrupt: Vec<String>,
    lost: Vec<String>,
}

struct Recording {
    before: Disk,
    log: Log,
    _office: Office,
}

/// Two consoles, so many saves each, recorded.
fn recording(saves: usize, durable: Durable) -> Recording {
    let office = Office::with_requests(1);
    let folder = office.store().parent().unwrap().to_owned();
    let library = recorder(office.folder());
    let log = office.folder().join("log");
    let before = Disk::of(&folder);
    let savers: Vec<_> = ["a", "b"]
        .map(|name| {
            let acks = folder.join(format!("{name}.acks"));
            let mut process = Saver::process(&office.store(), &acks, saves, durable);
            recorded(&mut process, &library, &folder, &log);
            let child = process.spawn().unwrap();
            Saver { child, acks }
        })
        .into();
    savers.into_iter().for_each(Saver::finish);
    Recording {
        before,
        log: Log::read(&log),
        _office: office,
    }
}

/// A state to be examined: at which operation, the disk, and what had been noted by then.
type State = (usize, Image, BTreeMap<String, Notes>);

fn cut_often(recording: &Recording, states: usize, seed: u64) -> Tally {
    let log = &recording.log;
    let (give, take) = sync_channel::<State>(4);
    let take = Arc::new(Mutex::new(take));
    std::thread::scope(|scope| {
        let examiners: Vec<_> = (0..2)
            .map(|_| {
                let take = Arc::clone(&take);
                scope.spawn(move || examine_all(&take))
            })
            .collect();
        let mut disk = recording.before.clone();
        let mut notes: BTreeMap<String, Notes> = BTreeMap::new();
        let mut dice = Dice(seed);
        let mut sent = 0;
        for index in 0..log.records.len() {
            disk.step(log, index);
            let record = &log.records[index];
            if let (true, Op::Write { data, .. }) = (record.name.ends_with(".acks"), &record.op) {
                let noted = notes.entry(record.name.clone()).or_default();
                for line in std::str::from_utf8(log.data(data)).unwrap().lines() {
                    noted.take(line);
                }
            }
            if (index + 1) * states / log.records.len() > sent {
                sent += 1;
                let mut image = disk.crash(log, Crash::Power, &mut dice);
                image.retain(|name, _| name.starts_with("desk.db") && !name.ends_with("-lock"));
                give.send((index, image, notes.clone())).unwrap();
            }
        }
        drop(give);
        let mut tally = Tally::default();
        for examiner in examiners {
            let part = examiner.join().unwrap();
            tally.states += part.states;
            tally.corrupt.extend(part.corrupt);
            tally.lost.extend(part.lost);
        }
        tally
    })
}

fn examine_all(states: &Mutex<Receiver<State>>) -> Tally {
    let folder = quick_folder();
    let mut tally = Tally::default();
    loop {
        let next = states.lock().unwrap().recv();
        let Ok((index, image, notes)) = next else {
            return tally;
        };
        lay_down(&image, folder.path());
        tally.states += 1;
        let told = |what: String| format!("after operation {index}: {what}");
        match opened(&folder.path().join("desk.db")) {
            Err(why) => tally.corrupt.push(told(why)),
            Ok(store) => {
                for (name, notes) in notes {
                    let about = draft_of(&PathBuf::from(name));
                    let lost = notes.lost_from(&store, &about);
                    tally.lost.extend(lost.into_iter().map(told));
                }
            }
        }
    }
}

/// The store, when it is whole.
pub fn opened(path: &Path) -> Result<Store, String> {
    let store = Store::open(path).map_err(|e| e.to_string())?;
    let wrong = store.integrity().map_err(|e| e.to_string())?;
    if !wrong.is_empty() {
        return Err(wrong.join("; "));
    }
    let found = chain::verify(store.db()).map_err(|e| e.to_string())?;
    if !found.broken.is_empty() {
        return Err(format!("{:?}", found.broken));
    }
    Ok(store)
}

#[test]
fn a_power_cut_at_any_moment_loses_nothing_that_was_said_to_be_saved() {
    // With claims and drafts nearly four hundred durable writes of each console.
    let recording = recording(250, Durable::Yes);
    let tally = cut_often(&recording, states(), 1);
    assert_eq!(tally.states, states());
    assert!(tally.corrupt.is_empty(), "{:#?}", tally.corrupt);
    assert!(tally.lost.is_empty(), "{:#?}", tally.lost);
}

/// The proof that the test above could fail.
#[test]
fn a_store_that_did_not_wait_for_the_disk_would_be_found_out() {
    let recording = recording(40, Durable::No);
    let tally = cut_often(&recording, 120, 2);
    let found = tally.corrupt.len() + tally.lost.len();
    assert!(found > 20, "{found} of {} states", tally.states);
}
