//! What the desk asks of its store and gives to it, beside SQLite alone doing the same: looks, durable
//! saves, filling. In this process, without a terminal.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use refdesk::desk::command::RequestPatch;
use refdesk::desk::ledger::LedgerFile;
use refdesk::desk::{Act, Command, Desk, Founder, Look, Moment, Target};
use refdesk::domain::{Client, ClientId, Lang, RequestId, ServiceKey};
use refdesk::settings::Settings;
use refdesk::store::tables::KeptRequest;
use refdesk::store::{requests, row, search};
use refdesk::text::segment;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Params};

use crate::report::Report;
use crate::{Effort, bare, floor, ledger, stores};

/// One frame of a screen that shows sixty in a second, in milliseconds.
const FRAME: f64 = 16.7;

/// Rows of a page, and the one more that tells whether there is another.
const PAGE: usize = 50;

/// A moment after everything in the ledger.
fn moment() -> Moment {
    let now: Timestamp = "2026-11-22T09:41:00Z".parse().expect("a moment");
    Moment::new(now, &TimeZone::UTC)
}

fn found(path: &Path, settings: &Arc<Settings>) -> Desk {
    let founder = Founder {
        login: "head".into(),
        name: "主任".into(),
        lang: Lang::Zh,
        desk_name: None,
    };
    Desk::found(path, settings.clone(), &founder, &moment()).expect("a new store")
}

fn open(path: &Path, settings: &Arc<Settings>) -> Desk {
    Desk::open(path, settings.clone(), Some("head")).expect("the store")
}

fn bring_in(desk: &mut Desk, rows: &[ledger::LedgerRow]) {
    let file = LedgerFile {
        sha256: "0".repeat(64),
        name: "ledger".into(),
    };
    desk.bring_in(&file, rows, &moment(), &mut |_, _| true)
        .expect("brought in");
}

fn invented(count: usize, settings: &Settings) -> Vec<ledger::LedgerRow> {
    let services: Vec<ServiceKey> = settings
        .service_names()
        .map(|head| head.key.clone())
        .collect();
    ledger::rows(count, &services, moment().now)
}

/// A store filled from the invented ledger, kept from earlier runs.
fn filled(count: u32, settings: &Arc<Settings>) -> Result<PathBuf, String> {
    stores::kept(&format!("ledger-{count}"), |path| {
        let rows = invented(count as usize, settings);
        bring_in(&mut found(path, settings), &rows);
        Ok(())
    })
}

/// Milliseconds that something took.
fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let began = Instant::now();
    let made = work();
    (began.elapsed().as_secs_f64() * 1e3, made)
}

/// What a line of the queue shows.
const LINE: &str = "SELECT r.id, r.rev, r.service, r.title, coalesce(c.name, ''), r.status, r.stage, \
    r.owner, r.channel, r.due, r.count, r.expedite IS NOT NULL, r.secrecy, r.deferred_until, \
    r.received_at, r.number, r.due_key ";

