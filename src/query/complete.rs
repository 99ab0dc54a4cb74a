//! What may stand at the caret: keys, values, names of staff. Offers, never changes the line.

use crate::domain::Sentence;

use super::fold::{fold, narrow};
use super::items::{Body, Item, Piece, cut};
use super::key::Key;
use super::span::Span;
use super::vocabulary::Vocabulary;

/// One offer: putting `insert` in the place of `range` makes it so.
#[derive(Clone, Debug, PartialEq)]
pub struct Completion {
    pub insert: String,
    /// How the list names it.
    pub shown: String,
    /// What it is for, where a sentence says so.
    pub about: Option<Sentence>,
    /// In characters of the whole line.
    pub range: Span,
}

const MOST: usize = 40;

/// Offers for the item that ends at `caret` (counted in characters). `matches(typed, word)` says
/// whether a word answers to what was typed, by pinyin or initials; plain beginnings always do.
pub fn complete(
    text: &str,
    caret: usize,
    vocabulary: &Vocabulary,
    matches: &dyn Fn(&str, &str) -> bool,
) -> Vec<Completion> {
    let before: String = text.chars().take(caret).collect();
    let caret = before.chars().count();
    let asked = Asked {
        vocabulary,
        matches,
    };
    let last = cut(&before)
        .items
        .pop()
        .filter(|item| item.span.end == caret);
    let mut offers = match &last {
        None => asked.keys("", Span::new(caret, caret)),
        Some(item) => asked.item(item),
    };
    offers.truncate(MOST);
    offers
}

struct Asked<'a> {
    vocabulary: &'a Vocabulary,
    matches: &'a dyn Fn(&str, &str) -> bool,
}

impl Asked<'_> {
    fn item(&self, item: &Item) -> Vec<Completion> {
        match &item.body {
            Body::Phrase(_) | Body::Hash(_) => Vec::new(),
            Body::At(values) => self.last_value(Key::Owner, values),
            Body::Keyed { key, values, .. } => match Key::find(key) {
                Some(key) => self.last_value(key, values),
                None => Vec::new(),
            },
            Body::Word(piece) if piece.text.chars().all(|c| narrow(c) == '-') => {
                let end = piece.span.end;
                self.keys("", Span::new(end, end))
            }
            Body::Word(piece) => {
                let mut offers = self.keys(&piece.text, piece.span);
                offers.extend(self.bare_values(piece));
                offers
            }
        }
    }

    fn keys(&self, typed: &str, range: Span) -> Vec<Completion> {
        let typed = fold(typed);
        Key::ALL
            .into_iter()
            .filter(|key| key.spellings().iter().any(|s| self.answers(&typed, s)))
            .map(|key| Completion {
                insert: format!("{}:", key.word()),
                shown: shown(key.word(), key.spellings().get(1).copied()),
                about: Some(Sentence::new(key.about())),
                range,
            })
            .collect()
    }

    fn last_value(&self, key: Key, values: &[Piece]) -> Vec<Completion> {
        let Some(piece) = values.last() else {
            return Vec::new();
        };
        self.values(key, &piece.text)
            .into_iter()
            .map(|(value, shown)| Completion {
                insert: value,
                shown,
                about: None,
                range: piece.span,
            })
            .collect()
    }

    /// A service or a status written without its key.
    fn bare_values(&self, piece: &Piece) -> Vec<Completion> {
        [Key::Service, Key::Status, Key::Owner, Key::Tag]
            .into_iter()
            .flat_map(|key| {
                self.values(key, &piece.text)
                    .into_iter()
                    .map(move |(value, shown)| {
                        let insert = match key {
                            Key::Owner => format!("@{value}"),
                            key => format!("{}:{value}", key.word()),
                        };
                        Completion {
                            shown: format!("{insert} {shown}"),
                            insert,
                            about: None,
                            range: piece.span,
                        }
                    })
            })
            .collect()
    }

    /// Values that begin so come before those that answer by pinyin.
    fn values(&self, key: Key, typed: &str) -> Vec<(String, String)> {
        let typed = fold(typed);
        let (mut first, mut then) = (Vec::new(), Vec::new());
        for value in self.vocabulary.values(key) {
            let mut words = std::iter::once(&value.key).chain(&value.words);
            let offer = || {
                (
                    insertable(&value.key),
                    shown(&value.key, value.words.first().map(String::as_str)),
                )
            };
            if words.clone().any(|w| fold(w).starts_with(&typed)) {
                first.push(offer());
            } else if words.any(|w| self.answers(&typed, w)) {
                then.push(offer());
            }
        }
        first.append(&mut then);
        first
    }

    fn answers(&self, typed: &str, word: &str) -> bool {
        typed.is_empty() || fold(word).starts_with(typed) || (self.matches)(typed, word)
    }
}

fn shown(key: &str, word: Option<&str>) -> String {
    match word {
        Some(word) if word != key => format!("{word}  {key}"),
        _ => key.to_owned(),
    }
}

fn insertable(value: &str) -> String {
    if value.chars().any(|c| c.is_whitespace() || narrow(c) == ',') {
        format!("\"{}\"", value.replace('"', ""))
    } else {
        value.to_owned()
    }
}
