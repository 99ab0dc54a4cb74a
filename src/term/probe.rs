//! Asks the terminal how wide it draws a character of ambiguous width, without waiting for the answer.

use std::io::Read;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::text::Ambiguous;

/// An ambiguous character in the first cell, the question where the cursor went, and the line wiped
/// again: all in one write, so that nothing of it is seen.
pub const QUESTION: &[u8] = "\x1b[1;1H\u{201c}\x1b[6n\x1b[1;1H\x1b[2K".as_bytes();

/// How long an answer is waited for, in the input thread only; a later one is swallowed by the parser.
const WINDOW: Duration = Duration::from_millis(200);

/// What came in the window: the answer, or what a person typed meanwhile.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Heard {
    pub ambiguous: Option<Ambiguous>,
    pub typed: Vec<u8>,
}

pub fn hear() -> Heard {
    let stdin = rustix::stdio::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
    let window = Timespec::try_from(WINDOW).ok();
    match poll(&mut fds, window.as_ref()) {
        Ok(n) if n > 0 => {}
        _ => return Heard::default(),
    }
    let mut bytes = [0_u8; 64];
    // The descriptor itself: a buffered reader would keep bytes that the event reader needs.
    match rustix::io::read(stdin, &mut bytes) {
        Ok(n) => split(bytes.get(..n).unwrap_or_default()),
        Err(_) => Heard::default(),
    }
}

fn split(bytes: &[u8]) -> Heard {
    let mut typed = Vec::new();
    let mut ambiguous = None;
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        if let Some((column, left)) = report(rest) {
            ambiguous = match column {
                2 => Some(Ambiguous::Narrow),
                3 => Some(Ambiguous::Wide),
                _ => None,
            };
            rest = left;
            continue;
        }
        typed.push(*first);
        rest = after;
    }
    Heard { ambiguous, typed }
}

/// The column of `ESC [ row ; column R` at the head of `bytes`, and what follows it.
fn report(bytes: &[u8]) -> Option<(u16, &[u8])> {
    let body = bytes.strip_prefix(b"\x1b[")?;
    let end = body.iter().position(|b| *b == b'R')?;
    let (numbers, rest) = (body.get(..end)?, body.get(end + 1..)?);
    let (_, column) = std::str::from_utf8(numbers).ok()?.split_once(';')?;
    Some((column.parse().ok()?, rest))
}

/// Characters among bytes typed in the window; what begins a longer sequence is let go.
pub fn characters(mut typed: impl Read) -> Vec<char> {
    let mut bytes = Vec::new();
    if typed.read_to_end(&mut bytes).is_err() {
        return Vec::new();
    }
    let plain = bytes.split(|b| *b == 0x1b).next().unwrap_or_default();
    String::from_utf8_lossy(plain)
        .chars()
        .filter(|c| *c != char::REPLACEMENT_CHARACTER)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_is_told_from_what_was_typed() {
        let heard = split(b"ja\x1b[1;3Rk");
        assert_eq!(heard.ambiguous, Some(Ambiguous::Wide));
        assert_eq!(heard.typed, b"jak");
        assert_eq!(split(b"\x1b[1;2R").ambiguous, Some(Ambiguous::Narrow));
        assert_eq!(split(b"\x1b[A").ambiguous, None);
    }
}
