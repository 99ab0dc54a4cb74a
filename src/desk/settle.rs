//! When the working calendar has changed (a year was published, a closure added), the cached due dates
//! of open work are reckoned anew, and the journal tells which moved.

use serde_json::json;

use super::Desk;
use super::work::{Moment, Work};
use crate::domain::permission::Right;
use crate::domain::refusal::Refusal;
use crate::domain::{RequestId, Sentence};
use crate::store::journal::{self, NewEntry};
use crate::store::{personal, requests};

/// Requests looked at in one transaction.
const CHUNK: usize = 500;
pub(super) const CALENDAR: &str = "calendar";

impl Desk {
    /// Brings the cached due dates up to the calendar in force. Says how many moved; None where the
    /// calendar is the one they were reckoned by, or where this person may change nothing.
    pub fn settle_calendar(&mut self, moment: &Moment) -> Result<Option<Sentence>, Refusal> {
        let print = self.settings.calendar().fingerprint();
        let known = personal::meta(self.store.db(), CALENDAR)?;
        if known.as_deref() == Some(print.as_str())
            || self.store.only_read().is_some()
            || !crate::domain::permission::allows(&self.me.roles, Right::Serve)
        {
            return Ok(None);
        }
        let mut moved = 0_usize;
        let mut after = RequestId(0);
        loop {
            let writing = self.store.write()?;
            let db = writing.db();
            let ids = requests::promised_after(db, after, CHUNK)?;
            let mut work = Work::new(db, &self.settings, &self.me, &self.staff, moment);
            for id in &ids {
                let was = requests::get(db, *id)?;
                if work.reckons_otherwise(&was)? {
                    work.save_request(Some(&was), was.clone())?;
                    moved += 1;
                }
            }
            let written = work.finish();
            if !written.changes.is_empty() {
                journal::append(
                    db,
                    &NewEntry {
                        at: moment.now.to_string(),
                        by: self.me.id,
                        kind: "settle".to_owned(),
                        changes: written.changes,
                        made_of: Some(json!({ "calendar": print })),
                        undoes: None,
                        salt: self.ids.salt(),
                        touched: written.touched,
                    },
                )?;
            }
            match ids.last() {
                Some(last) => after = *last,
                None => personal::set_meta(db, CALENDAR, &print)?,
            }
            writing.commit()?;
            if ids.is_empty() {
                break;
            }
        }
        Ok((moved > 0 && known.is_some())
            .then(|| Sentence::new("calendar-moved").with("count", moved)))
    }
}
