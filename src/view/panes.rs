//! The four sections of a request's page: overview, client, search log, products.

use ratatui::layout::Rect;
use serde_json::Value;

use crate::app::App;
use crate::app::case::Row;
use crate::app::plan::Pane;
use crate::desk::look::Case;
use crate::domain::product::Stage;
use crate::domain::run::Imported;
use crate::domain::talk::TalkKind;
use crate::domain::{Product, SearchRun, Sentence, Talk, Way};
use crate::keys::{Action, entry};
use crate::settings::Tone;

use super::blocks::{self, Spans, wrapped};
use super::client;
use super::foot::{key_of, with_keys};
use super::ink::Ink;
use super::list::{due_text, grouped};

/// Lines of a text that is not under the cursor.
const BRIEF: usize = 3;
const WHOLE: usize = 400;

pub fn draw(ink: &mut Ink<'_>, pane: Pane, area: Rect) {
    let app = ink.app;
    let focused = app.focus == pane;
    let title = title(app, pane);
    let inner = ink.frame(area, &title, focused);
    if app.page.is_passed {
        return;
    }
    let Some(case) = app.page.case.as_deref() else {
        return note(ink, inner, &app.here.t("pane-nothing-selected"));
    };
    if let Some(empty) = empty(app, case, pane) {
        return note(ink, inner, &empty);
    }
    let count = app.page.len(pane);
    let cursor = app.page.cursor(pane);
    let most = |at: usize| {
        if focused && at == cursor {
            WHOLE
        } else {
            BRIEF
        }
    };
    let overview = &app.page.rows;
    blocks::draw(ink, inner, count, cursor, focused, |at, width| match pane {
        Pane::Overview => match overview.get(at) {
            Some(row) => overview_row(app, case, row, width, most(at)),
            None => Vec::new(),
        },
        Pane::Client => match app.page.client_parts.get(at) {
            Some(part) => client::part(app, case, *part, width),
            None => Vec::new(),
        },
        Pane::Runs => match case.runs.get(at) {
            Some(run) => run_row(app, run, case.imported.get(&run.id), width, most(at)),
            None => Vec::new(),
        },
        Pane::Products => match case.products.get(at) {
            Some(product) => product_row(app, case, product, width),
            None => Vec::new(),
        },
        Pane::List => Vec::new(),
    });
}

fn title(app: &App, pane: Pane) -> Vec<(Tone, String)> {
    let (digit, key) = match pane {
        Pane::List | Pane::Overview => ("1", "section-overview"),
        Pane::Client => ("2", "section-client"),
        Pane::Runs => ("3", "section-runs"),
        Pane::Products => ("4", "section-products"),
    };
    let mut spans = vec![(Tone::Title, format!("{digit} {}", app.here.t(key)))];
    let Some(case) = app.page.case.as_deref() else {
        return spans;
    };
    spans.push((Tone::Normal, format!("  #{}", case.request.id)));
    if pane == Pane::Overview
        && let Some(one) = app.here.colleague_at(case.request.id)
    {
        let (sign, tone) = match one.edits_since {
            Some(_) => ("&", Tone::Warn),
            None => (":", Tone::Dim),
        };
        spans.push((tone, format!("  {sign} {}", app.here.told_of(one))));
    }
    if pane == Pane::Runs && !case.runs.is_empty() {
        let sum = |of: fn(&SearchRun) -> Option<u64>| {
            let known: Vec<u64> = case.runs.iter().filter_map(of).collect();
            match known.len() {
                0 => "?".to_owned(),
                n if n < case.runs.len() => format!("{}+", grouped(known.iter().sum())),
                _ => grouped(known.iter().sum()),
            }
        };
        let said = Sentence::new("runs-sum")
            .with("runs", case.runs.len())
            .with("hits", sum(|run| run.hits))
            .with("kept", sum(|run| run.kept));
        spans.push((Tone::Dim, format!("  {}", app.here.words.say(&said))));
    }
    spans
}

/// What fills a pane that is empty.
fn empty(app: &App, case: &Case, pane: Pane) -> Option<String> {
    let key = match pane {
        Pane::Client if case.client.is_none() => "client-empty",
        Pane::Runs if case.runs.is_empty() => "runs-empty",
        Pane::Products if case.products.is_empty() => "products-empty",
        _ => return None,
    };
    Some(with_keys(
        app,
        key,
        &[("new", Action::New), ("edit", Action::Edit)],
    ))
}

