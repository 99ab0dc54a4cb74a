//! Requests that may ask for the same thing: told by how much their titles share, with less wanted of
//! one client's own. It only points them out; people decide.

use std::collections::BTreeSet;

use super::sight::may_see;
use crate::domain::{ClientId, Request, RequestId, ServiceKey, Staff};
use crate::store::{Db, StoreError, requests, search};
use crate::text::fold::fold;

/// Parts of a hundred that titles must share: of one client, and of different ones.
const OF_ONE_CLIENT: usize = 50;
const OF_OTHERS: usize = 80;
/// Shorter titles, as 查收查引, are everybody's.
const SHORT: usize = 5;
/// How far back others' requests are looked at, and how many of them.
const NEWEST: i64 = 5_000;
const MOST: usize = 20;

/// What is looked for.
pub struct Wish<'a> {
    pub service: &'a ServiceKey,
    pub title: &'a str,
    pub client: Option<ClientId>,
    /// The request itself, where it is written down already.
    pub but: Option<RequestId>,
}

/// Open requests that may be the same wish, the likest first.
pub fn of(db: &Db, wish: &Wish<'_>, me: &Staff) -> Result<Vec<Request>, StoreError> {
    let mut ids: Vec<i64> = match wish.client {
        Some(client) => requests::of_client(db, client.0)?,
        None => Vec::new(),
    };
    ids.truncate(MOST);
    if let Some(expression) = search::likeness(wish.title) {
        ids.extend(search::newest_like(db, &expression, NEWEST, MOST)?);
    }
    let mine = pairs(wish.title);
    let mut seen = BTreeSet::new();
    let mut found: Vec<(usize, Request)> = Vec::new();
    for id in ids.into_iter().map(RequestId) {
        if Some(id) == wish.but || !seen.insert(id) {
            continue;
        }
        let request = match requests::get(db, id) {
            Ok(request) => request,
            Err(StoreError::NoRow) => continue,
            Err(error) => return Err(error),
        };
        if request.gone || !request.status.is_open() || !may_see(&request, me) {
            continue;
        }
        let same_client = wish.client.is_some() && request.client == wish.client;
        let theirs = pairs(&request.title);
        let enough = match (same_client, request.service == *wish.service) {
            (true, true) => OF_ONE_CLIENT,
            (false, true) if mine.len().min(theirs.len()) >= SHORT => OF_OTHERS,
            _ => continue,
        };
        let shared = likeness(&mine, &theirs);
        if shared >= enough {
            found.push((shared, request));
        }
    }
    found.sort_by_key(|(shared, request)| (std::cmp::Reverse(*shared), request.id));
    Ok(found.into_iter().map(|(_, request)| request).collect())
}

/// Neighbouring letters of a title, folded, without signs and spaces.
fn pairs(title: &str) -> BTreeSet<(char, char)> {
    let letters: Vec<char> = fold(title)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect();
    let next = letters.iter().skip(1);
    letters.iter().copied().zip(next.copied()).collect()
}

/// What two titles share, in parts of a hundred (Dice).
fn likeness(one: &BTreeSet<(char, char)>, other: &BTreeSet<(char, char)>) -> usize {
    let both = one.intersection(other).count();
    (200 * both)
        .checked_div(one.len() + other.len())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_alike_by_what_they_share() {
        let like = |a: &str, b: &str| likeness(&pairs(a), &pairs(b));
        assert_eq!(like("固态电池界面", "固态电池界面"), 100);
        assert!(
            like(
                "《固态电池 硫化物电解质界面》",
                "固态电池硫化物电解质界面研究"
            ) >= OF_OTHERS
        );
        assert!(like("Solid-State Batteries", "solid state batteries") == 100);
        assert!(like("固态电池硫化物电解质界面", "石墨烯导热膜的制备") < OF_ONE_CLIENT);
        assert_eq!(like("", ""), 0);
    }
}
