//! Decisions on one request: who may take them, which rule they must keep, and what they change.

use jiff::SignedDuration;
use jiff::civil::Date;

use super::command::{Act, RequestPatch, Target};
use super::receive::refuse_marked;
use super::work::Work;
use super::{absence, handover, hurry, keeping, products, strategy};
use crate::domain::literature::{SamePair, Screening};
use crate::domain::permission::{Right, allows};
use crate::domain::product::Stage;
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::domain::request::{Attachment, Due, Effort, Step};
use crate::domain::service::NumberAt;
use crate::domain::{
    Concept, Product, Request, RequestId, SearchRun, Sentence, StaffId, Status, Talk, permission,
};
use crate::store::row::{self, Row};
use crate::store::{numbers, requests};

/// The right an act asks for.
pub fn right(act: &Act) -> Right {
    match act {
        Act::Sign | Act::Return { .. } => Right::Review,
        Act::Begin | Act::Submit | Act::Issue => Right::Work,
        Act::Hold { .. } | Act::LiftHold { .. } => Right::Lead,
        _ => Right::Serve,
    }
}

/// Carries one decision out.
pub fn decide(work: &mut Work<'_>, target: Target, act: &Act) -> Result<Request, Refusal> {
    work.may(right(act))?;
    let was = work.request(target.request)?;
    work.unchanged(target.rev, was.rev, "request", was.id.0)?;
    let mut is = was.clone();
    match act {
        Act::Edit(patch) => return edit(work, &was, patch),
        Act::Accept => accept(work, &mut is)?,
        Act::Claim => claim(work, &mut is, work.me.id)?,
        Act::Release => release(work, &mut is)?,
        Act::Assign { to } => {
            assign(work, &mut is, *to)?;
            absence::warn_of(work, *to)?;
        }
        Act::HandOver { to, sheet } => {
            handover::hand_over(work, &mut is, *to, sheet)?;
            absence::warn_of(work, *to)?;
        }
        Act::Decline { reason } => work.step(&mut is, Status::Declined, said(reason))?,
        Act::DuplicateOf { of, reason } => duplicate(work, &mut is, *of, reason)?,
        Act::MergeInto { into, reason } => merge(work, &mut is, *into, reason)?,
        Act::Defer { until, reason } => defer(work, &mut is, *until, reason)?,
        Act::ReferOut { to, reason } => refer(work, &mut is, to, reason)?,
        Act::Wait { reason } => work.step(&mut is, Status::WaitingClient, said(reason))?,
        Act::Resume => {
            resume(work, &mut is)?;
            if was.status == Status::WaitingClient {
                absence::unclaim(work, &mut is)?;
            }
        }
        Act::Begin => begin(work, &mut is)?,
        Act::Submit => {
            submit(work, &mut is)?;
            products::go_along(work, &is, Stage::InReview, None, None)?;
        }
        Act::Return { reason } => {
            work.step(&mut is, Status::Returned, said(reason))?;
            let reason = said(reason);
            products::go_along(work, &is, Stage::Returned, reason.as_deref(), None)?;
        }
        Act::Sign => {
            sign(work, &mut is)?;
            products::go_along(work, &is, Stage::Signed, None, None)?;
        }
        Act::Issue => {
            issue(work, &mut is)?;
            products::go_along(work, &is, Stage::Issued, None, None)?;
        }
        Act::Deliver { to } => {
            work.step(&mut is, Status::Delivered, said(to))?;
            products::go_along(work, &is, Stage::Delivered, None, Some(to))?;
        }
        Act::Object { reason } => {
            required(reason)?;
            if let Some(why) = object_reopens(is.status) {
                return Err(Refusal {
                    said: why,
                    ..Refusal::rule("object-reopen")
                });
            }
            work.step(&mut is, Status::Objection, said(reason))?;
        }
        Act::Close { reason } => close(work, &mut is, reason.as_deref())?,
        Act::Archive => work.step(&mut is, Status::Archived, None)?,
        Act::Withdraw { reason } => leave(work, &mut is, Status::Withdrawn, reason)?,
        Act::Cancel { reason } => {
            required(reason)?;
            leave(work, &mut is, Status::Cancelled, reason)?;
        }
        Act::Reopen { reason } => reopen(work, &mut is, reason)?,
        Act::SetStage { stage } => set_stage(work, &mut is, stage)?,
        Act::Expedite {
            target_days,
            expedite,
        } => hurry::hurry(work, &mut is, *target_days, expedite)?,
        Act::Agree { due } => agree(work, &mut is, *due)?,
        Act::Tag { add, remove } => {
            refuse_marked(add.iter().map(String::as_str))?;
            tag(&mut is, add, remove);
        }
        Act::Name { add, remove } => name(work, &mut is, add, remove)?,
        Act::Hold { reason } => keeping::hold(work, &mut is, reason)?,
        Act::LiftHold { reason } => keeping::lift_hold(work, &mut is, reason)?,
    }
    if is == was {
        return Ok(is);
    }
    work.save_request(Some(&was), is)
}

