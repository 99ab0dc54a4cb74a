//! Lists of people in one cell, as each database writes them.

use crate::biblio::name::{Name, is_initials, listed};
use crate::domain::script::is_han;

/// Parts a cell into names: at semicolons, bars, `and`, or the commas between whole names.
pub(super) fn people(cell: &str) -> Vec<Name> {
    let cell = cell.trim();
    // PubMed ends its list with a full stop and has none in it.
    let cell = match cell.strip_suffix('.') {
        Some(list) if !list.contains('.') => list,
        _ => cell,
    };
    if cell.chars().any(is_han) {
        return listed(cell).into_iter().map(Name::read_straight).collect();
    }
    let parted = |sign: &str| -> Vec<Name> { cell.split(sign).filter_map(one).collect() };
    if cell.contains(';') {
        return parted(";");
    }
    if cell.contains('\n') && !cell.contains(" and ") {
        return parted("\n");
    }
    if cell.contains('|') {
        return parted("|");
    }
    if cell.contains(" and ") {
        return cell
            .replace('\n', " ")
            .split(" and ")
            .flat_map(|piece| {
                if comma_pairs(piece) {
                    vec![piece]
                } else {
                    whole_names(piece)
                }
            })
            .filter_map(one)
            .collect();
    }
    if comma_pairs(cell) {
        // `Nijkamp, P., Kourtit, K.`: every second piece is initials.
        let pieces: Vec<&str> = cell.split(',').collect();
        return pieces
            .chunks(2)
            .filter_map(|pair| match pair {
                [family, given] => Some(Name::parts(family, given)),
                [alone] => one(alone),
                _ => None,
            })
            .collect();
    }
    whole_names(cell).into_iter().filter_map(one).collect()
}

/// Whether commas stand between family names and initials or one family and one given name.
fn comma_pairs(cell: &str) -> bool {
    let pieces: Vec<&str> = cell.split(',').map(str::trim).collect();
    let given = || pieces.iter().skip(1).step_by(2);
    match pieces.len() {
        0 | 1 => false,
        // `Tobler, Waldo`, but not `WR Tobler, A Smith`.
        2 => !pieces.iter().all(|piece| piece.contains(' ')),
        _ => given().all(|piece| piece.split(' ').all(is_initials)),
    }
}

fn whole_names(cell: &str) -> Vec<&str> {
    if cell.contains(',') && !comma_pairs(cell) {
        cell.split(',').collect()
    } else {
        vec![cell]
    }
}

fn one(text: &str) -> Option<Name> {
    let text = text.trim().trim_matches(',').trim();
    // Lens writes `null Tobler` for a given name it does not know.
    let text = text.strip_prefix("null ").unwrap_or(text);
    if text.is_empty() || text == "null" {
        return None;
    }
    Some(if text.contains(',') {
        Name::read(text)
    } else if text.rsplit(' ').next().is_some_and(is_initials) && text.contains(' ') {
        Name::read_initials_last(text)
    } else {
        Name::read_straight(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_people_are_parted_as_each_database_means_them() {
        for (cell, is) in [
            (
                "Wilson, L.N.; Gardner, J.D.",
                &["Wilson, L.N.", "Gardner, J.D."][..],
            ),
            ("Nijkamp P., Kourtit K.", &["Nijkamp, P.", "Kourtit, K."]),
            ("Nijkamp, P., Kourtit, K.", &["Nijkamp, P.", "Kourtit, K."]),
            (
                "Q Yang, J Snyder, W Tobler",
                &["Yang, Q", "Snyder, J", "Tobler, W"],
            ),
            ("Griffin DK, O'Connor RE.", &["Griffin, DK", "O'Connor, RE"]),
            ("G. Kalbe; R. Wang", &["Kalbe, G.", "Wang, R."]),
            ("Zhai, Q. J. and Yue, X. Y.", &["Zhai, Q. J.", "Yue, X. Y."]),
            ("Tobler, Waldo", &["Tobler, Waldo"]),
            (
                "Gottfried Vossen, Mathias Weske",
                &["Vossen, Gottfried", "Weske, Mathias"],
            ),
            ("唐伦;赵培培;", &["唐伦", "赵培培"]),
            ("TOBLER, WR", &["TOBLER, WR"]),
            ("", &[]),
        ] {
            let read: Vec<String> = people(cell).iter().map(Name::inverted).collect();
            assert_eq!(read, is, "{cell}");
        }
    }
}
