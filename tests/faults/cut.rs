//! A real file system whose power is cut: what is not in its log is gone. The cut itself loses writes
//! that were under way, without any store on it, so it is the order and the wholeness that are judged
//! here; that nothing acknowledged is lost is proven in `power`.

use std::path::{Path, PathBuf};
use std::process::Stdio;

use rustix::process::Signal;

use crate::common::office::Office;
use crate::disk::{skipped, works};
use crate::power::opened;
use crate::saver::{Durable, Notes, Saver};

/// Cuts of the power in one run.
const ROUNDS: usize = 4;
const WRITERS: usize = 3;

/// Asks the file system to stop at once, its log not flushed.
const CUT: &str = "import fcntl, os, struct, sys; \
    fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587d, struct.pack('I', 2))";

/// An ext4 file system in a file.
struct Disk {
    image: PathBuf,
    folder: PathBuf,
}

impl Disk {
    fn over(office: &Office) -> Option<Disk> {
        let image = office.folder().join("disk.img");
        let folder = office.store().parent().unwrap().to_owned();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::File::create(&image)
            .unwrap()
            .set_len(300 << 20)
            .unwrap();
        let disk = Disk { image, folder };
        let made = works("mkfs.ext4", &["-qF", disk.image.to_str().unwrap()]);
        if made && works("python3", &["-c", ""]) && disk.mount() {
            return Some(disk);
        }
        skipped("mkfs.ext4, python3 or mounting is not to be had here");
        None
    }

    fn mount(&self) -> bool {
        let (image, folder) = (self.image.to_str().unwrap(), self.folder.to_str().unwrap());
        works("mount", &["-o", "loop", image, folder])
    }

    fn unmount(&self) -> bool {
        works("umount", &[self.folder.to_str().unwrap()])
    }

    fn cut(&self) {
        let at = self.folder.to_str().unwrap();
        assert!(works("python3", &["-c", CUT, at]), "the power was not cut");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        works("umount", &["-l", self.folder.to_str().unwrap()]);
    }
}

fn noted_so_far(savers: &[Saver]) -> usize {
    savers.iter().map(Saver::noted).sum()
}

#[test]
fn a_store_on_a_real_disk_is_whole_after_every_cut_of_the_power() {
    let office = Office::empty();
    let Some(disk) = Disk::over(&office) else {
        return;
    };
    drop(office.found());
    let acks = |n: usize| -> PathBuf { office.folder().join(format!("{n}.acks")) };
    for round in 0..ROUNDS {
        let savers: Vec<Saver> = (0..WRITERS)
            .map(|n| {
                let (store, acks) = (office.store(), acks(n));
                let mut process = Saver::process(&store, &acks, 1_000_000, Durable::Yes);
                // What they say of the dead disk is no news.
                let child = process.stderr(Stdio::null()).spawn().unwrap();
                Saver { child, acks }
            })
            .collect();
        let before = noted_so_far(&savers);
        while noted_so_far(&savers) < before + 30 + round * 7 {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        disk.cut();
        for mut saver in savers {
            // One that met the dead disk has ended by itself.
            let _ = rustix::process::kill_process(saver.pid(), Signal::KILL);
            saver.child.wait().unwrap();
        }
        assert!(disk.unmount() && disk.mount(), "the disk did not come back");
        let lost = lost(&office.store(), &acks);
        assert!(
            lost <= WRITERS,
            "round {round}: {lost} acknowledged saves are gone"
        );
        for n in 0..WRITERS {
            // The next round begins with what is there now.
            std::fs::remove_file(acks(n)).unwrap();
        }
    }
}

/// Opens the store, which must be whole, and counts what was noted and is not there.
fn lost(store: &Path, acks: &impl Fn(usize) -> PathBuf) -> usize {
    let store = opened(store).unwrap();
    let of = |n| {
        let acks = acks(n);
        Notes::read(&acks)
            .lost_from(&store, &crate::saver::draft_of(&acks))
            .len()
    };
    (0..WRITERS).map(of).sum()
}

#[test]
fn a_disk_that_turns_read_only_under_the_consoles_is_told_and_saves_again_when_it_may() {
    let office = Office::empty();
    let Some(disk) = Disk::over(&office) else {
        return;
    };
    drop(office.found());
    office.prints(&["add", "化学学院王老师 查新 第一件"]);
    let at = disk.folder.to_str().unwrap();
    assert!(works("mount", &["-o", "remount,ro", at]));
    let refused = office.shell(&["add", "化学学院王老师 查新 第二件"]);
    let heard = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert_eq!(refused.status.code(), Some(3), "{heard}");
    assert!(heard.contains("存储只能读"), "{heard}");
    assert!(office.prints(&["list"]).contains("第一件"));
    assert!(works("mount", &["-o", "remount,rw", at]));
    office.prints(&["add", "化学学院王老师 查新 第二件"]);
    office.prints(&["doctor"]);
}