fn said(reason: &str) -> Option<String> {
    let reason = reason.trim();
    (!reason.is_empty()).then(|| reason.to_owned())
}

pub(super) fn required(reason: &str) -> Result<(), Refusal> {
    if reason.trim().is_empty() {
        return Err(Refusal::missing("reason", "r21-reason"));
    }
    Ok(())
}

fn accept(work: &mut Work<'_>, is: &mut Request) -> Result<(), Refusal> {
    let def = work.service(&is.service)?;
    def.may_accept(&is.fields)?;
    if is.client.is_none() {
        if def.needs_client() {
            return Err(Refusal::missing("client", "r22-client-missing"));
        }
        // A question answered at the counter needs nobody's name; what is made for somebody does.
        if !def.products.is_empty() {
            work.warn(Sentence::new("warn-no-client"));
        }
    }
    work.step(is, Status::Accepted, None)?;
    is.accepted_on = Some(work.moment.today());
    is.accepted_by = Some(work.me.id);
    if let Some(agreed) = is.agreed {
        let days = work
            .settings
            .calendar()
            .workdays_between(work.moment.today(), agreed.on);
        let floor = def.promise_for(&is.fields).min_days;
        if days < floor {
            work.warn(
                Sentence::new("warn-agreed-below-floor")
                    .with("days", i64::from(days))
                    .with("floor", i64::from(floor)),
            );
        }
    }
    if let Some(series) = &def.number
        && series.at == NumberAt::Accept
        && let Err(refusal) = give_number(work, is)
    {
        // A desk that has not set its codes yet can still take work in; issuing asks again.
        if refusal.kind == RefusalKind::Store {
            return Err(refusal);
        }
        work.warn(refusal.said);
    }
    Ok(())
}

/// Allocates the next number of the service's series, once.
fn give_number(work: &mut Work<'_>, is: &mut Request) -> Result<(), Refusal> {
    if is.number.is_some() {
        return Ok(());
    }
    let def = work.service(&is.service)?;
    let Some(series) = &def.number else {
        return Ok(());
    };
    let year = work.moment.today().year();
    let name = is.service.as_str().to_owned();
    let serial = numbers::next_serial(work.db, &name, year)?;
    let text = series.number(year, serial, &work.settings.desk().codes)?;
    let at = work.moment.now.to_string();
    numbers::take(work.db, &name, year, serial, &text, is.id, &at)?;
    is.number = Some(text);
    Ok(())
}

fn claim(work: &mut Work<'_>, is: &mut Request, to: StaffId) -> Result<(), Refusal> {
    if !is.status.is_open() {
        return Err(Refusal::rule("claim-closed"));
    }
    match is.owner {
        Some(owner) if owner == to => Ok(()),
        Some(owner) if to == work.me.id => {
            Err(Refusal::rule("claim-taken").with("who", work.name_of(owner)))
        }
        _ => {
            is.owner = Some(to);
            Ok(())
        }
    }
}

fn release(work: &Work<'_>, is: &mut Request) -> Result<(), Refusal> {
    if is.owner != Some(work.me.id) && !allows(&work.me.roles, Right::Lead) {
        return Err(Refusal::new(RefusalKind::NotAllowed, "release-not-mine"));
    }
    is.owner = None;
    Ok(())
}

