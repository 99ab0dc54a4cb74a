//! Bytes that changed on the disk, in the journal and in attached files, and a journal that was cut or
//! rewritten: each is found and named.

use std::os::unix::fs::FileExt;
use std::path::Path;

use refdesk::desk::{Act, Command, Desk, Target};
use refdesk::domain::RequestId;
use refdesk::intake::files;
use refdesk::store::{Store, chain, fence};
use rusqlite::Connection;

use crate::common::office::{Office, moment, settings};
use crate::recording::{Dice, quick_folder};

const FLIPS: usize = 2_500;

/// All that the journal says, as one text; None when it cannot be read to its end.
fn said(db: &Connection) -> Option<String> {
    let read = |sql: &str| -> rusqlite::Result<String> {
        let mut statement = db.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        let mut text = String::new();
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                text.push_str(&format!("{:?}|", row.get_ref(column)?));
            }
        }
        Ok(text)
    };
    let journal = read("SELECT * FROM journal NOT INDEXED ORDER BY seq").ok()?;
    let personal = read("SELECT * FROM journal_personal NOT INDEXED ORDER BY seq").ok()?;
    Some(journal + &personal)
}

/// Where in the file the journal's pages lie: first byte and length of each.
fn pages(db: &Connection) -> Vec<(u64, u64)> {
    let sql = "SELECT pgoffset, pgsize FROM dbstat WHERE name IN ('journal', 'journal_personal')";
    let mut statement = db.prepare(sql).unwrap();
    let pages = statement.query_map([], |r| {
        let (at, size): (i64, i64) = (r.get(0)?, r.get(1)?);
        Ok((u64::try_from(at).unwrap(), u64::try_from(size).unwrap()))
    });
    pages.unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn every_changed_byte_of_the_journal_that_changes_what_it_says_is_found() {
    let office = Office::with_requests(12);
    let mut desk = Desk::open(&office.store(), settings(), Some("zhang")).unwrap();
    for id in 1..=12 {
        for act in [Act::Accept, Act::Claim] {
            let target = Target::newest(RequestId(id));
            desk.run(&Command::On { target, act }, &moment()).unwrap();
        }
    }
    desk.undo_last(&moment()).unwrap().unwrap();
    let folder = quick_folder();
    let path = folder.path().join("desk.db");
    desk.store().copy_to(&path).unwrap();
    let (truth, pages) = {
        let db = Connection::open(&path).unwrap();
        (said(&db).unwrap(), pages(&db))
    };
    let file = std::fs::File::options()
        .read(true)
        .write(true)
        .open(&path)
        .unwrap();
    let mut dice = Dice(3);
    let (mut harmless, mut found) = (0, 0);
    for _ in 0..FLIPS {
        let (from, size) = pages[dice.below(pages.len())];
        let at = from + dice.next() % size;
        let mut byte = [0];
        file.read_exact_at(&mut byte, at).unwrap();
        let changed = [byte[0] ^ (1 << dice.below(8))];
        file.write_all_at(&changed, at).unwrap();
        let db = Connection::open(&path).unwrap();
        let verified = chain::verify(&db);
        if !matches!(&verified, Ok(v) if v.broken.is_empty()) || damaged(&db) {
            found += 1;
        } else {
            assert_eq!(
                said(&db).as_ref(),
                Some(&truth),
                "byte {at}: {byte:?} -> {changed:?}"
            );
            harmless += 1;
        }
        drop(db);
        file.write_all_at(&byte, at).unwrap();
    }
    assert!(found > FLIPS / 2, "{found} found, {harmless} of no meaning");
}

fn damaged(db: &Connection) -> bool {
    let whole = db.query_row("PRAGMA integrity_check(1)", [], |r| r.get::<_, String>(0));
    whole.ok().as_deref() != Some("ok")
}

#[test]
fn the_journal_is_only_ever_added_to() {
    let office = Office::with_requests(2);
    let mut desk = Desk::open(&office.store(), settings(), Some("zhang")).unwrap();
    let act = |act| Command::On {
        target: Target::newest(RequestId(1)),
        act,
    };
    desk.run(&act(Act::Accept), &moment()).unwrap();
    desk.undo_last(&moment()).unwrap().unwrap();
    let db = Connection::open(office.store()).unwrap();
    fence::register(&db, i64::MAX).unwrap();
    let last: i64 = db
        .query_row("SELECT max(seq) FROM journal", [], |r| r.get(0))
        .unwrap();
    let (before, undone) = (said(&db), last - 1);
    let columns = "(seq, at, \"by\", kind, changes, undoes, prev, hash)";
    let row = |seq: i64, undoes: &str| format!("({seq}, '', 1, 'x', '[]', {undoes}, '', '')");
    for write in [
        "UPDATE journal SET at = 'x'".to_owned(),
        "UPDATE OR REPLACE journal SET seq = 1 WHERE seq = 2".to_owned(),
        "DELETE FROM journal".to_owned(),
        format!("DELETE FROM journal WHERE seq = {last}"),
        format!(
            "INSERT OR REPLACE INTO journal{columns} VALUES {}",
            row(1, "NULL")
        ),
        format!(
            "INSERT OR REPLACE INTO journal{columns} VALUES {}",
            row(last, "NULL")
        ),
        format!(
            "REPLACE INTO journal{columns} VALUES {}",
            row(last + 9, "NULL")
        ),
        // The same entry undone again would push the first undo out.
        format!(
            "REPLACE INTO journal{columns} VALUES {}",
            row(last + 1, &undone.to_string())
        ),
        "UPDATE journal_personal SET data = '[]'".to_owned(),
        "UPDATE journal_personal SET seq = seq + 1".to_owned(),
        "DELETE FROM journal_personal".to_owned(),
        "REPLACE INTO journal_personal SELECT seq, salt, '[]' FROM journal_personal".to_owned(),
    ] {
        assert!(db.execute(&write, []).is_err(), "{write}");
        assert_eq!(said(&db), before, "{write}");
    }
}

#[test]
fn a_journal_cut_short_or_rewritten_is_found_by_a_hash_noted_elsewhere() {
    let office = Office::with_requests(3);
    let noted = office.prints(&["journal", "head"]);
    let (seq, hash) = noted.trim().split_once('\t').unwrap();
    office.prints(&["add", "化学学院王老师 查新"]);
    let reached = office.prints(&["journal", "verify", "--head", hash]);
    assert!(reached.contains(&format!("第 {seq} 笔")), "{reached}");

    let db = Connection::open(office.store()).unwrap();
    fence::register(&db, i64::MAX).unwrap();
    db.execute_batch(&format!(
        "DROP TRIGGER journal_is_kept; DROP TRIGGER journal_personal_is_kept;
         DELETE FROM journal_personal WHERE seq >= {seq}; DELETE FROM journal WHERE seq >= {seq};"
    ))
    .unwrap();
    drop(db);
    office.prints(&["journal", "verify"]);
    let cut = office.shell(&["journal", "verify", "--head", hash]);
    assert_eq!(cut.status.code(), Some(4), "the chain alone does not tell");
    assert!(String::from_utf8(cut.stdout).unwrap().contains("被截短"));
    let cut = office.shell(&["journal", "verify", "--json", "--head", hash]);
    let cut = String::from_utf8(cut.stdout).unwrap();
    assert!(cut.contains("\"noted_entry\":null"), "{cut}");
}

#[test]
fn an_attached_file_that_changed_or_vanished_is_named() {
    let office = Office::with_requests(2);
    let mut desk = Desk::open(&office.store(), settings(), Some("zhang")).unwrap();
    let mut attach = |name: &str, bytes: &[u8]| {
        let path = office.folder().join(name);
        std::fs::write(&path, bytes).unwrap();
        files::attach(&mut desk, RequestId(2), &path, &moment()).unwrap();
        files::keep(&desk, &path).unwrap().sha256
    };
    let contract = attach("合同.docx", &[7; 5_000]);
    let list = attach("清单.csv", b"a,b\n1,2\n");
    let folder = desk.store().files();
    drop(desk);
    office.prints(&["doctor"]);

    let kept = folder.join(&contract);
    let file = std::fs::File::options().write(true).open(&kept).unwrap();
    let mut dice = Dice(4);
    for _ in 0..40 {
        let at = dice.next() % 5_000;
        let bit = [7 ^ (1 << dice.below(8))];
        file.write_all_at(&bit, at).unwrap();
        assert_eq!(lost(&office.store()), ["合同.docx"]);
        file.write_all_at(&[7], at).unwrap();
    }
    assert!(lost(&office.store()).is_empty());
    file.write_all_at(&[8], 0).unwrap();
    std::fs::remove_file(folder.join(&list)).unwrap();
    let found = office.shell(&["doctor"]);
    assert_eq!(found.status.code(), Some(4));
    let found = String::from_utf8(found.stdout).unwrap();
    assert!(found.contains("「合同.docx」与存入时不同"), "{found}");
    assert!(found.contains("「清单.csv」不见了"), "{found}");
}

fn lost(store: &Path) -> Vec<String> {
    let store = Store::open(store).unwrap();
    let lost = refdesk::store::kept::examine(store.db(), &store.files()).unwrap();
    lost.into_iter().map(|file| file.name).collect()
}
