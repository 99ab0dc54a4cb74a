//! `staff list` and `staff add`: who works at the desk, and with which roles.

use serde_json::{Value, json};

use super::Console;
use super::out::{self, Outcome, Trouble, code};
use crate::desk::Command;
use crate::domain::{Arg, Role, Roles, Sentence, Uid};
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

pub fn add(console: &mut Console, login: &str, name: &str, roles: &[String]) -> Outcome {
    let mut wanted = Vec::new();
    for word in roles {
        let role = Role::from_key(&word.replace('-', "_")).ok_or_else(|| {
            let allowed: Vec<Arg> = Role::ALL.iter().map(|r| r.key().into()).collect();
            let said = Sentence::new("cli-no-such-role")
                .with("role", word.as_str())
                .with("allowed", allowed);
            Trouble::Said(code::USAGE, said)
        })?;
        wanted.push(role);
    }
    let command = Command::AddStaff {
        uid: Uid::now_v7(),
        login: login.to_owned(),
        name: name.to_owned(),
        roles: Roles(wanted),
        lang: console.words.lang(),
    };
    let done = console.desk.run(&command, &console.moment)?;
    out::done(&console.words, &done);
    Ok(code::DONE)
}
