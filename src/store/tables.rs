//! Which record lies in which table. A new column is a new migration, the field in `domain`, and its
//! name here.

use rusqlite::types::Value as Sql;

use super::row::Row;
use crate::domain::client::Apart;
use crate::domain::literature::{SamePair, Screening};
use crate::domain::request::{Attachment, Effort, Glass, Request, Step};
use crate::domain::status::{Clock, Status};
use crate::domain::{Absence, Client, Concept, Handover, Product, Rev, SearchRun, Staff, Talk};
use crate::text::fold::fold;

/// The day of a request that promises nothing yet, for the queue's order.
pub const NEVER: &str = "9999-12-31T23:59";

/// Where a request stands in the queue's order of urgency: what is promised by its day and hour, what
/// nobody has decided on by the day it came, what was put off by the day it comes up again. What the
/// client objects to is not over: it stands by the day it was promised for.
pub fn due_key(request: &Request) -> String {
    let objected = request.status == Status::Objection;
    if request.status.clock() == Clock::Over && !objected {
        return NEVER.to_owned();
    }
    if let (Status::Deferred, Some(day)) = (request.status, request.deferred_until) {
        return format!("{day}T23:59");
    }
    match &request.due {
        Some(due) => match due.at {
            Some(at) => format!("{}T{:02}:{:02}", due.on, at.hour(), at.minute()),
            None => format!("{}T23:59", due.on),
        },
        None if request.status.awaits_triage() || objected => {
            // To the minute, as the promised ones.
            request.received_at.to_string().chars().take(16).collect()
        }
        None => NEVER.to_owned(),
    }
}

macro_rules! row {
    ($type:ty, $table:literal, [$($column:literal),+ $(,)?] $(, json: [$($json:literal),*])? $(, flags: [$($flag:literal),*])?) => {
        impl Row for $type {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$($column),+];
            $(const JSON: &'static [&'static str] = &[$($json),*];)?
            $(const FLAGS: &'static [&'static str] = &[$($flag),*];)?
            fn key(&self) -> i64 { self.id.0 }
            fn set_key(&mut self, key: i64) { self.id.0 = key; }
            fn rev(&self) -> Rev { self.rev }
            fn set_rev(&mut self, rev: Rev) { self.rev = rev; }
        }
    };
}

row!(Apart, "apart", ["id", "rev", "one", "other", "gone"]);
row!(Staff, "staff", ["id", "uid", "rev", "login", "name", "roles", "lang", "active", "gone"],
    json: ["roles"], flags: ["active", "gone"]);
row!(
    Step,
    "step",
    [
        "id", "rev", "request", "at", "by", "from", "to", "reason", "gone"
    ]
);
row!(
    Effort,
    "effort",
    [
        "id", "rev", "request", "by", "on", "minutes", "read", "gone"
    ]
);
row!(
    Attachment,
    "attachment",
    [
        "id", "rev", "request", "sha256", "name", "bytes", "at", "by", "run", "export", "gone"
    ],
    json: ["export"]
);
row!(
    Glass,
    "glass",
    [
        "id", "rev", "request", "by", "at", "on", "reason", "noted_by", "gone"
    ]
);
row!(
    Screening,
    "screening",
    [
        "id",
        "rev",
        "request",
        "record",
        "relevance",
        "reason",
        "by",
        "at",
        "gone"
    ]
);
row!(SamePair, "same_pair", ["id", "rev", "request", "one", "other", "same", "by", "at", "gone"],
    flags: ["same", "gone"]);
row!(
    SearchRun,
    "run",
    [
        "id",
        "uid",
        "rev",
        "request",
        "database",
        "platform",
        "searched_on",
        "searcher",
        "query",
        "limits",
        "hits",
        "kept",
        "note",
        "coverage",
        "serves",
        "terms_from",
        "way",
        "is_update",
        "taken_from",
        "gone"
    ],
    flags: ["is_update", "gone"]
);
row!(Concept, "concept", ["id", "rev", "request", "name", "zh", "en", "taken_from", "gone"],
    json: ["zh", "en"]);
row!(
    Product,
    "product",
    [
        "id",
        "uid",
        "rev",
        "request",
        "kind",
        "title",
        "version",
        "supersedes",
        "stage",
        "in_hands_of",
        "searcher",
        "reviewer",
        "number",
        "due",
        "delivered_at",
        "delivered_to",
        "feedback",
        "note",
        "gone"
    ]
);
row!(
    Talk,
    "talk",
    [
        "id", "uid", "rev", "request", "kind", "channel", "at", "by", "lang", "text", "gone"
    ]
);

row!(
    Handover,
    "handover",
    [
        "id", "rev", "request", "at", "giver", "receiver", "next", "waits", "files", "promise",
        "gone"
    ]
);
row!(
    Absence,
    "absence",
    [
        "id",
        "rev",
        "person",
        "first_day",
        "last_day",
        "deputy",
        "gone"
    ]
);

impl Row for Client {
    const TABLE: &'static str = "client";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "uid",
        "rev",
        "kind",
        "is_organisation",
        "name",
        "variants",
        "unit",
        "title",
        "phone",
        "email",
        "wechat",
        "orcid",
        "remark",
        "merged_into",
        "erased",
        "gone",
    ];
    const JSON: &'static [&'static str] = &["variants"];
    const FLAGS: &'static [&'static str] = &["is_organisation", "gone"];
    const KEPT: &'static [&'static str] = &["name_key"];

    fn key(&self) -> i64 {
        self.id.0
    }

    fn set_key(&mut self, key: i64) {
        self.id.0 = key;
    }

    fn rev(&self) -> Rev {
        self.rev
    }

    fn set_rev(&mut self, rev: Rev) {
        self.rev = rev;
    }

    fn kept(&self) -> Vec<Sql> {
        vec![Sql::Text(name_key(&self.name))]
    }
}

/// A name as two spellings of it compare equal.
pub fn name_key(name: &str) -> String {
    fold(name).split_whitespace().collect()
}

/// A request as the store keeps it: with the moment of its last change, for the order of the queue.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct KeptRequest {
    pub request: Request,
    #[serde(skip)]
    pub updated_at: String,
}

impl Row for KeptRequest {
    const TABLE: &'static str = "request";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "uid",
        "rev",
        "service",
        "title",
        "client",
        "status",
        "stage",
        "owner",
        "channel",
        "received_at",
        "accepted_on",
        "accepted_by",
        "target_days",
        "agreed",
        "due",
        "count",
        "expedite",
        "deferred_until",
        "same_as",
        "referred_to",
        "secrecy",
        "named",
        "tags",
        "fields",
        "origin",
        "number",
        "closed_at",
        "hold",
        "purged",
        "gone",
    ];
    const JSON: &'static [&'static str] = &[
        "agreed", "due", "expedite", "named", "tags", "fields", "hold",
    ];
    const KEPT: &'static [&'static str] = &["open", "due_key", "updated_at"];

    fn key(&self) -> i64 {
        self.request.id.0
    }

    fn set_key(&mut self, key: i64) {
        self.request.id.0 = key;
    }

    fn rev(&self) -> Rev {
        self.request.rev
    }

    fn set_rev(&mut self, rev: Rev) {
        self.request.rev = rev;
    }

    fn kept(&self) -> Vec<Sql> {
        vec![
            Sql::Integer(i64::from(self.request.status.is_open())),
            Sql::Text(due_key(&self.request)),
            Sql::Text(self.updated_at.clone()),
        ]
    }
}
