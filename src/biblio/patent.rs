//! What only a patent has: its numbers, applicants, classes, family and legal status.

use serde::{Deserialize, Serialize};

use super::record::Text;

/// A publication number as ST.3 office code, number and ST.16 kind code (`CN 115536205 A`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct PatentNumber {
    pub country: Text,
    pub number: Text,
    pub kind: Text,
}

/// A status with the day it was true; a status without its day says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct LegalStatus {
    pub status: Text,
    /// As given.
    pub as_of: Text,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Patent {
    pub number: PatentNumber,
    /// All publication numbers the record names, its own first.
    pub publications: Vec<PatentNumber>,
    pub application: Text,
    /// Dates as given.
    pub filed: Text,
    pub published: Text,
    pub priorities: Vec<Text>,
    pub applicants: Vec<Text>,
    pub ipc: Vec<Text>,
    pub cpc: Vec<Text>,
    pub family: Vec<Text>,
    pub cited_patents: Vec<Text>,
    pub legal_status: Option<LegalStatus>,
}

impl PatentNumber {
    /// Reads `US 2013/0018243 A1`, `CN115536205-A`, `EP 1234567 B1`; what does not begin with two
    /// letters keeps its text as the number. The forms are those of WIPO standards ST.3 and ST.16.
    pub fn read(text: &str) -> PatentNumber {
        let plain: String = text
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '.')
            .collect();
        let country = plain
            .get(..2)
            .filter(|code| code.bytes().all(|b| b.is_ascii_uppercase()) && !text.contains(':'));
        let Some((country, rest)) = country.and_then(|code| Some((code, plain.get(2..)?))) else {
            return PatentNumber {
                number: text.trim().into(),
                ..PatentNumber::default()
            };
        };
        // The kind code is the last letter, with one digit after it or none.
        let cut = rest
            .rfind(|c: char| c.is_ascii_alphabetic())
            .filter(|at| *at > 0 && rest.len() - at <= 2);
        let (number, kind) = cut.map_or((rest, ""), |at| rest.split_at(at));
        PatentNumber {
            country: country.into(),
            number: number.into(),
            kind: kind.into(),
        }
    }
}

impl std::fmt::Display for PatentNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}{}", self.country, self.number, self.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publication_number_has_its_office_and_kind() {
        for (text, country, number, kind) in [
            ("CN115536205-A", "CN", "115536205", "A"),
            ("US 2013/0018243 A1", "US", "20130018243", "A1"),
            ("EP1234567B1", "EP", "1234567", "B1"),
            ("WO 2004/012345", "WO", "2004012345", ""),
            ("DIIDW:1", "", "DIIDW:1", ""),
            ("12345", "", "12345", ""),
        ] {
            let read = PatentNumber::read(text);
            assert_eq!(
                (&*read.country, &*read.number, &*read.kind),
                (country, number, kind),
                "{text}"
            );
        }
    }
}
