//! The search language as staff type it, and as nobody should.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::domain::{Arg, Channel, ClientKind, RequestId, ServiceKey, Status};

use super::*;

fn words() -> Vocabulary {
    Vocabulary::core()
        .with(Key::Service, "novelty", ["科技查新", "查新"])
        .with(Key::Service, "citation_cert", ["查收查引", "收引"])
        .with(Key::Service, "patent_search", ["专利检索"])
        .with(Key::Owner, "张三", ["zhangsan"])
        .with(Key::Owner, "赵六", ["zhaoliu"])
        .with(Key::Tag, "雄安", [])
}

fn conditions(text: &str) -> Vec<(bool, Condition)> {
    match parse(text, &words()) {
        Ok(search) => search
            .terms
            .into_iter()
            .map(|t| (t.negated, t.condition))
            .collect(),
        Err(error) => panic!("{text}: {error:?}"),
    }
}

fn only(text: &str) -> Condition {
    let mut all = conditions(text);
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    all.remove(0).1
}

fn word(text: &str) -> Condition {
    Condition::Words(Words {
        text: text.into(),
        phrase: false,
    })
}

fn group(group: StatusGroup) -> Condition {
    Condition::Status(vec![StatusWord::Group(group)])
}

#[test]
fn a_line_of_the_desk_is_read_word_by_word() {
    let all = conditions("svc:查新 status:open due:<3d @me 固态电池 channel:微信 -已交付");
    let three = Stretch::Away {
        number: 3,
        unit: Unit::Day,
    };
    assert_eq!(
        all,
        [
            (false, Condition::Service(vec![ServiceKey::new("novelty")])),
            (false, group(StatusGroup::Open)),
            (false, Condition::Due(When::Before(three))),
            (false, Condition::Owner(vec![Owner::Me])),
            (false, word("固态电池")),
            (false, Condition::Channel(vec![Channel::Wechat])),
            (true, word("已交付")),
        ]
    );
}

#[test]
fn what_an_input_method_types_means_the_same() {
    for (wide, narrow) in [
        ("服务：查新 状态：未结", "svc:novelty status:open"),
        ("＠张三 ＃１０４２", "@张三 #1042"),
        ("期限：＜３天 数量：＞２０", "due:<3d count:>20"),
        ("状态：已受理，进行中", "status:accepted,in_progress"),
        ("状态：已受理、进行中", "status:accepted,in_progress"),
        ("“固态 电池”　－草稿", "\"固态 电池\" -草稿"),
        ("收到：２０２６－１１", "received:2026-11"),
        ("收到：2026年11月", "received:2026-11"),
        (
            "委托人：李四 标签：雄安 编号：202636000l270001",
            "client:李四 tag:雄安 no:202636000L270001",
        ),
        (
            "负责人：无人 渠道：电话 是：逾期",
            "@none channel:phone is:overdue",
        ),
        ("ＳＶＣ：novelty", "svc:novelty"),
    ] {
        assert_eq!(conditions(wide), conditions(narrow), "{wide}");
    }
    let search = parse("排序：期限", &words()).unwrap();
    assert_eq!(search.order, Some(Order::Due));
}

