//! Pictures of the screens, in both languages at three sizes, from the demo desk at its fixed hour. A
//! picture that changed is looked at before it is kept.
//!
//! All of them anew: `INSTA_UPDATE=always cargo test --test pictures`, then read the difference.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use common::story::Story;
use refdesk::app::Msg;
use refdesk::demo;
use refdesk::desk::Desk;
use refdesk::domain::Lang;
use refdesk::intake::tray::{Tray, Trays};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 30), (200, 50)];

/// The name of a picture, and the keys that lead from the queue to it.
const VIEWS: &[(&str, &str)] = &[
    ("queue", ""),
    ("overview", "Right"),
    ("client", "2"),
    ("runs", "3"),
    ("products", "4"),
    ("form", "e"),
    ("new-form", "N"),
    ("reason", "x"),
    ("note", "t"),
    ("verbs", "Enter"),
    ("palette", ":"),
    ("help", "?"),
    ("why", "= ="),
    ("timeline", "H"),
    ("views", "v"),
    ("triage", "A"),
];

/// The same with files in the in-tray.
const IN_TRAY: &[(&str, &str)] = &[
    ("tray", "0"),
    ("tray-card", "0 Enter"),
    ("tray-remove", "0 Enter 5"),
    ("give-out", "O"),
];

/// A line as it is heard at the counter.
const HEARD: &str = "化学学院张老师 查收查引 职称 32篇 周五要 13800000000";

fn take(name: &str, lang: Lang, story: &Story) {
    let (width, height) = story.app.size;
    let tongue = match lang {
        Lang::Zh => "zh",
        Lang::En => "en",
    };
    let screen = story.screen();
    for (row, line) in screen.lines().enumerate() {
        let used = unicode_width::UnicodeWidthStr::width(line);
        assert!(
            used <= usize::from(width),
            "{name}: row {row} is {used} wide"
        );
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        insta::assert_snapshot!(format!("{name}-{tongue}-{width}x{height}"), screen);
    });
}

fn find_a_full_page(story: &mut Story) {
    for _ in 0..demo::TOLD {
        let full = story.app.page.case.as_ref().is_some_and(|case| {
            case.runs.len() > 1 && !case.products.is_empty() && case.request.due.is_some()
        });
        if full {
            return;
        }
        story.press("j");
    }
    panic!(
        "no request of the demo has runs and products\n{}",
        story.screen()
    );
}

/// Every view from a console that has just been opened, so that no picture depends on another.
fn every_view(lang: Lang) {
    let settings = demo::settings().unwrap();
    let end = demo::fixed_moment(&settings);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    demo::fill(&path, &settings, demo::TOLD, lang, &end, &mut |_, _| true).unwrap();
    for (width, height) in SIZES {
        let open = || {
            let desk = Desk::open(&path, settings.clone(), None).unwrap();
            let mut story = Story::at(desk, end.clone(), lang)
                .start()
                .size(width, height);
            find_a_full_page(&mut story);
            story
        };
        for (name, keys) in VIEWS {
            let mut story = open();
            story.press(keys);
            take(name, lang, &story);
        }
        let mut story = open();
        story.press("n");
        story.type_text(HEARD);
        take("capture", lang, &story);
        for (name, keys) in IN_TRAY {
            let mut story = open();
            fill_tray(&mut story);
            story.press(keys);
            take(name, lang, &story);
        }
        let mut story = open();
        story.press("t");
        story.tell(Msg::Pasted("TY  - JOUR\rTI  - A\rER  - \r".repeat(57)));
        take("paste", lang, &story);
    }
}

/// Files as they come, at the demo's own hour.
fn fill_tray(story: &mut Story) {
    let trays = Trays::of(&story.desk).unwrap();
    let folder = trays.folder(Tray::In);
    std::fs::create_dir_all(&folder).unwrap();
    let ris = "TY  - JOUR\nTI  - 固态电池\nDB  - Web of Science\nER  - \n".repeat(57);
    let files: [(&str, &[u8]); 4] = [
        (
            "42-补充材料.txt",
            "关于 #42：第 3 篇的卷期页更正如下。\n卷 12 期 3 页 45-52".as_bytes(),
        ),
        ("savedrecs.ris", ris.as_bytes()),
        (
            "扫描件 一个很长的文件名，长到一行里放不下也要看得出是什么，还要看得见结尾.pdf",
            b"%PDF-1.7",
        ),
        (
            "邮件.eml",
            b"From: a@example.org\nSubject: question\n\nDear librarian,\nplease help.\n",
        ),
    ];
    for (age, (name, bytes)) in files.into_iter().enumerate() {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        let at = story.moment.now - std::time::Duration::from_secs(600 * age as u64);
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(at.into()).unwrap();
    }
    story.tell(Msg::Arrivals(trays.list(Tray::In).unwrap()));
}

fn an_empty_store(lang: Lang) {
    let mut story = Story::new(lang).start();
    for (width, height) in SIZES {
        story = story.size(width, height);
        take("empty", lang, &story);
    }
    take("too-small", lang, &story.size(59, 15));
}

#[test]
fn the_chinese_screens_are_as_they_were_accepted() {
    every_view(Lang::Zh);
    an_empty_store(Lang::Zh);
}

#[test]
fn the_english_screens_are_as_they_were_accepted() {
    every_view(Lang::En);
    an_empty_store(Lang::En);
}
