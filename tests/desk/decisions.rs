//! Decisions on requests: what may be decided, by whom, with what reason.

use jiff::civil::date;
use refdesk::desk::command::{NewTalk, RequestPatch, RunDraft, Target};
use refdesk::desk::{Act, Command};
use refdesk::domain::refusal::RefusalKind;
use refdesk::domain::request::{Due, Expedite};
use refdesk::domain::service::Target as Days;
use refdesk::domain::talk::TalkKind;
use refdesk::domain::{Lang, Rev, ServiceKey, Status, Uid};

use super::bench::{Bench, asked, person};

fn reason() -> String {
    "重复提交".to_owned()
}

#[test]
fn a_request_goes_from_the_counter_to_closed() {
    let mut bench = Bench::new();
    let id = bench.receives("enquiry", "EndNote 怎么导入", "王五");
    assert_eq!(bench.status(id), Status::Submitted);
    bench.acts(id, Act::Accept);
    bench.acts(id, Act::Claim);
    bench.acts(id, Act::Begin);
    bench.acts(
        id,
        Act::Deliver {
            to: "当面告知".into(),
        },
    );
    bench.acts(id, Act::Close { reason: None });
    assert_eq!(bench.status(id), Status::Closed);
    bench.is_well();
}

#[test]
fn every_decision_that_wants_a_reason_is_refused_without_one() {
    let mut bench = Bench::new();
    let other = bench.receives("enquiry", "另一件", "王五");
    let id = bench.receives("enquiry", "EndNote 怎么导入", "王五");
    let blank = || "  ".to_owned();
    for act in [
        Act::Decline { reason: blank() },
        Act::DuplicateOf {
            of: other,
            reason: blank(),
        },
        Act::Defer {
            until: date(2026, 10, 12),
            reason: blank(),
        },
        Act::ReferOut {
            to: "兄弟馆".into(),
            reason: blank(),
        },
        Act::Withdraw { reason: blank() },
        Act::Cancel { reason: blank() },
    ] {
        assert_eq!(bench.refuses(id, act.clone()), "r21-reason", "{act:?}");
    }
    assert_eq!(bench.status(id), Status::Submitted);
}

#[test]
fn a_novelty_search_is_not_accepted_without_its_starred_fields() {
    let mut bench = Bench::new();
    let mut new = asked("novelty", "固态电池", "王五");
    new.fields.clear();
    let id = bench
        .does(&Command::Receive(Box::new(new)))
        .request
        .unwrap();
    assert_eq!(bench.refuses(id, Act::Accept), "service-r22-fields-missing");
}

#[test]
fn a_formal_service_is_not_accepted_without_a_client() {
    let mut bench = Bench::new();
    let id = bench.receives("novelty", "固态电池", "");
    assert_eq!(bench.refuses(id, Act::Accept), "r22-client-missing");
}

#[test]
fn nobody_signs_what_he_searched_and_only_a_reviewer_signs() {
    let mut bench = Bench::new();
    let id = bench.receives("novelty", "固态电池", "王五");
    bench.sit("zhao");
    bench.acts(id, Act::Accept);
    bench.acts(id, Act::Claim);
    bench.acts(id, Act::Begin);
    bench.works(id);
    bench.acts(id, Act::Submit);
    assert_eq!(bench.refuses(id, Act::Sign), "r01-own-work");
    bench.sit("li");
    assert_eq!(bench.refuses(id, Act::Sign), "not-allowed-review");
    bench.sit("zhang");
    bench.acts(id, Act::Sign);
    assert_eq!(bench.status(id), Status::Signed);
}

