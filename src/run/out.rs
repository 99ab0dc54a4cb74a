//! The person's own folder: where files and letters are written that leave the desk, and how a typed
//! path is read. Never writes over anything.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::desk::{Desk, Done, Moment};
use crate::domain::{Refusal, RequestId, Sentence};
use crate::intake::tray::{Filed, Place, Tray, Trays};
use crate::intake::{files, source};

/// Names tried before giving up.
const TRIES: usize = 1_000;

/// `REFDESK_OUT`, else `refdesk-out` in the person's home.
fn folder() -> PathBuf {
    match std::env::var_os("REFDESK_OUT").filter(|dir| !dir.is_empty()) {
        Some(dir) => PathBuf::from(dir),
        None => home().join("refdesk-out"),
    }
}

fn home() -> PathBuf {
    std::env::var_os("HOME").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

fn bare(path: &str) -> &str {
    let path = path.trim();
    let inside = ['\'', '"'].into_iter().find_map(|quote| {
        let inside = path.strip_prefix(quote)?;
        inside.strip_suffix(quote)
    });
    inside.unwrap_or(path)
}

/// A path as it is typed or dropped into a terminal: `~` is the home folder, quotes around it go.
pub(super) fn typed(path: &str) -> PathBuf {
    let path = bare(path);
    match path.strip_prefix("~/") {
        Some(rest) => home().join(rest),
        None => PathBuf::from(path),
    }
}

/// Into the out-tray of who came by the gate, else into her own folder; says how to get at it.
pub(super) fn put(gate: Option<&Trays>, name: &str, body: &[u8]) -> Result<Sentence, Refusal> {
    match gate {
        Some(trays) => Ok(filed(trays.write_out(&tame(name), &mut &*body)?)),
        None => write(name, body),
    }
}

/// As [`put`], for a kept file.
pub(super) fn give_to(
    gate: Option<&Trays>,
    desk: &Desk,
    sha256: &str,
    name: &str,
) -> Result<Sentence, Refusal> {
    match gate {
        Some(trays) => {
            let mut kept = files::open_kept(desk, sha256, name)?;
            Ok(filed(trays.write_out(&tame(name), &mut kept)?))
        }
        None => give(desk, sha256, name),
    }
}

/// Writes into a new file of the folder; says its whole path.
fn write(name: &str, body: &[u8]) -> Result<Sentence, Refusal> {
    let failed = |error: io::Error| source::failed(name, &error);
    let folder = made().map_err(failed)?;
    for name in names(name) {
        let path = folder.join(name);
        let opened = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path);
        match opened {
            Ok(mut file) => {
                file.write_all(body).map_err(failed)?;
                file.sync_all().map_err(failed)?;
                return Ok(said(&path));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(error)),
        }
    }
    Err(source::file_refused(name, "intake-file-exists"))
}

/// Writes a kept file into the folder; says its whole path.
fn give(desk: &Desk, sha256: &str, name: &str) -> Result<Sentence, Refusal> {
    let folder = made().map_err(|error| source::failed(name, &error))?;
    for name in names(name) {
        let path = folder.join(name);
        if path.symlink_metadata().is_ok() {
            continue;
        }
        files::give_out(desk, sha256, &path)?;
        return Ok(said(&path));
    }
    Err(source::file_refused(name, "intake-file-exists"))
}

/// Attaches the arrival that is named; what is typed is a name here and never a path.
pub(super) fn attach(
    trays: &Trays,
    desk: &mut Desk,
    request: RequestId,
    name: &str,
    moment: &Moment,
) -> Result<Done, Refusal> {
    let name = bare(name);
    match trays.find(Tray::In, name)? {
        Some(filed) => trays.attach(desk, Place::of(request), &filed, moment),
        None => Err(source::file_refused(name, "gate-not-arrived")),
    }
}

fn filed(filed: Filed) -> Sentence {
    let line = fetched_by(&filed.name);
    Sentence::new("gate-filed")
        .with("file", filed.name)
        .with("line", line)
}

/// A name without what a shell would obey: the line that fetches it is copied into one.
fn tame(name: &str) -> String {
    let tame = |c: char| c.is_alphanumeric() || !c.is_ascii() || " .-_()+,=@[]".contains(c);
    name.chars()
        .map(|c| if tame(c) { c } else { '_' })
        .collect()
}

/// The line that fetches a file of the out-tray. The gate reads the name as a word of its own, after the
/// shell of the person's computer has read it.
fn fetched_by(name: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
    match name.chars().all(plain) {
        true => format!("ssh desk get {name} > {name}"),
        false => format!("ssh desk get \"'{name}'\" > \"{name}\""),
    }
}

fn made() -> io::Result<PathBuf> {
    let folder = folder();
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)?;
    Ok(folder)
}

fn said(path: &Path) -> Sentence {
    Sentence::new("out-written").with("path", path.display().to_string())
}

/// `name.txt`, `name-2.txt`, ...
fn names(name: &str) -> impl Iterator<Item = String> {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem.to_owned(), format!(".{ending}")),
        _ => (name.to_owned(), String::new()),
    };
    let first = format!("{stem}{ending}");
    let others = (2..TRIES).map(move |n| format!("{stem}-{n}{ending}"));
    std::iter::once(first).chain(others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_that_fetches_a_file_makes_no_shell_do_anything_else() {
        for (name, line) in [
            ("1042-信.txt", "ssh desk get 1042-信.txt > 1042-信.txt"),
            (
                "my file.txt",
                "ssh desk get \"'my file.txt'\" > \"my file.txt\"",
            ),
            (
                "a$(x)`y`\"z\"'%P%!.txt",
                "ssh desk get \"'a_(x)_y__z___P__.txt'\" > \"a_(x)_y__z___P__.txt\"",
            ),
        ] {
            assert_eq!(fetched_by(&tame(name)), line, "{name}");
        }
    }
}
