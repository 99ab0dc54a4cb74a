//! One run of one query in one database: a row of the search log.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::{RequestId, Rev, RunId, StaffId, Uid};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SearchRun {
    pub id: RunId,
    pub uid: Uid,
    pub rev: Rev,
    pub request: RequestId,
    pub database: String,
    /// Where the database was searched: `Web of Science`, `Ovid`, `CNKI`.
    pub platform: String,
    pub searched_on: Option<Date>,
    pub searcher: StaffId,
    /// Exactly as run, every line of it.
    pub query: String,
    /// Years, languages, document types, with the reason for each.
    pub limits: String,
    pub hits: Option<u64>,
    pub kept: Option<u64>,
    pub note: String,
    /// The years the database covers as it was searched: `1989–2026`.
    #[serde(default)]
    pub coverage: String,
    /// The concept or novelty point it serves.
    #[serde(default)]
    pub serves: String,
    /// Where its terms come from: the client, a thesaurus, papers already found.
    #[serde(default)]
    pub terms_from: String,
    #[serde(default)]
    pub way: Way,
    /// Run again what was run before, for what is new since.
    #[serde(default)]
    pub is_update: bool,
    /// The request whose strategy it was taken from.
    #[serde(default)]
    pub taken_from: Option<RequestId>,
    pub gone: bool,
}

/// How something was looked for; the items 1 to 7 of PRISMA-S (Rethlefsen et al. 2021, table 1) tell
/// them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    #[default]
    Database,
    /// A register of studies, patents or standards.
    Register,
    /// Web sites, tables of contents, shelves gone through.
    Browsing,
    /// References of what was found, and what cites it.
    Citations,
    /// Somebody was asked.
    Contact,
    Other,
}

impl Way {
    pub const ALL: [Way; 6] = [
        Way::Database,
        Way::Register,
        Way::Browsing,
        Way::Citations,
        Way::Contact,
        Way::Other,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Way::Database => "database",
            Way::Register => "register",
            Way::Browsing => "browsing",
            Way::Citations => "citations",
            Way::Contact => "contact",
            Way::Other => "other",
        }
    }

    pub fn from_key(key: &str) -> Option<Way> {
        Way::ALL.into_iter().find(|way| way.key() == key)
    }

    pub fn name_key(self) -> &'static str {
        match self {
            Way::Database => "way-database",
            Way::Register => "way-register",
            Way::Browsing => "way-browsing",
            Way::Citations => "way-citations",
            Way::Contact => "way-contact",
            Way::Other => "way-other",
        }
    }

    /// Whether there is a query on a platform with hits to count (R07): who was asked has none.
    pub fn has_query(self) -> bool {
        matches!(self, Way::Database | Way::Register)
    }
}

/// What an export of a run was read as, when it was attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Export {
    /// Under which its records lie in the store.
    pub batch: i64,
    /// The key of the format's name, as the engine has it.
    pub format: String,
    /// The character encoding's name; empty where the file is no text.
    pub encoding: String,
    /// Records read.
    pub records: u64,
    /// Of them, those that are not the same as an earlier one of the file.
    pub distinct: u64,
    /// Entries that could not be read.
    pub lost: u64,
    /// Whether the records say how many references they have, and bring none.
    pub without_references: bool,
}

/// How much of a run's hits its exports brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub files: u64,
    /// Records of all its exports.
    pub records: u64,
    /// Of them, those that are not the same; batches overlap.
    pub distinct: u64,
    /// Entries that could not be read.
    pub lost: u64,
    pub without_references: bool,
}

impl Imported {
    /// Records that came a second time with a later batch.
    pub fn overlap(&self) -> u64 {
        self.records.saturating_sub(self.distinct)
    }

    /// How many of the hits no export brought; None where the hits are not known.
    pub fn lacking(&self, hits: Option<u64>) -> Option<u64> {
        hits.map(|hits| hits.saturating_sub(self.distinct))
    }
}

impl SearchRun {
    /// What a finished run still lacks (R07): keys of the empty ones among query, platform, date and hits.
    /// What was no query in a database only needs its day and what was done.
    pub fn lacks(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if self.query.trim().is_empty() {
            missing.push("query");
        }
        if self.way.has_query() && self.platform.trim().is_empty() {
            missing.push("platform");
        }
        if self.searched_on.is_none() {
            missing.push("searched_on");
        }
        if self.way.has_query() && self.hits.is_none() {
            missing.push("hits");
        }
        missing
    }

    /// Whether it found nothing, and no other run of the request in the same database found anything: a
    /// broader one is wanted.
    pub fn wants_broader(&self, runs: &[SearchRun]) -> bool {
        let broader = |run: &SearchRun| {
            run.database == self.database && run.hits.is_some_and(|hits| hits > 0) && !run.gone
        };
        self.hits == Some(0) && !runs.iter().any(broader)
    }
}
