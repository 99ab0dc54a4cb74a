//! A terminal for a real program to run in: keys go in, the screen is read as a person would see it,
//! and the line can be cut. Waits for what should appear and never sleeps a fixed time.
//!
//! Made of `rustix` alone: closing the terminal must be nothing but a hang-up (a library that says
//! farewell with an end-of-file first would hide the very fault we look for), and every byte is
//! stamped when it is read, so that the benchmarks time with the same hands.

mod program;
pub mod timing;

use std::collections::BTreeSet;
use std::os::fd::{AsFd, OwnedFd};
use std::process::{Child, ExitStatus};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, kill_process, kill_process_group};
use rustix::termios::{Winsize, tcsetwinsize};
use rustix::time::{ClockId, clock_gettime};
use tempfile::TempDir;

pub use program::Program;
pub use rustix::process::Signal;

use super::term_side::Terminal;

/// How long anything may take to appear before the test fails.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What a terminal sends for the keys that are no letters.
pub mod key {
    pub const UP: &str = "\x1b[A";
    pub const DOWN: &str = "\x1b[B";
    pub const RIGHT: &str = "\x1b[C";
    pub const LEFT: &str = "\x1b[D";
    pub const HOME: &str = "\x1b[H";
    pub const END: &str = "\x1b[F";
    pub const PAGE_UP: &str = "\x1b[5~";
    pub const PAGE_DOWN: &str = "\x1b[6~";
    pub const ENTER: &str = "\r";
    pub const ESC: &str = "\x1b";
    pub const TAB: &str = "\t";
    pub const BACK_TAB: &str = "\x1b[Z";
    pub const BACKSPACE: &str = "\x7f";
    pub const CTRL_C: &str = "\x03";
    pub const CTRL_P: &str = "\x10";
    pub const CTRL_S: &str = "\x13";
}

/// Nanoseconds of the clock that never jumps, shared by all processes.
pub fn now() -> i64 {
    let at = clock_gettime(ClockId::Monotonic);
    at.tv_sec * 1_000_000_000 + at.tv_nsec
}

/// A program running in its terminal. Dropping it kills what is still there.
pub struct Pty {
    /// `None` once hung up.
    master: Option<OwnedFd>,
    child: Child,
    exited: Option<ExitStatus>,
    terminal: Terminal,
    /// Output that came but is not yet on the screen, with the moment it was read.
    unread: Vec<(i64, Vec<u8>)>,
    started: i64,
    total: u64,
    counted: u64,
    /// Everything that was put on the screen.
    written: Vec<u8>,
    _home: TempDir,
}

/// What the program had switched on in its terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modes {
    pub alternate_screen: bool,
    pub cursor_hidden: bool,
    pub bracketed_paste: bool,
    pub mouse: bool,
    /// Other private modes left on, by number (2026 is a synchronized update never ended).
    pub others: BTreeSet<u16>,
    /// Whether the line discipline still turns `\n` into a new line, echoes and sends signals.
    pub cooked: bool,
}

impl Modes {
    /// Whether the terminal is as a shell expects it.
    pub fn restored(&self) -> bool {
        !self.alternate_screen
            && !self.cursor_hidden
            && !self.bracketed_paste
            && !self.mouse
            && self.others.is_empty()
            && self.cooked
    }
}

/// It did not happen in time (or the program ended first); the screen as it was.
#[derive(Debug)]
pub struct Late {
    pub screen: String,
    pub ended: bool,
}

impl Pty {
    /// The product in a terminal, its environment besides the one every test gets.
    pub fn start(args: &[&str], rows: u16, cols: u16, env: &[(&str, &str)]) -> Pty {
        let program = Program::refdesk(args).size(rows, cols);
        env.iter()
            .fold(program, |program, (name, value)| program.env(name, value))
            .start()
    }

    /// Types the bytes one by one, so far apart; what the program writes meanwhile is read.
    pub fn bytes_apart(&mut self, text: &str, delay: Duration) {
        for byte in text.as_bytes() {
            self.send(&[*byte]);
            let end = now() + nanos(delay);
            loop {
                let left = end - now();
                if left <= 0 {
                    break;
                }
                self.read(Duration::from_nanos(left.unsigned_abs()));
                self.show();
            }
        }
    }

