//! Which chord sets off which action, after the desk's own `keys.toml`. The file lists differences
//! only; what is wrong in it is named with file, line and key, and nothing is guessed.

use std::collections::HashMap;

use super::action::Action;
use super::chord::{Chord, NAMES, fold};
use super::table::{ACTIONS, Entry, Place};
use crate::settings::{Fault, KeyLine, SettingsError};

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

    /// The standard keys, changed by the lines of the desk's `keys.toml`.
    pub fn with(lines: &[KeyLine]) -> Result<Self, SettingsError> {
        // A test sees to the standard keys themselves.
        if lines.is_empty() {
            return Ok(Keymap::default());
        }
        let mut by_action = Keymap::default().by_action;
        for line in lines {
            let Some(entry) = ACTIONS.iter().find(|e| e.key == line.action) else {
                let actions = ACTIONS.iter().map(|e| e.key);
                return Err(line.refuse(Fault::unknown(&line.action, actions)));
            };
            let mut chords = Vec::new();
            for text in &line.chords {
                chords.push(Chord::parse(text).map_err(|_| {
                    line.refuse(Fault::NotAllowed {
                        value: text.clone(),
                        allowed: NAMES.iter().map(|n| (*n).to_owned()).collect(),
                        near: None,
                    })
                })?);
            }
            by_action.insert(entry.action, chords);
        }
        let named = |entry: &Entry| lines.iter().find(|l| l.action == entry.key);
        let mut seen: HashMap<Chord, &'static Entry> = HashMap::new();
        for entry in ACTIONS {
            for chord in by_action.get(&entry.action).into_iter().flatten() {
                let Some(other) = seen.insert(*chord, entry) else {
                    continue;
                };
                // The one the file names is the one to be told about.
                let told = match (named(entry), named(other)) {
                    (Some(line), _) => Some((line, other)),
                    (None, Some(line)) => Some((line, entry)),
                    (None, None) => None,
                };
                if let Some((line, other)) = told {
                    return Err(line.refuse(Fault::Taken {
                        chord: chord.to_string(),
                        other: other.key.to_owned(),
                    }));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;
    use crate::settings::Settings;
    use crate::text::Words;

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
            // Without a key it must at least be a verb of the sheet; what can never be taken back is
            // looked for by its name alone.
            let is_final = entry.action == Action::Erase;
            assert!(
                !entry.chords.is_empty() || entry.act.is_some() || is_final,
                "{}",
                entry.key
            );
        }
    }

    fn read(text: &str) -> Result<Keymap, SettingsError> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("keys.toml"), text).unwrap();
        Keymap::with(Settings::load(Some(folder.path()))?.key_lines())
    }

    #[test]
    fn the_file_that_is_shipped_changes_nothing() {
        let settings = Settings::builtin().unwrap();
        let keys = Keymap::with(settings.key_lines()).unwrap();
        assert_eq!(keys.by_action, Keymap::default().by_action);
    }

    #[test]
    fn the_file_lists_only_differences() {
        let keys = read("[keys]\nrelease = \"Q\"\nfind = [\"/\", \"Ctrl-F\"]\n").unwrap();
        assert_eq!(
            keys.action(Chord::char('Q'), Place::Queue),
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
    fn a_fault_in_the_file_is_told_in_both_languages_with_its_line_and_what_is_allowed() {
        let cases = [
            ("[keys]\n\nacept = \"a\"\n", ["3", "keys.acept", "accept"]),
            ("[keys]\nfind = \"foo\"\n", ["2", "foo", "Ctrl-X"]),
            ("[keys]\nfind = \"a\"\n", ["2", "keys.find", "accept"]),
            ("[keys]\nfind = 3\n", ["2", "keys.find", "keys.toml"]),
            ("\n[key]\n", ["2", "key", "keys"]),
            ("[keys]\nfind = [\"/\"\n", ["keys.toml", "TOML", "2"]),
            (
                "[keys]\nfind = \"/\"\nfind = \"F\"\n",
                ["3", "find", "keys.toml"],
            ),
        ];
        for (text, words) in cases {
            let said = read(text).unwrap_err().said();
            for lang in Lang::ALL {
                let told = Words::new(lang).say(&said);
                for word in words {
                    assert!(told.contains(word), "{text:?}, {word}: {told}");
                }
                let english = ["expected", "invalid", "unknown field"];
                let raw = english.iter().any(|w| told.contains(w));
                assert!(!raw || lang == Lang::En, "{told}");
            }
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
