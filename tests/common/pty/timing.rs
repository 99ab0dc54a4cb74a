//! A program's answers timed from outside, its memory and its processor time. Decides nothing about
//! what is quick.

use std::time::Duration;

use super::{Late, PATIENCE, Pty, nanos, now};

/// What came back for a key, in nanoseconds since the key was written.
#[derive(Debug, Clone, Copy)]
pub struct Reaction {
    pub first: i64,
    /// Until the chunk after which the screen was as asked for.
    pub shown: i64,
    pub last: i64,
    pub bytes: u64,
}

impl Pty {
    /// From the start of the program until the screen is as asked. Where the launcher told when it
    /// became the program (`ESC ] 7770 ; nanoseconds BEL`), that is the start, and the work of making
    /// a process and a session is in no figure.
    pub fn first_screen(
        &mut self,
        asked: impl Fn(&str) -> bool,
        settle: Duration,
    ) -> Result<Reaction, Late> {
        let mut reaction = self.settle(self.started, asked, settle)?;
        let before = self.terminal.became().map_or(0, |at| at - self.started);
        reaction.first -= before;
        reaction.shown -= before;
        reaction.last -= before;
        Ok(reaction)
    }

    /// Types the keys and waits until the screen is as asked and the program has been quiet for
    /// `settle`. Output is stamped when it is read and put on the screen only once the program
    /// pauses, so that the emulator's work is in no figure.
    pub fn react(
        &mut self,
        keys: &str,
        asked: impl Fn(&str) -> bool,
        settle: Duration,
    ) -> Result<Reaction, Late> {
        while self.read(Duration::ZERO) {}
        self.show();
        let at = now();
        self.send(keys.as_bytes());
        self.settle(at, asked, settle)
    }

    /// As [`Pty::react`], for what happens by itself after the moment `at`.
    pub fn settle(
        &mut self,
        at: i64,
        asked: impl Fn(&str) -> bool,
        settle: Duration,
    ) -> Result<Reaction, Late> {
        let before = self.total;
        let end = at + nanos(PATIENCE);
        let (mut first, mut shown, mut last) = (None, None, at);
        loop {
            let pause = if self.unread.is_empty() {
                settle
            } else {
                Duration::from_millis(1)
            };
            let came = self.read(pause);
            if came {
                last = self.unread.last().map_or(last, |(when, _)| *when);
                first = first.or(self.unread.first().map(|(when, _)| *when));
            }
            if came && !self.asks() {
                continue;
            }
            let quiet = !came && self.unread.is_empty();
            for (when, bytes) in std::mem::take(&mut self.unread) {
                self.feed(&bytes);
                if shown.is_none() && asked(&self.terminal.text()) {
                    shown = Some(when);
                }
            }
            if let (Some(first), Some(shown), true) = (first, shown, quiet) {
                return Ok(Reaction {
                    first: first - at,
                    shown: shown - at,
                    last: last - at,
                    bytes: self.total - before,
                });
            }
            if now() > end || self.ended().is_some() {
                return Err(self.late());
            }
        }
    }

    /// Until the program has ended, and what processor time it used in all, in milliseconds. The kernel
    /// still knows while nobody has asked how it ended.
    pub fn cpu_at_end(&mut self) -> Result<u64, Late> {
        let end = now() + nanos(PATIENCE);
        while !self.is_dead() {
            if now() > end {
                return Err(self.late());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        Ok(self.cpu_ms())
    }

    fn is_dead(&self) -> bool {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.pid()));
        stat.is_ok_and(|stat| {
            stat.rsplit_once(')')
                .is_some_and(|(_, rest)| rest.starts_with(" Z"))
        })
    }

    /// Processor time used so far, in milliseconds; the kernel counts in steps of about ten.
    pub fn cpu_ms(&self) -> u64 {
        let stat =
            std::fs::read_to_string(format!("/proc/{}/stat", self.pid())).expect("it is running");
        let after_name = stat.rsplit_once(')').expect("a name in brackets").1;
        let ticks: u64 = after_name
            .split_whitespace()
            .skip(11)
            .take(2)
            .map(|field| field.parse::<u64>().expect("a number"))
            .sum();
        ticks * 1000 / rustix::param::clock_ticks_per_second()
    }

    /// Memory in use now, in kilobytes.
    pub fn rss_kb(&self) -> u64 {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", self.pid())).expect("it is running");
        status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.split_whitespace().next())
            .and_then(|number| number.parse().ok())
            .expect("a running program has memory")
    }

    /// Whether something unread may be a question the program waits for the answer of.
    fn asks(&self) -> bool {
        self.unread.iter().any(|(_, chunk)| {
            let ends_as_question = |at: usize| {
                chunk[at..].starts_with(b"\x1b[")
                    && chunk[at + 2..]
                        .iter()
                        .find(|byte| byte.is_ascii_alphabetic())
                        .is_some_and(|end| b"nctqup".contains(end))
                    || chunk[at..].starts_with(b"\x1b]")
            };
            (0..chunk.len()).any(ends_as_question)
        })
    }
}
