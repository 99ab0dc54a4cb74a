//! Where one is, written down so that the next console begins there: search, row, pane, marks, and
//! which form stood open where. Never a record's text.

use serde::{Deserialize, Serialize};

use crate::domain::{RequestId, Rev};
use crate::keys::{ACTIONS, entry};

use super::App;
use super::ahead::Coming;
use super::asked::For;
use super::forming::Spot;
use super::layer::Layer;
use super::plan::Pane;
use super::triage::Triage;
use crate::desk::Look;

/// The kept view that shows what needs doing.
const OPEN_WORK: &str = "open";
/// Marks kept at most: more are made again with one key.
const MARKS: usize = 5_000;

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Place {
    search: String,
    view: Option<String>,
    selected: Option<RequestId>,
    /// Rows before it in the whole result, and on the screen.
    depth: usize,
    above: usize,
    pane: u8,
    /// Where the cursor stands in the four sections.
    sections: [usize; 4],
    marks: Vec<(RequestId, Rev)>,
    /// The card of a triage session.
    card: Option<RequestId>,
    form: Option<Open>,
    /// A search being typed: before and behind the caret.
    typing: Option<(String, String)>,
}

/// A form that stood open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Open {
    action: String,
    pane: u8,
    request: Option<RequestId>,
    pub(super) spot: Spot,
}

fn number(pane: Pane) -> u8 {
    let at = Pane::ALL.iter().position(|p| *p == pane);
    at.and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
}

fn pane(number: u8) -> Pane {
    let pane = Pane::ALL.get(usize::from(number));
    pane.copied().unwrap_or_default()
}

impl App {
    pub fn place_kept(&self) -> String {
        let page = &self.page;
        let marks = self.marks.iter().take(MARKS).map(|(id, rev)| (*id, *rev));
        let card = self.triage.as_ref().and_then(Triage::current);
        let place = Place {
            search: self.queue.search.clone(),
            view: self.queue.view.clone(),
            selected: self.queue.selected,
            depth: self.queue.depth(),
            above: self.queue.at.saturating_sub(self.queue.top),
            pane: number(self.focus),
            sections: [page.overview, page.client, page.run, page.product],
            marks: marks.collect(),
            card: card.map(|row| row.id),
            form: self.form_open(),
            typing: match self.layers.last() {
                Some(Layer::Search(field)) => Some((
                    field.line.before().to_owned(),
                    field.line.after().to_owned(),
                )),
                _ => None,
            },
        };
        serde_json::to_string(&place).unwrap_or_default()
    }

    /// The form on top, where text can be typed into it and it is not on its way to the store.
    fn form_open(&self) -> Option<Open> {
        let filling = self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Form(filling) => Some(filling),
            _ => None,
        })?;
        Some(Open {
            action: entry(filling.kind())?.key.to_owned(),
            pane: number(filling.pane()),
            request: filling.request(),
            spot: filling.spot()?,
        })
    }

    /// Where a console begins that has no place of its own: open work, what is due first on top.
    pub fn begin_with_open_work(&mut self) {
        let views = self.here.settings.views();
        if let Some(view) = views.iter().find(|view| view.key == OPEN_WORK) {
            self.queue.search.clone_from(&view.query);
            self.queue.view = Some(view.key.clone());
        }
    }

    /// Takes up a place; one that cannot be read is none.
    pub fn return_to(&mut self, kept: &str) {
        let Ok(place) = serde_json::from_str::<Place>(kept) else {
            return;
        };
        self.queue.search = place.search;
        self.queue.view = place.view;
        self.queue
            .return_to(place.selected, place.depth, place.above);
        self.focus = pane(place.pane);
        self.marks = place.marks.into_iter().collect();
        if let Some(id) = place.selected {
            let [overview, client, run, product] = place.sections;
            self.page.return_to(id, [overview, client, run, product]);
        }
        if let Some(card) = place.card {
            let mut triage = Triage::of(0);
            triage.wanted = Some(card);
            self.triage = Some(triage);
        }
        self.reopen = place.form;
        self.typing = place.typing;
    }

    /// Opens again what stood open, once the rows and the drafts are there.
    pub(super) fn open_again(&mut self) {
        if self.triage.is_some() {
            self.ask_cards();
            return;
        }
        if let Some((before, after)) = self.typing.take() {
            self.open_search(None);
            if let Some(Layer::Search(field)) = self.layers.last_mut() {
                field.line.set(before, after);
            }
            self.rest_typing();
        }
        let Some(open) = self.reopen.take() else {
            return;
        };
        let Some(entry) = ACTIONS.iter().find(|entry| entry.key == open.action) else {
            return;
        };
        let focus = self.focus;
        self.focus = pane(open.pane);
        match open.request {
            // Filled from the page, as when its key is struck.
            Some(id) if self.subject().map(|(id, _)| id) == Some(id) => {
                self.coming = Some(Coming::again(id, entry.action, open.spot));
                self.ask(For::Case(id), Look::Case(id));
            }
            // The row is gone from the result: the draft waits for its key.
            Some(_) => self.focus = focus,
            None => {
                self.open_form(entry.action);
                self.put_caret(&open.spot);
            }
        }
    }
}
