//! SQLite alone, doing what the desk's store was seen to do: the same rows, indexes, words and
//! durability, with no rule, check or reason around them.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// A row to be written as it is.
pub struct Write {
    sql: String,
    values: Vec<Value>,
}

/// Takes away what keeps other programs from writing into a store of ours.
pub fn unfence(db: &Connection) -> rusqlite::Result<()> {
    let fences: Vec<String> = db
        .prepare(
            "SELECT name FROM sqlite_schema
             WHERE type = 'trigger' AND name LIKE 'fence\\_%' ESCAPE '\\'",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for fence in fences {
        db.execute_batch(&format!("DROP TRIGGER \"{fence}\""))?;
    }
    Ok(())
}

/// Writes all in one durable transaction.
pub fn write(db: &mut Connection, writes: &[Write]) -> rusqlite::Result<()> {
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    for write in writes {
        tx.prepare_cached(&write.sql)?
            .execute(params_from_iter(&write.values))?;
    }
    tx.commit()
}

/// Where a store stood before a request was saved, so that afterwards the rows written can be told.
pub struct Before {
    request: i64,
    row: Vec<Vec<Value>>,
    seq: i64,
    step: i64,
    tally: BTreeMap<(String, String), i64>,
}

impl Before {
    pub fn look(db: &Connection, request: i64) -> rusqlite::Result<Before> {
        let last = |sql| db.query_row(sql, [], |row| row.get(0));
        Ok(Before {
            request,
            row: rows(db, "SELECT * FROM request WHERE id = ?1", Some(request))?,
            seq: last("SELECT coalesce(max(seq), 0) FROM journal")?,
            step: last("SELECT coalesce(max(id), 0) FROM step")?,
            tally: tallied(db)?,
        })
    }

    /// The rows that have been written since.
    pub fn written(&self, db: &Connection) -> rusqlite::Result<Vec<Write>> {
        let mut writes = vec![self.changed(db)?];
        let added = [
            ("step", "id", self.step),
            ("journal", "seq", self.seq),
            ("touched", "seq", self.seq),
        ];
        for (table, column, last) in added {
            let sql = format!("SELECT * FROM {table} WHERE {column} > ?1");
            let found = rows(db, &sql, Some(last))?;
            writes.extend(inserts(db, table, found)?);
        }
        for ((kind, key), n) in tallied(db)? {
            if self.tally.get(&(kind.clone(), key.clone())) != Some(&n) {
                writes.push(Write {
                    sql: "INSERT INTO tally(n, kind, key) VALUES (?1, ?2, ?3)
                          ON CONFLICT DO UPDATE SET n = excluded.n"
                        .into(),
                    values: vec![n.into(), kind.into(), key.into()],
                });
            }
        }
        Ok(writes)
    }

    /// The request, and of it only what is other than it was.
    fn changed(&self, db: &Connection) -> rusqlite::Result<Write> {
        let is = rows(
            db,
            "SELECT * FROM request WHERE id = ?1",
            Some(self.request),
        )?;
        let mut sets = Vec::new();
        let mut values = Vec::new();
        for (at, name) in columns(db, "request")?.into_iter().enumerate() {
            if self.row[0][at] != is[0][at] {
                sets.push(format!("{name} = ?"));
                values.push(is[0][at].clone());
            }
        }
        values.push(Value::Integer(self.request));
        Ok(Write {
            sql: format!("UPDATE request SET {} WHERE id = ?", sets.join(", ")),
            values,
        })
    }
}

/// The kept counters, by kind and key.
fn tallied(db: &Connection) -> rusqlite::Result<BTreeMap<(String, String), i64>> {
    db.prepare("SELECT kind, key, n FROM tally")?
        .query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?
        .collect()
}

/// Every row of a filled store and the words it is found by, held in memory.
pub struct Filling {
    schema: Vec<String>,
    writes: Vec<Write>,
}

impl Filling {
    /// Reads a store whole, but for the words its rows are found by: the index that holds them keeps
    /// no text, so they are given here, with the index each belongs to.
    pub fn of(db: &Connection, words: Vec<(&str, i64, String)>) -> rusqlite::Result<Filling> {
        let schema: Vec<(String, String, String)> = db
            .prepare(
                "SELECT type, name, sql FROM sqlite_schema s
                 WHERE sql IS NOT NULL AND name NOT LIKE 'fence\\_%' ESCAPE '\\' AND NOT EXISTS (
                   SELECT 1 FROM sqlite_schema v WHERE v.sql LIKE 'CREATE VIRTUAL%'
                   AND s.name LIKE replace(v.name, '_', '\\_') || '\\_%' ESCAPE '\\')
                 ORDER BY rowid",
            )?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<_, _>>()?;
        let mut writes = Vec::new();
        for (kind, table, sql) in &schema {
            if kind == "table" && !sql.starts_with("CREATE VIRTUAL") {
                let found = rows(db, &format!("SELECT * FROM {table}"), None)?;
                writes.extend(inserts(db, table, found)?);
            }
        }
        writes.extend(
            words
                .into_iter()
                .map(|(index, id, words)| found_by(index, id, words)),
        );
        Ok(Filling {
            schema: schema.into_iter().map(|(_, _, sql)| sql).collect(),
            writes,
        })
    }

    /// Makes an empty store of the same shape and writes everything, indexes kept as it goes.
    pub fn pour_into(&self, path: &Path) -> rusqlite::Result<()> {
        let mut db = Connection::open(path)?;
        db.set_prepared_statement_cache_capacity(128);
        db.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF;",
        )?;
        for sql in &self.schema {
            db.execute_batch(sql)?;
        }
        write(&mut db, &self.writes)
    }
}

/// The words a row is found by, put into their index.
pub fn found_by(index: &str, id: i64, words: String) -> Write {
    Write {
        sql: format!("INSERT OR REPLACE INTO {index}(rowid, words) VALUES (?1, ?2)"),
        values: vec![Value::Integer(id), Value::Text(words)],
    }
}

fn rows(db: &Connection, sql: &str, bound: Option<i64>) -> rusqlite::Result<Vec<Vec<Value>>> {
    let mut statement = db.prepare_cached(sql)?;
    let columns = statement.column_count();
    let rows = statement.query_map(params_from_iter(bound), |row| {
        (0..columns).map(|at| row.get(at)).collect()
    })?;
    rows.collect()
}

/// A table's columns, quoted.
fn columns(db: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    db.prepare_cached("SELECT '\"' || name || '\"' FROM pragma_table_info(?1)")?
        .query_map([table], |row| row.get(0))?
        .collect()
}

fn inserts(db: &Connection, table: &str, rows: Vec<Vec<Value>>) -> rusqlite::Result<Vec<Write>> {
    let names = columns(db, table)?;
    let marks = vec!["?"; names.len()].join(", ");
    let sql = format!("INSERT INTO {table}({}) VALUES ({marks})", names.join(", "));
    let write = |values| Write {
        sql: sql.clone(),
        values,
    };
    Ok(rows.into_iter().map(write).collect())
}
