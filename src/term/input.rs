//! The thread that reads keys. It only passes on what it reads.

use std::io;
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyModifiers};

use super::probe::{self, Early};
use crate::text::Ambiguous;

/// How long the rest of a key that was torn apart on the line is waited for.
const TORN: Duration = Duration::from_millis(30);

#[derive(Clone, Debug)]
pub enum Input {
    Key(KeyEvent),
    Paste(String),
    Resize(u16, u16),
    Measured(Ambiguous),
}

/// Starts reading; ends when nobody listens any more or the terminal is gone.
pub fn listen(send: impl Fn(Input) -> bool + Send + 'static) -> io::Result<()> {
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || read(&send))
        .map(|_| ())
}

fn read(send: &impl Fn(Input) -> bool) {
    let heard = probe::hear();
    let measured = heard.ambiguous.map(Input::Measured);
    let early = heard.typed.into_iter().filter_map(early);
    for input in measured.into_iter().chain(early) {
        if !send(input) {
            return;
        }
    }
    while let Ok(first) = event::read() {
        for event in mend(first, soon) {
            let input = match event {
                Event::Key(key) => Input::Key(key),
                Event::Paste(text) => Input::Paste(text),
                Event::Resize(width, height) => Input::Resize(width, height),
                _ => continue,
            };
            if !send(input) {
                return;
            }
        }
    }
}

/// What was struck or pasted before the event reader listened.
fn early(typed: Early) -> Option<Input> {
    let key = |code| Input::Key(KeyEvent::new(code, KeyModifiers::NONE));
    Some(match typed {
        Early::Char(c) => Input::Key(key_of(c)),
        Early::Sequence(part) if part.is_empty() => key(KeyCode::Esc),
        Early::Sequence(part) => key(code_of(&part)?),
        Early::Paste(text) => Input::Paste(text),
    })
}

/// What comes within the time in which nobody strikes two keys.
fn soon() -> Option<Event> {
    match event::poll(TORN) {
        Ok(true) => event::read().ok(),
        _ => None,
    }
}

/// An arrow key is three bytes, and a slow line may deliver them in two pieces. Taken as they come they
/// would be Esc and two commands, so they are put together again.
fn mend(first: Event, mut next: impl FnMut() -> Option<Event>) -> Vec<Event> {
    let mut came = vec![first];
    let mut sequence = String::new();
    while let Some(Event::Key(key)) = came.last() {
        match key.code {
            KeyCode::Esc if came.len() == 1 && key.modifiers.is_empty() => {}
            KeyCode::Char(c) if came.len() > 1 => sequence.push(c),
            _ => return came,
        }
        if let Some(code) = code_of(&sequence) {
            return vec![Event::Key(KeyEvent::new(code, KeyModifiers::NONE))];
        }
        if !matches!(sequence.as_str(), "" | "[" | "O" | "[3" | "[5" | "[6") {
            return came;
        }
        match next() {
            Some(event) => came.push(event),
            None => return came,
        }
    }
    came
}

/// The key that a terminal sends as Esc and this.
fn code_of(sequence: &str) -> Option<KeyCode> {
    Some(match sequence {
        "[A" | "OA" => KeyCode::Up,
        "[B" | "OB" => KeyCode::Down,
        "[C" | "OC" => KeyCode::Right,
        "[D" | "OD" => KeyCode::Left,
        "[H" | "OH" => KeyCode::Home,
        "[F" | "OF" => KeyCode::End,
        "[Z" => KeyCode::BackTab,
        "[3~" => KeyCode::Delete,
        "[5~" => KeyCode::PageUp,
        "[6~" => KeyCode::PageDown,
        _ => return None,
    })
}

/// A byte that came before the event reader listened, as the key it is.
fn key_of(c: char) -> KeyEvent {
    match c {
        '\r' | '\n' => KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE),
        '\t' => KeyEvent::new(KeyCode::Tab, KeyModifiers::NONE),
        '\u{7f}' => KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE),
        '\u{1}'..='\u{1a}' => {
            let letter = char::from_u32(u32::from(c) + 0x60).unwrap_or(c);
            KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
        }
        c => KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(code: KeyCode) -> Event {
        Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn mended(codes: &[KeyCode]) -> Vec<Event> {
        let mut rest = codes.iter().map(|code| key(*code));
        let first = rest.next().unwrap();
        let mut all = mend(first, || rest.next());
        all.extend(rest);
        all
    }

    #[test]
    fn a_key_torn_apart_on_the_line_is_one_key_again() {
        use KeyCode::{Char, Esc};
        assert_eq!(mended(&[Esc, Char('['), Char('D')]), [key(KeyCode::Left)]);
        let page = [Esc, Char('['), Char('5'), Char('~')];
        assert_eq!(mended(&page), [key(KeyCode::PageUp)]);
    }

    #[test]
    fn keys_that_are_no_torn_one_stay_what_they_are() {
        use KeyCode::{Char, Enter, Esc};
        for keys in [
            &[Esc][..],
            &[Esc, Char('a')],
            &[Esc, Char('['), Char('x')],
            &[Esc, Esc],
            &[Esc, Enter],
            &[Char('['), Char('A')],
        ] {
            let same: Vec<Event> = keys.iter().map(|code| key(*code)).collect();
            assert_eq!(mended(keys), same);
        }
    }
}
