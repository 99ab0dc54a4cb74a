//! Erasing a person from pane 2: who may, what is told before, and what this console itself still knew of
//! her afterwards. Erases nothing itself.

use crate::desk::erasable::Erasable;
use crate::desk::{Done, Look};
use crate::domain::{Arg, Sentence};
use crate::keys::Action;

use super::App;
use super::asked::For;
use super::form::{Form, Prompt};
use super::forming::Filling;
use super::layer::Layer;
use super::plan::Pane;

impl App {
    pub(super) fn erase_refused(&self) -> Option<Sentence> {
        if !self.is_head() {
            return Some(Sentence::new("not-allowed-lead"));
        }
        if self.focus != Pane::Client {
            return Some(Sentence::new("notice-erase-in-pane"));
        }
        let client = self.page.case.as_ref().and_then(|c| c.client.as_ref());
        match client {
            None => Some(Sentence::new("notice-no-client")),
            Some(client) if client.erased.is_some() => Some(Sentence::new("client-erased")),
            Some(_) => None,
        }
    }

    pub(super) fn open_erase(&mut self) {
        if let Some(why) = self.why_not(Action::Erase) {
            return self.refuse(why, None);
        }
        let client = self.page.case.as_ref().and_then(|c| c.client.as_ref());
        if let Some(id) = client.map(|client| client.id) {
            self.ask(For::Erase, Look::Erasable(id));
        }
    }

    /// The question, with all that goes and stays; none while something of hers is open.
    pub(super) fn ask_to_erase(&mut self, found: &Erasable) {
        let shown = self.page.case.as_ref().and_then(|c| c.client.as_ref());
        let Some(person) = found.person().filter(|p| shown.map(|c| c.id) == Some(p.id)) else {
            return;
        };
        if !found.open.is_empty() {
            let open = found.open.iter().map(|id| Arg::from(format!("#{id}")));
            let said = Sentence::new("erase-open").with("numbers", open.collect::<Vec<_>>());
            return self.refuse(said, None);
        }
        self.erasing = found.texts();
        let reason = self.reason_aside();
        let prompt = Prompt::erase(person, found.told());
        let form = Form::Prompt(Box::new(prompt));
        let mut filling = Filling::new(form, Action::Erase, self.focus, None);
        if let (Some(reason), Some(sheet)) = (reason, filling.form.sheet_mut()) {
            sheet.set_text("reason", &reason);
        }
        self.show_form(filling);
    }

    /// The reason of a question that was left; the name is typed again each time.
    fn reason_aside(&mut self) -> Option<String> {
        let is_erase = |aside: &Filling| aside.action == Action::Erase;
        let at = self.aside.iter().position(is_erase)?;
        let left = self.aside.remove(at);
        Some(left.form.sheet()?.text("reason"))
    }

    /// The store forgot her; so does what this console would write down again.
    pub(super) fn forget_erased(&mut self, done: &Done) {
        let is_erase = |layer: &Layer| match layer {
            Layer::Form(filling) => filling.action == Action::Erase,
            _ => false,
        };
        if done.taken_out.is_none() || !self.layers.iter().any(is_erase) {
            return;
        }
        let texts = std::mem::take(&mut self.erasing);
        let names = |said: &str| texts.iter().any(|text| said.contains(text.as_str()));
        self.aside
            .retain(|aside| !aside.rows().iter().any(|(_, text)| names(text)));
        self.drafts.retain(|(_, body)| !names(body));
        self.views
            .retain(|(name, search)| !names(name) && !names(search));
        for kept in self.reasons.values_mut() {
            kept.retain(|reason| !names(reason));
        }
        if names(&self.queue.search) {
            self.page.clear();
            self.queue.search_for(String::new(), None);
        }
    }
}
