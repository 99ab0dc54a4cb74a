//! Draws the capture line: the line itself, and below it what was understood.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::Here;
use crate::app::form::Capture;
use crate::domain::Sentence;
use crate::settings::Tone;
use crate::text::safe;

use super::paint::style;
use super::{put, rows};

/// Cells of the names of the parts.
const NAMES: usize = 12;

pub(super) fn lines_wanted(capture: &Capture, here: &Here) -> u16 {
    let parts = capture.understood(here).len().div_ceil(2);
    u16::try_from(parts + capture.repeats.len() + 1).unwrap_or(u16::MAX)
}

pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    capture: &Capture,
    here: &Here,
) -> Option<Position> {
    let wanted = rows::lines_wanted(&capture.sheet, area.width, here);
    let top = Rect {
        height: wanted.min(area.height),
        ..area
    };
    let at = rows::draw(buf, top, &capture.sheet, here);
    let rest = repeats(buf, rows::below(area, top.height), capture, here);
    if !capture.sheet.text("line").is_empty() {
        parts(buf, rest, capture, here);
    }
    at
}

/// The warning stands above what was understood: it matters before Enter.
fn repeats(buf: &mut Buffer, mut area: Rect, capture: &Capture, here: &Here) -> Rect {
    if capture.repeats.is_empty() {
        return area;
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
    area
}

fn parts(buf: &mut Buffer, mut area: Rect, capture: &Capture, here: &Here) {
    for part in capture.understood(here) {
        if area.is_empty() {
            return;
        }
        let name = here.cells.fit(&part.label.say(&here.words), NAMES);
        let mut value = safe::line(&part.value.say(&here.words)).into_owned();
        let tone = if part.guess {
            // A guess is marked by a sign as well as by its tone.
            value = format!("{value} ?");
            Tone::Warn
        } else {
            Tone::Good
        };
        put(buf, area, &format!("    {name}"), style(here, Tone::Dim));
        let right = rows::shifted(area, NAMES + 6);
        let value = here
            .cells
            .clip(&value, usize::from(right.width))
            .into_owned();
        put(buf, right, &value, style(here, tone));
        area = rows::below(area, 1);
    }
}
