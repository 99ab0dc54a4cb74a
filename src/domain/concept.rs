//! The concepts a search is made of, each with its words in both languages, and the queries that the
//! databases' languages make of them. Knows no database by name; which speaks what stands in the settings.

use serde::{Deserialize, Serialize};

use super::id::{ConceptId, RequestId, Rev};
use super::script::is_han;

/// One concept: its words are alternatives of one another, the concepts of a request all have to be met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Concept {
    pub id: ConceptId,
    pub rev: Rev,
    pub request: RequestId,
    /// What it is called in the table: 硫化物电解质.
    pub name: String,
    pub zh: Vec<String>,
    pub en: Vec<String>,
    /// The request whose strategy it was taken from.
    pub taken_from: Option<RequestId>,
    pub gone: bool,
}

/// The language of a database, as its own help describes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Syntax {
    /// 中国知网 professional search: `SU=('a'+'b') AND SU=('c')`.
    Cnki,
    /// 万方 professional search: `主题:("a" or "b") and 主题:("c")`.
    Wanfang,
    /// Web of Science advanced search: `TS=("a" OR "b") AND TS=("c")`.
    Wos,
    /// Scopus advanced search: `TITLE-ABS-KEY("a" OR "b") AND …`.
    Scopus,
    /// Ei Compendex expert search: `(("a" OR "b") WN KY) AND …`.
    Ei,
    /// PubMed: `("a"[Title/Abstract] OR "b"[Title/Abstract]) AND …`.
    Pubmed,
    /// Any other: words, OR, AND.
    #[default]
    Plain,
}

impl Syntax {
    pub const ALL: [Syntax; 7] = [
        Syntax::Cnki,
        Syntax::Wanfang,
        Syntax::Wos,
        Syntax::Scopus,
        Syntax::Ei,
        Syntax::Pubmed,
        Syntax::Plain,
    ];

    /// The word of `sources.toml`.
    pub fn key(self) -> &'static str {
        match self {
            Syntax::Cnki => "cnki",
            Syntax::Wanfang => "wanfang",
            Syntax::Wos => "wos",
            Syntax::Scopus => "scopus",
            Syntax::Ei => "ei",
            Syntax::Pubmed => "pubmed",
            Syntax::Plain => "plain",
        }
    }

    pub fn from_key(key: &str) -> Option<Syntax> {
        Syntax::ALL.into_iter().find(|one| one.key() == key)
    }

    /// Alternatives of one concept.
    fn block(self, words: &[String]) -> String {
        let quoted = |mark: &str, joint: &str, after: &str| {
            let words = words
                .iter()
                .map(|word| format!("{mark}{word}{mark}{after}"));
            words.collect::<Vec<_>>().join(joint)
        };
        match self {
            Syntax::Cnki => format!("SU=({})", quoted("'", "+", "")),
            Syntax::Wanfang => format!("主题:({})", quoted("\"", " or ", "")),
            Syntax::Wos => format!("TS=({})", quoted("\"", " OR ", "")),
            Syntax::Scopus => format!("TITLE-ABS-KEY({})", quoted("\"", " OR ", "")),
            Syntax::Ei => format!("(({}) WN KY)", quoted("\"", " OR ", "")),
            Syntax::Pubmed => format!("({})", quoted("\"", " OR ", "[Title/Abstract]")),
            Syntax::Plain => format!("({})", quoted("\"", " OR ", "")),
        }
    }

    fn and(self) -> &'static str {
        match self {
            Syntax::Wanfang => " and ",
            _ => " AND ",
        }
    }

    /// A word as this language takes it; None where nothing of it is left. Marks of quotation would end
    /// the word early, and CNKI and Wanfang know no truncation.
    fn word(self, word: &str) -> Option<String> {
        let truncates = !matches!(self, Syntax::Cnki | Syntax::Wanfang);
        let kept: String = word
            .chars()
            .filter(|c| !matches!(c, '"' | '“' | '”' | '\''))
            .filter(|c| truncates || !matches!(c, '*' | '?'))
            .collect();
        let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
        (!kept.is_empty()).then_some(kept)
    }
}

/// A query, and the concepts that have no word in the language of the database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub query: String,
    pub without: Vec<String>,
}

/// The query of `concepts` for a database of this language, with Chinese words where `domestic`, else with
/// English ones. A concept without such a word is left out of it, and named.
pub fn written(concepts: &[Concept], syntax: Syntax, domestic: bool) -> Written {
    let mut written = Written::default();
    let mut blocks = Vec::new();
    for concept in concepts.iter().filter(|concept| !concept.gone) {
        let words = if domestic { &concept.zh } else { &concept.en };
        let words: Vec<String> = words.iter().filter_map(|word| syntax.word(word)).collect();
        if words.is_empty() {
            written.without.push(concept.name.clone());
        } else {
            blocks.push(syntax.block(&words));
        }
    }
    written.query = blocks.join(syntax.and());
    written
}

/// A concept as a line of the table says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub name: String,
    pub zh: Vec<String>,
    pub en: Vec<String>,
}

/// What is wrong with a line of the table, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    NoWord(usize),
    Twice(usize),
}

