//! Entries of tagged text: a tag, its value, and the lines that go on from it. What the tags mean
//! is each format's own.

use std::borrow::Cow;

use super::lines::{Line, lines};
use crate::biblio::reading::{Fault, Sink};
use crate::biblio::record::{Raw, Record};

/// Reads entry after entry and hands each to `finish`, until it wants no more. `tag_of` parts a line into
/// tag and value; `begins` says whether a tag begins an entry while another one, or none, is open.
pub(super) fn read_entries<'a>(
    text: &'a str,
    sink: &mut Sink,
    tag_of: impl Fn(&'a str) -> Option<(&'a str, &'a str)>,
    begins: impl Fn(Option<&Entry<'a>>, &str) -> bool,
    finish: impl Fn(&Entry<'a>, &mut Sink) -> bool,
) {
    let mut open: Option<Entry> = None;
    for line in lines(text) {
        match tag_of(line.text.trim_start_matches('\u{FEFF}')) {
            Some((tag, value)) if begins(open.as_ref(), tag) => {
                if let Some(entry) = open.take()
                    && !finish(&entry, sink)
                {
                    return;
                }
                open.insert(Entry::at(&line)).push(tag, value, &line);
            }
            Some((tag, value)) => match &mut open {
                Some(entry) => entry.push(tag, value, &line),
                None => sink.fault(Fault::NoBeginning, line.number, line.from, line.text),
            },
            None if line.text.trim().is_empty() => {}
            None => {
                if !open.as_mut().is_some_and(|entry| entry.go_on(&line)) {
                    sink.fault(Fault::Stray, line.number, line.from, line.text);
                }
            }
        }
    }
    if let Some(entry) = open {
        finish(&entry, sink);
    }
}

/// A tag with its lines as they stand.
#[derive(Clone, Debug)]
pub(crate) struct Field<'a> {
    pub tag: &'a str,
    pub first: &'a str,
    pub more: Vec<&'a str>,
}

impl<'a> Field<'a> {
    /// All lines as one, with a space between, none at Chinese line ends.
    pub fn joined(&self) -> Cow<'a, str> {
        self.with(" ")
    }

    /// All lines with `between` in between; a single one costs nothing.
    pub fn with(&self, between: &str) -> Cow<'a, str> {
        if self.more.is_empty() {
            return Cow::Borrowed(self.first.trim());
        }
        let mut whole = String::from(self.first.trim());
        for line in &self.more {
            let line = line.trim();
            if !line.is_empty() {
                if !whole.is_empty() {
                    whole.push_str(between);
                }
                whole.push_str(line);
            }
        }
        Cow::Owned(whole)
    }

    /// Each line that says something.
    pub fn each(&self) -> impl Iterator<Item = &'a str> + '_ {
        std::iter::once(self.first)
            .chain(self.more.iter().copied())
            .map(str::trim)
            .filter(|line| !line.is_empty())
    }
}

/// An entry's fields and its place.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry<'a> {
    pub fields: Vec<Field<'a>>,
    pub line: usize,
    pub from: usize,
    pub to: usize,
}

impl<'a> Entry<'a> {
    pub fn at(line: &Line<'a>) -> Entry<'a> {
        Entry {
            fields: Vec::new(),
            line: line.number,
            from: line.from,
            to: line.to,
        }
    }

    pub fn push(&mut self, tag: &'a str, first: &'a str, line: &Line<'a>) {
        self.to = line.to;
        self.fields.push(Field {
            tag,
            first,
            more: Vec::new(),
        });
    }

    /// A line that goes on from the last field; `false` where there is none.
    pub fn go_on(&mut self, line: &Line<'a>) -> bool {
        self.to = line.to;
        match self.fields.last_mut() {
            Some(field) => {
                field.more.push(line.text);
                true
            }
            None => false,
        }
    }

    /// An empty record that knows its place.
    pub fn record(&self) -> Record {
        Record {
            raw: Raw {
                part: 0,
                line: u32::try_from(self.line).unwrap_or(u32::MAX),
                from: self.from,
                to: self.to,
            },
            ..Record::default()
        }
    }
}
