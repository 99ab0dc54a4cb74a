//! The use cases: every change to records is a [`Command`], every look a [`Look`]. Permission, rule,
//! rows, counters and journal stand in one transaction.

pub mod absence;
mod acts;
mod alike;
mod attached;
mod carried;
pub mod clients;
pub mod command;
pub mod doctor;
pub mod due;
pub mod erasable;
pub mod exports;
pub mod handover;
mod hurry;
mod ids;
pub mod keeping;
pub mod ledger;
pub mod literature;
mod log;
pub mod look;
mod looks;
mod made_ready;
mod old_numbers;
mod own;
pub mod presence;
mod products;
pub mod purge;
mod receive;
pub mod safety;
mod settle;
mod sight;
mod staff;
mod strategy;
mod talks;
mod told;
mod undo;
mod work;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use jiff::{SignedDuration, Timestamp};

pub use command::{Act, Command, Done, Target};
pub use ids::Ids;
pub use look::{LastUndo, Look, Seen};
pub use looks::vocabulary;
pub use talks::shown_name;
pub use work::Moment;

use crate::domain::permission::Right;
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::domain::{ClientId, Lang, Rev, Role, Roles, Sentence, Seq, Staff, StaffId};
use crate::query::Vocabulary;
use crate::settings::Settings;
use crate::store::journal::{self, NewEntry};
use crate::store::{self, Store, people, personal};
use work::Work;

/// Clocks that agree differ by less; a journal entry from further ahead means that one of them moved.
const CLOCKS_APART: SignedDuration = SignedDuration::from_secs(90);

/// A console's desk: a store, the settings, and who sits at it.
pub struct Desk {
    store: Store,
    settings: Arc<Settings>,
    me: Staff,
    staff: Vec<Staff>,
    /// Made when the first search is read.
    vocabulary: OnceLock<Vocabulary>,
    ids: Ids,
    /// That the clock went back is said once.
    clock_told: bool,
    /// The newest entry of the journal this desk knows of.
    known: i64,
    /// Up to which entry it was told what colleagues gave this person.
    told: i64,
    /// The works that were found of one request's records.
    found: literature::Found,
}

/// What has happened in the store besides one's own writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    Nothing,
    /// Something that stands in no journal: a draft, a place, who looks at what.
    Aside,
    Records,
}

/// The first member of staff of a new store.
#[derive(Clone, Debug)]
pub struct Founder {
    pub login: String,
    pub name: String,
    pub lang: Lang,
    /// What the desk calls itself, where it is not what `desk.toml` says.
    pub desk_name: Option<String>,
}

impl Desk {
    /// Makes a store with its first member of staff, who holds every role but read-only.
    pub fn found(
        path: &Path,
        settings: Arc<Settings>,
        founder: &Founder,
        moment: &Moment,
    ) -> Result<Desk, Refusal> {
        Self::found_with(path, settings, founder, Ids::Chance, moment)
    }

    /// As [`Desk::found`], with ids that come from elsewhere.
    pub fn found_with(
        path: &Path,
        settings: Arc<Settings>,
        founder: &Founder,
        ids: Ids,
        moment: &Moment,
    ) -> Result<Desk, Refusal> {
        let mut store = Store::create(path)?;
        if !people::staff(store.db())?.is_empty() {
            return Err(Refusal::rule("store-founded-already"));
        }
        let writing = store.write()?;
        let db = writing.db();
        let first = Staff {
            id: StaffId(0),
            uid: ids.next(),
            rev: Rev(0),
            login: founder.login.trim().to_owned(),
            name: founder.name.trim().to_owned(),
            roles: Roles(vec![Role::Head, Role::Desk, Role::Searcher, Role::Reviewer]),
            lang: founder.lang,
            active: true,
            gone: false,
        };
        let mut work = Work::new(db, &settings, &first, &[], moment);
        let first = work.save(None, first.clone(), None)?;
        let written = work.finish();
        if let Some(name) = &founder.desk_name {
            personal::set_meta(db, "desk_name", name)?;
        }
        personal::set_meta(db, settle::CALENDAR, &settings.calendar().fingerprint())?;
        journal::append(
            db,
            &NewEntry {
                at: moment.now.to_string(),
                by: first.id,
                kind: "first".to_owned(),
                changes: written.changes,
                made_of: None,
                undoes: None,
                salt: ids.salt(),
                touched: written.touched,
            },
        )?;
        writing.commit()?;
        Ok(Self::seat(store, settings, Some(&founder.login))?.with_ids(ids))
    }

