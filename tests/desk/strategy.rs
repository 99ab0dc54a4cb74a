//! The concepts of a request and a strategy taken over from another one.

use refdesk::desk::command::RunDraft;
use refdesk::desk::{Act, Command};
use refdesk::domain::concept::{Line, table};
use refdesk::domain::refusal::RefusalKind;
use refdesk::domain::request::Secrecy;
use refdesk::domain::run::Way;
use refdesk::domain::{ConceptId, RequestId, Rev, Uid};

use super::bench::{Bench, asked};

fn lines(text: &str) -> Vec<Line> {
    table(text).unwrap()
}

fn seen(bench: &mut Bench, request: RequestId) -> Vec<(ConceptId, Rev)> {
    let concepts = bench.case(request).concepts;
    concepts.iter().map(|c| (c.id, c.rev)).collect()
}

fn sets(bench: &mut Bench, request: RequestId, text: &str) -> refdesk::desk::Done {
    let seen = seen(bench, request);
    bench.does(&Command::SetConcepts {
        request,
        seen,
        table: lines(text),
    })
}

fn run(request: RequestId, database: &str, hits: u64, kept: u64) -> RunDraft {
    RunDraft {
        uid: Uid::now_v7(),
        request,
        database: database.into(),
        platform: database.into(),
        searched_on: Some(jiff::civil::date(2026, 9, 1)),
        query: format!("TS=({database})"),
        hits: Some(hits),
        kept: Some(kept),
        ..RunDraft::default()
    }
}

fn names(bench: &mut Bench, request: RequestId) -> Vec<String> {
    let concepts = bench.case(request).concepts;
    concepts.into_iter().map(|concept| concept.name).collect()
}

#[test]
fn a_table_changes_what_it_names_and_one_undo_brings_all_of_it_back() {
    let mut bench = Bench::new();
    let id = bench.receives("novelty", "固态电池", "王五");
    sets(
        &mut bench,
        id,
        "电池: 固态电池 | battery\n界面: 界面 | interface",
    );
    let before = bench.case(id).concepts;
    let done = sets(
        &mut bench,
        id,
        "电池: 固态电池; 全固态电池 | battery\n锂: 锂",
    );
    assert_eq!(names(&mut bench, id), ["电池", "锂"]);
    let battery = &bench.case(id).concepts[0];
    assert_eq!(battery.id, before[0].id);
    assert_eq!(battery.zh, ["固态电池", "全固态电池"]);
    bench.does(&Command::Undo {
        seq: done.seq.unwrap(),
    });
    assert_eq!(names(&mut bench, id), ["电池", "界面"]);
    assert_eq!(bench.case(id).concepts[0].zh, ["固态电池"]);
    bench.is_well();
}

#[test]
fn a_table_that_a_colleague_has_changed_is_not_written_over() {
    let mut bench = Bench::new();
    let id = bench.receives("novelty", "固态电池", "王五");
    sets(&mut bench, id, "电池: 固态电池");
    let old = seen(&mut bench, id);
    sets(&mut bench, id, "电池: 固态电池; 全固态电池");
    let late = Command::SetConcepts {
        request: id,
        seen: old,
        table: lines("电池: 钠电池"),
    };
    let refusal = bench.tries(&late).unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::Stale);
    assert_eq!(bench.case(id).concepts[0].zh, ["固态电池", "全固态电池"]);
}

