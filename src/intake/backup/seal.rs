//! Sealing to `age` keys and opening again. Keys are read and used, never kept or shown.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{Fault, broken, not_read};
use crate::domain::refusal::{Refusal, RefusalKind};
use crate::store::journal::hex;

/// How every age file begins.
const AGE: &[u8] = b"age-encryption.org/";

/// To whom a backup is sealed; to nobody when it stays plain.
#[derive(Default)]
pub struct Recipients(Vec<(String, age::x25519::Recipient)>);

/// What opens a sealed backup.
#[derive(Default)]
pub struct Keys(Vec<Box<dyn age::Identity + Send + Sync>>);

impl Recipients {
    /// Public keys as `age-keygen` prints them, `age1…`.
    pub fn read(texts: &[String]) -> Result<Recipients, Refusal> {
        let mut read = Vec::new();
        for text in texts {
            let text = text.trim().to_owned();
            let recipient = text.parse().map_err(|_| {
                Refusal::missing("to", "backup-recipient-wrong").with("recipient", text.as_str())
            })?;
            read.push((text, recipient));
        }
        read.sort_by(|a, b| a.0.cmp(&b.0));
        read.dedup_by(|a, b| a.0 == b.0);
        Ok(Recipients(read))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The folder for files sealed to just these keys: with other keys they are sealed anew.
    pub(super) fn folder(&self) -> String {
        if self.is_empty() {
            return "files-plain".to_owned();
        }
        let mut hasher = Sha256::new();
        for (text, _) in &self.0 {
            hasher.update(text.as_bytes());
            hasher.update([0]);
        }
        let name: String = hex(&hasher.finalize()).chars().take(16).collect();
        format!("files-{name}")
    }

    /// The ending of what is sealed.
    pub(super) fn ending(&self) -> &'static str {
        if self.is_empty() { "" } else { ".age" }
    }

    pub(super) fn seal<W: Write>(&self, out: W) -> io::Result<Sealing<W>> {
        if self.is_empty() {
            return Ok(Sealing::Plain(out));
        }
        let all = self.0.iter().map(|(_, r)| r as &dyn age::Recipient);
        let sealed = age::Encryptor::with_recipients(all).map_err(io::Error::other)?;
        Ok(Sealing::Age(Box::new(sealed.wrap_output(out)?)))
    }
}

pub(super) enum Sealing<W: Write> {
    Plain(W),
    Age(Box<age::stream::StreamWriter<W>>),
}

impl<W: Write> Sealing<W> {
    pub fn finish(self) -> io::Result<W> {
        match self {
            Sealing::Plain(out) => Ok(out),
            Sealing::Age(sealed) => sealed.finish(),
        }
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sealing::Plain(out) => out.write(bytes),
            Sealing::Age(sealed) => sealed.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sealing::Plain(out) => out.flush(),
            Sealing::Age(sealed) => sealed.flush(),
        }
    }
}

impl Keys {
    /// A file of secret keys as `age-keygen` writes it.
    pub fn read(path: &Path) -> Result<Keys, Refusal> {
        let wrong = || {
            Refusal::new(RefusalKind::NotFound, "backup-identity-wrong")
                .with("path", path.display().to_string())
        };
        let file = File::open(path).map_err(|e| not_read(path, &e))?;
        let read = age::IdentityFile::from_buffer(BufReader::new(file)).map_err(|_| wrong())?;
        let keys = read.into_identities().map_err(|_| wrong())?;
        if keys.is_empty() {
            return Err(wrong());
        }
        Ok(Keys(keys))
    }

    /// Opens what is sealed to one of the keys; what is not sealed is read as it is.
    pub(super) fn open(&self, path: &Path) -> Result<Box<dyn Read>, Fault> {
        let unable = |e: io::Error| Fault::Unable(not_read(path, &e));
        let mut file = BufReader::new(File::open(path).map_err(unable)?);
        let sealed = file.fill_buf().map_err(unable)?.starts_with(AGE);
        if !sealed && path.extension().is_some_and(|e| e == "age") {
            return Err(damaged(path));
        }
        if !sealed {
            return Ok(Box::new(file));
        }
        if self.0.is_empty() {
            return Err(Fault::Unable(Refusal::missing(
                "identity",
                "backup-identity-missing",
            )));
        }
        let keys = self.0.iter().map(|k| k.as_ref() as &dyn age::Identity);
        let opened = age::Decryptor::new_buffered(file).and_then(|d| d.decrypt(keys));
        match opened {
            Ok(opened) => Ok(Box::new(opened)),
            Err(age::DecryptError::NoMatchingKeys) => Err(Fault::Unable(
                Refusal::new(RefusalKind::NotFound, "backup-wrong-key")
                    .with("path", path.display().to_string()),
            )),
            Err(_) => Err(damaged(path)),
        }
    }
}

pub(super) fn damaged(path: &Path) -> Fault {
    match broken("backup-damaged") {
        Fault::Broken(refusal) => Fault::Broken(refusal.with("path", path.display().to_string())),
        other => other,
    }
}
