//! A desk of its own for each story, in a temporary folder. Holds no story itself.

use std::path::PathBuf;

use jiff::Timestamp;
use refdesk::desk::{Command, Desk, Founder, Look, Moment, Seen};
use refdesk::domain::{Lang, Request, RequestId, Role, Roles, Uid};
use refdesk::settings::Settings;
use refdesk::text::Words;

pub struct Room {
    folder: tempfile::TempDir,
    pub desk: Desk,
    pub moment: Moment,
}

impl Room {
    pub fn new() -> Room {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings::builtin().unwrap();
        let now: Timestamp = "2026-11-22T10:00:00Z".parse().unwrap();
        let moment = Moment::new(now, &settings.desk().zone);
        let founder = Founder {
            login: "zhang".to_owned(),
            name: "张三".to_owned(),
            lang: Lang::Zh,
            desk_name: None,
        };
        let path = folder.path().join("desk.db");
        let desk = Desk::found(&path, settings, &founder, &moment).unwrap();
        Room {
            folder,
            desk,
            moment,
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn store(&self) -> PathBuf {
        self.path("desk.db")
    }

    pub fn run(&mut self, command: &Command) -> refdesk::desk::Done {
        self.desk.run(command, &self.moment).unwrap()
    }

    pub fn hire(&mut self, login: &str, name: &str, roles: &[Role]) {
        let command = Command::AddStaff {
            uid: Uid::now_v7(),
            login: login.to_owned(),
            name: name.to_owned(),
            roles: Roles(roles.to_vec()),
            lang: Lang::Zh,
        };
        self.run(&command);
    }

    pub fn count(&mut self, search: &str) -> u64 {
        let look = Look::Count {
            search: search.to_owned(),
            upto: 100_000,
        };
        match self.desk.look(&look, &self.moment).unwrap() {
            Seen::Count { found, .. } => found,
            other => panic!("{other:?}"),
        }
    }

    pub fn case(&mut self, request: i64) -> refdesk::desk::look::Case {
        let look = Look::Case(RequestId(request));
        match self.desk.look(&look, &self.moment).unwrap() {
            Seen::Case(case) => *case,
            other => panic!("{other:?}"),
        }
    }

    pub fn request(&mut self, request: i64) -> Request {
        self.case(request).request
    }

    pub fn is_well(&self) {
        let health = self.desk.examine(&self.moment).unwrap();
        assert!(health.is_well(), "{health:?}");
    }
}

/// What a refusal says in Chinese, for a look at what is asserted.
pub fn said(refusal: &refdesk::domain::Refusal) -> String {
    Words::new(Lang::Zh).say(&refusal.said)
}
