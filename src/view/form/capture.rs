//! Draws the capture line: the line itself, and below it what was understood.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::Here;
use crate::app::form::Capture;
use crate::domain::{Arg, Sentence};
use crate::settings::Tone;
use crate::text::safe;

use super::paint::style;
use super::{put, rows};

const INDENT: usize = 4;
/// Cells between two parts in one line.
const GAP: usize = 3;

/// One part as it is drawn: its name, its value, whether it is a guess.
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

fn flowed(capture: &Capture, width: u16, here: &Here) -> Vec<Vec<Piece>> {
    if capture.sheet.text("line").is_empty() {
        return Vec::new();
    }
    let room = usize::from(width).saturating_sub(INDENT);
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    let mut used = usize::MAX;
    let mut lacks = false;
    for part in capture.understood(here) {
        // What is lacking is named once, and listed.
        let name = match part.lacks && std::mem::replace(&mut lacks, part.lacks) {
            true => String::new(),
            false => part.label.say(&here.words),
        };
        let mut value = safe::line(&part.value.say(&here.words)).into_owned();
        // A guess is marked by a sign as well as by its tone.
        let tone = match (part.guess, part.lacks) {
            (true, _) => Tone::Warn,
            (_, true) => Tone::Dim,
            _ => Tone::Good,
        };
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
        let wide = named(&name, here) + here.cells.width(&value);
        let piece = Piece { name, value, tone };
        let fits = used.saturating_add(GAP + wide) <= room;
        match lines.last_mut() {
            Some(line) if fits => {
                used += GAP + wide;
                line.push(piece);
            }
            _ => {
                used = wide;
                lines.push(vec![piece]);
            }
        }
    }
    lines
}
