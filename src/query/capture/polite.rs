//! Words that carry no wish of their own: 麻烦您, 帮我, please, I need. They stay out of the title.

use crate::query::span::Span;

use super::Meaning;
use super::line::Line;

/// Said before something; nothing of a title begins so.
const OPENING: [&str; 44] = [
    "收件登记",
    "麻烦您",
    "麻烦你",
    "麻烦",
    "请帮我",
    "请帮忙",
    "请您",
    "请帮我看看",
    "帮我看看",
    "帮我看一下",
    "帮忙看看",
    "帮忙看一下",
    "看看",
    "看一下",
    "想问一下",
    "我想问一下",
    "我想问",
    "想问",
    "问一下",
    "问问",
    "想了解一下",
    "我想了解",
    "想了解",
    "了解一下",
    "想约",
    "想咨询一下",
    "麻烦帮忙",
    "麻烦帮我",
    "麻烦老师",
    "帮我们",
    "帮我",
    "帮忙",
    "我们要",
    "我们想",
    "我要",
    "我想",
    "您好",
    "你好",
    "老师好",
    "想请",
    "谢谢",
    "please",
    "hello",
    "please help",
];
/// Polite only where they stand for themselves once all else is understood.
const ALONE: [&str; 60] = [
    "要",
    "想",
    "请",
    "帮",
    "找",
    "查",
    "做",
    "做个",
    "做一个",
    "办",
    "办个",
    "开",
    "需要",
    "想要",
    "想做",
    "要做",
    "要查",
    "查一下",
    "查个",
    "约",
    "约个",
    "个",
    "一场",
    "一次",
    "一份",
    "一篇",
    "一下",
    "登记",
    "申请",
    "共",
    "一共",
    "的",
    "吧",
    "了",
    "用",
    "谢谢",
    "多谢",
    "感谢",
    "thanks",
    "thank you",
    "hi",
    "need",
    "needs",
    "i need",
    "we need",
    "wants",
    "would like",
    "me",
    "a",
    "an",
    "find",
    "get",
    "find me",
    "一个",
    "下载",
    "help",
    "could you",
    "can you",
    "would you",
    "needed",
];
/// Verbs of wishing, dropped where they lead to what is wished.
const LEADING: [&str; 18] = [
    "要查个",
    "要查一下",
    "要查",
    "想查个",
    "想查一下",
    "想查",
    "查一下",
    "查个",
    "查一个",
    "要做个",
    "要做一个",
    "想做个",
    "想做一个",
    "做一个",
    "约一场",
    "约个",
    "想要",
    "需要",
];
/// Joints of an English sentence, left over where what they joined is taken out.
const JOINING: [&str; 5] = ["on", "about", "for", "from", "by"];

pub(super) fn opening(line: &mut Line) {
    let mut i = 0;
    while i < line.len() {
        match line.any(i, OPENING).filter(|_| line.begins(i)) {
            Some(end) => {
                line.claim(Span::new(i, end), Meaning::Polite, false);
                i = end;
            }
            None => i += 1,
        }
    }
}

/// Once the service is known, so that no 查新 is torn.
pub(super) fn leading(line: &mut Line) {
    for token in line.tokens() {
        if let Some(end) = line.any(token.start, LEADING) {
            line.claim(Span::new(token.start, end), Meaning::Polite, false);
        }
    }
}

pub(super) fn rest(line: &mut Line) {
    for token in line.tokens() {
        if let Some(end) = all_polite(line, token)
            && at_an_edge(line, token.start, end)
        {
            line.claim(Span::new(token.start, end), Meaning::Polite, false);
        }
    }
    // What led to a part that is taken, or opens what is left.
    for token in line.tokens() {
        let joins = line.any(token.start, JOINING) == Some(token.end);
        let inside = line.word_before(token.start) && line.next_word(token.end).is_some();
        if joins && !inside {
            line.claim(token, Meaning::Polite, false);
        }
    }
}

/// Where the courtesies end that make up the whole word, as 请 做 一个.
fn all_polite(line: &Line, token: Span) -> Option<usize> {
    let mut at = token.start;
    while at < token.end {
        at = line.any(at, ALONE)?;
    }
    line.ends(at).then_some(at)
}

/// In the midst of English words, `a` and `need` belong to them.
fn at_an_edge(line: &Line, start: usize, end: usize) -> bool {
    let is_latin = line.at(start).is_ascii();
    !is_latin || !line.word_before(start) || line.next_word(end).is_none()
}