    /// Types without reading anything, as at a terminal that takes no output any more.
    pub fn keys_unread(&mut self, text: &str) {
        if let Some(master) = &self.master {
            let _ = rustix::io::write(master, text.as_bytes());
        }
    }

    /// Types the text; see [`key`] for what is no letter. Answers the moment it began to write.
    pub fn keys(&mut self, text: &str) -> i64 {
        let at = now();
        self.send(text.as_bytes());
        at
    }

    /// As a terminal pastes: marked when the program asked for marks, line ends as Enter.
    pub fn paste(&mut self, text: &str) {
        self.read(Duration::ZERO);
        self.show();
        let text = text.replace('\n', "\r");
        if self.terminal.screen().bracketed_paste() {
            self.send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
        } else {
            self.send(text.as_bytes());
        }
    }

    /// Until the text stands on the screen, within a row.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) {
        let seen = self.until(|screen| screen.contains(text));
        if let Err(late) = seen {
            panic!("`{text}` did not appear; {late}");
        }
    }

    /// Until the text stands nowhere on the screen.
    #[track_caller]
    pub fn gone(&mut self, text: &str) {
        let seen = self.until(|screen| !screen.contains(text));
        if let Err(late) = seen {
            panic!("`{text}` did not go away; {late}");
        }
    }

    /// Until the screen is as the question asks.
    pub fn until(&mut self, asked: impl Fn(&str) -> bool) -> Result<(), Late> {
        let end = now() + nanos(PATIENCE);
        loop {
            self.show();
            // What is half drawn is not on the screen yet: a terminal shows it when the update ends.
            if !self.is_drawing() && asked(&self.terminal.text()) {
                return Ok(());
            }
            let left = end - now();
            if left <= 0 || !self.read(Duration::from_nanos(left.unsigned_abs())) {
                self.show();
                return if asked(&self.terminal.text()) {
                    Ok(())
                } else {
                    Err(self.late())
                };
            }
        }
    }

    /// Whether a synchronized update has begun and not ended.
    fn is_drawing(&self) -> bool {
        self.terminal.other_modes().contains(&2026)
    }

    /// The screen, rows as lines, blanks at the right trimmed.
    pub fn screen(&mut self) -> String {
        while self.read(Duration::ZERO) {}
        self.show();
        self.terminal.text()
    }

    /// Where the cursor stands, row and column from nought; `None` while it is hidden.
    pub fn cursor(&mut self) -> Option<(u16, u16)> {
        while self.read(Duration::ZERO) {}
        self.show();
        let screen = self.terminal.screen();
        (!screen.hide_cursor()).then(|| screen.cursor_position())
    }

    pub fn resize(&mut self, rows: u16, cols: u16) {
        while self.read(Duration::ZERO) {}
        self.show();
        self.terminal.resize(rows, cols);
        if let Some(master) = &self.master {
            tcsetwinsize(master, winsize(rows, cols)).expect("a size");
        }
    }

    /// Bytes the program wrote since this was last asked.
    pub fn bytes_since(&mut self) -> u64 {
        while self.read(Duration::ZERO) {}
        self.show();
        let bytes = self.total - self.counted;
        self.counted = self.total;
        bytes
    }

    /// Every byte the program has written.
    pub fn written(&mut self) -> &[u8] {
        while self.read(Duration::ZERO) {}
        self.show();
        &self.written
    }

    /// Until nothing has come for the given time; answers whether that happened within [`PATIENCE`].
    pub fn quiet(&mut self, time: Duration) -> bool {
        let end = now() + nanos(PATIENCE);
        while self.read(time) {
            self.show();
            if now() > end {
                return false;
            }
        }
        true
    }

    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(self.pid().try_into().expect("a pid")).expect("a pid");
        kill_process(pid, signal).expect("it was running");
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The line drops: the terminal is closed and nothing is said to the program.
    pub fn hang_up(&mut self) {
        self.master = None;
    }

    /// Until the program has ended; what it wrote at the end is on the screen then.
    #[track_caller]
    pub fn wait_exit(&mut self) -> ExitStatus {
        self.exit_within(PATIENCE)
            .unwrap_or_else(|late| panic!("it did not end; {late}"))
    }

    /// As [`Pty::wait_exit`], for promises about how soon a program must be gone.
    pub fn exit_within(&mut self, time: Duration) -> Result<ExitStatus, Late> {
        let end = now() + nanos(time);
        loop {
            if let Some(status) = self.ended() {
                while self.read(Duration::ZERO) {}
                self.show();
                return Ok(status);
            }
            if now() > end {
                return Err(self.late());
            }
            let soon = Duration::from_millis(5);
            if !self.read(soon) {
                // Nothing to wait on once the line is cut: look again shortly.
                std::thread::sleep(soon);
            }
            self.show();
        }
    }

    /// What is switched on in the terminal now.
    pub fn modes(&mut self) -> Modes {
        while self.read(Duration::ZERO) {}
        self.show();
        let screen = self.terminal.screen();
        Modes {
            alternate_screen: screen.alternate_screen(),
            cursor_hidden: screen.hide_cursor(),
            bracketed_paste: screen.bracketed_paste(),
            mouse: screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None,
            others: self.terminal.other_modes(),
            cooked: self.master.as_ref().is_some_and(|master| {
                use rustix::termios::{LocalModes, OutputModes, tcgetattr};
                tcgetattr(master).is_ok_and(|line| {
                    line.local_modes
                        .contains(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG)
                        && line.output_modes.contains(OutputModes::OPOST)
                })
            }),
        }
    }

    fn ended(&mut self) -> Option<ExitStatus> {
        if self.exited.is_none() {
            self.exited = self.child.try_wait().expect("our own child");
        }
        self.exited
    }

    fn late(&mut self) -> Late {
        Late {
            screen: self.terminal.text(),
            ended: self.ended().is_some(),
        }
    }

    /// Waits up to `time` for output and keeps what is there; answers whether anything came.
    fn read(&mut self, time: Duration) -> bool {
        let Some(master) = &self.master else {
            return false;
        };
        if !ready(master, PollFlags::IN, time) {
            return false;
        }
        let mut chunk = vec![0; 65536];
        // An error is the program having closed its end: there is no more to come.
        let Ok(length) = rustix::io::read(master, &mut chunk) else {
            return false;
        };
        chunk.truncate(length);
        self.total += length as u64;
        self.unread.push((now(), chunk));
        length > 0
    }

    fn show(&mut self) {
        for (_, bytes) in std::mem::take(&mut self.unread) {
            self.feed(&bytes);
        }
    }

    fn feed(&mut self, bytes: &[u8]) {
        self.written.extend_from_slice(bytes);
        let answers = self.terminal.feed(bytes);
        if !answers.is_empty() {
            self.send(&answers);
        }
    }

    fn send(&mut self, mut bytes: &[u8]) {
        let end = now() + nanos(PATIENCE);
        while !bytes.is_empty() && now() < end {
            let Some(master) = &self.master else {
                return;
            };
            match rustix::io::write(master, bytes) {
                Ok(written) => bytes = &bytes[written..],
                Err(rustix::io::Errno::AGAIN) => {
                    // Full because the program itself waits for us to read.
                    self.read(Duration::ZERO);
                    if let Some(master) = &self.master {
                        ready(master, PollFlags::OUT, Duration::from_millis(5));
                    }
                }
                Err(_) => return,
            }
        }
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if self.ended().is_none() {
            if let Some(leader) = Pid::from_raw(self.pid() as i32) {
                // The whole group, so that no helper of a shell outlives the test.
                let _ = kill_process_group(leader, Signal::KILL);
            }
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

impl std::fmt::Display for Late {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let state = if self.ended {
            "the program has ended"
        } else {
            "the program runs"
        };
        write!(f, "{state}, the screen is\n{}", self.screen.trim_end())
    }
}

fn ready(fd: impl AsFd, what: PollFlags, time: Duration) -> bool {
    let time = Timespec {
        tv_sec: time.as_secs() as i64,
        tv_nsec: i64::from(time.subsec_nanos()),
    };
    let mut fds = [PollFd::new(&fd, what)];
    matches!(poll(&mut fds, Some(&time)), Ok(1..))
}

fn nanos(time: Duration) -> i64 {
    i64::try_from(time.as_nanos()).expect("centuries are not waited for")
}

fn winsize(rows: u16, cols: u16) -> Winsize {
    Winsize {
        ws_row: rows,
        ws_col: cols,
        ws_xpixel: 0,
        ws_ypixel: 0,
    }
}
