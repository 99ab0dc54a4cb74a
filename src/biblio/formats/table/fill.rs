//! Puts the cells of a row in their places in a record.

use super::columns::Column;
use super::people::people;
use crate::biblio::formats::plain::kind_of;
use crate::biblio::ids;
use crate::biblio::name::{Author, Name};
use crate::biblio::patent::{LegalStatus, PatentNumber};
use crate::biblio::record::{Kind, Pages, Record, Reference, Text, add};
use crate::biblio::when::When;

/// What is put together after all cells are read.
#[derive(Default)]
pub(super) struct Later {
    year: String,
    month: String,
    day: String,
    date: String,
    first: String,
    last: String,
    country: String,
    kind_code: String,
    full_names: String,
    orcids: Vec<String>,
    pub rest: String,
    /// The headings name a journal in a column of its own.
    pub has_source: bool,
    pub is_patents: bool,
}

pub(super) fn put(
    record: &mut Record,
    later: &mut Later,
    column: Column,
    heading: &str,
    cell: &str,
) {
    let cell = cell.trim();
    // `="19326203"`, so that a spreadsheet keeps it as text.
    let cell = cell
        .strip_prefix("=\"")
        .and_then(|inner| inner.strip_suffix('"'))
        .unwrap_or(cell);
    // An apostrophe keeps a spreadsheet from running what looks like a formula.
    let cell = match cell.strip_prefix('\'') {
        Some(text) if text.starts_with(['=', '+', '-', '@', '\'', '＝', '＋', '－', '＠']) => {
            text
        }
        _ => cell,
    };
    match column {
        Column::Title => record.once(|r| &mut r.title, heading, cell),
        Column::TitleTranslated => record.once(|r| &mut r.title_translated, heading, cell),
        Column::Authors if record.authors.is_empty() => {
            record.authors = people(cell).into_iter().map(Author::new).collect();
        }
        Column::Authors => record.keep(heading, cell),
        Column::FullNames => later.full_names = cell.to_owned(),
        Column::Inventors => {
            // Patent offices write names in capitals and either order.
            let names = cell
                .split([';', '\n'])
                .filter(|name| !name.trim().is_empty());
            record.authors = names.map(|name| Author::new(Name::read(name))).collect();
        }
        Column::Editors => record.editors.extend(people(cell)),
        // Embase's is a whole citation.
        Column::SourceOrDatabase if later.has_source && cell.len() > 60 => {
            record.keep(heading, cell);
        }
        Column::SourceOrDatabase if later.has_source => {
            record.once(|r| &mut r.database, heading, cell);
        }
        Column::Source | Column::SourceOrDatabase => record.once(|r| &mut r.source, heading, cell),
        Column::Abbreviation => add(&mut record.source_abbreviations, cell),
        Column::Series => record.once(|r| &mut r.series, heading, cell),
        Column::Year => later.year = cell.to_owned(),
        Column::Date if later.is_patents => {
            record.patent().published = cell.into();
            later.date = cell.to_owned();
        }
        Column::Date => later.date = cell.to_owned(),
        Column::Month => later.month = cell.to_owned(),
        Column::Day => later.day = cell.to_owned(),
        Column::Volume => record.once(|r| &mut r.volume, heading, cell),
        Column::Issue | Column::Number if record.issue.is_empty() => record.issue = cell.into(),
        Column::Issue | Column::Number => record.once(|r| &mut r.number, heading, cell),
        Column::Pages => record.pages = Pages::read(cell),
        Column::First => later.first = cell.to_owned(),
        Column::Last => later.last = cell.to_owned(),
        Column::ArticleNumber => record.once(|r| &mut r.article_number, heading, cell),
        Column::Doi => match ids::doi(cell) {
            Some(doi) => record.once(|r| &mut r.doi, heading, &doi),
            None => record.keep(heading, cell),
        },
        Column::Serial => ids::serial(record, heading, cell),
        Column::Electronic => match ids::issn(cell) {
            Some(issn) => record.eissn = issn,
            None => record.keep(heading, cell),
        },
        Column::Abstract => record.once(|r| &mut r.summary, heading, cell),
        Column::Keywords => split(&mut record.keywords, cell),
        Column::IndexTerms => split(&mut record.index_terms, cell),
        Column::Subjects => split(&mut record.subjects, cell),
        Column::CitedCore => count(record, |r| &mut r.times_cited.core, heading, cell),
        Column::CitedAll => count(record, |r| &mut r.times_cited.all, heading, cell),
        Column::ReferenceCount => count(record, |r| &mut r.reference_count, heading, cell),
        Column::References => references(record, cell),
        Column::Affiliations => {
            for place in cell.split([';', '；', '|']) {
                add(&mut record.affiliations, place);
            }
        }
        Column::Emails => split(&mut record.emails, cell),
        Column::Orcids => later.orcids = cell.split(';').map(|one| one.trim().to_owned()).collect(),
        Column::Publisher => record.once(|r| &mut r.publisher, heading, cell),
        Column::Place => record.once(|r| &mut r.place, heading, cell),
        Column::Language => split(&mut record.languages, cell),
        // Lens has the kind code of a patent here.
        Column::DocumentType if later.is_patents && cell.len() <= 2 => {
            later.kind_code = cell.to_owned();
        }
        // Publish or Perish tells the kind of link.
        Column::DocumentType if matches!(cell, "PDF" | "HTML" | "CITATION") => {
            record.keep(heading, cell);
        }
        Column::DocumentType => {
            let kind = Kind::from_key(cell).unwrap_or_else(|| kind_said(cell));
            if record.kind == Kind::Other {
                record.kind = kind;
            }
            if Kind::from_key(cell).is_none() {
                split(&mut record.document_types, cell);
            }
        }
        Column::Database => record.once(|r| &mut r.database, heading, cell),
        Column::Index => split(&mut record.indexes, cell),
        Column::Accession => record.once(|r| &mut r.accession, heading, cell),
        Column::Pmid => {
            let number = cell.trim_start_matches("PUBMED").trim();
            if number != "0" {
                record.knows("pmid", number);
            }
        }
        Column::Pmcid => record.knows("pmcid", cell),
        Column::Eid => record.knows("eid", cell),
        Column::Lens => record.knows("lens", cell),
        Column::OpenAlex => {
            record.knows("openalex", cell.rsplit('/').next().unwrap_or(cell));
        }
        Column::Id => record.once(|r| &mut r.id, heading, cell),
        Column::Url => {
            for url in cell.split_whitespace() {
                add(&mut record.urls, url);
            }
        }
        Column::ConferenceName => record.conference().name = cell.into(),
        Column::ConferenceDate => record.conference().date = cell.into(),
        Column::ConferencePlace => record.conference().place = cell.into(),
        Column::Funding => split(&mut record.funding, cell),
        Column::Notes => add(&mut record.notes, cell),
        Column::Citation => citation(record, heading, cell),
        Column::Edition => record.once(|r| &mut r.edition, heading, cell),
        Column::EarlyAccess => record.early_access = cell.into(),
        Column::HighlyCited => record.highly_cited = matches!(cell, "Y" | "y" | "true"),
        Column::Hot => record.hot = matches!(cell, "Y" | "y" | "true"),
        Column::PublicationNumber => publication(record, cell),
        Column::Country => later.country = cell.to_owned(),
        Column::KindCode => later.kind_code = cell.to_owned(),
        Column::Application => record.patent().application = cell.into(),
        Column::Filed => record.patent().filed = cell.into(),
        Column::Priorities => split(&mut record.patent().priorities, cell),
        Column::Applicants => split(&mut record.patent().applicants, cell),
        Column::Ipc => split(&mut record.patent().ipc, cell),
        Column::Cpc => split(&mut record.patent().cpc, cell),
        Column::Family => split(&mut record.patent().family, cell),
        Column::CitedPatents => split(&mut record.patent().cited_patents, cell),
        Column::LegalStatus => {
            record.patent().legal_status = Some(LegalStatus {
                status: cell.into(),
                as_of: Text::default(),
            });
        }
        Column::Rest => later.rest.push_str(cell),
    }
}

