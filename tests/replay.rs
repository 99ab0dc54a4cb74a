//! Two years of a real help desk, worked again through the desk's own commands: every agent of the log
//! at a console of his own, on one store, at the log's own moments. Then everything is held against what
//! the log says happened.
//!
//! What an event of the log is taken for (Helpdesk, 4TU 0c60edf1, see SOURCES.md of the corpora):
//!
//! | event | command |
//! |---|---|
//! | the first of a case | receive, and then as below |
//! | Assign seriousness | accept; later ones a tag |
//! | Take in charge ticket | accept where it is new, resume where it waits, reopen where it was delivered; claim, or assign where a colleague has it; begin |
//! | Wait | wait; a note where it waits already or is over |
//! | Require upgrade | released to everybody |
//! | Schedule intervention | a day agreed, a week later |
//! | Resolve ticket | resume where it waits, begin where it was not begun, deliver |
//! | Closed | deliver where that was forgotten, close |
//! | DUPLICATE | duplicate of the first case |
//! | INVALID | cancel |
//! | anything else | a note |
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[allow(dead_code)]
#[path = "desk/bench.rs"]
mod bench;
mod common;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use refdesk::desk::command::NewTalk;
use refdesk::desk::look::Case;
use refdesk::desk::{Act, Command, Desk, Done, Look, Moment, Seen, Target};
use refdesk::domain::request::Due;
use refdesk::domain::talk::TalkKind;
use refdesk::domain::{Lang, Request, RequestId, Role, Roles, StaffId, Status, Uid};
use refdesk::settings::Settings;
use refdesk::store::journal;

use common::xes;

/// Cases worked again: enough that colleagues meet, few enough for a debug build.
const CASES: usize = 600;
const UNDONE: usize = 200;
/// Its promise is in working days, so that a wait moves it.
const SERVICE: &str = "legal_status";

struct Console {
    desk: Desk,
    id: StaffId,
}

/// What the log says of a case so far.
struct Told {
    request: RequestId,
    commands: usize,
    waits: usize,
    notes: usize,
    /// The request before the newest command, and where that stands in the journal.
    before: Request,
    newest: Done,
    by: String,
}

struct Replay {
    head: Desk,
    consoles: BTreeMap<String, Console>,
    path: std::path::PathBuf,
    settings: std::sync::Arc<Settings>,
    zone: TimeZone,
    cases: BTreeMap<String, Told>,
    commands: usize,
    now: Timestamp,
    _bench: bench::Bench,
}

impl Replay {
    fn new() -> Replay {
        let bench = bench::Bench::new();
        Replay {
            head: bench.console("zhang"),
            consoles: BTreeMap::new(),
            path: bench.path.clone(),
            settings: bench.settings.clone(),
            zone: bench::zone(),
            cases: BTreeMap::new(),
            commands: 0,
            now: Timestamp::UNIX_EPOCH,
            _bench: bench,
        }
    }

    fn moment(&self) -> Moment {
        Moment::new(self.now, &self.zone)
    }

    /// The agent's console, opened when he first acts.
    fn sit(&mut self, agent: &str) {
        if self.consoles.contains_key(agent) {
            return;
        }
        let login = format!("agent{}", self.consoles.len());
        let command = Command::AddStaff {
            uid: Uid::now_v7(),
            login: login.clone(),
            name: agent.to_owned(),
            roles: Roles(vec![Role::Desk, Role::Searcher]),
            lang: Lang::En,
        };
        let moment = self.moment();
        self.head.run(&command, &moment).unwrap();
        let desk = Desk::open(&self.path, self.settings.clone(), Some(&login)).unwrap();
        let id = desk.me().id;
        self.consoles.insert(agent.to_owned(), Console { desk, id });
        // The others learn of the new colleague as they do at their screens.
        self.head.changed_by_others();
        for console in self.consoles.values_mut() {
            console.desk.changed_by_others();
        }
    }

    fn run(&mut self, agent: &str, command: &Command) -> Done {
        let moment = self.moment();
        let desk = match agent {
            "" => &mut self.head,
            agent => &mut self.consoles.get_mut(agent).unwrap().desk,
        };
        let done = desk.run(command, &moment);
        let done = done.unwrap_or_else(|refusal| panic!("{command:?} by {agent}: {refusal:?}"));
        self.commands += usize::from(done.seq.is_some());
        done
    }

    fn request(&self, request: RequestId) -> Request {
        refdesk::store::requests::get(self.head.store().db(), request).unwrap()
    }

    /// One command on a case, by an agent or by the head.
    fn on(&mut self, case: &str, agent: &str, command: &Command) {
        let request = self.cases[case].request;
        let before = self.request(request);
        let done = self.run(agent, command);
        if done.seq.is_some() {
            let told = self.cases.get_mut(case).unwrap();
            told.commands += 1;
            told.before = before;
            told.newest = done;
            told.by = agent.to_owned();
        }
    }

