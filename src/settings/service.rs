//! `services/<key>.toml` as a [`ServiceDef`]; everything that could only be noticed with a client at the
//! counter is refused here.

use super::error::Fault;
use super::reader::{File, Read, Section, not_allowed};
use super::service_fields::{condition, fields};
use crate::domain::FieldDef;
use crate::domain::request::Secrecy;
use crate::domain::service::{
    Answer, NUMBER_GAPS, NumberAt, NumberSeries, ProductKind, Promise, StageDef, Target, Variation,
};
use crate::domain::template::{GAPS, gaps};
use crate::domain::{Names, ServiceDef, ServiceKey, Status};

const KEYS: [&str; 23] = [
    "name",
    "short",
    "aliases",
    "unit",
    "active",
    "order",
    "path",
    "target_days",
    "target_hours",
    "min_days",
    "reasons",
    "minutes",
    "read",
    "review",
    "senior_reviewer",
    "secrecy",
    "keep_years",
    "number",
    "target",
    "field",
    "stage",
    "product",
    "answer",
];

/// What the list of services shows; read without the rest of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceHead {
    pub key: ServiceKey,
    pub names: Names,
    pub short: Names,
    pub aliases: Vec<String>,
    pub active: bool,
    pub order: u32,
}

/// The part of a service file before its first table header holds the head.
pub(super) fn head(key: &str, file: File<'_>) -> Read<ServiceHead> {
    let mut end = 0;
    for line in file.text.split_inclusive('\n') {
        if line.starts_with('[') {
            break;
        }
        end += line.len();
    }
    let top = File {
        name: file.name,
        text: file.text.get(..end).unwrap_or(file.text),
    };
    let table = top.parse()?;
    let root = Section::root(top, &table, &KEYS)?;
    read_head(key, &root)
}

/// The head of a file compiled in, line by line where every line is as plain as they are written there: the
/// first screen waits for twenty of them. None where a line asks for a whole reader.
pub(super) fn plain_head(key: &str, text: &str) -> Option<ServiceHead> {
    let (mut names, mut short) = (None, None);
    let mut head = ServiceHead {
        key: ServiceKey::new(key),
        names: Names::new("", ""),
        short: Names::new("", ""),
        aliases: Vec::new(),
        active: true,
        order: 1000,
    };
    for line in text.lines().take_while(|line| !line.starts_with('[')) {
        let Some((name, value)) = line.split_once(" = ") else {
            continue;
        };
        match name {
            "name" => names = Some(plain_names(value)?),
            "short" => short = Some(plain_names(value)?),
            "aliases" => {
                let list = value.strip_prefix('[')?.strip_suffix(']')?;
                let texts = list
                    .split(", ")
                    .map(|text| plain_text(text).map(str::to_owned));
                head.aliases = texts.collect::<Option<_>>()?;
            }
            "active" => head.active = value.parse().ok()?,
            "order" => head.order = value.parse().ok()?,
            _ => {}
        }
    }
    head.names = names?;
    head.short = short.unwrap_or_else(|| head.names.clone());
    Some(head)
}

/// `{ zh = "…", en = "…" }`
fn plain_names(value: &str) -> Option<Names> {
    let inside = value.strip_prefix("{ zh = ")?.strip_suffix(" }")?;
    let (zh, en) = inside.split_once(", en = ")?;
    Some(Names::new(plain_text(zh)?, plain_text(en)?))
}

fn plain_text(value: &str) -> Option<&str> {
    let inside = value.strip_prefix('"')?.strip_suffix('"')?;
    (!inside.is_empty() && !inside.contains(['"', '\\'])).then_some(inside)
}

fn read_head(key: &str, root: &Section<'_>) -> Read<ServiceHead> {
    let well_named = !key.is_empty()
        && key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !well_named {
        return Err(root.rule("", "settings-bad-service-key", key));
    }
    let names = root.need_names("name")?;
    Ok(ServiceHead {
        key: ServiceKey::new(key),
        short: root.names("short")?.unwrap_or_else(|| names.clone()),
        names,
        aliases: root.texts("aliases")?.unwrap_or_default(),
        active: root.yes("active")?.unwrap_or(true),
        order: root.whole("order", 0..10_000)?.unwrap_or(1000),
    })
}

