//! The store's file moved away or replaced under an open console: noticed before the next write, and
//! nothing is written into either file.

use refdesk::desk::{Command, Desk};

use crate::common::office::{Office, asked, moment, settings};
use crate::power::opened;

fn receive() -> Command {
    Command::Receive(Box::new(asked("电池 查新", "王五")))
}

#[test]
fn a_store_moved_away_or_replaced_is_not_written_into() {
    let office = Office::with_requests(1);
    let mut desk = Desk::open(&office.store(), settings(), Some("zhang")).unwrap();
    let away = office.folder().join("away.db");
    std::fs::rename(office.store(), &away).unwrap();
    let refusals = [
        desk.run(&receive(), &moment()).map(|_| ()),
        desk.save_draft("note", "问过馆长", &moment()),
        desk.store_is_there(),
    ];
    for refusal in refusals {
        assert_eq!(refusal.unwrap_err().said.key, "store-moved");
    }

    let other = Office::with_requests(3);
    drop(Desk::open(&other.store(), settings(), Some("zhang")).unwrap());
    std::fs::copy(other.store(), office.store()).unwrap();
    let refusal = desk.run(&receive(), &moment()).unwrap_err();
    assert_eq!(refusal.said.key, "store-moved");

    std::fs::remove_file(office.store()).unwrap();
    std::fs::rename(&away, office.store()).unwrap();
    desk.run(&receive(), &moment()).unwrap();
    drop(desk);
    let store = opened(&office.store()).unwrap();
    let count = "SELECT count(*) FROM request";
    let requests: i64 = store.db().query_row(count, [], |r| r.get(0)).unwrap();
    assert_eq!(requests, 2);
}

#[test]
fn an_open_console_says_that_its_store_is_gone() {
    let office = Office::with_requests(2);
    let mut zhang = office.console("zhang");
    let away = office.folder().join("away.db");
    std::fs::rename(office.store(), &away).unwrap();
    zhang.wait_for("已被移走或换掉");
    zhang.keys("a");
    zhang.wait_for("没有保存");
    std::fs::rename(&away, office.store()).unwrap();
    assert!(
        office
            .prints(&["show", "1", "--json"])
            .contains("\"submitted\"")
    );
}
