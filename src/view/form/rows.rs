//! Draws the rows of a sheet: the one with the cursor open, the others one line each, scrolled so that
//! the cursor is always seen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::Here;
use crate::app::form::pick::Pick;
use crate::app::form::row::{Input, Need, Offers, Row};
use crate::app::form::sheet::{Sheet, Spot};
use crate::domain::{Arg, Sentence};
use crate::settings::Tone;
use crate::text::safe;

use super::paint::style;
use super::put;

/// Choices and offers shown at a time.
const LIST: usize = 8;
/// Lines a long text gets at least while it is written in.
const LONG: u16 = 3;

pub(super) fn below(area: Rect, lines: u16) -> Rect {
    let lines = lines.min(area.height);
    Rect {
        y: area.y.saturating_add(lines),
        height: area.height - lines,
        ..area
    }
}

pub(super) fn shifted(area: Rect, cells: usize) -> Rect {
    let cells = u16::try_from(cells).unwrap_or(u16::MAX).min(area.width);
    Rect {
        x: area.x.saturating_add(cells),
        width: area.width - cells,
        ..area
    }
}

pub(super) fn right_part(area: Rect, cells: usize) -> Rect {
    shifted(area, usize::from(area.width).saturating_sub(cells))
}

/// One line under a row: what is wrong, what helps, a choice, an offer.
struct Under {
    text: String,
    tone: Tone,
}

/// A row with all that stands under it.
struct Block {
    spot: Spot,
    lines: u16,
    under: Vec<Under>,
}

impl Block {
    fn height(&self) -> u16 {
        let under = u16::try_from(self.under.len()).unwrap_or(u16::MAX);
        self.lines.saturating_add(under)
    }
}

fn blocks(sheet: &Sheet, width: u16, height: u16, here: &Here) -> Vec<Block> {
    let spots = sheet.spots();
    let others = u16::try_from(spots.len()).unwrap_or(u16::MAX);
    spots
        .into_iter()
        .map(|spot| {
            let row = match spot {
                Spot::Row(i) => sheet.rows.get(i),
                Spot::More => None,
            };
            let focused = spot == sheet.at();
            let under = row.map_or_else(Vec::new, |row| under(sheet, row, focused, width, here));
            let lines = match row {
                Some(row) if focused && row.is_long() => {
                    let taken = others
                        .saturating_add(u16::try_from(under.len()).unwrap_or(0))
                        .saturating_sub(1);
                    let room = height.saturating_sub(taken);
                    long_lines(row, width).clamp(LONG, room.max(LONG))
                }
                _ => 1,
            };
            Block { spot, lines, under }
        })
        .collect()
}

/// Lines a long text wants, wrapped, with one to spare for the next.
fn long_lines(row: &Row, width: u16) -> u16 {
    let Some(field) = row.field() else { return 1 };
    let cells = usize::from(width).saturating_sub(24).max(8);
    let text = field.text();
    let lines: usize = text
        .lines()
        .map(|line| line.chars().count() * 2 / cells + 1)
        .sum();
    u16::try_from(lines.saturating_add(1)).unwrap_or(u16::MAX)
}

pub(super) fn lines_wanted(sheet: &Sheet, width: u16, here: &Here) -> u16 {
    blocks(sheet, width, u16::MAX, here)
        .iter()
        .fold(0, |sum, block| sum.saturating_add(block.height()))
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, sheet: &Sheet, here: &Here) -> Option<Position> {
    if sheet.whole {
        let field = sheet.focused().and_then(Row::field)?;
        return field.draw(area, buf);
    }
    let blocks = blocks(sheet, area.width, area.height, here);
    let mut start: u16 = 0;
    for block in blocks.iter().take_while(|b| b.spot != sheet.at()) {
        start = start.saturating_add(block.height());
    }
    let focused = blocks
        .iter()
        .find(|b| b.spot == sheet.at())
        .map_or(1, Block::height);
    let end = start.saturating_add(focused);
    let skip = end.saturating_sub(area.height).min(start);
    let labels = label_cells(sheet, area.width, here);
    let mut at = None;
    let mut line: u16 = 0;
    for block in &blocks {
        let top = line;
        line = line.saturating_add(block.height());
        if line <= skip {
            continue;
        }
        let space = below(area, top.saturating_sub(skip));
        if space.is_empty() {
            break;
        }
        // A row whose first line is scrolled away shows what is left under it.
        let hidden = skip.saturating_sub(top);
        let cursor = draw_block(buf, space, block, hidden, sheet, labels, here);
        at = at.or(cursor);
    }
    at
}

