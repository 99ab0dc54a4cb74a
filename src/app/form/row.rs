//! One row of a form and what may be offered in it. Judges what is typed, moves nothing.

use jiff::civil::Date;

use super::day;
use super::field::TextField;
use super::label::Label;
use super::pick::Pick;
use crate::domain::Sentence;
use crate::domain::field::parse_date;

#[derive(Clone, Debug)]
pub enum Input {
    Text(TextField),
    /// Text that is read as a day; the day is shown beside it.
    Day(TextField),
    /// A day that lies behind, as when a search was run.
    PastDay(TextField),
    /// A day of a service's form, before or behind.
    NearDay(TextField),
    Hour(TextField),
    Number(TextField),
    Pick(Pick),
    /// Shown, not typed: Enter on it is for the form.
    Fixed(Label),
}

/// Whether a row may stay empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Optional,
    /// Asked for at acceptance; may be saved without.
    Wanted,
    /// Nothing is saved without it.
    Must,
}

#[derive(Clone, Debug)]
pub struct Row {
    /// What refusals and commands call it.
    pub key: String,
    pub label: Label,
    pub input: Input,
    pub need: Need,
    /// Shown only once the rest is unfolded.
    pub folded: bool,
    /// Not asked at present.
    pub absent: bool,
    pub unit: Option<Label>,
    pub help: Option<Label>,
    pub error: Option<Sentence>,
}

impl Row {
    pub fn new(key: impl Into<String>, label: impl Into<Label>, input: Input) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            input,
            need: Need::Optional,
            folded: false,
            absent: false,
            unit: None,
            help: None,
            error: None,
        }
    }

    pub fn line(key: &str, label: &'static str, text: &str) -> Self {
        Self::new(
            key,
            Label::key(label),
            Input::Text(TextField::one_line(text)),
        )
    }

    pub fn long(key: &str, label: &'static str, text: &str) -> Self {
        Self::new(
            key,
            Label::key(label),
            Input::Text(TextField::many_lines(text)),
        )
    }

    pub fn day(key: &str, label: &'static str, day: Option<Date>) -> Self {
        let text = day.map(|d| d.to_string()).unwrap_or_default();
        Self::new(
            key,
            Label::key(label),
            Input::Day(TextField::one_line(&text)),
        )
    }

    pub fn number(key: &str, label: &'static str, number: Option<u64>) -> Self {
        let text = number.map(|n| n.to_string()).unwrap_or_default();
        Self::new(
            key,
            Label::key(label),
            Input::Number(TextField::one_line(&text)),
        )
    }

    pub fn pick(key: &str, label: &'static str, pick: Pick) -> Self {
        Self::new(key, Label::key(label), Input::Pick(pick))
    }

    pub fn required(mut self) -> Self {
        self.need = Need::Must;
        self
    }

    pub fn folded(mut self) -> Self {
        self.folded = true;
        self
    }

    /// What it holds is put forward only: the first character typed replaces it.
    pub fn suggested(mut self) -> Self {
        if let Some(field) = self.field_mut() {
            field.suggest();
        }
        self
    }

    pub fn with_help(mut self, key: &'static str) -> Self {
        self.help = Some(Label::key(key));
        self
    }

    pub fn field(&self) -> Option<&TextField> {
        match &self.input {
            Input::Text(f)
            | Input::Day(f)
            | Input::PastDay(f)
            | Input::NearDay(f)
            | Input::Hour(f)
            | Input::Number(f) => Some(f),
            Input::Pick(_) | Input::Fixed(_) => None,
        }
    }

    pub(in crate::app) fn field_mut(&mut self) -> Option<&mut TextField> {
        match &mut self.input {
            Input::Text(f)
            | Input::Day(f)
            | Input::PastDay(f)
            | Input::NearDay(f)
            | Input::Hour(f)
            | Input::Number(f) => Some(f),
            Input::Pick(_) | Input::Fixed(_) => None,
        }
    }

    pub fn is_long(&self) -> bool {
        self.field().is_some_and(TextField::is_long)
    }

    pub fn is_blank(&self) -> bool {
        match &self.input {
            Input::Pick(pick) => pick.keys().is_empty(),
            Input::Fixed(_) => false,
            _ => self.field().is_some_and(TextField::is_blank),
        }
    }

    /// The day that stands here, where the row holds one.
    pub fn reads_day(&self, today: Date) -> Option<Date> {
        match &self.input {
            Input::Day(f) => day::read_day(&f.text(), today),
            Input::PastDay(f) => day::read_past_day(&f.text(), today),
            Input::NearDay(f) => {
                parse_date(&f.text(), today).or_else(|| day::read_day(&f.text(), today))
            }
            _ => None,
        }
    }

    /// What is wrong with what stands here, before anybody asks to save.
    pub(super) fn fault(&self, today: Date) -> Option<Sentence> {
        let text = self.field().map(TextField::trimmed).unwrap_or_default();
        if self.is_blank() {
            return (self.need == Need::Must).then(|| Sentence::new("form-error-empty"));
        }
        let bad = match &self.input {
            Input::Day(_) | Input::PastDay(_) | Input::NearDay(_) => {
                self.reads_day(today).is_none().then_some("form-error-day")
            }
            Input::Hour(_) => day::read_hour(&text).is_none().then_some("form-error-hour"),
            Input::Number(_) => day::read_number(&text)
                .is_none()
                .then_some("form-error-number"),
            Input::Text(_) | Input::Pick(_) | Input::Fixed(_) => None,
        };
        bad.map(|key| Sentence::new(key).with("value", text))
    }
}

/// Something that may be taken over into a row: a usual reason, a known client, a past answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    pub key: String,
    pub label: Label,
    /// The evidence for it.
    pub detail: String,
}

impl Offer {
    pub fn plain(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            label: Label::Text(text.clone()),
            key: text,
            detail: String::new(),
        }
    }
}

/// The offers shown while the cursor is in a row they belong to.
#[derive(Clone, Debug)]
pub struct Offers {
    pub heading: &'static str,
    /// The rows from which one goes down into them.
    pub(super) rows: &'static [&'static str],
    pub items: Vec<Offer>,
    /// A digit in an empty row takes the offer of that number.
    pub by_digit: bool,
}
