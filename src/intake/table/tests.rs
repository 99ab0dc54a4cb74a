//! Tables good and bad, read as people send them.

use super::*;

fn csv(text: &str) -> Result<Table, Refusal> {
    from_bytes("t.csv", text.as_bytes(), None)
}

fn refused(bytes: &[u8]) -> &'static str {
    from_bytes("t.csv", bytes, None)
        .expect_err("refused")
        .said
        .key
}

#[test]
fn cells_are_parted_by_what_parts_them_best() {
    let cases = [
        ("a,b\n1,2\n", ','),
        ("a;b\n1,5;2\n", ';'),
        ("a\tb, c\n1\t2\n", '\t'),
        ("sep=;\na;b\n1;2\n", ';'),
        ("a\n1\n", ','),
    ];
    for (text, by) in cases {
        assert_eq!(csv(text).unwrap().kind, Kind::Delimited { by }, "{text:?}");
    }
}

#[test]
fn a_quoted_cell_keeps_its_lines_and_the_rows_their_numbers() {
    let table = csv("题名,备注\r\n\"甲\r\n乙\",\"说\"\"好\"\"\"\r\n丙,丁\r\n").unwrap();
    assert_eq!(table.headers, ["题名", "备注"]);
    assert_eq!(
        table.rows[0],
        (2, vec!["甲\r\n乙".into(), "说\"好\"".into()])
    );
    assert_eq!(table.rows[1].0, 4);
    assert_eq!(csv("a,b\r1,2\r3,4").unwrap().rows.len(), 2);
}

#[test]
fn gb18030_is_read_and_said_and_utf8_is_never_taken_for_it() {
    let text = "题名,委托人\n固态电池,王五\n";
    let (gbk, _, _) = encoding_rs::GB18030.encode(text);
    let table = from_bytes("t.csv", &gbk, None).unwrap();
    assert_eq!(
        (table.encoding, table.headers[0].as_str()),
        ("GB18030", "题名")
    );
    assert_eq!(csv(text).unwrap().encoding, "UTF-8");
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    assert_eq!(
        from_bytes("t.csv", &marked, None).unwrap().headers[0],
        "题名"
    );
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&b"\xFF\xFE"[..], &wide].concat();
    assert_eq!(
        from_bytes("t.csv", &marked, None).unwrap().headers,
        table.headers
    );
}

#[test]
fn a_broken_character_is_refused_with_its_line_and_byte() {
    let mut bytes = "题名,委托人\n固态电池,王五\n".as_bytes().to_vec();
    bytes.truncate(bytes.len() - 2);
    let refusal = from_bytes("t.csv", &bytes, None).expect_err("cut off");
    assert_eq!(refusal.said.key, "intake-broken-character");
    assert!(refusal.said.args.contains(&("line", Arg::Int(2))));
}

