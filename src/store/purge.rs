//! Takes content out for good: texts, files, words, and what the journal keeps apart. What SQLite frees
//! is overwritten (`secure_delete`); whether anything may go is decided elsewhere.

use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::StoreError;

/// The texts that hang on a request, emptied. Days, hands, hits and minutes stay.
const OF_REQUEST: [&str; 11] = [
    "UPDATE step SET reason = NULL WHERE request = ?1 AND reason IS NOT NULL",
    "DELETE FROM answer_text WHERE rowid IN (SELECT id FROM talk WHERE request = ?1)",
    "UPDATE talk SET text = '' WHERE request = ?1",
    "UPDATE run SET query = '', limits = '', note = '', serves = '', terms_from = '' WHERE request = ?1",
    "UPDATE concept SET name = '', zh = '[]', en = '[]' WHERE request = ?1",
    "UPDATE product SET title = '', delivered_to = '', feedback = '', note = '' WHERE request = ?1",
    "UPDATE handover SET next = '', waits = '', files = '', promise = '' WHERE request = ?1",
    "UPDATE screening SET reason = '' WHERE request = ?1",
    "UPDATE glass SET reason = '' WHERE request = ?1",
    "DELETE FROM record WHERE batch IN (
       SELECT json_extract(export, '$.batch') FROM attachment WHERE request = ?1)",
    "DELETE FROM attachment WHERE request = ?1",
];

/// What is said among staff about a request that must be kept, and is no part of its contract.
const INSIDE: [&str; 2] = [
    "UPDATE talk SET text = '', gone = 1 WHERE request = ?1 AND kind = 'note'",
    "UPDATE handover SET next = '', waits = '', files = '', promise = '' WHERE request = ?1",
];

/// Empties all texts of a request; the hashes of the files that were attached to it.
pub fn texts(db: &Connection, request: i64) -> Result<Vec<String>, StoreError> {
    let files = db
        .prepare_cached("SELECT DISTINCT sha256 FROM attachment WHERE request = ?1")?
        .query_map([request], |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    for sql in OF_REQUEST {
        db.prepare_cached(sql)?.execute([request])?;
    }
    drafts_about(db, request)?;
    forget(db, "request", request)?;
    Ok(files)
}

/// Empties what staff said among themselves about a request.
pub fn inside_talk(db: &Connection, request: i64) -> Result<(), StoreError> {
    for sql in INSIDE {
        db.prepare_cached(sql)?.execute([request])?;
    }
    drafts_about(db, request)?;
    db.prepare_cached(
        "UPDATE journal_personal SET data = NULL WHERE data IS NOT NULL AND seq IN (
           SELECT t.seq FROM touched t JOIN journal j ON j.seq = t.seq
           WHERE t.kind = 'request' AND t.row = ?1 AND j.kind IN ('note', 'hand_over', 'drop_talk'))",
    )?
    .execute([request])?;
    Ok(())
}

fn drafts_about(db: &Connection, request: i64) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM draft WHERE about LIKE ?1")?
        .execute([format!("%/{request}")])?;
    Ok(())
}

/// Erases what the journal keeps apart of every entry that concerned a row. An entry on many goes as a
/// whole: its hash stands for all of it.
pub fn forget(db: &Connection, kind: &str, row: i64) -> Result<(), StoreError> {
    db.prepare_cached(
        "UPDATE journal_personal SET data = NULL WHERE data IS NOT NULL
           AND seq IN (SELECT seq FROM touched WHERE kind = ?1 AND row = ?2)",
    )?
    .execute((kind, row))?;
    Ok(())
}

/// Drops the pairs a client was found to be no part of.
pub fn pairs(db: &Connection, client: i64) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE apart SET gone = 1 WHERE one = ?1 OR other = ?1")?
        .execute([client])?;
    Ok(())
}

/// Drops everybody's drafts, places and views in which one of the texts stands; how many.
pub fn left_lying(db: &Connection, texts: &[String]) -> Result<usize, StoreError> {
    if texts.is_empty() {
        return Ok(0);
    }
    let any = |column: &str| {
        let one = |at: usize| format!("instr({column}, ?{}) > 0", at + 1);
        let all: Vec<String> = (0..texts.len()).map(one).collect();
        all.join(" OR ")
    };
    let mut gone = 0;
    for (table, column) in [
        ("draft", "body"),
        ("place", "body"),
        ("view", "name || ' ' || search"),
    ] {
        let sql = format!("DELETE FROM {table} WHERE {}", any(column));
        gone += db.execute(&sql, params_from_iter(texts))?;
    }
    Ok(gone)
}

/// Whether a kept file belongs to any request still.
pub fn is_used(db: &Connection, sha256: &str) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM attachment WHERE sha256 = ?1 LIMIT 1")?
        .query_row([sha256], |_| Ok(()))
        .optional()?
        .is_some())
}

/// The search indexes, from which a dropped row's words go only when they are written anew.
pub const INDEXES: [&str; 3] = ["request_text", "client_text", "answer_text"];

/// Pages of an index that one step writes anew: a short turn at the store.
const PAGES: i64 = 256;

/// Writes a part of an index anew, without the words of rows that were dropped; true when all of it is.
pub fn sweep_words(db: &Connection, index: &str, begins: bool) -> Result<bool, StoreError> {
    let pages = if begins { -PAGES } else { PAGES };
    let before = db.total_changes();
    let merge = format!("INSERT INTO {index}({index}, rank) VALUES ('merge', ?1)");
    db.execute(&merge, [pages])?;
    // The command itself counts as one.
    Ok(db.total_changes() - before < 2)
}
