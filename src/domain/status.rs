//! The fixed core of statuses and which may follow which. A service's TOML chooses its path through
//! the core and names its stages; this file knows nothing of who asks or where it is stored.

use serde::{Deserialize, Serialize};

/// Where a request stands. The order is the order of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Draft,
    Submitted,
    Deferred,
    Accepted,
    InProgress,
    WaitingClient,
    InReview,
    Returned,
    Signed,
    Issued,
    Delivered,
    Objection,
    Closed,
    Archived,
    Declined,
    Duplicate,
    Referred,
    Withdrawn,
    Cancelled,
}

/// Whether the desk's clock runs in a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// Not promised yet.
    Stopped,
    Running,
    /// The client must act; these days are given back.
    Paused,
    /// The promise is kept or gone.
    Over,
}

impl Status {
    pub const ALL: [Status; 19] = [
        Status::Draft,
        Status::Submitted,
        Status::Deferred,
        Status::Accepted,
        Status::InProgress,
        Status::WaitingClient,
        Status::InReview,
        Status::Returned,
        Status::Signed,
        Status::Issued,
        Status::Delivered,
        Status::Objection,
        Status::Closed,
        Status::Archived,
        Status::Declined,
        Status::Duplicate,
        Status::Referred,
        Status::Withdrawn,
        Status::Cancelled,
    ];

    /// The word the store, the search language and JSON use.
    pub fn key(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Submitted => "submitted",
            Status::Deferred => "deferred",
            Status::Accepted => "accepted",
            Status::InProgress => "in_progress",
            Status::WaitingClient => "waiting_client",
            Status::InReview => "in_review",
            Status::Returned => "returned",
            Status::Signed => "signed",
            Status::Issued => "issued",
            Status::Delivered => "delivered",
            Status::Objection => "objection",
            Status::Closed => "closed",
            Status::Archived => "archived",
            Status::Declined => "declined",
            Status::Duplicate => "duplicate",
            Status::Referred => "referred",
            Status::Withdrawn => "withdrawn",
            Status::Cancelled => "cancelled",
        }
    }

    /// The key of its name in `config/locale`.
    pub fn wording(self) -> &'static str {
        match self {
            Status::Draft => "status-draft",
            Status::Submitted => "status-submitted",
            Status::Deferred => "status-deferred",
            Status::Accepted => "status-accepted",
            Status::InProgress => "status-in_progress",
            Status::WaitingClient => "status-waiting_client",
            Status::InReview => "status-in_review",
            Status::Returned => "status-returned",
            Status::Signed => "status-signed",
            Status::Issued => "status-issued",
            Status::Delivered => "status-delivered",
            Status::Objection => "status-objection",
            Status::Closed => "status-closed",
            Status::Archived => "status-archived",
            Status::Declined => "status-declined",
            Status::Duplicate => "status-duplicate",
            Status::Referred => "status-referred",
            Status::Withdrawn => "status-withdrawn",
            Status::Cancelled => "status-cancelled",
        }
    }

    pub fn from_key(key: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|s| s.key() == key)
    }

    /// Somebody still has to do something.
    pub fn is_open(self) -> bool {
        self < Status::Closed
    }

    /// Nobody has decided yet whether the desk takes it.
    pub fn awaits_triage(self) -> bool {
        matches!(self, Status::Submitted | Status::Deferred)
    }

    /// Signed and given out, or past it.
    pub fn is_issued(self) -> bool {
        matches!(
            self,
            Status::Issued
                | Status::Delivered
                | Status::Objection
                | Status::Closed
                | Status::Archived
        )
    }

    /// Taken by the desk and not yet with the client.
    pub fn is_at_work(self) -> bool {
        matches!(
            self,
            Status::Accepted
                | Status::InProgress
                | Status::WaitingClient
                | Status::InReview
                | Status::Returned
                | Status::Signed
                | Status::Issued
        )
    }

    pub fn clock(self) -> Clock {
        match self {
            Status::Draft | Status::Submitted | Status::Deferred => Clock::Stopped,
            Status::WaitingClient => Clock::Paused,
            s if s.is_at_work() => Clock::Running,
            _ => Clock::Over,
        }
    }

    /// Whether the core allows the step at all; the service's path may allow less.
    pub fn may_become(self, next: Status) -> bool {
        use Status::*;
        match next {
            Draft => false,
            Submitted => matches!(
                self,
                Draft | Deferred | Declined | Duplicate | Referred | Withdrawn
            ),
            Deferred => self == Submitted,
            Accepted => matches!(self, Submitted | Deferred),
            InProgress => matches!(
                self,
                Accepted | WaitingClient | InReview | Returned | Delivered | Objection | Closed
            ),
            WaitingClient => matches!(self, Accepted | InProgress | Returned | Submitted),
            InReview => matches!(self, InProgress | Returned),
            Returned => matches!(self, InReview | Signed),
            Signed => self == InReview,
            Issued => self == Signed,
            Delivered => matches!(self, Accepted | InProgress | Issued | Objection),
            Objection => self == Delivered,
            Closed => matches!(
                self,
                Accepted | InProgress | Delivered | Objection | WaitingClient
            ),
            Archived => self == Closed,
            Declined | Duplicate | Referred => {
                matches!(
                    self,
                    Submitted | Deferred | Accepted | InProgress | WaitingClient
                )
            }
            Withdrawn => self.is_open() && !matches!(self, Draft | Delivered | Objection),
            Cancelled => self.is_open() && self != Delivered,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_is_found_again_by_its_key() {
        for status in Status::ALL {
            assert_eq!(Status::from_key(status.key()), Some(status));
        }
    }

    #[test]
    fn nothing_follows_the_archive_and_the_clock_is_over_there() {
        for next in Status::ALL {
            assert!(!Status::Archived.may_become(next), "{next:?}");
        }
        assert_eq!(Status::Archived.clock(), Clock::Over);
    }
}
