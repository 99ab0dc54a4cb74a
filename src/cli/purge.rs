//! `purge` and `erase`: what would go and what stays is told first, then how many or who is to be typed
//! again. Decides nothing about what may go.

use std::io::{self, BufRead, IsTerminal, Write};

use jiff::civil::Date;
use serde_json::{Value, json};

use super::Console;
use super::out::{self, Outcome, Trouble, code};
use crate::desk::Command;
use crate::desk::look::{ClientCase, Look, Seen};
use crate::desk::purge::{Purgeable, TakenOut, told_after};
use crate::domain::refusal::RefusalKind;
use crate::domain::{ClientId, Refusal, RequestId, Sentence};

/// Requests that stay, listed one by one; more are counted.
const LISTED: usize = 50;
/// People of one name, listed to choose from.
const FOUND: usize = 10;

pub struct Purge {
    pub before: Option<Date>,
    pub dry_run: bool,
    pub reason: Option<String>,
    pub yes: Option<usize>,
    pub json: bool,
}

pub fn purge(console: &mut Console, asked: &Purge) -> Outcome {
    let found = match console.look(&Look::Purgeable(asked.before))? {
        Seen::Purgeable(found) => found,
        _ => Purgeable::default(),
    };
    if asked.json {
        out::json(&found_json(console, &found))?;
    } else {
        list(console, &found)?;
    }
    if asked.dry_run || found.go.is_empty() {
        return Ok(code::DONE);
    }
    let reason = needed(asked.reason.as_deref())?;
    let count = found.go.len();
    let warning = Sentence::new("purge-warning").with("count", count);
    out::say(&console.words, &warning);
    let given = match asked.yes {
        Some(count) => Some(count.to_string()),
        None => typed(&console.words.t("purge-retype"))?,
    };
    if given.as_deref() != Some(count.to_string().as_str()) {
        let said = Sentence::new("purge-count-differs").with("count", count);
        return Err(Trouble::Said(code::USAGE, said));
    }
    let requests: Vec<RequestId> = found.go.iter().map(|(id, ..)| *id).collect();
    let done = console
        .desk
        .run(&Command::Purge { requests, reason }, &console.moment)?;
    out::done(&console.words, &done);
    swept(console, done.taken_out.unwrap_or_default())
}

fn list(console: &Console, found: &Purgeable) -> Result<(), Trouble> {
    let words = &console.words;
    for (id, title, ended) in &found.go {
        let line = Sentence::new("purge-goes")
            .with("number", id.0)
            .with("day", *ended)
            .with("title", title.as_str());
        out::line(&words.say(&line))?;
    }
    for (id, why) in found.stay.iter().take(LISTED) {
        let line = Sentence::new("purge-stays")
            .with("number", id.0)
            .with("why", why.clone());
        out::line(&words.say(&line))?;
    }
    if let Some(more) = found.stay.len().checked_sub(LISTED).filter(|n| *n > 0) {
        out::line(&words.say(&Sentence::new("purge-stay-more").with("count", more)))?;
    }
    let sums = Sentence::new("purge-sums")
        .with("go", found.go.len())
        .with("stay", found.stay.len())
        .with("open", i64::try_from(found.open).unwrap_or(i64::MAX));
    out::line(&words.say(&sums))
}

fn found_json(console: &Console, found: &Purgeable) -> Value {
    let go: Vec<Value> = found
        .go
        .iter()
        .map(|(id, title, ended)| json!({ "number": id.0, "title": title, "ended_on": ended }))
        .collect();
    let stay: Vec<Value> = found
        .stay
        .iter()
        .map(|(id, why)| json!({ "number": id.0, "why": console.words.say(why) }))
        .collect();
    json!({ "go": go, "stay": stay, "open": found.open })
}

pub struct Erase {
    /// A number, or the whole name.
    pub client: String,
    pub reason: Option<String>,
    /// The number again.
    pub yes: Option<i64>,
}

pub fn erase(console: &mut Console, asked: &Erase) -> Outcome {
    console.desk.may_lead()?;
    let person = sought(console, &asked.client)?;
    let client = person.client.id;
    let reason = needed(asked.reason.as_deref())?;
    let warning = Sentence::new("erase-warning")
        .with("id", client.0)
        .with("name", person.client.name.as_str())
        .with("unit", person.client.unit.as_str())
        .with("count", i64::try_from(person.total).unwrap_or(i64::MAX));
    out::say(&console.words, &warning);
    if let Seen::Erasable(found) = console.look(&Look::Erasable(client))? {
        for said in found.told() {
            out::say(&console.words, &said);
        }
    }
    let agreed = match asked.yes {
        Some(number) => number == client.0,
        None => typed(&console.words.t("erase-retype"))?.is_some_and(|t| t == person.client.name),
    };
    if !agreed {
        let said = Sentence::new("erase-differs").with("id", client.0);
        return Err(Trouble::Said(code::USAGE, said));
    }
    let done = console
        .desk
        .run(&Command::Erase { client, reason }, &console.moment)?;
    out::done(&console.words, &done);
    swept(console, done.taken_out.unwrap_or_default())
}

/// The person of this number, else the only one of exactly this name.
fn sought(console: &mut Console, client: &str) -> Result<ClientCase, Trouble> {
    let digits = client.strip_prefix('#').unwrap_or(client);
    if let Ok(number) = digits.parse() {
        return case_of(console, ClientId(number));
    }
    let look = Look::Clients {
        words: client.to_owned(),
        limit: FOUND,
    };
    let Seen::Clients(found) = console.look(&look)? else {
        return Err(Refusal::new(RefusalKind::NotFound, "no-such-client").into());
    };
    let named: Vec<_> = found.iter().filter(|row| row.name == client).collect();
    if let [one] = named[..] {
        return case_of(console, one.id);
    }
    for row in &found {
        let line = Sentence::new("erase-choice")
            .with("id", row.id.0)
            .with("name", row.name.as_str())
            .with("unit", row.unit.as_str());
        out::line(&console.words.say(&line))?;
    }
    let said = match found.is_empty() {
        true => "no-such-client",
        false => "erase-which",
    };
    Err(Trouble::Said(code::USAGE, Sentence::new(said)))
}

fn case_of(console: &mut Console, id: ClientId) -> Result<ClientCase, Trouble> {
    match console.look(&Look::ClientCase(id)) {
        Ok(Seen::ClientCase(case)) => Ok(*case),
        _ => Err(Refusal::new(RefusalKind::NotFound, "no-such-client").into()),
    }
}

fn needed(reason: Option<&str>) -> Result<String, Trouble> {
    let reason = reason.map(str::trim).filter(|r| !r.is_empty());
    reason
        .map(str::to_owned)
        .ok_or_else(|| Trouble::Said(code::USAGE, Sentence::new("purge-reason-missing")))
}

/// What the person types; None where nobody sits at a terminal.
fn typed(question: &str) -> Result<Option<String>, Trouble> {
    if !io::stdin().is_terminal() {
        return Ok(None);
    }
    write!(io::stderr().lock(), "{question} ")?;
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(Some(line.trim().to_owned()))
}

/// What stays, and the rest of the work.
fn swept(console: &mut Console, taken: TakenOut) -> Outcome {
    let settled = console.desk.sweep(&taken.files)?;
    for said in told_after(&taken, settled) {
        out::say(&console.words, &said);
    }
    Ok(code::DONE)
}
