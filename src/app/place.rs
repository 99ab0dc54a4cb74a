//! Where one is, written down so that the next console begins there: search, row, pane. Never a
//! record's text.

use serde::{Deserialize, Serialize};

use crate::domain::RequestId;

use super::App;
use super::plan::Pane;

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
