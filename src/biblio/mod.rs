//! The bibliographic engine: bytes of an export in, records out, and records written again. Stands
//! alone: it opens no file, knows no store and no screen, and never asks what a record is for.
//!
//! [`sniff()`] says what a file is, [`read()`] reads it, [`write()`] writes records in other formats and
//! [`cite`] words them as references.

pub mod cite;
pub mod cores;
pub mod dedup;
pub mod encoding;
pub mod formats;
pub mod ids;
pub mod lean;
pub mod name;
pub mod patent;
pub mod reading;
pub mod record;
pub mod sniff;
pub mod when;
pub mod write;

pub use formats::{Format, read};
pub use reading::{Fault, Limits, Problem, Reading};
pub use record::{Kind, Record};
pub use sniff::{Guess, sniff};
pub use write::{Target, Unwritable, write};
