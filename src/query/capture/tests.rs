//! Lines as they are heard at the counter, on the phone and in WeChat.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::domain::{Channel, ServiceKey};

use super::*;

fn desk() -> Lexicon {
    let service = |key: &str, words: &[&str]| ServiceWords {
        key: ServiceKey::new(key),
        words: words.iter().map(|w| (*w).to_owned()).collect(),
    };
    let strings = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    let cert = || Some(ServiceKey::new("citation_cert"));
    let purpose = |word: &str, implies| Purpose {
        word: word.to_owned(),
        implies,
    };
    let scope = |value: &str, word: &str| FieldWord {
        service: ServiceKey::new("novelty"),
        anywhere: false,
        field: "scope".to_owned(),
        value: value.to_owned(),
        word: word.to_owned(),
    };
    Lexicon {
        services: vec![
            service(
                "novelty",
                &["科技查新", "查新", "novelty search", "novelty"],
            ),
            service(
                "citation_cert",
                &[
                    "查收查引",
                    "收引",
                    "检索证明",
                    "收录引用",
                    "cert",
                    "citation certificate",
                ],
            ),
            service("patent_search", &["专利检索", "patent search"]),
            service("fto", &["侵权分析", "防侵权", "FTO"]),
            service("doc_delivery", &["文献传递", "传递", "document delivery"]),
            service("enquiry", &["咨询", "问", "enquiry"]),
            service("training", &["讲座", "培训", "training"]),
            service("copyright_reg", &["版权登记", "软著"]),
        ],
        purposes: vec![
            purpose("职称", cert()),
            purpose("报奖", cert()),
            purpose("结题", cert()),
            purpose("基金", cert()),
            purpose("promotion", cert()),
        ],
        fields: vec![
            scope("both", "国内外"),
            scope("domestic", "国内"),
            scope("foreign", "国外"),
        ],
        units: strings(&["化学", "物理", "physics", "Materials Science"]),
        counted: strings(&["幅"]),
        channels: vec![
            (Channel::Phone, strings(&["电话", "来电", "phone"])),
            (Channel::Wechat, strings(&["微信", "wechat"])),
            (Channel::Counter, strings(&["柜台", "到馆", "counter"])),
            (Channel::Mail, strings(&["邮件", "email"])),
        ],
        clients: strings(&["周一鸣", "某某储能公司", "Zhou Yi"]),
    }
}

/// A Sunday.
const TODAY: Date = date(2026, 11, 22);

/// What was understood in one line; `?` marks a guess.
fn told(captured: &Captured) -> String {
    fn heard<T>(
        out: &mut Vec<String>,
        name: &str,
        heard: &Option<Heard<T>>,
        word: impl Fn(&T) -> String,
    ) {
        if let Some(h) = heard {
            out.push(format!(
                "{name}{}={}",
                if h.guess { "?" } else { "" },
                word(&h.value)
            ));
        }
    }
    let mut out = Vec::new();
    heard(&mut out, "client", &captured.client_name, String::clone);
    heard(&mut out, "call", &captured.client_title, String::clone);
    heard(&mut out, "unit", &captured.unit, String::clone);
    heard(&mut out, "phone", &captured.phone, String::clone);
    heard(&mut out, "email", &captured.email, String::clone);
    heard(&mut out, "svc", &captured.service, |a| a.key.to_string());
    heard(&mut out, "for", &captured.purpose, String::clone);
    let unit = captured.unit_word.clone().unwrap_or_default();
    heard(&mut out, "count", &captured.count, |n| format!("{n}{unit}"));
    heard(&mut out, "due", &captured.due, |promise| match promise {
        Promise::Day { on, at: None } => on.to_string(),
        Promise::Day { on, at: Some(at) } => format!("{on}T{}", at.strftime("%H:%M")),
        Promise::Closing { on } => format!("{on}Tclosing"),
        Promise::WorkingDays(days) => format!("{days}wd"),
    });
    heard(&mut out, "via", &captured.channel, |c| c.key().to_owned());
    if captured.urgent {
        out.push("urgent".to_owned());
    }
    for (field, value) in &captured.fields {
        out.push(format!("{field}={}", value.value));
    }
    for _ in &captured.unclear {
        out.push("unclear".to_owned());
    }
    if !captured.title.is_empty() {
        out.push(format!("title={}", captured.title));
    }
    out.join(" ")
}

