//! `records` and `cite`: what an export holds, and its works as numbered references. The same two
//! serve a file on this machine and one in an in-tray; neither touches the store.

pub mod files;

use std::path::Path;

use serde_json::{Map, Value, json};

use super::out::{self, Outcome, Trouble, code};
use crate::biblio::cite::{Edition, numbered};
use crate::biblio::{Limits, Reading, Record, read};
use crate::domain::Sentence;
use crate::intake::source;
use crate::text::Words;

/// Problems told one by one; the first show what is wrong with the rest.
const TOLD: usize = 20;
/// Names of authors in a row.
const NAMED: usize = 3;

/// What is asked of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Rows,
    Json,
    Cited(Edition),
}

/// Of a file by its path.
pub fn of_file(words: &Words, path: &Path, asked: Asked) -> Outcome {
    let limits = Limits::default();
    let most = u64::try_from(limits.file).unwrap_or(u64::MAX);
    let bytes = source::read(path, most)?;
    of_bytes(words, &source::called(path), &bytes, asked)
}

/// Of a file's content. Exit code 1 where there are no records at all, 4 where some were left out.
pub fn of_bytes(words: &Words, name: &str, bytes: &[u8], asked: Asked) -> Outcome {
    let reading = read(bytes, &Limits::default());
    match asked {
        Asked::Json => out::json(&as_json(name, &reading))?,
        Asked::Rows => {
            for (at, record) in reading.records.iter().enumerate() {
                out::line(&row(words, at + 1, record))?;
            }
        }
        Asked::Cited(edition) => {
            for reference in numbered(&reading.records, edition) {
                out::line(&reference.replace('\t', " "))?;
            }
        }
    }
    tell(words, name, &reading);
    if reading.records.is_empty() {
        return Ok(code::REFUSED);
    }
    Ok(if reading.lost > 0 {
        code::FINDINGS
    } else {
        code::DONE
    })
}

/// The file in a line, then what is wrong with it.
fn tell(words: &Words, name: &str, reading: &Reading) {
    let encoding = reading.encoding().name();
    let key = if encoding.is_empty() {
        "records-read"
    } else {
        match reading.parts.first().map(|part| part.because) {
            Some(crate::biblio::encoding::Because::Guess) => "records-read-guessed",
            _ => "records-read-encoded",
        }
    };
    let said = Sentence::new(key)
        .with("file", name)
        .with("format", Sentence::new(reading.format().key()))
        .with("encoding", encoding)
        .with("records", reading.records.len());
    out::say(words, &said);
    for problem in reading.problems.iter().take(TOLD) {
        let said = Sentence::new("records-problem")
            .with("file", name)
            .with("line", problem.line)
            .with("what", problem.sentence());
        out::say(words, &said);
    }
    let more = reading.faults.saturating_sub(TOLD);
    if more > 0 {
        out::say(words, &Sentence::new("records-more").with("more", more));
    }
    if reading.lost > 0 && !reading.records.is_empty() {
        out::say(
            words,
            &Sentence::new("records-lost").with("lost", reading.lost),
        );
    }
}

fn row(words: &Words, number: usize, record: &Record) -> String {
    let names: Vec<String> = record
        .authors
        .iter()
        .take(NAMED)
        .map(|author| author.name.inverted())
        .collect();
    let mut authors = names.join("; ");
    if record.authors.len() > NAMED {
        authors.push_str(" +");
    }
    let kind = words.t(kind_key(record.kind));
    let year = record.date.written();
    // A tab parts columns and stands in no value.
    [
        number.to_string(),
        kind.into_owned(),
        record.title.to_string(),
        authors,
        record.source.to_string(),
        year,
        record.doi.to_string(),
        record.accession.to_string(),
    ]
    .map(|cell| cell.replace('\t', " "))
    .join("\t")
}

fn kind_key(kind: crate::biblio::Kind) -> &'static str {
    use crate::biblio::Kind;
    match kind {
        Kind::Article => "records-kind-article",
        Kind::Paper => "records-kind-paper",
        Kind::Proceedings => "records-kind-proceedings",
        Kind::Book => "records-kind-book",
        Kind::Chapter => "records-kind-chapter",
        Kind::Thesis => "records-kind-thesis",
        Kind::Patent => "records-kind-patent",
        Kind::Standard => "records-kind-standard",
        Kind::Report => "records-kind-report",
        Kind::Newspaper => "records-kind-newspaper",
        Kind::Preprint => "records-kind-preprint",
        Kind::Data => "records-kind-data",
        Kind::Software => "records-kind-software",
        Kind::Page => "records-kind-page",
        Kind::Other => "records-kind-other",
    }
}

fn as_json(name: &str, reading: &Reading) -> Value {
    let records: Vec<Value> = reading
        .records
        .iter()
        .map(|record| {
            let mut fields = record.fields();
            fields.insert("line".to_owned(), json!(record.raw.line));
            Value::Object(fields)
        })
        .collect();
    let problems: Vec<Value> = reading
        .problems
        .iter()
        .map(|problem| {
            json!({
                "problem": problem.fault.key().trim_start_matches("records-"),
                "line": problem.line,
                "byte": problem.byte,
                "near": problem.near,
                "costs": problem.fault.costs(),
            })
        })
        .collect();
    let mut whole = Map::new();
    whole.insert("file".to_owned(), json!(name));
    let format = reading.format().key().trim_start_matches("records-format-");
    whole.insert("format".to_owned(), json!(format));
    whole.insert("encoding".to_owned(), json!(reading.encoding().name()));
    whole.insert("left_out".to_owned(), json!(reading.lost));
    whole.insert("records".to_owned(), Value::Array(records));
    whole.insert("problems".to_owned(), Value::Array(problems));
    Value::Object(whole)
}

/// The style a person names, or which there are.
pub fn style(named: Option<&str>) -> Result<Edition, Trouble> {
    let Some(named) = named else {
        return Ok(Edition::default());
    };
    Edition::from_key(named).ok_or_else(|| {
        let known: Vec<crate::domain::Arg> = Edition::ALL.map(|e| e.key().into()).into();
        let said = Sentence::new("records-no-style")
            .with("style", named)
            .with("known", known);
        Trouble::Said(code::USAGE, said)
    })
}
