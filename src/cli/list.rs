//! `list` and `show`: what the queue and a request's page hold, as text and as JSON.

use serde_json::{Value, json};

use super::Console;
use super::out::{self, Outcome, Trouble, code};
use crate::desk::look::{Case, Look, QueueRow, Seen};
use crate::domain::request::Due;
use crate::domain::{Arg, RequestId, Sentence, StaffId};
use crate::text::{Cells, Words};

/// Rows fetched at once: a page that any terminal shows quickly.
const PAGE: usize = 200;

pub fn list(console: &mut Console, query: &str, as_json: bool, limit: usize) -> Outcome {
    if limit == 0 {
        return Err(Trouble::Said(code::USAGE, Sentence::new("cli-list-limit")));
    }
    // The order is that of the kept dates; who cannot write them sees them as of today all the same.
    let _ = console.desk.settle_pauses(&console.moment);
    let mut rows: Vec<QueueRow> = Vec::new();
    let mut more = true;
    while more && rows.len() < limit {
        let look = Look::Queue {
            search: query.to_owned(),
            from: rows.last().map(|r| r.cursor.clone()),
            backwards: false,
            limit: (limit - rows.len()).min(PAGE),
        };
        let page = match console.look(&look) {
            Ok(Seen::Queue(page)) => page,
            Ok(_) => break,
            Err(refusal) => {
                return Err(match point_at(query, &refusal.said) {
                    true => Trouble::Said(code::USAGE, refusal.said),
                    false => refusal.into(),
                });
            }
        };
        more = page.more && !page.rows.is_empty();
        rows.extend(page.rows);
    }
    if as_json {
        let all: Vec<Value> = rows.iter().map(|row| row_json(console, row)).collect();
        out::json(&Value::Array(all))?;
    } else {
        for row in &rows {
            out::line(&row_text(console, row))?;
        }
    }
    if more {
        let sentence = Sentence::new("cli-list-more").with("shown", rows.len());
        out::say(&console.words, &sentence);
    }
    Ok(code::DONE)
}

/// The search with `^^` under what is wrong with it, where the refusal says which characters they are.
fn point_at(query: &str, said: &Sentence) -> bool {
    let place = |name: &str| {
        said.args.iter().find_map(|(key, arg)| match arg {
            Arg::Int(n) if *key == name => usize::try_from(*n).ok(),
            _ => None,
        })
    };
    let (Some(from), Some(to)) = (place("from"), place("to")) else {
        return false;
    };
    let cells = Cells::default();
    let wide = |chars: usize| {
        let part: String = query.chars().take(chars).collect();
        cells.width(crate::text::SafeText::line(&part).as_str())
    };
    let (start, end) = (wide(from), wide(to));
    let marks = "^".repeat(end.saturating_sub(start).max(1));
    out::tell(crate::text::SafeText::line(query).as_str());
    out::tell(&format!("{}{marks}", " ".repeat(start)));
    true
}

fn due_text(words: &Words, due: Option<Due>) -> String {
    let Some(due) = due else {
        return String::new();
    };
    let mut text = words.date(due.on);
    if let Some(at) = due.at {
        text.push_str(&format!(" {:02}:{:02}", at.hour(), at.minute()));
    }
    if due.provisional {
        text.push('?');
    }
    text
}

fn row_text(console: &Console, row: &QueueRow) -> String {
    let words = &console.words;
    let cells = Cells::default();
    let service = console
        .desk
        .settings()
        .services()
        .find(|s| s.key == row.service)
        .map_or_else(
            || row.service.to_string(),
            |s| words.pick(&s.short).into_owned(),
        );
    let sign = if row.urgent { "!" } else { " " };
    let safe = |text: &str| crate::text::SafeText::line(text).into_string();
    [
        cells.fit_right(&format!("#{}", row.id), 8),
        sign.to_owned(),
        cells.fit(&safe(&service), 10),
        cells.fit(&words.name(row.status), 14),
        cells.fit(&due_text(words, row.due), 11),
        cells.fit(&safe(console.name_of(row.owner).unwrap_or_default()), 8),
        cells.fit(&safe(&row.client), 16),
        safe(&row.title),
    ]
    .join(" ")
    .trim_end()
    .to_owned()
}

fn due_json(due: Option<Due>) -> Value {
    due.map_or(Value::Null, |due| {
        json!({
            "on": due.on,
            "at": due.at.map(|t| format!("{:02}:{:02}", t.hour(), t.minute())),
            "provisional": due.provisional,
        })
    })
}

fn row_json(console: &Console, row: &QueueRow) -> Value {
    json!({
        "number": row.id,
        "service": row.service,
        "title": row.title,
        "client": row.client,
        "status": row.status.key(),
        "stage": row.stage,
        "owner": console.login_of(row.owner),
        "channel": row.channel.key(),
        "due": due_json(row.due),
        "count": row.count,
        "urgent": row.urgent,
        "deferred_until": row.deferred_until,
        "received_at": row.received_at,
        "report_number": row.number,
    })
}

