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
use refdesk::demo;
use refdesk::desk::Desk;
use refdesk::domain::Lang;

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
    }
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
