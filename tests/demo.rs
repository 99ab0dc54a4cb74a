//! The demo desk: what it holds, that it is well, and that it comes out the same every time.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::BTreeSet;
use std::path::Path;

use refdesk::demo;
use refdesk::desk::look::{Look, Seen};
use refdesk::desk::{Desk, Moment};
use refdesk::domain::{Lang, Status};

fn filled(path: &Path, requests: u64) -> (Desk, Moment) {
    let settings = demo::settings().unwrap();
    let end = demo::fixed_moment(&settings);
    demo::fill(path, &settings, requests, Lang::Zh, &end, &mut |_, _| true)
        .unwrap_or_else(|refusal| panic!("{refusal:?}"));
    (Desk::open(path, settings, None).unwrap(), end)
}

#[test]
fn the_demo_desk_shows_every_service_and_every_stage_and_is_well() {
    let folder = tempfile::tempdir().unwrap();
    let (mut desk, end) = filled(&folder.path().join("desk.db"), demo::TOLD);
    let health = desk.examine(&end).unwrap();
    assert!(health.is_well(), "{health:?}");
    assert_eq!(health.requests, demo::TOLD);
    let mut services = BTreeSet::new();
    let mut statuses = BTreeSet::new();
    let mut stages = BTreeSet::new();
    let (mut runs, mut talks, mut clients) = (0, 0, BTreeSet::new());
    for number in 1..=i64::try_from(demo::TOLD).unwrap() {
        let look = Look::Case(refdesk::domain::RequestId(number));
        let Seen::Case(case) = desk.look(&look, &end).unwrap() else {
            panic!("no case");
        };
        services.insert(case.request.service.to_string());
        statuses.insert(case.request.status.key());
        stages.extend(case.products.iter().map(|p| p.stage));
        runs += case.runs.len();
        talks += case.talks.len();
        clients.extend(case.client.map(|c| c.id));
    }
    let all: BTreeSet<String> = desk
        .settings()
        .service_names()
        .map(|head| head.key.to_string())
        .collect();
    assert_eq!(services, all);
    assert_eq!(
        stages.len(),
        refdesk::domain::product::Stage::ALL.len(),
        "{stages:?}"
    );
    for status in Status::ALL {
        if status != Status::Draft {
            assert!(
                statuses.contains(status.key()),
                "no request is {}: {statuses:?}",
                status.key()
            );
        }
    }
    assert!(runs > 150, "{runs} runs");
    assert!(talks > 150, "{talks} notes and messages");
    assert!(clients.len() > 30, "{} clients", clients.len());
}

#[test]
fn the_same_number_of_requests_gives_the_same_journal() {
    let folder = tempfile::tempdir().unwrap();
    let head = |name: &str| {
        let (desk, _) = filled(&folder.path().join(name), 230);
        let health = desk.verify_journal().unwrap();
        assert!(health.broken.is_empty());
        (health.entries, health.head)
    };
    assert_eq!(head("one.db"), head("two.db"));
}

#[test]
fn what_is_objected_to_stands_by_its_promised_day_in_new_stores_and_in_migrated_ones() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    drop(filled(&path, demo::TOLD));
    let db = rusqlite::Connection::open(&path).unwrap();
    let keys = || -> Vec<(i64, String, Option<String>)> {
        db.prepare("SELECT id, due_key, due FROM request WHERE status = 'objection' ORDER BY id")
            .unwrap()
            .query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    };
    let stand = keys();
    assert!(!stand.is_empty());
    for (_, key, due) in &stand {
        let due: serde_json::Value = serde_json::from_str(due.as_deref().unwrap()).unwrap();
        assert_eq!(&key[..10], due["on"].as_str().unwrap());
    }
    // A store of the shape before kept them at the queue's end.
    let steps = refdesk::store::migrations::STEPS;
    let fences: Vec<String> = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'fence_%'")
        .unwrap()
        .query_map([], |r| r.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for fence in fences {
        db.execute_batch(&format!("DROP TRIGGER \"{fence}\""))
            .unwrap();
    }
    db.execute_batch("UPDATE request SET due_key = '9999-12-31T23:59' WHERE status = 'objection'")
        .unwrap();
    db.execute_batch(steps.iter().find(|s| s.contains("objects to")).unwrap())
        .unwrap();
    assert_eq!(keys(), stand);
}
