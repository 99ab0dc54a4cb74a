//! A request in one line, as it is heard at the counter. Shows what was understood while it is typed,
//! and whom and what the desk knows already; a guess is corrected with two keys.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::app::Here;
use crate::desk::command::{ClientChoice, ClientDraft, NewRequest};
use crate::desk::look::ClientRow;
use crate::desk::{Command, Look, Seen};
use crate::domain::request::Due;
use crate::domain::{Channel, ClientId, ServiceKey, Uid};
use crate::query::capture::{Captured, Lexicon, Promise, capture};

use super::FormStep;
use super::common_rows::Known;
use super::label::Label;
use super::lexicon::lexicon;
use super::meant::{meant, meant_by_name};
use super::people::client_offers;
use super::pick::{Choice, Pick};
use super::request::RequestForm;
use super::row::{Offer, Row};
use super::sheet::{EnterSaves, Sheet, SheetStep};
use super::talk::channel_choices;

/// Open requests of the same client looked at for a likely repeat.
const REPEATS: usize = 3;

/// How it came about that somebody on record is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Met {
    #[default]
    Not,
    /// What was heard can mean nobody else.
    ByItself,
    ByHand,
    /// In a draft of an earlier console, where either way may have led to it.
    TakenUp,
    /// It was said that it is somebody new.
    Refused,
}

/// The offer that says so.
const NEW_CLIENT: &str = "new";

#[derive(Clone, Debug)]
pub struct Capture {
    pub sheet: Sheet,
    uid: Uid,
    pub(super) lexicon: Lexicon,
    pub heard: Captured,
    /// Chosen by hand: what the line says no longer changes it.
    pub(super) service_by_hand: bool,
    channel_by_hand: bool,
    /// Somebody on record that the client was said to be.
    pub client: Option<(ClientId, String)>,
    met: Met,
    /// The desk has been asked who may be meant, and has not answered.
    asking: bool,
    /// Enter came before that answer: what was heard is saved with it.
    saves: bool,
    /// Open requests that may be the same wish.
    pub repeats: Vec<Offer>,
    /// As it stood before the typing that goes on, its line kept up.
    before: Option<Box<Capture>>,
}

impl Capture {
    pub fn new(uid: Uid, here: &Here) -> Self {
        let services = here
            .settings
            .services()
            .filter(|s| s.active)
            .map(|s| Choice::new(s.key.as_str(), s.names.clone()).with_detail(s.aliases.join(" ")))
            .collect();
        let channel = here.settings.desk().channel;
        let mut sheet = Sheet::new(
            vec![
                Row::line("line", "form-capture-line", "")
                    .required()
                    .with_help("form-capture-help"),
                Row::pick("service", "form-request-service", Pick::one(services, None)).required(),
                Row::pick(
                    "channel",
                    "form-request-channel",
                    Pick::one(channel_choices(), Some(channel.key())),
                )
                .required(),
            ],
            EnterSaves::OnLastRow,
        );
        sheet.will_offer(&["line"], "form-client-likely");
        Self {
            sheet,
            uid,
            lexicon: lexicon(here),
            heard: Captured::default(),
            service_by_hand: false,
            channel_by_hand: false,
            client: None,
            met: Met::Not,
            asking: false,
            saves: false,
            repeats: Vec::new(),
            before: None,
        }
    }

    /// As it is to be drawn. Every character is understood at once, but over a slow line what was
    /// understood is shown when the typing rests: else each one would bring the whole box anew.
    pub fn drawn(&self) -> &Capture {
        self.before.as_deref().unwrap_or(self)
    }

