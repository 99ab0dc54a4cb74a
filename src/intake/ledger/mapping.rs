//! Which column stands for which part, and which word for which value: given, remembered or guessed,
//! and said which of these it was.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::header::{self, Part};
use super::{Column, Options};
use crate::desk::Desk;
use crate::domain::refusal::Refusal;
use crate::intake::table::Table;

/// Which of day, month and year comes first where a date does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    Ymd,
    Mdy,
    Dmy,
}

impl DateOrder {
    fn from_key(key: &str) -> Option<DateOrder> {
        match key {
            "ymd" => Some(DateOrder::Ymd),
            "mdy" => Some(DateOrder::Mdy),
            "dmy" => Some(DateOrder::Dmy),
            _ => None,
        }
    }
}

/// How a ledger is to be read, as `--map`, a TOML file or the store's memory give it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mapping {
    /// Header to part; an empty part leaves the column out.
    pub columns: BTreeMap<String, String>,
    /// For `service`, `status`, `channel`, `owner` and `client_kind`: word of the file to key or login.
    pub values: BTreeMap<String, BTreeMap<String, String>>,
    pub dates: Option<DateOrder>,
    /// For rows in which nothing stands.
    pub service: Option<String>,
    pub status: Option<String>,
    pub channel: Option<String>,
    pub title: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    Given,
    /// A file with these headers was brought in before.
    Remembered,
    /// By what the header says.
    Header,
    /// Nothing tells what it holds.
    Nothing,
}

impl Mapping {
    /// From `--map`: `题名=title,单位=unit,dates=dmy`, or the text of a TOML or JSON file.
    pub fn parse(text: &str) -> Result<Mapping, Refusal> {
        let text = text.trim();
        let refuse =
            |why: String| Refusal::missing("map", "intake-map-unreadable").with("why", why);
        if text.starts_with('{') {
            return serde_json::from_str(text).map_err(|e| refuse(e.to_string()));
        }
        if text.contains(['\n', '[', '"']) {
            return toml::from_str(text).map_err(|e| refuse(e.to_string()));
        }
        let mut mapping = Mapping::default();
        for pair in text.split([',', '，']).filter(|p| !p.trim().is_empty()) {
            let Some((header, part)) = pair.rsplit_once('=') else {
                return Err(Refusal::missing("map", "intake-map-pair").with("pair", pair.trim()));
            };
            let (header, part) = (header.trim().to_owned(), part.trim().to_owned());
            match DateOrder::from_key(&part) {
                Some(order) if header == "dates" => mapping.dates = Some(order),
                _ => drop(mapping.columns.insert(header, part)),
            }
        }
        Ok(mapping)
    }

    /// Another mapping on top of this one; of what both say the other counts.
    pub fn add(&mut self, other: Mapping) {
        self.columns.extend(other.columns);
        for (part, words) in other.values {
            self.values.entry(part).or_default().extend(words);
        }
        self.dates = other.dates.or(self.dates);
        self.service = other.service.or(self.service.take());
        self.status = other.status.or(self.status.take());
        self.channel = other.channel.or(self.channel.take());
        self.title = other.title.or(self.title.take());
    }

    pub fn value(&self, part: &str, word: &str) -> Option<&str> {
        let words = self.values.get(part)?;
        let word = header::plain(word);
        let found = words.iter().find(|(w, _)| header::plain(w) == word);
        found.map(|(_, value)| value.as_str())
    }
}

/// By what a file with these headers is remembered.
pub fn header_key(headers: &[String]) -> String {
    let plain: Vec<String> = headers.iter().map(|h| header::plain(h)).collect();
    plain.join("\u{1f}")
}

pub fn remembered(mapping: &Mapping) -> Result<String, Refusal> {
    serde_json::to_string(mapping)
        .map_err(|e| Refusal::missing("map", "intake-map-unreadable").with("why", e.to_string()))
}

