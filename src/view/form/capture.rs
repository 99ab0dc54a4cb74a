//! Draws the capture line: the line itself, and below it what was understood.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::Here;
use crate::app::form::{Capture, Label, Understood};
use crate::domain::{Arg, Sentence};
use crate::settings::Tone;
use crate::text::safe;

use super::paint::style;
use super::{put, rows};

const INDENT: usize = 4;
/// Cells between two parts in one line.
const GAP: usize = 3;

/// One part as it is drawn: its name, its value, whether it is a guess.
#[derive(Clone)]
struct Piece {
    name: String,
    value: String,
    tone: Tone,
}

pub(super) fn lines_wanted(capture: &Capture, width: u16, here: &Here) -> u16 {
    let capture = capture.drawn();
    let rows = rows::lines_wanted(&capture.sheet, width, here);
    let warning = match capture.repeats.len() {
        0 => 0,
        n => n + 1,
    };
    let parts = flowed(capture, width, here).len();
    u16::try_from(parts + warning).map_or(u16::MAX, |more| rows.saturating_add(more))
}

pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    capture: &Capture,
    here: &Here,
) -> Option<Position> {
    let capture = capture.drawn();
    let wanted = rows::lines_wanted(&capture.sheet, area.width, here);
    let top = Rect {
        height: wanted.min(area.height),
        ..area
    };
    let at = rows::draw(buf, top, &capture.sheet, here);
    let rest = parts(buf, rows::below(area, top.height), capture, here);
    repeats(buf, rest, capture, here);
    at
}

fn repeats(buf: &mut Buffer, mut area: Rect, capture: &Capture, here: &Here) {
    if capture.repeats.is_empty() {
        return;
    }
    let said = Sentence::new("form-capture-repeats").with("count", capture.repeats.len());
    put(
        buf,
        area,
        &format!("! {}", here.words.say(&said)),
        style(here, Tone::Warn),
    );
    area = rows::below(area, 1);
    for repeat in &capture.repeats {
        let text = format!("    {}  {}", repeat.label.say(&here.words), repeat.detail);
        let text = here
            .cells
            .clip(&safe::line(&text), usize::from(area.width))
            .into_owned();
        put(buf, area, &text, style(here, Tone::Normal));
        area = rows::below(area, 1);
    }
}

/// What was understood, several parts to a line: all of it is seen before Enter, even in a small window.
fn parts(buf: &mut Buffer, mut area: Rect, capture: &Capture, here: &Here) -> Rect {
    for line in flowed(capture, area.width, here) {
        let mut at = rows::shifted(area, INDENT);
        for piece in line {
            put(buf, at, &piece.name, style(here, Tone::Dim));
            at = rows::shifted(at, named(&piece.name, here));
            let value = here.cells.clip(&piece.value, usize::from(at.width));
            put(buf, at, &value, style(here, piece.tone));
            at = rows::shifted(at, here.cells.width(&value) + GAP);
        }
        area = rows::below(area, 1);
    }
    area
}

/// Cells a part's name takes with the blank behind it.
fn named(name: &str, here: &Here) -> usize {
    match here.cells.width(name) {
        0 => 0,
        wide => wide + 1,
    }
}

/// The parts in lines: pairs of name and value in columns where they fit so, one behind the other where
/// that needs more lines; what is lacking always stands on lines of its own.
fn flowed(capture: &Capture, width: u16, here: &Here) -> Vec<Vec<Piece>> {
    if capture.sheet.text("line").is_empty() {
        return Vec::new();
    }
    let room = usize::from(width).saturating_sub(INDENT);
    let (lacking, heard): (Vec<_>, Vec<_>) = capture
        .understood(here)
        .into_iter()
        .partition(|part| part.lacks);
    let pieces: Vec<Piece> = heard.iter().map(|part| piece(part, here)).collect();
    let running = running(&pieces, room, here);
    let mut lines = match in_columns(&pieces, room, here) {
        Some(columns) if columns.len() <= running.len() + 1 => columns,
        _ => running,
    };
    lines.extend(lacks(&lacking, room, here));
    lines
}

