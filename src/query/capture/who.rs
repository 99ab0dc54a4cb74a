//! Who asks: names with their titles, and units.

use crate::query::span::Span;

use super::lexicon::Lexicon;
use super::line::Line;
use super::names::{
    COLLEGES, COMPANIES, DOUBLE_SURNAMES, ENGLISH_TITLES, LARGER, NO_PEOPLE, NO_UNITS, OF_FIRMS,
    OF_MATTERS, SHORT_ENDINGS, STUDENTS, SURNAMES, TITLES,
};
use super::{Captured, Heard, Meaning};
use crate::text::fold::is_han;

/// Clients on record; the longest name wins. A title may follow.
pub(super) fn known(line: &mut Line, lexicon: &Lexicon, captured: &mut Captured) {
    let mut best: Option<Span> = None;
    for i in 0..line.len() {
        if !line.begins(i) {
            continue;
        }
        for name in lexicon.clients.iter().filter(|n| n.chars().count() > 1) {
            let Some(end) = line.word(i, name) else {
                continue;
            };
            let stands = line.ends(end) || line.any(end, TITLES).is_some();
            let span = Span::new(i, end);
            if stands && best.is_none_or(|b| span.len() > b.len()) {
                best = Some(span);
            }
        }
    }
    if let Some(span) = best {
        name(line, span, false, captured);
        title_after(line, span.end, captured);
    }
}

pub(super) fn name(line: &mut Line, span: Span, guess: bool, captured: &mut Captured) {
    captured.client_name = Some(Heard {
        value: line.text(span),
        span,
        guess,
    });
    line.claim(span, Meaning::Client, guess);
}

pub(super) fn title_after(line: &mut Line, at: usize, captured: &mut Captured) {
    let start = line.skip_spaces(at);
    if let Some(end) = line.any(start, TITLES)
        && (start == at || line.ends(end))
    {
        title(line, Span::new(start, end), captured);
    }
}

pub(super) fn title(line: &mut Line, span: Span, captured: &mut Captured) {
    captured.client_title = Some(Heard {
        value: line.text(span),
        span,
        guess: false,
    });
    line.claim(span, Meaning::ClientTitle, false);
}

/// 张老师, 李四教授, Dr Smith.
pub(super) fn titled(line: &mut Line, captured: &mut Captured) {
    if captured.client_name.is_some() {
        return;
    }
    for i in 0..line.len() {
        if let Some((end, said)) = chinese_titled(line, i) {
            if !line.begins(i)
                && let Some(lead) = i.checked_sub(1)
                && matches!(line.at(lead), '帮' | '给' | '替' | '为' | '是' | '请')
            {
                line.claim(Span::new(lead, i), Meaning::Client, false);
            }
            name(line, Span::new(i, end), false, captured);
            title(line, said, captured);
            return;
        }
        if let Some((said, span)) = english_titled(line, i) {
            title(line, said, captured);
            name(line, span, false, captured);
            return;
        }
    }
}

/// A Chinese surname and nothing more, also where it is said kindly: 小陈, 老王.
pub(super) fn is_surname(name: &str) -> bool {
    let bare = name.strip_prefix(['小', '老']).unwrap_or(name);
    DOUBLE_SURNAMES.contains(&name) || bare.chars().count() == 1 && SURNAMES.contains(bare)
}

fn surname(line: &Line, i: usize) -> Option<usize> {
    line.any(i, DOUBLE_SURNAMES)
        .or_else(|| SURNAMES.contains(line.at(i)).then_some(i + 1))
}

fn chinese_titled(line: &Line, i: usize) -> Option<(usize, Span)> {
    // A unit may stand right before the name: 化学学院张老师.
    let after_unit = COLLEGES.iter().any(|unit| {
        i.checked_sub(unit.chars().count())
            .is_some_and(|start| line.word(start, unit) == Some(i))
    });
    // 帮张老师, 给李老师.
    let led = matches!(line.before(i), '帮' | '给' | '替' | '为' | '是' | '请')
        && i.checked_sub(1).is_some_and(|start| line.begins(start));
    if !line.begins(i) && !after_unit && !led || line.any(i, NO_PEOPLE).is_some() {
        return None;
    }
    // 小陈同学: said kindly, and as much of the name as was heard.
    let kindly = matches!(line.at(i), '小' | '老') && surname(line, i + 1) == Some(i + 2);
    if kindly && let Some(end) = line.any(i + 2, TITLES).filter(|end| end - i > 3) {
        return Some((i + 2, Span::new(i + 2, end)));
    }
    let family = surname(line, i)?;
    for end in family..=family + 2 {
        if end > family && !is_han(line.before(end)) {
            return None;
        }
        if let Some(title_end) = line.any(end, TITLES) {
            // 总 and 工 begin many words.
            let short = title_end - end == 1;
            if !short || line.ends(title_end) {
                return Some((end, Span::new(end, title_end)));
            }
        }
        let apart = line.skip_spaces(end);
        if apart > end
            && let Some(title_end) = line.any(apart, TITLES)
            && title_end - apart > 1
            && line.ends(title_end)
        {
            return Some((end, Span::new(apart, title_end)));
        }
    }
    None
}

