//! What the store thread does for the screen besides looks and commands: files attached and given out,
//! lists written, views kept, the in-tray. Writes nothing to the records but by a command.

use super::clerk::Worker;
use super::out;
use crate::app::notices::Mood;
use crate::app::tray::TrayChore;
use crate::app::{Chore, Msg, Ticket};
use crate::desk::{Look, Moment, Seen};
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::domain::{RequestId, Sentence};
use crate::intake::export::lists;
use crate::intake::files;

impl Worker {
    fn tray_chore(&mut self, ticket: Ticket, chore: TrayChore) {
        if chore == TrayChore::StopExport {
            self.stops_export = true;
            return;
        }
        let moment = self.moment();
        let Some(store) = &self.trays else {
            let refusal = Refusal::new(RefusalKind::NotFound, "tray-none");
            return self.tell(Msg::Refused(ticket, refusal));
        };
        let told = store.carry_out(&mut self.desk, ticket, chore, &moment);
        for msg in told {
            self.tell(msg);
        }
        self.look_into_tray();
    }

    pub(super) fn chore(&mut self, ticket: Ticket, chore: Chore) {
        let moment = self.moment();
        let said = match chore {
            Chore::Attach { request, path } => {
                let done = match &self.gate {
                    Some(trays) => out::attach(trays, &mut self.desk, request, &path, &moment),
                    None => files::attach(&mut self.desk, request, &out::typed(&path), &moment),
                };
                return match done {
                    Ok(done) => self.tell(Msg::Done(ticket, done)),
                    Err(refusal) => self.tell(Msg::Refused(ticket, refusal)),
                };
            }
            Chore::Tray(chore) => return self.tray_chore(ticket, chore),
            Chore::GiveOut {
                request,
                sha256,
                name,
            } => self
                .may_leave(Some(request), &moment)
                .and_then(|()| out::give_to(self.gate.as_ref(), &self.desk, &sha256, &name)),
            Chore::Write {
                request,
                name,
                body,
            } => self
                .may_leave(request, &moment)
                .and_then(|()| out::put(self.gate.as_ref(), &name, &body)),
            Chore::WriteList {
                search,
                only,
                form,
                name,
            } => lists::queue(&mut self.desk, &search, &only, form, &moment)
                .and_then(|made| self.put_table(&name, made)),
            Chore::WriteLog { request, name } => self
                .may_leave(Some(request), &moment)
                .and_then(|()| lists::search_log(&mut self.desk, request, &moment))
                .and_then(|made| self.put_table(&name, made)),
            Chore::SaveView { name, search } => self
                .desk
                .save_view(&name, &search)
                .map(|()| Sentence::new("view-saved").with("name", name)),
            Chore::DropView { name } => self
                .desk
                .drop_view(&name)
                .map(|()| Sentence::new("view-dropped").with("name", name)),
        };
        match said {
            Ok(said) => {
                if let Ok(views) = self.desk.views() {
                    self.tell(Msg::Views(views));
                }
                self.tell(Msg::Told(Mood::Good, said));
            }
            Err(refusal) => self.tell(Msg::Refused(ticket, refusal)),
        }
    }

    /// What an export would withhold does not leave by another way: a restricted request that somebody
    /// opened for a day is for reading.
    fn may_leave(&mut self, request: Option<RequestId>, moment: &Moment) -> Result<(), Refusal> {
        let Some(id) = request else { return Ok(()) };
        match self.desk.look(&Look::Case(id), moment)? {
            Seen::Case(case) if !self.desk.may_see(&case.request) => {
                Err(Refusal::new(RefusalKind::NotAllowed, "glass-only-reads"))
            }
            _ => Ok(()),
        }
    }

    fn put_table(&self, name: &str, made: lists::Made) -> Result<Sentence, Refusal> {
        let said = out::put(self.gate.as_ref(), name, &made.bytes)?;
        if let Some(cut) = made.cut {
            self.tell(Msg::Told(Mood::Warning, cut));
        }
        Ok(said)
    }
}
