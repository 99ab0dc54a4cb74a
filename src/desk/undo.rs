//! Taking back: an entry's changes put the other way round, field by field, refused where somebody has
//! changed one of those fields since. Numbers, signatures and issued documents are never taken back.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::work::{Gone, Work};
use crate::domain::client::Apart;
use crate::domain::literature::{SamePair, Screening};
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::domain::request::{Attachment, Effort, Step};
use crate::domain::{
    Absence, Client, Concept, Handover, Product, Request, RequestId, SearchRun, Seq, Staff, Talk,
};
use crate::store::journal::{self, Change, Entry};
use crate::store::row::{self, Row};
use crate::store::{StoreError, imports};

/// Kinds of entries that stand for ever.
const FOR_EVER: [&str; 8] = [
    "purge",
    "erase",
    "sign",
    "issue",
    "first",
    "settle",
    "break_glass",
    "note_glass",
];
/// Kinds that move what their maker may not see with what she may; it goes back with it, unseen.
const BLIND: [&str; 2] = ["merge_clients", "split_client"];

pub fn is_undoable(entry: &Entry) -> bool {
    let signed = entry.kind == "move_product"
        && entry.changes.iter().any(|c| {
            c.is.get("stage")
                .and_then(Value::as_str)
                .is_some_and(|s| matches!(s, "signed" | "issued"))
        });
    let stands = entry.undone_by.is_none() && !entry.erased;
    !FOR_EVER.contains(&entry.kind.as_str()) && stands && !signed
}

/// Whether it stands for ever because it left the desk, or was signed for.
pub fn is_issued(entry: &Entry) -> bool {
    matches!(entry.kind.as_str(), "sign" | "issue" | "move_product")
}

/// Whether it moved what its maker may not see with what she may.
pub fn is_blind(entry: &Entry) -> bool {
    BLIND.contains(&entry.kind.as_str())
}

fn no_entry() -> Refusal {
    Refusal::new(RefusalKind::NotFound, "undo-no-entry")
}

/// Takes an entry back; what is written becomes an entry that names it.
pub fn undo(work: &mut Work<'_>, seq: Seq) -> Result<Entry, Refusal> {
    let entry = journal::entry(work.db, seq).map_err(|error| match error {
        StoreError::NoRow => no_entry(),
        other => other.into(),
    })?;
    // Before anything is said of an entry that is somebody else's.
    if entry.by != work.me.id {
        work.may(crate::domain::permission::Right::Lead)?;
    }
    if entry.undone_by.is_some() {
        return Err(Refusal::rule("undo-done-already"));
    }
    if entry.erased {
        return Err(Refusal::rule("undo-erased"));
    }
    if !is_undoable(&entry) {
        return Err(Refusal::rule("undo-never"));
    }
    if let Some(set) = entry
        .made_of
        .as_ref()
        .and_then(|m| m.get("set"))
        .and_then(Value::as_i64)
    {
        work.may(crate::domain::permission::Right::Import)?;
        let hide = entry.kind == "import" || entry.kind == "redo";
        if !hide {
            refuse_shown_twice(work, set)?;
        }
        imports::set_hidden(work.db, set, hide)?;
        return Ok(entry);
    }
    // What a request's due date is reckoned from goes first, the requests last.
    let (requests, others): (Vec<&Change>, Vec<&Change>) = entry
        .changes
        .iter()
        .rev()
        .partition(|c| c.table == "request");
    let blind = is_blind(&entry);
    for change in others {
        back(work, change)?;
    }
    for change in requests {
        if change.new && journal::touched_after(work.db, "request", change.row, seq)? {
            return Err(Refusal::rule("undo-worked-on").with("number", change.row));
        }
        back_request(work, change, blind)?;
    }
    Ok(entry)
}

/// An import that was taken back does not come back beside the same file, or the same numbers, brought
/// in meanwhile.
fn refuse_shown_twice(work: &Work<'_>, set: i64) -> Result<(), Refusal> {
    let set = imports::get(work.db, set)?;
    if let Some(other) = imports::of_file(work.db, &set.sha256)? {
        return Err(Refusal::rule("undo-import-again")
            .with("name", other.name)
            .with("rows", other.rows));
    }
    if let Some(number) = imports::lost_number(work.db, set.id)? {
        return Err(Refusal::rule("undo-import-number").with("number", number));
    }
    Ok(())
}

