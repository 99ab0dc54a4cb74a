//! Why the desk does not do what it was asked, always as a sentence that says what to do instead.

use super::sentence::{Arg, Sentence};

/// A command that was not carried out. Nothing has changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// Which kind of refusal; the shell's exit code and the screen's reaction follow from it.
    pub kind: RefusalKind,
    pub said: Sentence,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RefusalKind {
    /// The person's role does not allow it.
    NotAllowed,
    /// A rule of the trade or of the service forbids it (R01–R30 in the sentences' keys).
    Rule,
    /// A reason, a field or a date is missing or wrong; `field` tells which.
    Missing { field: &'static str },
    /// Somebody changed the row meanwhile.
    Stale,
    /// There is no such thing, or none this person may see.
    NotFound,
    /// The store cannot be written: full, locked, read-only, newer.
    Store,
}

impl Refusal {
    pub fn new(kind: RefusalKind, key: &'static str) -> Self {
        Self {
            kind,
            said: Sentence::new(key),
        }
    }

    pub fn rule(key: &'static str) -> Self {
        Self::new(RefusalKind::Rule, key)
    }

    /// A reason that is already a sentence.
    pub fn because(said: Sentence) -> Self {
        Self {
            kind: RefusalKind::Rule,
            said,
        }
    }

    pub fn missing(field: &'static str, key: &'static str) -> Self {
        Self::new(RefusalKind::Missing { field }, key)
    }

    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.said.args.push((name, arg.into()));
        self
    }
}
