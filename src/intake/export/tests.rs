//! What stands in a cell is what was written, formula or not.

use calamine::{Data, Reader, Xlsx};
use serde_json::{Value, json};

use super::out::{Book, JsonFile};
use crate::domain::Lang;

#[test]
fn a_text_that_looks_like_a_formula_stays_a_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    let mut book = Book::new(folder.path(), Lang::En).unwrap();
    let texts = ["=1+1", "+86", "@SUM(A1)", "-a", "＝cmd", "\tx", "000123"];
    for text in texts {
        let Value::Object(row) = json!({ "text": text, "n": 7 }) else {
            panic!("an object");
        };
        book.put("rows", &["text", "n"], &row).unwrap();
    }
    book.save(&path).unwrap();
    let mut read = Xlsx::new(std::io::Cursor::new(std::fs::read(&path).unwrap())).unwrap();
    let range = read.worksheet_range("rows").unwrap();
    for (at, text) in texts.iter().enumerate() {
        let row = u32::try_from(at).unwrap() + 1;
        assert_eq!(
            range.get_value((row, 0)),
            Some(&Data::String((*text).into()))
        );
        assert_eq!(range.get_value((row, 1)), Some(&Data::Float(7.0)));
    }
    assert!(read.worksheet_formula("rows").unwrap().is_empty());
}

#[test]
fn a_file_that_is_there_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    std::fs::write(&path, "mine").unwrap();
    let refused = JsonFile::create(&path).err().unwrap();
    assert_eq!(refused.said.key, "intake-file-exists");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "mine");
}
