//! An export on its way from the in-tray into a run: read by the porter, written by the store thread a
//! piece at a time between other errands, attached at the end. Decides nothing about its content.

use crate::app::Ticket;
use crate::desk::exports::{Bringing, Read};
use crate::desk::{Desk, Done, Moment};
use crate::domain::refusal::Refusal;
use crate::domain::{RequestId, RunId};
use crate::intake::tray::{Filed, Place, Trays};

/// A file that was read for a run.
#[derive(Debug)]
pub(crate) struct Incoming {
    pub(crate) ticket: Ticket,
    pub(crate) file: Filed,
    pub(crate) request: RequestId,
    pub(crate) run: RunId,
    pub(crate) stage: Stage,
}

#[derive(Debug)]
pub(crate) enum Stage {
    /// None where the file holds no records.
    Read(Option<Read>),
    Brought(Bringing),
    GivenUp(Bringing),
}

/// What came of one piece of work.
pub(crate) enum Step {
    /// There is more to do; records written, and all.
    On(Incoming, Option<(usize, usize)>),
    Over(Ticket, Result<Done, Refusal>),
}

impl Incoming {
    /// Does the next piece. `stop` gives up what is not attached yet.
    pub(crate) fn step(self, desk: &mut Desk, trays: &Trays, stop: bool, now: &Moment) -> Step {
        let ticket = self.ticket;
        match self.stepped(desk, trays, stop, now) {
            Ok(step) => step,
            Err(refusal) => Step::Over(ticket, Err(refusal)),
        }
    }

    fn stepped(
        self,
        desk: &mut Desk,
        trays: &Trays,
        stop: bool,
        now: &Moment,
    ) -> Result<Step, Refusal> {
        let Incoming {
            ticket,
            file,
            request,
            run,
            stage,
        } = self;
        let with = |stage| Incoming {
            ticket,
            file: file.clone(),
            request,
            run,
            stage,
        };
        let attach = |desk: &mut Desk, export| {
            let place = Place {
                request,
                run: Some((run, export)),
            };
            Step::Over(ticket, trays.attach(desk, place, &file, now))
        };
        Ok(match stage {
            Stage::Read(None) => attach(desk, None),
            Stage::Read(Some(_)) if stop => {
                Step::Over(ticket, Err(Refusal::rule("export-stopped")))
            }
            Stage::Read(Some(read)) => {
                let bringing = desk.begin_export(run, read, now)?;
                let progress = bringing.progress();
                Step::On(with(Stage::Brought(bringing)), Some(progress))
            }
            Stage::Brought(bringing) if stop => Step::On(with(Stage::GivenUp(bringing)), None),
            Stage::Brought(mut bringing) => match desk.bring_some(&mut bringing)? {
                false => {
                    let progress = bringing.progress();
                    Step::On(with(Stage::Brought(bringing)), Some(progress))
                }
                true => match attach(desk, Some(bringing.export())) {
                    // Nobody will name these records any more.
                    Step::Over(_, Err(refusal)) => {
                        while !desk.give_up(&bringing)? {}
                        return Err(refusal);
                    }
                    attached => attached,
                },
            },
            Stage::GivenUp(bringing) => match desk.give_up(&bringing)? {
                false => Step::On(with(Stage::GivenUp(bringing)), None),
                true => Step::Over(ticket, Err(Refusal::rule("export-stopped"))),
            },
        })
    }
}
