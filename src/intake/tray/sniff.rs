//! What a file is, by its content and not by its name: its kind, its encoding, how many records it
//! holds, and which request it may belong to. Understands no more of a file than that.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use crate::domain::RequestId;

/// Text looked through for numbers of requests and reports, in characters.
const GLANCE: usize = 4_000;
/// Numbers noted at most.
const NOTED: usize = 40;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Ris,
    NoteExpress,
    /// EndNote's tagged text (`%0 Journal Article`), which CNKI also gives.
    EndNote,
    BibTex,
    /// Web of Science's field-tagged text.
    WebOfScience,
    PubMed,
    Csv,
    Json,
    Xml,
    Html,
    Mail,
    Text,
    Xlsx,
    Docx,
    Zip,
    Pdf,
    Image,
    Other,
}

impl Kind {
    pub const ALL: [Kind; 18] = [
        Kind::Ris,
        Kind::NoteExpress,
        Kind::EndNote,
        Kind::BibTex,
        Kind::WebOfScience,
        Kind::PubMed,
        Kind::Csv,
        Kind::Json,
        Kind::Xml,
        Kind::Html,
        Kind::Mail,
        Kind::Text,
        Kind::Xlsx,
        Kind::Docx,
        Kind::Zip,
        Kind::Pdf,
        Kind::Image,
        Kind::Other,
    ];

    /// The key of its name in `gate.ftl`.
    pub fn name_key(self) -> &'static str {
        match self {
            Kind::Ris => "file-ris",
            Kind::NoteExpress => "file-note-express",
            Kind::EndNote => "file-endnote",
            Kind::BibTex => "file-bibtex",
            Kind::WebOfScience => "file-wos",
            Kind::PubMed => "file-pubmed",
            Kind::Csv => "file-csv",
            Kind::Json => "file-json",
            Kind::Xml => "file-xml",
            Kind::Html => "file-html",
            Kind::Mail => "file-mail",
            Kind::Text => "file-text",
            Kind::Xlsx => "file-xlsx",
            Kind::Docx => "file-docx",
            Kind::Zip => "file-zip",
            Kind::Pdf => "file-pdf",
            Kind::Image => "file-image",
            Kind::Other => "file-other",
        }
    }
}

/// What is known of an arrival without opening it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sniffed {
    pub kind: Kind,
    /// `UTF-8`, `GB18030`, …; none for what is no text.
    pub encoding: Option<&'static str>,
    /// Records of a bibliography; none where it is none.
    pub records: Option<usize>,
    /// Numbers of requests (`#1042`) that its name or text mentions, the name's first.
    pub requests: Vec<RequestId>,
    /// Words of its name or text that may be report numbers.
    pub numbers: Vec<String>,
    /// The beginning of its text; empty for what is no text.
    pub glance: String,
}

/// Looks at a whole file.
pub fn sniff(name: &str, bytes: &[u8]) -> Sniffed {
    if let Some(kind) = packed(bytes) {
        return told(name, kind, None, None, "");
    }
    let (text, encoding) = decoded(bytes);
    let Some(encoding) = encoding else {
        return told(name, Kind::Other, None, None, "");
    };
    let (kind, records) = of_text(name, &text);
    told(name, kind, Some(encoding), records, &text)
}

fn told(
    name: &str,
    kind: Kind,
    encoding: Option<&'static str>,
    records: Option<usize>,
    text: &str,
) -> Sniffed {
    let glance: String = text.chars().take(GLANCE).collect();
    let (mut requests, mut numbers) = (Vec::new(), Vec::new());
    // `1042-查新.docx`, as the desk itself names what it gives out.
    let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
    let after = name.chars().nth(digits.len());
    if digits.len() <= 7
        && after.is_some_and(|c| matches!(c, '-' | ' ' | '_' | '.'))
        && let Ok(id) = digits.parse::<i64>()
    {
        requests.push(RequestId(id));
    }
    for part in [name, glance.as_str()] {
        for piece in part.split('#').skip(1) {
            let digits: String = piece.chars().take_while(char::is_ascii_digit).collect();
            if let Ok(id) = digits.parse::<i64>()
                && requests.len() < NOTED
                && !requests.contains(&RequestId(id))
            {
                requests.push(RequestId(id));
            }
        }
        for word in part.split(|c: char| !c.is_ascii_alphanumeric()) {
            let digits = word.chars().filter(char::is_ascii_digit).count();
            let looks_so = (8..=40).contains(&word.len()) && digits >= 6;
            if looks_so && numbers.len() < NOTED && !numbers.iter().any(|n| n == word) {
                numbers.push(word.to_owned());
            }
        }
    }
    Sniffed {
        kind,
        encoding,
        records,
        requests,
        numbers,
        glance,
    }
}

