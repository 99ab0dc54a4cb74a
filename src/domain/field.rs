//! A field of a service's request form: what may stand in it, and how typed text becomes its value.
//! Does not know which service it belongs to or where its value is kept.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;

use super::heard::HeardAs;
use super::names::Names;
use super::refusal::Refusal;
use super::script::is_han;

/// The fields of one request, by key.
pub type Fields = BTreeMap<String, Value>;

#[derive(Clone, Debug, PartialEq)]
pub struct FieldDef {
    pub key: String,
    pub names: Names,
    pub kind: FieldKind,
    /// The ★ of the form: without it the request is not accepted (R22).
    pub required: bool,
    pub help: Option<Names>,
    pub unit: Option<Names>,
    /// In characters; for people and lists, of each item.
    pub max_chars: Option<usize>,
    /// Asked only where another field has one of these values.
    pub only_if: Option<Condition>,
    /// The part of a heard line that fills it.
    pub heard: Option<HeardAs>,
    /// Of a yes-or-no field: words that say yes wherever they are heard.
    pub words: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    Text,
    LongText,
    Number,
    Date,
    Choice(Vec<Choice>),
    YesNo,
    People,
    /// Free lines, or, where choices are named, some of these.
    List(Vec<Choice>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub key: String,
    pub names: Names,
    /// What people say for it, beside its names.
    pub words: Vec<String>,
    /// Of a field filled by a heard count: the least count it stands for.
    pub from: Option<u32>,
}

/// "Where `field` is one of `is`". A yes-or-no field's values are `yes` and `no`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub field: String,
    pub is: Vec<String>,
}

impl Condition {
    pub fn holds(&self, fields: &Fields) -> bool {
        let is = |text: &str| self.is.iter().any(|wanted| wanted == text);
        match fields.get(&self.field) {
            Some(Value::String(text)) => is(text),
            Some(Value::Bool(yes)) => is(if *yes { "yes" } else { "no" }),
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).any(is),
            _ => false,
        }
    }
}

impl FieldKind {
    /// The word configuration files use.
    pub fn key(&self) -> &'static str {
        match self {
            FieldKind::Text => "text",
            FieldKind::LongText => "long_text",
            FieldKind::Number => "number",
            FieldKind::Date => "date",
            FieldKind::Choice(_) => "choice",
            FieldKind::YesNo => "yes_no",
            FieldKind::People => "people",
            FieldKind::List(_) => "list",
        }
    }

    pub const KEYS: [&'static str; 8] = [
        "text",
        "long_text",
        "number",
        "date",
        "choice",
        "yes_no",
        "people",
        "list",
    ];

    pub fn choices(&self) -> &[Choice] {
        match self {
            FieldKind::Choice(choices) | FieldKind::List(choices) => choices,
            _ => &[],
        }
    }
}

impl FieldDef {
    pub fn is_asked(&self, fields: &Fields) -> bool {
        self.only_if.as_ref().is_none_or(|c| c.holds(fields))
    }

    fn refuse(&self, key: &'static str) -> Refusal {
        Refusal::missing("fields", key).with("field", self.names.clone())
    }

    fn too_long(&self, text: &str) -> Result<(), Refusal> {
        match self.max_chars {
            Some(max) if text.chars().count() > max => {
                Err(self.refuse("field-too-long").with("max", max))
            }
            _ => Ok(()),
        }
    }

    fn choice(&self, typed: &str) -> Result<String, Refusal> {
        let choices = self.kind.choices();
        let typed = typed.trim();
        let same = |text: &str| text.to_lowercase() == typed.to_lowercase();
        let nth = typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let found = choices
            .iter()
            .find(|c| {
                same(&c.key)
                    || same(&c.names.zh)
                    || same(&c.names.en)
                    || c.words.iter().any(|word| same(word))
            })
            .or_else(|| nth.and_then(|n| choices.get(n)));
        found.map(|c| c.key.clone()).ok_or_else(|| {
            let allowed: Vec<_> = choices.iter().map(|c| c.names.clone().into()).collect();
            self.refuse("field-not-a-choice")
                .with("value", typed)
                .with("allowed", allowed)
        })
    }
}

/// Whether nothing stands in a field: no value, blank text, an empty list.
pub fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.trim().is_empty(),
        Some(Value::Array(items)) => items.iter().all(|item| is_empty(Some(item))),
        Some(_) => false,
    }
}

