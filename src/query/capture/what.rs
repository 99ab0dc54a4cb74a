//! What is asked, how much of it, how it came and how pressing it is.

use std::cmp::Reverse;

use crate::domain::{Sentence, ServiceKey};
use crate::query::span::Span;
use crate::text::fold::is_han;

use super::lexicon::{FieldWord, Lexicon};
use super::line::Line;
use super::{Asked, Captured, Heard, Meaning};

pub(super) const COUNTED: [&str; 32] = [
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

/// `32篇`, `三十二篇`, `12 papers`; not `第3章`, not `3-5篇`. 一场 before what it is of (一场讲座) is an
/// article, and gives way to a number that is said besides.
pub(super) fn count(line: &mut Line, lexicon: &Lexicon, captured: &mut Captured) {
    let all = counts(line, lexicon);
    let article = |(span, _, end): &(Span, u32, usize)| {
        line.at(span.start) == '一' && span.len() == 2 && is_han(line.at(*end))
    };
    let real = all.iter().find(|found| !article(found));
    let Some((span, number, unit)) = real.or(all.first()).map(|(span, number, unit_end)| {
        let unit_start = count_unit(line, *span);
        (*span, *number, Span::new(unit_start, *unit_end))
    }) else {
        return;
    };
    let unit = line.text(unit);
    line.claim(span, Meaning::Count, false);
    captured.count = Some(Heard {
        value: number,
        span,
        guess: false,
    });
    captured.unit_word = Some(unit);
}

/// Where the word of what is counted begins.
fn count_unit(line: &Line, span: Span) -> usize {
    line.number(span.start)
        .map_or(span.start, |(_, end)| line.skip_spaces(end))
}

/// Every count: where it stands, how many, and where the word of what is counted ends.
fn counts(line: &Line, lexicon: &Lexicon) -> Vec<(Span, u32, usize)> {
    let mut all = Vec::new();
    for i in 0..line.len() {
        let glued = |c: char| {
            c.is_ascii_alphanumeric()
                || matches!(c, '.' | '-' | '~' | '/' | '第' | ':' | '某' | '每')
        };
        if glued(line.before(i)) {
            continue;
        }
        let Some((number, end)) = line.number(i).filter(|(number, _)| *number > 0) else {
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
        all.push((span, number, unit_end));
    }
    all
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
        "马上",
        "马上要",
        "马上就要",
        "马上用",
        "立刻要",
        "立等",
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

/// A word of a service or a purpose, as it was met.
struct Met<'a> {
    span: Span,
    word: Word<'a>,
    /// Nothing adjoins it: it is said for itself and not as a part of a name or a title.
    stands: bool,
}

enum Word<'a> {
    Service(&'a ServiceKey),
    Purpose(Option<&'a ServiceKey>),
}

/// Names of services and purposes. A service said for itself counts before one inside other words (咨询
/// in the name of a firm), then the longest, then the first. A purpose implies a service only where
/// none is named.
pub(super) fn service(line: &mut Line, lexicon: &Lexicon, captured: &mut Captured) {
    let met = all_met(line, lexicon);
    let named = met
        .iter()
        .filter_map(|met| match met.word {
            Word::Service(key) => Some((met, key)),
            Word::Purpose(_) => None,
        })
        .max_by_key(|(met, _)| {
            let length = if met.stands {
                usize::MAX
            } else {
                met.span.len()
            };
            (length, Reverse(met.span.start))
        });
    if let Some((met, key)) = named {
        let text = line.text(met.span);
        line.claim(met.span, Meaning::Service, false);
        captured.service = Some(asked(key, &text, "capture-why-named", met.span, false));
    }
    // In the midst of other words it is what the work is about: 工程验收标准.
    let at_an_edge = |span: Span| line.begins(span.start) || line.ends(span.end);
    let purpose = met
        .iter()
        .filter_map(|met| match met.word {
            Word::Purpose(implies) if at_an_edge(met.span) => Some((met, implies)),
            _ => None,
        })
        .max_by_key(|(met, _)| (met.stands, Reverse(met.span.start)));
    if let Some((met, implies)) = purpose {
        let text = line.text(met.span);
        line.claim(met.span, Meaning::Purpose, false);
        if captured.service.is_none() {
            let implied =
                implies.map(|key| asked(key, &text, "capture-why-purpose", met.span, true));
            captured.service = implied;
        }
        captured.purpose = Some(Heard {
            value: text,
            span: met.span,
            guess: false,
        });
    }
}

fn all_met<'a>(line: &Line, lexicon: &'a Lexicon) -> Vec<Met<'a>> {
    let (mut all, mut i) = (Vec::new(), 0);
    while i < line.len() {
        let Some((end, word)) = longest(line, i, lexicon) else {
            i += 1;
            continue;
        };
        if matches!(word, Word::Service(_)) && in_a_name(line, end) {
            i = end;
            continue;
        }
        all.push(Met {
            span: Span::new(i, end),
            word,
            stands: line.begins(i) && line.ends(end),
        });
        i = end;
    }
    all
}

/// The word goes on to the name of a place of work: 咨询公司, 咨询部.
fn in_a_name(line: &Line, end: usize) -> bool {
    let short = line.any(end, ["部", "处", "科", "室", "所", "院", "组"]);
    line.any(end, ["公司", "有限公司", "中心", "机构", "集团"])
        .is_some()
        || short.is_some_and(|end| line.ends(end))
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
    let mut best: Option<(usize, Word<'a>)> = None;
    for (end, word) in services.chain(purposes) {
        if best.as_ref().is_none_or(|(far, _)| end > *far) {
            best = Some((end, word));
        }
    }
    best
}

/// A service whose word is broken by the count, as 找文献 in 找两篇文献.
pub(super) fn service_around_count(line: &Line, lexicon: &Lexicon, captured: &mut Captured) {
    let (None, Some(count)) = (&captured.service, &captured.count) else {
        return;
    };
    let said = line.text(count.span);
    let unit = captured.unit_word.as_deref().unwrap_or_default();
    let counted = match said.split_once(unit) {
        Some((_, what)) if !what.trim().is_empty() => what.trim().to_owned(),
        _ if unit.is_ascii() => unit.to_owned(),
        _ => return,
    };
    let before = line.left_of(count.span.start);
    let joined = Line::new(&format!("{before}{counted}"));
    let met = all_met(&joined, lexicon);
    let found = met.into_iter().find_map(|met| match met.word {
        Word::Service(key) if met.span.end == joined.len() => Some((key, joined.text(met.span))),
        _ => None,
    });
    if let Some((key, text)) = found {
        captured.service = Some(asked(key, &text, "capture-why-named", count.span, true));
    }
}

/// Words that fill fields of the service that is asked for. Standing alone they are nothing else.
pub(super) fn fields(line: &mut Line, lexicon: &Lexicon, captured: &mut Captured) {
    let Some(service) = captured.service.as_ref().map(|s| s.value.key.clone()) else {
        return;
    };
    let words = || lexicon.fields.iter().filter(|f| f.service == service);
    let whole = Line::new(&captured.line);
    for word in words().filter(|f| f.anywhere) {
        let at = (0..whole.len()).find_map(|i| Some((i, whole.word(i, &word.word)?)));
        if let Some((start, end)) = at {
            add_field(captured, word, Span::new(start, end));
        }
    }
    let mut i = 0;
    while i < line.len() {
        let standing = words().filter(|f| !f.anywhere).filter_map(|f| {
            let end = line.word(i, &f.word)?;
            (line.begins(i) && line.ends(end)).then_some((end, f))
        });
        match standing.max_by_key(|(end, _)| *end) {
            Some((end, word)) => {
                let span = Span::new(i, end);
                line.claim(span, Meaning::Field, false);
                add_field(captured, word, span);
                i = end;
            }
            None => i += 1,
        }
    }
}

fn add_field(captured: &mut Captured, word: &FieldWord, span: Span) {
    let heard = Heard {
        value: word.value.clone(),
        span,
        guess: false,
    };
    let said =
        |(field, old): &(String, Heard<String>)| *field == word.field && old.value == heard.value;
    if !captured.fields.iter().any(said) {
        captured.fields.push((word.field.clone(), heard));
    }
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

/// Words that answer a field of the service the line names.
pub(super) fn answers<'a>(line: &Line, lexicon: &'a Lexicon) -> Vec<&'a str> {
    let met = all_met(line, lexicon);
    let named = |service: &ServiceKey| {
        met.iter()
            .any(|met| matches!(met.word, Word::Service(key) if key == service))
    };
    let words = lexicon.fields.iter().filter(|f| named(&f.service));
    words.map(|field| field.word.as_str()).collect()
}

/// What somebody says who only asks.
const ASKING: [&str; 34] = [
    "问一下",
    "想问",
    "问问",
    "咨询",
    "请问",
    "请教",
    "吗",
    "几点",
    "几号",
    "怎么",
    "怎样",
    "如何",
    "哪里",
    "哪儿",
    "在哪",
    "什么时候",
    "是什么",
    "为什么",
    "多久",
    "多少钱",
    "能不能",
    "可不可以",
    "可以不",
    "有没有",
    "是不是",
    "how do",
    "how to",
    "how can",
    "how long",
    "what time",
    "where",
    "when does",
    "when do",
    "is there",
];

/// The first word or mark by which a line asks.
pub(super) fn asking(line: &Line) -> Option<Span> {
    let mark = |i: usize| (line.at(i) == '?').then_some(i + 1);
    (0..line.len()).find_map(|i| Some(Span::new(i, line.any(i, ASKING).or_else(|| mark(i))?)))
}

/// Somebody asks and names no service: an enquiry, as a guess.
pub(super) fn question(lexicon: &Lexicon, captured: &mut Captured) {
    if captured.service.is_some() {
        return;
    }
    let whole = Line::new(&captured.line);
    let found = asking(&whole);
    let takes_questions = |words: &[String]| {
        let called = |word: &String| matches!(word.as_str(), "咨询" | "一般咨询" | "enquiry");
        words.iter().any(called)
    };
    let service = lexicon.services.iter().find(|s| takes_questions(&s.words));
    if let (Some(span), Some(service)) = (found, service) {
        let word = whole.text(span);
        captured.service = Some(asked(&service.key, &word, "capture-why-asked", span, true));
    }
}
