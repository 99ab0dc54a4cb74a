//! What a store stands on: the kind of file system, the room left on it, and whether the file at its
//! path still is the one that was opened. Asks the system about paths and never opens a file.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::StoreError;

const MEGABYTE: u64 = 1 << 20;
/// Below this much room, in bytes, only drafts and places are written.
const RESERVE: u64 = 64 * MEGABYTE;
/// Below this much room, in bytes, it is said.
const LITTLE: u64 = 500 * MEGABYTE;

/// The file itself, whatever it is called: device and inode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity(u64, u64);

impl Identity {
    /// None when nothing lies there.
    pub fn of(path: &Path) -> Option<Self> {
        let about = path.metadata().ok()?;
        Some(Self(about.dev(), about.ino()))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    Sound,
    /// It works, and has been seen to end the program when the disk is full.
    Doubtful(&'static str),
    /// Locks and shared memory do not hold there: several consoles would damage the store.
    Unfit(&'static str),
}

/// Kinds of file systems by the number `statfs` gives them, from `linux/magic.h`.
const KINDS: [(u32, Ground); 16] = [
    (0x6969, Ground::Unfit("NFS")),
    (0x517b, Ground::Unfit("SMB")),
    (0xff53_4d42, Ground::Unfit("CIFS")),
    (0xfe53_4d42, Ground::Unfit("SMB2")),
    (0x6573_5546, Ground::Unfit("FUSE")),
    (0x564c, Ground::Unfit("NCP")),
    (0x5346_414f, Ground::Unfit("AFS")),
    (0x6b41_4653, Ground::Unfit("AFS")),
    (0x7375_7245, Ground::Unfit("Coda")),
    (0x00c3_6400, Ground::Unfit("Ceph")),
    (0x0bd0_0bd0, Ground::Unfit("Lustre")),
    (0x0116_1970, Ground::Unfit("GFS2")),
    (0x7461_636f, Ground::Unfit("OCFS2")),
    (0x786f_4256, Ground::Unfit("VirtualBox")),
    (0x0102_1997, Ground::Doubtful("9P")),
    // On a full disk its mapped memory ends the program with a bus error.
    (0x9123_683e, Ground::Doubtful("btrfs")),
];

fn judged(kind: u32) -> Ground {
    KINDS
        .iter()
        .find(|(known, _)| *known == kind)
        .map_or(Ground::Sound, |(_, ground)| *ground)
}

/// What kind of ground a store's folder is; what the system does not tell is taken as sound.
pub fn under(folder: &Path) -> Ground {
    match rustix::fs::statfs(folder) {
        // The kind is four bytes wide; on some machines it comes with a sign.
        Ok(about) => judged(u32::try_from(about.f_type & 0xffff_ffff).unwrap_or(0)),
        Err(_) => Ground::Sound,
    }
}

/// Megabytes left where the store lies, when they are few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    Enough,
    Little(i64),
    ForDraftsOnly(i64),
}

pub fn room(store: &Path) -> Room {
    let free = match rustix::fs::statvfs(store) {
        Ok(about) => about.f_bavail.saturating_mul(about.f_frsize),
        Err(_) => return Room::Enough,
    };
    let megabytes = i64::try_from(free / MEGABYTE).unwrap_or(i64::MAX);
    match free {
        0..RESERVE => Room::ForDraftsOnly(megabytes),
        RESERVE..LITTLE => Room::Little(megabytes),
        _ => Room::Enough,
    }
}

/// Refuses ground on which a store cannot be kept by several consoles.
pub fn fit(store: &Path) -> Result<Ground, StoreError> {
    let folder = match store.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match under(folder) {
        Ground::Unfit(kind) => Err(StoreError::Unfit(kind)),
        ground => Ok(ground),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_and_fuse_are_refused_btrfs_doubted_and_ordinary_disks_taken() {
        let table = [
            (0x6969, Ground::Unfit("NFS")),
            (0x6573_5546, Ground::Unfit("FUSE")),
            (0xfe53_4d42, Ground::Unfit("SMB2")),
            (0x9123_683e, Ground::Doubtful("btrfs")),
            // ext4, xfs, tmpfs, overlay, ZFS.
            (0xef53, Ground::Sound),
            (0x5846_5342, Ground::Sound),
            (0x0102_1994, Ground::Sound),
            (0x794c_7630, Ground::Sound),
            (0x2fc1_2fc1, Ground::Sound),
        ];
        for (kind, expected) in table {
            assert_eq!(judged(kind), expected, "{kind:x}");
        }
    }

    #[test]
    fn a_file_is_the_same_under_another_name_and_another_under_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        std::fs::write(&a, "one").unwrap();
        let opened = Identity::of(&a);
        std::fs::rename(&a, &b).unwrap();
        assert_eq!(Identity::of(&a), None);
        assert_eq!(Identity::of(&b), opened);
        std::fs::write(&a, "another").unwrap();
        assert_ne!(Identity::of(&a), opened);
    }
}
