//! Pane 2 and the card on which two clients are compared.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::client_pane::{Part, Twin};
use crate::desk::look::{Case, QueueRow};
use crate::domain::{Client, Sentence};
use crate::settings::Tone;

use super::blocks::{Spans, wrapped};
use super::ink::Ink;

const BRIEF: usize = 3;

pub fn part(app: &App, case: &Case, part: Part, width: usize) -> Vec<Spans> {
    let extra = app.page.client_case.as_deref();
    match part {
        Part::Record => match &case.client {
            Some(client) => record(app, case, client, width),
            None => Vec::new(),
        },
        Part::Past(at) => match case.client_history.get(at) {
            Some(row) => vec![past(app, case, row)],
            None => Vec::new(),
        },
        Part::Twin(at) => match extra.and_then(|extra| extra.likely_same.get(at)) {
            Some(row) => {
                let said = Sentence::new("client-maybe-same")
                    .with("name", row.name.clone())
                    .with("unit", row.unit.clone())
                    .with("n", i64::try_from(row.requests).unwrap_or(i64::MAX));
                let text = format!("! {}", app.here.words.say(&said));
                wrapped(app.here.cells, &text, width, Tone::Warn, 2)
            }
            None => Vec::new(),
        },
        Part::Merged(at) => match extra.and_then(|extra| extra.merged.get(at)) {
            Some(gone) => {
                // Where the surviving record has another number or address this one still reaches.
                let reach = [&gone.unit, &gone.phone, &gone.email]
                    .map(String::as_str)
                    .into_iter()
                    .filter(|part| !part.is_empty())
                    .collect::<Vec<_>>()
                    .join("  ");
                let said = Sentence::new("client-merged-here")
                    .with("name", gone.name.clone())
                    .with("unit", reach);
                wrapped(
                    app.here.cells,
                    &app.here.words.say(&said),
                    width,
                    Tone::Dim,
                    2,
                )
            }
            None => Vec::new(),
        },
    }
}

fn record(app: &App, case: &Case, client: &Client, width: usize) -> Vec<Spans> {
    let here = &app.here;
    let mut lines = vec![vec![
        (Tone::Title, client.name.clone()),
        (Tone::Normal, format!("  {}  {}", client.unit, client.title)),
        (Tone::Dim, format!("  {}", here.words.name(client.kind))),
    ]];
    let reach: Vec<&str> = [&client.phone, &client.email, &client.wechat, &client.orcid]
        .into_iter()
        .map(String::as_str)
        .filter(|text| !text.is_empty())
        .collect();
    let mut add = |text: &str, tone| lines.extend(wrapped(here.cells, text, width, tone, BRIEF));
    if !reach.is_empty() {
        add(&reach.join("  "), Tone::Normal);
    }
    if !client.variants.is_empty() {
        add(&format!("= {}", client.variants.join("  ")), Tone::Dim);
    }
    if !client.remark.is_empty() {
        add(&client.remark, Tone::Internal);
    }
    let total = i64::try_from(case.client_total).unwrap_or(i64::MAX);
    let open = case
        .client_history
        .iter()
        .filter(|row| row.status.is_open());
    let said = Sentence::new("client-requests")
        .with("n", total)
        .with("open", open.count());
    add(&here.words.say(&said), Tone::Dim);
    lines
}

fn past(app: &App, case: &Case, row: &QueueRow) -> Spans {
    let here = &app.here;
    let day = here.words.date_of(row.received_at);
    let open = row.status.is_open();
    let tone = if open { Tone::Focus } else { Tone::Dim };
    let mut line = vec![
        (Tone::Normal, format!("#{}  ", row.id)),
        (Tone::Dim, format!("{}-{:02}  ", day.year(), day.month())),
        (
            Tone::Normal,
            format!("{}  ", here.service_name(&row.service)),
        ),
        (tone, format!("{}  ", here.words.name(row.status))),
    ];
    let same = open && case.request.status.is_open() && row.service == case.request.service;
    if same {
        line.push((Tone::Warn, format!("! {}  ", here.t("client-same-service"))));
    }
    line.push((Tone::Normal, row.title.clone()));
    line
}

/// The two records side by side, what is the same marked, and the three answers every card has.
pub fn twin(ink: &mut Ink<'_>, area: Rect, twin: &Twin) {
    let here = &ink.app.here;
    let (mine, other) = (&twin.mine, &twin.other.client);
    let kind = |client: &Client| here.words.name(client.kind).into_owned();
    let count = |n: u64| n.to_string();
    let rows = [
        ("form-client-name", mine.name.clone(), other.name.clone()),
        ("form-client-unit", mine.unit.clone(), other.unit.clone()),
        ("form-client-title", mine.title.clone(), other.title.clone()),
        ("form-client-kind", kind(mine), kind(other)),
        ("form-client-phone", mine.phone.clone(), other.phone.clone()),
        ("form-client-email", mine.email.clone(), other.email.clone()),
        (
            "form-client-wechat",
            mine.wechat.clone(),
            other.wechat.clone(),
        ),
        ("form-client-orcid", mine.orcid.clone(), other.orcid.clone()),
        (
            "twin-requests",
            count(twin.mine_total),
            count(twin.other.total),
        ),
    ];
    let recent = twin.other.requests.iter().take(4);
    let past: Vec<String> = recent
        .map(|row| format!("#{}  {}", row.id, row.title))
        .collect();
    let lines = u16::try_from(rows.len() + past.len() + 3).unwrap_or(16);
    let height = (lines + 2).min(area.height.saturating_sub(2)).max(3);
    let width = area.width.saturating_sub(4).min(96);
    let frame = Rect::new((area.width - width) / 2, 1, width, height);
    let (at, of) = twin.place;
    let title = [
        (Tone::Title, here.t("title-twin")),
        (Tone::Focus, format!("  {at}/{of}")),
    ];
    let (sure, not_sure) = (here.t("twin-same"), here.t("twin-other"));
    let later = here.t("card-later");
    let names: Vec<String> = rows.iter().map(|(key, _, _)| here.t(key)).collect();
    ink.blank(frame);
    let inner = ink.frame(frame, &title, true);
    let half = inner.width.saturating_sub(14) / 2;
    let mut y = inner.y;
    for ((key, left, right), name) in rows.iter().zip(&names) {
        if y + 2 >= inner.bottom() {
            break;
        }
        let equal = !left.is_empty() && left == right && *key != "twin-requests";
        let (sign, tone) = match equal {
            true => ("=", Tone::Good),
            false => ("", Tone::Normal),
        };
        ink.put(inner.x + 1, y, 10, name, Tone::Dim);
        ink.put(inner.x + 12, y, half, left, tone);
        ink.put(inner.x + 12 + half, y, 1, sign, Tone::Good);
        ink.put(inner.x + 14 + half, y, half.saturating_sub(2), right, tone);
        y += 1;
    }
    for line in past {
        if y + 2 >= inner.bottom() {
            break;
        }
        ink.put(
            inner.x + 14 + half,
            y,
            half.saturating_sub(2),
            &line,
            Tone::Dim,
        );
        y += 1;
    }
    let choices = [
        (Tone::Key, "1 ".to_owned()),
        (Tone::Normal, format!("{sure}   ")),
        (Tone::Key, "2 ".to_owned()),
        (Tone::Normal, format!("{not_sure}   ")),
        (Tone::Key, "3 ".to_owned()),
        (Tone::Normal, later),
    ];
    let last = inner.bottom().saturating_sub(1);
    ink.spans(inner.x + 1, last, inner.width.saturating_sub(2), &choices);
}
