//! What kind of file it is, by its first bytes and not by its name: a login page saved as `.csv` is
//! told from a table.

use super::packed::{self, Packed};
use super::{Kind, file_refused};
use crate::domain::{Refusal, Sentence};

pub enum Sniffed {
    Workbook(Kind),
    Text,
}

pub fn kind(name: &str, bytes: &[u8]) -> Result<Sniffed, Refusal> {
    if bytes.is_empty() {
        return Err(file_refused(name, "intake-file-empty"));
    }
    let begins = |magic: &[u8]| bytes.starts_with(magic);
    if begins(b"PK\x03\x04") {
        return workbook(name, bytes).map(Sniffed::Workbook);
    }
    if begins(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Ok(Sniffed::Workbook(Kind::Xls));
    }
    let other = [
        (&b"%PDF"[..], "PDF"),
        (b"\x1f\x8b", "gzip"),
        (b"Rar!", "RAR"),
        (b"7z\xBC\xAF", "7-Zip"),
        (b"SQLite format 3\0", "SQLite"),
        (b"{\\rtf", "RTF"),
        (b"\x89PNG", "PNG"),
        (b"\xFF\xD8\xFF", "JPEG"),
        (b"PK\x05\x06", "ZIP"),
    ];
    match other.iter().find(|(magic, _)| begins(magic)) {
        Some((_, what)) => Err(file_refused(name, "intake-other-kind").with("kind", *what)),
        None => Ok(Sniffed::Text),
    }
}

fn workbook(name: &str, bytes: &[u8]) -> Result<Kind, Refusal> {
    let entries = packed::entries(bytes).map_err(|fault| {
        file_refused(
            name,
            match fault {
                Packed::Broken => "intake-workbook-broken",
                Packed::Bomb => "intake-workbook-swells",
                Packed::Names => "intake-workbook-names",
                Packed::Nested => "intake-workbook-nested",
            },
        )
    })?;
    let has = |entry: &str| entries.iter().any(|e| e == entry);
    if has("xl/workbook.xml") {
        Ok(Kind::Xlsx)
    } else if has("content.xml") {
        Ok(Kind::Ods)
    } else {
        let what = if has("word/document.xml") {
            "DOCX"
        } else if has("xl/workbook.bin") {
            "XLSB"
        } else {
            "ZIP"
        };
        Err(file_refused(name, "intake-other-kind").with("kind", what))
    }
}

pub fn is_json(text: &str) -> bool {
    text.trim_start().starts_with(['[', '{'])
}

/// A text that is called a workbook and is no table of lines either: a download that broke off, or
/// a message that a server gave in the file's place. Tab-separated text called `.xls` is usual.
pub fn refuse_false_workbook(name: &str, text: &str) -> Result<(), Refusal> {
    let called = name.to_lowercase();
    let workbook = [".xlsx", ".xlsm", ".xls", ".ods"];
    let is_table = text.trim().contains('\n') && text.contains([',', '\t', ';']);
    let markup = text.trim_start().starts_with(['<', '[', '{']);
    match workbook.iter().any(|end| called.ends_with(end)) && !is_table && !markup {
        true => Err(file_refused(name, "intake-no-workbook")),
        false => Ok(()),
    }
}

/// Pages and XML in place of a table.
pub fn refuse_markup(name: &str, text: &str) -> Result<(), Refusal> {
    let start: String = text
        .trim_start()
        .chars()
        .take(200)
        .collect::<String>()
        .to_lowercase();
    if !start.starts_with('<') {
        return Ok(());
    }
    let page = [
        "<!doctype html",
        "<html",
        "<table",
        "<head",
        "<meta",
        "<script",
    ]
    .iter()
    .any(|tag| start.contains(tag));
    let what = Sentence::new(if page {
        "intake-looks-like-page"
    } else {
        "intake-looks-like-xml"
    });
    Err(file_refused(name, "intake-markup").with("what", what))
}
