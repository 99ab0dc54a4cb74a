//! Believable content for a desk: some two hundred requests over all services, made through commands by
//! the people they belong to, and, for stores of any size, an old ledger brought in before. The same
//! seed and clock give the same store.

mod content;
mod days;
mod dice;
mod forms;
mod old;
mod perform;
mod story;

use std::cmp::Reverse;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::desk::ledger::{LedgerFile, LedgerRow};
use crate::desk::{Command, Desk, Founder, Ids, Moment};
use crate::domain::request::Secrecy;
use crate::domain::staff::Roles;
use crate::domain::{Lang, Refusal, ServiceDef, ServiceKey};
use crate::settings::{Settings, SettingsError};
use days::{Days, When};
use perform::Cast;
use story::{Beat, Deed, Plot, Who};

/// Requests that are told from beginning to end; what is asked for beyond them is ledger.
pub const TOLD: u64 = 200;
/// Working days over which they came in.
const SPAN: u32 = 62;
/// The newest requests, which nobody has looked at yet.
const FRESH: usize = 6;
/// Rows of the ledger in one set.
const SET: u64 = 20_000;
const SEED: u64 = 0x5EED_DE5C;

/// What the demo desk's own `desk.toml` says.
const DESK: &str = r#"
name = { zh = "信息咨询部", en = "Information Consulting" }
institution = { zh = "示范大学图书馆", en = "Model University Library" }
station = "L27"
province = "12"
institution_code = "003"
"#;

/// The moment at which the demo's story ends where it must come out the same on every day: a Friday
/// after work, 2026-11-20 17:30 in Shanghai.
pub const FIXED: &str = "2026-11-20T09:30:00Z";

pub fn settings() -> Result<Arc<Settings>, SettingsError> {
    Settings::builtin_with(DESK)
}

/// The fixed end of the story, in the desk's zone.
pub fn fixed_moment(settings: &Settings) -> Moment {
    let end = FIXED.parse().unwrap_or(Timestamp::UNIX_EPOCH);
    Moment::new(end, &settings.desk().zone)
}

/// Where the filling stands: requests made and requests wanted. False stops it.
pub type Progress<'p> = &'p mut dyn FnMut(u64, u64) -> bool;

/// Makes a store with `requests` requests, whose story ends at `end`; its first member of staff has
/// `lang`. Refused where a store lies there already.
pub fn fill(
    path: &Path,
    settings: &Arc<Settings>,
    requests: u64,
    lang: Lang,
    end: &Moment,
    progress: Progress<'_>,
) -> Result<(), Refusal> {
    let told = requests.min(TOLD);
    let days = Days::before(end.now, &end.zone, settings.calendar());
    let defs: Vec<&ServiceDef> = settings.services().collect();
    let plots = plots(usize::try_from(told).unwrap_or(0), &defs);
    let before = When {
        ago: SPAN + 1,
        minute: days::OPENS,
    };
    let opening = days.moment(before).unwrap_or_else(|| end.clone());
    let mut head = found(path, settings, lang, &opening)?;
    hire(&mut head, &opening)?;
    bring_ledger(&mut head, &defs, requests - told, &opening, progress)?;
    let mut cast = Cast::new(desks(head, path, settings)?, &days, &plots);
    let mut beats: Vec<Beat> = plots.iter().flat_map(Plot::beats).collect();
    beats.extend(second_record(&plots));
    beats.sort_by_key(|b| (b.at.is_over(), Reverse(b.at.ago), b.at.minute));
    let all = u64::try_from(beats.len()).unwrap_or(u64::MAX).max(1);
    for (n, beat) in beats.iter().enumerate() {
        let done = u64::try_from(n).unwrap_or(0) * told / all;
        if n % 64 == 0 && !progress(requests - told + done, requests) {
            return Err(Refusal::rule("import-stopped"));
        }
        cast.play(beat)?;
    }
    progress(requests, requests);
    for desk in &cast.desks {
        desk.store().wait_again()?;
    }
    Ok(())
}

fn found(
    path: &Path,
    settings: &Arc<Settings>,
    lang: Lang,
    moment: &Moment,
) -> Result<Desk, Refusal> {
    let (login, name, _) = content::STAFF.first().copied().unwrap_or_default();
    let founder = Founder {
        login: login.to_owned(),
        name: name.to_owned(),
        lang,
        desk_name: None,
    };
    Desk::found_with(path, settings.clone(), &founder, Ids::seeded(SEED), moment)
}

