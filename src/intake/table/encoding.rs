//! Bytes to text: by a byte-order mark, else as UTF-8, else as GB18030. Nothing is replaced by a
//! question mark: what cannot be read is refused with its line and byte.

use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_16BE, UTF_16LE};

use super::file_refused;
use crate::domain::Refusal;

pub fn decode(name: &str, bytes: &[u8]) -> Result<(String, &'static str), Refusal> {
    let (text, encoding) = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => (utf8(name, rest, 3)?, "UTF-8"),
        [0xFF, 0xFE, rest @ ..] => (other(name, rest, 2, UTF_16LE)?, "UTF-16LE"),
        [0xFE, 0xFF, rest @ ..] => (other(name, rest, 2, UTF_16BE)?, "UTF-16BE"),
        _ if is_wide(bytes) => return Err(file_refused(name, "intake-utf16-unmarked")),
        _ if mostly_utf8(bytes) => (utf8(name, bytes, 0)?, "UTF-8"),
        _ => (other(name, bytes, 0, GB18030)?, "GB18030"),
    };
    if let Some(at) = text.find('\0') {
        return Err(file_refused(name, "intake-nul")
            .with("line", line_of(text.as_bytes(), at))
            .with("byte", at.saturating_add(1)));
    }
    if text.trim().is_empty() {
        return Err(file_refused(name, "intake-file-empty"));
    }
    Ok((text, encoding))
}

/// UTF-16 without its mark: every other byte of plain text is zero.
fn is_wide(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(400)).unwrap_or_default();
    let zeros = start.iter().filter(|b| **b == 0).count();
    start.len() >= 4 && zeros * 3 >= start.len()
}

/// Whether it is UTF-8, be it with a broken character here and there: Chinese in GB18030 gives hardly
/// any valid sequence, and UTF-8 taken for GB18030 would decode into other characters without a fault.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good > bad.saturating_mul(4)
}

fn utf8(name: &str, bytes: &[u8], skipped: usize) -> Result<String, Refusal> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(broken(name, bytes, error.valid_up_to(), skipped)),
    }
}

fn other(
    name: &str,
    bytes: &[u8],
    skipped: usize,
    encoding: &'static Encoding,
) -> Result<String, Refusal> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder
        .max_utf8_buffer_length_without_replacement(bytes.len())
        .unwrap_or(0);
    let mut text = String::with_capacity(room);
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    match result {
        DecoderResult::InputEmpty => Ok(text),
        DecoderResult::Malformed(length, after) => {
            let at = read.saturating_sub(usize::from(length) + usize::from(after));
            Err(broken(name, bytes, at, skipped))
        }
        DecoderResult::OutputFull => Err(broken(name, bytes, read, skipped)),
    }
}

fn broken(name: &str, bytes: &[u8], at: usize, skipped: usize) -> Refusal {
    file_refused(name, "intake-broken-character")
        .with("line", line_of(bytes, at))
        .with("byte", at.saturating_add(skipped).saturating_add(1))
}

fn line_of(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or_default();
    before.iter().filter(|b| **b == b'\n').count() + 1
}
