//! A console without a terminal: the real desk on a store of its own, the app, and keys told one by
//! one. What the loop's threads would do is done at once, in order.

use std::path::Path;
use std::sync::Arc;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use refdesk::app::tray::{Known, Parts, TrayChore};
use refdesk::app::{App, Chore, Effect, Here, Msg, Rest, Ticket};
use refdesk::biblio::{self, Limits};
use refdesk::desk::command::{ClientChoice, ClientDraft, NewRequest};
use refdesk::desk::exports;
use refdesk::desk::{Act, Command, Desk, Done, Founder, Look, Moment, Seen, Target};
use refdesk::domain::request::Secrecy;
use refdesk::domain::run::Export;
use refdesk::domain::{Channel, Lang, RequestId, RunId, Sentence, ServiceKey, Status, Uid};
use refdesk::intake::export::lists;
use refdesk::intake::tray::guess::guess;
use refdesk::intake::tray::{Filed, Place, Tray, Trays, arrival, sniff};
use refdesk::intake::{files, order};
use refdesk::keys::{Chord, Key, Keymap};
use refdesk::settings::Settings;
use refdesk::text::{Cells, Words};
use refdesk::view;

use super::screen::screen;

pub struct Story {
    pub app: App,
    pub desk: Desk,
    pub moment: Moment,
    /// Whether the terminal has answered; keys before that come unseen.
    pub flush: bool,
    pub quit: bool,
    /// Files that were given out: name and content.
    pub written: Vec<(String, Vec<u8>)>,
    /// The store's, where it goes with the story.
    folder: Option<tempfile::TempDir>,
}

impl Story {
    /// An empty store, its founder at a console of 120 by 30.
    pub fn new(lang: Lang) -> Story {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings::builtin().unwrap();
        let zone = settings.desk().zone.clone();
        let now: Timestamp = "2026-11-20T01:30:00Z".parse().unwrap();
        let moment = Moment::new(now, &zone);
        let founder = Founder {
            login: "zhang".to_owned(),
            name: "张三".to_owned(),
            lang,
            desk_name: None,
        };
        let path = folder.path().join("desk.db");
        let desk = Desk::found(&path, Arc::clone(&settings), &founder, &moment).unwrap();
        let mut story = Story::at(desk, moment, lang);
        story.folder = Some(folder);
        story
    }

    /// At a desk that is there already, at that moment, in that language.
    pub fn at(desk: Desk, moment: Moment, lang: Lang) -> Story {
        let settings = Arc::clone(desk.settings());
        let zone = settings.desk().zone.clone();
        let here = Here {
            colleagues: Vec::new(),
            away: Vec::new(),
            me: desk.me().clone(),
            settings,
            words: Words::new(lang).in_zone(zone).in_year(2026),
            cells: Cells::default(),
            colour: true,
            now: moment.now,
            today: moment.today(),
            new_uid: Uid::now_v7,
            staff: Vec::new(),
        };
        Story {
            app: App::new(here, Keymap::default(), (120, 30)),
            desk,
            moment,
            flush: true,
            quit: false,
            written: Vec::new(),
            folder: None,
        }
    }

    /// So many requests of one client each, with titles that tell them apart.
    pub fn with_requests(mut self, count: usize) -> Story {
        for n in 1..=count {
            self.receive("enquiry", &format!("第{n}件委托 query {n}"), "王五");
        }
        self
    }

    pub fn receive(&mut self, service: &str, title: &str, client: &str) -> Done {
        let client = ClientDraft {
            uid: Uid::now_v7(),
            name: client.to_owned(),
            unit: "化学学院".to_owned(),
            ..ClientDraft::default()
        };
        self.command(&Command::Receive(Box::new(NewRequest {
            uid: Uid::now_v7(),
            service: ServiceKey::new(service),
            title: title.to_owned(),
            client: ClientChoice::New(Box::new(client)),
            channel: Channel::Counter,
            received_at: None,
            count: None,
            wanted: None,
            fields: serde_json::Map::new(),
            tags: Vec::new(),
            secrecy: Secrecy::Open,
            heard: None,
            origin: None,
        })))
    }

    /// As a colleague would do it at another console.
    pub fn command(&mut self, command: &Command) -> Done {
        self.desk.run(command, &self.moment).unwrap()
    }

    pub fn act(&mut self, request: RequestId, act: Act) -> Done {
        let target = Target::newest(request);
        self.command(&Command::On { target, act })
    }

    pub fn start(mut self) -> Story {
        let effects = self.app.start();
        self.follow(effects);
        self
    }

    pub fn size(mut self, width: u16, height: u16) -> Story {
        self.tell(Msg::Resized(width, height));
        self
    }

    pub fn tell(&mut self, msg: Msg) {
        let effects = self.app.update(msg);
        self.follow(effects);
    }

    /// Keys as they are shown on the screen, parted by blanks: `j j Enter 受`.
    pub fn press(&mut self, keys: &str) -> &mut Story {
        for key in keys.split_whitespace() {
            self.tell(Msg::Key(event(Chord::parse(key).unwrap())));
        }
        self
    }

