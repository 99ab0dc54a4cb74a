//! Exports of search runs: what they brought, what they lack, and that nothing is counted twice.

use refdesk::biblio::{self, Limits, Record};
use refdesk::desk::command::RunDraft;
use refdesk::desk::exports::Read;
use refdesk::desk::look::Case;
use refdesk::desk::{Act, Command};
use refdesk::domain::run::Imported;
use refdesk::domain::{RequestId, Uid};
use refdesk::store::records;

use super::common::story::Story;
use super::{case, desk, names};

/// Records of Web of Science in its tagged layout, with these accession numbers.
fn wos(numbers: std::ops::Range<u32>) -> Vec<u8> {
    let mut text = String::from("FN Clarivate Analytics Web of Science\nVR 1.0\n");
    for n in numbers {
        text.push_str(&format!(
            "PT J\nAU Wang, L\nTI Solid electrolytes, part {n}\nSO ENERGY\nPY 2025\nNR 3\nUT WOS:{n:015}\nER\n\n"
        ));
    }
    text.push_str("EF\n");
    text.into_bytes()
}

fn with_run(hits: u64) -> Story {
    let mut story = desk(1);
    story.command(&Command::AddRun(Box::new(RunDraft {
        uid: Uid::now_v7(),
        request: RequestId(1),
        database: "Web of Science 核心合集 SCIE".to_owned(),
        platform: "Web of Science".to_owned(),
        searched_on: Some(story.moment.today()),
        query: "TS=solid".to_owned(),
        limits: String::new(),
        hits: Some(hits),
        kept: None,
        note: String::new(),
        ..RunDraft::default()
    })));
    story.act(RequestId(1), Act::Claim);
    story.press("Ctrl-R");
    story
}

fn imported(case: &Case) -> Imported {
    case.imported[&case.runs[0].id]
}

#[test]
fn batches_of_a_run_are_counted_against_its_hits_and_overlaps_once() {
    let mut story = with_run(40);
    story.arrives("savedrecs.txt", &wos(0..20));
    story.press("0 Enter 4");
    story.sees("读入 20 条；命中 40，还差约 20 条");
    // The run lacks a part, so the next batch is taken for its as well.
    story.arrives("savedrecs (1).txt", &wos(15..35));
    story.press("Enter 4");
    story.sees("读入 20 条，其中 5 条前一批已有、只计一次；命中 40，还差约 5 条");
    let now = case(&mut story, 1);
    let sum = imported(&now);
    assert_eq!((sum.files, sum.records, sum.distinct), (2, 40, 35));
    assert_eq!((sum.overlap(), sum.lacking(now.runs[0].hits)), (5, Some(5)));
    assert!(sum.without_references, "NR says three, none came");
    story.press("Esc Esc 3");
    story.sees("导入 35").sees("差约 5");
}

#[test]
fn every_record_lies_in_the_store_as_the_file_had_it() {
    let mut story = with_run(3);
    story.arrives("savedrecs.txt", &wos(7..10));
    story.press("0 Enter 4");
    let now = case(&mut story, 1);
    let export = now.attachments[0].export.clone().unwrap();
    assert_eq!((export.records, export.distinct, export.lost), (3, 3, 0));
    let kept = records::of_batch(story.desk.store().db(), export.batch).unwrap();
    let kept: Vec<Record> = kept
        .iter()
        .map(|r| serde_json::from_str(r).unwrap())
        .collect();
    let numbers: Vec<&str> = kept.iter().map(|record| &*record.accession).collect();
    assert_eq!(
        numbers,
        [
            "WOS:000000000000007",
            "WOS:000000000000008",
            "WOS:000000000000009"
        ]
    );
    assert_eq!(&*kept[2].title, "Solid electrolytes, part 9");
}

#[test]
fn the_same_file_is_read_into_a_run_once() {
    let mut story = with_run(40);
    story.arrives("savedrecs.txt", &wos(0..20));
    story.press("0 Enter 4");
    story.arrives("又一份.txt", &wos(0..20));
    story.press("Enter 4");
    story.sees("这个文件已经作为");
    let now = case(&mut story, 1);
    assert_eq!(imported(&now).records, 20);
    assert_eq!(names(&mut story, 1), ["savedrecs.txt"]);
}

#[test]
fn an_export_taken_back_counts_no_more_and_comes_back_whole() {
    let mut story = with_run(20);
    story.arrives("savedrecs.txt", &wos(0..20));
    story.press("0 Enter 4 Esc");
    story.press("u");
    let now = case(&mut story, 1);
    assert!(now.imported.is_empty() && now.attachments.is_empty());
    story.press("U");
    let now = case(&mut story, 1);
    assert_eq!(imported(&now).distinct, 20);
}

#[test]
fn a_file_without_records_is_the_export_of_a_run_all_the_same() {
    let mut story = with_run(20);
    story.arrives("截图.pdf", b"%PDF-1.7");
    story.press("0 Enter 4 1");
    let now = case(&mut story, 1);
    assert!(now.attachments[0].run.is_some() && now.attachments[0].export.is_none());
    assert!(now.imported.is_empty());
}

#[test]
fn a_file_read_only_in_part_does_not_pass_for_the_whole() {
    let limits = Limits {
        records: 5,
        ..Limits::default()
    };
    let refused = Read::of(&biblio::read(&wos(0..9), &limits), &limits).unwrap_err();
    assert_eq!(refused.said.key, "export-too-many");
    let whole = Read::of(&biblio::read(&wos(0..4), &limits), &limits).unwrap();
    assert_eq!(whole.unwrap().len(), 4);
}
