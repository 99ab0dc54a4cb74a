//! Turns changed cells into bytes, as few as will do. Trusts a single character to be as wide as
//! Unicode says and moves the cursor only where it is not already, so that a Chinese line costs its
//! text and not a cursor move per character.

use std::fmt::Write as _;
use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthChar;

use super::wire::Wire;

type Look = (Color, Color, Modifier);
const PLAIN: Look = (Color::Reset, Color::Reset, Modifier::empty());

pub struct Pen {
    wire: Wire,
}

impl Pen {
    pub fn new(wire: Wire) -> Pen {
        Pen { wire }
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.wire.write_all(text.as_bytes())
    }
}

/// The cells a symbol takes, where no terminal sees it otherwise.
fn certain_width(symbol: &str) -> Option<u16> {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => u16::try_from(c.width()?).ok().filter(|w| *w > 0),
        _ => None,
    }
}

/// One sequence that sets everything, whatever was set before.
fn set(out: &mut String, (fg, bg, modifier): Look) {
    out.push_str("\x1b[0");
    let switches = [
        (Modifier::BOLD, ";1"),
        (Modifier::DIM, ";2"),
        (Modifier::UNDERLINED, ";4"),
        (Modifier::REVERSED, ";7"),
    ];
    for (switch, code) in switches {
        if modifier.contains(switch) {
            out.push_str(code);
        }
    }
    colour(out, fg, 30, 90);
    colour(out, bg, 40, 100);
    out.push('m');
}

fn colour(out: &mut String, colour: Color, dark: u8, bright: u8) {
    let ansi = match colour {
        Color::Reset => return,
        Color::Black => dark,
        Color::Red => dark + 1,
        Color::Green => dark + 2,
        Color::Yellow => dark + 3,
        Color::Blue => dark + 4,
        Color::Magenta => dark + 5,
        Color::Cyan => dark + 6,
        Color::Gray => dark + 7,
        Color::DarkGray => bright,
        Color::LightRed => bright + 1,
        Color::LightGreen => bright + 2,
        Color::LightYellow => bright + 3,
        Color::LightBlue => bright + 4,
        Color::LightMagenta => bright + 5,
        Color::LightCyan => bright + 6,
        Color::White => bright + 7,
        Color::Indexed(n) => {
            let _ = write!(out, ";{};5;{n}", dark + 8);
            return;
        }
        Color::Rgb(r, g, b) => {
            let _ = write!(out, ";{};2;{r};{g};{b}", dark + 8);
            return;
        }
    };
    let _ = write!(out, ";{ansi}");
}

impl Backend for Pen {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut out = String::new();
        let mut at: Option<(u16, u16)> = None;
        let mut look = PLAIN;
        for (x, y, cell) in content {
            if at != Some((x, y)) {
                let _ = write!(out, "\x1b[{};{}H", y + 1, x + 1);
            }
            let wanted = (cell.fg, cell.bg, cell.modifier);
            if wanted != look {
                set(&mut out, wanted);
                look = wanted;
            }
            out.push_str(cell.symbol());
            at = certain_width(cell.symbol()).map(|width| (x + width, y));
        }
        if look != PLAIN {
            out.push_str("\x1b[0m");
        }
        self.write(&out)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.write("\x1b[?25l")
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.write("\x1b[?25h")
    }

    /// Never asked: the console draws on the whole screen, and an answer would have to be waited for.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let at = position.into();
        self.write(&format!("\x1b[{};{}H", at.y + 1, at.x + 1))
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        self.write(match region {
            ClearType::All => "\x1b[2J",
            ClearType::AfterCursor => "\x1b[J",
            ClearType::BeforeCursor => "\x1b[1J",
            ClearType::CurrentLine => "\x1b[2K",
            ClearType::UntilNewLine => "\x1b[K",
        })
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = crossterm::terminal::size()?;
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.wire.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(cells: &[(u16, u16, &'static str, Color)]) -> String {
        let wire = Wire::default();
        let cells: Vec<(u16, u16, Cell)> = cells
            .iter()
            .map(|(x, y, symbol, fg)| {
                let mut cell = Cell::new(symbol);
                cell.fg = *fg;
                (*x, *y, cell)
            })
            .collect();
        Pen::new(wire.clone())
            .draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell)))
            .unwrap();
        String::from_utf8(wire.take_raw()).unwrap()
    }

    #[test]
    fn a_chinese_word_costs_one_move() {
        let plain = Color::Reset;
        let line = drawn(&[(0, 0, "查", plain), (2, 0, "新", plain), (4, 0, "a", plain)]);
        assert_eq!(line, "\x1b[1;1H查新a");
    }

    #[test]
    fn what_may_be_wider_than_it_counts_is_followed_by_a_move() {
        let plain = Color::Reset;
        let line = drawn(&[(0, 0, "e\u{301}", plain), (1, 0, "b", plain)]);
        assert_eq!(line, "\x1b[1;1He\u{301}\x1b[1;2Hb");
    }

    #[test]
    fn a_colour_is_set_once_and_taken_back_at_the_end() {
        let line = drawn(&[(0, 0, "a", Color::Red), (1, 0, "b", Color::Red)]);
        assert_eq!(line, "\x1b[1;1H\x1b[0;31mab\x1b[0m");
    }
}
