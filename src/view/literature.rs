//! The documents of a request: the list with what was judged of each, the card on which one is judged, the
//! card on which two are told apart. Decides nothing.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::literature::{Documents, Entry};
use crate::desk::literature::{Document, Literature};
use crate::domain::Sentence;
use crate::domain::field::FieldKind;
use crate::domain::literature::Relevance;
use crate::keys::Action;
use crate::settings::Tone;

use super::blocks::{self, Spans, wrapped};
use super::foot::key_of;
use super::ink::Ink;

/// Fields of the request that stand above a card, and the lines each has there.
const ASKED: usize = 3;
const ASKED_LINES: usize = 2;

pub fn draw(ink: &mut Ink<'_>, area: Rect, shown: &Documents) {
    let app = ink.app;
    let frame = Rect::new(0, 1, area.width, area.height.saturating_sub(3));
    ink.blank(frame);
    let mut title = vec![(Tone::Title, app.here.t("action-literature"))];
    title.push((Tone::Focus, format!("  #{}", shown.request)));
    if !shown.is_empty() {
        title.push((Tone::Normal, format!("  {}/{}", shown.at + 1, shown.len())));
    }
    let inner = ink.frame(frame, &title, true);
    let text = Rect::new(
        inner.x + 1,
        inner.y,
        inner.width.saturating_sub(2),
        inner.height,
    );
    let Some(found) = &shown.found else {
        return said(ink, text, &app.here.t("literature-coming"));
    };
    if shown.is_empty() {
        return said(ink, text, &app.here.t("literature-empty"));
    }
    match shown.is_card.then(|| shown.entry(shown.at)).flatten() {
        Some(Entry::Work(work)) => card(ink, text, shown, found, work),
        Some(Entry::Doubt(one, other)) => pair(ink, text, shown, one, other),
        None => list(ink, inner, shown, found),
    }
}

fn said(ink: &mut Ink<'_>, area: Rect, words: &str) {
    let lines = ink.cells.wrap(words, usize::from(area.width.max(1)));
    for (y, line) in (area.top()..area.bottom()).zip(lines) {
        ink.put(area.x, y, area.width, &line, Tone::Dim);
    }
}

fn list(ink: &mut Ink<'_>, area: Rect, shown: &Documents, found: &Literature) {
    let app = ink.app;
    let sums = wrapped(
        app.here.cells,
        &sums(app, found),
        usize::from(area.width.saturating_sub(2)),
        Tone::Dim,
        2,
    );
    let above = u16::try_from(sums.len()).unwrap_or(0);
    for (y, line) in (area.top()..area.bottom()).zip(&sums) {
        ink.spans(area.x + 1, y, area.width.saturating_sub(2), line);
    }
    let keys = app.here.t(match shown.entry(shown.at) {
        Some(Entry::Doubt(..)) => "literature-keys-pair",
        _ => "literature-keys",
    });
    let foot = area.bottom().saturating_sub(1);
    ink.put(
        area.x + 1,
        foot,
        area.width.saturating_sub(2),
        &keys,
        Tone::Key,
    );
    let rows = Rect::new(
        area.x,
        area.y + above,
        area.width,
        area.height.saturating_sub(above + 1),
    );
    blocks::draw(ink, rows, shown.len(), shown.at, true, |at, width| {
        let selected = at == shown.at;
        match shown.entry(at) {
            Some(Entry::Work(work)) => row(app, shown, found, work, width, selected),
            Some(Entry::Doubt(one, other)) => doubt(app, shown, (one, other), width, selected),
            None => Vec::new(),
        }
    });
}

/// `记录 1 856  重复 771  文献 1 085  已判 41：密切 3 一般 12 不相关 26`
fn sums(app: &App, found: &Literature) -> String {
    let said = Sentence::new("literature-sums")
        .with("records", found.records)
        .with("removable", found.removable())
        .with("works", found.works.len())
        .with("screened", found.screened())
        .with("close", found.counted(Relevance::Close))
        .with("related", found.counted(Relevance::Related))
        .with("none", found.counted(Relevance::None))
        .with("uncertain", found.counted(Relevance::Uncertain));
    app.here.words.say(&said)
}

/// What stands of a work, in a word; two people who differ are told by a sign.
fn standing(app: &App, found: &Literature, work: usize) -> (Tone, String) {
    let Some(judged) = found.stands(work) else {
        return (Tone::Dim, app.here.t("literature-open"));
    };
    let tone = match judged.relevance {
        Relevance::Close => Tone::Focus,
        Relevance::Related => Tone::Normal,
        Relevance::None => Tone::Dim,
        Relevance::Uncertain => Tone::Warn,
    };
    let mut word = app.here.t(judged.relevance.name_key());
    if found.differ(work) {
        word.push_str(" !");
        return (Tone::Warn, word);
    }
    (tone, word)
}

