//! The search log: runs entered, corrected, dropped.

use super::command::RunDraft;
use super::receive::refuse_marked;
use super::work::Work;
use crate::domain::permission::Right;
use crate::domain::refusal::Refusal;
use crate::domain::{Arg, Rev, RunId, SearchRun, Sentence, Way};

fn apply(work: &mut Work<'_>, run: &mut SearchRun, draft: &RunDraft) -> Result<(), Refusal> {
    if draft.database.trim().is_empty() {
        return Err(Refusal::missing("database", "run-database-missing"));
    }
    if let Some(day) = draft.searched_on
        && day > work.moment.today()
    {
        return Err(Refusal::missing("searched_on", "run-date-future").with("day", day));
    }
    if let (Some(hits), Some(kept)) = (draft.hits, draft.kept)
        && kept > hits
    {
        return Err(Refusal::missing("kept", "run-kept-above-hits"));
    }
    // A search may look for such words; what is noted of it may not bear them.
    refuse_marked([
        draft.note.as_str(),
        draft.limits.as_str(),
        draft.serves.as_str(),
        draft.terms_from.as_str(),
    ])?;
    run.database = draft.database.trim().to_owned();
    run.platform = draft.platform.trim().to_owned();
    run.searched_on = draft.searched_on;
    // The query stands exactly as it was run, blanks and line ends included.
    run.query = draft.query.clone();
    run.limits = draft.limits.trim().to_owned();
    run.hits = draft.hits;
    run.kept = draft.kept;
    run.note = draft.note.trim().to_owned();
    run.coverage = draft.coverage.trim().to_owned();
    run.serves = draft.serves.trim().to_owned();
    run.terms_from = draft.terms_from.trim().to_owned();
    run.way = draft.way;
    run.is_update = draft.is_update;
    if run.hits == Some(0) {
        work.warn(Sentence::new("warn-run-no-hits"));
    }
    Ok(())
}

pub fn add(work: &mut Work<'_>, draft: &RunDraft) -> Result<SearchRun, Refusal> {
    work.may(Right::Work)?;
    if let Some(id) = work.already::<SearchRun>(&draft.uid)? {
        return work.row(id, None);
    }
    let request = work.request(draft.request)?;
    work.sealed(&request)?;
    let mut run = SearchRun {
        id: RunId(0),
        uid: draft.uid,
        rev: Rev(0),
        request: request.id,
        database: String::new(),
        platform: String::new(),
        searched_on: None,
        searcher: work.me.id,
        query: String::new(),
        limits: String::new(),
        hits: None,
        kept: None,
        note: String::new(),
        coverage: String::new(),
        serves: String::new(),
        terms_from: String::new(),
        way: Way::default(),
        is_update: false,
        taken_from: None,
        gone: false,
    };
    apply(work, &mut run, draft)?;
    work.save(None, run, Some(request.id))
}

pub fn edit(
    work: &mut Work<'_>,
    id: RunId,
    rev: Rev,
    draft: &RunDraft,
) -> Result<SearchRun, Refusal> {
    work.may(Right::Work)?;
    let was: SearchRun = work.row(id.0, Some(rev))?;
    let of = work.request(was.request)?;
    let mut is = was.clone();
    apply(work, &mut is, draft)?;
    if is == was {
        return Ok(is);
    }
    work.sealed(&of)?;
    let request = is.request;
    work.save(Some(&was), is, Some(request))
}

pub fn drop_run(work: &mut Work<'_>, id: RunId, rev: Rev) -> Result<SearchRun, Refusal> {
    work.may(Right::Work)?;
    let was: SearchRun = work.row(id.0, Some(rev))?;
    let request = work.request(was.request)?;
    work.sealed(&request)?;
    let mut is = was.clone();
    is.gone = true;
    work.save(Some(&was), is, Some(request.id))
}

/// R07: what a run still lacks before the work may go to review.
pub fn incomplete(run: &SearchRun, lacks: &[&'static str]) -> Refusal {
    let lacks: Vec<Arg> = lacks
        .iter()
        .map(|field| {
            let key = match *field {
                "query" => "run-field-query",
                "platform" => "run-field-platform",
                "searched_on" => "run-field-date",
                _ => "run-field-hits",
            };
            Arg::from(Sentence::new(key))
        })
        .collect();
    Refusal::rule("r07-run-incomplete")
        .with("database", run.database.as_str())
        .with("fields", lacks)
}
