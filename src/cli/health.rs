//! `doctor` and `journal verify`: what is found, and an exit code that a nightly job can test.

use serde_json::json;

use super::Console;
use super::out::{self, Outcome, code};
use super::safe;
use crate::desk::doctor::Health;
use crate::desk::safety::Standing;
use crate::domain::Sentence;
use crate::store::kept::Loss;

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
        let lost: Vec<_> = health
            .lost_files
            .iter()
            .map(|f| json!({ "request": f.request.0, "name": f.name, "sha256": f.sha256 }))
            .collect();
        let mut value = journal_json(&health);
        if let Some(map) = value.as_object_mut() {
            map.insert("requests".to_owned(), json!(health.requests));
            map.insert("integrity".to_owned(), json!(health.integrity));
            map.insert("wrong_due".to_owned(), json!(due));
            map.insert("wrong_counters".to_owned(), json!(tally));
            map.insert("lost_files".to_owned(), json!(lost));
            map.insert("proven_restore".to_owned(), safe::standing_json(console)?);
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
    for lost in &health.lost_files {
        let key = match lost.loss {
            Loss::Missing => "cli-doctor-file-missing",
            Loss::Altered => "cli-doctor-file-altered",
        };
        let found = Sentence::new(key)
            .with("number", lost.request.0)
            .with("name", lost.name.as_str());
        out::line(&words.say(&found))?;
    }
    out::line(&words.say(&safe::standing(console)?))?;
    breaches(console, &health)?;
    if health.is_well() {
        let proven = matches!(console.desk.standing(&console.moment)?, Standing::Good(_));
        let key = if proven {
            "cli-doctor-well"
        } else {
            "cli-doctor-well-but"
        };
        out::line(&words.t(key))?;
    }
    Ok(ending(health.is_well()))
}

/// `noted` is a hash that was kept elsewhere: it must still be in the chain, else its tail was cut.
pub fn verify(console: &mut Console, noted: Option<&str>, as_json: bool) -> Outcome {
    let health = console.desk.verify_journal()?;
    let noted = noted.map(|hash| hash.trim().to_ascii_lowercase());
    let reached = match &noted {
        Some(hash) => console.desk.journal_reaches(hash)?,
        None => None,
    };
    let whole = health.broken.is_empty() && noted.is_some() == reached.is_some();
    if as_json {
        let mut value = journal_json(&health);
        if let (Some(map), Some(hash)) = (value.as_object_mut(), &noted) {
            map.insert("noted".to_owned(), json!(hash));
            map.insert("noted_entry".to_owned(), json!(reached.map(|seq| seq.0)));
        }
        out::json(&value)?;
        return Ok(ending(whole));
    }
    breaches(console, &health)?;
    let words = &console.words;
    match (&noted, reached) {
        (Some(_), Some(seq)) => {
            let reaches = Sentence::new("cli-journal-reaches").with("seq", seq.0);
            out::line(&words.say(&reaches))?;
        }
        (Some(_), None) => out::line(&words.t("cli-journal-cut"))?,
        (None, _) => {}
    }
    if whole {
        let whole = Sentence::new("cli-journal-whole").with("entries", health.entries);
        out::line(&words.say(&whole))?;
    }
    out::line(&health.head)?;
    Ok(ending(whole))
}

/// The last entry and the hash that covers all, for keeping elsewhere.
pub fn head(console: &mut Console, as_json: bool) -> Outcome {
    let (seq, hash) = console.desk.journal_head()?;
    if as_json {
        out::json(&json!({ "entries": seq.0, "head": hash }))?;
    } else {
        out::line(&format!("{}\t{hash}", seq.0))?;
    }
    Ok(code::DONE)
}

fn breaches(console: &Console, health: &Health) -> Result<(), super::Trouble> {
    for broken in &health.broken {
        let found = Sentence::new("cli-journal-broken").with("seq", broken.seq);
        out::line(&console.words.say(&found))?;
    }
    if let [first, ..] = health.clock_back.as_slice() {
        let found = Sentence::new("cli-journal-clock-back")
            .with("count", health.clock_back.len())
            .with("seq", *first);
        out::line(&console.words.say(&found))?;
    }
    Ok(())
}

fn journal_json(health: &Health) -> serde_json::Value {
    let broken: Vec<i64> = health.broken.iter().map(|b| b.seq).collect();
    json!({
        "entries": health.entries,
        "head": health.head,
        "broken": broken,
        "clock_back": health.clock_back,
    })
}

fn ending(well: bool) -> u8 {
    if well { code::DONE } else { code::FINDINGS }
}
