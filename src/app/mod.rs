//! What the screen remembers and decides. No SQL, no clock, no await; draws nothing.

pub mod act;
mod ahead;
mod allowed;
pub mod asked;
mod away;
mod bare;
pub mod case;
pub mod catch_up;
pub mod client_pane;
mod colleagues;
pub mod decide;
mod erase;
mod flow;
pub mod form;
pub mod forming;
pub mod here;
pub mod layer;
pub mod line;
pub mod listing;
pub mod literature;
pub mod merge;
pub mod notices;
mod outside;
pub mod over;
mod part;
pub mod place;
pub mod plan;
pub mod press;
mod product;
pub mod proven;
pub mod put_out;
pub mod queue;
mod reading;
pub mod reply;
pub mod search;
mod secret;
pub mod session;
mod strategy;
mod taught;
pub mod tray;
pub mod triage;
mod which;

use std::collections::BTreeMap;

use crossterm::event::KeyEvent;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::desk::look::Pulse;
use crate::desk::presence::Colleague;
use crate::desk::safety::Safety;
use crate::desk::{Act, Command, Done, Look, Seen};
use crate::domain::{AbsenceId, Refusal, RequestId, Rev, Sentence, Seq};
use crate::intake::order::Order;
use crate::intake::tray::Filed;
use crate::intake::tray::gone::Gone;
use crate::intake::tray::guess::Guess;
use crate::intake::tray::sniff::Kind;
use crate::keys::{Action, Keymap, Place};
use crate::text::Ambiguous;
use crate::tutor::Tutor;

pub use asked::Ticket;
use asked::{Asked, For, Load};
use case::CasePane;
pub use colleagues::Standing;
pub use here::Here;
use layer::Layer;
use notices::{Mood, Notices};
pub use outside::Chore;
use plan::{Pane, Plan};
use queue::Queue;
use tray::{Known, Tray};
use triage::Triage;

/// Everything that can happen to the screen.
#[derive(Debug)]
pub enum Msg {
    Key(KeyEvent),
    Pasted(String),
    Resized(u16, u16),
    /// The cursor, or the typing of a search, has rested.
    Rested(Rest),
    Seen(Ticket, Seen),
    Done(Ticket, Done),
    Refused(Ticket, Refusal),
    /// What [`App::awaits_sight`] named stands before the person's eyes.
    Shown,
    /// The time it is; told with each key, and when a new day begins.
    Moment(Timestamp, Date),
    /// Something to be told that no question asked for.
    Told(Mood, Sentence),
    /// More was pasted than any file may hold; it was not kept.
    PasteTooLarge,
    /// The files of the in-tray, the newest first.
    Arrivals(Vec<Filed>),
    /// What one of them is, and where it may belong.
    LookedAt(Filed, Box<Known>),
    Guessed(Box<(Filed, Option<Guess>)>),
    /// One of them as an order for the form.
    ReadAs(Filed, Box<Result<Order, Refusal>>),
    /// What a pasted text is, and how many records it holds.
    Counted(Kind, Option<usize>),
    /// What was removed from the in-tray and can come back, the last one first.
    Gone(Vec<Gone>),
    /// Records of an export that are in the store, of all.
    Bringing(usize, usize),
    /// One's own views have changed.
    Views(Vec<(String, String)>),
    /// Somebody else has written to the store.
    OthersWrote,
    /// Who else is at the desk now.
    Colleagues(Vec<Colleague>),
    /// How the terminal draws characters of ambiguous width.
    Measured(Ambiguous),
}

/// What the loop is to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    Ask(Ticket, Look),
    Do(Ticket, Command),
    Chore(Ticket, Chore),
    /// Starts a rest of this kind anew; 150 ms later it is over.
    Rest(Rest),
    /// Forget what the terminal shows and draw all of it again.
    Repaint,
    Quit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rest {
    Cursor,
    Typing,
}

/// What must have been before the person's eyes until a key may act on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sighted {
    Card(RequestId),
    Bulk,
    /// A file's card, by its number.
    Arrival(u64),
    /// A document's card, by its number.
    Document(u64),
    /// A row that came under the cursor by itself.
    Row(RequestId),
}

