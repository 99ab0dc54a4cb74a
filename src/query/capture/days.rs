//! Days named by the week or by the calendar: 下周三, next Friday, 12月1日, `12.1`, Dec 1.

use jiff::civil::Date;

use super::due::{Found, later, later_months, sure};
use super::line::Line;

/// `weeks` counts from this one; without it the next such day is meant, today among them.
fn weekday(today: Date, day: i64, weeks: Option<i64>) -> (Date, bool) {
    let now = i64::from(today.weekday().to_monday_zero_offset());
    match weeks {
        None => {
            let ahead = (day - now).rem_euclid(7);
            (later(today, ahead), ahead == 0)
        }
        Some(weeks) => {
            let ahead = day - now + 7 * weeks;
            if ahead < 0 {
                (later(today, ahead + 7), true)
            } else {
                (later(today, ahead), false)
            }
        }
    }
}

pub(super) fn chinese_weekday(line: &Line, i: usize, today: Date) -> Option<Found> {
    if matches!(line.before(i), '每' | '上' | '各') {
        return None;
    }
    let (mut weeks, mut at) = (None, i);
    for (word, number) in [
        ("下下个", 2),
        ("下下", 2),
        ("下个", 1),
        ("下", 1),
        ("这个", 0),
        ("这", 0),
        ("本", 0),
    ] {
        if let Some(end) = line.word(i, word) {
            (weeks, at) = (Some(number), end);
            break;
        }
    }
    let at = line.any(at, ["周", "星期", "礼拜"])?;
    let number = match line.at(at) {
        '一' | '1' => 0,
        '二' | '2' => 1,
        '三' | '3' => 2,
        '四' | '4' => 3,
        '五' | '5' => 4,
        '六' | '6' => 5,
        '日' | '天' | '7' => 6,
        '末' => {
            let (on, _) = weekday(today, 6, weeks);
            return Some(Found {
                guess: true,
                ..sure(at + 1, on)
            });
        }
        // "下周" without a day: the end of that working week.
        _ => {
            let (on, _) = weekday(today, 4, Some(weeks?));
            return Some(Found {
                guess: true,
                ..sure(at, on)
            });
        }
    };
    let (on, guess) = weekday(today, number, weeks);
    Some(Found {
        guess,
        ..sure(at + 1, on)
    })
}

pub(super) fn english_weekday(line: &Line, i: usize, today: Date) -> Option<Found> {
    let (mut weeks, mut at) = (None, i);
    for (word, number) in [("next", Some(1)), ("this", Some(0)), ("on", None)] {
        if let Some(end) = line.word(i, word) {
            (weeks, at) = (number, line.skip_spaces(end));
            break;
        }
    }
    let days = [
        ["monday", "mon"],
        ["tuesday", "tue"],
        ["wednesday", "wed"],
        ["thursday", "thu"],
        ["friday", "fri"],
        ["saturday", "saturday"],
        ["sunday", "sunday"],
    ];
    for (number, words) in (0_i64..).zip(days) {
        if let Some(end) = line.any(at, words) {
            let (on, guess) = weekday(today, number, weeks);
            return Some(Found {
                guess,
                ..sure(end, on)
            });
        }
    }
    let end = line.word(at, "week")?;
    let (on, _) = weekday(today, 4, Some(weeks?));
    Some(Found {
        guess: true,
        ..sure(end, on)
    })
}

