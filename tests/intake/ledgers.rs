//! Ledgers of offices, good and bad, brought in.

use refdesk::desk::Command;
use refdesk::domain::request::Secrecy;
use refdesk::domain::{Channel, Role, ServiceKey, Status};
use refdesk::intake::ledger::{self, Evidence, Mapping, Options, Part};

use super::common;
use super::room::{Room, said};

const LEDGER: &str = "\
编号,项目名称,委托人,委托单位,联系电话,业务类型,受理日期,完成日期,查新员,状态,篇数,渠道,备注
CY202600007,职称评审论文收录,王五,化学学院,22001122,查收查引,2026-03-02,2026-03-06,张三,已完成,32,柜台,加急
CY202600009,基金申请引用,李四,物理学院,,查收查引,2026/4/1,2026年4月7日,赵老师,已交付,5,微信,
,学科前沿数据,王五,化学学院,22001122,情报分析,20260601,,张三,在办,,电话,\"分两次\n交付\"
";

fn import(room: &mut Room, file: &str, options: &Options) -> ledger::Report {
    let path = room.path(file);
    let moment = room.moment.clone();
    let report = ledger::import(&mut room.desk, &path, options, &moment, &mut |_, _| true);
    report.unwrap_or_else(|refusal| panic!("{}", said(&refusal)))
}

fn refused(room: &mut Room, file: &str, options: &Options) -> refdesk::domain::Refusal {
    let path = room.path(file);
    let moment = room.moment.clone();
    ledger::import(&mut room.desk, &path, options, &moment, &mut |_, _| true).unwrap_err()
}

#[test]
fn a_chinese_ledger_comes_in_as_it_is_understood() {
    let mut room = Room::new();
    room.write("台账.csv", LEDGER);
    let report = import(&mut room, "台账.csv", &Options::default());
    assert_eq!(report.brought.unwrap().requests, 3);
    assert!(
        report
            .plan
            .columns
            .iter()
            .all(|c| c.evidence == Evidence::Header)
    );
    let first = room.case(1);
    assert_eq!(first.request.service, ServiceKey::new("citation_cert"));
    assert_eq!(first.request.status, Status::Closed);
    assert_eq!(first.request.count, Some(32));
    assert_eq!(first.request.channel, Channel::Counter);
    assert_eq!(first.request.number.as_deref(), Some("CY202600007"));
    assert_eq!(first.client.unwrap().phone, "22001122");
    assert_eq!(first.talks[0].text, "加急");
    assert_eq!(room.case(2).talks[0].text, "查新员: 赵老师");
    let third = room.case(3);
    assert_eq!(third.talks[0].text, "分两次\n交付");
    assert_eq!(third.client_total, 2);
    assert!(third.request.due.is_some());
    assert_eq!(room.count(""), 3);
    room.is_well();
}

#[test]
fn the_number_series_goes_on_after_the_old_ledger() {
    let mut room = Room::new();
    room.write("台账.csv", LEDGER);
    import(&mut room, "台账.csv", &Options::default());
    let db = room.desk.store().db();
    let next = refdesk::store::numbers::next_serial(db, "citation_cert", 2026).unwrap();
    assert_eq!(next, 10);
}

#[test]
fn the_same_file_and_the_same_rows_come_in_once() {
    let mut room = Room::new();
    room.write("台账.csv", LEDGER);
    import(&mut room, "台账.csv", &Options::default());
    let again = import(&mut room, "台账.csv", &Options::default());
    assert!(again.brought.unwrap().known);
    let longer =
        format!("{LEDGER}CY202600010,新的一件,王五,化学学院,,查收查引,2026-05-06,,,在办,,,\n");
    let longer = longer.replace(",学科前沿数据", "QB-3,学科前沿数据");
    room.write("新台账.csv", longer);
    let report = import(&mut room, "新台账.csv", &Options::default());
    let known: Vec<usize> = report.plan.known.iter().map(|(line, _)| *line).collect();
    assert_eq!(known, [2, 3]);
    assert_eq!(report.brought.unwrap().requests, 2);
    assert!(
        report
            .plan
            .columns
            .iter()
            .all(|c| c.evidence == Evidence::Remembered)
    );
    room.is_well();
}

const PLAIN: &str = "\
题目,服务类别,委托人,院系,受理日期,状态
固态电池,查收查引,王五,化学学院,2026-03-02,在办
学科前沿,情报分析,李四,物理学院,2026-04-01,在办
学科前沿,情报分析,李四,物理学院,2026-04-01,在办
";

