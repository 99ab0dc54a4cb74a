//! A slow line between a program's terminal and the person: so many bytes a second, and so long on the
//! way. Carries what it is given and changes nothing.

use std::collections::VecDeque;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::pty::now;

#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Bytes a second towards the person; what is typed is few bytes and only takes its time.
    pub rate: u64,
    pub round_trip: Duration,
}

impl Line {
    /// A VPN over a mobile phone.
    pub const SLOW: Line = Line {
        rate: 9_600,
        round_trip: Duration::from_millis(300),
    };

    /// Puts the line before a terminal; what is read and written at its other end.
    pub fn carry(self, terminal: OwnedFd) -> OwnedFd {
        let (here, there) = UnixStream::pair().expect("a pair");
        here.set_nonblocking(true).expect("non-blocking");
        there.set_nonblocking(true).expect("non-blocking");
        std::thread::spawn(move || self.relay(&terminal, &there.into()));
        here.into()
    }

    fn relay(self, terminal: &OwnedFd, person: &OwnedFd) {
        let half = i64::try_from(self.round_trip.as_nanos() / 2).expect("short");
        let mut down = Way::default();
        let mut up = Way::default();
        let mut sent_until = 0;
        loop {
            let due = [down.due(), up.due()].into_iter().flatten().min();
            let wait = due.map_or(1_000_000_000, |at| (at - now()).max(0));
            let mut fds = [
                PollFd::new(terminal, PollFlags::IN),
                PollFd::new(person, PollFlags::IN),
            ];
            let wait = Timespec {
                tv_sec: wait / 1_000_000_000,
                tv_nsec: wait % 1_000_000_000,
            };
            if poll(&mut fds, Some(&wait)).is_err() {
                return;
            }
            let gone = fds.iter().any(|fd| {
                let events = fd.revents();
                events.intersects(PollFlags::HUP | PollFlags::ERR)
                    && !events.contains(PollFlags::IN)
            });
            if gone && down.parts.is_empty() {
                return;
            }
            // A packet at a time: a line does not deliver a screen in one piece.
            if let Some(bytes) = take(terminal, 512) {
                let length = i64::try_from(bytes.len()).expect("few");
                let rate = i64::try_from(self.rate).expect("slow");
                sent_until = sent_until.max(now()) + length * 1_000_000_000 / rate;
                down.parts.push_back((sent_until + half, bytes));
            }
            if let Some(bytes) = take(person, 4_096) {
                up.parts.push_back((now() + half, bytes));
            }
            down.deliver(person);
            up.deliver(terminal);
        }
    }
}

#[derive(Default)]
struct Way {
    parts: VecDeque<(i64, Vec<u8>)>,
}

impl Way {
    fn due(&self) -> Option<i64> {
        self.parts.front().map(|(at, _)| *at)
    }

    fn deliver(&mut self, to: &OwnedFd) {
        while self.due().is_some_and(|at| at <= now()) {
            let Some((at, bytes)) = self.parts.pop_front() else {
                return;
            };
            match rustix::io::write(to, &bytes) {
                Ok(n) if n == bytes.len() => {}
                Ok(n) => self.parts.push_front((at, bytes[n..].to_vec())),
                Err(rustix::io::Errno::AGAIN) => {
                    self.parts.push_front((at, bytes));
                    return;
                }
                Err(_) => return,
            }
        }
    }
}

fn take(from: impl AsFd, most: usize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; most];
    let length = rustix::io::read(from, &mut bytes).ok().filter(|n| *n > 0)?;
    bytes.truncate(length);
    Some(bytes)
}