fn piece(part: &Understood, here: &Here) -> Piece {
    let mut value = safe::line(&part.value.say(&here.words)).into_owned();
    // A guess is marked by a sign as well as by its tone.
    if part.guess {
        value.push_str(" ?");
    }
    if !part.fills.is_empty() {
        let names = part.fills.iter().cloned().map(Arg::from);
        let said = Sentence::new("form-capture-fills")
            .with("value", value)
            .with("fields", names.collect::<Vec<_>>());
        value = here.words.say(&said);
    }
    let tone = match part.guess {
        true => Tone::Warn,
        false => Tone::Good,
    };
    Piece {
        name: part.label.say(&here.words),
        value,
        tone,
    }
}

fn wide(piece: &Piece, here: &Here) -> usize {
    named(&piece.name, here) + here.cells.width(&piece.value)
}

fn running(pieces: &[Piece], room: usize, here: &Here) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    let mut used = usize::MAX;
    for piece in pieces {
        let more = wide(piece, here).saturating_add(GAP);
        match lines.last_mut() {
            Some(line) if used.saturating_add(more) <= room => {
                used += more;
                line.push(piece.clone());
            }
            _ => {
                used = more - GAP;
                lines.push(vec![piece.clone()]);
            }
        }
    }
    lines
}

/// Two or three columns of equal names and values; None where a pair is too long for them.
fn in_columns(pieces: &[Piece], room: usize, here: &Here) -> Option<Vec<Vec<Piece>>> {
    let name = pieces.iter().map(|p| here.cells.width(&p.name)).max()?;
    let padded = |text: &str, to: usize| {
        let blanks = to.saturating_sub(here.cells.width(text));
        format!("{text}{}", " ".repeat(blanks))
    };
    for count in [3_usize, 2] {
        let column = (room + GAP) / count;
        let value = column.checked_sub(name + 1 + GAP)?;
        let mut lines: Vec<Vec<Piece>> = Vec::new();
        let mut fits = true;
        let mut open = false;
        for (at, piece) in pieces.iter().enumerate() {
            let long = here.cells.width(&piece.value) > value;
            // A long value may have a line of its own, and is no reason to give up the columns.
            fits &= !long || here.cells.width(&piece.value) + name < room;
            let mut shown = piece.clone();
            shown.name = padded(&piece.name, name);
            let line_open = open && !long;
            match lines.last_mut() {
                Some(line) if line_open => line.push(shown),
                _ => lines.push(vec![shown]),
            }
            let full = lines.last().is_none_or(|line| line.len() >= count);
            open = !full && !long && at + 1 < pieces.len();
        }
        if fits && lines.len() <= running(pieces, room, here).len() + 1 {
            for line in &mut lines {
                let last = line.len().saturating_sub(1);
                for shown in line.iter_mut().take(last) {
                    shown.value = padded(&shown.value, value);
                }
            }
            return Some(lines);
        }
    }
    None
}

/// What acceptance will still ask for, behind its name, in as many lines as it takes.
fn lacks(parts: &[Understood], room: usize, here: &Here) -> Vec<Vec<Piece>> {
    let Some(first) = parts.first() else {
        return Vec::new();
    };
    let name = first.label.say(&here.words);
    let all = Sentence::new("form-capture-several").with(
        "all",
        parts
            .iter()
            .map(|part| match &part.value {
                Label::Names(names) => Arg::from(names.clone()),
                other => Arg::from(other.say(&here.words)),
            })
            .collect::<Vec<_>>(),
    );
    let text = here.words.say(&all);
    let left = room.saturating_sub(named(&name, here)).max(4);
    let blank = " ".repeat(here.cells.width(&name));
    let lines = here.cells.wrap(&text, left).into_iter().enumerate();
    lines
        .map(|(at, line)| {
            vec![Piece {
                name: if at == 0 { name.clone() } else { blank.clone() },
                value: line,
                tone: Tone::Dim,
            }]
        })
        .collect()
}
