//! Everything given out: each kind of record as JSON and as a sheet, the journal line by line, the files
//! by their names. What the person may not see is not in it; nothing is written outside the folder.

mod heads;
pub mod lists;
mod out;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::files;
use super::source::{called, failed, file_refused};
use crate::desk::{Desk, Moment};
use crate::domain::literature::{SamePair, Screening};
use crate::domain::permission::{Right, allows};
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::domain::request::{Attachment, Effort, Step};
use crate::domain::{Client, Concept, Product, SearchRun, Sentence, Staff, Talk};
use crate::store::row::{self, Row};
use crate::store::tables::KeptRequest;
use crate::store::{StoreError, export};
use crate::text::Words;
use out::{Book, JsonFile};

/// Rows read at once.
const PAGE: i64 = 500;

/// What may be done with the folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Folder {
    /// Only one that is empty, or not there yet.
    #[default]
    Empty,
    /// Also one with other files in it; none of them is written over.
    Any,
}

/// What was given out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    pub folder: PathBuf,
    /// Records by kind, in the order of the sheets.
    pub counts: Vec<(&'static str, u64)>,
    /// Sheets that end before their JSON file does, files that were not what was kept.
    pub notes: Vec<Sentence>,
}

/// Writes everything into a folder.
pub fn export_all(
    desk: &Desk,
    folder: &Path,
    allowed: Folder,
    moment: &Moment,
) -> Result<Report, Refusal> {
    // Who may look at one client after the other does not thereby take all their numbers home.
    if !allows(&desk.me().roles, Right::Serve) {
        return Err(Refusal::new(RefusalKind::NotAllowed, "not-allowed-export"));
    }
    prepare(folder, allowed)?;
    let mut all = Export {
        desk,
        folder,
        book: Book::new(folder, desk.me().lang)?,
        report: Report {
            folder: folder.to_owned(),
            ..Report::default()
        },
        hidden: export::hidden(desk.store().db(), false)?,
        unseen: BTreeSet::new(),
    };
    all.requests()?;
    let clients = export::hidden(desk.store().db(), true)?;
    let mut unknown = BTreeSet::new();
    all.kind::<Client>("clients", None, |c| {
        // Where it cannot be told whether she may know of a client, she may not.
        let knows = desk.may_know(c.id, moment).unwrap_or(false);
        if !knows {
            unknown.insert(c.id.0);
        }
        knows && !within(&clients, c.id.0)
    })?;
    all.of_requests::<SearchRun>("runs", |r| r.request.0)?;
    all.of_requests::<Concept>("concepts", |r| r.request.0)?;
    all.of_requests::<Product>("products", |r| r.request.0)?;
    all.of_requests::<Talk>("talks", |r| r.request.0)?;
    all.of_requests::<Effort>("efforts", |r| r.request.0)?;
    all.of_requests::<Screening>("screenings", |r| r.request.0)?;
    all.of_requests::<SamePair>("same_pairs", |r| r.request.0)?;
    all.of_requests::<Step>("steps", |r| r.request.0)?;
    let attachments = all.of_requests::<Attachment>("attachments", |r| r.request.0)?;
    all.kind::<Staff>("staff", None, |_| true)?;
    all.journal(&unknown)?;
    all.files(&attachments)?;
    let Export {
        mut book,
        mut report,
        ..
    } = all;
    report.notes.append(&mut book.notes);
    book.save(&folder.join("refdesk.xlsx"))?;
    about(folder, &report, desk, moment)?;
    Ok(report)
}

fn prepare(folder: &Path, allowed: Folder) -> Result<(), Refusal> {
    use std::os::unix::fs::DirBuilderExt;
    let name = called(folder);
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|e| failed(&name, &e))?;
    let mut inside = std::fs::read_dir(folder).map_err(|e| failed(&name, &e))?;
    if allowed == Folder::Empty && inside.next().is_some() {
        return Err(file_refused(&name, "intake-folder-not-empty"));
    }
    Ok(())
}

