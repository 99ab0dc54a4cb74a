//! A form whose record a colleague changed meanwhile: it goes on over the newest, and a card asks row by
//! row about what both have written. What was typed is never thrown away here.

use crate::domain::{Arg, Refusal, Sentence};

use super::App;
use super::form::Form;
use super::form::label::Label;
use super::form::row::Input;
use super::forming::{Draft, Filling};
use super::here::Here;
use super::layer::Layer;
use super::merge::{Both, merge};
use super::notices::Mood;

/// The rows that both have written, asked about one after the other.
#[derive(Debug)]
pub struct Clash {
    pub asked: Vec<Asked>,
    pub at: usize,
    /// The first row that is to be written anew.
    edit: Option<String>,
}

/// One row as the card shows it.
#[derive(Debug)]
pub struct Asked {
    pub label: Label,
    pub who: String,
    pub when: String,
    pub both: Both,
    /// Choices by their names.
    pub mine: String,
    pub theirs: String,
}

impl Filling {
    /// Goes on over the newest record: what was written stays, the rest is the colleague's.
    fn go_on_over(&mut self, newest: Form, here: &Here) -> Vec<Both> {
        let written = self.written();
        let at = self.form.sheet().and_then(|sheet| sheet.focused());
        let at = at.map(|row| row.key.clone());
        let opened = std::mem::take(&mut self.opened);
        let was = std::mem::replace(&mut self.form, newest);
        self.opened = self.rows();
        if let (Form::Request(is), Form::Request(was)) = (&mut self.form, &was) {
            is.take_over(was);
        }
        let merged = merge(&opened, &written, &self.opened);
        if let Form::Request(form) = &mut self.form {
            for (row, text) in &merged.homeless {
                form.keep_aside(row, text);
            }
        }
        let draft = Draft {
            rows: written,
            client: None,
        };
        self.fill_from(&draft);
        // Rows that come with a choice are there only now.
        self.form.follow_choices(here);
        self.fill_from(&draft);
        if let (Some(sheet), Some(key)) = (self.form.sheet_mut(), at) {
            sheet.focus(&key);
        }
        merged.both
    }

    /// A row's text in words.
    fn in_words(&self, row: &str, text: &str, here: &Here) -> String {
        let row = self.form.sheet().and_then(|sheet| sheet.row(row));
        match row.map(|row| &row.input) {
            Some(Input::Pick(pick)) => {
                let mut pick = pick.clone();
                pick.choose_all(text.lines());
                pick.say(&here.words)
            }
            _ => text.to_owned(),
        }
    }

    fn put(&mut self, row: &str, text: &str) {
        let Some(sheet) = self.form.sheet_mut() else {
            return;
        };
        match sheet.row(row).map(|row| &row.input) {
            Some(Input::Pick(_)) => sheet.choose_all(row, text.lines()),
            _ => sheet.set_text(row, text),
        }
        if let Some(row) = sheet.row_mut(row) {
            row.error = None;
        }
    }
}

impl App {
    /// The newest of what a form was told to be behind of is there: the form goes on over it.
    pub(super) fn catch_up(&mut self) {
        let behind = self.layers.iter().rposition(|layer| match layer {
            Layer::Form(filling) => filling.behind.is_some(),
            _ => false,
        });
        let Some(at) = behind else { return };
        let newest = match self.layers.get(at) {
            Some(Layer::Form(filling)) => self.newest_of(&filling.form),
            _ => None,
        };
        let (Some(newest), Some(Layer::Form(filling))) = (newest, self.layers.get_mut(at)) else {
            return;
        };
        let both = filling.go_on_over(newest, &self.here);
        let Some(mut told) = filling.behind.take() else {
            return;
        };
        let asked = ask_about(filling, both, &told, &self.here);
        told.said.key = "notice-caught-up";
        if let Some(sheet) = filling.form.sheet_mut() {
            for one in asked.iter().rev() {
                let said = Sentence::new("form-both-wrote").with("theirs", one.theirs.as_str());
                sheet.refuse(&one.both.row, said);
            }
            sheet.notice = Some(told.said);
        }
        self.changed = true;
        if !asked.is_empty() {
            let clash = Clash {
                asked,
                at: 0,
                edit: None,
            };
            self.layers.insert(at + 1, Layer::Clash(Box::new(clash)));
        }
    }

    /// 1 one's own, 2 the colleague's, 3 one's own to be written anew with the other beside it.
    pub(super) fn answer_clash(&mut self, digit: usize) {
        let top = self.layers.len().saturating_sub(1);
        let (below, above) = self.layers.split_at_mut(top);
        let (Some(Layer::Form(filling)), Some(Layer::Clash(clash))) =
            (below.last_mut(), above.first_mut())
        else {
            return;
        };
        let Some(one) = clash.asked.get(clash.at) else {
            return;
        };
        let (row, mine) = (one.both.row.clone(), one.mine.clone());
        match digit {
            1 => filling.put(&row, &one.both.mine),
            2 => filling.put(&row, &one.both.theirs),
            3 => clash.edit = clash.edit.take().or(Some(row)),
            _ => return,
        }
        self.changed = true;
        clash.at += 1;
        let more = clash.at < clash.asked.len();
        if !more && let (Some(row), Some(sheet)) = (clash.edit.take(), filling.form.sheet_mut()) {
            sheet.focus(&row);
        }
        if digit == 2 {
            // A digit may have been meant as text: what it replaced can still be read and copied.
            let said = Sentence::new("notice-clash-yours").with("mine", mine);
            self.say(Mood::Plain, said);
        }
        if !more {
            self.layers.pop();
        }
    }
}

fn ask_about(filling: &Filling, both: Vec<Both>, told: &Refusal, here: &Here) -> Vec<Asked> {
    let said = |key: &str| match told.said.args.iter().find(|(name, _)| *name == key) {
        Some((_, Arg::Text(text))) => text.clone(),
        _ => String::new(),
    };
    let label = |row: &str| {
        let found = filling.form.sheet().and_then(|sheet| sheet.row(row));
        found.map_or_else(|| Label::Text(row.to_owned()), |row| row.label.clone())
    };
    both.into_iter()
        .map(|both| Asked {
            label: label(&both.row),
            who: said("who"),
            when: said("when"),
            mine: filling.in_words(&both.row, &both.mine, here),
            theirs: filling.in_words(&both.row, &both.theirs, here),
            both,
        })
        .collect()
}
