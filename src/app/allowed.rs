//! What can be done where the cursor stands, and the sentence that says why not. Decides nothing that
//! the desk would decide otherwise.

use crate::domain::{Sentence, Status};
use crate::keys::{Action, Entry, Group, entry};

use super::App;
use super::case::Row;
use super::plan::Pane;

impl App {
    /// Why an action cannot be done now; `None` when it can, or when only the desk knows.
    pub fn why_not(&self, action: Action) -> Option<Sentence> {
        let entry = entry(action)?;
        // Nobody writes a form full to learn at its end that they may only look.
        let writes = entry.group == Group::Write && action != Action::GiveOut;
        let changes =
            writes || entry.act.is_some() || matches!(action, Action::Undo | Action::Redo);
        if changes && self.only_read.is_some() {
            return self.only_read.clone();
        }
        let serves = writes || action == Action::GoAway;
        if serves && !self.here.me.roles.may_write() {
            return Some(Sentence::new("not-allowed-write"));
        }
        if let Some(why) = self.part_refused(action) {
            return why;
        }
        if let Some(act) = entry.act {
            return self.act_refused(act);
        }
        let has_subject = self.subject().is_some() || !self.marks.is_empty();
        let needs_subject = matches!(
            action,
            Action::Verbs
                | Action::Open
                | Action::Mark
                | Action::Why
                | Action::Timeline
                | Action::Plain
                | Action::Note
                | Action::Message
                | Action::Told
                | Action::Minutes
                | Action::Attach
                | Action::GiveOut
                | Action::Literature
                | Action::Concepts
                | Action::Reuse
        );
        match action {
            Action::Undo if self.last_undo.is_none() => return Some(self.nothing_to_undo()),
            Action::Redo if self.redo.is_empty() => Some("notice-nothing-to-redo"),
            Action::Repeat if self.repeat.is_none() => Some("notice-nothing-to-repeat"),
            _ if needs_subject && !has_subject => Some("notice-nothing-selected"),
            Action::Literature if !self.has_runs() => Some("literature-empty"),
            _ => None,
        }
        .map(Sentence::new)
    }

    /// Whether anything was searched for the request on the page.
    fn has_runs(&self) -> bool {
        self.page
            .case
            .as_ref()
            .is_some_and(|case| !case.runs.is_empty())
    }

    /// What a key is called where the cursor stands: in the panes of a request `n` and `e` are about what
    /// the pane holds.
    pub fn name_here(&self, entry: &Entry) -> &'static str {
        if self.triage.is_some() || !self.layers.is_empty() {
            return entry.name;
        }
        match (self.focus, entry.action) {
            (Pane::Client, Action::New) => "action-new-client",
            (Pane::Client, Action::Edit) => "action-edit-client",
            (Pane::Client, Action::Merge) => "action-merge-client",
            (Pane::Runs, Action::New) => "action-new-run",
            (Pane::Runs, Action::Edit) => "action-edit-run",
            (Pane::Runs, Action::Drop) => "action-drop-run",
            (Pane::Products, Action::New) => "action-new-product",
            (Pane::Products, Action::Edit) => "action-edit-product",
            _ => entry.name,
        }
    }

    /// Whether the pane with the cursor holds something that could be edited.
    pub fn has_part(&self) -> bool {
        match self.focus {
            Pane::List | Pane::Overview => true,
            Pane::Client => self.page.case.as_ref().is_some_and(|c| c.client.is_some()),
            Pane::Runs => self.page.current_run().is_some(),
            Pane::Products => self.page.current_product().is_some(),
        }
    }

    /// The first thing on its way that this person may do with the request of the page.
    pub fn next_action(&self) -> Option<Action> {
        const ORDER: [Action; 11] = [
            Action::Accept,
            Action::Claim,
            Action::Begin,
            Action::Sign,
            Action::Issue,
            Action::Submit,
            Action::Deliver,
            Action::Close,
            Action::Archive,
            Action::Wait,
            Action::Reopen,
        ];
        let case = self.page.case.as_deref()?;
        // To begin again what is under review is possible, but not what comes next.
        let may_begin = matches!(
            case.request.status,
            Status::Accepted | Status::WaitingClient | Status::Returned | Status::Objection
        );
        ORDER.into_iter().find(|action| {
            let act = entry(*action).and_then(|entry| entry.act);
            let mut verbs = case.verbs.iter();
            (*action != Action::Begin || may_begin)
                && verbs.any(|(key, why)| Some(*key) == act && why.is_none())
        })
    }

    fn act_refused(&self, act: &'static str) -> Option<Sentence> {
        if !self.marks.is_empty() && self.focus == Pane::List && self.triage.is_none() {
            return None;
        }
        let Some((id, _)) = self.subject() else {
            return Some(Sentence::new("notice-nothing-selected"));
        };
        let case = self.page.of(id)?;
        let (_, why) = case.verbs.iter().find(|(key, _)| *key == act)?;
        why.clone()
    }

    /// The answer where the cursor stands on a part of the request and the key is about that part:
    /// `Some(None)` is "it can".
    fn part_refused(&self, action: Action) -> Option<Option<Sentence>> {
        if self.triage.is_some() {
            return None;
        }
        if self.focus == Pane::Products
            && let Some(why) = self.product_refused(action)
        {
            return Some(why);
        }
        let missing = |there: bool, key| Some((!there).then(|| Sentence::new(key)));
        let has_client = self.page.case.as_ref().is_some_and(|c| c.client.is_some());
        let in_part = matches!(self.focus, Pane::Client | Pane::Runs | Pane::Products);
        match action {
            Action::New if in_part => missing(self.subject().is_some(), "notice-nothing-selected"),
            Action::Merge if self.focus == Pane::Client => missing(has_client, "notice-no-client"),
            Action::Drop => missing(self.may_drop(), "notice-nothing-to-drop"),
            Action::Erase => Some(self.erase_refused()),
            Action::GiveOut => Some(self.give_out_refused()),
            Action::Version => Some(Some(Sentence::new("notice-choose-product"))),
            _ => None,
        }
    }

    fn may_drop(&self) -> bool {
        match self.focus {
            Pane::Runs => self.page.current_run().is_some(),
            Pane::Overview => self.current_talk().is_some_and(|t| t.by == self.here.me.id),
            _ => false,
        }
    }

    /// The note or message under the overview's cursor.
    pub fn current_talk(&self) -> Option<&crate::domain::Talk> {
        match self.page.rows.get(self.page.overview)? {
            Row::Talk(at) => self.page.case.as_ref()?.talks.get(*at),
            _ => None,
        }
    }
}
