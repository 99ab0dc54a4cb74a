//! The only code that knows SQL: the connection, the migrations, one file per group of tables, the
//! search index, filters as SQL. It keeps what it is told and decides nothing.

pub mod chain;
mod columns;
pub mod copy;
mod error;
pub mod export;
pub mod fence;
pub mod filter;
pub mod glass;
mod ground;
pub mod imports;
pub mod journal;
pub mod kept;
mod lock;
pub mod migrations;
pub mod numbers;
pub mod people;
pub mod personal;
pub mod presence;
pub mod purge;
mod reach;
pub mod records;
pub mod requests;
pub mod row;
pub mod search;
pub mod tables;
pub mod tally;
mod upgrade;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use crate::domain::Sentence;
pub use error::StoreError;
use ground::{Ground, Identity, Room};
pub use reach::{Reach, Reading};
use upgrade::New;

/// The store's connection, to be handed on; only this module's files use it.
pub type Db = Connection;

/// The SQLite version below which a checkpoint can lose another console's commit (the WAL-reset race).
const SAFE_SQLITE: i32 = 3_051_003;

/// How long a look waits for the short moments in which SQLite lets nobody in.
const MOMENT: Duration = Duration::from_secs(5);

/// A desk's store, open for reading and, where its place allows it, for writing.
pub struct Store {
    db: Connection,
    reach: Reach,
    line: lock::Line,
    presence: presence::Presence,
    path: PathBuf,
    /// The file that was opened; `path` may come to mean another one. None of what is only read.
    identity: Option<Identity>,
    ground: Ground,
    /// What was warned of once is not said again.
    warned: bool,
    /// As of the last look; see `changed_by_others`.
    data_version: i64,
}

/// A write under way. Dropped without `commit`, nothing of it stays.
pub struct Writing<'a> {
    tx: Transaction<'a>,
}

