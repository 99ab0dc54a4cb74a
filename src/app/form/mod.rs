//! Everything that is filled in: forms, prompts, the capture line. Each keeps what was typed until it
//! is saved or thrown away on purpose, and ends in a command of the desk; none draws or stores.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::app::Here;
use crate::desk::{Command, Look, Seen};
use crate::domain::refusal::RefusalKind;
use crate::domain::{ClientId, Refusal, RequestId, Sentence};

pub mod aim;
mod ask;
pub mod capture;
pub mod client;
mod common_rows;
pub mod confirm;
pub mod day;
mod decide;
pub mod field;
mod fills;
mod hands;
pub mod label;
mod labels;
mod lexicon;
mod meant;
mod pasted;
mod people;
pub mod pick;
mod press;
pub mod product;
pub mod prompt;
mod reasons;
pub mod request;
pub mod row;
pub mod run;
mod service_rows;
pub mod sheet;
pub mod talk;
mod understood;

pub use aim::Aim;
pub use capture::Capture;
pub use client::{ClientFor, ClientForm};
pub use common_rows::Known;
pub use confirm::Confirm;
pub use hands::sheet_lines;
pub use label::Label;
pub use product::ProductForm;
pub use prompt::{Prompt, Wish};
pub use request::RequestForm;
pub use run::RunForm;
pub use talk::TalkForm;
pub use understood::Understood;

use sheet::Sheet;

/// What reaches an open form.
#[derive(Clone, Debug)]
pub enum FormMsg {
    Key(KeyEvent),
    Paste(String),
    /// The answer to a look the form asked for.
    Seen(Seen),
}

/// What a form wants of the screen around it.
#[derive(Clone, Debug, PartialEq)]
pub enum FormStep {
    Stay,
    Ask(Look),
    /// To be carried out; the form stays until it is done, and hears of a refusal.
    Submit(Box<Command>),
    /// This client is to be compared with the one of the page.
    Compare(ClientId),
    /// This file is to be kept with this request.
    Attach(RequestId, String),
    /// An arrival goes to this request, or to one of its runs.
    FileTo(Wish, RequestId),
    /// Set aside with all that was typed.
    Leave,
    /// Somebody the desk knows already was found instead: go there.
    GoToClient(ClientId),
}

impl FormStep {
    fn submit(command: Command) -> Self {
        FormStep::Submit(Box::new(command))
    }
}

#[derive(Clone, Debug)]
pub enum Form {
    Capture(Box<Capture>),
    Request(Box<RequestForm>),
    Client(Box<ClientForm>),
    Run(Box<RunForm>),
    Product(Box<ProductForm>),
    Talk(Box<TalkForm>),
    Prompt(Box<Prompt>),
    Confirm(Box<Confirm>),
}

/// How a form is told from others at a glance, besides its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Air {
    Plain,
    /// Stays inside the desk.
    Internal,
    /// Goes to the client.
    Outgoing,
}

impl Form {
    /// What the form needs to know as it opens; to be asked once.
    pub fn first_look(&self) -> Option<Look> {
        match self {
            Form::Product(_) => Some(Look::Staff),
            Form::Talk(form) => form.first_look(),
            Form::Prompt(prompt) => prompt.first_look(),
            _ => None,
        }
    }

    pub fn update(&mut self, msg: FormMsg, here: &Here) -> FormStep {
        let step = match msg {
            FormMsg::Seen(seen) => return self.seen(seen, here),
            FormMsg::Key(key) => {
                if let Form::Capture(capture) = self {
                    if is_ctrl(key, 'n') {
                        *self = Form::Request(Box::new(capture.whole_form(here)));
                        return FormStep::Stay;
                    }
                    if let Some(step) = capture.own_key(key) {
                        return capture.step(step, here);
                    }
                }
                if let Form::Confirm(confirm) = self {
                    return confirm.press(key);
                }
                self.sheet_mut().map(|sheet| sheet.press(key, &here.words))
            }
            FormMsg::Paste(text) if self.is_capture_of(&text) => {
                return self.open_whole(&text, here);
            }
            FormMsg::Paste(text) => self.sheet_mut().map(|sheet| sheet.paste(&text)),
        };
        let Some(step) = step else {
            return FormStep::Stay;
        };
        match self {
            Form::Capture(form) => form.step(step, here),
            Form::Request(form) => form.step(step, here),
            Form::Client(form) => form.step(step, here),
            Form::Run(form) => form.step(step, here),
            Form::Product(form) => form.step(step, here),
            Form::Talk(form) => form.step(step, here),
            Form::Prompt(prompt) => prompt.step(step, here),
            Form::Confirm(_) => FormStep::Stay,
        }
    }

    /// Several lines pasted where one is heard: too many for it.
    fn is_capture_of(&self, text: &str) -> bool {
        let Form::Capture(capture) = self else {
            return false;
        };
        let in_line = capture.sheet.focused().is_some_and(|row| row.key == "line");
        in_line && pasted::is_several(text)
    }

    fn open_whole(&mut self, text: &str, here: &Here) -> FormStep {
        let Form::Capture(capture) = self else {
            return FormStep::Stay;
        };
        let form = capture.form_of_lines(text, here);
        let look = form.ask_likely_client();
        *self = Form::Request(Box::new(form));
        look.map_or(FormStep::Stay, FormStep::Ask)
    }

    fn seen(&mut self, seen: Seen, here: &Here) -> FormStep {
        match self {
            Form::Capture(form) => return form.seen(seen, here),
            Form::Request(form) => form.seen(seen),
            Form::Client(form) => form.seen(seen),
            Form::Product(form) => form.seen(seen, here),
            Form::Talk(form) => form.seen(seen),
            Form::Prompt(prompt) => prompt.seen(seen, here),
            Form::Run(_) | Form::Confirm(_) => {}
        }
        FormStep::Stay
    }

