//! The real program in a real terminal: it opens, works, fits every size, and gives the terminal back
//! whatever ends it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use std::time::Duration;

use common::office::{Office, refdesk};
use common::pty::{Modes, PATIENCE, Program, Pty, Signal, key};
use common::wire;

/// What a dropped line is promised: the console is gone after this.
const GONE: Duration = Duration::from_secs(2);

fn leave(mut console: Pty) {
    console.keys("qq");
    let status = console.wait_exit();
    assert_eq!(status.code(), Some(0), "{}", console.screen());
    assert!(console.modes().restored(), "{:?}", console.modes());
}

#[test]
fn a_morning_is_worked_and_the_terminal_given_back() {
    let office = Office::with_requests(3);
    let mut console = office.console("zhang");
    console.wait_for(">    #1");
    let modes = console.modes();
    assert!(modes.alternate_screen && modes.bracketed_paste && !modes.cooked);
    assert!(!modes.mouse && modes.others.is_empty(), "{modes:?}");

    console.keys("a");
    console.wait_for("已受理");
    console.keys("n");
    console.wait_for("收件登记");
    console.keys("化学学院王老师 查收查引 32篇 下周五");
    console.wait_for("查收查引 32篇 下周五");
    console.keys(key::ENTER);
    console.wait_for("已登记 #4");
    console.keys("u");
    console.wait_for("已撤销");
    assert_eq!(wire::forbidden(console.written()), [""; 0]);
    leave(console);

    let accepted = office.prints(&["show", "1", "--json"]);
    assert!(accepted.contains("accepted"), "{accepted}");
    let health = office.prints(&["doctor"]);
    assert!(!health.contains("不一致"), "{health}");
    office.prints(&["journal", "verify"]);
}

#[test]
fn it_is_drawn_anew_at_every_size() {
    let office = Office::with_requests(3);
    let mut console = office.console("zhang");
    for (rows, cols) in [
        (1, 1),
        (5, 10),
        (15, 59),
        (16, 60),
        (24, 80),
        (30, 120),
        (50, 200),
        (200, 500),
        (15, 59),
        (1, 500),
        (200, 1),
        (24, 80),
    ] {
        console.resize(rows, cols);
        if rows < 16 || cols < 60 {
            // The sentence is cut at a corner of the window, so its beginning is asked for.
            let shown = match cols {
                0..2 => "",
                2..10 => "窗",
                _ => "窗口太小",
            };
            console.gone("? 帮助");
            console.wait_for(shown);
        } else {
            console.wait_for("? 帮助");
            console.wait_for("#3");
        }
    }
    leave(console);
}

#[test]
fn a_form_stays_open_while_the_window_changes() {
    let office = Office::with_requests(1);
    let mut console = office.console("zhang");
    console.keys("n");
    console.wait_for("收件登记");
    console.keys("固态电池");
    console.wait_for("固态电池");
    console.resize(5, 10);
    console.wait_for("窗口太小");
    console.resize(24, 80);
    console.wait_for("固态电池");
    console.keys("查新");
    console.wait_for("固态电池查新");
}

#[test]
fn told_to_end_it_restores_the_terminal_and_says_so_to_the_shell() {
    let office = Office::with_requests(1);
    let mut console = office.console("zhang");
    console.keys("t");
    console.keys("问过馆际互借");
    console.wait_for("问过馆际互借");
    console.signal(Signal::TERM);
    assert_eq!(console.wait_exit().code(), Some(143));
    assert!(console.modes().restored(), "{:?}", console.modes());
    offers_again(&office, "问过馆际互借");
}

#[test]
fn a_dropped_line_keeps_what_was_typed() {
    let office = Office::with_requests(1);
    let mut console = office.console("zhang");
    types_a_note(&mut console, "写到一半断了线");
    console.hang_up();
    console.exit_within(GONE).unwrap();
    offers_again(&office, "写到一半断了线");
}

