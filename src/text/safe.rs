//! The one way text from outside reaches a screen, stderr, a log or a shell's output. What could drive
//! a terminal or deceive a reader is shown as a mark such as `‹U+202E›`; nothing is dropped unseen.

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::char::is_combining_mark;

use super::cells::takes_no_cell;

/// How many combining marks are drawn on one base character; the others are counted in a mark.
pub const MARKS_PER_BASE: usize = 8;

/// Text without controls, escapes, invisible characters or changes of direction.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SafeText(String);

impl SafeText {
    /// One line: tabs and line ends become one space each.
    pub fn line(text: &str) -> SafeText {
        SafeText(line(text).into_owned())
    }

    /// The lines of `text`, each safe; `\n`, `\r\n` and `\r` end a line. Never empty.
    pub fn lines(text: &str) -> Vec<SafeText> {
        if !text.contains('\r') {
            return text.split('\n').map(SafeText::line).collect();
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        text.split('\n').map(SafeText::line).collect()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl AsRef<str> for SafeText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl std::ops::Deref for SafeText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<SafeText> for String {
    fn from(text: SafeText) -> String {
        text.0
    }
}

/// [`SafeText::line`] without a copy where the text is harmless already, as nearly all is.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_plain) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(mark(text))
    }
}

/// What of one drawn character may reach the terminal, where text that is being edited is drawn letter
/// for letter: eight marks, and of what is invisible only what emoji are made of.
pub fn symbol(drawn: &str) -> String {
    let mut marks = 0;
    let shown = drawn.chars().filter(|c| {
        let joins = matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}');
        if !joins && (c.is_control() || is_invisible(*c)) {
            return false;
        }
        marks += usize::from(joins || is_combining_mark(*c) || takes_no_cell(*c));
        marks <= MARKS_PER_BASE
    });
    shown.collect()
}

/// Whether the reader would not see `c`, or would see others in a false order: bidi controls, all of
/// Unicode's Cf, zero-width and filler characters, tags, variation selectors, line separators.
pub fn is_invisible(c: char) -> bool {
    matches!(u32::from(c),
        0x00AD | 0x034F | 0x0600..=0x0605 | 0x061C | 0x06DD | 0x070F | 0x0890..=0x0891 | 0x08E2
        | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
        | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164
        | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB | 0xFFFE..=0xFFFF
        | 0x110BD | 0x110CD | 0x13430..=0x1343F | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A
        | 0xE0000..=0xE0FFF)
}

/// Characters that never need a second look, whatever stands beside them.
fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~'
        | '\u{3001}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A0}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{FF01}'..='\u{FF9F}'
        | '\u{A1}'..='\u{AC}'
        | '\u{AE}'..='\u{2FF}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205E}')
}

fn mark(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    let mut before: Option<char> = None;
    // A joiner may follow: an emoji, or one with its variation selector.
    let mut emoji_before = false;
    let mut marks = 0usize;
    let mut dropped = 0usize;
    while let Some(c) = chars.next() {
        let is_mark = (is_combining_mark(c) || takes_no_cell(c)) && !is_invisible(c);
        if !is_mark {
            tell_dropped(&mut out, &mut dropped);
            marks = 0;
        }
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\t' | '\r' => out.push(' '),
            '\u{200D}' if emoji_before && chars.peek().copied().is_some_and(is_pictograph) => {
                out.push(c);
            }
            '\u{FE0E}' | '\u{FE0F}' if takes_variation(before, chars.peek().copied()) => {
                out.push(c);
            }
            _ if c.is_control() || is_invisible(c) => {
                out.push_str(&format!("‹U+{:04X}›", u32::from(c)));
            }
            _ if is_mark => {
                if before.is_none() {
                    // A mark with nothing to stand on would change what is drawn before the text.
                    out.push('\u{25CC}');
                }
                marks += 1;
                if marks <= MARKS_PER_BASE {
                    out.push(c);
                } else {
                    dropped += 1;
                }
            }
            _ => out.push(c),
        }
        emoji_before = is_pictograph(c) || (c == '\u{FE0F}' && before.is_some_and(is_pictograph));
        before = Some(c);
    }
    tell_dropped(&mut out, &mut dropped);
    out
}

fn tell_dropped(out: &mut String, dropped: &mut usize) {
    if *dropped > 0 {
        out.push_str(&format!("‹+{dropped}›"));
        *dropped = 0;
    }
}

fn takes_variation(before: Option<char>, after: Option<char>) -> bool {
    match before {
        Some('0'..='9' | '#' | '*') => after == Some('\u{20E3}'),
        Some(c) => is_pictograph(c),
        None => false,
    }
}

