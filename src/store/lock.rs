//! The line of those who wait to write. SQLite's own lock says who writes and keeps the store safe; the
//! line only keeps the order, so nothing in it can harm: whoever does not move is passed by.

use std::fs::File;
use std::io::{Seek, Write};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::StoreError;
use crate::domain::Uid;

/// How long a console waits for its turn before it says who is in the way.
const PATIENCE: Duration = Duration::from_secs(5);
/// Whoever stands first for so long and does not write is stopped or gone. Those behind wait so long
/// for each before them, up to `STUCK`, so that only one of them passes at a time.
const PASSED_BY: Duration = Duration::from_millis(200);
const STUCK: u32 = 4;

/// The book begins with who wrote last; after that, one entry for each who waits, in order.
const SIGNED: u64 = 128;
const ENTRY: u64 = 32;
/// The book is begun anew when it has grown to this; those in line enter themselves again.
const FULL: u64 = SIGNED + 256 * ENTRY;
const WAITS: u8 = 1;
const STRUCK: u8 = 0;

/// Who is writing, or wrote last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub who: String,
    pub pid: i32,
    pub since: Timestamp,
}

/// One console's way into the line.
#[derive(Debug)]
pub struct Line {
    book: Option<Book>,
    who: String,
}

#[derive(Debug)]
struct Book {
    /// Read and written at any place.
    pages: File,
    /// The same file, to which the kernel adds entries whole, one after the other.
    end: File,
}

/// Where one stands.
struct Place {
    id: [u8; 16],
    at: u64,
}

/// What stands before a place: how many, and the first of them.
#[derive(Default)]
struct Ahead {
    count: u32,
    first: Option<[u8; 16]>,
    stand: Vec<u64>,
}

impl Line {
    pub fn open(path: &Path) -> std::io::Result<Self> {
        let mut options = File::options();
        options.read(true).write(true).create(true).mode(0o600);
        let pages = options.clone().truncate(false).open(path)?;
        let end = options.append(true).open(path)?;
        Ok(Self {
            book: Some(Book { pages, end }),
            who: String::new(),
        })
    }

    /// For a store that is only read: nobody waits there.
    pub fn none() -> Self {
        Self {
            book: None,
            who: String::new(),
        }
    }

    /// The name under which this console signs.
    pub fn call_me(&mut self, who: &str) {
        who.clone_into(&mut self.who);
    }

    /// Waits for the turn. `begin` takes SQLite's lock, or says at once that it is busy.
    pub fn turn<T>(&self, begin: impl Fn() -> Result<T, StoreError>) -> Result<T, StoreError> {
        let asked = Instant::now();
        if self.book.as_ref().is_none_or(Book::is_empty) {
            match begin() {
                Err(StoreError::Busy) => {}
                began => return self.signed(began),
            }
        }
        let mut place = None;
        let mut first = (None, Instant::now());
        loop {
            let ahead = self.ahead(&mut place);
            if ahead.first != first.0 {
                first = (ahead.first, Instant::now());
            }
            if ahead.count == 0 || first.1.elapsed() >= PASSED_BY * ahead.count.min(STUCK) {
                match begin() {
                    Err(StoreError::Busy) => {}
                    began => {
                        let passed: &[u64] = if began.is_ok() { &ahead.stand } else { &[] };
                        self.leave(place, passed);
                        return self.signed(began);
                    }
                }
            }
            if asked.elapsed() > PATIENCE {
                self.leave(place, &[]);
                return Err(self.holder().map_or(StoreError::Busy, StoreError::Held));
            }
            std::thread::sleep(nap(ahead.count, first.1.elapsed()));
        }
    }

    fn signed<T>(&self, began: Result<T, StoreError>) -> Result<T, StoreError> {
        if let (Ok(_), Some(book)) = (&began, &self.book) {
            book.sign(&self.who);
        }
        began
    }

