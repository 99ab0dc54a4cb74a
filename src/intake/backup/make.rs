//! Making a backup while the desk works on: the files first that are not there yet, then one archive of
//! the store with its manifest. It takes its name when all of it is on the disk.

use std::collections::BTreeMap;
use std::fs::{DirBuilder, File};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::manifest::{FORMAT, KeptFile, Manifest};
use super::summed::Summing;
use super::{
    Copying, MANIFEST, Recipients, STORE, Workshop, is_hash, new_file, not_read, not_written, pour,
    sync_folder,
};
use crate::desk::{Desk, Moment};
use crate::domain::Uid;
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::store::copy::Copy;

/// What was written.
#[derive(Debug)]
pub struct Made {
    pub archive: PathBuf,
    pub bytes: u64,
    pub manifest: Manifest,
    /// Files copied now; the others were in the backup already.
    pub copied: u64,
}

/// Backs the desk up into a folder, sealed to the recipients, or plain when there are none.
pub fn make(
    desk: &mut Desk,
    folder: &Path,
    to: &Recipients,
    moment: &Moment,
) -> Result<Made, Refusal> {
    desk.may_lead()?;
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|e| not_written(folder, &e))?;
    let shop = Workshop::of_desk(desk)?;
    let copied = shop.path.join(STORE);
    let sentinel = desk.copy_marked(&copied)?;
    let copy = Copy::open(&copied)?;
    let figures = copy.figures()?;
    if figures.sentinel.as_ref() != Some(&sentinel) {
        return Err(Refusal::new(RefusalKind::Store, "backup-no-mark"));
    }
    let (sha256, bytes) = hashed(&copied)?;
    let mut kept = Kept::below(folder, to)?;
    let (files, missing) = kept.take(&desk.store().files(), &copy.files()?)?;
    drop(copy);
    let manifest = Manifest {
        format: FORMAT,
        made_at: moment.now,
        refdesk: env!("CARGO_PKG_VERSION").to_owned(),
        schema: figures.schema,
        sentinel,
        entries: figures.entries,
        head: figures.head,
        counts: figures.counts,
        bytes,
        sha256,
        folder: to.folder(),
        files,
        missing,
    };
    let half = folder.join(format!(".refdesk-{}.half", Uid::now_v7().simple()));
    let written = archive(&half, &manifest, &copied, to)
        .and_then(|bytes| Ok((bytes, name(folder, &half, to, moment)?)));
    match written {
        Ok((bytes, archive)) => Ok(Made {
            archive,
            bytes,
            manifest,
            copied: kept.copied,
        }),
        Err(error) => {
            // The half is swept up; that it cannot be changes nothing.
            let _ = std::fs::remove_file(&half);
            Err(not_written(folder, &error))
        }
    }
}

fn hashed(path: &Path) -> Result<(String, u64), Refusal> {
    let mut file = File::open(path).map_err(|e| not_read(path, &e))?;
    pour(&mut file, &mut io::sink()).map_err(|failed| match failed {
        Copying::Reading(e) | Copying::Writing(e) => not_read(path, &e),
    })
}

/// Writes the archive under a passing name; how many bytes it has.
fn archive(path: &Path, manifest: &Manifest, store: &Path, to: &Recipients) -> io::Result<u64> {
    let sealed = to.seal(BufWriter::new(new_file(path)?))?;
    let mut tar = tar::Builder::new(Summing::new(sealed));
    let said = serde_json::to_vec_pretty(manifest)?;
    entry(
        &mut tar,
        MANIFEST,
        said.len() as u64,
        manifest,
        said.as_slice(),
    )?;
    entry(
        &mut tar,
        STORE,
        manifest.bytes,
        manifest,
        File::open(store)?,
    )?;
    let file = tar
        .into_inner()?
        .finish()?
        .finish()?
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    Ok(file.metadata()?.len())
}

fn entry<W: Write>(
    tar: &mut tar::Builder<W>,
    name: &str,
    bytes: u64,
    manifest: &Manifest,
    from: impl io::Read,
) -> io::Result<()> {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_mtime(u64::try_from(manifest.made_at.as_second()).unwrap_or(0));
    tar.append_data(&mut header, name, from)
}

