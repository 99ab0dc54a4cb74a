//! MARCXML, as library catalogues give it. Fields after "MARC 21 Format for Bibliographic Data" of the
//! Library of Congress; UNIMARC's title and author fields where a record has those.

use super::Node;
use crate::biblio::ids;
use crate::biblio::name::{Author, Name};
use crate::biblio::record::{Kind, Pages, Part, Record, add};
use crate::biblio::when::When;

/// A subfield of a field; signs of ISBD at its end are not part of it.
fn sub(field: &Node, code: &str) -> String {
    field
        .each("subfield")
        .find(|part| part.attribute("code") == code)
        .map(|part| bare(&part.text()).to_owned())
        .unwrap_or_default()
}

fn bare(text: &str) -> &str {
    text.trim().trim_end_matches([' ', '/', ':', ';', ',', '='])
}

pub(super) fn put_all(record: &mut Record, node: &Node) {
    record.kind = Kind::Book;
    let fields: Vec<&Node> = node.each("datafield").collect();
    let has = |tag: &str| fields.iter().any(|field| field.attribute("tag") == tag);
    let unimarc = has("200") && !has("245");
    for control in node.each("controlfield") {
        match control.attribute("tag") {
            "001" => record.id = control.text().into(),
            tag => record.keep(tag, &control.text()),
        }
    }
    for field in fields {
        let tag = field.attribute("tag");
        match tag {
            "020" | "022" | "010" | "011" if tag.starts_with("02") || unimarc => {
                ids::serial(record, tag, &sub(field, "a"));
            }
            "024" => match ids::doi(&sub(field, "a")) {
                Some(doi) => record.doi = doi,
                None => record.keep(tag, &field.text()),
            },
            "245" | "200" if (tag == "245") != unimarc => {
                let part = if unimarc { "e" } else { "b" };
                let (title, rest) = (sub(field, "a"), sub(field, part));
                record.title = match rest.is_empty() {
                    true => title,
                    false => format!("{title}: {rest}"),
                }
                .into();
            }
            "100" | "110" | "111" if !unimarc => person(record, field, "author"),
            "700" | "710" | "711" if !unimarc => {
                let part = sub(field, "e");
                person(
                    record,
                    field,
                    if part.is_empty() { "author" } else { &part },
                );
            }
            "700" | "701" | "702" | "710" if unimarc => {
                let (family, given) = (sub(field, "a"), sub(field, "b"));
                record
                    .authors
                    .push(Author::new(Name::parts(&family, &given)));
            }
            "250" | "205" if (tag == "250") != unimarc => record.edition = sub(field, "a").into(),
            "260" | "264" | "210" if tag != "210" || unimarc => {
                record.once(|r| &mut r.place, tag, &sub(field, "a"));
                let (name, date) = if unimarc { ("c", "d") } else { ("b", "c") };
                record.once(|r| &mut r.publisher, tag, &sub(field, name));
                let date = sub(field, date);
                let digits: String = date
                    .chars()
                    .map(|c| if c.is_ascii_digit() { c } else { ' ' })
                    .collect();
                let year = digits.split_whitespace().find(|word| word.len() == 4);
                if record.date.is_empty() {
                    record.date = year.map(When::read).unwrap_or_default();
                }
            }
            "490" | "830" | "225" => record.once(|r| &mut r.series, tag, &sub(field, "a")),
            "520" | "330" => record.once(|r| &mut r.summary, tag, &sub(field, "a")),
            "650" | "651" | "653" | "600" | "606" => add(&mut record.subjects, &sub(field, "a")),
            "856" => add(&mut record.urls, &sub(field, "u")),
            "041" => add(&mut record.languages, &sub(field, "a")),
            "773" => {
                record.kind = Kind::Chapter;
                record.source = sub(field, "t").into();
                record.pages = Pages::default();
                record.keep(tag, &field.text());
            }
            "502" => {
                record.kind = Kind::Thesis;
                add(&mut record.notes, &field.text());
            }
            "500" | "300" => add(&mut record.notes, &field.text()),
            _ => record.keep(tag, &field.text()),
        }
    }
}

fn person(record: &mut Record, field: &Node, part: &str) {
    let said = sub(field, "a");
    let name = if field.attribute("tag").ends_with("00") {
        Name::read(said.trim_end_matches('.'))
    } else {
        Name::whole(&said)
    };
    if name.is_empty() {
        return;
    }
    match part.trim_end_matches('.') {
        "author" | "joint author" | "aut" => record.authors.push(Author::new(name)),
        "editor" | "ed" => record.editors.push(name),
        other => record.others.push(Part {
            part: other.into(),
            name,
        }),
    }
}
