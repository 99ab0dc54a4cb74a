//! The service account behind a real sshd: each key is one person, the screen and a few verbs are all
//! there is, and nothing a client sends along gets anywhere else.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Output;

use common::office::{Office, asked, moment, refdesk};
use common::pty::{Pty, key};
use common::sshd::Sshd;
use refdesk::desk::{Act, Command, Desk, Target};
use refdesk::domain::RequestId;
use refdesk::intake::files;

struct Gate {
    office: Office,
    sshd: Sshd,
}

/// A desk of 张三 and 李查 with three requests, and a key for each of the two.
fn gate() -> Option<Gate> {
    let sshd = Sshd::start()?;
    let office = Office::with_requests(3);
    for who in ["zhang", "li"] {
        let key = sshd.key(who).display().to_string();
        sshd.let_in(&office.prints(&["staff", "add", who, "--key", &key]));
    }
    Some(Gate { office, sshd })
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

impl Gate {
    fn asks(&self, who: &str, command: &str) -> Output {
        self.sshd.ssh(who, &[], &[command], b"")
    }

    #[track_caller]
    fn prints(&self, who: &str, command: &str) -> String {
        let output = self.asks(who, command);
        assert!(output.status.success(), "{command}: {}", said(&output));
        printed(&output)
    }

    /// The way into nowhere: exit 2, a sentence that names what is allowed, nothing printed.
    #[track_caller]
    fn refuses(&self, command: &str, sentence: &str) {
        let output = self.asks("zhang", command);
        assert_eq!(output.status.code(), Some(2), "{command}: {output:?}");
        assert!(
            said(&output).contains(sentence),
            "{command}: {}",
            said(&output)
        );
        assert_eq!(printed(&output), "", "{command}");
    }

    fn tray(&self, who: &str, tray: &str) -> PathBuf {
        let trays = self.office.store().with_extension("trays");
        trays.join(who).join(tray)
    }

    fn arrivals(&self, who: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.tray(who, "in"));
        let mut names: Vec<String> = entries
            .into_iter()
            .flatten()
            .map(|e| e.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn desk(&self) -> Desk {
        let settings = common::office::settings();
        Desk::open(&self.office.store(), settings, Some("zhang")).unwrap()
    }
}

/// Ends a console as a person does.
fn leave(mut screen: Pty) {
    screen.keys("q");
    screen.wait_for("再按一次 q");
    screen.keys("q");
    assert_eq!(screen.wait_exit().code(), Some(0));
}

#[test]
fn files_go_in_and_out_through_the_gate_byte_for_byte() {
    let Some(gate) = gate() else { return };
    let ris = "TY  - JOUR\r\nTI  - 固态电池\r\nER  - \r\n".repeat(3);
    let put = |command: &str, bytes: &[u8]| gate.sshd.ssh("zhang", &[], &[command], bytes);
    let first = put("put '导出 (1) & more.ris'", ris.as_bytes());
    assert!(first.status.success(), "{}", said(&first));
    for word in ["导出 (1) & more.ris", "RIS 3", "1"] {
        assert!(said(&first).contains(word), "{}", said(&first));
    }
    assert!(put("put '导出 (1) & more.ris'", b"again").status.success());
    let hostile = put("put '../../../tmp/-evil\u{202e}.ris'", b"x");
    assert!(hostile.status.success(), "{}", said(&hostile));
    assert_eq!(
        gate.arrivals("zhang"),
        ["evil.ris", "导出 (1) & more (2).ris", "导出 (1) & more.ris"]
    );
    let kept = std::fs::read(gate.tray("zhang", "in").join("导出 (1) & more.ris")).unwrap();
    assert_eq!(kept, ris.as_bytes());
    assert!(gate.arrivals("li").is_empty());
    // Nothing came: nothing is kept.
    let empty = put("put nothing.ris", b"");
    assert_eq!(empty.status.code(), Some(1), "{}", said(&empty));
    assert_eq!(gate.arrivals("zhang").len(), 3);

    // What is kept with a request, and what lies in the out-tray.
    let every_byte: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let report = gate.office.folder().join("报告.docx");
    std::fs::write(&report, &every_byte).unwrap();
    let mut desk = gate.desk();
    files::attach(&mut desk, RequestId(2), &report, &moment()).unwrap();
    let got = gate.asks("zhang", "get '#2'");
    assert!(
        got.status.success() && got.stdout == every_byte,
        "{}",
        said(&got)
    );
    std::fs::create_dir_all(gate.tray("zhang", "out")).unwrap();
    std::fs::write(gate.tray("zhang", "out").join("2-信.txt"), "各位").unwrap();
    let several = gate.asks("zhang", "get 2");
    assert_eq!(several.status.code(), Some(1));
    assert!(said(&several).contains("2-信.txt") && said(&several).contains("报告.docx"));
    assert_eq!(gate.prints("zhang", "get 2 2-信.txt"), "各位");
    assert_eq!(gate.prints("zhang", "get '2-信.txt'"), "各位");
    // A colleague's tray is not mine, and a link leads nowhere.
    assert_eq!(gate.asks("li", "get '2-信.txt'").status.code(), Some(1));
    std::os::unix::fs::symlink("/etc/passwd", gate.tray("zhang", "out").join("link")).unwrap();
    for name in ["link", "../in/evil.ris", "/etc/passwd", "..", "9", "3"] {
        let output = gate.asks("zhang", &format!("get '{name}'"));
        assert_eq!(output.status.code(), Some(1), "{name}: {output:?}");
        assert_eq!(printed(&output), "", "{name}");
    }
}

#[test]
fn an_export_in_the_tray_is_shown_and_cited_by_its_name_and_never_by_a_path() {
    let Some(gate) = gate() else { return };
    let ris = "TY  - JOUR\nTI  - 固态电池\nAU  - 王五\nT2  - 电池\nPY  - 2024\nVL  - 3\nSP  - 1\nER  - \n";
    let put = gate
        .sshd
        .ssh("zhang", &[], &["put '导出 1.ris'"], ris.as_bytes());
    assert!(put.status.success(), "{}", said(&put));
    let rows = gate.prints("zhang", "records '导出 1.ris'");
    assert!(rows.contains("固态电池") && rows.contains("王五"), "{rows}");
    let json = gate.prints("zhang", "records '导出 1.ris' --json");
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["records"][0]["source"], "电池");
    let cited = gate.prints("zhang", "cite '导出 1.ris' --style gbt7714-2015");
    assert_eq!(cited, "[1] 王五. 固态电池[J]. 电池, 2024, 3: 1.\n");
    // Neither another's tray nor any file of the machine.
    let store = gate.office.store().display().to_string();
    let own = gate.tray("zhang", "in").join("导出 1.ris");
    for name in [
        "/etc/passwd",
        "../in/导出 1.ris",
        "../../zhang/in/导出 1.ris",
        &store,
        &own.display().to_string(),
    ] {
        for verb in ["records", "cite"] {
            let output = gate.asks("zhang", &format!("{verb} '{name}'"));
            assert_eq!(output.status.code(), Some(1), "{verb} {name}: {output:?}");
            assert_eq!(printed(&output), "", "{verb} {name}");
        }
    }
    let others = gate.asks("li", "records '导出 1.ris'");
    assert_eq!(others.status.code(), Some(1));
    gate.refuses("records", "records 后写");
    gate.refuses("cite a b", "cite 后写");
}

#[test]
fn two_keys_are_two_people_and_each_reads_what_she_may() {
    let Some(gate) = gate() else { return };
    let key = gate.sshd.key("qian").display().to_string();
    let line = gate.office.prints(&[
        "staff", "add", "qian", "--name", "钱七", "--role", "desk", "--key", &key,
    ]);
    assert!(line.starts_with("restrict,pty,command=\""), "{line}");
    gate.sshd.let_in(&line);
    let mut restricted = asked("限定知悉的一件", "赵六");
    restricted.secrecy = refdesk::domain::request::Secrecy::Restricted;
    let mut desk = gate.desk();
    let done = desk.run(&Command::Receive(Box::new(restricted)), &moment());
    assert_eq!(done.unwrap().request, Some(RequestId(4)));
    let claim = Command::On {
        target: Target::newest(RequestId(1)),
        act: Act::Claim,
    };
    desk.run(&claim, &moment()).unwrap();

    let mine = gate.prints("zhang", "list @me status:open");
    assert!(
        mine.contains("第1件委托") && !mine.contains("第2件"),
        "{mine}"
    );
    assert_eq!(gate.prints("qian", "list @me").trim(), "");
    assert!(gate.prints("zhang", "show 4").contains("限定知悉的一件"));
    assert!(!gate.prints("qian", "list").contains("限定知悉"));
    // Not allowed reads as not there, to the letter.
    for command in ["show 4", "get 4", "show 4 --json"] {
        let (there, nowhere) = (
            gate.asks("qian", command),
            gate.asks("qian", &command.replace('4', "5")),
        );
        assert_eq!(there.status.code(), Some(1), "{command}");
        assert_eq!(said(&there).replace('4', "5"), said(&nowhere), "{command}");
        assert_eq!(printed(&there), "");
    }
    let rows: serde_json::Value =
        serde_json::from_str(&gate.prints("qian", "list --json")).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 3);
    let one: serde_json::Value = serde_json::from_str(&gate.prints("li", "show 1 --json")).unwrap();
    assert_eq!(one["owner"], "zhang");
}

