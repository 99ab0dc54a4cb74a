//! Every change to records is one of these. The screen, the shell, importers, the demo and the tests
//! all send the same commands; what is not here cannot be done.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::absence::DaysAway;
use crate::domain::client::ClientKind;
use crate::domain::concept::Line as ConceptLine;
use crate::domain::handover::Sheet;
use crate::domain::literature::Relevance;
use crate::domain::product::Stage;
use crate::domain::request::{Due, Expedite, Secrecy};
use crate::domain::run::Export;
use crate::domain::talk::TalkKind;
use crate::domain::{
    AbsenceId, Channel, ClientId, ConceptId, GlassId, Lang, ProductId, RequestId, Rev, Roles,
    RunId, Seq, ServiceKey, StaffId, Status, TalkId, Uid, Way,
};

/// A request and the version of it that was on the screen. Without a version the newest is meant,
/// as from the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub request: RequestId,
    pub rev: Option<Rev>,
}

impl Target {
    pub fn seen(request: RequestId, rev: Rev) -> Self {
        Self {
            request,
            rev: Some(rev),
        }
    }

    pub fn newest(request: RequestId) -> Self {
        Self { request, rev: None }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// A new request; with a new or a known client.
    Receive(Box<NewRequest>),
    /// One decision on one request.
    On {
        target: Target,
        act: Act,
    },
    /// The same decision on many; each item reports for itself, one undo takes all back.
    Bulk {
        targets: Vec<Target>,
        act: Act,
    },
    AddClient(Box<ClientDraft>),
    EditClient {
        client: ClientId,
        rev: Rev,
        draft: Box<ClientDraft>,
    },
    /// `from` becomes a tombstone that resolves to `into`; its requests go with it.
    MergeClients {
        from: ClientId,
        into: ClientId,
    },
    /// Gives a merged client its own requests back.
    SplitClient {
        client: ClientId,
    },
    /// Two clients who look alike are different ones; they are not asked about again.
    TellApart {
        one: ClientId,
        other: ClientId,
    },
    AddRun(Box<RunDraft>),
    EditRun {
        run: RunId,
        rev: Rev,
        draft: Box<RunDraft>,
    },
    DropRun {
        run: RunId,
        rev: Rev,
    },
    /// The concepts of a request as its table has them; `seen` are those that stood in it when it was
    /// opened.
    SetConcepts {
        request: RequestId,
        seen: Vec<(ConceptId, Rev)>,
        table: Vec<ConceptLine>,
    },
    /// The concepts and the queries of another request, to be run anew for this one.
    ReuseStrategy {
        request: RequestId,
        from: RequestId,
    },
    /// How many documents are kept of runs whose documents have all been judged.
    CountKept {
        request: RequestId,
        kept: Vec<(RunId, u64)>,
    },
    AddProduct(Box<ProductDraft>),
    EditProduct {
        product: ProductId,
        rev: Rev,
        draft: Box<ProductDraft>,
    },
    /// Moves a product to its next stage; a reason where it goes back or is voided.
    MoveProduct {
        product: ProductId,
        rev: Rev,
        to: Stage,
        reason: Option<String>,
        /// To whom it was handed, when it is delivered.
        delivered_to: Option<String>,
    },
    /// A correction of something signed or issued: the next version, which names the old one.
    NewVersion {
        product: ProductId,
        rev: Rev,
        uid: Uid,
    },
    /// A note among staff, or a message to or from the client.
    Say(Box<NewTalk>),
    DropTalk {
        talk: TalkId,
        rev: Rev,
    },
    /// Minutes worked, with the READ effort.
    Spend {
        request: RequestId,
        minutes: u32,
        read: u8,
        on: Option<Date>,
    },
    /// How near a document is that a search of the request brought.
    Screen {
        request: RequestId,
        record: i64,
        relevance: Relevance,
        reason: String,
    },
    /// Whether two records are one work.
    Pair {
        request: RequestId,
        one: i64,
        other: i64,
        same: bool,
    },
    /// A file that already lies in the store's folder under its hash.
    Attach {
        request: RequestId,
        sha256: String,
        name: String,
        bytes: u64,
        /// The run of the request's search log whose export it is.
        #[serde(default)]
        run: Option<RunId>,
        /// What was read in that export; its records are in the store by then.
        #[serde(default)]
        export: Option<Export>,
    },
    /// Opens a restricted request to oneself for today, with a reason that the head reads.
    BreakGlass {
        request: RequestId,
        reason: String,
    },
    /// The head has taken note of such an opening.
    NoteGlass {
        glass: GlassId,
    },
    AddStaff {
        uid: Uid,
        login: String,
        name: String,
        roles: Roles,
        lang: Lang,
    },
    EditStaff {
        staff: StaffId,
        rev: Rev,
        name: String,
        roles: Roles,
        active: bool,
    },
    /// Days off, with who stands in.
    GoAway(DaysAway),
    /// Back earlier than written down, or not away at all.
    ComeBack {
        absence: AbsenceId,
        rev: Rev,
    },
    /// One's own language.
    Speak {
        lang: Lang,
    },
    /// Takes the content of ended requests out for good; all of them or none.
    Purge {
        requests: Vec<RequestId>,
        reason: String,
    },
    /// Erases a person, with all that need not be kept.
    Erase {
        client: ClientId,
        reason: String,
    },
    /// Takes an entry of the journal back; the entry stays, with another that names it.
    Undo {
        seq: Seq,
    },
}

/// What may be decided on one request. Each has one letter on the keyboard.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    Edit(Box<RequestPatch>),
    Accept,
    /// I take it.
    Claim,
    /// Nobody's again.
    Release,
    Assign {
        to: StaffId,
    },
    /// Goes to a colleague with a sheet of what he must know.
    HandOver {
        to: StaffId,
        sheet: Sheet,
    },
    Decline {
        reason: String,
    },
    /// The same wish as another request, of the same client; kept as a pointer.
    DuplicateOf {
        of: RequestId,
        reason: String,
    },
    /// Everything said and found goes to the other request.
    MergeInto {
        into: RequestId,
        reason: String,
    },
    Defer {
        until: Date,
        reason: String,
    },
    ReferOut {
        to: String,
        reason: String,
    },
    /// The client must act; the clock stands still.
    Wait {
        reason: String,
    },
    /// The client has answered, or work begins.
    Resume,
    Begin,
    Submit,
    Return {
        reason: String,
    },
    Sign,
    Issue,
    Deliver {
        to: String,
    },
    Object {
        reason: String,
    },
    Close {
        reason: Option<String>,
    },
    Archive,
    Withdraw {
        reason: String,
    },
    Cancel {
        reason: String,
    },
    /// Back into the queue after a decision that turned out wrong.
    Reopen {
        reason: String,
    },
    SetStage {
        stage: String,
    },
    /// Goes before others: who allowed it, why, and what is said of the fee.
    Expedite {
        target_days: u32,
        expedite: Expedite,
    },
    /// A day, or an hour, agreed with the client.
    Agree {
        due: Option<Due>,
    },
    Tag {
        add: Vec<String>,
        remove: Vec<String>,
    },
    /// Who else may see it while it is restricted.
    Name {
        add: Vec<StaffId>,
        remove: Vec<StaffId>,
    },
    /// Kept whatever its period says.
    Hold {
        reason: String,
    },
    LiftHold {
        reason: String,
    },
}

