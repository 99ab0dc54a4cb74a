//! The desk's rules, tried through its commands on a real store in a temporary folder.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod desk {
    pub mod bench;
    mod clients;
    mod decisions;
    mod keeping;
    mod literature;
    mod matrix;
    pub mod need_to_know;
    mod queue;
    mod records;
    mod services;
    mod strategy;
    mod undo;
}
