//! CSL-JSON ("CSL-JSON schema" 1.0.2) as reference managers give it, and Crossref's works, which use
//! the same names with lists for single values.

use serde_json::Value;

use super::json::{count_of, text_of, texts_of};
use crate::biblio::ids;
use crate::biblio::name::{Author, Name};
use crate::biblio::record::{Kind, Pages, Part, Record, Reference, add};
use crate::biblio::when::When;

/// Types of CSL and Crossref, and kinds of work; the first of a kind is the one written.
const TYPES: [(&str, Kind); 36] = [
    ("article-journal", Kind::Article),
    ("paper-conference", Kind::Paper),
    ("proceedings", Kind::Proceedings),
    ("book", Kind::Book),
    ("chapter", Kind::Chapter),
    ("thesis", Kind::Thesis),
    ("patent", Kind::Patent),
    ("standard", Kind::Standard),
    ("report", Kind::Report),
    ("article-newspaper", Kind::Newspaper),
    ("article", Kind::Preprint),
    ("dataset", Kind::Data),
    ("software", Kind::Software),
    ("webpage", Kind::Page),
    ("document", Kind::Other),
    ("article-magazine", Kind::Article),
    ("journal-article", Kind::Article),
    ("review", Kind::Article),
    ("proceedings-article", Kind::Paper),
    ("proceedings-series", Kind::Proceedings),
    ("monograph", Kind::Book),
    ("edited-book", Kind::Book),
    ("reference-book", Kind::Book),
    ("book-set", Kind::Book),
    ("book-series", Kind::Book),
    ("book-chapter", Kind::Chapter),
    ("book-section", Kind::Chapter),
    ("book-part", Kind::Chapter),
    ("reference-entry", Kind::Chapter),
    ("entry-encyclopedia", Kind::Chapter),
    ("dissertation", Kind::Thesis),
    ("posted-content", Kind::Preprint),
    ("post-weblog", Kind::Page),
    ("post", Kind::Page),
    ("report-component", Kind::Report),
    ("database", Kind::Data),
];

/// The type of CSL for a kind.
pub(in crate::biblio) fn type_of(kind: Kind) -> &'static str {
    TYPES
        .iter()
        .find(|(_, held)| *held == kind)
        .map_or("document", |(word, _)| word)
}

