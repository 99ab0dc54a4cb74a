//! What the fields of BibTeX and biblatex mean, and those that WoS, Scopus and Compendex add.

use std::collections::HashMap;

use super::Value;
use super::names;
use super::tex::{plain, squeezed};
use crate::biblio::ids;
use crate::biblio::name::{Author, Name};
use crate::biblio::record::{Kind, Pages, Part, Record, Reference, Text, add};
use crate::biblio::when::When;

/// Kinds of entry and of work; the first of a work is the one written.
const KINDS: [(&str, Kind); 34] = [
    ("article", Kind::Article),
    ("inproceedings", Kind::Paper),
    ("proceedings", Kind::Proceedings),
    ("book", Kind::Book),
    ("incollection", Kind::Chapter),
    ("phdthesis", Kind::Thesis),
    ("patent", Kind::Patent),
    ("standard", Kind::Standard),
    ("techreport", Kind::Report),
    ("newspaper", Kind::Newspaper),
    ("unpublished", Kind::Preprint),
    ("dataset", Kind::Data),
    ("software", Kind::Software),
    ("online", Kind::Page),
    ("misc", Kind::Other),
    ("conference", Kind::Paper),
    ("periodical", Kind::Article),
    ("suppperiodical", Kind::Article),
    ("mvproceedings", Kind::Proceedings),
    ("inbook", Kind::Chapter),
    ("bookinbook", Kind::Chapter),
    ("suppbook", Kind::Chapter),
    ("suppcollection", Kind::Chapter),
    ("inreference", Kind::Chapter),
    ("collection", Kind::Book),
    ("mvbook", Kind::Book),
    ("mvcollection", Kind::Book),
    ("booklet", Kind::Book),
    ("reference", Kind::Book),
    ("manual", Kind::Report),
    ("report", Kind::Report),
    ("thesis", Kind::Thesis),
    ("mastersthesis", Kind::Thesis),
    ("electronic", Kind::Page),
];

/// The kind of entry for a kind of work.
pub(in crate::biblio) fn entry_of(kind: Kind) -> &'static str {
    KINDS
        .iter()
        .find(|(_, held)| *held == kind)
        .map_or("misc", |(word, _)| word)
}

/// `jan` … `dec`, which every style explains.
pub(super) fn is_month(word: &str) -> bool {
    When::read(word).month.is_some()
}

#[derive(Default)]
struct Later {
    year: String,
    month: String,
    day: String,
    date: String,
    pages: String,
    /// Keywords that are the database's own where the author's stand beside them.
    keywords: Vec<Text>,
    author_keywords: bool,
    orcids: Vec<String>,
    researchers: Vec<String>,
    archive: String,
    eprint: String,
}

pub(super) fn put_all(record: &mut Record, kind: &str, values: &[Value]) {
    let lower = kind.to_ascii_lowercase();
    record.kind = KINDS
        .iter()
        .find(|(word, _)| *word == lower)
        .map_or(Kind::Other, |(_, kind)| *kind);
    if entry_of(record.kind) != lower {
        record.keep("entry", &lower);
    }
    let mut later = Later::default();
    for value in values {
        put(
            record,
            &mut later,
            &value.name.to_ascii_lowercase(),
            &value.raw,
        );
    }
    dates(record, &later);
    record.pages = Pages::read(&later.pages);
    if later.author_keywords {
        record.index_terms.append(&mut later.keywords);
    } else {
        record.keywords.append(&mut later.keywords);
    }
    numbers(record, &later);
    preprint(record, &later);
    if record.accession.is_empty() && &*record.database == "Compendex" {
        // Its keys are its accession numbers.
        record.accession = record.id.clone();
    }
    if record.accession.starts_with("WOS:") && record.database.is_empty() {
        record.database = "Web of Science Core Collection".into();
    }
}