    fn act(&mut self, case: &str, agent: &str, act: Act) {
        let request = self.cases[case].request;
        let seen = self.request(request).rev;
        let target = Target::seen(request, seen);
        self.on(case, agent, &Command::On { target, act });
    }

    fn note(&mut self, case: &str, agent: &str, text: &str) {
        let talk = NewTalk {
            uid: Uid::now_v7(),
            request: self.cases[case].request,
            kind: TalkKind::Note,
            channel: None,
            lang: Lang::En,
            text: text.to_owned(),
        };
        self.on(case, agent, &Command::Say(Box::new(talk)));
        self.cases.get_mut(case).unwrap().notes += 1;
    }

    fn receive(&mut self, case: &str, agent: &str) {
        let mut new = bench::asked(SERVICE, case, "");
        new.received_at = Some(self.now);
        let done = self.run(agent, &Command::Receive(Box::new(new)));
        let request = done.request.unwrap();
        let told = Told {
            request,
            commands: 1,
            waits: 0,
            notes: 0,
            before: self.request(request),
            newest: done,
            by: agent.to_owned(),
        };
        self.cases.insert(case.to_owned(), told);
    }

    fn status(&self, case: &str) -> Status {
        self.request(self.cases[case].request).status
    }

    /// To where somebody can work on it, from wherever it is.
    fn take_up(&mut self, case: &str, agent: &str) {
        match self.status(case) {
            Status::Submitted => self.act(case, agent, Act::Accept),
            Status::WaitingClient => self.act(case, agent, Act::Resume),
            Status::Delivered | Status::Closed => {
                let reason = "taken up again".to_owned();
                self.act(case, agent, Act::Reopen { reason });
            }
            _ => {}
        }
        if self.status(case) == Status::Submitted {
            self.act(case, agent, Act::Accept);
        }
        if self.status(case) == Status::Accepted {
            self.act(case, agent, Act::Begin);
        }
    }

    fn happens(&mut self, case: &str, event: &xes::Event) {
        let agent = event.resource.as_str();
        let status = self.status(case);
        let over = status > Status::Archived;
        match event.name.as_str() {
            "Assign seriousness" if status == Status::Submitted => {
                self.act(case, agent, Act::Accept);
            }
            "Assign seriousness" => {
                let add = vec![format!("serious-{}", self.cases[case].commands)];
                let remove = Vec::new();
                self.act(case, agent, Act::Tag { add, remove });
            }
            "Take in charge ticket" if !over => {
                self.take_up(case, agent);
                let owner = self.request(self.cases[case].request).owner;
                let to = self.consoles[agent].id;
                match owner {
                    None => self.act(case, agent, Act::Claim),
                    Some(owner) if owner != to => self.act(case, "", Act::Assign { to }),
                    Some(_) => {}
                }
            }
            "Wait" if status.is_at_work() && status != Status::WaitingClient => {
                let reason = "the client is asked".to_owned();
                self.act(case, agent, Act::Wait { reason });
                self.cases.get_mut(case).unwrap().waits += 1;
            }
            "Require upgrade" if status.is_open() => self.act(case, "", Act::Release),
            "Schedule intervention" if status.is_open() => {
                let on = self.moment().today().checked_add(jiff::Span::new().days(7));
                let due = Due {
                    on: on.unwrap(),
                    at: None,
                    provisional: false,
                };
                self.act(case, agent, Act::Agree { due: Some(due) });
            }
            "Resolve ticket" if !over && status != Status::Delivered => {
                self.take_up(case, agent);
                let to = "the client".to_owned();
                self.act(case, agent, Act::Deliver { to });
            }
            "Closed" if status.is_open() => {
                if status != Status::Delivered {
                    self.take_up(case, agent);
                    let to = "the client".to_owned();
                    self.act(case, agent, Act::Deliver { to });
                }
                self.act(case, agent, Act::Close { reason: None });
            }
            "DUPLICATE" if status.may_become(Status::Duplicate) => {
                let (of, reason) = (RequestId(1), "asked before".to_owned());
                self.act(case, agent, Act::DuplicateOf { of, reason });
            }
            "INVALID" if status.may_become(Status::Cancelled) => {
                let reason = "not for this desk".to_owned();
                self.act(case, agent, Act::Cancel { reason });
            }
            name => self.note(case, agent, name),
        }
    }

    fn case(&mut self, request: RequestId) -> Case {
        let moment = self.moment();
        match self.head.look(&Look::Case(request), &moment).unwrap() {
            Seen::Case(case) => *case,
            other => panic!("{other:?}"),
        }
    }

