//! Names that say themselves to be names: behind a form of address that stands alone (研究生 刘洋), and
//! those with an interpunct (阿卜杜拉·买买提).

use crate::query::span::Span;
use crate::text::fold::is_han;

use super::lexicon::Lexicon;
use super::line::Line;
use super::names::TITLES;
use super::{Captured, who};

/// Characters in one part of a name with an interpunct.
const PART: usize = 8;

pub(super) fn find(line: &mut Line, lexicon: &Lexicon, captured: &mut Captured) {
    if captured.client_name.is_some() {
        return;
    }
    for token in line.tokens() {
        if line.any(token.start, TITLES) != Some(token.end) {
            continue;
        }
        // Nothing but blanks between the two.
        let Some(next) = line.next_word(token.end) else {
            continue;
        };
        let wish = lexicon.services.iter().flat_map(|s| &s.words);
        let wish = line.any(next.start, wish.map(String::as_str));
        let named = who::chinese_name(line, next.start).filter(|_| wish.is_none());
        if let Some(span) = named {
            who::title(line, token, captured);
            who::name(line, span, false, captured);
            return;
        }
    }
}

/// Anywhere in the line, so that its last part is not taken for a whole name.
pub(super) fn interpunct(line: &mut Line, captured: &mut Captured) {
    if captured.client_name.is_some() {
        return;
    }
    let found = line
        .tokens()
        .into_iter()
        .find_map(|token| dotted(line, token.start));
    if let Some(span) = found {
        address_before(line, span.start, captured);
        who::name(line, span, captured.client_title.is_none(), captured);
        who::title_after(line, span.end, captured);
    }
}

/// 博士后 before the name, with a blank between.
fn address_before(line: &mut Line, name: usize, captured: &mut Captured) {
    let before = line.tokens().into_iter().find(|token| {
        line.next_word(token.end)
            .is_some_and(|next| next.start == name)
    });
    if let Some(token) = before
        && line.any(token.start, TITLES) == Some(token.end)
    {
        who::title(line, token, captured);
    }
}

fn is_interpunct(c: char) -> bool {
    matches!(c, '·' | '•' | '‧' | '・' | '･')
}

/// Han words joined by interpuncts; a form of address at its end is no part of it.
fn dotted(line: &Line, start: usize) -> Option<Span> {
    let (mut end, mut parts) = (start, 0);
    loop {
        let from = end;
        while is_han(line.at(end)) && line.any(end, TITLES).is_none() {
            end += 1;
        }
        if end == from || end - from > PART {
            return None;
        }
        parts += 1;
        if !is_interpunct(line.raw_at(end)) || line.at(end) == '\0' {
            break;
        }
        end += 1;
    }
    let stands = line.ends(end) || line.any(end, TITLES).is_some();
    (parts > 1 && stands).then(|| Span::new(start, end))
}
