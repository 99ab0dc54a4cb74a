//! The form for a client: a person or an organisation, and whether the desk knows them already.

use crate::app::Here;
use crate::desk::command::{Act, ClientChoice, ClientDraft, RequestPatch};
use crate::desk::{Command, Look, Seen};
use crate::domain::client::orcid_is_valid;
use crate::domain::{Client, ClientId, ClientKind, Rev, Sentence, Uid};
use crate::text::Named;

use super::FormStep;
use super::aim::Aim;
use super::day::narrow;
use super::label::Label;
use super::people::client_offers;
use super::pick::{Choice, Pick};
use super::row::{Offer, Row};
use super::sheet::{EnterSaves, Sheet, SheetStep};

/// What becomes of the client once it is saved.
#[derive(Clone, Debug, PartialEq)]
pub enum ClientFor {
    /// Kept for itself.
    Itself,
    /// Becomes the client of this request.
    Request(Aim),
    Edit(ClientId, Rev),
}

#[derive(Clone, Debug)]
pub struct ClientForm {
    pub sheet: Sheet,
    pub purpose: ClientFor,
    uid: Uid,
    name: String,
    /// Who the request's client is so far.
    instead_of: Option<String>,
}

const TELLING: &[&str] = &["name", "unit", "phone", "email"];

impl ClientForm {
    pub fn new(uid: Uid, purpose: ClientFor) -> Self {
        let draft = ClientDraft {
            uid,
            ..ClientDraft::default()
        };
        Self {
            sheet: sheet(&draft),
            purpose,
            uid,
            name: String::new(),
            instead_of: None,
        }
    }

    /// A new client for a request that has one: said in the title, for the other loses the request.
    pub fn instead_of(mut self, client: Option<&Client>) -> Self {
        self.instead_of = client.map(|client| client.name.clone());
        self
    }

    pub fn edit(client: &Client) -> Self {
        let draft = ClientDraft {
            uid: client.uid,
            kind: client.kind,
            is_organisation: client.is_organisation,
            name: client.name.clone(),
            variants: client.variants.clone(),
            unit: client.unit.clone(),
            title: client.title.clone(),
            phone: client.phone.clone(),
            email: client.email.clone(),
            wechat: client.wechat.clone(),
            orcid: client.orcid.clone(),
            remark: client.remark.clone(),
        };
        Self {
            sheet: sheet(&draft),
            purpose: ClientFor::Edit(client.id, client.rev),
            uid: client.uid,
            name: client.name.clone(),
            instead_of: None,
        }
    }

    pub fn title(&self) -> Sentence {
        if let Some(before) = &self.instead_of {
            return Sentence::new("form-client-instead").with("name", before.as_str());
        }
        Sentence::new(match self.purpose {
            ClientFor::Edit(..) => "form-client-edit",
            _ => "form-client-new",
        })
    }

    pub fn about(&self) -> Sentence {
        match &self.purpose {
            ClientFor::Request(aim) => aim.said(),
            _ => Aim::nothing(&self.name).said(),
        }
    }

    pub fn seen(&mut self, seen: Seen) {
        let Seen::Clients(rows) = seen else { return };
        let own = match self.purpose {
            ClientFor::Edit(id, _) => Some(id),
            _ => None,
        };
        let others = rows.into_iter().filter(|row| Some(row.id) != own).collect();
        self.sheet.offer("name", client_offers(others));
    }

    pub fn step(&mut self, step: SheetStep, here: &Here) -> FormStep {
        match step {
            SheetStep::Changed(key) if TELLING.contains(&key.as_str()) => {
                FormStep::Ask(self.likely())
            }
            SheetStep::Changed(key) if key == "orcid" => {
                self.check_orcid(false);
                FormStep::Stay
            }
            SheetStep::Take(_, offer) => self.use_known(&offer),
            SheetStep::Save => self.save(here),
            SheetStep::Leave => FormStep::Leave,
            _ => FormStep::Stay,
        }
    }

    fn likely(&self) -> Look {
        Look::LikelyClients {
            name: self.sheet.text("name"),
            unit: self.sheet.text("unit"),
            phone: self.sheet.text("phone"),
            email: self.sheet.text("email"),
        }
    }

    fn use_known(&self, offer: &Offer) -> FormStep {
        let known = offer.key.parse().ok().map(ClientId);
        match (known, &self.purpose) {
            (Some(known), ClientFor::Request(aim)) => {
                let patch = RequestPatch {
                    client: Some(ClientChoice::Known(known)),
                    ..RequestPatch::default()
                };
                FormStep::submit(aim.command(Act::Edit(Box::new(patch))))
            }
            (Some(known), _) => FormStep::GoToClient(known),
            (None, _) => FormStep::Stay,
        }
    }

