//! What a file is, by its content and not by its name: its kind, its encoding, how many records it
//! holds, and which request it may belong to. Understands no more of a file than that.

use crate::biblio::encoding::{Encoding, decode};
use crate::biblio::{self, Format, Limits, Record};
use crate::domain::RequestId;

/// Text looked through for numbers of requests and reports, in characters.
const GLANCE: usize = 4_000;
/// Bytes up to which a file is read to know what it holds.
const READ_WHOLE: usize = 8 << 20;
/// Numbers noted at most.
const NOTED: usize = 40;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The export of a bibliography, in a format made for nothing else.
    Records(Format),
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
    /// The key of its name in `gate.ftl`, or in `records.ftl` where it is an export.
    pub fn name_key(self) -> &'static str {
        match self {
            Kind::Records(format) => format.key(),
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
    if let Some(packed) = packed(bytes) {
        let records = match packed {
            Kind::Xlsx | Kind::Zip => bibliography(bytes).1,
            _ => None,
        };
        return told(name, packed, None, records, "");
    }
    let (kind, records) = bibliography(bytes);
    let decoded = decode(bytes);
    let is_text = decoded.encoding != Encoding::None
        && decoded.broken.is_empty()
        && !decoded.text.contains('\0');
    if !is_text {
        return told(name, Kind::Other, None, None, "");
    }
    let text = decoded.text.trim_start_matches('\u{feff}');
    let kind = kind.unwrap_or_else(|| of_text(name, text));
    told(name, kind, Some(decoded.encoding.name()), records, text)
}

/// The format of an export that can be nothing else, and how many records a file holds where it holds
/// any. A table holds some where its headings are those of a database's.
fn bibliography(bytes: &[u8]) -> (Option<Kind>, Option<usize>) {
    let format = biblio::sniff(bytes).format;
    if format == Format::Unknown {
        return (None, None);
    }
    // A file of that length is read when it is attached; here its entries are counted by their first
    // lines, since their records would fill the memory.
    if bytes.len() > READ_WHOLE
        && let Some(mark) = first_line(format)
    {
        let count = bytes
            .split(|byte| matches!(byte, b'\n' | b'\r'))
            .filter(|line| line.starts_with(mark))
            .count();
        return (Some(Kind::Records(format)), Some(count));
    }
    let limits = Limits {
        file: bytes.len(),
        ..Limits::default()
    };
    let records = biblio::read(bytes, &limits).records;
    let general = matches!(
        format,
        Format::Table | Format::Workbook | Format::HtmlTable | Format::Zip
    );
    let is_work = |record: &Record| {
        let placed = !record.source.is_empty() || !record.doi.is_empty();
        !record.title.is_empty() && !record.authors.is_empty() && placed
    };
    let count = Some(records.len()).filter(|n| *n > 0);
    match general {
        true => (None, count.filter(|_| records.iter().any(is_work))),
        false => (count.map(|_| Kind::Records(format)), count),
    }
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
    bibliography(text.get(..end)?.as_bytes()).0
}

/// The kind of a text, and how many records it holds where it is a bibliography.
pub fn counted(text: &str) -> (Kind, Option<usize>) {
    let (kind, records) = bibliography(text.as_bytes());
    (kind.unwrap_or_else(|| of_text("", text)), records)
}

/// With what each entry of a format begins, where that is one line's beginning.
fn first_line(format: Format) -> Option<&'static [u8]> {
    match format {
        Format::Ris => Some(b"TY  -"),
        Format::NoteExpress => Some(b"{Reference Type}:"),
        Format::Refer => Some(b"%0 "),
        Format::Nbib => Some(b"PMID-"),
        Format::WosTagged => Some(b"PT "),
        Format::BibTex => Some(b"@"),
        _ => None,
    }
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

/// The kind of a text that is no export.
fn of_text(name: &str, text: &str) -> Kind {
    // Old exports and pasted texts end their lines with a carriage return alone.
    let lines = || {
        text.split(['\n', '\r'])
            .filter(|l| !l.is_empty())
            .map(str::trim_start)
    };
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
    if first.starts_with("<!doctype html") || first.starts_with("<html") {
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
    }
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
                "TY  - JOUR\nTI  - A\nER  - \n\nTY  - JOUR\nTI  - B\nER  - \n",
                Kind::Records(Format::Ris),
                2,
            ),
            (
                "{Reference Type}: Journal Article\n{Title}: 甲\n",
                Kind::Records(Format::NoteExpress),
                1,
            ),
            (
                "%0 Journal Article\n%A 王五\n\n%0 Thesis\n%T 甲\n",
                Kind::Records(Format::Refer),
                2,
            ),
            (
                "@comment{x}\n@article{a,\n title={A}}\n@book{b, title={B}}\n",
                Kind::Records(Format::BibTex),
                2,
            ),
            (
                "FN Clarivate\nVR 1.0\nPT J\nAU A\nER\nEF\n",
                Kind::Records(Format::WosTagged),
                1,
            ),
            (
                "PMID- 1\nTI  - A\n\nPMID- 2\nTI  - B\n",
                Kind::Records(Format::Nbib),
                2,
            ),
        ] {
            assert_eq!(kind("x.txt", text), (is, Some(n), utf8), "{text}");
        }
        let (gbk, _, _) = encoding_rs::GB18030.encode("TY  - JOUR\nTI  - 固态电池\nER  - \n");
        let sniffed = sniff("导出.ris", &gbk);
        assert_eq!(
            (sniffed.kind, sniffed.encoding),
            (Kind::Records(Format::Ris), Some("GB18030"))
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
