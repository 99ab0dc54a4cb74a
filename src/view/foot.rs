//! The status line, the key line, the search field and the box of a refusal.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::layer::{Layer, SearchField};
use crate::app::notices::Mood;
use crate::app::plan::Pane;
use crate::app::search::SHOWN;
use crate::domain::{Arg, Sentence};
use crate::keys::{Action, Place, entry};
use crate::settings::Tone;

use super::ink::Ink;

/// What the key line offers, the most wanted first; what cannot be done now is left out.
const IN_QUEUE: [Action; 22] = [
    Action::Accept,
    Action::Claim,
    Action::Begin,
    Action::Submit,
    Action::Sign,
    Action::Issue,
    Action::Deliver,
    Action::Close,
    Action::Decline,
    Action::Wait,
    Action::New,
    Action::Find,
    Action::Verbs,
    Action::Triage,
    Action::Views,
    Action::Undo,
    Action::Edit,
    Action::Message,
    Action::Note,
    Action::Mark,
    Action::Palette,
    Action::Leave,
];
/// In the panes of a request what the pane is for comes first, what becomes of the request after it.
const IN_CLIENT: [Action; 13] = [
    Action::Edit,
    Action::New,
    Action::Merge,
    Action::Open,
    Action::Verbs,
    Action::Back,
    Action::Undo,
    Action::Message,
    Action::Note,
    Action::Plain,
    Action::Timeline,
    Action::Find,
    Action::Palette,
];
const IN_RUNS: [Action; 16] = [
    Action::New,
    Action::Literature,
    Action::Concepts,
    Action::Reuse,
    Action::Edit,
    Action::Drop,
    Action::Plain,
    Action::Verbs,
    Action::Back,
    Action::Undo,
    Action::Submit,
    Action::Message,
    Action::Note,
    Action::Timeline,
    Action::Find,
    Action::Palette,
];
const IN_PRODUCTS: [Action; 17] = [
    Action::Submit,
    Action::Sign,
    Action::Return,
    Action::Issue,
    Action::Deliver,
    Action::New,
    Action::Edit,
    Action::Version,
    Action::Verbs,
    Action::Back,
    Action::Undo,
    Action::Plain,
    Action::Message,
    Action::Note,
    Action::Timeline,
    Action::Withdraw,
    Action::Palette,
];
const IN_OVERVIEW: [Action; 20] = [
    Action::Accept,
    Action::Claim,
    Action::Begin,
    Action::Submit,
    Action::Sign,
    Action::Issue,
    Action::Deliver,
    Action::Close,
    Action::Edit,
    Action::Message,
    Action::Note,
    Action::Verbs,
    Action::Back,
    Action::Undo,
    Action::Decline,
    Action::Wait,
    Action::GiveOut,
    Action::Plain,
    Action::Timeline,
    Action::Palette,
];
const ON_CARD: [Action; 12] = [
    Action::Accept,
    Action::Decline,
    Action::Defer,
    Action::Wait,
    Action::Duplicate,
    Action::Refer,
    Action::Claim,
    Action::Assign,
    Action::Verbs,
    Action::Repeat,
    Action::Undo,
    Action::Back,
];
const IN_TIMELINE: [Action; 4] = [Action::Undo, Action::GiveOut, Action::Plain, Action::Back];
const OVER: [Action; 1] = [Action::Back];

/// Wording with the keys of actions in its gaps.
pub fn with_keys(app: &App, key: &'static str, gaps: &[(&'static str, Action)]) -> String {
    let mut said = Sentence::new(key);
    for (gap, action) in gaps {
        said = said.with(gap, key_of(app, *action));
    }
    app.here.words.say(&said)
}

pub fn key_of(app: &App, action: Action) -> String {
    app.keys
        .chord(action)
        .map_or_else(String::new, |chord| chord.to_string())
}

