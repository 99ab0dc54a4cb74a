//! Why a figure is what it is: the rule, its inputs, and the rows behind them. Whatever the desk
//! computes is returned `Traced`; `=` walks the trace on the screen, tests read it.

use jiff::civil::Date;

use super::id::{RequestId, Seq};
use super::sentence::Sentence;

/// A value together with its reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Traced<T> {
    pub value: T,
    pub trace: Trace,
}

/// The reasons behind one value.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The whole reason in one line.
    pub line: Sentence,
    /// The rule and its inputs, in the order in which they were applied.
    pub steps: Vec<Reason>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    pub said: Sentence,
    /// Where to look for it.
    pub source: Source,
}

/// What stands behind a reason.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// Follows from the lines before it.
    Reckoned,
    /// A key of a configuration file, as `services/novelty.toml: target_days`.
    Setting(String),
    /// A day of the working calendar and the notice that says so.
    Calendar {
        day: Date,
        notice: String,
    },
    /// An entry of the journal.
    Entry(Seq),
    Request(RequestId),
}

impl Trace {
    pub fn new(line: Sentence) -> Self {
        Self {
            line,
            steps: Vec::new(),
        }
    }

    pub fn because(mut self, said: Sentence, source: Source) -> Self {
        self.steps.push(Reason { said, source });
        self
    }
}