#[test]
fn nothing_of_a_reviewed_service_goes_out_or_ends_unsigned() {
    let mut bench = Bench::new();
    let id = bench.receives("citation_cert", "职称", "王五");
    bench.sit("li");
    let deliver = || Act::Deliver {
        to: "王五".into()
    };
    let close = || Act::Close {
        reason: Some("完成".into()),
    };
    bench.acts(id, Act::Accept);
    assert_eq!(bench.refuses(id, deliver()), "service-review-first");
    assert_eq!(bench.refuses(id, close()), "service-review-first");
    bench.acts(id, Act::Claim);
    bench.acts(id, Act::Begin);
    assert_eq!(bench.refuses(id, Act::Submit), "submit-no-run");
    bench.works(id);
    // Taken back from review it is where it was.
    let done = bench.acts(id, Act::Submit);
    bench.does(&Command::Undo {
        seq: done.seq.unwrap(),
    });
    assert_eq!(bench.refuses(id, deliver()), "service-review-first");
    assert_eq!(bench.refuses(id, close()), "service-review-first");
    let why = |bench: &mut Bench, key: &str| {
        let verbs = bench.case(id).verbs;
        let verb = verbs.into_iter().find(|(verb, _)| *verb == key).unwrap();
        verb.1.map(|said| said.key)
    };
    assert_eq!(why(&mut bench, "deliver"), Some("service-review-first"));
    assert_eq!(why(&mut bench, "close"), Some("service-review-first"));
    bench.acts(id, Act::Submit);
    bench.sit("zhao");
    bench.acts(id, Act::Sign);
    bench.sit("li");
    bench.acts(id, Act::Issue);
    bench.acts(id, deliver());
    bench.acts(id, close());
    // What has ended comes back with a reason only, and may then be closed as it was.
    assert_eq!(bench.refuses(id, Act::Begin), "begin-reopen");
    bench.acts(id, Act::Reopen { reason: reason() });
    assert_eq!(bench.refuses(id, deliver()), "service-review-first");
    bench.acts(id, close());
    bench.acts(id, Act::Archive);
    assert_eq!(
        bench.refuses(id, Act::Reopen { reason: reason() }),
        "reopen-archived"
    );
}

#[test]
fn what_is_given_up_needs_no_review() {
    let mut bench = Bench::new();
    let id = bench.receives("novelty", "固态电池", "王五");
    bench.sit("li");
    bench.acts(id, Act::Accept);
    bench.acts(id, Act::Withdraw { reason: reason() });
    assert_eq!(bench.status(id), Status::Withdrawn);
}

#[test]
fn what_ends_with_nothing_behind_it_says_why() {
    let mut bench = Bench::new();
    let id = bench.receives("enquiry", "EndNote 怎么导入", "王五");
    bench.acts(id, Act::Accept);
    let silent = || Act::Close { reason: None };
    assert_eq!(bench.refuses(id, silent()), "close-nothing-behind");
    bench.works(id);
    bench.acts(id, silent());
    assert_eq!(bench.status(id), Status::Closed);
}

#[test]
fn a_queue_jump_is_sooner_than_the_standard() {
    let mut bench = Bench::new();
    let id = bench.receives("novelty", "固态电池", "王五");
    let fields = bench.case(id).request.fields;
    let def = bench.settings.service(&ServiceKey::new("novelty")).unwrap();
    let Days::Days(standard) = def.promise_for(&fields).target else {
        panic!("novelty promises days");
    };
    let hurry = |target_days| Act::Expedite {
        target_days,
        expedite: Expedite {
            allowed_by: "张主任".into(),
            why: "申报截止".into(),
            fee_note: "加急费".into(),
        },
    };
    // Before the acceptance the days are compared, after it the dates.
    assert_eq!(bench.refuses(id, hurry(standard)), "expedite-not-sooner");
    bench.acts(id, Act::Accept);
    for days in [standard, standard + 30] {
        assert_eq!(bench.refuses(id, hurry(days)), "expedite-not-before");
    }
    let promised = bench.case(id).request.due.unwrap().on;
    bench.acts(id, hurry(standard - 1));
    assert!(bench.case(id).request.due.unwrap().on < promised);
    // A jump may be made smaller, and not into a delay.
    bench.acts(id, hurry(standard - 2));
    bench.acts(id, hurry(standard - 1));
    assert_eq!(bench.refuses(id, hurry(standard)), "expedite-not-before");
}

