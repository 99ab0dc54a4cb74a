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
