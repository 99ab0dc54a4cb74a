//! The loop: wait, update, do effects, draw if something changed. The store has a thread of its own,
//! so that no lock ever holds up a key.

mod beat;
mod chores;
mod clerk;
mod exports;
mod out;
mod porter;
mod sight;
mod trays;
mod watch;

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::{Instant, sleep_until};

use crate::app::{App, Effect, Here, Msg, Rest};
use crate::desk::{Desk, Look, Moment, Seen};
use crate::domain::{Lang, Sentence, Uid};
use crate::intake::tray::Trays;
use crate::keys::Keymap;
use crate::term::{self, Ending, Input, Screen};
use crate::text::{Cells, Words};
use crate::tutor::Tutor;
use crate::view;

use clerk::{Clerk, Errand};
use sight::Sight;

/// How long the cursor or the typing rests before details are asked for.
const REST: Duration = Duration::from_millis(150);
/// An update that ends the program must not wait for a store that hangs: it is gone two seconds after the
/// line.
const GRACE: Duration = Duration::from_millis(1_500);
/// The loop keeps what it has just taken in, unless it is stuck in a write to the dead terminal.
const STUCK: Duration = Duration::from_millis(200);

/// What reaches the loop from the other threads.
#[derive(Debug)]
pub(crate) enum News {
    Input(Input),
    Answer(Msg),
    End(Ending),
    /// The store thread is gone; what it panicked with is on the screen already.
    ClerkGone,
}

/// How the person wants the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    Themed,
    /// `NO_COLOR` is set.
    None,
}

/// What a terminal or sshd needs of a processor to carry the first page on. Our own threads would take
/// every one of a small machine at once.
const CARRIED: Duration = Duration::from_millis(2);

/// How a console begins.
#[derive(Debug)]
pub struct Start {
    pub colours: Colours,
    /// The language asked for; otherwise it is the person's own.
    pub lang: Option<Lang>,
    pub tutor: Option<Tutor>,
    /// Through the gate files come from and go to these trays alone, never a typed path.
    pub gate: Option<Trays>,
}

/// Runs the console until it is left; returns the exit code.
pub fn console(mut desk: Desk, keys: Keymap, start: Start) -> io::Result<i32> {
    let lang = start.lang.unwrap_or(desk.me().lang);
    let here = here(&desk, start.colours, lang);
    let desk_name = desk.own_name();
    let zone = desk.settings().desk().zone.clone();
    let mut app = App::new(here, keys, crossterm::terminal::size()?);
    app.desk_name = desk_name;
    app.only_read = desk.only_read();
    app.gate = start.gate.is_some();
    if let Some(said) = app.only_read.clone() {
        app.update(Msg::Told(crate::app::notices::Mood::Warning, said));
    }
    if let Some(tutor) = start.tutor {
        app.teach(tutor);
    }
    if start.gate.is_some() {
        greet(&mut app, &mut desk, &zone);
    }
    let effects = first_page(&mut app, &mut desk, &zone);
    // On the first page too: a key struck as soon as it is seen goes into the form that was open.
    let drafts = clerk::left_lying(&desk);
    app.take_drafts(drafts.clone());
    let (news, mail) = unbounded_channel();
    let (errands, work) = clerk::line();
    let at_end = (errands.clone(), news.clone());
    let watch = term::watch()?;
    let mut screen = Screen::enter()?;
    // The first page stands before anything else is begun or asked for: nothing may hold it up.
    if app.take_changed() {
        screen.draw(|frame| view::draw(&app, frame))?;
        std::thread::sleep(CARRIED);
    }
    watch.begin(move |ending| end(&at_end.0, &at_end.1, ending))?;
    let clerk = Clerk::start(
        desk,
        zone.clone(),
        news.clone(),
        start.gate,
        (errands, work),
        drafts,
    )?;
    let keyboard = news.clone();
    term::listen(move |input| keyboard.send(News::Input(input)).is_ok())?;
    drop(news);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    let code = kept_through(&mut app, &clerk, |app| {
        let ended = runtime.block_on(turn(app, effects, &mut screen, &clerk, mail, &zone));
        ended.or_else(|error| {
            // A drawing may meet the dead terminal before anybody has told of its end.
            clerk.keep(app);
            clerk.finish();
            match rustix::io::Errno::from_io_error(&error) {
                Some(rustix::io::Errno::IO) => Ok(Ending::HungUp.code()),
                _ => Err(error),
            }
        })
    });
    drop(screen);
    // The input thread may still wait for a key; it ends with the process.
    runtime.shutdown_background();
    code
}

