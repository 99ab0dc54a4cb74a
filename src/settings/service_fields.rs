//! The fields of a service's form as its file gives them: kinds, options, conditions, and the part of a
//! heard line each is filled by. Knows nothing of the service around them.

use super::error::Fault;
use super::reader::{Read, Section, not_allowed};
use super::service::own_key;
use crate::domain::Names;
use crate::domain::field::{Choice, Condition, FieldDef, FieldKind};
use crate::domain::heard::HeardAs;

pub(super) fn fields(root: &Section<'_>) -> Read<Vec<FieldDef>> {
    const KEYS: [&str; 11] = [
        "key",
        "name",
        "kind",
        "options",
        "required",
        "help",
        "unit",
        "max_chars",
        "only_if",
        "heard",
        "words",
    ];
    let mut found: Vec<FieldDef> = Vec::new();
    for section in root.sections("field", &KEYS)? {
        let key = own_key(&section, found.iter().map(|f| f.key.as_str()))?;
        let kind = kind(&section)?;
        let max_chars = section.whole("max_chars", 1..100_000)?;
        let heard = heard(&section, &kind)?;
        let field = FieldDef {
            key,
            names: section.need_names("name")?,
            required: section.yes("required")?.unwrap_or(false),
            help: section.names("help")?,
            unit: section.names("unit")?,
            max_chars: max_chars
                .map(|n| usize::try_from(n).unwrap_or(usize::MAX))
                .or(default_length(&kind)),
            only_if: condition(&section, "only_if", &found)?,
            heard,
            words: yes_words(&section, &kind)?,
            kind,
        };
        found.push(field);
    }
    Ok(found)
}

/// The part of a heard line that fills the field, among those its kind can hold.
fn heard(section: &Section<'_>, kind: &FieldKind) -> Read<Option<HeardAs>> {
    let fitting: Vec<&str> = HeardAs::ALL
        .into_iter()
        .filter(|part| part.fits(kind))
        .map(HeardAs::key)
        .collect();
    let heard = section.one_of("heard", &fitting, |text| {
        HeardAs::from_key(text).filter(|part| part.fits(kind))
    })?;
    let is_count = heard == Some(HeardAs::Count);
    let has_steps = kind.choices().iter().any(|choice| choice.from.is_some());
    match kind {
        FieldKind::Choice(_) if is_count && !has_steps => {
            Err(section.rule("heard", "settings-count-without-from", "from"))
        }
        _ if has_steps && !is_count => {
            Err(section.rule("options", "settings-from-without-count", "from"))
        }
        _ => Ok(heard),
    }
}

fn yes_words(section: &Section<'_>, kind: &FieldKind) -> Read<Vec<String>> {
    if section.has("words") && !matches!(kind, FieldKind::YesNo) {
        return Err(section.rule("words", "settings-words-without-yes-no", kind.key()));
    }
    Ok(section.texts("words")?.unwrap_or_default())
}

/// Nobody writes a page into a line; long text is bounded as every importer bounds a field.
fn default_length(kind: &FieldKind) -> Option<usize> {
    match kind {
        FieldKind::Text => Some(500),
        FieldKind::LongText => Some(20_000),
        FieldKind::People => Some(200),
        FieldKind::List(_) => Some(5_000),
        _ => None,
    }
}

fn kind(section: &Section<'_>) -> Read<FieldKind> {
    let options = options(section)?;
    let kind = section.one_of("kind", &FieldKind::KEYS, |text| match text {
        "text" => Some(FieldKind::Text),
        "long_text" => Some(FieldKind::LongText),
        "number" => Some(FieldKind::Number),
        "date" => Some(FieldKind::Date),
        "choice" => Some(FieldKind::Choice(options.clone())),
        "yes_no" => Some(FieldKind::YesNo),
        "people" => Some(FieldKind::People),
        "list" => Some(FieldKind::List(options.clone())),
        _ => None,
    })?;
    let kind = section.need("kind", kind)?;
    match &kind {
        FieldKind::Choice(choices) if choices.is_empty() => {
            Err(section.fault("options", Fault::Missing))
        }
        FieldKind::Choice(_) | FieldKind::List(_) => Ok(kind),
        other if section.has("options") => {
            Err(section.rule("options", "settings-options-without-choice", other.key()))
        }
        _ => Ok(kind),
    }
}

fn options(section: &Section<'_>) -> Read<Vec<Choice>> {
    let mut found: Vec<Choice> = Vec::new();
    for option in section.sections("options", &["key", "zh", "en", "words", "from"])? {
        let key = own_key(&option, found.iter().map(|c| c.key.as_str()))?;
        found.push(Choice {
            key,
            names: Names::new(option.need_text("zh")?, option.need_text("en")?),
            words: option.texts("words")?.unwrap_or_default(),
            from: option.whole("from", 0..1_000_000)?,
        });
    }
    Ok(found)
}

/// `{ field = "scope", is = ["foreign", "both"] }`, about a field that stands above.
pub(super) fn condition(
    section: &Section<'_>,
    key: &str,
    fields: &[FieldDef],
) -> Read<Option<Condition>> {
    let Some(inner) = section.section(key, &["field", "is"])? else {
        return Ok(None);
    };
    let name = inner.need_text("field")?;
    let known: Vec<&str> = fields.iter().map(|f| f.key.as_str()).collect();
    let field = fields
        .iter()
        .find(|f| f.key == name)
        .ok_or_else(|| inner.fault("field", not_allowed(name, &known)))?;
    let is = inner.texts("is")?;
    let is = inner.need("is", is)?;
    let values: Vec<&str> = match field.kind {
        FieldKind::YesNo => vec!["yes", "no"],
        _ => field
            .kind
            .choices()
            .iter()
            .map(|c| c.key.as_str())
            .collect(),
    };
    if let Some(strange) = is.iter().find(|v| !values.contains(&v.as_str())) {
        return Err(inner.fault("is", not_allowed(strange, &values)));
    }
    Ok(Some(Condition {
        field: name.to_owned(),
        is,
    }))
}