#[test]
fn merging_keeps_the_day_that_was_wished_for() {
    let mut bench = Bench::new();
    let one = bench.receives("enquiry", "甲", "王五");
    let client = bench.case(one).request.client.unwrap();
    let mut again = asked("enquiry", "甲又问", "");
    again.client = refdesk::desk::command::ClientChoice::Known(client);
    let other = bench
        .does(&Command::Receive(Box::new(again)))
        .request
        .unwrap();
    let due = refdesk::domain::request::Due {
        on: bench.today.tomorrow().unwrap(),
        at: None,
        provisional: false,
    };
    bench.acts(other, Act::Agree { due: Some(due) });
    let done = bench.acts(
        other,
        Act::MergeInto {
            into: one,
            reason: reason(),
        },
    );
    let wished = |bench: &mut Bench| bench.case(one).request.agreed.map(|due| due.on);
    assert_eq!(wished(&mut bench), Some(due.on));
    assert!(bench.case(other).lacks.is_empty());
    bench.does(&Command::Undo {
        seq: done.seq.unwrap(),
    });
    assert_eq!(wished(&mut bench), None);
}

#[test]
fn read_only_staff_change_nothing_by_any_command() {
    let mut bench = Bench::new();
    let id = bench.receives("enquiry", "EndNote 怎么导入", "王五");
    bench.sit("qian");
    for act in [
        Act::Accept,
        Act::Claim,
        Act::Decline { reason: reason() },
        Act::Tag {
            add: vec!["雄安".into()],
            remove: vec![],
        },
        Act::Edit(Box::new(RequestPatch {
            title: Some("改".into()),
            ..Default::default()
        })),
    ] {
        assert!(bench.refuses(id, act).starts_with("not-allowed"));
    }
    let refusal = bench
        .tries(&Command::Receive(Box::new(asked("enquiry", "问", "王五"))))
        .unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::NotAllowed);
}

#[test]
fn a_stale_decision_is_refused_and_names_the_colleague() {
    let mut bench = Bench::new();
    let id = bench.receives("enquiry", "EndNote 怎么导入", "王五");
    let seen = bench.case(id).request.rev;
    bench.sit("li");
    bench.acts(id, Act::Claim);
    bench.sit("zhang");
    let refusal = bench
        .tries(&Command::On {
            target: Target::seen(id, seen),
            act: Act::Accept,
        })
        .unwrap_err();
    assert_eq!(refusal.kind, RefusalKind::Stale);
    assert!(format!("{refusal:?}").contains("李查"), "{refusal:?}");
    assert_eq!(bench.status(id), Status::Submitted);
}

#[test]
fn state_secrets_are_refused_at_the_door_and_nothing_is_kept() {
    let mut bench = Bench::new();
    let refusal = bench
        .tries(&Command::Receive(Box::new(asked(
            "enquiry",
            "本项目属国家秘密",
            "王五",
        ))))
        .unwrap_err();
    assert_eq!(refusal.said.key, "state-secret");
    assert!(bench.finds("").is_empty());
    assert!(bench.finds("client:王五").is_empty());
}

#[test]
fn what_bears_the_mark_of_a_state_secret_enters_by_no_other_door_either() {
    let mut bench = Bench::new();
    let id = bench.receives("novelty", "固态电池", "王五");
    let marked = "本课题密级：机密，材料见内网";
    let note = |text: &str| {
        Command::Say(Box::new(NewTalk {
            uid: Uid::now_v7(),
            request: id,
            kind: TalkKind::Note,
            channel: None,
            text: text.to_owned(),
            lang: Lang::Zh,
        }))
    };
    let target = Target::newest(id);
    let tagged = Act::Tag {
        add: vec!["机密级".to_owned()],
        remove: Vec::new(),
    };
    let attached = Command::Attach {
        request: id,
        sha256: "0".repeat(64),
        name: "绝密材料.txt".to_owned(),
        bytes: 1,
        run: None,
        export: None,
    };
    let run = Command::AddRun(Box::new(RunDraft {
        uid: Uid::now_v7(),
        request: id,
        database: "CNKI".to_owned(),
        platform: String::new(),
        searched_on: None,
        // A search may look for the word.
        query: "TI=绝密".to_owned(),
        limits: String::new(),
        hits: None,
        kept: None,
        note: marked.to_owned(),
        ..RunDraft::default()
    }));
    let mut client = person("李四");
    client.remark = marked.to_owned();
    let commands = [
        note(marked),
        Command::On {
            target,
            act: tagged,
        },
        attached,
        run,
        Command::AddClient(Box::new(client)),
    ];
    for command in commands {
        let refusal = bench.tries(&command).unwrap_err();
        assert_eq!(refusal.said.key, "state-secret", "{command:?}");
    }
    // That one was turned away may be written down.
    bench.does(&note("来人称涉及国家秘密，已请走涉密渠道"));
}

