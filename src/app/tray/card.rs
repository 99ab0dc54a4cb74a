//! One arrival on a card: what it is above, the choices under digits below; the next comes up by itself.
//! A digit counts for a card that was on the screen when it was struck.

use crate::desk::look::Case;
use crate::desk::{Done, Look};
use crate::domain::{Refusal, RequestId, RunId, Sentence};
use crate::intake::tray::Filed;
use crate::intake::tray::guess::{Guess, RunBrief, runs_of};
use crate::keys::Action;

use super::super::App;
use super::super::Sighted;
use super::super::asked::{Deed, For};
use super::super::form::{Form, Prompt, Wish};
use super::super::forming::Filling;
use super::super::layer::Layer;
use super::super::listing::{Choice, Listing, Manner, plain_item};
use super::super::notices::Mood;
use super::{Guessed, Parts, TrayChore};

/// The card of one file.
#[derive(Debug)]
pub struct ArrivalCard {
    pub file: Filed,
    /// Its place among all, counted from 1.
    pub place: (usize, usize),
    /// What it shows has been before the person's eyes.
    pub is_seen: bool,
    /// A choice was sent off and is not answered yet.
    pub waits: bool,
    /// Records of its export that are in the store, of all; Esc stops it.
    pub brought: Option<(usize, usize)>,
    /// It is asked whether the file is to be removed.
    pub asks: bool,
    /// Tells one picture of a card from another.
    number: u64,
    is_ready: bool,
}

impl App {
    /// Enter in the list: the card of the file under the cursor.
    pub(in crate::app) fn open_arrival(&mut self) {
        match self.arrival_here().cloned() {
            Some(file) => self.show_arrival(file),
            None => self.tell_empty_tray(),
        }
    }

    fn show_arrival(&mut self, file: Filed) {
        let at = self.tray.files.iter().position(|f| *f == file).unwrap_or(0);
        let place = (at + 1, self.tray.files.len());
        self.tray.cards += 1;
        let card = ArrivalCard {
            file,
            place,
            is_seen: false,
            waits: false,
            brought: None,
            asks: false,
            number: self.tray.cards,
            is_ready: false,
        };
        self.layers
            .retain(|layer| !matches!(layer, Layer::Arrival(_)));
        let list = self
            .layers
            .iter_mut()
            .rposition(|layer| matches!(layer, Layer::Tray(_)));
        if let Some(Layer::Tray(list)) = list.and_then(|at| self.layers.get_mut(at)) {
            list.go_to(at, &self.tray.files);
        }
        let above = list.map_or(self.layers.len(), |list| list + 1);
        self.layers.insert(above, Layer::Arrival(Box::new(card)));
        self.changed = true;
        self.note_arrival_card();
        self.look_at_arrivals();
    }

