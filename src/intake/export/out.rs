//! Where an export is written to: JSON files that never replace another, and a workbook whose every
//! text is a text, whatever it begins with.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use serde_json::{Map, Value};

use super::heads;
use crate::domain::refusal::Refusal;
use crate::domain::{Lang, Sentence};
use crate::intake::source::{called, failed, file_refused};
use crate::text::Words;

/// Rows a sheet can hold below its headers; the JSON file has all.
const ROWS: u32 = 1_048_575;
/// Longest text of a cell, in UTF-16 units, less room for the mark that it was cut.
const CELL: usize = 32_000;

fn create(path: &Path) -> Result<File, Refusal> {
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    file.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => file_refused(&called(path), "intake-file-exists"),
        _ => failed(&called(path), &error),
    })
}

/// A file of JSON: an array, or an object a line.
pub struct JsonFile {
    name: String,
    out: BufWriter<File>,
    lines: bool,
    first: bool,
}

impl JsonFile {
    pub fn create(path: &Path) -> Result<Self, Refusal> {
        let mut file = Self::create_lines(path)?;
        file.lines = false;
        file.write(b"[")?;
        Ok(file)
    }

    pub fn create_lines(path: &Path) -> Result<Self, Refusal> {
        Ok(Self {
            name: called(path),
            out: BufWriter::new(create(path)?),
            lines: true,
            first: true,
        })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        self.out
            .write_all(bytes)
            .map_err(|e| failed(&self.name, &e))
    }

    pub fn put(&mut self, value: &Value) -> Result<(), Refusal> {
        let text = value.to_string();
        if !self.lines {
            let between: &[u8] = if self.first { b"\n" } else { b",\n" };
            self.write(between)?;
        }
        self.first = false;
        self.write(text.as_bytes())?;
        if self.lines {
            self.write(b"\n")?;
        }
        Ok(())
    }

    /// On the disk when this returns.
    pub fn finish(mut self) -> Result<(), Refusal> {
        if !self.lines {
            self.write(b"\n]\n")?;
        }
        let name = self.name;
        let file = self
            .out
            .into_inner()
            .map_err(|e| failed(&name, e.error()))?;
        file.sync_all().map_err(|e| failed(&name, &e))
    }
}

/// The workbook under way: a sheet for each kind of record, its rows on the disk as soon as they are
/// written, in a file without a name.
pub struct Book {
    book: Workbook,
    words: Words,
    /// The place of each sheet, and its rows.
    sheets: BTreeMap<&'static str, (usize, u32)>,
    pub notes: Vec<Sentence>,
}

fn broken(error: XlsxError) -> Refusal {
    match error {
        XlsxError::IoError(error) => failed("refdesk.xlsx", &error),
        other => file_refused("refdesk.xlsx", "intake-file-failed").with("why", other.to_string()),
    }
}

impl Book {
    /// What is under way lies in `folder`, headers are in `lang`.
    pub fn new(folder: &Path, lang: Lang) -> Result<Self, Refusal> {
        let mut book = Workbook::new();
        book.set_tempdir(folder).map_err(broken)?;
        Ok(Self {
            book,
            words: Words::new(lang),
            sheets: BTreeMap::new(),
            notes: Vec::new(),
        })
    }

    pub fn words(&self) -> &Words {
        &self.words
    }

    /// A row below the last one of its sheet.
    pub fn put(
        &mut self,
        kind: &'static str,
        columns: &[&str],
        record: &Map<String, Value>,
    ) -> Result<(), Refusal> {
        let name = heads::sheet(kind, &self.words);
        let next = self.sheets.len();
        let (at, rows) = self.sheets.entry(kind).or_insert((next, 0));
        let sheet = match *at == next {
            true => {
                let sheet = self.book.add_worksheet_with_constant_memory();
                let sheet = sheet.map_err(broken)?;
                headed(sheet, &name, columns, &self.words).map_err(broken)?;
                sheet
            }
            false => self.book.worksheet_from_index(*at).map_err(broken)?,
        };
        if *rows == ROWS {
            self.notes.push(
                Sentence::new("intake-sheet-cut")
                    .with("sheet", name)
                    .with("rows", i64::from(ROWS)),
            );
        }
        *rows = rows.saturating_add(1);
        if *rows > ROWS {
            return Ok(());
        }
        for (at, column) in columns.iter().enumerate() {
            let at = u16::try_from(at).unwrap_or(u16::MAX);
            cell(sheet, *rows, at, record.get(*column)).map_err(broken)?;
        }
        Ok(())
    }

    /// The whole workbook, for a list that is small.
    pub fn into_bytes(mut self) -> Result<Vec<u8>, Refusal> {
        self.book.save_to_buffer().map_err(broken)
    }

    pub fn save(mut self, path: &Path) -> Result<(), Refusal> {
        let mut file = create(path)?;
        self.book.save_to_writer(&mut file).map_err(broken)?;
        file.sync_all().map_err(|e| failed(&called(path), &e))
    }
}

fn headed(
    sheet: &mut Worksheet,
    name: &str,
    columns: &[&str],
    words: &Words,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (at, column) in columns.iter().enumerate() {
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        sheet.write_string_with_format(0, at, heads::head(column, words), &bold)?;
    }
    Ok(())
}

/// Numbers as numbers while Excel keeps all their digits, anything else as text and never a formula.
fn cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: Option<&Value>,
) -> Result<(), XlsxError> {
    const EXACT: f64 = 1e15;
    match value {
        None | Some(Value::Null) => {}
        Some(Value::Bool(yes)) => {
            sheet.write_boolean(row, column, *yes)?;
        }
        Some(Value::Number(number)) if number.as_f64().is_some_and(|n| n.abs() < EXACT) => {
            sheet.write_number(row, column, number.as_f64().unwrap_or_default())?;
        }
        Some(Value::String(text)) => {
            sheet.write_string(row, column, cut(text))?;
        }
        Some(other) => {
            sheet.write_string(row, column, cut(&other.to_string()))?;
        }
    }
    Ok(())
}

fn cut(text: &str) -> String {
    let mut units = 0;
    let mut out = String::with_capacity(text.len().min(CELL));
    for c in text.chars() {
        units += c.len_utf16();
        if units > CELL {
            out.push_str(" […]");
            break;
        }
        out.push(c);
    }
    out
}
