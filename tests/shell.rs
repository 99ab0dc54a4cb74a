//! The real program as a shell user meets it: results, messages, exit codes, and what it refuses.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// A home of one's own, in which nothing of this machine's is seen.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Home {
        Home(tempfile::tempdir().unwrap())
    }

    /// With a small demo desk at the place where the program looks for its store.
    fn with_desk() -> Home {
        let home = Home::new();
        std::fs::create_dir_all(home.store().parent().unwrap()).unwrap();
        let store = home.store().display().to_string();
        let made = home.run(&["demo", "--requests", "20", "--store", &store]);
        assert_eq!(made.status.code(), Some(0), "{}", err(&made));
        home
    }

    fn store(&self) -> PathBuf {
        self.0.path().join("data/refdesk/desk.db")
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_refdesk"));
        command
            .args(args)
            .env_clear()
            .env("HOME", self.path())
            .env("XDG_DATA_HOME", self.path().join("data"))
            .env("XDG_CONFIG_HOME", self.path().join("config"))
            .env("LANG", "en_GB.UTF-8")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> Value {
    assert_eq!(output.status.code(), Some(0), "{}", err(output));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn what_is_added_is_listed_shown_and_taken_back() {
    let home = Home::with_desk();
    let added = home.run(&["add", "李老师 化学 13800001111 查新 固态电池 国内外"]);
    assert_eq!(added.status.code(), Some(0), "{}", err(&added));
    let number = out(&added).trim().to_owned();
    assert_eq!(number, "21");
    assert!(err(&added).contains("13800001111"), "{}", err(&added));
    let listed = json(&home.run(&["list", "--json", "--limit", "1"]));
    assert_eq!(listed[0]["number"], 21);
    assert_eq!(listed[0]["service"], "novelty");
    assert_eq!(listed[0]["status"], "submitted");
    let shown = json(&home.run(&["show", &format!("#{number}"), "--json"]));
    assert_eq!(shown["client"]["phone"], "13800001111");
    assert!(out(&home.run(&["show", &number])).starts_with("#21 "));
    let undone = home.run(&["undo"]);
    assert_eq!(undone.status.code(), Some(0));
    let told = err(&undone);
    assert!(told.contains("Taken back, of"), "{told}");
    assert!(told.contains(&format!("#{number}")), "{told}");
    assert_eq!(home.run(&["show", &number]).status.code(), Some(1));
}

#[test]
fn a_surname_alone_is_not_taken_for_somebody_on_record() {
    let home = Home::with_desk();
    for (line, known) in [
        ("甄老师 化学 13800001111 查新 固态电池", false),
        ("甄老师 物理 13800002222 查新 石墨烯", false),
        ("甄老师 查新 钙钛矿", false),
        ("甄老师 13800002222 专利检索 石墨烯", true),
    ] {
        let added = home.run(&["add", line]);
        assert_eq!(added.status.code(), Some(0), "{}", err(&added));
        assert_eq!(
            err(&added).contains("(on record)"),
            known,
            "{line}: {}",
            err(&added)
        );
    }
}

#[test]
fn a_report_number_goes_before_a_running_number() {
    let home = Home::with_desk();
    let file = home.path().join("old.csv");
    let rows = "编号,受理日期,委托人,服务类型,课题名称,状态,报告编号\n2025-001,2025-03-03,张小明,科技查新,固态电解质,已完成,202536000L270001\n";
    std::fs::write(&file, rows).unwrap();
    let done = home.run(&["import", "requests", &file.display().to_string()]);
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    let found = json(&home.run(&["list", "202536000L270001", "--json"]));
    assert_eq!(found[0]["report_number"], "202536000L270001");
    let number = found[0]["number"].to_string();
    assert!(out(&home.run(&["show", &number])).contains("2025-001"));
}

#[test]
fn the_health_of_a_store_is_told_by_exit_code_and_json() {
    let home = Home::with_desk();
    let doctor = json(&home.run(&["doctor", "--json"]));
    assert_eq!(doctor["well"], true, "{doctor}");
    assert_eq!(doctor["requests"], 20);
    let verify = json(&home.run(&["journal", "verify", "--json"]));
    assert_eq!(verify["broken"], Value::Array(vec![]));
    assert_eq!(verify["head"], doctor["head"]);
    assert!(out(&home.run(&["journal", "verify"])).contains(verify["head"].as_str().unwrap()));
}

#[test]
fn the_same_number_of_requests_makes_the_same_store() {
    let home = Home::new();
    let heads: Vec<Value> = ["one.db", "two.db"]
        .into_iter()
        .map(|name| {
            let store = home.path().join(name).display().to_string();
            let made = home.run(&["demo", "--requests", "12", "--store", &store]);
            assert_eq!(made.status.code(), Some(0), "{}", err(&made));
            assert_eq!(out(&made), "");
            json(&home.run(&["--store", &store, "journal", "verify", "--json"]))
        })
        .collect();
    assert_eq!(heads[0], heads[1]);
}

#[test]
fn a_store_that_is_there_is_never_filled_over() {
    let home = Home::with_desk();
    let store = home.store().display().to_string();
    let before = std::fs::read(home.store()).unwrap();
    let made = home.run(&["demo", "--requests", "5", "--store", &store]);
    assert_eq!(made.status.code(), Some(1));
    assert_eq!(std::fs::read(home.store()).unwrap(), before);
}

#[test]
fn every_way_to_go_wrong_has_its_exit_code_and_says_why() {
    let home = Home::with_desk();
    let cases: [(&[&str], i32, &str); 9] = [
        (&["lst"], 2, "not understood"),
        (&["show"], 2, "not understood"),
        (&["--lang", "fr", "list"], 2, "not understood"),
        (&["show", "999"], 1, "999"),
        (&["add", "嗯"], 1, "No service"),
        (&["--as", "nobody", "list"], 1, "nobody"),
        (&["list", "svc:"], 2, "svc"),
        (&["staff", "add", "x", "某某", "--roles", "boss"], 2, "boss"),
        (&[], 2, "terminal"),
    ];
    for (args, code, said) in cases {
        let output = home.run(args);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{args:?}: {}",
            err(&output)
        );
        assert!(err(&output).contains(said), "{args:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{args:?}");
    }
}

#[test]
fn one_client_heard_twice_is_one_client_and_who_may_be_the_same_is_said() {
    let home = Home::with_desk();
    let added = |line: &str| -> (Value, String) {
        let output = home.run(&["add", line]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let number = out(&output).trim().to_owned();
        let shown = home.run(&["show", &number, "--json"]);
        let shown: Value = serde_json::from_str(&out(&shown)).unwrap();
        (shown["client"]["id"].clone(), err(&output))
    };
    let (first, _) = added("欧阳甲 测绘学院 13900001111 查新 遥感");
    let (by_unit, _) = added("欧阳甲 测绘 文献传递 3篇");
    let (by_phone, _) = added("欧阳老师 13900001111 文献传递 3篇");
    assert!(first.is_number());
    assert_eq!((&by_unit, &by_phone), (&first, &first));
    let (other, said) = added("欧阳甲 测绘学院 13900002222 文献传递 3篇");
    assert_ne!(other, first);
    assert!(said.contains("13900001111"), "{said}");
}

#[test]
fn the_head_changes_roles_and_lets_somebody_go_and_come_back() {
    let home = Home::with_desk();
    let run = |args: &[&str], code: i32| {
        let output = home.run(args);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{args:?}: {}",
            err(&output)
        );
        output
    };
    let said = err(&run(&["staff", "add", "qian", "钱七"], 0));
    assert!(said.contains("Desk") && said.contains("Searcher"), "{said}");
    run(
        &[
            "staff",
            "change",
            "qian",
            "--roles",
            "read_only",
            "--name",
            "钱七七",
        ],
        0,
    );
    let staff = || -> Value {
        let all: Value = serde_json::from_str(&out(&run(&["staff", "list", "--json"], 0))).unwrap();
        let found = all
            .as_array()
            .unwrap()
            .iter()
            .find(|s| s["login"] == "qian");
        found.unwrap().clone()
    };
    assert_eq!(staff()["name"], "钱七七");
    assert_eq!(staff()["roles"], serde_json::json!(["read_only"]));
    // Who only looks takes nothing home, changes no one, and changes nothing of herself.
    let folder = home.path().join("out").display().to_string();
    run(&["--as", "qian", "export", &folder], 1);
    assert!(!Path::new(&folder).exists());
    run(
        &["--as", "qian", "staff", "change", "qian", "--roles", "head"],
        1,
    );

    run(&["staff", "change", "qian", "--left"], 0);
    assert_eq!(staff()["active"], false);
    run(&["--as", "qian", "list"], 1);
    run(&["staff", "change", "qian", "--back", "--roles", "desk"], 0);
    run(&["--as", "qian", "list"], 0);

    for (args, code, named) in [
        (&["staff", "change", "nobody", "--left"][..], 1, "nobody"),
        (&["staff", "change", "qian"], 2, "--roles"),
        (&["staff", "change", "qian", "--roles", "boss"], 2, "boss"),
        (
            &["staff", "change", "qian", "--left", "--back"],
            2,
            "--back",
        ),
    ] {
        let said = err(&run(args, code));
        assert!(said.contains(named), "{args:?}: {said}");
    }
}

#[test]
fn a_missing_store_is_said_and_not_made() {
    let home = Home::new();
    for args in [&["list"][..], &["doctor"], &["show", "1"], &["add", "查新"]] {
        let output = home.run(args);
        assert_eq!(output.status.code(), Some(3), "{args:?}");
        assert!(err(&output).contains("desk.db"), "{}", err(&output));
    }
    assert!(!home.store().exists());
}

#[test]
fn a_newer_store_and_a_strange_file_are_refused_and_left_alone() {
    let home = Home::with_desk();
    let db = rusqlite::Connection::open(home.store()).unwrap();
    db.pragma_update(None, "user_version", 9_999).unwrap();
    drop(db);
    let newer = home.run(&["list"]);
    assert_eq!(newer.status.code(), Some(3));
    assert!(
        err(&newer).contains("9999") || err(&newer).contains("9,999"),
        "{}",
        err(&newer)
    );
    let strange = home.path().join("notes.txt");
    std::fs::write(&strange, "not a store").unwrap();
    let output = home.run(&["--store", strange.to_str().unwrap(), "list"]);
    assert_eq!(output.status.code(), Some(3), "{}", err(&output));
    assert_eq!(std::fs::read_to_string(&strange).unwrap(), "not a store");
}

#[test]
fn a_wrong_configuration_stops_the_start_with_file_line_and_what_is_allowed() {
    let home = Home::with_desk();
    let folder = home.path().join("conf");
    std::fs::create_dir(&folder).unwrap();
    let folder_arg = folder.to_str().unwrap();
    let cases = [
        (
            "desk.toml",
            "zone = \"Asia/Shanghai\"\nlanguge = \"en\"\n",
            ["desk.toml", "2", "language"],
        ),
        (
            "keys.toml",
            "[keys]\nacept = [\"a\"]\n",
            ["keys.toml", "2", "acept"],
        ),
    ];
    for (file, text, said) in cases {
        let path = folder.join(file);
        std::fs::write(&path, text).unwrap();
        let output = home.run(&["--config", folder_arg, "keys"]);
        assert_eq!(output.status.code(), Some(5), "{file}: {}", err(&output));
        for word in said {
            assert!(
                err(&output).contains(word),
                "{file}, {word}: {}",
                err(&output)
            );
        }
        std::fs::remove_file(path).unwrap();
    }
}

#[test]
fn text_from_outside_cannot_drive_the_terminal() {
    let home = Home::with_desk();
    let evil = "查新 \u{1b}]0;gone\u{7}\u{1b}[2J 电池\u{202e}abc\u{200b}\u{9b}31m";
    let added = home.run(&["add", evil]);
    assert_eq!(added.status.code(), Some(0), "{}", err(&added));
    let is_plain = |text: &str| {
        text.chars()
            .all(|c| (!c.is_control() || c == '\n') && !matches!(c, '\u{202e}' | '\u{200b}'))
    };
    for args in [
        &["list"][..],
        &["list", "--json"],
        &["show", "21"],
        &["show", "21", "--json"],
        &["list", "\u{1b}[31m:"],
        &["\u{1b}[31mlist"],
    ] {
        let output = home.run(args);
        assert!(is_plain(&out(&output)), "{args:?}: {:?}", out(&output));
        assert!(is_plain(&err(&output)), "{args:?}: {:?}", err(&output));
    }
    assert!(is_plain(&err(&added)), "{:?}", err(&added));
    let shown = json(&home.run(&["show", "21", "--json"]));
    assert!(shown["request"]["title"].as_str().unwrap().contains("电池"));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let home = Home::with_desk();
    let mut child = home
        .command(&["list", "--limit", "20"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(err(&output), "");
}

#[test]
fn staff_are_added_by_the_head_and_read_only_may_not_write() {
    let home = Home::with_desk();
    let added = home.run(&["staff", "add", "wang", "王十", "--roles", "desk,searcher"]);
    assert_eq!(added.status.code(), Some(0), "{}", err(&added));
    let staff = json(&home.run(&["staff", "list", "--json"]));
    let logins: Vec<&str> = staff
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["login"].as_str().unwrap())
        .collect();
    assert_eq!(logins.first(), Some(&"zhangsan"));
    assert!(logins.contains(&"wang"));
    let refused = home.run(&["--as", "sunba", "add", "查新 电池"]);
    assert_eq!(refused.status.code(), Some(1));
    assert_eq!(home.run(&["--as", "wang", "list"]).status.code(), Some(0));
}

#[test]
fn messages_come_in_the_language_asked_for() {
    let home = Home::new();
    assert!(err(&home.run(&["--lang", "zh", "list"])).contains("还没有"));
    assert!(!err(&home.run(&["list"])).contains("还没有"));
    assert!(out(&home.run(&["--lang=zh", "--help"])).contains("咨询台"));
}

#[test]
fn a_ledger_comes_in_once_and_everything_goes_out_again() {
    let home = Home::with_desk();
    let ledger = home.path().join("台账.csv");
    let rows = "日期,委托人,单位,服务,题目,状态\n2025-03-04,郑十,化学学院,科技查新,锂硫电池隔膜,已办结\n2025-04-01,吴大,文学院,查收查引,职称 12 篇,已办结\n";
    std::fs::write(&ledger, rows).unwrap();
    let ledger = ledger.to_str().unwrap();
    let trial = json(&home.run(&["import", "requests", ledger, "--dry-run", "--json"]));
    assert_eq!(
        (&trial["rows"], &trial["brought"]),
        (&2.into(), &Value::Null),
        "{trial}"
    );
    let came = json(&home.run(&["import", "requests", ledger, "--json"]));
    assert_eq!(came["brought"]["requests"], 2, "{came}");
    let again = json(&home.run(&["import", "requests", ledger, "--json"]));
    assert_eq!(again["brought"]["requests"], 0, "{again}");
    let doctor = json(&home.run(&["doctor", "--json"]));
    assert_eq!(
        (&doctor["requests"], &doctor["well"]),
        (&22.into(), &true.into()),
        "{doctor}"
    );
    let folder = home.path().join("out");
    let out = json(&home.run(&["export", folder.to_str().unwrap(), "--json"]));
    assert_eq!(out["counts"]["requests"], 22, "{out}");
    let twice = home.run(&["export", folder.to_str().unwrap()]);
    assert_eq!(twice.status.code(), Some(1), "{}", err(&twice));
}

#[test]
fn a_list_of_no_rows_is_not_asked_for() {
    let home = Home::with_desk();
    let listed = home.run(&["list", "--limit", "0"]);
    assert_eq!(listed.status.code(), Some(2));
    assert!(err(&listed).contains("begins at 1"), "{}", err(&listed));
}

#[test]
fn several_maps_add_up_and_what_is_left_out_is_named() {
    let home = Home::with_desk();
    let file = home.path().join("led.csv");
    let rows = "事由,办什么,报告号,登记日,颜色\n甲,查新,CX-9,2026-03-02,红\n";
    std::fs::write(&file, rows).unwrap();
    let file = file.display().to_string();
    let args = ["import", "requests", &file, "--dry-run"];
    let maps = [
        "--map",
        "事由=title,登记日=received",
        "--map",
        "办什么=service",
    ];
    let tried = home.run(&[&args[..], &maps[..]].concat());
    let said = err(&tried);
    assert_eq!(tried.status.code(), Some(0), "{said}");
    assert!(said.contains("1 rows to come in"), "{said}");
    assert!(said.contains("Columns not imported: 颜色"), "{said}");
    assert!(
        said.lines()
            .any(|l| l.starts_with("报告号") && l.contains("number")),
        "{said}"
    );
    let without = home.run(&[&args[..], &maps[..2]].concat());
    let said = err(&without);
    assert!(
        said.contains("=service") && said.contains("--service KEY"),
        "{said}"
    );
}

#[test]
fn a_mistake_in_a_search_is_pointed_at() {
    let home = Home::with_desk();
    for (search, marks) in [
        ("due:<x", "    ^^"),
        ("查新 svc:nonsense", "         ^^^^^^^^"),
    ] {
        let listed = home.run(&["list", search]);
        assert_eq!(listed.status.code(), Some(2));
        let said = err(&listed);
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(&lines[..2], &[search, marks], "{said}");
        assert_eq!(lines.len(), 3, "{said}");
    }
}

#[test]
fn each_problem_of_a_ledger_is_told_once_on_a_line_of_its_own() {
    let home = Home::with_desk();
    let file = home.path().join("bad.csv");
    let rows = "题目,服务,收到日期,状态\n甲,怪服务,2026-11-02,怪状态\n,查新,2026-11-02,已受理\n";
    std::fs::write(&file, rows).unwrap();
    let file = file.display().to_string();
    for more in [&[][..], &["--json"]] {
        let args: Vec<&str> = ["import", "requests", &file]
            .into_iter()
            .chain(more.iter().copied())
            .collect();
        let brought = home.run(&args);
        assert_eq!(brought.status.code(), Some(1));
        let said = err(&brought);
        for problem in ["怪服务", "怪状态"] {
            let telling = said
                .lines()
                .filter(|line| line.starts_with("Line 2") && line.contains(problem));
            assert_eq!(telling.count(), 1, "{said}");
        }
        let last = said.lines().last().unwrap();
        assert!(
            last.contains("3 problems") && !last.contains("Line"),
            "{said}"
        );
    }
}
