//! How many terminal cells text takes, and cutting, padding and wrapping by cells. The only place that
//! measures; byte and character counts are never columns. Text is expected to be safe already.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Shown in the last cell of text that was cut; `…` is two cells wide on some Chinese terminals.
pub const CUT_MARK: &str = ">";

/// How the terminal draws characters of ambiguous width (`“ ” · ① — …`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ambiguous {
    #[default]
    Narrow,
    Wide,
}

/// Measures for one terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    pub ambiguous: Ambiguous,
}

impl Cells {
    pub fn new(ambiguous: Ambiguous) -> Cells {
        Cells { ambiguous }
    }

    pub fn width(self, text: &str) -> usize {
        if is_ascii_line(text) {
            return text.len();
        }
        if let Some(width) = text.chars().map(plain).sum() {
            return width;
        }
        text.graphemes(true).map(|g| self.of(g)).sum()
    }

    /// Cells of one grapheme as ratatui counts them, which places them: it adds one for each half-width
    /// voicing mark, though `unicode-width` has counted it already.
    fn of(self, grapheme: &str) -> usize {
        if grapheme.len() == 1 {
            return 1;
        }
        let voiced = grapheme
            .chars()
            .filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}'))
            .count();
        let width = match self.ambiguous {
            Ambiguous::Narrow => grapheme.width(),
            Ambiguous::Wide => grapheme.width_cjk(),
        };
        width + voiced
    }

    /// As much of the beginning as fits in `cells`, and the cells it takes: one less than asked where
    /// a wide character would be halved.
    pub fn cut(self, text: &str, cells: usize) -> (&str, usize) {
        if is_ascii_line(text) {
            let end = text.len().min(cells);
            return (text.get(..end).unwrap_or(text), end);
        }
        let mut used = 0;
        if is_plain(text) {
            for (at, c) in text.char_indices() {
                let width = plain(c).unwrap_or(0);
                if used + width > cells {
                    return (text.get(..at).unwrap_or_default(), used);
                }
                used += width;
            }
            return (text, used);
        }
        for (at, grapheme) in text.grapheme_indices(true) {
            let width = self.of(grapheme);
            if used + width > cells {
                return (text.get(..at).unwrap_or_default(), used);
            }
            used += width;
        }
        (text, used)
    }

    /// As much of the end as fits in `cells`, and the cells it takes; for the caret's side of a field.
    pub fn cut_front(self, text: &str, cells: usize) -> (&str, usize) {
        let mut used = 0;
        for (at, grapheme) in text.grapheme_indices(true).rev() {
            let width = self.of(grapheme);
            if used + width > cells {
                let after = at + grapheme.len();
                return (text.get(after..).unwrap_or_default(), used);
            }
            used += width;
        }
        (text, used)
    }

    /// At most `cells` wide; what was cut ends in [`CUT_MARK`].
    pub fn clip(self, text: &str, cells: usize) -> Cow<'_, str> {
        let (whole, _) = self.cut(text, cells);
        if whole.len() == text.len() {
            return Cow::Borrowed(text);
        }
        if cells == 0 {
            return Cow::Borrowed("");
        }
        let (kept, _) = self.cut(text, cells - 1);
        Cow::Owned(format!("{kept}{CUT_MARK}"))
    }

    /// Exactly `cells` wide, text on the left.
    pub fn fit(self, text: &str, cells: usize) -> String {
        let mut out = self.clip(text, cells).into_owned();
        self.fill(&mut out, cells);
        out
    }

    /// Exactly `cells` wide, text on the right, as figures stand in a column.
    pub fn fit_right(self, text: &str, cells: usize) -> String {
        let clipped = self.clip(text, cells);
        let missing = cells.saturating_sub(self.width(&clipped));
        format!("{}{clipped}", " ".repeat(missing))
    }

    /// Exactly `cells` wide, text in the middle.
    pub fn fit_middle(self, text: &str, cells: usize) -> String {
        let clipped = self.clip(text, cells);
        let missing = cells.saturating_sub(self.width(&clipped));
        let mut out = format!("{}{clipped}", " ".repeat(missing / 2));
        self.fill(&mut out, cells);
        out
    }

    /// At least `cells` wide; longer text is left whole.
    pub fn pad(self, text: &str, cells: usize) -> String {
        let mut out = text.to_owned();
        self.fill(&mut out, cells);
        out
    }

    fn fill(self, text: &mut String, cells: usize) {
        let missing = cells.saturating_sub(self.width(text));
        text.extend(std::iter::repeat_n(' ', missing));
    }

    /// Lines no wider than `cells`. No line begins with a closing mark or ends with an opening one,
    /// Latin words stay whole unless they are wider than a line; line ends in `text` are kept. Never
    /// empty.
    pub fn wrap(self, text: &str, cells: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            self.wrap_paragraph(paragraph, cells.max(1), &mut lines);
        }
        lines
    }

    fn wrap_paragraph(self, text: &str, cells: usize, lines: &mut Vec<String>) {
        let mut line = String::new();
        let mut used = 0;
        for piece in pieces(text) {
            let solid = piece.trim_end_matches(' ');
            let width = self.width(solid);
            if used + width > cells && used > 0 {
                lines.push(line.trim_end_matches(' ').to_owned());
                line.clear();
                used = 0;
            }
            if width > cells {
                used = self.break_hard(solid, cells, &mut line, lines);
            } else {
                line.push_str(solid);
                used += width;
            }
            let blanks = piece.len() - solid.len();
            line.extend(std::iter::repeat_n(' ', blanks));
            used += blanks;
        }
        let (kept, _) = self.cut(&line, cells);
        let last = if used > cells {
            kept.trim_end_matches(' ')
        } else {
            kept
        };
        lines.push(last.to_owned());
    }

    /// Breaks what is wider than a line anywhere between graphemes; the rest begins the next line.
    fn break_hard(
        self,
        piece: &str,
        cells: usize,
        line: &mut String,
        lines: &mut Vec<String>,
    ) -> usize {
        let mut used = 0;
        let mut before = "";
        for grapheme in piece.graphemes(true) {
            let (grapheme, width) = match self.of(grapheme) {
                // Wider than the whole line: the mark says that something is there.
                width if width > cells => (CUT_MARK, 1),
                width => (grapheme, width),
            };
            if used + width > cells {
                let taken = self.taken_along(before, grapheme, used, cells);
                line.truncate(line.len() - taken.len());
                lines.push(std::mem::replace(line, taken.to_owned()));
                used = self.width(taken);
            }
            line.push_str(grapheme);
            used += width;
            before = grapheme;
        }
        used
    }

    /// What goes to the next line before a mark that may not begin it: the grapheme in front of the
    /// mark, if that leaves something here and both fit there.
    fn taken_along<'g>(self, before: &'g str, mark: &str, used: usize, cells: usize) -> &'g str {
        let width = self.of(before);
        if may_not_begin(mark) && width < used && width + self.of(mark) <= cells {
            before
        } else {
            ""
        }
    }
}

