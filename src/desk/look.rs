//! Every look at records is one of these, with what is seen. A look changes nothing and shows nothing
//! that the person may not see.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use crate::domain::Lang;
use crate::domain::request::{Attachment, Due, Effort, Expedite, Secrecy, Step};
use crate::domain::run::Imported;
use crate::domain::{
    Absence, Channel, Client, ClientId, Concept, GlassId, Handover, Product, ProductId, Request,
    RequestId, Rev, RunId, SearchRun, Sentence, Seq, ServiceKey, Staff, StaffId, Status, Talk,
    Trace, Traced,
};

/// A question to the desk.
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// A page of the queue, in the order the search asks for.
    Queue {
        /// Text of the search language; empty finds everything.
        search: String,
        /// The row after (or before) which the page begins; None begins at the top.
        from: Option<Cursor>,
        /// Towards the top instead of the end; the rows still come in reading order.
        backwards: bool,
        limit: usize,
    },
    /// How many the search finds, counted up to a bound.
    Count {
        search: String,
        upto: u64,
    },
    /// The keys of all that a search finds (for marking the whole result), up to a bound.
    Keys {
        search: String,
        upto: usize,
    },
    /// One request with all that stands in its four panes.
    Case(RequestId),
    /// What happened to it, newest first.
    Timeline {
        request: RequestId,
        before: Option<Seq>,
        limit: usize,
    },
    /// The figures of the top line.
    Pulse,
    /// Clients whose name, pinyin, unit, phone or e-mail matches.
    Clients {
        words: String,
        limit: usize,
    },
    ClientCase(ClientId),
    /// Clients that may be the one being typed in.
    LikelyClients {
        name: String,
        unit: String,
        phone: String,
        email: String,
    },
    Products {
        words: String,
        limit: usize,
    },
    /// Messages sent on earlier requests that resemble what is being answered now.
    PastAnswers {
        request: RequestId,
        words: String,
        limit: usize,
    },
    Staff,
    /// Restricted requests that people not on them have opened, and the head has not noted yet.
    Openings,
    /// Whether the desk's backups were proven.
    Safety,
    /// Which requests' periods are over, of those ended before a day.
    Purgeable(Option<Date>),
    /// What erasing this person would take and what would stay.
    Erasable(ClientId),
    /// The documents that the searches of a request brought.
    Literature(RequestId),
    /// Who is away, today and later.
    Away,
    /// The newest own command that may still be taken back.
    LastUndo,
    /// Why the due date is what it is.
    WhyDue(RequestId),
    /// What a bulk command would do, without doing it.
    Preview(Box<super::Command>),
}

/// What a look shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Seen {
    Queue(Page),
    Count { found: u64, more: bool },
    Keys(Vec<(RequestId, Rev)>),
    Case(Box<Case>),
    Timeline(Vec<Happening>),
    Pulse(Pulse),
    Clients(Vec<ClientRow>),
    ClientCase(Box<ClientCase>),
    Products(Vec<ProductRow>),
    PastAnswers(Vec<PastAnswer>),
    Staff(Vec<Staff>),
    Openings(Vec<Opening>),
    Safety(super::safety::Safety),
    Purgeable(super::purge::Purgeable),
    Erasable(Box<super::erasable::Erasable>),
    Literature(Box<super::literature::Literature>),
    Away(Vec<Absence>),
    LastUndo(LastUndo),
    Why(Trace),
    Preview(Preview),
}

/// What a person's `u` would take back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LastUndo {
    pub stands: Option<(Seq, Sentence)>,
    /// Why the newest own deed of today cannot go back, where it cannot.
    pub barred: Option<Sentence>,
}

/// Where a page begins: the sort key and the number of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub sort: String,
    pub request: RequestId,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub rows: Vec<QueueRow>,
    /// Whether there is anything beyond this page in the direction asked.
    pub more: bool,
}

/// One line of the queue.
#[derive(Clone, Debug, PartialEq)]
pub struct QueueRow {
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
    pub deferred_until: Option<Date>,
    pub received_at: Timestamp,
    pub number: Option<String>,
    pub cursor: Cursor,
}

/// One request as its page shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    pub request: Request,
    pub client: Option<Client>,
    /// Other requests of the client, newest first, at most twenty.
    pub client_history: Vec<QueueRow>,
    pub client_total: u64,
    pub runs: Vec<SearchRun>,
    pub concepts: Vec<Concept>,
    /// What the exports of the runs brought; a run without one is not in it.
    pub imported: BTreeMap<RunId, Imported>,
    pub products: Vec<Product>,
    pub steps: Vec<Step>,
    pub talks: Vec<Talk>,
    pub efforts: Vec<Effort>,
    pub attachments: Vec<Attachment>,
    pub why_due: Option<Trace>,
    /// What the status and the person's role allow now, with the reason where not, by `Act::key`.
    pub verbs: Vec<(&'static str, Option<Sentence>)>,
    /// What acceptance would still ask for.
    pub lacks: Vec<String>,
    /// While it waits for a decision: open requests that may ask for the same thing, with their clients.
    pub alike: Vec<(RequestId, String, String)>,
    pub expedite: Option<Expedite>,
    /// Until which day it is kept, once it is ended; no day is for ever.
    pub kept: Option<Traced<Option<Date>>>,
    /// With what it came to its owner, where a colleague handed it over.
    pub handover: Option<Handover>,
}

/// Anything that happened to a request: an entry of the journal, worded for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Happening {
    pub seq: Seq,
    pub at: Timestamp,
    pub by: String,
    pub said: Sentence,
    /// The reason given for a decision; often empty.
    pub reason: String,
    /// Notes and messages bring their text.
    pub talk: Option<Talk>,
    /// Fields before and after, as a history shows them.
    pub changes: Vec<(String, String, String)>,
    pub undone_by: Option<Seq>,
    pub may_undo: bool,
}

/// What the top line shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pulse {
    pub open: u64,
    pub to_triage: u64,
    pub mine: u64,
    pub overdue: u64,
    pub waiting: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ClientRow {
    pub id: ClientId,
    pub name: String,
    pub unit: String,
    pub phone: String,
    pub email: String,
    pub requests: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ClientCase {
    pub client: Client,
    /// The tombstones that resolve to this record.
    pub merged: Vec<Client>,
    pub requests: Vec<QueueRow>,
    pub total: u64,
    pub likely_same: Vec<ClientRow>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ProductRow {
    pub product: Product,
    pub request_title: String,
    pub client: String,
    pub id: ProductId,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PastAnswer {
    pub request: RequestId,
    pub title: String,
    pub at: Timestamp,
    pub lang: Lang,
    /// With gaps for what belonged to that request.
    pub text: String,
}

/// A restricted request that somebody not on it opened to herself.
#[derive(Clone, Debug, PartialEq)]
pub struct Opening {
    pub glass: GlassId,
    pub request: RequestId,
    pub title: String,
    pub by: String,
    pub at: Timestamp,
    pub reason: String,
}

/// What a command would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    pub items: Vec<super::command::Outcome>,
}