impl Act {
    /// The word the journal, the wording and the keymap use.
    pub fn key(&self) -> &'static str {
        match self {
            Act::Edit(_) => "edit",
            Act::Accept => "accept",
            Act::Claim => "claim",
            Act::Release => "release",
            Act::Assign { .. } => "assign",
            Act::HandOver { .. } => "hand_over",
            Act::Decline { .. } => "decline",
            Act::DuplicateOf { .. } => "duplicate",
            Act::MergeInto { .. } => "merge",
            Act::Defer { .. } => "defer",
            Act::ReferOut { .. } => "refer",
            Act::Wait { .. } => "wait",
            Act::Resume => "resume",
            Act::Begin => "begin",
            Act::Submit => "submit",
            Act::Return { .. } => "return",
            Act::Sign => "sign",
            Act::Issue => "issue",
            Act::Deliver { .. } => "deliver",
            Act::Object { .. } => "object",
            Act::Close { .. } => "close",
            Act::Archive => "archive",
            Act::Withdraw { .. } => "withdraw",
            Act::Cancel { .. } => "cancel",
            Act::Reopen { .. } => "reopen",
            Act::SetStage { .. } => "stage",
            Act::Expedite { .. } => "expedite",
            Act::Agree { .. } => "agree",
            Act::Tag { .. } => "tag",
            Act::Name { .. } => "name",
            Act::Hold { .. } => "hold",
            Act::LiftHold { .. } => "lift_hold",
        }
    }
}

