//! Need-to-know on the screen: asking to read a restricted request with a reason, and the head's list of
//! who did. Whether a number is restricted or not there at all, it never tells.

use crate::desk::Command;
use crate::desk::look::Opening;
use crate::domain::permission::{Right, allows};
use crate::domain::{GlassId, Sentence};
use crate::keys::Action;

use super::App;
use super::asked::Deed;
use super::form::{Form, Prompt};
use super::forming::Filling;
use super::layer::Layer;
use super::listing::{Choice, Listing, Manner, plain_item};
use super::notices::Mood;

impl App {
    pub(super) fn is_head(&self) -> bool {
        allows(&self.here.me.roles, Right::Lead)
    }

    /// The number, where the search in force is nothing but one.
    fn number_sought(&self) -> Option<i64> {
        let typed = self.queue.search.trim();
        let digits = typed.strip_prefix('#').unwrap_or(typed);
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse().ok().filter(|_| plain)
    }

    /// A number that is looked for and not found: once told, with the key for those who must see it.
    pub(super) fn tell_unseen(&mut self) {
        let number = self.number_sought();
        if number.is_none() {
            self.told_unseen = None;
        }
        let nothing = self.queue.loaded && self.queue.rows.is_empty() && self.layers.is_empty();
        let Some(number) = number.filter(|n| nothing && self.told_unseen != Some(*n)) else {
            return;
        };
        self.told_unseen = Some(number);
        let may = self.here.me.roles.may_write() && !self.is_head();
        let cure = may.then_some(("cure-glass", Action::BreakGlass));
        self.refuse(
            Sentence::new("no-such-request").with("number", number),
            cure,
        );
    }

    pub(super) fn open_glass(&mut self) {
        if !self.here.me.roles.may_write() {
            return self.refuse(Sentence::new("not-allowed-write"), None);
        }
        let form = Form::Prompt(Box::new(Prompt::break_glass(self.number_sought())));
        self.show_form(Filling::new(form, Action::BreakGlass, self.focus, None));
    }

    pub(super) fn take_openings(&mut self, openings: Vec<Opening>) {
        let known: Vec<GlassId> = self.openings.iter().map(|o| o.glass).collect();
        let fresh = openings.iter().find(|o| !known.contains(&o.glass));
        if let Some(fresh) = fresh {
            let key = self.keys.chord(Action::Openings);
            let key = key.map(|chord| chord.to_string()).unwrap_or_default();
            let said = Sentence::new("notice-opening")
                .with("who", fresh.by.as_str())
                .with("number", fresh.request.0)
                .with("reason", fresh.reason.as_str())
                .with("count", openings.len())
                .with("key", key);
            self.say(Mood::Warning, said);
        }
        self.openings = openings;
    }

    /// Who opened what and why; Enter takes note of one.
    pub(super) fn list_openings(&mut self) {
        if !self.is_head() {
            return self.refuse(Sentence::new("not-allowed-lead"), None);
        }
        if self.openings.is_empty() {
            return self.say(Mood::Plain, Sentence::new("notice-no-openings"));
        }
        let items = self
            .openings
            .iter()
            .map(|o| {
                let label = format!("#{} {}  {}", o.request, o.by, o.reason);
                let about = format!("{}  {}", self.here.words.moment(o.at), o.title);
                plain_item(label, about, String::new(), Choice::Opening(o.glass))
            })
            .collect();
        self.put(Layer::Orders(Listing::new(
            "title-openings",
            Manner::Numbered,
            items,
        )));
    }

    pub(super) fn note_opening(&mut self, glass: GlassId) {
        self.run(Deed::Form, Command::NoteGlass { glass });
    }
}
