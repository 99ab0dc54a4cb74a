//! Which records are worth comparing: those that share a number, a place or rare words. Keeps the work
//! near to n log n: no record is laid beside all the others.

use std::collections::HashMap;

use super::plain::hashed;
use super::shape::Shape;

/// Above so many records under one key only neighbours by title are compared.
const CROWD: usize = 40;
/// How many neighbours on one side.
const WINDOW: usize = 6;
/// Of how many rare words of a title every pair is a key.
const RARE: usize = 4;

/// Pairs of places, the lower first, each once and in order.
pub(super) fn candidates(shapes: &[Shape]) -> Vec<(u32, u32)> {
    let often = frequencies(shapes);
    let mut keys: Vec<(u64, u32)> = Vec::with_capacity(shapes.len() * 10);
    for (at, shape) in (0_u32..).zip(shapes) {
        let mut put = |kind: &str, parts: &[&str]| {
            if parts.iter().all(|part| !part.is_empty()) {
                keys.push((hashed(&format!("{kind}\n{}", parts.join("\n"))), at));
            }
        };
        put("doi", &[&shape.doi]);
        put(
            "review",
            &[shape.doi.rsplit_once(".pub").map_or("", |(base, _)| base)],
        );
        for title in shape.titles() {
            put("title", &[&title.squeezed]);
            let head = title.words.iter().take(3).map(|w| &**w).collect::<String>();
            put("head", &[&shape.people.first, &head]);
        }
        put("place", &[&shape.volume, &shape.first, &shape.people.first]);
        put("pages", &[&shape.volume, &shape.first, &shape.last]);
        keys.extend(shape.ids.iter().map(|id| (*id, at)));
        for title in shape.titles() {
            rare_pairs(title.words.iter().map(|word| hashed(word)), &often, |key| {
                keys.push((key, at))
            });
        }
    }
    keys.sort_unstable();
    keys.dedup();
    let mut pairs = Vec::new();
    for block in keys.chunk_by(|a, b| a.0 == b.0) {
        pair_up(block, shapes, &mut pairs);
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// In how many titles a word stands.
fn frequencies(shapes: &[Shape]) -> HashMap<u64, u32> {
    let mut often = HashMap::new();
    for shape in shapes {
        for title in shape.titles() {
            let mut words: Vec<u64> = title.words.iter().map(|word| hashed(word)).collect();
            words.sort_unstable();
            words.dedup();
            for word in words {
                *often.entry(word).or_insert(0) += 1;
            }
        }
    }
    often
}

/// Keys of every two of the rarest words that stand in another title as well; a slip of the pen stands
/// in no other.
fn rare_pairs(
    words: impl Iterator<Item = u64>,
    often: &HashMap<u64, u32>,
    mut put: impl FnMut(u64),
) {
    let mut rare: Vec<(u32, u64)> = words
        .filter_map(|word| Some((*often.get(&word)?, word)))
        .filter(|(count, _)| *count > 1)
        .collect();
    rare.sort_unstable();
    rare.dedup();
    rare.truncate(RARE);
    for (at, (_, one)) in rare.iter().enumerate() {
        for (_, other) in rare.iter().skip(at + 1) {
            put(one.min(other).rotate_left(17) ^ one.max(other));
        }
    }
}

fn pair_up(block: &[(u64, u32)], shapes: &[Shape], pairs: &mut Vec<(u32, u32)>) {
    let mut put = |a: u32, b: u32| pairs.push((a.min(b), a.max(b)));
    if block.len() <= CROWD {
        for (at, (_, one)) in block.iter().enumerate() {
            for (_, other) in block.iter().skip(at + 1) {
                put(*one, *other);
            }
        }
        return;
    }
    let title = |at: &u32| {
        usize::try_from(*at)
            .ok()
            .and_then(|at| shapes.get(at))
            .map(|s| &s.title.squeezed)
    };
    let mut crowd: Vec<u32> = block.iter().map(|(_, at)| *at).collect();
    crowd.sort_by(|a, b| title(a).cmp(&title(b)).then(a.cmp(b)));
    for (at, one) in crowd.iter().enumerate() {
        for other in crowd.iter().skip(at + 1).take(WINDOW) {
            put(*one, *other);
        }
    }
}