#[test]
fn bad_files_are_each_refused_for_what_they_are() {
    let cases: [(&[u8], &str); 17] = [
        (b"", "intake-file-empty"),
        (b"\xEF\xBB\xBF", "intake-file-empty"),
        (b"\n \n\t\n", "intake-file-empty"),
        (b"a,b\n", "intake-only-headers"),
        (b"<!DOCTYPE html><html><body>login", "intake-markup"),
        (b"<?xml version=\"1.0\"?><rss/>", "intake-markup"),
        (b"%PDF-1.7\n", "intake-other-kind"),
        (b"\x1f\x8b\x08\x00", "intake-other-kind"),
        (b"SQLite format 3\0", "intake-other-kind"),
        (b"a,b\n1,\"2\n3,4\n", "intake-open-quote"),
        (b"a,b\n1,2\n3\n4,5,6\n", "intake-ragged"),
        (b"a,b\n1,x\0y\n", "intake-nul"),
        (b"a\0,\0b\0\n\0", "intake-utf16-unmarked"),
        (b"PK\x03\x04 not a zip", "intake-workbook-broken"),
        (
            b"\xD0\xCF\x11\xE0 not a workbook",
            "intake-workbook-unreadable",
        ),
        (b"[{\"a\": 1},", "intake-json-unreadable"),
        (b"[{\"a\": 1e300}]", "intake-json-cell"),
    ];
    for (bytes, key) in cases {
        assert_eq!(refused(bytes), key, "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_text_that_is_only_called_a_workbook_is_told_from_a_table() {
    let read = |name: &str, text: &str| match from_bytes(name, text.as_bytes(), None) {
        Ok(table) => table.headers.join("|"),
        Err(refusal) => refusal.said.key.to_owned(),
    };
    for name in ["台账.xlsx", "a.XLS", "a.ods"] {
        assert_eq!(
            read(name, "Session expired"),
            "intake-no-workbook",
            "{name}"
        );
        assert_eq!(
            read(name, "not found\nagain"),
            "intake-no-workbook",
            "{name}"
        );
    }
    // Many offices' systems write text under a workbook's name.
    assert_eq!(
        read("a.xls", "题名\t委托人\n固态电池\t王五\n"),
        "题名|委托人"
    );
    assert_eq!(read("a.csv", "题名"), "intake-only-headers");
}

#[test]
fn an_open_quotation_is_told_by_the_line_it_begins_in() {
    let refusal = csv("a,b\n1,2\n3,\"4\n5,6\n").expect_err("never closed");
    assert!(refusal.said.args.contains(&("line", Arg::Int(3))));
}

#[test]
fn a_row_without_end_is_refused() {
    let long = format!("a,b\n1,{}\n", "x".repeat(LONGEST_ROW));
    assert_eq!(refused(long.as_bytes()), "intake-row-too-long");
}

#[test]
fn a_heading_above_the_headers_is_passed_by() {
    let table = csv("2025 年查新台账,,\n编号,题名,委托人\n1,甲,乙\n").unwrap();
    assert_eq!(table.headers, ["编号", "题名", "委托人"]);
    assert_eq!(table.rows[0].0, 3);
}

#[test]
fn a_formula_is_guarded_going_out_and_bare_again_coming_in() {
    for cell in [
        "=1+1", "+86 22", "@SUM", "-a", "＝cmd", "\tx", "plain", "-5", "'", "'quoted'",
    ] {
        assert_eq!(unguarded(&guarded(cell)), cell, "{cell:?}");
    }
    assert_eq!(guarded("-12.5"), "-12.5");
    assert_eq!(guarded("=1"), "'=1");
}

#[test]
fn a_workbook_gives_dates_as_dates_and_ids_as_they_are_written() {
    use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("台账").unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (column, header) in ["编号", "受理日期", "篇数", "长号"].iter().enumerate() {
        sheet
            .write_string(1, u16::try_from(column).unwrap() + 1, *header)
            .unwrap();
    }
    sheet.write_string(2, 1, "000123").unwrap();
    let date = ExcelDateTime::from_ymd(2026, 11, 20).unwrap();
    sheet.write_datetime_with_format(2, 2, &date, &day).unwrap();
    sheet.write_number(2, 3, 32).unwrap();
    sheet
        .write_number(2, 4, 1_234_567_890_123_456_789_f64)
        .unwrap();
    book.add_worksheet();
    let table = from_bytes("t.xlsx", &book.save_to_buffer().unwrap(), None).unwrap();
    assert_eq!(table.sheet.as_deref(), Some("台账"));
    assert_eq!(table.headers, ["编号", "受理日期", "篇数", "长号"]);
    assert_eq!(table.rows[0].0, 3);
    assert_eq!(table.rows[0].1[..3], ["000123", "2026-11-20", "32"]);
    let notes: Vec<_> = table.notes.iter().map(|n| n.key).collect();
    assert_eq!(notes, ["intake-other-sheets", "intake-lost-digits"]);
}

#[test]
fn a_cell_in_the_last_corner_of_a_sheet_costs_nothing() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "a").unwrap();
    sheet.write_string(1_048_575, 16_383, "b").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let refusal = from_bytes("t.xlsx", &bytes, None).expect_err("too wide");
    assert_eq!(refusal.said.key, "intake-too-many-columns");
}

#[test]
fn a_workbook_that_would_swell_is_not_unpacked() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().write_string(0, 0, "a").unwrap();
    let mut bytes = book.save_to_buffer().unwrap();
    // Every entry of the table of contents claims a gigabyte.
    let places: Vec<usize> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, w)| *w == b"PK\x01\x02")
        .map(|(at, _)| at)
        .collect();
    for at in places {
        bytes[at + 24..at + 28].copy_from_slice(&0x4000_0000_u32.to_le_bytes());
    }
    assert_eq!(refused(&bytes), "intake-workbook-swells");
}

