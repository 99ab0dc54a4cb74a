//! Asks the terminal how wide it draws a character of ambiguous width, without waiting for the answer.

use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::text::Ambiguous;

/// An ambiguous character in the first cell, the question where the cursor went, and the line wiped
/// again: all in one write, so that nothing of it is seen.
pub const QUESTION: &[u8] = "\x1b[1;1H\u{201c}\x1b[6n\x1b[1;1H\x1b[2K".as_bytes();

/// How long an answer is waited for, in the input thread only; a later one is swallowed by the parser.
const WINDOW: Duration = Duration::from_millis(200);

/// How long the rest of a pasted text or of a torn key is waited for.
const REST: Duration = Duration::from_millis(100);

/// What came in the window: the answer, or what a person typed meanwhile.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Heard {
    pub ambiguous: Option<Ambiguous>,
    /// Keys and pasted text, in order.
    pub typed: Vec<Early>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Early {
    Char(char),
    /// What follows Esc in the sequence of a key, as `[A`; empty for Esc itself.
    Sequence(String),
    Paste(String),
}

pub fn hear() -> Heard {
    let mut bytes = Vec::new();
    let mut window = WINDOW;
    // Bytes taken here never reach the event reader. A pasted text is read to its end, or its lines
    // would be obeyed as keys.
    while more(&mut bytes, window) && is_torn(&bytes) {
        window = REST;
    }
    split(&bytes)
}

fn more(bytes: &mut Vec<u8>, window: Duration) -> bool {
    let stdin = rustix::stdio::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
    let window = Timespec::try_from(window).ok();
    match poll(&mut fds, window.as_ref()) {
        Ok(n) if n > 0 => {}
        _ => return false,
    }
    let mut chunk = [0_u8; 4_096];
    // The descriptor itself: a buffered reader would keep bytes that the event reader needs.
    match rustix::io::read(stdin, &mut chunk) {
        Ok(n) if n > 0 => {
            bytes.extend_from_slice(chunk.get(..n).unwrap_or_default());
            true
        }
        _ => false,
    }
}

const PASTE: &[u8] = b"\x1b[200~";
const PASTED: &[u8] = b"\x1b[201~";

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}

/// Whether the bytes end within a character, a key's sequence or a pasted text.
fn is_torn(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = find(rest, PASTE) {
        let inside = rest.get(at + PASTE.len()..).unwrap_or_default();
        let Some(end) = find(inside, PASTED) else {
            return true;
        };
        rest = inside.get(end + PASTED.len()..).unwrap_or_default();
    }
    let tail = rest.rsplit(|b| *b == 0x1b).next().unwrap_or_default();
    let in_sequence = tail.len() < rest.len()
        && matches!(tail.first(), None | Some(b'[' | b'O'))
        && sequence(tail).is_none();
    in_sequence || std::str::from_utf8(rest).is_err_and(|error| error.error_len().is_none())
}

/// The bytes of a key's sequence behind its Esc, as `[A` or `[5~`.
fn sequence(tail: &[u8]) -> Option<&[u8]> {
    if !matches!(tail.first(), Some(b'[' | b'O')) {
        return None;
    }
    let end = tail
        .iter()
        .skip(1)
        .position(|b| (0x40..=0x7e).contains(b))?;
    tail.get(..end + 2)
}

fn split(bytes: &[u8]) -> Heard {
    let mut heard = Heard::default();
    let mut rest = bytes;
    while !rest.is_empty() {
        if let Some((column, left)) = report(rest) {
            heard.ambiguous = match column {
                2 => Some(Ambiguous::Narrow),
                3 => Some(Ambiguous::Wide),
                _ => None,
            };
            rest = left;
        } else if let Some(inside) = rest.strip_prefix(PASTE) {
            let end = find(inside, PASTED).unwrap_or(inside.len());
            let text = String::from_utf8_lossy(inside.get(..end).unwrap_or_default());
            heard.typed.push(Early::Paste(text.into_owned()));
            rest = inside.get(end + PASTED.len()..).unwrap_or_default();
        } else if let Some(tail) = rest.strip_prefix(b"\x1b") {
            let part = sequence(tail).unwrap_or_default();
            let text = String::from_utf8_lossy(part).into_owned();
            heard.typed.push(Early::Sequence(text));
            rest = tail.get(part.len()..).unwrap_or_default();
        } else {
            let end = rest.iter().position(|b| *b == 0x1b).unwrap_or(rest.len());
            let text = String::from_utf8_lossy(rest.get(..end).unwrap_or_default());
            let plain = text.chars().filter(|c| *c != char::REPLACEMENT_CHARACTER);
            heard.typed.extend(plain.map(Early::Char));
            rest = rest.get(end..).unwrap_or_default();
        }
    }
    heard
}

/// The column of `ESC [ row ; column R` at the head of `bytes`, and what follows it.
fn report(bytes: &[u8]) -> Option<(u16, &[u8])> {
    let body = bytes.strip_prefix(b"\x1b[")?;
    let end = body.iter().position(|b| *b == b'R')?;
    let (numbers, rest) = (body.get(..end)?, body.get(end + 1..)?);
    let (row, column) = std::str::from_utf8(numbers).ok()?.split_once(';')?;
    row.parse::<u16>().ok()?;
    Some((column.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answer_is_told_from_what_was_typed() {
        let heard = split("j张\x1b[1;3Rk".as_bytes());
        assert_eq!(heard.ambiguous, Some(Ambiguous::Wide));
        assert_eq!(heard.typed, ['j', '张', 'k'].map(Early::Char));
        assert_eq!(split(b"\x1b[1;2R").ambiguous, Some(Ambiguous::Narrow));
        assert_eq!(split(b"\x1b[A").ambiguous, None);
    }

    #[test]
    fn arrows_and_pasted_text_that_come_early_are_what_they_are() {
        let heard = split("\x1b[B\x1b[200~a\rq\x1b[201~\x1b".as_bytes());
        let down = Early::Sequence("[B".to_owned());
        let paste = Early::Paste("a\rq".to_owned());
        assert_eq!(heard.typed, [down, paste, Early::Sequence(String::new())]);
    }

    #[test]
    fn a_paste_a_key_or_a_character_cut_short_is_waited_for() {
        for whole in ["ja", "\x1b[B", "\x1b[200~a\x1b[201~", "\x1bOA", "张"] {
            assert!(!is_torn(whole.as_bytes()), "{whole:?}");
        }
        let cut = "张".as_bytes();
        assert!(is_torn(&cut[..2]));
        for part in [
            "\x1b",
            "\x1b[",
            "\x1b[1;",
            "\x1b[200~a\rq",
            "\x1b[200~a\x1b[20",
        ] {
            assert!(is_torn(part.as_bytes()), "{part:?}");
        }
    }
}