/// The record as it was before the change.
fn earlier<R: Serialize + DeserializeOwned>(now: &R, change: &Change) -> Result<R, Refusal> {
    let mut map = row::to_map(now)?;
    for (key, value) in &change.is {
        if change.new || is_derived(key) {
            continue;
        }
        if row::value_at(&map, key) != value {
            return Err(Refusal::new(RefusalKind::Stale, "undo-newer").with("field", key.as_str()));
        }
    }
    let values: Map<String, Value> = if change.new {
        Map::from_iter([("gone".to_owned(), Value::Bool(true))])
    } else {
        let kept = change
            .was
            .iter()
            .filter(|(key, _)| !is_derived(key) && *key != "number");
        kept.map(|(k, v)| (k.clone(), v.clone())).collect()
    };
    row::patch(&mut map, &values);
    Ok(serde_json::from_value(Value::Object(map)).map_err(StoreError::from)?)
}

/// Reckoned anew by every write.
fn is_derived(key: &str) -> bool {
    key == "due"
}

fn back_request(work: &mut Work<'_>, change: &Change, blind: bool) -> Result<(), Refusal> {
    let kept: crate::store::tables::KeptRequest = row::get(work.db, change.row)?;
    let now = kept.request;
    refuse_purged(&now)?;
    if !blind && !super::sight::may_see(&now, work.me) {
        return Err(no_entry());
    }
    let before: Request = earlier(&now, change)?;
    work.save_request(Some(&now), before)?;
    Ok(())
}

/// Nothing is put back into what was emptied.
fn refuse_purged(request: &Request) -> Result<(), Refusal> {
    match request.purged {
        Some(_) => Err(Refusal::rule("request-purged")),
        None => Ok(()),
    }
}

fn back_row<R: Row + Gone>(
    work: &mut Work<'_>,
    change: &Change,
    request: fn(&R) -> Option<RequestId>,
) -> Result<R, Refusal> {
    let now: R = row::get(work.db, change.row)?;
    // A run or a note of a request that has been restricted since is not hers to touch any more.
    if let Some(request) = request(&now)
        && !super::sight::is_seen(work.db, request, work.me)
    {
        return Err(no_entry());
    }
    if let Some(request) = request(&now) {
        let kept: crate::store::tables::KeptRequest = row::get(work.db, request.0)?;
        refuse_purged(&kept.request)?;
    }
    let before: R = earlier(&now, change)?;
    let request = request(&before);
    work.save(Some(&now), before, request)
}

fn back(work: &mut Work<'_>, change: &Change) -> Result<(), Refusal> {
    match change.table.as_str() {
        "client" => {
            let now: Client = row::get(work.db, change.row)?;
            if now.erased.is_some() {
                return Err(Refusal::rule("client-erased"));
            }
            let before: Client = earlier(&now, change)?;
            work.save_client(Some(&now), before)?;
        }
        "step" => {
            back_row::<Step>(work, change, |r| Some(r.request))?;
        }
        "concept" => {
            back_row::<Concept>(work, change, |r| Some(r.request))?;
        }
        "run" => {
            back_row::<SearchRun>(work, change, |r| Some(r.request))?;
        }
        "product" => {
            back_row::<Product>(work, change, |r| Some(r.request))?;
        }
        "effort" => {
            back_row::<Effort>(work, change, |r| Some(r.request))?;
        }
        "screening" => {
            back_row::<Screening>(work, change, |r| Some(r.request))?;
        }
        "same_pair" => {
            back_row::<SamePair>(work, change, |r| Some(r.request))?;
        }
        "attachment" => {
            back_row::<Attachment>(work, change, |r| Some(r.request))?;
        }
        "apart" => {
            let pair = back_row::<Apart>(work, change, |_| None)?;
            work.touch_client(pair.one);
            work.touch_client(pair.other);
        }
        "handover" => {
            back_row::<Handover>(work, change, |r| Some(r.request))?;
        }
        "absence" => {
            back_row::<Absence>(work, change, |_| None)?;
        }
        "staff" => {
            back_row::<Staff>(work, change, |_| None)?;
        }
        "talk" => {
            let talk = back_row::<Talk>(work, change, |r| Some(r.request))?;
            work.index_answer(&talk)?;
        }
        _ => return Err(Refusal::rule("undo-never")),
    }
    Ok(())
}
