//! A ledger brought in: columns mapped to the parts of a request, each row understood or told of, all
//! of it shown before anything is written, then handed to the desk as one set.

mod header;
pub mod mapping;
#[cfg(test)]
mod tests;
mod understand;
mod values;
mod words;

use std::collections::BTreeMap;
use std::path::Path;

pub use header::{Part, guess as part_named, plain as plain_header};
pub use mapping::{DateOrder, Evidence, Mapping};
pub use understand::Problem;

use super::source;
use super::table::{self, Table};
use crate::desk::ledger::{Brought, LedgerFile, LedgerRow, Progress};
use crate::desk::{Desk, Moment};
use crate::domain::refusal::Refusal;
use crate::domain::{RequestId, Sentence, ServiceKey};

/// Rows shown as they were understood.
const SHOWN: usize = 5;

/// How to bring a ledger in.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Stands above what is remembered and what is guessed.
    pub mapping: Option<Mapping>,
    /// The service of rows that name none, or one nobody knows.
    pub service: Option<ServiceKey>,
    /// Leaves rows with a problem out instead of stopping.
    pub skip_bad: bool,
    /// Says what would come of it and writes nothing.
    pub dry_run: bool,
    /// One of a workbook's sheets.
    pub sheet: Option<String>,
}

/// What one column is taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub header: String,
    /// None when the column is not taken.
    pub part: Option<Part>,
    pub evidence: Evidence,
    /// The first values that are not empty, at most three.
    pub sample: Vec<String>,
}

/// A word of the file and what it was taken for.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    pub part: Part,
    pub word: String,
    /// Key of a service, status or channel, or a login.
    pub became: String,
    pub rows: usize,
    /// Found inside a longer word; to be looked at.
    pub guessed: bool,
}

/// What bringing a ledger in would do.
#[derive(Clone, Debug)]
pub struct Plan {
    pub table: Table,
    pub mapping: Mapping,
    pub columns: Vec<Column>,
    pub meanings: Vec<Meaning>,
    /// Rows understood and not known yet.
    pub rows: Vec<LedgerRow>,
    /// Rows that are here already: line, request.
    pub known: Vec<(usize, RequestId)>,
    pub problems: Vec<Problem>,
    /// What was put aside into a note or made safe; nothing of it stops the import.
    pub notes: Vec<Sentence>,
    /// Rows by service and by status, of those to come in.
    pub by_service: BTreeMap<String, usize>,
    pub by_status: BTreeMap<&'static str, usize>,
}

impl Plan {
    /// The first rows as they were understood.
    pub fn sample(&self) -> &[LedgerRow] {
        self.rows
            .get(..self.rows.len().min(SHOWN))
            .unwrap_or_default()
    }
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Report {
    pub plan: Plan,
    /// None after a dry run.
    pub brought: Option<Brought>,
}

/// Reads a ledger and says what would come of it; writes nothing.
pub fn plan(desk: &Desk, path: &Path, options: &Options, moment: &Moment) -> Result<Plan, Refusal> {
    source::not_the_store(desk.store().path(), path)?;
    let table = table::read(path, options.sheet.as_deref())?;
    plan_table(desk, table, options, moment)
}

/// As [`plan`], of a table already read.
pub fn plan_table(
    desk: &Desk,
    table: Table,
    options: &Options,
    moment: &Moment,
) -> Result<Plan, Refusal> {
    let (mapping, columns) = mapping::of_table(desk, &table, options)?;
    let mut understood = understand::rows(desk, &table, &mapping, &columns, options, moment)?;
    let (known, rows) = leave_known_out(desk, understood.rows)?;
    let mut notes = table.notes.clone();
    notes.append(&mut understood.notes);
    let (mut by_service, mut by_status) = (BTreeMap::new(), BTreeMap::new());
    for row in &rows {
        *by_service.entry(row.service.0.clone()).or_default() += 1;
        *by_status.entry(row.status.key()).or_default() += 1;
    }
    Ok(Plan {
        table,
        mapping,
        columns,
        meanings: understood.meanings,
        rows,
        known,
        problems: understood.problems,
        notes,
        by_service,
        by_status,
    })
}

type Known = Vec<(usize, RequestId)>;

/// A row with the number, or the id, of a request that is here is that request.
fn leave_known_out(desk: &Desk, rows: Vec<LedgerRow>) -> Result<(Known, Vec<LedgerRow>), Refusal> {
    let (mut known, mut new) = (Known::new(), Vec::with_capacity(rows.len()));
    for row in rows {
        match desk.ledger_row_is(&row)? {
            Some(request) => known.push((row.line, request)),
            None => new.push(row),
        }
    }
    Ok((known, new))
}

/// Brings a ledger in: everything or nothing. The mapping is remembered for files with these headers.
pub fn import(
    desk: &mut Desk,
    path: &Path,
    options: &Options,
    moment: &Moment,
    progress: Progress<'_>,
) -> Result<Report, Refusal> {
    let plan = plan(desk, path, options, moment)?;
    if options.dry_run {
        return Ok(Report {
            plan,
            brought: None,
        });
    }
    if !plan.problems.is_empty() && !options.skip_bad {
        // The plan names them, each on a line of its own.
        return Err(Refusal::missing("file", "intake-problems")
            .with("file", plan.table.name.as_str())
            .with("count", plan.problems.len()));
    }
    if plan.rows.is_empty() && plan.known.is_empty() && !plan.problems.is_empty() {
        return Err(Refusal::missing("file", "intake-nothing-good")
            .with("file", plan.table.name.as_str())
            .with("count", plan.problems.len()));
    }
    let file = LedgerFile {
        sha256: plan.table.sha256.clone(),
        name: plan.table.name.clone(),
    };
    let brought = desk.bring_in(&file, &plan.rows, moment, progress)?;
    if !brought.known {
        let body = mapping::remembered(&plan.mapping)?;
        desk.save_mapping(&mapping::header_key(&plan.table.headers), &body)?;
    }
    Ok(Report {
        plan,
        brought: Some(brought),
    })
}
