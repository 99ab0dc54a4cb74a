//! Records written in the formats that other programs read. What a format has no place for travels
//! beside it, so that reading a file of ours gives back the records it was made of.

mod bibtex;
mod csl;
mod csv;
mod ris;
mod xlsx;

use serde_json::{Map, Value};

use super::formats::{of_rows, read};
use super::reading::{Limits, Reading};
use super::record::Record;

/// A format to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    CslJson,
    Ris,
    BibTex,
    Csv,
    Xlsx,
}

/// Why records cannot be written in a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwritable {
    /// More than a sheet has rows; how many it has.
    TooMany(usize),
    Failed(String),
}

impl Target {
    pub const ALL: [Target; 5] = [
        Target::CslJson,
        Target::Ris,
        Target::BibTex,
        Target::Csv,
        Target::Xlsx,
    ];

    /// The word of the command line.
    pub fn key(self) -> &'static str {
        match self {
            Target::CslJson => "csl-json",
            Target::Ris => "ris",
            Target::BibTex => "bibtex",
            Target::Csv => "csv",
            Target::Xlsx => "xlsx",
        }
    }

    pub fn from_key(key: &str) -> Option<Target> {
        Target::ALL.into_iter().find(|target| target.key() == key)
    }
}

/// Records as a file: text in UTF-8, or a workbook.
pub fn write(records: &[Record], target: Target) -> Result<Vec<u8>, Unwritable> {
    if target != Target::Xlsx {
        let entries: Vec<String> = records.iter().map(|record| entry(record, target)).collect();
        return Ok(whole(&entries, target).into_bytes());
    }
    if records.len() > xlsx::ROWS {
        return Err(Unwritable::TooMany(xlsx::ROWS));
    }
    let bare = |record: &Record| vec![xlsx::row(record, &Map::new())];
    let rows: Vec<Vec<String>> = records
        .iter()
        .map(|record| xlsx::row(record, &rest(record, &read_rows(&bare(record)))))
        .collect();
    xlsx::book(&rows).map_err(|error| Unwritable::Failed(error.to_string()))
}

/// A record in a format of text, with what that format cannot say beside it.
fn entry(record: &Record, target: Target) -> String {
    let said = |rest: &Map<String, Value>| match target {
        Target::CslJson => csl::entry(record, rest),
        Target::Ris => ris::entry(record, rest),
        Target::BibTex => bibtex::entry(record, rest),
        Target::Csv | Target::Xlsx => csv::entry(record, rest),
    };
    let bare = whole(&[said(&Map::new())], target);
    said(&rest(record, &read(bare.as_bytes(), &unbounded())))
}

/// Entries as a file.
fn whole(entries: &[String], target: Target) -> String {
    match target {
        Target::CslJson => format!("[\n{}\n]\n", entries.join(",\n")),
        Target::Csv | Target::Xlsx => format!("{}{}", csv::heading(), entries.concat()),
        Target::Ris | Target::BibTex => entries.join("\n"),
    }
}

/// Nothing is refused here that was taken before.
fn unbounded() -> Limits {
    Limits {
        record: usize::MAX,
        value: usize::MAX,
        authors: usize::MAX,
        file: usize::MAX,
        ..Limits::default()
    }
}

/// Rows of a workbook as they would be read again, without packing them first.
fn read_rows(rows: &[Vec<String>]) -> Reading<'static> {
    of_rows(&xlsx::table(rows), &unbounded())
}

/// What reading an entry again would lack or make up of a record: its fields that come back
/// otherwise, null where one comes back that was not there.
fn rest(record: &Record, read: &Reading<'_>) -> Map<String, Value> {
    let mut wanted = record.fields();
    let mut come = match read.records.as_slice() {
        [only] if read.faults == 0 => only.fields(),
        // An entry that says too little to be one is carried whole.
        _ => Map::new(),
    };
    if read.records.is_empty() {
        return wanted;
    }
    let mut rest = Map::new();
    for (name, value) in &come {
        if wanted.get(name) != Some(value) {
            rest.insert(name.clone(), Value::Null);
        }
    }
    for (name, value) in std::mem::take(&mut wanted) {
        if come.remove(&name).as_ref() != Some(&value) {
            rest.insert(name, value);
        }
    }
    rest
}

/// A value on one line.
fn line(text: &str) -> String {
    if text.contains(['\n', '\r', '\t']) {
        let words: Vec<&str> = text.split(['\n', '\r', '\t']).map(str::trim).collect();
        return words.join(" ");
    }
    text.to_owned()
}
