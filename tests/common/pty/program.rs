//! A program about to be started in a terminal of its own, with nothing of the surroundings of whoever
//! runs the tests.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::pty::{OpenptFlags, grantpt, ioctl_tiocgptpeer, openpt, unlockpt};
use rustix::termios::tcsetwinsize;
use tempfile::TempDir;

use super::super::line::Line;
use super::super::term_side::{Terminal, Unanswered};
use super::{Pty, now, winsize};

pub struct Program {
    words: Vec<OsString>,
    launcher: Vec<OsString>,
    env: Vec<(OsString, OsString)>,
    rows: u16,
    cols: u16,
    unanswered: Unanswered,
    line: Option<Line>,
}

impl Program {
    /// The product itself.
    pub fn refdesk<A: AsRef<OsStr>>(args: &[A]) -> Program {
        Program::named(env!("CARGO_BIN_EXE_refdesk"), args)
    }

    pub fn named<A: AsRef<OsStr>>(program: impl AsRef<OsStr>, args: &[A]) -> Program {
        let mut words = vec![program.as_ref().to_owned()];
        words.extend(args.iter().map(|word| word.as_ref().to_owned()));
        Program {
            words,
            // Makes it the leader of a session whose controlling terminal is ours, and then becomes
            // it: same process id. What runs the tests may have signals ignored, as under nohup;
            // the program starts as from a login.
            launcher: ["setsid", "--ctty", "env", "--default-signal"]
                .map(Into::into)
                .to_vec(),
            env: Vec::new(),
            rows: 24,
            cols: 80,
            unanswered: Unanswered::default(),
            line: None,
        }
    }

    pub fn size(mut self, rows: u16, cols: u16) -> Program {
        (self.rows, self.cols) = (rows, cols);
        self
    }

    pub fn env(mut self, name: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Program {
        self.env
            .push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// As under a parent that ignores hang-ups: the program is never sent the signal and has to see
    /// for itself that its terminal is gone.
    pub fn deaf_to_hang_up(mut self) -> Program {
        self.launcher
            .extend(["env".into(), "--ignore-signal=HUP".into()]);
        self
    }

    /// The terminal keeps silent when it is asked where its cursor is or what it can do.
    pub fn unanswered(mut self) -> Program {
        self.unanswered = Unanswered::All;
        self
    }

    /// A slow line lies between the terminal and the person.
    pub fn over(mut self, line: Line) -> Program {
        self.line = Some(line);
        self
    }

    /// Replaces what makes the session: a program that is given the words to become.
    pub fn launched_by<A: AsRef<OsStr>>(mut self, launcher: &[A]) -> Program {
        self.launcher = launcher.iter().map(|word| word.as_ref().into()).collect();
        self
    }

    pub fn start(self) -> Pty {
        let master =
            openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).expect("a pty");
        grantpt(&master).expect("grantpt");
        unlockpt(&master).expect("unlockpt");
        let slave = ioctl_tiocgptpeer(
            &master,
            OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC,
        )
        .expect("the pty's other end");
        tcsetwinsize(&master, winsize(self.rows, self.cols)).expect("a size");
        let flags = fcntl_getfl(&master).expect("flags");
        fcntl_setfl(&master, flags | OFlags::NONBLOCK).expect("non-blocking");

        let home = TempDir::new().expect("a home of its own");
        let mut words = self.launcher.iter().chain(&self.words);
        let mut command = Command::new(words.next().expect("a program"));
        command.args(words);
        for (name, _) in std::env::vars_os() {
            // Settings of whoever runs the tests must not reach the program.
            if name.as_bytes().starts_with(b"XDG_") || name.as_bytes().starts_with(b"REFDESK") {
                command.env_remove(name);
            }
        }
        for name in ["LINES", "COLUMNS", "NO_COLOR", "TMUX", "SSH_TTY"] {
            command.env_remove(name);
        }
        command
            .env("TERM", "xterm-256color")
            .env("COLORTERM", "truecolor")
            .env("LC_ALL", "C.UTF-8")
            .env("HOME", home.path())
            .envs(self.env)
            .stdin(Stdio::from(slave.try_clone().expect("stdin")))
            .stdout(Stdio::from(slave.try_clone().expect("stdout")))
            .stderr(Stdio::from(slave));
        let started = now();
        let child = command
            .spawn()
            .unwrap_or_else(|e| panic!("{:?}: {e}", self.words));
        let master = match self.line {
            Some(line) => line.carry(master),
            None => master,
        };
        Pty {
            master: Some(master),
            child,
            exited: None,
            terminal: Terminal::new(self.rows, self.cols, self.unanswered),
            unread: Vec::new(),
            started,
            total: 0,
            counted: 0,
            written: Vec::new(),
            _home: home,
        }
    }
}
