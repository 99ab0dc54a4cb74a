//! What CSCD (中国科学引文数据库) does otherwise on the platform of Web of Science: the work's own
//! Chinese wording stands in `Z` tags, and a cited reference may be broken over lines.

use super::wos_fields::reference;
use crate::biblio::name::Name;
use crate::biblio::record::{Record, Reference};
use crate::domain::script::is_han;

/// The language of the work comes first: a Chinese title, source, abstract and names become the
/// record's own, the romanised ones their translations.
pub(super) fn chinese_first(record: &mut Record, names: &[&str]) {
    let han = |text: &str| text.chars().any(is_han);
    let swap = |own: &mut Box<str>, other: &mut Box<str>| {
        if han(other) && !han(own) {
            std::mem::swap(own, other);
        }
    };
    swap(&mut record.title, &mut record.title_translated);
    swap(&mut record.source, &mut record.source_translated);
    swap(&mut record.summary, &mut record.summary_translated);
    if record.keywords_translated.iter().any(|word| han(word)) {
        std::mem::swap(&mut record.keywords, &mut record.keywords_translated);
    }
    if names.is_empty() {
        return;
    }
    if names.len() != record.authors.len() {
        record.keep("Z2", &names.join("; "));
        return;
    }
    for (author, name) in record.authors.iter_mut().zip(names) {
        let romanised = std::mem::replace(&mut author.name, Name::whole(name));
        author.marks().translated = romanised;
    }
}

/// Lines put together again: a reference names its year after its author, a piece of one does not.
pub(super) fn references(lines: &[&str]) -> Vec<Reference> {
    let mut whole: Vec<String> = Vec::new();
    for line in lines {
        match whole.last_mut() {
            Some(before) if !names_a_year(line) => {
                before.push(' ');
                before.push_str(line);
            }
            _ => whole.push((*line).to_owned()),
        }
    }
    whole.iter().map(|said| reference(said)).collect()
}

/// `, 2011,` or `, 2011` at the end.
fn names_a_year(line: &str) -> bool {
    line.split(',').skip(1).take(3).any(|piece| {
        let piece = piece.trim();
        piece.len() == 4 && piece.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cited_reference_broken_over_lines_is_one() {
        let read = references(&[
            "Bloom D E, 2011, The global economic burden of non-communicable",
            "diseases: a report by the world economic forum",
            "[史春云 Shi Chunyun], 2005, [地理与地理信息科学], V21, P85",
        ]);
        assert_eq!(read.len(), 2);
        assert!(read[0].said.ends_with("forum"));
    }
}