fn row(
    app: &App,
    shown: &Documents,
    found: &Literature,
    work: usize,
    width: usize,
    selected: bool,
) -> Vec<Spans> {
    let cells = app.here.cells;
    let Some(document) = shown.work(work) else {
        return Vec::new();
    };
    let (tone, word) = standing(app, found, work);
    let room = width.saturating_sub(cells.width(&word) + 2);
    let title = crate::text::safe::line(&document.title).into_owned();
    let heading = if selected { Tone::Focus } else { Tone::Normal };
    vec![
        vec![
            (heading, cells.fit(&title, room)),
            (Tone::Normal, "  ".to_owned()),
            (tone, word),
        ],
        vec![
            (Tone::Normal, "  ".to_owned()),
            (
                Tone::Dim,
                cells
                    .clip(&brief(app, document), width.saturating_sub(2))
                    .into_owned(),
            ),
        ],
    ]
}

/// `Wang, X; Li, S  Journal of Power Sources  2021  489: 229-241  [WoS Core, Scopus]`
fn about(app: &App, document: &Document) -> String {
    let year = year(document);
    let from = sources(app, document);
    line_of(&[
        &document.people,
        &document.source,
        &year,
        &document.place,
        &from,
    ])
}

/// The same on one line of a list: what tells works apart first.
fn brief(app: &App, document: &Document) -> String {
    let names: Vec<&str> = document.people.split("; ").take(2).collect();
    let (year, from) = (year(document), sources(app, document));
    line_of(&[&year, &names.join("; "), &document.source, &from])
}

fn year(document: &Document) -> String {
    document
        .year
        .map(|year| year.to_string())
        .unwrap_or_default()
}

fn line_of(parts: &[&str]) -> String {
    let said = parts.iter().filter(|part| !part.is_empty());
    said.map(|part| crate::text::safe::line(part).into_owned())
        .collect::<Vec<_>>()
        .join("  ")
}

/// The databases that brought a work, each once.
fn sources(app: &App, document: &Document) -> String {
    let runs = app
        .page
        .case
        .as_ref()
        .map_or(&[][..], |case| case.runs.as_slice());
    let mut names: Vec<String> = Vec::new();
    for (_, of) in &document.members {
        let run = runs.iter().find(|run| run.id == *of);
        if let Some(run) = run.filter(|run| !names.contains(&run.database)) {
            names.push(run.database.clone());
        }
    }
    match names.is_empty() {
        true => String::new(),
        false => format!("[{}]", names.join(", ")),
    }
}

fn doubt(
    app: &App,
    shown: &Documents,
    pair: (usize, usize),
    width: usize,
    selected: bool,
) -> Vec<Spans> {
    let cells = app.here.cells;
    let line = |at: usize| -> String {
        let title = shown.work(at).map_or("", |work| work.title.as_str());
        crate::text::safe::line(title).into_owned()
    };
    let heading = if selected { Tone::Focus } else { Tone::Normal };
    let sign = app.here.t("literature-doubt");
    let room = width.saturating_sub(cells.width(&sign) + 2);
    vec![
        vec![
            (heading, cells.fit(&line(pair.0), room)),
            (Tone::Normal, "  ".to_owned()),
            (Tone::Warn, sign),
        ],
        vec![
            (Tone::Normal, "  ".to_owned()),
            (
                Tone::Dim,
                cells
                    .clip(&line(pair.1), width.saturating_sub(2))
                    .into_owned(),
            ),
        ],
    ]
}

/// What is asked, above the document that is judged by it.
fn criteria(app: &App, width: usize) -> Vec<Spans> {
    let Some(case) = app.page.case.as_ref() else {
        return Vec::new();
    };
    let here = &app.here;
    let mut lines = wrapped(here.cells, &case.request.title, width, Tone::Title, 1);
    let Some(service) = here.settings.service(&case.request.service) else {
        return lines;
    };
    let long = |kind: &FieldKind| matches!(kind, FieldKind::LongText | FieldKind::List(_));
    let fields = service
        .fields
        .iter()
        .filter(|field| field.required && long(&field.kind));
    for field in fields.take(ASKED) {
        let Some(value) = case.request.fields.get(&field.key) else {
            continue;
        };
        let name = field.names.get(here.words.lang());
        let text = here.field_text(&case.request.service, &field.key, value);
        let said = format!("{name}: {}", text.replace('\n', " "));
        lines.extend(wrapped(here.cells, &said, width, Tone::Dim, ASKED_LINES));
    }
    lines.push(vec![(Tone::Dim, "─".repeat(width))]);
    lines
}

