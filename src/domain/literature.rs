//! What was decided of the documents that the searches of a request brought: how near each is to its
//! subject, and which two are one work. Nothing decided is written over; the newest counts.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::id::{RequestId, Rev, SamePairId, ScreeningId, StaffId};

/// How near a document is to what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relevance {
    Close,
    Related,
    None,
    Uncertain,
}

impl Relevance {
    /// In the order of the keys that decide it.
    pub const ALL: [Relevance; 4] = [
        Relevance::Close,
        Relevance::Related,
        Relevance::None,
        Relevance::Uncertain,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Relevance::Close => "close",
            Relevance::Related => "related",
            Relevance::None => "none",
            Relevance::Uncertain => "uncertain",
        }
    }

    pub fn from_key(key: &str) -> Option<Relevance> {
        Relevance::ALL.into_iter().find(|one| one.key() == key)
    }

    pub fn name_key(self) -> &'static str {
        match self {
            Relevance::Close => "relevance-close",
            Relevance::Related => "relevance-related",
            Relevance::None => "relevance-none",
            Relevance::Uncertain => "relevance-uncertain",
        }
    }

    /// Whether the document goes on into the report.
    pub fn is_kept(self) -> bool {
        matches!(self, Relevance::Close | Relevance::Related)
    }
}

/// One person's judgement of one document, once. It holds for every record that is the same work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Screening {
    pub id: ScreeningId,
    pub rev: Rev,
    pub request: RequestId,
    /// The record that stood for the work when it was judged, by its number in the store.
    pub record: i64,
    pub relevance: Relevance,
    pub reason: String,
    pub by: StaffId,
    pub at: Timestamp,
    pub gone: bool,
}

/// That two records are one work, or are not, as a person found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SamePair {
    pub id: SamePairId,
    pub rev: Rev,
    pub request: RequestId,
    pub one: i64,
    pub other: i64,
    pub same: bool,
    pub by: StaffId,
    pub at: Timestamp,
    pub gone: bool,
}
