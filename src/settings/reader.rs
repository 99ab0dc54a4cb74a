//! A TOML file read key by key, so that every complaint knows its line. Knows nothing of what the keys mean.

use std::ops::Range;

use jiff::civil::{Date, Time};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{Fault, SettingsError, Wanted, nearest};
use crate::domain::Names;

pub(super) type Read<T> = Result<T, SettingsError>;

/// A configuration file's text under the name the desk knows it by.
#[derive(Clone, Copy, Debug)]
pub(super) struct File<'a> {
    pub name: &'a str,
    pub text: &'a str,
}

impl File<'_> {
    pub fn fault(&self, at: Range<usize>, key: impl Into<String>, fault: Fault) -> SettingsError {
        SettingsError {
            file: self.name.to_owned(),
            line: self.line(at.start),
            key: key.into(),
            fault: Box::new(fault),
        }
    }

    /// The line, counted from 1, in which a byte stands.
    pub fn line(&self, at: usize) -> usize {
        let before = self.text.as_bytes().get(..at).unwrap_or_default();
        before.iter().filter(|b| **b == b'\n').count() + 1
    }

    pub fn parse(&self) -> Read<Spanned<DeTable<'_>>> {
        DeTable::parse(self.text).map_err(|e| {
            let at = e.span().unwrap_or(0..0);
            // What the parser says is for programmers and in English; the line itself is for everybody.
            let line = self.line(at.start).saturating_sub(1);
            let stands = self.text.lines().nth(line).unwrap_or_default().trim();
            let fault = match e.message().starts_with("duplicate key") {
                true => Fault::Rule("settings-key-twice", stands.to_owned()),
                false => Fault::Syntax(stands.chars().take(60).collect()),
            };
            self.fault(at, "", fault)
        })
    }
}

/// One table of a file.
#[derive(Clone)]
pub(super) struct Section<'a> {
    file: File<'a>,
    path: String,
    span: Range<usize>,
    table: &'a DeTable<'a>,
}

/// A word with its place, for lists whose items are checked one by one.
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub span: Range<usize>,
}