pub(super) fn service(key: &str, file: File<'_>) -> Read<ServiceDef> {
    let table = file.parse()?;
    let root = Section::root(file, &table, &KEYS)?;
    let head = read_head(key, &root)?;
    let fields = fields(&root)?;
    let path = path(&root)?;
    let promise = promise(&root)?;
    let promise = root.need("target_days", promise)?;
    let statuses = Status::ALL.map(Status::key);
    let reasons = root.some_of("reasons", &statuses, Status::from_key)?;
    let minutes = root.whole("minutes", 0..100_000)?;
    let read = root.whole("read", 1..7)?;
    let secrecy = root.one_of("secrecy", &["open", "restricted"], |text| match text {
        "open" => Some(Secrecy::Open),
        "restricted" => Some(Secrecy::Restricted),
        _ => None,
    })?;
    let review = root.yes("review")?.unwrap_or(false);
    if review && !path.contains(&Status::InReview) {
        return Err(root.rule("review", "settings-review-without-status", "in_review"));
    }
    Ok(ServiceDef {
        key: head.key,
        names: head.names,
        short: head.short,
        aliases: head.aliases,
        unit: root.need_names("unit")?,
        active: head.active,
        order: head.order,
        variations: variations(&root, &fields)?,
        stages: stages(&root, &path)?,
        answers: answers(&root, &fields)?,
        fields,
        path,
        promise,
        reasons: reasons.unwrap_or_default(),
        minutes: root.need("minutes", minutes)?,
        read: u8::try_from(root.need("read", read)?).unwrap_or(1),
        products: products(&root)?,
        review,
        senior_reviewer: root.yes("senior_reviewer")?.unwrap_or(false),
        secrecy: secrecy.unwrap_or_default(),
        keep_years: root.whole("keep_years", 0..1000)?,
        number: number(&root)?,
    })
}

/// `target_days` or `target_hours`, with the floor of an expedited request.
fn promise(section: &Section<'_>) -> Read<Option<Promise>> {
    let days = section.whole("target_days", 0..1000)?;
    let hours = section.whole("target_hours", 1..1000)?;
    let min_days = section.whole("min_days", 0..1000)?.unwrap_or(0);
    let target = match (days, hours) {
        (Some(_), Some(_)) => {
            return Err(section.rule("target_hours", "settings-two-targets", ""));
        }
        (Some(days), None) => Target::Days(days),
        (None, Some(hours)) => Target::Hours(hours),
        (None, None) => return Ok(None),
    };
    if min_days > target.days() {
        return Err(section.rule(
            "min_days",
            "settings-floor-above-target",
            min_days.to_string(),
        ));
    }
    Ok(Some(Promise { target, min_days }))
}

fn variations(root: &Section<'_>, fields: &[FieldDef]) -> Read<Vec<Variation>> {
    let mut found = Vec::new();
    for section in root.sections(
        "target",
        &["when", "target_days", "target_hours", "min_days"],
    )? {
        let when = condition(&section, "when", fields)?;
        let promise = promise(&section)?;
        found.push(Variation {
            when: section.need("when", when)?,
            promise: section.need("target_days", promise)?,
        });
    }
    Ok(found)
}

fn path(root: &Section<'_>) -> Read<Vec<Status>> {
    let statuses = Status::ALL.map(Status::key);
    let path = root.some_of("path", &statuses, Status::from_key)?;
    let path = root.need("path", path)?;
    let main: Vec<Status> = path
        .iter()
        .copied()
        .filter(|s| *s != Status::Objection)
        .collect();
    if main.first() != Some(&Status::Submitted) {
        return Err(root.rule("path", "settings-path-start", "submitted"));
    }
    for (from, to) in main.iter().zip(main.iter().skip(1)) {
        if !from.may_become(*to) || to < from {
            let step = format!("{} → {}", from.key(), to.key());
            return Err(root.rule("path", "settings-path-step", step));
        }
    }
    if !main.contains(&Status::Closed) {
        return Err(root.rule("path", "settings-path-end", "closed"));
    }
    Ok(path)
}