fn label_cells(sheet: &Sheet, width: u16, here: &Here) -> usize {
    let widest = sheet
        .spots()
        .into_iter()
        .filter_map(|spot| match spot {
            Spot::Row(i) => sheet.rows.get(i),
            Spot::More => None,
        })
        .map(|row| here.cells.width(&label(row, here)))
        .max()
        .unwrap_or(0);
    widest.min(usize::from(width) / 3).max(4)
}

fn label(row: &Row, here: &Here) -> String {
    let name = row.label.say(&here.words);
    match &row.unit {
        Some(unit) => format!("{name} ({})", unit.say(&here.words)),
        None => name,
    }
}

fn draw_block(
    buf: &mut Buffer,
    area: Rect,
    block: &Block,
    hidden: u16,
    sheet: &Sheet,
    labels: usize,
    here: &Here,
) -> Option<Position> {
    let focused = block.spot == sheet.at();
    let shown = block.lines.saturating_sub(hidden);
    let first = Rect {
        height: shown.min(area.height),
        ..area
    };
    let mut at = None;
    if !first.is_empty() {
        let sign = if focused { "> " } else { "  " };
        put(buf, first, sign, style(here, Tone::Focus));
        let inner = shifted(first, 2);
        at = match block.spot {
            Spot::More => {
                let inner = shifted(inner, 2);
                let said = Sentence::new("form-more").with("count", sheet.folded_count());
                put(buf, inner, &here.words.say(&said), style(here, Tone::Dim));
                focused.then_some(Position::new(inner.x, inner.y))
            }
            Spot::Row(i) => sheet
                .rows
                .get(i)
                .and_then(|row| draw_row(buf, inner, row, focused, labels, here)),
        };
    }
    let skipped = usize::from(hidden.saturating_sub(block.lines));
    let mut space = below(area, shown);
    for under in block.under.iter().skip(skipped) {
        if space.is_empty() {
            break;
        }
        let line = shifted(space, 6);
        let text = here
            .cells
            .clip(&under.text, usize::from(line.width))
            .into_owned();
        put(buf, line, &text, style(here, under.tone));
        space = below(space, 1);
    }
    at
}

fn draw_row(
    buf: &mut Buffer,
    area: Rect,
    row: &Row,
    focused: bool,
    labels: usize,
    here: &Here,
) -> Option<Position> {
    let (mark, mark_tone) = match (row.error.is_some(), row.need) {
        (true, _) => ("!", Tone::Danger),
        (false, Need::Optional) => (" ", Tone::Dim),
        (false, _) if row.is_blank() => ("*", Tone::Warn),
        (false, _) => ("*", Tone::Dim),
    };
    put(buf, area, mark, style(here, mark_tone));
    let name = here.cells.fit(&label(row, here), labels);
    let tone = if focused { Tone::Focus } else { Tone::Normal };
    let at = shifted(area, 2);
    put(buf, at, &name, style(here, tone));
    let value = shifted(at, labels + 2);
    if value.is_empty() {
        return None;
    }
    if focused {
        return draw_focused(buf, value, row, here);
    }
    put(
        buf,
        value,
        &closed(row, value.width, here),
        style(here, Tone::Normal),
    );
    None
}

fn draw_focused(buf: &mut Buffer, area: Rect, row: &Row, here: &Here) -> Option<Position> {
    match &row.input {
        Input::Pick(pick) => match &pick.open {
            Some(browse) => browse.needle.draw(Rect { height: 1, ..area }, buf),
            None => {
                put(
                    buf,
                    area,
                    &closed(row, area.width, here),
                    style(here, Tone::Selected),
                );
                Some(Position::new(area.x, area.y))
            }
        },
        Input::Fixed(_) => {
            put(
                buf,
                area,
                &closed(row, area.width, here),
                style(here, Tone::Selected),
            );
            Some(Position::new(area.x, area.y))
        }
        _ => row.field()?.draw(area, buf),
    }
}

