//! Text from outside that would like to drive the terminal or deceive the reader, through every view
//! and every command: it may be shown, never obeyed.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use std::process::Output;

use common::office::{Office, asked, moment};
use common::pty::key;
use common::story::Story;
use common::wire;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use refdesk::desk::command::{NewTalk, ProductDraft, RunDraft};
use refdesk::desk::{Act, Command, Desk};
use refdesk::domain::talk::TalkKind;
use refdesk::domain::{Channel, Lang, RequestId, Uid};
use refdesk::text::safe::is_invisible;
use unicode_normalization::char::is_combining_mark;

/// What each is after, were it obeyed.
const ATTACKS: &[&str] = &[
    "\u{1b}]52;c;ZXZpbA==\u{7}",
    "\u{1b}]0;owned\u{1b}\\",
    "\u{1b}]8;;http://x\u{1b}\\link",
    "\u{1b}[2J\u{1b}[H",
    "\u{1b}P$qm\u{1b}\\",
    "\u{1b}Ptmux;\u{1b}\u{1b}]0;x\u{7}\u{1b}\\",
    "\u{1b}_G\u{1b}\\",
    "\u{1b}c",
    "\u{9b}31m",
    "\u{9d}0;x\u{9c}",
    "\u{90}q\u{9c}",
    "\u{8}\u{8}\u{8}",
    "\r\n\u{b}\u{c}",
    "\u{7f}\u{85}\u{0}",
    "报告.\u{202e}fdp.exe",
    "\u{2066}a\u{2069}\u{61c}\u{200e}",
    "张\u{200b}三\u{feff}\u{2060}",
    "\u{3164}\u{115f}\u{ffa0}",
    "a\u{2028}b\u{2029}c",
    "\u{e0041}\u{e007f}\u{e0100}",
    "👩\u{200d}🔬\u{fe0f}\u{200d}",
];

fn attack() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(ATTACKS).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        1 => proptest::char::range('\0', '\u{a0}').prop_map(String::from),
        1 => Just(format!("é{}", "\u{301}".repeat(200))),
        2 => "[a-z查新专利固态电池 ]{1,12}",
    ];
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

/// So many strings are tried, the same ones at every run.
const STRINGS: usize = 10_000;
/// So many of them stand together in one request.
const TOGETHER: usize = 200;

/// The strings, sown by a number of our own.
fn sown() -> Vec<String> {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

    let seed = TestRng::from_seed(RngAlgorithm::ChaCha, b"refdesk hostile text, ten thousa");
    let mut runner = TestRunner::new_with_rng(Config::default(), seed);
    let strings = prop::collection::vec(attack(), STRINGS);
    strings.new_tree(&mut runner).unwrap().current()
}

/// A request with the text in every place that takes text; what the desk refuses is not there.
fn told_everywhere(desk: &mut Desk, now: &refdesk::desk::Moment, text: &str) {
    told(desk, now, &mut std::iter::repeat(text));
}

/// As [`told_everywhere`], with another text in each place.
fn told(desk: &mut Desk, now: &refdesk::desk::Moment, texts: &mut dyn Iterator<Item = &str>) {
    let mut next = || texts.next().unwrap_or_default().to_owned();
    let request = desk
        .run(&Command::Receive(Box::new(asked(&next(), &next()))), now)
        .ok()
        .and_then(|done| done.request);
    let request = match request {
        Some(request) => request,
        None => desk
            .run(&Command::Receive(Box::new(asked("题名", "王五"))), now)
            .unwrap()
            .request
            .unwrap(),
    };
    let uid = Uid::now_v7;
    let talk = |kind, text| {
        Command::Say(Box::new(NewTalk {
            uid: uid(),
            request,
            kind,
            channel: Some(Channel::Wechat),
            lang: Lang::Zh,
            text,
        }))
    };
    let on = |act| Command::On {
        target: refdesk::desk::Target::newest(request),
        act,
    };
    let commands = [
        talk(TalkKind::Note, next()),
        talk(TalkKind::Sent, next()),
        Command::AddRun(Box::new(RunDraft {
            uid: uid(),
            request,
            database: next(),
            platform: next(),
            searched_on: Some(now.today()),
            query: next(),
            limits: next(),
            hits: Some(12),
            kept: Some(3),
            note: next(),
            ..RunDraft::default()
        })),
        Command::AddProduct(Box::new(ProductDraft {
            uid: uid(),
            request,
            kind: "answer".to_owned(),
            title: next(),
            in_hands_of: None,
            searcher: None,
            reviewer: None,
            due: None,
            feedback: next(),
            note: next(),
        })),
        on(Act::Tag {
            add: vec![next()],
            remove: Vec::new(),
        }),
        on(Act::Wait { reason: next() }),
    ];
    for command in commands {
        let _ = desk.run(&command, now);
    }
}

