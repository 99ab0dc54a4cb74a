//! Backups made while others write, brought back elsewhere, and found out when they are damaged, with
//! the real program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};

use age::secrecy::ExposeSecret;
use common::story::Story;
use refdesk::demo;
use refdesk::desk::safety::Proven;
use refdesk::desk::{Desk, Moment};
use refdesk::domain::{Lang, RequestId, Role, Roles, Uid};
use refdesk::intake::files;
use refdesk::store::{Reading, Store};
use serde_json::Value;

struct Home(tempfile::TempDir);

impl Home {
    fn with_desk() -> Home {
        let home = Home(tempfile::tempdir().unwrap());
        fs::create_dir_all(home.at("data/refdesk")).unwrap();
        let store = home.text("data/refdesk/desk.db");
        home.done(&["demo", "--requests", "20", "--store", &store]);
        for name in ["key", "sealed", "other"] {
            let key = age::x25519::Identity::generate();
            fs::write(home.at(name), key.to_string().expose_secret()).unwrap();
            fs::write(home.at(&format!("{name}.pub")), key.to_public().to_string()).unwrap();
        }
        home
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.at(name).display().to_string()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_refdesk"));
        command
            .args(args)
            .env_clear()
            .env("HOME", self.0.path())
            .env("XDG_DATA_HOME", self.at("data"))
            .env("XDG_CONFIG_HOME", self.at("config"))
            .env("LANG", "en_GB.UTF-8")
            .stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    fn done(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", err(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Keeps a file with the first request.
    fn attach(&self, name: &str, content: &[u8]) {
        let path = self.at(name);
        fs::write(&path, content).unwrap();
        let settings = demo::settings().unwrap();
        let mut desk = Desk::open(&self.at("data/refdesk/desk.db"), settings, None).unwrap();
        let zone = desk.settings().desk().zone.clone();
        let moment = Moment::new(jiff::Timestamp::now(), &zone);
        files::attach(&mut desk, RequestId(1), &path, &moment).unwrap();
    }

    /// Seals to two keys and says where.
    fn backup(&self) -> PathBuf {
        let (one, two) = (self.public("key"), self.public("sealed"));
        let said = self.done(&["backup", &self.text("bk"), "--to", &one, "--to", &two]);
        PathBuf::from(said.trim())
    }

    fn public(&self, name: &str) -> String {
        fs::read_to_string(self.at(&format!("{name}.pub"))).unwrap()
    }

    fn restore(&self, archive: &Path, key: &str, store: &str) -> Output {
        let (archive, key) = (archive.display().to_string(), self.text(key));
        let store = self.text(store);
        self.run(&["restore", &archive, "--identity", &key, "--store", &store])
    }

    fn drill(&self, archive: &Path, key: &str) -> Output {
        let (archive, key) = (archive.display().to_string(), self.text(key));
        self.run(&["drill", &archive, "--identity", &key, "--json"])
    }

    /// When a restore was last proven, as `doctor` says.
    fn proven(&self) -> Value {
        let said = self.done(&["doctor", "--json"]);
        serde_json::from_str::<Value>(&said).unwrap()["proven_restore"].clone()
    }

    fn numbers(&self, store: Option<&str>) -> Vec<i64> {
        let mut args = vec!["list", "--json", "--limit", "5000"];
        let store = store.map(|s| self.text(s));
        if let Some(store) = &store {
            args.extend(["--store", store]);
        }
        let rows: Value = serde_json::from_str(&self.done(&args)).unwrap();
        let rows = rows.as_array().unwrap();
        rows.iter().map(|r| r["number"].as_i64().unwrap()).collect()
    }
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn outcome(output: &Output) -> String {
    let said: Value = serde_json::from_slice(&output.stdout).unwrap();
    said["outcome"].as_str().unwrap().to_owned()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn what_was_backed_up_comes_back_byte_for_byte_with_either_key() {
    let home = Home::with_desk();
    let content: Vec<u8> = (0..200_000_u32).map(|n| (n * 7 % 251) as u8).collect();
    home.attach("委托单.docx", &content);
    let archive = home.backup();
    for (key, store) in [("key", "one/desk.db"), ("sealed", "two/desk.db")] {
        let restored = home.restore(&archive, key, store);
        assert_eq!(restored.status.code(), Some(0), "{}", err(&restored));
        assert_eq!(home.numbers(Some(store)), home.numbers(None));
        let kept = home.at(&format!("{store}-files"));
        let files = names(&kept);
        assert!(
            files
                .iter()
                .any(|f| fs::read(kept.join(f)).unwrap() == content)
        );
        assert_eq!(files, names(&home.at("data/refdesk/desk.db-files")));
        home.done(&["journal", "verify", "--store", &home.text(store)]);
        home.done(&[
            "add",
            "李老师 化学 查新 固态电池",
            "--store",
            &home.text(store),
        ]);
    }
    assert!(!home.at("data/refdesk/desk.db-backup").exists());
}

#[test]
fn a_file_already_in_the_backup_is_not_copied_again() {
    let home = Home::with_desk();
    home.attach("a.txt", b"the first file");
    home.backup();
    home.attach("b.txt", b"the second file");
    let to = home.public("key");
    let said = home.done(&["backup", &home.text("bk"), "--to", &to, "--json"]);
    let with_other_keys: Value = serde_json::from_str(&said).unwrap();
    let said = home.done(&["backup", &home.text("bk"), "--to", &to, "--json"]);
    let again: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(with_other_keys["files"], again["files"]);
    assert_eq!(with_other_keys["copied"], with_other_keys["files"]);
    assert_eq!(again["copied"], 0);
}

#[test]
fn everything_acknowledged_before_the_backup_is_in_it_while_others_write() {
    let home = Home::with_desk();
    let stop = AtomicBool::new(false);
    let mut before = Vec::new();
    let archive = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..2)
            .map(|_| {
                scope.spawn(|| {
                    let mut written = 0;
                    while !stop.load(Ordering::Relaxed) || written == 0 {
                        home.done(&["add", "王老师 物理 查新 石墨烯"]);
                        written += 1;
                    }
                })
            })
            .collect();
        for _ in 0..3 {
            let said = home.done(&["add", "李老师 化学 查收查引 12篇"]);
            before.push(said.trim().parse::<i64>().unwrap());
        }
        let archive = home.backup();
        stop.store(true, Ordering::Relaxed);
        for writer in writers {
            writer.join().unwrap();
        }
        archive
    });
    let restored = home.restore(&archive, "key", "back/desk.db");
    assert_eq!(restored.status.code(), Some(0), "{}", err(&restored));
    let back = home.numbers(Some("back/desk.db"));
    assert!(
        before.iter().all(|n| back.contains(n)),
        "{before:?} {back:?}"
    );
}

#[test]
fn a_backup_is_sealed_unless_it_is_said_outright_that_it_stays_open() {
    let home = Home::with_desk();
    let refused = home.run(&["backup", &home.text("bk")]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(err(&refused).contains("--plain"), "{}", err(&refused));
    assert!(!home.at("bk").exists());
    let wrong = home.run(&["backup", &home.text("bk"), "--to", "age1wrong"]);
    assert_eq!(wrong.status.code(), Some(1), "{}", err(&wrong));
    let archive = home.backup();
    let bytes = fs::read(&archive).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1"));
    assert!(!bytes.windows(6).any(|w| w == b"SQLite"));
    fs::create_dir_all(home.at("config")).unwrap();
    let toml = format!("[backup]\nrecipients = [\"{}\"]\n", home.public("key"));
    fs::write(home.at("config/desk.toml"), toml).unwrap();
    let config = home.text("config");
    home.done(&["backup", &home.text("bk2"), "--config", &config]);
    let plain = home.done(&["backup", &home.text("bk3"), "--plain"]);
    let drilled = home.run(&["drill", plain.trim()]);
    assert_eq!(drilled.status.code(), Some(0), "{}", err(&drilled));
}

#[test]
fn a_wrong_key_a_missing_one_and_a_strange_backup_say_nothing_about_it() {
    let home = Home::with_desk();
    let archive = home.backup();
    for key in ["other", "no-such-key", "key.pub"] {
        let refused = home.restore(&archive, key, "back/desk.db");
        assert_eq!(refused.status.code(), Some(1), "{key}: {}", err(&refused));
        assert!(!home.at("back/desk.db").exists());
        let drilled = home.drill(&archive, key);
        assert_eq!(drilled.status.code(), Some(1));
        assert_eq!(outcome(&drilled), "inconclusive", "{key}");
    }
    assert_eq!(home.proven(), Value::Null);
    let stranger = Home::with_desk();
    stranger.done(&["add", "李老师 化学 查新 固态电池"]);
    let to = home.public("key");
    let theirs = stranger.done(&["backup", &stranger.text("bk"), "--to", &to]);
    let drilled = home.drill(Path::new(theirs.trim()), "key");
    assert_eq!(outcome(&drilled), "inconclusive");
    assert_eq!(home.proven(), Value::Null);
}

#[test]
fn a_drill_is_noted_only_when_everything_came_back() {
    let home = Home::with_desk();
    home.attach("a.txt", b"the first file");
    let archive = home.backup();
    assert_eq!(home.proven(), Value::Null);
    assert!(
        home.done(&["doctor"])
            .contains("!! No restore was ever proven")
    );
    let bytes = fs::read(&archive).unwrap();
    let cut = home.at("bk/cut.tar.age");
    fs::write(&cut, &bytes[..bytes.len() - 100]).unwrap();
    let drilled = home.drill(&cut, "key");
    assert_eq!(drilled.status.code(), Some(4), "{}", err(&drilled));
    assert_eq!(outcome(&drilled), "failed");
    assert_eq!(home.proven(), Value::Null);
    let drilled = home.drill(&archive, "sealed");
    assert_eq!(drilled.status.code(), Some(0), "{}", err(&drilled));
    assert_eq!(outcome(&drilled), "proven");
    let name = archive.file_name().unwrap().to_str().unwrap();
    assert_eq!(home.proven()["file"], name);
    assert_eq!(home.proven()["old"], false);
    assert!(home.done(&["doctor"]).contains("Last proven restore"));
    assert!(!home.at("data/refdesk/desk.db-backup").exists());
    // A file of a request is damaged: the backup is not whole any more.
    let kept = names(&home.at("bk"))
        .into_iter()
        .find(|n| n.starts_with("files-"))
        .unwrap();
    let kept = home.at("bk").join(kept);
    let file = kept.join(&names(&kept)[0]);
    let mut bytes = fs::read(&file).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&file, bytes).unwrap();
    assert_eq!(outcome(&home.drill(&archive, "key")), "failed");
    fs::remove_file(&file).unwrap();
    assert_eq!(outcome(&home.drill(&archive, "key")), "failed");
}

#[test]
fn every_cut_and_every_flipped_byte_is_found_sealed_or_not() {
    let home = Home::with_desk();
    let plain = home.done(&["backup", &home.text("bk"), "--plain"]);
    for archive in [home.backup(), PathBuf::from(plain.trim())] {
        let whole = fs::read(&archive).unwrap();
        let hurt = archive.with_file_name(format!(
            "hurt-{}",
            archive.file_name().unwrap().to_str().unwrap()
        ));
        let keys = refdesk::intake::backup::Keys::read(&home.at("key")).unwrap();
        let refused = |bytes: &[u8], what: &str| {
            fs::write(&hurt, bytes).unwrap();
            let store = home.at("back/desk.db");
            let restored = refdesk::intake::backup::restore(&hurt, &keys, &store);
            assert!(restored.is_err(), "{what}");
            assert!(!store.exists());
        };
        for n in 0..24 {
            let at = (whole.len() - 1) * n / 23;
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << (n % 8);
            refused(&bytes, &format!("byte {at} of {}", whole.len()));
        }
        for n in 0..6 {
            let len = whole.len() * n / 6;
            refused(&whole[..len], &format!("cut at {len}"));
        }
        refused(&whole[..whole.len() - 1], "the last byte cut off");
        assert!(names(&home.at("back")).is_empty());
    }
}

#[test]
fn nothing_is_written_over_and_a_full_or_closed_folder_is_said() {
    let home = Home::with_desk();
    let archive = home.backup();
    let taken = home.restore(&archive, "key", "data/refdesk/desk.db");
    assert_eq!(taken.status.code(), Some(3), "{}", err(&taken));
    assert!(err(&taken).contains("left alone"), "{}", err(&taken));
    home.done(&["journal", "verify"]);
    let archives = names(&home.at("bk"));
    home.backup();
    home.backup();
    let later = names(&home.at("bk"));
    assert_eq!(later.len(), archives.len() + 2, "{later:?}");
    let to = home.public("key");
    for target in ["/proc/refdesk-backup", "/dev/full"] {
        let refused = home.run(&["backup", target, "--to", &to]);
        assert_eq!(refused.status.code(), Some(3), "{}", err(&refused));
        assert!(err(&refused).contains(target), "{}", err(&refused));
    }
    assert!(!home.at("data/refdesk/desk.db-backup").exists());
}

#[test]
fn the_copy_inside_opens_where_nothing_can_be_written() {
    let home = Home::with_desk();
    let plain = home.done(&["backup", &home.text("bk"), "--plain"]);
    let mut tar = tar::Archive::new(fs::File::open(plain.trim()).unwrap());
    let medium = home.at("medium");
    tar.unpack(&medium).unwrap();
    let copy = medium.join("desk.db");
    let header = fs::read(&copy).unwrap();
    // 1 and 1: a rollback journal, not a log beside it.
    assert_eq!(&header[18..20], [1, 1]);
    let before = names(&medium);
    let store = Store::open_to_read(&copy, Reading::Medium).unwrap();
    let settings = demo::settings().unwrap();
    let desk = Desk::seat(store, settings, None).unwrap();
    assert!(desk.verify_journal().unwrap().broken.is_empty());
    drop(desk);
    assert_eq!(names(&medium), before);
    // As on a real one, where this machine lets a test mount.
    let script = "mount --bind \"$1\" \"$1\" && mount -o remount,bind,ro \"$1\" && exec \"$2\" list --json --store \"$1/desk.db\"";
    let mounted = Command::new("unshare")
        .args(["-rm", "sh", "-c", script, "sh"])
        .arg(&medium)
        .arg(env!("CARGO_BIN_EXE_refdesk"))
        .env("HOME", home.at("nobody"))
        .output();
    match mounted {
        Ok(output) if output.status.success() => {
            let rows: Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(rows.as_array().unwrap().len(), home.numbers(None).len());
        }
        Ok(output) if err(&output).contains("unshare") || err(&output).contains("mount") => {}
        Ok(output) => panic!("{}", err(&output)),
        Err(_) => {}
    }
}

#[test]
fn the_store_in_use_is_neither_tried_as_a_backup_nor_read_as_a_key() {
    let home = Home::with_desk();
    let store = home.text("data/refdesk/desk.db");
    let key = home.text("key");
    for words in [
        ["drill", &store, "--identity", &key],
        ["drill", &key, "--identity", &store],
    ] {
        let output = home.run(&words);
        assert_eq!(output.status.code(), Some(1), "{words:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("the store in use"), "{words:?}: {said}");
    }
}

#[test]
fn a_drill_away_from_the_desk_proves_as_much_and_says_that_the_desk_does_not_know() {
    let home = Home::with_desk();
    let (archive, key) = (home.backup().display().to_string(), home.text("key"));
    let nowhere = home.text("nowhere/desk.db");
    let drill = ["drill", &archive, "--identity", &key, "--store", &nowhere];
    let drilled = home.run(&drill);
    assert_eq!(drilled.status.code(), Some(0), "{}", err(&drilled));
    assert!(String::from_utf8_lossy(&drilled.stdout).contains("Proven"));
    assert!(
        err(&drilled).contains("Not noted at the desk"),
        "{}",
        err(&drilled)
    );
    let as_json = home.done(&[&drill[..], &["--json"]].concat());
    let said: Value = serde_json::from_str(&as_json).unwrap();
    assert_eq!(said["outcome"], "proven");
    assert_eq!(said["noted"], false);
    assert!(!home.at("nowhere").exists());
    assert_eq!(home.proven(), Value::Null);
    let damaged = home.text("bk/damaged.tar.age");
    fs::write(&damaged, &fs::read(&archive).unwrap()[..900]).unwrap();
    let drilled = home.run(&["drill", &damaged, "--identity", &key, "--store", &nowhere]);
    assert_eq!(drilled.status.code(), Some(4), "{}", err(&drilled));
}

#[test]
fn the_head_sees_on_the_screen_whether_a_restore_was_proven_and_others_among_the_messages() {
    let words = [
        (
            Lang::Zh,
            "尚未备份",
            "从未演练恢复",
            "恢复演练 11-20",
            "已超过 8 天",
        ),
        (
            Lang::En,
            "No backup was made yet",
            "no restore was ever tried",
            "Restore drill passed",
            "more than 8 days ago",
        ),
    ];
    for (lang, none, never, passed, long_ago) in words {
        let mut zhang = Story::new(lang);
        zhang.command(&refdesk::desk::Command::AddStaff {
            uid: Uid::now_v7(),
            login: "li".to_owned(),
            name: "李查".to_owned(),
            roles: Roles(vec![Role::Desk]),
            lang,
        });
        let store = zhang.desk.store().path().to_owned();
        let begin = |login: &str, days: i64| {
            let settings = zhang.desk.settings().clone();
            let desk = Desk::open(&store, settings, Some(login)).unwrap();
            let later = zhang.moment.now + jiff::SignedDuration::from_hours(24 * days);
            let moment = Moment::new(later, &zhang.moment.zone);
            Story::at(desk, moment, lang).start()
        };
        let head = begin("zhang", 0);
        head.sees_no(none);
        let mut li = begin("li", 0);
        li.press("!");
        li.sees(none);

        let mut desk = Desk::open(&store, zhang.desk.settings().clone(), None).unwrap();
        desk.copy_marked(&store.with_extension("copy")).unwrap();
        let mut head = begin("zhang", 0);
        head.sees(never);
        head.press("!");
        head.sees("!! ").sees(never);
        let mut li = begin("li", 0);
        li.sees_no(never);
        li.press("!");
        li.sees(never);

        desk.note_proven(&Proven {
            at: zhang.moment.now,
            made_at: zhang.moment.now,
            file: "desk-1.tar.age".to_owned(),
        })
        .unwrap();
        for login in ["zhang", "li"] {
            let mut seen = begin(login, 0);
            seen.sees_no(passed);
            seen.press("!");
            seen.sees(passed).sees_no("!! ");
            let mut seen = begin(login, 9);
            assert_eq!(seen.screen().contains(long_ago), login == "zhang");
            seen.press("!");
            seen.sees("!! ").sees(long_ago);
        }
    }
}
