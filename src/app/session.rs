//! The course of a triage session: cards come, are decided, and the tally is told at the end.

use crate::desk::Look;
use crate::desk::look::{Case, Page};
use crate::domain::{Arg, RequestId, Sentence};
use crate::keys::{Action, entry};

use super::App;
use super::asked::{Deed, For};
use super::layer::Layer;
use super::notices::Mood;
use super::triage::{self, Card, PAGE, Triage};

impl App {
    pub(super) fn begin_triage(&mut self) {
        let total = self.pulse.as_ref().map_or(0, |pulse| pulse.to_triage);
        self.triage = Some(Triage::of(total));
        self.changed = true;
        self.ask_cards();
    }

    pub(super) fn ask_cards(&mut self) {
        let Some(triage) = &self.triage else { return };
        let from = triage.last_cursor().filter(|_| triage.read_once);
        let look = Look::Queue {
            search: self.triage_search(),
            from,
            backwards: false,
            limit: PAGE,
        };
        self.ask(For::Cards, look);
    }

    fn triage_search(&self) -> String {
        let views = self.here.settings.views();
        views
            .iter()
            .find(|view| view.key == triage::VIEW)
            .map_or_else(|| triage::SEARCH.to_owned(), |view| view.query.clone())
    }

    pub(super) fn take_cards(&mut self, page: Page) {
        let Some(triage) = &mut self.triage else {
            return;
        };
        let known: Vec<RequestId> = triage.cards.iter().map(|row| row.id).collect();
        let fresh = page.rows.into_iter().filter(|row| !known.contains(&row.id));
        triage.cards.extend(fresh);
        triage.more = page.more;
        triage.read_once = true;
        if let Some(id) = triage.wanted.take() {
            let at = triage.cards.iter().position(|row| row.id == id);
            triage.at = at.unwrap_or(0);
        }
        self.changed = true;
        if self.triage.as_ref().is_some_and(|t| t.cards.is_empty()) {
            return self.end_triage();
        }
        self.ask_card();
    }

    /// Evidence for the card on top; the next cards' page ahead of time.
    fn ask_card(&mut self) {
        let Some(triage) = &self.triage else { return };
        let Some(id) = triage.current().map(|row| row.id) else {
            return;
        };
        if triage.state == Card::Coming {
            self.ask(For::Card(id), Look::Case(id));
        }
        let near_end = self
            .triage
            .as_ref()
            .is_some_and(|t| t.more && t.at + 10 >= t.cards.len());
        if near_end && !self.asked.waits(|f| matches!(f, For::Cards)) {
            self.ask_cards();
        }
    }

    pub(super) fn take_card(&mut self, id: RequestId, case: Box<Case>) {
        let Some(triage) = &mut self.triage else {
            return;
        };
        if triage.current().map(|row| row.id) != Some(id) {
            return;
        }
        if !case.request.status.awaits_triage() && triage.state == Card::Coming {
            // A colleague was faster.
            triage.cards.retain(|row| row.id != id);
            triage.at = triage.at.min(triage.cards.len().saturating_sub(1));
            let said = Sentence::new("triage-decided-elsewhere").with("id", id.0);
            self.say(Mood::Plain, said);
            return self.next_card();
        }
        triage.state = Card::Ready;
        self.take_page_of(case);
        self.changed = true;
    }

    /// The terminal has the picture: from now on keys mean this card.
    pub(super) fn shown(&mut self) {
        if let Some(Layer::Bulk(bulk)) = self.layers.last_mut() {
            bulk.is_seen |= bulk.preview.is_some();
        }
        self.arrival_shown();
        self.document_shown();
        self.slid = None;
        if let Some(triage) = &mut self.triage
            && triage.state == Card::Ready
        {
            triage.state = Card::Shown;
            if triage.dropped > 0 {
                let said =
                    Sentence::new("triage-keys-dropped").with("n", i64::from(triage.dropped));
                triage.dropped = 0;
                self.say(Mood::Warning, said);
            }
        }
    }

    /// Whether the request under the cursor came there by itself and nobody has seen it yet; says so. A
    /// verb struck now was meant for the one that left.
    pub(super) fn slid_unseen(&mut self) -> bool {
        let Some(id) = self.slid.filter(|_| self.triage.is_none()) else {
            return false;
        };
        let said = Sentence::new("notice-slid").with("number", id.0);
        self.say(Mood::Warning, said);
        true
    }