/// No cell holds what a terminal obeys or a reader cannot see.
#[track_caller]
fn is_harmless(buffer: &Buffer) {
    for cell in buffer.content() {
        let symbol = cell.symbol();
        assert!(!symbol.chars().any(char::is_control), "{symbol:?}");
        let hidden = symbol.chars().filter(|c| is_invisible(*c));
        for c in hidden {
            let in_emoji = matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}');
            assert!(in_emoji, "U+{:X} in {symbol:?}", u32::from(c));
        }
        let marks = symbol.chars().filter(|c| is_combining_mark(*c)).count();
        assert!(marks <= 9, "{marks} marks in {symbol:?}");
    }
}

/// Keys that bring every view up, one after the other, from the queue and back to it.
const VIEWS: &[&str] = &[
    "",
    "2",
    "3",
    "4",
    "1",
    "?",
    "Esc .",
    "Esc :",
    "Esc v",
    "Esc o",
    "Esc H",
    "Esc =",
    "=",
    "Esc y",
    "Esc !",
    "Esc e",
    "Esc 2 e",
    "Esc 3 e",
    "Esc 4 e",
    "Esc 1 n",
    "Esc N",
    "Esc t",
    "Esc m",
    "Esc x",
    "Esc d",
    "Esc z",
    "Esc s",
    "Esc T",
    "Esc * a",
    "Esc Esc /",
    "Esc A",
    "Esc",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(16) })]

    #[test]
    fn every_view_shows_it_and_obeys_nothing(texts in prop::collection::vec(attack(), 1..4)) {
        let mut story = Story::new(Lang::Zh);
        let now = story.moment.clone();
        for text in &texts {
            told_everywhere(&mut story.desk, &now, text);
        }
        let mut story = story.start();
        for (width, height) in [(60, 16), (120, 30), (200, 50)] {
            story = story.size(width, height);
            for keys in VIEWS {
                story.press(keys);
                is_harmless(&story.buffer());
            }
            story.press("n");
            for text in &texts {
                story.tell(refdesk::app::Msg::Pasted(text.clone()));
                is_harmless(&story.buffer());
            }
            story.press("Esc /");
            for text in &texts {
                story.tell(refdesk::app::Msg::Pasted(text.clone()));
                is_harmless(&story.buffer());
            }
            story.press("Esc Esc");
        }
    }
}

#[test]
fn ten_thousand_strings_are_shown_in_every_view_and_none_is_obeyed() {
    let strings = sown();
    let mut story = Story::new(Lang::Zh);
    let now = story.moment.clone();
    let requests = strings.chunks(TOGETHER);
    let count = requests.len();
    for texts in requests {
        // Long enough a text to hold several, short enough that none is cut off.
        let joined: Vec<String> = texts
            .chunks(TOGETHER / 14 + 1)
            .map(|t| t.join(" "))
            .collect();
        told(
            &mut story.desk,
            &now,
            &mut joined.iter().map(String::as_str),
        );
    }
    let mut story = story.start().size(200, 50);
    for _ in 0..count {
        for keys in [
            "", "2", "3", "4", "1", "H", "Esc y", "PgDn", "Esc e", "Esc 3 e", "Esc 1",
        ] {
            story.press(keys);
            is_harmless(&story.buffer());
        }
        story.press("j");
    }
    // The places that take text as it comes.
    for (open, rows, step) in [("n", "Esc", 25), ("/", "Esc Esc", 5), ("t", "Esc", 1)] {
        story.press(open);
        // All stand in the records above; a text that grows is slow to draw, so these take some.
        for texts in strings.chunks(20).step_by(step) {
            story.tell(refdesk::app::Msg::Pasted(texts.join(" ")));
            is_harmless(&story.buffer());
            story.press("Ctrl-U");
        }
        story.press(rows);
    }
}

