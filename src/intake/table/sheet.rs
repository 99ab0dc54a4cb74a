//! One sheet of a workbook as rows of text. Values only: no formula is reckoned, no link followed.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Ods, Reader, Xls, Xlsx};

use super::{Kind, LONGEST_ROW, MOST_COLUMNS, MOST_ROWS, Raw, TOLD, cells, file_refused};
use crate::domain::{Arg, Refusal, Sentence};

/// The sheet's name and its rows.
pub fn read(
    name: &str,
    bytes: &[u8],
    kind: Kind,
    wanted: Option<&str>,
    notes: &mut Vec<Sentence>,
) -> Result<(String, Raw), Refusal> {
    let broken = |why: String| file_refused(name, "intake-workbook-unreadable").with("why", why);
    let mut grid = Grid::new(name);
    let sheet = match kind {
        Kind::Xlsx => {
            let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|e| broken(e.to_string()))?;
            let names = book.sheet_names();
            choose(name, &names, wanted, notes, |sheet| {
                grid.clear();
                let mut reader = book
                    .worksheet_cells_reader(sheet)
                    .map_err(|e| broken(e.to_string()))?;
                while let Some(cell) = reader.next_cell().map_err(|e| broken(e.to_string()))? {
                    grid.put(cell.get_position(), cell.get_value())?;
                }
                Ok(!grid.rows.is_empty())
            })?
        }
        Kind::Ods => {
            let mut book = Ods::new(Cursor::new(bytes)).map_err(|e| broken(e.to_string()))?;
            let names = book.sheet_names();
            choose(name, &names, wanted, notes, |sheet| {
                let range = book
                    .worksheet_range(sheet)
                    .map_err(|e| broken(e.to_string()))?;
                grid.fill(&range)
            })?
        }
        _ => {
            let mut book = Xls::new(Cursor::new(bytes)).map_err(|e| broken(e.to_string()))?;
            let names = book.sheet_names();
            choose(name, &names, wanted, notes, |sheet| {
                let range = book
                    .worksheet_range(sheet)
                    .map_err(|e| broken(e.to_string()))?;
                grid.fill(&range)
            })?
        }
    };
    grid.tell(notes);
    Ok((sheet, grid.into_rows()))
}

/// Reads the wanted sheet, or the first with anything in it.
fn choose(
    name: &str,
    names: &[String],
    wanted: Option<&str>,
    notes: &mut Vec<Sentence>,
    mut read: impl FnMut(&str) -> Result<bool, Refusal>,
) -> Result<String, Refusal> {
    let listed = || -> Vec<Arg> { names.iter().map(|n| n.as_str().into()).collect() };
    if let Some(wanted) = wanted {
        let Some(found) = names.iter().find(|n| n.trim() == wanted.trim()) else {
            return Err(file_refused(name, "intake-no-such-sheet")
                .with("sheet", wanted)
                .with("sheets", listed()));
        };
        read(found)?;
        return Ok(found.clone());
    }
    for sheet in names {
        if read(sheet)? {
            if names.len() > 1 {
                notes.push(
                    Sentence::new("intake-other-sheets")
                        .with("sheet", sheet.as_str())
                        .with("sheets", listed()),
                );
            }
            return Ok(sheet.clone());
        }
    }
    Err(file_refused(name, "intake-file-empty"))
}

/// The cells that are filled, however far apart they stand: a sheet may have one in its last corner.
struct Grid<'n> {
    name: &'n str,
    rows: BTreeMap<u32, BTreeMap<u32, String>>,
    bytes: BTreeMap<u32, usize>,
    lost: Vec<Arg>,
    errors: Vec<Arg>,
}

impl<'n> Grid<'n> {
    fn new(name: &'n str) -> Self {
        Self {
            name,
            rows: BTreeMap::new(),
            bytes: BTreeMap::new(),
            lost: Vec::new(),
            errors: Vec::new(),
        }
    }

    fn clear(&mut self) {
        *self = Self::new(self.name);
    }

    fn fill(&mut self, range: &calamine::Range<Data>) -> Result<bool, Refusal> {
        self.clear();
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, column, data) in range.used_cells() {
            let at = (
                u32::try_from(row).unwrap_or(u32::MAX).saturating_add(top),
                u32::try_from(column)
                    .unwrap_or(u32::MAX)
                    .saturating_add(left),
            );
            self.put(at, &cells::borrowed(data))?;
        }
        Ok(!self.rows.is_empty())
    }

    fn put(&mut self, (row, column): (u32, u32), data: &DataRef<'_>) -> Result<(), Refusal> {
        let cell = cells::text(data);
        if cell.text.trim().is_empty() {
            return Ok(());
        }
        if usize::try_from(column).unwrap_or(usize::MAX) >= MOST_COLUMNS {
            return Err(file_refused(self.name, "intake-too-many-columns")
                .with("columns", i64::from(column) + 1)
                .with("limit", MOST_COLUMNS));
        }
        let place = || Arg::Text(format!("{}{}", column_name(column), u64::from(row) + 1));
        if cell.lost_digits && self.lost.len() < TOLD {
            self.lost.push(place());
        }
        if cell.error && self.errors.len() < TOLD {
            self.errors.push(place());
        }
        let bytes = self.bytes.entry(row).or_default();
        *bytes += cell.text.len();
        if *bytes > LONGEST_ROW {
            return Err(file_refused(self.name, "intake-row-too-long")
                .with("line", i64::from(row) + 1)
                .with("limit", LONGEST_ROW / 1024));
        }
        self.rows.entry(row).or_default().insert(column, cell.text);
        // The headers, and a heading or two above them, do not count.
        if self.rows.len() > MOST_ROWS + 5 {
            return Err(file_refused(self.name, "intake-too-many-rows").with("limit", MOST_ROWS));
        }
        Ok(())
    }

    fn tell(&mut self, notes: &mut Vec<Sentence>) {
        let cells = std::mem::take(&mut self.lost);
        if !cells.is_empty() {
            notes.push(Sentence::new("intake-lost-digits").with("cells", cells));
        }
        let cells = std::mem::take(&mut self.errors);
        if !cells.is_empty() {
            notes.push(Sentence::new("intake-cell-errors").with("cells", cells));
        }
    }

    /// Rows from the first filled column on, all as wide as the widest.
    fn into_rows(self) -> Raw {
        let columns = || self.rows.values().flat_map(BTreeMap::keys).copied();
        let (left, right) = (columns().min().unwrap_or(0), columns().max().unwrap_or(0));
        let mut rows = Raw::with_capacity(self.rows.len());
        for (row, mut cells) in self.rows {
            let line = usize::try_from(row).unwrap_or(usize::MAX).saturating_add(1);
            let row = (left..=right).map(|c| cells.remove(&c).unwrap_or_default());
            rows.push((line, row.collect()));
        }
        rows
    }
}

/// `A`, `B`, … `Z`, `AA` as a spreadsheet names its columns.
fn column_name(column: u32) -> String {
    let mut name = String::new();
    let mut left = column.saturating_add(1);
    while left > 0 {
        let digit = (left - 1) % 26;
        name.insert(0, char::from_u32(u32::from(b'A') + digit).unwrap_or('?'));
        left = (left - 1) / 26;
    }
    name
}
