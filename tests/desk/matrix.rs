//! Every command by every role on a request in every status, open and restricted, against a table that
//! is written down here a second time and on its own.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use refdesk::desk::absence::DaysAway;
use refdesk::desk::command::{
    ClientChoice, NewRequest, NewTalk, ProductDraft, RequestPatch, RunDraft,
};
use refdesk::desk::{Act, Command, Desk, Look, Moment, Seen, Target};
use refdesk::domain::handover::Sheet;
use refdesk::domain::literature::Relevance;
use refdesk::domain::product::Stage;
use refdesk::domain::refusal::{Refusal, RefusalKind};
use refdesk::domain::request::{Expedite, Request, Secrecy};
use refdesk::domain::talk::TalkKind;
use refdesk::domain::{
    AbsenceId, ClientId, GlassId, Lang, ProductId, RequestId, Rev, Role, Roles, RunId, Seq,
    StaffId, Status, TalkId, Uid,
};
use refdesk::store::requests;

use super::bench::{asked, person};
use super::need_to_know::{Office, SEATS, office};

/// What a command asks of whoever sends it, written down here a second time and on its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    Serve,
    Work,
    Review,
    Lead,
    Nothing,
}

/// What a command concerns: somebody who may not see that is told there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Concerns {
    Request,
    Nothing,
}

fn may(seat: &str, needs: Needs) -> bool {
    match needs {
        Needs::Nothing => true,
        Needs::Serve | Needs::Work => ["desk", "searcher", "reviewer", "head"].contains(&seat),
        Needs::Review => seat == "reviewer",
        Needs::Lead => seat == "head",
    }
}

fn sees(seat: &str, secrecy: Secrecy, status: Status) -> bool {
    secrecy == Secrecy::Open
        || seat == "head"
        || (seat == "reviewer" && [Status::InReview, Status::Signed].contains(&status))
}

/// Every kind of command once, and what it needs. A new one does not compile before it stands here.
fn expected(command: &Command) -> (usize, Needs, Concerns) {
    use Concerns as C;
    use Needs::*;
    match command {
        Command::Receive(_) => (0, Serve, C::Request),
        Command::On { act, .. } => (1, act_needs(act).1, C::Request),
        Command::Bulk { act, .. } => (2, act_needs(act).1, C::Request),
        Command::AddClient(_) => (3, Serve, C::Nothing),
        Command::EditClient { .. } => (4, Serve, C::Request),
        Command::MergeClients { .. } => (5, Serve, C::Request),
        Command::SplitClient { .. } => (6, Serve, C::Request),
        Command::TellApart { .. } => (7, Serve, C::Request),
        Command::AddRun(_) => (8, Work, C::Request),
        Command::EditRun { .. } => (9, Work, C::Request),
        Command::DropRun { .. } => (10, Work, C::Request),
        Command::SetConcepts { .. } => (31, Work, C::Request),
        Command::ReuseStrategy { .. } => (32, Work, C::Request),
        Command::CountKept { .. } => (33, Work, C::Request),
        Command::AddProduct(_) => (11, Work, C::Request),
        Command::EditProduct { .. } => (12, Work, C::Request),
        Command::MoveProduct { to, .. } => match to {
            Stage::Signed | Stage::Returned => (13, Review, C::Request),
            _ => (13, Work, C::Request),
        },
        Command::NewVersion { .. } => (14, Work, C::Request),
        Command::Say(_) => (15, Serve, C::Request),
        Command::DropTalk { .. } => (16, Serve, C::Request),
        Command::Spend { .. } => (17, Serve, C::Request),
        Command::Attach { .. } => (18, Serve, C::Request),
        Command::BreakGlass { .. } => (19, Serve, C::Nothing),
        Command::NoteGlass { .. } => (20, Lead, C::Nothing),
        Command::AddStaff { .. } => (21, Lead, C::Nothing),
        Command::EditStaff { .. } => (22, Lead, C::Nothing),
        Command::Speak { .. } => (23, Nothing, C::Nothing),
        // Somebody else's entry: the head alone takes it back.
        Command::Undo { .. } => (24, Lead, C::Nothing),
        // Somebody else's days.
        Command::GoAway(_) => (25, Lead, C::Nothing),
        Command::ComeBack { .. } => (26, Serve, C::Nothing),
        Command::Purge { .. } => (27, Lead, C::Request),
        Command::Erase { .. } => (28, Lead, C::Request),
        Command::Screen { .. } => (29, Work, C::Request),
        Command::Pair { .. } => (30, Work, C::Request),
    }
}
const COMMANDS: usize = 34;