    /// Opens a store for a member of staff. Without a login the only one there is is meant.
    pub fn open(
        path: &Path,
        settings: Arc<Settings>,
        login: Option<&str>,
    ) -> Result<Desk, Refusal> {
        Self::seat(Self::store_at(path)?, settings, login)
    }

    /// The store alone, for whoever reads settings meanwhile; `seat` makes a desk of it.
    pub fn store_at(path: &Path) -> Result<Store, Refusal> {
        Ok(Store::open(path)?)
    }

    /// Whether somebody at the desk has this login.
    pub fn knows(store: &Store, login: &str) -> Result<bool, Refusal> {
        Ok(people::staff(store.db())?.iter().any(|s| s.login == login))
    }

    /// Sits down at an open store. Without a login its first member of staff is meant.
    pub fn seat(
        mut store: Store,
        settings: Arc<Settings>,
        login: Option<&str>,
    ) -> Result<Desk, Refusal> {
        let staff = people::staff(store.db())?;
        let found = match login {
            Some(login) => staff.iter().find(|s| s.login == login),
            None => staff.first(),
        };
        let me = found.filter(|s| s.active).cloned().ok_or_else(|| {
            Refusal::new(RefusalKind::NotAllowed, "who-are-you")
                .with("login", login.unwrap_or_default())
        })?;
        store.call_me(&me.login);
        let (known, _) = journal::head(store.db())?;
        Ok(Desk {
            store,
            settings,
            me,
            staff,
            vocabulary: OnceLock::new(),
            ids: Ids::Chance,
            clock_told: false,
            known,
            told: known,
            found: literature::Found::default(),
        })
    }

    pub fn with_ids(mut self, ids: Ids) -> Desk {
        self.ids = ids;
        self
    }

    /// Spares making the vocabulary of the settings at the first search, where it was made before the
    /// store was open.
    pub fn knowing(mut self, mut vocabulary: Vocabulary) -> Desk {
        looks::add_staff(&mut vocabulary, &self.staff);
        self.vocabulary = OnceLock::from(vocabulary);
        self
    }

    pub fn ids(&self) -> &Ids {
        &self.ids
    }

    pub fn me(&self) -> &Staff {
        &self.me
    }

    pub fn staff(&self) -> &[Staff] {
        &self.staff
    }

    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    /// What is to be said of a store that can only be read; None where it can be written.
    pub fn only_read(&self) -> Option<Sentence> {
        Some(Sentence::new(match self.store.only_read()? {
            store::Reading::Live => "store-reading",
            store::Reading::Medium => "store-reading-medium",
            store::Reading::Copy => "store-reading-copy",
        }))
    }

    /// Whether the person at this console may see a request's text (R26).
    pub fn may_see(&self, request: &crate::domain::Request) -> bool {
        sight::may_see(request, &self.me)
    }

    /// Whether nothing at the desk is kept from the person at this console.
    pub fn sees_all(&self) -> bool {
        crate::domain::permission::allows(&self.me.roles, Right::Lead)
    }

