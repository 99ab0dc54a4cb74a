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

/// A removed file: when it was removed, what it was called, where it lies.
struct Removed {
    id: Uuid,
    name: String,
    path: PathBuf,
    bytes: u64,
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

    /// Brings back what was removed last; none where nothing is left of it.
    pub fn bring_back(&self) -> Result<Option<Filed>, Refusal> {
        self.sweep_gone(Timestamp::now(), 0);
        let Some(last) = self.removed().pop() else {
            return Ok(None);
        };
        let folder = self.folder(Tray::In);
        let why = |error: io::Error| failed(&last.name, &error);
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .map_err(why)?;
        let filed = settle(&folder, &last.path, &last.name).map_err(why)?;
        std::fs::remove_file(&last.path).map_err(why)?;
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
                Some(Removed {
                    id: id.parse().ok()?,
                    name: name.strip_prefix('-')?.to_owned(),
                    path: entry.path(),
                    bytes: about.len(),
                })
            })
            .collect();
        removed.sort_by_key(|one| one.id);
        removed
    }

    /// Drops what has been gone long enough, and the oldest where there is no room for what comes.
    fn sweep_gone(&self, now: Timestamp, coming: u64) {
        let removed = self.removed();
        let mut held = removed
            .iter()
            .fold(coming, |sum, one| sum.saturating_add(one.bytes));
        for one in removed {
            let at = one.id.get_timestamp().map_or(0, |at| at.to_unix().0);
            let old = now.as_second() - i64::try_from(at).unwrap_or(i64::MAX) > KEPT;
            if old || held > self.person_bytes {
                held = held.saturating_sub(one.bytes);
                drop_file(&one.path);
            }
        }
    }
}

/// Another console may have been faster.
fn drop_file(path: &Path) {
    let _ = std::fs::remove_file(path);
}