fn hire(head: &mut Desk, moment: &Moment) -> Result<(), Refusal> {
    for (login, name, roles) in content::STAFF.iter().skip(1) {
        let uid = head.ids().next();
        let command = Command::AddStaff {
            uid,
            login: (*login).to_owned(),
            name: (*name).to_owned(),
            roles: Roles(roles.to_vec()),
            lang: Lang::Zh,
        };
        head.run(&command, moment)?;
    }
    Ok(())
}

/// A console for everybody who works at the demo desk, in the order of `content::STAFF`.
fn desks(head: Desk, path: &Path, settings: &Arc<Settings>) -> Result<Vec<Desk>, Refusal> {
    head.store().do_not_wait()?;
    let mut desks = vec![head];
    for (place, (login, _, roles)) in content::STAFF.iter().enumerate().skip(1) {
        if !Roles(roles.to_vec()).may_write() {
            continue;
        }
        let seed = SEED + u64::try_from(place).unwrap_or(0);
        let desk = Desk::open(path, settings.clone(), Some(login))?.with_ids(Ids::seeded(seed));
        desk.store().do_not_wait()?;
        desks.push(desk);
    }
    Ok(desks)
}

fn plots<'a>(told: usize, defs: &[&'a ServiceDef]) -> Vec<Plot<'a>> {
    let mut plots: Vec<Plot<'a>> = Vec::with_capacity(told);
    for number in 0..told {
        // Any step without a common factor with their number goes round all services.
        let Some(def) = defs.get(number * 7 % defs.len().max(1)) else {
            break;
        };
        let mut plot = Plot::new(number, told, SPAN, def);
        if told - number <= FRESH {
            plot.received = When {
                ago: 1,
                minute: days::CLOSES - 40 + u32::try_from(told - number).unwrap_or(0),
            };
            plot.is_fresh = true;
        } else if number % 29 == 17
            && let Some(first) = plots.last().filter(|p| p.twin_of.is_none())
        {
            plot.def = first.def;
            plot.topic = first.topic;
            plot.client = first.client;
            plot.count = first.count;
            plot.seed = first.seed;
            plot.received = first.received.later(0, 2);
            plot.twin_of = Some(first.number);
        }
        plots.push(plot);
    }
    plots
}

/// A client written down twice, found out, and merged.
fn second_record(plots: &[Plot<'_>]) -> Vec<Beat> {
    // Of a client whom the whole desk may know.
    let known = |p: &&Plot<'_>| p.def.secrecy != Secrecy::Restricted;
    let recent = |p: &&Plot<'_>| p.received.ago < SPAN / 2;
    let Some(plot) = plots.iter().filter(known).find(recent) else {
        return Vec::new();
    };
    let at = plot.received.later(1, 5);
    let beat = |at, deed| Beat {
        at,
        who: Who::Desk,
        story: plot.number,
        deed,
    };
    vec![
        beat(at, Deed::SecondRecord),
        beat(at.later(0, 12), Deed::MergeClients),
    ]
}

fn bring_ledger(
    head: &mut Desk,
    defs: &[&ServiceDef],
    rows: u64,
    moment: &Moment,
    progress: Progress<'_>,
) -> Result<(), Refusal> {
    let services: Vec<(ServiceKey, String)> = defs
        .iter()
        .map(|d| (d.key.clone(), d.short.zh.clone()))
        .collect();
    let ledger = old::Ledger {
        services: &services,
        until: moment.today(),
        zone: moment.zone.clone(),
        rows,
    };
    let wanted = rows + TOLD;
    let mut from = 0;
    while from < rows {
        let to = (from + SET).min(rows);
        let set: Vec<LedgerRow> = (from..to).map(|n| ledger.row(n)).collect();
        let name = format!("demo-{from}-{to}");
        let file = LedgerFile {
            sha256: hex(&Sha256::digest(format!("{SEED:x} {name} of {rows}"))),
            name: format!("{name}.csv"),
        };
        let mut done = |n: usize, _: usize| progress(from + u64::try_from(n).unwrap_or(0), wanted);
        head.bring_in(&file, &set, moment, &mut done)?;
        from = to;
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
