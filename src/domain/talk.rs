//! What was said about a request: notes among staff, and messages exchanged with the client. The two
//! are different kinds of one record, so that one cannot be taken for the other.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::channel::Channel;
use super::id::{RequestId, Rev, StaffId, TalkId, Uid};
use super::names::Lang;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TalkKind {
    /// Stays inside the desk.
    Note,
    /// Told to the client.
    Sent,
    /// Heard from the client.
    Heard,
}

impl TalkKind {
    pub const ALL: [TalkKind; 3] = [TalkKind::Note, TalkKind::Sent, TalkKind::Heard];

    pub fn key(self) -> &'static str {
        match self {
            TalkKind::Note => "note",
            TalkKind::Sent => "sent",
            TalkKind::Heard => "heard",
        }
    }

    pub fn from_key(key: &str) -> Option<TalkKind> {
        TalkKind::ALL.into_iter().find(|k| k.key() == key)
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Talk {
    pub id: TalkId,
    pub uid: Uid,
    pub rev: Rev,
    pub request: RequestId,
    pub kind: TalkKind,
    /// How a message went; a note has none.
    pub channel: Option<Channel>,
    pub at: Timestamp,
    pub by: StaffId,
    pub lang: Lang,
    pub text: String,
    pub gone: bool,
}
