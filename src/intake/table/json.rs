//! JSON as a table: an array of objects, their keys the headers in alphabetical order.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{LONGEST_ROW, Raw, file_refused};
use crate::domain::Refusal;

/// Whole numbers up to here are exact in a JSON reader that uses floating numbers.
const EXACT: f64 = 9_007_199_254_740_992.0;

pub fn read(name: &str, text: &str) -> Result<Raw, Refusal> {
    let records: Vec<BTreeMap<String, Value>> = serde_json::from_str(text).map_err(|error| {
        file_refused(name, "intake-json-unreadable")
            .with("line", error.line())
            .with("column", error.column())
            .with("why", error.to_string())
    })?;
    let headers: BTreeSet<&str> = records
        .iter()
        .flat_map(|r| r.keys().map(String::as_str))
        .collect();
    let mut rows = Raw::with_capacity(records.len() + 1);
    rows.push((0, headers.iter().map(|h| (*h).to_owned()).collect()));
    for (at, record) in records.iter().enumerate() {
        let number = at + 1;
        let mut cells = Vec::with_capacity(headers.len());
        let mut bytes = 0;
        for header in &headers {
            let cell = match record.get(*header) {
                None => String::new(),
                Some(value) => cell(value).ok_or_else(|| {
                    file_refused(name, "intake-json-cell")
                        .with("record", number)
                        .with("column", *header)
                })?,
            };
            bytes += cell.len();
            cells.push(cell);
        }
        if bytes > LONGEST_ROW {
            return Err(file_refused(name, "intake-row-too-long")
                .with("line", number)
                .with("limit", LONGEST_ROW / 1024));
        }
        rows.push((number, cells));
    }
    Ok(rows)
}

/// A value as a cell; None for a number that has lost digits.
fn cell(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => String::new(),
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) if number.is_f64() => {
            let float = number.as_f64()?;
            if float.abs() >= EXACT {
                return None;
            }
            number.to_string()
        }
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Option<Vec<String>> = items
                .iter()
                .map(|item| if item.is_array() { None } else { cell(item) })
                .collect();
            items?.join("; ")
        }
        // Shown as it stands, so that one such column does not keep the others out.
        Value::Object(_) => value.to_string(),
    })
}
