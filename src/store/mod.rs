//! The only code that knows SQL: the connection, the migrations, one file per group of tables, the
//! search index, filters as SQL. It keeps what it is told and decides nothing.

mod error;
pub mod export;
pub mod filter;
pub mod glass;
pub mod imports;
pub mod journal;
mod lock;
pub mod migrations;
pub mod numbers;
pub mod people;
pub mod personal;
mod reach;
pub mod requests;
pub mod row;
pub mod search;
pub mod tables;
pub mod tally;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

pub use error::StoreError;
pub use reach::{Reach, Reading};

/// The store's connection, to be handed on; only this module's files use it.
pub type Db = Connection;

/// The SQLite version below which a checkpoint can lose another console's commit (the WAL-reset race).
const SAFE_SQLITE: i32 = 3_051_003;

/// A desk's store, open for reading and, where its place allows it, for writing.
pub struct Store {
    db: Connection,
    reach: Reach,
    /// None where nothing can be written.
    lock: Option<lock::WriteLock>,
    path: PathBuf,
    /// As of the last look; see `changed_by_others`.
    data_version: i64,
}

/// A write under way. Dropped without `commit`, nothing of it stays.
pub struct Writing<'a> {
    tx: rusqlite::Transaction<'a>,
    _turn: lock::Turn<'a>,
}

impl Store {
    /// Whether anything lies at the path, also where that cannot be told; opening it then says why.
    /// Looks at the folder, never into the file.
    pub fn exists(path: &Path) -> bool {
        !matches!(reach::of(path), Ok(None))
    }