#[test]
fn ten_thousand_strings_go_through_every_command_and_come_out_safe() {
    let strings = sown();
    let office = Office::empty();
    let mut desk = office.found();
    for texts in strings.chunks(TOGETHER) {
        let joined: Vec<String> = texts
            .chunks(TOGETHER / 14 + 1)
            .map(|t| t.join(" "))
            .collect();
        told(&mut desk, &moment(), &mut joined.iter().map(String::as_str));
    }
    drop(desk);
    let run = |words: &[&str]| {
        let output = office.shell(words);
        is_plain(words, &output);
        output
    };
    for words in [
        &["list", "--limit", "10000"][..],
        &["list", "--json", "--limit", "10000"],
    ] {
        assert!(run(words).status.success());
    }
    for number in 1..=strings.len().div_ceil(TOGETHER) {
        let number = number.to_string();
        assert!(run(&["show", &number]).status.success());
        assert!(run(&["show", &number, "--json"]).status.success());
    }
    // A ledger whose cells, headings and name are the strings, and one refused for each line.
    let ledger = office.folder().join("台账.csv");
    let cells: Vec<String> = strings
        .iter()
        .map(|s| format!("\"{}\"", s.replace('"', "\"\"")))
        .collect();
    let mut text = "题名,委托人,服务\n".to_owned();
    for row in cells.chunks(3) {
        text.push_str(&row.join(","));
        text.push('\n');
    }
    std::fs::write(&ledger, &text).unwrap();
    let ledger = ledger.display().to_string();
    run(&["import", "requests", &ledger, "--dry-run"]);
    run(&["import", "requests", &ledger, "--dry-run", "--json"]);
    run(&["import", "requests", &ledger, "--skip-bad"]);
    let nameless = text.split_once('\n').unwrap().1;
    std::fs::write(&ledger, nameless).unwrap();
    run(&["import", "requests", &ledger]);
    let out = office.folder().join("out").display().to_string();
    run(&["export", &out]);
    run(&["export", &out, "--json"]);
    run(&["doctor"]);
    run(&["journal", "verify"]);
    for texts in strings.chunks(STRINGS / 20) {
        let joined: String = texts
            .concat()
            .replace('\0', "")
            .chars()
            .take(4_000)
            .collect();
        let line: String = joined.chars().take(300).collect();
        run(&["add", &line]);
        run(&["list", &joined]);
        run(&["import", "requests", &ledger, "--map", &joined]);
    }
}

/// An office whose every record holds every attack.
fn office() -> Office {
    let office = Office::empty();
    let mut desk = office.found();
    for text in ATTACKS {
        told_everywhere(&mut desk, &moment(), text);
    }
    let all = ATTACKS.concat();
    told_everywhere(&mut desk, &moment(), &all);
    let marks = format!("é{}", "\u{301}".repeat(200));
    told_everywhere(&mut desk, &moment(), &marks);
    office
}

#[test]
fn the_program_sends_its_terminal_only_colours_and_cursor_moves() {
    let office = office();
    let mut console = office.console("zhang");
    let last = ATTACKS.len() + 2;
    for keys in [
        "\u{1b}", "2", "3", "4", "1", "?", "\u{1b}", ":", "\u{1b}", "H", "\u{1b}", "=", "\u{1b}",
        "y", "\u{1b}", "e", "\u{1b}", "jjj", "t", "\u{1b}", "G",
    ] {
        console.keys(keys);
        console.quiet(std::time::Duration::from_millis(200));
    }
    console.keys("g");
    console.wait_for(&format!(">  ~ #{last}"));
    for _ in 0..last {
        console.keys(key::DOWN);
        console.quiet(std::time::Duration::from_millis(200));
    }
    assert_eq!(wire::forbidden(console.written()), [""; 0]);
    console.keys("qq");
    console.wait_exit();
    assert_eq!(wire::forbidden(console.written()), [""; 0]);
    assert!(console.modes().restored());
}

