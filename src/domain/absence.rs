//! Days on which somebody is away, and who stands in. Whether a day is one of them is reckoned each time:
//! nothing has to happen for a person to be back.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::{AbsenceId, Rev, StaffId};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    pub id: AbsenceId,
    pub rev: Rev,
    pub person: StaffId,
    pub first_day: Date,
    /// The last day away; on the next one the person is back.
    pub last_day: Date,
    pub deputy: Option<StaffId>,
    pub gone: bool,
}

impl Absence {
    pub fn covers(&self, day: Date) -> bool {
        !self.gone && self.first_day <= day && day <= self.last_day
    }

    pub fn meets(&self, first_day: Date, last_day: Date) -> bool {
        !self.gone && self.first_day <= last_day && first_day <= self.last_day
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_day_after_the_last_one_is_a_day_of_work() {
        let away = Absence {
            id: AbsenceId(1),
            rev: Rev(1),
            person: StaffId(2),
            first_day: date(2026, 11, 20),
            last_day: date(2026, 11, 30),
            deputy: None,
            gone: false,
        };
        assert!(!away.covers(date(2026, 11, 19)));
        assert!(away.covers(date(2026, 11, 20)) && away.covers(date(2026, 11, 30)));
        assert!(!away.covers(date(2026, 12, 1)));
        assert!(away.meets(date(2026, 11, 30), date(2026, 12, 5)));
        assert!(!away.meets(date(2026, 12, 1), date(2026, 12, 5)));
    }
}
