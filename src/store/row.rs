//! Records to columns and back. A record's field and its column have one name; what is not a plain
//! value (a list, a due date with its hour) stands in its column as JSON.

use std::cell::RefCell;
use std::collections::HashMap;
use std::marker::PhantomData;
use std::rc::Rc;

use rusqlite::types::{Value as Sql, ValueRef};
use rusqlite::{Connection, params_from_iter};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{StoreError, columns};
use crate::domain::Rev;

/// A record that has a table of its own.
pub trait Row: Serialize + DeserializeOwned + Clone {
    const TABLE: &'static str;
    /// Every field of the record, `id` first.
    const COLUMNS: &'static [&'static str];
    /// Those that hold JSON.
    const JSON: &'static [&'static str] = &[];
    /// Those that hold 0 or 1.
    const FLAGS: &'static [&'static str] = &["gone"];
    /// Columns the store keeps beside the record, for its own order.
    const KEPT: &'static [&'static str] = &[];

    fn key(&self) -> i64;
    fn set_key(&mut self, key: i64);
    fn rev(&self) -> Rev;
    fn set_rev(&mut self, rev: Rev);
    /// The values of `KEPT`, in its order.
    fn kept(&self) -> Vec<Sql> {
        Vec::new()
    }
}

/// The record as a map of its fields.
pub fn to_map<R: Serialize>(record: &R) -> Result<Map<String, Value>, StoreError> {
    match serde_json::to_value(record)? {
        Value::Object(map) => Ok(map),
        _ => Ok(Map::new()),
    }
}

fn quoted(columns: &[&str]) -> String {
    columns
        .iter()
        .map(|c| format!("\"{c}\""))
        .collect::<Vec<_>>()
        .join(", ")
}

fn values<R: Row>(record: &R) -> Result<Vec<Sql>, StoreError> {
    let mut values = columns::values(record, R::COLUMNS, R::JSON)?;
    values.extend(record.kept());
    Ok(values)
}

thread_local! {
    /// The texts of statements, by table and what is asked of it: each is put together once.
    static TEXTS: RefCell<HashMap<(&'static str, &'static str), Rc<str>>> = RefCell::default();
}

fn text<R: Row>(what: &'static str, make: impl FnOnce() -> String) -> Rc<str> {
    TEXTS.with_borrow_mut(|texts| {
        let known = texts.entry((R::TABLE, what));
        Rc::clone(known.or_insert_with(|| make().into()))
    })
}

/// A record taken apart ahead of its writing, where no store is at hand. What is only known when it is
/// written is put in last.
pub struct Parts<R> {
    values: Vec<Sql>,
    of: PhantomData<fn(R)>,
}

impl<R: Row> Parts<R> {
    /// # Errors
    /// For a record that holds what JSON cannot.
    pub fn of(record: &R) -> Result<Self, StoreError> {
        Ok(Self {
            values: values(record)?,
            of: PhantomData,
        })
    }

    /// The key it will stand under, or that of a row it names.
    pub fn set_key(&mut self, column: &str, key: i64) {
        self.set(column, Sql::Integer(key));
    }

    pub fn set_text(&mut self, column: &str, text: String) {
        self.set(column, Sql::Text(text));
    }

    fn set(&mut self, column: &str, value: Sql) {
        let at = R::COLUMNS.iter().position(|name| *name == column);
        if let Some(place) = at.and_then(|at| self.values.get_mut(at)) {
            *place = value;
        }
    }
}

/// Writes a new row under its key.
pub fn insert<R: Row>(db: &Connection, record: &R) -> Result<(), StoreError> {
    insert_parts(db, &Parts::of(record)?)
}

pub fn insert_parts<R: Row>(db: &Connection, parts: &Parts<R>) -> Result<(), StoreError> {
    let sql = text::<R>("INSERT", || {
        let columns: Vec<&str> = R::COLUMNS.iter().chain(R::KEPT).copied().collect();
        let marks = vec!["?"; columns.len()].join(", ");
        let names = quoted(&columns);
        format!("INSERT INTO {} ({names}) VALUES ({marks})", R::TABLE)
    });
    db.prepare_cached(&sql)?
        .execute(params_from_iter(&parts.values))?;
    Ok(())
}

