//! The small questions behind a decision: why, until when, to whom, the same as which. One prompt asks
//! all that one decision needs, and nothing else.

use crate::app::Here;
use crate::desk::look::Case;
use crate::desk::{Look, Seen};
use crate::domain::concept;
use crate::domain::product::Stage;
use crate::domain::{ClientId, ConceptId, ProductId, Rev, Sentence, StaffId};

use super::FormStep;
use super::aim::Aim;
use super::label::Label;
use super::people::{client_offers, staff_choices};
use super::pick::Pick;
use super::reasons::usual;
use super::row::{Input, Offer, Row};
use super::sheet::{EnterSaves, Sheet, SheetStep};

/// Requests listed while one looks for the other one.
const FOUND: usize = 6;

/// What is being decided.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    Decline,
    Wait,
    Return,
    Object,
    Close,
    Withdraw,
    Cancel,
    Reopen,
    Defer,
    Assign,
    HandOver,
    GoAway,
    DuplicateOf,
    MergeInto,
    ReferOut,
    Expedite,
    Agree,
    Tags,
    Name,
    Hold,
    LiftHold,
    BreakGlass,
    Deliver,
    Spend,
    Attach,
    /// The request an arrival goes to.
    FileTo,
    /// The request of the run whose export an arrival is.
    RunOf,
    /// Another record of this client.
    SameClient(ClientId),
    /// A person, by the name that has to be typed again.
    Erase(ClientId, String),
    MoveProduct(ProductId, Rev),
    /// A document, by the record that stands for it.
    LeaveOut(i64),
    /// The table of concepts, by those that stood in it.
    Concepts(Vec<(ConceptId, Rev)>),
    /// The request whose strategy is taken over.
    Reuse,
}

impl Wish {
    pub fn title(&self) -> Sentence {
        Sentence::new(match self {
            Wish::Decline => "form-decline",
            Wish::Wait => "form-wait",
            Wish::Return => "form-return",
            Wish::Object => "form-object",
            Wish::Close => "form-close",
            Wish::Withdraw => "form-withdraw",
            Wish::Cancel => "form-cancel",
            Wish::Reopen => "form-reopen",
            Wish::Defer => "form-defer",
            Wish::Assign => "form-assign",
            Wish::HandOver => "form-hand-over",
            Wish::GoAway => "form-go-away",
            Wish::DuplicateOf => "form-duplicate",
            Wish::MergeInto => "form-merge",
            Wish::ReferOut => "form-refer",
            Wish::Expedite => "form-expedite",
            Wish::Agree => "form-agree",
            Wish::Tags => "form-tags",
            Wish::Name => "form-name",
            Wish::Hold => "form-hold",
            Wish::LiftHold => "form-lift-hold",
            Wish::BreakGlass => "form-glass",
            Wish::Deliver => "form-deliver",
            Wish::Spend => "form-effort",
            Wish::Attach => "form-attach",
            Wish::FileTo => "form-file-to",
            Wish::RunOf => "form-run-of",
            Wish::SameClient(_) => "form-same-client",
            Wish::Erase(..) => "form-erase",
            Wish::MoveProduct(..) => "form-product-move",
            Wish::LeaveOut(_) => "form-leave-out",
            Wish::Concepts(_) => "form-concepts",
            Wish::Reuse => "form-reuse",
        })
    }
}

#[derive(Clone, Debug)]
pub struct Prompt {
    pub wish: Wish,
    pub aim: Aim,
    pub sheet: Sheet,
    /// What it will do, told above the rows.
    pub told: Vec<Sentence>,
    /// The tags there were when the prompt was opened.
    pub(super) tags: Vec<String>,
}

impl Prompt {
    /// A decision that wants only a reason. `recent` are one's own last reasons, newest first.
    pub fn reason(wish: Wish, aim: Aim, recent: &[String], here: &Here) -> Self {
        let mut row = Row::line("reason", "form-reason", "");
        if wish != Wish::Close {
            row = row.required();
        }
        let mut prompt = Self::open(wish, aim, vec![row]);
        prompt.offer_reasons(recent, here);
        prompt
    }

    /// Why a document is not relevant.
    pub fn leave_out(aim: Aim, record: i64, recent: &[String], here: &Here) -> Self {
        Self::reason(Wish::LeaveOut(record), aim, recent, here)
    }

    /// The concepts of a request, a line for each.
    pub fn concepts(case: &Case) -> Self {
        let seen = case.concepts.iter().map(|c| (c.id, c.rev)).collect();
        let text = concept::typed(&case.concepts);
        let rows =
            vec![Row::long("concepts", "form-concepts-row", &text).with_help("form-concepts-help")];
        let mut prompt = Self::open(Wish::Concepts(seen), Aim::at(&case.request), rows);
        prompt.sheet.enter = EnterSaves::Never;
        prompt
    }

    /// From which request the strategy is taken.
    pub fn reuse(aim: Aim) -> Self {
        let rows = vec![
            Row::line("of", "form-reuse-of", "")
                .required()
                .with_help("form-same-as-help"),
        ];
        let mut prompt = Self::open(Wish::Reuse, aim, rows);
        prompt.sheet.will_offer(&["of"], "form-found");
        prompt
    }

    pub fn defer(aim: Aim, recent: &[String], here: &Here) -> Self {
        let rows = vec![
            Row::day("until", "form-until", None)
                .required()
                .with_help("form-until-help"),
            Row::line("reason", "form-reason", "").required(),
        ];
        let mut prompt = Self::open(Wish::Defer, aim, rows);
        prompt.offer_reasons(recent, here);
        prompt
    }

