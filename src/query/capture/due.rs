//! By when, as people say it: weekdays, "明天下午三点前", "10个工作日", "by Friday". Working days stay
//! working days; the calendar is not known here.

use jiff::{Span as Length, civil::Date};

use crate::query::span::Span;

use super::days::{calendar, chinese_weekday, english_date, english_weekday};
use super::hour::hour;
use super::line::Line;
use super::{Heard, Promise};

pub(super) struct Found {
    pub end: usize,
    pub promise: Promise,
    pub guess: bool,
}

const BEFORE: [&str; 14] = [
    "no later than",
    "due by",
    "due on",
    "due",
    "by",
    "before",
    "until",
    "till",
    "期限",
    "截止",
    "截至",
    "最晚",
    "最迟",
    "请于",
];
pub(super) const AFTER: [&str; 6] = ["之前", "以前", "以内", "之内", "前", "内"];
const WANTED: [&str; 11] = [
    "急要", "要用", "就要", "要", "交", "截止", "给", "取", "来取", "用", "交稿",
];

/// The likeliest promise of the line: one with "by" or "前" before one without, then the first.
/// Where there are several, it is a guess.
pub(super) fn find(line: &Line, today: Date) -> Option<Heard<Promise>> {
    let mut best: Option<(u8, Heard<Promise>)> = None;
    let (mut i, mut others) = (0, false);
    while i < line.len() {
        let Some((weight, heard)) = at(line, i, today) else {
            i += 1;
            continue;
        };
        // What begins inside a longer saying is a part of it: 周五 in 本周五.
        i = heard.span.end.max(i + 1);
        others |= best.is_some();
        if best.as_ref().is_none_or(|(w, _)| weight > *w) {
            best = Some((weight, heard));
        }
    }
    best.map(|(_, heard)| Heard {
        guess: heard.guess || others,
        ..heard
    })
}

fn at(line: &Line, start: usize, today: Date) -> Option<(u8, Heard<Promise>)> {
    let mut weight = 0;
    let mut i = start;
    if let Some(end) = line.any(i, BEFORE) {
        weight += 2;
        i = end;
        while line.at(i).is_whitespace() || line.at(i) == ':' {
            i += 1;
        }
    }
    let mut found = match day(line, i, today) {
        Some(mut found) => {
            let from = skip_joint(line, found.end);
            if let Some((end, hour)) = hour(line, from, true) {
                found.end = end;
                found.promise = match found.promise {
                    // 周五下午: before the desk closes on that day.
                    Promise::Day { on, .. } if hour.is_none() && is_afternoon(line, from) => {
                        Promise::Closing { on }
                    }
                    Promise::Day { on, .. } => Promise::Day { on, at: hour },
                    other => other,
                };
            }
            found
        }
        None if closing(line, i).is_some() => {
            let end = closing(line, i)?;
            match day(line, skip_joint(line, end), today) {
                Some(Found {
                    end,
                    promise: Promise::Day { on, .. },
                    guess,
                }) => Found {
                    end,
                    promise: Promise::Closing { on },
                    guess,
                },
                _ => Found {
                    end,
                    promise: Promise::Closing { on: today },
                    guess: false,
                },
            }
        }
        None => {
            let (end, hour) = hour(line, i, weight > 0)?;
            let later = skip_joint(line, end);
            match day(line, later, today) {
                Some(mut found) => {
                    if let Promise::Day { ref mut at, .. } = found.promise {
                        *at = hour;
                    }
                    found
                }
                None => Found {
                    end,
                    promise: Promise::Day {
                        on: today,
                        at: Some(hour?),
                    },
                    guess: true,
                },
            }
        }
    };
    if let Some(end) = closing(line, found.end)
        && let Promise::Day { on, at: None } = found.promise
    {
        weight += 2;
        found.end = end;
        found.promise = Promise::Closing { on };
    }
    if let Some(end) = line.any(found.end, AFTER) {
        weight += 2;
        found.end = end;
    }
    if let Some(end) = line.any(found.end, WANTED)
        && line.ends(end)
    {
        weight += 2;
        found.end = end;
    }
    if !found.guess {
        weight += 1;
    }
    let heard = Heard {
        value: found.promise,
        span: Span::new(start, found.end),
        guess: found.guess,
    };
    Some((weight, heard))
}

fn is_afternoon(line: &Line, i: usize) -> bool {
    line.any(i, ["下午", "afternoon"]).is_some()
}

/// `下班前`, `by close of business`: where it ends.
fn closing(line: &Line, i: usize) -> Option<usize> {
    let at = skip_joint(line, i);
    let at = line
        .any(at, ["by", "before"])
        .map_or(at, |end| line.skip_spaces(end));
    let said = [
        "下班",
        "闭馆",
        "关门",
        "close of business",
        "end of business",
        "closing time",
        "cob",
    ];
    let end = line.any(at, said)?;
    let after = line.any(end, ["之前", "以前", "前"]);
    // 下班 alone may be what is asked about.
    match line.at(at).is_ascii() {
        true => Some(end),
        false => after,
    }
}

