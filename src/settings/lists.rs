//! `views.toml` and `sources.toml`: lists a desk extends, changes and shortens entry by entry.

use super::error::{Fault, SettingsError};
use super::reader::{File, Read, Section};
use crate::domain::{Names, Syntax};

/// A saved view of the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    pub key: String,
    pub names: Names,
    /// In refdesk's search language.
    pub query: String,
    pub order: u32,
    /// What is said where the desk's own query turns out to be wrong: the search language is read
    /// after the settings.
    pub(super) mistake: Option<SettingsError>,
}

/// A database the desk searches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceDef {
    pub key: String,
    pub names: Names,
    pub platforms: Vec<String>,
    pub region: Region,
    pub aliases: Vec<String>,
    /// What to mind: coverage, update, edition.
    pub note: Option<Names>,
    /// In which its queries are written.
    pub syntax: Syntax,
}

/// Whether a source counts as domestic or foreign for the scope of a search (R08).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    Domestic,
    Foreign,
    /// Holds both, and satisfies either.
    Both,
}

impl Region {
    pub fn is_domestic(self) -> bool {
        self != Region::Foreign
    }

    pub fn is_foreign(self) -> bool {
        self != Region::Domestic
    }
}

/// Lays a file's views over `views`: a known key is changed, `gone = true` drops it, a new key is added.
pub(super) fn apply_views(views: &mut Vec<View>, file: File<'_>, is_own: bool) -> Read<()> {
    let table = file.parse()?;
    let root = Section::root(file, &table, &["view"])?;
    let entries = root.sections("view", &["key", "name", "query", "order", "gone"])?;
    for (key, section) in keyed(&entries)? {
        let old = taken(views, |v| v.key == key);
        if section.yes("gone")? == Some(true) {
            continue;
        }
        let (names, query) = (section.names("name")?, section.text("query")?);
        let names = names.or(old.as_ref().map(|v| v.names.clone()));
        let query = query
            .map(str::to_owned)
            .or(old.as_ref().map(|v| v.query.clone()));
        let order = section.whole("order", 0..10_000)?;
        let mistake = section.rule("query", "settings-view-query", "");
        views.push(View {
            mistake: is_own.then_some(mistake),
            key,
            names: section.need("name", names)?,
            query: section.need("query", query)?,
            order: order.or(old.map(|v| v.order)).unwrap_or(1000),
        });
    }
    views.sort_by(|a, b| (a.order, &a.key).cmp(&(b.order, &b.key)));
    Ok(())
}

/// Lays a file's sources over `sources`, as [`apply_views`] does; new ones stand at the end.
pub(super) fn apply_sources(sources: &mut Vec<SourceDef>, file: File<'_>) -> Read<()> {
    let table = file.parse()?;
    let root = Section::root(file, &table, &["source"])?;
    const KEYS: [&str; 8] = [
        "key",
        "name",
        "platforms",
        "region",
        "aliases",
        "note",
        "syntax",
        "gone",
    ];
    let entries = root.sections("source", &KEYS)?;
    for (key, section) in keyed(&entries)? {
        let place = sources.iter().position(|s| s.key == key);
        let old = place.map(|at| sources.remove(at));
        if section.yes("gone")? == Some(true) {
            continue;
        }
        let old = old.as_ref();
        let names = section.names("name")?.or(old.map(|s| s.names.clone()));
        let region = section
            .one_of("region", &["domestic", "foreign", "both"], region_of)?
            .or(old.map(|s| s.region));
        let platforms = section
            .texts("platforms")?
            .or(old.map(|s| s.platforms.clone()));
        let aliases = section.texts("aliases")?.or(old.map(|s| s.aliases.clone()));
        let note = section.names("note")?.or(old.and_then(|s| s.note.clone()));
        let syntax = section
            .one_of("syntax", &Syntax::ALL.map(Syntax::key), Syntax::from_key)?
            .or(old.map(|s| s.syntax));
        let source = SourceDef {
            key,
            names: section.need("name", names)?,
            platforms: section.need("platforms", platforms)?,
            region: section.need("region", region)?,
            aliases: aliases.unwrap_or_default(),
            note,
            syntax: syntax.unwrap_or_default(),
        };
        sources.insert(place.unwrap_or(sources.len()), source);
    }
    Ok(())
}

fn region_of(text: &str) -> Option<Region> {
    match text {
        "domestic" => Some(Region::Domestic),
        "foreign" => Some(Region::Foreign),
        "both" => Some(Region::Both),
        _ => None,
    }
}

fn taken<T>(list: &mut Vec<T>, is: impl Fn(&T) -> bool) -> Option<T> {
    let at = list.iter().position(is)?;
    Some(list.remove(at))
}

/// Entries with their keys, none of them twice in one file.
fn keyed<'s, 'a>(entries: &'s [Section<'a>]) -> Read<Vec<(String, &'s Section<'a>)>> {
    let mut found: Vec<(String, &Section<'a>)> = Vec::new();
    for section in entries {
        let key = section.need_text("key")?.to_owned();
        if found.iter().any(|(k, _)| *k == key) {
            return Err(section.fault("key", Fault::Duplicate(key)));
        }
        found.push((key, section));
    }
    Ok(found)
}
