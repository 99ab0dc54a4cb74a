//! CSL-JSON ("CSL-JSON schema" 1.0.2). `custom` is the schema's own place for what it does not know.

use serde_json::{Map, Value, json};

use crate::biblio::formats::csl::type_of;
use crate::biblio::name::Name;
use crate::biblio::record::Record;

pub(super) fn entry(record: &Record, rest: &Map<String, Value>) -> String {
    let mut out = Map::new();
    out.insert("type".to_owned(), json!(type_of(record.kind)));
    let mut put = |name: &str, text: &str| {
        if !text.is_empty() {
            out.insert(name.to_owned(), json!(text));
        }
    };
    put("id", &record.id);
    put("title", &record.title);
    put("original-title", &record.title_translated);
    put("container-title", &record.source);
    put(
        "container-title-short",
        record
            .source_abbreviations
            .first()
            .map_or("", |short| short),
    );
    put("collection-title", &record.series);
    put("volume", &record.volume);
    put("issue", &record.issue);
    put("page", &record.pages.written());
    put("DOI", &record.doi);
    put("ISSN", &record.issn.join("; "));
    put("ISBN", &record.isbn.join("; "));
    put("URL", record.urls.first().map_or("", |url| url));
    put("PMID", record.known_as("pmid").unwrap_or_default());
    put("abstract", &record.summary);
    put("keyword", &record.keywords.join("; "));
    put(
        "language",
        record.languages.first().map_or("", |language| language),
    );
    put("publisher", &record.publisher);
    put("publisher-place", &record.place);
    put("edition", &record.edition);
    put(
        "genre",
        record.document_types.first().map_or("", |said| said),
    );
    put("source", &record.database);
    put("note", record.notes.first().map_or("", |note| note));
    // `number` is an article's in a journal and a report's elsewhere.
    let number = match record.article_number.is_empty() {
        true => &record.number,
        false => &record.article_number,
    };
    put("number", number);
    if let Some(meeting) = &record.conference {
        put("event-title", &meeting.name);
        put("event-place", &meeting.place);
    }
    let people = |names: Vec<&Name>| -> Value { names.into_iter().map(person).collect() };
    if !record.authors.is_empty() {
        let names = record.authors.iter().map(|author| &author.name).collect();
        out.insert("author".to_owned(), people(names));
    }
    if !record.editors.is_empty() {
        out.insert("editor".to_owned(), people(record.editors.iter().collect()));
    }
    if let Some(year) = record.date.year {
        let parts: Vec<i64> = [
            Some(i64::from(year)),
            record.date.month.map(i64::from),
            record.date.day.map(i64::from),
        ]
        .into_iter()
        .map_while(|part| part)
        .collect();
        out.insert("issued".to_owned(), json!({ "date-parts": [parts] }));
    }
    if !rest.is_empty() {
        out.insert("custom".to_owned(), json!({ "refdesk": rest }));
    }
    Value::Object(out).to_string()
}

fn person(name: &Name) -> Value {
    if name.given.is_empty() {
        return json!({ "literal": format!("{}{}", name.literal, name.family) });
    }
    json!({ "family": name.family, "given": name.given })
}