    /// While it is being typed, only a complete one is judged.
    fn check_orcid(&mut self, finished: bool) {
        let orcid = self.sheet.text("orcid");
        let digits = orcid.chars().filter(char::is_ascii_alphanumeric).count();
        let wrong = !orcid.is_empty() && (finished || digits >= 16) && !orcid_is_valid(&orcid);
        if let Some(row) = self.sheet.row_mut("orcid") {
            row.error = wrong.then(|| Sentence::new("form-error-orcid"));
        }
    }

    fn save(&mut self, here: &Here) -> FormStep {
        self.sheet.check(here.today);
        self.check_orcid(true);
        check_reach(&mut self.sheet, "phone", "email");
        if !self.sheet.go_to_error() {
            return FormStep::Stay;
        }
        let draft = Box::new(self.draft());
        FormStep::submit(match &self.purpose {
            ClientFor::Itself => Command::AddClient(draft),
            ClientFor::Edit(client, rev) => Command::EditClient {
                client: *client,
                rev: *rev,
                draft,
            },
            ClientFor::Request(aim) => aim.command(Act::Edit(Box::new(RequestPatch {
                client: Some(ClientChoice::New(draft)),
                ..RequestPatch::default()
            }))),
        })
    }

    fn draft(&self) -> ClientDraft {
        let text = |key: &str| self.sheet.text(key);
        ClientDraft {
            uid: self.uid,
            kind: kind_of(self.sheet.picked("kind").as_deref()),
            is_organisation: self.sheet.picked("is_organisation").as_deref() == Some("yes"),
            name: text("name"),
            variants: text("variants")
                .split([';', '；', '、', '\n'])
                .map(|v| v.trim().to_owned())
                .filter(|v| !v.is_empty())
                .collect(),
            unit: text("unit"),
            title: text("title"),
            phone: text("phone"),
            email: text("email"),
            wechat: text("wechat"),
            orcid: text("orcid"),
            remark: text("remark"),
        }
    }
}

pub fn kind_of(key: Option<&str>) -> ClientKind {
    key.and_then(ClientKind::from_key).unwrap_or_default()
}

pub fn kind_choices() -> Vec<Choice> {
    ClientKind::ALL
        .into_iter()
        .map(|kind| Choice::new(kind.key(), Label::key(kind.name_key())))
        .collect()
}

/// Refuses an address that is none, and a telephone number without a figure in it; 138… is part of one.
pub(super) fn check_reach(sheet: &mut Sheet, phone: &str, email: &str) {
    let typed = sheet.text(email);
    if !typed.is_empty() && !looks_like_mail(&typed) {
        sheet.refuse(
            email,
            Sentence::new("form-error-email").with("value", typed),
        );
    }
    let typed = sheet.text(phone);
    if !typed.is_empty() && !narrow(&typed).contains(|c: char| c.is_ascii_digit()) {
        sheet.refuse(
            phone,
            Sentence::new("form-error-phone").with("value", typed),
        );
    }
}

fn looks_like_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !text.chars().any(char::is_whitespace)
    })
}

fn sheet(draft: &ClientDraft) -> Sheet {
    let person = if draft.is_organisation { "yes" } else { "no" };
    let persons = vec![
        Choice::new("no", Label::key("form-client-person")),
        Choice::new("yes", Label::key("form-client-organisation")),
    ];
    let mut sheet = Sheet::new(
        vec![
            Row::line("name", "form-client-name", &draft.name).required(),
            Row::line("unit", "form-client-unit", &draft.unit),
            Row::line("phone", "form-client-phone", &draft.phone),
            Row::line("email", "form-client-email", &draft.email),
            Row::pick(
                "kind",
                "form-client-kind",
                Pick::one(kind_choices(), Some(draft.kind.key())),
            ),
            Row::pick(
                "is_organisation",
                "form-client-what",
                Pick::one(persons, Some(person)),
            ),
            Row::line("title", "form-client-title", &draft.title),
            Row::line("wechat", "form-client-wechat", &draft.wechat),
            Row::line("orcid", "form-client-orcid", &draft.orcid),
            Row::line(
                "variants",
                "form-client-variants",
                &draft.variants.join("; "),
            )
            .with_help("form-client-variants-help"),
            Row::long("remark", "form-client-remark", &draft.remark),
        ],
        EnterSaves::Never,
    );
    sheet.will_offer(TELLING, "form-client-likely");
    sheet
}
