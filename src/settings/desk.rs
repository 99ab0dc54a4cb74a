//! `desk.toml`: who the desk is and how it likes to work.

use jiff::tz::TimeZone;

use super::error::Fault;
use super::reader::{File, Read, Section, hour};
use crate::domain::due::Opening;
use crate::domain::service::Codes;
use crate::domain::{Channel, Lang, Names};

#[derive(Clone, Debug)]
pub struct Desk {
    pub names: Names,
    pub institution: Names,
    /// What goes into its report numbers; empty until the desk sets it.
    pub codes: Codes,
    pub zone: TimeZone,
    pub language: Lang,
    pub borders: Borders,
    /// A file of `themes/`, without `.toml`.
    pub theme: String,
    /// How a request came in when nobody says.
    pub channel: Channel,
    /// When the desk is open, for promises in hours.
    pub opening: Vec<Opening>,
    /// Due within so many working days is "soon".
    pub soon_days: u32,
    /// Nothing happened for so many working days: shown as idle.
    pub idle_days: u32,
    /// Calendar days in which a client may object to a delivered report.
    pub objection_days: u32,
    /// Years an ended request is kept where its service says nothing else; None is for ever.
    pub keep_years: Option<u32>,
    pub amendment: Amendment,
    /// Units as they are said without their ending, 化学 or Physics; a heard line knows them by these.
    pub units: Vec<String>,
    /// Largest file of an in-tray or out-tray, in megabytes.
    pub tray_file_mb: u32,
    /// What one person's trays hold at most, in megabytes.
    pub tray_person_mb: u32,
    /// Where sftp accounts leave files: below it `LOGIN/in`, read as a part of the in-tray.
    pub sftp_trays: Option<std::path::PathBuf>,
    /// Public `age` keys to which backups are sealed.
    pub backup_recipients: Vec<String>,
}

/// How the frame is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Borders {
    /// Asked of the terminal at the start.
    #[default]
    Auto,
    Unicode,
    Ascii,
}

/// What a corrected version of a numbered report is called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Amendment {
    /// The same number with `-2`.
    #[default]
    Suffix,
    /// A new number of the series.
    NewNumber,
}

pub(super) const KEYS: [&str; 21] = [
    "name",
    "institution",
    "station",
    "province",
    "institution_code",
    "zone",
    "language",
    "borders",
    "theme",
    "channel",
    "opening",
    "soon_days",
    "idle_days",
    "objection_days",
    "keep_years",
    "amendment",
    "units",
    "tray_file_mb",
    "tray_person_mb",
    "sftp_trays",
    "backup",
];

impl Default for Desk {
    fn default() -> Self {
        Self {
            names: Names::default(),
            institution: Names::default(),
            codes: Codes::default(),
            zone: TimeZone::UTC,
            language: Lang::Zh,
            borders: Borders::Auto,
            theme: "default".to_owned(),
            channel: Channel::default(),
            opening: Vec::new(),
            soon_days: 0,
            idle_days: 0,
            objection_days: 0,
            keep_years: None,
            amendment: Amendment::Suffix,
            units: Vec::new(),
            tray_file_mb: 50,
            tray_person_mb: 500,
            sftp_trays: None,
            backup_recipients: Vec::new(),
        }
    }
}

