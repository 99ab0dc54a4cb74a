//! Kept counters: how many requests stand where. Every write of a request moves them by one function,
//! and `doctor` counts them anew.

use rusqlite::{Connection, params_from_iter};
use std::collections::BTreeMap;

use super::filter::{self, Scope};
use super::{StoreError, imports};
use crate::domain::{ClientId, Request, StaffId, Status};

/// How much each counter moves.
pub type Moves = BTreeMap<(&'static str, String), i64>;

/// The counters a request stands in.
fn places(request: &Request) -> Vec<(&'static str, String)> {
    let mut places = vec![
        ("status", request.status.key().to_owned()),
        (
            "service",
            format!("{}/{}", request.service, request.status.key()),
        ),
    ];
    if request.status.is_open()
        && let Some(owner) = request.owner
    {
        places.push(("owner", owner.0.to_string()));
    }
    if let Some(client) = request.client {
        places.push(("client", client.0.to_string()));
    }
    places
}

/// Adds the moves that take the counters from one state of a request to another.
pub fn note(moves: &mut Moves, was: Option<&Request>, is: Option<&Request>) {
    let visible = |r: &&Request| !r.gone;
    for place in was.filter(visible).map(places).unwrap_or_default() {
        *moves.entry(place).or_default() -= 1;
    }
    for place in is.filter(visible).map(places).unwrap_or_default() {
        *moves.entry(place).or_default() += 1;
    }
}

/// Requests that came to a client besides those noted.
pub fn note_client(moves: &mut Moves, client: ClientId, n: i64) {
    *moves.entry(("client", client.0.to_string())).or_default() += n;
}

/// Adds moves to others.
pub fn join(moves: &mut Moves, others: Moves) {
    for (place, n) in others {
        *moves.entry(place).or_default() += n;
    }
}

pub fn apply(db: &Connection, moves: &Moves) -> Result<(), StoreError> {
    let mut add = db.prepare_cached(
        "INSERT INTO tally(kind, key, n) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET n = n + excluded.n",
    )?;
    for ((kind, key), n) in moves.iter().filter(|(_, n)| **n != 0) {
        add.execute((kind, key, n))?;
    }
    Ok(())
}

fn one(db: &Connection, kind: &str, key: &str) -> Result<u64, StoreError> {
    let n: Option<i64> = db
        .prepare_cached("SELECT sum(n) FROM tally WHERE kind = ?1 AND key = ?2")?
        .query_row((kind, key), |r| r.get(0))?;
    Ok(u64::try_from(n.unwrap_or(0)).unwrap_or(0))
}

pub fn with_status(db: &Connection, status: Status) -> Result<u64, StoreError> {
    one(db, "status", status.key())
}

/// Open requests in somebody's hands.
pub fn owned_by(db: &Connection, owner: StaffId) -> Result<u64, StoreError> {
    one(db, "owner", &owner.0.to_string())
}

/// All requests of a client, open or not.
pub fn of_client(db: &Connection, client: i64) -> Result<u64, StoreError> {
    one(db, "client", &client.to_string())
}

/// All counters as they are kept, without those at zero.
pub fn all(db: &Connection) -> Result<BTreeMap<(String, String), i64>, StoreError> {
    let mut statement = db.prepare("SELECT kind, key, n FROM tally WHERE n <> 0")?;
    let rows = statement.query_map([], |r| Ok(((r.get(0)?, r.get(1)?), r.get(2)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many requests of each status, or of one client, a person may not see: the counters hold them too.
pub fn unseen(
    db: &Connection,
    scope: &Scope,
    client: Option<i64>,
) -> Result<BTreeMap<String, u64>, StoreError> {
    let Some((may_see, params)) = filter::may_see(scope) else {
        return Ok(BTreeMap::new());
    };
    let mut conditions = vec![format!("NOT {may_see}")];
    conditions.extend(imports::hidden(db, "r.id")?);
    if let Some(client) = client {
        conditions.push(format!("r.client = {client}"));
    }
    let sql = format!(
        "SELECT r.status, count(*) FROM request r WHERE r.secrecy = 'restricted' AND r.gone = 0 AND {} GROUP BY r.status",
        conditions.join(" AND ")
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(params), |r| {
        Ok((r.get::<_, String>(0)?, r.get::<_, i64>(1)?))
    })?;
    let mut unseen = BTreeMap::new();
    for row in rows {
        let (status, n) = row?;
        unseen.insert(status, u64::try_from(n).unwrap_or(0));
    }
    Ok(unseen)
}
