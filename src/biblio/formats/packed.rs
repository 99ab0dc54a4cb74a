//! Packed files (`.zip`): every file in one is read as if it came alone. Sizes are bounded before and
//! while unfolding, and nothing is written anywhere (APPNOTE.TXT of PKWARE, 4.3 and 4.4).

use std::io::Read;

use flate2::read::DeflateDecoder;

use crate::biblio::reading::{Fault, Sink};

/// Files looked at in one packed file.
const FILES: usize = 2_000;
/// How much a file may unfold to, against its packed size.
const RATIO: u64 = 100;

/// The files in `bytes` by name and content; what cannot be unfolded is told.
pub(super) fn files(bytes: &[u8], sink: &mut Sink) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut room = u64::try_from(sink.limits.file).unwrap_or(u64::MAX);
    let mut rest = directory(bytes);
    let mut count = 0;
    while let Some((entry, next)) = rest.and_then(entry) {
        rest = Some(next);
        count += 1;
        if count > FILES {
            sink.fault(Fault::FileTooLong, 0, 0, &entry.name);
            break;
        }
        // Folders, and what a Mac leaves beside every file.
        if entry.name.ends_with('/') || entry.name.contains("__MACOSX/") {
            continue;
        }
        match unfolded(bytes, &entry, room) {
            Ok(content) => {
                room -= u64::try_from(content.len()).unwrap_or(room).min(room);
                found.push((entry.name, content));
            }
            Err(fault) => sink.fault(fault, 0, entry.at, &entry.name),
        }
    }
    if count == 0 {
        sink.fault(Fault::Packed, 0, 0, "");
    }
    found
}

struct Entry {
    name: String,
    method: u16,
    packed: usize,
    at: usize,
}

fn two(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn four(bytes: &[u8], at: usize) -> Option<usize> {
    let number = u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
    usize::try_from(number).ok()
}

/// The central directory, found by its end record: at most a comment of 64 kB stands behind that.
fn directory(bytes: &[u8]) -> Option<&[u8]> {
    let from = bytes.len().saturating_sub(22 + 65_535);
    let tail = bytes.get(from..)?;
    let at = tail.windows(4).rposition(|mark| mark == b"PK\x05\x06")?;
    bytes.get(four(tail, at + 16)?..)
}

fn entry(directory: &[u8]) -> Option<(Entry, &[u8])> {
    if !directory.starts_with(b"PK\x01\x02") {
        return None;
    }
    let length = |at| two(directory, at).map(usize::from);
    let (name, extra, comment) = (length(28)?, length(30)?, length(32)?);
    let said = directory.get(46..46 + name)?;
    let entry = Entry {
        name: super::decode(said).text.into_owned(),
        method: two(directory, 10)?,
        packed: four(directory, 20)?,
        at: four(directory, 42)?,
    };
    Some((entry, directory.get(46 + name + extra + comment..)?))
}

fn unfolded(bytes: &[u8], entry: &Entry, room: u64) -> Result<Vec<u8>, Fault> {
    let header = bytes.get(entry.at..).ok_or(Fault::Packed)?;
    let skip = two(header, 26).zip(two(header, 28)).ok_or(Fault::Packed)?;
    let from = 30 + usize::from(skip.0) + usize::from(skip.1);
    let packed = header.get(from..from + entry.packed).ok_or(Fault::Packed)?;
    let most = u64::try_from(packed.len())
        .unwrap_or(u64::MAX)
        .saturating_mul(RATIO)
        .min(room);
    let mut content = Vec::new();
    let read = match entry.method {
        0 => packed.take(room + 1).read_to_end(&mut content),
        8 => DeflateDecoder::new(packed)
            .take(most + 1)
            .read_to_end(&mut content),
        _ => return Err(Fault::Packed),
    };
    read.map_err(|_| Fault::Packed)?;
    let allowed = if entry.method == 0 { room } else { most };
    if u64::try_from(content.len()).unwrap_or(u64::MAX) > allowed {
        return Err(Fault::FileTooLong);
    }
    Ok(content)
}
