//! What comes back from the store thread and where it goes. Answers nobody waits for are dropped.

use crate::desk::look::Case;
use crate::desk::{Done, Look, Seen};
use crate::domain::refusal::RefusalKind;
use crate::domain::{Refusal, RequestId, Sentence};
use crate::keys::Action;

use super::asked::{Deed, For, Load};
use super::layer::{Layer, Report};
use super::notices::Mood;
use super::{App, Ticket};

impl App {
    pub(super) fn seen(&mut self, ticket: Ticket, seen: Seen) {
        let Some(purpose) = self.asked.redeem(ticket) else {
            return;
        };
        match (purpose, seen) {
            (For::Queue(load), Seen::Queue(page)) => self.take_page(load, page),
            (For::Count, Seen::Count { found, more }) => {
                self.note(self.queue.found != Some((found, more)));
                self.queue.found = Some((found, more));
            }
            (For::Keys, Seen::Keys(keys)) => self.take_marks(keys),
            (For::Case(id), Seen::Case(case)) => self.take_case(id, case),
            (For::Card(id), Seen::Case(case)) => self.take_card(id, case),
            (For::Cards, Seen::Queue(page)) => self.take_cards(page),
            (For::Pulse, Seen::Pulse(pulse)) => {
                self.note(self.pulse.as_ref() != Some(&pulse));
                self.pulse = Some(pulse);
            }
            (For::Staff, Seen::Staff(staff)) => {
                self.note(self.here.staff != staff);
                self.here.staff = staff;
            }
            (For::Away, Seen::Away(away)) => self.take_away(away),
            (For::LastUndo, Seen::LastUndo(last)) => {
                self.note(self.last_undo != last.stands);
                self.last_undo = last.stands;
                self.undo_barred = last.barred;
            }
            (For::Openings, Seen::Openings(openings)) => self.take_openings(openings),
            (For::Safety, Seen::Safety(safety)) => self.take_safety(safety),
            (For::Why, Seen::Why(trace)) => {
                if let Some(Layer::Why(why)) = self.layers.last_mut() {
                    why.trace = Some(trace);
                    self.changed = true;
                }
            }
            (For::Timeline, Seen::Timeline(rows)) => self.take_timeline(rows),
            (For::Preview, Seen::Preview(preview)) => {
                if let Some(Layer::Bulk(bulk)) = self.layers.last_mut() {
                    bulk.preview = Some(preview);
                    self.changed = true;
                }
            }
            (For::Runs, Seen::Case(case)) => self.list_runs(&case),
            (For::Client, Seen::ClientCase(client)) => self.take_client(client),
            (For::Twin, Seen::ClientCase(other)) => self.take_twin(other),
            (For::Erase, Seen::Erasable(found)) => self.ask_to_erase(&found),
            (For::Literature, Seen::Literature(found)) => self.take_literature(*found),
            (For::GoToClient, Seen::ClientCase(client)) => self.go_to_client(&client),
            (For::Form, seen) => self.form_seen(seen),
            _ => {}
        }
    }

    /// Nothing is drawn for an answer that changes nothing.
    fn note(&mut self, changed: bool) {
        self.changed |= changed;
    }

    fn take_page(&mut self, load: Load, page: crate::desk::look::Page) {
        let rows = self.plan().list_rows();
        if load == Load::Again && self.queue.loaded && self.queue.fault.is_none() {
            self.note(self.queue.rows != page.rows);
        } else {
            self.changed = true;
        }
        if load == Load::Again
            && let Some(id) = self.sought.take()
            && page.rows.iter().all(|row| row.id != id)
        {
            return self.show_alone(id);
        }
        let before = self.queue.selected;
        self.queue.take(load, page, rows);
        if load == Load::Again && before.is_some() && self.queue.selected != before {
            self.slid = self.queue.selected;
        }
        if self.queue.is_stranded() {
            return self.load(Load::Start);
        }
        if self.queue.selected != before || self.page.id().is_none() {
            self.ask_case();
        }
        if self.queue.rows.is_empty() {
            self.page.clear();
            if self.search_service_meant() {
                return;
            }
        }
        self.tell_unseen();
        self.load_ahead();
    }

    /// A request that the view in force does not show is shown by its number, so that the next key
    /// cannot mean its neighbour.
    fn show_alone(&mut self, id: RequestId) {
        self.queue.search = format!("#{id}");
        self.queue.view = None;
        self.queue.selected = Some(id);
        self.say(
            Mood::Plain,
            Sentence::new("notice-shown-alone").with("number", id.0),
        );
        self.load(Load::Start);
        self.ask_count();
        self.changed = true;
    }

    fn take_marks(&mut self, keys: Vec<(RequestId, crate::domain::Rev)>) {
        self.marks = keys.into_iter().collect();
        let said = Sentence::new("notice-marked").with("n", self.marks.len());
        self.say(Mood::Plain, said);
    }

