//! The threads that read the terminal's bytes and its size. They only pass on what they hear.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crossterm::event::KeyEvent;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::SIGWINCH;
use signal_hook::iterator::Signals;

use super::decode::{Decoder, Heard};
use super::probe;
use crate::text::Ambiguous;

#[derive(Clone, Debug)]
pub enum Input {
    Key(KeyEvent),
    Paste(String),
    PasteTooLarge,
    Resize(u16, u16),
    Measured(Ambiguous),
    /// The terminal has taken in everything up to a question.
    Answered,
}

/// Starts reading; ends when nobody listens any more or the terminal is gone.
pub fn listen(send: impl Fn(Input) -> bool + Send + Sync + 'static) -> io::Result<()> {
    let send = Arc::new(send);
    let resized = Arc::clone(&send);
    let mut signals = Signals::new([SIGWINCH])?;
    thread::Builder::new()
        .name("window".to_owned())
        .spawn(move || {
            for _ in signals.forever() {
                let Ok((width, height)) = crossterm::terminal::size() else {
                    continue;
                };
                if !resized(Input::Resize(width, height)) {
                    return;
                }
            }
        })?;
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || read(&*send))
        .map(|_| ())
}

/// So much is taken in before it is decoded, however fast it comes.
const PIECE: usize = 1024 * 1024;

fn read(send: &dyn Fn(Input) -> bool) {
    let mut decoder = Decoder::default();
    let mut is_measured = false;
    loop {
        let heard = match piece(decoder.patience()) {
            Piece::Bytes(bytes) => decoder.feed(&bytes),
            Piece::Silence => decoder.silence(),
            // The watchdog sees to the end; reading on would be spinning (crossterm#793).
            Piece::Gone => return,
        };
        for heard in heard {
            let input = match heard {
                Heard::Key(key) => Input::Key(key),
                Heard::Paste(text) => Input::Paste(text),
                Heard::TooLarge => Input::PasteTooLarge,
                // The first question is the one at the start.
                Heard::Column(column) if !std::mem::replace(&mut is_measured, true) => {
                    match probe::measured(column) {
                        Some(ambiguous) => Input::Measured(ambiguous),
                        None => continue,
                    }
                }
                Heard::Column(_) => Input::Answered,
            };
            if !send(input) {
                return;
            }
        }
    }
}

enum Piece {
    Bytes(Vec<u8>),
    Silence,
    Gone,
}

/// What comes in one piece, or nothing for so long.
fn piece(patience: Option<Duration>) -> Piece {
    match is_ready(patience) {
        Ok(true) => {}
        Ok(false) => return Piece::Silence,
        Err(_) => return Piece::Gone,
    }
    let mut bytes = Vec::new();
    let mut chunk = [0_u8; 4_096];
    // All that is there: a text cut between two reads must not be taken for keys.
    loop {
        match rustix::io::read(rustix::stdio::stdin(), &mut chunk) {
            Ok(n) if n > 0 => bytes.extend_from_slice(chunk.get(..n).unwrap_or_default()),
            Err(rustix::io::Errno::INTR) => {}
            _ => break,
        }
        if bytes.len() >= PIECE || !is_ready(Some(Duration::ZERO)).unwrap_or(false) {
            break;
        }
    }
    match bytes.is_empty() {
        true => Piece::Gone,
        false => Piece::Bytes(bytes),
    }
}

fn is_ready(patience: Option<Duration>) -> rustix::io::Result<bool> {
    let stdin = rustix::stdio::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
    let patience = patience.and_then(|time| Timespec::try_from(time).ok());
    loop {
        match poll(&mut fds, patience.as_ref()) {
            Err(rustix::io::Errno::INTR) => {}
            ready => return ready.map(|n| n > 0),
        }
    }
}