pub fn status(ink: &mut Ink<'_>, area: Rect) {
    let app = ink.app;
    let mut spans = Vec::new();
    if let Some(notice) = &app.notices.line {
        let (sign, tone) = mood(notice.mood);
        spans.push((tone, format!(" {sign}{}", app.here.words.say(&notice.said))));
    }
    if let Some((_, said)) = &app.last_undo {
        let undo = app.here.t("action-undo");
        let key = key_of(app, Action::Undo);
        spans.push((Tone::Key, format!("  {key} ")));
        spans.push((Tone::Dim, format!("{undo} {}", app.here.words.say(said))));
    }
    let used: usize = spans.iter().map(|(_, text)| ink.cells.width(text)).sum();
    let left = usize::from(area.width).saturating_sub(used + 1);
    let (whole, brief) = why(app);
    let why = match ink.cells.width(&whole) > left {
        true => brief,
        false => whole,
    };
    // What was just done may be cut here, `!` keeps it; the day is needed before the next key.
    let wide = u16::try_from(ink.cells.width(&why)).unwrap_or(0);
    let room = area.width.saturating_sub(wide + 1);
    ink.spans(area.x, area.y, room, &spans);
    ink.put_right(area.right(), area.y, wide, &why, Tone::Dim);
}

/// Why the answer is due when it is, and where that is too long, only the day: `期限 10-20 =`.
fn why(app: &App) -> (String, String) {
    let Some(case) = app.page.case.as_deref() else {
        return Default::default();
    };
    let Some(trace) = &case.why_due else {
        return Default::default();
    };
    let key = key_of(app, Action::Why);
    let line = app.here.words.say(&trace.line);
    let request = &case.request;
    let (day, _) = super::list::due_text(request.due, app.here.today, request.status.clock());
    let brief = match day.is_empty() {
        true => format!("{key} "),
        false => format!("{} {day} {key} ", app.here.t("column-due")),
    };
    (format!("{line} {key} "), brief)
}

pub fn mood(mood: Mood) -> (&'static str, Tone) {
    match mood {
        Mood::Good => ("", Tone::Good),
        Mood::Plain => ("", Tone::Normal),
        Mood::Warning => ("! ", Tone::Warn),
        Mood::Refused => ("x ", Tone::Danger),
    }
}

pub fn search(ink: &mut Ink<'_>, area: Rect, field: &SearchField) {
    ink.blank(area);
    let label = format!(" {} ", ink.app.here.t("action-find"));
    let used = ink.put(area.x, area.y, area.width, &label, Tone::Key);
    let verb = field.verb.and_then(entry).map(|entry| {
        let name = Sentence::new(entry.name);
        ink.app
            .here
            .words
            .say(&Sentence::new("search-names-verb").with("verb", name))
    });
    let told = verb.as_deref().map_or(0, |verb| ink.cells.width(verb));
    let told = u16::try_from(told).unwrap_or(0).min(area.width / 2);
    typed(
        ink,
        area.x + used,
        area.y,
        area.width - used - told,
        &field.line,
    );
    if let Some(verb) = verb {
        ink.put(area.right() - told, area.y, told, &verb, Tone::Key);
    }
    offers(ink, area, used, field);
}

/// Lines that the offers take: one each, and one that says how many more there are.
fn offer_lines(field: &SearchField) -> u16 {
    let count = field.offers.len();
    u16::try_from(count.min(SHOWN) + usize::from(count > SHOWN)).unwrap_or(0)
}

/// What may stand at the caret, above the field.
fn offers(ink: &mut Ink<'_>, area: Rect, indent: u16, field: &SearchField) {
    let height = offer_lines(field);
    if height == 0 || area.y <= height + 1 {
        return;
    }
    let at = field.offer_at.unwrap_or(0);
    let first = (at + 1).saturating_sub(SHOWN);
    let width = area.width.saturating_sub(indent).min(64);
    let mut list = Rect::new(area.x + indent, area.y - height, width, height);
    ink.blank(list);
    if field.offers.len() > SHOWN {
        list.height -= 1;
        let more = field.offers.len().saturating_sub(first + SHOWN);
        let said = match more {
            0 => Sentence::new("offers-all").with("n", first),
            more => Sentence::new("offers-more").with("n", more),
        };
        let said = ink.app.here.words.say(&said);
        ink.put(
            list.x,
            list.bottom(),
            list.width,
            &format!("      {said}"),
            Tone::Dim,
        );
    }
    let seen = field.offers.iter().enumerate().skip(first);
    for (y, (nth, offer)) in (list.top()..list.bottom()).zip(seen) {
        let chosen = field.offer_at == Some(nth);
        let (sign, tone) = match chosen {
            true => (">", Tone::Focus),
            false => (" ", Tone::Normal),
        };
        let key = if nth == at { "Tab" } else { "" };
        let about = offer
            .about
            .as_ref()
            .map(|about| ink.app.here.words.say(about));
        let spans = [
            (Tone::Key, format!("{key:<4}{sign} ")),
            (tone, offer.shown.clone()),
            (Tone::Dim, format!("  {}", about.unwrap_or_default())),
        ];
        ink.spans(list.x, y, list.width, &spans);
    }
}