    /// The known client that stands in it.
    pub fn client(&self) -> Option<(ClientId, String)> {
        match self {
            Form::Capture(form) => form.client.clone(),
            Form::Request(form) => form.client(),
            _ => None,
        }
    }

    /// Text was put into it from a draft: what depends on a choice is there again.
    pub(in crate::app) fn follow_choices(&mut self, here: &Here) {
        if let Form::Request(form) = self {
            form.change_service(here);
        }
    }

    /// A draft was put into it: the form makes of it what it made of it as it was typed.
    pub(in crate::app) fn taken_up(
        &mut self,
        client: Option<(ClientId, String)>,
        here: &Here,
    ) -> FormStep {
        match self {
            Form::Capture(form) => form.taken_up(client, here),
            Form::Request(form) => form.taken_up(client),
            _ => FormStep::Stay,
        }
    }

    /// Puts the refusal at its field, or above the keys where it has none. What was typed stays.
    pub fn refused(&mut self, refusal: &Refusal) {
        if let Form::Confirm(confirm) = self {
            confirm.refusal = Some(refusal.said.clone());
            return;
        }
        let Some(sheet) = self.sheet_mut() else {
            return;
        };
        sheet.notice = None;
        match refusal.kind {
            RefusalKind::Missing { field } if sheet.row(row_of(field)).is_some() => {
                sheet.refuse(row_of(field), refusal.said.clone());
            }
            _ => {
                sheet.refuse_named(&refusal.said);
                sheet.notice = Some(refusal.said.clone());
            }
        }
    }

    pub fn title(&self) -> Sentence {
        match self {
            Form::Capture(_) => Sentence::new("form-capture"),
            Form::Request(form) => form.title(),
            Form::Client(form) => form.title(),
            Form::Run(form) => form.title(),
            Form::Product(form) => form.title(),
            Form::Talk(form) => form.title(),
            Form::Prompt(prompt) => prompt.wish.title(),
            Form::Confirm(_) => Sentence::new("form-confirm"),
        }
    }

    /// Which request, client or how many it is about.
    pub fn about(&self) -> Sentence {
        match self {
            Form::Capture(_) => Aim::nothing("").said(),
            Form::Request(form) => form.about(),
            Form::Client(form) => form.about(),
            Form::Run(form) => form.aim.said(),
            Form::Product(form) => form.aim.said(),
            Form::Talk(form) => form.aim.said(),
            Form::Prompt(prompt) => prompt.aim.said(),
            Form::Confirm(confirm) => confirm.aim.said(),
        }
    }

    /// The one request it writes on, where there is one already.
    pub fn request(&self) -> Option<RequestId> {
        match self {
            Form::Request(form) => form.edited().map(|(id, _)| id),
            Form::Run(form) => form.aim.request(),
            Form::Product(form) => form.aim.request(),
            Form::Talk(form) => form.aim.request(),
            Form::Prompt(prompt) => prompt.aim.request(),
            Form::Capture(_) | Form::Client(_) | Form::Confirm(_) => None,
        }
    }

    pub fn air(&self) -> Air {
        use crate::domain::talk::TalkKind;
        match self {
            Form::Talk(form) if form.kind == TalkKind::Note => Air::Internal,
            Form::Talk(form) if form.kind == TalkKind::Sent => Air::Outgoing,
            _ => Air::Plain,
        }
    }

    /// One line or a few: shown above the list instead of filling the screen.
    pub fn is_small(&self) -> bool {
        matches!(self, Form::Capture(_) | Form::Prompt(_) | Form::Confirm(_))
    }

    /// A long text wants the whole screen for itself.
    pub fn is_whole(&self) -> bool {
        self.sheet().is_some_and(|sheet| sheet.whole)
    }

    /// Something was typed: worth keeping as a draft when it is left.
    pub fn is_touched(&self) -> bool {
        self.sheet().is_some_and(|sheet| sheet.touched)
    }

    pub fn sheet(&self) -> Option<&Sheet> {
        match self {
            Form::Capture(form) => Some(&form.sheet),
            Form::Request(form) => Some(&form.sheet),
            Form::Client(form) => Some(&form.sheet),
            Form::Run(form) => Some(&form.sheet),
            Form::Product(form) => Some(&form.sheet),
            Form::Talk(form) => Some(&form.sheet),
            Form::Prompt(prompt) => Some(&prompt.sheet),
            Form::Confirm(_) => None,
        }
    }

    pub(in crate::app) fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        match self {
            Form::Capture(form) => Some(&mut form.sheet),
            Form::Request(form) => Some(&mut form.sheet),
            Form::Client(form) => Some(&mut form.sheet),
            Form::Run(form) => Some(&mut form.sheet),
            Form::Product(form) => Some(&mut form.sheet),
            Form::Talk(form) => Some(&mut form.sheet),
            Form::Prompt(prompt) => Some(&mut prompt.sheet),
            Form::Confirm(_) => None,
        }
    }
}

/// The row a refusal's field stands in, where the desk and the form call it differently.
fn row_of(field: &'static str) -> &'static str {
    match field {
        "due" => "on",
        "client" => "client_name",
        field => field,
    }
}

fn is_ctrl(key: KeyEvent, c: char) -> bool {
    key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char(c)
}

#[cfg(test)]
mod counter_lines;
#[cfg(test)]
pub(crate) mod story;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_with_desk;
