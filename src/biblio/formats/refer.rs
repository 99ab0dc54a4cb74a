//! `%`-tagged text: refer's own, BibIX, EndNote's `.enw`, and CNKI's "EndNote". Tags after refer(1)
//! and EndNote's "Tagged Import Format"; the Chinese databases' own uses beside them.

use super::lines::lines;
use super::plain::{Plain, kind_of, put_plain};
use super::tagged::Entry;
use crate::biblio::ids;
use crate::biblio::name::{Author, Name, listed};
use crate::biblio::reading::Sink;
use crate::biblio::record::{Kind, Part, Record, add};

fn tag_of(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix('%')?;
    let tag = rest.get(..1)?;
    let is_tag = tag
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"@#$!&()*+,^<>[=~?\\".contains(&b));
    let value = rest.get(1..)?;
    (is_tag && (value.is_empty() || value.starts_with([' ', '\t']))).then_some((tag, value))
}

pub(super) fn read(text: &str, sink: &mut Sink) {
    // Plain refer has no `%0`: an empty line parts its entries.
    let typed = text.starts_with("%0") || text.contains("\n%0") || text.contains("\r%0");
    let mut open: Option<Entry> = None;
    let mut parted = false;
    for line in lines(text) {
        let own = line.text.trim_start_matches('\u{FEFF}');
        match tag_of(own) {
            Some((tag, value)) => {
                let begins = if typed {
                    tag == "0" && !value.trim().is_empty()
                } else {
                    parted
                };
                if begins
                    && let Some(entry) = open.take()
                    && !finish(&entry, sink)
                {
                    return;
                }
                open.get_or_insert_with(|| Entry::at(&line))
                    .push(tag, value, &line);
                parted = false;
            }
            None if own.trim().is_empty() => parted = true,
            None => {
                if let Some(entry) = &mut open {
                    entry.go_on(&line);
                }
            }
        }
    }
    if let Some(entry) = open {
        finish(&entry, sink);
    }
}

fn finish(entry: &Entry, sink: &mut Sink) -> bool {
    let mut record = entry.record();
    let mut plain = Plain::default();
    let mut containers: Vec<String> = Vec::new();
    let said = entry.fields.iter().find(|field| field.tag == "0");
    if let Some(said) = said {
        record.kind = kind_of(said.first);
        plain.kind_said = said.first.trim().to_owned();
    }
    for field in &entry.fields {
        let value = field.joined();
        match field.tag {
            "0" => {}
            "A" => {
                for name in listed(&value) {
                    record.authors.push(Author::new(Name::read_straight(name)));
                }
            }
            "H" => plain.translated_authors.push(value.into_owned()),
            "E" => {
                let names = listed(&value).into_iter().map(Name::read_straight);
                record.editors.extend(names);
            }
            "Y" if record.kind == Kind::Thesis => plain.advisers.push(value.into_owned()),
            "Y" => others(&mut record, "series-editor", &value),
            "+" => plain.address_lines.push(value.into_owned()),
            "T" => record.once(|r| &mut r.title, "%T", &value),
            "Q" => record.once(|r| &mut r.title_translated, "%Q", &value),
            "J" if record.source.is_empty() => record.source = value.into(),
            "J" => record.once(|r| &mut r.source_translated, "%J", &value),
            "B" => containers.push(value.into_owned()),
            "S" => record.once(|r| &mut r.series, "%S", &value),
            "D" => plain.year = value.into_owned(),
            "8" => plain.date = value.into_owned(),
            // CNKI numbers standards and yearbooks here.
            "V" if matches!(record.kind, Kind::Other | Kind::Standard) && value.contains('/') => {
                record.once(|r| &mut r.number, "%V", &value);
            }
            "V" => record.once(|r| &mut r.volume, "%V", &value),
            "N" => record.once(|r| &mut r.issue, "%N", &value),
            // CNKI gives the number of pages first, then the pages.
            "P" if plain.pages.is_empty() => plain.pages = value.into_owned(),
            "P" => {
                let before = std::mem::replace(&mut plain.pages, value.into_owned());
                record.keep("%P", &before);
            }
            "@" => ids::serial(&mut record, "%@", &value),
            "R" => match ids::doi(&value) {
                Some(_) => plain.doi = value.into_owned(),
                None => record.keep("%R", &value),
            },
            "U" | ">" => plain.urls.push(value.into_owned()),
            "K" => plain.keywords.extend(field.each().map(str::to_owned)),
            "X" => record.once(|r| &mut r.summary, "%X", &value),
            "G" => plain.language = value.into_owned(),
            "I" => record.once(|r| &mut r.publisher, "%I", &value),
            "C" => record.once(|r| &mut r.place, "%C", &value),
            "7" => record.once(|r| &mut r.edition, "%7", &value),
            "9" => plain.work = value.into_owned(),
            "~" => {
                if record.kind == Kind::Other {
                    record.kind = kind_of(&value);
                }
                add(&mut record.document_types, &value);
            }
            "W" => record.once(|r| &mut r.database, "%W", &value),
            "M" => record.once(|r| &mut r.accession, "%M", &value),
            "F" => record.once(|r| &mut r.id, "%F", &value),
            "?" if record.kind == Kind::Paper => record.conference().sponsor = value.into(),
            "Z" | "O" => add(&mut record.notes, &value),
            tag => record.keep(&format!("%{tag}"), &value),
        }
    }
    // A thing without a type is a book, unless it stood in a journal.
    if said.is_none() {
        record.kind = match (record.source.is_empty(), containers.is_empty()) {
            (false, _) => Kind::Article,
            (true, false) => Kind::Chapter,
            (true, true) => Kind::Book,
        };
    }
    for container in containers {
        record.once(|r| &mut r.source, "%B", &container);
    }
    put_plain(&mut record, plain);
    sink.take(record)
}

fn others(record: &mut Record, part: &str, value: &str) {
    for name in listed(value) {
        record.others.push(Part {
            part: part.into(),
            name: Name::read_straight(name),
        });
    }
}
