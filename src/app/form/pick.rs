//! A choice among named things: digits, arrows, Chinese, pinyin and initials find it. Remembers what
//! is chosen; does not know what the choice leads to.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::field::{TextField, Typed};
use super::label::Label;
use crate::domain::Lang;
use crate::text::{Words, pinyin};

#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub key: String,
    pub label: Label,
    /// What tells it from others of its name.
    pub detail: String,
    /// What else it is called; not shown.
    also: Vec<String>,
}

impl Choice {
    pub fn new(key: impl Into<String>, label: impl Into<Label>) -> Self {
        Self {
            key: key.into(),
            label: label.into(),
            detail: String::new(),
            also: Vec::new(),
        }
    }

    pub fn also_called(mut self, names: Vec<String>) -> Self {
        self.also = names;
        self
    }

    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Whether the words typed are of its own name or key.
    fn is_named(&self, needle: &str, words: &Words) -> bool {
        hit(needle, &self.key)
            || self.also.iter().any(|name| hit(needle, name))
            || match &self.label {
                Label::Names(names) => Lang::ALL.iter().any(|l| hit(needle, names.get(*l))),
                other => hit(needle, &other.say(words)),
            }
    }
}

fn hit(needle: &str, name: &str) -> bool {
    name.to_lowercase().contains(&needle.to_lowercase()) || pinyin::matches(needle, name)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Most {
    One,
    Any,
}

/// The open list: what is typed to find a choice, and which one stands highlighted.
#[derive(Clone, Debug)]
pub struct Browse {
    pub needle: TextField,
    pub at: usize,
}

#[derive(Clone, Debug)]
pub struct Pick {
    pub choices: Vec<Choice>,
    most: Most,
    chosen: Vec<String>,
    pub open: Option<Browse>,
    /// What is typed may stand although no choice is called so.
    free: bool,
}

/// What a key did to a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    Changed,
    /// Chosen, and the list is shut: the form goes on to the next row.
    Taken,
    Stay,
    Unused,
}

impl Pick {
    pub fn one(choices: Vec<Choice>, chosen: Option<&str>) -> Self {
        Self {
            choices,
            most: Most::One,
            chosen: chosen.map(str::to_owned).into_iter().collect(),
            open: None,
            free: false,
        }
    }

    pub fn any(choices: Vec<Choice>, chosen: Vec<String>) -> Self {
        Self {
            choices,
            most: Most::Any,
            chosen,
            open: None,
            free: false,
        }
    }

    pub fn or_typed(mut self) -> Self {
        self.free = true;
        self
    }

    /// Whether what is typed counts where no choice answers to it.
    pub fn takes_typed(&self) -> bool {
        self.free
    }

    pub fn takes_many(&self) -> bool {
        self.most == Most::Any
    }

    pub fn key(&self) -> Option<&str> {
        self.chosen.first().map(String::as_str)
    }

    pub fn keys(&self) -> &[String] {
        &self.chosen
    }

    pub fn is_chosen(&self, choice: &Choice) -> bool {
        self.chosen.contains(&choice.key)
    }

    pub fn choose(&mut self, key: Option<&str>) {
        self.chosen = key.map(str::to_owned).into_iter().collect();
    }

