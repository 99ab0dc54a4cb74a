//! A case goes to a colleague, with a sheet that says what the next one must know.

use serde_json::Value;

use super::work::Work;
use super::{Desk, acts};
use crate::domain::handover::Sheet;
use crate::domain::refusal::Refusal;
use crate::domain::request::Attachment;
use crate::domain::{Handover, HandoverId, Request, RequestId, Rev, Sentence, Seq, StaffId};
use crate::store::journal::{self, Change};
use crate::store::{Db, row};

/// Gives the case to a colleague and keeps the sheet with it.
pub fn hand_over(
    work: &mut Work<'_>,
    is: &mut Request,
    to: StaffId,
    sheet: &Sheet,
) -> Result<(), Refusal> {
    if is.owner == Some(to) {
        let who = work.name_of(to);
        return Err(Refusal::missing("to", "hand-over-same").with("who", who));
    }
    acts::assign(work, is, to)?;
    let client = is.client.map(|id| work.client(id)).transpose()?;
    let files: Vec<Attachment> = row::select(
        work.db,
        "WHERE request = ?1 AND gone = 0 ORDER BY id",
        [is.id.0],
    )?;
    let sheet = sheet.clone().filled(client.as_ref(), &files, is.due);
    work.save(
        None,
        Handover {
            id: HandoverId(0),
            rev: Rev(0),
            request: is.id,
            at: work.moment.now,
            giver: work.me.id,
            receiver: to,
            next: sheet.next.trim().to_owned(),
            waits: sheet.waits.trim().to_owned(),
            files: sheet.files.trim().to_owned(),
            promise: sheet.promise.trim().to_owned(),
            gone: false,
        },
        Some(is.id),
    )?;
    Ok(())
}

/// The newest sheet of a case.
pub fn newest(db: &Db, request: RequestId) -> Result<Option<Handover>, Refusal> {
    let mut found: Vec<Handover> = row::select(
        db,
        "WHERE request = ?1 AND gone = 0 ORDER BY id DESC LIMIT 1",
        [request.0],
    )?;
    Ok(found.pop())
}

impl Desk {
    /// What colleagues have given this person since the last time this was asked.
    pub fn given_to_me(&mut self) -> Vec<Sentence> {
        const MOST: i64 = 50;
        let from = (self.told + 1).max(self.known - MOST);
        let mut said = Vec::new();
        for seq in from..=self.known {
            let Ok(entry) = journal::entry(self.store.db(), Seq(seq)) else {
                continue;
            };
            if entry.by == self.me.id || !matches!(entry.kind.as_str(), "assign" | "hand_over") {
                continue;
            }
            let owner = |c: &&Change| {
                c.table == "request"
                    && c.is.get("owner").and_then(Value::as_i64) == Some(self.me.id.0)
            };
            let mine: Vec<i64> = entry.changes.iter().filter(owner).map(|c| c.row).collect();
            if let Some(number) = mine.first() {
                let giver = self.staff.iter().find(|s| s.id == entry.by);
                said.push(
                    Sentence::new("given-to-you")
                        .with("who", giver.map_or("", |s| s.name.as_str()))
                        .with("n", mine.len())
                        .with("number", *number),
                );
            }
        }
        self.told = self.known;
        said
    }
}
