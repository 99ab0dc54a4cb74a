//! What is written comes back: reading a file of ours gives the records it was made of, whatever
//! they hold; and no bytes at all make a reader panic.

use proptest::prelude::*;
use refdesk::biblio::name::{Author, Name};
use refdesk::biblio::record::{Conference, Kept, Known, Pages, Reference, TimesCited};
use refdesk::biblio::when::When;
use refdesk::biblio::{Kind, Limits, Record, Target, read, sniff, write};

/// Reads what was written; a record is the same when its fields are.
#[track_caller]
fn comes_back(records: &[Record], target: Target, what: &str) {
    let bytes = write(records, target).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let limits = Limits {
        file: usize::MAX,
        record: usize::MAX,
        value: usize::MAX,
        ..Limits::default()
    };
    let reading = read(&bytes, &limits);
    assert_eq!(
        reading.records.len(),
        records.len(),
        "{what} as {target:?}: {:?}",
        reading.problems
    );
    for (before, after) in records.iter().zip(&reading.records) {
        assert_eq!(
            before.fields(),
            after.fields(),
            "{what} as {target:?}:\n{text}"
        );
    }
}

#[test]
fn records_of_every_real_export_come_back_from_every_format() {
    let Some(corpora) = crate::common::corpora() else {
        return;
    };
    for name in [
        "wos/metaknowledge_testFile.isi",
        "wos/pybibx_wos_m.bib",
        "scopus/pybibx_scopus_m.bib",
        "scopus/bibliometrix_scopus_sample.csv",
        "case-tobler/wos_savedrecs.txt",
        "chinese/cnki-noteexpress/mixed.net",
        "chinese/wanfang-noteexpress/demo_wanfang_202101.NET",
        "chinese/cnki-estudy/demo_cnki_202101.txt",
        "pubmed/mrhelper_demo_pubmed_202101.nbib",
        "patents/derwent_roneyfraga.xlsx",
        "patents/patentscope_derived_pizza_small.csv",
        "many-producers-same-records/_baseline_rayyan.ris",
        "many-producers-same-records/_baseline_webofscience.ris",
        "many-producers-same-records/_baseline_openalex.csv",
        "many-producers-same-records/_baseline_excel.csv",
        "jabref-pairs/RisImporterTest1.ris",
        "jabref-pairs/refer.bibIX.ref",
    ] {
        let bytes = std::fs::read(corpora.join(name)).unwrap();
        let reading = read(&bytes, &Limits::default());
        assert!(!reading.records.is_empty(), "{name}");
        for target in Target::ALL {
            comes_back(&reading.records, target, name);
        }
    }
}

#[test]
fn a_plain_article_needs_nothing_beside_the_format() {
    let text = "TY  - JOUR\nTI  - 固态电池界面\nAU  - 王五\nAU  - Roe, Ann\nT2  - 电池\nPY  - 2024\nVL  - 3\nIS  - 2\nSP  - 1\nEP  - 9\nDO  - 10.1000/x1\nSN  - 1523-0406\nKW  - 电池\nID  - wang2024\nER  - \n";
    let reading = read(text.as_bytes(), &Limits::default());
    for target in Target::ALL {
        let written = text_of(&reading.records, target);
        assert!(
            matches!(target, Target::Csv | Target::Xlsx) || !written.contains("refdesk"),
            "{target:?}: {written}"
        );
        comes_back(&reading.records, target, "an article");
    }
    let table = text_of(&reading.records, Target::Csv);
    assert!(table.lines().nth(1).unwrap().ends_with(','), "{table}");
}

#[test]
fn nothing_in_a_table_is_run_by_a_spreadsheet() {
    let mut record = Record {
        title: "=cmd|' /C calc'!A0".into(),
        source: "@SUM(1)".into(),
        ..Record::default()
    };
    record.volume = "-5".into();
    let table = text_of(std::slice::from_ref(&record), Target::Csv);
    for cell in table.lines().nth(1).unwrap().split(',') {
        assert!(
            !cell.trim_matches('"').starts_with(['=', '+', '-', '@']),
            "{cell}"
        );
    }
    for target in [Target::Csv, Target::Xlsx] {
        comes_back(std::slice::from_ref(&record), target, "formulas");
    }
}

fn text_of(records: &[Record], target: Target) -> String {
    String::from_utf8_lossy(&write(records, target).unwrap()).into_owned()
}

#[test]
fn what_no_cell_of_a_workbook_can_hold_goes_on_in_further_columns() {
    let long = "固态电池 \"界面\" =1+1; ".repeat(4_000);
    let record = Record {
        title: "Long".into(),
        summary: long.trim().into(),
        notes: vec![long.trim().into()],
        ..Record::default()
    };
    comes_back(&[record.clone(), record], Target::Xlsx, "a long abstract");
}

