//! What the tags of RIS mean. The specification gives one tag several meanings by the kind of work,
//! and producers have their own; where two tags say the same thing, the first wins and a different
//! second is kept.

use super::tagged::Field;
use crate::biblio::ids;
use crate::biblio::name::{Author, Name};
use crate::biblio::record::{Kind, Pages, Part, Record, Text, add};
use crate::biblio::when::When;

/// `TY` and the kind of work, both ways; the first of a kind is the one written.
const TYPES: [(&str, Kind); 40] = [
    ("JOUR", Kind::Article),
    ("CONF", Kind::Proceedings),
    ("CPAPER", Kind::Paper),
    ("BOOK", Kind::Book),
    ("CHAP", Kind::Chapter),
    ("THES", Kind::Thesis),
    ("PAT", Kind::Patent),
    ("STAND", Kind::Standard),
    ("RPRT", Kind::Report),
    ("NEWS", Kind::Newspaper),
    ("UNPB", Kind::Preprint),
    ("DATA", Kind::Data),
    ("COMP", Kind::Software),
    ("ELEC", Kind::Page),
    ("GEN", Kind::Other),
    ("JFULL", Kind::Article),
    ("EJOUR", Kind::Article),
    ("MGZN", Kind::Article),
    ("INPR", Kind::Article),
    ("ABST", Kind::Article),
    ("EBOOK", Kind::Book),
    ("EDBOOK", Kind::Book),
    ("WHOLE", Kind::Book),
    ("CLSWK", Kind::Book),
    ("ANCIENT", Kind::Book),
    ("ECHAP", Kind::Chapter),
    ("ENCYC", Kind::Chapter),
    ("DICT", Kind::Chapter),
    ("GOVDOC", Kind::Report),
    ("AGGR", Kind::Data),
    ("DBASE", Kind::Data),
    ("BLOG", Kind::Page),
    ("ICOMM", Kind::Page),
    ("WEB", Kind::Page),
    ("MPCT", Kind::Other),
    ("MANSCPT", Kind::Other),
    ("SER", Kind::Book),
    ("PAMP", Kind::Report),
    ("SLIDE", Kind::Other),
    ("OTHER", Kind::Other),
];

/// The word of `TY` for a kind.
pub(in crate::biblio) fn type_of(kind: Kind) -> &'static str {
    TYPES
        .iter()
        .find(|(_, held)| *held == kind)
        .map_or("GEN", |(word, _)| word)
}

/// What cannot be placed before the whole record is read.
#[derive(Default)]
struct Later {
    kind: Text,
    year: String,
    date: String,
    first: Text,
    last: Text,
    /// Titles of what it appeared in, by the tag's rank as a source.
    sources: Vec<(u8, String, Text)>,
    serial: Vec<String>,
}

pub(super) fn put_all(record: &mut Record, fields: &[Field]) {
    let mut later = Later::default();
    for field in fields {
        put(record, &mut later, field);
    }
    record.kind = TYPES
        .iter()
        .find(|(word, _)| **word == *later.kind)
        .map_or(Kind::Other, |(_, kind)| *kind);
    // Papers are `CONF` to nearly everyone; a volume of its own has no source.
    if record.kind == Kind::Proceedings && !later.sources.is_empty() {
        record.kind = Kind::Paper;
    }
    if type_of(record.kind) != &*later.kind && !later.kind.is_empty() && &*later.kind != "CONF" {
        record.keep("TY", &later.kind);
    }
    sources(record, later.sources);
    dates(record, &later.year, &later.date);
    record.pages = Pages::between(&later.first, &later.last);
    for serial in &later.serial {
        for line in serial.lines() {
            ids::serial(record, "SN", line);
        }
    }
    if record.doi.is_empty() {
        let linked = record.urls.iter().find_map(|url| {
            (url.contains("doi.org/") || url.contains("doi=10."))
                .then(|| ids::doi(url))
                .flatten()
        });
        record.doi = linked.unwrap_or_default();
    }
}