    pub fn assign(aim: Aim, owner: Option<StaffId>, here: &Here) -> Self {
        let key = owner.map(|id| id.to_string());
        let mut pick = Pick::one(staff_choices(&here.staff, here), key.as_deref());
        pick.unfold("");
        let rows = vec![Row::pick("to", "form-assign-to", pick).required()];
        Self::open(Wish::Assign, aim, rows)
    }

    /// The same wish as another request (`DuplicateOf`), or all of it goes there (`MergeInto`).
    pub fn same_as(wish: Wish, aim: Aim, recent: &[String], here: &Here) -> Self {
        let rows = vec![
            Row::line("of", "form-same-as", "")
                .required()
                .with_help("form-same-as-help"),
            Row::line("reason", "form-reason", "").required(),
        ];
        let mut prompt = Self::open(wish, aim, rows);
        prompt.sheet.will_offer(&["of"], "form-found");
        prompt.offer_reasons(recent, here);
        prompt
    }

    pub fn refer(aim: Aim, recent: &[String], here: &Here) -> Self {
        let rows = vec![
            Row::line("to", "form-refer-to", "").required(),
            Row::line("reason", "form-reason", "").required(),
        ];
        let mut prompt = Self::open(Wish::ReferOut, aim, rows);
        prompt.offer_reasons(recent, here);
        prompt
    }

    pub(super) fn open(wish: Wish, aim: Aim, rows: Vec<Row>) -> Self {
        Self {
            wish,
            aim,
            sheet: Sheet::new(rows, EnterSaves::OnLastRow),
            told: Vec::new(),
            tags: Vec::new(),
        }
    }

    fn offer_reasons(&mut self, recent: &[String], here: &Here) {
        let said = usual(&self.wish)
            .iter()
            .map(|key| here.words.t(key).into_owned());
        let mut items: Vec<Offer> = Vec::new();
        for text in recent.iter().cloned().chain(said) {
            if items.len() < 9 && !items.iter().any(|o| o.key == text) {
                items.push(Offer::plain(text));
            }
        }
        self.sheet.will_offer(&["reason"], "form-reasons");
        self.sheet.offer_by_digit("reason", items);
    }

    pub fn first_look(&self) -> Option<Look> {
        (self.wish == Wish::Assign).then_some(Look::Staff)
    }

    pub fn seen(&mut self, seen: Seen, here: &Here) {
        match seen {
            Seen::Staff(staff) => {
                if let Some(Row {
                    input: Input::Pick(pick),
                    ..
                }) = self.sheet.row_mut("to")
                {
                    pick.choices = staff_choices(&staff, here);
                }
            }
            Seen::Clients(mut found) => {
                if let Wish::SameClient(own) = self.wish {
                    found.retain(|row| row.id != own);
                }
                self.sheet.offer("same", client_offers(found));
            }
            Seen::Queue(page) if self.looks_for_another() => {
                let own = &self.aim.targets;
                let found = page
                    .rows
                    .into_iter()
                    .filter(|row| own.iter().all(|t| t.request != row.id))
                    .map(|row| Offer {
                        key: format!("#{}", row.id),
                        label: Label::Text(format!("#{} {}", row.id, row.title)),
                        detail: row.client,
                    })
                    .collect();
                self.sheet.offer("of", found);
            }
            _ => {}
        }
    }

    fn looks_for_another(&self) -> bool {
        matches!(
            self.wish,
            Wish::DuplicateOf | Wish::MergeInto | Wish::FileTo | Wish::RunOf | Wish::Reuse
        )
    }

    pub fn step(&mut self, step: SheetStep, here: &Here) -> FormStep {
        match step {
            SheetStep::Changed(key) if key == "of" => FormStep::Ask(Look::Queue {
                search: plain_words(&self.sheet.text("of")),
                from: None,
                backwards: false,
                limit: FOUND,
            }),
            SheetStep::Changed(key) if key == "same" => FormStep::Ask(Look::Clients {
                words: self.sheet.text("same"),
                // The record itself is among those found, and is no answer.
                limit: FOUND + 1,
            }),
            SheetStep::Take(key, offer) if key == "same" => match offer.key.parse() {
                Ok(id) => FormStep::Compare(ClientId(id)),
                Err(_) => FormStep::Stay,
            },
            SheetStep::Changed(key) if key == "to" && self.wish == Wish::Assign => self.save(here),
            SheetStep::Changed(key) if key == "to" => {
                self.ask_what_the_stage_wants();
                FormStep::Stay
            }
            SheetStep::Take(key, offer) => {
                self.sheet.take_as_text(&key, &offer.key);
                FormStep::Stay
            }
            SheetStep::Save => self.save(here),
            SheetStep::Leave => FormStep::Leave,
            _ => FormStep::Stay,
        }
    }

    /// The stage the key named, where one did.
    pub fn choose_stage(&mut self, to: Option<Stage>) {
        if let Some(to) = to {
            self.sheet.choose("to", Some(to.key()));
            self.ask_what_the_stage_wants();
        }
    }

    /// Going back and voiding want a reason, handing over a name.
    pub(super) fn ask_what_the_stage_wants(&mut self) {
        if !matches!(self.wish, Wish::MoveProduct(..)) {
            return;
        }
        let to = self.stage();
        if let Some(row) = self.sheet.row_mut("reason") {
            row.absent = !matches!(to, Some(Stage::Returned | Stage::Void));
        }
        if let Some(row) = self.sheet.row_mut("delivered_to") {
            row.absent = to != Some(Stage::Delivered);
        }
        self.sheet.settle();
        for row in ["reason", "delivered_to"] {
            self.sheet.focus(row);
        }
    }
}

/// What is typed to find a request is words here, never conditions that could be half written.
fn plain_words(typed: &str) -> String {
    let kept: String = typed
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || c == '#' {
                c
            } else {
                ' '
            }
        })
        .collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}
