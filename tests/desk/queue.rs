//! The queue: what a search finds, in what order, page by page.

use jiff::civil::date;
use refdesk::desk::look::Cursor;
use refdesk::desk::{Act, Command, Look, Seen};
use refdesk::domain::request::{Expedite, Secrecy};
use refdesk::domain::{Arg, Channel, RequestId};

use super::bench::{Bench, asked};

#[test]
fn two_characters_pinyin_initials_and_english_find_a_request() {
    let mut bench = Bench::new();
    let id = bench.receives(
        "enquiry",
        "固态电池硫化物电解质 solid-state battery",
        "张三",
    );
    bench.receives("enquiry", "检查新书目录", "李四");
    for words in [
        "固态",
        "电解质",
        "battery",
        "zs",
        "zhangsan",
        "张三",
        "固态 张三",
        "\"固态电池\"",
    ] {
        assert_eq!(bench.finds(words), [id.0], "{words}");
    }
    assert!(bench.finds("固电").is_empty());
    assert!(bench.finds("'; DROP TABLE request; --").is_empty());
    assert_eq!(bench.finds("").len(), 2);
}

#[test]
fn the_search_language_narrows_by_every_key() {
    let mut bench = Bench::new();
    let mut wechat = asked("citation_cert", "职称评审", "张三");
    wechat.channel = Channel::Wechat;
    wechat.count = Some(32);
    wechat.tags = vec!["雄安".into()];
    let a = bench
        .does(&Command::Receive(Box::new(wechat)))
        .request
        .unwrap();
    let b = bench.receives("enquiry", "EndNote", "李四");
    bench.acts(a, Act::Accept);
    bench.acts(a, Act::Claim);
    for (search, found) in [
        ("channel:微信", vec![a]),
        ("svc:查收查引", vec![a]),
        ("status:open", vec![a, b]),
        ("@me", vec![a]),
        ("@none", vec![b]),
        ("is:unclaimed", vec![b]),
        ("count:>20", vec![a]),
        ("tag:雄安", vec![a]),
        ("client:李四", vec![b]),
        ("-client:李四", vec![a]),
        ("-EndNote", vec![a]),
        ("status:todo", vec![b]),
        ("received:2026-09", vec![a, b]),
        ("received:>=2026-10-01", vec![]),
        ("due:<60d", vec![a]),
    ] {
        let mut ids: Vec<i64> = bench.finds(search);
        ids.sort_unstable();
        let expected: Vec<i64> = found.iter().map(|r| r.0).collect();
        assert_eq!(ids, expected, "{search}");
    }
}

#[test]
fn a_mistake_in_a_search_is_told_with_its_place() {
    let mut bench = Bench::new();
    let now = bench.now();
    let refusal = bench
        .desk
        .look(
            &Look::Count {
                search: "固态 statsu:open".into(),
                upto: 10,
            },
            &now,
        )
        .unwrap_err();
    assert!(refusal.said.args.iter().any(|(name, _)| *name == "from"));
    let search = "固态 @陌生人".to_owned();
    let refusal = bench.desk.look(&Look::Count { search, upto: 10 }, &now);
    let refusal = refusal.unwrap_err();
    assert!(refusal.said.key.starts_with("query-unknown-value"));
    assert!(
        refusal
            .said
            .args
            .iter()
            .any(|(name, arg)| *name == "from" && *arg == Arg::from(3_i64))
    );
}

#[test]
fn pages_follow_one_another_without_a_gap_or_a_double_in_every_order() {
    let mut bench = Bench::new();
    for n in 0..57 {
        let id = bench.receives("novelty", &format!("课题 {n}"), "王五");
        if n % 3 == 0 {
            bench.acts(id, Act::Accept);
        }
        bench.today = date(2026, 9, 7 + (n % 5) as i8);
    }
    for search in [
        "status:open",
        "",
        "order:updated",
        "课题",
        "order:due status:open",
    ] {
        let mut seen: Vec<RequestId> = Vec::new();
        let mut from: Option<Cursor> = None;
        loop {
            let Seen::Queue(page) = bench.looks(&Look::Queue {
                search: search.into(),
                from: from.clone(),
                backwards: false,
                limit: 10,
            }) else {
                panic!()
            };
            seen.extend(page.rows.iter().map(|r| r.id));
            from = page.rows.last().map(|r| r.cursor.clone());
            if !page.more {
                break;
            }
        }
        let whole: Vec<RequestId> = bench.page(search).rows.iter().map(|r| r.id).collect();
        assert_eq!(seen, whole, "{search}");
        assert_eq!(seen.len(), 57, "{search}");
        let Seen::Queue(back) = bench.looks(&Look::Queue {
            search: search.into(),
            from,
            backwards: true,
            limit: 10,
        }) else {
            panic!()
        };
        let back: Vec<RequestId> = back.rows.iter().map(|r| r.id).collect();
        assert_eq!(back, seen[46..56], "{search}");
    }
}

#[test]
fn what_is_restricted_is_not_there_for_others_not_even_as_a_count() {
    let mut bench = Bench::new();
    let mut secret = asked("enquiry", "未公开发明", "王五");
    secret.secrecy = Secrecy::Restricted;
    let id = bench
        .does(&Command::Receive(Box::new(secret)))
        .request
        .unwrap();
    assert_eq!(bench.finds("未公开"), [id.0], "the head sees it");
    bench.sit("li");
    assert!(bench.finds("未公开").is_empty());
    let now = bench.now();
    assert!(bench.desk.look(&Look::Case(id), &now).is_err());
    assert_eq!(bench.refuses(id, Act::Claim), "no-such-request");
    let count = bench
        .desk
        .look(
            &Look::Count {
                search: String::new(),
                upto: 9,
            },
            &now,
        )
        .unwrap();
    assert_eq!(
        count,
        Seen::Count {
            found: 0,
            more: false
        }
    );
}

#[test]
fn what_is_late_comes_first_and_is_counted() {
    let mut bench = Bench::new();
    let calm = bench.receives("novelty", "不急", "王五");
    let hot = bench.receives("novelty", "很急", "王五");
    for id in [calm, hot] {
        bench.acts(id, Act::Accept);
    }
    bench.acts(
        hot,
        Act::Expedite {
            target_days: 3,
            expedite: Expedite {
                allowed_by: "张".into(),
                why: "答辩".into(),
                fee_note: "免".into(),
            },
        },
    );
    assert_eq!(bench.finds("status:open"), [hot.0, calm.0]);
    bench.today = date(2026, 9, 11);
    assert_eq!(bench.finds("is:overdue"), [hot.0]);
    let Seen::Pulse(pulse) = bench.looks(&Look::Pulse) else {
        panic!()
    };
    assert_eq!((pulse.overdue, pulse.open), (1, 2));
}
