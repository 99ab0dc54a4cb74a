//! Moving in: a whole ledger of past and running work at once. Rows come in by chunks that hold no
//! other console up, hidden until the last is in; then one short write shows them, with one entry in
//! the journal that names the set. Everything or nothing; the same file twice adds nothing.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use jiff::{Timestamp, civil::Date};
use serde_json::{Value, json};

use super::sight::{self, Sight};
use super::work::{Moment, Work};
use super::{Desk, made_ready, old_numbers, told};
use crate::domain::client::ClientKind;
use crate::domain::permission::Right;
use crate::domain::refusal::Refusal;
use crate::domain::request::{Due, Secrecy};
use crate::domain::talk::TalkKind;
use crate::domain::{
    Channel, Client, ClientId, Request, RequestId, Rev, Sentence, Seq, ServiceKey, Staff, StaffId,
    Status, Talk, TalkId, Uid,
};
use crate::store::journal::{self, NewEntry};
use crate::store::tables::KeptRequest;
use crate::store::{StoreError, imports, people, requests, row, search, tally};
use crate::text::fold::fold;

/// Rows in one transaction: short enough that nobody waits, and enough that the indexes of words, which
/// write themselves out at its end, do it in pieces of some size.
const CHUNK: usize = 2000;

/// One row of a ledger, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct LedgerRow {
    /// Line or row of the file, counted from 1, for messages.
    pub line: usize,
    /// The id its maker gave it, where the file has one.
    pub uid: Option<Uid>,
    pub service: ServiceKey,
    pub title: String,
    pub client: Option<LedgerClient>,
    pub channel: Channel,
    pub received_at: Timestamp,
    pub accepted_on: Option<Date>,
    pub closed_at: Option<Timestamp>,
    pub due: Option<Date>,
    pub status: Status,
    pub owner: Option<StaffId>,
    pub count: Option<u32>,
    pub number: Option<String>,
    /// By what it is known again in a later file; empty where nothing is to be kept.
    pub identity: String,
    pub tags: Vec<String>,
    /// Where the ledger says it; else the service's own.
    pub secrecy: Option<Secrecy>,
    pub fields: BTreeMap<String, Value>,
    /// Kept as a note on the request.
    pub note: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct LedgerClient {
    pub kind: ClientKind,
    pub is_organisation: bool,
    pub name: String,
    pub unit: String,
    pub phone: String,
    pub email: String,
}

/// What the rows are a part of.
#[derive(Clone, Debug)]
pub struct LedgerFile {
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Brought {
    pub seq: Option<Seq>,
    pub said: Sentence,
    pub requests: u64,
    pub clients: u64,
    /// The file was brought in before; nothing was added.
    pub known: bool,
}

/// Where an import stands, for a progress line; answering false stops it and leaves nothing behind.
pub type Progress<'p> = &'p mut dyn FnMut(usize, usize) -> bool;

impl Desk {
    /// The request that a row of a ledger is, by its id or its number, where it is here already.
    pub fn ledger_row_is(&self, row: &LedgerRow) -> Result<Option<RequestId>, Refusal> {
        let db = self.store.db();
        let mut found = None;
        if let Some(uid) = &row.uid {
            found = requests::by_uid::<KeptRequest>(db, &uid.to_string())?.map(RequestId);
        }
        if let (None, Some(number)) = (found, &row.number) {
            found = requests::by_number(db, number)?;
        }
        // A row with a number that is not here is another request, however alike they are: left out, its
        // number would be missing from the series.
        if found.is_none() && row.number.is_none() && !row.identity.is_empty() {
            found = imports::of_identity(db, &row.identity)?.map(RequestId);
        }
        match found {
            Some(id) if !imports::is_hidden(db, "request", id.0)? => Ok(Some(id)),
            _ => Ok(None),
        }
    }

    /// Whether this person may be told that the request is there.
    pub fn may_tell_of(&self, request: RequestId, moment: &Moment) -> Result<bool, Refusal> {
        let db = self.store.db();
        let request = requests::get(db, request)?;
        Ok(sight::sight(db, &request, &self.me, moment)? != Sight::None)
    }

