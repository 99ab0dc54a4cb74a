//! Bytes from the terminal as keys, pasted text and answers, however the line has torn them apart.
//! Reads no descriptor and no clock: whoever reads says when the line was silent.

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::sequence::{Answer, Csi, Meant, answer, csi, first_char, key, plain, ss3};

/// Esc alone is Esc after so long; a key that the line tore behind its Esc is whole by then.
const LONE_ESC: Duration = Duration::from_millis(75);
/// How long the rest of a key or of a character is waited for once its beginning cannot be a key.
const TORN: Duration = Duration::from_secs(1);
/// A pasted text whose end never comes is taken as it is.
const ENDLESS: Duration = Duration::from_secs(5);
/// Silence after which unmarked pasted text is over; the packets of a slow line come closer together.
const BARE: Duration = Duration::from_millis(400);
/// So many characters with two line ends among them nobody strikes at once.
const FAST: usize = 24;

const PASTED: &[u8] = b"\x1b[201~";
/// Largest text that is taken in one paste: as much as a file of the in-tray may have, and no setting lets
/// a terminal fill the memory.
const LARGEST: usize = 64 * 1024 * 1024;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    Key(KeyEvent),
    Paste(String),
    /// A pasted text larger than anything that is kept; it is gone.
    TooLarge,
    /// Where the cursor is, as the terminal was asked: the column.
    Column(u16),
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Keys,
    /// Inside a pasted text with its marks.
    Pasting,
    /// Inside lines that came too fast for fingers, from a terminal that marks no paste.
    Bare,
    /// Esc was taken for itself; the rest of a torn key may still come.
    EscGiven,
}

#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    /// What is not whole yet.
    bytes: Vec<u8>,
    /// Behind lines without marks: what may become an answer of the terminal.
    torn: Vec<u8>,
    /// So much of a pasted text has been looked through for its end.
    looked: usize,
    /// The pasted text under way has grown too large: only its end is waited for.
    is_too_large: bool,
}

