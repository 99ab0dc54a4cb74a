//! The lessons of a first morning.