    /// Whether the key types in the line and changes nothing else that one sees.
    fn is_typing(&self, key: KeyEvent) -> bool {
        let text = match key.code {
            KeyCode::Char(_) => !key
                .modifiers
                .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT),
            KeyCode::Backspace | KeyCode::Delete => true,
            _ => false,
        };
        let line = self.sheet.focused().filter(|row| row.key == "line");
        text && self.sheet.offer_at.is_none() && line.is_some_and(|row| !row.is_blank())
    }

    /// Before a key is taken: typing leaves the rest of the box as it is until it rests. Says whether
    /// it does.
    pub(in crate::app) fn hold_still(&mut self, key: KeyEvent) -> bool {
        let typing = self.is_typing(key);
        if !typing {
            self.before = None;
        } else if self.before.is_none() {
            self.before = Some(Box::new(self.clone()));
        }
        typing
    }

    /// After the key was taken.
    pub(in crate::app) fn keep_line_up(&mut self) {
        let Some(before) = &mut self.before else {
            return;
        };
        match (self.sheet.row("line"), before.sheet.row_mut("line")) {
            (Some(now), Some(drawn)) if !now.is_blank() => *drawn = now.clone(),
            // An emptied line shows its help again.
            _ => self.before = None,
        }
    }

    /// The typing rests; says whether there was any.
    pub(in crate::app) fn show_all(&mut self) -> bool {
        self.before.take().is_some()
    }

    /// Keys that mean something in this line and nowhere else.
    pub(super) fn own_key(&mut self, key: KeyEvent) -> Option<SheetStep> {
        if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('r') {
            self.next_channel();
            return Some(SheetStep::Stay);
        }
        let in_line = self.sheet.focused().is_some_and(|row| row.key == "line");
        if in_line && key.code == KeyCode::Enter && self.sheet.offer_at.is_none() {
            return Some(SheetStep::Save);
        }
        None
    }

    fn next_channel(&mut self) {
        let now = self.channel();
        let next = Channel::ALL
            .into_iter()
            .cycle()
            .skip_while(|c| *c != now)
            .nth(1)
            .unwrap_or_default();
        self.sheet.choose("channel", Some(next.key()));
        self.channel_by_hand = true;
    }

    pub fn channel(&self) -> Channel {
        let key = self.sheet.picked("channel");
        key.as_deref()
            .and_then(Channel::from_key)
            .unwrap_or_default()
    }

    pub fn service(&self) -> Option<ServiceKey> {
        self.sheet.picked("service").map(ServiceKey::new)
    }

    pub fn step(&mut self, step: SheetStep, here: &Here) -> FormStep {
        match step {
            SheetStep::Changed(key) => self.changed(&key, here),
            SheetStep::Take(_, offer) => {
                self.use_client(&offer);
                self.ask_for_repeats()
            }
            // Typed ahead of the answer: who comes again is no new client. A second Enter does not wait.
            SheetStep::Save if self.asking && !self.saves => {
                self.saves = true;
                FormStep::Stay
            }
            SheetStep::Save => self.save(here),
            SheetStep::Leave => FormStep::Leave,
            _ => FormStep::Stay,
        }
    }

    fn changed(&mut self, key: &str, here: &Here) -> FormStep {
        match key {
            "service" => {
                self.service_by_hand = true;
                self.sheet.focus("line");
                FormStep::Stay
            }
            "channel" => {
                self.channel_by_hand = true;
                self.sheet.focus("line");
                FormStep::Stay
            }
            _ => self.understand(here),
        }
    }

    /// What was chosen by hand at an earlier console stays; the rest is understood anew.
    pub(super) fn taken_up(&mut self, client: Option<(ClientId, String)>, here: &Here) -> FormStep {
        let chosen = (self.sheet.picked("service"), self.channel());
        let step = self.understand(here);
        if chosen.0.is_some() && self.sheet.picked("service") != chosen.0 {
            self.service_by_hand = true;
            self.sheet.choose("service", chosen.0.as_deref());
        }
        if self.channel() != chosen.1 {
            self.channel_by_hand = true;
            self.sheet.choose("channel", Some(chosen.1.key()));
        }
        if client.is_some() {
            self.client = client;
            self.met = Met::TakenUp;
        }
        step
    }

    pub(super) fn understand(&mut self, here: &Here) -> FormStep {
        let before = self.name();
        if let Some(row) = self.sheet.row_mut("line") {
            row.help = row.is_blank().then(|| Label::key("form-capture-help"));
        }
        self.heard = capture(&self.sheet.text("line"), &self.lexicon, here.today);
        if !self.service_by_hand {
            let key = self.heard.service.as_ref().map(|s| s.value.key.clone());
            self.sheet
                .choose("service", key.as_ref().map(ServiceKey::as_str));
        }
        if !self.channel_by_hand {
            let channel = match &self.heard.channel {
                Some(heard) => heard.value,
                None => here.settings.desk().channel,
            };
            self.sheet.choose("channel", Some(channel.key()));
        }
        if before != self.name() {
            self.client = None;
            self.met = Met::Not;
            self.repeats.clear();
        }
        let (phone, email) = (self.phone(), self.email());
        (self.asking, self.saves) = (false, false);
        if self.name().is_empty() && phone.is_empty() && email.is_empty() {
            self.sheet.offer("line", Vec::new());
            return FormStep::Stay;
        }
        self.asking = true;
        FormStep::Ask(Look::LikelyClients {
            name: self.name(),
            unit: self.unit(),
            phone,
            email,
        })
    }

    pub fn seen(&mut self, seen: Seen, here: &Here) -> FormStep {
        match seen {
            Seen::Clients(rows) => {
                self.asking = false;
                if matches!(self.met, Met::Not | Met::ByItself) {
                    self.meet(meant(&rows, &self.heard));
                }
                let offers = match self.met {
                    Met::Not | Met::Refused => client_offers(rows),
                    Met::ByItself | Met::TakenUp => vec![Offer {
                        key: NEW_CLIENT.to_owned(),
                        label: Label::key("form-capture-new-client"),
                        detail: String::new(),
                    }],
                    Met::ByHand => Vec::new(),
                };
                let heading = match self.met {
                    Met::ByItself | Met::TakenUp => "form-client-met",
                    _ => "form-client-likely",
                };
                self.sheet.offer_under(heading, "line", offers);
                match std::mem::take(&mut self.saves) {
                    true => self.save(here),
                    false => self.ask_for_repeats(),
                }
            }
            Seen::ClientCase(case) => {
                self.repeats = case
                    .requests
                    .into_iter()
                    .filter(|row| row.status.is_open())
                    .take(REPEATS)
                    .map(|row| Offer {
                        key: row.id.to_string(),
                        label: Label::Text(format!("#{} {}", row.id, row.title)),
                        detail: row.client,
                    })
                    .collect();
                FormStep::Stay
            }
            _ => FormStep::Stay,
        }
    }

    /// What this client has open already, before the same wish is written down twice. Somebody who
    /// only bears a like name is not warned of: the request would be another person's.
    fn ask_for_repeats(&mut self) -> FormStep {
        match &self.client {
            Some((client, _)) => FormStep::Ask(Look::ClientCase(*client)),
            None => {
                self.repeats.clear();
                FormStep::Stay
            }
        }
    }

    fn meet(&mut self, row: Option<&ClientRow>) {
        self.client = row.map(|row| (row.id, row.name.clone()));
        self.met = match row {
            Some(_) => Met::ByItself,
            None => Met::Not,
        };
    }

    /// For whoever has nobody to ask: a whole name that exactly one of these bears is enough.
    pub fn meet_by_name(&mut self, rows: &[ClientRow]) {
        if self.met == Met::Not {
            self.meet(meant_by_name(rows, &self.heard));
        }
    }

    fn use_client(&mut self, offer: &Offer) {
        if offer.key == NEW_CLIENT {
            self.client = None;
            self.met = Met::Refused;
            self.sheet.offer("line", Vec::new());
            return;
        }
        let Ok(id) = offer.key.parse() else { return };
        let Label::Text(name) = &offer.label else {
            return;
        };
        self.client = Some((ClientId(id), name.clone()));
        self.met = Met::ByHand;
        self.sheet.offer("line", Vec::new());
    }

    pub(super) fn name(&self) -> String {
        self.heard.called()
    }

    pub(super) fn unit(&self) -> String {
        text(self.heard.unit.as_ref().map(|h| &h.value))
    }

    pub(super) fn phone(&self) -> String {
        text(self.heard.phone.as_ref().map(|h| &h.value))
    }

    pub(super) fn email(&self) -> String {
        text(self.heard.email.as_ref().map(|h| &h.value))
    }

    pub(super) fn wanted(&self, here: &Here) -> Option<Due> {
        Some(match self.heard.due.as_ref()?.value {
            Promise::Day { on, at } => Due {
                on,
                at,
                provisional: false,
            },
            // A desk that names no hours promises the day.
            Promise::Closing { on } => Due {
                on,
                at: here.settings.desk().opening.last().map(|open| open.to),
                provisional: false,
            },
            Promise::WorkingDays(days) => {
                let reckoned = here.settings.calendar().nth_workday_after(here.today, days);
                Due {
                    on: reckoned.date,
                    at: None,
                    provisional: reckoned.provisional,
                }
            }
        })
    }

    /// The words that were nothing else; without any, the service and what it is for.
    pub(super) fn title(&self, here: &Here) -> String {
        let title = self.heard.title.trim();
        if !title.is_empty() {
            return title.to_owned();
        }
        let service = self
            .service()
            .and_then(|key| here.settings.service_name(&key))
            .map(|names| here.words.pick(names).into_owned());
        match (service, &self.heard.purpose) {
            (Some(service), Some(purpose)) => format!("{service} {}", purpose.value),
            (Some(service), None) => service,
            (None, _) => self.sheet.text("line"),
        }
    }

    /// The full form with all that was understood so far.
    pub(super) fn whole_form(&self, here: &Here) -> RequestForm {
        let known = Known {
            service: self.service(),
            title: self.title(here),
            client: self.client.as_ref().map(|(id, _)| *id),
            client_name: match &self.client {
                Some((_, name)) => name.clone(),
                None => self.name(),
            },
            client_unit: self.unit(),
            client_phone: self.phone(),
            client_email: self.email(),
            channel: Some(self.channel()),
            count: self.heard.count.as_ref().map(|c| c.value),
            wanted: self.wanted(here),
            tags: self.tags(here),
            secrecy: self
                .service()
                .and_then(|key| here.settings.service(&key))
                .map(|def| def.secrecy),
            fields: self.values(here),
            heard: self.sheet.text("line"),
        };
        RequestForm::new(self.uid, known, here)
    }

    fn tags(&self, here: &Here) -> Vec<String> {
        if self.heard.urgent {
            vec![here.words.t("form-capture-urgent-tag").into_owned()]
        } else {
            Vec::new()
        }
    }

    fn client_choice(&self) -> ClientChoice {
        if let Some((id, _)) = &self.client {
            return ClientChoice::Known(*id);
        }
        let name = self.name();
        let unit = self.unit();
        if name.is_empty() && unit.is_empty() {
            return ClientChoice::Nobody;
        }
        ClientChoice::New(Box::new(ClientDraft {
            uid: Uid::new_v5(&self.uid, b"client"),
            is_organisation: name.is_empty(),
            name: if name.is_empty() { unit.clone() } else { name },
            unit,
            title: self.heard.address(),
            phone: self.phone(),
            email: self.email(),
            ..ClientDraft::default()
        }))
    }

    fn save(&mut self, here: &Here) -> FormStep {
        if !self.sheet.check(here.today) {
            return FormStep::Stay;
        }
        let Some(service) = self.service() else {
            return FormStep::Stay;
        };
        let secrecy = here
            .settings
            .service(&service)
            .map(|def| def.secrecy)
            .unwrap_or_default();
        FormStep::submit(Command::Receive(Box::new(NewRequest {
            uid: self.uid,
            service,
            title: self.title(here),
            client: self.client_choice(),
            channel: self.channel(),
            received_at: None,
            count: self.heard.count.as_ref().map(|c| c.value),
            wanted: self.wanted(here),
            fields: self.values(here).into_iter().collect(),
            tags: self.tags(here),
            secrecy,
            heard: Some(self.sheet.text("line")),
            origin: None,
        })))
    }
}

pub(super) fn text(part: Option<&String>) -> String {
    part.cloned().unwrap_or_default()
}
