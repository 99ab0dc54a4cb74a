//! Who opened which restricted request to herself on which day, and what the head has not noted yet.

use jiff::civil::Date;
use rusqlite::Connection;

use super::{StoreError, row};
use crate::domain::request::Glass;
use crate::domain::{RequestId, StaffId};

/// Whether the person broke the glass of this request on this day.
pub fn is_open(
    db: &Connection,
    request: RequestId,
    by: StaffId,
    on: Date,
) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached(
            "SELECT EXISTS(SELECT 1 FROM glass WHERE \"by\" = ?1 AND \"on\" = ?2 AND request = ?3 AND gone = 0)",
        )?
        .query_row((by.0, on.to_string(), request.0), |r| r.get(0))?)
}

/// Those the head has not taken note of, oldest first.
pub fn not_noted(db: &Connection) -> Result<Vec<Glass>, StoreError> {
    row::select(
        db,
        "WHERE noted_by IS NULL AND gone = 0 ORDER BY id LIMIT 200",
        [],
    )
}