/// Whether `c` is drawn on the character before it: accents, vowel signs, the later letters of a hangul
/// syllable.
pub fn takes_no_cell(c: char) -> bool {
    c.width() == Some(0)
}

/// The cells of a character that never joins with another: ASCII one, Chinese two. None for all others.
/// Most of what the desk shows is such text, and need not be looked through for graphemes.
pub fn plain(c: char) -> Option<usize> {
    match c {
        ' '..='~' => Some(1),
        '\u{4E00}'..='\u{9FFF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{3001}'..='\u{3029}'
        | '\u{FF01}'..='\u{FF60}' => Some(2),
        _ => None,
    }
}

fn is_plain(text: &str) -> bool {
    text.chars().all(|c| plain(c).is_some())
}

fn is_ascii_line(text: &str) -> bool {
    text.bytes().all(|b| (b' '..=b'~').contains(&b))
}

/// Marks that may not begin a line.
fn may_not_begin(grapheme: &str) -> bool {
    matches!(
        grapheme,
        "，" | "。"
            | "、"
            | "；"
            | "："
            | "？"
            | "！"
            | "）"
            | "】"
            | "》"
            | "」"
            | "』"
            | "〉"
            | "〕"
            | "］"
            | "｝"
            | "”"
            | "’"
            | "…"
            | "·"
            | "・"
            | "～"
            | "ー"
            | "々"
            | "％"
            | "‰"
            | "℃"
            | ","
            | "."
            | ";"
            | ":"
            | "?"
            | "!"
            | ")"
            | "]"
            | "}"
            | "%"
    )
}

/// Marks that may not end a line.
fn may_not_end(grapheme: &str) -> bool {
    matches!(
        grapheme,
        "（" | "【"
            | "《"
            | "「"
            | "『"
            | "〈"
            | "〔"
            | "［"
            | "｛"
            | "“"
            | "‘"
            | "￥"
            | "¥"
            | "("
            | "["
            | "{"
            | "$"
            | "#"
            | "‹"
    )
}

/// The parts of a paragraph that stay together on a line, each with the spaces that follow it.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<&str> = None;
    for (at, grapheme) in text.grapheme_indices(true) {
        if before.is_some_and(|before| may_break(before, grapheme)) {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(grapheme);
    }
    pieces.extend(text.get(start..));
    pieces
}

