//! Where the store and the configuration lie, and who sits down at the desk.

use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use etcetera::BaseStrategy;
use rustix::fs::Mode;

use super::args::Everywhere;
use super::out::{Trouble, code};
use crate::desk::{Desk, vocabulary};
use crate::domain::refusal::Refusal;
use crate::domain::{Lang, Sentence};
use crate::keys::Keymap;
use crate::query::Vocabulary;
use crate::settings::Settings;
use crate::store::Store;
use crate::text::words::lay_over;

/// What we make is ours alone: a store holds what clients told in confidence. No core is dumped either.
pub fn keep_to_oneself() {
    use rustix::process::{Resource, Rlimit, setrlimit, umask};
    umask(Mode::from_raw_mode(0o077));
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // Where a limit cannot be set there is none to lower.
    let _ = setrlimit(Resource::Core, none);
}

/// A limit on the size of files then comes back as an error of the write, which is told like a full
/// disk, where it would else end the program in the middle.
pub fn take_size_limits_as_errors() {
    let seen = Arc::new(AtomicBool::new(false));
    // Without it everything works, but for that limit.
    let _ = signal_hook::flag::register(rustix::process::Signal::XFSZ.as_raw(), seen);
}

/// `--store`, or `refdesk/desk.db` in the user's data folder.
pub fn store(everywhere: &Everywhere) -> Result<PathBuf, Trouble> {
    if let Some(path) = &everywhere.store {
        return Ok(path.clone());
    }
    etcetera::choose_base_strategy()
        .map(|base| base.data_dir().join("refdesk").join("desk.db"))
        .map_err(|_| Trouble::Said(code::USAGE, Sentence::new("cli-no-home")))
}

/// The name by which the system knows who sits at the terminal.
pub fn login() -> Option<String> {
    ["USER", "LOGNAME"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|name| !name.is_empty())
}

/// The configuration, and what is made of it alone.
pub struct Config {
    pub settings: Arc<Settings>,
    pub keymap: Keymap,
    pub vocabulary: Vocabulary,
}

/// Reads the configuration. Every command checks all of it, also what only the screen needs.
pub fn configured(everywhere: &Everywhere) -> Result<Config, Trouble> {
    let settings = Settings::load(everywhere.config.as_deref())?;
    for lang in Lang::ALL {
        lay_over(lang, &settings.wording(lang));
    }
    Ok(Config {
        keymap: Keymap::with(settings.key_lines())?,
        vocabulary: vocabulary(&settings, &[]),
        settings,
    })
}

/// A store, opened or refused.
pub struct Opening {
    path: PathBuf,
    store: Result<Store, Refusal>,
}

/// Opens the store, where there is one. On this thread: on a small machine a second one begins when the
/// first waits for it.
pub fn begin(everywhere: &Everywhere) -> Option<Opening> {
    let path = store(everywhere).ok().filter(|path| Store::exists(path))?;
    let store = Desk::store_at(&path);
    Some(Opening { path, store })
}

/// Sits down at the store as whoever is named; else as the member of staff of this login; else, for the
/// account that made the store, as its first member of staff.
pub fn seat(
    opening: Option<Opening>,
    config: (Arc<Settings>, Vocabulary),
    everywhere: &Everywhere,
) -> Result<Desk, Trouble> {
    let (settings, vocabulary) = config;
    let Opening { path, store } = match opening {
        Some(opening) => opening,
        None => {
            let path = store(everywhere)?;
            let store = Desk::store_at(&path);
            Opening { path, store }
        }
    };
    let store = store?;
    if let Some(login) = &everywhere.login {
        return Ok(Desk::seat(store, settings, Some(login))?.knowing(vocabulary));
    }
    let login = login();
    let known = match &login {
        Some(login) => Desk::knows(&store, login)?,
        None => false,
    };
    let login = login.filter(|_| known || !is_ours(&path));
    Ok(Desk::seat(store, settings, login.as_deref())?.knowing(vocabulary))
}

fn is_ours(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|about| about.uid() == rustix::process::getuid().as_raw())
}

/// The keys with the desk's own `keys.toml` laid over them.
pub fn keymap(everywhere: &Everywhere) -> Result<Keymap, Trouble> {
    let settings = Settings::load(everywhere.config.as_deref())?;
    Ok(Keymap::with(settings.key_lines())?)
}