    fn take_case(&mut self, id: RequestId, case: Box<Case>) {
        if self.queue.selected != Some(id) {
            return self.give_up_coming();
        }
        self.note(self.page.case.as_ref() != Some(&case));
        if self.page.id() != Some(id) {
            self.notices.move_on();
        }
        self.take_page_of(case);
        self.come(id);
    }

    pub(super) fn take_page_of(&mut self, case: Box<Case>) {
        let service = self.here.settings.service(&case.request.service);
        self.page.take(case, service);
        self.catch_up();
        self.ask_client();
    }

    pub(super) fn done(&mut self, ticket: Ticket, done: Done) {
        let Some(For::Deed(deed)) = self.asked.redeem(ticket) else {
            return;
        };
        match deed {
            Deed::Undo => self.redo.extend(done.seq),
            Deed::Redo | Deed::BroughtBack | Deed::Pasted => {}
            _ => self.redo.clear(),
        }
        self.forget_erased(&done);
        self.form_done(&deed, &done);
        if matches!(deed, Deed::Act(_) | Deed::Bulk) {
            self.repeat = self.trying.take().or(self.repeat.take());
        }
        self.say(Mood::Good, done.said.clone());
        for warning in &done.warnings {
            self.say(Mood::Warning, warning.clone());
        }
        if deed == Deed::Arrival {
            self.arrival_done(&done);
        }
        self.document_done(&deed);
        if deed == Deed::Bulk {
            self.marks.clear();
            if !done.items.is_empty() {
                self.layers.push(Layer::Report(Report {
                    items: done.items,
                    from: 0,
                }));
            }
        }
        match deed {
            Deed::Pasted => self.paste_done(),
            Deed::Act(action) if self.triage.is_some() => self.card_done(action, done.request),
            _ if self.triage.is_some() => self.reread_cards(&deed, done.request),
            _ => {}
        }
        self.refresh();
    }

    pub(super) fn refused(&mut self, ticket: Ticket, refusal: Refusal) {
        let Some(purpose) = self.asked.redeem(ticket) else {
            return;
        };
        if matches!(purpose, For::Case(_)) {
            self.give_up_coming();
        }
        match purpose {
            For::Queue(_) | For::Count | For::Keys => {
                // What is wrong with the search stands under its field, not in a box.
                self.queue.fault = Some(refusal.said);
                self.queue.loaded = true;
                self.changed = true;
            }
            For::Case(_) if refusal.kind == RefusalKind::NotFound => {
                self.page.clear();
                self.load(Load::Again);
                self.changed = true;
            }
            For::Deed(Deed::Arrival) => self.arrival_failed(refusal),
            For::Deed(Deed::Pasted) => self.paste_failed(refusal),
            For::Deed(deed) => {
                if deed == Deed::Document {
                    self.document_failed();
                }
                self.deed_refused(&deed, refusal);
            }
            // A look of a form brings offers only; the form works without them.
            For::Form | For::Client => {}
            For::Why => {
                // The box that waits for the reasons would wait for ever.
                if matches!(self.layers.last(), Some(Layer::Why(why)) if why.trace.is_none()) {
                    self.layers.pop();
                }
                self.refuse(refusal.said, None);
            }
            _ => self.refuse(refusal.said, None),
        }
    }

    fn deed_refused(&mut self, deed: &Deed, refusal: Refusal) {
        self.trying = None;
        if self.triage.is_some() {
            self.card_refused();
        }
        if self.form_refused(&refusal) || self.ask_for_what_lacks(deed, &refusal) {
            if matches!(refusal.kind, RefusalKind::Stale) {
                self.reread_card();
                self.refresh();
            }
            return;
        }
        let cure = match refusal.kind {
            // What is missing stands in another pane; the sentence says which.
            RefusalKind::Missing {
                field: "run" | "product",
            } => None,
            RefusalKind::Missing { .. } => Some(("cure-edit", Action::Edit)),
            RefusalKind::Stale => Some(("cure-look-again", Action::Timeline)),
            RefusalKind::NotFound | RefusalKind::Store => Some(("cure-reload", Action::Reload)),
            RefusalKind::Rule => Some(("cure-verbs", Action::Verbs)),
            RefusalKind::NotAllowed => None,
        };
        self.refuse(refusal.said, cure);
        if matches!(refusal.kind, RefusalKind::Stale | RefusalKind::NotFound) {
            self.reread_card();
        }
        if *deed == Deed::Redo {
            self.redo.clear();
        }
        if matches!(refusal.kind, RefusalKind::Stale | RefusalKind::NotFound) {
            self.refresh();
        }
    }

    pub(super) fn ask_timeline(&mut self, request: RequestId) {
        let look = Look::Timeline {
            request,
            before: None,
            limit: 100,
        };
        self.ask(For::Timeline, look);
    }
}
