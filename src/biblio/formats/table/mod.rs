//! Tables with a row of headings: CSV and TSV of any database, and what workbooks and web pages hold.
//! What a column means is known by its heading; columns without a meaning here are kept.

mod columns;
mod fill;
mod people;
mod rows;

use std::borrow::Cow;

use crate::biblio::cores::Batch;
use crate::biblio::reading::{Fault, Sink};
use crate::biblio::record::{Raw, Record};
pub(in crate::biblio) use fill::kind_said;

use columns::{Column, column, fit};
use fill::Later;
use rows::{Row, rows};

/// Rows looked through for headings: some exports tell their search first.
const HEAD: usize = 40;

/// The separator of a text and the row of its headings, if it is a table of records.
fn headings(text: &str) -> Option<(char, usize)> {
    let mut best: Option<(char, usize, usize)> = None;
    // A few lines are enough, and a table of one column has no separator at all.
    let glance: usize = text.len().min(256 << 10);
    let glance = text
        .get(..glance)
        .or_else(|| {
            text.get(
                ..(0..4).find_map(|back| {
                    text.is_char_boundary(glance - back)
                        .then_some(glance - back)
                })?,
            )
        })
        .unwrap_or_default();
    for sign in [',', '\t', ';', '%', '|'] {
        for (at, row) in rows(glance, sign, 64 << 10).take(HEAD).enumerate() {
            let fits = fit(&row.cells);
            if fits > best.map_or(0, |(.., fits)| fits) {
                best = Some((sign, at, fits));
            }
        }
    }
    best.map(|(sign, at, _)| (sign, at))
}

/// The headings of a text that is a table of records, as they stand.
pub(in crate::biblio) fn heading_of(text: &str) -> Option<String> {
    let (sign, at) = headings(text)?;
    let row = rows(text, sign, 64 << 10).nth(at)?;
    text.get(row.from..row.to)
        .map(|line| line.trim().to_owned())
}

/// Whether a line is a row of headings beyond doubt.
pub(in crate::biblio) fn is_heading(line: &str) -> bool {
    [',', '\t', ';']
        .into_iter()
        .filter_map(|sign| rows(line, sign, 64 << 10).next())
        .any(|row| fit(&row.cells) >= 4)
}

/// Columns by place, and what they say of the whole table.
pub(super) struct Head {
    names: Vec<String>,
    columns: Vec<Option<Column>>,
    tags: bool,
}

impl Head {
    pub(super) fn read<S: AsRef<str>>(cells: &[S]) -> Head {
        let names: Vec<String> = cells
            .iter()
            .map(|cell| cell.as_ref().trim().to_owned())
            .collect();
        Head {
            columns: names.iter().map(|name| column(name)).collect(),
            // Derwent and Web of Science name columns by their field tags.
            tags: is_tags(&names),
            names,
        }
    }

    pub(super) fn fits<S: AsRef<str>>(cells: &[S]) -> usize {
        let names: Vec<&str> = cells.iter().map(|cell| cell.as_ref().trim()).collect();
        if is_tags(&names) {
            names.len()
        } else {
            fit(&names)
        }
    }

    pub(super) fn record<S: AsRef<str>>(&self, cells: &[S], raw: Raw) -> Record {
        let mut record = Record {
            raw,
            ..Record::default()
        };
        if self.tags {
            self.by_tags(&mut record, cells);
            return record;
        }
        let has = |wanted: Column| self.columns.contains(&Some(wanted));
        let mut later = Later::default();
        later.has_source = has(Column::Source);
        later.is_patents = has(Column::PublicationNumber);
        for ((name, column), cell) in self.names.iter().zip(&self.columns).zip(cells) {
            let cell = cell.as_ref();
            if cell.trim().is_empty() {
                continue;
            }
            match column {
                Some(column) => fill::put(&mut record, &mut later, *column, name, cell),
                None => record.keep(name, cell),
            }
        }
        fill::settle(&mut record, &later);
        record
    }

    fn by_tags<S: AsRef<str>>(&self, record: &mut Record, cells: &[S]) {
        let fields: Vec<super::tagged::Field> = self
            .names
            .iter()
            .zip(cells)
            .filter(|(_, cell)| !cell.as_ref().trim().is_empty())
            .map(|(tag, cell)| super::tagged::Field {
                tag,
                first: cell.as_ref().trim(),
                more: Vec::new(),
            })
            .collect();
        let patents = self.names.iter().any(|name| name == "PN")
            && !self.names.iter().any(|name| name == "PT");
        super::wos_fields::put_table(record, &fields, patents);
    }
}

fn is_tags<S: AsRef<str>>(names: &[S]) -> bool {
    let tag = |name: &S| {
        let name = name.as_ref();
        name.len() == 2
            && name
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    names.len() >= 4 && names.iter().all(tag) && names.iter().any(|name| name.as_ref() == "TI")
}

pub(super) fn read(text: &str, sink: &mut Sink) {
    let Some((sign, at)) = headings(text) else {
        sink.fault(Fault::NoHeadings, 1, 0, text);
        return;
    };
    let mut rows = rows(text, sign, sink.limits.record);
    let Some(head) = rows.nth(at) else {
        return;
    };
    let head = Head::read(&head.cells);
    let mut batch = Batch::of(text);
    let make = |row: &Row<'_>| {
        let raw = Raw {
            part: 0,
            line: u32::try_from(row.line).unwrap_or(u32::MAX),
            from: row.from,
            to: row.to,
        };
        head.record(&row.cells, raw)
    };
    for row in rows {
        let said = row
            .cells
            .iter()
            .filter(|cell| !cell.trim().is_empty())
            .count();
        if said == 0 {
            continue;
        }
        // A line of words between the rows, as screening programs leave them.
        if row.cells.len() == 1 && head.names.len() >= 4 {
            sink.fault(Fault::Stray, row.line, row.from, near(&row));
            continue;
        }
        if row.open {
            sink.fault(Fault::QuoteNotClosed, row.line, row.from, near(&row));
        }
        if row.cells.len() > head.names.len()
            && row
                .cells
                .iter()
                .skip(head.names.len())
                .any(|cell| !cell.trim().is_empty())
        {
            sink.fault(Fault::RaggedRow, row.line, row.from, near(&row));
        }
        if !batch.push(row, sink, make) {
            return;
        }
    }
    batch.flush(sink, make);
}

fn near<'r>(row: &'r Row) -> &'r str {
    row.cells
        .first()
        .map_or("", |cell: &Cow<str>| cell.as_ref())
}
