//! Opening and walking the layers that lie over the page.

use crate::desk::Look;
use crate::domain::Sentence;
use crate::keys::{ACTIONS, Action, Group, Place, entry};

use super::asked::{For, Load};
use super::layer::{Layer, SearchField, Timeline, Why};
use super::line::Line;
use super::listing::{
    Choice, Item, Listing, Manner, action_item, actions_at, heading, other_words, plain_item,
};
use super::notices::Mood;
use super::plan::Pane;
use super::{App, Effect, Rest};

/// The orders `o` offers: search language, wording.
const ORDERS: [(&str, &str); 3] = [
    ("due", "order-due"),
    ("new", "order-new"),
    ("updated", "order-updated"),
];

/// The signs of list and panes, with what each says.
const SIGNS: [(&str, &str); 17] = [
    (">", "sign-cursor"),
    ("*", "sign-mark"),
    ("!", "sign-late"),
    ("?", "sign-objected"),
    ("^", "sign-first"),
    ("~", "sign-paused"),
    ("z", "sign-deferred"),
    (":", "sign-colleague-looks"),
    ("&", "sign-colleague-edits"),
    ("11-26?", "sign-provisional"),
    ("+11-18", "sign-arrived"),
    ("z11-30", "sign-again"),
    ("★", "sign-wanted"),
    ("#", "sign-note"),
    ("->", "sign-sent"),
    ("<-", "sign-heard"),
    ("@", "sign-file"),
];

/// Keys of the text, which no table of actions holds, and the key of what each does.
const IN_TEXT: [(&str, &str); 5] = [
    ("Ctrl-S", "in-text-save"),
    ("Ctrl-W Ctrl-K", "in-text-word"),
    ("Ctrl-U", "in-text-line"),
    ("Ctrl-N Ctrl-O", "in-text-whole"),
    ("Esc", "in-text-leave"),
];

impl App {
    /// Where the cursor would stand if no layer lay over the page.
    fn ground(&self) -> Place {
        match (&self.triage, self.focus) {
            (Some(_), _) => Place::Cards,
            (None, Pane::List) => Place::Queue,
            (None, _) => Place::Case,
        }
    }

    fn item(&self, action: Action, other: &crate::text::Words) -> Option<Item> {
        let entry = entry(action)?;
        let key = self.keys.chord(action).map(|c| c.to_string());
        let refused = self.why_not(action);
        Some(action_item(
            entry,
            &self.here.words,
            other,
            key.unwrap_or_default(),
            refused,
        ))
    }

    pub(super) fn open_palette(&mut self) {
        let other = other_words(&self.here.words);
        let ground = self.ground();
        let items = actions_at(ground)
            .filter(|(_, entry)| !matches!(entry.action, Action::Palette))
            .filter_map(|(_, entry)| self.item(entry.action, &other))
            .collect();
        self.put(Layer::Palette(Listing::new(
            "title-palette",
            Manner::Typed,
            items,
        )));
    }

    pub(super) fn open_help(&mut self) {
        let other = other_words(&self.here.words);
        let mut items = Vec::new();
        let mut last: Option<Group> = None;
        for (group, entry) in actions_at(self.ground()) {
            if last != Some(group) {
                items.push(heading(self.here.t(group.word())));
                last = Some(group);
            }
            items.extend(self.item(entry.action, &other));
        }
        let title = self.here.t("title-in-text");
        items.push(heading(title.clone()));
        items.extend(IN_TEXT.iter().map(|(keys, key)| {
            let about = self.here.t(key);
            plain_item((*keys).to_owned(), about, title.clone(), Choice::Told)
        }));
        items.push(heading(self.here.t("title-signs")));
        let title = self.here.t("title-signs");
        items.extend(SIGNS.iter().map(|(sign, key)| {
            let about = self.here.t(key);
            plain_item((*sign).to_owned(), about, title.clone(), Choice::Told)
        }));
        self.put(Layer::Help(Listing::new(
            "title-help",
            Manner::Typed,
            items,
        )));
    }

    /// The verbs of the selected request, possible ones first.
    pub(super) fn open_sheet(&mut self) {
        if self.subject().is_none() && self.marks.is_empty() {
            return self.say(Mood::Plain, Sentence::new("notice-nothing-selected"));
        }
        let other = other_words(&self.here.words);
        let in_part = matches!(self.focus, Pane::Client | Pane::Runs | Pane::Products);
        let next = self.next_action().filter(|_| self.focus != Pane::Products);
        let mut rows: Vec<((bool, bool, Group), Item)> = ACTIONS
            .iter()
            .filter(|entry| {
                let opens = entry.action == Action::Open && self.focus == Pane::Client;
                entry.act.is_some() || entry.group == Group::Write || opens
            })
            .filter(|entry| entry.places.contains(&self.ground()))
            // A person is erased where she stands before one's eyes.
            .filter(|entry| entry.action != Action::Erase || self.focus == Pane::Client)
            // A new request is not done to the one that is selected.
            .filter(|entry| in_part || !matches!(entry.action, Action::New | Action::FullForm))
            .filter_map(|entry| {
                let mut item = self.item(entry.action, &other)?;
                item.label = self.here.t(self.name_here(entry));
                Some((entry.group, item))
            })
            .map(|(group, item)| {
                let comes_next = next.is_some_and(|next| item.choice == Choice::Act(next));
                ((item.refused.is_some(), !comes_next, group), item)
            })
            .collect();
        rows.sort_by_key(|(place, _)| *place);
        let items = rows.into_iter().map(|(_, item)| item).collect();
        self.put(Layer::Sheet(Listing::new(
            "title-verbs",
            Manner::Numbered,
            items,
        )));
    }

