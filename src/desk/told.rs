//! What happened, as sentences: for the status line right after, and for the timeline later.

use serde_json::Value;

use super::look::Happening;
use super::sight::{is_seen, may_see};
use super::work::Moment;
use crate::domain::{Client, Product, RequestId, SearchRun, Sentence, Staff, Talk};
use crate::store::journal::{self, Change, Entry};
use crate::store::{Db, StoreError, requests, row};

macro_rules! told {
    ($($kind:literal => $done:literal, $told:literal;)+) => {
        /// `did-…`: the sentence of the status line; `told-…`: that of the timeline.
        const KINDS: &[(&str, &str, &str)] = &[$(($kind, $done, $told)),+];
    };
}

told! {
    "first" => "did-first", "told-first";
    "receive" => "did-receive", "told-receive";
    "edit" => "did-edit", "told-edit";
    "accept" => "did-accept", "told-accept";
    "claim" => "did-claim", "told-claim";
    "release" => "did-release", "told-release";
    "assign" => "did-assign", "told-assign";
    "hand_over" => "did-hand-over", "told-hand-over";
    "go_away" => "did-go-away", "told-go-away";
    "come_back" => "did-come-back", "told-come-back";
    "decline" => "did-decline", "told-decline";
    "duplicate" => "did-duplicate", "told-duplicate";
    "merge" => "did-merge", "told-merge";
    "defer" => "did-defer", "told-defer";
    "refer" => "did-refer", "told-refer";
    "wait" => "did-wait", "told-wait";
    "resume" => "did-resume", "told-resume";
    "begin" => "did-begin", "told-begin";
    "submit" => "did-submit", "told-submit";
    "return" => "did-return", "told-return";
    "sign" => "did-sign", "told-sign";
    "issue" => "did-issue", "told-issue";
    "deliver" => "did-deliver", "told-deliver";
    "object" => "did-object", "told-object";
    "close" => "did-close", "told-close";
    "archive" => "did-archive", "told-archive";
    "withdraw" => "did-withdraw", "told-withdraw";
    "cancel" => "did-cancel", "told-cancel";
    "reopen" => "did-reopen", "told-reopen";
    "stage" => "did-stage", "told-stage";
    "expedite" => "did-expedite", "told-expedite";
    "agree" => "did-agree", "told-agree";
    "tag" => "did-tag", "told-tag";
    "name" => "did-name", "told-name";
    "hold" => "did-hold", "told-hold";
    "lift_hold" => "did-lift-hold", "told-lift-hold";
    "purge" => "did-purge", "told-purge";
    "erase" => "did-erase", "told-erase";
    "break_glass" => "did-break-glass", "told-break-glass";
    "note_glass" => "did-note-glass", "told-note-glass";
    "add_client" => "did-add-client", "told-add-client";
    "edit_client" => "did-edit-client", "told-edit-client";
    "merge_clients" => "did-merge-clients", "told-merge-clients";
    "split_client" => "did-split-client", "told-split-client";
    "tell_apart" => "did-tell-apart", "told-tell-apart";
    "add_run" => "did-add-run", "told-add-run";
    "edit_run" => "did-edit-run", "told-edit-run";
    "drop_run" => "did-drop-run", "told-drop-run";
    "set_concepts" => "did-set-concepts", "told-set-concepts";
    "reuse_strategy" => "did-reuse-strategy", "told-reuse-strategy";
    "count_kept" => "did-count-kept", "told-count-kept";
    "add_product" => "did-add-product", "told-add-product";
    "edit_product" => "did-edit-product", "told-edit-product";
    "move_product" => "did-move-product", "told-move-product";
    "new_version" => "did-new-version", "told-new-version";
    "note" => "did-note", "told-note";
    "sent" => "did-sent", "told-sent";
    "heard" => "did-heard", "told-heard";
    "drop_talk" => "did-drop-talk", "told-drop-talk";
    "spend" => "did-spend", "told-spend";
    "screen" => "did-screen", "told-screen";
    "pair" => "did-pair", "told-pair";
    "part" => "did-part", "told-part";
    "attach" => "did-attach", "told-attach";
    "add_staff" => "did-add-staff", "told-add-staff";
    "edit_staff" => "did-edit-staff", "told-edit-staff";
    "speak" => "did-speak", "told-speak";
    "import" => "did-import", "told-import";
    "undo" => "did-undo", "told-undo";
    "redo" => "did-redo", "told-redo";
    "settle" => "did-settle", "told-settle";
}

