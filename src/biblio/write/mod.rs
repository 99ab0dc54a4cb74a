//! Records written in the formats that other programs read. What a format has no place for travels
//! beside it, so that reading a file of ours gives back the records it was made of.

mod bibtex;
mod csl;
mod csv;
mod ris;

use serde_json::{Map, Value};

use super::formats::read;
use super::reading::Limits;
use super::record::Record;

/// A format to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    CslJson,
    Ris,
    BibTex,
    Csv,
}

impl Target {
    pub const ALL: [Target; 4] = [Target::CslJson, Target::Ris, Target::BibTex, Target::Csv];

    /// The word of the command line.
    pub fn key(self) -> &'static str {
        match self {
            Target::CslJson => "csl-json",
            Target::Ris => "ris",
            Target::BibTex => "bibtex",
            Target::Csv => "csv",
        }
    }

    pub fn from_key(key: &str) -> Option<Target> {
        Target::ALL.into_iter().find(|target| target.key() == key)
    }
}

/// Records as a file in UTF-8.
pub fn write(records: &[Record], target: Target) -> String {
    let entry = |record: &Record| -> String {
        match target {
            Target::CslJson => csl::entry(
                record,
                &rest(record, target, &csl::entry(record, &Map::new())),
            ),
            Target::Ris => ris::entry(
                record,
                &rest(record, target, &ris::entry(record, &Map::new())),
            ),
            Target::BibTex => bibtex::entry(
                record,
                &rest(record, target, &bibtex::entry(record, &Map::new())),
            ),
            Target::Csv => csv::entry(
                record,
                &rest(record, target, &csv::entry(record, &Map::new())),
            ),
        }
    };
    let entries: Vec<String> = records.iter().map(entry).collect();
    whole(&entries, target)
}

/// Entries as a file.
fn whole(entries: &[String], target: Target) -> String {
    match target {
        Target::CslJson => format!("[\n{}\n]\n", entries.join(",\n")),
        Target::Csv => format!("{}{}", csv::heading(), entries.concat()),
        Target::Ris | Target::BibTex => entries.join("\n"),
    }
}

/// What reading an entry again would lack or make up of a record: its fields that come back
/// otherwise, null where one comes back that was not there.
fn rest(record: &Record, target: Target, entry: &str) -> Map<String, Value> {
    let mut wanted = record.fields();
    let text = whole(&[entry.to_owned()], target);
    let limits = Limits {
        // Nothing is refused here that was taken before.
        record: usize::MAX,
        value: usize::MAX,
        authors: usize::MAX,
        file: usize::MAX,
        ..Limits::default()
    };
    let read = read(text.as_bytes(), &limits);
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
