//! Requests: written with their counters and their words, read by pages in an index's own order.

use std::collections::BTreeMap;

use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};

use super::filter::Filter;
use super::row::{self, Row};
use super::tables::KeptRequest;
use super::{StoreError, imports, search, tally};
use crate::domain::request::{Due, Secrecy};
use crate::domain::status::Clock;
use crate::domain::{Channel, Client, Request, RequestId, Rev, ServiceKey, StaffId, Status};
use crate::query::Order;

/// One line of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub id: RequestId,
    pub rev: Rev,
    pub service: ServiceKey,
    pub title: String,
    pub client: String,
    pub status: Status,
    pub stage: Option<String>,
    pub owner: Option<StaffId>,
    pub channel: Channel,
    pub due: Option<Due>,
    pub count: Option<u32>,
    pub urgent: bool,
    pub secrecy: Secrecy,
    pub deferred_until: Option<jiff::civil::Date>,
    pub received_at: jiff::Timestamp,
    pub number: Option<String>,
    /// The value by which the page is ordered.
    pub sort: String,
}

const LINE: &str = "r.id, r.rev, r.service, r.title, coalesce(c.name, ''), r.status, r.stage, r.owner, r.channel, r.due, r.count, r.expedite IS NOT NULL, r.secrecy, r.deferred_until, r.received_at, r.number";

fn named<T: serde::de::DeserializeOwned>(text: String) -> Result<T, StoreError> {
    Ok(serde_json::from_value(serde_json::Value::String(text))?)
}

fn read_line(row: &rusqlite::Row<'_>) -> Result<Line, StoreError> {
    let due: Option<String> = row.get(9)?;
    let deferred: Option<String> = row.get(13)?;
    Ok(Line {
        id: RequestId(row.get(0)?),
        rev: Rev(row.get(1)?),
        service: ServiceKey(row.get(2)?),
        title: row.get(3)?,
        client: row.get(4)?,
        status: named(row.get(5)?)?,
        stage: row.get(6)?,
        owner: row.get::<_, Option<i64>>(7)?.map(StaffId),
        channel: named(row.get(8)?)?,
        due: due.map(|d| serde_json::from_str(&d)).transpose()?,
        count: row.get(10)?,
        urgent: row.get(11)?,
        secrecy: named(row.get(12)?)?,
        deferred_until: deferred.map(named).transpose()?,
        received_at: named(row.get(14)?)?,
        number: row.get(15)?,
        sort: row.get(16)?,
    })
}

/// At most `limit` lines after (or before) a place, in reading order; and whether there are more.
pub fn page(
    db: &Connection,
    filter: &Filter,
    from: Option<(&str, RequestId)>,
    backwards: bool,
    limit: usize,
) -> Result<(Vec<Line>, bool), StoreError> {
    let (sort, ascending) = match filter.order {
        Order::Due => ("r.due_key", true),
        Order::New => ("r.id", false),
        Order::Updated => ("r.updated_at", false),
    };
    // Driven by the word index, the newest come first by its own row number.
    let id = if filter.order == Order::New && filter.from.starts_with("request_text") {
        "t.rowid"
    } else {
        "r.id"
    };
    let forwards = ascending != backwards;
    let mut conditions = filter.conditions.clone();
    let mut params = filter.params.clone();
    if let Some((key, request)) = from {
        let sign = if forwards { ">" } else { "<" };
        if filter.order == Order::New {
            conditions.push(format!("{id} {sign} ?"));
        } else {
            conditions.push(format!("({sort}, r.id) {sign} (?, ?)"));
            params.push(Sql::Text(key.to_owned()));
        }
        params.push(Sql::Integer(request.0));
    }
    conditions.extend(imports::hidden(db, "r.id")?);
    let way = if forwards { "ASC" } else { "DESC" };
    let order = match filter.order {
        Order::New => format!("{id} {way}"),
        _ => format!("{sort} {way}, r.id {way}"),
    };
    let sql = format!(
        "SELECT {LINE}, CAST({sort} AS TEXT) FROM {} WHERE {} ORDER BY {order} LIMIT ?",
        filter.from,
        conditions.join(" AND ")
    );
    params.push(Sql::Integer(
        i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1,
    ));
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(params))?;
    let mut lines = Vec::with_capacity(limit + 1);
    while let Some(row) = rows.next()? {
        lines.push(read_line(row)?);
    }
    let more = lines.len() > limit;
    lines.truncate(limit);
    if backwards {
        lines.reverse();
    }
    Ok((lines, more))
}

/// How many there are, counted up to a bound; and whether there are more.
pub fn count(db: &Connection, filter: &Filter, upto: u64) -> Result<(u64, bool), StoreError> {
    let mut conditions = filter.conditions.clone();
    conditions.extend(imports::hidden(db, "r.id")?);
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM {} WHERE {} LIMIT ?)",
        filter.from,
        conditions.join(" AND ")
    );
    let mut params = filter.params.clone();
    params.push(Sql::Integer(
        i64::try_from(upto).unwrap_or(i64::MAX - 1) + 1,
    ));
    let found: i64 = db
        .prepare_cached(&sql)?
        .query_row(params_from_iter(params), |r| r.get(0))?;
    let found = u64::try_from(found).unwrap_or(0);
    Ok((found.min(upto), found > upto))
}

