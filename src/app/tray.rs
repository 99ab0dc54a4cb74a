//! The in-tray on the screen: which files have come, what is known of each, and the card on which one is
//! decided. Reads no file: what is to be looked at it asks for, a page at a time.

mod card;
mod order;
pub mod paste;

use std::collections::HashMap;

use crate::domain::{Refusal, RequestId, RunId, Sentence};
use crate::intake::tray::Filed;
use crate::intake::tray::arrival::{Clues, Looked};
use crate::intake::tray::gone::Gone;
use crate::intake::tray::guess::Guess;

use super::App;
use super::asked::{Deed, For};
use super::layer::Layer;
use super::listing::{Choice, Listing, Manner, plain_item};
use super::notices::Mood;
use super::outside::Chore;
use super::{Effect, Rest};

pub use card::ArrivalCard;
pub use paste::{PasteCard, Pasted};

/// Lines that an entry of the list takes.
pub const LINES: i64 = 2;

/// Work on the in-tray, done beside the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum TrayChore {
    /// Tells of each of these what it is, the first one first, and where it may belong.
    Look {
        files: Vec<Filed>,
        here: Option<RequestId>,
    },
    /// Tells again where these may belong.
    Guess {
        files: Vec<(Filed, Clues)>,
        here: Option<RequestId>,
    },
    Attach {
        file: Filed,
        request: RequestId,
        run: Option<RunId>,
        /// What came with an e-mail is attached as well.
        parts: Parts,
    },
    /// Reads it as an order.
    Read(Filed),
    /// Out of the tray, to come back within a month.
    SetAside(Filed),
    /// Tells what was set aside and can come back.
    ListGone,
    /// Brings one of these back.
    BringBack(Gone),
    /// Keeps a pasted text as an arrival.
    Keep { name: String, text: Pasted },
    /// Counts the records of a pasted text.
    Count(Pasted),
    /// Gives up the export that is being read into a run.
    StopExport,
}

/// Whether the files in an e-mail are attached beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    Too,
    Not,
}

/// What is known of an arrival.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    pub looked: Result<Looked, Refusal>,
    pub guess: Guessed,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Guessed {
    NotYet,
    Nowhere,
    There(Guess),
}

impl From<Option<Guess>> for Guessed {
    fn from(guess: Option<Guess>) -> Self {
        guess.map_or(Guessed::Nowhere, Guessed::There)
    }
}

/// The in-tray as it was seen last.
#[derive(Debug, Default)]
pub struct Tray {
    /// The newest first.
    pub files: Vec<Filed>,
    known: HashMap<Filed, Known>,
    /// The request under the cursor when the tray was opened.
    here: Option<RequestId>,
    /// Whose runs are being read for a choice.
    runs_for: Option<Filed>,
    cards: u64,
}

impl Tray {
    pub fn known(&self, file: &Filed) -> Option<&Known> {
        self.known.get(file)
    }
}

/// The list of arrivals; the file under the cursor is remembered, not its row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrayList {
    pub at: usize,
    file: Option<Filed>,
}

impl App {
    /// The files of the in-tray, as the folders have them now.
    pub(super) fn take_arrivals(&mut self, files: Vec<Filed>) {
        if self.tray.files == files {
            return;
        }
        let files = std::mem::replace(&mut self.tray.files, files);
        let tray = &mut self.tray;
        if files.len() < tray.files.len() || !files.is_empty() {
            let is_there: std::collections::HashSet<&Filed> = tray.files.iter().collect();
            tray.known.retain(|file, _| is_there.contains(file));
        }
        for layer in &mut self.layers {
            if let Layer::Tray(list) = layer {
                list.settle(&self.tray.files);
            }
        }
        self.settle_arrival();
        self.changed = true;
        self.look_at_arrivals();
    }

    pub(super) fn open_tray(&mut self) {
        let here = self.subject().map(|(id, _)| id);
        if self.tray.here != here {
            self.tray.here = here;
        }
        self.guess_anew();
        let mut list = TrayList::default();
        list.settle(&self.tray.files);
        self.put(Layer::Tray(list));
        self.look_at_arrivals();
    }

    /// Where files belong may be another place by now.
    fn guess_anew(&mut self) {
        for known in self.tray.known.values_mut() {
            known.guess = Guessed::NotYet;
        }
    }

