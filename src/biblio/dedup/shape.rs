//! A record as it is compared: its title, people, source and numbers in forms that are alike in every
//! database. Made once for each record; compares nothing.

use crate::biblio::Kind;
use crate::biblio::name::Name;
use crate::biblio::record::Record;
use crate::domain::script::is_han;
use crate::text::pinyin;

use super::plain::{hashed, numeral, words};

/// What stands in one record and is compared with another's.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    pub title: Title,
    /// The title in the other language, where the record has both.
    pub second: Title,
    pub people: People,
    pub year: Option<i16>,
    pub source: Source,
    pub volume: Box<str>,
    pub issue: Box<str>,
    pub first: Box<str>,
    pub last: Box<str>,
    pub doi: Box<str>,
    /// Numbers of the work in other systems, each with its system: the same number is the same work.
    pub ids: Box<[u64]>,
    pub form: Form,
    /// The title stands over many pieces of different years, as a column's does.
    pub recurs: bool,
}

/// In which form a work came out. Forms of one work that say so are told apart by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Form {
    #[default]
    Unsaid,
    Journal,
    Meeting,
    Preprint,
    Thesis,
    Book,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Title {
    /// All letters and digits in one.
    pub squeezed: Box<str>,
    pub words: Box<[Box<str>]>,
    pub mark: Option<Mark>,
}

/// A notice about another work, which bears its title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Erratum,
    Retraction,
    Reply,
    Comment,
}

#[derive(Clone, Debug, Default)]
pub(super) struct People {
    /// Words of family names, and of names that cannot be taken apart; sorted.
    pub names: Box<[Box<str>]>,
    /// Words of given names written out, which another database may take for the family's; sorted.
    pub given: Box<[Box<str>]>,
    /// The first word of the first name.
    pub first: Box<str>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Source {
    pub words: Box<[Box<str>]>,
    pub initials: Box<str>,
    pub issn: Box<[Box<str>]>,
}

/// Words that journals' names are abbreviated without.
const SMALL: [&str; 22] = [
    "the", "of", "and", "for", "in", "on", "de", "des", "la", "le", "et", "und", "der", "die", "y",
    "e", "a", "an", "to", "with", "fur", "du",
];

impl Shape {
    pub fn of(record: &Record) -> Shape {
        let title = Title::of(&record.title);
        let mut second = Title::of(&record.title_translated);
        if second.squeezed == title.squeezed {
            second = Title::default();
        }
        let (volume, issue) = (number(&record.volume), number(&record.issue));
        let pages = &record.pages;
        let first = match (pages.first.is_empty(), record.article_number.is_empty()) {
            (false, _) => &pages.first,
            (true, false) => &record.article_number,
            _ => &pages.said,
        };
        let mut ids: Vec<u64> = record
            .known
            .iter()
            .filter(|known| SAME_WORK.contains(&&*known.scheme))
            .map(|known| hashed(&format!("{}:{}", known.scheme, known.number)))
            .collect();
        if !record.accession.is_empty() {
            let database = words(&record.database).join(" ");
            ids.push(hashed(&format!("{database}:{}", record.accession)));
        }
        ids.sort_unstable();
        ids.dedup();
        Shape {
            people: People::of(record),
            year: record.date.year,
            source: Source::of(record),
            form: form(record),
            doi: record.doi.to_lowercase().into(),
            ids: ids.into(),
            recurs: false,
            first: page(first),
            last: page(&pages.last),
            title,
            second,
            volume,
            issue,
        }
    }

