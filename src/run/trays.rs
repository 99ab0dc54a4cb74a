//! What the store thread does for the in-tray: attaches, sets aside, brings back, and asks whom a file may
//! concern. What needs a file read goes on to the porter.

use std::sync::mpsc::Sender;

use super::porter::Load;
use crate::app::tray::{Parts, TrayChore};
use crate::app::{Msg, Ticket};
use crate::desk::{Command, Desk, Done, Moment};
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::domain::{RequestId, Sentence, Seq};
use crate::intake::tray::guess::guess;
use crate::intake::tray::{Filed, Place, Trays};
use crate::intake::{files, order};

/// The trays of this console, where the person has any, and who looks into the files.
pub(super) struct Store {
    pub(super) trays: Trays,
    pub(super) porter: Sender<Load>,
}

impl Store {
    /// Does it, or hands it on; what is to be told.
    pub(super) fn carry_out(
        &self,
        desk: &mut Desk,
        ticket: Ticket,
        chore: TrayChore,
        moment: &Moment,
    ) -> Vec<Msg> {
        let answer = |done: Result<Done, Refusal>| match done {
            Ok(done) => vec![Msg::Done(ticket, done)],
            Err(refusal) => vec![Msg::Refused(ticket, refusal)],
        };
        match chore {
            TrayChore::Look { files, here } => self.hand_on(Load::Look(files, here)),
            TrayChore::Read(file) => self.hand_on(Load::Read(file, moment.today())),
            TrayChore::Keep { name, text } => self.hand_on(Load::Keep(ticket, name, text)),
            TrayChore::Count(text) => self.hand_on(Load::Count(text)),
            TrayChore::Guess { files, here } => files
                .into_iter()
                .map(|(file, clues)| {
                    let there = guess(desk, &clues, here, moment);
                    Msg::Guessed(Box::new((file, there)))
                })
                .collect(),
            TrayChore::Attach {
                file,
                request,
                run: Some(run),
                parts: _,
            } => self.hand_on(Load::Export(ticket, file, (request, run))),
            TrayChore::Attach {
                file,
                request,
                run: None,
                parts,
            } => {
                let parted = match parts {
                    Parts::Too => attach_parts(&self.trays, desk, request, &file, moment),
                    Parts::Not => Ok(()),
                };
                let attached = |()| self.trays.attach(desk, Place::of(request), &file, moment);
                answer(parted.and_then(attached))
            }
            // The store thread itself has noted it.
            TrayChore::StopExport => Vec::new(),
            TrayChore::SetAside(file) => answer(self.trays.set_aside(&file).map(|days| {
                Done::told(
                    Sentence::new("tray-set-aside")
                        .with("file", file.name)
                        .with("days", days),
                )
            })),
            TrayChore::ListGone => vec![Msg::Gone(self.trays.gone_files())],
            TrayChore::BringBack(gone) => answer(match self.trays.bring_back(gone.id) {
                Ok(Some(filed)) => Ok(Done::told(
                    Sentence::new("tray-brought-back").with("file", filed.name),
                )),
                Ok(None) => Err(Refusal::new(RefusalKind::NotFound, "tray-nothing-gone")),
                Err(refusal) => Err(refusal),
            }),
        }
    }

    fn hand_on(&self, load: Load) -> Vec<Msg> {
        // A porter that is gone has told so already.
        let _ = self.porter.send(load);
        Vec::new()
    }

    /// After an undo: the file of an attachment that was taken back lies in the in-tray again, and one
    /// that is attached again is not in it any more. What is to be told of it.
    pub(super) fn follow_undo(&self, desk: &Desk, seq: Seq) -> Vec<Sentence> {
        let mut said = Vec::new();
        for file in desk.attachments_of(seq).unwrap_or_default() {
            if file.by != desk.me().id {
                continue;
            }
            let Ok(mut kept) = files::open_kept(desk, &file.sha256, &file.name) else {
                continue;
            };
            if !file.gone {
                self.trays.drop_same(&file.name, &file.sha256);
            } else if let Ok(filed) = self.trays.put(&file.name, &mut kept) {
                said.push(Sentence::new("tray-back-again").with("file", filed.name));
            }
        }
        said
    }
}

/// The files that came within an e-mail, each attached by its own name.
fn attach_parts(
    trays: &Trays,
    desk: &mut Desk,
    request: RequestId,
    file: &Filed,
    moment: &Moment,
) -> Result<(), Refusal> {
    for part in order::parts(&file.name, &trays.bytes(file)?) {
        let kept = files::keep_bytes(desk, &part.bytes, &part.name)?;
        desk.run(
            &Command::Attach {
                request,
                sha256: kept.sha256,
                name: kept.name,
                bytes: kept.bytes,
                run: None,
                export: None,
            },
            moment,
        )?;
    }
    Ok(())
}
