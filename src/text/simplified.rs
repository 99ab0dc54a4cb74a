//! Traditional Chinese characters as the simplified ones that stand for them, one by one. For comparing
//! titles and names of different databases; what is written is never changed.
//!
//! The pairs are those of OpenCC's table of characters (Apache-2.0), each with its most usual
//! simplified form; words whose form depends on their neighbours are not told apart.

use std::sync::OnceLock;

const PAIRS: &str = include_str!("simplified.txt");

/// The simplified character, or the same one.
pub fn simplified(c: char) -> char {
    if !('\u{3400}'..='\u{9FFF}').contains(&c) {
        return c;
    }
    static TABLE: OnceLock<Vec<(char, char)>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let pair = |pair: &str| {
            let mut both = pair.chars();
            Some((both.next()?, both.next()?))
        };
        let mut table: Vec<_> = PAIRS.split_whitespace().filter_map(pair).collect();
        table.sort_unstable();
        table
    });
    match table.binary_search_by_key(&c, |(traditional, _)| *traditional) {
        Ok(at) => table.get(at).map_or(c, |(_, simple)| *simple),
        Err(_) => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_becomes_simplified_and_nothing_else_changes() {
        let simple = |text: &str| text.chars().map(simplified).collect::<String>();
        assert_eq!(
            simple("固態電解質的離子導電機制"),
            "固态电解质的离子导电机制"
        );
        assert_eq!(simple("臺灣大學 學報 vol. 3"), "台湾大学 学报 vol. 3");
        assert_eq!(simple("固态电解质"), "固态电解质");
    }

    #[test]
    fn what_is_simplified_is_not_taken_for_traditional() {
        for pair in PAIRS.split_whitespace() {
            let simple = pair.chars().nth(1).unwrap();
            assert_eq!(simplified(simple), simple, "{pair}");
            assert_eq!(pair.chars().count(), 2, "{pair}");
        }
    }
}
