//! An export on its way into the store, as the console brings it: read, written piece by piece, the works
//! found. Beside it the rows alone, inserted at once into a table with the same index.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use refdesk::biblio::{Limits, Record, Target, read, write};
use refdesk::desk::command::{ClientChoice, NewRequest, RunDraft};
use refdesk::desk::exports::Read;
use refdesk::desk::{Command, Desk, Founder, Look, Moment, Seen};
use refdesk::domain::{Channel, Lang, RequestId, RunId, ServiceKey, Uid};
use refdesk::settings::Settings;
use rusqlite::Connection;

use crate::report::Report;

/// How long a colleague's save may have to wait for one piece.
const HELD: f64 = 50.0;

fn moment() -> Moment {
    let now: Timestamp = "2026-11-22T09:41:00Z".parse().expect("a moment");
    Moment::new(now, &TimeZone::UTC)
}

/// A new desk with one request and one run.
fn desk(path: &Path, settings: &Arc<Settings>) -> (Desk, RequestId, RunId) {
    let founder = Founder {
        login: "head".into(),
        name: "主任".into(),
        lang: Lang::Zh,
        desk_name: None,
    };
    let mut desk = Desk::found(path, settings.clone(), &founder, &moment()).expect("a new store");
    let new = NewRequest {
        uid: Uid::now_v7(),
        service: ServiceKey::new("novelty"),
        title: "一次检索".into(),
        client: ClientChoice::Nobody,
        channel: Channel::Counter,
        secrecy: Default::default(),
        count: None,
        wanted: None,
        tags: Vec::new(),
        fields: Default::default(),
        heard: None,
        origin: None,
        received_at: None,
    };
    let done = desk.run(&Command::Receive(Box::new(new)), &moment());
    let request = done.expect("received").request.expect("a request");
    let run = RunDraft {
        uid: Uid::now_v7(),
        request,
        database: "WoS".into(),
        ..RunDraft::default()
    };
    desk.run(&Command::AddRun(Box::new(run)), &moment())
        .expect("a run");
    match desk.look(&Look::Case(request), &moment()) {
        Ok(Seen::Case(case)) => (desk, request, case.runs[0].id),
        other => panic!("{other:?}"),
    }
}

/// Milliseconds from bytes to rows, and the milliseconds of every piece.
fn brought(desk: &mut Desk, run: RunId, bytes: &[u8]) -> (f64, Vec<f64>) {
    let limits = Limits {
        file: usize::MAX,
        ..Limits::default()
    };
    let began = Instant::now();
    let read = Read::of(&read(bytes, &limits), &limits);
    let read = read.expect("not too many").expect("records");
    let mut bringing = desk.begin_export(run, read, &moment()).expect("begun");
    let mut pieces = Vec::new();
    loop {
        let piece = Instant::now();
        let done = desk.bring_some(&mut bringing).expect("written");
        pieces.push(piece.elapsed().as_secs_f64() * 1e3);
        if done {
            return (began.elapsed().as_secs_f64() * 1e3, pieces);
        }
    }
}

/// Milliseconds of the same rows, inserted bare.
fn bare(from: &Path, to: &Path) -> f64 {
    let db = Connection::open(from).expect("the store");
    let mut statement = db
        .prepare("SELECT batch, n, key, data FROM record ORDER BY id")
        .expect("its records");
    let rows: Vec<(i64, i64, String, String)> = statement
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?)))
        .expect("rows")
        .collect::<Result<_, _>>()
        .expect("rows");
    let mut db = Connection::open(to).expect("a file");
    db.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE record(id INTEGER PRIMARY KEY, batch INTEGER NOT NULL, n INTEGER NOT NULL,
           key TEXT NOT NULL, data TEXT NOT NULL);
         CREATE INDEX record_by_batch ON record(batch, key);",
    )
    .expect("a table");
    let began = Instant::now();
    let all = db.transaction().expect("a transaction");
    {
        let mut insert = all
            .prepare("INSERT INTO record(batch, n, key, data) VALUES (?1, ?2, ?3, ?4)")
            .expect("a statement");
        for (batch, n, key, data) in &rows {
            insert.execute((batch, n, key, data)).expect("a row");
        }
    }
    all.commit().expect("committed");
    began.elapsed().as_secs_f64() * 1e3
}

pub fn bringing(report: &mut Report, records: &[Record], rounds: usize) {
    let settings = Settings::builtin().expect("built in");
    let bytes = write(records, Target::Ris).expect("RIS");
    let folder = tempfile::tempdir().expect("a folder");
    let (mut rates, mut pieces) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        let store = folder.path().join(format!("{round}.db"));
        let (mut desk, _, run) = desk(&store, &settings);
        let (ours, all) = brought(&mut desk, run, &bytes);
        drop(desk);
        let theirs = bare(&store, &folder.path().join(format!("{round}-bare.db")));
        let rate = |ms: f64| records.len() as f64 / ms * 1e3;
        rates.push((rate(ours), rate(theirs)));
        pieces.extend(all);
    }
    let what = format!("{} records into the store", records.len());
    report.at_least(what, "/s", &rates, 0.5);
    report.at_most("the store held by one piece", "ms", &pieces, HELD);
}
