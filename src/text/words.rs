//! Puts sentences into words in the language of the person at the screen. Holds no wording itself and
//! never fails: a key without wording is shown as `‹key›`.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use unic_langid::LanguageIdentifier;

use super::locale::AREAS;
use super::named::Named;
use super::safe;
use super::shipped::Shipped;
use crate::domain::{Arg, Lang, Names, Sentence};

/// Integers up to here are exact as Fluent's numbers, which are floating.
const EXACT: u64 = 1 << 53;

pub(super) type Bundle = FluentBundle<FluentResource>;

/// The compiled-in wording of both languages, once in a process.
static ZH: OnceLock<Shipped> = OnceLock::new();
static EN: OnceLock<Shipped> = OnceLock::new();
/// The same with the desk's own wording over it, where it has any: its messages may speak of others.
static OWN_ZH: OnceLock<Bundle> = OnceLock::new();
static OWN_EN: OnceLock<Bundle> = OnceLock::new();

/// Lays a desk's own wording over what is compiled in, for the whole process and once.
pub fn lay_over(lang: Lang, texts: &[String]) {
    if texts.is_empty() {
        return;
    }
    let mut bundle = parse(lang);
    for text in texts {
        // What is wrong in it was told when it was read.
        let resource = match FluentResource::try_new(text.clone()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    let own = match lang {
        Lang::Zh => &OWN_ZH,
        Lang::En => &OWN_EN,
    };
    // A second one in a process changes nothing.
    let _ = own.set(bundle);
}

/// What is wrong with a wording file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordingFault {
    /// Not Fluent.
    Syntax,
    /// There is no sentence of this name.
    NoSuchKey,
}

/// The first thing wrong with a desk's own wording, and the byte at which it stands.
pub fn fault_in(lang: Lang, text: &str) -> Option<(usize, WordingFault)> {
    if let Err((_, errors)) = FluentResource::try_new(text.to_owned()) {
        let at = errors.first().map_or(0, |error| error.pos.start);
        return Some((at, WordingFault::Syntax));
    }
    let words = Words::new(lang);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let key = line.split('=').next().unwrap_or_default().trim();
        let is_message = line.starts_with(|c: char| c.is_ascii_alphabetic());
        if is_message && !words.has(key) {
            return Some((at, WordingFault::NoSuchKey));
        }
        at += line.len();
    }
    None
}

/// Speaks one of the two languages at a time.
pub struct Words {
    lang: Lang,
    zone: TimeZone,
    year: Option<i16>,
}

impl Words {
    /// Speaks `lang`, shows moments in UTC and every day with its year, until told otherwise.
    pub fn new(lang: Lang) -> Words {
        Words {
            lang,
            zone: TimeZone::UTC,
            year: None,
        }
    }

    /// The zone of the desk, in which moments are shown.
    pub fn in_zone(mut self, zone: TimeZone) -> Words {
        self.zone = zone;
        self
    }

    /// The present year, which days in it leave out.
    pub fn in_year(mut self, year: i16) -> Words {
        self.set_year(year);
        self
    }

    /// As [`Words::in_year`], for a console that stays open over New Year.
    pub fn set_year(&mut self, year: i16) {
        self.year = Some(year);
    }

    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    pub fn lang(&self) -> Lang {
        self.lang
    }

    pub fn switch(&mut self, lang: Lang) {
        self.lang = lang;
    }

    /// Whether the present language has wording for `key`.
    pub fn has(&self, key: &str) -> bool {
        match self.own() {
            Some(own) => own.has_message(key),
            None => self.shipped().has(key),
        }
    }

