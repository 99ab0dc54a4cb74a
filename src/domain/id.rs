//! What a row is called. `Id`s are the store's integer keys (a request's is its short human number);
//! a `Uid` is made by the client, so that a retried save makes no second row.

use serde::{Deserialize, Serialize};

/// UUIDv7 made by whoever asks for a new row.
pub type Uid = uuid::Uuid;

macro_rules! row_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    )+};
}

row_ids! {
    /// The short human number of a request, shown as `#1042`.
    RequestId,
    /// A client, person or organisation.
    ClientId,
    /// Two clients found to be different ones.
    ApartId,
    /// A member of staff.
    StaffId,
    /// A concept of a search with its words.
    ConceptId,
    /// One run of one query in one database.
    RunId,
    /// A knowledge product, all its versions.
    ProductId,
    /// A note or a message on a request.
    TalkId,
    /// Minutes somebody worked on a request.
    EffortId,
    /// A file kept with a request.
    AttachmentId,
    /// One opening of a restricted request by somebody not on it.
    GlassId,
    /// A case that went from one to another.
    HandoverId,
    /// One judgement of a document.
    ScreeningId,
    /// Two records found to be one work, or two.
    SamePairId,
    /// Days on which somebody is away.
    AbsenceId,
    /// A step of a request through its statuses.
    StepId,
    /// Place of an entry in the journal, counted from 1 without gaps.
    Seq,
}

/// How often a row has been written; a save names the one it started from.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Rev(pub i64);

/// The key of a service: the name of its file in `config/services`, without `.toml`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServiceKey(pub String);

impl ServiceKey {
    pub fn new(key: impl Into<String>) -> Self {
        Self(key.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for ServiceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