/// `2026-12-01`, `12月1日`, `12-01`, `12/1`, `12.1` (a guess), `25号`. A year that is over is no promise.
pub(super) fn calendar(line: &Line, i: usize, today: Date) -> Option<Found> {
    let glued = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '第' | ':');
    if glued(line.before(i)) {
        return None;
    }
    let (first, end) = line.number(i)?;
    let sign = line.at(end);
    if first >= 1000 {
        if first > 9999 || !matches!(sign, '-' | '/' | '.' | '年') {
            return None;
        }
        let (month, end) = line.number(end + 1)?;
        if !matches!(line.at(end), '-' | '/' | '.' | '月') {
            return None;
        }
        let (day, end) = line.number(end + 1)?;
        let on = civil(first, month, day)?;
        let end = line.any(end, ["日", "号"]).unwrap_or(end);
        return (on >= today && !line.at(end).is_ascii_alphanumeric()).then(|| sure(end, on));
    }
    if matches!(sign, '号' | '日') {
        // 2月30日 is no day, and the 30th of another month is not what was said.
        if matches!(line.before(i), '月' | '-' | '/') {
            return None;
        }
        let built = matches!(
            line.at(end + 1),
            '楼' | '院' | '馆' | '门' | '线' | '内' | '房'
        );
        let day = i8::try_from(first).ok()?;
        let on = (0..4)
            .filter_map(|months| {
                let month = later_months(today.first_of_month(), months);
                Date::new(month.year(), month.month(), day).ok()
            })
            .find(|on| *on >= today)?;
        return (!built).then(|| sure(end + 1, on));
    }
    if !matches!(sign, '-' | '/' | '.' | '月') {
        return None;
    }
    let (day, after) = line.number(end + 1)?;
    if line
        .any(after, ["篇", "份", "天", "个", "项", "%", "万", "周", "人"])
        .is_some()
    {
        return None;
    }
    let next = line.at(after);
    if sign != '月'
        && (glued(next) && next != '.' || line.at(after + 1).is_ascii_digit() && next == '.')
    {
        return None;
    }
    let on = coming(first, day, today)?;
    let end = line.any(after, ["日", "号"]).unwrap_or(after);
    // 12/1? was not meant for certain.
    let asked = matches!(line.at(end), '?' | '？');
    Some(Found {
        guess: sign == '.' || asked,
        ..sure(end, on)
    })
}

pub(super) fn english_date(line: &Line, i: usize, today: Date) -> Option<Found> {
    let months = [
        ["january", "jan"],
        ["february", "feb"],
        ["march", "mar"],
        ["april", "apr"],
        ["may", "may"],
        ["june", "jun"],
        ["july", "jul"],
        ["august", "aug"],
        ["september", "sep"],
        ["october", "oct"],
        ["november", "nov"],
        ["december", "dec"],
    ];
    let month = |at: usize| {
        (1_u32..)
            .zip(months)
            .find_map(|(number, words)| Some((number, line.any(at, words)?)))
    };
    let day = |at: usize| {
        let (number, end) = line.number(at)?;
        let suffix = ["st", "nd", "rd", "th"]
            .into_iter()
            .find(|s| s.chars().zip(end..).all(|(c, at)| line.at(at) == c));
        let end = end + suffix.map_or(0, str::len);
        line.ends(end).then_some((number, end))
    };
    let (month, day, end) = if let Some((number, end)) = month(i) {
        let end = if line.at(end) == '.' { end + 1 } else { end };
        let (day, end) = day(line.skip_spaces(end))?;
        (number, day, end)
    } else {
        if line.before(i).is_ascii_alphanumeric() {
            return None;
        }
        let (day, end) = day(i)?;
        let (number, end) = month(line.skip_spaces(end))?;
        (number, day, end)
    };
    let year_at = line.skip_spaces(if line.at(end) == ',' { end + 1 } else { end });
    if let Some((year, end)) = line.number(year_at)
        && (1000..=9999).contains(&year)
    {
        let on = civil(year, month, day)?;
        return (on >= today).then(|| sure(end, on));
    }
    coming(month, day, today).map(|on| sure(end, on))
}

fn civil(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

/// That day of this year, or of the next when it is past.
fn coming(month: u32, day: u32, today: Date) -> Option<Date> {
    let year = u32::try_from(today.year()).ok()?;
    civil(year, month, day)
        .filter(|on| *on >= today)
        .or_else(|| civil(year + 1, month, day))
}
