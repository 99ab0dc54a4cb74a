//! A desk to try things at: a store in a temporary folder, three people, a clock that is set by hand.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use refdesk::desk::command::{ClientChoice, ClientDraft, NewRequest, ProductDraft, RunDraft};
use refdesk::desk::look::{Case, Page};
use refdesk::desk::{Act, Command, Desk, Done, Founder, Look, Moment, Seen, Target};
use refdesk::domain::refusal::Refusal;
use refdesk::domain::{Channel, ClientKind, Lang, RequestId, Role, Roles, ServiceKey, Status, Uid};
use refdesk::settings::Settings;
use serde_json::{Map, Value, json};

pub struct Bench {
    pub desk: Desk,
    pub path: PathBuf,
    pub settings: Arc<Settings>,
    pub today: Date,
    minute: i64,
    _folder: tempfile::TempDir,
}

pub fn zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

impl Bench {
    /// 张主任 founded it; 李查 searches, 赵审 reviews, 钱看 only looks.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("desk.db");
        let settings = Settings::builtin().unwrap();
        let mut bench = {
            let founder = Founder {
                login: "zhang".into(),
                name: "张主任".into(),
                lang: Lang::Zh,
                desk_name: None,
            };
            let today = date(2026, 9, 7);
            let moment = moment(today, 0);
            let desk = Desk::found(&path, settings.clone(), &founder, &moment).unwrap();
            Self {
                desk,
                path,
                settings,
                today,
                minute: 0,
                _folder: folder,
            }
        };
        for (login, name, roles) in [
            ("li", "李查", vec![Role::Desk, Role::Searcher]),
            ("zhao", "赵审", vec![Role::Reviewer, Role::Searcher]),
            ("qian", "钱看", vec![Role::ReadOnly]),
        ] {
            bench.does(&Command::AddStaff {
                uid: Uid::now_v7(),
                login: login.into(),
                name: name.into(),
                roles: Roles(roles),
                lang: Lang::Zh,
            });
        }
        bench
    }

    /// Another console on the same store.
    pub fn console(&self, login: &str) -> Desk {
        Desk::open(&self.path, self.settings.clone(), Some(login)).unwrap()
    }

    /// Gives the seat to somebody else.
    pub fn sit(&mut self, login: &str) {
        self.desk = self.console(login);
    }

    pub fn now(&mut self) -> Moment {
        self.minute += 1;
        moment(self.today, self.minute)
    }

    pub fn tries(&mut self, command: &Command) -> Result<Done, Refusal> {
        let now = self.now();
        self.desk.run(command, &now)
    }

    pub fn does(&mut self, command: &Command) -> Done {
        match self.tries(command) {
            Ok(done) => done,
            Err(refusal) => panic!("{command:?} was refused: {refusal:?}"),
        }
    }

    pub fn acts(&mut self, request: RequestId, act: Act) -> Done {
        self.does(&Command::On {
            target: Target::newest(request),
            act,
        })
    }

    pub fn refuses(&mut self, request: RequestId, act: Act) -> &'static str {
        let command = Command::On {
            target: Target::newest(request),
            act,
        };
        match self.tries(&command) {
            Ok(done) => panic!("{command:?} was carried out: {done:?}"),
            Err(refusal) => refusal.said.key,
        }
    }

    pub fn receives(&mut self, service: &str, title: &str, client: &str) -> RequestId {
        self.does(&Command::Receive(Box::new(asked(service, title, client))))
            .request
            .unwrap()
    }

    /// A search on record and a draft of what is to be handed out: what a review needs.
    pub fn works(&mut self, request: RequestId) {
        self.searches(request);
        self.drafts(request);
    }

    pub fn searches(&mut self, request: RequestId) {
        self.does(&Command::AddRun(Box::new(RunDraft {
            uid: Uid::now_v7(),
            request,
            database: "WoS Core".into(),
            platform: "Web of Science".into(),
            searched_on: Some(self.today),
            query: "TS=x".into(),
            limits: String::new(),
            hits: Some(3),
            kept: Some(1),
            note: String::new(),
            ..RunDraft::default()
        })));
    }

    pub fn drafts(&mut self, request: RequestId) {
        let service = self.case(request).request.service;
        let kind = self.settings.service(&service).unwrap().products[0]
            .key
            .clone();
        self.does(&Command::AddProduct(Box::new(ProductDraft {
            uid: Uid::now_v7(),
            request,
            kind,
            title: "证明".into(),
            in_hands_of: None,
            searcher: None,
            reviewer: None,
            due: None,
            feedback: String::new(),
            note: String::new(),
        })));
    }

    pub fn looks(&mut self, look: &Look) -> Seen {
        let now = self.now();
        self.desk.look(look, &now).unwrap()
    }

    pub fn case(&mut self, request: RequestId) -> Case {
        match self.looks(&Look::Case(request)) {
            Seen::Case(case) => *case,
            other => panic!("{other:?}"),
        }
    }

    pub fn status(&mut self, request: RequestId) -> Status {
        self.case(request).request.status
    }

    pub fn finds(&mut self, search: &str) -> Vec<i64> {
        self.page(search).rows.iter().map(|r| r.id.0).collect()
    }

    pub fn page(&mut self, search: &str) -> Page {
        match self.looks(&Look::Queue {
            search: search.into(),
            from: None,
            backwards: false,
            limit: 100,
        }) {
            Seen::Queue(page) => page,
            other => panic!("{other:?}"),
        }
    }

    /// Everything that is kept twice agrees.
    pub fn is_well(&mut self) {
        let now = self.now();
        let health = self.desk.examine(&now).unwrap();
        assert!(health.is_well(), "{health:?}");
    }
}

