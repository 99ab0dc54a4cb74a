//! `themes/*.toml`: which colours a role has. What a role is drawn with besides colour is the view's.

use super::error::Fault;
use super::reader::{File, Read, Section};

/// What something on the screen is, whatever colour that has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    Normal,
    Dim,
    Title,
    Focus,
    Warn,
    Danger,
    Good,
    /// Notes that stay inside the desk.
    Internal,
    /// Messages to the client.
    Outgoing,
    Selected,
    Key,
    Border,
}

impl Tone {
    pub const ALL: [Tone; 12] = [
        Tone::Normal,
        Tone::Dim,
        Tone::Title,
        Tone::Focus,
        Tone::Warn,
        Tone::Danger,
        Tone::Good,
        Tone::Internal,
        Tone::Outgoing,
        Tone::Selected,
        Tone::Key,
        Tone::Border,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Tone::Normal => "normal",
            Tone::Dim => "dim",
            Tone::Title => "title",
            Tone::Focus => "focus",
            Tone::Warn => "warn",
            Tone::Danger => "danger",
            Tone::Good => "good",
            Tone::Internal => "internal",
            Tone::Outgoing => "outgoing",
            Tone::Selected => "selected",
            Tone::Key => "key",
            Tone::Border => "border",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// One of the terminal's own sixteen, 0–15.
    Ansi(u8),
    /// One of the 256.
    Index(u8),
    Rgb(u8, u8, u8),
}

/// The sixteen by name; the place is the number.
pub const ANSI: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright_black",
    "bright_red",
    "bright_green",
    "bright_yellow",
    "bright_blue",
    "bright_magenta",
    "bright_cyan",
    "bright_white",
];

/// How a role looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub fg: Option<Colour>,
    pub bg: Option<Colour>,
    pub bold: bool,
    pub dim: bool,
    pub underline: bool,
    pub reverse: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    looks: [Look; Tone::ALL.len()],
}

impl Theme {
    pub fn look(&self, tone: Tone) -> Look {
        Tone::ALL
            .iter()
            .zip(&self.looks)
            .find(|(t, _)| **t == tone)
            .map_or_else(Look::default, |(_, look)| *look)
    }
}

/// Lays the roles a file gives over `theme`, each as a whole.
pub(super) fn apply(theme: &mut Theme, file: File<'_>) -> Read<()> {
    let table = file.parse()?;
    let tones = Tone::ALL.map(Tone::key);
    let root = Section::root(file, &table, &tones)?;
    for (tone, look) in Tone::ALL.iter().zip(theme.looks.iter_mut()) {
        const KEYS: [&str; 6] = ["fg", "bg", "bold", "dim", "underline", "reverse"];
        let Some(section) = root.section(tone.key(), &KEYS)? else {
            continue;
        };
        *look = Look {
            fg: colour(&section, "fg")?,
            bg: colour(&section, "bg")?,
            bold: section.yes("bold")?.unwrap_or(false),
            dim: section.yes("dim")?.unwrap_or(false),
            underline: section.yes("underline")?.unwrap_or(false),
            reverse: section.yes("reverse")?.unwrap_or(false),
        };
    }
    Ok(())
}

/// `cyan`, `bright_red`, `244` or `#d75f00`.
fn colour(section: &Section<'_>, key: &str) -> Read<Option<Colour>> {
    let Some(text) = section.text(key)? else {
        return Ok(None);
    };
    if let Some(at) = ANSI.iter().position(|name| *name == text) {
        return Ok(u8::try_from(at).ok().map(Colour::Ansi));
    }
    if let Ok(index) = text.parse::<u8>() {
        return Ok(Some(Colour::Index(index)));
    }
    if let Some(rgb) = text.strip_prefix('#').and_then(rgb) {
        return Ok(Some(rgb));
    }
    let mut fault = super::reader::not_allowed(text, &ANSI);
    if let Fault::NotAllowed { allowed, .. } = &mut fault {
        allowed.extend(["0–255".to_owned(), "#rrggbb".to_owned()]);
    }
    Err(section.fault(key, fault))
}

fn rgb(hex: &str) -> Option<Colour> {
    if hex.len() != 6 || !hex.is_ascii() {
        return None;
    }
    let part = |at: std::ops::Range<usize>| u8::from_str_radix(hex.get(at)?, 16).ok();
    Some(Colour::Rgb(part(0..2)?, part(2..4)?, part(4..6)?))
}