    pub(super) fn open_views(&mut self) {
        let words = &self.here.words;
        let mut items: Vec<Item> = Vec::new();
        for (at, view) in self.here.settings.views().iter().enumerate() {
            let other = view.names.get(words.lang().other()).to_owned();
            let label = words.pick(&view.names).into_owned();
            items.push(plain_item(
                label,
                view.query.clone(),
                other,
                Choice::View(at),
            ));
        }
        let own = self.views.iter().map(|(name, search)| {
            let mut item = plain_item(
                name.clone(),
                search.clone(),
                String::new(),
                Choice::Own(name.clone()),
            );
            item.key = "*".to_owned();
            item
        });
        items.extend(own);
        let all = plain_item(
            self.here.t("view-everything"),
            String::new(),
            "all".to_owned(),
            Choice::View(usize::MAX),
        );
        items.push(all);
        self.put(Layer::Views(Listing::new(
            "title-views",
            Manner::Typed,
            items,
        )));
    }

    pub(super) fn open_orders(&mut self) {
        let items = ORDERS
            .iter()
            .map(|(order, key)| {
                plain_item(
                    self.here.t(key),
                    String::new(),
                    String::new(),
                    Choice::Order(order),
                )
            })
            .collect();
        self.put(Layer::Orders(Listing::new(
            "title-orders",
            Manner::Numbered,
            items,
        )));
    }

    pub(super) fn choose_view(&mut self, at: usize) {
        let view = self.here.settings.views().get(at);
        let search = view.map_or(String::new(), |view| view.query.clone());
        let key = view.map(|view| view.key.clone());
        self.search_now(search, key);
    }

    pub(super) fn choose_own_view(&mut self, name: String) {
        let search = self.views.iter().find(|(own, _)| *own == name);
        let search = search.map_or(String::new(), |(_, search)| search.clone());
        self.search_now(search, Some(name));
    }

    pub(super) fn choose_order(&mut self, order: &'static str) {
        let kept: Vec<&str> = self
            .queue
            .search
            .split_whitespace()
            .filter(|word| !word.starts_with("order:") && !word.starts_with("排序:"))
            .collect();
        let search = format!("{} order:{order}", kept.join(" "));
        let view = self.queue.view.clone();
        self.search_now(search.trim().to_owned(), view);
    }

    fn search_now(&mut self, search: String, view: Option<String>) {
        self.queue.search_for(search, view);
        self.marks.clear();
        self.load(Load::Start);
        self.ask_count();
        self.changed = true;
    }

    pub(super) fn open_search(&mut self, first: Option<char>) {
        self.focus = Pane::List;
        let mut line = match (first, self.queue.view.is_some()) {
            // The next word begins behind a blank.
            (None, false) if !self.queue.search.is_empty() => {
                Line::new(format!("{} ", self.queue.search.trim_end()))
            }
            // A view's own search is not for editing; another begins beside it.
            _ => Line::default(),
        };
        if let Some(c) = first {
            line.insert(&c.to_string());
        }
        self.put(Layer::Search(SearchField {
            line,
            offers: Vec::new(),
            offer_at: None,
            by_han: first.is_some(),
            verb: None,
            vocabulary: self.vocabulary(),
            was: self.queue.search.clone(),
            was_view: self.queue.view.clone(),
        }));
        if first.is_some() {
            self.name_verb();
        }
    }

    pub(super) fn rest_typing(&mut self) {
        self.out.push(Effect::Rest(Rest::Typing));
    }

    /// Runs the search that stands in the field, when it is another one.
    pub(super) fn search_typed(&mut self) {
        let Some(Layer::Search(field)) = self.layers.last() else {
            return;
        };
        let text = field.line.text().trim_end().to_owned();
        if text != self.queue.search || self.queue.view.is_some() {
            if let Some(view) = self.queue.view.clone() {
                self.unsearched = Some((self.queue.search.clone(), view));
            }
            self.search_now(text, None);
        }
    }

