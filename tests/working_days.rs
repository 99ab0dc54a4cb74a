//! Due dates over the Chinese working calendar, as the desk promises them at the counter.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::path::Path;
use std::sync::{Arc, OnceLock};

use jiff::Span;
use jiff::civil::{Date, date, time};
use proptest::prelude::*;
use refdesk::domain::Lang;
use refdesk::domain::calendar::{Calendar, Day, YearState};
use refdesk::domain::due::{Opening, Pause, Stop, due, due_within_hours, paused_workdays};
use refdesk::domain::request::Due;
use refdesk::domain::sentence::Arg;
use refdesk::domain::trace::Source;
use refdesk::settings::Settings;
use refdesk::text::Words;

fn calendar() -> &'static Calendar {
    static SETTINGS: OnceLock<Arc<Settings>> = OnceLock::new();
    SETTINGS
        .get_or_init(|| Settings::builtin().expect("built in"))
        .calendar()
}

fn promised(accepted_on: Date, days: u32, pauses: &[Pause]) -> Due {
    due(accepted_on, days, pauses, None, calendar(), accepted_on).value
}

#[test]
fn the_promise_counts_as_the_state_council_and_the_trade_do() {
    let cases = [
        (
            (2026, 2, 12),
            5,
            (2026, 2, 26),
            false,
            "over the Spring Festival and its make-up day",
        ),
        (
            (2026, 2, 14),
            5,
            (2026, 2, 28),
            false,
            "from one make-up Saturday to another",
        ),
        (
            (2026, 2, 18),
            5,
            (2026, 2, 28),
            false,
            "accepted in the holiday",
        ),
        (
            (2026, 4, 30),
            5,
            (2026, 5, 11),
            false,
            "over Labour Day and its make-up Saturday",
        ),
        (
            (2026, 6, 18),
            3,
            (2026, 6, 24),
            false,
            "over the Dragon Boat Festival",
        ),
        (
            (2026, 9, 24),
            10,
            (2026, 10, 15),
            false,
            "over two holidays",
        ),
        (
            (2026, 9, 30),
            10,
            (2026, 10, 20),
            false,
            "over National Day",
        ),
        (
            (2026, 12, 28),
            5,
            (2027, 1, 5),
            true,
            "into a year without a notice",
        ),
    ];
    for ((y, m, d), days, (dy, dm, dd), provisional, why) in cases {
        let found = promised(date(y, m, d), days, &[]);
        let expected = Due {
            on: date(dy, dm, dd),
            at: None,
            provisional,
        };
        assert_eq!(found, expected, "{why}");
    }
}

#[test]
fn a_year_has_as_many_working_days_as_its_notice_leaves() {
    for (year, days) in [(2024, 251), (2025, 248), (2026, 248)] {
        assert_eq!(calendar().state(year), YearState::Official);
        let counted = calendar().workdays_between(date(year - 1, 12, 31), date(year, 12, 31));
        assert_eq!(counted, days, "{year}");
    }
}

/// Compares each shipped day with the collection of notices in `REFDESK_CORPORA`.
#[test]
fn the_shipped_calendars_say_what_the_notices_say() {
    let Some(corpora) = std::env::var_os("REFDESK_CORPORA") else {
        eprintln!("SKIPPED: REFDESK_CORPORA is not set, the calendars were not compared");
        return;
    };
    for plan in calendar().years() {
        let file = format!("calendar/holiday-cn/{}.json", plan.year);
        let text = std::fs::read_to_string(Path::new(&corpora).join(file)).expect("notices");
        let notices: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        let days = notices["days"].as_array().expect("days");
        assert_eq!(
            days.len(),
            plan.off.len() + plan.makeup.len(),
            "{}",
            plan.year
        );
        for entry in days {
            let day: Date = entry["date"]
                .as_str()
                .expect("date")
                .parse()
                .expect("a day");
            let list = if entry["isOffDay"] == true {
                &plan.off
            } else {
                &plan.makeup
            };
            let names = list.get(&day).unwrap_or_else(|| panic!("{day} is missing"));
            assert_eq!(names.zh, entry["name"].as_str().expect("name"), "{day}");
        }
    }
}

