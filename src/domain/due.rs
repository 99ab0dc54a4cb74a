//! By when an answer is promised, and why: working days from the acceptance, pauses given back, or the
//! date agreed with the client. Reads no clock; `today` only ends a pause that is still open.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Time};

use super::calendar::{Calendar, Day, Reckoned, YearState};
use super::names::Names;
use super::request::Due;
use super::sentence::{Arg, Sentence};
use super::trace::{Source, Trace, Traced};

/// Days on which the client had to act, from the request's steps. The day it began is not given back,
/// the day it ended is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    pub start: Date,
    /// None while it lasts.
    pub end: Option<Date>,
}

/// As [`Pause`], to the minute, for what is promised within hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    pub from: DateTime,
    /// None while it lasts.
    pub to: Option<DateTime>,
}

/// A stretch of the day in which the desk is open, as 08:30–12:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    pub from: Time,
    pub to: Time,
}

/// The day an answer is due. Day 0 is the acceptance and counting starts the next day; working days of
/// pauses are given back; an agreed date stands above all of it.
pub fn due(
    accepted_on: Date,
    target_days: u32,
    pauses: &[Pause],
    agreed: Option<Due>,
    calendar: &Calendar,
    today: Date,
) -> Traced<Due> {
    let paused = paused_workdays(accepted_on, pauses, calendar, today);
    let Reckoned { date, provisional } =
        calendar.nth_workday_after(accepted_on, target_days.saturating_add(paused));
    let reckoned = Due {
        on: date,
        at: None,
        provisional,
    };
    let days = i64::from(target_days);

    let mut story = Story::default();
    story.step(
        Sentence::new("due-step-accepted").with("day", accepted_on),
        Source::Reckoned,
    );
    story.step(
        Sentence::new("due-step-target").with("days", days),
        Source::Setting("target_days".to_owned()),
    );
    story.days(accepted_on, date, calendar);
    story.pauses(accepted_on, pauses, calendar, today, paused);
    story.unpublished(accepted_on, date, calendar);
    story.step(
        Sentence::new("due-step-result").with("day", date),
        Source::Reckoned,
    );

    if let Some(promised) = agreed {
        if !pauses.is_empty() {
            story.step(Sentence::new("due-step-agreed-stands"), Source::Reckoned);
        }
        return agreed_instead(promised, reckoned, story, calendar);
    }
    let line = if story.parts.is_empty() {
        Sentence::new("due-line-plain")
    } else {
        Sentence::new("due-line").with("parts", std::mem::take(&mut story.parts))
    };
    let line = line
        .with("days", days)
        .with("accepted", accepted_on)
        .with("due", date);
    Traced {
        value: reckoned,
        trace: story.told(line),
    }
}

/// The hour an answer is due where hours are promised: `hours` of opening time on working days after
/// the moment of acceptance, without the time the client had to act in; a wait that lasts counts up to
/// `now`. Without opening hours the working day after.
pub fn due_within_hours(
    accepted_at: DateTime,
    hours: u32,
    opening: &[Opening],
    stops: &[Stop],
    calendar: &Calendar,
    now: DateTime,
) -> Traced<Due> {
    let mut left = i64::from(hours) * 60;
    let mut day = accepted_at.date();
    let mut provisional = !calendar.is_certain(day);
    let mut from = accepted_at.time();
    let mut at = None;
    let usable = opening.iter().any(|o| o.from < o.to);
    while usable && at.is_none() {
        if calendar.is_workday(day) {
            at = spend(&mut left, from, &open_without(day, opening, stops, now));
        }
        if at.is_none() {
            let Ok(next) = day.tomorrow() else {
                provisional = true;
                break;
            };
            day = next;
            from = Time::midnight();
            provisional |= !calendar.is_certain(day);
        }
    }
    if !usable {
        let pauses: Vec<Pause> = stops.iter().map(Pause::from).collect();
        let paused = paused_workdays(day, &pauses, calendar, now.date());
        let next = calendar.nth_workday_after(day, paused.saturating_add(1));
        day = next.date;
        provisional = next.provisional;
    }
    let hours = i64::from(hours);
    let accepted = accepted_at.date();
    let mut story = Story::default();
    story.step(
        Sentence::new("due-step-accepted").with("day", accepted),
        Source::Reckoned,
    );
    story.step(
        Sentence::new("due-step-hours").with("hours", hours),
        Source::Setting("target_hours".to_owned()),
    );
    story.days(accepted, day, calendar);
    story.stops(stops, now);
    story.unpublished(accepted, day, calendar);
    let line = match (at, stops.is_empty()) {
        (Some(at), true) => Sentence::new("due-line-hours").with("time", clock_face(at)),
        (Some(at), false) => Sentence::new("due-line-hours-paused").with("time", clock_face(at)),
        (None, _) => Sentence::new("due-line-hours-day"),
    };
    let line = line
        .with("hours", hours)
        .with("accepted", accepted)
        .with("due", day);
    Traced {
        value: Due {
            on: day,
            at,
            provisional,
        },
        trace: story.told(line),
    }
}

