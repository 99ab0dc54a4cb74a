//! Files kept and given out again, and everything exported.

use std::collections::BTreeSet;

use refdesk::desk::command::{ClientChoice, NewRequest};
use refdesk::desk::{Act, Command, Desk, Target};
use refdesk::domain::request::Secrecy;
use refdesk::domain::{Channel, Lang, RequestId, Role, ServiceKey, Uid};
use refdesk::intake::export::{Folder, export_all};
use refdesk::intake::{files, ledger};
use refdesk::settings::Settings;
use serde_json::Value;

use super::room::{Room, said};

fn receive(room: &mut Room, title: &str, secrecy: Secrecy) -> RequestId {
    let new = NewRequest {
        uid: Uid::now_v7(),
        service: ServiceKey::new("enquiry"),
        title: title.to_owned(),
        client: ClientChoice::Nobody,
        channel: Channel::Counter,
        received_at: None,
        count: None,
        wanted: None,
        fields: serde_json::Map::new(),
        tags: Vec::new(),
        secrecy,
        heard: None,
        origin: None,
    };
    let command = Command::Receive(Box::new(new));
    room.run(&command).request.unwrap()
}

fn json(room: &Room, file: &str) -> Value {
    let text = std::fs::read_to_string(room.path("out").join(file)).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn a_file_is_kept_under_its_hash_and_given_out_as_it_was() {
    let mut room = Room::new();
    let request = receive(&mut room, "甲", Secrecy::Open);
    let path = room.write("委托 合同.pdf", "content");
    let moment = room.moment.clone();
    files::attach(&mut room.desk, request, &path, &moment).unwrap();
    files::attach(&mut room.desk, request, &path, &moment).unwrap();
    let attachment = room.case(request.0).attachments[0].clone();
    assert_eq!(
        (attachment.name.as_str(), attachment.bytes),
        ("委托 合同.pdf", 7)
    );
    let folder = room.desk.store().files();
    let kept: Vec<_> = std::fs::read_dir(&folder).unwrap().collect();
    assert_eq!(kept.len(), 1, "one content, one file, no half left");
    let target = room.path("again.pdf");
    files::give_out(&room.desk, &attachment.sha256, &target).unwrap();
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "content");
    let twice = files::give_out(&room.desk, &attachment.sha256, &target).unwrap_err();
    assert_eq!(twice.said.key, "intake-file-exists");
    std::fs::write(folder.join(&attachment.sha256), "other").unwrap();
    let target = room.path("third.pdf");
    let damaged = files::give_out(&room.desk, &attachment.sha256, &target).unwrap_err();
    assert_eq!(damaged.said.key, "intake-kept-damaged");
    assert!(!target.exists());
}

#[test]
fn what_is_no_file_of_the_store_is_not_given_out() {
    let room = Room::new();
    room.write("secret", "x");
    let climbing = format!("../{}", "0".repeat(61));
    for hash in ["../secret", climbing.as_str(), "", "zz"] {
        let refused = files::give_out(&room.desk, hash, &room.path("out")).unwrap_err();
        assert_eq!(refused.said.key, "intake-not-kept");
    }
}

#[test]
fn a_name_cannot_lead_out_of_the_folder_and_long_ones_are_shortened() {
    let room = Room::new();
    let folder = room.path("");
    let long = "长".repeat(5_000);
    for name in [
        "../../.ssh/authorized_keys",
        "/etc/passwd",
        "..",
        "a\0b\n.pdf",
        "\\\\x\\y",
        &long,
    ] {
        let path = files::free_name(&folder, name);
        assert_eq!(
            path.parent(),
            Some(folder.as_path()).map(|f| f.components().as_path())
        );
        assert!(path.file_name().unwrap().len() <= 255);
    }
    room.write("a.pdf", "x");
    assert!(files::free_name(&folder, "a.pdf").ends_with("a (2).pdf"));
}

#[test]
fn everything_is_given_out_with_its_files() {
    let mut room = Room::new();
    let request = receive(&mut room, "=cmd|' /C calc'!A0", Secrecy::Open);
    let path = room.write("合同.pdf", "content");
    let moment = room.moment.clone();
    files::attach(&mut room.desk, request, &path, &moment).unwrap();
    let report = export_all(&room.desk, &room.path("out"), Folder::Empty, &moment).unwrap();
    assert!(report.notes.is_empty(), "{:?}", report.notes);
    assert_eq!(
        json(&room, "requests.json")[0]["title"],
        "=cmd|' /C calc'!A0"
    );
    assert_eq!(json(&room, "attachments.json")[0]["bytes"], 7);
    let file = room
        .path("out")
        .join("files")
        .join(format!("{request} 合同.pdf"));
    assert_eq!(std::fs::read_to_string(file).unwrap(), "content");
    let journal = std::fs::read_to_string(room.path("out").join("journal.jsonl")).unwrap();
    assert_eq!(journal.lines().count(), 3);
    let again = export_all(&room.desk, &room.path("out"), Folder::Empty, &moment).unwrap_err();
    assert_eq!(again.said.key, "intake-folder-not-empty");
    let again = export_all(&room.desk, &room.path("out"), Folder::Any, &moment).unwrap_err();
    assert_eq!(again.said.key, "intake-file-exists");
}

