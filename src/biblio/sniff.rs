//! What a file is, by its content and never by its name, and what that was seen from.

use super::encoding::{Because, Encoding, decode};
use super::formats::Format;
use super::formats::{table, wos_tab};

/// Lines looked at.
const GLANCE: usize = 400;

/// What a file is taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    pub format: Format,
    pub encoding: Encoding,
    pub because: Because,
    /// The sign it was known by, as it stands in the file: a tag, a heading, the first bytes.
    pub evidence: String,
}

pub fn sniff(bytes: &[u8]) -> Guess {
    if let Some((format, evidence)) = packed(bytes) {
        return Guess {
            format,
            encoding: Encoding::None,
            because: Because::Mark,
            evidence: evidence.to_owned(),
        };
    }
    let decoded = decode(bytes);
    let (format, evidence) = of_text(&decoded.text);
    Guess {
        format,
        encoding: decoded.encoding,
        because: decoded.because,
        evidence,
    }
}

/// Files that are no text, by their first bytes.
pub(super) fn packed(bytes: &[u8]) -> Option<(Format, &'static str)> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        // Names of a package's parts stand bare in it.
        let names = bytes.windows(15).any(|window| window == b"xl/workbook.xml");
        return Some(if names {
            (Format::Workbook, "xl/workbook.xml")
        } else {
            (Format::Zip, "PK")
        });
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Some((Format::Workbook, "OLE2"));
    }
    [
        &b"%PDF"[..],
        b"\x89PNG",
        b"\xFF\xD8\xFF",
        b"GIF8",
        b"\x1F\x8B",
        b"Rar!",
        b"7z\xBC\xAF",
        b"\x7FELF",
    ]
    .iter()
    .any(|magic| bytes.starts_with(magic))
    .then_some((Format::Unknown, ""))
}

/// The format of a text and the line or sign that says so.
pub(super) fn of_text(text: &str) -> (Format, String) {
    let text = text.trim_start_matches('\u{FEFF}');
    let start = text.trim_start();
    if let Some(of_markup) = markup(start) {
        return of_markup;
    }
    if start.starts_with(['{', '[']) && !start.starts_with("{Reference Type}") {
        return json(start);
    }
    let rows = || {
        text.split(['\n', '\r'])
            .map(|line| line.trim_start_matches(['\u{FEFF}', ' ']).trim_end())
            .filter(|line| !line.is_empty())
            .take(GLANCE)
    };
    if let Some(first) = rows().next()
        && wos_tab::is_heading(first)
    {
        return (Format::WosTab, shown(first));
    }
    // A first line of headings is a table, whatever its rows begin with.
    if let Some(first) = rows().next()
        && table::is_heading(first)
    {
        return (Format::Table, shown(first));
    }
    rows()
        .find_map(|line| by_tag(line).map(|format| (format, shown(line))))
        .or_else(|| loose(rows()))
        .or_else(|| table::heading_of(text).map(|line| (Format::Table, shown(&line))))
        .unwrap_or_default()
}

fn shown(line: &str) -> String {
    line.chars().take(40).collect()
}

/// A line that only one format has.
fn by_tag(line: &str) -> Option<Format> {
    let begins = |mark: &str| line.starts_with(mark);
    if begins("TY  -") {
        Some(Format::Ris)
    } else if begins("{Reference Type}") {
        Some(Format::NoteExpress)
    } else if ["PMID-", "PMID -", "OWN -", "STAT-", "FAU -"]
        .iter()
        .any(|mark| begins(mark))
    {
        Some(Format::Nbib)
    } else if begins("【来源篇名】") {
        Some(Format::Cssci)
    } else if begins("Title-题名") || begins("DataType: ") || begins("SrcDatabase-来源库") {
        Some(Format::EStudy)
    } else if begins("%0 ") {
        Some(Format::Refer)
    } else if begins("RT ") && line.len() > 3 {
        Some(Format::RefWorks)
    } else if matches!(
        line,
        "PT J" | "PT B" | "PT S" | "PT P" | "PT C" | "PT D" | "PT K"
    ) {
        Some(Format::WosTagged)
    } else {
        is_entry(line).then_some(Format::BibTex)
    }
}