    pub fn bring_in(
        &mut self,
        file: &LedgerFile,
        rows: &[LedgerRow],
        moment: &Moment,
        progress: Progress<'_>,
    ) -> Result<Brought, Refusal> {
        self.sweep_unfinished()?;
        {
            let work = Work::new(
                self.store.db(),
                &self.settings,
                &self.me,
                &self.staff,
                moment,
            );
            work.may(Right::Import)?;
        }
        if let Some(known) = imports::of_file(self.store.db(), &file.sha256)? {
            return Ok(Brought {
                seq: None,
                said: Sentence::new("import-known")
                    .with("name", known.name)
                    .with("rows", known.rows),
                requests: 0,
                clients: 0,
                known: true,
            });
        }
        // Nothing happened, and there is nothing to take back.
        if rows.is_empty() {
            return Ok(Brought {
                seq: None,
                said: Sentence::new("import-nothing").with("name", file.name.as_str()),
                requests: 0,
                clients: 0,
                known: false,
            });
        }
        let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let set = {
            let writing = self.store.write()?;
            let at = moment.now.to_string();
            let set = imports::begin(writing.db(), &file.sha256, &file.name, &at, count)?;
            writing.commit()?;
            set
        };
        self.store.begin_filling()?;
        let brought = self.bring_rows(&set, rows, moment, progress);
        self.store.end_filling()?;
        match brought {
            Ok((moves, clients)) => self.show(file, &set, &moves, rows, clients, moment),
            Err(refusal) => {
                self.sweep_unfinished()?;
                Err(refusal)
            }
        }
    }

    fn bring_rows(
        &mut self,
        set: &imports::ImportSet,
        rows: &[LedgerRow],
        moment: &Moment,
        progress: Progress<'_>,
    ) -> Result<(tally::Moves, u64), Refusal> {
        let mut known: HashMap<String, Known> = HashMap::new();
        let mut moves = tally::Moves::new();
        let (mut request_id, mut client_id) = (set.first_request, set.first_client);
        let (settings, me) = (self.settings.clone(), self.me.clone());
        let mut done = 0;
        let all = rows.len();
        made_ready::by_pieces(rows, CHUNK, &settings, moment, |piece| {
            if !progress(done, all) {
                return Err(Refusal::rule("import-stopped"));
            }
            let writing = self.store.write()?;
            let db = writing.db();
            // Put into the indexes of words after all rows: they write themselves out before every row
            // that comes between.
            let mut found_by: Vec<(i64, Rc<str>)> = Vec::with_capacity(piece.rows.len());
            let mut clients_found_by = Vec::new();
            let nothing: Rc<str> = Rc::from("");
            for ready in &mut piece.rows {
                let line = ready.line;
                let (request, parts) = (&mut ready.request, &mut ready.parts);
                let mut words = &nothing;
                if let Some(client) = &mut ready.client {
                    let known = match known.entry(std::mem::take(&mut client.key)) {
                        Entry::Occupied(found) => found.into_mut(),
                        Entry::Vacant(place) => {
                            let known = match self_same(db, client.given)? {
                                Some(known) => Known::of(known.id, people::words_of(db, &known)?),
                                None => {
                                    let new = client_from(client.given, client_id, self.ids.next());
                                    let words = client.words.take();
                                    let words = words.unwrap_or_else(|| search::client_words(&new));
                                    client_id += 1;
                                    row::insert(db, &new)?;
                                    let known = Known::of(new.id, words);
                                    clients_found_by.push((new.id.0, known.words.clone()));
                                    known
                                }
                            };
                            place.insert(known)
                        }
                    };
                    known.requests += 1;
                    words = &known.words;
                    request.client = Some(known.id);
                    parts.set_key("client", known.id.0);
                }
                request.id = RequestId(request_id);
                request.uid = self.ids.next();
                request_id += 1;
                if let Some(uid) = line.uid
                    && requests::by_uid::<KeptRequest>(db, &uid.to_string())?.is_none()
                {
                    request.uid = uid;
                }
                parts.set_key("id", request.id.0);
                parts.set_text("uid", request.uid.to_string());
                old_numbers::free(db, line)?;
                row::insert_parts(db, parts)?;
                found_by.push((request.id.0, words.clone()));
                if !line.identity.is_empty() {
                    imports::keep_identity(db, &line.identity, request.id.0)?;
                }
                old_numbers::take(db, request, &settings, moment)?;
                if let Some(text) = &line.note {
                    row::insert(db, &note_from(db, text, request, &me, self.ids.next())?)?;
                }
            }
            for (id, words) in &clients_found_by {
                search::index_client(db, *id, words)?;
            }
            let mut words = String::new();
            for (ready, (id, of_client)) in piece.rows.iter().zip(&found_by) {
                words.clear();
                words.push_str(&ready.words);
                words.push_str(of_client);
                search::index_new_request(db, *id, &words)?;
            }
            writing.commit()?;
            tally::join(&mut moves, std::mem::take(&mut piece.moves));
            done += piece.rows.len();
            Ok(())
        })?;
        for known in known.into_values() {
            tally::note_client(&mut moves, known.id, known.requests);
        }
        progress(done, rows.len());
        Ok((
            moves,
            u64::try_from(client_id - set.first_client).unwrap_or(0),
        ))
    }

