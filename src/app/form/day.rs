//! Days and hours as people type them: `11-20`, `周五`, `3天`. Knows today only as an argument.

use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday};

/// Reads a day. A day without a year is the next such day from today on; `3天` counts from today.
pub fn read_day(typed: &str, today: Date) -> Option<Date> {
    let text = narrow(typed);
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    read_word(text, today)
        .or_else(|| read_offset(text, today))
        .or_else(|| read_weekday(text, today))
        .or_else(|| read_figures(text, today))
}

/// Reads an hour of the day: `14:30`, `14点`, `14`.
pub fn read_hour(typed: &str) -> Option<Time> {
    let text = narrow(typed).replace(['点', '时'], ":").replace('分', "");
    let text = text.trim().trim_end_matches(':').to_owned();
    let (hour, minute) = match text.split_once(':') {
        Some((hour, "半")) => (hour.to_owned(), 30),
        Some((hour, minute)) => (hour.to_owned(), minute.trim().parse().ok()?),
        None => (text, 0),
    };
    Time::new(hour.trim().parse().ok()?, minute, 0, 0).ok()
}

/// Reads a number with full-width digits, separators and blanks in it, as `1，482` or `1 482`.
pub fn read_number(typed: &str) -> Option<u64> {
    let text = narrow(typed);
    let apart = |c: char| matches!(c, ',' | '\'' | '_') || c.is_whitespace();
    let groups: Vec<&str> = text.trim().split(apart).collect();
    let all_digits = |group: &&str| group.bytes().all(|b| b.is_ascii_digit());
    // "32 1" is a slip of the hand and no number.
    let by_thousands = match groups.split_first() {
        Some((first, rest)) => {
            rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3))
        }
        None => false,
    };
    match by_thousands && groups.iter().all(all_digits) {
        true => groups.concat().parse().ok(),
        false => None,
    }
}

