//! The store thread: takes errands one after the other, answers, and looks once a second whether a
//! colleague has written. Holds what must be kept when the line drops.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::mpsc::UnboundedSender;

use super::News;
use super::beat::Beat;
use super::exports::{Incoming, Step};
use super::porter::{LineEnds, Porter};
use super::trays::Store;
use super::watch::Watch;
use crate::app::notices::Mood;
use crate::app::tray::Pasted;
use crate::app::{App, Chore, Msg, Standing, Ticket};
use crate::desk::purge::{TakenOut, told_after};
use crate::desk::{Changed, Command, Desk, Look, Moment};
use crate::domain::RequestId;
use crate::intake::tray::arrival::Clues;
use crate::intake::tray::guess::guess;
use crate::intake::tray::{Filed, Trays};

/// How often drafts are written.
const POLL: Duration = Duration::from_secs(1);
/// How often colleagues' changes are asked for and one's own standing told: both ways together must
/// stay below a second.
const PEEK: Duration = Duration::from_millis(400);
/// A place is written less often: it changes with every move.
const PLACE: Duration = Duration::from_secs(10);

#[derive(Debug)]
pub(crate) enum Errand {
    Ask(Ticket, Look),
    Do(Ticket, Box<Command>),
    Chore(Ticket, Chore),
    /// Whom a file of the in-tray may concern.
    Guess(Filed, Box<Clues>, Option<RequestId>),
    /// The next piece of an export on its way into a run.
    Export(Box<Incoming>),
    /// Keeps what was pasted and not answered for, now.
    Rescue(String, Pasted),
    Finish,
    KeepAndExit(i32),
}

/// What survives a dropped line: where one was, and what was typed and not saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Kept {
    place: String,
    drafts: Drafts,
}

/// What the screen hands over for the store thread to write down in its own time.
#[derive(Debug, Default)]
struct Tray {
    kept: Kept,
    standing: Standing,
}

pub(crate) struct Clerk {
    errands: Sender<Errand>,
    tray: Arc<Mutex<Tray>>,
    found_views: Vec<(String, String)>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// What was typed and not saved: about what, and the text.
pub(crate) type Drafts = Vec<(String, String)>;

/// What an earlier console left unsaved.
pub(crate) fn left_lying(desk: &Desk) -> Drafts {
    let drafts = desk.drafts().unwrap_or_default().into_iter();
    drafts.map(|(about, body, _)| (about, body)).collect()
}

/// The line on which errands wait, also before anybody carries them out.
pub(crate) fn line() -> (Sender<Errand>, Receiver<Errand>) {
    channel()
}

impl Clerk {
    pub(crate) fn start(
        desk: Desk,
        zone: TimeZone,
        news: UnboundedSender<News>,
        gate: Option<Trays>,
        (errands, work): (Sender<Errand>, Receiver<Errand>),
        drafts: Drafts,
    ) -> io::Result<Clerk> {
        let found_views = desk.views().unwrap_or_default();
        let found = Kept {
            place: desk.place().ok().flatten().unwrap_or_default(),
            drafts,
        };
        let tray = Arc::new(Mutex::new(Tray {
            kept: found.clone(),
            standing: Standing::default(),
        }));
        let own = gate.clone().or_else(|| Trays::of(&desk).ok());
        let trays = match own {
            Some(trays) => {
                let settings = Arc::clone(desk.settings());
                let told = (news.clone(), errands.clone());
                let porter = Porter::start(trays.clone(), settings, told.0, told.1)?;
                Some(Store { trays, porter })
            }
            None => None,
        };
        let mut worker = Worker {
            desk,
            trays,
            watch: Watch::default(),
            zone,
            news: news.clone(),
            tray: Arc::clone(&tray),
            beat: Beat::new(),
            written: found,
            place_written: Instant::now(),
            settled: None,
            gate,
            told_moved: false,
            errands: errands.clone(),
            stops_export: false,
        };
        let thread = thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || {
                let gone = Gone(news);
                let worked = catch_unwind(AssertUnwindSafe(|| worker.work(&work)));
                drop(gone);
                if worked.is_err() {
                    worker.keep_after_panic(&work);
                }
            })?;
        Ok(Clerk {
            errands,
            tray,
            found_views,
            thread: Mutex::new(Some(thread)),
        })
    }

    /// The person's own views.
    pub(crate) fn views(&self) -> Vec<(String, String)> {
        self.found_views.clone()
    }

    pub(crate) fn send(&self, errand: Errand) {
        // A store thread that is gone has told so already.
        let _ = self.errands.send(errand);
    }

    /// Notes what must survive; the store thread writes it down within a second.
    pub(crate) fn keep(&self, app: &App) {
        let kept = Kept {
            place: app.place_kept(),
            drafts: app.drafts_kept(),
        };
        let standing = app.standing();
        *lock(&self.tray) = Tray { kept, standing };
    }