fn put(record: &mut Record, later: &mut Later, field: &Field) {
    let tag = field.tag;
    match tag {
        "TY" => later.kind = field.first.trim().into(),
        "TI" | "T1" | "CT" => record.once(|r| &mut r.title, tag, &field.joined()),
        "BT" if record.title.is_empty() && &*later.kind == "BOOK" => {
            record.title = field.joined().into();
        }
        "TT" => record.once(|r| &mut r.title_translated, tag, &field.joined()),
        "AU" | "A1" => {
            for name in field.each() {
                record.authors.push(Author::new(author(name)));
            }
        }
        "ED" | "A2" | "A3" => {
            for name in field.each() {
                let name = author(name);
                if tag == "A3" {
                    record.others.push(Part {
                        part: "series-editor".into(),
                        name,
                    });
                } else {
                    record.editors.push(name);
                }
            }
        }
        "A4" => {
            for name in field.each() {
                let name = author(name);
                record.others.push(Part {
                    part: "translator".into(),
                    name,
                });
            }
        }
        "T2" => later
            .sources
            .push((0, field.joined().into_owned(), tag.into())),
        "JF" | "BT" => later
            .sources
            .push((1, field.joined().into_owned(), tag.into())),
        "JO" => later
            .sources
            .push((2, field.joined().into_owned(), tag.into())),
        "JA" | "J1" | "J2" | "JI" | "J9" => add(&mut record.source_abbreviations, &field.joined()),
        "T3" => record.once(|r| &mut r.series, tag, &field.joined()),
        "PY" | "Y1" => {
            // `2013/02/15/received` is a day in its history, not its date.
            let said = field.joined();
            let finer =
                said.len() > later.year.len() && said.contains(later.year.trim_end_matches('/'));
            let history =
                said.rsplit('/').next().is_some_and(|end| {
                    end.len() > 3 && end.bytes().all(|b| b.is_ascii_alphabetic())
                }) && said.contains('/');
            if !history && (later.year.is_empty() || finer) {
                later.year = said.into_owned();
            } else if *said != later.year && !later.year.starts_with(said.as_ref()) {
                record.keep(tag, &said);
            }
        }
        "DA" => later.date = field.joined().into_owned(),
        "VL" | "VO" => record.once(|r| &mut r.volume, tag, &field.joined()),
        "IS" => record.once(|r| &mut r.issue, tag, &field.joined()),
        "SP" => later.first = field.joined().into(),
        "EP" => later.last = field.joined().into(),
        "C7" | "AR" => record.once(|r| &mut r.article_number, tag, &field.joined()),
        "SN" => later.serial.push(field.with("\n").into_owned()),
        "DO" | "DI" | "L3" => match ids::doi(&field.joined()) {
            Some(doi) if record.doi.is_empty() || record.doi == doi => record.doi = doi,
            _ => record.keep(tag, &field.joined()),
        },
        "AB" | "N2" => abstract_(record, tag, &field.with("\n")),
        "KW" | "DE" => {
            for word in field.each() {
                add(&mut record.keywords, word);
            }
        }
        "AD" | "C1" => {
            for address in field.each() {
                affiliation(record, address);
            }
        }
        "M1" if field.first.starts_with('(') => affiliation(record, &field.joined()),
        "LA" => {
            for language in field.each().flat_map(|line| line.split(';')) {
                add(&mut record.languages, language);
            }
        }
        "M3" if !field.first.trim_start().starts_with("doi:") => {
            add(&mut record.document_types, &field.joined());
        }
        "DB" => {
            // Embase and EndNote name several.
            for base in field.each() {
                if record.database.is_empty() {
                    record.database = base.into();
                } else if !record.database.split("; ").any(|held| held == base) {
                    record.database = format!("{}; {base}", record.database).into();
                }
            }
        }
        "AN" => accession(record, &field.joined()),
        "ID" => record.once(|r| &mut r.id, tag, &field.joined()),
        "U2" if field.first.starts_with('L') && is_number(field.first.get(1..)) => {
            record.once(|r| &mut r.accession, tag, field.first);
        }
        "C5" if is_number(Some(field.first.trim())) => record.knows("pmid", field.first),
        "C2" if is_number(Some(field.first.trim())) && field.first.trim().len() >= 6 => {
            record.knows("pmid", field.first);
        }
        "C6" if !field.first.is_empty() && record.early_access.is_empty() => {
            record.early_access = field.joined().into();
        }
        "U1" | "U2" if field.first.to_ascii_lowercase().contains("pmid]") => {
            let number = field.first.split('[').next().unwrap_or_default();
            record.knows("pmid", number);
        }
        "U1" | "U2"
            if field.first.to_ascii_lowercase().contains("pmcid]")
                || field.first.starts_with("PMC") =>
        {
            record.knows("pmcid", field.first.split('[').next().unwrap_or_default());
        }
        "UR" | "L1" | "L2" | "LK" => {
            for url in field.each() {
                add(&mut record.urls, url);
                if let Some(eid) = after(url, "eid=") {
                    record.knows("eid", eid);
                }
            }
        }
        "PB" | "PU" => record.once(|r| &mut r.publisher, tag, &field.joined()),
        "CY" | "PI" | "PP" => record.once(|r| &mut r.place, tag, &field.joined()),
        "ET" => record.once(|r| &mut r.edition, tag, &field.joined()),
        "M1" => record.once(|r| &mut r.number, tag, &field.joined()),
        "WE" => {
            for index in field.each() {
                add(&mut record.indexes, index);
            }
        }
        "FU" => {
            for fund in field.each().flat_map(|line| line.split("; ")) {
                add(&mut record.funding, fund);
            }
        }
        "NR" => record.reference_count = field.first.trim().parse().ok(),
        "N1" => super::ris_notes::note(record, field),
        _ => record.keep(tag, &field.with("\n")),
    }
}

