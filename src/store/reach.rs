//! What the place of a store allows: writing, reading, or neither and why. Asks the file system about
//! names and never opens the file: that would drop the locks of a connection that is open.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rusqlite::{Connection, OpenFlags};
use rustix::fs::{Access, StatVfsMountFlags, access, statvfs};

use super::{StoreError, beside};

/// How far one comes with a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Writing,
    Reading(Reading),
}

/// How a store is read that cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A write-ahead log lies beside it: others may be writing, and SQLite's locks are kept.
    Live,
    /// At rest on a medium that nobody can write to.
    Medium,
    /// At rest where others may write: a copy of what it was when it was opened.
    Copy,
}

/// How often a copy is begun anew because the store was written to meanwhile.
const TRIES: usize = 5;

/// How far one comes with what lies at the path; None where nothing does.
pub fn of(path: &Path) -> Result<Option<Reach>, StoreError> {
    match std::fs::metadata(path) {
        Ok(about) if about.is_file() => {}
        Ok(about) if about.is_dir() => {
            return Err(place(path, io::ErrorKind::IsADirectory.into()));
        }
        Ok(_) => return Err(StoreError::NotAStore),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return match path.symlink_metadata() {
                Ok(_) => Err(place(path, error)),
                Err(_) => Ok(None),
            };
        }
        Err(error) => return Err(blamed(path, error)),
    }
    access(path, Access::READ_OK).map_err(|error| place(path, error.into()))?;
    let folder = folder_of(path);
    let writable = access(path, Access::READ_OK | Access::WRITE_OK).is_ok()
        && access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok();
    Ok(Some(if writable {
        Reach::Writing
    } else if beside(path, "wal").exists() {
        Reach::Reading(Reading::Live)
    } else if is_read_only(path) {
        Reach::Reading(Reading::Medium)
    } else {
        Reach::Reading(Reading::Copy)
    }))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn is_read_only(path: &Path) -> bool {
    statvfs(path).is_ok_and(|about| about.f_flag.contains(StatVfsMountFlags::RDONLY))
}

fn place(at: &Path, why: io::Error) -> StoreError {
    StoreError::Place {
        at: at.to_owned(),
        why,
    }
}

/// The error with the folder on the way that is to blame for it.
pub fn blamed(path: &Path, error: io::Error) -> StoreError {
    let mut way: Vec<&Path> = path
        .ancestors()
        .filter(|p| !p.as_os_str().is_empty())
        .collect();
    way.reverse();
    for at in way {
        match at.metadata() {
            Ok(about) if about.is_dir() => {
                if let Err(denied) = access(at, Access::EXEC_OK) {
                    return place(at, denied.into());
                }
            }
            Ok(_) if at != path => return place(at, io::ErrorKind::NotADirectory.into()),
            _ => {}
        }
    }
    place(path, error)
}

/// A connection that reads and cannot write.
pub fn connect(path: &Path, how: Reading) -> Result<Connection, StoreError> {
    match how {
        Reading::Live => Ok(Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?),
        Reading::Medium => at_rest(path),
        Reading::Copy => copied(path),
    }
}

/// A store in WAL mode that was closed cleanly opens on such a medium only when SQLite is told that
/// nothing can change.
fn at_rest(path: &Path) -> Result<Connection, StoreError> {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                uri.push(char::from(*byte));
            }
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    Ok(Connection::open_with_flags(
        uri,
        OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI,
    )?)
}

/// Others may begin to write at any moment, and only a log beside the file lets them: a copy stands when
/// there was none before and after it and the file is still the same.
fn copied(path: &Path) -> Result<Connection, StoreError> {
    for _ in 0..TRIES {
        let before = rests(path);
        if before.is_none() {
            return connect(path, Reading::Live);
        }
        let from = at_rest(path)?;
        // A file of SQLite's own without a name, gone when it is closed.
        let mut copy = Connection::open("")?;
        rusqlite::backup::Backup::new(&from, &mut copy)?.run_to_completion(
            4096,
            std::time::Duration::ZERO,
            None,
        )?;
        if rests(path) == before {
            return Ok(copy);
        }
    }
    Err(StoreError::Busy)
}

/// What the file is while no log lies beside it.
fn rests(path: &Path) -> Option<(u64, Option<SystemTime>)> {
    if beside(path, "wal").exists() {
        return None;
    }
    let about = path.metadata().ok()?;
    Some((about.len(), about.modified().ok()))
}

/// A store that cannot be read where it lies: SQLite would have to make files beside it.
pub fn not_here(error: StoreError, path: &Path) -> StoreError {
    match error {
        StoreError::Sql(rusqlite::Error::SqliteFailure(failure, _))
            if failure.code == rusqlite::ErrorCode::CannotOpen =>
        {
            StoreError::Unread(PathBuf::from(path))
        }
        other => other,
    }
}