/// What a write is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    Records,
    /// Drafts and places, for which some room is held back.
    Drafts,
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
        Self::connect(path, New::Allowed, migrations::STEPS)
    }

    /// Opens a store, after taking an older one to today's shape (with a copy of it beside). One that
    /// cannot be written is opened for reading.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        match reach::of(path)? {
            None => Err(StoreError::Missing(path.to_owned())),
            Some(Reach::Writing) => Self::connect(path, New::Refused, migrations::STEPS),
            Some(Reach::Reading(how)) => Self::open_to_read(path, how),
        }
    }

    /// Opens a store as one that cannot be written.
    pub fn open_to_read(path: &Path, how: Reading) -> Result<Self, StoreError> {
        let opened = reach::connect(path, how).and_then(|db| Self::reading(db, path, how));
        opened.map_err(|error| reach::not_here(error, path))
    }

    fn reading(db: Connection, path: &Path, how: Reading) -> Result<Self, StoreError> {
        prepare(&db)?;
        let (id, found) = upgrade::stamp(&db)?;
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
        db.execute_batch(
            "PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;",
        )?;
        let mut store = Self {
            db,
            reach: Reach::Reading(how),
            line: lock::Line::none(),
            presence: presence::Presence::of(path, false),
            path: path.to_owned(),
            identity: None,
            ground: Ground::Sound,
            warned: true,
            data_version: 0,
        };
        store.data_version = store.read_data_version()?;
        Ok(store)
    }

    fn connect(path: &Path, new: New, steps: &[&str]) -> Result<Self, StoreError> {
        if rusqlite::version_number() < SAFE_SQLITE {
            return Err(StoreError::Damaged(format!(
                "SQLite {}",
                rusqlite::version()
            )));
        }
        let ground = ground::fit(path)?;
        let lock = beside(path, "lock");
        let line = lock::Line::open(&lock).map_err(|error| reach::blamed(&lock, error))?;
        let before = Identity::of(path);
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if new == New::Allowed {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let db = Connection::open_with_flags(path, flags)?;
        prepare(&db)?;
        fence::register(&db, i64::try_from(steps.len()).unwrap_or(i64::MAX))?;
        upgrade::bring(&db, &line, path, new, steps)?;
        db.execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;
             PRAGMA secure_delete = ON;",
        )?;
        let identity = Identity::of(path);
        if identity.is_none() || (before.is_some() && identity != before) {
            return Err(StoreError::Moved);
        }
        let mut store = Self {
            db,
            reach: Reach::Writing,
            line,
            presence: presence::Presence::of(path, true),
            path: path.to_owned(),
            identity,
            ground,
            warned: false,
            data_version: 0,
        };
        store.data_version = store.read_data_version()?;
        Ok(store)
    }

    /// A whole copy of the store as it is now, made through SQLite, never by reading its file.
    pub fn copy_to(&self, target: &Path) -> Result<(), StoreError> {
        upgrade::copy_out(&self.db, target)
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

    /// Where consoles say what they have before them; apart from the store, and never waited for.
    pub fn presence(&mut self) -> &mut presence::Presence {
        &mut self.presence
    }

    /// The name by which colleagues learn who holds the store.
    pub fn call_me(&mut self, who: &str) {
        self.line.call_me(who);
    }

    /// Waits for the turn and begins a write. Refused when a newer refdesk has changed the store
    /// meanwhile, when another file lies at its path, and when the disk has too little room.
    pub fn write(&mut self) -> Result<Writing<'_>, StoreError> {
        self.begin(Purpose::Records)
    }

    /// As `write`, for what a person left lying: the disk's last room is kept for it.
    pub fn write_drafts(&mut self) -> Result<Writing<'_>, StoreError> {
        self.begin(Purpose::Drafts)
    }

    fn begin(&mut self, purpose: Purpose) -> Result<Writing<'_>, StoreError> {
        if self.only_read().is_some() {
            return Err(StoreError::ReadOnly);
        }
        if let (Purpose::Records, Room::ForDraftsOnly(left)) = (purpose, ground::room(&self.path)) {
            return Err(StoreError::NoRoom(left));
        }
        // Inside the line nobody waits in SQLite as well.
        self.db.busy_timeout(Duration::ZERO)?;
        let begun = self.line.turn(|| {
            Ok(Transaction::new_unchecked(
                &self.db,
                TransactionBehavior::Immediate,
            )?)
        });
        self.db.busy_timeout(MOMENT)?;
        let tx = begun?;
        self.still_there()?;
        let found: i64 = tx.pragma_query_value(None, "user_version", |r| r.get(0))?;
        let known = migrations::newest();
        if found != known {
            return Err(StoreError::Newer { found, known });
        }
        Ok(Writing { tx })
    }

    /// Whether the file at the path still is the one that was opened. Asked of the folder, without
    /// opening anything.
    pub fn still_there(&self) -> Result<(), StoreError> {
        match self.identity {
            Some(opened) if Identity::of(&self.path) != Some(opened) => Err(StoreError::Moved),
            _ => Ok(()),
        }
    }

    /// What should be known of the place the store lies in; said once.
    pub fn warning(&mut self) -> Option<Sentence> {
        if self.warned {
            return None;
        }
        let said = match (ground::room(&self.path), self.ground) {
            (Room::Little(left) | Room::ForDraftsOnly(left), _) => {
                Sentence::new("store-little-room").with("left", left)
            }
            (Room::Enough, Ground::Doubtful(kind)) => {
                Sentence::new("store-doubtful-ground").with("kind", kind)
            }
            (Room::Enough, _) => return None,
        };
        self.warned = true;
        Some(said)
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

    /// For writes that nobody sees before a later, durable one: each alone may be lost with the power,
    /// none of them half, and never one that was seen. `wait_for_each` ends it.
    pub fn wait_for_the_last(&self) -> Result<(), StoreError> {
        Ok(self.db.execute_batch("PRAGMA synchronous = NORMAL;")?)
    }

    /// From now on every commit is durable, and with the next one all before it.
    pub fn wait_for_each(&self) -> Result<(), StoreError> {
        Ok(self.db.execute_batch("PRAGMA synchronous = FULL;")?)
    }

    /// While an export comes in piece by piece: its index grows everywhere at once, so more pages are kept
    /// at hand and the log is emptied less often. Each write is as durable as it was.
    pub fn expect_many(&self, many: bool) -> Result<(), StoreError> {
        Ok(self.db.execute_batch(match many {
            true => "PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 8000;",
            false => "PRAGMA cache_size = -2000; PRAGMA wal_autocheckpoint = 1000;",
        })?)
    }

    /// For many rows in a line that nobody sees before a later, durable write, as `wait_for_the_last`:
    /// each index grows at a place of its own, so more pages are kept at hand (KiB) and the log is
    /// emptied less often (pages of 4 KiB), where each page would be written again and again.
    /// Every write asks once whether the program knows the store's shape; the fence that asks for
    /// each row, and has SQLite keep what each row changes to take it back alone, stands aside. So
    /// nothing may be written to the journal. `end_filling` ends it.
    pub fn begin_filling(&self) -> Result<(), StoreError> {
        self.db
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
        Ok(self.db.execute_batch(
            "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 16000;",
        )?)
    }

    /// From now on every commit is durable, and with the next one all before it.
    pub fn end_filling(&self) -> Result<(), StoreError> {
        self.db
            .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true)?;
        Ok(self.db.execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA cache_size = -2000; PRAGMA wal_autocheckpoint = 1000;",
        )?)
    }

    /// What was written without waiting is brought to the disk; from now on every commit is durable.
    pub fn wait_again(&self) -> Result<(), StoreError> {
        Ok(self
            .db
            .execute_batch("PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(TRUNCATE);")?)
    }

    /// Brings what was taken out to the file itself, out of the log; false while somebody still reads
    /// what was before.
    pub fn settle_log(&self) -> Result<bool, StoreError> {
        let busy: i64 = self
            .db
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |r| r.get(0))?;
        Ok(busy == 0)
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

/// What every connection is told before its first look.
fn prepare(db: &Connection) -> Result<(), StoreError> {
    // The turn at writing is waited for in our own line; this is for checkpoints and foreign readers.
    db.busy_timeout(MOMENT)?;
    db.set_prepared_statement_cache_capacity(128);
    // Otherwise every statement that compares an indexed column is compiled again for each value
    // bound to it (SQLite is built with STAT4), which costs more than most of our looks.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// `desk.db` and `lock` give `desk.db-lock`.
pub fn beside(path: &Path, what: &str) -> PathBuf {
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
        let store = Store::connect(&path, New::Allowed, migrations::STEPS).unwrap();
        personal::set_meta(store.db(), "desk_name", "信息咨询部").unwrap();
        (folder, path)
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
