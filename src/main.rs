//! The program's door: everything else lives in the library.

fn main() {}
