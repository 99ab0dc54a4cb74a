//! A request: what somebody asked of the desk, and where it stands.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::channel::Channel;
use super::id::{ClientId, RequestId, Rev, ServiceKey, StaffId, Uid};
use super::status::Status;

/// Who may see a request's text.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Secrecy {
    /// Everyone at the desk.
    #[default]
    Open,
    /// Those named on it, and the head.
    Restricted,
}

impl Due {
    /// The last minute of it: a day without an hour ends with the day.
    pub fn ends(&self) -> DateTime {
        self.on.to_datetime(self.at.unwrap_or(Time::MAX))
    }
}

/// Why a request goes before others: who allowed it, for what reason, and what is said of the fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expedite {
    pub allowed_by: String,
    pub why: String,
    pub fee_note: String,
}

/// A day, or an hour of it, by which an answer is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Due {
    pub on: Date,
    /// Only where an hour was promised.
    pub at: Option<Time>,
    /// The calendar of that year is not published yet.
    pub provisional: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    pub id: RequestId,
    pub uid: Uid,
    pub rev: Rev,
    pub service: ServiceKey,
    pub title: String,
    pub client: Option<ClientId>,
    pub status: Status,
    /// Key of the service's own stage inside the status, from its TOML.
    pub stage: Option<String>,
    pub owner: Option<StaffId>,
    pub channel: Channel,
    pub received_at: Timestamp,
    /// Day 0 of the promise.
    pub accepted_on: Option<Date>,
    pub accepted_by: Option<StaffId>,
    /// Working days promised, where they differ from the service's target.
    pub target_days: Option<u32>,
    /// A date agreed with the client; it stands above the reckoned one.
    pub agreed: Option<Due>,
    /// The due date as last reckoned. A cache for sorting: only `desk::due` writes it, `doctor` reckons it again.
    pub due: Option<Due>,
    /// How many papers, points or copies, in the service's unit.
    pub count: Option<u32>,
    pub expedite: Option<Expedite>,
    pub deferred_until: Option<Date>,
    /// What it duplicates, or what it was merged into.
    pub same_as: Option<RequestId>,
    pub referred_to: Option<String>,
    pub secrecy: Secrecy,
    /// Who else may see it while it is restricted, besides those it belongs to.
    #[serde(default)]
    pub named: Vec<StaffId>,
    pub tags: Vec<String>,
    /// The service's fields by their keys.
    pub fields: BTreeMap<String, Value>,
    /// Where it came from when nobody asked for it directly: an import, a visit.
    pub origin: Option<String>,
    /// The number in the desk's own series, kept for ever.
    pub number: Option<String>,
    pub closed_at: Option<Timestamp>,
    /// Kept whatever its period says, as long as it is not lifted.
    #[serde(default)]
    pub hold: Option<Hold>,
    /// When what it held was taken out for good.
    #[serde(default)]
    pub purged: Option<Timestamp>,
    pub gone: bool,
}

impl Request {
    /// The hold that keeps it from being purged.
    pub fn held(&self) -> Option<&Hold> {
        self.hold.as_ref().filter(|hold| hold.lifted.is_none())
    }
}

/// The head has ordered that a request be kept: a dispute, an audit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    pub by: StaffId,
    pub on: Date,
    pub reason: String,
    pub lifted: Option<Lifted>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifted {
    pub by: StaffId,
    pub on: Date,
    pub reason: String,
}

/// One step of a request's way: the record from which pauses are derived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    pub id: super::id::StepId,
    pub rev: Rev,
    pub request: RequestId,
    pub at: Timestamp,
    pub by: StaffId,
    pub from: Status,
    pub to: Status,
    pub reason: Option<String>,
    pub gone: bool,
}

/// Minutes worked, with the READ scale's effort (1 least, 6 most; readscale.org).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Effort {
    pub id: super::id::EffortId,
    pub rev: Rev,
    pub request: RequestId,
    pub by: StaffId,
    pub on: Date,
    pub minutes: u32,
    pub read: u8,
    pub gone: bool,
}

/// A file kept with a request under the hash of its content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attachment {
    pub id: super::id::AttachmentId,
    pub rev: Rev,
    pub request: RequestId,
    /// SHA-256 in lower-case hex; the file lies under it.
    pub sha256: String,
    /// What it is called on the screen; never a path.
    pub name: String,
    pub bytes: u64,
    pub at: Timestamp,
    pub by: StaffId,
    /// The search run whose export it is.
    #[serde(default)]
    pub run: Option<super::id::RunId>,
    /// What was read in it, where it is the export of a run.
    #[serde(default)]
    pub export: Option<super::run::Export>,
    pub gone: bool,
}

/// Somebody not on a restricted request opened it to herself for a day, and said why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Glass {
    pub id: super::id::GlassId,
    pub rev: Rev,
    pub request: RequestId,
    pub by: StaffId,
    pub at: Timestamp,
    /// The day, in the desk's zone, at whose end it closes again.
    pub on: Date,
    pub reason: String,
    /// The head who has taken note of it.
    pub noted_by: Option<StaffId>,
    pub gone: bool,
}
