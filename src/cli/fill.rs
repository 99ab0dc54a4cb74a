//! Fills stores with demo content: one that stays, and one that goes when it is left.

use std::io::{IsTerminal, Write, stderr};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::args::Everywhere;
use super::out::{self, Outcome, Trouble, code};
use crate::demo;
use crate::desk::Moment;
use crate::domain::{Lang, Sentence};
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
    for end in ["", "-wal", "-shm", "-lock"] {
        let _ = std::fs::remove_file(beside(store, end));
    }
}

/// A desk in a folder of its own that goes when this is dropped.
pub struct ThrowAway {
    folder: PathBuf,
    pub settings: Arc<Settings>,
}

impl ThrowAway {
    /// Filled with a story that ends now, so that its due dates are alive.
    pub fn fill(requests: u64, lang: Lang, settings: Arc<Settings>) -> Result<Self, Trouble> {
        let name = format!("refdesk-{}", crate::domain::Uid::now_v7().simple());
        let folder = std::env::temp_dir().join(name);
        std::fs::DirBuilder::new().mode(0o700).create(&folder)?;
        let desk = Self { folder, settings };
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

impl Drop for ThrowAway {
    fn drop(&mut self) {
        // What cannot be removed is made-up content in the system's own folder for such things.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
