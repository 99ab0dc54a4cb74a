//! Clients: added, changed, merged and parted again, and who may be the same as whom.

use serde_json::{Map, Value};

use super::command::ClientDraft;
use super::receive::refuse_marked;
use super::work::Work;
use crate::domain::client::{Apart, orcid_is_valid};
use crate::domain::id::ApartId;
use crate::domain::permission::Right;
use crate::domain::refusal::Refusal;
use crate::domain::{Client, ClientId, RequestId, Rev, Sentence};
use crate::store::journal::{self, Change, Entry};
use crate::store::{Db, StoreError, people, requests};
use crate::text::fold::fold;

fn apply(client: &mut Client, draft: &ClientDraft) -> Result<(), Refusal> {
    let name = draft.name.trim();
    if name.is_empty() {
        return Err(Refusal::missing("name", "client-name-missing"));
    }
    let orcid = draft.orcid.trim();
    if !orcid.is_empty() && !orcid_is_valid(orcid) {
        return Err(Refusal::missing("orcid", "client-orcid-wrong").with("orcid", orcid));
    }
    let email = draft.email.trim();
    if !email.is_empty() && !email_looks_right(email) {
        return Err(Refusal::missing("email", "client-email-wrong").with("email", email));
    }
    refuse_marked([draft.remark.as_str(), draft.unit.as_str()])?;
    client.kind = draft.kind;
    client.is_organisation = draft.is_organisation;
    client.name = name.to_owned();
    client.variants = draft
        .variants
        .iter()
        .map(|v| v.trim().to_owned())
        .filter(|v| !v.is_empty())
        .collect();
    client.unit = draft.unit.trim().to_owned();
    client.title = draft.title.trim().to_owned();
    client.phone = draft.phone.trim().to_owned();
    client.email = email.to_owned();
    client.wechat = draft.wechat.trim().to_owned();
    client.orcid = orcid.to_owned();
    client.remark = draft.remark.trim().to_owned();
    Ok(())
}

fn email_looks_right(email: &str) -> bool {
    let Some((local, host)) = email.split_once('@') else {
        return false;
    };
    !local.is_empty()
        && !local.starts_with('-')
        && host.contains('.')
        && !email.chars().any(|c| c.is_whitespace() || c.is_control())
}

pub fn add(work: &mut Work<'_>, draft: &ClientDraft) -> Result<Client, Refusal> {
    work.may(Right::Serve)?;
    if let Some(id) = work.already::<Client>(&draft.uid)? {
        return work.client(ClientId(id));
    }
    let mut client = Client {
        id: ClientId(people::next_client(work.db)?),
        uid: draft.uid,
        rev: Rev(0),
        kind: draft.kind,
        is_organisation: false,
        name: String::new(),
        variants: Vec::new(),
        unit: String::new(),
        title: String::new(),
        phone: String::new(),
        email: String::new(),
        wechat: String::new(),
        orcid: String::new(),
        remark: String::new(),
        merged_into: None,
        erased: None,
        gone: false,
    };
    apply(&mut client, draft)?;
    for (other, _) in likely(work.db, &client, 3)? {
        if super::sight::is_hidden_client(work.db, other.id, work.me, work.moment)? {
            continue;
        }
        work.warn(
            Sentence::new("warn-likely-same-client")
                .with("name", other.name)
                .with("unit", other.unit),
        );
    }
    work.save_client(None, client)
}

pub fn edit(
    work: &mut Work<'_>,
    id: ClientId,
    rev: Rev,
    draft: &ClientDraft,
) -> Result<Client, Refusal> {
    work.may(Right::Serve)?;
    let was = work.client_row(id, Some(rev))?;
    let mut is = was.clone();
    apply(&mut is, draft)?;
    if is == was {
        return Ok(is);
    }
    work.save_client(Some(&was), is)
}

