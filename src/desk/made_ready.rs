//! Rows of a ledger made ready on a second thread while those before them are written: all that can be
//! said of a row without asking the store. Writes nothing.

use std::collections::HashSet;
use std::sync::mpsc::{Receiver, channel, sync_channel};
use std::thread;

use super::ledger::{LedgerClient, LedgerRow, client_from, request_from};
use super::{due, work::Moment};
use crate::domain::{Request, Uid};
use crate::settings::Settings;
use crate::store::row::Parts;
use crate::store::tables::{KeptRequest, name_key};
use crate::store::{StoreError, search, tally};
use crate::text::fold::fold;

/// Pieces that wait for the store; more would only take memory.
const AHEAD: usize = 2;

pub struct Ready<'a> {
    pub line: &'a LedgerRow,
    /// Who asked, where anyone is named.
    pub client: Option<ReadyClient<'a>>,
    /// Complete but for its ids and its client.
    pub request: Request,
    /// The same as it will be written.
    pub parts: Parts<KeptRequest>,
    /// What it is found by, but for its client's words.
    pub words: String,
}

pub struct ReadyClient<'a> {
    pub given: &'a LedgerClient,
    /// By what the same one is known in another row.
    pub key: String,
    /// What a new client is found by, with the first row that names her.
    pub words: Option<String>,
}

/// Rows that are written together, and how they move the counters, but for those of their clients.
pub struct Piece<'a> {
    pub rows: Vec<Ready<'a>>,
    pub moves: tally::Moves,
}

/// Makes rows ready by pieces of `size` and hands them to `take`, in their order, until one refuses.
pub fn by_pieces<'a, E: From<StoreError>>(
    rows: &'a [LedgerRow],
    size: usize,
    settings: &Settings,
    moment: &Moment,
    mut take: impl FnMut(&mut Piece<'a>) -> Result<(), E>,
) -> Result<(), E> {
    thread::scope(|scope| {
        let (give_back, used) = channel::<Piece<'a>>();
        // Dropped with the first refusal, which ends the other thread.
        let pieces: Receiver<Result<Piece<'a>, StoreError>> = {
            let (hand, pieces) = sync_channel(AHEAD);
            scope.spawn(move || {
                let mut named = HashSet::new();
                for rows in rows.chunks(size) {
                    // Memory goes back where it was taken: freed by the other thread, each piece of
                    // it would have both wait for one another.
                    used.try_iter().for_each(drop);
                    let piece = piece(rows, &mut named, settings, moment);
                    let last = piece.is_err();
                    if hand.send(piece).is_err() || last {
                        return;
                    }
                }
            });
            pieces
        };
        pieces.into_iter().try_for_each(|piece| {
            let mut piece = piece?;
            take(&mut piece)?;
            // Nobody is left to take the last ones, which are dropped here.
            let _ = give_back.send(piece);
            Ok(())
        })
    })
}

fn piece<'a>(
    rows: &'a [LedgerRow],
    named: &mut HashSet<String>,
    settings: &Settings,
    moment: &Moment,
) -> Result<Piece<'a>, StoreError> {
    let mut moves = tally::Moves::new();
    let mut ready = Vec::with_capacity(rows.len());
    for line in rows {
        let made = make(line, named, settings, moment)?;
        tally::note(&mut moves, None, Some(&made.request));
        ready.push(made);
    }
    Ok(Piece { rows: ready, moves })
}

fn make<'a>(
    line: &'a LedgerRow,
    named: &mut HashSet<String>,
    settings: &Settings,
    moment: &Moment,
) -> Result<Ready<'a>, StoreError> {
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
        let first = named.insert(key.clone());
        let words = first.then(|| search::client_words(&client_from(given, 0, nobody)));
        ReadyClient { given, key, words }
    });
    let words = search::request_words(&request, "");
    let updated_at = request.closed_at.unwrap_or(request.received_at).to_string();
    let kept = KeptRequest {
        request,
        updated_at,
    };
    Ok(Ready {
        line,
        client,
        parts: Parts::of(&kept)?,
        request: kept.request,
        words,
    })
}
