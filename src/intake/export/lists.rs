//! A part of what an export gives out, as one table: the queue with its search, the search log of one
//! request. What the person may not see is not in it.

use std::path::Path;

use serde_json::{Map, Value};

use super::heads;
use super::out::Book;
use crate::desk::look::Cursor;
use crate::desk::{Desk, Look, Moment, Seen};
use crate::domain::refusal::Refusal;
use crate::domain::{RequestId, Sentence};
use crate::intake::source::file_refused;
use crate::intake::table::guarded;
use crate::store::{requests, row};
use crate::text::Words;

/// Rows of one list: what is larger is given out as a whole by `refdesk export`.
pub const ROWS: usize = 10_000;
const PAGE: usize = 500;

/// The columns of a search log, in the order of an export.
const LOG: &[&str] = &[
    "searched_on",
    "way",
    "database",
    "platform",
    "coverage",
    "serves",
    "query",
    "terms_from",
    "limits",
    "hits",
    "kept",
    "is_update",
    "searcher",
    "note",
];

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Xlsx,
    Csv,
}

impl Form {
    pub fn ending(self) -> &'static str {
        match self {
            Form::Xlsx => "xlsx",
            Form::Csv => "csv",
        }
    }
}

/// A table that was made, and what is to be said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    pub bytes: Vec<u8>,
    pub rows: usize,
    /// That there are more rows than it holds.
    pub cut: Option<Sentence>,
}

/// The requests a search finds, in its order; or only these, where some are named.
pub fn queue(
    desk: &mut Desk,
    search: &str,
    only: &[RequestId],
    form: Form,
    moment: &Moment,
) -> Result<Made, Refusal> {
    let (ids, more) = match only {
        [] => found(desk, search, moment)?,
        some => (some.iter().copied().take(ROWS).collect(), some.len() > ROWS),
    };
    let words = Words::new(desk.me().lang).in_zone(moment.zone.clone());
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        // One that vanished meanwhile, or that is hidden, is not in the list.
        let Ok(request) = requests::get(desk.store().db(), id) else {
            continue;
        };
        if desk.may_see(&request) {
            rows.push(heads::request(desk, &words, &request)?);
        }
    }
    let cut = more.then(|| Sentence::new("give-list-cut").with("rows", ROWS));
    Ok(Made {
        bytes: written(desk, "requests", heads::REQUEST, &rows, form)?,
        rows: rows.len(),
        cut,
    })
}

/// The search log of one request, as a sheet.
pub fn search_log(desk: &mut Desk, request: RequestId, moment: &Moment) -> Result<Made, Refusal> {
    let Seen::Case(case) = desk.look(&Look::Case(request), moment)? else {
        return Err(file_refused("", "intake-file-empty"));
    };
    let mut rows = Vec::with_capacity(case.runs.len());
    for run in &case.runs {
        let mut map = row::to_map(run)?;
        let searcher = desk.staff().iter().find(|s| s.id == run.searcher);
        map.insert(
            "searcher".to_owned(),
            searcher.map_or(Value::Null, |s| s.name.clone().into()),
        );
        rows.push(map);
    }
    Ok(Made {
        bytes: written(desk, "runs", LOG, &rows, Form::Xlsx)?,
        rows: rows.len(),
        cut: None,
    })
}

/// What a search finds, a page at a time, and whether there is more than a list holds.
fn found(
    desk: &mut Desk,
    search: &str,
    moment: &Moment,
) -> Result<(Vec<RequestId>, bool), Refusal> {
    let mut ids = Vec::new();
    let mut from: Option<Cursor> = None;
    loop {
        let look = Look::Queue {
            search: search.to_owned(),
            from: from.take(),
            backwards: false,
            limit: PAGE,
        };
        let Seen::Queue(page) = desk.look(&look, moment)? else {
            return Ok((ids, false));
        };
        from = page.rows.last().map(|row| row.cursor.clone());
        ids.extend(page.rows.iter().map(|row| row.id));
        if ids.len() >= ROWS {
            let more = page.more || ids.len() > ROWS;
            ids.truncate(ROWS);
            return Ok((ids, more));
        }
        if !page.more || from.is_none() {
            return Ok((ids, false));
        }
    }
}

fn written(
    desk: &Desk,
    kind: &'static str,
    columns: &[&str],
    rows: &[Map<String, Value>],
    form: Form,
) -> Result<Vec<u8>, Refusal> {
    match form {
        Form::Xlsx => {
            // Under way it lies beside the store, in a file without a name.
            let beside = desk.store().path().parent().unwrap_or(Path::new("."));
            let mut book = Book::new(beside, desk.me().lang)?;
            for row in rows {
                book.put(kind, columns, row)?;
            }
            book.into_bytes()
        }
        Form::Csv => csv(columns, rows, &Words::new(desk.me().lang)),
    }
}

/// With a mark by which Excel knows UTF-8, and no cell that it takes for a formula.
fn csv(columns: &[&str], rows: &[Map<String, Value>], words: &Words) -> Result<Vec<u8>, Refusal> {
    let failed = |error: csv::Error| {
        file_refused("csv", "intake-file-failed").with("why", error.to_string())
    };
    let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let heads = columns.iter().map(|column| heads::head(column, words));
    out.write_record(heads).map_err(failed)?;
    for row in rows {
        let cells = columns.iter().map(|column| match row.get(*column) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => guarded(text).into_owned(),
            Some(other) => other.to_string(),
        });
        out.write_record(cells).map_err(failed)?;
    }
    out.into_inner()
        .map_err(|error| file_refused("csv", "intake-file-failed").with("why", error.to_string()))
}
