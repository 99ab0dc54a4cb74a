//! The keys of the search language and how they may be spelled, in both languages.

use super::fold::fold;

/// What stands before the colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Status,
    Service,
    Due,
    Owner,
    Client,
    Channel,
    Kind,
    Received,
    Count,
    Tag,
    Number,
    Id,
    Is,
    Order,
}

impl Key {
    pub const ALL: [Key; 14] = [
        Key::Status,
        Key::Service,
        Key::Due,
        Key::Owner,
        Key::Client,
        Key::Channel,
        Key::Kind,
        Key::Received,
        Key::Count,
        Key::Tag,
        Key::Number,
        Key::Id,
        Key::Is,
        Key::Order,
    ];

    /// How the key may be written: the normal form first, the Chinese word shown second.
    pub fn spellings(self) -> &'static [&'static str] {
        match self {
            Key::Status => &["status", "状态", "st", "state"],
            Key::Service => &["svc", "服务", "service", "业务"],
            Key::Due => &["due", "期限", "到期", "截止"],
            Key::Owner => &["owner", "负责人", "经办", "经办人"],
            Key::Client => &["client", "委托人", "客户", "读者"],
            Key::Channel => &["channel", "渠道", "via", "途径"],
            Key::Kind => &["kind", "类别", "身份"],
            Key::Received => &["received", "收到", "收件", "in"],
            Key::Count => &["count", "数量", "篇数", "份数"],
            Key::Tag => &["tag", "标签"],
            Key::Number => &["no", "编号", "number", "报告号"],
            Key::Id => &["id", "序号"],
            Key::Is => &["is", "是"],
            Key::Order => &["order", "排序", "sort"],
        }
    }

    /// The spelling that `unparse` writes.
    pub fn word(self) -> &'static str {
        self.spellings().first().copied().unwrap_or_default()
    }

    /// The sentence that says what may follow, for completion and help.
    pub fn about(self) -> &'static str {
        match self {
            Key::Status => "query-key-status",
            Key::Service => "query-key-svc",
            Key::Due => "query-key-due",
            Key::Owner => "query-key-owner",
            Key::Client => "query-key-client",
            Key::Channel => "query-key-channel",
            Key::Kind => "query-key-kind",
            Key::Received => "query-key-received",
            Key::Count => "query-key-count",
            Key::Tag => "query-key-tag",
            Key::Number => "query-key-no",
            Key::Id => "query-key-id",
            Key::Is => "query-key-is",
            Key::Order => "query-key-order",
        }
    }

    pub fn find(spelled: &str) -> Option<Key> {
        let spelled = fold(spelled);
        Key::ALL
            .into_iter()
            .find(|key| key.spellings().contains(&spelled.as_str()))
    }
}

/// The candidate that differs least from `typed`, when it is near enough to be a slip.
pub(super) fn nearest<'a>(
    typed: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let typed: Vec<char> = fold(typed).chars().take(40).collect();
    let slips = if typed.len() < 3 { 1 } else { 2 };
    candidates
        .into_iter()
        .map(|word| (distance(&typed, word), word))
        // A word that shares no character with what was typed is no slip of it.
        .filter(|(far, word)| *far <= slips && *far < typed.len().max(word.chars().count()))
        .min_by_key(|(far, _)| *far)
        .map(|(_, word)| word)
}

/// Insertions, deletions, replacements and swaps of neighbours between the two.
fn distance(typed: &[char], word: &str) -> usize {
    let word: Vec<char> = fold(word).chars().take(40).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (row, a) in typed.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, b) in word.iter().enumerate() {
            let get = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut cost = get(&last, column) + usize::from(a != b);
            cost = cost.min(get(&last, column + 1) + 1);
            cost = cost.min(get(&next, column) + 1);
            if row > 0
                && column > 0
                && typed.get(row - 1) == Some(b)
                && word.get(column - 1) == Some(a)
            {
                cost = cost.min(get(&before, column - 1) + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_names_two_keys() {
        let mut seen = std::collections::BTreeSet::new();
        for key in Key::ALL {
            for spelling in key.spellings() {
                assert!(seen.insert(*spelling), "{spelling}");
                assert_eq!(Key::find(spelling), Some(key));
            }
        }
    }

    #[test]
    fn a_slip_of_the_fingers_finds_the_word_meant() {
        let keys = || Key::ALL.into_iter().map(Key::word);
        assert_eq!(nearest("statsu", keys()), Some("status"));
        assert_eq!(nearest("ownr", keys()), Some("owner"));
        assert_eq!(nearest("svc1", keys()), Some("svc"));
        assert_eq!(nearest("题目", keys()), None);
    }
}