#[test]
fn every_key_reads_its_values() {
    let cases: Vec<(&str, Condition)> = vec![
        ("@none", Condition::Owner(vec![Owner::Nobody])),
        ("@张三", Condition::Owner(vec![Owner::Name("张三".into())])),
        (
            "@zhangsan",
            Condition::Owner(vec![Owner::Name("张三".into())]),
        ),
        (
            "owner:me,赵六",
            Condition::Owner(vec![Owner::Me, Owner::Name("赵六".into())]),
        ),
        (
            "client:\"Li Si\",王五",
            Condition::Client(vec!["Li Si".into(), "王五".into()]),
        ),
        ("#1042", Condition::Id(vec![RequestId(1042)])),
        ("id:7,8,7", Condition::Id(vec![RequestId(7), RequestId(8)])),
        (
            "no:202636000L270001",
            Condition::Number(vec!["202636000L270001".into()]),
        ),
        (
            "kind:faculty,企业",
            Condition::Kind(vec![ClientKind::Faculty, ClientKind::Enterprise]),
        ),
        ("is:overdue", Condition::Is(vec![Flag::Overdue])),
        (
            "is:urgent,保密",
            Condition::Is(vec![Flag::Urgent, Flag::Restricted]),
        ),
        ("due:overdue", Condition::Due(When::Overdue)),
        ("due:none", Condition::Due(When::Never)),
        (
            "count:>20",
            Condition::Count(CountRange {
                from: Some(21),
                to: None,
            }),
        ),
        (
            "count:10..20",
            Condition::Count(CountRange {
                from: Some(10),
                to: Some(20),
            }),
        ),
        (
            "count:<5",
            Condition::Count(CountRange {
                from: None,
                to: Some(4),
            }),
        ),
        ("status:closed", group(StatusGroup::Closed)),
        (
            "status:=closed",
            Condition::Status(vec![StatusWord::One(Status::Closed)]),
        ),
        (
            "\"固态 电池\"",
            Condition::Words(Words {
                text: "固态 电池".into(),
                phrase: true,
            }),
        ),
        ("https://example.org/a", word("https://example.org/a")),
        ("10:30", word("10:30")),
        ("10.1021/ja:2", word("10.1021/ja:2")),
        (
            "状态:\"=closed\"",
            Condition::Status(vec![StatusWord::One(Status::Closed)]),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(only(text), expected, "{text}");
    }
}

#[test]
fn days_are_reckoned_from_the_day_one_looks() {
    let today = date(2026, 11, 22); // a Sunday
    let d = |m, d| Some(date(2026, m, d));
    let cases: Vec<(&str, Option<Date>, Option<Date>)> = vec![
        ("due:<3d", None, d(11, 24)),
        ("due:<=3d", None, d(11, 25)),
        ("due:3d", d(11, 22), d(11, 25)),
        ("due:>2w", d(12, 7), None),
        ("due:today", d(11, 22), d(11, 22)),
        ("due:tomorrow", d(11, 23), d(11, 23)),
        ("due:week", d(11, 16), d(11, 22)),
        ("due:nextweek", d(11, 23), d(11, 29)),
        ("due:overdue", None, d(11, 21)),
        ("due:<-2d", None, d(11, 19)),
        ("received:2026-11", d(11, 1), d(11, 30)),
        ("received:>=2026-11-01", d(11, 1), None),
        ("received:>2026-11", d(12, 1), None),
        ("received:<2026-11", None, d(10, 31)),
        ("received:<=2026-11", None, d(11, 30)),
        ("received:2026-11-01..2026-11-15", d(11, 1), d(11, 15)),
        ("received:<3d", d(11, 20), None),
        ("received:>30d", None, d(10, 22)),
        ("received:7d", d(11, 15), d(11, 22)),
        ("received:lastmonth", d(10, 1), d(10, 31)),
        ("received:今年", d(1, 1), d(12, 31)),
    ];
    for (text, from, to) in cases {
        let days = match only(text) {
            Condition::Due(when) | Condition::Received(when) => when.days(today),
            other => panic!("{other:?}"),
        };
        assert_eq!(days, Some(Days { from, to }), "{text}");
    }
    assert_eq!(When::Never.days(today), None);
}

#[test]
fn a_mistake_is_shown_where_it_stands_with_what_is_allowed() {
    for (text, key, start, end) in [
        ("固态 statsu:open", "query-unknown-key-near", 3, 9),
        ("题目录:固态", "query-unknown-key", 0, 3),
        ("status:opne", "query-unknown-value-near", 7, 11),
        ("svc:绘画", "query-unknown-value", 4, 6),
        ("svc:", "query-no-value", 0, 4),
        ("svc: 查新", "query-no-value", 0, 4),
        ("status:open,", "query-no-value", 0, 12),
        ("@", "query-no-value", 0, 1),
        ("电池 \"固态", "query-open-quote", 3, 4),
        ("\"\"", "query-empty-quote", 0, 2),
        ("(", "query-only-signs", 0, 1),
        ("-", "query-only-signs", 0, 1),
        ("— (\")\"", "query-only-signs", 0, 1),
        ("#abc", "query-bad-id", 1, 4),
        ("#0", "query-bad-id", 1, 2),
        ("due:soon", "query-bad-due", 4, 8),
        ("due:2026-13", "query-bad-due", 4, 11),
        ("due:2026-02-30", "query-bad-due", 4, 14),
        ("due:today,week", "query-one-value", 10, 14),
        ("received:overdue", "query-bad-received", 9, 16),
        ("count:many", "query-bad-count", 6, 10),
        ("count:20..10", "query-bad-count", 6, 12),
        ("count:<0", "query-bad-count", 6, 8),
        ("order:due order:new", "query-order-twice", 10, 19),
        ("-order:due", "query-order-negated", 0, 10),
        ("status:new' OR 1=1--", "query-unknown-value-near", 7, 11),
    ] {
        let error = parse(text, &words()).expect_err(text);
        assert_eq!(
            (error.said.key, error.span),
            (key, Span::new(start, end)),
            "{text}"
        );
    }
    let error = parse("statsu:open", &words()).unwrap_err();
    assert!(error.said.args.contains(&("near", Arg::from("status"))));
    assert!(parse(&"长".repeat(1_001), &words()).is_err());
}

#[test]
fn groups_of_statuses_cover_what_their_names_say() {
    let of = |text| match only(text) {
        Condition::Status(words) => statuses(&words),
        other => panic!("{other:?}"),
    };
    assert_eq!(of("status:todo"), [Status::Submitted, Status::Deferred]);
    assert_eq!(
        of("status:waiting,submitted"),
        [Status::Submitted, Status::WaitingClient]
    );
    let (open, closed) = (of("status:open"), of("status:closed"));
    assert_eq!(open.len() + closed.len(), Status::ALL.len());
    assert!(of("status:closed").contains(&Status::Closed));
    assert_eq!(of("status:=closed"), [Status::Closed]);
}

#[test]
fn every_value_of_the_core_is_read_again() {
    let core = Vocabulary::core();
    for status in Status::ALL {
        let text = format!("status:={}", status.key());
        assert!(parse(&text, &core).is_ok(), "{text}");
    }
    let all = |key: &str, values: Vec<&str>| {
        for value in values {
            let text = format!("{key}:{value}");
            assert!(parse(&text, &core).is_ok(), "{text}");
        }
    };
    all("status", StatusGroup::ALL.map(StatusGroup::key).to_vec());
    all("channel", Channel::ALL.map(Channel::key).to_vec());
    all("kind", ClientKind::ALL.map(ClientKind::key).to_vec());
    all("is", Flag::ALL.map(Flag::key).to_vec());
    all("order", Order::ALL.map(Order::key).to_vec());
    for (key, name) in [(Key::Due, "due"), (Key::Received, "received")] {
        all(name, core.spellings(key).collect());
    }
}

#[test]
fn the_normal_form_is_short_and_reads_the_same() {
    for (typed, normal) in [
        ("服务：查新 状态：未结 @我", "svc:novelty status:open @me"),
        ("收到:<3天 期限:3天", "received:<3d due:today..3d"),
        ("received:>=1w due:明天", "received:>=1w due:tomorrow"),
        ("排序:期限 -“固态 电池”", "-\"固态 电池\" order:due"),
        ("状态:=closed,已受理", "status:=closed,accepted"),
        ("@\"me\"", "@\"me\""),
        ("client:“Li Si”", "client:\"Li Si\""),
        ("  固态   电池 ", "固态 电池"),
    ] {
        let search = parse(typed, &words()).unwrap();
        assert_eq!(unparse(&search), normal, "{typed}");
        let again = parse(normal, &words()).unwrap();
        assert_eq!(unparse(&again), normal);
    }
}

#[test]
fn completion_offers_keys_values_and_people() {
    let pinyin = |typed: &str, word: &str| typed == "zs" && word == "张三";
    let inserts = |text: &str| -> Vec<(String, Span)> {
        complete(text, text.chars().count(), &words(), &pinyin)
            .into_iter()
            .map(|c| (c.insert, c.range))
            .collect()
    };
    assert_eq!(inserts("固态 stat")[0], ("status:".into(), Span::new(3, 7)));
    assert_eq!(inserts("状")[0].0, "status:");
    assert_eq!(inserts("svc:查")[0].0, "novelty");
    assert_eq!(
        inserts("status:open,wai")[0],
        ("waiting".into(), Span::new(12, 15))
    );
    assert_eq!(inserts("@zs")[0], ("张三".into(), Span::new(1, 3)));
    assert_eq!(inserts("查新")[0].0, "svc:novelty");
    assert_eq!(inserts("").len(), Key::ALL.len());
    assert_eq!(inserts("固态 ").len(), Key::ALL.len());
    assert!(inserts("\"查新").is_empty());
    assert_eq!(inserts("-")[0].1, Span::new(1, 1));
    assert_eq!(inserts("-sv")[0], ("svc:".into(), Span::new(1, 3)));
    assert_eq!(inserts("due:<")[0].0, "<3d");
    // The caret stands inside the line: what follows it is left alone.
    let inside = complete("sta 电池", 3, &words(), &pinyin);
    assert_eq!(inside[0].range, Span::new(0, 3));
    assert!(complete("abc", 99, &words(), &pinyin).is_empty());
}

#[test]
fn every_sentence_is_worded_in_both_languages() {
    let code = [
        include_str!("parse.rs"),
        include_str!("key.rs"),
        include_str!("capture/mod.rs"),
        include_str!("capture/doubt.rs"),
        include_str!("capture/what.rs"),
    ]
    .concat();
    let mut keys: std::collections::BTreeSet<&str> = code
        .split('"')
        .filter(|s| s.starts_with("query-") || s.starts_with("capture-"))
        .collect();
    assert!(keys.len() > 20);
    // Said by the form, above what the line leaves unclear.
    keys.insert("capture-unclear");
    for (lang, ftl) in [
        ("zh-CN", include_str!("../../config/locale/zh-CN/query.ftl")),
        ("en", include_str!("../../config/locale/en/query.ftl")),
    ] {
        let worded: std::collections::BTreeSet<&str> = ftl
            .lines()
            .filter_map(|line| line.split_once(" = "))
            .map(|(key, _)| key)
            .collect();
        assert_eq!(keys, worded, "{lang}");
    }
}

/// Lines near enough to the language to reach its corners.
fn near_lines() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "svc:",
            "status:",
            "due:",
            "received：",
            "client:",
            "@",
            "#",
            "-",
            "\"",
            "“",
            ",",
            "，",
            " ",
            "　",
            "<",
            ">=",
            "..",
            "3d",
            "-2w",
            "2026-11",
            "2026",
            "查新",
            "open",
            "me",
            "none",
            "张三",
            "count:",
            "10",
            "order:",
            "due",
            "tag:",
            "no:",
            "is:",
            "mine",
            "\\",
            "=closed",
            "today",
            "week",
            "id:",
            "9999",
            "99999d",
            "：",
            "channel:微信",
            "kind:",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}".prop_map(|s| s),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn check_line(text: &str) {
    let vocabulary = words();
    let length = text.chars().count();
    match parse(text, &vocabulary) {
        Ok(search) => {
            for term in &search.terms {
                assert!(term.span.start < term.span.end && term.span.end <= length);
                if let Condition::Due(when) | Condition::Received(when) = &term.condition {
                    for day in [date(2026, 11, 22), Date::MIN, Date::MAX] {
                        when.days(day);
                    }
                }
            }
            let normal = unparse(&search);
            let Ok(again) = parse(&normal, &vocabulary) else {
                // Quotation marks may push a line of the utmost length over the limit.
                assert!(normal.chars().count() > 1_000, "{text:?} -> {normal:?}");
                return;
            };
            let bare = |s: &Search| -> Vec<(bool, Condition)> {
                let terms = s.terms.iter();
                terms.map(|t| (t.negated, t.condition.clone())).collect()
            };
            assert_eq!(bare(&search), bare(&again), "{text:?} -> {normal:?}");
            assert_eq!(search.order, again.order);
            assert_eq!(unparse(&again), normal);
        }
        Err(error) => {
            assert!(error.span.start <= error.span.end && error.span.end <= length);
        }
    }
    for caret in [0, length / 2, length] {
        for offer in complete(text, caret, &vocabulary, &|_, _| true) {
            assert!(offer.range.start <= offer.range.end && offer.range.end <= caret);
        }
    }
}

