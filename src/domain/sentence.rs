//! Something to be said to a person, before it is put into words: a key of `config/locale` and what
//! fills its gaps. The rules speak in sentences, `text` words them, so that one refusal reads well in
//! both languages.

use jiff::{Timestamp, civil::Date};

use super::names::Names;

/// A message of `config/locale/*/*.ftl` with its arguments.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    pub key: &'static str,
    pub args: Vec<(&'static str, Arg)>,
}

/// What may fill a gap of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// Shown as it is, made safe to display.
    Text(String),
    Int(i64),
    /// A civil day, worded by the language.
    Day(Date),
    /// A moment, shown in the desk's zone.
    Moment(Timestamp),
    Names(Names),
    /// A sentence inside a sentence.
    Said(Box<Sentence>),
    /// Joined as the language joins a list.
    List(Vec<Arg>),
}

impl Sentence {
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }

    pub fn with(mut self, name: &'static str, arg: impl Into<Arg>) -> Self {
        self.args.push((name, arg.into()));
        self
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<u64> for Arg {
    fn from(number: u64) -> Self {
        Arg::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Arg::Int(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Arg::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<Date> for Arg {
    fn from(day: Date) -> Self {
        Arg::Day(day)
    }
}

impl From<Timestamp> for Arg {
    fn from(moment: Timestamp) -> Self {
        Arg::Moment(moment)
    }
}

impl From<Names> for Arg {
    fn from(names: Names) -> Self {
        Arg::Names(names)
    }
}

impl From<Sentence> for Arg {
    fn from(sentence: Sentence) -> Self {
        Arg::Said(Box::new(sentence))
    }
}

impl From<Vec<Arg>> for Arg {
    fn from(list: Vec<Arg>) -> Self {
        Arg::List(list)
    }
}
