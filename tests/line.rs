//! The real program over a bad line: keys torn apart and typed ahead, text without paste marks, a line
//! that drops, and everything where it was afterwards.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use std::time::Duration;

use common::line::Line;
use common::office::{Office, settings};
use common::pty::{PATIENCE, Pty, Signal, key};

/// How far apart bytes come, in milliseconds.
const APART: [u64; 3] = [0, 50, 300];

fn apart() -> impl Iterator<Item = Duration> {
    APART.into_iter().map(Duration::from_millis)
}

fn drafts(office: &Office) -> Vec<String> {
    let desk = refdesk::desk::Desk::open(&office.store(), settings(), Some("zhang")).unwrap();
    let drafts = desk.drafts().unwrap();
    drafts.into_iter().map(|(_, body, _)| body).collect()
}

mod keys {
    use super::*;

    #[test]
    fn an_arrow_is_an_arrow_or_nothing_however_far_apart_its_bytes_come() {
        for delay in apart() {
            let office = Office::with_requests(3);
            let mut console = office.console("zhang");
            console.wait_for(">    #1");
            console.bytes_apart(key::DOWN, delay);
            if delay < Duration::from_millis(100) {
                console.wait_for(">    #2");
            }
            // Had its last letters been taken for keys, they would have begun a session or another page.
            console.keys("!");
            console.wait_for("消息");
            console.keys(key::ESC);
            console.gone("消息");
            console.wait_for("? 帮助");
            let shown = office.prints(&["list", "--json"]);
            assert_eq!(shown.matches("submitted").count(), 3, "{shown}");
        }
    }

    #[test]
    fn an_arrow_in_a_text_loses_none_of_it() {
        for delay in apart() {
            let office = Office::with_requests(1);
            let mut console = office.console("zhang");
            console.keys("t");
            console.wait_for("内部备注");
            console.keys("先查后写");
            console.wait_for("先查后写");
            console.bytes_apart(key::LEFT, delay);
            console.quiet(Duration::from_millis(200));
            console.signal(Signal::TERM);
            console.wait_exit();
            let kept = drafts(&office).concat();
            assert!(kept.contains("先查后写"), "{delay:?}: {kept}");
        }
    }

    #[test]
    fn composed_text_arrives_whole_however_far_apart_its_bytes_come() {
        for delay in apart() {
            let office = Office::with_requests(1);
            let mut console = office.console("zhang");
            console.keys("t");
            console.wait_for("内部备注");
            console.bytes_apart("查新𠮷", delay);
            console.wait_for("查新𠮷");
        }
    }

    #[test]
    fn full_width_keys_are_folded_and_han_text_searches() {
        for delay in apart() {
            let office = Office::with_requests(2);
            let mut console = office.console("zhang");
            console.bytes_apart("．", delay);
            console.wait_for("操作");
            console.bytes_apart("１", delay);
            console.wait_for("已受理");
            console.bytes_apart("／", delay);
            console.wait_for("查找");
            console.keys(key::ESC);
            console.bytes_apart("第２件", delay);
            console.wait_for("第２件");
            console.keys(key::ENTER);
        }
    }

    #[test]
    fn a_verb_is_chosen_by_its_name_under_an_input_method() {
        let office = Office::with_requests(1);
        let mut console = office.console("zhang");
        console.keys("。");
        console.wait_for("1 ");
        console.keys("受理");
        console.wait_for("受理");
        console.keys(key::ENTER);
        console.wait_for("已受理");
    }

    #[test]
    fn esc_and_the_next_key_in_one_packet_are_two_keys() {
        let office = Office::with_requests(3);
        let mut console = office.console("zhang");
        console.wait_for(">    #1");
        console.keys("?");
        console.wait_for("帮助：");
        console.keys("\u{1b}j");
        console.wait_for(">    #2");
        console.keys("t");
        console.wait_for("内部备注");
        console.keys("留着");
        console.wait_for("留着");
        console.keys("\u{1b}k");
        console.wait_for(">    #1");
        assert!(drafts_soon(&office, "留着"));
    }

    #[test]
    fn ten_thousand_pasted_lines_are_counted_and_no_command() {
        let office = Office::with_requests(1);
        let mut console = office.console("zhang");
        console.wait_for(">    #1");
        console.quiet(Duration::from_millis(300));
        console.bytes_since();
        console.paste(&"a x q\n".repeat(10_000));
        console.wait_for("10000");
        assert!(console.bytes_since() < 1_000);
        let shown = office.prints(&["show", "1", "--json"]);
        assert!(shown.contains("submitted"), "{shown}");
    }

