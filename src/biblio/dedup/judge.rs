//! Whether two compared records are one work: surely, perhaps, or not. The rules in one place, each
//! with the name it is told by.

use super::compare::{Compared, Titles};
use super::shape::{Form, Shape};

/// What was found of two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Same(Why),
    /// A person has to look.
    Doubtful(Why),
    Different,
}

/// Why two records are taken for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// A person said so.
    Told,
    /// One number in one database.
    Number,
    Doi,
    /// The same place in the same source: volume and page.
    Place,
    /// Title, people, source and year.
    Title,
    /// A preprint, or an early form, of the other.
    Version,
}

impl Why {
    /// The word of CSV and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Why::Told => "told",
            Why::Number => "number",
            Why::Doi => "doi",
            Why::Place => "place",
            Why::Title => "title",
            Why::Version => "version",
        }
    }
}

pub(super) fn judge(one: &Shape, other: &Shape) -> Verdict {
    let seen = Compared::of(one, other);
    if one.title.mark != other.title.mark {
        // A notice is not the work it is about, though it bears its title and stands in its source.
        return Verdict::Different;
    }
    by_rules(one, other, &seen)
}

fn by_rules(one: &Shape, other: &Shape, seen: &Compared) -> Verdict {
    let Titles {
        alike,
        numbers_differ,
        cut,
        letters,
    } = seen.titles;
    let people = seen.people.unwrap_or(0.0);
    let strangers = seen.people.is_some_and(|share| share < 0.34);
    let same_title = alike >= 0.9 && !numbers_differ;
    let near_title = (alike >= 0.75 || cut) && !numbers_differ;
    let near_year = seen.years.is_none_or(|years| years <= 1);
    let lies_elsewhere = seen.volume.no() && seen.page.no();

    if seen.id && alike >= 0.5 {
        return Verdict::Same(Why::Number);
    }
    if seen.doi.yes() {
        // A supplement's abstracts may all bear the DOI of the whole.
        return match near_title || letters == 0 || alike >= 0.5 && !strangers && !seen.page.no() {
            true => Verdict::Same(Why::Doi),
            false if alike >= 0.5 => Verdict::Doubtful(Why::Doi),
            false => Verdict::Different,
        };
    }
    if versions(one, other) {
        return match alike >= 0.85 && !numbers_differ && people >= 0.5 {
            true if seen.years.is_none_or(|years| years <= 3) => Verdict::Same(Why::Version),
            true => Verdict::Doubtful(Why::Version),
            false => Verdict::Different,
        };
    }
    let one_place = seen.source_near || seen.volume.yes() && seen.page.yes();
    if other_form(one.form, other.form) && !one_place {
        return Verdict::Different;
    }
    if seen.doi.no() && !same_work_twice(one, other) {
        let all =
            alike >= 0.97 && people >= 0.8 && near_year && seen.volume.yes() && seen.page.yes();
        return match (all, same_title && people >= 0.5 && !lies_elsewhere) {
            (true, _) => Verdict::Same(Why::Place),
            (false, true) if near_year => Verdict::Doubtful(Why::Title),
            _ => Verdict::Different,
        };
    }
    let exact = alike >= 0.97 && !numbers_differ && letters >= 20;
    let same_source = seen.source.yes() || seen.source_near;
    let same_year = seen.years.is_none_or(|years| years == 0);
    let placed = seen.page.yes() && (seen.volume.yes() || seen.last_page.yes());

    if placed && near_year && (near_title && !strangers || exact && same_source) {
        return Verdict::Same(Why::Place);
    }
    if placed && seen.volume.yes() && same_source && alike >= 0.5 && people >= 0.6 && near_year {
        return Verdict::Same(Why::Place);
    }
    if exact && people >= 0.8 && same_source && same_year {
        // One of volume and page may have been spoilt on the way; both differ where the same was said
        // twice, as an abstract and as an article.
        let spoilt = seen.volume.yes() && letters >= 40 || seen.page.yes();
        if spoilt || !seen.volume.no() && !seen.page.no() && !one.recurs {
            return Verdict::Same(Why::Title);
        }
    }
    if same_title && !strangers && near_year && !seen.volume.no() && !seen.page.no() {
        // Meetings are named in a hundred ways; an article may be dated a year before its issue, but
        // then in the same journal: a paper of one year is the next year's article elsewhere.
        let meetings = one.form == Form::Meeting && other.form == Form::Meeting && people >= 0.5;
        let known = match same_year {
            true => people >= 0.5 && (same_source || !seen.source.no() || meetings),
            false => people >= 0.8 && seen.source.yes(),
        };
        let sparse = identical(one, other) && letters >= 20;
        return match (known && exact || sparse) && !one.recurs {
            true => Verdict::Same(Why::Title),
            false if one.recurs && !same_year => Verdict::Different,
            false if people >= 0.5 || seen.people.is_none() => Verdict::Doubtful(Why::Title),
            false => Verdict::Different,
        };
    }
    if same_title && people >= 0.5 && !lies_elsewhere && near_year {
        return Verdict::Doubtful(Why::Title);
    }
    Verdict::Different
}

/// Two records that say the same, however little it is.
fn identical(one: &Shape, other: &Shape) -> bool {
    one.title.squeezed == other.title.squeezed
        && one.people.names == other.people.names
        && one.year == other.year
        && one.source.words == other.source.words
        && (&one.volume, &one.issue, &one.first) == (&other.volume, &other.issue, &other.first)
}

/// One is a preprint and the other is not.
fn versions(one: &Shape, other: &Shape) -> bool {
    (one.form == Form::Preprint) != (other.form == Form::Preprint)
}

/// A paper given at a meeting and the journal's are two, however alike; so are a thesis and its article.
fn other_form(one: Form, other: Form) -> bool {
    one != other && one != Form::Unsaid && other != Form::Unsaid
}

/// Two DOIs of one work: versions of a review (`CD001234.pub2`), of a preprint (`…v2`).
fn same_work_twice(one: &Shape, other: &Shape) -> bool {
    base(&one.doi) == base(&other.doi)
}

fn base(doi: &str) -> &str {
    let cut = doi
        .rsplit_once(".pub")
        .map_or(doi, |(base, n)| match n.parse::<u8>() {
            Ok(_) => base,
            Err(_) => doi,
        });
    match cut.rsplit_once(['v', '.']) {
        Some((base, n)) if cut.contains("arxiv") || cut.contains("/20") => match n.parse::<u8>() {
            Ok(_) => base,
            Err(_) => cut,
        },
        _ => cut,
    }
}
