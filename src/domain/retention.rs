//! How long a request is kept: whole years, counted from the first of January after the year in which it
//! was ended, as archives count. Reads no clock; whether the day is past is for whoever asks.

use jiff::civil::{Date, date};

use super::sentence::Sentence;
use super::trace::{Source, Trace, Traced};

/// The last day on which a request ended on `ended_on` must be kept; None is for ever. `setting` says
/// where the years stand, as `desk.toml: keep_years`.
pub fn kept_until(ended_on: Date, years: Option<u32>, setting: &str) -> Traced<Option<Date>> {
    let last = years.and_then(|years| {
        let year = i32::from(ended_on.year()).checked_add(i32::try_from(years).ok()?)?;
        // Beyond the calendar's last year it is for ever.
        Some(date(
            i16::try_from(year).ok().filter(|y| *y < 9999)?,
            12,
            31,
        ))
    });
    let ended = Sentence::new("keep-step-ended").with("day", ended_on);
    let setting = Source::Setting(setting.to_owned());
    let trace = match (years, last) {
        (Some(years), Some(last)) => {
            let from = Sentence::new("keep-step-from").with(
                "year",
                i64::from(ended_on.year()).saturating_add(1).to_string(),
            );
            let years = Sentence::new("keep-step-years").with("years", i64::from(years));
            Trace::new(Sentence::new("keep-until").with("day", last))
                .because(ended, Source::Reckoned)
                .because(from, Source::Reckoned)
                .because(years, setting)
        }
        _ => Trace::new(Sentence::new("keep-for-ever"))
            .because(ended, Source::Reckoned)
            .because(Sentence::new("keep-step-no-years"), setting),
    };
    Traced { value: last, trace }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_counted_from_the_first_of_january_after_the_end() {
        let until = |year, month, day, years| {
            kept_until(date(year, month, day), Some(years), "desk.toml: keep_years").value
        };
        assert_eq!(until(2026, 1, 1, 10), Some(date(2036, 12, 31)));
        assert_eq!(until(2026, 12, 31, 10), Some(date(2036, 12, 31)));
        assert_eq!(until(2027, 1, 1, 10), Some(date(2037, 12, 31)));
        assert_eq!(until(2026, 6, 1, 0), Some(date(2026, 12, 31)));
        assert_eq!(until(9990, 6, 1, 900), None);
        assert_eq!(kept_until(date(2026, 6, 1), None, "").value, None);
    }

    #[test]
    fn the_reasons_name_the_end_the_count_and_the_setting() {
        let kept = kept_until(
            date(2026, 3, 4),
            Some(30),
            "services/novelty.toml: keep_years",
        );
        let keys: Vec<_> = kept.trace.steps.iter().map(|s| s.said.key).collect();
        assert_eq!(
            keys,
            ["keep-step-ended", "keep-step-from", "keep-step-years"]
        );
        let setting = Source::Setting("services/novelty.toml: keep_years".to_owned());
        assert_eq!(kept.trace.steps[2].source, setting);
    }
}
