//! `import requests`: an old ledger brought in, with what was understood of it shown beside.

use std::io::{IsTerminal, Write, stderr};
use std::path::Path;

use serde_json::{Value, json};

use super::Console;
use super::args::Ledger;
use super::out::{self, Outcome, Trouble, code};
use crate::domain::{Arg, Refusal, Sentence, ServiceKey, Status};
use crate::intake::ledger::{self, Column, Evidence, Mapping, Meaning, Options, Part, Plan};
use crate::intake::source;
use crate::text::Cells;

/// A mapping is text somebody wrote.
const MAPPING_BYTES: u64 = 1 << 20;
/// Problems shown of a file; the first show what is wrong with the rest.
const PROBLEMS: usize = 20;

pub fn requests(console: &mut Console, asked: &Ledger) -> Outcome {
    let options = Options {
        mapping: mappings(&asked.map)?,
        service: asked.service.clone().map(ServiceKey::new),
        skip_bad: asked.skip_bad,
        dry_run: asked.dry_run,
        sheet: asked.sheet.clone(),
    };
    let (moment, desk) = (&console.moment, &mut console.desk);
    let plan = ledger::plan(desk, &asked.file, &options, moment)?;
    match asked.json {
        false => tell_plan(console, &plan)?,
        true if !asked.skip_bad && !asked.dry_run => tell_problems(console, &plan),
        true => {}
    }
    let watched = stderr().is_terminal();
    let mut progress = |done: usize, of: usize| {
        if watched {
            let _ = write!(stderr().lock(), "\r{done} / {of} ");
        }
        true
    };
    let moment = &console.moment;
    let report = ledger::import(
        &mut console.desk,
        &asked.file,
        &options,
        moment,
        &mut progress,
    );
    if watched && !asked.dry_run {
        let _ = writeln!(stderr().lock());
    }
    let report = report?;
    if asked.json {
        out::json(&report_json(&report))?;
    }
    match &report.brought {
        Some(brought) => out::say(&console.words, &brought.said),
        None => out::tell(&console.words.t("cli-import-dry")),
    }
    let bad = !report.plan.problems.is_empty() && asked.dry_run && !asked.skip_bad;
    Ok(if bad { code::FINDINGS } else { code::DONE })
}

/// `题名=title,单位=unit`, or the name of a TOML or JSON file that says so.
fn mapping(given: &str) -> Result<Mapping, Trouble> {
    let path = Path::new(given);
    if !path.is_file() {
        return Ok(Mapping::parse(given)?);
    }
    let bytes = source::read(path, MAPPING_BYTES)?;
    Ok(Mapping::parse(&String::from_utf8_lossy(&bytes))?)
}

/// Several of them add up; of two that speak of one column the later counts.
fn mappings(given: &[String]) -> Result<Option<Mapping>, Trouble> {
    let mut all: Option<Mapping> = None;
    for one in given {
        let one = mapping(one)?;
        match &mut all {
            Some(all) => all.add(one),
            None => all = Some(one),
        }
    }
    Ok(all)
}

fn part(column: &Column) -> String {
    column.part.as_ref().map(|p| p.key()).unwrap_or_default()
}

fn evidence(evidence: Evidence) -> Sentence {
    Sentence::new(match evidence {
        Evidence::Given => "cli-import-given",
        Evidence::Remembered => "cli-import-remembered",
        Evidence::Header => "cli-import-by-header",
        Evidence::Nothing => "cli-import-not-taken",
    })
}

/// What a word was taken for, by the name people know it by.
fn became(console: &Console, meaning: &Meaning) -> String {
    let words = &console.words;
    match meaning.part {
        Part::Service => {
            let key = ServiceKey::new(meaning.became.as_str());
            let service = console.desk.settings().service(&key);
            service.map(|s| words.pick(&s.names).into_owned())
        }
        Part::Status => Status::ALL
            .iter()
            .find(|s| s.key() == meaning.became)
            .map(|s| words.t(s.wording()).into_owned()),
        _ => None,
    }
    .unwrap_or_else(|| meaning.became.clone())
}

fn tell_plan(console: &Console, plan: &Plan) -> Result<(), Refusal> {
    let words = &console.words;
    let cells = Cells::default();
    for column in &plan.columns {
        out::tell(&format!(
            "{} {} {}  {}",
            cells.fit(&column.header, 18),
            cells.fit(&part(column), 16),
            cells.fit(&words.say(&evidence(column.evidence)), 12),
            column.sample.join(" | ")
        ));
    }
    for meaning in plan.meanings.iter().filter(|m| m.guessed) {
        let said = Sentence::new("cli-import-guess")
            .with("word", meaning.word.as_str())
            .with("became", became(console, meaning))
            .with("rows", meaning.rows);
        out::say(words, &said);
    }
    for note in &plan.notes {
        out::say(words, note);
    }
    let left: Vec<Arg> = plan
        .columns
        .iter()
        .filter(|c| c.part.is_none() && !c.header.trim().is_empty())
        .map(|c| c.header.as_str().into())
        .collect();
    if !left.is_empty() {
        out::say(
            words,
            &Sentence::new("cli-import-left-out").with("columns", left),
        );
    }
    for (line, request) in plan.known.iter().take(PROBLEMS) {
        let said = if console.desk.may_tell_of(*request, &console.moment)? {
            Sentence::new("cli-import-known-row").with("number", request.0)
        } else {
            Sentence::new("cli-import-known-row-only")
        };
        out::say(words, &said.with("line", *line));
    }
    tell_problems(console, plan);
    let figures = Sentence::new("cli-import-figures")
        .with("rows", plan.rows.len())
        .with("known", plan.known.len())
        .with("problems", plan.problems.len());
    out::say(words, &figures);
    Ok(())
}

/// Each on a line of its own, as they stand in the file.
fn tell_problems(console: &Console, plan: &Plan) {
    for problem in plan.problems.iter().take(PROBLEMS) {
        out::say(&console.words, &problem.told());
    }
    let more = plan.problems.len().saturating_sub(PROBLEMS);
    if more > 0 {
        let said = Sentence::new("cli-import-more-problems").with("n", more);
        out::say(&console.words, &said);
    }
}

fn report_json(report: &ledger::Report) -> Value {
    let plan = &report.plan;
    let columns: Vec<Value> = plan
        .columns
        .iter()
        .map(|c| json!({ "header": c.header, "part": c.part.as_ref().map(|p| p.key()) }))
        .collect();
    let problems: Vec<Value> = plan
        .problems
        .iter()
        .map(|p| json!({ "line": p.line, "column": p.column, "why": p.said.key }))
        .collect();
    json!({
        "columns": columns,
        "rows": plan.rows.len(),
        "known": plan.known.len(),
        "problems": problems,
        "by_service": plan.by_service,
        "by_status": plan.by_status,
        "brought": report.brought.as_ref().map(|b| {
            json!({ "requests": b.requests, "clients": b.clients, "known_file": b.known })
        }),
    })
}
