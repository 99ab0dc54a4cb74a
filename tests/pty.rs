//! The program in a real terminal. First that the terminal itself tells the truth, with a shell in
//! place of the program.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use std::os::unix::process::ExitStatusExt;

use common::pty::{Program, Pty, Signal, key};

fn shell(script: &str) -> Program {
    Program::named("sh", &["-c", script])
}

fn started(script: &str) -> Pty {
    let mut pty = shell(script).start();
    pty.wait_for("ready");
    pty
}

mod the_terminal {
    use super::*;

    #[test]
    fn shows_what_is_printed_and_what_is_typed() {
        let mut pty = started("printf '科技查新 ready\\n'; cat");
        pty.keys("收件\r");
        pty.wait_for("收件\n收件");
        assert!(pty.screen().starts_with("科技查新 ready\n"));
    }

    #[test]
    fn says_what_was_on_the_screen_when_the_program_ends_too_soon() {
        let mut pty = shell("printf 'only this'").start();
        let late = pty
            .until(|screen| screen.contains("something else"))
            .unwrap_err();
        assert!(late.screen.contains("only this"));
        assert!(late.to_string().contains("only this"));
    }

    #[test]
    fn waits_until_a_text_is_gone() {
        let mut pty = started("printf ready; read _; printf '\\033[2Jover'; cat");
        pty.keys(key::ENTER);
        pty.gone("ready");
        pty.wait_for("over");
    }

    #[test]
    fn tells_the_program_its_size() {
        let mut pty = shell("stty size; echo ready; while read _; do stty size; done")
            .size(50, 200)
            .start();
        pty.wait_for("50 200\nready");
        pty.resize(30, 100);
        pty.keys(key::ENTER);
        pty.wait_for("30 100");
    }

    #[test]
    fn counts_the_bytes_of_each_answer() {
        let mut pty = started("stty -echo; printf ready; while read _; do printf 12345; done");
        pty.bytes_since();
        pty.keys(key::ENTER);
        pty.wait_for("12345");
        assert_eq!(pty.bytes_since(), 5);
        assert_eq!(pty.bytes_since(), 0);
    }

    #[test]
    fn says_where_its_cursor_is_when_asked() {
        let ask = "stty raw -echo; printf '\\033[3;5H\\033[6n'; head -c 6 | tr '\\033' E; cat";
        shell(ask).start().wait_for("E[3;5R");
    }

    #[test]
    fn keeps_silent_when_told_to() {
        let ask = "stty raw -echo min 0 time 2; printf '\\033[6n\\033[c'; \
                   printf 'got %d' $(head -c 6 | wc -c); cat";
        shell(ask).unanswered().start().wait_for("got 0");
    }

    #[test]
    fn marks_a_paste_for_a_program_that_asked_for_marks() {
        let mut pty = started(
            "stty raw -echo; printf '\\033[?2004hready'; head -c 19 | tr '\\033\\r' 'E/'; cat",
        );
        pty.paste("甲\n乙");
        pty.wait_for("E[200~甲/乙E[201~");
    }

    #[test]
    fn pastes_bare_into_a_program_that_did_not() {
        let mut pty = started("stty raw -echo; printf ready; head -c 7 | tr '\\r' /; cat");
        pty.paste("甲\n乙");
        pty.wait_for("ready甲/乙");
    }

    #[test]
    fn knows_what_a_program_left_switched_on() {
        let on = "\\033[?1049h\\033[?25l\\033[?2004h\\033[?1000h\\033[?1004h\\033[?2026h";
        let off = "\\033[?2026l\\033[?1004l\\033[?1000l\\033[?2004l\\033[?25h\\033[?1049l";
        let script =
            format!("stty raw; printf '{on}ready'; read _; stty sane; printf '{off}over'; cat");
        let mut pty = started(&script);
        let modes = pty.modes();
        assert!(modes.alternate_screen && modes.cursor_hidden && modes.bracketed_paste);
        assert!(modes.mouse && !modes.cooked);
        assert_eq!(modes.others, [1004, 2026].into());
        assert!(!modes.restored());
        pty.keys("\n");
        pty.wait_for("over");
        assert!(pty.modes().restored(), "{:?}", pty.modes());
    }

    #[test]
    fn carries_signals_and_tells_how_the_program_ended() {
        let pty = &mut started("trap 'exit 7' TERM; echo ready; while :; do sleep 0.01; done");
        pty.signal(Signal::TERM);
        assert_eq!(pty.wait_exit().code(), Some(7));
    }

    #[test]
    fn hangs_up_without_a_word() {
        let heard = tempfile::NamedTempFile::new().unwrap();
        let script = "trap 'printf hung-up >\"$HEARD\"; exit 7' HUP; echo ready; \
                      while :; do sleep 0.01; done";
        let mut pty = shell(script).env("HEARD", heard.path()).start();
        pty.wait_for("ready");
        pty.hang_up();
        assert_eq!(pty.wait_exit().code(), Some(7));
        assert_eq!(std::fs::read_to_string(heard.path()).unwrap(), "hung-up");
    }

    #[test]
    fn hangs_up_on_a_program_that_is_never_told() {
        // `cat` is not sent the signal, and sees the end of its input instead.
        let mut pty = Program::named("sh", &["-c", "echo ready; exec cat"])
            .deaf_to_hang_up()
            .start();
        pty.wait_for("ready");
        pty.signal(Signal::HUP);
        pty.keys("still here\r");
        pty.wait_for("still here\nstill here");
        pty.hang_up();
        assert_eq!(pty.wait_exit().signal(), None);
    }

    #[test]
    fn leaves_no_program_behind() {
        let pty = started("echo ready; cat");
        let place = format!("/proc/{}", pty.pid());
        assert!(std::path::Path::new(&place).exists());
        drop(pty);
        assert!(!std::path::Path::new(&place).exists());
    }

    #[test]
    fn keeps_the_settings_of_whoever_runs_the_tests_away() {
        let mut pty = shell("echo \"home=$HOME term=$TERM ready\"; cat").start();
        pty.wait_for("ready");
        let home = std::env::var("HOME").unwrap_or_default();
        assert!(!pty.screen().contains(&format!("home={home} ")));
    }
}

#[test]
fn a_buffer_prints_as_it_stands_on_the_screen() {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    let mut buffer = Buffer::empty(Rect::new(2, 1, 12, 3));
    buffer.set_string(2, 1, "科技查新|报", Style::new());
    buffer.set_string(4, 3, "a查b", Style::new());
    assert_eq!(common::screen::screen(&buffer), "科技查新|报\n\n  a查b");
}