    /// Keys that arrive before anything asked for has come back.
    pub fn press_at_once(&mut self, keys: &str) -> &mut Story {
        let mut effects = Vec::new();
        for key in keys.split_whitespace() {
            effects.extend(self.app.update(Msg::Key(event(Chord::parse(key).unwrap()))));
        }
        self.follow(effects);
        self
    }

    pub fn type_text(&mut self, text: &str) -> &mut Story {
        for c in text.chars() {
            self.tell(Msg::Key(event(Chord::char(c))));
        }
        self
    }

    fn follow(&mut self, effects: Vec<Effect>) {
        let mut todo: std::collections::VecDeque<Effect> = effects.into();
        let (mut cursor, mut typing) = (false, false);
        loop {
            while let Some(effect) = todo.pop_front() {
                let msg = match effect {
                    Effect::Ask(ticket, look) => match self.desk.look(&look, &self.moment) {
                        Ok(seen) => Msg::Seen(ticket, seen),
                        Err(refusal) => Msg::Refused(ticket, refusal),
                    },
                    Effect::Do(ticket, command) => match self.desk.run(&command, &self.moment) {
                        Ok(done) => Msg::Done(ticket, done),
                        Err(refusal) => Msg::Refused(ticket, refusal),
                    },
                    Effect::Chore(ticket, Chore::Tray(chore)) => {
                        for msg in self.tray_chore(ticket, chore) {
                            todo.extend(self.app.update(msg));
                        }
                        continue;
                    }
                    Effect::Chore(ticket, chore) => self.chore(ticket, chore),
                    Effect::Rest(Rest::Cursor) => {
                        cursor = true;
                        continue;
                    }
                    Effect::Rest(Rest::Typing) => {
                        typing = true;
                        continue;
                    }
                    Effect::Repaint => continue,
                    Effect::Quit => {
                        self.quit = true;
                        continue;
                    }
                };
                todo.extend(self.app.update(msg));
            }
            if std::mem::take(&mut cursor) {
                todo.extend(self.app.update(Msg::Rested(Rest::Cursor)));
            } else if std::mem::take(&mut typing) {
                todo.extend(self.app.update(Msg::Rested(Rest::Typing)));
            } else if self.flush && self.app.take_changed() {
                todo.extend(self.app.update(Msg::Shown));
            } else {
                return;
            }
        }
    }

    /// Files lie where they are; what would be written is held.
    fn chore(&mut self, ticket: Ticket, chore: Chore) -> Msg {
        match chore {
            Chore::Attach { request, path } => {
                match files::attach(&mut self.desk, request, Path::new(&path), &self.moment) {
                    Ok(done) => return Msg::Done(ticket, done),
                    Err(refusal) => return Msg::Refused(ticket, refusal),
                }
            }
            Chore::Tray(_) => unreachable!("done with several answers"),
            Chore::Write { name, body, .. } => self.written.push((name, body)),
            Chore::WriteList {
                search,
                only,
                form,
                name,
            } => match lists::queue(&mut self.desk, &search, &only, form, &self.moment) {
                Ok(made) => self.written.push((name, made.bytes)),
                Err(refusal) => return Msg::Refused(ticket, refusal),
            },
            Chore::WriteLog { request, name } => {
                match lists::search_log(&mut self.desk, request, &self.moment) {
                    Ok(made) => self.written.push((name, made.bytes)),
                    Err(refusal) => return Msg::Refused(ticket, refusal),
                }
            }
            Chore::GiveOut { name, .. } => self.written.push((name, Vec::new())),
            Chore::SaveView { name, search } => self.desk.save_view(&name, &search).unwrap(),
            Chore::DropView { name } => self.desk.drop_view(&name).unwrap(),
        }
        Msg::Views(self.desk.views().unwrap())
    }

