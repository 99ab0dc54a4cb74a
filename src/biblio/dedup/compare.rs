//! How much of two records agrees, field by field. Decides nothing.

use strsim::levenshtein;

use super::plain::numeral;
use super::shape::{People, Shape, Source, Title};

/// What a field says of two records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agrees {
    Yes,
    No,
    /// One of them, or both, does not say.
    Unsaid,
}

impl Agrees {
    fn of(one: &str, other: &str) -> Agrees {
        match (one.is_empty() || other.is_empty(), one == other) {
            (true, _) => Agrees::Unsaid,
            (false, true) => Agrees::Yes,
            (false, false) => Agrees::No,
        }
    }

    pub fn yes(self) -> bool {
        self == Agrees::Yes
    }

    pub fn no(self) -> bool {
        self == Agrees::No
    }
}

/// How alike two titles are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Titles {
    /// Letters in common, 0 to 1.
    pub alike: f32,
    /// They count different parts of a series (`Part I` and `Part II`).
    pub numbers_differ: bool,
    /// One is the beginning of the other, as when a subtitle is left out.
    pub cut: bool,
    /// Letters of the shorter one.
    pub letters: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Compared {
    pub titles: Titles,
    /// Names in common of the shorter list, 0 to 1; none where one of them has no names.
    pub people: Option<f32>,
    pub first_author: Agrees,
    /// Years between them.
    pub years: Option<i16>,
    pub source: Agrees,
    /// Sources alike but for words that one leaves out.
    pub source_near: bool,
    pub volume: Agrees,
    pub issue: Agrees,
    pub page: Agrees,
    pub last_page: Agrees,
    pub doi: Agrees,
    pub id: bool,
}

impl Compared {
    pub fn of(one: &Shape, other: &Shape) -> Compared {
        let (source, source_near) = sources(&one.source, &other.source);
        Compared {
            titles: best_titles(one, other),
            people: people(&one.people, &other.people),
            first_author: match Agrees::of(&one.people.first, &other.people.first) {
                Agrees::No if near(&one.people.first, &other.people.first) => Agrees::Yes,
                agrees => agrees,
            },
            years: one.year.zip(other.year).map(|(a, b)| (a - b).abs()),
            source,
            source_near,
            volume: Agrees::of(&one.volume, &other.volume),
            issue: Agrees::of(&one.issue, &other.issue),
            page: pages(one, other),
            last_page: Agrees::of(&one.last, &other.last),
            doi: Agrees::of(&one.doi, &other.doi),
            id: one.ids.iter().any(|id| other.ids.binary_search(id).is_ok()),
        }
    }
}

fn best_titles(one: &Shape, other: &Shape) -> Titles {
    let mut best = Titles {
        alike: 0.0,
        numbers_differ: false,
        cut: false,
        letters: 0,
    };
    for a in one.titles() {
        for b in other.titles() {
            let alike = titles(a, b);
            if alike.alike > best.alike || best.letters == 0 {
                best = alike;
            }
        }
    }
    best
}

/// Words that both have go away, in whatever order they stand; what is left is compared by letters.
fn titles(a: &Title, b: &Title) -> Titles {
    let letters = a.squeezed.len().min(b.squeezed.len());
    if a.squeezed == b.squeezed {
        return Titles {
            alike: 1.0,
            numbers_differ: false,
            cut: false,
            letters,
        };
    }
    let left_a = left(a, b);
    let left_b = left(b, a);
    let (rest_a, rest_b) = (left_a.concat(), left_b.concat());
    let most = a.squeezed.len().max(b.squeezed.len()).max(1);
    let apart = rest_a.len().max(rest_b.len());
    let distance = match apart * 2 > most {
        // Most of one is not in the other: how far apart exactly is nobody's question.
        true => apart,
        false => levenshtein(&rest_a, &rest_b),
    };
    let (short, long) = match a.squeezed.len() < b.squeezed.len() {
        true => (&a.squeezed, &b.squeezed),
        false => (&b.squeezed, &a.squeezed),
    };
    let count = |words: &[&str]| -> Vec<u64> {
        let mut numbers: Vec<u64> = words.iter().filter_map(|word| numeral(word)).collect();
        numbers.sort_unstable();
        numbers
    };
    Titles {
        alike: 1.0 - distance as f32 / most as f32,
        numbers_differ: distance > 0 && rest_a != rest_b && count(&left_a) != count(&left_b),
        cut: short.len() >= 20 && long.starts_with(&**short),
        letters,
    }
}

/// The words of `a` that `b` has not, each as often as it is lacking, in their order.
fn left<'t>(a: &'t Title, b: &Title) -> Vec<&'t str> {
    let mut theirs: Vec<&str> = b.words.iter().map(|word| &**word).collect();
    let mut left = Vec::new();
    for word in &a.words {
        match theirs.iter().position(|their| *their == &**word) {
            Some(at) => {
                theirs.swap_remove(at);
            }
            None => left.push(&**word),
        }
    }
    left
}