    /// Whether the person at this console may know of a client.
    pub fn may_know(&self, client: ClientId, moment: &Moment) -> Result<bool, Refusal> {
        Ok(!sight::is_hidden_client(
            self.store.db(),
            client,
            &self.me,
            moment,
        )?)
    }

    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary
            .get_or_init(|| looks::vocabulary(&self.settings, &self.staff))
    }

    /// The desk's own name, as it was given at its first start.
    pub fn own_name(&self) -> Option<String> {
        personal::meta(self.store.db(), "desk_name").ok().flatten()
    }

    /// What colleagues have written since the last time this was asked.
    pub fn changed_by_others(&mut self) -> Changed {
        let somebody_moved = self.store.presence().changed();
        if !self.store.changed_by_others().unwrap_or(false) {
            return match somebody_moved {
                true => Changed::Aside,
                false => Changed::Nothing,
            };
        }
        // Drafts, places and who looks at what are not in the journal, and make nobody read again.
        let newest = journal::head(self.store.db()).map_or(self.known, |(seq, _)| seq);
        if newest == self.known {
            return Changed::Aside;
        }
        self.known = newest;
        self.learn_staff();
        Changed::Records
    }

    fn learn_staff(&mut self) {
        if let Ok(staff) = people::staff(self.store.db())
            && staff != self.staff
        {
            if let Some(me) = staff.iter().find(|s| s.id == self.me.id) {
                self.me = me.clone();
            }
            self.staff = staff;
            self.vocabulary = OnceLock::new();
        }
    }

    pub fn look(&mut self, look: &Look, moment: &Moment) -> Result<Seen, Refusal> {
        if let Look::Preview(command) = look {
            return self.preview(command, moment);
        }
        let looking = looks::Looking {
            db: self.store.db(),
            settings: &self.settings,
            vocabulary: self.vocabulary(),
            me: &self.me,
            staff: &self.staff,
            moment,
        };
        if let Look::Literature(id) = look {
            let request = looking.request(*id)?.id;
            let found = literature::literature(self.store.db(), &mut self.found, request)?;
            return Ok(Seen::Literature(Box::new(found)));
        }
        looking.answer(look)
    }

    /// Carries a command out and drops it again.
    fn preview(&mut self, command: &Command, moment: &Moment) -> Result<Seen, Refusal> {
        let writing = self.store.write()?;
        let mut work = Work::new(writing.db(), &self.settings, &self.me, &self.staff, moment);
        let act = carried::carry_out(&mut work, command)?;
        Ok(Seen::Preview(look::Preview { items: act.items }))
    }

    /// Carries a command out: durable when this returns, or nothing has changed.
    pub fn run(&mut self, command: &Command, moment: &Moment) -> Result<Done, Refusal> {
        let writing = self.store.write()?;
        let db = writing.db();
        let mut work = Work::new(db, &self.settings, &self.me, &self.staff, moment);
        let act = carried::carry_out(&mut work, command)?;
        let last = journal::newest_at(db)?;
        let mut written = work.finish();
        let nothing = written.changes.is_empty() && act.undoes.is_none();
        let seq = if nothing {
            None
        } else {
            Some(journal::append(
                db,
                &NewEntry {
                    at: moment.now.to_string(),
                    by: self.me.id,
                    kind: act.kind.to_owned(),
                    changes: written.changes,
                    made_of: act.made_of,
                    undoes: act.undoes,
                    salt: self.ids.salt(),
                    touched: written.touched,
                },
            )?)
        };
        writing.commit()?;
        written.warnings.extend(self.surroundings(last, moment));
        // Where a colleague wrote in between, his entry is still to be told of.
        if let Some(seq) = seq.filter(|seq| seq.0 == self.known + 1) {
            self.known = seq.0;
        }
        if matches!(
            command,
            Command::AddStaff { .. }
                | Command::EditStaff { .. }
                | Command::Speak { .. }
                | Command::Undo { .. }
        ) {
            self.learn_staff();
        }
        // A save that changed nothing has nothing to take back, and says so.
        let idle = seq.is_none() && act.kind.starts_with("edit");
        Ok(Done {
            seq,
            said: if idle {
                Sentence::new("did-nothing")
            } else {
                act.said
            },
            request: act.request,
            client: act.client,
            warnings: written.warnings,
            items: act.items,
            taken_out: act.taken_out,
        })
    }

    /// What is amiss around the desk and harms nothing yet: each is said once.
    fn surroundings(&mut self, last: Option<String>, moment: &Moment) -> Vec<Sentence> {
        let mut said: Vec<Sentence> = self.store.warning().into_iter().collect();
        let last: Option<Timestamp> = last.and_then(|at| at.parse().ok());
        if let Some(last) = last.filter(|last| last.duration_since(moment.now) > CLOCKS_APART)
            && !std::mem::replace(&mut self.clock_told, true)
        {
            said.push(
                Sentence::new("clock-went-back")
                    .with("now", moment.now)
                    .with("last", last),
            );
        }
        said
    }

    /// Whether the store's file still lies where it was opened.
    pub fn store_is_there(&self) -> Result<(), Refusal> {
        Ok(self.store.still_there()?)
    }

    /// When something of the journal happened.
    pub fn told_at(&self, seq: Seq) -> Result<jiff::Timestamp, Refusal> {
        let entry = journal::entry(self.store.db(), seq)?;
        Ok(entry.at.parse().unwrap_or_default())
    }

    /// Takes back the newest own command that stands; None when there is none.
    pub fn undo_last(&mut self, moment: &Moment) -> Result<Option<Done>, Refusal> {
        match self.look(&Look::LastUndo, moment)? {
            Seen::LastUndo(LastUndo {
                stands: Some((seq, _)),
                ..
            }) => self.run(&Command::Undo { seq }, moment).map(Some),
            _ => Ok(None),
        }
    }

    /// Does again what one's own last undo took back; None when there is nothing.
    pub fn redo_last(&mut self, moment: &Moment) -> Result<Option<Done>, Refusal> {
        match journal::last_undo_of(self.store.db(), self.me.id)? {
            Some(entry) => self
                .run(&Command::Undo { seq: entry.seq }, moment)
                .map(Some),
            None => Ok(None),
        }
    }
}
