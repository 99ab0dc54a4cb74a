//! What the field tags of Web of Science mean, for its tagged and its tab-delimited exports alike.
//! Source: "Web of Science Core Collection Field Tags", Clarivate's help pages; the `Z` tags are
//! those of CSCD on the same platform.

use super::tagged::Field;
use super::wos_people::{address_lines, addresses, authors, people};
use crate::biblio::ids;
use crate::biblio::name::{Author, Name};
use crate::biblio::record::{Kind, Pages, Record, Reference, Text, add};
use crate::biblio::when::When;

/// How lists are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layout {
    /// One item a line; a few lists with semicolons all the same.
    Lines,
    /// All in one cell, parted by `; `.
    Cell,
}

impl Layout {
    fn items<'f>(self, field: &'f Field<'_>) -> Vec<&'f str> {
        let lines = field.each();
        match self {
            Layout::Lines => lines.collect(),
            Layout::Cell => lines
                .flat_map(|line| line.split("; "))
                .map(str::trim)
                .collect(),
        }
    }
}

/// What cannot be placed before the whole record is read.
#[derive(Default)]
struct Later<'a> {
    part: &'a str,
    short: Vec<&'a str>,
    full: Vec<&'a str>,
    addresses: Vec<String>,
    people: Vec<(&'static str, String)>,
    first: &'a str,
    last: &'a str,
    pages: &'a str,
    references: Vec<&'a str>,
    /// Names in Chinese characters, as CSCD gives beside the romanised ones.
    chinese: Vec<&'a str>,
    date: String,
    year: &'a str,
}

/// A row of a workbook whose headings are field tags; Derwent's name no `PT`, all being patents.
pub(super) fn put_table<'a>(record: &mut Record, fields: &'a [Field<'a>], patents: bool) {
    let part = Field {
        tag: "PT",
        first: "P",
        more: Vec::new(),
    };
    if patents {
        let all: Vec<Field> = std::iter::once(part)
            .chain(fields.iter().cloned())
            .collect();
        put_all(record, &all, Layout::Cell);
    } else {
        put_all(record, fields, Layout::Cell);
    }
}

pub(super) fn put_all<'a>(record: &mut Record, fields: &'a [Field<'a>], layout: Layout) {
    let mut later = Later::default();
    for field in fields {
        put(record, &mut later, field, layout);
    }
    record.date = match (later.date.is_empty(), later.year.is_empty()) {
        (true, _) => When::read(later.year),
        (false, true) => When::read(&later.date),
        (false, false) if later.date.contains(later.year) => When::read(&later.date),
        (false, false) => When::read(&format!("{} {}", later.date, later.year)),
    };
    record.pages = if later.first.is_empty() && later.last.is_empty() {
        Pages::read(later.pages)
    } else {
        Pages::between(later.first, later.last)
    };
    if !later.pages.is_empty() && !later.first.is_empty() && record.pages.written() != later.pages {
        record.keep("PS", later.pages);
    }
    if database(&record.accession) == "CSCD" {
        record.references = super::wos_cscd::references(&later.references);
    } else {
        record.references = later
            .references
            .iter()
            .map(|said| reference(said))
            .collect();
    }
    authors(record, &later.short, &later.full);
    super::wos_cscd::chinese_first(record, &later.chinese);
    addresses(record, &later.addresses);
    people(record, &later.people);
    record.kind = kind(later.part, &record.document_types);
    record.database = database(&record.accession).into();
}

