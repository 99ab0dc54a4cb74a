//! Draws the app; never changes it, never queries.
