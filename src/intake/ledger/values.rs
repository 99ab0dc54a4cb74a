//! Days in many forms, and counts. Guesses nothing about a day that can be read two ways.

use jiff::civil::{Date, Time};

use super::mapping::DateOrder;
use crate::text::fold::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenFault {
    /// Day and month, or the year, could be either.
    Ambiguous,
    NotADay,
}

/// A day, with its hour where one is given.
pub fn when(text: &str, order: Option<DateOrder>) -> Result<(Date, Option<Time>), WhenFault> {
    let text = fold(text);
    let text = text.trim();
    let (day, hour) = match text.split_once([' ', 't']) {
        Some((day, hour)) if hour.contains(':') => {
            (day, Some(clock(hour).ok_or(WhenFault::NotADay)?))
        }
        Some((day, rest)) if rest.trim().starts_with(['周', '星', '(']) => (day, None),
        _ => (text, None),
    };
    Ok((civil(day.trim(), order)?, hour))
}

fn clock(text: &str) -> Option<Time> {
    let text = text.trim();
    let (text, afternoon) = match text.strip_suffix("pm") {
        Some(text) => (text, Some(true)),
        None => match text.strip_suffix("am") {
            Some(text) => (text, Some(false)),
            None => (text, None),
        },
    };
    // A zone and fractions of a second behind the time say no more about the day.
    let end = text.find(['.', 'z', '+', '-']).unwrap_or(text.len());
    let mut parts = text.get(..end)?.trim().split(':');
    let hour: i8 = parts.next()?.parse().ok()?;
    let hour = match afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let minute = parts.next()?.parse().ok()?;
    let second = match parts.next() {
        Some(second) => second.parse().ok()?,
        None => 0,
    };
    Time::new(hour, minute, second, 0).ok()
}

fn civil(text: &str, order: Option<DateOrder>) -> Result<Date, WhenFault> {
    let numbers: Option<Vec<&str>> = parts(text);
    let numbers = numbers.ok_or(WhenFault::NotADay)?;
    let day = |y: &str, m: &str, d: &str| {
        let date = Date::new(
            y.parse().map_err(|_| WhenFault::NotADay)?,
            m.parse().map_err(|_| WhenFault::NotADay)?,
            d.parse().map_err(|_| WhenFault::NotADay)?,
        );
        let date = date.map_err(|_| WhenFault::NotADay)?;
        // What a desk's ledger can hold; anything else is a slip.
        if (1950..=2200).contains(&date.year()) {
            Ok(date)
        } else {
            Err(WhenFault::NotADay)
        }
    };
    match numbers.as_slice() {
        [y, m, d] if y.len() == 4 => day(y, m, d),
        [a, b, y] if y.len() == 4 => match order {
            Some(DateOrder::Mdy) => day(y, a, b),
            Some(DateOrder::Dmy) => day(y, b, a),
            _ if a == b => day(y, a, b),
            _ => Err(WhenFault::Ambiguous),
        },
        [a, b, c] if [a, b, c].iter().all(|n| n.len() <= 2) => {
            let full = |y: &str| format!("20{y:0>2}");
            match order {
                Some(DateOrder::Ymd) => day(&full(a), b, c),
                Some(DateOrder::Mdy) => day(&full(c), a, b),
                Some(DateOrder::Dmy) => day(&full(c), b, a),
                None => Err(WhenFault::Ambiguous),
            }
        }
        [all] if all.len() == 8 => match (all.get(..4), all.get(4..6), all.get(6..)) {
            (Some(y), Some(m), Some(d)) => day(y, m, d),
            _ => Err(WhenFault::NotADay),
        },
        // A workbook's own count of days, where the cell had lost its date form: 1954 to 2119.
        [serial] if serial.len() == 5 => {
            let days: i64 = serial.parse().map_err(|_| WhenFault::NotADay)?;
            if !(20_000..80_000).contains(&days) {
                return Err(WhenFault::NotADay);
            }
            jiff::civil::date(1899, 12, 30)
                .checked_add(jiff::Span::new().days(days))
                .map_err(|_| WhenFault::NotADay)
        }
        _ => Err(WhenFault::NotADay),
    }
}

/// The numbers of a date, nothing else standing between or behind them.
fn parts(text: &str) -> Option<Vec<&str>> {
    let numbers: Vec<&str> = text
        .trim_end_matches(['日', '号'])
        .split(['-', '/', '.', '年', '月'])
        .map(str::trim)
        .collect();
    let plain = |n: &&str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    numbers.iter().all(plain).then_some(numbers)
}

/// The order that a column's own days give away: one whose first number is above twelve is no month.
pub fn order_of<'c>(cells: impl Iterator<Item = &'c str>) -> Option<DateOrder> {
    let (mut first, mut second) = (false, false);
    for cell in cells {
        let cell = fold(cell);
        let day = cell.trim().split([' ', 't']).next().unwrap_or_default();
        if let Some([a, b, y]) = parts(day).as_deref()
            && y.len() == 4
        {
            first |= a.parse::<u8>().is_ok_and(|n| n > 12);
            second |= b.parse::<u8>().is_ok_and(|n| n > 12);
        }
    }
    match (first, second) {
        (true, false) => Some(DateOrder::Dmy),
        (false, true) => Some(DateOrder::Mdy),
        _ => None,
    }
}

/// `32`, `３２`, `32 篇`, `1,234`.
pub fn count(text: &str) -> Option<u32> {
    let text = fold(text).replace(',', "");
    let text = text.trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at_checked(end)?;
    let unit = unit.trim();
    let is_unit = unit.chars().count() <= 2 && unit.chars().all(|c| c.is_alphabetic());
    digits.parse().ok().filter(|_| is_unit)
}
