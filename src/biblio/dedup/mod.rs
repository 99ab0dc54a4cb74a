//! Which records of several exports are one work. Exact numbers first, then those that share a place or
//! rare words are compared field by field; sure pairs become groups, doubtful ones are told for a
//! person to decide. Changes no record and drops none.

mod blocks;
mod compare;
mod judge;
mod plain;
mod shape;

use std::collections::{HashMap, HashSet};

use super::cores::in_parts;
use super::record::Record;
use shape::{Form, Shape};

pub use judge::{Verdict, Why};

/// What a person has decided before, by places in the list; the lower place first.
#[derive(Clone, Debug, Default)]
pub struct Told {
    pub same: Vec<(usize, usize)>,
    pub apart: Vec<(usize, usize)>,
}

/// One record of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    pub at: usize,
    /// Why it belongs to the group; none for the first that was there.
    pub why: Option<Why>,
}

/// Records that are one work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// In the order of the list.
    pub members: Vec<Member>,
    /// The place of the fullest record, which stands for all.
    pub kept: usize,
}

/// Two records that may be one work; of two groups one pair is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub one: usize,
    pub other: usize,
    pub why: Why,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Groups of two and more, by their first member.
    pub groups: Vec<Group>,
    pub doubts: Vec<Doubt>,
}

impl Found {
    /// How many records could be left out because another stands for them.
    pub fn removable(&self) -> usize {
        self.groups
            .iter()
            .map(|group| group.members.len() - 1)
            .sum()
    }
}

/// Finds the groups and doubts among `records`; the same list gives the same answer.
pub fn find(records: &[Record], told: &Told) -> Found {
    let mut shapes = in_parts(records, |part| part.iter().map(Shape::of).collect());
    mark_columns(&mut shapes);
    let pairs = blocks::candidates(&shapes);
    let judged: Vec<((u32, u32), Verdict)> = in_parts(&pairs, |part| {
        let verdict = |pair: &(u32, u32)| {
            let (one, other) = (shape(&shapes, pair.0)?, shape(&shapes, pair.1)?);
            let verdict = judge::judge(one, other);
            (verdict != Verdict::Different).then_some((*pair, verdict))
        };
        part.iter().filter_map(verdict).collect()
    });
    let mut groups = Groups::new(&shapes, told);
    let mut sure: Vec<(Why, usize, usize)> =
        told.same.iter().map(|(a, b)| (Why::Told, *a, *b)).collect();
    let mut doubts = Vec::new();
    for ((one, other), verdict) in judged {
        let (one, other) = (one as usize, other as usize);
        match verdict {
            _ if groups.told_apart(one, other) => {}
            Verdict::Same(why) => sure.push((why, one, other)),
            Verdict::Doubtful(why) => doubts.push(Doubt { one, other, why }),
            Verdict::Different => {}
        }
    }
    sure.sort_unstable();
    for (why, one, other) in sure {
        if !groups.join(one, other, why) {
            doubts.push(Doubt { one, other, why });
        }
    }
    doubts.sort_unstable_by_key(|doubt| (doubt.one, doubt.other));
    let mut asked = HashSet::new();
    doubts.retain(|doubt| {
        let (one, other) = (groups.root(doubt.one), groups.root(doubt.other));
        one != other && asked.insert((one.min(other), one.max(other)))
    });
    Found {
        groups: groups.into_groups(records),
        doubts,
    }
}

/// Short titles that return year after year say little of what stands under them.
fn mark_columns(shapes: &mut [Shape]) {
    const SHORT: usize = 45;
    const OFTEN: usize = 5;
    let mut seen: HashMap<&str, (usize, HashSet<Option<i16>>)> = HashMap::new();
    for shape in shapes.iter().filter(|s| s.title.squeezed.len() < SHORT) {
        let (count, years) = seen.entry(&shape.title.squeezed).or_default();
        *count += 1;
        years.insert(shape.year);
    }
    let recurs: HashSet<Box<str>> = seen
        .into_iter()
        .filter(|(_, (count, years))| *count >= OFTEN && years.len() > 1)
        .map(|(title, _)| title.into())
        .collect();
    for shape in shapes.iter_mut() {
        shape.recurs = recurs.contains(&shape.title.squeezed);
    }
}

fn shape(shapes: &[Shape], at: u32) -> Option<&Shape> {
    shapes.get(usize::try_from(at).ok()?)
}

/// Sets of places that have been joined.
struct Groups<'s> {
    shapes: &'s [Shape],
    parent: Vec<usize>,
    members: HashMap<usize, Vec<usize>>,
    why: HashMap<usize, Why>,
    apart: HashSet<(usize, usize)>,
}

impl<'s> Groups<'s> {
    fn new(shapes: &'s [Shape], told: &Told) -> Self {
        Self {
            shapes,
            parent: (0..shapes.len()).collect(),
            members: HashMap::new(),
            why: HashMap::new(),
            apart: told
                .apart
                .iter()
                .map(|(a, b)| (*a.min(b), *a.max(b)))
                .collect(),
        }
    }

    fn told_apart(&self, one: usize, other: usize) -> bool {
        self.apart.contains(&(one.min(other), one.max(other)))
    }