impl Decoder {
    /// How long more bytes are to be waited for before [`Decoder::silence`]; `None` for ever.
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Keys if self.bytes.is_empty() => None,
            // Where a letter may follow Esc by hand, as O may, the wait is the short one.
            State::Keys if matches!(self.bytes.as_slice(), b"\x1b" | b"\x1bO") => Some(LONE_ESC),
            State::Keys | State::EscGiven => Some(TORN),
            State::Pasting => Some(ENDLESS),
            State::Bare => Some(BARE),
        }
    }

    /// Takes what came in one piece.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Heard> {
        let mut heard = Vec::new();
        match self.state {
            State::Bare => self.torn.extend_from_slice(bytes),
            _ => self.bytes.extend_from_slice(bytes),
        }
        if matches!(self.state, State::EscGiven) {
            while matches!(self.state, State::EscGiven) && self.take_late() {}
        }
        if matches!(self.state, State::Keys | State::Bare) {
            let is_bare = matches!(self.state, State::Bare);
            let fresh = if is_bare { &self.torn } else { &self.bytes };
            let parted = part_answers(fresh);
            if is_bare || is_too_fast(&parted.text) {
                // The terminal answers whenever it likes; what stands behind its answer is text still.
                heard.extend(parted.columns.into_iter().map(Heard::Column));
                match is_bare {
                    true => self.bytes.extend_from_slice(&parted.text),
                    false => self.bytes = parted.text,
                }
                self.torn = parted.torn;
                self.state = State::Bare;
            }
        }
        while self.take_one(&mut heard) {}
        heard
    }

    /// Nothing came for as long as it was waited for: what has begun is taken as it stands.
    pub fn silence(&mut self) -> Vec<Heard> {
        let state = std::mem::take(&mut self.state);
        self.looked = 0;
        let bytes = std::mem::take(&mut self.bytes);
        match state {
            State::Pasting => vec![self.pasted(bytes)],
            State::Bare => {
                // The rest of a torn answer is not taken for letters, also where it comes late.
                let torn = std::mem::take(&mut self.torn);
                if torn == b"\x1b" || torn.starts_with(b"\x1b[") {
                    self.bytes = torn;
                }
                vec![self.pasted(bytes)]
            }
            State::Keys if bytes == b"\x1b" => {
                self.state = State::EscGiven;
                vec![Heard::Key(key(KeyCode::Esc))]
            }
            State::Keys | State::EscGiven => {
                if bytes.len() > 2 && bytes.starts_with(b"\x1b[") {
                    // The rest of this key is lost; what came of it was never struck as letters.
                    return Vec::new();
                }
                let mut heard = Vec::new();
                let rest = match bytes.strip_prefix(b"\x1b") {
                    Some(rest) => {
                        heard.push(Heard::Key(key(KeyCode::Esc)));
                        rest
                    }
                    None => &bytes,
                };
                let text = String::from_utf8_lossy(rest);
                let whole = text.chars().filter(|c| *c != char::REPLACEMENT_CHARACTER);
                heard.extend(whole.filter_map(plain).map(Heard::Key));
                heard
            }
        }
    }

    /// Takes the first thing that is whole; false when there is none.
    fn take_one(&mut self, heard: &mut Vec<Heard>) -> bool {
        match self.state {
            State::Pasting => self.take_paste(heard),
            State::Bare => self.take_bare(heard),
            State::EscGiven => self.take_late(),
            State::Keys => self.take_key(heard),
        }
    }

    fn take_paste(&mut self, heard: &mut Vec<Heard>) -> bool {
        let from = self.looked.min(self.bytes.len());
        let Some(end) = find(self.bytes.get(from..).unwrap_or_default(), PASTED) else {
            self.looked = self.bytes.len().saturating_sub(PASTED.len());
            self.forget_what_is_too_large();
            return false;
        };
        let end = from + end;
        self.looked = 0;
        let rest = self.bytes.split_off(end + PASTED.len());
        let mut text = std::mem::replace(&mut self.bytes, rest);
        text.truncate(end);
        let text = self.pasted(text);
        heard.push(text);
        self.state = State::Keys;
        true
    }

    /// Of a text that is not kept only so much is held as may be the beginning of its end.
    fn forget_what_is_too_large(&mut self) {
        self.is_too_large |= self.bytes.len() > LARGEST;
        if self.is_too_large {
            self.bytes.drain(..self.looked);
            self.bytes.shrink_to(4 * PASTED.len());
            self.looked = 0;
        }
    }

    fn pasted(&mut self, bytes: Vec<u8>) -> Heard {
        if std::mem::take(&mut self.is_too_large) {
            return Heard::TooLarge;
        }
        Heard::Paste(match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        })
    }

    /// An escape sequence is no text any more.
    fn take_bare(&mut self, heard: &mut Vec<Heard>) -> bool {
        let Some(end) = self.bytes.iter().position(|b| *b == 0x1b) else {
            self.is_too_large |= self.bytes.len() > LARGEST;
            if self.is_too_large {
                self.bytes = Vec::new();
            }
            return false;
        };
        let rest = self.bytes.split_off(end);
        let text = std::mem::replace(&mut self.bytes, rest);
        self.bytes.append(&mut self.torn);
        let text = self.pasted(text);
        heard.push(text);
        self.state = State::Keys;
        true
    }

    /// The rest of a key whose Esc has been obeyed already: acting on it as well would be going twice.
    fn take_late(&mut self) -> bool {
        match self.bytes.first() {
            None => return false,
            Some(b'[') => {}
            Some(_) => {
                self.state = State::Keys;
                return true;
            }
        }
        match csi(self.bytes.get(1..).unwrap_or_default()) {
            Csi::Torn => return false,
            Csi::Whole { length, meant } => {
                self.bytes.drain(..=length);
                if matches!(meant, Meant::Paste) {
                    // What follows is still text, or it would be obeyed.
                    self.state = State::Pasting;
                    return true;
                }
            }
            Csi::None => {}
        }
        self.state = State::Keys;
        true
    }

    fn take_key(&mut self, heard: &mut Vec<Heard>) -> bool {
        let Some(first) = self.bytes.first() else {
            return false;
        };
        if *first != 0x1b {
            return self.take_char(heard);
        }
        match self.bytes.get(1) {
            None => false,
            Some(b'[') => self.take_csi(heard),
            Some(b'O') => {
                let Some(last) = self.bytes.get(2) else {
                    return false;
                };
                match ss3(*last) {
                    Some(code) => {
                        self.bytes.drain(..3);
                        heard.extend(code.map(|code| Heard::Key(key(code))));
                    }
                    None => self.take_esc(heard),
                }
                true
            }
            Some(0x1b) => {
                self.take_esc(heard);
                true
            }
            Some(_) => self.take_char_behind_esc(heard),
        }
    }

    fn take_esc(&mut self, heard: &mut Vec<Heard>) {
        self.bytes.drain(..1);
        heard.push(Heard::Key(key(KeyCode::Esc)));
    }

    /// Alt and a key, or Esc and a key struck soon after it: the same bytes. The app knows which keys
    /// there are with Alt.
    fn take_char_behind_esc(&mut self, heard: &mut Vec<Heard>) -> bool {
        let tail = self.bytes.get(1..).unwrap_or_default();
        let Some((typed, length)) = first_char(tail) else {
            return false;
        };
        self.bytes.drain(..=length);
        if let Some(mut event) = typed.and_then(plain) {
            event.modifiers |= KeyModifiers::ALT;
            heard.push(Heard::Key(event));
        }
        true
    }

    fn take_char(&mut self, heard: &mut Vec<Heard>) -> bool {
        let Some((typed, length)) = first_char(&self.bytes) else {
            return false;
        };
        self.bytes.drain(..length);
        heard.extend(typed.and_then(plain).map(Heard::Key));
        true
    }

    fn take_csi(&mut self, heard: &mut Vec<Heard>) -> bool {
        match csi(self.bytes.get(2..).unwrap_or_default()) {
            Csi::Torn => return false,
            Csi::None => self.take_esc(heard),
            Csi::Whole { length, meant } => {
                self.bytes.drain(..2 + length);
                match meant {
                    Meant::Key(event) => heard.push(Heard::Key(event)),
                    Meant::Paste => self.state = State::Pasting,
                    Meant::Column(column) => heard.push(Heard::Column(column)),
                    Meant::Nothing => {}
                }
            }
        }
        true
    }
}

