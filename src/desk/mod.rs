//! The use cases: every change to records is a [`Command`], every look a [`Look`]. Permission, rule,
//! rows, counters and journal stand in one transaction.

pub mod command;
pub mod look;

pub use command::{Act, Command, Done, Target};
pub use look::{Look, Seen};
