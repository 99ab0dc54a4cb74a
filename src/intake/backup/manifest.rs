//! What an archive says of itself: enough to find out whether all of it came back.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::store::copy::Figures;

/// The shape of archives this program writes and reads.
pub const FORMAT: u32 = 1;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    pub made_at: Timestamp,
    /// The version of the program that made it.
    pub refdesk: String,
    /// The version of the store's shape.
    pub schema: i64,
    /// Chance, written into the store just before it was copied.
    pub sentinel: String,
    pub entries: i64,
    /// The hash that covers the journal.
    pub head: String,
    /// Rows of every table.
    pub counts: BTreeMap<String, i64>,
    /// Of the store's copy.
    pub bytes: u64,
    pub sha256: String,
    /// The folder beside the archive in which the files lie.
    pub folder: String,
    pub files: Vec<KeptFile>,
    /// Files that rows name and that were not there when the backup was made.
    pub missing: Vec<String>,
}

/// A file of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    pub sha256: String,
    pub bytes: u64,
}

impl Manifest {
    pub fn figures(&self) -> Figures {
        Figures {
            schema: self.schema,
            counts: self.counts.clone(),
            entries: self.entries,
            head: self.head.clone(),
            sentinel: Some(self.sentinel.clone()),
        }
    }
}
