//! Backups: the whole store in one dated archive, the files of requests beside it, sealed to the keys of
//! those who may open it; and the way back. Never opens the store's file but through `store`.

mod drill;
mod make;
mod manifest;
mod restore;
mod seal;
mod summed;

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use sha2::{Digest, Sha256};

pub use drill::{Outcome, drill, drill_alone};
pub use make::{Made, make};
pub use manifest::{KeptFile, Manifest};
pub use restore::{Restored, restore};
pub use seal::{Keys, Recipients};

use crate::desk::Desk;
use crate::domain::Uid;
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::store::{StoreError, beside, journal::hex};

/// Names inside an archive, in their order.
const MANIFEST: &str = "manifest.json";
const STORE: &str = "desk.db";

/// Why an archive was not brought back.
#[derive(Debug)]
pub enum Fault {
    /// The backup is not what was written.
    Broken(Refusal),
    /// It could not be examined: it says nothing about the backup.
    Unable(Refusal),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Refusal {
        match fault {
            Fault::Broken(refusal) | Fault::Unable(refusal) => refusal,
        }
    }
}

fn broken(key: &'static str) -> Fault {
    Fault::Broken(Refusal::new(RefusalKind::Store, key))
}

fn unable(error: StoreError) -> Fault {
    Fault::Unable(error.into())
}

/// What the disk said when something was to be written.
fn not_written(path: &Path, error: &io::Error) -> Refusal {
    Refusal::new(RefusalKind::Store, "backup-not-written")
        .with("path", path.display().to_string())
        .with("what", error.to_string())
}

/// What the disk said when something was to be read.
fn not_read(path: &Path, error: &io::Error) -> Refusal {
    Refusal::new(RefusalKind::NotFound, "backup-not-read")
        .with("path", path.display().to_string())
        .with("what", error.to_string())
}

/// A folder of our own, gone with everything in it when this is dropped.
struct Workshop {
    path: PathBuf,
    /// Held against a second one.
    _lock: Option<File>,
}

impl Workshop {
    /// Beside the desk's store, so that nothing of it lies open anywhere else. What a killed one left is
    /// swept away first.
    fn of_desk(desk: &Desk) -> Result<Workshop, Refusal> {
        let path = beside(desk.store().path(), "backup");
        let lock = beside(desk.store().path(), "backup-lock");
        let file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&lock)
            .map_err(|e| not_written(&lock, &e))?;
        if flock(&file, FlockOperation::NonBlockingLockExclusive).is_err() {
            return Err(Refusal::new(RefusalKind::Store, "backup-under-way"));
        }
        if path.symlink_metadata().is_ok() {
            std::fs::remove_dir_all(&path).map_err(|e| not_written(&path, &e))?;
        }
        Self::at(path, Some(file))
    }

    /// In the system's folder for what is thrown away, where there is no desk to lie beside.
    fn elsewhere() -> Result<Workshop, Refusal> {
        let name = format!("refdesk-drill-{}", Uid::now_v7());
        Self::at(std::env::temp_dir().join(name), None)
    }

    fn at(path: PathBuf, lock: Option<File>) -> Result<Workshop, Refusal> {
        DirBuilder::new()
            .mode(0o700)
            .create(&path)
            .map_err(|e| not_written(&path, &e))?;
        Ok(Workshop { path, _lock: lock })
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        // What cannot be swept up now is swept up by the next backup.
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// Which side of copying failed.
enum Copying {
    Reading(io::Error),
    Writing(io::Error),
}

/// Copies all there is; its SHA-256 and how many bytes.
fn pour(from: &mut impl Read, to: &mut impl Write) -> Result<(String, u64), Copying> {
    let (mut hasher, mut bytes) = (Sha256::new(), 0_u64);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = match from.read(&mut buffer) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Copying::Reading(error)),
        };
        let Some(piece) = buffer.get(..read).filter(|p| !p.is_empty()) else {
            break;
        };
        hasher.update(piece);
        bytes += piece.len() as u64;
        to.write_all(piece).map_err(Copying::Writing)?;
    }
    Ok((hex(&hasher.finalize()), bytes))
}

/// A new file that only its owner may read.
fn new_file(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}

fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

fn is_hash(text: &str) -> bool {
    text.len() == 64
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
