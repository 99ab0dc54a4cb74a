//! What was asked of the store thread and for whom. An answer whose ticket is no longer held is stale
//! and is dropped.

use crate::domain::RequestId;
use crate::keys::Action;

/// Names one question, so that its answer finds its way back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// Which page of the queue was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    Start,
    End,
    After,
    Before,
    Again,
}

/// Who waits for an answer.
#[derive(Clone, Debug, PartialEq)]
pub enum For {
    Queue(Load),
    Count,
    Keys,
    Case(RequestId),
    Pulse,
    Staff,
    Away,
    LastUndo,
    Openings,
    Safety,
    Why,
    Timeline,
    Preview,
    Cards,
    Card(RequestId),
    Form,
    /// A file, a letter or a view of one's own.
    Chore,
    /// A request whose runs are to be chosen from.
    Runs,
    Client,
    Twin,
    GoToClient,
    /// What erasing a person would take, before she is.
    Erase,
    /// The documents of a request.
    Literature,
    /// A command sent off by a key, and whether a triage card waits for it.
    Deed(Deed),
}

/// What was set off, as the status line and the next step need it.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    Act(Action),
    Bulk,
    Undo,
    Redo,
    Form,
    /// A file of the in-tray was decided on.
    Arrival,
    /// A removed file was brought back.
    BroughtBack,
    /// A document was judged, or two told apart.
    Document,
    /// A pasted text was kept.
    Pasted,
}

#[derive(Debug, Default)]
pub struct Asked {
    last: u64,
    open: Vec<(Ticket, For)>,
}

impl Asked {
    /// A ticket for a new question; an older one of the same kind is given up.
    pub fn ticket(&mut self, purpose: For) -> Ticket {
        if !matches!(purpose, For::Deed(_) | For::Form | For::Chore) {
            let kind = std::mem::discriminant(&purpose);
            self.open
                .retain(|(_, other)| std::mem::discriminant(other) != kind);
        }
        self.last += 1;
        let ticket = Ticket(self.last);
        self.open.push((ticket, purpose));
        ticket
    }

    /// Who waited for this answer; `None` when nobody does any more.
    pub fn redeem(&mut self, ticket: Ticket) -> Option<For> {
        let at = self.open.iter().position(|(open, _)| *open == ticket)?;
        Some(self.open.swap_remove(at).1)
    }

    pub fn forget(&mut self, gone: impl Fn(&For) -> bool) {
        self.open.retain(|(_, purpose)| !gone(purpose));
    }

    pub fn waits(&self, wanted: impl Fn(&For) -> bool) -> bool {
        self.open.iter().any(|(_, purpose)| wanted(purpose))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_to_an_older_question_of_the_kind_is_dropped() {
        let mut asked = Asked::default();
        let first = asked.ticket(For::Case(RequestId(1)));
        let pulse = asked.ticket(For::Pulse);
        let second = asked.ticket(For::Case(RequestId(2)));
        assert_eq!(asked.redeem(first), None);
        assert_eq!(asked.redeem(second), Some(For::Case(RequestId(2))));
        assert_eq!(asked.redeem(pulse), Some(For::Pulse));
        assert_eq!(asked.redeem(pulse), None);
    }
}