/// Every line, and what is understood of it on a Sunday; `?` marks a guess.
const HEARD: &[(&str, &str)] = &[
    (
        "张老师 化学 138… 职称 32篇 周五要",
        "client=张 call=老师 unit=化学 phone?=138… svc?=citation_cert for=职称 count=32篇 due=2026-11-27",
    ),
    (
        "李四 材料学院 13800001111 查新 国内外 固态电池硫化物电解质 10个工作日",
        "client?=李四 unit=材料学院 phone=13800001111 svc=novelty due=10wd scope=both title=固态电池硫化物电解质",
    ),
    (
        "王博 wangbo@x.edu.cn 文献传递 3篇 明天下午三点前",
        "client?=王博 email=wangbo@x.edu.cn svc=doc_delivery count=3篇 due=2026-11-23T15:00",
    ),
    (
        "天开园 某某智能 专利检索 防侵权 加急 下周三",
        "client?=某某智能 unit=天开园 svc=patent_search due=2026-11-25 urgent title=防侵权",
    ),
    (
        "电话 赵老师 问 EndNote 怎么导入",
        "client=赵 call=老师 svc=enquiry via=phone title=EndNote 怎么导入",
    ),
    (
        "Dr Smith physics cert 12 papers by Friday",
        "client=Smith call=Dr unit=physics svc=citation_cert count=12papers due=2026-11-27",
    ),
    (
        "Dr Anna Müller-Schmidt physics novelty search lithium by Friday",
        "client=Anna Müller-Schmidt call=Dr unit=physics svc=novelty due=2026-11-27 title=lithium",
    ),
    (
        "Prof. O'Brien-McDonald FTO battery pack",
        "client=O'Brien-McDonald call=Prof. svc=fto title=battery pack",
    ),
    (
        "研究生刘洋 查收查引 8篇 明天下午",
        "client?=刘洋 call=研究生 svc=citation_cert count=8篇 due=2026-11-23Tclosing",
    ),
    (
        "小陈同学 物理系 检索证明 5份 周五下午要",
        "client=小陈 call=同学 unit=物理系 svc=citation_cert count=5份 due=2026-11-27Tclosing",
    ),
    (
        "王五 查新 -3篇 12月40日 马上要",
        "client?=王五 svc=novelty urgent unclear unclear title=-3篇 12月40日",
    ),
    (
        "王五 查新 2026-02-30",
        "client?=王五 svc=novelty unclear title=2026-02-30",
    ),
    (
        "王五 查新 GB-2025-7-1024",
        "client?=王五 svc=novelty title=GB-2025-7-1024",
    ),
    ("图书馆周末开门吗", "svc?=enquiry title=图书馆周末开门吗"),
    (
        "李老师 职称 3篇 2月30日要",
        "client=李 call=老师 svc?=citation_cert for=职称 count=3篇 unclear title=2月30日要",
    ),
    (
        "Li Si novelty 12/1?",
        "client?=Li Si svc=novelty due?=2026-12-01",
    ),
    (
        "novelty search for Li Si, due 2026-12-01",
        "client?=Li Si svc=novelty due=2026-12-01",
    ),
    (
        "张老师，化学学院，查收查引，三十二篇，本周五",
        "client=张 call=老师 unit=化学学院 svc=citation_cert count=32篇 due?=2026-11-27",
    ),
    (
        "化学学院张老师 收引 十篇 后天",
        "client=张 call=老师 unit=化学学院 svc=citation_cert count=10篇 due=2026-11-24",
    ),
    (
        "李教授 报奖 20篇论文 12月1日前",
        "client=李 call=教授 svc?=citation_cert for=报奖 count=20篇 due=2026-12-01",
    ),
    (
        "王五 13800001111 查新 固态电池 12-01",
        "client?=王五 phone=13800001111 svc=novelty due=2026-12-01 title=固态电池",
    ),
    (
        "王五 查新 固态电池 12.1",
        "client?=王五 svc=novelty due?=2026-12-01 title=固态电池",
    ),
    (
        "微信 陈同学 物理系 检索证明 5份 月底",
        "client=陈 call=同学 unit=物理系 svc=citation_cert count=5份 due=2026-11-30 via=wechat",
    ),
    (
        "欧阳教授 科技查新 钙钛矿太阳能电池 大后天",
        "client=欧阳 call=教授 svc=novelty due=2026-11-25 title=钙钛矿太阳能电池",
    ),
    (
        "李四 教授 查新 石墨烯散热膜 3天内",
        "client=李四 call=教授 svc=novelty due=2026-11-25 title=石墨烯散热膜",
    ),
    (
        "查新 石墨烯 电池 下周三",
        "svc=novelty due=2026-11-25 title=石墨烯 电池",
    ),
    (
        "石墨烯散热 查新 一个月内",
        "svc=novelty due=2026-12-22 title=石墨烯散热",
    ),
    (
        "软著 刘工 信息中心 2份 加急",
        "client=刘 call=工 unit=信息中心 svc=copyright_reg count=2份 urgent",
    ),
    (
        "孙主任 图书馆 讲座 信息素养 30人 12月15日下午两点",
        "client=孙 call=主任 unit=图书馆 svc=training count=30人 due=2026-12-15T14:00 title=信息素养",
    ),
    (
        "周一鸣 查新 下下周五",
        "client=周一鸣 svc=novelty due=2026-12-04",
    ),
    (
        "某某储能公司 专利检索 固态电池包 5个工作日",
        "client=某某储能公司 svc=patent_search due=5wd title=固态电池包",
    ),
    (
        "吴总 FTO 2 件专利 月底前",
        "client=吴 call=总 svc=fto count=2件 due=2026-11-30",
    ),
    (
        "赵六 材料学院 １３８００００１１１１ 查收查引 １２篇 周五",
        "client?=赵六 unit=材料学院 phone=13800001111 svc=citation_cert count=12篇 due=2026-11-27",
    ),
    (
        "马博士 022-23508888 查新 国外 深海机器人",
        "client=马 call=博士 phone=022-23508888 svc=novelty scope=foreign title=深海机器人",
    ),
    (
        "何老师 23508888 文献传递 一篇 今天",
        "client=何 call=老师 phone?=23508888 svc=doc_delivery count=1篇 due=2026-11-22",
    ),
    (
        "何老师 138****5678 文献传递 2篇",
        "client=何 call=老师 phone?=138****5678 svc=doc_delivery count=2篇",
    ),
    (
        "郑老师 电话：13900002222 收引 8篇",
        "client=郑 call=老师 phone=13900002222 svc=citation_cert count=8篇",
    ),
    (
        "周五要 张老师 职称 3篇",
        "client=张 call=老师 svc?=citation_cert for=职称 count=3篇 due=2026-11-27",
    ),
    (
        "星期一 胡老师 查收查引 6篇",
        "client=胡 call=老师 svc=citation_cert count=6篇 due=2026-11-23",
    ),
    (
        "礼拜三前 胡老师 查收查引 6篇",
        "client=胡 call=老师 svc=citation_cert count=6篇 due=2026-11-25",
    ),
    (
        "下周 林老师 查新 海水淡化膜",
        "client=林 call=老师 svc=novelty due?=2026-11-27 title=海水淡化膜",
    ),
    (
        "今天下午4点半前 徐老师 检索证明 1份",
        "client=徐 call=老师 svc=citation_cert count=1份 due=2026-11-22T16:30",
    ),
    (
        "15:00 徐老师 检索证明 1份",
        "client=徐 call=老师 svc=citation_cert count=1份 due?=2026-11-22T15:00",
    ),
    (
        "明天上午 徐老师 检索证明",
        "client=徐 call=老师 svc=citation_cert due=2026-11-23T12:00",
    ),
    (
        "林老师 查新 三点建议 修改",
        "client=林 call=老师 svc=novelty title=三点建议 修改",
    ),
    (
        "林老师 查新 25号要",
        "client=林 call=老师 svc=novelty due=2026-11-25",
    ),
    (
        "林老师 查新 2025-01-01",
        "client=林 call=老师 svc=novelty title=2025-01-01",
    ),
    (
        "林老师 查新 2026年12月31日截止",
        "client=林 call=老师 svc=novelty due=2026-12-31",
    ),
    (
        "林老师 查新 每周五组会 汇总",
        "client=林 call=老师 svc=novelty title=每周五组会 汇总",
    ),
    (
        "委托人：钱七 查新 储氢合金",
        "client?=钱七 svc=novelty title=储氢合金",
    ),
    (
        "给钱七 查新 储氢合金",
        "client?=钱七 svc=novelty title=储氢合金",
    ),
    (
        "急 牛老师 结题 15篇",
        "client=牛 call=老师 svc?=citation_cert for=结题 count=15篇 urgent",
    ),
    (
        "牛老师 应急管理体系 查新",
        "client=牛 call=老师 svc=novelty title=应急管理体系",
    ),
    ("高温合金 查新", "svc=novelty title=高温合金"),
    ("金属 查新 3-5篇", "svc=novelty title=金属 3-5篇"),
    (
        "第3章 版权登记 冯老师",
        "client=冯 call=老师 svc=copyright_reg title=第3章",
    ),
    (
        "职称评审 蒋老师 7篇",
        "client=蒋 call=老师 svc?=citation_cert for=职称 count=7篇 title=职称评审",
    ),
    (
        "蒋老师 关于微信传播的查新",
        "client=蒋 call=老师 svc=novelty title=关于微信传播的查新",
    ),
    (
        "两周内 蒋老师 专利检索",
        "client=蒋 call=老师 svc=patent_search due=2026-12-06",
    ),
    (
        "24小时内 蒋老师 文献传递 1篇",
        "client=蒋 call=老师 svc=doc_delivery count=1篇 due?=2026-11-23",
    ),
    (
        "蒋老师 年底 查收查引",
        "client=蒋 call=老师 svc=citation_cert due=2026-12-31",
    ),
    (
        "邮件 tang.x@example.org 唐老师 查新 低空经济",
        "client=唐 call=老师 email=tang.x@example.org svc=novelty via=mail title=低空经济",
    ),
    (
        "电话 010-62751234 宋老师 培训 11月30日上午九点",
        "client=宋 call=老师 phone=010-62751234 svc=training due=2026-11-30T09:00",
    ),
    (
        "董老师问EndNote怎么导入",
        "client=董 call=老师 svc=enquiry title=问EndNote怎么导入",
    ),
    (
        "Prof. Jane Doe, Materials Science, citation certificate, 3 copies, next Wednesday",
        "client=Jane Doe call=Prof. unit=Materials Science svc=citation_cert count=3copies due=2026-11-25",
    ),
    (
        "email from Li Si: patent search on solid-state batteries within 3 days",
        "client?=Li Si svc=patent_search due=2026-11-25 via=mail title=solid-state batteries",
    ),
    (
        "Zhou Yi novelty search tomorrow 3pm",
        "client=Zhou Yi svc=novelty due=2026-11-23T15:00",
    ),
    (
        "Mr Brown phone 13800001111 document delivery 2 articles by noon tomorrow",
        "client=Brown call=Mr phone=13800001111 svc=doc_delivery count=2articles due=2026-11-23T12:00",
    ),
    (
        "Ms Green promotion 9 papers by December 1st",
        "client=Green call=Ms svc?=citation_cert for=promotion count=9papers due=2026-12-01",
    ),
    (
        "urgent: Dr Lee FTO battery pack 5 working days",
        "client=Lee call=Dr svc=fto due=5wd urgent title=battery pack",
    ),
    (
        "training for physics, 30 people, Dec 15 at 2:00 pm",
        "unit=physics svc=training count=30people due=2026-12-15T14:00",
    ),
    (
        "counter Dr Wu novelty lidar end of month",
        "client=Wu call=Dr svc=novelty due=2026-11-30 via=counter title=lidar",
    ),
    (
        "john@uni.example document delivery 10.1021/ja01234 by 1 Dec",
        "email=john@uni.example svc=doc_delivery due=2026-12-01 title=10.1021/ja01234",
    ),
    ("EndNote import question", "title=EndNote import question"),
    ("怎么查影响因子", "svc?=enquiry title=怎么查影响因子"),
    ("", ""),
    ("，。；", ""),
    ("2026-12-01", "due=2026-12-01"),
    ("13800001111", "phone=13800001111"),
    (
        "丁老师 查新 10个工作日 周五前先给初稿",
        "client=丁 call=老师 svc=novelty due?=2026-11-27 title=10个工作日 先给初稿",
    ),
];

