//! The program itself in a terminal: what comes while it runs shows, and nothing is sent while nothing
//! comes.

use std::time::Duration;

use refdesk::desk::command::RunDraft;
use refdesk::desk::{Command, Desk};
use refdesk::domain::{RequestId, Uid};

use super::RIS;
use super::common::office::{Office, moment, settings};
use super::common::pty::key;

fn put(office: &Office, name: &str, bytes: &[u8]) {
    let folder = office
        .store()
        .with_extension("trays")
        .join("zhang")
        .join("in");
    std::fs::create_dir_all(&folder).unwrap();
    // As an sftp client does: written under another name, then given its own.
    let half = folder.join(format!("{name}.filepart"));
    std::fs::write(&half, bytes).unwrap();
    std::fs::rename(&half, folder.join(name)).unwrap();
}

#[test]
fn a_file_that_comes_while_the_console_stands_open_shows_and_then_nothing_is_sent() {
    let office = Office::with_requests(2);
    let mut console = office.console("zhang");
    assert!(!console.screen().contains("收件 "));
    put(&office, "导出.ris", RIS.as_bytes());
    console.wait_for("收件 1");
    put(&office, "2-说明.txt", "x".as_bytes());
    console.wait_for("收件 2");
    assert!(console.quiet(Duration::from_secs(2)));
    console.bytes_since();
    assert!(console.quiet(Duration::from_secs(5)));
    assert_eq!(console.bytes_since(), 0);
    console.keys("0");
    console.wait_for("RIS UTF-8 1 条");
    console.wait_for("-> #2  文件里有编号 #2  第2件委托");
    let folder = office
        .store()
        .with_extension("trays")
        .join("zhang")
        .join("in");
    std::fs::remove_file(folder.join("导出.ris")).unwrap();
    console.gone("导出.ris");
    console.wait_for("收件 1");
}

#[test]
fn an_attachment_taken_back_lies_in_the_tray_again_and_done_again_leaves_it() {
    let office = Office::with_requests(2);
    put(&office, "2-说明.txt", "x".as_bytes());
    let mut console = office.console("zhang");
    console.wait_for("收件 1");
    console.keys("0");
    console.wait_for("-> #2");
    console.keys(key::ENTER);
    console.wait_for("1 挂到 #2");
    // The card counts once the terminal has answered.
    console.quiet(Duration::from_millis(300));
    console.keys("1");
    console.wait_for("已添附件");
    console.wait_for("收件里没有文件");
    console.keys(key::ESC);
    console.gone("收件里没有文件");
    console.keys("u");
    console.wait_for("2-说明.txt 又回到收件里了");
    console.wait_for("收件 1");
    console.keys("U");
    console.gone("收件 1");
}

#[test]
fn a_pasted_bibliography_comes_through_the_terminal_whole() {
    let office = Office::with_requests(1);
    let mut console = office.console("zhang");
    let records = "TY  - JOUR\nTI  - 固态电池\nER  - \n\n".repeat(3_000);
    console.paste(&records);
    console.wait_for("RIS，3000 条记录");
    console.keys("1");
    console.wait_for("已放进收件");
    console.wait_for("收件 1");
    let folder = office
        .store()
        .with_extension("trays")
        .join("zhang")
        .join("in");
    let file = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap();
    assert_eq!(std::fs::read_to_string(file.path()).unwrap(), records);
}

/// The console of somebody who came by the gate.
fn through_gate(office: &Office) -> super::common::pty::Pty {
    let mut words = vec!["gate".to_owned()];
    words.extend(office.words("zhang"));
    let mut console = super::common::pty::Program::refdesk(&words)
        .size(30, 120)
        .start();
    console.wait_for("#1");
    console
}