fn card(ink: &mut Ink<'_>, area: Rect, shown: &Documents, found: &Literature, work: usize) {
    let app = ink.app;
    let Some(document) = shown.work(work) else {
        return;
    };
    let (here, width) = (&app.here, usize::from(area.width));
    let mut lines = criteria(app, width);
    lines.extend(wrapped(here.cells, &document.title, width, Tone::Focus, 4));
    lines.extend(wrapped(
        here.cells,
        &about(app, document),
        width,
        Tone::Normal,
        3,
    ));
    let mut facts = Vec::new();
    if !document.doi.is_empty() {
        facts.push(format!("DOI {}", document.doi));
    }
    if document.members.len() > 1 {
        let said = Sentence::new("literature-same").with("n", document.members.len());
        facts.push(here.words.say(&said));
    }
    if !facts.is_empty() {
        lines.extend(wrapped(here.cells, &facts.join("  "), width, Tone::Dim, 1));
    }
    for judged in found.judged.get(work).into_iter().flatten() {
        let by = here.staff_name(Some(judged.by)).to_owned();
        let word = here.t(judged.relevance.name_key());
        let at = here.words.moment(judged.at);
        let said = format!("{word}  {by}  {at}  {}", judged.reason);
        lines.extend(wrapped(here.cells, &said, width, Tone::Warn, 2));
    }
    let choices = choices(app, width);
    let kept = choices.len();
    let room = usize::from(area.height).saturating_sub(lines.len() + kept + 1);
    lines.push(Vec::new());
    let mut text = wrapped(
        here.cells,
        &document.summary,
        width,
        Tone::Normal,
        usize::MAX,
    );
    if !document.keywords.is_empty() {
        text.extend(wrapped(here.cells, &document.keywords, width, Tone::Dim, 3));
    }
    // A line below the text says that it goes on.
    let room = room.saturating_sub(usize::from(text.len() > room));
    let from = shown.from.saturating_mul(room.max(1))
        % (text.len().max(1).div_ceil(room.max(1)) * room.max(1));
    let more = text.len() > from + room;
    lines.extend(text.into_iter().skip(from).take(room));
    let bottom = area
        .bottom()
        .saturating_sub(u16::try_from(kept).unwrap_or(0));
    for (y, line) in (area.top()..bottom).zip(&lines) {
        ink.spans(area.x, y, area.width, line);
    }
    for (y, line) in (bottom..area.bottom()).zip(&choices) {
        ink.spans(area.x, y, area.width, line);
    }
    if more {
        let said = here.t("literature-more");
        let wide = u16::try_from(here.cells.width(&said)).unwrap_or(0);
        let x = area.right().saturating_sub(wide);
        ink.put(x, bottom.saturating_sub(1), wide, &said, Tone::Key);
    }
}

/// `1 密切相关   2 一般相关   3 不相关   4 拿不准   u 撤销   Esc 列表`
fn choices(app: &App, width: usize) -> Vec<Spans> {
    let here = &app.here;
    let mut items: Vec<(String, String)> = Relevance::ALL
        .iter()
        .zip(1..)
        .map(|(relevance, digit)| (digit.to_string(), here.t(relevance.name_key())))
        .collect();
    items.push(("u".to_owned(), here.t("action-undo")));
    items.push((key_of(app, Action::Back), here.t("literature-list")));
    flowing(app, items, width)
}

fn flowing(app: &App, items: Vec<(String, String)>, width: usize) -> Vec<Spans> {
    let cells = app.here.cells;
    let mut lines: Vec<Spans> = vec![Vec::new()];
    let mut used = 0;
    for (key, name) in items {
        let wide = cells.width(&key) + cells.width(&name) + 4;
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

/// Two documents, one above the other, and what each says.
fn pair(ink: &mut Ink<'_>, area: Rect, shown: &Documents, one: usize, other: usize) {
    let app = ink.app;
    let (here, width) = (&app.here, usize::from(area.width));
    let mut lines = wrapped(
        here.cells,
        &here.t("literature-ask-same"),
        width,
        Tone::Title,
        1,
    );
    for work in [one, other] {
        let Some(document) = shown.work(work) else {
            continue;
        };
        lines.push(Vec::new());
        lines.extend(wrapped(here.cells, &document.title, width, Tone::Focus, 3));
        lines.extend(wrapped(
            here.cells,
            &about(app, document),
            width,
            Tone::Normal,
            3,
        ));
        if !document.doi.is_empty() {
            let doi = format!("DOI {}", document.doi);
            lines.extend(wrapped(here.cells, &doi, width, Tone::Dim, 1));
        }
        let most = usize::from(area.height).saturating_sub(14) / 2;
        lines.extend(wrapped(
            here.cells,
            &document.summary,
            width,
            Tone::Dim,
            most,
        ));
    }
    let choices = flowing(
        app,
        vec![
            ("1".to_owned(), here.t("literature-is-same")),
            ("2".to_owned(), here.t("literature-is-other")),
            ("3".to_owned(), here.t("card-later")),
            (key_of(app, Action::Back), here.t("literature-list")),
        ],
        width,
    );
    let bottom = area
        .bottom()
        .saturating_sub(u16::try_from(choices.len()).unwrap_or(0));
    for (y, line) in (area.top()..bottom).zip(&lines) {
        ink.spans(area.x, y, area.width, line);
    }
    for (y, line) in (bottom..area.bottom()).zip(&choices) {
        ink.spans(area.x, y, area.width, line);
    }
}
