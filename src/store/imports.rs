//! Imports: rows come in by chunks under numbers reserved beforehand and are hidden until the last one
//! is in; then one short write shows them all. Taking an import back hides them again.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};

use super::{StoreError, tally};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportSet {
    pub id: i64,
    pub sha256: String,
    pub name: String,
    pub at: String,
    pub first_request: i64,
    pub last_request: i64,
    pub first_client: i64,
    pub last_client: i64,
    pub rows: i64,
    pub hidden: bool,
    pub finished: bool,
}

/// Conditions that leave out what is hidden; nearly always none.
pub fn hidden(db: &Connection, column: &str) -> Result<Vec<String>, StoreError> {
    let (first, last) = if column.starts_with('c') {
        ("first_client", "last_client")
    } else {
        ("first_request", "last_request")
    };
    let sql = format!("SELECT {first}, {last} FROM import_set WHERE hidden = 1");
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut conditions = Vec::new();
    while let Some(row) = rows.next()? {
        let (first, last): (i64, i64) = (row.get(0)?, row.get(1)?);
        conditions.push(format!("{column} NOT BETWEEN {first} AND {last}"));
    }
    Ok(conditions)
}

pub fn is_hidden(db: &Connection, table: &str, row: i64) -> Result<bool, StoreError> {
    let sql = if table == "client" {
        "SELECT EXISTS(SELECT 1 FROM import_set WHERE hidden = 1 AND ?1 BETWEEN first_client AND last_client)"
    } else {
        "SELECT EXISTS(SELECT 1 FROM import_set WHERE hidden = 1 AND ?1 BETWEEN first_request AND last_request)"
    };
    Ok(db.prepare_cached(sql)?.query_row([row], |r| r.get(0))?)
}

/// A set of the same file that is already there and not taken back.
pub fn of_file(db: &Connection, sha256: &str) -> Result<Option<ImportSet>, StoreError> {
    let id: Option<i64> = db
        .prepare_cached(
            "SELECT id FROM import_set WHERE sha256 = ?1 AND finished = 1 AND hidden = 0 LIMIT 1",
        )?
        .query_row([sha256], |r| r.get(0))
        .optional()?;
    id.map(|id| get(db, id)).transpose()
}

pub fn get(db: &Connection, id: i64) -> Result<ImportSet, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT id, sha256, name, at, first_request, last_request, first_client, last_client, rows, hidden, finished FROM import_set WHERE id = ?1",
        )?
        .query_row([id], |r| {
            Ok(ImportSet {
                id: r.get(0)?,
                sha256: r.get(1)?,
                name: r.get(2)?,
                at: r.get(3)?,
                first_request: r.get(4)?,
                last_request: r.get(5)?,
                first_client: r.get(6)?,
                last_client: r.get(7)?,
                rows: r.get(8)?,
                hidden: r.get(9)?,
                finished: r.get(10)?,
            })
        })?)
}

/// Reserves numbers for `rows` requests and at most as many clients.
pub fn begin(
    db: &Connection,
    sha256: &str,
    name: &str,
    at: &str,
    rows: i64,
) -> Result<ImportSet, StoreError> {
    let first_request = super::requests::next_number(db)?;
    let first_client = super::people::next_client(db)?;
    db.prepare_cached(
        "INSERT INTO import_set(sha256, name, at, first_request, last_request, first_client, last_client, rows, hidden, finished, tally)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, 0, '{}')",
    )?
    .execute((
        sha256,
        name,
        at,
        first_request,
        first_request + rows - 1,
        first_client,
        first_client + rows - 1,
        rows,
    ))?;
    get(db, db.last_insert_rowid())
}

type Kept = BTreeMap<String, i64>;

fn kept(moves: &tally::Moves) -> Kept {
    moves
        .iter()
        .map(|((kind, key), n)| (format!("{kind}:{key}"), *n))
        .collect()
}

/// Shows a finished set: its rows and its counters, in one short write.
pub fn show_finished(db: &Connection, set: i64, moves: &tally::Moves) -> Result<(), StoreError> {
    db.execute(
        "UPDATE import_set SET hidden = 0, finished = 1, tally = ?2 WHERE id = ?1",
        (set, serde_json::to_string(&kept(moves))?),
    )?;
    tally::apply(db, moves)
}

