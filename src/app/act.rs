//! What each action does. One arm, one call.

use crate::desk::Look;
use crate::domain::Sentence;
use crate::keys::Action;

use super::asked::For;
use super::layer::Layer;
use super::notices::Mood;
use super::plan::{Pane, Room};
use super::{App, Effect, Rest};

impl App {
    pub(super) fn act(&mut self, action: Action) {
        let leaving = std::mem::take(&mut self.leaving);
        match action {
            Action::Help => self.open_help(),
            Action::Verbs => self.open_sheet(),
            Action::Palette => self.open_palette(),
            Action::Find => self.open_search(None),
            Action::Views => self.open_views(),
            Action::Order => self.open_orders(),
            Action::Back => self.back(),
            Action::Down => self.step(1),
            Action::Up => self.step(-1),
            Action::PageDown => self.step(self.rows()),
            Action::PageUp => self.step(-self.rows()),
            Action::HalfDown => self.step((self.rows() / 2).max(1)),
            Action::HalfUp => self.step(-(self.rows() / 2).max(1)),
            Action::Top => self.jump_top(),
            Action::Bottom => self.jump_bottom(),
            Action::Open => self.open_page(),
            Action::NextPane => self.focus(self.focus.next()),
            Action::PrevPane => self.focus(self.focus.before()),
            Action::ShowQueue => self.show_queue(),
            Action::ShowClient => self.focus(Pane::Client),
            Action::ShowRuns => self.focus(Pane::Runs),
            Action::ShowProducts => self.focus(Pane::Products),
            Action::Mark => self.mark(),
            Action::MarkAll => self.mark_all(),
            Action::Triage => self.begin_triage(),
            Action::Repeat => self.repeat_last(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo_last(),
            Action::Why => self.open_why(),
            Action::Timeline => self.open_timeline(),
            Action::Messages => self.open_messages(),
            Action::Plain => self.open_plain(),
            Action::BreakGlass => self.open_glass(),
            Action::Openings => self.list_openings(),
            Action::Language => self.switch_language(),
            Action::Reload => self.reload(),
            Action::Leave => self.leave(leaving),
            Action::InTray => self.open_tray(),
            Action::Literature => self.open_literature(),
            Action::Version => self.next_version(),
            Action::GiveOut => self.give_out(),
            Action::Drop => self.drop_part(),
            Action::Erase => self.open_erase(),
            verb => self.decide(verb),
        }
    }

    /// Rows of one page where the cursor stands.
    fn rows(&self) -> i64 {
        if !self.layers.is_empty() {
            return self.over_rows();
        }
        i64::try_from(self.plan().list_rows()).unwrap_or(10)
    }

    fn step(&mut self, steps: i64) {
        if !self.layers.is_empty() {
            self.step_over(steps);
        } else if self.triage.is_some() {
            self.step_card(steps);
        } else if self.focus == Pane::List {
            let rows = self.plan().list_rows();
            let (top, before) = (self.queue.top, self.queue.rows.len());
            let other = self.queue.step(steps, rows);
            let at_edge = steps.abs() == 1 && self.queue.top != top;
            if at_edge && before == self.queue.rows.len() {
                // The lines beside the list move with it; what stands there is of a row passed by.
                self.page.pass_by();
            }
            self.moved_in_list(other);
        } else {
            self.page.step(self.focus, steps);
            self.changed = true;
        }
    }

    fn jump_top(&mut self) {
        if self.layers.is_empty() && self.triage.is_none() && self.focus == Pane::List {
            let rows = self.plan().list_rows();
            let before = self.queue.selected;
            match self.queue.jump_top(rows) {
                Some(load) => self.load(load),
                None => self.moved_in_list(self.queue.selected != before),
            }
        } else {
            self.step(-i64::from(i32::MAX));
        }
    }

    fn jump_bottom(&mut self) {
        if self.layers.is_empty() && self.triage.is_none() && self.focus == Pane::List {
            let rows = self.plan().list_rows();
            let before = self.queue.selected;
            match self.queue.jump_bottom(rows) {
                Some(load) => self.load(load),
                None => self.moved_in_list(self.queue.selected != before),
            }
        } else {
            self.step(i64::from(i32::MAX));
        }
    }

    /// The selection moves at once; pages and details follow.
    fn moved_in_list(&mut self, other: bool) {
        if !other {
            return;
        }
        self.changed = true;
        self.out.push(Effect::Rest(Rest::Cursor));
        self.load_ahead();
    }

    pub(super) fn load_ahead(&mut self) {
        let rows = self.plan().list_rows();
        if self.asked.waits(|f| matches!(f, For::Queue(_))) {
            return;
        }
        if let Some(load) = self.queue.wants(rows) {
            self.load(load);
        }
    }

    fn focus(&mut self, pane: Pane) {
        if self.focus != pane {
            self.focus = pane;
            self.changed = true;
            if pane != Pane::List {
                self.ask_case();
            }
            if pane == Pane::Client && self.page.client_case.is_none() {
                self.ask_client();
            }
            let rows = self.plan().list_rows();
            self.queue.settle(rows);
        }
    }

    /// `1` is the queue; struck again there, the request's overview.
    fn show_queue(&mut self) {
        match self.focus {
            Pane::List => self.focus(Pane::Overview),
            _ => self.focus(Pane::List),
        }
    }

    fn open_page(&mut self) {
        if self.triage.is_some() {
            return self.compare_on_card();
        }
        if self.queue.current().is_none() {
            return;
        }
        if self.focus == Pane::Client && self.open_client_part() {
            return;
        }
        match self.focus {
            Pane::List => self.focus(Pane::Overview),
            other if self.plan().room != Room::All => self.focus(other.next()),
            _ => {}
        }
    }

    fn back(&mut self) {
        if self.layers.last().is_some() {
            self.leave_layer();
        } else if self.triage.is_some() {
            self.end_triage();
        } else if self.go_back() {
            // Where one came from.
        } else if self.focus != Pane::List {
            self.focus(Pane::List);
        } else if !self.marks.is_empty() {
            self.marks.clear();
            self.say(Mood::Plain, Sentence::new("notice-marks-cleared"));
        } else if self.leave_search() {
            // Back to the list it was made from.
        } else {
            self.say(Mood::Plain, Sentence::new("notice-how-to-leave"));
        }
    }

    fn leave(&mut self, struck_before: bool) {
        let on_ground = self.layers.is_empty() && self.triage.is_none() && self.focus == Pane::List;
        if !on_ground {
            return self.back();
        }
        if struck_before {
            return self.out.push(Effect::Quit);
        }
        self.leaving = true;
        self.say(Mood::Plain, Sentence::new("notice-leave-again"));
    }

    fn mark(&mut self) {
        let Some((id, rev)) = self.subject() else {
            return;
        };
        if self.marks.remove(&id).is_none() {
            self.marks.insert(id, rev);
        }
        self.changed = true;
        self.step(1);
    }

    fn mark_all(&mut self) {
        if self.marks.is_empty() {
            let look = Look::Keys {
                search: self.queue.search.clone(),
                upto: 10_000,
            };
            self.ask(For::Keys, look);
        } else {
            self.marks.clear();
            self.say(Mood::Plain, Sentence::new("notice-marks-cleared"));
        }
    }

    fn switch_language(&mut self) {
        let lang = self.here.words.lang().other();
        self.here.words.switch(lang);
        self.changed = true;
        // Lists hold words already; they are made anew in the other language.
        let again = match self.layers.last() {
            Some(Layer::Palette(_)) => Some(Action::Palette),
            Some(Layer::Help(_)) => Some(Action::Help),
            Some(Layer::Sheet(_)) => Some(Action::Verbs),
            Some(Layer::Views(_)) => Some(Action::Views),
            Some(Layer::Orders(listing)) if listing.title == "title-stages" => Some(Action::Stage),
            Some(Layer::Orders(l)) if l.title == "title-openings" => Some(Action::Openings),
            Some(Layer::Orders(l)) if l.title == "title-orders" => Some(Action::Order),
            _ => None,
        };
        if let Some(action) = again {
            self.layers.pop();
            self.act(action);
        }
    }

    fn reload(&mut self) {
        self.refresh();
        self.out.push(Effect::Repaint);
        self.changed = true;
    }
}
