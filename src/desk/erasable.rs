//! What erasing a person would take and what would stay, told before anybody agrees to it. Takes nothing
//! out itself.

use super::Refusal;
use super::keeping::must_keep;
use super::purge;
use super::work::Moment;
use crate::domain::{Client, ClientId, RequestId, Sentence};
use crate::settings::Settings;
use crate::store::Db;

/// Requests told one by one; of more it is said how many.
const TOLD: usize = 6;

/// The person, and what would become of each of her requests.
#[derive(Clone, Debug, PartialEq)]
pub struct Erasable {
    /// The living record first, then those that were merged into it.
    pub records: Vec<Client>,
    /// Open ones: nothing is erased while there is any.
    pub open: Vec<RequestId>,
    /// Their content goes.
    pub go: Vec<RequestId>,
    /// They must be kept, and why.
    pub stay: Vec<(RequestId, Sentence)>,
}

/// Fails where there is no such client, or it was erased already.
pub fn erasable(
    db: &Db,
    settings: &Settings,
    moment: &Moment,
    client: ClientId,
) -> Result<Erasable, Refusal> {
    let records = purge::records_of(db, client)?;
    let of_person = purge::requests_of(db, &records)?;
    let mut found = Erasable {
        records,
        open: Vec::new(),
        go: Vec::new(),
        stay: Vec::new(),
    };
    for request in of_person {
        match must_keep(&request, settings, moment) {
            _ if purge::is_open(&request) => found.open.push(request.id),
            Some(why) if !request.gone => found.stay.push((request.id, why)),
            _ => found.go.push(request.id),
        }
    }
    Ok(found)
}

impl Erasable {
    pub fn person(&self) -> Option<&Client> {
        self.records.first()
    }

    /// What she is named and reached by.
    pub fn texts(&self) -> Vec<String> {
        purge::texts_of(&self.records)
    }

    /// What goes and what stays, a sentence each.
    pub fn told(&self) -> Vec<Sentence> {
        let merged = self.records.len().saturating_sub(1);
        let numbers = |ids: &[RequestId]| {
            let all: Vec<String> = ids.iter().take(TOLD).map(|id| format!("#{id}")).collect();
            all.join(" ")
        };
        let goes = match self.go.len() {
            0 => Sentence::new("erase-no-request-goes"),
            count => Sentence::new("erase-requests-go")
                .with("numbers", numbers(&self.go))
                .with("count", count),
        };
        let mut told = vec![
            Sentence::new("erase-record-goes").with("merged", merged),
            goes,
        ];
        for (id, why) in self.stay.iter().take(TOLD) {
            let said = Sentence::new("erase-stays").with("number", id.0);
            told.push(said.with("why", why.clone()));
        }
        if let Some(more) = self.stay.len().checked_sub(TOLD).filter(|n| *n > 0) {
            told.push(Sentence::new("purge-stay-more").with("count", more));
        }
        told.push(Sentence::new("erase-chain-stays"));
        told
    }
}