    /// What the store thread and the porter would tell, at once.
    fn tray_chore(&mut self, ticket: Ticket, chore: TrayChore) -> Vec<Msg> {
        let trays = Trays::of(&self.desk).unwrap();
        let mut told = Vec::new();
        let mut answer = |done: Result<Done, refdesk::domain::Refusal>| {
            told.push(match done {
                Ok(done) => Msg::Done(ticket, done),
                Err(refusal) => Msg::Refused(ticket, refusal),
            });
        };
        let settings = Arc::clone(self.desk.settings());
        match chore {
            TrayChore::Look { files, here } => {
                for file in files {
                    let looked = arrival::look(&trays, &file, &settings);
                    let there = looked
                        .as_ref()
                        .ok()
                        .and_then(|l| guess(&mut self.desk, &l.clues, here, &self.moment));
                    let known = Known {
                        looked,
                        guess: there.into(),
                    };
                    told.push(Msg::LookedAt(file, Box::new(known)));
                }
            }
            TrayChore::Guess { files, here } => {
                for (file, clues) in files {
                    let there = guess(&mut self.desk, &clues, here, &self.moment);
                    told.push(Msg::Guessed(Box::new((file, there))));
                }
            }
            TrayChore::Attach {
                file,
                request,
                run,
                parts,
            } => {
                if parts == Parts::Too {
                    for part in order::parts(&file.name, &trays.bytes(&file).unwrap()) {
                        let kept = files::keep_bytes(&self.desk, &part.bytes, &part.name).unwrap();
                        self.command(&Command::Attach {
                            request,
                            sha256: kept.sha256,
                            name: kept.name,
                            bytes: kept.bytes,
                            run: None,
                            export: None,
                        });
                    }
                }
                let run = run.map(|run| (run, self.brings(&trays, run, &file)));
                let place = Place { request, run };
                answer(trays.attach(&mut self.desk, place, &file, &self.moment));
            }
            TrayChore::StopExport => {}
            TrayChore::Read(file) => {
                let bytes = trays.bytes(&file).unwrap();
                let read = order::read(&file.name, &bytes, &settings, self.moment.today());
                told.push(Msg::ReadAs(file, Box::new(read)));
            }
            TrayChore::SetAside(file) => answer(trays.set_aside(&file).map(|days| {
                Done::told(
                    Sentence::new("tray-set-aside")
                        .with("file", file.name)
                        .with("days", days),
                )
            })),
            TrayChore::ListGone => told.push(Msg::Gone(trays.gone_files())),
            TrayChore::BringBack(gone) => answer(trays.bring_back(gone.id).map(|filed| {
                Done::told(Sentence::new("tray-brought-back").with("file", filed.unwrap().name))
            })),
            TrayChore::Keep { name, text } => {
                let text = text.0.replace('\r', "\n");
                answer(
                    trays.put(&name, &mut text.as_bytes()).map(|filed| {
                        Done::told(Sentence::new("tray-kept").with("file", filed.name))
                    }),
                );
            }
            TrayChore::Count(text) => {
                let (kind, records) = sniff::counted(&text.0);
                told.push(Msg::Counted(kind, records));
            }
        }
        told.push(Msg::Arrivals(trays.list(Tray::In).unwrap()));
        told
    }

    /// What the porter and the store thread do with an export, in one go.
    fn brings(&mut self, trays: &Trays, run: RunId, file: &Filed) -> Option<Export> {
        let bytes = trays.bytes(file).unwrap();
        let limits = Limits::default();
        let read = exports::Read::of(&biblio::read(&bytes, &limits), &limits).unwrap()?;
        let mut bringing = self.desk.begin_export(run, read, &self.moment).unwrap();
        while !self.desk.bring_some(&mut bringing).unwrap() {}
        Some(bringing.export())
    }

    /// A file comes to the in-tray, and the console has noticed.
    pub fn arrives(&mut self, name: &str, bytes: &[u8]) -> &mut Story {
        let trays = Trays::of(&self.desk).unwrap();
        trays.put(name, &mut &*bytes).unwrap();
        self.tell(Msg::Arrivals(trays.list(Tray::In).unwrap()));
        self
    }

    pub fn status(&mut self, request: RequestId) -> Status {
        match self.desk.look(&Look::Case(request), &self.moment) {
            Ok(Seen::Case(case)) => case.request.status,
            other => panic!("{other:?}"),
        }
    }

    pub fn screen(&self) -> String {
        screen(&self.buffer())
    }

    pub fn buffer(&self) -> ratatui::buffer::Buffer {
        let (width, height) = self.app.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| view::draw(&self.app, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    #[track_caller]
    pub fn sees(&self, text: &str) -> &Story {
        let screen = self.screen();
        assert!(screen.contains(text), "no `{text}` on\n{screen}");
        self
    }

    #[track_caller]
    pub fn sees_no(&self, text: &str) -> &Story {
        let screen = self.screen();
        assert!(!screen.contains(text), "`{text}` on\n{screen}");
        self
    }
}

pub fn event(chord: Chord) -> KeyEvent {
    let code = match chord.key {
        Key::Char(c) => KeyCode::Char(c),
        Key::Enter => KeyCode::Enter,
        Key::Esc => KeyCode::Esc,
        Key::Tab => KeyCode::Tab,
        Key::BackTab => KeyCode::BackTab,
        Key::Backspace => KeyCode::Backspace,
        Key::Delete => KeyCode::Delete,
        Key::Left => KeyCode::Left,
        Key::Right => KeyCode::Right,
        Key::Up => KeyCode::Up,
        Key::Down => KeyCode::Down,
        Key::Home => KeyCode::Home,
        Key::End => KeyCode::End,
        Key::PageUp => KeyCode::PageUp,
        Key::PageDown => KeyCode::PageDown,
    };
    let modifiers = match (chord.ctrl, chord.alt) {
        (true, _) => KeyModifiers::CONTROL,
        (_, true) => KeyModifiers::ALT,
        _ => KeyModifiers::NONE,
    };
    KeyEvent::new(code, modifiers)
}
