//! State secrets (国家秘密) must never enter a networked system: how a text that claims to be one is
//! told from a text that only speaks of secrecy.

/// Grades and words by which a document says that it is a state secret.
const CLAIMS: [&str; 11] = [
    "国家秘密",
    "绝密",
    "机密级",
    "秘密级",
    "机密★",
    "秘密★",
    "涉密项目",
    "涉密课题",
    "state secret",
    "state-secret",
    "top secret",
];

/// What turns a claim into its opposite when it stands right before it.
const DENIALS: [&str; 18] = [
    "不涉及",
    "不含",
    "未涉及",
    "非",
    "无",
    "不属于",
    "不是",
    "不得含",
    "没有",
    "不涉",
    "no ",
    "not a ",
    "not ",
    "non-",
    "without ",
    "not involve ",
    "not contain ",
    "not include ",
];

/// The first claim of state secrecy in a text; none where it is denied (不涉及国家秘密). Spaces within
/// Chinese words and capital letters hide nothing.
pub fn claimed(text: &str) -> Option<&'static str> {
    let text = closed_up(text);
    CLAIMS.into_iter().find(|claim| {
        text.match_indices(claim).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + claim.len()..).unwrap_or_default();
            is_whole(claim, before, after) && !DENIALS.iter().any(|denial| before.ends_with(denial))
        })
    })
}

/// Latin words stand between others than letters, a plural among them.
fn is_whole(claim: &str, before: &str, after: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let after = after.strip_prefix('s').unwrap_or(after);
    !claim.is_ascii() || !(letter(before.chars().next_back()) || letter(after.chars().next()))
}

/// In small letters, one space between Latin words and none beside other characters.
fn closed_up(text: &str) -> String {
    let mut closed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let latin = |c: Option<char>| c.is_none_or(|c| c.is_ascii());
        if latin(closed.chars().next_back()) && latin(word.chars().next()) && !closed.is_empty() {
            closed.push(' ');
        }
        closed.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_is_found_and_a_denial_is_not_a_claim() {
        let cases = [
            ("本项目属国家秘密", Some("国家秘密")),
            ("密级：机密★10年", Some("机密★")),
            ("绝密", Some("绝密")),
            ("本课题不涉及国家秘密", None),
            ("非涉密项目", None),
            ("商业秘密保护研究", None),
            ("机密计算综述", None),
            ("不涉及国家秘密，但附件为秘密级", Some("秘密级")),
            ("国 家\n秘 密 项目 雷达", Some("国家秘密")),
            ("附件定为 秘密 级", Some("秘密级")),
            ("State  Secret novelty search, radar", Some("state secret")),
            ("The project does not involve state secrets", None),
            ("No state secret", None),
            ("stop secretaries", None),
        ];
        for (text, expected) in cases {
            assert_eq!(claimed(text), expected, "{text}");
        }
    }
}
