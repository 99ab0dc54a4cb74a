//! RIS (`TY  - … ER  - `) as its many producers write it. Tags after the "RIS Format
//! Specifications" of Research Information Systems (2001) and its 2011 successor, with each
//! producer's habits.

use super::lines::{Line, lines};
use super::ris_fields::put_all;
use super::tagged::Entry;
use crate::biblio::cores::Batch;
use crate::biblio::reading::{Fault, Sink};
use crate::biblio::record::Record;

/// How far the tag stands from its dash in this file: two spaces by the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Strict,
    /// Any blanks, where no line of the file keeps to the book.
    Loose,
}

fn gap_of(text: &str) -> Gap {
    if text.contains("TY  -") || text.contains("ER  -") {
        Gap::Strict
    } else {
        Gap::Loose
    }
}

/// The tag of a line and its value.
fn tag_of(line: &str, gap: Gap) -> Option<(&str, &str)> {
    let bytes = line.as_bytes();
    let [first, second, third, ..] = bytes else {
        return None;
    };
    let tag_like = first.is_ascii_uppercase()
        && (second.is_ascii_uppercase() || second.is_ascii_digit())
        && (*third == b' ' || *third == b'\t');
    if !tag_like {
        return None;
    }
    let tag = line.get(..2)?;
    let rest = match gap {
        Gap::Strict => line.get(2..)?.strip_prefix("  -")?,
        Gap::Loose => line
            .get(2..)?
            .trim_start_matches([' ', '\t'])
            .strip_prefix('-')?,
    };
    // `AB  -foo` is not a tag of any producer; a dash must end the tag.
    if rest.is_empty() {
        return Some((tag, ""));
    }
    Some((tag, rest.strip_prefix([' ', '\t'])?))
}

pub(super) fn read(text: &str, sink: &mut Sink) {
    let gap = gap_of(text);
    // Rayyan runs Embase's next tag into the same line, five spaces on.
    let runs_on = text.contains("AN  - rayyan");
    let mut open: Option<Entry> = None;
    let mut batch = Batch::of(text);
    for line in lines(text) {
        // A byte order mark and blanks may stand before a first tag.
        let bare = line.text.trim_start_matches(['\u{FEFF}', ' ']);
        let own = if open.is_none() { bare } else { line.text };
        match tag_of(own, gap) {
            Some(("TY", value)) => {
                if let Some(entry) = open.take() {
                    unended(entry, &mut batch, sink);
                }
                open.insert(Entry::at(&line)).push("TY", value, &line);
            }
            Some(("ER", _)) => match open.take() {
                Some(mut entry) => {
                    entry.to = line.to;
                    if !finish(entry, &mut batch, sink) {
                        return;
                    }
                }
                None => sink.fault(Fault::Stray, line.number, line.from, line.text),
            },
            Some((tag, value)) => {
                let entry = open.get_or_insert_with(|| Entry::at(&line));
                if runs_on {
                    push_run_on(entry, tag, value, &line);
                } else {
                    entry.push(tag, value, &line);
                }
            }
            None => match &mut open {
                Some(entry) if !line.text.trim().is_empty() => {
                    entry.go_on(&line);
                }
                // Lines outside of records are the producer's own: `Record #3 of 18`.
                _ => {}
            },
        }
    }
    if let Some(entry) = open.take() {
        unended(entry, &mut batch, sink);
    }
    batch.flush(sink, record);
}

fn push_run_on<'a>(entry: &mut Entry<'a>, tag: &'a str, value: &'a str, line: &Line<'a>) {
    let (mut tag, mut value) = (tag, value);
    while let Some((own, rest)) = value.split_once("     ") {
        let Some((next, more)) = tag_of(rest.trim_start(), Gap::Strict) else {
            break;
        };
        entry.push(tag, own, line);
        (tag, value) = (next, more);
    }
    entry.push(tag, value, line);
}

fn unended<'a>(entry: Entry<'a>, batch: &mut Batch<Entry<'a>>, sink: &mut Sink) {
    let near = entry.fields.get(1).map_or("", |field| field.first);
    sink.fault(Fault::NoEnd, entry.line, entry.from, near);
    finish(entry, batch, sink);
}

fn finish<'a>(entry: Entry<'a>, batch: &mut Batch<Entry<'a>>, sink: &mut Sink) -> bool {
    if entry.fields.first().is_none_or(|field| field.tag != "TY") {
        // Still a record, of a kind unknown, where it says anything at all.
        let near = entry.fields.first().map_or("", |field| field.first);
        sink.fault(Fault::NoType, entry.line, entry.from, near);
    }
    batch.push(entry, sink, record)
}

fn record(entry: &Entry) -> Record {
    let mut record = entry.record();
    // What our own files carry for what RIS has no tag for.
    let rest = entry.fields.iter().rposition(|field| {
        field.tag == "N1" && field.first.starts_with("refdesk: {") && field.more.is_empty()
    });
    let said = rest.and_then(|at| entry.fields.get(at)).and_then(|field| {
        let json = field.first.trim().strip_prefix("refdesk: ")?;
        serde_json::from_str::<serde_json::Map<_, _>>(json).ok()
    });
    match (rest, said) {
        (Some(at), Some(said)) => {
            let mut fields = entry.fields.clone();
            fields.remove(at);
            put_all(&mut record, &fields);
            record.overlay(said);
        }
        _ => put_all(&mut record, &entry.fields),
    }
    record
}
