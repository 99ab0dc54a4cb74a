//! Two desks that differ in nothing but a restricted request are the same desk to everybody it does not
//! concern; those named on it see it, and breaking the glass opens it for a day.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::date;
use refdesk::desk::command::{ClientChoice, ClientDraft, NewRequest, NewTalk};
use refdesk::desk::look::Case;
use refdesk::desk::{Act, Command, Desk, Founder, Ids, Look, Moment, Seen, Target};
use refdesk::domain::request::Secrecy;
use refdesk::domain::talk::TalkKind;
use refdesk::domain::{Channel, ClientId, Lang, RequestId, Role, Roles, StaffId, Uid};
use refdesk::intake::export::{Folder, export_all};
use refdesk::settings::Settings;

use super::bench::{asked, moment, person};

pub const SEATS: [(&str, &[Role]); 6] = [
    ("desk", &[Role::Desk]),
    ("searcher", &[Role::Searcher]),
    ("reviewer", &[Role::Reviewer]),
    ("head", &[Role::Head]),
    ("reads", &[Role::ReadOnly]),
    ("nothing", &[]),
];

pub struct Office {
    pub desk: Desk,
    path: std::path::PathBuf,
    pub now: Moment,
    _folder: tempfile::TempDir,
}

pub fn office() -> Office {
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
    pub fn seat(&self, login: &str) -> Desk {
        Desk::open(&self.path, Settings::builtin().unwrap(), Some(login)).unwrap()
    }

    pub fn does(&mut self, command: &Command) -> RequestId {
        let done = self.desk.run(command, &self.now).unwrap();
        done.request.unwrap_or(RequestId(0))
    }

    pub fn case(&mut self, id: RequestId) -> Case {
        match self.desk.look(&Look::Case(id), &self.now).unwrap() {
            Seen::Case(case) => *case,
            other => panic!("{other:?}"),
        }
    }
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
        let first = export_all(&one, &a, Folder::Empty, &without.now).map(|r| r.counts);
        let second = export_all(&other, &b, Folder::Empty, &with.now).map(|r| r.counts);
        assert_eq!(first, second, "{login}");
        // Who only looks takes nothing out.
        assert_eq!(first.is_err(), !one.me().roles.may_write(), "{login}");
        assert!(
            first.is_err() || folder(&a) == folder(&b),
            "{login}: the exports differ"
        );
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
