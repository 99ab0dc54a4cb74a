//! Tables as people send them: CSV and its kin, Excel and OpenDocument sheets, JSON. Read as text, cell
//! by cell, with the line each row stands in; what the columns mean is decided elsewhere.

mod cells;
mod delimited;
mod encoding;
mod json;
pub(super) mod packed;
mod sheet;
mod sniff;
#[cfg(test)]
mod tests;

use std::path::Path;

use sha2::{Digest, Sha256};

pub use delimited::{guarded, unguarded};

use super::source::{self, called, file_refused};
use crate::domain::{Arg, Refusal, Sentence};
use crate::store::journal::hex;

/// Longest row, in bytes, and most rows and columns of one table.
const LONGEST_ROW: usize = 1024 * 1024;
const MOST_ROWS: usize = 200_000;
const MOST_COLUMNS: usize = 1_000;
/// Faults told of one file; after so many the rest would only repeat them.
const TOLD: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Delimited { by: char },
    Xlsx,
    Xls,
    Ods,
    Json,
}

impl Kind {
    pub fn key(self) -> &'static str {
        match self {
            Kind::Delimited { by: '\t' } => "TSV",
            Kind::Delimited { .. } => "CSV",
            Kind::Xlsx => "XLSX",
            Kind::Xls => "XLS",
            Kind::Ods => "ODS",
            Kind::Json => "JSON",
        }
    }
}

/// A table as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The file's own name, without its folder.
    pub name: String,
    /// Of the whole file, lower-case hex.
    pub sha256: String,
    pub kind: Kind,
    /// `UTF-8`, `GB18030`, `UTF-16LE`; workbooks and JSON are UTF-8.
    pub encoding: &'static str,
    /// The sheet, of a workbook.
    pub sheet: Option<String>,
    pub headers: Vec<String>,
    /// Line, row or record of the file, counted from 1, with as many cells as there are headers.
    pub rows: Vec<(usize, Vec<String>)>,
    /// What the reader should know besides: other sheets, cells that lost digits.
    pub notes: Vec<Sentence>,
}

/// Rows as a format gives them: line and cells, the headers among them.
type Raw = Vec<(usize, Vec<String>)>;

/// Reads a table. `sheet` names one of a workbook's sheets; without it the first with anything in it.
pub fn read(path: &Path, sheet: Option<&str>) -> Result<Table, Refusal> {
    let bytes = source::read(path, source::LARGEST_TABLE)?;
    let shown = path
        .file_name()
        .map_or_else(|| called(path), |name| name.to_string_lossy().into_owned());
    from_bytes(&shown, &bytes, sheet)
}

/// As [`read`], of bytes already in hand. `name` is what refusals call the file.
pub fn from_bytes(name: &str, bytes: &[u8], sheet: Option<&str>) -> Result<Table, Refusal> {
    let kind = sniff::kind(name, bytes)?;
    let mut notes = Vec::new();
    let (kind, encoding, sheet, raw) = match kind {
        sniff::Sniffed::Workbook(kind) => {
            let read = sheet::read(name, bytes, kind, sheet, &mut notes)?;
            (kind, "UTF-8", Some(read.0), read.1)
        }
        sniff::Sniffed::Text => {
            let (text, encoding) = encoding::decode(name, bytes)?;
            sniff::refuse_false_workbook(name, &text)?;
            if sniff::is_json(&text) {
                (Kind::Json, encoding, None, json::read(name, &text)?)
            } else {
                sniff::refuse_markup(name, &text)?;
                let (by, raw) = delimited::read(name, &text)?;
                (Kind::Delimited { by }, encoding, None, raw)
            }
        }
    };
    let (headers, rows) = framed(name, raw)?;
    Ok(Table {
        name: name.to_owned(),
        sha256: hex(&Sha256::digest(bytes)),
        kind,
        encoding,
        sheet,
        headers,
        rows,
        notes,
    })
}

/// Finds the headers and gives every row as many cells. A heading over the whole table, as offices
/// write them, has one cell that is filled and is passed by.
fn framed(name: &str, raw: Raw) -> Result<(Vec<String>, Raw), Refusal> {
    let filled = |row: &[String]| row.iter().filter(|c| !c.trim().is_empty()).count();
    let mut rows = raw
        .into_iter()
        .filter(|(_, row)| filled(row) > 0)
        .peekable();
    let mut first = rows
        .next()
        .ok_or_else(|| file_refused(name, "intake-file-empty"))?;
    for _ in 0..4 {
        let heading =
            filled(&first.1) == 1 && rows.peek().is_some_and(|(_, next)| filled(next) > 1);
        if !heading {
            break;
        }
        if let Some(next) = rows.next() {
            first = next;
        }
    }
    let mut headers: Vec<String> = first.1.iter().map(|h| h.trim().to_owned()).collect();
    while headers.last().is_some_and(String::is_empty) {
        headers.pop();
    }
    if headers.len() > MOST_COLUMNS {
        return Err(file_refused(name, "intake-too-many-columns")
            .with("columns", headers.len())
            .with("limit", MOST_COLUMNS));
    }
    let width = headers.len();
    let (mut kept, mut ragged) = (Raw::new(), Vec::new());
    for (line, mut row) in rows {
        let over = row.get(width..).is_some_and(|rest| filled(rest) > 0);
        if over || row.len() < width {
            ragged.push(Arg::Int(i64::try_from(line).unwrap_or(i64::MAX)));
            if ragged.len() >= TOLD {
                break;
            }
            continue;
        }
        row.truncate(width);
        kept.push((line, row));
        if kept.len() > MOST_ROWS {
            return Err(file_refused(name, "intake-too-many-rows").with("limit", MOST_ROWS));
        }
    }
    if !ragged.is_empty() {
        return Err(file_refused(name, "intake-ragged")
            .with("columns", width)
            .with("count", ragged.len())
            .with("lines", ragged));
    }
    if kept.is_empty() {
        return Err(file_refused(name, "intake-only-headers"));
    }
    Ok((headers, kept))
}
