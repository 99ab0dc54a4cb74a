//! Every command by every role on a request in every status, open and restricted; and two desks that
//! differ in nothing but a restricted request, which to everybody it does not concern are the same desk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::date;
use refdesk::desk::command::{
    ClientChoice, ClientDraft, NewRequest, NewTalk, ProductDraft, RequestPatch, RunDraft,
};
use refdesk::desk::look::Case;
use refdesk::desk::{Act, Command, Desk, Founder, Ids, Look, Moment, Seen, Target};
use refdesk::domain::product::Stage;
use refdesk::domain::refusal::{Refusal, RefusalKind};
use refdesk::domain::request::{Expedite, Request, Secrecy};
use refdesk::domain::talk::TalkKind;
use refdesk::domain::{
    Channel, ClientId, GlassId, Lang, ProductId, RequestId, Rev, Role, Roles, RunId, Seq, StaffId,
    Status, TalkId, Uid,
};
use refdesk::intake::export::{Folder, export_all};
use refdesk::settings::Settings;
use refdesk::store::requests;

use super::bench::{asked, moment, person};

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

const SEATS: [(&str, &[Role]); 6] = [
    ("desk", &[Role::Desk]),
    ("searcher", &[Role::Searcher]),
    ("reviewer", &[Role::Reviewer]),
    ("head", &[Role::Head]),
    ("reads", &[Role::ReadOnly]),
    ("nothing", &[]),
];

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
    }
}
const COMMANDS: usize = 25;

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
    }
}
const ACTS: usize = 29;

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

fn acts(request: RequestId, other: RequestId) -> Vec<Act> {
    let reason = || "因故".to_owned();
    let _ = request;
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
    ];
    for act in acts(on.request, other) {
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

struct Office {
    desk: Desk,
    path: std::path::PathBuf,
    now: Moment,
    _folder: tempfile::TempDir,
}

fn office() -> Office {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let now = moment(date(2026, 9, 7), 0);
    let founder = Founder {
        login: "zhang".into(),
        name: "张主任".into(),
        lang: Lang::Zh,
        desk_name: None,
    };
    let settings = Settings::builtin().unwrap();
    let mut desk = Desk::found_with(&path, settings, &founder, Ids::seeded(7), &now).unwrap();
    desk.store().do_not_wait().unwrap();
    for (n, (login, roles)) in SEATS.into_iter().enumerate() {
        let command = Command::AddStaff {
            uid: Uid::from_u128(n as u128 + 1),
            login: login.into(),
            name: format!("某{login}"),
            roles: Roles(roles.to_vec()),
            lang: Lang::Zh,
        };
        desk.run(&command, &now).unwrap();
    }
    Office {
        desk,
        path,
        now,
        _folder: folder,
    }
}

impl Office {
    fn seat(&self, login: &str) -> Desk {
        Desk::open(&self.path, Settings::builtin().unwrap(), Some(login)).unwrap()
    }

    fn does(&mut self, command: &Command) -> RequestId {
        let done = self.desk.run(command, &self.now).unwrap();
        done.request.unwrap_or(RequestId(0))
    }

    fn case(&mut self, id: RequestId) -> Case {
        match self.desk.look(&Look::Case(id), &self.now).unwrap() {
            Seen::Case(case) => *case,
            other => panic!("{other:?}"),
        }
    }
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
    let acts: BTreeSet<usize> = acts(RequestId(1), RequestId(2))
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

/// Two desks of the same work; the second has two restricted requests more, at the end: one of a client
/// of its own, one of a client whom everybody knows.
fn twin(with_restricted: bool) -> Office {
    let mut office = office();
    let uid = |n: u128| Uid::from_u128(1_000 + n);
    let client = |n: u128, name: &str| {
        ClientChoice::New(Box::new(ClientDraft {
            uid: uid(100 + n),
            phone: format!("1380000000{n}"),
            ..person(name)
        }))
    };
    let mut known = None;
    for (n, (service, title, name)) in [
        ("enquiry", "固态电池界面", "王五"),
        ("enquiry", "石墨烯导热膜", "赵六"),
        ("novelty", "钙钛矿稳定性", "孙七"),
    ]
    .into_iter()
    .enumerate()
    {
        let n = n as u128;
        let request = office.does(&Command::Receive(Box::new(NewRequest {
            uid: uid(n),
            client: client(n, name),
            ..asked(service, title, "")
        })));
        known = known.or(office.case(request).client.map(|c| c.id));
    }
    if with_restricted {
        for (n, choice) in [client(7, "密客甲"), ClientChoice::Known(known.unwrap())]
            .into_iter()
            .enumerate()
        {
            let request = office.does(&Command::Receive(Box::new(NewRequest {
                uid: uid(10 + n as u128),
                client: choice,
                secrecy: Secrecy::Restricted,
                tags: vec!["密标".into()],
                ..asked("enquiry", "固态电池界面密题", "")
            })));
            for act in [Act::Accept, Act::Begin] {
                office.does(&Command::On {
                    target: Target::newest(request),
                    act,
                });
            }
            office.does(&Command::Say(Box::new(NewTalk {
                uid: uid(20 + n as u128),
                request,
                kind: TalkKind::Sent,
                channel: Some(Channel::Mail),
                lang: Lang::Zh,
                text: "密答：固态电池界面".into(),
            })));
        }
    }
    office
}

fn looks() -> Vec<Look> {
    let mut looks = Vec::new();
    for search in [
        "",
        "status:open",
        "固态电池",
        "密题",
        "密",
        "mike",
        "tag:密标",
        "is:restricted",
        "is:mine",
        "is:overdue",
        "@张主任",
        "owner:zhang",
        "client:密客甲",
        "client:王五",
        "#4",
        "#5",
        "4",
        "svc:enquiry",
        "channel:counter",
        "due:<90d",
        "owner:none",
        "-status:closed",
        "13800000007",
        "status:in_progress",
    ] {
        let search = search.to_owned();
        looks.push(Look::Queue {
            search: search.clone(),
            from: None,
            backwards: false,
            limit: 100,
        });
        looks.push(Look::Count {
            search: search.clone(),
            upto: 100,
        });
        looks.push(Look::Keys {
            search: search.clone(),
            upto: 100,
        });
        looks.push(Look::Products {
            words: search.clone(),
            limit: 100,
        });
        looks.push(Look::Clients {
            words: search,
            limit: 100,
        });
    }
    for number in 1..=6 {
        let request = RequestId(number);
        looks.push(Look::Case(request));
        looks.push(Look::WhyDue(request));
        looks.push(Look::Timeline {
            request,
            before: None,
            limit: 100,
        });
        looks.push(Look::PastAnswers {
            request,
            words: "固态电池界面".into(),
            limit: 9,
        });
        looks.push(Look::ClientCase(ClientId(number)));
    }
    looks.push(Look::LikelyClients {
        name: "密客甲".into(),
        unit: "化学学院".into(),
        phone: "13800000007".into(),
        email: String::new(),
    });
    looks.extend([Look::Pulse, Look::Staff, Look::Openings, Look::LastUndo]);
    looks
}

fn folder(path: &Path) -> BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap())
        // The workbook is packed with the hour of packing; what is in it, the other files have too.
        .filter(|entry| entry.path().extension().is_none_or(|e| e != "xlsx"))
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read(entry.path()).unwrap())
        })
        .collect()
}

