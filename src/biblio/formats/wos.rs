//! Web of Science's tagged text (`FN … PT … ER … EF`), as all its databases and CSCD export it.
//! Tags: "Web of Science Core Collection Field Tags", Clarivate's help pages. Lists go on over
//! lines that begin with three spaces, long values as well.

use super::lines::{Line, lines};
use super::tagged::Entry;
use super::wos_fields::{Layout, put_all};
use crate::biblio::cores::Batch;
use crate::biblio::reading::{Fault, Sink};
use crate::biblio::record::Record;

/// The two letters a line begins with, and its value.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let tag = line.get(..2)?;
    let mut signs = tag.bytes();
    let is_tag = signs.next().is_some_and(|b| b.is_ascii_uppercase())
        && signs
            .next()
            .is_some_and(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let rest = line.get(2..)?;
    if !is_tag {
        return None;
    }
    if rest.is_empty() {
        return Some((tag, ""));
    }
    Some((tag, rest.strip_prefix(' ')?))
}

pub(super) fn read(text: &str, sink: &mut Sink) {
    let mut open: Option<Entry> = None;
    let mut batch = Batch::of(text);
    for line in lines(text) {
        if line.text.trim().is_empty() {
            continue;
        }
        match tag_of(line.text) {
            Some(("FN" | "VR" | "EF", _)) => {
                // A file may be several exports in a row (`EFFN …` where no line end was kept).
                if let Some(entry) = open.take() {
                    unended(entry, &mut batch, sink);
                }
            }
            Some(("ER", _)) => {
                if let Some(mut entry) = open.take() {
                    entry.to = line.to;
                    if !batch.push(entry, sink, record) {
                        return;
                    }
                }
            }
            Some(("PT", value)) => {
                if let Some(entry) = open.take() {
                    unended(entry, &mut batch, sink);
                }
                open.insert(Entry::at(&line)).push("PT", value, &line);
            }
            Some((tag, value)) => {
                let entry = open.get_or_insert_with(|| Entry::at(&line));
                entry.push(tag, value, &line);
            }
            None => go_on(&mut open, &line, batch.begun, sink),
        }
    }
    if let Some(entry) = open.take() {
        unended(entry, &mut batch, sink);
    }
    batch.flush(sink, record);
}

fn go_on<'a>(open: &mut Option<Entry<'a>>, line: &Line<'a>, begun: bool, sink: &mut Sink) {
    let went_on = open.as_mut().is_some_and(|entry| entry.go_on(line));
    // Before the first record stand the maker's own lines.
    if !went_on && begun && !line.text.starts_with("EF") {
        sink.fault(Fault::Stray, line.number, line.from, line.text);
    }
}

/// An entry whose `ER` is missing is still a record; what follows it may not be.
fn unended<'a>(entry: Entry<'a>, batch: &mut Batch<Entry<'a>>, sink: &mut Sink) {
    let near = entry.fields.first().map_or("", |field| field.first);
    sink.fault(Fault::NoEnd, entry.line, entry.from, near);
    batch.push(entry, sink, record);
}

fn record(entry: &Entry) -> Record {
    let mut record = entry.record();
    put_all(&mut record, &entry.fields, Layout::Lines);
    record
}