#[test]
fn the_reasons_name_the_holiday_the_make_up_day_and_the_pause() {
    let pause = Pause {
        start: date(2026, 10, 12),
        end: Some(date(2026, 10, 14)),
    };
    let (accepted, today) = (date(2026, 9, 30), date(2026, 10, 15));
    let found = due(accepted, 10, &[pause], None, calendar(), today);
    assert_eq!(found.value.on, date(2026, 10, 22));
    let line = &found.trace.line;
    let Some((_, Arg::List(parts))) = line.args.iter().find(|(n, _)| *n == "parts") else {
        panic!("no parts: {line:?}");
    };
    let told: Vec<_> = parts
        .iter()
        .map(|p| match p {
            Arg::Said(said) => said.key,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(told, ["due-part-off", "due-part-makeup", "due-part-paused"]);
    let steps: Vec<_> = found.trace.steps.iter().map(|s| s.said.key).collect();
    let expected = [
        "due-step-accepted",
        "due-step-target",
        "due-step-off",
        "due-step-makeup",
        "due-step-weekends",
        "due-step-pause",
        "due-step-result",
    ];
    assert_eq!(steps, expected);
    let holiday = &found.trace.steps[2];
    assert!(matches!(
        &holiday.source,
        Source::Calendar { day, notice }
            if *day == date(2026, 10, 1) && notice.contains("国办发明电〔2025〕7号")
    ));
    assert!(holiday.said.args.contains(&("days", Arg::Int(7))));
}

#[test]
fn an_unpublished_year_is_said_in_the_line() {
    let accepted = date(2026, 12, 28);
    let found = due(accepted, 5, &[], None, calendar(), accepted);
    let told = format!("{:?}", found.trace.line);
    assert!(told.contains("due-part-unpublished") && told.contains("2027"));
    assert!(told.contains("due-statutory"));
}

#[test]
fn a_pause_gives_back_its_working_days_once_and_an_open_one_up_to_today() {
    let accepted = date(2026, 11, 2);
    let pause = |from, to: Option<i8>| Pause {
        start: date(2026, 11, from),
        end: to.map(|d| date(2026, 11, d)),
    };
    let cases: [(&[Pause], i8, u32, &str); 6] = [
        (
            &[pause(3, Some(5))],
            20,
            2,
            "the first day is not given back, the last is",
        ),
        (
            &[pause(3, Some(5)), pause(4, Some(6))],
            20,
            3,
            "overlap counts once",
        ),
        (&[pause(6, Some(9))], 20, 1, "weekend days are none"),
        (&[pause(3, None)], 5, 2, "open, up to today"),
        (&[pause(5, Some(3))], 20, 0, "an end before the start"),
        (
            &[pause(1, Some(3))],
            20,
            1,
            "only what lies after the acceptance",
        ),
    ];
    for (pauses, today, given_back, why) in cases {
        let days = paused_workdays(accepted, pauses, calendar(), date(2026, 11, today));
        assert_eq!(days, given_back, "{why}");
    }
}

#[test]
fn what_was_agreed_with_the_client_stands_above_the_reckoning() {
    let agreed = Due {
        on: date(2026, 10, 9),
        at: Some(time(12, 0, 0, 0)),
        provisional: false,
    };
    let accepted = date(2026, 9, 30);
    let found = due(accepted, 10, &[], Some(agreed), calendar(), accepted);
    assert_eq!(found.value, agreed);
    assert_eq!(found.trace.line.key, "due-line-agreed-hour");
    let next_year = Due {
        on: date(2027, 3, 1),
        ..agreed
    };
    let found = due(accepted, 10, &[], Some(next_year), calendar(), accepted);
    assert!(
        found.value.provisional,
        "an unpublished year is never certain"
    );
}

#[test]
fn hours_are_promised_over_opening_time_only() {
    let stretch = |from: (i8, i8), to: (i8, i8)| Opening {
        from: time(from.0, from.1, 0, 0),
        to: time(to.0, to.1, 0, 0),
    };
    let open = [stretch((8, 30), (12, 0)), stretch((13, 30), (17, 30))];
    let cases = [
        (
            (2026, 11, 23),
            (9, 0),
            4,
            (2026, 11, 23),
            (14, 30),
            "over the noon break",
        ),
        (
            (2026, 11, 20),
            (16, 30),
            4,
            (2026, 11, 23),
            (11, 30),
            "over the weekend",
        ),
        (
            (2026, 9, 30),
            (17, 30),
            1,
            (2026, 10, 8),
            (9, 30),
            "over National Day",
        ),
        (
            (2026, 11, 23),
            (8, 30),
            3,
            (2026, 11, 23),
            (11, 30),
            "within the morning",
        ),
    ];
    for ((y, m, d), (h, min), hours, (dy, dm, dd), at, why) in cases {
        let accepted = date(y, m, d).at(h, min, 0, 0);
        let found = due_within_hours(accepted, hours, &open, &[], calendar(), accepted);
        assert_eq!(found.value.on, date(dy, dm, dd), "{why}");
        assert_eq!(found.value.at, Some(time(at.0, at.1, 0, 0)), "{why}");
    }
    let friday = date(2026, 11, 20).at(9, 0, 0, 0);
    let closed = due_within_hours(friday, 4, &[], &[], calendar(), friday);
    assert_eq!(
        (closed.value.on, closed.value.at),
        (date(2026, 11, 23), None)
    );
}

#[test]
fn hours_in_which_the_client_had_to_act_do_not_count() {
    let open = [
        Opening {
            from: time(8, 30, 0, 0),
            to: time(12, 0, 0, 0),
        },
        Opening {
            from: time(14, 0, 0, 0),
            to: time(17, 30, 0, 0),
        },
    ];
    let monday = |h, m| date(2026, 11, 23).at(h, m, 0, 0);
    let tuesday = |h, m| date(2026, 11, 24).at(h, m, 0, 0);
    let waits = |from, to| vec![Stop { from, to }];
    let cases = [
        (waits(monday(10, 0), Some(monday(11, 0))), monday(15, 30)),
        (waits(monday(10, 0), Some(tuesday(10, 0))), tuesday(14, 30)),
        (waits(monday(12, 30), Some(monday(13, 30))), monday(14, 30)),
        (waits(tuesday(9, 0), Some(tuesday(10, 0))), monday(14, 30)),
        // Still waiting: what is left begins now.
        (waits(monday(10, 0), None), tuesday(15, 0)),
    ];
    for (stops, due) in cases {
        let now = tuesday(10, 30);
        let found = due_within_hours(monday(8, 30), 4, &open, &stops, calendar(), now);
        let at = found.value.at.map(|at| found.value.on.to_datetime(at));
        assert_eq!(at, Some(due), "{stops:?}");
        let mut steps = found.trace.steps.iter();
        assert!(steps.any(|s| s.said.key.starts_with("due-step-stop")));
    }
    let agreed = found_agreed();
    let mut steps = agreed.trace.steps.iter();
    assert!(steps.any(|s| s.said.key == "due-step-agreed-stands"));
}

/// A day agreed with the client, with a wait that does not move it.
fn found_agreed() -> refdesk::domain::Traced<refdesk::domain::request::Due> {
    let accepted = date(2026, 11, 20);
    let pause = Pause {
        start: date(2026, 11, 23),
        end: Some(date(2026, 11, 24)),
    };
    let agreed = refdesk::domain::request::Due {
        on: date(2026, 11, 25),
        at: Some(time(10, 0, 0, 0)),
        provisional: false,
    };
    let found = due(accepted, 2, &[pause], Some(agreed), calendar(), accepted);
    assert_eq!(found.value.on, agreed.on);
    found
}

#[test]
fn the_reason_reads_as_one_line_in_both_languages() {
    let pause = Pause {
        start: date(2026, 10, 12),
        end: Some(date(2026, 10, 14)),
    };
    let accepted = date(2026, 9, 30);
    let found = due(accepted, 10, &[pause], None, calendar(), accepted);
    let agreed = due(accepted, 10, &[], Some(found.value), calendar(), accepted);
    let told = |lang, line| {
        let mut words = Words::new(lang);
        words.set_year(2026);
        words.say(line)
    };
    let cases = [
        (
            Lang::Zh,
            &found,
            "10 个工作日: 09-30 周三 受理, 国庆节 7 天、10-10 周六 补班、暂停 2 天 → 10-22 周四",
        ),
        (
            Lang::En,
            &agreed,
            "agreed with the client: Thu 22 Oct (reckoned in working days: Tue 20 Oct)",
        ),
    ];
    for (lang, due, expected) in cases {
        assert_eq!(told(lang, &due.trace.line), expected);
    }
}

fn some_day() -> impl Strategy<Value = Date> {
    (0i64..1400).prop_map(|n| date(2024, 1, 1).checked_add(Span::new().days(n)).unwrap())
}

fn some_pauses() -> impl Strategy<Value = Vec<Pause>> {
    let pause = (some_day(), 0i64..30).prop_map(|(start, length)| Pause {
        start,
        end: Some(start.checked_add(Span::new().days(length)).unwrap()),
    });
    proptest::collection::vec(pause, 0..4)
}

proptest! {
    #[test]
    fn a_longer_promise_is_never_due_earlier(on in some_day(), days in 0u32..60, pauses in some_pauses()) {
        prop_assert!(promised(on, days, &pauses).on <= promised(on, days + 1, &pauses).on);
    }

    #[test]
    fn a_pause_only_moves_the_day_later(on in some_day(), days in 0u32..60, pauses in some_pauses()) {
        prop_assert!(promised(on, days, &[]).on <= promised(on, days, &pauses).on);
    }

    #[test]
    fn the_day_due_is_a_working_day_after_the_acceptance(on in some_day(), days in 1u32..60) {
        let found = promised(on, days, &[]);
        prop_assert!(calendar().is_workday(found.on));
        prop_assert!(found.on > on);
        prop_assert_eq!(calendar().workdays_between(on, found.on), days);
    }

    #[test]
    fn only_years_with_a_notice_are_certain(on in some_day(), days in 1u32..60) {
        let found = promised(on, days, &[]);
        prop_assert_eq!(found.provisional, found.on.year() > 2026);
    }
}

#[test]
fn a_day_of_a_holiday_is_named() {
    let Day::Off(names) = calendar().day(date(2026, 10, 1)) else {
        panic!("1 October is off");
    };
    assert_eq!(names.zh, "国庆节");
}
