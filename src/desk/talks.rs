//! Notes, messages, minutes and files: what gathers on a request while it is worked.

use jiff::civil::Date;

use super::command::NewTalk;
use super::exports;
use super::receive::refuse_marked;
use super::work::Work;
use crate::domain::permission::Right;
use crate::domain::refusal::Refusal;
use crate::domain::request::{Attachment, Effort};
use crate::domain::run::Export;
use crate::domain::talk::TalkKind;
use crate::domain::{AttachmentId, EffortId, RequestId, Rev, RunId, SearchRun, Talk, TalkId};
use crate::store::records;

/// Longest text of one note or message, in bytes.
const LONGEST: usize = 256 * 1024;

pub fn say(work: &mut Work<'_>, new: &NewTalk) -> Result<Talk, Refusal> {
    work.may(Right::Serve)?;
    if let Some(id) = work.already::<Talk>(&new.uid)? {
        return work.row(id, None);
    }
    let request = work.request(new.request)?;
    let text = new.text.trim_end();
    if text.trim().is_empty() {
        return Err(Refusal::missing("text", "talk-empty"));
    }
    if text.len() > LONGEST {
        return Err(Refusal::missing("text", "talk-too-long"));
    }
    refuse_marked([text])?;
    if new.kind != TalkKind::Note && new.channel.is_none() {
        return Err(Refusal::missing("channel", "talk-channel-missing"));
    }
    let talk = Talk {
        id: TalkId(0),
        uid: new.uid,
        rev: Rev(0),
        request: request.id,
        kind: new.kind,
        channel: new.channel.filter(|_| new.kind != TalkKind::Note),
        at: work.moment.now,
        by: work.me.id,
        lang: new.lang,
        text: text.to_owned(),
        gone: false,
    };
    let talk = work.save(None, talk, Some(request.id))?;
    work.index_answer(&talk)?;
    if talk.kind == TalkKind::Heard {
        super::absence::answered(work, &request)?;
    }
    Ok(talk)
}

pub fn drop_talk(work: &mut Work<'_>, id: TalkId, rev: Rev) -> Result<Talk, Refusal> {
    work.may(Right::Serve)?;
    let was: Talk = work.row(id.0, Some(rev))?;
    let request = work.request(was.request)?;
    if was.by != work.me.id {
        work.may(Right::Lead)?;
    }
    let mut is = was.clone();
    is.gone = true;
    let talk = work.save(Some(&was), is, Some(request.id))?;
    work.index_answer(&talk)?;
    Ok(talk)
}

pub fn spend(
    work: &mut Work<'_>,
    request: RequestId,
    minutes: u32,
    read: u8,
    on: Option<Date>,
) -> Result<Effort, Refusal> {
    work.may(Right::Serve)?;
    let request = work.request(request)?;
    if minutes == 0 || minutes > 24 * 60 {
        return Err(Refusal::missing("minutes", "effort-minutes"));
    }
    if !(1..=6).contains(&read) {
        return Err(Refusal::missing("read", "effort-read"));
    }
    let on = on.unwrap_or_else(|| work.moment.today());
    if on > work.moment.today() {
        return Err(Refusal::missing("on", "effort-future"));
    }
    work.save(
        None,
        Effort {
            id: EffortId(0),
            rev: Rev(0),
            request: request.id,
            by: work.me.id,
            on,
            minutes,
            read,
            gone: false,
        },
        Some(request.id),
    )
}

/// A name to show, never a path: what follows the last separator, without control characters.
pub fn shown_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
    match clean.trim().trim_start_matches('.') {
        "" => "file".to_owned(),
        clean => clean.to_owned(),
    }
}

/// A file that lies in the store's folder under its hash.
pub struct NewFile<'a> {
    pub sha256: &'a str,
    pub name: &'a str,
    pub bytes: u64,
}

pub fn attach(
    work: &mut Work<'_>,
    request: RequestId,
    file: NewFile<'_>,
) -> Result<Attachment, Refusal> {
    save_file(work, request, file, None)
}

/// The export of a search run, with what was read in it.
pub fn attach_export(
    work: &mut Work<'_>,
    request: RequestId,
    file: NewFile<'_>,
    run: RunId,
    export: Option<Export>,
) -> Result<Attachment, Refusal> {
    let run: SearchRun = work.row(run.0, None)?;
    if run.request != request {
        return Err(Refusal::rule("attachment-other-run"));
    }
    if records::has_file(work.db, run.id, file.sha256)? {
        return Err(Refusal::rule("run-export-twice").with("database", run.database));
    }
    if let Some(export) = &export {
        exports::tell(work, &run, export)?;
    }
    save_file(work, request, file, Some((run.id, export)))
}

fn save_file(
    work: &mut Work<'_>,
    request: RequestId,
    file: NewFile<'_>,
    of_run: Option<(RunId, Option<Export>)>,
) -> Result<Attachment, Refusal> {
    work.may(Right::Serve)?;
    let request = work.request(request)?;
    refuse_marked([file.name])?;
    if file.sha256.len() != 64 || !file.sha256.chars().all(|c| c.is_ascii_hexdigit()) {
        return Err(Refusal::missing("file", "attachment-hash"));
    }
    let (run, export) = match of_run {
        Some((run, export)) => (Some(run), export),
        None => (None, None),
    };
    work.save(
        None,
        Attachment {
            id: AttachmentId(0),
            rev: Rev(0),
            request: request.id,
            sha256: file.sha256.to_owned(),
            name: shown_name(file.name),
            bytes: file.bytes,
            at: work.moment.now,
            by: work.me.id,
            run,
            export,
            gone: false,
        },
        Some(request.id),
    )
}
