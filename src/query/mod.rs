//! The search language of the desk, and the one line in which a request is written down as heard.
//! Pure: no store, no clock, no settings; what the desk calls its services comes in as arguments.
//!
//! All positions are [`Span`]s, counted in characters.

pub mod capture;
mod complete;
mod fold;
mod items;
mod key;
mod parse;
mod search;
mod span;
#[cfg(test)]
mod tests;
mod unparse;
mod vocabulary;
mod when;

pub use complete::{Completion, complete};
pub use key::Key;
pub use parse::{QueryError, parse, unknown_owner};
pub use search::{
    Condition, CountRange, Flag, Order, Owner, Search, StatusGroup, StatusWord, Term, Words,
    statuses,
};
pub use span::Span;
pub use unparse::unparse;
pub use vocabulary::Vocabulary;
pub use when::{Days, Stretch, Unit, Way, When};
