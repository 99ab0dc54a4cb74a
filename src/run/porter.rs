//! The in-tray's own thread: looks at files, reads orders, keeps pasted texts. However large a file is,
//! neither the screen nor the store waits for it. Writes nothing to the records.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use jiff::civil::Date;
use tokio::sync::mpsc::UnboundedSender;

use super::News;
use super::clerk::Errand;
use super::exports::{Incoming, Stage};
use crate::app::tray::{Guessed, Known, Pasted};
use crate::app::{Msg, Ticket};
use crate::biblio::{self, Limits};
use crate::desk::{Done, exports};
use crate::domain::refusal::Refusal;
use crate::domain::{RequestId, RunId, Sentence};
use crate::intake::order;
use crate::intake::source::file_refused;
use crate::intake::tray::{Filed, Trays, arrival, sniff};
use crate::settings::Settings;
use crate::term;

/// What the porter is to do.
pub(super) enum Load {
    Look(Vec<Filed>, Option<RequestId>),
    Read(Filed, Date),
    Keep(Ticket, String, Pasted),
    Count(Pasted),
    /// Reads the export of a run.
    Export(Ticket, Filed, (RequestId, RunId)),
}

pub(super) struct Porter {
    trays: Trays,
    settings: Arc<Settings>,
    news: UnboundedSender<News>,
    /// Where it is asked whom a file may concern.
    store: Sender<Errand>,
}

impl Porter {
    /// Starts the thread; it ends when nobody can give it anything to do any more.
    pub(super) fn start(
        trays: Trays,
        settings: Arc<Settings>,
        news: UnboundedSender<News>,
        store: Sender<Errand>,
    ) -> io::Result<Sender<Load>> {
        let (loads, work) = channel();
        let porter = Porter {
            trays,
            settings,
            news,
            store,
        };
        thread::Builder::new()
            .name("trays".to_owned())
            .spawn(move || porter.work(&work))?;
        Ok(loads)
    }

    fn work(&self, loads: &Receiver<Load>) {
        let mut looks: VecDeque<Filed> = VecDeque::new();
        let mut here = None;
        loop {
            let load = match looks.is_empty() {
                true => match loads.recv() {
                    Ok(load) => Some(load),
                    Err(_) => return,
                },
                false => loads.try_recv().ok(),
            };
            match load {
                // What is on the screen now is looked at; what was passed by is not.
                Some(Load::Look(files, at)) => {
                    looks = files.into();
                    here = at;
                }
                Some(Load::Read(file, today)) => self.read(file, today),
                Some(Load::Keep(ticket, name, text)) => self.keep(ticket, &name, &text),
                Some(Load::Count(text)) => self.count(&text),
                Some(Load::Export(ticket, file, place)) => self.export(ticket, file, place),
                None => {
                    if let Some(file) = looks.pop_front() {
                        self.look(file, here);
                    }
                }
            }
        }
    }

    fn tell(&self, msg: Msg) {
        let _ = self.news.send(News::Answer(msg));
    }

    fn look(&self, file: Filed, here: Option<RequestId>) {
        let looked = guarded(&file.name, || {
            arrival::look(&self.trays, &file, &self.settings)
        });
        match looked {
            Ok(looked) => {
                let clues = looked.clues.clone();
                let known = Known {
                    looked: Ok(looked),
                    guess: Guessed::NotYet,
                };
                self.tell(Msg::LookedAt(file.clone(), Box::new(known)));
                let _ = self.store.send(Errand::Guess(file, Box::new(clues), here));
            }
            Err(refusal) => {
                let known = Known {
                    looked: Err(refusal),
                    guess: Guessed::Nowhere,
                };
                self.tell(Msg::LookedAt(file, Box::new(known)));
            }
        }
    }

    fn read(&self, file: Filed, today: Date) {
        let read = guarded(&file.name, || {
            let bytes = self.trays.bytes(&file)?;
            order::read(&file.name, &bytes, &self.settings, today)
        });
        self.tell(Msg::ReadAs(file, Box::new(read)));
    }

    fn keep(&self, ticket: Ticket, name: &str, text: &Pasted) {
        let mut lines = LineEnds::of(text);
        match self.trays.put(name, &mut lines) {
            Ok(filed) => {
                let said = Sentence::new("tray-kept").with("file", filed.name);
                self.tell(Msg::Done(ticket, Done::told(said)));
            }
            Err(refusal) => self.tell(Msg::Refused(ticket, refusal)),
        }
    }

    fn export(&self, ticket: Ticket, file: Filed, (request, run): (RequestId, RunId)) {
        let read = guarded(&file.name, || {
            let bytes = self.trays.bytes(&file)?;
            let limits = Limits {
                file: bytes.len(),
                ..Limits::default()
            };
            exports::Read::of(&biblio::read(&bytes, &limits), &limits)
        });
        match read {
            Ok(read) => {
                let incoming = Incoming {
                    ticket,
                    file,
                    request,
                    run,
                    stage: Stage::Read(read),
                };
                let _ = self.store.send(Errand::Export(Box::new(incoming)));
            }
            Err(refusal) => self.tell(Msg::Refused(ticket, refusal)),
        }
    }

    fn count(&self, text: &Pasted) {
        let (kind, records) = sniff::counted(&text.0);
        self.tell(Msg::Counted(kind, records));
    }
}

/// A file that makes a reader fail is a file that cannot be read, and nothing worse.
fn guarded<T>(name: &str, read: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    term::quietly(read).unwrap_or_else(|_| Err(file_refused(name, "tray-unreadable")))
}

/// A terminal pastes the ends of lines as carriage returns; a file has line feeds.
pub(super) struct LineEnds<'t> {
    rest: &'t [u8],
    after_return: bool,
}

impl<'t> LineEnds<'t> {
    pub(super) fn of(text: &'t Pasted) -> Self {
        Self::new(text.0.as_bytes())
    }

    fn new(text: &'t [u8]) -> Self {
        Self {
            rest: text,
            after_return: false,
        }
    }
}

impl io::Read for LineEnds<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut written = 0;
        let mut places = buffer.iter_mut();
        while let Some((byte, rest)) = self.rest.split_first() {
            let after_return = std::mem::replace(&mut self.after_return, *byte == b'\r');
            if *byte == b'\n' && after_return {
                self.rest = rest;
                continue;
            }
            let Some(place) = places.next() else {
                self.after_return = after_return;
                break;
            };
            *place = if *byte == b'\r' { b'\n' } else { *byte };
            self.rest = rest;
            written += 1;
        }
        Ok(written)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn ends_of_lines_become_line_feeds_wherever_the_text_is_torn() {
        for size in 1..7 {
            let mut lines = LineEnds::new("a\r\nb\rc\n\r\n末".as_bytes());
            let mut read = Vec::new();
            let mut piece = vec![0; size];
            loop {
                match lines.read(&mut piece).unwrap() {
                    0 => break,
                    n => read.extend_from_slice(&piece[..n]),
                }
            }
            assert_eq!(String::from_utf8(read).unwrap(), "a\nb\nc\n\n末", "{size}");
        }
    }
}
