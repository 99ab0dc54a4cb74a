//! Workbooks (XLSX, XLS, ODS) and web pages saved as such: the first row that looks like headings,
//! then a record a row. Only values are read; no formula is computed and no link followed.

use std::io::Cursor;

use calamine::{Data, Reader, open_workbook_auto_from_rs};

use super::table::Head;
use crate::biblio::encoding::{Because, Encoding};
use crate::biblio::formats::Format;
use crate::biblio::reading::{Fault, Part, Sink};
use crate::biblio::record::Raw;

/// Rows looked through for headings.
const HEAD: usize = 40;

pub(super) fn read<'a>(bytes: &[u8], parts: &mut Vec<Part<'a>>, sink: &mut Sink) {
    if unfolds_beyond(bytes, sink.limits.file) {
        sink.fault(Fault::FileTooLong, 0, sink.limits.file, "");
        return;
    }
    let mut book = match open_workbook_auto_from_rs(Cursor::new(bytes)) {
        Ok(book) => book,
        Err(error) => {
            sink.fault(Fault::Workbook, 0, 0, &error.to_string());
            return;
        }
    };
    let mut read_any = false;
    for name in book.sheet_names() {
        let Ok(sheet) = book.worksheet_range(&name) else {
            sink.fault(Fault::Workbook, 0, 0, &name);
            continue;
        };
        let rows: Vec<Vec<String>> = sheet
            .rows()
            .map(|row| row.iter().map(shown).collect())
            .collect();
        read_any |= table(&name, Format::Workbook, Encoding::None, &rows, parts, sink);
    }
    if !read_any {
        sink.fault(Fault::NoHeadings, 1, 0, "");
    }
}

/// Whether the sizes a package names of its parts add up to more than `most`; calamine itself has
/// no bound.
fn unfolds_beyond(bytes: &[u8], most: usize) -> bool {
    // Central directory entries: `PK\x01\x02`, the unfolded size 24 bytes on (APPNOTE 4.3.12).
    let mut sum = 0_usize;
    let mut rest = bytes;
    while let Some(at) = rest.windows(4).position(|window| window == b"PK\x01\x02") {
        if let Some([a, b, c, d]) = rest.get(at + 24..at + 28) {
            let size = u32::from_le_bytes([*a, *b, *c, *d]);
            sum = sum.saturating_add(usize::try_from(size).unwrap_or(usize::MAX));
        }
        rest = rest.get(at + 4..).unwrap_or_default();
    }
    // Markup is wordy: a sheet may be three times the text in it.
    sum > most.saturating_mul(4)
}

fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) => text.clone(),
        #[allow(clippy::cast_possible_truncation)]
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            (*number as i64).to_string()
        }
        other => other.to_string(),
    }
}

/// Reads rows of cells as records; `false` where no row looks like headings. The part's text is the
/// rows by tab, so that a record can show where it came from.
pub(super) fn table<'a>(
    name: &str,
    format: Format,
    encoding: Encoding,
    rows: &[Vec<String>],
    parts: &mut Vec<Part<'a>>,
    sink: &mut Sink,
) -> bool {
    let best = rows
        .iter()
        .take(HEAD)
        .enumerate()
        .map(|(at, row)| (Head::fits(row), at))
        .max_by_key(|(fits, at)| (*fits, HEAD - at));
    let Some((1.., at)) = best else {
        return false;
    };
    let Some(head) = rows.get(at).map(|row| Head::read(row)) else {
        return false;
    };
    sink.part = u32::try_from(parts.len()).unwrap_or(u32::MAX);
    sink.parts_read = parts.len() + 1;
    sink.name = name.to_owned();
    let mut text = String::new();
    for (line, row) in rows.iter().enumerate() {
        let from = text.len();
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                text.push('\t');
            }
            text.push_str(&cell.replace(['\t', '\n', '\r'], " "));
        }
        text.push('\n');
        if line <= at || row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let raw = Raw {
            part: sink.part,
            line: u32::try_from(line + 1).unwrap_or(u32::MAX),
            from,
            to: text.len(),
        };
        if !sink.take(head.record(row, raw)) {
            break;
        }
    }
    parts.push(Part {
        name: name.to_owned(),
        format,
        encoding,
        because: Because::Mark,
        text: text.into(),
    });
    sink.name = String::new();
    true
}
