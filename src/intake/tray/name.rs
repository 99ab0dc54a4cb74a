//! Names of files from outside, made fit for any system they may go to. Never a path.

use unicode_normalization::UnicodeNormalization;

use crate::text::safe::is_invisible;

/// Longest name most file systems take, in bytes, less room for a number.
const LONGEST: usize = 200;

/// Names that Windows keeps for its devices, whatever ending follows.
const RESERVED: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8",
    "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// A name that is no path, begins with neither dot nor dash, holds nothing a terminal or Windows could
/// obey, and is not too long. Never empty.
pub fn safe(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last
        .nfc()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    let clean = clean
        .trim_start_matches(['.', '-', ' '])
        .trim_end_matches(['.', ' ']);
    let stem = clean.split('.').next().unwrap_or_default().trim_end();
    let named = match clean {
        "" => "file".to_owned(),
        _ if RESERVED.iter().any(|r| r.eq_ignore_ascii_case(stem)) => format!("_{clean}"),
        _ => clean.to_owned(),
    };
    shortened(&named)
}

/// Whether the name is already what [`safe`] would make of it.
pub fn is_safe(name: &str) -> bool {
    !name.is_empty() && safe(name) == name
}

fn parted(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(at) if at > 0 && name.len() - at <= 12 => name.split_at(at),
        _ => (name, ""),
    }
}

fn shortened(name: &str) -> String {
    let (stem, ending) = parted(name);
    let mut short = String::new();
    for c in stem.chars() {
        if short.len() + c.len_utf8() + ending.len() > LONGEST {
            break;
        }
        short.push(c);
    }
    format!("{short}{ending}")
}

/// `name.ris`, then `name (2).ris`, and so on.
pub fn numbered(name: &str, number: u32) -> String {
    if number < 2 {
        return name.to_owned();
    }
    let (stem, ending) = parted(name);
    format!("{stem} ({number}){ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_path_and_never_what_a_terminal_or_windows_obeys() {
        for (given, kept) in [
            ("导出.ris", "导出.ris"),
            ("../../.ssh/authorized_keys", "authorized_keys"),
            (r"C:\Users\wang\a.ris", "a.ris"),
            ("/etc/passwd", "passwd"),
            ("..", "file"),
            ("", "file"),
            ("   ", "file"),
            (".bashrc", "bashrc"),
            ("-rf", "rf"),
            ("--x.ris", "x.ris"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            ("lpt1 .txt", "_lpt1 .txt"),
            ("COM10.txt", "COM10.txt"),
            ("a\0b\u{1b}[2Jc.ris", "ab[2Jc.ris"),
            ("a\nb.ris", "ab.ris"),
            ("tree\u{202e}sir.exe", "treesir.exe"),
            ("what?.ris", "what_.ris"),
            ("end. ", "end"),
            ("O'Brien & Söhne.docx", "O'Brien & Söhne.docx"),
        ] {
            assert_eq!(safe(given), kept, "{given:?}");
            assert!(is_safe(&safe(given)), "{given:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_ending() {
        let long = format!("{}.ris", "检".repeat(5_000));
        let kept = safe(&long);
        assert!(kept.len() <= LONGEST && kept.ends_with("检.ris"), "{kept}");
    }

    #[test]
    fn a_taken_name_is_numbered_before_its_ending() {
        assert_eq!(numbered("a.ris", 1), "a.ris");
        assert_eq!(numbered("a.ris", 2), "a (2).ris");
        assert_eq!(numbered("a", 3), "a (3)");
    }
}
