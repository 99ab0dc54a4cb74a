//! Where new rows get their ids and journal entries their salt: from the clock and chance, or, for a
//! store that must come out the same every time, from a seed.

use std::cell::Cell;

use uuid::{Builder, Variant, Version};

use crate::domain::Uid;

#[derive(Debug, Default)]
pub enum Ids {
    /// As every real desk makes them.
    #[default]
    Chance,
    /// For demo content and tests; what is hashed with such a salt can be guessed.
    Seeded { seed: u64, made: Cell<u64> },
}

impl Ids {
    pub fn seeded(seed: u64) -> Self {
        Ids::Seeded {
            seed,
            made: Cell::new(0),
        }
    }

    pub fn next(&self) -> Uid {
        match self {
            Ids::Chance => Uid::now_v7(),
            Ids::Seeded { seed, made } => {
                let n = made.get();
                made.set(n + 1);
                // In the order they are made, as ids by the clock are: an index grows at its end.
                let bits = (u128::from(n) << 80) | u128::from(mixed(seed ^ mixed(n)));
                let mut builder = Builder::from_u128(bits);
                builder
                    .set_version(Version::SortRand)
                    .set_variant(Variant::RFC4122);
                builder.into_uuid()
            }
        }
    }

    /// Makes the hash of personal values unguessable.
    pub fn salt(&self) -> String {
        self.next().simple().to_string()
    }
}

/// The finishing step of SplitMix64: every bit of the result depends on every bit of `n`.
fn mixed(n: u64) -> u64 {
    let mut z = n.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_ids_again_and_two_seeds_give_none_in_common() {
        let made = |seed| {
            let ids = Ids::seeded(seed);
            (0..50).map(|_| ids.next()).collect::<Vec<_>>()
        };
        assert_eq!(made(1), made(1));
        assert!(made(1).is_sorted());
        assert!(made(1).iter().all(|id| !made(2).contains(id)));
    }
}