/// The value as it is kept: text trimmed, a choice by its key, a date as `2026-11-20`. An empty value
/// is null and always allowed; what is required is asked at acceptance.
pub fn validate(field: &FieldDef, value: &Value) -> Result<Value, Refusal> {
    if is_empty(Some(value)) {
        return Ok(Value::Null);
    }
    match (&field.kind, value) {
        (FieldKind::Text, Value::String(text)) => {
            let text = text.trim();
            field.too_long(text)?;
            if text.contains(['\n', '\r']) {
                return Err(field.refuse("field-one-line"));
            }
            Ok(Value::from(text))
        }
        (FieldKind::LongText, Value::String(text)) => {
            let text = text.trim();
            field.too_long(text)?;
            Ok(Value::from(text))
        }
        (FieldKind::Number, Value::Number(_)) => Ok(value.clone()),
        (FieldKind::Number, Value::String(text)) => number(field, text),
        (FieldKind::Date, Value::String(text)) => text
            .trim()
            .parse::<Date>()
            .map(|day| Value::from(day.to_string()))
            .map_err(|_| field.refuse("field-not-a-date").with("value", text.trim())),
        (FieldKind::Choice(_), Value::String(text)) => field.choice(text).map(Value::from),
        (FieldKind::YesNo, Value::Bool(_)) => Ok(value.clone()),
        (FieldKind::YesNo, Value::String(text)) => yes_no(field, text),
        (FieldKind::People | FieldKind::List(_), Value::Array(items)) => {
            let texts = items.iter().map(|item| {
                item.as_str()
                    .ok_or_else(|| field.refuse("field-wrong-kind"))
            });
            listed(field, texts.collect::<Result<Vec<_>, _>>()?)
        }
        (FieldKind::People | FieldKind::List(_), Value::String(text)) => listed(field, vec![text]),
        _ => Err(field.refuse("field-wrong-kind")),
    }
}

/// What somebody typed, as the field's value. `today` completes a date without a year: this year's, or
/// next year's where this year's lies more than half a year back.
pub fn parse_typed(field: &FieldDef, typed: &str, today: Date) -> Result<Value, Refusal> {
    if typed.trim().is_empty() {
        return Ok(Value::Null);
    }
    match &field.kind {
        FieldKind::Text | FieldKind::LongText => validate(field, &Value::from(typed)),
        FieldKind::Number => number(field, typed),
        FieldKind::Date => parse_date(typed, today)
            .map(|day| Value::from(day.to_string()))
            .ok_or_else(|| field.refuse("field-not-a-date").with("value", typed.trim())),
        FieldKind::Choice(_) => field.choice(&narrow(typed)).map(Value::from),
        FieldKind::YesNo => yes_no(field, typed),
        FieldKind::People => listed(field, split_people(typed)),
        FieldKind::List(choices) if choices.is_empty() => {
            // A point of a list may well hold commas of its own: only lines and semicolons part them.
            listed(field, typed.split(['\n', ';', '；']).collect())
        }
        FieldKind::List(_) => {
            let narrowed = narrow(typed);
            let items = narrowed.split(['\n', ';', ',', '、', '，']);
            listed(field, items.collect())
        }
    }
}

/// `2026-11-20`, `2026/11/20`, `2026.11.20`, `2026年11月20日`, `20261120`, `11-20`, with full-width digits
/// as well. None where the day does not exist.
pub fn parse_date(typed: &str, today: Date) -> Option<Date> {
    let text = narrow(typed);
    let parts: Vec<&str> = text
        .trim()
        .split(['-', '/', '.', '年', '月', '日', '号'])
        .filter(|part| !part.trim().is_empty())
        .map(str::trim)
        .collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => day_of(year, month, day),
        [month, day] if month.len() <= 2 && day.len() <= 2 => {
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            let this = Date::new(today.year(), month, day).ok();
            let half_a_year_back = today.checked_sub(jiff::Span::new().days(183)).ok();
            match (this, half_a_year_back) {
                (Some(this), Some(back)) if this < back => {
                    Date::new(today.year().checked_add(1)?, month, day).ok()
                }
                (this, _) => this,
            }
        }
        [all] if all.len() == 8 && all.bytes().all(|b| b.is_ascii_digit()) => {
            day_of(all.get(..4)?, all.get(4..6)?, all.get(6..)?)
        }
        _ => None,
    }
}

fn day_of(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Full-width ASCII forms (`１２`, `：`, `－`) as an input method leaves them, made narrow.
fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| match u32::from(c) {
            wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
            0x3000 => ' ',
            _ => c,
        })
        .collect()
}

fn number(field: &FieldDef, typed: &str) -> Result<Value, Refusal> {
    let text = narrow(typed);
    let text = text.trim().replace(',', "");
    let whole = text.parse::<i64>().ok().map(Value::from);
    let number = whole.or_else(|| {
        let plain = text
            .bytes()
            .all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
        let broken = text.parse::<f64>().ok().filter(|n| plain && n.is_finite());
        broken
            .and_then(serde_json::Number::from_f64)
            .map(Value::Number)
    });
    number.ok_or_else(|| {
        field
            .refuse("field-not-a-number")
            .with("value", typed.trim())
    })
}

