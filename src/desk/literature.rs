//! The documents that the searches of a request brought, as works: records of all its runs laid together,
//! the same found, what was judged of each. Judges nothing by itself and merges only what is sure or was
//! told.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::receive::refuse_marked;
use super::work::Work;
use crate::biblio::Record;
use crate::biblio::dedup::{self, Told, Why};
use crate::domain::literature::{Relevance, SamePair, Screening};
use crate::domain::permission::Right;
use crate::domain::refusal::Refusal;
use crate::domain::{RequestId, Rev, RunId, SamePairId, ScreeningId, StaffId};
use crate::store::{Db, records, row};

/// All that a request's searches brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Literature {
    pub request: Option<RequestId>,
    /// Records of all exports.
    pub records: usize,
    /// In the order they came.
    pub works: Vec<Arc<Document>>,
    /// What was judged of each work, in their order; the newest of each person last.
    pub judged: Vec<Vec<Judged>>,
    /// Pairs of works that may be one, by their places.
    pub doubts: Vec<(usize, usize)>,
    /// What each run brought and what is left of it.
    pub runs: Vec<Flow>,
}

/// One work.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The number of the record that stands for it.
    pub record: i64,
    /// All records that are this work, itself among them, with the run that brought each.
    pub members: Vec<(i64, RunId)>,
    /// Why the others were taken for the same.
    pub why: Vec<Why>,
    pub title: String,
    pub people: String,
    pub source: String,
    pub year: Option<i16>,
    /// Volume, issue and pages as one reads them.
    pub place: String,
    pub doi: String,
    pub summary: String,
    pub keywords: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Judged {
    pub by: StaffId,
    pub at: Timestamp,
    pub relevance: Relevance,
    pub reason: String,
}

/// The figures of one run, from what it brought to what is kept of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    pub run: Option<RunId>,
    /// Records its exports brought.
    pub records: usize,
    /// Works among them.
    pub works: usize,
    /// Works that no other run brought.
    pub alone: usize,
    /// Works judged, and those kept.
    pub screened: usize,
    pub kept: usize,
}

impl Literature {
    /// What counts of a work: the newest judgement of all.
    pub fn stands(&self, work: usize) -> Option<&Judged> {
        self.judged.get(work)?.iter().max_by_key(|judged| judged.at)
    }

    /// Whether two people judge a work differently.
    pub fn differ(&self, work: usize) -> bool {
        let judged = self.judged.get(work).map_or(&[][..], Vec::as_slice);
        judged
            .windows(2)
            .any(|two| matches!(two, [a, b] if a.relevance != b.relevance))
    }

    pub fn screened(&self) -> usize {
        self.judged
            .iter()
            .filter(|judged| !judged.is_empty())
            .count()
    }

    pub fn counted(&self, relevance: Relevance) -> usize {
        let stands = |at: &usize| {
            self.stands(*at)
                .is_some_and(|judged| judged.relevance == relevance)
        };
        (0..self.works.len()).filter(stands).count()
    }

    /// Records that another stands for.
    pub fn removable(&self) -> usize {
        self.records - self.works.len()
    }
}

/// What was found last: reading all records again for each judgement would be slow.
#[derive(Debug, Default)]
pub(super) struct Found {
    of: Option<Of>,
    records: usize,
    works: Vec<Arc<Document>>,
    doubts: Vec<(usize, usize)>,
}

/// What the works were found of.
#[derive(Debug, PartialEq)]
struct Of {
    request: RequestId,
    batches: Vec<(i64, RunId)>,
    pairs: Vec<SamePair>,
}