/// The table as it is typed, a line for each concept: `name: Chinese words | English words`, words between
/// semicolons. Without the stroke they are told apart by their script, without a name the first word is it.
///
/// # Errors
/// For a line without any word, and for a second concept of one name.
pub fn table(typed: &str) -> Result<Vec<Line>, Fault> {
    let mut lines: Vec<Line> = Vec::new();
    for (at, line) in typed
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty())
    {
        let (name, said) = match line.split_once([':', '：']) {
            Some((name, said)) => (name.trim(), said),
            None => ("", line),
        };
        let (zh, en) = match said.split_once(['|', '｜']) {
            Some((zh, en)) => (words(zh), words(en)),
            None => words(said)
                .into_iter()
                .partition(|word| word.chars().any(is_han)),
        };
        let Some(first) = zh.first().or(en.first()) else {
            return Err(Fault::NoWord(at + 1));
        };
        let name = if name.is_empty() {
            first.clone()
        } else {
            name.to_owned()
        };
        if lines.iter().any(|line| line.name == name) {
            return Err(Fault::Twice(at + 1));
        }
        lines.push(Line { name, zh, en });
    }
    Ok(lines)
}

/// The table as [`table`] reads it.
pub fn typed(concepts: &[Concept]) -> String {
    let line = |concept: &Concept| {
        let (zh, en) = (concept.zh.join("; "), concept.en.join("; "));
        format!("{}: {zh} | {en}", concept.name)
    };
    concepts.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Words between semicolons; doubles dropped.
fn words(typed: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in typed.split([';', '；', '、']) {
        let word = word.trim();
        let known = |w: &String| w.to_lowercase() == word.to_lowercase();
        if !word.is_empty() && !words.iter().any(known) {
            words.push(word.to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concept(name: &str, zh: &str, en: &str) -> Concept {
        Concept {
            id: ConceptId(1),
            rev: Rev(1),
            request: RequestId(1),
            name: name.into(),
            zh: words(zh),
            en: words(en),
            taken_from: None,
            gone: false,
        }
    }

    #[test]
    fn every_language_has_its_own_marks() {
        let table = [
            concept(
                "固态电池",
                "固态电池；全固态电池",
                "solid-state batter*; all-solid-state battery",
            ),
            concept("电解质", "硫化物电解质", "sulfide electrolyte"),
        ];
        let expected = [
            (
                Syntax::Cnki,
                "SU=('固态电池'+'全固态电池') AND SU=('硫化物电解质')",
            ),
            (
                Syntax::Wanfang,
                r#"主题:("固态电池" or "全固态电池") and 主题:("硫化物电解质")"#,
            ),
            (
                Syntax::Wos,
                r#"TS=("solid-state batter*" OR "all-solid-state battery") AND TS=("sulfide electrolyte")"#,
            ),
            (
                Syntax::Scopus,
                r#"TITLE-ABS-KEY("solid-state batter*" OR "all-solid-state battery") AND TITLE-ABS-KEY("sulfide electrolyte")"#,
            ),
            (
                Syntax::Ei,
                r#"(("solid-state batter*" OR "all-solid-state battery") WN KY) AND (("sulfide electrolyte") WN KY)"#,
            ),
            (
                Syntax::Pubmed,
                r#"("solid-state batter*"[Title/Abstract] OR "all-solid-state battery"[Title/Abstract]) AND ("sulfide electrolyte"[Title/Abstract])"#,
            ),
        ];
        for (syntax, query) in expected {
            let domestic = matches!(syntax, Syntax::Cnki | Syntax::Wanfang);
            assert_eq!(written(&table, syntax, domestic).query, query);
        }
    }

    #[test]
    fn a_concept_without_a_word_of_the_language_is_named_and_not_forgotten() {
        let table = [
            concept("电池", "固态电池", "battery"),
            concept("耐盐", "耐盐碱", ""),
        ];
        let wos = written(&table, Syntax::Wos, false);
        assert_eq!(wos.query, r#"TS=("battery")"#);
        assert_eq!(wos.without, ["耐盐"]);
        assert!(written(&table, Syntax::Cnki, true).without.is_empty());
    }

    #[test]
    fn the_table_reads_as_it_is_written_and_its_faults_have_a_line() {
        let lines =
            table("电池: 固态电池；全固态电池 | solid-state battery\n\nsulfide; 硫化物\n").unwrap();
        assert_eq!(lines[0].name, "电池");
        assert_eq!(lines[0].zh, ["固态电池", "全固态电池"]);
        assert_eq!(lines[1].name, "硫化物");
        assert_eq!((lines[1].zh.len(), lines[1].en.len()), (1, 1));
        let concepts: Vec<Concept> = lines
            .iter()
            .map(|line| concept(&line.name, &line.zh.join(";"), &line.en.join(";")))
            .collect();
        assert_eq!(table(&typed(&concepts)), Ok(lines));
        assert_eq!(table("甲: 乙\n丙: |"), Err(Fault::NoWord(2)));
        assert_eq!(table("甲: 乙\n甲: 丙"), Err(Fault::Twice(2)));
    }

    #[test]
    fn no_word_ends_its_own_quotation() {
        let table = [concept("引号", "“固态”电池*；''", "5\" wafer; \"\"")];
        let cnki = written(&table, Syntax::Cnki, true);
        assert_eq!(cnki.query, "SU=('固态电池')");
        let wos = written(&table, Syntax::Wos, false);
        assert_eq!(wos.query, r#"TS=("5 wafer")"#);
    }
}