fn yes_no(field: &FieldDef, typed: &str) -> Result<Value, Refusal> {
    match narrow(typed).trim().to_lowercase().as_str() {
        "是" | "有" | "要" | "y" | "yes" | "true" | "1" => Ok(Value::Bool(true)),
        "否" | "无" | "不" | "没有" | "不要" | "n" | "no" | "false" | "0" => {
            Ok(Value::Bool(false))
        }
        _ => Err(field
            .refuse("field-not-yes-or-no")
            .with("value", typed.trim())),
    }
}

/// Names are parted by semicolons, `、` and lines; by commas only where all are written in Han
/// characters, as `Zhang, Wei` is one person.
fn split_people(typed: &str) -> Vec<&str> {
    let pieces: Vec<&str> = typed.split(['\n', ';', '；', '、']).collect();
    let by_comma = |piece: &str| {
        piece
            .split([',', '，'])
            .all(|name| name.trim().chars().any(is_han))
    };
    pieces
        .into_iter()
        .flat_map(|piece| {
            if by_comma(piece) {
                piece.split([',', '，']).collect()
            } else {
                vec![piece]
            }
        })
        .collect()
}

fn listed(field: &FieldDef, items: Vec<&str>) -> Result<Value, Refusal> {
    let mut kept: Vec<String> = Vec::new();
    for item in items.into_iter().map(str::trim).filter(|i| !i.is_empty()) {
        field.too_long(item)?;
        let item = if field.kind.choices().is_empty() {
            item.to_owned()
        } else {
            field.choice(item)?
        };
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    if kept.is_empty() {
        return Ok(Value::Null);
    }
    Ok(Value::from(kept))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    fn field(kind: FieldKind) -> FieldDef {
        FieldDef {
            key: "f".into(),
            names: Names::new("字段", "field"),
            kind,
            required: false,
            help: None,
            unit: None,
            max_chars: Some(40),
            only_if: None,
            heard: None,
            words: Vec::new(),
        }
    }

    fn scope() -> FieldKind {
        let choice = |key: &str, zh: &str| Choice {
            key: key.into(),
            names: Names::new(zh, key),
            words: Vec::new(),
            from: None,
        };
        FieldKind::Choice(vec![choice("domestic", "国内"), choice("both", "国内外")])
    }

    #[test]
    fn typed_text_becomes_the_fields_value() {
        let today = date(2026, 11, 22);
        let cases = [
            (FieldKind::Date, "2026-11-20", json!("2026-11-20")),
            (FieldKind::Date, "20261120", json!("2026-11-20")),
            (FieldKind::Date, "11-20", json!("2026-11-20")),
            (FieldKind::Date, "1-15", json!("2027-01-15")),
            (FieldKind::Date, "２０２６／１１／２０", json!("2026-11-20")),
            (FieldKind::Date, "11月20日", json!("2026-11-20")),
            (FieldKind::Number, "１２", json!(12)),
            (FieldKind::Number, "1,234.5", json!(1234.5)),
            (FieldKind::YesNo, "是", json!(true)),
            (FieldKind::YesNo, "N", json!(false)),
            (scope(), "国内外", json!("both")),
            (scope(), "２", json!("both")),
            (FieldKind::People, "张三、李四", json!(["张三", "李四"])),
            (FieldKind::People, "张三，李四", json!(["张三", "李四"])),
            (
                FieldKind::People,
                "Zhang, Wei; Li, S",
                json!(["Zhang, Wei", "Li, S"]),
            ),
            (
                FieldKind::List(vec![]),
                "甲、乙；丙\n丙",
                json!(["甲、乙", "丙"]),
            ),
            (FieldKind::Text, "  ", Value::Null),
        ];
        for (kind, typed, expected) in cases {
            let field = field(kind);
            assert_eq!(parse_typed(&field, typed, today), Ok(expected), "{typed}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_with_its_reason() {
        let today = date(2026, 11, 22);
        let long = "字".repeat(41);
        let cases = [
            (FieldKind::Date, "2026-02-30", "field-not-a-date"),
            (FieldKind::Date, "26/11/22", "field-not-a-date"),
            (FieldKind::Number, "1e309", "field-not-a-number"),
            (FieldKind::Number, "NaN", "field-not-a-number"),
            (FieldKind::YesNo, "也许", "field-not-yes-or-no"),
            (scope(), "省内", "field-not-a-choice"),
            (FieldKind::Text, long.as_str(), "field-too-long"),
            (FieldKind::Text, "一\n二", "field-one-line"),
        ];
        for (kind, typed, key) in cases {
            let refused = parse_typed(&field(kind), typed, today).expect_err(typed);
            assert_eq!(refused.said.key, key, "{typed}");
        }
    }

    #[test]
    fn a_validated_value_is_the_same_when_validated_again() {
        let people = field(FieldKind::People);
        let once = validate(&people, &json!([" 张三 ", "张三", ""])).expect("people");
        assert_eq!(once, json!(["张三"]));
        assert_eq!(validate(&people, &once), Ok(once.clone()));
        assert!(validate(&field(FieldKind::Number), &json!([1])).is_err());
    }
}
