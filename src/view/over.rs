//! The layers over the page: lists, notices, reasons, timeline, bulk preview and report, plain text.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::catch_up::Clash;
use crate::app::layer::{Bulk, Layer, Plain, Report, Timeline, Why};
use crate::app::listing::{Choice, Item, Listing, Manner};
use crate::app::proven;
use crate::desk::Command;
use crate::desk::command::Outcome;
use crate::desk::look::Happening;
use crate::domain::Sentence;
use crate::domain::trace::Source;
use crate::keys::ACTIONS;
use crate::settings::Tone;

use super::blocks::{self, Spans, wrapped};
use super::foot::{mood, typed};
use super::ink::Ink;
use super::panes::talk_sign;

pub fn draw(ink: &mut Ink<'_>, area: Rect, layer: &Layer) {
    let app = ink.app;
    match layer {
        Layer::Search(_) | Layer::Plain(_) | Layer::Form(_) => {}
        Layer::Messages(from) => {
            let lines = messages(app, wide(area));
            let title = app.here.t("action-messages");
            text_box(ink, area, &title, lines, *from);
        }
        Layer::Why(shown) => {
            let lines = why(app, shown, wide(area));
            let title = app.here.t("action-why");
            text_box(ink, area, &title, lines, shown.from);
        }
        Layer::Timeline(shown) => timeline(ink, area, shown),
        Layer::Twin(twin) => super::client::twin(ink, area, twin),
        Layer::Clash(clash) => self::clash(ink, area, clash),
        Layer::Tray(shown) => super::tray::list(ink, area, shown),
        Layer::Arrival(card) => super::tray::card(ink, area, card),
        Layer::Documents(shown) => super::literature::draw(ink, area, shown),
        Layer::Paste(card) => super::tray::paste(ink, area, card),
        Layer::Bulk(bulk) => preview(ink, area, bulk),
        Layer::Report(shown) => report(ink, area, shown),
        other => {
            if let Some(shown) = other.listing() {
                listing(ink, area, shown);
            }
        }
    }
}

/// Cells for text in a box.
fn wide(area: Rect) -> usize {
    usize::from(boxed(area, u16::MAX).width.saturating_sub(4).max(1))
}

fn boxed(area: Rect, lines: u16) -> Rect {
    // On a narrow screen a strip of the page at both sides would only be in the way.
    let width = match area.width {
        narrow @ ..100 => narrow.max(1),
        wide => wide.saturating_sub(4).min(96),
    };
    let most = area.height.saturating_sub(4).max(1);
    let height = lines.saturating_add(2).clamp(3, most.max(3));
    let x = (area.width - width.min(area.width)) / 2;
    Rect::new(x, 1, width, height.min(area.height.saturating_sub(1)))
}

fn text_box(ink: &mut Ink<'_>, area: Rect, title: &str, lines: Vec<Spans>, from: usize) {
    let height = u16::try_from(lines.len().max(1)).unwrap_or(u16::MAX);
    let frame = boxed(area, height);
    ink.blank(frame);
    let title = [(Tone::Title, title.to_owned())];
    let inner = ink.frame(frame, &title, true);
    for (y, line) in (inner.top()..inner.bottom()).zip(lines.iter().skip(from)) {
        ink.spans(inner.x + 1, y, inner.width.saturating_sub(2), line);
    }
}

/// The colleague's text beside one's own, and the three ways on.
fn clash(ink: &mut Ink<'_>, area: Rect, clash: &Clash) {
    let app = ink.app;
    let here = &app.here;
    let Some(one) = clash.asked.get(clash.at) else {
        return;
    };
    let width = wide(area);
    let theirs = Sentence::new("clash-theirs")
        .with("who", one.who.as_str())
        .with("when", one.when.as_str());
    let mut lines = vec![vec![(Tone::Title, one.label.say(&here.words))]];
    let texts = [
        (here.words.say(&theirs), &one.theirs, Tone::Warn),
        (here.t("clash-mine"), &one.mine, Tone::Normal),
    ];
    for (heading, text, tone) in texts {
        lines.push(vec![(Tone::Dim, heading)]);
        let text = match text.is_empty() {
            true => here.t("clash-empty"),
            false => text.clone(),
        };
        lines.extend(wrapped(here.cells, &text, width, tone, 6));
    }
    for (digit, key) in [
        ("1", "clash-keep"),
        ("2", "clash-take"),
        ("3", "clash-edit"),
    ] {
        lines.push(vec![(Tone::Key, format!("{digit} {}", here.t(key)))]);
    }
    let place = format!(
        "{}  {}/{}",
        here.t("title-clash"),
        clash.at + 1,
        clash.asked.len()
    );
    text_box(ink, area, &place, lines, 0);
}

