//! The demo's clock: working days counted back from the day the story ends, and minutes of the day.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::desk::Moment;
use crate::domain::Calendar;

/// A point of the story: working days before its end, and the minute of that day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    pub ago: u32,
    pub minute: u32,
}

/// From opening to closing, in minutes of the day.
pub const OPENS: u32 = 8 * 60 + 35;
pub const CLOSES: u32 = 17 * 60 + 20;

impl When {
    /// `days` working days later, at about the same hour.
    pub fn later(self, days: u32, minutes: u32) -> Self {
        if self.is_over() {
            return self;
        }
        let minute = self.minute + minutes;
        if minute > CLOSES {
            // What does not fit into the day is done first thing the next working day.
            Self {
                ago: self.ago.saturating_sub(days + 1),
                minute: OPENS + (minute - CLOSES) % 240,
            }
            .unless_over(self.ago, days + 1)
        } else {
            Self {
                ago: self.ago.saturating_sub(days),
                minute,
            }
            .unless_over(self.ago, days)
        }
    }

    /// A point beyond the end of the story is marked by a minute no day has.
    fn unless_over(self, ago: u32, days: u32) -> Self {
        if days > ago {
            Self {
                ago: 0,
                minute: NEVER,
            }
        } else {
            self
        }
    }

    pub fn is_over(self) -> bool {
        self.minute >= NEVER
    }
}

const NEVER: u32 = 24 * 60;

pub struct Days {
    /// Working days, the newest first.
    days: Vec<Date>,
    zone: TimeZone,
    end: Timestamp,
}

impl Days {
    pub fn before(end: Timestamp, zone: &TimeZone, calendar: &Calendar) -> Self {
        let mut day = zone.to_datetime(end).date();
        let mut days = Vec::new();
        while days.len() < 90 {
            if calendar.is_workday(day) {
                days.push(day);
            }
            match day.yesterday() {
                Ok(before) => day = before,
                Err(_) => break,
            }
        }
        Self {
            days,
            zone: zone.clone(),
            end,
        }
    }

    pub fn day(&self, when: When) -> Date {
        let ago = usize::try_from(when.ago).unwrap_or(0);
        self.days
            .get(ago)
            .or(self.days.last())
            .copied()
            .unwrap_or(Date::ZERO)
    }

    /// None where that is after the end of the story.
    pub fn moment(&self, when: When) -> Option<Moment> {
        if when.is_over() {
            return None;
        }
        let hour = i8::try_from(when.minute / 60).ok()?;
        let minute = i8::try_from(when.minute % 60).ok()?;
        let local = self.day(when).at(hour, minute, 0, 0);
        let now = local.to_zoned(self.zone.clone()).ok()?.timestamp();
        (now <= self.end).then(|| Moment::new(now, &self.zone))
    }
}
