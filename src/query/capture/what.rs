//! What is asked, how much of it, how it came and how pressing it is.

use crate::domain::{Sentence, ServiceKey};
use crate::query::span::Span;

use super::lexicon::Lexicon;
use super::line::Line;
use super::{Asked, Captured, Heard, Meaning};

const COUNTED: [&str; 32] = [
    "篇",
    "份",
    "项",
    "件",
    "条",
    "本",
    "册",
    "种",
    "人",
    "场",
    "个查新点",
    "个点",
    "个专利",
    "个",
    "papers",
    "paper",
    "articles",
    "article",
    "copies",
    "copy",
    "items",
    "patents",
    "patent",
    "books",
    "titles",
    "points",
    "documents",
    "publications",
    "references",
    "people",
    "participants",
    "persons",
];
const COUNTED_WHAT: [&str; 6] = ["论文", "文章", "文献", "专利", "证明", "报告"];

/// `32篇`, `三十二篇`, `12 papers`; not `第3章`, not `3-5篇`.
pub(super) fn count(line: &mut Line, lexicon: &Lexicon, captured: &mut Captured) {
    for i in 0..line.len() {
        let glued = |c: char| {
            c.is_ascii_alphanumeric()
                || matches!(c, '.' | '-' | '~' | '/' | '第' | ':' | '某' | '每')
        };
        if glued(line.before(i)) {
            continue;
        }
        let Some((number, end)) = line.number(i) else {
            continue;
        };
        let at = line.skip_spaces(end);
        let words = lexicon.counted.iter().map(String::as_str).chain(COUNTED);
        let Some(unit_end) = line.any(at, words) else {
            continue;
        };
        let unit = line.text(Span::new(at, unit_end));
        // "2个" and "3人" are counts only where nothing follows: "2个方案" is part of a title.
        if matches!(unit.as_str(), "个" | "人" | "种") && !line.ends(unit_end) {
            continue;
        }
        let end = line
            .any(unit_end, COUNTED_WHAT)
            .filter(|end| line.ends(*end));
        let span = Span::new(i, end.unwrap_or(unit_end));
        line.claim(span, Meaning::Count, false);
        captured.count = Some(Heard {
            value: number,
            span,
            guess: false,
        });
        captured.unit_word = Some(unit);
        return;
    }
}

/// Only a word by itself: 微信 in a title may be what is studied.
pub(super) fn channel(line: &mut Line, lexicon: &Lexicon, captured: &mut Captured) {
    for token in line.tokens() {
        let found = lexicon.channels.iter().find(|(_, words)| {
            words
                .iter()
                .any(|w| line.word(token.start, w) == Some(token.end))
        });
        if let Some((channel, _)) = found {
            line.claim(token, Meaning::Channel, false);
            captured.channel = Some(Heard {
                value: *channel,
                span: token,
                guess: false,
            });
            return;
        }
    }
}

pub(super) fn urgent(line: &mut Line, captured: &mut Captured) {
    let anywhere = [
        "加急",
        "特急",
        "urgent",
        "urgently",
        "asap",
        "as soon as possible",
        "rush",
    ];
    let alone = [
        "急",
        "很急",
        "急用",
        "急要",
        "比较急",
        "尽快",
        "急件",
        "着急",
    ];
    let mut i = 0;
    while i < line.len() {
        let standing = line
            .any(i, alone)
            .filter(|end| line.begins(i) && line.ends(*end));
        match line.any(i, anywhere).or(standing) {
            Some(end) => {
                line.claim(Span::new(i, end), Meaning::Urgent, false);
                captured.urgent = true;
                i = end;
            }
            None => i += 1,
        }
    }
}

enum Word<'a> {
    Service(&'a ServiceKey),
    Purpose(Option<&'a ServiceKey>),
    Field(&'a str, &'a str),
}

/// Names of services, purposes and fields; the longest word wins, the first service named counts.
/// A purpose implies a service only where none is named.
pub(super) fn service(line: &mut Line, lexicon: &Lexicon, captured: &mut Captured) {
    let mut implied = None;
    let mut i = 0;
    while i < line.len() {
        let Some((end, word)) = longest(line, i, lexicon) else {
            i += 1;
            continue;
        };
        let span = Span::new(i, end);
        let text = line.text(span);
        i = end;
        match word {
            Word::Service(key) if captured.service.is_none() => {
                line.claim(span, Meaning::Service, false);
                captured.service = Some(asked(key, &text, "capture-why-named", span, false));
            }
            Word::Purpose(implies) if captured.purpose.is_none() => {
                line.claim(span, Meaning::Purpose, false);
                implied = implies.map(|key| asked(key, &text, "capture-why-purpose", span, true));
                captured.purpose = Some(Heard {
                    value: text,
                    span,
                    guess: false,
                });
            }
            Word::Field(field, value) if captured.fields.iter().all(|(f, _)| f != field) => {
                line.claim(span, Meaning::Field, false);
                let heard = Heard {
                    value: value.to_owned(),
                    span,
                    guess: false,
                };
                captured.fields.push((field.to_owned(), heard));
            }
            _ => {}
        }
    }
    if captured.service.is_none() {
        captured.service = implied;
    }
}

fn longest<'a>(line: &Line, i: usize, lexicon: &'a Lexicon) -> Option<(usize, Word<'a>)> {
    let services = lexicon.services.iter().flat_map(|service| {
        let long = service.words.iter().filter(|w| w.chars().count() > 1);
        long.map(move |word| (word.as_str(), service))
    });
    let services = services
        .filter_map(|(word, service)| Some((line.word(i, word)?, Word::Service(&service.key))));
    let purposes = lexicon
        .purposes
        .iter()
        .filter_map(|p| Some((line.word(i, &p.word)?, Word::Purpose(p.implies.as_ref()))));
    let fields = lexicon.fields.iter().filter_map(|f| {
        let end = line.word(i, &f.word)?;
        (line.begins(i) && line.ends(end)).then_some((end, Word::Field(&f.field, &f.value)))
    });
    let mut best: Option<(usize, Word<'a>)> = None;
    for (end, word) in services.chain(purposes).chain(fields) {
        if best.as_ref().is_none_or(|(far, _)| end > *far) {
            best = Some((end, word));
        }
    }
    best
}

/// A service of one character (问) counts at the beginning of words and not before a Han character.
pub(super) fn short_service(line: &mut Line, lexicon: &Lexicon, captured: &mut Captured) {
    if captured.service.as_ref().is_some_and(|s| !s.guess) {
        return;
    }
    for i in 0..line.len() {
        for service in &lexicon.services {
            let short = service.words.iter().filter(|w| w.chars().count() == 1);
            for word in short {
                let Some(end) = line.word(i, word) else {
                    continue;
                };
                let next = line.at(end);
                let stands = line.begins(i) && (!next.is_alphanumeric() || next.is_ascii());
                if stands {
                    let span = Span::new(i, end);
                    line.claim(span, Meaning::Service, false);
                    let text = line.text(span);
                    captured.service =
                        Some(asked(&service.key, &text, "capture-why-named", span, false));
                    return;
                }
            }
        }
    }
}

fn asked(key: &ServiceKey, word: &str, why: &'static str, span: Span, guess: bool) -> Heard<Asked> {
    Heard {
        value: Asked {
            key: key.clone(),
            why: Sentence::new(why).with("word", word),
        },
        span,
        guess,
    }
}
