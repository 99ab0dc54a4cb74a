//! The Chinese working calendar: which day the desk works, by the State Council's yearly notices and
//! the desk's own closures. Does not know how it was read, and never takes an unpublished year for fact.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use super::names::Names;

/// How sure the calendar of a year is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearState {
    /// The State Council's notice is out and entered.
    Official,
    /// Entered from a forecast or a press report.
    Draft,
    /// Nothing entered: Monday to Friday without the fixed statutory days.
    Unknown,
}

/// The document a year's days come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    pub title: String,
    pub number: String,
    pub dated: Option<Date>,
}

/// One year's holidays and make-up days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearPlan {
    pub year: i16,
    pub state: YearState,
    pub notice: Notice,
    /// Days off, weekends inside a holiday included. A notice may name days of the December before.
    pub off: BTreeMap<Date, Names>,
    /// Weekend days that are worked instead (调休补班).
    pub makeup: BTreeMap<Date, Names>,
}

/// Days on which the desk alone is closed, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    pub from: Date,
    pub to: Date,
    pub names: Names,
}

/// What a day is to the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day<'a> {
    Work,
    Weekend,
    Makeup(&'a Names),
    Off(&'a Names),
    /// 1 January, 1–2 May or 1–3 October of a year without a notice.
    Statutory,
    /// The desk's own closure.
    Closed(&'a Names),
    /// Worked although others rest.
    Opened(&'a Names),
}

impl Day<'_> {
    pub fn is_work(self) -> bool {
        matches!(self, Day::Work | Day::Makeup(_) | Day::Opened(_))
    }
}

/// A day reckoned over the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reckoned {
    pub date: Date,
    /// A year without an official notice was crossed; the day may still move.
    pub provisional: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendar {
    years: BTreeMap<i16, YearPlan>,
    closures: Vec<Closure>,
    opened: BTreeMap<Date, Names>,
}

impl Calendar {
    /// The last plan of a year wins.
    pub fn new(
        plans: impl IntoIterator<Item = YearPlan>,
        closures: Vec<Closure>,
        opened: BTreeMap<Date, Names>,
    ) -> Self {
        Self {
            years: plans.into_iter().map(|p| (p.year, p)).collect(),
            closures,
            opened,
        }
    }

    /// Tells one set of days from another: equal while no due date can differ by them. SHA-256, hex.
    pub fn fingerprint(&self) -> String {
        use sha2::{Digest, Sha256};
        let mut hasher = Sha256::new();
        let mut add = |kind: &str, day: Date| hasher.update(format!("{kind}{day};"));
        for plan in self.years.values() {
            let state = match plan.state {
                YearState::Official => "official",
                YearState::Draft => "draft",
                YearState::Unknown => "unknown",
            };
            add(state, Date::new(plan.year, 1, 1).unwrap_or(Date::MIN));
            plan.off.keys().for_each(|day| add("off", *day));
            plan.makeup.keys().for_each(|day| add("makeup", *day));
        }
        for closure in &self.closures {
            add("from", closure.from);
            add("to", closure.to);
        }
        self.opened.keys().for_each(|day| add("open", *day));
        hasher
            .finalize()
            .iter()
            .map(|b| format!("{b:02x}"))
            .collect()
    }

    pub fn state(&self, year: i16) -> YearState {
        self.years
            .get(&year)
            .map_or(YearState::Unknown, |p| p.state)
    }

    /// Whether the year of `date` has its official notice.
    pub fn is_certain(&self, date: Date) -> bool {
        self.state(date.year()) == YearState::Official
    }

    pub fn years(&self) -> impl Iterator<Item = &YearPlan> {
        self.years.values()
    }

    /// The first year with its official notice at hand.
    pub fn first_official(&self) -> Option<i16> {
        let mut years = self.years.iter();
        years
            .find(|(_, plan)| plan.state == YearState::Official)
            .map(|(year, _)| *year)
    }

    /// The document that names `date`, where one does.
    pub fn notice(&self, date: Date) -> Option<&Notice> {
        self.plans_for(date)
            .find(|p| p.off.contains_key(&date) || p.makeup.contains_key(&date))
            .map(|p| &p.notice)
    }

    /// The desk's own decisions stand above the notice, the notice above the weekday.
    pub fn day(&self, date: Date) -> Day<'_> {
        if let Some(names) = self.opened.get(&date) {
            return Day::Opened(names);
        }
        if let Some(closure) = self.closure(date) {
            return Day::Closed(&closure.names);
        }
        for plan in self.plans_for(date) {
            if let Some(names) = plan.makeup.get(&date) {
                return Day::Makeup(names);
            }
            if let Some(names) = plan.off.get(&date) {
                return Day::Off(names);
            }
        }
        if matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
            return Day::Weekend;
        }
        if self.state(date.year()) == YearState::Unknown && is_statutory(date) {
            return Day::Statutory;
        }
        Day::Work
    }

    pub fn is_workday(&self, date: Date) -> bool {
        self.day(date).is_work()
    }

    /// The `n`-th working day after `date`, which itself is day 0. With `n` = 0 the day itself if it is
    /// worked, else the next working day. At the end of representable time the last day, provisional.
    pub fn nth_workday_after(&self, date: Date, n: u32) -> Reckoned {
        let mut left = n;
        let mut day = date;
        let mut provisional = false;
        if left == 0 {
            if self.is_workday(day) {
                return Reckoned {
                    date: day,
                    provisional: !self.is_certain(day),
                };
            }
            left = 1;
        }
        while left > 0 {
            let Ok(next) = day.tomorrow() else {
                return Reckoned {
                    date: day,
                    provisional: true,
                };
            };
            day = next;
            provisional |= !self.is_certain(day);
            if self.is_workday(day) {
                left -= 1;
            }
        }
        Reckoned {
            date: day,
            provisional,
        }
    }

    /// Working days `d` with `after < d <= until`; none when `until` is not later.
    pub fn workdays_between(&self, after: Date, until: Date) -> u32 {
        let mut count = 0;
        let mut day = after;
        while day < until {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            count += u32::from(self.is_workday(day));
        }
        count
    }

    fn closure(&self, date: Date) -> Option<&Closure> {
        self.closures
            .iter()
            .find(|c| c.from <= date && date <= c.to)
    }

    /// The plan of the day's own year, then the one of the next, whose notice may reach back to December.
    fn plans_for(&self, date: Date) -> impl Iterator<Item = &YearPlan> {
        let own = date.year();
        [Some(own), own.checked_add(1)]
            .into_iter()
            .flatten()
            .filter_map(|year| self.years.get(&year))
    }
}

