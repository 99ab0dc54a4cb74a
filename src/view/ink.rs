//! Puts text into the screen's cells: made safe, measured, cut, in the colour of its role. The only
//! place that writes cells.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use crate::app::App;
use crate::settings::{Borders, Colour, Tone};
use crate::text::cells::{CUT_MARK, plain};
use crate::text::{Ambiguous, Cells, safe};

pub struct Ink<'a> {
    pub app: &'a App,
    pub buf: &'a mut Buffer,
    pub cells: Cells,
    /// Where the real cursor belongs; a text field sets it.
    pub caret: Option<(u16, u16)>,
}

impl<'a> Ink<'a> {
    pub fn new(app: &'a App, buf: &'a mut Buffer) -> Self {
        Self {
            app,
            buf,
            cells: app.here.cells,
            caret: None,
        }
    }

    pub fn style(&self, tone: Tone) -> Style {
        let look = self.app.here.settings.theme().look(tone);
        let mut style = Style::new();
        if self.app.here.colour {
            if let Some(fg) = look.fg {
                style = style.fg(color(fg));
            }
            if let Some(bg) = look.bg {
                style = style.bg(color(bg));
            }
        }
        let plain = !self.app.here.colour;
        let stands_out = matches!(tone, Tone::Warn | Tone::Danger | Tone::Focus | Tone::Key);
        let switches = [
            (look.bold || (plain && stands_out), Modifier::BOLD),
            (look.dim, Modifier::DIM),
            (
                look.underline || (plain && tone == Tone::Danger),
                Modifier::UNDERLINED,
            ),
            (look.reverse, Modifier::REVERSED),
        ];
        for (on, modifier) in switches {
            if on {
                style = style.add_modifier(modifier);
            }
        }
        style
    }

    /// Writes at most `width` cells and returns how many it took.
    pub fn put(&mut self, x: u16, y: u16, width: u16, text: &str, tone: Tone) -> u16 {
        let style = self.style(tone);
        self.put_styled(x, y, width, text, style)
    }

    fn put_styled(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let area = *self.buf.area();
        if y >= area.bottom() || x >= area.right() {
            return 0;
        }
        let width = width.min(area.right() - x);
        if let Some(used) = self.put_plain((x, y), width, text, style) {
            return used;
        }
        let text = safe::line(text);
        let clipped = self.cells.clip(&text, usize::from(width));
        let used = u16::try_from(self.cells.width(&clipped)).unwrap_or(width);
        if self.cells.ambiguous == Ambiguous::Narrow {
            self.buf
                .set_stringn(x, y, &clipped, usize::from(width), style);
            return used;
        }
        let mut at = x;
        for grapheme in clipped.graphemes(true) {
            let cells = u16::try_from(self.cells.width(grapheme)).unwrap_or(0);
            let counted = self.buf.set_stringn(at, y, grapheme, 2, style).0 - at;
            // The terminal draws it wider than ratatui thinks: the next cell is not to be touched.
            for extra in counted..cells {
                if let Some(cell) = self.buf.cell_mut((at + extra, y)) {
                    cell.set_diff_option(ratatui::buffer::CellDiffOption::Skip);
                }
            }
            at += cells;
        }
        used
    }

    /// Text of characters that never join, cell by cell, cut as [`Cells::clip`] cuts; None, and nothing
    /// is written, where there are others. Nearly all text is such, and drawing it is what a key waits for.
    fn put_plain(
        &mut self,
        (x, y): (u16, u16),
        width: u16,
        text: &str,
        style: Style,
    ) -> Option<u16> {
        let room = usize::from(width);
        let (mut used, mut kept) = (0, 0);
        for c in text.chars() {
            used += plain(c)?;
            if used > room {
                break;
            }
            // What leaves a cell for the mark, should the text be cut.
            if used < room {
                kept = used;
            }
        }
        let whole = used <= room;
        let ends = if whole { used } else { kept };
        let mark = if whole || room == 0 { "" } else { CUT_MARK };
        let from = self.buf.index_of(x, y);
        let mut line = self.buf.content.get_mut(from..)?.iter_mut();
        let mut at = 0;
        for c in text.chars() {
            let wide = plain(c)?;
            if at + wide > ends {
                break;
            }
            if let Some(cell) = line.next() {
                cell.set_char(c).set_style(style);
            }
            if wide == 2
                && let Some(hidden) = line.next()
            {
                hidden.reset();
            }
            at += wide;
        }
        if let (Some(c), Some(cell)) = (mark.chars().next(), line.next()) {
            cell.set_char(c).set_style(style);
        }
        u16::try_from(at + mark.len()).ok()
    }

