//! What `text::segment` stores is found by SQLite's own tokenizer, down to two-character words.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use proptest::prelude::*;
use refdesk::text::segment::{index_name, index_text, match_expression, query_terms};
use rusqlite::Connection;

fn shelf(texts: &[&str]) -> Connection {
    let db = Connection::open_in_memory().unwrap();
    db.execute_batch("CREATE VIRTUAL TABLE shelf USING fts5(body, tokenize = 'unicode61')")
        .unwrap();
    for (at, text) in texts.iter().enumerate() {
        add(&db, at, &index_text(text));
    }
    db
}

fn add(db: &Connection, at: usize, body: &str) {
    db.execute(
        "INSERT INTO shelf(rowid, body) VALUES (?1, ?2)",
        (i64::try_from(at).unwrap(), body),
    )
    .unwrap();
}

fn found(db: &Connection, typed: &str) -> Vec<i64> {
    let expression = match_expression(&query_terms(typed));
    db.prepare("SELECT rowid FROM shelf WHERE shelf MATCH ?1 ORDER BY rowid")
        .unwrap()
        .query_map([expression], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

#[test]
fn chinese_words_are_found_wherever_they_stand_and_nothing_else_is() {
    let db = shelf(&[
        "固态电池硫化物电解质界面科技查新",
        "高校知识产权信息服务",
        "专利导航与查新",
        "检查，新材料",
        "ＷｏＳ Core 被引 2026 年",
        "甲乙，乙丙",
    ]);
    let cases: [(&str, &[i64], &str); 14] = [
        ("查新", &[0, 2], "not across the comma of 检查，新材料"),
        ("专利", &[2], "two characters"),
        ("识产", &[1], "across the dictionary's words"),
        ("知识产权", &[1], "four characters"),
        ("新", &[0, 2, 3], "one character, last of its run as well"),
        ("面", &[0], "one character inside a run"),
        ("甲乙丙", &[], "pairs of two runs are no phrase"),
        ("专利 查新", &[2], "both words"),
        ("查新 知识", &[], "not either"),
        ("wos", &[4], "full-width stored"),
        ("ＷＯＳ　ｃｏ", &[4], "full-width typed, by its beginning"),
        ("2026", &[4], "a number"),
        ("026", &[], "not inside a number"),
        ("被引2026", &[4], "Chinese and digits together"),
    ];
    for (typed, rows, why) in cases {
        assert_eq!(found(&db, typed), rows, "{typed}: {why}");
    }
}

#[test]
fn a_person_is_found_by_name_pinyin_and_initials() {
    let db = shelf(&[]);
    add(&db, 1, &index_name("张三"));
    add(&db, 2, &index_name("单雄信"));
    for typed in ["张三", "zhangsan", "zhang", "zs", "三"] {
        assert_eq!(found(&db, typed), [1], "{typed}");
    }
    for typed in ["shanxiongxin", "danxiong", "sxx"] {
        assert_eq!(found(&db, typed), [2], "{typed}");
    }
}

#[test]
fn rare_characters_of_every_extension_are_found() {
    let rare = [
        '\u{3400}',
        '\u{20bb7}',
        '\u{2a700}',
        '\u{2b740}',
        '\u{2b81d}',
        '\u{2b820}',
        '\u{2ceb0}',
        '\u{2ebf0}',
        '\u{30000}',
        '\u{31350}',
        'か',
        'ー',
        '한',
        '々',
        '〇',
    ];
    for c in rare {
        let text = format!("王{c}明");
        let db = shelf(&[&text, "王大明"]);
        for typed in [
            text.clone(),
            format!("王{c}"),
            format!("{c}明"),
            c.to_string(),
        ] {
            assert_eq!(found(&db, &typed), [0], "U+{:X} {typed}", u32::from(c));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_typed_is_a_valid_search(typed in any::<String>()) {
        let db = shelf(&["查新"]);
        if !query_terms(&typed).is_empty() {
            found(&db, &typed);
        }
    }

    #[test]
    fn every_piece_of_a_chinese_text_finds_it(text in "[一-龥]{2,12}", from in 0usize..11, len in 1usize..6) {
        let piece: String = text.chars().skip(from).take(len).collect();
        if !piece.is_empty() {
            let db = shelf(&[&text]);
            prop_assert_eq!(found(&db, &piece), vec![0]);
        }
    }
}