    /// A wording without gaps.
    pub fn t(&self, key: &str) -> Cow<'_, str> {
        self.format(key, None)
    }

    /// What a fixed thing of the trade is called.
    pub fn name(&self, thing: impl Named) -> Cow<'_, str> {
        self.t(thing.name_key())
    }

    /// A configured name in the present language, safe to show; the other language's where it has none.
    pub fn pick<'n>(&self, names: &'n Names) -> Cow<'n, str> {
        let name = names.get(self.lang);
        let name = if name.is_empty() {
            names.get(self.lang.other())
        } else {
            name
        };
        safe::line(name)
    }

    pub fn say(&self, sentence: &Sentence) -> String {
        if sentence.args.is_empty() {
            return self.t(sentence.key).into_owned();
        }
        let mut args = FluentArgs::with_capacity(sentence.args.len());
        for (name, arg) in &sentence.args {
            args.set(*name, self.value(arg));
        }
        self.format(sentence.key, Some(&args)).into_owned()
    }

    /// `11-20 周五` or `Fri 20 Nov`, with the year where it is not the present one.
    pub fn day(&self, day: Date) -> String {
        let mut args = self.date_args(day);
        args.set("weekday", self.t(weekday_key(day)));
        let key = if self.is_this_year(day) {
            "day-short"
        } else {
            "day-with-year"
        };
        self.format(key, Some(&args)).into_owned()
    }

    /// As [`Words::day`] without the day of the week, for narrow columns: `11-20` or `20 Nov`.
    pub fn date(&self, day: Date) -> String {
        let args = self.date_args(day);
        let key = if self.is_this_year(day) {
            "date-short"
        } else {
            "date-with-year"
        };
        self.format(key, Some(&args)).into_owned()
    }

    fn is_this_year(&self, day: Date) -> bool {
        self.year == Some(day.year())
    }

    fn date_args(&self, day: Date) -> FluentArgs<'_> {
        let mut args = FluentArgs::with_capacity(4);
        args.set("year", day.year().to_string());
        args.set("month", self.t(month_key(day.month())));
        let day_of_month = match self.lang {
            Lang::Zh => format!("{:02}", day.day()),
            Lang::En => day.day().to_string(),
        };
        args.set("day", day_of_month);
        args
    }

    /// A moment in the desk's zone, to the minute.
    pub fn moment(&self, moment: Timestamp) -> String {
        let local: Zoned = moment.to_zoned(self.zone.clone());
        let mut args = FluentArgs::with_capacity(2);
        args.set("day", self.day(local.date()));
        args.set("clock", clock(local.time()));
        self.format("moment", Some(&args)).into_owned()
    }

    /// The day a moment falls on in the desk's zone.
    pub fn date_of(&self, moment: Timestamp) -> Date {
        moment.to_zoned(self.zone.clone()).date()
    }

    /// The time of day of a moment in the desk's zone, as `09:05`.
    pub fn clock(&self, moment: Timestamp) -> String {
        clock(moment.to_zoned(self.zone.clone()).time())
    }

    /// Joined as the language joins a list.
    pub fn join<S: AsRef<str>>(&self, items: &[S]) -> String {
        let separator = self.t("list-separator");
        let mut out = String::new();
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.push_str(&separator);
            }
            out.push_str(item.as_ref());
        }
        out
    }

    fn value<'a>(&self, arg: &'a Arg) -> FluentValue<'a> {
        match arg {
            Arg::Text(text) => FluentValue::String(safe::line(text)),
            Arg::Int(number) if number.unsigned_abs() <= EXACT => FluentValue::from(*number),
            Arg::Int(number) => FluentValue::String(number.to_string().into()),
            Arg::Names(names) => FluentValue::String(self.pick(names)),
            other => FluentValue::String(self.word(other).into()),
        }
    }

    fn word(&self, arg: &Arg) -> String {
        match arg {
            Arg::Text(text) => safe::line(text).into_owned(),
            Arg::Int(number) => number.to_string(),
            Arg::Day(day) => self.day(*day),
            Arg::Moment(moment) => self.moment(*moment),
            Arg::Names(names) => self.pick(names).into_owned(),
            Arg::Said(sentence) => self.say(sentence),
            Arg::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.word(item)).collect();
                self.join(&items)
            }
        }
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> Cow<'_, str> {
        let mut faults = Vec::new();
        let said = match self.own() {
            Some(own) => own
                .get_message(key)
                .and_then(|message| message.value())
                .map(|pattern| own.format_pattern(pattern, args, &mut faults)),
            None => self.shipped().format(key, args, &mut faults),
        };
        match said {
            None => Cow::Owned(format!("‹{}›", safe::line(key))),
            // Owned, as the words may borrow from the arguments.
            Some(said) if args.is_some() => Cow::Owned(said.into_owned()),
            Some(said) => said,
        }
    }

    fn own(&self) -> Option<&'static Bundle> {
        match self.lang {
            Lang::Zh => OWN_ZH.get(),
            Lang::En => OWN_EN.get(),
        }
    }

    fn shipped(&self) -> &'static Shipped {
        match self.lang {
            Lang::Zh => ZH.get_or_init(|| Shipped::new(Lang::Zh)),
            Lang::En => EN.get_or_init(|| Shipped::new(Lang::En)),
        }
    }
}

/// A bundle without messages.
pub(super) fn empty(lang: Lang) -> Bundle {
    // It chooses the plural rules only.
    let id: LanguageIdentifier = lang.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // The marks it would set around each argument are invisible and break the columns.
    bundle.set_use_isolating(false);
    bundle
}

