//! The words that values may be spelled with: those of the fixed core are here, those of the desk
//! (services, staff, tags, its own names of statuses) are added by whoever read the settings.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::fold::fold;
use super::key::Key;

/// For every key its values and how they may be spelled.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    fields: BTreeMap<Key, Vec<Value>>,
}

#[derive(Clone, Debug)]
pub(super) struct Value {
    pub key: String,
    pub words: Vec<String>,
    /// Made when the first word is looked for: at the start nothing is but a status.
    folded: OnceLock<Vec<String>>,
}

impl Value {
    fn folded(&self) -> &[String] {
        self.folded.get_or_init(|| {
            let all = std::iter::once(&self.key).chain(&self.words);
            all.map(|word| fold(word))
                .filter(|word| !word.is_empty())
                .collect()
        })
    }
}

impl Vocabulary {
    /// Knows no word at all.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Knows the fixed core: statuses and their groups, channels, kinds of client, flags, orders.
    pub fn core() -> Self {
        let mut vocabulary = Self::empty();
        for (key, values) in CORE {
            for (value, words) in *values {
                vocabulary.add(*key, value, words.iter().copied());
            }
        }
        vocabulary
    }

    /// Adds spellings to a value, and the value where it is new. The value's own key is always a
    /// spelling; where two values share one, the first added has it.
    pub fn add<'a>(&mut self, key: Key, value: &str, words: impl IntoIterator<Item = &'a str>) {
        let values = self.fields.entry(key).or_default();
        let found = match values.iter().position(|v| v.key == value) {
            Some(found) => found,
            None => {
                values.push(Value {
                    key: value.to_owned(),
                    words: Vec::new(),
                    folded: OnceLock::new(),
                });
                values.len() - 1
            }
        };
        let Some(entry) = values.get_mut(found) else {
            return;
        };
        for word in words {
            if !word.trim().is_empty() && !entry.words.iter().any(|w| w == word) {
                entry.words.push(word.to_owned());
            }
        }
        entry.folded = OnceLock::new();
    }

    pub fn with<'a>(
        mut self,
        key: Key,
        value: &str,
        words: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        self.add(key, value, words);
        self
    }

    /// The key of the value that is spelled so. A value's own key goes before another's spelling.
    pub fn find(&self, key: Key, spelled: &str) -> Option<&str> {
        let values = self.fields.get(&key)?;
        let folded = fold(spelled);
        values
            .iter()
            .find(|v| v.key == spelled)
            .or_else(|| values.iter().find(|v| v.folded().contains(&folded)))
            .map(|v| v.key.as_str())
    }

    pub(super) fn values(&self, key: Key) -> &[Value] {
        self.fields.get(&key).map_or(&[], Vec::as_slice)
    }

    pub(super) fn spellings(&self, key: Key) -> impl Iterator<Item = &str> {
        self.values(key)
            .iter()
            .flat_map(|v| std::iter::once(v.key.as_str()).chain(v.words.iter().map(String::as_str)))
    }
}

type Words = &'static [(&'static str, &'static [&'static str])];

const CORE: &[(Key, Words)] = &[
    (
        Key::Status,
        &[
            ("open", &["未结", "在办"]),
            ("todo", &["待分拣", "待办", "new"]),
            ("work", &["办理", "已接", "working"]),
            ("waiting", &["等待", "待补充", "暂停"]),
            ("done", &["已完成", "完成", "已答复"]),
            ("closed", &["已结", "结束"]),
            // The status of that name alone; without the sign it is the group above.
            ("=closed", &["已办结", "办结"]),
            ("refused", &["不办", "未办"]),
            ("draft", &["草稿"]),
            ("submitted", &["待受理", "新到", "awaiting acceptance"]),
            ("deferred", &["推迟", "已推迟"]),
            ("accepted", &["已受理", "受理"]),
            (
                "in_progress",
                &[
                    "处理中",
                    "进行中",
                    "办理中",
                    "in progress",
                    "progress",
                    "at work",
                ],
            ),
            (
                "waiting_client",
                &["待委托人补充", "等委托人", "待委托人", "waiting for client"],
            ),
            (
                "in_review",
                &["审核中", "审核", "待审核", "in review", "review"],
            ),
            ("returned", &["退回", "已退回"]),
            ("signed", &["已签", "已签字"]),
            ("issued", &["已出具", "出具"]),
            ("delivered", &["已交付", "交付"]),
            ("objection", &["异议中", "异议", "有异议"]),
            ("archived", &["归档", "已归档"]),
            ("declined", &["谢绝", "已谢绝", "不受理"]),
            ("duplicate", &["重复"]),
            ("referred", &["转介", "已转介"]),
            ("withdrawn", &["撤回", "已撤回"]),
            ("cancelled", &["取消", "已取消", "canceled"]),
        ],
    ),
    (
        Key::Channel,
        &[
            ("counter", &["柜台", "前台", "到馆"]),
            ("phone", &["电话"]),
            ("wechat", &["微信"]),
            ("mail", &["邮件", "email", "e-mail"]),
            ("form", &["表单", "网上"]),
            ("visit", &["走访", "来访"]),
            ("partner", &["合作", "转来", "兄弟馆", "外馆", "合作馆"]),
        ],
    ),
    (
        Key::Kind,
        &[
            ("faculty", &["教师", "老师"]),
            ("student", &["学生"]),
            ("administration", &["机关", "行政"]),
            ("enterprise", &["企业", "公司", "company"]),
            ("government", &["政府"]),
            ("society", &["社会", "社会组织"]),
            ("library", &["图书馆", "兄弟馆"]),
            ("other", &["其他"]),
        ],
    ),
    (
        Key::Is,
        &[
            ("overdue", &["逾期", "超期", "late"]),
            ("mine", &["我的", "my"]),
            ("unclaimed", &["未认领", "无人"]),
            ("waiting", &["等待", "待补充"]),
            ("urgent", &["加急", "急"]),
            ("restricted", &["保密", "限制", "涉密"]),
            ("handed", &["移交", "交接"]),
        ],
    ),
    (
        Key::Order,
        &[
            ("due", &["期限", "到期"]),
            ("new", &["新到", "最新"]),
            ("updated", &["更新", "最近更新"]),
        ],
    ),
    (
        Key::Owner,
        &[
            ("me", &["我", "自己"]),
            ("none", &["无", "无人", "未认领", "nobody"]),
        ],
    ),
    (
        Key::Due,
        &[
            ("overdue", &["逾期"]),
            ("today", &["今天"]),
            ("tomorrow", &["明天"]),
            ("week", &["本周"]),
            ("nextweek", &["下周"]),
            ("month", &["本月"]),
            ("<3d", &["<3天"]),
            ("none", &["未定"]),
        ],
    ),
    (
        Key::Received,
        &[
            ("today", &["今天"]),
            ("yesterday", &["昨天"]),
            ("week", &["本周"]),
            ("lastweek", &["上周"]),
            ("month", &["本月"]),
            ("lastmonth", &["上月"]),
            ("year", &["今年"]),
            (">30d", &[">30天"]),
        ],
    ),
];
