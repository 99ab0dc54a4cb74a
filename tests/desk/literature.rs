//! The documents that the searches of a request brought: the same found across runs, judged, told apart,
//! taken back; what is judged stays with the work, whatever comes later.

use refdesk::biblio::{self, Limits};
use refdesk::desk::command::{ClientChoice, NewRequest, RunDraft};
use refdesk::desk::exports::Read;
use refdesk::desk::literature::{Flow, Literature};
use refdesk::desk::{Act, Command, Look, Seen, Target};
use refdesk::domain::literature::Relevance;
use refdesk::domain::{RequestId, RunId, Uid};

use super::bench::{Bench, asked};

fn run(bench: &mut Bench, request: RequestId, database: &str) -> RunId {
    bench.does(&Command::AddRun(Box::new(RunDraft {
        uid: Uid::now_v7(),
        request,
        database: database.into(),
        platform: database.into(),
        searched_on: Some(bench.today),
        query: "TS=x".into(),
        limits: String::new(),
        hits: Some(9),
        kept: None,
        note: String::new(),
        ..RunDraft::default()
    })));
    bench.case(request).runs.last().unwrap().id
}

/// An export as it is attached: read, brought in, named by its attachment.
fn brings(bench: &mut Bench, request: RequestId, run: RunId, text: &str) {
    let limits = Limits::default();
    let read = Read::of(&biblio::read(text.as_bytes(), &limits), &limits)
        .unwrap()
        .unwrap();
    let now = bench.now();
    let mut bringing = bench.desk.begin_export(run, read, &now).unwrap();
    while !bench.desk.bring_some(&mut bringing).unwrap() {}
    bench.does(&Command::Attach {
        request,
        sha256: format!("{:064x}", bringing.export().batch),
        name: "export.ris".into(),
        bytes: 1,
        run: Some(run),
        export: Some(bringing.export()),
    });
}

fn entry(title: &str, who: &str, year: u16, place: &str) -> String {
    format!(
        "TY  - JOUR\nTI  - {title}\nAU  - {who}\nT2  - Journal of Power Sources\nPY  - {year}\n{place}ER  - \n\n"
    )
}

const SULFIDE: &str = "Interface engineering of sulfide electrolytes for batteries";
const OXIDE: &str = "Grain boundaries in garnet-type oxide electrolytes";
const TALK: &str = "Electrolytes for the next decade of solid-state batteries";

/// Three works; one came with both runs, one may be the same as another.
fn searched(bench: &mut Bench) -> (RequestId, RunId, RunId) {
    let request = bench.receives("novelty", "固态电池", "王五");
    let (wos, scopus) = (
        run(bench, request, "WoS Core"),
        run(bench, request, "Scopus"),
    );
    let (at, late) = ("VL  - 489\nSP  - 229\nEP  - 241\n", "VL  - 12\nSP  - 1\n");
    let first = entry(SULFIDE, "Wang, X", 2021, at) + &entry(OXIDE, "Roe, A", 2019, late);
    brings(bench, request, wos, &first);
    let second = entry(&SULFIDE.to_uppercase(), "Wang, Xiaofei", 2021, at)
        + &entry(TALK, "Li, S; Roe, A", 2020, "VL  - 7\nSP  - 5\n")
        + &entry(
            TALK,
            "Li, Si; Roe, Ann",
            2020,
            "VL  - 7\nSP  - 99\nEP  - 105\n",
        )
        .replace("batteries", "battery");
    brings(bench, request, scopus, &second);
    (request, wos, scopus)
}

fn literature(bench: &mut Bench, request: RequestId) -> Literature {
    match bench.looks(&Look::Literature(request)) {
        Seen::Literature(found) => *found,
        other => panic!("{other:?}"),
    }
}

fn judges(bench: &mut Bench, request: RequestId, record: i64, relevance: Relevance, reason: &str) {
    bench.does(&Command::Screen {
        request,
        record,
        relevance,
        reason: reason.into(),
    });
}

#[test]
fn works_of_all_runs_are_laid_together_and_every_source_is_kept() {
    let mut bench = Bench::new();
    let (request, wos, scopus) = searched(&mut bench);
    let found = literature(&mut bench, request);
    assert_eq!(
        (found.records, found.works.len(), found.removable()),
        (5, 4, 1)
    );
    let runs: Vec<RunId> = found.works[0].members.iter().map(|(_, run)| *run).collect();
    assert_eq!(runs, [wos, scopus]);
    assert_eq!(found.works[0].place, "489: 229-241");
    assert_eq!(found.doubts, [(2, 3)]);
    let flow = Flow {
        run: Some(wos),
        records: 2,
        works: 2,
        alone: 1,
        screened: 0,
        kept: 0,
    };
    assert_eq!(found.runs[0], flow);
    assert_eq!(found.runs[1].alone, 2);
}

