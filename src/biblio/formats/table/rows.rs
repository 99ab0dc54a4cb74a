//! Rows of separated values (RFC 4180), whatever the separator. A quote that is never closed costs
//! its own row and not the rest of the file.

use std::borrow::Cow;

/// A row with its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Row<'a> {
    pub cells: Vec<Cow<'a, str>>,
    pub from: usize,
    pub to: usize,
    pub line: usize,
    /// A quote opened and found no end; the row was read again as if it were plain.
    pub open: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Rows<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    sign: u8,
    /// Bytes a quoted cell may have.
    longest: usize,
    /// No quote closes from here on: known once one was looked for in vain to the end of the file.
    hopeless: bool,
}

pub(super) fn rows(text: &str, sign: char, longest: usize) -> Rows<'_> {
    Rows {
        text,
        at: if text.starts_with('\u{FEFF}') { 3 } else { 0 },
        line: 1,
        sign: u8::try_from(sign).unwrap_or(b','),
        longest,
        hopeless: false,
    }
}

enum Cell<'a> {
    Read(Cow<'a, str>),
    Open,
}

impl<'a> Rows<'a> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Moves past a line end, if one stands here.
    fn line_end(&mut self) -> bool {
        let to = match (self.byte(self.at), self.byte(self.at + 1)) {
            (Some(b'\r'), Some(b'\n')) => self.at + 2,
            (Some(b'\r' | b'\n'), _) => self.at + 1,
            _ => return false,
        };
        self.at = to;
        self.line += 1;
        true
    }

    /// A cell up to the next separator or line end.
    fn plain(&mut self) -> Cow<'a, str> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let sign = self.sign;
        let length = memchr::memchr3(sign, b'\n', b'\r', rest).unwrap_or(rest.len());
        let cell = self.text.get(self.at..self.at + length).unwrap_or_default();
        self.at += length;
        Cow::Borrowed(cell)
    }

    fn quoted(&mut self) -> Cell<'a> {
        let from = self.at + 1;
        let mut at = from;
        let mut doubled = false;
        loop {
            let bytes = self.text.as_bytes().get(at..).unwrap_or_default();
            let Some(quote) = memchr::memchr(b'"', bytes) else {
                self.hopeless = true;
                return Cell::Open;
            };
            at += quote;
            if at - from > self.longest {
                return Cell::Open;
            }
            if self.byte(at + 1) == Some(b'"') {
                doubled = true;
                at += 2;
                continue;
            }
            // A quote inside a cell that no separator follows is text: `"the "big" one"`.
            let ends = self
                .byte(at + 1)
                .is_none_or(|b| b == self.sign || b == b'\n' || b == b'\r');
            let blank =
                self.byte(at + 1) == Some(b' ') && self.byte(at + 2).is_none_or(|b| b == self.sign);
            if ends || blank {
                break;
            }
            at += 1;
        }
        let cell = self.text.get(from..at).unwrap_or_default();
        self.line += line_ends(cell);
        self.at = at + 1;
        while self.byte(self.at) == Some(b' ') && self.sign != b' ' {
            self.at += 1;
        }
        Cell::Read(if doubled {
            Cow::Owned(cell.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(cell)
        })
    }

    /// Reads a row; none when a quote in it found no end.
    fn row(&mut self, quotes: bool, width: usize) -> Option<Vec<Cow<'a, str>>> {
        let mut cells = Vec::with_capacity(width);
        loop {
            let cell = if quotes && !self.hopeless && self.byte(self.at) == Some(b'"') {
                match self.quoted() {
                    Cell::Read(cell) => cell,
                    Cell::Open => return None,
                }
            } else {
                self.plain()
            };
            cells.push(cell);
            if self.byte(self.at) == Some(self.sign) {
                self.at += 1;
                continue;
            }
            if self.at >= self.text.len() || self.line_end() {
                return Some(cells);
            }
            // Text after a closing quote belongs to its cell.
            let more = self.plain();
            if let Some(cell) = cells.last_mut() {
                cell.to_mut().push_str(&more);
            }
            if self.byte(self.at) == Some(self.sign) {
                self.at += 1;
            } else if self.at >= self.text.len() || self.line_end() {
                return Some(cells);
            }
        }
    }
}

/// Line ends in a piece of text: LF, CRLF or CR.
fn line_ends(text: &str) -> usize {
    let feeds = text.bytes().filter(|b| *b == b'\n').count();
    if feeds > 0 {
        feeds
    } else {
        text.bytes().filter(|b| *b == b'\r').count()
    }
}

impl<'a> Iterator for Rows<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        if self.at >= self.text.len() {
            return None;
        }
        let (from, line) = (self.at, self.line);
        let (cells, open) = match self.row(true, 16) {
            Some(cells) => (cells, self.hopeless && self.byte(from) == Some(b'"')),
            None => {
                (self.at, self.line) = (from, line);
                (self.row(false, 16).unwrap_or_default(), true)
            }
        };
        Some(Row {
            cells,
            from,
            to: self.at,
            line,
            open,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        rows(text, ',', 1000)
            .map(|row| row.cells.iter().map(|cell| cell.to_string()).collect())
            .collect()
    }

    #[test]
    fn quotes_hold_separators_line_ends_and_quotes() {
        assert_eq!(
            cells("\u{FEFF}a,\"b,\r\nc\",\"say \"\"so\"\"\"\rd,,\n"),
            [vec!["a", "b,\r\nc", "say \"so\""], vec!["d", "", ""]]
        );
        assert_eq!(cells("\"the \"big\" one\",x"), [["the \"big\" one", "x"]]);
    }

    #[test]
    fn a_quote_that_is_never_closed_costs_only_its_row() {
        let read: Vec<Row> = rows("a,b\n1,\"two\n3,4\n5,6", ',', 1000).collect();
        let told: Vec<(usize, usize, bool)> = read
            .iter()
            .map(|r| (r.line, r.cells.len(), r.open))
            .collect();
        assert_eq!(
            told,
            [(1, 2, false), (2, 2, true), (3, 2, false), (4, 2, false)]
        );
    }
}