/// Lays the keys a file gives over `desk`; the others stay.
pub(super) fn apply(desk: &mut Desk, file: File<'_>) -> Read<()> {
    let table = file.parse()?;
    let root = Section::root(file, &table, &KEYS)?;
    set(&mut desk.names, root.names("name")?);
    set(&mut desk.institution, root.names("institution")?);
    set(&mut desk.codes.station, code(&root, "station")?);
    set(&mut desk.codes.province, code(&root, "province")?);
    set(
        &mut desk.codes.institution,
        code(&root, "institution_code")?,
    );
    if let Some(name) = root.text("zone")? {
        desk.zone = zone(name).ok_or_else(|| root.rule("zone", "settings-unknown-zone", name))?;
    }
    let language = root.one_of("language", &["zh-CN", "en"], |text| {
        Lang::ALL.into_iter().find(|l| l.tag() == text)
    })?;
    set(&mut desk.language, language);
    let borders = root.one_of(
        "borders",
        &["auto", "unicode", "ascii"],
        |text| match text {
            "auto" => Some(Borders::Auto),
            "unicode" => Some(Borders::Unicode),
            "ascii" => Some(Borders::Ascii),
            _ => None,
        },
    )?;
    set(&mut desk.borders, borders);
    set(&mut desk.theme, root.text("theme")?.map(str::to_owned));
    let channels = Channel::ALL.map(Channel::key);
    let channel = root.one_of("channel", &channels, Channel::from_key)?;
    set(&mut desk.channel, channel);
    set(&mut desk.opening, opening(&root)?);
    set(&mut desk.soon_days, root.whole("soon_days", 0..100)?);
    set(&mut desk.idle_days, root.whole("idle_days", 0..400)?);
    set(
        &mut desk.objection_days,
        root.whole("objection_days", 0..400)?,
    );
    if let Some(years) = root.whole("keep_years", 0..1000)? {
        desk.keep_years = Some(years).filter(|y| *y > 0);
    }
    let amendment = root.one_of("amendment", &["suffix", "new_number"], |text| match text {
        "suffix" => Some(Amendment::Suffix),
        "new_number" => Some(Amendment::NewNumber),
        _ => None,
    })?;
    set(&mut desk.amendment, amendment);
    let units = root.words("units")?;
    set(
        &mut desk.units,
        units.map(|words| words.iter().map(|word| word.text.to_owned()).collect()),
    );
    set(
        &mut desk.tray_file_mb,
        root.whole("tray_file_mb", 1..1_001)?,
    );
    set(
        &mut desk.tray_person_mb,
        root.whole("tray_person_mb", 1..100_001)?,
    );
    if let Some(folder) = root.text("sftp_trays")? {
        let path = std::path::PathBuf::from(folder);
        if !folder.is_empty() && !path.is_absolute() {
            return Err(root.rule("sftp_trays", "settings-not-absolute", folder));
        }
        desk.sftp_trays = Some(path).filter(|_| !folder.is_empty());
    }
    if let Some(backup) = root.section("backup", &["recipients"])? {
        set(&mut desk.backup_recipients, backup.texts("recipients")?);
    }
    Ok(())
}

fn set<T>(field: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *field = given;
    }
}

/// Codes stand in report numbers: letters and digits only, or nothing.
fn code(root: &Section<'_>, key: &str) -> Read<Option<String>> {
    let Some(text) = root.text(key)? else {
        return Ok(None);
    };
    if text.len() > 12 || !text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(root.rule(key, "settings-bad-code", text));
    }
    Ok(Some(text.to_owned()))
}

/// `["08:30-12:00", "13:30-17:30"]`, in order and apart.
fn opening(root: &Section<'_>) -> Read<Option<Vec<Opening>>> {
    let Some(words) = root.words("opening")? else {
        return Ok(None);
    };
    let mut opening: Vec<Opening> = Vec::new();
    for word in words {
        let stretch = word.text.split_once('-').and_then(|(from, to)| {
            let (from, to) = (hour(from)?, hour(to)?);
            let after_last = opening.last().is_none_or(|last| last.to <= from);
            (from < to && after_last).then_some(Opening { from, to })
        });
        let fault = || Fault::Rule("settings-bad-opening", word.text.to_owned());
        opening.push(stretch.ok_or_else(|| root.fault_at(word.span.clone(), "opening", fault()))?);
    }
    Ok(Some(opening))
}

/// Where systems keep the zones.
const ZONES: &str = "/usr/share/zoneinfo";

/// A zone by its IANA name. Its own file is read where it lies in the usual place: looking it up by name
/// first lists every zone there is, which costs more than all else at the start.
fn zone(name: &str) -> Option<TimeZone> {
    let plain =
        !name.starts_with('/') && !name.split('/').any(|part| part == ".." || part.is_empty());
    let file = plain.then(|| std::fs::read(std::path::Path::new(ZONES).join(name)).ok());
    file.flatten()
        .and_then(|bytes| TimeZone::tzif(name, &bytes).ok())
        .or_else(|| TimeZone::get(name).ok())
}
