//! Files kept with requests: each under the hash of its content in the store's own folder, and given
//! out again only when it still is what was kept.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::source::{self, called, failed, file_refused};
use crate::desk::{Command, Desk, Done, Moment, shown_name};
use crate::domain::refusal::Refusal;
use crate::domain::{RequestId, Uid, state_secret};
use crate::store::journal::hex;

/// Largest file that is kept, in bytes.
pub const LARGEST: u64 = 200 * 1024 * 1024;
/// Longest file name most file systems take, less room for a number and a mark.
const NAME_BYTES: usize = 200;

/// A file as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Lower-case hex; the file lies under it.
    pub sha256: String,
    /// What it is called on the screen; never a path.
    pub name: String,
    pub bytes: u64,
}

/// Copies a file into the store's folder. It is there as a whole, and on the disk, or not at all.
pub fn keep(desk: &Desk, path: &Path) -> Result<Kept, Refusal> {
    source::not_the_store(desk.store().path(), path)?;
    let shown = path.file_name().unwrap_or_default().to_string_lossy();
    keep_called(desk, source::open(path)?, &called(path), &shown)
}

/// As [`keep`], for a file that is open already and is called so.
pub fn keep_open(desk: &Desk, file: File, name: &str) -> Result<Kept, Refusal> {
    keep_called(desk, file, name, name)
}

/// As [`keep`], for what is in hand and is called so.
pub fn keep_bytes(desk: &Desk, bytes: &[u8], name: &str) -> Result<Kept, Refusal> {
    keep_all(desk, &mut &*bytes, name, name)
}

fn keep_called(desk: &Desk, mut file: File, name: &str, shown: &str) -> Result<Kept, Refusal> {
    let size = file.metadata().map_err(|e| failed(name, &e))?.len();
    if size > LARGEST {
        return Err(source::too_large(name, size, LARGEST));
    }
    keep_all(desk, &mut file, name, shown)
}

fn keep_all(desk: &Desk, from: &mut dyn Read, name: &str, shown: &str) -> Result<Kept, Refusal> {
    // Before a byte of it lies in the store's folder.
    if let Some(claim) = state_secret::marked(shown) {
        return Err(Refusal::rule("state-secret").with("claim", claim));
    }
    let folder = desk.store().files();
    let why = |e: std::io::Error| failed(name, &e);
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)
        .map_err(why)?;
    let half = folder.join(format!(".{}.half", Uid::now_v7().simple()));
    let kept = copy(from, &half, LARGEST).and_then(|(sha256, bytes)| {
        // Over the same content already there nothing is lost: it is the same, byte for byte.
        std::fs::rename(&half, folder.join(&sha256))?;
        File::open(&folder)?.sync_all()?;
        Ok((sha256, bytes))
    });
    let (sha256, bytes) = match kept {
        Ok(kept) => kept,
        Err(error) => {
            // The half is swept up; that it cannot be changes nothing.
            let _ = std::fs::remove_file(&half);
            return Err(why(error));
        }
    };
    Ok(Kept {
        sha256,
        name: shown_name(shown),
        bytes,
    })
}

/// Keeps a file and attaches it to a request.
pub fn attach(
    desk: &mut Desk,
    request: RequestId,
    path: &Path,
    moment: &Moment,
) -> Result<Done, Refusal> {
    let kept = keep(desk, path)?;
    let command = Command::Attach {
        request,
        sha256: kept.sha256,
        name: kept.name,
        bytes: kept.bytes,
        run: None,
        export: None,
    };
    desk.run(&command, moment)
}

/// A kept file, read through once: what is not what was kept any more is refused. `name` is what the
/// refusal calls it.
pub fn open_kept(desk: &Desk, sha256: &str, name: &str) -> Result<File, Refusal> {
    use std::io::Seek;
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
    let mut kept = match source::open(&desk.store().files().join(sha256)) {
        Ok(file) if is_hash => file,
        _ => return Err(file_refused(name, "intake-not-kept")),
    };
    let why = |e: std::io::Error| failed(name, &e);
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = kept.read(&mut buffer).map_err(why)?;
        match buffer.get(..read).filter(|piece| !piece.is_empty()) {
            Some(piece) => hasher.update(piece),
            None => break,
        }
    }
    if hex(&hasher.finalize()) != sha256 {
        return Err(file_refused(name, "intake-kept-damaged"));
    }
    kept.rewind().map_err(why)?;
    Ok(kept)
}

/// Writes a kept file to `target`, which must not be there yet. What is not what was kept any more is
/// refused, and nothing of it left.
pub fn give_out(desk: &Desk, sha256: &str, target: &Path) -> Result<u64, Refusal> {
    let name = called(target);
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
    let mut kept = match source::open(&desk.store().files().join(sha256)) {
        Ok(file) if is_hash => file,
        _ => return Err(file_refused(&name, "intake-not-kept")),
    };
    match copy(&mut kept, target, u64::MAX) {
        Ok((found, bytes)) if found == sha256 => Ok(bytes),
        Ok(_) => {
            let _ = std::fs::remove_file(target);
            Err(file_refused(&name, "intake-kept-damaged"))
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(file_refused(&name, "intake-file-exists"))
        }
        Err(error) => Err(failed(&name, &error)),
    }
}

/// Copies into a new file that only its owner may read; the hash and how many bytes.
fn copy(from: &mut dyn Read, to: &Path, limit: u64) -> std::io::Result<(String, u64)> {
    let mut out = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(to)?;
    let (mut hasher, mut bytes) = (Sha256::new(), 0_u64);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = from.read(&mut buffer)?;
        let Some(piece) = buffer.get(..read).filter(|p| !p.is_empty()) else {
            break;
        };
        bytes += piece.len() as u64;
        if bytes > limit {
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        hasher.update(piece);
        out.write_all(piece)?;
    }
    out.sync_all()?;
    Ok((hex(&hasher.finalize()), bytes))
}

/// A path in `folder` for a file of that name which is not there yet: the name made safe, shortened
/// before its ending, and numbered where it is taken.
pub fn free_name(folder: &Path, name: &str) -> PathBuf {
    let name = shown_name(name);
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 12 => {
            (stem, format!(".{ending}"))
        }
        _ => (name.as_str(), String::new()),
    };
    let mut short = String::new();
    for c in stem.chars() {
        if short.len() + c.len_utf8() + ending.len() > NAME_BYTES {
            break;
        }
        short.push(c);
    }
    let mut path = folder.join(format!("{short}{ending}"));
    let mut number = 2_u32;
    while path.symlink_metadata().is_ok() {
        path = folder.join(format!("{short} ({number}){ending}"));
        number = number.saturating_add(1);
    }
    path
}