    fn root(&mut self, at: usize) -> usize {
        let mut root = at;
        while let Some(up) = self.parent.get(root).filter(|up| **up != root) {
            root = *up;
        }
        let mut from = at;
        while let Some(up) = self.parent.get_mut(from).filter(|up| **up != root) {
            from = std::mem::replace(up, root);
        }
        root
    }

    fn held(&self, root: usize) -> Vec<usize> {
        self.members
            .get(&root)
            .cloned()
            .unwrap_or_else(|| vec![root])
    }

    /// Makes two groups one; not where any two of them cannot be one work.
    fn join(&mut self, one: usize, other: usize, why: Why) -> bool {
        if one.max(other) >= self.parent.len() {
            return true;
        }
        let (a, b) = (self.root(one), self.root(other));
        if a == b {
            return true;
        }
        let (into, from) = (a.min(b), a.max(b));
        let (mut stays, comes) = (self.held(into), self.held(from));
        let clash = |x: &usize| comes.iter().any(|y| self.clash(*x, *y, why));
        if stays.iter().any(clash) {
            return false;
        }
        for at in &comes {
            if let Some(parent) = self.parent.get_mut(*at) {
                *parent = into;
            }
            self.why.entry(*at).or_insert(why);
        }
        stays.extend(comes);
        self.members.remove(&from);
        self.members.insert(into, stays);
        true
    }

    /// Whether two records cannot be one work, whatever lies between them.
    fn clash(&self, one: usize, other: usize, why: Why) -> bool {
        if self.told_apart(one, other) {
            return true;
        }
        let (Some(a), Some(b)) = (self.shapes.get(one), self.shapes.get(other)) else {
            return false;
        };
        let forms = [a.form, b.form];
        let early = forms.contains(&Form::Preprint);
        let dois = !a.doi.is_empty() && !b.doi.is_empty() && a.doi != b.doi;
        why != Why::Told
            && (a.title.mark != b.title.mark
                || dois && !early && judge::judge(a, b) == Verdict::Different)
    }

    fn into_groups(self, records: &[Record]) -> Vec<Group> {
        let fullness = |at: &usize| records.get(*at).map_or(0, fullness);
        let mut groups: Vec<Group> = self
            .members
            .into_values()
            .map(|mut at| {
                at.sort_unstable();
                // The earliest of the fullest.
                let kept = at
                    .iter()
                    .rev()
                    .max_by_key(|at| fullness(at))
                    .copied()
                    .unwrap_or_default();
                let member = |at: usize| Member {
                    at,
                    why: self.why.get(&at).copied(),
                };
                Group {
                    kept,
                    members: at.into_iter().map(member).collect(),
                }
            })
            .collect();
        groups.sort_unstable_by_key(|group| group.members.first().map(|member| member.at));
        groups
    }
}

/// The list without its duplicates: of each group the fullest record, with what only the others say and
/// the numbers under which they are known. In the order of the list, by the first of each group.
pub fn merged(records: &[Record], found: &Found) -> Vec<Record> {
    let mut groups = found.groups.iter().peekable();
    let grouped: HashSet<usize> = found
        .groups
        .iter()
        .flat_map(|g| &g.members)
        .map(|m| m.at)
        .collect();
    let mut list = Vec::with_capacity(records.len());
    for (at, record) in records.iter().enumerate() {
        let first = |group: &&Group| group.members.first().is_some_and(|member| member.at == at);
        if let Some(group) = groups.next_if(|group| first(group)) {
            list.extend(one_of(records, group));
        } else if !grouped.contains(&at) {
            list.push(record.clone());
        }
    }
    list
}

fn one_of(records: &[Record], group: &Group) -> Option<Record> {
    let mut kept = records.get(group.kept)?.clone();
    for member in group
        .members
        .iter()
        .filter(|member| member.at != group.kept)
    {
        let Some(other) = records.get(member.at) else {
            continue;
        };
        let held = kept.fields();
        let lacking = other
            .fields()
            .into_iter()
            .filter(|(name, _)| !held.contains_key(name));
        kept.overlay(lacking.collect());
        for known in &other.known {
            kept.knows(&known.scheme, &known.number);
        }
        if other.accession != kept.accession {
            let database = match other.database.is_empty() {
                true => "accession",
                false => &other.database,
            };
            kept.knows(database, &other.accession);
        }
    }
    Some(kept)
}

/// How much a record says: fields filled, a DOI and an abstract before others.
fn fullness(record: &Record) -> usize {
    let filled = |held: bool, worth: usize| if held { worth } else { 0 };
    filled(!record.doi.is_empty(), 4)
        + filled(!record.summary.is_empty(), 3)
        + filled(!record.references.is_empty(), 2)
        + filled(!record.authors.is_empty(), 2)
        + filled(
            !record.pages.is_empty() || !record.article_number.is_empty(),
            1,
        )
        + filled(!record.volume.is_empty(), 1)
        + filled(!record.source.is_empty(), 1)
        + filled(!record.keywords.is_empty(), 1)
        + filled(!record.affiliations.is_empty(), 1)
        + filled(!record.accession.is_empty(), 1)
        + filled(record.date.year.is_some(), 1)
}
