//! A list over the page from which one thing is chosen: verbs, commands, help, views, orders. Filtered
//! by what is typed, in Chinese, pinyin, initials or English.

use crate::domain::{GlassId, Lang, RequestId, RunId, Sentence};
use crate::intake::tray::gone::Gone;
use crate::keys::{ACTIONS, Action, Entry, Group, Place};
use crate::text::{Words, fold, pinyin};

use super::line::Line;

/// What choosing a row does.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    Act(Action),
    /// A kept view, by its place in the settings.
    View(usize),
    /// A view of one's own, by its name.
    Own(String),
    /// A stage of the service, by its key.
    Stage(String),
    /// An order of the queue, as the search language writes it.
    Order(&'static str),
    /// An opening of a restricted request, to be taken note of.
    Opening(GlassId),
    /// A run whose export a file is.
    Run(RequestId, RunId),
    /// What is to be put out.
    Give(super::put_out::Give),
    /// A run of another request.
    OtherRun,
    /// A document, by its row.
    Document(usize),
    /// A removed file, to come back into the in-tray.
    Gone(Gone),
    /// A heading; cannot be chosen.
    Heading,
    /// Says something and does nothing.
    Told,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub label: String,
    pub about: String,
    pub key: String,
    /// Why it cannot be chosen now.
    pub refused: Option<Sentence>,
    pub choice: Choice,
    /// What filtering looks at besides the label.
    also: String,
}

/// Whether rows are typed at or struck by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    Typed,
    Numbered,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Listing {
    pub title: &'static str,
    pub manner: Manner,
    pub filter: Line,
    pub all: Vec<Item>,
    /// Indices into `all` that the filter leaves.
    pub shown: Vec<usize>,
    pub at: usize,
}

impl Listing {
    pub fn new(title: &'static str, manner: Manner, all: Vec<Item>) -> Self {
        let mut listing = Self {
            title,
            manner,
            filter: Line::default(),
            all,
            shown: Vec::new(),
            at: 0,
        };
        listing.refilter();
        listing
    }

    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.shown.iter().filter_map(|at| self.all.get(*at))
    }

    pub fn current(&self) -> Option<&Item> {
        self.all.get(*self.shown.get(self.at)?)
    }

    /// Leaves what the filter finds; names that begin with it come first.
    pub fn refilter(&mut self) {
        let typed = self.filter.text();
        let needle = fold::fold(typed.trim());
        self.at = 0;
        if needle.is_empty() {
            self.shown = (0..self.all.len()).collect();
            self.skip_heading(1);
            return;
        }
        let mut found: Vec<(u8, usize)> = self
            .all
            .iter()
            .enumerate()
            .filter_map(|(at, item)| Some((rank(item, typed.trim(), &needle)?, at)))
            .collect();
        found.sort_unstable();
        self.shown = found.into_iter().map(|(_, at)| at).collect();
    }

    /// A single step goes round at the ends; a page or a jump stops there.
    pub fn step(&mut self, steps: i64) {
        let last = (self.shown.len() as i64 - 1).max(0);
        let to = (self.at as i64).saturating_add(steps);
        let to = match steps {
            1 if to > last => 0,
            -1 if to < 0 => last,
            _ => to.clamp(0, last),
        };
        let before = self.at;
        self.at = usize::try_from(to).unwrap_or(0);
        self.skip_heading(if steps < 0 { -1 } else { 1 });
        if steps == -1 && self.at == before {
            // Above the first row stands only its heading.
            self.at = usize::try_from(last).unwrap_or(0);
        }
    }

    fn skip_heading(&mut self, way: i64) {
        let is_heading = |listing: &Self| {
            listing
                .current()
                .is_some_and(|item| item.choice == Choice::Heading)
        };
        if way < 0 && is_heading(self) {
            self.at = self.at.saturating_sub(1);
        }
        // Above the first heading there is nothing, so the way is down again.
        while is_heading(self) && self.at + 1 < self.shown.len() {
            self.at += 1;
        }
    }

    /// The row a digit names, counted from 1.
    pub fn number(&mut self, digit: usize) -> bool {
        let inside = digit >= 1 && digit <= self.shown.len();
        if inside {
            self.at = digit - 1;
        }
        inside
    }
}

fn rank(item: &Item, typed: &str, needle: &str) -> Option<u8> {
    if item.choice == Choice::Heading {
        return None;
    }
    let label = fold::fold(&item.label);
    if item.key == typed || label == needle {
        return Some(0);
    }
    if label.starts_with(needle) {
        return Some(1);
    }
    if label.contains(needle) || pinyin::matches(typed, &item.label) {
        return Some(2);
    }
    let also = fold::fold(&item.also);
    if also.contains(needle)
        || item
            .also
            .split('\n')
            .any(|name| pinyin::matches(typed, name))
    {
        return Some(3);
    }
    fold::fold(&item.about).contains(needle).then_some(4)
}

/// An action as a row of a list.
pub fn action_item(
    entry: &'static Entry,
    words: &Words,
    other: &Words,
    key: String,
    refused: Option<Sentence>,
) -> Item {
    Item {
        label: words.t(entry.name).into_owned(),
        about: words.t(entry.about).into_owned(),
        key,
        refused,
        choice: Choice::Act(entry.action),
        also: format!("{}\n{}", other.t(entry.name), entry.key),
    }
}

pub fn heading(label: String) -> Item {
    Item {
        label,
        about: String::new(),
        key: String::new(),
        refused: None,
        choice: Choice::Heading,
        also: String::new(),
    }
}

pub fn plain_item(label: String, about: String, also: String, choice: Choice) -> Item {
    Item {
        label,
        about,
        key: String::new(),
        refused: None,
        choice,
        also,
    }
}

/// The actions of a place, in the order of help.
pub fn actions_at(place: Place) -> impl Iterator<Item = (Group, &'static Entry)> {
    Group::ALL.into_iter().flat_map(move |group| {
        ACTIONS
            .iter()
            .filter(move |entry| entry.group == group && entry.places.contains(&place))
            .map(move |entry| (group, entry))
    })
}

/// Wording of the language that is not spoken now, so that either finds a command.
pub fn other_words(words: &Words) -> Words {
    Words::new(match words.lang() {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn views() -> Listing {
        let row =
            |label: &str| plain_item(label.into(), String::new(), String::new(), Choice::Told);
        let rows = vec![
            heading("视图".into()),
            row("全部在办"),
            row("已逾期"),
            row("全部"),
        ];
        Listing::new("over-views", Manner::Typed, rows)
    }

    fn named(listing: &Listing) -> &str {
        listing.current().map_or("", |item| &item.label)
    }

    #[test]
    fn the_whole_name_comes_before_names_that_begin_with_it() {
        let mut listing = views();
        listing.filter.insert("全部");
        listing.refilter();
        assert_eq!(named(&listing), "全部");
        assert_eq!(listing.items().count(), 2);
    }

    #[test]
    fn a_step_goes_round_at_the_ends_and_never_rests_on_a_heading() {
        let mut listing = views();
        assert_eq!(named(&listing), "全部在办");
        listing.step(-1);
        assert_eq!(named(&listing), "全部");
        listing.step(1);
        assert_eq!(named(&listing), "全部在办");
        listing.step(10);
        assert_eq!(named(&listing), "全部");
        listing.step(10);
        assert_eq!(named(&listing), "全部");
        listing.step(-10);
        assert_eq!(named(&listing), "全部在办");
    }
}