#[test]
fn nothing_but_the_verbs_gets_anywhere() {
    let Some(gate) = gate() else { return };
    for command in [
        "cat /etc/passwd",
        "sh",
        "/bin/sh -i",
        "bash -c id",
        "list; sh",
        "`sh`",
        "$(sh)",
        "; sh",
        "gate --as li",
        " --as li list",
        "refdesk doctor",
        "import requests /etc/passwd",
        "export /tmp/x",
        "convert x",
        "dedupe x",
        "scp -t /tmp",
        "rsync --server . /",
        "git-upload-pack /",
    ] {
        gate.refuses(command, "put");
    }
    gate.refuses("put a; sh", "put 后写一个文件名");
    gate.refuses("show 1; sh", "show 后写委托号");
    gate.refuses("list 'open", "引号");
    gate.refuses("list\nsh", "引号");
    gate.refuses(&format!("list {}", "x".repeat(8_000)), "太长");
    assert!(gate.arrivals("zhang").is_empty());
    // Searched for, never run.
    assert_eq!(
        gate.prints("zhang", "list $(touch${IFS}/tmp/refdesk-evil)"),
        ""
    );
    assert!(!PathBuf::from("/tmp/refdesk-evil").exists());
}

#[test]
fn neither_sftp_nor_scp_nor_a_forward_nor_a_variable_gets_anywhere() {
    let Some(gate) = gate() else { return };
    let target = gate.office.folder().join("stolen");
    let stolen = target.display().to_string();
    for (program, words) in [
        ("sftp", vec!["-b", "/dev/null", "HOST"]),
        ("scp", vec!["HOST:/etc/passwd", &stolen]),
        ("scp", vec!["-O", "HOST:/etc/passwd", &stolen]),
    ] {
        let output = gate.sshd.client(program, "zhang", &words);
        assert!(!output.status.success(), "{program} {words:?}: {output:?}");
        assert!(!target.exists(), "{program} {words:?}");
    }
    // Forwards: to a port that does listen, and back from the server.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let there = listener.local_addr().unwrap().to_string();
    let forward = gate.sshd.ssh("zhang", &["-W", &there], &[], b"");
    assert_eq!(forward.status.code(), Some(255), "{forward:?}");
    listener.set_nonblocking(true).unwrap();
    assert!(listener.accept().is_err(), "a forward came through");
    let back = format!("0:{there}");
    let options = ["-N", "-o", "ExitOnForwardFailure=yes", "-R", &back];
    let output = gate.sshd.ssh("zhang", &options, &[], b"");
    assert_eq!(output.status.code(), Some(255), "{output:?}");

    // A server that takes every variable in, a client that sends what it likes.
    let elsewhere = gate.office.folder().join("elsewhere").display().to_string();
    let set = [
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "REFDESK_OUT",
        "REFDESK_STORE",
        "EDITOR",
        "PAGER",
        "USER",
        "LOGNAME",
        "BASH_ENV",
        "ENV",
        "TMPDIR",
        "SQLITE_TMPDIR",
    ]
    .map(|name| format!("{name}={elsewhere}"))
    .join(" ");
    let set = format!("SetEnv={set} LANG=en_GB.UTF-8");
    let output = gate.sshd.ssh("zhang", &["-A", "-o", &set], &["list"], b"");
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(printed(&output).lines().count(), 3);
    assert!(!PathBuf::from(&elsewhere).exists());
}