#[test]
fn what_the_person_may_not_see_is_not_given_out() {
    let mut room = Room::new();
    room.hire("li", "李四", &[Role::Searcher]);
    let open = receive(&mut room, "公开的一件", Secrecy::Open);
    let closed = receive(&mut room, "保密的一件", Secrecy::Restricted);
    for request in [open, closed] {
        room.run(&Command::On {
            target: Target::newest(request),
            act: Act::Wait {
                reason: "等委托人回话".to_owned(),
            },
        });
    }
    let path = room.write("附件.txt", "保密的附件");
    let moment = room.moment.clone();
    files::attach(&mut room.desk, closed, &path, &moment).unwrap();
    let desk = Desk::open(&room.store(), Settings::builtin().unwrap(), Some("li")).unwrap();
    let report = export_all(&desk, &room.path("out"), Folder::Empty, &moment).unwrap();
    let journal = std::fs::read_to_string(room.path("out").join("journal.jsonl")).unwrap();
    for told in ["seq", "prev", "hash", "withheld"] {
        assert!(!journal.contains(&format!("\"{told}\"")), "{told}");
    }
    let journalled = report.counts.iter().find(|(kind, _)| *kind == "journal");
    assert_eq!(journalled.unwrap().1, journal.lines().count() as u64);
    let mut said = BTreeSet::new();
    for entry in std::fs::read_dir(room.path("out")).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|e| e.to_str().unwrap().starts_with("json"))
        {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(!text.contains("保密的"), "{}", path.display());
            said.insert(text.contains("公开的一件"));
        }
    }
    assert!(said.contains(&true));
    assert!(!room.path("out/files").exists());
    let steps = json(&room, "steps.json");
    assert!(
        steps
            .as_array()
            .unwrap()
            .iter()
            .all(|s| s["request"] == open.0)
    );
}

#[test]
fn what_is_given_out_comes_back_into_an_empty_store_once() {
    for lang in Lang::ALL {
        let mut room = Room::new();
        room.run(&Command::Speak { lang });
        let rows = "编号,项目名称,委托人,委托单位,联系电话,业务类型,受理日期,完成日期,查新员,状态,篇数,渠道\n\
            CY202600007,职称评审论文收录,王五,化学学院,22001122,查收查引,2026-03-02,2026-03-06,张三,已完成,32,柜台\n\
            ,=学科前沿数据,李四,物理学院,,情报分析,2026-06-01,,张三,在办,,电话\n";
        let ledger = room.write("台账.csv", rows);
        let moment = room.moment.clone();
        let bring = |room: &mut Room, file: &std::path::Path| {
            let options = ledger::Options::default();
            let done = ledger::import(&mut room.desk, file, &options, &moment, &mut |_, _| true);
            let report = done.unwrap_or_else(|refusal| panic!("{}", said(&refusal)));
            report.brought.map_or(0, |brought| brought.requests)
        };
        assert_eq!(bring(&mut room, &ledger), 2);
        let new = receive(&mut room, "刚来的一件", Secrecy::Open);
        export_all(&room.desk, &room.path("out"), Folder::Empty, &moment).unwrap();
        for file in ["refdesk.xlsx", "requests.json"] {
            let book = room.path("out").join(file);
            let mut empty = Room::new();
            assert_eq!(bring(&mut empty, &book), 3, "{lang:?} {file}");
            for (was, is) in [(1, 1), (2, 2), (new.0, 3)] {
                let (was, is) = (room.case(was), empty.case(is));
                let told = |case: &refdesk::desk::look::Case| {
                    let r = &case.request;
                    let client = case
                        .client
                        .as_ref()
                        .map(|c| (c.name.clone(), c.unit.clone()));
                    (
                        (r.uid, r.title.clone(), r.service.clone(), r.status, r.count),
                        (r.number.clone(), r.accepted_on, r.channel, client),
                    )
                };
                assert_eq!(told(&was), told(&is), "{lang:?} {file}");
            }
            assert_eq!(bring(&mut empty, &book), 0, "the same file twice");
            assert_eq!(bring(&mut room, &book), 0, "back where it came from");
            empty.is_well();
        }
    }
}
