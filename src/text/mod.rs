//! Wording in two languages, text safe to show, widths, pinyin and folding.
