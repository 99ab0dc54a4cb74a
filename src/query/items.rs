//! Cuts a line into its items: quoted phrases, `@` names, `#` numbers, `key:values` and plain words.
//! Knows neither keys nor values; never fails, an open quotation mark is reported beside the items.

use super::fold::narrow;
use super::span::Span;

pub(super) struct Item {
    pub span: Span,
    pub negated: bool,
    pub body: Body,
}

pub(super) enum Body {
    Phrase(Piece),
    At(Vec<Piece>),
    Hash(Vec<Piece>),
    Keyed {
        key: String,
        key_span: Span,
        values: Vec<Piece>,
    },
    Word(Piece),
}

/// One value or word with the quotation marks taken off.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub text: String,
    pub quoted: bool,
    pub span: Span,
}

pub(super) struct Cut {
    pub items: Vec<Item>,
    /// Where a quotation mark was opened and not closed.
    pub open_quote: Option<Span>,
}

pub(super) fn cut(text: &str) -> Cut {
    let mut reader = Reader {
        chars: text.chars().collect(),
        at: 0,
        open_quote: None,
    };
    let mut items = Vec::new();
    while let Some(item) = reader.item() {
        items.push(item);
    }
    Cut {
        items,
        open_quote: reader.open_quote,
    }
}

struct Reader {
    chars: Vec<char>,
    at: usize,
    open_quote: Option<Span>,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied().map(narrow)
    }

    fn at_end_of_item(&self, ahead: usize) -> bool {
        self.peek(ahead).is_none_or(char::is_whitespace)
    }

    fn item(&mut self) -> Option<Item> {
        while self.peek(0)?.is_whitespace() {
            self.at += 1;
        }
        let start = self.at;
        let negated = self.peek(0) == Some('-') && !self.at_end_of_item(1);
        if negated {
            self.at += 1;
        }
        let body = match self.peek(0)? {
            '"' => Body::Phrase(self.quoted_piece()),
            '@' => {
                self.at += 1;
                Body::At(self.values())
            }
            '#' => {
                self.at += 1;
                Body::Hash(self.values())
            }
            _ => self.keyed().unwrap_or_else(|| Body::Word(self.word())),
        };
        Some(Item {
            span: Span::new(start, self.at),
            negated,
            body,
        })
    }

    /// Letters and a colon; an address such as `https://…` is a word.
    fn keyed(&mut self) -> Option<Body> {
        let mut letters = 0;
        while self.peek(letters).is_some_and(char::is_alphabetic) {
            letters += 1;
        }
        let is_address = self.peek(letters + 1) == Some('/') && self.peek(letters + 2) == Some('/');
        if letters == 0 || self.peek(letters) != Some(':') || is_address {
            return None;
        }
        let key_span = Span::new(self.at, self.at + letters);
        let key = self.chars.iter().skip(self.at).take(letters).collect();
        self.at += letters + 1;
        Some(Body::Keyed {
            key,
            key_span,
            values: self.values(),
        })
    }

    fn word(&mut self) -> Piece {
        let start = self.at;
        while !self.at_end_of_item(0) {
            self.at += 1;
        }
        let text = self
            .chars
            .iter()
            .skip(start)
            .take(self.at - start)
            .collect();
        Piece {
            text,
            quoted: false,
            span: Span::new(start, self.at),
        }
    }

    /// Values with commas between, up to the next blank outside quotation marks.
    fn values(&mut self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        loop {
            pieces.push(self.value());
            if self.peek(0) != Some(',') {
                return pieces;
            }
            self.at += 1;
        }
    }

    fn value(&mut self) -> Piece {
        let start = self.at;
        let (mut text, mut quoted) = (String::new(), false);
        while !self.at_end_of_item(0) && self.peek(0) != Some(',') {
            if self.peek(0) == Some('"') {
                quoted = true;
                text.push_str(&self.quoted_piece().text);
            } else {
                text.extend(self.chars.get(self.at));
                self.at += 1;
            }
        }
        Piece {
            text,
            quoted,
            span: Span::new(start, self.at),
        }
    }

    /// From one quotation mark to the next of any kind; a backslash keeps the character after it.
    fn quoted_piece(&mut self) -> Piece {
        let start = self.at;
        let mut text = String::new();
        self.at += 1;
        loop {
            match self.peek(0) {
                None => {
                    self.open_quote = Some(Span::new(start, start + 1));
                    break;
                }
                Some('"') => {
                    self.at += 1;
                    break;
                }
                Some('\\') if self.peek(1).is_some() => {
                    text.extend(self.chars.get(self.at + 1));
                    self.at += 2;
                }
                Some(_) => {
                    text.extend(self.chars.get(self.at));
                    self.at += 1;
                }
            }
        }
        Piece {
            text,
            quoted: true,
            span: Span::new(start, self.at),
        }
    }
}
