//! The queue: a window of rows that moves over the whole result, with the selection kept by number.
//! Asks for pages, never for all.

use crate::desk::Look;
use crate::desk::look::{Cursor, Page, QueueRow};
use crate::domain::{RequestId, Sentence};

use super::asked::Load;

/// Rows kept at most; beyond it the far end is let go.
const WINDOW: usize = 1_200;
const PAGE: usize = 100;
/// The first page of all holds what a screen shows; the next one is asked for when that stands.
const SCREEN: usize = 50;
/// A place farther down than this is not returned to: reading so far would hold up the first screen.
const DEEPEST: usize = 5_000;
/// Counting stops here; the screen then shows a `+`.
pub const COUNT_UPTO: u64 = 100_000;

#[derive(Debug, Default)]
pub struct Queue {
    pub search: String,
    /// Name of the view the search comes from, if it does.
    pub view: Option<String>,
    pub rows: Vec<QueueRow>,
    /// The row before the first one held; None at the very top.
    head: Option<Cursor>,
    /// How many rows lie before the first one held, where that is known.
    first: Option<u64>,
    more_before: bool,
    more_after: bool,
    pub selected: Option<RequestId>,
    pub at: usize,
    pub top: usize,
    pub found: Option<(u64, bool)>,
    /// The place in the result, and on the screen, that an earlier console left.
    kept: Option<(usize, usize)>,
    /// The first answer has come.
    pub loaded: bool,
    /// What is wrong with the search; the rows are those of the last one that was right.
    pub fault: Option<Sentence>,
}

impl Queue {
    pub fn current(&self) -> Option<&QueueRow> {
        self.rows.get(self.at)
    }

    /// Place of the selected row in the whole result, counted from 1.
    pub fn position(&self) -> Option<u64> {
        let row = u64::try_from(self.at).ok()?;
        (!self.rows.is_empty()).then_some(self.first? + row + 1)
    }

    pub fn look(&self, load: Load) -> Look {
        let (from, backwards, limit) = match load {
            Load::Start => (None, false, self.start_limit()),
            Load::End => (None, true, PAGE),
            Load::After => (self.rows.last().map(|r| r.cursor.clone()), false, PAGE),
            Load::Before => (self.rows.first().map(|r| r.cursor.clone()), true, PAGE),
            Load::Again => (self.head.clone(), false, self.rows.len().max(PAGE)),
        };
        Look::Queue {
            search: self.search.clone(),
            from,
            backwards,
            limit,
        }
    }

    /// Which page the cursor will soon need.
    pub fn wants(&self, height: usize) -> Option<Load> {
        if self.more_after && self.at + 2 * height >= self.rows.len() {
            return Some(Load::After);
        }
        (self.more_before && self.at < height).then_some(Load::Before)
    }

    pub fn take(&mut self, load: Load, page: Page, height: usize) {
        self.loaded = true;
        self.fault = None;
        match load {
            Load::Start => self.take_start(page),
            Load::End => self.take_end(page),
            Load::After => self.take_after(page),
            Load::Before => self.take_before(page),
            Load::Again => self.take_again(page),
        }
        self.settle(height);
    }

    fn take_start(&mut self, page: Page) {
        (self.rows, self.more_after) = (page.rows, page.more);
        (self.head, self.first, self.more_before) = (None, Some(0), false);
        let (depth, above) = self.kept.take().unwrap_or((0, 0));
        // A row that left the result leaves its place to the next one.
        self.at = self.index_of_selected().unwrap_or(depth);
        if depth > 0 {
            self.top = self.at.saturating_sub(above);
        }
    }

    /// Rows before the selected one, so far as that is known.
    pub fn depth(&self) -> usize {
        let first = self.first.and_then(|first| usize::try_from(first).ok());
        first.map_or(0, |first| first + self.at)
    }

    /// Begins where an earlier console ended.
    pub fn return_to(&mut self, selected: Option<RequestId>, depth: usize, above: usize) {
        self.selected = selected;
        self.kept = (depth <= DEEPEST).then_some((depth, above));
    }

    fn start_limit(&self) -> usize {
        let page = if self.loaded { PAGE } else { SCREEN };
        page + self.kept.map_or(0, |(depth, _)| depth)
    }

