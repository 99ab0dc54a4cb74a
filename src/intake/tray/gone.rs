//! What was taken out of the in-tray on purpose: kept for a month in a folder beside it, from where it
//! comes back. Nothing here is ever attached or shown as an arrival.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use uuid::Uuid;

use super::{Filed, Tray, Trays, copy, name, open_folder, settle};
use crate::domain::Uid;
use crate::domain::refusal::Refusal;
use crate::intake::source::failed;

/// How long what was removed can come back, in seconds.
const KEPT: i64 = 30 * 24 * 60 * 60;
/// Letters of the id that stands before a name, and the sign between them.
const ID: usize = 32;

/// A removed file that can still come back.
#[derive(Clone, Debug, PartialEq)]
pub struct Gone {
    pub id: Uuid,
    pub name: String,
    pub bytes: u64,
    /// When it was removed.
    pub at: Timestamp,
}

/// Where a removed file lies.
struct Removed {
    gone: Gone,
    path: PathBuf,
}

impl Trays {
    fn gone(&self) -> PathBuf {
        self.own.join("gone")
    }

    /// Takes a file out of its tray into the folder of what is gone; how long it stays there, in days.
    pub fn set_aside(&self, filed: &Filed) -> Result<i64, Refusal> {
        let why = |error: io::Error| failed(&filed.name, &error);
        let gone = self.gone();
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&gone)
            .map_err(why)?;
        self.sweep_gone(Timestamp::now(), filed.bytes);
        let name = name::safe(&filed.name);
        let place = gone.join(format!("{}-{name}", Uid::now_v7().simple()));
        if self.sftp.as_ref() == Some(&filed.folder) {
            // It belongs to another account there, and may lie on another file system.
            copy(&mut self.open(filed)?, &place, u64::MAX).map_err(why)?;
            self.remove(filed)?;
        } else {
            let folder = open_folder(&filed.folder).map_err(why)?;
            rustix::fs::renameat(&folder, &filed.file, rustix::fs::CWD, &place)
                .map_err(|e| why(e.into()))?;
        }
        Ok(KEPT / (24 * 60 * 60))
    }

    /// What can come back, the last one removed first.
    pub fn gone_files(&self) -> Vec<Gone> {
        self.sweep_gone(Timestamp::now(), 0);
        self.removed()
            .into_iter()
            .rev()
            .map(|one| one.gone)
            .collect()
    }

    /// Brings this one back; none where it is not there any more.
    pub fn bring_back(&self, id: Uuid) -> Result<Option<Filed>, Refusal> {
        let Some(found) = self.removed().into_iter().find(|one| one.gone.id == id) else {
            return Ok(None);
        };
        let folder = self.folder(Tray::In);
        let why = |error: io::Error| failed(&found.gone.name, &error);
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .map_err(why)?;
        let filed = settle(&folder, &found.path, &found.gone.name).map_err(why)?;
        std::fs::remove_file(&found.path).map_err(why)?;
        Ok(Some(filed))
    }

    /// The removed files, the last one at the end.
    fn removed(&self) -> Vec<Removed> {
        let entries = std::fs::read_dir(self.gone()).into_iter().flatten();
        let mut removed: Vec<Removed> = entries
            .flatten()
            .filter_map(|entry| {
                let about = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
                let file = entry.file_name().into_string().ok()?;
                let (id, name) = file.split_at_checked(ID)?;
                let id: Uuid = id.parse().ok()?;
                let seconds = id.get_timestamp().map_or(0, |at| at.to_unix().0);
                let gone = Gone {
                    id,
                    name: name.strip_prefix('-')?.to_owned(),
                    bytes: about.len(),
                    at: Timestamp::from_second(i64::try_from(seconds).ok()?).ok()?,
                };
                let path = entry.path();
                Some(Removed { gone, path })
            })
            .collect();
        removed.sort_by_key(|one| one.gone.id);
        removed
    }

    /// Drops what has been gone long enough, and the oldest where there is no room for what comes.
    fn sweep_gone(&self, now: Timestamp, coming: u64) {
        let removed = self.removed();
        let mut held = removed
            .iter()
            .fold(coming, |sum, one| sum.saturating_add(one.gone.bytes));
        for one in removed {
            let old = now.as_second() - one.gone.at.as_second() > KEPT;
            if old || held > self.person_bytes {
                held = held.saturating_sub(one.gone.bytes);
                drop_file(&one.path);
            }
        }
    }
}

/// Another console may have been faster.
fn drop_file(path: &Path) {
    let _ = std::fs::remove_file(path);
}
