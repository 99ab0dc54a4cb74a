//! The full form of a request: what every request has, and the fields of its service. New ones are
//! received, existing ones edited field by field; nothing typed is lost when the service changes.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::app::Here;
use crate::desk::command::{Act, ClientChoice, ClientDraft, NewRequest, RequestPatch};
use crate::desk::{Command, Look, Seen, Target};
use crate::domain::field::{Fields, is_empty};
use crate::domain::heard::HeardParts;
use crate::domain::request::{Due, Secrecy};
use crate::domain::{
    Channel, Client, ClientId, Request, RequestId, Rev, Sentence, ServiceKey, Uid,
};

use super::FormStep;
use super::aim::Aim;
use super::client::{check_reach, kind_of};
use super::common_rows::{Known, common_rows};
use super::day::{read_hour, read_number};
use super::label::Label;
use super::people::client_offers;
use super::row::{Need, Offer, Row};
use super::service_rows::{self, FIELD};
use super::sheet::{EnterSaves, Sheet, SheetStep};

#[derive(Clone, Debug)]
pub struct RequestForm {
    pub sheet: Sheet,
    uid: Uid,
    /// The request as it was, when it is edited.
    was: Option<Box<Request>>,
    /// The known client the row stands for, and its name.
    client: Option<(ClientId, String)>,
    service: Option<ServiceKey>,
    /// Answers to fields the chosen service does not have; they come back with their service.
    set_aside: BTreeMap<String, String>,
    /// What the rows above gave to fields that mean the same, by field.
    told: BTreeMap<String, String>,
}

/// Other rows whose answer a field of the service may ask for again.
const SAID_ONCE: &[&str] = &["title", "count", "wanted"];
const TELLING: &[&str] = &["client_name", "client_unit", "client_phone", "client_email"];

impl RequestForm {
    pub fn new(uid: Uid, known: Known, here: &Here) -> Self {
        Self::open(uid, known, None, here)
    }

    pub fn edit(request: &Request, client: Option<&Client>, here: &Here) -> Self {
        let known = Known {
            service: Some(request.service.clone()),
            title: request.title.clone(),
            client: request.client,
            client_name: client.map(|c| c.name.clone()).unwrap_or_default(),
            channel: Some(request.channel),
            count: request.count,
            secrecy: Some(request.secrecy),
            fields: request.fields.clone(),
            ..Known::default()
        };
        Self::open(request.uid, known, Some(Box::new(request.clone())), here)
    }

    /// The row of the first required field that is empty.
    fn first_gap(&self, known: &Known, here: &Here) -> Option<String> {
        let missing = self.def(here)?.missing(&known.fields);
        let gap = missing.first()?;
        Some(format!("field.{}", gap.key))
    }

    fn open(uid: Uid, known: Known, was: Option<Box<Request>>, here: &Here) -> Self {
        let client = known.client.map(|id| (id, known.client_name.clone()));
        let mut sheet = Sheet::new(common_rows(&known, was.is_some(), here), EnterSaves::Never);
        sheet.will_offer(TELLING, "form-client-likely");
        let mut form = Self {
            sheet,
            uid,
            was,
            client,
            service: known.service.clone(),
            set_aside: BTreeMap::new(),
            told: BTreeMap::new(),
        };
        form.sheet
            .rows
            .extend(service_rows::rows(form.def(here), &known.fields, here));
        form.ask_what_applies(here);
        form.show_client_rows();
        form.know_told(here);
        let first = match (&known.service, form.was.is_some()) {
            (None, _) => "service".to_owned(),
            // Acceptance was refused for it, or will be.
            (Some(_), true) => form.first_gap(&known, here).unwrap_or("title".to_owned()),
            (Some(_), false) => "title".to_owned(),
        };
        form.sheet.focus(&first);
        form
    }