fn messages(app: &App, width: usize) -> Vec<Spans> {
    let mut lines = Vec::new();
    if let Some(safety) = &app.safety {
        let (sign, tone) = match safety.is_doubtful() {
            true => ("!! ", Tone::Danger),
            false => ("", Tone::Dim),
        };
        let said = app.here.words.say(&proven::told(safety));
        lines.extend(wrapped(
            app.here.cells,
            &format!("{sign}{said}"),
            width,
            tone,
            3,
        ));
    }
    if app.notices.kept.is_empty() {
        lines.push(vec![(Tone::Dim, app.here.t("messages-none"))]);
    }
    for notice in &app.notices.kept {
        let (sign, tone) = mood(notice.mood);
        let clock = app.here.words.clock(notice.at);
        let text = format!("{clock}  {sign}{}", app.here.words.say(&notice.said));
        lines.extend(wrapped(app.here.cells, &text, width, tone, 3));
    }
    lines
}

fn why(app: &App, shown: &Why, width: usize) -> Vec<Spans> {
    let here = &app.here;
    let Some(trace) = &shown.trace else {
        return vec![vec![(Tone::Dim, here.t("why-coming"))]];
    };
    let mut lines = wrapped(
        here.cells,
        &here.words.say(&trace.line),
        width,
        Tone::Title,
        4,
    );
    if !shown.full {
        if !trace.steps.is_empty() {
            lines.push(vec![(Tone::Dim, here.t("why-more"))]);
        }
        return lines;
    }
    for step in &trace.steps {
        let said = here.words.say(&step.said);
        lines.extend(wrapped(
            here.cells,
            &format!("- {said}"),
            width,
            Tone::Normal,
            4,
        ));
        let source = match &step.source {
            Source::Reckoned => continue,
            Source::Setting(key) => setting(app, key),
            Source::Calendar { day, notice } => format!("{}  {notice}", here.words.day(*day)),
            Source::Entry(seq) => {
                let said = Sentence::new("why-entry").with("seq", seq.0);
                here.words.say(&said)
            }
            Source::Request(id) => format!("#{id}"),
        };
        lines.push(vec![(Tone::Dim, format!("  {source}"))]);
    }
    lines
}

/// Where a setting is written and what it says, for the one who may change it.
fn setting(app: &App, key: &str) -> String {
    let wording = match key {
        "target_days" => "why-setting-days",
        "target_hours" => "why-setting-hours",
        "calendar/desk.toml: open" => "why-setting-open",
        "calendar/desk.toml: closure" => "why-setting-closure",
        _ => return key.to_owned(),
    };
    let case = app.page.case.as_deref();
    let service = case.map_or("", |case| case.request.service.as_str());
    app.here
        .words
        .say(&Sentence::new(wording).with("service", service))
}

fn timeline(ink: &mut Ink<'_>, area: Rect, shown: &Timeline) {
    let app = ink.app;
    let frame = boxed(area, u16::MAX - 2);
    ink.blank(frame);
    let title = [(
        Tone::Title,
        format!("{}  #{}", app.here.t("action-timeline"), shown.request),
    )];
    let inner = ink.frame(frame, &title, true);
    if shown.rows.is_empty() {
        let text = app.here.t("why-coming");
        ink.put(
            inner.x + 1,
            inner.y,
            inner.width.saturating_sub(2),
            &text,
            Tone::Dim,
        );
        return;
    }
    blocks::draw(
        ink,
        inner,
        shown.rows.len(),
        shown.at,
        true,
        |at, width| match shown.rows.get(at) {
            Some(row) => happening(app, row, width, at == shown.at),
            None => Vec::new(),
        },
    );
}

