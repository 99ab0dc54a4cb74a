//! `refdesk records` and `refdesk cite` on small exports: what they print, say and return.

use std::path::PathBuf;
use std::process::{Command, Output};

struct Folder {
    folder: tempfile::TempDir,
}

impl Folder {
    fn new() -> Folder {
        Folder {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn runs(&self, words: &[&str], file: &PathBuf) -> Output {
        Command::new(env!("CARGO_BIN_EXE_refdesk"))
            .args(words)
            .arg(file)
            .env("HOME", self.folder.path())
            .output()
            .unwrap()
    }
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

const RIS: &str = "TY  - JOUR\nTI  - 固态电池\u{1b}[2J界面\nAU  - 王五\nAU  - 李四\nT2  - 电池\nPY  - 2024\nVL  - 3\nIS  - 2\nSP  - 1\nEP  - 9\nER  - \n\nTY  - BOOK\nER  - \n";

#[test]
fn an_export_is_shown_by_rows_and_what_is_wrong_is_said_with_its_line() {
    let folder = Folder::new();
    let (gb, _, _) = encoding_rs::GB18030.encode(RIS);
    let file = folder.file("导出.txt", &gb);
    let output = folder.runs(&["records", "--lang", "en"], &file);
    assert_eq!(output.status.code(), Some(4), "an entry was left out");
    let rows = printed(&output);
    assert_eq!(rows.lines().count(), 1);
    assert!(
        rows.contains("article\t固态电池") && rows.contains("王五; 李四"),
        "{rows}"
    );
    assert!(
        !rows.contains('\u{1b}'),
        "nothing in it can drive a terminal"
    );
    let words = said(&output);
    for part in [
        "RIS",
        "GB18030",
        "one record",
        "line 13",
        "no title",
        "One entry was left out",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let chinese = said(&folder.runs(&["records", "--lang", "zh"], &file));
    assert!(
        chinese.contains("GB18030，1 条") && chinese.contains("第 13 行"),
        "{chinese}"
    );
}

#[test]
fn an_export_is_json_for_programs() {
    let folder = Folder::new();
    let file = folder.file("a.ris", RIS.as_bytes());
    let output = folder.runs(&["records", "--json"], &file);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["format"], "ris");
    assert_eq!(value["encoding"], "UTF-8");
    assert_eq!(value["left_out"], 1);
    assert_eq!(value["records"][0]["title"], "固态电池\u{1b}[2J界面");
    assert_eq!(value["records"][0]["authors"][1]["name"]["literal"], "李四");
    assert_eq!(value["records"][0]["line"], 1);
    assert_eq!(value["problems"][0]["problem"], "says-nothing");
    assert!(value["records"][0].get("doi").is_none());
}

#[test]
fn works_are_worded_as_numbered_references() {
    let folder = Folder::new();
    let text = RIS.replace("\u{1b}[2J", "");
    let file = folder.file("a.ris", text.as_bytes());
    let new = folder.runs(&["cite"], &file);
    assert_eq!(
        printed(&new),
        "[1] 王五，李四. 固态电池界面[J]. 电池，2024，3（2）：1-9.\n"
    );
    let old = folder.runs(&["cite", "--style", "gbt7714-2015"], &file);
    assert_eq!(
        printed(&old),
        "[1] 王五, 李四. 固态电池界面[J]. 电池, 2024, 3(2): 1-9.\n"
    );
    let none = folder.runs(&["cite", "--lang", "en", "--style", "apa"], &file);
    assert_eq!(none.status.code(), Some(2));
    assert!(said(&none).contains("gbt7714-2015"), "{}", said(&none));
}

#[test]
fn what_is_no_export_is_refused_in_a_sentence() {
    let folder = Folder::new();
    for (name, bytes, part) in [
        ("a.ris", &b""[..], "nothing in it"),
        ("b.ris", b"only words, here\nand there", "no format"),
        ("c.ris", b"%PDF-1.7 \x00", "no format"),
        (
            "d.ris",
            b"<!DOCTYPE html><html><body>log in</body></html>",
            "web page",
        ),
    ] {
        let file = folder.file(name, bytes);
        let output = folder.runs(&["records", "--lang", "en"], &file);
        assert_eq!(output.status.code(), Some(1), "{name}: {}", said(&output));
        assert!(said(&output).contains(part), "{name}: {}", said(&output));
        assert_eq!(printed(&output), "");
    }
    let missing = folder.folder.path().join("none.ris");
    let output = folder.runs(&["records"], &missing);
    assert_eq!(output.status.code(), Some(1));
}
