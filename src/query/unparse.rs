//! Writes a [`Search`] in its normal form, which `parse` reads to the same search: for saved views and
//! for showing what was understood.

use super::fold::narrow;
use super::key::Key;
use super::search::{Condition, CountRange, Owner, Search, StatusGroup, StatusWord};
use super::vocabulary::Vocabulary;
use super::when::Way;

pub fn unparse(search: &Search) -> String {
    let mut items: Vec<String> = search
        .terms
        .iter()
        .map(|term| {
            let sign = if term.negated { "-" } else { "" };
            format!("{sign}{}", item(&term.condition))
        })
        .collect();
    if let Some(order) = search.order {
        items.push(keyed(Key::Order, [order.key().to_owned()]));
    }
    items.join(" ")
}

fn item(condition: &Condition) -> String {
    match condition {
        Condition::Status(words) => keyed(Key::Status, words.iter().map(|w| status(*w))),
        Condition::Service(keys) => keyed(Key::Service, keys.iter().map(|k| value(k.as_str()))),
        Condition::Owner(owners) => format!("@{}", list(owners.iter().map(owner))),
        Condition::Client(names) => keyed(Key::Client, names.iter().map(|n| value(n))),
        Condition::Channel(all) => keyed(Key::Channel, all.iter().map(|c| c.key().to_owned())),
        Condition::Kind(kinds) => keyed(Key::Kind, kinds.iter().map(|k| k.key().to_owned())),
        Condition::Due(when) => keyed(Key::Due, [when.write(Way::Ahead)]),
        Condition::Received(when) => keyed(Key::Received, [when.write(Way::Back)]),
        Condition::Count(range) => keyed(Key::Count, [count(*range)]),
        Condition::Tag(tags) => keyed(Key::Tag, tags.iter().map(|t| value(t))),
        Condition::Number(numbers) => keyed(Key::Number, numbers.iter().map(|n| value(n))),
        Condition::Id(ids) => format!("#{}", list(ids.iter().map(ToString::to_string))),
        Condition::Is(flags) => keyed(Key::Is, flags.iter().map(|f| f.key().to_owned())),
        Condition::Words(words) if words.phrase => quoted(&words.text),
        Condition::Words(words) => words.text.clone(),
    }
}

fn keyed(key: Key, values: impl IntoIterator<Item = String>) -> String {
    format!("{}:{}", key.word(), list(values))
}

fn list(values: impl IntoIterator<Item = String>) -> String {
    values.into_iter().collect::<Vec<_>>().join(",")
}

fn status(word: StatusWord) -> String {
    match word {
        StatusWord::Group(group) => group.key().to_owned(),
        StatusWord::One(one) if StatusGroup::from_key(one.key()).is_some() => {
            format!("={}", one.key())
        }
        StatusWord::One(one) => one.key().to_owned(),
    }
}

fn owner(owner: &Owner) -> String {
    match owner {
        Owner::Me => "me".to_owned(),
        Owner::Nobody => "none".to_owned(),
        // Quotation marks keep a name that reads like `me` or `无人` a name.
        Owner::Name(name) if Vocabulary::core().find(Key::Owner, name).is_some() => quoted(name),
        Owner::Name(name) => value(name),
    }
}

fn count(range: CountRange) -> String {
    match (range.from, range.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => format!("{from}..{to}"),
        (Some(from), None) => format!(">={from}"),
        (None, Some(to)) => format!("<={to}"),
        (None, None) => ">=0".to_owned(),
    }
}

/// Bare where that reads the same, else in quotation marks.
fn value(text: &str) -> String {
    let plain = |c: char| {
        let c = narrow(c);
        !c.is_whitespace() && !c.is_control() && c != '"' && c != ','
    };
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if matches!(narrow(c), '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}
