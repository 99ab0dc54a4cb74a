//! Where one is, written down so that the next console begins there: search, row, pane. Never a
//! record's text.

use serde::{Deserialize, Serialize};

use crate::domain::RequestId;

use super::App;
use super::plan::Pane;

/// The kept view that shows what needs doing.
const OPEN_WORK: &str = "open";

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Place {
    search: String,
    view: Option<String>,
    selected: Option<RequestId>,
    pane: u8,
}

impl App {
    pub fn place_kept(&self) -> String {
        let pane = Pane::ALL.iter().position(|pane| *pane == self.focus);
        let place = Place {
            search: self.queue.search.clone(),
            view: self.queue.view.clone(),
            selected: self.queue.selected,
            pane: pane.and_then(|at| u8::try_from(at).ok()).unwrap_or(0),
        };
        serde_json::to_string(&place).unwrap_or_default()
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
        self.queue.selected = place.selected;
        self.focus = Pane::ALL
            .get(usize::from(place.pane))
            .copied()
            .unwrap_or_default();
    }
}
