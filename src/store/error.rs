//! What can go wrong with the store, and the sentence that tells a person what is safe and what to do.

use std::io;
use std::path::PathBuf;

use crate::domain::refusal::{Refusal, RefusalKind};
use crate::text::trouble::why;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the disk is full")]
    Full,
    #[error("another console holds the store")]
    Busy,
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
