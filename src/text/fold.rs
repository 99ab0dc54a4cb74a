//! Folding: forms of a character that a reader takes for the same become one. For searching, comparing
//! and command keys; folded text is never shown or stored in place of what was written.

pub use crate::domain::script::is_han;
use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::safe::is_invisible;

/// NFKC and lower case: full-width letters become half-width, `ß` becomes `ss`, invisible characters
/// go. Simplified and traditional Chinese stay apart.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match plain(c) {
            Some(folded) => out.push(folded),
            None => return fold_all(text),
        }
    }
    out
}

/// Characters whose folding needs no tables: ASCII and its full-width forms, and the Chinese of everyday
/// text, which is most of what is folded.
fn plain(c: char) -> Option<char> {
    match c {
        '\0'..='\x7F' => Some(c.to_ascii_lowercase()),
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{3001}'..='\u{3011}' => Some(c),
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(c) - 0xFEE0).map(|c| c.to_ascii_lowercase())
        }
        _ => None,
    }
}

fn fold_all(text: &str) -> String {
    let lower: String = text
        .nfkc()
        .filter(|c| !is_invisible(*c))
        .flat_map(char::to_lowercase)
        .collect();
    let mut out = String::with_capacity(lower.len());
    for c in lower.nfkc() {
        match c {
            'ß' => out.push_str("ss"),
            'ς' => out.push('σ'),
            c => out.push(c),
        }
    }
    out
}

/// What a key means in command mode, where a Chinese input method may be on: `？ａ：` are `?a:`, and
/// Chinese punctuation is the ASCII key it is typed with. Anything else stays.
pub fn fold_key(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => u32::from(c)
            .checked_sub(0xFEE0)
            .and_then(char::from_u32)
            .unwrap_or(c),
        '\u{3000}' => ' ',
        '。' | '｡' => '.',
        // Both `/` and `\` type it, depending on the input method; only `/` has a meaning here.
        '、' | '､' => '/',
        '【' | '〔' => '[',
        '】' | '〕' => ']',
        '「' | '『' | '｢' => '{',
        '」' | '』' | '｣' => '}',
        '《' | '〈' => '<',
        '》' | '〉' => '>',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '…' => '^',
        '—' => '_',
        '￥' | '¥' => '$',
        '·' => '`',
        c => c,
    }
}

/// Scripts written without spaces between words: Han, kana, bopomofo, hangul.
pub fn is_cjk(c: char) -> bool {
    is_han(c)
        || matches!(u32::from(c),
            0x1100..=0x11FF | 0x3041..=0x3096 | 0x309D..=0x309F | 0x30A1..=0x30FA
            | 0x30FC..=0x30FF | 0x3105..=0x312F | 0x3131..=0x318E | 0x31A0..=0x31BF
            | 0x31F0..=0x31FF | 0xA960..=0xA97C | 0xAC00..=0xD7FB | 0xFF66..=0xFF9F
            | 0x1AFF0..=0x1B16F)
}

/// Tags that publishers leave in titles and abstracts.
const TAGS: [&str; 33] = [
    "a",
    "abstract",
    "b",
    "big",
    "bold",
    "br",
    "div",
    "em",
    "emphasis",
    "font",
    "h1",
    "h2",
    "h3",
    "i",
    "inf",
    "italic",
    "li",
    "ol",
    "p",
    "s",
    "sc",
    "scp",
    "sec",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "title",
    "tt",
    "u",
    "ul",
    "underline",
];

/// Tags that end a line of text and so part the words on their two sides.
const PARTING: [&str; 12] = [
    "abstract", "br", "div", "h1", "h2", "h3", "li", "ol", "p", "sec", "title", "ul",
];

/// A title without the markup that publishers leave in it: `CO<sub>2</sub> &amp; H<i>x</i>` is
/// `CO2 & Hx`. A `<` that opens no known tag stays, as in `p < 0.05`.
pub fn strip_markup(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some((parts, after)) = tag(from) {
            if parts && !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            rest = after;
        } else if let Some((c, after)) = entity(from) {
            out.push(c);
            rest = after;
        } else {
            let mut chars = from.chars();
            out.extend(chars.next());
            rest = chars.as_str();
        }
    }
    out.push_str(rest);
    Cow::Owned(out.trim().to_owned())
}

/// Whether the tag at the head of `text` parts words, and what follows it.
fn tag(text: &str) -> Option<(bool, &str)> {
    let inside = text.strip_prefix('<')?;
    let (body, after) = inside.split_once('>')?;
    if body.contains('<') {
        return None;
    }
    let name: String = body
        .trim_start_matches('/')
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == ':')
        .collect::<String>()
        .to_ascii_lowercase();
    if name.starts_with("mml:") {
        return Some((false, after));
    }
    let bare = name.strip_prefix("jats:").unwrap_or(&name);
    TAGS.contains(&bare)
        .then(|| (PARTING.contains(&bare), after))
}

fn entity(text: &str) -> Option<(char, &str)> {
    let inside = text.strip_prefix('&')?;
    let (name, after) = inside.split_once(';')?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, after))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_that_mean_the_same_are_folded_into_one() {
        let cases = [
            ("ＷｏＳ　Ｃｏｒｅ", "wos core", "full-width"),
            ("Straße", "strasse", "sharp s"),
            ("ΟΔΟΣ", "οδοσ", "final sigma"),
            ("ﬁne ①", "fine 1", "ligature and circled digit"),
            ("a\u{200b}b\u{ad}c", "abc", "invisible characters"),
            ("Ｍu\u{308}ller", "müller", "composed"),
            ("体體", "体體", "traditional stays"),
            ("ﾊﾟﾃﾝﾄ", "パテント", "half-width kana"),
        ];
        for (text, folded, why) in cases {
            assert_eq!(fold(text), folded, "{why}");
        }
    }

    #[test]
    fn a_key_struck_under_a_chinese_input_method_means_the_same() {
        let typed: String = "？ａ：、。！；，（【《“￥……——·　中"
            .chars()
            .map(fold_key)
            .collect();
        assert_eq!(typed, "?a:/.!;,([<\"$^^__` 中");
    }

    #[test]
    fn han_covers_the_extensions_and_not_kana() {
        for c in ['查', '〇', '々', '𠮷', '\u{2b8d0}', '\u{31350}'] {
            assert!(is_han(c), "{c}");
        }
        for c in ['か', '한', 'a', '，'] {
            assert!(!is_han(c), "{c}");
        }
        assert!(is_cjk('か') && is_cjk('한') && is_cjk('ー') && !is_cjk('・'));
    }

    #[test]
    fn markup_goes_and_comparison_signs_stay() {
        let cases = [
            ("CO<sub>2</sub> &amp; H<i>x</i>", "CO2 & Hx"),
            ("<jats:p>One</jats:p><jats:p>two</jats:p>", "One two"),
            ("p < 0.05 and q > 3", "p < 0.05 and q > 3"),
            ("List<String> & x", "List<String> & x"),
            ("&#x67e5;&#26032;&bogus;", "查新&bogus;"),
            ("a <", "a <"),
        ];
        for (text, bare) in cases {
            assert_eq!(strip_markup(text), bare);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn no_markup_makes_it_stumble(text in "[<>&;#x/a-z0-9 查]{0,40}") {
            strip_markup(&text);
        }
    }
}
