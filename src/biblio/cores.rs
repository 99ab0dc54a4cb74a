//! Work on many things of a kind, done on all cores and laid together in its order. Knows nothing of what
//! the work is.

use std::sync::OnceLock;

use super::reading::Sink;
use super::record::Record;

/// Fewer things are not worth a thread.
const FEW: usize = 512;
/// Entries that wait for each other in a large file.
const MANY: usize = 8192;
/// A file below so many bytes is read entry by entry, and its faults stand in their order.
const LARGE: usize = 1 << 20;

/// How many there are; asking the system each time costs more than reading a record.
fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| std::thread::available_parallelism().map_or(1, std::num::NonZero::get))
}

/// Does the work in as many parts as there are cores.
pub fn in_parts<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R> {
    if items.len() < FEW || cores() < 2 {
        return work(items);
    }
    let cores = cores();
    let part = items.len().div_ceil(cores);
    let (own, others) = items.split_at(part.min(items.len()));
    std::thread::scope(|scope| {
        let started: Vec<_> = others
            .chunks(part)
            .map(|part| (part, scope.spawn(|| work(part))))
            .collect();
        let mut all = work(own);
        all.reserve(others.len());
        for (part, thread) in started {
            match thread.join() {
                Ok(done) => all.extend(done),
                // The work itself fails on nothing; a thread the system took away is made up for.
                Err(_) => all.extend(work(part)),
            }
        }
        all
    })
}

/// Entries that were parted from a text and wait to be made into records.
pub(super) struct Batch<T> {
    waiting: Vec<T>,
    most: usize,
    /// Whether any entry was ever put in.
    pub begun: bool,
}

impl<T: Sync> Batch<T> {
    pub fn of(text: &str) -> Batch<T> {
        Batch {
            waiting: Vec::new(),
            most: if text.len() < LARGE { 1 } else { MANY },
            begun: false,
        }
    }

    /// Puts an entry in; false when no more records are taken.
    pub fn push(&mut self, entry: T, sink: &mut Sink, make: impl Fn(&T) -> Record + Sync) -> bool {
        self.begun = true;
        self.waiting.push(entry);
        self.waiting.len() < self.most || self.flush(sink, make)
    }

    /// Makes records of all that wait and hands them on in their order.
    pub fn flush(&mut self, sink: &mut Sink, make: impl Fn(&T) -> Record + Sync) -> bool {
        let records = in_parts(&self.waiting, |part| part.iter().map(&make).collect());
        self.waiting.clear();
        records.into_iter().all(|record| sink.take(record))
    }
}
