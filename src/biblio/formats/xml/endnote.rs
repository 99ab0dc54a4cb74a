//! EndNote's XML, which Mendeley, Zotero and others write as well. Elements after EndNote's own
//! document type; the type's number counts where its name is missing.

use super::Node;
use crate::biblio::formats::plain::kind_of;
use crate::biblio::ids;
use crate::biblio::name::{Author, Name};
use crate::biblio::record::{Kind, Pages, Part, Record, add};
use crate::biblio::when::When;

/// Reference types by EndNote's numbers, where no name stands beside.
fn kind_numbered(number: &str) -> Kind {
    match number {
        "17" | "43" | "19" => Kind::Article,
        "6" | "28" | "44" => Kind::Book,
        "5" | "52" => Kind::Chapter,
        "10" => Kind::Proceedings,
        "47" => Kind::Paper,
        "32" => Kind::Thesis,
        "25" => Kind::Patent,
        "27" => Kind::Report,
        "23" => Kind::Newspaper,
        "58" => Kind::Standard,
        "59" => Kind::Data,
        "9" => Kind::Software,
        "12" | "16" => Kind::Page,
        _ => Kind::Other,
    }
}

fn author(text: &str) -> Name {
    match text.contains(',') {
        true => Name::read(text),
        false => Name::read_straight(text),
    }
}

pub(super) fn put_all(record: &mut Record, node: &Node) {
    let (mut year, mut date) = (String::new(), String::new());
    for part in node.nodes() {
        let text = || part.text();
        match part.name.as_str() {
            "database" => record.keep("database", &text()),
            "ref-type" => {
                let said = part.attribute("name");
                record.kind = match kind_of(said) {
                    Kind::Other => kind_numbered(&text()),
                    kind => kind,
                };
                if record.kind == Kind::Other {
                    add(&mut record.document_types, said);
                }
            }
            "contributors" => contributors(record, part),
            "titles" => titles(record, part),
            "periodical" | "alt-periodical" => {
                let full = part.said(&["full-title"]);
                if record.source.is_empty() {
                    record.source = full.into();
                }
                for short in ["abbr-1", "abbr-2", "abbr-3"] {
                    add(&mut record.source_abbreviations, &part.said(&[short]));
                }
            }
            "auth-address" => {
                for place in text().split(';') {
                    record.affiliate(None, place);
                }
            }
            "pages" => record.pages = Pages::read(&text()),
            "volume" => record.once(|r| &mut r.volume, "volume", &text()),
            "issue" => record.once(|r| &mut r.issue, "issue", &text()),
            // EndNote 20 puts an article's number of issue here.
            "number" if record.issue.is_empty() => record.issue = text().into(),
            "keywords" => {
                for word in part.each("keyword") {
                    add(&mut record.keywords, &word.text());
                }
            }
            "dates" => {
                year = part.said(&["year"]);
                date = part.said(&["pub-dates", "date"]);
            }
            "isbn" => {
                let text = text();
                for piece in text.split([' ', ';', ',']).filter(|piece| piece.len() > 7) {
                    ids::serial(record, "isbn", piece);
                }
            }
            "accession-num" => record.once(|r| &mut r.accession, "accession-num", &text()),
            "electronic-resource-num" => match ids::doi(&text()) {
                Some(doi) => record.doi = doi,
                None => record.keep("electronic-resource-num", &text()),
            },
            "abstract" => record.once(|r| &mut r.summary, "abstract", &text()),
            "notes" | "research-notes" => add(&mut record.notes, &text()),
            "language" => add(&mut record.languages, &text()),
            "publisher" => record.once(|r| &mut r.publisher, "publisher", &text()),
            "pub-location" => record.once(|r| &mut r.place, "pub-location", &text()),
            "edition" => record.once(|r| &mut r.edition, "edition", &text()),
            "work-type" => add(&mut record.document_types, &text()),
            "remote-database-name" => {
                record.once(|r| &mut r.database, "remote-database-name", &text())
            }
            "label" => record.once(|r| &mut r.id, "label", &text()),
            "urls" => {
                let mut links = Vec::new();
                part.all("url", &mut links);
                for link in links {
                    add(&mut record.urls, &link.text());
                }
            }
            "rec-number" => {
                if record.id.is_empty() {
                    record.id = text().into();
                }
            }
            "source-app" | "foreign-keys" => {}
            other => record.keep(other, &text()),
        }
    }
    let by_year = When::read(&year);
    let by_date = When::read(&date);
    record.date = match (by_year.year, by_date.year) {
        (Some(_), None) if !date.is_empty() => When::read(&format!("{date} {year}")),
        (None, Some(_)) => by_date,
        (Some(one), Some(other)) if one == other && by_year.month.is_none() => by_date,
        _ => by_year,
    };
}

fn contributors(record: &mut Record, node: &Node) {
    for group in node.nodes() {
        for person in group.nodes() {
            let name = author(&person.text());
            if name.is_empty() {
                continue;
            }
            match group.name.as_str() {
                "authors" => record.authors.push(Author::new(name)),
                "secondary-authors" => record.editors.push(name),
                other => record.others.push(Part {
                    part: other.trim_end_matches("-authors").into(),
                    name,
                }),
            }
        }
    }
}

fn titles(record: &mut Record, node: &Node) {
    for title in node.nodes() {
        let text = title.text();
        match title.name.as_str() {
            "title" => record.once(|r| &mut r.title, "title", &text),
            "secondary-title" => record.once(|r| &mut r.source, "secondary-title", &text),
            "tertiary-title" => record.once(|r| &mut r.series, "tertiary-title", &text),
            "translated-title" => {
                record.once(|r| &mut r.title_translated, "translated-title", &text)
            }
            "alt-title" => add(&mut record.source_abbreviations, &text),
            other => record.keep(other, &text),
        }
    }
}