#[test]
fn a_web_page_saved_as_a_workbook_is_read_and_a_login_page_is_told() {
    let page = "<html><head><meta charset='gbk'></head><body><table border=1><tr><th>题名</th><th>作者</th>\
        <th>年</th></tr><tr><td>固态电池&amp;界面</td><td>王五;李四</td><td>2024</td></tr></table></body></html>";
    let (bytes, _, _) = encoding_rs::GB18030.encode(page);
    let reading = read(&bytes, &Limits::default());
    assert_eq!(reading.format().key(), "records-format-html-table");
    assert_eq!(reading.records.len(), 1, "{:?}", reading.problems);
    assert_eq!(&*reading.records[0].title, "固态电池&界面");
    assert_eq!(reading.records[0].authors.len(), 2);
    let login =
        "<html><body><table><tr><td>User name</td><td><input></td></tr></table></body></html>";
    let reading = read(login.as_bytes(), &Limits::default());
    assert!(reading.records.is_empty());
    let told = reading.problems[0].fault.key();
    assert_eq!(told, "records-web-page");
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z 固态电池,.;:'()-]{0,20}",
        1 => "\\PC{0,12}",
        1 => "[\\\\{}%$#&_~^\"'@=+|/<>\n\t -]{0,12}",
    ]
    .prop_map(|text| text.trim().to_owned())
}

fn boxed() -> impl Strategy<Value = Box<str>> {
    text().prop_map(Into::into)
}

fn said() -> impl Strategy<Value = Vec<Box<str>>> {
    proptest::collection::vec("[A-Za-z固态 ]{1,8}".prop_map(|text| text.into()), 0..3)
}

fn name() -> impl Strategy<Value = Name> {
    prop_oneof![
        ("[A-Z][a-zé]{1,8}", "[A-Z][a-z.]{0,5}").prop_map(|(family, given)| Name {
            family: family.into(),
            given: given.into(),
            literal: "".into(),
        }),
        text().prop_map(|literal| Name {
            literal: literal.into(),
            ..Name::default()
        }),
    ]
}

prop_compose! {
    fn a_record()(
        kind in proptest::sample::select(Kind::ALL.to_vec()),
        title in "[A-Za-z固态]{1,12}",
        rest in text(),
        names in proptest::collection::vec(name(), 0..4),
        texts in proptest::collection::vec(boxed(), 10),
        lists in proptest::collection::vec(said(), 4),
        year in proptest::option::of(1900_i16..2030),
        month in proptest::option::of(1_u8..=12),
        cited in proptest::option::of(any::<u32>()),
        flag in any::<bool>(),
    ) -> Record {
        let at = |place: usize| texts[place].clone();
        Record {
            kind,
            title: format!("{title} {rest}").trim().into(),
            title_translated: at(0),
            authors: names.iter().cloned().map(Author::new).collect(),
            editors: names,
            source: at(1),
            volume: at(2),
            issue: at(3),
            pages: Pages { first: at(4), ..Pages::default() },
            article_number: at(5),
            summary: at(6),
            publisher: at(7),
            id: at(8),
            number: at(9),
            date: When { year, month: year.and(month), ..When::default() },
            keywords: lists[0].clone(),
            languages: lists[1].clone(),
            document_types: lists[2].clone(),
            notes: lists[3].clone(),
            times_cited: TimesCited { core: cited, all: None },
            highly_cited: flag,
            references: vec![Reference { said: "Roe A, 2020, X".into(), doi: "".into() }],
            known: vec![Known { scheme: "cn".into(), number: "11-4494/TN".into() }],
            conference: flag.then(|| Box::new(Conference { name: "A meeting".into(), ..Conference::default() })),
            other: vec![Kept { tag: "XX".into(), value: rest.into() }],
            ..Record::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_records_come_back_from_every_format(records in proptest::collection::vec(a_record(), 1..4)) {
        for target in Target::ALL {
            comes_back(&records, target, "any");
        }
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let reading = read(&bytes, &Limits::default());
        for record in &reading.records {
            let _ = reading.raw(record);
        }
        prop_assert_eq!(sniff(&bytes), sniff(&bytes));
    }

    #[test]
    fn no_text_of_signs_makes_a_reader_panic(
        start in proptest::sample::select(vec![
            "TY  - JOUR\n", "@article{a,", "PT J\n", "{Reference Type}: X\n", "PMID- 1\n", "%0 Book\n",
            "RT Book\n", "【来源篇名】", "DataType: 1\n", "Title,Authors,DOI,Year\n", "[{\"type\":\"book\",", "<xml><records><record>",
            "PT\tAU\tTI\tSO\n",
        ]),
        signs in "[A-Z0-9 {}()\\[\\]<>\"'\\\\@=,;:/.%#固\n\r\t-]{0,200}",
    ) {
        let text = format!("{start}{signs}");
        let reading = read(text.as_bytes(), &Limits::default());
        for record in &reading.records {
            let _ = reading.raw(record);
        }
    }
}
