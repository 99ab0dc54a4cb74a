//! `backup`, `restore` and `drill`: what was written or brought back, and exit codes that a timer can
//! tell apart.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::Console;
use super::args::Everywhere;
use super::out::{self, Outcome, Trouble, code};
use crate::desk::Moment;
use crate::desk::safety::{PROVEN_FOR_DAYS, Standing};
use crate::domain::refusal::RefusalKind;
use crate::domain::{Refusal, Sentence};
use crate::intake::backup::{self, Keys, Manifest, Recipients};
use crate::intake::source;
use crate::settings::Settings;
use crate::text::Words;

pub fn backup(
    console: &mut Console,
    folder: &Path,
    to: &[String],
    plain: bool,
    as_json: bool,
) -> Outcome {
    let recipients = if plain {
        Recipients::default()
    } else if to.is_empty() {
        let settings = console.desk.settings().clone();
        Recipients::read(&settings.desk().backup_recipients)?
    } else {
        Recipients::read(to)?
    };
    if recipients.is_empty() && !plain {
        return Err(Trouble::Said(
            code::USAGE,
            Sentence::new("backup-no-recipients"),
        ));
    }
    let made = backup::make(&mut console.desk, folder, &recipients, &console.moment)?;
    let whole = made.manifest.missing.is_empty();
    let path = made.archive.display().to_string();
    if as_json {
        let mut value = said(&made.manifest);
        if let Some(map) = value.as_object_mut() {
            map.insert("archive".to_owned(), json!(path));
            map.insert("bytes".to_owned(), json!(made.bytes));
            map.insert("recipients".to_owned(), json!(recipients.len()));
            map.insert("copied".to_owned(), json!(made.copied));
        }
        out::json(&value)?;
    } else {
        out::line(&path)?;
        let words = &console.words;
        let done = Sentence::new("backup-made")
            .with("requests", requests(&made.manifest))
            .with("entries", made.manifest.entries)
            .with("kilobytes", whole_number(made.bytes.div_ceil(1024)))
            .with("files", count(made.manifest.files.len()))
            .with("copied", whole_number(made.copied));
        out::say(words, &done);
        let sealed = if recipients.is_empty() {
            Sentence::new("backup-is-plain")
        } else {
            Sentence::new("backup-is-sealed").with("keys", count(recipients.len()))
        };
        out::say(words, &sealed);
    }
    for sha256 in &made.manifest.missing {
        let missing = Sentence::new("backup-lacks").with("file", sha256.as_str());
        out::say(&console.words, &missing);
    }
    Ok(if whole { code::DONE } else { code::FINDINGS })
}

pub fn restore(
    words: &Words,
    archive: &Path,
    identity: Option<&Path>,
    everywhere: &Everywhere,
) -> Outcome {
    let Some(store) = &everywhere.store else {
        return Err(Trouble::Said(
            code::USAGE,
            Sentence::new("backup-restore-where"),
        ));
    };
    let restored = backup::restore(archive, &keys(identity)?, store)?;
    out::line(&restored.store.display().to_string())?;
    let done = Sentence::new("backup-restored")
        .with("requests", requests(&restored.manifest))
        .with("entries", restored.manifest.entries)
        .with("files", count(restored.manifest.files.len()))
        .with("when", restored.manifest.made_at);
    out::say(words, &done);
    for sha256 in &restored.manifest.missing {
        out::say(
            words,
            &Sentence::new("backup-lacks").with("file", sha256.as_str()),
        );
    }
    Ok(code::DONE)
}