/// The head gives work to anybody; others hand over what is theirs, or what is nobody's.
pub(super) fn assign(work: &mut Work<'_>, is: &mut Request, to: StaffId) -> Result<(), Refusal> {
    let colleague = work.colleague(to)?;
    if !colleague.active || !permission::allows(&colleague.roles, Right::Work) {
        return Err(Refusal::rule("assign-cannot-work").with("who", colleague.name.as_str()));
    }
    let mine = is.owner.is_none() || is.owner == Some(work.me.id);
    if !mine && !allows(&work.me.roles, Right::Lead) {
        return Err(Refusal::new(RefusalKind::NotAllowed, "assign-not-mine"));
    }
    if !is.status.is_open() {
        return Err(Refusal::rule("claim-closed"));
    }
    is.owner = Some(to);
    Ok(())
}

fn other(work: &Work<'_>, is: &Request, number: RequestId) -> Result<Request, Refusal> {
    if number == is.id {
        return Err(Refusal::rule("same-as-itself"));
    }
    work.request(number)
}

fn duplicate(
    work: &mut Work<'_>,
    is: &mut Request,
    of: RequestId,
    reason: &str,
) -> Result<(), Refusal> {
    let of = other(work, is, of)?;
    work.step(is, Status::Duplicate, said(reason))?;
    is.same_as = Some(of.id);
    Ok(())
}

/// Moves what belongs to one request to another, row by row, so that undo moves it back.
fn hand_over<R: Row + super::work::Gone>(
    work: &mut Work<'_>,
    from: RequestId,
    into: RequestId,
    owner_of: fn(&mut R) -> &mut RequestId,
) -> Result<(), Refusal> {
    let rows: Vec<R> = row::select(
        work.db,
        "WHERE request = ?1 AND gone = 0 ORDER BY id",
        [from.0],
    )?;
    for was in rows {
        let mut is = was.clone();
        *owner_of(&mut is) = into;
        work.save(Some(&was), is, Some(into))?;
    }
    Ok(())
}

/// R25: never of two clients, never of two numbered reports.
fn merge(
    work: &mut Work<'_>,
    is: &mut Request,
    into: RequestId,
    reason: &str,
) -> Result<(), Refusal> {
    let target = other(work, is, into)?;
    if is.client != target.client {
        return Err(Refusal::rule("r25-two-clients").with("number", target.id.0));
    }
    if is.number.is_some() && target.number.is_some() {
        return Err(Refusal::rule("r25-two-numbers"));
    }
    if !target.status.is_open() {
        return Err(Refusal::rule("merge-into-closed").with("number", target.id.0));
    }
    work.step(is, Status::Duplicate, said(reason))?;
    is.same_as = Some(target.id);
    // The day the client wishes is not lost with the request that told it; of two the earlier counts.
    let wish = match (is.agreed, target.agreed) {
        (Some(one), Some(other)) if one.on < other.on => Some(one),
        (Some(one), None) => Some(one),
        _ => None,
    };
    if wish.is_some() {
        let mut wished = target.clone();
        wished.agreed = wish;
        work.save_request(Some(&target), wished)?;
    }
    hand_over::<SearchRun>(work, is.id, target.id, |r| &mut r.request)?;
    hand_over::<Concept>(work, is.id, target.id, |r| &mut r.request)?;
    hand_over::<Product>(work, is.id, target.id, |r| &mut r.request)?;
    hand_over::<Talk>(work, is.id, target.id, |r| &mut r.request)?;
    hand_over::<Effort>(work, is.id, target.id, |r| &mut r.request)?;
    hand_over::<Attachment>(work, is.id, target.id, |r| &mut r.request)?;
    hand_over::<Screening>(work, is.id, target.id, |r| &mut r.request)?;
    hand_over::<SamePair>(work, is.id, target.id, |r| &mut r.request)?;
    Ok(())
}

fn defer(work: &mut Work<'_>, is: &mut Request, until: Date, reason: &str) -> Result<(), Refusal> {
    if until <= work.moment.today() {
        return Err(Refusal::missing("until", "defer-past").with("day", until));
    }
    if is.status == Status::Deferred {
        required(reason)?;
        is.deferred_until = Some(until);
        return Ok(());
    }
    work.step(is, Status::Deferred, said(reason))?;
    is.deferred_until = Some(until);
    Ok(())
}

