//! Draws the app; never changes it, never queries.

mod blocks;
mod card;
pub mod form;
mod foot;
mod ink;
mod list;
mod over;
mod panes;
mod top;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::layer::Layer;
use crate::app::plan::{Pane, Room};
use crate::settings::Tone;

use ink::Ink;

/// The whole screen. Places the real cursor where text is typed and hides it elsewhere.
pub fn draw(app: &App, frame: &mut Frame<'_>) {
    let area = frame.area();
    let mut ink = Ink::new(app, frame.buffer_mut());
    page(&mut ink, area);
    if let Some((x, y)) = ink.caret {
        frame.set_cursor_position((x, y));
    }
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
    for layer in &app.layers {
        over::draw(ink, area, layer);
    }
    foot::refusal(ink, area);
}

fn too_small(ink: &mut Ink<'_>, area: Rect) {
    let text = ink.app.here.t("too-small");
    let lines = ink.cells.wrap(&text, usize::from(area.width.max(1)));
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        ink.put(area.x, y, area.width, &line, Tone::Normal);
    }
}
