//! Exports of search runs: their records come into the store by pieces that hold nobody up, and are there
//! for others when the file is attached. Reads no file and knows no format.

use std::collections::HashSet;

use super::work::Work;
use super::{Desk, Moment};
use crate::biblio::cores::in_parts;
use crate::biblio::lean;
use crate::biblio::{Limits, Reading, Record};
use crate::domain::permission::{Right, allows};
use crate::domain::refusal::Refusal;
use crate::domain::run::Export;
use crate::domain::{RunId, SearchRun, Sentence};
use crate::store::{records, requests, row};

/// Records written at once; a write of so many is over before a colleague notices.
const CHUNK: usize = 200;
/// A batch that nobody named for so long was cut off.
const CUT_OFF: jiff::SignedDuration = jiff::SignedDuration::from_hours(24);

/// An export as the engine read it, ready to be written.
#[derive(Debug)]
pub struct Read {
    format: &'static str,
    encoding: String,
    /// Key and fields of each record, in the order of the file.
    records: Vec<(String, String)>,
    distinct: u64,
    lost: u64,
    without_references: bool,
}

impl Read {
    /// None where nothing in the file is a record. A file of which only the beginning was read is
    /// refused: a part of an export must not pass for the whole.
    pub fn of(reading: &Reading<'_>, limits: &Limits) -> Result<Option<Read>, Refusal> {
        if reading.records.is_empty() {
            return Ok(None);
        }
        if reading.records.len() >= limits.records {
            return Err(Refusal::rule("export-too-many").with("most", limits.records));
        }
        let records: Vec<(String, String)> =
            in_parts(&reading.records, |part| part.iter().map(written).collect());
        let keys: HashSet<&str> = records.iter().map(|(key, _)| key.as_str()).collect();
        let bare = |record: &Record| {
            record.references.is_empty() && record.reference_count.is_some_and(|n| n > 0)
        };
        let counted = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        Ok(Some(Read {
            format: reading.format().key(),
            encoding: reading.encoding().name().to_owned(),
            distinct: counted(keys.len()),
            lost: counted(reading.lost),
            without_references: reading.records.iter().any(bare)
                && reading.records.iter().all(|r| r.references.is_empty()),
            records,
        }))
    }

    pub fn len(&self) -> usize {
        self.records.len()
    }

    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

/// A record's key, and its fields with its place in the file.
fn written(record: &Record) -> (String, String) {
    let mut fields = lean::json(record);
    let raw = record.raw;
    fields.pop();
    let joint = if fields.len() > 1 { "," } else { "" };
    let place = [raw.part as usize, raw.line as usize, raw.from, raw.to];
    fields.push_str(&format!("{joint}\"at\":{place:?}}}"));
    (record.key(), fields)
}

/// An export on its way into the store.
#[derive(Debug)]
pub struct Bringing {
    read: Read,
    batch: i64,
    done: usize,
}

impl Bringing {
    /// Records written, and all of them.
    pub fn progress(&self) -> (usize, usize) {
        (self.done, self.read.records.len())
    }

    /// What the attachment will say of it.
    pub fn export(&self) -> Export {
        Export {
            batch: self.batch,
            format: self.read.format.to_owned(),
            encoding: self.read.encoding.clone(),
            records: u64::try_from(self.read.records.len()).unwrap_or(u64::MAX),
            distinct: self.read.distinct,
            lost: self.read.lost,
            without_references: self.read.without_references,
        }
    }
}

impl Desk {
    /// Begins to bring an export's records in. Until its file is attached nobody sees them, and what is
    /// given up is swept away later.
    pub fn begin_export(
        &mut self,
        run: RunId,
        read: Read,
        moment: &Moment,
    ) -> Result<Bringing, Refusal> {
        let run: SearchRun = row::get(self.store.db(), run.0)?;
        let request = requests::get(self.store.db(), run.request)?;
        if !allows(&self.me.roles, Right::Serve) || !self.may_see(&request) {
            return Err(Refusal::rule("attachment-other-run"));
        }
        let before = (moment.now - CUT_OFF).to_string();
        let writing = self.store.write()?;
        records::sweep(writing.db(), &before, 5000)?;
        let batch = records::begin(writing.db(), &moment.now.to_string())?;
        writing.commit()?;
        self.store.expect_many(true)?;
        Ok(Bringing {
            read,
            batch,
            done: 0,
        })
    }

    /// Writes the next records; true when all are there.
    pub fn bring_some(&mut self, bringing: &mut Bringing) -> Result<bool, Refusal> {
        // Attaching the file is the write that must last.
        self.store.wait_for_the_last()?;
        let written = self.write_some(bringing);
        self.store.wait_for_each()?;
        written?;
        let all = bringing.done >= bringing.read.records.len();
        if all {
            self.store.expect_many(false)?;
        }
        Ok(all)
    }

    fn write_some(&mut self, bringing: &mut Bringing) -> Result<(), Refusal> {
        let next = bringing.read.records.iter().skip(bringing.done).take(CHUNK);
        let writing = self.store.write()?;
        let mut done = bringing.done;
        for (key, data) in next {
            done += 1;
            let n = i64::try_from(done).unwrap_or(i64::MAX);
            records::put(writing.db(), bringing.batch, n, key, data)?;
        }
        writing.commit()?;
        bringing.done = done;
        Ok(())
    }

    /// Takes away what was written of an export that is given up; true when nothing is left.
    pub fn give_up(&mut self, bringing: &Bringing) -> Result<bool, Refusal> {
        let writing = self.store.write()?;
        let done = records::drop_batch(writing.db(), bringing.batch, 2000)?;
        writing.commit()?;
        if done {
            self.store.expect_many(false)?;
        }
        Ok(done)
    }
}

/// What is to be known of an export beside that it is there.
pub(super) fn tell(work: &mut Work<'_>, run: &SearchRun, export: &Export) -> Result<(), Refusal> {
    let again = records::known_before(work.db, run.id, export.batch)?;
    let mut imported = records::imported(work.db, run.request)?
        .remove(&run.id)
        .unwrap_or_default();
    imported.distinct += export.distinct.saturating_sub(again);
    let lacking = imported.lacking(run.hits).unwrap_or(0);
    work.warn(
        Sentence::new("export-read")
            .with("records", export.records)
            .with("again", again)
            .with("lost", export.lost)
            .with("references", u64::from(!export.without_references))
            .with("hits", run.hits.unwrap_or_default())
            .with("lacking", lacking),
    );
    Ok(())
}
