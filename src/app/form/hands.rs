//! The questions when work changes hands: to whom with which sheet, and from when to when somebody is
//! away.

use crate::app::Here;
use crate::desk::absence::DaysAway;
use crate::desk::look::Case;
use crate::desk::{Act, Command};
use crate::domain::Sentence;
use crate::domain::handover::Sheet;
use crate::domain::permission::{Right, allows};

use super::aim::Aim;
use super::people::{staff_choices, staff_id};
use super::pick::Pick;
use super::prompt::{Prompt, Wish};
use super::row::Row;

impl Prompt {
    /// One case is put forward with what it knows; of several each fills its own sheet.
    pub fn hand_over(aim: Aim, case: &Case, here: &Here) -> Self {
        let known = match aim.targets.len() {
            1 => Sheet::default().filled(case.client.as_ref(), &case.attachments, case.request.due),
            _ => Sheet::default(),
        };
        let to = Pick::one(staff_choices(&here.staff, here), None);
        let rows = vec![
            Row::pick("to", "form-assign-to", to).required(),
            Row::line("next", "handover-next", ""),
            Row::line("waits", "handover-waits", &known.waits).with_help("handover-help"),
            Row::line("files", "handover-files", &known.files).with_help("handover-help"),
            Row::line("promise", "handover-promise", &known.promise).with_help("handover-help"),
        ];
        Self::open(Wish::HandOver, aim, rows)
    }

    pub fn go_away(here: &Here) -> Self {
        let me = here.me.id.to_string();
        let mut people = staff_choices(&here.staff, here);
        let deputies = people.clone();
        if !allows(&here.me.roles, Right::Lead) {
            people.retain(|choice| choice.key == me);
        }
        let rows = vec![
            Row::pick("person", "away-person", Pick::one(people, Some(&me))).required(),
            Row::day("first_day", "away-first-day", Some(here.today)).required(),
            Row::day("last_day", "away-last-day", None)
                .required()
                .with_help("away-last-day-help"),
            Row::pick("deputy", "away-deputy", Pick::one(deputies, None)),
        ];
        Self::open(Wish::GoAway, Aim::nothing(""), rows)
    }

    pub(super) fn handed_over(&self) -> Option<Command> {
        Some(self.aim.command(Act::HandOver {
            to: staff_id(self.sheet.picked("to").as_deref())?,
            sheet: Sheet {
                next: self.sheet.text("next"),
                waits: self.sheet.text("waits"),
                files: self.sheet.text("files"),
                promise: self.sheet.text("promise"),
            },
        }))
    }

    pub(super) fn days_away(&self, here: &Here) -> Option<Command> {
        Some(Command::GoAway(DaysAway {
            person: staff_id(self.sheet.picked("person").as_deref())?,
            first_day: self.sheet.day("first_day", here.today)?,
            last_day: self.sheet.day("last_day", here.today)?,
            deputy: staff_id(self.sheet.picked("deputy").as_deref()),
        }))
    }
}

/// The sheet of a case as lines of text, to be read and given out.
pub fn sheet_lines(case: &Case, here: &Here) -> Vec<String> {
    let Some(sheet) = &case.handover else {
        return Vec::new();
    };
    let head = Sentence::new("handover-head")
        .with("giver", here.staff_name(Some(sheet.giver)))
        .with("receiver", here.staff_name(Some(sheet.receiver)))
        .with("at", sheet.at);
    let parts = [
        ("handover-next", &sheet.next),
        ("handover-waits", &sheet.waits),
        ("handover-files", &sheet.files),
        ("handover-promise", &sheet.promise),
    ];
    let parts = parts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(key, text)| format!("{}: {text}", here.t(key)));
    std::iter::once(here.words.say(&head))
        .chain(parts)
        .collect()
}
