//! Web of Science's tab-delimited export: a row of field tags, then a record a row. No quoting; a
//! cell's list is parted by `; `.

use super::lines::lines;
use super::tagged::{Entry, Field};
use super::wos_fields::{Layout, put_all};
use crate::biblio::reading::{Fault, Sink};

/// Whether a first row is this export's: only tags of two signs, `PT` first.
pub(in crate::biblio) fn is_heading(row: &str) -> bool {
    let mut tags = row.trim_end_matches('\t').split('\t');
    tags.next() == Some("PT")
        && row.contains("\tTI\t")
        && tags.all(|tag| tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_alphanumeric()))
}

pub(super) fn read(text: &str, sink: &mut Sink) {
    let mut rows = lines(text);
    let Some(heading) = rows.next() else {
        return;
    };
    let tags: Vec<&str> = heading.text.split('\t').collect();
    for row in rows {
        if row.text.trim().is_empty() {
            continue;
        }
        let mut entry = Entry::at(&row);
        let mut cells = row.text.split('\t');
        for (tag, cell) in tags.iter().zip(&mut cells) {
            // Some releases put quotes round a cell that holds one.
            let cell = unquoted(cell.trim());
            if !cell.is_empty() {
                entry.fields.push(Field {
                    tag,
                    first: cell,
                    more: Vec::new(),
                });
            }
        }
        if cells.any(|cell| !cell.trim().is_empty()) {
            sink.fault(Fault::RaggedRow, row.number, row.from, row.text);
        }
        let mut record = entry.record();
        put_all(&mut record, &entry.fields, Layout::Cell);
        if !sink.take(record) {
            return;
        }
    }
}

fn unquoted(cell: &str) -> &str {
    cell.strip_prefix('"')
        .and_then(|cell| cell.strip_suffix('"'))
        .filter(|inner| !inner.contains('"'))
        .unwrap_or(cell)
}
