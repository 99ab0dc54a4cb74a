//! By what a row is known again when its ledger is saved anew, in another encoding or with more rows.
//! It sees what the row means and never how the file writes it.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::desk::Moment;
use crate::desk::ledger::LedgerRow;
use crate::store::journal::hex;
use crate::text::fold::fold;

/// The ledger's own number, with the day, as many ledgers begin again at 1 each year; else a sum over
/// what the row says. The second of two rows that say the same is told from the first by its place.
pub fn of(row: &LedgerRow, moment: &Moment, seen: &mut HashMap<String, usize>) -> String {
    let day = moment.day_of(row.received_at).to_string();
    let said = match row.identity.trim() {
        "" => sum(row, &day, moment),
        number => format!("no:{day}:{}", plain(number)),
    };
    let times = seen.entry(said.clone()).or_default();
    *times += 1;
    format!("{said}#{times}")
}

fn plain(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    words.join(" ")
}

fn sum(row: &LedgerRow, day: &str, moment: &Moment) -> String {
    let client = row.client.as_ref();
    let on = |day: Option<jiff::civil::Date>| day.map(|d| d.to_string()).unwrap_or_default();
    let parts = [
        row.service.as_str().to_owned(),
        plain(client.map_or("", |c| &c.name)),
        plain(client.map_or("", |c| &c.unit)),
        plain(&row.title),
        day.to_owned(),
        on(row.accepted_on),
        on(row.closed_at.map(|at| moment.day_of(at))),
        on(row.due),
    ];
    let digest = Sha256::digest(parts.join("\u{1f}").as_bytes());
    format!("sum:{}", hex(&digest))
}