#[test]
fn a_ledger_saved_anew_or_grown_adds_only_its_new_rows() {
    let mut room = Room::new();
    let (gbk, _, _) = encoding_rs::GB18030.encode(PLAIN);
    room.write("led.csv", gbk);
    let first = import(&mut room, "led.csv", &Options::default());
    assert_eq!(first.brought.as_ref().unwrap().requests, 3);
    room.write("utf8.csv", PLAIN);
    let again = import(&mut room, "utf8.csv", &Options::default());
    assert_eq!(again.plan.known.len(), 3);
    let brought = again.brought.unwrap();
    assert_eq!(
        (brought.requests, brought.seq),
        (0, None),
        "nothing to take back"
    );
    let grown = format!("{PLAIN}新的,查收查引,王五,化学学院,2026-05-06,在办\n");
    room.write("grown.csv", grown);
    let grown = import(&mut room, "grown.csv", &Options::default());
    assert_eq!(grown.plan.known.len(), 3);
    assert_eq!(grown.brought.unwrap().requests, 1);
    room.run(&Command::Undo {
        seq: first.brought.unwrap().seq.unwrap(),
    });
    let back = import(&mut room, "utf8.csv", &Options::default());
    assert_eq!(
        back.brought.unwrap().requests,
        3,
        "what was taken back is not known"
    );
    room.is_well();
}

#[test]
fn a_row_is_known_by_the_ledgers_own_number_and_the_number_is_kept() {
    let mut room = Room::new();
    let rows = "登记号,题目,服务类别,受理日期\n17,固态电池,查收查引,2026-03-02\n";
    room.write("a.csv", rows);
    import(&mut room, "a.csv", &Options::default());
    assert_eq!(room.case(1).talks[0].text, "登记号: 17");
    room.write("b.csv", rows.replace("固态电池", "固态电池（改）"));
    let again = import(&mut room, "b.csv", &Options::default());
    assert_eq!(again.plan.known.len(), 1);
    // Many ledgers begin again at 1 each year.
    room.write("c.csv", rows.replace("2026-03-02", "2025-03-02"));
    let other = import(&mut room, "c.csv", &Options::default());
    assert_eq!(other.brought.unwrap().requests, 1);
    room.is_well();
}

#[test]
fn an_import_taken_back_can_be_made_again() {
    let mut room = Room::new();
    room.write("台账.csv", LEDGER);
    let seq = import(&mut room, "台账.csv", &Options::default())
        .brought
        .unwrap()
        .seq
        .unwrap();
    room.run(&Command::Undo { seq });
    assert_eq!(room.count(""), 0);
    let again = import(&mut room, "台账.csv", &Options::default());
    assert_eq!(again.brought.unwrap().requests, 3);
    assert_eq!(room.count(""), 3);
    room.is_well();
}

#[test]
fn an_import_stopped_midway_leaves_nothing() {
    let mut room = Room::new();
    let mut long = String::from("编号,题名,类型,受理日期,备注\n");
    for n in 1..=4500 {
        long.push_str(&format!(
            "CY2025{n:05},第 {n} 件,查收查引,2025-06-03,按期\n"
        ));
    }
    let path = room.write("台账.csv", long);
    let moment = room.moment.clone();
    let stop = ledger::import(
        &mut room.desk,
        &path,
        &Options::default(),
        &moment,
        &mut |done, _| done == 0,
    );
    assert_eq!(stop.unwrap_err().said.key, "import-stopped");
    assert_eq!(room.count(""), 0);
    let report = import(&mut room, "台账.csv", &Options::default());
    assert_eq!(report.brought.unwrap().requests, 4500);
    room.is_well();
}

#[test]
fn who_may_see_a_request_comes_in_with_it_and_is_never_guessed() {
    let ledger = |word: &str| {
        format!("项目名称,业务类型,受理日期,密级\n专利布局,查收查引,2026-03-02,{word}\n")
    };
    for (word, secrecy) in [
        ("保密", Secrecy::Restricted),
        ("restricted", Secrecy::Restricted),
        ("公开", Secrecy::Open),
        ("", Secrecy::Open),
    ] {
        let mut room = Room::new();
        room.write("台账.csv", ledger(word));
        import(&mut room, "台账.csv", &Options::default());
        assert_eq!(room.request(1).secrecy, secrecy, "{word}");
    }
    for (word, key) in [("看情况", "intake-not-a-secrecy"), ("机密", "state-secret")] {
        let mut room = Room::new();
        room.write("台账.csv", ledger(word));
        refused(&mut room, "台账.csv", &Options::default());
        assert_eq!(room.count(""), 0);
        let dry = Options {
            dry_run: true,
            ..Options::default()
        };
        let problems = import(&mut room, "台账.csv", &dry).plan.problems;
        let found: Vec<_> = problems.iter().map(|p| (p.said.key, p.line)).collect();
        assert_eq!(found, [(key, Some(2))]);
    }
}

