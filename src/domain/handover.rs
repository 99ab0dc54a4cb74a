//! Work that changes hands: what the next one must know of a case.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::client::Client;
use super::id::{HandoverId, RequestId, Rev, StaffId};
use super::request::{Attachment, Due};

/// What is written down when a case is handed over. Empty parts are filled from the case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    pub next: String,
    /// Who waits for it, and how he is reached.
    pub waits: String,
    /// Which files there are, and where.
    pub files: String,
    /// What was promised, and by when.
    pub promise: String,
}

impl Sheet {
    /// Puts what the case itself knows where nothing was written.
    pub fn filled(
        mut self,
        client: Option<&Client>,
        files: &[Attachment],
        due: Option<Due>,
    ) -> Sheet {
        if let (true, Some(client)) = (self.waits.trim().is_empty(), client) {
            let parts = [
                &client.name,
                &client.unit,
                &client.phone,
                &client.wechat,
                &client.email,
            ];
            let parts = parts.into_iter().map(String::as_str);
            let said: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            self.waits = said.join("  ");
        }
        if self.files.trim().is_empty() {
            let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
            self.files = names.join("  ");
        }
        if let (true, Some(due)) = (self.promise.trim().is_empty(), due) {
            self.promise = match due.at {
                Some(at) => format!("{} {:02}:{:02}", due.on, at.hour(), at.minute()),
                None => due.on.to_string(),
            };
        }
        self
    }
}

/// A case that went from one to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Handover {
    pub id: HandoverId,
    pub rev: Rev,
    pub request: RequestId,
    pub at: Timestamp,
    pub giver: StaffId,
    pub receiver: StaffId,
    pub next: String,
    pub waits: String,
    pub files: String,
    pub promise: String,
    pub gone: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_stands_above_what_the_case_knows() {
        let written = Sheet {
            promise: "周五前先给口头答复".to_owned(),
            ..Sheet::default()
        };
        let due = Due {
            on: jiff::civil::date(2026, 11, 30),
            at: None,
            provisional: false,
        };
        assert_eq!(written.clone().filled(None, &[], Some(due)), written);
        let blank = Sheet::default().filled(None, &[], Some(due));
        assert_eq!(blank.promise, "2026-11-30");
    }
}
