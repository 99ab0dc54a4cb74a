//! The in-tray: its list, the card of one arrival, the card of a pasted bibliography. Draws what the app
//! knows of a file, and never looks into one.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::tray::{ArrivalCard, Guessed, Known, PasteCard, TrayList};
use crate::domain::Sentence;
use crate::intake::tray::Filed;
use crate::intake::tray::arrival::Looked;
use crate::keys::Action;
use crate::settings::Tone;
use crate::text::Cells;

use super::blocks::{self, Spans, wrapped};
use super::foot::key_of;
use super::ink::Ink;
use super::list::grouped;

/// Lines of a file that a card shows, at least.
const PREVIEW: usize = 4;

pub fn list(ink: &mut Ink<'_>, area: Rect, shown: &TrayList) {
    let app = ink.app;
    let files = &app.tray.files;
    let frame = Rect::new(0, 1, area.width, area.height.saturating_sub(3));
    ink.blank(frame);
    let count = match files.len() {
        0 => String::new(),
        n => format!("  {}/{n}", shown.at + 1),
    };
    let title = [
        (Tone::Title, app.here.t("action-in-tray")),
        (Tone::Focus, count),
    ];
    let inner = ink.frame(frame, &title, true);
    let foot = inner.bottom().saturating_sub(1);
    let keys = app.here.t(match files.is_empty() {
        true => "tray-keys-empty",
        false => "tray-keys",
    });
    ink.put(
        inner.x + 1,
        foot,
        inner.width.saturating_sub(2),
        &keys,
        Tone::Dim,
    );
    if files.is_empty() {
        let text = app.here.t(if app.gate {
            "tray-empty-gate"
        } else {
            "tray-empty"
        });
        let lines = ink
            .cells
            .wrap(&text, usize::from(inner.width.saturating_sub(2).max(1)));
        for (y, line) in (inner.top()..inner.bottom()).zip(lines) {
            ink.put(
                inner.x + 1,
                y,
                inner.width.saturating_sub(2),
                &line,
                Tone::Dim,
            );
        }
        return;
    }
    let rows = Rect::new(
        inner.x,
        inner.y,
        inner.width,
        inner.height.saturating_sub(1),
    );
    blocks::draw(
        ink,
        rows,
        files.len(),
        shown.at,
        true,
        |at, width| match files.get(at) {
            Some(file) => entry(app, file, width, at == shown.at),
            None => Vec::new(),
        },
    );
}

/// The name with size and hour, and below it what it is and where it may belong.
fn entry(app: &App, file: &Filed, width: usize, selected: bool) -> Vec<Spans> {
    let cells = app.here.cells;
    let right = format!(
        "{:>9}  {}",
        size(file.bytes),
        app.here.words.moment(file.at)
    );
    let room = width.saturating_sub(cells.width(&right) + 2);
    let tone = if selected { Tone::Focus } else { Tone::Normal };
    let name = crate::text::safe::line(&file.name).into_owned();
    let first = vec![
        (tone, whole_ending(cells, &name, room)),
        (Tone::Normal, "  ".to_owned()),
        (Tone::Dim, right),
    ];
    let mut second = vec![(Tone::Normal, "  ".to_owned())];
    match app.tray.known(file) {
        None => second.push((Tone::Dim, app.here.t("tray-looking"))),
        Some(known) => second.extend(about(app, known)),
    }
    vec![first, second]
}

/// `RIS UTF-8 57 条  -> #1042  文件里有编号 #1042  固态电池`
fn about(app: &App, known: &Known) -> Spans {
    let looked = match &known.looked {
        Ok(looked) => looked,
        Err(refusal) => return vec![(Tone::Warn, app.here.words.say(&refusal.said))],
    };
    let mut out = vec![(Tone::Normal, kind(app, looked))];
    if looked.secret.is_some() {
        out.push((Tone::Danger, format!("  ! {}", app.here.t("tray-secret"))));
        return out;
    }
    if let Guessed::There(guess) = &known.guess {
        let why = app.here.words.say(&guess.why);
        out.push((Tone::Key, format!("  -> #{}", guess.request)));
        out.push((Tone::Dim, format!("  {why}  ")));
        out.push((Tone::Normal, guess.title.clone()));
    }
    out
}

