//! Who has which request before him: a row for each open console, in a small file of its own beside the
//! store, so that nobody who stops in the middle of it holds up a save. What goes wrong with that file
//! costs nothing but the names of who is there; it knows nothing of what is gone or held.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use rustix::fs::{FileType, Mode};

use super::ground::Identity;
use super::{StoreError, beside};
use crate::domain::{RequestId, StaffId};

/// How long a word on who is there may wait for another console's. It is said again with the next beat.
const MOMENT: Duration = Duration::from_millis(20);

const SHAPE: &str = "
CREATE TABLE IF NOT EXISTS console(
  console TEXT PRIMARY KEY, person INTEGER NOT NULL, request INTEGER,
  edits_since TEXT, held_until TEXT, seen_at TEXT NOT NULL) WITHOUT ROWID;";

/// One console as it last said so. Moments are UTC, as everywhere in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Console {
    pub console: String,
    pub person: StaffId,
    pub request: Option<RequestId>,
    /// Since when a form on the request is open.
    pub edits_since: Option<String>,
    /// Until when the form counts as being filled in.
    pub held_until: Option<String>,
    pub seen_at: String,
}

/// The file in which consoles say where they stand. Opened when it is first asked, and again when
/// another one lies in its place.
pub struct Presence {
    path: PathBuf,
    may_write: bool,
    open: Option<Open>,
}

struct Open {
    db: Connection,
    identity: Identity,
    /// As of the last look; None before the first.
    data_version: Option<i64>,
}

impl Presence {
    pub(super) fn of(store: &Path, may_write: bool) -> Self {
        Self {
            path: beside(store, "here"),
            may_write,
            open: None,
        }
    }

