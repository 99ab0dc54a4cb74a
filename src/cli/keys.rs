//! `keys`: the action table as it stands with the desk's own `keys.toml`.

use serde_json::{Value, json};

use super::out::{self, Outcome, code};
use crate::keys::{ACTIONS, Group, Keymap};
use crate::text::{Cells, Words};

pub fn keys(words: &Words, keymap: &Keymap, as_json: bool) -> Outcome {
    let chords = |action| -> Vec<String> {
        keymap
            .chords(action)
            .iter()
            .map(ToString::to_string)
            .collect()
    };
    if as_json {
        let all: Vec<Value> = ACTIONS
            .iter()
            .map(|entry| {
                json!({
                    "key": entry.key,
                    "keys": chords(entry.action),
                    "name": words.t(entry.name),
                    "about": words.t(entry.about),
                })
            })
            .collect();
        out::json(&Value::Array(all))?;
        return Ok(code::DONE);
    }
    let cells = Cells::default();
    for group in Group::ALL {
        out::line(&words.t(group.word()))?;
        for entry in ACTIONS.iter().filter(|e| e.group == group) {
            out::line(&format!(
                "  {} {} {} {}",
                cells.fit(&chords(entry.action).join(" "), 16),
                cells.fit(entry.key, 14),
                cells.fit(&words.t(entry.name), 16),
                words.t(entry.about)
            ))?;
        }
    }
    Ok(code::DONE)
}