#[test]
fn without_a_terminal_the_screen_is_refused_in_one_sentence_and_with_one_it_opens() {
    let Some(gate) = gate() else { return };
    let bare = gate.sshd.ssh("zhang", &[], &[], b"");
    assert_eq!(bare.status.code(), Some(2), "{bare:?}");
    assert_eq!(said(&bare).trim().lines().count(), 1, "{}", said(&bare));
    assert!(said(&bare).contains("ssh -t"), "{}", said(&bare));
    assert_eq!(printed(&bare), "");

    let claim = Command::On {
        target: Target::newest(RequestId(1)),
        act: Act::Claim,
    };
    gate.desk().run(&claim, &moment()).unwrap();
    let mut screen = gate.sshd.terminal("zhang", &["-tt"]).start();
    screen.wait_for("张三，您好。1 件归您办");
    screen.wait_for("第1件委托");
    // What is typed as a path is a name of the in-tray.
    screen.keys("L");
    screen.wait_for("附件");
    screen.keys("/etc/passwd");
    screen.keys(key::CTRL_S);
    screen.wait_for("收件里没有");
    screen.keys(key::ESC);
    screen.gone("文件路径");
    leave(screen);

    // The greeting is for the first time.
    let mut again = gate.sshd.terminal("zhang", &["-tt"]).start();
    again.wait_for("第1件委托");
    assert!(!again.screen().contains("您好"));
    leave(again);
}

