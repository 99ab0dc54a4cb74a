//! Where the shell's answers go: results to standard output, everything said to a person to standard
//! error, both safe for any terminal. A reader that has gone away ends the program quietly.

use std::io::{self, IsTerminal, Write};

use serde_json::Value;

use super::usage;
use crate::desk::Done;
use crate::domain::{Refusal, Sentence, refusal::RefusalKind};
use crate::settings::SettingsError;
use crate::text::safe::is_invisible;
use crate::text::trouble::why;
use crate::text::{SafeText, Words};

/// How a command ended, for the shell.
pub mod code {
    pub const DONE: u8 = 0;
    /// A rule refused it, or there is no such thing.
    pub const REFUSED: u8 = 1;
    /// The command line was not understood, or a terminal is needed.
    pub const USAGE: u8 = 2;
    /// The store cannot be opened, read or written.
    pub const STORE: u8 = 3;
    /// `doctor` or `journal verify` found something.
    pub const FINDINGS: u8 = 4;
    /// A configuration file cannot be used.
    pub const SETTINGS: u8 = 5;
}

/// Why a command was not carried out.
#[derive(Debug)]
pub enum Trouble {
    Refused(Refusal),
    Settings(SettingsError),
    Said(u8, Sentence),
    /// What clap has to say, help and version among it.
    Line(clap::Error),
    /// Standard output is closed or cannot be written.
    Output(io::Error),
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Trouble::Refused(refusal)
    }
}

impl From<SettingsError> for Trouble {
    fn from(error: SettingsError) -> Self {
        Trouble::Settings(error)
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Trouble::Output(error)
    }
}

pub type Outcome = Result<u8, Trouble>;

/// A line of results. Tabs part columns and stay.
pub fn line(text: &str) -> Result<(), Trouble> {
    let safe: Vec<String> = text
        .split('\t')
        .map(|part| SafeText::line(part).into_string())
        .collect();
    writeln!(io::stdout().lock(), "{}", safe.join("\t"))?;
    Ok(())
}

/// Text of several lines, each made safe.
pub fn lines(text: &str) -> Result<(), Trouble> {
    for one in SafeText::lines(text) {
        writeln!(io::stdout().lock(), "{}", one.as_str())?;
    }
    Ok(())
}

/// One JSON value on a line of its own, or spread out where a person reads it. Characters that a
/// terminal could obey are escaped, which JSON allows.
pub fn json(value: &Value) -> Result<(), Trouble> {
    let text = if io::stdout().is_terminal() {
        serde_json::to_string_pretty(value)
    } else {
        serde_json::to_string(value)
    }
    .map_err(io::Error::from)?;
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        // Line ends stand between values only; inside strings they are escaped already.
        if (c.is_control() && c != '\n') || is_invisible(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                safe.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            safe.push(c);
        }
    }
    writeln!(io::stdout().lock(), "{safe}")?;
    Ok(())
}

/// To the person, not into a pipe. Where standard error is gone nobody is left to be told.
pub fn tell(text: &str) {
    for one in SafeText::lines(text) {
        let _ = writeln!(io::stderr().lock(), "{}", one.as_str());
    }
}

pub fn say(words: &Words, sentence: &Sentence) {
    tell(&words.say(sentence));
}

/// What a command did, its warnings after it.
pub fn done(words: &Words, done: &Done) {
    say(words, &done.said);
    for warning in &done.warnings {
        say(words, warning);
    }
}

/// Tells what went wrong and gives the exit code.
pub fn trouble(words: &Words, trouble: Trouble) -> u8 {
    match trouble {
        Trouble::Refused(refusal) => {
            say(words, &refusal.said);
            match refusal.kind {
                RefusalKind::Store => code::STORE,
                _ => code::REFUSED,
            }
        }
        Trouble::Settings(error) => {
            say(words, &error.said());
            code::SETTINGS
        }
        Trouble::Said(code, sentence) => {
            say(words, &sentence);
            code
        }
        Trouble::Line(error) => usage::code_of(words, &error),
        Trouble::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => code::DONE,
        Trouble::Output(error) => {
            let sentence = Sentence::new("cli-output-failed").with("what", why(&error));
            say(words, &sentence);
            code::STORE
        }
    }
}
