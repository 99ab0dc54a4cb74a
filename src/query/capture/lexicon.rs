//! The words of the desk that a heard line is understood by; whoever read the settings fills it.

use crate::domain::{Channel, ServiceKey};

#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub services: Vec<ServiceWords>,
    pub purposes: Vec<Purpose>,
    pub fields: Vec<FieldWord>,
    /// Departments and companies that their ending does not give away: 化学, physics.
    pub units: Vec<String>,
    /// What is counted, beside 篇, 份, papers and the like.
    pub counted: Vec<String>,
    pub channels: Vec<(Channel, Vec<String>)>,
    /// Names of clients on record.
    pub clients: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct ServiceWords {
    pub key: ServiceKey,
    /// Names and aliases in both languages. One of a single character counts only where it stands
    /// at the beginning of words.
    pub words: Vec<String>,
}

/// Why somebody needs something, and what is then usually asked.
#[derive(Clone, Debug)]
pub struct Purpose {
    pub word: String,
    pub implies: Option<ServiceKey>,
}

/// A word that fills a field of a service: 国内外 is `scope` = `both`.
#[derive(Clone, Debug)]
pub struct FieldWord {
    pub service: ServiceKey,
    /// Counts wherever it stands, and stays what it is besides: 他引 asks for citations.
    pub anywhere: bool,
    pub field: String,
    pub value: String,
    pub word: String,
}