fn refer(work: &mut Work<'_>, is: &mut Request, to: &str, reason: &str) -> Result<(), Refusal> {
    if to.trim().is_empty() {
        return Err(Refusal::missing("to", "refer-to-missing"));
    }
    required(reason)?;
    work.step(is, Status::Referred, said(reason))?;
    is.referred_to = Some(to.trim().to_owned());
    Ok(())
}

/// Back to where the request stood before it waited.
pub(super) fn resume(work: &mut Work<'_>, is: &mut Request) -> Result<(), Refusal> {
    match is.status {
        Status::WaitingClient => {
            let steps: Vec<Step> = row::select(
                work.db,
                "WHERE request = ?1 AND gone = 0 ORDER BY id DESC LIMIT 20",
                [is.id.0],
            )?;
            let before = steps
                .iter()
                .find(|s| s.to == Status::WaitingClient)
                .map_or(Status::InProgress, |s| s.from);
            let to = match before {
                Status::Submitted | Status::Deferred => Status::Submitted,
                Status::Accepted => Status::Accepted,
                _ => Status::InProgress,
            };
            if is.status.may_become(to) {
                work.step(is, to, None)
            } else {
                work.step(is, Status::InProgress, None)
            }
        }
        Status::Deferred => work.step(is, Status::Submitted, None),
        _ => begin(work, is),
    }
}

/// What has ended or is with the client comes back only with a reason.
fn needs_reopening(status: Status) -> Option<Sentence> {
    matches!(status, Status::Delivered | Status::Closed)
        .then(|| Sentence::new("begin-reopen").with("status", Sentence::new(status.wording())))
}

/// Closed work is taken up again on an objection by opening it anew, with what was objected as the reason.
fn object_reopens(status: Status) -> Option<Sentence> {
    (status == Status::Closed).then(|| Sentence::new("object-reopen"))
}

fn begin(work: &mut Work<'_>, is: &mut Request) -> Result<(), Refusal> {
    if let Some(why) = needs_reopening(is.status) {
        return Err(Refusal {
            said: why,
            ..Refusal::rule("begin-reopen")
        });
    }
    work.step(is, Status::InProgress, None)?;
    if is.owner.is_none() {
        is.owner = Some(work.me.id);
    }
    Ok(())
}

fn submit(work: &mut Work<'_>, is: &mut Request) -> Result<(), Refusal> {
    work.may_step(is, Status::InReview)?;
    let def = work.service(&is.service)?;
    if def.review {
        is_searched(work, is.id)?;
        let products: Vec<Product> = row::select(
            work.db,
            "WHERE request = ?1 AND gone = 0 ORDER BY id",
            [is.id.0],
        )?;
        if products.iter().all(|product| product.stage == Stage::Void) {
            return Err(Refusal::missing("product", "submit-no-product"));
        }
        strategy::warn_of_log(work, is.id)?;
    }
    work.step(is, Status::InReview, None)
}

/// R07: what goes to review rests on searches that are on record whole.
pub(super) fn is_searched(work: &Work<'_>, request: RequestId) -> Result<(), Refusal> {
    let runs: Vec<SearchRun> = row::select(
        work.db,
        "WHERE request = ?1 AND gone = 0 ORDER BY id",
        [request.0],
    )?;
    if runs.is_empty() {
        return Err(Refusal::missing("run", "submit-no-run"));
    }
    let lacking = runs.iter().map(|run| (run, run.lacks()));
    match lacking.into_iter().find(|(_, lacks)| !lacks.is_empty()) {
        Some((run, lacks)) => Err(super::log::incomplete(run, &lacks)),
        None => Ok(()),
    }
}

/// R01: nobody signs what he searched himself.
/// What was signed or went out keeps its title, client and fields.
fn edit(work: &mut Work<'_>, was: &Request, patch: &RequestPatch) -> Result<Request, Refusal> {
    let told = patch
        .title
        .as_ref()
        .is_some_and(|title| title.trim() != was.title)
        || patch.client.is_some()
        || patch.count.is_some_and(|count| count != was.count)
        || patch
            .service
            .as_ref()
            .is_some_and(|service| *service != was.service)
        || patch
            .fields
            .iter()
            .any(|(key, value)| was.fields.get(key).unwrap_or(&serde_json::Value::Null) != value);
    if told {
        work.sealed(was)?;
    }
    super::receive::edit(work, was, patch)
}