#[test]
fn a_dropped_line_that_nobody_tells_of_keeps_it_too() {
    let office = Office::with_requests(1);
    let mut console = office.seat("zhang").deaf_to_hang_up().start();
    console.wait_for("#1");
    types_a_note(&mut console, "没有信号也要记得");
    console.hang_up();
    console.exit_within(GONE).unwrap();
    offers_again(&office, "没有信号也要记得");
}

#[test]
fn killed_it_loses_at_most_the_last_second_of_typing() {
    let office = Office::with_requests(1);
    let mut console = office.console("zhang");
    types_a_note(&mut console, "突然断电");
    // The store is asked until the draft is there, which is what the second is for.
    let kept = || {
        let desk =
            refdesk::desk::Desk::open(&office.store(), common::office::settings(), Some("zhang"))
                .unwrap();
        desk.drafts()
            .unwrap()
            .iter()
            .any(|d| d.1.contains("突然断电"))
    };
    let end = std::time::Instant::now() + PATIENCE;
    while !kept() && std::time::Instant::now() < end {
        std::thread::yield_now();
    }
    console.signal(Signal::KILL);
    console.wait_exit();
    offers_again(&office, "突然断电");
}

fn types_a_note(console: &mut Pty, text: &str) {
    console.keys("t");
    console.wait_for("内部备注");
    console.keys(text);
    console.wait_for(text);
}

/// The next console has the text in the same form.
fn offers_again(office: &Office, text: &str) {
    let mut console = office.console("zhang");
    console.keys("t");
    console.wait_for(text);
    console.keys(key::ESC);
    console.wait_for("写的字留着");
    leave(console);
}

#[test]
fn nothing_goes_over_the_line_while_nobody_does_anything() {
    let office = Office::with_requests(3);
    let mut console = office.console("zhang");
    assert!(console.quiet(Duration::from_secs(1)));
    console.bytes_since();
    assert!(console.quiet(Duration::from_secs(3)));
    assert_eq!(console.bytes_since(), 0);
}

#[test]
fn a_terminal_that_answers_nothing_is_worked_at_as_well() {
    let office = Office::with_requests(1);
    let mut console = office.seat("zhang").unanswered().start();
    console.wait_for("#1");
    console.keys("a");
    console.wait_for("已受理");
    leave(console);
}

#[test]
fn no_colour_is_written_where_none_is_wanted() {
    let office = Office::with_requests(3);
    let colours = |program: Program| {
        let mut console = program.start();
        console.wait_for("? 帮助");
        console.keys("j?");
        console.wait_for("帮助：");
        let found = wire::colours(console.written());
        console.keys(key::ESC);
        console.gone("帮助：");
        leave(console);
        found
    };
    assert_eq!(colours(office.seat("zhang").env("NO_COLOR", "1")), [""; 0]);
    assert!(!colours(office.seat("zhang")).is_empty());
}

mod keys {
    use super::*;

    #[test]
    fn full_width_forms_are_the_keys_they_show() {
        let office = Office::with_requests(1);
        let mut console = office.console("zhang");
        console.keys("？");
        console.wait_for("帮助：");
        console.keys(key::ESC);
        console.gone("帮助：");
        console.keys("ａ");
        console.wait_for("已受理");
    }

    #[test]
    fn pasted_lines_are_no_commands() {
        let office = Office::with_requests(1);
        let mut console = office.console("zhang");
        console.wait_for(">    #1");
        console.paste("a\n受理这一件\nq\nq\n");
        console.wait_for("没有收下");
        leave(console);
        let shown = office.prints(&["show", "1", "--json"]);
        assert!(shown.contains("submitted"), "{shown}");
    }

