//! Tells the store where this console stands, and the screen where the others do. Writes only what
//! changed, with a sign of life in between: each write costs the disk a turn.

use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::app::Standing;
use crate::desk::presence::{Colleague, LEASE, Whereabouts, colleagues};
use crate::desk::{Changed, Desk, Moment};
use crate::domain::{StaffId, Uid};
use crate::store::presence::Console;

/// How often a console that stands still says that it is there.
const ALIVE: Duration = Duration::from_secs(20);

pub(super) struct Beat {
    console: String,
    /// What the screen said last, and what of it is in the store.
    written: Option<(Standing, Whereabouts, Instant)>,
    others: Option<Vec<Console>>,
    shown: Vec<Colleague>,
}

impl Beat {
    pub(super) fn new() -> Beat {
        Beat {
            console: Uid::now_v7().to_string(),
            written: None,
            others: None,
            shown: Vec::new(),
        }
    }

    /// A failure is not told: the next beat tries again.
    pub(super) fn say(&mut self, desk: &mut Desk, standing: Standing, moment: &Moment) {
        if desk.only_read().is_some() {
            return;
        }
        let at = match &self.written {
            Some((was, at, when)) => match next(*was, at, standing, moment.now) {
                None if when.elapsed() < ALIVE => return,
                None => at.clone(),
                Some(at) => at,
            },
            None => next(
                Standing::default(),
                &Whereabouts::default(),
                standing,
                moment.now,
            )
            .unwrap_or_default(),
        };
        if desk.stand(&self.console, &at, moment).is_ok() {
            self.written = Some((standing, at, Instant::now()));
        }
    }

    /// Who is there now, where that is another answer than the last one. Consoles fall silent without a
    /// write, so the clock is asked each time.
    pub(super) fn hear(
        &mut self,
        desk: &mut Desk,
        changed: Changed,
        me: StaffId,
        now: Timestamp,
    ) -> Option<Vec<Colleague>> {
        if changed != Changed::Nothing || self.others.is_none() {
            self.others = desk.consoles(&self.console).ok();
        }
        let found = colleagues(self.others.as_deref().unwrap_or_default(), me, now);
        if found == self.shown {
            return None;
        }
        self.shown.clone_from(&found);
        Some(found)
    }

    pub(super) fn end(&mut self, desk: &mut Desk) {
        if self.written.take().is_some() {
            let _ = desk.go(&self.console);
        }
    }
}

/// What is to be written; None where what is written still holds. A lease is renewed by typing, once
/// half of it is over.
fn next(was: Standing, at: &Whereabouts, is: Standing, now: Timestamp) -> Option<Whereabouts> {
    let same_form = is.edits && was.edits && is.request == was.request;
    let begun = at.edits.map(|(since, _)| since).filter(|_| same_form);
    let due = at.edits.is_none_or(|(_, until)| until < now + LEASE / 2);
    let renews = is.edits && (!same_form || (is.typed != was.typed && due));
    if is.request == was.request && is.edits == was.edits && !renews {
        return None;
    }
    Some(Whereabouts {
        request: is.request,
        edits: is.edits.then(|| (begun.unwrap_or(now), now + LEASE)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RequestId;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn editing(typed: u64) -> Standing {
        Standing {
            request: Some(RequestId(7)),
            edits: true,
            typed,
        }
    }

    #[test]
    fn a_lease_is_taken_with_the_form_and_renewed_by_typing_only() {
        let looking = Standing {
            edits: false,
            ..editing(0)
        };
        let none = Whereabouts::default();
        let taken = next(looking, &none, editing(0), at(100)).unwrap();
        assert_eq!(taken.edits, Some((at(100), at(220))));
        // Early typing needs no write, silence none at all.
        assert_eq!(next(editing(0), &taken, editing(5), at(110)), None);
        assert_eq!(next(editing(5), &taken, editing(5), at(190)), None);
        let renewed = next(editing(5), &taken, editing(6), at(190)).unwrap();
        assert_eq!(renewed.edits, Some((at(100), at(310))));
        let left = next(editing(6), &renewed, looking, at(200)).unwrap();
        assert_eq!(left.edits, None);
    }

    #[test]
    fn standing_still_writes_nothing() {
        let here = Standing::default();
        assert_eq!(next(here, &Whereabouts::default(), here, at(5)), None);
    }
}
