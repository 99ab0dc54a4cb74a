//! The locks on files as the system lists them.

use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// One lock of a process on a file.
pub struct Lock {
    pub writes: bool,
    /// The first byte it covers.
    pub from: String,
}

/// Whether a process holds such a lock on the file. The system's list changes while it is read: a lock
/// that is held the whole time may be left out of one reading, not out of all.
pub fn holds(pid: i32, file: &Path, such: impl Fn(&Lock) -> bool) -> bool {
    const READINGS: usize = 10;
    let Ok(about) = file.metadata() else {
        return false;
    };
    (0..READINGS).any(|_| {
        list().lines().any(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [_, "POSIX", _, kind, holder, place, from, _] = words[..] else {
                return false;
            };
            let lock = Lock {
                writes: kind == "WRITE",
                from: from.to_owned(),
            };
            holder == pid.to_string()
                && place.ends_with(&format!(":{}", about.ino()))
                && such(&lock)
        })
    })
}

/// The whole list in as few pieces as the system gives it.
fn list() -> String {
    let mut file = std::fs::File::open("/proc/locks").unwrap();
    let mut text = String::with_capacity(1024 * 1024);
    file.read_to_string(&mut text).unwrap();
    text
}
