//! An answer once sent, opened again for another client: what belonged to that one becomes a gap. Fills
//! nothing in; better a gap too many than another's name in a letter.

/// How somebody is addressed behind the family name alone.
const ADDRESSES: [&str; 10] = [
    "老师", "教授", "同学", "博士", "女士", "先生", "主任", "院长", "经理", "处长",
];
/// The gap that a day of long ago leaves; nobody but the writer knows the new one.
pub const DAY: &str = "date";

/// Values of the request an answer was sent on, each with the gap it stood for. The text comes back with
/// gaps in their place, and every date in it as a gap too.
pub fn open(text: &str, known: &[(&str, &str)]) -> String {
    let mut known: Vec<Spelling<'_>> = known
        .iter()
        .flat_map(|(gap, value)| spellings(gap, value))
        .collect();
    // A longer value may hold a shorter one.
    known.sort_by_key(|spelling| std::cmp::Reverse(spelling.seen.chars().count()));
    let mut opened = String::with_capacity(text.len());
    let mut rest = text;
    'text: while let Some(c) = rest.chars().next() {
        for Spelling { gap, seen, taken } in &known {
            if let Some(behind) = rest.strip_prefix(seen.as_str())
                && !goes_on(&opened, seen, behind)
            {
                opened.push_str(&format!("{{{gap}}}"));
                rest = rest.strip_prefix(taken.as_str()).unwrap_or(behind);
                continue 'text;
            }
        }
        let inside_a_number = opened.ends_with(|c: char| c.is_ascii_digit());
        if !inside_a_number && let Some(behind) = day(rest) {
            opened.push_str(&format!("{{{DAY}}}"));
            rest = behind;
            continue;
        }
        opened.push(c);
        rest = rest.strip_prefix(c).unwrap_or_default();
    }
    opened
}

/// What is looked for, and how much of it the gap stands for: of 王老师 only 王.
struct Spelling<'a> {
    gap: &'a str,
    seen: String,
    taken: String,
}

/// A value of one character, or none, says nothing; a Chinese family name is also used with an address.
fn spellings<'a>(gap: &'a str, value: &str) -> Vec<Spelling<'a>> {
    let value = value.trim();
    if value.chars().count() < 2 {
        return Vec::new();
    }
    let spelling = |seen: String, taken: &str| Spelling {
        gap,
        seen,
        taken: taken.to_owned(),
    };
    let mut all = vec![spelling(value.to_owned(), value)];
    let family = value.chars().next().filter(|c| super::script::is_han(*c));
    if gap == "client"
        && let Some(family) = family.map(String::from)
        && value.chars().count() <= 4
    {
        let addressed = |address: &&str| spelling(format!("{family}{address}"), &family);
        all.extend(ADDRESSES.iter().map(addressed));
    }
    all
}

/// Whether a Latin word or a number goes on beyond the value: 12 in 312 is another number.
fn goes_on(before: &str, value: &str, behind: &str) -> bool {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    word(value.chars().next()) && word(before.chars().next_back())
        || word(value.chars().next_back()) && word(behind.chars().next())
}

/// What follows a date at the beginning of `text`: 2026-11-30, 2026年11月30日, 11月30日.
fn day(text: &str) -> Option<&str> {
    let number = |text: &'_ str, most: usize| -> Option<usize> {
        let digits = text.chars().take_while(char::is_ascii_digit).count();
        (1..=most).contains(&digits).then_some(digits)
    };
    let first = number(text, 4)?;
    let rest = text.get(first..)?;
    for sign in ["-", "/", ".", "年"] {
        let Some(month) = rest.strip_prefix(sign).filter(|_| first == 4) else {
            continue;
        };
        let month = month.trim_start();
        let Some(digits) = number(month, 2) else {
            continue;
        };
        let after = month.get(digits..)?;
        let second = if sign == "年" { "月" } else { sign };
        let Some(on) = after.strip_prefix(second) else {
            continue;
        };
        let on = on.trim_start();
        let behind = on.get(number(on, 2)?..)?;
        return Some(behind.strip_prefix(['日', '号']).unwrap_or(behind));
    }
    let on = rest.strip_prefix('月').filter(|_| first <= 2)?;
    let behind = on.get(number(on, 2)?..)?;
    Some(behind.strip_prefix(['日', '号']).unwrap_or(behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belonged_to_another_becomes_a_gap() {
        let known = [
            ("client", "王五"),
            ("title", "固态电池"),
            ("number", "CY202600007"),
            ("request", "#12"),
            ("staff", "李查"),
        ];
        for (sent, opened) in [
            (
                "王五老师您好，《固态电池》的证明 CY202600007 已出具。李查",
                "{client}老师您好，《{title}》的证明 {number} 已出具。{staff}",
            ),
            (
                "王老师：#12 已办，#123 未办",
                "{client}老师：{request} 已办，#123 未办",
            ),
            (
                "11月30日前来取，2026-12-01 起收费",
                "{date}前来取，{date} 起收费",
            ),
            ("2026年11月5日", "{date}"),
            ("共 312 条，3.5 元，第 12 卷", "共 312 条，3.5 元，第 12 卷"),
        ] {
            assert_eq!(open(sent, &known), opened);
        }
    }

    #[test]
    fn any_text_comes_back_whole_where_nothing_is_known() {
        for text in ["", "{x}", "知网校外怎么登录", "a\u{301}é😀", "1月", "2026-"] {
            assert_eq!(open(text, &[("client", ""), ("number", "7")]), text);
        }
    }
}
