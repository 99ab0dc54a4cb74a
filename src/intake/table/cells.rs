//! A workbook's cells as text: dates as dates, whole numbers without a point, long ones told of.

use calamine::{Data, DataRef, ExcelDateTime};

/// Excel keeps fifteen digits of a number.
const EXACT: f64 = 1e15;

pub struct Cell {
    pub text: String,
    /// A number so long that Excel has put zeros in place of its last digits.
    pub lost_digits: bool,
    /// `#REF!` and its kin.
    pub error: bool,
}

pub fn text(data: &DataRef<'_>) -> Cell {
    let plain = |text: String| Cell {
        text,
        lost_digits: false,
        error: false,
    };
    match data {
        DataRef::Empty => plain(String::new()),
        DataRef::String(text) => plain(text.clone()),
        DataRef::SharedString(text) => plain((*text).to_owned()),
        DataRef::Int(number) => plain(number.to_string()),
        DataRef::Float(number) => Cell {
            text: float(*number),
            lost_digits: number.abs() >= EXACT,
            error: false,
        },
        DataRef::Bool(yes) => plain(yes.to_string()),
        DataRef::DateTime(moment) => plain(moment_text(moment)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => plain(text.clone()),
        DataRef::Error(error) => Cell {
            text: error.to_string(),
            lost_digits: false,
            error: true,
        },
    }
}

fn float(number: f64) -> String {
    if number.fract() == 0.0 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

fn moment_text(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    if moment.is_duration() || moment.as_f64() < 1.0 {
        return format!("{hour:02}:{minute:02}:{second:02}");
    }
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
    }
}

/// The older formats' cells in the form of the newer ones.
pub fn borrowed(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}
