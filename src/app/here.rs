//! The facts all panes share: who sits here, in which language, on which day. Holds no records.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::desk::presence::Colleague;
use crate::domain::{Absence, ServiceKey, Staff, StaffId, Uid};
use crate::settings::Settings;
use crate::text::{Cells, Words};

pub struct Here {
    pub me: Staff,
    pub settings: Arc<Settings>,
    pub words: Words,
    pub cells: Cells,
    /// False where the person wants none (`NO_COLOR`): roles then show by weight and sign.
    pub colour: bool,
    pub now: Timestamp,
    pub today: Date,
    /// Makes the key of a new row; randomness is handed in, so that stories can be told again.
    pub new_uid: fn() -> Uid,
    /// Everyone at the desk, for names beside rows.
    pub staff: Vec<Staff>,
    /// Who else sits at the desk now, and with which request.
    pub colleagues: Vec<Colleague>,
    /// Who is away, today and later.
    pub away: Vec<Absence>,
}

impl Here {
    pub fn t(&self, key: &str) -> String {
        self.words.t(key).into_owned()
    }

    /// A colleague's name; empty where nobody is meant.
    pub fn staff_name(&self, id: Option<StaffId>) -> &str {
        let Some(id) = id else { return "" };
        if id == self.me.id {
            return &self.me.name;
        }
        self.staff
            .iter()
            .find(|one| one.id == id)
            .map_or("", |one| one.name.as_str())
    }

    /// The short name of a service; its key where it is no longer configured.
    pub fn service_name(&self, key: &ServiceKey) -> String {
        let head = self.settings.service_names().find(|head| head.key == *key);
        let Some(head) = head else {
            return key.as_str().to_owned();
        };
        let short = self.words.pick(&head.short);
        match short.is_empty() {
            true => self.words.pick(&head.names).into_owned(),
            false => short.into_owned(),
        }
    }
}
