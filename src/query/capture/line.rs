//! A line being understood piece by piece: what is claimed already, where words begin and end.

use crate::query::fold::{fold_char, narrow};
use crate::query::span::Span;

use super::{Meaning, Part};

/// What an absent character reads as; no word of any lexicon holds it.
const NOTHING: char = '\0';

pub(super) struct Line {
    raw: Vec<char>,
    low: Vec<char>,
    taken: Vec<bool>,
    pub parts: Vec<Part>,
}

impl Line {
    pub fn new(text: &str) -> Self {
        let raw: Vec<char> = text.chars().collect();
        Self {
            low: raw.iter().copied().map(fold_char).collect(),
            taken: vec![false; raw.len()],
            raw,
            parts: Vec::new(),
        }
    }

    pub fn len(&self) -> usize {
        self.raw.len()
    }

    /// The folded character there, if nobody claimed it.
    pub fn at(&self, i: usize) -> char {
        match (self.low.get(i), self.taken.get(i)) {
            (Some(c), Some(false)) => *c,
            _ => NOTHING,
        }
    }

    pub fn raw_at(&self, i: usize) -> char {
        self.raw.get(i).copied().unwrap_or(NOTHING)
    }

    pub fn before(&self, i: usize) -> char {
        i.checked_sub(1).map_or(NOTHING, |i| self.at(i))
    }

    /// A word may begin here: nothing unclaimed adjoins on the left.
    pub fn begins(&self, i: usize) -> bool {
        !self.before(i).is_alphanumeric()
    }

    pub fn ends(&self, i: usize) -> bool {
        !self.at(i).is_alphanumeric()
    }

    pub fn skip_spaces(&self, mut i: usize) -> usize {
        while self.at(i).is_whitespace() {
            i += 1;
        }
        i
    }

    /// Where `word` ends, if it stands at `i`. Latin words must stand alone, Han words need not.
    pub fn word(&self, i: usize, word: &str) -> Option<usize> {
        let mut at = i;
        for c in word.chars().map(fold_char) {
            if c.is_whitespace() {
                let next = self.skip_spaces(at);
                if next == at {
                    return None;
                }
                at = next;
            } else if self.at(at) == c {
                at += 1;
            } else {
                return None;
            }
        }
        let cut = |a: char, b: char| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric();
        let first = self.at(i);
        let last = self.before(at);
        (at > i && !cut(self.before(i), first) && !cut(last, self.at(at))).then_some(at)
    }

