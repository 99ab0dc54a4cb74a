//! Copies of a store that lie at rest: made through SQLite while the desk works on, and examined without
//! being changed. A copy is in one file, so that it opens on a medium that cannot be written.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::chain::{self, Broken};
use super::journal;
use super::{Store, StoreError, migrations, personal};

/// Where a backup leaves its mark in the store, and so in the copy.
pub const SENTINEL: &str = "backup_mark";

/// What a copy holds, by which it is known again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub schema: i64,
    /// Rows of every table.
    pub counts: BTreeMap<String, i64>,
    pub entries: i64,
    /// The hash that covers the whole journal.
    pub head: String,
    pub sentinel: Option<String>,
}

/// What is wrong with a copy; all empty when nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    pub integrity: Vec<String>,
    /// Tables with rows that point at nothing.
    pub dangling: Vec<String>,
    pub broken: Vec<Broken>,
}

impl Faults {
    pub fn none(&self) -> bool {
        self.integrity.is_empty() && self.dangling.is_empty() && self.broken.is_empty()
    }
}

/// A copy, opened for looking only.
pub struct Copy {
    db: Connection,
}

impl Store {
    /// The store as it is at one moment, in one new file that needs no log beside it. Others go on
    /// writing meanwhile. Room of deleted rows is not taken along.
    pub fn copy_at_rest(&self, target: &Path) -> Result<(), StoreError> {
        let name = target.to_str().ok_or(StoreError::NotAStore)?;
        self.db.execute("VACUUM INTO ?1", [name])?;
        Ok(())
    }
}

impl Copy {
    pub fn open(path: &Path) -> Result<Copy, StoreError> {
        let db = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        let id: i32 = db.pragma_query_value(None, "application_id", |r| r.get(0))?;
        let found: i64 = db.pragma_query_value(None, "user_version", |r| r.get(0))?;
        let known = migrations::newest();
        if id != migrations::APPLICATION_ID || found == 0 {
            return Err(StoreError::NotAStore);
        }
        if found > known {
            return Err(StoreError::Newer { found, known });
        }
        Ok(Copy { db })
    }

    pub fn figures(&self) -> Result<Figures, StoreError> {
        let mut tables = self.db.prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
        )?;
        let names: Vec<String> = tables
            .query_map([], |r| r.get(0))?
            .collect::<Result<_, _>>()?;
        let mut counts = BTreeMap::new();
        for name in names {
            let quoted = name.replace('"', "\"\"");
            let rows =
                self.db
                    .query_row(&format!("SELECT count(*) FROM \"{quoted}\""), [], |r| {
                        r.get(0)
                    })?;
            counts.insert(name, rows);
        }
        let (entries, head) = journal::head(&self.db)?;
        Ok(Figures {
            schema: self
                .db
                .pragma_query_value(None, "user_version", |r| r.get(0))?,
            counts,
            entries,
            head,
            sentinel: personal::meta(&self.db, SENTINEL)?,
        })
    }

    /// Reads the whole file.
    pub fn faults(&self) -> Result<Faults, StoreError> {
        let mut check = self.db.prepare("PRAGMA integrity_check(20)")?;
        let lines: Vec<String> = check
            .query_map([], |r| r.get(0))?
            .collect::<Result<_, _>>()?;
        let mut check = self.db.prepare("PRAGMA foreign_key_check")?;
        let dangling: Vec<String> = check
            .query_map([], |r| r.get(0))?
            .collect::<Result<_, _>>()?;
        let broken = chain::verify(&self.db)?.broken;
        Ok(Faults {
            integrity: lines.into_iter().filter(|l| l != "ok").collect(),
            dangling,
            broken,
        })
    }

    /// The files the rows name: hash and bytes.
    pub fn files(&self) -> Result<Vec<(String, i64)>, StoreError> {
        let mut statement = self
            .db
            .prepare("SELECT sha256, max(bytes) FROM attachment GROUP BY sha256 ORDER BY sha256")?;
        let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// Makes a copy fit to be worked on by several consoles.
pub fn make_live(path: &Path) -> Result<(), StoreError> {
    let db = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    db.execute_batch("PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL;")?;
    db.close().map_err(|(_, error)| error)?;
    Ok(())
}
