//! A file from outside, opened without being held up or led astray: no waiting at a FIFO, no endless
//! device, no more than its bounds, and never the store itself.

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::fs::{Mode, OFlags};

use crate::domain::Refusal;
use crate::domain::refusal::RefusalKind;

/// Largest table that is read, in bytes.
pub const LARGEST_TABLE: u64 = 50 * 1024 * 1024;

/// The name a refusal calls a file by.
pub fn called(path: &Path) -> String {
    path.display().to_string()
}

/// Why a file cannot be used. The key must have its wording in `intake.ftl`.
pub fn file_refused(name: &str, key: &'static str) -> Refusal {
    Refusal::missing("file", key).with("file", name)
}

/// Opens an ordinary file for reading.
pub fn open(path: &Path) -> Result<File, Refusal> {
    let name = called(path);
    // Without NONBLOCK the open itself would wait for somebody to write to a FIFO.
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    let file = match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(fd) => File::from(fd),
        Err(rustix::io::Errno::NOENT) => return Err(file_refused(&name, "intake-no-such-file")),
        Err(rustix::io::Errno::ACCESS | rustix::io::Errno::PERM) => {
            return Err(file_refused(&name, "intake-not-readable"));
        }
        Err(error) => return Err(failed(&name, &error.into())),
    };
    let kind = file
        .metadata()
        .map_err(|error| failed(&name, &error))?
        .file_type();
    if kind.is_dir() {
        return Err(file_refused(&name, "intake-is-folder"));
    }
    if !kind.is_file() {
        return Err(file_refused(&name, "intake-not-a-file"));
    }
    Ok(file)
}

/// Writes a file whole or not at all: beside its place first, then in it.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Refusal> {
    let name = called(path);
    let why = |error: std::io::Error| failed(&name, &error);
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let half = folder.join(format!(".{}.part", crate::domain::Uid::now_v7().simple()));
    let made = std::fs::write(&half, bytes).and_then(|()| std::fs::rename(&half, path));
    if made.is_err() {
        // What is half written helps nobody; the place itself is as it was.
        let _ = std::fs::remove_file(&half);
    }
    made.map_err(why)
}

/// All bytes of a file, at most `limit` of them.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Refusal> {
    let name = called(path);
    let mut file = open(path)?;
    let before = file.metadata().map_err(|error| failed(&name, &error))?;
    if before.len() > limit {
        return Err(too_large(&name, before.len(), limit));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(before.len()).unwrap_or(0));
    (&mut file)
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| failed(&name, &error))?;
    let read = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let after = file.metadata().map_err(|error| failed(&name, &error))?;
    let still = (after.len(), after.mtime(), after.mtime_nsec())
        == (before.len(), before.mtime(), before.mtime_nsec());
    if read != before.len() || !still {
        return Err(file_refused(&name, "intake-file-changing"));
    }
    Ok(bytes)
}

pub fn too_large(name: &str, is: u64, limit: u64) -> Refusal {
    // Rounded up, so that a file just over the bound is not said to be as large as the bound.
    file_refused(name, "intake-file-too-large")
        .with("megabytes", megabytes(is).saturating_add(1))
        .with("limit", megabytes(limit))
}

fn megabytes(bytes: u64) -> i64 {
    i64::try_from(bytes / (1024 * 1024)).unwrap_or(i64::MAX)
}

pub fn failed(name: &str, error: &std::io::Error) -> Refusal {
    let key = match error.kind() {
        std::io::ErrorKind::StorageFull => return Refusal::new(RefusalKind::Store, "store-full"),
        _ => "intake-file-failed",
    };
    file_refused(name, key).with("why", crate::text::trouble::why(error))
}

/// Refuses the store's own files: opening and closing one of them would drop the locks by which this
/// console keeps its writes. They are told by their place on the disk, without being opened.
pub fn not_the_store(store: &Path, path: &Path) -> Result<(), Refusal> {
    let Ok(given) = std::fs::metadata(path) else {
        return Ok(());
    };
    for ending in ["", "-wal", "-shm", "-journal", "-lock", "-here"] {
        let mut own = store.as_os_str().to_owned();
        own.push(ending);
        let same = std::fs::metadata(own)
            .is_ok_and(|own| (own.dev(), own.ino()) == (given.dev(), given.ino()));
        if same {
            return Err(file_refused(&called(path), "intake-is-the-store"));
        }
    }
    Ok(())
}