#[test]
fn waiting_for_the_client_gives_the_days_back() {
    let mut bench = Bench::new();
    bench.today = date(2026, 9, 7);
    let id = bench.receives("novelty", "固态电池", "王五");
    bench.acts(id, Act::Accept);
    let promised = bench.case(id).request.due.unwrap().on;
    bench.today = date(2026, 9, 8);
    bench.acts(
        id,
        Act::Wait {
            reason: "缺检索词".into(),
        },
    );
    bench.today = date(2026, 9, 11);
    bench.acts(id, Act::Resume);
    let case = bench.case(id);
    // 9, 10 and 11 September are given back.
    let calendar = bench.settings.calendar();
    assert_eq!(
        calendar.workdays_between(promised, case.request.due.unwrap().on),
        3
    );
    assert!(case.why_due.is_some());
    bench.is_well();
}

#[test]
fn while_the_client_is_waited_for_the_queue_and_the_page_give_one_date_each_day() {
    let mut bench = Bench::new();
    bench.today = date(2026, 9, 7);
    let id = bench.receives("novelty", "固态电池", "王五");
    bench.acts(id, Act::Accept);
    bench.today = date(2026, 9, 8);
    let reason = "缺检索词".into();
    bench.acts(id, Act::Wait { reason });
    let first = bench.case(id).request.due.unwrap().on;
    let rev = bench.case(id).request.rev;

    bench.today = date(2026, 9, 14);
    let now = bench.now();
    let due = |bench: &mut Bench| bench.page("").rows[0].due.as_ref().unwrap().on;
    // Also before anybody has brought the kept dates up to the day, and where nobody may.
    let read = due(&mut bench);
    assert!(read > first);
    assert!(bench.desk.settle_pauses(&now).unwrap());
    assert!(!bench.desk.settle_pauses(&now).unwrap(), "once a day");
    let shown = bench.case(id).request.due.unwrap().on;
    assert_eq!(read, shown);
    assert_eq!(due(&mut bench), shown);
    // Nobody changed the record: a form that is open on it is not stale.
    assert_eq!(bench.case(id).request.rev, rev);
    bench.is_well();
}

#[test]
fn a_draft_that_turns_out_to_be_a_state_secret_is_not_kept() {
    let mut bench = Bench::new();
    let now = bench.now();
    let drafts = |bench: &Bench| bench.desk.drafts().unwrap().len();
    bench
        .desk
        .save_draft("new/0/", "赵老师 雷达", &now)
        .unwrap();
    assert_eq!(drafts(&bench), 1);
    let claim = "赵老师 雷达 国家秘密项目";
    bench.desk.save_draft("new/0/", claim, &now).unwrap();
    assert_eq!(drafts(&bench), 0);
}

#[test]
fn a_queue_jump_keeps_the_floor_and_says_who_why_and_what_it_costs() {
    let mut bench = Bench::new();
    let id = bench.receives("novelty", "固态电池", "王五");
    bench.acts(id, Act::Accept);
    let expedite = Expedite {
        allowed_by: "张主任".into(),
        why: "周五答辩".into(),
        fee_note: "加急费 400 元".into(),
    };
    let silent = Expedite {
        why: String::new(),
        ..expedite.clone()
    };
    let act = |target_days, expedite: &Expedite| Act::Expedite {
        target_days,
        expedite: expedite.clone(),
    };
    assert_eq!(bench.refuses(id, act(3, &silent)), "expedite-incomplete");
    assert_eq!(
        bench.refuses(id, act(0, &expedite)),
        "service-r29-below-floor"
    );
    let before = bench.case(id).request.due.unwrap().on;
    bench.acts(id, act(3, &expedite));
    assert!(bench.case(id).request.due.unwrap().on < before);
}

