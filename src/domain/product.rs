//! What the desk hands out: reports, certificates, alerts, plans, lectures.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::id::{ProductId, RequestId, Rev, StaffId, Uid};

/// Where a product stands on its way to the client.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    #[default]
    Draft,
    InReview,
    Returned,
    Signed,
    Issued,
    Delivered,
    /// Withdrawn for good; a number stays with it.
    Void,
}

impl Stage {
    pub const ALL: [Stage; 7] = [
        Stage::Draft,
        Stage::InReview,
        Stage::Returned,
        Stage::Signed,
        Stage::Issued,
        Stage::Delivered,
        Stage::Void,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Stage::Draft => "draft",
            Stage::InReview => "in_review",
            Stage::Returned => "returned",
            Stage::Signed => "signed",
            Stage::Issued => "issued",
            Stage::Delivered => "delivered",
            Stage::Void => "void",
        }
    }

    pub fn from_key(key: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|s| s.key() == key)
    }

    /// The text can no longer be changed; a correction is a new version.
    pub fn is_frozen(self) -> bool {
        matches!(
            self,
            Stage::Signed | Stage::Issued | Stage::Delivered | Stage::Void
        )
    }

    pub fn may_become(self, next: Stage) -> bool {
        use Stage::*;
        match next {
            Draft => self == Returned,
            InReview => matches!(self, Draft | Returned),
            Returned => matches!(self, InReview | Signed),
            Signed => self == InReview,
            Issued => self == Signed,
            // Work that is neither reviewed nor numbered goes straight to the client.
            Delivered => matches!(self, Draft | Issued),
            Void => self != Void,
        }
    }
}

/// One version of one product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Product {
    pub id: ProductId,
    pub uid: Uid,
    pub rev: Rev,
    pub request: RequestId,
    /// Key of a product kind in the service's TOML, as `novelty_report`.
    pub kind: String,
    pub title: String,
    /// Counted from 1; a correction of something issued is the next one.
    pub version: u32,
    pub supersedes: Option<ProductId>,
    pub stage: Stage,
    /// Who must act next.
    pub in_hands_of: Option<StaffId>,
    pub searcher: Option<StaffId>,
    pub reviewer: Option<StaffId>,
    pub number: Option<String>,
    pub due: Option<Date>,
    pub delivered_at: Option<Timestamp>,
    pub delivered_to: String,
    pub feedback: String,
    pub note: String,
    pub gone: bool,
}
