//! The way back: an archive is unpacked beside where the store is to lie, examined whole, and takes the
//! store's name only then. All of it or nothing.

use std::fs::{DirBuilder, File};
use std::io::{self, Read};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::manifest::{FORMAT, Manifest};
use super::seal::damaged;
use super::summed::Summed;
use super::{
    Copying, Fault, Keys, MANIFEST, STORE, Workshop, broken, is_hash, new_file, not_written, pour,
    sync_folder, unable,
};
use crate::domain::Uid;
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::store::copy::{self, Copy};
use crate::store::{Store, StoreError, beside};

/// Largest manifest that is read, in bytes.
const LARGEST_MANIFEST: u64 = 256 * 1024 * 1024;

/// What came back.
#[derive(Debug)]
pub struct Restored {
    pub store: PathBuf,
    pub manifest: Manifest,
}

/// Brings an archive back as a store that is not there yet.
pub fn restore(archive: &Path, keys: &Keys, store: &Path) -> Result<Restored, Refusal> {
    for taken in [
        store.to_owned(),
        beside(store, "wal"),
        beside(store, "shm"),
        beside(store, "journal"),
    ] {
        if Store::exists(&taken) {
            return Err(Refusal::new(RefusalKind::Store, "backup-store-there")
                .with("path", taken.display().to_string()));
        }
    }
    let parent = match store.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(parent)
        .map_err(|e| not_written(parent, &e))?;
    let shop = Workshop::at(
        parent.join(format!(".refdesk-{}.half", Uid::now_v7().simple())),
        None,
    )?;
    let files = shop.path.join("files");
    DirBuilder::new()
        .mode(0o700)
        .create(&files)
        .map_err(|e| not_written(&files, &e))?;
    let copy = shop.path.join(STORE);
    let manifest = unpack(archive, keys, &copy)?;
    check(&copy, &manifest)?;
    each_file(archive, keys, &manifest, Some(&files))?;
    copy::make_live(&copy)?;
    let take_place = || -> io::Result<()> {
        File::open(&copy)?.sync_all()?;
        let kept = beside(store, "files");
        if !manifest.files.is_empty() {
            DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(&kept)?;
            // A file already there under the same hash would be the same.
            for file in &manifest.files {
                std::fs::rename(files.join(&file.sha256), kept.join(&file.sha256))?;
            }
            sync_folder(&kept)?;
        }
        // A link is refused where the name is taken meanwhile; a rename would replace what is there.
        std::fs::hard_link(&copy, store)?;
        sync_folder(parent)
    };
    take_place().map_err(|e| not_written(store, &e))?;
    Ok(Restored {
        store: store.to_owned(),
        manifest,
    })
}

/// Reads the archive to its end and leaves the store's copy at `to`. Trust nothing of it before `check`.
pub(super) fn unpack(archive: &Path, keys: &Keys, to: &Path) -> Result<Manifest, Fault> {
    let mut tar = tar::Archive::new(Summed::new(keys.open(archive)?));
    let hurt = |_: io::Error| damaged(archive);
    let mut entries = tar.entries().map_err(hurt)?;
    let manifest = {
        let mut first = next(&mut entries, MANIFEST, archive)?;
        if first.size() > LARGEST_MANIFEST {
            return Err(damaged(archive));
        }
        let mut said = Vec::new();
        first.read_to_end(&mut said).map_err(hurt)?;
        read_manifest(&said, archive)?
    };
    {
        let mut second = next(&mut entries, STORE, archive)?;
        if second.size() != manifest.bytes {
            return Err(damaged(archive));
        }
        let mut out = new_file(to).map_err(|e| Fault::Unable(not_written(to, &e)))?;
        let (sha256, _) = pour(&mut second, &mut out).map_err(|failed| match failed {
            Copying::Reading(_) => damaged(archive),
            Copying::Writing(e) => Fault::Unable(not_written(to, &e)),
        })?;
        if sha256 != manifest.sha256 {
            return Err(damaged(archive));
        }
    }
    if entries.next().is_some() {
        return Err(damaged(archive));
    }
    // To the end: only there the sum, and the seal, say that nothing is cut off.
    io::copy(&mut tar.into_inner(), &mut io::sink()).map_err(hurt)?;
    Ok(manifest)
}

