//! When the working calendar has changed (a year was published, a closure added), the cached due dates
//! of open work are reckoned anew, and the journal tells which moved.

use serde_json::json;

use super::work::{Moment, Work};
use super::{Desk, due};
use crate::domain::permission::Right;
use crate::domain::refusal::Refusal;
use crate::domain::{Request, RequestId, Sentence};
use crate::store::journal::{self, NewEntry};
use crate::store::{Db, personal, requests};

/// Requests looked at in one transaction.
const CHUNK: usize = 500;
pub(super) const CALENDAR: &str = "calendar";

/// The day for which the dates of paused work were last reckoned.
const PAUSED: &str = "paused_on";

/// Whether the kept dates of paused work are those of this day.
pub(super) fn is_settled(db: &Db, moment: &Moment) -> Result<bool, Refusal> {
    let kept = personal::meta(db, PAUSED)?;
    Ok(kept.as_deref() == Some(moment.today().to_string().as_str()))
}

impl Desk {
    /// Brings the due dates of paused work up to the day: an open pause moves them by itself, which is no
    /// change of the record and stands in no journal. Says whether anything moved; the first console of a
    /// day does it for all.
    pub fn settle_pauses(&mut self, moment: &Moment) -> Result<bool, Refusal> {
        let today = moment.today().to_string();
        if self.only_read().is_some() || is_settled(self.store.db(), moment)? {
            return Ok(false);
        }
        let mut moved = false;
        let mut after = RequestId(0);
        loop {
            let writing = self.store.write()?;
            let db = writing.db();
            let ids = requests::paused_after(db, after, CHUNK)?;
            for id in &ids {
                let was = requests::get(db, *id)?;
                let Some(def) = self.settings.service(&was.service) else {
                    continue;
                };
                let due = due::reckon(db, &was, def, &self.settings, moment)?.map(|d| d.value);
                if due != was.due {
                    let is = Request { due, ..was.clone() };
                    requests::keep_due(db, &was, &is)?;
                    moved = true;
                }
            }
            match ids.last() {
                Some(last) => after = *last,
                None => personal::set_meta(db, PAUSED, &today)?,
            }
            writing.commit()?;
            if ids.is_empty() {
                return Ok(moved);
            }
        }
    }

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
