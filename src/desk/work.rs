//! One command under way: what it reads, what it writes, and the changes the journal will tell of.
//! Everything a command writes goes through here, so that nothing is written without being told.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde_json::Map;

use super::due;
use super::sight::{self, Sight};
use crate::domain::permission::{Right, allows};
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::domain::request::Step;
use crate::domain::service::ServiceDef;
use crate::domain::{
    Client, ClientId, Request, RequestId, Rev, Sentence, ServiceKey, Staff, StaffId, Status,
    StepId, Uid,
};
use crate::settings::Settings;
use crate::store::journal::Change;
use crate::store::row::{self, Row};
use crate::store::tables::KeptRequest;
use crate::store::{Db, StoreError, people, requests, search};

/// When something happens: the moment, and the civil day and hour in the desk's zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    pub now: Timestamp,
    pub local: DateTime,
    pub zone: TimeZone,
}

impl Moment {
    /// To the second: moments are compared as they are written.
    pub fn new(now: Timestamp, zone: &TimeZone) -> Self {
        let now = Timestamp::from_second(now.as_second()).unwrap_or(now);
        Self {
            now,
            local: zone.to_datetime(now),
            zone: zone.clone(),
        }
    }

    pub fn today(&self) -> Date {
        self.local.date()
    }

    pub fn day_of(&self, moment: Timestamp) -> Date {
        self.zone.to_datetime(moment).date()
    }
}

pub struct Work<'a> {
    pub db: &'a Db,
    pub settings: &'a Settings,
    pub me: &'a Staff,
    pub staff: &'a [Staff],
    pub moment: &'a Moment,
    changes: Vec<Change>,
    touched: BTreeSet<(&'static str, i64)>,
    pub warnings: Vec<Sentence>,
}

/// What a finished command hands to the journal.
pub struct Written {
    pub changes: Vec<Change>,
    pub touched: Vec<(&'static str, i64)>,
    pub warnings: Vec<Sentence>,
}

impl<'a> Work<'a> {
    pub fn new(
        db: &'a Db,
        settings: &'a Settings,
        me: &'a Staff,
        staff: &'a [Staff],
        moment: &'a Moment,
    ) -> Self {
        Self {
            db,
            settings,
            me,
            staff,
            moment,
            changes: Vec::new(),
            touched: BTreeSet::new(),
            warnings: Vec::new(),
        }
    }

    pub fn finish(self) -> Written {
        Written {
            changes: self.changes,
            touched: self.touched.into_iter().collect(),
            warnings: self.warnings,
        }
    }

    /// How many changes there are so far, to fall back to when one item of a bulk is refused.
    pub fn mark(&self) -> usize {
        self.changes.len()
    }

    pub fn fall_back(&mut self, mark: usize) {
        self.changes.truncate(mark);
    }

    pub fn may(&self, right: Right) -> Result<(), Refusal> {
        if allows(&self.me.roles, right) {
            Ok(())
        } else {
            let key = match right {
                Right::Serve | Right::Work | Right::Self_ => "not-allowed-write",
                Right::Review => "not-allowed-review",
                Right::Lead => "not-allowed-lead",
                Right::Import => "not-allowed-import",
            };
            Err(Refusal::new(RefusalKind::NotAllowed, key))
        }
    }

    pub fn warn(&mut self, sentence: Sentence) {
        self.warnings.push(sentence);
    }

    pub fn service(&self, key: &ServiceKey) -> Result<&'a ServiceDef, Refusal> {
        self.settings.service(key).ok_or_else(|| {
            Refusal::missing("service", "no-such-service").with("service", key.as_str())
        })
    }