/// `^^^` under the place of a mistake in the search, and what is wrong with it.
fn fault(ink: &mut Ink<'_>, area: Rect, field: &SearchField, fault: &Sentence) {
    let said = ink.app.here.words.say(fault);
    let place = |name: &str| {
        fault.args.iter().find_map(|(key, arg)| match arg {
            Arg::Int(n) if *key == name => usize::try_from(*n).ok(),
            _ => None,
        })
    };
    let label = format!(" {} ", ink.app.here.t("action-find"));
    let text = field.line.text();
    let wide = |ink: &Ink<'_>, chars: usize| {
        let part: String = text.chars().take(chars).collect();
        ink.cells.width(&label) + ink.cells.width(&part)
    };
    let (mut x, mut marks) = (0, String::from(" !"));
    if let (Some(from), Some(to)) = (place("from"), place("to")) {
        let (start, end) = (wide(ink, from), wide(ink, to));
        if end < usize::from(area.width) {
            x = u16::try_from(start).unwrap_or(0);
            marks = "^".repeat(end.saturating_sub(start).max(1));
        }
    }
    let said_wide = ink.cells.width(&said);
    if said_wide + 2 > usize::from(area.width) {
        ink.put(
            area.x + x,
            area.y,
            area.width.saturating_sub(x),
            &marks,
            Tone::Danger,
        );
        return fault_above(ink, area, field, &said);
    }
    let behind = usize::from(x) + marks.len() + 1;
    let used = ink.put(
        area.x + x,
        area.y,
        area.width.saturating_sub(x),
        &marks,
        Tone::Danger,
    );
    if behind + said_wide <= usize::from(area.width) || usize::from(x) <= said_wide + 1 {
        let at = area.x + x + used + 1;
        ink.put(
            at,
            area.y,
            area.right().saturating_sub(at),
            &said,
            Tone::Danger,
        );
    } else {
        let said = format!(" {said}");
        ink.put(area.x, area.y, x.saturating_sub(1), &said, Tone::Danger);
    }
}

/// What is wrong, over the field and its offers, where it is longer than a line.
fn fault_above(ink: &mut Ink<'_>, area: Rect, field: &SearchField, said: &str) {
    let width = area.width.saturating_sub(2).max(1);
    let lines = ink.cells.wrap(said, usize::from(width));
    let bottom = area.y.saturating_sub(1 + offer_lines(field));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let height = height.min(bottom.saturating_sub(2));
    let frame = Rect::new(area.x, bottom - height, area.width, height);
    ink.blank(frame);
    for (y, line) in (frame.top()..frame.bottom()).zip(&lines) {
        ink.put(area.x + 1, y, width, line, Tone::Danger);
    }
}

/// A line of typed text with the real cursor in it; the caret stays in sight.
pub fn typed(ink: &mut Ink<'_>, x: u16, y: u16, width: u16, line: &crate::app::line::Line) {
    let before = crate::text::safe::line(line.before()).into_owned();
    let room = usize::from(width.saturating_sub(2));
    let (seen, used) = ink.cells.cut_front(&before, room);
    let seen = seen.to_owned();
    let used = u16::try_from(used).unwrap_or(0);
    ink.put(x, y, width, &seen, Tone::Normal);
    let left = width.saturating_sub(used);
    ink.put(x + used, y, left, line.after(), Tone::Normal);
    if width > 0 {
        ink.caret = Some((x + used.min(width - 1), y));
    }
}