/// A list of one cell: semicolons, the bars of OpenAlex, or commas where there is neither.
fn split(list: &mut Vec<Text>, cell: &str) {
    let sign: &[char] = if cell.contains([';', '；']) {
        &[';', '；']
    } else if cell.contains('|') {
        &['|']
    } else {
        &[',']
    };
    // A single term may hold a comma only where terms are not parted by them.
    for item in cell.split(sign) {
        add(list, item);
    }
}

fn count(
    record: &mut Record,
    field: fn(&mut Record) -> &mut Option<u32>,
    heading: &str,
    cell: &str,
) {
    match cell.parse::<f64>() {
        // Workbooks keep whole numbers as fractions.
        Ok(number) if number >= 0.0 && number.fract() == 0.0 && number <= f64::from(u32::MAX) => {
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let whole = number as u32;
            *field(record) = Some(whole);
        }
        _ => record.keep(heading, cell),
    }
}

fn references(record: &mut Record, cell: &str) {
    let apart = if cell.contains("; ") { "; " } else { "\n" };
    for said in cell
        .split(apart)
        .map(str::trim)
        .filter(|said| !said.is_empty())
    {
        record.references.push(Reference {
            said: said.into(),
            doi: ids::doi(said).unwrap_or_default(),
        });
    }
}

