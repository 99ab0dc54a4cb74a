//! Decisions: which command a verb becomes, for one request or for the marked ones. What a verb still
//! has to ask is left to a form.

use crate::desk::command::NewTalk;
use crate::desk::{Act, Command, Look, Target};
use crate::domain::talk::TalkKind;
use crate::domain::{Channel, RequestId, Sentence, Status};
use crate::keys::{Action, entry};

use super::App;
use super::Effect;
use super::asked::{Deed, For};
use super::layer::{Bulk, Layer};
use super::notices::Mood;
use super::plan::Pane;

impl App {
    pub(super) fn decide(&mut self, action: Action) {
        if !self.card_is_shown() {
            return;
        }
        let decides = entry(action).is_some_and(|entry| entry.act.is_some());
        if decides && self.slid_unseen() {
            return;
        }
        if self.move_product(action) {
            return;
        }
        if let Some(why) = self.why_not(action) {
            let about = self.subject().filter(|_| decides && self.triage.is_none());
            let why = match about {
                Some((id, _)) => Sentence::new("notice-not-that-one")
                    .with("number", id.0)
                    .with("why", why),
                None => why,
            };
            return self.refuse(why, None);
        }
        match action {
            Action::Told => self.tell_by_wechat(),
            Action::Stage => self.open_stages(),
            Action::ComeBack => self.come_back(),
            Action::Merge if self.focus == Pane::Client && self.triage.is_none() => {
                self.open_merge_client();
            }
            _ => match self.plain_act(action) {
                Some(act) => self.send(action, act),
                None => self.open_form(action),
            },
        }
    }

    /// The decision of a verb that has nothing to ask.
    fn plain_act(&self, action: Action) -> Option<Act> {
        Some(match action {
            Action::Accept => Act::Accept,
            Action::Claim => Act::Claim,
            Action::Release => Act::Release,
            Action::Begin if self.status() == Some(Status::WaitingClient) => Act::Resume,
            Action::Begin => Act::Begin,
            Action::Submit => Act::Submit,
            Action::Sign => Act::Sign,
            Action::Issue => Act::Issue,
            Action::Archive => Act::Archive,
            Action::Close => Act::Close { reason: None },
            _ => return None,
        })
    }

    fn status(&self) -> Option<Status> {
        let (id, _) = self.subject()?;
        match self.page.of(id) {
            Some(case) => Some(case.request.status),
            None => self.queue.current().map(|row| row.status),
        }
    }

    /// The marked requests where the list has the cursor, else the one under it.
    pub fn targets(&self) -> Vec<Target> {
        if !self.marks.is_empty() && self.focus == Pane::List && self.triage.is_none() {
            return self
                .marks
                .iter()
                .map(|(id, rev)| Target::seen(*id, *rev))
                .collect();
        }
        self.subject()
            .map(|(id, rev)| Target::seen(id, rev))
            .into_iter()
            .collect()
    }

    /// Sends a decision off; on marked requests its preview comes first.
    pub(super) fn send(&mut self, action: Action, act: Act) {
        let targets = self.targets();
        self.trying = Some((action, act.clone()));
        if !self.marks.is_empty() && self.focus == Pane::List && self.triage.is_none() {
            return self.preview(Command::Bulk { targets, act });
        }
        let Some(target) = targets.first().copied() else {
            return self.say(Mood::Plain, Sentence::new("notice-nothing-selected"));
        };
        self.run(Deed::Act(action), Command::On { target, act });
    }

    pub(super) fn run(&mut self, deed: Deed, command: Command) {
        if matches!(deed, Deed::Act(_)) {
            self.card_sent();
        }
        self.page.made = match &command {
            Command::AddProduct(draft) => Some(draft.uid),
            Command::NewVersion { uid, .. } => Some(*uid),
            _ => self.page.made,
        };
        let ticket = self.asked.ticket(For::Deed(deed));
        self.out.push(Effect::Do(ticket, command));
    }

    pub(super) fn preview(&mut self, command: Command) {
        let look = Look::Preview(Box::new(command.clone()));
        self.layers.push(Layer::Bulk(Bulk {
            command,
            preview: None,
            from: 0,
            is_seen: false,
        }));
        self.changed = true;
        self.ask(For::Preview, look);
    }

    /// Enter under the preview; before the preview is there, or where it says that nothing can be done,
    /// Enter means nothing.
    pub(super) fn carry_out_bulk(&mut self) {
        match self.layers.last() {
            Some(Layer::Bulk(bulk)) if bulk.will_do() > 0 && !bulk.is_seen => {
                return self.say(Mood::Warning, Sentence::new("notice-key-too-early"));
            }
            Some(Layer::Bulk(bulk)) if bulk.will_do() > 0 => {}
            _ => return,
        }
        if let Some(Layer::Bulk(bulk)) = self.layers.pop() {
            self.changed = true;
            self.run(Deed::Bulk, bulk.command);
        }
    }

    pub(super) fn repeat_last(&mut self) {
        if !self.card_is_shown() {
            return;
        }
        match self.repeat.clone() {
            Some((action, act)) => match self.why_not(action) {
                Some(why) => self.refuse(why, None),
                None => self.send(action, act),
            },
            None => self.say(Mood::Plain, Sentence::new("notice-nothing-to-repeat")),
        }
    }

    fn tell_by_wechat(&mut self) {
        let Some((request, _)) = self.subject() else {
            return;
        };
        let talk = NewTalk {
            uid: (self.here.new_uid)(),
            request,
            kind: TalkKind::Sent,
            channel: Some(Channel::Wechat),
            lang: self.here.words.lang(),
            text: self.here.t("told-by-wechat"),
        };
        self.run(Deed::Act(Action::Told), Command::Say(Box::new(talk)));
    }

    pub(super) fn undo(&mut self) {
        match self.last_undo.take() {
            Some((seq, _)) => self.run(Deed::Undo, Command::Undo { seq }),
            None => self.say(Mood::Plain, self.nothing_to_undo()),
        }
        self.changed = true;
    }

    pub(super) fn nothing_to_undo(&self) -> Sentence {
        let why = self.undo_barred.clone();
        why.unwrap_or_else(|| Sentence::new("notice-nothing-to-undo"))
    }

    pub(super) fn redo_last(&mut self) {
        match self.redo.pop() {
            Some(seq) => self.run(Deed::Redo, Command::Undo { seq }),
            None => self.say(Mood::Plain, Sentence::new("notice-nothing-to-redo")),
        }
    }

    /// Takes back the entry under the cursor, where that is still possible.
    pub(super) fn undo_from_timeline(&mut self) {
        let Some(Layer::Timeline(timeline)) = self.layers.last() else {
            return;
        };
        let request: RequestId = timeline.request;
        let Some(row) = timeline.rows.get(timeline.at) else {
            return;
        };
        if !row.may_undo {
            return self.refuse(Sentence::new("notice-cannot-undo-this"), None);
        }
        let seq = row.seq;
        self.run(Deed::Undo, Command::Undo { seq });
        if let Some(Layer::Timeline(timeline)) = self.layers.last_mut() {
            timeline.rows.clear();
        }
        self.ask_timeline(request);
    }
}