/// At the desk, which notes it; without one where there is none.
pub fn drill(
    desk: Result<Console, Trouble>,
    words: &Words,
    settings: &Arc<Settings>,
    asked: &Drill,
) -> Outcome {
    let (file, identity) = (asked.file.as_path(), asked.identity.as_deref());
    let outcome = match desk {
        Ok(mut console) => {
            if let Some(identity) = identity {
                source::not_the_store(console.desk.store().path(), identity)?;
            }
            let (desk, moment) = (&mut console.desk, &console.moment);
            backup::drill(desk, file, keys(identity), moment, Timestamp::now)?
        }
        Err(Trouble::Refused(why)) if why.kind == RefusalKind::Store => {
            let moment = Moment::new(Timestamp::now(), &settings.desk().zone);
            backup::drill_alone(settings, file, keys(identity), &moment, why)
        }
        Err(trouble) => return Err(trouble),
    };
    tell(&outcome, &Console::voice(words, settings), asked.json)
}

/// What a drill is to try.
pub struct Drill {
    pub file: PathBuf,
    pub identity: Option<PathBuf>,
    pub json: bool,
}

fn tell(outcome: &backup::Outcome, words: &Words, as_json: bool) -> Outcome {
    let (word, ending, sentence) = match outcome {
        backup::Outcome::Proven { manifest, rows, .. } => (
            "proven",
            code::DONE,
            Sentence::new("backup-proven")
                .with("when", manifest.made_at)
                .with("requests", requests(manifest))
                .with("entries", manifest.entries)
                .with("files", count(manifest.files.len()))
                .with("rows", count(*rows)),
        ),
        backup::Outcome::Failed(why) => (
            "failed",
            code::FINDINGS,
            Sentence::new("backup-failed").with("why", words.say(&why.said)),
        ),
        backup::Outcome::Inconclusive(why) => (
            "inconclusive",
            code::REFUSED,
            Sentence::new("backup-inconclusive").with("why", words.say(&why.said)),
        ),
    };
    if as_json {
        let why = match outcome {
            backup::Outcome::Proven { .. } => Value::Null,
            backup::Outcome::Failed(why) | backup::Outcome::Inconclusive(why) => {
                json!(words.say(&why.said))
            }
        };
        let noted = match outcome {
            backup::Outcome::Proven { not_noted, .. } => not_noted.is_none(),
            _ => false,
        };
        out::json(&json!({ "outcome": word, "why": why, "noted": noted }))?;
    } else {
        out::line(&words.say(&sentence))?;
    }
    if let backup::Outcome::Proven {
        not_noted: Some(why),
        ..
    } = outcome
    {
        let said = Sentence::new("drill-not-noted").with("why", words.say(&why.said));
        out::say(words, &said);
    }
    Ok(ending)
}

/// When a restore was last proven, as `doctor` says it.
pub fn standing(console: &Console) -> Result<Sentence, Refusal> {
    Ok(match console.desk.standing(&console.moment)? {
        Standing::Never => Sentence::new("backup-never-proven"),
        Standing::Good(proven) => Sentence::new("backup-last-proven")
            .with("when", proven.at)
            .with("made", proven.made_at),
        Standing::Old(proven) => Sentence::new("backup-proven-long-ago")
            .with("when", proven.at)
            .with("days", PROVEN_FOR_DAYS),
    })
}

pub fn standing_json(console: &Console) -> Result<Value, Refusal> {
    Ok(match console.desk.standing(&console.moment)? {
        Standing::Never => Value::Null,
        Standing::Good(proven) => {
            json!({ "at": proven.at, "made_at": proven.made_at, "file": proven.file, "old": false })
        }
        Standing::Old(proven) => {
            json!({ "at": proven.at, "made_at": proven.made_at, "file": proven.file, "old": true })
        }
    })
}

/// No key file is no keys: a plain archive needs none.
fn keys(identity: Option<&Path>) -> Result<Keys, Refusal> {
    identity.map_or_else(|| Ok(Keys::default()), Keys::read)
}

fn said(manifest: &Manifest) -> Value {
    json!({
        "made_at": manifest.made_at,
        "schema": manifest.schema,
        "entries": manifest.entries,
        "head": manifest.head,
        "requests": requests(manifest),
        "files": manifest.files.len(),
        "missing": manifest.missing,
    })
}

fn requests(manifest: &Manifest) -> i64 {
    manifest.counts.get("request").copied().unwrap_or(0)
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn whole_number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
