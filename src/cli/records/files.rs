//! `records convert`, `dedupe` and `check`: several exports as one list, written in another format, without
//! its duplicates, or looked through. Touches no store; writes nothing where a file has lost a record,
//! unless the good ones are asked for.

use std::collections::HashMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::tell;
use crate::biblio::dedup::{self, Found, Told};
use crate::biblio::{Limits, Record, Target, Unwritable, read, write};
use crate::cli::args::{Exports, RecordsVerb};
use crate::cli::out::{self, Outcome, Trouble, code};
use crate::domain::{Arg, Sentence};
use crate::intake::source;
use crate::text::Words;

/// What `dedupe` gives besides the formats of records: whose group a record is of, and the pairs a
/// person should look at.
const TABLES: [&str; 2] = ["groups", "doubts"];

/// Records of several files, in their order.
struct Gathered {
    records: Vec<Record>,
    /// Of each record, as the file gives it, else `name#n`.
    ids: Vec<String>,
    /// Records that could not be read.
    lost: usize,
}

pub fn carry_out(words: &Words, verb: &RecordsVerb) -> Outcome {
    match verb {
        RecordsVerb::Convert(asked) => convert(words, asked),
        RecordsVerb::Dedupe(asked) => dedupe(words, asked),
        RecordsVerb::Check { files } => check(words, files),
    }
}

fn convert(words: &Words, asked: &Exports) -> Outcome {
    let known = Target::ALL.map(Target::key);
    let Some(target) = asked.to.as_deref().and_then(Target::from_key) else {
        return Err(no_format(asked.to.as_deref(), &known));
    };
    let gathered = match sound(words, asked)? {
        Ok(gathered) => gathered,
        Err(code) => return Ok(code),
    };
    deliver(words, asked, &written(&gathered.records, target)?, target)?;
    Ok(ended(&gathered))
}

fn dedupe(words: &Words, asked: &Exports) -> Outcome {
    let to = asked.to.as_deref().unwrap_or("groups");
    let target = Target::from_key(to);
    if target.is_none() && !TABLES.contains(&to) {
        let formats = Target::ALL.map(Target::key);
        let known: Vec<&str> = TABLES.into_iter().chain(formats).collect();
        return Err(no_format(Some(to), &known));
    }
    let gathered = match sound(words, asked)? {
        Ok(gathered) => gathered,
        Err(code) => return Ok(code),
    };
    let found = dedup::find(&gathered.records, &Told::default());
    let said = Sentence::new("records-deduped")
        .with("records", gathered.records.len())
        .with("removable", found.removable())
        .with("left", gathered.records.len() - found.removable())
        .with("doubts", found.doubts.len());
    out::say(words, &said);
    let (bytes, target) = match target {
        Some(target) => (
            written(&dedup::merged(&gathered.records, &found), target)?,
            target,
        ),
        None if to == "doubts" => (doubts(&gathered, &found).into_bytes(), Target::Csv),
        None => (groups(&gathered, &found).into_bytes(), Target::Csv),
    };
    deliver(words, asked, &bytes, target)?;
    Ok(ended(&gathered))
}

/// What a file holds and lacks, and how much of it is there twice.
fn check(words: &Words, files: &[PathBuf]) -> Outcome {
    let mut worst = code::DONE;
    for path in files {
        let bytes = source::read(path, largest())?;
        let name = source::called(path);
        let reading = read(&bytes, &Limits::default());
        tell(words, &name, &reading);
        if reading.records.is_empty() {
            worst = worst.max(code::REFUSED);
            continue;
        }
        let without =
            |lacks: fn(&Record) -> bool| reading.records.iter().filter(|r| lacks(r)).count();
        let found = dedup::find(&reading.records, &Told::default());
        let said = Sentence::new("records-checked")
            .with("file", name)
            .with(
                "title",
                without(|r| r.title.is_empty() && r.title_translated.is_empty()),
            )
            .with(
                "people",
                without(|r| r.authors.is_empty() && r.editors.is_empty()),
            )
            .with("year", without(|r| r.date.year.is_none()))
            .with("doi", without(|r| r.doi.is_empty()))
            .with("removable", found.removable())
            .with("doubts", found.doubts.len());
        out::say(words, &said);
        if reading.lost > 0 {
            worst = code::FINDINGS;
        }
    }
    Ok(worst)
}

