//! From a typed line to a [`Search`], or to a sentence that says what is wrong, where, and what is
//! allowed there. Never guesses a value that the vocabulary does not know.

use crate::domain::{Channel, ClientKind, RequestId, Sentence, ServiceKey, Status};

use super::fold::fold;
use super::items::{Body, Item, Piece, cut};
use super::key::{Key, nearest};
use super::search::{
    Condition, CountRange, Flag, Order, Owner, Search, StatusGroup, StatusWord, Term, Words,
};
use super::span::Span;
use super::vocabulary::Vocabulary;
use super::when::{Way, When};

/// A line longer than this, in characters, is no search; it keeps what the store must bind small.
const LONGEST: usize = 1_000;
const MOST_VALUES: usize = 100;

/// Where the line is wrong, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryError {
    pub span: Span,
    pub said: Sentence,
}

impl QueryError {
    fn new(span: Span, said: Sentence) -> Self {
        Self { span, said }
    }
}

/// Reads a line of the search language. The empty line is the empty search.
pub fn parse(text: &str, vocabulary: &Vocabulary) -> Result<Search, QueryError> {
    let length = text.chars().count();
    if length > LONGEST {
        let said = Sentence::new("query-too-long").with("most", LONGEST);
        return Err(QueryError::new(Span::new(LONGEST, length), said));
    }
    let cut = cut(text);
    if let Some(span) = cut.open_quote {
        return Err(QueryError::new(span, Sentence::new("query-open-quote")));
    }
    let mut search = Search::default();
    let mut signs = None;
    for item in cut.items {
        let condition = match item.body {
            // Signs between words are no words: a title may be pasted as it stands.
            Body::Phrase(ref piece) | Body::Word(ref piece) if is_signs(&piece.text) => {
                signs.get_or_insert(item.span);
                continue;
            }
            Body::Phrase(ref piece) => phrase(piece)?,
            Body::Word(ref piece) => Condition::Words(Words {
                text: piece.text.clone(),
                phrase: false,
            }),
            Body::At(ref values) => condition(Key::Owner, item.span, values, vocabulary)?,
            Body::Hash(ref values) => condition(Key::Id, item.span, values, vocabulary)?,
            Body::Keyed {
                ref key,
                key_span,
                ref values,
            } => {
                let key = Key::find(key).ok_or_else(|| unknown_key(key, key_span))?;
                if key == Key::Order {
                    order(&mut search, &item, values, vocabulary)?;
                    continue;
                }
                condition(key, item.span, values, vocabulary)?
            }
        };
        search.terms.push(Term {
            condition,
            negated: item.negated,
            span: item.span,
        });
    }
    match signs {
        Some(span) if search.terms.is_empty() && search.order.is_none() => {
            Err(QueryError::new(span, Sentence::new("query-only-signs")))
        }
        _ => Ok(search),
    }
}

/// Nothing in it that an index of words holds.
fn is_signs(text: &str) -> bool {
    !text.trim().is_empty() && !text.chars().any(char::is_alphanumeric)
}

fn phrase(piece: &Piece) -> Result<Condition, QueryError> {
    if piece.text.trim().is_empty() {
        let said = Sentence::new("query-empty-quote");
        return Err(QueryError::new(piece.span, said));
    }
    Ok(Condition::Words(Words {
        text: piece.text.clone(),
        phrase: true,
    }))
}

fn unknown_key(typed: &str, span: Span) -> QueryError {
    let spellings = Key::ALL.into_iter().flat_map(|k| k.spellings()).copied();
    let said = match nearest(typed, spellings) {
        Some(near) => Sentence::new("query-unknown-key-near").with("near", near),
        None => Sentence::new("query-unknown-key").with("allowed", all_keys()),
    };
    QueryError::new(span, said.with("key", typed))
}

fn all_keys() -> String {
    Key::ALL.map(Key::word).join(", ")
}

fn order(
    search: &mut Search,
    item: &Item,
    values: &[Piece],
    vocabulary: &Vocabulary,
) -> Result<(), QueryError> {
    if item.negated {
        let said = Sentence::new("query-order-negated");
        return Err(QueryError::new(item.span, said));
    }
    if search.order.is_some() || values.len() > 1 {
        let said = Sentence::new("query-order-twice");
        return Err(QueryError::new(item.span, said));
    }
    let orders = known(Key::Order, item.span, values, vocabulary, Order::from_key)?;
    search.order = orders.first().copied();
    Ok(())
}

