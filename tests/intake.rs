//! Files coming in and going out, on a real store: ledgers brought in, everything exported, files kept.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "common/mod.rs"]
mod common;
#[path = "intake/given_out.rs"]
mod given_out;
#[path = "intake/ledgers.rs"]
mod ledgers;
#[path = "intake/room.rs"]
mod room;