#[test]
fn a_line_is_split_into_who_what_how_many_and_by_when() {
    for (line, expected) in HEARD {
        let captured = capture(line, &desk(), TODAY);
        assert_eq!(told(&captured), *expected, "{line}");
        nothing_is_lost(line);
    }
}

#[test]
fn a_day_gone_by_is_due_only_where_something_was_wanted_by_it() {
    for (line, expected) in [
        ("昨天要", "due?=2026-11-21"),
        ("due yesterday", "due?=2026-11-21"),
        ("昨天问过的事", "title=昨天问过的事"),
        ("职称 0篇", "svc?=citation_cert for=职称 title=0篇"),
    ] {
        assert_eq!(told(&capture(line, &desk(), TODAY)), expected, "{line}");
    }
}

#[test]
fn a_weekday_that_is_past_means_the_next_one() {
    let wednesday = date(2026, 11, 25);
    for (line, expected) in [
        ("周五", "due=2026-11-27"),
        ("周一", "due=2026-11-30"),
        ("周三", "due?=2026-11-25"),
        ("本周五", "due=2026-11-27"),
        ("本周一", "due?=2026-11-30"),
        ("下周一", "due=2026-11-30"),
        ("下周三", "due=2026-12-02"),
        ("下下周三", "due=2026-12-09"),
        ("周末", "due?=2026-11-29"),
        ("星期天", "due=2026-11-29"),
        ("11-24", "due=2027-11-24"),
        ("24号", "due=2026-12-24"),
        ("11月25日", "due=2026-11-25"),
        ("monday", "due=2026-11-30"),
        ("next friday", "due=2026-12-04"),
        ("this friday 10:30", "due=2026-11-27T10:30"),
        ("the day after tomorrow", "due=2026-11-27"),
    ] {
        assert_eq!(told(&capture(line, &desk(), wednesday)), expected, "{line}");
    }
}