fn sign(work: &mut Work<'_>, is: &mut Request) -> Result<(), Refusal> {
    let def = work.service(&is.service)?;
    let products: Vec<Product> = row::select(
        work.db,
        "WHERE request = ?1 AND gone = 0 ORDER BY id",
        [is.id.0],
    )?;
    // A case that is handed over takes its searches along: who made them reviews nothing of it, nor
    // whoever made one and dropped it.
    let runs: Vec<SearchRun> = row::select(work.db, "WHERE request = ?1 ORDER BY id", [is.id.0])?;
    let searched = |id: StaffId| {
        is.owner == Some(id)
            || runs.iter().any(|run| run.searcher == id)
            || products
                .iter()
                .any(|p| p.searcher == Some(id) && !matches!(p.stage, Stage::Void))
    };
    if def.review && searched(work.me.id) {
        return Err(Refusal::rule("r01-own-work"));
    }
    work.step(is, Status::Signed, None)
}

fn issue(work: &mut Work<'_>, is: &mut Request) -> Result<(), Refusal> {
    work.step(is, Status::Issued, None)?;
    give_number(work, is)
}

/// What ends with nothing on record behind it says why.
fn close(work: &mut Work<'_>, is: &mut Request, reason: Option<&str>) -> Result<(), Refusal> {
    work.may_step(is, Status::Closed)?;
    let reason = reason.and_then(said);
    if reason.is_none() && !has_work(work, is.id)? {
        return Err(Refusal::missing("reason", "close-nothing-behind"));
    }
    if reason.is_none()
        && work.service(&is.service)?.review
        && let Some(open) = unfinished(work, is.id)?
    {
        return Err(Refusal::missing("reason", "close-product-open").with("product", open));
    }
    warn_of_objections(work, is)?;
    work.step(is, Status::Closed, reason)
}

/// The title of a report that is begun and was never handed out: a correction, most often.
fn unfinished(work: &Work<'_>, id: RequestId) -> Result<Option<String>, Refusal> {
    let products: Vec<Product> = row::select(
        work.db,
        "WHERE request = ?1 AND gone = 0 ORDER BY id",
        [id.0],
    )?;
    let is_open =
        |p: &&Product| matches!(p.stage, Stage::Draft | Stage::InReview | Stage::Returned);
    Ok(products.iter().rfind(is_open).map(|p| p.title.clone()))
}

/// A client may object for some days after delivery; who closes earlier is told until when.
fn warn_of_objections(work: &mut Work<'_>, is: &Request) -> Result<(), Refusal> {
    let days = i64::from(work.settings.desk().objection_days);
    let objects = work.service(&is.service)?.path.contains(&Status::Objection);
    if is.status != Status::Delivered || !objects || days == 0 {
        return Ok(());
    }
    let steps: Vec<Step> = row::select(
        work.db,
        "WHERE request = ?1 AND gone = 0 ORDER BY id",
        [is.id.0],
    )?;
    let delivered = steps.iter().rfind(|step| step.to == Status::Delivered);
    let Some(until) = delivered.and_then(|step| {
        step.at
            .checked_add(SignedDuration::from_hours(24 * days))
            .ok()
    }) else {
        return Ok(());
    };
    if work.moment.now < until {
        work.warn(Sentence::new("warn-objection-open").with("until", until));
    }
    Ok(())
}

/// Whether anything was searched, made, said, attached, spent or delivered on a request.
fn has_work(work: &Work<'_>, id: RequestId) -> Result<bool, Refusal> {
    fn any<R: Row>(work: &Work<'_>, id: RequestId) -> Result<bool, Refusal> {
        let found: Vec<R> = row::select(
            work.db,
            "WHERE request = ?1 AND gone = 0 ORDER BY id LIMIT 1",
            [id.0],
        )?;
        Ok(!found.is_empty())
    }
    let steps: Vec<Step> = row::select(
        work.db,
        "WHERE request = ?1 AND gone = 0 ORDER BY id",
        [id.0],
    )?;
    Ok(steps.iter().any(|step| step.to == Status::Delivered)
        || any::<Talk>(work, id)?
        || any::<SearchRun>(work, id)?
        || any::<Product>(work, id)?
        || any::<Effort>(work, id)?
        || any::<Attachment>(work, id)?)
}