/// Full-width forms as their ASCII twins, in lower case.
pub fn narrow(typed: &str) -> String {
    typed
        .chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            '\u{3000}' => ' ',
            '。' => '.',
            '、' => ',',
            c => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

fn read_word(text: &str, today: Date) -> Option<Date> {
    let days = match text {
        "今天" | "today" => 0,
        "明天" | "tomorrow" => 1,
        "后天" => 2,
        "大后天" => 3,
        _ => return None,
    };
    today.checked_add(days.days()).ok()
}

fn read_offset(text: &str, today: Date) -> Option<Date> {
    let body = text.trim_start_matches('+');
    let digits: String = body.chars().take_while(char::is_ascii_digit).collect();
    let number: i64 = digits.parse().ok()?;
    if number > 3_660 {
        return None;
    }
    let unit = body.strip_prefix(digits.as_str())?.trim();
    let span = match unit {
        "天" | "天后" | "日后" | "d" | "days" | "day" => number.days(),
        "周" | "周后" | "星期" | "w" | "weeks" | "week" => number.weeks(),
        "月后" | "个月" | "个月后" | "months" | "month" => number.months(),
        "" if text.starts_with('+') => number.days(),
        _ => return None,
    };
    today.checked_add(span).ok()
}

fn read_weekday(text: &str, today: Date) -> Option<Date> {
    let (weeks, rest) = match (text.strip_prefix('下'), text.strip_prefix("next ")) {
        (Some(rest), _) | (None, Some(rest)) => (1, rest),
        (None, None) => (0, text),
    };
    let name = rest
        .trim_start_matches(['周', '星', '期', '礼', '拜'])
        .trim();
    let chinese = name.len() < rest.len();
    let weekday = match name {
        "一" if chinese => Weekday::Monday,
        "二" if chinese => Weekday::Tuesday,
        "三" if chinese => Weekday::Wednesday,
        "四" if chinese => Weekday::Thursday,
        "五" if chinese => Weekday::Friday,
        "六" if chinese => Weekday::Saturday,
        "日" | "天" if chinese => Weekday::Sunday,
        "mon" | "monday" => Weekday::Monday,
        "tue" | "tuesday" => Weekday::Tuesday,
        "wed" | "wednesday" => Weekday::Wednesday,
        "thu" | "thursday" => Weekday::Thursday,
        "fri" | "friday" => Weekday::Friday,
        "sat" | "saturday" => Weekday::Saturday,
        "sun" | "sunday" => Weekday::Sunday,
        _ => return None,
    };
    let to = i64::from(weekday.to_monday_zero_offset());
    let from = i64::from(today.weekday().to_monday_zero_offset());
    let days = if weeks == 1 {
        // 下周三 is the Wednesday of the week that begins next Monday, however near it is.
        7 - from + to
    } else {
        (to - from).rem_euclid(7)
    };
    today.checked_add(days.days()).ok()
}

fn read_figures(text: &str, today: Date) -> Option<Date> {
    let parts: Vec<&str> = text
        .split(['-', '/', '.', '年', '月', '日', '号', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [day] if text.ends_with(['日', '号']) => {
            let day: i8 = day.parse().ok()?;
            (0..12).find_map(|months: i64| {
                let month = today.first_of_month().checked_add(months.months()).ok()?;
                let date = Date::new(month.year(), month.month(), day).ok()?;
                (date >= today).then_some(date)
            })
        }
        [whole] if whole.len() == 8 => Date::new(
            whole.get(0..4)?.parse().ok()?,
            whole.get(4..6)?.parse().ok()?,
            whole.get(6..8)?.parse().ok()?,
        )
        .ok(),
        [month, day] => {
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            [today.year(), today.year().saturating_add(1)]
                .into_iter()
                .filter_map(|year| Date::new(year, month, day).ok())
                .find(|date| *date >= today)
        }
        [year, month, day] => {
            let year: i16 = year.parse().ok()?;
            let year = if year < 100 { year + 2000 } else { year };
            Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
        }
        _ => None,
    }
}

/// A day already past, as one types when a search was run: the last such day up to today.
pub fn read_past_day(typed: &str, today: Date) -> Option<Date> {
    let date = read_day(typed, today)?;
    let text = narrow(typed);
    let figures = text
        .split(['-', '/', '.', '月', '日'])
        .filter(|p| !p.trim().is_empty())
        .count();
    if date > today && figures == 2 {
        return Date::new(today.year(), date.month(), date.day())
            .ok()
            .filter(|d| *d <= today)
            .or_else(|| Date::new(today.year() - 1, date.month(), date.day()).ok());
    }
    Some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    /// 2026-11-22 is a Sunday.
    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn days_are_read_as_people_write_them() {
        for (typed, expected, why) in [
            ("11-25", Some(date(2026, 11, 25)), "the next such day"),
            (
                "1-5",
                Some(date(2027, 1, 5)),
                "past this year, so next year",
            ),
            ("11月25日", Some(date(2026, 11, 25)), "Chinese"),
            ("１１－２５", Some(date(2026, 11, 25)), "full-width"),
            ("2027-02-01", Some(date(2027, 2, 1)), "whole"),
            ("20270201", Some(date(2027, 2, 1)), "whole without strokes"),
            ("周五", Some(date(2026, 11, 27)), "the coming Friday"),
            (
                "下周一",
                Some(date(2026, 11, 23)),
                "the week that begins tomorrow",
            ),
            ("friday", Some(date(2026, 11, 27)), "English"),
            ("3天", Some(date(2026, 11, 25)), "days from today"),
            ("2周", Some(date(2026, 12, 6)), "weeks from today"),
            ("+3", Some(date(2026, 11, 25)), "a bare offset"),
            ("明天", Some(date(2026, 11, 23)), "a word"),
            ("25日", Some(date(2026, 11, 25)), "a day of the month"),
            (
                "5号",
                Some(date(2026, 12, 5)),
                "past this month, so next month",
            ),
            ("13-45", None, "no such day"),
            ("", None, "nothing"),
            ("五", None, "no weekday without its word"),
            ("99999999999天", None, "too far"),
        ] {
            assert_eq!(read_day(typed, TODAY), expected, "{typed}: {why}");
        }
    }

    #[test]
    fn a_search_was_run_in_the_past() {
        assert_eq!(read_past_day("11-20", TODAY), Some(date(2026, 11, 20)));
        assert_eq!(read_past_day("12-20", TODAY), Some(date(2025, 12, 20)));
    }

    #[test]
    fn hours_and_numbers_are_read_in_their_usual_dress() {
        assert_eq!(read_hour("14:30"), Some(time(14, 30, 0, 0)));
        assert_eq!(read_hour("14点半"), Some(time(14, 30, 0, 0)));
        assert_eq!(read_hour("９点"), Some(time(9, 0, 0, 0)));
        assert_eq!(read_hour("25:00"), None);
        assert_eq!(read_number("１，４８２"), Some(1482));
        assert_eq!(read_number("1 482"), Some(1482));
        assert_eq!(read_number("12,345,678"), Some(12_345_678));
        assert_eq!(read_number("32 1"), None);
        assert_eq!(read_number("1 2 3"), None);
        assert_eq!(read_number("约 12"), None);
    }
}
