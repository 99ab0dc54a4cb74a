//! What a draft needs besides its text to be the form it was: which verb opens it, the caret's place,
//! and what the form makes of the text. Stores nothing.

use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::app::form::Form;
use crate::app::layer::Layer;
use crate::app::plan::Pane;
use crate::domain::RequestId;
use crate::keys::Action;

use super::Filling;

/// The row the cursor is in, and the caret in its text: line and character.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    row: String,
    caret: (usize, usize),
}

impl Filling {
    /// The verb that opens this very form: the capture line may have become the whole form meanwhile.
    pub(in crate::app) fn kind(&self) -> Action {
        match (&self.form, self.action) {
            (Form::Request(_), Action::New) => Action::FullForm,
            (_, action) => action,
        }
    }

    pub(in crate::app) fn pane(&self) -> Pane {
        self.pane
    }

    pub(in crate::app) fn request(&self) -> Option<RequestId> {
        self.request
    }

    /// `None` where nothing is typed, or where the form is on its way to the store.
    pub(in crate::app) fn spot(&self) -> Option<Spot> {
        let sheet = self.form.sheet().filter(|_| !self.waits)?;
        let row = sheet.focused()?;
        Some(Spot {
            row: row.key.clone(),
            caret: row.field().map_or((0, 0), |field| field.cursor()),
        })
    }
}

impl App {
    /// Puts the caret of the form on top where it was.
    pub(in crate::app) fn put_caret(&mut self, spot: &Spot) {
        let Some(Layer::Form(filling)) = self.layers.last_mut() else {
            return;
        };
        let Some(sheet) = filling.form.sheet_mut() else {
            return;
        };
        sheet.focus(&spot.row);
        if let Some(field) = sheet.row_mut(&spot.row).and_then(|row| row.field_mut()) {
            field.go_to(spot.caret);
        }
    }
}