impl Found {
    /// Finds the works anew where an export or a told pair came or went since.
    fn refresh(&mut self, db: &Db, request: RequestId) -> Result<(), Refusal> {
        let batches = records::batches(db, request)?;
        let pairs: Vec<SamePair> = row::select(
            db,
            "WHERE request = ?1 AND gone = 0 ORDER BY id",
            [request.0],
        )?;
        let of = Of {
            request,
            batches,
            pairs,
        };
        if self.of.as_ref() == Some(&of) {
            return Ok(());
        }
        let kept = records::of_batches(db, &of.batches)?;
        let read = |kept: &records::Kept| serde_json::from_str(&kept.data).unwrap_or_default();
        let all: Vec<Record> = kept.iter().map(read).collect();
        let found = dedup::find(&all, &told(&kept, &of.pairs));
        let mut place: HashMap<usize, usize> = HashMap::new();
        let mut groups = found.groups.iter().peekable();
        self.works = Vec::new();
        for (at, record) in all.iter().enumerate() {
            if place.contains_key(&at) {
                continue;
            }
            let first = |group: &&dedup::Group| group.members.first().map(|m| m.at) == Some(at);
            let group = groups.next_if(|group| first(group));
            let (stands, members) = match group {
                Some(group) => (group.kept, group.members.iter().map(|m| m.at).collect()),
                None => (at, vec![at]),
            };
            for member in &members {
                place.insert(*member, self.works.len());
            }
            let why = group.map_or_else(Vec::new, |group| {
                group.members.iter().filter_map(|m| m.why).collect()
            });
            let shown = all.get(stands).unwrap_or(record);
            self.works
                .push(Arc::new(document(shown, stands, &members, why, &kept)));
        }
        let of_work = |at: usize| place.get(&at).copied();
        let doubts = found.doubts.iter();
        self.doubts = doubts
            .filter_map(|d| of_work(d.one).zip(of_work(d.other)))
            .collect();
        self.records = all.len();
        self.of = Some(of);
        Ok(())
    }
}

/// Pairs a person has decided, by their places among the records.
fn told(kept: &[records::Kept], pairs: &[SamePair]) -> Told {
    let place: HashMap<i64, usize> = kept.iter().enumerate().map(|(at, k)| (k.id, at)).collect();
    let mut newest: HashMap<(usize, usize), bool> = HashMap::new();
    for pair in pairs {
        if let (Some(one), Some(other)) = (place.get(&pair.one), place.get(&pair.other)) {
            newest.insert((*one.min(other), *one.max(other)), pair.same);
        }
    }
    let mut all: Vec<((usize, usize), bool)> = newest.into_iter().collect();
    all.sort_unstable();
    let with = |same: bool| {
        all.iter()
            .filter(|(_, s)| *s == same)
            .map(|(pair, _)| *pair)
            .collect()
    };
    Told {
        same: with(true),
        apart: with(false),
    }
}

fn document(
    record: &Record,
    stands: usize,
    members: &[usize],
    why: Vec<Why>,
    kept: &[records::Kept],
) -> Document {
    let names: Vec<String> = record
        .authors
        .iter()
        .take(6)
        .map(|a| a.name.inverted())
        .collect();
    let mut people = names.join("; ");
    if record.authors.len() > 6 {
        people.push_str(" +");
    }
    let mut place = record.volume.to_string();
    if !record.issue.is_empty() {
        place.push_str(&format!("({})", record.issue));
    }
    let pages = match record.pages.is_empty() {
        true => record.article_number.to_string(),
        false => record.pages.written(),
    };
    if !pages.is_empty() {
        place.push_str(&format!(": {pages}"));
    }
    let title = match record.title.is_empty() {
        true => &record.title_translated,
        false => &record.title,
    };
    Document {
        record: kept.get(stands).map_or(0, |kept| kept.id),
        members: members
            .iter()
            .filter_map(|at| kept.get(*at))
            .map(|k| (k.id, k.run))
            .collect(),
        why,
        title: title.to_string(),
        people,
        source: record.source.to_string(),
        year: record.date.year,
        place,
        doi: record.doi.to_string(),
        summary: match record.summary.is_empty() {
            true => record.summary_translated.to_string(),
            false => record.summary.to_string(),
        },
        keywords: record.keywords.join("; "),
    }
}

