//! One text field, short or long. The only file that names the text area's crate, so that another can
//! take its place; decides nothing about what the text means.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use tui_textarea::{CursorMove, CursorRenderMode, TextArea, WrapMode};

use crate::text::safe::{is_invisible, symbol};

/// Characters a one-line field takes; longer pastes are cut.
pub const LINE_LIMIT: usize = 2_000;
/// Characters a long text takes: more than any search strategy seen, less than hurts a redraw.
pub const TEXT_LIMIT: usize = 100_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    One,
    Many,
}

/// What a key did to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The text is another now.
    Changed,
    /// The cursor moved inside the text.
    Moved,
    /// Nothing here for this key: the form decides.
    Unused,
}

/// The text of a field with its cursor and its own undo.
#[derive(Clone, Debug)]
pub struct TextField {
    area: TextArea<'static>,
    lines: Lines,
    /// What stands there was put forward by the form: the first character typed replaces it.
    suggested: bool,
}

impl TextField {
    pub fn one_line(text: &str) -> Self {
        Self::new(Lines::One, text)
    }

    pub fn many_lines(text: &str) -> Self {
        Self::new(Lines::Many, text)
    }

    fn new(lines: Lines, text: &str) -> Self {
        let mut field = Self {
            area: area(lines, vec![String::new()]),
            lines,
            suggested: false,
        };
        field.set(text);
        field
    }

    /// What stands in it is a suggestion until a key is struck here.
    pub fn suggest(&mut self) {
        self.suggested = true;
    }

    fn drop_suggestion(&mut self) {
        if std::mem::take(&mut self.suggested) {
            self.set("");
        }
    }

    /// Replaces the text; the cursor stands at its end and the undo begins anew.
    pub fn set(&mut self, text: &str) {
        let clean = clean(text, self.lines, self.limit());
        let lines: Vec<String> = clean.split('\n').map(str::to_owned).collect();
        self.area = area(self.lines, lines);
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
    }

    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Without the blanks around it; the inside of long texts is kept to the letter.
    pub fn trimmed(&self) -> String {
        self.text().trim().to_owned()
    }

    pub fn is_blank(&self) -> bool {
        self.area.lines().iter().all(|line| line.trim().is_empty())
    }

    pub fn is_long(&self) -> bool {
        self.lines == Lines::Many
    }

    pub fn line_count(&self) -> usize {
        self.area.lines().len()
    }

    pub fn first_line(&self) -> &str {
        self.area.lines().first().map_or("", String::as_str)
    }

    /// Row and column of the cursor, counted in lines and characters.
    pub fn cursor(&self) -> (usize, usize) {
        let at = self.area.cursor();
        (at.0, at.1)
    }

    /// Puts the cursor there, or as near as the text allows.
    pub fn go_to(&mut self, (row, column): (usize, usize)) {
        let near = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        self.area
            .move_cursor(CursorMove::Jump(near(row), near(column)));
    }

    fn limit(&self) -> usize {
        match self.lines {
            Lines::One => LINE_LIMIT,
            Lines::Many => TEXT_LIMIT,
        }
    }

    fn room(&self) -> usize {
        let used: usize = self
            .area
            .lines()
            .iter()
            .map(|l| l.chars().count() + 1)
            .sum();
        (self.limit() + 1).saturating_sub(used)
    }

    /// Pasted text goes in as text, whatever it holds; in one line, line ends become blanks.
    pub fn paste(&mut self, text: &str) -> Typed {
        if clean(text, self.lines, self.limit()).is_empty() {
            return Typed::Unused;
        }
        self.drop_suggestion();
        let clean = clean(text, self.lines, self.room());
        if clean.is_empty() {
            return Typed::Unused;
        }
        self.area.insert_str(clean);
        Typed::Changed
    }

    /// Takes the keys of writing. Tab, Esc and Ctrl-S never arrive at the text.
    pub fn key(&mut self, key: KeyEvent) -> Typed {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        match key.code {
            KeyCode::Char(c) if !ctrl && !alt && !is_dropped(c) => self.drop_suggestion(),
            _ => self.suggested = false,
        }
        if ctrl || alt {
            return match key.code {
                KeyCode::Char('u') if ctrl => changed(self.area.delete_line_by_head()),
                KeyCode::Char('k') if ctrl => changed(self.area.delete_line_by_end()),
                KeyCode::Char('a') if ctrl => self.go(CursorMove::Head),
                KeyCode::Char('e') if ctrl => self.go(CursorMove::End),
                KeyCode::Char('w') if ctrl => changed(self.area.delete_word()),
                KeyCode::Char('z') if ctrl => changed(self.area.undo()),
                KeyCode::Char('y') if ctrl => changed(self.area.redo()),
                KeyCode::Left if ctrl => self.go(CursorMove::WordBack),
                KeyCode::Right if ctrl => self.go(CursorMove::WordForward),
                KeyCode::Home if ctrl => self.go(CursorMove::Top),
                KeyCode::End if ctrl => self.go(CursorMove::Bottom),
                _ => Typed::Unused,
            };
        }
        match key.code {
            KeyCode::Char(c) => self.insert(c),
            KeyCode::Enter if self.is_long() => {
                if self.room() == 0 {
                    return Typed::Unused;
                }
                self.area.insert_newline();
                Typed::Changed
            }
            KeyCode::Backspace => changed(self.area.delete_char()),
            KeyCode::Delete => changed(self.area.delete_next_char()),
            KeyCode::Left => self.go(CursorMove::Back),
            KeyCode::Right => self.go(CursorMove::Forward),
            KeyCode::Home => self.go(CursorMove::Head),
            KeyCode::End => self.go(CursorMove::End),
            KeyCode::Up if self.is_long() => self.go(CursorMove::Up),
            KeyCode::Down if self.is_long() => self.go(CursorMove::Down),
            KeyCode::PageUp if self.is_long() => self.go_far(CursorMove::Up),
            KeyCode::PageDown if self.is_long() => self.go_far(CursorMove::Down),
            _ => Typed::Unused,
        }
    }

