//! `doctor` and `journal verify`: what is found, and an exit code that a nightly job can test.

use serde_json::json;

use super::Console;
use super::out::{self, Outcome, code};
use crate::desk::doctor::Health;
use crate::domain::Sentence;

pub fn doctor(console: &mut Console, as_json: bool) -> Outcome {
    let health = console.desk.examine(&console.moment)?;
    if as_json {
        let due: Vec<i64> = health.wrong_due.iter().map(|id| id.0).collect();
        let tally: Vec<_> = health
            .wrong_tally
            .iter()
            .map(|(kind, key, kept, counted)| {
                json!({ "kind": kind, "key": key, "kept": kept, "counted": counted })
            })
            .collect();
        let mut value = journal_json(&health);
        if let Some(map) = value.as_object_mut() {
            map.insert("requests".to_owned(), json!(health.requests));
            map.insert("integrity".to_owned(), json!(health.integrity));
            map.insert("wrong_due".to_owned(), json!(due));
            map.insert("wrong_counters".to_owned(), json!(tally));
            map.insert("well".to_owned(), json!(health.is_well()));
        }
        out::json(&value)?;
        return Ok(ending(health.is_well()));
    }
    let words = &console.words;
    let figures = Sentence::new("cli-doctor-figures")
        .with(
            "requests",
            i64::try_from(health.requests).unwrap_or(i64::MAX),
        )
        .with("entries", health.entries);
    out::line(&words.say(&figures))?;
    for line in &health.integrity {
        let found = Sentence::new("cli-doctor-file").with("what", line.as_str());
        out::line(&words.say(&found))?;
    }
    for request in &health.wrong_due {
        out::line(&words.say(&Sentence::new("cli-doctor-due").with("number", request.0)))?;
    }
    for (kind, key, kept, counted) in &health.wrong_tally {
        let found = Sentence::new("cli-doctor-counter")
            .with("counter", format!("{kind} {key}"))
            .with("kept", *kept)
            .with("counted", *counted);
        out::line(&words.say(&found))?;
    }
    breaches(console, &health)?;
    if health.is_well() {
        out::line(&words.t("cli-doctor-well"))?;
    }
    Ok(ending(health.is_well()))
}

pub fn verify(console: &mut Console, as_json: bool) -> Outcome {
    let health = console.desk.verify_journal()?;
    if as_json {
        out::json(&journal_json(&health))?;
        return Ok(ending(health.broken.is_empty()));
    }
    breaches(console, &health)?;
    if health.broken.is_empty() {
        let whole = Sentence::new("cli-journal-whole").with("entries", health.entries);
        out::line(&console.words.say(&whole))?;
    }
    out::line(&health.head)?;
    Ok(ending(health.broken.is_empty()))
}

fn breaches(console: &Console, health: &Health) -> Result<(), super::Trouble> {
    for broken in &health.broken {
        let found = Sentence::new("cli-journal-broken").with("seq", broken.seq);
        out::line(&console.words.say(&found))?;
    }
    Ok(())
}

fn journal_json(health: &Health) -> serde_json::Value {
    let broken: Vec<i64> = health.broken.iter().map(|b| b.seq).collect();
    json!({ "entries": health.entries, "head": health.head, "broken": broken })
}

fn ending(well: bool) -> u8 {
    if well { code::DONE } else { code::FINDINGS }
}
