//! One bibliographic record, whatever database it came from. Plain data: what a file says is tidied
//! and put in its place here, and never judged.

use serde::{Deserialize, Serialize};

use super::name::Author;
use super::name::Name;
use super::patent::Patent;
use super::when::When;
use crate::text::fold::fold;

/// A value of a record; empty where the file says nothing. Boxed, since records are many and values
/// never grow.
pub type Text = Box<str>;

/// What kind of work it is. What the database itself calls it stands in [`Record::document_types`].
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Article,
    /// A paper given at a conference.
    Paper,
    /// A whole volume of proceedings.
    Proceedings,
    Book,
    Chapter,
    Thesis,
    Patent,
    Standard,
    Report,
    Newspaper,
    Preprint,
    Data,
    Software,
    Page,
    #[default]
    Other,
}

impl Kind {
    pub const ALL: [Kind; 15] = [
        Kind::Article,
        Kind::Paper,
        Kind::Proceedings,
        Kind::Book,
        Kind::Chapter,
        Kind::Thesis,
        Kind::Patent,
        Kind::Standard,
        Kind::Report,
        Kind::Newspaper,
        Kind::Preprint,
        Kind::Data,
        Kind::Software,
        Kind::Page,
        Kind::Other,
    ];

    /// The word of JSON and CSV.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Paper => "paper",
            Kind::Proceedings => "proceedings",
            Kind::Book => "book",
            Kind::Chapter => "chapter",
            Kind::Thesis => "thesis",
            Kind::Patent => "patent",
            Kind::Standard => "standard",
            Kind::Report => "report",
            Kind::Newspaper => "newspaper",
            Kind::Preprint => "preprint",
            Kind::Data => "data",
            Kind::Software => "software",
            Kind::Page => "page",
            Kind::Other => "other",
        }
    }

    pub fn from_key(key: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// How often it was cited, as the database counted on the day of export. The two are never mixed:
/// a certificate says which one it prints.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct TimesCited {
    /// Within the database's core (`TC` of Web of Science); the only count other databases give.
    pub core: Option<u32>,
    /// Over all databases of the platform (`Z9`).
    pub all: Option<u32>,
}

/// A work that this one cites, as the database abbreviates it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Reference {
    pub said: Text,
    /// Normalised; empty where none is given.
    pub doi: Text,
}

/// Pages as numbers, Roman numerals or article-like codes; they stay text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Pages {
    pub first: Text,
    pub last: Text,
    /// The whole as given, kept only where `first-last` does not say the same (`187-188,195`).
    pub said: Text,
}

/// A meeting that a paper was given at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Conference {
    pub name: Text,
    pub place: Text,
    pub date: Text,
    pub sponsor: Text,
}

/// A number under which another system knows the work (`pmid`, `eid`, `lens` …).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Known {
    pub scheme: Text,
    pub number: Text,
}

/// A tag this engine has no place for, with its value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    pub tag: Text,
    pub value: Text,
}

/// Where a record stands in the file it came from; [`super::Reading::raw`] gives its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Raw {
    /// Which part of the file: of a packed file or a workbook; 0 elsewhere.
    pub part: u32,
    /// Its first line, from 1.
    pub line: u32,
    /// Bytes of the part's text in UTF-8; of the file itself where that is UTF-8.
    pub from: usize,
    pub to: usize,
}