/// Says at somebody's first login by which name she is known and what waits for her.
fn greet(app: &mut App, desk: &mut Desk, zone: &jiff::tz::TimeZone) {
    if !matches!(desk.place(), Ok(None)) {
        return;
    }
    let moment = Moment::new(Timestamp::now(), zone);
    let Ok(Seen::Pulse(pulse)) = desk.look(&Look::Pulse, &moment) else {
        return;
    };
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let key = match (pulse.mine, pulse.to_triage) {
        (0, 0) => "gate-hello",
        (0, _) => "gate-hello-triage",
        _ => "gate-hello-mine",
    };
    let said = Sentence::new(key)
        .with("name", desk.me().name.as_str())
        .with("mine", count(pulse.mine))
        .with("triage", count(pulse.to_triage));
    app.greet(said);
}

/// Goes back to where the person was and reads the first page before the screen is entered, so that the
/// first drawing shows it. What else is asked for comes later.
fn first_page(app: &mut App, desk: &mut Desk, zone: &jiff::tz::TimeZone) -> Vec<Effect> {
    match desk.place() {
        Ok(Some(place)) => app.return_to(&place),
        _ => app.begin_with_open_work(),
    }
    let moment = Moment::new(Timestamp::now(), zone);
    // The order of the page is that of the kept dates. Where they cannot be written, they are shown
    // as of today all the same.
    let _ = desk.settle_pauses(&moment);
    let mut later = Vec::new();
    for effect in app.start() {
        match effect {
            Effect::Ask(ticket, look @ Look::Queue { .. }) => {
                let answer = match desk.look(&look, &moment) {
                    Ok(seen) => Msg::Seen(ticket, seen),
                    Err(refusal) => Msg::Refused(ticket, refusal),
                };
                later.extend(app.update(answer));
            }
            other => later.push(other),
        }
    }
    later
}

/// The facts about a desk that everything on the screen shares.
pub fn here(desk: &Desk, colours: Colours, lang: Lang) -> Here {
    let settings = desk.settings().clone();
    let zone = settings.desk().zone.clone();
    let moment = Moment::new(Timestamp::now(), &zone);
    let me = desk.me().clone();
    Here {
        colleagues: Vec::new(),
        away: Vec::new(),
        words: Words::new(lang)
            .in_zone(zone)
            .in_year(moment.today().year()),
        me,
        settings,
        cells: Cells::default(),
        colour: colours == Colours::Themed,
        now: moment.now,
        today: moment.today(),
        new_uid: Uid::now_v7,
        staff: desk.staff().to_vec(),
    }
}

/// Runs the loop; what was typed is kept also when it panics, and the panic goes on.
fn kept_through<T>(app: &mut App, clerk: &Clerk, run: impl FnOnce(&mut App) -> T) -> T {
    match catch_unwind(AssertUnwindSafe(|| run(app))) {
        Ok(code) => code,
        Err(panic) => {
            // What is half changed may panic again; then the last second's state is what is kept.
            let _ = catch_unwind(AssertUnwindSafe(|| clerk.keep(app)));
            clerk.finish();
            resume_unwind(panic)
        }
    }
}

/// From the watchers' threads: what is to be kept is kept and the process ends, whatever the loop does.
fn end(errands: &std::sync::mpsc::Sender<Errand>, news: &UnboundedSender<News>, ending: Ending) {
    let _ = news.send(News::End(ending));
    let errands = errands.clone();
    std::thread::spawn(move || {
        if ending == Ending::HungUp {
            std::thread::sleep(STUCK);
            let _ = errands.send(Errand::KeepAndExit(ending.code()));
        }
        std::thread::sleep(GRACE);
        if ending == Ending::Told {
            term::leave();
        }
        std::process::exit(ending.code());
    });
}

async fn turn(
    app: &mut App,
    mut effects: Vec<Effect>,
    screen: &mut Screen,
    clerk: &Clerk,
    mut mail: UnboundedReceiver<News>,
    zone: &jiff::tz::TimeZone,
) -> io::Result<i32> {
    let mut rests = Rests::default();
    let mut sight = Sight::default();
    app.take_views(clerk.views());
    effects.extend(app.update(now(zone)));
    loop {
        if let Some(code) = carry_out(std::mem::take(&mut effects), screen, clerk, &mut rests)? {
            clerk.keep(app);
            clerk.finish();
            return Ok(code);
        }
        clerk.keep(app);
        if app.take_changed() {
            if sight.drawn(app.awaits_sight(), Instant::now()) {
                screen.ask();
            }
            screen.draw(|frame| view::draw(app, frame))?;
        }
        let next = tokio::select! {
            news = mail.recv() => news,
            rest = rests.next() => Some(News::Answer(Msg::Rested(rest))),
            () = sight.over() => Some(News::Answer(Msg::Shown)),
            () = midnight(zone) => Some(News::Answer(now(zone))),
        };
        let mut batch: Vec<News> = next.into_iter().collect();
        if batch.is_empty() {
            return Ok(1);
        }
        // All that has come is taken in before one drawing; keys meant for a card wait for it.
        while let Ok(more) = mail.try_recv() {
            batch.push(more);
        }
        for news in batch {
            let msg = match news {
                News::Answer(msg) => msg,
                News::Input(Input::Key(key)) => {
                    effects.extend(app.update(now(zone)));
                    Msg::Key(key)
                }
                News::Input(Input::Paste(text)) => Msg::Pasted(text),
                News::Input(Input::PasteTooLarge) => Msg::PasteTooLarge,
                News::Input(Input::Resize(width, height)) => Msg::Resized(width, height),
                News::Input(Input::Measured(ambiguous)) => {
                    sight.measured();
                    Msg::Measured(ambiguous)
                }
                News::Input(Input::Answered) if sight.answered() => Msg::Shown,
                News::Input(Input::Answered) => continue,
                News::End(ending) => {
                    clerk.keep(app);
                    clerk.rescue(app);
                    clerk.finish();
                    return Ok(ending.code());
                }
                News::ClerkGone => {
                    clerk.keep(app);
                    clerk.finish();
                    return Ok(1);
                }
            };
            effects.extend(app.update(msg));
        }
    }
}