fn put(record: &mut Record, later: &mut Later, name: &str, raw: &str) {
    let text = || plain(raw);
    match name {
        "title" => record.once(|r| &mut r.title, name, &text()),
        "transliterated-title" | "titletranslation" | "title_en" => {
            record.once(|r| &mut r.title_translated, name, &text());
        }
        "author" => {
            for one in names::listed(raw) {
                match one.trim() {
                    // `and others` names no one.
                    "others" => record.keep("author", "others"),
                    one => record.authors.push(Author::new(names::read(one))),
                }
            }
        }
        "collaboration" => record.authors.push(Author::new(Name::whole(&text()))),
        "editor" => {
            let editors = names::listed(raw).into_iter().map(names::read);
            record.editors.extend(editors);
        }
        "translator" | "adviser" | "advisor" | "bookauthor" => {
            let part = if name == "advisor" { "adviser" } else { name };
            for one in names::listed(raw) {
                record.others.push(Part {
                    part: part.into(),
                    name: names::read(one),
                });
            }
        }
        "journal" | "journaltitle" | "booktitle" => record.once(|r| &mut r.source, name, &text()),
        "journal-iso"
        | "abbrev_source_title"
        | "title-abbreviation"
        | "journal-abbreviation"
        | "shortjournal" => add(&mut record.source_abbreviations, &text()),
        "series" => record.once(|r| &mut r.series, name, &text()),
        "year" => later.year = text().into_owned(),
        "month" => later.month = text().into_owned(),
        "day" => later.day = text().into_owned(),
        "date" => later.date = text().into_owned(),
        "volume" => record.once(|r| &mut r.volume, name, &text()),
        "number" if matches!(record.kind, Kind::Report | Kind::Standard | Kind::Patent) => {
            record.once(|r| &mut r.number, name, &text());
        }
        "number" | "issue" => record.once(|r| &mut r.issue, name, &text()),
        "pages" => later.pages = text().into_owned(),
        "article-number" | "eid" | "articleno" | "art_number" => {
            record.once(|r| &mut r.article_number, name, &text());
        }
        "doi" => match ids::doi(&text()) {
            Some(doi) => record.once(|r| &mut r.doi, name, &doi),
            None => record.keep(name, &text()),
        },
        "issn" | "isbn" | "issn-print" | "print-issn" => ids::serial(record, name, &text()),
        "eissn" | "e-issn" => match ids::issn(&text()) {
            Some(issn) => record.eissn = issn,
            None => record.keep(name, &text()),
        },
        "url" => link(record, &verbatim(raw)),
        "publisher" | "institution" | "school" | "organization" => {
            record.once(|r| &mut r.publisher, name, &text());
        }
        "address" | "location" => record.once(|r| &mut r.place, name, &text()),
        "edition" => record.once(|r| &mut r.edition, name, &text()),
        "abstract" => record.once(|r| &mut r.summary, name, &text()),
        "keywords" | "keyword" => split_words(&mut later.keywords, &text()),
        "author_keywords" => {
            later.author_keywords = true;
            split_words(&mut record.keywords, &text());
        }
        // Compendex repeats `key` for its controlled terms.
        "keywords-plus" | "key" => split_words(&mut record.index_terms, &text()),
        "language" | "langid" => split_words(&mut record.languages, &text()),
        "type" => split_words(&mut record.document_types, &text()),
        "unique-id" | "accession" | "accession_number" => {
            record.once(|r| &mut r.accession, name, &text());
        }
        "times-cited" => record.times_cited.core = text().parse().ok(),
        "number-of-cited-references" => record.reference_count = text().parse().ok(),
        "cited-references" => references(record, raw),
        "orcid-numbers" => later.orcids = lines(raw),
        "researcherid-numbers" => later.researchers = lines(raw),
        "affiliation" | "affiliations" => affiliations(record, name, raw),
        "author-email" => {
            for address in text().split([';', '\n', ' ']) {
                add(&mut record.emails, address);
            }
        }
        "pmid" => record.knows("pmid", &text()),
        "pmc" | "pmcid" => record.knows("pmcid", &text()),
        "eprint" => later.eprint = verbatim(raw),
        "archiveprefix" | "eprinttype" => later.archive = text().into_owned(),
        "source" | "database" => record.once(|r| &mut r.database, name, &text()),
        "copyright" if raw.trim() == "Compendex" => record.database = "Compendex".into(),
        "web-of-science-index" => split_words(&mut record.indexes, &text()),
        "web-of-science-categories" | "research-areas" => {
            split_words(&mut record.subjects, &text());
        }
        "funding-acknowledgement" => split_words(&mut record.funding, &text()),
        "early-access-date" => record.early_access = text().into(),
        "note" => note(record, &text()),
        "crossref" | "refdesk" => {}
        _ => record.keep(name, &text()),
    }
}

fn split_words(list: &mut Vec<Text>, text: &str) {
    // Managers part by commas where databases part by semicolons.
    let sign = if text.contains(';') { ';' } else { ',' };
    for word in text.split(sign) {
        add(list, word);
    }
}

/// A link or number: only the escapes that managers add are taken away.
fn verbatim(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut signs = raw.trim().chars().peekable();
    while let Some(c) = signs.next() {
        let escapes = c == '\\' && signs.peek().is_some_and(|next| "_&%#~$^{}".contains(*next));
        if !escapes {
            out.push(c);
        }
    }
    out
}

