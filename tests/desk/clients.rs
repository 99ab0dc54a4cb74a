//! Clients: likely duplicates, wrong ORCIDs and addresses.

use refdesk::desk::command::{ClientChoice, ClientDraft};
use refdesk::desk::{Command, Look, Seen};
use refdesk::domain::{ClientId, RequestId};

use super::bench::{Bench, asked, person};

fn likely(bench: &mut Bench, name: &str, unit: &str, phone: &str, email: &str) -> usize {
    match bench.looks(&Look::LikelyClients {
        name: name.into(),
        unit: unit.into(),
        phone: phone.into(),
        email: email.into(),
    }) {
        Seen::Clients(rows) => rows.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_likely_duplicate_is_shown_by_name_and_unit_or_by_phone_or_mail() {
    let mut bench = Bench::new();
    let mut draft = person("王五");
    draft.phone = "138-0000-1111".into();
    draft.email = "wangwu@example.edu".into();
    bench.does(&Command::AddClient(Box::new(draft)));
    assert_eq!(
        likely(&mut bench, "王五", "化学", "", ""),
        1,
        "a unit is written shorter"
    );
    assert_eq!(
        likely(&mut bench, "王五", "物理学院", "", ""),
        0,
        "a namesake elsewhere"
    );
    assert_eq!(likely(&mut bench, "某某", "", "", "WangWu@example.edu"), 1);
    assert_eq!(likely(&mut bench, "", "", "138-0000-1111", ""), 1);
    assert_eq!(likely(&mut bench, "李四", "化学学院", "", ""), 0);
}

#[test]
fn clients_are_found_by_pinyin_and_initials() {
    let mut bench = Bench::new();
    bench.does(&Command::AddClient(Box::new(person("张三"))));
    for words in ["张三", "zs", "zhangsan", "zhang", "化学"] {
        let Seen::Clients(rows) = bench.looks(&Look::Clients {
            words: words.into(),
            limit: 10,
        }) else {
            panic!()
        };
        assert_eq!(rows.len(), 1, "{words}");
    }
}

#[test]
fn a_wrong_orcid_and_a_wrong_address_are_refused_at_their_field() {
    let mut bench = Bench::new();
    let wrong = |change: fn(&mut ClientDraft)| {
        let mut draft = person("王五");
        change(&mut draft);
        Command::AddClient(Box::new(draft))
    };
    for (command, key) in [
        (
            wrong(|d| d.orcid = "0000-0002-1825-0098".into()),
            "client-orcid-wrong",
        ),
        (wrong(|d| d.email = "wang wu".into()), "client-email-wrong"),
        (wrong(|d| d.name = "  ".into()), "client-name-missing"),
    ] {
        assert_eq!(bench.tries(&command).unwrap_err().said.key, key);
    }
}

/// Two records of one person with a request each, and what tells them apart.
fn two(bench: &mut Bench) -> [(ClientId, RequestId); 2] {
    [("王五", "化学学院", "22001111"), ("王伍", "", "22002222")].map(|(name, unit, phone)| {
        let mut draft = person(name);
        draft.unit = unit.into();
        draft.phone = phone.into();
        let done = bench.does(&Command::AddClient(Box::new(draft)));
        let client = done.client.unwrap();
        let mut asks = asked("enquiry", "问", "");
        asks.client = ClientChoice::Known(client);
        let request = bench.does(&Command::Receive(Box::new(asks))).request;
        (client, request.unwrap())
    })
}

#[test]
fn parted_again_everybody_has_what_was_his_however_often_the_merge_was_taken_back() {
    for again in 0..3 {
        let mut bench = Bench::new();
        let [(wang, one), (other, two)] = two(&mut bench);
        let before = [one, two].map(|id| bench.case(id).client.unwrap());
        bench.does(&Command::MergeClients {
            from: other,
            into: wang,
        });
        for _ in 0..again {
            let now = bench.now();
            bench.desk.undo_last(&now).unwrap().unwrap();
            let now = bench.now();
            bench.desk.redo_last(&now).unwrap().unwrap();
        }
        assert_eq!(bench.case(two).request.client, Some(wang));
        bench.does(&Command::SplitClient { client: other });
        let after = [one, two].map(|id| bench.case(id).client.unwrap());
        for (was, is) in before.into_iter().zip(after) {
            let plain = |mut c: refdesk::domain::Client| {
                c.rev = refdesk::domain::Rev(0);
                c
            };
            assert_eq!(plain(was), plain(is), "taken back {again} times");
        }
        bench.is_well();
    }
}

#[test]
fn a_bare_number_finds_the_request_of_that_number_besides_the_words() {
    let mut bench = Bench::new();
    let first = bench.receives("enquiry", "知网怎么登录", "王五");
    let second = bench.receives("enquiry", "馆藏 1 号库", "李四");
    let mut found = bench.finds("1");
    found.sort_unstable();
    assert_eq!(found, [first.0, second.0]);
    assert_eq!(bench.finds("2"), [second.0]);
    assert!(bench.finds("77").is_empty());
}

#[test]
fn a_merged_record_is_found_by_its_own_number_and_its_requests_by_both() {
    let mut bench = Bench::new();
    let [(wang, one), (other, two)] = two(&mut bench);
    bench.does(&Command::MergeClients {
        from: other,
        into: wang,
    });
    let found = |bench: &mut Bench, words: &str| {
        let mut ids: Vec<_> = bench.finds(words).into_iter().map(RequestId).collect();
        ids.sort();
        ids
    };
    assert_eq!(found(&mut bench, "22002222"), [one, two]);
    assert_eq!(found(&mut bench, "22001111"), [one, two]);
    bench.does(&Command::SplitClient { client: other });
    assert_eq!(found(&mut bench, "22002222"), [two]);
    assert_eq!(found(&mut bench, "22001111"), [one]);
}
