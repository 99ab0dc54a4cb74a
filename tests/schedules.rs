//! Thousands of random orders in which several desks open and save the same request, on real stores, with
//! the real version check: what one has saved is never overwritten unread, and who comes too late is told.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod common;

use std::path::{Path, PathBuf};

use common::office::{asked, moment, settings};
use refdesk::desk::command::RequestPatch;
use refdesk::desk::{Act, Command, Desk, Founder, Target};
use refdesk::domain::refusal::RefusalKind;
use refdesk::domain::{Lang, RequestId, Rev};
use refdesk::store::requests;

const SCHEDULES: usize = 10_000;
const DESKS: usize = 3;
/// Opens and saves of one schedule, dealt out among the desks.
const STEPS: usize = 5;
/// Requests that one store has; schedules go round them.
const REQUESTS: usize = 50;

/// Numbers that look like chance and are the same at every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

/// Memory, where there is such a place: the disk's own slowness is nothing to these tests.
fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    match memory.is_dir() {
        true => tempfile::tempdir_in(memory).unwrap(),
        false => tempfile::tempdir().unwrap(),
    }
}

fn desks(store: &Path) -> Vec<Desk> {
    let founder = Founder {
        login: "zhang".to_owned(),
        name: "张三".to_owned(),
        lang: Lang::Zh,
        desk_name: None,
    };
    let mut first = Desk::found(store, settings(), &founder, &moment()).unwrap();
    for n in 1..=REQUESTS {
        let request = asked(&format!("第{n}件"), "王五");
        first
            .run(&Command::Receive(Box::new(request)), &moment())
            .unwrap();
    }
    let more = (1..DESKS).map(|_| Desk::open(store, settings(), Some("zhang")).unwrap());
    std::iter::once(first)
        .chain(more.collect::<Vec<_>>())
        .collect()
}

/// What a desk has open: the version it saw and the count it read.
type Open = Option<(Rev, u32)>;

fn opens(desk: &Desk, id: RequestId) -> (Rev, u32) {
    let request = requests::get(desk.store().db(), id).unwrap();
    (request.rev, request.count.unwrap_or(0))
}

fn saves(count: u32, id: RequestId, seen: Rev) -> Command {
    Command::On {
        target: Target::seen(id, seen),
        act: Act::Edit(Box::new(RequestPatch {
            count: Some(Some(count)),
            ..RequestPatch::default()
        })),
    }
}

/// Saves that were carried out and saves that were refused.
fn schedule(desks: &mut [Desk], id: RequestId, number: usize, dice: &mut Dice) -> (usize, usize) {
    let mut open: Vec<Open> = vec![None; desks.len()];
    let (mut rev, mut count) = opens(&desks[0], id);
    let (mut done, mut refused) = (0, 0);
    for _ in 0..STEPS {
        let at = dice.below(desks.len());
        let Some((seen, read)) = open[at].take() else {
            let found = opens(&desks[at], id);
            assert_eq!(
                found,
                (rev, count),
                "schedule {number}: an old state was shown"
            );
            open[at] = Some(found);
            continue;
        };
        // Each adds one to what it read.
        match desks[at].run(&saves(read + 1, id, seen), &moment()) {
            Ok(_) => {
                assert_eq!(
                    seen, rev,
                    "schedule {number}: a colleague's save was overwritten unread"
                );
                (rev, count) = (Rev(rev.0 + 1), count + 1);
                done += 1;
            }
            Err(why) => {
                assert_eq!(why.kind, RefusalKind::Stale, "schedule {number}: {why:?}");
                assert_ne!(
                    seen, rev,
                    "schedule {number}: refused although nobody came before"
                );
                refused += 1;
                // The text stays with whoever typed it, over what is there now.
                open[at] = Some((rev, count));
            }
        }
        assert_eq!(opens(&desks[at], id), (rev, count), "schedule {number}");
    }
    (done, refused)
}

#[test]
fn ten_thousand_random_schedules_of_several_desks_lose_nobodys_save() {
    // Two stores at once, for the two cores of a small machine.
    let of = |seed: u64| {
        let folder = folder();
        let store: PathBuf = folder.path().join("desk.db");
        let mut desks = desks(&store);
        let mut dice = Dice(seed);
        let (mut done, mut refused) = (0, 0);
        for number in 0..SCHEDULES / 2 {
            let id = RequestId(i64::try_from(number % REQUESTS).unwrap() + 1);
            let (more, fewer) = schedule(&mut desks, id, number, &mut dice);
            done += more;
            refused += fewer;
        }
        let health = desks[0].examine(&moment()).unwrap();
        assert!(health.is_well(), "{health:?}");
        (done, refused)
    };
    let (one, other) = std::thread::scope(|scope| {
        let one = scope.spawn(move || of(1));
        let other = scope.spawn(move || of(2));
        (one.join().unwrap(), other.join().unwrap())
    });
    let (done, refused) = (one.0 + other.0, one.1 + other.1);
    assert!(
        done > SCHEDULES / 2 && refused > SCHEDULES / 20,
        "{done} done, {refused} refused"
    );
}