#[test]
fn a_desk_with_a_restricted_request_is_to_others_the_same_desk() {
    let (without, with) = (twin(false), twin(true));
    for (login, _) in SEATS.into_iter().filter(|(login, _)| *login != "head") {
        let (mut one, mut other) = (without.seat(login), with.seat(login));
        for look in looks() {
            let (a, b) = (one.look(&look, &without.now), other.look(&look, &with.now));
            assert_eq!(format!("{a:?}"), format!("{b:?}"), "{login}: {look:?}");
        }
        let out = tempfile::tempdir().unwrap();
        let (a, b) = (out.path().join("a"), out.path().join("b"));
        let first = export_all(&one, &a, Folder::Empty, &without.now).unwrap();
        let second = export_all(&other, &b, Folder::Empty, &with.now).unwrap();
        assert_eq!(first.counts, second.counts, "{login}");
        assert!(folder(&a) == folder(&b), "{login}: the exports differ");
    }
    // Those on it, and the head, see it all the same.
    for login in ["zhang", "head"] {
        let mut desk = with.seat(login);
        let look = Look::Count {
            search: "密题".into(),
            upto: 9,
        };
        let seen = desk.look(&look, &with.now).unwrap();
        assert!(
            matches!(seen, Seen::Count { found: 2, .. }),
            "{login}: {seen:?}"
        );
    }
}

#[test]
fn a_warning_of_a_likely_client_tells_nothing_of_one_who_is_kept_from_her() {
    let with = twin(true);
    let mut desk = with.seat("desk");
    let draft = ClientDraft {
        phone: "13800000007".into(),
        ..person("密客甲")
    };
    let done = desk
        .run(&Command::AddClient(Box::new(draft)), &with.now)
        .unwrap();
    assert!(done.warnings.is_empty(), "{:?}", done.warnings);
}