pub fn looks(report: &mut Report, effort: &Effort, settings: &Arc<Settings>) {
    let size = *effort.sizes.last().expect("sizes");
    let store = match filled(size, settings) {
        Ok(store) => store,
        Err(why) => return report.unmeasured(format!("looks at {size} requests"), why),
    };
    // What is typed, and the statement a person who knows the store would write for it.
    let from = "FROM request r LEFT JOIN client c ON c.id = r.client";
    let found = format!(
        "{LINE}FROM request_text t CROSS JOIN request r ON r.id = t.rowid \
         LEFT JOIN client c ON c.id = r.client WHERE request_text MATCH ?1 AND r.gone = 0 \
         ORDER BY t.rowid DESC"
    );
    let table: [(&str, String, &[&str]); 7] = [
        (
            "status:open",
            format!("{LINE}{from} WHERE r.open = 1 AND r.gone = 0 ORDER BY r.due_key, r.id"),
            &[],
        ),
        (
            "svc:novelty",
            format!("{LINE}{from} WHERE r.service = ?1 AND r.gone = 0 ORDER BY r.id DESC"),
            &["novelty"],
        ),
        (
            "status:declined svc:novelty",
            format!(
                "{LINE}{from} WHERE r.status = ?1 AND r.service = ?2 AND r.gone = 0 \
                 ORDER BY r.id DESC"
            ),
            &["declined", "novelty"],
        ),
        (
            "is:overdue",
            format!(
                "{LINE}{from} WHERE r.open = 1 AND r.gone = 0 AND r.due_key < ?1 \
                 AND +r.status IN ('accepted', 'in_progress') ORDER BY r.due_key, r.id"
            ),
            &["2026-11-22T09:41"],
        ),
        // In two titles of five, in a tenth, in one.
        ("查新", found.clone(), &[&expression("查新")]),
        ("专利 水稻", found.clone(), &[&expression("专利 水稻")]),
        ("第500号", found, &[&expression("第500号")]),
    ];
    let mut desk = open(&store, settings);
    let db = floor::connect(&store).expect("the store");
    let moment = moment();
    for (typed, sql, bound) in table {
        let sql = format!("{sql} LIMIT {}", PAGE + 1);
        let look = Look::Queue {
            search: typed.to_owned(),
            from: None,
            backwards: false,
            limit: PAGE,
        };
        let pairs: Vec<_> = (0..=effort.looks)
            .map(|_| {
                let (ours, seen) = timed(|| desk.look(&look, &moment));
                let (bare, _) = timed(|| read(&db, &sql, rusqlite::params_from_iter(bound)));
                seen.expect("seen");
                (ours, bare)
            })
            .skip(1)
            .collect();
        report.within(
            format!("search `{typed}`, {size} requests"),
            &pairs,
            2.0,
            FRAME,
        );
    }
}

/// The words as the index knows them.
fn expression(typed: &str) -> String {
    segment::match_expression(&segment::query_terms(typed))
}

/// Reads what a statement finds, every column of it.
fn read(db: &Connection, sql: &str, bound: impl Params) -> usize {
    let mut statement = db.prepare_cached(sql).expect("a statement");
    let columns = statement.column_count();
    let mut rows = statement.query(bound).expect("rows");
    let mut bytes = 0;
    while let Some(row) = rows.next().expect("a row") {
        for at in 0..columns {
            if let ValueRef::Text(text) = row.get_ref(at).expect("a value") {
                bytes += String::from_utf8_lossy(text).into_owned().len();
            }
        }
    }
    bytes
}

/// A copy to write in, gone when it is dropped.
struct Copy(PathBuf);

impl Copy {
    fn of(store: &Path, name: &str) -> Copy {
        let copy = Copy(stores::folder().join(name));
        stores::remove(&copy.0);
        let db = floor::connect(store).expect("the store");
        db.execute("VACUUM INTO ?1", [copy.0.to_str().expect("a path")])
            .expect("a copy");
        // A copy is made in the form that travels; a desk in use writes ahead.
        floor::connect(&copy.0)
            .and_then(|db| db.execute_batch("PRAGMA journal_mode = WAL"))
            .expect("writing ahead");
        copy
    }

    fn empty(name: &str) -> Copy {
        let copy = Copy(stores::folder().join(name));
        stores::remove(&copy.0);
        copy
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        stores::remove(&self.0);
    }
}