/// Working days given back: `d` with `start < d <= end`, after the acceptance, each once however many
/// pauses cover it. An open pause counts up to `today`.
pub fn paused_workdays(
    accepted_on: Date,
    pauses: &[Pause],
    calendar: &Calendar,
    today: Date,
) -> u32 {
    let mut given_back = BTreeSet::new();
    for pause in pauses {
        let mut day = pause.start.max(accepted_on);
        let end = pause.end.unwrap_or(today);
        while day < end {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            if calendar.is_workday(day) {
                given_back.insert(day);
            }
        }
    }
    u32::try_from(given_back.len()).unwrap_or(u32::MAX)
}

fn agreed_instead(
    promised: Due,
    reckoned: Due,
    mut story: Story,
    calendar: &Calendar,
) -> Traced<Due> {
    // An agreed day of a year without a notice may turn out to be a holiday (R28).
    let provisional = promised.provisional || !calendar.is_certain(promised.on);
    story.step(
        match promised.at {
            Some(at) => Sentence::new("due-step-agreed-hour").with("time", clock_face(at)),
            None => Sentence::new("due-step-agreed"),
        }
        .with("day", promised.on),
        Source::Reckoned,
    );
    if !calendar.is_workday(promised.on) {
        story.step(
            Sentence::new("due-step-agreed-off").with("day", promised.on),
            Source::Reckoned,
        );
    }
    let line = match promised.at {
        Some(at) => Sentence::new("due-line-agreed-hour").with("time", clock_face(at)),
        None => Sentence::new("due-line-agreed"),
    };
    let line = line.with("due", promised.on).with("reckoned", reckoned.on);
    Traced {
        value: Due {
            provisional,
            ..promised
        },
        trace: story.told(line),
    }
}

/// Uses up `left` minutes of one day's opening after `from`; the moment they run out, if they do.
fn spend(left: &mut i64, from: Time, opening: &[Opening]) -> Option<Time> {
    for stretch in opening {
        let start = stretch.from.max(from);
        let minutes = minute_of_day(stretch.to) - minute_of_day(start);
        if minutes <= 0 {
            continue;
        }
        if *left <= minutes {
            let end = minute_of_day(start) + *left;
            let hour = i8::try_from(end / 60).unwrap_or(23);
            let minute = i8::try_from(end % 60).unwrap_or(0);
            return Some(Time::new(hour, minute, 0, 0).unwrap_or(stretch.to));
        }
        *left -= minutes;
    }
    None
}

impl From<&Stop> for Pause {
    fn from(stop: &Stop) -> Self {
        Pause {
            start: stop.from.date(),
            end: stop.to.map(DateTime::date),
        }
    }
}

/// One day's opening without the minutes in which the client had to act.
fn open_without(day: Date, opening: &[Opening], stops: &[Stop], now: DateTime) -> Vec<Opening> {
    let mut open: Vec<Opening> = opening.to_vec();
    for stop in stops {
        let end = stop.to.unwrap_or(now);
        if stop.from.date() > day || end.date() < day {
            continue;
        }
        let from = match stop.from.date() == day {
            true => stop.from.time(),
            false => Time::midnight(),
        };
        let to = match end.date() == day {
            true => end.time(),
            false => Time::MAX,
        };
        open = open
            .into_iter()
            .flat_map(|o| {
                let before = Opening {
                    from: o.from,
                    to: o.to.min(from),
                };
                let after = Opening {
                    from: o.from.max(to),
                    to: o.to,
                };
                [before, after]
            })
            .filter(|o| o.from < o.to)
            .collect();
    }
    open
}

