//! What a row, a choice or a heading is called: wording of the desk, a configured name in both
//! languages, or somebody's own text. Put into words only when it is drawn or searched.

use crate::domain::{Names, Sentence};
use crate::text::Words;

#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    Said(Sentence),
    Names(Names),
    Text(String),
}

impl Label {
    pub fn key(key: &'static str) -> Self {
        Label::Said(Sentence::new(key))
    }

    pub fn say(&self, words: &Words) -> String {
        match self {
            Label::Said(sentence) => words.say(sentence),
            Label::Names(names) => names.get(words.lang()).to_owned(),
            Label::Text(text) => text.clone(),
        }
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Label::Text(text.to_owned())
    }
}

impl From<String> for Label {
    fn from(text: String) -> Self {
        Label::Text(text)
    }
}

impl From<Names> for Label {
    fn from(names: Names) -> Self {
        Label::Names(names)
    }
}

impl From<Sentence> for Label {
    fn from(sentence: Sentence) -> Self {
        Label::Said(sentence)
    }
}
