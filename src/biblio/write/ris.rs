//! RIS: the tags that all programs know, in the order of the specification's examples.

use serde_json::{Map, Value};

use super::line;
use crate::biblio::formats::ris_fields::type_of;
use crate::biblio::record::Record;

pub(super) fn entry(record: &Record, rest: &Map<String, Value>) -> String {
    let mut out = String::new();
    let mut put = |tag: &str, value: &str| {
        if !value.is_empty() {
            out.push_str(tag);
            out.push_str("  - ");
            out.push_str(&line(value));
            out.push_str("\r\n");
        }
    };
    put("TY", type_of(record.kind));
    put("TI", &record.title);
    put("TT", &record.title_translated);
    for author in &record.authors {
        put("AU", &author.name.inverted());
    }
    for editor in &record.editors {
        put("A2", &editor.inverted());
    }
    put("T2", &record.source);
    for short in &record.source_abbreviations {
        put("J2", short);
    }
    put("T3", &record.series);
    put(
        "PY",
        &record
            .date
            .year
            .map(|year| year.to_string())
            .unwrap_or_default(),
    );
    if let (Some(year), Some(month)) = (record.date.year, record.date.month) {
        let day = record
            .date
            .day
            .map(|day| format!("{day:02}"))
            .unwrap_or_default();
        put("DA", &format!("{year}/{month:02}/{day}"));
    }
    put("VL", &record.volume);
    put("IS", &record.issue);
    if record.pages.said.is_empty() {
        put("SP", &record.pages.first);
        put("EP", &record.pages.last);
    } else {
        put("SP", &record.pages.said);
    }
    put("C7", &record.article_number);
    for serial in record.issn.iter().chain(&record.isbn) {
        put("SN", serial);
    }
    put("DO", &record.doi);
    put("AN", &record.accession);
    put("DB", &record.database);
    for url in &record.urls {
        put("UR", url);
    }
    put("AB", &record.summary);
    for word in &record.keywords {
        put("KW", word);
    }
    for place in &record.affiliations {
        put("AD", place);
    }
    for language in &record.languages {
        put("LA", language);
    }
    for kind in &record.document_types {
        put("M3", kind);
    }
    put("PB", &record.publisher);
    put("CY", &record.place);
    put("ET", &record.edition);
    put("M1", &record.number);
    for note in &record.notes {
        put("N1", note);
    }
    put("ID", &record.id);
    if !rest.is_empty() {
        put("N1", &format!("refdesk: {}", Value::Object(rest.clone())));
    }
    out.push_str("ER  - \r\n");
    out
}
