//! NoteExpress's tagged text (`{Reference Type}: …`) as CNKI, Wanfang, 维普 and yiigle export it.
//! No specification is published: the tags are those of the databases' own exports. The colon may be
//! full-width, a list may be parted by `;`, `;;` or lines, one author a line at Wanfang.

use super::plain::{Plain, kind_of, put_plain};
use super::tagged::{Entry, read_entries};
use crate::biblio::ids;
use crate::biblio::name::Name;
use crate::biblio::reading::Sink;
use crate::biblio::record::Record;

fn tag_of(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.trim_start().strip_prefix('{')?.split_once('}')?;
    let rest = rest.trim_start();
    let value = rest.strip_prefix(':').or_else(|| rest.strip_prefix('：'))?;
    let is_tag = tag.starts_with(|c: char| c.is_ascii_uppercase()) && tag.len() < 40;
    is_tag.then_some((tag, value))
}

pub(super) fn read(text: &str, sink: &mut Sink) {
    read_entries(text, sink, tag_of, |_, tag| tag == "Reference Type", finish);
}

fn finish(entry: &Entry, sink: &mut Sink) -> bool {
    let mut record = entry.record();
    let mut plain = Plain::default();
    for field in &entry.fields {
        let value = field.joined();
        match field.tag {
            "Reference Type" => {
                record.kind = kind_of(&value);
                plain.kind_said = value.into_owned();
            }
            "Title" => record.once(|r| &mut r.title, field.tag, &value),
            "Author" => plain.author_lines.push(value.into_owned()),
            "Author Address" => plain.address_lines.push(value.into_owned()),
            "Translated Author" => plain.translated_authors.push(value.into_owned()),
            "Journal" => record.once(|r| &mut r.source, field.tag, &value),
            "Secondary Title" | "Tertiary Title" | "Source" | "Book Title" => {
                plain.other_sources.push(value.into_owned());
            }
            "Translated Title" => record.once(|r| &mut r.title_translated, field.tag, &value),
            "Translated Journal" => record.once(|r| &mut r.source_translated, field.tag, &value),
            "Year" => plain.year = value.into_owned(),
            "Date" => plain.date = value.into_owned(),
            "Volume" => record.once(|r| &mut r.volume, field.tag, &value),
            "Issue" => record.once(|r| &mut r.issue, field.tag, &value),
            "Pages" => plain.pages = value.into_owned(),
            "Keywords" => plain.keywords.push(value.into_owned()),
            "Translated Keywords" => plain.translated_keywords.push(value.into_owned()),
            "Abstract" => record.once(|r| &mut r.summary, field.tag, &value),
            "Translated Abstract" => record.once(|r| &mut r.summary_translated, field.tag, &value),
            "ISBN/ISSN" | "ISSN" | "ISBN" => ids::serial(&mut record, field.tag, &value),
            "DOI" => plain.doi = value.into_owned(),
            "URL" => plain.urls.push(value.into_owned()),
            "Language" => plain.language = value.into_owned(),
            "Database Provider" => record.once(|r| &mut r.database, field.tag, &value),
            "Publisher" => record.once(|r| &mut r.publisher, field.tag, &value),
            "Place Published" => record.once(|r| &mut r.place, field.tag, &value),
            "Edition" => record.once(|r| &mut r.edition, field.tag, &value),
            "Accession Number" => record.once(|r| &mut r.accession, field.tag, &value),
            "Tertiary Author" | "Subsidiary Author" => {
                plain.advisers.push(value.into_owned());
            }
            "Secondary Author" => {
                let names = crate::biblio::name::listed(&value);
                record
                    .editors
                    .extend(names.into_iter().map(Name::read_straight));
            }
            "Type of Work" => plain.work = value.into_owned(),
            "Notes" => note(&mut record, &value),
            tag => record.keep(tag, &value),
        }
    }
    put_plain(&mut record, plain);
    sink.take(record)
}

/// CNKI puts the number of the journal in China (`11-4494/TN`, GB/T 9999) among the notes.
fn note(record: &mut Record, value: &str) {
    let is_cn = value.len() <= 16
        && value.get(2..3) == Some("-")
        && value.bytes().take(2).all(|b| b.is_ascii_digit());
    if is_cn {
        record.knows("cn", value);
    } else {
        crate::biblio::record::add(&mut record.notes, value);
    }
}
