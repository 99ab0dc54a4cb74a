//! Works of OpenAlex as its service answers them. Fields after "Work object" of its documentation;
//! an abstract comes as places of words and is put together again.

use serde_json::Value;

use super::json::{count_of, text_of, texts_of};
use crate::biblio::ids;
use crate::biblio::name::{Author, Name};
use crate::biblio::record::{Kind, Pages, Record, Reference, add};
use crate::biblio::when::When;

/// The last part of `https://openalex.org/W123`.
fn short(link: &str) -> &str {
    link.rsplit('/').next().unwrap_or(link)
}

pub(super) fn put_all(record: &mut Record, value: &Value) {
    let at = |path: &str| value.pointer(path).unwrap_or(&Value::Null);
    let text = |path: &str| text_of(at(path));
    let title = text("/title");
    record.title = if title.is_empty() {
        text("/display_name")
    } else {
        title
    }
    .into();
    let id = text("/id");
    record.id = id.as_str().into();
    record.knows("openalex", short(&id));
    record.accession = short(&id).into();
    record.database = "OpenAlex".into();
    record.doi = ids::doi(&text("/doi")).unwrap_or_default();
    record.knows("pmid", short(&text("/ids/pmid")));
    record.knows("pmcid", short(&text("/ids/pmcid")));
    record.date = When::read(&text("/publication_date"));
    if record.date.year.is_none() {
        record.date = When::read(&text("/publication_year"));
    }
    add(&mut record.languages, &text("/language"));
    let source = ["/primary_location/source", "/host_venue"]
        .iter()
        .map(|path| at(path))
        .find(|source| source.is_object());
    if let Some(source) = source {
        let part = |key: &str| source.get(key).map(text_of).unwrap_or_default();
        record.source = part("display_name").into();
        record.publisher = part("host_organization_name").into();
        for issn in source.get("issn").map(texts_of).unwrap_or_default() {
            ids::serial(record, "issn", &issn);
        }
    }
    record.volume = text("/biblio/volume").into();
    record.issue = text("/biblio/issue").into();
    record.pages = Pages::between(&text("/biblio/first_page"), &text("/biblio/last_page"));
    authors(record, at("/authorships"));
    record.times_cited.core = count_of(at("/cited_by_count"));
    record.reference_count = count_of(at("/referenced_works_count"));
    record.references = texts_of(at("/referenced_works"))
        .iter()
        .map(|link| Reference {
            said: short(link).into(),
            ..Reference::default()
        })
        .collect();
    for word in at("/keywords").as_array().into_iter().flatten() {
        let said = word.get("display_name").or_else(|| word.get("keyword"));
        add(&mut record.keywords, &said.map(text_of).unwrap_or_default());
    }
    add(
        &mut record.urls,
        &text("/primary_location/landing_page_url"),
    );
    record.summary = abstract_of(at("/abstract_inverted_index")).into();
    let kind = text("/type");
    add(&mut record.document_types, &kind);
    record.kind = match kind.as_str() {
        "article" | "review" | "letter" | "editorial" | "erratum" | "journal-article" => {
            Kind::Article
        }
        "preprint" | "posted-content" => Kind::Preprint,
        "book" | "monograph" => Kind::Book,
        "book-chapter" => Kind::Chapter,
        "dissertation" => Kind::Thesis,
        "dataset" => Kind::Data,
        "report" => Kind::Report,
        "standard" => Kind::Standard,
        "proceedings-article" => Kind::Paper,
        "proceedings" => Kind::Proceedings,
        "software" => Kind::Software,
        _ => Kind::Other,
    };
}

fn authors(record: &mut Record, list: &Value) {
    for authorship in list.as_array().into_iter().flatten() {
        let part = |path: &str| authorship.pointer(path).map(text_of).unwrap_or_default();
        let name = match part("/author/display_name") {
            name if name.is_empty() => part("/raw_author_name"),
            name => name,
        };
        let mut author = Author::new(Name::read_straight(&name));
        let orcid = part("/author/orcid");
        if !orcid.is_empty() {
            author.marks().orcid = short(&orcid).into();
        }
        let id = part("/author/id");
        if !id.is_empty() {
            author.marks().researcher_id = short(&id).into();
        }
        if authorship.get("is_corresponding").and_then(Value::as_bool) == Some(true) {
            author.marks().corresponding = true;
        }
        record.authors.push(author);
        let at = record.authors.len() - 1;
        let raw = authorship
            .get("raw_affiliation_strings")
            .map(texts_of)
            .unwrap_or_default();
        if raw.iter().any(|place| !place.is_empty()) {
            for place in raw {
                record.affiliate(Some(at), &place);
            }
        } else {
            for place in authorship
                .get("institutions")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                let name = place.get("display_name").map(text_of).unwrap_or_default();
                record.affiliate(Some(at), &name);
            }
        }
    }
}

/// `{"word": [0, 7], …}` as running text.
fn abstract_of(index: &Value) -> String {
    let Some(index) = index.as_object() else {
        return String::new();
    };
    let mut words: Vec<(u64, &str)> = index
        .iter()
        .flat_map(|(word, places)| {
            let places = places.as_array().into_iter().flatten();
            places.filter_map(|place| Some((place.as_u64()?, word.as_str())))
        })
        .collect();
    words.sort_unstable();
    words
        .iter()
        .map(|(_, word)| *word)
        .collect::<Vec<_>>()
        .join(" ")
}
