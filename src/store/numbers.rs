//! The desk's number series: gap-free per series and year, each number given out once and kept for ever.

use rusqlite::Connection;

use super::StoreError;
use crate::domain::RequestId;

/// The serial the next number of a series and year will have.
pub fn next_serial(db: &Connection, series: &str, year: i16) -> Result<u32, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT coalesce(max(serial), 0) + 1 FROM number WHERE series = ?1 AND year = ?2",
        )?
        .query_row((series, year), |r| r.get(0))?)
}

/// Writes down that a number is taken. Fails where it is taken already.
pub fn take(
    db: &Connection,
    series: &str,
    year: i16,
    serial: u32,
    text: &str,
    request: RequestId,
    at: &str,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT INTO number(series, year, serial, text, request, given_at, void) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0)",
    )?
    .execute((series, year, serial, text, request.0, at))?;
    Ok(())
}

/// The number stays, as void (作废).
pub fn make_void(db: &Connection, text: &str) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE number SET void = 1 WHERE text = ?1")?
        .execute([text])?;
    Ok(())
}

/// Whether a number was given out already, to whatever request.
pub fn is_taken(db: &Connection, text: &str) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached("SELECT EXISTS(SELECT 1 FROM number WHERE text = ?1)")?
        .query_row([text], |r| r.get(0))?)
}

pub fn is_free(db: &Connection, series: &str, year: i16, serial: u32) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT NOT EXISTS(SELECT 1 FROM number WHERE series = ?1 AND year = ?2 AND serial = ?3)",
        )?
        .query_row((series, year, serial), |r| r.get(0))?)
}

/// Strikes a number out that only an import which was taken back had used.
pub fn forget(db: &Connection, text: &str) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM number WHERE text = ?1")?
        .execute([text])?;
    Ok(())
}
