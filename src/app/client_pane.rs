//! Pane 2: the client's history, records that may be the same person, and those merged into this one.
//! From here one goes to another request of the client, and back.

use crate::desk::look::{Case, ClientCase};
use crate::desk::{Command, Look};
use crate::domain::{Client, ClientId, RequestId, Sentence};
use crate::keys::Action;

use super::App;
use super::asked::{Deed, For, Load};
use super::case::CasePane;
use super::form::{Form, Label, Prompt};
use super::forming::Filling;
use super::layer::Layer;
use super::notices::Mood;
use super::plan::Pane;
use super::queue::Queue;

/// One row of the pane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Record,
    /// May be the same person; index into the likely ones.
    Twin(usize),
    /// Was merged into this one; index into the tombstones.
    Merged(usize),
    /// Another request; index into the client's history.
    Past(usize),
}

/// Two records of which somebody has to say whether they are one person.
#[derive(Debug)]
pub struct Twin {
    pub mine: Client,
    pub mine_total: u64,
    pub other: Box<ClientCase>,
    /// Which of how many.
    pub place: (usize, usize),
}

/// Where one came from before going to another request.
#[derive(Debug)]
pub struct Trail {
    queue: Queue,
    /// The page with its cursors, so that one stands again where one stood.
    page: CasePane,
    focus: Pane,
    /// The search that shows where one went.
    went: String,
}

/// The rows of the pane, top to bottom: doubts stand before the past.
pub fn parts(case: &Case, client: Option<&ClientCase>) -> Vec<Part> {
    let twins = client.map_or(0, |client| client.likely_same.len());
    let merged = client.map_or(0, |client| client.merged.len());
    let past = case.client_history.len();
    std::iter::once(Part::Record)
        .chain((0..twins).map(Part::Twin))
        .chain((0..merged).map(Part::Merged))
        .chain((0..past).map(Part::Past))
        .collect()
}

impl App {
    /// What the desk knows of the client besides the page, where pane 2 is on the screen.
    pub(super) fn ask_client(&mut self) {
        let shown = self.triage.is_some() || self.plan().pane(Pane::Client).is_some();
        let client = self
            .page
            .case
            .as_ref()
            .and_then(|case| case.client.as_ref());
        if let (true, Some(id)) = (shown, client.map(|client| client.id)) {
            self.ask(For::Client, Look::ClientCase(id));
        }
    }

    pub(super) fn take_client(&mut self, client: Box<ClientCase>) {
        self.changed |= self.page.client_case.as_ref() != Some(&client);
        self.page.take_client(client);
    }

    /// Right in pane 2; false where the cursor is on the record itself.
    pub(super) fn open_client_part(&mut self) -> bool {
        let part = self.page.client_parts.get(self.page.client).copied();
        let client = self.page.client_case.as_deref();
        match part {
            Some(Part::Past(at)) => {
                let case = self.page.case.as_ref();
                let row = case.and_then(|case| case.client_history.get(at));
                if let Some(id) = row.map(|row| row.id) {
                    self.go_to(id, Pane::Overview);
                }
            }
            Some(Part::Twin(at)) => {
                let row = client.and_then(|client| client.likely_same.get(at));
                if let Some(id) = row.map(|row| row.id) {
                    self.ask(For::Twin, Look::ClientCase(id));
                }
            }
            Some(Part::Merged(at)) => {
                let gone = client.and_then(|client| client.merged.get(at));
                let Some((id, line)) = gone.map(|c| (c.id, format!("{} {}", c.name, c.unit)))
                else {
                    return false;
                };
                self.ask_first(
                    Action::Open,
                    Sentence::new("ask-split"),
                    vec![Label::Text(line)],
                    Command::SplitClient { client: id },
                );
            }
            Some(Part::Record) if client.is_some_and(|c| !c.likely_same.is_empty()) => {
                self.compare_on_card();
            }
            Some(Part::Record) | None => return false,
        }
        true
    }

    /// Right on a card: the first record that may be the same person, where there is one.
    pub(super) fn compare_on_card(&mut self) {
        let client = self.page.client_case.as_deref();
        match client.and_then(|client| client.likely_same.first()) {
            Some(row) => self.ask(For::Twin, Look::ClientCase(row.id)),
            None => self.say(Mood::Plain, Sentence::new("notice-nothing-to-compare")),
        }
    }