/// Days that are off in every year by the statute, whatever the notice adds. Those of the lunar
/// calendar are left to the notice.
fn is_statutory(date: Date) -> bool {
    matches!(
        (date.month(), date.day()),
        (1, 1) | (5, 1 | 2) | (10, 1..=3)
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn plan(year: i16, off: &[Date], makeup: &[Date]) -> YearPlan {
        let named = |days: &[Date]| {
            days.iter()
                .map(|d| (*d, Names::new("假", "holiday")))
                .collect()
        };
        YearPlan {
            year,
            state: YearState::Official,
            notice: Notice::default(),
            off: named(off),
            makeup: named(makeup),
        }
    }

    #[test]
    fn a_year_without_notice_keeps_only_the_fixed_statutory_days_and_is_provisional() {
        let calendar = Calendar::default();
        assert!(!calendar.is_workday(date(2027, 1, 1)));
        assert!(!calendar.is_workday(date(2027, 10, 1)));
        assert!(calendar.is_workday(date(2027, 10, 4)));
        let next = calendar.nth_workday_after(date(2027, 4, 30), 1);
        assert_eq!(next.date, date(2027, 5, 3));
        assert!(next.provisional);
    }

    #[test]
    fn the_desks_own_days_stand_above_the_notice() {
        let calendar = Calendar::new(
            [plan(2026, &[date(2026, 1, 1)], &[date(2026, 1, 4)])],
            vec![Closure {
                from: date(2026, 1, 4),
                to: date(2026, 1, 5),
                names: Names::new("寒假", "winter break"),
            }],
            [(date(2026, 1, 1), Names::new("值班", "on duty"))].into(),
        );
        assert!(calendar.is_workday(date(2026, 1, 1)));
        assert!(!calendar.is_workday(date(2026, 1, 4)));
        assert!(!calendar.is_workday(date(2026, 1, 5)));
    }

    #[test]
    fn a_notice_may_name_a_day_of_the_december_before() {
        let calendar = Calendar::new(
            [plan(2026, &[], &[]), plan(2027, &[date(2026, 12, 31)], &[])],
            Vec::new(),
            BTreeMap::new(),
        );
        assert!(!calendar.is_workday(date(2026, 12, 31)));
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
        let end = Calendar::default().nth_workday_after(Date::MAX, 7);
        assert_eq!(end.date, Date::MAX);
        assert!(end.provisional);
        assert_eq!(
            Calendar::default().workdays_between(Date::MAX, Date::MAX),
            0
        );
    }

    #[test]
    fn day_zero_is_the_day_itself_or_the_next_one_worked() {
        let calendar = Calendar::new([plan(2026, &[], &[])], Vec::new(), BTreeMap::new());
        assert_eq!(
            calendar.nth_workday_after(date(2026, 11, 20), 0).date,
            date(2026, 11, 20)
        );
        assert_eq!(
            calendar.nth_workday_after(date(2026, 11, 21), 0).date,
            date(2026, 11, 23)
        );
    }
}
