//! Several lines pasted into the capture line: the first is the line as heard, the others go to the
//! fields they name, in the full form. The whole paste is kept as it was heard; nothing is saved here.

use crate::app::Here;
use crate::domain::field::{FieldDef, FieldKind, parse_typed};
use crate::domain::heard::HeardAs;
use crate::domain::{Lang, Sentence, ServiceDef};
use crate::query::Span;
use crate::query::capture::{Heard, Lexicon, Meaning, capture};
use crate::text::fold::fold;

use super::capture::Capture;
use super::labels::{self, Labelled};
use super::request::RequestForm;
use super::service_rows::{self, FIELD};

/// Where the lines of a paste go.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Sorted {
    /// What only says when, by which way or under which number: said with the first line.
    pub line: String,
    /// Field and text.
    pub fields: Vec<(String, String)>,
    /// Lines nobody asked for.
    pub rest: Vec<String>,
}

/// Characters up to which a few words on several lines, as cells of a table are copied, are one line.
const WORDS: usize = 60;

/// Whether it is more than one line can hold: a list, named fields, or simply long.
pub(super) fn is_several(text: &str) -> bool {
    let lines = || {
        text.split(['\n', '\r'])
            .map(str::trim)
            .filter(|line| !line.is_empty())
    };
    let has_form = || {
        lines()
            .skip(1)
            .any(|line| is_item(line) || line.contains([':', '：']))
    };
    lines().count() > 1 && (has_form() || text.chars().count() > WORDS)
}

impl Capture {
    /// The full form, filled from what was typed already and the lines pasted behind it.
    pub(super) fn form_of_lines(&mut self, text: &str, here: &Here) -> RequestForm {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let typed = self.sheet.text("line");
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let lines: Vec<&str> = lines.collect();
        // Which service it is may be said in any line, and decides what the names of lines mean.
        let first = |lines: &[&str], said: &[String]| {
            let heard = lines.first().copied().unwrap_or_default();
            format!("{typed} {heard} {}", said.join(" "))
        };
        let (labelled, unlabelled) = labels::take(&lines, None);
        self.say(first(&unlabelled, &labelled.said).trim(), here);
        let def = self.service().and_then(|key| here.settings.service(&key));
        let (labelled, lines) = labels::take(&lines, def);
        let line = first(&lines, &labelled.said);
        let others = lines.get(1..).unwrap_or_default();
        let sorted = sorted(line.trim(), others, def, &self.lexicon, here);
        self.say(&sorted.line, here);
        self.take_labelled(labelled);
        let mut form = self.whole_form(here);
        form.take_lines(sorted, &format!("{typed}\n{text}"), here);
        form
    }

    /// What a line names is so, whatever else was understood.
    fn take_labelled(&mut self, labelled: Labelled) {
        let heard = |value: String| Heard {
            value,
            span: Span::new(0, 0),
            guess: false,
        };
        if let Some(client) = labelled.client {
            self.heard.client_name = Some(heard(client));
            self.heard.client_title = None;
        }
        if let Some(unit) = labelled.unit {
            self.heard.unit = Some(heard(unit));
        }
        if let Some(title) = labelled.title {
            self.heard.title = title;
        }
    }

    fn say(&mut self, line: &str, here: &Here) {
        self.sheet.set_text("line", line);
        self.understand(here);
    }
}

/// `1.`, `2、`, `(3)`, `[4]`, `-`: an item of a list.
fn is_item(line: &str) -> bool {
    let inner = line.trim_start_matches(['(', '（', '[', '【']);
    let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered =
        rest.len() < inner.len() && rest.starts_with(['.', '、', '．', ')', '）', ']', '】']);
    // 12.1 is a date.
    let decimal = rest
        .strip_prefix('.')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    numbered && !decimal || line.starts_with(['•', '●', '①', '②', '③', '④', '⑤'])
}

/// The field a line begins with the name of, and what stands behind its colon.
pub(super) fn named<'a, 'd>(line: &'a str, def: &'d ServiceDef) -> Option<(&'d FieldDef, &'a str)> {
    let (name, value) = line.split_once([':', '：'])?;
    let said = fold(name.trim());
    let called = |field: &&FieldDef| {
        let by_name = Lang::ALL
            .iter()
            .any(|lang| fold(field.names.get(*lang)) == said);
        by_name || fold(&field.key) == said
    };
    let field = def.fields.iter().find(called)?;
    Some((field, value.trim()))
}

fn takes_lines(field: &FieldDef) -> bool {
    match &field.kind {
        FieldKind::LongText => true,
        FieldKind::List(choices) => choices.is_empty(),
        _ => false,
    }
}

