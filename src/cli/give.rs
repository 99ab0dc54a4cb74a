//! `export`: everything the person may see, written into a folder.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::Console;
use super::out::{self, Outcome, code};
use crate::domain::Sentence;
use crate::intake::export::{self, Folder};

pub fn everything(console: &mut Console, folder: &Path, allowed: Folder, as_json: bool) -> Outcome {
    let report = export::export_all(&console.desk, folder, allowed, &console.moment)?;
    if as_json {
        let counts: Map<String, Value> = report
            .counts
            .iter()
            .map(|(kind, n)| ((*kind).to_owned(), json!(n)))
            .collect();
        out::json(&json!({
            "folder": report.folder.display().to_string(),
            "counts": counts,
        }))?;
    } else {
        for (kind, n) in &report.counts {
            out::line(&format!("{kind}\t{n}"))?;
        }
    }
    let words = &console.words;
    for note in &report.notes {
        out::say(words, note);
    }
    let done = Sentence::new("cli-export-done").with("path", report.folder.display().to_string());
    out::say(words, &done);
    Ok(code::DONE)
}
