//! What goes wrong with machines: power, disks, clocks, processes that are killed or stopped, files
//! that are moved or altered. Nothing that was said to be saved may be lost by it, and what cannot be
//! done is said in a sentence.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "../common/mod.rs"]
mod common;

mod clocks;
mod cut;
mod disk;
mod flips;
mod killed;
mod locks;
mod moved;
mod opened;
mod power;
mod recording;
mod saver;
mod stopped;
mod versions;
