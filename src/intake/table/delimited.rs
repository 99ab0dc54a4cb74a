//! CSV and its kin: which sign parts the cells, where a quotation was never closed, and the rows.

use std::borrow::Cow;

use super::{LONGEST_ROW, Raw, file_refused};
use crate::domain::Refusal;

const SIGNS: [char; 3] = [',', ';', '\t'];

/// The sign that parts the cells, and all rows with the line they begin in.
pub fn read(name: &str, text: &str) -> Result<(char, Raw), Refusal> {
    // Old Macs end lines with CR alone.
    let text: Cow<'_, str> = if text.contains('\r') && !text.contains('\n') {
        Cow::Owned(text.replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    let (by, body, skipped) = match told(&text) {
        Some((by, body)) => (by, body, 1),
        None => (sniff(&text), text.as_ref(), 0),
    };
    check(name, body, by, skipped)?;
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(by).unwrap_or(b','))
        .from_reader(body.as_bytes());
    let mut rows = Raw::new();
    let (mut counted, mut line) = (0, skipped + 1);
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            file_refused(name, "intake-row-unreadable")
                .with("line", i64::try_from(line).unwrap_or(i64::MAX))
                .with("why", error.to_string())
        })?;
        // The reader's own count stands before the line ends that it has yet to pass.
        let mut begins = record.position().map_or(0, csv::Position::byte);
        let from = usize::try_from(begins).unwrap_or(usize::MAX);
        let passed = body.as_bytes().get(from..).unwrap_or_default();
        let ends = passed.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
        begins += ends.count() as u64;
        let begins = usize::try_from(begins).unwrap_or(usize::MAX);
        let between = body.as_bytes().get(counted..begins).unwrap_or_default();
        line += between.iter().filter(|b| **b == b'\n').count();
        counted = begins;
        let cells = record.iter().map(|c| unguarded(c).into_owned()).collect();
        rows.push((line, cells));
    }
    Ok((by, rows))
}

/// Excel's own first line, `sep=;`.
fn told(text: &str) -> Option<(char, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let by = first.trim_end_matches('\r').strip_prefix("sep=")?;
    let mut signs = by.chars();
    match (signs.next(), signs.next()) {
        (Some(by), None) if SIGNS.contains(&by) => Some((by, rest)),
        _ => None,
    }
}

/// The sign that gives the first rows the most cells, alike from row to row.
fn sniff(text: &str) -> char {
    let score = |by: char| {
        let widths: Vec<usize> = Scan::new(text, by).take(20).map(|r| r.cells).collect();
        let first = widths.iter().copied().max().unwrap_or(1);
        let alike = widths.iter().filter(|w| **w == first).count();
        (first > 1, alike * 2 > widths.len(), first)
    };
    // The first of equals: a comma where nothing parts anything.
    let mut best = (SIGNS.first().copied().unwrap_or(','), score(','));
    for by in SIGNS {
        let scored = score(by);
        if scored > best.1 {
            best = (by, scored);
        }
    }
    best.0
}

/// Refuses what the reader would swallow: a quotation that runs to the end, a row without end.
fn check(name: &str, text: &str, by: char, skipped: usize) -> Result<(), Refusal> {
    for row in Scan::new(text, by) {
        let line = row.line.saturating_add(skipped);
        if let Some(opened) = row.open_quote {
            return Err(file_refused(name, "intake-open-quote")
                .with("line", opened.saturating_add(skipped)));
        }
        if row.bytes > LONGEST_ROW {
            return Err(file_refused(name, "intake-row-too-long")
                .with("line", line)
                .with("limit", LONGEST_ROW / 1024));
        }
    }
    Ok(())
}

/// One row's outline.
struct Outline {
    line: usize,
    bytes: usize,
    cells: usize,
    /// The line in which a quotation begins that has no end.
    open_quote: Option<usize>,
}

/// Walks over rows as the csv crate cuts them: a quotation begins only at the beginning of a cell.
struct Scan<'t> {
    rest: std::iter::Peekable<std::str::Bytes<'t>>,
    by: u8,
    line: usize,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, by: char) -> Self {
        Self {
            rest: text.bytes().peekable(),
            by: u8::try_from(by).unwrap_or(b','),
            line: 1,
        }
    }
}

impl Iterator for Scan<'_> {
    type Item = Outline;

    fn next(&mut self) -> Option<Outline> {
        self.rest.peek()?;
        let mut row = Outline {
            line: self.line,
            bytes: 0,
            cells: 1,
            open_quote: None,
        };
        let mut quoted: Option<usize> = None;
        let mut at_start = true;
        while let Some(byte) = self.rest.next() {
            row.bytes += 1;
            self.line += usize::from(byte == b'\n');
            match (byte, quoted) {
                // Two of them are one in the text; one alone closes.
                (b'"', Some(_)) if self.rest.next_if_eq(&b'"').is_none() => quoted = None,
                (b'"', None) if at_start => quoted = Some(self.line),
                (b'\n', None) => return Some(row),
                (byte, None) if byte == self.by => {
                    row.cells += 1;
                    at_start = true;
                    continue;
                }
                _ => {}
            }
            at_start = false;
        }
        row.open_quote = quoted;
        Some(row)
    }
}

/// Signs with which a spreadsheet takes a cell for a formula, their full-width forms included.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '\n'];

/// A text cell that no spreadsheet takes for a formula; numbers stay as they are.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    let number = cell.trim().parse::<f64>().is_ok_and(f64::is_finite);
    if cell.starts_with(FORMULA) && !number {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Takes the guard off again.
pub fn unguarded(cell: &str) -> Cow<'_, str> {
    match cell.strip_prefix('\'') {
        Some(inner) if inner.starts_with(FORMULA) => Cow::Owned(inner.to_owned()),
        _ => Cow::Borrowed(cell),
    }
}