fn stages(root: &Section<'_>, path: &[Status]) -> Read<Vec<StageDef>> {
    let on_path: Vec<&str> = path.iter().map(|s| s.key()).collect();
    let mut found: Vec<StageDef> = Vec::new();
    for section in root.sections("stage", &["status", "key", "name"])? {
        let status = section.one_of("status", &on_path, |text| {
            Status::from_key(text).filter(|s| path.contains(s))
        })?;
        found.push(StageDef {
            status: section.need("status", status)?,
            key: own_key(&section, found.iter().map(|s| s.key.as_str()))?,
            names: section.need_names("name")?,
        });
    }
    Ok(found)
}

fn products(root: &Section<'_>) -> Read<Vec<ProductKind>> {
    let mut found: Vec<ProductKind> = Vec::new();
    for section in root.sections("product", &["key", "name"])? {
        found.push(ProductKind {
            key: own_key(&section, found.iter().map(|p| p.key.as_str()))?,
            names: section.need_names("name")?,
        });
    }
    Ok(found)
}

fn answers(root: &Section<'_>, fields: &[FieldDef]) -> Read<Vec<Answer>> {
    let mut found: Vec<Answer> = Vec::new();
    for section in root.sections("answer", &["key", "name", "zh", "en"])? {
        for lang in ["zh", "en"] {
            for gap in gaps(section.need_text(lang)?) {
                let field = gap.strip_prefix("field.");
                let known = field.is_some_and(|key| fields.iter().any(|f| f.key == key));
                if !known && !GAPS.contains(&gap) {
                    return Err(section.fault(lang, not_allowed(gap, &GAPS)));
                }
            }
        }
        found.push(Answer {
            key: own_key(&section, found.iter().map(|a| a.key.as_str()))?,
            names: section.need_names("name")?,
            zh: section.need_text("zh")?.trim().to_owned(),
            en: section.need_text("en")?.trim().to_owned(),
        });
    }
    Ok(found)
}

fn number(root: &Section<'_>) -> Read<Option<NumberSeries>> {
    let Some(section) = root.section("number", &["at", "scheme"])? else {
        return Ok(None);
    };
    let at = section.one_of("at", &["none", "accept", "issue"], |text| match text {
        "none" => Some(None),
        "accept" => Some(Some(NumberAt::Accept)),
        "issue" => Some(Some(NumberAt::Issue)),
        _ => None,
    })?;
    let Some(at) = section.need("at", at)? else {
        return Ok(None);
    };
    let scheme = section.need_text("scheme")?;
    let mut has_serial = false;
    for gap in gaps(scheme) {
        let (name, width) = gap.split_once(':').unwrap_or((gap, "1"));
        let wide = width.parse::<u8>().is_ok_and(|w| (1..=12).contains(&w));
        if !wide || !NUMBER_GAPS.contains(&name) {
            return Err(section.fault("scheme", not_allowed(gap, &NUMBER_GAPS)));
        }
        has_serial |= name == "serial";
    }
    if !has_serial {
        return Err(section.rule("scheme", "settings-scheme-without-serial", scheme));
    }
    Ok(Some(NumberSeries {
        at,
        scheme: scheme.to_owned(),
    }))
}

/// A key of lower-case letters, digits and `_` that nothing beside it has.
pub(super) fn own_key<'k>(
    section: &Section<'_>,
    mut taken: impl Iterator<Item = &'k str>,
) -> Read<String> {
    let key = section.need_text("key")?;
    let well_formed = key
        .bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !well_formed {
        return Err(section.rule("key", "settings-bad-key", key));
    }
    if taken.any(|t| t == key) {
        return Err(section.fault("key", Fault::Duplicate(key.to_owned())));
    }
    Ok(key.to_owned())
}
