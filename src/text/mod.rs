//! Wording in two languages, text safe to show, widths, pinyin and folding. Uses `domain` and nothing
//! else of ours; reads no file, clock or environment.

pub mod cells;
pub mod fold;
pub mod locale;
pub mod named;
pub mod pinyin;
pub mod safe;
pub mod segment;
mod shipped;
pub mod simplified;
pub mod trouble;
pub mod words;

pub use cells::{Ambiguous, Cells};
pub use named::Named;
pub use safe::SafeText;
pub use words::Words;