    #[test]
    fn pasted_lines_stay_lines_in_a_note() {
        let office = Office::with_requests(1);
        let mut console = office.console("zhang");
        console.keys("t");
        console.wait_for("内部备注");
        console.paste("第一行\n第二行");
        console.wait_for("第一行");
        console.wait_for("第二行");
        console.keys(key::CTRL_S);
        console.wait_for("已记备注");
    }

    #[test]
    fn an_arrow_that_arrives_in_two_pieces_loses_no_text() {
        let office = Office::with_requests(1);
        let mut console = office.console("zhang");
        types_a_note(&mut console, "线路很慢");
        console.keys("\u{1b}");
        console.quiet(Duration::from_millis(300));
        console.keys("[D");
        console.quiet(Duration::from_millis(300));
        console.hang_up();
        console.exit_within(GONE).unwrap();
        offers_again(&office, "线路很慢");
    }
}

mod panics {
    use super::*;

    /// Not a test of its own: [`a_panic_gives_the_terminal_back_and_is_told_safely`] runs it in a
    /// terminal.
    #[test]
    #[ignore = "runs inside the terminal of another test"]
    fn in_its_terminal() {
        let mut screen = refdesk::term::Screen::enter().unwrap();
        screen.draw(|_| ()).unwrap();
        print!("now");
        panic!("a fault named \u{1b}]0;x\u{7}\u{202e}");
    }

    #[test]
    fn a_panic_gives_the_terminal_back_and_is_told_safely() {
        let program = std::env::current_exe().unwrap();
        let words = [
            "--ignored",
            "--exact",
            "--nocapture",
            "panics::in_its_terminal",
        ];
        let mut pty = Program::named(program, &words).size(24, 120).start();
        pty.wait_exit();
        assert!(pty.modes().restored(), "{:?}", pty.modes());
        pty.wait_for("a fault named ‹U+001B›]0;x‹U+0007›‹U+202E›");
        assert_eq!(wire::forbidden(pty.written()), [""; 0]);
        let Modes { others, .. } = pty.modes();
        assert!(others.is_empty());
    }
}

mod starts_refused {
    use super::*;

    /// The start is refused with these words; the terminal is never touched.
    #[track_caller]
    fn refused(program: Program, code: i32, said: &[&str]) {
        let mut pty = program.start();
        let status = pty.wait_exit();
        let screen = pty.screen();
        assert_eq!(status.code(), Some(code), "{screen}");
        for words in said {
            assert!(screen.contains(words), "no `{words}` on\n{screen}");
        }
        let written = String::from_utf8_lossy(pty.written()).into_owned();
        assert!(!written.contains('\u{1b}'), "{written:?}");
        assert!(pty.modes().restored(), "{:?}", pty.modes());
    }

    fn sql(office: &Office, text: &str) {
        let store = rusqlite::Connection::open(office.store()).unwrap();
        refdesk::store::fence::register(&store, i64::MAX).unwrap();
        store.execute_batch(text).unwrap();
    }

