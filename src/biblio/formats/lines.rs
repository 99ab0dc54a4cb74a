//! Lines of a text with their places, whichever way they end: LF, CRLF or a bare CR, also mixed.

/// A line without its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line<'a> {
    pub text: &'a str,
    /// Byte where it begins.
    pub from: usize,
    /// Byte after its end mark.
    pub to: usize,
    /// From 1.
    pub number: usize,
}

/// Walks a text line by line, each byte looked at a bounded number of times. A byte order mark at
/// the very beginning belongs to no line.
#[derive(Clone, Debug)]
pub(crate) struct Lines<'a> {
    text: &'a str,
    at: usize,
    number: usize,
    /// The next of either end mark, found ahead, so that a file with only one of the two is not
    /// searched to its end for the other on every line.
    lf: usize,
    cr: usize,
}

pub(crate) fn lines(text: &str) -> Lines<'_> {
    let at = if text.starts_with('\u{FEFF}') { 3 } else { 0 };
    let mut lines = Lines {
        text,
        at,
        number: 0,
        lf: 0,
        cr: 0,
    };
    lines.lf = lines.next_mark('\n', at);
    lines.cr = lines.next_mark('\r', at);
    lines
}

impl<'a> Lines<'a> {
    fn next_mark(&self, mark: char, from: usize) -> usize {
        self.text
            .get(from..)
            .and_then(|rest| rest.find(mark))
            .map_or(usize::MAX, |at| from + at)
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let from = self.at;
        if from >= self.text.len() {
            return None;
        }
        self.number += 1;
        if self.lf < from {
            self.lf = self.next_mark('\n', from);
        }
        if self.cr < from {
            self.cr = self.next_mark('\r', from);
        }
        let end = self.lf.min(self.cr).min(self.text.len());
        let mut to = (end + 1).min(self.text.len());
        if self.cr == end && self.lf == end + 1 {
            to += 1;
        }
        self.at = to;
        Some(Line {
            text: self.text.get(from..end).unwrap_or_default(),
            from,
            to,
            number: self.number,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_ends_a_line_once() {
        let text = "\u{FEFF}a\r\nb\rc\n\nd";
        let read: Vec<(&str, usize)> = lines(text).map(|l| (l.text, l.number)).collect();
        assert_eq!(read, [("a", 1), ("b", 2), ("c", 3), ("", 4), ("d", 5)]);
        let joined: usize = lines(text).map(|l| l.to - l.from).sum();
        assert_eq!(joined + 3, text.len());
    }
}