/// Gives a finished archive its name, which no other has.
fn name(folder: &Path, half: &Path, to: &Recipients, moment: &Moment) -> io::Result<PathBuf> {
    let stamp = moment.now.strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut again = 1_u32;
    loop {
        let more = if again == 1 {
            String::new()
        } else {
            format!("-{again}")
        };
        let path = folder.join(format!("refdesk-{stamp}{more}.tar{}", to.ending()));
        // A link is refused where the name is taken; a rename would replace what is there.
        match std::fs::hard_link(half, &path) {
            Ok(()) => {
                std::fs::remove_file(half)?;
                sync_folder(folder)?;
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && again < 1000 => {
                again += 1;
            }
            // Some file systems of memory sticks know no links.
            Err(error)
                if error.kind() != io::ErrorKind::AlreadyExists
                    && path.symlink_metadata().is_err() =>
            {
                std::fs::rename(half, &path)?;
                sync_folder(folder)?;
                return Ok(path);
            }
            Err(error) => return Err(error),
        }
    }
}

/// The files of requests in a backup, each once.
struct Kept<'a> {
    folder: PathBuf,
    to: &'a Recipients,
    copied: u64,
}

impl<'a> Kept<'a> {
    fn below(folder: &Path, to: &'a Recipients) -> Result<Kept<'a>, Refusal> {
        let folder = folder.join(to.folder());
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .map_err(|e| not_written(&folder, &e))?;
        Ok(Kept {
            folder,
            to,
            copied: 0,
        })
    }

    /// Takes in every file that rows name or that lies in the store's folder; also which are missing.
    fn take(
        &mut self,
        from: &Path,
        named: &[(String, i64)],
    ) -> Result<(Vec<KeptFile>, Vec<String>), Refusal> {
        let mut wanted: BTreeMap<String, bool> = BTreeMap::new();
        for (sha256, _) in named {
            wanted.insert(sha256.clone(), true);
        }
        match std::fs::read_dir(from) {
            Ok(entries) => {
                for entry in entries {
                    let entry = entry.map_err(|e| not_read(from, &e))?;
                    if let Some(name) = entry.file_name().to_str().filter(|n| is_hash(n)) {
                        wanted.entry(name.to_owned()).or_insert(false);
                    }
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(not_read(from, &error)),
        }
        let (mut files, mut missing) = (Vec::new(), Vec::new());
        for sha256 in wanted.into_keys() {
            let path = from.join(&sha256);
            match std::fs::metadata(&path) {
                Ok(about) if about.is_file() && is_hash(&sha256) => {
                    if self.keep(&path, &sha256, about.len())? {
                        files.push(KeptFile {
                            bytes: about.len(),
                            sha256,
                        });
                    } else {
                        missing.push(sha256);
                    }
                }
                _ => missing.push(sha256),
            }
        }
        if self.copied > 0 {
            sync_folder(&self.folder).map_err(|e| not_written(&self.folder, &e))?;
        }
        Ok((files, missing))
    }

    /// False when the file is not what was kept any more; nothing is copied then.
    fn keep(&mut self, path: &Path, sha256: &str, bytes: u64) -> Result<bool, Refusal> {
        let target = self.folder.join(format!("{sha256}{}", self.to.ending()));
        // What is sealed is longer than what it holds; a file there is whole, because it was renamed.
        if std::fs::metadata(&target).is_ok_and(|about| about.len() >= bytes) {
            return Ok(true);
        }
        let half = self
            .folder
            .join(format!(".{}.half", Uid::now_v7().simple()));
        let write = || -> Result<bool, Copying> {
            let mut from = File::open(path).map_err(Copying::Reading)?;
            let out = BufWriter::new(new_file(&half).map_err(Copying::Writing)?);
            let mut sealed = self.to.seal(out).map_err(Copying::Writing)?;
            let (found, _) = pour(&mut from, &mut sealed)?;
            if found != sha256 {
                return Ok(false);
            }
            let finish = || -> io::Result<()> {
                let file = sealed
                    .finish()?
                    .into_inner()
                    .map_err(io::IntoInnerError::into_error)?;
                file.sync_all()?;
                std::fs::rename(&half, &target)
            };
            finish().map_err(Copying::Writing)?;
            Ok(true)
        };
        match write() {
            Ok(true) => {
                self.copied += 1;
                Ok(true)
            }
            Ok(false) => {
                let _ = std::fs::remove_file(&half);
                Ok(false)
            }
            Err(failed) => {
                let _ = std::fs::remove_file(&half);
                Err(match failed {
                    Copying::Reading(error) => not_read(path, &error),
                    Copying::Writing(error) => not_written(&target, &error),
                })
            }
        }
    }
}
