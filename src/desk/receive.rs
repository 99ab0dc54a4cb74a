//! Requests coming in, and their forms being filled.

use super::alike::{self, Wish};
use super::clients;
use super::command::{ClientChoice, NewRequest, NewTalk, RequestPatch};
use super::work::Work;
use crate::domain::permission::Right;
use crate::domain::refusal::Refusal;
use crate::domain::request::Secrecy;
use crate::domain::talk::TalkKind;
use crate::domain::{
    ClientId, Lang, Request, RequestId, Rev, Sentence, ServiceKey, Status, state_secret,
};
use crate::store::requests;
use crate::store::tables::KeptRequest;

/// As what bears the mark of a state secret; nothing of it is kept.
pub(super) fn refuse_marked<'t>(texts: impl IntoIterator<Item = &'t str>) -> Result<(), Refusal> {
    match texts.into_iter().find_map(state_secret::marked) {
        Some(claim) => Err(Refusal::rule("state-secret").with("claim", claim)),
        None => Ok(()),
    }
}

/// State secrets must not enter a networked system; nothing of such a request is kept.
fn refuse_state_secret<'t>(texts: impl IntoIterator<Item = &'t str>) -> Result<(), Refusal> {
    match texts.into_iter().find_map(state_secret::claimed) {
        Some(claim) => Err(Refusal::rule("state-secret").with("claim", claim)),
        None => Ok(()),
    }
}

pub fn receive(work: &mut Work<'_>, new: &NewRequest) -> Result<Request, Refusal> {
    work.may(Right::Serve)?;
    if let Some(id) = work.already::<KeptRequest>(&new.uid)? {
        return work.request(RequestId(id));
    }
    let def = work.service(&new.service)?;
    let texts = new.fields.values().filter_map(|v| v.as_str());
    let heard = new.heard.as_deref().unwrap_or_default();
    let tags = new.tags.iter().map(String::as_str);
    refuse_state_secret(texts.chain(tags).chain([new.title.as_str(), heard]))?;
    let fields = def.check_fields(&new.fields.clone().into_iter().collect())?;
    let client = choose(work, &new.client)?;
    let title = match new.title.trim() {
        "" if heard.trim().is_empty() => {
            return Err(Refusal::missing("title", "title-missing"));
        }
        "" => heard.trim(),
        title => title,
    };
    warn_of_same_wish(work, client, title, &new.service)?;
    let secrecy = new.secrecy.max(def.secrecy);
    let request = Request {
        id: RequestId(requests::next_number(work.db)?),
        uid: new.uid,
        rev: Rev(0),
        service: new.service.clone(),
        title: title.to_owned(),
        client,
        status: Status::Submitted,
        stage: None,
        // What is restricted is seen by those on it: whoever took it in has it until it is handed over.
        owner: (secrecy == Secrecy::Restricted).then_some(work.me.id),
        channel: new.channel,
        received_at: new.received_at.unwrap_or(work.moment.now),
        accepted_on: None,
        accepted_by: None,
        target_days: None,
        agreed: new.wanted.map(|mut due| {
            due.provisional = !work.settings.calendar().is_certain(due.on);
            due
        }),
        due: None,
        count: new.count,
        expedite: None,
        deferred_until: None,
        same_as: None,
        referred_to: None,
        secrecy,
        named: Vec::new(),
        tags: new.tags.clone(),
        fields,
        origin: new.origin.clone(),
        number: None,
        closed_at: None,
        hold: None,
        purged: None,
        gone: false,
    };
    let request = work.save_request(None, request)?;
    if !heard.trim().is_empty() && heard.trim() != request.title {
        super::talks::say(
            work,
            &NewTalk {
                // Derived from the request's own id, so that a retry makes no second note.
                uid: uuid::Uuid::new_v5(&new.uid, b"heard"),
                request: request.id,
                kind: TalkKind::Heard,
                channel: Some(new.channel),
                lang: Lang::Zh,
                text: heard.to_owned(),
            },
        )?;
    }
    Ok(request)
}

/// The client chosen, made where it is new.
pub fn choose(work: &mut Work<'_>, choice: &ClientChoice) -> Result<Option<ClientId>, Refusal> {
    Ok(match choice {
        ClientChoice::Nobody => None,
        ClientChoice::Known(id) => Some(work.client(*id)?.id),
        ClientChoice::New(draft) => Some(clients::add(work, draft)?.id),
    })
}

/// Somebody may be asking for the same thing again.
fn warn_of_same_wish(
    work: &mut Work<'_>,
    client: Option<ClientId>,
    title: &str,
    service: &ServiceKey,
) -> Result<(), Refusal> {
    let wish = Wish {
        service,
        title,
        client,
        but: None,
    };
    if let Some(other) = alike::of(work.db, &wish, work.me)?.into_iter().next() {
        work.warn(
            Sentence::new("warn-alike")
                .with("number", other.id.0)
                .with("title", other.title),
        );
    }
    Ok(())
}

/// Changes what a form changes; everything else stays as it is.
pub fn edit(
    work: &mut Work<'_>,
    request: &Request,
    patch: &RequestPatch,
) -> Result<Request, Refusal> {
    let mut is = request.clone();
    if let Some(service) = &patch.service {
        work.service(service)?;
        is.service = service.clone();
    }
    let def = work.service(&is.service)?;
    if let Some(title) = &patch.title {
        if title.trim().is_empty() {
            return Err(Refusal::missing("title", "title-missing"));
        }
        is.title = title.trim().to_owned();
    }
    if let Some(choice) = &patch.client {
        is.client = choose(work, choice)?;
    }
    if let Some(channel) = patch.channel {
        is.channel = channel;
    }
    if let Some(count) = patch.count {
        is.count = count;
    }
    if let Some(secrecy) = patch.secrecy {
        if secrecy != is.secrecy && !super::sight::may_see(&is, work.me) {
            work.may(Right::Lead)?;
        }
        is.secrecy = secrecy;
        if secrecy == Secrecy::Restricted && is.owner.is_none() {
            is.owner = Some(work.me.id);
        }
    }
    for (key, value) in &patch.fields {
        if value.is_null() {
            is.fields.remove(key);
        } else {
            is.fields.insert(key.clone(), value.clone());
        }
    }
    if patch.service.is_some() {
        // What the other service has no place for is kept in its history, not in its form.
        is.fields.retain(|key, _| def.field(key).is_some());
        is.stage = def.stages_of(is.status).next().map(|s| s.key.clone());
    }
    is.fields = def.check_fields(&is.fields)?;
    let texts = is.fields.values().filter_map(|v| v.as_str());
    refuse_state_secret(texts.chain([is.title.as_str()]))?;
    if is == *request {
        return Ok(is);
    }
    work.save_request(Some(request), is)
}
