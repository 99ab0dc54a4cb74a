//! The benchmark; nothing measured yet.
fn main() {}
