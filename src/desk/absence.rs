//! Who is away, from which day to which, and who stands in. Nothing runs by a timer: each look and each
//! command asks the day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::acts;
use super::work::Work;
use crate::domain::permission::{Right, allows};
use crate::domain::refusal::Refusal;
use crate::domain::{Absence, AbsenceId, Request, Rev, Sentence, StaffId, Status};
use crate::store::{Db, people};

/// Days off as they are typed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaysAway {
    pub person: StaffId,
    pub first_day: Date,
    pub last_day: Date,
    pub deputy: Option<StaffId>,
}

/// One's own days; the head sets anybody's.
pub fn go_away(work: &mut Work<'_>, days: &DaysAway) -> Result<Absence, Refusal> {
    own_or_head(work, days.person)?;
    work.colleague(days.person)?;
    if days.last_day < days.first_day {
        return Err(Refusal::missing("last_day", "away-backwards"));
    }
    if days.last_day < work.moment.today() {
        return Err(Refusal::missing("last_day", "away-over"));
    }
    if let Some(deputy) = days.deputy {
        let deputy = work.colleague(deputy)?;
        if deputy.id == days.person {
            return Err(Refusal::missing("deputy", "away-own-deputy"));
        }
        if !deputy.active || !allows(&deputy.roles, Right::Work) {
            let who = deputy.name.as_str();
            return Err(Refusal::missing("deputy", "assign-cannot-work").with("who", who));
        }
    }
    let known = people::absences(work.db, work.moment.today())?;
    let other = known
        .iter()
        .find(|a| a.person == days.person && a.meets(days.first_day, days.last_day));
    if let Some(other) = other {
        return Err(Refusal::missing("first_day", "away-twice")
            .with("from", other.first_day)
            .with("until", other.last_day));
    }
    let away = Absence {
        id: AbsenceId(0),
        rev: Rev(0),
        person: days.person,
        first_day: days.first_day,
        last_day: days.last_day,
        deputy: days.deputy,
        gone: false,
    };
    work.save(None, away, None)
}

/// Back before the last day, or not gone at all: from today on the person is there.
pub fn come_back(work: &mut Work<'_>, id: AbsenceId, rev: Rev) -> Result<Absence, Refusal> {
    work.may(Right::Serve)?;
    let was: Absence = work.row(id.0, Some(rev))?;
    own_or_head(work, was.person)?;
    let today = work.moment.today();
    let mut is = was.clone();
    match today.yesterday() {
        Ok(yesterday) if was.first_day < today => is.last_day = yesterday.min(was.last_day),
        _ => is.gone = true,
    }
    work.save(Some(&was), is, None)
}

fn own_or_head(work: &Work<'_>, person: StaffId) -> Result<(), Refusal> {
    work.may(if person == work.me.id {
        Right::Serve
    } else {
        Right::Lead
    })
}

/// The absence that covers today, where there is one.
pub fn today(db: &Db, person: StaffId, today: Date) -> Result<Option<Absence>, Refusal> {
    let found = people::absences(db, today)?;
    Ok(found
        .into_iter()
        .find(|a| a.person == person && a.covers(today)))
}

/// Says that a colleague who is given work is away, and who stands in.
pub fn warn_of(work: &mut Work<'_>, person: StaffId) -> Result<(), Refusal> {
    let Some(away) = today(work.db, person, work.moment.today())? else {
        return Ok(());
    };
    let said = match away.deputy {
        Some(deputy) => Sentence::new("warn-away").with("deputy", work.name_of(deputy)),
        None => Sentence::new("warn-away-alone"),
    };
    let said = said
        .with("who", work.name_of(person))
        .with("until", away.last_day);
    work.warn(said);
    Ok(())
}

/// The client has answered: a case whose owner is away is nobody's again, so that somebody takes it.
pub fn unclaim(work: &mut Work<'_>, is: &mut Request) -> Result<(), Refusal> {
    let Some(owner) = is.owner.filter(|owner| *owner != work.me.id) else {
        return Ok(());
    };
    if !is.status.is_open() {
        return Ok(());
    }
    if let Some(away) = today(work.db, owner, work.moment.today())? {
        is.owner = None;
        let said = Sentence::new("warn-unclaimed-away")
            .with("who", work.name_of(owner))
            .with("until", away.last_day)
            .with("number", is.id.0);
        work.warn(said);
    }
    Ok(())
}

/// As [`unclaim`], for an answer that was written down; what waited for it goes on.
pub fn answered(work: &mut Work<'_>, request: &Request) -> Result<(), Refusal> {
    let mut is = request.clone();
    unclaim(work, &mut is)?;
    if is.owner == request.owner {
        return Ok(());
    }
    if is.status == Status::WaitingClient {
        acts::resume(work, &mut is)?;
    }
    work.save_request(Some(request), is)?;
    Ok(())
}