#[test]
fn an_agreed_date_stands_above_the_reckoned_one_and_is_not_past() {
    let mut bench = Bench::new();
    let id = bench.receives("novelty", "固态电池", "王五");
    bench.acts(id, Act::Accept);
    let due = |on| {
        Some(Due {
            on,
            at: None,
            provisional: false,
        })
    };
    assert_eq!(
        bench.refuses(
            id,
            Act::Agree {
                due: due(date(2026, 1, 5))
            }
        ),
        "agree-past"
    );
    bench.acts(
        id,
        Act::Agree {
            due: due(date(2026, 9, 30)),
        },
    );
    assert_eq!(bench.case(id).request.due.unwrap().on, date(2026, 9, 30));
}

#[test]
fn requests_of_two_clients_are_never_merged() {
    let mut bench = Bench::new();
    let a = bench.receives("enquiry", "甲", "王五");
    let b = bench.receives("enquiry", "乙", "李四");
    let act = Act::MergeInto {
        into: b,
        reason: reason(),
    };
    assert_eq!(bench.refuses(a, act), "r25-two-clients");
}

#[test]
fn a_bulk_decision_reports_per_item_and_leaves_nothing_of_what_was_refused() {
    let mut bench = Bench::new();
    let a = bench.receives("enquiry", "甲", "王五");
    let b = bench.receives("novelty", "乙", "");
    let c = bench.receives("enquiry", "丙", "王五");
    let targets = [a, b, c].map(Target::newest).to_vec();
    let done = bench.does(&Command::Bulk {
        targets,
        act: Act::Accept,
    });
    let refused: Vec<i64> = done
        .items
        .iter()
        .filter(|i| i.refused.is_some())
        .map(|i| i.request.0)
        .collect();
    assert_eq!(refused, [b.0]);
    assert_eq!(bench.status(b), Status::Submitted);
    assert_eq!(bench.status(c), Status::Accepted);
    bench.is_well();
}

#[test]
fn a_retried_save_makes_no_second_row() {
    let mut bench = Bench::new();
    let new = asked("enquiry", "EndNote 怎么导入", "王五");
    let first = bench.does(&Command::Receive(Box::new(new.clone())));
    let again = bench.does(&Command::Receive(Box::new(new)));
    assert_eq!(first.request, again.request);
    assert_eq!(again.seq, None);
    assert_eq!(bench.finds("").len(), 1);
}

#[test]
fn somebody_with_two_seats_is_still_one_person_and_a_stranger_gets_none() {
    let bench = Bench::new();
    assert_eq!(bench.console("li").me().name, "李查");
    let stranger = refdesk::desk::Desk::open(&bench.path, bench.settings.clone(), Some("nobody"));
    assert_eq!(stranger.err().unwrap().said.key, "who-are-you");
}

#[test]
fn the_last_head_stays() {
    let mut bench = Bench::new();
    let me = bench.desk.me().clone();
    let refusal = bench
        .tries(&Command::EditStaff {
            staff: me.id,
            rev: me.rev,
            name: me.name,
            roles: refdesk::domain::Roles(vec![refdesk::domain::Role::Desk]),
            active: true,
        })
        .unwrap_err();
    assert_eq!(refusal.said.key, "staff-last-head");
    assert_eq!(Rev(1), me.rev);
    assert_ne!(Uid::nil(), me.uid);
}

#[test]
fn numbers_are_given_once_without_a_gap() {
    let mut bench = Bench::new();
    let mut numbers = Vec::new();
    for title in ["甲", "乙", "丙"] {
        let id = bench.receives("citation_cert", title, "王五");
        bench.sit("li");
        for act in [Act::Accept, Act::Claim, Act::Begin] {
            bench.acts(id, act);
        }
        bench.works(id);
        bench.acts(id, Act::Submit);
        bench.sit("zhao");
        bench.acts(id, Act::Sign);
        bench.sit("zhang");
        bench.acts(id, Act::Issue);
        numbers.push(bench.case(id).request.number.unwrap());
    }
    let serial = |n: &String| n[n.len() - 4..].parse::<u32>().unwrap();
    assert_eq!(
        numbers.iter().map(serial).collect::<Vec<_>>(),
        [1, 2, 3],
        "{numbers:?}"
    );
    assert_eq!(bench.finds(&format!("no:{}", numbers[1])).len(), 1);
}

