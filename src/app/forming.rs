//! Forms as layers: which one a verb opens, what it asks and sends, and what becomes of its text when
//! it is left. The forms themselves know nothing of the page.

mod spot;

use crossterm::event::KeyEvent;
use serde::{Deserialize, Serialize};

use crate::desk::{Act, Command, Done, Look, Seen};
use crate::domain::refusal::RefusalKind;
use crate::domain::{ClientId, Refusal, RequestId, Sentence};
use crate::intake::tray::Filed;
use crate::keys::{Action, Chord, entry};

use super::asked::{Deed, For};
use super::{App, Chore, Effect, Rest};

use super::form::row::{Input, Row};
use super::form::{Form, FormMsg, FormStep, Wish};
use super::layer::Layer;
use super::merge::Texts;
use super::notices::Mood;
use super::plan::Pane;

pub use spot::Spot;

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
    /// The whole record was changed by a colleague: the newest is being read to write it on that.
    pub(super) behind: Option<Refusal>,
    /// Row and text as the form was opened, before anybody wrote in it.
    pub(super) opened: Texts,
    /// The arrival it was filled from, which goes with the request.
    pub(super) arrival: Option<Filed>,
}

/// A form's text as it is kept in the store.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Draft {
    /// Row and text; of a choice its keys, one a line.
    pub(super) rows: Texts,
    /// The known client that stands in it.
    #[serde(default)]
    pub(super) client: Option<(ClientId, String)>,
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
            behind: None,
            opened: Vec::new(),
            arrival: None,
        };
        filling.opened = filling.rows();
        filling
    }

    /// What stands in it is kept like something typed: it was read from a file, and nobody would read it
    /// twice.
    pub(super) fn take_as_written(&mut self) {
        self.opened = Vec::new();
        if let Some(sheet) = self.form.sheet_mut() {
            sheet.touched = true;
        }
    }

    /// Whether the cursor stands where text is typed.
    pub(super) fn takes_text(&self) -> bool {
        let row = self.form.sheet().and_then(|sheet| sheet.focused());
        row.is_some_and(|row| row.field().is_some())
    }

    /// The request a colleague should know is being written on; a question takes no lease.
    pub(super) fn leased(&self) -> Option<RequestId> {
        self.request
            .filter(|_| !matches!(self.form, Form::Confirm(_)))
    }

    fn is_of(&self, action: Action, pane: Pane, request: Option<RequestId>) -> bool {
        self.action == action && self.pane == pane && self.request == request
    }

    /// What the draft is about, and its text; None where there is nothing to keep.
    fn draft(&self) -> Option<(String, String)> {
        // A name typed to erase a person is not written down for it.
        if !self.form.is_touched() || self.action == Action::Erase {
            return None;
        }
        let rows = self.written();
        if rows.is_empty() {
            return None;
        }
        let client = self.form.client();
        let draft = Draft { rows, client };
        Some((self.about()?, serde_json::to_string(&draft).ok()?))
    }

    /// Only what was written: the rest is filled from the record again, as it is by then.
    pub(super) fn written(&self) -> Texts {
        let written = |row: &(String, String)| !self.opened.contains(row);
        self.rows().into_iter().filter(written).collect()
    }

    /// Each row's text; of a choice its keys.
    pub(super) fn rows(&self) -> Texts {
        let Some(sheet) = self.form.sheet() else {
            return Vec::new();
        };
        let text = |row: &Row| match &row.input {
            Input::Pick(pick) => pick.keys().join("\n"),
            _ => sheet.exact(&row.key),
        };
        let rows = sheet.rows.iter();
        rows.map(|row| (row.key.clone(), text(row))).collect()
    }

    /// Which form for which request, as `edit/0/1042`.
    fn about(&self) -> Option<String> {
        let action = entry(self.kind())?.key;
        let pane = Pane::ALL.iter().position(|p| *p == self.pane)?;
        let request = self.request.map_or(String::new(), |id| id.to_string());
        Some(format!("{action}/{pane}/{request}"))
    }

    pub(super) fn fill_from(&mut self, draft: &Draft) {
        let Some(sheet) = self.form.sheet_mut() else {
            return;
        };
        for (key, text) in &draft.rows {
            match sheet.row(key).map(|row| &row.input) {
                Some(Input::Pick(_)) => sheet.choose_all(key, text.lines()),
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
            Action::FullForm | Action::GoAway => None,
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
            && (self.page.of(id).is_none() || self.is_about_to_change(id))
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
            // Rows that come with a choice are there only now.
            filling.form.follow_choices(&self.here);
            filling.fill_from(&draft);
            let step = filling.form.taken_up(draft.client, &self.here);
            self.say(Mood::Plain, Sentence::new("notice-draft-again"));
            self.show_form(filling);
            if let FormStep::Ask(look) = step {
                self.ask(For::Form, look);
            }
            return;
        }
        self.show_form(filling);
    }

    /// One's own last deed is still on its way, or the page after it: a form filled from the page as it
    /// stands would be refused as stale.
    fn is_about_to_change(&self, id: RequestId) -> bool {
        let awaited = |f: &For| match f {
            For::Deed(_) => true,
            For::Case(asked) => *asked == id,
            _ => false,
        };
        self.triage.is_none() && self.asked.waits(awaited)
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
            if !self.notices.just_said("notice-being-saved") {
                self.say(Mood::Plain, Sentence::new("notice-being-saved"));
            }
            return;
        }
        self.changed = true;
        if matches!(msg, FormMsg::Key(_) | FormMsg::Paste(_)) {
            self.typed += 1;
        }
        let mut typing = false;
        if let (Form::Capture(capture), FormMsg::Key(key)) = (&mut filling.form, &msg) {
            typing = capture.hold_still(*key);
        }
        let step = filling.form.update(msg, &self.here);
        if let Form::Capture(capture) = &mut filling.form {
            capture.keep_line_up();
        }
        if typing {
            self.out.push(Effect::Rest(Rest::Typing));
        }
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
            FormStep::FileTo(wish, request) => self.file_to(&wish, request),
            FormStep::Leave => self.leave_form(),
            FormStep::GoToClient(client) => {
                self.leave_form();
                self.ask(For::GoToClient, Look::ClientCase(client));
            }
            FormStep::Compare(client) => self.compare_with(client),
        }
    }

    /// What the typing was understood as is shown.
    pub(super) fn form_rests(&mut self) {
        if let Some(Layer::Form(filling)) = self.layers.last_mut()
            && let Form::Capture(capture) = &mut filling.form
        {
            self.changed |= capture.show_all();
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
        if let Command::Screen { reason, .. } = &command {
            self.keep_reason(action, reason);
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
        self.keep_reason(action, reason);
    }

    fn keep_reason(&mut self, action: Action, reason: &str) {
        let kept = self.reasons.entry(action).or_default();
        kept.retain(|old| old != reason);
        kept.insert(0, reason.to_owned());
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
        let of_file = self.layers.iter_mut().find_map(|layer| match layer {
            Layer::Form(filling) if filling.waits => filling.arrival.take(),
            _ => None,
        });
        self.layers.retain(|layer| match layer {
            Layer::Form(filling) => !(filling.waits || *deed == Deed::Bulk),
            _ => true,
        });
        if *deed == Deed::Form && done.request.is_some() && self.triage.is_none() {
            self.queue.selected = done.request;
            self.sought = done
                .request
                .filter(|_| ["did-receive", "did-break-glass"].contains(&done.said.key));
        }
        self.file_follows(of_file, done.request);
    }

    /// A whole form that was left with text in it, here or at an earlier console.
    pub(super) fn has_whole_form_aside(&self) -> bool {
        let pane = self.focus;
        let aside = self
            .aside
            .iter()
            .any(|aside| aside.is_of(Action::FullForm, pane, None));
        aside
            || self
                .drafts
                .iter()
                .any(|(about, _)| about.starts_with("full-form/"))
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
        // A decision may be meant for the newest state as well. A record may not: it would put the
        // colleague's fields back to what they were.
        let whole = match &filling.form {
            Form::Client(_) | Form::Run(_) | Form::Product(_) | Form::Request(_) => true,
            Form::Prompt(prompt) => matches!(prompt.wish, Wish::Concepts(_)),
            _ => false,
        };
        if refusal.kind == RefusalKind::Stale {
            let mut told = refusal.clone();
            if whole {
                told.said.key = "notice-behind";
                filling.behind = Some(refusal.clone());
            } else {
                told.said.key = "notice-overtaken";
                filling.overtaken = true;
            }
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
        self.open_again();
    }
}