/// The sentence for the status line.
pub fn done(kind: &str) -> Sentence {
    let key = KINDS
        .iter()
        .find(|(k, _, _)| *k == kind)
        .map_or("did-edit", |k| k.1);
    Sentence::new(key)
}

/// The sentence for the timeline.
pub fn told(kind: &str) -> Sentence {
    let key = KINDS
        .iter()
        .find(|(k, _, _)| *k == kind)
        .map_or("told-edit", |k| k.2);
    Sentence::new(key)
}

/// Deeds that are about a person, whatever requests they touch.
const ABOUT_CLIENTS: [&str; 3] = ["merge_clients", "split_client", "edit_client"];

/// Steps back from an undo to what it took back; more are not worth the walk.
const STEPS_BACK: usize = 32;

/// A step as its undo names it: the deed and the request, or on many how many they were.
pub fn step(db: &Db, entry: &Entry, me: &Staff) -> Result<Sentence, StoreError> {
    let mut origin = entry.clone();
    for _ in 0..STEPS_BACK {
        match origin.undoes {
            Some(seq) => origin = journal::entry(db, seq)?,
            None => break,
        }
    }
    let what = told(&origin.kind);
    let made_of = |key| origin.made_of.as_ref()?.get(key)?.as_i64();
    let count = made_of("done").or_else(|| made_of("requests"));
    if let Some(count) = count.filter(|count| *count > 1) {
        return Ok(Sentence::new("step-on-many")
            .with("what", what)
            .with("count", count));
    }
    // Requests only follow their client there.
    let is_about = ABOUT_CLIENTS.contains(&origin.kind.as_str());
    let client = origin
        .changes
        .iter()
        .find(|c| is_about && c.table == "client");
    if let Some(client) = client.and_then(|c| row::get::<Client>(db, c.row).ok()) {
        let said = Sentence::new("step-on-client").with("what", what);
        return Ok(said.with("name", client.name));
    }
    // Also one whose receipt was taken back: it is gone, and its number is what the words are about.
    let is_shown =
        |id: i64| requests::get(db, RequestId(id)).is_ok_and(|request| may_see(&request, me));
    let request = |c: &&Change| c.table == "request" && is_shown(c.row);
    let touched = origin.changes.iter().find(request);
    let of_part = || {
        // A part that is only changed does not say again whose it is.
        let told = |c: &Change| match c.is.get("request").and_then(Value::as_i64) {
            Some(id) => Some(id),
            None if c.table == "product" => Some(row::get::<Product>(db, c.row).ok()?.request.0),
            None if c.table == "run" => Some(row::get::<SearchRun>(db, c.row).ok()?.request.0),
            None => None,
        };
        origin
            .changes
            .iter()
            .filter_map(told)
            .find(|id| is_shown(*id))
    };
    Ok(match touched.map(|c| c.row).or_else(of_part) {
        Some(number) => Sentence::new("step-on-one")
            .with("what", what)
            .with("number", number),
        None => what,
    })
}

/// What an entry gives as its reason: that of the step it made.
fn reason(entry: &Entry) -> &str {
    entry
        .changes
        .iter()
        .filter(|c| c.table == "step" || c.table == "glass")
        .find_map(|c| c.is.get("reason").and_then(Value::as_str))
        .unwrap_or_default()
}

/// A value of a delta as a history shows it.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(map) => map
            .iter()
            .filter(|(key, v)| !v.is_null() && *key != "provisional")
            .map(|(_, v)| shown(v))
            .collect::<Vec<_>>()
            .join(" "),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

/// The fields of a service's form that differ, each as `fields.KEY`.
fn fields(was: &Value, is: &Value) -> Vec<(String, String, String)> {
    let keys: std::collections::BTreeSet<&String> = [was, is]
        .into_iter()
        .filter_map(Value::as_object)
        .flat_map(|map| map.keys())
        .collect();
    keys.into_iter()
        .filter(|key| was.get(key) != is.get(key))
        .map(|key| {
            let side = |value: &Value| value.get(key).map(shown).unwrap_or_default();
            (format!("fields.{key}"), side(was), side(is))
        })
        .collect()
}

/// Fields that only the machine reads.
const SILENT: [&str; 9] = [
    "id",
    "uid",
    "rev",
    "gone",
    "due",
    "stage",
    "closed_at",
    "accepted_by",
    "provisional",
];