/// A number given stays with the request, as void.
fn leave(work: &mut Work<'_>, is: &mut Request, to: Status, reason: &str) -> Result<(), Refusal> {
    work.step(is, to, said(reason))?;
    if let Some(number) = &is.number {
        numbers::make_void(work.db, number)?;
    }
    Ok(())
}

fn reopen(work: &mut Work<'_>, is: &mut Request, reason: &str) -> Result<(), Refusal> {
    if is.status == Status::Archived {
        return Err(Refusal::rule("reopen-archived"));
    }
    required(reason)?;
    let to = match is.status {
        Status::Closed | Status::Delivered | Status::Objection => Status::InProgress,
        _ => Status::Submitted,
    };
    work.step(is, to, said(reason))?;
    if let Some(other) = is.same_as {
        // Which rows came from where is only known to the merging itself, and undo takes it back.
        work.warn(Sentence::new("reopen-rows-stay").with("number", other.0));
    }
    is.same_as = None;
    is.referred_to = None;
    if to == Status::Submitted {
        is.accepted_on = None;
        is.accepted_by = None;
    }
    Ok(())
}

fn set_stage(work: &Work<'_>, is: &mut Request, stage: &str) -> Result<(), Refusal> {
    let def = work.service(&is.service)?;
    if !def.stages_of(is.status).any(|s| s.key == stage) {
        return Err(Refusal::missing("stage", "no-such-stage").with("stage", stage));
    }
    is.stage = Some(stage.to_owned());
    Ok(())
}

fn agree(work: &Work<'_>, is: &mut Request, due: Option<Due>) -> Result<(), Refusal> {
    if !is.status.is_open() {
        return Err(Refusal::rule("claim-closed"));
    }
    if let Some(due) = due
        && due.on < work.moment.today()
    {
        return Err(Refusal::missing("due", "agree-past").with("day", due.on));
    }
    is.agreed = due.map(|mut due| {
        due.provisional = !work.settings.calendar().is_certain(due.on);
        due
    });
    Ok(())
}

fn tag(is: &mut Request, add: &[String], remove: &[String]) {
    is.tags.retain(|t| !remove.contains(t));
    for tag in add {
        let tag = tag.trim().to_owned();
        if !tag.is_empty() && !is.tags.contains(&tag) {
            is.tags.push(tag);
        }
    }
}

/// Those on a restricted request, and the head, say who else may see it.
fn name(
    work: &Work<'_>,
    is: &mut Request,
    add: &[StaffId],
    remove: &[StaffId],
) -> Result<(), Refusal> {
    let mine = [is.owner, is.accepted_by].contains(&Some(work.me.id));
    if !mine && !allows(&work.me.roles, Right::Lead) {
        return Err(Refusal::new(RefusalKind::NotAllowed, "name-not-mine"));
    }
    is.named.retain(|id| !remove.contains(id));
    for id in add {
        let colleague = work.colleague(*id)?;
        if !colleague.active {
            return Err(Refusal::rule("name-gone").with("who", colleague.name.as_str()));
        }
        if !is.named.contains(id) {
            is.named.push(*id);
        }
    }
    Ok(())
}

