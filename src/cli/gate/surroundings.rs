//! The gate's surroundings: nothing a client can send along chooses a store, a setting or a program. The
//! process begins anew with the few variables that say how to draw and in which language.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::domain::Sentence;

use super::super::out::{Trouble, code};

/// Where the remote command stands.
pub const COMMAND: &str = "SSH_ORIGINAL_COMMAND";
/// Programs the gate could ever start: none. A path of its own all the same.
const PATH: &str = "/usr/local/bin:/usr/bin:/bin";
const LONGEST: usize = 64;

/// The variables that stay, as they are or made plain.
fn kept(
    given: impl Iterator<Item = (OsString, OsString)>,
    home: Option<&str>,
) -> BTreeMap<OsString, OsString> {
    let mut kept: BTreeMap<OsString, OsString> = given
        .filter(|(name, value)| match name.to_str() {
            Some(COMMAND) => true,
            Some("TERM" | "COLORTERM" | "NO_COLOR" | "LANG") => is_plain(value),
            Some(name) => name.starts_with("LC_") && is_plain(value),
            None => false,
        })
        .collect();
    kept.insert("PATH".into(), PATH.into());
    if let Some(home) = home {
        kept.insert("HOME".into(), home.into());
    }
    kept
}

/// A terminal's or a language's name.
fn is_plain(value: &OsStr) -> bool {
    value.len() <= LONGEST
        && value.to_str().is_some_and(|value| {
            value
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"_-.+@".contains(&b))
        })
}

/// The account's own home, as the system's list has it: `HOME` is not asked.
fn home(passwd: &str, uid: u32) -> Option<String> {
    passwd.lines().find_map(|line| {
        let mut parts = line.split(':');
        let own = parts.nth(2)?.parse() == Ok(uid);
        let home = parts.nth(2)?;
        (own && home.starts_with('/')).then(|| home.to_owned())
    })
}

/// Returns only where the surroundings are the gate's own already.
pub fn shed() -> Result<(), Trouble> {
    let passwd = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let home = home(&passwd, rustix::process::getuid().as_raw());
    let wanted = kept(std::env::vars_os(), home.as_deref());
    let now: BTreeMap<OsString, OsString> = std::env::vars_os().collect();
    if now == wanted {
        return Ok(());
    }
    // The running file itself, also where an update has put another in its place.
    let mut again = Command::new("/proc/self/exe");
    again.args(std::env::args_os().skip(1)).env_clear();
    let why = again.envs(wanted).exec();
    let said = Sentence::new("gate-cannot-begin").with("why", why.to_string());
    Err(Trouble::Said(code::STORE, said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_how_to_draw_and_speak_stays() {
        let given = [
            ("TERM", "xterm-256color"),
            ("LANG", "zh_CN.UTF-8"),
            ("LC_ALL", "C.UTF-8"),
            ("LC_EVIL", "../../etc\u{1b}[2J"),
            ("NO_COLOR", "1"),
            ("SSH_ORIGINAL_COMMAND", "list"),
            ("HOME", "/tmp/evil"),
            ("XDG_DATA_HOME", "/tmp/evil"),
            ("REFDESK_OUT", "/tmp/evil"),
            ("EDITOR", "sh"),
            ("PAGER", "sh"),
            ("LD_PRELOAD", "/tmp/evil.so"),
            ("SQLITE_TMPDIR", "/tmp/evil"),
            ("USER", "zhang"),
        ];
        let given = given.map(|(name, value)| (name.into(), value.into()));
        let kept = kept(given.into_iter(), Some("/srv/refdesk"));
        let names: Vec<&str> = kept.keys().filter_map(|name| name.to_str()).collect();
        assert_eq!(
            names,
            [
                "HOME",
                "LANG",
                "LC_ALL",
                "NO_COLOR",
                "PATH",
                "SSH_ORIGINAL_COMMAND",
                "TERM"
            ]
        );
        assert_eq!(kept[OsStr::new("HOME")], "/srv/refdesk");
        let again = super::kept(kept.clone().into_iter(), Some("/srv/refdesk"));
        assert_eq!(again, kept);
    }

    #[test]
    fn the_home_is_that_of_the_account() {
        let passwd =
            "root:x:0:0:root:/root:/bin/sh\nrefdesk:x:998:998::/srv/refdesk:/bin/sh\nbroken\n";
        assert_eq!(home(passwd, 998).as_deref(), Some("/srv/refdesk"));
        assert_eq!(home(passwd, 0).as_deref(), Some("/root"));
        assert_eq!(home(passwd, 5), None);
    }
}