    fn insert(&mut self, c: char) -> Typed {
        if self.room() == 0 || is_dropped(c) {
            return Typed::Unused;
        }
        self.area.insert_char(c);
        Typed::Changed
    }

    /// Unused at the text's edge, so that the form can move on to the next field.
    fn go(&mut self, to: CursorMove) -> Typed {
        let before = self.cursor();
        self.area.move_cursor(to);
        if self.cursor() == before {
            Typed::Unused
        } else {
            Typed::Moved
        }
    }

    fn go_far(&mut self, to: CursorMove) -> Typed {
        for _ in 0..10 {
            if self.go(to) == Typed::Unused {
                break;
            }
        }
        Typed::Moved
    }

    /// Draws the text, scrolled to the cursor. Returns where the terminal's own cursor belongs.
    pub fn draw(&self, area: Rect, buf: &mut Buffer) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        (&self.area).render(area, buf);
        for at in area.intersection(buf.area).positions() {
            if let Some(cell) = buf.cell_mut(at)
                && cell.symbol().chars().nth(1).is_some()
            {
                cell.set_symbol(&symbol(cell.symbol()));
            }
        }
        let at = self.area.rendered_cursor_position()?;
        area.contains(at).then_some(at)
    }
}

fn area(lines: Lines, text: Vec<String>) -> TextArea<'static> {
    let mut area = TextArea::new(text);
    area.set_cursor_line_style(Style::default());
    // The terminal's own cursor marks the place: input methods open their window there.
    area.set_cursor_render_mode(CursorRenderMode::Hidden);
    area.set_undo_coalescing(true);
    area.set_wrap_mode(match lines {
        Lines::One => WrapMode::None,
        Lines::Many => WrapMode::WordOrGlyph,
    });
    area
}

fn changed(yes: bool) -> Typed {
    if yes { Typed::Changed } else { Typed::Unused }
}

/// Characters that a terminal obeys or that hide others: they are never part of what somebody typed.
/// Joiners and variants stay, as emoji and rare names are made of them.
fn is_dropped(c: char) -> bool {
    let joins = matches!(
        c,
        '\u{200c}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{e0100}'..='\u{e01ef}'
    );
    c.is_control() || (is_invisible(c) && !joins)
}

fn clean(text: &str, lines: Lines, room: usize) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let unified = match lines {
        Lines::Many => unified.as_str(),
        // A line copied whole brings its end along.
        Lines::One => unified.trim_matches('\n'),
    };
    unified
        .chars()
        .filter_map(|c| match (c, lines) {
            ('\n', Lines::Many) => Some('\n'),
            ('\n' | '\t', _) => Some(' '),
            (c, _) if is_dropped(c) => None,
            (c, _) => Some(c),
        })
        .take(room)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(field: &mut TextField, code: KeyCode) -> Typed {
        field.key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn ctrl(field: &mut TextField, c: char) -> Typed {
        field.key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL))
    }

    #[test]
    fn pasted_lines_become_one_line_where_only_one_fits() {
        let mut field = TextField::one_line("");
        field.paste("固态电池\r\n硫化物电解质\n");
        assert_eq!(field.text(), "固态电池 硫化物电解质");
    }

    #[test]
    fn a_query_keeps_every_line_of_it() {
        let query = "#1 SU=固态电池\n#2 TS=(sulfide NEAR/3 SSE)\n\n#1 AND #2";
        assert_eq!(TextField::many_lines(query).text(), query);
    }

    #[test]
    fn bytes_that_command_the_terminal_do_not_get_in() {
        let mut field = TextField::many_lines("");
        field.paste("a\u{1b}[2Jb\0c\u{202e}d\u{7}");
        assert_eq!(field.text(), "a[2Jbcd");
    }

    #[test]
    fn a_book_pasted_by_mistake_is_cut_at_the_limit() {
        let mut field = TextField::one_line("");
        field.paste(&"查".repeat(LINE_LIMIT * 2));
        assert_eq!(field.text().chars().count(), LINE_LIMIT);
        assert_eq!(press(&mut field, KeyCode::Char('x')), Typed::Unused);
    }

    #[test]
    fn a_line_is_cleared_from_its_head_to_its_end() {
        let mut field = TextField::one_line("王老师 查新");
        ctrl(&mut field, 'a');
        ctrl(&mut field, 'k');
        assert!(field.is_blank());
    }

    #[test]
    fn what_was_cleared_comes_back() {
        let mut field = TextField::one_line("王老师");
        ctrl(&mut field, 'u');
        assert!(field.is_blank());
        ctrl(&mut field, 'z');
        assert_eq!(field.text(), "王老师");
    }

    #[test]
    fn chinese_is_edited_by_characters() {
        let mut field = TextField::one_line("科技查新");
        press(&mut field, KeyCode::Left);
        press(&mut field, KeyCode::Backspace);
        assert_eq!(field.text(), "科技新");
        assert_eq!(field.cursor(), (0, 2));
    }
}
