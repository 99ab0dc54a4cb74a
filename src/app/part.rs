//! Small deeds on parts of a request: a search run or one's own note removed after a question, the
//! service's own stage chosen.

use crate::desk::{Act, Command};
use crate::domain::Sentence;
use crate::keys::Action;

use super::App;
use super::form::{Aim, Confirm, Form, Label};
use super::forming::Filling;
use super::layer::Layer;
use super::listing::{Choice, Listing, Manner, plain_item};
use super::plan::Pane;

impl App {
    pub(super) fn drop_part(&mut self) {
        if let Some(why) = self.why_not(Action::Drop) {
            return self.refuse(why, None);
        }
        let (lines, command) = match (self.focus, self.page.current_run(), self.current_talk()) {
            (Pane::Runs, Some(run), _) => {
                let line = format!("{} {}", run.database, run.query);
                let command = Command::DropRun {
                    run: run.id,
                    rev: run.rev,
                };
                (line, command)
            }
            (_, _, Some(talk)) => {
                let command = Command::DropTalk {
                    talk: talk.id,
                    rev: talk.rev,
                };
                (talk.text.clone(), command)
            }
            _ => return,
        };
        let first = lines.lines().next().unwrap_or_default().to_owned();
        self.ask_first(
            Action::Drop,
            Sentence::new("ask-drop"),
            vec![Label::Text(first)],
            command,
        );
    }

    /// A question before a deed; its key for yes is never the key that asked.
    pub(super) fn ask_first(
        &mut self,
        action: Action,
        question: Sentence,
        lines: Vec<Label>,
        command: Command,
    ) {
        let Some(case) = self.page.case.as_deref() else {
            return;
        };
        let (aim, id) = (Aim::at(&case.request), case.request.id);
        let form = Form::Confirm(Box::new(Confirm::new(aim, question, lines, command)));
        self.show_form(Filling::new(form, action, self.focus, Some(id)));
    }

    /// The stages a service knows in the present status, under digits.
    pub(super) fn open_stages(&mut self) {
        let Some(case) = self.page.case.as_deref() else {
            return;
        };
        let Some(service) = self.here.settings.service(&case.request.service) else {
            return;
        };
        let words = &self.here.words;
        let items = service
            .stages_of(case.request.status)
            .map(|stage| {
                let name = words.pick(&stage.names).into_owned();
                let choice = Choice::Stage(stage.key.clone());
                plain_item(name, String::new(), String::new(), choice)
            })
            .collect();
        self.put(Layer::Orders(Listing::new(
            "title-stages",
            Manner::Numbered,
            items,
        )));
    }

    pub(super) fn choose_stage(&mut self, stage: String) {
        self.send(Action::Stage, Act::SetStage { stage });
    }
}
