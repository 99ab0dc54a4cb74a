//! BibTeX, as managers and databases write it (WoS, Scopus, Compendex, CNKI converters). One bad
//! entry costs only itself. Syntax: "BibTeXing" (Patashnik, 1988), fields of biblatex beside it.

pub(in crate::biblio) mod fields;
mod names;
mod scan;
pub(in crate::biblio) mod tex;

use std::collections::HashMap;

use crate::biblio::reading::{Fault, Sink};
use crate::biblio::record::{Raw, Record};
use scan::{Entry, Piece};

/// A field's name and its value, still as TeX.
pub(super) struct Value<'a> {
    pub name: &'a str,
    pub raw: std::borrow::Cow<'a, str>,
}

/// Words that `@string` explains, and how much they may still grow a file.
struct Words {
    said: HashMap<String, String>,
    room: usize,
}

pub(super) fn read(text: &str, sink: &mut Sink) {
    let mut words = Words {
        said: HashMap::new(),
        room: sink.limits.file,
    };
    let mut entries: Vec<Entry> = Vec::new();
    for entry in scan::entries(text, sink.limits.depth) {
        match entry.kind.to_ascii_lowercase().as_str() {
            "comment" | "preamble" => {}
            "string" => {
                for field in &entry.fields {
                    let value = joined(&field.pieces, &mut words, &entry, sink);
                    words
                        .said
                        .insert(field.name.to_lowercase(), value.into_owned());
                }
            }
            _ => {
                if let Some(fault) = entry.fault {
                    sink.fault(fault, entry.line, entry.from, entry.key);
                    if fault.costs() {
                        continue;
                    }
                }
                entries.push(entry);
            }
        }
    }
    // Parents are named by key; the first of a key counts, as in BibTeX.
    let mut by_key: HashMap<String, usize> = HashMap::new();
    if entries.iter().any(|entry| parent_of(entry).is_some()) {
        for (at, entry) in entries.iter().enumerate() {
            by_key.entry(entry.key.to_lowercase()).or_insert(at);
        }
    }
    for entry in &entries {
        let mut values = values_of(entry, &mut words, sink);
        if let Some(parent) = parent_of(entry) {
            inherit(
                &mut values,
                entry,
                parent,
                &entries,
                &by_key,
                &mut words,
                sink,
            );
        }
        let mut record = Record {
            raw: Raw {
                part: 0,
                line: u32::try_from(entry.line).unwrap_or(u32::MAX),
                from: entry.from,
                to: entry.to,
            },
            id: entry.key.into(),
            ..Record::default()
        };
        fields::put_all(&mut record, entry.kind, &values);
        if let Some(rest) = values.iter().find(|value| value.name == "refdesk")
            && let Ok(serde_json::Value::Object(rest)) = serde_json::from_str(&unguarded(&rest.raw))
        {
            record.overlay(rest);
        }
        if !sink.take(record) {
            return;
        }
    }
}

/// The pieces of a value as one; a word that nothing explains stands for itself.
fn joined<'a>(
    pieces: &[Piece<'a>],
    words: &mut Words,
    entry: &Entry,
    sink: &mut Sink,
) -> std::borrow::Cow<'a, str> {
    if let [Piece::Text(text)] = pieces {
        return (*text).into();
    }
    let mut whole = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => whole.push_str(text),
            Piece::Word(word) => match words.said.get(&word.to_lowercase()) {
                // A word that is made of itself over and over would grow for ever.
                Some(text) if text.len() > words.room || text.len() > sink.limits.value => {
                    sink.fault(Fault::Circle, entry.line, entry.from, word);
                }
                Some(text) => {
                    words.room -= text.len();
                    whole.push_str(text);
                }
                None => {
                    let known = word.bytes().any(|b| b.is_ascii_digit()) || fields::is_month(word);
                    if !known {
                        sink.fault(Fault::UnknownWord, entry.line, entry.from, word);
                    }
                    whole.push_str(word);
                }
            },
        }
    }
    whole.into()
}

fn values_of<'a>(entry: &Entry<'a>, words: &mut Words, sink: &mut Sink) -> Vec<Value<'a>> {
    entry
        .fields
        .iter()
        .map(|field| Value {
            name: field.name,
            raw: joined(&field.pieces, words, entry, sink),
        })
        .collect()
}

fn parent_of<'a>(entry: &Entry<'a>) -> Option<&'a str> {
    let field = entry
        .fields
        .iter()
        .find(|field| field.name.eq_ignore_ascii_case("crossref"))?;
    match field.pieces.as_slice() {
        [Piece::Text(key) | Piece::Word(key)] => Some(key.trim()),
        _ => None,
    }
}

/// What an entry does not say itself it takes from the entry it refers to, whose title is its book's.
fn inherit<'a>(
    values: &mut Vec<Value<'a>>,
    entry: &Entry,
    parent: &str,
    entries: &[Entry<'a>],
    by_key: &HashMap<String, usize>,
    words: &mut Words,
    sink: &mut Sink,
) {
    let mut seen = vec![entry.key.to_lowercase()];
    let mut next = Some(parent);
    while let Some(key) = next {
        let key = key.to_lowercase();
        if seen.contains(&key) {
            sink.fault(Fault::Circle, entry.line, entry.from, &key);
            return;
        }
        let Some(parent) = by_key.get(&key).and_then(|at| entries.get(*at)) else {
            sink.fault(Fault::UnknownWord, entry.line, entry.from, &key);
            return;
        };
        for value in values_of(parent, words, sink) {
            let name = if value.name.eq_ignore_ascii_case("title") {
                "booktitle"
            } else {
                value.name
            };
            let held = values
                .iter()
                .any(|held| held.name.eq_ignore_ascii_case(name));
            if !held && !name.eq_ignore_ascii_case("crossref") {
                values.push(Value {
                    name,
                    raw: value.raw,
                });
            }
        }
        if seen.len() > 8 {
            return;
        }
        seen.push(key);
        next = parent_of(parent);
    }
}

/// What our own entries carry beside BibTeX's fields, its signs hidden from TeX as `+7B`.
fn unguarded(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut pieces = raw.split('+');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let sign = piece
            .get(..2)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match sign {
            Some(sign) => {
                out.push(char::from(sign));
                out.push_str(piece.get(2..).unwrap_or_default());
            }
            None => {
                out.push('+');
                out.push_str(piece);
            }
        }
    }
    out
}
