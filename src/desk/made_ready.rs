//! Rows of a ledger made ready on a second thread while those before them are written: all that can be
//! said of a row without asking the store. Writes nothing.

use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::ledger::{LedgerClient, LedgerRow, request_from};
use super::{due, work::Moment};
use crate::domain::{Request, Uid};
use crate::settings::Settings;
use crate::store::{search, tables::name_key};
use crate::text::fold::fold;

/// Pieces that wait for the store; more would only take memory.
const AHEAD: usize = 2;

pub struct Ready<'a> {
    pub line: &'a LedgerRow,
    /// Who asked, and by what the same one is known in another row.
    pub client: Option<(&'a LedgerClient, String)>,
    /// Complete but for its ids and its client.
    pub request: Request,
    /// What it is found by, but for its client's words.
    pub words: String,
}

/// Makes rows ready by pieces of `size` and hands them to `take`, in their order, until one refuses.
pub fn by_pieces<'a, E>(
    rows: &'a [LedgerRow],
    size: usize,
    settings: &Settings,
    moment: &Moment,
    mut take: impl FnMut(Vec<Ready<'a>>) -> Result<(), E>,
) -> Result<(), E> {
    thread::scope(|scope| {
        // Dropped with the first refusal, which ends the other thread.
        let pieces: Receiver<Vec<Ready<'a>>> = {
            let (hand, pieces) = sync_channel(AHEAD);
            scope.spawn(move || {
                for piece in rows.chunks(size) {
                    let ready = piece.iter().map(|line| make(line, settings, moment));
                    if hand.send(ready.collect()).is_err() {
                        return;
                    }
                }
            });
            pieces
        };
        pieces.into_iter().try_for_each(&mut take)
    })
}

fn make<'a>(line: &'a LedgerRow, settings: &Settings, moment: &Moment) -> Ready<'a> {
    let nobody = Uid::nil();
    let mut request = request_from(line, 0, nobody, None, settings, moment);
    request.due = match settings.service(&request.service) {
        Some(def) => due::reckon_from(&[], &request, def, settings, moment).map(|d| d.value),
        None => request.agreed,
    };
    let client = line.client.as_ref().map(|given| {
        let key = format!(
            "{}\u{1}{}\u{1}{}",
            name_key(&given.name),
            fold(&given.unit),
            fold(&given.email)
        );
        (given, key)
    });
    Ready {
        line,
        client,
        words: search::request_words(&request, ""),
        request,
    }
}
