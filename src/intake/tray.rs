//! A person's trays beside the store: files that came for her (`in`) and files made for her (`out`), as
//! plain folders that only the store's account reads. Follows no link, writes over nothing, keeps bounds.

pub mod arrival;
pub mod gone;
pub mod guess;
pub mod name;
pub mod sniff;

use std::ffi::OsString;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rustix::fs::{AtFlags, Mode, OFlags};
use sha2::{Digest, Sha256};

use super::files;
use super::source::{self, failed, file_refused};
use crate::desk::{Command, Desk, Done, Moment};
use crate::domain::refusal::Refusal;
use crate::domain::run::Export;
use crate::domain::{RequestId, RunId, Uid};
use crate::store::journal::hex;

/// Files listed at most; a folder with more is somebody's mistake.
const LISTED: usize = 2_000;
/// Names tried for one file before giving up.
const TRIES: u32 = 1_000;
/// A half that was not finished in so many seconds never will be.
const STALE: i64 = 24 * 60 * 60;
/// An sftp client that writes nothing for so long has finished.
const GROWING: Duration = Duration::from_secs(2);
const MEGABYTE: u64 = 1024 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tray {
    In,
    Out,
}

impl Tray {
    fn folder(self) -> &'static str {
        match self {
            Tray::In => "in",
            Tray::Out => "out",
        }
    }
}

/// A file in a tray.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Filed {
    /// As it is shown; what is no UTF-8 in it is replaced.
    pub name: String,
    pub bytes: u64,
    pub at: Timestamp,
    folder: PathBuf,
    file: OsString,
}

/// Where an arrival is attached.
#[derive(Clone, Debug)]
pub struct Place {
    pub request: RequestId,
    /// The run whose export it is, with what was read in it.
    pub run: Option<(RunId, Option<Export>)>,
}

impl Place {
    pub fn of(request: RequestId) -> Self {
        Self { request, run: None }
    }
}

/// The trays of one person.
#[derive(Clone, Debug)]
pub struct Trays {
    own: PathBuf,
    /// The folder her sftp account writes to, where the desk has one.
    sftp: Option<PathBuf>,
    file_bytes: u64,
    person_bytes: u64,
}

impl Trays {
    /// Those of the person at this desk: `desk.db` has `desk.trays/LOGIN/in` and `…/out`.
    pub fn of(desk: &Desk) -> Result<Trays, Refusal> {
        let login = &desk.me().login;
        if !name::is_safe(login) {
            return Err(file_refused(login, "tray-login"));
        }
        let settings = desk.settings().desk();
        let sftp = settings.sftp_trays.as_ref();
        Ok(Trays {
            own: root(desk.store().path()).join(login),
            sftp: sftp.map(|root| root.join(login).join(Tray::In.folder())),
            file_bytes: u64::from(settings.tray_file_mb) * MEGABYTE,
            person_bytes: u64::from(settings.tray_person_mb) * MEGABYTE,
        })
    }

    /// Those beside a store without a desk at it, with the bounds a desk begins with.
    #[cfg(test)]
    pub(crate) fn beside(store: &Path, login: &str) -> Trays {
        Trays {
            own: root(store).join(login),
            sftp: None,
            file_bytes: MEGABYTE,
            person_bytes: 4 * MEGABYTE,
        }
    }

    pub fn folder(&self, tray: Tray) -> PathBuf {
        self.own.join(tray.folder())
    }

    /// Largest file these trays take, in bytes.
    pub fn file_bytes(&self) -> u64 {
        self.file_bytes
    }

    /// When each folder of a tray last changed, without looking into it; none for one that is not there.
    pub fn touched(&self, tray: Tray) -> Vec<Option<Timestamp>> {
        let folders = self.folders(tray);
        let at = |folder: &PathBuf| std::fs::symlink_metadata(folder).ok().map(|m| changed(&m));
        folders.iter().map(at).collect()
    }

