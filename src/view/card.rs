//! A card: evidence above, choices under digits below, and how far one is. Triage and every other
//! doubt look the same.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::triage::{Card, Triage};
use crate::domain::Sentence;
use crate::keys::Action;
use crate::settings::Tone;

use super::blocks::Spans;
use super::client;
use super::foot::key_of;
use super::ink::Ink;
use super::panes::overview_row;

pub fn draw(ink: &mut Ink<'_>, area: Rect) {
    let app = ink.app;
    let Some(triage) = &app.triage else { return };
    let (at, total) = triage.progress();
    let id = triage
        .current()
        .map_or_else(String::new, |row| format!("  #{}", row.id));
    let title = [
        (Tone::Title, app.here.t("action-triage")),
        (Tone::Focus, format!("  {at}/{total}")),
        (Tone::Normal, id),
    ];
    let inner = ink.frame(area, &title, true);
    if inner.height < 4 || inner.width < 20 {
        return;
    }
    let bottom = inner.bottom() - 2;
    let width = usize::from(inner.width.saturating_sub(4));
    for (y, line) in (inner.top()..bottom).zip(evidence(app, triage, width)) {
        ink.spans(inner.x + 2, y, inner.width - 4, &line);
    }
    let choices = choices(app);
    ink.spans(inner.x + 2, bottom + 1, inner.width - 4, &choices);
}

fn evidence(app: &App, triage: &Triage, width: usize) -> Vec<Spans> {
    let Some(row) = triage.current() else {
        return vec![vec![(Tone::Dim, app.here.t("card-coming"))]];
    };
    let case = match app.page.of(row.id) {
        Some(case) if triage.state != Card::Coming => case,
        _ => return vec![vec![(Tone::Dim, row.title.clone())]],
    };
    let mut lines: Vec<Spans> = Vec::new();
    for part in &app.page.rows {
        lines.extend(overview_row(app, case, part, width, 6));
    }
    for (id, title, client) in &case.alike {
        let said = Sentence::new("card-alike")
            .with("number", id.0)
            .with("title", title.as_str())
            .with("client", client.as_str());
        lines.push(vec![(Tone::Danger, app.here.words.say(&said))]);
    }
    lines.push(Vec::new());
    for part in app.page.client_parts.iter().take(14) {
        lines.extend(client::part(app, case, *part, width));
    }
    lines
}

/// `1 受理 a   2 谢绝 x   3 以后 j`
fn choices(app: &App) -> Spans {
    let rows = [
        ("1", "action-accept", Action::Accept),
        ("2", "action-decline", Action::Decline),
        ("3", "card-later", Action::Down),
    ];
    let mut out = Spans::new();
    for (digit, name, action) in rows {
        out.push((Tone::Key, format!("{digit} ")));
        out.push((Tone::Normal, app.here.t(name)));
        out.push((Tone::Dim, format!(" {}   ", key_of(app, action))));
    }
    out.push((Tone::Dim, app.here.t("card-more")));
    out
}
