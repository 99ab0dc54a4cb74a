//! BibTeX for any processor: accents as they are, TeX's own signs escaped.

use serde_json::{Map, Value};

use super::line;
use crate::biblio::formats::bibtex::{fields::entry_of, tex::escaped};
use crate::biblio::name::Name;
use crate::biblio::record::{Kind, Record};

pub(super) fn entry(record: &Record, rest: &Map<String, Value>) -> String {
    let mut out = format!("@{}{{{},\n", entry_of(record.kind), key(record));
    let mut put = |name: &str, value: &str| {
        if !value.is_empty() {
            out.push_str(&format!("  {name} = {{{value}}},\n"));
        }
    };
    let text = |value: &str| escaped(&line(value));
    let names = |names: Vec<String>| names.join(" and ");
    put(
        "author",
        &names(record.authors.iter().map(|a| name(&a.name)).collect()),
    );
    put("editor", &names(record.editors.iter().map(name).collect()));
    put("title", &text(&record.title));
    let (source, number) = match record.kind {
        Kind::Paper | Kind::Chapter | Kind::Proceedings => ("booktitle", "number"),
        Kind::Report | Kind::Standard | Kind::Patent => ("journal", "issue"),
        _ => ("journal", "number"),
    };
    put(source, &text(&record.source));
    for short in record.source_abbreviations.iter().take(1) {
        put("shortjournal", &text(short));
    }
    put("series", &text(&record.series));
    put(
        "year",
        &record
            .date
            .year
            .map(|year| year.to_string())
            .unwrap_or_default(),
    );
    put(
        "month",
        &record
            .date
            .month
            .map(|month| month.to_string())
            .unwrap_or_default(),
    );
    put(
        "day",
        &record
            .date
            .day
            .map(|day| day.to_string())
            .unwrap_or_default(),
    );
    put("volume", &text(&record.volume));
    put(number, &text(&record.issue));
    if number == "issue" {
        put("number", &text(&record.number));
    }
    put(
        "pages",
        &text(&record.pages.written()).replacen('-', "--", 1),
    );
    put("eid", &text(&record.article_number));
    put("doi", &text(&record.doi));
    put("issn", &record.issn.join("; "));
    put("eissn", &record.eissn);
    put("isbn", &record.isbn.join("; "));
    for url in &record.urls {
        put("url", &text(url));
    }
    put("publisher", &text(&record.publisher));
    put("address", &text(&record.place));
    put("edition", &text(&record.edition));
    put("abstract", &text(&record.summary));
    put("keywords", &text(&record.keywords.join("; ")));
    put("language", &text(&record.languages.join("; ")));
    put("type", &text(&record.document_types.join("; ")));
    put("accession", &text(&record.accession));
    put("database", &text(&record.database));
    if let Some(pmid) = record.known_as("pmid") {
        put("pmid", &text(pmid));
    }
    if !rest.is_empty() {
        put(
            "refdesk",
            &guarded(&Value::Object(rest.clone()).to_string()),
        );
    }
    out.push_str("}\n");
    out
}

/// A name that its reader takes apart in the same way.
fn name(name: &Name) -> String {
    if name.given.is_empty() {
        // Braces keep a body together, whatever its words.
        return format!("{{{}}}", escaped(&line(&name.literal)));
    }
    format!(
        "{}, {}",
        escaped(&line(&name.family)),
        escaped(&line(&name.given))
    )
}

/// The record's own key where it is one, else the first author and the year.
fn key(record: &Record) -> String {
    let sound = |text: &str| {
        !text.is_empty()
            && text.len() <= 120
            && text
                .chars()
                .all(|c| c.is_alphanumeric() || ":-_./+".contains(c))
    };
    if sound(&record.id) {
        return record.id.to_string();
    }
    let first = record.authors.first().map(|author| &author.name);
    let name = first.map_or("", |name| match name.family.is_empty() {
        true => &name.literal,
        false => &name.family,
    });
    let letters: String = name
        .chars()
        .filter(|c| c.is_alphanumeric())
        .take(24)
        .collect();
    let year = record
        .date
        .year
        .map(|year| year.to_string())
        .unwrap_or_default();
    format!("{letters}{year}")
}

/// Signs that mean something to TeX, as `%5C`; its reader takes them back.
fn guarded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if "{}\\%\"@#$~&_^ ".contains(c) {
            out.push_str(&format!("+{:02X}", u32::from(c)));
        } else if c == '+' {
            out.push_str("+2B");
        } else {
            out.push(c);
        }
    }
    out
}