#[test]
fn one_bad_row_stops_all_unless_it_may_be_left_out() {
    let mut room = Room::new();
    let bad = LEDGER
        .replace("2026/4/1", "26/4/1")
        .replace("情报分析", "看天气");
    room.write("台账.csv", bad);
    let refusal = refused(&mut room, "台账.csv", &Options::default());
    assert_eq!(refusal.said.key, "intake-problems");
    assert!(said(&refusal).contains("2 处问题"), "{}", said(&refusal));
    assert_eq!(room.count(""), 0);
    let dry = Options {
        dry_run: true,
        ..Options::default()
    };
    let problems = import(&mut room, "台账.csv", &dry).plan.problems;
    assert_eq!(problems.len(), 2);
    let dated = problems.iter().find(|p| p.line == Some(3)).unwrap();
    assert_eq!(dated.column.as_deref(), Some("受理日期"));
    let options = Options {
        skip_bad: true,
        ..Options::default()
    };
    assert_eq!(
        import(&mut room, "台账.csv", &options)
            .brought
            .unwrap()
            .requests,
        1
    );
}

#[test]
fn a_dry_run_shows_the_plan_and_writes_nothing() {
    let mut room = Room::new();
    room.hire("zhao", "赵老师", &[Role::Searcher]);
    room.write("台账.csv", LEDGER);
    let options = Options {
        dry_run: true,
        ..Options::default()
    };
    let report = import(&mut room, "台账.csv", &options);
    assert!(report.brought.is_none());
    let plan = report.plan;
    assert_eq!(plan.by_service["citation_cert"], 2);
    assert_eq!(plan.by_status["in_progress"], 1);
    assert_eq!(plan.sample().len(), 3);
    let owner = plan
        .meanings
        .iter()
        .find(|m| m.part == Part::Owner && m.word == "赵老师");
    assert_eq!(owner.unwrap().became, "zhao");
    assert!(plan.notes.is_empty(), "{:?}", plan.notes);
    assert_eq!(room.count(""), 0);
}

#[test]
fn a_workbook_and_json_come_in_as_the_same_rows() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let mut room = Room::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, header) in ["题名", "业务类型", "受理日期", "状态"]
        .into_iter()
        .enumerate()
    {
        sheet
            .write_string(0, u16::try_from(at).unwrap(), header)
            .unwrap();
    }
    sheet.write_string(1, 0, "甲").unwrap();
    sheet.write_string(1, 1, "查新").unwrap();
    let day = ExcelDateTime::from_ymd(2026, 3, 2).unwrap();
    let format = Format::new().set_num_format("yyyy/m/d");
    sheet
        .write_datetime_with_format(1, 2, &day, &format)
        .unwrap();
    sheet.write_string(1, 3, "已归档").unwrap();
    book.save(room.path("a.xlsx")).unwrap();
    let json = serde_json::json!([
        {"题名": "甲", "业务类型": "查新", "受理日期": "2026-03-02", "状态": "已归档"}
    ]);
    room.write("a.json", json.to_string());
    let moment = room.moment.clone();
    let plan = |file: &str| {
        let path = room.path(file);
        let mut plan = ledger::plan(&room.desk, &path, &Options::default(), &moment).unwrap();
        plan.rows[0].line = 0;
        plan.rows
    };
    assert_eq!(plan("a.xlsx"), plan("a.json"));
    assert_eq!(
        import(&mut room, "a.xlsx", &Options::default())
            .brought
            .unwrap()
            .requests,
        1
    );
    assert_eq!(
        import(&mut room, "a.json", &Options::default())
            .brought
            .unwrap()
            .requests,
        0,
        "the same row, from another kind of file"
    );
    room.is_well();
    let mut elsewhere = Room::new();
    elsewhere.write("a.json", json.to_string());
    let brought = import(&mut elsewhere, "a.json", &Options::default()).brought;
    assert_eq!(brought.unwrap().requests, 1);
    for room in [&mut room, &mut elsewhere] {
        assert_eq!(room.request(1).status, Status::Archived);
    }
    elsewhere.is_well();
}