    pub fn colleague(&self, id: StaffId) -> Result<&'a Staff, Refusal> {
        self.staff
            .iter()
            .find(|s| s.id == id)
            .ok_or_else(|| Refusal::new(RefusalKind::NotFound, "no-such-staff"))
    }

    /// A request this person may see; otherwise it is as if there were none.
    pub fn request(&self, id: RequestId) -> Result<Request, Refusal> {
        let missing =
            || Refusal::new(RefusalKind::NotFound, "no-such-request").with("number", id.0);
        let request = requests::get(self.db, id).map_err(|error| match error {
            StoreError::NoRow => missing(),
            other => other.into(),
        })?;
        match sight::sight(self.db, &request, self.me, self.moment)? {
            Sight::Whole if request.purged.is_some() => Err(Refusal::rule("request-purged")),
            Sight::Whole => Ok(request),
            Sight::Reading => Err(Refusal::new(RefusalKind::NotAllowed, "glass-only-reads")),
            Sight::None => Err(missing()),
        }
    }

    /// A row of another table, refused when it is gone or was changed since `rev`.
    pub fn row<R: Row + Gone>(&self, key: i64, rev: Option<Rev>) -> Result<R, Refusal> {
        let row: R = row::get(self.db, key).map_err(Refusal::from)?;
        let missing = || Refusal::new(RefusalKind::NotFound, "not-found");
        if row.is_gone() {
            return Err(missing());
        }
        // Before its version is compared: who changed it last is told only to those who may see it.
        if let Some(request) = row.of_request() {
            self.request(request)
                .map_err(|refusal| match refusal.kind {
                    RefusalKind::NotFound => missing(),
                    _ => refusal,
                })?;
        }
        self.unchanged(rev, row.rev(), R::TABLE, key)?;
        Ok(row)
    }

    pub fn client(&self, id: ClientId) -> Result<Client, Refusal> {
        let missing = || Refusal::new(RefusalKind::NotFound, "no-such-client");
        let client = people::resolve(self.db, id).map_err(|error| match error {
            StoreError::NoRow => missing(),
            other => other.into(),
        })?;
        if client.gone || sight::is_hidden_client(self.db, client.id, self.me, self.moment)? {
            return Err(missing());
        }
        if client.erased.is_some() {
            return Err(Refusal::rule("client-erased"));
        }
        Ok(client)
    }

    /// A client's own record, tombstone or not, by its number.
    pub fn client_row(&self, id: ClientId, rev: Option<Rev>) -> Result<Client, Refusal> {
        if sight::is_hidden_client(self.db, id, self.me, self.moment)? {
            return Err(Refusal::new(RefusalKind::NotFound, "not-found"));
        }
        let client: Client = self.row(id.0, rev)?;
        match client.erased {
            Some(_) => Err(Refusal::rule("client-erased")),
            None => Ok(client),
        }
    }

    /// R30: what was seen must be what is there.
    pub fn unchanged(
        &self,
        seen: Option<Rev>,
        is: Rev,
        table: &str,
        key: i64,
    ) -> Result<(), Refusal> {
        match seen {
            Some(seen) if seen != is => {
                let (who, when) = self.last_change(table, key)?;
                let refusal = Refusal::new(RefusalKind::Stale, "r30-stale");
                Err(refusal.with("who", who).with("when", when))
            }
            _ => Ok(()),
        }
    }

    /// Who changed a record last, and at what hour.
    fn last_change(&self, table: &str, key: i64) -> Result<(String, String), StoreError> {
        let entries = crate::store::journal::of_row(self.db, table, key, None, 1)?;
        Ok(entries.first().map_or_else(Default::default, |entry| {
            let who = self
                .staff
                .iter()
                .find(|s| s.id == entry.by)
                .map(|s| s.name.clone())
                .unwrap_or_default();
            let when = entry.at.parse::<Timestamp>().map_or_else(
                |_| String::new(),
                |at| {
                    let at = self.moment.zone.to_datetime(at);
                    format!("{:02}:{:02}", at.hour(), at.minute())
                },
            );
            (who, when)
        }))
    }

    fn tell<R: Row>(&mut self, was: Option<&R>, is: &R) -> Result<(), StoreError> {
        let before = match was {
            Some(was) => row::to_map(was)?,
            None => Map::new(),
        };
        let (was_values, is_values) = row::delta(&before, &row::to_map(is)?);
        self.changes.push(Change {
            table: R::TABLE.to_owned(),
            row: is.key(),
            rev: is.rev().0,
            new: was.is_none(),
            was: if was.is_none() {
                Map::new()
            } else {
                was_values
            },
            is: is_values,
        });
        Ok(())
    }

    /// Writes a request; its version goes up and its due date is reckoned anew.
    pub fn save_request(
        &mut self,
        was: Option<&Request>,
        mut is: Request,
    ) -> Result<Request, Refusal> {
        let def = self.settings.service(&is.service);
        is.due = match def {
            Some(def) => {
                due::reckon(self.db, &is, def, self.settings, self.moment)?.map(|d| d.value)
            }
            None => is.agreed,
        };
        is.rev = Rev(was.map_or(0, |w| w.rev.0) + 1);
        requests::save(self.db, was, &is, &self.moment.now.to_string())?;
        let kept = |request: &Request| KeptRequest {
            request: request.clone(),
            updated_at: String::new(),
        };
        self.tell(was.map(&kept).as_ref(), &kept(&is))?;
        self.touched.insert(("request", is.id.0));
        Ok(is)
    }

    /// Notes for histories that a client is concerned.
    pub fn touch_client(&mut self, id: ClientId) {
        self.touched.insert(("client", id.0));
    }

    /// Notes for histories that a request is concerned.
    pub fn touch_request(&mut self, id: RequestId) {
        self.touched.insert(("request", id.0));
    }

    /// Tells of a change without what was there before: it was taken out.
    pub fn tell_of(&mut self, table: &str, row: i64, rev: Rev, is: (&str, serde_json::Value)) {
        self.changes.push(super::purge::change(table, row, rev, is));
    }

    /// Whether a request's due date would be another one if it were reckoned now.
    pub fn reckons_otherwise(&self, request: &Request) -> Result<bool, Refusal> {
        let Some(def) = self.settings.service(&request.service) else {
            return Ok(false);
        };
        let due = due::reckon(self.db, request, def, self.settings, self.moment)?;
        Ok(due.map(|d| d.value) != request.due)
    }

    /// Writes a client with the words it is found by.
    pub fn save_client(&mut self, was: Option<&Client>, mut is: Client) -> Result<Client, Refusal> {
        is.rev = Rev(was.map_or(0, |w| w.rev.0) + 1);
        people::save(self.db, was, &is)?;
        self.tell(was, &is)?;
        self.touched.insert(("client", is.id.0));
        Ok(is)
    }

    /// Writes a row that belongs to a request.
    pub fn save<R: Row>(
        &mut self,
        was: Option<&R>,
        mut is: R,
        request: Option<RequestId>,
    ) -> Result<R, Refusal> {
        if was.is_none() && is.key() == 0 {
            is.set_key(row::next_key::<R>(self.db)?);
        }
        is.set_rev(Rev(was.map_or(0, |w| w.rev().0) + 1));
        match was {
            Some(was) => row::update(self.db, was, &is)?,
            None => row::insert(self.db, &is)?,
        }
        self.tell(was, &is)?;
        if let Some(request) = request {
            self.touched.insert(("request", request.0));
        }
        Ok(is)
    }

    /// The row a client-made id already stands for: a retried save finds what the first one wrote.
    pub fn already<R: Row>(&self, uid: &Uid) -> Result<Option<i64>, Refusal> {
        Ok(requests::by_uid::<R>(self.db, &uid.to_string())?)
    }

    /// Takes a request to another status, with the step from which its pauses are derived.
    pub fn step(
        &mut self,
        request: &mut Request,
        to: Status,
        reason: Option<String>,
    ) -> Result<(), Refusal> {
        let def = self.service(&request.service)?;
        let from = request.status;
        self.may_step(request, to)?;
        if def.needs_reason(to) && reason.as_deref().is_none_or(|r| r.trim().is_empty()) {
            return Err(Refusal::missing("reason", "r21-reason"));
        }
        self.save(
            None,
            Step {
                id: StepId(0),
                rev: Rev(0),
                request: request.id,
                at: self.moment.now,
                by: self.me.id,
                from,
                to,
                reason,
                gone: false,
            },
            Some(request.id),
        )?;
        request.status = to;
        request.stage = def.stages_of(to).next().map(|s| s.key.clone());
        request.closed_at = (!to.is_open()).then_some(self.moment.now);
        if to != Status::Deferred {
            request.deferred_until = None;
        }
        Ok(())
    }

    /// What was signed and went out stays as it was: a change of it is a new version, made after the
    /// request was opened again.
    pub fn sealed(&self, request: &Request) -> Result<(), Refusal> {
        use Status::*;
        let is_out = matches!(
            request.status,
            Signed | Issued | Delivered | Objection | Closed | Archived
        );
        match is_out && self.service(&request.service)?.review {
            true => Err(Refusal::rule("issued-stays")
                .with("status", Sentence::new(request.status.wording()))),
            false => Ok(()),
        }
    }

    /// Whether the core, the service's path and its review allow the step. A case that was delivered once
    /// and came back may be closed as it is.
    pub fn may_step(&self, request: &Request, to: Status) -> Result<(), Refusal> {
        let def = self.service(&request.service)?;
        def.may_become(request.status, to)?;
        if !def.skips_review(request.status, to) {
            return Ok(());
        }
        let delivered = to == Status::Closed
            && row::select::<Step>(
                self.db,
                "WHERE request = ?1 AND gone = 0 ORDER BY id",
                [request.id.0],
            )?
            .iter()
            .any(|step| step.to == Status::Delivered);
        match delivered {
            true => Ok(()),
            false => Err(Refusal::rule("service-review-first").with("service", def.names.clone())),
        }
    }

    /// Indexes or drops a sent message for later answers.
    pub fn index_answer(&self, talk: &crate::domain::Talk) -> Result<(), Refusal> {
        if talk.gone {
            search::drop_answer(self.db, talk.id.0)?;
        } else if talk.kind == crate::domain::talk::TalkKind::Sent {
            let asked = requests::get(self.db, talk.request)?.title;
            search::index_answer(self.db, talk, &asked)?;
        }
        Ok(())
    }

    pub fn name_of(&self, id: StaffId) -> String {
        self.staff
            .iter()
            .find(|s| s.id == id)
            .map(|s| s.name.clone())
            .unwrap_or_default()
    }
}