fn now(zone: &jiff::tz::TimeZone) -> Msg {
    let moment = Moment::new(Timestamp::now(), zone);
    Msg::Moment(moment.now, moment.today())
}

/// Until the day changes; due dates and the top line change with it.
async fn midnight(zone: &jiff::tz::TimeZone) {
    let now = Timestamp::now().to_zoned(zone.clone());
    let wait = now
        .tomorrow()
        .and_then(|day| day.start_of_day())
        .map(|start| start.timestamp().as_second() - now.timestamp().as_second())
        .unwrap_or(3_600);
    let wait = u64::try_from(wait).unwrap_or(0) + 1;
    tokio::time::sleep(Duration::from_secs(wait)).await;
}

/// Does what the app asks; an exit code when it asks to end.
fn carry_out(
    effects: Vec<Effect>,
    screen: &mut Screen,
    clerk: &Clerk,
    rests: &mut Rests,
) -> io::Result<Option<i32>> {
    for effect in effects {
        match effect {
            Effect::Ask(ticket, look) => clerk.send(Errand::Ask(ticket, look)),
            Effect::Do(ticket, command) => clerk.send(Errand::Do(ticket, Box::new(command))),
            Effect::Chore(ticket, chore) => clerk.send(Errand::Chore(ticket, chore)),
            Effect::Rest(rest) => rests.begin(rest),
            Effect::Repaint => screen.repaint()?,
            Effect::Quit => return Ok(Some(0)),
        }
    }
    Ok(None)
}

/// The rests that are under way; each begins anew with every move.
#[derive(Debug, Default)]
struct Rests {
    cursor: Option<Instant>,
    typing: Option<Instant>,
}

impl Rests {
    fn begin(&mut self, rest: Rest) {
        let over = Some(Instant::now() + REST);
        match rest {
            Rest::Cursor => self.cursor = over,
            Rest::Typing => self.typing = over,
        }
    }

    async fn next(&mut self) -> Rest {
        let first = match (self.cursor, self.typing) {
            (Some(cursor), Some(typing)) if typing < cursor => (Rest::Typing, typing),
            (Some(cursor), _) => (Rest::Cursor, cursor),
            (None, Some(typing)) => (Rest::Typing, typing),
            (None, None) => return std::future::pending().await,
        };
        sleep_until(first.1).await;
        match first.0 {
            Rest::Cursor => self.cursor = None,
            Rest::Typing => self.typing = None,
        }
        first.0
    }
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    use super::*;
    use crate::desk::Founder;
    use crate::settings::Settings;

    fn desk(store: &std::path::Path) -> Desk {
        let founder = Founder {
            login: "zhang".to_owned(),
            name: "张三".to_owned(),
            lang: Lang::Zh,
            desk_name: None,
        };
        let settings = Settings::builtin().unwrap();
        let moment = Moment::new(Timestamp::now(), &settings.desk().zone);
        Desk::found(store, settings, &founder, &moment).unwrap()
    }

    #[test]
    fn a_panic_keeps_every_character_that_was_typed_before_it() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("desk.db");
        let desk = desk(&store);
        let zone = desk.settings().desk().zone.clone();
        let here = here(&desk, Colours::None, Lang::Zh);
        let mut app = App::new(here, Keymap::default(), (120, 30));
        let (news, _mail) = unbounded_channel();
        let clerk = Clerk::start(desk, zone, news, None, clerk::line(), Vec::new()).unwrap();
        let panicked = catch_unwind(AssertUnwindSafe(|| {
            kept_through(&mut app, &clerk, |app| {
                for c in "n查收查引三十篇".chars() {
                    let key = KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE);
                    app.update(Msg::Key(key));
                }
                panic!("a fault, in the test");
            })
        }));
        assert!(panicked.is_err());
        let settings = Settings::builtin().unwrap();
        let next = Desk::open(&store, settings, Some("zhang")).unwrap();
        let drafts = next.drafts().unwrap();
        assert!(
            drafts
                .iter()
                .any(|(_, body, _)| body.contains("查收查引三十篇")),
            "{drafts:?}"
        );
    }
}
