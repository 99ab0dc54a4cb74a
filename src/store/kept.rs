//! Files kept beside the store, each under the hash of its content: whether they still are what was
//! kept; and the end of those that belong to nothing any more.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::StoreError;
use super::journal::hex;
use crate::domain::RequestId;

/// What is wrong with a kept file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    Missing,
    /// Its content is not what was kept, or cannot be read.
    Altered,
}

/// A file that was attached and is not what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostFile {
    pub request: RequestId,
    pub name: String,
    pub sha256: String,
    pub loss: Loss,
}

/// Reads every attached file and compares it with its hash. Takes as long as the disk needs.
pub fn examine(db: &Connection, folder: &Path) -> Result<Vec<LostFile>, StoreError> {
    let mut statement =
        db.prepare("SELECT sha256, request, name FROM attachment WHERE gone = 0 ORDER BY sha256")?;
    let mut rows = statement.query([])?;
    let mut lost = Vec::new();
    let mut last: Option<(String, Option<Loss>)> = None;
    while let Some(row) = rows.next()? {
        let sha256: String = row.get(0)?;
        let loss = match &last {
            Some((same, loss)) if *same == sha256 => *loss,
            _ => loss_of(folder, &sha256),
        };
        if let Some(loss) = loss {
            lost.push(LostFile {
                request: RequestId(row.get(1)?),
                name: row.get(2)?,
                sha256: sha256.clone(),
                loss,
            });
        }
        last = Some((sha256, loss));
    }
    Ok(lost)
}

/// Removes a file that no row names any more; whether there was one.
pub fn remove(folder: &Path, sha256: &str) -> bool {
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
    is_hash && std::fs::remove_file(folder.join(sha256)).is_ok()
}

fn loss_of(folder: &Path, sha256: &str) -> Option<Loss> {
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
    if !is_hash {
        return Some(Loss::Altered);
    }
    let path = folder.join(sha256);
    match path.symlink_metadata() {
        Ok(about) if about.is_file() => {}
        Ok(_) => return Some(Loss::Altered),
        Err(_) => return Some(Loss::Missing),
    }
    match hash(&path) {
        Ok(found) if found == sha256 => None,
        _ => Some(Loss::Altered),
    }
}

fn hash(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = file.read(&mut buffer)?;
        match buffer.get(..read) {
            Some(piece) if !piece.is_empty() => hasher.update(piece),
            _ => return Ok(hex(&hasher.finalize())),
        }
    }
}
