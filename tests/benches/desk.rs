//! How the desk feels, in figures, each beside its limit: `cargo bench --bench desk [-- --quick]
//! [--strict] [screens wire looks saves turns filling]`. Reports and does not fail, unless `--strict`.
//!
//! This program is also the floor it measures against, and what gives both a terminal of their own;
//! it starts itself again for that.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod bare;
#[path = "../common/mod.rs"]
mod common;
mod floor;
mod inside;
mod ledger;
mod outside;
mod report;
mod stores;
mod turns;
mod wire;

use std::ffi::OsString;
use std::io::Write;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use refdesk::settings::Settings;
use report::Report;

/// How often each thing is measured, and on what.
pub struct Effort {
    pub sizes: &'static [u32],
    pub starts: usize,
    pub keys: usize,
    pub rest: Duration,
    pub looks: usize,
    pub saves: usize,
    /// Requests in each filling, and how many fillings.
    pub fill: (usize, usize),
    /// How long several consoles save at once.
    pub together: Duration,
}

const THOROUGH: Effort = Effort {
    sizes: &[1_000, 100_000, 1_000_000],
    starts: 25,
    keys: 80,
    rest: Duration::from_secs(60),
    looks: 100,
    saves: 200,
    fill: (100_000, 3),
    together: Duration::from_secs(10),
};

const QUICK: Effort = Effort {
    sizes: &[1_000, 20_000],
    starts: 7,
    keys: 20,
    rest: Duration::from_secs(10),
    looks: 20,
    saves: 40,
    fill: (5_000, 3),
    together: Duration::from_secs(2),
};

fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().skip(1).collect();
    let has = |word: &str| words.iter().any(|given| given == word);
    match words.first().and_then(|word| word.to_str()) {
        Some("floor") => {
            floor::run(Path::new(&words[1]));
            return ExitCode::SUCCESS;
        }
        Some("saver") => {
            let words: Vec<&str> = words[1..].iter().filter_map(|w| w.to_str()).collect();
            turns::run(&words);
            return ExitCode::SUCCESS;
        }
        Some("in-session") => in_session(&words[1..]),
        _ => {}
    }
    if !has("--bench") {
        println!("figures need a release build: cargo bench --bench desk");
        return ExitCode::SUCCESS;
    }
    let effort = if has("--quick") { &QUICK } else { &THOROUGH };
    let mut report = Report::default();
    let parts: Vec<&str> = words
        .iter()
        .filter_map(|word| word.to_str())
        .filter(|word| !word.starts_with("--"))
        .collect();
    let wanted = |part: &str| parts.is_empty() || parts.contains(&part);
    println!("{}", Report::header());
    if wanted("screens") {
        outside::measure(&mut report, effort);
    }
    if wanted("wire") {
        wire::measure(&mut report, effort);
    }
    let settings = Settings::builtin().expect("what is compiled in");
    if wanted("looks") {
        inside::looks(&mut report, effort, &settings);
    }
    if wanted("saves") {
        inside::saves(&mut report, effort, &settings);
    }
    if wanted("turns") {
        turns::measure(&mut report, effort);
    }
    if wanted("filling") {
        inside::filling(&mut report, effort, &settings);
    }
    if has("--strict") && !report.keeps_every_promise() {
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Takes the terminal it was given as its own and becomes the program, as a login does.
fn in_session(words: &[OsString]) -> ! {
    rustix::process::setsid().expect("a session");
    rustix::process::ioctl_tiocsctty(std::io::stdin()).expect("a terminal");
    // Read by the harness: the program's time begins here.
    print!("\x1b]7770;{}\x07", common::pty::now());
    std::io::stdout().flush().expect("a terminal");
    let failed = Command::new(&words[0]).args(&words[1..]).exec();
    panic!("{:?}: {failed}", words[0]);
}
