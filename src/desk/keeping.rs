//! How long a request is kept, and the orders to keep one longer. Takes nothing out itself.

use jiff::civil::Date;

use super::acts::required;
use super::work::{Moment, Work};
use crate::domain::refusal::Refusal;
use crate::domain::request::{Hold, Lifted};
use crate::domain::retention::kept_until;
use crate::domain::{Request, Sentence, ServiceKey, Traced};
use crate::settings::Settings;

/// Years, and where they stand: the service's own, else the desk's.
fn years(settings: &Settings, service: &ServiceKey) -> (Option<u32>, String) {
    match settings.service(service).and_then(|def| def.keep_years) {
        Some(years) => {
            let setting = format!("services/{service}.toml: keep_years");
            (Some(years).filter(|years| *years > 0), setting)
        }
        None => (
            settings.desk().keep_years,
            "desk.toml: keep_years".to_owned(),
        ),
    }
}

/// Until which day an ended request is kept, and why; None while it is open, or where nobody knows when
/// it was ended.
pub fn kept(
    request: &Request,
    settings: &Settings,
    moment: &Moment,
) -> Option<Traced<Option<Date>>> {
    if request.status.is_open() {
        return None;
    }
    let ended_on = moment.day_of(request.closed_at?);
    let (years, setting) = years(settings, &request.service);
    Some(kept_until(ended_on, years, &setting))
}

/// Why a request's content must not be taken out now; None where it may.
pub fn must_keep(request: &Request, settings: &Settings, moment: &Moment) -> Option<Sentence> {
    if request.status.is_open() {
        return Some(Sentence::new("keep-open"));
    }
    if let Some(hold) = request.held() {
        return Some(Sentence::new("keep-held").with("reason", hold.reason.as_str()));
    }
    match kept(request, settings, moment).map(|kept| kept.value) {
        None => Some(Sentence::new("keep-no-end")),
        Some(None) => Some(Sentence::new("keep-for-ever")),
        Some(Some(until)) if until >= moment.today() => {
            Some(Sentence::new("keep-until").with("day", until))
        }
        Some(Some(_)) => None,
    }
}

pub fn hold(work: &Work<'_>, is: &mut Request, reason: &str) -> Result<(), Refusal> {
    required(reason)?;
    if is.held().is_some() {
        return Err(Refusal::rule("hold-already"));
    }
    is.hold = Some(Hold {
        by: work.me.id,
        on: work.moment.today(),
        reason: reason.trim().to_owned(),
        lifted: None,
    });
    Ok(())
}

pub fn lift_hold(work: &Work<'_>, is: &mut Request, reason: &str) -> Result<(), Refusal> {
    required(reason)?;
    let hold = is.hold.as_mut().filter(|hold| hold.lifted.is_none());
    let hold = hold.ok_or_else(|| Refusal::rule("hold-none"))?;
    hold.lifted = Some(Lifted {
        by: work.me.id,
        on: work.moment.today(),
        reason: reason.trim().to_owned(),
    });
    Ok(())
}
