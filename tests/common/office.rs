//! A folder with a store of its own, people and requests in it, and the real program on it: consoles in
//! terminals and commands from a shell.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Output, Stdio};
use std::sync::Arc;

use jiff::Timestamp;
use refdesk::desk::command::{ClientChoice, ClientDraft, NewRequest};
use refdesk::desk::{Command, Desk, Founder, Moment};
use refdesk::domain::request::Secrecy;
use refdesk::domain::staff::{Role, Roles};
use refdesk::domain::{Channel, Lang, RequestId, ServiceKey, Uid};
use refdesk::settings::Settings;

use super::pty::{Program, Pty};

pub struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    /// Nothing there yet.
    pub fn empty() -> Office {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("config")).unwrap();
        Office { folder }
    }

    /// A desk of 张三 (`zhang`) and 李查 (`li`) with so many requests that may be accepted.
    pub fn with_requests(count: usize) -> Office {
        let office = Office::empty();
        let mut desk = office.found();
        for n in 1..=count {
            let request = asked(&format!("第{n}件委托"), "王五");
            desk.run(&Command::Receive(Box::new(request)), &moment())
                .unwrap();
        }
        office
    }

    /// Makes the store and stays at its first desk, in this process.
    pub fn found(&self) -> Desk {
        let founder = Founder {
            login: "zhang".to_owned(),
            name: "张三".to_owned(),
            lang: Lang::Zh,
            desk_name: None,
        };
        let mut desk = Desk::found(&self.store(), settings(), &founder, &moment()).unwrap();
        let colleague = Command::AddStaff {
            uid: Uid::now_v7(),
            login: "li".to_owned(),
            name: "李查".to_owned(),
            roles: Roles(vec![Role::Desk, Role::Searcher, Role::Head]),
            lang: Lang::Zh,
        };
        desk.run(&colleague, &moment()).unwrap();
        desk
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn store(&self) -> PathBuf {
        self.folder.path().join("data").join("desk.db")
    }

    pub fn config(&self) -> PathBuf {
        self.folder.path().join("config")
    }

    /// The words before any others: which store, which settings, who, in which language.
    pub fn words(&self, login: &str) -> Vec<String> {
        [
            "--store",
            &self.store().display().to_string(),
            "--config",
            &self.config().display().to_string(),
            "--as",
            login,
            "--lang",
            "zh",
        ]
        .map(str::to_owned)
        .to_vec()
    }

    /// The console of a member of staff, not yet started.
    pub fn seat(&self, login: &str) -> Program {
        Program::refdesk(&self.words(login)).size(30, 120)
    }

    /// An open console that shows its queue; there must be a first request in it.
    pub fn console(&self, login: &str) -> Pty {
        let mut pty = self.seat(login).start();
        pty.wait_for("#1");
        pty
    }

    /// A command from a shell, without a terminal.
    pub fn shell<A: AsRef<OsStr>>(&self, words: &[A]) -> Output {
        let mut process = refdesk(&self.words("zhang"));
        // Whatever a word may be taken for, no file comes to lie outside the office.
        process
            .args(words)
            .current_dir(self.folder())
            .output()
            .unwrap()
    }

    /// As [`Office::shell`], for commands that must work; what they printed.
    #[track_caller]
    pub fn prints(&self, words: &[&str]) -> String {
        let output = self.shell(words);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "{words:?}: {}\n{said}",
            output.status
        );
        String::from_utf8(output.stdout).unwrap()
    }
}

/// The program outside any terminal, with nothing of the surroundings of whoever runs the tests.
pub fn refdesk<A: AsRef<OsStr>>(words: &[A]) -> Process {
    let mut process = Process::new(env!("CARGO_BIN_EXE_refdesk"));
    process
        .args(words)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", "/nonexistent")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    process
}

pub fn settings() -> Arc<Settings> {
    Settings::builtin().unwrap()
}

/// The real present, since the consoles under test live in it.
pub fn moment() -> Moment {
    Moment::new(Timestamp::now(), &settings().desk().zone)
}

/// An enquiry that lacks nothing.
pub fn asked(title: &str, client: &str) -> NewRequest {
    let mut fields = serde_json::Map::new();
    fields.insert("question".to_owned(), title.into());
    NewRequest {
        uid: Uid::now_v7(),
        service: ServiceKey::new("enquiry"),
        title: title.to_owned(),
        client: ClientChoice::New(Box::new(ClientDraft {
            uid: Uid::now_v7(),
            name: client.to_owned(),
            unit: "化学学院".to_owned(),
            ..ClientDraft::default()
        })),
        channel: Channel::Counter,
        received_at: None,
        count: None,
        wanted: None,
        fields,
        tags: Vec::new(),
        secrecy: Secrecy::Open,
        heard: None,
        origin: None,
    }
}

pub fn number(text: &str) -> RequestId {
    RequestId(text.trim().parse().unwrap())
}