    #[test]
    fn lines_pasted_by_a_terminal_without_marks_are_no_commands() {
        let office = Office::with_requests(1);
        let mut console = office.console("zhang");
        console.wait_for(">    #1");
        console.keys("a x z\rq q q q\rK C X W\ra a a a a\r");
        console.wait_for("4 行没有收下");
        let shown = office.prints(&["show", "1", "--json"]);
        assert!(shown.contains("submitted"), "{shown}");
        // In a field they are its text.
        console.keys("t");
        console.wait_for("内部备注");
        console.keys("第一行 a a a a\r第二行 x x x x\r第三行 q q\r");
        console.wait_for("第三行");
    }

    #[test]
    fn what_a_browser_keeps_for_itself_has_another_key() {
        let office = Office::with_requests(1);
        let mut console = office.console("zhang");
        console.keys("/");
        console.wait_for("查找");
        console.keys("one two\u{b}");
        console.wait_for("one");
        console.gone("two");
        console.keys("\u{1b}\u{1b}");
        console.quiet(Duration::from_millis(200));
        console.keys("?");
        console.wait_for("帮助：");
        console.keys("Ctrl-K");
        console.wait_for("浏览器");
    }
}

/// Until a draft holds the text, which takes a second at most.
fn drafts_soon(office: &Office, text: &str) -> bool {
    let end = std::time::Instant::now() + PATIENCE;
    while std::time::Instant::now() < end {
        if drafts(office).iter().any(|body| body.contains(text)) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

mod ahead {
    use super::*;

    fn cards(office: &Office, line: Option<Line>) -> Pty {
        let seat = office.seat("zhang");
        let seat = match line {
            Some(line) => seat.over(line),
            None => seat,
        };
        let mut console = seat.start();
        console.wait_for("#1");
        console.keys("A");
        console.wait_for("第1件委托");
        console.wait_for("1/6");
        console.quiet(Duration::from_millis(700));
        console
    }

    fn accepted(office: &Office) -> usize {
        let listed = office.prints(&["list", "--json"]);
        listed.matches("\"accepted\"").count()
    }

    #[test]
    fn keys_struck_before_the_next_card_was_seen_are_dropped_and_said_so() {
        let office = Office::with_requests(6);
        let mut console = cards(&office, Some(Line::SLOW));
        // The second is struck while the next card is on its way to the person.
        console.keys("a");
        console.quiet(Duration::from_millis(250));
        console.keys("a");
        console.wait_for("没有执行");
        console.wait_for("问题: 第2件委托");
        assert_eq!(accepted(&office), 1);
        console.keys("a");
        console.wait_for("第3件委托");
        assert_eq!(accepted(&office), 2);
    }

    #[test]
    fn at_a_terminal_that_answers_nothing_cards_are_decided_as_well() {
        let office = Office::with_requests(6);
        let mut console = office.seat("zhang").unanswered().start();
        console.wait_for("#1");
        console.keys("A");
        console.wait_for("第1件委托");
        console.quiet(Duration::from_millis(700));
        console.keys("aaa");
        console.wait_for("没有执行");
        assert_eq!(accepted(&office), 1);
    }

    #[test]
    fn over_a_slow_line_each_card_takes_its_key_as_soon_as_it_is_seen() {
        let office = Office::with_requests(6);
        let mut console = cards(&office, Some(Line::SLOW));
        for n in 1..=5 {
            console.keys("a");
            console.wait_for(&format!("问题: 第{}件委托", n + 1));
        }
        assert_eq!(accepted(&office), 5);
        assert!(
            !console.screen().contains("没有执行"),
            "{}",
            console.screen()
        );
    }
}

mod place {
    use super::*;

    /// The list and the panes, without the clock, the status line and the keys, which tell of the moment.
    fn page(console: &mut Pty) -> String {
        console.quiet(Duration::from_millis(600));
        let screen = console.screen();
        let lines: Vec<&str> = screen.lines().collect();
        lines[1..lines.len() - 2].join("\n")
    }

    fn cut_and_back(office: &Office, mut console: Pty) -> (Pty, String) {
        let before = page(&mut console);
        console.hang_up();
        console.wait_exit();
        let mut again = office.console("zhang");
        let after = page(&mut again);
        assert_eq!(after, before);
        (again, after)
    }

    #[test]
    fn search_row_scroll_and_marks_come_back() {
        let office = Office::with_requests(140);
        let mut console = office.console("zhang");
        console.keys("/");
        console.wait_for("查找");
        console.keys("委托\r");
        console.quiet(Duration::from_millis(400));
        console.keys("j j ");
        console.keys(&"j".repeat(60));
        console.wait_for("65/140");
        console.keys(&"j".repeat(50));
        console.wait_for("115/140");
        console.keys("kkk");
        console.wait_for("112/140");
        let (mut again, _) = cut_and_back(&office, console);
        again.keys("x");
        again.wait_for("2");
        again.wait_for("谢绝");
    }

    #[test]
    fn the_section_and_its_cursor_come_back() {
        let office = Office::with_requests(2);
        let mut console = office.seat("zhang").size(24, 80).start();
        console.wait_for("#1");
        console.keys("j2");
        console.wait_for("王五");
        console.keys("jj");
        let before = page(&mut console);
        console.hang_up();
        console.wait_exit();
        let mut again = office.seat("zhang").size(24, 80).start();
        again.wait_for("王五");
        assert_eq!(page(&mut again), before);
    }

    #[test]
    fn an_open_form_comes_back_with_its_text_and_caret() {
        let office = Office::with_requests(2);
        let mut console = office.console("zhang");
        console.keys("j");
        console.wait_for(">    #2");
        console.keys("t");
        console.wait_for("内部备注");
        console.keys("问过馆际互借\r等回话");
        console.wait_for("等回话");
        console.keys(&key::LEFT.repeat(2));
        let before = page(&mut console);
        let caret = console.cursor();
        console.hang_up();
        console.wait_exit();
        let mut again = office.console("zhang");
        again.wait_for("等回话");
        assert_eq!(page(&mut again), before);
        assert_eq!(again.cursor(), caret);
        again.keys("新");
        again.wait_for("等新回话");
    }

    #[test]
    fn one_line_of_a_new_request_comes_back_understood() {
        let office = Office::with_requests(1);
        let mut console = office.console("zhang");
        console.keys("n");
        console.wait_for("收件登记");
        console.keys("化学学院王老师 查收查引 32篇");
        console.wait_for("32篇");
        assert!(drafts_soon(&office, "32篇"));
        let before = page(&mut console);
        let caret = console.cursor();
        console.signal(Signal::KILL);
        console.wait_exit();
        let mut again = office.console("zhang");
        if !again.screen().contains("32篇") {
            // The last second was lost with the place; the draft waits for its key.
            again.keys("n");
        }
        again.wait_for("32篇");
        assert_eq!(page(&mut again), before);
        assert_eq!(again.cursor(), caret);
    }

    #[test]
    fn the_card_of_a_triage_session_comes_back() {
        let office = Office::with_requests(5);
        let mut console = office.console("zhang");
        console.keys("A");
        console.wait_for("第1件委托");
        console.quiet(Duration::from_millis(300));
        console.keys("3");
        console.wait_for("第2件委托");
        console.hang_up();
        console.wait_exit();
        let mut again = office.seat("zhang").start();
        again.wait_for("第2件委托");
        again.quiet(Duration::from_millis(300));
        again.keys("a");
        again.wait_for("第3件委托");
        let shown = office.prints(&["show", "2", "--json"]);
        assert!(shown.contains("accepted"), "{shown}");
    }
}

mod drafts {
    use super::*;

    #[test]
    fn a_draft_is_written_while_typing_goes_on() {
        let office = Office::with_requests(1);
        let mut console = office.console("zhang");
        console.keys("t");
        console.wait_for("内部备注");
        console.keys("开头");
        // Nobody ever rests: the draft must come all the same.
        let written = (0..200).any(|_| {
            console.bytes_apart("x", Duration::from_millis(20));
            drafts(&office).iter().any(|body| body.contains("开头"))
        });
        assert!(written);
    }

    #[test]
    fn a_line_that_drops_in_mid_word_loses_no_character() {
        for (signal, text) in [
            (None, "线断了"),
            (Some(Signal::HUP), "挂断"),
            (Some(Signal::TERM), "终止"),
        ] {
            let office = Office::with_requests(1);
            let mut console = office.console("zhang");
            console.keys("t");
            console.wait_for("内部备注");
            console.keys(text);
            console.wait_for(text);
            match signal {
                Some(signal) => console.signal(signal),
                None => console.hang_up(),
            }
            console.wait_exit();
            assert!(drafts(&office).concat().contains(text), "{signal:?}");
            if signal.is_some() {
                assert!(
                    console.modes().restored(),
                    "{signal:?} {:?}",
                    console.modes()
                );
            }
        }
    }

    #[test]
    fn an_interrupt_ends_nothing() {
        let office = Office::with_requests(1);
        let mut console = office.console("zhang");
        console.keys("t");
        console.wait_for("内部备注");
        console.keys("还在");
        console.wait_for("还在");
        console.signal(Signal::INT);
        console.keys(key::CTRL_C);
        console.keys("写");
        console.wait_for("还在写");
    }
}

mod gone {
    use super::*;

    #[test]
    fn a_client_that_takes_no_output_any_more_ends_with_its_line() {
        let office = Office::with_requests(60);
        let mut console = office.seat("zhang").deaf_to_hang_up().start();
        console.wait_for("#1");
        console.keys("t");
        console.wait_for("内部备注");
        console.keys("先写下");
        console.wait_for("先写下");
        // Full of output that nobody reads, the program is stuck in a write.
        for _ in 0..200 {
            console.keys_unread("一二三四五六七八九十\u{15}");
            std::thread::sleep(Duration::from_millis(5));
        }
        console.hang_up();
        console.exit_within(Duration::from_secs(2)).unwrap();
    }

    #[test]
    fn a_line_that_hangs_up_in_the_middle_of_a_drawing_loses_nothing_that_was_seen() {
        let office = Office::with_requests(3);
        for round in 0..30 {
            let mut console = office.console("zhang");
            if round == 0 {
                console.keys("t");
            }
            console.wait_for("内部备注");
            let seen = format!("第{round}回");
            // On a line of its own, or it might be broken across two.
            console.keys(&format!("\r{seen}"));
            console.wait_for(&seen);
            // What comes now is being drawn, or is not read any more, when the line is gone.
            console.keys(" 还 没 完");
            console.hang_up();
            console.exit_within(Duration::from_secs(2)).unwrap();
            let kept = drafts(&office);
            assert!(kept.iter().any(|body| body.contains(&seen)), "{kept:?}");
        }
    }

    #[test]
    fn a_dead_line_burns_no_processor() {
        for deaf in [false, true] {
            let office = Office::with_requests(3);
            let seat = office.seat("zhang");
            let seat = if deaf { seat.deaf_to_hang_up() } else { seat };
            let mut console = seat.start();
            console.wait_for("#1");
            console.quiet(Duration::from_millis(300));
            let before = console.cpu_ms();
            console.hang_up();
            let burnt = console.cpu_at_end().unwrap() - before;
            assert!(burnt < 200, "{burnt} ms");
        }
    }

    #[test]
    fn a_hundred_dropped_lines_leave_nobody_behind() {
        const ROUNDS: usize = 100;
        const AT_ONCE: usize = 4;
        let office = Office::with_requests(3);
        std::thread::scope(|scope| {
            for worker in 0..AT_ONCE {
                let office = &office;
                scope.spawn(move || {
                    for round in 0..ROUNDS / AT_ONCE {
                        let login = ["zhang", "li"][(worker + round) % 2];
                        let seat = office.seat(login);
                        let seat = if round % 2 == 0 {
                            seat.deaf_to_hang_up()
                        } else {
                            seat
                        };
                        let mut console = seat.start();
                        console.wait_for("#1");
                        console.keys(if round % 3 == 0 { "t断" } else { "j" });
                        console.hang_up();
                        console.wait_exit();
                    }
                });
            }
        });
        let store = office.store().display().to_string();
        let left: Vec<String> = std::fs::read_dir("/proc")
            .unwrap()
            .filter_map(|entry| std::fs::read(entry.ok()?.path().join("cmdline")).ok())
            .map(|words| String::from_utf8_lossy(&words).into_owned())
            .filter(|words| words.contains(&store))
            .collect();
        assert_eq!(left, [""; 0]);
        // Nothing is locked either.
        office.prints(&["add", "查收查引 3篇 李老师"]);
    }
}
