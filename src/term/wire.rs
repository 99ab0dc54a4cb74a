//! Gathers one drawing and hands it to the terminal in a single synchronized write.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
const HIDE: &[u8] = b"\x1b[?25l";

/// One end writes, the other sends; both are the same wire.
#[derive(Clone, Debug, Default)]
pub struct Wire(Rc<RefCell<Drawn>>);

#[derive(Debug, Default)]
struct Drawn {
    bytes: Vec<u8>,
    hidden: bool,
}

impl Wire {
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
    /// The drawing as one synchronized update. One that only hides the hidden cursor again is none.
    fn take(&mut self) -> Vec<u8> {
        let bytes = std::mem::take(&mut self.bytes);
        let hides = bytes.ends_with(HIDE);
        let nothing = bytes.is_empty() || (self.hidden && bytes == HIDE);
        self.hidden = hides || (self.hidden && bytes.is_empty());
        if nothing {
            return Vec::new();
        }
        [BEGIN, &bytes, END].concat()
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

    #[test]
    fn a_drawing_is_one_synchronized_piece_and_the_same_again_is_nothing() {
        let wire = Wire::default();
        let options = TerminalOptions {
            viewport: Viewport::Fixed(Rect::new(0, 0, 20, 3)),
        };
        let mut terminal = Terminal::with_options(Pen::new(wire.clone()), options).unwrap();
        let mut draw = |symbol: &'static str| {
            terminal
                .draw(|frame| {
                    frame.buffer_mut()[(1, 1)].set_symbol(symbol);
                })
                .unwrap();
            wire.0.borrow_mut().take()
        };
        let first = draw("y");
        assert!(first.starts_with(BEGIN) && first.ends_with(END));
        assert_eq!(draw("y"), b"", "nothing differs, nothing is sent");
        assert_ne!(draw("z"), b"");
    }
}