    /// Asks what the files around the cursor are, where that is not known yet.
    pub(super) fn look_at_arrivals(&mut self) {
        let Some(at) = self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Tray(list) => Some(list.at),
            _ => None,
        }) else {
            return;
        };
        let rows = usize::try_from(self.over_rows() / LINES).unwrap_or(0) + 2;
        let tray = &self.tray;
        let after = tray.files.iter().skip(at).take(rows);
        let before = tray.files.iter().take(at).rev().take(rows);
        let (mut files, mut again) = (Vec::new(), Vec::new());
        for file in after.chain(before) {
            match tray.known.get(file) {
                None => files.push(file.clone()),
                Some(known) => {
                    if let (Guessed::NotYet, Ok(looked)) = (&known.guess, &known.looked) {
                        again.push((file.clone(), looked.clues.clone()));
                    }
                }
            }
        }
        let here = tray.here;
        if !again.is_empty() {
            self.tray_chore(For::Chore, TrayChore::Guess { files: again, here });
        }
        if !files.is_empty() {
            self.tray_chore(For::Chore, TrayChore::Look { files, here });
        }
    }

    /// One file has been looked at.
    pub(super) fn take_looked(&mut self, file: Filed, known: Known) {
        if !self.tray.files.contains(&file) {
            return;
        }
        self.tray.known.insert(file, known);
        self.note_arrival_card();
        let is_shown = |layer: &Layer| matches!(layer, Layer::Tray(_) | Layer::Arrival(_));
        self.changed |= self.layers.iter().any(is_shown);
    }

    /// Where one file may belong has been found out again.
    pub(super) fn take_guess(&mut self, file: &Filed, guess: Option<Guess>) {
        if let Some(known) = self.tray.known.get_mut(file) {
            known.guess = guess.into();
            self.note_arrival_card();
            let is_shown = |layer: &Layer| matches!(layer, Layer::Tray(_) | Layer::Arrival(_));
            self.changed |= self.layers.iter().any(is_shown);
        }
    }

    pub(super) fn step_tray(&mut self, steps: i64) {
        let files = &self.tray.files;
        if let Some(Layer::Tray(list)) = self.layers.last_mut() {
            let last = files.len().saturating_sub(1) as i64;
            let steps = match steps.abs() {
                0..=1 => steps,
                // A page is measured in lines.
                _ => steps / LINES,
            };
            let to = (list.at as i64).saturating_add(steps).clamp(0, last.max(0));
            list.at = usize::try_from(to).unwrap_or(0);
            list.file = files.get(list.at).cloned();
            self.changed = true;
            self.out.push(Effect::Rest(Rest::Cursor));
        }
    }

    /// The file under the list's cursor.
    pub fn arrival_here(&self) -> Option<&Filed> {
        self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Tray(list) => self.tray.files.get(list.at),
            _ => None,
        })
    }

    pub(super) fn ask_for_gone(&mut self) {
        self.tray_chore(For::Chore, TrayChore::ListGone);
    }

    /// The only one comes back at once; of several one is chosen.
    pub(super) fn take_gone(&mut self, mut gone: Vec<Gone>) {
        if !matches!(self.layers.last(), Some(Layer::Tray(_) | Layer::Arrival(_))) {
            return;
        }
        match gone.len() {
            0 => self.refuse(Sentence::new("tray-nothing-gone"), None),
            1 => gone.into_iter().for_each(|one| self.bring_back(one)),
            _ => {
                let words = &self.here.words;
                let items = gone
                    .drain(..)
                    .map(|one| {
                        let name = crate::text::safe::line(&one.name).into_owned();
                        let said = Sentence::new("tray-gone-at").with("at", words.moment(one.at));
                        let about = words.say(&said);
                        plain_item(name, about, String::new(), Choice::Gone(one))
                    })
                    .collect();
                let list = Listing::new("title-gone", Manner::Numbered, items);
                self.put(Layer::Orders(list));
            }
        }
    }

    pub(super) fn bring_back(&mut self, gone: Gone) {
        self.tray_chore(For::Deed(Deed::BroughtBack), TrayChore::BringBack(gone));
    }

    pub(super) fn tray_chore(&mut self, purpose: For, chore: TrayChore) {
        let ticket = self.asked.ticket(purpose);
        self.out.push(Effect::Chore(ticket, Chore::Tray(chore)));
    }

    /// Names of the arrivals, where files can come from nowhere else.
    pub(super) fn arrivals_for_form(&self) -> Option<Vec<String>> {
        let names = self.tray.files.iter().map(|file| file.name.clone());
        self.gate.then(|| names.collect())
    }

    pub(super) fn tell_empty_tray(&mut self) {
        self.say(Mood::Plain, Sentence::new("tray-empty"));
    }
}

impl TrayList {
    /// The cursor stays with its file, or near where that was.
    fn settle(&mut self, files: &[Filed]) {
        let found = self
            .file
            .as_ref()
            .and_then(|file| files.iter().position(|f| f == file));
        self.at = found.unwrap_or_else(|| self.at.min(files.len().saturating_sub(1)));
        self.file = files.get(self.at).cloned();
    }

    /// Puts the cursor on this row.
    fn go_to(&mut self, at: usize, files: &[Filed]) {
        self.at = at.min(files.len().saturating_sub(1));
        self.file = files.get(self.at).cloned();
    }
}
