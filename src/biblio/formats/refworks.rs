//! RefWorks's tagged text (`RT …`) as CNKI and 维普 export it. Tags after "RefWorks Tagged Format",
//! with the Chinese databases' own uses.

use super::plain::{Plain, kind_of, put_plain};
use super::tagged::{Entry, read_entries};
use crate::biblio::ids;
use crate::biblio::name::{Name, listed};
use crate::biblio::reading::Sink;
use crate::biblio::record::{Part, add};

/// Two signs, then a blank; CNKI leaves the blank out before Chinese (`A1虞锦洪`), and writes `URL`.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    if let Some(url) = line.strip_prefix("URL ") {
        return Some(("UL", url));
    }
    let tag = line.get(..2)?;
    let mut signs = tag.bytes();
    let is_tag = signs.next().is_some_and(|b| b.is_ascii_uppercase())
        && signs
            .next()
            .is_some_and(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let rest = line.get(2..)?;
    let parted = rest.is_empty() || rest.starts_with([' ', '\t']) || !rest.is_char_boundary(1);
    (is_tag && parted).then_some((tag, rest))
}

pub(super) fn read(text: &str, sink: &mut Sink) {
    read_entries(text, sink, tag_of, |_, tag| tag == "RT", finish);
}

fn finish(entry: &Entry, sink: &mut Sink) -> bool {
    let mut record = entry.record();
    let mut plain = Plain::default();
    let (mut first, mut rest) = (String::new(), String::new());
    for field in &entry.fields {
        let value = field.joined();
        match field.tag {
            "RT" => {
                record.kind = kind_of(&value);
                plain.kind_said = value.into_owned();
            }
            "A1" => plain.author_lines.push(value.into_owned()),
            "A2" => {
                let names = listed(&value).into_iter().map(Name::read_straight);
                record.editors.extend(names);
            }
            // Of a Chinese thesis the adviser.
            "A3" => plain.advisers.push(value.into_owned()),
            "A4" => {
                for name in listed(&value) {
                    record.others.push(Part {
                        part: "translator".into(),
                        name: Name::read_straight(name),
                    });
                }
            }
            "AD" => plain.address_lines.push(value.into_owned()),
            "T1" => record.once(|r| &mut r.title, field.tag, &value),
            "OT" => record.once(|r| &mut r.title_translated, field.tag, &value),
            "T2" | "JF" => record.once(|r| &mut r.source, field.tag, &value),
            "T3" => record.once(|r| &mut r.series, field.tag, &value),
            "JO" => add(&mut record.source_abbreviations, &value),
            "YR" => plain.year = value.into_owned(),
            "FD" => plain.date = value.into_owned(),
            "VO" => record.once(|r| &mut r.volume, field.tag, &value),
            "IS" => record.once(|r| &mut r.issue, field.tag, &value),
            "SP" => first = value.into_owned(),
            "OP" => rest = value.into_owned(),
            "K1" => plain.keywords.push(value.into_owned()),
            "AB" => record.once(|r| &mut r.summary, field.tag, &value),
            "SN" => ids::serial(&mut record, field.tag, &value),
            "CN" => record.knows("cn", &value),
            "DO" => plain.doi = value.into_owned(),
            "LK" | "UL" => plain.urls.push(value.into_owned()),
            "LA" => plain.language = value.into_owned(),
            "PB" => record.once(|r| &mut r.publisher, field.tag, &value),
            "PP" => record.once(|r| &mut r.place, field.tag, &value),
            "ED" => record.once(|r| &mut r.edition, field.tag, &value),
            "CL" => plain.work = value.into_owned(),
            "DB" => add(&mut record.document_types, &value),
            "DS" => record.once(|r| &mut r.database, field.tag, &value),
            "AN" => record.once(|r| &mut r.accession, field.tag, &value),
            "ID" => record.once(|r| &mut r.id, field.tag, &value),
            "C1" if record.kind == crate::biblio::Kind::Standard => {
                record.once(|r| &mut r.number, field.tag, &value);
            }
            "NO" => add(&mut record.notes, &value),
            tag => record.keep(tag, &value),
        }
    }
    plain.pages = match (first.is_empty(), rest.is_empty()) {
        (false, false) => format!("{first}-{rest}"),
        (false, true) => first,
        _ => rest,
    };
    put_plain(&mut record, plain);
    // `DB 科技成果` says what `RT Other Article` does not.
    if record.kind == crate::biblio::Kind::Other {
        let said = record.document_types.iter().map(|said| kind_of(said));
        let known = said.rev().find(|kind| *kind != crate::biblio::Kind::Other);
        record.kind = known.unwrap_or_default();
    }
    sink.take(record)
}
