//! Colleagues at other consoles: who has which request before him, and what this console says of
//! itself.

use crate::desk::presence::Colleague;
use crate::domain::{RequestId, Sentence};

use super::App;
use super::here::Here;
use super::layer::Layer;

/// What this console has before it, as the others are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub request: Option<RequestId>,
    /// A form on it is open.
    pub edits: bool,
    /// Counts what was typed into forms.
    pub typed: u64,
}

impl App {
    pub fn standing(&self) -> Standing {
        let filled = self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Form(filling) => filling.leased(),
            _ => None,
        });
        // The page follows the cursor once it rests; what is only passed by is not looked at.
        let looked_at = match &self.triage {
            Some(triage) => triage.current().map(|row| row.id),
            None => self.page.id(),
        };
        Standing {
            request: filled.or(looked_at),
            edits: filled.is_some(),
            typed: self.typed,
        }
    }

    pub(super) fn take_colleagues(&mut self, colleagues: Vec<Colleague>) {
        if self.here.colleagues != colleagues {
            self.here.colleagues = colleagues;
            self.changed = true;
        }
    }
}

impl Here {
    /// How many people sit at the desk, oneself included.
    pub fn people_here(&self) -> usize {
        let mut people: Vec<_> = self.colleagues.iter().map(|one| one.person).collect();
        people.sort();
        people.dedup();
        people.len() + 1
    }

    /// The colleague who has this request before him; who edits comes before who looks.
    pub fn colleague_at(&self, request: RequestId) -> Option<&Colleague> {
        self.colleagues
            .iter()
            .find(|one| one.request == Some(request))
    }

    /// `李四 正在看` or `李四 正在编辑，自 10:02`.
    pub fn told_of(&self, colleague: &Colleague) -> String {
        let who = self.staff_name(Some(colleague.person));
        let said = match colleague.edits_since {
            Some(since) => Sentence::new("colleague-edits").with("since", self.words.clock(since)),
            None => Sentence::new("colleague-looks"),
        };
        self.words.say(&said.with("who", who))
    }
}
