//! Days and stretches of days as the search language writes them. Relative ones stay relative, so that
//! a saved view means today's week, not the week it was saved in; `today` comes in only when asked.

use jiff::{Span as Length, civil::Date};

use super::fold::fold;

/// Which way an offset counts: `due:<3d` looks ahead, `received:<3d` looks back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Ahead,
    Back,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    In(Stretch),
    Before(Stretch),
    UpTo(Stretch),
    After(Stretch),
    From(Stretch),
    Between(Stretch, Stretch),
    /// Its day is past. Whoever knows the hour looks at hours promised for today as well.
    Overdue,
    /// No day is promised.
    Never,
}

/// Both ends count in; an absent end is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    Day(Date),
    Month {
        year: i16,
        month: i8,
    },
    Year(i16),
    /// Weeks begin on Monday; 0 is this week, 1 the next, -1 the last.
    Week(i8),
    RelativeMonth(i8),
    RelativeYear(i8),
    /// Yesterday, today or tomorrow: -1, 0, 1.
    Near(i8),
    /// The one day that lies so far from today; negative is past.
    Away {
        number: i32,
        unit: Unit,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Day,
    Week,
    Month,
}

impl When {
    /// The days meant, seen from `today`; none for [`When::Never`].
    pub fn days(&self, today: Date) -> Option<Days> {
        let days = match *self {
            When::In(s) => Days {
                from: Some(s.first(today)),
                to: Some(s.last(today)),
            },
            When::Before(s) => Days {
                from: None,
                to: Some(shift(s.first(today), -1, Unit::Day)),
            },
            When::UpTo(s) => Days {
                from: None,
                to: Some(s.last(today)),
            },
            When::After(s) => Days {
                from: Some(shift(s.last(today), 1, Unit::Day)),
                to: None,
            },
            When::From(s) => Days {
                from: Some(s.first(today)),
                to: None,
            },
            When::Between(a, b) => Days {
                from: Some(a.first(today)),
                to: Some(b.last(today)),
            },
            When::Overdue => Days {
                from: None,
                to: Some(shift(today, -1, Unit::Day)),
            },
            When::Never => return None,
        };
        Some(days)
    }

    /// Reads what follows the colon. An offset that counts back turns the comparison with it:
    /// received less than three days ago is received after the third day before today.
    pub(super) fn read(text: &str, way: Way) -> Option<When> {
        let text = fold(text).replace('≥', ">=").replace('≤', "<=");
        if way == Way::Ahead {
            match text.as_str() {
                "overdue" | "late" | "逾期" | "超期" | "已逾期" => {
                    return Some(When::Overdue);
                }
                "none" | "never" | "无" | "未定" => return Some(When::Never),
                _ => {}
            }
        }
        for (sign, compare) in [
            (">=", When::From as fn(Stretch) -> When),
            ("<=", When::UpTo),
            (">", When::After),
            ("<", When::Before),
        ] {
            if let Some(rest) = text.strip_prefix(sign) {
                let stretch = Stretch::read(rest, way)?;
                let when = compare(stretch);
                return Some(match (way, stretch) {
                    (Way::Back, Stretch::Away { .. }) => when.turned(),
                    _ => when,
                });
            }
        }
        let text = text.strip_prefix('=').unwrap_or(&text);
        for joint in ["..", "~", "至", "到"] {
            if let Some((a, b)) = text.split_once(joint) {
                return Some(When::Between(
                    Stretch::read(a, way)?,
                    Stretch::read(b, way)?,
                ));
            }
        }
        let stretch = Stretch::read(text, way)?;
        Some(match stretch {
            Stretch::Away { number, .. } if number < 0 => When::Between(stretch, Stretch::Near(0)),
            Stretch::Away { .. } => When::Between(Stretch::Near(0), stretch),
            _ => When::In(stretch),
        })
    }

    /// The same in the normal form.
    pub(super) fn write(&self, way: Way) -> String {
        let turned = match *self {
            When::Before(s) | When::UpTo(s) | When::After(s) | When::From(s)
                if way == Way::Back && matches!(s, Stretch::Away { .. }) =>
            {
                self.turned()
            }
            _ => *self,
        };
        match turned {
            When::In(s) => s.write(way),
            When::Before(s) => format!("<{}", s.write(way)),
            When::UpTo(s) => format!("<={}", s.write(way)),
            When::After(s) => format!(">{}", s.write(way)),
            When::From(s) => format!(">={}", s.write(way)),
            When::Between(a, b) => format!("{}..{}", a.write(way), b.write(way)),
            When::Overdue => "overdue".to_owned(),
            When::Never => "none".to_owned(),
        }
    }

    fn turned(self) -> When {
        match self {
            When::Before(s) => When::After(s),
            When::UpTo(s) => When::From(s),
            When::After(s) => When::Before(s),
            When::From(s) => When::UpTo(s),
            other => other,
        }
    }
}

impl Stretch {
    pub fn first(self, today: Date) -> Date {
        match self {
            Stretch::Day(date) => date,
            Stretch::Month { year, month } => Date::new(year, month, 1).unwrap_or(today),
            Stretch::Year(year) => Date::new(year, 1, 1).unwrap_or(today),
            Stretch::Week(number) => {
                let monday = i32::from(today.weekday().to_monday_zero_offset());
                shift(
                    shift(today, -monday, Unit::Day),
                    i32::from(number),
                    Unit::Week,
                )
            }
            Stretch::RelativeMonth(number) => {
                shift(today.first_of_month(), i32::from(number), Unit::Month)
            }
            Stretch::RelativeYear(number) => {
                shift(today.first_of_year(), i32::from(number) * 12, Unit::Month)
            }
            Stretch::Near(number) => shift(today, i32::from(number), Unit::Day),
            Stretch::Away { number, unit } => shift(today, number, unit),
        }
    }

