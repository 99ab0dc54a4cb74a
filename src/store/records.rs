//! The records of attached exports, batch by batch. A batch that no attachment names is not there for
//! anybody, and is swept away; knows no format and judges no record.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::StoreError;
use crate::domain::run::Imported;
use crate::domain::{RequestId, RunId};

fn count_at(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<u64> {
    Ok(u64::try_from(row.get::<_, i64>(at)?).unwrap_or(0))
}

/// Takes a number for a new batch.
pub fn begin(db: &Connection, at: &str) -> Result<i64, StoreError> {
    db.prepare_cached("INSERT INTO batch(at) VALUES (?1)")?
        .execute([at])?;
    Ok(db.last_insert_rowid())
}

/// Writes the `n`-th record of a batch, from 1. `key` is what two of the same have in common.
pub fn put(db: &Connection, batch: i64, n: i64, key: &str, data: &str) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO record(batch, n, key, data) VALUES (?1, ?2, ?3, ?4)")?
        .execute((batch, n, key, data))?;
    Ok(())
}

/// The records of a batch, in the order of the file.
pub fn of_batch(db: &Connection, batch: i64) -> Result<Vec<String>, StoreError> {
    let mut statement = db.prepare_cached("SELECT data FROM record WHERE batch = ?1 ORDER BY n")?;
    let rows = statement.query_map([batch], |r| r.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A record as it lies in the store: its number, the run whose export brought it, its fields as JSON.
pub struct Kept {
    pub id: i64,
    pub run: RunId,
    pub data: String,
}

/// The batches that the exports of a request's runs brought, in the order they came.
pub fn batches(db: &Connection, request: RequestId) -> Result<Vec<(i64, RunId)>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT json_extract(a.export, '$.batch'), a.run FROM attachment a JOIN run ON run.id = a.run
         WHERE a.request = ?1 AND a.gone = 0 AND a.export IS NOT NULL AND run.gone = 0 ORDER BY a.id",
    )?;
    let rows = statement.query_map([request.0], |r| Ok((r.get(0)?, RunId(r.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// All records of these batches, batch by batch, in the order of the files.
pub fn of_batches(db: &Connection, batches: &[(i64, RunId)]) -> Result<Vec<Kept>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT id, data FROM record WHERE batch = ?1 ORDER BY n")?;
    let mut kept = Vec::new();
    for (batch, run) in batches {
        let rows = statement.query_map([batch], |r| {
            Ok(Kept {
                id: r.get(0)?,
                run: *run,
                data: r.get(1)?,
            })
        })?;
        for row in rows {
            kept.push(row?);
        }
    }
    Ok(kept)
}

/// Whether one of the request's exports brought this record.
pub fn is_of(db: &Connection, request: RequestId, record: i64) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT EXISTS(SELECT 1 FROM record r JOIN attachment a
               ON json_extract(a.export, '$.batch') = r.batch
             WHERE r.id = ?2 AND a.request = ?1 AND a.gone = 0 AND a.run IS NOT NULL)",
        )?
        .query_row((request.0, record), |r| r.get(0))?)
}

/// How many records of the request somebody has judged.
pub fn screened(db: &Connection, request: RequestId) -> Result<u64, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT count(DISTINCT record) FROM screening WHERE request = ?1 AND gone = 0",
        )?
        .query_row([request.0], |r| count_at(r, 0))?)
}

/// Whether a living attachment of the run has this content.
pub fn has_file(db: &Connection, run: RunId, sha256: &str) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT EXISTS(SELECT 1 FROM attachment WHERE run = ?1 AND sha256 = ?2 AND gone = 0)",
        )?
        .query_row((run.0, sha256), |r| r.get(0))?)
}

/// How many records of a batch its run has from earlier exports.
pub fn known_before(db: &Connection, run: RunId, batch: i64) -> Result<u64, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT count(*) FROM record r WHERE r.batch = ?2 AND EXISTS(
               SELECT 1 FROM attachment a JOIN record o ON o.batch = json_extract(a.export, '$.batch')
               WHERE a.run = ?1 AND a.gone = 0 AND a.export IS NOT NULL
                 AND o.batch <> ?2 AND o.key = r.key)",
        )?
        .query_row((run.0, batch), |r| count_at(r, 0))?)
}

/// What the exports of a request's runs brought, run by run.
pub fn imported(
    db: &Connection,
    request: RequestId,
) -> Result<BTreeMap<RunId, Imported>, StoreError> {
    let mut found: BTreeMap<RunId, Imported> = BTreeMap::new();
    let mut statement = db.prepare_cached(
        "SELECT run, count(*), sum(json_extract(export, '$.records')),
           sum(json_extract(export, '$.distinct')), sum(json_extract(export, '$.lost')),
           max(json_extract(export, '$.without_references'))
         FROM attachment
         WHERE request = ?1 AND gone = 0 AND run IS NOT NULL AND export IS NOT NULL GROUP BY run",
    )?;
    let mut rows = statement.query([request.0])?;
    while let Some(row) = rows.next()? {
        let imported = Imported {
            files: count_at(row, 1)?,
            records: count_at(row, 2)?,
            distinct: count_at(row, 3)?,
            lost: count_at(row, 4)?,
            without_references: row.get(5)?,
        };
        found.insert(RunId(row.get(0)?), imported);
    }
    let mut count = db.prepare_cached(
        "SELECT count(DISTINCT r.key) FROM attachment a
         JOIN record r ON r.batch = json_extract(a.export, '$.batch')
         WHERE a.run = ?1 AND a.gone = 0 AND a.export IS NOT NULL",
    )?;
    // Of one export it is known; only several can overlap.
    for (run, imported) in found.iter_mut().filter(|(_, i)| i.files > 1) {
        imported.distinct = count.query_row([run.0], |r| count_at(r, 0))?;
    }
    Ok(found)
}

/// Takes away what was begun before `at` and never named by an attachment; true when nothing is left.
pub fn sweep(db: &Connection, at: &str, limit: i64) -> Result<bool, StoreError> {
    const ORPHANS: &str = "SELECT b.id FROM batch b WHERE b.at < ?1 AND NOT EXISTS(
        SELECT 1 FROM attachment a WHERE json_extract(a.export, '$.batch') = b.id)";
    let gone = db.execute(
        &format!("DELETE FROM record WHERE id IN (SELECT id FROM record WHERE batch IN ({ORPHANS}) LIMIT ?2)"),
        (at, limit),
    )?;
    if gone > 0 {
        return Ok(false);
    }
    db.execute(&format!("DELETE FROM batch WHERE id IN ({ORPHANS})"), [at])?;
    Ok(true)
}

/// Takes away a batch that no attachment names, at most `limit` records of it; true when none is left.
pub fn drop_batch(db: &Connection, batch: i64, limit: i64) -> Result<bool, StoreError> {
    let gone = db
        .prepare_cached(
            "DELETE FROM record WHERE id IN (SELECT id FROM record WHERE batch = ?1 LIMIT ?2)",
        )?
        .execute((batch, limit))?;
    if gone > 0 {
        return Ok(false);
    }
    db.execute("DELETE FROM batch WHERE id = ?1", [batch])?;
    Ok(true)
}