#[test]
fn the_service_comes_with_the_word_that_named_it() {
    let why = |line: &str| {
        let asked = capture(line, &desk(), TODAY).service.unwrap().value;
        (asked.why.key, asked.why.args)
    };
    let word = |w: &str| vec![("word", crate::domain::Arg::from(w))];
    assert_eq!(why("张老师 收引 3篇"), ("capture-why-named", word("收引")));
    assert_eq!(
        why("张老师 职称 3篇"),
        ("capture-why-purpose", word("职称"))
    );
    assert_eq!(why("张老师 职称 查新"), ("capture-why-named", word("查新")));
}

/// Every character but blanks stands in exactly one part, and what is no part is the title.
fn nothing_is_lost(text: &str) {
    let captured = capture(text, &desk(), TODAY);
    assert_eq!(captured.line, text);
    let mut covered = vec![0_u8; text.chars().count()];
    for part in &captured.parts {
        assert!(!part.span.is_empty(), "{text:?}: {part:?}");
        let inside = covered.iter_mut().take(part.span.end);
        inside.skip(part.span.start).for_each(|times| *times += 1);
    }
    for (at, c) in text.chars().enumerate() {
        assert!(covered[at] <= 1, "{text:?}: {at} is in two parts");
        assert!(
            covered[at] == 1 || c.is_whitespace(),
            "{text:?}: {c:?} is lost"
        );
        let in_title = captured
            .parts
            .iter()
            .any(|p| p.meaning == Meaning::Title && p.span.holds(at));
        if in_title && c.is_alphanumeric() {
            assert!(
                captured.title.contains(c),
                "{text:?}: {c:?} is not in the title"
            );
        }
    }
}

