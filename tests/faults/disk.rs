//! Disks that are full, fail, or may only be read: the sentence that is given, nothing lost, and saving
//! goes on as soon as it can.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use refdesk::desk::Desk;
use refdesk::store::Store;

use crate::common::office::{Office, asked, moment, settings};
use crate::power::opened;

/// Says past the harness's capture that a fault could not be made here.
pub fn skipped(why: &str) {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let _ = std::io::stderr().write_all(format!("SKIPPED {test}: {why}\n").as_bytes());
}

pub fn works(program: &str, words: &[&str]) -> bool {
    let mut process = Command::new(program);
    process
        .args(words)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    process.status().is_ok_and(|status| status.success())
}

/// A file system in memory, of a size, over the folder of an office's store.
struct Small {
    folder: PathBuf,
}

impl Small {
    fn over(folder: &Path, options: &str) -> Option<Small> {
        std::fs::create_dir_all(folder).unwrap();
        let folder = folder.to_owned();
        let at = folder.to_str().unwrap();
        if works("mount", &["-t", "tmpfs", "-o", options, "refdesk-test", at]) {
            return Some(Small { folder });
        }
        skipped("mounting is not allowed here");
        None
    }

    fn remount(&self, options: &str) {
        let at = self.folder.to_str().unwrap();
        assert!(works("mount", &["-o", &format!("remount,{options}"), at]));
    }

    fn fill(&self, megabytes: usize) -> PathBuf {
        let junk = self.folder.join(format!("junk-{megabytes}"));
        let mut file = std::fs::File::create(&junk).unwrap();
        for _ in 0..megabytes {
            // Full is what is wanted.
            if file.write_all(&vec![0; 1 << 20]).is_err() {
                break;
            }
        }
        junk
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        works("umount", &["-l", self.folder.to_str().unwrap()]);
    }
}

#[track_caller]
fn refused(output: &Output, said: &str) {
    let heard = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(3), "{heard}");
    assert!(heard.contains(said), "no `{said}` in: {heard}");
}

const ADD: [&str; 2] = ["add", "化学学院王老师 查新"];

#[test]
fn a_disk_that_fills_up_is_told_in_time_keeps_drafts_longest_and_saves_again_when_there_is_room() {
    let office = Office::empty();
    let Some(small) = Small::over(office.store().parent().unwrap(), "size=90m") else {
        return;
    };
    let mut desk = office.found();
    let warned = desk.run(&receive(), &moment()).unwrap().warnings;
    assert!(
        warned.iter().all(|s| s.key != "store-little-room"),
        "said once, before"
    );
    let output = office.shell(&ADD);
    let heard = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.success() && heard.contains("磁盘只剩"),
        "{heard}"
    );

    let junk = small.fill(40);
    refused(&office.shell(&ADD), "留给草稿用");
    let refusal = desk.run(&receive(), &moment()).unwrap_err();
    assert_eq!(refusal.said.key, "store-no-room");
    desk.save_draft("note #1", "问过馆长", &moment()).unwrap();
    assert_eq!(desk.drafts().unwrap()[0].1, "问过馆长");

    let rest = small.fill(100);
    let long = "长".repeat(2_000_000);
    let refusal = desk.save_draft("note #1", &long, &moment()).unwrap_err();
    assert_eq!(refusal.said.key, "store-full");
    assert_eq!(
        desk.drafts().unwrap()[0].1,
        "问过馆长",
        "what was kept is kept"
    );
    office.prints(&["list"]);

    std::fs::remove_file(junk).unwrap();
    std::fs::remove_file(rest).unwrap();
    desk.save_draft("note #1", "问过馆长了", &moment()).unwrap();
    desk.run(&receive(), &moment()).unwrap();
    office.prints(&ADD);
    drop(desk);
    opened(&office.store()).unwrap();
}

fn receive() -> refdesk::desk::Command {
    refdesk::desk::Command::Receive(Box::new(asked("电池 查新", "王五")))
}

