//! Which encoding a file is in, by its bytes, and its text in UTF-8. Always says what it took and
//! why; a guess is called a guess.

use std::borrow::Cow;

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// An encoding that Chinese and foreign databases export in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    #[default]
    Utf8,
    Gb18030,
    Windows1252,
    Utf16Le,
    Utf16Be,
    /// No text: a workbook, a packed file.
    None,
}

impl Encoding {
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Gb18030 => "GB18030",
            Encoding::Windows1252 => "Windows-1252",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::None => "",
        }
    }
}

/// Why an encoding was taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Because {
    /// The file opens with a byte order mark.
    Mark,
    /// Every byte is in order in it.
    #[default]
    Valid,
    /// Likely by its bytes, and no more than that.
    Guess,
}

/// A file's text.
#[derive(Clone, Debug)]
pub struct Decoded<'a> {
    pub encoding: Encoding,
    pub because: Because,
    /// With a byte order mark still in it where the file is UTF-8, so that positions are the file's.
    pub text: Cow<'a, str>,
    /// Bytes of the text where a character was broken, at most [`BROKEN_NOTED`].
    pub broken: Vec<usize>,
}

impl Decoded<'_> {
    /// The same with a text of its own.
    pub fn into_owned(self) -> Decoded<'static> {
        Decoded {
            encoding: self.encoding,
            because: self.because,
            text: Cow::Owned(self.text.into_owned()),
            broken: self.broken,
        }
    }
}

/// Broken characters noted at most.
pub const BROKEN_NOTED: usize = 100;

/// Bytes looked at for a guess.
const GLANCE: usize = 1 << 20;

pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    match bytes {
        [0xFF, 0xFE, ..] => return with(UTF_16LE, bytes, Encoding::Utf16Le, Because::Mark),
        [0xFE, 0xFF, ..] => return with(UTF_16BE, bytes, Encoding::Utf16Be, Because::Mark),
        _ => {}
    }
    let marked = bytes.starts_with(b"\xEF\xBB\xBF");
    if let Some(encoding) = sixteen_bit(bytes) {
        let by = if encoding == Encoding::Utf16Le {
            UTF_16LE
        } else {
            UTF_16BE
        };
        return with(by, bytes, encoding, Because::Guess);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded {
            encoding: Encoding::Utf8,
            because: if marked {
                Because::Mark
            } else {
                Because::Valid
            },
            text: Cow::Borrowed(text),
            broken: Vec::new(),
        };
    }
    if marked || is_broken_utf8(bytes) {
        let text = String::from_utf8_lossy(bytes);
        let because = if marked {
            Because::Mark
        } else {
            Because::Guess
        };
        return noted(text, Encoding::Utf8, because);
    }
    if looks_chinese(bytes) {
        let read = with(GB18030, bytes, Encoding::Gb18030, Because::Valid);
        let because = if read.broken.is_empty() {
            Because::Valid
        } else {
            Because::Guess
        };
        return Decoded { because, ..read };
    }
    with(WINDOWS_1252, bytes, Encoding::Windows1252, Because::Guess)
}

fn with<'a>(
    by: &'static encoding_rs::Encoding,
    bytes: &'a [u8],
    encoding: Encoding,
    because: Because,
) -> Decoded<'a> {
    let (text, wrong) = by.decode_with_bom_removal(bytes);
    if wrong {
        noted(text, encoding, because)
    } else {
        Decoded {
            encoding,
            because,
            text,
            broken: Vec::new(),
        }
    }
}

