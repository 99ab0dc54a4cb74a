//! Rows to fill in, one below the other: which one has the cursor, what is folded away, what is wrong
//! with each. Knows keys and text, not what the answers mean.

use jiff::civil::Date;

use super::day;
use super::field::{TextField, Typed};
use super::label::Label;
use super::row::{Input, Offer, Offers, Row};
use crate::domain::{Arg, Names, Sentence};

/// Where the cursor may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    Row(usize),
    /// The line that stands for the folded rows.
    More,
}

#[derive(Clone, Debug, PartialEq)]
pub enum SheetStep {
    Stay,
    /// The row of this key holds something else now.
    Changed(String),
    /// This offer is wanted, in the row of this key.
    Take(String, Offer),
    /// Enter on a row that is shown, not typed.
    Press(String),
    Save,
    Leave,
    Unused,
}

/// Whether Enter behind the last row saves, as in a prompt, or only Ctrl-S does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnterSaves {
    OnLastRow,
    Never,
}

#[derive(Clone, Debug)]
pub struct Sheet {
    pub rows: Vec<Row>,
    pub(super) at: Spot,
    pub unfolded: bool,
    /// The focused long text fills the screen.
    pub whole: bool,
    offers: Vec<Offers>,
    /// The offer that stands highlighted.
    pub offer_at: Option<usize>,
    pub(super) enter: EnterSaves,
    /// A refusal that belongs to no single row.
    pub notice: Option<Sentence>,
    /// Something was typed or chosen since the form was opened.
    pub touched: bool,
}

impl Sheet {
    pub fn new(rows: Vec<Row>, enter: EnterSaves) -> Self {
        let mut sheet = Self {
            rows,
            at: Spot::Row(0),
            unfolded: false,
            whole: false,
            offers: Vec::new(),
            offer_at: None,
            enter,
            notice: None,
            touched: false,
        };
        sheet.settle();
        sheet
    }

