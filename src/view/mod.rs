//! Draws the app; never changes it, never queries.

pub mod form;
