//! Draws a form: where one is, its rows, and the keys. Never changes it; the wording is the desk's.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use crate::app::Here;
use crate::app::form::row::{Input, Row};
use crate::app::form::sheet::Sheet;
use crate::app::form::{Air, Form};
use crate::domain::Sentence;
use crate::settings::Tone;
use crate::text::safe;

mod capture;
mod confirm;
mod paint;
mod rows;

use paint::style;

/// Lines a form takes for itself besides its rows: its heading, what was refused, its keys.
const AROUND: u16 = 3;
/// Lines that what is told above the rows leaves to them.
const LEFT_TO_ROWS: u16 = 5;

/// Draws the form into `area` and says where the terminal's own cursor belongs: input methods open
/// their window there.
pub fn draw(frame: &mut Frame<'_>, area: Rect, form: &Form, here: &Here) -> Option<Position> {
    let area = area.intersection(frame.area());
    paint(frame.buffer_mut(), area, form, here)
}

/// Lines a small form would like to have, heading and keys included.
pub fn lines_wanted(form: &Form, width: u16, here: &Here) -> u16 {
    let inner = match form {
        Form::Capture(capture) => capture::lines_wanted(capture, width, here),
        Form::Confirm(confirm) => confirm::lines_wanted(confirm),
        other => other
            .sheet()
            .map_or(0, |sheet| rows::lines_wanted(sheet, width, here)),
    };
    let above = u16::try_from(told_lines(form, width, here).len()).unwrap_or(u16::MAX);
    let inner = inner.saturating_add(above);
    let told = u16::from(colleague(form, here).is_some());
    inner.saturating_add(AROUND).saturating_add(told)
}

/// What a prompt tells above its rows.
fn told_lines(form: &Form, width: u16, here: &Here) -> Vec<String> {
    let Form::Prompt(prompt) = form else {
        return Vec::new();
    };
    let width = usize::from(width).max(4);
    let lines = prompt.told.iter().flat_map(|said| {
        let said = safe::line(&here.words.say(said)).into_owned();
        here.cells.wrap(&said, width)
    });
    lines.collect()
}

/// Who else is filling in a form on the same request, and since when.
fn colleague(form: &Form, here: &Here) -> Option<String> {
    let one = here.colleague_at(form.request()?)?;
    one.edits_since?;
    Some(format!("& {}", here.told_of(one)))
}

fn paint(buf: &mut Buffer, area: Rect, form: &Form, here: &Here) -> Option<Position> {
    if area.is_empty() {
        return None;
    }
    Clear.render(area, buf);
    let mut lines = area.rows();
    heading(buf, lines.next()?, form, here);
    let keys = lines.next_back();
    let notice = notice(form);
    let mut inner = Rect {
        y: area.y.saturating_add(1),
        height: area.height.saturating_sub(2),
        ..area
    };
    if let (Some(text), true) = (colleague(form, here), inner.height > 1) {
        put(buf, inner, &text, style(here, Tone::Warn));
        inner = rows::below(inner, 1);
    }
    if let (Some(said), true) = (notice, inner.height > 1) {
        let text = format!("! {}", here.words.say(&said));
        let wrapped = here.cells.wrap(&text, usize::from(area.width).max(4));
        for line in wrapped.iter().take(2) {
            if inner.height < 2 {
                break;
            }
            put(buf, inner, line, style(here, Tone::Danger));
            inner = rows::below(inner, 1);
        }
    }
    let left = form.sheet().map_or(0, |sheet| {
        rows::lines_wanted(sheet, area.width, here).min(LEFT_TO_ROWS)
    });
    for line in told_lines(form, area.width, here) {
        // The rows are typed in; what is told gives way where there is no room for both.
        if inner.height <= left {
            break;
        }
        put(buf, inner, &line, style(here, Tone::Warn));
        inner = rows::below(inner, 1);
    }
    let at = match form {
        Form::Capture(capture) => capture::draw(buf, inner, capture, here),
        Form::Confirm(confirm) => confirm::draw(buf, inner, confirm, here),
        other => other
            .sheet()
            .and_then(|sheet| rows::draw(buf, inner, sheet, here)),
    };
    if let Some(line) = keys {
        let text = here.words.t(keys_of(form));
        let width = usize::from(line.width);
        let text = whole_pieces(&text, width, |text| here.cells.width(text));
        put(buf, line, &text, style(here, Tone::Key));
    }
    at.filter(|at| area.contains(*at))
}

