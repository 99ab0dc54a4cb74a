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
    pub gone: bool,
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
    pub fn lacks(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if self.query.trim().is_empty() {
            missing.push("query");
        }
        if self.platform.trim().is_empty() {
            missing.push("platform");
        }
        if self.searched_on.is_none() {
            missing.push("searched_on");
        }
        if self.hits.is_none() {
            missing.push("hits");
        }
        missing
    }
}