/// What was typed or pasted, without what the terminal answered between.
struct Parted {
    text: Vec<u8>,
    columns: Vec<u16>,
    /// The beginning of what may become an answer.
    torn: Vec<u8>,
}

fn part_answers(bytes: &[u8]) -> Parted {
    let mut parted = Parted {
        text: Vec::with_capacity(bytes.len()),
        columns: Vec::new(),
        torn: Vec::new(),
    };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|b| *b == 0x1b) {
        let (before, from) = rest.split_at(at);
        parted.text.extend_from_slice(before);
        rest = match answer(from) {
            Answer::Whole { length, column } => {
                parted.columns.extend(column);
                from.get(length..).unwrap_or_default()
            }
            Answer::Torn => {
                parted.torn = from.to_vec();
                return parted;
            }
            Answer::None => {
                parted.text.push(0x1b);
                from.get(1..).unwrap_or_default()
            }
        };
    }
    parted.text.extend_from_slice(rest);
    parted
}

/// More lines at once than anybody strikes.
fn is_too_fast(bytes: &[u8]) -> bool {
    let is_end = |b: &u8| matches!(b, b'\r' | b'\n');
    let ends = bytes.iter().filter(|b| is_end(b)).count();
    let printed = bytes.iter().filter(|b| **b >= 0x20).count();
    ends >= 2 && printed >= FAST && !bytes.contains(&0x1b)
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}

#[cfg(test)]
mod tests {
    use KeyCode::{Char, Esc};

    use super::*;

    /// What is heard when the pieces come so far apart, in milliseconds, and then nothing more.
    fn apart(pieces: &[&[u8]], delay: u64) -> Vec<Heard> {
        let mut decoder = Decoder::default();
        let mut heard = Vec::new();
        for piece in pieces {
            heard.extend(decoder.feed(piece));
            // Shorter waits follow each other within the delay.
            let mut left = Duration::from_millis(delay);
            while let Some(wait) = decoder.patience().filter(|wait| *wait <= left) {
                left -= wait;
                heard.extend(decoder.silence());
            }
        }
        for _ in 0..3 {
            if decoder.patience().is_some() {
                heard.extend(decoder.silence());
            }
        }
        assert!(decoder.patience().is_none());
        heard
    }

    fn bytes(text: &str) -> Vec<&[u8]> {
        text.as_bytes().chunks(1).collect()
    }

    fn keys(codes: &[KeyCode]) -> Vec<Heard> {
        codes.iter().map(|code| Heard::Key(key(*code))).collect()
    }