    pub fn last(self, today: Date) -> Date {
        let first = self.first(today);
        match self {
            Stretch::Day(_) | Stretch::Near(_) | Stretch::Away { .. } => first,
            Stretch::Month { .. } | Stretch::RelativeMonth(_) => first.last_of_month(),
            Stretch::Year(_) | Stretch::RelativeYear(_) => first.last_of_year(),
            Stretch::Week(_) => shift(first, 6, Unit::Day),
        }
    }

    fn read(text: &str, way: Way) -> Option<Stretch> {
        let text = text.trim();
        let known = match text {
            "today" | "今天" | "今日" => Some(Stretch::Near(0)),
            "tomorrow" | "明天" | "明日" => Some(Stretch::Near(1)),
            "yesterday" | "昨天" | "昨日" => Some(Stretch::Near(-1)),
            "week" | "thisweek" | "本周" | "这周" => Some(Stretch::Week(0)),
            "nextweek" | "下周" => Some(Stretch::Week(1)),
            "lastweek" | "上周" => Some(Stretch::Week(-1)),
            "month" | "thismonth" | "本月" | "这个月" => Some(Stretch::RelativeMonth(0)),
            "nextmonth" | "下月" | "下个月" => Some(Stretch::RelativeMonth(1)),
            "lastmonth" | "上月" | "上个月" => Some(Stretch::RelativeMonth(-1)),
            "year" | "thisyear" | "今年" | "本年" => Some(Stretch::RelativeYear(0)),
            "nextyear" | "明年" => Some(Stretch::RelativeYear(1)),
            "lastyear" | "去年" => Some(Stretch::RelativeYear(-1)),
            _ => None,
        };
        known
            .or_else(|| Stretch::read_offset(text, way))
            .or_else(|| Stretch::read_calendar(text))
    }

    /// `3d`, `-2w`, `1m`, `3天`, `2周`, `1个月`; at most a hundred years.
    fn read_offset(text: &str, way: Way) -> Option<Stretch> {
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let number: i32 = rest.get(..digits)?.parse().ok()?;
        let unit = match rest.get(digits..)?.trim() {
            "d" | "day" | "days" | "天" | "日" => Unit::Day,
            "w" | "week" | "weeks" | "周" | "星期" => Unit::Week,
            "m" | "month" | "months" | "个月" => Unit::Month,
            _ => return None,
        };
        if number > 36_500 {
            return None;
        }
        let back = negative != (way == Way::Back);
        Some(Stretch::Away {
            number: if back { -number } else { number },
            unit,
        })
    }

    /// `2026`, `2026-11`, `2026-11-01`, with `-`, `/`, `.` or 年月日 between.
    fn read_calendar(text: &str) -> Option<Stretch> {
        let plain: String = text
            .chars()
            .map(|c| match c {
                '年' | '月' | '/' | '.' => '-',
                '日' | '号' => ' ',
                c => c,
            })
            .collect();
        let mut parts = plain
            .trim_matches(|c: char| c == '-' || c == ' ')
            .split('-');
        let year = parts.next()?;
        if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let year: i16 = year.parse().ok()?;
        let mut small = || match parts.next() {
            None => Some(None),
            Some(p) if (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()) => {
                p.parse::<i8>().ok().map(Some)
            }
            Some(_) => None,
        };
        let (month, day) = (small()?, small()?);
        if parts.next().is_some() {
            return None;
        }
        match (month, day) {
            (None, _) => Some(Stretch::Year(year)),
            (Some(month), None) => {
                Date::new(year, month, 1).ok()?;
                Some(Stretch::Month { year, month })
            }
            (Some(month), Some(day)) => Date::new(year, month, day).ok().map(Stretch::Day),
        }
    }

    fn write(self, way: Way) -> String {
        match self {
            Stretch::Day(date) => date.to_string(),
            Stretch::Month { year, month } => format!("{year:04}-{month:02}"),
            Stretch::Year(year) => format!("{year:04}"),
            Stretch::Near(0) => "today".to_owned(),
            Stretch::Near(n) => if n > 0 { "tomorrow" } else { "yesterday" }.to_owned(),
            Stretch::Week(0) => "week".to_owned(),
            Stretch::Week(n) => if n > 0 { "nextweek" } else { "lastweek" }.to_owned(),
            Stretch::RelativeMonth(0) => "month".to_owned(),
            Stretch::RelativeMonth(n) => if n > 0 { "nextmonth" } else { "lastmonth" }.to_owned(),
            Stretch::RelativeYear(0) => "year".to_owned(),
            Stretch::RelativeYear(n) => if n > 0 { "nextyear" } else { "lastyear" }.to_owned(),
            Stretch::Away { number, unit } => {
                let number = if way == Way::Back { -number } else { number };
                let unit = match unit {
                    Unit::Day => 'd',
                    Unit::Week => 'w',
                    Unit::Month => 'm',
                };
                format!("{number}{unit}")
            }
        }
    }
}

/// `date` moved; at the ends of the calendar it stays there.
fn shift(date: Date, number: i32, unit: Unit) -> Date {
    let length = match unit {
        Unit::Day => Length::new().try_days(number),
        Unit::Week => Length::new().try_weeks(number),
        Unit::Month => Length::new().try_months(number),
    };
    length.map_or(date, |length| date.saturating_add(length))
}
