//! Whether what was heard in one line names somebody on record. Only compares; asks nobody.

use crate::desk::look::ClientRow;
use crate::query::capture::{Captured, Heard};
use crate::text::fold::fold;

/// Digits that make a telephone number, less than which prove nothing.
const A_NUMBER: usize = 7;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Evidence {
    /// Another name, or a number, an address or a unit that is not this client's.
    Against,
    /// The same name, and nothing besides.
    Name,
    /// The same name with the unit, the number or the address: the rule by which two records are
    /// likely one client's.
    More,
}

/// The one client on record whom the line can only mean.
pub fn meant<'a>(rows: &'a [ClientRow], heard: &Captured) -> Option<&'a ClientRow> {
    only(rows, heard, Evidence::More)
}

/// The same where a whole name was heard that exactly one client bears, for want of anybody to ask.
pub fn meant_by_name<'a>(rows: &'a [ClientRow], heard: &Captured) -> Option<&'a ClientRow> {
    meant(rows, heard).or_else(|| only(rows, heard, Evidence::Name))
}

fn only<'a>(rows: &'a [ClientRow], heard: &Captured, least: Evidence) -> Option<&'a ClientRow> {
    let mut fit = rows.iter().filter(|row| evidence(row, heard) >= least);
    match (fit.next(), fit.next()) {
        (Some(row), None) => Some(row),
        _ => None,
    }
}

fn evidence(row: &ClientRow, heard: &Captured) -> Evidence {
    let known = |text: &str| fold(text).trim().to_owned();
    let name = known(said(&heard.client_name));
    if name.is_empty() {
        return Evidence::Against;
    }
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let (phone, of_record) = (digits(said(&heard.phone)), digits(&row.phone));
    let same_phone = phone.len() >= A_NUMBER && phone == of_record;
    let other_phone = !phone.is_empty() && !of_record.is_empty() && phone != of_record;
    let (email, on_record) = (known(said(&heard.email)), known(&row.email));
    let same_email = !email.is_empty() && email == on_record;
    let other_email = !email.is_empty() && !on_record.is_empty() && !same_email;
    let (unit, at_record) = (known(said(&heard.unit)), known(&row.unit));
    let both = !unit.is_empty() && !at_record.is_empty();
    // 化学 is 化学学院: one unit is often written shorter than the other.
    let same_unit = both && (unit.contains(&at_record) || at_record.contains(&unit));

    let named = known(&row.name);
    if heard.by_surname() {
        // 张老师 is many people's name: it takes the number or the address.
        let bears = named.starts_with(&name);
        return match bears && (same_phone || same_email) {
            true => Evidence::More,
            false => Evidence::Against,
        };
    }
    let called = known(&heard.called());
    if (named != name && named != called)
        || ((other_phone || other_email) && !same_phone && !same_email)
    {
        return Evidence::Against;
    }
    match (same_phone || same_email || same_unit, both) {
        (true, _) => Evidence::More,
        (false, true) => Evidence::Against,
        (false, false) => Evidence::Name,
    }
}

fn said(part: &Option<Heard<String>>) -> &str {
    part.as_ref().map_or("", |heard| heard.value.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ClientId;

    fn row(id: i64, name: &str, unit: &str, phone: &str, email: &str) -> ClientRow {
        ClientRow {
            id: ClientId(id),
            name: name.into(),
            unit: unit.into(),
            phone: phone.into(),
            email: email.into(),
            requests: 1,
        }
    }

    fn heard(parts: [&str; 4]) -> Captured {
        let [name, unit, phone, email] = parts.map(|part| {
            (!part.is_empty()).then(|| Heard {
                value: part.to_owned(),
                span: Default::default(),
                guess: false,
            })
        });
        Captured {
            client_name: name,
            unit,
            phone,
            email,
            ..Captured::default()
        }
    }

    #[test]
    fn a_client_is_met_again_by_name_and_one_thing_more_and_never_against_what_was_said() {
        let wang = row(1, "王五", "化学学院", "138 0000 0000", "W@example.edu");
        let none = row(2, "王五", "", "", "");
        // What was heard; whether it surely is the first, and whether its name alone would do.
        let cases = [
            (["王五", "化学", "", ""], true, true),
            (["王五", "", "13800000000", ""], true, true),
            (["王五", "", "", "w@example.edu"], true, true),
            (["王五", "物理", "13800000000", ""], true, true),
            (["王五", "", "", ""], false, true),
            (["王五", "物理", "", ""], false, false),
            (["王五", "化学", "13911111111", ""], false, false),
            (["王五", "化学", "", "other@example.edu"], false, false),
            (["王", "", "13800000000", ""], true, true),
            (["王", "化学", "", ""], false, false),
            (["李", "", "13800000000", ""], false, false),
            (["王小五", "化学", "", ""], false, false),
        ];
        for (parts, surely, by_name) in cases {
            let (rows, heard) = ([wang.clone()], heard(parts));
            assert_eq!(meant(&rows, &heard).is_some(), surely, "{parts:?}");
            assert_eq!(meant_by_name(&rows, &heard).is_some(), by_name, "{parts:?}");
        }
        let two = [wang.clone(), row(3, "王五", "化学学院", "", "")];
        assert_eq!(meant(&two, &heard(["王五", "化学", "", ""])), None);
        assert_eq!(
            meant_by_name(&[wang.clone(), none], &heard(["王五", "", "", ""])),
            None
        );
        let sure = meant(&two, &heard(["王五", "", "13800000000", ""]));
        assert_eq!(sure, Some(&wang));
    }
}