/// A pointer to a request that this person may not see points nowhere.
fn seen<'v>(db: &Db, me: &Staff, key: &str, value: &'v Value) -> &'v Value {
    let points = matches!(key, "same_as" | "request");
    match value.as_i64() {
        Some(id) if points && !is_seen(db, RequestId(id), me) => &Value::Null,
        _ => value,
    }
}

/// As `shown`, a pointer by what it points to.
fn told_of(db: &Db, staff: &[Staff], key: &str, value: &Value) -> Result<String, StoreError> {
    let person = |id: &Value| {
        let found = staff.iter().find(|s| Some(s.id.0) == id.as_i64());
        found.map_or_else(|| shown(id), |s| s.name.clone())
    };
    Ok(match (key, value) {
        ("named", Value::Array(all)) => all.iter().map(person).collect::<Vec<_>>().join(" "),
        ("expedite", Value::Object(said)) => ["allowed_by", "why", "fee_note"]
            .iter()
            .filter_map(|part| said.get(*part).map(shown))
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("; "),
        ("same_as" | "request", Value::Number(id)) => format!("#{id}"),
        ("client" | "merged_into", Value::Number(id)) => match id.as_i64() {
            Some(id) => row::get::<Client>(db, id)?.name,
            None => String::new(),
        },
        _ => shown(value),
    })
}

/// What a new part of a request says of itself in one line of the history; its words for the rest are
/// in the pane it stands in.
fn first_words(table: &str) -> &'static [&'static str] {
    match table {
        "handover" => &SHEET,
        "effort" => &["minutes", "read", "on"],
        "attachment" => &["name"],
        "screening" => &["relevance", "reason"],
        "run" => &["database", "hits", "kept"],
        "concept" => &["name", "zh", "en"],
        _ => &[],
    }
}

/// The parts of a sheet that goes with a case.
const SHEET: [&str; 4] = ["next", "waits", "files", "promise"];

/// An entry as the timeline of one request shows it.
pub fn happening(
    db: &Db,
    entry: Entry,
    request: i64,
    staff: &[Staff],
    me: &Staff,
    moment: &Moment,
) -> Result<Happening, StoreError> {
    let mine = |c: &&Change| {
        (c.table == "request" && c.row == request)
            || c.is.get("request").and_then(Value::as_i64) == Some(request)
    };
    let talk = entry
        .changes
        .iter()
        .filter(mine)
        .find(|c| c.table == "talk" && c.new)
        .map(|c| row::get::<Talk>(db, c.row))
        .transpose()?
        .filter(|t| !t.gone);
    let mut changes = Vec::new();
    let concerned = entry
        .changes
        .iter()
        .filter(|c| c.table != "request" || c.row == request)
        .filter(|c| !c.new && c.table != "handover" || mine(c));
    for change in concerned {
        let is_product = change.table == "product";
        for (key, is) in &change.is {
            let is_stage = is_product && key == "stage";
            let wanted = match change.new || change.table == "handover" {
                true => first_words(&change.table).contains(&key.as_str()) && !shown(is).is_empty(),
                false => !SILENT.contains(&key.as_str()) || is_stage,
            };
            if !wanted {
                continue;
            }
            let was = seen(db, me, key, change.was.get(key).unwrap_or(&Value::Null));
            let is = seen(db, me, key, is);
            if key == "fields" {
                changes.extend(fields(was, is));
                continue;
            }
            let key = if is_stage { "product_stage" } else { key };
            let (was, is) = (told_of(db, staff, key, was)?, told_of(db, staff, key, is)?);
            changes.push((key.to_owned(), was, is));
        }
    }
    let by = staff
        .iter()
        .find(|s| s.id == entry.by)
        .map(|s| s.name.clone())
        .unwrap_or_default();
    let lead = crate::domain::permission::allows(&me.roles, crate::domain::permission::Right::Lead);
    Ok(Happening {
        seq: entry.seq,
        at: entry.at.parse().unwrap_or(moment.now),
        by,
        said: told(&entry.kind),
        reason: reason(&entry).to_owned(),
        talk,
        changes,
        undone_by: entry.undone_by,
        may_undo: entry.kind != "undo"
            && super::undo::is_undoable(&entry)
            && (entry.by == me.id || lead)
            && me.roles.may_write(),
    })
}
