//! An e-mail file: who wrote, what about, the text, the files in it. No more parts and no deeper than
//! letters are; opens nothing that lies inside.

use mail_parser::{Address, Message, MessageParser, MimeHeaders};

use crate::domain::refusal::Refusal;
use crate::intake::source::file_refused;
use crate::intake::tray::name;

/// Parts of one letter, those of letters within it included.
const PARTS: usize = 100;
/// Headers that begin a part; counted before anything is understood.
const DECLARED: usize = 2 * PARTS;
/// Characters of a subject, a name, an address, and of the text.
const LINE: usize = 500;
const TEXT: usize = 100_000;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    pub from_name: String,
    pub from_email: String,
    pub subject: String,
    pub text: String,
    pub parts: Vec<Part>,
}

/// A file that came in a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Safe to be written under, never a path.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Mail {
    /// `王五 <wang@example.org>`
    pub fn from(&self) -> String {
        match self.from_name.is_empty() {
            true => self.from_email.clone(),
            false => format!("{} <{}>", self.from_name, self.from_email),
        }
    }
}

/// Reads a letter.
pub fn read(name: &str, bytes: &[u8]) -> Result<Mail, Refusal> {
    if declared(bytes) > DECLARED {
        return Err(file_refused(name, "order-mail-parts").with("limit", PARTS));
    }
    let parsed = MessageParser::default().parse(bytes);
    let message = parsed.ok_or_else(|| file_refused(name, "order-mail-broken"))?;
    if message.parts.len() > PARTS {
        return Err(file_refused(name, "order-mail-parts").with("limit", PARTS));
    }
    let from = message.from().and_then(Address::first);
    let email = from.and_then(|from| from.address()).unwrap_or_default();
    Ok(Mail {
        from_name: one_line(from.and_then(|from| from.name()).unwrap_or_default()),
        from_email: address(email),
        subject: one_line(message.subject().unwrap_or_default()),
        text: body(&message),
        parts: message.attachments().map(part).collect(),
    })
}

fn part(part: &mail_parser::MessagePart<'_>) -> Part {
    let shown = part.attachment_name().unwrap_or_default();
    let named = match (shown.trim(), part.is_message()) {
        ("", true) => "mail.eml",
        ("", false) => "attachment",
        (named, _) => named,
    };
    Part {
        name: name::safe(named),
        bytes: part.contents().to_vec(),
    }
}

fn body(message: &Message<'_>) -> String {
    let text = message.body_text(0).unwrap_or_default();
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars()
        .take(TEXT)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// Without anything that ends a line, and no longer than a name or a subject is.
fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(LINE)
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is no address is none.
fn address(text: &str) -> String {
    let text = one_line(text);
    let is_one = text.split_once('@').is_some_and(|(who, at)| {
        let plain = |part: &str| !part.is_empty() && !part.contains([' ', '@', '<', '>', '"']);
        plain(who) && plain(at)
    });
    if is_one { text } else { String::new() }
}

/// How many parts a letter says it has, whatever is within what.
fn declared(bytes: &[u8]) -> usize {
    const HEAD: &[u8] = b"content-type:";
    let lines = bytes.split(|b| *b == b'\n');
    let begins = |line: &[u8]| {
        let head = line.trim_ascii_start().get(..HEAD.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(HEAD))
    };
    lines.filter(|line| begins(line)).count()
}