    #[test]
    fn without_a_terminal() {
        let office = Office::with_requests(1);
        let output = office.shell::<&str>(&[]);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("需要终端"), "{said}");
        assert_eq!(said.lines().count(), 1);
        let english = refdesk(&["--lang", "en", "--demo"]).output().unwrap();
        assert_eq!(english.status.code(), Some(2));
        let said = String::from_utf8(english.stderr).unwrap();
        assert!(said.contains("terminal"), "{said}");
    }

    #[test]
    fn by_a_store_of_a_newer_program() {
        let office = Office::with_requests(1);
        sql(&office, "PRAGMA user_version = 999");
        refused(office.seat("zhang"), 3, &["较新", "999"]);
        let output = office.shell(&["list"]);
        assert_eq!(output.status.code(), Some(3));
        assert!(output.stdout.is_empty());
    }

    #[test]
    fn by_a_file_that_is_no_store() {
        let office = Office::empty();
        std::fs::create_dir(office.store().parent().unwrap()).unwrap();
        std::fs::write(office.store(), "an old ledger, typed\n".repeat(400)).unwrap();
        refused(office.seat("zhang"), 3, &["不是 refdesk 的存储"]);
        std::fs::write(office.store(), "").unwrap();
        refused(office.seat("zhang"), 3, &["refdesk"]);
        assert_eq!(std::fs::read(office.store()).unwrap(), b"");
    }

    #[test]
    fn by_a_store_of_another_program() {
        let office = Office::empty();
        std::fs::create_dir(office.store().parent().unwrap()).unwrap();
        sql(&office, "CREATE TABLE t (x)");
        refused(office.seat("zhang"), 3, &["不是 refdesk 的存储"]);
    }

    #[test]
    fn by_a_damaged_store() {
        let office = Office::with_requests(1);
        let mut bytes = std::fs::read(office.store()).unwrap();
        let end = bytes.len();
        bytes[4096..end].fill(0x5a);
        std::fs::write(office.store(), bytes).unwrap();
        refused(office.seat("zhang"), 3, &["损坏"]);
    }

    #[test]
    fn by_a_place_that_is_a_folder() {
        let office = Office::empty();
        std::fs::create_dir_all(office.store()).unwrap();
        refused(office.seat("zhang"), 3, &["desk.db"]);
    }

    #[test]
    fn not_by_a_store_that_may_only_be_read() {
        use std::os::unix::fs::PermissionsExt;

        let office = Office::with_requests(1);
        let data = office.store().parent().unwrap().to_owned();
        for (path, mode) in [
            (office.folder(), 0o755),
            (&office.config(), 0o755),
            (&office.store(), 0o444),
            (&data, 0o555),
        ] {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        }
        let seat = office.seat("zhang");
        if !rustix::process::geteuid().is_root() {
            return only_reads(seat);
        }
        // Nothing is read-only to root: somebody else has to try.
        let nobody = [
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
        ];
        let program = env!("CARGO_BIN_EXE_refdesk");
        let reaches = std::process::Command::new(nobody[0])
            .args(&nobody[1..])
            .args(["test", "-x", program])
            .status();
        if !reaches.is_ok_and(|status| status.success()) {
            eprintln!("SKIPPED: nobody may not run {program}");
            return;
        }
        let launcher: Vec<&str> = ["setsid", "--ctty"].into_iter().chain(nobody).collect();
        only_reads(seat.launched_by(&launcher));
    }

    /// It opens, says what it cannot do, and does not do it.
    fn only_reads(seat: Program) {
        let mut console = seat.start();
        console.wait_for("只读");
        console.keys("a");
        console.wait_for("什么也不能改");
        console.keys("qq");
        assert_eq!(console.wait_exit().code(), Some(0));
    }

    #[test]
    fn where_a_command_finds_no_store() {
        let output = Office::empty().shell(&["list"]);
        assert_eq!(output.status.code(), Some(3));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("还没有存储"), "{said}");
    }

    #[test]
    fn by_somebody_nobody_knows() {
        let office = Office::with_requests(1);
        refused(office.seat("stranger"), 1, &["stranger", "--as"]);
    }

    #[test]
    fn by_a_configuration_file_with_a_fault() {
        let office = Office::with_requests(1);
        let file = office.config().join("desk.toml");
        std::fs::write(&file, "# ours\nlanguage = \"fr\"\n").unwrap();
        refused(
            office.seat("zhang"),
            5,
            &["desk.toml", "2", "language", "en"],
        );
        std::fs::write(&file, "nmae = 1\n").unwrap();
        refused(office.seat("zhang"), 5, &["desk.toml", "1", "nmae", "name"]);
        std::fs::remove_file(file).unwrap();
        std::fs::write(
            office.config().join("keys.toml"),
            "[keys]\naccept = [\"Hyper-a\"]\n",
        )
        .unwrap();
        refused(office.seat("zhang"), 5, &["keys.toml", "Hyper-a"]);
    }
}
