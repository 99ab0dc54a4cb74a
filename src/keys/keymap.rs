//! Which chord sets off which action, after the desk's own `keys.toml`. The file lists differences
//! only; what is wrong in it is named with file, line and key, and nothing is guessed.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;

use super::action::Action;
use super::chord::{Chord, fold};
use super::table::{ACTIONS, Entry, Place};
use crate::settings::default_dir;

/// What is compiled in: no differences, and how to write some.
const STANDARD: &str = include_str!("../../config/keys.toml");

#[derive(Debug, thiserror::Error)]
pub enum KeymapError {
    #[error("{file}: {said}")]
    Form { file: String, said: String },
    #[error("{file}, line {line}: no action is called `{name}`; `refdesk keys` shows them")]
    UnknownAction {
        file: String,
        line: usize,
        name: String,
    },
    #[error("{file}, line {line}, `{name}`: {said}")]
    NotAKey {
        file: String,
        line: usize,
        name: String,
        said: String,
    },
    #[error("{file}, line {line}: `{chord}` cannot be `{name}`, it is `{other}` already")]
    Taken {
        file: String,
        line: usize,
        chord: String,
        name: String,
        other: &'static str,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Action to its keys; an empty list takes its keys away.
    #[serde(default)]
    keys: toml::Table,
}

/// The keys in force.
#[derive(Clone, Debug)]
pub struct Keymap {
    by_chord: HashMap<Chord, Action>,
    by_action: HashMap<Action, Vec<Chord>>,
}

impl Default for Keymap {
    fn default() -> Self {
        let by_action = ACTIONS
            .iter()
            .map(|entry| {
                let chords = entry.chords.iter().filter_map(|c| Chord::parse(c).ok());
                (entry.action, chords.collect())
            })
            .collect();
        Self::of(by_action)
    }
}

impl Keymap {
    fn of(by_action: HashMap<Action, Vec<Chord>>) -> Self {
        let by_chord = by_action
            .iter()
            .flat_map(|(action, chords)| chords.iter().map(|chord| (*chord, *action)))
            .collect();
        Self {
            by_chord,
            by_action,
        }
    }

    /// The standard keys, changed by the `keys.toml` of `dir`, or of the user's own configuration
    /// folder where none is named.
    pub fn load(dir: Option<&Path>) -> Result<Self, KeymapError> {
        let Some(dir) = dir.map(Path::to_owned).or_else(default_dir) else {
            return Self::with("keys.toml", STANDARD);
        };
        let file = dir.join("keys.toml");
        let shown = file.display().to_string();
        match std::fs::read_to_string(&file) {
            Ok(text) => Self::with(&shown, &text),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Self::with("keys.toml", STANDARD),
            Err(e) => Err(KeymapError::Form {
                file: shown,
                said: e.to_string(),
            }),
        }
    }

    /// The standard keys changed by `text`, the content of `file`.
    pub fn with(file: &str, text: &str) -> Result<Self, KeymapError> {
        let wanted: File = toml::from_str(text).map_err(|e| KeymapError::Form {
            file: file.to_owned(),
            said: e.to_string(),
        })?;
        let mut by_action = Keymap::default().by_action;
        for (name, value) in &wanted.keys {
            let line = line_of(text, name);
            let Some(entry) = ACTIONS.iter().find(|e| e.key == name) else {
                return Err(KeymapError::UnknownAction {
                    file: file.to_owned(),
                    line,
                    name: name.clone(),
                });
            };
            let chords = chords_of(value).map_err(|said| KeymapError::NotAKey {
                file: file.to_owned(),
                line,
                name: name.clone(),
                said,
            })?;
            by_action.insert(entry.action, chords);
        }
        let mut seen: HashMap<Chord, &'static Entry> = HashMap::new();
        for entry in ACTIONS {
            for chord in by_action.get(&entry.action).into_iter().flatten() {
                if let Some(other) = seen.insert(*chord, entry) {
                    // The one the file names is the one to be told about.
                    let (mine, other) = if wanted.keys.contains_key(entry.key) {
                        (entry, other)
                    } else {
                        (other, entry)
                    };
                    return Err(KeymapError::Taken {
                        file: file.to_owned(),
                        line: line_of(text, mine.key),
                        chord: chord.to_string(),
                        name: mine.key.to_owned(),
                        other: other.key,
                    });
                }
            }
        }
        Ok(Self::of(by_action))
    }

    /// What a key means at some place or other.
    pub fn anywhere(&self, chord: Chord) -> Option<Action> {
        self.by_chord.get(&fold(chord)).copied()
    }

