//! Entries of BibTeX as they stand: a kind, a key, fields with their pieces. Knows where an entry
//! that is not closed must end, so that it never swallows the next.

use crate::biblio::reading::Fault;

/// A piece of a value; pieces are joined by `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// In braces or quotes, without them.
    Text(&'a str),
    /// A number, or a word that `@string` explains.
    Word(&'a str),
}

#[derive(Clone, Debug)]
pub(super) struct Field<'a> {
    pub name: &'a str,
    pub pieces: Vec<Piece<'a>>,
}

/// An entry, and what was wrong with it.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    pub kind: &'a str,
    pub key: &'a str,
    pub fields: Vec<Field<'a>>,
    pub from: usize,
    pub to: usize,
    pub line: usize,
    pub fault: Option<Fault>,
}

/// Walks a text from entry to entry.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// Lines counted so far, and to where.
    line: usize,
    counted: usize,
}

pub(super) fn entries(text: &str, depth: usize) -> Scanner<'_> {
    Scanner {
        text,
        at: 0,
        depth,
        line: 1,
        counted: 0,
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Entry<'a>;

    fn next(&mut self) -> Option<Entry<'a>> {
        loop {
            let at = self.text.get(self.at..)?.find('@')? + self.at;
            self.at = at + 1;
            if let Some(entry) = self.entry(at) {
                return Some(entry);
            }
        }
    }
}