/// `@article{key` and the like.
fn is_entry(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('@') else {
        return false;
    };
    let word = rest.trim_start();
    let name: &str = word
        .split(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or_default();
    let after = word.get(name.len()..).unwrap_or_default().trim_start();
    !name.is_empty() && (after.starts_with(['{', '(']))
}

/// Formats whose own sign is missing but whose tags are all there.
fn loose<'a>(rows: impl Iterator<Item = &'a str>) -> Option<(Format, String)> {
    let rows: Vec<&str> = rows.collect();
    let many = |fits: &dyn Fn(&str) -> bool| {
        let fitting = rows.iter().filter(|row| fits(row)).count();
        (fitting >= 2 && fitting * 2 >= rows.len()).then_some(())
    };
    let first = || rows.first().map(|row| shown(row)).unwrap_or_default();
    let tag = |row: &str, sign: &str| {
        row.get(..2).is_some_and(|tag| {
            tag.bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        }) && row
            .get(2..)
            .is_some_and(|rest| rest.trim_start().starts_with(sign))
    };
    if many(&|row| tag(row, "- ")).is_some() || rows.contains(&"ER  -") {
        return Some((Format::Ris, first()));
    }
    let refer = |row: &str| {
        let mut signs = row.chars();
        signs.next() == Some('%')
            && signs
                .next()
                .is_some_and(|c| c.is_ascii_alphanumeric() || "@#$!&()*+^<>[=~?".contains(c))
            && signs.next() == Some(' ')
    };
    if many(&refer).is_some() {
        return Some((Format::Refer, first()));
    }
    if rows.contains(&"ER") {
        return Some((Format::WosTagged, "ER".to_owned()));
    }
    None
}

/// XML and HTML by the first element.
fn markup(start: &str) -> Option<(Format, String)> {
    if !start.starts_with('<') {
        return None;
    }
    let lower: String = start
        .chars()
        .take(4000)
        .collect::<String>()
        .to_ascii_lowercase();
    let has = |mark: &str| lower.contains(mark);
    let format = if has("<pubmedarticle") || has("<pubmedbookarticle") || has("<medlinecitation") {
        Format::PubmedXml
    } else if has("exchange-document") || has("<ops:world-patent-data") {
        Format::PatentXml
    } else if has("www.loc.gov/mods") || has("<mods") {
        Format::Mods
    } else if has("marc21/slim") || has("<leader>") || has("<controlfield") {
        Format::MarcXml
    } else if has("<record>") && (has("<xml>") || has("<records>")) {
        Format::EndnoteXml
    } else if has("<table") {
        Format::HtmlTable
    } else {
        Format::Unknown
    };
    let sign = start
        .split('>')
        .find(|tag| !tag.trim_start().starts_with("<?"))
        .unwrap_or("<");
    Some((format, shown(sign.trim())))
}

/// JSON by the keys its producers have.
fn json(start: &str) -> (Format, String) {
    let glance: String = start.chars().take(20_000).collect();
    let has = |mark: &str| glance.contains(mark);
    for (marks, format) in [
        (
            &["\"display_name\":", "openalex.org"][..],
            Format::OpenAlexJson,
        ),
        (&["\"abstract_inverted_index\":"], Format::OpenAlexJson),
        (&["\"is-referenced-by-count\":"], Format::CrossrefJson),
        (&["\"message-type\":"], Format::CrossrefJson),
        (&["\"reference-count\":"], Format::CrossrefJson),
        (&["\"type\"", "\"title\""], Format::CslJson),
        (&["\"type\"", "\"id\""], Format::CslJson),
    ] {
        if marks.iter().all(|mark| has(mark)) {
            return (
                format,
                marks
                    .first()
                    .map(|mark| (*mark).to_owned())
                    .unwrap_or_default(),
            );
        }
    }
    // An object with much in it says its type late.
    if start.contains("\"type\":") && start.contains('}') {
        return (Format::CslJson, "\"type\"".to_owned());
    }
    (Format::Unknown, shown(start))
}