/// A workbook in name, of the given entries: name, content, and the size it claims to have unpacked.
fn archive(entries: &[(&str, &[u8], Option<u32>)]) -> Vec<u8> {
    use std::io::Write;
    let (mut bytes, mut contents) = (Vec::new(), Vec::new());
    let u16le = |n: usize| u16::try_from(n).unwrap().to_le_bytes();
    let u32le = |n: usize| u32::try_from(n).unwrap().to_le_bytes();
    for (name, content, claim) in entries {
        let place = bytes.len();
        let mut packer =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(content).unwrap();
        let packed = packer.finish().unwrap();
        let claim = claim.map_or(content.len(), |c| c as usize);
        let mut about = Vec::new();
        about.extend([20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        about.extend(u32le(packed.len()));
        about.extend(u32le(claim));
        about.extend(u16le(name.len()));
        about.extend([0, 0]);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&about);
        bytes.extend(name.as_bytes());
        bytes.extend(&packed);
        contents.extend(b"PK\x01\x02\x14\0");
        contents.extend(&about);
        contents.extend([0; 10]);
        contents.extend(u32le(place));
        contents.extend(name.as_bytes());
    }
    let place = bytes.len();
    bytes.extend(&contents);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(u16le(entries.len()));
    bytes.extend(u16le(entries.len()));
    bytes.extend(u32le(contents.len()));
    bytes.extend(u32le(place));
    bytes.extend([0, 0]);
    bytes
}

#[test]
fn a_workbook_that_lies_about_what_comes_out_of_it_is_refused() {
    let much = vec![b'a'; 120 * 1024 * 1024];
    let some = &much[..12 * 1024 * 1024];
    let book: (&str, &[u8], Option<u32>) = ("xl/workbook.xml", b"<workbook/>", None);
    let with = |name, content, claim| archive(&[book, (name, content, claim)]);
    let cases = [
        (with("xl/a.xml", &much, Some(10)), "intake-workbook-swells"),
        (with("xl/a.xml", &much, None), "intake-workbook-swells"),
        (with("xl/a.xml", some, None), "intake-workbook-swells"),
        (with("xl/a.xml", b"aaaa", Some(9)), "intake-workbook-broken"),
        (
            with("xl/a.zip", b"PK\x03\x04..", None),
            "intake-workbook-nested",
        ),
        (with("../a.xml", b"a", None), "intake-workbook-names"),
        (with("xl/workbook.xml", b"a", None), "intake-workbook-names"),
    ];
    for (bytes, key) in &cases {
        assert_eq!(refused(bytes), *key);
    }
    // An honest one gets as far as the workbook itself.
    let honest = with("xl/a.xml", b"<a/>", None);
    assert_eq!(refused(&honest), "intake-workbook-unreadable");
}

#[test]
fn only_ordinary_files_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let key = |path: &Path| read(path, None).expect_err("refused").said.key;
    assert_eq!(key(folder.path()), "intake-is-folder");
    assert_eq!(key(&folder.path().join("none.csv")), "intake-no-such-file");
    assert_eq!(key(Path::new("/dev/zero")), "intake-not-a-file");
    let pipe = folder.path().join("pipe.csv");
    let made = rustix::fs::mknodat(
        rustix::fs::CWD,
        &pipe,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
        0,
    );
    made.unwrap();
    assert_eq!(key(&pipe), "intake-not-a-file");
}

#[test]
fn json_objects_are_rows_and_long_numbers_keep_their_digits() {
    let text = r#"[{"题名": "甲", "号": 1234567890123456789}, {"题名": "乙", "标签": ["a", "b"]}]"#;
    let table = from_bytes("t.json", text.as_bytes(), None).unwrap();
    assert_eq!(table.headers, ["号", "标签", "题名"]);
    assert_eq!(
        table.rows[0],
        (
            1,
            vec!["1234567890123456789".into(), "".into(), "甲".into()]
        )
    );
    assert_eq!(table.rows[1].1[1], "a; b");
}
