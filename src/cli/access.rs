//! The line of `authorized_keys` that lets one key in as one person: the public key checked, the command
//! quoted for the shell and for sshd. Writes to no file; the administrator does.

use std::path::Path;

use super::args::Everywhere;
use super::out::{Trouble, code};
use super::place;
use crate::domain::Sentence;
use crate::intake::source;

/// Largest key file that is read, in bytes.
const LARGEST: u64 = 16 * 1024;
/// RSA keys shorter than this are refused, in bytes of the modulus.
const RSA: usize = 256;
const KINDS: [&str; 7] = [
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ecdsa-sha2-nistp256@openssh.com",
    "ssh-rsa",
];

/// A public key as sshd writes it: kind and Base64. What stood behind it is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    kind: &'static str,
    body: String,
}

fn said(key: &'static str) -> Sentence {
    Sentence::new(key)
}

/// The one public key of a file.
pub fn key_of(path: &Path) -> Result<Key, Trouble> {
    let bytes = source::read(path, LARGEST)?;
    let text = String::from_utf8_lossy(&bytes);
    read(&text).map_err(|sentence| {
        let sentence = sentence.with("file", path.display().to_string());
        Trouble::Said(code::USAGE, sentence)
    })
}

fn read(text: &str) -> Result<Key, Sentence> {
    if text.contains("PRIVATE KEY") || text.starts_with("PuTTY-User-Key-File") {
        return Err(said("key-private"));
    }
    if text.contains("BEGIN SSH2 PUBLIC KEY") {
        return Err(said("key-other-form"));
    }
    let mut lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let line = lines.next().ok_or_else(|| said("key-none"))?;
    if lines.next().is_some() {
        return Err(said("key-several"));
    }
    let mut words = line.split_ascii_whitespace();
    let kind = words.next().unwrap_or_default();
    let kind = *KINDS.iter().find(|known| **known == kind).ok_or_else(|| {
        let has_one = line.split([' ', ',']).any(|w| KINDS.contains(&w));
        said(if has_one { "key-options" } else { "key-kind" })
    })?;
    let body = words.next().unwrap_or_default();
    let blob = base64(body).ok_or_else(|| said("key-broken"))?;
    // The blob begins with its own kind: a key cannot pass for one of another kind.
    let (own, rest) = piece(&blob).ok_or_else(|| said("key-broken"))?;
    if own != kind.as_bytes() || rest.is_empty() {
        return Err(said("key-broken"));
    }
    if kind == "ssh-rsa" {
        let modulus = piece(rest).and_then(|(_, rest)| piece(rest));
        let modulus = modulus.map_or(0, |(m, _)| m.strip_prefix(&[0]).unwrap_or(m).len());
        if modulus < RSA {
            return Err(said("key-short"));
        }
    }
    Ok(Key {
        kind,
        body: body.to_owned(),
    })
}

/// A length of four bytes and what it counts, and what follows.
fn piece(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let bare = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - bare.len() > 2 || bare.is_empty() {
        return None;
    }
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for b in bare.bytes() {
        let six = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xFF).ok()?);
        }
    }
    Some(bytes)
}

/// A word for `sh -c`, which is how sshd runs a forced command.
fn for_shell(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-./@%+=:,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// Inside sshd's double quotes only the quote itself is written otherwise.
fn for_sshd(command: &str) -> String {
    command.replace('"', "\\\"")
}

/// The line that goes into the service account's `authorized_keys`.
pub fn line(login: &str, key: &Key, everywhere: &Everywhere) -> Result<String, Trouble> {
    let absolute = |path: &Path| -> Result<String, Trouble> {
        let path = std::path::absolute(path)?;
        let text = path.to_str().filter(|t| !t.chars().any(char::is_control));
        let shown = path.display().to_string();
        let strange = said("key-path").with("path", shown);
        text.map(str::to_owned)
            .ok_or(Trouble::Said(code::USAGE, strange))
    };
    let mut words = vec![absolute(&std::env::current_exe()?)?];
    words.extend(["gate", "--as", login].map(str::to_owned));
    words.extend(["--store".to_owned(), absolute(&place::store(everywhere)?)?]);
    if let Some(config) = &everywhere.config {
        words.extend(["--config".to_owned(), absolute(config)?]);
    }
    let command: Vec<String> = words.iter().map(|word| for_shell(word)).collect();
    let command = for_sshd(&command.join(" "));
    let Key { kind, body } = key;
    Ok(format!(
        "restrict,pty,command=\"{command}\" {kind} {body} {login}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ED: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    fn why(text: &str) -> &'static str {
        read(text).map_or_else(|said| said.key, |_| "taken")
    }

    #[test]
    fn one_public_key_is_taken_and_anything_else_is_told_apart() {
        assert_eq!(why(&format!("{ED} wang@pc\n")), "taken");
        assert_eq!(why(&format!("# mine\n\n{ED}")), "taken");
        assert_eq!(why(""), "key-none");
        assert_eq!(why(&format!("{ED}\n{ED}\n")), "key-several");
        assert_eq!(why("-----BEGIN OPENSSH PRIVATE KEY-----\nx"), "key-private");
        assert_eq!(why("-----BEGIN RSA PRIVATE KEY-----\nx"), "key-private");
        assert_eq!(why("PuTTY-User-Key-File-3: ssh-ed25519\n"), "key-private");
        assert_eq!(why("---- BEGIN SSH2 PUBLIC KEY ----\nx"), "key-other-form");
        assert_eq!(why(&format!("command=\"sh\" {ED}")), "key-options");
        assert_eq!(why(&format!("restrict,pty {ED}")), "key-options");
        assert_eq!(why("ssh-dss AAAAB3NzaC1kc3M="), "key-kind");
        assert_eq!(why("hello"), "key-kind");
        assert_eq!(why("ssh-ed25519"), "key-broken");
        assert_eq!(why("ssh-ed25519 !!!!"), "key-broken");
        assert_eq!(why(&ED.replace("ssh-ed25519 ", "ssh-rsa ")), "key-broken");
        let short = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAABAECAwQ=";
        assert_eq!(why(short), "key-short");
    }

    #[test]
    fn a_path_with_blanks_and_quotes_stays_one_word_for_the_shell_and_for_sshd() {
        assert_eq!(for_shell("/srv/refdesk/desk.db"), "/srv/refdesk/desk.db");
        assert_eq!(for_shell("/a b/$x;'y"), r"'/a b/$x;'\''y'");
        assert_eq!(for_shell(""), "''");
        assert_eq!(for_shell("王"), "'王'");
        assert_eq!(for_sshd("'a\"b'"), "'a\\\"b'");
    }
}
