//! Putting out: what the console shows or has made goes as a file to the person's own tray or folder by
//! one key. Says what is to be written; internal notes never are.

use crate::desk::look::Case;
use crate::domain::talk::TalkKind;
use crate::domain::{RequestId, Sentence};
use crate::intake::export::lists::Form;
use crate::keys::Action;

use super::App;
use super::bare::Notes;
use super::layer::Layer;
use super::listing::{Choice, Listing, Manner, plain_item};
use super::outside::Chore;
use super::plan::Pane;

/// What may be put out where the cursor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Give {
    /// The newest message to the client.
    Letter,
    /// The text that `y` shows.
    Text,
    /// With what the request was handed over.
    HandOver,
    /// The search log as a table.
    Log,
    /// The list with its search.
    List(Form),
    /// The marked requests.
    Marked(Form),
}

impl App {
    /// What has the cursor goes out at once where it is one thing; else the key asks which.
    pub(super) fn give_out(&mut self) {
        if let Some(why) = self.why_not(Action::GiveOut) {
            return self.refuse(why, None);
        }
        if self.give_what_is_under_the_cursor() {
            return;
        }
        let items = self.gives();
        if let [only] = items.as_slice() {
            return self.give(*only);
        }
        let items = items
            .into_iter()
            .map(|give| {
                let (key, about) = self.worded(give);
                plain_item(self.here.t(key), about, String::new(), Choice::Give(give))
            })
            .collect();
        self.put(Layer::Orders(Listing::new(
            "title-give-out",
            Manner::Numbered,
            items,
        )));
    }

    /// Why nothing can be put out from here.
    pub(super) fn give_out_refused(&self) -> Option<Sentence> {
        if self.attachment_here().is_some() {
            return None;
        }
        match self.talk_under_cursor().map(|talk| talk.kind) {
            Some(TalkKind::Note) => Some(Sentence::new("notice-note-stays-inside")),
            Some(_) => None,
            None if self.gives().is_empty() => Some(Sentence::new("notice-nothing-to-give")),
            None => None,
        }
    }

    /// What can be put out besides what lies under the cursor, the nearest first.
    fn gives(&self) -> Vec<Give> {
        let mut gives = Vec::new();
        let on_list = self.focus == Pane::List && self.triage.is_none();
        let case = self.subject().and_then(|(id, _)| self.page.of(id));
        let has_log = case.is_some_and(|case| !case.runs.is_empty());
        if self.focus == Pane::Runs && has_log {
            gives.push(Give::Log);
        }
        if on_list && !self.marks.is_empty() {
            gives.extend([Give::Marked(Form::Xlsx), Give::Marked(Form::Csv)]);
        }
        if case.is_some() && !on_list {
            gives.push(Give::Text);
        }
        if self.letter_to_give().is_some() {
            gives.push(Give::Letter);
        }
        if on_list && !self.queue.rows.is_empty() {
            gives.extend([Give::List(Form::Xlsx), Give::List(Form::Csv)]);
        }
        if case.is_some_and(|case| case.handover.is_some()) {
            gives.push(Give::HandOver);
        }
        if self.focus != Pane::Runs && has_log {
            gives.push(Give::Log);
        }
        if case.is_some() && on_list {
            gives.push(Give::Text);
        }
        gives
    }

    fn worded(&self, give: Give) -> (&'static str, String) {
        let count = |n: usize| n.to_string();
        match give {
            Give::Letter => ("give-letter", String::new()),
            Give::Text => ("give-text", String::new()),
            Give::HandOver => ("give-handover", String::new()),
            Give::Log => ("give-log", String::new()),
            Give::List(Form::Xlsx) => ("give-list-xlsx", self.queue.search.clone()),
            Give::List(Form::Csv) => ("give-list-csv", self.queue.search.clone()),
            Give::Marked(Form::Xlsx) => ("give-marked-xlsx", count(self.marks.len())),
            Give::Marked(Form::Csv) => ("give-marked-csv", count(self.marks.len())),
        }
    }

    /// One of what could be put out, as it was chosen.
    pub(super) fn give(&mut self, give: Give) {
        match give {
            Give::Letter => {
                if let Some(talk) = self.letter_to_give().cloned() {
                    self.write_letter(&talk);
                }
            }
            Give::Text => {
                let lines = self.plain_lines(Notes::Without);
                let request = self.subject().map(|(id, _)| id);
                let name = self.named(request, "give-name-text", "txt");
                self.give_lines(request, name, &lines);
            }
            Give::HandOver => self.give_handover(),
            Give::Log => {
                if let Some((request, _)) = self.subject() {
                    let name = self.named(Some(request), "give-name-log", "xlsx");
                    self.chore(Chore::WriteLog { request, name });
                }
            }
            Give::List(form) => self.give_list(form, Vec::new()),
            Give::Marked(form) => {
                let only = self.marks.keys().copied().collect();
                self.give_list(form, only);
            }
        }
    }

    fn give_handover(&mut self) {
        let Some((request, _)) = self.subject() else {
            return;
        };
        let lines = |case: &Case| super::form::sheet_lines(case, &self.here);
        let lines = self.page.of(request).map(lines).unwrap_or_default();
        let name = self.named(Some(request), "give-name-handover", "txt");
        self.give_lines(Some(request), name, &lines);
    }

    fn give_list(&mut self, form: Form, only: Vec<RequestId>) {
        let name = self.named(None, "give-name-list", form.ending());
        let search = self.queue.search.clone();
        self.chore(Chore::WriteList {
            search,
            only,
            form,
            name,
        });
    }

    /// The bare text on the screen, without the internal notes in it.
    pub(super) fn give_plain(&mut self) {
        let Some(Layer::Plain(plain)) = self.layers.last() else {
            return;
        };
        let (request, lines) = (plain.request, plain.given.clone());
        if lines.is_empty() {
            return self.refuse(Sentence::new("notice-note-stays-inside"), None);
        }
        let name = self.named(request, "give-name-text", "txt");
        self.give_lines(request, name, &lines);
    }

    fn give_lines(&mut self, request: Option<RequestId>, name: String, lines: &[String]) {
        let mut body = lines.join("\n").into_bytes();
        body.push(b'\n');
        self.chore(Chore::Write {
            request,
            name,
            body,
        });
    }

    /// `1042-检索记录.xlsx`; what is of no request bears the day.
    fn named(&self, request: Option<RequestId>, what: &'static str, ending: &str) -> String {
        let what = self.here.t(what);
        match request {
            Some(id) => format!("{id}-{what}.{ending}"),
            None => {
                let day = self.here.today.strftime("%Y%m%d");
                format!("{what}-{day}.{ending}")
            }
        }
    }
}