    /// From what a search found back to the list before it; false where nothing is searched. The words
    /// can be had again in the empty field.
    pub(super) fn leave_search(&mut self) -> bool {
        if self.queue.view.is_some() || self.queue.search.trim().is_empty() {
            return false;
        }
        let left = std::mem::take(&mut self.queue.search);
        match self.unsearched.take() {
            Some((search, view)) => self.search_now(search, Some(view)),
            None => {
                self.begin_with_open_work();
                let (search, view) = (self.queue.search.clone(), self.queue.view.clone());
                self.search_now(search, view);
            }
        }
        self.say(
            Mood::Plain,
            Sentence::new("notice-search-left").with("search", left.trim()),
        );
        self.last_search = left;
        true
    }

    pub(super) fn leave_layer(&mut self) {
        if matches!(self.layers.last(), Some(Layer::Paste(_))) {
            // Nothing that was pasted is lost by a key that only leaves.
            return self.answer_paste(1);
        }
        if self.stop_export() || self.close_document() {
            return;
        }
        self.count_kept();
        let Some(layer) = self.layers.pop() else {
            return;
        };
        self.changed = true;
        if let Layer::Search(field) = layer {
            let other = field.was != self.queue.search || field.was_view != self.queue.view;
            if other || self.queue.fault.is_some() {
                self.search_now(field.was, field.was_view);
            }
        }
    }

    pub(super) fn put(&mut self, layer: Layer) {
        self.layers.push(layer);
        self.changed = true;
    }

    pub(super) fn over_rows(&self) -> i64 {
        i64::from(self.size.1.saturating_sub(8).max(1))
    }

    /// Moves in the uppermost layer.
    pub(super) fn step_over(&mut self, steps: i64) {
        match self.layers.last() {
            Some(Layer::Tray(_)) => return self.step_tray(steps),
            Some(Layer::Arrival(_)) => return self.step_arrival(steps),
            Some(Layer::Documents(_)) => return self.step_documents(steps),
            _ => {}
        }
        self.changed = true;
        let page = self.over_rows();
        let move_from = |from: &mut usize, count: usize| {
            let last = (count as i64 - page).max(0);
            let to = (*from as i64).saturating_add(steps).clamp(0, last);
            *from = usize::try_from(to).unwrap_or(0);
        };
        let notices = self.notices.kept.len() + usize::from(self.safety.is_some());
        match self.layers.last_mut() {
            Some(Layer::Messages(from)) => move_from(from, notices),
            Some(Layer::Plain(plain)) => move_from(&mut plain.from, plain.lines.len()),
            Some(Layer::Why(why)) => {
                let count = why.trace.as_ref().map_or(0, |t| t.steps.len() * 2);
                move_from(&mut why.from, count);
            }
            Some(Layer::Bulk(bulk)) => {
                let count = bulk.preview.as_ref().map_or(0, |p| p.items.len());
                move_from(&mut bulk.from, count);
            }
            Some(Layer::Report(report)) => move_from(&mut report.from, report.items.len()),
            Some(Layer::Timeline(timeline)) => {
                let last = timeline.rows.len().saturating_sub(1) as i64;
                let to = (timeline.at as i64)
                    .saturating_add(steps)
                    .clamp(0, last.max(0));
                timeline.at = usize::try_from(to).unwrap_or(0);
            }
            Some(layer) => {
                if let Some(listing) = layer.listing_mut() {
                    listing.step(steps);
                }
            }
            None => {}
        }
        self.timeline_ahead();
    }

    /// Older entries, as the cursor nears the last one held.
    fn timeline_ahead(&mut self) {
        let Some(Layer::Timeline(timeline)) = self.layers.last() else {
            return;
        };
        if !timeline.more || timeline.at + 20 < timeline.rows.len() {
            return;
        }
        let look = Look::Timeline {
            request: timeline.request,
            before: timeline.rows.last().map(|row| row.seq),
            limit: 100,
        };
        if !self.asked.waits(|f| matches!(f, For::Timeline)) {
            self.ask(For::Timeline, look);
        }
    }

    pub(super) fn open_messages(&mut self) {
        self.ask(For::Safety, Look::Safety);
        self.put(Layer::Messages(0));
    }

    pub(super) fn open_why(&mut self) {
        let Some((id, _)) = self.subject() else {
            return self.say(Mood::Plain, Sentence::new("notice-nothing-selected"));
        };
        self.put(Layer::Why(Why::default()));
        self.ask(For::Why, Look::WhyDue(id));
    }

    pub(super) fn open_timeline(&mut self) {
        let Some((request, _)) = self.subject() else {
            return self.say(Mood::Plain, Sentence::new("notice-nothing-selected"));
        };
        self.put(Layer::Timeline(Timeline {
            request,
            rows: Vec::new(),
            at: 0,
            more: false,
        }));
        self.ask_timeline(request);
    }

    pub(super) fn take_timeline(&mut self, mut rows: Vec<crate::desk::look::Happening>) {
        if let Some(Layer::Timeline(timeline)) = self.layers.last_mut() {
            timeline.more = rows.len() >= 100;
            timeline.rows.append(&mut rows);
            self.changed = true;
        }
    }
}