    #[test]
    fn a_key_torn_apart_on_the_line_is_one_key() {
        for (text, code) in [
            ("\x1b[A", KeyCode::Up),
            ("\x1bOB", KeyCode::Down),
            ("\x1b[5~", KeyCode::PageUp),
            ("\x1b[Z", KeyCode::BackTab),
        ] {
            for delay in [0, 50] {
                assert_eq!(
                    apart(&bytes(text), delay),
                    keys(&[code]),
                    "{text:?} {delay}"
                );
            }
            assert_eq!(apart(&[text.as_bytes()], 300), keys(&[code]));
        }
    }

    #[test]
    fn a_key_torn_for_longer_is_esc_and_never_a_command() {
        for text in ["\x1b[A", "\x1b[D", "\x1b[5~", "\x1b[1;5C"] {
            assert_eq!(apart(&bytes(text), 300), keys(&[Esc]), "{text:?}");
            let (first, rest) = text.as_bytes().split_at(1);
            assert_eq!(apart(&[first, rest], 300), keys(&[Esc]), "{text:?}");
        }
        // Behind the bracket it can be nothing but a key.
        assert_eq!(apart(&[b"\x1b[", b"A"], 300), keys(&[KeyCode::Up]));
    }

    #[test]
    fn esc_is_esc_whatever_follows_it() {
        let alt = |c| Heard::Key(KeyEvent::new(Char(c), KeyModifiers::ALT));
        assert_eq!(apart(&[b"\x1b"], 0), keys(&[Esc]));
        assert_eq!(apart(&[b"\x1b\x1b"], 0), keys(&[Esc, Esc]));
        assert_eq!(apart(&[b"\x1b", b"j"], 300), keys(&[Esc, Char('j')]));
        assert_eq!(apart(&[b"\x1b", b"j"], 50), [alt('j')]);
        assert_eq!(apart(&["\x1b受".as_bytes()], 0), [alt('受')]);
        assert_eq!(apart(&[b"\x1bO"], 0), keys(&[Esc, Char('O')]));
        assert_eq!(
            apart(&[b"\x1b", b"O", b"A"], 300),
            keys(&[Esc, Char('O'), Char('A')])
        );
        assert_eq!(
            apart(&[b"\x1b", b"[", b"x"], 2_000),
            keys(&[Esc, Char('['), Char('x')])
        );
    }

    #[test]
    fn composed_text_is_whole_however_its_bytes_come() {
        let text = "受理ａ１。𠮷";
        for delay in [0, 50, 300] {
            let typed: Vec<KeyCode> = text.chars().map(Char).collect();
            assert_eq!(apart(&bytes(text), delay), keys(&typed));
        }
        let cut: &[u8] = &"查".as_bytes()[..2];
        assert_eq!(apart(&[cut], 0), []);
        assert_eq!(apart(&[b"a\xff\xfeb"], 0), keys(&[Char('a'), Char('b')]));
    }

    #[test]
    fn a_marked_paste_is_text_wherever_it_is_torn() {
        let whole = "j\x1b[200~一\rq\rq\x1b[201~k";
        let heard = [
            keys(&[Char('j')]),
            vec![Heard::Paste("一\rq\rq".to_owned())],
            keys(&[Char('k')]),
        ]
        .concat();
        for delay in [0, 50] {
            assert_eq!(apart(&bytes(whole), delay), heard);
        }
        for at in 1..whole.len() {
            let (a, b) = whole.as_bytes().split_at(at);
            let mut wanted = heard.clone();
            if a == b"j\x1b" {
                wanted.insert(1, Heard::Key(key(Esc)));
            }
            assert_eq!(apart(&[a, b], 300), wanted, "torn at {at}");
        }
    }

    #[test]
    fn a_paste_larger_than_any_file_is_forgotten_and_what_follows_is_keys_again() {
        let mut decoder = Decoder::default();
        assert!(decoder.feed(b"\x1b[200~").is_empty());
        let piece = vec![b'x'; 8 * 1024 * 1024];
        for _ in 0..9 {
            assert!(decoder.feed(&piece).is_empty());
        }
        assert!(decoder.bytes.capacity() < piece.len() * 2);
        // Its end is found wherever it is torn.
        assert!(decoder.feed(b"q\x1b[2").is_empty());
        let heard = decoder.feed(b"01~q");
        assert_eq!(
            heard,
            [Heard::TooLarge, Heard::Key(key(KeyCode::Char('q')))]
        );
    }

