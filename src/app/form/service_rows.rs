//! A service's fields as rows to fill in, and the rows back as values.

use jiff::civil::Date;
use serde_json::Value;

use crate::app::Here;
use crate::domain::field::{FieldKind, Fields, parse_typed, validate};
use crate::domain::{FieldDef, Refusal, ServiceDef};

use super::field::TextField;
use super::label::Label;
use super::pick::{Choice, Pick};
use super::row::{Input, Need, Row};

/// Rows of service fields carry this before the field's key.
pub const FIELD: &str = "field.";

/// What acceptance asks for stands first and open, the rest folded, each in the service's own order.
pub fn rows(def: Option<&ServiceDef>, values: &Fields, here: &Here) -> Vec<Row> {
    let Some(def) = def else { return Vec::new() };
    let (wanted, rest): (Vec<_>, Vec<_>) = def.fields.iter().partition(|field| field.required);
    wanted
        .into_iter()
        .chain(rest)
        .map(|field| {
            let mut row = row(field);
            if let Some(value) = values.get(&field.key) {
                put(&mut row, field, &as_typed(value), here.today);
            }
            row
        })
        .collect()
}

fn row(field: &FieldDef) -> Row {
    let one = || TextField::one_line("");
    let choices = |given: &[crate::domain::field::Choice]| {
        given
            .iter()
            .map(|c| Choice::new(c.key.clone(), c.names.clone()))
            .collect::<Vec<_>>()
    };
    let input = match &field.kind {
        FieldKind::Text | FieldKind::Number | FieldKind::People => Input::Text(one()),
        FieldKind::LongText => Input::Text(TextField::many_lines("")),
        FieldKind::Date => Input::NearDay(one()),
        FieldKind::Choice(given) => Input::Pick(Pick::one(choices(given), None)),
        FieldKind::YesNo => Input::Pick(Pick::one(
            vec![
                Choice::new("yes", Label::key("form-yes")),
                Choice::new("no", Label::key("form-no")),
            ],
            None,
        )),
        FieldKind::List(given) if given.is_empty() => Input::Text(TextField::many_lines("")),
        FieldKind::List(given) => Input::Pick(Pick::any(choices(given), Vec::new())),
    };
    let mut row = Row::new(format!("{FIELD}{}", field.key), field.names.clone(), input);
    row.unit = field.unit.clone().map(Label::from);
    row.help = match (&field.help, &field.kind) {
        (Some(help), _) => Some(help.clone().into()),
        (None, FieldKind::People) => Some(Label::key("form-people-help")),
        (None, FieldKind::List(given)) if given.is_empty() => Some(Label::key("form-list-help")),
        _ => None,
    };
    if field.required {
        row.need = Need::Wanted;
    } else {
        row.folded = true;
    }
    row
}

/// A value as somebody would type it.
pub fn as_typed(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Array(items) => items
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join("\n"),
        Value::Null | Value::Object(_) => String::new(),
    }
}

/// What stands in a row, as [`put`] takes it back.
pub fn typed(row: &Row) -> String {
    match &row.input {
        Input::Pick(pick) => pick.keys().join("\n"),
        _ => row.field().map(TextField::text).unwrap_or_default(),
    }
}

/// Puts text into a row as far as it fits there: a choice the field does not have is left out.
pub fn put(row: &mut Row, field: &FieldDef, typed: &str, today: Date) {
    match &mut row.input {
        Input::Pick(pick) => {
            let keys: Vec<String> = typed
                .lines()
                .filter(|key| pick.choices.iter().any(|c| c.key == *key))
                .map(str::to_owned)
                .collect();
            *pick = if pick.takes_many() {
                Pick::any(std::mem::take(&mut pick.choices), keys)
            } else {
                let first = keys.first().cloned();
                Pick::one(std::mem::take(&mut pick.choices), first.as_deref())
            };
        }
        Input::Text(text) if matches!(field.kind, FieldKind::People) => {
            text.set(&typed.replace('\n', "; "));
        }
        Input::Text(text) => text.set(typed),
        Input::NearDay(text) => {
            let fits = parse_typed(field, typed, today).is_ok();
            text.set(if fits { typed } else { "" });
        }
        _ => {}
    }
}

/// The row's value, checked by the field's own rule.
pub fn value(row: &Row, field: &FieldDef, today: Date) -> Result<Value, Refusal> {
    match &row.input {
        Input::Pick(pick) if pick.takes_many() => validate(field, &Value::from(pick.keys())),
        Input::Pick(pick) => match pick.key() {
            None => Ok(Value::Null),
            Some(key) if matches!(field.kind, FieldKind::YesNo) => Ok(Value::Bool(key == "yes")),
            Some(key) => validate(field, &Value::from(key)),
        },
        Input::NearDay(_) if !row.is_blank() => match row.reads_day(today) {
            Some(day) => Ok(Value::from(day.to_string())),
            None => parse_typed(field, &typed(row), today),
        },
        _ => parse_typed(field, &typed(row), today),
    }
}
