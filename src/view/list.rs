//! The list of the queue: one line per request.

use jiff::civil::Date;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::plan::Pane;
use crate::desk::look::QueueRow;
use crate::domain::request::{Due, Secrecy};
use crate::domain::status::Clock;
use crate::domain::{Lang, Status};
use crate::keys::Action;
use crate::settings::Tone;

use super::ink::Ink;

/// Columns of one line; what is 0 is left out.
struct Columns {
    id: u16,
    service: u16,
    title: u16,
    count: u16,
    client: u16,
    owner: u16,
    status: u16,
    due: u16,
}

impl Columns {
    fn new(width: u16, widest: i64, lang: Lang) -> Columns {
        let digits = u16::try_from(widest.max(1).ilog10() + 1).unwrap_or(4);
        let from = |least: u16, cells: u16| if width >= least { cells } else { 0 };
        let chinese = lang == Lang::Zh;
        let mut columns = Columns {
            id: digits.max(4) + 2,
            service: if chinese { 10 } else { 11 },
            title: 0,
            count: from(90, if chinese { 5 } else { 6 }),
            client: from(72, 10),
            owner: from(90, 9),
            status: from(56, if chinese { 8 } else { 10 }),
            due: 7,
        };
        let fixed = SIGNS
            + columns.id
            + columns.service
            + columns.count
            + columns.client
            + columns.owner
            + columns.status
            + columns.due;
        columns.title = width.saturating_sub(fixed);
        columns
    }
}

/// Cells before the number: the cursor, the mark, and the sign of what is special.
const SIGNS: u16 = 5;
/// Cells for the name of a colleague who has the request before him.
const NAMED: u16 = 10;

pub fn draw(ink: &mut Ink<'_>, area: Rect) {
    let app = ink.app;
    let focused = app.focus == Pane::List && app.triage.is_none();
    let title = [
        (Tone::Title, format!("1 {}", app.here.t("section-queue"))),
        (Tone::Normal, place(app)),
    ];
    let inner = ink.frame(area, &title, focused);
    if app.queue.rows.is_empty() {
        return empty(ink, inner);
    }
    let widest = app.queue.rows.iter().map(|row| row.id.0).max().unwrap_or(1);
    let columns = Columns::new(inner.width, widest, app.here.words.lang());
    let mut inner = inner;
    if app.plan().has_heading() && inner.height > 1 {
        heading(ink, Rect::new(inner.x, inner.y, inner.width, 1), &columns);
        inner = Rect::new(inner.x, inner.y + 1, inner.width, inner.height - 1);
    }
    let rows = app.queue.rows.iter().enumerate().skip(app.queue.top);
    for (y, (at, row)) in (inner.top()..inner.bottom()).zip(rows) {
        let line = Rect::new(inner.x, y, inner.width, 1);
        draw_row(ink, line, row, &columns, at == app.queue.at);
    }
}

fn place(app: &App) -> String {
    let mut text = String::from("  ");
    match (app.queue.position(), app.queue.found) {
        (Some(at), Some((found, more))) => {
            let plus = if more { "+" } else { "" };
            text.push_str(&format!("{at}/{}{plus}", grouped(found)));
        }
        (None, Some((found, more))) => {
            let plus = if more { "+" } else { "" };
            text.push_str(&format!("{}{plus}", grouped(found)));
        }
        _ => {}
    }
    if !app.marks.is_empty() {
        text.push_str(&format!("  *{}", app.marks.len()));
    }
    text
}

/// `1 208`
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, c) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

fn empty(ink: &mut Ink<'_>, area: Rect) {
    let app = ink.app;
    let key = match (app.queue.loaded, app.queue.search.trim().is_empty()) {
        (false, _) => "queue-coming",
        (true, true) => "queue-empty",
        (true, false) if nothing_open(app) => "queue-nothing-open",
        (true, false) => "queue-none-found",
    };
    let said = super::foot::with_keys(
        app,
        key,
        &[
            ("new", Action::New),
            ("find", Action::Find),
            ("views", Action::Views),
        ],
    );
    let lines = ink
        .cells
        .wrap(&said, usize::from(area.width.saturating_sub(2).max(1)));
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        ink.put(
            area.x + 1,
            y,
            area.width.saturating_sub(2),
            &line,
            Tone::Dim,
        );
    }
}

/// A view of open work over a desk that has none: nothing is wrong with the search.
fn nothing_open(app: &App) -> bool {
    app.queue.view.is_some()
        && app.queue.search.starts_with("status:open")
        && app.pulse.as_ref().is_some_and(|pulse| pulse.open == 0)
}

/// What the columns are.
fn heading(ink: &mut Ink<'_>, line: Rect, columns: &Columns) {
    let app = ink.app;
    let names = [
        (columns.id, "column-number"),
        (columns.service, "column-service"),
        (columns.title, "column-title"),
        (columns.count, "column-count"),
        (columns.client, "column-client"),
        (columns.owner, "column-owner"),
        (columns.status, "column-status"),
        (columns.due, "column-due"),
    ];
    let mut x = line.x + SIGNS;
    for (width, key) in names {
        let room = width.min(line.right().saturating_sub(x));
        if room > 1 {
            ink.put(x, line.y, room - 1, &app.here.t(key), Tone::Dim);
        }
        x += width;
    }
}

