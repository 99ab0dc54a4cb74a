//! Backups as the desk knows them: the mark each leaves in the store, and the last one that was proven
//! by bringing it back. Nothing is said to be proven that was not.

use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::work::Moment;
use super::{Desk, Refusal};
use crate::domain::permission::{Right, allows};
use crate::domain::refusal::RefusalKind;
use crate::store::{Db, copy, journal, personal};

/// A restore is proven for so many days; after that the desk says so.
pub const PROVEN_FOR_DAYS: i64 = 8;
const PROVEN: &str = "proven_restore";

/// A restore that was tried to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proven {
    /// When it was tried.
    pub at: Timestamp,
    /// When the backup was made.
    pub made_at: Timestamp,
    /// The archive's name, without its folder.
    pub file: String,
}

/// What everybody at the desk may know of its backups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Safety {
    pub standing: Standing,
    /// Whether a backup was ever begun.
    pub backed_up: bool,
}

impl Safety {
    /// There is a backup of which nobody knows whether it can be brought back.
    pub fn is_doubtful(&self) -> bool {
        match self.standing {
            Standing::Never => self.backed_up,
            Standing::Good(_) => false,
            Standing::Old(_) => true,
        }
    }
}

/// How well the desk knows that it can be brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Never,
    Good(Proven),
    /// The last proof is older than [`PROVEN_FOR_DAYS`].
    Old(Proven),
}

impl Desk {
    /// Whether what is left to the head is theirs: a backup, which holds what is restricted too, or erasing.
    pub fn may_lead(&self) -> Result<(), Refusal> {
        if allows(&self.me.roles, Right::Lead) {
            return Ok(());
        }
        Err(Refusal::new(RefusalKind::NotAllowed, "not-allowed-lead"))
    }

    /// Writes a new mark into the store, then copies it to `target`, mark included.
    pub fn copy_marked(&mut self, target: &Path) -> Result<String, Refusal> {
        let mark = self.ids.salt();
        let writing = self.store.write()?;
        personal::set_meta(writing.db(), copy::SENTINEL, &mark)?;
        writing.commit()?;
        self.store.copy_at_rest(target)?;
        Ok(mark)
    }

    /// Whether this desk's journal has this entry with this hash: a copy that ends there is one of it.
    pub fn once_ended_at(&self, entry: i64, hash: &str) -> Result<bool, Refusal> {
        Ok(journal::hash_of(self.store.db(), entry)?.as_deref() == Some(hash))
    }

    /// To be called when every check has passed, and only then.
    pub fn note_proven(&mut self, proven: &Proven) -> Result<(), Refusal> {
        let text = serde_json::to_string(proven).map_err(crate::store::StoreError::from)?;
        let writing = self.store.write()?;
        personal::set_meta(writing.db(), PROVEN, &text)?;
        Ok(writing.commit()?)
    }

    pub fn standing(&self, moment: &Moment) -> Result<Standing, Refusal> {
        Ok(safety(self.store.db(), moment)?.standing)
    }
}

/// What the store says of its backups.
pub fn safety(db: &Db, moment: &Moment) -> Result<Safety, Refusal> {
    let proven = personal::meta(db, PROVEN)?;
    let proven = proven.and_then(|text| serde_json::from_str::<Proven>(&text).ok());
    let standing = match proven {
        None => Standing::Never,
        // A proof from the future is a clock that was set back: not to be relied on either.
        Some(proven) => {
            let hours = moment.now.duration_since(proven.at).as_hours();
            match (-24..=PROVEN_FOR_DAYS * 24).contains(&hours) {
                true => Standing::Good(proven),
                false => Standing::Old(proven),
            }
        }
    };
    Ok(Safety {
        standing,
        backed_up: personal::meta(db, copy::SENTINEL)?.is_some(),
    })
}
