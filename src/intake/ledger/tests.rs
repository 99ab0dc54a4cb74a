//! Words of ledgers, read as offices write them.

use jiff::civil::{date, time};

use super::mapping::{DateOrder, Mapping};
use super::values::{WhenFault, count, order_of, when};
use super::words::Lexicon;
use super::{Part, header};
use crate::domain::{Channel, Status};
use crate::settings::Settings;

#[test]
fn a_day_is_read_in_each_of_its_forms_or_asked_about() {
    let day = date(2026, 11, 20);
    let cases = [
        ("2026-11-20", Ok((day, None))),
        ("2026/11/20", Ok((day, None))),
        ("2026.11.20", Ok((day, None))),
        ("2026年11月20日", Ok((day, None))),
        ("２０２６年１１月２０日", Ok((day, None))),
        ("20261120", Ok((day, None))),
        ("46346", Ok((day, None))),
        ("2026-11-20 09:05", Ok((day, Some(time(9, 5, 0, 0))))),
        ("2026-11-20T09:05:00Z", Ok((day, Some(time(9, 5, 0, 0))))),
        ("2026/11/20 3:05 PM", Ok((day, Some(time(15, 5, 0, 0))))),
        ("2026-11-20 周五", Ok((day, None))),
        ("2026-02-30", Err(WhenFault::NotADay)),
        ("0000-01-01", Err(WhenFault::NotADay)),
        ("9999-12-31T23:59:60", Err(WhenFault::NotADay)),
        ("26/11/22", Err(WhenFault::Ambiguous)),
        ("1/6/2020", Err(WhenFault::Ambiguous)),
        ("二〇二六年", Err(WhenFault::NotADay)),
        ("123", Err(WhenFault::NotADay)),
    ];
    for (text, expected) in cases {
        assert_eq!(when(text, None), expected, "{text}");
    }
    assert_eq!(
        when("1/6/2020", Some(DateOrder::Mdy)).unwrap().0,
        date(2020, 1, 6)
    );
    assert_eq!(
        when("26/11/22", Some(DateOrder::Ymd)).unwrap().0,
        date(2026, 11, 22)
    );
}

#[test]
fn a_column_tells_the_order_of_its_days_only_where_one_is_beyond_doubt() {
    assert_eq!(
        order_of(["1/6/2020", "1/16/2020"].into_iter()),
        Some(DateOrder::Mdy)
    );
    assert_eq!(
        order_of(["1/6/2020", "16/1/2020"].into_iter()),
        Some(DateOrder::Dmy)
    );
    assert_eq!(order_of(["1/6/2020", "2/7/2020"].into_iter()), None);
    assert_eq!(order_of(["16/1/2020", "1/16/2020"].into_iter()), None);
}

#[test]
fn headers_are_known_in_both_languages() {
    let cases = [
        ("报告编号", Some(Part::Number)),
        ("查新项目名称", Some(Part::Title)),
        ("委托人 *", Some(Part::Client)),
        ("联系电话（手机）", Some(Part::Phone)),
        ("Service Type", Some(Part::Service)),
        ("受理日期", Some(Part::Accepted)),
        ("完成日期", Some(Part::Closed)),
        ("查新员", Some(Part::Owner)),
        ("备注", Some(Part::Note)),
        ("天气", None),
    ];
    for (header, part) in cases {
        assert_eq!(
            header::guess(header).map(|(part, _)| part),
            part,
            "{header}"
        );
    }
    for key in Part::keys() {
        assert_eq!(Part::from_key(key).unwrap().key(), key);
    }
}

#[test]
fn values_are_known_by_their_names_and_by_what_offices_write() {
    let settings = Settings::builtin().unwrap();
    let lexicon = Lexicon::new(&settings);
    assert_eq!(lexicon.status("已完成"), Some(Status::Closed));
    assert_eq!(lexicon.status("在办"), Some(Status::InProgress));
    assert_eq!(lexicon.status("已交付"), Some(Status::Delivered));
    assert_eq!(lexicon.status("Closed"), Some(Status::Closed));
    assert_eq!(lexicon.status("?"), None);
    assert_eq!(lexicon.channel("walk in"), Some(Channel::Counter));
    assert_eq!(lexicon.channel("微信"), Some(Channel::Wechat));
    assert_eq!(lexicon.service("科技查新"), Some(("novelty", false)));
    assert_eq!(lexicon.service("查收查引"), Some(("citation_cert", false)));
    assert_eq!(lexicon.service("国内外科技查新"), Some(("novelty", true)));
    assert_eq!(lexicon.service("天气"), None);
    assert_eq!(count("３２ 篇"), Some(32));
    assert_eq!(count("1,234"), Some(1234));
    assert_eq!(count("若干"), None);
}

#[test]
fn a_mapping_is_read_from_a_line_or_a_file() {
    let line = Mapping::parse("题名=title, 院系=unit,天气=").unwrap();
    assert_eq!(line.columns["题名"], "title");
    assert_eq!(line.columns["天气"], "");
    let ordered = Mapping::parse("日期=received,dates=dmy").unwrap();
    assert_eq!(ordered.dates, Some(DateOrder::Dmy));
    assert_eq!(ordered.columns.len(), 1, "no column is called dates");
    let toml = "dates = \"mdy\"\nservice = \"enquiry\"\n[columns]\n\"题名\" = \"title\"\n[values.status]\n\"行\" = \"closed\"\n";
    let file = Mapping::parse(toml).unwrap();
    assert_eq!(file.dates, Some(DateOrder::Mdy));
    assert_eq!(file.value("status", "行"), Some("closed"));
    let json = serde_json::to_string(&file).unwrap();
    assert_eq!(Mapping::parse(&json).unwrap(), file);
    assert_eq!(
        Mapping::parse("题名").unwrap_err().said.key,
        "intake-map-pair"
    );
    assert_eq!(
        Mapping::parse("wrong = 1\n[columns]\n")
            .unwrap_err()
            .said
            .key,
        "intake-map-unreadable"
    );
}

#[test]
fn the_headers_offices_use_are_known() {
    let cases = [
        (
            Part::Service,
            "服务类别 服务项目 服务类型 业务类型 业务种类 Service Category",
        ),
        (Part::Number, "报告号 报告编号 编号 No."),
        (Part::Register, "登记号 登记编号"),
        (Part::Client, "委托人 申请人 联系人 Contact"),
        (Part::Unit, "单位 院系 委托单位 Department Affiliation"),
        (Part::Phone, "联系电话 手机 Mobile Phone"),
        (Part::Title, "题目 项目名称 课题名 Title Project"),
        (Part::Accepted, "受理日期"),
        (Part::Closed, "完成日期 完成日 交付日期 Completed"),
        (Part::Status, "状态 Status"),
        (Part::Owner, "经办人 经办 查新员 Librarian"),
        (Part::Note, "费用 备注 Fee Remarks"),
    ];
    for (part, headers) in cases {
        for header in headers.split(' ') {
            let found = super::header::guess(header).map(|(part, _)| part);
            assert_eq!(found.as_ref(), Some(&part), "{header}");
        }
    }
}
