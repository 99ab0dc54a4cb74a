//! Who has which request before him: a row for each open console. Knows nothing of what is gone or held.

use rusqlite::Connection;

use super::StoreError;
use crate::domain::{RequestId, StaffId};

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

pub fn put(db: &Connection, is: &Console) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO presence(console, person, request, edits_since, held_until, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((
        &is.console,
        is.person.0,
        is.request.map(|id| id.0),
        &is.edits_since,
        &is.held_until,
        &is.seen_at,
    ))?;
    Ok(())
}

pub fn drop(db: &Connection, console: &str) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM presence WHERE console = ?1")?
        .execute([console])?;
    Ok(())
}

/// Forgets consoles that have not been heard of since.
pub fn forget_before(db: &Connection, moment: &str) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM presence WHERE seen_at < ?1")?
        .execute([moment])?;
    Ok(())
}

/// All consoles but one's own.
pub fn others(db: &Connection, console: &str) -> Result<Vec<Console>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT console, person, request, edits_since, held_until, seen_at FROM presence WHERE console <> ?1 ORDER BY console",
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
}
