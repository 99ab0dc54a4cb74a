//! What a search asks for, in types: the syntax tree that `parse` makes, `store` binds to parameters
//! and `unparse` writes again. Holds no text that could be taken for SQL, only values.

use crate::domain::{Channel, ClientKind, RequestId, ServiceKey, Status};

use super::span::Span;
use super::when::When;

/// All terms must hold. Without an order the list keeps its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    pub terms: Vec<Term>,
    pub order: Option<Order>,
}

impl Search {
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.order.is_none()
    }
}

/// One condition, where it stands in the line, and whether it must not hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub condition: Condition,
    pub negated: bool,
    pub span: Span,
}

/// Of a list of values any one suffices. Lists are never empty and have no doubles.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    Status(Vec<StatusWord>),
    Service(Vec<ServiceKey>),
    Owner(Vec<Owner>),
    /// Part of a client's name, as typed.
    Client(Vec<String>),
    Channel(Vec<Channel>),
    Kind(Vec<ClientKind>),
    Due(When),
    Received(When),
    Count(CountRange),
    Tag(Vec<String>),
    /// A number of the desk's own series, in capitals.
    Number(Vec<String>),
    Id(Vec<RequestId>),
    Is(Vec<Flag>),
    Words(Words),
}

/// Free text: one word, or a phrase whose words follow one another.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    pub text: String,
    /// It stood in quotation marks.
    pub phrase: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Owner {
    Me,
    /// Nobody has claimed it.
    Nobody,
    /// The vocabulary's value for a member of staff, or the name as typed.
    Name(String),
}

/// From and to count in; at least one of them is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountRange {
    pub from: Option<u32>,
    pub to: Option<u32>,
}

/// One status of the core, or a group of them that people speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusWord {
    One(Status),
    Group(StatusGroup),
}

impl StatusWord {
    pub fn holds(self, status: Status) -> bool {
        match self {
            StatusWord::One(one) => one == status,
            StatusWord::Group(group) => group.holds(status),
        }
    }
}

/// The statuses that any of `words` means, in the order of the work, without doubles.
pub fn statuses(words: &[StatusWord]) -> Vec<Status> {
    Status::ALL
        .into_iter()
        .filter(|status| words.iter().any(|word| word.holds(*status)))
        .collect()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusGroup {
    /// Somebody still has to do something.
    Open,
    /// Awaits triage.
    Todo,
    /// Taken and not yet with the client.
    Work,
    /// The client must act.
    Waiting,
    /// Answered: delivered, closed or archived.
    Done,
    /// Nothing is left to do, answered or not. The status of that name alone is written `=closed`.
    Closed,
    /// Ended without an answer.
    Refused,
}

impl StatusGroup {
    pub const ALL: [StatusGroup; 7] = [
        StatusGroup::Open,
        StatusGroup::Todo,
        StatusGroup::Work,
        StatusGroup::Waiting,
        StatusGroup::Done,
        StatusGroup::Closed,
        StatusGroup::Refused,
    ];

    pub fn key(self) -> &'static str {
        match self {
            StatusGroup::Open => "open",
            StatusGroup::Todo => "todo",
            StatusGroup::Work => "work",
            StatusGroup::Waiting => "waiting",
            StatusGroup::Done => "done",
            StatusGroup::Closed => "closed",
            StatusGroup::Refused => "refused",
        }
    }

    pub fn from_key(key: &str) -> Option<StatusGroup> {
        StatusGroup::ALL.into_iter().find(|g| g.key() == key)
    }

    pub fn holds(self, status: Status) -> bool {
        match self {
            StatusGroup::Open => status.is_open(),
            StatusGroup::Todo => status.awaits_triage(),
            StatusGroup::Work => status.is_at_work(),
            StatusGroup::Waiting => status == Status::WaitingClient,
            StatusGroup::Done => matches!(
                status,
                Status::Delivered | Status::Closed | Status::Archived
            ),
            StatusGroup::Closed => !status.is_open(),
            StatusGroup::Refused => status > Status::Archived,
        }
    }
}

/// What follows `is:`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    Overdue,
    Mine,
    Unclaimed,
    Waiting,
    Urgent,
    Restricted,
    /// Handed over to me, and not touched by me since.
    Handed,
}

impl Flag {
    pub const ALL: [Flag; 7] = [
        Flag::Overdue,
        Flag::Mine,
        Flag::Unclaimed,
        Flag::Waiting,
        Flag::Urgent,
        Flag::Restricted,
        Flag::Handed,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Flag::Overdue => "overdue",
            Flag::Mine => "mine",
            Flag::Unclaimed => "unclaimed",
            Flag::Waiting => "waiting",
            Flag::Urgent => "urgent",
            Flag::Restricted => "restricted",
            Flag::Handed => "handed",
        }
    }

    pub fn from_key(key: &str) -> Option<Flag> {
        Flag::ALL.into_iter().find(|f| f.key() == key)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// What is due first comes first.
    Due,
    /// What came last comes first.
    New,
    /// What changed last comes first.
    Updated,
}

impl Order {
    pub const ALL: [Order; 3] = [Order::Due, Order::New, Order::Updated];

    pub fn key(self) -> &'static str {
        match self {
            Order::Due => "due",
            Order::New => "new",
            Order::Updated => "updated",
        }
    }

    pub fn from_key(key: &str) -> Option<Order> {
        Order::ALL.into_iter().find(|o| o.key() == key)
    }
}