    /// Whether a verb may act now; counts the key as dropped where it may not.
    pub(super) fn card_is_shown(&mut self) -> bool {
        match &mut self.triage {
            Some(triage) if triage.state != Card::Shown => {
                triage.dropped += 1;
                false
            }
            _ => true,
        }
    }

    pub(super) fn card_sent(&mut self) {
        if let Some(triage) = &mut self.triage {
            triage.state = Card::Deciding;
        }
    }

    pub(super) fn card_refused(&mut self) {
        if let Some(triage) = &mut self.triage
            && triage.state == Card::Deciding
        {
            triage.state = Card::Shown;
        }
    }

    /// The card is not what it was when it was drawn: it is read again, and gives way to the next one
    /// where a colleague has decided it.
    pub(super) fn reread_card(&mut self) {
        if let Some(triage) = &mut self.triage {
            triage.state = Card::Coming;
            self.ask_card();
        }
    }

    pub(super) fn card_done(&mut self, action: Action, request: Option<RequestId>) {
        let Some(triage) = &mut self.triage else {
            return;
        };
        let Some(id) = request.or_else(|| triage.current().map(|row| row.id)) else {
            return;
        };
        if leaves_the_stack(action) {
            triage.decided(action, id);
            self.next_card();
        } else {
            // Claimed, noted, edited: the card stays and is read again.
            triage.state = Card::Coming;
            self.ask_card();
        }
    }

    fn next_card(&mut self) {
        self.changed = true;
        match &self.triage {
            Some(triage) if triage.cards.is_empty() && !triage.more => self.end_triage(),
            Some(triage) if triage.cards.is_empty() => self.ask_cards(),
            _ => self.ask_card(),
        }
    }

    /// After an undo what comes back belongs into the stack again, and is what one looks at; else the
    /// card stays.
    pub(super) fn reread_cards(&mut self, deed: &Deed, request: Option<RequestId>) {
        if let Some(triage) = &mut self.triage {
            triage.wanted = triage.current().map(|row| row.id);
            match deed {
                Deed::Undo => triage.undone(request),
                Deed::Redo => {
                    let after = triage.cards.get(triage.at + 1).map(|row| row.id);
                    if request == triage.wanted {
                        triage.wanted = after;
                    }
                    triage.redone(request);
                }
                _ => {}
            }
            triage.cards.clear();
            triage.at = 0;
            triage.read_once = false;
            triage.state = Card::Coming;
            self.ask_cards();
        }
    }

    pub(super) fn step_card(&mut self, steps: i64) {
        let Some(triage) = &mut self.triage else {
            return;
        };
        if triage.state == Card::Deciding {
            return;
        }
        if triage.step(steps) {
            self.changed = true;
            self.ask_card();
        } else {
            let key = if steps > 0 {
                "triage-last"
            } else {
                "triage-first"
            };
            self.say(Mood::Plain, Sentence::new(key));
        }
    }

    /// Tells the tally and where it goes on.
    pub(super) fn end_triage(&mut self) {
        let Some(triage) = self.triage.take() else {
            return;
        };
        self.asked
            .forget(|f| matches!(f, For::Cards | For::Card(_)));
        let parts: Vec<Arg> = triage
            .tally
            .iter()
            .filter_map(|(action, n)| {
                let name = Sentence::new(entry(*action)?.name);
                let n = i64::try_from(*n).ok()?;
                let part = Sentence::new("triage-tally-part").with("name", name);
                Some(Arg::from(part.with("n", n)))
            })
            .collect();
        let left = triage.cards.len();
        let said = match (triage.decided, left) {
            (0, 0) => Sentence::new("triage-nothing"),
            (0, _) => Sentence::new("triage-left").with("left", left),
            (_, 0) => Sentence::new("triage-tally-all"),
            _ => Sentence::new("triage-tally").with("left", left),
        };
        let n = i64::try_from(triage.decided).unwrap_or(i64::MAX);
        let said = said.with("n", n).with("parts", parts);
        self.say(Mood::Good, said);
        self.page.clear();
        self.refresh();
    }
}

/// Decisions after which a request no longer awaits triage.
fn leaves_the_stack(action: Action) -> bool {
    matches!(
        action,
        Action::Accept
            | Action::Decline
            | Action::Duplicate
            | Action::Merge
            | Action::Defer
            | Action::Refer
            | Action::Wait
            | Action::Withdraw
            | Action::Cancel
    )
}