pub fn show(console: &mut Console, number: i64, as_json: bool) -> Outcome {
    let Seen::Case(case) = console.look(&Look::Case(RequestId(number)))? else {
        return Ok(code::REFUSED);
    };
    if as_json {
        out::json(&case_json(console, &case)?)?;
    } else {
        for line in case_text(console, &case) {
            out::lines(&line)?;
        }
    }
    Ok(code::DONE)
}

fn value<T: serde::Serialize>(record: &T) -> Result<Value, Trouble> {
    serde_json::to_value(record).map_err(|e| Trouble::Output(e.into()))
}

fn case_json(console: &Console, case: &Case) -> Result<Value, Trouble> {
    let request = &case.request;
    Ok(json!({
        "number": request.id,
        "request": value(request)?,
        "owner": console.login_of(request.owner),
        "client": value(&case.client)?,
        "due": due_json(request.due),
        "due_because": case.why_due.as_ref().map(|trace| console.words.say(&trace.line)),
        "missing": case.lacks,
        "runs": value(&case.runs)?,
        "products": value(&case.products)?,
        "steps": value(&case.steps)?,
        "talks": value(&case.talks)?,
        "minutes": value(&case.efforts)?,
        "attachments": value(&case.attachments)?,
    }))
}

fn case_text(console: &Console, case: &Case) -> Vec<String> {
    let words = &console.words;
    let request = &case.request;
    let service = console.desk.settings().service(&request.service);
    let mut lines = vec![format!("#{} {}", request.id, request.title)];
    let mut row = |key: &'static str, text: String| {
        if !text.trim().is_empty() {
            lines.push(format!(
                "{}  {text}",
                Cells::default().fit(&words.t(key), 14)
            ));
        }
    };
    row(
        "cli-show-service",
        service.map_or_else(
            || request.service.to_string(),
            |s| words.pick(&s.names).into_owned(),
        ),
    );
    row("cli-show-status", words.name(request.status).into_owned());
    if let Some(other) = request.same_as {
        row("cli-show-same-as", format!("#{}", other.0));
    }
    if let Some(client) = &case.client {
        let parts = [
            &client.name,
            &client.unit,
            &client.title,
            &client.phone,
            &client.email,
        ];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|p| !p.is_empty())
            .collect();
        row("cli-show-client", parts.join("  "));
    }
    row(
        "cli-show-owner",
        console
            .name_of(request.owner)
            .unwrap_or_default()
            .to_owned(),
    );
    row("cli-show-channel", words.name(request.channel).into_owned());
    row("cli-show-received", words.moment(request.received_at));
    row("cli-show-due", due_text(words, request.due));
    if let Some(trace) = &case.why_due {
        row("cli-show-because", words.say(&trace.line));
    }
    row(
        "cli-show-number",
        request.number.clone().unwrap_or_default(),
    );
    row("cli-show-tags", request.tags.join(" "));
    for (key, value) in &request.fields {
        let field = service.and_then(|s| s.field(key));
        let name = field.map_or_else(|| key.clone(), |f| words.pick(&f.names).into_owned());
        let text = field_text(value, words, &|key| {
            let choices = field.map_or(&[][..], |f| f.kind.choices());
            let choice = choices.iter().find(|c| c.key == key);
            choice.map(|c| words.pick(&c.names).into_owned())
        });
        lines.push(format!("  {name}: {text}"));
    }
    for run in &case.runs {
        let hits = run.hits.map(|n| n.to_string()).unwrap_or_default();
        let day = run.searched_on.map(|d| d.to_string()).unwrap_or_default();
        lines.push(format!(
            "3 {day}  {} / {}  {}  {hits}",
            run.database, run.platform, run.query
        ));
    }
    for product in &case.products {
        let number = product.number.as_deref().unwrap_or_default();
        lines.push(format!(
            "4 {} v{}  {}  {number}",
            product.title,
            product.version,
            words.name(product.stage)
        ));
    }
    for talk in case.talks.iter().rev() {
        lines.push(format!(
            "{} {}  {}\n{}",
            words.moment(talk.at),
            words.name(talk.kind),
            console.name_of(Some(talk.by)).unwrap_or_default(),
            talk.text
        ));
    }
    lines
}

/// A field's value as a person reads it; `named` knows what the keys of choices are called.
fn field_text(value: &Value, words: &Words, named: &dyn Fn(&str) -> Option<String>) -> String {
    match value {
        Value::String(text) => named(text).unwrap_or_else(|| text.clone()),
        Value::Array(items) => items
            .iter()
            .map(|item| field_text(item, words, named))
            .collect::<Vec<_>>()
            .join("; "),
        Value::Bool(true) => words.t("yes").into_owned(),
        Value::Bool(false) => words.t("no").into_owned(),
        other => other.to_string(),
    }
}

impl Console {
    fn person(&self, id: Option<StaffId>) -> Option<&crate::domain::Staff> {
        let id = id?;
        self.desk.staff().iter().find(|s| s.id == id)
    }

    fn name_of(&self, id: Option<StaffId>) -> Option<&str> {
        self.person(id).map(|s| s.name.as_str())
    }

    fn login_of(&self, id: Option<StaffId>) -> Option<&str> {
        self.person(id).map(|s| s.login.as_str())
    }
}
