//! The compiled-in wording of one language. The first screen waits for it and shows a small part of it:
//! every message is found at once, and read when it is first said. Knows nothing of a desk's own wording.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use fluent_bundle::{FluentArgs, FluentError};
use fluent_syntax::ast::{Entry, Pattern};
use fluent_syntax::parser;

use super::locale::AREAS;
use super::words::{Bundle, empty};
use crate::domain::Lang;

type Read = Pattern<&'static str>;

pub struct Shipped {
    /// Holds no message, only the rules by which the language counts.
    rules: Bundle,
    messages: HashMap<&'static str, Message>,
}

struct Message {
    source: &'static str,
    /// None where it is no Fluent; the tests let none through.
    read: OnceLock<Option<Box<Read>>>,
}

impl Shipped {
    pub fn new(lang: Lang) -> Self {
        let found: Vec<_> = AREAS
            .iter()
            .flat_map(|area| messages(area.source(lang)))
            .collect();
        // Grown step by step, the table would be written twice.
        let mut messages = HashMap::with_capacity(found.len());
        messages.extend(found.into_iter().map(|(key, source)| {
            let read = OnceLock::new();
            (key, Message { source, read })
        }));
        let rules = empty(lang);
        Self { rules, messages }
    }

    pub fn has(&self, key: &str) -> bool {
        self.messages.contains_key(key)
    }

    /// The message in words; None where there is none of this name.
    pub fn format<'a>(
        &'a self,
        key: &str,
        args: Option<&FluentArgs<'_>>,
        faults: &mut Vec<FluentError>,
    ) -> Option<Cow<'a, str>> {
        let message = self.messages.get(key)?;
        let read = message.read.get_or_init(|| read(message.source));
        let pattern = read.as_deref()?;
        Some(self.rules.format_pattern(pattern, args, faults))
    }
}

fn read(source: &'static str) -> Option<Box<Read>> {
    let resource = parser::parse_runtime(source).ok()?;
    resource.body.into_iter().find_map(|entry| match entry {
        Entry::Message(message) => message.value.map(Box::new),
        _ => None,
    })
}

/// Each message's key and its lines. A message begins with a letter at the start of a line and goes on
/// until the next one or a remark does (Fluent 1.0, `Entry` and `blank_block`).
fn messages(source: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut at = 0;
    let mut starts: Vec<(usize, bool)> = Vec::new();
    for line in source.split_inclusive('\n') {
        match line.bytes().next() {
            Some(first) if first.is_ascii_alphabetic() => starts.push((at, true)),
            Some(b'#') => starts.push((at, false)),
            _ => {}
        }
        at += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|(at, _)| *at).collect();
    let ends = ends.into_iter().chain([source.len()]);
    starts
        .into_iter()
        .zip(ends)
        .filter(|((_, is_message), _)| *is_message)
        .filter_map(|((from, _), to)| {
            let message = source.get(from..to)?;
            let (key, _) = message.split_once('=')?;
            Some((key.trim_end(), message))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_one_by_one_is_what_the_whole_file_says() {
        for lang in Lang::ALL {
            let shipped = Shipped::new(lang);
            let mut count = 0;
            for area in AREAS {
                for entry in parser::parse_runtime(area.source(lang)).unwrap().body {
                    // Terms and attributes would have to be looked up in one another.
                    let Entry::Message(message) = entry else {
                        panic!("{} {}: {entry:?}", lang.tag(), area.name);
                    };
                    assert!(message.attributes.is_empty(), "{}", message.id.name);
                    let source = shipped.messages[message.id.name].source;
                    assert_eq!(read(source).map(|read| *read), message.value);
                    assert!(!refers(source), "{source}");
                    count += 1;
                }
            }
            assert_eq!(shipped.messages.len(), count);
        }
    }

    /// Whether a message speaks of another one, which is not read with it.
    fn refers(source: &str) -> bool {
        source.split('{').skip(1).any(|inside| {
            let inside = inside.trim_start();
            inside.starts_with('-') || inside.starts_with(|c: char| c.is_ascii_lowercase())
        })
    }
}
