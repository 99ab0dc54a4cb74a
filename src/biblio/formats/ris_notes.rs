//! What producers put into the notes of RIS (`N1`) for want of a tag: times cited, the number of
//! references, accession numbers, cited references.

use super::tagged::Field;
use crate::biblio::record::{Record, Reference, add};

/// Reads a note's known statements; the rest of it stays a note.
pub(super) fn note(record: &mut Record, field: &Field) {
    if let Some(list) = field.first.strip_prefix("References:") {
        // Scopus: a reference a line, each but the last ended by a semicolon.
        let more = field.more.iter().copied();
        for said in std::iter::once(list).chain(more) {
            let said = said.trim().trim_end_matches(';').trim();
            if !said.is_empty() {
                record.references.push(Reference {
                    said: said.into(),
                    doi: crate::biblio::ids::doi(said).unwrap_or_default(),
                });
            }
        }
        return;
    }
    for line in field.each() {
        let scopus = line.starts_with("Export Date:") || line.starts_with("Cited By");
        if scopus {
            for piece in line.split(';') {
                statement(record, piece.trim());
            }
        } else {
            statement(record, line);
        }
    }
}

fn statement(record: &mut Record, text: &str) {
    let said = |label: &str| {
        let rest = text.strip_prefix(label)?.trim_start_matches([' ', ':']);
        rest.parse::<u32>().ok()
    };
    if let Some(count) = said("Times Cited in Web of Science Core Collection:") {
        record.times_cited.core = Some(count);
    } else if let Some(count) = said("Total Times Cited:") {
        record.times_cited.all = Some(count);
    } else if let Some(count) = said("Cited Reference Count:") {
        record.reference_count = Some(count);
    } else if let Some(count) = said("Cited By") {
        record.times_cited.core = Some(count);
    } else {
        if let Some(rest) = text.strip_prefix("Accession Number:") {
            let number = rest.trim().split([';', ' ']).next().unwrap_or_default();
            record.once(|r| &mut r.accession, "N1", number);
        }
        add(&mut record.notes, text);
    }
}
