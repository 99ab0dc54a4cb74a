//! Who works at the desk: new colleagues, and what they may do. Never leaves a desk without a head.

use super::carried::Carried;
use super::work::Work;
use crate::domain::permission::Right;
use crate::domain::refusal::Refusal;
use crate::domain::staff::LONGEST_NAME;
use crate::domain::{Lang, Rev, Role, Roles, Staff, StaffId, Uid};

/// A login is what `--as` names and what a key's forced command carries: letters, digits, `-`, `_`, `.`.
fn login_is_plain(login: &str) -> bool {
    !login.is_empty()
        && login.len() <= 64
        && !login.starts_with(['-', '.'])
        && login
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// A name stands beside all that somebody does: it is there, and a line has room for it.
fn named(name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::missing("name", "staff-name-missing"));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Refusal::missing("name", "name-too-long").with("most", LONGEST_NAME));
    }
    Ok(name.to_owned())
}

pub(super) fn add(
    work: &mut Work<'_>,
    uid: Uid,
    login: &str,
    name: &str,
    roles: &Roles,
    lang: Lang,
) -> Result<Carried, Refusal> {
    work.may(Right::Lead)?;
    let act = || Carried::new("add_staff");
    if work.already::<Staff>(&uid)?.is_some() {
        return Ok(act());
    }
    if !login_is_plain(login) {
        return Err(Refusal::missing("login", "staff-login").with("login", login));
    }
    let name = named(name)?;
    if work.staff.iter().any(|s| s.login == login) {
        return Err(Refusal::missing("login", "staff-login-taken").with("login", login));
    }
    let staff = Staff {
        id: StaffId(0),
        uid,
        rev: Rev(0),
        login: login.to_owned(),
        name,
        roles: roles.clone(),
        lang,
        active: true,
        gone: false,
    };
    let staff = work.save(None, staff, None)?;
    let mut act = act();
    act.said = act.said.with("name", staff.name.as_str());
    Ok(act)
}

pub(super) fn edit(
    work: &mut Work<'_>,
    id: StaffId,
    rev: Rev,
    name: &str,
    roles: &Roles,
    active: bool,
) -> Result<Carried, Refusal> {
    work.may(Right::Lead)?;
    let was: Staff = work.row(id.0, Some(rev))?;
    let mut is = was.clone();
    is.name = named(name)?;
    is.roles = roles.clone();
    is.active = active;
    let lead = |s: &Staff| s.active && s.roles.has(Role::Head) && s.roles.may_write();
    let others = work.staff.iter().any(|s| s.id != id && lead(s));
    if lead(&was) && !lead(&is) && !others {
        return Err(Refusal::rule("staff-last-head"));
    }
    if is != was {
        work.save(Some(&was), is.clone(), None)?;
    }
    let mut act = Carried::new("edit_staff");
    act.said = act.said.with("name", is.name.as_str());
    Ok(act)
}
