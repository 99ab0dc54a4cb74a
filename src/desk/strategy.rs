//! The strategy of a search: its concepts with their words, and a strategy taken over from another request.
//! Runs no search; what is taken over has no date and no hits until it has been run.

use super::receive::refuse_marked;
use super::work::Work;
use crate::domain::concept::Line;
use crate::domain::permission::Right;
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::domain::{Concept, ConceptId, RequestId, Rev, RunId, SearchRun, Sentence, Uid};
use crate::store::row;

/// More than so many documents are not kept before they were looked at (design of the search log, "Guard").
const LOOKED_AT: u64 = 200;

/// Puts the table in place of the request's concepts: a line of a known name changes its concept, a new
/// name makes one, and what is in no line any more goes. How many there are then.
pub fn set_concepts(
    work: &mut Work<'_>,
    request: RequestId,
    seen: &[(ConceptId, Rev)],
    table: &[Line],
) -> Result<usize, Refusal> {
    work.may(Right::Work)?;
    let request = work.request(request)?;
    let known: Vec<Concept> = of_request(work, request.id)?;
    let stands: Vec<(ConceptId, Rev)> = known.iter().map(|c| (c.id, c.rev)).collect();
    if stands != *seen {
        return Err(Refusal::new(RefusalKind::Stale, "concepts-changed"));
    }
    refuse_marked(table.iter().map(|line| line.name.as_str()))?;
    let mut sealed = false;
    let mut changed = |work: &Work<'_>| match std::mem::replace(&mut sealed, true) {
        true => Ok(()),
        false => work.sealed(&request),
    };
    for concept in &known {
        let mut is = concept.clone();
        match table.iter().find(|line| line.name == concept.name) {
            Some(line) => {
                is.zh.clone_from(&line.zh);
                is.en.clone_from(&line.en);
            }
            None => is.gone = true,
        }
        if is != *concept {
            changed(work)?;
            work.save(Some(concept), is, Some(request.id))?;
        }
    }
    for line in table {
        if known.iter().any(|concept| concept.name == line.name) {
            continue;
        }
        changed(work)?;
        let concept = Concept {
            id: ConceptId(0),
            rev: Rev(0),
            request: request.id,
            name: line.name.clone(),
            zh: line.zh.clone(),
            en: line.en.clone(),
            taken_from: None,
            gone: false,
        };
        work.save(None, concept, Some(request.id))?;
    }
    Ok(table.len())
}

/// How much of another request's strategy was taken over.
pub struct Taken {
    pub runs: usize,
    pub concepts: usize,
}

/// Takes over the concepts and queries of `from` that the request has not yet, each with where it came
/// from. When it is run anew, date and hits are this request's own.
pub fn reuse(work: &mut Work<'_>, request: RequestId, from: RequestId) -> Result<Taken, Refusal> {
    work.may(Right::Work)?;
    let request = work.request(request)?;
    work.sealed(&request)?;
    let from = work.request(from)?;
    if request.id == from.id {
        return Err(Refusal::rule("reuse-from-itself"));
    }
    let salt = format!("{} {}", request.uid, work.moment.now);
    let again = |uid: &Uid| Uid::new_v5(uid, salt.as_bytes());
    let mut taken = Taken {
        runs: 0,
        concepts: 0,
    };
    let known: Vec<Concept> = of_request(work, request.id)?;
    for concept in of_request::<Concept>(work, from.id)? {
        if known.iter().any(|own| own.name == concept.name) {
            continue;
        }
        let copy = Concept {
            id: ConceptId(0),
            rev: Rev(0),
            request: request.id,
            taken_from: Some(from.id),
            ..concept
        };
        work.save(None, copy, Some(request.id))?;
        taken.concepts += 1;
    }
    let known: Vec<SearchRun> = of_request(work, request.id)?;
    for run in of_request::<SearchRun>(work, from.id)? {
        let same = |own: &SearchRun| own.database == run.database && own.query == run.query;
        if !run.way.has_query() || run.query.trim().is_empty() || known.iter().any(same) {
            continue;
        }
        let copy = SearchRun {
            id: RunId(0),
            uid: again(&run.uid),
            rev: Rev(0),
            request: request.id,
            searched_on: None,
            searcher: work.me.id,
            hits: None,
            kept: None,
            note: String::new(),
            serves: String::new(),
            is_update: false,
            taken_from: Some(from.id),
            ..run
        };
        work.save(None, copy, Some(request.id))?;
        taken.runs += 1;
    }
    if taken.runs + taken.concepts == 0 {
        return Err(Refusal::rule("reuse-nothing").with("number", from.id.0));
    }
    Ok(taken)
}

fn of_request<R: row::Row>(work: &Work<'_>, request: RequestId) -> Result<Vec<R>, Refusal> {
    Ok(row::select(
        work.db,
        "WHERE request = ?1 AND gone = 0 ORDER BY id",
        [request.0],
    )?)
}

/// Takes over how many documents the cards keep of each run; how many runs changed by it.
pub fn count_kept(
    work: &mut Work<'_>,
    request: RequestId,
    kept: &[(RunId, u64)],
) -> Result<usize, Refusal> {
    work.may(Right::Work)?;
    let request = work.request(request)?;
    let mut changed = 0;
    for (run, kept) in kept {
        let was: SearchRun = work.row(run.0, None)?;
        // A figure that the hits do not allow is left to whoever can say which of the two is wrong.
        let fits = was.hits.is_none_or(|hits| *kept <= hits);
        if was.request != request.id || was.kept == Some(*kept) || !fits {
            continue;
        }
        work.sealed(&request)?;
        let mut is = was.clone();
        is.kept = Some(*kept);
        work.save(Some(&was), is, Some(request.id))?;
        changed += 1;
    }
    Ok(changed)
}

/// What the search log leaves to be asked about before the work goes to review: nothing found and no
/// broader search tried, or very much kept that nobody looked at.
pub fn warn_of_log(work: &mut Work<'_>, request: RequestId) -> Result<(), Refusal> {
    let runs: Vec<SearchRun> = of_request(work, request)?;
    if let Some(run) = runs.iter().find(|run| run.wants_broader(&runs)) {
        let database = run.database.clone();
        work.warn(Sentence::new("warn-run-wants-broader").with("database", database));
    }
    let most = runs.iter().filter_map(|run| run.kept).max().unwrap_or(0);
    if most > LOOKED_AT && crate::store::records::screened(work.db, request)? < most {
        work.warn(
            Sentence::new("warn-kept-unscreened").with("kept", i64::try_from(most).unwrap_or(0)),
        );
    }
    Ok(())
}
