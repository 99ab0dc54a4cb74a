//! Which command is which use case, and what each did before it is journalled. Opens no transaction and
//! writes no entry.

use serde_json::json;

use super::command::{Act, Command, Outcome, Target};
use super::work::Work;
use super::{
    absence, acts, clients, literature, log, products, purge, receive, sight, staff, strategy,
    talks, told, undo,
};
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::domain::{Arg, ClientId, RequestId, Sentence, Seq, Staff};
use crate::store;
use crate::text::Named;

/// What a command did, before it is journalled.
pub(super) struct Carried {
    pub(super) kind: &'static str,
    pub(super) said: Sentence,
    pub(super) request: Option<RequestId>,
    pub(super) client: Option<ClientId>,
    pub(super) items: Vec<Outcome>,
    pub(super) made_of: Option<serde_json::Value>,
    pub(super) undoes: Option<Seq>,
    pub(super) taken_out: Option<purge::TakenOut>,
}

impl Carried {
    pub(super) fn new(kind: &'static str) -> Self {
        Self {
            kind,
            said: told::done(kind),
            request: None,
            client: None,
            items: Vec::new(),
            made_of: None,
            undoes: None,
            taken_out: None,
        }
    }

    fn on(mut self, request: &crate::domain::Request) -> Self {
        self.request = Some(request.id);
        self.client = request.client;
        self.said = self
            .said
            .with("number", request.id.0)
            .with("title", request.title.as_str());
        self
    }

    /// Something else that its sentence names.
    fn naming(mut self, gap: &'static str, what: impl Into<Arg>) -> Self {
        self.said = self.said.with(gap, what);
        self
    }

    fn at(mut self, request: RequestId) -> Self {
        self.request = Some(request);
        self.said = self.said.with("number", request.0);
        self
    }

    fn of_client(mut self, client: &crate::domain::Client) -> Self {
        self.client = Some(client.id);
        self.said = self.said.with("name", client.name.as_str());
        self
    }
}

