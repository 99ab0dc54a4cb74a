//! What the Chinese tagged exports have in common: names and addresses in lists, pages and dates as
//! text, kinds of work in a few English words.

use crate::biblio::ids;
use crate::biblio::name::{Author, Name, listed};
use crate::biblio::record::{Kind, Pages, Part, Record, Text, add};
use crate::biblio::when::When;
use crate::domain::script::is_han;

/// An entry's values before they are put in their places.
#[derive(Default)]
pub(super) struct Plain {
    pub kind_said: String,
    /// A list, or a name each.
    pub author_lines: Vec<String>,
    pub translated_authors: Vec<String>,
    pub address_lines: Vec<String>,
    pub advisers: Vec<String>,
    pub other_sources: Vec<String>,
    pub year: String,
    pub date: String,
    pub pages: String,
    pub keywords: Vec<String>,
    pub translated_keywords: Vec<String>,
    pub doi: String,
    pub urls: Vec<String>,
    pub language: String,
    /// Degree of a thesis, kind of a report.
    pub work: String,
}

pub(super) fn put_plain(record: &mut Record, plain: Plain) {
    for name in plain.author_lines.iter().flat_map(|line| listed(line)) {
        record.authors.push(Author::new(Name::read_straight(name)));
    }
    translated(record, &plain.translated_authors);
    addresses(record, &plain.address_lines);
    for name in plain.advisers.iter().flat_map(|line| listed(line)) {
        record.others.push(Part {
            part: "adviser".into(),
            name: Name::read_straight(name),
        });
    }
    for source in plain.other_sources {
        record.once(|r| &mut r.source, "Secondary Title", &source);
    }
    let by_year = When::read(&plain.year);
    let by_date = When::read(&plain.date);
    record.date =
        if by_date.year.is_some() && (by_year.year.is_none() || by_year.year == by_date.year) {
            by_date
        } else {
            if !plain.date.trim().is_empty() {
                record.keep("Date", &plain.date);
            }
            by_year
        };
    record.pages = Pages::read(&plain.pages);
    words(&mut record.keywords, &plain.keywords);
    words(&mut record.keywords_translated, &plain.translated_keywords);
    if !plain.doi.is_empty() {
        match ids::doi(&plain.doi) {
            Some(doi) => record.doi = doi,
            None => record.keep("DOI", &plain.doi),
        }
    }
    for url in &plain.urls {
        add(&mut record.urls, url);
    }
    for language in plain.language.split([';', '；']) {
        add(&mut record.languages, language);
    }
    if !plain.work.is_empty() {
        add(&mut record.document_types, &plain.work);
    }
    if record.kind == Kind::Other && !plain.kind_said.is_empty() {
        add(&mut record.document_types, &plain.kind_said);
    }
}

fn words(list: &mut Vec<Text>, lines: &[String]) {
    for word in lines.iter().flat_map(|line| line.split([';', '；'])) {
        add(list, word);
    }
}

/// Translated names stand beside the authors when there are as many.
fn translated(record: &mut Record, lines: &[String]) {
    let names: Vec<&str> = lines.iter().flat_map(|line| listed(line)).collect();
    if names.is_empty() {
        return;
    }
    if names.len() == record.authors.len() {
        for (author, name) in record.authors.iter_mut().zip(names) {
            author.marks().translated = Name::read_straight(name);
        }
    } else {
        record.keep("Translated Author", &names.join("; "));
    }
}

/// Wanfang gives an address a line, the author's of the same place; others give a list of all.
fn addresses(record: &mut Record, lines: &[String]) {
    let each = lines.len() > 1 && lines.len() == record.authors.len();
    if each {
        for (author, address) in lines.iter().enumerate() {
            record.affiliate(Some(author), address);
        }
        return;
    }
    for address in lines.iter().flat_map(|line| line.split([';', '；'])) {
        add(&mut record.affiliations, address);
    }
}

/// The kind of work in the words of NoteExpress, RefWorks and EndNote, English or Chinese.
pub(super) fn kind_of(said: &str) -> Kind {
    let lower = said.trim().to_ascii_lowercase();
    let has = |word: &str| lower.contains(word);
    if has("newspaper") || has("报纸") {
        Kind::Newspaper
    } else if has("thesis") || has("dissertation") || has("学位") || has("硕士") || has("博士")
    {
        Kind::Thesis
    } else if has("patent") || has("专利") {
        Kind::Patent
    } else if has("standard") || has("标准") {
        Kind::Standard
    } else if has("conference proceedings") || has("conference paper") || has("会议") {
        Kind::Paper
    } else if has("section") || has("chapter") {
        Kind::Chapter
    } else if has("journal") || has("magazine") || has("期刊") || has("electronic article") {
        Kind::Article
    } else if has("report") || has("成果") || has("government document") {
        Kind::Report
    } else if has("dataset") {
        Kind::Data
    } else if has("computer program") || has("software") {
        Kind::Software
    } else if has("web page") || has("blog") || has("online multimedia") {
        Kind::Page
    } else if has("book") || has("图书") {
        Kind::Book
    } else {
        Kind::Other
    }
}

/// Whether a text is Chinese.
pub(super) fn is_chinese(text: &str) -> bool {
    text.chars().any(is_han)
}