/// The whole screen. Panes own their fields; what they share is in `here`.
pub struct App {
    pub here: Here,
    pub keys: Keymap,
    pub size: (u16, u16),
    pub focus: Pane,
    pub queue: Queue,
    pub page: CasePane,
    pub layers: Vec<Layer>,
    pub notices: Notices,
    pub marks: BTreeMap<RequestId, Rev>,
    pub triage: Option<Triage>,
    pub tray: Tray,
    /// Came in by the gate: files come from and go to the trays alone.
    pub gate: bool,
    pub pulse: Option<Pulse>,
    /// The newest own step that `u` takes back.
    pub last_undo: Option<(Seq, Sentence)>,
    /// Why what was done last cannot be taken back.
    undo_barred: Option<Sentence>,
    /// Undos that `U` takes back, newest last.
    pub redo: Vec<Seq>,
    /// What `,` does again.
    pub repeat: Option<(Action, Act)>,
    /// What was sent off last, to be done again once it has worked.
    trying: Option<(Action, Act)>,
    /// Forms left with text in them.
    aside: Vec<forming::Filling>,
    /// What the person is named and reached by whose erasure is being asked about.
    erasing: Vec<String>,
    /// Drafts of an earlier console that have not been opened yet.
    drafts: Vec<(String, String)>,
    /// Requests one came from, the newest last.
    trail: Vec<client_pane::Trail>,
    /// The list from which one began to search, and what was last looked for.
    unsearched: Option<(String, String)>,
    last_search: String,
    /// One's own views: name and search.
    views: Vec<(String, String)>,
    /// A request just written down, to be selected wherever the view would put it.
    sought: Option<RequestId>,
    /// The number last told as not found, so that it is told once.
    told_unseen: Option<i64>,
    /// The row that took the place of one that left the view, until it is seen.
    slid: Option<RequestId>,
    /// Openings of restricted requests the head has not noted.
    openings: Vec<crate::desk::look::Opening>,
    /// Whether the desk can be brought back, as far as anybody has tried.
    pub safety: Option<Safety>,
    /// One's own last reasons, by verb.
    reasons: BTreeMap<Action, Vec<String>>,
    /// A verb that waits for its request's page, and the keys typed ahead for its form.
    coming: Option<ahead::Coming>,
    /// What the desk calls itself, where it is not what `desk.toml` says.
    pub desk_name: Option<String>,
    /// Why nothing can be written, where the store can only be read.
    pub only_read: Option<Sentence>,
    /// The lessons, where this is the tutor's desk.
    pub tutor: Option<Tutor>,
    /// What stood open at the last console, until it is opened again.
    reopen: Option<place::Open>,
    typing: Option<(String, String)>,
    /// `q` was struck once on the ground.
    pub leaving: bool,
    /// The absence about which it was asked whether one is back.
    asked_back: Option<AbsenceId>,
    /// Who is away has been read once.
    away_known: bool,
    /// Keys and pastes that went into forms.
    typed: u64,
    asked: Asked,
    out: Vec<Effect>,
    /// Whether anything changed that is drawn.
    changed: bool,
}

impl App {
    pub fn new(here: Here, keys: Keymap, size: (u16, u16)) -> App {
        App {
            here,
            keys,
            size,
            focus: Pane::List,
            queue: Queue::default(),
            page: CasePane::default(),
            layers: Vec::new(),
            notices: Notices::default(),
            marks: BTreeMap::new(),
            triage: None,
            tray: Tray::default(),
            gate: false,
            pulse: None,
            last_undo: None,
            undo_barred: None,
            redo: Vec::new(),
            repeat: None,
            trying: None,
            aside: Vec::new(),
            erasing: Vec::new(),
            drafts: Vec::new(),
            trail: Vec::new(),
            unsearched: None,
            last_search: String::new(),
            views: Vec::new(),
            sought: None,
            told_unseen: None,
            slid: None,
            openings: Vec::new(),
            safety: None,
            reasons: BTreeMap::new(),
            coming: None,
            desk_name: None,
            only_read: None,
            tutor: None,
            reopen: None,
            typing: None,
            leaving: false,
            asked_back: None,
            away_known: false,
            typed: 0,
            asked: Asked::default(),
            out: Vec::new(),
            changed: true,
        }
    }

