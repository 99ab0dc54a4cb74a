//! Taking back: anything but numbers, signatures and what was issued.

use refdesk::desk::command::{NewTalk, RunDraft, Target};
use refdesk::desk::{Act, Command, Look, Seen};
use refdesk::domain::talk::TalkKind;
use refdesk::domain::{Channel, Lang, RequestId, Status, Uid};

use super::bench::{Bench, asked};

fn undo(bench: &mut Bench) -> bool {
    let now = bench.now();
    bench.desk.undo_last(&now).unwrap().is_some()
}

fn redo(bench: &mut Bench) -> bool {
    let now = bench.now();
    bench.desk.redo_last(&now).unwrap().is_some()
}

fn says(bench: &mut Bench, request: RequestId, kind: TalkKind, text: &str) {
    bench.does(&Command::Say(Box::new(NewTalk {
        uid: Uid::now_v7(),
        request,
        kind,
        channel: Some(Channel::Wechat),
        lang: Lang::Zh,
        text: text.into(),
    })));
}

#[test]
fn a_decision_is_taken_back_and_done_again() {
    let mut bench = Bench::new();
    let id = bench.receives("enquiry", "EndNote 怎么导入", "王五");
    bench.acts(id, Act::Accept);
    let accepted = bench.case(id).request;
    assert!(undo(&mut bench));
    let back = bench.case(id).request;
    assert_eq!(
        (back.status, back.accepted_on, back.due),
        (Status::Submitted, None, None)
    );
    assert!(redo(&mut bench));
    let again = bench.case(id).request;
    assert_eq!(
        (again.status, again.accepted_on),
        (accepted.status, accepted.accepted_on)
    );
    bench.is_well();
}

#[test]
fn undo_goes_back_step_by_step_and_never_undoes_itself() {
    let mut bench = Bench::new();
    let id = bench.receives("enquiry", "EndNote 怎么导入", "王五");
    bench.acts(id, Act::Accept);
    bench.acts(id, Act::Claim);
    assert!(undo(&mut bench));
    assert!(undo(&mut bench));
    assert_eq!(bench.status(id), Status::Submitted);
    assert!(undo(&mut bench));
    assert!(
        bench.finds("").is_empty(),
        "the receiving itself is taken back"
    );
    bench.is_well();
}

#[test]
fn a_whole_bulk_is_one_undo() {
    let mut bench = Bench::new();
    let ids: Vec<RequestId> = (0..20)
        .map(|n| bench.receives("enquiry", &format!("问题 {n}"), "王五"))
        .collect();
    let targets = ids.iter().copied().map(Target::newest).collect();
    bench.does(&Command::Bulk {
        targets,
        act: Act::Decline {
            reason: "不属本部门".into(),
        },
    });
    assert_eq!(bench.finds("status:declined").len(), 20);
    assert!(undo(&mut bench));
    assert_eq!(bench.finds("status:submitted").len(), 20);
    bench.is_well();
}

#[test]
fn a_merge_is_taken_back_with_everything_it_moved() {
    let mut bench = Bench::new();
    let a = bench.receives("enquiry", "甲", "王五");
    let client = bench.case(a).request.client.unwrap();
    let mut again = asked("enquiry", "甲又问", "");
    again.client = refdesk::desk::command::ClientChoice::Known(client);
    let b = bench
        .does(&Command::Receive(Box::new(again)))
        .request
        .unwrap();
    says(&mut bench, b, TalkKind::Note, "与甲同");
    bench.does(&Command::AddRun(Box::new(RunDraft {
        uid: Uid::now_v7(),
        request: b,
        database: "CNKI".into(),
        platform: "CNKI".into(),
        searched_on: Some(bench.today),
        query: "SU='固态电池'".into(),
        limits: String::new(),
        hits: Some(312),
        kept: Some(24),
        note: String::new(),
        ..RunDraft::default()
    })));
    bench.acts(
        b,
        Act::MergeInto {
            into: a,
            reason: "同一件事".into(),
        },
    );
    assert_eq!(bench.case(a).runs.len(), 1);
    assert_eq!(bench.case(b).request.same_as, Some(a));
    assert!(undo(&mut bench));
    assert_eq!(bench.case(a).runs.len(), 0);
    assert_eq!(bench.case(b).runs.len(), 1);
    assert_eq!(bench.status(b), Status::Submitted);
    bench.is_well();
}

