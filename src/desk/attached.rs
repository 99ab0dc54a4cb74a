//! Files of requests that a command took away or brought back. Says which; moves none.

use super::Desk;
use crate::domain::Seq;
use crate::domain::refusal::Refusal;
use crate::domain::request::Attachment;
use crate::store::{journal, row};

impl Desk {
    /// The attachments that an entry of the journal took away or brought back, as they are now.
    pub fn attachments_of(&self, seq: Seq) -> Result<Vec<Attachment>, Refusal> {
        let db = self.store.db();
        let entry = journal::entry(db, seq)?;
        let changes = entry.changes.iter();
        let files = changes.filter(|c| c.table == "attachment" && c.is.contains_key("gone"));
        files
            .map(|change| Ok(row::get::<Attachment>(db, change.row)?))
            .collect()
    }
}
