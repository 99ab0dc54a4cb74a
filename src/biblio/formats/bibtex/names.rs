//! Names of BibTeX: parted by `and`, in one of three forms; braces hold a name together.

use super::tex::plain;
use crate::biblio::name::Name;

/// Parts a list at ` and ` outside of braces.
pub(super) fn listed(raw: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut depth, mut from) = (0_usize, 0);
    let bytes = raw.as_bytes();
    let blank = |b: Option<&u8>| b.is_some_and(u8::is_ascii_whitespace);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'a' | b'A'
                if depth == 0
                    && at > 0
                    && blank(bytes.get(at - 1))
                    && bytes
                        .get(at..at + 3)
                        .is_some_and(|word| word.eq_ignore_ascii_case(b"and"))
                    && blank(bytes.get(at + 3)) =>
            {
                names.push(raw.get(from..at).unwrap_or_default());
                from = at + 3;
                at += 2;
            }
            _ => {}
        }
        at += 1;
    }
    names.push(raw.get(from..).unwrap_or_default());
    names.retain(|name| !name.trim().is_empty());
    names
}

/// A name in the forms `First von Last`, `von Last, First` and `von Last, Jr, First`.
pub(super) fn read(raw: &str) -> Name {
    let raw = raw.trim();
    if is_held(raw) {
        return Name::whole(&plain(raw));
    }
    match outside(raw) {
        Some(at) => {
            let family = plain(raw.get(..at).unwrap_or_default());
            let rest = raw.get(at + 1..).unwrap_or_default();
            match outside(rest) {
                Some(cut) => {
                    let junior = plain(rest.get(..cut).unwrap_or_default());
                    let given = plain(rest.get(cut + 1..).unwrap_or_default());
                    if given.is_empty() || junior.is_empty() {
                        Name::parts(&family, &format!("{given}{junior}"))
                    } else {
                        Name::parts(&family, &format!("{given}, {junior}"))
                    }
                }
                None => Name::parts(&family, &plain(rest)),
            }
        }
        None => Name::read_straight(&plain(raw)),
    }
}

/// One pair of braces around the whole.
fn is_held(raw: &str) -> bool {
    let Some(inner) = raw.strip_prefix('{').and_then(|raw| raw.strip_suffix('}')) else {
        return false;
    };
    let mut depth = 0_i32;
    for byte in inner.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    !inner.starts_with('\\')
}

/// The first comma outside of braces.
fn outside(raw: &str) -> Option<usize> {
    let mut depth = 0_usize;
    raw.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        byte == b',' && depth == 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_all_their_forms() {
        let raw = "Antonio G{\\'o}mez-Ruiz, Jose and {World and Health} and Stefan Kolb\n and von der Berg, Jr., Ann and 唐伦";
        let names: Vec<String> = listed(raw)
            .into_iter()
            .map(|name| read(name).inverted())
            .collect();
        assert_eq!(
            names,
            [
                "Antonio Gómez-Ruiz, Jose",
                "World and Health",
                "Kolb, Stefan",
                "von der Berg, Ann, Jr.",
                "唐伦"
            ]
        );
    }
}
