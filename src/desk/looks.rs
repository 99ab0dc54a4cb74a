//! Answers to looks. Nothing here changes anything, and nothing is shown that the person may not see.

use jiff::Timestamp;

use super::alike::{self, Wish};
use super::look::*;
use super::sight::{self, Sight, may_see};
use super::work::{Moment, Work};
use super::{acts, clients, due, settle, told};
use crate::domain::opened;
use crate::domain::permission::{Right, allows};
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::domain::request::{Attachment, Effort, Step};
use crate::domain::status::Clock;
use crate::domain::talk::TalkKind;
use crate::domain::trace::Source;
use crate::domain::{
    Client, ClientId, Concept, Product, Request, RequestId, SearchRun, Sentence, Seq, Staff,
    StaffId, Status, Talk,
};
use crate::query::{self, Condition, Key, Owner, QueryError, Search, Vocabulary, unknown_owner};
use crate::settings::Settings;
use crate::store::filter::{Filter, Scope};
use crate::store::journal::Entry;
use crate::store::requests::{self, Line};
use crate::store::{Db, glass, journal, people, records, row, search, tally};
use crate::text::pinyin;

/// Bound of the figures in the top line: beyond it they are shown as "more than".
const PULSE: u64 = 999;

/// What a look needs to know.
pub struct Looking<'a> {
    pub db: &'a Db,
    pub settings: &'a Settings,
    pub vocabulary: &'a Vocabulary,
    pub me: &'a Staff,
    pub staff: &'a [Staff],
    pub moment: &'a Moment,
}

/// Words by which the search language knows services and staff.
pub fn vocabulary(settings: &Settings, staff: &[Staff]) -> Vocabulary {
    let mut vocabulary = Vocabulary::core();
    for head in settings.service_names() {
        let words = [
            &head.names.zh,
            &head.names.en,
            &head.short.zh,
            &head.short.en,
        ];
        vocabulary.add(
            Key::Service,
            head.key.as_str(),
            words.into_iter().map(String::as_str),
        );
    }
    add_staff(&mut vocabulary, staff);
    vocabulary
}

pub fn add_staff(vocabulary: &mut Vocabulary, staff: &[Staff]) {
    for person in staff {
        vocabulary.add(Key::Owner, &person.login, [person.name.as_str()]);
    }
}