    /// Several pieces after each other, inside `width` cells.
    pub fn spans(&mut self, x: u16, y: u16, width: u16, spans: &[(Tone, String)]) -> u16 {
        let mut used = 0;
        for (tone, text) in spans {
            if used >= width {
                break;
            }
            used += self.put(x + used, y, width - used, text, *tone);
        }
        used
    }

    pub fn put_right(&mut self, right: u16, y: u16, width: u16, text: &str, tone: Tone) -> u16 {
        let wide = u16::try_from(self.cells.width(text)).unwrap_or(u16::MAX);
        let wide = wide.min(width);
        self.put(right.saturating_sub(wide), y, wide, text, tone)
    }

    /// Empties an area, so that a layer hides what is under it.
    pub fn blank(&mut self, area: Rect) {
        let area = area.intersection(*self.buf.area());
        for y in area.top()..area.bottom() {
            // A wide character half under the edge would shift the row on the terminal.
            if area.left() > 0
                && let Some(cell) = self.buf.cell_mut((area.left() - 1, y))
                && self.cells.width(cell.symbol()) > 1
            {
                cell.reset();
            }
            for x in area.left()..area.right() {
                if let Some(cell) = self.buf.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }

    /// Draws a frame with its title and returns what is inside.
    pub fn frame(&mut self, area: Rect, title: &[(Tone, String)], focused: bool) -> Rect {
        let area = area.intersection(*self.buf.area());
        if area.width < 2 || area.height < 2 {
            return Rect::new(area.x, area.y, 0, 0);
        }
        let tone = if focused { Tone::Focus } else { Tone::Border };
        let style = self.style(tone);
        let marks = self.marks();
        let (right, bottom) = (area.right() - 1, area.bottom() - 1);
        for x in area.left() + 1..right {
            self.mark(x, area.top(), marks.flat, style);
            self.mark(x, bottom, marks.flat, style);
        }
        for y in area.top() + 1..bottom {
            self.mark(area.left(), y, marks.upright, style);
            self.mark(right, y, marks.upright, style);
        }
        let [a, b, c, d] = marks.corners;
        self.mark(area.left(), area.top(), a, style);
        self.mark(right, area.top(), b, style);
        self.mark(area.left(), bottom, c, style);
        self.mark(right, bottom, d, style);
        if area.width > 6 {
            let room = area.width - 4;
            let used = self.spans(area.x + 2, area.y, room, title);
            if used > 0 {
                self.mark(area.x + 1, area.y, " ", style);
                self.mark(area.x + 2 + used, area.y, " ", style);
            }
        }
        Rect::new(area.x + 1, area.y + 1, area.width - 2, area.height - 2)
    }

    fn mark(&mut self, x: u16, y: u16, symbol: &'static str, style: Style) {
        if let Some(cell) = self.buf.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
    }

    fn marks(&self) -> Marks {
        let lines = match self.app.here.settings.desk().borders {
            Borders::Unicode => true,
            Borders::Ascii => false,
            Borders::Auto => self.cells.ambiguous == Ambiguous::Narrow,
        };
        if lines {
            Marks {
                flat: "─",
                upright: "│",
                corners: ["┌", "┐", "└", "┘"],
            }
        } else {
            Marks {
                flat: "-",
                upright: "|",
                corners: ["+"; 4],
            }
        }
    }
}

struct Marks {
    flat: &'static str,
    upright: &'static str,
    corners: [&'static str; 4],
}

fn color(colour: Colour) -> Color {
    match colour {
        Colour::Ansi(n) | Colour::Index(n) => match n {
            0 => Color::Black,
            1 => Color::Red,
            2 => Color::Green,
            3 => Color::Yellow,
            4 => Color::Blue,
            5 => Color::Magenta,
            6 => Color::Cyan,
            7 => Color::Gray,
            8 => Color::DarkGray,
            9 => Color::LightRed,
            10 => Color::LightGreen,
            11 => Color::LightYellow,
            12 => Color::LightBlue,
            13 => Color::LightMagenta,
            14 => Color::LightCyan,
            15 => Color::White,
            n => Color::Indexed(n),
        },
        Colour::Rgb(r, g, b) => Color::Rgb(r, g, b),
    }
}
