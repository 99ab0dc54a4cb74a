//! What can go wrong with the store, and the sentence that tells a person what is safe and what to do.

use std::io;
use std::path::PathBuf;

use super::lock::Holder;
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::text::trouble::why;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the disk is full")]
    Full,
    #[error("another console holds the store")]
    Busy,
    #[error("{} (process {}) has held the store since {}", .0.who, .0.pid, .0.since)]
    Held(Holder),
    /// So many megabytes are left, which are kept for drafts.
    #[error("the disk has only {0} MB left")]
    NoRoom(i64),
    #[error("the store was moved or replaced while it was open")]
    Moved,
    /// A kind of file system on which several consoles would damage a store.
    #[error("a store cannot be kept on {0}")]
    Unfit(&'static str),
    /// The file system does not give the locks by which consoles keep apart.
    #[error("the file system gives no locks")]
    NoLocks,
    /// The disk failed; the name SQLite has for where.
    #[error("the disk does not do what it should: {0}")]
    Disk(String),
    #[error("the store can only be read")]
    ReadOnly,
    #[error("the store was made by a newer refdesk (version {found}, this one knows {known})")]
    Newer { found: i64, known: i64 },
    #[error("this is not a refdesk store")]
    NotAStore,
    #[error("the store is damaged: {0}")]
    Damaged(String),
    #[error("the store's folder cannot be used: {0}")]
    Folder(io::Error),
    #[error("there is no store at {0:?}")]
    Missing(PathBuf),
    /// What stands in the way, and where.
    #[error("{at:?}: {why}")]
    Place { at: PathBuf, why: io::Error },
    #[error("the store is of version {found}, this refdesk needs {known} and cannot write it")]
    Older { found: i64, known: i64 },
    #[error("{0:?} cannot be read where it lies")]
    Unread(PathBuf),
    #[error("{0}")]
    Sql(rusqlite::Error),
    #[error("a row cannot be read: {0}")]
    Row(#[from] serde_json::Error),
    /// A row that a query named is not there.
    #[error("no such row")]
    NoRow,
    /// A rule that stands in the schema itself.
    #[error("{0}")]
    Rule(String),
}

/// SQLite's I/O errors that are about locks: RDLOCK, UNLOCK, CHECKRESERVEDLOCK, LOCK, SHMLOCK.
const LOCKS: [i32; 5] = [2314, 2058, 3594, 3850, 5130];

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match &error {
            rusqlite::Error::QueryReturnedNoRows => StoreError::NoRow,
            rusqlite::Error::SqliteFailure(failure, text) => match failure.code {
                ErrorCode::DiskFull => StoreError::Full,
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy,
                ErrorCode::ReadOnly => StoreError::ReadOnly,
                ErrorCode::NotADatabase => StoreError::NotAStore,
                ErrorCode::DatabaseCorrupt => {
                    StoreError::Damaged(text.clone().unwrap_or_else(|| error.to_string()))
                }
                ErrorCode::SystemIoFailure if LOCKS.contains(&failure.extended_code) => {
                    StoreError::NoLocks
                }
                ErrorCode::FileLockingProtocolFailed => StoreError::NoLocks,
                ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => {
                    StoreError::Disk(error.to_string())
                }
                ErrorCode::ConstraintViolation => StoreError::Rule(error.to_string()),
                _ => StoreError::Sql(error),
            },
            _ => StoreError::Sql(error),
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        let store = |key| Refusal::new(RefusalKind::Store, key);
        match error {
            StoreError::Full => store("store-full"),
            StoreError::Busy => store("store-busy"),
            StoreError::Held(holder) => store("store-held")
                .with("who", holder.who)
                .with("pid", holder.pid.to_string())
                .with("since", holder.since),
            StoreError::NoRoom(left) => store("store-no-room").with("left", left),
            StoreError::Moved => store("store-moved"),
            StoreError::Unfit(kind) => store("store-unfit-ground").with("kind", kind),
            StoreError::NoLocks => store("store-no-locks"),
            StoreError::Disk(what) => store("store-disk-failed").with("what", what),
            StoreError::ReadOnly => store("store-read-only"),
            StoreError::Newer { found, known } => store("store-newer")
                .with("found", found)
                .with("known", known),
            StoreError::NotAStore => store("store-not-ours"),
            StoreError::Damaged(what) => store("store-damaged").with("what", what),
            StoreError::Folder(error) => store("store-folder").with("what", why(&error)),
            StoreError::Missing(path) => {
                store("store-missing").with("path", path.display().to_string())
            }
            StoreError::Place { at, why: error } => store("store-place")
                .with("path", at.display().to_string())
                .with("why", why(&error)),
            StoreError::Older { found, known } => store("store-older")
                .with("found", found)
                .with("known", known),
            StoreError::Unread(path) => {
                store("store-unread").with("path", path.display().to_string())
            }
            StoreError::NoRow => Refusal::new(RefusalKind::NotFound, "not-found"),
            StoreError::Sql(error) => store("store-failed").with("what", error.to_string()),
            StoreError::Row(error) => store("store-failed").with("what", error.to_string()),
            StoreError::Rule(what) => {
                Refusal::new(RefusalKind::Rule, "store-rule").with("what", what)
            }
        }
    }
}