fn happening(app: &App, row: &Happening, width: usize, whole: bool) -> Vec<Spans> {
    let here = &app.here;
    let at = here.words.moment(row.at);
    let said = here.words.say(&row.said);
    let (sign, role) = match row.talk.as_ref().map(|talk| talk.kind) {
        Some(kind) => talk_sign(kind),
        None => ("", Tone::Normal),
    };
    let tone = if row.undone_by.is_some() {
        Tone::Dim
    } else {
        role
    };
    let gap = if sign.is_empty() { "" } else { " " };
    let mut text = format!("{at}  {sign}{gap}{said}  {}", row.by);
    if !row.reason.is_empty() {
        text.push_str(&format!("  {}", row.reason));
    }
    let mut lines = wrapped(here.cells, &text, width, tone, 3);
    if row.undone_by.is_some() {
        lines.push(vec![(
            Tone::Dim,
            format!("  {}", here.t("timeline-undone")),
        )]);
    }
    let most = if whole { 200 } else { 1 };
    let inside = width.saturating_sub(5).max(1);
    if let Some(talk) = &row.talk {
        // The sign stands before every line, so that a note is never read as a message.
        for mut line in wrapped(here.cells, &talk.text, inside, Tone::Normal, most) {
            line.insert(0, (role, format!("  {sign} ")));
            lines.push(line);
        }
    }
    let service = app.page.case.as_deref().map(|case| &case.request.service);
    for change in row.changes.iter().take(if whole { 100 } else { 2 }) {
        let text = format!("  {}", here.changed(service, change));
        lines.extend(wrapped(here.cells, &text, width, Tone::Dim, most.min(12)));
    }
    if whole && row.may_undo {
        lines.push(vec![(
            Tone::Key,
            format!("  {}", here.t("timeline-may-undo")),
        )]);
    }
    lines
}

/// The name of what would be done to each.
fn bulk_act(app: &App, bulk: &Bulk) -> String {
    let Command::Bulk { act, .. } = &bulk.command else {
        return String::new();
    };
    let named = ACTIONS.iter().find(|entry| entry.act == Some(act.key()));
    named.map_or_else(String::new, |entry| app.here.t(entry.name))
}

fn preview(ink: &mut Ink<'_>, area: Rect, bulk: &Bulk) {
    let app = ink.app;
    let here = &app.here;
    let title = here.t("title-bulk");
    let Some(preview) = &bulk.preview else {
        let lines = vec![vec![(Tone::Dim, here.t("bulk-coming"))]];
        return text_box(ink, area, &title, lines, 0);
    };
    let refused: Vec<&Outcome> = preview
        .items
        .iter()
        .filter(|i| i.refused.is_some())
        .collect();
    let width = wide(area);
    let will = bulk.will_do();
    let (head, keys) = match will {
        0 => (Sentence::new("bulk-none"), "bulk-only-esc"),
        n => {
            let what = bulk_act(app, bulk);
            let said = Sentence::new("bulk-will").with("n", n).with("what", what);
            (said, "bulk-enter")
        }
    };
    let mut lines = vec![
        vec![(Tone::Title, here.words.say(&head))],
        vec![(Tone::Key, here.t(keys))],
    ];
    let first = preview
        .items
        .iter()
        .filter(|item| item.refused.is_none())
        .take(3);
    lines.extend(first.map(|item| outcome(app, item, "-> ")));
    if let Some(more @ 1..) = will.checked_sub(3) {
        let said = Sentence::new("bulk-more").with("n", more);
        lines.push(vec![(Tone::Normal, here.words.say(&said))]);
    }
    if !refused.is_empty() {
        let said = Sentence::new("bulk-refused").with("n", refused.len());
        lines.push(vec![(Tone::Danger, here.words.say(&said))]);
        for item in refused.iter().skip(bulk.from) {
            lines.push(outcome(app, item, ""));
            lines.extend(reason(app, item, width));
        }
    }
    text_box(ink, area, &title, lines, 0);
}

/// `lead` stands before the status, where that is only what it would become.
fn outcome(app: &App, item: &Outcome, lead: &str) -> Spans {
    vec![
        (Tone::Normal, format!("  #{}  ", item.request)),
        (
            Tone::Dim,
            format!("{lead}{}  ", app.here.words.name(item.status)),
        ),
        (Tone::Normal, item.title.clone()),
    ]
}

fn reason(app: &App, item: &Outcome, width: usize) -> Vec<Spans> {
    match &item.refused {
        Some(refusal) => {
            let said = app.here.words.say(&refusal.said);
            wrapped(
                app.here.cells,
                &format!("    x {said}"),
                width,
                Tone::Warn,
                2,
            )
        }
        None => Vec::new(),
    }
}

