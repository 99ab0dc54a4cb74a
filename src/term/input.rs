//! The thread that reads keys. It only passes on what it reads.

use std::io;
use std::thread;

use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyModifiers};

use super::probe;
use crate::text::Ambiguous;

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
    let typed = probe::characters(heard.typed.as_slice());
    let measured = heard.ambiguous.map(Input::Measured);
    let early = typed.into_iter().map(|c| Input::Key(key_of(c)));
    for input in measured.into_iter().chain(early) {
        if !send(input) {
            return;
        }
    }
    loop {
        let input = match event::read() {
            Ok(Event::Key(key)) => Input::Key(key),
            Ok(Event::Paste(text)) => Input::Paste(text),
            Ok(Event::Resize(width, height)) => Input::Resize(width, height),
            Ok(_) => continue,
            Err(_) => return,
        };
        if !send(input) {
            return;
        }
    }
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
