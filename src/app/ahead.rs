//! A form that waits for its request's page, and what is typed into it meanwhile: text typed ahead must
//! never be taken for commands.

use crossterm::event::KeyEvent;

use crate::domain::RequestId;
use crate::keys::{Action, Chord, Key};

use super::App;
use super::forming::Spot;
use super::layer::Layer;

#[derive(Debug)]
pub(super) struct Coming {
    request: RequestId,
    action: Action,
    typed: Vec<Typed>,
    /// It stood open at an earlier console, with the caret here.
    again: Option<Spot>,
}

#[derive(Debug)]
enum Typed {
    Key(KeyEvent),
    Paste(String),
}

impl Coming {
    pub(super) fn new(request: RequestId, action: Action) -> Coming {
        Coming {
            request,
            action,
            typed: Vec::new(),
            again: None,
        }
    }

    pub(super) fn again(request: RequestId, action: Action, spot: Spot) -> Coming {
        Coming {
            again: Some(spot),
            ..Coming::new(request, action)
        }
    }
}

impl App {
    /// Keeps a key for the form that is on its way; Esc calls the form off.
    pub(super) fn is_held(&mut self, chord: Chord, event: KeyEvent) -> bool {
        let Some(coming) = &mut self.coming else {
            return false;
        };
        if chord.key == Key::Esc {
            self.coming = None;
        } else {
            coming.typed.push(Typed::Key(event));
        }
        true
    }

    pub(super) fn coming_takes_paste(&mut self, text: &str) -> bool {
        let Some(coming) = &mut self.coming else {
            return false;
        };
        coming.typed.push(Typed::Paste(text.to_owned()));
        true
    }

    /// The page is there: its form opens and gets what was typed. Where the desk refuses the form, the
    /// text has no place and is dropped rather than obeyed.
    pub(super) fn come(&mut self, request: RequestId) {
        let Some(coming) = self.coming.take() else {
            return;
        };
        self.changed = true;
        if coming.request != request {
            return;
        }
        match coming.again {
            Some(spot) => {
                self.open_form(coming.action);
                self.put_caret(&spot);
            }
            None => self.decide(coming.action),
        }
        for typed in coming.typed {
            if !matches!(self.layers.last(), Some(Layer::Form(_))) {
                return;
            }
            match typed {
                Typed::Key(event) => self.press(event),
                Typed::Paste(text) => self.paste(text),
            }
        }
    }

    pub(super) fn give_up_coming(&mut self) {
        self.coming = None;
    }
}