fn put<'a>(record: &mut Record, later: &mut Later<'a>, field: &'a Field<'a>, layout: Layout) {
    let tag = field.tag;
    match tag {
        "PT" => later.part = field.first.trim(),
        "AU" => later.short.extend(people_in(field)),
        "AF" => later.full.extend(people_in(field)),
        "CA" | "GP" => {
            for body in layout.items(field) {
                let name = Name::whole(body);
                if !record.authors.iter().any(|held| held.name == name) {
                    record.authors.push(Author::new(name));
                }
            }
        }
        "BA" | "BF" => {
            for name in people_in(field) {
                other(record, "book-author", name);
            }
        }
        "BE" | "ED" => record.editors.extend(people_in(field).map(Name::read)),
        "AE" => {
            for body in layout.items(field) {
                add(&mut record.patent().applicants, body);
            }
        }
        "PN" if later.part == "P" => {
            for number in field.joined().split(';') {
                let number = crate::biblio::patent::PatentNumber::read(number.trim());
                let patent = record.patent();
                if patent.publications.is_empty() {
                    patent.number = number.clone();
                }
                patent.publications.push(number);
            }
        }
        "PD" if later.part == "P" => {
            // Derwent: `CN115536205-A 30 Dec 2022 C02F-009/14 …`; BIOSIS: `JUN 28 2011`.
            let said = field.joined();
            let words: Vec<&str> = said.split_whitespace().collect();
            let skipped = usize::from(words.first().is_some_and(|word| word.len() > 6));
            let date: Vec<&str> = words.iter().skip(skipped).take(3).copied().collect();
            later.date = date.join(" ");
            record.patent().published = said.into();
        }
        "AD" if later.part == "P" => record.patent().application = field.joined().into(),
        "PI" if later.part == "P" => split(&mut record.patent().priorities, &field.joined(), ";"),
        "IP" => split(&mut record.patent().ipc, &field.joined(), ";"),
        "CP" if later.part == "P" => {
            split(&mut record.patent().cited_patents, &field.joined(), ";");
        }
        "TI" => record.once(|r| &mut r.title, tag, &field.joined()),
        "FT" | "Z1" => record.once(|r| &mut r.title_translated, tag, &field.joined()),
        "SO" => record.once(|r| &mut r.source, tag, &field.joined()),
        "Z3" => record.once(|r| &mut r.source_translated, tag, &field.joined()),
        "SE" => record.once(|r| &mut r.series, tag, &field.joined()),
        "LA" => split(&mut record.languages, &field.joined(), ";"),
        "DT" => split(&mut record.document_types, &field.joined(), ";"),
        "CT" => record.conference().name = field.joined().into(),
        "CY" => record.conference().date = field.joined().into(),
        "CL" => record.conference().place = field.joined().into(),
        "SP" if later.part != "K" => record.conference().sponsor = field.joined().into(),
        "DE" => split(&mut record.keywords, &field.joined(), ";"),
        "Z5" => split(&mut record.keywords_translated, &field.joined(), ";"),
        "ID" => split(&mut record.index_terms, &field.joined(), ";"),
        "AB" => record.once(|r| &mut r.summary, tag, &field.joined()),
        "Z4" => record.once(|r| &mut r.summary_translated, tag, &field.joined()),
        "C1" => later.addresses = address_lines(field, layout),
        "RP" => {
            later.people.push(("RP", field.joined().into_owned()));
            record.keep(tag, &field.joined());
        }
        "EM" => split(&mut record.emails, &field.joined(), ";"),
        "OI" => later.people.push(("OI", field.joined().into_owned())),
        "RI" => later.people.push(("RI", field.joined().into_owned())),
        "FU" => split(&mut record.funding, &field.joined(), "; "),
        "CR" => later.references = layout.items(field),
        "Z2" => later.chinese.extend(people_in(field)),
        "Z7" => split(&mut record.emails, &field.joined(), ";"),
        "NR" => record.reference_count = field.first.trim().parse().ok(),
        "TC" => record.times_cited.core = field.first.trim().parse().ok(),
        "Z9" => record.times_cited.all = field.first.trim().parse().ok(),
        "PU" => record.once(|r| &mut r.publisher, tag, &field.joined()),
        "PI" => record.once(|r| &mut r.place, tag, &field.joined()),
        "SN" => {
            for piece in field.joined().split([';', ',']) {
                ids::serial(record, tag, piece);
            }
        }
        "EI" => match ids::issn(field.first) {
            Some(issn) => record.eissn = issn,
            None => record.keep(tag, field.first),
        },
        "BN" => ids::serial(record, tag, &field.joined()),
        "J9" | "JI" => add(&mut record.source_abbreviations, &field.joined()),
        "PD" => later.date = field.joined().into_owned(),
        "PY" => later.year = field.first.trim(),
        "VL" => record.once(|r| &mut r.volume, tag, field.first),
        "IS" => record.once(|r| &mut r.issue, tag, field.first),
        "BP" | "BR" => later.first = field.first.trim(),
        "EP" => later.last = field.first.trim(),
        "PS" => later.pages = field.first.trim(),
        "AR" => record.once(|r| &mut r.article_number, tag, field.first),
        "DI" => match ids::doi(&field.joined()) {
            Some(doi) if record.doi.is_empty() => record.doi = doi,
            _ => record.keep(tag, &field.joined()),
        },
        "D2" => match ids::doi(&field.joined()) {
            Some(doi) => record.knows("book-doi", &doi),
            None => record.keep(tag, &field.joined()),
        },
        "EA" => record.early_access = field.joined().into(),
        "WC" | "SC" => split(&mut record.subjects, &field.joined(), ";"),
        "WE" => split(&mut record.indexes, &field.joined(), ";"),
        "PM" => record.knows("pmid", field.first),
        "HC" => flag(record, |r| &mut r.highly_cited, field),
        "HP" => flag(record, |r| &mut r.hot, field),
        "UT" => record.once(|r| &mut r.accession, tag, field.first),
        "UR" => add(&mut record.urls, &field.joined()),
        "NT" => add(&mut record.notes, &field.joined()),
        _ => {
            let value = match layout {
                Layout::Lines => field.with("\n"),
                Layout::Cell => field.joined(),
            };
            record.keep(tag, &value);
        }
    }
}