    /// What lies in a tray, the newest first. A tray that was never used is empty.
    pub fn list(&self, tray: Tray) -> Result<Vec<Filed>, Refusal> {
        let mut found = Vec::new();
        for folder in self.folders(tray) {
            read(&folder, &mut found).map_err(|e| failed(&folder.display().to_string(), &e))?;
        }
        found.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.name.cmp(&b.name)));
        Ok(found)
    }

    /// The file of exactly this name.
    pub fn find(&self, tray: Tray, name: &str) -> Result<Option<Filed>, Refusal> {
        Ok(self.list(tray)?.into_iter().find(|f| f.name == name))
    }

    /// Writes an arrival into the in-tray: there as a whole, and on the disk, or not at all.
    pub fn put(&self, name: &str, from: &mut dyn Read) -> Result<Filed, Refusal> {
        self.write(Tray::In, name, from)
    }

    /// Writes what was made for the person into her out-tray.
    pub fn write_out(&self, name: &str, from: &mut dyn Read) -> Result<Filed, Refusal> {
        self.write(Tray::Out, name, from)
    }

    /// Opens a file of a tray for reading; a link or a device is refused.
    pub fn open(&self, filed: &Filed) -> Result<File, Refusal> {
        let why = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => file_refused(&filed.name, "intake-no-such-file"),
            _ => failed(&filed.name, &error),
        };
        let folder = open_folder(&filed.folder).map_err(why)?;
        let flags =
            OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
        let file = rustix::fs::openat(&folder, &filed.file, flags, Mode::empty());
        let file = File::from(file.map_err(|e| why(e.into()))?);
        if !file.metadata().map_err(why)?.is_file() {
            return Err(file_refused(&filed.name, "intake-not-a-file"));
        }
        Ok(file)
    }

    /// All of a file, for looking at what it is.
    pub fn bytes(&self, filed: &Filed) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        self.open(filed)?
            .take(self.file_bytes.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|e| failed(&filed.name, &e))?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > self.file_bytes {
            return Err(source::too_large(&filed.name, size, self.file_bytes));
        }
        Ok(bytes)
    }

    /// Takes a file out of its tray for good.
    pub fn remove(&self, filed: &Filed) -> Result<(), Refusal> {
        let why = |error: io::Error| failed(&filed.name, &error);
        let folder = open_folder(&filed.folder).map_err(why)?;
        rustix::fs::unlinkat(&folder, &filed.file, AtFlags::empty()).map_err(|e| why(e.into()))
    }

    /// Takes the file of this name out of the in-tray where it has this very content.
    pub fn drop_same(&self, name: &str, sha256: &str) {
        let Ok(Some(filed)) = self.find(Tray::In, name) else {
            return;
        };
        let same = self
            .bytes(&filed)
            .is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == sha256);
        if same {
            // It is kept with its request; a tray that cannot be cleared loses nothing.
            let _ = self.remove(&filed);
        }
    }

    /// Attaches an arrival to a request, as the export of one of its runs where that is named; it leaves
    /// the in-tray once it is kept. One that is still being written is refused.
    pub fn attach(
        &self,
        desk: &mut Desk,
        place: Place,
        filed: &Filed,
        moment: &Moment,
    ) -> Result<Done, Refusal> {
        let why = |error: io::Error| failed(&filed.name, &error);
        let file = self.open(filed)?;
        let same = file.try_clone().map_err(why)?;
        let kept = files::keep_open(desk, file, &filed.name)?;
        let after = same.metadata().map_err(why)?;
        let is_whole = after.len() == kept.bytes && changed(&after) == filed.at;
        if !is_whole || self.may_grow(filed) {
            return Err(file_refused(&filed.name, "intake-file-changing"));
        }
        let (run, export) = match place.run {
            Some((run, export)) => (Some(run), export),
            None => (None, None),
        };
        let done = desk.run(
            &Command::Attach {
                request: place.request,
                sha256: kept.sha256,
                name: kept.name,
                bytes: kept.bytes,
                run,
                export,
            },
            moment,
        )?;
        // It is kept with the request by now; a tray that cannot be cleared loses nothing.
        let _ = self.remove(filed);
        Ok(done)
    }

    /// Whether an sftp client may still be writing it; what came by the gate is there as a whole.
    fn may_grow(&self, filed: &Filed) -> bool {
        let quiet = Timestamp::now().duration_since(filed.at);
        self.sftp.as_ref() == Some(&filed.folder) && quiet.unsigned_abs() < GROWING
    }

    fn folders(&self, tray: Tray) -> Vec<PathBuf> {
        let sftp = self.sftp.clone().filter(|_| tray == Tray::In);
        std::iter::once(self.folder(tray)).chain(sftp).collect()
    }

    /// Bytes the person's own trays hold, halves included.
    fn used(&self) -> io::Result<u64> {
        let mut used = 0_u64;
        for tray in [Tray::In, Tray::Out] {
            let entries = match std::fs::read_dir(self.folder(tray)) {
                Ok(entries) => entries,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            for entry in entries {
                used = used.saturating_add(entry?.metadata().map_or(0, |m| m.len()));
            }
        }
        Ok(used)
    }

    fn write(&self, tray: Tray, name: &str, from: &mut dyn Read) -> Result<Filed, Refusal> {
        let name = name::safe(name);
        let why = |error: io::Error| failed(&name, &error);
        let folder = self.folder(tray);
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .map_err(why)?;
        sweep(&folder);
        let left = self.person_bytes.saturating_sub(self.used().map_err(why)?);
        let half = folder.join(format!(".{}.half", Uid::now_v7().simple()));
        let written = copy(from, &half, self.file_bytes.min(left));
        let filed = match written {
            Ok(0) => Err(file_refused(&name, "tray-nothing-came")),
            Ok(_) => settle(&folder, &half, &name).map_err(why),
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                let (key, limit) = match left < self.file_bytes {
                    true => ("tray-full", self.person_bytes),
                    false => ("tray-file-too-large", self.file_bytes),
                };
                let limit = i64::try_from(limit / MEGABYTE).unwrap_or(i64::MAX);
                Err(file_refused(&name, key).with("limit", limit))
            }
            Err(error) => Err(why(error)),
        };
        // The half is swept up; what was settled has its own name by now.
        let _ = std::fs::remove_file(&half);
        filed
    }
}