fn may_break(before: &str, after: &str) -> bool {
    if after == " " {
        return false;
    }
    if may_not_begin(after) || may_not_end(before) {
        return false;
    }
    if before == " " {
        return true;
    }
    // Wide in every terminal: Chinese, kana, hangul, their punctuation, emoji.
    before.width() > 1 || after.width() > 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NARROW: Cells = Cells {
        ambiguous: Ambiguous::Narrow,
    };
    const WIDE: Cells = Cells {
        ambiguous: Ambiguous::Wide,
    };

    #[test]
    fn widths_are_those_of_a_terminal() {
        let cases = [
            ("", 0, 0),
            ("abc", 3, 3),
            ("查新", 4, 4),
            ("①", 1, 2),
            ("e\u{301}", 1, 1),
            ("👩\u{200d}🔬", 2, 2),
            ("‹U+202E›", 8, 8),
        ];
        for (text, narrow, wide) in cases {
            assert_eq!(NARROW.width(text), narrow, "{text}");
            assert_eq!(WIDE.width(text), wide, "{text}");
        }
    }

    #[test]
    fn the_screen_library_counts_the_same_cells() {
        use ratatui::buffer::CellWidth;
        for text in [
            "查",
            "ﾊﾟ",
            "①",
            "👩\u{200d}🔬",
            "❤\u{fe0f}",
            "1\u{fe0f}\u{20e3}",
            "한",
            "न\u{94d}",
        ] {
            assert_eq!(NARROW.width(text), usize::from(text.cell_width()), "{text}");
        }
    }

    #[test]
    fn a_cut_never_halves_a_wide_character() {
        assert_eq!(NARROW.cut("查新报告", 5), ("查新", 4));
        assert_eq!(NARROW.cut("abc", 2), ("ab", 2));
        assert_eq!(NARROW.cut_front("查新报告", 5), ("报告", 4));
        assert_eq!(NARROW.fit("查新报告三份", 9), "查新报告>");
        assert_eq!(NARROW.fit("查新报告三份", 8), "查新报> ");
        assert_eq!(NARROW.fit("查新", 6), "查新  ");
        assert_eq!(NARROW.fit("查新", 0), "");
        assert_eq!(NARROW.fit_right("12", 4), "  12");
        assert_eq!(NARROW.fit_middle("查", 5), " 查  ");
        assert_eq!(NARROW.pad("查新", 3), "查新");
    }

    #[test]
    fn chinese_lines_begin_and_end_as_they_should() {
        let cases: [(&str, usize, &[&str]); 11] = [
            (
                "今年三件，上次已交付。",
                8,
                &["今年三", "件，上次", "已交付。"],
            ),
            ("他说（甲乙）好", 6, &["他说", "（甲", "乙）好"]),
            ("use the key now", 8, &["use the", "key now"]),
            ("检索Web of Science库", 10, &["检索Web of", "Science库"]),
            ("abcdefghij", 4, &["abcd", "efgh", "ij"]),
            ("abcdefgh，", 4, &["abcd", "efg", "h，"]),
            ("好的 ，乙", 5, &["好", "的 ，", "乙"]),
            ("一\n\n二", 4, &["一", "", "二"]),
            ("", 4, &[""]),
            ("中", 1, &[">"]),
            ("等等……好", 5, &["等", "等……", "好"]),
        ];
        for (text, cells, lines) in cases {
            assert_eq!(NARROW.wrap(text, cells), lines, "{text}");
        }
    }

    fn mixed() -> impl Strategy<Value = String> {
        "[a-c 中文，。（）“”…①👩\u{200d}🔬\u{301}\n]{0,40}"
    }

    proptest! {
        #[test]
        fn what_is_fitted_takes_exactly_its_cells(text in "[a-c 中文，①👩\u{301}]{0,20}", cells in 0usize..30) {
            for measure in [NARROW, WIDE] {
                prop_assert_eq!(measure.width(&measure.fit(&text, cells)), cells);
                prop_assert_eq!(measure.width(&measure.fit_right(&text, cells)), cells);
                let (cut, used) = measure.cut(&text, cells);
                prop_assert_eq!(measure.width(cut), used);
            }
        }

        #[test]
        fn no_wrapped_line_is_too_wide_and_no_letter_is_lost(text in mixed(), cells in 4usize..20) {
            for measure in [NARROW, WIDE] {
                let lines = measure.wrap(&text, cells);
                for line in &lines {
                    prop_assert!(measure.width(line) <= cells, "{:?}", line);
                }
                let solid = |text: &str| text.replace([' ', '\n'], "");
                prop_assert_eq!(solid(&lines.concat()), solid(&text));
            }
        }
    }
}
