//! The house rules that the compiler does not know: which module may use which, what only one place
//! may name, and what stands at the top level. Reads the sources; runs nothing of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod made_up;
mod rust_text;

use std::fmt;
use std::path::{Path, PathBuf};

use rust_text::{Source, Used};

/// From the ground up: a module may use those before it and itself, none after it.
const ORDER: [&str; 18] = [
    "domain", "text", "settings", "biblio", "query", "store", "desk", "document", "intake", "demo",
    "tutor", "keys", "app", "view", "term", "run", "cli", "main",
];

/// A crate that only these modules may name, and why.
const ONLY: [(&str, &[&str], &str); 6] = [
    ("rusqlite", &["store"], "only the store knows SQL"),
    ("libsqlite3_sys", &["store"], "only the store knows SQL"),
    (
        "ratatui",
        &["app", "view", "term", "keys", "run"],
        "no screens below the app",
    ),
    (
        "crossterm",
        &["app", "view", "term", "keys", "run"],
        "no terminal below the app",
    ),
    (
        "tui_textarea",
        &["app", "view"],
        "the app keeps text areas, the view draws them",
    ),
    (
        "anyhow",
        &["cli", "main"],
        "one error type per layer below the command line",
    ),
];

/// Modules that are told the time, the ids and the surroundings, and never look for themselves.
const TOLD: [&str; 3] = ["domain", "app", "view"];

/// What those modules may not use: a path it begins with, or one it ends with.
const LOOKS_BEGIN: [&[&str]; 4] = [
    &["std", "fs"],
    &["std", "env"],
    &["std", "net"],
    &["std", "process"],
];
const LOOKS_END: [&[&str]; 6] = [
    &["SystemTime", "now"],
    &["Instant", "now"],
    &["Timestamp", "now"],
    &["Zoned", "now"],
    &["Uuid", "now_v7"],
    &["Uuid", "new_v4"],
];

/// Where words may go straight to the terminal.
const SPEAKS: [&str; 2] = ["cli", "main"];

const TOP_LEVEL: [&str; 10] = [
    "Cargo.toml",
    "Cargo.lock",
    "README.md",
    "LICENSE",
    "config",
    "src",
    "tests",
    "rustfmt.toml",
    "clippy.toml",
    // What cargo builds is not part of the source.
    "target",
];

#[derive(Debug, PartialEq, Eq)]
struct Fault {
    file: String,
    line: usize,
    what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// Every rule on one file; `file` is its path below `src`.
fn faults_in(file: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |line, what: String| {
        faults.push(Fault {
            file: file.to_owned(),
            line,
            what,
        });
    };
    if !text.starts_with("//!") {
        fault(1, "does not open with a `//!` sentence".to_owned());
    }
    let source = Source::read(file, text);
    let home = source.module.first().map_or("lib", String::as_str);
    let rank = ORDER.iter().position(|name| *name == home);
    if rank.is_none() && home != "lib" {
        fault(1, format!("`{home}` has no place in the order of modules"));
    }
    for Used {
        path,
        line,
        from_here,
    } in &source.used
    {
        if *from_here {
            let Some(name) = path.first() else { continue };
            let theirs = ORDER.iter().position(|known| known == name);
            if let (Some(own), Some(theirs)) = (rank, theirs)
                && theirs > own
            {
                fault(
                    *line,
                    format!("`{home}` uses `{name}`, which stands above it"),
                );
            }
            continue;
        }
        for (krate, homes, why) in ONLY {
            if path.iter().any(|step| step == krate) && !homes.contains(&home) {
                fault(*line, format!("`{home}` names `{krate}`: {why}"));
            }
        }
        if TOLD.contains(&home) {
            let steps: Vec<&str> = path.iter().map(String::as_str).collect();
            if LOOKS_BEGIN.iter().any(|begin| steps.starts_with(begin))
                || LOOKS_END.iter().any(|end| steps.ends_with(end))
            {
                fault(
                    *line,
                    format!("`{home}` looks for itself: `{}`", steps.join("::")),
                );
            }
        }
    }
    for (name, line) in &source.macros {
        match name.as_str() {
            "println" | "print" | "eprintln" | "eprint" if !SPEAKS.contains(&home) => {
                fault(*line, format!("`{name}!` outside the command line"));
            }
            "dbg" | "panic" | "todo" | "unimplemented" => {
                fault(*line, format!("`{name}!` outside tests"));
            }
            _ => {}
        }
    }
    for (name, line) in &source.methods {
        if name == "unwrap" || name == "expect" {
            fault(*line, format!("`.{name}(` outside tests"));
        }
    }
    faults
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Rust files below a folder, in order of their names.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_source_file_keeps_the_house_rules() {
    let src = root().join("src");
    let files = rust_files(&src);
    assert!(files.len() > 10, "the sources were not found");
    let mut faults = Vec::new();
    for path in files {
        let file = path
            .strip_prefix(&src)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        // A whole file may be tests: its parent declares it under `#[cfg(test)]`.
        if !is_test_file(&path, &src) {
            faults.extend(faults_in(&file, &text));
        }
    }
    let told: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(told.is_empty(), "\n{}", told.join("\n"));
}

fn is_test_file(path: &Path, src: &Path) -> bool {
    let name = path.file_stem().unwrap().to_str().unwrap();
    let folder = path.parent().unwrap();
    let parents = [
        folder.join("mod.rs"),
        folder.with_extension("rs"),
        src.join("lib.rs"),
    ];
    parents
        .iter()
        .filter(|parent| parent.as_path() != path)
        .filter_map(|parent| std::fs::read_to_string(parent).ok())
        .any(|text| rust_text::declares_for_tests(&text, name))
}

#[test]
fn every_test_file_says_what_it_is_for() {
    let silent: Vec<PathBuf> = rust_files(&root().join("tests"))
        .into_iter()
        .filter(|path| !std::fs::read_to_string(path).unwrap().starts_with("//!"))
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn nothing_else_stands_at_the_top_level() {
    let odd: Vec<String> = std::fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.') && !TOP_LEVEL.contains(&name.as_str()))
        .collect();
    assert!(odd.is_empty(), "beyond the layout: {odd:?}");
}
