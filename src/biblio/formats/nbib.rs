//! PubMed's tagged text (`PMID- …`), also called MEDLINE or nbib. Tags after the "MEDLINE/PubMed
//! Data Element (Field) Descriptions" of the National Library of Medicine.

use super::lines::lines;
use super::tagged::{Entry, Field};
use crate::biblio::cores::Batch;
use crate::biblio::ids;
use crate::biblio::name::{Author, Name};
use crate::biblio::reading::{Fault, Sink};
use crate::biblio::record::{Kind, Pages, Record, add};
use crate::biblio::when::When;

/// Up to four capitals, blanks to the fifth column, a dash.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    // Beyond the sixth column a dash is the text's own.
    let dash = line.bytes().take(6).position(|b| b == b'-')?;
    let (tag, value) = (line.get(..dash)?, line.get(dash + 1..)?);
    let name = tag.trim_end();
    let is_tag = (2..=4).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    is_tag.then_some((name, value))
}

pub(super) fn read(text: &str, sink: &mut Sink) {
    let mut open: Option<Entry> = None;
    let mut batch = Batch::of(text);
    let mut parted = false;
    for line in lines(text) {
        let own = line.text.trim_start_matches('\u{FEFF}');
        if own.trim().is_empty() {
            parted = true;
            continue;
        }
        match tag_of(own) {
            Some((tag, value)) => {
                if (tag == "PMID" || parted)
                    && let Some(entry) = open.take()
                    && !batch.push(entry, sink, record)
                {
                    return;
                }
                open.get_or_insert_with(|| Entry::at(&line))
                    .push(tag, value, &line);
                parted = false;
            }
            None if own.starts_with(' ') => match &mut open {
                Some(entry) => {
                    entry.go_on(&line);
                }
                None => sink.fault(Fault::Stray, line.number, line.from, line.text),
            },
            None => sink.fault(Fault::Stray, line.number, line.from, line.text),
        }
    }
    if let Some(entry) = open
        && !batch.push(entry, sink, record)
    {
        return;
    }
    batch.flush(sink, record);
}

/// Authors in the making: what follows a name belongs to it until the next one.
#[derive(Default)]
struct Later {
    pages: String,
    online: String,
    short_only: bool,
}

fn record(entry: &Entry) -> Record {
    let mut record = entry.record();
    record.database = "PubMed".into();
    let mut later = Later {
        short_only: !entry.fields.iter().any(|field| field.tag == "FAU"),
        ..Later::default()
    };
    for field in &entry.fields {
        put(&mut record, &mut later, field);
    }
    record.pages = Pages::read(&later.pages);
    // `e12345` alone is an article's number.
    if record.pages.last.is_empty() && record.pages.first.starts_with(['e', 'E']) {
        record.article_number = std::mem::take(&mut record.pages.first);
        record.pages = Pages::default();
    }
    record.early_access = later.online.into();
    record.kind = kind(&record);
    record
}

fn put(record: &mut Record, later: &mut Later, field: &Field) {
    let value = field.joined();
    let tag = field.tag;
    match tag {
        "PMID" => {
            record.knows("pmid", &value);
            record.once(|r| &mut r.accession, tag, &value);
        }
        "TI" | "BTI" if record.title.is_empty() => record.title = value.into(),
        "BTI" | "CTI" => record.once(|r| &mut r.source, tag, &value),
        "TT" => record.once(|r| &mut r.title_translated, tag, &value),
        "FAU" => record.authors.push(Author::new(Name::read(&value))),
        "AU" if later.short_only => {
            record
                .authors
                .push(Author::new(Name::read_initials_last(&value)));
        }
        "AU" => match record.authors.last_mut() {
            Some(author) if author.short.is_empty() => author.short = value.into(),
            _ => record.keep(tag, &value),
        },
        "AUID" => identify(record, &value),
        "AD" => address(record, &value),
        "CN" => record.authors.push(Author::new(Name::whole(&value))),
        "FED" => record.editors.push(Name::read(&value)),
        "ED" if record.editors.is_empty() => {
            record.editors.push(Name::read_initials_last(&value));
        }
        "ED" => {}
        "JT" => record.once(|r| &mut r.source, tag, &value),
        "TA" => add(&mut record.source_abbreviations, &value),
        "DP" => record.date = When::read(&value),
        "DEP" => later.online = When::read(&value).written(),
        "VI" => record.once(|r| &mut r.volume, tag, &value),
        "IP" => record.once(|r| &mut r.issue, tag, &value),
        "PG" => later.pages = value.into_owned(),
        "IS" => serial(record, &value),
        "ISBN" => ids::serial(record, tag, &value),
        "LID" | "AID" | "SO" if value.contains("[doi]") || value.contains("doi:") => {
            match ids::doi(&value) {
                Some(doi) if record.doi.is_empty() || record.doi == doi => record.doi = doi,
                _ => record.keep(tag, &value),
            }
        }
        "LID" | "AID" if value.ends_with("[pii]") => {
            record.knows("pii", value.trim_end_matches("[pii]").trim());
        }
        "PMC" => record.knows("pmcid", &value),
        "AB" => record.once(|r| &mut r.summary, tag, &value),
        "MH" => add(&mut record.index_terms, &value),
        "OT" => add(&mut record.keywords, value.trim_start_matches('*')),
        "PT" => add(&mut record.document_types, &value),
        "LA" => add(&mut record.languages, &value),
        "PB" => record.once(|r| &mut r.publisher, tag, &value),
        "PL" => record.once(|r| &mut r.place, tag, &value),
        "GR" => add(&mut record.funding, &value),
        _ => record.keep(tag, &value),
    }
}

fn identify(record: &mut Record, value: &str) {
    let number = value.trim_start_matches("ORCID:").trim();
    let number = number.rsplit('/').next().unwrap_or(number);
    match record.authors.last_mut() {
        Some(author) if number.len() >= 16 && author.orcid().is_empty() => {
            author.marks().orcid = number.into();
        }
        _ => record.keep("AUID", value),
    }
}

fn address(record: &mut Record, value: &str) {
    let author = record.authors.len().checked_sub(1);
    record.affiliate(author, value.trim_end_matches('.'));
}

/// `1806-9339 (Electronic)`; `Linking` repeats one of the others.
fn serial(record: &mut Record, value: &str) {
    let number = value.split('(').next().unwrap_or_default();
    match ids::issn(number) {
        Some(issn) if value.contains("(Electronic)") => record.eissn = issn,
        Some(issn) if value.contains("(Linking)") => {
            if record.eissn != issn {
                add(&mut record.issn, &issn);
            }
        }
        Some(issn) => add(&mut record.issn, &issn),
        None => ids::serial(record, "IS", value),
    }
}

fn kind(record: &Record) -> Kind {
    let is = |word: &str| record.document_types.iter().any(|held| held.contains(word));
    if is("Book Chapter") || (is("Book") && !record.source.is_empty()) {
        Kind::Chapter
    } else if is("Book") {
        Kind::Book
    } else if is("Preprint") {
        Kind::Preprint
    } else if is("Technical Report") && record.source.is_empty() {
        Kind::Report
    } else if is("Dataset") {
        Kind::Data
    } else {
        Kind::Article
    }
}
