//! R29: one request before others. Says who allowed it, why and what it costs, keeps the service's floor,
//! and is sooner than what everybody is promised.

use super::due;
use super::work::Work;
use crate::domain::refusal::Refusal;
use crate::domain::request::Expedite;
use crate::domain::service::Target;
use crate::domain::{Request, ServiceDef};

/// Puts the request before others, in working days from its acceptance; nothing is changed where it is
/// refused.
pub(super) fn hurry(
    work: &Work<'_>,
    is: &mut Request,
    target_days: u32,
    expedite: &Expedite,
) -> Result<(), Refusal> {
    for (field, text) in [
        ("allowed_by", &expedite.allowed_by),
        ("why", &expedite.why),
        ("fee_note", &expedite.fee_note),
    ] {
        if text.trim().is_empty() {
            return Err(Refusal::missing(field, "expedite-incomplete"));
        }
    }
    if !is.status.is_open() {
        return Err(Refusal::rule("claim-closed"));
    }
    let def = work.service(&is.service)?;
    def.may_promise(target_days, &is.fields)?;
    let mut standing = is.clone();
    (standing.target_days, standing.expedite) = (None, None);
    is.target_days = Some(target_days);
    is.expedite = Some(expedite.clone());
    is_sooner(work, def, &standing, is, target_days)
}

/// Whether the queue-jump brings the answer before the day the service promises to everybody: by the
/// dates where the request is accepted, else by the days.
fn is_sooner(
    work: &Work<'_>,
    def: &ServiceDef,
    standing: &Request,
    hurried: &Request,
    target_days: u32,
) -> Result<(), Refusal> {
    let refused = |key| Refusal::missing("target_days", key).with("days", i64::from(target_days));
    // What was agreed stands above both; the days alone are compared then.
    if standing.accepted_on.is_some() && standing.agreed.is_none() {
        let due = |of| due::reckon(work.db, of, def, work.settings, work.moment);
        if let (Some(standard), Some(sooner)) = (due(standing)?, due(hurried)?)
            && sooner.value.ends() >= standard.value.ends()
        {
            return Err(refused("expedite-not-before")
                .with("day", sooner.value.on)
                .with("standard", standard.value.on));
        }
        return Ok(());
    }
    match def.promise_for(&hurried.fields).target {
        Target::Days(standard) if target_days < standard => Ok(()),
        Target::Days(standard) => {
            Err(refused("expedite-not-sooner").with("standard", i64::from(standard)))
        }
        Target::Hours(hours) => {
            Err(refused("expedite-not-sooner-than-hours").with("hours", i64::from(hours)))
        }
    }
}