    /// What the first screen needs: the queue first, then the rest.
    pub fn start(&mut self) -> Vec<Effect> {
        self.load(Load::Start);
        self.ask(For::Staff, Look::Staff);
        self.ask(For::Away, Look::Away);
        self.ask(For::Pulse, Look::Pulse);
        self.ask_count();
        self.ask(For::LastUndo, Look::LastUndo);
        if self.is_head() {
            self.ask(For::Openings, Look::Openings);
        }
        self.ask(For::Safety, Look::Safety);
        std::mem::take(&mut self.out)
    }

    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Key(event) => self.press(event),
            Msg::Pasted(text) => self.paste(text),
            Msg::PasteTooLarge => self.paste_too_large(),
            Msg::Arrivals(files) => self.take_arrivals(files),
            Msg::LookedAt(file, known) => self.take_looked(file, *known),
            Msg::Guessed(there) => self.take_guess(&there.0, there.1),
            Msg::ReadAs(file, read) => self.take_order(file, *read),
            Msg::Counted(kind, records) => self.take_count(kind, records),
            Msg::Gone(gone) => self.take_gone(gone),
            Msg::Bringing(done, all) => self.export_comes(done, all),
            Msg::Resized(width, height) => self.resize(width, height),
            Msg::Rested(rest) => self.rested(rest),
            Msg::Seen(ticket, seen) => self.seen(ticket, seen),
            Msg::Done(ticket, done) => {
                self.tell_tutor(&done);
                self.done(ticket, done);
            }
            Msg::Refused(ticket, refusal) => self.refused(ticket, refusal),
            Msg::Shown => self.shown(),
            Msg::Moment(now, today) => self.moment(now, today),
            Msg::Told(mood, said) => self.say(mood, said),
            Msg::Views(views) => self.take_views(views),
            Msg::OthersWrote => self.refresh(),
            Msg::Colleagues(colleagues) => self.take_colleagues(colleagues),
            Msg::Measured(ambiguous) => self.measured(ambiguous),
        }
        self.show_tutor();
        std::mem::take(&mut self.out)
    }

    /// Whether the screen must be drawn; asking clears it.
    pub fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    pub fn is_changed(&self) -> bool {
        self.changed
    }

    /// What was drawn and may not have reached the person yet: keys mean it once the terminal has said so.
    pub fn awaits_sight(&self) -> Option<Sighted> {
        if let Some(Layer::Bulk(bulk)) = self.layers.last() {
            return (bulk.preview.is_some() && !bulk.is_seen).then_some(Sighted::Bulk);
        }
        if let Some(card) = self
            .arrival_awaits_sight()
            .or_else(|| self.document_awaits_sight())
        {
            return Some(card);
        }
        let Some(triage) = self.triage.as_ref() else {
            return self.slid.map(Sighted::Row);
        };
        let is_ready = triage.state == triage::Card::Ready;
        let card = triage.current().filter(|_| is_ready)?;
        Some(Sighted::Card(card.id))
    }

    pub fn plan(&self) -> Plan {
        Plan::new(self.size.0, self.size.1, self.focus)
    }

    pub fn place(&self) -> Place {
        if !self.layers.is_empty() {
            Place::Over
        } else if self.triage.is_some() {
            Place::Cards
        } else if self.focus == Pane::List {
            Place::Queue
        } else {
            Place::Case
        }
    }

    /// The request that verbs act on: the card, else the selected row.
    pub fn subject(&self) -> Option<(RequestId, Rev)> {
        let row = match &self.triage {
            Some(triage) => triage.current(),
            None => self.queue.current(),
        }?;
        // The page may be newer than the list.
        let rev = self
            .page
            .of(row.id)
            .map_or(row.rev, |case| case.request.rev.max(row.rev));
        Some((row.id, rev))
    }

    fn ask(&mut self, purpose: For, look: Look) {
        let ticket = self.asked.ticket(purpose);
        self.out.push(Effect::Ask(ticket, look));
    }

    fn load(&mut self, load: Load) {
        let look = self.queue.look(load);
        self.ask(For::Queue(load), look);
    }

    fn ask_count(&mut self) {
        let look = Look::Count {
            search: self.queue.search.clone(),
            upto: queue::COUNT_UPTO,
        };
        self.ask(For::Count, look);
    }

    /// Reads everything again that is on the screen, keeping selection and place.
    fn refresh(&mut self) {
        self.load(Load::Again);
        self.ask_count();
        self.ask(For::Pulse, Look::Pulse);
        self.ask(For::Away, Look::Away);
        self.ask(For::LastUndo, Look::LastUndo);
        if self.is_head() {
            self.ask(For::Openings, Look::Openings);
        }
        if self.triage.is_none()
            && let Some(id) = self.queue.selected
        {
            self.ask(For::Case(id), Look::Case(id));
        }
    }

    /// What a person is told when the screen opens.
    pub fn greet(&mut self, said: Sentence) {
        self.say(Mood::Plain, said);
    }

    fn say(&mut self, mood: Mood, said: Sentence) {
        self.notices.say(self.here.now, mood, said);
        self.changed = true;
    }

    fn refuse(&mut self, said: Sentence, cure: Option<(&'static str, Action)>) {
        self.notices.refuse(self.here.now, said, cure);
        self.changed = true;
    }

    fn resize(&mut self, width: u16, height: u16) {
        self.size = (width, height.saturating_sub(self.taught_lines()));
        let rows = self.plan().list_rows();
        self.queue.settle(rows);
        self.changed = true;
        self.out.push(Effect::Repaint);
    }

    fn moment(&mut self, now: Timestamp, today: Date) {
        if today != self.here.today {
            self.here.words.set_year(today.year());
            self.ask(For::Safety, Look::Safety);
            self.refresh();
            self.changed = true;
        }
        self.here.now = now;
        self.here.today = today;
    }

    fn measured(&mut self, ambiguous: Ambiguous) {
        if self.here.cells.ambiguous != ambiguous {
            self.here.cells.ambiguous = ambiguous;
            self.changed = true;
            self.out.push(Effect::Repaint);
        }
    }

    fn rested(&mut self, rest: Rest) {
        match rest {
            Rest::Cursor if matches!(self.layers.last(), Some(Layer::Tray(_))) => {
                self.look_at_arrivals();
            }
            Rest::Cursor => self.ask_case(),
            Rest::Typing => {
                self.search_typed();
                self.form_rests();
            }
        }
    }

    /// Details of the selected row, where they are not on the screen yet.
    fn ask_case(&mut self) {
        match self.queue.selected {
            Some(id) if self.page.id() != Some(id) => self.ask(For::Case(id), Look::Case(id)),
            _ => {}
        }
    }
}