/// What is known when a request comes in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewRequest {
    pub uid: Uid,
    pub service: ServiceKey,
    pub title: String,
    pub client: ClientChoice,
    pub channel: Channel,
    /// When it arrived, where that is not now.
    pub received_at: Option<Timestamp>,
    pub count: Option<u32>,
    /// A day or an hour the client asked for; agreed once the request is accepted.
    pub wanted: Option<Due>,
    pub fields: serde_json::Map<String, Value>,
    pub tags: Vec<String>,
    pub secrecy: Secrecy,
    /// The line as it was heard, kept as a note.
    pub heard: Option<String>,
    pub origin: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientChoice {
    /// Not known yet; accepting asks for one.
    Nobody,
    Known(ClientId),
    New(Box<ClientDraft>),
}

/// A client as typed into a form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ClientDraft {
    pub uid: Uid,
    pub kind: ClientKind,
    pub is_organisation: bool,
    pub name: String,
    pub variants: Vec<String>,
    pub unit: String,
    pub title: String,
    pub phone: String,
    pub email: String,
    pub wechat: String,
    pub orcid: String,
    pub remark: String,
}

/// The parts of a request that a form changes; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RequestPatch {
    pub service: Option<ServiceKey>,
    pub title: Option<String>,
    pub client: Option<ClientChoice>,
    pub channel: Option<Channel>,
    pub count: Option<Option<u32>>,
    pub secrecy: Option<Secrecy>,
    /// Only the fields named here change; `null` empties one.
    pub fields: serde_json::Map<String, Value>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RunDraft {
    pub uid: Uid,
    pub request: RequestId,
    pub database: String,
    pub platform: String,
    pub searched_on: Option<Date>,
    pub query: String,
    pub limits: String,
    pub hits: Option<u64>,
    pub kept: Option<u64>,
    pub note: String,
    pub coverage: String,
    pub serves: String,
    pub terms_from: String,
    pub way: Way,
    pub is_update: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProductDraft {
    pub uid: Uid,
    pub request: RequestId,
    pub kind: String,
    pub title: String,
    pub in_hands_of: Option<StaffId>,
    pub searcher: Option<StaffId>,
    pub reviewer: Option<StaffId>,
    pub due: Option<Date>,
    pub feedback: String,
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewTalk {
    pub uid: Uid,
    pub request: RequestId,
    pub kind: TalkKind,
    pub channel: Option<Channel>,
    pub lang: Lang,
    pub text: String,
}

/// What became of a command that was carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// Its place in the journal; `u` takes it back. None when nothing had to change.
    pub seq: Option<Seq>,
    /// What was done, for the status line.
    pub said: crate::domain::Sentence,
    /// The request it concerned, new or old.
    pub request: Option<RequestId>,
    pub client: Option<ClientId>,
    /// What the person should know besides: a likely duplicate, an empty field.
    pub warnings: Vec<crate::domain::Sentence>,
    /// For a bulk command, each item's own outcome.
    pub items: Vec<Outcome>,
    /// What a purge or an erasure took out; [`super::Desk::sweep`] does the rest.
    pub taken_out: Option<super::purge::TakenOut>,
}

impl Done {
    /// Done without a command of the desk: there is nothing in the journal to take back.
    pub fn told(said: crate::domain::Sentence) -> Done {
        Done {
            seq: None,
            said,
            request: None,
            client: None,
            warnings: Vec::new(),
            items: Vec::new(),
            taken_out: None,
        }
    }
}

/// One item of a bulk command.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    pub request: RequestId,
    pub title: String,
    /// None when it is done, else why it is not.
    pub refused: Option<crate::domain::Refusal>,
    pub status: Status,
}
