//! Configuration files as typed settings; an error names file, line, key and what is allowed.
//! What is compiled in comes first, the desk's own folder lies over it.

mod builtin;
mod calendar;
mod desk;
mod error;
mod folder;
mod keys;
mod lists;
mod reader;
mod service;
mod service_fields;
mod theme;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

pub use desk::{Amendment, Borders, Desk};
pub use error::{Fault, SettingsError, Wanted};
pub use folder::default_dir;
pub use keys::KeyLine;
pub use lists::{Region, SourceDef, View};
pub use service::ServiceHead;
pub use theme::{ANSI, Colour, Look, Theme, Tone};

use crate::domain::{Calendar, Lang, Names, ServiceDef, ServiceKey};
use crate::text::words::{self, WordingFault};
use reader::{File, Read, not_allowed};

/// All settings of one console. Cheap to share; services and sources are read on first use.
#[derive(Debug)]
pub struct Settings {
    desk: Desk,
    calendar: Yearly,
    views: Vec<View>,
    theme: Theme,
    keys: Vec<KeyLine>,
    wording: Vec<(Lang, String)>,
    sources: Sources,
    /// By order, then key.
    services: Vec<Slot>,
}

/// A service's file, read when somebody asks for more than its name.
#[derive(Debug)]
struct Slot {
    head: ServiceHead,
    file: String,
    text: Cow<'static, str>,
    whole: OnceLock<Option<ServiceDef>>,
}

impl Slot {
    fn whole(&self) -> Option<&ServiceDef> {
        let read = || {
            let file = File {
                name: &self.file,
                text: &self.text,
            };
            // Compiled-in files are proven by a test, the desk's own were read at the start.
            service::service(self.head.key.as_str(), file).ok()
        };
        self.whole.get_or_init(read).as_ref()
    }
}

#[derive(Debug)]
struct Sources {
    own: Option<String>,
    list: OnceLock<Vec<SourceDef>>,
}

impl Settings {
    /// What is compiled in, with the desk's folder laid over it: `config_dir`, or the user's own
    /// configuration folder where none is named. Fails on the first file that cannot be used.
    pub fn load(config_dir: Option<&Path>) -> Result<Arc<Settings>, SettingsError> {
        let dir = config_dir.map(Path::to_owned).or_else(folder::default_dir);
        let own = match dir {
            Some(dir) => folder::read(&dir)?,
            None => folder::Files::new(),
        };
        Self::from_files(own).map(Arc::new)
    }

    /// What is compiled in, whatever folder there is.
    pub fn builtin() -> Result<Arc<Settings>, SettingsError> {
        Self::from_files(folder::Files::new()).map(Arc::new)
    }

    /// What is compiled in, with a `desk.toml` laid over it.
    pub fn builtin_with(desk_toml: &str) -> Result<Arc<Settings>, SettingsError> {
        let files = folder::Files::from([("desk.toml".to_owned(), desk_toml.to_owned())]);
        Self::from_files(files).map(Arc::new)
    }

    fn from_files(mut own: folder::Files) -> Read<Settings> {
        let mut desk = Desk::default();
        desk::apply(&mut desk, file("desk.toml", builtin::DESK))?;
        if let Some(text) = own.remove("desk.toml") {
            desk::apply(&mut desk, file("desk.toml", &text))?;
        }
        let mut views = Vec::new();
        lists::apply_views(&mut views, file("views.toml", builtin::VIEWS), false)?;
        if let Some(text) = own.remove("views.toml") {
            lists::apply_views(&mut views, file("views.toml", &text), true)?;
        }
        let sources = Sources {
            own: own.remove("sources.toml"),
            list: OnceLock::new(),
        };
        if sources.own.is_some() {
            sources.read()?;
        }
        let keys = match own.remove("keys.toml") {
            Some(text) => keys::read(&text)?,
            None => keys::read(builtin::KEYS)?,
        };
        Ok(Settings {
            wording: wording_of(&own)?,
            keys,
            calendar: Yearly::new(&own)?,
            theme: theme_of(&own, &desk)?,
            services: services_of(&own)?,
            desk,
            views,
            sources,
        })
    }

    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    pub fn calendar(&self) -> &Calendar {
        self.calendar.get()
    }

