//! References worded after GB/T 7714, in the editions of 2015 and 2025. Only what a record says is
//! worded; what it lacks is left out and never invented.
//!
//! Rules of 2015: its sections 4 to 8. What 2025 changed, as far as published comparisons of the two
//! say: signs of Chinese references are full-width but `.` and `[ ]`; family names keep their case;
//! a hyphen stays between initials; a standard begins with its number; preprints are `[PP/OL]`.
//! Given names in pinyin should be written out there: they cannot be told from other names and are
//! shortened like them.

use super::name::Name;
use super::record::{Kind, Record};
use crate::domain::script::is_han;

/// Which edition of the standard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Edition {
    Of2015,
    /// In force since 1 July 2026.
    #[default]
    Of2025,
}

impl Edition {
    pub const ALL: [Edition; 2] = [Edition::Of2025, Edition::Of2015];

    /// The word of the command line.
    pub fn key(self) -> &'static str {
        match self {
            Edition::Of2015 => "gbt7714-2015",
            Edition::Of2025 => "gbt7714-2025",
        }
    }

    pub fn from_key(key: &str) -> Option<Edition> {
        Edition::ALL
            .into_iter()
            .find(|edition| edition.key() == key)
    }
}

/// Names given before the rest are `等`.
const NAMED: usize = 3;

/// Signs between elements, with the blank that follows them.
struct Signs {
    edition: Edition,
    chinese: bool,
    comma: &'static str,
    colon: &'static str,
    open: &'static str,
    close: &'static str,
}

impl Signs {
    fn of(record: &Record, edition: Edition) -> Signs {
        let chinese = han(&record.title) || (record.title.is_empty() && han(&record.source));
        let wide = chinese && edition == Edition::Of2025;
        Signs {
            edition,
            chinese,
            comma: if wide { "，" } else { ", " },
            colon: if wide { "：" } else { ": " },
            open: if wide { "（" } else { "(" },
            close: if wide { "）" } else { ")" },
        }
    }
}

fn han(text: &str) -> bool {
    text.chars().any(is_han)
}

/// The reference of a record, without its number in a list.
pub fn reference(record: &Record, edition: Edition) -> String {
    let signs = Signs::of(record, edition);
    let mut out = Out::default();
    let number = patent_number(record);
    let standard_first = record.kind == Kind::Standard && edition == Edition::Of2025;
    let makers: Vec<&Name> = match &record.patent {
        Some(_) if record.authors.is_empty() => Vec::new(),
        _ => record.authors.iter().map(|author| &author.name).collect(),
    };
    let applicants = record.patent.as_ref().map(|patent| &patent.applicants);
    let makers = match applicants {
        Some(list) if !list.is_empty() => bodies(list, &signs),
        _ if makers.is_empty() && matches!(record.kind, Kind::Book | Kind::Proceedings) => {
            people(&record.editors.iter().collect::<Vec<_>>(), &signs)
        }
        _ => people(&makers, &signs),
    };
    if !standard_first {
        out.element(&makers);
    }
    out.element(&titled(record, &signs, &number, standard_first));
    if !record.edition.is_empty() && record.kind == Kind::Book {
        out.element(&record.edition);
    }
    out.element(&placed(record, &signs));
    if online(record).is_some() {
        if record.doi.is_empty() {
            out.element(record.urls.first().map_or("", |url| url));
        } else {
            out.element(&format!("DOI:{}", record.doi));
        }
    }
    out.text
}

/// References of a list, each with its number in brackets.
pub fn numbered(records: &[Record], edition: Edition) -> impl Iterator<Item = String> + '_ {
    records
        .iter()
        .enumerate()
        .map(move |(at, record)| format!("[{}] {}", at + 1, reference(record, edition)))
}

/// Elements, each ended with a full stop.
#[derive(Default)]
struct Out {
    text: String,
}

impl Out {
    fn element(&mut self, element: &str) {
        let element = element.trim();
        if element.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(element);
        if !element.ends_with('.') {
            self.text.push('.');
        }
    }
}

/// `/OL` where the record can only be had, or is only known, on the net.
fn online(record: &Record) -> Option<&'static str> {
    let placed = !record.volume.is_empty() || !record.issue.is_empty();
    let reachable = !record.doi.is_empty() || !record.urls.is_empty();
    let only_there = match record.kind {
        Kind::Preprint | Kind::Page | Kind::Data | Kind::Software => true,
        // Online first: neither volume nor issue yet.
        Kind::Article => !placed,
        _ => false,
    };
    (only_there && reachable).then_some("/OL")
}

/// The mark of the kind of work (Annex B of 2015; `PP` of 2025).
fn mark(record: &Record, edition: Edition) -> &'static str {
    match record.kind {
        Kind::Article => "J",
        Kind::Paper | Kind::Proceedings => "C",
        Kind::Book | Kind::Chapter => "M",
        Kind::Thesis => "D",
        Kind::Patent => "P",
        Kind::Standard => "S",
        Kind::Report => "R",
        Kind::Newspaper => "N",
        Kind::Preprint if edition == Edition::Of2025 => "PP",
        Kind::Preprint | Kind::Page => "EB",
        Kind::Data => "DS",
        Kind::Software => "CP",
        Kind::Other => "Z",
    }
}

fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['.', '。', ' '])
}

fn patent_number(record: &Record) -> String {
    match (&record.patent, record.kind) {
        (Some(patent), Kind::Patent) => patent.number.to_string(),
        _ => record.number.to_string(),
    }
}

fn titled(record: &Record, signs: &Signs, number: &str, standard_first: bool) -> String {
    let title = bare(&record.title);
    let numbered = match record.kind {
        Kind::Standard if standard_first && !number.is_empty() => format!("{number} {title}"),
        Kind::Patent | Kind::Standard | Kind::Report if !number.is_empty() => {
            format!("{title}{}{number}", signs.colon)
        }
        _ => title.to_owned(),
    };
    let mut text = format!(
        "{numbered}[{}{}]",
        mark(record, signs.edition),
        online(record).unwrap_or_default()
    );
    // What it is part of follows two slashes.
    if matches!(record.kind, Kind::Paper | Kind::Chapter) && !record.source.is_empty() {
        text.push_str("//");
        let editors = people(&record.editors.iter().collect::<Vec<_>>(), signs);
        if !editors.is_empty() {
            text.push_str(&editors);
            text.push_str(". ");
        }
        text.push_str(bare(&record.source));
    }
    text
}

/// Where and when it came out.
fn placed(record: &Record, signs: &Signs) -> String {
    let year = record
        .date
        .year
        .map(|year| year.to_string())
        .unwrap_or_default();
    match record.kind {
        Kind::Article => in_journal(record, signs, &year),
        Kind::Newspaper => {
            let mut text = joined(&[bare(&record.source), &record.date.written()], signs.comma);
            let page = record.pages.written();
            if !page.is_empty() {
                text.push_str(&format!("{}{page}{}", signs.open, signs.close));
            }
            text
        }
        Kind::Patent => match &record.patent {
            Some(patent) if record.date.year.is_none() => patent.published.to_string(),
            _ => record.date.written(),
        },
        Kind::Page | Kind::Preprint | Kind::Data | Kind::Software => {
            let date = record.date.written();
            let publisher = joined(&[&record.place, bare(&record.publisher)], signs.colon);
            if date.is_empty() {
                publisher
            } else if publisher.is_empty() {
                format!("{}{date}{}", signs.open, signs.close)
            } else {
                joined(&[&publisher, &date], signs.comma)
            }
        }
        _ => {
            let publisher = joined(&[&record.place, bare(&record.publisher)], signs.colon);
            let text = joined(&[&publisher, &year], signs.comma);
            joined(&[&text, &record.pages.written()], signs.colon)
        }
    }
}

/// `刊名, 年, 卷(期): 页`.
fn in_journal(record: &Record, signs: &Signs, year: &str) -> String {
    let mut number = record.volume.to_string();
    if !record.issue.is_empty() {
        number.push_str(&format!("{}{}{}", signs.open, record.issue, signs.close));
    }
    // Without a volume the issue stands at the year: `2019(2): 134`.
    let dated = if record.volume.is_empty() {
        format!("{year}{number}")
    } else {
        joined(&[year, &number], signs.comma)
    };
    let text = joined(&[bare(&record.source), &dated], signs.comma);
    let pages = match record.pages.is_empty() {
        true => record.article_number.to_string(),
        false => record.pages.written(),
    };
    joined(&[&text, &pages], signs.colon)
}

/// What is there of two, with a sign between them.
fn joined(parts: &[&str], sign: &str) -> String {
    let said: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    said.join(sign)
}

fn bodies(list: &[Box<str>], signs: &Signs) -> String {
    let names: Vec<Name> = list.iter().map(|name| Name::whole(name)).collect();
    people(&names.iter().collect::<Vec<_>>(), signs)
}

/// Up to three names, then `等` or `et al`.
fn people(names: &[&Name], signs: &Signs) -> String {
    let mut text = names
        .iter()
        .take(NAMED)
        .map(|name| worded(name, signs.edition))
        .collect::<Vec<_>>()
        .join(signs.comma);
    if names.len() > NAMED {
        text.push_str(signs.comma);
        text.push_str(if signs.chinese { "等" } else { "et al" });
    }
    text
}

/// A name with the family name first: 王五, `EINSTEIN A` (2015), `Einstein A` (2025).
fn worded(name: &Name, edition: Edition) -> String {
    if name.given.is_empty() {
        return format!("{}{}", name.literal, name.family);
    }
    if han(&name.family) {
        return format!("{}{}", name.family, name.given);
    }
    let family = match edition {
        Edition::Of2015 => name.family.to_uppercase(),
        Edition::Of2025 => eased(&name.family),
    };
    // `Carlos, Jr.`: what follows the given name follows the initials.
    let (given, suffix) = name.given.split_once(',').unwrap_or((&name.given, ""));
    let mut text = format!("{family} {}", initials(given, edition));
    let suffix = suffix.trim().trim_end_matches('.');
    if !suffix.is_empty() {
        text.push(' ');
        text.push_str(suffix);
    }
    text
}