#[test]
fn a_judgement_holds_for_the_work_and_the_newest_counts() {
    let mut bench = Bench::new();
    let (request, wos, _) = searched(&mut bench);
    let work = literature(&mut bench, request).works[0].clone();
    judges(&mut bench, request, work.record, Relevance::Uncertain, "");
    judges(
        &mut bench,
        request,
        work.record,
        Relevance::Close,
        "同一电解质",
    );
    let found = literature(&mut bench, request);
    assert_eq!(found.stands(0).unwrap().relevance, Relevance::Close);
    assert_eq!((found.screened(), found.counted(Relevance::Close)), (1, 1));
    assert_eq!((found.runs[0].kept, found.runs[1].kept), (1, 1));
    // A later batch brings the same once more, with an abstract: it stands for the work now, judged.
    let fuller = entry(
        SULFIDE,
        "Wang, X",
        2021,
        "VL  - 489\nSP  - 229\nEP  - 241\nDO  - 10.1/x\nAB  - Sulfides.\n",
    );
    brings(&mut bench, request, wos, &fuller);
    let found = literature(&mut bench, request);
    assert_ne!(found.works[0].record, work.record);
    assert_eq!(found.works[0].summary, "Sulfides.");
    assert_eq!(found.stands(0).unwrap().relevance, Relevance::Close);
}

#[test]
fn what_is_left_out_needs_a_reason_and_two_people_are_compared() {
    let mut bench = Bench::new();
    let (request, ..) = searched(&mut bench);
    let record = literature(&mut bench, request).works[1].record;
    let screen = |reason: &str| Command::Screen {
        request,
        record,
        relevance: Relevance::None,
        reason: reason.into(),
    };
    assert_eq!(
        bench.tries(&screen(" ")).unwrap_err().said.key,
        "screen-reason"
    );
    bench.does(&screen("氧化物，不是硫化物"));
    assert!(!literature(&mut bench, request).differ(1));
    bench.sit("zhao");
    judges(&mut bench, request, record, Relevance::Related, "");
    let found = literature(&mut bench, request);
    assert!(found.differ(1));
    assert_eq!(found.judged[1].len(), 2);
    bench.sit("qian");
    assert!(bench.tries(&screen("只看的人")).is_err());
}

#[test]
fn a_doubt_is_decided_once_and_taken_back_with_its_judgements() {
    let mut bench = Bench::new();
    let (request, ..) = searched(&mut bench);
    let found = literature(&mut bench, request);
    let (one, other) = found.doubts[0];
    let (one, other) = (found.works[one].record, found.works[other].record);
    let pair = |same: bool| Command::Pair {
        request,
        one,
        other,
        same,
    };
    bench.does(&pair(false));
    let found = literature(&mut bench, request);
    assert_eq!((found.works.len(), found.doubts.len()), (4, 0));
    let done = bench.does(&pair(true));
    let found = literature(&mut bench, request);
    assert_eq!((found.works.len(), found.doubts.len()), (3, 0));
    bench.does(&Command::Undo {
        seq: done.seq.unwrap(),
    });
    assert_eq!(
        literature(&mut bench, request).works.len(),
        4,
        "two of them, as was told before"
    );
    let judged = bench.does(&Command::Screen {
        request,
        record: one,
        relevance: Relevance::Close,
        reason: String::new(),
    });
    assert_eq!(literature(&mut bench, request).screened(), 1);
    bench.does(&Command::Undo {
        seq: judged.seq.unwrap(),
    });
    assert_eq!(literature(&mut bench, request).screened(), 0);
}

#[test]
fn nothing_is_judged_that_no_search_of_the_request_brought() {
    let mut bench = Bench::new();
    let (request, ..) = searched(&mut bench);
    let record = literature(&mut bench, request).works[0].record;
    let other = bench.receives("novelty", "另一件", "赵六");
    let screen = |request: RequestId, record: i64| Command::Screen {
        request,
        record,
        relevance: Relevance::Close,
        reason: String::new(),
    };
    assert_eq!(
        bench.tries(&screen(other, record)).unwrap_err().said.key,
        "document-not-there"
    );
    assert_eq!(
        bench.tries(&screen(request, 9_999)).unwrap_err().said.key,
        "document-not-there"
    );
    let pair = Command::Pair {
        request,
        one: record,
        other: record,
        same: true,
    };
    assert_eq!(bench.tries(&pair).unwrap_err().said.key, "pair-with-itself");
    // An export that is taken away takes its documents along; brought back, they are judged as before.
    judges(&mut bench, request, record, Relevance::Close, "");
    assert_eq!(
        literature(&mut bench, other),
        Literature {
            request: Some(other),
            ..Literature::default()
        }
    );
}

#[test]
fn judgements_go_with_the_runs_into_the_request_they_are_merged_into() {
    let mut bench = Bench::new();
    let (request, ..) = searched(&mut bench);
    let record = literature(&mut bench, request).works[0].record;
    judges(&mut bench, request, record, Relevance::Close, "");
    let client = bench.case(request).request.client.unwrap();
    let again = NewRequest {
        client: ClientChoice::Known(client),
        ..asked("novelty", "同一件", "")
    };
    let into = bench
        .does(&Command::Receive(Box::new(again)))
        .request
        .unwrap();
    let act = Act::MergeInto {
        into,
        reason: "同一课题".into(),
    };
    bench.does(&Command::On {
        target: Target::newest(request),
        act,
    });
    let found = literature(&mut bench, into);
    assert_eq!((found.works.len(), found.screened()), (4, 1));
}