impl Looking<'_> {
    pub fn answer(&self, look: &Look) -> Result<Seen, Refusal> {
        Ok(match look {
            Look::Queue {
                search,
                from,
                backwards,
                limit,
            } => Seen::Queue(self.queue(search, from.as_ref(), *backwards, *limit)?),
            Look::Count { search, upto } => {
                let (found, more) = requests::count(self.db, &self.filter(search)?, *upto)?;
                Seen::Count { found, more }
            }
            Look::Keys { search, upto } => {
                Seen::Keys(requests::keys(self.db, &self.filter(search)?, *upto)?)
            }
            Look::Case(id) => Seen::Case(Box::new(self.case(*id)?)),
            Look::Timeline {
                request,
                before,
                limit,
            } => Seen::Timeline(self.timeline(*request, *before, *limit)?),
            Look::Pulse => Seen::Pulse(self.pulse()?),
            Look::Clients { words, limit } => {
                Seen::Clients(self.clients(people::find(self.db, words, *limit)?)?)
            }
            Look::ClientCase(id) => Seen::ClientCase(Box::new(self.client_case(*id)?)),
            Look::LikelyClients {
                name,
                unit,
                phone,
                email,
            } => {
                let likely = clients::likely_typed(self.db, name, unit, phone, email)?;
                Seen::Clients(self.clients(likely)?)
            }
            Look::Products { words, limit } => Seen::Products(self.products(words, *limit)?),
            Look::PastAnswers {
                request,
                words,
                limit,
            } => Seen::PastAnswers(self.past_answers(*request, words, *limit)?),
            Look::Staff => Seen::Staff(self.staff.to_vec()),
            Look::Openings => Seen::Openings(self.openings()?),
            Look::Safety => Seen::Safety(super::safety::safety(self.db, self.moment)?),
            Look::Purgeable(before) => {
                self.leads()?;
                let found = super::purge::purgeable(self.db, self.settings, self.moment, *before)?;
                Seen::Purgeable(found)
            }
            Look::Erasable(client) => {
                self.leads()?;
                let (settings, moment) = (self.settings, self.moment);
                let found = super::erasable::erasable(self.db, settings, moment, *client)?;
                Seen::Erasable(Box::new(found))
            }
            Look::Away => Seen::Away(people::absences(self.db, self.moment.today())?),
            Look::LastUndo => Seen::LastUndo(self.last_undo()?),
            Look::WhyDue(id) => Seen::Why(self.why_due(*id)?),
            Look::Preview(_) | Look::Literature(_) => {
                return Err(Refusal::new(RefusalKind::NotFound, "not-found"));
            }
        })
    }

    fn leads(&self) -> Result<(), Refusal> {
        match allows(&self.me.roles, Right::Lead) {
            true => Ok(()),
            false => Err(Refusal::new(RefusalKind::NotAllowed, "not-allowed-lead")),
        }
    }

    fn scope(&self) -> Scope {
        sight::scope(self.me, self.moment)
    }

    /// The search as conditions; a mistake in it comes back with its place.
    pub fn filter(&self, text: &str) -> Result<Filter, Refusal> {
        let refusal = |error: QueryError| {
            Refusal {
                kind: RefusalKind::Missing { field: "search" },
                said: error.said,
            }
            .with("from", error.span.start)
            .with("to", error.span.end)
        };
        let search: Search = query::parse(text, self.vocabulary).map_err(refusal)?;
        let by_name = |word: &str| -> Vec<StaffId> {
            self.staff
                .iter()
                .filter(|s| s.login == word || pinyin::matches(word, &s.name))
                .map(|s| s.id)
                .collect()
        };
        for term in &search.terms {
            let Condition::Owner(owners) = &term.condition else {
                continue;
            };
            let stranger = owners.iter().find_map(|owner| match owner {
                Owner::Name(name) if by_name(name).is_empty() => Some(name),
                _ => None,
            });
            if let Some(name) = stranger {
                return Err(refusal(unknown_owner(name, term.span, self.vocabulary)));
            }
        }
        Ok(Filter::new(&search, &self.scope(), &by_name))
    }

    fn queue(
        &self,
        search: &str,
        from: Option<&Cursor>,
        backwards: bool,
        limit: usize,
    ) -> Result<Page, Refusal> {
        let filter = self.filter(search)?;
        let place = from.map(|c| (c.sort.as_str(), c.request));
        let (lines, more) = requests::page(self.db, &filter, place, backwards, limit)?;
        let settled = settle::is_settled(self.db, self.moment)?;
        let mut rows = Vec::with_capacity(lines.len());
        for line in lines {
            rows.push(self.as_of_today(queue_row(line), settled)?);
        }
        Ok(Page { rows, more })
    }

    /// An open pause moves a due date by itself, and what was kept of it may be of another day.
    fn as_of_today(&self, mut row: QueueRow, settled: bool) -> Result<QueueRow, Refusal> {
        if !settled
            && row.status.clock() == Clock::Paused
            && let Some(def) = self.settings.service(&row.service)
        {
            let request = requests::get(self.db, row.id)?;
            let due = due::reckon(self.db, &request, def, self.settings, self.moment)?;
            row.due = due.map(|due| due.value);
        }
        Ok(row)
    }

    pub fn request(&self, id: RequestId) -> Result<Request, Refusal> {
        let missing =
            || Refusal::new(RefusalKind::NotFound, "no-such-request").with("number", id.0);
        match requests::get(self.db, id) {
            Ok(request)
                if sight::sight(self.db, &request, self.me, self.moment)? != Sight::None =>
            {
                Ok(request)
            }
            Ok(_) | Err(crate::store::StoreError::NoRow) => Err(missing()),
            Err(error) => Err(error.into()),
        }
    }

    fn case(&self, id: RequestId) -> Result<Case, Refusal> {
        let mut request = self.request(id)?;
        request.same_as = request
            .same_as
            .filter(|other| sight::is_seen(self.db, *other, self.me));
        let client = request
            .client
            .map(|c| people::resolve(self.db, c))
            .transpose()?;
        let (client_history, client_total) = match &client {
            Some(client) => self.history_of(client.id, Some(id), 20)?,
            None => (Vec::new(), 0),
        };
        let of_request = "WHERE request = ?1 AND gone = 0 ORDER BY id";
        let runs: Vec<SearchRun> = row::select(self.db, of_request, [id.0])?;
        let concepts: Vec<Concept> = row::select(self.db, of_request, [id.0])?;
        let imported = records::imported(self.db, id)?;
        let products: Vec<Product> = row::select(self.db, of_request, [id.0])?;
        let steps: Vec<Step> = row::select(self.db, of_request, [id.0])?;
        let efforts: Vec<Effort> = row::select(self.db, of_request, [id.0])?;
        let attachments: Vec<Attachment> = row::select(self.db, of_request, [id.0])?;
        let talks: Vec<Talk> = row::select(
            self.db,
            "WHERE request = ?1 AND gone = 0 ORDER BY id DESC LIMIT 50",
            [id.0],
        )?;
        let def = self.settings.service(&request.service);
        let why_due = match def {
            Some(def) => due::reckon(self.db, &request, def, self.settings, self.moment)?,
            None => None,
        };
        if let Some(due) = &why_due
            && request.status.clock() == Clock::Paused
        {
            // While it is paused the date moves from day to day; the kept one is of this morning.
            request.due = Some(due.value);
        }
        let why_due = why_due.map(|traced| traced.trace);
        let work = Work::new(self.db, self.settings, self.me, self.staff, self.moment);
        let verbs = acts::possible(&work, &request);
        let lacks = def
            .filter(|_| request.status.is_open())
            .map_or_else(Vec::new, |def| {
                def.missing(&request.fields)
                    .into_iter()
                    .map(|f| f.key.clone())
                    .collect()
            });
        let alike = match request.status.awaits_triage() {
            true => self.alike(&request)?,
            false => Vec::new(),
        };
        let handover = super::handover::newest(self.db, id)?
            .filter(|handover| request.owner == Some(handover.receiver));
        Ok(Case {
            alike,
            handover,
            expedite: request.expedite.clone(),
            kept: super::keeping::kept(&request, self.settings, self.moment),
            client,
            client_history,
            client_total,
            runs,
            concepts,
            imported,
            products,
            steps,
            talks,
            efforts,
            attachments,
            why_due,
            verbs,
            lacks,
            request,
        })
    }

    fn alike(&self, request: &Request) -> Result<Vec<(RequestId, String, String)>, Refusal> {
        let wish = Wish {
            service: &request.service,
            title: &request.title,
            client: request.client,
            but: Some(request.id),
        };
        let mut found = Vec::new();
        for other in alike::of(self.db, &wish, self.me)?.into_iter().take(3) {
            let client = match other.client {
                Some(client) => people::resolve(self.db, client)?.name,
                None => String::new(),
            };
            found.push((other.id, other.title, client));
        }
        Ok(found)
    }

    fn history_of(
        &self,
        client: ClientId,
        but: Option<RequestId>,
        limit: usize,
    ) -> Result<(Vec<QueueRow>, u64), Refusal> {
        let mut filter = self.filter("")?;
        filter.conditions.push("r.client = ?".into());
        filter.params.push(client.0.into());
        let (lines, _) = requests::page(self.db, &filter, None, false, limit + 1)?;
        let settled = settle::is_settled(self.db, self.moment)?;
        let others = lines.into_iter().filter(|l| Some(l.id) != but);
        let rows = others
            .take(limit)
            .map(|line| self.as_of_today(queue_row(line), settled))
            .collect::<Result<_, _>>()?;
        Ok((rows, self.requests_of(client)?))
    }

    fn timeline(
        &self,
        id: RequestId,
        before: Option<Seq>,
        limit: usize,
    ) -> Result<Vec<Happening>, Refusal> {
        self.request(id)?;
        journal::of_row(self.db, "request", id.0, before, limit)?
            .into_iter()
            .map(|entry| {
                told::happening(self.db, entry, id.0, self.staff, self.me, self.moment)
                    .map_err(Refusal::from)
            })
            .collect()
    }

    /// How many of a client's requests this person may see.
    fn requests_of(&self, client: ClientId) -> Result<u64, Refusal> {
        let unseen = tally::unseen(self.db, &self.scope(), Some(client.0))?;
        let all = tally::of_client(self.db, client.0)?;
        Ok(all.saturating_sub(unseen.values().sum()))
    }

    /// Those of whom this person may know, with what she may see of them.
    fn clients(&self, found: Vec<(Client, u64)>) -> Result<Vec<ClientRow>, Refusal> {
        let mut rows = Vec::with_capacity(found.len());
        for (client, _) in found {
            if sight::is_hidden_client(self.db, client.id, self.me, self.moment)? {
                continue;
            }
            rows.push(ClientRow {
                requests: self.requests_of(client.id)?,
                id: client.id,
                name: client.name,
                unit: client.unit,
                phone: client.phone,
                email: client.email,
            });
        }
        Ok(rows)
    }

    /// For the head alone; to others there never was one.
    fn openings(&self) -> Result<Vec<Opening>, Refusal> {
        if !allows(&self.me.roles, Right::Lead) {
            return Ok(Vec::new());
        }
        let mut openings = Vec::new();
        for glass in glass::not_noted(self.db)? {
            let by = self.staff.iter().find(|s| s.id == glass.by);
            openings.push(Opening {
                title: requests::get(self.db, glass.request)?.title,
                glass: glass.id,
                request: glass.request,
                by: by.map(|s| s.name.clone()).unwrap_or_default(),
                at: glass.at,
                reason: glass.reason,
            });
        }
        Ok(openings)
    }

    fn pulse(&self) -> Result<Pulse, Refusal> {
        let unseen = tally::unseen(self.db, &self.scope(), None)?;
        let with = |status: Status| -> Result<u64, Refusal> {
            let hidden = unseen.get(status.key()).copied().unwrap_or(0);
            Ok(tally::with_status(self.db, status)?.saturating_sub(hidden))
        };
        let mut open = 0;
        for status in Status::ALL.into_iter().filter(|s| s.is_open()) {
            open += with(status)?;
        }
        let (overdue, _) = requests::count(self.db, &self.filter("is:overdue")?, PULSE)?;
        Ok(Pulse {
            open,
            to_triage: with(Status::Submitted)?,
            mine: tally::owned_by(self.db, self.me.id)?,
            overdue,
            waiting: with(Status::WaitingClient)?,
        })
    }

    fn client_case(&self, id: ClientId) -> Result<ClientCase, Refusal> {
        let client = people::resolve(self.db, id)?;
        if sight::is_hidden_client(self.db, client.id, self.me, self.moment)? {
            return Err(crate::store::StoreError::NoRow.into());
        }
        let (requests, total) = self.history_of(client.id, None, 50)?;
        Ok(ClientCase {
            merged: people::merged_into(self.db, client.id)?,
            likely_same: self.clients(clients::likely(self.db, &client, 5)?)?,
            requests,
            total,
            client,
        })
    }

    fn products(&self, words: &str, limit: usize) -> Result<Vec<ProductRow>, Refusal> {
        let mut filter = self.filter(words)?;
        filter
            .conditions
            .push("EXISTS (SELECT 1 FROM product p WHERE p.request = r.id AND p.gone = 0)".into());
        filter.order = query::Order::New;
        let (lines, _) = requests::page(self.db, &filter, None, false, limit)?;
        let mut rows = Vec::new();
        for line in lines {
            let products: Vec<Product> = row::select(
                self.db,
                "WHERE request = ?1 AND gone = 0 ORDER BY id DESC",
                [line.id.0],
            )?;
            rows.extend(products.into_iter().map(|product| ProductRow {
                id: product.id,
                request_title: line.title.clone(),
                client: line.client.clone(),
                product,
            }));
        }
        rows.truncate(limit);
        Ok(rows)
    }

    /// Messages sent on earlier requests that speak of the same things, the nearest first.
    fn past_answers(
        &self,
        id: RequestId,
        words: &str,
        limit: usize,
    ) -> Result<Vec<PastAnswer>, Refusal> {
        let request = self.request(id)?;
        let mut found: Vec<PastAnswer> = Vec::new();
        let Some(expression) = search::likeness(&format!("{words} {}", request.title)) else {
            return Ok(found);
        };
        for (talk, other) in search::answers(self.db, &expression, limit * 4)? {
            if other.id == id || talk.kind != TalkKind::Sent || !may_see(&other, self.me) {
                continue;
            }
            let text = self.opened(&talk, &other)?;
            if found.iter().any(|f| f.text == text) {
                continue;
            }
            found.push(PastAnswer {
                request: other.id,
                title: other.title,
                at: talk.at,
                lang: talk.lang,
                text,
            });
            if found.len() == limit {
                break;
            }
        }
        Ok(found)
    }

    /// What was sent on a request, without what belonged to it and its client.
    fn opened(&self, talk: &Talk, of: &Request) -> Result<String, Refusal> {
        let client = match of.client {
            Some(client) => Some(people::resolve(self.db, client)?),
            None => None,
        };
        let number = of.number.clone().unwrap_or_default();
        let request = format!("#{}", of.id);
        let mut known = vec![
            ("title", of.title.as_str()),
            ("number", number.as_str()),
            ("request", request.as_str()),
        ];
        if let Some(client) = &client {
            let names = client.variants.iter().chain([&client.name]);
            known.extend(names.map(|name| ("client", name.as_str())));
        }
        known.extend(self.staff.iter().map(|s| ("staff", s.name.as_str())));
        Ok(opened::open(&talk.text, &known))
    }

    /// The newest own entry of today that stands and that nothing newer has touched. One key must not
    /// take back what was done last week, or in a demo by nobody: older ones go back from the timeline.
    fn last_undo(&self) -> Result<LastUndo, Refusal> {
        let newest = journal::last_standing(self.db, self.me.id, 1)?.pop();
        let done_at = |entry: &Entry| entry.at.parse::<Timestamp>().unwrap_or_default();
        let today = |entry: &Entry| {
            self.moment.zone.to_datetime(done_at(entry)).date() == self.moment.today()
        };
        let Some(entry) = newest.filter(today) else {
            return Ok(LastUndo::default());
        };
        let what = told::step(self.db, &entry, self.me)?;
        let barred = |key| LastUndo {
            stands: None,
            barred: Some(Sentence::new(key).with("what", what.clone())),
        };
        if !super::undo::is_undoable(&entry) {
            return Ok(match super::undo::is_issued(&entry) {
                true => barred("undo-last-never"),
                false => LastUndo::default(),
            });
        }
        let seen = |id: i64| sight::is_seen(self.db, RequestId(id), self.me);
        for change in &entry.changes {
            let kind = match change.table.as_str() {
                "request" => "request",
                "client" => "client",
                _ => continue,
            };
            if journal::touched_after(self.db, kind, change.row, entry.seq)? {
                return Ok(barred("undo-last-touched"));
            }
        }
        let blind = super::undo::is_blind(&entry);
        let of_request = |c: &crate::store::journal::Change| c.table == "request";
        if !blind && entry.changes.iter().any(|c| of_request(c) && !seen(c.row)) {
            return Ok(LastUndo::default());
        }
        Ok(LastUndo {
            stands: Some((entry.seq, what)),
            barred: None,
        })
    }

    fn why_due(&self, id: RequestId) -> Result<crate::domain::Trace, Refusal> {
        let request = self.request(id)?;
        let nothing = || Refusal::rule("due-nothing-promised");
        let def = self
            .settings
            .service(&request.service)
            .ok_or_else(nothing)?;
        let due = due::reckon(self.db, &request, def, self.settings, self.moment)?;
        let kept = super::keeping::kept(&request, self.settings, self.moment);
        let (due, kept) = (due.map(|d| d.trace), kept.map(|k| k.trace));
        match (due, kept) {
            (Some(mut due), Some(kept)) => {
                due = due.because(kept.line, Source::Reckoned);
                due.steps.extend(kept.steps);
                Ok(due)
            }
            (due, kept) => due.or(kept).ok_or_else(nothing),
        }
    }
}

fn queue_row(line: Line) -> QueueRow {
    QueueRow {
        id: line.id,
        rev: line.rev,
        service: line.service,
        title: line.title,
        client: line.client,
        status: line.status,
        stage: line.stage,
        owner: line.owner,
        channel: line.channel,
        due: line.due,
        count: line.count,
        urgent: line.urgent,
        secrecy: line.secrecy,
        deferred_until: line.deferred_until,
        received_at: line.received_at,
        number: line.number,
        cursor: Cursor {
            sort: line.sort,
            request: line.id,
        },
    }
}