/// The mapping of a table's columns, in the columns' order.
pub fn of_table(
    desk: &Desk,
    table: &Table,
    options: &Options,
) -> Result<(Mapping, Vec<Column>), Refusal> {
    let memory = desk.mapping(&header_key(&table.headers))?;
    // A memory that cannot be read any more is as good as none.
    let memory: Option<Mapping> = memory.and_then(|m| serde_json::from_str(&m).ok());
    let given = options.mapping.as_ref();
    if let Some(given) = given {
        check(given, table)?;
    }
    let mut mapping = given
        .cloned()
        .or_else(|| memory.clone())
        .unwrap_or_default();
    let mut columns = Vec::with_capacity(table.headers.len());
    let mut taken: Vec<Part> = Vec::new();
    for (at, header) in table.headers.iter().enumerate() {
        let named = |m: Option<&Mapping>| {
            let m = m?;
            let wanted = header::plain(header);
            let found = m.columns.iter().find(|(h, _)| header::plain(h) == wanted);
            found.map(|(_, part)| Part::from_key(part))
        };
        let (part, evidence) = match (named(given), named(memory.as_ref())) {
            (Some(part), _) => (part, Evidence::Given),
            (None, Some(part)) => (part, Evidence::Remembered),
            (None, None) => (None, Evidence::Nothing),
        };
        columns.push(Column {
            header: header.clone(),
            part,
            evidence,
            sample: sample(table, at),
        });
    }
    for column in &columns {
        if let Some(part) = &column.part {
            if taken.contains(part) && !part.is_shared() {
                return Err(Refusal::missing("map", "intake-map-twice")
                    .with("part", part.key())
                    .with("column", column.header.as_str()));
            }
            taken.push(part.clone());
        }
    }
    guess_the_rest(&mut columns, taken);
    mapping.columns = columns
        .iter()
        .map(|c| {
            let part = c.part.as_ref().map(Part::key).unwrap_or_default();
            (c.header.clone(), part)
        })
        .collect();
    if let Some(service) = &options.service {
        mapping.service = Some(service.0.clone());
    }
    Ok((mapping, columns))
}

/// The columns nobody spoke of, by their headers, the surest first. A ledger often has a running 编号
/// beside its 报告编号: the second is the number, and the first is kept as a note.
fn guess_the_rest(columns: &mut [Column], mut taken: Vec<Part>) {
    let mut guessed: Vec<(usize, &mut Column, Part)> = columns
        .iter_mut()
        .filter(|column| column.evidence == Evidence::Nothing)
        .filter_map(|column| {
            let (part, at) = header::guess(&column.header)?;
            Some((at, column, part))
        })
        .collect();
    guessed.sort_by_key(|(at, _, _)| *at);
    for (_, column, part) in guessed {
        let part = match part {
            Part::Number if taken.contains(&part) && !taken.contains(&Part::Register) => {
                Part::Register
            }
            Part::Number if taken.contains(&part) => Part::Note,
            part => part,
        };
        if !taken.contains(&part) || part.is_shared() {
            taken.push(part.clone());
            column.part = Some(part);
            column.evidence = Evidence::Header;
        }
    }
}

/// A given mapping may only name headers that are there and parts that exist.
fn check(mapping: &Mapping, table: &Table) -> Result<(), Refusal> {
    for (header, part) in &mapping.columns {
        let wanted = header::plain(header);
        if !table.headers.iter().any(|h| header::plain(h) == wanted) {
            return Err(Refusal::missing("map", "intake-map-no-column")
                .with("column", header.as_str())
                .with("columns", listed(table.headers.iter().map(String::as_str))));
        }
        if !part.is_empty() && Part::from_key(part).is_none() {
            return Err(Refusal::missing("map", "intake-map-no-part")
                .with("part", part.as_str())
                .with("parts", listed(Part::keys())));
        }
    }
    Ok(())
}

fn listed<'a>(items: impl IntoIterator<Item = &'a str>) -> Vec<crate::domain::Arg> {
    items.into_iter().map(Into::into).collect()
}

fn sample(table: &Table, column: usize) -> Vec<String> {
    let cells = table.rows.iter().filter_map(|(_, row)| row.get(column));
    let filled = cells.map(|c| c.trim()).filter(|c| !c.is_empty());
    filled
        .take(3)
        .map(|c| c.chars().take(60).collect())
        .collect()
}