/// A row without the cursor, in one line.
fn closed(row: &Row, width: u16, here: &Here) -> String {
    let text = match &row.input {
        Input::Pick(pick) => pick.say(&here.words),
        Input::Fixed(label) => label.say(&here.words),
        _ => match row.field() {
            Some(field) if field.line_count() > 1 => {
                let said = Sentence::new("form-lines").with("count", field.line_count());
                format!("{}  {}", field.first_line(), here.words.say(&said))
            }
            Some(field) => field.first_line().to_owned(),
            None => String::new(),
        },
    };
    let safe = safe::line(&text);
    here.cells.clip(&safe, usize::from(width)).into_owned()
}

fn under(sheet: &Sheet, row: &Row, focused: bool, width: u16, here: &Here) -> Vec<Under> {
    let mut lines = Vec::new();
    let room = usize::from(width).saturating_sub(8).max(8);
    if let Some(error) = &row.error {
        let text = format!("! {}", here.words.say(error));
        for text in here.cells.wrap(&text, room).into_iter().take(2) {
            lines.push(Under {
                text,
                tone: Tone::Danger,
            });
        }
    }
    if !focused {
        return lines;
    }
    if let Some(text) = echo(row, here) {
        lines.push(Under {
            text,
            tone: Tone::Good,
        });
    } else if let Some(help) = &row.help {
        lines.push(Under {
            text: help.say(&here.words),
            tone: Tone::Dim,
        });
    }
    if let Input::Pick(pick) = &row.input
        && pick.open.is_some()
    {
        lines.extend(choices(pick, here));
    }
    if let Some(offers) = sheet.offers_here() {
        lines.extend(offered(offers, sheet.offer_at, here));
    }
    lines
}

/// The day a typed date means, with its weekday and whether the desk works on it.
fn echo(row: &Row, here: &Here) -> Option<String> {
    let day = row.reads_day(here.today)?;
    let calendar = here.settings.calendar();
    let key = match (calendar.is_certain(day), calendar.is_workday(day)) {
        (true, true) => "form-day-work",
        (true, false) => "form-day-rest",
        (false, true) => "form-day-work-provisional",
        (false, false) => "form-day-rest-provisional",
    };
    let away = here.today.until(day).ok()?.get_days();
    let said = Sentence::new(key)
        .with("day", Arg::Day(day))
        .with("away", i64::from(away));
    Some(here.words.say(&said))
}

fn choices(pick: &Pick, here: &Here) -> Vec<Under> {
    let shown = pick.shown(&here.words);
    if shown.is_empty() {
        return vec![Under {
            text: here
                .words
                .t(match pick.takes_typed() {
                    true => "form-no-choice-typed",
                    false => "form-no-choice",
                })
                .into_owned(),
            tone: Tone::Dim,
        }];
    }
    let at = pick
        .open
        .as_ref()
        .map_or(0, |b| b.at)
        .min(shown.len().saturating_sub(1));
    let from = first_shown(at, shown.len());
    shown
        .iter()
        .enumerate()
        .skip(from)
        .take(LIST)
        .map(|(i, choice)| {
            let mark = match (pick.takes_many(), pick.is_chosen(choice)) {
                (true, true) => "[x] ",
                (true, false) => "[ ] ",
                (false, _) => "",
            };
            let label = safe::line(&choice.label.say(&here.words)).into_owned();
            listed(i, at == i, &format!("{mark}{label}"), &choice.detail)
        })
        .collect()
}

fn offered(offers: &Offers, at: Option<usize>, here: &Here) -> Vec<Under> {
    let mut lines = vec![Under {
        text: here.words.t(offers.heading).into_owned(),
        tone: Tone::Dim,
    }];
    let from = first_shown(at.unwrap_or(0), offers.items.len());
    lines.extend(
        offers
            .items
            .iter()
            .enumerate()
            .skip(from)
            .take(LIST)
            .map(|(i, offer)| {
                let label = safe::line(&offer.label.say(&here.words)).into_owned();
                listed(i, at == Some(i), &label, &offer.detail)
            }),
    );
    lines
}

fn first_shown(at: usize, count: usize) -> usize {
    at.saturating_sub(LIST / 2).min(count.saturating_sub(LIST))
}

fn listed(i: usize, highlighted: bool, label: &str, detail: &str) -> Under {
    let sign = if highlighted { ">" } else { " " };
    let number = if i < 9 {
        (i + 1).to_string()
    } else {
        " ".to_owned()
    };
    Under {
        text: format!("{sign} {number} {label}  {}", safe::line(detail))
            .trim_end()
            .to_owned(),
        tone: if highlighted {
            Tone::Selected
        } else {
            Tone::Normal
        },
    }
}
