//! Stories told to the console key by key, and what then stands on the screen.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use common::story::Story;
use refdesk::domain::Lang;

#[test]
fn show() {
    let mut story = Story::new(Lang::Zh).with_requests(12).start();
    for (w, h) in [(80, 24), (120, 30), (200, 50)] {
        story = story.size(w, h);
        eprintln!("{}", story.screen());
    }
    story.press("?");
    eprintln!("{}", story.screen());
    story.press("Esc .");
    eprintln!("{}", story.screen());
    story.press("1 A");
    eprintln!("{}", story.screen());
    story.press("a");
    eprintln!("{}", story.screen());
}