/// `from` becomes a tombstone; its requests go to `into`. Nothing of it is lost.
pub fn merge(work: &mut Work<'_>, from: ClientId, into: ClientId) -> Result<Client, Refusal> {
    work.may(Right::Serve)?;
    let was = work.client_row(from, None)?;
    let target = work.client(into)?;
    if was.merged_into.is_some() {
        return Err(Refusal::rule("client-merged-already"));
    }
    if was.id == target.id {
        return Err(Refusal::rule("client-merge-with-itself"));
    }
    for id in requests::of_client(work.db, from.0)? {
        let request = requests::get(work.db, RequestId(id))?;
        if request.gone {
            continue;
        }
        let mut moved = request.clone();
        moved.client = Some(target.id);
        work.save_request(Some(&request), moved)?;
    }
    let mut kept = target.clone();
    for name in std::iter::once(&was.name).chain(&was.variants) {
        if *name != kept.name && !kept.variants.contains(name) {
            kept.variants.push(name.clone());
        }
    }
    for (mine, theirs) in [
        (&mut kept.unit, &was.unit),
        (&mut kept.title, &was.title),
        (&mut kept.phone, &was.phone),
        (&mut kept.email, &was.email),
        (&mut kept.wechat, &was.wechat),
        (&mut kept.orcid, &was.orcid),
    ] {
        if mine.is_empty() {
            mine.clone_from(theirs);
        }
    }
    if kept != target {
        work.save_client(Some(&target), kept.clone())?;
    }
    let mut tombstone = was.clone();
    tombstone.merged_into = Some(target.id);
    work.save_client(Some(&was), tombstone)?;
    Ok(kept)
}

/// Gives a merged client its own record and the requests it brought back.
pub fn split(work: &mut Work<'_>, id: ClientId) -> Result<Client, Refusal> {
    work.may(Right::Serve)?;
    let was = work.client_row(id, None)?;
    let Some(into) = was.merged_into else {
        return Err(Refusal::rule("client-not-merged"));
    };
    let merge = merging(work.db, id, into)?;
    for request in merge.iter().flat_map(|entry| brought_by(entry, id, into)) {
        let Ok(request) = requests::get(work.db, request) else {
            continue;
        };
        if request.gone || request.client != Some(into) {
            continue;
        }
        let mut back = request.clone();
        back.client = Some(id);
        work.save_request(Some(&request), back)?;
    }
    if let Some(entry) = &merge {
        give_back(work, entry, into)?;
    }
    let mut alive = was.clone();
    alive.merged_into = None;
    work.save_client(Some(&was), alive)
}

/// Takes from the surviving record what it has from the merged one, as far as nobody has written
/// something else since.
fn give_back(work: &mut Work<'_>, merge: &Entry, into: ClientId) -> Result<(), Refusal> {
    let is_survivor = |c: &&Change| c.table == "client" && c.row == into.0;
    let Some(change) = merge.changes.iter().find(is_survivor) else {
        return Ok(());
    };
    let was = work.client_row(into, None)?;
    let mut is = was.clone();
    let text = |from: &Map<String, Value>, key: &str| {
        let value = from.get(key).and_then(Value::as_str);
        value.unwrap_or_default().to_owned()
    };
    for (key, mine) in [
        ("unit", &mut is.unit),
        ("title", &mut is.title),
        ("phone", &mut is.phone),
        ("email", &mut is.email),
        ("wechat", &mut is.wechat),
        ("orcid", &mut is.orcid),
    ] {
        if change.is.contains_key(key) && *mine == text(&change.is, key) {
            *mine = text(&change.was, key);
        }
    }
    let names = |from: &Map<String, Value>| -> Vec<String> {
        let list = from.get("variants").and_then(Value::as_array);
        let list = list.into_iter().flatten().filter_map(Value::as_str);
        list.map(str::to_owned).collect()
    };
    let (before, after) = (names(&change.was), names(&change.is));
    is.variants
        .retain(|name| before.contains(name) || !after.contains(name));
    if is != was {
        work.save_client(Some(&was), is)?;
    }
    Ok(())
}

/// Notes that two clients who look alike are different ones; the second is handed back.
pub fn tell_apart(work: &mut Work<'_>, one: ClientId, other: ClientId) -> Result<Client, Refusal> {
    work.may(Right::Serve)?;
    let (one, other) = (work.client(one)?, work.client(other)?);
    if one.id == other.id {
        return Err(Refusal::rule("client-merge-with-itself"));
    }
    if !people::apart_from(work.db, one.id)?.contains(&other.id) {
        let pair = Apart {
            id: ApartId(0),
            rev: Rev(0),
            one: one.id.min(other.id),
            other: one.id.max(other.id),
            gone: false,
        };
        work.save(None, pair, None)?;
        work.touch_client(one.id);
        work.touch_client(other.id);
    }
    Ok(other)
}

