//! What looks like a day or a count and can be none: 12月40日, 2026-02-30, -3篇. Claims nothing; only says so.

use jiff::civil::Date;

use crate::domain::Sentence;
use crate::query::span::Span;

use super::lexicon::Lexicon;
use super::line::Line;
use super::what::COUNTED;

pub(super) fn find(line: &Line, lexicon: &Lexicon) -> Vec<Sentence> {
    let mut all = Vec::new();
    let mut i = 0;
    while i < line.len() {
        let found = no_day(line, i)
            .map(|end| (end, "capture-no-such-day"))
            .or_else(|| below_nothing(line, i, lexicon).map(|end| (end, "capture-count-below")));
        match found {
            Some((end, key)) => {
                let said = line.text(Span::new(i, end));
                all.push(Sentence::new(key).with("said", said));
                i = end;
            }
            None => i += 1,
        }
    }
    all
}

/// Where a day of the calendar ends that no year has, or the year named has not.
fn no_day(line: &Line, i: usize) -> Option<usize> {
    if line.before(i).is_ascii_alphanumeric() || matches!(line.before(i), '-' | '/' | '.' | '第') {
        return None;
    }
    let (first, end) = line.number(i)?;
    let (year, month, end) = match line.at(end) {
        '年' | '-' | '/' if (1000..=9999).contains(&first) => {
            let (month, end) = line.number(end + 1)?;
            (Some(first), month, end)
        }
        '月' => (None, first, end),
        _ => return None,
    };
    if !matches!(line.at(end), '月' | '-' | '/') {
        return None;
    }
    let (day, end) = line.number(end + 1)?;
    let end = line.any(end, ["日", "号"]).unwrap_or(end);
    // 2028 has a 29th of February; without a year any that has it will do.
    let exists = i16::try_from(year.unwrap_or(2028))
        .ok()
        .zip(i8::try_from(month).ok())
        .zip(i8::try_from(day).ok())
        .is_some_and(|((year, month), day)| Date::new(year, month, day).is_ok());
    // 2026-7-1024 is a mark of some other kind.
    (!exists && !line.at(end).is_ascii_alphanumeric() && line.at(end) != '-').then_some(end)
}

/// Where a count below nothing ends: -3篇.
fn below_nothing(line: &Line, i: usize, lexicon: &Lexicon) -> Option<usize> {
    let signed = matches!(line.at(i), '-' | '－' | '−') && line.begins(i);
    let (_, end) = line.number(i + 1).filter(|_| signed)?;
    let words = lexicon.counted.iter().map(String::as_str).chain(COUNTED);
    line.any(line.skip_spaces(end), words)
}
