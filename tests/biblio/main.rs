//! The bibliographic engine over real exports of every database (through `REFDESK_CORPORA`), over
//! small ones of our own, and over anything at all.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "../common/mod.rs"]
mod common;

mod back;
mod counts;
mod dedup;
mod facts;
mod fuzz;
mod hostile;
mod shell;
mod zotero;
