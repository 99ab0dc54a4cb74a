//! Forms as layers: which one a verb opens, what it asks and sends, and what becomes of its text when
//! it is left. The forms themselves know nothing of the page.

use crossterm::event::KeyEvent;
use serde::{Deserialize, Serialize};

use crate::desk::look::Case;
use crate::desk::{Act, Command, Done, Look, Seen};
use crate::domain::refusal::RefusalKind;
use crate::domain::talk::TalkKind;
use crate::domain::{Refusal, RequestId, Sentence};
use crate::keys::{Action, Chord, entry};

use super::asked::{Deed, For};
use super::product::stage_of;
use super::{App, Chore, Effect};

use super::form::row::Input;
use super::form::{
    Aim, Capture, ClientFor, ClientForm, Form, FormMsg, FormStep, Known, ProductForm, Prompt,
    RequestForm, RunForm, TalkForm, Wish,
};
use super::layer::Layer;
use super::notices::Mood;
use super::plan::Pane;

/// An open form and what opened it.
#[derive(Debug)]
pub struct Filling {
    pub form: Form,
    pub action: Action,
    /// Where the cursor stood, which decides what `n` and `e` mean.
    pane: Pane,
    /// The request it is about, where it is about one.
    request: Option<RequestId>,
    /// Sent off and not answered yet.
    waits: bool,
    /// Told that a colleague was faster; the next save is meant for the newest state.
    overtaken: bool,
    /// Row and text as the form was opened, before anybody wrote in it.
    opened: Vec<(String, String)>,
}

/// A form's text as it is kept in the store.
#[derive(Debug, Serialize, Deserialize)]
struct Draft {
    /// Row and text; of a choice its key.
    rows: Vec<(String, String)>,
}

impl Filling {
    pub(super) fn new(form: Form, action: Action, pane: Pane, request: Option<RequestId>) -> Self {
        let mut filling = Filling {
            form,
            action,
            pane,
            request,
            waits: false,
            overtaken: false,
            opened: Vec::new(),
        };
        filling.opened = filling.rows();
        filling
    }

    fn is_of(&self, action: Action, pane: Pane, request: Option<RequestId>) -> bool {
        self.action == action && self.pane == pane && self.request == request
    }

    /// What the draft is about, and its text; None where there is nothing to keep.
    fn draft(&self) -> Option<(String, String)> {
        if !self.form.is_touched() {
            return None;
        }
        // Only what was written: the rest is filled from the record again, as it is by then.
        let written = |row: &(String, String)| !self.opened.contains(row);
        let rows: Vec<_> = self.rows().into_iter().filter(written).collect();
        if rows.is_empty() {
            return None;
        }
        let draft = Draft { rows };
        Some((self.about()?, serde_json::to_string(&draft).ok()?))
    }

    /// Each row's text; of a choice its key.
    fn rows(&self) -> Vec<(String, String)> {
        let Some(sheet) = self.form.sheet() else {
            return Vec::new();
        };
        let text = |key: &str| sheet.picked(key).unwrap_or_else(|| sheet.exact(key));
        let rows = sheet.rows.iter();
        rows.map(|row| (row.key.clone(), text(&row.key))).collect()
    }

    /// Which form for which request, as `edit/0/1042`.
    fn about(&self) -> Option<String> {
        let action = entry(self.action)?.key;
        let pane = Pane::ALL.iter().position(|p| *p == self.pane)?;
        let request = self.request.map_or(String::new(), |id| id.to_string());
        Some(format!("{action}/{pane}/{request}"))
    }

    fn fill_from(&mut self, draft: &Draft) {
        let Some(sheet) = self.form.sheet_mut() else {
            return;
        };
        for (key, text) in &draft.rows {
            match sheet.row(key).map(|row| &row.input) {
                Some(Input::Pick(_)) => {
                    sheet.choose(key, Some(text.as_str()).filter(|text| !text.is_empty()));
                }
                Some(_) => sheet.set_text(key, text),
                None => {}
            }
        }
        sheet.touched = true;
    }
}

