//! Nobody but SQLite opens the store's files: closing one of them would drop the locks of the
//! connection that is open, and a colleague's commit would vanish.

use std::path::{Path, PathBuf};

use refdesk::desk::presence::Whereabouts;
use refdesk::desk::{Command, Desk};
use refdesk::domain::RequestId;
use refdesk::intake::files;

use crate::common::office::{Office, asked, moment, settings};
use crate::locks;

/// Who opens files at all, and which.
const MAY_OPEN: [(&str, &str); 21] = [
    (
        "store/lock.rs",
        "the line of those who wait, a file of its own",
    ),
    (
        "store/presence.rs",
        "takes a damaged file of who is there away, never the store's",
    ),
    ("store/kept.rs", "attached files, under their hash"),
    (
        "store/upgrade.rs",
        "the folder, to bring a new name to the disk",
    ),
    ("settings/folder.rs", "files of the configuration"),
    ("settings/desk.rs", "the system's time zones"),
    ("keys/keymap.rs", "files of the configuration"),
    ("cli/place.rs", "files of the configuration"),
    (
        "intake/source.rs",
        "files from outside, the store's own refused",
    ),
    ("intake/files.rs", "attached files, under their hash"),
    (
        "intake/export/mod.rs",
        "files given out, into a folder that is empty",
    ),
    (
        "intake/export/out.rs",
        "files given out, never over another",
    ),
    ("run/out.rs", "files given out, never over another"),
    (
        "cli/gate/surroundings.rs",
        "the system's list of accounts, for a home",
    ),
    (
        "intake/tray/gone.rs",
        "removed files, in a folder of their own in a person's tray; opens none, drops them in time",
    ),
    (
        "intake/tray.rs",
        "files in the trays, a folder of their own",
    ),
    (
        "intake/backup/mod.rs",
        "new files of a backup, and the line of those who make one",
    ),
    (
        "intake/backup/make.rs",
        "attached files and the copy that SQLite made, never what it copied",
    ),
    (
        "intake/backup/restore.rs",
        "a store that has no name yet and that nobody has open",
    ),
    (
        "intake/backup/seal.rs",
        "keys and archives, the desk's own store refused before",
    ),
    (
        "cli/fill.rs",
        "removes a half-made demo store that nobody has open",
    ),
];

/// Calls that open a file, or copy or write one by its name.
const OPENS: [&str; 11] = [
    "File::open",
    "File::create",
    "File::options",
    "OpenOptions::new",
    "fs::open(",
    "fs::read(",
    "fs::read_to_string(",
    "fs::write(",
    "fs::copy(",
    "fs::rename(",
    "fs::remove_file(",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found
}

#[test]
fn only_places_that_are_known_open_files_at_all() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut strange = Vec::new();
    for path in sources(&src) {
        let name = path
            .strip_prefix(&src)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        if name.ends_with("tests.rs") || MAY_OPEN.iter().any(|(known, _)| *known == name) {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for (number, line) in code.lines().enumerate() {
            if OPENS.iter().any(|call| line.contains(call)) {
                strange.push(format!("{name}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert_eq!(
        strange, [""; 0],
        "say in MAY_OPEN what they open, never the store"
    );
    for (name, _) in MAY_OPEN {
        assert!(src.join(name).exists(), "{name} is gone");
    }
}

/// Whether this process still holds SQLite's lock on the file, as the system has it.
fn is_held(path: &Path) -> bool {
    let own = i32::try_from(std::process::id()).unwrap();
    locks::holds(own, path, |_| true)
}

#[test]
fn whatever_the_desk_does_its_lock_on_the_store_stays() {
    let office = Office::with_requests(2);
    let mut desk = Desk::open(&office.store(), settings(), Some("zhang")).unwrap();
    desk.own_name();
    if !is_held(&office.store()) {
        let said = "SKIPPED whatever_the_desk_does_its_lock_on_the_store_stays: /proc/locks does not show it\n";
        let _ = std::io::Write::write_all(&mut std::io::stderr(), said.as_bytes());
        return;
    }
    let attached = office.folder().join("清单.csv");
    std::fs::write(&attached, "a,b\n1,2\n").unwrap();
    let store = office.store();
    let held = |what: &str| assert!(is_held(&store), "lost by: {what}");
    desk.run(
        &Command::Receive(Box::new(asked("电池 查新", "王五"))),
        &moment(),
    )
    .unwrap();
    held("a save");
    desk.save_draft("note", "问过馆长", &moment()).unwrap();
    held("a draft");
    std::fs::write(format!("{}-here", store.display()), "no database").unwrap();
    desk.stand("zhang-1", &Whereabouts::default(), &moment())
        .unwrap();
    held("a word on who is there, in a file that was damaged");
    files::attach(&mut desk, RequestId(1), &attached, &moment()).unwrap();
    held("an attached file");
    files::keep(&desk, &store).unwrap_err();
    files::keep(&desk, Path::new(&format!("{}-wal", store.display()))).unwrap_err();
    held("an attempt to attach the store");
    desk.examine(&moment()).unwrap();
    held("an examination");
    desk.store()
        .copy_to(&office.folder().join("copy.db"))
        .unwrap();
    held("a copy");
    drop(Desk::open(&store, settings(), Some("li")).unwrap());
    held("a second console in the same process");
    desk.store_is_there().unwrap();
    held("the look whether it is there");
}