/// Whether a text is a bibliography, by its beginning alone.
pub fn is_bibliography(text: &str) -> Option<Kind> {
    let end = text
        .char_indices()
        .nth(GLANCE)
        .map_or(text.len(), |(at, _)| at);
    match of_text("", text.get(..end)?) {
        (kind, Some(_)) => Some(kind),
        _ => None,
    }
}

/// The kind of a text, and how many records it holds where it is a bibliography.
pub fn counted(text: &str) -> (Kind, Option<usize>) {
    of_text("", text)
}

fn packed(bytes: &[u8]) -> Option<Kind> {
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") {
        // Names of a package's parts stand bare in it; none is unpacked to look.
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|w| w == name);
        return Some(if holds(b"word/document.xml") {
            Kind::Docx
        } else if holds(b"xl/workbook.xml") {
            Kind::Xlsx
        } else {
            Kind::Zip
        });
    }
    [
        (&b"%PDF"[..], Kind::Pdf),
        (b"\x89PNG", Kind::Image),
        (b"\xFF\xD8\xFF", Kind::Image),
        (b"GIF8", Kind::Image),
        (b"\xD0\xCF\x11\xE0", Kind::Other),
        (b"\x1f\x8b", Kind::Other),
        (b"Rar!", Kind::Other),
        (b"7z\xBC\xAF", Kind::Other),
    ]
    .iter()
    .find(|(magic, _)| begins(magic))
    .map(|(_, kind)| *kind)
}

/// The text and its encoding; none for what is no text in any of ours.
fn decoded(bytes: &[u8]) -> (String, Option<&'static str>) {
    let other = |encoding: &'static encoding_rs::Encoding, name: &'static str| {
        let (text, wrong) = encoding.decode_without_bom_handling(bytes);
        (text.into_owned(), (!wrong).then_some(name))
    };
    match bytes {
        [0xFF, 0xFE, ..] => return other(UTF_16LE, "UTF-16LE"),
        [0xFE, 0xFF, ..] => return other(UTF_16BE, "UTF-16BE"),
        _ if bytes.contains(&0) => return (String::new(), None),
        _ => {}
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let text = text.trim_start_matches('\u{feff}').to_owned();
            (text, Some("UTF-8"))
        }
        Err(_) => other(GB18030, "GB18030"),
    }
}

