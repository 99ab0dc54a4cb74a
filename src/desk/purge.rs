//! Taking content out: of requests whose period is over, and of a person who asks for it. What must be
//! kept is refused by name; nothing of this is ever taken back.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::acts::required;
use super::keeping::{kept, must_keep};
use super::work::{Moment, Work};
use super::{Desk, Refusal};
use crate::domain::permission::Right;
use crate::domain::refusal::RefusalKind;
use crate::domain::{Arg, Client, ClientId, Request, RequestId, Rev, Sentence};
use crate::settings::Settings;
use crate::store::journal::Change;
use crate::store::tables::KeptRequest;
use crate::store::{self, Db, StoreError, people, requests, row, search};
use crate::text::{Words, segment};

/// What would go and what would not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Purgeable {
    /// Ended requests whose period is over: number, title, when they were ended.
    pub go: Vec<(RequestId, String, Date)>,
    /// Ended requests that stay, and why.
    pub stay: Vec<(RequestId, Sentence)>,
    /// Requests that are open, which no period has begun for.
    pub open: u64,
}

/// What a purge or an erasure took out, for the rest that is done once it is durable.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TakenOut {
    /// Hashes of files that requests no longer name.
    pub files: Vec<String>,
    pub purged: Vec<RequestId>,
    /// Requests of an erased client that must be kept, and until when; no day is for ever.
    pub kept: Vec<(RequestId, Option<Date>)>,
    /// Drafts, places and views in which the person stood.
    pub left_lying: usize,
}

/// Every request there is, open or not, for the head.
pub fn purgeable(
    db: &Db,
    settings: &Settings,
    moment: &Moment,
    before: Option<Date>,
) -> Result<Purgeable, Refusal> {
    let mut found = Purgeable::default();
    let mut after = 0_i64;
    loop {
        let rows: Vec<KeptRequest> =
            row::select(db, "WHERE id > ?1 ORDER BY id LIMIT 1000", [after])?;
        let Some(last) = rows.last() else {
            return Ok(found);
        };
        after = last.request.id.0;
        let living = |r: &Request| !r.gone && r.purged.is_none();
        for request in rows.into_iter().map(|kept| kept.request).filter(living) {
            if store::imports::is_hidden(db, "request", request.id.0)? {
                continue;
            }
            let ended = request.closed_at.map(|at| moment.day_of(at));
            if request.status.is_open() {
                found.open += 1;
            } else if before.is_none_or(|before| ended.is_none_or(|on| on < before)) {
                match (must_keep(&request, settings, moment), ended) {
                    (None, Some(on)) => found.go.push((request.id, request.title, on)),
                    (None, None) => {}
                    (Some(why), _) => found.stay.push((request.id, why)),
                }
            }
        }
    }
}

/// What stands where content was, in the desk's own language.
fn in_its_place(work: &Work<'_>, said: &Sentence) -> String {
    Words::new(work.settings.desk().language).say(said)
}

/// Takes the content of requests out, all of them or none.
pub fn purge(work: &mut Work<'_>, set: &[RequestId], reason: &str) -> Result<TakenOut, Refusal> {
    work.may(Right::Lead)?;
    required(reason)?;
    let mut taken = TakenOut::default();
    for id in set {
        let request = work.request(*id)?;
        if let Some(why) = must_keep(&request, work.settings, work.moment) {
            let said = Refusal::rule("purge-must-keep").with("number", id.0);
            return Err(said.with("why", why));
        }
        taken.files.extend(empty(work, &request)?);
        taken.purged.push(*id);
    }
    Ok(taken)
}