/// A status as briefly as a column allows.
fn status_word(app: &App, status: Status) -> String {
    match status {
        Status::Submitted => app.here.t("brief-submitted"),
        Status::WaitingClient => app.here.t("brief-waiting"),
        Status::InProgress => app.here.t("brief-in-progress"),
        other => app.here.words.name(other).into_owned(),
    }
}

fn draw_row(ink: &mut Ink<'_>, line: Rect, row: &QueueRow, columns: &Columns, selected: bool) {
    let app = ink.app;
    let right = line.right();
    let mut x = line.x;
    let mut put = |ink: &mut Ink<'_>, width: u16, text: &str, tone: Tone| {
        let room = width.min(right.saturating_sub(x));
        if room > 0 {
            // One cell between columns.
            ink.put(x, line.y, room.saturating_sub(1).max(1), text, tone);
        }
        x += width;
    };
    let sign = match (selected, app.marks.contains_key(&row.id)) {
        (true, true) => ">*",
        (true, false) => "> ",
        (false, true) => " *",
        (false, false) => "",
    };
    put(ink, 3, sign, Tone::Focus);
    let (flag, tone) = flag(row, app.here.today);
    put(ink, 1, flag, tone);
    let colleague = app.here.colleague_at(row.id);
    let (at, at_tone) = match colleague.map(|one| one.edits_since.is_some()) {
        Some(true) => ("&", Tone::Warn),
        Some(false) => (":", Tone::Dim),
        None => ("", Tone::Normal),
    };
    put(ink, 1, at, at_tone);
    let tone = if selected {
        Tone::Selected
    } else {
        Tone::Normal
    };
    put(ink, columns.id, &format!("#{}", row.id), tone);
    put(
        ink,
        columns.service,
        &app.here.service_name(&row.service),
        Tone::Normal,
    );
    let hidden = row.secrecy == Secrecy::Restricted && row.title.is_empty();
    let title_tone = if hidden { Tone::Dim } else { Tone::Normal };
    // A colleague's name stands behind the title, where that leaves enough of it.
    let named = if columns.title >= 26 { NAMED } else { 0 };
    match colleague {
        Some(one) if named > 0 => {
            put(ink, columns.title - named, &row.title, title_tone);
            let name = app.here.staff_name(Some(one.person));
            put(ink, named, &format!("{at}{name}"), at_tone);
        }
        _ => put(ink, columns.title, &row.title, title_tone),
    }
    if columns.count > 0 {
        let count = row.count.map_or_else(String::new, |n| n.to_string());
        put(ink, columns.count, &count, Tone::Dim);
    }
    if columns.client > 0 {
        put(ink, columns.client, &row.client, Tone::Normal);
    }
    if columns.owner > 0 {
        let mine = row.owner == Some(app.here.me.id);
        let tone = if mine { Tone::Focus } else { Tone::Dim };
        put(ink, columns.owner, app.here.staff_name(row.owner), tone);
    }
    if columns.status > 0 {
        let tone = match row.status {
            Status::Submitted | Status::Returned | Status::Objection => Tone::Warn,
            _ => Tone::Dim,
        };
        put(ink, columns.status, &status_word(app, row.status), tone);
    }
    let (due, tone) = match row.due {
        None => (place_in_time(app, row), Tone::Dim),
        due => due_text(due, app.here.today, row.status.clock()),
    };
    put(ink, columns.due, &due, tone);
}

/// Why a request without a promise stands where it stands among the promised ones: put off until a day,
/// or here since one and not decided on.
fn place_in_time(app: &App, row: &QueueRow) -> String {
    let short = |sign: char, day: Date| {
        let promised = Due {
            on: day,
            at: None,
            provisional: false,
        };
        let (day, _) = due_text(Some(promised), app.here.today, Clock::Over);
        format!("{sign}{day}")
    };
    match (row.status, row.deferred_until) {
        (Status::Deferred, Some(day)) => short('z', day),
        (status, _) if status.awaits_triage() => {
            short('+', app.here.words.date_of(row.received_at))
        }
        _ => String::new(),
    }
}

/// The sign before the number: late, objected to, first, waiting, put off.
fn flag(row: &QueueRow, today: Date) -> (&'static str, Tone) {
    let late = row.due.is_some_and(|due| due.on < today) && row.status.clock() == Clock::Running;
    if late {
        ("!", Tone::Danger)
    } else if row.status == Status::Objection {
        ("?", Tone::Warn)
    } else if row.urgent {
        ("^", Tone::Warn)
    } else if row.status.clock() == Clock::Paused {
        ("~", Tone::Dim)
    } else if row.deferred_until.is_some_and(|until| until > today) {
        ("z", Tone::Dim)
    } else {
        ("", Tone::Normal)
    }
}

/// `11-20`, with `?` while the year's calendar is not published.
pub fn due_text(due: Option<Due>, today: Date, clock: Clock) -> (String, Tone) {
    let Some(due) = due else {
        return (String::new(), Tone::Normal);
    };
    let mut text = if due.on.year() == today.year() {
        format!("{:02}-{:02}", due.on.month(), due.on.day())
    } else {
        format!("{:02}/{:02}", due.on.year() % 100, due.on.month())
    };
    if due.provisional {
        text.push('?');
    }
    let tone = match clock {
        Clock::Running if due.on < today => Tone::Danger,
        Clock::Running if due.on == today => Tone::Warn,
        _ => Tone::Normal,
    };
    (text, tone)
}
