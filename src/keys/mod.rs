//! The action table, chords and the keymap. Decides which action a key means; never carries one out.

mod action;
mod chord;
mod keymap;
mod table;

pub use action::Action;
pub use chord::{Chord, ChordError, Key, fold};
pub use keymap::Keymap;
pub use table::{ACTIONS, Entry, Group, Place, entry};
