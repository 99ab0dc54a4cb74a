//! The terminal as the program meets it: keeps the screen, notes the modes that were switched on, and
//! answers questions as xterm does, or keeps silent.

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use vt100::{Callbacks, Parser, Screen};

/// Which questions get no answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Unanswered {
    #[default]
    Nothing,
    All,
}

pub struct Terminal {
    parser: Parser<Replies>,
}

struct Replies {
    unanswered: Unanswered,
    answers: Vec<u8>,
    modes: BTreeSet<u16>,
    became: Option<i64>,
}

impl Terminal {
    pub fn new(rows: u16, cols: u16, unanswered: Unanswered) -> Terminal {
        let replies = Replies {
            unanswered,
            answers: Vec::new(),
            modes: BTreeSet::new(),
            became: None,
        };
        Terminal {
            parser: Parser::new_with_callbacks(cells(rows), cells(cols), 0, replies),
        }
    }

    /// Puts output on the screen; what the terminal says back to the program.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.parser.process(bytes);
        std::mem::take(&mut self.parser.callbacks_mut().answers)
    }

    pub fn resize(&mut self, rows: u16, cols: u16) {
        self.parser.set_size(cells(rows), cells(cols));
    }

    pub fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    pub fn text(&self) -> String {
        let (_, cols) = self.screen().size();
        let rows = self.screen().rows(0, cols.get());
        let lines: Vec<String> = rows.map(|row| row.trim_end().to_owned()).collect();
        lines.join("\n")
    }

    /// When the launcher became the program, if it told.
    pub fn became(&self) -> Option<i64> {
        self.parser.callbacks().became
    }

    /// Private modes on that the screen itself does not keep.
    pub fn other_modes(&self) -> BTreeSet<u16> {
        self.parser.callbacks().modes.clone()
    }
}

impl Callbacks for Replies {
    fn unhandled_csi(
        &mut self,
        screen: &mut Screen,
        first: Option<u8>,
        second: Option<u8>,
        params: &[&[u16]],
        end: char,
    ) {
        let number = params.first().and_then(|param| param.first()).copied();
        let answer = match (first, second, number.unwrap_or(0), end) {
            (Some(b'?'), None, mode, 'h') => {
                self.modes.insert(mode);
                return;
            }
            (Some(b'?'), None, mode, 'l') => {
                self.modes.remove(&mode);
                return;
            }
            (None, None, 6, 'n') => {
                let (row, col) = screen.cursor_position();
                format!("\x1b[{};{}R", row + 1, col + 1)
            }
            (None, None, 5, 'n') => "\x1b[0n".to_owned(),
            (None, None, 0, 'c') => "\x1b[?62;22c".to_owned(),
            (Some(b'>'), None, 0, 'c') => "\x1b[>41;380;0c".to_owned(),
            (Some(b'>'), None, 0, 'q') => "\x1bP>|xterm\x1b\\".to_owned(),
            (Some(b'?'), None, _, 'u') => "\x1b[?0u".to_owned(),
            (Some(b'?'), Some(b'$'), mode, 'p') => format!("\x1b[?{mode};0$y"),
            (None, None, 18, 't') => {
                let (rows, cols) = screen.size();
                format!("\x1b[8;{rows};{cols}t")
            }
            _ => return,
        };
        self.say(&answer);
    }

    fn unhandled_osc(&mut self, _: &mut Screen, params: &[&[u8]]) {
        if let [b"7770", at] = params {
            self.became = std::str::from_utf8(at).ok().and_then(|at| at.parse().ok());
        }
        if let [colour @ (b"10" | b"11" | b"12"), b"?"] = params {
            let colour = String::from_utf8_lossy(colour).into_owned();
            self.say(&format!("\x1b]{colour};rgb:0000/0000/0000\x1b\\"));
        }
    }
}

impl Replies {
    fn say(&mut self, answer: &str) {
        if self.unanswered == Unanswered::Nothing {
            self.answers.extend_from_slice(answer.as_bytes());
        }
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has cells")
}