    /// Makes an empty store. The folder is made with mode 0700.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
            use std::os::unix::fs::DirBuilderExt;
            if !folder.exists() {
                std::fs::DirBuilder::new()
                    .recursive(true)
                    .mode(0o700)
                    .create(folder)
                    .map_err(|error| reach::blamed(folder, error))?;
            }
        }
        Self::connect(path, OpenFlags::SQLITE_OPEN_CREATE, migrations::STEPS)
    }

    /// Opens a store, after taking an older one to today's shape (with a copy of it beside). One that
    /// cannot be written is opened for reading.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        match reach::of(path)? {
            None => Err(StoreError::Missing(path.to_owned())),
            Some(Reach::Writing) => Self::connect(path, OpenFlags::empty(), migrations::STEPS),
            Some(Reach::Reading(how)) => Self::open_to_read(path, how),
        }
    }

    /// Opens a store as one that cannot be written.
    pub fn open_to_read(path: &Path, how: Reading) -> Result<Self, StoreError> {
        let opened = reach::connect(path, how).and_then(|db| Self::reading(db, path, how));
        opened.map_err(|error| reach::not_here(error, path))
    }

    fn reading(db: Connection, path: &Path, how: Reading) -> Result<Self, StoreError> {
        db.busy_timeout(Duration::from_secs(5))?;
        db.set_prepared_statement_cache_capacity(128);
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let mut store = Self {
            db,
            reach: Reach::Reading(how),
            lock: None,
            path: path.to_owned(),
            data_version: 0,
        };
        let (id, found) = store.stamp()?;
        let known = migrations::newest();
        if id != migrations::APPLICATION_ID {
            return Err(StoreError::NotAStore);
        }
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        if found < known {
            return Err(StoreError::Older { found, known });
        }
        store.db.execute_batch(
            "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;",
        )?;
        store.data_version = store.read_data_version()?;
        Ok(store)
    }

    fn connect(path: &Path, extra: OpenFlags, steps: &[&str]) -> Result<Self, StoreError> {
        if rusqlite::version_number() < SAFE_SQLITE {
            return Err(StoreError::Damaged(format!(
                "SQLite {}",
                rusqlite::version()
            )));
        }
        let lock = lock::WriteLock::open(&beside(path, "lock"))
            .map_err(|error| reach::blamed(&beside(path, "lock"), error))?;
        let db = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | extra,
        )?;
        // The turn is taken by our own lock; this is for checkpoints and for foreign readers.
        db.busy_timeout(Duration::from_secs(5))?;
        db.set_prepared_statement_cache_capacity(128);
        // Otherwise every statement that compares an indexed column is compiled again for each value
        // bound to it (SQLite is built with STAT4), which costs more than most of our looks.
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let mut store = Self {
            db,
            reach: Reach::Writing,
            lock: Some(lock),
            path: path.to_owned(),
            data_version: 0,
        };
        store.check_and_migrate(extra.contains(OpenFlags::SQLITE_OPEN_CREATE), steps)?;
        store.db.execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;",
        )?;
        store.data_version = store.read_data_version()?;
        Ok(store)
    }

    fn check_and_migrate(&mut self, may_be_new: bool, steps: &[&str]) -> Result<(), StoreError> {
        let (id, found) = self.stamp()?;
        let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
        if id == migrations::APPLICATION_ID && found == known {
            return Ok(());
        }
        if id != migrations::APPLICATION_ID
            && !(id == 0 && found == 0 && may_be_new && self.is_empty()?)
        {
            return Err(StoreError::NotAStore);
        }
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        if found == 0 {
            self.db.execute_batch("PRAGMA journal_mode = WAL;")?;
        } else {
            let copy = beside(&self.path, &format!("before-v{known}"));
            if !Self::exists(&copy) {
                self.copy_to(&copy)?;
            }
        }
        let _turn = self.lock.as_ref().ok_or(StoreError::ReadOnly)?.turn()?;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another console may have done it while this one waited.
        let found: i64 = tx.pragma_query_value(None, "user_version", |r| r.get(0))?;
        for step in steps
            .iter()
            .skip(usize::try_from(found).unwrap_or(usize::MAX))
        {
            tx.execute_batch(step)?;
        }
        tx.pragma_update(None, "application_id", migrations::APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", known)?;
        tx.commit()?;
        Ok(())
    }

    fn stamp(&self) -> Result<(i32, i64), StoreError> {
        let id = self
            .db
            .pragma_query_value(None, "application_id", |r| r.get(0))?;
        let version = self
            .db
            .pragma_query_value(None, "user_version", |r| r.get(0))?;
        Ok((id, version))
    }

    fn is_empty(&self) -> Result<bool, StoreError> {
        let tables: i64 = self
            .db
            .query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
        Ok(tables == 0)
    }

    /// A whole copy of the store as it is now, made through SQLite, never by reading its file.
    pub fn copy_to(&self, target: &Path) -> Result<(), StoreError> {
        let mut copy = Connection::open(target)?;
        {
            let backup = rusqlite::backup::Backup::new(&self.db, &mut copy)?;
            backup.run_to_completion(1000, Duration::ZERO, None)?;
        }
        copy.execute_batch("PRAGMA journal_mode = DELETE;")?;
        Ok(())
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How the store is read where nothing can be written; None where it can.
    pub fn only_read(&self) -> Option<Reading> {
        match self.reach {
            Reach::Writing => None,
            Reach::Reading(how) => Some(how),
        }
    }

    /// The folder in which files are kept under the hash of their content.
    pub fn files(&self) -> PathBuf {
        beside(&self.path, "files")
    }

    /// For looks only.
    pub fn db(&self) -> &Connection {
        &self.db
    }

    /// Takes the turn and begins a write. Refused when a newer refdesk has changed the store meanwhile.
    pub fn write(&mut self) -> Result<Writing<'_>, StoreError> {
        let turn = self.lock.as_ref().ok_or(StoreError::ReadOnly)?.turn()?;
        let tx = self
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found: i64 = tx.pragma_query_value(None, "user_version", |r| r.get(0))?;
        let known = migrations::newest();
        if found != known {
            return Err(StoreError::Newer { found, known });
        }
        Ok(Writing { tx, _turn: turn })
    }

    fn read_data_version(&self) -> Result<i64, StoreError> {
        Ok(self
            .db
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |r| r.get(0))?)
    }

    /// For a store that is only being filled and can be filled again: commits do not wait for the disk
    /// until `wait_again` is called.
    pub fn do_not_wait(&self) -> Result<(), StoreError> {
        Ok(self.db.execute_batch("PRAGMA synchronous = OFF;")?)
    }

    /// What was written without waiting is brought to the disk; from now on every commit is durable.
    pub fn wait_again(&self) -> Result<(), StoreError> {
        Ok(self
            .db
            .execute_batch("PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE);")?)
    }

    /// Whether another console has written since the last time this was asked.
    pub fn changed_by_others(&mut self) -> Result<bool, StoreError> {
        let now = self.read_data_version()?;
        let changed = now != self.data_version;
        self.data_version = now;
        Ok(changed)
    }

    /// What SQLite finds wrong with the file; empty when it is whole.
    pub fn integrity(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.db.prepare("PRAGMA integrity_check(20)")?;
        let lines: Result<Vec<String>, _> = statement.query_map([], |r| r.get(0))?.collect();
        Ok(lines?.into_iter().filter(|l| l != "ok").collect())
    }
}

impl Writing<'_> {
    pub fn db(&self) -> &Connection {
        &self.tx
    }

    /// Durable when this returns.
    pub fn commit(self) -> Result<(), StoreError> {
        self.tx.commit()?;
        Ok(())
    }
}

/// `desk.db` and `lock` give `desk.db-lock`.
fn beside(path: &Path, what: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-");
    name.push(what);
    PathBuf::from(name)
}

/// Begins one item of a bulk: what follows can be dropped alone.
pub fn begin_item(db: &Db) -> Result<(), StoreError> {
    Ok(db.execute_batch("SAVEPOINT item")?)
}

pub fn keep_item(db: &Db) -> Result<(), StoreError> {
    Ok(db.execute_batch("RELEASE item")?)
}