fn of_text(name: &str, text: &str) -> (Kind, Option<usize>) {
    let text = text.trim_start_matches('\u{feff}');
    // Old exports and pasted texts end their lines with a carriage return alone.
    let lines = || {
        text.split(['\n', '\r'])
            .filter(|l| !l.is_empty())
            .map(str::trim_start)
    };
    let begin = |mark: &str| lines().filter(|line| line.starts_with(mark)).count();
    let entry = |line: &str| {
        let rest = line.strip_prefix('@')?;
        let (word, _) = rest.split_once(['{', '('])?;
        let word = word.trim().to_ascii_lowercase();
        let is_word = !word.is_empty() && word.chars().all(|c| c.is_ascii_alphabetic());
        (is_word && !matches!(word.as_str(), "comment" | "string" | "preamble")).then_some(())
    };
    let counted = [
        (Kind::NoteExpress, begin("{Reference Type}:")),
        (Kind::Ris, begin("TY  -")),
        (Kind::EndNote, begin("%0 ")),
        (Kind::PubMed, begin("PMID- ")),
        (Kind::WebOfScience, {
            let headed = lines().take(3).any(|l| l.starts_with("FN "));
            if headed { begin("PT ") } else { 0 }
        }),
        (
            Kind::BibTex,
            lines().filter(|line| entry(line).is_some()).count(),
        ),
    ];
    if let Some((kind, n)) = counted.into_iter().find(|(_, n)| *n > 0) {
        return (kind, Some(n));
    }
    let start: String = text.trim_start().chars().take(300).collect();
    let start = start.to_lowercase();
    let first = start.lines().next().unwrap_or_default();
    let headers = [
        "from:",
        "subject:",
        "received:",
        "return-path:",
        "mime-version:",
        "date:",
    ];
    let mail = lines()
        .take(12)
        .filter(|line| {
            let line = line.to_lowercase();
            headers.iter().any(|h| line.starts_with(h))
        })
        .count();
    let parted = [',', ';', '\t'].iter().any(|sign| {
        let cells = |line: &str| line.matches(*sign).count();
        let mut rows = text.lines().take(5).map(cells);
        let wide = rows.next().unwrap_or(0);
        wide > 0 && rows.all(|n| n >= wide)
    });
    let named_csv = [".csv", ".tsv"]
        .iter()
        .any(|end| name.to_lowercase().ends_with(end));
    let kind = if first.starts_with("<!doctype html") || first.starts_with("<html") {
        Kind::Html
    } else if first.starts_with("<?xml") {
        Kind::Xml
    } else if mail >= 2 {
        Kind::Mail
    } else if first.starts_with(['[', '{']) {
        Kind::Json
    } else if named_csv || (parted && text.lines().count() > 1) {
        Kind::Csv
    } else {
        Kind::Text
    };
    (kind, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(name: &str, text: &str) -> (Kind, Option<usize>, Option<&'static str>) {
        let sniffed = sniff(name, text.as_bytes());
        (sniffed.kind, sniffed.records, sniffed.encoding)
    }

    #[test]
    fn a_bibliography_is_known_by_its_tags_and_counted() {
        let utf8 = Some("UTF-8");
        for (text, is, n) in [
            (
                "TY  - JOUR\nTI  - A\nER  - \n\nTY  - JOUR\nER  - \n",
                Kind::Ris,
                2,
            ),
            (
                "{Reference Type}: Journal Article\n{Title}: 甲\n",
                Kind::NoteExpress,
                1,
            ),
            (
                "%0 Journal Article\n%A 王五\n\n%0 Thesis\n",
                Kind::EndNote,
                2,
            ),
            (
                "@comment{x}\n@article{a,\n title={A}}\n@book{b}\n",
                Kind::BibTex,
                2,
            ),
            (
                "FN Clarivate\nVR 1.0\nPT J\nAU A\nER\nEF\n",
                Kind::WebOfScience,
                1,
            ),
            ("PMID- 1\nTI  - A\n\nPMID- 2\n", Kind::PubMed, 2),
        ] {
            assert_eq!(kind("x.txt", text), (is, Some(n), utf8), "{text}");
        }
        let (gbk, _, _) = GB18030.encode("TY  - JOUR\nTI  - 固态电池\nER  - \n");
        let sniffed = sniff("导出.ris", &gbk);
        assert_eq!(
            (sniffed.kind, sniffed.encoding),
            (Kind::Ris, Some("GB18030"))
        );
    }

    #[test]
    fn other_files_are_known_by_their_content_and_not_by_their_names() {
        for (name, bytes, is) in [
            ("a.ris", &b"%PDF-1.7"[..], Kind::Pdf),
            ("a.pdf", b"<!DOCTYPE html><title>login</title>", Kind::Html),
            ("a", b"From: a@b.cn\nSubject: x\n\nhello", Kind::Mail),
            ("a", b"name,unit\nx,y\n", Kind::Csv),
            ("a", b"only words here", Kind::Text),
            ("a", b"PK\x03\x04....word/document.xml", Kind::Docx),
            ("a", b"PK\x03\x04....xl/workbook.xml", Kind::Xlsx),
            ("a", b"PK\x03\x04....", Kind::Zip),
            ("a", b"ab\0cd", Kind::Other),
        ] {
            assert_eq!(sniff(name, bytes).kind, is, "{name} {bytes:?}");
        }
    }

    #[test]
    fn numbers_of_requests_and_reports_are_noted_from_name_and_text() {
        let sniffed = sniff(
            "1042-查新.txt",
            "关于 #1043 与报告 202636000L270113".as_bytes(),
        );
        assert_eq!(sniffed.requests, [RequestId(1042), RequestId(1043)]);
        assert_eq!(sniffed.numbers, ["202636000L270113"]);
    }
}
