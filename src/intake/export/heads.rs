//! What the sheets of an export and their columns are called, and a request as a colleague reads it.
//! The importer takes the sheet of requests back.

use serde_json::{Map, Value, json};

use crate::desk::Desk;
use crate::domain::Request;
use crate::domain::refusal::Refusal;
use crate::store::people;
use crate::text::Words;

/// The columns of the sheet of requests.
pub const REQUEST: &[&str] = &[
    "id",
    "service",
    "title",
    "client",
    "unit",
    "client_kind",
    "phone",
    "email",
    "status",
    "owner",
    "channel",
    "received_at",
    "accepted_on",
    "due",
    "closed_at",
    "count",
    "tags",
    "number",
    "secrecy",
    "uid",
];

const SHEETS: &[(&str, &str)] = &[
    ("requests", "sheet-requests"),
    ("fields", "sheet-fields"),
    ("clients", "sheet-clients"),
    ("runs", "sheet-runs"),
    ("concepts", "sheet-concepts"),
    ("products", "sheet-products"),
    ("talks", "sheet-talks"),
    ("efforts", "sheet-efforts"),
    ("screenings", "sheet-screenings"),
    ("same_pairs", "sheet-same-pairs"),
    ("steps", "sheet-steps"),
    ("attachments", "sheet-attachments"),
    ("staff", "sheet-staff"),
];

const HEADS: &[(&str, &str)] = &[
    ("id", "head-no"),
    ("uid", "head-uid"),
    ("rev", "head-rev"),
    ("request", "head-request"),
    ("record", "head-record"),
    ("relevance", "head-relevance"),
    ("one", "head-one"),
    ("other", "head-other"),
    ("same", "head-same"),
    ("service", "head-service"),
    ("title", "head-title"),
    ("client", "head-client"),
    ("status", "head-status"),
    ("stage", "head-stage"),
    ("owner", "head-owner"),
    ("channel", "head-channel"),
    ("received_at", "head-received"),
    ("accepted_on", "head-accepted"),
    ("due", "head-due"),
    ("count", "head-count"),
    ("tags", "head-tags"),
    ("number", "head-number"),
    ("closed_at", "head-closed"),
    ("secrecy", "head-secrecy"),
    ("unit", "head-unit"),
    ("phone", "head-phone"),
    ("email", "head-email"),
    ("client_kind", "head-client-kind"),
    ("kind", "head-kind"),
    ("is_organisation", "head-organisation"),
    ("name", "head-name"),
    ("variants", "head-variants"),
    ("wechat", "head-wechat"),
    ("orcid", "head-orcid"),
    ("remark", "head-remark"),
    ("merged_into", "head-merged"),
    ("database", "head-database"),
    ("platform", "head-platform"),
    ("searched_on", "head-searched"),
    ("searcher", "head-searcher"),
    ("query", "head-query"),
    ("limits", "head-limits"),
    ("coverage", "head-coverage"),
    ("serves", "head-serves"),
    ("terms_from", "head-terms-from"),
    ("way", "head-way"),
    ("is_update", "head-update"),
    ("taken_from", "head-taken-from"),
    ("zh", "head-zh"),
    ("en", "head-en"),
    ("hits", "head-hits"),
    ("kept", "head-kept"),
    ("note", "head-note"),
    ("version", "head-version"),
    ("supersedes", "head-supersedes"),
    ("in_hands_of", "head-hands"),
    ("reviewer", "head-reviewer"),
    ("delivered_at", "head-delivered"),
    ("delivered_to", "head-delivered-to"),
    ("feedback", "head-feedback"),
    ("at", "head-at"),
    ("by", "head-by"),
    ("lang", "head-lang"),
    ("text", "head-text"),
    ("on", "head-on"),
    ("minutes", "head-minutes"),
    ("read", "head-read"),
    ("from", "head-from"),
    ("to", "head-to"),
    ("reason", "head-reason"),
    ("sha256", "head-sha"),
    ("bytes", "head-bytes"),
    ("login", "head-login"),
    ("roles", "head-roles"),
    ("active", "head-active"),
    ("gone", "head-gone"),
    ("field", "head-field"),
    ("value", "head-value"),
];

fn worded(table: &[(&str, &'static str)], key: &str, words: &Words) -> String {
    let found = table.iter().find(|(k, _)| *k == key);
    found.map_or_else(|| key.to_owned(), |(_, word)| words.t(word).into_owned())
}

/// What a sheet is called; its key where it has no name.
pub fn sheet(kind: &str, words: &Words) -> String {
    worded(SHEETS, kind, words)
}

/// What a column is called; its key where it has no name.
pub fn head(column: &str, words: &Words) -> String {
    worded(HEADS, column, words)
}

/// A request with words in place of keys and names in place of numbers.
pub fn request(
    desk: &Desk,
    words: &Words,
    request: &Request,
) -> Result<Map<String, Value>, Refusal> {
    let settings = desk.settings();
    let client = match request.client {
        Some(id) => Some(people::resolve(desk.store().db(), id)?),
        None => None,
    };
    let of_client = |part: fn(&crate::domain::Client) -> &str| client.as_ref().map(part);
    let owner = request
        .owner
        .and_then(|id| desk.staff().iter().find(|s| s.id == id));
    let service = settings.service_name(&request.service);
    let moment = |at: jiff::Timestamp| {
        let at = settings.desk().zone.to_datetime(at);
        format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
    };
    let row = json!({
        "id": request.id.0,
        "service": service.map_or(request.service.as_str().into(), |n| words.pick(n)),
        "title": request.title,
        "client": of_client(|c| &c.name),
        "unit": of_client(|c| &c.unit),
        "client_kind": client.as_ref().map(|c| words.name(c.kind)),
        "phone": of_client(|c| &c.phone),
        "email": of_client(|c| &c.email),
        "status": words.name(request.status),
        "owner": owner.map(|s| s.name.as_str()),
        "channel": words.name(request.channel),
        "received_at": moment(request.received_at),
        "accepted_on": request.accepted_on.map(|on| on.to_string()),
        "due": request.due.or(request.agreed).map(|due| due.on.to_string()),
        "closed_at": request.closed_at.map(moment),
        "count": request.count,
        "tags": request.tags.join("；"),
        "number": request.number,
        "secrecy": words.name(request.secrecy),
        "uid": request.uid.to_string(),
    });
    match row {
        Value::Object(row) => Ok(row),
        _ => Ok(Map::new()),
    }
}

/// A request as it is kept, with what a colleague reads laid over it, so that the importer takes it back
/// without the other files. What is replaced stays beside: `client_id`, `owner_id`, `due_kept`.
pub fn lay_over(kept: &mut Map<String, Value>, shown: Map<String, Value>) {
    for (from, to) in [
        ("client", "client_id"),
        ("owner", "owner_id"),
        ("due", "due_kept"),
        ("received_at", "received_at_utc"),
        ("closed_at", "closed_at_utc"),
        ("service", "service_key"),
        ("status", "status_key"),
        ("channel", "channel_key"),
    ] {
        if let Some(value) = kept.remove(from) {
            kept.insert(to.to_owned(), value);
        }
    }
    kept.extend(shown);
}
