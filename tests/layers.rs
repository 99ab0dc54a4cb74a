//! The house rules that the compiler does not know: which module may use which, what only one place
//! may name, and what stands at the top level. Reads the sources; runs nothing of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "common/rust_text.rs"]
mod rust_text;

use std::fmt;
use std::path::{Path, PathBuf};

use rust_text::{Source, Used};

/// From the ground up: a module may use those before it and itself, none after it.
const ORDER: [&str; 16] = [
    "domain", "text", "settings", "biblio", "query", "store", "desk", "document", "intake", "keys",
    "app", "view", "term", "run", "cli", "main",
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

mod the_checker {
    use super::*;

    /// What is found in a file that has its opening sentence.
    fn found(file: &str, body: &str) -> Vec<String> {
        faults_in(file, &format!("//! For a test.\n{body}"))
            .into_iter()
            .map(|fault| fault.what)
            .collect()
    }

    #[test]
    fn refuses_what_breaks_a_rule() {
        let upward = "which stands above it";
        let table: [(&str, &str, &str, &str); 38] = [
            (
                "domain/due.rs",
                "use crate::store::Store;",
                upward,
                "the plain case",
            ),
            (
                "domain/due.rs",
                "use refdesk::desk;",
                upward,
                "by the crate's name",
            ),
            (
                "domain/due.rs",
                "use crate::{names, app::App};",
                upward,
                "inside a group",
            ),
            (
                "domain/due.rs",
                "use crate::{a::{b, c}, view};",
                upward,
                "after a nested group",
            ),
            (
                "domain/due.rs",
                "use super::super::text::cells;",
                upward,
                "by climbing",
            ),
            (
                "domain/mod.rs",
                "use super::text;",
                upward,
                "a folder's own file climbs once",
            ),
            (
                "text.rs",
                "pub use super::settings::Settings;",
                upward,
                "a file beside lib.rs",
            ),
            (
                "domain/due.rs",
                "use ::refdesk::query;",
                upward,
                "with a leading `::`",
            ),
            (
                "store/a/b.rs",
                "use super::super::super::desk;",
                upward,
                "from two folders down",
            ),
            (
                "query/mod.rs",
                "fn f() { crate::store::open() }",
                upward,
                "in an expression",
            ),
            (
                "query/mod.rs",
                "fn f(x: &crate::desk::Desk) {}",
                upward,
                "in a type",
            ),
            (
                "query/mod.rs",
                "mod a { use super::super::desk; }",
                upward,
                "from an inline module",
            ),
            (
                "store/mod.rs",
                "use crate :: /* so */ desk;",
                upward,
                "with a comment inside",
            ),
            (
                "keys/mod.rs",
                "use crate::app as screen;",
                upward,
                "renamed",
            ),
            ("view/mod.rs", "use crate::run::*;", upward, "with a star"),
            ("run.rs", "use crate::cli;", upward, "near the top"),
            ("cli.rs", "use crate::main;", upward, "the top"),
            (
                "helpers/mod.rs",
                "",
                "no place in the order",
                "a module nobody placed",
            ),
            (
                "desk/mod.rs",
                "use rusqlite::Connection;",
                "only the store",
                "SQL outside the store",
            ),
            (
                "desk/mod.rs",
                "fn f(c: &rusqlite::Row) {}",
                "only the store",
                "in a signature",
            ),
            (
                "desk/mod.rs",
                "extern crate rusqlite;",
                "only the store",
                "the old way",
            ),
            (
                "desk/mod.rs",
                "use {std::fmt, rusqlite as db};",
                "only the store",
                "in a bare group",
            ),
            (
                "text/mod.rs",
                "use ratatui::text::Line;",
                "no screens",
                "drawing below the app",
            ),
            (
                "settings/mod.rs",
                "use crossterm::event;",
                "no terminal",
                "keys below `keys`",
            ),
            (
                "keys/mod.rs",
                "use tui_textarea::Input;",
                "text areas",
                "a text area below the app",
            ),
            ("domain/due.rs", "use std::fs;", "looks for itself", "files"),
            (
                "app/mod.rs",
                "use std::{fmt, env};",
                "looks for itself",
                "surroundings in a group",
            ),
            (
                "app/mod.rs",
                "fn f() { std::fs::read(p) }",
                "looks for itself",
                "files in passing",
            ),
            (
                "view/mod.rs",
                "let t = Timestamp::now();",
                "looks for itself",
                "the clock",
            ),
            (
                "view/mod.rs",
                "let t = std::time::SystemTime::now();",
                "looks for itself",
                "the clock",
            ),
            (
                "domain/id.rs",
                "let i = uuid::Uuid::now_v7();",
                "looks for itself",
                "ids",
            ),
            (
                "desk/mod.rs",
                "fn f() { println!(\"x\") }",
                "outside the command line",
                "speaking",
            ),
            (
                "run.rs",
                "fn f() { std::eprintln!(\"x\") }",
                "outside the command line",
                "with path",
            ),
            (
                "desk/mod.rs",
                "fn f() { a().unwrap() }",
                "outside tests",
                "unwrap",
            ),
            (
                "desk/mod.rs",
                "fn f() { a()\n    .expect(\"b\") }",
                "outside tests",
                "on a new line",
            ),
            (
                "cli.rs",
                "fn f() { panic!(\"x\") }",
                "outside tests",
                "panic",
            ),
            (
                "desk/mod.rs",
                "#[cfg(not(test))]\nfn f() { a.unwrap() }",
                "outside tests",
                "not test",
            ),
            (
                "desk/mod.rs",
                "#[cfg(test)]\nuse x;\nfn f() { a.unwrap() }",
                "outside tests",
                "after",
            ),
        ];
        for (file, body, expected, why) in table {
            let found = found(file, body);
            assert!(
                found.len() == 1 && found[0].contains(expected),
                "{why}: {file}: {body}\nfound {found:?}"
            );
        }
    }

    #[test]
    fn lets_pass_what_keeps_the_rules() {
        let table: [(&str, &str, &str); 24] = [
            ("store/mod.rs", "use crate::domain::Request;", "downwards"),
            (
                "store/request.rs",
                "use super::filter;",
                "a neighbour in the same folder",
            ),
            (
                "store/request.rs",
                "use crate::store::filter;",
                "itself by its full name",
            ),
            (
                "store/a/b.rs",
                "use super::super::desk;",
                "store::desk, a neighbour so named",
            ),
            (
                "store/mod.rs",
                "mod desk { use super::view; }",
                "inline modules count as steps",
            ),
            (
                "store/mod.rs",
                "use self::run::Run;",
                "a child named like a module",
            ),
            (
                "store/mod.rs",
                "use rusqlite::Connection;",
                "SQL in the store",
            ),
            (
                "app/mod.rs",
                "use ratatui::text::Line;\nuse tui_textarea::TextArea;",
                "the app",
            ),
            ("main.rs", "use refdesk::cli;", "the door uses everything"),
            ("lib.rs", "pub mod app;\npub mod domain;", "the map"),
            (
                "domain/due.rs",
                "// use crate::store;\n/* use crate::desk; /* x */ */",
                "comments",
            ),
            (
                "domain/due.rs",
                "/// See [`crate::store`] and `a.unwrap()`.\nfn f() {}",
                "docs",
            ),
            (
                "domain/due.rs",
                r##"const A: &str = "use crate::store; \" x.unwrap()";"##,
                "strings",
            ),
            (
                "domain/due.rs",
                "const A: &str = r#\"crate::store \" std::fs\"#;",
                "raw strings",
            ),
            (
                "domain/due.rs",
                "fn f<'a>(x: &'a str) { let c = '\"'; let d = '\\''; }",
                "quotes",
            ),
            (
                "domain/due.rs",
                "#[cfg(test)]\nmod tests { use crate::desk; fn f() { a.unwrap() } }",
                "tests",
            ),
            (
                "domain/due.rs",
                "#[cfg(test)]\n#[allow(x)]\nfn f() -> [u8; 2] { a.unwrap() }",
                "a test's helper",
            ),
            (
                "domain/due.rs",
                "#[cfg(all(test, unix))]\nuse crate::desk;",
                "one use for tests",
            ),
            (
                "text/mod.rs",
                "use std::fs;\nuse std::env;",
                "not among those who are told",
            ),
            (
                "app/mod.rs",
                "use std::fmt;\nfn f(now: Timestamp) { self.now(now) }",
                "a moment given",
            ),
            (
                "app/mod.rs",
                "fn f() { here.env.fs }",
                "fields of such names",
            ),
            (
                "desk/mod.rs",
                "fn f() { a.unwrap_or_default(); b.expect_err; }",
                "tame relatives",
            ),
            (
                "cli.rs",
                "fn f() { println!(\"x\"); eprintln!(\"y\") }",
                "the command line speaks",
            ),
            (
                "view/mod.rs",
                "fn f() -> bool { a != b && panic }",
                "no macro",
            ),
        ];
        for (file, body, why) in table {
            assert_eq!(found(file, body), [""; 0], "{why}: {file}: {body}");
        }
    }

    #[test]
    fn names_the_line() {
        let faults = faults_in(
            "domain/due.rs",
            "//! A.\n\nuse crate::{\n    names,\n    app,\n};\n",
        );
        assert_eq!(
            faults[0].to_string().split(": ").next(),
            Some("domain/due.rs:5")
        );
    }

    #[test]
    fn misses_no_silent_file() {
        let faults = faults_in("domain/due.rs", "use std::fmt;\n");
        assert!(faults[0].what.contains("does not open with"));
    }

    #[test]
    fn knows_a_file_that_is_all_tests() {
        let text = "mod a;\n#[cfg(test)]\nmod story;\n";
        assert!(rust_text::declares_for_tests(text, "story"));
        assert!(!rust_text::declares_for_tests(text, "a"));
    }
}
