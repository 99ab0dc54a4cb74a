//! Programs of different ages on one store, in both orders: the older one never writes into what the
//! newer one has made, and a migration happens whole or not at all.

use std::path::Path;

use refdesk::desk::{Command, Desk};
use refdesk::store::{Store, fence, migrations};
use rusqlite::Connection;

use crate::common::office::{Office, asked, moment, settings};
use crate::power::opened;
use crate::recording::{Crash, Dice, Disk, Log, lay_down, quick_folder, recorded, recorder};
use crate::saver::another_self;

/// A store as the first release made it, with a member of staff and a request's worth of rows in it.
fn first_release(path: &Path) -> Connection {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let db = Connection::open(path).unwrap();
    db.execute_batch("PRAGMA journal_mode = WAL").unwrap();
    db.execute_batch(migrations::STEPS[0]).unwrap();
    db.pragma_update(None, "application_id", migrations::APPLICATION_ID)
        .unwrap();
    db.pragma_update(None, "user_version", 1).unwrap();
    db.execute_batch(
        r#"INSERT INTO staff VALUES (1, '0193e3a0-0000-7000-8000-000000000001', 1, 'zhang', '张三', '["head","desk"]', 'zh-CN', 1, 0);
           INSERT INTO meta VALUES ('desk_name', '信息咨询部');"#,
    )
    .unwrap();
    db
}

/// Today's store as a program will make it that comes after this one.
fn from_the_future(path: &Path) -> i64 {
    let newer = migrations::newest() + 1;
    let db = Connection::open(path).unwrap();
    fence::register(&db, newer).unwrap();
    db.execute_batch("ALTER TABLE request ADD COLUMN seal TEXT")
        .unwrap();
    fence::raise(&db, newer).unwrap();
    db.pragma_update(None, "user_version", newer).unwrap();
    newer
}

fn version(db: &Connection) -> i64 {
    db.pragma_query_value(None, "user_version", |r| r.get(0))
        .unwrap()
}

#[test]
fn a_console_left_open_while_a_newer_one_migrates_is_refused_with_both_versions() {
    let office = Office::with_requests(1);
    let mut open = Desk::open(&office.store(), settings(), Some("zhang")).unwrap();
    let newer = from_the_future(&office.store());
    let receive = Command::Receive(Box::new(asked("电池 查新", "王五")));
    let refusals = [
        open.run(&receive, &moment()).err(),
        open.save_draft("note", "问过馆长", &moment()).err(),
        Desk::open(&office.store(), settings(), Some("zhang")).err(),
    ];
    for refusal in refusals {
        let said = refusal.unwrap().said;
        assert_eq!(said.key, "store-newer");
        let versions: Vec<_> = said.args.iter().map(|(_, arg)| arg.clone()).collect();
        assert_eq!(versions, [newer.into(), migrations::newest().into()]);
    }
    let output = office.shell(&["add", "化学学院王老师 查新"]);
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_program_older_than_the_fence_writes_into_no_table_of_a_migrated_store() {
    let office = Office::empty();
    let old = first_release(&office.store());
    old.execute("INSERT INTO meta VALUES ('before', 'yes')", [])
        .unwrap();
    let new = Store::open(&office.store()).unwrap();
    assert_eq!(version(&old), migrations::newest());
    let tables: Vec<String> = old
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'")
        .unwrap()
        .query_map([], |r| r.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(tables.len() >= 18, "{tables:?}");
    for table in tables {
        let columns: Vec<String> = old
            .prepare("SELECT '\"' || name || '\"' FROM pragma_table_info(?1)")
            .unwrap()
            .query_map([&table], |r| r.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let (first, values) = (&columns[0], vec!["1"; columns.len()].join(", "));
        for write in [
            format!("INSERT INTO \"{table}\" VALUES ({values})"),
            format!("INSERT OR REPLACE INTO \"{table}\" VALUES ({values})"),
            format!("UPDATE \"{table}\" SET {first} = {first}"),
            format!("DELETE FROM \"{table}\""),
        ] {
            let refused = old.execute(&write, []).unwrap_err().to_string();
            assert!(refused.contains("refdesk_knows"), "{write}: {refused}");
        }
    }
    drop(new);
}

#[test]
fn todays_program_takes_an_older_store_over_with_a_copy_beside() {
    let office = Office::empty();
    drop(first_release(&office.store()));
    let mut desk = Desk::open(&office.store(), settings(), Some("zhang")).unwrap();
    desk.run(
        &Command::Receive(Box::new(asked("电池 查新", "王五"))),
        &moment(),
    )
    .unwrap();
    drop(desk);
    opened(&office.store()).unwrap();
    let known = migrations::newest();
    let name = format!("{}-before-v{known}", office.store().display());
    let copy = Connection::open(name).unwrap();
    assert_eq!(version(&copy), 1);
}

/// Opens an older store, and is recorded while it migrates.
#[test]
#[ignore = "the other tests start it"]
fn a_console_that_migrates() {
    Store::open(Path::new(&std::env::var("MIGRATES").unwrap())).unwrap();
}

#[test]
fn a_migration_cut_short_at_any_operation_is_whole_or_not_begun() {
    let office = Office::empty();
    drop(first_release(&office.store()));
    let folder = office.store().parent().unwrap().to_owned();
    let before = Disk::of(&folder);
    let (library, log) = (recorder(office.folder()), office.folder().join("log"));
    let mut process = another_self("versions::a_console_that_migrates");
    process.env("MIGRATES", office.store());
    recorded(&mut process, &library, &folder, &log);
    assert!(process.status().unwrap().success());

    let log = Log::read(&log);
    let known = migrations::newest();
    let copy_name = format!("desk.db-before-v{known}");
    let (mut old, mut new) = (0, 0);
    let mut dice = Dice(11);
    for how in [Crash::Process, Crash::Power] {
        let mut disk = before.clone();
        let rebuilt = quick_folder();
        for index in 0..log.records.len() {
            disk.step(&log, index);
            lay_down(&disk.crash(&log, how, &mut dice), rebuilt.path());
            let path = rebuilt.path().join("desk.db");
            let db = Connection::open(&path).unwrap();
            match version(&db) {
                1 => old += 1,
                version => {
                    assert_eq!(version, known);
                    new += 1;
                }
            }
            drop(db);
            // The copy is whole as soon as it has its name.
            let copy = rebuilt.path().join(&copy_name);
            if how == Crash::Process && copy.exists() {
                let copy = Connection::open(&copy).unwrap();
                assert_eq!(version(&copy), 1);
                let tables = "SELECT count(*) FROM staff";
                let staff: i64 = copy.query_row(tables, [], |r| r.get(0)).unwrap();
                assert_eq!(staff, 1);
            }
            let store = opened(&path).unwrap_or_else(|why| panic!("{how:?} {index}: {why}"));
            let name = refdesk::store::personal::meta(store.db(), "desk_name").unwrap();
            assert_eq!(name.as_deref(), Some("信息咨询部"), "{how:?} {index}");
        }
    }
    assert!(old > 0 && new > 0, "{old} before, {new} after");
}
