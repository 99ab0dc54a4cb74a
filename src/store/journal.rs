//! The journal: what happened, who did it, which fields changed, each entry chained to the one before
//! by its SHA-256. Values that name a person stand in a table of their own; the chain holds only their
//! hash, so that erasing a person leaves it whole.

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::StoreError;
use crate::domain::personal::is_personal;
use crate::domain::{Seq, StaffId};

/// One row an entry changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    pub table: String,
    pub row: i64,
    /// The row's version after the change.
    pub rev: i64,
    /// True when the row came into being.
    pub new: bool,
    pub was: Map<String, Value>,
    pub is: Map<String, Value>,
}

/// An entry as it is written.
#[derive(Clone, Debug)]
pub struct NewEntry {
    pub at: String,
    pub by: StaffId,
    pub kind: String,
    pub changes: Vec<Change>,
    /// A bulk command or an import names its set: file hash, counts, items.
    pub made_of: Option<Value>,
    pub undoes: Option<Seq>,
    /// Makes the personal values' hash unguessable.
    pub salt: String,
    /// Rows by which histories find it.
    pub touched: Vec<(&'static str, i64)>,
}

/// An entry as it is read.
#[derive(Clone, Debug)]
pub struct Entry {
    pub seq: Seq,
    pub at: String,
    pub by: StaffId,
    pub kind: String,
    pub changes: Vec<Change>,
    pub made_of: Option<Value>,
    pub undoes: Option<Seq>,
    /// The entry that took it back.
    pub undone_by: Option<Seq>,
    /// What it said of persons has been erased.
    pub erased: bool,
}

pub(super) struct Written {
    pub seq: i64,
    pub at: String,
    pub by: i64,
    pub kind: String,
    pub changes: String,
    pub made_of: Option<String>,
    pub undoes: Option<i64>,
    pub personal: Option<String>,
    pub prev: String,
}

impl Written {
    pub(super) fn hash(&self) -> String {
        let mut hasher = Sha256::new();
        for part in [
            &self.seq.to_string(),
            &self.at,
            &self.by.to_string(),
            &self.kind,
            &self.changes,
            self.made_of.as_deref().unwrap_or(""),
            &self.undoes.map(|u| u.to_string()).unwrap_or_default(),
            self.personal.as_deref().unwrap_or(""),
            &self.prev,
        ] {
            // The length goes first, so that no two entries can be read as the same run of bytes.
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        hex(&hasher.finalize())
    }
}

/// Lower-case hex.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing into a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

pub(super) fn personal_hash(salt: &str, data: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(salt.as_bytes());
    hasher.update([0]);
    hasher.update(data.as_bytes());
    hex(&hasher.finalize())
}

/// Takes the values that may name a person out of the changes; what is left says only that they
/// changed. Entries written before texts were kept apart have them in the chain, and keep them: only
/// what stands apart can be erased.
fn part_personal(changes: &[Change]) -> (Vec<Change>, Option<Vec<Change>>) {
    let mut open = changes.to_vec();
    let mut apart = Vec::new();
    for change in &mut open {
        let (was, was_open) = parted(&change.table, std::mem::take(&mut change.was));
        let (is, is_open) = parted(&change.table, std::mem::take(&mut change.is));
        (change.was, change.is) = (was_open, is_open);
        if !is.is_empty() {
            let mut kept = change.clone();
            (kept.was, kept.is) = (was, is);
            apart.push(kept);
        }
    }
    let apart = (!apart.is_empty()).then_some(apart);
    (open, apart)
}

/// Those that may name a person, and the others.
fn parted(table: &str, values: Map<String, Value>) -> (Map<String, Value>, Map<String, Value>) {
    values
        .into_iter()
        .partition(|(key, _)| is_personal(table, key))
}

/// Adds an entry to the end of the chain.
pub fn append(db: &Connection, entry: &NewEntry) -> Result<Seq, StoreError> {
    let last: Option<(i64, String)> = db
        .prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    let (last, prev) = last.unwrap_or_default();
    let (open, apart) = part_personal(&entry.changes);
    let apart = apart.map(|a| serde_json::to_string(&a)).transpose()?;
    let written = Written {
        seq: last + 1,
        at: entry.at.clone(),
        by: entry.by.0,
        kind: entry.kind.clone(),
        changes: serde_json::to_string(&open)?,
        made_of: entry.made_of.as_ref().map(Value::to_string),
        undoes: entry.undoes.map(|s| s.0),
        personal: apart.as_ref().map(|data| personal_hash(&entry.salt, data)),
        prev,
    };
    db.prepare_cached(
        "INSERT INTO journal(seq, at, \"by\", kind, changes, made_of, undoes, personal, prev, hash) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
    )?
    .execute((
        written.seq,
        &written.at,
        written.by,
        &written.kind,
        &written.changes,
        &written.made_of,
        written.undoes,
        &written.personal,
        &written.prev,
        written.hash(),
    ))?;
    if let Some(data) = apart {
        db.prepare_cached("INSERT INTO journal_personal(seq, salt, data) VALUES (?1, ?2, ?3)")?
            .execute((written.seq, &entry.salt, data))?;
    }
    let mut touch =
        db.prepare_cached("INSERT OR IGNORE INTO touched(kind, row, seq) VALUES (?1, ?2, ?3)")?;
    for (kind, row) in &entry.touched {
        touch.execute((kind, row, written.seq))?;
    }
    Ok(Seq(written.seq))
}

const ENTRY: &str = "SELECT j.seq, j.at, j.\"by\", j.kind, j.changes, j.made_of, j.undoes, u.seq, p.data, j.personal IS NOT NULL
 FROM journal j LEFT JOIN journal u ON u.undoes = j.seq LEFT JOIN journal_personal p ON p.seq = j.seq";

fn read_entry(row: &rusqlite::Row<'_>) -> Result<Entry, StoreError> {
    let changes: String = row.get(4)?;
    let mut changes: Vec<Change> = serde_json::from_str(&changes)?;
    let apart: Option<String> = row.get(8)?;
    let erased = apart.is_none() && row.get(9)?;
    if let Some(apart) = apart {
        let apart: Vec<Change> = serde_json::from_str(&apart)?;
        for personal in apart {
            let found = changes.iter_mut().find(|c| {
                c.table == personal.table && c.row == personal.row && c.rev == personal.rev
            });
            if let Some(change) = found {
                change.was.extend(personal.was);
                change.is.extend(personal.is);
            }
        }
    }
    let made_of: Option<String> = row.get(5)?;
    Ok(Entry {
        seq: Seq(row.get(0)?),
        at: row.get(1)?,
        by: StaffId(row.get(2)?),
        kind: row.get(3)?,
        changes,
        made_of: made_of.map(|t| serde_json::from_str(&t)).transpose()?,
        undoes: row.get::<_, Option<i64>>(6)?.map(Seq),
        undone_by: row.get::<_, Option<i64>>(7)?.map(Seq),
        erased,
    })
}

pub fn entry(db: &Connection, seq: Seq) -> Result<Entry, StoreError> {
    let sql = format!("{ENTRY} WHERE j.seq = ?1");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([seq.0])?;
    match rows.next()? {
        Some(row) => read_entry(row),
        None => Err(StoreError::NoRow),
    }
}

/// The entries that concerned a row, newest first, older than `before`.
pub fn of_row(
    db: &Connection,
    kind: &str,
    row: i64,
    before: Option<Seq>,
    limit: usize,
) -> Result<Vec<Entry>, StoreError> {
    let sql = format!(
        "{ENTRY} JOIN touched t ON t.seq = j.seq AND t.kind = ?1 AND t.row = ?2 WHERE t.seq < ?3 ORDER BY t.seq DESC LIMIT ?4"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let before = before.map_or(i64::MAX, |s| s.0);
    let mut rows =
        statement.query((kind, row, before, i64::try_from(limit).unwrap_or(i64::MAX)))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(read_entry(row)?);
    }
    Ok(entries)
}

/// Newest entries of one person that are neither an undo nor undone. What was redone stands.
pub fn last_standing(db: &Connection, by: StaffId, limit: usize) -> Result<Vec<Entry>, StoreError> {
    let sql = format!(
        "{ENTRY} WHERE j.\"by\" = ?1 AND j.kind <> 'undo' AND u.seq IS NULL ORDER BY j.seq DESC LIMIT ?2"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query((by.0, i64::try_from(limit).unwrap_or(i64::MAX)))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(read_entry(row)?);
    }
    Ok(entries)
}

/// The newest undo of one person that has not been taken back itself.
pub fn last_undo_of(db: &Connection, by: StaffId) -> Result<Option<Entry>, StoreError> {
    let sql = format!("{ENTRY} WHERE j.\"by\" = ?1 AND u.seq IS NULL ORDER BY j.seq DESC LIMIT 1");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([by.0])?;
    match rows.next()? {
        Some(row) => Ok(Some(read_entry(row)?).filter(|e| e.kind == "undo")),
        None => Ok(None),
    }
}

/// Whether anything that still stands touched the row after `seq`.
pub fn touched_after(db: &Connection, kind: &str, row: i64, seq: Seq) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT EXISTS(SELECT 1 FROM touched t JOIN journal j ON j.seq = t.seq
             WHERE t.kind = ?1 AND t.row = ?2 AND t.seq > ?3 AND j.kind <> 'undo'
               AND NOT EXISTS(SELECT 1 FROM journal u WHERE u.undoes = j.seq))",
        )?
        .query_row((kind, row, seq.0), |r| r.get(0))?)
}

/// The end of the chain: how many entries, and the hash that covers them all.
pub fn head(db: &Connection) -> Result<(i64, String), StoreError> {
    Ok(db
        .query_row(
            "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1",
            [],
            |r| Ok((r.get(0)?, r.get(1)?)),
        )
        .optional()?
        .unwrap_or_default())
}

/// When the newest entry was written, by the clock of whoever wrote it.
pub fn newest_at(db: &Connection) -> Result<Option<String>, StoreError> {
    Ok(db
        .prepare_cached("SELECT at FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |r| r.get(0))
        .optional()?)
}

/// The hash of an entry; None when there is no such entry.
pub fn hash_of(db: &Connection, seq: i64) -> Result<Option<String>, StoreError> {
    Ok(db
        .query_row("SELECT hash FROM journal WHERE seq = ?1", [seq], |r| {
            r.get(0)
        })
        .optional()?)
}

/// The entry whose hash this is; it covers that entry and all before it.
pub fn of_hash(db: &Connection, hash: &str) -> Result<Option<Seq>, StoreError> {
    Ok(db
        .prepare_cached("SELECT seq FROM journal WHERE hash = ?1")?
        .query_row([hash], |r| r.get(0).map(Seq))
        .optional()?)
}
