//! Whether a drawing has reached the person: the terminal is asked where its cursor is and answers when
//! it has taken in what came before. Over a slow line that is later than the writing; a key that comes
//! before the answer was struck at the old picture.

use std::time::Duration;

use tokio::time::{Instant, sleep_until};

use crate::app::Sighted;

/// What stands in for the answer of a terminal that has never given one.
const GUARD: Duration = Duration::from_millis(250);
/// An answer that was lost is not waited for longer than this.
const LOST: Duration = Duration::from_secs(3);

#[derive(Debug, Default)]
pub(super) struct Sight {
    asked: u64,
    answered: u64,
    answers: bool,
    /// What was drawn, the question behind it, and until when its answer is waited for.
    drawn: Option<(Sighted, u64, Instant)>,
}

impl Sight {
    /// A drawing was handed over on which this waits to be seen, or nothing does; whether the terminal is
    /// to be asked.
    pub(super) fn drawn(&mut self, shown: Option<Sighted>, now: Instant) -> bool {
        let known = self.drawn.map(|(what, ..)| what);
        if shown == known {
            return false;
        }
        let wait = if self.answers { LOST } else { GUARD };
        self.drawn = shown.map(|what| (what, self.asked + 1, now + wait));
        self.asked += u64::from(shown.is_some());
        shown.is_some()
    }

    /// The terminal can answer.
    pub(super) fn measured(&mut self) {
        self.answers = true;
    }

    /// An answer came; whether what was drawn has been seen by it.
    pub(super) fn answered(&mut self) -> bool {
        self.answers = true;
        self.answered += 1;
        let is_it = matches!(self.drawn, Some((_, question, _)) if self.answered >= question);
        if is_it {
            self.drawn = None;
        }
        is_it
    }

    /// Until the answer is not waited for any longer.
    pub(super) async fn over(&mut self) {
        match self.drawn {
            Some((_, _, until)) => sleep_until(until).await,
            None => std::future::pending().await,
        }
        self.drawn = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RequestId;

    #[test]
    fn an_answer_counts_for_the_drawing_it_was_asked_behind() {
        let now = Instant::now();
        let card = |id| Some(Sighted::Card(RequestId(id)));
        let (first, second) = (card(1), card(2));
        let mut sight = Sight::default();
        assert!(sight.drawn(first, now));
        assert!(!sight.drawn(first, now), "asked once");
        assert!(sight.drawn(second, now));
        assert!(!sight.answered(), "that was the first card's");
        assert!(sight.answered());
        assert!(!sight.drawn(None, now));
        assert!(!sight.answered());
    }
}
