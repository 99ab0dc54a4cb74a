//! `calendar/<year>.toml` and `calendar/desk.toml` as the working calendar.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::error::Fault;
use super::reader::{File, Read, Section};
use crate::domain::Names;
use crate::domain::calendar::{Closure, Notice, YearPlan, YearState};

/// One year, as its State Council notice gives it.
pub(super) fn year(file: File<'_>) -> Read<YearPlan> {
    let table = file.parse()?;
    let root = Section::root(file, &table, &["year", "state", "notice", "holiday"])?;
    let number = root.whole("year", 1990..2200)?;
    let year = i16::try_from(root.need("year", number)?).unwrap_or_default();
    let state = root.one_of("state", &["official", "draft"], |text| match text {
        "official" => Some(YearState::Official),
        "draft" => Some(YearState::Draft),
        _ => None,
    })?;
    let state = root.need("state", state)?;
    let mut plan = YearPlan {
        year,
        state,
        notice: notice(&root, state)?,
        off: BTreeMap::new(),
        makeup: BTreeMap::new(),
    };
    for holiday in root.sections("holiday", &["name", "from", "to", "makeup"])? {
        let names = holiday.need_names("name")?;
        let from = holiday.need_day("from")?;
        let to = holiday.day("to")?.unwrap_or(from);
        if to < from {
            return Err(holiday.rule("to", "settings-calendar-backwards", to.to_string()));
        }
        for day in from
            .series(jiff::Span::new().days(1))
            .take_while(|d| *d <= to)
        {
            belongs(&holiday, "from", day, year, None)?;
            enter(&holiday, "from", &mut plan.off, day, &names, None)?;
        }
        for (day, span) in holiday.days("makeup")? {
            belongs(&holiday, "makeup", day, year, Some(span.clone()))?;
            if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
                let fault = Fault::Rule("settings-calendar-makeup-weekday", day.to_string());
                return Err(holiday.fault_at(span, "makeup", fault));
            }
            enter(
                &holiday,
                "makeup",
                &mut plan.makeup,
                day,
                &names,
                Some(span),
            )?;
        }
    }
    if let Some(day) = plan.makeup.keys().find(|d| plan.off.contains_key(d)) {
        return Err(root.fault("holiday", Fault::Duplicate(day.to_string())));
    }
    Ok(plan)
}

fn notice(root: &Section<'_>, state: YearState) -> Read<Notice> {
    let Some(section) = root.section("notice", &["title", "number", "dated"])? else {
        if state == YearState::Official {
            return Err(root.fault("notice", Fault::Missing));
        }
        return Ok(Notice::default());
    };
    Ok(Notice {
        title: section.need_text("title")?.to_owned(),
        number: section.text("number")?.unwrap_or_default().to_owned(),
        dated: section.day("dated")?,
    })
}

/// A notice speaks of its own year; for New Year it may reach into the December before.
fn belongs(
    section: &Section<'_>,
    key: &str,
    day: Date,
    year: i16,
    span: Option<Range<usize>>,
) -> Read<()> {
    if day.year() == year || (day.year() == year - 1 && day.month() == 12) {
        return Ok(());
    }
    let fault = Fault::Rule("settings-calendar-other-year", day.to_string());
    Err(match span {
        Some(span) => section.fault_at(span, key, fault),
        None => section.fault(key, fault),
    })
}

fn enter(
    section: &Section<'_>,
    key: &str,
    days: &mut BTreeMap<Date, Names>,
    day: Date,
    names: &Names,
    span: Option<Range<usize>>,
) -> Read<()> {
    if days.insert(day, names.clone()).is_none() {
        return Ok(());
    }
    let fault = Fault::Duplicate(day.to_string());
    Err(match span {
        Some(span) => section.fault_at(span, key, fault),
        None => section.fault(key, fault),
    })
}

/// The desk's own closures and extra open days.
pub(super) fn overlay(file: File<'_>) -> Read<(Vec<Closure>, BTreeMap<Date, Names>)> {
    let table = file.parse()?;
    let root = Section::root(file, &table, &["closure", "open"])?;
    let mut closures = Vec::new();
    for section in root.sections("closure", &["name", "from", "to"])? {
        let from = section.need_day("from")?;
        let to = section.day("to")?.unwrap_or(from);
        if to < from {
            return Err(section.rule("to", "settings-calendar-backwards", to.to_string()));
        }
        closures.push(Closure {
            from,
            to,
            names: section.need_names("name")?,
        });
    }
    let mut opened = BTreeMap::new();
    for section in root.sections("open", &["name", "day"])? {
        let (day, names) = (section.need_day("day")?, section.need_names("name")?);
        enter(&section, "day", &mut opened, day, &names, None)?;
    }
    Ok((closures, opened))
}