/// The number, the service, days, statuses and the number of the report stay; all else goes.
fn empty(work: &mut Work<'_>, was: &Request) -> Result<Vec<String>, Refusal> {
    let is = Request {
        rev: Rev(was.rev.0 + 1),
        title: in_its_place(work, &Sentence::new("case-purged")),
        client: None,
        expedite: None,
        referred_to: None,
        named: Vec::new(),
        tags: Vec::new(),
        fields: std::collections::BTreeMap::new(),
        origin: None,
        hold: None,
        purged: Some(work.moment.now),
        ..was.clone()
    };
    requests::save(work.db, Some(was), &is, &work.moment.now.to_string())?;
    let number = is.number.as_deref().map(segment::index_text);
    search::index_request(work.db, is.id.0, &number.unwrap_or_default())?;
    let files = store::purge::texts(work.db, is.id.0)?;
    let when = Value::String(work.moment.now.to_string());
    work.tell_of("request", is.id.0, is.rev, ("purged", when));
    work.touch_request(is.id);
    Ok(files)
}

/// Erases a person: the record, the records merged into it, and all that says something of it and need
/// not be kept.
pub fn erase(work: &mut Work<'_>, id: ClientId, reason: &str) -> Result<TakenOut, Refusal> {
    work.may(Right::Lead)?;
    required(reason)?;
    let records = records_of(work.db, id)?;
    let texts = texts_of(&records);
    if texts.iter().any(|text| reason.contains(text.as_str())) {
        return Err(Refusal::missing("reason", "erase-reason-names"));
    }
    let of_person = requests_of(work.db, &records)?;
    let open = of_person.iter().filter(|request| is_open(request));
    let open: Vec<Arg> = open.map(|r| Arg::from(format!("#{}", r.id))).collect();
    if !open.is_empty() {
        return Err(Refusal::rule("erase-open").with("numbers", open));
    }
    let mut taken = TakenOut::default();
    for request in of_person {
        let over = must_keep(&request, work.settings, work.moment).is_none();
        if request.gone || over {
            taken.files.extend(empty(work, &request)?);
            taken.purged.push(request.id);
        } else {
            store::purge::inside_talk(work.db, request.id.0)?;
            let words = search::request_words(&request, "");
            search::index_request(work.db, request.id.0, &words)?;
            let until = kept(&request, work.settings, work.moment).and_then(|k| k.value);
            taken.kept.push((request.id, until));
        }
    }
    for was in records {
        blank(work, &was)?;
    }
    taken.left_lying = store::purge::left_lying(work.db, &texts)?;
    Ok(taken)
}

/// The living record a number stands for, first, and all that were merged into it.
pub(super) fn records_of(db: &Db, id: ClientId) -> Result<Vec<Client>, Refusal> {
    let missing = || Refusal::new(RefusalKind::NotFound, "no-such-client");
    let living = people::resolve(db, id).map_err(|error| match error {
        StoreError::NoRow => missing(),
        other => other.into(),
    })?;
    if living.erased.is_some() {
        return Err(Refusal::rule("client-erased"));
    }
    let mut records = vec![living];
    let mut at = 0;
    while let Some(record) = records.get(at) {
        for merged in people::merged_into(db, record.id)? {
            if records.iter().all(|known| known.id != merged.id) {
                records.push(merged);
            }
        }
        at += 1;
    }
    Ok(records)
}

/// Every request that names one of these records, removed ones too.
pub(super) fn requests_of(db: &Db, records: &[Client]) -> Result<Vec<Request>, Refusal> {
    let mut of_person = Vec::new();
    for record in records {
        for id in requests::of_client(db, record.id.0)? {
            let kept: KeptRequest = row::get(db, id)?;
            of_person.push(kept.request);
        }
    }
    Ok(of_person)
}

/// Nobody is erased while one of her requests is worked on.
pub(super) fn is_open(request: &Request) -> bool {
    request.status.is_open() && !request.gone
}

