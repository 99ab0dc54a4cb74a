//! The script a character is written in, as far as rules of the trade ask for it.

/// Chinese characters with all extensions, `々` and `〇`.
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c),
        0x3005 | 0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF
        | 0x20000..=0x2FA1F | 0x30000..=0x3FFFD)
}
