//! `staff list` and `staff add`: who works at the desk, with which roles and by which keys.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::args::Everywhere;
use super::out::{self, Outcome, Trouble, code};
use super::{Console, access};
use crate::desk::Command;
use crate::domain::permission::{Right, allows};
use crate::domain::refusal::RefusalKind;
use crate::domain::{Arg, Refusal, Role, Roles, Sentence, Uid};
use crate::text::Cells;

pub fn list(console: &mut Console, as_json: bool) -> Outcome {
    let staff = console.desk.staff();
    if as_json {
        let all: Vec<Value> = staff
            .iter()
            .map(|s| {
                json!({
                    "login": s.login, "name": s.name, "roles": s.roles,
                    "lang": s.lang, "active": s.active,
                })
            })
            .collect();
        out::json(&Value::Array(all))?;
        return Ok(code::DONE);
    }
    let cells = Cells::default();
    for s in staff {
        let roles: Vec<_> = s.roles.0.iter().map(|r| console.words.name(*r)).collect();
        out::line(&format!(
            "{} {} {}",
            cells.fit(&s.login, 16),
            cells.fit(&s.name, 12),
            roles.join(" ")
        ))?;
    }
    Ok(code::DONE)
}

/// Who is to be added, and the key that lets her in.
pub struct Newcomer {
    pub login: String,
    pub name: Option<String>,
    pub roles: Vec<String>,
    pub key: Option<PathBuf>,
}

/// What most members of staff do.
const USUAL: [Role; 2] = [Role::Desk, Role::Searcher];

/// Adds a member of staff; with a key, prints the line that lets it in. Somebody who is here already
/// only gets the line of one more key.
pub fn add(console: &mut Console, everywhere: &Everywhere, new: &Newcomer) -> Outcome {
    let key = new.key.as_deref().map(access::key_of).transpose()?;
    let known = console.desk.staff().iter().any(|s| s.login == new.login);
    let only_key = known && key.is_some() && new.name.is_none() && new.roles.is_empty();
    if !only_key {
        let command = Command::AddStaff {
            uid: Uid::now_v7(),
            login: new.login.clone(),
            name: new.name.clone().unwrap_or_else(|| new.login.clone()),
            roles: roles(&new.roles)?,
            lang: console.words.lang(),
        };
        let done = console.desk.run(&command, &console.moment)?;
        out::done(&console.words, &done);
    }
    if let Some(key) = key {
        // Who gives out a way in must be one who may add people.
        if !allows(&console.desk.me().roles, Right::Lead) {
            return Err(Refusal::new(RefusalKind::NotAllowed, "not-allowed-lead").into());
        }
        out::line(&access::line(&new.login, &key, everywhere)?)?;
        out::say(&console.words, &Sentence::new("cli-staff-line"));
    }
    Ok(code::DONE)
}

fn roles(words: &[String]) -> Result<Roles, Trouble> {
    if words.is_empty() {
        return Ok(Roles(USUAL.to_vec()));
    }
    let mut wanted = Vec::new();
    for word in words {
        let role = Role::from_key(&word.replace('-', "_")).ok_or_else(|| {
            let allowed: Vec<Arg> = Role::ALL.iter().map(|r| r.key().into()).collect();
            let said = Sentence::new("cli-no-such-role")
                .with("role", word.as_str())
                .with("allowed", allowed);
            Trouble::Said(code::USAGE, said)
        })?;
        wanted.push(role);
    }
    Ok(Roles(wanted))
}