/// What databases call a kind of work in their tables.
pub(in crate::biblio) fn kind_said(said: &str) -> Kind {
    let folded: String = said
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    match folded.as_str() {
        "article" | "review" | "journalarticle" | "letter" | "editorial" | "shortsurvey"
        | "note" | "erratum" | "articleinpress" | "conferencereview" | "academicjournal" | "j" => {
            Kind::Article
        }
        "conferencepaper"
        | "proceedingspaper"
        | "inproceedings"
        | "conferenceproceedingsarticle"
        | "c" => Kind::Paper,
        "bookchapter" | "incollection" | "booksection" | "chapter" => Kind::Chapter,
        "preprint" | "postedcontent" => Kind::Preprint,
        "phdthesis" | "mastersthesis" => Kind::Thesis,
        "grantedpatent" | "patentapplication" | "p" => Kind::Patent,
        "techreport" => Kind::Report,
        "misc" => Kind::Other,
        _ => kind_of(said),
    }
}

/// PubMed's `Eur J Med Genet. 2020 Feb;63(2):103640. doi: …` gives volume, issue and pages.
fn citation(record: &mut Record, heading: &str, cell: &str) {
    record.keep(heading, cell);
    let Some((before, after)) = cell.split_once(';') else {
        return;
    };
    if record.date.is_empty() {
        record.date = When::read(before.rsplit(". ").next().unwrap_or_default());
    }
    let place = after
        .split(". ")
        .next()
        .unwrap_or_default()
        .trim_end_matches('.');
    let (number, pages) = place.split_once(':').unwrap_or((place, ""));
    let (volume, issue) = number.split_once('(').unwrap_or((number, ""));
    if volume.len() <= 12 {
        record.once(|r| &mut r.volume, heading, volume);
        record.once(|r| &mut r.issue, heading, issue.trim_end_matches(')'));
        record.pages = Pages::read(pages);
    }
}

fn publication(record: &mut Record, cell: &str) {
    record.kind = Kind::Patent;
    for number in cell.split([';', '\n']).filter(|one| !one.trim().is_empty()) {
        // Espacenet writes the kind code in brackets: `KR20140006240 (U)`.
        let number = PatentNumber::read(&number.replace(['(', ')'], ""));
        let patent = record.patent();
        if patent.publications.is_empty() {
            patent.number = number.clone();
        }
        if !patent.publications.contains(&number) {
            patent.publications.push(number);
        }
    }
}

pub(super) fn settle(record: &mut Record, later: &Later) {
    let by_date = When::read(&later.date);
    let by_year = When::read(&later.year);
    let from_citation = std::mem::take(&mut record.date);
    record.date = if !later.month.is_empty() && by_year.year.is_some() {
        When::read(&format!("{} {} {}", later.year, later.month, later.day))
    } else if by_date.year.is_some() && (by_year.year.is_none() || by_date.year == by_year.year) {
        by_date
    } else if by_date.year.is_none() && by_year.year.is_some() && by_date.month.is_some() {
        When::read(&format!("{} {}", later.date, later.year))
    } else if by_year.is_empty() {
        by_date
    } else if from_citation.year == by_year.year && by_year.year.is_some() {
        from_citation
    } else {
        if !later.date.is_empty() {
            record.keep("Date", &later.date);
        }
        by_year
    };
    if !later.first.is_empty() || !later.last.is_empty() {
        record.pages = Pages::between(&later.first, &later.last);
    }
    full_names(record, &later.full_names);
    for (author, orcid) in record.authors.iter_mut().zip(&later.orcids) {
        if !orcid.is_empty() {
            author.marks().orcid = orcid.as_str().into();
        }
    }
    if record.kind == Kind::Patent
        && let Some(patent) = &mut record.patent
    {
        if patent.number.country.is_empty() && !later.country.is_empty() {
            patent.number.country = later.country.as_str().into();
        }
        if patent.number.kind.is_empty() {
            patent.number.kind = later.kind_code.as_str().into();
        }
    }
    if record.kind == Kind::Other && !record.source.is_empty() && record.document_types.is_empty() {
        record.kind = Kind::Article;
    }
    if record.accession.is_empty() {
        let own = ["eid", "lens", "openalex"]
            .iter()
            .find_map(|scheme| record.known_as(scheme));
        record.accession = own.unwrap_or_default().into();
    }
    if let Ok(rest) = serde_json::from_str(&later.rest) {
        record.overlay(rest);
    }
}

/// Scopus gives `Wilson, Lucas N. (57204)` beside `Wilson, L.N.`: the whole name is the name, the
/// number the database's own.
fn full_names(record: &mut Record, cell: &str) {
    if cell.is_empty() {
        return;
    }
    let full: Vec<&str> = cell
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    if full.len() != record.authors.len() && !record.authors.is_empty() {
        record.keep("Author full names", cell);
        return;
    }
    let short = std::mem::take(&mut record.authors);
    let mut short = short.into_iter();
    for said in full {
        let (name, number) = match said.rsplit_once(" (") {
            Some((name, rest)) => (name, rest.trim_end_matches(')')),
            None => (said, ""),
        };
        let mut author = Author::new(Name::read(name));
        if let Some(short) = short.next() {
            let short = short.name.inverted();
            if short != name {
                author.short = short.into();
            }
        }
        if !number.is_empty() {
            author.marks().researcher_id = number.into();
        }
        record.authors.push(author);
    }
}
