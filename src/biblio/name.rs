//! Names of people and bodies as databases write them, taken apart without guessing more than the
//! form says. Which two names are one person is not decided here.

use serde::{Deserialize, Serialize};

use super::record::Text;
use crate::domain::script::is_han;

/// A name in two parts, or whole where it has none (a body, a single word, 王五).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Name {
    pub family: Text,
    pub given: Text,
    /// The whole name, where it cannot be told apart.
    pub literal: Text,
}

/// An author with what the file says of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Author {
    pub name: Name,
    /// As the database abbreviates it, where it gives both forms (`Liu, JF`).
    pub short: Text,
    /// Places in [`super::Record::affiliations`].
    pub at: Box<[u16]>,
    pub more: Option<Box<Marks>>,
}

/// What few records say of an author.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Marks {
    /// `0000-0002-1825-0097`.
    pub orcid: Text,
    pub email: Text,
    /// The database's own number of the person.
    pub researcher_id: Text,
    pub translated: Name,
    pub corresponding: bool,
}

impl Name {
    pub fn whole(text: &str) -> Name {
        Name {
            literal: text.trim().into(),
            ..Name::default()
        }
    }

    pub fn parts(family: &str, given: &str) -> Name {
        let (family, given) = (family.trim(), given.trim());
        match (family.is_empty(), given.is_empty()) {
            (false, false) => Name {
                family: family.into(),
                given: given.into(),
                literal: Text::default(),
            },
            (false, true) => Name::whole(family),
            _ => Name::whole(given),
        }
    }

    /// Reads `Family, Given` or `Family, Suffix, Given` (which becomes `Given, Suffix`, as in
    /// BibTeX); anything without a comma stays whole.
    pub fn read(text: &str) -> Name {
        let text = text.trim();
        let Some((family, rest)) = text.split_once(',') else {
            return Name::whole(text);
        };
        // 王,五 is a family name and a given name as well, but 学会,编辑部 is a list no one meant.
        Name::parts(family, rest.trim_matches([',', ' ']))
    }

    /// Reads a name written given name first (`G. Kalbe`, `Natalia Sieti`, `Ludwig van Beethoven`);
    /// Han names and single words stay whole.
    pub fn read_straight(text: &str) -> Name {
        let text = text.trim();
        if text.contains(',') {
            return Name::read(text);
        }
        if text.chars().any(is_han) {
            return Name::whole(text);
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        // `WANG Ya-jun`, as Chinese journals print it, has its family name first.
        if let [first, rest @ ..] = words.as_slice()
            && is_shouted(first)
            && !rest.is_empty()
            && rest.iter().all(|word| word.chars().any(char::is_lowercase))
        {
            return Name::parts(first, &rest.join(" "));
        }
        // Lower-case particles belong to the family name.
        let particle = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
        let cut = words
            .iter()
            .skip(1)
            .position(particle)
            .map(|at| at + 1)
            .filter(|at| *at < words.len())
            .unwrap_or_else(|| words.len().saturating_sub(1));
        let (given, family) = words.split_at_checked(cut).unwrap_or((&[], &[]));
        Name::parts(&family.join(" "), &given.join(" "))
    }

    /// Reads `Family GN` with initials last and no comma (PubMed, Scopus before 2023).
    pub fn read_initials_last(text: &str) -> Name {
        let text = text.trim();
        if text.contains(',') {
            return Name::read(text);
        }
        match text.rsplit_once(' ') {
            Some((family, initials)) if is_initials(initials) => Name::parts(family, initials),
            _ => Name::whole(text),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.family.is_empty() && self.given.is_empty() && self.literal.is_empty()
    }

    /// `Family, Given`, or the whole name.
    pub fn inverted(&self) -> String {
        if self.given.is_empty() {
            return format!("{}{}", self.literal, self.family);
        }
        format!("{}, {}", self.family, self.given)
    }
}

/// A word of two letters or more, all capitals.
fn is_shouted(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && word.chars().all(|c| c.is_uppercase() || c == '-')
}

/// Whether a word is initials (`JF`, `J.-F.`, `W`).
pub fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (1..=4).contains(&letters)
        && word
            .chars()
            .all(|c| c.is_uppercase() || matches!(c, '.' | '-'))
}

impl Author {
    pub fn new(name: Name) -> Author {
        Author {
            name,
            ..Author::default()
        }
    }

    pub fn marks(&mut self) -> &mut Marks {
        self.more.get_or_insert_default()
    }

    pub fn orcid(&self) -> &str {
        self.more.as_ref().map_or("", |more| &more.orcid)
    }

    pub fn email(&self) -> &str {
        self.more.as_ref().map_or("", |more| &more.email)
    }

    pub fn researcher_id(&self) -> &str {
        self.more.as_ref().map_or("", |more| &more.researcher_id)
    }
}

/// Parts a list of Chinese or mixed names at `;`, `；`, or at commas where there is no semicolon and
/// the names are Han (`谢昕,王小增`).
pub(crate) fn listed(text: &str) -> Vec<&str> {
    let semicolons = text.contains([';', '；']);
    let commas = !semicolons && text.contains([',', '，', '、']) && text.chars().any(is_han);
    let apart: fn(char) -> bool = if semicolons {
        |c| matches!(c, ';' | '；')
    } else if commas {
        |c| matches!(c, ',' | '，' | '、')
    } else {
        |_| false
    };
    text.split(apart)
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_apart_only_where_its_form_says_so() {
        for (name, family, given, literal) in [
            (Name::read("Liu, JF"), "Liu", "JF", ""),
            (Name::read("Soler, Carlos, Jr."), "Soler", "Carlos, Jr.", ""),
            (
                Name::read("World Health Organization"),
                "",
                "",
                "World Health Organization",
            ),
            (Name::read("王五"), "", "", "王五"),
            (Name::read_straight("G. Kalbe"), "Kalbe", "G.", ""),
            (
                Name::read_straight("Antonius van Maris"),
                "van Maris",
                "Antonius",
                "",
            ),
            (
                Name::read_straight("Ximena C. Schmidt"),
                "Schmidt",
                "Ximena C.",
                "",
            ),
            (Name::read_straight("WANG Ya-jun"), "WANG", "Ya-jun", ""),
            (Name::read_straight("Wenjie JIANG"), "JIANG", "Wenjie", ""),
            (Name::read_straight("王 五"), "", "", "王 五"),
            (Name::read_straight("Plato"), "", "", "Plato"),
            (
                Name::read_initials_last("de Vries GJ"),
                "de Vries",
                "GJ",
                "",
            ),
            (
                Name::read_initials_last("Health Group"),
                "",
                "",
                "Health Group",
            ),
        ] {
            assert_eq!(
                (&*name.family, &*name.given, &*name.literal),
                (family, given, literal)
            );
        }
    }

    #[test]
    fn chinese_lists_of_names_are_parted_as_each_export_writes_them() {
        assert_eq!(listed("唐伦;赵培培;"), ["唐伦", "赵培培"]);
        assert_eq!(listed("谢昕,王小增"), ["谢昕", "王小增"]);
        assert_eq!(
            listed("Alaa Ismail;;Sami Adwan"),
            ["Alaa Ismail", "Sami Adwan"]
        );
        assert_eq!(listed("Smith, J"), ["Smith, J"]);
    }
}
