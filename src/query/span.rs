//! A stretch of a line that somebody typed, counted in characters.

/// From `start` up to, not including, `end`; both are numbers of characters, never bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    pub fn holds(self, at: usize) -> bool {
        (self.start..self.end).contains(&at)
    }
}