    fn take_end(&mut self, page: Page) {
        (self.rows, self.more_before) = (page.rows, page.more);
        (self.head, self.more_after) = (None, false);
        if self.more_before && !self.rows.is_empty() {
            // Its cursor is where a later reading can begin again.
            self.head = Some(self.rows.remove(0).cursor);
        }
        self.first = match self.found {
            _ if !self.more_before => Some(0),
            Some((found, false)) => found.checked_sub(self.rows.len() as u64),
            _ => None,
        };
        self.at = self.rows.len().saturating_sub(1);
        self.top = usize::MAX;
    }

    fn take_after(&mut self, page: Page) {
        self.rows.extend(page.rows);
        self.more_after = page.more;
        if self.rows.len() > WINDOW {
            let gone = self.rows.len() - WINDOW;
            self.head = self.rows.drain(..gone).next_back().map(|row| row.cursor);
            self.first = self.first.map(|first| first + gone as u64);
            self.more_before = true;
            self.at = self.at.saturating_sub(gone);
            self.top = self.top.saturating_sub(gone);
        }
    }

    fn take_before(&mut self, page: Page) {
        let mut rows = page.rows;
        self.more_before = page.more;
        self.head = None;
        if self.more_before && !rows.is_empty() {
            self.head = Some(rows.remove(0).cursor);
        }
        let came = rows.len();
        rows.append(&mut self.rows);
        self.rows = rows;
        self.first = match self.first {
            _ if !self.more_before => Some(0),
            Some(first) => first.checked_sub(came as u64),
            None => None,
        };
        self.at += came;
        self.top = self.top.saturating_add(came);
        if self.rows.len() > WINDOW {
            self.rows.truncate(WINDOW);
            self.more_after = true;
        }
    }

    fn take_again(&mut self, page: Page) {
        self.more_after = page.more;
        let before = std::mem::replace(&mut self.rows, page.rows);
        let shift = self.top as i64 - self.at as i64;
        // Where the selected one is gone, its successor that is still there, else its place.
        let place = self.index_of_selected().or_else(|| {
            before.iter().skip(self.at).find_map(|old| {
                let id = old.id;
                self.rows.iter().position(|row| row.id == id)
            })
        });
        self.at = place.unwrap_or(self.at);
        self.top = usize::try_from(self.at as i64 + shift).unwrap_or(0);
    }

    fn index_of_selected(&self) -> Option<usize> {
        let id = self.selected?;
        self.rows.iter().position(|row| row.id == id)
    }

    /// Whether the window lost its rows and must begin anew.
    pub fn is_stranded(&self) -> bool {
        self.rows.is_empty() && self.head.is_some()
    }

    /// Moves by `steps` rows; tells whether another row is selected now.
    pub fn step(&mut self, steps: i64, height: usize) -> bool {
        let last = self.rows.len().saturating_sub(1) as i64;
        let to = (self.at as i64).saturating_add(steps).clamp(0, last.max(0));
        self.at = usize::try_from(to).unwrap_or(0);
        self.settle(height)
    }

    /// To the first or last row, when it is held; else the page to be asked for.
    pub fn jump_top(&mut self, height: usize) -> Option<Load> {
        if self.more_before {
            self.selected = None;
            return Some(Load::Start);
        }
        self.at = 0;
        self.settle(height);
        None
    }

    pub fn jump_bottom(&mut self, height: usize) -> Option<Load> {
        if self.more_after {
            return Some(Load::End);
        }
        self.at = self.rows.len().saturating_sub(1);
        self.settle(height);
        None
    }

    /// Brings the selected row into sight.
    pub fn settle(&mut self, height: usize) -> bool {
        let height = height.max(1);
        self.at = self.at.min(self.rows.len().saturating_sub(1));
        self.top = self
            .top
            .min(self.rows.len().saturating_sub(height.min(self.rows.len())));
        if self.at < self.top {
            self.top = self.at;
        } else if self.at >= self.top + height {
            self.top = self.at + 1 - height;
        }
        let now = self.rows.get(self.at).map(|row| row.id);
        let other = now != self.selected;
        self.selected = now;
        other
    }

    /// Begins another search; the old rows stay on the screen until the new ones come.
    pub fn search_for(&mut self, search: String, view: Option<String>) {
        self.search = search;
        self.view = view;
        self.found = None;
        self.kept = None;
        self.selected = None;
        self.fault = None;
    }
}
