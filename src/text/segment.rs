//! What is stored for full-text search, and what is asked of it, so that SQLite's own `unicode61`
//! tokenizer finds Chinese words of any length. Knows FTS5's query syntax and no table.

use super::fold::{fold, is_cjk, is_han};
use super::pinyin::spellings;

/// One condition of a search; all must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// These tokens one after the other: a Chinese word as its bigrams.
    Phrase(Vec<String>),
    /// Any token that begins so.
    Prefix(String),
}

/// The tokens of `text`, parted by spaces. A run of Chinese, Japanese or Korean becomes its overlapping
/// pairs and then its last character, so that every character begins a token and no pair of one run
/// touches a pair of the next: `查新点` is `查新 新点 点`. Other words are folded and kept whole.
pub fn index_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for run in runs(&fold(text)) {
        match run {
            Run::Cjk(chars) => {
                for pair in chars.windows(2) {
                    push_token(&mut out, pair);
                }
                if let Some(last) = chars.last() {
                    push_token(&mut out, std::slice::from_ref(last));
                }
            }
            Run::Word(word) => {
                separate(&mut out);
                out.push_str(&word);
            }
        }
    }
    out
}

/// As [`index_text`], with the pinyin and the initials of a Chinese name after it.
pub fn index_name(name: &str) -> String {
    let mut out = index_text(name);
    let spelled = spellings(name);
    for typed in spelled.full.iter().chain(&spelled.initials) {
        separate(&mut out);
        out.push_str(typed);
    }
    out
}

/// What somebody typed, as conditions: a Chinese run is found as it stands, one Chinese character and
/// other words by their beginning. Empty where nothing can be searched for.
pub fn query_terms(text: &str) -> Vec<Term> {
    runs(&fold(text))
        .into_iter()
        .map(|run| match run {
            Run::Cjk(chars) if chars.len() > 1 => {
                Term::Phrase(chars.windows(2).map(token).collect())
            }
            Run::Cjk(chars) => Term::Prefix(token(&chars)),
            Run::Word(word) => Term::Prefix(word),
        })
        .collect()
}

/// An expression for FTS5's `MATCH`, every token quoted; empty without terms, which `MATCH` must not
/// be given.
pub fn match_expression(terms: &[Term]) -> String {
    let parts: Vec<String> = terms
        .iter()
        .map(|term| match term {
            Term::Phrase(tokens) => {
                let tokens: Vec<String> = tokens.iter().map(|t| quoted(t)).collect();
                tokens.join(" + ")
            }
            Term::Prefix(token) => format!("{}*", quoted(token)),
        })
        .collect();
    parts.join(" AND ")
}

fn quoted(token: &str) -> String {
    format!("\"{}\"", token.replace('"', "\"\""))
}

enum Run {
    Cjk(Vec<char>),
    Word(String),
}

fn runs(folded: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut open = false;
    for c in folded.chars() {
        if is_cjk(c) {
            match runs.last_mut() {
                Some(Run::Cjk(chars)) if open => chars.push(c),
                _ => runs.push(Run::Cjk(vec![c])),
            }
            open = true;
        } else if c.is_alphanumeric() {
            match runs.last_mut() {
                Some(Run::Word(word)) if open => word.push(c),
                _ => runs.push(Run::Word(c.to_string())),
            }
            open = true;
        } else {
            open = false;
        }
    }
    runs
}

fn push_token(out: &mut String, chars: &[char]) {
    separate(out);
    out.push_str(&token(chars));
}

fn separate(out: &mut String) {
    if !out.is_empty() {
        out.push(' ');
    }
}

fn token(chars: &[char]) -> String {
    let mut token = String::with_capacity(chars.len() * 4);
    for c in chars {
        if is_unknown_to_unicode61(*c) {
            token.push_str(&format!("x{:05x}", u32::from(*c)));
        } else {
            token.push(*c);
        }
    }
    token
}

/// The tokenizer's tables end with Unicode 6.1; it takes the rarer characters that came after for
/// spaces. They are written as their numbers.
fn is_unknown_to_unicode61(c: char) -> bool {
    c > '\u{2B81D}' && is_han(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_is_stored_as_pairs_and_whole_words() {
        let cases = [
            ("查新点", "查新 新点 点"),
            ("查，新", "查 新"),
            ("ＷｏＳ检索2026年", "wos 检索 索 2026 年"),
            ("SU=固态*(LPS)", "su 固态 态 lps"),
            ("かな한글", "かな な한 한글 글"),
            ("", ""),
            ("——", ""),
        ];
        for (text, tokens) in cases {
            assert_eq!(index_text(text), tokens, "{text}");
        }
        assert_eq!(index_name("张三"), "张三 三 zhangsan zs");
    }

    #[test]
    fn a_search_is_quoted_whatever_is_typed() {
        let cases = [
            ("知识产权", r#""知识" + "识产" + "产权""#),
            ("新", r#""新"*"#),
            ("zs 查新", r#""zs"* AND "查新""#),
            (r#"a" OR "b*"#, r#""a"* AND "or"* AND "b"*"#),
            ("NEAR(", r#""near"*"#),
            ("*", ""),
        ];
        for (typed, expression) in cases {
            assert_eq!(match_expression(&query_terms(typed)), expression, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn tokens_hold_nothing_that_a_query_would_read_as_syntax(text in any::<String>()) {
            for token in index_text(&text).split(' ') {
                prop_assert!(token.chars().all(char::is_alphanumeric), "{:?}", token);
            }
        }
    }
}
