//! The desk's own configuration folder: finds its files and refuses those nobody would read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::error::{Fault, SettingsError};
use super::reader::{Read, not_allowed};
use crate::domain::Lang;

/// A configuration file is text somebody typed; more than this is something else.
const MAX_BYTES: u64 = 1 << 20;

/// Names a folder may hold. `templates` are read elsewhere.
const KNOWN: [&str; 9] = [
    "desk.toml",
    "sources.toml",
    "views.toml",
    "keys.toml",
    "services",
    "calendar",
    "themes",
    "locale",
    "templates",
];

/// A file of the desk's folder under its name inside the folder, as `services/novelty.toml`.
pub(super) type Files = BTreeMap<String, String>;

/// The folder used when none is named: `refdesk` in the user's configuration folder, if it is there.
/// One that cannot be looked into is there: reading it then says what is wrong.
pub fn default_dir() -> Option<PathBuf> {
    let base = etcetera::choose_base_strategy().ok()?;
    let dir = base.config_dir().join("refdesk");
    match fs::metadata(&dir) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        _ => Some(dir),
    }
}

/// All configuration files of `dir` that belong to the settings.
pub(super) fn read(dir: &Path) -> Read<Files> {
    let mut files = Files::new();
    for (name, path) in entries(dir, "")? {
        match name.as_str() {
            "services" | "calendar" | "themes" => {
                let folder = format!("{name}/");
                for (file, path) in entries(&path, &folder)? {
                    if !is_toml(&file) {
                        continue;
                    }
                    let text = text_of(&path, &format!("{folder}{file}"))?;
                    files.insert(format!("{folder}{file}"), text);
                }
            }
            "locale" => {
                for (lang, path) in entries(&path, "locale/")? {
                    if !Lang::ALL.iter().any(|l| l.tag() == lang) {
                        let tags = Lang::ALL.map(Lang::tag);
                        let shown = format!("locale/{lang}");
                        return Err(whole(&shown, not_allowed(&lang, &tags)));
                    }
                    let folder = format!("locale/{lang}/");
                    for (file, path) in entries(&path, &folder)? {
                        if file.ends_with(".ftl") && !file.starts_with('.') {
                            let text = text_of(&path, &format!("{folder}{file}"))?;
                            files.insert(format!("{folder}{file}"), text);
                        }
                    }
                }
            }
            "templates" => {}
            "desk.toml" | "keys.toml" | "sources.toml" | "views.toml" => {
                let text = text_of(&path, &name)?;
                files.insert(name, text);
            }
            strange if is_toml(strange) => {
                return Err(whole(strange, not_allowed(strange, &KNOWN)));
            }
            _ => {}
        }
    }
    Ok(files)
}

fn is_toml(name: &str) -> bool {
    // Editors leave `.desk.toml.swp` and the like beside the file.
    name.ends_with(".toml") && !name.starts_with('.')
}

fn entries(dir: &Path, inside: &str) -> Read<Vec<(String, PathBuf)>> {
    let shown = if inside.is_empty() {
        dir.display().to_string()
    } else {
        inside.to_owned()
    };
    let unreadable = |e: std::io::Error| whole(&shown, Fault::unreadable(&e));
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        found.push((name, entry.path()));
    }
    found.sort();
    Ok(found)
}

fn text_of(path: &Path, name: &str) -> Read<String> {
    let unreadable = |e: std::io::Error| whole(name, Fault::unreadable(&e));
    let about = fs::metadata(path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(whole(
            name,
            Fault::Rule("settings-not-a-file", String::new()),
        ));
    }
    if about.len() > MAX_BYTES {
        return Err(whole(
            name,
            Fault::Rule("settings-too-big", about.len().to_string()),
        ));
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| whole(name, Fault::Rule("settings-not-utf8", String::new())))?;
    // Windows editors begin a file with a byte order mark.
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}

fn whole(file: &str, fault: Fault) -> SettingsError {
    SettingsError {
        file: file.to_owned(),
        line: 0,
        key: String::new(),
        fault: Box::new(fault),
    }
}