fn english_titled(line: &Line, i: usize) -> Option<(Span, Span)> {
    let end = line.any(i, ENGLISH_TITLES)?;
    let dot = if line.at(end) == '.' { end + 1 } else { end };
    let span = capitals(line, line.skip_spaces(dot))?;
    Some((Span::new(i, dot), span))
}

/// A capital of the Latin, Greek or Cyrillic script.
fn is_capital(c: char) -> bool {
    c.is_uppercase() && !is_han(c)
}

fn is_small(c: char) -> bool {
    c.is_lowercase() || c == '-'
}

/// One to three words with capitals in a row.
fn capitals(line: &Line, start: usize) -> Option<Span> {
    let (mut at, mut end) = (start, None);
    for _ in 0..3 {
        let from = at;
        if !is_capital(line.raw_at(from)) || line.at(from) == '\0' {
            break;
        }
        at += 1;
        // Müller-Schmidt, O'Brien, McDonald.
        while line.at(at) != '\0' {
            let (before, c) = (line.raw_at(at - 1), line.raw_at(at));
            let joins = matches!(c, '-' | '\'' | '’') && is_capital(line.raw_at(at + 1));
            let joined = matches!(before, '-' | '\'' | '’') || before.is_lowercase();
            if !(is_small(c) || joins || is_capital(c) && joined) {
                break;
            }
            at += 1;
        }
        if !line.ends(at) || at - from < 2 {
            break;
        }
        end = Some(at);
        at = line.skip_spaces(at);
    }
    end.map(|end| Span::new(start, end))
}

/// 材料学院, 化学系, 天开园, and what the lexicon knows.
/// `answers` are words that the service asked for knows better.
pub(super) fn unit(line: &mut Line, lexicon: &Lexicon, answers: &[&str], captured: &mut Captured) {
    if captured.unit.is_some() {
        return;
    }
    for token in line.tokens() {
        if line.any(token.start, answers.iter().copied()) == Some(token.end) {
            continue;
        }
        let in_lexicon = lexicon
            .units
            .iter()
            .any(|unit| line.word(token.start, unit) == Some(token.end));
        if in_lexicon || is_unit(line, token) {
            take_unit(line, token, captured);
            return;
        }
    }
    // Names of several words: Materials Science.
    for i in 0..line.len() {
        let units = lexicon.units.iter().filter(|u| u.contains(' '));
        if let Some(end) = line.any(i, units.map(String::as_str)) {
            take_unit(line, Span::new(i, end), captured);
            return;
        }
    }
}

/// Units in Latin letters, before a name with capitals grows over them: Dr Smith Physics.
pub(super) fn unit_in_latin(line: &mut Line, lexicon: &Lexicon, captured: &mut Captured) {
    for i in 0..line.len() {
        let latin = lexicon.units.iter().filter(|u| u.is_ascii());
        let found = line.any(i, latin.map(String::as_str));
        if let Some(end) = found.filter(|end| line.before(i) != '-' && line.at(*end) != '-') {
            // Inside a sentence it may be what is studied: a guess that would tear the title apart.
            let inside = line.word_before(i) && line.next_word(end).is_some();
            if !inside || captured.unit.is_none() && after_a_name(line, i) {
                take_unit(line, Span::new(i, end), captured);
                return;
            }
        }
    }
}

/// Whether the word before `i` is written with a capital, as names are.
fn after_a_name(line: &Line, i: usize) -> bool {
    let word = line.tokens().into_iter().rfind(|token| token.end <= i);
    word.is_some_and(|word| line.raw_at(word.start).is_uppercase())
}

/// "for" and "from" before a unit go with it.
fn take_unit(line: &mut Line, named: Span, captured: &mut Captured) {
    let mut end = named.start;
    while line.before(end).is_whitespace() {
        end -= 1;
    }
    let start = ["for", "from"].into_iter().find_map(|word| {
        let start = end.checked_sub(word.len())?;
        (end < named.start && line.word(start, word) == Some(end)).then_some(start)
    });
    let span = Span::new(start.unwrap_or(named.start), named.end);
    captured.unit = Some(Heard {
        value: line.text(named),
        span,
        guess: false,
    });
    line.claim(span, Meaning::Unit, false);
}

fn is_unit(line: &Line, token: Span) -> bool {
    let text = line.text(token);
    if !text.chars().all(is_han) {
        return false;
    }
    let college = COLLEGES
        .iter()
        .any(|ending| text.ends_with(ending) && token.len() > ending.chars().count());
    let larger = LARGER.iter().any(|part| text.contains(part));
    let short = (3..=if larger { 20 } else { 6 }).contains(&token.len())
        && text.ends_with(SHORT_ENDINGS)
        && !NO_UNITS.iter().any(|word| text.ends_with(word));
    token.len() <= 20 && (college || short)
}

