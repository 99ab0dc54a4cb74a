//! The top line and the row of sections.

use ratatui::layout::Rect;

use crate::app::plan::Pane;
use crate::domain::Sentence;
use crate::settings::Tone;
use crate::text::Cells;

use super::ink::Ink;

/// Cells of a person's name below which it says nothing; a desk's needs more.
const LEAST_NAME: usize = 6;

pub fn bar(ink: &mut Ink<'_>, area: Rect) {
    let here = &ink.app.here;
    let width = area.width;
    let desk = match &ink.app.desk_name {
        Some(name) => name.clone(),
        None => here.words.pick(&here.settings.desk().names).into_owned(),
    };
    let view = view_name(ink);
    let me = here.me.name.clone();
    let right = pulse(ink);
    let wide = |spans: &[(Tone, String)]| -> u16 {
        let cells: usize = spans.iter().map(|(_, text)| ink.cells.width(text)).sum();
        u16::try_from(cells).unwrap_or(u16::MAX)
    };
    let mut left = vec![
        (Tone::Title, " refdesk ".to_owned()),
        (Tone::Normal, format!(" {desk} ")),
        (Tone::Focus, format!(" {view} ")),
        (Tone::Normal, format!(" {me} ")),
    ];
    // Where the line is short, the view and who one is matter more than the desk's own name, and that
    // more than the program's.
    let cells = ink.cells;
    let over = |left: &[(Tone, String)]| {
        let all = wide(left).saturating_add(wide(&right));
        usize::from(all.saturating_sub(width))
    };
    let many = over(&left);
    shorten(cells, &mut left, 1, &desk, many, LEAST_NAME + 2);
    for gone in [1, 0] {
        if over(&left) > 0 {
            left.remove(gone);
        }
    }
    let many = over(&left);
    shorten(cells, &mut left, 1, &me, many, LEAST_NAME);
    if over(&left) > 0 {
        left.pop();
    }
    let start = width.saturating_sub(wide(&right));
    ink.spans(area.x, area.y, start, &left);
    ink.spans(area.x + start, area.y, width - start, &right);
}

/// Takes as many cells off a name as are too many, where enough of it stays to be known by.
fn shorten(
    cells: Cells,
    left: &mut [(Tone, String)],
    at: usize,
    name: &str,
    over: usize,
    least: usize,
) {
    let stays = cells.width(name).saturating_sub(over);
    if let Some((_, shown)) = left.get_mut(at).filter(|_| over > 0 && stays >= least) {
        *shown = format!(" {} ", cells.fit(name, stays));
    }
}

fn view_name(ink: &Ink<'_>) -> String {
    let app = ink.app;
    let here = &app.here;
    if app.triage.is_some() {
        return here.t("action-triage");
    }
    match &app.queue.view {
        Some(key) => {
            let view = here.settings.views().iter().find(|view| view.key == *key);
            view.map_or_else(
                || key.clone(),
                |view| here.words.pick(&view.names).into_owned(),
            )
        }
        None if app.queue.search.trim().is_empty() => here.t("view-everything"),
        None => format!("/ {}", app.queue.search),
    }
}

fn pulse(ink: &Ink<'_>) -> Vec<(Tone, String)> {
    let here = &ink.app.here;
    let mut out = Vec::new();
    if ink.app.only_read.is_some() {
        out.push((Tone::Danger, format!(" {} ", here.t("top-only-read"))));
    }
    if ink.app.must_drill() {
        out.push((Tone::Danger, format!(" !{} ", here.t("top-drill"))));
    }
    if let Some(pulse) = &ink.app.pulse {
        let figures = [
            ("pulse-overdue", pulse.overdue, Tone::Danger),
            ("pulse-triage", pulse.to_triage, Tone::Normal),
            ("pulse-mine", pulse.mine, Tone::Normal),
            ("pulse-waiting", pulse.waiting, Tone::Normal),
        ];
        for (key, n, tone) in figures {
            let n = i64::try_from(n).unwrap_or(i64::MAX);
            let said = here.words.say(&Sentence::new(key).with("n", n));
            let (sign, tone) = match (tone, n) {
                (Tone::Danger, 1..) => ("!", tone),
                _ => ("", Tone::Normal),
            };
            out.push((tone, format!(" {sign}{said} ")));
        }
    }
    let arrivals = ink.app.tray.files.len();
    if arrivals > 0 {
        let said = Sentence::new("pulse-arrivals").with("n", arrivals);
        out.push((Tone::Focus, format!(" {} ", here.words.say(&said))));
    }
    let people = here.people_here();
    if people > 1 {
        let said = Sentence::new("pulse-people").with("n", people);
        out.push((Tone::Normal, format!(" {} ", here.words.say(&said))));
    }
    out.push((Tone::Normal, format!(" {} ", here.words.day(here.today))));
    out
}

/// `1 队列 2 委托人 3 检索记录 4 知识产品`, with the one that is shown in the focus role.
pub fn sections(ink: &mut Ink<'_>, area: Rect) {
    let app = ink.app;
    let case = app.page.case.as_deref();
    let runs = case.map_or(0, |case| case.runs.len());
    let products = case.map_or(0, |case| case.products.len());
    let on = |panes: &[Pane]| panes.contains(&app.focus);
    let first = if on(&[Pane::Overview]) {
        "section-overview"
    } else {
        "section-queue"
    };
    let row = [
        ("1", [first; 2], 0, on(&[Pane::List, Pane::Overview])),
        ("2", ["section-client"; 2], 0, on(&[Pane::Client])),
        (
            "3",
            ["section-runs", "section-runs-brief"],
            runs,
            on(&[Pane::Runs]),
        ),
        (
            "4",
            ["section-products", "section-products-brief"],
            products,
            on(&[Pane::Products]),
        ),
    ];
    let tabs = |brief: bool, counted: bool| -> Vec<(Tone, String)> {
        let tab =
            |(digit, [whole, short], count, focused): &(_, [&'static str; 2], usize, bool)| {
                let name = app.here.t(if brief { short } else { whole });
                let count = match *count {
                    0 => String::new(),
                    _ if !counted => String::new(),
                    n => format!(" {n}"),
                };
                let (open, close, tone) = match focused {
                    true => ("[", "]", Tone::Focus),
                    false => (" ", " ", Tone::Dim),
                };
                let gap = if brief { "" } else { " " };
                (tone, format!("{open}{digit} {name}{count}{close}{gap}"))
            };
        row.iter().map(tab).collect()
    };
    let room = usize::from(area.width.saturating_sub(1));
    let fits = |tabs: &Vec<(Tone, String)>| {
        let wide: usize = tabs.iter().map(|(_, text)| ink.cells.width(text)).sum();
        wide <= room
    };
    let shown = [tabs(false, true), tabs(true, true)].into_iter().find(fits);
    let shown = shown.unwrap_or_else(|| tabs(true, false));
    ink.spans(area.x + 1, area.y, area.width.saturating_sub(1), &shown);
}