fn link(record: &mut Record, url: &str) {
    add(&mut record.urls, url);
    if let Some((_, rest)) = url.split_once("eid=") {
        record.knows("eid", rest.split('&').next().unwrap_or_default());
    }
    if record.doi.is_empty() && url.contains("doi.org/") {
        record.doi = ids::doi(url).unwrap_or_default();
    }
}

/// Lines of a value, each as text.
fn lines(raw: &str) -> Vec<String> {
    raw.lines()
        .map(|line| plain(line).trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

/// WoS: a reference ends with a full stop at its line's end and may go on over lines.
fn references(record: &mut Record, raw: &str) {
    let mut whole = String::new();
    for line in raw.lines() {
        let line = line.trim();
        if !whole.is_empty() {
            whole.push(' ');
        }
        whole.push_str(line);
        if line.ends_with('.') {
            reference(record, &whole);
            whole.clear();
        }
    }
    reference(record, &whole);
}

fn reference(record: &mut Record, raw: &str) {
    let said = plain(raw.trim().trim_end_matches('.'));
    if said.is_empty() {
        return;
    }
    let doi = said
        .rfind("DOI ")
        .and_then(|at| said.get(at + 4..))
        .and_then(ids::doi);
    record.references.push(Reference {
        said: said.as_ref().into(),
        doi: doi.unwrap_or_default(),
    });
}

fn affiliations(record: &mut Record, name: &str, raw: &str) {
    let text = plain(raw);
    if raw.contains('\n') || text.contains("(Corresponding Author)") {
        // WoS names the people before each address; they are not told apart from it.
        for line in raw.lines() {
            add(&mut record.affiliations, plain(line).trim_end_matches('.'));
        }
    } else if name == "affiliations" || !text.contains(". ") {
        for place in text.split(';') {
            add(&mut record.affiliations, place);
        }
    } else {
        add(&mut record.affiliations, &text);
    }
}

fn note(record: &mut Record, text: &str) {
    // Scopus: `Cited by: 52; All Open Access`.
    for piece in text.split(';').map(str::trim) {
        let count = ["Cited by:", "Cited By :", "cited By", "Cited By"]
            .iter()
            .find_map(|label| {
                piece
                    .strip_prefix(label)?
                    .trim_start_matches([' ', ':'])
                    .parse()
                    .ok()
            });
        match count {
            Some(count) => record.times_cited.core = Some(count),
            None if text.contains("ited ") => add(&mut record.notes, piece),
            None => {
                add(&mut record.notes, text);
                return;
            }
        }
    }
}

fn dates(record: &mut Record, later: &Later) {
    let date = When::read(&later.date);
    record.date = if date.year.is_some() && later.year.is_empty() {
        date.clone()
    } else if later.month.is_empty() {
        When::read(&later.year)
    } else {
        let month = later.month.trim();
        // `month = 3` as biblatex writes it.
        match month.parse::<u8>() {
            Ok(month) => When::read(&format!("{}-{month}-{}", later.year, later.day)),
            Err(_) => {
                When::read(squeezed(&format!("{} {month} {}", later.day, later.year)).as_ref())
            }
        }
    };
    if !later.year.is_empty() && !later.date.is_empty() && date.written() != record.date.written() {
        record.keep("date", &later.date);
    }
}

/// `Gomez-Ruiz, Jose/K-7689-2014` belongs to that author; others are kept.
fn numbers(record: &mut Record, later: &Later) {
    let letters = |text: &str| -> String {
        text.chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let places: HashMap<String, usize> = record
        .authors
        .iter()
        .enumerate()
        .map(|(at, author)| (letters(&author.name.inverted()), at))
        .collect();
    for (tag, list) in [
        ("orcid-numbers", &later.orcids),
        ("researcherid-numbers", &later.researchers),
    ] {
        for line in list {
            let found = line.rsplit_once('/').and_then(|(name, number)| {
                let at = places.get(&letters(name))?;
                Some((record.authors.get_mut(*at)?, number))
            });
            match found {
                Some((author, number)) if tag == "orcid-numbers" => {
                    author.marks().orcid = number.trim().into();
                }
                Some((author, number)) => author.marks().researcher_id = number.trim().into(),
                None => record.keep(tag, line),
            }
        }
    }
}

fn preprint(record: &mut Record, later: &Later) {
    if later.eprint.is_empty() {
        if !later.archive.is_empty() {
            record.keep("archiveprefix", &later.archive);
        }
        return;
    }
    if later.archive.eq_ignore_ascii_case("arxiv") {
        record.knows("arxiv", &later.eprint);
        if record.kind == Kind::Other || record.kind == Kind::Preprint {
            record.kind = Kind::Preprint;
        }
    } else {
        record.keep("eprint", &later.eprint);
        record.keep("archiveprefix", &later.archive);
    }
}