/// The entry by which a record was merged as it stands now: the merging itself, or what did it again
/// after it was taken back.
fn merging(db: &Db, from: ClientId, into: ClientId) -> Result<Option<Entry>, StoreError> {
    let entries = journal::of_row(db, "client", from.0, None, 200)?;
    let merges = |entry: &Entry| {
        entry.changes.iter().any(|c| {
            c.table == "client"
                && c.row == from.0
                && c.is.get("merged_into").and_then(Value::as_i64) == Some(into.0)
        })
    };
    Ok(entries.into_iter().find(merges))
}

/// The requests that came to the other with the merging.
fn brought_by(entry: &Entry, from: ClientId, into: ClientId) -> Vec<RequestId> {
    let client = |of: &Map<String, Value>| of.get("client").and_then(Value::as_i64);
    let moved = |c: &&Change| {
        c.table == "request" && client(&c.was) == Some(from.0) && client(&c.is) == Some(into.0)
    };
    let moved = entry.changes.iter().filter(moved);
    moved.map(|c| RequestId(c.row)).collect()
}

/// The digits of a phone number, as far as they are there.
fn digits(phone: &str) -> String {
    fold(phone).chars().filter(char::is_ascii_digit).collect()
}

/// Living clients that may be the same person: the name in any spelling together with the unit, the
/// phone or the e-mail; or the phone or e-mail alone. Each with its number of requests.
pub fn likely(db: &Db, client: &Client, limit: usize) -> Result<Vec<(Client, u64)>, StoreError> {
    let mut found: Vec<(Client, u64)> = Vec::new();
    let names = std::iter::once(client.name.as_str());
    let names = names.chain(client.variants.iter().map(String::as_str));
    for words in names.chain([
        client.phone.as_str(),
        client.email.as_str(),
        client.orcid.as_str(),
    ]) {
        if words.trim().is_empty() {
            continue;
        }
        for hit in people::find(db, words, 50)? {
            if hit.0.id != client.id && !found.iter().any(|(c, _)| c.id == hit.0.id) {
                found.push(hit);
            }
        }
    }
    let apart = people::apart_from(db, client.id)?;
    found.retain(|(other, _)| is_likely(client, other) && !apart.contains(&other.id));
    found.truncate(limit);
    Ok(found)
}

fn is_likely(one: &Client, other: &Client) -> bool {
    let same = |a: &str, b: &str| !a.trim().is_empty() && fold(a).trim() == fold(b).trim();
    let phone = {
        let (a, b) = (digits(&one.phone), digits(&other.phone));
        a.len() >= 7 && a == b
    };
    if phone || same(&one.email, &other.email) || same(&one.orcid, &other.orcid) {
        return true;
    }
    let names = |c: &Client| -> Vec<String> {
        std::iter::once(&c.name)
            .chain(&c.variants)
            .map(|n| fold(n).trim().to_owned())
            .collect()
    };
    let ours = names(one);
    let same_name = names(other).iter().any(|n| ours.contains(n));
    let unit = {
        let (a, b) = (fold(&one.unit), fold(&other.unit));
        let (a, b) = (a.trim(), b.trim());
        // 化学 is 化学学院: one unit is often written shorter than the other.
        !a.is_empty() && !b.is_empty() && (a.contains(b) || b.contains(a))
    };
    same_name && (unit || one.unit.trim().is_empty() || other.unit.trim().is_empty())
}

/// Who may be the one typed in.
pub fn likely_typed(
    db: &Db,
    name: &str,
    unit: &str,
    phone: &str,
    email: &str,
) -> Result<Vec<(Client, u64)>, StoreError> {
    let typed = Client {
        id: ClientId(0),
        uid: uuid::Uuid::nil(),
        rev: Rev(0),
        kind: Default::default(),
        is_organisation: false,
        name: name.to_owned(),
        variants: Vec::new(),
        unit: unit.to_owned(),
        title: String::new(),
        phone: phone.to_owned(),
        email: email.to_owned(),
        wechat: String::new(),
        orcid: String::new(),
        remark: String::new(),
        merged_into: None,
        erased: None,
        gone: false,
    };
    likely(db, &typed, 5)
}
