//! Words of a ledger as values: days in many forms, statuses, channels and kinds as offices write
//! them, services by name and alias. Guesses nothing about a day that can be read two ways.

use jiff::civil::{Date, Time};

use super::header::plain;
use super::mapping::DateOrder;
use crate::domain::{Channel, ClientKind, Lang, Status};
use crate::settings::Settings;
use crate::text::fold::{fold, is_han};
use crate::text::{Named, Words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhenFault {
    /// Day and month, or the year, could be either.
    Ambiguous,
    NotADay,
}

/// A day, with its hour where one is given.
pub fn when(text: &str, order: Option<DateOrder>) -> Result<(Date, Option<Time>), WhenFault> {
    let text = fold(text);
    let text = text.trim();
    let (day, hour) = match text.split_once([' ', 't']) {
        Some((day, hour)) if hour.contains(':') => {
            (day, Some(clock(hour).ok_or(WhenFault::NotADay)?))
        }
        Some((day, rest)) if rest.trim().starts_with(['周', '星', '(']) => (day, None),
        _ => (text, None),
    };
    Ok((civil(day.trim(), order)?, hour))
}

fn clock(text: &str) -> Option<Time> {
    let text = text.trim();
    let (text, afternoon) = match text.strip_suffix("pm") {
        Some(text) => (text, Some(true)),
        None => match text.strip_suffix("am") {
            Some(text) => (text, Some(false)),
            None => (text, None),
        },
    };
    // A zone and fractions of a second behind the time say no more about the day.
    let end = text.find(['.', 'z', '+', '-']).unwrap_or(text.len());
    let mut parts = text.get(..end)?.trim().split(':');
    let hour: i8 = parts.next()?.parse().ok()?;
    let hour = match afternoon {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        _ => hour,
    };
    let minute = parts.next()?.parse().ok()?;
    let second = match parts.next() {
        Some(second) => second.parse().ok()?,
        None => 0,
    };
    Time::new(hour, minute, second, 0).ok()
}

fn civil(text: &str, order: Option<DateOrder>) -> Result<Date, WhenFault> {
    let numbers: Option<Vec<&str>> = parts(text);
    let numbers = numbers.ok_or(WhenFault::NotADay)?;
    let day = |y: &str, m: &str, d: &str| {
        let date = Date::new(
            y.parse().map_err(|_| WhenFault::NotADay)?,
            m.parse().map_err(|_| WhenFault::NotADay)?,
            d.parse().map_err(|_| WhenFault::NotADay)?,
        );
        let date = date.map_err(|_| WhenFault::NotADay)?;
        // What a desk's ledger can hold; anything else is a slip.
        if (1950..=2200).contains(&date.year()) {
            Ok(date)
        } else {
            Err(WhenFault::NotADay)
        }
    };
    match numbers.as_slice() {
        [y, m, d] if y.len() == 4 => day(y, m, d),
        [a, b, y] if y.len() == 4 => match order {
            Some(DateOrder::Mdy) => day(y, a, b),
            Some(DateOrder::Dmy) => day(y, b, a),
            _ if a == b => day(y, a, b),
            _ => Err(WhenFault::Ambiguous),
        },
        [a, b, c] if [a, b, c].iter().all(|n| n.len() <= 2) => {
            let full = |y: &str| format!("20{y:0>2}");
            match order {
                Some(DateOrder::Ymd) => day(&full(a), b, c),
                Some(DateOrder::Mdy) => day(&full(c), a, b),
                Some(DateOrder::Dmy) => day(&full(c), b, a),
                None => Err(WhenFault::Ambiguous),
            }
        }
        [all] if all.len() == 8 => match (all.get(..4), all.get(4..6), all.get(6..)) {
            (Some(y), Some(m), Some(d)) => day(y, m, d),
            _ => Err(WhenFault::NotADay),
        },
        // A workbook's own count of days, where the cell had lost its date form: 1954 to 2119.
        [serial] if serial.len() == 5 => {
            let days: i64 = serial.parse().map_err(|_| WhenFault::NotADay)?;
            if !(20_000..80_000).contains(&days) {
                return Err(WhenFault::NotADay);
            }
            jiff::civil::date(1899, 12, 30)
                .checked_add(jiff::Span::new().days(days))
                .map_err(|_| WhenFault::NotADay)
        }
        _ => Err(WhenFault::NotADay),
    }
}

/// The numbers of a date, nothing else standing between or behind them.
fn parts(text: &str) -> Option<Vec<&str>> {
    let numbers: Vec<&str> = text
        .trim_end_matches(['日', '号'])
        .split(['-', '/', '.', '年', '月'])
        .map(str::trim)
        .collect();
    let plain = |n: &&str| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit());
    numbers.iter().all(plain).then_some(numbers)
}

/// The order that a column's own days give away: one whose first number is above twelve is no month.
pub fn order_of<'c>(cells: impl Iterator<Item = &'c str>) -> Option<DateOrder> {
    let (mut first, mut second) = (false, false);
    for cell in cells {
        let cell = fold(cell);
        let day = cell.trim().split([' ', 't']).next().unwrap_or_default();
        if let Some([a, b, y]) = parts(day).as_deref()
            && y.len() == 4
        {
            first |= a.parse::<u8>().is_ok_and(|n| n > 12);
            second |= b.parse::<u8>().is_ok_and(|n| n > 12);
        }
    }
    match (first, second) {
        (true, false) => Some(DateOrder::Dmy),
        (false, true) => Some(DateOrder::Mdy),
        _ => None,
    }
}

/// `32`, `３２`, `32 篇`, `1,234`.
pub fn count(text: &str) -> Option<u32> {
    let text = fold(text).replace(',', "");
    let text = text.trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at_checked(end)?;
    let unit = unit.trim();
    let is_unit = unit.chars().count() <= 2 && unit.chars().all(|c| c.is_alphabetic());
    digits.parse().ok().filter(|_| is_unit)
}

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
