//! Clients and staff: looked up by name, pinyin, unit, phone or mail.

use jiff::civil::Date;
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};

use super::filter::{self, Scope};
use super::row;
use super::{StoreError, imports, search, tally};
use crate::domain::client::Apart;
use crate::domain::{Absence, Client, ClientId, Staff};

pub fn next_client(db: &Connection) -> Result<i64, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT max((SELECT coalesce(max(id), 0) FROM client), (SELECT coalesce(max(last_client), 0) FROM import_set)) + 1",
        )?
        .query_row([], |r| r.get(0))?)
}

pub fn client(db: &Connection, id: ClientId) -> Result<Client, StoreError> {
    if imports::is_hidden(db, "client", id.0)? {
        return Err(StoreError::NoRow);
    }
    row::get(db, id.0)
}

/// The record a client's number stands for today: a tombstone resolves to what it was merged into.
pub fn resolve(db: &Connection, id: ClientId) -> Result<Client, StoreError> {
    let mut found = client(db, id)?;
    // A chain of merges is short; the bound only guards against a ring in a damaged store.
    for _ in 0..32 {
        match found.merged_into {
            Some(into) => found = client(db, into)?,
            None => break,
        }
    }
    Ok(found)
}

/// Writes a client, new or changed, with the words it and its requests are found by.
pub fn save(db: &Connection, was: Option<&Client>, is: &Client) -> Result<(), StoreError> {
    match was {
        Some(was) => row::update(db, was, is)?,
        None => row::insert(db, is)?,
    }
    let Some(was) = was else {
        return search::index_client(db, is.id.0, &words_of(db, is)?);
    };
    if search::client_words(was) != search::client_words(is) {
        index_again(db, is)?;
    }
    if was.merged_into != is.merged_into {
        for other in [was.merged_into, is.merged_into].into_iter().flatten() {
            index_again(db, &client(db, other)?)?;
        }
    }
    Ok(())
}

/// What a client is found by: its own words and those of every record that was merged into it.
pub fn words_of(db: &Connection, client: &Client) -> Result<String, StoreError> {
    let mut words = search::client_words(client);
    let mut waiting = merged_into(db, client.id)?;
    // The bound only guards against a ring in a damaged store.
    for _ in 0..64 {
        let Some(gone) = waiting.pop() else {
            break;
        };
        words.push_str(&search::client_words(&gone));
        waiting.extend(merged_into(db, gone.id)?);
    }
    Ok(words)
}

/// Writes the words anew by which a client, its requests, and whom it was merged into are found.
fn index_again(db: &Connection, client: &Client) -> Result<(), StoreError> {
    let words = words_of(db, client)?;
    search::index_client(db, client.id.0, &words)?;
    for request in super::requests::of_client(db, client.id.0)? {
        let kept: super::tables::KeptRequest = row::get(db, request)?;
        search::index_request(db, request, &search::request_words(&kept.request, &words))?;
    }
    match client.merged_into {
        Some(into) if into != client.id => index_again(db, &resolve(db, into)?),
        _ => Ok(()),
    }
}

/// The clients a client was found to be different from.
pub fn apart_from(db: &Connection, client: ClientId) -> Result<Vec<ClientId>, StoreError> {
    let pairs: Vec<Apart> = row::select(
        db,
        "WHERE gone = 0 AND (one = ?1 OR other = ?1) ORDER BY id",
        [client.0],
    )?;
    let other = |pair: Apart| match pair.one == client {
        true => pair.other,
        false => pair.one,
    };
    Ok(pairs.into_iter().map(other).collect())
}

/// Living clients of exactly this name, case and width aside.
pub fn named(db: &Connection, name: &str) -> Result<Vec<Client>, StoreError> {
    row::select(
        db,
        "WHERE name_key = ?1 AND gone = 0 AND merged_into IS NULL ORDER BY id",
        [super::tables::name_key(name)],
    )
}

/// Living clients whose words match, with how many requests they have.
pub fn find(db: &Connection, words: &str, limit: usize) -> Result<Vec<(Client, u64)>, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let found: Vec<Client> = match search::name_expression(words) {
        Some(expression) => row::select(
            db,
            "WHERE id IN (SELECT rowid FROM client_text WHERE client_text MATCH ?1) AND gone = 0 AND merged_into IS NULL ORDER BY id DESC LIMIT ?2",
            (expression, limit),
        )?,
        None if words.trim().is_empty() => row::select(
            db,
            "WHERE gone = 0 AND merged_into IS NULL ORDER BY id DESC LIMIT ?1",
            [limit],
        )?,
        None => Vec::new(),
    };
    let mut with_counts = Vec::new();
    for client in found {
        if !imports::is_hidden(db, "client", client.id.0)? {
            let requests = tally::of_client(db, client.id.0)?;
            with_counts.push((client, requests));
        }
    }
    Ok(with_counts)
}

/// The tombstones that resolve to a client.
pub fn merged_into(db: &Connection, id: ClientId) -> Result<Vec<Client>, StoreError> {
    row::select(
        db,
        "WHERE merged_into = ?1 AND gone = 0 ORDER BY id",
        [id.0],
    )
}

/// Absences that are not over on a day, the nearest first.
pub fn absences(db: &Connection, day: Date) -> Result<Vec<Absence>, StoreError> {
    row::select(
        db,
        "WHERE gone = 0 AND last_day >= ?1 ORDER BY first_day, id",
        [day.to_string()],
    )
}

pub fn staff(db: &Connection) -> Result<Vec<Staff>, StoreError> {
    row::select(db, "WHERE gone = 0 ORDER BY id", [])
}

/// Whether all that is known of a client is restricted requests which this person may not see.
pub fn is_unseen(db: &Connection, client: ClientId, scope: &Scope) -> Result<bool, StoreError> {
    let Some((may_see, params)) = filter::may_see(scope) else {
        return Ok(false);
    };
    let sql = format!(
        "SELECT EXISTS(SELECT 1 FROM request r WHERE r.client = ? AND r.secrecy = 'restricted' AND r.gone = 0)
         AND NOT EXISTS(SELECT 1 FROM request r WHERE r.client = ? AND r.gone = 0 AND {may_see})"
    );
    let client = || Sql::Integer(client.0);
    let params = [client(), client()].into_iter().chain(params);
    Ok(db
        .prepare_cached(&sql)?
        .query_row(params_from_iter(params), |r| r.get(0))?)
}
