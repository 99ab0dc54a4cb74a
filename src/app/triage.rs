//! A triage session: what awaits a decision, one card at a time. A verb acts only on a card that was
//! on the screen when the key was struck.

use std::collections::BTreeMap;

use crate::desk::look::{Cursor, QueueRow};
use crate::domain::RequestId;
use crate::keys::Action;

/// The kept view whose result the cards are, and its search where the desk has dropped that view.
pub const VIEW: &str = "triage";
pub const SEARCH: &str = "status:submitted";
pub const PAGE: usize = 60;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Card {
    /// The cards, or this card's evidence, are being read.
    #[default]
    Coming,
    /// Everything has come and waits to be drawn.
    Ready,
    /// It stands on the screen; keys count from here on.
    Shown,
    /// A decision was sent and is not answered yet.
    Deciding,
}

#[derive(Debug, Default)]
pub struct Triage {
    pub cards: Vec<QueueRow>,
    pub at: usize,
    pub more: bool,
    pub state: Card,
    /// Cards when the session began, where they were counted.
    pub total: u64,
    pub decided: u64,
    pub tally: BTreeMap<Action, u64>,
    /// What was decided at this session, and what of it was taken back; the newest last.
    decisions: Vec<(Action, RequestId)>,
    taken_back: Vec<(Action, RequestId)>,
    /// The card to stand on once the cards have been read again.
    pub wanted: Option<RequestId>,
    /// Keys that came before the card they would have acted on.
    pub dropped: u32,
    pub read_once: bool,
}

impl Triage {
    /// A session over so many cards.
    pub fn of(total: u64) -> Triage {
        Triage {
            total,
            ..Triage::default()
        }
    }

    pub fn current(&self) -> Option<&QueueRow> {
        self.cards.get(self.at)
    }

    pub fn last_cursor(&self) -> Option<Cursor> {
        self.cards.last().map(|row| row.cursor.clone())
    }

    /// The card is decided: it leaves the stack and the next one comes.
    pub fn decided(&mut self, action: Action, id: RequestId) {
        self.taken_back.clear();
        self.count(action, id);
        self.cards.retain(|row| row.id != id);
        self.at = self.at.min(self.cards.len().saturating_sub(1));
        self.state = Card::Coming;
    }

    fn count(&mut self, action: Action, id: RequestId) {
        self.decided += 1;
        *self.tally.entry(action).or_default() += 1;
        self.decisions.push((action, id));
    }

    /// An undo: where it took a decision of this session back, that card is the one to look at again.
    pub fn undone(&mut self, request: Option<RequestId>) {
        let newest = self.decisions.pop_if(|(_, id)| Some(*id) == request);
        if let Some((action, id)) = newest {
            self.decided = self.decided.saturating_sub(1);
            if let Some(n) = self.tally.get_mut(&action) {
                *n = n.saturating_sub(1);
            }
            self.tally.retain(|_, n| *n > 0);
            self.taken_back.push((action, id));
            self.wanted = Some(id);
        }
    }

    /// The undo was itself taken back.
    pub fn redone(&mut self, request: Option<RequestId>) {
        let newest = self.taken_back.pop_if(|(_, id)| Some(*id) == request);
        if let Some((action, id)) = newest {
            self.count(action, id);
        }
    }

    /// To the next or the previous card without deciding; false at the end.
    pub fn step(&mut self, steps: i64) -> bool {
        let last = self.cards.len().saturating_sub(1) as i64;
        let to = (self.at as i64).saturating_add(steps).clamp(0, last.max(0));
        let to = usize::try_from(to).unwrap_or(0);
        let moved = to != self.at;
        if moved {
            self.at = to;
            self.state = Card::Coming;
        }
        moved
    }

    /// `(place of this card, cards in all)`, both counted over the whole session.
    pub fn progress(&self) -> (u64, u64) {
        let left = self.cards.len() as u64;
        let total = self.total.max(self.decided + left);
        (self.decided + self.at as u64 + 1, total)
    }
}
