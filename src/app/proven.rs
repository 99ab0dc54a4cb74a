//! Whether the desk can be brought back, as the screen says it: the head is told where that is in doubt,
//! everybody finds it above the messages. It tries nothing itself.

use crate::desk::safety::{PROVEN_FOR_DAYS, Safety, Standing};
use crate::domain::Sentence;

use super::App;
use super::layer::Layer;
use super::notices::Mood;

/// How it stands, in one sentence.
pub fn told(safety: &Safety) -> Sentence {
    match &safety.standing {
        Standing::Never if safety.backed_up => Sentence::new("drill-never"),
        Standing::Never => Sentence::new("drill-no-backup"),
        Standing::Good(proven) => Sentence::new("drill-passed").with("when", proven.at),
        Standing::Old(proven) => Sentence::new("drill-long-ago")
            .with("when", proven.at)
            .with("days", PROVEN_FOR_DAYS),
    }
}

impl App {
    /// What to do about it is the head's; she is told when it comes to be so, once.
    pub(super) fn take_safety(&mut self, safety: Safety) {
        let known = self.safety.as_ref().is_some_and(Safety::is_doubtful);
        if safety.is_doubtful() && !known && self.is_head() {
            self.say(Mood::Warning, told(&safety));
        }
        let shown = matches!(self.layers.last(), Some(Layer::Messages(_)));
        let warned = self.must_drill();
        let other = self.safety.as_ref() != Some(&safety);
        self.safety = Some(safety);
        self.changed |= other && (shown || warned != self.must_drill());
    }

    /// Whether the head must see to it.
    pub fn must_drill(&self) -> bool {
        self.is_head() && self.safety.as_ref().is_some_and(Safety::is_doubtful)
    }
}