impl<'a> Scanner<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(byte) = self.byte() {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                // A comment of biblatex and BibDesk: to the end of its line.
                b'%' => self.at = self.line_end(),
                0xEF if self
                    .text
                    .get(self.at..)
                    .is_some_and(|rest| rest.starts_with('\u{FEFF}')) =>
                {
                    self.at += 3;
                }
                _ => return,
            }
        }
    }

    fn line_end(&self) -> usize {
        let rest = self.text.get(self.at..).unwrap_or_default();
        rest.find(['\n', '\r'])
            .map_or(self.text.len(), |at| self.at + at)
    }

    fn word(&mut self) -> &'a str {
        let from = self.at;
        while self
            .byte()
            .is_some_and(|b| !b.is_ascii_whitespace() && !b"{}(),=#\"%@'\\".contains(&b))
        {
            self.at += 1;
        }
        self.text.get(from..self.at).unwrap_or_default()
    }

    /// Line of a byte; asked for in rising order.
    fn line_of(&mut self, byte: usize) -> usize {
        let passed = self.text.get(self.counted..byte).unwrap_or_default();
        let marks = passed.bytes().filter(|b| *b == b'\n').count();
        // Old Mac files end lines with CR alone.
        self.line += if marks == 0 {
            passed.bytes().filter(|b| *b == b'\r').count()
        } else {
            marks
        };
        self.counted = byte;
        self.line
    }

    /// An entry at `@`; none where it is an `@` of some text.
    fn entry(&mut self, from: usize) -> Option<Entry<'a>> {
        self.blanks();
        let kind = self.word();
        if kind.is_empty()
            || !kind
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
        {
            return None;
        }
        self.blanks();
        let close = match self.byte()? {
            b'{' => b'}',
            b'(' => b')',
            _ => return None,
        };
        self.at += 1;
        let mut entry = Entry {
            kind,
            key: "",
            fields: Vec::new(),
            from,
            to: self.at,
            line: self.line_of(from),
            fault: None,
        };
        match kind.to_ascii_lowercase().as_str() {
            // Whatever it holds, it is none of ours.
            "comment" => {
                self.at -= 1;
                if close == b'}' {
                    entry.fault = self.text_in(b'}').err();
                }
            }
            "string" => self.fields(&mut entry, close),
            "preamble" => {
                if let Err(fault) = self.value() {
                    entry.fault = Some(fault);
                }
                self.end(&mut entry, close);
            }
            _ => {
                self.blanks();
                let from = self.at;
                // A key may hold nearly anything; a field without a key has its `=` first.
                let rest = self.text.get(from..).unwrap_or_default();
                let cut = rest.find([',', '=', '}', '\n', '\r']).unwrap_or(rest.len());
                let ends = rest.as_bytes().get(cut).copied();
                if ends != Some(b'=') {
                    entry.key = rest.get(..cut).unwrap_or_default().trim();
                    self.at = from + cut;
                }
                self.fields(&mut entry, close);
            }
        }
        entry.to = self.at;
        Some(entry)
    }

    fn fields(&mut self, entry: &mut Entry<'a>, close: u8) {
        loop {
            self.blanks();
            while self.byte() == Some(b',') {
                self.at += 1;
                self.blanks();
            }
            match self.byte() {
                Some(byte) if byte == close => {
                    self.at += 1;
                    return;
                }
                None | Some(b'@') => {
                    entry.fault = Some(Fault::NoEnd);
                    return;
                }
                _ => {}
            }
            let name = self.word();
            self.blanks();
            if name.is_empty() || self.byte() != Some(b'=') {
                // Not a field: what is there is passed by, up to the next comma or end.
                if entry.fault.is_none() {
                    entry.fault = Some(Fault::Stray);
                }
                if name.is_empty() {
                    self.at += self
                        .text
                        .get(self.at..)
                        .and_then(|rest| rest.chars().next())
                        .map_or(1, char::len_utf8);
                }
                continue;
            }
            self.at += 1;
            match self.value() {
                Ok(pieces) => entry.fields.push(Field { name, pieces }),
                Err(fault) => {
                    entry.fault = Some(fault);
                    return;
                }
            }
        }
    }

    fn end(&mut self, entry: &mut Entry<'a>, close: u8) {
        self.blanks();
        if self.byte() == Some(close) {
            self.at += 1;
        } else if entry.fault.is_none() {
            entry.fault = Some(Fault::NoEnd);
        }
    }

    fn value(&mut self) -> Result<Vec<Piece<'a>>, Fault> {
        let mut pieces = Vec::with_capacity(1);
        loop {
            self.blanks();
            match self.byte() {
                Some(b'{') => pieces.push(Piece::Text(self.text_in(b'}')?)),
                Some(b'"') => pieces.push(Piece::Text(self.text_in(b'"')?)),
                Some(_) => {
                    let word = self.word();
                    if word.is_empty() {
                        return if pieces.is_empty()
                            && self.byte() != Some(b',')
                            && self.byte() != Some(b'}')
                        {
                            Err(Fault::NoEnd)
                        } else {
                            Ok(pieces)
                        };
                    }
                    pieces.push(Piece::Word(word));
                }
                None => return Err(Fault::NoEnd),
            }
            self.blanks();
            if self.byte() != Some(b'#') {
                return Ok(pieces);
            }
            self.at += 1;
        }
    }

    /// What stands between the sign here and the `close` that belongs to it. Stops at a line that
    /// begins another entry, since no value holds one.
    fn text_in(&mut self, close: u8) -> Result<&'a str, Fault> {
        let from = self.at + 1;
        let mut depth = 0_usize;
        let mut at = from;
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'{' => {
                    depth += 1;
                    if depth > self.depth {
                        self.at = at;
                        return Err(Fault::TooDeep);
                    }
                }
                b'}' if depth > 0 => depth -= 1,
                b'}' if close == b'"' => {
                    // A quote that is not closed within its entry.
                    self.at = at;
                    return Err(Fault::NoEnd);
                }
                byte if *byte == close && depth == 0 => {
                    self.at = at + 1;
                    return Ok(self.text.get(from..at).unwrap_or_default());
                }
                b'\n' | b'\r' if self.begins_entry(at + 1) => {
                    self.at = at + 1;
                    return Err(Fault::NoEnd);
                }
                _ => {}
            }
            at += 1;
        }
        self.at = self.text.len();
        Err(Fault::NoEnd)
    }

    /// Whether `@word{` or `@word(` begins a line here.
    fn begins_entry(&self, at: usize) -> bool {
        let Some(rest) = self.text.as_bytes().get(at..) else {
            return false;
        };
        let [b'@', rest @ ..] = rest else {
            return false;
        };
        let word = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let mut after = rest.iter().skip(word).skip_while(|b| **b == b' ');
        word > 0 && word < 30 && matches!(after.next(), Some(b'{' | b'('))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_is_not_closed_ends_where_the_next_begins() {
        let text = "@article{a, title = {One, year = 2001,\n@book{b, title = \"Two\"}\n@misc(c, note = {x})";
        let read: Vec<_> = entries(text, 64)
            .map(|e| (e.kind, e.key, e.fields.len(), e.fault, e.line))
            .collect();
        assert_eq!(
            read,
            [
                ("article", "a", 0, Some(Fault::NoEnd), 1),
                ("book", "b", 1, None, 2),
                ("misc", "c", 1, None, 3),
            ]
        );
    }

    #[test]
    fn braces_beyond_the_limit_are_refused_and_the_next_entry_is_read() {
        let text = format!(
            "@a{{k, t = {}x{}}}\n@b{{l, t = 1}}",
            "{".repeat(100),
            "}".repeat(100)
        );
        let read: Vec<_> = entries(&text, 64).map(|e| (e.key, e.fault)).collect();
        assert_eq!(read.first(), Some(&("k", Some(Fault::TooDeep))));
        assert_eq!(read.last(), Some(&("l", None)));
    }
}