/// Reads a name with its parts.
fn name_of(value: &Value) -> Name {
    let part = |key: &str| value.get(key).map(text_of).unwrap_or_default();
    let literal = [part("literal"), part("name")].concat();
    if !literal.is_empty() {
        return Name::whole(&literal);
    }
    let particle = [part("non-dropping-particle"), part("dropping-particle")]
        .into_iter()
        .filter(|piece| !piece.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let family = match particle.is_empty() {
        true => part("family"),
        false => format!("{particle} {}", part("family")),
    };
    let suffix = part("suffix");
    let given = match suffix.is_empty() {
        true => part("given"),
        false => format!("{}, {suffix}", part("given")),
    };
    Name::parts(&family, &given)
}

fn people(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// `{"date-parts": [[2024, 4, 3]]}`, `{"raw": "…"}` or `{"literal": "…"}`.
fn date_of(value: &Value) -> When {
    let parts = value
        .get("date-parts")
        .and_then(Value::as_array)
        .and_then(|ranges| ranges.first())
        .and_then(Value::as_array);
    if let Some(parts) = parts {
        let said: Vec<String> = parts
            .iter()
            .map(text_of)
            .filter(|part| !part.is_empty())
            .collect();
        if !said.is_empty() {
            return When::read(&said.join("-"));
        }
    }
    let plain = ["raw", "literal", "date-time"]
        .iter()
        .find_map(|key| value.get(key).map(text_of));
    When::read(&plain.unwrap_or_else(|| text_of(value)))
}

pub(super) fn put_all(record: &mut Record, value: &Value) {
    let Some(fields) = value.as_object() else {
        return;
    };
    // The kind first: numbers are told by it.
    if let Some(said) = fields.get("type") {
        put(record, "type", said);
    }
    for (key, value) in fields.iter().filter(|(key, _)| *key != "type") {
        put(record, key, value);
    }
    if let Some(issued) = ["issued", "published", "published-print", "published-online"]
        .iter()
        .find_map(|key| fields.get(*key))
    {
        record.date = date_of(issued);
    }
    let rest = fields
        .get("custom")
        .and_then(|custom| custom.get("refdesk"));
    if let Some(Value::Object(rest)) = rest {
        record.overlay(rest.clone());
    }
}

fn put(record: &mut Record, key: &str, value: &Value) {
    let text = || text_of(value);
    match key {
        "type" => {
            let said = text();
            record.kind = TYPES
                .iter()
                .find(|(word, _)| *word == said)
                .map_or(Kind::Other, |(_, kind)| *kind);
            if type_of(record.kind) != said {
                record.keep(key, &said);
            }
        }
        "id" | "citation-key" => record.once(|r| &mut r.id, key, &text()),
        "title" => record.once(|r| &mut r.title, key, &text()),
        "original-title" => record.once(|r| &mut r.title_translated, key, &text()),
        "author" => authors(record, value),
        "editor" => record.editors.extend(people(value).map(name_of)),
        "translator" | "container-author" | "director" | "composer" | "interviewer" => {
            for person in people(value) {
                record.others.push(Part {
                    part: key.into(),
                    name: name_of(person),
                });
            }
        }
        "container-title" => record.once(|r| &mut r.source, key, &text()),
        "container-title-short" | "short-container-title" | "journalAbbreviation" => {
            for short in texts_of(value) {
                add(&mut record.source_abbreviations, &short);
            }
        }
        "collection-title" => record.once(|r| &mut r.series, key, &text()),
        "volume" => record.once(|r| &mut r.volume, key, &text()),
        "issue" => record.once(|r| &mut r.issue, key, &text()),
        "page" => record.pages = Pages::read(&text()),
        "article-number" | "number" if record.kind == Kind::Article || key == "article-number" => {
            record.once(|r| &mut r.article_number, key, &text());
        }
        "number" => record.once(|r| &mut r.number, key, &text()),
        "DOI" => match ids::doi(&text()) {
            Some(doi) => record.doi = doi,
            None => record.keep(key, &text()),
        },
        "ISSN" | "ISBN" => {
            for serial in texts_of(value) {
                ids::serial(record, key, &serial);
            }
        }
        "URL" => add(&mut record.urls, &text()),
        "PMID" => record.knows("pmid", &text()),
        "PMCID" => record.knows("pmcid", &text()),
        "abstract" => record.once(|r| &mut r.summary, key, &text()),
        "keyword" => {
            for word in text().split([',', ';']) {
                add(&mut record.keywords, word);
            }
        }
        "subject" => {
            for subject in texts_of(value) {
                add(&mut record.subjects, &subject);
            }
        }
        "language" => add(&mut record.languages, &text()),
        "publisher" => record.once(|r| &mut r.publisher, key, &text()),
        "publisher-place" | "publisher-location" => record.once(|r| &mut r.place, key, &text()),
        "edition" => record.once(|r| &mut r.edition, key, &text()),
        "genre" => add(&mut record.document_types, &text()),
        "note" => add(&mut record.notes, &text()),
        "source" | "archive" => record.once(|r| &mut r.database, key, &text()),
        "event-title" | "event" => {
            let name = value.get("name").map(text_of).unwrap_or_else(text);
            record.conference().name = name.into();
        }
        "event-place" => record.conference().place = text().into(),
        "is-referenced-by-count" => record.times_cited.core = count_of(value),
        "reference-count" | "references-count" => record.reference_count = count_of(value),
        "reference" => {
            record.references = people(value).map(reference).collect();
        }
        "funder" => {
            for funder in people(value) {
                add(
                    &mut record.funding,
                    &funder.get("name").map(text_of).unwrap_or_default(),
                );
            }
        }
        "issued" | "published" | "published-print" | "custom" => {}
        _ => {
            let said = match value {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                Value::Array(items) if items.is_empty() => String::new(),
                other => other.to_string(),
            };
            record.keep(key, &said);
        }
    }
}

fn authors(record: &mut Record, value: &Value) {
    for person in people(value) {
        let mut author = Author::new(name_of(person));
        let orcid = person.get("ORCID").map(text_of).unwrap_or_default();
        if !orcid.is_empty() {
            author.marks().orcid = orcid.rsplit('/').next().unwrap_or_default().into();
        }
        record.authors.push(author);
        let at = record.authors.len() - 1;
        for place in person.get("affiliation").map(people).into_iter().flatten() {
            let name = place.get("name").map_or_else(|| text_of(place), text_of);
            record.affiliate(Some(at), &name);
        }
    }
}

/// Crossref parts a cited work where its publisher did not write it out.
fn reference(value: &Value) -> Reference {
    let part = |key: &str| value.get(key).map(text_of).unwrap_or_default();
    let whole = part("unstructured");
    let said = if whole.is_empty() {
        [
            "author",
            "year",
            "article-title",
            "volume-title",
            "journal-title",
            "volume",
            "first-page",
        ]
        .iter()
        .map(|key| part(key))
        .filter(|piece| !piece.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
    } else {
        whole
    };
    Reference {
        said: said.into(),
        doi: ids::doi(&part("DOI")).unwrap_or_default(),
    }
}
