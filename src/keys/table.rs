//! The one table of actions: help, key line, palette, verb sheet, README and `refdesk keys` all come
//! from it. Holds no behaviour.

use super::action::Action;

/// Where the cursor stands when a key is struck.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Queue,
    /// One of the panes of a request.
    Case,
    /// The cards of a triage session.
    Cards,
    /// A list, a text or a box lying over the page.
    Over,
}

/// How help and README sort the actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    Decide,
    Write,
    Queue,
    Look,
    Move,
    Screen,
}

impl Group {
    pub const ALL: [Group; 6] = [
        Group::Decide,
        Group::Write,
        Group::Queue,
        Group::Look,
        Group::Move,
        Group::Screen,
    ];

    /// Key of its heading in `actions.ftl`.
    pub fn word(self) -> &'static str {
        match self {
            Group::Decide => "group-decide",
            Group::Write => "group-write",
            Group::Queue => "group-queue",
            Group::Look => "group-look",
            Group::Move => "group-move",
            Group::Screen => "group-screen",
        }
    }
}

const ANY: &[Place] = &[Place::Queue, Place::Case, Place::Cards, Place::Over];
const RECORDS: &[Place] = &[Place::Queue, Place::Case];
const DECIDE: &[Place] = &[Place::Queue, Place::Case, Place::Cards];
const CASE: &[Place] = &[Place::Case];
const QUEUE: &[Place] = &[Place::Queue];

/// One row of the table.
#[derive(Debug)]
pub struct Entry {
    pub action: Action,
    /// The word `keys.toml` uses.
    pub key: &'static str,
    /// Its name in `actions.ftl`.
    pub name: &'static str,
    /// The line that says what it does, in `actions.ftl`.
    pub about: &'static str,
    /// As `Chord::parse` reads them; the first is the one that is taught.
    pub chords: &'static [&'static str],
    pub places: &'static [Place],
    pub group: Group,
    /// `Act::key` of the decision it leads to, where it is one.
    pub act: Option<&'static str>,
}

/// The row of an action.
pub fn entry(action: Action) -> Option<&'static Entry> {
    ACTIONS.iter().find(|entry| entry.action == action)
}

