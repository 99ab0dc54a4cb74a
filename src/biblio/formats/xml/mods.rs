//! MODS, as repositories give it. Elements after the "MODS User Guidelines" (version 3) of the Library
//! of Congress.

use super::Node;
use crate::biblio::formats::table::kind_said;
use crate::biblio::ids;
use crate::biblio::name::{Author, Name};
use crate::biblio::record::{Kind, Pages, Part, Record, add};
use crate::biblio::when::When;

fn title_of(info: &Node) -> String {
    let start = info.said(&["nonSort"]);
    let main = info.said(&["title"]);
    let rest = info.said(&["subTitle"]);
    let title = match start.is_empty() {
        true => main,
        false => format!("{} {main}", start.trim()),
    };
    match rest.is_empty() {
        true => title,
        false => format!("{title}: {rest}"),
    }
}

pub(super) fn put_all(record: &mut Record, node: &Node) {
    let mut genres: Vec<String> = Vec::new();
    for part in node.nodes() {
        match part.name.as_str() {
            "titleInfo" => match part.attribute("type") {
                "" if record.title.is_empty() => record.title = title_of(part).into(),
                "translated" => {
                    record.once(|r| &mut r.title_translated, "titleInfo", &title_of(part))
                }
                kind => record.keep(&format!("title {kind}"), &title_of(part)),
            },
            "name" => person(record, part),
            "genre" => genres.push(part.text()),
            "typeOfResource" => record.keep("typeOfResource", &part.text()),
            "originInfo" => origin(record, part),
            "language" => {
                for term in part.each("languageTerm") {
                    add(&mut record.languages, &term.text());
                }
            }
            "abstract" => record.once(|r| &mut r.summary, "abstract", &part.text()),
            "subject" => {
                let words: Vec<String> = part.nodes().map(Node::text).collect();
                add(&mut record.keywords, &words.join(" -- "));
            }
            "identifier" => identifier(record, part),
            "location" => {
                let mut links = Vec::new();
                part.all("url", &mut links);
                for link in links {
                    add(&mut record.urls, &link.text());
                }
            }
            "relatedItem" => related(record, part),
            "part" => details(record, part),
            "note" => add(&mut record.notes, &part.text()),
            "recordInfo" => record.id = part.said(&["recordIdentifier"]).into(),
            other => record.keep(other, &part.text()),
        }
    }
    record.kind = genres
        .iter()
        .map(|genre| kind_said(genre))
        .find(|kind| *kind != Kind::Other)
        .unwrap_or(match record.source.is_empty() {
            true => Kind::Book,
            false => Kind::Article,
        });
    for genre in genres {
        add(&mut record.document_types, &genre);
    }
}

fn person(record: &mut Record, node: &Node) {
    let part = |kind: &str| -> String {
        node.each("namePart")
            .find(|part| part.attribute("type") == kind)
            .map(Node::text)
            .unwrap_or_default()
    };
    let (family, given) = (part("family"), part("given"));
    let name = if !family.is_empty() {
        Name::parts(&family, &given)
    } else if node.attribute("type") == "personal" {
        Name::read(&part(""))
    } else {
        Name::whole(&part(""))
    };
    if name.is_empty() {
        return;
    }
    let mut terms = Vec::new();
    node.all("roleTerm", &mut terms);
    let roles: Vec<String> = terms
        .iter()
        .map(|term| term.text().to_lowercase())
        .collect();
    let is = |role: &str| roles.iter().any(|held| held == role);
    if roles.is_empty() || is("aut") || is("author") || is("creator") || is("cre") {
        record.authors.push(Author::new(name));
    } else if is("edt") || is("editor") {
        record.editors.push(name);
    } else {
        record.others.push(Part {
            part: roles.join("/").into(),
            name,
        });
    }
}

fn origin(record: &mut Record, node: &Node) {
    record.once(
        |r| &mut r.publisher,
        "publisher",
        &node.said(&["publisher"]),
    );
    record.once(|r| &mut r.edition, "edition", &node.said(&["edition"]));
    let place = node
        .each("place")
        .flat_map(|place| place.each("placeTerm"))
        .find(|term| term.attribute("type") != "code");
    if let Some(place) = place {
        record.once(|r| &mut r.place, "place", &place.text());
    }
    for name in ["dateIssued", "copyrightDate", "dateCreated", "dateCaptured"] {
        if let Some(date) = node.each(name).next()
            && record.date.is_empty()
        {
            record.date = When::read(&date.text());
        }
    }
}

fn identifier(record: &mut Record, node: &Node) {
    let text = node.text();
    match node.attribute("type") {
        "doi" => record.doi = ids::doi(&text).unwrap_or_default(),
        "isbn" | "issn" => ids::serial(record, "identifier", &text),
        "uri" => add(&mut record.urls, &text),
        scheme => record.knows(if scheme.is_empty() { "local" } else { scheme }, &text),
    }
}

fn related(record: &mut Record, node: &Node) {
    if node.attribute("type") != "host" {
        let title = node.at(&["titleInfo"]).map(title_of).unwrap_or_default();
        match node.attribute("type") {
            "series" => record.once(|r| &mut r.series, "relatedItem", &title),
            kind => record.keep(&format!("related {kind}"), &title),
        }
        return;
    }
    for part in node.nodes() {
        match part.name.as_str() {
            "titleInfo" if part.attribute("type") == "abbreviated" => {
                add(&mut record.source_abbreviations, &title_of(part));
            }
            "titleInfo" => record.once(|r| &mut r.source, "relatedItem", &title_of(part)),
            "identifier" => identifier(record, part),
            "originInfo" => origin(record, part),
            "part" => details(record, part),
            _ => {}
        }
    }
}

fn details(record: &mut Record, node: &Node) {
    for detail in node.each("detail") {
        let number = detail.said(&["number"]);
        match detail.attribute("type") {
            "volume" => record.once(|r| &mut r.volume, "volume", &number),
            "issue" | "number" => record.once(|r| &mut r.issue, "issue", &number),
            _ => record.keep("detail", &number),
        }
    }
    for extent in node.each("extent") {
        record.pages = Pages::between(&extent.said(&["start"]), &extent.said(&["end"]));
        if record.pages.is_empty() {
            record.pages = Pages::read(&extent.said(&["list"]));
        }
    }
    if let Some(date) = node.each("date").next()
        && record.date.is_empty()
    {
        record.date = When::read(&date.text());
    }
}
