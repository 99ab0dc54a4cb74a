//! A ledger of invented work, the same at every run, of any length: mostly past, a little still open.
//! Names nobody.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan};
use refdesk::desk::ledger::LedgerClient;
pub use refdesk::desk::ledger::LedgerRow;
use refdesk::domain::{Channel, ClientKind, ServiceKey, StaffId, Status};

/// In each group one word is in every title of a quarter of the work; the last are seldom.
const TOPICS: [&str; 8] = [
    "固态电池硫化物电解质界面",
    "钙钛矿太阳能电池稳定性",
    "水稻抗旱基因编辑",
    "城市内涝预警模型",
    "中药复方治疗骨质疏松",
    "稀土永磁材料回收",
    "海上风电基础冲刷防护",
    "大语言模型推理加速",
];
const KINDS: [&str; 5] = [
    "立项查新",
    "成果查新",
    "专利布局",
    "论文收录引用",
    "开题检索",
];
const SURNAMES: [&str; 10] = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"];
const GIVEN: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
const UNITS: [&str; 6] = [
    "化学学院",
    "材料学院",
    "农学院",
    "医学院",
    "电子信息学院",
    "环境学院",
];
const CHANNELS: [Channel; 4] = [
    Channel::Counter,
    Channel::Phone,
    Channel::Mail,
    Channel::Form,
];
const PAST: [Status; 4] = [
    Status::Closed,
    Status::Archived,
    Status::Delivered,
    Status::Declined,
];
const OPEN: [Status; 4] = [
    Status::Submitted,
    Status::Accepted,
    Status::InProgress,
    Status::WaitingClient,
];

/// Every fiftieth request is still open.
const OPEN_EVERY: usize = 50;

/// The rows of a ledger, oldest first, the last received at `until`.
pub fn rows(count: usize, services: &[ServiceKey], until: Timestamp) -> Vec<LedgerRow> {
    (0..count)
        .map(|at| row(at, count, services, until))
        .collect()
}

fn row(at: usize, count: usize, services: &[ServiceKey], until: Timestamp) -> LedgerRow {
    let pick = |salt: usize, of: usize| scatter(at * 31 + salt) % of;
    let topic = TOPICS[pick(1, TOPICS.len())];
    let kind = KINDS[pick(2, KINDS.len())];
    let minutes = i64::try_from((count - at) * 11).expect("a few years of minutes");
    let received_at = until - minutes.minutes();
    let open = at.is_multiple_of(OPEN_EVERY);
    LedgerRow {
        identity: String::new(),
        uid: None,
        note: None,
        line: at + 1,
        service: services[pick(3, services.len())].clone(),
        title: format!("{topic}{kind} 第{at}号"),
        client: Some(client(pick(4, count / 4 + 1))),
        channel: CHANNELS[pick(5, CHANNELS.len())],
        received_at,
        accepted_on: None,
        closed_at: (!open).then_some(received_at),
        due: None,
        status: if open {
            OPEN[pick(6, OPEN.len())]
        } else {
            PAST[pick(7, PAST.len())]
        },
        owner: (pick(8, 3) > 0).then_some(StaffId(1)),
        count: (pick(9, 4) == 0).then_some(12),
        number: None,
        tags: vec![],
        secrecy: None,
        fields: BTreeMap::new(),
    }
}

fn client(who: usize) -> LedgerClient {
    LedgerClient {
        kind: ClientKind::Faculty,
        is_organisation: false,
        name: format!(
            "{}{}{who}",
            SURNAMES[who % SURNAMES.len()],
            GIVEN[who / SURNAMES.len() % GIVEN.len()]
        ),
        unit: UNITS[who % UNITS.len()].to_owned(),
        phone: String::new(),
        email: format!("c{who}@example.org"),
    }
}

/// Spreads a number over all numbers, always in the same way.
fn scatter(number: usize) -> usize {
    let mixed = (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from((mixed ^ (mixed >> 29)) % 1_000_003).expect("small")
}