/// What a person could do with a request now, and why not where not: keys of acts in the order of work.
pub fn possible(work: &Work<'_>, request: &Request) -> Vec<(&'static str, Option<Sentence>)> {
    use Status::*;
    let to = |to: Status| -> Option<Sentence> { work.may_step(request, to).err().map(|r| r.said) };
    let role = |right: Right| work.may(right).err().map(|r| r.said);
    let open = (!request.status.is_open()).then(|| Sentence::new("claim-closed"));
    let taken = match request.owner {
        Some(owner) if owner == work.me.id => Some(Sentence::new("claim-mine-already")),
        Some(owner) => Some(Sentence::new("claim-taken").with("who", work.name_of(owner))),
        None => None,
    };
    let review = || {
        let own = request.owner == Some(work.me.id)
            && work.service(&request.service).is_ok_and(|d| d.review);
        own.then(|| Sentence::new("r01-own-work"))
    };
    let back = [InProgress, Submitted]
        .into_iter()
        .any(|s| request.status.may_become(s) && !request.status.is_at_work())
        && !matches!(request.status, Draft | Deferred);
    let reopen = match request.status {
        Archived => Some(Sentence::new("reopen-archived")),
        _ => (!back).then(|| Sentence::new("reopen-not-ended")),
    };
    let release = match request.owner {
        None => Some(Sentence::new("release-nobodys")),
        Some(owner) if owner != work.me.id && !allows(&work.me.roles, Right::Lead) => {
            Some(Sentence::new("release-not-mine"))
        }
        Some(_) => None,
    };
    let mine = [request.owner, request.accepted_by].contains(&Some(work.me.id));
    let name =
        (!mine && !allows(&work.me.roles, Right::Lead)).then(|| Sentence::new("name-not-mine"));
    let not_mine = match request.owner {
        Some(owner) if owner != work.me.id && !allows(&work.me.roles, Right::Lead) => {
            Some(Sentence::new("assign-not-mine"))
        }
        _ => None,
    };
    let stages = work
        .service(&request.service)
        .is_ok_and(|def| def.stages_of(request.status).next().is_some());
    let stage = (!stages).then(|| Sentence::new("stage-none"));
    let waiting = matches!(request.status, WaitingClient | Deferred);
    let held = request.held().map(|_| Sentence::new("hold-already"));
    let not_held = request.held().is_none().then(|| Sentence::new("hold-none"));
    let rows: Vec<(&'static str, Right, Option<Sentence>)> = vec![
        ("accept", Right::Serve, to(Accepted)),
        ("claim", Right::Serve, open.clone().or(taken)),
        (
            "begin",
            Right::Work,
            match waiting {
                true => None,
                false => needs_reopening(request.status).or_else(|| to(InProgress)),
            },
        ),
        ("wait", Right::Serve, to(WaitingClient)),
        ("submit", Right::Work, to(InReview)),
        ("sign", Right::Review, to(Signed).or_else(review)),
        ("return", Right::Review, to(Returned)),
        ("issue", Right::Work, to(Issued)),
        ("deliver", Right::Serve, to(Delivered)),
        ("close", Right::Serve, to(Closed)),
        ("decline", Right::Serve, to(Declined)),
        ("defer", Right::Serve, to(Deferred)),
        ("duplicate", Right::Serve, to(Duplicate)),
        ("merge", Right::Serve, to(Duplicate)),
        ("refer", Right::Serve, to(Referred)),
        ("assign", Right::Serve, open.clone()),
        ("hand_over", Right::Serve, open.clone().or(not_mine)),
        ("expedite", Right::Serve, open.clone()),
        ("agree", Right::Serve, open),
        ("edit", Right::Serve, None),
        ("tag", Right::Serve, None),
        ("withdraw", Right::Serve, to(Withdrawn)),
        ("cancel", Right::Serve, to(Cancelled)),
        ("reopen", Right::Serve, reopen),
        ("archive", Right::Serve, to(Archived)),
        ("release", Right::Serve, release),
        (
            "object",
            Right::Serve,
            object_reopens(request.status).or_else(|| to(Objection)),
        ),
        ("stage", Right::Serve, stage),
        ("name", Right::Serve, name),
        ("hold", Right::Lead, held),
        ("lift_hold", Right::Lead, not_held),
    ];
    let purged = request.purged.map(|_| Sentence::new("request-purged"));
    let only_reads =
        (!super::sight::may_see(request, work.me)).then(|| Sentence::new("glass-only-reads"));
    rows.into_iter()
        .map(|(key, right, why_not)| {
            let never = only_reads.clone().or(purged.clone());
            (key, role(right).or(never).or(why_not))
        })
        .collect()
}

/// The status a request is in, for a bulk's report; nothing where it cannot be seen.
pub fn status_of(work: &Work<'_>, id: RequestId) -> Option<(String, Status)> {
    requests::get(work.db, id)
        .ok()
        .filter(|r| super::sight::may_see(r, work.me))
        .map(|r| (r.title, r.status))
}