/// A minute of a day, from nine o'clock in Shanghai.
pub fn moment(day: Date, minute: i64) -> Moment {
    let zone = zone();
    let start = day
        .at(9, 0, 0, 0)
        .to_zoned(zone.clone())
        .unwrap()
        .timestamp();
    Moment::new(start + jiff::SignedDuration::from_mins(minute), &zone)
}

/// What a counter writes down; the required fields of novelty searches and certificates filled.
pub fn asked(service: &str, title: &str, client: &str) -> NewRequest {
    NewRequest {
        uid: Uid::now_v7(),
        service: ServiceKey::new(service),
        title: title.into(),
        client: if client.is_empty() {
            ClientChoice::Nobody
        } else {
            ClientChoice::New(Box::new(person(client)))
        },
        channel: Channel::Counter,
        received_at: None,
        count: None,
        wanted: None,
        fields: fields(service, title),
        tags: Vec::new(),
        secrecy: Default::default(),
        heard: None,
        origin: None,
    }
}

pub fn person(name: &str) -> ClientDraft {
    ClientDraft {
        uid: Uid::now_v7(),
        kind: ClientKind::Faculty,
        name: name.into(),
        unit: "化学学院".into(),
        ..ClientDraft::default()
    }
}

/// A value for every required field of a service, whatever its kind.
pub fn fields(service: &str, title: &str) -> Map<String, Value> {
    use refdesk::domain::field::FieldKind;
    let settings = Settings::builtin().unwrap();
    let def = settings.service(&ServiceKey::new(service)).unwrap();
    let mut fields = Map::new();
    for _ in 0..3 {
        let filled = fields.clone().into_iter().collect();
        for field in def.missing(&filled) {
            let value = match &field.kind {
                FieldKind::Choice(choices) => json!(choices[0].key),
                FieldKind::Number => json!(3),
                FieldKind::Date => json!("2026-09-30"),
                FieldKind::YesNo => json!(true),
                FieldKind::List(choices) if !choices.is_empty() => json!([choices[0].key]),
                FieldKind::List(_) | FieldKind::People => json!([title]),
                _ => json!(title),
            };
            fields.insert(field.key.clone(), value);
        }
    }
    fields
}
