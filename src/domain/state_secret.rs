//! State secrets (国家秘密) must never enter a networked system: how a text that claims to be one is
//! told from a text that only speaks of secrecy.

/// The marks a document bears that is a state secret (保守国家秘密法 arts. 14 and 22).
const MARKS: [&str; 6] = ["绝密", "机密级", "秘密级", "机密★", "秘密★", "top secret"];

/// Words by which a text says of its work that it is one.
const CLAIMS: [&str; 13] = [
    "国家秘密",
    "国家机密",
    "涉密项目",
    "涉密课题",
    "项目涉密",
    "课题涉密",
    "内容涉密",
    "材料涉密",
    "资料涉密",
    "state secret",
    "state-secret",
    "classified secret",
    "classified project",
];

/// The line of a form on which the grade stands, and the grades.
const GRADE: &str = "密级";
const GRADES: [(&str, &str); 3] = [
    ("机密", "密级：机密"),
    ("秘密", "密级：秘密"),
    ("绝密", "密级：绝密"),
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
pub fn claimed(whole: &str) -> Option<&'static str> {
    let text = closed_up(whole);
    first_of(&MARKS, &text)
        .or_else(|| first_of(&CLAIMS, &text))
        .or_else(|| graded(&text))
        .or_else(|| alone(whole))
}

/// `涉密` or `机密` as a word of its own, as it is said at the counter: `涉密 国防项目 查新`, `军工涉密`.
fn alone(text: &str) -> Option<&'static str> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.into_iter().find_map(|word| {
        let said = ["涉密", "机密"]
            .into_iter()
            .find(|said| word.ends_with(said))?;
        let before = word.strip_suffix(said)?;
        let kind = ["", "军工", "国防", "军事", "属", "属于", "系"].contains(&before);
        kind.then_some(said)
    })
}

/// As [`claimed`], in what is written about a request: that may speak of secrets, as when one was turned
/// away, but it bears no mark of one.
pub fn marked(text: &str) -> Option<&'static str> {
    let text = closed_up(text);
    first_of(&MARKS, &text).or_else(|| graded(&text))
}

fn graded(text: &str) -> Option<&'static str> {
    text.match_indices(GRADE).find_map(|(at, _)| {
        let behind = text.get(at + GRADE.len()..).unwrap_or_default();
        let grade =
            behind.trim_start_matches(['：', ':', '=', '为', '是', '定', '（', '(', '【', '[']);
        GRADES
            .into_iter()
            .find(|(name, _)| grade.starts_with(name))
            .map(|(_, said)| said)
    })
}

fn first_of(claims: &[&'static str], text: &str) -> Option<&'static str> {
    claims.iter().copied().find(|claim| {
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
            ("查新 密级：机密 张三", Some("密级：机密")),
            ("密 级 : 秘 密", Some("密级：秘密")),
            ("密级为绝密", Some("绝密")),
            ("密级：公开", None),
            ("密级（秘密）", Some("密级：秘密")),
            ("保密级别：公开", None),
            ("查新 国家机密 张三", Some("国家机密")),
            ("查新 本项目涉密 张三", Some("项目涉密")),
            ("本项目不涉密", None),
            (
                "novelty search, classified project, John",
                Some("classified project"),
            ),
            ("涉密信息系统的管理研究", None),
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
            ("涉密 国防项目 查新 某型雷达", Some("涉密")),
            ("孙主任 机密 查新 雷达", Some("机密")),
            ("查新 某导弹 军工涉密 张老师", Some("涉密")),
            ("查新 不涉密 张老师", None),
            ("是否涉密：否", None),
            ("商业机密 保护 讲座", None),
        ];
        for (text, expected) in cases {
            assert_eq!(claimed(text), expected, "{text}");
        }
    }

    #[test]
    fn a_note_may_say_that_a_secret_was_turned_away_but_bears_no_mark() {
        let cases = [
            ("称涉及国家秘密，已请走涉密渠道", None),
            ("本课题密级：绝密，材料见内网", Some("绝密")),
            ("机密级", Some("机密级")),
            ("密级：机密", Some("密级：机密")),
        ];
        for (text, expected) in cases {
            assert_eq!(marked(text), expected, "{text}");
        }
    }
}