/// A bibliographic record. A field is empty where the file says nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    pub kind: Kind,
    /// The kind in the database's own words (`Article; Early Access`, `硕士`), one by one.
    pub document_types: Vec<Text>,
    pub title: Text,
    pub title_translated: Text,
    /// In the order of the file.
    pub authors: Vec<Author>,
    pub editors: Vec<Name>,
    /// Translators, advisers, sponsors: a word for the part and the name.
    pub others: Vec<Part>,
    pub affiliations: Vec<Text>,
    /// Addresses the file gives without saying whose.
    pub emails: Vec<Text>,
    /// Where it appeared: journal, book, proceedings, newspaper.
    pub source: Text,
    pub source_translated: Text,
    pub source_abbreviations: Vec<Text>,
    pub series: Text,
    /// `1234-5678`, checked; as given where the check digit is wrong. Print first.
    pub issn: Vec<Text>,
    pub eissn: Text,
    pub isbn: Vec<Text>,
    pub date: When,
    pub volume: Text,
    pub issue: Text,
    pub pages: Pages,
    pub article_number: Text,
    /// Lower case, without `https://doi.org/`.
    pub doi: Text,
    /// The number in the database it was exported from (入藏号).
    pub accession: Text,
    /// The database as the file names it.
    pub database: Text,
    /// The parts of the database that it stands in (`SCI-EXPANDED`, `CPCI-S`), as given.
    pub indexes: Vec<Text>,
    pub known: Vec<Known>,
    pub urls: Vec<Text>,
    #[serde(rename = "abstract")]
    pub summary: Text,
    pub summary_translated: Text,
    pub keywords: Vec<Text>,
    pub keywords_translated: Vec<Text>,
    /// Terms the database gave, not the author (`ID` of Web of Science, MeSH, Emtree).
    pub index_terms: Vec<Text>,
    pub subjects: Vec<Text>,
    pub languages: Vec<Text>,
    pub times_cited: TimesCited,
    pub references: Vec<Reference>,
    /// How many references the database says it has; more than `references` where the file was
    /// exported without them.
    pub reference_count: Option<u32>,
    /// Since when it stood online first, as given; empty where it did not.
    pub early_access: Text,
    pub highly_cited: bool,
    pub hot: bool,
    pub publisher: Text,
    pub place: Text,
    pub edition: Text,
    /// Number of a report, standard or publication.
    pub number: Text,
    pub conference: Option<Box<Conference>>,
    pub funding: Vec<Text>,
    pub notes: Vec<Text>,
    pub patent: Option<Box<Patent>>,
    /// The key or number the file itself gives the record (`@article{KEY,`, `ID  - `).
    pub id: Text,
    /// What has no place above, in the order of the file.
    pub other: Vec<Kept>,
    #[serde(skip)]
    pub raw: Raw,
}

/// Someone with a part in a work other than its author or editor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Part {
    /// `translator`, `adviser`, `inventor` …
    pub part: Text,
    pub name: Name,
}

impl Record {
    /// Its fields as JSON, without those that say nothing.
    pub fn fields(&self) -> serde_json::Map<String, serde_json::Value> {
        match serde_json::to_value(self).map(said) {
            Ok(Some(serde_json::Value::Object(fields))) => fields,
            _ => serde_json::Map::new(),
        }
    }

    /// Lays fields over the record's own, as [`super::write`] left them beside what a format can say;
    /// null takes a field away. What is no record's field changes nothing.
    pub(crate) fn overlay(&mut self, rest: serde_json::Map<String, serde_json::Value>) {
        let mut fields = self.fields();
        for (name, value) in rest {
            match value {
                serde_json::Value::Null => fields.remove(&name),
                value => fields.insert(name, value),
            };
        }
        if let Ok(laid) = serde_json::from_value::<Record>(serde_json::Value::Object(fields)) {
            *self = Record {
                raw: self.raw,
                ..laid
            };
        }
    }

    /// What two entries of one database's exports have in common when they are the same: the database's
    /// own number, else the DOI, else title, year, first author and first page. For overlapping batches;
    /// records of different databases are compared otherwise.
    pub fn key(&self) -> String {
        if !self.accession.is_empty() {
            return format!("a:{}", self.accession);
        }
        if !self.doi.is_empty() {
            return format!("d:{}", self.doi);
        }
        let title: String = fold(&self.title)
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect();
        let author = self.authors.first().map(|author| &author.name);
        let author = author.map_or_else(String::new, |name| {
            fold(&format!("{}{}", name.family, name.literal))
        });
        let year = self.date.year.map(|y| y.to_string()).unwrap_or_default();
        format!("t:{title}:{year}:{author}:{}", self.pages.first)
    }

    /// The number under `scheme` (`pmid`, `eid` …).
    pub fn known_as(&self, scheme: &str) -> Option<&str> {
        self.known
            .iter()
            .find(|known| &*known.scheme == scheme)
            .map(|known| &*known.number)
    }

    /// Notes a number under `scheme` once.
    pub(crate) fn knows(&mut self, scheme: &str, number: &str) {
        let number = number.trim();
        let held = |known: &Known| &*known.scheme == scheme && &*known.number == number;
        let searched = self.known.len() < SEARCHED;
        let known = searched && self.known.iter().any(held);
        if !number.is_empty() && !known {
            self.known.push(Known {
                scheme: scheme.into(),
                number: number.into(),
            });
        }
    }