/// A line of keys without the pieces for which there is no room: a key half told is worse than none.
/// The first and the last, by which one saves and leaves, go last.
fn whole_pieces(text: &str, width: usize, wide: impl Fn(&str) -> usize) -> String {
    let mut pieces: Vec<&str> = text.split("  ").collect();
    while pieces.len() > 1 && wide(&pieces.join("  ")) > width {
        pieces.remove(pieces.len().saturating_sub(2).max(1));
    }
    pieces.join("  ")
}

fn notice(form: &Form) -> Option<Sentence> {
    match form {
        Form::Confirm(confirm) => confirm.refusal.clone(),
        other => other.sheet().and_then(|sheet| sheet.notice.clone()),
    }
}

/// Where one is and for which request; a note and a message are told apart by word and by tone.
fn heading(buf: &mut Buffer, line: Rect, form: &Form, here: &Here) {
    let tone = match form.air() {
        Air::Plain => Tone::Title,
        Air::Internal => Tone::Internal,
        Air::Outgoing => Tone::Outgoing,
    };
    let about = here.words.say(&form.about());
    let title = here.words.say(&form.title());
    let text = format!("{title}  {about}");
    let tally = match form {
        Form::Request(request) => {
            let (count, wanting) = request.tally();
            let said = Sentence::new("form-tally")
                .with("count", count)
                .with("wanting", wanting);
            here.words.say(&said)
        }
        _ => String::new(),
    };
    let width = usize::from(line.width);
    let right = here.cells.width(&tally);
    let left = if right > 0 && right + 12 < width {
        width - right - 1
    } else {
        width
    };
    let text = here.cells.clip(text.trim_end(), left);
    put(buf, line, &text, style(here, tone));
    if left < width {
        let at = rows::right_part(line, right);
        put(buf, at, &tally, style(here, Tone::Dim));
    }
}

/// Whether a digit takes one of what is offered, and is not text.
fn digits_take(sheet: &Sheet) -> bool {
    let is_pick = sheet
        .focused()
        .is_some_and(|row| matches!(row.input, Input::Pick(_)));
    let offered = sheet.offers_here().is_some_and(|offers| offers.by_digit);
    is_pick || (offered && sheet.focused().is_some_and(Row::is_blank))
}

fn keys_of(form: &Form) -> &'static str {
    if let Form::Confirm(_) = form {
        return "form-keys-confirm";
    }
    let Some(sheet) = form.sheet() else {
        return "form-keys-sheet";
    };
    if sheet.whole {
        return "form-keys-whole";
    }
    if list_is_open(sheet) {
        return "form-keys-list";
    }
    if sheet.offer_at.is_some() {
        return "form-keys-offer";
    }
    let is_long = sheet.focused().is_some_and(Row::is_long);
    match form {
        Form::Capture(_) => "form-keys-capture",
        Form::Prompt(_) if digits_take(sheet) => "form-keys-prompt",
        Form::Prompt(_) => "form-keys-question",
        _ if is_long => "form-keys-long",
        _ => "form-keys-sheet",
    }
}

fn list_is_open(sheet: &Sheet) -> bool {
    matches!(
        sheet.focused().map(|row| &row.input),
        Some(Input::Pick(pick)) if pick.open.is_some()
    )
}

/// Text at the left of the first line of `area`, cut where the area ends.
fn put(buf: &mut Buffer, area: Rect, text: &str, style: Style) {
    if area.is_empty() {
        return;
    }
    buf.set_stringn(area.x, area.y, text, usize::from(area.width), style);
}

#[cfg(test)]
mod tests;