/// Reads all the files and tells of each. A record that was lost stops it, unless the good ones are
/// asked for; so does a file without any.
fn sound(words: &Words, asked: &Exports) -> Result<Result<Gathered, u8>, Trouble> {
    if let Some(out) = &asked.out
        && let Some(same) = asked.files.iter().find(|file| is_same(file, out))
    {
        let said = Sentence::new("records-onto-itself").with("file", source::called(same));
        return Err(Trouble::Said(code::USAGE, said));
    }
    let mut all = Gathered {
        records: Vec::new(),
        ids: Vec::new(),
        lost: 0,
    };
    for path in &asked.files {
        let bytes = source::read(path, largest())?;
        let name = source::called(path);
        let reading = read(&bytes, &Limits::default());
        tell(words, &name, &reading);
        if reading.records.is_empty() {
            return Ok(Err(code::REFUSED));
        }
        let short = path
            .file_name()
            .map_or(name, |name| name.to_string_lossy().into_owned());
        for (at, mut record) in (1..).zip(reading.records) {
            if record.id.is_empty() {
                record.id = format!("{short}#{at}").into();
            }
            all.ids.push(record.id.to_string());
            all.records.push(record);
        }
        all.lost += reading.lost;
    }
    if all.lost > 0 && !asked.good {
        let said = Sentence::new("records-not-written").with("lost", all.lost);
        out::say(words, &said);
        return Ok(Err(code::FINDINGS));
    }
    Ok(Ok(all))
}

fn largest() -> u64 {
    u64::try_from(Limits::default().file).unwrap_or(u64::MAX)
}

fn is_same(one: &Path, other: &Path) -> bool {
    let place = |path: &Path| std::fs::canonicalize(path).ok();
    place(one).is_some_and(|one| place(other) == Some(one))
}

fn ended(gathered: &Gathered) -> u8 {
    match gathered.lost {
        0 => code::DONE,
        _ => code::FINDINGS,
    }
}

fn no_format(named: Option<&str>, known: &[&str]) -> Trouble {
    let known: Vec<Arg> = known.iter().map(|key| (*key).into()).collect();
    let said = match named {
        Some(named) => Sentence::new("records-no-format").with("format", named),
        None => Sentence::new("records-which-format"),
    };
    Trouble::Said(code::USAGE, said.with("known", known))
}

fn written(records: &[Record], target: Target) -> Result<Vec<u8>, Trouble> {
    write(records, target).map_err(|why| {
        let said = match why {
            Unwritable::TooMany(most) => Sentence::new("records-too-many-rows").with("most", most),
            Unwritable::Failed(why) => Sentence::new("records-unwritable").with("why", why),
        };
        Trouble::Said(code::REFUSED, said)
    })
}

/// Into the file that is named, whole or not at all; else to standard output, where a terminal is given
/// nothing that could drive it.
fn deliver(words: &Words, asked: &Exports, bytes: &[u8], target: Target) -> Result<(), Trouble> {
    let Some(path) = &asked.out else {
        let terminal = std::io::stdout().is_terminal();
        return match std::str::from_utf8(bytes) {
            Ok(text) if terminal => out::lines(text.trim_start_matches('\u{FEFF}')),
            _ if terminal && target == Target::Xlsx => Err(Trouble::Said(
                code::USAGE,
                Sentence::new("records-name-a-file"),
            )),
            _ => Ok(std::io::stdout().lock().write_all(bytes)?),
        };
    };
    source::replace(path, bytes)?;
    let said = Sentence::new("records-written").with("file", source::called(path));
    out::say(words, &said);
    Ok(())
}

/// `id,group,kept,reason`: a row for each record, in the order they came.
fn groups(gathered: &Gathered, found: &Found) -> String {
    let mut of: HashMap<usize, (usize, bool, &'static str)> = HashMap::new();
    for (n, group) in found.groups.iter().enumerate() {
        for member in &group.members {
            let why = member.why.map_or("", |why| why.key());
            of.insert(member.at, (n, member.at == group.kept, why));
        }
    }
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    let mut next = 0;
    let mut table = String::from("id,group,kept,reason\r\n");
    for (at, id) in gathered.ids.iter().enumerate() {
        let mut fresh = || {
            next += 1;
            next
        };
        let (number, kept, why) = match of.get(&at) {
            Some((group, kept, why)) => (*numbers.entry(*group).or_insert_with(fresh), *kept, *why),
            None => (fresh(), true, ""),
        };
        let kept = u8::from(kept);
        table.push_str(&format!("{},{number},{kept},{why}\r\n", quoted(id)));
    }
    table
}

/// `id,other,reason`: the pairs that a person should look at.
fn doubts(gathered: &Gathered, found: &Found) -> String {
    let id = |at: usize| {
        gathered
            .ids
            .get(at)
            .map(|id| quoted(id))
            .unwrap_or_default()
    };
    let mut table = String::from("id,other,reason\r\n");
    for doubt in &found.doubts {
        table.push_str(&format!(
            "{},{},{}\r\n",
            id(doubt.one),
            id(doubt.other),
            doubt.why.key()
        ));
    }
    table
}

fn quoted(text: &str) -> String {
    match text.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}