/// Standard output and standard error hold no control but line ends, and tabs between columns.
#[track_caller]
fn is_plain(words: &[&str], output: &Output) {
    for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
        let text = std::str::from_utf8(bytes).unwrap();
        for c in text.chars() {
            let layout = c == '\n' || (c == '\t' && name == "stdout");
            let in_emoji = matches!(c, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}');
            assert!(
                layout || in_emoji || (!c.is_control() && !is_invisible(c)),
                "U+{:04X} on {name} of {words:?}:\n{text:?}",
                u32::from(c)
            );
        }
    }
}

#[test]
fn no_command_prints_it_raw() {
    let office = office();
    let attack: String = ATTACKS.concat().replace('\0', "");
    let last = (ATTACKS.len() + 2).to_string();
    let run = |words: &[&str]| {
        let output = office.shell(words);
        is_plain(words, &output);
        output
    };
    for words in [
        &["list"][..],
        &["list", "--json"],
        &["show", "1"],
        &["show", "1", "--json"],
        &["show", &last],
        &["doctor"],
        &["doctor", "--json"],
        &["journal", "verify"],
        &["staff", "list"],
        &["keys"],
    ] {
        let output = run(words);
        assert!(output.status.success(), "{words:?}: {}", output.status);
    }
    let listed = String::from_utf8(run(&["list"]).stdout).unwrap();
    assert!(listed.contains("‹U+202E›"), "{listed}");
    run(&["add", &format!("查新 {attack}")]);
    run(&["list", &attack]);
    run(&["list", &format!("status:{attack}")]);
    run(&["show", &attack]);
    run(&["staff", "add", &attack, &attack, "--roles", &attack]);
    run(&["staff", "add", "ok", &attack, "--roles", "desk"]);
    run(&["staff", "list"]);
    run(&[&attack]);
    run(&[&format!("--{attack}")]);
    run(&["undo"]);
    // Bytes that are no text at all.
    use std::os::unix::ffi::OsStrExt;
    for bytes in [&b"\xff\xfe\x1b]0;x\x07"[..], b"\xe6\x9f", b"\x9b31m\xc3("] {
        let word = std::ffi::OsStr::from_bytes(bytes);
        for verb in ["add", "list", "show", "export", "--lang"] {
            let words = [std::ffi::OsStr::new(verb), word];
            is_plain(&[verb], &office.shell(&words));
        }
        let words = ["import", "requests"].map(std::ffi::OsStr::new);
        is_plain(&["import"], &office.shell(&[words[0], words[1], word]));
        is_plain(&["bytes"], &office.shell(&[word]));
    }
}

/// An office whose requests, all of them old and ended, hold every attack.
fn old_office() -> Office {
    let office = Office::empty();
    let mut desk = office.found();
    let long_ago = refdesk::desk::Moment::new(
        "2015-06-01T02:00:00Z".parse().unwrap(),
        &desk.settings().desk().zone.clone(),
    );
    for text in ATTACKS {
        told_everywhere(&mut desk, &long_ago, text);
    }
    for id in 1..=i64::try_from(ATTACKS.len()).unwrap() {
        let cancel = Act::Cancel {
            reason: ATTACKS.concat(),
        };
        let target = refdesk::desk::Target::newest(RequestId(id));
        // One that the attack has taken elsewhere stays there.
        let _ = desk.run(
            &Command::On {
                target,
                act: cancel,
            },
            &long_ago,
        );
    }
    std::fs::write(office.config().join("desk.toml"), "keep_years = 3\n").unwrap();
    office
}