    /// Enters the line where one is not in it (any more), and looks who stands before.
    fn ahead(&self, place: &mut Option<Place>) -> Ahead {
        let Some(book) = &self.book else {
            return Ahead::default();
        };
        for _ in 0..2 {
            if let Some(place) = place
                && let Some(ahead) = book.before(place)
            {
                return ahead;
            }
            *place = book.enter();
        }
        Ahead::default()
    }

    fn leave(&self, place: Option<Place>, passed: &[u64]) {
        if let (Some(book), Some(place)) = (&self.book, place) {
            book.strike(place.at, passed);
        }
    }

    /// Who signed last, while that process lives and is another one.
    fn holder(&self) -> Option<Holder> {
        let holder = self.book.as_ref()?.signature()?;
        let pid = rustix::process::Pid::from_raw(holder.pid)?;
        let lives = !matches!(
            rustix::process::test_kill_process(pid),
            Err(rustix::io::Errno::SRCH)
        );
        (lives && pid != rustix::process::getpid()).then_some(holder)
    }
}

/// The first looks often, so that no time is lost between two turns; those behind need not.
fn nap(ahead: u32, standing: Duration) -> Duration {
    match ahead {
        0 if standing < Duration::from_millis(50) => Duration::from_micros(100),
        0 => Duration::from_millis(1),
        _ => Duration::from_micros(400) * ahead.min(8),
    }
}

/// The line is only an order: what cannot be read or written of it is taken as not there.
impl Book {
    fn is_empty(&self) -> bool {
        self.pages
            .metadata()
            .is_ok_and(|about| about.len() <= SIGNED)
    }

    fn enter(&self) -> Option<Place> {
        if self.pages.metadata().ok()?.len() < SIGNED {
            self.pages.set_len(SIGNED).ok()?;
        }
        let id = *Uid::now_v7().as_bytes();
        let mut entry = id.to_vec();
        entry.push(WAITS);
        entry.resize(usize::try_from(ENTRY).ok()?, 0);
        let mut end = &self.end;
        let whole = end
            .write(&entry)
            .is_ok_and(|written| written == entry.len());
        let after = end.stream_position().ok()?;
        let at = after.checked_sub(ENTRY).filter(|at| *at >= SIGNED);
        match at {
            Some(at) if whole && (at - SIGNED).is_multiple_of(ENTRY) => Some(Place { id, at }),
            _ => {
                // A piece of an entry (the disk is full) would put all others out of place.
                let _ = self.pages.set_len(SIGNED);
                None
            }
        }
    }

    /// None when the entry is not there any more: passed by, or the book was begun anew.
    fn before(&self, place: &Place) -> Option<Ahead> {
        let wanted = usize::try_from(place.at + ENTRY - SIGNED).ok()?;
        let mut bytes = vec![0; wanted];
        self.pages.read_exact_at(&mut bytes, SIGNED).ok()?;
        let mut ahead = Ahead::default();
        let mut at = SIGNED;
        for entry in bytes.chunks_exact(usize::try_from(ENTRY).ok()?) {
            let (id, stands) = (entry.first_chunk::<16>()?, entry.get(16) == Some(&WAITS));
            if at == place.at {
                return (stands && *id == place.id).then_some(ahead);
            }
            if stands {
                ahead.count += 1;
                ahead.first.get_or_insert(*id);
                ahead.stand.push(at);
            }
            at += ENTRY;
        }
        None
    }

    fn strike(&self, own: u64, passed: &[u64]) {
        let Ok(about) = self.pages.metadata() else {
            return;
        };
        // Cutting away somebody who came in this moment costs him his place, and nothing else.
        if about.len() <= own + ENTRY || about.len() >= FULL {
            let _ = self.pages.set_len(SIGNED);
            return;
        }
        for at in passed.iter().chain([&own]) {
            let _ = self.pages.write_all_at(&[STRUCK], at + 16);
        }
    }

    fn sign(&self, who: &str) {
        let mut text = format!(
            "{}\t{}\t",
            rustix::process::getpid().as_raw_nonzero(),
            Timestamp::now().as_second()
        );
        let room = usize::try_from(SIGNED).unwrap_or(0);
        for c in who.chars().filter(|c| !c.is_control()) {
            if text.len() + c.len_utf8() >= room {
                break;
            }
            text.push(c);
        }
        let mut bytes = text.into_bytes();
        bytes.resize(room, 0);
        let _ = self.pages.write_all_at(&bytes, 0);
    }