    /// Refuses a query of the desk's own `views.toml` in which `wrong` finds something, in words.
    pub fn check_views(
        &self,
        mut wrong: impl FnMut(&str) -> Option<String>,
    ) -> Result<(), SettingsError> {
        for view in &self.views {
            let Some(mistake) = &view.mistake else {
                continue;
            };
            if let Some(why) = wrong(&view.query) {
                let fault = Box::new(Fault::Rule("settings-view-query", why));
                return Err(SettingsError {
                    fault,
                    ..mistake.clone()
                });
            }
        }
        Ok(())
    }

    /// Saved views in their order.
    pub fn views(&self) -> &[View] {
        &self.views
    }

    /// The desk's own sentences in place of those compiled in, as texts of Fluent.
    pub fn wording(&self, lang: Lang) -> Vec<String> {
        let own = self.wording.iter().filter(|(of, _)| *of == lang);
        own.map(|(_, text)| text.clone()).collect()
    }

    /// Where the keys differ from the standard ones.
    pub fn key_lines(&self) -> &[KeyLine] {
        &self.keys
    }

    pub fn theme(&self) -> &Theme {
        &self.theme
    }

    /// Databases, domestic ones first as shipped.
    pub fn sources(&self) -> &[SourceDef] {
        self.sources
            .list
            .get_or_init(|| self.sources.read().unwrap_or_default())
    }

    /// Names of all services in their order, without reading the rest of their files.
    pub fn service_names(&self) -> impl Iterator<Item = &ServiceHead> {
        self.services.iter().map(|slot| &slot.head)
    }

    /// All services in their order, those no longer offered included.
    pub fn services(&self) -> impl Iterator<Item = &ServiceDef> {
        self.services.iter().filter_map(Slot::whole)
    }

    pub fn service(&self, key: &ServiceKey) -> Option<&ServiceDef> {
        let slot = self.services.iter().find(|s| s.head.key == *key)?;
        slot.whole()
    }

    /// The name of a service, also of one that is not offered any more.
    pub fn service_name(&self, key: &ServiceKey) -> Option<&Names> {
        let slot = self.services.iter().find(|s| s.head.key == *key)?;
        Some(&slot.head.names)
    }
}

impl Sources {
    fn read(&self) -> Read<Vec<SourceDef>> {
        let mut list = Vec::new();
        lists::apply_sources(&mut list, file("sources.toml", builtin::SOURCES))?;
        if let Some(text) = &self.own {
            lists::apply_sources(&mut list, file("sources.toml", text))?;
        }
        Ok(list)
    }
}

fn file<'a>(name: &'a str, text: &'a str) -> File<'a> {
    File { name, text }
}

/// The files of one folder, the desk's own in place of those compiled in under the same name.
fn laid_over<'a>(
    folder: &'a str,
    builtin: &'a [(&'static str, &'static str)],
    own: &'a folder::Files,
) -> BTreeMap<&'a str, Cow<'static, str>> {
    let shipped = builtin
        .iter()
        .map(|(name, text)| (*name, Cow::Borrowed(*text)));
    let mut files: BTreeMap<&str, Cow<'static, str>> = shipped.collect();
    files.extend(of_folder(folder, own).map(|(name, text)| (name, Cow::Owned(text.to_owned()))));
    files
}

fn of_folder<'a>(
    folder: &'a str,
    own: &'a folder::Files,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    own.iter().filter_map(move |(path, text)| {
        let name = path.strip_prefix(folder)?.strip_prefix('/')?;
        Some((name.strip_suffix(".toml")?, text.as_str()))
    })
}

/// The working calendar. The years compiled in are read when the first day is asked for; the desk's
/// own are read, and refused, at the start.
#[derive(Debug)]
struct Yearly(OnceLock<Calendar>);

impl Yearly {
    fn new(own: &folder::Files) -> Read<Yearly> {
        if own.keys().any(|name| name.starts_with("calendar/")) {
            return Ok(Yearly(OnceLock::from(calendar_of(own)?)));
        }
        Ok(Yearly(OnceLock::new()))
    }

    fn get(&self) -> &Calendar {
        // What is compiled in is proven by a test.
        self.0
            .get_or_init(|| calendar_of(&folder::Files::new()).unwrap_or_default())
    }
}