/// `Family, Given`; IEEE writes `G. Kalbe`, and `Shi,Yu` lacks its space.
fn author(text: &str) -> Name {
    if text.contains(',') {
        return Name::read(text);
    }
    let straight = text
        .split_whitespace()
        .next()
        .is_some_and(|word| word.ends_with('.') && word.chars().count() <= 4);
    if straight {
        Name::read_straight(text)
    } else {
        Name::whole(text)
    }
}

fn abstract_(record: &mut Record, tag: &str, text: &str) {
    // EBSCO adds the publisher's notice as a second abstract.
    if record.summary.is_empty() {
        record.summary = text.trim().into();
    } else if *record.summary != *text.trim() {
        record.keep(tag, text);
    }
}

fn affiliation(record: &mut Record, text: &str) {
    add(&mut record.affiliations, text.trim().trim_end_matches(';'));
}

fn is_number(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))
}

/// The value of a link's parameter.
fn after<'a>(url: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = url.split_once(name)?;
    rest.split('&').next().filter(|value| !value.is_empty())
}

fn accession(record: &mut Record, text: &str) {
    if record.accession.is_empty() {
        record.accession = text.trim().into();
        if text.starts_with("WOS:") && record.database.is_empty() {
            record.database = "Web of Science Core Collection".into();
        }
    } else {
        record.keep("AN", text);
    }
}

/// The fullest title is the source, shorter ones its abbreviations.
fn sources(record: &mut Record, mut sources: Vec<(u8, String, Text)>) {
    sources.retain(|(_, title, _)| !title.is_empty());
    sources.sort_by_key(|(rank, ..)| *rank);
    let mut sources = sources.into_iter();
    if let Some((_, title, _)) = sources.next() {
        record.source = title.into();
    }
    for (_, title, tag) in sources {
        if *title == *record.source {
            continue;
        }
        // Lens and EndNote give a short form in `JO`.
        if &*tag == "JO" || title.contains('.') {
            add(&mut record.source_abbreviations, &title);
        } else {
            record.keep(&tag, &title);
        }
    }
}

/// The year stands in `PY` or `Y1`, the rest of the date there or in `DA`.
fn dates(record: &mut Record, year: &str, date: &str) {
    let by_year = When::read(year);
    let by_date = When::read(date);
    record.date = match (by_year.year, by_date.year) {
        (Some(year), Some(other))
            if year == other && by_year.month.is_none() && by_year.said.is_empty() =>
        {
            by_date
        }
        (Some(_), None) if !date.trim().is_empty() && by_year.month.is_none() => {
            When::read(&format!("{date} {year}"))
        }
        (Some(year), Some(other)) if year != other => {
            record.keep("DA", date);
            by_year
        }
        (None, Some(_)) if by_year.is_empty() => by_date,
        _ => by_year,
    };
}