    fn signature(&self) -> Option<Holder> {
        let mut bytes = vec![0; usize::try_from(SIGNED).ok()?];
        self.pages.read_exact_at(&mut bytes, 0).ok()?;
        let text = std::str::from_utf8(&bytes).ok()?.trim_end_matches('\0');
        let mut parts = text.splitn(3, '\t');
        Some(Holder {
            pid: parts.next()?.parse().ok()?,
            since: Timestamp::from_second(parts.next()?.parse().ok()?).ok()?,
            who: parts.next()?.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn line() -> (tempfile::TempDir, Line) {
        let folder = tempfile::tempdir().unwrap();
        let line = Line::open(&folder.path().join("desk.db-lock")).unwrap();
        (folder, line)
    }

    fn entered(line: &Line) -> Place {
        line.book.as_ref().unwrap().enter().unwrap()
    }

    fn stand_before(line: &Line, place: &Place) -> Option<u32> {
        let ahead = line.book.as_ref().unwrap().before(place);
        ahead.map(|ahead| ahead.count)
    }

    #[test]
    fn they_stand_in_the_order_in_which_they_came_and_move_up() {
        let (_folder, line) = line();
        let (a, b, c) = (entered(&line), entered(&line), entered(&line));
        let stand = |place: &Place| stand_before(&line, place);
        assert_eq!(
            [stand(&a), stand(&b), stand(&c)],
            [Some(0), Some(1), Some(2)]
        );
        line.leave(Some(a), &[]);
        assert_eq!([stand(&b), stand(&c)], [Some(0), Some(1)]);
        line.leave(Some(b), &[]);
        assert_eq!(stand(&c), Some(0));
        line.leave(Some(c), &[]);
        assert!(line.book.as_ref().unwrap().is_empty());
    }

    #[test]
    fn who_does_not_move_is_passed_by_and_enters_again() {
        let (_folder, line) = line();
        let mut stopped = Some(entered(&line));
        assert!(line.turn(|| Ok(())).is_ok());
        assert!(line.book.as_ref().unwrap().is_empty());
        let _other = entered(&line);
        assert_eq!(line.ahead(&mut stopped).count, 1);
    }

    #[test]
    fn a_book_begun_anew_or_full_of_nonsense_stops_nobody() {
        let (_folder, line) = line();
        let mut place = Some(entered(&line));
        line.book.as_ref().unwrap().pages.set_len(0).unwrap();
        assert_eq!(line.ahead(&mut place).count, 0);
        let pages = &line.book.as_ref().unwrap().pages;
        pages.write_all_at(&[0xff; 777], 0).unwrap();
        assert!(line.turn(|| Ok(())).is_ok());
    }

    #[test]
    fn what_is_wrong_with_the_store_is_said_at_once_and_a_busy_one_asked_again() {
        let (_folder, line) = line();
        let failed = line.turn(|| Err::<(), _>(StoreError::ReadOnly));
        assert!(matches!(failed, Err(StoreError::ReadOnly)));
        let asked = Cell::new(0);
        let began = line.turn(|| {
            asked.set(asked.get() + 1);
            if asked.get() < 4 {
                return Err(StoreError::Busy);
            }
            Ok(asked.get())
        });
        assert_eq!(began.unwrap(), 4);
        assert!(line.book.as_ref().unwrap().is_empty());
    }

    #[test]
    fn the_one_who_writes_is_known_by_name() {
        let (_folder, mut line) = line();
        line.call_me("张三\u{1b}[2J");
        line.turn(|| Ok(())).unwrap();
        let holder = line.book.as_ref().unwrap().signature().unwrap();
        assert_eq!(holder.who, "张三[2J");
        assert_eq!(holder.pid, rustix::process::getpid().as_raw_nonzero().get());
        assert_eq!(line.holder(), None, "one is not in one's own way");
    }
}
