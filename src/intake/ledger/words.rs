//! Statuses, channels and kinds of client as offices write them, services by name and alias.

use super::header::plain;
use crate::domain::request::Secrecy;
use crate::domain::{Channel, ClientKind, Lang, Status};
use crate::settings::Settings;
use crate::text::fold::is_han;
use crate::text::{Named, Words};

/// What offices write besides the statuses' own names.
const STATUSES: [(Status, &[&str]); 13] = [
    (
        Status::Submitted,
        &[
            "待受理",
            "新建",
            "新",
            "已登记",
            "登记",
            "待处理",
            "待办",
            "new",
            "open",
            "received",
        ],
    ),
    (
        Status::Accepted,
        &["受理", "已立项", "立项", "未开始", "notstarted"],
    ),
    (
        Status::InProgress,
        &[
            "在办",
            "办理中",
            "进行中",
            "正在处理",
            "检索中",
            "撰写中",
            "处理",
            "working",
            "ongoing",
            "active",
            "assigned",
        ],
    ),
    (
        Status::WaitingClient,
        &[
            "待补充",
            "补充材料",
            "待补充材料",
            "等待委托人",
            "待反馈",
            "等待",
            "暂停",
            "waiting",
            "pending",
            "onhold",
        ],
    ),
    (
        Status::InReview,
        &["待审核", "审核", "复核中", "underreview", "review"],
    ),
    (Status::Signed, &["已审核", "审核通过", "approved"]),
    (
        Status::Issued,
        &["已出报告", "出具", "已出具报告", "已盖章"],
    ),
    (
        Status::Delivered,
        &[
            "已取",
            "已取走",
            "已发",
            "已发送",
            "已寄出",
            "交付",
            "sent",
            "answered",
        ],
    ),
    (
        Status::Closed,
        &[
            "已完成",
            "完成",
            "办结",
            "结题",
            "已结",
            "已办",
            "已结束",
            "结束",
            "是",
            "done",
            "complete",
            "completed",
            "finished",
            "resolved",
            "yes",
        ],
    ),
    (Status::Archived, &["归档", "存档"]),
    (
        Status::Declined,
        &[
            "谢绝",
            "不受理",
            "未受理",
            "退单",
            "拒绝",
            "rejected",
            "refused",
        ],
    ),
    (Status::Withdrawn, &["撤回", "撤销", "已撤销", "委托人撤回"]),
    (Status::Cancelled, &["取消", "作废", "已作废", "canceled"]),
];

const CHANNELS: [(Channel, &[&str]); 7] = [
    (
        Channel::Counter,
        &[
            "柜台", "到馆", "现场", "当面", "窗口", "walkin", "inperson", "desk",
        ],
    ),
    (
        Channel::Phone,
        &["来电", "tel", "phonecall", "telephone", "call"],
    ),
    (Channel::Wechat, &["微信群", "公众号", "qq", "企业微信"]),
    (Channel::Mail, &["邮箱", "电子邮件", "email", "e-mail"]),
    (
        Channel::Form,
        &[
            "网上委托",
            "网上",
            "在线",
            "网站",
            "系统",
            "表单",
            "平台",
            "web",
            "online",
            "webform",
        ],
    ),
    (Channel::Visit, &["上门", "拜访", "下院系"]),
    (Channel::Partner, &["合作单位", "转介", "referral"]),
];

const KINDS: [(ClientKind, &[&str]); 8] = [
    (
        ClientKind::Faculty,
        &[
            "教授",
            "教工",
            "教职工",
            "校内教师",
            "科研人员",
            "staff",
            "professor",
            "teacher",
        ],
    ),
    (
        ClientKind::Student,
        &[
            "研究生",
            "本科生",
            "博士生",
            "硕士生",
            "博士",
            "硕士",
            "学生",
        ],
    ),
    (
        ClientKind::Administration,
        &["机关", "职能部门", "校内单位", "校内", "admin"],
    ),
    (
        ClientKind::Enterprise,
        &["公司", "企业", "园区企业", "校外企业", "company"],
    ),
    (ClientKind::Government, &["政府", "事业单位"]),
    (
        ClientKind::Society,
        &["社会", "协会", "学会", "基金会", "ngo"],
    ),
    (ClientKind::Library, &["馆", "图书馆"]),
    (ClientKind::Other, &["个人", "校外", "校外人员", "others"]),
];