#[test]
fn what_lies_on_a_medium_that_is_only_read_can_be_read() {
    let office = Office::with_requests(2);
    let archive = office.folder().join("archive");
    let Some(small) = Small::over(&archive, "size=600m") else {
        return;
    };
    let copy = archive.join("copy.db");
    let store = Store::open(&office.store()).unwrap();
    store.copy_to(&copy).unwrap();
    drop(store);
    small.remount("ro");
    let on_copy = |words: &[&str]| {
        let mut all = office.words("zhang");
        all[1] = copy.display().to_string();
        all.extend(words.iter().map(|word| (*word).to_owned()));
        crate::common::office::refdesk(&all).output().unwrap()
    };
    let listed = on_copy(&["list"]);
    assert!(listed.status.success());
    assert!(
        String::from_utf8(listed.stdout)
            .unwrap()
            .contains("第2件委托")
    );
    refused(&on_copy(&ADD), "存储只能读");
}

#[test]
fn a_limit_on_file_sizes_is_told_and_harms_nothing() {
    let office = Office::with_requests(1);
    let words = office.words("zhang").join("' '");
    let bin = env!("CARGO_BIN_EXE_refdesk");
    let mut limited = Command::new("sh");
    limited
        .args([
            "-c",
            &format!("ulimit -f 8; exec '{bin}' '{words}' add '{}'", ADD[1]),
        ])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default());
    let output = limited.output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    assert!(!output.stderr.is_empty());
    assert_eq!(office.prints(&["list"]).lines().count(), 1);
    office.prints(&ADD);
    opened(&office.store()).unwrap();
}

/// Where, which call fails and how, and what is said.
const FAULTS: [(&str, &str, &str); 7] = [
    ("-wal", "pwrite64:error=ENOSPC:when=3+", "磁盘已满"),
    ("-wal", "pwrite64:error=EIO:when=2+", "磁盘没有照办"),
    ("-wal", "pwrite64:error=EDQUOT:when=2+", "磁盘"),
    ("-wal", "fdatasync,fsync:error=EIO", "磁盘没有照办"),
    ("", "fcntl:error=ENOLCK:when=3+", "不给锁"),
    ("-shm", "fcntl:error=ENOLCK:when=1+", "不给锁"),
    ("", "pread64:error=EIO:when=1+", "磁盘没有照办"),
];

#[test]
fn a_disk_that_fails_in_the_middle_is_told_and_what_was_there_stays() {
    if !works("strace", &["-f", "-o", "/dev/null", "true"]) {
        return skipped("strace is not here, or tracing is forbidden");
    }
    let office = Office::with_requests(1);
    // Stays open, so that the files beside the store are there and last.
    let desk = Desk::open(&office.store(), settings(), Some("zhang")).unwrap();
    let mut expected = 1;
    for (end, fault, said) in FAULTS {
        let file = format!("{}{end}", office.store().display());
        let mut traced = Command::new("strace");
        traced
            .args(["-f", "-qq", "-o", "/dev/null", "-P", &file, "-e"])
            .arg(format!("inject={fault}"))
            .arg(env!("CARGO_BIN_EXE_refdesk"))
            .args(office.words("zhang"))
            .args(ADD)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .stdin(Stdio::null());
        let output = traced.output().unwrap();
        let heard = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(3), "{end} {fault}: {heard}");
        assert!(heard.contains(said), "{end} {fault}: {heard}");
        assert_eq!(
            office.prints(&["list"]).lines().count(),
            expected,
            "{fault}"
        );
        office.prints(&ADD);
        expected += 1;
        assert_eq!(
            office.prints(&["list"]).lines().count(),
            expected,
            "{fault}"
        );
    }
    // The kind of file system is what the system says it is.
    let nfs = "statfs:poke_exit=@arg2=6969000000000000";
    let mut traced = Command::new("strace");
    traced
        .args([
            "-f",
            "-qq",
            "-o",
            "/dev/null",
            "-e",
            &format!("inject={nfs}"),
        ])
        .arg(env!("CARGO_BIN_EXE_refdesk"))
        .args(office.words("zhang"))
        .arg("list");
    let output = traced.output().unwrap();
    let heard = String::from_utf8_lossy(&output.stderr).into_owned();
    if heard.contains("poke_exit") {
        skipped("this strace cannot change what a call returns");
    } else {
        refused(&output, "NFS");
    }
    drop(desk);
    opened(&office.store()).unwrap();
}
