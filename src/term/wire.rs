//! Gathers one drawing and hands it to the terminal in a single synchronized write.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
/// So few bytes are shown in one piece anyway; the brackets would be as long as they are.
const FEW: usize = 96;

/// One end writes, the other sends; both are the same wire.
#[derive(Clone, Debug, Default)]
pub struct Wire(Rc<RefCell<Drawn>>);

#[derive(Debug, Default)]
struct Drawn {
    /// What has to reach the terminal before the drawing.
    before: Vec<u8>,
    bytes: Vec<u8>,
}

impl Wire {
    /// What was written so far is no drawing, and stands before the one that follows.
    pub fn before_drawing(&self) {
        let mut drawn = self.0.borrow_mut();
        drawn.before = std::mem::take(&mut drawn.bytes);
    }

    /// Sends what was drawn since the last time.
    pub fn send(&self) -> io::Result<()> {
        let whole = self.0.borrow_mut().take();
        if whole.is_empty() {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        out.write_all(&whole)?;
        out.flush()
    }

    #[cfg(test)]
    pub(super) fn take_raw(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.borrow_mut().bytes)
    }
}

impl Drawn {
    /// The drawing as one synchronized update.
    fn take(&mut self) -> Vec<u8> {
        let bytes = std::mem::take(&mut self.bytes);
        let before = std::mem::take(&mut self.before);
        if bytes.len() <= FEW {
            return [before, bytes].concat();
        }
        [&before, BEGIN, &bytes, END].concat()
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// The end of a drawing is known to `send` only.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::{Terminal, TerminalOptions, Viewport};

    use super::*;
    use crate::term::pen::Pen;

    fn drawn(line: &'static str, again: &'static str) -> [Vec<u8>; 2] {
        let wire = Wire::default();
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, 200, 3)),
        };
        let mut terminal =
            Terminal::with_options(Pen::new(wire.clone(), Rc::default()), options).unwrap();
        [line, again].map(|line| {
            terminal
                .draw(|frame| frame.render_widget(line, frame.area()))
                .unwrap();
            wire.0.borrow_mut().take()
        })
    }

    const LONG: &str = "a line that is long enough to be seen half drawn on a slow line, so that it is \
                        sent between the two sequences that hold the terminal's hand";

    #[test]
    fn a_large_drawing_is_one_synchronized_piece_and_the_same_again_is_nothing() {
        let [first, again] = drawn(LONG, LONG);
        assert!(first.starts_with(BEGIN) && first.ends_with(END));
        assert_eq!(again, b"", "nothing differs, nothing is sent");
    }

    #[test]
    fn a_typed_character_is_sent_without_brackets() {
        let [_, typed] = drawn("查新", "查新站");
        assert_eq!(String::from_utf8(typed).unwrap(), "站");
    }
}