fn act_needs(act: &Act) -> (usize, Needs) {
    use Needs::*;
    match act {
        Act::Edit(_) => (0, Serve),
        Act::Accept => (1, Serve),
        Act::Claim => (2, Serve),
        Act::Release => (3, Serve),
        Act::Assign { .. } => (4, Serve),
        Act::Decline { .. } => (5, Serve),
        Act::DuplicateOf { .. } => (6, Serve),
        Act::MergeInto { .. } => (7, Serve),
        Act::Defer { .. } => (8, Serve),
        Act::ReferOut { .. } => (9, Serve),
        Act::Wait { .. } => (10, Serve),
        Act::Resume => (11, Serve),
        Act::Begin => (12, Work),
        Act::Submit => (13, Work),
        Act::Return { .. } => (14, Review),
        Act::Sign => (15, Review),
        Act::Issue => (16, Work),
        Act::Deliver { .. } => (17, Serve),
        Act::Object { .. } => (18, Serve),
        Act::Close { .. } => (19, Serve),
        Act::Archive => (20, Serve),
        Act::Withdraw { .. } => (21, Serve),
        Act::Cancel { .. } => (22, Serve),
        Act::Reopen { .. } => (23, Serve),
        Act::SetStage { .. } => (24, Serve),
        Act::Expedite { .. } => (25, Serve),
        Act::Agree { .. } => (26, Serve),
        Act::Tag { .. } => (27, Serve),
        Act::Name { .. } => (28, Serve),
        Act::HandOver { .. } => (29, Serve),
        Act::Hold { .. } => (30, Lead),
        Act::LiftHold { .. } => (31, Lead),
    }
}
const ACTS: usize = 32;

/// Where a row stands that commands are tried on.
#[derive(Clone, Copy)]
struct Rows {
    request: RequestId,
    client: ClientId,
    run: RunId,
    product: ProductId,
    talk: TalkId,
}

const NOWHERE: i64 = 9_999;

fn nowhere() -> Rows {
    Rows {
        request: RequestId(NOWHERE),
        client: ClientId(NOWHERE),
        run: RunId(NOWHERE),
        product: ProductId(NOWHERE),
        talk: TalkId(NOWHERE),
    }
}

fn acts(other: RequestId) -> Vec<Act> {
    let reason = || "因故".to_owned();
    vec![
        Act::Edit(Box::new(RequestPatch {
            title: Some("另一个题目".into()),
            ..RequestPatch::default()
        })),
        Act::Accept,
        Act::Claim,
        Act::Release,
        Act::Assign { to: StaffId(2) },
        Act::Decline { reason: reason() },
        Act::DuplicateOf {
            of: other,
            reason: reason(),
        },
        Act::MergeInto {
            into: other,
            reason: reason(),
        },
        Act::Defer {
            until: date(2026, 12, 1),
            reason: reason(),
        },
        Act::ReferOut {
            to: "校史馆".into(),
            reason: reason(),
        },
        Act::Wait { reason: reason() },
        Act::Resume,
        Act::Begin,
        Act::Submit,
        Act::Return { reason: reason() },
        Act::Sign,
        Act::Issue,
        Act::Deliver {
            to: "王五".into()
        },
        Act::Object { reason: reason() },
        Act::Close { reason: None },
        Act::Archive,
        Act::Withdraw { reason: reason() },
        Act::Cancel { reason: reason() },
        Act::Reopen { reason: reason() },
        Act::SetStage { stage: "x".into() },
        Act::Expedite {
            target_days: 9,
            expedite: Expedite {
                allowed_by: "馆长".into(),
                why: reason(),
                fee_note: "免".into(),
            },
        },
        Act::Agree { due: None },
        Act::Tag {
            add: vec!["新".into()],
            remove: vec![],
        },
        Act::Name {
            add: vec![StaffId(2)],
            remove: vec![],
        },
        Act::HandOver {
            to: StaffId(2),
            sheet: Sheet::default(),
        },
        Act::Hold { reason: reason() },
        Act::LiftHold { reason: reason() },
    ]
}

