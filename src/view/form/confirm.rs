//! Draws a question that wants a yes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::Here;
use crate::app::form::Confirm;
use crate::settings::Tone;
use crate::text::safe;

use super::paint::style;
use super::{put, rows};

pub(super) fn lines_wanted(confirm: &Confirm) -> u16 {
    u16::try_from(confirm.lines.len())
        .unwrap_or(u16::MAX)
        .saturating_add(2)
}

pub(super) fn draw(
    buf: &mut Buffer,
    mut area: Rect,
    confirm: &Confirm,
    here: &Here,
) -> Option<Position> {
    let question = here.words.say(&confirm.question);
    for line in here
        .cells
        .wrap(&question, usize::from(area.width).max(4))
        .iter()
        .take(3)
    {
        put(buf, area, line, style(here, Tone::Warn));
        area = rows::below(area, 1);
    }
    for line in &confirm.lines {
        let said = line.say(&here.words);
        let text = here
            .cells
            .clip(&safe::line(&said), usize::from(area.width))
            .into_owned();
        put(buf, area, &text, style(here, Tone::Normal));
        area = rows::below(area, 1);
    }
    None
}
