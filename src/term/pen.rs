//! Turns changed cells into bytes, as few as will do. Trusts a single character to be as wide as
//! Unicode says and moves the cursor only where it is not already, so that a Chinese line costs its
//! text and not a cursor move per character.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::rc::Rc;

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthChar;

use super::glass::{Drawing, Glass, Roll};
use super::wire::Wire;

type Look = (Color, Color, Modifier);
/// A move within a line takes four bytes.
const SHORT: u16 = 4;
/// Erasing takes five bytes and a move behind them six.
const ERASE: usize = 11;
const PLAIN: Look = (Color::Reset, Color::Reset, Modifier::empty());

pub struct Pen {
    wire: Wire,
    glass: Rc<RefCell<Glass>>,
    /// Where the terminal's cursor stands, if that is certain.
    at: Option<(u16, u16)>,
    /// Whether the cursor is seen, once it has been said.
    shown: Option<bool>,
}

impl Pen {
    /// Whoever draws with it tells the glass what stands there once a drawing on nothing is sent.
    pub fn new(wire: Wire, glass: Rc<RefCell<Glass>>) -> Pen {
        Pen {
            wire,
            glass,
            at: None,
            shown: None,
        }
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.wire.write_all(text.as_bytes())
    }

    /// What stands between the cursor and the place, where writing it again is shorter than moving.
    fn gap(&self, (x, y): (u16, u16), look: Look) -> Option<String> {
        let (from, row) = self.at?;
        if row != y || x <= from || x - from > SHORT {
            return None;
        }
        self.glass
            .borrow()
            .between(y, from, x, |cell| look_of(cell) == look)
    }

