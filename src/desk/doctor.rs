//! The health of a store: is the file whole, does the journal's chain hold, do the kept counters and
//! cached dates agree with what they are kept from. It looks and changes nothing.

use std::collections::BTreeMap;

use super::work::Moment;
use super::{Desk, due};
use crate::domain::refusal::Refusal;
use crate::domain::{Request, RequestId, Seq};
use crate::store::chain::{self, Broken};
use crate::store::kept::{self, LostFile};
use crate::store::tables::KeptRequest;
use crate::store::{imports, journal, row, tally};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Health {
    /// What SQLite finds wrong with the file.
    pub integrity: Vec<String>,
    pub entries: i64,
    /// SHA-256 that covers the whole journal; to be kept outside.
    pub head: String,
    pub broken: Vec<Broken>,
    /// Entries written while the clock stood before the one before them; worth knowing, no fault.
    pub clock_back: Vec<i64>,
    /// Attached files that are not what was attached.
    pub lost_files: Vec<LostFile>,
    /// Requests whose cached due date is not what it is reckoned to be now.
    pub wrong_due: Vec<RequestId>,
    /// Counters that are not what is counted: kind, key, kept, counted.
    pub wrong_tally: Vec<(String, String, i64, i64)>,
    pub requests: u64,
}

impl Health {
    pub fn is_well(&self) -> bool {
        self.integrity.is_empty()
            && self.broken.is_empty()
            && self.lost_files.is_empty()
            && self.wrong_due.is_empty()
            && self.wrong_tally.is_empty()
    }
}

impl Desk {
    /// The journal alone: how many entries, the hash that covers them, and every breach.
    pub fn verify_journal(&self) -> Result<Health, Refusal> {
        let found = chain::verify(self.store.db())?;
        let (_, head) = journal::head(self.store.db())?;
        Ok(Health {
            entries: found.entries,
            head,
            broken: found.broken,
            clock_back: found.clock_back,
            ..Health::default()
        })
    }

    /// The end of the journal: its last entry and the hash that covers it and all before.
    pub fn journal_head(&self) -> Result<(Seq, String), Refusal> {
        let (seq, hash) = journal::head(self.store.db())?;
        Ok((Seq(seq), hash))
    }

    /// The entry that a hash noted elsewhere covers. None: the journal was cut before it, or is not
    /// the one it was noted from.
    pub fn journal_reaches(&self, hash: &str) -> Result<Option<Seq>, Refusal> {
        Ok(journal::of_hash(self.store.db(), hash)?)
    }

    /// Everything. Reads every request; takes a while on a large store.
    pub fn examine(&self, moment: &Moment) -> Result<Health, Refusal> {
        let mut health = self.verify_journal()?;
        health.integrity = self.store.integrity()?;
        let db = self.store.db();
        health.lost_files = kept::examine(db, &self.store.files())?;
        let hidden = imports::hidden_ranges(db)?;
        let mut counted = tally::Moves::new();
        let mut after = 0_i64;
        loop {
            let rows: Vec<KeptRequest> =
                row::select(db, "WHERE id > ?1 ORDER BY id LIMIT 1000", [after])?;
            let Some(last) = rows.last() else {
                break;
            };
            after = last.request.id.0;
            for kept in rows {
                let request = kept.request;
                if hidden
                    .iter()
                    .any(|(first, last)| (*first..=*last).contains(&request.id.0))
                {
                    continue;
                }
                tally::note(&mut counted, None, Some(&request));
                if !request.gone {
                    health.requests += 1;
                    if self.due_is_wrong(&request, moment)? {
                        health.wrong_due.push(request.id);
                    }
                }
            }
        }
        let kept = tally::all(db)?;
        let counted: BTreeMap<(String, String), i64> = counted
            .into_iter()
            .filter(|(_, n)| *n != 0)
            .map(|((kind, key), n)| ((kind.to_owned(), key), n))
            .collect();
        for place in kept.keys().chain(counted.keys()) {
            let (k, c) = (
                kept.get(place).copied().unwrap_or(0),
                counted.get(place).copied().unwrap_or(0),
            );
            if k != c
                && !health
                    .wrong_tally
                    .iter()
                    .any(|w| w.0 == place.0 && w.1 == place.1)
            {
                health
                    .wrong_tally
                    .push((place.0.clone(), place.1.clone(), k, c));
            }
        }
        Ok(health)
    }

    /// An open pause makes the date move by itself from day to day; that is no fault.
    fn due_is_wrong(&self, request: &Request, moment: &Moment) -> Result<bool, Refusal> {
        let Some(def) = self.settings.service(&request.service) else {
            return Ok(false);
        };
        if request.status.clock() == crate::domain::status::Clock::Paused {
            return Ok(false);
        }
        let reckoned = due::reckon(self.store.db(), request, def, &self.settings, moment)?;
        Ok(reckoned.map(|t| t.value) != request.due)
    }
}
