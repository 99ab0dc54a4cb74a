//! Who sees a restricted request, and what is kept from everybody else: the request itself, its client
//! where nothing else is known of her, and any number that would tell of it. Need-to-know is decided here
//! and, as a condition over rows, in `store::filter`.

use super::work::{Moment, Work};
use crate::domain::permission::{Right, allows};
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::domain::request::{Glass, Secrecy};
use crate::domain::{ClientId, GlassId, Request, RequestId, Rev, Staff, Status};
use crate::store::filter::Scope;
use crate::store::{Db, StoreError, glass, people, requests, row};

/// Statuses in which a reviewer reads what is restricted; `store::filter` holds the same.
const UNDER_REVIEW: [Status; 2] = [Status::InReview, Status::Signed];

/// How much of a request somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Nothing: it is as if there were none.
    None,
    /// All of it for today, and no change: she broke the glass.
    Reading,
    Whole,
}

/// Whether this person may see and work on the request.
pub fn may_see(request: &Request, me: &Staff) -> bool {
    request.secrecy == Secrecy::Open
        || allows(&me.roles, Right::Lead)
        || request.owner == Some(me.id)
        || request.accepted_by == Some(me.id)
        || request.named.contains(&me.id)
        // Who is asked to review must be able to read it.
        || (UNDER_REVIEW.contains(&request.status) && allows(&me.roles, Right::Review))
}

pub fn sight(db: &Db, request: &Request, me: &Staff, moment: &Moment) -> Result<Sight, StoreError> {
    if request.gone {
        return Ok(Sight::None);
    }
    if may_see(request, me) {
        return Ok(Sight::Whole);
    }
    Ok(
        match glass::is_open(db, request.id, me.id, moment.today())? {
            true => Sight::Reading,
            false => Sight::None,
        },
    )
}

/// Who looks, and when, for conditions over rows.
pub fn scope(me: &Staff, moment: &Moment) -> Scope {
    let local = moment.local;
    Scope {
        me: me.id,
        sees_restricted: allows(&me.roles, Right::Lead),
        reviews: allows(&me.roles, Right::Review),
        today: moment.today(),
        now_key: format!("{}T{:02}:{:02}", local.date(), local.hour(), local.minute()),
        zone: moment.zone.clone(),
    }
}

/// A request by its number, where this person may see and work on it.
pub fn is_seen(db: &Db, id: RequestId, me: &Staff) -> bool {
    requests::get(db, id).is_ok_and(|request| !request.gone && may_see(&request, me))
}

/// A client of whom nothing is known but restricted requests that this person may not see.
pub fn is_hidden_client(
    db: &Db,
    client: ClientId,
    me: &Staff,
    moment: &Moment,
) -> Result<bool, StoreError> {
    people::is_unseen(db, client, &scope(me, moment))
}

/// Opens a restricted request to oneself for today. The reason stands in the journal for ever.
pub fn break_glass(
    work: &mut Work<'_>,
    request: RequestId,
    reason: &str,
) -> Result<Glass, Refusal> {
    work.may(Right::Serve)?;
    if reason.trim().is_empty() {
        return Err(Refusal::missing("reason", "glass-reason"));
    }
    let missing = || Refusal::new(RefusalKind::NotFound, "no-such-request");
    let found = match requests::get(work.db, request) {
        Ok(found) if !found.gone => found,
        Ok(_) | Err(StoreError::NoRow) => return Err(missing().with("number", request.0)),
        Err(error) => return Err(error.into()),
    };
    if sight(work.db, &found, work.me, work.moment)? != Sight::None {
        return Err(Refusal::rule("glass-open-already").with("number", request.0));
    }
    let glass = Glass {
        id: GlassId(0),
        rev: Rev(0),
        request,
        by: work.me.id,
        at: work.moment.now,
        on: work.moment.today(),
        reason: reason.trim().to_owned(),
        noted_by: None,
        gone: false,
    };
    work.save(None, glass, Some(request))
}

/// The head has taken note that somebody broke the glass; it no longer stands in her list.
pub fn note_glass(work: &mut Work<'_>, id: GlassId) -> Result<Glass, Refusal> {
    work.may(Right::Lead)?;
    let was: Glass = row::get(work.db, id.0)?;
    if was.noted_by.is_some() {
        return Ok(was);
    }
    let mut is = was.clone();
    is.noted_by = Some(work.me.id);
    let request = was.request;
    work.save(Some(&was), is, Some(request))
}