impl<'a> Section<'a> {
    pub fn root(
        file: File<'a>,
        table: &'a Spanned<DeTable<'a>>,
        keys: &[&str],
    ) -> Read<Section<'a>> {
        let section = Section {
            file,
            path: String::new(),
            span: 0..0,
            table: table.get_ref(),
        };
        section.only(keys)?;
        Ok(section)
    }

    /// Refuses keys that are not among `keys`.
    fn only(&self, keys: &[&str]) -> Read<()> {
        let mut strange: Vec<_> = self
            .table
            .keys()
            .filter(|k| !keys.contains(&k.get_ref().as_ref()))
            .collect();
        strange.sort_by_key(|k| k.span().start);
        let Some(key) = strange.first() else {
            return Ok(());
        };
        let fault = Fault::UnknownKey {
            allowed: keys.iter().map(|k| (*k).to_owned()).collect(),
            near: nearest(key.get_ref(), keys.iter().copied()),
        };
        Err(self.file.fault(key.span(), self.way(key.get_ref()), fault))
    }

    fn way(&self, key: &str) -> String {
        if self.path.is_empty() {
            key.to_owned()
        } else {
            format!("{}.{key}", self.path)
        }
    }

    fn value(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.get(key)
    }

    pub fn has(&self, key: &str) -> bool {
        self.value(key).is_some()
    }

    /// A complaint about `key`, or about the whole section where it is not there.
    pub fn fault(&self, key: &str, fault: Fault) -> SettingsError {
        let at = self.value(key).map_or(self.span.clone(), Spanned::span);
        self.file.fault(at, self.way(key), fault)
    }

    pub fn fault_at(&self, span: Range<usize>, key: &str, fault: Fault) -> SettingsError {
        self.file.fault(span, self.way(key), fault)
    }

    pub fn rule(&self, key: &str, rule: &'static str, value: impl Into<String>) -> SettingsError {
        self.fault(key, Fault::Rule(rule, value.into()))
    }

    fn wrong(&self, key: &str, wanted: Wanted) -> SettingsError {
        self.fault(key, Fault::WrongType(wanted))
    }

    /// The value, or the complaint that it is missing.
    pub fn need<T>(&self, key: &str, value: Option<T>) -> Read<T> {
        value.ok_or_else(|| self.fault(key, Fault::Missing))
    }

    pub fn text(&self, key: &str) -> Read<Option<&'a str>> {
        match self.value(key).map(Spanned::get_ref) {
            None => Ok(None),
            Some(DeValue::String(text)) => Ok(Some(text.as_ref())),
            Some(_) => Err(self.wrong(key, Wanted::Text)),
        }
    }

    pub fn need_text(&self, key: &str) -> Read<&'a str> {
        let text = self.text(key)?.filter(|t| !t.trim().is_empty());
        self.need(key, text)
    }

    /// A whole number within `allowed`.
    pub fn whole(&self, key: &str, allowed: Range<u32>) -> Read<Option<u32>> {
        let Some(value) = self.value(key) else {
            return Ok(None);
        };
        let number = value
            .get_ref()
            .as_integer()
            .filter(|i| i.radix() == 10)
            .ok_or_else(|| self.wrong(key, Wanted::WholeNumber))?;
        match number.as_str().parse::<u32>() {
            Ok(n) if allowed.contains(&n) => Ok(Some(n)),
            _ => Err(self.fault(
                key,
                Fault::NotAllowed {
                    value: number.as_str().to_owned(),
                    allowed: vec![format!("{}–{}", allowed.start, allowed.end - 1)],
                    near: None,
                },
            )),
        }
    }

    pub fn yes(&self, key: &str) -> Read<Option<bool>> {
        match self.value(key).map(Spanned::get_ref) {
            None => Ok(None),
            Some(DeValue::Boolean(yes)) => Ok(Some(*yes)),
            Some(_) => Err(self.wrong(key, Wanted::YesNo)),
        }
    }

    /// `{ zh = "…", en = "…" }`, both given.
    pub fn names(&self, key: &str) -> Read<Option<Names>> {
        if !self.has(key) {
            return Ok(None);
        }
        let Some(section) = self.section(key, &["zh", "en"])? else {
            return Err(self.wrong(key, Wanted::Names));
        };
        let names = Names::new(section.need_text("zh")?, section.need_text("en")?);
        Ok(Some(names))
    }

    pub fn need_names(&self, key: &str) -> Read<Names> {
        let names = self.names(key)?;
        self.need(key, names)
    }

    pub fn words(&self, key: &str) -> Read<Option<Vec<Word<'a>>>> {
        let Some(value) = self.value(key) else {
            return Ok(None);
        };
        let items = value
            .get_ref()
            .as_array()
            .ok_or_else(|| self.wrong(key, Wanted::TextList))?;
        let mut words = Vec::new();
        for item in items.iter() {
            let text = item.get_ref().as_str().ok_or_else(|| {
                self.fault_at(item.span(), key, Fault::WrongType(Wanted::TextList))
            })?;
            words.push(Word {
                text,
                span: item.span(),
            });
        }
        Ok(Some(words))
    }

    /// Words, none of them twice.
    pub fn texts(&self, key: &str) -> Read<Option<Vec<String>>> {
        let Some(words) = self.words(key)? else {
            return Ok(None);
        };
        let mut texts: Vec<String> = Vec::new();
        for word in words {
            if texts.iter().any(|t| t == word.text) {
                let fault = Fault::Duplicate(word.text.to_owned());
                return Err(self.fault_at(word.span, key, fault));
            }
            texts.push(word.text.to_owned());
        }
        Ok(Some(texts))
    }

    /// A table whose keys are known elsewhere, each with a text or a list of texts: the key, the byte at
    /// which it stands, the texts.
    pub fn lists(&self, key: &str) -> Read<Vec<(&'a str, usize, Vec<&'a str>)>> {
        let Some(value) = self.value(key) else {
            return Ok(Vec::new());
        };
        let table = value
            .get_ref()
            .as_table()
            .ok_or_else(|| self.wrong(key, Wanted::Table))?;
        let inner = Section {
            file: self.file,
            path: self.way(key),
            span: value.span(),
            table,
        };
        let mut lists = Vec::new();
        for name in table.keys() {
            let word = name.get_ref().as_ref();
            let texts = match table.get(word).map(Spanned::get_ref) {
                Some(DeValue::String(one)) => vec![one.as_ref()],
                _ => inner
                    .words(word)?
                    .unwrap_or_default()
                    .into_iter()
                    .map(|w| w.text)
                    .collect(),
            };
            lists.push((word, name.span().start, texts));
        }
        Ok(lists)
    }

    /// A word of an enumeration; `keys` says which there are.
    pub fn one_of<T>(
        &self,
        key: &str,
        keys: &[&str],
        find: impl Fn(&str) -> Option<T>,
    ) -> Read<Option<T>> {
        let Some(text) = self.text(key)? else {
            return Ok(None);
        };
        find(text)
            .map(Some)
            .ok_or_else(|| self.fault(key, not_allowed(text, keys)))
    }

    /// Words of an enumeration, none of them twice.
    pub fn some_of<T: PartialEq>(
        &self,
        key: &str,
        keys: &[&str],
        find: impl Fn(&str) -> Option<T>,
    ) -> Read<Option<Vec<T>>> {
        let Some(words) = self.words(key)? else {
            return Ok(None);
        };
        let mut found = Vec::new();
        for word in words {
            let one = find(word.text).ok_or_else(|| {
                self.fault_at(word.span.clone(), key, not_allowed(word.text, keys))
            })?;
            if found.contains(&one) {
                let fault = Fault::Duplicate(word.text.to_owned());
                return Err(self.fault_at(word.span, key, fault));
            }
            found.push(one);
        }
        Ok(Some(found))
    }

    /// A TOML date, or the same as text.
    pub fn day(&self, key: &str) -> Read<Option<Date>> {
        self.value(key).map(|v| self.day_of(key, v)).transpose()
    }

    pub fn need_day(&self, key: &str) -> Read<Date> {
        let day = self.day(key)?;
        self.need(key, day)
    }

    /// Days with their places; none where the key is not there.
    pub fn days(&self, key: &str) -> Read<Vec<(Date, Range<usize>)>> {
        let Some(value) = self.value(key) else {
            return Ok(Vec::new());
        };
        let items = value
            .get_ref()
            .as_array()
            .ok_or_else(|| self.wrong(key, Wanted::Day))?;
        let day = |item| Ok((self.day_of(key, item)?, item.span()));
        items.iter().map(day).collect()
    }

    fn day_of(&self, key: &str, value: &Spanned<DeValue<'a>>) -> Read<Date> {
        let text = match value.get_ref() {
            DeValue::Datetime(moment) if moment.time.is_none() => moment.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => return Err(self.fault_at(value.span(), key, Fault::WrongType(Wanted::Day))),
        };
        text.parse()
            .map_err(|_| self.fault_at(value.span(), key, Fault::BadDate(text)))
    }

    pub fn section(&self, key: &str, keys: &[&str]) -> Read<Option<Section<'a>>> {
        self.value(key)
            .map(|value| self.inner(key, value, keys))
            .transpose()
    }

    /// An array of tables, `[[key]]`.
    pub fn sections(&self, key: &str, keys: &[&str]) -> Read<Vec<Section<'a>>> {
        let Some(value) = self.value(key) else {
            return Ok(Vec::new());
        };
        let items = value
            .get_ref()
            .as_array()
            .ok_or_else(|| self.wrong(key, Wanted::Tables))?;
        items
            .iter()
            .map(|item| self.inner(key, item, keys))
            .collect()
    }

    fn inner(
        &self,
        key: &str,
        value: &'a Spanned<DeValue<'a>>,
        keys: &[&str],
    ) -> Read<Section<'a>> {
        let table = value
            .get_ref()
            .as_table()
            .ok_or_else(|| self.fault_at(value.span(), key, Fault::WrongType(Wanted::Table)))?;
        let section = Section {
            file: self.file,
            path: self.way(key),
            span: value.span(),
            table,
        };
        section.only(keys)?;
        Ok(section)
    }
}

pub(super) fn not_allowed(value: &str, keys: &[&str]) -> Fault {
    Fault::NotAllowed {
        value: value.to_owned(),
        allowed: keys.iter().map(|k| (*k).to_owned()).collect(),
        near: nearest(value, keys.iter().copied()),
    }
}

/// `08:30` as a time of the day.
pub(super) fn hour(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}