/// The keys of all that is found, up to a bound.
pub fn keys(
    db: &Connection,
    filter: &Filter,
    upto: usize,
) -> Result<Vec<(RequestId, Rev)>, StoreError> {
    let mut conditions = filter.conditions.clone();
    conditions.extend(imports::hidden(db, "r.id")?);
    let sql = format!(
        "SELECT r.id, r.rev FROM {} WHERE {} LIMIT ?",
        filter.from,
        conditions.join(" AND ")
    );
    let mut params = filter.params.clone();
    params.push(Sql::Integer(i64::try_from(upto).unwrap_or(i64::MAX)));
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(params), |r| {
        Ok((RequestId(r.get(0)?), Rev(r.get(1)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub fn get(db: &Connection, id: RequestId) -> Result<Request, StoreError> {
    let kept: KeptRequest = row::get(db, id.0)?;
    if imports::is_hidden(db, "request", id.0)? {
        return Err(StoreError::NoRow);
    }
    Ok(kept.request)
}

/// The number the next request will have: after all there are, and after those an import has reserved.
pub fn next_number(db: &Connection) -> Result<i64, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT max((SELECT coalesce(max(id), 0) FROM request), (SELECT coalesce(max(last_request), 0) FROM import_set)) + 1",
        )?
        .query_row([], |r| r.get(0))?)
}

/// What a request's words need to know of its client.
pub fn words_of_client(db: &Connection, request: &Request) -> Result<String, StoreError> {
    match request.client {
        Some(id) => super::people::words_of(db, &row::get::<Client>(db, id.0)?),
        None => Ok(String::new()),
    }
}

/// Whether the words a request is found by are other than they were.
fn words_changed(was: &Request, is: &Request) -> bool {
    was.title != is.title
        || was.client != is.client
        || was.number != is.number
        || was.fields != is.fields
        || was.tags != is.tags
}

/// Writes a request, new or changed, with its counters and its words.
pub fn save(
    db: &Connection,
    was: Option<&Request>,
    is: &Request,
    updated_at: &str,
) -> Result<(), StoreError> {
    let kept = |request: &Request, updated_at: &str| KeptRequest {
        request: request.clone(),
        updated_at: updated_at.to_owned(),
    };
    match was {
        // The moment of the last change is not read back: an empty one is never equal to the new.
        Some(was) => row::update(db, &kept(was, ""), &kept(is, updated_at))?,
        None => row::insert(db, &kept(is, updated_at))?,
    }
    let mut moves = BTreeMap::new();
    tally::note(&mut moves, was, Some(is));
    tally::apply(db, &moves)?;
    if was.is_none_or(|was| words_changed(was, is)) {
        let words = search::request_words(is, &words_of_client(db, is)?);
        search::index_request(db, is.id.0, &words)?;
    }
    Ok(())
}

/// Writes the due date of a request that moved by itself: no change of the record, so neither its version
/// nor the moment of its last change moves.
pub fn keep_due(db: &Connection, was: &Request, is: &Request) -> Result<(), StoreError> {
    let kept = |request: &Request| KeptRequest {
        request: request.clone(),
        updated_at: String::new(),
    };
    row::update(db, &kept(was), &kept(is))?;
    let mut moves = BTreeMap::new();
    tally::note(&mut moves, Some(was), Some(is));
    tally::apply(db, &moves)
}

/// Open requests whose clock stands still, by number, after a place.
pub fn paused_after(
    db: &Connection,
    after: RequestId,
    limit: usize,
) -> Result<Vec<RequestId>, StoreError> {
    let paused = Status::ALL
        .into_iter()
        .filter(|status| status.clock() == Clock::Paused)
        .map(|status| format!("'{}'", status.key()))
        .collect::<Vec<_>>()
        .join(", ");
    let mut statement = db.prepare_cached(&format!(
        "SELECT id FROM request WHERE id > ?1 AND open = 1 AND gone = 0 AND status IN ({paused}) ORDER BY id LIMIT ?2"
    ))?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement.query_map((after.0, limit), |r| Ok(RequestId(r.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Open requests with a promise, by number, after a place.
pub fn promised_after(
    db: &Connection,
    after: RequestId,
    limit: usize,
) -> Result<Vec<RequestId>, StoreError> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM request WHERE id > ?1 AND open = 1 AND gone = 0 AND accepted_on IS NOT NULL ORDER BY id LIMIT ?2",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement.query_map((after.0, limit), |r| Ok(RequestId(r.get(0)?)))?;
    let ids: Vec<RequestId> = rows.collect::<Result<_, _>>()?;
    let mut seen = Vec::new();
    for id in ids {
        if !imports::is_hidden(db, "request", id.0)? {
            seen.push(id);
        }
    }
    Ok(seen)
}

/// The requests of a client, newest first.
pub fn of_client(db: &Connection, client: i64) -> Result<Vec<i64>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT id FROM request WHERE client = ?1 ORDER BY id DESC")?;
    let rows = statement.query_map([client], |r| r.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Finds a request by the id its maker gave it, so that a retried save makes no second row.
pub fn by_uid<R: Row>(db: &Connection, uid: &str) -> Result<Option<i64>, StoreError> {
    use rusqlite::OptionalExtension;
    let sql = format!("SELECT id FROM {} WHERE uid = ?1", R::TABLE);
    Ok(db
        .prepare_cached(&sql)?
        .query_row([uid], |r| r.get(0))
        .optional()?)
}

/// The request that bears a number.
pub fn by_number(db: &Connection, number: &str) -> Result<Option<RequestId>, StoreError> {
    use rusqlite::OptionalExtension;
    Ok(db
        .prepare_cached("SELECT id FROM request WHERE number = ?1 AND gone = 0")?
        .query_row([number], |r| r.get(0).map(RequestId))
        .optional()?)
}

/// Takes its number from a request that nobody sees any more.
pub fn drop_number(db: &Connection, request: RequestId) -> Result<(), StoreError> {
    db.prepare_cached("UPDATE request SET number = NULL WHERE id = ?1")?
        .execute([request.0])?;
    Ok(())
}