fn condition(
    key: Key,
    span: Span,
    values: &[Piece],
    vocabulary: &Vocabulary,
) -> Result<Condition, QueryError> {
    if values.len() > MOST_VALUES {
        let said = Sentence::new("query-too-many-values").with("most", MOST_VALUES);
        return Err(QueryError::new(span, said));
    }
    Ok(match key {
        Key::Status => Condition::Status(each(key, span, values, |piece| {
            status_word(piece, vocabulary)
        })?),
        Key::Service => Condition::Service(known(key, span, values, vocabulary, |k| {
            Some(ServiceKey::new(k))
        })?),
        Key::Owner => Condition::Owner(each(key, span, values, |piece| {
            Ok(owner(piece, vocabulary))
        })?),
        Key::Client => Condition::Client(texts(key, span, values)?),
        Key::Channel => {
            Condition::Channel(known(key, span, values, vocabulary, Channel::from_key)?)
        }
        Key::Kind => Condition::Kind(known(key, span, values, vocabulary, ClientKind::from_key)?),
        Key::Due => Condition::Due(when(key, Way::Ahead, span, values)?),
        Key::Received => Condition::Received(when(key, Way::Back, span, values)?),
        Key::Count => Condition::Count(count(span, values)?),
        Key::Tag => Condition::Tag(tags(span, values, vocabulary)?),
        Key::Number => Condition::Number(each(key, span, values, |piece| {
            Ok(fold(&piece.text).to_uppercase())
        })?),
        Key::Id => Condition::Id(each(key, span, values, request_id)?),
        Key::Is | Key::Order => {
            Condition::Is(known(key, span, values, vocabulary, Flag::from_key)?)
        }
    })
}

/// Reads every value by itself; none may be empty, doubles are dropped.
fn each<T: PartialEq>(
    key: Key,
    span: Span,
    values: &[Piece],
    mut read: impl FnMut(&Piece) -> Result<T, QueryError>,
) -> Result<Vec<T>, QueryError> {
    let mut all = Vec::new();
    for piece in values {
        if piece.text.trim().is_empty() {
            let at = if piece.span.is_empty() {
                span
            } else {
                piece.span
            };
            let said = Sentence::new("query-no-value").with("key", key.word());
            return Err(QueryError::new(at, said));
        }
        let value = read(piece)?;
        if !all.contains(&value) {
            all.push(value);
        }
    }
    Ok(all)
}

fn known<T: PartialEq>(
    key: Key,
    span: Span,
    values: &[Piece],
    vocabulary: &Vocabulary,
    from_key: impl Fn(&str) -> Option<T>,
) -> Result<Vec<T>, QueryError> {
    each(key, span, values, |piece| {
        vocabulary
            .find(key, &piece.text)
            .and_then(&from_key)
            .ok_or_else(|| unknown_value(key, &piece.text, piece.span, vocabulary))
    })
}

/// The complaint about a name that no member of staff bears; only the desk knows who there is.
pub fn unknown_owner(name: &str, span: Span, vocabulary: &Vocabulary) -> QueryError {
    unknown_value(Key::Owner, name, span, vocabulary)
}

fn unknown_value(key: Key, typed: &str, span: Span, vocabulary: &Vocabulary) -> QueryError {
    let said = match nearest(typed, vocabulary.spellings(key)) {
        Some(near) => Sentence::new("query-unknown-value-near").with("near", near),
        None => {
            let allowed: Vec<String> = vocabulary
                .values(key)
                .iter()
                .map(|v| match v.words.first() {
                    Some(word) => format!("{} ({word})", v.key),
                    None => v.key.clone(),
                })
                .collect();
            Sentence::new("query-unknown-value").with("allowed", allowed.join(", "))
        }
    };
    QueryError::new(span, said.with("key", key.word()).with("value", typed))
}

