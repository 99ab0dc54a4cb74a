//! The numbers works are known by: DOI, ISSN and ISBN, brought to one form and checked; and pages.

use super::record::{Pages, Record, Text, add};

/// A DOI in lower case without its resolver (ISO 26324: `10.` registrant `/` suffix, letters of
/// either case alike); none where the text holds none.
pub fn doi(text: &str) -> Option<Text> {
    // Wanfang now and then writes one in full-width signs.
    let narrow;
    let text = if text.contains('／') {
        narrow = text.replace('／', "/").replace('－', "-");
        narrow.as_str()
    } else {
        text
    };
    let text = text.trim().trim_start_matches('[');
    // A short DOI of shortdoi.org; it stands for one, and is known by nothing else.
    if let Some(short) = text.strip_prefix("10/")
        && (4..=12).contains(&short.len())
        && short.bytes().all(|b| b.is_ascii_alphanumeric())
    {
        return Some(text.to_ascii_lowercase().into());
    }
    let at = text.find("10.")?;
    // What stands before it may be a resolver or a label, not another word's digits.
    if text
        .get(..at)
        .is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric()))
    {
        return None;
    }
    let begun = text.get(at..)?;
    let end = begun
        .find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | ']'))
        .unwrap_or(begun.len());
    let doi = begun
        .get(..end)?
        .trim_end_matches(['.', ',', ';', '}', '\'']);
    let slash = doi.find('/').or_else(|| {
        // A link may carry it encoded.
        doi.to_ascii_lowercase().find("%2f")
    })?;
    let registrant = doi.get(3..slash)?;
    let sound = registrant.len() >= 4
        && registrant.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && slash + 1 < doi.len();
    if !sound {
        return None;
    }
    let mut doi = doi.to_ascii_lowercase();
    if !doi.contains('/') {
        doi = doi.replacen("%2f", "/", 1);
    }
    Some(doi.into())
}

/// `1234-567X`, whether or not its check digit is right (ISO 3297); none where the text is no ISSN.
pub fn issn(text: &str) -> Option<Text> {
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, '-' | '‐' | '–' | ' '))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let shaped = digits.len() == 8
        && digits.get(..7)?.bytes().all(|b| b.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit() || c == 'X');
    shaped.then(|| {
        format!(
            "{}-{}",
            digits.get(..4).unwrap_or(""),
            digits.get(4..).unwrap_or("")
        )
        .into()
    })
}

/// Whether the check digit of an ISSN is right: weights 8 to 2, modulo 11 (ISO 3297).
pub fn issn_is_sound(text: &str) -> bool {
    issn(text).is_some_and(|issn| {
        let digits = issn.chars().filter(|c| *c != '-');
        weighed(digits, 8).is_some_and(|sum| sum % 11 == 0)
    })
}

/// The sum of digits by falling weights; `X` is ten.
fn weighed(digits: impl Iterator<Item = char>, from: u32) -> Option<u32> {
    digits
        .zip((1..=from).rev())
        .map(|(digit, weight)| {
            Some(
                weight
                    * if digit == 'X' {
                        10
                    } else {
                        digit.to_digit(10)?
                    },
            )
        })
        .sum()
}

/// An ISBN as digits only, its check digit being right (ISO 2108); none otherwise.
pub fn isbn(text: &str) -> Option<Text> {
    let digits: String = text
        .chars()
        .filter(|c| !matches!(c, '-' | '‐' | '–' | ' '))
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let sound = match digits.len() {
        10 => weighed(digits.chars(), 10)? % 11 == 0,
        13 => {
            let sum: Option<u32> = digits
                .chars()
                .zip([1, 3].into_iter().cycle())
                .map(|(digit, weight)| Some(digit.to_digit(10)? * weight))
                .sum();
            sum? % 10 == 0 && (digits.starts_with("978") || digits.starts_with("979"))
        }
        _ => false,
    };
    sound.then(|| digits.into())
}

/// Puts a value that may be an ISSN, an ISBN or several of both (`SN` of RIS, `{ISBN/ISSN}` of
/// NoteExpress) in its places; what is neither is kept under `tag`.
pub(crate) fn serial(record: &mut Record, tag: &str, text: &str) {
    // Rayyan writes a list as `["1932-8494", "1932-8486"]`.
    let text = text.trim().trim_start_matches('[').trim_end_matches(']');
    for piece in text.split([';', ',', '\n', '；']) {
        let bare = piece
            .split(['(', '['])
            .next()
            .unwrap_or_default()
            .trim()
            .trim_start_matches("ISSN")
            .trim_start_matches("ISBN")
            .trim_matches([':', ' ', '"']);
        if let Some(isbn) = isbn(bare) {
            add(&mut record.isbn, &isbn);
        } else if let Some(issn) = issn(bare) {
            if piece.to_ascii_lowercase().contains("electronic") && record.eissn.is_empty() {
                record.eissn = issn;
            } else {
                add(&mut record.issn, &issn);
            }
        } else if bare.contains(' ')
            && bare
                .split(' ')
                .all(|one| isbn(one).is_some() || issn(one).is_some())
        {
            for one in bare.split(' ') {
                serial(record, tag, one);
            }
        } else {
            record.keep(tag, piece);
        }
    }
}

