//! What comes of reading a file: its records, what was wrong with it and where, and the text each
//! record came from.

use std::borrow::Cow;

use super::encoding::{Because, Encoding};
use super::formats::Format;
use super::record::Record;
use crate::domain::Sentence;

/// How much of a file is taken, against files made to exhaust a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file, also of what a packed one unfolds to.
    pub file: usize,
    /// Bytes of one record.
    pub record: usize,
    /// Bytes of one value: a title, a keyword, one cited reference. Real libraries hold the abstracts
    /// of a whole congress in one.
    pub value: usize,
    pub records: usize,
    /// Elements within elements, braces within braces.
    pub depth: usize,
    /// Papers of large collaborations have thousands.
    pub authors: usize,
    /// Problems told of, beyond which only their number grows.
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file: 50 << 20,
            record: 1 << 20,
            value: 256 << 10,
            records: 200_000,
            depth: 64,
            authors: 10_000,
            problems: 100,
        }
    }
}

/// What is wrong with a file or an entry of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// A file beyond [`Limits::file`].
    FileTooLong,
    /// No format here fits it.
    Unknown,
    Empty,
    /// A web page where an export was meant: often a log-in.
    WebPage,
    BrokenCharacter,
    Nul,
    /// An entry that does not begin or end as its format asks.
    NoBeginning,
    /// An entry that does not say what kind of work it is.
    NoType,
    NoEnd,
    RecordTooLong,
    ValueTooLong,
    TooManyRecords,
    TooManyAuthors,
    TooDeep,
    /// An entry without title, author, source or number.
    SaysNothing,
    /// Text between entries that belongs to none.
    Stray,
    QuoteNotClosed,
    /// More cells than headings.
    RaggedRow,
    NoHeadings,
    /// A word used that the file does not explain (`@string` of BibTeX).
    UnknownWord,
    /// `crossref` or `@string` that leads back to itself.
    Circle,
    Markup,
    /// A document type declaration with entities of its own; none is ever followed.
    Entities,
    Json,
    Packed,
    Workbook,
}

impl Fault {
    pub const ALL: [Fault; 26] = [
        Fault::FileTooLong,
        Fault::Unknown,
        Fault::Empty,
        Fault::WebPage,
        Fault::BrokenCharacter,
        Fault::Nul,
        Fault::NoBeginning,
        Fault::NoType,
        Fault::NoEnd,
        Fault::RecordTooLong,
        Fault::ValueTooLong,
        Fault::TooManyRecords,
        Fault::TooManyAuthors,
        Fault::TooDeep,
        Fault::SaysNothing,
        Fault::Stray,
        Fault::QuoteNotClosed,
        Fault::RaggedRow,
        Fault::NoHeadings,
        Fault::UnknownWord,
        Fault::Circle,
        Fault::Markup,
        Fault::Entities,
        Fault::Json,
        Fault::Packed,
        Fault::Workbook,
    ];

    /// The key of its words in `records.ftl`.
    pub fn key(self) -> &'static str {
        match self {
            Fault::FileTooLong => "records-file-too-long",
            Fault::Unknown => "records-unknown",
            Fault::Empty => "records-empty",
            Fault::WebPage => "records-web-page",
            Fault::BrokenCharacter => "records-broken-character",
            Fault::Nul => "records-nul",
            Fault::NoBeginning => "records-no-beginning",
            Fault::NoType => "records-no-type",
            Fault::NoEnd => "records-no-end",
            Fault::RecordTooLong => "records-record-too-long",
            Fault::ValueTooLong => "records-value-too-long",
            Fault::TooManyRecords => "records-too-many",
            Fault::TooManyAuthors => "records-too-many-authors",
            Fault::TooDeep => "records-too-deep",
            Fault::SaysNothing => "records-says-nothing",
            Fault::Stray => "records-stray",
            Fault::QuoteNotClosed => "records-quote-not-closed",
            Fault::RaggedRow => "records-ragged-row",
            Fault::NoHeadings => "records-no-headings",
            Fault::UnknownWord => "records-unknown-word",
            Fault::Circle => "records-circle",
            Fault::Markup => "records-markup",
            Fault::Entities => "records-entities",
            Fault::Json => "records-json",
            Fault::Packed => "records-packed",
            Fault::Workbook => "records-workbook",
        }
    }

    /// Whether a record, or the file, was left out because of it.
    pub fn costs(self) -> bool {
        !matches!(
            self,
            Fault::BrokenCharacter
                | Fault::NoEnd
                | Fault::NoType
                | Fault::Stray
                | Fault::QuoteNotClosed
                | Fault::RaggedRow
                | Fault::UnknownWord
                | Fault::Circle
        )
    }
}

/// A fault and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub fault: Fault,
    /// The part of a packed file; empty for a plain one.
    pub part: String,
    /// From 1.
    pub line: usize,
    /// Byte of the part's text in UTF-8, from 0.
    pub byte: usize,
    /// A few words of the place.
    pub near: String,
}

impl Problem {
    /// What is wrong, where, and what to do.
    pub fn sentence(&self) -> Sentence {
        Sentence::new(self.fault.key())
            .with("byte", self.byte)
            .with("near", self.near.as_str())
    }
}