fn noted(text: Cow<'_, str>, encoding: Encoding, because: Because) -> Decoded<'_> {
    let broken = text
        .match_indices('\u{FFFD}')
        .map(|(at, _)| at)
        .take(BROKEN_NOTED)
        .collect();
    Decoded {
        encoding,
        because,
        text,
        broken,
    }
}

/// UTF-16 without a mark: nearly every other byte of mostly Latin text is zero.
fn sixteen_bit(bytes: &[u8]) -> Option<Encoding> {
    let glance = bytes.get(..bytes.len().min(4096))?;
    if glance.len() < 8 || !bytes.len().is_multiple_of(2) || !glance.contains(&0) {
        return None;
    }
    let pairs = glance.chunks_exact(2);
    let count = pairs.len();
    let (mut high, mut low) = (0, 0);
    for pair in pairs {
        match pair {
            [0, 0] => {}
            [0, _] => high += 1,
            [_, 0] => low += 1,
            _ => {}
        }
    }
    // Chinese text keeps zeros only in its tags, line ends and digits.
    match (high * 100 / count, low * 100 / count) {
        (25.., 0..=2) => Some(Encoding::Utf16Be),
        (0..=2, 25..) => Some(Encoding::Utf16Le),
        _ => None,
    }
}

/// Whether most of what is not ASCII is sound UTF-8, so that a few characters are broken rather
/// than the whole in another encoding.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let glance = bytes.get(..bytes.len().min(GLANCE)).unwrap_or(bytes);
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in glance.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // Two bytes of GB18030 look like one character of UTF-8 now and then, three hardly ever.
    sound > broken * 4
}

/// GB18030 rather than a Western encoding: its bytes above ASCII come in pairs, where those of
/// Western text stand alone between letters. The decoder itself takes nearly anything.
fn looks_chinese(bytes: &[u8]) -> bool {
    let glance = bytes.get(..bytes.len().min(GLANCE)).unwrap_or(bytes);
    let (mut pairs, mut alone) = (0_usize, 0_usize);
    for run in glance.split(u8::is_ascii) {
        // The area of GB 2312: rows of signs, letters and common characters.
        let mut left = run;
        while let [first, second, rest @ ..] = left {
            if (0xA1..=0xFE).contains(first) && (0xA1..=0xFE).contains(second) {
                pairs += 1;
            }
            left = rest;
        }
        alone += left.len();
    }
    // A rare character of GBK has an ASCII second byte; Western accents are nearly all alone.
    pairs > alone
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "TI  - 固态电池硫化物电解质界面的研究进展,2021\n";

    fn read(bytes: &[u8]) -> (Encoding, Because, String, usize) {
        let read = decode(bytes);
        let broken = read.broken.len();
        (read.encoding, read.because, read.text.into_owned(), broken)
    }

    #[test]
    fn an_encoding_is_known_by_its_bytes_and_a_guess_is_called_one() {
        let (gb, _, _) = GB18030.encode(LINE);
        assert_eq!(
            read(&gb),
            (Encoding::Gb18030, Because::Valid, LINE.to_owned(), 0)
        );
        assert_eq!(
            read(LINE.as_bytes()),
            (Encoding::Utf8, Because::Valid, LINE.to_owned(), 0)
        );
        let western = "AU  - Müller, Søren\nAU  - Peña, José\n";
        let (latin, _, _) = WINDOWS_1252.encode(western);
        assert_eq!(
            read(&latin),
            (Encoding::Windows1252, Because::Guess, western.to_owned(), 0)
        );
        for (mark, encoding, because) in [
            (true, Encoding::Utf16Le, Because::Mark),
            (false, Encoding::Utf16Le, Because::Guess),
        ] {
            let mut bytes: Vec<u8> = if mark { vec![0xFF, 0xFE] } else { Vec::new() };
            bytes.extend(
                "@article{a, title={Straße}}\n"
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes),
            );
            assert_eq!(
                read(&bytes),
                (
                    encoding,
                    because,
                    "@article{a, title={Straße}}\n".to_owned(),
                    0
                )
            );
        }
    }

    #[test]
    fn a_broken_character_costs_only_itself_and_its_place_is_known() {
        let mut bytes = LINE.repeat(3).into_bytes();
        bytes.remove(8);
        let read = decode(&bytes);
        assert_eq!(read.encoding, Encoding::Utf8);
        assert_eq!(read.broken, [6]);
        assert!(read.text.contains("电池"));
    }
}