pub fn keys(ink: &mut Ink<'_>, area: Rect) {
    let app = ink.app;
    if let (Some(Layer::Search(field)), Some(wrong)) = (app.layers.last(), &app.queue.fault) {
        return fault(ink, area, field, wrong);
    }
    let wanted: &[Action] = match (app.layers.last(), app.place()) {
        (Some(Layer::Form(_)), _) => return shown(ink, area, &[Action::Palette], true),
        (Some(layer), _) if layer.takes_text() => return shown(ink, area, &[], true),
        (Some(Layer::Timeline(_)), _) => &IN_TIMELINE,
        (Some(Layer::Why(_)), _) => &[Action::Why, Action::Back],
        (_, Place::Queue | Place::Case) => match app.focus {
            Pane::List => &IN_QUEUE,
            Pane::Overview => &IN_OVERVIEW,
            Pane::Client => &IN_CLIENT,
            Pane::Runs => &IN_RUNS,
            Pane::Products => &IN_PRODUCTS,
        },
        (_, Place::Cards) => &ON_CARD,
        (_, Place::Over) => &OVER,
    };
    let able = app.layers.is_empty();
    let on_parts = matches!(app.focus, Pane::Client | Pane::Runs | Pane::Products);
    let on_request = app.triage.is_some() || !on_parts;
    let next = app.next_action().filter(|_| on_request && able);
    let rest = wanted
        .iter()
        .copied()
        .filter(|action| Some(*action) != next);
    let wanted: Vec<Action> = std::iter::once(Action::Help)
        .chain(next)
        .chain(rest)
        .filter(|action| *action == Action::Help || !able || possible(app, *action))
        .collect();
    shown(ink, area, &wanted, false);
}

/// Keys with their names, whole ones only: half a word teaches nothing. Where letters are text, only keys
/// that are none are shown, and those that always serve.
fn shown(ink: &mut Ink<'_>, area: Rect, wanted: &[Action], in_text: bool) {
    const IN_TEXT: [Action; 2] = [Action::Language, Action::Back];
    let app = ink.app;
    let more: &[Action] = if in_text { &IN_TEXT } else { &[] };
    let mut x = area.x + 1;
    for action in wanted.iter().chain(more) {
        let Some(entry) = entry(*action) else {
            continue;
        };
        let chord = match in_text {
            true => app
                .keys
                .chords(*action)
                .iter()
                .find(|c| c.typed().is_none()),
            false => app.keys.chords(*action).first(),
        };
        let Some(key) = chord.map(ToString::to_string) else {
            continue;
        };
        let name = app.here.words.t(app.name_here(entry));
        let wide = ink.cells.width(&key) + ink.cells.width(&name) + 3;
        let wide = u16::try_from(wide).unwrap_or(u16::MAX);
        let first = x == area.x + 1;
        if !first && x.saturating_add(wide) > area.right() + 2 {
            continue;
        }
        let left = area.right().saturating_sub(x);
        x += ink.put(x, area.y, left, &key, Tone::Key) + 1;
        let left = area.right().saturating_sub(x);
        x += ink.put(x, area.y, left, &name, Tone::Normal) + 2;
    }
}

/// What the page on the screen allows; it may be a rest behind the selection, so that moving does not
/// redraw the keys.
fn possible(app: &App, action: Action) -> bool {
    if action == Action::Edit && app.triage.is_none() && !app.has_part() {
        return false;
    }
    match entry(action).and_then(|entry| entry.act) {
        _ if app.focus == Pane::Products => app.why_not(action).is_none(),
        // Of several marked, the one under the cursor speaks for all; each is asked before it is done.
        Some(act) => match app.page.case.as_deref() {
            Some(case) => case
                .verbs
                .iter()
                .any(|(key, why)| why.is_none() && *key == act),
            _ => !app.queue.rows.is_empty() && !app.marks.is_empty(),
        },
        None => app.why_not(action).is_none(),
    }
}

/// Two lines above the status line: what was refused, and the key that cures it.
pub fn refusal(ink: &mut Ink<'_>, area: Rect) {
    let app = ink.app;
    let Some(refused) = &app.notices.refused else {
        return;
    };
    let width = area.width.min(100);
    let inside = usize::from(width.saturating_sub(4).max(1));
    let said = app.here.words.say(&refused.said);
    let mut lines: Vec<(Tone, String)> = ink
        .cells
        .wrap(&said, inside)
        .into_iter()
        .take(3)
        .map(|line| (Tone::Danger, line))
        .collect();
    let cure = match refused.cure {
        Some((key, action)) => with_keys(app, key, &[("key", action)]),
        None => app.here.t("cure-any-key"),
    };
    lines.push((Tone::Normal, cure));
    let height = u16::try_from(lines.len() + 2).unwrap_or(4);
    let y = area.height.saturating_sub(height + 2);
    let frame = Rect::new(0, y, width, height);
    ink.blank(frame);
    let title = [(Tone::Danger, format!("x {}", app.here.t("title-refused")))];
    let inner = ink.frame(frame, &title, true);
    for (y, (tone, line)) in (inner.top()..inner.bottom()).zip(&lines) {
        ink.put(inner.x + 1, y, inner.width.saturating_sub(2), line, *tone);
    }
}