    fn is_well(&self) {
        let health = self.head.examine(&self.moment()).unwrap();
        assert!(health.broken.is_empty(), "{:?}", health.broken);
        assert!(health.wrong_tally.is_empty(), "{:?}", health.wrong_tally);
        assert!(health.integrity.is_empty(), "{:?}", health.integrity);
        let wrong: Vec<_> = health.wrong_due.iter().take(5).collect();
        assert!(
            wrong.is_empty(),
            "{} due dates, {wrong:?}",
            health.wrong_due.len()
        );
        assert_eq!(health.requests, self.cases.len() as u64);
    }
}

#[test]
fn two_years_of_a_real_help_desk_are_worked_without_a_loss() {
    let Some(corpora) = common::corpora() else {
        return;
    };
    let mut log = xes::read(&corpora.join("queue/helpdesk.xes.gz"));
    log.truncate(CASES);
    let mut events: Vec<(&str, &xes::Event)> = log
        .iter()
        .flat_map(|case| case.events.iter().map(|event| (case.name.as_str(), event)))
        .collect();
    // Stable: what happened in one second stays in the log's order.
    events.sort_by_key(|(_, event)| event.at);
    let mut replay = Replay::new();
    for (case, event) in &events {
        replay.now = event.at;
        replay.sit(&event.resource);
        if !replay.cases.contains_key(*case) {
            replay.receive(case, &event.resource);
        }
        replay.happens(case, event);
    }
    assert_eq!(replay.cases.len(), CASES);
    assert!(replay.commands > 3_000, "{} commands", replay.commands);
    replay.is_well();
    every_command_stands_in_the_journal_once(&replay);
    waits_are_given_back(&mut replay);
    nothing_said_is_lost(&mut replay);
    the_newest_command_of_a_case_can_be_taken_back(&mut replay);
    replay.is_well();
}

fn every_command_stands_in_the_journal_once(replay: &Replay) {
    // The founder, three colleagues of the bench, and every agent come before the work.
    let staff = 4 + replay.consoles.len();
    let (entries, _) = journal::head(replay.head.store().db()).unwrap();
    assert_eq!(usize::try_from(entries).unwrap(), replay.commands + staff);
    for told in replay.cases.values() {
        let db = replay.head.store().db();
        let found = journal::of_row(db, "request", told.request.0, None, 1_000).unwrap();
        assert_eq!(found.len(), told.commands, "{}", told.request);
    }
}

fn waits_are_given_back(replay: &mut Replay) {
    let waited: Vec<(RequestId, usize)> = replay
        .cases
        .values()
        .filter(|told| told.waits > 0)
        .map(|told| (told.request, told.waits))
        .collect();
    assert!(waited.len() > 50, "{} waited", waited.len());
    let mut later = 0;
    for (request, waits) in waited {
        let case = replay.case(request);
        let steps = case.steps.iter().filter(|s| s.to == Status::WaitingClient);
        assert_eq!(steps.count(), waits, "{request}");
        let request = case.request;
        if request.agreed.is_some() || request.status == Status::WaitingClient {
            continue;
        }
        let (Some(accepted), Some(due)) = (request.accepted_on, request.due) else {
            continue;
        };
        let def = replay.settings.service(&request.service).unwrap();
        let days = def.promise_for(&request.fields).target.days();
        let calendar = replay.settings.calendar();
        let without = calendar.nth_workday_after(accepted, days).date;
        assert!(
            due.on >= without,
            "#{} is due before its promise",
            request.id
        );
        later += usize::from(due.on > without);
    }
    assert!(later > 20, "only {later} promises moved by a wait");
}

fn nothing_said_is_lost(replay: &mut Replay) {
    let noted: Vec<(RequestId, usize)> = replay
        .cases
        .values()
        .filter(|told| told.notes > 0)
        .map(|told| (told.request, told.notes))
        .collect();
    assert!(!noted.is_empty());
    for (request, notes) in noted {
        assert_eq!(replay.case(request).talks.len(), notes, "{request}");
    }
}

fn the_newest_command_of_a_case_can_be_taken_back(replay: &mut Replay) {
    let mut names: Vec<String> = replay.cases.keys().cloned().collect();
    // A shuffle that is the same in every run.
    names.sort_by_key(|name| {
        name.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        })
    });
    let mut undone = 0;
    for name in names {
        let told = &replay.cases[&name];
        let (seq, by, mut before) = (
            told.newest.seq.unwrap(),
            told.by.clone(),
            told.before.clone(),
        );
        if told.commands == 1 || undone == UNDONE {
            continue;
        }
        let request = told.request;
        replay.run(&by, &Command::Undo { seq });
        let mut after = replay.request(request);
        // A version only ever goes up, and the due date is reckoned at the moment of the undo.
        assert!(after.rev >= before.rev, "{request}");
        (after.rev, before.rev) = Default::default();
        if before.status == Status::WaitingClient {
            (after.due, before.due) = (None, None);
        }
        assert_eq!(after, before, "{request}");
        undone += 1;
    }
    assert_eq!(undone, UNDONE);
}
