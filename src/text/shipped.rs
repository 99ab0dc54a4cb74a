//! The compiled-in wording of one language. The first screen waits for it and shows a small part of it:
//! every message is found at once, and read when it is first said. Knows nothing of a desk's own wording.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::{FluentArgs, FluentError};
use fluent_syntax::ast::{Entry, Pattern};
use fluent_syntax::parser;
use memchr::memchr;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::locale::AREAS;
use super::words::{Bundle, empty};
use crate::domain::Lang;

type Read = Pattern<&'static str>;

/// About as many messages as there are; more only cost time.
const MANY: usize = 3_500;

pub struct Shipped {
    /// Holds no message, only the rules by which the language counts.
    rules: Bundle,
    messages: FxHashMap<&'static str, Message>,
}

struct Message {
    source: &'static str,
    /// None where it is no Fluent; the tests let none through.
    read: OnceLock<Option<Box<Read>>>,
}

impl Shipped {
    pub fn new(lang: Lang) -> Self {
        // Grown step by step, the table would be written several times.
        let mut messages = FxHashMap::with_capacity_and_hasher(MANY, FxBuildHasher);
        for area in AREAS {
            each_message(area.source(lang), |key, source| {
                let read = OnceLock::new();
                messages.insert(key, Message { source, read });
            });
        }
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
fn each_message(source: &'static str, mut found: impl FnMut(&'static str, &'static str)) {
    let bytes = source.as_bytes();
    let mut take = |from: usize, to: usize| {
        let message = source.get(from..to)?;
        let equals = memchr(b'=', message.as_bytes())?;
        found(message.get(..equals)?.trim_end(), message);
        Some(())
    };
    let mut begun = None;
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        if first.is_ascii_alphabetic() || *first == b'#' {
            if let Some(from) = begun.take() {
                take(from, at);
            }
            begun = (*first != b'#').then_some(at);
        }
        at = memchr(b'\n', bytes.get(at..).unwrap_or_default())
            .map_or(bytes.len(), |end| at + end + 1);
    }
    if let Some(from) = begun {
        take(from, bytes.len());
    }
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