/// A row that is hidden rather than deleted.
pub trait Gone {
    fn is_gone(&self) -> bool;
    fn set_gone(&mut self, gone: bool);
    /// The request it belongs to: who may not see that may not see this.
    fn of_request(&self) -> Option<RequestId>;
}

macro_rules! gone {
    ($($type:ty => $request:expr),+ $(,)?) => {$(
        impl Gone for $type {
            fn is_gone(&self) -> bool { self.gone }
            fn set_gone(&mut self, gone: bool) { self.gone = gone; }
            fn of_request(&self) -> Option<RequestId> {
                let of: fn(&$type) -> Option<RequestId> = $request;
                of(self)
            }
        }
    )+};
}

gone!(
    Client => |_| None,
    crate::domain::client::Apart => |_| None,
    Staff => |_| None,
    Step => |row| Some(row.request),
    crate::domain::SearchRun => |row| Some(row.request),
    crate::domain::Concept => |row| Some(row.request),
    crate::domain::Product => |row| Some(row.request),
    crate::domain::Talk => |row| Some(row.request),
    crate::domain::request::Effort => |row| Some(row.request),
    crate::domain::request::Attachment => |row| Some(row.request),
    crate::domain::request::Glass => |row| Some(row.request),
    crate::domain::literature::Screening => |row| Some(row.request),
    crate::domain::literature::SamePair => |row| Some(row.request),
    crate::domain::Absence => |_| None,
    crate::domain::Handover => |row| Some(row.request),
);
