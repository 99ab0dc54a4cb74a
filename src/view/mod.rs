//! Draws the app; never changes it, never queries.

mod blocks;
mod card;
mod client;
mod foot;
pub mod form;
mod ink;
mod list;
mod literature;
mod over;
mod panes;
mod top;
mod tray;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::form::Form;
use crate::app::layer::Layer;
use crate::app::plan::{Pane, Room};
use crate::settings::Tone;

use ink::Ink;

/// The whole screen. Places the real cursor where text is typed and hides it elsewhere.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let area = under_lesson(app, frame);
    let mut ink = Ink::new(app, frame.buffer_mut());
    page(&mut ink, area);
    if app.plan().room == Room::Tiny {
        return;
    }
    let mut caret = None;
    // Bare text stands alone: what lay over the page when it was asked for is not drawn over it.
    let is_bare = |layer: &Layer| matches!(layer, Layer::Plain(_));
    let from = app.layers.iter().rposition(is_bare).map_or(0, |at| at + 1);
    for layer in app.layers.iter().skip(from) {
        caret = match layer {
            Layer::Form(filling) => fill_in(app, frame, area, &filling.form),
            other => {
                let mut ink = Ink::new(app, frame.buffer_mut());
                over::draw(&mut ink, area, other);
                ink.caret
            }
        };
    }
    let mut ink = Ink::new(app, frame.buffer_mut());
    if let Some(Layer::Search(field)) = app.layers.last() {
        foot::search(&mut ink, app.plan().status, field);
        caret = ink.caret;
    }
    foot::refusal(&mut ink, area);
    if let Some((x, y)) = caret {
        frame.set_cursor_position((x, y));
    }
}

/// Draws the tutor's lines at the foot, and gives what is left to everything else.
fn under_lesson(app: &App, frame: &mut Frame<'_>) -> Rect {
    let whole = frame.area();
    let lines = app.taught_lines().min(whole.height);
    let left = Rect::new(0, 0, whole.width, whole.height - lines);
    if let Some(text) = app.lesson() {
        let mut ink = Ink::new(app, frame.buffer_mut());
        let wrapped = ink.cells.wrap(&text, usize::from(whole.width.max(1)));
        for (y, line) in (left.bottom()..whole.bottom()).zip(wrapped) {
            ink.put(0, y, whole.width, &line, Tone::Good);
        }
    }
    left
}

/// A form: a small one above the status line, a whole one under the top line.
fn fill_in(app: &App, frame: &mut Frame<'_>, area: Rect, filling: &Form) -> Option<(u16, u16)> {
    let body = Rect::new(0, 1, area.width, area.height.saturating_sub(2));
    let area = if filling.is_small() {
        let wanted = form::lines_wanted(filling, body.width, &app.here).min(body.height);
        Rect::new(0, body.bottom() - wanted, body.width, wanted)
    } else {
        body
    };
    form::draw(frame, area, filling, &app.here).map(|at| (at.x, at.y))
}

fn page(ink: &mut Ink<'_>, area: Rect) {
    let app = ink.app;
    let plan = app.plan();
    if plan.room == Room::Tiny || area.width != app.size.0 || area.height != app.size.1 {
        return too_small(ink, area);
    }
    if let Some(Layer::Plain(plain)) = app.layers.last() {
        over::plain(ink, area, plain);
        return;
    }
    top::bar(ink, plan.top);
    if app.triage.is_some() {
        card::draw(ink, Rect::new(0, 1, area.width, area.height - 3));
    } else {
        if let Some(row) = plan.sections {
            top::sections(ink, row);
        }
        for (pane, area) in &plan.panes {
            match pane {
                Pane::List => list::draw(ink, *area),
                other => panes::draw(ink, *other, *area),
            }
        }
    }
    foot::status(ink, plan.status);
    foot::keys(ink, plan.keys);
}

fn too_small(ink: &mut Ink<'_>, area: Rect) {
    let text = ink.app.here.t("too-small");
    let lines = ink.cells.wrap(&text, usize::from(area.width.max(1)));
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        ink.put(area.x, y, area.width, &line, Tone::Normal);
    }
}
