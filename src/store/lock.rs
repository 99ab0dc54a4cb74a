//! Turns at writing. SQLite's own busy timeout lets a quick console starve a slow one; a lock on a file
//! of its own is asked for again and again in short turns, so that everybody gets through.

use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::fs::{FlockOperation, flock};

use super::StoreError;

/// How long a console waits for its turn before it says who is in the way.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Debug)]
pub struct WriteLock {
    file: File,
}

/// The turn; it ends when this is dropped.
pub struct Turn<'a>(&'a File);

impl WriteLock {
    pub fn open(path: &Path) -> std::io::Result<Self> {
        let file = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        Ok(Self { file })
    }

    pub fn turn(&self) -> Result<Turn<'_>, StoreError> {
        let start = Instant::now();
        let mut nap = Duration::from_micros(200);
        loop {
            match flock(&self.file, FlockOperation::NonBlockingLockExclusive) {
                Ok(()) => return Ok(Turn(&self.file)),
                Err(rustix::io::Errno::WOULDBLOCK | rustix::io::Errno::INTR) => {
                    if start.elapsed() > PATIENCE {
                        return Err(StoreError::Busy);
                    }
                    std::thread::sleep(nap);
                    nap = (nap * 2).min(Duration::from_millis(4));
                }
                Err(error) => return Err(StoreError::Folder(error.into())),
            }
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        // Nothing can be done about a failure, and closing the file gives the turn back as well.
        let _ = flock(self.0, FlockOperation::Unlock);
    }
}
