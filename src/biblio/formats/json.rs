//! Records in JSON: CSL-JSON of reference managers, and what Crossref and OpenAlex answer. Finds the
//! objects by their brackets, so that a broken one costs only itself and each keeps its place.

use serde_json::Value;

use super::Format;
use crate::biblio::reading::{Fault, Sink};
use crate::biblio::record::{Raw, Record};

/// Where lists of records stand in answers of services.
const LISTS: [&str; 5] = ["items", "results", "message", "data", "references"];

pub(super) fn read(text: &str, format: Format, sink: &mut Sink) {
    let spans = match spans(text, sink.limits.depth) {
        Ok(spans) => spans,
        Err((fault, at)) => {
            let near = text.get(at..).unwrap_or_default();
            sink.fault(fault, line_of(text, at), at, near);
            return;
        }
    };
    let (mut line, mut counted) = (1, 0);
    for (from, to) in spans {
        line += text
            .get(counted..from)
            .unwrap_or_default()
            .matches('\n')
            .count();
        counted = from;
        let Some(object) = text.get(from..to) else {
            continue;
        };
        let value: Value = match serde_json::from_str(object) {
            Ok(value) => value,
            Err(error) => {
                sink.fault(Fault::Json, line, from, &error.to_string());
                continue;
            }
        };
        let mut record = Record {
            raw: Raw {
                part: 0,
                line: u32::try_from(line).unwrap_or(u32::MAX),
                from,
                to,
            },
            ..Record::default()
        };
        match format {
            Format::OpenAlexJson => super::openalex::put_all(&mut record, &value),
            _ => super::csl::put_all(&mut record, &value),
        }
        if !sink.take(record) {
            return;
        }
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().matches('\n').count() + 1
}

/// Places of the records' objects: the elements of the outermost list, or of a list under a known
/// name, or the one object there is.
fn spans(text: &str, depth: usize) -> Result<Vec<(usize, usize)>, (Fault, usize)> {
    let start = text.len()
        - text
            .trim_start_matches(['\u{FEFF}', ' ', '\n', '\r', '\t'])
            .len();
    match text.as_bytes().get(start) {
        Some(b'[') => elements(text, start, depth).map(|(spans, _)| spans),
        Some(b'{') => within(text, start, depth),
        _ => Err((Fault::Json, start)),
    }
}

/// The list in an object under one of the known names; else the object itself.
fn within(text: &str, start: usize, depth: usize) -> Result<Vec<(usize, usize)>, (Fault, usize)> {
    let end = skip(text, start, depth)?;
    let inner = text.get(start..end).unwrap_or_default();
    for name in LISTS {
        let key = format!("\"{name}\"");
        // The first of that name outside of strings is near the top in every such answer.
        let Some(at) = inner.find(&key) else { continue };
        let after = inner.get(at + key.len()..).unwrap_or_default();
        let value = after.trim_start().strip_prefix(':').map(str::trim_start);
        let Some(value) = value else { continue };
        let from = start + inner.len() - value.len();
        match value.as_bytes().first() {
            Some(b'[') => {
                let (spans, _) = elements(text, from, depth)?;
                let objects = spans
                    .iter()
                    .all(|(from, _)| text.as_bytes().get(*from) == Some(&b'{'));
                if !spans.is_empty() && objects && name != "references" {
                    return Ok(spans);
                }
            }
            Some(b'{') if name == "message" => return within(text, from, depth),
            _ => {}
        }
    }
    Ok(vec![(start, end)])
}

/// The elements of a list that begins at `start`, and where it ends. A list that is cut off gives
/// the elements that are whole.
#[allow(clippy::type_complexity)]
fn elements(
    text: &str,
    start: usize,
    depth: usize,
) -> Result<(Vec<(usize, usize)>, usize), (Fault, usize)> {
    let mut spans = Vec::new();
    let mut at = start + 1;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        at += rest.len() - rest.trim_start_matches([' ', '\n', '\r', '\t', ',']).len();
        match text.as_bytes().get(at) {
            None => return Ok((spans, at)),
            Some(b']') => return Ok((spans, at + 1)),
            Some(b'{' | b'[') => match skip(text, at, depth) {
                Ok(end) => {
                    spans.push((at, end));
                    at = end;
                }
                Err(error) if spans.is_empty() => return Err(error),
                // The rest is told of as one broken object.
                Err(_) => {
                    spans.push((at, text.len()));
                    return Ok((spans, text.len()));
                }
            },
            Some(_) => {
                let rest = text.get(at..).unwrap_or_default();
                at += rest.find([',', ']']).unwrap_or(rest.len());
            }
        }
    }
}

/// Past the value that a bracket opens.
fn skip(text: &str, start: usize, most: usize) -> Result<usize, (Fault, usize)> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate().skip(start) {
        if quoted {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => quoted = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'{' | b'[' => {
                depth += 1;
                if depth > most {
                    return Err((Fault::TooDeep, at));
                }
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Ok(at + 1);
                }
            }
            _ => {}
        }
    }
    Err((Fault::Json, start))
}

/// A value as text: a string, a number, or the first of a list.
pub(super) fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items.first().map(text_of).unwrap_or_default(),
        _ => String::new(),
    }
}

/// Every text of a value that may be one or a list.
pub(super) fn texts_of(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(text_of).collect(),
        Value::Null => Vec::new(),
        other => vec![text_of(other)],
    }
}

pub(super) fn count_of(value: &Value) -> Option<u32> {
    match value {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64().and_then(|count| u32::try_from(count).ok()),
    }
}