#[test]
fn the_store_itself_is_never_read_as_a_file() {
    let mut room = Room::new();
    std::os::unix::fs::symlink(room.store(), room.path("台账.csv")).unwrap();
    let refusal = refused(&mut room, "台账.csv", &Options::default());
    assert_eq!(refusal.said.key, "intake-is-the-store");
}

/// The log of a real reference desk: a form's answers, days in American order, no status at all.
const LIBSTATS: &str = r#"
dates = "mdy"
service = "enquiry"
status = "closed"
title = "（未写明）"

[columns]
"Timestamp" = "received"
"interaction source" = "channel"
"interaction type" = "tags"
"research need" = "title"
"successful interaction?" = ""
"outcome" = "note"
"Number of people (if more than 1)" = "note"
"affiliation" = "tags"
"Institutional affiliation if not UCB" = "unit"
"Number of films/documents/items provided" = "count"
"interaction staff time" = "note"
"Date if not today" = ""
"#;

#[test]
fn a_real_reference_log_comes_in_whole() {
    let Some(corpora) = common::corpora() else {
        return;
    };
    let mut room = Room::new();
    let bytes = std::fs::read(corpora.join("queue/refdesk/bampfa_libstats_2020.csv")).unwrap();
    room.write("libstats.csv", bytes);
    let options = Options {
        mapping: Some(Mapping::parse(LIBSTATS).unwrap()),
        ..Options::default()
    };
    let report = import(&mut room, "libstats.csv", &options);
    assert_eq!(report.brought.unwrap().requests, 470);
    assert_eq!(room.count(""), 470);
    assert_eq!(room.count("渠道:邮件").max(room.count("channel:mail")), 337);
    room.is_well();
}

#[test]
fn an_import_taken_back_and_brought_in_again_is_not_shown_twice() {
    let mut room = Room::new();
    room.write("台账.csv", LEDGER);
    let redo = |room: &mut Room| {
        let undone = room.desk.undo_last(&room.moment).unwrap().unwrap();
        Command::Undo {
            seq: undone.seq.unwrap(),
        }
    };
    import(&mut room, "台账.csv", &Options::default());
    let again = redo(&mut room);
    assert_eq!(room.count(""), 0);
    import(&mut room, "台账.csv", &Options::default());
    let refused = room.desk.run(&again, &room.moment).unwrap_err();
    assert_eq!(refused.said.key, "undo-import-again");
    assert_eq!(room.count(""), 3);
    // Nor when another file took its numbers meanwhile.
    redo(&mut room);
    room.write("另一份.csv", format!("{LEDGER}\n"));
    import(&mut room, "另一份.csv", &Options::default());
    let refused = room.desk.run(&again, &room.moment).unwrap_err();
    assert_eq!(refused.said.key, "undo-import-number");
    assert_eq!(room.count(""), 3);
    // With nothing in its place it does come back.
    let last = redo(&mut room);
    assert_eq!(room.count(""), 0);
    room.run(&last);
    assert_eq!(room.count(""), 3);
    room.is_well();
}

#[test]
fn a_log_without_titles_services_or_days_says_each_once_and_how_to_name_the_column() {
    let mut room = Room::new();
    room.write(
        "log.csv",
        "case,activity,who\n1,check,王五\n2,check,李四\n3,decide,王五\n",
    );
    let path = room.path("log.csv");
    let moment = room.moment.clone();
    let options = Options {
        dry_run: true,
        ..Options::default()
    };
    let report =
        ledger::import(&mut room.desk, &path, &options, &moment, &mut |_, _| true).unwrap();
    for key in [
        "intake-no-title-column",
        "intake-no-service-column",
        "intake-no-date-column",
    ] {
        let told: Vec<_> = report
            .plan
            .problems
            .iter()
            .filter(|p| p.said.key == key)
            .collect();
        assert_eq!(told.len(), 1, "{key}");
        assert_eq!(told[0].line, None);
    }
    let each = ["intake-no-title", "intake-no-service", "intake-no-date"];
    assert!(
        report
            .plan
            .problems
            .iter()
            .all(|p| !each.contains(&p.said.key))
    );
}
