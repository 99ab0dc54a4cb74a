//! What the system says when a file cannot be used, in the person's words instead of the system's.

use std::io;

use crate::domain::Sentence;

/// Why it could not be done. What has no words of ours is given as the system gives it.
pub fn why(error: &io::Error) -> Sentence {
    of_kind(error.kind(), &error.to_string())
}

/// As [`why`], for an error of which only its kind and its own text were kept.
pub fn of_kind(kind: io::ErrorKind, text: &str) -> Sentence {
    use io::ErrorKind::*;
    let key = match kind {
        PermissionDenied => "system-denied",
        NotFound => "system-not-there",
        NotADirectory => "system-not-a-folder",
        IsADirectory => "system-is-a-folder",
        ReadOnlyFilesystem => "system-read-only",
        StorageFull | QuotaExceeded => "system-full",
        AlreadyExists => "system-there-already",
        InvalidFilename => "system-bad-name",
        _ => return Sentence::new("system-other").with("what", text),
    };
    Sentence::new(key)
}
