//! The checker itself, on made-up sources: it must be able to fail, and to let pass.

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
