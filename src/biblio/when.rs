//! Dates as bibliographies give them: a year, often a month or a season, seldom a day. What cannot
//! be read stays as it was said.

use serde::{Deserialize, Serialize};

use super::record::Text;

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct When {
    pub year: Option<i16>,
    /// 1–12.
    pub month: Option<u8>,
    pub day: Option<u8>,
    /// The words themselves, where they say more than the numbers above (`SEP-OCT`, `Spring`).
    pub said: Text,
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

fn month_named(word: &str) -> Option<u8> {
    let start: String = word.chars().take(3).collect::<String>().to_lowercase();
    let at = MONTHS.iter().position(|month| *month == start)?;
    u8::try_from(at + 1).ok()
}

impl When {
    pub fn year(year: i16) -> When {
        When {
            year: Some(year),
            ..When::default()
        }
    }

    /// Reads `2024`, `2024/04/03/`, `2024-02`, `Aug 1 2019`, `FEB 2011`, `2021年1月`, `20210115`.
    /// Two-digit years and impossible days are not guessed at: they stay in `said`.
    pub fn read(text: &str) -> When {
        let text = text.trim();
        let mut when = When::default();
        let mut left = 0;
        let mut numbers: [Option<u8>; 2] = [None, None];
        let mut named = 0;
        // `05/07/2014` is May in one country and July in the next.
        let mut year_last = false;
        for word in text
            .split(|c: char| !c.is_alphanumeric())
            .flat_map(|piece| piece.split_inclusive(['年', '月', '日']))
        {
            let word = word.trim_end_matches(['年', '月', '日']);
            if word.is_empty() {
                continue;
            }
            if word.bytes().all(|b| b.is_ascii_digit()) {
                match (word.len(), when.year) {
                    (4, None) => match word.parse() {
                        Ok(year @ 1000..=2999) => {
                            year_last = numbers.iter().any(Option::is_some);
                            when.year = Some(year);
                        }
                        _ => left += 1,
                    },
                    (8, None) => match solid(word) {
                        Some((year, month, day)) => {
                            when.year = Some(year);
                            numbers = [Some(month), Some(day)];
                        }
                        None => left += 1,
                    },
                    (1 | 2, _) => {
                        let number = word.parse::<u8>().ok();
                        match numbers.iter_mut().find(|held| held.is_none()) {
                            Some(held) => *held = number,
                            None => left += 1,
                        }
                    }
                    _ => left += 1,
                }
            } else if let Some(month) = month_named(word) {
                named += 1;
                when.month = Some(month);
            } else {
                left += 1;
            }
        }
        match (named, numbers) {
            // Two months or two days are a span: `JAN-FEB`, `13-15 Dec`.
            (2.., _) => {
                when.month = None;
                left += 1;
            }
            (1, [Some(day), None]) => when.day = Some(day),
            (1, [Some(_), Some(_)]) => left += 1,
            (0, [Some(_), _]) if year_last => left += 1,
            (0, [Some(month), day]) if when.year.is_some() => {
                // Zero is how empty parts are written (`2001/00/00`).
                when.month = Some(month).filter(|month| *month != 0);
                when.day = day.filter(|day| *day != 0);
            }
            (0, [Some(_), _]) => left += 1,
            _ => {}
        }
        if !when.is_possible() {
            (when.month, when.day) = (None, None);
            left += 1;
        }
        if left > 0 {
            when.said = text.into();
        }
        when
    }

    fn is_possible(&self) -> bool {
        let (Some(month), day) = (self.month, self.day) else {
            return self.day.is_none();
        };
        let Ok(month) = i8::try_from(month) else {
            return false;
        };
        // Without a year, a leap year allows the most.
        let year = self.year.unwrap_or(2000);
        match day {
            None => (1..=12).contains(&month),
            Some(day) => i8::try_from(day)
                .ok()
                .is_some_and(|day| jiff::civil::Date::new(year, month, day).is_ok()),
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == When::default()
    }

    /// `2024`, `2024-04`, `2024-04-03`; what was said where there is no year.
    pub fn written(&self) -> String {
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
            (Some(year), Some(month), None) => format!("{year:04}-{month:02}"),
            (Some(year), ..) => format!("{year:04}"),
            _ => self.said.to_string(),
        }
    }
}

/// `20210115`, if that is a day.
fn solid(digits: &str) -> Option<(i16, u8, u8)> {
    let year: i16 = digits.get(..4)?.parse().ok()?;
    let month: u8 = digits.get(4..6)?.parse().ok()?;
    let day: u8 = digits.get(6..)?.parse().ok()?;
    let sound = jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    (year >= 1000 && sound.is_ok()).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_forms_of_the_databases_and_never_guessed() {
        for (text, year, month, day, said) in [
            ("2024", Some(2024), None, None, ""),
            ("2024/04/03/", Some(2024), Some(4), Some(3), ""),
            ("2024/08//", Some(2024), Some(8), None, ""),
            ("2001/00/00/", Some(2001), None, None, ""),
            ("2024///", Some(2024), None, None, ""),
            (
                "2021-01-15 16:54",
                Some(2021),
                Some(1),
                Some(15),
                "2021-01-15 16:54",
            ),
            ("Aug 1 2019", Some(2019), Some(8), Some(1), ""),
            ("SEP 22 2010", Some(2010), Some(9), Some(22), ""),
            ("FEB 2011", Some(2011), Some(2), None, ""),
            ("2006 May-Jun", Some(2006), None, None, "2006 May-Jun"),
            (
                "13-15 Dec. 2023",
                Some(2023),
                Some(12),
                None,
                "13-15 Dec. 2023",
            ),
            ("SPR 2011", Some(2011), None, None, "SPR 2011"),
            ("2021年1月5日", Some(2021), Some(1), Some(5), ""),
            ("20210115", Some(2021), Some(1), Some(15), ""),
            ("2026-02-30", Some(2026), None, None, "2026-02-30"),
            ("25/07/2014", Some(2014), None, None, "25/07/2014"),
            ("99", None, None, None, "99"),
            ("YEAR/MONTH/DAY/", None, None, None, "YEAR/MONTH/DAY/"),
            ("///", None, None, None, ""),
        ] {
            let read = When::read(text);
            assert_eq!(
                (read.year, read.month, read.day, &*read.said),
                (year, month, day, said),
                "{text}"
            );
        }
    }
}