fn new_request(client: ClientChoice) -> NewRequest {
    NewRequest {
        client,
        ..asked("enquiry", "又一件", "")
    }
}

/// One of every command, on these rows.
fn commands(on: Rows, other: RequestId, other_client: ClientId) -> Vec<Command> {
    let rev = Rev(1);
    let draft = |name: &str| Box::new(person(name));
    let product = || {
        Box::new(ProductDraft {
            uid: Uid::now_v7(),
            request: on.request,
            kind: "novelty_report".into(),
            title: "报告".into(),
            in_hands_of: None,
            searcher: None,
            reviewer: None,
            due: None,
            feedback: String::new(),
            note: "x".into(),
        })
    };
    let run = || {
        Box::new(RunDraft {
            uid: Uid::now_v7(),
            request: on.request,
            database: "CNKI".into(),
            platform: "CNKI".into(),
            searched_on: None,
            query: "固态".into(),
            limits: String::new(),
            hits: Some(1),
            kept: None,
            note: "y".into(),
            ..RunDraft::default()
        })
    };
    let moved = |to: Stage| Command::MoveProduct {
        product: on.product,
        rev,
        to,
        reason: Some("因故".into()),
        delivered_to: None,
    };
    let mut all = vec![
        Command::Receive(Box::new(new_request(ClientChoice::Known(on.client)))),
        Command::AddClient(draft("新人")),
        Command::EditClient {
            client: on.client,
            rev,
            draft: draft("改名"),
        },
        Command::MergeClients {
            from: on.client,
            into: other_client,
        },
        Command::MergeClients {
            from: other_client,
            into: on.client,
        },
        Command::SplitClient { client: on.client },
        Command::TellApart {
            one: other_client,
            other: on.client,
        },
        Command::AddRun(run()),
        Command::EditRun {
            run: on.run,
            rev,
            draft: run(),
        },
        // A version that is not there any more must tell nothing either.
        Command::EditRun {
            run: on.run,
            rev: Rev(77),
            draft: run(),
        },
        Command::DropRun { run: on.run, rev },
        Command::SetConcepts {
            request: on.request,
            seen: Vec::new(),
            table: vec![refdesk::domain::concept::Line {
                name: "电池".into(),
                zh: vec!["固态电池".into()],
                en: Vec::new(),
            }],
        },
        Command::ReuseStrategy {
            request: on.request,
            from: on.request,
        },
        Command::CountKept {
            request: on.request,
            kept: vec![(on.run, 1)],
        },
        Command::AddProduct(product()),
        Command::EditProduct {
            product: on.product,
            rev,
            draft: product(),
        },
        moved(Stage::InReview),
        moved(Stage::Signed),
        Command::NewVersion {
            product: on.product,
            rev,
            uid: Uid::now_v7(),
        },
        Command::Say(Box::new(NewTalk {
            uid: Uid::now_v7(),
            request: on.request,
            kind: TalkKind::Note,
            channel: None,
            lang: Lang::Zh,
            text: "记下".into(),
        })),
        Command::DropTalk { talk: on.talk, rev },
        Command::Spend {
            request: on.request,
            minutes: 5,
            read: 1,
            on: None,
        },
        Command::Attach {
            request: on.request,
            sha256: "a".repeat(64),
            name: "a.pdf".into(),
            bytes: 1,
            run: None,
            export: None,
        },
        Command::Screen {
            request: on.request,
            record: 1,
            relevance: Relevance::Close,
            reason: String::new(),
        },
        Command::Pair {
            request: on.request,
            one: 1,
            other: 2,
            same: true,
        },
        Command::BreakGlass {
            request: on.request,
            reason: "馆长要".into(),
        },
        Command::NoteGlass { glass: GlassId(1) },
        Command::AddStaff {
            uid: Uid::now_v7(),
            login: "new".into(),
            name: "新".into(),
            roles: Roles(vec![Role::Desk]),
            lang: Lang::Zh,
        },
        Command::EditStaff {
            staff: StaffId(2),
            rev,
            name: "改".into(),
            roles: Roles(vec![Role::Desk]),
            active: true,
        },
        Command::Speak { lang: Lang::En },
        Command::Undo { seq: Seq(1) },
        Command::GoAway(DaysAway {
            person: StaffId(1),
            first_day: date(2026, 12, 1),
            last_day: date(2026, 12, 2),
            deputy: None,
        }),
        Command::ComeBack {
            absence: AbsenceId(1),
            rev,
        },
        Command::Purge {
            requests: vec![on.request],
            reason: "期满".into(),
        },
        Command::Erase {
            client: on.client,
            reason: "本人要求".into(),
        },
    ];
    for act in acts(other) {
        let target = Target::newest(on.request);
        all.push(Command::Bulk {
            targets: vec![target],
            act: act.clone(),
        });
        all.push(Command::On { target, act });
    }
    // The request as the other end of a decision on one that everybody sees.
    for act in [
        Act::DuplicateOf {
            of: on.request,
            reason: "同".into(),
        },
        Act::MergeInto {
            into: on.request,
            reason: "同".into(),
        },
    ] {
        all.push(Command::On {
            target: Target::newest(other),
            act,
        });
    }
    all
}