#[test]
fn a_strategy_is_taken_over_with_its_source_and_without_its_figures() {
    let mut bench = Bench::new();
    let old = bench.receives("novelty", "固态电池", "王五");
    sets(&mut bench, old, "电池: 固态电池 | battery");
    for database in ["CNKI", "WoS Core"] {
        bench.does(&Command::AddRun(Box::new(run(old, database, 12, 3))));
    }
    bench.does(&Command::AddRun(Box::new(RunDraft {
        way: Way::Contact,
        ..run(old, "专家", 1, 1)
    })));
    let new = bench.receives("novelty", "固态电池界面", "李四");
    bench.does(&Command::AddRun(Box::new(run(new, "CNKI", 5, 1))));
    let take = Command::ReuseStrategy {
        request: new,
        from: old,
    };
    let done = bench.does(&take);
    let case = bench.case(new);
    assert_eq!(case.runs.len(), 2, "{:?}", case.runs);
    let taken = &case.runs[1];
    assert_eq!(
        (taken.database.as_str(), taken.taken_from),
        ("WoS Core", Some(old))
    );
    assert_eq!(
        (taken.searched_on, taken.hits, taken.kept),
        (None, None, None)
    );
    assert_eq!(taken.query, "TS=(WoS Core)");
    assert_eq!(case.concepts[0].taken_from, Some(old));
    // What is there already is not taken twice, and what was taken goes with one undo.
    assert_eq!(bench.tries(&take).unwrap_err().said.key, "reuse-nothing");
    bench.does(&Command::Undo {
        seq: done.seq.unwrap(),
    });
    assert_eq!(bench.case(new).runs.len(), 1);
    assert!(bench.case(new).concepts.is_empty());
    bench.does(&take);
    assert_eq!(bench.case(new).runs.len(), 2);
    bench.is_well();
}

#[test]
fn nothing_is_taken_from_what_one_may_not_see() {
    let mut bench = Bench::new();
    let mut secret = asked("novelty", "保密课题", "王五");
    secret.secrecy = Secrecy::Restricted;
    let secret = bench
        .does(&Command::Receive(Box::new(secret)))
        .request
        .unwrap();
    bench.does(&Command::AddRun(Box::new(run(secret, "CNKI", 12, 3))));
    bench.sit("li");
    let own = bench.receives("novelty", "固态电池", "李四");
    let refusal = bench.tries(&Command::ReuseStrategy {
        request: own,
        from: secret,
    });
    assert_eq!(refusal.unwrap_err().kind, RefusalKind::NotFound);
}

#[test]
fn the_cards_figure_goes_into_the_log_where_the_hits_allow_it() {
    let mut bench = Bench::new();
    let id = bench.receives("novelty", "固态电池", "王五");
    bench.does(&Command::AddRun(Box::new(run(id, "CNKI", 12, 3))));
    bench.does(&Command::AddRun(Box::new(run(id, "WoS Core", 2, 1))));
    let runs: Vec<_> = bench.case(id).runs.iter().map(|run| run.id).collect();
    bench.does(&Command::CountKept {
        request: id,
        kept: vec![(runs[0], 7), (runs[1], 9)],
    });
    let kept: Vec<_> = bench.case(id).runs.iter().map(|run| run.kept).collect();
    assert_eq!(kept, [Some(7), Some(1)]);
}

#[test]
fn a_review_is_told_of_an_empty_search_and_of_much_that_nobody_looked_at() {
    let mut bench = Bench::new();
    let id = bench.receives("novelty", "固态电池", "王五");
    for act in [Act::Accept, Act::Claim, Act::Begin] {
        bench.acts(id, act);
    }
    bench.drafts(id);
    bench.does(&Command::AddRun(Box::new(run(id, "CNKI", 0, 0))));
    bench.does(&Command::AddRun(Box::new(run(id, "WoS Core", 900, 260))));
    let done = bench.acts(id, Act::Submit);
    let told: Vec<&str> = done.warnings.iter().map(|said| said.key).collect();
    assert_eq!(told, ["warn-run-wants-broader", "warn-kept-unscreened"]);
    // Asking an expert is no query: it lacks neither platform nor hits.
    let asked = RunDraft {
        way: Way::Contact,
        platform: String::new(),
        hits: None,
        kept: None,
        ..run(id, "专家", 1, 1)
    };
    bench.sit("zhao");
    bench.acts(
        id,
        Act::Return {
            reason: "补检".into(),
        },
    );
    bench.does(&Command::AddRun(Box::new(asked)));
    bench.does(&Command::AddRun(Box::new(run(id, "CNKI", 8, 2))));
    bench.sit("zhang");
    let done = bench.acts(id, Act::Submit);
    let told: Vec<&str> = done.warnings.iter().map(|said| said.key).collect();
    assert_eq!(told, ["warn-kept-unscreened"]);
}
