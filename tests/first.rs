//! The first minutes in a real terminal: the talk that makes a store or leaves nothing, the demo, the tutor.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use common::pty::Pty;

fn start(args: &[&str], home: &std::path::Path, size: (u16, u16)) -> Pty {
    let home = home.display().to_string();
    let temp = format!("{home}/tmp");
    std::fs::create_dir_all(&temp).unwrap();
    let env = [
        ("HOME", home.as_str()),
        ("XDG_DATA_HOME", home.as_str()),
        ("XDG_CONFIG_HOME", home.as_str()),
        ("TMPDIR", temp.as_str()),
        ("LANG", "zh_CN.UTF-8"),
        ("USER", "wangwu"),
    ];
    Pty::start(args, size.0, size.1, &env)
}

fn is_empty(folder: &std::path::Path) -> bool {
    std::fs::read_dir(folder).unwrap().next().is_none()
}

#[test]
fn a_first_start_asks_two_things_and_opens_the_desk() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = start(&[], home.path(), (30, 120));
    pty.wait_for("请选择");
    pty.keys("1\r");
    pty.wait_for("部门名称");
    pty.keys("\r");
    pty.wait_for("您的姓名");
    pty.keys("\r");
    pty.wait_for("请填写");
    pty.keys("王五\r");
    pty.wait_for("按回车键");
    pty.keys("\r");
    pty.wait_for("信息咨询部");
    pty.wait_for("王五");
    pty.keys("qq");
    assert!(pty.wait_exit().success());
    assert!(home.path().join("refdesk/desk.db").exists());
}

#[test]
fn whoever_leaves_the_first_talk_leaves_nothing_behind() {
    for leave in ["q\r", "\u{3}", "\u{4}", "1\r\r\u{4}"] {
        let home = tempfile::tempdir().unwrap();
        let mut pty = start(&[], home.path(), (24, 80));
        pty.wait_for("请选择");
        pty.keys(leave);
        pty.wait_exit();
        assert!(!home.path().join("refdesk").exists(), "{leave:?}");
    }
}

#[test]
fn the_demo_opens_on_its_own_and_is_gone_when_it_is_left() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = start(&["--demo"], home.path(), (50, 200));
    for pane in ["1 队列", "2 委托人", "3 检索记录", "4 知识产品"] {
        pty.wait_for(pane);
    }
    pty.keys("qq");
    assert!(pty.wait_exit().success());
    assert!(is_empty(&home.path().join("tmp")));
    assert!(!home.path().join("refdesk").exists());
}

#[test]
fn the_tutor_goes_on_when_its_lesson_is_done() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = start(&["tutor"], home.path(), (32, 120));
    pty.wait_for("教程 1/10");
    pty.keys("n");
    pty.wait_for("听");
    pty.keys("李老师 化学 固态电池 查新 国内外 周五要");
    pty.wait_for("固态电池");
    pty.keys("\r");
    pty.wait_for("教程 2/10");
    pty.keys("qq");
    pty.wait_exit();
    assert!(is_empty(&home.path().join("tmp")));
}
