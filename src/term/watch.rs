//! Notices that the console is to end: a signal, or a terminal that is gone. Two threads of their own,
//! since the event reader never returns from a dead terminal (crossterm#793).

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

/// Why the console ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The terminal is gone; it must not be touched any more.
    HungUp,
    /// Somebody asks the program to stop.
    Told,
}

impl Ending {
    /// What the shell sees: 128 and the signal.
    pub fn code(self) -> i32 {
        match self {
            Ending::HungUp => 128 + SIGHUP,
            Ending::Told => 128 + SIGTERM,
        }
    }
}

/// The signals, caught from here on. Nobody is told of them before [`Watch::begin`].
pub struct Watch(Signals);

/// Catches what would end the program or stop it half drawn. Ctrl-C is a key in raw mode; suspending
/// would leave a half-drawn screen. Both are swallowed.
pub fn watch() -> io::Result<Watch> {
    Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP]).map(Watch)
}

impl Watch {
    /// Starts both watchers. `end` is called from their threads, perhaps more than once, and at once for
    /// a signal that came before.
    pub fn begin(self, end: impl Fn(Ending) + Send + Sync + 'static) -> io::Result<()> {
        let end = Arc::new(end);
        let Watch(mut signals) = self;
        let told = Arc::clone(&end);
        thread::Builder::new()
            .name("signals".to_owned())
            .spawn(move || {
                for signal in signals.forever() {
                    match signal {
                        SIGHUP => told(Ending::HungUp),
                        SIGTERM => told(Ending::Told),
                        _ => {}
                    }
                }
            })?;
        thread::Builder::new()
            .name("watchdog".to_owned())
            .spawn(move || watch_terminal(&*end))?;
        Ok(())
    }
}

/// A child whose parent ignores SIGHUP gets no signal at all: only the descriptor tells.
fn watch_terminal(end: &dyn Fn(Ending)) {
    loop {
        let stdin = rustix::stdio::stdin();
        let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
        let second = Timespec::try_from(Duration::from_secs(1)).ok();
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        match poll(&mut fds, second.as_ref()) {
            Ok(_) if fds.iter().any(|fd| fd.revents().intersects(gone)) => {
                return end(Ending::HungUp);
            }
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return end(Ending::HungUp),
        }
    }
}
