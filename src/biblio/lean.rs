//! A record as JSON without what it does not say, in one pass over the text: an export of a hundred
//! thousand is written so. Says the same as [`Record::fields`], which is easier to work with.

use super::record::Record;

/// One line of JSON; an empty object where the record says nothing.
pub fn json(record: &Record) -> String {
    let Ok(whole) = serde_json::to_vec(record) else {
        return "{}".to_owned();
    };
    let mut out = Vec::with_capacity(whole.len() / 2);
    Strip {
        json: &whole,
        at: 0,
    }
    .value(&mut out);
    String::from_utf8(out).unwrap_or_else(|_| "{}".to_owned())
}

/// Walks over JSON as `serde_json` writes it, without blanks.
struct Strip<'a> {
    json: &'a [u8],
    at: usize,
}

impl Strip<'_> {
    fn next(&self) -> Option<u8> {
        self.json.get(self.at).copied()
    }

    fn copy(&mut self, to: usize, out: &mut Vec<u8>) {
        out.extend_from_slice(self.json.get(self.at..to).unwrap_or_default());
        self.at = to;
    }

    /// Where the text ends that begins here.
    fn text_end(&self) -> usize {
        let mut at = self.at + 1;
        loop {
            match self.json.get(at) {
                Some(b'"') => return at + 1,
                Some(b'\\') => at += 2,
                Some(_) => at += 1,
                None => return self.json.len(),
            }
        }
    }

    /// Copies a value without the empty members of its objects; whether nothing is left of it. Items of a
    /// list stay, empty or not: other fields name them by their place.
    fn value(&mut self, out: &mut Vec<u8>) -> bool {
        let began = out.len();
        match self.next() {
            Some(b'{') => {
                self.copy(self.at + 1, out);
                while let Some(next) = self.next().filter(|next| *next != b'}') {
                    if next == b',' {
                        self.at += 1;
                    }
                    let before = out.len();
                    if before > began + 1 {
                        out.push(b',');
                    }
                    self.copy(self.text_end() + 1, out);
                    if self.value(out) {
                        out.truncate(before);
                    }
                }
                self.copy(self.at + 1, out);
                out.len() == began + 2
            }
            Some(b'[') => {
                self.copy(self.at + 1, out);
                while let Some(next) = self.next().filter(|next| *next != b']') {
                    if next == b',' {
                        self.copy(self.at + 1, out);
                    }
                    self.value(out);
                }
                self.copy(self.at + 1, out);
                out.len() == began + 2
            }
            Some(b'"') => {
                self.copy(self.text_end(), out);
                out.len() == began + 2
            }
            _ => {
                let rest = self.json.get(self.at..).unwrap_or_default();
                let ends = rest.iter().position(|c| matches!(c, b',' | b'}' | b']'));
                self.copy(self.at + ends.unwrap_or(rest.len()), out);
                matches!(out.get(began..), Some(b"null" | b"false"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::biblio::{Limits, read};

    #[test]
    fn it_says_what_the_fields_say() {
        let ris = "TY  - JOUR\nTI  - “Quotes\", \\slashes\\ and {braces}, [lists]\nAU  - Wang, X\nAU  - 王五\nAD  - A\nPY  - 2021\nVL  - 4\nSP  - 1\nKW  - a,b\nUR  - http://x.y\nER  - \n\nTY  - BOOK\nTI  - B\nER  - \n";
        let records = read(ris.as_bytes(), &Limits::default()).records;
        assert_eq!(records.len(), 2);
        for record in records.iter().chain([&Record::default()]) {
            let lean: serde_json::Value = serde_json::from_str(&json(record)).unwrap();
            assert_eq!(lean, serde_json::Value::Object(record.fields()));
        }
    }
}
