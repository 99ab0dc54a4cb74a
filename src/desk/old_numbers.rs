//! Numbers an old ledger gave out: each stands for one request, and the desk's own series goes on after
//! them. Writes no request.

use super::ledger::LedgerRow;
use super::work::Moment;
use crate::domain::Request;
use crate::domain::refusal::Refusal;
use crate::store::{imports, numbers, requests};

/// A number stands for one request. One that was given to an import which was taken back is free again.
pub(super) fn free(db: &crate::store::Db, line: &LedgerRow) -> Result<(), Refusal> {
    let Some(number) = &line.number else {
        return Ok(());
    };
    let taken = match requests::by_number(db, number)? {
        Some(holder) if imports::is_hidden(db, "request", holder.0)? => {
            imports::lose_number(db, holder.0, number)?;
            requests::drop_number(db, holder)?;
            numbers::forget(db, number)?;
            false
        }
        Some(_) => true,
        None => numbers::is_taken(db, number)?,
    };
    if taken {
        return Err(Refusal::rule("import-number-taken")
            .with("number", number.as_str())
            .with("line", line.line));
    }
    Ok(())
}

/// A number that the old ledger gave out is taken; the series goes on after it.
pub(super) fn take(
    db: &crate::store::Db,
    request: &Request,
    settings: &crate::settings::Settings,
    moment: &Moment,
) -> Result<(), Refusal> {
    let Some(number) = &request.number else {
        return Ok(());
    };
    let day = request
        .accepted_on
        .unwrap_or_else(|| moment.day_of(request.received_at));
    let series = settings
        .service(&request.service)
        .and_then(|def| def.number.as_ref());
    let codes = &settings.desk().codes;
    let found = series
        .and_then(|series| series.serial_of(number, codes))
        .map(|(year, serial)| (year.unwrap_or(day.year()), serial))
        .or_else(|| trailing_serial(number, day.year()).map(|serial| (day.year(), serial)));
    let at = moment.now.to_string();
    let name = request.service.as_str();
    let free = match found {
        Some((year, serial)) => numbers::is_free(db, name, year, serial)?,
        None => false,
    };
    let taken = match found {
        Some((year, serial)) if free => {
            numbers::take(db, name, year, serial, number, request.id, &at)
        }
        // Two old schemes may have used one serial, and some numbers end in none: kept beside the
        // desk's own series, which they do not move on.
        _ => {
            let beside = format!("{name}/old");
            let serial = numbers::next_serial(db, &beside, day.year())?;
            numbers::take(db, &beside, day.year(), serial, number, request.id, &at)
        }
    };
    Ok(taken?)
}

/// The digits a number of another scheme ends in, without the year where they begin with it.
fn trailing_serial(number: &str, year: i16) -> Option<u32> {
    let start = number.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| {
        at + number
            .get(at..)
            .and_then(|t| t.chars().next())
            .map_or(1, char::len_utf8)
    });
    let digits = number.get(start..)?;
    let digits = match digits.strip_prefix(&year.to_string()) {
        Some(rest) if !rest.is_empty() => rest,
        _ => digits,
    };
    // Of a long run only the end can be a serial; the rest is codes.
    let digits = digits
        .get(digits.len().saturating_sub(6)..)
        .filter(|d| d.len() < 6)
        .or_else(|| digits.get(digits.len().saturating_sub(4)..))?;
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_serial_is_what_an_old_number_ends_in() {
        let cases = [
            ("CX2025-017", Some(17)),
            ("202500042", Some(42)),
            ("查新第12号", None),
            ("查新第12", Some(12)),
            ("202536000L270113", Some(113)),
            ("2025", Some(2025)),
            ("无", None),
        ];
        for (number, serial) in cases {
            assert_eq!(trailing_serial(number, 2025), serial, "{number}");
        }
    }
}