proptest! {
    #[test]
    fn no_line_at_all_upsets_the_parser(text in any::<String>()) {
        check_line(&text);
    }

    #[test]
    fn what_is_read_is_read_again_from_its_normal_form(text in near_lines()) {
        check_line(&text);
    }
}

#[test]
fn every_word_the_screen_has_for_a_status_finds_it() {
    use crate::domain::Lang;
    use crate::text::Words;
    let briefly = [
        (Status::Submitted, "brief-submitted"),
        (Status::InProgress, "brief-in-progress"),
        (Status::WaitingClient, "brief-waiting"),
    ];
    for lang in Lang::ALL {
        let words = Words::new(lang);
        let named = Status::ALL.map(|status| (status, words.name(status)));
        let brief = briefly.map(|(status, key)| (status, words.t(key)));
        for (status, word) in named.into_iter().chain(brief) {
            let text = format!("status:\"{word}\"");
            let found = match only(&text) {
                Condition::Status(meant) => meant.iter().any(|one| one.holds(status)),
                other => panic!("{text}: {other:?}"),
            };
            assert!(found, "{text}");
        }
    }
}

#[test]
fn signs_between_words_are_no_words() {
    let with = parse("固态电池 — 综述 (", &words()).unwrap();
    let without = parse("固态电池 综述", &words()).unwrap();
    let said = |search: &Search| -> Vec<Condition> {
        search.terms.iter().map(|t| t.condition.clone()).collect()
    };
    assert_eq!(said(&with), said(&without));
}
