//! From a key to what it means here: text for the layer that takes text, else an action of the table.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::domain::Sentence;
use crate::keys::{Action, Chord, Key, Place, entry};
use crate::text::fold::{fold_key, is_han};

use super::App;
use super::layer::Layer;
use super::line::Typed;
use super::listing::{Choice, Manner};
use super::notices::Mood;

/// With Ctrl: what is struck in a browser, and what it stands for.
const BROWSER: [(char, char); 2] = [('k', 'w'), ('o', 'n')];

impl App {
    pub(super) fn press(&mut self, event: KeyEvent) {
        if event.kind == KeyEventKind::Release {
            return;
        }
        let event = self.for_browsers(event);
        let Some(chord) = Chord::of(event) else {
            return;
        };
        if let Some(bare) = self.is_esc_and(chord, event) {
            self.press(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
            return self.press(bare);
        }
        if self.is_held(chord, event) {
            return;
        }
        self.notices.key_struck();
        if self.notices.refused.take().is_some() {
            self.changed = true;
            if matches!(chord.key, Key::Esc | Key::Enter) {
                // It has taken the box away; where one is stays.
                return;
            }
        }
        if let Some(Layer::Form(_)) = self.layers.last() {
            return self.press_in_form(event);
        }
        if self.layers.last().is_some_and(Layer::takes_text) {
            return self.press_in_text(chord);
        }
        if self.press_in_layer(chord) {
            return;
        }
        let place = self.place();
        match self.keys.action(chord, place) {
            Some(action) => self.act(action),
            None => self.press_unknown(chord, place),
        }
    }

    /// A terminal in a browser never sees Ctrl-W and Ctrl-N, which close and open windows there: each has
    /// another that means the same.
    fn for_browsers(&self, event: KeyEvent) -> KeyEvent {
        let Some(chord) = Chord::of(event) else {
            return event;
        };
        let same = BROWSER
            .iter()
            .find(|(other, _)| chord == Chord::ctrl(*other));
        match same {
            Some((_, means)) if self.keys.anywhere(chord).is_none() => KeyEvent {
                code: KeyCode::Char(*means),
                ..event
            },
            _ => event,
        }
    }

    /// Esc and a key struck soon after it are the same bytes as Alt and that key; where no such key is
    /// bound, it was Esc.
    fn is_esc_and(&self, chord: Chord, event: KeyEvent) -> Option<KeyEvent> {
        let is_byte = matches!(
            chord.key,
            Key::Char(_) | Key::Enter | Key::Tab | Key::Backspace
        );
        if !chord.alt || !is_byte || self.keys.anywhere(chord).is_some() {
            return None;
        }
        let modifiers = event.modifiers - KeyModifiers::ALT;
        Some(KeyEvent { modifiers, ..event })
    }

    /// A pasted text that is nothing but text.
    pub(super) fn paste_as_text(&mut self, text: &str) {
        let line = match self.layers.last_mut() {
            Some(Layer::Form(_)) => {
                return self.tell_form(super::form::FormMsg::Paste(some(text).to_owned()));
            }
            Some(Layer::Search(field)) => Some(&mut field.line),
            Some(layer) if layer.takes_text() => layer.listing_mut().map(|l| &mut l.filter),
            _ => None,
        };
        match line {
            Some(line) => {
                line.insert(some(text).trim_end_matches(['\n', '\r']));
                self.typed();
            }
            // Pasted text in command mode would be a string of commands.
            None => {
                let lines = some(text).trim_end_matches(['\n', '\r']);
                let lines = lines.replace("\r\n", "\n").split(['\n', '\r']).count();
                let said = Sentence::new("notice-paste-dropped").with("lines", lines);
                self.say(Mood::Warning, said);
            }
        }
    }

    fn press_in_text(&mut self, chord: Chord) {
        if self.press_in_offers(chord) {
            return;
        }
        let line = match self.layers.last_mut() {
            Some(Layer::Search(field)) => &mut field.line,
            Some(layer) => match layer.listing_mut() {
                Some(listing) => &mut listing.filter,
                None => return,
            },
            None => return,
        };
        // A list has no use for the caret at its edge, so the arrows stay with the text.
        match line.press(chord) {
            Typed::Changed => return self.typed(),
            Typed::Moved => {
                self.changed = true;
                return;
            }
            Typed::NotMine => {}
        }
        match (chord.ctrl, chord.key) {
            (false, Key::Esc) => self.leave_layer(),
            (false, Key::Enter) => self.choose(),
            (false, Key::Down) | (true, Key::Char('n')) => self.step_over(1),
            (false, Key::Up) => self.step_over(-1),
            (true, Key::Char('p')) => match self.layers.last() {
                Some(Layer::Search(_)) => self.act(Action::Palette),
                _ => self.step_over(-1),
            },
            (false, Key::PageDown) => self.step_over(self.over_rows()),
            (false, Key::PageUp) => self.step_over(-self.over_rows()),
            (true, Key::Char('s')) => self.save_view(),
            (true, Key::Char('d')) => self.drop_view(),
            (true, Key::Char('g')) => self.act(Action::Language),
            _ => {}
        }
    }

    /// After each change of a text: filters at once, searches after a rest.
    fn typed(&mut self) {
        self.changed = true;
        match self.layers.last_mut() {
            Some(Layer::Search(field)) => {
                field.look_up(false);
                self.name_verb();
            }
            Some(layer) => {
                if let Some(listing) = layer.listing_mut() {
                    listing.refilter();
                }
            }
            None => {}
        }
    }

    /// Keys that a layer without text keeps for itself.
    fn press_in_layer(&mut self, chord: Chord) -> bool {
        let digit = chord
            .typed()
            .map(fold_key)
            .and_then(|c| c.to_digit(10))
            .and_then(|d| usize::try_from(d).ok());
        match self.layers.last_mut() {
            Some(Layer::Sheet(listing) | Layer::Orders(listing))
                if listing.manner == Manner::Numbered =>
            {
                if let Some(digit) = digit {
                    if listing.number(digit) {
                        self.choose();
                    }
                    return true;
                }
                if let Some(c) = chord.typed().filter(|c| is_han(*c)) {
                    // The input method is on: the character names the verb.
                    let mut typed = listing.filter.clone();
                    typed.press(Chord::char(c));
                    listing.filter = typed;
                    listing.refilter();
                    self.changed = true;
                    return true;
                }
                match chord.key {
                    Key::Enter => self.choose(),
                    Key::Backspace => {
                        listing.filter.press(chord);
                        listing.refilter();
                        self.changed = true;
                    }
                    _ => return false,
                }
                true
            }
            Some(Layer::Documents(_)) if digit.is_some() => {
                self.answer_document(digit.unwrap_or(0));
                true
            }
            Some(Layer::Documents(_)) if chord.key == Key::Enter => {
                self.open_document();
                true
            }
            Some(Layer::Documents(_)) if chord.typed().map(fold_key) == Some('/') => {
                self.find_document();
                true
            }
            Some(Layer::Documents(_)) if chord.typed().map(fold_key) == Some('y') => {
                self.open_flow();
                true
            }
            Some(Layer::Documents(_)) if chord.typed().map(fold_key) == Some('u') => {
                self.undo();
                true
            }
            Some(Layer::Tray(_)) if chord.key == Key::Enter => {
                self.open_arrival();
                true
            }
            Some(Layer::Tray(_) | Layer::Arrival(_))
                if chord.typed().map(fold_key) == Some('u') =>
            {
                self.ask_for_gone();
                true
            }
            Some(Layer::Arrival(_)) if digit.is_some() => {
                self.answer_arrival(digit.unwrap_or(0));
                true
            }
            Some(Layer::Arrival(_)) => self.keep_arrival(),
            Some(Layer::Paste(_)) if digit.is_some() => {
                self.answer_paste(digit.unwrap_or(0));
                true
            }
            Some(Layer::Twin(_)) if digit.is_some() => {
                self.answer_twin(digit.unwrap_or(0));
                true
            }
            Some(Layer::Clash(_)) if digit.is_some() => {
                self.answer_clash(digit.unwrap_or(0));
                true
            }
            Some(Layer::Bulk(_)) if chord.key == Key::Enter => {
                self.carry_out_bulk();
                true
            }
            Some(Layer::Why(why)) if chord.typed().map(fold_key) == Some('=') => {
                why.full = true;
                self.changed = true;
                true
            }
            Some(Layer::Timeline(_)) if chord.typed().map(fold_key) == Some('u') => {
                self.undo_from_timeline();
                true
            }
            // The line below the report offers it.
            Some(Layer::Report(_)) if chord.typed().map(fold_key) == Some('u') => {
                self.leave_layer();
                self.act(Action::Undo);
                true
            }
            Some(Layer::Timeline(_)) if chord.typed().map(fold_key) == Some('O') => {
                self.give_out_from_timeline();
                true
            }
            Some(Layer::Plain(_)) if chord.typed().map(fold_key) == Some('O') => {
                self.give_plain();
                true
            }
            Some(Layer::Timeline(_)) if chord.typed().map(fold_key) == Some('y') => {
                self.open_plain_talk();
                true
            }
            Some(Layer::Report(_) | Layer::Messages(_) | Layer::Plain(_) | Layer::Why(_))
                if chord.key == Key::Enter =>
            {
                self.leave_layer();
                true
            }
            Some(_) => false,
            None => self.press_on_card(chord, digit),
        }
    }

    /// The three choices that every card has under the same digits.
    fn press_on_card(&mut self, chord: Chord, digit: Option<usize>) -> bool {
        if self.triage.is_none() {
            return false;
        }
        match (digit, chord.key) {
            (Some(1), _) => self.act(Action::Accept),
            (Some(2), _) => self.act(Action::Decline),
            (Some(3), _) => self.act(Action::Down),
            (None, Key::Enter) => self.act(Action::Verbs),
            _ => return false,
        }
        true
    }

    fn press_unknown(&mut self, chord: Chord, place: Place) {
        let Some(c) = chord.typed() else {
            if chord == Chord::ctrl('c') {
                self.say(Mood::Plain, Sentence::new("notice-how-to-leave"));
            }
            return;
        };
        if let Some(entry) = self.keys.anywhere(chord).and_then(entry) {
            let name = Sentence::new(entry.name);
            return self.say(
                Mood::Plain,
                Sentence::new("notice-not-here").with("name", name),
            );
        }
        match place {
            Place::Queue | Place::Case if is_han(c) => {
                self.open_search(Some(c));
            }
            Place::Cards if is_han(c) => {
                self.act(Action::Verbs);
                self.press_in_layer(chord);
            }
            Place::Over if is_han(c) => {
                self.say(Mood::Warning, Sentence::new("notice-input-method"));
            }
            _ => {}
        }
    }

    /// Enter in a list, or in the search field.
    fn choose(&mut self) {
        if let Some(Layer::Search(field)) = self.layers.last() {
            if let Some(action) = field.verb {
                self.layers.pop();
                self.changed = true;
                return self.act(action);
            }
            self.search_typed();
            self.layers.pop();
            self.tell_unseen();
            if self.queue.loaded && self.queue.rows.is_empty() {
                self.search_service_meant();
            }
            self.changed = true;
            return;
        }
        let Some(item) = self
            .layers
            .last()
            .and_then(Layer::listing)
            .and_then(|l| l.current())
        else {
            return;
        };
        if let Some(why) = item.refused.clone() {
            return self.refuse(why, None);
        }
        let choice = item.choice.clone();
        self.layers.pop();
        if let (Choice::Act(_), Some(Layer::Form(_))) = (&choice, self.layers.last()) {
            // What was typed stays with its key.
            self.leave_form();
        }
        self.changed = true;
        match choice {
            Choice::Act(action) => self.act(action),
            Choice::View(at) => self.choose_view(at),
            Choice::Own(name) => self.choose_own_view(name),
            Choice::Order(order) => self.choose_order(order),
            Choice::Stage(stage) => self.choose_stage(stage),
            Choice::Opening(glass) => self.note_opening(glass),
            Choice::Give(give) => self.give(give),
            Choice::Run(request, run) => self.choose_run(request, run),
            Choice::OtherRun => self.choose_other_run(),
            Choice::Document(at) => self.go_to_document(at),
            Choice::Gone(gone) => self.bring_back(gone),
            Choice::Heading | Choice::Told => {}
        }
    }
}

/// As much of a pasted text as any field takes: a whole book is not copied to be cut.
fn some(text: &str) -> &str {
    const MOST: usize = 1_000_000;
    let end = text.floor_char_boundary(MOST);
    text.get(..end).unwrap_or(text)
}
