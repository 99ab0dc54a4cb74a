//! The search language: text to syntax tree, completion, errors with positions.