/// A file's text or, of a packed file, one of several.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// Its name within a packed file or workbook; empty for a plain file.
    pub name: String,
    pub format: Format,
    pub encoding: Encoding,
    pub because: Because,
    pub text: Cow<'a, str>,
}

/// A file read.
#[derive(Clone, Debug, Default)]
pub struct Reading<'a> {
    /// One, or as many as a packed file holds; none where the file is no text at all.
    pub parts: Vec<Part<'a>>,
    pub records: Vec<Record>,
    /// In the order of the file, at most [`Limits::problems`].
    pub problems: Vec<Problem>,
    /// All problems, told or not.
    pub faults: usize,
    /// Entries left out.
    pub lost: usize,
}

impl Reading<'_> {
    pub fn format(&self) -> Format {
        self.parts
            .first()
            .map_or(Format::Unknown, |part| part.format)
    }

    pub fn encoding(&self) -> Encoding {
        self.parts
            .first()
            .map_or(Encoding::None, |part| part.encoding)
    }

    /// The text a record came from, as it stood in the file.
    pub fn raw(&self, record: &Record) -> &str {
        self.parts
            .get(usize::try_from(record.raw.part).unwrap_or(usize::MAX))
            .and_then(|part| part.text.get(record.raw.from..record.raw.to))
            .unwrap_or_default()
    }
}

/// Where readers put what they find, and what keeps them within the limits.
pub(crate) struct Sink {
    pub limits: Limits,
    pub records: Vec<Record>,
    pub problems: Vec<Problem>,
    pub faults: usize,
    pub lost: usize,
    /// The part being read, and its name.
    pub part: u32,
    pub name: String,
    pub parts_read: usize,
}

impl Sink {
    pub fn new(limits: Limits) -> Sink {
        Sink {
            limits,
            records: Vec::new(),
            problems: Vec::new(),
            faults: 0,
            lost: 0,
            part: 0,
            name: String::new(),
            parts_read: 0,
        }
    }

    /// Notes a fault; `near` is what stands there.
    pub fn fault(&mut self, fault: Fault, line: usize, byte: usize, near: &str) {
        self.faults += 1;
        if fault.costs() {
            self.lost += 1;
        }
        if self.problems.len() < self.limits.problems {
            self.problems.push(Problem {
                fault,
                part: self.name.clone(),
                line,
                byte,
                near: near.trim().chars().take(40).collect(),
            });
        }
    }

    pub fn is_full(&self) -> bool {
        self.records.len() >= self.limits.records
    }

    /// Takes a record, or says why not. `false` when no more are taken.
    pub fn take(&mut self, mut record: Record) -> bool {
        let (line, from, to) = (record.raw.line as usize, record.raw.from, record.raw.to);
        if self.is_full() {
            self.fault(Fault::TooManyRecords, line, from, "");
            return false;
        }
        let too_long = |text: &str| text.len() > self.limits.value;
        let fault = if to.saturating_sub(from) > self.limits.record {
            Some(Fault::RecordTooLong)
        } else if record.authors.len() > self.limits.authors {
            Some(Fault::TooManyAuthors)
        } else if to.saturating_sub(from) > self.limits.value && record.longest(too_long) {
            Some(Fault::ValueTooLong)
        } else if record.says_nothing() {
            Some(Fault::SaysNothing)
        } else {
            None
        };
        if let Some(fault) = fault {
            let near = record.title.to_string();
            self.fault(fault, line, from, &near);
            return true;
        }
        record.raw.part = self.part;
        record.settle();
        self.records.push(record);
        true
    }
}

impl Record {
    /// Whether a value fits `long`. Lists are parted into values before they are measured.
    fn longest(&self, long: impl Fn(&str) -> bool) -> bool {
        let single = [
            &self.title,
            &self.title_translated,
            &self.source,
            &self.series,
            &self.summary,
            &self.summary_translated,
            &self.publisher,
            &self.volume,
            &self.issue,
            &self.number,
            &self.accession,
        ];
        let lists = [
            &self.affiliations,
            &self.keywords,
            &self.index_terms,
            &self.funding,
            &self.notes,
            &self.urls,
        ];
        single.into_iter().any(|text| long(text))
            || lists.into_iter().flatten().any(|text| long(text))
            || self.authors.iter().any(|author| long(&author.name.literal))
            || self
                .references
                .iter()
                .any(|reference| long(&reference.said))
            || self.other.iter().any(|kept| long(&kept.value))
    }

    /// Gives back room that lists took while they grew: records are kept by the hundred thousand.
    fn settle(&mut self) {
        self.authors.shrink_to_fit();
        self.affiliations.shrink_to_fit();
        self.keywords.shrink_to_fit();
        self.index_terms.shrink_to_fit();
        self.references.shrink_to_fit();
        self.other.shrink_to_fit();
        self.urls.shrink_to_fit();
        self.notes.shrink_to_fit();
        self.known.shrink_to_fit();
        self.issn.shrink_to_fit();
    }
}
