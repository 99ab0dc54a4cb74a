//! The log that `record.c` keeps, and the disk rebuilt from it as a power cut would have left it: what
//! was synced is there; of what was not, each write is kept, dropped or torn.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a disk writes at once or not at all.
const SECTOR: usize = 512;

/// The recorder, compiled for this run.
pub fn recorder(folder: &Path) -> PathBuf {
    let library = folder.join("record.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults/record.c");
    let made = Command::new("cc")
        .args([
            "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-o",
        ])
        .arg(&library)
        .arg(source)
        .status()
        .expect("a C compiler, which SQLite needs as well");
    assert!(made.success());
    library
}

/// A process that is recorded.
pub fn recorded(process: &mut Command, library: &Path, folder: &Path, log: &Path) {
    process
        .env("LD_PRELOAD", library)
        .env("RECORD_FOLDER", folder)
        .env("RECORD_LOG", log);
}

/// Numbers from a seed, the same each time (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }
}

#[derive(Clone, Debug)]
pub enum Op {
    Write { at: usize, data: Range<usize> },
    Cut { length: usize },
    SyncBegins,
    SyncEnds,
    Removed,
    Renamed { to: String },
}

#[derive(Clone, Debug)]
pub struct Record {
    pub pid: i32,
    pub name: String,
    pub op: Op,
}

pub struct Log {
    bytes: Vec<u8>,
    pub records: Vec<Record>,
}

impl Log {
    pub fn read(path: &Path) -> Log {
        let bytes = std::fs::read(path).unwrap();
        let mut records = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let number =
                |from: usize| u64::from_le_bytes(bytes[from..from + 8].try_into().unwrap());
            let op = bytes[at];
            let name_bytes = usize::from(u16::from_le_bytes([bytes[at + 2], bytes[at + 3]]));
            let pid = i32::from_le_bytes(bytes[at + 4..at + 8].try_into().unwrap());
            let place = usize::try_from(number(at + 8)).unwrap();
            let name = at + 24..at + 24 + name_bytes;
            let data = name.end..name.end + usize::try_from(number(at + 16)).unwrap();
            at = data.end;
            let text = |range: Range<usize>| String::from_utf8(bytes[range].to_vec()).unwrap();
            let op = match op {
                b'w' => Op::Write { at: place, data },
                b't' => Op::Cut { length: place },
                b'b' => Op::SyncBegins,
                b'e' => Op::SyncEnds,
                b'u' => Op::Removed,
                b'r' => Op::Renamed { to: text(data) },
                other => panic!("op {other}"),
            };
            records.push(Record {
                pid,
                name: text(name),
                op,
            });
        }
        Log { bytes, records }
    }

    pub fn data(&self, range: &Range<usize>) -> &[u8] {
        &self.bytes[range.clone()]
    }
}

/// A file as the disk has it, and what is still on its way there.
#[derive(Clone, Debug, Default)]
struct OnDisk {
    synced: Vec<u8>,
    under_way: Vec<(usize, Op)>,
    /// Where in the log each process began to sync it.
    begun: BTreeMap<i32, usize>,
    removed: bool,
}

/// The disk while the log is gone through.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    files: BTreeMap<String, OnDisk>,
}

/// A disk after the cut: names and contents.
pub type Image = BTreeMap<String, Vec<u8>>;

/// What a crash does to what was not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crash {
    /// The machine is gone: any of it may be lost.
    Power,
    /// Only the process is gone: the system still writes all of it.
    Process,
}

impl Disk {
    /// A disk on which these files are safe already.
    pub fn of(folder: &Path) -> Disk {
        let mut disk = Disk::default();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                let synced = std::fs::read(path).unwrap();
                disk.files.insert(
                    name,
                    OnDisk {
                        synced,
                        ..OnDisk::default()
                    },
                );
            }
        }
        disk
    }

    pub fn step(&mut self, log: &Log, index: usize) {
        let record = &log.records[index];
        let file = self.files.entry(record.name.clone()).or_default();
        match &record.op {
            Op::Write { .. } | Op::Cut { .. } => {
                if std::mem::take(&mut file.removed) {
                    *file = OnDisk::default();
                }
                file.under_way.push((index, record.op.clone()));
            }
            Op::SyncBegins => {
                file.begun.insert(record.pid, index);
            }
            Op::SyncEnds => {
                let begun = file.begun.remove(&record.pid).unwrap();
                let later = file.under_way.partition_point(|(at, _)| *at < begun);
                for (_, op) in file.under_way.drain(..later) {
                    apply(&mut file.synced, log, &op, |_| true);
                }
            }
            Op::Removed => file.removed = true,
            Op::Renamed { to } => {
                let moved = self.files.remove(&record.name).unwrap();
                self.files.insert(to.clone(), moved);
            }
        }
    }

    pub fn crash(&self, log: &Log, how: Crash, dice: &mut Dice) -> Image {
        let mut image = Image::new();
        for (name, file) in &self.files {
            // A removal that was not synced either happened or did not.
            if file.removed && (how == Crash::Process || dice.below(2) == 0) {
                continue;
            }
            let mut bytes = file.synced.clone();
            for (_, op) in &file.under_way {
                match dice.below(3) {
                    _ if how == Crash::Process => apply(&mut bytes, log, op, |_| true),
                    0 => apply(&mut bytes, log, op, |_| true),
                    1 => {}
                    _ => apply(&mut bytes, log, op, |_| dice.below(2) == 0),
                }
            }
            image.insert(name.clone(), bytes);
        }
        image
    }
}

/// Does to the bytes what was done to the file, sector by sector as `keeps` says.
fn apply(bytes: &mut Vec<u8>, log: &Log, op: &Op, mut keeps: impl FnMut(usize) -> bool) {
    match op {
        Op::Write { at, data } => {
            let data = log.data(data);
            let mut from = 0;
            while from < data.len() {
                // Sectors lie where the disk has them, not where the write begins.
                let to = (from + SECTOR - (at + from) % SECTOR).min(data.len());
                if keeps(from) {
                    if bytes.len() < at + to {
                        bytes.resize(at + to, 0);
                    }
                    bytes[at + from..at + to].copy_from_slice(&data[from..to]);
                }
                from = to;
            }
        }
        Op::Cut { length } if keeps(0) => bytes.resize(*length, 0),
        _ => {}
    }
}

/// Where states are rebuilt: in memory, where there is such a place.
pub fn quick_folder() -> tempfile::TempDir {
    match tempfile::tempdir_in("/dev/shm") {
        Ok(folder) => folder,
        Err(_) => tempfile::tempdir().unwrap(),
    }
}

/// Lays an image down in an empty folder.
pub fn lay_down(image: &Image, folder: &Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        std::fs::remove_file(entry.unwrap().path()).unwrap();
    }
    for (name, bytes) in image {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
}
