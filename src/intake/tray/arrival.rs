//! An arrival looked at: what it is, how it begins, and what in it may tell where it belongs. Reads the
//! file once and keeps little of it.

use super::sniff::{self, Kind, Sniffed};
use super::{Filed, Trays};
use crate::biblio::Format;
use crate::domain::refusal::Refusal;
use crate::domain::{RequestId, state_secret};
use crate::intake::order;
use crate::settings::Settings;
use crate::text::fold::fold;

/// Lines of a text that are shown, and characters of each.
const SHOWN: usize = 24;
const WIDE: usize = 300;
/// Names and titles noted at most.
const NOTED: usize = 8;

/// What is known of an arrival.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    pub kind: Kind,
    pub encoding: Option<&'static str>,
    pub records: Option<usize>,
    /// How it begins; empty for what is no text.
    pub preview: Vec<String>,
    /// It says that it is a state secret: nothing may be made of it.
    pub secret: Option<&'static str>,
    pub clues: Clues,
}

/// What in a file may tell where it belongs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Clues {
    pub requests: Vec<RequestId>,
    pub numbers: Vec<String>,
    pub people: Vec<String>,
    pub titles: Vec<String>,
    /// Names of the databases it may come from, folded.
    pub databases: Vec<String>,
}

/// Looks at a whole file of the in-tray.
pub fn look(trays: &Trays, filed: &Filed, settings: &Settings) -> Result<Looked, Refusal> {
    let bytes = trays.bytes(filed)?;
    Ok(of_bytes(&filed.name, &bytes, settings))
}

/// As [`look`], of bytes already in hand.
pub fn of_bytes(name: &str, bytes: &[u8], settings: &Settings) -> Looked {
    let sniffed = sniff::sniff(name, bytes);
    let mut clues = Clues {
        requests: sniffed.requests.clone(),
        numbers: sniffed.numbers.clone(),
        databases: databases(name, &sniffed, settings),
        ..Clues::default()
    };
    let mut text = sniffed.glance.clone();
    match sniffed.kind {
        Kind::Docx => {
            if let Ok(form) = order::docx::read(name, bytes) {
                text = form.text();
                let told = sniff::sniff(name, text.as_bytes());
                clues.requests = told.requests;
                clues.numbers = told.numbers;
                let found = order::labels::common(&form);
                clues.people.extend(found.client_name);
                clues.titles.extend(found.title);
            }
        }
        Kind::Mail => {
            if let Ok(mail) = order::mail::read(name, bytes) {
                clues.people.push(mail.from_name.clone());
                clues.titles.push(mail.subject.clone());
                text = format!("{}\n{}\n\n{}", mail.subject, mail.from(), mail.text);
                let told = sniff::sniff("", text.as_bytes());
                clues.requests.extend(told.requests);
                clues.numbers.extend(told.numbers);
            }
        }
        Kind::Text | Kind::Csv => {
            let form = order::docx::Form {
                lines: text.lines().map(str::to_owned).collect(),
                rows: Vec::new(),
            };
            let found = order::labels::common(&form);
            clues.people.extend(found.client_name);
            clues.titles.extend(found.title);
        }
        _ => {}
    }
    from_name(name, &mut clues);
    let written = matches!(sniffed.kind, Kind::Docx | Kind::Mail | Kind::Text);
    let secret = state_secret::claimed(&text).filter(|_| written);
    Looked {
        kind: sniffed.kind,
        encoding: sniffed.encoding,
        records: sniffed.records,
        preview: match secret {
            Some(_) => Vec::new(),
            None => preview(&text),
        },
        secret,
        clues,
    }
}

fn preview(text: &str) -> Vec<String> {
    text.split(['\n', '\r'])
        .filter(|line| !line.trim().is_empty())
        .take(SHOWN)
        .map(|line| line.chars().take(WIDE).collect())
        .collect()
}

/// Names and titles a file's own name may hold: `王五-固态电池界面-查新委托单.docx`.
fn from_name(name: &str, clues: &mut Clues) {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let parts = stem.split(|c: char| !c.is_alphanumeric());
    for part in parts.filter(|part| !part.is_empty()) {
        let count = part.chars().count();
        let is_han = part.chars().all(crate::domain::script::is_han);
        if is_han && (2..=4).contains(&count) && clues.people.len() < NOTED {
            clues.people.push(part.to_owned());
        }
    }
    let words: String = stem
        .chars()
        .map(|c| if c.is_alphabetic() { c } else { ' ' })
        .collect();
    let title = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if clues.titles.len() < NOTED {
        clues.titles.push(title);
    }
    clues.people.retain(|name| !name.trim().is_empty());
    clues.titles.retain(|title| !title.trim().is_empty());
}

/// All names of the databases of which one stands in the file's name or beginning, or whose export it is
/// by its kind.
fn databases(name: &str, sniffed: &Sniffed, settings: &Settings) -> Vec<String> {
    if sniffed.records.is_none() {
        return Vec::new();
    }
    let text = format!("{}\n{}", fold(name), fold(&sniffed.glance));
    let by_kind = match sniffed.kind {
        Kind::Records(Format::WosTagged | Format::WosTab) => Some("web of science"),
        Kind::Records(Format::Nbib | Format::PubmedXml) => Some("pubmed"),
        Kind::Records(Format::Cssci) => Some("cssci"),
        _ => None,
    };
    let mut found = Vec::new();
    for source in settings.sources() {
        let names = [&source.names.zh, &source.names.en];
        let names: Vec<String> = names
            .into_iter()
            .chain(&source.aliases)
            .map(|n| fold(n))
            .collect();
        let stands = |name: &String| {
            let long = name.chars().count() > 2 || !name.is_ascii();
            let by_kind = by_kind.is_some_and(|kind| name.contains(kind));
            !name.is_empty() && (by_kind || (long && text.contains(name.as_str())))
        };
        if names.iter().any(stands) {
            found.extend(names);
        }
    }
    found.truncate(NOTED * NOTED);
    found
}
