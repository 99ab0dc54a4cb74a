//! The loop: wait, update, carry out effects, draw if something changed.
