//! What a person left lying: drafts, the place where she was, her own views, remembered mappings of
//! import files. Not journalled.

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;
use crate::domain::StaffId;

pub fn save_draft(
    db: &Connection,
    person: StaffId,
    about: &str,
    body: &str,
    at: &str,
) -> Result<(), StoreError> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO draft(person, about, body, at) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((person.0, about, body, at))?;
    Ok(())
}

pub fn drop_draft(db: &Connection, person: StaffId, about: &str) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM draft WHERE person = ?1 AND about = ?2")?
        .execute((person.0, about))?;
    Ok(())
}

/// What a draft is about, its text and when it was left, newest first.
pub fn drafts(
    db: &Connection,
    person: StaffId,
) -> Result<Vec<(String, String, String)>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT about, body, at FROM draft WHERE person = ?1 ORDER BY at DESC")?;
    let rows = statement.query_map([person.0], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub fn save_place(db: &Connection, person: StaffId, body: &str) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO place(person, body) VALUES (?1, ?2)")?
        .execute((person.0, body))?;
    Ok(())
}

pub fn place(db: &Connection, person: StaffId) -> Result<Option<String>, StoreError> {
    Ok(db
        .prepare_cached("SELECT body FROM place WHERE person = ?1")?
        .query_row([person.0], |r| r.get(0))
        .optional()?)
}

pub fn save_view(
    db: &Connection,
    person: StaffId,
    name: &str,
    search: &str,
) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO view(person, name, search) VALUES (?1, ?2, ?3)")?
        .execute((person.0, name, search))?;
    Ok(())
}

pub fn drop_view(db: &Connection, person: StaffId, name: &str) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM view WHERE person = ?1 AND name = ?2")?
        .execute((person.0, name))?;
    Ok(())
}

pub fn views(db: &Connection, person: StaffId) -> Result<Vec<(String, String)>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT name, search FROM view WHERE person = ?1 ORDER BY name")?;
    let rows = statement.query_map([person.0], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub fn save_mapping(db: &Connection, header: &str, body: &str) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO mapping(header, body) VALUES (?1, ?2)")?
        .execute((header, body))?;
    Ok(())
}

pub fn mapping(db: &Connection, header: &str) -> Result<Option<String>, StoreError> {
    Ok(db
        .prepare_cached("SELECT body FROM mapping WHERE header = ?1")?
        .query_row([header], |r| r.get(0))
        .optional()?)
}

pub fn meta(db: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    Ok(db
        .prepare_cached("SELECT value FROM meta WHERE key = ?1")?
        .query_row([key], |r| r.get(0))
        .optional()?)
}

pub fn set_meta(db: &Connection, key: &str, value: &str) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO meta(key, value) VALUES (?1, ?2)")?
        .execute((key, value))?;
    Ok(())
}