/// Near enough to Unicode's Extended_Pictographic, with the skin tones.
fn is_pictograph(c: char) -> bool {
    matches!(u32::from(c),
        0xA9 | 0xAE | 0x203C | 0x2049 | 0x2122 | 0x2139 | 0x2194..=0x21AA | 0x231A..=0x23FF
        | 0x24C2 | 0x25AA..=0x25AB | 0x25B6 | 0x25C0 | 0x25FB..=0x25FE | 0x2600..=0x27BF
        | 0x2934..=0x2935 | 0x2B05..=0x2B55 | 0x3030 | 0x303D | 0x3297 | 0x3299
        | 0x1F000..=0x1FAFF)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_could_drive_the_terminal_or_deceive_is_shown_as_a_mark() {
        let cases = [
            ("查新报告 v2", "查新报告 v2", "harmless"),
            ("a\tb\r\nc\nd", "a b c d", "blanks"),
            (
                "\u{1b}]52;c;x\u{7}",
                "‹U+001B›]52;c;x‹U+0007›",
                "an OSC sequence",
            ),
            ("\u{9b}2J", "‹U+009B›2J", "a C1 control"),
            ("\u{7f}", "‹U+007F›", "DEL"),
            ("gpj.\u{202e}exe", "gpj.‹U+202E›exe", "a bidi override"),
            ("a\u{200b}b", "a‹U+200B›b", "zero width"),
            ("\u{3164}", "‹U+3164›", "Hangul filler"),
            ("a\u{2028}b", "a‹U+2028›b", "line separator"),
            ("\u{e0041}", "‹U+E0041›", "a tag"),
            ("张\u{e0100}", "张‹U+E0100›", "an ideographic variation"),
            ("👩\u{200d}🔬", "👩\u{200d}🔬", "an emoji sequence"),
            (
                "🏳\u{fe0f}\u{200d}🌈",
                "🏳\u{fe0f}\u{200d}🌈",
                "with a variation selector",
            ),
            (
                "🏰\u{fe0f}\u{fe0f}\u{200d}🏰",
                "🏰\u{fe0f}‹U+FE0F›‹U+200D›🏰",
                "a second selector ends the sequence",
            ),
            ("1\u{fe0f}\u{20e3}", "1\u{fe0f}\u{20e3}", "a keycap"),
            ("a\u{200d}b", "a‹U+200D›b", "a joiner between letters"),
            ("👩\u{200d}x", "👩‹U+200D›x", "a joiner that joins nothing"),
            ("e\u{301}", "e\u{301}", "an accent"),
            ("\u{1161}", "\u{25cc}\u{1161}", "a lone hangul vowel"),
            ("\u{301}e", "\u{25cc}\u{301}e", "an accent on nothing"),
        ];
        for (text, shown, why) in cases {
            assert_eq!(SafeText::line(text).as_str(), shown, "{why}");
        }
    }

    #[test]
    fn all_twelve_bidi_controls_are_seen() {
        let bidi = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
        assert_eq!(bidi.chars().count(), 12);
        assert_eq!(line(bidi).matches('‹').count(), 12);
    }

    #[test]
    fn two_hundred_marks_become_eight_and_a_count() {
        let text = format!("a{}b", "\u{301}".repeat(200));
        let shown = line(&text);
        assert_eq!(shown.chars().filter(|c| *c == '\u{301}').count(), 8);
        assert!(shown.ends_with("‹+192›b"), "{shown}");
    }

    #[test]
    fn a_character_that_is_edited_keeps_eight_marks_and_nothing_unseen() {
        let many = format!("a{}", "\u{301}".repeat(200));
        assert_eq!(symbol(&many).chars().count(), 9);
        assert_eq!(symbol("张\u{e0100}"), "张");
        assert_eq!(symbol("👩\u{200d}🔬"), "👩\u{200d}🔬");
        assert_eq!(symbol("‹"), "‹");
    }

    #[test]
    fn ordinary_text_is_not_copied() {
        for text in [
            "WoS Core TS=(sulfide NEAR/3 SSE)",
            "科技查新，张三（化学学院）",
            "Müller “x”",
        ] {
            assert!(matches!(line(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn lines_stay_lines() {
        let lines = SafeText::lines("一\r\n二\r三\n");
        let lines: Vec<&str> = lines.iter().map(SafeText::as_str).collect();
        assert_eq!(lines, ["一", "二", "三", ""]);
    }

    #[test]
    fn plain_characters_are_neither_controls_nor_invisible_nor_marks() {
        for c in (0..=0x10FFFF).filter_map(char::from_u32) {
            if is_plain(c) {
                assert!(!c.is_control() && !is_invisible(c), "{c:?}");
                assert!(!is_combining_mark(c) && !takes_no_cell(c), "{c:?}");
            }
        }
    }

    fn nasty() -> impl Strategy<Value = String> {
        let odd = prop_oneof![
            any::<char>(),
            proptest::char::range('\0', '\u{a0}'),
            proptest::char::range('\u{200b}', '\u{206f}'),
            proptest::char::range('\u{300}', '\u{310}'),
            proptest::char::range('\u{fe00}', '\u{fe0f}'),
            proptest::char::range('\u{1f3f0}', '\u{1f480}'),
            Just('\u{20e3}'),
            Just('\u{200d}'),
        ];
        proptest::collection::vec(odd, 0..40).prop_map(|chars| chars.into_iter().collect())
    }

    proptest! {
        #[test]
        fn what_comes_out_holds_no_control_and_is_safe_already(text in nasty()) {
            let once = SafeText::line(&text);
            prop_assert!(!once.chars().any(char::is_control));
            let twice = SafeText::line(&once);
            prop_assert_eq!(&twice, &once);
            for c in once.chars().filter(|c| is_invisible(*c)) {
                let in_emoji = matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}');
                prop_assert!(in_emoji, "U+{:X}", u32::from(c));
            }
        }
    }
}
