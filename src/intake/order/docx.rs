//! The text of a Word file: its lines, and its tables row by row. Follows no link, resolves no entity of
//! its own making, and unpacks nothing that was not weighed before.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::domain::refusal::Refusal;
use crate::intake::source::file_refused;
use crate::intake::table::packed::{self, Packed};

/// Elements within each other; Word itself stays far below.
const DEEPEST: usize = 64;
/// Lines, rows, cells of a row, and characters that are read at most.
const LINES: usize = 20_000;
const ROWS: usize = 2_000;
const CELLS: usize = 64;
const TEXT: usize = 1_000_000;
const BODY: &str = "word/document.xml";

/// What stands in a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Paragraphs outside of tables.
    pub lines: Vec<String>,
    /// The rows of all tables; lines within a cell are parted by line ends.
    pub rows: Vec<Vec<String>>,
}

impl Form {
    pub fn text(&self) -> String {
        let rows = self.rows.iter().map(|row| row.join("  "));
        let lines: Vec<String> = self.lines.iter().cloned().chain(rows).collect();
        lines.join("\n")
    }
}

/// Reads a `.docx`.
pub fn read(name: &str, bytes: &[u8]) -> Result<Form, Refusal> {
    let broken = |fault: Packed| {
        file_refused(
            name,
            match fault {
                Packed::Broken => "order-form-broken",
                Packed::Bomb => "order-form-swells",
                Packed::Names | Packed::Nested => "order-form-odd",
            },
        )
    };
    let body = packed::one_of(bytes, BODY).map_err(broken)?;
    let body = body.ok_or_else(|| broken(Packed::Broken))?;
    text_of(&body).map_err(|fault| match fault {
        Fault::Broken => file_refused(name, "order-form-broken"),
        Fault::Odd => file_refused(name, "order-form-odd"),
    })
}

#[derive(Debug)]
enum Fault {
    Broken,
    /// A document type, or deeper than any form is.
    Odd,
}

/// One table under way; a table within a cell is one of its own.
#[derive(Default)]
struct Under {
    row: Vec<String>,
    cell: String,
}

#[derive(Default)]
struct Writing {
    form: Form,
    tables: Vec<Under>,
    line: String,
    length: usize,
}

impl Writing {
    fn put(&mut self, text: &str) {
        let room = TEXT.saturating_sub(self.length);
        for c in text.chars().take(room) {
            self.length += 1;
            self.line.push(c);
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        match self.tables.last_mut() {
            Some(table) => {
                if !table.cell.is_empty() {
                    table.cell.push('\n');
                }
                table.cell.push_str(line.trim());
            }
            None if line.trim().is_empty() || self.form.lines.len() >= LINES => {}
            None => self.form.lines.push(line.trim().to_owned()),
        }
    }

    fn end_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            let cell = std::mem::take(&mut table.cell);
            if table.row.len() < CELLS {
                table.row.push(cell.trim().to_owned());
            }
        }
    }

    fn end_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            let row = std::mem::take(&mut table.row);
            if self.form.rows.len() < ROWS && row.iter().any(|cell| !cell.is_empty()) {
                self.form.rows.push(row);
            }
        }
    }
}

fn text_of(xml: &[u8]) -> Result<Form, Fault> {
    let text = std::str::from_utf8(xml).map_err(|_| Fault::Broken)?;
    let mut reader = Reader::from_str(text);
    let mut writing = Writing::default();
    let (mut depth, mut in_text, mut passed_by) = (0_usize, false, None);
    loop {
        match reader.read_event().map_err(|_| Fault::Broken)? {
            Event::DocType(_) => return Err(Fault::Odd),
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Fault::Odd);
                }
                match start.local_name().as_ref() {
                    // The same text once more, for older programs.
                    "Fallback" if passed_by.is_none() => passed_by = Some(depth),
                    "t" => in_text = true,
                    "tbl" if passed_by.is_none() => writing.tables.push(Under::default()),
                    _ => {}
                }
            }
            Event::Empty(empty) if passed_by.is_none() => match empty.local_name().as_ref() {
                "tab" => writing.put("\t"),
                "br" | "cr" => writing.put("\n"),
                "sym" => writing.put(box_sign(&empty)),
                "p" => writing.end_line(),
                _ => {}
            },
            Event::Text(text) if in_text && passed_by.is_none() => writing.put(&text),
            Event::CData(text) if in_text && passed_by.is_none() => writing.put(&text),
            Event::GeneralRef(sign) if in_text && passed_by.is_none() => {
                let plain = match &*sign {
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "amp" => Some('&'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => sign.resolve_char_ref().ok().flatten(),
                };
                writing.put(plain.map(String::from).unwrap_or_default().as_str());
            }
            Event::End(end) => {
                match end.local_name().as_ref() {
                    "t" => in_text = false,
                    _ if passed_by.is_some() => {}
                    "p" => writing.end_line(),
                    "tc" => writing.end_cell(),
                    "tr" => writing.end_row(),
                    "tbl" => {
                        writing.tables.pop();
                    }
                    _ => {}
                }
                if passed_by == Some(depth) {
                    passed_by = None;
                }
                depth = depth.saturating_sub(1);
            }
            Event::Eof if depth == 0 => return Ok(writing.form),
            Event::Eof => return Err(Fault::Broken),
            _ => {}
        }
    }
}

/// A box of a picture font, ticked or not.
fn box_sign(sym: &BytesStart<'_>) -> &'static str {
    const TICKED: [&str; 6] = ["F0FE", "00FE", "F052", "0052", "F0FD", "F053"];
    let sign = sym.attributes().flatten().find_map(|a| {
        let is_char = a.key.local_name().as_ref() == "char";
        is_char.then(|| a.value.to_uppercase())
    });
    match sign {
        Some(sign) if TICKED.contains(&sign.as_str()) => "☑",
        _ => "□",
    }
}