#[test]
fn what_a_colleague_changed_since_is_not_undone_over_his_head() {
    let mut bench = Bench::new();
    let id = bench.receives("enquiry", "EndNote 怎么导入", "王五");
    let seq = bench.acts(id, Act::Accept).seq.unwrap();
    bench.sit("li");
    bench.acts(id, Act::Begin);
    bench.sit("zhang");
    assert!(!undo(&mut bench), "no longer the last word on the row");
    let refusal = bench.tries(&Command::Undo { seq }).unwrap_err();
    assert_eq!(refusal.said.key, "undo-newer");
    assert_eq!(bench.status(id), Status::InProgress);
}

#[test]
fn a_signature_is_never_taken_back() {
    let mut bench = Bench::new();
    let id = bench.receives("citation_cert", "职称", "王五");
    bench.sit("li");
    bench.works(id);
    for act in [Act::Accept, Act::Claim, Act::Begin, Act::Submit] {
        bench.acts(id, act);
    }
    bench.sit("zhao");
    let seq = bench.acts(id, Act::Sign).seq.unwrap();
    assert_eq!(
        bench.tries(&Command::Undo { seq }).unwrap_err().said.key,
        "undo-never"
    );
    let Seen::LastUndo(last) = bench.looks(&Look::LastUndo) else {
        panic!("what stands last")
    };
    assert_eq!(last.stands, None);
    let why = last.barred.expect("why it does not go back");
    assert_eq!(why.key, "undo-last-never");
}

#[test]
fn a_number_stays_with_its_request_when_the_acceptance_is_taken_back() {
    let mut bench = Bench::new();
    let id = bench.receives("citation_cert", "职称", "王五");
    bench.acts(id, Act::Accept);
    let number = bench.case(id).request.number;
    undo(&mut bench);
    assert_eq!(bench.case(id).request.number, number);
    bench.acts(id, Act::Accept);
    assert_eq!(bench.case(id).request.number, number);
}

#[test]
fn the_timeline_offers_older_entries_and_shows_what_was_taken_back() {
    let mut bench = Bench::new();
    let id = bench.receives("enquiry", "EndNote 怎么导入", "王五");
    bench.acts(
        id,
        Act::Tag {
            add: vec!["雄安".into()],
            remove: vec![],
        },
    );
    says(&mut bench, id, TalkKind::Sent, "已收到");
    let Seen::Timeline(before) = bench.looks(&Look::Timeline {
        request: id,
        before: None,
        limit: 50,
    }) else {
        panic!()
    };
    let tagged = before.iter().find(|h| h.said.key == "told-tag").unwrap();
    assert!(tagged.may_undo);
    bench.does(&Command::Undo { seq: tagged.seq });
    assert!(bench.case(id).request.tags.is_empty());
    let Seen::Timeline(after) = bench.looks(&Look::Timeline {
        request: id,
        before: None,
        limit: 50,
    }) else {
        panic!()
    };
    let tagged = after.iter().find(|h| h.said.key == "told-tag").unwrap();
    assert!(tagged.undone_by.is_some() && !tagged.may_undo);
}

#[test]
fn merging_clients_is_taken_back_and_split_by_hand_as_well() {
    let mut bench = Bench::new();
    let a = bench.receives("enquiry", "甲", "王五");
    let b = bench.receives("enquiry", "乙", "王伍");
    let (ca, cb) = (
        bench.case(a).request.client.unwrap(),
        bench.case(b).request.client.unwrap(),
    );
    let merge = Command::MergeClients { from: cb, into: ca };
    bench.does(&merge);
    assert_eq!(bench.case(b).client.unwrap().id, ca);
    assert_eq!(
        bench.finds("client:王伍").len(),
        2,
        "the old name finds the merged client"
    );
    assert!(undo(&mut bench));
    assert_eq!(bench.case(b).client.unwrap().id, cb);
    bench.does(&merge);
    bench.does(&Command::SplitClient { client: cb });
    assert_eq!(bench.case(b).client.unwrap().id, cb);
    assert_eq!(bench.case(a).client.unwrap().id, ca);
    bench.is_well();
}

#[test]
fn a_receipt_taken_back_is_named_by_its_number() {
    let mut bench = Bench::new();
    let id = bench.receives("enquiry", "EndNote 怎么导入", "王五");
    let now = bench.now();
    let undone = bench.desk.undo_last(&now).unwrap().unwrap();
    let said = format!("{:?}", undone.said);
    assert!(
        said.contains("step-on-one") && said.contains(&format!("Int({})", id.0)),
        "{said}"
    );
}
