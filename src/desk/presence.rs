//! Who sits at the desk and has which request before him. A lease says who is filling in a form and
//! since when; it warns others, blocks nobody, and ends by itself.

use jiff::{SignedDuration, Timestamp};

use super::Desk;
use super::work::Moment;
use crate::domain::refusal::Refusal;
use crate::domain::{RequestId, StaffId};
use crate::store::presence::Console;

/// A console that has said nothing for so long is gone.
const GONE: SignedDuration = SignedDuration::from_secs(60);
/// How long a form counts as being filled in after the last key in it.
pub const LEASE: SignedDuration = SignedDuration::from_secs(120);

/// What a console has before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whereabouts {
    pub request: Option<RequestId>,
    /// Since when a form on it is open, and until when it counts as being filled in.
    pub edits: Option<(Timestamp, Timestamp)>,
}

/// A colleague at another console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    pub person: StaffId,
    pub request: Option<RequestId>,
    /// Since when he fills in a form on the request; None while he only looks.
    pub edits_since: Option<Timestamp>,
}

impl Desk {
    /// Says where this console stands.
    pub fn stand(
        &mut self,
        console: &str,
        at: &Whereabouts,
        moment: &Moment,
    ) -> Result<(), Refusal> {
        let person = self.me().id;
        let row = Console {
            console: console.to_owned(),
            person,
            request: at.request,
            edits_since: at.edits.map(|(since, _)| since.to_string()),
            held_until: at.edits.map(|(_, until)| until.to_string()),
            seen_at: moment.now.to_string(),
        };
        let silent_since = (moment.now - GONE - GONE).to_string();
        Ok(self.store.presence().put(&row, &silent_since)?)
    }

    /// The console is closed.
    pub fn go(&mut self, console: &str) -> Result<(), Refusal> {
        Ok(self.store.presence().drop(console)?)
    }

    /// What the other consoles last said of themselves.
    pub fn consoles(&mut self, but: &str) -> Result<Vec<Console>, Refusal> {
        Ok(self.store.presence().others(but)?)
    }
}

/// The colleagues who are there now: each person once for each request, one's own other consoles left
/// out, who edits before who looks.
pub fn colleagues(consoles: &[Console], me: StaffId, now: Timestamp) -> Vec<Colleague> {
    let at = |text: &str| text.parse::<Timestamp>().ok();
    let heard = |one: &&Console| at(&one.seen_at).is_some_and(|seen| seen + GONE > now);
    let mut found: Vec<Colleague> = Vec::new();
    for one in consoles.iter().filter(|one| one.person != me).filter(heard) {
        let held = one.held_until.as_deref().and_then(at);
        let since = one.edits_since.as_deref().and_then(at);
        let is = Colleague {
            person: one.person,
            request: one.request,
            edits_since: since.filter(|_| held.is_some_and(|until| until > now)),
        };
        match found
            .iter_mut()
            .find(|known| known.person == is.person && known.request == is.request)
        {
            Some(known) => known.edits_since = known.edits_since.or(is.edits_since),
            None => found.push(is),
        }
    }
    found.sort_by_key(|one| (one.edits_since.is_none(), one.edits_since, one.person));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn console(name: &str, person: i64, seen: i64, edits: Option<(i64, i64)>) -> Console {
        Console {
            console: name.to_owned(),
            person: StaffId(person),
            request: Some(RequestId(7)),
            edits_since: edits.map(|(since, _)| at(since).to_string()),
            held_until: edits.map(|(_, until)| at(until).to_string()),
            seen_at: at(seen).to_string(),
        }
    }

    #[test]
    fn a_console_that_is_silent_for_a_minute_is_gone_and_holds_nothing() {
        let rows = [console("a", 2, 1_000, Some((990, 1_110)))];
        assert_eq!(colleagues(&rows, StaffId(1), at(1_059)).len(), 1);
        assert_eq!(colleagues(&rows, StaffId(1), at(1_060)), []);
    }

    #[test]
    fn a_lease_ends_by_itself_while_its_holder_still_looks() {
        let rows = [console("a", 2, 1_100, Some((990, 1_110)))];
        let before = colleagues(&rows, StaffId(1), at(1_109));
        assert_eq!(before[0].edits_since, Some(at(990)));
        let after = colleagues(&rows, StaffId(1), at(1_111));
        assert_eq!(after[0].edits_since, None);
    }

    #[test]
    fn a_lease_is_nothing_to_its_holder_at_any_console() {
        let rows = [
            console("a", 1, 1_000, Some((990, 1_110))),
            console("b", 1, 1_000, None),
        ];
        assert_eq!(colleagues(&rows, StaffId(1), at(1_001)), []);
        let seen = colleagues(&rows, StaffId(2), at(1_001));
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0].edits_since, Some(at(990)));
    }
}
