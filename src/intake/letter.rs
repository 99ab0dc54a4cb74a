//! A message to a client as plain text, or as an e-mail file that a mail program opens. Sends nothing.

use std::fmt::Write;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Longest line of a header or of a body in base64, as RFC 5322 and RFC 2045 ask.
const LINE: usize = 76;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    pub name: String,
    pub email: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    pub from: Address,
    pub to: Address,
    pub subject: String,
    pub text: String,
    pub at: Timestamp,
    pub zone: TimeZone,
    /// Makes the message's id; the talk's or the request's own id.
    pub id: String,
}

impl Letter {
    /// What a person copies into any program.
    pub fn as_text(&self) -> String {
        let body = self.text.replace("\r\n", "\n").replace('\r', "\n");
        format!("{}\n\n{}\n", one_line(&self.subject), body.trim_end())
    }

    /// As RFC 5322 has it. Every name and the subject are encoded, and nothing in them can begin a
    /// header of its own.
    pub fn as_eml(&self) -> Vec<u8> {
        let mut mail = String::new();
        let mut header = |name: &str, value: String| {
            // Writing into a String cannot fail.
            let _ = write!(mail, "{name}: {value}\r\n");
        };
        let zoned = self.at.to_zoned(self.zone.clone());
        if let Ok(date) = jiff::fmt::rfc2822::to_string(&zoned) {
            header("Date", date);
        }
        header("From", address(&self.from));
        header("To", address(&self.to));
        header("Subject", encoded(&self.subject, "Subject: ".len()));
        let id: String = self
            .id
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        header("Message-ID", format!("<{id}@refdesk.invalid>"));
        header("MIME-Version", "1.0".to_owned());
        header("Content-Type", "text/plain; charset=UTF-8".to_owned());
        header("Content-Transfer-Encoding", "base64".to_owned());
        // A draft to a mail program, which then sends it.
        header("X-Unsent", "1".to_owned());
        mail.push_str("\r\n");
        let body = self
            .text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .replace('\n', "\r\n");
        let packed = base64(body.replace('\0', "").as_bytes());
        let mut rest = packed.as_str();
        while !rest.is_empty() {
            let (line, behind) = rest.split_at_checked(LINE).unwrap_or((rest, ""));
            mail.push_str(line);
            mail.push_str("\r\n");
            rest = behind;
        }
        mail.into_bytes()
    }
}

/// Without anything that ends a header.
fn one_line(text: &str) -> String {
    let spaced = text.chars().map(|c| {
        let ends = c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        if ends { ' ' } else { c }
    });
    spaced.collect::<String>().trim().to_owned()
}

fn address(address: &Address) -> String {
    // What is no address in letters, digits and plain signs would need quoting of its own.
    let email: String = address
        .email
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || "@.!#$%&'*+-/=?^_`{|}~".contains(*c))
        .collect();
    match one_line(&address.name).as_str() {
        "" => email,
        name => format!("{} <{email}>", encoded(name, "From: ".len())),
    }
}

/// Encoded words of RFC 2047, folded; also for plain ASCII, so that no sign in it has a meaning.
fn encoded(text: &str, used: usize) -> String {
    const OPEN: &str = "=?UTF-8?B?";
    let text = one_line(text);
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    // Characters are never parted between words; 45 bytes are 60 letters of base64.
    let mut room = 45_usize.saturating_sub(used);
    for c in text.chars() {
        if word.len() + c.len_utf8() > room {
            words.push(std::mem::take(&mut word));
            room = 45;
        }
        word.push(c);
    }
    words.push(word);
    let words: Vec<String> = words
        .iter()
        .map(|w| format!("{OPEN}{}?=", base64(w.as_bytes())))
        .collect();
    words.join("\r\n ")
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |n: usize| u32::from(three.get(n).copied().unwrap_or(0));
        let all = at(0) << 16 | at(1) << 8 | at(2);
        for n in 0..4 {
            let six = usize::try_from(all >> (18 - 6 * n) & 63).unwrap_or(0);
            let letter = LETTERS.get(six).copied().unwrap_or(b'=');
            out.push(if n <= three.len() {
                char::from(letter)
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(name: &str, subject: &str, text: &str) -> Letter {
        Letter {
            from: Address {
                name: "信息咨询部".into(),
                email: "desk@library.example".into(),
            },
            to: Address {
                name: name.into(),
                email: "wang@example.org".into(),
            },
            subject: subject.into(),
            text: text.into(),
            at: "2026-11-22T10:00:00Z".parse().unwrap(),
            zone: TimeZone::UTC,
            id: "0190-ab".into(),
        }
    }

    #[test]
    fn bytes_are_written_in_base64_with_their_padding() {
        let cases = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("查", "5p+l"),
        ];
        for (plain, packed) in cases {
            assert_eq!(base64(plain.as_bytes()), packed);
        }
    }

    #[test]
    fn no_part_of_a_letter_can_begin_a_header() {
        for evil in [
            "a\r\nBcc: x@y",
            "a\nBcc: x@y",
            "a\rBcc: x@y",
            "a\0Bcc: x@y",
            "a\u{2028}Bcc: x@y",
        ] {
            let mut letter = letter(evil, evil, evil);
            letter.to.email = evil.into();
            letter.id = evil.into();
            let mail = String::from_utf8(letter.as_eml()).unwrap();
            let (headers, _) = mail.split_once("\r\n\r\n").unwrap();
            assert!(!headers.replace("\r\n", "").contains(['\r', '\n', '\0']));
            assert!(!headers.lines().any(|l| l.starts_with("Bcc")), "{headers}");
        }
    }

    #[test]
    fn lines_stay_short_and_chinese_is_not_cut_within_a_character() {
        let long = "您委托的科技查新项目报告已经完成，请携带有效证件到图书馆信息咨询部领取纸质报告"
            .repeat(3);
        let mail = String::from_utf8(letter("王五", &long, &long).as_eml()).unwrap();
        assert!(mail.is_ascii());
        assert!(mail.split("\r\n").all(|line| line.len() <= 78), "{mail}");
        assert!(
            mail.contains("Date: Sun, 22 Nov 2026 10:00:00 +0000"),
            "{mail}"
        );
    }

    #[test]
    fn as_text_it_is_what_was_written() {
        let text = letter("王五", "报告\n完成", "您好：\r\n请查收。\r\n").as_text();
        assert_eq!(text, "报告 完成\n\n您好：\n请查收。\n");
    }
}
