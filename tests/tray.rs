//! The in-tray on the screen: what comes shows, is told for what it is, and goes where it belongs.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "tray/arrivals.rs"]
mod arrivals;
mod common;
#[path = "tray/exports.rs"]
mod exports;
#[path = "tray/hostile.rs"]
mod hostile;
#[path = "tray/literature.rs"]
mod literature;
#[path = "tray/orders.rs"]
mod orders;
#[path = "tray/out.rs"]
mod out;
#[path = "tray/pasted.rs"]
mod pasted;
#[path = "tray/program.rs"]
mod program;

use common::story::Story;
use refdesk::desk::look::Case;
use refdesk::desk::{Look, Seen};
use refdesk::domain::{Lang, RequestId};

pub const RIS: &str = "TY  - JOUR\r\nTI  - 固态电池\r\nDB  - Web of Science\r\nER  - \r\n";

/// A desk with so many requests of 王五, its list before one's eyes.
fn desk(count: usize) -> Story {
    Story::new(Lang::Zh).with_requests(count).start()
}

fn case(story: &mut Story, request: i64) -> Case {
    let look = Look::Case(RequestId(request));
    match story.desk.look(&look, &story.moment) {
        Ok(Seen::Case(case)) => *case,
        other => panic!("{other:?}"),
    }
}

fn names(story: &mut Story, request: i64) -> Vec<String> {
    let case = case(story, request);
    case.attachments.into_iter().map(|file| file.name).collect()
}
