//! A workbook with the columns of the CSV, every cell a text: nothing in it is ever a formula, a number
//! that loses its zeros or a date that was none. What is too long for a cell goes on in further columns.

use rust_xlsxwriter::{Format, Workbook, XlsxError};
use serde_json::{Map, Value};

use super::csv::{COLUMNS, cells, guarded};
use crate::biblio::record::Record;

/// Letters of a cell, below the 32,767 UTF-16 units that the format allows.
const CELL: usize = 16_000;
/// Rows of a sheet below the headings.
pub(super) const ROWS: usize = 1_048_575;

/// A record as a row; the last column and those after it are what the others do not say.
pub(super) fn row(record: &Record, rest: &Map<String, Value>) -> Vec<String> {
    let mut row: Vec<String> = cells(record, rest).into();
    let last = row.pop().unwrap_or_default();
    for cell in &mut row {
        *cell = guarded(cell).chars().take(CELL).collect();
    }
    let letters: Vec<char> = last.chars().collect();
    let mut rest = letters.as_slice();
    while !rest.is_empty() {
        let (part, after) = rest.split_at(cut(rest));
        row.push(part.iter().collect());
        rest = after;
    }
    row
}

/// Where to part what is too long: within a word, since blanks and signs at the ends of a cell mean
/// something to a spreadsheet.
fn cut(letters: &[char]) -> usize {
    if letters.len() <= CELL {
        return letters.len();
    }
    let within = |at: &usize| {
        let sides = letters.get(at - 1).zip(letters.get(*at));
        sides.is_some_and(|(a, b)| a.is_alphanumeric() && b.is_alphanumeric())
    };
    (CELL / 2..CELL).rev().find(within).unwrap_or(CELL)
}

/// Rows as the reader of tables sees them, headings first.
pub(super) fn table(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let wide = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut head: Vec<String> = COLUMNS.iter().map(|name| (*name).to_owned()).collect();
    head.extend((COLUMNS.len()..wide).map(|at| format!("refdesk {}", at + 2 - COLUMNS.len())));
    let mut table = vec![head];
    table.extend_from_slice(rows);
    table
}

pub(super) fn book(rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold();
    for (line, row) in (0_u32..).zip(table(rows)) {
        for (column, cell) in (0_u16..).zip(row) {
            match line {
                0 => sheet.write_string_with_format(line, column, cell, &bold)?,
                _ if cell.is_empty() => continue,
                _ => sheet.write_string(line, column, cell)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}
