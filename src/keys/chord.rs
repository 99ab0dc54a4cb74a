//! One key with its modifiers: how it is written in configuration and shown on the screen. Knows
//! nothing of what it does.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::text::fold::fold_key;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

const NAMED: [(&str, Key); 15] = [
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("backtab", Key::BackTab),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("left", Key::Left),
    ("right", Key::Right),
    ("up", Key::Up),
    ("down", Key::Down),
    ("home", Key::Home),
    ("end", Key::End),
    ("pgup", Key::PageUp),
    ("pgdn", Key::PageDown),
    ("space", Key::Char(' ')),
];

/// A key as it is struck. Shift is part of the character, as terminals report it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    pub ctrl: bool,
    pub alt: bool,
    pub key: Key,
}

/// How keys are written: any one character, with Ctrl or Alt, or by name.
pub const NAMES: [&str; 18] = [
    "a",
    "Ctrl-X",
    "Alt-X",
    "enter",
    "esc",
    "tab",
    "backtab",
    "backspace",
    "delete",
    "left",
    "right",
    "up",
    "down",
    "home",
    "end",
    "pgup",
    "pgdn",
    "space",
];

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no key; write one character, `ctrl-x`, or one of enter esc tab backtab backspace delete left right up down home end pgup pgdn space"
)]
pub struct ChordError(pub String);

impl Chord {
    pub const fn plain(key: Key) -> Self {
        Self {
            ctrl: false,
            alt: false,
            key,
        }
    }

    pub const fn char(c: char) -> Self {
        Self::plain(Key::Char(c))
    }

    pub const fn ctrl(c: char) -> Self {
        Self {
            ctrl: true,
            alt: false,
            key: Key::Char(c),
        }
    }

    /// What a terminal reports; `None` for keys that refdesk never needs.
    pub fn of(event: KeyEvent) -> Option<Chord> {
        let key = match event.code {
            KeyCode::Char(c) => Key::Char(c),
            KeyCode::Enter => Key::Enter,
            KeyCode::Esc => Key::Esc,
            KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
            KeyCode::Tab => Key::Tab,
            KeyCode::BackTab => Key::BackTab,
            KeyCode::Backspace => Key::Backspace,
            KeyCode::Delete => Key::Delete,
            KeyCode::Left => Key::Left,
            KeyCode::Right => Key::Right,
            KeyCode::Up => Key::Up,
            KeyCode::Down => Key::Down,
            KeyCode::Home => Key::Home,
            KeyCode::End => Key::End,
            KeyCode::PageUp => Key::PageUp,
            KeyCode::PageDown => Key::PageDown,
            _ => return None,
        };
        Some(Chord {
            ctrl: event.modifiers.contains(KeyModifiers::CONTROL),
            alt: event.modifiers.contains(KeyModifiers::ALT),
            key,
        })
    }

    /// The character it types into a text, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.key {
            Key::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    pub fn parse(text: &str) -> Result<Chord, ChordError> {
        let wrong = || ChordError(text.to_owned());
        let mut rest = text;
        let (mut ctrl, mut alt) = (false, false);
        // A lone `-` is the key itself, so a prefix needs something after it.
        loop {
            if let Some(more) = strip_word(rest, "ctrl-") {
                (ctrl, rest) = (true, more);
            } else if let Some(more) = strip_word(rest, "alt-") {
                (alt, rest) = (true, more);
            } else {
                break;
            }
        }
        let lower = rest.to_lowercase();
        if let Some((_, key)) = NAMED.iter().find(|(name, _)| *name == lower) {
            return Ok(Chord {
                ctrl,
                alt,
                key: *key,
            });
        }
        let mut chars = rest.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_control() => Ok(Chord {
                ctrl,
                alt,
                key: Key::Char(if ctrl { c.to_ascii_lowercase() } else { c }),
            }),
            _ => Err(wrong()),
        }
    }
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    let rest = text.get(word.len()..)?;
    (head.eq_ignore_ascii_case(word) && !rest.is_empty()).then_some(rest)
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        match self.key {
            Key::Char(' ') => f.write_str("Space"),
            Key::Char(c) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            Key::Char(c) => write!(f, "{c}"),
            Key::Enter => f.write_str("Enter"),
            Key::Esc => f.write_str("Esc"),
            Key::Tab => f.write_str("Tab"),
            Key::BackTab => f.write_str("BackTab"),
            Key::Backspace => f.write_str("Backspace"),
            Key::Delete => f.write_str("Delete"),
            Key::Left => f.write_str("Left"),
            Key::Right => f.write_str("Right"),
            Key::Up => f.write_str("Up"),
            Key::Down => f.write_str("Down"),
            Key::Home => f.write_str("Home"),
            Key::End => f.write_str("End"),
            Key::PageUp => f.write_str("PgUp"),
            Key::PageDown => f.write_str("PgDn"),
        }
    }
}

/// What an input method's full-width form of a key means in command mode. Never used inside a text.
pub fn fold(chord: Chord) -> Chord {
    match chord.key {
        Key::Char(c) => Chord {
            key: Key::Char(fold_key(c)),
            ..chord
        },
        _ => chord,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chord_is_read_as_it_is_shown() {
        for text in [
            "a", "A", "?", "-", "Ctrl-P", "Esc", "PgDn", "Space", "Alt-x", "Ctrl--",
        ] {
            assert_eq!(Chord::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_word_that_is_no_key_is_refused() {
        for text in ["", "ctrl-", "foo", "ab", "\u{1b}"] {
            assert!(Chord::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn full_width_forms_mean_the_plain_key() {
        let typed: String = "？ａ：／，。＝！"
            .chars()
            .filter_map(|c| fold(Chord::char(c)).typed())
            .collect();
        assert_eq!(typed, "?a:/,.=!");
    }
}