    fn def<'h>(&self, here: &'h Here) -> Option<&'h crate::domain::ServiceDef> {
        here.settings.service(self.service.as_ref()?)
    }

    pub fn title(&self) -> Sentence {
        Sentence::new(match self.was {
            Some(_) => "form-request-edit",
            None => "form-request-new",
        })
    }

    pub fn about(&self) -> Sentence {
        match &self.was {
            Some(request) => Aim::at(request).said(),
            None => Aim::nothing(&self.sheet.text("title")).said(),
        }
    }

    /// How many fields the service asks, and how many of those that acceptance wants are empty.
    pub fn tally(&self) -> (usize, usize) {
        let asked = self.sheet.rows.iter().filter(|row| !row.absent);
        let wanting = asked
            .clone()
            .filter(|row| row.need != Need::Optional && row.is_blank())
            .count();
        (asked.count(), wanting)
    }

    pub fn seen(&mut self, seen: Seen) {
        if let Seen::Clients(rows) = seen {
            let offers = if self.client.is_some() {
                Vec::new()
            } else {
                client_offers(rows)
            };
            self.sheet.offer("client_name", offers);
        }
    }

    pub fn step(&mut self, step: SheetStep, here: &Here) -> FormStep {
        match step {
            SheetStep::Changed(key) => self.changed(&key, here),
            SheetStep::Take(_, offer) => {
                self.use_client(&offer);
                self.tell_fields(here);
                FormStep::Stay
            }
            SheetStep::Save => self.save(here),
            SheetStep::Leave => FormStep::Leave,
            _ => FormStep::Stay,
        }
    }

    fn changed(&mut self, key: &str, here: &Here) -> FormStep {
        if key == "service" {
            self.change_service(here);
            self.tell_fields(here);
        } else if TELLING.contains(&key) {
            self.client = None;
            self.show_client_rows();
            self.tell_fields(here);
            return self.ask_likely();
        } else if SAID_ONCE.contains(&key) {
            self.tell_fields(here);
        } else if key.starts_with(FIELD) {
            self.ask_what_applies(here);
        }
        FormStep::Stay
    }

    /// A known client needs no unit and phone typed again.
    fn show_client_rows(&mut self) {
        let known = self.client.is_some();
        for row in &mut self.sheet.rows {
            if matches!(
                row.key.as_str(),
                "client_unit" | "client_phone" | "client_email" | "client_kind"
            ) {
                row.absent = known;
            }
        }
        if let Some(row) = self.sheet.row_mut("client_name") {
            row.help = known.then(|| Label::key("form-client-known"));
        }
        self.sheet.settle();
    }

    fn use_client(&mut self, offer: &Offer) {
        let Ok(id) = offer.key.parse() else { return };
        let name = match &offer.label {
            Label::Text(name) => name.clone(),
            _ => self.sheet.text("client_name"),
        };
        self.sheet.set_text("client_name", &name);
        self.client = Some((ClientId(id), name));
        self.sheet.offer("client_name", Vec::new());
        self.show_client_rows();
        self.sheet.focus("client_name");
    }

    pub(super) fn client(&self) -> Option<(ClientId, String)> {
        self.client.clone()
    }

    /// Somebody known who was chosen at an earlier console is that person still.
    pub(super) fn taken_up(&mut self, client: Option<(ClientId, String)>) -> FormStep {
        if client.is_some() {
            self.client = client;
            self.show_client_rows();
            return FormStep::Stay;
        }
        match self.was {
            Some(_) => FormStep::Stay,
            None => self.ask_likely(),
        }
    }

    /// Who the client in it may be, where somebody stands in it who is not chosen yet.
    pub fn ask_likely_client(&self) -> Option<Look> {
        match self.ask_likely() {
            FormStep::Ask(look) if TELLING.iter().any(|row| !self.sheet.text(row).is_empty()) => {
                Some(look)
            }
            _ => None,
        }
    }

    fn ask_likely(&self) -> FormStep {
        FormStep::Ask(Look::LikelyClients {
            name: self.sheet.text("client_name"),
            unit: self.sheet.text("client_unit"),
            phone: self.sheet.text("client_phone"),
            email: self.sheet.text("client_email"),
        })
    }

    /// What fits the new service stays where it is; the rest waits aside.
    pub(super) fn change_service(&mut self, here: &Here) {
        let chosen = self.sheet.picked("service").map(ServiceKey::new);
        if chosen == self.service {
            return;
        }
        for row in &self.sheet.rows {
            if let Some(key) = row.key.strip_prefix(FIELD)
                && !row.is_blank()
            {
                self.set_aside
                    .insert(key.to_owned(), service_rows::typed(row));
            }
        }
        self.service = chosen;
        let focused = self.sheet.focused().map(|row| row.key.clone());
        self.sheet.rows.retain(|row| !row.key.starts_with(FIELD));
        let mut rows = service_rows::rows(self.def(here), &Fields::new(), here);
        for row in &mut rows {
            if let Some(key) = row.key.strip_prefix(FIELD)
                && let Some(typed) = self.set_aside.get(key)
                && let Some(def) = self.def(here).and_then(|d| d.field(key))
            {
                service_rows::put(row, def, typed, here.today);
            }
        }
        self.sheet.rows.extend(rows);
        self.ask_what_applies(here);
        if let Some(key) = focused {
            self.sheet.focus(&key);
        }
    }

    /// The request that is edited, as it was seen; None while there is none yet.
    pub fn edited(&self) -> Option<(RequestId, Rev)> {
        self.was.as_ref().map(|was| (was.id, was.rev))
    }

    /// The client one chose in a form over the older record stays chosen.
    pub(in crate::app) fn take_over(&mut self, older: &RequestForm) {
        let was = older.was.as_ref().and_then(|was| was.client);
        let chosen = older.client.as_ref().map(|(id, _)| *id);
        if chosen.is_some() && chosen != was {
            self.client.clone_from(&older.client);
            self.show_client_rows();
        }
        self.set_aside.extend(older.set_aside.clone());
    }

    /// An answer whose row the service does not have comes back with the service that has it.
    pub(in crate::app) fn keep_aside(&mut self, row: &str, text: &str) {
        if let (None, Some(key)) = (self.sheet.row(row), row.strip_prefix(FIELD)) {
            self.set_aside.insert(key.to_owned(), text.to_owned());
        }
    }

    fn values(&self, here: &Here) -> Fields {
        let Some(def) = self.def(here) else {
            return Fields::new();
        };
        def.fields
            .iter()
            .filter_map(|field| {
                let row = self.sheet.row(&format!("{FIELD}{}", field.key))?;
                let value = service_rows::value(row, field, here.today).ok()?;
                (!is_empty(Some(&value))).then(|| (field.key.clone(), value))
            })
            .collect()
    }

    /// Of a new request nothing is asked twice: a field that means the same as a row above follows it, as
    /// long as nothing else is written in it.
    fn tell_fields(&mut self, here: &Here) {
        for new in self.said_above(here) {
            let told = self.told.get(&new.key);
            let Some(row) = self.sheet.row_mut(&new.key) else {
                continue;
            };
            let untouched = match told {
                Some(told) => service_rows::typed(row) == *told,
                None => row.is_blank() && !new.is_blank(),
            };
            if untouched {
                self.told.insert(new.key.clone(), service_rows::typed(&new));
                row.input = new.input;
            }
        }
        self.ask_what_applies(here);
    }

    /// What came with the line that was heard follows the rows above like the rest.
    fn know_told(&mut self, here: &Here) {
        for new in self.said_above(here) {
            let typed = service_rows::typed(&new);
            let stands = self.sheet.row(&new.key).map(service_rows::typed);
            if !new.is_blank() && stands.as_ref() == Some(&typed) {
                self.told.insert(new.key, typed);
            }
        }
    }

    /// The rows of the service's fields as the rows above fill them.
    fn said_above(&self, here: &Here) -> Vec<Row> {
        let Some(def) = self.def(here).filter(|_| self.was.is_none()) else {
            return Vec::new();
        };
        let text = |row: &str| self.sheet.text(row).trim().to_owned();
        let parts = HeardParts {
            title: text("title"),
            client: text("client_name"),
            unit: text("client_unit"),
            phone: text("client_phone"),
            email: text("client_email"),
            purpose: String::new(),
            count: read_number(&text("count")).and_then(|n| u32::try_from(n).ok()),
            due: self.sheet.day("wanted", here.today),
        };
        let follows = def.fields.iter().filter(|field| field.heard.is_some());
        let follows: Vec<String> = follows.map(|f| format!("{FIELD}{}", f.key)).collect();
        let said = service_rows::rows(Some(def), &def.filled(&parts, here.today), here);
        said.into_iter()
            .filter(|row| follows.contains(&row.key))
            .collect()
    }

    /// Fields that depend on others come and go with them.
    fn ask_what_applies(&mut self, here: &Here) {
        let values = self.values(here);
        let Some(def) = self.def(here) else { return };
        for field in &def.fields {
            if let Some(row) = self.sheet.row_mut(&format!("{FIELD}{}", field.key)) {
                row.absent = !field.is_asked(&values);
            }
        }
        self.sheet.settle();
    }

    /// Everything that is wrong, each at its field.
    fn check(&mut self, here: &Here) -> bool {
        self.sheet.check(here.today);
        if let Some(def) = self.def(here) {
            for field in &def.fields {
                if let Some(row) = self.sheet.row_mut(&format!("{FIELD}{}", field.key)) {
                    row.error = match service_rows::value(row, field, here.today) {
                        Err(refusal) if !row.absent => Some(refusal.said),
                        _ => None,
                    };
                }
            }
        }
        let count = self.sheet.text("count");
        if read_number(&count).is_some_and(|n| u32::try_from(n).is_err()) {
            self.sheet
                .refuse("count", Sentence::new("form-error-too-large"));
        }
        if !self.sheet.text("hour").is_empty() && self.sheet.text("wanted").is_empty() {
            self.sheet
                .refuse("wanted", Sentence::new("form-error-empty"));
        }
        check_reach(&mut self.sheet, "client_phone", "client_email");
        self.sheet.go_to_error()
    }

    fn save(&mut self, here: &Here) -> FormStep {
        if !self.check(here) {
            return FormStep::Stay;
        }
        let Some(service) = self.service.clone() else {
            return FormStep::Stay;
        };
        FormStep::submit(match &self.was {
            Some(was) => Command::On {
                target: Target::seen(was.id, was.rev),
                act: Act::Edit(Box::new(self.patch(was, service, here))),
            },
            None => Command::Receive(Box::new(self.received(service, here))),
        })
    }

    fn chosen_client(&self) -> ClientChoice {
        // A draft brings back what was typed, which may be another name than the record's.
        if let Some((id, name)) = &self.client
            && name.trim() == self.sheet.text("client_name")
        {
            return ClientChoice::Known(*id);
        }
        let name = self.sheet.text("client_name");
        let unit = self.sheet.text("client_unit");
        if name.is_empty() && unit.is_empty() {
            return ClientChoice::Nobody;
        }
        ClientChoice::New(Box::new(ClientDraft {
            // Made from the request's own id, so that a retried save makes no second client either.
            uid: Uid::new_v5(&self.uid, b"client"),
            kind: kind_of(self.sheet.picked("client_kind").as_deref()),
            is_organisation: name.is_empty(),
            name: if name.is_empty() { unit.clone() } else { name },
            unit,
            phone: self.sheet.text("client_phone"),
            email: self.sheet.text("client_email"),
            ..ClientDraft::default()
        }))
    }

    fn channel(&self) -> Channel {
        let key = self.sheet.picked("channel");
        key.as_deref()
            .and_then(Channel::from_key)
            .unwrap_or_default()
    }

    fn secrecy(&self) -> Secrecy {
        match self.sheet.picked("secrecy").as_deref() {
            Some("restricted") => Secrecy::Restricted,
            _ => Secrecy::Open,
        }
    }

    fn count(&self) -> Option<u32> {
        self.sheet
            .number("count")
            .and_then(|n| u32::try_from(n).ok())
    }

    fn received(&self, service: ServiceKey, here: &Here) -> NewRequest {
        let wanted = self.sheet.day("wanted", here.today).map(|on| Due {
            on,
            at: read_hour(&self.sheet.text("hour")),
            provisional: false,
        });
        NewRequest {
            uid: self.uid,
            service,
            title: self.sheet.text("title"),
            client: self.chosen_client(),
            channel: self.channel(),
            received_at: None,
            count: self.count(),
            wanted,
            fields: self.values(here).into_iter().collect(),
            tags: self
                .sheet
                .text("tags")
                .split([' ', ',', '，', '、', '#'])
                .filter(|tag| !tag.is_empty())
                .map(str::to_owned)
                .collect(),
            secrecy: self.secrecy(),
            heard: Some(self.sheet.text("heard")).filter(|heard| !heard.is_empty()),
            origin: None,
        }
    }

    /// Only what differs from the request as it was opened.
    fn patch(&self, was: &Request, service: ServiceKey, here: &Here) -> RequestPatch {
        let now = self.values(here);
        let mut fields = Map::new();
        let asked = self
            .def(here)
            .map(|def| def.fields.as_slice())
            .unwrap_or_default();
        for field in asked {
            let (before, after) = (was.fields.get(&field.key), now.get(&field.key));
            if before != after {
                fields.insert(field.key.clone(), after.cloned().unwrap_or(Value::Null));
            }
        }
        let title = self.sheet.text("title");
        let client = self.chosen_client();
        let same_client = match &client {
            ClientChoice::Known(id) => was.client == Some(*id),
            ClientChoice::Nobody => was.client.is_none(),
            ClientChoice::New(_) => false,
        };
        RequestPatch {
            service: Some(service).filter(|s| *s != was.service),
            title: Some(title).filter(|t| *t != was.title),
            client: (!same_client).then_some(client),
            channel: Some(self.channel()).filter(|c| *c != was.channel),
            count: Some(self.count()).filter(|c| *c != was.count),
            secrecy: Some(self.secrecy()).filter(|s| *s != was.secrecy),
            fields,
        }
    }
}
