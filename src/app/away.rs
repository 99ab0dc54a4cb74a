//! Leave on the screen: who is away, and whether one is back oneself.

use crate::desk::Command;
use crate::domain::{Absence, Sentence, StaffId};
use crate::keys::Action;

use super::App;
use super::asked::Deed;
use super::form::{Aim, Confirm, Form};
use super::forming::Filling;
use super::here::Here;
use super::notices::Mood;
use super::plan::Pane;

impl App {
    pub(super) fn take_away(&mut self, away: Vec<Absence>) {
        let sits_down = !std::mem::replace(&mut self.away_known, true);
        let before = std::mem::replace(&mut self.here.away, away);
        self.changed |= before != self.here.away;
        let me = self.here.me.id;
        let today = self.here.absent_today(me).cloned();
        // Whoever writes leave down from today on knows that he is still there.
        if let Some(away) = today.filter(|away| sits_down || before.contains(away)) {
            self.ask_if_back(&away);
        }
    }

    /// Once for each absence, and never over something that is being done.
    fn ask_if_back(&mut self, away: &Absence) {
        let busy = !self.layers.is_empty() || self.triage.is_some() || self.only_read.is_some();
        if busy || self.asked_back == Some(away.id) {
            return;
        }
        self.asked_back = Some(away.id);
        let question = Sentence::new("ask-if-back").with("until", away.last_day);
        let command = Command::ComeBack {
            absence: away.id,
            rev: away.rev,
        };
        let confirm = Confirm::new(Aim::nothing(""), question, Vec::new(), command);
        let form = Form::Confirm(Box::new(confirm));
        self.show_form(Filling::new(form, Action::ComeBack, Pane::List, None));
    }

    /// Ends one's own leave, or takes back the next one.
    pub(super) fn come_back(&mut self) {
        let me = self.here.me.id;
        let Some(away) = self.here.away.iter().find(|away| away.person == me) else {
            return self.say(Mood::Plain, Sentence::new("notice-not-away"));
        };
        let command = Command::ComeBack {
            absence: away.id,
            rev: away.rev,
        };
        self.run(Deed::Form, command);
    }
}

impl Here {
    pub fn absent_today(&self, person: StaffId) -> Option<&Absence> {
        self.away
            .iter()
            .find(|away| away.person == person && away.covers(self.today))
    }

    /// `请假至 11-30，代理 王五`, where somebody is away today.
    pub fn told_away(&self, person: StaffId) -> Option<String> {
        let away = self.absent_today(person)?;
        let said = match away.deputy {
            Some(deputy) => {
                Sentence::new("away-with-deputy").with("deputy", self.staff_name(Some(deputy)))
            }
            None => Sentence::new("away-alone"),
        };
        Some(self.words.say(&said.with("until", away.last_day)))
    }
}
