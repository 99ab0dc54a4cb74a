//! The action table, chords and the keymap.