    /// Writes what a console says of itself, and forgets those that have not been heard of since.
    pub fn put(&mut self, is: &Console, silent_since: &str) -> Result<(), StoreError> {
        self.with(|open| {
            let tx = open.db.unchecked_transaction()?;
            tx.prepare_cached("DELETE FROM console WHERE seen_at < ?1")?
                .execute([silent_since])?;
            tx.prepare_cached(
                "INSERT OR REPLACE INTO console(console, person, request, edits_since, held_until, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((
                &is.console,
                is.person.0,
                is.request.map(|id| id.0),
                &is.edits_since,
                &is.held_until,
                &is.seen_at,
            ))?;
            tx.commit()?;
            Ok(())
        })
    }

    pub fn drop(&mut self, console: &str) -> Result<(), StoreError> {
        self.with(|open| {
            open.db
                .prepare_cached("DELETE FROM console WHERE console = ?1")?
                .execute([console])?;
            Ok(())
        })
    }

    /// All consoles but one's own.
    pub fn others(&mut self, console: &str) -> Result<Vec<Console>, StoreError> {
        self.with(|open| {
            let mut statement = open.db.prepare_cached(
                "SELECT console, person, request, edits_since, held_until, seen_at FROM console WHERE console <> ?1 ORDER BY console",
            )?;
            let rows = statement.query_map([console], |r| {
                Ok(Console {
                    console: r.get(0)?,
                    person: StaffId(r.get(1)?),
                    request: r.get::<_, Option<i64>>(2)?.map(RequestId),
                    edits_since: r.get(3)?,
                    held_until: r.get(4)?,
                    seen_at: r.get(5)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Whether another console has said something since the last time this was asked, or another file
    /// lies there now.
    pub fn changed(&mut self) -> bool {
        let asked = self.with(|open| {
            let now = open
                .db
                .prepare_cached("PRAGMA data_version")?
                .query_row([], |r| r.get(0))?;
            Ok(open.data_version.replace(now) != Some(now))
        });
        asked.unwrap_or(false)
    }

    fn with<T>(
        &mut self,
        work: impl FnOnce(&mut Open) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.open.as_ref().map(|open| open.identity) != Identity::of(&self.path) {
            self.open = None;
        }
        let mut open = match self.open.take() {
            Some(open) => open,
            None => self.connect()?,
        };
        let done = work(&mut open);
        match &done {
            Err(error) if is_damaged(error) => {
                std::mem::drop(open);
                self.throw_away();
            }
            _ => self.open = Some(open),
        }
        done
    }

    fn connect(&self) -> Result<Open, StoreError> {
        let opened = self.opened();
        if opened.as_ref().is_err_and(is_damaged) {
            self.throw_away();
            return self.opened();
        }
        opened
    }

    fn opened(&self) -> Result<Open, StoreError> {
        if self.may_write {
            self.make()?;
        }
        let identity = Identity::of(&self.path).ok_or(StoreError::NoRow)?;
        let way = match self.may_write {
            true => OpenFlags::SQLITE_OPEN_READ_WRITE,
            false => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
        let db = Connection::open_with_flags(&self.path, way | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        db.busy_timeout(MOMENT)?;
        if self.may_write {
            // It need not outlive a power cut.
            db.execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA trusted_schema = OFF;",
            )?;
            db.execute_batch(SHAPE)?;
        }
        // Whatever else calls itself so is not ours to read.
        db.prepare_cached("SELECT count(console) FROM console WHERE seen_at = ''")?
            .query_row([], |r| r.get::<_, i64>(0))?;
        Ok(Open {
            db,
            identity,
            data_version: None,
        })
    }

    /// An empty file that only its owner reads, made without opening it.
    fn make(&self) -> Result<(), StoreError> {
        let mode = Mode::RUSR | Mode::WUSR;
        let made = rustix::fs::mknodat(rustix::fs::CWD, &self.path, FileType::RegularFile, mode, 0);
        match made {
            Ok(()) | Err(rustix::io::Errno::EXIST) => Ok(()),
            Err(error) => Err(StoreError::Folder(error.into())),
        }
    }

    /// A damaged one is made anew. Whoever still has it open notices that another lies there.
    fn throw_away(&self) {
        if !self.may_write {
            return;
        }
        for end in ["", "-wal", "-shm", "-journal"] {
            let mut name = self.path.as_os_str().to_owned();
            name.push(end);
            // What cannot be taken away stays, and nobody is seen to be there.
            let _ = std::fs::remove_file(name);
        }
    }
}

/// Whether it is not, or no longer, a file of the kind that is kept there.
fn is_damaged(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::NotAStore | StoreError::Damaged(_) | StoreError::Sql(_) | StoreError::Rule(_)
    )
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn console(name: &str) -> Console {
        Console {
            console: name.to_owned(),
            person: StaffId(1),
            request: Some(RequestId(7)),
            edits_since: None,
            held_until: None,
            seen_at: "2026-11-22T09:00:00Z".to_owned(),
        }
    }

    fn two() -> (tempfile::TempDir, Presence, Presence) {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("desk.db");
        let (one, other) = (Presence::of(&store, true), Presence::of(&store, true));
        (folder, one, other)
    }

    const LONG_AGO: &str = "2026-11-22T08:00:00Z";

    #[test]
    fn the_file_is_made_when_it_is_missing_and_only_its_owner_reads_it() {
        let (_folder, mut one, mut other) = two();
        one.put(&console("a"), LONG_AGO).unwrap();
        assert_eq!(other.others("b").unwrap(), [console("a")]);
        assert_eq!(one.others("a").unwrap(), []);
        for end in ["", "-wal", "-shm"] {
            let name = format!("{}{end}", one.path.display());
            let mode = std::fs::metadata(&name).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{name}");
        }
        std::fs::remove_file(&one.path).unwrap();
        assert_eq!(other.others("b").unwrap(), []);
        one.put(&console("a"), LONG_AGO).unwrap();
        assert_eq!(other.others("b").unwrap(), [console("a")]);
    }

    #[test]
    fn what_another_says_is_noticed_once_and_ones_own_word_is_not() {
        let (_folder, mut one, mut other) = two();
        one.put(&console("a"), LONG_AGO).unwrap();
        assert!(other.changed());
        assert!(!other.changed());
        one.put(&console("c"), LONG_AGO).unwrap();
        assert!(other.changed());
        other.put(&console("b"), LONG_AGO).unwrap();
        assert!(!other.changed());
    }

    #[test]
    fn a_damaged_file_is_made_anew_and_one_that_cannot_be_made_is_done_without() {
        let (folder, mut one, mut other) = two();
        for damage in [
            &b"not a database at all, only some text of no use".repeat(40)[..],
            b"SQLite format 3\0 and then nothing that makes sense",
        ] {
            one.open = None;
            other.open = None;
            std::fs::write(&one.path, damage).unwrap();
            one.put(&console("a"), LONG_AGO).unwrap();
            assert_eq!(other.others("b").unwrap(), [console("a")]);
        }
        let other_file = Connection::open(folder.path().join("x.db")).unwrap();
        other_file.execute_batch("CREATE TABLE console(x)").unwrap();
        std::mem::drop(other_file);
        std::fs::rename(folder.path().join("x.db"), &one.path).unwrap();
        one.put(&console("a"), LONG_AGO).unwrap();
        let mut nowhere = Presence::of(&folder.path().join("no/such/desk.db"), true);
        assert!(nowhere.put(&console("a"), LONG_AGO).is_err());
        assert!(!nowhere.changed());
    }

    #[test]
    fn who_only_reads_sees_the_others_and_makes_nothing() {
        let (folder, mut one, _) = two();
        let mut reader = Presence::of(&folder.path().join("desk.db"), false);
        assert!(reader.others("c").is_err());
        assert!(!one.path.exists());
        one.put(&console("a"), LONG_AGO).unwrap();
        assert_eq!(reader.others("c").unwrap(), [console("a")]);
        assert!(reader.put(&console("c"), LONG_AGO).is_err());
    }

    #[test]
    fn whoever_stops_in_the_middle_of_it_costs_the_others_a_moment() {
        let (_folder, mut one, mut other) = two();
        one.put(&console("a"), LONG_AGO).unwrap();
        let stopped = Connection::open(&one.path).unwrap();
        stopped.execute_batch("BEGIN IMMEDIATE").unwrap();
        assert!(matches!(
            other.put(&console("b"), LONG_AGO),
            Err(StoreError::Busy)
        ));
        assert_eq!(other.others("b").unwrap(), [console("a")]);
    }
}
