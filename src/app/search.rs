//! The search field as it is typed: what may stand at the caret, and taking it.

use crate::domain::Sentence;
use crate::keys::{ACTIONS, Chord, Key, Place};
use crate::query::{Vocabulary, complete};
use crate::text::pinyin;

use super::App;
use super::layer::{Layer, SearchField};
use super::line::Line;
use super::notices::Mood;

/// Offers shown at a time.
pub const SHOWN: usize = 6;

impl App {
    pub(super) fn vocabulary(&self) -> Vocabulary {
        crate::desk::vocabulary(&self.here.settings, &self.here.staff)
    }

    /// A word that stands in no request but names a service is searched for as the service: whoever types
    /// 查新 wants the 查新 requests, whatever their titles say.
    pub(super) fn search_service_meant(&mut self) -> bool {
        let typed = self.queue.search.trim().to_owned();
        let is_word = typed.chars().count() > 1 && typed.chars().all(char::is_alphabetic);
        if !is_word || matches!(self.layers.last(), Some(Layer::Search(_))) {
            return false;
        }
        let offers = complete(
            &typed,
            typed.chars().count(),
            &self.vocabulary(),
            &|_, _| false,
        );
        let Some(meant) = offers
            .into_iter()
            .find(|offer| offer.insert.starts_with("svc:"))
        else {
            return false;
        };
        let said = Sentence::new("notice-service-meant")
            .with("word", typed)
            .with("search", meant.insert.trim());
        self.say(Mood::Plain, said);
        self.queue.search_for(meant.insert.trim().to_owned(), None);
        self.load(super::asked::Load::Start);
        self.ask_count();
        true
    }

    /// What a Han text begun among the commands may mean: a verb, or a search. While it may become the
    /// name of a verb nothing is searched, so that the verb finds its row where it was.
    pub(super) fn name_verb(&mut self) {
        let Some(Layer::Search(field)) = self.layers.last() else {
            return;
        };
        let text = field.line.text();
        let text = text.trim();
        let may_be = field.by_han && field.was == self.queue.search;
        let names = ACTIONS
            .iter()
            .filter(|entry| may_be && entry.act.is_some() && entry.places.contains(&Place::Queue))
            .map(|entry| (entry.action, self.here.words.t(entry.name)));
        let (mut verb, mut begins) = (None, false);
        for (action, name) in names {
            begins |= name.starts_with(text);
            if name == text {
                verb = Some(action);
            }
        }
        if let Some(Layer::Search(field)) = self.layers.last_mut() {
            field.verb = verb;
        }
        if !begins || text.is_empty() {
            self.rest_typing();
        }
    }

    /// Keys of the search field that are about its offers; false where the key is not.
    pub(super) fn press_in_offers(&mut self, chord: Chord) -> bool {
        let Some(Layer::Search(field)) = self.layers.last_mut() else {
            return false;
        };
        if chord.key == Key::Up && field.line.text().is_empty() && !self.last_search.is_empty() {
            field.line = Line::new(format!("{} ", self.last_search.trim_end()));
            field.offers.clear();
            field.offer_at = None;
            self.rest_typing();
            self.changed = true;
            return true;
        }
        let count = field.offers.len();
        match (chord.key, field.offer_at) {
            (Key::Tab, at) if !chord.ctrl => {
                if count == 0 {
                    field.look_up(true);
                    field.offer_at = (!field.offers.is_empty()).then_some(0);
                } else {
                    field.take(at.unwrap_or(0));
                    self.rest_typing();
                }
            }
            (Key::Enter, Some(at)) => {
                field.take(at);
                self.rest_typing();
            }
            (Key::Esc, Some(_)) => {
                field.offers.clear();
                field.offer_at = None;
            }
            (Key::Down, None) if count > 0 => field.offer_at = Some(0),
            (Key::Down, Some(at)) => field.offer_at = Some((at + 1).min(count - 1)),
            (Key::Up, Some(at)) => field.offer_at = at.checked_sub(1),
            _ => return false,
        }
        self.changed = true;
        true
    }
}

impl SearchField {
    /// Offers for what stands before the caret; for an empty word only where they are asked for.
    pub fn look_up(&mut self, asked: bool) {
        self.offer_at = None;
        let before = self.line.before();
        let word_begins = before.chars().next_back().is_none_or(char::is_whitespace);
        if word_begins && !asked {
            self.offers.clear();
            return;
        }
        let text = self.line.text();
        let caret = before.chars().count();
        self.offers = complete(&text, caret, &self.vocabulary, &pinyin::matches);
        // What stands there already is no offer.
        self.offers.retain(|offer| {
            let standing = text.chars().skip(offer.range.start).take(offer.range.len());
            !standing.eq(offer.insert.chars())
        });
    }

    fn take(&mut self, nth: usize) {
        let Some(offer) = self.offers.get(nth).cloned() else {
            return;
        };
        let text = self.line.text();
        let before: String = text.chars().take(offer.range.start).collect();
        let after: String = text.chars().skip(offer.range.end).collect();
        self.line.set(format!("{before}{}", offer.insert), after);
        self.look_up(offer.insert.ends_with(':'));
    }
}
