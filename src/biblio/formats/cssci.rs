//! CSSCI's download (`【来源篇名】…`), with its cited references. No specification is published; the
//! labels are those of 南京大学中国社会科学研究评价中心's own files. Lists are parted by `/`.

use super::lines::lines;
use super::tagged::Entry;
use crate::biblio::ids;
use crate::biblio::name::{Author, Name};
use crate::biblio::reading::{Fault, Sink};
use crate::biblio::record::{Kind, Pages, Record, Reference, add};
use crate::biblio::when::When;

fn tag_of(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix('【')?.split_once('】')
}

pub(super) fn read(text: &str, sink: &mut Sink) {
    let mut open: Option<Entry> = None;
    for line in lines(text) {
        if let Some((tag, value)) = tag_of(line.text) {
            if tag == "来源篇名" {
                if let Some(entry) = open.take()
                    && !finish(&entry, sink)
                {
                    return;
                }
                open = Some(Entry::at(&line));
            }
            match &mut open {
                Some(entry) => entry.push(tag, value, &line),
                None => sink.fault(Fault::NoBeginning, line.number, line.from, line.text),
            }
        } else if line.text.starts_with("-----") {
            if let Some(entry) = open.take()
                && !finish(&entry, sink)
            {
                return;
            }
        } else if !line.text.trim().is_empty()
            && let Some(entry) = &mut open
        {
            entry.go_on(&line);
        }
    }
    if let Some(entry) = open {
        finish(&entry, sink);
    }
}

fn finish(entry: &Entry, sink: &mut Sink) -> bool {
    let mut record = entry.record();
    record.kind = Kind::Article;
    record.database = "CSSCI".into();
    let mut firsts: Vec<(String, String)> = Vec::new();
    for field in &entry.fields {
        let value = field.joined();
        // Labels are widened with blanks to one length: `【关 键 词】`.
        let label: String = field.tag.chars().filter(|c| !c.is_whitespace()).collect();
        match label.as_str() {
            "来源篇名" => record.once(|r| &mut r.title, &label, &value),
            "英文篇名" => record.once(|r| &mut r.title_translated, &label, &value),
            "来源作者" => {
                let names = value.split('/').filter(|name| !name.trim().is_empty());
                record
                    .authors
                    .extend(names.map(|name| Author::new(Name::read_straight(name))));
            }
            "期刊" => record.once(|r| &mut r.source, &label, &value),
            "年代卷期" => year_volume_issue(&mut record, &label, &value),
            "关键词" => value
                .split('/')
                .for_each(|word| add(&mut record.keywords, word)),
            "基金" => value
                .split('/')
                .for_each(|fund| add(&mut record.funding, fund)),
            "中图类号" => value
                .split([';', '/'])
                .for_each(|class| add(&mut record.subjects, class)),
            "机构名称" => institutions(&mut record, &value),
            "参考文献" => {
                record.references = field.each().map(reference).collect();
                let count = u32::try_from(record.references.len());
                record.reference_count = count.ok();
            }
            "第一作者" | "第一机构" => firsts.push((label, value.into_owned())),
            _ => record.keep(&label, &value),
        }
    }
    // The first author and institution are said in the lists already.
    for (label, value) in firsts {
        if !says_first(&record, &value) {
            record.keep(&label, &value);
        }
    }
    sink.take(record)
}

fn says_first(record: &Record, value: &str) -> bool {
    let value = value.trim();
    record
        .authors
        .first()
        .is_some_and(|author| *author.name.literal == *value)
        || record
            .affiliations
            .first()
            .is_some_and(|place| place.split('.').next() == Some(value))
}

/// `2022,42(1):69-79`; the volume may be missing.
fn year_volume_issue(record: &mut Record, label: &str, value: &str) {
    let (year, rest) = value.split_once(',').unwrap_or((value, ""));
    record.date = When::read(year);
    let (number, pages) = rest.split_once([':', '：']).unwrap_or((rest, ""));
    match number.split_once('(') {
        Some((volume, issue)) => {
            record.volume = volume.trim().into();
            record.issue = issue.trim_end_matches([')', ' ']).trim().into();
        }
        None => record.volume = number.trim().into(),
    }
    record.pages = Pages::read(pages);
    if record.date.year.is_none() {
        record.keep(label, value);
    }
}

/// `[谭春辉]华中师范大学.信息管理学院/[周一夫]…`, each with its author.
fn institutions(record: &mut Record, value: &str) {
    for piece in value.split("/[") {
        let piece = piece.trim_start_matches('[');
        let (name, place) = piece.split_once(']').unwrap_or(("", piece));
        let place = place.trim().trim_end_matches('.');
        let author = record
            .authors
            .iter()
            .position(|author| *author.name.inverted() == *name.trim());
        record.affiliate(author, place);
    }
}

/// `12.程焕文.图书馆的价值与使命.图书馆杂志.2013.32(3)` without its number in the list.
fn reference(said: &str) -> Reference {
    let bare = said.split_once('.').map_or(said, |(number, rest)| {
        let counted = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        if counted { rest } else { said }
    });
    Reference {
        said: bare.into(),
        doi: ids::doi(bare).unwrap_or_default(),
    }
}
