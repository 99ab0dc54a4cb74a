//! What was said to the person: the last fifty notices, and the refusal that stands in its box until
//! the next key.

use std::collections::VecDeque;

use jiff::Timestamp;

use crate::domain::Sentence;
use crate::keys::Action;

const KEPT: usize = 50;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Good,
    Plain,
    Warning,
    Refused,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub at: Timestamp,
    pub mood: Mood,
    pub said: Sentence,
}

/// A refusal with the key that cures it.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    pub said: Sentence,
    /// A sentence with a gap `key`, and the action whose key fills it.
    pub cure: Option<(&'static str, Action)>,
}

#[derive(Debug, Default)]
pub struct Notices {
    /// Newest first.
    pub kept: VecDeque<Notice>,
    pub refused: Option<Refused>,
    /// Stands in the status line until something newer is said.
    pub line: Option<Notice>,
    /// A key has been struck since it was said.
    read: bool,
}

impl Notices {
    pub fn say(&mut self, at: Timestamp, mood: Mood, said: Sentence) {
        let notice = Notice { at, mood, said };
        self.kept.push_front(notice.clone());
        self.kept.truncate(KEPT);
        self.line = Some(notice);
        self.read = false;
    }

    pub fn key_struck(&mut self) {
        self.read = true;
    }

    /// What was said of the request left behind goes from the status line, once a key has been struck
    /// since; what `u` takes back stays.
    pub fn move_on(&mut self) {
        let passing = |last: &mut Notice| matches!(last.mood, Mood::Plain | Mood::Warning);
        if self.read {
            self.line.take_if(passing);
        }
    }

    /// Whether this was said last.
    pub fn just_said(&self, key: &str) -> bool {
        self.line.as_ref().is_some_and(|last| last.said.key == key)
    }

    pub fn refuse(&mut self, at: Timestamp, said: Sentence, cure: Option<(&'static str, Action)>) {
        self.kept.push_front(Notice {
            at,
            mood: Mood::Refused,
            said: said.clone(),
        });
        self.kept.truncate(KEPT);
        self.refused = Some(Refused { said, cure });
    }
}