    /// The one write by which all of it becomes visible.
    fn show(
        &mut self,
        file: &LedgerFile,
        set: &imports::ImportSet,
        moves: &tally::Moves,
        rows: &[LedgerRow],
        clients: u64,
        moment: &Moment,
    ) -> Result<Brought, Refusal> {
        let writing = self.store.write()?;
        imports::show_finished(writing.db(), set.id, moves)?;
        let made_of = json!({
            "set": set.id, "sha256": file.sha256, "name": file.name, "requests": rows.len(),
            "clients": clients, "first": set.first_request, "last": set.last_request,
        });
        let seq = journal::append(
            writing.db(),
            &NewEntry {
                at: moment.now.to_string(),
                by: self.me.id,
                kind: "import".to_owned(),
                changes: Vec::new(),
                made_of: Some(made_of),
                undoes: None,
                salt: self.ids.salt(),
                touched: Vec::new(),
            },
        )?;
        writing.commit()?;
        Ok(Brought {
            seq: Some(seq),
            said: told::done("import")
                .with("requests", rows.len())
                .with("clients", i64::try_from(clients).unwrap_or(i64::MAX))
                .with("name", file.name.as_str()),
            requests: u64::try_from(rows.len()).unwrap_or(0),
            clients,
            known: false,
        })
    }

    /// Takes away what an import left that was stopped or cut off.
    pub fn sweep_unfinished(&mut self) -> Result<(), Refusal> {
        for set in imports::unfinished(self.store.db())? {
            loop {
                let writing = self.store.write()?;
                let done = imports::sweep(writing.db(), set, 2000)?;
                writing.commit()?;
                if done {
                    break;
                }
            }
        }
        Ok(())
    }
}

/// A client some rows of a ledger have named so far.
struct Known {
    id: ClientId,
    /// What she is found by.
    words: Rc<str>,
    requests: i64,
}

impl Known {
    fn of(id: ClientId, words: String) -> Self {
        Self {
            id,
            words: words.into(),
            requests: 0,
        }
    }
}

/// A client of the same name, unit and address who is already known.
fn self_same(db: &crate::store::Db, given: &LedgerClient) -> Result<Option<Client>, StoreError> {
    let same = |a: &str, b: &str| fold(a).trim() == fold(b).trim();
    let named = crate::store::people::named(db, &given.name)?;
    Ok(named.into_iter().find(|c| {
        same(&c.unit, &given.unit) && (given.email.is_empty() || same(&c.email, &given.email))
    }))
}

pub(super) fn client_from(given: &LedgerClient, id: i64, uid: Uid) -> Client {
    Client {
        id: ClientId(id),
        uid,
        rev: Rev(1),
        kind: given.kind,
        is_organisation: given.is_organisation,
        name: given.name.clone(),
        variants: Vec::new(),
        unit: given.unit.clone(),
        title: String::new(),
        phone: given.phone.clone(),
        email: given.email.clone(),
        wechat: String::new(),
        orcid: String::new(),
        remark: String::new(),
        merged_into: None,
        erased: None,
        gone: false,
    }
}

pub(super) fn request_from(
    line: &LedgerRow,
    id: i64,
    uid: Uid,
    client: Option<ClientId>,
    settings: &crate::settings::Settings,
    moment: &Moment,
) -> Request {
    let def = settings.service(&line.service);
    let calendar = settings.calendar();
    let accepted_on = line.accepted_on.or_else(|| {
        (line.status.is_at_work()
            || line.status >= Status::Delivered && line.status <= Status::Archived)
            .then(|| moment.day_of(line.received_at))
    });
    let agreed = line.due.map(|on| Due {
        on,
        at: None,
        provisional: !calendar.is_certain(on),
    });
    Request {
        id: RequestId(id),
        uid,
        rev: Rev(1),
        service: line.service.clone(),
        title: line.title.clone(),
        client,
        status: line.status,
        stage: def.and_then(|d| d.stages_of(line.status).next().map(|s| s.key.clone())),
        owner: line.owner,
        channel: line.channel,
        received_at: line.received_at,
        accepted_on,
        accepted_by: None,
        target_days: None,
        agreed,
        due: None,
        count: line.count,
        expedite: None,
        deferred_until: None,
        same_as: None,
        referred_to: None,
        secrecy: line
            .secrecy
            .or_else(|| def.map(|d| d.secrecy))
            .unwrap_or_default(),
        named: Vec::new(),
        tags: line.tags.clone(),
        fields: line.fields.clone(),
        origin: Some("import".to_owned()),
        number: line.number.clone(),
        closed_at: line.closed_at.filter(|_| !line.status.is_open()),
        hold: None,
        purged: None,
        gone: false,
    }
}

/// What the old ledger says of a request besides, as a note of the day it came in.
fn note_from(
    db: &crate::store::Db,
    text: &str,
    request: &Request,
    me: &Staff,
    uid: Uid,
) -> Result<Talk, StoreError> {
    Ok(Talk {
        id: TalkId(row::next_key::<Talk>(db)?),
        uid,
        rev: Rev(1),
        request: request.id,
        kind: TalkKind::Note,
        channel: None,
        at: request.received_at,
        by: me.id,
        lang: me.lang,
        text: text.to_owned(),
        gone: false,
    })
}