fn in_table<T: Copy>(table: &[(T, &[&str])], word: &str) -> Option<T> {
    let found = table.iter().find(|(_, words)| words.contains(&word));
    found.map(|(value, _)| *value)
}

/// Everything that words are looked up in.
pub struct Lexicon {
    statuses: Vec<(String, Status)>,
    channels: Vec<(String, Channel)>,
    kinds: Vec<(String, ClientKind)>,
    /// Names and aliases, the longest first.
    services: Vec<(String, String)>,
}

impl Lexicon {
    pub fn new(settings: &Settings) -> Self {
        let words = Lang::ALL.map(Words::new);
        fn named<T: Named + Copy>(
            words: &[Words],
            all: &[T],
            key: fn(T) -> &'static str,
        ) -> Vec<(String, T)> {
            let mut names: Vec<(String, T)> = all.iter().map(|v| (plain(key(*v)), *v)).collect();
            for words in words {
                names.extend(all.iter().map(|v| (plain(&words.name(*v)), *v)));
            }
            names
        }
        let mut services: Vec<(String, String)> = settings
            .service_names()
            .flat_map(|head| {
                let names = [
                    &head.names.zh,
                    &head.names.en,
                    &head.short.zh,
                    &head.short.en,
                ];
                let keys = names.into_iter().chain(&head.aliases).chain([&head.key.0]);
                keys.map(|n| (plain(n), head.key.0.clone()))
                    .collect::<Vec<_>>()
            })
            .filter(|(name, _)| !name.is_empty())
            .collect();
        // Stable: of equals the service that stands first in the desk's order.
        services.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
        Self {
            statuses: named(&words, &Status::ALL, Status::key),
            channels: named(&words, &Channel::ALL, Channel::key),
            kinds: named(&words, &ClientKind::ALL, ClientKind::key),
            services,
        }
    }

    pub fn status(&self, word: &str) -> Option<Status> {
        let word = plain(word);
        let named = self.statuses.iter().find(|(name, _)| *name == word);
        named
            .map(|(_, s)| *s)
            .or_else(|| in_table(&STATUSES, &word))
    }

    pub fn channel(&self, word: &str) -> Option<Channel> {
        let word = plain(word).replace(['-', ' '], "");
        let named = self.channels.iter().find(|(name, _)| *name == word);
        named
            .map(|(_, c)| *c)
            .or_else(|| in_table(&CHANNELS, &word))
    }

    pub fn kind(&self, word: &str) -> Option<ClientKind> {
        let word = plain(word);
        let named = self.kinds.iter().find(|(name, _)| *name == word);
        named.map(|(_, k)| *k).or_else(|| in_table(&KINDS, &word))
    }

    /// The service's key, and whether it was only found inside a longer word.
    pub fn service(&self, word: &str) -> Option<(&str, bool)> {
        let word = plain(word);
        if let Some((_, key)) = self.services.iter().find(|(name, _)| *name == word) {
            return Some((key, false));
        }
        let long = |name: &str| {
            let letters = name.chars().count();
            letters >= 2 && name.chars().all(is_han) || letters >= 6
        };
        let mut inside = self
            .services
            .iter()
            .filter(|(name, _)| long(name) && word.contains(name.as_str()));
        let (_, key) = inside.next()?;
        Some((key, true))
    }
}

/// Who may see a request, as offices write it. What is neither open nor kept within the desk is not
/// guessed: a word misread here would show to all what was kept from them.
pub fn secrecy(word: &str) -> Option<Secrecy> {
    const OPEN: [&str; 10] = [
        "公开",
        "普通",
        "一般",
        "非密",
        "无",
        "否",
        "不保密",
        "open",
        "public",
        "no",
    ];
    const RESTRICTED: [&str; 12] = [
        "保密",
        "内部",
        "内部使用",
        "受限",
        "限制",
        "限定",
        "不公开",
        "商业秘密",
        "是",
        "restricted",
        "confidential",
        "yes",
    ];
    let word = plain(word);
    let is = |words: &[&str]| words.contains(&word.as_str());
    match (is(&OPEN), is(&RESTRICTED)) {
        (true, _) => Some(Secrecy::Open),
        (_, true) => Some(Secrecy::Restricted),
        _ => None,
    }
}