#[test]
fn nothing_that_keeps_purges_or_erases_prints_it_raw() {
    let office = old_office();
    let attack: String = ATTACKS.concat().replace(['\0', '/'], "");
    let run = |words: &[&str]| {
        let output = office.shell(words);
        is_plain(words, &output);
        output
    };
    let works = |words: &[&str]| {
        let output = run(words);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{words:?}: {said}");
        output
    };
    let folder = office.folder().join("copies").display().to_string();
    let made = works(&["backup", &folder, "--plain"]);
    let archive = String::from_utf8(made.stdout).unwrap().trim().to_owned();
    run(&["backup", &attack, "--to", &attack]);
    works(&["drill", &archive]);
    works(&["drill", &archive, "--json"]);
    run(&["drill", &attack, "--identity", &attack]);
    let nowhere = office.folder().join("no/desk.db").display().to_string();
    let elsewhere = office.folder().join("back.db").display().to_string();
    for store in [&nowhere, &elsewhere, &attack] {
        // Behind the office's own store, of which one alone may be named.
        let words = ["--lang", "zh", "--store", store, "drill", &archive];
        is_plain(&words, &common::office::refdesk(&words).output().unwrap());
        let words = ["--lang", "zh", "--store", store, "restore", &archive];
        let mut restore = common::office::refdesk(&words);
        is_plain(
            &words,
            &restore.current_dir(office.folder()).output().unwrap(),
        );
    }

    run(&["purge"]);
    run(&["purge", "--before", &attack]);
    let listed = works(&["purge", "--dry-run"]);
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(listed.contains("‹U+202E›"), "{listed}");
    works(&["purge", "--dry-run", "--json"]);
    run(&["erase", &attack, "--reason", &attack]);
    run(&["erase", "王五", "--reason", &attack, "--yes", "1"]);
    let erased = works(&["erase", "1", "--reason", "本人要求", "--yes", "1"]);
    assert!(!erased.stderr.is_empty());
    let listed = works(&["purge", "--dry-run", "--json"]).stdout;
    let listed: serde_json::Value = serde_json::from_slice(&listed).unwrap();
    let count = listed["go"].as_array().unwrap().len();
    assert!(count > 0, "{listed}");
    let count = count.to_string();
    works(&["purge", "--reason", &attack, "--yes", &count]);
    for words in [
        &["list"][..],
        &["show", "1"],
        &["doctor"],
        &["journal", "verify"],
    ] {
        works(words);
    }
}

#[test]
fn the_gate_prints_nothing_raw() {
    let office = office();
    let attack: String = ATTACKS.concat().replace(['\0', '/'], "");
    let verbs = [
        "list",
        "show 1",
        "list --json",
        "put",
        "get",
        "records",
        "cite",
        "sh -c",
    ];
    for verb in verbs {
        for asked in [verb.to_owned(), format!("{verb} {attack}"), attack.clone()] {
            let mut words = office.words("zhang");
            words.push("gate".to_owned());
            let mut gate = common::office::refdesk(&words);
            gate.env("SSH_ORIGINAL_COMMAND", &asked);
            gate.stdin(std::process::Stdio::null());
            let output = gate.output().unwrap();
            is_plain(&["gate", &asked], &output);
            let lists = asked == "list" || asked == "show 1";
            assert!(!lists || output.status.success(), "{asked}: {output:?}");
        }
    }
}

#[test]
fn no_name_of_a_file_or_person_is_printed_raw() {
    let attack: String = ATTACKS.concat().replace(['\0', '/'], "");
    let short: String = attack.chars().take(40).collect();
    let office = Office::empty();
    for words in [
        vec!["list", "--store", attack.as_str()],
        vec!["demo", "--store", attack.as_str(), "--requests", "x"],
        vec!["list", "--config", attack.as_str()],
        vec!["list", "--lang", attack.as_str()],
        vec!["list", "--as", attack.as_str()],
    ] {
        let output = common::office::refdesk(&words).output().unwrap();
        is_plain(&words, &output);
        assert!(!output.status.success(), "{words:?}");
    }
    let config = office.folder().join(&short);
    std::fs::create_dir(&config).unwrap();
    std::fs::write(config.join("desk.toml"), format!("'{short}' = 1\n")).unwrap();
    let config = config.display().to_string();
    let words = ["list", "--config", config.as_str()];
    let output = common::office::refdesk(&words).output().unwrap();
    is_plain(&words, &output);
    assert_eq!(output.status.code(), Some(5));
}