fn next<'a, R: Read>(
    entries: &mut tar::Entries<'a, R>,
    name: &str,
    archive: &Path,
) -> Result<tar::Entry<'a, R>, Fault> {
    match entries.next() {
        Some(Ok(entry))
            if entry.path_bytes().as_ref() == name.as_bytes()
                && entry.header().entry_type().is_file() =>
        {
            Ok(entry)
        }
        _ => Err(damaged(archive)),
    }
}

fn read_manifest(said: &[u8], archive: &Path) -> Result<Manifest, Fault> {
    let value: serde_json::Value = serde_json::from_slice(said).map_err(|_| damaged(archive))?;
    let format = value.get("format").and_then(serde_json::Value::as_u64);
    if format.is_some_and(|f| f > u64::from(FORMAT)) {
        return Err(Fault::Unable(Refusal::new(
            RefusalKind::Store,
            "backup-newer",
        )));
    }
    let manifest: Manifest = serde_json::from_value(value).map_err(|_| damaged(archive))?;
    let plain = manifest
        .folder
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if !plain || !manifest.files.iter().all(|f| is_hash(&f.sha256)) {
        return Err(damaged(archive));
    }
    Ok(manifest)
}

/// Whether the copy is whole and is what the manifest says.
pub(super) fn check(copy: &Path, manifest: &Manifest) -> Result<(), Fault> {
    let opened = match Copy::open(copy) {
        Ok(opened) => opened,
        Err(error @ StoreError::Newer { .. }) => return Err(unable(error)),
        Err(error) => return Err(Fault::Broken(error.into())),
    };
    let wrong = |error: StoreError| Fault::Broken(error.into());
    let faults = opened.faults().map_err(wrong)?;
    if let Some(what) = faults.integrity.first() {
        return Err(wrong(StoreError::Damaged(what.clone())));
    }
    if let Some(table) = faults.dangling.first() {
        return Err(wrong(StoreError::Damaged(table.clone())));
    }
    if !faults.none() {
        return Err(broken("backup-journal-broken"));
    }
    if opened.figures().map_err(wrong)? != manifest.figures() {
        return Err(broken("backup-not-as-said"));
    }
    Ok(())
}

/// Opens every file of the backup and compares it with its hash; writes it into a folder, where one is
/// given.
pub(super) fn each_file(
    archive: &Path,
    keys: &Keys,
    manifest: &Manifest,
    into: Option<&Path>,
) -> Result<(), Fault> {
    let folder = archive
        .parent()
        .unwrap_or(Path::new(""))
        .join(&manifest.folder);
    for file in &manifest.files {
        let plain = folder.join(&file.sha256);
        let sealed = folder.join(format!("{}.age", file.sha256));
        let path = if sealed.exists() { sealed } else { plain };
        if !path.exists() {
            return Err(match broken("backup-file-missing") {
                Fault::Broken(r) => Fault::Broken(r.with("path", path.display().to_string())),
                other => other,
            });
        }
        let mut from = keys.open(&path)?;
        let target = into.map(|folder| folder.join(&file.sha256));
        let poured = match &target {
            Some(target) => new_file(target)
                .map_err(Copying::Writing)
                .and_then(|mut out| {
                    let poured = pour(&mut from, &mut out)?;
                    out.sync_all().map_err(Copying::Writing)?;
                    Ok(poured)
                }),
            None => pour(&mut from, &mut io::sink()),
        };
        match poured {
            Ok((sha256, bytes)) if sha256 == file.sha256 && bytes == file.bytes => {}
            Ok(_) | Err(Copying::Reading(_)) => return Err(damaged(&path)),
            Err(Copying::Writing(error)) => {
                let at = target.as_deref().unwrap_or(&path);
                return Err(Fault::Unable(not_written(at, &error)));
            }
        }
    }
    Ok(())
}