/// A name without a title: only the first words of the line, or after "for" and 给.
pub(super) fn bare(line: &mut Line, captured: &mut Captured) {
    if captured.client_name.is_some() {
        return;
    }
    for i in 0..line.len() {
        let leads = ["委托人", "客户", "给", "替", "帮", "for", "from", "client"];
        let Some(end) = line.any(i, leads).filter(|_| line.begins(i)) else {
            continue;
        };
        let mut at = end;
        while line.at(at).is_whitespace() || line.at(at) == ':' {
            at += 1;
        }
        let span = capitals(line, at).or_else(|| chinese_name(line, at));
        if let Some(span) = span {
            line.claim(Span::new(i, end), Meaning::Client, false);
            name(line, span, true, captured);
            title_after(line, span.end, captured);
            return;
        }
    }
    let Some(first) = line.token(0) else {
        return;
    };
    let english = capitals(line, first.start).filter(|span| {
        let words = line.text(*span).split_whitespace().count();
        words == 2
    });
    if let Some(span) = english.or_else(|| chinese_name(line, first.start)) {
        name(line, span, true, captured);
        title_after(line, span.end, captured);
    } else if let Some((said, span)) = titled_before(line, first) {
        title(line, said, captured);
        name(line, span, true, captured);
    }
}

/// 研究生刘洋: what somebody is, right before the name.
fn titled_before(line: &Line, token: Span) -> Option<(Span, Span)> {
    let end = line.any(token.start, STUDENTS)?;
    let span = Span::new(end, token.end);
    is_chinese_name(line, span).then(|| (Span::new(token.start, end), span))
}

pub(super) fn chinese_name(line: &Line, start: usize) -> Option<Span> {
    let token = line.token(start).filter(|t| t.start == start)?;
    // 老师 is no 老王.
    if line.any(start, NO_PEOPLE).is_some() || line.any(start, TITLES) == Some(token.end) {
        return None;
    }
    // 小李, 老王; not 小麦.
    let familiar = matches!(line.at(start), '小' | '老') && token.len() == 2;
    if familiar && !"麦米时车年龙方农".contains(line.at(start + 1)) {
        return surname(line, start + 1).map(|_| token);
    }
    is_chinese_name(line, token).then_some(token)
}

/// A surname with a given name of one or two characters, and nothing else.
fn is_chinese_name(line: &Line, span: Span) -> bool {
    let Some(family) = surname(line, span.start) else {
        return false;
    };
    let given = span.end.saturating_sub(family);
    let text = line.text(Span::new(family, span.end));
    (1..=2).contains(&given)
        && text.chars().all(is_han)
        && !text.chars().any(|c| OF_MATTERS.contains(c))
}

/// A company: without a person it asks itself, 某某智能 beside a park; with one it is where they work.
pub(super) fn organisation(line: &mut Line, captured: &mut Captured) {
    if captured.client_name.is_some() {
        return firm(line, captured);
    }
    if captured.unit.is_none() {
        return;
    }
    let found = line.tokens().into_iter().find(|token| {
        let text = line.text(*token);
        (3..=12).contains(&token.len())
            && text.chars().all(is_han)
            && COMPANIES.iter().any(|ending| text.ends_with(ending))
    });
    if let Some(span) = found {
        name(line, span, true, captured);
    }
}

/// The firm behind its park or before somebody of a firm: 天开园 某某智能 陈经理.
fn firm(line: &mut Line, captured: &mut Captured) {
    let is_firm = |line: &Line, token: Span| {
        let text = line.text(token);
        (3..=12).contains(&token.len())
            && text.chars().all(is_han)
            && COMPANIES.iter().any(|ending| text.ends_with(ending))
    };
    let of_a_firm = captured.client_title.as_ref();
    let of_a_firm = of_a_firm.is_some_and(|title| OF_FIRMS.contains(&title.value.as_str()));
    let Some(person) = captured.client_name.as_ref().map(|name| name.span.start) else {
        return;
    };
    let next_to = |line: &Line, from: usize, to: usize| {
        from <= to && (from..to).all(|i| !line.raw_at(i).is_alphanumeric())
    };
    let found = line.tokens().into_iter().find(|token| {
        let behind_unit = captured.unit.as_ref().is_some_and(|unit| {
            unit.value.ends_with(['园', '区', '港', '城'])
                && next_to(line, unit.span.end, token.start)
        });
        let before_person =
            captured.unit.is_none() && of_a_firm && next_to(line, token.end, person);
        (behind_unit || before_person) && is_firm(line, *token)
    });
    let Some(span) = found else { return };
    let firm = line.text(span);
    line.claim(span, Meaning::Unit, true);
    match &mut captured.unit {
        Some(park) => {
            park.value = format!("{} {firm}", park.value);
            park.guess = true;
        }
        None => {
            captured.unit = Some(Heard {
                value: firm,
                span,
                guess: true,
            });
        }
    }
}
