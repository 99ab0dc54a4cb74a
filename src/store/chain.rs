//! Goes through the journal's chain from its first entry to its last and names every place where it
//! does not hold. Trusts nothing it reads: a byte that changed may have changed the kind of a value.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};

use super::StoreError;
use super::journal::{Written, personal_hash};

/// Where the chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub seq: i64,
    pub how: Breach,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// An entry before it is missing.
    Gap,
    /// It does not name the entry before it.
    Unchained,
    /// Its content is not what was written.
    Altered,
    /// Its personal values are not what was written.
    PersonalAltered,
    /// They stand where no entry speaks of them.
    PersonalStray,
}

/// What was found on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// The last entry's number.
    pub entries: i64,
    pub broken: Vec<Broken>,
    /// Entries written while the clock stood before the entry before them. No breach: the order is
    /// that of the numbers.
    pub clock_back: Vec<i64>,
}

const ALL: &str = "SELECT j.seq, j.at, j.\"by\", j.kind, j.changes, j.made_of, j.undoes, j.personal, j.prev, j.hash, p.seq, p.salt, p.data
 FROM journal j NOT INDEXED LEFT JOIN journal_personal p ON p.seq = j.seq ORDER BY j.seq";

pub fn verify(db: &Connection) -> Result<Verified, StoreError> {
    let mut statement = db.prepare(ALL)?;
    let mut rows = statement.query([])?;
    let mut found = Verified::default();
    let (mut prev, mut at) = (String::new(), String::new());
    while let Some(row) = rows.next()? {
        let seq = row.get(0)?;
        let mut broken = |how| found.broken.push(Broken { seq, how });
        if seq != found.entries + 1 {
            broken(Breach::Gap);
        }
        match (written(row), text(row, 9)) {
            (Some(written), Some(hash)) => {
                if seq == found.entries + 1 && written.prev != prev {
                    broken(Breach::Unchained);
                }
                if written.hash() != hash {
                    broken(Breach::Altered);
                }
                if let Some(how) = personal_breach(row, written.personal.as_deref()) {
                    broken(how);
                }
                // Moments are written in one form, to the second, so that text compares as time does.
                if written.at < at {
                    found.clock_back.push(seq);
                }
                (prev, at) = (hash, written.at);
            }
            _ => {
                broken(Breach::Altered);
                prev.clear();
            }
        }
        found.entries = seq;
    }
    strays(db, &mut found)?;
    Ok(found)
}

/// Personal values that belong to no entry, or to one that has none.
fn strays(db: &Connection, found: &mut Verified) -> Result<(), StoreError> {
    let mut statement = db.prepare(
        "SELECT p.seq FROM journal_personal p LEFT JOIN journal j ON j.seq = p.seq WHERE j.seq IS NULL",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, how) = (row.get(0)?, Breach::PersonalStray);
        found.broken.push(Broken { seq, how });
    }
    Ok(())
}

fn personal_breach(row: &Row<'_>, hash: Option<&str>) -> Option<Breach> {
    let there = matches!(row.get_ref(10), Ok(ValueRef::Integer(_)));
    match (hash, there) {
        (None, false) => None,
        (None, true) => Some(Breach::PersonalStray),
        // What was erased leaves its place behind.
        (Some(_), false) => Some(Breach::PersonalAltered),
        (Some(hash), true) => match (text(row, 11), row.get_ref(12)) {
            (Some(_), Ok(ValueRef::Null)) => None,
            (Some(salt), _) => match text(row, 12) {
                Some(data) if personal_hash(&salt, &data) == hash => None,
                _ => Some(Breach::PersonalAltered),
            },
            _ => Some(Breach::PersonalAltered),
        },
    }
}

/// None where a value is not of the kind that is written.
fn written(row: &Row<'_>) -> Option<Written> {
    Some(Written {
        seq: integer(row, 0)?,
        at: text(row, 1)?,
        by: integer(row, 2)?,
        kind: text(row, 3)?,
        changes: text(row, 4)?,
        made_of: or_nothing(row, 5, text)?,
        undoes: or_nothing(row, 6, integer)?,
        personal: or_nothing(row, 7, text)?,
        prev: text(row, 8)?,
    })
}

fn text(row: &Row<'_>, at: usize) -> Option<String> {
    match row.get_ref(at) {
        Ok(ValueRef::Text(bytes)) => std::str::from_utf8(bytes).ok().map(str::to_owned),
        _ => None,
    }
}

fn integer(row: &Row<'_>, at: usize) -> Option<i64> {
    match row.get_ref(at) {
        Ok(ValueRef::Integer(number)) => Some(number),
        _ => None,
    }
}

/// An empty text would be hashed as nothing is, so it is not taken for it.
fn or_nothing<T>(
    row: &Row<'_>,
    at: usize,
    read: fn(&Row<'_>, usize) -> Option<T>,
) -> Option<Option<T>> {
    match row.get_ref(at) {
        Ok(ValueRef::Null) => Some(None),
        Ok(ValueRef::Text([])) => None,
        _ => read(row, at).map(Some),
    }
}
