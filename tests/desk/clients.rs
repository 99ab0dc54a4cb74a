//! Clients: likely duplicates, wrong ORCIDs and addresses.

use refdesk::desk::command::ClientDraft;
use refdesk::desk::{Command, Look, Seen};

use super::bench::{Bench, person};

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
