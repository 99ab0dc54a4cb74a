//! Takes an empty or older store to today's shape, with a whole copy of the older one beside: all of it
//! or nothing, whatever ends the program meanwhile.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::lock::Line;
use super::{Store, StoreError, beside, fence, migrations};

/// Whether a store may be made where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum New {
    Allowed,
    Refused,
}

/// `application_id` and `user_version` of a file.
pub fn stamp(db: &Connection) -> Result<(i32, i64), StoreError> {
    let id = db.pragma_query_value(None, "application_id", |r| r.get(0))?;
    let version = db.pragma_query_value(None, "user_version", |r| r.get(0))?;
    Ok((id, version))
}

fn is_empty(db: &Connection) -> Result<bool, StoreError> {
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
    Ok(tables == 0)
}

pub fn bring(
    db: &Connection,
    line: &Line,
    path: &Path,
    new: New,
    steps: &[&str],
) -> Result<(), StoreError> {
    let (id, found) = stamp(db)?;
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    if id == migrations::APPLICATION_ID && found == known {
        return Ok(());
    }
    let may_be_made = new == New::Allowed && id == 0 && found == 0 && is_empty(db)?;
    if id != migrations::APPLICATION_ID && !may_be_made {
        return Err(StoreError::NotAStore);
    }
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if found == 0 {
        db.execute_batch("PRAGMA journal_mode = WAL;")?;
    }
    let tx = line.turn(|| {
        Ok(Transaction::new_unchecked(
            db,
            TransactionBehavior::Immediate,
        )?)
    })?;
    // Another console may have done it while this one waited.
    let (_, found) = stamp(&tx)?;
    if found == known {
        return Ok(());
    }
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if found > 0 {
        keep_copy(path, known)?;
    }
    for step in steps
        .iter()
        .skip(usize::try_from(found).unwrap_or(usize::MAX))
    {
        tx.execute_batch(step)?;
    }
    fence::raise(&tx, known)?;
    tx.pragma_update(None, "application_id", migrations::APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", known)?;
    tx.commit()?;
    Ok(())
}

/// The older store beside the new one. Under another name until it is whole, so that one cut short is
/// never taken for a copy. Read through a connection of its own, since the first one is writing.
fn keep_copy(path: &Path, known: i64) -> Result<(), StoreError> {
    let copy = beside(path, &format!("before-v{known}"));
    if Store::exists(&copy) {
        return Ok(());
    }
    let half = beside(path, &format!("before-v{known}.half"));
    for end in ["", "-journal"] {
        let mut name = half.as_os_str().to_owned();
        name.push(end);
        match std::fs::remove_file(name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::Folder(error));
            }
            _ => {}
        }
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    copy_out(&Connection::open_with_flags(path, flags)?, &half)?;
    std::fs::rename(&half, &copy).map_err(StoreError::Folder)?;
    sync_folder(&copy)
}

/// A whole copy of what a connection sees, as a file that stands alone.
pub fn copy_out(from: &Connection, target: &Path) -> Result<(), StoreError> {
    let mut copy = Connection::open(target)?;
    {
        let backup = Backup::new(from, &mut copy)?;
        backup.run_to_completion(1000, Duration::ZERO, None)?;
    }
    copy.execute_batch("PRAGMA journal_mode = DELETE;")?;
    Ok(())
}

/// A new name is durable when its folder is.
fn sync_folder(file: &Path) -> Result<(), StoreError> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(StoreError::Folder)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::store::personal;

    fn older() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let store = Store::connect(&path, New::Allowed, migrations::STEPS).unwrap();
        personal::set_meta(store.db(), "desk_name", "信息咨询部").unwrap();
        (folder, path)
    }

    fn with(step: &str) -> Vec<&str> {
        migrations::STEPS.iter().copied().chain([step]).collect()
    }

    #[test]
    fn an_older_store_is_migrated_with_a_copy_of_it_beside() {
        let (_folder, path) = older();
        let steps = with("CREATE TABLE seal_use(id INTEGER PRIMARY KEY)");
        let store = Store::connect(&path, New::Refused, &steps).unwrap();
        store
            .db()
            .execute("INSERT INTO seal_use VALUES (1)", [])
            .unwrap();
        let name = personal::meta(store.db(), "desk_name").unwrap();
        assert_eq!(name.as_deref(), Some("信息咨询部"));
        let copy = Connection::open(beside(&path, &format!("before-v{}", steps.len()))).unwrap();
        assert_eq!(
            personal::meta(&copy, "desk_name").unwrap().as_deref(),
            Some("信息咨询部")
        );
        assert!(copy.execute("INSERT INTO seal_use VALUES (1)", []).is_err());
    }

    #[test]
    fn a_migration_that_fails_changes_nothing() {
        let (_folder, path) = older();
        let steps =
            with("CREATE TABLE seal_use(id INTEGER PRIMARY KEY); CREATE TABLE meta(broken)");
        assert!(Store::connect(&path, New::Refused, &steps).is_err());
        let store = Store::open(&path).unwrap();
        assert!(
            store
                .db()
                .execute("INSERT INTO seal_use VALUES (1)", [])
                .is_err()
        );
    }

    #[test]
    fn a_newer_store_is_refused_with_both_versions_and_so_is_a_write_into_one_migrated_meanwhile() {
        let (_folder, path) = older();
        let mut open = Store::open(&path).unwrap();
        let steps = with("CREATE TABLE seal_use(id INTEGER PRIMARY KEY)");
        Store::connect(&path, New::Refused, &steps).unwrap();
        let known = migrations::newest();
        for refused in [open.write().err(), Store::open(&path).err()] {
            match refused {
                Some(StoreError::Newer { found, known: k }) => {
                    assert_eq!((found, k), (known + 1, known))
                }
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn a_migration_that_fails_at_any_statement_changes_nothing() {
        let (_folder, path) = older();
        let statements = [
            "CREATE TABLE seal_use(id INTEGER PRIMARY KEY)",
            "ALTER TABLE request ADD COLUMN seal TEXT",
            "UPDATE request SET seal = ''",
            "DROP TRIGGER journal_is_kept",
            "INSERT INTO meta VALUES ('seal', 'yes')",
            "DROP TABLE mapping",
        ];
        let shape = || {
            let db = Connection::open(&path).unwrap();
            let mut found = db
                .prepare("SELECT name || coalesce(sql, '') FROM sqlite_schema ORDER BY name")
                .unwrap();
            let lines = found.query_map([], |r| r.get::<_, String>(0)).unwrap();
            let shape: Vec<String> = lines.map(Result::unwrap).collect();
            (
                shape,
                stamp(&db).unwrap(),
                personal::meta(&db, "seal").unwrap(),
            )
        };
        let before = shape();
        for done in 0..=statements.len() {
            let step = format!("{}; SELECT no_such_thing();", statements[..done].join("; "));
            assert!(Store::connect(&path, New::Refused, &with(&step)).is_err());
            assert_eq!(shape(), before, "after {done} statements");
        }
        let step = statements.join("; ");
        Store::connect(&path, New::Refused, &with(&step)).unwrap();
        assert_ne!(shape(), before);
    }
}
