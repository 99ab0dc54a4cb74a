//! Asks the terminal where its cursor is, without waiting for the answer: how wide it draws a character
//! of ambiguous width, and whether a drawing has reached the person.

use crate::text::Ambiguous;

/// An ambiguous character in the first cell, the question where the cursor went, and the line wiped
/// again: all in one write, so that nothing of it is seen.
pub const QUESTION: &[u8] = "\x1b[1;1H\u{201c}\x1b[6n\x1b[1;1H\x1b[2K".as_bytes();

/// Answered once everything before it has been taken in.
pub const WHERE: &[u8] = b"\x1b[6n";

/// What the answer to [`QUESTION`] says.
pub fn measured(column: u16) -> Option<Ambiguous> {
    match column {
        2 => Some(Ambiguous::Narrow),
        3 => Some(Ambiguous::Wide),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_the_cursor_went_is_how_wide_the_character_was() {
        assert_eq!(measured(2), Some(Ambiguous::Narrow));
        assert_eq!(measured(3), Some(Ambiguous::Wide));
        assert_eq!(measured(1), None);
    }
}
