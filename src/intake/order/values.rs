//! What stands behind a label of a form, as the value of a field: ticked boxes, names of choices,
//! numbers with their units. Guesses nothing that is not written there.

use jiff::civil::Date;
use serde_json::Value;

use crate::domain::FieldDef;
use crate::domain::field::{Choice, FieldKind, is_empty, parse_typed};
use crate::text::fold::fold;

const TICKED: [char; 8] = ['☑', '☒', '√', '✓', '✔', '■', '●', '◉'];
const BLANK: [char; 6] = ['□', '☐', '○', '◯', '〇', '▢'];

/// The value of a field where the text is one.
pub fn value(field: &FieldDef, text: &str, today: Date) -> Option<Value> {
    let text = text.trim();
    let typed = match &field.kind {
        FieldKind::Choice(choices) => chosen(choices, text).into_iter().next()?,
        FieldKind::List(choices) if !choices.is_empty() => chosen(choices, text).join("\n"),
        FieldKind::YesNo => ticked(text)
            .into_iter()
            .next()
            .unwrap_or_else(|| text.to_owned()),
        FieldKind::Number => first_number(text)?.to_string(),
        FieldKind::Text => text.split_whitespace().collect::<Vec<_>>().join(" "),
        _ => text.to_owned(),
    };
    let value = parse_typed(field, &typed, today).ok()?;
    (!is_empty(Some(&value))).then_some(value)
}

/// The first whole number of a text, as `32 篇`; full-width digits too.
pub fn first_number(text: &str) -> Option<u32> {
    let folded = fold(text);
    let digits: String = folded
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// What stands behind ticked boxes, up to the next box.
fn ticked(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut is_on = false;
    for c in text.chars() {
        if TICKED.contains(&c) {
            is_on = true;
            found.push(String::new());
        } else if BLANK.contains(&c) {
            is_on = false;
        } else if is_on && let Some(last) = found.last_mut() {
            last.push(c);
        }
    }
    let clean = |text: String| {
        let first = text
            .split(['\n', '\t'])
            .find(|part| !part.trim().is_empty());
        first.unwrap_or_default().trim().to_owned()
    };
    found
        .into_iter()
        .map(clean)
        .filter(|text| !text.is_empty())
        .collect()
}

/// Keys of the choices that are ticked, or named where no box stands.
fn chosen(choices: &[Choice], text: &str) -> Vec<String> {
    let has_boxes = text.contains(TICKED) || text.contains(BLANK);
    let said: Vec<String> = match has_boxes {
        true => ticked(text),
        false => text
            .split(['\n', ';', '；', '、', ',', '，'])
            .map(str::to_owned)
            .collect(),
    };
    let plain = |text: &str| fold(text).split_whitespace().collect::<String>();
    let is = |choice: &Choice, said: &str| {
        let names = [
            choice.names.zh.as_str(),
            choice.names.en.as_str(),
            choice.key.as_str(),
        ];
        let mut names = names
            .into_iter()
            .chain(choice.words.iter().map(String::as_str));
        names.any(|name| plain(name) == plain(said))
    };
    let mut keys: Vec<String> = Vec::new();
    for one in said {
        if let Some(choice) = choices.iter().find(|choice| is(choice, &one))
            && !keys.contains(&choice.key)
        {
            keys.push(choice.key.clone());
        }
    }
    keys
}