    /// These and no others; of a choice of one, the first.
    pub fn choose_all<'a>(&mut self, keys: impl Iterator<Item = &'a str>) {
        let most = match self.most {
            Most::One => 1,
            Most::Any => usize::MAX,
        };
        self.chosen = keys.map(str::to_owned).take(most).collect();
    }

    /// What is chosen, in words. A key that is no longer among the choices shows itself.
    pub fn say(&self, words: &Words) -> String {
        let named: Vec<String> = self
            .chosen
            .iter()
            .map(|key| {
                self.choices
                    .iter()
                    .find(|c| c.key == *key)
                    .map_or_else(|| key.clone(), |c| c.label.say(words))
            })
            .collect();
        named.join(", ")
    }

    /// The choices that answer to what is typed, in their own order.
    pub fn shown(&self, words: &Words) -> Vec<&Choice> {
        let needle = self
            .open
            .as_ref()
            .map(|b| b.needle.trimmed())
            .unwrap_or_default();
        if needle.is_empty() {
            return self.choices.iter().collect();
        }
        // What is called so stands before what only belongs to something called so: of the databases
        // on a platform, the one that bears its name.
        let (mut shown, others): (Vec<_>, Vec<_>) = self
            .choices
            .iter()
            .partition(|choice| choice.is_named(&needle, words));
        shown.extend(others.into_iter().filter(|c| hit(&needle, &c.detail)));
        shown
    }

    pub fn unfold(&mut self, needle: &str) {
        let at = self
            .choices
            .iter()
            .position(|c| self.is_chosen(c))
            .filter(|_| needle.is_empty())
            .unwrap_or(0);
        self.open = Some(Browse {
            needle: TextField::one_line(needle),
            at,
        });
    }

    pub fn paste(&mut self, text: &str) {
        if self.open.is_none() {
            self.unfold("");
        }
        if let Some(browse) = &mut self.open {
            browse.needle.paste(text);
            browse.at = 0;
        }
    }

    pub fn press(&mut self, key: KeyEvent, words: &Words) -> Picked {
        if key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
            && !matches!(key.code, KeyCode::Char('u' | 'w'))
        {
            return Picked::Unused;
        }
        if self.open.is_some() {
            self.press_open(key, words)
        } else {
            self.press_shut(key)
        }
    }

    fn press_shut(&mut self, key: KeyEvent) -> Picked {
        match key.code {
            KeyCode::Char(c) if key.modifiers.contains(KeyModifiers::CONTROL) => {
                if c == 'u' && !self.chosen.is_empty() {
                    self.chosen.clear();
                    return Picked::Changed;
                }
                Picked::Unused
            }
            KeyCode::Enter | KeyCode::Right | KeyCode::Char(' ' | '\u{3000}') => {
                self.unfold("");
                Picked::Stay
            }
            KeyCode::Char(c) => match digit(c) {
                Some(n) => self.take_nth(n),
                None => {
                    self.unfold(c.encode_utf8(&mut [0; 4]));
                    Picked::Stay
                }
            },
            KeyCode::Backspace | KeyCode::Delete if !self.chosen.is_empty() => {
                self.chosen.clear();
                Picked::Changed
            }
            _ => Picked::Unused,
        }
    }

    fn take_nth(&mut self, n: usize) -> Picked {
        let Some(key) = n
            .checked_sub(1)
            .and_then(|i| self.choices.get(i))
            .map(|c| c.key.clone())
        else {
            return Picked::Unused;
        };
        self.take(key)
    }

    fn take(&mut self, key: String) -> Picked {
        match self.most {
            Most::One => {
                self.chosen = vec![key];
                self.open = None;
                Picked::Taken
            }
            Most::Any => {
                if self.chosen.contains(&key) {
                    self.chosen.retain(|k| *k != key);
                } else {
                    self.chosen.push(key);
                    let order = |k: &String| self.choices.iter().position(|c| c.key == *k);
                    let mut sorted = std::mem::take(&mut self.chosen);
                    sorted.sort_by_key(order);
                    self.chosen = sorted;
                }
                Picked::Changed
            }
        }
    }

    fn press_open(&mut self, key: KeyEvent, words: &Words) -> Picked {
        let shown: Vec<String> = self.shown(words).iter().map(|c| c.key.clone()).collect();
        let (most, free) = (self.most, self.free);
        let Some(browse) = &mut self.open else {
            return Picked::Unused;
        };
        let last = shown.len().saturating_sub(1);
        match key.code {
            KeyCode::Up => browse.at = browse.at.min(last).saturating_sub(1),
            KeyCode::Down => browse.at = (browse.at + 1).min(last),
            KeyCode::PageUp => browse.at = browse.at.saturating_sub(8),
            KeyCode::PageDown => browse.at = (browse.at + 8).min(last),
            KeyCode::Esc => self.open = None,
            KeyCode::Left if browse.needle.is_blank() => self.open = None,
            KeyCode::Char(' ') if most == Most::Any => {
                return match shown.get(browse.at.min(last)) {
                    Some(key) => self.take(key.clone()),
                    None => Picked::Stay,
                };
            }
            KeyCode::Enter | KeyCode::Tab => {
                let at = browse.at.min(last);
                if most == Most::Any {
                    self.open = None;
                    return Picked::Taken;
                }
                let typed = browse.needle.trimmed();
                return match shown.get(at) {
                    Some(key) => self.take(key.clone()),
                    None if free && !typed.is_empty() => self.take(typed),
                    None => Picked::Stay,
                };
            }
            KeyCode::Char(c) if browse.needle.is_blank() && digit(c).is_some() => {
                return match digit(c)
                    .and_then(|n| n.checked_sub(1))
                    .and_then(|n| shown.get(n))
                {
                    Some(key) => self.take(key.clone()),
                    None => Picked::Stay,
                };
            }
            _ => {
                if browse.needle.key(key) == Typed::Changed {
                    browse.at = 0;
                }
            }
        }
        Picked::Stay
    }
}

/// The digit of a key, full-width as well.
pub fn digit(c: char) -> Option<usize> {
    let narrow = match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0)?,
        c => c,
    };
    narrow
        .to_digit(10)
        .and_then(|d| usize::try_from(d).ok())
        .filter(|d| *d > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_called_so_stands_before_what_only_belongs_to_it() {
        let choice = |key: &str, name: &str| Choice::new(key, name.to_owned());
        let mut pick = Pick::one(
            vec![
                choice("cscd", "中国科学引文数据库").with_detail("Web of Science"),
                choice("wos", "Web of Science 核心合集"),
                choice("cnki", "中国知网"),
            ],
            None,
        );
        pick.unfold("web of sci");
        let words = Words::new(Lang::Zh);
        let shown: Vec<&str> = pick.shown(&words).iter().map(|c| c.key.as_str()).collect();
        assert_eq!(shown, ["wos", "cscd"]);
    }
}