pub fn drop_item(db: &Db) -> Result<(), StoreError> {
    Ok(db.execute_batch("ROLLBACK TO item; RELEASE item")?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn older() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let store =
            Store::connect(&path, OpenFlags::SQLITE_OPEN_CREATE, migrations::STEPS).unwrap();
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
        let store = Store::connect(&path, OpenFlags::empty(), &steps).unwrap();
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
        assert!(Store::connect(&path, OpenFlags::empty(), &steps).is_err());
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
        Store::connect(&path, OpenFlags::empty(), &steps).unwrap();
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
    fn a_file_that_is_not_ours_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.db");
        let other = Connection::open(&path).unwrap();
        other.execute_batch("CREATE TABLE theirs(x)").unwrap();
        drop(other);
        assert!(matches!(
            Store::open(&path).err(),
            Some(StoreError::NotAStore)
        ));
        assert!(matches!(
            Store::create(&path).err(),
            Some(StoreError::NotAStore)
        ));
        let empty = folder.path().join("empty.db");
        std::fs::write(&empty, b"").unwrap();
        assert!(matches!(
            Store::open(&empty).err(),
            Some(StoreError::NotAStore)
        ));
        let text = folder.path().join("text.db");
        std::fs::write(
            &text,
            "not a database at all, only text of some length".repeat(40),
        )
        .unwrap();
        assert!(matches!(
            Store::open(&text).err(),
            Some(StoreError::NotAStore)
        ));
    }

    #[test]
    fn a_store_that_cannot_be_written_is_read_however_it_lies_there() {
        let (folder, path) = older();
        let name = |store: &Store| personal::meta(store.db(), "desk_name").unwrap();
        for how in [Reading::Medium, Reading::Copy] {
            let mut store = Store::open_to_read(&path, how).unwrap();
            assert_eq!(name(&store).as_deref(), Some("信息咨询部"));
            assert!(matches!(store.write().err(), Some(StoreError::ReadOnly)));
            assert!(personal::set_meta(store.db(), "desk_name", "另一个").is_err());
            assert!(!beside(&path, "wal").exists(), "{how:?} left a log");
        }
        // While somebody writes, what is in the log is read too, and a copy is not taken of half of it.
        let mut live = Store::open(&path).unwrap();
        let writing = live.write().unwrap();
        personal::set_meta(writing.db(), "desk_name", "新名").unwrap();
        writing.commit().unwrap();
        for how in [Reading::Live, Reading::Copy] {
            let store = Store::open_to_read(&path, how).unwrap();
            assert_eq!(name(&store).as_deref(), Some("新名"), "{how:?}");
        }
        drop((live, folder));
    }

    #[test]
    fn an_older_store_that_cannot_be_written_is_refused_with_both_versions() {
        let (_folder, path) = older();
        let db = Connection::open(&path).unwrap();
        db.pragma_update(None, "user_version", 0).unwrap();
        drop(db);
        let refused = Store::open_to_read(&path, Reading::Copy).err();
        assert!(matches!(refused, Some(StoreError::Older { found: 0, .. })));
    }

    #[test]
    fn what_stands_in_the_way_of_a_store_is_named_with_its_place() {
        let (folder, path) = older();
        let at = |path: &Path| match Store::open(path).err() {
            Some(StoreError::Place { at, why }) => (at, why.kind()),
            other => panic!("{other:?}"),
        };
        use std::io::ErrorKind;
        let below = path.join("desk.db");
        assert_eq!(at(&below), (path.clone(), ErrorKind::NotADirectory));
        let kind = ErrorKind::IsADirectory;
        assert_eq!(at(folder.path()), (folder.path().to_owned(), kind));
        let link = folder.path().join("link.db");
        std::os::unix::fs::symlink(folder.path().join("gone.db"), &link).unwrap();
        assert_eq!(at(&link), (link.clone(), ErrorKind::NotFound));
        assert!(Store::exists(&below) && Store::exists(&link));
        let nothing = folder.path().join("no/such/desk.db");
        assert!(!Store::exists(&nothing));
        assert!(matches!(
            Store::open(&nothing).err(),
            Some(StoreError::Missing(_))
        ));
    }

    #[test]
    fn a_colleagues_write_is_noticed_and_ones_own_is_not() {
        let (_folder, path) = older();
        let (mut mine, mut hers) = (Store::open(&path).unwrap(), Store::open(&path).unwrap());
        let note = |store: &mut Store, text: &str| {
            let writing = store.write().unwrap();
            personal::set_meta(writing.db(), "note", text).unwrap();
            writing.commit().unwrap();
        };
        note(&mut mine, "mine");
        assert!(!mine.changed_by_others().unwrap());
        note(&mut hers, "hers");
        assert!(mine.changed_by_others().unwrap());
        assert!(!mine.changed_by_others().unwrap());
    }
}