#[test]
fn a_file_that_was_put_is_attached_on_the_screen_and_what_is_given_out_can_be_fetched() {
    let Some(gate) = gate() else { return };
    let put = gate.sshd.ssh(
        "li",
        &[],
        &["put 委托单.docx"],
        b"PK\x03\x04 word/document.xml",
    );
    assert!(put.status.success(), "{}", said(&put));
    let mut screen = gate.sshd.terminal("li", &["-tt"]).start();
    screen.wait_for("第1件委托");
    screen.keys("L");
    screen.wait_for("附件");
    screen.keys("委托单.docx");
    screen.keys(key::CTRL_S);
    screen.wait_for("已添附件");
    assert!(gate.arrivals("li").is_empty());
    leave(screen);
    let got = gate.asks("li", "get 1");
    assert_eq!(
        got.stdout,
        b"PK\x03\x04 word/document.xml",
        "{}",
        said(&got)
    );
}

#[test]
fn who_must_see_a_restricted_request_says_why_and_the_head_is_shown_it_until_she_has_noted_it() {
    let office = Office::with_requests(1);
    let mut restricted = asked("限定知悉的一件", "赵六");
    restricted.secrecy = refdesk::domain::request::Secrecy::Restricted;
    let settings = common::office::settings();
    let mut desk = Desk::open(&office.store(), settings, Some("zhang")).unwrap();
    desk.run(&Command::Receive(Box::new(restricted)), &moment())
        .unwrap();
    office.prints(&["staff", "add", "qian", "--name", "钱七", "--role", "desk"]);
    let mut head = office.console("zhang");
    let mut hers = office.console("qian");
    assert!(!hers.screen().contains("限定知悉"));
    hers.keys("/#2\r");
    hers.wait_for("没有 #2 这件委托，或您无权查看");
    hers.wait_for("F 写明理由");
    hers.keys("F");
    hers.wait_for("破例查看限定知悉的委托");
    hers.keys("委托人在柜台等");
    hers.keys(key::CTRL_S);
    hers.wait_for("今天对您开放");
    hers.wait_for("限定知悉的一件");
    head.wait_for("钱七破例查看了 #2：委托人在柜台等");
    head.keys("I");
    head.wait_for("破例查看，待知悉");
    head.keys("1");
    head.wait_for("已知悉 #2 被破例打开");
    leave(hers);
    let again = office.prints(&["show", "2", "--json"]);
    assert!(again.contains("限定知悉的一件"));
}

#[test]
fn a_store_that_others_could_read_is_not_served_and_nobody_unknown_sits_down() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::with_requests(1);
    let gate = |login: Option<&str>, command: &str| {
        let mut words = vec!["gate".to_owned(), "--store".to_owned()];
        words.push(office.store().display().to_string());
        words.extend(["--config".to_owned(), office.config().display().to_string()]);
        words.extend(
            login
                .into_iter()
                .flat_map(|l| ["--as".to_owned(), l.to_owned()]),
        );
        let mut gate = refdesk(&words);
        gate.env("USER", "zhang")
            .env("SSH_ORIGINAL_COMMAND", command);
        gate.env("LANG", "zh_CN.UTF-8").output().unwrap()
    };
    assert_eq!(gate(Some("zhang"), "list").status.code(), Some(0));
    let nobody = gate(None, "list");
    assert_eq!(nobody.status.code(), Some(2), "{nobody:?}");
    assert!(said(&nobody).contains("不知道您是谁"), "{}", said(&nobody));
    assert_eq!(gate(Some("wu"), "list").status.code(), Some(1));
    let folder = office.store().parent().unwrap().to_owned();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    let open = gate(Some("zhang"), "list");
    assert_eq!(open.status.code(), Some(3), "{open:?}");
    assert!(said(&open).contains("chmod 700"), "{}", said(&open));
    assert_eq!(printed(&open), "");
}

#[test]
fn a_key_file_that_is_none_is_refused_before_anybody_is_added() {
    let office = Office::with_requests(1);
    let file = office.folder().join("key");
    for (content, sentence) in [
        ("-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n", "私钥"),
        ("hello", "认识的公钥类型"),
        ("command=\"sh\" ssh-ed25519 AAAA", "选项"),
    ] {
        std::fs::write(&file, content).unwrap();
        let key = file.display().to_string();
        let output = office.shell(&["staff", "add", "wu", "--key", &key]);
        assert_eq!(output.status.code(), Some(2), "{content}");
        assert!(said(&output).contains(sentence), "{}", said(&output));
        assert!(!office.prints(&["staff", "list"]).contains("wu"));
    }
}