    /// Up to where the line is blank from the first of these cells on, if so many of them are in it that
    /// erasing is shorter than writing.
    fn blanks(&self, cells: &[(u16, u16, Cow<'_, Cell>)]) -> Option<u16> {
        let (x, y, first) = cells.first()?;
        if first.symbol() != " " || look_of(first) != PLAIN {
            return None;
        }
        let to = self
            .glass
            .borrow()
            .blank_to(*x, *y, |cell| look_of(cell) == PLAIN);
        let inside = |cell: &&(u16, u16, Cow<'_, Cell>)| cell.1 == *y && cell.0 < to;
        let saved = cells.iter().take_while(inside).count();
        (saved > ERASE).then_some(to)
    }

    fn put_all(&mut self, out: &mut String, look: &mut Look, drawing: &Drawing<'_>) {
        if let Some(moved) = drawing.roll {
            roll(out, moved);
            self.at = Some((0, 0));
        }
        let mut erased = None;
        for (at, (x, y, cell)) in drawing.cells.iter().enumerate() {
            let (x, y) = (*x, *y);
            if erased.is_some_and(|(row, to)| row == y && x < to) {
                continue;
            }
            let Some(to) = self.blanks(drawing.cells.get(at..).unwrap_or_default()) else {
                self.put(out, look, (x, y), cell);
                continue;
            };
            self.turn(out, look, (x, y), cell);
            // The cursor stays where it is.
            let _ = write!(out, "\x1b[{}X", to - x);
            erased = Some((y, to));
            self.at = Some((x, y));
        }
    }

    fn put(&mut self, out: &mut String, look: &mut Look, (x, y): (u16, u16), cell: &Cell) {
        self.turn(out, look, (x, y), cell);
        out.push_str(cell.symbol());
        self.at = certain_width(cell.symbol()).map(|width| (x + width, y));
    }

    /// Goes to the place and takes on the cell's look.
    fn turn(&self, out: &mut String, look: &mut Look, place: (u16, u16), cell: &Cell) {
        match self.gap(place, *look) {
            Some(gap) => out.push_str(&gap),
            None => go(out, self.at, place),
        }
        let wanted = look_of(cell);
        if wanted != *look {
            set(out, *look, wanted);
            *look = wanted;
        }
    }

    fn show(&mut self, shown: bool) -> io::Result<()> {
        if self.shown == Some(shown) {
            return Ok(());
        }
        self.shown = Some(shown);
        self.write(if shown { "\x1b[?25h" } else { "\x1b[?25l" })
    }
}

fn look_of(cell: &Cell) -> Look {
    (cell.fg, cell.bg, cell.modifier)
}

/// Moves the cursor by the fewest bytes; nothing where it stands there already.
fn go(out: &mut String, from: Option<(u16, u16)>, (x, y): (u16, u16)) {
    match from {
        Some(there) if there == (x, y) => {}
        Some((was, row)) if row == y && x > was && x - was < 10 => {
            let _ = write!(out, "\x1b[{}C", x - was);
        }
        Some((_, row)) if row == y => {
            let _ = write!(out, "\x1b[{}G", x + 1);
        }
        _ => {
            let _ = write!(out, "\x1b[{};{}H", y + 1, x + 1);
        }
    }
}

/// Moves lines within a region, the way every terminal since the VT100 knows it; afterwards the cursor
/// stands in the corner.
fn roll(out: &mut String, Roll { top, bottom, up }: Roll) {
    let _ = write!(out, "\x1b[{};{}r", top + 1, bottom + 1);
    let (from, step) = if up { (bottom, "\n") } else { (top, "\x1bM") };
    let _ = write!(out, "\x1b[{};1H{step}\x1b[r", from + 1);
}

/// The cells a symbol takes, where no terminal sees it otherwise.
fn certain_width(symbol: &str) -> Option<u16> {
    let mut chars = symbol.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => u16::try_from(c.width()?).ok().filter(|w| *w > 0),
        _ => None,
    }
}

/// One sequence that leads from one look to another.
fn set(out: &mut String, from: Look, to: Look) {
    if to == PLAIN {
        out.push_str("\x1b[m");
        return;
    }
    let (was_fg, was_bg, was_modifier) = from;
    let (fg, bg, modifier) = to;
    out.push_str("\x1b[");
    let begun = out.len();
    let (was_fg, was_bg) = if was_modifier == modifier {
        (was_fg, was_bg)
    } else {
        if from != PLAIN {
            out.push_str("0;");
        }
        let switches = [
            (Modifier::BOLD, "1;"),
            (Modifier::DIM, "2;"),
            (Modifier::UNDERLINED, "4;"),
            (Modifier::REVERSED, "7;"),
        ];
        for (switch, code) in switches {
            if modifier.contains(switch) {
                out.push_str(code);
            }
        }
        (Color::Reset, Color::Reset)
    };
    if fg != was_fg {
        colour(out, fg, 30, 90);
    }
    if bg != was_bg {
        colour(out, bg, 40, 100);
    }
    if out.len() > begun {
        out.pop();
    }
    out.push('m');
}

/// The numbers of a colour, each with a `;` behind it.
fn colour(out: &mut String, colour: Color, dark: u8, bright: u8) {
    let ansi = match colour {
        Color::Reset => dark + 9,
        Color::Black | Color::Indexed(0) => dark,
        Color::Red | Color::Indexed(1) => dark + 1,
        Color::Green | Color::Indexed(2) => dark + 2,
        Color::Yellow | Color::Indexed(3) => dark + 3,
        Color::Blue | Color::Indexed(4) => dark + 4,
        Color::Magenta | Color::Indexed(5) => dark + 5,
        Color::Cyan | Color::Indexed(6) => dark + 6,
        Color::Gray | Color::Indexed(7) => dark + 7,
        Color::DarkGray => bright,
        Color::LightRed => bright + 1,
        Color::LightGreen => bright + 2,
        Color::LightYellow => bright + 3,
        Color::LightBlue => bright + 4,
        Color::LightMagenta => bright + 5,
        Color::LightCyan => bright + 6,
        Color::White => bright + 7,
        Color::Indexed(n @ 8..=15) => bright + n - 8,
        Color::Indexed(n) => {
            let _ = write!(out, "{};5;{n};", dark + 8);
            return;
        }
        Color::Rgb(r, g, b) => {
            let _ = write!(out, "{};2;{r};{g};{b};", dark + 8);
            return;
        }
    };
    let _ = write!(out, "{ansi};");
}

impl Backend for Pen {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut out = String::new();
        let mut look = PLAIN;
        if self.glass.borrow().is_wiped() {
            for (x, y, cell) in content {
                self.put(&mut out, &mut look, (x, y), cell);
            }
        } else {
            let drawing = self.glass.borrow_mut().take(content);
            self.put_all(&mut out, &mut look, &drawing);
        }
        if look != PLAIN {
            set(&mut out, look, PLAIN);
        }
        self.write(&out)
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show(false)
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show(true)
    }

    /// Never asked: the console draws on the whole screen, and an answer would have to be waited for.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let to = position.into();
        let mut out = String::new();
        go(&mut out, self.at, (to.x, to.y));
        self.at = Some((to.x, to.y));
        self.write(&out)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// Whatever else has written on the screen may have moved the cursor too.
    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        (self.at, self.shown) = (None, None);
        self.glass.borrow_mut().wipe();
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
        Pen::new(wire.clone(), Rc::default())
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
        assert_eq!(line, "\x1b[1;1H\x1b[31mab\x1b[m");
    }
}