/// `TOBLER` of an old index is `Tobler`.
fn eased(family: &str) -> String {
    let shouted = family.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !family.chars().any(char::is_lowercase);
    if !shouted {
        return family.to_owned();
    }
    let mut begins = true;
    family
        .chars()
        .flat_map(|c| {
            let letter: Vec<char> = if begins {
                vec![c]
            } else {
                c.to_lowercase().collect()
            };
            begins = !c.is_alphabetic();
            letter
        })
        .collect()
}

/// First letters of the given names without stops: `A N`; `J-L` keeps its hyphen in 2025.
fn initials(given: &str, edition: Edition) -> String {
    let mut out = String::new();
    for word in given
        .split([' ', '.', '\u{a0}'])
        .filter(|word| !word.is_empty())
    {
        for (at, piece) in word.split(['-', '‐', '–']).enumerate() {
            let letters: Vec<char> = piece.chars().filter(|c| c.is_alphabetic()).collect();
            // `JF` is two initials, `Jan` is one.
            let all = letters.len() <= 3 && letters.iter().all(|c| c.is_uppercase());
            let taken = if all { letters.len() } else { 1 };
            for (place, letter) in letters.iter().take(taken).enumerate() {
                if !out.is_empty() {
                    let held = at > 0 && place == 0 && edition == Edition::Of2025;
                    out.push(if held { '-' } else { ' ' });
                }
                out.extend(letter.to_uppercase());
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::biblio::{Limits, read};

    fn cited(text: &str) -> (String, String) {
        let reading = read(text.as_bytes(), &Limits::default());
        let record = reading.records.first().expect("a record");
        (
            reference(record, Edition::Of2015),
            reference(record, Edition::Of2025),
        )
    }

    #[test]
    fn journal_articles_are_worded_after_both_editions() {
        let (old, new) = cited(
            "TY  - JOUR\nAU  - Walls, Susan C.\nAU  - Barichivich, William J.\nAU  - Brown, Jean-Luc\nAU  - Roe, A\n\
             TI  - Drought, deluge and declines.\nT2  - Biology\nPY  - 2013\nVL  - 2\nIS  - 1\nSP  - 399\nEP  - 418\nDO  - 10.3390/biology2010399\nER  - \n",
        );
        assert_eq!(
            old,
            "WALLS S C, BARICHIVICH W J, BROWN J L, et al. Drought, deluge and declines[J]. Biology, 2013, 2(1): 399-418."
        );
        assert_eq!(
            new,
            "Walls S C, Barichivich W J, Brown J-L, et al. Drought, deluge and declines[J]. Biology, 2013, 2(1): 399-418."
        );
        let (old, new) = cited(
            "{Reference Type}: Journal Article\n{Title}: 长江运价指数模型研究\n{Author}: 甲某;乙某;丙某;丁某;\n\
             {Journal}: 现代营销\n{Year}: 2019\n{Issue}: 02\n{Pages}: 134\n",
        );
        assert_eq!(
            old,
            "甲某, 乙某, 丙某, 等. 长江运价指数模型研究[J]. 现代营销, 2019(02): 134."
        );
        assert_eq!(
            new,
            "甲某，乙某，丙某，等. 长江运价指数模型研究[J]. 现代营销，2019（02）：134."
        );
    }

    #[test]
    fn other_kinds_have_their_own_elements() {
        for (text, is) in [
            (
                "@inproceedings{a, author={Vossen, G. and Weske, M.}, title={The WASA2 system}, booktitle={Proc. of SIGMOD}, year=1999, address={New York}, publisher={ACM}, pages={587--589}}",
                "Vossen G, Weske M. The WASA2 system[C]//Proc. of SIGMOD. New York: ACM, 1999: 587-589.",
            ),
            (
                "@phdthesis{a, author={虞某}, title={聚合物的制备}, school={上海交通大学}, address={上海}, year=2012}",
                "虞某. 聚合物的制备[D]. 上海：上海交通大学，2012.",
            ),
            (
                "RT Newspaper Article\nSR 1\nA1 刘某\nT1 灭绝物种首次测序\nJF 科技日报\nOP 004\nFD 2023-09-21\n",
                "刘某. 灭绝物种首次测序[N]. 科技日报，2023-09-21（004）.",
            ),
            (
                "RT Standard\nSR 1\nC1 GB/T 7714-2015\nT1 参考文献著录规则\nFD 2015-05-15\n",
                "GB/T 7714-2015 参考文献著录规则[S]. 2015.",
            ),
            (
                "Title,Publication number,Publication date,Applicant(s)\nPizza box,KR20140006240 (U),2014-12-12,ACME\n",
                "ACME. Pizza box: KR20140006240U[P]. 2014-12-12.",
            ),
            (
                "@misc{a, author={Roe, Ann}, title={A model}, eprint={2606.19348}, archiveprefix={arXiv}, year=2026, doi={10.48550/arXiv.2606.19348}}",
                "Roe A. A model[PP/OL]. (2026). DOI:10.48550/arxiv.2606.19348.",
            ),
        ] {
            assert_eq!(cited(text).1, is);
        }
    }
}
