//! What the tests share: a terminal to run the program in, the screen as text, real files from
//! elsewhere. Decides nothing about the program itself.

// Each test file compiles this on its own and uses a part of it.
#![allow(dead_code)]

pub mod line;
pub mod office;
pub mod pty;
pub mod screen;
pub mod sshd;
pub mod story;
pub mod term_side;
pub mod wire;
pub mod xes;

use std::path::PathBuf;

/// The folder of real files from other programs, named by `REFDESK_CORPORA`.
///
/// `None` when the variable is unset, and says so on stderr past the test harness's capture, since a
/// test that quietly checked nothing looks like one that passed. A folder that is named but missing
/// is a mistake, and fails.
pub fn corpora() -> Option<PathBuf> {
    use std::io::Write;

    let Some(named) = std::env::var_os("REFDESK_CORPORA") else {
        let test = std::thread::current().name().unwrap_or("a test").to_owned();
        // To the stream itself, since `eprintln!` would be kept back for a passing test, and in one
        // piece, since the harness writes its own lines at the same time.
        let said = format!("SKIPPED {test}: REFDESK_CORPORA is not set, no real files to read\n");
        let _ = std::io::stderr().write_all(said.as_bytes());
        return None;
    };
    let folder = PathBuf::from(named);
    assert!(
        folder.is_dir(),
        "REFDESK_CORPORA names {}, which is no folder",
        folder.display()
    );
    Some(folder)
}