/// `RIS UTF-8 57 条`
fn kind(app: &App, looked: &Looked) -> String {
    let mut parts = vec![app.here.t(looked.kind.name_key())];
    parts.extend(looked.encoding.map(str::to_owned));
    if let Some(records) = looked.records {
        let said = Sentence::new("tray-records").with("n", records);
        parts.push(app.here.words.say(&said));
    }
    parts.join(" ")
}

/// A name that is too long keeps its ending, which says what it is.
fn whole_ending(cells: Cells, name: &str, room: usize) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let tail = format!("~.{ending}");
    let fits = cells.width(name) <= room || ending.is_empty();
    match room.checked_sub(cells.width(&tail)) {
        Some(left) if !fits && left > 8 => {
            let (head, _) = cells.cut(name, left);
            cells.pad(&format!("{head}{tail}"), room)
        }
        _ => cells.fit(name, room),
    }
}

/// `812 B`, `57 kB`, `3.4 MB`
fn size(bytes: u64) -> String {
    match bytes {
        0..=9_999 => format!("{} B", grouped(bytes)),
        10_000..=9_999_999 => format!("{} kB", grouped(bytes / 1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

pub fn card(ink: &mut Ink<'_>, area: Rect, card: &ArrivalCard) {
    let app = ink.app;
    let here = &app.here;
    let frame = Rect::new(0, 1, area.width, area.height.saturating_sub(3));
    ink.blank(frame);
    let (at, total) = card.place;
    let name = crate::text::safe::line(&card.file.name).into_owned();
    let room = usize::from(area.width.saturating_sub(30));
    let title = [
        (Tone::Title, here.t("action-in-tray")),
        (Tone::Focus, format!("  {at}/{total}")),
        (Tone::Normal, format!("  {}", here.cells.clip(&name, room))),
    ];
    let inner = ink.frame(frame, &title, true);
    if inner.height < 4 || inner.width < 20 {
        return;
    }
    let width = usize::from(inner.width.saturating_sub(4));
    let choices = choices(app, card, width);
    let taken = u16::try_from(choices.len())
        .unwrap_or(u16::MAX)
        .min(inner.height);
    let bottom = inner.bottom() - taken;
    let known = app.tray.known(&card.file);
    let lines = evidence(
        app,
        card,
        known,
        width,
        usize::from(bottom.saturating_sub(inner.top())),
    );
    for (y, line) in (inner.top()..bottom).zip(lines) {
        ink.spans(inner.x + 2, y, inner.width - 4, &line);
    }
    for (y, line) in (bottom..inner.bottom()).zip(choices) {
        ink.spans(inner.x + 2, y, inner.width - 4, &line);
    }
}

fn evidence(
    app: &App,
    card: &ArrivalCard,
    known: Option<&Known>,
    width: usize,
    height: usize,
) -> Vec<Spans> {
    let here = &app.here;
    let mut lines: Vec<Spans> = wrapped(here.cells, &card.file.name, width, Tone::Title, 2);
    let when = here.words.moment(card.file.at);
    let facts = format!("{}  {when}", size(card.file.bytes));
    let Some(known) = known else {
        lines.push(vec![(
            Tone::Dim,
            format!("{facts}  {}", here.t("tray-looking")),
        )]);
        return lines;
    };
    let looked = match &known.looked {
        Ok(looked) => looked,
        Err(refusal) => {
            lines.push(vec![(Tone::Dim, facts)]);
            lines.extend(wrapped(
                here.cells,
                &here.words.say(&refusal.said),
                width,
                Tone::Warn,
                3,
            ));
            return lines;
        }
    };
    lines.push(vec![
        (Tone::Normal, kind(app, looked)),
        (Tone::Dim, format!("  {facts}")),
    ]);
    if let Some(claim) = looked.secret {
        let said = Sentence::new("state-secret").with("claim", claim);
        lines.extend(wrapped(
            here.cells,
            &here.words.say(&said),
            width,
            Tone::Danger,
            3,
        ));
        return lines;
    }
    match &known.guess {
        Guessed::There(guess) => {
            let text = format!("-> #{} {}  {}", guess.request, guess.title, guess.client);
            lines.extend(wrapped(here.cells, &text, width, Tone::Focus, 2));
            lines.extend(wrapped(
                here.cells,
                &here.words.say(&guess.why),
                width,
                Tone::Dim,
                1,
            ));
        }
        Guessed::Nowhere => lines.push(vec![(Tone::Dim, here.t("tray-guess-none"))]),
        Guessed::NotYet => lines.push(vec![(Tone::Dim, here.t("tray-looking"))]),
    }
    lines.push(Vec::new());
    let left = height.saturating_sub(lines.len()).max(PREVIEW);
    for line in looked.preview.iter().take(left) {
        lines.extend(wrapped(here.cells, line, width, Tone::Normal, 1));
    }
    lines
}

/// `1 挂到 #1042   2 别的委托   3 作为新委托   4 作为检索导出   5 移走   Esc 以后`, on as many lines as it
/// needs.
fn choices(app: &App, card: &ArrivalCard, width: usize) -> Vec<Spans> {
    let here = &app.here;
    if card.asks {
        let said = Sentence::new("tray-ask-gone").with("file", card.file.name.as_str());
        let mut lines = wrapped(here.cells, &here.words.say(&said), width, Tone::Warn, 2);
        lines.push(vec![(Tone::Key, here.t("tray-ask-gone-keys"))]);
        return lines;
    }
    if let Some((done, all)) = card.brought {
        let said = match all {
            0 => Sentence::new("tray-export-is-read"),
            all => Sentence::new("tray-export-comes")
                .with("done", done)
                .with("all", all),
        };
        let words = wrapped(here.cells, &here.words.say(&said), width, Tone::Dim, 2);
        return words;
    }
    if card.waits {
        return vec![vec![(Tone::Dim, here.t("tray-waits"))]];
    }
    let guess = app.guess_here();
    let mut items: Vec<(String, String)> = Vec::new();
    if let Some(guess) = guess {
        let said = Sentence::new("tray-choice-there").with("number", guess.request.0);
        items.push(("1".to_owned(), here.words.say(&said)));
    }
    items.push(("2".to_owned(), here.t("tray-choice-other")));
    items.push(("3".to_owned(), here.t("tray-choice-new")));
    let run = guess.and_then(|guess| guess.run.as_ref());
    items.push((
        "4".to_owned(),
        match run {
            Some(run) => {
                let said = Sentence::new("tray-choice-this-run").with("run", here.run_words(run));
                here.words.say(&said)
            }
            None => here.t("tray-choice-run"),
        },
    ));
    items.push(("5".to_owned(), here.t("tray-choice-gone")));
    items.push((key_of(app, Action::Back), here.t("card-later")));
    let mut lines: Vec<Spans> = vec![Vec::new()];
    let mut used = 0;
    for (key, name) in items {
        let wide = here.cells.width(&key) + here.cells.width(&name) + 4;
        if used > 0 && used + wide > width {
            lines.push(Vec::new());
            used = 0;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push((Tone::Key, format!("{key} ")));
            line.push((Tone::Normal, format!("{name}   ")));
        }
    }
    lines
}

pub fn paste(ink: &mut Ink<'_>, area: Rect, card: &PasteCard) {
    let here = &ink.app.here;
    let kind = here.t(card.kind.name_key());
    let what = match card.records {
        Some(records) => Sentence::new("paste-what").with("records", records),
        None => Sentence::new("paste-counting"),
    };
    let what = here.words.say(
        &what
            .with("kind", kind)
            .with("size", size(card.bytes as u64)),
    );
    let mut lines = vec![what];
    lines.push(here.t("paste-keep"));
    if card.may_type {
        lines.push(here.t("paste-type"));
    }
    lines.push(here.t("paste-drop"));
    let width = area.width.saturating_sub(4).clamp(20, 76);
    let height = u16::try_from(lines.len() + 2).unwrap_or(6);
    let y = area.height.saturating_sub(height) / 3;
    let frame = Rect::new((area.width.saturating_sub(width)) / 2, y, width, height);
    let title = here.t("title-paste");
    ink.blank(frame);
    let inner = ink.frame(frame, &[(Tone::Title, title)], true);
    for (at, (y, line)) in (inner.top()..inner.bottom()).zip(&lines).enumerate() {
        let tone = if at == 0 { Tone::Title } else { Tone::Key };
        ink.put(inner.x + 1, y, inner.width.saturating_sub(2), line, tone);
    }
}
