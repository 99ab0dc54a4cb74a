//! `keys.toml`: which action has which keys, as it is written there. What an action or a key is, the
//! keymap knows; its complaints come back here for their place in the file.

use super::error::{Fault, SettingsError};
use super::reader::{File, Read, Section};

const NAME: &str = "keys.toml";

/// The keys of one action as the desk's own file gives them; none takes its keys away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyLine {
    pub action: String,
    pub chords: Vec<String>,
    line: usize,
}

impl KeyLine {
    /// A complaint about this entry.
    pub fn refuse(&self, fault: Fault) -> SettingsError {
        SettingsError {
            file: NAME.to_owned(),
            line: self.line,
            key: format!("keys.{}", self.action),
            fault: Box::new(fault),
        }
    }
}

/// The entries of the file in the order of its actions' names.
pub(super) fn read(text: &str) -> Read<Vec<KeyLine>> {
    let file = File { name: NAME, text };
    let table = file.parse()?;
    let root = Section::root(file, &table, &["keys"])?;
    let mut lines = Vec::new();
    for (action, at, words) in root.lists("keys")? {
        lines.push(KeyLine {
            action: action.to_owned(),
            chords: words.into_iter().map(str::to_owned).collect(),
            line: file.line(at),
        });
    }
    Ok(lines)
}
