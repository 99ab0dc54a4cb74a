//! What is wrong with a configuration file: which file, which line, which key, and what is allowed.

use std::fmt;
use std::io;

use crate::domain::sentence::{Arg, Sentence};
use crate::text::trouble;

/// A file that cannot be used. Nothing starts with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    /// As the desk knows it: `services/novelty.toml`, or the whole path for a file of its own.
    pub file: String,
    /// Counted from 1; 0 where it is about the whole file.
    pub line: usize,
    /// The way to the key, as `field.kind`; empty for the whole file.
    pub key: String,
    /// Boxed, as every reader returns it and nearly none fails.
    pub fault: Box<Fault>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file or folder cannot be read, by what the system says.
    Unreadable(io::ErrorKind, String),
    /// Not TOML; the line as it stands.
    Syntax(String),
    UnknownKey {
        allowed: Vec<String>,
        near: Option<String>,
    },
    Missing,
    /// `text`, `whole-number`, …: a suffix of the keys `settings-wanted-…`.
    WrongType(Wanted),
    NotAllowed {
        value: String,
        allowed: Vec<String>,
        near: Option<String>,
    },
    Duplicate(String),
    BadDate(String),
    /// A key on the keyboard that means another action already.
    Taken {
        chord: String,
        other: String,
    },
    /// A rule between several keys, said by itself.
    Rule(&'static str, String),
}

/// What should have stood there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Text,
    WholeNumber,
    YesNo,
    Day,
    Names,
    TextList,
    Table,
    Tables,
}

impl Fault {
    /// Something of a name that there is not, with those that there are.
    pub fn unknown<'a>(word: &str, allowed: impl Iterator<Item = &'a str> + Clone) -> Fault {
        Fault::UnknownKey {
            near: nearest(word, allowed.clone()),
            allowed: allowed.map(str::to_owned).collect(),
        }
    }

    pub fn unreadable(error: &io::Error) -> Fault {
        Fault::Unreadable(error.kind(), error.to_string())
    }
}

impl Wanted {
    fn said(self) -> Sentence {
        Sentence::new(match self {
            Wanted::Text => "settings-wanted-text",
            Wanted::WholeNumber => "settings-wanted-whole-number",
            Wanted::YesNo => "settings-wanted-yes-no",
            Wanted::Day => "settings-wanted-day",
            Wanted::Names => "settings-wanted-names",
            Wanted::TextList => "settings-wanted-text-list",
            Wanted::Table => "settings-wanted-table",
            Wanted::Tables => "settings-wanted-tables",
        })
    }
}

impl SettingsError {
    /// The whole message, worded by `config/locale/*/settings.ftl`.
    pub fn said(&self) -> Sentence {
        let place = if self.line == 0 {
            Sentence::new("settings-place-file").with("file", self.file.as_str())
        } else {
            Sentence::new("settings-place")
                .with("file", self.file.as_str())
                .with("line", self.line)
        };
        let said = match &*self.fault {
            Fault::Unreadable(kind, why) => {
                Sentence::new("settings-unreadable").with("why", trouble::of_kind(*kind, why))
            }
            Fault::Syntax(text) => Sentence::new("settings-syntax").with("text", text.as_str()),
            Fault::UnknownKey { allowed, near } => match near {
                Some(near) => {
                    Sentence::new("settings-unknown-key-near").with("near", near.as_str())
                }
                None => Sentence::new("settings-unknown-key"),
            }
            .with("allowed", listed(allowed)),
            Fault::Missing => Sentence::new("settings-missing"),
            Fault::WrongType(wanted) => {
                Sentence::new("settings-wrong-type").with("wanted", wanted.said())
            }
            Fault::NotAllowed {
                value,
                allowed,
                near,
            } => match near {
                Some(near) => {
                    Sentence::new("settings-not-allowed-near").with("near", near.as_str())
                }
                None => Sentence::new("settings-not-allowed"),
            }
            .with("value", value.as_str())
            .with("allowed", listed(allowed)),
            Fault::Duplicate(value) => {
                Sentence::new("settings-duplicate").with("value", value.as_str())
            }
            Fault::BadDate(value) => {
                Sentence::new("settings-bad-date").with("value", value.as_str())
            }
            Fault::Taken { chord, other } => Sentence::new("settings-key-taken")
                .with("value", chord.as_str())
                .with("other", other.as_str()),
            Fault::Rule(key, value) => Sentence::new(key).with("value", value.as_str()),
        };
        said.with("place", place).with("key", self.key.as_str())
    }
}

fn listed(words: &[String]) -> Vec<Arg> {
    words.iter().map(|w| Arg::Text(w.clone())).collect()
}

/// For the log; a person is shown [`SettingsError::said`].
impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{}: {}: {:?}",
            self.file, self.line, self.key, self.fault
        )
    }
}

impl std::error::Error for SettingsError {}

/// The word of `allowed` that was probably meant: at most two letters off, and fewer than half.
pub(super) fn nearest<'a>(
    word: &str,
    allowed: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    allowed
        .into_iter()
        .map(|a| (letters_off(word, a), a))
        .filter(|(off, a)| *off <= 2 && off * 2 <= a.chars().count())
        .min_by_key(|(off, _)| *off)
        .map(|(_, a)| a.to_owned())
}

/// Edit distance, row by row.
fn letters_off(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut last = i + 1;
        let mut next = vec![last];
        for ((above, diagonal), y) in row.iter().skip(1).zip(&row).zip(&b) {
            last = (diagonal + usize::from(x != *y))
                .min(above + 1)
                .min(last + 1);
            next.push(last);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_recognised_and_a_strange_word_is_not() {
        let keys = ["target_days", "min_days", "name"];
        assert_eq!(nearest("taget_days", keys).as_deref(), Some("target_days"));
        assert_eq!(nearest("nmae", keys).as_deref(), Some("name"));
        assert_eq!(nearest("nam", keys).as_deref(), Some("name"));
        assert_eq!(nearest("colour", keys), None);
    }
}