fn note(ink: &mut Ink<'_>, area: Rect, text: &str) {
    let width = usize::from(area.width.saturating_sub(2).max(1));
    let lines = ink.cells.wrap(text, width);
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

pub fn overview_row(app: &App, case: &Case, row: &Row, width: usize, most: usize) -> Vec<Spans> {
    let cells = app.here.cells;
    match row {
        Row::Head => head(app, case, width),
        Row::Handover => {
            let lines = crate::app::form::sheet_lines(case, &app.here);
            let tones = std::iter::once(Tone::Internal).chain(std::iter::repeat(Tone::Normal));
            let lines = lines.iter().zip(tones);
            lines
                .flat_map(|(line, tone)| wrapped(cells, line, width, tone, most))
                .collect()
        }
        Row::Lacks => {
            let names: Vec<String> = case
                .lacks
                .iter()
                .map(|key| app.here.field_name(&case.request.service, key))
                .collect();
            let text = app.here.words.join(&names);
            let said = app
                .here
                .words
                .say(&Sentence::new("case-lacks").with("fields", text));
            wrapped(cells, &format!("! {said}"), width, Tone::Warn, BRIEF)
        }
        Row::Expedite => match &case.expedite {
            Some(expedite) => {
                let said = Sentence::new("case-expedite")
                    .with("by", expedite.allowed_by.clone())
                    .with("why", expedite.why.clone());
                wrapped(
                    cells,
                    &format!("^ {}", app.here.words.say(&said)),
                    width,
                    Tone::Warn,
                    BRIEF,
                )
            }
            None => Vec::new(),
        },
        Row::Hold => match case.request.held() {
            Some(hold) => {
                let said = Sentence::new("case-hold")
                    .with("who", app.here.staff_name(Some(hold.by)))
                    .with("on", hold.on)
                    .with("reason", hold.reason.as_str());
                let text = format!("! {}", app.here.words.say(&said));
                wrapped(cells, &text, width, Tone::Warn, BRIEF)
            }
            None => Vec::new(),
        },
        Row::Kept => match &case.kept {
            Some(kept) => {
                let text = format!("{}  =", app.here.words.say(&kept.trace.line));
                wrapped(cells, &text, width, Tone::Dim, 1)
            }
            None => Vec::new(),
        },
        Row::Field(key) => {
            let value = case.request.fields.get(key).unwrap_or(&Value::Null);
            let service = &case.request.service;
            let text = app.here.field_text(service, key, value);
            let name = app.here.field_name(service, key);
            wrapped(cells, &format!("{name}: {text}"), width, Tone::Normal, most)
        }
        Row::Missing(key) => {
            let name = app.here.field_name(&case.request.service, key);
            let text = format!("★ {name}: {}", app.here.t("field-missing"));
            wrapped(cells, &text, width, Tone::Warn, 1)
        }
        Row::Tags => vec![vec![(
            Tone::Dim,
            format!("# {}", case.request.tags.join("  ")),
        )]],
        Row::Talk(at) => match case.talks.get(*at) {
            Some(talk) => talk_row(app, talk, width, most),
            None => Vec::new(),
        },
        Row::Attachment(at) => match case.attachments.get(*at) {
            Some(file) => vec![vec![(
                Tone::Normal,
                format!("@ {}  {} B", file.name, grouped(file.bytes)),
            )]],
            None => Vec::new(),
        },
        Row::Efforts => {
            let minutes: u64 = case.efforts.iter().map(|e| u64::from(e.minutes)).sum();
            let minutes = i64::try_from(minutes).unwrap_or(i64::MAX);
            let said = Sentence::new("case-minutes").with("n", minutes);
            vec![vec![(Tone::Dim, app.here.words.say(&said))]]
        }
    }
}

fn head(app: &App, case: &Case, width: usize) -> Vec<Spans> {
    let here = &app.here;
    let request = &case.request;
    let mut lines = wrapped(here.cells, &request.title, width, Tone::Title, BRIEF);
    let status = here.words.name(request.status).into_owned();
    let stage = request.stage.as_ref().and_then(|key| {
        let service = here.settings.service(&request.service)?;
        let stage = service.stages.iter().find(|stage| stage.key == *key)?;
        Some(here.words.pick(&stage.names).into_owned())
    });
    let owner = match here.staff_name(request.owner) {
        "" => here.t("case-unclaimed"),
        name => name.to_owned(),
    };
    let mut facts = vec![here.service_name(&request.service), status];
    facts.extend(stage);
    facts.extend([owner, here.words.name(request.channel).into_owned()]);
    facts.extend(request.number.clone());
    lines.extend(wrapped(
        here.cells,
        &facts.join("  "),
        width,
        Tone::Normal,
        BRIEF,
    ));
    if let Some(client) = &case.client {
        let text = format!("{}  {}", client.name, client.unit);
        lines.extend(wrapped(here.cells, &text, width, Tone::Normal, 1));
    }
    if let Some(other) = request.same_as {
        let said = Sentence::new("case-same-as").with("number", other.0);
        lines.push(vec![(Tone::Warn, here.words.say(&said))]);
    }
    let received = Sentence::new("case-received").with("at", request.received_at);
    lines.push(vec![(Tone::Dim, here.words.say(&received))]);
    lines.extend(due_lines(app, case, width));
    if let Some(next) = next_step(app) {
        lines.push(vec![(Tone::Good, next)]);
    }
    lines
}

fn due_lines(app: &App, case: &Case, width: usize) -> Vec<Spans> {
    let here = &app.here;
    let Some(due) = case.request.due else {
        return Vec::new();
    };
    let (_, tone) = due_text(Some(due), here.today, case.request.status.clock());
    let sign = if tone == Tone::Danger { "! " } else { "" };
    let text = match &case.why_due {
        Some(trace) => here.words.say(&trace.line),
        None => here.words.day(due.on),
    };
    wrapped(here.cells, &format!("{sign}{text}"), width, tone, 2)
}

/// What comes next, with its key.
fn next_step(app: &App) -> Option<String> {
    let action = app.next_action()?;
    let said = Sentence::new("case-next")
        .with("name", Sentence::new(entry(action)?.name))
        .with("key", key_of(app, action));
    Some(app.here.words.say(&said))
}

/// How notes, messages and what was heard are told from each other at a glance.
pub fn talk_sign(kind: TalkKind) -> (&'static str, Tone) {
    match kind {
        TalkKind::Note => ("#", Tone::Internal),
        TalkKind::Sent => ("->", Tone::Outgoing),
        TalkKind::Heard => ("<-", Tone::Normal),
    }
}

fn talk_row(app: &App, talk: &Talk, width: usize, most: usize) -> Vec<Spans> {
    let here = &app.here;
    let (sign, tone) = talk_sign(talk.kind);
    let kind = here.words.name(talk.kind).into_owned();
    let at = here.words.moment(talk.at);
    let by = here.staff_name(Some(talk.by));
    let mut lines = vec![vec![(tone, format!("{sign} {kind}  {at}  {by}"))]];
    let indent = width.saturating_sub(2).max(1);
    for mut line in wrapped(here.cells, &talk.text, indent, Tone::Normal, most) {
        line.insert(0, (tone, "  ".to_owned()));
        lines.push(line);
    }
    lines
}

fn run_row(
    app: &App,
    run: &SearchRun,
    imported: Option<&Imported>,
    width: usize,
    most: usize,
) -> Vec<Spans> {
    let here = &app.here;
    let day = run.searched_on.map_or_else(
        || "--".to_owned(),
        |d| format!("{:02}-{:02}", d.month(), d.day()),
    );
    let count = |n: Option<u64>| n.map_or_else(|| "?".to_owned(), grouped);
    let mut first = vec![
        (Tone::Dim, format!("{day}  ")),
        (Tone::Title, run.database.clone()),
    ];
    if run.platform != run.database {
        first.push((Tone::Normal, format!("  {}", run.platform)));
    }
    let mut figures = Vec::new();
    let said = Sentence::new("run-figures")
        .with("hits", count(run.hits))
        .with("kept", count(run.kept));
    figures.push((Tone::Normal, format!("  {}", here.words.say(&said))));
    if let Some(imported) = imported {
        let said = Sentence::new("run-imported").with("records", grouped(imported.distinct));
        figures.push((Tone::Normal, format!("  {}", here.words.say(&said))));
        if let Some(lacking) = imported.lacking(run.hits).filter(|n| *n > 0) {
            let said = Sentence::new("run-import-lacks").with("records", grouped(lacking));
            figures.push((Tone::Warn, format!("  {}", here.words.say(&said))));
        }
    }
    let lacks = run.lacks();
    if !lacks.is_empty() {
        let names: Vec<String> = lacks.iter().map(|key| here.t(lack_word(key))).collect();
        let said = Sentence::new("run-lacks").with("fields", here.words.join(&names));
        figures.push((Tone::Warn, format!("  ! {}", here.words.say(&said))));
    }
    // The figures are what is looked for: they are not cut off behind a long name.
    let cells = |spans: &Spans| {
        spans
            .iter()
            .map(|(_, text)| here.cells.width(text))
            .sum::<usize>()
    };
    let mut lines = if cells(&first) + cells(&figures) <= width {
        first.extend(figures);
        vec![first]
    } else {
        if let Some((_, text)) = figures.first_mut() {
            *text = text.trim_start().to_owned();
        }
        vec![first, figures]
    };
    lines.extend(wrapped(here.cells, &run.query, width, Tone::Normal, most));
    let mut about: Vec<String> = vec![run.limits.clone(), run.serves.clone(), run.coverage.clone()];
    if run.way != Way::Database {
        about.insert(0, here.words.name(run.way).into_owned());
    }
    if run.is_update {
        about.push(here.t("run-is-update"));
    }
    if let Some(from) = run.taken_from {
        let said = Sentence::new("run-taken-from").with("number", from.0);
        about.push(here.words.say(&said));
    }
    about.retain(|text| !text.is_empty());
    if !about.is_empty() {
        lines.extend(wrapped(
            here.cells,
            &about.join("  "),
            width,
            Tone::Dim,
            most,
        ));
    }
    lines
}

/// What a run still lacks (R07), as its form calls it.
fn lack_word(key: &str) -> &'static str {
    match key {
        "query" => "form-run-query",
        "platform" => "form-run-platform",
        "searched_on" => "form-run-day",
        _ => "form-run-hits",
    }
}