/// `=` before it means the status of that name and no group.
fn status_word(piece: &Piece, vocabulary: &Vocabulary) -> Result<StatusWord, QueryError> {
    let folded = fold(&piece.text);
    if let Some(exact) = folded.strip_prefix('=') {
        let key = vocabulary.find(Key::Status, exact).unwrap_or(exact);
        if let Some(status) = Status::from_key(key.trim_start_matches('=')) {
            return Ok(StatusWord::One(status));
        }
    }
    vocabulary
        .find(Key::Status, &folded)
        .and_then(|key| {
            StatusGroup::from_key(key)
                .map(StatusWord::Group)
                .or_else(|| Status::from_key(key.trim_start_matches('=')).map(StatusWord::One))
        })
        .ok_or_else(|| unknown_value(Key::Status, &piece.text, piece.span, vocabulary))
}

/// A name in quotation marks is a name, even if it reads `me`.
fn owner(piece: &Piece, vocabulary: &Vocabulary) -> Owner {
    match vocabulary.find(Key::Owner, &piece.text) {
        Some("me") if !piece.quoted => Owner::Me,
        Some("none") if !piece.quoted => Owner::Nobody,
        Some(name) if name != "me" && name != "none" => Owner::Name(name.to_owned()),
        _ => Owner::Name(piece.text.clone()),
    }
}

fn texts(key: Key, span: Span, values: &[Piece]) -> Result<Vec<String>, QueryError> {
    each(key, span, values, |piece| Ok(piece.text.trim().to_owned()))
}

/// A tag may be new, so an unknown one is looked for as typed.
fn tags(span: Span, values: &[Piece], vocabulary: &Vocabulary) -> Result<Vec<String>, QueryError> {
    each(Key::Tag, span, values, |piece| {
        let typed = piece.text.trim();
        Ok(vocabulary.find(Key::Tag, typed).unwrap_or(typed).to_owned())
    })
}

fn request_id(piece: &Piece) -> Result<RequestId, QueryError> {
    let folded = fold(&piece.text);
    let digits = folded.strip_prefix('#').unwrap_or(&folded);
    digits
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| digits.parse::<i64>().ok())
        .flatten()
        .filter(|id| *id > 0)
        .map(RequestId)
        .ok_or_else(|| {
            let said = Sentence::new("query-bad-id").with("value", piece.text.as_str());
            QueryError::new(piece.span, said)
        })
}

fn when(key: Key, way: Way, span: Span, values: &[Piece]) -> Result<When, QueryError> {
    let only = single(key, span, values)?;
    When::read(&only.text, way).ok_or_else(|| {
        let sentence = match way {
            Way::Ahead => "query-bad-due",
            Way::Back => "query-bad-received",
        };
        let said = Sentence::new(sentence).with("value", only.text.as_str());
        QueryError::new(only.span, said)
    })
}

fn count(span: Span, values: &[Piece]) -> Result<CountRange, QueryError> {
    let only = single(Key::Count, span, values)?;
    read_count(&fold(&only.text)).ok_or_else(|| {
        let said = Sentence::new("query-bad-count").with("value", only.text.as_str());
        QueryError::new(only.span, said)
    })
}

fn read_count(text: &str) -> Option<CountRange> {
    let number = |text: &str| text.trim().parse::<u32>().ok();
    let range = |from, to| CountRange { from, to };
    let text = text.replace('≥', ">=").replace('≤', "<=");
    Some(if let Some(rest) = text.strip_prefix(">=") {
        range(Some(number(rest)?), None)
    } else if let Some(rest) = text.strip_prefix("<=") {
        range(None, Some(number(rest)?))
    } else if let Some(rest) = text.strip_prefix('>') {
        range(Some(number(rest)?.checked_add(1)?), None)
    } else if let Some(rest) = text.strip_prefix('<') {
        range(None, Some(number(rest)?.checked_sub(1)?))
    } else if let Some((from, to)) = text.split_once("..").or_else(|| text.split_once('-')) {
        let (from, to) = (number(from)?, number(to)?);
        if from > to {
            return None;
        }
        range(Some(from), Some(to))
    } else {
        let exact = number(text.strip_prefix('=').unwrap_or(&text))?;
        range(Some(exact), Some(exact))
    })
}

fn single(key: Key, span: Span, values: &[Piece]) -> Result<&Piece, QueryError> {
    match values {
        [only] if !only.text.trim().is_empty() => Ok(only),
        [] | [_] => {
            let said = Sentence::new("query-no-value").with("key", key.word());
            Err(QueryError::new(span, said))
        }
        [_, second, ..] => {
            let said = Sentence::new("query-one-value").with("key", key.word());
            Err(QueryError::new(second.span, said))
        }
    }
}
