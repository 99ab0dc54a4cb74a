//! State secrets (国家秘密) must never enter a networked system: how a text that claims to be one is
//! told from a text that only speaks of secrecy.

/// Grades and words by which a document says that it is a state secret.
const CLAIMS: [&str; 8] = [
    "国家秘密",
    "绝密",
    "机密级",
    "秘密级",
    "机密★",
    "秘密★",
    "涉密项目",
    "涉密课题",
];

/// What turns a claim into its opposite when it stands right before it.
const DENIALS: [&str; 10] = [
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
];

/// The first claim of state secrecy in a text; none where it is denied (不涉及国家秘密).
pub fn claimed(text: &str) -> Option<&'static str> {
    CLAIMS.into_iter().find(|claim| {
        text.match_indices(claim).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            !DENIALS.iter().any(|denial| before.ends_with(denial))
        })
    })
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
        ];
        for (text, expected) in cases {
            assert_eq!(claimed(text), expected, "{text}");
        }
    }
}
