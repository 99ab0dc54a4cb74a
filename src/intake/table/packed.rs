//! Looks into a zip's table of contents before anything is unpacked: how much would come out, from how
//! many entries, under which names. Unpacks nothing itself, so it believes the sizes it reads.

/// Most bytes that may come out.
const EXPANDED: u64 = 100 * 1024 * 1024;
const ENTRIES: usize = 2_000;
/// How often larger what comes out may be, once it is large at all.
const RATIO: u64 = 100;
const LARGE: u64 = 10 * 1024 * 1024;

const END: [u8; 4] = *b"PK\x05\x06";
const ENTRY: [u8; 4] = *b"PK\x01\x02";

/// Why a zip is not unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packed {
    /// Its table of contents is missing or does not hold together.
    Broken,
    /// More would come out than is good.
    Bomb,
    /// Two entries of one name, or a name that leads out of the archive.
    Names,
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
    let (mut names, mut packed, mut expanded) = (Vec::with_capacity(count), 0_u64, 0_u64);
    for _ in 0..count {
        let entry = one(bytes, at).ok_or(Packed::Broken)?;
        packed = packed.saturating_add(entry.packed);
        expanded = expanded.saturating_add(entry.expanded);
        let leads_out =
            entry.name.starts_with('/') || entry.name.split(['/', '\\']).any(|p| p == "..");
        if leads_out || names.contains(&entry.name) {
            return Err(Packed::Names);
        }
        names.push(entry.name);
        at = entry.next;
    }
    let swells = expanded > LARGE && expanded / packed.max(1) > RATIO;
    if expanded > EXPANDED || swells {
        return Err(Packed::Bomb);
    }
    Ok(names)
}

struct Entry {
    name: String,
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
        packed: u32_at(bytes, at + 20)?,
        expanded: u32_at(bytes, at + 24)?,
        next: start
            .checked_add(name)?
            .checked_add(extra)?
            .checked_add(comment)?,
    })
}