/// Lines made of what people say, in any order.
fn said() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        proptest::sample::select(vec![
            "张老师",
            "李四",
            "欧阳教授",
            "Dr Smith",
            "Prof.",
            "化学学院",
            "天开园",
            "某某智能",
            "查新",
            "职称",
            "问",
            "32篇",
            "三十二篇",
            "12 papers",
            "周五",
            "下周",
            "下下周五要",
            "明天",
            "下午三点前",
            "12.1",
            "12-01",
            "2026-12-01",
            "10个工作日",
            "by",
            "Friday",
            "13800001111",
            "138…",
            "+86",
            "022-23508888",
            "wangbo@x.edu.cn",
            "电话",
            "微信",
            "加急",
            "急",
            "国内外",
            "for",
            "给",
            " ",
            " ",
            "　",
            "，",
            "：",
            "-",
            ".",
            "@",
            "月底",
            "3天内",
            "十",
            "９９９９９９９９９",
            "December 1st",
            "end of month",
            "(",
            "的",
            "for Li Si",
            "委托人：",
            "x",
            "1",
            "某某储能公司",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    proptest::collection::vec(word, 0..12).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn any_text_at_all_is_kept(text in any::<String>(), day in 1_i8..=28, month in 1_i8..=12) {
        nothing_is_lost(&text);
        for today in [date(2026, month, day), Date::MIN, Date::MAX] {
            capture(&text, &desk(), today);
        }
    }

    #[test]
    fn whatever_is_said_in_whatever_order_nothing_is_lost(text in said(), day in 1_i8..=28) {
        nothing_is_lost(&text);
        for today in [date(2026, 2, day), Date::MIN, Date::MAX] {
            capture(&text, &desk(), today);
        }
    }
}