#[test]
fn through_the_gate_files_come_from_the_in_tray_and_go_to_the_out_tray() {
    let office = Office::with_requests(1);
    put(&office, "委托单.docx", b"PK");
    let mut console = through_gate(&office);
    console.wait_for("收件 1");
    console.keys("L");
    console.wait_for("收件里的文件");
    console.wait_for("ssh desk put");
    assert!(!console.screen().contains("~/"), "{}", console.screen());
    console.keys("/etc/passwd\r");
    console.wait_for("收件里没有“/etc/passwd”。请先送来：ssh desk put");
    console.keys("\x15");
    console.keys("1");
    console.wait_for("委托单.docx");
    console.keys(key::CTRL_S);
    console.wait_for("已添附件");
    console.keys("O");
    console.wait_for("取出什么");
    console.wait_for("清单 XLSX");
    console.keys("1");
    console.wait_for("已放入发件：清单-");
    console.wait_for("ssh desk get 清单-");
    let out = office
        .store()
        .with_extension("trays")
        .join("zhang")
        .join("out");
    let names = || -> Vec<String> {
        let files = std::fs::read_dir(&out).unwrap();
        let mut names: Vec<String> = files
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names().len(), 1);
    // Nothing is ever written over.
    console.keys("O");
    console.wait_for("取出什么");
    console.keys("1");
    console.wait_for(" (2).xlsx");
    assert_eq!(names().len(), 2);
}

#[test]
fn a_pasted_bibliography_that_nobody_answered_for_is_in_the_tray_after_the_line_dropped() {
    let office = Office::with_requests(1);
    let mut console = office.console("zhang");
    console.paste("TY  - JOUR\nTI  - 固态电池\nER  - \n");
    console.wait_for("RIS，1 条记录");
    console.hang_up();
    console.wait_exit();
    let mut again = office.console("zhang");
    again.wait_for("收件 1");
    again.keys("0");
    again.wait_for("RIS UTF-8 1 条");
}

/// A search run of request 1, made from outside while nobody has the desk open.
fn with_run(office: &Office, hits: u64) {
    let mut desk = Desk::open(&office.store(), settings(), Some("zhang")).unwrap();
    let draft = RunDraft {
        uid: Uid::now_v7(),
        request: RequestId(1),
        database: "Scopus".to_owned(),
        platform: "Scopus".to_owned(),
        searched_on: Some(moment().today()),
        query: "TITLE(solid)".to_owned(),
        limits: String::new(),
        hits: Some(hits),
        kept: None,
        note: String::new(),
        ..RunDraft::default()
    };
    desk.run(&Command::AddRun(Box::new(draft)), &moment())
        .unwrap();
}

fn records(office: &Office, sql: &str) -> i64 {
    let db = rusqlite::Connection::open(office.store()).unwrap();
    db.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_long_export_can_be_stopped_and_leaves_nothing_or_comes_in_whole_while_the_desk_is_worked_at() {
    const COUNT: usize = 40_000;
    let office = Office::with_requests(2);
    with_run(&office, 41_000);
    let export: String = (0..COUNT)
        .map(|n| format!("TY  - JOUR\nTI  - Part {n}\nDO  - 10.1000/{n}\nDB  - Scopus\nER  - \n\n"))
        .collect();
    put(&office, "1-scopus.ris", export.as_bytes());
    let mut console = office.console("zhang");
    console.wait_for("收件 1");
    console.keys("0");
    console.wait_for("RIS UTF-8 40000 条");
    console.keys(key::ENTER);
    console.wait_for("4 作为这次检索的导出文件");
    console.quiet(Duration::from_millis(300));
    console.keys("4");
    console.wait_for("/ 40000");
    console.keys(key::ESC);
    console.wait_for("什么也没有读入");
    assert_eq!(records(&office, "SELECT count(*) FROM record"), 0);
    assert_eq!(records(&office, "SELECT count(*) FROM batch"), 0);
    console.keys(key::ESC);
    console.gone("什么也没有读入");
    console.quiet(Duration::from_millis(300));
    console.keys("4");
    console.wait_for("/ 40000");
    // Another saves while it comes in, and is not held up by it.
    office.prints(&["add", "化学学院王老师 查新 第三件"]);
    console.wait_for("读入 40000 条；命中 41000，还差约 1000 条");
    assert_eq!(records(&office, "SELECT count(*) FROM record"), 40_000);
    console.wait_for("收件里没有文件");
    office.prints(&["doctor"]);
}