    fn card(&self) -> Option<&ArrivalCard> {
        self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Arrival(card) => Some(&**card),
            _ => None,
        })
    }

    fn card_mut(&mut self) -> Option<&mut ArrivalCard> {
        self.layers.iter_mut().rev().find_map(|layer| match layer {
            Layer::Arrival(card) => Some(&mut **card),
            _ => None,
        })
    }

    /// What the card shows may be more than before: then it is to be seen anew.
    pub(in crate::app) fn note_arrival_card(&mut self) {
        let Some(card) = self.card() else { return };
        let known = self.tray.known(&card.file);
        let is_ready =
            known.is_some_and(|known| known.guess != Guessed::NotYet || known.looked.is_err());
        let number = self.tray.cards + 1;
        let changed = is_ready != card.is_ready;
        if let Some(card) = self.card_mut().filter(|_| changed) {
            card.is_ready = is_ready;
            card.is_seen = false;
            card.number = number;
            self.tray.cards = number;
        }
    }

    /// The card on top that was drawn and may not have been seen yet.
    pub(in crate::app) fn arrival_awaits_sight(&self) -> Option<Sighted> {
        match self.layers.last() {
            Some(Layer::Arrival(card)) if card.is_ready && !card.is_seen => {
                Some(Sighted::Arrival(card.number))
            }
            _ => None,
        }
    }

    pub(in crate::app) fn arrival_shown(&mut self) {
        if let Some(Layer::Arrival(card)) = self.layers.last_mut() {
            card.is_seen |= card.is_ready;
        }
    }

    /// The card's file may be gone from the tray, or stand elsewhere in it.
    pub(in crate::app) fn settle_arrival(&mut self) {
        let Some(file) = self.card().map(|card| card.file.clone()) else {
            return;
        };
        let files = &self.tray.files;
        let at = files.iter().position(|f| *f == file);
        let total = files.len();
        match (at, self.card_mut()) {
            (Some(at), Some(card)) => card.place = (at + 1, total),
            // Somebody else took it, or it was written anew: there is nothing to decide on any more.
            (None, Some(card)) if !card.waits => self.next_arrival(),
            _ => {}
        }
    }

    /// To the next or the previous card without deciding.
    pub(in crate::app) fn step_arrival(&mut self, steps: i64) {
        let Some((at, total)) = self.card().map(|card| card.place) else {
            return;
        };
        let to = (at as i64 - 1)
            .saturating_add(steps.signum())
            .clamp(0, total.max(1) as i64 - 1);
        let to = usize::try_from(to).unwrap_or(0);
        if to + 1 == at {
            let key = if steps > 0 {
                "triage-last"
            } else {
                "triage-first"
            };
            return self.say(Mood::Plain, Sentence::new(key));
        }
        if let Some(file) = self.tray.files.get(to).cloned() {
            self.show_arrival(file);
        }
    }

    /// The card that follows one that is decided; without any the empty list is left.
    fn next_arrival(&mut self) {
        let at = self.card().map_or(0, |card| card.place.0.saturating_sub(1));
        self.layers
            .retain(|layer| !matches!(layer, Layer::Arrival(_)));
        self.changed = true;
        let last = self.tray.files.len().saturating_sub(1);
        if let Some(file) = self.tray.files.get(at.min(last)).cloned() {
            self.show_arrival(file);
        }
    }

    /// What a digit would attach to: the guess of the card.
    pub fn guess_here(&self) -> Option<&Guess> {
        let card = self.card()?;
        match &self.tray.known(&card.file)?.guess {
            Guessed::There(guess) => Some(guess),
            _ => None,
        }
    }

    /// 1 there, 2 elsewhere, 3 as a new request, 4 as the export of a run, 5 away.
    pub(in crate::app) fn answer_arrival(&mut self, digit: usize) {
        let Some(Layer::Arrival(card)) = self.layers.last_mut() else {
            return;
        };
        if card.waits {
            return;
        }
        if !card.is_seen {
            return self.say(Mood::Warning, Sentence::new("notice-key-too-early"));
        }
        let file = card.file.clone();
        if std::mem::take(&mut card.asks) {
            self.changed = true;
            if digit == 1 {
                self.send_arrival(TrayChore::SetAside(file));
            }
            return;
        }
        if digit == 5 {
            card.asks = true;
            self.changed = true;
            return;
        }
        if !(1..=4).contains(&digit) {
            return;
        }
        if let Some(why) = self.arrival_refused(&file) {
            return self.refuse(why, None);
        }
        match digit {
            1 => match self.guess_here().map(|guess| guess.request) {
                Some(request) => self.attach_arrival(request, None),
                None => self.refuse(Sentence::new("tray-no-guess"), None),
            },
            2 => self.ask_other_request(Wish::FileTo),
            3 => self.read_arrival(file),
            _ => self.attach_to_run(file),
        }
    }

    /// Any other key while it is asked whether to remove: nothing is removed.
    pub(in crate::app) fn keep_arrival(&mut self) -> bool {
        match self.layers.last_mut() {
            Some(Layer::Arrival(card)) if card.asks => {
                card.asks = false;
                self.changed = true;
                true
            }
            _ => false,
        }
    }

    fn arrival_refused(&self, file: &Filed) -> Option<Sentence> {
        if self.only_read.is_some() {
            return self.only_read.clone();
        }
        if !self.here.me.roles.may_write() {
            return Some(Sentence::new("not-allowed-write"));
        }
        match &self.tray.known(file)?.looked {
            Ok(looked) => looked
                .secret
                .map(|claim| Sentence::new("state-secret").with("claim", claim)),
            Err(_) => None,
        }
    }

    fn send_arrival(&mut self, chore: TrayChore) {
        if let Some(card) = self.card_mut() {
            card.waits = true;
        }
        self.tray_chore(For::Deed(Deed::Arrival), chore);
    }

    fn attach_arrival(&mut self, request: RequestId, run: Option<RunId>) {
        let Some(file) = self.card().map(|card| card.file.clone()) else {
            return;
        };
        if let Some(card) = self.card_mut().filter(|_| run.is_some()) {
            card.brought = Some((0, 0));
        }
        self.send_arrival(TrayChore::Attach {
            file,
            request,
            run,
            parts: Parts::Not,
        });
    }

    /// The file with which a new request came goes with it.
    pub(in crate::app) fn attach_to_new(&mut self, file: Filed, request: RequestId) {
        self.send_arrival(TrayChore::Attach {
            file,
            request,
            run: None,
            parts: Parts::Too,
        });
    }

    fn ask_other_request(&mut self, wish: Wish) {
        let form = Form::Prompt(Box::new(Prompt::other_request(wish)));
        self.show_form(Filling::new(form, Action::InTray, self.focus, None));
    }

    /// The request that was typed or chosen, for the file itself or for one of its runs.
    pub(in crate::app) fn file_to(&mut self, wish: &Wish, request: RequestId) {
        self.layers.pop();
        self.changed = true;
        match wish {
            Wish::RunOf => self.ask_runs(request),
            _ => self.attach_arrival(request, None),
        }
    }

    fn attach_to_run(&mut self, file: Filed) {
        let guess = self
            .guess_here()
            .map(|guess| (guess.request, guess.run.clone()));
        self.tray.runs_for = Some(file);
        match guess {
            Some((request, Some(run))) => self.attach_arrival(request, Some(run.id)),
            Some((request, None)) => self.ask_runs(request),
            None => self.ask_other_request(Wish::RunOf),
        }
    }

    fn ask_runs(&mut self, request: RequestId) {
        self.ask(For::Runs, Look::Case(request));
    }

    /// The runs of a request under digits, and the way to another request.
    pub(in crate::app) fn list_runs(&mut self, case: &Case) {
        if self.tray.runs_for.take() != self.card().map(|card| card.file.clone()) {
            return;
        }
        let request = case.request.id;
        let mut items: Vec<_> = runs_of(case)
            .into_iter()
            .map(|run| {
                let about = match run.has_file {
                    true => self.here.t("tray-run-has-file"),
                    false => String::new(),
                };
                let choice = Choice::Run(request, run.id);
                plain_item(self.here.run_words(&run), about, String::new(), choice)
            })
            .collect();
        let other = self.here.t("tray-run-elsewhere");
        items.push(plain_item(
            other,
            String::new(),
            String::new(),
            Choice::OtherRun,
        ));
        self.put(Layer::Orders(Listing::new(
            "title-runs",
            Manner::Numbered,
            items,
        )));
    }

    pub(in crate::app) fn choose_run(&mut self, request: RequestId, run: RunId) {
        self.attach_arrival(request, Some(run));
    }

    pub(in crate::app) fn choose_other_run(&mut self) {
        self.tray.runs_for = self.card().map(|card| card.file.clone());
        self.ask_other_request(Wish::RunOf);
    }

    /// The card's file is where it belongs now.
    pub(in crate::app) fn arrival_done(&mut self, done: &Done) {
        let request = done.request;
        if let Some(file) = self
            .card()
            .filter(|card| card.waits)
            .map(|card| card.file.clone())
        {
            self.tray.files.retain(|f| *f != file);
            self.guess_anew();
            self.next_arrival();
        }
        if request.is_some() && request == self.page.id() {
            self.page.pass_by();
        }
    }

    /// An export comes into the store a piece at a time.
    pub(in crate::app) fn export_comes(&mut self, done: usize, all: usize) {
        if let Some(card) = self.card_mut().filter(|card| card.waits) {
            card.brought = Some((done, all));
            self.changed = true;
        }
    }

    /// Esc while an export comes in: it is given up, and the card says so when it is.
    pub(in crate::app) fn stop_export(&mut self) -> bool {
        let comes =
            matches!(self.layers.last(), Some(Layer::Arrival(card)) if card.brought.is_some());
        if comes {
            self.tray_chore(For::Chore, TrayChore::StopExport);
        }
        comes
    }

    pub(in crate::app) fn arrival_failed(&mut self, refusal: Refusal) {
        if let Some(card) = self.card_mut() {
            card.waits = false;
            card.brought = None;
        }
        self.refuse(refusal.said, None);
    }
}

impl super::super::here::Here {
    /// `2026-11-21 CNKI 312`
    pub fn run_words(&self, run: &RunBrief) -> String {
        let on = run.on.map(|on| self.words.date(on)).unwrap_or_default();
        let hits = run.hits.map(|n| n.to_string()).unwrap_or_default();
        let parts = [on, run.database.clone(), hits];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }
}