/// Writes what has changed of a row, so that only the indexes it concerns are touched. The caller has
/// checked its `rev` inside the same transaction.
pub fn update<R: Row>(db: &Connection, was: &R, is: &R) -> Result<(), StoreError> {
    let columns = R::COLUMNS.iter().chain(R::KEPT);
    let (mut sets, mut changed) = (String::new(), Vec::new());
    for (column, (old, new)) in columns.zip(values(was)?.into_iter().zip(values(is)?)) {
        if old != new {
            if !sets.is_empty() {
                sets.push_str(", ");
            }
            sets.push('"');
            sets.push_str(column);
            sets.push_str("\" = ?");
            changed.push(new);
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    let sql = format!("UPDATE {} SET {sets} WHERE id = ?", R::TABLE);
    changed.push(Sql::Integer(is.key()));
    match db
        .prepare_cached(&sql)?
        .execute(params_from_iter(changed))?
    {
        1 => Ok(()),
        _ => Err(StoreError::NoRow),
    }
}

fn from_sql(value: ValueRef<'_>, json: bool, flag: bool) -> Result<Value, StoreError> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) if flag => Value::Bool(n != 0),
        ValueRef::Integer(n) => Value::from(n),
        ValueRef::Real(n) => Value::from(n),
        ValueRef::Text(bytes) if json => serde_json::from_slice(bytes)?,
        ValueRef::Text(bytes) => Value::String(String::from_utf8_lossy(bytes).into_owned()),
        ValueRef::Blob(_) => Value::Null,
    })
}

/// Reads one record from a row of `SELECT {columns}`.
pub fn read<R: Row>(row: &rusqlite::Row<'_>) -> Result<R, StoreError> {
    let mut map = Map::new();
    for (i, column) in R::COLUMNS.iter().enumerate() {
        let value = from_sql(
            row.get_ref(i)?,
            R::JSON.contains(column),
            R::FLAGS.contains(column),
        )?;
        map.insert((*column).to_owned(), value);
    }
    Ok(serde_json::from_value(Value::Object(map))?)
}

/// All rows for which `tail` (a fixed text: `WHERE … ORDER BY …`) holds.
pub fn select<R: Row>(
    db: &Connection,
    tail: &'static str,
    params: impl rusqlite::Params,
) -> Result<Vec<R>, StoreError> {
    let sql = text::<R>(tail, || {
        format!("SELECT {} FROM {} {tail}", quoted(R::COLUMNS), R::TABLE)
    });
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// One row by its key, gone or not.
pub fn get<R: Row>(db: &Connection, key: i64) -> Result<R, StoreError> {
    select(db, "WHERE id = ?1", [key])?
        .pop()
        .ok_or(StoreError::NoRow)
}

/// The next free key of a table.
pub fn next_key<R: Row>(db: &Connection) -> Result<i64, StoreError> {
    let sql = format!("SELECT coalesce(max(id), 0) + 1 FROM {}", R::TABLE);
    Ok(db.prepare_cached(&sql)?.query_row([], |r| r.get(0))?)
}

/// What changed between two states of a record: field by field, and inside `fields` key by key.
pub fn delta(
    was: &Map<String, Value>,
    is: &Map<String, Value>,
) -> (Map<String, Value>, Map<String, Value>) {
    let (mut before, mut after) = (Map::new(), Map::new());
    for (key, new) in is {
        let old = was.get(key).unwrap_or(&Value::Null);
        if old == new || key == "rev" {
            continue;
        }
        match (old, new) {
            (Value::Object(old), Value::Object(new)) if key == "fields" => {
                for inner in old.keys().chain(new.keys()) {
                    let (a, b) = (
                        old.get(inner).unwrap_or(&Value::Null),
                        new.get(inner).unwrap_or(&Value::Null),
                    );
                    if a != b {
                        before.insert(format!("fields/{inner}"), a.clone());
                        after.insert(format!("fields/{inner}"), b.clone());
                    }
                }
            }
            _ => {
                before.insert(key.clone(), old.clone());
                after.insert(key.clone(), new.clone());
            }
        }
    }
    (before, after)
}

/// Puts the values of a delta into a record's map. A null inside `fields` takes the key away.
pub fn patch(map: &mut Map<String, Value>, values: &Map<String, Value>) {
    for (key, value) in values {
        match key.strip_prefix("fields/") {
            Some(inner) => {
                if let Some(Value::Object(fields)) = map.get_mut("fields") {
                    if value.is_null() {
                        fields.remove(inner);
                    } else {
                        fields.insert(inner.to_owned(), value.clone());
                    }
                }
            }
            None => {
                map.insert(key.clone(), value.clone());
            }
        }
    }
}

/// The value a delta's key names in a record's map.
pub fn value_at<'a>(map: &'a Map<String, Value>, key: &str) -> &'a Value {
    let found = match key.strip_prefix("fields/") {
        Some(inner) => map
            .get("fields")
            .and_then(|f| f.as_object())
            .and_then(|f| f.get(inner)),
        None => map.get(key),
    };
    found.unwrap_or(&Value::Null)
}