impl Pages {
    /// Reads `69-79`, `R1-R16`, `e123`, `187-188,195`, `1045-8` (which means 1048); the whole text
    /// is kept where the two ends do not say it.
    pub fn read(text: &str) -> Pages {
        let text = text.trim();
        let given = |c: char| matches!(c, '-' | '–' | '—' | '~' | '～' | '−');
        let main = text.split([',', ';', '+', '，']).next().unwrap_or_default();
        let (first, last) = main.split_once(given).unwrap_or((main, ""));
        // BibTeX doubles the dash.
        let (first, last) = (first.trim(), last.trim_matches(|c| given(c) || c == ' '));
        if last.contains(given) || first.is_empty() {
            return Pages {
                said: text.into(),
                ..Pages::default()
            };
        }
        let whole = widened(first, last);
        let mut pages = Pages {
            first: first.into(),
            last: whole.as_deref().unwrap_or(last).into(),
            said: Text::default(),
        };
        if pages.written() != text {
            let plain: String = text
                .replace("--", "-")
                .chars()
                .filter(|c| *c != ' ')
                .map(|c| if given(c) { '-' } else { c })
                .collect();
            if pages.written() != plain {
                pages.said = text.into();
            }
        }
        pages
    }

    /// Reads two ends that the file gives apart.
    pub fn between(first: &str, last: &str) -> Pages {
        let (first, last) = (first.trim(), last.trim());
        if last.is_empty() {
            return Pages::read(first);
        }
        Pages {
            first: first.into(),
            last: last.into(),
            said: Text::default(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.first.is_empty() && self.last.is_empty() && self.said.is_empty()
    }

    /// `69-79`, or the text as given.
    pub fn written(&self) -> String {
        if !self.said.is_empty() {
            return self.said.to_string();
        }
        match (self.first.is_empty(), self.last.is_empty()) {
            (_, true) => self.first.to_string(),
            (true, false) => self.last.to_string(),
            (false, false) => format!("{}-{}", self.first, self.last),
        }
    }
}

/// The last page in full where it is shortened (`1045-8`, `e12-9`): digits only, and fewer.
fn widened(first: &str, last: &str) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(last) || !digits(first) || last.len() >= first.len() {
        return None;
    }
    let head = first.get(..first.len() - last.len())?;
    let tail = first.get(first.len() - last.len()..)?;
    // `100-5` shortens 105; `19-2` would go backwards and is left alone.
    (tail <= last).then(|| format!("{head}{last}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doi_is_the_same_however_it_is_written() {
        for (text, is) in [
            (
                "10.1093/Bioinformatics/btz682",
                Some("10.1093/bioinformatics/btz682"),
            ),
            ("https://doi.org/10.1000/ABC.1.", Some("10.1000/abc.1")),
            ("doi: 10.1063/1.4814070", Some("10.1063/1.4814070")),
            ("[10.1000/a, 10.1000/b]", Some("10.1000/a")),
            (
                "https://x.cn/?doi=10.1109%2fACCESS.2024.3446994",
                Some("10.1109/access.2024.3446994"),
            ),
            (
                "10.1016/0030-4018(73)90041-2",
                Some("10.1016/0030-4018(73)90041-2"),
            ),
            (
                "10.3969／j.issn.1672－187X.2020.01.017",
                Some("10.3969/j.issn.1672-187x.2020.01.017"),
            ),
            ("10/fhcmr3", Some("10/fhcmr3")),
            ("467-72", None),
            ("10.5", None),
            ("110.1000/x", None),
        ] {
            assert_eq!(doi(text).as_deref(), is, "{text}");
        }
    }

    #[test]
    fn numbers_of_serials_and_books_are_told_apart_and_checked() {
        let mut record = Record::default();
        serial(&mut record, "SN", "15230406 (ISSN); 1545-0465 (Electronic)");
        serial(&mut record, "SN", "978-7-5013-4876-4");
        serial(&mut record, "SN", "kmptns");
        assert_eq!(*record.issn, [Text::from("1523-0406")]);
        assert_eq!(&*record.eissn, "1545-0465");
        assert!(issn_is_sound("1523-0406") && !issn_is_sound("1523-0407"));
        assert_eq!(isbn("0-306-40615-2").as_deref(), Some("0306406152"));
        assert_eq!(isbn("0-306-40615-3"), None);
        assert_eq!(&*record.other.last().unwrap().value, "kmptns");
    }

    #[test]
    fn pages_keep_what_their_ends_do_not_say() {
        for (text, first, last, said) in [
            ("69-79", "69", "79", ""),
            ("134", "134", "", ""),
            ("187-188,195", "187", "188", "187-188,195"),
            ("1045-8", "1045", "1048", "1045-8"),
            ("186--189", "186", "189", ""),
            ("R1-R16", "R1", "R16", ""),
            ("41103-41103-3", "", "", "41103-41103-3"),
            ("", "", "", ""),
        ] {
            let read = Pages::read(text);
            assert_eq!(
                (&*read.first, &*read.last, &*read.said),
                (first, last, said),
                "{text}"
            );
        }
    }
}