fn people(a: &People, b: &People) -> Option<f32> {
    let (few, many) = match a.names.len() <= b.names.len() {
        true => (a, b),
        false => (b, a),
    };
    let share = |found: usize| found as f32 / few.names.len() as f32;
    if few.names.is_empty() {
        return None;
    }
    let known = |name: &str| {
        many.names
            .iter()
            .any(|other| **other == *name || near(name, other))
    };
    let common = share(few.names.iter().filter(|name| known(name)).count());
    if common >= 0.5 {
        return Some(common);
    }
    // Family and given names may have changed places in one of them.
    let turned = |names: &People, others: &People| {
        let given = |name: &str| others.given.iter().any(|other| **other == *name);
        let found = names.names.iter().filter(|name| given(name)).count();
        found as f32 / names.names.len() as f32
    };
    Some(common.max(turned(a, b)).max(turned(b, a)))
}

/// Whether two say the same pages. An article's number and pages counted within it do not contradict.
fn pages(one: &Shape, other: &Shape) -> Agrees {
    match Agrees::of(&one.first, &other.first) {
        Agrees::No => {}
        agrees => return agrees,
    }
    let garbled = |shape: &Shape| !shape.first.contains(|c: char| c.is_ascii_digit());
    if garbled(one) || garbled(other) {
        // `Suppl-87` is what is left of `S376-S387`, `t-51` of `849-851`.
        let (short, long) = match one.last.len() <= other.last.len() {
            true => (&one.last, &other.last),
            false => (&other.last, &one.last),
        };
        let tail = |text: &str| {
            text.trim_start_matches(|c: char| !c.is_ascii_digit())
                .to_owned()
        };
        return match tail(short).is_empty() || !tail(long).ends_with(&tail(short)) {
            true => Agrees::Unsaid,
            false => Agrees::Yes,
        };
    }
    let span = |shape: &Shape| -> Option<(u32, u32)> {
        let first = shape.first.parse().ok()?;
        Some((first, shape.last.parse().unwrap_or(first)))
    };
    let article = |shape: &Shape| {
        let digits = shape.first.bytes().all(|b| b.is_ascii_digit());
        !digits && !shape.first.starts_with('s') || shape.last.is_empty() && shape.first.len() > 4
    };
    match (span(one), span(other)) {
        // `569` beside `567-569`
        (Some(a), Some(b)) if a.0 <= b.0 && b.1 <= a.1 || b.0 <= a.0 && a.1 <= b.1 => Agrees::Yes,
        _ if article(one) != article(other) => Agrees::Unsaid,
        _ => Agrees::No,
    }
}

/// One letter apart, in names long enough for that to be a slip; or one name is the other's beginning.
fn near(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < 4 {
        return false;
    }
    long.starts_with(short)
        || (short.len() > 4 && long.len() - short.len() < 2 && levenshtein(a, b) < 2)
}

/// Whether two names of sources are one, abbreviated or not; and whether they are but for words that one
/// leaves out.
fn sources(a: &Source, b: &Source) -> (Agrees, bool) {
    if a.issn.iter().any(|issn| b.issn.contains(issn)) {
        return (Agrees::Yes, true);
    }
    let (few, many) = match a.words.len() <= b.words.len() {
        true => (a, b),
        false => (b, a),
    };
    if few.words.is_empty() {
        return (Agrees::Unsaid, false);
    }
    let one_word = few.words.len() == 1 && many.words.len() > 1;
    if one_word
        && few
            .words
            .first()
            .is_some_and(|w| w.len() > 2 && **w == *many.initials)
    {
        return (Agrees::Yes, true);
    }
    let mut rest = many.words.iter();
    let mut found = 0;
    for word in &few.words {
        if rest.clone().any(|other| stands_for(word, other)) {
            found += 1;
            rest.by_ref().find(|other| stands_for(word, other));
        }
    }
    let all = found == few.words.len();
    match all && few.words.len() == many.words.len() {
        true => (Agrees::Yes, true),
        false => (
            Agrees::No,
            all || found * 3 >= few.words.len() * 2 && found > 1,
        ),
    }
}

/// `j` for `journal`, `natl` for `national`.
fn stands_for(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.starts_with(short) {
        return true;
    }
    // The first letters and then some of the others, in their order.
    let (Some(x), Some(y)) = (short.chars().next(), long.chars().next()) else {
        return false;
    };
    let mut letters = long.chars();
    x == y && short.len() > 2 && short.chars().all(|c| letters.any(|l| l == c))
}