    /// The longest of `words` at `i`: where it ends.
    pub fn any<'a>(&self, i: usize, words: impl IntoIterator<Item = &'a str>) -> Option<usize> {
        words.into_iter().filter_map(|w| self.word(i, w)).max()
    }

    pub fn text(&self, span: Span) -> String {
        self.raw.iter().skip(span.start).take(span.len()).collect()
    }

    /// What is unclaimed right on the left of `i`, up to the nearest claim.
    pub fn left_of(&self, i: usize) -> String {
        let mut start = i;
        while self.before(start) != NOTHING {
            start -= 1;
        }
        self.low_text(Span::new(start, i))
    }

    /// Whether an unclaimed word stands before `i`, with nothing but blanks between.
    pub fn word_before(&self, mut i: usize) -> bool {
        while self.before(i).is_whitespace() {
            i -= 1;
        }
        self.before(i).is_alphanumeric()
    }

    /// The unclaimed word that follows from `i` on, with nothing but blanks between.
    pub fn next_word(&self, i: usize) -> Option<Span> {
        let start = self.skip_spaces(i);
        self.token(start).filter(|token| token.start == start)
    }

    pub fn low_text(&self, span: Span) -> String {
        self.low.iter().skip(span.start).take(span.len()).collect()
    }

    pub fn claim(&mut self, span: Span, meaning: Meaning, guess: bool) {
        for i in span.start..span.end {
            if let Some(taken) = self.taken.get_mut(i) {
                *taken = true;
            }
        }
        self.parts.push(Part {
            span,
            meaning,
            guess,
        });
    }

    /// The next stretch without blanks, marks or claims, from `i` on.
    pub fn token(&self, mut i: usize) -> Option<Span> {
        while i < self.len() {
            if self.at(i).is_alphanumeric() {
                let start = i;
                while self.at(i).is_alphanumeric() {
                    i += 1;
                }
                return Some(Span::new(start, i));
            }
            i += 1;
        }
        None
    }

    pub fn tokens(&self) -> Vec<Span> {
        let mut all = Vec::new();
        let mut i = 0;
        while let Some(token) = self.token(i) {
            i = token.end;
            all.push(token);
        }
        all
    }

    /// A whole number at `i` in digits or Chinese numerals, and where it ends.
    pub fn number(&self, i: usize) -> Option<(u32, usize)> {
        let mut end = i;
        while self.at(end).is_ascii_digit() {
            end += 1;
        }
        if end > i {
            return self
                .low_text(Span::new(i, end))
                .parse()
                .ok()
                .map(|n| (n, end));
        }
        let (mut total, mut digit) = (0_u32, None);
        loop {
            match self.at(end) {
                c if numeral(c).is_some() => digit = numeral(c),
                '十' => total += digit.take().unwrap_or(1) * 10,
                '百' => total += digit.take().unwrap_or(1) * 100,
                '千' => total += digit.take().unwrap_or(1) * 1000,
                _ => break,
            }
            end += 1;
            if end - i > 8 {
                return None;
            }
        }
        (end > i).then(|| (total + digit.unwrap_or(0), end))
    }

    /// Claims what is left: marks between parts, and the words of the title. A word that was
    /// understood but grows together with words that were not is read in the title as well.
    pub fn title(&mut self) -> String {
        let mut shown = vec![false; self.len()];
        for i in 0..self.len() {
            if let Some(s) = shown.get_mut(i) {
                *s = self.taken.get(i) == Some(&false);
            }
        }
        for part in self.parts.iter().filter(|p| p.meaning.may_be_title_too()) {
            let grown = |i: Option<usize>| i.is_some_and(|i| self.at(i).is_alphanumeric());
            if grown(part.span.start.checked_sub(1)) || grown(Some(part.span.end)) {
                for i in part.span.start..part.span.end {
                    if let Some(s) = shown.get_mut(i) {
                        *s = true;
                    }
                }
            }
        }
        let (mut title, mut i) = (String::new(), 0);
        while i < self.len() {
            let start = i;
            let mut has_words = false;
            while shown.get(i) == Some(&true) && !self.raw_at(i).is_whitespace() {
                has_words |= !is_mark(self.raw_at(i));
                i += 1;
            }
            if i == start {
                i += 1;
                continue;
            }
            if has_words {
                let first = (start..i).find(|at| !is_joint(self.raw_at(*at)));
                let last = (start..i).rfind(|at| !is_joint(self.raw_at(*at)));
                if let (Some(first), Some(last)) = (first, last) {
                    if !title.is_empty() {
                        title.push(' ');
                    }
                    title.push_str(&self.text(Span::new(first, last + 1)));
                }
            }
            self.claim_rest(start, i, has_words);
        }
        title
    }

    fn claim_rest(&mut self, start: usize, end: usize, has_words: bool) {
        let meaning = if has_words {
            Meaning::Title
        } else {
            Meaning::Joint
        };
        let mut at = start;
        while at < end {
            let from = at;
            while at < end && self.taken.get(at) == Some(&false) {
                at += 1;
            }
            if at > from {
                self.claim(Span::new(from, at), meaning, false);
            }
            at += usize::from(at < end && self.taken.get(at) == Some(&true));
        }
    }
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
        && (c.is_ascii_punctuation() || narrow(c).is_ascii_punctuation() || is_joint(c))
}

/// What only separates: it is dropped at the ends of the title's words.
fn is_joint(c: char) -> bool {
    matches!(narrow(c), ',' | ';' | ':' | '.' | '|')
}

fn numeral(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}
