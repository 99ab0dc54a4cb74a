//! Makes what was typed under an input method comparable, one character for one, so that positions
//! stay true. Whole words are folded by `text`.

use crate::text::fold;

/// The narrow form of one character: `：` is `:`, `＠` is `@`, `“` is `"`, the wide blank is a blank.
pub(super) fn narrow(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '“' | '”' | '„' | '«' | '»' | '「' | '」' => '"',
        '，' | '、' => ',',
        '。' => '.',
        '‐' | '‑' | '–' | '—' | '−' => '-',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c).saturating_sub(0xfee0)).unwrap_or(c),
        _ => c,
    }
}

/// The narrow form in lower case, still one character for one.
pub(super) fn fold_char(c: char) -> char {
    let c = narrow(c);
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// A whole word for comparing with another: compatibility forms, narrow, lower case, trimmed.
pub(super) fn fold(text: &str) -> String {
    let narrowed: String = text.chars().map(narrow).collect();
    fold::fold(&narrowed).trim().to_owned()
}