/// What a person is named and reached by. A single character is in too many other texts.
pub(super) fn texts_of(records: &[Client]) -> Vec<String> {
    let mut texts = Vec::new();
    for record in records {
        let named = [
            &record.name,
            &record.phone,
            &record.email,
            &record.wechat,
            &record.orcid,
        ];
        for text in named.into_iter().chain(&record.variants) {
            if text.chars().count() > 1 && !texts.contains(text) {
                texts.push(text.clone());
            }
        }
    }
    texts
}

fn blank(work: &mut Work<'_>, was: &Client) -> Result<(), Refusal> {
    let none = String::new;
    let said = Sentence::new("client-erased-named").with("id", was.id.0);
    let is = Client {
        rev: Rev(was.rev.0 + 1),
        name: in_its_place(work, &said),
        variants: Vec::new(),
        unit: none(),
        title: none(),
        phone: none(),
        email: none(),
        wechat: none(),
        orcid: none(),
        remark: none(),
        erased: Some(work.moment.now),
        ..was.clone()
    };
    row::update(work.db, was, &is)?;
    search::index_client(work.db, is.id.0, "")?;
    store::purge::pairs(work.db, is.id.0)?;
    store::purge::forget(work.db, "client", is.id.0)?;
    let when = Value::String(work.moment.now.to_string());
    work.tell_of("client", is.id.0, is.rev, ("erased", when));
    work.touch_client(is.id);
    Ok(())
}

impl TakenOut {
    /// The set an entry of the journal names.
    pub fn made_of(&self, what: &str, reason: &str) -> Value {
        let numbers = |ids: &[RequestId]| ids.iter().map(|id| id.0).collect::<Vec<_>>();
        let kept: Vec<i64> = self.kept.iter().map(|(id, _)| id.0).collect();
        json!({
            what: numbers(&self.purged), "done": self.purged.len(), "kept": kept,
            "reason": reason.trim(),
        })
    }

    /// Which requests stay and until when, in one sentence; None where none does.
    pub fn stays(&self) -> Option<Sentence> {
        let one = |(id, until): &(RequestId, Option<Date>)| {
            let said = match until {
                Some(day) => Sentence::new("erase-kept-until").with("day", *day),
                None => Sentence::new("erase-kept-longer"),
            };
            Arg::from(said.with("number", id.0))
        };
        let all: Vec<Arg> = self.kept.iter().map(one).collect();
        (!all.is_empty()).then(|| Sentence::new("erase-kept").with("requests", all))
    }
}

/// What is told once the rest of the work is done: what stays, and where copies of it may lie.
pub fn told_after(taken: &TakenOut, settled: bool) -> Vec<Sentence> {
    let not_settled = (!settled).then(|| Sentence::new("purge-not-settled"));
    let copies = Sentence::new("purge-copies");
    let told = taken.stays().into_iter().chain(not_settled);
    told.chain([copies]).collect()
}

impl Desk {
    /// What is left to do after content was taken out, once that is durable: its files, and its traces in
    /// the search index and the log. False while a trace stays because somebody still reads.
    pub fn sweep(&mut self, files: &[String]) -> Result<bool, Refusal> {
        let folder = self.store.files();
        let writing = self.store.write()?;
        for sha256 in files {
            if !store::purge::is_used(writing.db(), sha256)? {
                store::kept::remove(&folder, sha256);
            }
        }
        writing.commit()?;
        for index in store::purge::INDEXES {
            let mut begins = true;
            loop {
                let writing = self.store.write()?;
                let done = store::purge::sweep_words(writing.db(), index, begins)?;
                writing.commit()?;
                if done && !begins {
                    break;
                }
                begins = false;
            }
        }
        Ok(self.store.settle_log()?)
    }
}

/// A change that says only that something was taken out.
pub fn change(table: &str, row: i64, rev: Rev, (key, when): (&str, Value)) -> Change {
    Change {
        table: table.to_owned(),
        row,
        rev: rev.0,
        new: false,
        was: Map::from_iter([(key.to_owned(), Value::Null)]),
        is: Map::from_iter([(key.to_owned(), when)]),
    }
}