    pub fn spots(&self) -> Vec<Spot> {
        let mut spots: Vec<Spot> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| !row.absent && (self.unfolded || !row.folded))
            .map(|(i, _)| Spot::Row(i))
            .collect();
        if !self.unfolded && self.folded_count() > 0 {
            spots.push(Spot::More);
        }
        spots
    }

    pub fn folded_count(&self) -> usize {
        self.rows.iter().filter(|r| r.folded && !r.absent).count()
    }

    pub fn at(&self) -> Spot {
        self.at
    }

    pub fn focused(&self) -> Option<&Row> {
        match self.at {
            Spot::Row(i) => self.rows.get(i),
            Spot::More => None,
        }
    }

    pub(super) fn focused_mut(&mut self) -> Option<&mut Row> {
        match self.at {
            Spot::Row(i) => self.rows.get_mut(i),
            Spot::More => None,
        }
    }

    pub fn row(&self, key: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == key)
    }

    pub fn row_mut(&mut self, key: &str) -> Option<&mut Row> {
        self.rows.iter_mut().find(|row| row.key == key)
    }

    pub fn focus(&mut self, key: &str) {
        if let Some(i) = self
            .rows
            .iter()
            .position(|row| row.key == key && !row.absent)
        {
            self.unfolded |= self.rows.get(i).is_some_and(|row| row.folded);
            self.at = Spot::Row(i);
            self.offer_at = None;
            self.whole = false;
        }
    }

    /// The cursor stands on something that is there, whatever appeared or went.
    pub fn settle(&mut self) {
        let spots = self.spots();
        if !spots.contains(&self.at) {
            let Spot::Row(i) = self.at else {
                self.at = spots.last().copied().unwrap_or(Spot::Row(0));
                return;
            };
            self.at = spots
                .iter()
                .copied()
                .find(|s| matches!(s, Spot::Row(n) if *n >= i))
                .or_else(|| spots.first().copied())
                .unwrap_or(Spot::Row(0));
        }
        let count = self.offers_here().map_or(0, |o| o.items.len());
        self.offer_at = self.offer_at.filter(|at| *at < count);
        if !self.focused().is_some_and(Row::is_long) {
            self.whole = false;
        }
    }

    pub fn text(&self, key: &str) -> String {
        self.row(key)
            .and_then(Row::field)
            .map(TextField::trimmed)
            .unwrap_or_default()
    }

    /// The text to the letter, blanks and blank lines included.
    pub fn exact(&self, key: &str) -> String {
        self.row(key)
            .and_then(Row::field)
            .map(TextField::text)
            .unwrap_or_default()
    }

    pub fn set_text(&mut self, key: &str, text: &str) {
        if let Some(field) = self.row_mut(key).and_then(Row::field_mut) {
            field.set(text);
        }
    }

    pub fn picked(&self, key: &str) -> Option<String> {
        match &self.row(key)?.input {
            Input::Pick(pick) => pick.key().map(str::to_owned),
            _ => None,
        }
    }

    pub fn choose(&mut self, key: &str, choice: Option<&str>) {
        if let Some(Row {
            input: Input::Pick(pick),
            ..
        }) = self.row_mut(key)
        {
            pick.choose(choice);
        }
    }

    pub fn choose_all<'a>(&mut self, key: &str, choices: impl Iterator<Item = &'a str>) {
        if let Some(Row {
            input: Input::Pick(pick),
            ..
        }) = self.row_mut(key)
        {
            pick.choose_all(choices);
        }
    }

    pub fn day(&self, key: &str, today: Date) -> Option<Date> {
        self.row(key)?.reads_day(today)
    }

    pub fn number(&self, key: &str) -> Option<u64> {
        day::read_number(&self.text(key))
    }

    /// Rows in which something may be offered, with the heading of the list.
    pub fn will_offer(&mut self, rows: &'static [&'static str], heading: &'static str) {
        self.offers.push(Offers {
            heading,
            rows,
            items: Vec::new(),
            by_digit: false,
        });
    }

    /// What is offered in the row of this key from now on.
    pub fn offer(&mut self, key: &str, items: Vec<Offer>) {
        if let Some(offers) = self.offers.iter_mut().find(|o| o.rows.contains(&key)) {
            offers.items = items;
        }
        self.settle();
    }

    /// As [`Sheet::offer`], under another heading.
    pub fn offer_under(&mut self, heading: &'static str, key: &str, items: Vec<Offer>) {
        if let Some(offers) = self.offers.iter_mut().find(|o| o.rows.contains(&key)) {
            offers.heading = heading;
        }
        self.offer(key, items);
    }

    pub fn offer_by_digit(&mut self, key: &str, items: Vec<Offer>) {
        if let Some(offers) = self.offers.iter_mut().find(|o| o.rows.contains(&key)) {
            offers.by_digit = true;
        }
        self.offer(key, items);
    }

    /// What is offered where the cursor stands.
    pub fn offers_here(&self) -> Option<&Offers> {
        let row = self.focused()?;
        self.offers
            .iter()
            .find(|o| !o.items.is_empty() && o.rows.contains(&row.key.as_str()))
    }

    /// Marks what is wrong and goes to the first of it. True when nothing is.
    pub fn check(&mut self, today: Date) -> bool {
        for row in &mut self.rows {
            row.error = if row.absent { None } else { row.fault(today) };
        }
        self.go_to_error()
    }

    /// True when no row has an error; otherwise the cursor goes to the first.
    pub fn go_to_error(&mut self) -> bool {
        let first = self
            .rows
            .iter()
            .find(|row| row.error.is_some() && !row.absent)
            .map(|row| row.key.clone());
        match first {
            None => true,
            Some(key) => {
                self.focus(&key);
                false
            }
        }
    }

    pub fn refuse(&mut self, key: &str, said: Sentence) {
        if let Some(row) = self.row_mut(key) {
            row.error = Some(said);
        }
        self.focus(key);
    }

    /// Marks the rows a refusal calls by their names, as fields of a service are, and goes to the first.
    pub fn refuse_named(&mut self, said: &Sentence) {
        let mut named: Vec<&Names> = Vec::new();
        for (_, arg) in &said.args {
            match arg {
                Arg::Names(names) => named.push(names),
                Arg::List(items) => named.extend(items.iter().filter_map(|item| match item {
                    Arg::Names(names) => Some(names),
                    _ => None,
                })),
                _ => {}
            }
        }
        for row in &mut self.rows {
            if let Label::Names(names) = &row.label
                && named.contains(&names)
                && !row.absent
            {
                row.error = Some(if row.is_blank() {
                    Sentence::new("form-error-empty")
                } else {
                    said.clone()
                });
            }
        }
        self.go_to_error();
    }

    pub(super) fn step(&mut self, forwards: bool) {
        let spots = self.spots();
        let here = spots.iter().position(|s| *s == self.at).unwrap_or(0);
        let next = if forwards {
            (here + 1) % spots.len().max(1)
        } else {
            here.checked_sub(1).unwrap_or(spots.len().saturating_sub(1))
        };
        if let Some(spot) = spots.get(next) {
            self.at = *spot;
        }
        self.offer_at = None;
        self.whole = false;
    }

    pub(super) fn is_last(&self) -> bool {
        self.spots().last() == Some(&self.at)
    }

    pub fn paste(&mut self, text: &str) -> SheetStep {
        let Some(row) = self.focused_mut() else {
            return self.takes_no_text();
        };
        let key = row.key.clone();
        if let Input::Pick(pick) = &mut row.input {
            pick.paste(text);
            return SheetStep::Stay;
        }
        match row.field_mut().map(|field| field.paste(text)) {
            Some(Typed::Changed) => self.changed(key),
            None => self.takes_no_text(),
            _ => SheetStep::Stay,
        }
    }

    pub(super) fn changed(&mut self, key: String) -> SheetStep {
        self.touched = true;
        self.notice = None;
        if let Some(row) = self.row_mut(&key) {
            row.error = None;
        }
        SheetStep::Changed(key)
    }
}
