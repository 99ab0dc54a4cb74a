//! What can lie over the page. The uppermost layer gets the keys; Esc takes it away and leaves what is
//! under it as it was.

use crate::desk::Command;
use crate::desk::command::Outcome;
use crate::desk::look::{Happening, Preview};
use crate::domain::{RequestId, Trace};
use crate::keys::Action;
use crate::query::{Completion, Vocabulary};

use super::catch_up::Clash;
use super::client_pane::Twin;
use super::forming::Filling;
use super::line::Line;
use super::listing::Listing;
use super::literature::Documents;
use super::tray::{ArrivalCard, PasteCard, TrayList};

#[derive(Debug)]
pub enum Layer {
    /// Something is being filled in.
    Form(Box<Filling>),
    /// The search field in the list's title.
    Search(SearchField),
    Sheet(Listing),
    Palette(Listing),
    Help(Listing),
    Views(Listing),
    Orders(Listing),
    /// The last fifty notices, from which row on.
    Messages(usize),
    Why(Why),
    Timeline(Timeline),
    /// Bare text alone on the screen, from which line on.
    Plain(Plain),
    Bulk(Bulk),
    /// Whether two clients are one person.
    Twin(Box<Twin>),
    /// Which of two texts a row is to keep.
    Clash(Box<Clash>),
    /// What became of each item of a bulk command.
    Report(Report),
    /// The files of the in-tray.
    Tray(TrayList),
    /// One of them, to be decided on.
    Arrival(Box<ArrivalCard>),
    /// The documents that searches brought.
    Documents(Box<Documents>),
    /// A bibliography that was pasted.
    Paste(Box<PasteCard>),
}

/// The search as it is typed; Esc gives the old one back.
#[derive(Debug)]
pub struct SearchField {
    pub line: Line,
    pub was: String,
    pub was_view: Option<String>,
    /// What may stand at the caret, and which of it is highlighted.
    pub offers: Vec<Completion>,
    pub offer_at: Option<usize>,
    /// Begun by a Han character among the commands: it may name a verb.
    pub by_han: bool,
    /// The verb that the text names; Enter takes it.
    pub verb: Option<Action>,
    pub vocabulary: Vocabulary,
}

/// The reasons of a figure: one line first, all of it on the second `=`.
#[derive(Debug, Default)]
pub struct Why {
    pub trace: Option<Trace>,
    pub full: bool,
    pub from: usize,
}

#[derive(Debug)]
pub struct Timeline {
    pub request: RequestId,
    pub rows: Vec<Happening>,
    pub at: usize,
    pub more: bool,
}

#[derive(Debug)]
pub struct Plain {
    pub lines: Vec<String>,
    pub from: usize,
    pub request: Option<RequestId>,
    /// What of it may leave the desk: the same without internal notes.
    pub given: Vec<String>,
}

/// A bulk command that waits for its Enter.
#[derive(Debug)]
pub struct Bulk {
    pub command: Command,
    pub preview: Option<Preview>,
    pub from: usize,
    /// The preview has been before the person's eyes.
    pub is_seen: bool,
}

impl Bulk {
    /// Of how many the preview says that it can be done.
    pub fn will_do(&self) -> usize {
        let items = self.preview.iter().flat_map(|preview| &preview.items);
        items.filter(|item| item.refused.is_none()).count()
    }
}

#[derive(Debug)]
pub struct Report {
    pub items: Vec<Outcome>,
    pub from: usize,
}

impl Layer {
    /// Whether letters are text here.
    pub fn takes_text(&self) -> bool {
        matches!(
            self,
            Layer::Search(_) | Layer::Palette(_) | Layer::Help(_) | Layer::Views(_)
        )
    }

    pub fn listing(&self) -> Option<&Listing> {
        match self {
            Layer::Sheet(l)
            | Layer::Palette(l)
            | Layer::Help(l)
            | Layer::Views(l)
            | Layer::Orders(l) => Some(l),
            _ => None,
        }
    }

    pub fn listing_mut(&mut self) -> Option<&mut Listing> {
        match self {
            Layer::Sheet(l)
            | Layer::Palette(l)
            | Layer::Help(l)
            | Layer::Views(l)
            | Layer::Orders(l) => Some(l),
            _ => None,
        }
    }
}