/// Hides a set that was shown, or shows one that was hidden, with its counters.
pub fn set_hidden(db: &Connection, set: i64, hide: bool) -> Result<(), StoreError> {
    let text: String = db.query_row("SELECT tally FROM import_set WHERE id = ?1", [set], |r| {
        r.get(0)
    })?;
    let kept: Kept = serde_json::from_str(&text)?;
    let sign = if hide { -1 } else { 1 };
    let mut add = db.prepare_cached(
        "INSERT INTO tally(kind, key, n) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET n = n + excluded.n",
    )?;
    for (place, n) in &kept {
        if let Some((kind, key)) = place.split_once(':') {
            add.execute((kind, key, n * sign))?;
        }
    }
    db.execute(
        "UPDATE import_set SET hidden = ?2 WHERE id = ?1",
        (set, hide),
    )?;
    Ok(())
}

fn lost(set: i64) -> String {
    format!("import-{set}-lost")
}

/// Notes that a row of a set which was taken back has lost its number to a row brought in since.
pub fn lose_number(db: &Connection, holder: i64, number: &str) -> Result<(), StoreError> {
    let set: Option<i64> = db
        .prepare_cached(
            "SELECT id FROM import_set WHERE hidden = 1 AND ?1 BETWEEN first_request AND last_request",
        )?
        .query_row([holder], |r| r.get(0))
        .optional()?;
    match set {
        Some(set) => super::personal::set_meta(db, &lost(set), number),
        None => Ok(()),
    }
}

/// A number a set has lost since it was taken back.
pub fn lost_number(db: &Connection, set: i64) -> Result<Option<String>, StoreError> {
    super::personal::meta(db, &lost(set))
}

/// Sets that were begun and never finished; their rows can go.
pub fn unfinished(db: &Connection) -> Result<Vec<i64>, StoreError> {
    let mut statement = db.prepare("SELECT id FROM import_set WHERE finished = 0")?;
    let rows = statement.query_map([], |r| r.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Takes away rows of an unfinished set, at most `limit` of them; true when none is left.
pub fn sweep(db: &Connection, set: i64, limit: i64) -> Result<bool, StoreError> {
    let set = get(db, set)?;
    if set.finished {
        return Ok(true);
    }
    // What names a request goes before it.
    for table in ["number", "talk", "ledger_row"] {
        db.execute(
            &format!("DELETE FROM {table} WHERE request BETWEEN ?1 AND ?2"),
            (set.first_request, set.last_request),
        )?;
    }
    let requests = db.execute(
        "DELETE FROM request WHERE id IN (SELECT id FROM request WHERE id BETWEEN ?1 AND ?2 LIMIT ?3)",
        (set.first_request, set.last_request, limit),
    )?;
    if requests > 0 {
        return Ok(false);
    }
    db.execute(
        "DELETE FROM client WHERE id BETWEEN ?1 AND ?2",
        (set.first_client, set.last_client),
    )?;
    db.execute(
        "DELETE FROM request_text WHERE rowid BETWEEN ?1 AND ?2",
        (set.first_request, set.last_request),
    )?;
    db.execute(
        "DELETE FROM client_text WHERE rowid BETWEEN ?1 AND ?2",
        (set.first_client, set.last_client),
    )?;
    db.execute("DELETE FROM import_set WHERE id = ?1", [set.id])?;
    Ok(true)
}

/// Keeps by what a row of a ledger is known again.
pub fn keep_identity(db: &Connection, identity: &str, request: i64) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR IGNORE INTO ledger_row(identity, request) VALUES (?1, ?2)")?
        .execute((identity, request))?;
    Ok(())
}

/// The request that came of a row of a ledger, unless its import was taken back.
pub fn of_identity(db: &Connection, identity: &str) -> Result<Option<i64>, StoreError> {
    let found = db
        .prepare_cached(
            "SELECT r.id FROM ledger_row l JOIN request r ON r.id = l.request
             WHERE l.identity = ?1 AND r.gone = 0 AND NOT EXISTS(
               SELECT 1 FROM import_set s
               WHERE s.hidden = 1 AND r.id BETWEEN s.first_request AND s.last_request)
             ORDER BY r.id LIMIT 1",
        )?
        .query_row([identity], |r| r.get(0))
        .optional()?;
    Ok(found)
}

/// First and last request of every hidden set.
pub fn hidden_ranges(db: &Connection) -> Result<Vec<(i64, i64)>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT first_request, last_request FROM import_set WHERE hidden = 1")?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