impl App {
    /// Opens the form of a verb; the one that was left with text in it comes back as it was.
    pub(super) fn open_form(&mut self, action: Action) {
        let request = match action {
            Action::New if matches!(self.focus, Pane::List | Pane::Overview) => None,
            Action::FullForm => None,
            _ => self.subject().map(|(id, _)| id),
        };
        let pane = match self.triage {
            Some(_) => Pane::Overview,
            None => self.focus,
        };
        let kept = self
            .aside
            .iter()
            .position(|aside| aside.is_of(action, pane, request));
        if let Some(at) = kept {
            let filling = self.aside.remove(at);
            self.say(Mood::Plain, Sentence::new("notice-draft-again"));
            return self.show_form(filling);
        }
        if let Some(id) = request
            && self.page.of(id).is_none()
        {
            // The form is filled from the page, which is on its way.
            self.coming = Some(super::ahead::Coming::new(id, action));
            return self.ask(For::Case(id), Look::Case(id));
        }
        let Some(form) = self.form_for(action, pane) else {
            return self.say(Mood::Plain, Sentence::new("notice-nothing-selected"));
        };
        let mut filling = Filling::new(form, action, pane, request);
        if let Some(draft) = self.draft_for(&filling) {
            filling.fill_from(&draft);
            self.say(Mood::Plain, Sentence::new("notice-draft-again"));
        }
        self.show_form(filling);
    }

    /// The draft of an earlier console that belongs into this form.
    fn draft_for(&mut self, filling: &Filling) -> Option<Draft> {
        let about = filling.about()?;
        let at = self.drafts.iter().position(|(kept, _)| *kept == about)?;
        let (_, body) = self.drafts.remove(at);
        serde_json::from_str(&body).ok()
    }

    pub(super) fn show_form(&mut self, filling: Filling) {
        let look = filling.form.first_look();
        self.layers.push(Layer::Form(Box::new(filling)));
        self.changed = true;
        if let Some(look) = look {
            self.ask(For::Form, look);
        }
    }

    fn form_for(&self, action: Action, pane: Pane) -> Option<Form> {
        let here = &self.here;
        let uid = here.new_uid;
        match action {
            Action::New if matches!(pane, Pane::List | Pane::Overview) => {
                return Some(Form::Capture(Box::new(Capture::new(uid(), here))));
            }
            Action::FullForm => {
                let form = RequestForm::new(uid(), Known::default(), here);
                return Some(Form::Request(Box::new(form)));
            }
            _ => {}
        }
        let (id, _) = self.subject()?;
        let case = self.page.of(id)?;
        Some(match action {
            Action::New | Action::Edit => return self.part_form(action, pane, case),
            Action::Note => Form::Talk(Box::new(TalkForm::note(uid(), case, here))),
            Action::Message => {
                let form = TalkForm::message(uid(), TalkKind::Sent, case, here);
                Form::Talk(Box::new(form))
            }
            Action::Attach => Form::Prompt(Box::new(Prompt::attach(&case.request))),
            Action::Minutes => Form::Prompt(Box::new(Prompt::spend(&case.request, here))),
            _ => Form::Prompt(Box::new(self.prompt_for(action, pane, case)?)),
        })
    }

    /// `n` and `e` in the panes of a request.
    fn part_form(&self, action: Action, pane: Pane, case: &Case) -> Option<Form> {
        let here = &self.here;
        let uid = here.new_uid;
        let aim = || Aim::at(&case.request);
        let edits = action == Action::Edit;
        Some(match pane {
            Pane::List | Pane::Overview => {
                let form = RequestForm::edit(&case.request, case.client.as_ref(), here);
                Form::Request(Box::new(form))
            }
            Pane::Client => {
                let form = match &case.client {
                    Some(client) if edits => ClientForm::edit(client),
                    _ => ClientForm::new(uid(), ClientFor::Request(aim())),
                };
                Form::Client(Box::new(form))
            }
            Pane::Runs => {
                let form = match self.page.current_run() {
                    Some(run) if edits => RunForm::edit(run, aim(), here),
                    None if edits => return None,
                    _ => RunForm::new(uid(), aim(), here),
                };
                Form::Run(Box::new(form))
            }
            Pane::Products => {
                let form = match self.page.current_product() {
                    Some(product) if edits => ProductForm::edit(product, &case.request, here),
                    None if edits => return None,
                    _ => ProductForm::new(uid(), &case.request, here),
                };
                Form::Product(Box::new(form))
            }
        })
    }

