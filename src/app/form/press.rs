//! What a key does in a sheet: first to an open list, then to the offers, then to the row itself.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::field::Typed;
use super::pick::{Picked, digit};
use super::row::{Input, Row};
use super::sheet::{EnterSaves, Sheet, SheetStep, Spot};
use crate::domain::Sentence;
use crate::text::Words;

impl Sheet {
    pub fn press(&mut self, key: KeyEvent, words: &Words) -> SheetStep {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        if ctrl && key.code == KeyCode::Char('s') {
            return SheetStep::Save;
        }
        if ctrl && key.code == KeyCode::Char('n') {
            return self.toggle_whole();
        }
        let goes_on = key.code == KeyCode::Enter && self.pick_is_settled();
        if let Some(row_key) = self.pick_in_hand()
            && !goes_on
        {
            match self.press_pick(key, words) {
                Picked::Taken => {
                    if !self.is_last() {
                        self.step(true);
                    }
                    return self.changed(row_key);
                }
                Picked::Changed => return self.changed(row_key),
                Picked::Stay => return SheetStep::Stay,
                Picked::Unused => {}
            }
        }
        if let Some(step) = self.press_offer(key) {
            return step;
        }
        match key.code {
            KeyCode::Esc if self.whole => {
                self.whole = false;
                SheetStep::Stay
            }
            KeyCode::Esc => SheetStep::Leave,
            KeyCode::Tab => self.move_on(true),
            KeyCode::BackTab => self.move_on(false),
            _ => self.press_row(key),
        }
    }

    /// The focused row's key where its choices take the keys first.
    fn pick_in_hand(&self) -> Option<String> {
        let row = self.focused()?;
        match &row.input {
            Input::Pick(pick) if pick.open.is_some() || self.offer_at.is_none() => {
                Some(row.key.clone())
            }
            _ => None,
        }
    }

    /// A shut list with something chosen: Enter goes on instead of opening it again.
    fn pick_is_settled(&self) -> bool {
        match self.focused().map(|row| &row.input) {
            Some(Input::Pick(pick)) => pick.open.is_none() && !pick.keys().is_empty(),
            _ => false,
        }
    }

    fn press_pick(&mut self, key: KeyEvent, words: &Words) -> Picked {
        match self.focused_mut() {
            Some(Row {
                input: Input::Pick(pick),
                ..
            }) => pick.press(key, words),
            _ => Picked::Unused,
        }
    }

    fn toggle_whole(&mut self) -> SheetStep {
        if !self.focused().is_some_and(Row::is_long) {
            return SheetStep::Unused;
        }
        self.whole = !self.whole;
        SheetStep::Stay
    }

    fn move_on(&mut self, forwards: bool) -> SheetStep {
        self.step(forwards);
        SheetStep::Stay
    }

    /// Keys among the offers, and the keys that lead into them.
    fn press_offer(&mut self, key: KeyEvent) -> Option<SheetStep> {
        if self.whole {
            return None;
        }
        let offers = self.offers_here()?;
        let (count, by_digit) = (offers.items.len(), offers.by_digit);
        let blank = self.focused().is_some_and(Row::is_blank);
        match (key.code, self.offer_at) {
            (KeyCode::Down, Some(at)) => self.offer_at = Some((at + 1).min(count - 1)),
            (KeyCode::Up, Some(at)) => self.offer_at = at.checked_sub(1),
            (KeyCode::Enter, Some(at)) => return self.take(at),
            (KeyCode::Esc, Some(_)) => self.offer_at = None,
            (KeyCode::Down, None) => {
                // In a long text Down first walks the text.
                let walks = self.focused().is_some_and(Row::is_long)
                    && self
                        .focused_mut()
                        .and_then(Row::field_mut)
                        .is_some_and(|field| field.key(key) == Typed::Moved);
                if !walks {
                    self.offer_at = Some(0);
                }
            }
            (KeyCode::Char(c), None) if by_digit && blank && key.modifiers.is_empty() => {
                let nth = digit(c)?.checked_sub(1).filter(|n| *n < count)?;
                return self.take(nth);
            }
            (KeyCode::Char(_) | KeyCode::Backspace, Some(_)) => {
                self.offer_at = None;
                return None;
            }
            _ => return None,
        }
        Some(SheetStep::Stay)
    }

    fn take(&mut self, nth: usize) -> Option<SheetStep> {
        let offer = self.offers_here()?.items.get(nth)?.clone();
        let key = self.focused()?.key.clone();
        self.offer_at = None;
        self.touched = true;
        Some(SheetStep::Take(key, offer))
    }

    /// An offer goes into its row as text, and the cursor to the next row.
    pub fn take_as_text(&mut self, key: &str, text: &str) {
        self.set_text(key, text);
        if let Some(row) = self.row_mut(key) {
            row.error = None;
        }
        if !self.is_last() {
            self.step(true);
        }
    }

    fn press_row(&mut self, key: KeyEvent) -> SheetStep {
        if self.at == Spot::More {
            return self.press_more(key);
        }
        let last = self.is_last();
        let enter = self.enter;
        let Some(row) = self.focused_mut() else {
            return SheetStep::Unused;
        };
        let row_key = row.key.clone();
        if let (Input::Fixed(_), KeyCode::Enter | KeyCode::Right) = (&row.input, key.code) {
            return SheetStep::Press(row_key);
        }
        let typed = row.field_mut().map_or(Typed::Unused, |f| f.key(key));
        match (typed, key.code) {
            (Typed::Changed, _) => self.changed(row_key),
            (Typed::Moved, _) => SheetStep::Stay,
            (Typed::Unused, KeyCode::Enter) if last && enter == EnterSaves::OnLastRow => {
                SheetStep::Save
            }
            (Typed::Unused, KeyCode::Enter | KeyCode::Down) if !self.whole => self.move_on(true),
            (Typed::Unused, KeyCode::Up) if !self.whole => self.move_on(false),
            (Typed::Unused, KeyCode::Char(_)) if is_text(key) => self.takes_no_text(),
            _ => SheetStep::Unused,
        }
    }

    /// Text that came where none can stand does not vanish silently.
    pub(super) fn takes_no_text(&mut self) -> SheetStep {
        self.notice = Some(Sentence::new("form-no-text-here"));
        SheetStep::Stay
    }

    fn press_more(&mut self, key: KeyEvent) -> SheetStep {
        match key.code {
            KeyCode::Enter | KeyCode::Right | KeyCode::Char(' ') => {
                let first = self
                    .rows
                    .iter()
                    .find(|r| r.folded && !r.absent)
                    .map(|r| r.key.clone());
                self.unfolded = true;
                self.notice = None;
                if let Some(key) = first {
                    self.focus(&key);
                }
                SheetStep::Stay
            }
            KeyCode::Down => self.move_on(true),
            KeyCode::Up => self.move_on(false),
            KeyCode::Char(_) if is_text(key) => self.takes_no_text(),
            _ => SheetStep::Unused,
        }
    }
}

fn is_text(key: KeyEvent) -> bool {
    !key.modifiers
        .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
}