/// The works of a request and what was judged of them. Who may see the request is settled before.
pub(super) fn literature(
    db: &Db,
    found: &mut Found,
    request: RequestId,
) -> Result<Literature, Refusal> {
    found.refresh(db, request)?;
    let screenings: Vec<Screening> = row::select(
        db,
        "WHERE request = ?1 AND gone = 0 ORDER BY id",
        [request.0],
    )?;
    let mut work_of: HashMap<i64, usize> = HashMap::new();
    for (at, work) in found.works.iter().enumerate() {
        work_of.extend(work.members.iter().map(|(record, _)| (*record, at)));
    }
    let mut judged: Vec<Vec<Judged>> = vec![Vec::new(); found.works.len()];
    for screening in screenings {
        let Some(of_work) = work_of
            .get(&screening.record)
            .and_then(|at| judged.get_mut(*at))
        else {
            continue;
        };
        // Each person's newest; earlier ones are in the timeline.
        of_work.retain(|earlier| earlier.by != screening.by);
        of_work.push(Judged {
            by: screening.by,
            at: screening.at,
            relevance: screening.relevance,
            reason: screening.reason,
        });
    }
    let mut literature = Literature {
        request: Some(request),
        records: found.records,
        works: found.works.clone(),
        judged,
        doubts: found.doubts.clone(),
        runs: Vec::new(),
    };
    literature.runs = flows(&literature);
    Ok(literature)
}

fn flows(literature: &Literature) -> Vec<Flow> {
    let mut flows: Vec<Flow> = Vec::new();
    for (at, work) in literature.works.iter().enumerate() {
        let mut runs: Vec<RunId> = work.members.iter().map(|(_, run)| *run).collect();
        runs.sort_unstable();
        runs.dedup();
        for run in &runs {
            let place = flows.iter().position(|flow| flow.run == Some(*run));
            let place = place.unwrap_or_else(|| {
                flows.push(Flow {
                    run: Some(*run),
                    ..Flow::default()
                });
                flows.len() - 1
            });
            let Some(flow) = flows.get_mut(place) else {
                continue;
            };
            let stands = literature.stands(at);
            flow.records += work.members.iter().filter(|(_, of)| of == run).count();
            flow.works += 1;
            flow.alone += usize::from(runs.len() == 1);
            flow.screened += usize::from(stands.is_some());
            flow.kept += usize::from(stands.is_some_and(|judged| judged.relevance.is_kept()));
        }
    }
    flows
}

fn of_request(work: &Work<'_>, request: RequestId, record: i64) -> Result<(), Refusal> {
    match records::is_of(work.db, request, record)? {
        true => Ok(()),
        false => Err(Refusal::rule("document-not-there")),
    }
}

/// A judgement; what is left out needs its reason, which a reader of the report may ask for.
pub(super) fn screen(
    work: &mut Work<'_>,
    request: RequestId,
    record: i64,
    relevance: Relevance,
    reason: &str,
) -> Result<Screening, Refusal> {
    work.may(Right::Work)?;
    let request = work.request(request)?;
    of_request(work, request.id, record)?;
    let reason = reason.trim();
    if relevance == Relevance::None && reason.is_empty() {
        return Err(Refusal::missing("reason", "screen-reason"));
    }
    refuse_marked([reason])?;
    let screening = Screening {
        id: ScreeningId(0),
        rev: Rev(0),
        request: request.id,
        record,
        relevance,
        reason: reason.to_owned(),
        by: work.me.id,
        at: work.moment.now,
        gone: false,
    };
    work.save(None, screening, Some(request.id))
}

pub(super) fn pair(
    work: &mut Work<'_>,
    request: RequestId,
    one: i64,
    other: i64,
    same: bool,
) -> Result<SamePair, Refusal> {
    work.may(Right::Work)?;
    let request = work.request(request)?;
    of_request(work, request.id, one)?;
    of_request(work, request.id, other)?;
    if one == other {
        return Err(Refusal::rule("pair-with-itself"));
    }
    let pair = SamePair {
        id: SamePairId(0),
        rev: Rev(0),
        request: request.id,
        one: one.min(other),
        other: one.max(other),
        same,
        by: work.me.id,
        at: work.moment.now,
        gone: false,
    };
    work.save(None, pair, Some(request.id))
}