#[test]
fn a_pointer_to_a_restricted_request_points_nowhere_for_others() {
    let mut with = twin(true);
    with.does(&Command::On {
        target: Target::newest(RequestId(1)),
        act: Act::DuplicateOf {
            of: RequestId(4),
            reason: "同一件".into(),
        },
    });
    let mut desk = with.seat("desk");
    let Seen::Case(case) = desk.look(&Look::Case(RequestId(1)), &with.now).unwrap() else {
        panic!()
    };
    assert_eq!(case.request.same_as, None);
    let timeline = Look::Timeline {
        request: RequestId(1),
        before: None,
        limit: 9,
    };
    let Seen::Timeline(rows) = desk.look(&timeline, &with.now).unwrap() else {
        panic!()
    };
    let told: Vec<_> = rows.iter().flat_map(|row| &row.changes).collect();
    assert!(
        !told.iter().any(|(_, was, is)| was == "4" || is == "4"),
        "{told:?}"
    );
    assert_eq!(with.case(RequestId(1)).request.same_as, Some(RequestId(4)));
}

#[test]
fn who_is_named_on_a_request_sees_and_works_on_it_until_the_name_is_taken_off() {
    let mut with = twin(true);
    let named = with.seat("searcher").me().id;
    let name = |add: Vec<StaffId>, remove: Vec<StaffId>| Command::On {
        target: Target::newest(RequestId(4)),
        act: Act::Name { add, remove },
    };
    with.does(&name(vec![named], vec![]));
    let mut hers = with.seat("searcher");
    let now = with.now.clone();
    let count = |desk: &mut Desk| {
        let look = Look::Count {
            search: "密题".into(),
            upto: 9,
        };
        match desk.look(&look, &now).unwrap() {
            Seen::Count { found, .. } => found,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(count(&mut hers), 1);
    let spend = Command::Spend {
        request: RequestId(4),
        minutes: 5,
        read: 1,
        on: None,
    };
    hers.run(&spend, &with.now).unwrap();
    // Seeing it is not deciding who else does.
    let further = hers
        .run(&name(vec![StaffId(1)], vec![]), &with.now)
        .unwrap_err();
    assert_eq!(further.said.key, "name-not-mine");
    // Worked on since, so it is not simply taken back.
    assert_eq!(with.desk.undo_last(&now).unwrap(), None);
    with.does(&name(vec![], vec![named]));
    assert_eq!(count(&mut hers), 0);
    with.desk.undo_last(&now).unwrap();
    assert_eq!(count(&mut hers), 1);
    assert!(with.desk.examine(&now).unwrap().is_well());
}

#[test]
fn breaking_the_glass_opens_one_request_for_a_day_to_read_and_the_head_reads_why() {
    let mut with = twin(true);
    let mut desk = with.seat("desk");
    let glass = |reason: &str| Command::BreakGlass {
        request: RequestId(4),
        reason: reason.to_owned(),
    };
    let refused = desk.run(&glass("  "), &with.now).unwrap_err();
    assert_eq!(refused.said.key, "glass-reason");
    desk.run(&glass("承办人病了，委托人在柜台等"), &with.now)
        .unwrap();
    let Seen::Case(case) = desk.look(&Look::Case(RequestId(4)), &with.now).unwrap() else {
        panic!()
    };
    assert_eq!(case.request.title, "固态电池界面密题");
    assert!(
        case.verbs.iter().all(|(_, why)| why.is_some()),
        "{:?}",
        case.verbs
    );
    let look = Look::Count {
        search: "密题".into(),
        upto: 9,
    };
    let found = |seen: Seen| matches!(seen, Seen::Count { found: 1, .. });
    assert!(found(desk.look(&look, &with.now).unwrap()));
    let claim = Command::On {
        target: Target::newest(RequestId(4)),
        act: Act::Tag {
            add: vec!["x".into()],
            remove: vec![],
        },
    };
    let refused = desk.run(&claim, &with.now).unwrap_err();
    assert_eq!(refused.said.key, "glass-only-reads");
    // What was read cannot be unread.
    assert_eq!(desk.undo_last(&with.now).unwrap(), None);
    let tomorrow = moment(date(2026, 9, 8), 0);
    let missing = desk.look(&Look::Case(RequestId(4)), &tomorrow).unwrap_err();
    assert_eq!(missing.said.key, "no-such-request");

    let now = with.now.clone();
    let openings = |desk: &mut Desk| match desk.look(&Look::Openings, &now).unwrap() {
        Seen::Openings(openings) => openings,
        other => panic!("{other:?}"),
    };
    assert!(openings(&mut desk).is_empty());
    let told = openings(&mut with.desk);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].reason, "承办人病了，委托人在柜台等");
    assert_eq!(
        (told[0].request, told[0].by.as_str()),
        (RequestId(4), "某desk")
    );
    with.does(&Command::NoteGlass {
        glass: told[0].glass,
    });
    assert!(openings(&mut with.desk).is_empty());
    let timeline = Look::Timeline {
        request: RequestId(4),
        before: None,
        limit: 9,
    };
    let Seen::Timeline(rows) = with.desk.look(&timeline, &now).unwrap() else {
        panic!()
    };
    assert!(
        rows.iter()
            .any(|row| row.said.key == "told-break-glass" && row.reason.starts_with("承办人"))
    );
    assert!(with.desk.examine(&now).unwrap().is_well());
}