fn calendar_of(own: &folder::Files) -> Read<Calendar> {
    let mut plans = Vec::new();
    let mut overlay = (Vec::new(), BTreeMap::new());
    for (name, text) in laid_over("calendar", builtin::CALENDARS, own) {
        let path = format!("calendar/{name}.toml");
        let file = file(&path, &text);
        if name == "desk" {
            overlay = calendar::overlay(file)?;
            continue;
        }
        let plan = calendar::year(file)?;
        if plan.year.to_string() != name {
            let fault = Fault::Rule("settings-calendar-file-name", plan.year.to_string());
            return Err(file.fault(0..0, "year", fault));
        }
        plans.push(plan);
    }
    Ok(Calendar::new(plans, overlay.0, overlay.1))
}

/// The desk's theme: the one compiled in under its name, else the default one, and its own file over it.
fn theme_of(own: &folder::Files, desk: &Desk) -> Read<Theme> {
    let shipped = |name: &str| builtin::THEMES.iter().find(|(n, _)| *n == name);
    let read = |name: &str| -> Read<Theme> {
        let mut theme = Theme::default();
        if let Some((base, text)) = shipped(name).or_else(|| shipped("default")) {
            theme::apply(&mut theme, file(&format!("themes/{base}.toml"), text))?;
        }
        if let Some(text) = own.get(&format!("themes/{name}.toml")) {
            theme::apply(&mut theme, file(&format!("themes/{name}.toml"), text))?;
        }
        Ok(theme)
    };
    for (name, _) in of_folder("themes", own) {
        read(name)?;
    }
    let known: Vec<&str> = builtin::THEMES
        .iter()
        .map(|(name, _)| *name)
        .chain(of_folder("themes", own).map(|(name, _)| name))
        .collect();
    if !known.contains(&desk.theme.as_str()) {
        return Err(SettingsError {
            file: "desk.toml".to_owned(),
            line: 0,
            key: "theme".to_owned(),
            fault: Box::new(not_allowed(&desk.theme, &known)),
        });
    }
    read(&desk.theme)
}

/// The desk's own sentences, each of a name that there is.
fn wording_of(own: &folder::Files) -> Read<Vec<(Lang, String)>> {
    let mut wording = Vec::new();
    for (path, text) in own {
        let tag = path
            .strip_prefix("locale/")
            .and_then(|p| p.split('/').next());
        let Some(lang) = Lang::ALL.into_iter().find(|l| Some(l.tag()) == tag) else {
            continue;
        };
        if let Some((at, fault)) = words::fault_in(lang, text) {
            let file = file(path, text);
            let line = text.lines().nth(file.line(at).saturating_sub(1));
            let line: String = line.unwrap_or_default().chars().take(60).collect();
            let rule = match fault {
                WordingFault::Syntax => "settings-wording-syntax",
                WordingFault::NoSuchKey => "settings-wording-unknown",
            };
            return Err(file.fault(at..at, "", Fault::Rule(rule, line)));
        }
        wording.push((lang, text.clone()));
    }
    Ok(wording)
}

fn services_of(own: &folder::Files) -> Read<Vec<Slot>> {
    let mut slots = Vec::new();
    for (name, text) in laid_over("services", builtin::SERVICES, own) {
        let path = format!("services/{name}.toml");
        let whole = OnceLock::new();
        let head = if matches!(text, Cow::Owned(_)) {
            // A file of the desk's own is read in full, so that its faults stop the start.
            let def = service::service(name, file(&path, &text))?;
            let head = ServiceHead {
                key: def.key.clone(),
                names: def.names.clone(),
                short: def.short.clone(),
                aliases: def.aliases.clone(),
                active: def.active,
                order: def.order,
            };
            whole.get_or_init(|| Some(def));
            head
        } else {
            let plain = service::plain_head(name, &text);
            plain.map_or_else(|| service::head(name, file(&path, &text)), Ok)?
        };
        slots.push(Slot {
            head,
            file: path,
            text,
            whole,
        });
    }
    slots.sort_by(|a, b| (a.head.order, &a.head.key).cmp(&(b.head.order, &b.head.key)));
    Ok(slots)
}

#[cfg(test)]
mod tests;