    /// Keeps a tag that has no place of its own.
    pub(crate) fn keep(&mut self, tag: &str, value: &str) {
        if !value.trim().is_empty() {
            self.other.push(Kept {
                tag: tag.into(),
                value: value.trim().into(),
            });
        }
    }

    /// Sets a field that can be said once; a second, different value is kept under its tag.
    pub(crate) fn once(&mut self, field: fn(&mut Record) -> &mut Text, tag: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let held = field(self);
        if held.is_empty() {
            *held = value.into();
        } else if **held != *value {
            self.keep(tag, value);
        }
    }

    /// Puts an address to an author, both by their places; an address is listed once.
    pub(crate) fn affiliate(&mut self, author: Option<usize>, address: &str) {
        let address = address.trim();
        if address.is_empty() {
            return;
        }
        let searched = self.affiliations.len() < SEARCHED;
        let held = || self.affiliations.iter().position(|held| **held == *address);
        let at = searched.then(held).flatten().unwrap_or_else(|| {
            self.affiliations.push(address.into());
            self.affiliations.len() - 1
        });
        let author = author.and_then(|author| self.authors.get_mut(author));
        if let (Some(author), Ok(at)) = (author, u16::try_from(at))
            && author.at.len() < SEARCHED
            && !author.at.contains(&at)
        {
            let mut places = std::mem::take(&mut author.at).into_vec();
            places.push(at);
            author.at = places.into();
        }
    }

    pub(crate) fn conference(&mut self) -> &mut Conference {
        self.conference.get_or_insert_default()
    }

    pub(crate) fn patent(&mut self) -> &mut Patent {
        self.patent.get_or_insert_default()
    }

    /// Whether there is nothing in it but its kind and place.
    pub fn says_nothing(&self) -> bool {
        let named = [
            &self.title,
            &self.title_translated,
            &self.source,
            &self.doi,
            &self.accession,
            &self.summary,
            &self.publisher,
            &self.number,
            &self.volume,
        ];
        let listed = [
            &self.urls,
            &self.notes,
            &self.keywords,
            &self.isbn,
            &self.issn,
        ];
        named.into_iter().all(|text| text.is_empty())
            && listed.into_iter().all(Vec::is_empty)
            && self.authors.is_empty()
            && self.editors.is_empty()
            && self.known.is_empty()
            && self.date.is_empty()
            && self.patent.is_none()
            && self
                .other
                .iter()
                .all(|kept| matches!(&*kept.tag, "TY" | "entry"))
    }
}

/// A value without its empty parts; none where nothing is left.
fn said(value: serde_json::Value) -> Option<serde_json::Value> {
    use serde_json::Value;
    match value {
        Value::Null | Value::Bool(false) => None,
        Value::String(text) => (!text.is_empty()).then_some(Value::String(text)),
        Value::Array(items) if items.is_empty() => None,
        // Places in a list keep their number, so its items stay, empty or not.
        Value::Array(items) => Some(Value::Array(
            items
                .into_iter()
                .map(|item| match item {
                    Value::Object(fields) => Value::Object(without_empty(fields)),
                    other => other,
                })
                .collect(),
        )),
        Value::Object(fields) => {
            let fields = without_empty(fields);
            (!fields.is_empty()).then_some(Value::Object(fields))
        }
        other => Some(other),
    }
}

fn without_empty(
    fields: serde_json::Map<String, serde_json::Value>,
) -> serde_json::Map<String, serde_json::Value> {
    fields
        .into_iter()
        .filter_map(|(name, value)| said(value).map(|value| (name, value)))
        .collect()
}

/// Beyond this many, a list is not searched for a value that may be there already: no real list is
/// so long, and one made to be must not cost its square.
const SEARCHED: usize = 512;

/// Adds a value to a list unless it is empty or there already.
pub(crate) fn add(list: &mut Vec<Text>, value: &str) {
    let value = value.trim();
    let held = || list.len() < SEARCHED && list.iter().any(|held| **held == *value);
    if !value.is_empty() && !held() {
        list.push(value.into());
    }
}