/// A line that says only when, how it came or how to reach somebody belongs to the line as heard.
fn is_by_the_way(line: &str, lexicon: &Lexicon, here: &Here) -> bool {
    let heard = capture(line, lexicon, here.today);
    let little = |meaning: Meaning| {
        matches!(
            meaning,
            Meaning::Due
                | Meaning::Channel
                | Meaning::Phone
                | Meaning::Email
                | Meaning::Urgent
                | Meaning::Polite
                | Meaning::Joint
        )
    };
    heard.title.is_empty() && heard.parts.iter().all(|part| little(part.meaning))
}

pub(super) fn sorted(
    first: &str,
    others: &[&str],
    def: Option<&ServiceDef>,
    lexicon: &Lexicon,
    here: &Here,
) -> Sorted {
    let mut sorted = Sorted {
        line: first.to_owned(),
        ..Sorted::default()
    };
    // The field whose lines are being read.
    let mut open: Option<&FieldDef> = None;
    let put = |sorted: &mut Sorted, field: &FieldDef, text: &str| match sorted
        .fields
        .iter_mut()
        .find(|(key, _)| *key == field.key)
    {
        Some((_, all)) if !all.is_empty() => all.push_str(&format!("\n{text}")),
        Some((_, all)) => text.clone_into(all),
        None => sorted.fields.push((field.key.clone(), text.to_owned())),
    };
    for line in others {
        if let Some((field, value)) = def.and_then(|def| named(line, def)) {
            let fits = value.is_empty() && takes_lines(field)
                || parse_typed(field, value, here.today).is_ok_and(|v| !v.is_null());
            open = takes_lines(field).then_some(field);
            match fits {
                true => put(&mut sorted, field, value),
                false => sorted.rest.push((*line).to_owned()),
            }
        } else if !is_item(line) && is_by_the_way(line, lexicon, here) {
            sorted.line.push_str(&format!(" {line}"));
        } else if let Some(field) = open {
            put(&mut sorted, field, line);
        } else if let Some(field) = def.filter(|_| is_item(line)).and_then(list_of) {
            put(&mut sorted, field, line);
        } else {
            sorted.rest.push((*line).to_owned());
        }
    }
    let question = def.and_then(|def| {
        let asks = |f: &&FieldDef| f.heard == Some(HeardAs::Title) && takes_lines(f);
        def.fields.iter().find(asks)
    });
    if let Some(field) = question.filter(|_| !sorted.rest.is_empty()) {
        let rest = sorted.rest.join("\n");
        put(&mut sorted, field, &rest);
        sorted.rest.clear();
    }
    sorted
}

/// Where the items of a list without a name go: what acceptance asks for first.
fn list_of(def: &ServiceDef) -> Option<&FieldDef> {
    let mut lists = def.fields.iter().filter(|field| takes_lines(field));
    let asked = lists.clone().find(|field| field.required);
    asked.or_else(|| lists.next())
}

impl RequestForm {
    /// Text of the paste in its fields, the whole of it as heard, and a word about what went where.
    fn take_lines(&mut self, sorted: Sorted, whole: &str, here: &Here) {
        let def = self.sheet.picked("service");
        let def = def.and_then(|key| here.settings.service(&crate::domain::ServiceKey::new(key)));
        let mut filled = Vec::new();
        for (key, text) in &sorted.fields {
            let Some(field) = def.and_then(|def| def.field(key)) else {
                continue;
            };
            if let Some(row) = self.sheet.row_mut(&format!("{FIELD}{key}")) {
                // What the first line said stays before it.
                let before = match field.heard {
                    Some(HeardAs::Title) if takes_lines(field) => service_rows::typed(row),
                    _ => String::new(),
                };
                let text = match parse_typed(field, text, here.today) {
                    Ok(value) if !takes_lines(field) => service_rows::as_typed(&value),
                    _ => format!("{before}\n{text}").trim().to_owned(),
                };
                service_rows::put(row, field, &text, here.today);
                row.folded = false;
                filled.push(crate::domain::Arg::from(field.names.clone()));
            }
        }
        self.sheet.set_text("heard", whole.trim());
        if let Some(row) = self.sheet.row_mut("heard") {
            row.folded = false;
        }
        self.sheet.touched = true;
        self.sheet.settle();
        let said = match filled.is_empty() {
            true => Sentence::new("form-pasted-kept"),
            false => Sentence::new("form-pasted-filled").with("fields", filled),
        };
        self.sheet.notice = Some(said.with("rest", sorted.rest.len()));
    }
}
