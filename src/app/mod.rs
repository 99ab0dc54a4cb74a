//! What the screen remembers and decides. No SQL, no clock, no await; draws nothing.

pub mod form;
pub mod here;

pub use here::Here;
