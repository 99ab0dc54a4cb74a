//! A request's due date, reckoned from what happened to it: the one function behind the cached column,
//! the `=` key and `doctor`.

use super::work::Moment;
use crate::domain::due::{Pause, Stop, clock_face, due, due_within_hours};
use crate::domain::request::{Due, Step};
use crate::domain::service::{ServiceDef, Target};
use crate::domain::trace::Source;
use crate::domain::{Request, Sentence, Status, Trace, Traced};
use crate::settings::Settings;
use crate::store::row;
use crate::store::{Db, StoreError};

/// The waits for the client among a request's steps, to the minute: from each to what ended it.
fn stops(steps: &[Step], moment: &Moment) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    for step in steps.iter().filter(|s| !s.gone) {
        let at = moment.zone.to_datetime(step.at);
        if step.from == Status::WaitingClient
            && let Some(open) = stops.last_mut().filter(|s| s.to.is_none())
        {
            open.to = Some(at);
        }
        if step.to == Status::WaitingClient {
            stops.push(Stop { from: at, to: None });
        }
    }
    stops
}

/// As `stops`, by days.
pub fn pauses(steps: &[Step], moment: &Moment) -> Vec<Pause> {
    stops(steps, moment).iter().map(Pause::from).collect()
}

/// When the answer is due and why; None while nothing is promised.
pub fn reckon(
    db: &Db,
    request: &Request,
    def: &ServiceDef,
    settings: &Settings,
    moment: &Moment,
) -> Result<Option<Traced<Due>>, StoreError> {
    let steps = match request.accepted_on {
        Some(_) => steps(db, request)?,
        None => Vec::new(),
    };
    Ok(reckon_from(&steps, request, def, settings, moment))
}

/// As [`reckon`], from steps that are at hand.
pub fn reckon_from(
    steps: &[Step],
    request: &Request,
    def: &ServiceDef,
    settings: &Settings,
    moment: &Moment,
) -> Option<Traced<Due>> {
    let Some(accepted_on) = request.accepted_on else {
        return request.agreed.map(|agreed| Traced {
            value: agreed,
            trace: Trace::new(
                match agreed.at {
                    Some(at) => Sentence::new("due-wanted-hour").with("time", clock_face(at)),
                    None => Sentence::new("due-wanted"),
                }
                .with("day", agreed.on),
            ),
        });
    };
    let promise = def.promise_for(&request.fields);
    let calendar = settings.calendar();
    if let (Target::Hours(hours), None, None) =
        (promise.target, request.target_days, request.agreed)
    {
        let accepted_at = steps
            .iter()
            .rev()
            .find(|s| s.to == Status::Accepted && !s.gone)
            .map_or_else(
                || accepted_on.at(9, 0, 0, 0),
                |s| moment.zone.to_datetime(s.at),
            );
        let opening = &settings.desk().opening;
        return Some(due_within_hours(
            accepted_at,
            hours,
            opening,
            &stops(steps, moment),
            calendar,
            moment.local,
        ));
    }
    let target = request.target_days.unwrap_or_else(|| promise.target.days());
    let mut traced = due(
        accepted_on,
        target,
        &pauses(steps, moment),
        request.agreed,
        calendar,
        moment.today(),
    );
    if request.target_days.is_some() {
        // The days are this request's own, not the service's.
        for step in &mut traced.trace.steps {
            if matches!(&step.source, Source::Setting(key) if key == "target_days") {
                step.source = Source::Request(request.id);
            }
        }
    }
    if let Some(expedite) = &request.expedite {
        traced.trace = traced.trace.because(
            Sentence::new("due-step-expedited")
                .with("who", expedite.allowed_by.as_str())
                .with("why", expedite.why.as_str())
                .with("fee", expedite.fee_note.as_str()),
            Source::Request(request.id),
        );
    }
    Some(traced)
}

fn steps(db: &Db, request: &Request) -> Result<Vec<Step>, StoreError> {
    row::select(
        db,
        "WHERE request = ?1 AND gone = 0 ORDER BY id",
        [request.id.0],
    )
}
