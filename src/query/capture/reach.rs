//! How the client is reached: e-mail addresses and telephone numbers, whole or as far as heard.

use crate::query::span::Span;

use super::line::Line;
use super::{Captured, Heard, Meaning};

/// E-mail addresses and telephone numbers.
pub(super) fn find(line: &mut Line, captured: &mut Captured) {
    if let Some(span) = (0..line.len()).find_map(|i| email(line, i)) {
        line.claim(span, Meaning::Email, false);
        captured.email = Some(Heard {
            value: line.low_text(span),
            span,
            guess: false,
        });
    }
    if let Some((number, guess)) = (0..line.len()).find_map(|i| phone(line, i)) {
        let start = label(line, number.start);
        let span = Span::new(start, number.end);
        captured.phone = Some(Heard {
            value: line.low_text(number),
            span,
            guess,
        });
        line.claim(span, Meaning::Phone, guess);
    }
}

/// 电话 or 手机 right before a number only names it.
fn label(line: &Line, number: usize) -> usize {
    let mut end = number;
    while matches!(line.before(end), ' ' | ':' | '.') {
        end -= 1;
    }
    ["电话", "手机", "手机号", "tel", "phone", "mobile"]
        .into_iter()
        .filter_map(|word| {
            let start = end.checked_sub(word.chars().count())?;
            (line.word(start, word) == Some(end)).then_some(start)
        })
        .min()
        .unwrap_or(number)
}

fn email(line: &Line, at: usize) -> Option<Span> {
    if line.at(at) != '@' {
        return None;
    }
    let (mut start, mut end, mut dotted) = (at, at + 1, false);
    while line.before(start).is_ascii_alphanumeric()
        || matches!(line.before(start), '.' | '_' | '%' | '+' | '-')
    {
        start -= 1;
    }
    while line.at(end).is_ascii_alphanumeric()
        || matches!(line.at(end), '.' | '-') && line.at(end + 1).is_ascii_alphanumeric()
    {
        dotted |= line.at(end) == '.';
        end += 1;
    }
    (start < at && dotted).then_some(Span::new(start, end))
}

/// Mobile numbers, whole or with gaps (138…, 138****5678), and landlines. Eight digits alone are a guess.
fn phone(line: &Line, start: usize) -> Option<(Span, bool)> {
    let before = line.before(start);
    if before.is_ascii_alphanumeric() || matches!(before, '.' | '-' | '/' | '+') {
        return None;
    }
    let digits = |mut i: usize| {
        let from = i;
        while line.at(i).is_ascii_digit() {
            i += 1;
        }
        i - from
    };
    let mut i = start;
    for prefix in ["+86", "86-", "+86-"] {
        if prefix.chars().zip(start..).all(|(c, at)| line.at(at) == c) {
            i = line.skip_spaces(start + prefix.len());
        }
    }
    if line.at(i) == '1' && matches!(line.at(i + 1), '3'..='9') {
        return mobile(line, start, i);
    }
    let first = digits(i);
    if line.at(i) == '0' && (3..=4).contains(&first) && matches!(line.at(i + first), '-' | ' ') {
        let rest = digits(i + first + 1);
        let end = i + first + 1 + rest;
        return (7..=8)
            .contains(&rest)
            .then_some((Span::new(start, end), false));
    }
    if line.at(i) == '0' && (10..=12).contains(&first) {
        return Some((Span::new(start, i + first), false));
    }
    let is_number = first == 8 && matches!(line.at(i), '2'..='8') && line.ends(i + first);
    // 20261201 is a day.
    let is_day = line.at(i) == '2' && line.at(i + 1) == '0';
    (is_number && !is_day).then_some((Span::new(start, i + first), true))
}

fn mobile(line: &Line, start: usize, mut i: usize) -> Option<(Span, bool)> {
    let (mut digits, mut gaps, mut end) = (0, 0, i);
    loop {
        let c = line.at(i);
        if c.is_ascii_digit() && digits < 11 {
            digits += 1;
        } else if matches!(c, '…' | '*' | '×')
            || c == 'x' && digits >= 3
            || c == '.' && digits >= 3 && (line.at(i + 1) == '.' || line.before(i) == '.')
        {
            gaps += 1;
        } else if matches!(c, '-' | ' ') && gaps == 0 && line.at(i + 1).is_ascii_digit() {
            i += 1;
            continue;
        } else {
            break;
        }
        i += 1;
        end = i;
    }
    let whole = digits == 11 && gaps == 0 && !line.at(end).is_ascii_alphanumeric();
    let partial = digits >= 3 && gaps > 0;
    (whole || partial).then_some((Span::new(start, end), !whole))
}
