//! Whose is what in a record of Web of Science: names in two forms, the addresses and numbers of each
//! author, and who corresponds.

use std::collections::HashMap;

use super::tagged::Field;
use super::wos_fields::Layout;
use crate::biblio::name::{Author, Name};
use crate::biblio::record::Record;

/// Full names with their short forms, where the two lists are of one length; the longer otherwise.
pub(super) fn authors(record: &mut Record, short: &[&str], full: &[&str]) {
    let paired = short.len() == full.len();
    let names = if full.is_empty() || (!paired && short.len() > full.len()) {
        short
    } else {
        full
    };
    let mut authors: Vec<Author> = Vec::with_capacity(names.len() + record.authors.len());
    for (at, said) in names.iter().enumerate() {
        // `Stillman, Andrew N. (andrew.stillman@uconn.edu)`
        let (name, email) = match said.split_once(" (") {
            Some((name, inner)) if inner.contains('@') => (name, inner.trim_end_matches(')')),
            _ => (*said, ""),
        };
        let mut author = Author::new(Name::read(name));
        if !email.is_empty() {
            author.marks().email = email.into();
        }
        if paired && let Some(short) = short.get(at).filter(|short| *short != said) {
            author.short = (*short).into();
        }
        authors.push(author);
    }
    if !paired && !full.is_empty() && !short.is_empty() {
        let (tag, rest) = if names.len() == full.len() {
            ("AU", short)
        } else {
            ("AF", full)
        };
        record.keep(tag, &rest.join("\n"));
    }
    // Groups stand after the people, as on the page.
    authors.append(&mut record.authors);
    record.authors = authors;
}

/// `[Name; Name] Address` or a bare address, one each.
pub(super) fn address_lines(field: &Field, layout: Layout) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    match layout {
        Layout::Lines => {
            for line in field.each() {
                match found.last_mut() {
                    // A long address goes on where the one before has not ended with its full stop.
                    Some(before) if !line.starts_with('[') && !before.ends_with('.') => {
                        before.push(' ');
                        before.push_str(line);
                    }
                    _ => found.push(line.to_owned()),
                }
            }
        }
        Layout::Cell => {
            let whole = field.joined();
            let bracketed = whole.starts_with('[');
            let mut rest = whole.as_ref();
            loop {
                let cut = if bracketed {
                    rest.find("; [")
                } else {
                    rest.find("; ")
                };
                match cut.and_then(|at| Some((rest.get(..at)?, rest.get(at + 2..)?))) {
                    Some((one, more)) => {
                        found.push(one.to_owned());
                        rest = more;
                    }
                    None => break found.push(rest.to_owned()),
                }
            }
        }
    }
    found
}

/// Letters and digits of a name in lower case, to find the same name written elsewhere.
fn letters(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Where each author stands, by full and short name; a name two authors share points to neither.
fn places(record: &Record) -> HashMap<String, Option<usize>> {
    let mut places = HashMap::with_capacity(record.authors.len() * 2);
    for (at, author) in record.authors.iter().enumerate() {
        let full = letters(&author.name.inverted());
        let short = letters(&author.short);
        for key in [full, short] {
            if !key.is_empty() {
                places
                    .entry(key)
                    .and_modify(|held| {
                        if *held != Some(at) {
                            *held = None;
                        }
                    })
                    .or_insert(Some(at));
            }
        }
    }
    places
}

pub(super) fn addresses(record: &mut Record, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let places = places(record);
    let mut at: Vec<Vec<u16>> = vec![Vec::new(); record.authors.len()];
    let mut listed: HashMap<String, usize> = HashMap::new();
    for line in lines {
        let (names, address) = match line.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((names, address)) => (names, address),
            None => ("", line.as_str()),
        };
        let address = address.trim().trim_end_matches('.');
        if address.is_empty() {
            continue;
        }
        let place = *listed.entry(address.to_owned()).or_insert_with(|| {
            record.affiliations.push(address.into());
            record.affiliations.len() - 1
        });
        let Ok(place) = u16::try_from(place) else {
            continue;
        };
        for name in names.split(';') {
            let author = places.get(&letters(name)).copied().flatten();
            if let Some(held) = author.and_then(|author| at.get_mut(author))
                && !held.contains(&place)
            {
                held.push(place);
            }
        }
    }
    for (author, at) in record.authors.iter_mut().zip(at) {
        author.at = at.into();
    }
}

/// ORCID (`OI`), researcher numbers (`RI`) and corresponding authors (`RP`), put to the authors they
/// name; those of people who are not among the authors are kept as they stand.
pub(super) fn people(record: &mut Record, said: &[(&'static str, String)]) {
    if said.is_empty() {
        return;
    }
    let places = places(record);
    let mut left: Vec<(&'static str, String)> = Vec::new();
    for (tag, text) in said {
        if *tag == "RP" {
            for name in corresponding(text) {
                let at = places.get(&letters(name)).copied().flatten();
                if let Some(author) = at.and_then(|at| record.authors.get_mut(at)) {
                    author.marks().corresponding = true;
                }
            }
            continue;
        }
        for item in text
            .split(';')
            .map(str::trim)
            .filter(|item| !item.is_empty())
        {
            let found = item.rsplit_once('/').and_then(|(name, number)| {
                let at = places.get(&letters(name)).copied().flatten()?;
                Some((record.authors.get_mut(at)?, number.trim()))
            });
            match found {
                Some((author, number)) if *tag == "OI" && author.orcid().is_empty() => {
                    author.marks().orcid = number.into();
                }
                Some((author, number)) if *tag == "RI" && author.researcher_id().is_empty() => {
                    author.marks().researcher_id = number.into();
                }
                _ => left.push((tag, item.to_owned())),
            }
        }
    }
    for (tag, item) in left {
        record.keep(tag, &item);
    }
}

/// Names before each `(corresponding author)` or `(reprint author)`.
fn corresponding(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = ["(corresponding author)", "(reprint author)"]
        .iter()
        .filter_map(|mark| rest.split_once(mark))
        .min_by_key(|(before, _)| before.len())
    {
        // An address before the name ends with a full stop and a semicolon.
        let own = before.rsplit(".;").next().unwrap_or(before);
        names.extend(own.split(';').map(str::trim));
        rest = after;
    }
    names
}
