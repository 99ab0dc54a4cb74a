//! Whole tables read page by page, for giving everything out. What an import hides stays hidden.

use rusqlite::Connection;

use super::journal::{self, Entry};
use super::row::{self, Row};
use super::{StoreError, imports};
use crate::domain::Seq;

/// Rows of a table after a key, in the order of keys, those that are gone left out.
pub fn page<R: Row>(db: &Connection, after: i64, limit: i64) -> Result<Vec<R>, StoreError> {
    row::select(
        db,
        "WHERE id > ?1 AND gone = 0 ORDER BY id LIMIT ?2",
        [after, limit],
    )
}

/// An entry of the journal with its place in the chain.
pub struct Link {
    pub entry: Entry,
    pub prev: String,
    pub hash: String,
}

/// Entries of the journal after one, oldest first.
pub fn journal(db: &Connection, after: i64, limit: i64) -> Result<Vec<Link>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT seq, prev, hash FROM journal WHERE seq > ?1 ORDER BY seq LIMIT ?2",
    )?;
    let rows = statement.query_map([after, limit], |r| {
        Ok((r.get::<_, i64>(0)?, r.get(1)?, r.get(2)?))
    })?;
    let mut links = Vec::new();
    for row in rows {
        let (seq, prev, hash) = row?;
        links.push(Link {
            entry: journal::entry(db, Seq(seq))?,
            prev,
            hash,
        });
    }
    Ok(links)
}

/// The entries that concerned a `request` or a `client`.
pub fn entries_of(db: &Connection, kind: &str, row: i64) -> Result<Vec<i64>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT seq FROM touched WHERE kind = ?1 AND row = ?2")?;
    let rows = statement.query_map((kind, row), |r| r.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// First and last row of every hidden import, of `request` or `client`.
pub fn hidden(db: &Connection, clients: bool) -> Result<Vec<(i64, i64)>, StoreError> {
    if !clients {
        return imports::hidden_ranges(db);
    }
    let mut statement =
        db.prepare_cached("SELECT first_client, last_client FROM import_set WHERE hidden = 1")?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
