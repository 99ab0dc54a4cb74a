//! Enters and leaves the terminal; signals and hang-ups.
