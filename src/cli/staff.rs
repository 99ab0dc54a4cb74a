//! `staff list`, `staff add` and `staff change`: who works at the desk, with which roles and by which
//! keys.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::args::Everywhere;
use super::out::{self, Outcome, Trouble, code};
use super::{Console, access};
use crate::desk::{Command, Look, Seen};
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
        let line = format!(
            "{} {} {}",
            cells.fit(&s.login, 16),
            cells.fit(&s.name, 12),
            named(console, &s.roles)
        );
        match s.active {
            true => out::line(&line)?,
            false => out::line(&format!(
                "{line}  {}",
                console.words.t("cli-staff-has-left")
            ))?,
        }
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
        let roles = match new.roles.is_empty() {
            true => Roles(USUAL.to_vec()),
            false => roles(&new.roles)?,
        };
        let said = told_roles(console, &new.login, &roles);
        let command = Command::AddStaff {
            uid: Uid::now_v7(),
            login: new.login.clone(),
            name: new.name.clone().unwrap_or_else(|| new.login.clone()),
            roles,
            lang: console.words.lang(),
        };
        let done = console.desk.run(&command, &console.moment)?;
        out::done(&console.words, &done);
        out::say(&console.words, &said);
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

/// What becomes other for a member of staff; what is not named stays.
pub struct Change {
    pub login: String,
    pub name: Option<String>,
    pub roles: Vec<String>,
    /// Whether she works here.
    pub active: Option<bool>,
}

/// Changes roles or name, or notes that somebody left or came back. What is in the hands of one who
/// left stays there and is said, so that it can be given to others.
pub fn change(console: &mut Console, change: &Change) -> Outcome {
    let Some(was) = console
        .desk
        .staff()
        .iter()
        .find(|s| s.login == change.login)
    else {
        let said = Sentence::new("cli-no-such-staff").with("login", change.login.as_str());
        return Err(Trouble::Said(code::REFUSED, said));
    };
    if change.name.is_none() && change.roles.is_empty() && change.active.is_none() {
        return Err(Trouble::Said(
            code::USAGE,
            Sentence::new("cli-staff-no-change"),
        ));
    }
    let was = was.clone();
    let roles = match change.roles.is_empty() {
        true => was.roles.clone(),
        false => roles(&change.roles)?,
    };
    let active = change.active.unwrap_or(was.active);
    let said = told_roles(console, &was.login, &roles);
    let command = Command::EditStaff {
        staff: was.id,
        rev: was.rev,
        name: change.name.clone().unwrap_or(was.name),
        roles,
        active,
    };
    let done = console.desk.run(&command, &console.moment)?;
    out::done(&console.words, &done);
    out::say(&console.words, &said);
    if was.active && !active {
        let look = Look::Keys {
            search: format!("@{} status:open", was.login),
            upto: 1000,
        };
        if let Seen::Keys(left) = console.look(&look)?
            && !left.is_empty()
        {
            let said = Sentence::new("cli-staff-left-work")
                .with("count", left.len())
                .with("login", was.login);
            out::say(&console.words, &said);
        }
    }
    Ok(code::DONE)
}

fn named(console: &Console, roles: &Roles) -> String {
    let names: Vec<_> = roles.0.iter().map(|r| console.words.name(*r)).collect();
    names.join(" ")
}

fn told_roles(console: &Console, login: &str, roles: &Roles) -> Sentence {
    Sentence::new("cli-staff-roles")
        .with("login", login)
        .with("roles", named(console, roles))
}

fn roles(words: &[String]) -> Result<Roles, Trouble> {
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
