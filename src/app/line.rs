//! One line of typed text with its caret, as search fields and filters need it. Moves by what a
//! reader takes for one character.

use unicode_segmentation::UnicodeSegmentation;

use crate::keys::{Chord, Key};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    before: String,
    after: String,
}

/// Whether a key was one of the line's, and whether it changed the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    Changed,
    Moved,
    NotMine,
}

impl Line {
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            before: text.into(),
            after: String::new(),
        }
    }

    /// Another text, with the caret between the two parts.
    pub fn set(&mut self, before: String, after: String) {
        self.before = before;
        self.after = after;
    }

    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    pub fn before(&self) -> &str {
        &self.before
    }

    pub fn after(&self) -> &str {
        &self.after
    }

    /// Takes a pasted text as one line.
    pub fn insert(&mut self, text: &str) {
        let kept = text.chars().map(|c| if c.is_control() { ' ' } else { c });
        self.before.extend(kept);
    }

    pub fn press(&mut self, chord: Chord) -> Typed {
        if let Some(c) = chord.typed() {
            self.before.push(c);
            return Typed::Changed;
        }
        match (chord.ctrl, chord.key) {
            (false, Key::Backspace) => self.drop_before(),
            (false, Key::Delete) => self.drop_after(),
            (true, Key::Char('u')) => self.before.clear(),
            (true, Key::Char('w')) => self.drop_word(),
            (false, Key::Left) => {
                if let Some(c) = last(&self.before) {
                    self.before.truncate(self.before.len() - c.len());
                    self.after.insert_str(0, &c);
                }
                return Typed::Moved;
            }
            (false, Key::Right) => {
                if let Some(c) = first(&self.after) {
                    self.after.drain(..c.len());
                    self.before.push_str(&c);
                }
                return Typed::Moved;
            }
            (false, Key::Home) => {
                self.after.insert_str(0, &self.before);
                self.before.clear();
                return Typed::Moved;
            }
            (false, Key::End) => {
                self.before.push_str(&self.after);
                self.after.clear();
                return Typed::Moved;
            }
            _ => return Typed::NotMine,
        }
        Typed::Changed
    }

    fn drop_before(&mut self) {
        if let Some(c) = last(&self.before) {
            self.before.truncate(self.before.len() - c.len());
        }
    }

    fn drop_after(&mut self) {
        if let Some(c) = first(&self.after) {
            self.after.drain(..c.len());
        }
    }

    fn drop_word(&mut self) {
        let kept = self.before.trim_end();
        let end = kept
            .char_indices()
            .rev()
            .find(|(_, c)| c.is_whitespace())
            .map_or(0, |(at, c)| at + c.len_utf8());
        self.before.truncate(end);
    }
}

fn last(text: &str) -> Option<String> {
    text.graphemes(true).next_back().map(str::to_owned)
}

fn first(text: &str) -> Option<String> {
    text.graphemes(true).next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(line: &mut Line, keys: &[Key]) {
        for key in keys {
            line.press(Chord::plain(*key));
        }
    }

    #[test]
    fn the_caret_moves_by_whole_characters() {
        let mut line = Line::new("查新e\u{301}");
        press(&mut line, &[Key::Left, Key::Left]);
        assert_eq!(line.before(), "查");
        press(&mut line, &[Key::Delete, Key::End, Key::Backspace]);
        assert_eq!(line.text(), "查");
    }

    #[test]
    fn ctrl_w_takes_the_last_word_away() {
        let mut line = Line::new("状态:待补充 固态电池");
        line.press(Chord::ctrl('w'));
        assert_eq!(line.text(), "状态:待补充 ");
        line.press(Chord::ctrl('w'));
        assert_eq!(line.text(), "");
    }
}