    /// The question a decision asks.
    fn prompt_for(&self, action: Action, pane: Pane, case: &Case) -> Option<Prompt> {
        let here = &self.here;
        if pane == Pane::Products
            && let Some(product) = self.page.current_product()
            && stage_of(action).is_some()
        {
            let mut prompt = Prompt::move_product(product, &case.request);
            prompt.choose_stage(stage_of(action));
            return Some(prompt);
        }
        let aim = match self.targets() {
            many if many.len() > 1 => Aim::many(many),
            _ => Aim::at(&case.request),
        };
        let recent = self.reasons.get(&action).map_or(&[][..], Vec::as_slice);
        let reason = |wish: Wish, aim: Aim| Prompt::reason(wish, aim, recent, here);
        Some(match action {
            Action::Decline => reason(Wish::Decline, aim),
            Action::Wait => reason(Wish::Wait, aim),
            Action::Return => reason(Wish::Return, aim),
            Action::Object => reason(Wish::Object, aim),
            Action::Close => reason(Wish::Close, aim),
            Action::Withdraw => reason(Wish::Withdraw, aim),
            Action::Cancel => reason(Wish::Cancel, aim),
            Action::Reopen => reason(Wish::Reopen, aim),
            Action::Defer => Prompt::defer(aim, recent, here),
            Action::Assign => Prompt::assign(aim, case.request.owner, here),
            Action::Duplicate => Prompt::same_as(Wish::DuplicateOf, aim, recent, here),
            Action::Merge => Prompt::same_as(Wish::MergeInto, aim, recent, here),
            Action::Refer => Prompt::refer(aim, recent, here),
            Action::Expedite => Prompt::expedite(&case.request, here),
            Action::Agree => Prompt::agree(&case.request),
            Action::Tags if aim.targets.len() > 1 => Prompt::tags(aim, &[]),
            Action::Tags => Prompt::tags(aim, &case.request.tags),
            Action::Deliver => {
                let client = case
                    .client
                    .as_ref()
                    .map_or("", |client| client.name.as_str());
                Prompt::deliver(aim, client)
            }
            _ => return None,
        })
    }

    pub(super) fn press_in_form(&mut self, event: KeyEvent) {
        if Chord::of(event) == Some(Chord::ctrl('g')) {
            return self.act(Action::Language);
        }
        if Chord::of(event) == Some(Chord::ctrl('p')) {
            return self.open_palette();
        }
        self.tell_form(FormMsg::Key(event));
    }

    pub(super) fn tell_form(&mut self, msg: FormMsg) {
        let Some(Layer::Form(filling)) = self.layers.last_mut() else {
            return;
        };
        if filling.waits && matches!(msg, FormMsg::Key(_) | FormMsg::Paste(_)) {
            // It is on its way to the store; what is typed now would not be in it.
            return;
        }
        self.changed = true;
        let step = filling.form.update(msg, &self.here);
        match step {
            FormStep::Stay => {}
            FormStep::Ask(look) => {
                self.asked.forget(|f| matches!(f, For::Form));
                self.ask(For::Form, look);
            }
            FormStep::Submit(command) => self.submit(*command),
            FormStep::Attach(request, path) => {
                filling.waits = true;
                let ticket = self.asked.ticket(For::Deed(Deed::Form));
                let chore = Chore::Attach { request, path };
                self.out.push(Effect::Chore(ticket, chore));
            }
            FormStep::Leave => self.leave_form(),
            FormStep::GoToClient(client) => {
                self.leave_form();
                self.ask(For::GoToClient, Look::ClientCase(client));
            }
            FormStep::Compare(client) => self.compare_with(client),
        }
    }

    pub(super) fn form_seen(&mut self, seen: Seen) {
        self.tell_form(FormMsg::Seen(seen));
    }