#[test]
fn a_published_year_moves_the_due_dates_reckoned_without_it_and_the_journal_tells() {
    let mut bench = Bench::new();
    bench.today = date(2026, 12, 28);
    let id = bench.receives("novelty", "固态电池", "王五");
    bench.acts(id, Act::Accept);
    let now = bench.now();
    bench.desk.settle_calendar(&now).unwrap();
    let before = bench.case(id).request.due.unwrap();
    assert!(before.provisional);
    let config = tempfile::tempdir().unwrap();
    std::fs::create_dir(config.path().join("calendar")).unwrap();
    let year = "year = 2027\nstate = \"official\"\n[notice]\ntitle = \"t\"\nnumber = \"n\"\ndated = 2026-11-30\n[[holiday]]\nname = { zh = \"元旦\", en = \"New Year\" }\nfrom = 2027-01-01\nto = 2027-01-05\n";
    std::fs::write(config.path().join("calendar/2027.toml"), year).unwrap();
    let settings = refdesk::settings::Settings::load(Some(config.path())).unwrap();
    bench.desk = refdesk::desk::Desk::open(&bench.path, settings, Some("zhang")).unwrap();
    let now = bench.now();
    assert!(bench.desk.settle_calendar(&now).unwrap().is_some());
    assert_eq!(bench.desk.settle_calendar(&now).unwrap(), None);
    let after = bench.case(id).request.due.unwrap();
    assert!(
        !after.provisional && after.on > before.on,
        "{before:?} {after:?}"
    );
}

#[test]
fn a_product_goes_along_with_its_request_so_that_nothing_is_signed_twice() {
    use refdesk::domain::product::Stage;
    let mut bench = Bench::new();
    let id = bench.receives("citation_cert", "王五 32 篇", "王五");
    bench.sit("zhao");
    bench.acts(id, Act::Accept);
    bench.acts(id, Act::Begin);
    bench.works(id);
    let stage = |bench: &mut Bench| bench.case(id).products[0].stage;
    assert_eq!(stage(&mut bench), Stage::Draft);
    bench.acts(id, Act::Submit);
    assert_eq!(stage(&mut bench), Stage::InReview);
    bench.sit("zhang");
    let reason = "检索式漏了同义词".to_owned();
    bench.acts(
        id,
        Act::Return {
            reason: reason.clone(),
        },
    );
    assert_eq!(stage(&mut bench), Stage::Returned);
    assert!(bench.case(id).products[0].note.ends_with(&reason));
    bench.sit("zhao");
    // One step, one undo.
    let seq = bench.acts(id, Act::Submit).seq.unwrap();
    bench.does(&Command::Undo { seq });
    assert_eq!(bench.status(id), Status::Returned);
    assert_eq!(stage(&mut bench), Stage::Returned);
    bench.acts(id, Act::Submit);
    bench.sit("zhang");
    bench.acts(id, Act::Sign);
    assert_eq!(stage(&mut bench), Stage::Signed);
    bench.acts(id, Act::Issue);
    let case = bench.case(id);
    assert_eq!(case.products[0].number, case.request.number);
    assert!(case.request.number.is_some());
    let to = "王五".to_owned();
    bench.acts(id, Act::Deliver { to: to.clone() });
    let case = bench.case(id);
    assert_eq!(case.products[0].stage, Stage::Delivered);
    assert_eq!(case.products[0].delivered_to, to);
    bench.is_well();
}

#[test]
fn a_product_alone_goes_neither_to_review_without_searches_nor_out_before_its_case() {
    use refdesk::domain::product::Stage;
    let mut bench = Bench::new();
    let id = bench.receives("citation_cert", "王五 32 篇", "王五");
    bench.sit("zhao");
    bench.acts(id, Act::Accept);
    bench.acts(id, Act::Begin);
    bench.drafts(id);
    let moves = |bench: &mut Bench, to| {
        let product = bench.case(id).products.remove(0);
        let command = Command::MoveProduct {
            product: product.id,
            rev: product.rev,
            to,
            reason: None,
            delivered_to: None,
        };
        bench.tries(&command).err().map(|refusal| refusal.said.key)
    };
    assert_eq!(moves(&mut bench, Stage::InReview), Some("submit-no-run"));
    bench.works(id);
    assert_eq!(moves(&mut bench, Stage::InReview), None);
    bench.sit("zhang");
    assert_eq!(moves(&mut bench, Stage::Signed), None);
    assert_eq!(moves(&mut bench, Stage::Issued), Some("product-case-first"));
    bench.sit("zhao");
    bench.acts(id, Act::Submit);
    bench.sit("zhang");
    bench.acts(id, Act::Sign);
    bench.acts(id, Act::Issue);
    let case = bench.case(id);
    assert!(case.products.iter().all(|p| p.stage == Stage::Issued));
    bench.is_well();
}

