//! CSV as a spreadsheet opens it: a column a field, lists parted by semicolons. A cell that a
//! spreadsheet would run as a formula gets an apostrophe before it.

use serde_json::{Map, Value};

use super::line;
use crate::biblio::record::Record;

/// Headings that the reader of tables knows.
pub(super) const COLUMNS: [&str; 30] = [
    "ID",
    "Type",
    "Title",
    "Translated Title",
    "Authors",
    "Source Title",
    "Year",
    "Date",
    "Volume",
    "Issue",
    "Pages",
    "Article Number",
    "DOI",
    "ISSN",
    "eISSN",
    "Accession Number",
    "Database",
    "Document Type",
    "Language",
    "Times Cited",
    "Times Cited, All Databases",
    "Cited Reference Count",
    "Keywords",
    "Affiliations",
    "Publisher",
    "Place",
    "PubMed ID",
    "URL",
    "Abstract",
    "refdesk",
];

pub(super) fn heading() -> String {
    format!("\u{FEFF}{}\r\n", COLUMNS.map(cell).join(","))
}

pub(super) fn entry(record: &Record, rest: &Map<String, Value>) -> String {
    format!(
        "{}\r\n",
        cells(record, rest).map(|text| cell(&text)).join(",")
    )
}

/// The values of a record under [`COLUMNS`], as they are.
pub(super) fn cells(record: &Record, rest: &Map<String, Value>) -> [String; 30] {
    let number = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
    let list = |items: &[Box<str>]| items.join("; ");
    let authors: Vec<String> = record.authors.iter().map(|a| a.name.inverted()).collect();
    let date = match (record.date.month, record.date.said.is_empty()) {
        (Some(_), true) => record.date.written(),
        _ => record.date.said.to_string(),
    };
    let serials: Vec<Box<str>> = record.issn.iter().chain(&record.isbn).cloned().collect();
    [
        record.id.to_string(),
        record.kind.key().to_owned(),
        record.title.to_string(),
        record.title_translated.to_string(),
        authors.join("; "),
        record.source.to_string(),
        record
            .date
            .year
            .map(|year| year.to_string())
            .unwrap_or_default(),
        date,
        record.volume.to_string(),
        record.issue.to_string(),
        record.pages.written(),
        record.article_number.to_string(),
        record.doi.to_string(),
        list(&serials),
        record.eissn.to_string(),
        record.accession.to_string(),
        record.database.to_string(),
        list(&record.document_types),
        list(&record.languages),
        number(record.times_cited.core),
        number(record.times_cited.all),
        number(record.reference_count),
        list(&record.keywords),
        list(&record.affiliations),
        record.publisher.to_string(),
        record.place.to_string(),
        record.known_as("pmid").unwrap_or_default().to_owned(),
        record.urls.join(" "),
        record.summary.to_string(),
        match rest.is_empty() {
            true => String::new(),
            false => Value::Object(rest.clone()).to_string(),
        },
    ]
}

/// A cell with quotes where it needs them; text that begins like a formula stands behind `'`.
fn cell(text: &str) -> String {
    let text = guarded(text);
    if text.contains(['"', ',', ';']) || text.starts_with(' ') || text.ends_with(' ') {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}

/// On one line, and behind an apostrophe where a spreadsheet would take it for a formula.
pub(super) fn guarded(text: &str) -> String {
    let text = line(text);
    match text.starts_with(['=', '+', '-', '@', '\'', '＝', '＋', '－', '＠']) {
        true => format!("'{text}"),
        false => text,
    }
}
