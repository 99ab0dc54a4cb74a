//! Ready answers with gaps: `{client}`, `{due}`, `{field.scope}`. Fills them in; never guesses a value.

/// What an answer may name besides `{field.…}`.
pub const GAPS: [&str; 12] = [
    "client", "title", "number", "request", "due", "service", "count", "desk", "staff", "today",
    "reason", "missing",
];

/// A template filled in, with what was not known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Gaps without a value still stand as `{gap}`, so that the writer sees them.
    pub text: String,
    pub unknown: Vec<String>,
}

/// Puts values into the gaps of `template`. A brace that opens no gap stays as it is.
pub fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> Filled {
    let mut text = String::with_capacity(template.len());
    let mut unknown: Vec<String> = Vec::new();
    for piece in pieces(template) {
        match piece {
            Piece::Text(plain) => text.push_str(plain),
            Piece::Gap(gap) => match value(gap) {
                Some(known) => text.push_str(&known),
                None => {
                    text.push('{');
                    text.push_str(gap);
                    text.push('}');
                    if !unknown.iter().any(|u| u == gap) {
                        unknown.push(gap.to_owned());
                    }
                }
            },
        }
    }
    Filled { text, unknown }
}

/// The gaps of a template, in order, repeats included.
pub fn gaps(template: &str) -> Vec<&str> {
    pieces(template)
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Gap(gap) => Some(gap),
            Piece::Text(_) => None,
        })
        .collect()
}

enum Piece<'a> {
    Text(&'a str),
    Gap(&'a str),
}

fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        found.push(Piece::Text(before));
        match after.split_once('}') {
            Some((gap, behind)) if is_gap(gap) => {
                found.push(Piece::Gap(gap));
                rest = behind;
            }
            _ => {
                found.push(Piece::Text("{"));
                rest = after;
            }
        }
    }
    found.push(Piece::Text(rest));
    found
}

fn is_gap(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|b| {
            b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b':')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_gaps_are_filled_and_unknown_ones_stay_to_be_seen() {
        let filled = fill(
            "{client}您好：{number} 将于 {due} 前完成。{ }",
            |gap| match gap {
                "client" => Some("王老师".into()),
                "due" => Some("10-20".into()),
                _ => None,
            },
        );
        assert_eq!(filled.text, "王老师您好：{number} 将于 10-20 前完成。{ }");
        assert_eq!(filled.unknown, ["number"]);
    }

    #[test]
    fn a_value_that_looks_like_a_gap_is_not_filled_again() {
        let filled = fill("{client}", |_| Some("{due}".into()));
        assert_eq!(filled.text, "{due}");
    }
}