/// When a file was last written.
fn changed(about: &std::fs::Metadata) -> Timestamp {
    let nanos = i32::try_from(about.mtime_nsec()).unwrap_or(0);
    Timestamp::new(about.mtime(), nanos).unwrap_or_default()
}

/// `desk.db` has its trays in `desk.trays`.
pub fn root(store: &Path) -> PathBuf {
    store.with_extension("trays")
}

/// Opened as a folder and not through a link, so that nobody can put another in its place meanwhile.
fn open_folder(folder: &Path) -> io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    Ok(rustix::fs::open(folder, flags, Mode::empty())?)
}

fn read(folder: &Path, found: &mut Vec<Filed>) -> io::Result<()> {
    // Hidden names are halves, and an sftp client's own unfinished files end so.
    const UNFINISHED: [&str; 3] = [".filepart", ".part", ".tmp"];
    match open_folder(folder) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') || UNFINISHED.iter().any(|end| name.ends_with(end)) {
            continue;
        }
        // What vanished while we looked is not there.
        let Ok(about) = entry.metadata() else {
            continue;
        };
        if !about.is_file() || found.len() >= LISTED {
            continue;
        }
        found.push(Filed {
            name,
            bytes: about.len(),
            at: changed(&about),
            folder: folder.to_owned(),
            file: entry.file_name(),
        });
    }
    Ok(())
}

/// Copies into a new file, on the disk when this returns. More than `limit` is refused.
fn copy(from: &mut dyn Read, to: &Path, limit: u64) -> io::Result<u64> {
    let mut out = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(to)?;
    let mut bytes = 0_u64;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = match from.read(&mut buffer) {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let Some(piece) = buffer.get(..read).filter(|p| !p.is_empty()) else {
            break;
        };
        bytes = bytes.saturating_add(piece.len() as u64);
        if bytes > limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        out.write_all(piece)?;
    }
    out.sync_all()?;
    Ok(bytes)
}

/// Gives the half its name, or the next free one. A link fails where a name is taken, so that two
/// consoles putting the same name never write over each other.
fn settle(folder: &Path, half: &Path, name: &str) -> io::Result<Filed> {
    for number in 1..TRIES {
        let name = name::numbered(name, number);
        match std::fs::hard_link(half, folder.join(&name)) {
            Ok(()) => {
                File::open(folder)?.sync_all()?;
                let about = std::fs::symlink_metadata(half)?;
                return Ok(Filed {
                    bytes: about.len(),
                    at: changed(&about),
                    folder: folder.to_owned(),
                    file: OsString::from(&name),
                    name,
                });
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Clears away halves whose program was killed.
fn sweep(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    let now = Timestamp::now().as_second();
    for entry in entries.flatten() {
        let is_half = {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.starts_with('.') && name.ends_with(".half")
        };
        let old = entry
            .metadata()
            .is_ok_and(|about| now - about.mtime() > STALE);
        if is_half && old {
            // Another console may have been faster.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Whether others than the account itself could read what lies in a folder. None where it is not there.
pub fn is_open_to_others(folder: &Path) -> Option<bool> {
    let about = std::fs::metadata(folder).ok()?;
    Some(about.mode() & 0o077 != 0 || about.uid() != rustix::process::getuid().as_raw())
}