    /// What a key means at a place, full-width forms folded; `None` where it means nothing there.
    pub fn action(&self, chord: Chord, place: Place) -> Option<Action> {
        let action = self
            .by_chord
            .get(&chord)
            .or_else(|| self.by_chord.get(&fold(chord)))?;
        let entry = super::table::entry(*action)?;
        entry.places.contains(&place).then_some(*action)
    }

    /// The key to be taught for an action.
    pub fn chord(&self, action: Action) -> Option<Chord> {
        self.chords(action).first().copied()
    }

    pub fn chords(&self, action: Action) -> &[Chord] {
        self.by_action.get(&action).map_or(&[], Vec::as_slice)
    }
}

fn chords_of(value: &toml::Value) -> Result<Vec<Chord>, String> {
    let texts: Vec<&str> = match value {
        toml::Value::String(one) => vec![one],
        toml::Value::Array(many) => many
            .iter()
            .map(|v| v.as_str().ok_or_else(|| format!("{v} is no key")))
            .collect::<Result<_, _>>()?,
        other => return Err(format!("{other} is no key or list of keys")),
    };
    texts
        .into_iter()
        .map(|text| Chord::parse(text).map_err(|e| e.to_string()))
        .collect()
}

/// The line, counted from 1, on which `name` is set; 1 where it cannot be found.
fn line_of(text: &str, name: &str) -> usize {
    text.lines()
        .position(|line| {
            let key = line.split('=').next().unwrap_or("").trim();
            line.contains('=') && key.trim_matches('"').trim_start_matches("keys.") == name
        })
        .map_or(1, |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_is_two_verbs() {
        let mut seen: HashMap<Chord, Action> = HashMap::new();
        for entry in ACTIONS {
            for text in entry.chords {
                let chord = Chord::parse(text).unwrap();
                let other = seen.insert(chord, entry.action);
                assert_eq!(other, None, "{chord} is {:?} too", entry.action);
            }
        }
    }

    #[test]
    fn every_action_stands_once_in_the_table_and_can_be_found() {
        for (at, entry) in ACTIONS.iter().enumerate() {
            assert!(!entry.places.is_empty(), "{}", entry.key);
            let twice = ACTIONS
                .iter()
                .skip(at + 1)
                .any(|e| e.action == entry.action || e.key == entry.key);
            assert!(!twice, "{}", entry.key);
            // Without a key it must at least be a verb of the sheet.
            assert!(
                !entry.chords.is_empty() || entry.act.is_some(),
                "{}",
                entry.key
            );
        }
    }

    #[test]
    fn the_file_that_is_shipped_changes_nothing() {
        let keys = Keymap::with("keys.toml", STANDARD).unwrap();
        assert_eq!(keys.by_action, Keymap::default().by_action);
    }

    #[test]
    fn the_file_lists_only_differences() {
        let keys = Keymap::with(
            "keys.toml",
            "[keys]\nrelease = \"B\"\nfind = [\"/\", \"Ctrl-F\"]\n",
        )
        .unwrap();
        assert_eq!(
            keys.action(Chord::char('B'), Place::Queue),
            Some(Action::Release)
        );
        assert_eq!(
            keys.action(Chord::ctrl('f'), Place::Queue),
            Some(Action::Find)
        );
        assert_eq!(
            keys.action(Chord::char('a'), Place::Queue),
            Some(Action::Accept)
        );
    }

    #[test]
    fn a_fault_in_the_file_is_named_with_its_line() {
        let cases = [
            (
                "[keys]\n\nacept = \"a\"\n",
                "keys.toml, line 3: no action is called `acept`",
            ),
            (
                "[keys]\nfind = \"foo\"\n",
                "keys.toml, line 2, `find`: `foo` is no key",
            ),
            (
                "[keys]\nfind = \"a\"\n",
                "line 2: `a` cannot be `find`, it is `accept` already",
            ),
            ("[keys]\nfind = 3\n", "3 is no key or list of keys"),
            ("[key]\n", "unknown field `key`"),
        ];
        for (text, expected) in cases {
            let said = Keymap::with("keys.toml", text).unwrap_err().to_string();
            assert!(said.contains(expected), "{said}");
        }
    }

    #[test]
    fn full_width_keys_mean_the_same() {
        let keys = Keymap::default();
        assert_eq!(
            keys.action(Chord::char('？'), Place::Queue),
            Some(Action::Help)
        );
        assert_eq!(
            keys.action(Chord::char('ａ'), Place::Queue),
            Some(Action::Accept)
        );
        assert_eq!(
            keys.action(Chord::char('：'), Place::Queue),
            Some(Action::Palette)
        );
    }

    #[test]
    fn space_marks_only_in_the_queue() {
        let keys = Keymap::default();
        assert_eq!(
            keys.action(Chord::char(' '), Place::Queue),
            Some(Action::Mark)
        );
        assert_eq!(keys.action(Chord::char(' '), Place::Case), None);
    }
}