pub fn saves(report: &mut Report, effort: &Effort, settings: &Arc<Settings>) {
    let store = match filled(effort.sizes[1], settings) {
        Ok(store) => store,
        Err(why) => return report.unmeasured("durable saves", why),
    };
    let (ours, theirs) = (
        Copy::of(&store, "saves-ours.db"),
        Copy::of(&store, "saves-bare.db"),
    );
    let mut desk = open(&ours.0, settings);
    let watching = floor::connect(&ours.0).expect("the store");
    let mut bare_db = floor::connect(&theirs.0).expect("the copy");
    bare::unfence(&bare_db).expect("no fence");
    let place = file_system(&ours.0);
    let open: Vec<i64> = watching
        .prepare("SELECT id FROM request WHERE status = 'accepted' AND owner IS NULL AND gone = 0 ORDER BY id")
        .and_then(|mut found| found.query_map([], |row| row.get(0))?.collect())
        .expect("requests");
    let retitled = |turn: usize| {
        Act::Edit(Box::new(RequestPatch {
            title: Some(format!("改过的题名 {turn}")),
            ..RequestPatch::default()
        }))
    };
    let turned = |turn: usize| {
        if turn.is_multiple_of(2) {
            Act::Claim
        } else {
            Act::Release
        }
    };
    let kinds: [(&str, &dyn Fn(usize) -> Act); 2] = [
        ("claim or release", &turned),
        ("a changed title", &retitled),
    ];
    for (name, act) in kinds {
        let mut pairs = Vec::new();
        let mut refused = None;
        for turn in 0..=effort.saves {
            // Two turns on each request, so that what is claimed is released again.
            let request = open[turn / 2 % open.len()];
            let before = bare::Before::look(&watching, request).expect("a look");
            let command = Command::On {
                target: Target::newest(RequestId(request)),
                act: act(turn),
            };
            let (ours, done) = timed(|| desk.run(&command, &moment()));
            if let Err(why) = done {
                refused = Some(format!("{why:?}"));
                continue;
            }
            let mut writes = before.written(&watching).expect("what was written");
            if name == "a changed title" {
                let words = words_of(&watching, request);
                writes.push(bare::found_by("request_text", request, words));
            }
            let (theirs, written) = timed(|| bare::write(&mut bare_db, &writes));
            written.expect("written");
            if turn > 0 {
                pairs.push((ours, theirs));
            }
        }
        let what = format!("durable save, {name}, on {place}");
        match refused {
            Some(why) if pairs.is_empty() => report.unmeasured(what, why),
            _ => report.ratio(what, &pairs, 1.5),
        }
    }
}

fn words_of(db: &Connection, request: i64) -> String {
    let request = requests::get(db, RequestId(request)).expect("a request");
    let client = requests::words_of_client(db, &request).expect("its client");
    search::request_words(&request, &client)
}

pub fn filling(report: &mut Report, effort: &Effort, settings: &Arc<Settings>) {
    let (count, times) = effort.fill;
    let lines = invented(count, settings);
    let mut rates = Vec::new();
    for _ in 0..times {
        let (ours, theirs) = (Copy::empty("fill-ours.db"), Copy::empty("fill-bare.db"));
        let mut desk = found(&ours.0, settings);
        let (our_time, ()) = timed(|| bring_in(&mut desk, &lines));
        let db = floor::connect(&ours.0).expect("the store");
        let mut words = Vec::new();
        for request in row::select::<KeptRequest>(&db, "", []).expect("requests") {
            let id = request.request.id.0;
            words.push(("request_text", id, words_of(&db, id)));
        }
        for client in row::select::<Client>(&db, "", []).expect("clients") {
            let ClientId(id) = client.id;
            words.push(("client_text", id, search::client_words(&client)));
        }
        let filling = bare::Filling::of(&db, words).expect("the store's rows");
        let (bare_time, poured) = timed(|| filling.pour_into(&theirs.0));
        poured.expect("poured");
        let rate = |ms: f64| count as f64 / ms * 1e3;
        rates.push((rate(our_time), rate(bare_time)));
    }
    report.at_least(format!("filling with {count} requests"), "/s", &rates, 0.5);
}

/// The kind of file system a path lies on, as the kernel names it.
fn file_system(path: &Path) -> String {
    let path = path.canonicalize().expect("a path");
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            Some((words.next()?, words.next()?))
        })
        .filter(|(at, _)| path.starts_with(at))
        .max_by_key(|(at, _)| at.len())
        .map_or_else(
            || "an unknown file system".to_owned(),
            |(_, kind)| kind.to_owned(),
        )
}
