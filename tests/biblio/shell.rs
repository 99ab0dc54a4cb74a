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

const PAIR: &str = "TY  - JOUR\nID  - wang\nTI  - Interface engineering of sulfide electrolytes\nAU  - Wang, Xiaofei\nT2  - Journal of Power Sources\nPY  - 2021\nVL  - 489\nSP  - 229\nEP  - 241\nER  - \n\nTY  - JOUR\nTI  - Another work altogether, on \"cells\"\nAU  - Li, Si\nPY  - 2020\nER  - \n";
const AGAIN: &str = "%0 Journal Article\n%T Interface Engineering of Sulfide Electrolytes.\n%A Wang, X.\n%J J. Power Sources\n%D 2021\n%V 489\n%P 229-41\n%R 10.1000/x1\n";

#[test]
fn several_exports_become_one_list_without_duplicates() {
    let folder = Folder::new();
    let (one, other) = (
        folder.file("a.ris", PAIR.as_bytes()),
        folder.file("b.enw", AGAIN.as_bytes()),
    );
    let runs = |words: &[&str]| {
        let mut words: Vec<&str> = words.to_vec();
        words.push(one.to_str().unwrap());
        folder.runs(&words, &other)
    };
    let output = runs(&["records", "dedupe", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert_eq!(
        printed(&output),
        "id,group,kept,reason\r\nwang,1,0,\r\na.ris#2,2,1,\r\nb.enw#1,1,1,place\r\n"
    );
    let words = said(&output);
    assert!(
        words.contains("a.ris: RIS") && words.contains("b.enw: EndNote"),
        "{words}"
    );
    assert!(
        words.contains("3 records, 1 of them duplicates, 2 left."),
        "{words}"
    );
    let output = runs(&["records", "dedupe", "--to", "ris"]);
    let list = printed(&output);
    assert_eq!(list.matches("TY  - ").count(), 2, "{list}");
    assert!(
        list.contains("DO  - 10.1000/x1"),
        "what only one of them says stays: {list}"
    );
    let output = runs(&["records", "dedupe", "--to", "doubts"]);
    assert_eq!(printed(&output), "id,other,reason\r\n");
}

#[test]
fn records_are_converted_into_a_file_whole_or_not_at_all() {
    let folder = Folder::new();
    let file = folder.file("a.ris", PAIR.as_bytes());
    let out = folder.folder.path().join("b.xlsx");
    let name = out.to_str().unwrap();
    let output = folder.runs(&["records", "convert", "--to", "xlsx", "-o", name], &file);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let rows = folder.runs(&["records"], &out);
    assert_eq!(printed(&rows).lines().count(), 2, "{}", said(&rows));
    let bad = folder.file(
        "bad.ris",
        format!("{PAIR}\nTY  - JOUR\nER  - \n").as_bytes(),
    );
    let before = std::fs::read(&out).unwrap();
    let output = folder.runs(&["records", "convert", "--to", "csv", "-o", name], &bad);
    assert_eq!(output.status.code(), Some(4));
    assert!(said(&output).contains("--good"), "{}", said(&output));
    assert_eq!(std::fs::read(&out).unwrap(), before, "nothing was written");
    let output = folder.runs(&["records", "convert", "--to", "csv", "--good"], &bad);
    assert_eq!(
        output.status.code(),
        Some(4),
        "what was left out is still told"
    );
    assert_eq!(printed(&output).lines().count(), 3);
    let output = folder.runs(
        &[
            "records",
            "convert",
            "--to",
            "ris",
            "-o",
            bad.to_str().unwrap(),
        ],
        &bad,
    );
    assert_eq!(output.status.code(), Some(2), "not over what is read");
    let output = folder.runs(&["records", "convert", "--to", "word"], &file);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("csl-json、ris、bibtex、csv、xlsx")
            || said(&output).contains("csl-json, ris"),
        "{}",
        said(&output)
    );
    let left: Vec<_> = std::fs::read_dir(folder.folder.path()).unwrap().collect();
    assert_eq!(left.len(), 3, "no half-written file stays: {left:?}");
}

#[test]
fn an_export_is_looked_through_for_what_it_lacks_and_has_twice() {
    let folder = Folder::new();
    let file = folder.file("a.ris", format!("{PAIR}\n{PAIR}").as_bytes());
    let output = folder.runs(&["records", "check", "--lang", "en"], &file);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let words = said(&output);
    assert!(
        words.contains(
            "without title 0, without people 0, without year 0, without DOI 4; duplicates 2"
        ),
        "{words}"
    );
    assert_eq!(printed(&output), "");
}