pub(super) fn carry_out(work: &mut Work<'_>, command: &Command) -> Result<Carried, Refusal> {
    Ok(match command {
        Command::Receive(new) => {
            let request = receive::receive(work, new)?;
            Carried::new("receive").on(&request)
        }
        Command::On { target, act } => {
            let request = acts::decide(work, *target, act)?;
            Carried::new(act.key()).on(&request)
        }
        Command::Bulk { targets, act } => bulk(work, targets, act)?,
        Command::AddClient(draft) => {
            let client = clients::add(work, draft)?;
            Carried::new("add_client").of_client(&client)
        }
        Command::EditClient { client, rev, draft } => {
            let client = clients::edit(work, *client, *rev, draft)?;
            Carried::new("edit_client").of_client(&client)
        }
        Command::MergeClients { from, into } => {
            let client = clients::merge(work, *from, *into)?;
            Carried::new("merge_clients").of_client(&client)
        }
        Command::SplitClient { client } => {
            let client = clients::split(work, *client)?;
            Carried::new("split_client").of_client(&client)
        }
        Command::TellApart { one, other } => {
            let client = clients::tell_apart(work, *one, *other)?;
            Carried::new("tell_apart").of_client(&client)
        }
        Command::AddRun(draft) => Carried::new("add_run").at(log::add(work, draft)?.request),
        Command::EditRun { run, rev, draft } => {
            Carried::new("edit_run").at(log::edit(work, *run, *rev, draft)?.request)
        }
        Command::DropRun { run, rev } => {
            Carried::new("drop_run").at(log::drop_run(work, *run, *rev)?.request)
        }
        Command::SetConcepts {
            request,
            seen,
            table,
        } => {
            let concepts = strategy::set_concepts(work, *request, seen, table)?;
            Carried::new("set_concepts")
                .at(*request)
                .naming("concepts", concepts)
        }
        Command::ReuseStrategy { request, from } => {
            let taken = strategy::reuse(work, *request, *from)?;
            Carried::new("reuse_strategy")
                .at(*request)
                .naming("from", from.0)
                .naming("runs", taken.runs)
                .naming("concepts", taken.concepts)
        }
        Command::CountKept { request, kept } => {
            let runs = strategy::count_kept(work, *request, kept)?;
            Carried::new("count_kept").at(*request).naming("runs", runs)
        }
        Command::AddProduct(draft) => {
            Carried::new("add_product").at(products::add(work, draft)?.request)
        }
        Command::EditProduct {
            product,
            rev,
            draft,
        } => Carried::new("edit_product").at(products::edit(work, *product, *rev, draft)?.request),
        Command::MoveProduct {
            product,
            rev,
            to,
            reason,
            delivered_to,
        } => {
            let moved = products::move_to(
                work,
                *product,
                *rev,
                *to,
                reason.as_deref(),
                delivered_to.as_deref(),
            )?;
            Carried::new("move_product")
                .at(moved.request)
                .naming("product", products::called(work, &moved)?)
                .naming("stage", Sentence::new(moved.stage.name_key()))
        }
        Command::NewVersion { product, rev, uid } => Carried::new("new_version")
            .at(products::new_version(work, *product, *rev, *uid)?.request),
        Command::Say(new) => {
            let talk = talks::say(work, new)?;
            let kind = match talk.kind {
                crate::domain::talk::TalkKind::Note => "note",
                crate::domain::talk::TalkKind::Sent => "sent",
                crate::domain::talk::TalkKind::Heard => "heard",
            };
            Carried::new(kind).at(talk.request)
        }
        Command::DropTalk { talk, rev } => {
            Carried::new("drop_talk").at(talks::drop_talk(work, *talk, *rev)?.request)
        }
        Command::Spend {
            request,
            minutes,
            read,
            on,
        } => Carried::new("spend").at(talks::spend(work, *request, *minutes, *read, *on)?.request),
        Command::Screen {
            request,
            record,
            relevance,
            reason,
        } => {
            let judged = literature::screen(work, *request, *record, *relevance, reason)?;
            Carried::new("screen")
                .at(judged.request)
                .naming("relevance", Sentence::new(judged.relevance.name_key()))
        }
        Command::Pair {
            request,
            one,
            other,
            same,
        } => {
            let pair = literature::pair(work, *request, *one, *other, *same)?;
            Carried::new(if *same { "pair" } else { "part" }).at(pair.request)
        }
        Command::Attach {
            request,
            sha256,
            name,
            bytes,
            run,
            export,
        } => {
            let file = talks::NewFile {
                sha256,
                name,
                bytes: *bytes,
            };
            let attached = match run {
                Some(run) => talks::attach_export(work, *request, file, *run, export.clone())?,
                None => talks::attach(work, *request, file)?,
            };
            Carried::new("attach").at(attached.request)
        }
        Command::BreakGlass { request, reason } => {
            Carried::new("break_glass").at(sight::break_glass(work, *request, reason)?.request)
        }
        Command::NoteGlass { glass } => {
            Carried::new("note_glass").at(sight::note_glass(work, *glass)?.request)
        }
        Command::AddStaff {
            uid,
            login,
            name,
            roles,
            lang,
        } => staff::add(work, *uid, login, name, roles, *lang)?,
        Command::EditStaff {
            staff,
            rev,
            name,
            roles,
            active,
        } => staff::edit(work, *staff, *rev, name, roles, *active)?,
        Command::GoAway(days) => {
            let away = absence::go_away(work, days)?;
            let mut act = Carried::new("go_away");
            act.said = act
                .said
                .with("who", work.name_of(away.person))
                .with("from", away.first_day)
                .with("until", away.last_day);
            act
        }
        Command::ComeBack { absence, rev } => {
            let away = absence::come_back(work, *absence, *rev)?;
            let mut act = Carried::new("come_back");
            act.said = act.said.with("who", work.name_of(away.person));
            act
        }
        Command::Speak { lang } => {
            let was: Staff = work.row(work.me.id.0, None)?;
            let mut is = was.clone();
            is.lang = *lang;
            if is != was {
                work.save(Some(&was), is, None)?;
            }
            Carried::new("speak")
        }
        Command::Purge { requests, reason } => {
            let taken = purge::purge(work, requests, reason)?;
            let mut act = Carried::new("purge");
            act.said = act.said.with("count", taken.purged.len());
            act.made_of = Some(taken.made_of("purge", reason));
            act.taken_out = Some(taken);
            act
        }
        Command::Erase { client, reason } => {
            let taken = purge::erase(work, *client, reason)?;
            let mut act = Carried::new("erase");
            act.said = act
                .said
                .with("id", client.0)
                .with("count", taken.purged.len());
            act.client = Some(*client);
            act.made_of = Some(taken.made_of("erase", reason));
            act.taken_out = Some(taken);
            act
        }
        Command::Undo { seq } => {
            let entry = undo::undo(work, *seq)?;
            let kind = if entry.kind == "undo" { "redo" } else { "undo" };
            let mut act = Carried::new(kind);
            act.undoes = Some(entry.seq);
            act.made_of = entry
                .made_of
                .as_ref()
                .and_then(|m| m.get("set"))
                .map(|set| json!({ "set": set }));
            act.request = entry
                .changes
                .iter()
                .filter(|c| c.table == "request")
                .map(|c| RequestId(c.row))
                .find(|id| sight::is_seen(work.db, *id, work.me));
            act.said = act.said.with("what", told::step(work.db, &entry, work.me)?);
            act
        }
    })
}

/// Each item stands for itself; what is refused leaves nothing behind.
fn bulk(work: &mut Work<'_>, targets: &[Target], act: &Act) -> Result<Carried, Refusal> {
    work.may(acts::right(act))?;
    let mut items = Vec::with_capacity(targets.len());
    let mut refused = 0_usize;
    for target in targets {
        let before = acts::status_of(work, target.request);
        let (mark, warned) = (work.mark(), work.warnings.len());
        store::begin_item(work.db)?;
        match acts::decide(work, *target, act) {
            Ok(request) => {
                store::keep_item(work.db)?;
                items.push(Outcome {
                    request: request.id,
                    title: request.title,
                    refused: None,
                    status: request.status,
                });
            }
            Err(refusal) if refusal.kind == RefusalKind::Store => return Err(refusal),
            Err(refusal) => {
                store::drop_item(work.db)?;
                work.fall_back(mark);
                work.warnings.truncate(warned);
                refused += 1;
                let (title, status) =
                    before.unwrap_or((String::new(), crate::domain::Status::Submitted));
                items.push(Outcome {
                    request: target.request,
                    title,
                    refused: Some(refusal),
                    status,
                });
            }
        }
    }
    let done = items.len() - refused;
    let mut whole = Carried::new(act.key());
    whole.said = Sentence::new("did-bulk")
        .with("what", told::told(act.key()))
        .with("done", done)
        .with("refused", refused);
    whole.made_of = Some(json!({ "bulk": targets.len(), "done": done }));
    whole.items = items;
    Ok(whole)
}