    /// What was pasted and not answered for goes to the in-tray, as the console ends.
    pub(crate) fn rescue(&self, app: &App) {
        if let Some((name, text)) = app.unanswered_paste() {
            self.send(Errand::Rescue(name, text));
        }
    }

    /// Waits until all that was sent off is done.
    pub(crate) fn finish(&self) {
        self.send(Errand::Finish);
        let thread = lock(&self.thread).take();
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Says that the store thread ended, also when it panicked.
struct Gone(UnboundedSender<News>);

impl Drop for Gone {
    fn drop(&mut self) {
        let _ = self.0.send(News::ClerkGone);
    }
}

pub(super) struct Worker {
    pub(super) desk: Desk,
    pub(super) trays: Option<Store>,
    watch: Watch,
    zone: TimeZone,
    news: UnboundedSender<News>,
    tray: Arc<Mutex<Tray>>,
    beat: Beat,
    written: Kept,
    place_written: Instant,
    /// Due dates stand by the calendar in force, and those of paused work by this day.
    settled: Option<jiff::civil::Date>,
    /// Where files come from and go to for somebody who came through the gate.
    pub(super) gate: Option<Trays>,
    /// That another file lies where the store was is told once.
    told_moved: bool,
    /// Its own line, for work done a piece at a time.
    errands: Sender<Errand>,
    /// The export on its way is called off.
    pub(super) stops_export: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kinds {
    All,
    Drafts,
}

impl Worker {
    fn work(&mut self, errands: &Receiver<Errand>) {
        let mut next_poll = Instant::now() + POLL;
        let mut next_peek = Instant::now() + PEEK;
        loop {
            let next = next_poll.min(next_peek);
            let wait = next.saturating_duration_since(Instant::now());
            match errands.recv_timeout(wait) {
                Ok(Errand::Ask(ticket, look)) => self.ask(ticket, &look),
                Ok(Errand::Do(ticket, command)) => self.carry_out(ticket, &command),
                Ok(Errand::Chore(ticket, chore)) => self.chore(ticket, chore),
                Ok(Errand::Guess(file, clues, here)) => self.guess(file, &clues, here),
                Ok(Errand::Export(incoming)) => self.bring(*incoming),
                Ok(Errand::Rescue(name, text)) => {
                    if let Some(store) = &self.trays {
                        // Nobody is there any more to be told where it fails.
                        let _ = store.trays.put(&name, &mut LineEnds::of(&text));
                    }
                }
                Ok(Errand::Finish) | Err(RecvTimeoutError::Disconnected) => {
                    return self.close();
                }
                Ok(Errand::KeepAndExit(code)) => {
                    self.close();
                    std::process::exit(code);
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            if Instant::now() >= next_poll {
                next_poll = Instant::now() + POLL;
                self.poll();
            }
            if Instant::now() >= next_peek {
                next_peek = Instant::now() + PEEK;
                self.peek();
            }
        }
    }

    /// What was typed up to the panic is kept as well: the loop was told, and says when it has noted all.
    fn keep_after_panic(&mut self, errands: &Receiver<Errand>) {
        let until = Instant::now() + POLL;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            match errands.recv_timeout(left) {
                Ok(Errand::Finish | Errand::KeepAndExit(_)) | Err(_) => break,
                Ok(_) => {}
            }
        }
        let _ = catch_unwind(AssertUnwindSafe(|| self.write_kept(Kinds::All)));
    }

    fn close(&mut self) {
        self.write_kept(Kinds::All);
        self.beat.end(&mut self.desk);
    }

    pub(super) fn moment(&self) -> Moment {
        Moment::new(Timestamp::now(), &self.zone)
    }

    pub(super) fn tell(&self, msg: Msg) {
        let _ = self.news.send(News::Answer(msg));
    }

    fn ask(&mut self, ticket: Ticket, look: &Look) {
        let moment = self.moment();
        match self.desk.look(look, &moment) {
            Ok(seen) => self.tell(Msg::Seen(ticket, seen)),
            Err(refusal) => self.tell(Msg::Refused(ticket, refusal)),
        }
    }

    fn carry_out(&mut self, ticket: Ticket, command: &Command) {
        let moment = self.moment();
        match self.desk.run(command, &moment) {
            Ok(done) => {
                let seq = done.seq.filter(|_| matches!(command, Command::Undo { .. }));
                let taken = done.taken_out.clone();
                self.tell(Msg::Done(ticket, done));
                if let Some(taken) = taken {
                    self.sweep(&taken);
                }
                if let (Some(store), Some(seq)) = (&self.trays, seq) {
                    for said in store.follow_undo(&self.desk, seq) {
                        self.tell(Msg::Told(Mood::Plain, said));
                    }
                    self.look_into_tray();
                }
            }
            Err(refusal) => self.tell(Msg::Refused(ticket, refusal)),
        }
    }

    /// The rest of an erasure, once it is durable: files, and traces in the index and the log.
    fn sweep(&mut self, taken: &TakenOut) {
        match self.desk.sweep(&taken.files) {
            Ok(settled) => {
                for said in told_after(taken, settled) {
                    self.tell(Msg::Told(Mood::Warning, said));
                }
            }
            Err(refusal) => self.tell(Msg::Told(Mood::Refused, refusal.said)),
        }
    }

    fn guess(&mut self, file: Filed, clues: &Clues, here: Option<RequestId>) {
        let moment = self.moment();
        let there = guess(&mut self.desk, clues, here, &moment);
        self.tell(Msg::Guessed(Box::new((file, there))));
    }

    /// One piece of an export; what remains waits in line behind what the person asked for meanwhile.
    fn bring(&mut self, incoming: Incoming) {
        let moment = self.moment();
        let Some(store) = &self.trays else { return };
        let stop = self.stops_export;
        match incoming.step(&mut self.desk, &store.trays, stop, &moment) {
            Step::On(rest, progress) => {
                if let Some((done, all)) = progress {
                    self.tell(Msg::Bringing(done, all));
                }
                let _ = self.errands.send(Errand::Export(Box::new(rest)));
            }
            Step::Over(ticket, answer) => {
                self.stops_export = false;
                self.tell(match answer {
                    Ok(done) => Msg::Done(ticket, done),
                    Err(refusal) => Msg::Refused(ticket, refusal),
                });
                self.look_into_tray();
            }
        }
    }

    /// Tells what has come to the in-tray, or gone from it.
    pub(super) fn look_into_tray(&mut self) {
        if let Some(store) = &self.trays
            && let Some(files) = self.watch.look(&store.trays, Timestamp::now())
        {
            self.tell(Msg::Arrivals(files));
        }
    }

    fn poll(&mut self) {
        let place_is_old = self.place_written.elapsed() >= PLACE;
        self.write_kept(if place_is_old {
            Kinds::All
        } else {
            Kinds::Drafts
        });
        self.settle();
        if let Err(refusal) = self.desk.store_is_there()
            && !std::mem::replace(&mut self.told_moved, true)
        {
            self.tell(Msg::Told(Mood::Refused, refusal.said));
        }
    }

    /// Tells where this console stands, and hears of the others and of what they wrote.
    fn peek(&mut self) {
        let moment = self.moment();
        let standing = lock(&self.tray).standing;
        self.beat.say(&mut self.desk, standing, &moment);
        let changed = self.desk.changed_by_others();
        if changed == Changed::Records {
            self.tell(Msg::OthersWrote);
            for said in self.desk.given_to_me() {
                self.tell(Msg::Told(Mood::Warning, said));
            }
        }
        self.look_into_tray();
        let me = self.desk.me().id;
        if let Some(colleagues) = self.beat.hear(&mut self.desk, changed, me, moment.now) {
            self.tell(Msg::Colleagues(colleagues));
        }
    }

    /// When the first page stands, and on every new day: due dates follow a calendar that has changed
    /// since, and the pauses that go on.
    fn settle(&mut self) {
        let moment = self.moment();
        let first = self.settled.is_none();
        if self.settled.replace(moment.today()) == Some(moment.today()) {
            return;
        }
        match self.desk.settle_pauses(&moment) {
            Ok(true) => self.tell(Msg::OthersWrote),
            Ok(false) => {}
            Err(refusal) => self.tell(Msg::Told(Mood::Refused, refusal.said)),
        }
        if !first {
            return;
        }
        match self.desk.settle_calendar(&moment) {
            Ok(Some(said)) => {
                self.tell(Msg::Told(Mood::Warning, said));
                self.tell(Msg::OthersWrote);
            }
            Ok(None) => {}
            Err(refusal) => self.tell(Msg::Told(Mood::Refused, refusal.said)),
        }
    }

    /// Writes what changed since the last time. A failure is not told here: the next second tries again.
    fn write_kept(&mut self, kinds: Kinds) {
        let now = lock(&self.tray).kept.clone();
        if now == self.written {
            return;
        }
        let moment = self.moment();
        // A draft's write makes the others read again anyhow.
        let with_draft = now.drafts != self.written.drafts;
        let place_moved = (kinds == Kinds::All || with_draft) && now.place != self.written.place;
        if place_moved && self.desk.save_place(&now.place).is_ok() {
            self.written.place.clone_from(&now.place);
            self.place_written = Instant::now();
        }
        for (about, body) in &now.drafts {
            let known = self.written.drafts.contains(&(about.clone(), body.clone()));
            if !known && self.desk.save_draft(about, body, &moment).is_err() {
                return;
            }
        }
        let gone = |about: &String| !now.drafts.iter().any(|(kept, _)| kept == about);
        for (about, _) in self.written.drafts.iter().filter(|(about, _)| gone(about)) {
            if self.desk.drop_draft(about).is_err() {
                return;
            }
        }
        self.written.drafts = now.drafts;
    }
}
