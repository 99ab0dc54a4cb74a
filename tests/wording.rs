//! Every sentence exists in both languages with the same gaps, every wording is used, and every key
//! that the code names has a wording.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Beginnings of keys that the code completes from an enumeration or a table, with where that is.
/// Anything else must stand in the code as a whole.
const FAMILIES: &[(&str, &str)] = &[];

/// Calls whose argument of that place is a key.
const CALLS: &[(&str, usize)] = &[
    ("Sentence::new", 0),
    (".t", 0),
    ("Refusal::rule", 0),
    ("Refusal::missing", 1),
    ("Refusal::new", 1),
    (".has", 0),
    ("file_refused", 1),
    ("heading", 1),
];

/// A message's gaps by its key.
type Wording = BTreeMap<String, BTreeSet<String>>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn wording(tag: &str) -> Wording {
    let mut wording = Wording::new();
    for file in files(&root().join("config/locale").join(tag), "ftl") {
        let text = fs::read_to_string(&file).unwrap();
        for (key, body) in messages(&text) {
            let gaps = names_after('$', &body);
            let twice = wording.insert(key.clone(), gaps).is_some();
            assert!(!twice, "{key} stands twice in {tag}: {}", file.display());
        }
    }
    wording
}

/// Keys and bodies of a Fluent file; an entry begins at the left edge, what belongs to it is indented.
fn messages(text: &str) -> Vec<(String, String)> {
    let mut messages: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-') {
            let (key, body) = line.split_once('=').unwrap();
            messages.push((key.trim().to_owned(), body.to_owned()));
        } else if line.starts_with('}') || line.starts_with(' ') {
            let (_, body) = messages.last_mut().unwrap();
            body.push('\n');
            body.push_str(line);
        }
    }
    messages
}

fn names_after(sign: char, body: &str) -> BTreeSet<String> {
    body.split(sign)
        .skip(1)
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
                .collect()
        })
        .collect()
}

/// Keys that wordings take from other wordings, as `{ status-closed }`.
fn keys_inside_wordings() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for file in files(&root().join("config/locale"), "ftl") {
        for (_, body) in messages(&fs::read_to_string(&file).unwrap()) {
            for rest in body.split('{').skip(1) {
                let name = rest.trim_start();
                keys.extend(names_after('{', &format!("{{{name}")));
            }
        }
    }
    keys
}

/// The program's own text, without the tests at the end of a file and without comments.
fn code() -> Vec<(PathBuf, String)> {
    files(&root().join("src"), "rs")
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let end = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
            let text: Vec<&str> = text[..end]
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            (path, text.join("\n"))
        })
        .collect()
}

/// The arguments of a call whose opening bracket has just been passed.
fn arguments(text: &str) -> Vec<String> {
    let mut arguments = vec![String::new()];
    let mut depth = 0;
    let mut in_text = false;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if in_text {
            arguments.last_mut().unwrap().push(c);
            match c {
                '\\' => arguments.last_mut().unwrap().extend(chars.next()),
                '"' => in_text = false,
                _ => {}
            }
            continue;
        }
        match c {
            ')' | ']' | '}' if depth == 0 => break,
            ',' if depth == 0 => {
                arguments.push(String::new());
                continue;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            '"' => in_text = true,
            _ => {}
        }
        arguments.last_mut().unwrap().push(c);
    }
    arguments.into_iter().map(|a| a.trim().to_owned()).collect()
}

fn literal(argument: &str) -> Option<&str> {
    let inside = argument.strip_prefix('"')?.strip_suffix('"')?;
    (!inside.contains('"')).then_some(inside)
}

#[test]
fn both_languages_say_the_same_things_with_the_same_gaps() {
    let (zh, en) = (wording("zh-CN"), wording("en"));
    assert!(!zh.is_empty());
    for key in zh.keys().chain(en.keys()) {
        let (zh, en) = (zh.get(key), en.get(key));
        assert!(zh.is_some(), "{key} has no Chinese wording");
        assert!(en.is_some(), "{key} has no English wording");
        assert_eq!(zh, en, "the gaps of {key}, Chinese and English");
    }
}

#[test]
fn every_wording_is_used() {
    let code = code();
    let inside = keys_inside_wordings();
    let unused: Vec<String> = wording("zh-CN")
        .into_keys()
        .filter(|key| {
            let quoted = format!("\"{key}\"");
            !inside.contains(key)
                && !FAMILIES.iter().any(|(family, _)| key.starts_with(family))
                && !code.iter().any(|(_, text)| text.contains(&quoted))
        })
        .collect();
    assert!(unused.is_empty(), "nothing says {unused:#?}");
}

#[test]
fn every_key_that_the_code_names_has_a_wording() {
    let wording = wording("zh-CN");
    let mut missing = Vec::new();
    for (path, text) in code() {
        for (call, place) in CALLS {
            for (at, _) in text.match_indices(&format!("{call}(")) {
                let arguments = arguments(&text[at + call.len() + 1..]);
                let Some(key) = arguments.get(*place).and_then(|a| literal(a)) else {
                    continue;
                };
                // Only sets of other things hold keys that are not in kebab-case.
                if *call == ".has" && !key.contains('-') {
                    continue;
                }
                if !wording.contains_key(key) {
                    missing.push(format!("{key} in {}", path.display()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "no wording for {missing:#?}");
}

#[test]
fn the_reader_of_this_test_reads_calls_and_files_rightly() {
    assert_eq!(
        arguments("RefusalKind::Missing { field: \"a\" },\n \"b-c\",\n) .with"),
        ["RefusalKind::Missing { field: \"a\" }", "\"b-c\"", ""]
    );
    assert_eq!(arguments("\"a, (b\", c(d, e))"), ["\"a, (b\"", "c(d, e)"]);
    assert_eq!(literal("\"a\""), Some("a"));
    assert_eq!(literal("format!(\"a\")"), None);
    let read = messages(
        "# c\na = x { $n }\n    y { $m ->\n        [one] 1\n       *[other] { $n }\n    }\nb = z\n",
    );
    assert_eq!(read.len(), 2);
    assert_eq!(
        names_after('$', &read[0].1),
        BTreeSet::from(["m".to_owned(), "n".to_owned()])
    );
}