#[test]
fn what_was_issued_stays_as_it_is_until_it_is_opened_again_with_a_reason() {
    let mut bench = Bench::new();
    let id = bench.receives("citation_cert", "论文 3 篇", "王五");
    bench.sit("li");
    for act in [Act::Accept, Act::Claim, Act::Begin] {
        bench.acts(id, act);
    }
    bench.works(id);
    bench.acts(id, Act::Submit);
    bench.sit("zhao");
    bench.acts(id, Act::Sign);
    bench.sit("li");
    bench.acts(id, Act::Issue);
    let title = |title: &str| {
        Act::Edit(Box::new(RequestPatch {
            title: Some(title.into()),
            ..RequestPatch::default()
        }))
    };
    assert_eq!(bench.refuses(id, title("改了题目")), "issued-stays");
    let run = bench.case(id).runs[0].clone();
    let dropped = bench.tries(&Command::DropRun {
        run: run.id,
        rev: run.rev,
    });
    assert_eq!(dropped.unwrap_err().said.key, "issued-stays");
    // Saving it as it is changes nothing, and says so.
    let done = bench.acts(id, title("论文 3 篇"));
    assert_eq!((done.seq, done.said.key), (None, "did-nothing"));
    bench.acts(
        id,
        Act::Deliver {
            to: "王五".to_owned(),
        },
    );
    assert_eq!(bench.refuses(id, title("改了题目")), "issued-stays");
    bench.acts(
        id,
        Act::Reopen {
            reason: "漏了一篇".into(),
        },
    );
    bench.acts(id, title("改了题目"));
}

#[test]
fn whoever_searched_and_dropped_it_again_still_reviews_nothing_of_it() {
    let mut bench = Bench::new();
    let id = bench.receives("citation_cert", "论文 3 篇", "王五");
    bench.sit("zhao");
    bench.searches(id);
    let run = bench.case(id).runs[0].clone();
    bench.does(&Command::DropRun {
        run: run.id,
        rev: run.rev,
    });
    bench.sit("li");
    for act in [Act::Accept, Act::Claim, Act::Begin] {
        bench.acts(id, act);
    }
    bench.works(id);
    bench.acts(id, Act::Submit);
    bench.sit("zhao");
    assert_eq!(bench.refuses(id, Act::Sign), "r01-own-work");
}

#[test]
fn closing_tells_of_the_days_for_objections_and_asks_why_a_correction_is_left_behind() {
    let mut bench = Bench::new();
    let id = bench.receives("citation_cert", "论文 3 篇", "王五");
    bench.sit("li");
    for act in [Act::Accept, Act::Claim, Act::Begin] {
        bench.acts(id, act);
    }
    bench.works(id);
    bench.acts(id, Act::Submit);
    bench.sit("zhao");
    bench.acts(id, Act::Sign);
    bench.sit("li");
    bench.acts(id, Act::Issue);
    let deliver = Act::Deliver {
        to: "王五".to_owned(),
    };
    bench.acts(id, deliver);
    let closed = bench.acts(id, Act::Close { reason: None });
    assert!(
        closed
            .warnings
            .iter()
            .any(|w| w.key == "warn-objection-open")
    );
    let reason = "漏了一篇".to_owned();
    bench.acts(id, Act::Reopen { reason });
    let product = bench.case(id).products.pop().unwrap();
    bench.does(&Command::NewVersion {
        product: product.id,
        rev: product.rev,
        uid: Uid::now_v7(),
    });
    assert_eq!(
        bench.refuses(id, Act::Close { reason: None }),
        "close-product-open"
    );
    let reason = Some("委托人不要更正了".to_owned());
    let closed = bench.acts(id, Act::Close { reason });
    assert!(
        closed
            .warnings
            .iter()
            .all(|w| w.key != "warn-objection-open")
    );
}