fn skip_joint(line: &Line, mut i: usize) -> usize {
    while line.at(i).is_whitespace() || matches!(line.at(i), ',' | '的') {
        i += 1;
    }
    line.word(i, "at").map_or(i, |end| line.skip_spaces(end))
}

fn day(line: &Line, i: usize, today: Date) -> Option<Found> {
    named(line, i, today)
        .or_else(|| chinese_weekday(line, i, today))
        .or_else(|| english_weekday(line, i, today))
        .or_else(|| length(line, i, today))
        .or_else(|| calendar(line, i, today))
        .or_else(|| english_date(line, i, today))
}

pub(super) fn sure(end: usize, on: Date) -> Found {
    Found {
        end,
        promise: Promise::Day { on, at: None },
        guess: false,
    }
}

pub(super) fn later(date: Date, days: i64) -> Date {
    Length::new()
        .try_days(days)
        .map_or(date, |d| date.saturating_add(d))
}

pub(super) fn later_months(date: Date, months: i64) -> Date {
    Length::new()
        .try_months(months)
        .map_or(date, |m| date.saturating_add(m))
}

fn named(line: &Line, i: usize, today: Date) -> Option<Found> {
    let month = today.last_of_month();
    let next = later_months(today.first_of_month(), 1).last_of_month();
    [
        ("今天", today, false),
        ("今日", today, false),
        ("今晚", today, false),
        ("当天", today, true),
        ("明天", later(today, 1), false),
        ("明日", later(today, 1), false),
        ("明早", later(today, 1), false),
        ("明晚", later(today, 1), false),
        ("后天", later(today, 2), false),
        ("大后天", later(today, 3), false),
        ("月底", month, false),
        ("本月底", month, false),
        ("这个月底", month, false),
        ("下月底", next, false),
        ("下个月底", next, false),
        ("年底", today.last_of_year(), false),
        ("昨天", later(today, -1), true),
        ("前天", later(today, -2), true),
        ("yesterday", later(today, -1), true),
        ("today", today, false),
        ("tonight", today, false),
        ("tomorrow", later(today, 1), false),
        ("day after tomorrow", later(today, 2), false),
        ("the day after tomorrow", later(today, 2), false),
        ("end of month", month, false),
        ("end of the month", month, false),
        ("end of next month", next, false),
        ("end of the year", today.last_of_year(), false),
        ("半个月", later(today, 15), true),
    ]
    .into_iter()
    .filter_map(|(word, on, guess)| Some((line.word(i, word)?, on, guess)))
    // A day gone by is mostly told of; only one by which something was wanted is a promise.
    .filter(|(end, on, _)| {
        *on >= today || line.any(*end, WANTED).is_some() || wanted_before(line, i)
    })
    .max_by_key(|(end, ..)| *end)
    .map(|(end, on, guess)| Found {
        guess,
        ..sure(end, on)
    })
}

/// Whether what stands right before says "by".
fn wanted_before(line: &Line, i: usize) -> bool {
    let mut from = i;
    while from > 0 && line.at(from - 1).is_whitespace() {
        from -= 1;
    }
    let said = line.text(Span::new(0, from)).to_lowercase();
    BEFORE.iter().any(|word| said.ends_with(word))
}

/// `3天内`, `10个工作日`, `两周内`, `within 3 days`, `10 working days`.
fn length(line: &Line, i: usize, today: Date) -> Option<Found> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '第' | '前');
    if is_part(line.before(i)) {
        return None;
    }
    let (mut at, mut said) = (i, false);
    if let Some(end) = line.any(i, ["within", "in"]) {
        (at, said) = (line.skip_spaces(end), true);
    }
    let (number, end) = line.number(at)?;
    if number == 0 || number > 3_650 {
        return None;
    }
    let at = line.skip_spaces(end);
    let working = [
        "个工作日",
        "工作日",
        "工作天",
        "个工作天",
        "working days",
        "working day",
        "business days",
        "workdays",
    ];
    if let Some(end) = line.any(at, working) {
        return Some(Found {
            end,
            promise: Promise::WorkingDays(number),
            guess: false,
        });
    }
    let number = i64::from(number);
    let units: [(&[&str], Date, bool); 5] = [
        (&["天", "days", "day"], later(today, number), false),
        (
            &["周", "个星期", "星期", "个礼拜", "weeks", "week"],
            later(today, number.saturating_mul(7)),
            false,
        ),
        (
            &["个月", "months", "month"],
            later_months(today, number.min(120)),
            false,
        ),
        (
            &["小时", "个小时", "hours", "h"],
            later(today, number.saturating_add(23) / 24),
            true,
        ),
        (&["日内", "日之内", "日以内"], later(today, number), false),
    ];
    for (words, on, guess) in units {
        if let Some(end) = line.any(at, words.iter().copied()) {
            // A length alone may be something else, a journey or an experiment.
            let said = said || line.any(end, AFTER).is_some() || line.before(end) == '内';
            return Some(Found {
                guess: guess || !said,
                ..sure(end, on)
            });
        }
    }
    None
}
