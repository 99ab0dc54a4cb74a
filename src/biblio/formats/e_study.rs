//! CNKI's E-Study and custom text (`Title-题名: …`), each tag in English and Chinese.

use super::plain::{Plain, kind_of, put_plain};
use super::tagged::{Entry, read_entries};
use crate::biblio::ids;
use crate::biblio::reading::Sink;
use crate::biblio::record::Kind;

/// `Title-题名: value`, `DataType: 1`: the English half is the tag.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let (label, value) = line.split_once(':').or_else(|| line.split_once('：'))?;
    let (tag, chinese) = label.split_once('-').unwrap_or((label, ""));
    let is_tag = tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag.len() <= 20
        && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ')
        && (tag == "DataType" || (!chinese.is_empty() && super::plain::is_chinese(chinese)));
    is_tag.then_some((tag, value))
}

pub(super) fn read(text: &str, sink: &mut Sink) {
    // An entry begins with whichever tag the file's entries begin with.
    let begins = |open: Option<&Entry>, tag: &str| {
        let first = open.and_then(|entry| entry.fields.first());
        first.is_none_or(|first| first.tag == tag)
    };
    read_entries(text, sink, tag_of, begins, finish);
}

fn finish(entry: &Entry, sink: &mut Sink) -> bool {
    let mut record = entry.record();
    record.database = "CNKI".into();
    let mut plain = Plain::default();
    for field in &entry.fields {
        let value = field.joined();
        match field.tag {
            "Title" => record.once(|r| &mut r.title, field.tag, &value),
            "Author" => plain.author_lines.push(value.into_owned()),
            "Source" => record.once(|r| &mut r.source, field.tag, &value),
            "Year" => plain.year = value.into_owned(),
            "PubTime" => plain.date = value.into_owned(),
            "Keyword" => plain.keywords.push(value.into_owned()),
            "Summary" => record.once(|r| &mut r.summary, field.tag, &value),
            "Period" => record.once(|r| &mut r.issue, field.tag, &value),
            "Roll" => record.once(|r| &mut r.volume, field.tag, &value),
            "Page" => plain.pages = value.into_owned(),
            "Organ" => plain.address_lines.push(value.into_owned()),
            "Link" | "URL" => plain.urls.push(value.into_owned()),
            "DOI" => plain.doi = value.into_owned(),
            "ISSN" | "ISBN" => ids::serial(&mut record, field.tag, &value),
            "CN" => record.knows("cn", &value),
            "Tutor" | "Teacher" => plain.advisers.push(value.into_owned()),
            "Degree" => plain.work = value.into_owned(),
            "Publisher" => record.once(|r| &mut r.publisher, field.tag, &value),
            "Fund" => {
                for fund in value.split([';', '；']) {
                    crate::biblio::record::add(&mut record.funding, fund);
                }
            }
            "CLC" => crate::biblio::record::add(&mut record.subjects, &value),
            "SrcDatabase" => {
                record.kind = kind_of(&value);
                crate::biblio::record::add(&mut record.document_types, &value);
            }
            "DataType" if &*value == "1" && record.kind == Kind::Other => {
                record.kind = Kind::Article;
                record.keep(field.tag, &value);
            }
            tag => record.keep(tag, &value),
        }
    }
    put_plain(&mut record, plain);
    sink.take(record)
}