    pub fn titles(&self) -> impl Iterator<Item = &Title> {
        [&self.title, &self.second]
            .into_iter()
            .filter(|title| !title.squeezed.is_empty())
    }
}

/// Systems whose number means one work wherever it stands.
const SAME_WORK: [&str; 8] = [
    "pmid", "pmcid", "eid", "lens", "openalex", "arxiv", "cnki", "wos",
];

impl Title {
    fn of(text: &str) -> Title {
        let mut words = words(text);
        drop_notes(text, &mut words);
        let mark = Mark::of(&words);
        Title {
            squeezed: words.concat().into(),
            words: words.into_iter().map(String::into_boxed_str).collect(),
            mark,
        }
    }
}

/// Off with what a database puts behind a title: `… impairment. [Chinese]`, `… smear?. [Review] [20 refs]`,
/// `… methods.[Erratum appears in …]`.
fn drop_notes(text: &str, words: &mut Vec<String>) {
    let mut text = text.trim_end_matches(['.', ' ']);
    while let Some((head, note)) = text
        .strip_suffix([']', ')'])
        .and_then(|inside| Some((inside, inside.rfind(['[', '('])?)))
        .and_then(|(inside, open)| inside.split_at_checked(open))
    {
        let note = super::plain::words(note);
        let known = note.iter().any(|word| NOTES.contains(&word.as_str()));
        if !known || words.len() <= note.len() + 1 {
            return;
        }
        words.truncate(words.len() - note.len());
        text = head.trim_end_matches(['.', ' ']);
    }
}

/// Languages and other words of which such a note has one.
const NOTES: [&str; 32] = [
    "chinese",
    "english",
    "french",
    "german",
    "spanish",
    "russian",
    "japanese",
    "italian",
    "portuguese",
    "polish",
    "turkish",
    "korean",
    "dutch",
    "danish",
    "swedish",
    "norwegian",
    "hungarian",
    "czech",
    "croatian",
    "serbian",
    "hebrew",
    "persian",
    "romanian",
    "ukrainian",
    "review",
    "refs",
    "erratum",
    "transl",
    "republished",
    "published",
    "comment",
    "corrected",
];

impl Mark {
    fn of(words: &[String]) -> Option<Mark> {
        let begins = |with: &[&str]| {
            words.len() >= with.len() && words.iter().zip(with).all(|(a, b)| a == b)
        };
        let has = |text: &str| {
            let head: String = words.iter().take(12).map(String::as_str).collect();
            head.contains(text)
        };
        let first = words.first().map(String::as_str).unwrap_or_default();
        match first {
            "erratum" | "corrigendum" | "errata" | "corrigenda" | "addendum" => Some(Mark::Erratum),
            "correction" | "corrections" if begins(&["correction", "to"]) || words.len() > 1 => {
                Some(Mark::Erratum)
            }
            "retraction" | "retracted" | "withdrawn" => Some(Mark::Retraction),
            "reply" | "response" | "re" | "authors" | "author"
                if begins(&["reply", "to"])
                    || begins(&["reply"])
                    || begins(&["re"])
                    || begins(&["response", "to"])
                    || begins(&["authors", "reply"])
                    || begins(&["author", "reply"])
                    || begins(&["authors", "response"]) =>
            {
                Some(Mark::Reply)
            }
            "comment" | "comments" | "commentary" if words.len() > 2 => Some(Mark::Comment),
            _ if has("勘误") || has("更正") => Some(Mark::Erratum),
            _ if has("撤稿") => Some(Mark::Retraction),
            _ => None,
        }
    }
}

impl People {
    fn of(record: &Record) -> People {
        let mut names: Vec<Box<str>> = Vec::new();
        let mut first = Box::default();
        let mut given: Vec<Box<str>> = Vec::new();
        for author in &record.authors {
            given.extend(
                words(&author.name.given)
                    .into_iter()
                    .filter(|word| word.chars().count() > 2)
                    .map(|word| umlauts(&word).into()),
            );
            let from = names.len();
            name_words(&author.name, &mut names);
            if let Some(more) = &author.more {
                name_words(&more.translated, &mut names);
            }
            if first == Box::default() {
                first = names.get(from).cloned().unwrap_or_default();
            }
        }
        names.sort_unstable();
        names.dedup();
        given.sort_unstable();
        given.dedup();
        People {
            names: names.into(),
            given: given.into(),
            first,
        }
    }
}

/// The family name's words; of a Han name also its sound, by which other databases write it.
fn name_words(name: &Name, out: &mut Vec<Box<str>>) {
    let whole = format!("{}{}", name.family, name.literal);
    if whole.chars().any(is_han) {
        let han: String = format!("{}{}{}", name.family, name.given, name.literal)
            .chars()
            .filter(|c| is_han(*c))
            .map(crate::text::simplified::simplified)
            .collect();
        if let Some(sound) = pinyin::family_sound(&han) {
            out.push(sound.into());
        }
        out.push(han.into());
        return;
    }
    let plain = words(&whole.replace('\'', ""));
    let said = plain.into_iter().filter(|word| word.chars().count() > 1);
    out.extend(said.map(|word| umlauts(&word).into()));
}

/// `mueller` and `muller` are one name.
fn umlauts(word: &str) -> String {
    word.replace("ue", "u")
        .replace("oe", "o")
        .replace("ae", "a")
}

impl Source {
    fn of(record: &Record) -> Source {
        let mut issn: Vec<Box<str>> = record
            .issn
            .iter()
            .chain([&record.eissn])
            .filter(|issn| !issn.is_empty())
            .map(|issn| issn.to_uppercase().into())
            .collect();
        issn.sort_unstable();
        let mut all = words(&record.source);
        all.retain(|word| !SMALL.contains(&word.as_str()));
        Source {
            initials: all
                .iter()
                .filter_map(|word| word.chars().next())
                .collect::<String>()
                .into(),
            words: all.into_iter().map(String::into_boxed_str).collect(),
            issn: issn.into(),
        }
    }
}

/// The first number of a volume or issue (`73(3-A)` → `73`, `XII` → `12`); what has none says nothing
/// that could be compared (`(Jul)`, `Ph.D.`).
fn number(text: &str) -> Box<str> {
    let digits: String = text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    match digits.trim_start_matches('0') {
        "" => numeral(&words(text).concat())
            .map_or_else(String::new, |n| n.to_string())
            .into(),
        number => number.into(),
    }
}

/// A page as it is compared: `0012` is `12`, `E12` is `e12`.
fn page(text: &str) -> Box<str> {
    let one = text.split([',', ';', ' ']).next().unwrap_or_default();
    let plain = words(one).concat();
    let bare = plain.trim_start_matches('0');
    match bare.is_empty() {
        true => plain.into(),
        false => bare.into(),
    }
}

fn form(record: &Record) -> Form {
    let source = words(&record.source).join(" ");
    let preprints = [
        "arxiv",
        "biorxiv",
        "medrxiv",
        "ssrn",
        "chemrxiv",
        "research square",
        "preprints",
    ];
    if record.kind == Kind::Preprint || preprints.iter().any(|name| source.starts_with(name)) {
        return Form::Preprint;
    }
    let meets = [
        "conference",
        "proceedings",
        "symposium",
        "workshop",
        "会议",
        "congress",
        "meeting",
    ];
    match record.kind {
        Kind::Paper | Kind::Proceedings => Form::Meeting,
        Kind::Thesis => Form::Thesis,
        Kind::Book | Kind::Chapter => Form::Book,
        _ if record.conference.is_some() => Form::Meeting,
        _ if meets.iter().any(|word| source.contains(word))
            && !source.starts_with("proceedings of the national academy") =>
        {
            Form::Meeting
        }
        Kind::Article => Form::Journal,
        _ => Form::Unsaid,
    }
}
