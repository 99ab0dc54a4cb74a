//! Looks into a zip before anything is read out of it: how much comes out, from how many entries, under
//! which names. Believes no size it is told: it unpacks every entry, keeps nothing, and counts.

use std::collections::BTreeSet;
use std::io::Read;

use flate2::read::DeflateDecoder;

/// Most bytes that may come out.
const EXPANDED: u64 = 100 * 1024 * 1024;
const ENTRIES: usize = 2_000;
/// How often larger what comes out may be, once it is large at all.
const RATIO: u64 = 200;
const LARGE: u64 = 10 * 1024 * 1024;

const END: [u8; 4] = *b"PK\x05\x06";
const ENTRY: [u8; 4] = *b"PK\x01\x02";
const LOCAL: [u8; 4] = *b"PK\x03\x04";
const STORED: usize = 0;
const DEFLATED: usize = 8;

/// Why a zip is not unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packed {
    /// Its table of contents is missing or does not hold together.
    Broken,
    /// More would come out than is good.
    Bomb,
    /// Two entries of one name, or a name that leads out of the archive.
    Names,
    /// An archive within the archive.
    Nested,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let two: [u8; 2] = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(two)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u64> {
    let four: [u8; 4] = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    Some(u64::from(u32::from_le_bytes(four)))
}

/// The names of the entries, when all of them may be unpacked.
pub fn entries(bytes: &[u8]) -> Result<Vec<String>, Packed> {
    Ok(weighed(bytes)?
        .into_iter()
        .map(|entry| entry.name)
        .collect())
}

/// The entries, each unpacked once and counted.
fn weighed(bytes: &[u8]) -> Result<Vec<Entry>, Packed> {
    // The end record lies within the last 64 kB, behind it only its own comment.
    let tail = bytes.len().saturating_sub(66_000);
    let end = bytes
        .get(tail..)
        .and_then(|t| t.windows(4).rposition(|w| *w == END))
        .map(|at| at + tail)
        .ok_or(Packed::Broken)?;
    let count = u16_at(bytes, end + 10).ok_or(Packed::Broken)?;
    let mut at = u32_at(bytes, end + 16)
        .and_then(|at| usize::try_from(at).ok())
        .ok_or(Packed::Broken)?;
    if count > ENTRIES {
        return Err(Packed::Bomb);
    }
    let mut found = Vec::with_capacity(count);
    let (mut names, mut packed, mut expanded) = (BTreeSet::new(), 0_u64, 0_u64);
    for _ in 0..count {
        let entry = one(bytes, at).ok_or(Packed::Broken)?;
        packed = packed.saturating_add(entry.packed);
        expanded = expanded.saturating_add(entry.expanded);
        let leads_out =
            entry.name.starts_with('/') || entry.name.split(['/', '\\']).any(|p| p == "..");
        if leads_out || !names.insert(entry.name.clone()) {
            return Err(Packed::Names);
        }
        at = entry.next;
        found.push(entry);
    }
    let swells = |expanded: u64| expanded > LARGE && expanded / packed.max(1) > RATIO;
    if expanded > EXPANDED || swells(expanded) {
        return Err(Packed::Bomb);
    }
    let mut out = 0_u64;
    for entry in &found {
        out = out.saturating_add(unpacked(bytes, entry, EXPANDED - out.min(EXPANDED))?);
        if out > EXPANDED || swells(out) {
            return Err(Packed::Bomb);
        }
    }
    Ok(found)
}

/// What is in the entry of this name, when all of the archive may be unpacked; none where there is no such
/// entry.
pub fn one_of(bytes: &[u8], name: &str) -> Result<Option<Vec<u8>>, Packed> {
    let found = weighed(bytes)?;
    let Some(entry) = found.iter().find(|entry| entry.name == name) else {
        return Ok(None);
    };
    let data = data_of(bytes, entry).ok_or(Packed::Broken)?;
    let mut out = Vec::new();
    let read = match entry.method {
        STORED => data.take(EXPANDED).read_to_end(&mut out),
        _ => DeflateDecoder::new(data)
            .take(EXPANDED)
            .read_to_end(&mut out),
    };
    read.map_err(|_| Packed::Broken)?;
    Ok(Some(out))
}

/// How many bytes really come out of an entry; stops soon after `room` of them.
fn unpacked(bytes: &[u8], entry: &Entry, room: u64) -> Result<u64, Packed> {
    let data = data_of(bytes, entry).ok_or(Packed::Broken)?;
    let mut reader: Box<dyn Read + '_> = match entry.method {
        STORED => Box::new(data),
        DEFLATED => Box::new(DeflateDecoder::new(data)),
        _ => return Err(Packed::Broken),
    };
    let mut buffer = [0_u8; 16 * 1024];
    let mut out = 0_u64;
    loop {
        let read = reader.read(&mut buffer).map_err(|_| Packed::Broken)?;
        if read == 0 {
            break;
        }
        if out == 0 && buffer.starts_with(&LOCAL) {
            return Err(Packed::Nested);
        }
        out = out.saturating_add(read as u64);
        if out > room || out > entry.expanded {
            return Err(Packed::Bomb);
        }
    }
    match out == entry.expanded {
        true => Ok(out),
        false => Err(Packed::Broken),
    }
}

/// The packed bytes of an entry, whose own header must call it by the same name.
fn data_of<'b>(bytes: &'b [u8], entry: &Entry) -> Option<&'b [u8]> {
    if bytes.get(entry.place..entry.place.checked_add(4)?)? != LOCAL {
        return None;
    }
    let (name, extra) = (
        u16_at(bytes, entry.place + 26)?,
        u16_at(bytes, entry.place + 28)?,
    );
    let named = entry.place.checked_add(30)?;
    let start = named.checked_add(name)?;
    if bytes.get(named..start)? != entry.raw_name {
        return None;
    }
    let start = start.checked_add(extra)?;
    let end = start.checked_add(usize::try_from(entry.packed).ok()?)?;
    bytes.get(start..end)
}

struct Entry {
    name: String,
    raw_name: Vec<u8>,
    method: usize,
    /// Where its own header begins.
    place: usize,
    packed: u64,
    expanded: u64,
    next: usize,
}

/// Sizes of 4 GB and more stand elsewhere (zip64) and here as the largest number: too large in any case.
fn one(bytes: &[u8], at: usize) -> Option<Entry> {
    if bytes.get(at..at.checked_add(4)?)? != ENTRY {
        return None;
    }
    let name = u16_at(bytes, at + 28)?;
    let (extra, comment) = (u16_at(bytes, at + 30)?, u16_at(bytes, at + 32)?);
    let start = at.checked_add(46)?;
    let text = bytes.get(start..start.checked_add(name)?)?;
    Some(Entry {
        name: String::from_utf8_lossy(text).into_owned(),
        raw_name: text.to_vec(),
        method: u16_at(bytes, at + 10)?,
        place: usize::try_from(u32_at(bytes, at + 42)?).ok()?,
        packed: u32_at(bytes, at + 20)?,
        expanded: u32_at(bytes, at + 24)?,
        next: start
            .checked_add(name)?
            .checked_add(extra)?
            .checked_add(comment)?,
    })
}