    /// Shows the two records side by side.
    pub(super) fn take_twin(&mut self, other: Box<ClientCase>) {
        let Some(case) = self.page.case.as_deref() else {
            return;
        };
        let Some(mine) = case.client.clone() else {
            return;
        };
        if mine.id == other.client.id {
            return self.refuse(Sentence::new("client-merge-with-itself"), None);
        }
        let mine_total = case.client_total;
        let likely = self.page.client_case.as_ref().map(|c| &c.likely_same);
        let at = likely.and_then(|all| all.iter().position(|row| row.id == other.client.id));
        let place = (at.map_or(1, |at| at + 1), likely.map_or(1, Vec::len).max(1));
        self.put(Layer::Twin(Box::new(Twin {
            mine,
            mine_total,
            other,
            place,
        })));
    }

    /// 1 same, 2 different, 3 later.
    pub(super) fn answer_twin(&mut self, digit: usize) {
        if !(1..=3).contains(&digit) {
            return;
        }
        let Some(Layer::Twin(twin)) = self.layers.pop() else {
            return;
        };
        self.changed = true;
        let (into, from) = (twin.mine.id, twin.other.client.id);
        match digit {
            1 => self.run(Deed::Form, Command::MergeClients { from, into }),
            2 => {
                let (one, other) = (into, from);
                self.run(Deed::Form, Command::TellApart { one, other });
            }
            _ => {}
        }
    }

    /// `M` in pane 2: the other record is found by its name, then both are compared.
    pub(super) fn open_merge_client(&mut self) {
        let Some(case) = self.page.case.as_deref() else {
            return;
        };
        let Some(client) = &case.client else {
            return;
        };
        let id = case.request.id;
        let form = Form::Prompt(Box::new(Prompt::same_client(client)));
        self.show_form(Filling::new(form, Action::Merge, self.focus, Some(id)));
    }

    pub(super) fn compare_with(&mut self, other: ClientId) {
        self.layers.pop();
        self.changed = true;
        self.ask(For::Twin, Look::ClientCase(other));
    }

    /// The client found while another was being typed: the page of the newest request is shown.
    pub(super) fn go_to_client(&mut self, client: &ClientCase) {
        match client.requests.first() {
            Some(row) => self.go_to(row.id, Pane::Client),
            None => {
                let said = Sentence::new("notice-client-without-requests");
                self.say(Mood::Plain, said.with("name", client.client.name.clone()));
            }
        }
    }

    /// To another request; Esc leads back to where one was.
    pub(super) fn go_to(&mut self, id: RequestId, pane: Pane) {
        let went = format!("#{id}");
        let from = self.queue.selected;
        let queue = std::mem::take(&mut self.queue);
        let focus = std::mem::replace(&mut self.focus, pane);
        self.trail.push(Trail {
            queue,
            page: self.page.clone(),
            focus,
            went: went.clone(),
        });
        self.queue.search = went;
        self.queue.selected = Some(id);
        self.load(Load::Start);
        self.ask_count();
        self.ask(For::Case(id), Look::Case(id));
        self.changed = true;
        if let Some(from) = from {
            self.say(
                Mood::Plain,
                Sentence::new("notice-way-back").with("id", from.0),
            );
        }
    }

    /// Back from a request one went to; false where one did not.
    pub(super) fn go_back(&mut self) -> bool {
        if self
            .trail
            .last()
            .is_none_or(|trail| trail.went != self.queue.search)
        {
            self.trail.clear();
            return false;
        }
        let Some(trail) = self.trail.pop() else {
            return false;
        };
        self.queue = trail.queue;
        self.page = trail.page;
        // What said how to get back is of no use any more.
        let told = self.notices.line.as_ref().map(|notice| notice.said.key);
        if told == Some("notice-way-back") {
            self.notices.line = None;
        }
        self.focus = trail.focus;
        self.changed = true;
        self.load(Load::Again);
        self.ask_count();
        if let Some(id) = self.queue.selected {
            self.ask(For::Case(id), Look::Case(id));
        }
        true
    }
}
