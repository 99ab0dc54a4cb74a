//! A question before something that many feel or that is hard to take back. The key that says yes is
//! never the key that asked, so that a key struck twice does nothing.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::desk::Command;
use crate::domain::Sentence;

use super::FormStep;
use super::aim::Aim;
use super::label::Label;

#[derive(Clone, Debug)]
pub struct Confirm {
    pub aim: Aim,
    pub question: Sentence,
    /// What it will do, in a few lines: how many, the first three, who is left out.
    pub lines: Vec<Label>,
    command: Command,
    pub refusal: Option<Sentence>,
}

impl Confirm {
    pub fn new(aim: Aim, question: Sentence, lines: Vec<Label>, command: Command) -> Self {
        Self {
            aim,
            question,
            lines,
            command,
            refusal: None,
        }
    }

    pub(super) fn press(&self, key: KeyEvent) -> FormStep {
        if key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
        {
            return FormStep::Stay;
        }
        match key.code {
            KeyCode::Char('1' | '１' | '是') => FormStep::submit(self.command.clone()),
            KeyCode::Char('2' | '２' | '否') | KeyCode::Esc => FormStep::Leave,
            _ => FormStep::Stay,
        }
    }
}