/// `Y` or `N`; anything else is kept as it is.
fn flag(record: &mut Record, field: fn(&mut Record) -> &mut bool, said: &Field) {
    match said.first.trim() {
        "Y" => *field(record) = true,
        "N" | "" => {}
        other => record.keep(said.tag, other),
    }
}

fn split(list: &mut Vec<Text>, text: &str, sign: &str) {
    for item in text.split(sign) {
        add(list, item);
    }
}

/// People of a list: a line each, or several in a line; an address in brackets may follow a name.
fn people_in<'a>(field: &'a Field<'a>) -> impl Iterator<Item = &'a str> {
    field
        .each()
        .flat_map(|line| line.split(';'))
        .map(str::trim)
        .filter(|name| !name.is_empty() && !name.chars().all(|c| c.is_ascii_punctuation()))
}

fn other(record: &mut Record, part: &str, name: &str) {
    let name = Name::read(name);
    if !record.others.iter().any(|held| held.name == name) {
        record.others.push(crate::biblio::record::Part {
            part: part.into(),
            name,
        });
    }
}

pub(super) fn reference(said: &str) -> Reference {
    let doi = said
        .rfind("DOI ")
        .and_then(|at| said.get(at + 4..))
        .and_then(ids::doi);
    Reference {
        said: said.into(),
        doi: doi.unwrap_or_default(),
    }
}

/// `PT` says how it appeared, `DT` what it is; where the two differ, `DT` is the more exact.
fn kind(part: &str, types: &[Text]) -> Kind {
    let is = |wanted: &str| types.iter().any(|held| held.eq_ignore_ascii_case(wanted));
    match part {
        "P" => Kind::Patent,
        _ if is("Proceedings Paper") || is("Conference Paper") || is("Meeting Paper") => {
            Kind::Paper
        }
        _ if is("Book Chapter") => Kind::Chapter,
        _ if is("Data Set") || is("Data Study") => Kind::Data,
        _ if is("Dissertation/Thesis") || is("Thesis") => Kind::Thesis,
        "B" if is("Book") || types.is_empty() => Kind::Book,
        "B" | "S" => Kind::Chapter,
        "C" => Kind::Paper,
        "D" => Kind::Data,
        _ => Kind::Article,
    }
}

/// The database by the first part of the accession number, as the platform names it.
fn database(accession: &str) -> &'static str {
    match accession.split(':').next().unwrap_or_default() {
        "WOS" | "ISI" => "Web of Science Core Collection",
        "CSCD" => "CSCD",
        "MEDLINE" => "MEDLINE",
        "INSPEC" => "Inspec",
        "BIOSIS" => "BIOSIS Previews",
        "BCI" => "BIOSIS Citation Index",
        "ZOOREC" => "Zoological Record",
        "KJD" => "KCI-Korean Journal Database",
        "SCIELO" => "SciELO Citation Index",
        "DIIDW" => "Derwent Innovations Index",
        "FSTA" => "FSTA",
        "CABI" => "CABI",
        "PPRN" => "Preprint Citation Index",
        "PQDT" => "ProQuest Dissertations & Theses",
        _ => "",
    }
}
