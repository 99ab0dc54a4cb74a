//! The tutor at the foot of the screen: it hears what was done, looks at what is shown, and says what
//! to try next.

use super::App;
use super::layer::Layer;
use crate::desk::Done;
use crate::domain::Sentence;
use crate::tutor::{Glimpse, Stray, Tutor};

/// Lines of the screen that the lesson takes.
const LINES: u16 = 2;

impl App {
    pub fn teach(&mut self, tutor: Tutor) {
        let (width, height) = self.size;
        self.tutor = Some(tutor);
        self.resize(width, height);
    }

    pub fn taught_lines(&self) -> u16 {
        if self.tutor.is_some() { LINES } else { 0 }
    }

    /// What to try now, in words.
    pub fn lesson(&self) -> Option<String> {
        let tutor = self.tutor.as_ref()?;
        let Some(lesson) = tutor.lesson() else {
            return Some(self.here.t("tutor-end"));
        };
        let (at, of) = tutor.place();
        let wants = Sentence::new(lesson.wants);
        let text = match tutor.stray() {
            None => Sentence::new(lesson.text),
            Some(Stray::Aside) => Sentence::new("tutor-aside").with("wants", wants),
            Some(Stray::Ahead(later)) => Sentence::new("tutor-ahead")
                .with("later", later)
                .with("wants", wants),
        };
        let numbered = Sentence::new("tutor-lesson")
            .with("at", at)
            .with("of", of)
            .with("text", text);
        Some(self.here.words.say(&numbered))
    }

    pub(super) fn tell_tutor(&mut self, done: &Done) {
        if let Some(tutor) = &mut self.tutor {
            tutor.heard(done.said.key);
            self.changed = true;
        }
    }

    pub(super) fn show_tutor(&mut self) {
        if self.tutor.is_none() {
            return;
        }
        let glimpse = match self.layers.last() {
            Some(Layer::Why(why)) if why.trace.is_some() => Some(Glimpse::Why),
            Some(Layer::Help(_)) => Some(Glimpse::Help),
            None if self.queue.view.is_none() && !self.queue.search.is_empty() => self
                .queue
                .found
                .is_some_and(|(count, _)| count > 0)
                .then_some(Glimpse::Searching),
            _ => None,
        };
        if let (Some(tutor), Some(glimpse)) = (&mut self.tutor, glimpse) {
            self.changed |= tutor.saw(glimpse);
        }
    }
}
