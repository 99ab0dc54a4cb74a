//! What a forced SSH command opens: the screen, or one verb of a closed list. Who sits there is `--as`
//! and nothing else; nothing a client sends along chooses a store, a setting or a program.

mod surroundings;
mod wish;

use std::io::{self, IsTerminal, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::sync::Arc;

use super::args::Everywhere;
use super::out::{self, Outcome, Trouble, code};
use super::{Console, list, open, place, records};
use crate::desk::{Desk, Look, Seen};
use crate::domain::refusal::RefusalKind;
use crate::domain::{Arg, Refusal, RequestId, Sentence};
use crate::intake::files;
use crate::intake::tray::{self, Tray, Trays, sniff};
use crate::keys::Keymap;
use crate::settings::Settings;
use crate::text::Words;
use wish::Wish;

pub use surroundings::shed;

/// Requests listed where no number is said.
const LISTED: usize = 200;

fn usage(key: &'static str) -> Trouble {
    Trouble::Said(code::USAGE, Sentence::new(key))
}

/// The gate, with its surroundings shed.
pub fn gate(
    words: &mut Words,
    settings: Arc<Settings>,
    keys: Keymap,
    everywhere: &Everywhere,
) -> Outcome {
    let command = std::env::var_os(surroundings::COMMAND);
    let wish = command
        .filter(|text| !text.is_empty())
        .map(|text| wish::read(text.as_bytes()))
        .transpose()
        .map_err(|said| Trouble::Said(code::USAGE, said))?;
    if everywhere.login.is_none() {
        return Err(usage("gate-needs-as"));
    }
    if wish.is_none() && !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(usage("gate-no-terminal"));
    }
    let path = place::store(everywhere)?;
    if let Some(folder) = path.parent() {
        is_closed(folder)?;
    }
    let desk = Desk::open(&path, settings, everywhere.login.as_deref())?;
    if everywhere.lang.is_none() && desk.me().lang != words.lang() {
        words.switch(desk.me().lang);
    }
    let trays = Trays::of(&desk)?;
    let Some(wish) = wish else {
        return open::through_gate(desk, keys, everywhere, trays);
    };
    if let Some(said) = desk.only_read() {
        out::say(words, &said);
    }
    let console = &mut Console::at(desk, words);
    match wish {
        Wish::List { query, json } => list::list(console, &query, json, LISTED),
        Wish::Show { number, json } => list::show(console, number, json),
        Wish::Records { name, json } => {
            let asked = match json {
                true => records::Asked::Json,
                false => records::Asked::Rows,
            };
            arrived(console, &trays, &name, asked)
        }
        Wish::Cite { name, style } => {
            let asked = records::Asked::Cited(records::style(style.as_deref())?);
            arrived(console, &trays, &name, asked)
        }
        Wish::Put { name } => put(console, &trays, &name),
        Wish::Get { what, name } => {
            if io::stdout().is_terminal() {
                return Err(usage("gate-get-terminal"));
            }
            get(console, &trays, &what, name.as_deref())
        }
    }
}

/// A store that others could read is not served: what clients told in confidence lies in it.
fn is_closed(folder: &Path) -> Result<(), Trouble> {
    let folder = match folder.as_os_str().is_empty() {
        true => Path::new("."),
        false => folder,
    };
    match tray::is_open_to_others(folder) {
        Some(true) => {
            let said = Sentence::new("gate-folder-open").with("path", folder.display().to_string());
            Err(Trouble::Said(code::STORE, said))
        }
        _ => Ok(()),
    }
}

fn put(console: &mut Console, trays: &Trays, name: &str) -> Outcome {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return Err(usage("gate-put-terminal"));
    }
    let filed = trays.put(name, &mut stdin.lock())?;
    let sniffed = sniff::sniff(&filed.name, &trays.bytes(&filed)?);
    let arrivals = trays.list(Tray::In)?.len();
    let mut what = Sentence::new(sniffed.kind.name_key());
    if let Some(records) = sniffed.records {
        what = Sentence::new("gate-kind-records")
            .with("kind", what)
            .with("records", records);
    }
    let said = Sentence::new("gate-put-done")
        .with("file", filed.name)
        .with("bytes", i64::try_from(filed.bytes).unwrap_or(i64::MAX))
        .with("kind", what)
        .with("arrivals", arrivals);
    out::say(&console.words, &said);
    Ok(code::DONE)
}

/// A file of the in-tray by its name, never by a path.
fn arrived(console: &Console, trays: &Trays, name: &str, asked: records::Asked) -> Outcome {
    let Some(filed) = trays.find(Tray::In, name)? else {
        return Err(Refusal::new(RefusalKind::NotFound, "gate-not-arrived")
            .with("file", name)
            .into());
    };
    let bytes = trays.bytes(&filed)?;
    records::of_bytes(&console.words, &filed.name, &bytes, asked)
}

/// A file of the out-tray by its name; or of a request, from the out-tray and what is kept with it.
fn get(console: &mut Console, trays: &Trays, what: &str, name: Option<&str>) -> Outcome {
    let Some(number) = wish::number(what) else {
        return match trays.find(Tray::Out, what)? {
            Some(filed) => stream(&mut trays.open(&filed)?),
            None => Err(not_there(what)),
        };
    };
    // Refused as any look is where the person may not see it.
    let Seen::Case(case) = console.look(&Look::Case(RequestId(number)))? else {
        return Ok(code::REFUSED);
    };
    let of_request = |file: &str| {
        let rest = file.strip_prefix(&number.to_string());
        rest.is_some_and(|rest| rest.starts_with(['-', ' ', '_', '.']))
    };
    let wanted = |file: &str| name.is_none_or(|name| name == file);
    let mut made = trays.list(Tray::Out)?;
    made.retain(|filed| of_request(&filed.name) && wanted(&filed.name));
    let mut kept = case.attachments;
    kept.retain(|kept| wanted(&kept.name));
    match (made.as_slice(), kept.as_slice()) {
        ([], []) => Err(match name {
            Some(name) => not_there(name),
            None => Refusal::new(RefusalKind::NotFound, "gate-get-none")
                .with("number", number)
                .into(),
        }),
        ([only], []) => stream(&mut trays.open(only)?),
        ([], [only]) => stream(&mut files::open_kept(
            &console.desk,
            &only.sha256,
            &only.name,
        )?),
        _ => {
            let names = made.iter().map(|f| f.name.as_str());
            let names = names.chain(kept.iter().map(|k| k.name.as_str()));
            let names: Vec<Arg> = names.map(Arg::from).collect();
            let said = Sentence::new("gate-get-several")
                .with("number", number)
                .with("names", names);
            Err(Trouble::Said(code::REFUSED, said))
        }
    }
}

fn not_there(name: &str) -> Trouble {
    Refusal::new(RefusalKind::NotFound, "gate-get-no-file")
        .with("file", name)
        .into()
}

fn stream(file: &mut dyn Read) -> Outcome {
    let mut to = io::stdout().lock();
    io::copy(file, &mut to)?;
    to.flush()?;
    Ok(code::DONE)
}