fn product_row(app: &App, case: &Case, product: &Product, width: usize) -> Vec<Spans> {
    let here = &app.here;
    let service = here.settings.service(&case.request.service);
    let kind = service
        .and_then(|service| service.product(&product.kind))
        .map_or_else(
            || product.kind.clone(),
            |kind| here.words.pick(&kind.names).into_owned(),
        );
    let tone = match product.stage {
        Stage::Returned => Tone::Warn,
        Stage::Delivered | Stage::Issued => Tone::Good,
        Stage::Void => Tone::Dim,
        _ => Tone::Normal,
    };
    let mut first = vec![
        (Tone::Title, kind),
        (Tone::Normal, format!("  v{}  ", product.version)),
        (tone, here.words.name(product.stage).into_owned()),
    ];
    if let Some(number) = &product.number {
        first.push((Tone::Normal, format!("  {number}")));
    }
    let holder = here.staff_name(product.in_hands_of);
    if !holder.is_empty() {
        let said = Sentence::new("product-in-hands").with("name", holder);
        first.push((Tone::Normal, format!("  {}", here.words.say(&said))));
    }
    if let Some(due) = product.due {
        first.push((Tone::Dim, format!("  {:02}-{:02}", due.month(), due.day())));
    }
    let mut lines = vec![first];
    if !product.title.is_empty() {
        lines.extend(wrapped(here.cells, &product.title, width, Tone::Normal, 2));
    }
    let needs = here.words.say(&app.product_needs(product));
    lines.extend(wrapped(here.cells, &needs, width, Tone::Good, 2));
    if let Some(at) = product.delivered_at {
        let said = Sentence::new("product-delivered")
            .with("at", at)
            .with("to", product.delivered_to.clone());
        lines.push(vec![(Tone::Dim, here.words.say(&said))]);
    }
    if !product.feedback.is_empty() {
        let text = format!("<- {}", product.feedback);
        lines.extend(wrapped(here.cells, &text, width, Tone::Normal, BRIEF));
    }
    lines
}