#[rustfmt::skip]
pub const ACTIONS: &[Entry] = &[
    Entry { action: Action::Help, key: "help", name: "action-help", about: "about-help", chords: &["?"], places: ANY, group: Group::Screen, act: None },
    Entry { action: Action::Verbs, key: "verbs", name: "action-verbs", about: "about-verbs", chords: &["Enter", "."], places: DECIDE, group: Group::Screen, act: None },
    Entry { action: Action::Palette, key: "palette", name: "action-palette", about: "about-palette", chords: &[":", "Ctrl-P"], places: ANY, group: Group::Screen, act: None },
    Entry { action: Action::Find, key: "find", name: "action-find", about: "about-find", chords: &["/"], places: RECORDS, group: Group::Queue, act: None },
    Entry { action: Action::Views, key: "views", name: "action-views", about: "about-views", chords: &["v"], places: RECORDS, group: Group::Queue, act: None },
    Entry { action: Action::Order, key: "order", name: "action-order", about: "about-order", chords: &["o"], places: RECORDS, group: Group::Queue, act: None },
    Entry { action: Action::Back, key: "back", name: "action-back", about: "about-back", chords: &["Esc", "Left"], places: ANY, group: Group::Move, act: None },
    Entry { action: Action::Down, key: "down", name: "action-down", about: "about-down", chords: &["j", "Down"], places: ANY, group: Group::Move, act: None },
    Entry { action: Action::Up, key: "up", name: "action-up", about: "about-up", chords: &["k", "Up"], places: ANY, group: Group::Move, act: None },
    Entry { action: Action::PageDown, key: "page-down", name: "action-page-down", about: "about-page-down", chords: &["PgDn"], places: ANY, group: Group::Move, act: None },
    Entry { action: Action::PageUp, key: "page-up", name: "action-page-up", about: "about-page-up", chords: &["PgUp"], places: ANY, group: Group::Move, act: None },
    Entry { action: Action::HalfDown, key: "half-down", name: "action-half-down", about: "about-half-down", chords: &["Ctrl-D"], places: ANY, group: Group::Move, act: None },
    Entry { action: Action::HalfUp, key: "half-up", name: "action-half-up", about: "about-half-up", chords: &["Ctrl-U"], places: ANY, group: Group::Move, act: None },
    Entry { action: Action::Top, key: "top", name: "action-top", about: "about-top", chords: &["g", "Home"], places: ANY, group: Group::Move, act: None },
    Entry { action: Action::Bottom, key: "bottom", name: "action-bottom", about: "about-bottom", chords: &["G", "End"], places: ANY, group: Group::Move, act: None },
    Entry { action: Action::Open, key: "open", name: "action-open", about: "about-open", chords: &["Right"], places: DECIDE, group: Group::Move, act: None },
    Entry { action: Action::NextPane, key: "next-pane", name: "action-next-pane", about: "about-next-pane", chords: &["Tab"], places: RECORDS, group: Group::Move, act: None },
    Entry { action: Action::PrevPane, key: "prev-pane", name: "action-prev-pane", about: "about-prev-pane", chords: &["BackTab"], places: RECORDS, group: Group::Move, act: None },
    Entry { action: Action::ShowQueue, key: "show-queue", name: "action-show-queue", about: "about-show-queue", chords: &["1"], places: RECORDS, group: Group::Move, act: None },
    Entry { action: Action::ShowClient, key: "show-client", name: "action-show-client", about: "about-show-client", chords: &["2"], places: RECORDS, group: Group::Move, act: None },
    Entry { action: Action::ShowRuns, key: "show-runs", name: "action-show-runs", about: "about-show-runs", chords: &["3"], places: RECORDS, group: Group::Move, act: None },
    Entry { action: Action::ShowProducts, key: "show-products", name: "action-show-products", about: "about-show-products", chords: &["4"], places: RECORDS, group: Group::Move, act: None },
    Entry { action: Action::Literature, key: "literature", name: "action-literature", about: "about-literature", chords: &["5"], places: RECORDS, group: Group::Move, act: None },
    Entry { action: Action::InTray, key: "in-tray", name: "action-in-tray", about: "about-in-tray", chords: &["0"], places: RECORDS, group: Group::Move, act: None },
    Entry { action: Action::Mark, key: "mark", name: "action-mark", about: "about-mark", chords: &["Space"], places: QUEUE, group: Group::Queue, act: None },
    Entry { action: Action::MarkAll, key: "mark-all", name: "action-mark-all", about: "about-mark-all", chords: &["*"], places: QUEUE, group: Group::Queue, act: None },
    Entry { action: Action::Triage, key: "triage", name: "action-triage", about: "about-triage", chords: &["A"], places: RECORDS, group: Group::Queue, act: None },
    Entry { action: Action::Repeat, key: "repeat", name: "action-repeat", about: "about-repeat", chords: &[","], places: DECIDE, group: Group::Decide, act: None },
    Entry { action: Action::Undo, key: "undo", name: "action-undo", about: "about-undo", chords: &["u"], places: DECIDE, group: Group::Decide, act: None },
    Entry { action: Action::Redo, key: "redo", name: "action-redo", about: "about-redo", chords: &["U"], places: DECIDE, group: Group::Decide, act: None },
    Entry { action: Action::Why, key: "why", name: "action-why", about: "about-why", chords: &["="], places: DECIDE, group: Group::Look, act: None },
    Entry { action: Action::Timeline, key: "timeline", name: "action-timeline", about: "about-timeline", chords: &["H"], places: DECIDE, group: Group::Look, act: None },
    Entry { action: Action::Messages, key: "messages", name: "action-messages", about: "about-messages", chords: &["!"], places: ANY, group: Group::Look, act: None },
    Entry { action: Action::Plain, key: "plain", name: "action-plain", about: "about-plain", chords: &["y"], places: DECIDE, group: Group::Look, act: None },
    Entry { action: Action::Language, key: "language", name: "action-language", about: "about-language", chords: &["Ctrl-G"], places: ANY, group: Group::Screen, act: None },
    Entry { action: Action::Reload, key: "reload", name: "action-reload", about: "about-reload", chords: &["Ctrl-R"], places: RECORDS, group: Group::Screen, act: None },
    Entry { action: Action::GoAway, key: "go-away", name: "action-go-away", about: "about-go-away", chords: &["Z"], places: RECORDS, group: Group::Screen, act: None },
    Entry { action: Action::ComeBack, key: "come-back", name: "action-come-back", about: "about-come-back", chords: &["B"], places: RECORDS, group: Group::Screen, act: None },
    Entry { action: Action::Leave, key: "leave", name: "action-leave", about: "about-leave", chords: &["q"], places: ANY, group: Group::Screen, act: None },
    Entry { action: Action::New, key: "new", name: "action-new", about: "about-new", chords: &["n"], places: RECORDS, group: Group::Write, act: None },
    Entry { action: Action::FullForm, key: "full-form", name: "action-full-form", about: "about-full-form", chords: &["N"], places: RECORDS, group: Group::Write, act: None },
    Entry { action: Action::Edit, key: "edit", name: "action-edit", about: "about-edit", chords: &["e"], places: DECIDE, group: Group::Write, act: Some("edit") },
    Entry { action: Action::Accept, key: "accept", name: "action-accept", about: "about-accept", chords: &["a"], places: DECIDE, group: Group::Decide, act: Some("accept") },
    Entry { action: Action::Claim, key: "claim", name: "action-claim", about: "about-claim", chords: &["c"], places: DECIDE, group: Group::Decide, act: Some("claim") },
    Entry { action: Action::Assign, key: "assign", name: "action-assign", about: "about-assign", chords: &["s"], places: DECIDE, group: Group::Decide, act: Some("assign") },
    Entry { action: Action::HandOver, key: "hand-over", name: "action-hand-over", about: "about-hand-over", chords: &["J"], places: DECIDE, group: Group::Decide, act: Some("hand_over") },
    Entry { action: Action::Decline, key: "decline", name: "action-decline", about: "about-decline", chords: &["x"], places: DECIDE, group: Group::Decide, act: Some("decline") },
    Entry { action: Action::Duplicate, key: "duplicate", name: "action-duplicate", about: "about-duplicate", chords: &["d"], places: DECIDE, group: Group::Decide, act: Some("duplicate") },
    Entry { action: Action::Merge, key: "merge", name: "action-merge", about: "about-merge", chords: &["M"], places: DECIDE, group: Group::Decide, act: Some("merge") },
    Entry { action: Action::Defer, key: "defer", name: "action-defer", about: "about-defer", chords: &["z"], places: DECIDE, group: Group::Decide, act: Some("defer") },
    Entry { action: Action::Refer, key: "refer", name: "action-refer", about: "about-refer", chords: &["f"], places: DECIDE, group: Group::Decide, act: Some("refer") },
    Entry { action: Action::Wait, key: "wait", name: "action-wait", about: "about-wait", chords: &["w"], places: DECIDE, group: Group::Decide, act: Some("wait") },
    Entry { action: Action::Begin, key: "begin", name: "action-begin", about: "about-begin", chords: &["b"], places: DECIDE, group: Group::Decide, act: Some("begin") },
    Entry { action: Action::Submit, key: "submit", name: "action-submit", about: "about-submit", chords: &["S"], places: DECIDE, group: Group::Decide, act: Some("submit") },
    Entry { action: Action::Return, key: "return", name: "action-return", about: "about-return", chords: &["r"], places: DECIDE, group: Group::Decide, act: Some("return") },
    Entry { action: Action::Sign, key: "sign", name: "action-sign", about: "about-sign", chords: &["Y"], places: DECIDE, group: Group::Decide, act: Some("sign") },
    Entry { action: Action::Issue, key: "issue", name: "action-issue", about: "about-issue", chords: &["i"], places: DECIDE, group: Group::Decide, act: Some("issue") },
    Entry { action: Action::Deliver, key: "deliver", name: "action-deliver", about: "about-deliver", chords: &["p"], places: DECIDE, group: Group::Decide, act: Some("deliver") },
    Entry { action: Action::Object, key: "object", name: "action-object", about: "about-object", chords: &[], places: DECIDE, group: Group::Decide, act: Some("object") },
    Entry { action: Action::Close, key: "close", name: "action-close", about: "about-close", chords: &["C"], places: DECIDE, group: Group::Decide, act: Some("close") },
    Entry { action: Action::Archive, key: "archive", name: "action-archive", about: "about-archive", chords: &["X"], places: DECIDE, group: Group::Decide, act: Some("archive") },
    Entry { action: Action::Withdraw, key: "withdraw", name: "action-withdraw", about: "about-withdraw", chords: &["W"], places: DECIDE, group: Group::Decide, act: Some("withdraw") },
    Entry { action: Action::Cancel, key: "cancel", name: "action-cancel", about: "about-cancel", chords: &["K"], places: DECIDE, group: Group::Decide, act: Some("cancel") },
    Entry { action: Action::Reopen, key: "reopen", name: "action-reopen", about: "about-reopen", chords: &["R"], places: DECIDE, group: Group::Decide, act: Some("reopen") },
    Entry { action: Action::Expedite, key: "expedite", name: "action-expedite", about: "about-expedite", chords: &["E"], places: DECIDE, group: Group::Decide, act: Some("expedite") },
    Entry { action: Action::Agree, key: "agree", name: "action-agree", about: "about-agree", chords: &["P"], places: DECIDE, group: Group::Decide, act: Some("agree") },
    Entry { action: Action::Stage, key: "stage", name: "action-stage", about: "about-stage", chords: &[], places: DECIDE, group: Group::Decide, act: Some("stage") },
    Entry { action: Action::Release, key: "release", name: "action-release", about: "about-release", chords: &[], places: DECIDE, group: Group::Decide, act: Some("release") },
    Entry { action: Action::Tags, key: "tags", name: "action-tags", about: "about-tags", chords: &["T"], places: DECIDE, group: Group::Write, act: Some("tag") },
    Entry { action: Action::Note, key: "note", name: "action-note", about: "about-note", chords: &["t"], places: DECIDE, group: Group::Write, act: None },
    Entry { action: Action::Message, key: "message", name: "action-message", about: "about-message", chords: &["m"], places: DECIDE, group: Group::Write, act: None },
    Entry { action: Action::Told, key: "told", name: "action-told", about: "about-told", chords: &["h"], places: DECIDE, group: Group::Write, act: None },
    Entry { action: Action::Minutes, key: "minutes", name: "action-minutes", about: "about-minutes", chords: &["l"], places: DECIDE, group: Group::Write, act: None },
    Entry { action: Action::Version, key: "version", name: "action-version", about: "about-version", chords: &["V"], places: CASE, group: Group::Write, act: None },
    Entry { action: Action::Concepts, key: "concepts", name: "action-concepts", about: "about-concepts", chords: &["6"], places: RECORDS, group: Group::Write, act: None },
    Entry { action: Action::Reuse, key: "reuse", name: "action-reuse", about: "about-reuse", chords: &["7"], places: RECORDS, group: Group::Write, act: None },
    Entry { action: Action::Attach, key: "attach", name: "action-attach", about: "about-attach", chords: &["L"], places: DECIDE, group: Group::Write, act: None },
    Entry { action: Action::GiveOut, key: "give-out", name: "action-give-out", about: "about-give-out", chords: &["O"], places: DECIDE, group: Group::Write, act: None },
    Entry { action: Action::Name, key: "name", name: "action-name", about: "about-name", chords: &[], places: DECIDE, group: Group::Write, act: Some("name") },
    Entry { action: Action::Hold, key: "hold", name: "action-hold", about: "about-hold", chords: &[], places: DECIDE, group: Group::Write, act: Some("hold") },
    Entry { action: Action::LiftHold, key: "lift-hold", name: "action-lift-hold", about: "about-lift-hold", chords: &[], places: DECIDE, group: Group::Write, act: Some("lift_hold") },
    Entry { action: Action::Erase, key: "erase", name: "action-erase", about: "about-erase", chords: &[], places: CASE, group: Group::Write, act: None },
    Entry { action: Action::BreakGlass, key: "break-glass", name: "action-break-glass", about: "about-break-glass", chords: &["F"], places: RECORDS, group: Group::Look, act: None },
    Entry { action: Action::Openings, key: "openings", name: "action-openings", about: "about-openings", chords: &["I"], places: RECORDS, group: Group::Look, act: None },
    Entry { action: Action::Drop, key: "drop", name: "action-drop", about: "about-drop", chords: &["D"], places: CASE, group: Group::Write, act: None },
];