fn within(ranges: &[(i64, i64)], id: i64) -> bool {
    ranges
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&id))
}

struct Export<'a> {
    desk: &'a Desk,
    folder: &'a Path,
    book: Book,
    report: Report,
    hidden: Vec<(i64, i64)>,
    /// Requests this person may not see.
    unseen: BTreeSet<i64>,
}

/// The columns of a sheet, and its row of a record, where it is not the record as it is kept.
type Shown<R> = (
    &'static [&'static str],
    fn(&Desk, &Words, &R) -> Result<Map<String, Value>, Refusal>,
);

impl Export<'_> {
    fn requests(&mut self) -> Result<(), Refusal> {
        let mut unseen = BTreeSet::new();
        let (desk, hidden) = (self.desk, self.hidden.clone());
        let mut fields: Vec<Map<String, Value>> = Vec::new();
        let shown: Shown<KeptRequest> = (heads::REQUEST, |desk, words, kept| {
            heads::request(desk, words, &kept.request)
        });
        self.kind::<KeptRequest>("requests", Some(shown), |kept| {
            let request = &kept.request;
            if within(&hidden, request.id.0) {
                return false;
            }
            if !desk.may_see(request) {
                unseen.insert(request.id.0);
                return false;
            }
            let def = desk.settings().service(&request.service);
            for (key, value) in &request.fields {
                let names = def.and_then(|d| d.field(key)).map(|f| f.names.clone());
                let name = names.map_or_else(|| key.clone(), |n| n.get(desk.me().lang).to_owned());
                let row = json!({
                    "request": request.id.0, "service": request.service.as_str(),
                    "field": key, "name": name, "value": value,
                });
                if let Value::Object(row) = row {
                    fields.push(row);
                }
            }
            true
        })?;
        self.unseen = unseen;
        for row in fields {
            self.book.put(
                "fields",
                &["request", "service", "field", "name", "value"],
                &row,
            )?;
        }
        Ok(())
    }

    /// Rows that belong to a request go with it.
    fn of_requests<R: Row>(
        &mut self,
        kind: &'static str,
        request: fn(&R) -> i64,
    ) -> Result<Vec<R>, Refusal> {
        let (unseen, hidden) = (self.unseen.clone(), self.hidden.clone());
        self.kind::<R>(kind, None, |row| {
            let request = request(row);
            !unseen.contains(&request) && !within(&hidden, request)
        })
    }

    /// One kind of record as a JSON file and a sheet. Attachments are handed back, for their files.
    fn kind<R: Row>(
        &mut self,
        kind: &'static str,
        shown: Option<Shown<R>>,
        mut seen: impl FnMut(&R) -> bool,
    ) -> Result<Vec<R>, Refusal> {
        let db = self.desk.store().db();
        let mut file = JsonFile::create(&self.folder.join(format!("{kind}.json")))?;
        let (mut after, mut count, mut kept) = (0, 0, Vec::new());
        loop {
            let rows: Vec<R> = export::page(db, after, PAGE)?;
            let Some(last) = rows.last() else { break };
            after = last.key();
            for record in rows.into_iter().filter(|r| seen(r)) {
                let (record, mut map) = self.without_pointers(record)?;
                match shown {
                    Some((columns, row)) => {
                        let row = row(self.desk, self.book.words(), &record)?;
                        self.book.put(kind, columns, &row)?;
                        heads::lay_over(&mut map, row);
                    }
                    None => self.book.put(kind, R::COLUMNS, &map)?,
                }
                file.put(&Value::Object(map))?;
                count += 1;
                if R::TABLE == "attachment" {
                    kept.push(record);
                }
            }
        }
        file.finish()?;
        self.report.counts.push((kind, count));
        Ok(kept)
    }

    /// A record whose pointer to a request that this person may not see points nowhere.
    fn without_pointers<R: Row>(&self, record: R) -> Result<(R, Map<String, Value>), Refusal> {
        let mut map = row::to_map(&record)?;
        match map.get_mut("same_as") {
            Some(other) if other.as_i64().is_some_and(|id| self.unseen.contains(&id)) => {
                *other = Value::Null;
                let record = serde_json::from_value(Value::Object(map.clone()));
                Ok((record.map_err(StoreError::from)?, map))
            }
            _ => Ok((record, map)),
        }
    }

    /// The journal as one object a line: for who sees all, with its places and the hashes by which it can
    /// be checked; for anybody else only what concerns what she may see, without either, so that no gap
    /// tells of the rest.
    fn journal(&mut self, unknown: &BTreeSet<i64>) -> Result<(), Refusal> {
        let db = self.desk.store().db();
        let whole = self.desk.sees_all();
        let mut withheld: BTreeSet<i64> = BTreeSet::new();
        for request in &self.unseen {
            withheld.extend(export::entries_of(db, "request", *request)?);
        }
        for client in unknown {
            withheld.extend(export::entries_of(db, "client", *client)?);
        }
        let points = |key: &str, value: &Value| {
            let id = value
                .as_i64()
                .filter(|_| matches!(key, "same_as" | "request"));
            id.is_some_and(|id| self.unseen.contains(&id))
        };
        let mut file = JsonFile::create_lines(&self.folder.join("journal.jsonl"))?;
        let (mut after, mut count) = (0, 0);
        loop {
            let links = export::journal(db, after, PAGE)?;
            let Some(last) = links.last() else { break };
            after = last.entry.seq.0;
            for link in links {
                let mut entry = link.entry;
                if withheld.contains(&entry.seq.0) {
                    continue;
                }
                for change in &mut entry.changes {
                    change.was.retain(|key, value| !points(key, value));
                    change.is.retain(|key, value| !points(key, value));
                }
                let mut told = json!({
                    "at": entry.at, "by": entry.by.0, "kind": entry.kind,
                    "changes": entry.changes, "made_of": entry.made_of,
                });
                if whole && let Value::Object(told) = &mut told {
                    told.insert("seq".to_owned(), entry.seq.0.into());
                    told.insert("undoes".to_owned(), json!(entry.undoes.map(|s| s.0)));
                    told.insert("prev".to_owned(), link.prev.into());
                    told.insert("hash".to_owned(), link.hash.into());
                }
                file.put(&told)?;
                count += 1;
            }
        }
        file.finish()?;
        self.report.counts.push(("journal", count));
        Ok(())
    }

    /// The files themselves, `1042 name.pdf` in a folder beside.
    fn files(&mut self, attachments: &[Attachment]) -> Result<(), Refusal> {
        if attachments.is_empty() {
            return Ok(());
        }
        let folder = self.folder.join("files");
        prepare(&folder, Folder::Any)?;
        let mut count = 0;
        for attachment in attachments {
            let shown = format!("{} {}", attachment.request, attachment.name);
            let path = files::free_name(&folder, &shown);
            match files::give_out(self.desk, &attachment.sha256, &path) {
                Ok(_) => count += 1,
                Err(refusal) => self.report.notes.push(refusal.said),
            }
        }
        self.report.counts.push(("files", count));
        Ok(())
    }
}

/// What the folder holds, for whoever finds it later.
fn about(folder: &Path, report: &Report, desk: &Desk, moment: &Moment) -> Result<(), Refusal> {
    let counts: BTreeMap<&str, u64> = report.counts.iter().copied().collect();
    let journal = match desk.sees_all() {
        true => {
            let (entries, head) = crate::store::journal::head(desk.store().db())?;
            json!({ "entries": entries, "head": head })
        }
        false => Value::Null,
    };
    let mut file = JsonFile::create_lines(&folder.join("about.json"))?;
    file.put(&json!({
        "program": "refdesk", "version": env!("CARGO_PKG_VERSION"), "at": moment.now.to_string(),
        "by": desk.me().login, "counts": counts, "journal": journal,
    }))?;
    file.finish()
}
