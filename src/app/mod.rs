//! What the screen remembers and decides. No SQL, no clock, no await; draws nothing.
