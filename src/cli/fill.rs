//! Fills stores with demo content: one that stays, and one that goes when it is left.

use std::fs::File;
use std::io::{IsTerminal, Write, stderr};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use rustix::fs::{FlockOperation, Mode, OFlags, flock};

use super::args::Everywhere;
use super::out::{self, Outcome, Trouble, code};
use crate::demo;
use crate::desk::Moment;
use crate::domain::{Lang, Sentence, Uid};
use crate::settings::Settings;
use crate::store::Store;
use crate::text::Words;

/// `demo --requests N --store PATH`: the same for the same number, on every day and machine.
pub fn demo_store(words: &Words, everywhere: &Everywhere, requests: u64) -> Outcome {
    let Some(path) = &everywhere.store else {
        let said = Sentence::new("cli-demo-where");
        return Err(Trouble::Said(code::USAGE, said));
    };
    let shown = path.display().to_string();
    if Store::exists(path) {
        let said = Sentence::new("cli-store-there").with("path", shown);
        return Err(Trouble::Said(code::REFUSED, said));
    }
    let settings = demo::settings()?;
    let end = demo::fixed_moment(&settings);
    // Under another name until it is whole: one cut short is never taken for a store.
    let half = beside(path, "-half");
    clear(&half);
    let watched = stderr().is_terminal();
    let mut progress = |done: u64, of: u64| {
        if watched {
            let _ = write!(stderr().lock(), "\r{done} / {of} ");
        }
        true
    };
    let filled = demo::fill(&half, &settings, requests, Lang::Zh, &end, &mut progress);
    if watched {
        let _ = writeln!(stderr().lock());
    }
    if let Err(refusal) = filled {
        clear(&half);
        return Err(refusal.into());
    }
    std::fs::rename(&half, path)?;
    clear(&half);
    let said = Sentence::new("cli-demo-filled")
        .with("requests", i64::try_from(requests).unwrap_or(i64::MAX))
        .with("path", shown);
    out::say(words, &said);
    Ok(code::DONE)
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn clear(store: &Path) {
    for end in ["", "-wal", "-shm", "-lock", "-here"] {
        let _ = std::fs::remove_file(beside(store, end));
    }
}

/// What a folder of ours is called in the system's folder for such things, before a number.
const OURS: &str = "refdesk-";
/// Locked as long as the program lives that made the folder; the lock goes with it however it ends.
const HELD: &str = "held";

/// A desk in a folder of its own that goes when this is dropped.
pub struct ThrowAway {
    folder: PathBuf,
    _held: File,
    pub settings: Arc<Settings>,
}

impl ThrowAway {
    /// Filled with a story that ends now, so that its due dates are alive.
    pub fn fill(requests: u64, lang: Lang, settings: Arc<Settings>) -> Result<Self, Trouble> {
        let temp = std::env::temp_dir();
        sweep(&temp);
        let name = format!("{OURS}{}", Uid::now_v7().simple());
        let folder = temp.join(name);
        std::fs::DirBuilder::new().mode(0o700).create(&folder)?;
        let held = hold(&folder)?;
        let desk = Self {
            folder,
            _held: held,
            settings,
        };
        let now = Moment::new(Timestamp::now(), &desk.settings.desk().zone);
        demo::fill(
            &desk.store(),
            &desk.settings,
            requests,
            lang,
            &now,
            &mut |_, _| true,
        )?;
        Ok(desk)
    }

    pub fn store(&self) -> PathBuf {
        self.folder.join("desk.db")
    }
}

/// Locks the folder's file under another name first: under its own it is never seen unlocked.
fn hold(folder: &Path) -> std::io::Result<File> {
    let half = folder.join("half");
    let held = File::create_new(&half)?;
    flock(&held, FlockOperation::NonBlockingLockExclusive)?;
    std::fs::rename(half, folder.join(HELD))?;
    Ok(held)
}

/// Removes what programs left that were killed: folders of this account, made by refdesk, whose maker
/// lives no longer. What cannot be told stays.
fn sweep(temp: &Path) {
    let Ok(entries) = std::fs::read_dir(temp) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let number = name.to_str().and_then(|name| name.strip_prefix(OURS));
        let is_ours = number.is_some_and(|n| n.len() == 32 && Uid::try_parse(n).is_ok());
        let folder = entry.path();
        if is_ours && is_own_folder(&folder) && maker_is_gone(&folder) {
            let _ = std::fs::remove_dir_all(&folder);
        }
    }
}

fn is_own_folder(folder: &Path) -> bool {
    // Not through a link: that could lead anywhere.
    folder
        .symlink_metadata()
        .is_ok_and(|about| about.is_dir() && about.uid() == rustix::process::getuid().as_raw())
}

fn maker_is_gone(folder: &Path) -> bool {
    let flags = OFlags::RDWR | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    rustix::fs::open(folder.join(HELD), flags, Mode::empty())
        .is_ok_and(|held| flock(&held, FlockOperation::NonBlockingLockExclusive).is_ok())
}

impl Drop for ThrowAway {
    fn drop(&mut self) {
        // What cannot be removed is made-up content in the system's own folder for such things.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_folder_goes_when_its_maker_is_dead_and_nothing_else_does() {
        let temp = tempfile::tempdir().unwrap();
        let make = |name: &str| {
            let folder = temp.path().join(name);
            std::fs::create_dir(&folder).unwrap();
            folder
        };
        let name = |n: u8| format!("{OURS}{}", Uid::from_bytes([n; 16]).simple());
        let alive = make(&name(1));
        let held = hold(&alive).unwrap();
        let dead = make(&name(2));
        std::fs::write(dead.join("desk.db"), "x").unwrap();
        drop(hold(&dead).unwrap());
        let unmarked = make(&name(3));
        let strange = make("refdesk-notes");
        drop(hold(&strange).unwrap());
        let link = temp.path().join(name(4));
        std::os::unix::fs::symlink(&strange, &link).unwrap();
        sweep(temp.path());
        assert!(!dead.exists());
        for kept in [&alive, &unmarked, &strange, &link] {
            assert!(kept.exists(), "{}", kept.display());
        }
        drop(held);
    }
}
