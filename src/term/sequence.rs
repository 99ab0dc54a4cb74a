//! What the bytes of one key, character or answer mean (ECMA-48, xterm's control sequences). Keeps nothing
//! between two of them: what is torn is put together elsewhere.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// The first character and its length; no character where the bytes are none. `None` where it is cut.
pub(super) fn first_char(bytes: &[u8]) -> Option<(Option<char>, usize)> {
    let head = bytes.get(..bytes.len().min(4))?;
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            std::str::from_utf8(head.get(..error.valid_up_to())?).ok()?
        }
        Err(error) => return Some((None, error.error_len()?)),
    };
    let c = valid.chars().next()?;
    Some((Some(c), c.len_utf8()))
}

pub(super) fn key(code: KeyCode) -> KeyEvent {
    KeyEvent::new(code, KeyModifiers::NONE)
}

/// The key that types a character; none for controls that no key of refdesk sends.
pub(super) fn plain(c: char) -> Option<KeyEvent> {
    Some(match c {
        '\r' | '\n' => key(KeyCode::Enter),
        '\t' => key(KeyCode::Tab),
        // Terminals differ in which of the two their backspace sends.
        '\u{7f}' | '\u{8}' => key(KeyCode::Backspace),
        '\u{1}'..='\u{1a}' => {
            let letter = char::from_u32(u32::from(c) + 0x60)?;
            KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
        }
        c if c.is_control() => return None,
        c => key(KeyCode::Char(c)),
    })
}

/// Keys a terminal sends as Esc O and a letter; function keys mean nothing here.
pub(super) fn ss3(last: u8) -> Option<Option<KeyCode>> {
    Some(match last {
        b'P'..=b'S' => None,
        b'M' => Some(KeyCode::Enter),
        last => Some(letter(last)?),
    })
}

fn letter(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'Z' => KeyCode::BackTab,
        _ => return None,
    })
}

pub(super) enum Meant {
    Key(KeyEvent),
    Paste,
    Column(u16),
    Nothing,
}

pub(super) enum Csi {
    Torn,
    /// Esc and a bracket, struck by hand.
    None,
    Whole {
        /// Behind the bracket.
        length: usize,
        meant: Meant,
    },
}

/// Longest answer of a terminal; a text that is longer is none.
const ANSWER: usize = 256;

pub(super) enum Answer {
    /// It may become one.
    Torn,
    /// A key, a paste, or nothing a terminal says.
    None,
    Whole {
        length: usize,
        column: Option<u16>,
    },
}

/// What a terminal says of itself, at the Esc it begins with.
pub(super) fn answer(from: &[u8]) -> Answer {
    let torn = match from.len() {
        0..ANSWER => Answer::Torn,
        _ => Answer::None,
    };
    let column = match from.get(1) {
        None => return torn,
        Some(b']' | b'P' | b'_') => return string(from, torn),
        Some(b'[') => None,
        Some(_) => return Answer::None,
    };
    match csi(from.get(2..).unwrap_or_default()) {
        Csi::Torn => torn,
        Csi::Whole { length, meant } => {
            let length = length + 2;
            match meant {
                Meant::Column(column) => Answer::Whole {
                    length,
                    column: Some(column),
                },
                Meant::Nothing => Answer::Whole { length, column },
                Meant::Key(_) | Meant::Paste => Answer::None,
            }
        }
        Csi::None => Answer::None,
    }
}

/// OSC, DCS and APC: printable text up to BEL or to Esc and a backslash.
fn string(from: &[u8], torn: Answer) -> Answer {
    let printed = |b: &u8| (0x20..0x7f).contains(b);
    let said = from.iter().skip(2).take(ANSWER).take_while(|b| printed(b));
    let end = said.count() + 2;
    let whole = |length| Answer::Whole {
        length,
        column: None,
    };
    match (from.get(end), from.get(end + 1)) {
        (None, _) | (Some(0x1b), None) => torn,
        (Some(0x07), _) => whole(end + 1),
        (Some(0x1b), Some(b'\\')) => whole(end + 2),
        _ => Answer::None,
    }
}

/// What stands behind `ESC [`.
pub(super) fn csi(tail: &[u8]) -> Csi {
    let parameters = tail
        .iter()
        .take_while(|b| (0x20..0x40).contains(*b))
        .count();
    let Some(last) = tail.get(parameters) else {
        return Csi::Torn;
    };
    // The Linux console's function keys have a second bracket and one letter more.
    if (parameters, last) == (0, &b'[') {
        return match tail.len() {
            1 => Csi::Torn,
            _ => Csi::Whole {
                length: 2,
                meant: Meant::Nothing,
            },
        };
    }
    if !(0x40..=0x7e).contains(last) {
        return Csi::None;
    }
    let text = std::str::from_utf8(tail.get(..parameters).unwrap_or_default()).unwrap_or_default();
    Csi::Whole {
        length: parameters + 1,
        meant: meant(text, *last),
    }
}

fn meant(parameters: &str, last: u8) -> Meant {
    let mut numbers = parameters.split(';').map(|n| n.parse::<u16>().ok());
    let (first, second) = (numbers.next().flatten(), numbers.next().flatten());
    let code = match (last, first) {
        (b'~', Some(200)) => return Meant::Paste,
        (b'R', Some(_)) => return second.map_or(Meant::Nothing, Meant::Column),
        (b'~', Some(1 | 7)) => Some(KeyCode::Home),
        (b'~', Some(4 | 8)) => Some(KeyCode::End),
        (b'~', Some(3)) => Some(KeyCode::Delete),
        (b'~', Some(5)) => Some(KeyCode::PageUp),
        (b'~', Some(6)) => Some(KeyCode::PageDown),
        (last, _) => letter(last),
    };
    let Some(code) = code else {
        return Meant::Nothing;
    };
    let held = second.unwrap_or(1).saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
    ] {
        modifiers.set(modifier, held & bit != 0);
    }
    Meant::Key(KeyEvent::new(code, modifiers))
}