fn minute_of_day(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

pub fn clock_face(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Neighbouring days that are off under one name.
struct Run<'a> {
    names: Option<&'a Names>,
    closed: bool,
    from: Date,
    to: Date,
    days: i64,
}

/// The reasons as they are found: the parts of the one line, and the steps in full.
#[derive(Default)]
struct Story {
    parts: Vec<Arg>,
    steps: Vec<(Sentence, Source)>,
}

impl Story {
    fn step(&mut self, said: Sentence, source: Source) {
        self.steps.push((said, source));
    }

    fn part(&mut self, said: Sentence) {
        self.parts.push(said.into());
    }

    fn told(self, line: Sentence) -> Trace {
        self.steps
            .into_iter()
            .fold(Trace::new(line), |trace, (said, source)| {
                trace.because(said, source)
            })
    }

    /// Holidays, closures and make-up days met between the acceptance and the due day.
    fn days(&mut self, accepted_on: Date, until: Date, calendar: &Calendar) {
        let mut run: Option<Run<'_>> = None;
        let mut weekend_days: i64 = 0;
        let mut day = accepted_on;
        while day < until {
            let Ok(next) = day.tomorrow() else { break };
            day = next;
            let (names, closed) = match calendar.day(day) {
                Day::Off(names) => (Some(names), false),
                Day::Closed(names) => (Some(names), true),
                Day::Statutory => (None, false),
                met => {
                    self.end_run(run.take(), calendar);
                    weekend_days += i64::from(met == Day::Weekend);
                    self.worked_specially(day, met, calendar);
                    continue;
                }
            };
            match &mut run {
                Some(r) if r.names == names && r.closed == closed => {
                    r.to = day;
                    r.days += 1;
                }
                _ => {
                    self.end_run(run.take(), calendar);
                    run = Some(Run {
                        names,
                        closed,
                        from: day,
                        to: day,
                        days: 1,
                    });
                }
            }
        }
        self.end_run(run, calendar);
        if weekend_days > 0 {
            self.step(
                Sentence::new("due-step-weekends").with("days", weekend_days),
                Source::Reckoned,
            );
        }
    }

    fn worked_specially(&mut self, day: Date, met: Day<'_>, calendar: &Calendar) {
        match met {
            Day::Makeup(names) => {
                self.part(Sentence::new("due-part-makeup").with("day", day));
                self.step(
                    Sentence::new("due-step-makeup")
                        .with("day", day)
                        .with("name", names.clone()),
                    noticed(day, calendar),
                );
            }
            Day::Opened(names) => {
                self.part(Sentence::new("due-part-opened").with("day", day));
                self.step(
                    Sentence::new("due-step-opened")
                        .with("day", day)
                        .with("name", names.clone()),
                    Source::Setting("calendar/desk.toml: open".to_owned()),
                );
            }
            _ => {}
        }
    }

    fn end_run(&mut self, run: Option<Run<'_>>, calendar: &Calendar) {
        let Some(run) = run else { return };
        let name: Arg = match run.names {
            Some(names) => names.clone().into(),
            None => Sentence::new("due-statutory").into(),
        };
        self.part(
            Sentence::new("due-part-off")
                .with("name", name.clone())
                .with("days", run.days),
        );
        let key = match (run.closed, run.from == run.to) {
            (true, true) => "due-step-closed-day",
            (true, false) => "due-step-closed",
            (false, true) => "due-step-off-day",
            (false, false) => "due-step-off",
        };
        let source = if run.closed {
            Source::Setting("calendar/desk.toml: closure".to_owned())
        } else {
            noticed(run.from, calendar)
        };
        self.step(
            Sentence::new(key)
                .with("name", name)
                .with("from", run.from)
                .with("to", run.to)
                .with("days", run.days),
            source,
        );
    }

    fn pauses(
        &mut self,
        accepted_on: Date,
        pauses: &[Pause],
        calendar: &Calendar,
        today: Date,
        paused: u32,
    ) {
        for pause in pauses {
            let days = paused_workdays(accepted_on, std::slice::from_ref(pause), calendar, today);
            let said = match pause.end {
                Some(end) => Sentence::new("due-step-pause")
                    .with("from", pause.start)
                    .with("to", end),
                None => Sentence::new("due-step-pause-open")
                    .with("from", pause.start)
                    .with("to", today),
            };
            self.step(said.with("days", i64::from(days)), Source::Reckoned);
        }
        if paused > 0 {
            self.part(Sentence::new("due-part-paused").with("days", i64::from(paused)));
        }
    }

    fn stops(&mut self, stops: &[Stop], now: DateTime) {
        for stop in stops {
            let said = match stop.to {
                Some(to) => Sentence::new("due-step-stop")
                    .with("to", to.date())
                    .with("until", clock_face(to.time())),
                None => Sentence::new("due-step-stop-open")
                    .with("to", now.date())
                    .with("until", clock_face(now.time())),
            };
            self.step(
                said.with("from", stop.from.date())
                    .with("since", clock_face(stop.from.time())),
                Source::Reckoned,
            );
        }
    }

    fn unpublished(&mut self, accepted_on: Date, until: Date, calendar: &Calendar) {
        let first = accepted_on.tomorrow().unwrap_or(accepted_on);
        let open =
            (first.year()..=until.year()).find(|y| calendar.state(*y) != YearState::Official);
        if let Some(year) = open {
            // A year before those we have was published long ago; it is only not at hand.
            let is_past = calendar.first_official().is_some_and(|first| year < first);
            let (part, step) = if is_past {
                ("due-part-no-calendar", "due-step-no-calendar")
            } else {
                ("due-part-unpublished", "due-step-unpublished")
            };
            let year = Arg::Text(year.to_string());
            self.part(Sentence::new(part).with("year", year.clone()));
            self.step(Sentence::new(step).with("year", year), Source::Reckoned);
        }
    }
}

fn noticed(day: Date, calendar: &Calendar) -> Source {
    match calendar.notice(day) {
        Some(notice) => Source::Calendar {
            day,
            notice: format!("{} {}", notice.number, notice.title)
                .trim()
                .to_owned(),
        },
        None => Source::Reckoned,
    }
}