fn parse(lang: Lang) -> Bundle {
    let mut bundle = empty(lang);
    for area in AREAS {
        // A faulty entry is left out here and shown by its key; the tests let none through.
        let resource = match FluentResource::try_new(area.source(lang).to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn month_key(month: i8) -> &'static str {
    match month {
        1 => "month-1",
        2 => "month-2",
        3 => "month-3",
        4 => "month-4",
        5 => "month-5",
        6 => "month-6",
        7 => "month-7",
        8 => "month-8",
        9 => "month-9",
        10 => "month-10",
        11 => "month-11",
        _ => "month-12",
    }
}

fn weekday_key(day: Date) -> &'static str {
    match day.weekday().to_monday_one_offset() {
        1 => "weekday-1",
        2 => "weekday-2",
        3 => "weekday-3",
        4 => "weekday-4",
        5 => "weekday-5",
        6 => "weekday-6",
        _ => "weekday-7",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::Status;

    fn zone(hours: i8) -> TimeZone {
        TimeZone::fixed(jiff::tz::offset(hours))
    }

    #[test]
    fn every_file_is_whole_and_no_key_is_given_twice() {
        for lang in Lang::ALL {
            let mut bundle = Bundle::new_concurrent(vec![lang.tag().parse().unwrap()]);
            for area in AREAS {
                let resource = FluentResource::try_new(area.source(lang).to_owned())
                    .unwrap_or_else(|(_, faults)| {
                        panic!("{} {}: {faults:?}", lang.tag(), area.name)
                    });
                bundle
                    .add_resource(resource)
                    .unwrap_or_else(|faults| panic!("{} {}: {faults:?}", lang.tag(), area.name));
            }
        }
    }

    #[test]
    fn a_switch_of_language_changes_the_words_at_once() {
        let mut words = Words::new(Lang::Zh);
        assert_eq!(words.name(Status::Submitted), "待受理");
        words.switch(Lang::En);
        assert_eq!(words.name(Status::Submitted), "Awaiting acceptance");
        assert_eq!(words.lang(), Lang::En);
    }

    #[test]
    fn a_missing_wording_shows_its_key() {
        let words = Words::new(Lang::Zh);
        assert_eq!(words.t("no-such\u{1b}"), "‹no-such‹U+001B››");
        let said = words.say(&Sentence::new("nothing").with("n", 3i64));
        assert_eq!(said, "‹nothing›");
    }

    #[test]
    fn days_are_worded_by_the_language_and_tell_a_foreign_year() {
        let zh = Words::new(Lang::Zh).in_year(2026);
        let en = Words::new(Lang::En).in_year(2026);
        assert_eq!(zh.day(date(2026, 11, 20)), "11-20 周五");
        assert_eq!(en.day(date(2026, 11, 20)), "Fri 20 Nov");
        assert_eq!(zh.day(date(2027, 1, 4)), "2027-01-04 周一");
        assert_eq!(en.day(date(2027, 1, 4)), "Mon 4 Jan 2027");
        assert_eq!(zh.date(date(2026, 11, 20)), "11-20");
        assert_eq!(en.date(date(2026, 11, 2)), "2 Nov");
        assert_eq!(zh.date(date(2027, 1, 4)), "2027-01-04");
        assert_eq!(en.date(date(2027, 1, 4)), "4 Jan 2027");
    }

    #[test]
    fn moments_are_shown_in_the_zone_of_the_desk() {
        let moment: Timestamp = "2026-12-31T16:05:00Z".parse().unwrap();
        let zh = Words::new(Lang::Zh).in_year(2026).in_zone(zone(8));
        assert_eq!(zh.moment(moment), "2027-01-01 周五 00:05");
        assert_eq!(zh.date_of(moment), date(2027, 1, 1));
        let en = Words::new(Lang::En).in_year(2026).in_zone(zone(-5));
        assert_eq!(en.moment(moment), "Thu 31 Dec 11:05");
        assert_eq!(en.clock(moment), "11:05");
    }

    #[test]
    fn every_kind_of_argument_is_worded() {
        let words = Words::new(Lang::Zh).in_year(2026);
        let cases = [
            (Arg::from("a\u{202e}b\n"), "a‹U+202E›b "),
            (Arg::Int(42), "42"),
            (Arg::Int(i64::MAX), "9223372036854775807"),
            (Arg::from(date(2026, 11, 20)), "11-20 周五"),
            (Arg::from(Names::new("查新", "Novelty")), "查新"),
            (Arg::from(Names::new("", "Novelty")), "Novelty"),
            (Arg::from(Sentence::new("status-closed")), "已办结"),
            (
                Arg::List(vec![
                    Arg::from("甲"),
                    Arg::Int(2),
                    Arg::from(Sentence::new("status-closed")),
                ]),
                "甲、2、已办结",
            ),
        ];
        for (arg, said) in cases {
            let sentence = Sentence::new("moment").with("day", arg).with("clock", "-");
            assert_eq!(words.say(&sentence), format!("{said} -"));
        }
        let en = Words::new(Lang::En);
        assert_eq!(en.join(&["a", "b"]), "a, b");
    }

    #[test]
    fn words_may_be_handed_to_another_thread() {
        fn is_sendable<T: Send + Sync>() {}
        is_sendable::<Words>();
    }
}