fn report(ink: &mut Ink<'_>, area: Rect, shown: &Report) {
    let app = ink.app;
    let refused = shown.items.iter().filter(|i| i.refused.is_some()).count();
    let said = Sentence::new("bulk-done")
        .with("n", shown.items.len() - refused)
        .with("refused", refused);
    let mut lines = vec![vec![(Tone::Title, app.here.words.say(&said))]];
    let width = wide(area);
    // Those that were not done come first: they are what is left to do.
    let (bad, good): (Vec<_>, Vec<_>) = shown.items.iter().partition(|i| i.refused.is_some());
    for item in bad.into_iter().chain(good).skip(shown.from).take(200) {
        lines.push(outcome(app, item, ""));
        lines.extend(reason(app, item, width));
    }
    let title = app.here.t("title-bulk");
    text_box(ink, area, &title, lines, 0);
}

fn listing(ink: &mut Ink<'_>, area: Rect, shown: &Listing) {
    let app = ink.app;
    let extra = if shown.manner == Manner::Typed { 1 } else { 0 };
    let rows = u16::try_from(shown.all.len()).unwrap_or(u16::MAX);
    let frame = boxed(area, rows.saturating_add(extra));
    ink.blank(frame);
    let title = [(Tone::Title, app.here.t(shown.title))];
    let mut inner = ink.frame(frame, &title, true);
    if inner.height == 0 || inner.width < 8 {
        return;
    }
    if shown.manner == Manner::Typed {
        let used = ink.put(inner.x + 1, inner.y, inner.width, "/ ", Tone::Key);
        let left = inner.width.saturating_sub(used + 2);
        typed(ink, inner.x + 1 + used, inner.y, left, &shown.filter);
        inner = Rect::new(inner.x, inner.y + 1, inner.width, inner.height - 1);
    }
    let height = usize::from(inner.height);
    let top = (shown.at + 1).saturating_sub(height);
    let items = shown.items().enumerate().skip(top);
    let names = name_width(ink, shown);
    for (y, (at, item)) in (inner.top()..inner.bottom()).zip(items) {
        let line = Rect::new(inner.x, y, inner.width, 1);
        draw_item(ink, line, item, (at, names), at == shown.at, shown.manner);
    }
    if shown.shown.is_empty() {
        let text = app.here.t("list-none");
        ink.put(
            inner.x + 1,
            inner.y,
            inner.width.saturating_sub(2),
            &text,
            Tone::Dim,
        );
    }
}

fn name_width(ink: &Ink<'_>, shown: &Listing) -> u16 {
    let widest = shown
        .all
        .iter()
        .map(|item| ink.cells.width(&item.label))
        .max();
    u16::try_from(widest.unwrap_or(0).clamp(8, 24)).unwrap_or(8)
}

fn draw_item(
    ink: &mut Ink<'_>,
    line: Rect,
    item: &Item,
    (at, names): (usize, u16),
    selected: bool,
    manner: Manner,
) {
    let app = ink.app;
    let right = line.right();
    if item.choice == Choice::Heading {
        ink.put(
            line.x + 1,
            line.y,
            line.width.saturating_sub(2),
            &item.label,
            Tone::Title,
        );
        return;
    }
    if selected {
        ink.put(line.x, line.y, 1, ">", Tone::Focus);
    }
    let mut x = line.x + 2;
    if manner == Manner::Numbered {
        let number = if at < 9 {
            (at + 1).to_string()
        } else {
            String::new()
        };
        ink.put(x, line.y, 2, &number, Tone::Key);
        x += 3;
    }
    let tone = match (&item.refused, selected) {
        (Some(_), _) => Tone::Dim,
        (None, true) => Tone::Focus,
        (None, false) => Tone::Normal,
    };
    ink.put(
        x,
        line.y,
        right.saturating_sub(x).min(names),
        &item.label,
        tone,
    );
    x += names + 2;
    if x + 8 < right {
        ink.put(x, line.y, 7, &item.key, Tone::Key);
        x += 8;
    }
    let about = match &item.refused {
        Some(why) => format!("x {}", app.here.words.say(why)),
        None => item.about.clone(),
    };
    ink.put(x, line.y, right.saturating_sub(x + 1), &about, Tone::Dim);
}

/// The text alone, each line from the left edge, so that the terminal's own selection takes nothing else.
pub fn plain(ink: &mut Ink<'_>, area: Rect, plain: &Plain) {
    for (y, line) in (area.top()..area.bottom()).zip(plain.lines.iter().skip(plain.from)) {
        ink.put(area.x, y, area.width, line, Tone::Normal);
    }
}