/// A request of 王五 with a run, a report and a note, in 张主任's hands; one of 赵六 that is open.
fn fixture() -> (Office, Rows, Request, RequestId, ClientId) {
    let mut office = office();
    let request = office.does(&Command::Receive(Box::new(asked(
        "novelty",
        "固态电池",
        "王五",
    ))));
    office.does(&Command::On {
        target: Target::newest(request),
        act: Act::Claim,
    });
    let rows = commands(
        Rows {
            request,
            ..nowhere()
        },
        request,
        ClientId(0),
    );
    for command in rows {
        if matches!(
            command,
            Command::AddRun(_) | Command::AddProduct(_) | Command::Say(_)
        ) {
            office.does(&command);
        }
    }
    let other = office.does(&Command::Receive(Box::new(asked(
        "enquiry",
        "开放时间",
        "赵六",
    ))));
    let other_client = office.case(other).client.unwrap().id;
    let case = office.case(request);
    let on = Rows {
        request,
        client: case.client.unwrap().id,
        run: case.runs[0].id,
        product: case.products[0].id,
        talk: case.talks[0].id,
    };
    (office, on, case.request, other, other_client)
}

/// The refusal of a command that is tried and dropped again; a bulk's is that of its one item.
fn tried(desk: &mut Desk, command: &Command, now: &Moment) -> Option<Refusal> {
    let look = Look::Preview(Box::new(command.clone()));
    match desk.look(&look, now) {
        Ok(Seen::Preview(mut preview)) => match preview.items.pop() {
            Some(item) => {
                let refused = item.refused?;
                let hides = item.title.is_empty() && item.status == Status::Submitted;
                assert!(
                    refused.kind != RefusalKind::NotFound || hides,
                    "{command:?}"
                );
                Some(refused)
            }
            None => None,
        },
        Ok(other) => panic!("{other:?}"),
        Err(refusal) => Some(refusal),
    }
}