    fn submit(&mut self, mut command: Command) {
        let Some(Layer::Form(filling)) = self.layers.last_mut() else {
            return;
        };
        let action = filling.action;
        if filling.overtaken
            && let Command::On { target, .. } = &mut command
            && let Some(case) = self.page.of(target.request)
        {
            target.rev = Some(case.request.rev);
        }
        let act = match &command {
            Command::On { act, .. } | Command::Bulk { act, .. } => Some(act.clone()),
            _ => None,
        };
        if let Some(act) = act {
            self.remember_reason(action, &act);
            self.trying = Some((action, act));
        }
        if matches!(command, Command::Bulk { .. }) {
            return self.preview(command);
        }
        if let Some(Layer::Form(filling)) = self.layers.last_mut() {
            filling.waits = true;
        }
        let deed = match command {
            Command::On { .. } => Deed::Act(action),
            _ => Deed::Form,
        };
        self.run(deed, command);
    }

    /// One's own reasons are offered again, the newest first.
    fn remember_reason(&mut self, action: Action, act: &Act) {
        let reason = match act {
            Act::Decline { reason }
            | Act::DuplicateOf { reason, .. }
            | Act::MergeInto { reason, .. }
            | Act::Defer { reason, .. }
            | Act::ReferOut { reason, .. }
            | Act::Wait { reason }
            | Act::Return { reason }
            | Act::Object { reason }
            | Act::Withdraw { reason }
            | Act::Cancel { reason }
            | Act::Reopen { reason } => reason,
            Act::Close {
                reason: Some(reason),
            } => reason,
            _ => return,
        };
        let kept = self.reasons.entry(action).or_default();
        kept.retain(|old| old != reason);
        kept.insert(0, reason.clone());
        kept.truncate(4);
    }

    /// Left with Esc: text that was typed is set aside and comes back with the same key.
    pub(super) fn leave_form(&mut self) {
        let Some(Layer::Form(filling)) = self.layers.pop() else {
            return;
        };
        self.changed = true;
        if filling.form.is_touched() {
            self.aside.push(*filling);
            self.say(Mood::Plain, Sentence::new("notice-kept-for-later"));
        }
    }

    /// What was sent off is done: its form has served.
    pub(super) fn form_done(&mut self, deed: &Deed, done: &Done) {
        self.layers.retain(|layer| match layer {
            Layer::Form(filling) => !(filling.waits || *deed == Deed::Bulk),
            _ => true,
        });
        if *deed == Deed::Form && done.request.is_some() && self.triage.is_none() {
            self.queue.selected = done.request;
        }
    }

    /// Puts the refusal into its form; tells whether there was one.
    pub(super) fn form_refused(&mut self, refusal: &Refusal) -> bool {
        let waiting = self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Form(filling) if filling.waits => Some(filling),
            _ => None,
        });
        let Some(filling) = waiting else {
            return false;
        };
        filling.waits = false;
        // A decision, or fields by name, may be meant for the newest state as well. A whole record may
        // not: it would put the colleague's fields back to what they were.
        let repeats = !matches!(
            filling.form,
            Form::Client(_) | Form::Run(_) | Form::Product(_)
        );
        if refusal.kind == RefusalKind::Stale && repeats {
            filling.overtaken = true;
            let mut told = refusal.clone();
            told.said.key = "notice-overtaken";
            filling.form.refused(&told);
        } else {
            filling.form.refused(refusal);
        }
        self.changed = true;
        true
    }

    /// A verb that needed no reason so far, and is told that it does now, asks for it.
    pub(super) fn ask_for_what_lacks(&mut self, deed: &Deed, refusal: &Refusal) -> bool {
        match (deed, refusal.kind) {
            (
                Deed::Act(action),
                RefusalKind::Missing {
                    field: "reason" | "to",
                },
            ) => {
                let before = self.layers.len();
                self.open_form(*action);
                self.layers.len() > before
            }
            _ => false,
        }
    }

    /// Forms with text in them that is not saved: what each is about, and the text.
    pub fn drafts_kept(&self) -> Vec<(String, String)> {
        let open = self.layers.iter().filter_map(|layer| match layer {
            Layer::Form(filling) => Some(&**filling),
            _ => None,
        });
        let forms = open.chain(&self.aside).filter_map(Filling::draft);
        forms.chain(self.drafts.iter().cloned()).collect()
    }

    /// Drafts of an earlier console: each waits for the key and the request it belongs to.
    pub fn take_drafts(&mut self, kept: Vec<(String, String)>) {
        self.drafts = kept;
        if !self.drafts.is_empty() {
            let said = Sentence::new("notice-drafts").with("n", self.drafts.len());
            self.say(Mood::Warning, said);
        }
    }
}
