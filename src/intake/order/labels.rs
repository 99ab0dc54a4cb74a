//! Labels of a form and what stands behind them: `姓名 | 王五` in a table, `姓名：王五` in a line. Which
//! service a form asks for is told by its heading and by how many of its labels are that service's.

use jiff::civil::Date;

use super::docx::Form;
use super::values;
use crate::domain::field::Fields;
use crate::domain::{FieldDef, ServiceDef};
use crate::intake::ledger::{Part, part_named, plain_header};
use crate::settings::Settings;
use crate::text::fold::fold;

/// Lines at the top in which the form may say what it is.
const HEADING: usize = 6;
/// What a heading that names the service counts, in labels.
const NAMED: usize = 6;

/// What every form asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Common {
    pub title: Option<String>,
    pub client_name: Option<String>,
    pub client_unit: Option<String>,
    pub client_phone: Option<String>,
    pub client_email: Option<String>,
    pub count: Option<String>,
    pub wanted: Option<String>,
}

/// The parts of a form that a request of any service has.
pub fn common(form: &Form) -> Common {
    let mut found = Common::default();
    let known = |label: &str| common_part(label).is_some();
    for (label, value) in pairs(form, &known) {
        let place = match common_part(&label) {
            Some(Part::Title) => &mut found.title,
            Some(Part::Client) => &mut found.client_name,
            Some(Part::Unit) => &mut found.client_unit,
            Some(Part::Phone) => &mut found.client_phone,
            Some(Part::Email) => &mut found.client_email,
            Some(Part::Count) => &mut found.count,
            Some(Part::Due) => &mut found.wanted,
            _ => continue,
        };
        // What stands first is the client's own; further down come members and reviewers.
        if place.is_none() {
            *place = Some(value.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    found
}

fn common_part(label: &str) -> Option<Part> {
    let (part, _) = part_named(label)?;
    let wanted = matches!(
        part,
        Part::Title
            | Part::Client
            | Part::Unit
            | Part::Phone
            | Part::Email
            | Part::Count
            | Part::Due
    );
    wanted.then_some(part)
}

/// The answers to a service's own fields.
pub fn fields(form: &Form, def: &ServiceDef, today: Date) -> Fields {
    let known = |label: &str| field_named(def, label).is_some() || common_part(label).is_some();
    let mut fields = Fields::new();
    for (label, text) in pairs(form, &known) {
        if let Some(field) = field_named(def, &label)
            && !fields.contains_key(&field.key)
            && let Some(value) = values::value(field, &text, today)
        {
            fields.insert(field.key.clone(), value);
        }
    }
    fields
}

/// A field by its whole name in either language, else by what stands before a bracket.
fn field_named<'d>(def: &'d ServiceDef, label: &str) -> Option<&'d FieldDef> {
    let label = plain_header(label);
    if label.is_empty() {
        return None;
    }
    let names = |field: &FieldDef| [field.names.zh.clone(), field.names.en.clone()];
    let whole = |field: &&FieldDef| names(field).iter().any(|name| plain_header(name) == label);
    let before = |text: &str| {
        let cut = text.split(['(', '（']).next().unwrap_or_default();
        plain_header(cut)
    };
    let short = before(&label);
    let near = |field: &&FieldDef| names(field).iter().any(|name| before(name) == short);
    let mut all = def.fields.iter();
    all.clone()
        .find(whole)
        .or_else(|| all.find(near).filter(|_| !short.is_empty()))
}

/// The service a form asks for; none where nothing tells.
pub fn service_of<'s>(form: &Form, settings: &'s Settings) -> Option<&'s ServiceDef> {
    let first_cells = form.rows.iter().take(2).filter_map(|row| row.first());
    let heading: String = form
        .lines
        .iter()
        .take(HEADING)
        .chain(first_cells)
        .map(|l| fold(l))
        .collect();
    let heading: String = heading.split_whitespace().collect();
    let points = |def: &ServiceDef| {
        let names = [
            def.names.zh.clone(),
            def.names.en.clone(),
            def.short.zh.clone(),
        ];
        let longest = names
            .iter()
            .chain(&def.aliases)
            .map(|name| fold(name).split_whitespace().collect::<String>())
            .filter(|name| name.chars().count() >= 2 && heading.contains(name.as_str()))
            .map(|name| name.chars().count())
            .max();
        // Of two names in a heading the longer one says more: 查新 stands in 专利查新 as well.
        let named = longest.map_or(0, |letters| NAMED + letters.min(NAMED));
        let known = |label: &str| field_named(def, label).is_some();
        named + pairs(form, &known).len()
    };
    let active = settings.services().filter(|def| def.active);
    let scored = active.map(|def| (points(def), std::cmp::Reverse(def.order), def));
    let best = scored.max_by_key(|(points, order, _)| (*points, *order))?;
    (best.0 >= 2).then_some(best.2)
}

/// Labels with what stands behind them, in reading order. What is a label is for the caller to say.
pub fn pairs(form: &Form, is_label: &dyn Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for row in &form.rows {
        let mut cells = row.iter().peekable();
        while let Some(cell) = cells.next() {
            if is_label(cell) {
                let value = cells.next_if(|next| !is_label(next) && !holds_label(next, is_label));
                if let Some(value) = value.filter(|value| !value.is_empty()) {
                    found.push((cell.clone(), value.clone()));
                }
            } else {
                found.extend(cell.lines().flat_map(|line| in_line(line, is_label)));
            }
        }
    }
    found.extend(form.lines.iter().flat_map(|line| in_line(line, is_label)));
    found
}

fn holds_label(text: &str, is_label: &dyn Fn(&str) -> bool) -> bool {
    text.lines().any(|line| !in_line(line, is_label).is_empty())
}

/// `联系人：王五    电话：138…` holds two.
fn in_line(line: &str, is_label: &dyn Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for piece in line
        .split(['\t', '\u{3000}'])
        .flat_map(|part| part.split("  "))
    {
        match piece.split_once(['：', ':']) {
            Some((label, value)) if is_label(label.trim()) => {
                found.push((label.trim().to_owned(), value.trim().to_owned()));
            }
            _ => {
                // A value that holds wide gaps of its own goes on.
                if let Some((_, value)) = found.last_mut()
                    && !piece.trim().is_empty()
                {
                    if !value.is_empty() {
                        value.push(' ');
                    }
                    value.push_str(piece.trim());
                }
            }
        }
    }
    found.retain(|(_, value)| !value.is_empty());
    found
}