#[test]
fn the_table_has_every_command_and_every_decision() {
    let all = commands(nowhere(), RequestId(1), ClientId(1));
    let kinds: BTreeSet<usize> = all.iter().map(|c| expected(c).0).collect();
    assert_eq!(kinds, (0..COMMANDS).collect());
    let acts: BTreeSet<usize> = acts(RequestId(2))
        .iter()
        .map(|act| act_needs(act).0)
        .collect();
    assert_eq!(acts, (0..ACTS).collect());
}

#[test]
fn every_command_by_every_role_in_every_status_open_and_restricted() {
    let (office, on, written, other, other_client) = fixture();
    let mut tally: BTreeMap<&str, usize> = BTreeMap::new();
    let mut was = written.clone();
    let mut seats: Vec<(&str, Desk)> = SEATS
        .iter()
        .map(|(login, _)| (*login, office.seat(login)))
        .collect();
    for status in Status::ALL {
        for secrecy in [Secrecy::Open, Secrecy::Restricted] {
            let is = Request {
                status,
                secrecy,
                ..written.clone()
            };
            requests::save(office.desk.store().db(), Some(&was), &is, "x").unwrap();
            was = is;
            let there = commands(on, other, other_client);
            let gone = commands(nowhere(), other, other_client);
            for (login, desk) in &mut seats {
                for (command, ghost) in there.iter().zip(&gone) {
                    let (_, needs, concerns) = expected(command);
                    let refusal = tried(desk, command, &office.now);
                    let kind = refusal.as_ref().map(|r| r.kind);
                    let cell =
                        || format!("{login} {status:?} {secrecy:?} {command:?}: {refusal:?}");
                    if !may(login, needs) {
                        assert_eq!(kind, Some(RefusalKind::NotAllowed), "{}", cell());
                        *tally.entry("not allowed").or_default() += 1;
                        // Whether it is there makes no difference to what is said.
                        if concerns == Concerns::Request {
                            assert_eq!(refusal, tried(desk, ghost, &office.now), "{}", cell());
                        }
                        continue;
                    }
                    if matches!(command, Command::BreakGlass { .. }) {
                        let open = refusal.map(|r| r.said.key);
                        let wanted = sees(login, secrecy, status).then_some("glass-open-already");
                        assert_eq!(open, wanted);
                        continue;
                    }
                    if concerns == Concerns::Nothing {
                        continue;
                    }
                    if sees(login, secrecy, status) {
                        *tally.entry("seen").or_default() += 1;
                        assert_ne!(kind, Some(RefusalKind::NotFound), "{}", cell());
                        let own = [
                            "not-allowed-lead",
                            "release-not-mine",
                            "assign-not-mine",
                            "name-not-mine",
                        ];
                        let own_right = refusal.as_ref().is_some_and(|r| own.contains(&r.said.key));
                        assert!(
                            kind != Some(RefusalKind::NotAllowed) || own_right,
                            "{}",
                            cell()
                        );
                    } else {
                        *tally.entry("unseen").or_default() += 1;
                        let ghost = tried(desk, ghost, &office.now);
                        assert_eq!(kind, Some(RefusalKind::NotFound), "{}", cell());
                        let plain = |r: &Option<Refusal>| {
                            let text = format!("{r:?}");
                            text.replace(&format!("Int({NOWHERE})"), "Int(#")
                                .replace(&format!("Int({})", on.request), "Int(#")
                        };
                        assert_eq!(plain(&refusal), plain(&ghost), "{}", cell());
                    }
                }
            }
        }
    }
    assert!(
        tally["not allowed"] > 2_000 && tally["unseen"] > 2_000 && tally["seen"] > 2_000,
        "{tally:?}"
    );
}
