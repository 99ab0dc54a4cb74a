//! The search index: which words a request and a client are found by. Text is cut into words by
//! `text::segment` before it is stored, so that the built-in tokenizer of FTS5 serves Chinese as well.

use rusqlite::Connection;

use super::StoreError;
use crate::domain::{Client, Request, Talk};
use crate::query::Words;
use crate::text::segment;

/// The match expression for words that must all be there; None when nothing can be looked for.
pub fn expression(words: &[&Words]) -> Option<String> {
    let mut terms = Vec::new();
    for word in words {
        if word.phrase {
            terms.extend(phrase(&word.text));
        } else {
            terms.extend(segment::query_terms(&word.text));
        }
    }
    (!terms.is_empty()).then(|| segment::match_expression(&terms))
}

/// The tokens of a quoted text one after the other. The last one is dropped where it only marks the end
/// of a Chinese run: in a longer text the run may go on.
fn phrase(text: &str) -> Option<segment::Term> {
    let tokens = segment::index_text(text);
    let mut tokens: Vec<String> = tokens.split(' ').map(str::to_owned).collect();
    if let [.., before, last] = tokens.as_slice()
        && last.chars().count() == 1
        && before.ends_with(last.as_str())
    {
        tokens.pop();
    }
    tokens.retain(|t| !t.is_empty());
    (!tokens.is_empty()).then_some(segment::Term::Phrase(tokens))
}

/// The match expression for a name, a unit, a phone number or an address.
pub fn name_expression(name: &str) -> Option<String> {
    let terms = segment::query_terms(name);
    (!terms.is_empty()).then(|| segment::match_expression(&terms))
}

/// What a client is found by: names in all spellings, pinyin and initials, unit, phone, mail.
pub fn client_words(client: &Client) -> String {
    let mut text = String::new();
    for name in std::iter::once(&client.name).chain(&client.variants) {
        text.push(' ');
        text.push_str(&segment::index_name(name));
    }
    let mut add = |part: &str| {
        if !part.is_empty() {
            text.push(' ');
            text.push_str(&segment::index_text(part));
        }
    };
    for part in [
        &client.unit,
        &client.title,
        &client.phone,
        &client.email,
        &client.wechat,
        &client.orcid,
    ] {
        add(part);
    }
    text
}

/// What a request is found by: title, number, fields, tags, and its client's words.
pub fn request_words(request: &Request, client_words: &str) -> String {
    let mut text = segment::index_text(&request.title);
    let mut add = |part: &str| {
        text.push(' ');
        text.push_str(&segment::index_text(part));
    };
    if let Some(number) = &request.number {
        add(number);
    }
    for value in request.fields.values() {
        match value {
            serde_json::Value::String(s) => add(s),
            serde_json::Value::Array(items) => {
                for item in items.iter().filter_map(|i| i.as_str()) {
                    add(item);
                }
            }
            _ => {}
        }
    }
    for tag in &request.tags {
        add(tag);
    }
    text.push_str(client_words);
    text
}

pub fn index_request(db: &Connection, id: i64, words: &str) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO request_text(rowid, words) VALUES (?1, ?2)")?
        .execute((id, words))?;
    Ok(())
}

/// For a request that is new: nothing is looked for that it would replace.
pub fn index_new_request(db: &Connection, id: i64, words: &str) -> Result<(), StoreError> {
    db.prepare_cached("INSERT INTO request_text(rowid, words) VALUES (?1, ?2)")?
        .execute((id, words))?;
    Ok(())
}

pub fn index_client(db: &Connection, id: i64, words: &str) -> Result<(), StoreError> {
    db.prepare_cached("INSERT OR REPLACE INTO client_text(rowid, words) VALUES (?1, ?2)")?
        .execute((id, words))?;
    Ok(())
}

/// Messages sent are found again, by their own words and by what was asked, when something alike is
/// answered.
pub fn index_answer(db: &Connection, talk: &Talk, asked: &str) -> Result<(), StoreError> {
    let words = segment::index_text(&format!("{asked} {}", talk.text));
    db.prepare_cached("INSERT OR REPLACE INTO answer_text(rowid, words) VALUES (?1, ?2)")?
        .execute((talk.id.0, words))?;
    Ok(())
}

pub fn drop_answer(db: &Connection, talk: i64) -> Result<(), StoreError> {
    db.prepare_cached("DELETE FROM answer_text WHERE rowid = ?1")?
        .execute([talk])?;
    Ok(())
}

/// The expression for what resembles a text: any of its words or pairs of characters; ranked by how
/// many are there. None when there is nothing to go by.
pub fn likeness(text: &str) -> Option<String> {
    let tokens = segment::index_text(text);
    let mut seen: Vec<&str> = Vec::new();
    for token in tokens.split(' ') {
        if token.chars().count() > 1 && !seen.contains(&token) {
            seen.push(token);
        }
    }
    let parts: Vec<String> = seen
        .into_iter()
        .take(24)
        .map(|token| segment::match_expression(&[segment::Term::Phrase(vec![token.to_owned()])]))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" OR "))
}

/// Sent messages that match, the nearest first, with their requests.
pub fn answers(
    db: &Connection,
    expression: &str,
    limit: usize,
) -> Result<Vec<(Talk, Request)>, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut statement = db.prepare_cached(
        "SELECT rowid FROM answer_text WHERE answer_text MATCH ?1 ORDER BY rank LIMIT ?2",
    )?;
    let ids: Vec<i64> = statement
        .query_map((expression, limit), |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    let mut found = Vec::new();
    for id in ids {
        let talk: Talk = super::row::get(db, id)?;
        if talk.gone {
            continue;
        }
        match super::requests::get(db, talk.request) {
            Ok(request) if !request.gone => found.push((talk, request)),
            Ok(_) | Err(StoreError::NoRow) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// Requests among the newest that match an expression, the nearest first.
pub fn newest_like(
    db: &Connection,
    expression: &str,
    newest: i64,
    limit: usize,
) -> Result<Vec<i64>, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut statement = db.prepare_cached(
        "SELECT rowid FROM request_text
         WHERE request_text MATCH ?1 AND rowid > (SELECT coalesce(max(id), 0) FROM request) - ?2
         ORDER BY rank LIMIT ?3",
    )?;
    let ids = statement.query_map((expression, newest, limit), |r| r.get(0))?;
    Ok(ids.collect::<Result<_, _>>()?)
}