    #[test]
    fn an_answer_of_the_terminal_among_lines_without_marks_makes_none_of_them_keys() {
        let lines = "第一行 a\r第二行 x\r第三行 q q q q q\r";
        let ends: Vec<usize> = (0..=lines.len())
            .filter(|at| lines.is_char_boundary(*at))
            .collect();
        for at in ends {
            let (before, after) = lines.split_at(at);
            let mut decoder = Decoder::default();
            let mut heard = decoder.feed(format!("{before}\x1b[1;2R{after}").as_bytes());
            // And in what comes next of the same paste.
            heard.extend(decoder.feed(b"K\x1b[7;9RC\r"));
            heard.extend(decoder.silence());
            assert_eq!(
                heard,
                [
                    Heard::Column(2),
                    Heard::Column(9),
                    Heard::Paste(format!("{lines}KC\r"))
                ]
            );
        }
    }

    #[test]
    fn an_answer_torn_anywhere_among_lines_without_marks_makes_none_of_them_keys() {
        let before = "第一行 a\r第二行 x\r第三行 q q q q q\r";
        let after = "C\rx\rq 末行\r";
        for said in [
            "\x1b[1;2R",
            "\x1b[?1;2c",
            "\x1b[>41;354;0c",
            "\x1b]11;rgb:1e1e/1e1e/1e1e\x07",
            "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
            "\x1b[?2026;2$y",
            "\x1b[?1u",
            "\x1bP1+r544e=787465726d\x1b\\",
        ] {
            let whole = format!("{before}{said}{after}");
            let bytes = whole.as_bytes();
            for first in before.len()..=bytes.len() {
                for second in first..=bytes.len() {
                    for delay in [0, 300] {
                        let (a, rest) = bytes.split_at(first);
                        let (b, c) = rest.split_at(second - first);
                        let mut heard = apart(&[a, b, c], delay);
                        heard.retain(|one| !matches!(one, Heard::Column(_)));
                        let text = Heard::Paste(format!("{before}{after}"));
                        assert_eq!(heard, [text], "{said:?} {first} {second} {delay}");
                    }
                }
            }
        }
    }

    #[test]
    fn an_answer_whose_rest_comes_too_late_is_no_letters_and_esc_is_still_esc() {
        let lines = "第一行 a\r第二行 x\r第三行 q q q q q\r";
        let paste = || Heard::Paste(lines.to_owned());
        let torn = format!("{lines}\x1b[1;");
        assert_eq!(
            apart(&[torn.as_bytes(), b"2R"], 500),
            [paste(), Heard::Column(2)]
        );
        assert_eq!(apart(&[torn.as_bytes()], 0), [paste()]);
        let esc = format!("{lines}\x1b");
        assert_eq!(apart(&[esc.as_bytes()], 0), [paste(), Heard::Key(key(Esc))]);
    }

    #[test]
    fn lines_without_marks_that_come_too_fast_are_a_paste() {
        let lines = "第一行 a\r第二行 x\r第三行 q q q q q\r";
        assert_eq!(
            apart(&[lines.as_bytes()], 0),
            [Heard::Paste(lines.to_owned())]
        );
        // A slow line brings the next packet later.
        let more = [lines.as_bytes(), b"a\rq\rq\r"];
        let both = format!("{lines}a\rq\rq\r");
        assert_eq!(apart(&more, 300), [Heard::Paste(both)]);
        // What fingers strike ahead stays keys.
        let typed = apart(&[b"jjj\r1\rk"], 0);
        assert_eq!(typed.len(), 7);
    }

    #[test]
    fn the_answer_of_the_terminal_is_told_from_what_was_typed() {
        let heard = apart(&bytes("j\x1b[1;3Rk"), 50);
        let j_k = [Char('j'), Char('k')].map(|c| Heard::Key(key(c)));
        let [j, k] = j_k;
        assert_eq!(heard, [j, Heard::Column(3), k]);
    }

    #[test]
    fn what_no_key_of_ours_sends_is_nothing() {
        for text in [
            "\x1b[15~",
            "\x1bOP",
            "\x1b[[A",
            "\x1b[I",
            "\x1b[?1;2c",
            "\x1b[<0;1;1M",
        ] {
            assert_eq!(apart(&[text.as_bytes()], 0), [], "{text:?}");
        }
    }

    #[test]
    fn either_backspace_takes_back() {
        assert_eq!(apart(&[b"\x7f\x08"], 0), keys(&[KeyCode::Backspace; 2]));
    }
}
