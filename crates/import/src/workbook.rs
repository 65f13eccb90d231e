//! A workbook's sheets as rows of cells: numbers to 15 digits, dates as dates, errors as errors.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::sheet::{CellKind, NewCell, Tape};
use crate::{Refusal, date, guard};

/// The memory that the cells of all sheets may take.
const CELLS: usize = 192 << 20;
/// The most characters a cell can have in Excel.
const CELL_TEXT: usize = 32_767 * 4;
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// One sheet of a workbook.
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) tape: Tape,
}

/// A workbook, read.
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) epoch_1904: bool,
    pub(crate) notes: Vec<String>,
}

/// Reads every sheet that holds cells.
pub(crate) fn read(bytes: &[u8]) -> Result<Workbook, Refusal> {
    guard::check(bytes)?;
    let macros = bytes.windows(14).any(|window| window == b"vbaProject.bin");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let epoch_1904 = workbook.has_1904_epoch();
    let listed = workbook.sheets_metadata().to_vec();
    let mut notes = Vec::new();
    if macros {
        notes.push("The workbook holds macros; they are never run.".to_owned());
    }
    let mut sheets = Vec::new();
    let mut left = CELLS;
    for sheet in listed {
        if sheet.typ != SheetType::WorkSheet {
            notes.push(format!("“{}” is no worksheet and was left out.", sheet.name));
            continue;
        }
        let tape = cells(&mut workbook, &sheet.name, epoch_1904, &mut left)?;
        let hidden = sheet.visible != SheetVisible::Visible;
        sheets.push(Sheet { name: sheet.name, hidden, tape });
    }
    if sheets.iter().all(|sheet| sheet.tape.rows == 0) {
        return Err(Refusal::new("No sheet of this workbook holds a cell: choose a file with data in it."));
    }
    let hidden: Vec<&str> =
        sheets.iter().filter(|sheet| sheet.hidden).map(|sheet| sheet.name.as_str()).collect();
    if !hidden.is_empty() {
        notes.push(format!("Hidden sheets: {}.", hidden.join(", ")));
    }
    Ok(Workbook { sheets, epoch_1904, notes })
}

/// The cells of one sheet, streamed onto a tape.
fn cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    epoch_1904: bool,
    left: &mut usize,
) -> Result<Tape, Refusal> {
    let mut tape = Tape::default();
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        // A chart or macro sheet under a worksheet's name has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(tape),
        Err(error) => return Err(damaged(&error)),
    };
    let mut row = 0;
    let mut text = String::new();
    let mut pending: Vec<NewCell> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|error| damaged(&error))? {
        let (at, column) = cell.get_position();
        if at >= ROWS || column >= COLUMNS {
            return Err(Refusal::new(format!(
                "Sheet “{name}” has a cell outside what a spreadsheet can hold: open it in Excel and save it again."
            )));
        }
        if at != row {
            if at < row || at < tape.rows {
                return Err(Refusal::new(format!(
                    "The rows of sheet “{name}” are out of order: open it in Excel and save it again."
                )));
            }
            flush(&mut tape, row, &mut pending, &mut text, left)?;
            row = at;
        }
        let from = text.len();
        let kind = write(cell.get_value(), epoch_1904, &mut text);
        if text.len() - from > CELL_TEXT {
            return Err(Refusal::new(format!(
                "Row {} of sheet “{name}” has a cell longer than Excel allows: open it in Excel and save it again.",
                at + 1
            )));
        }
        if text.len() > from {
            pending.push(NewCell { column, kind, text: from..text.len() });
        }
        if pending.len() > COLUMNS as usize {
            return Err(Refusal::new(format!(
                "Row {} of sheet “{name}” has more cells than columns: open it in Excel and save it again.",
                at + 1
            )));
        }
    }
    flush(&mut tape, row, &mut pending, &mut text, left)?;
    Ok(tape)
}

fn flush(
    tape: &mut Tape,
    row: u32,
    pending: &mut Vec<NewCell>,
    text: &mut String,
    left: &mut usize,
) -> Result<(), Refusal> {
    // Cells come in order from every program we know; a file may still say otherwise.
    pending.sort_by_key(|cell| cell.column);
    pending.dedup_by_key(|cell| cell.column);
    let before = tape.size();
    tape.push(row + 1, pending, text);
    *left = left.checked_sub(tape.size() - before).ok_or_else(|| {
        Refusal::new(
            "This workbook holds more than can be read at once: save the sheet you need as a .csv file.",
        )
    })?;
    pending.clear();
    text.clear();
    Ok(())
}

/// Writes what a cell says and answers what it is.
fn write(value: &DataRef<'_>, epoch_1904: bool, text: &mut String) -> CellKind {
    use std::fmt::Write;
    match value {
        DataRef::Empty => CellKind::Text,
        DataRef::String(words) => {
            text.push_str(words);
            CellKind::Text
        }
        DataRef::SharedString(words) => {
            text.push_str(words);
            CellKind::Text
        }
        DataRef::Bool(yes) => {
            text.push_str(if *yes { "TRUE" } else { "FALSE" });
            CellKind::Text
        }
        DataRef::Int(number) => {
            let _ = write!(text, "{number}");
            CellKind::Number
        }
        DataRef::Float(number) => {
            decimal(*number, text);
            CellKind::Number
        }
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let day = whole_days(moment.as_f64()).and_then(|days| date::from_serial(days, epoch_1904));
            if let Some(day) = day {
                let _ = write!(text, "{day}");
                return CellKind::Date;
            }
            decimal(moment.as_f64(), text);
            CellKind::Number
        }
        DataRef::DateTime(duration) => {
            decimal(duration.as_f64(), text);
            CellKind::Number
        }
        DataRef::DateTimeIso(moment) => {
            text.push_str(moment.get(..10).unwrap_or(moment));
            CellKind::Date
        }
        DataRef::DurationIso(duration) => {
            text.push_str(duration);
            CellKind::Text
        }
        DataRef::Error(error) => {
            let _ = write!(text, "{error}");
            CellKind::Error
        }
    }
}

/// The days of a spreadsheet's day count, without the time of the day.
fn whole_days(serial: f64) -> Option<i64> {
    // By text, as casts between floats and integers round and wrap silently.
    if !(1.0..3_000_000.0).contains(&serial) {
        return None;
    }
    format!("{:.0}", serial.floor()).parse().ok()
}

/// Writes a number with the 15 significant digits a spreadsheet shows: what lies behind them is binary noise.
fn decimal(number: f64, text: &mut String) {
    use std::fmt::Write;
    let from = text.len();
    let _ = write!(text, "{number}");
    let digits = text[from..].bytes().filter(u8::is_ascii_digit).count();
    if digits <= 15 && text[from..].bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.')) {
        return;
    }
    text.truncate(from);
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        // Not a number, or infinite.
        text.push_str(&scientific);
        return;
    };
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if exponent.abs() > 40 {
        // No amount: left as it is, to be shown where it cannot be read.
        let _ = write!(text, "{number:e}");
        return;
    }
    let negative = mantissa.starts_with('-');
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        text.push('0');
        return;
    }
    if negative {
        text.push('-');
    }
    let whole = exponent + 1;
    match usize::try_from(whole) {
        Ok(whole) if whole >= digits.len() => {
            text.push_str(digits);
            text.extend(std::iter::repeat_n('0', whole - digits.len()));
        }
        Ok(whole) if whole > 0 => {
            text.push_str(&digits[..whole]);
            text.push('.');
            text.push_str(&digits[whole..]);
        }
        _ => {
            text.push_str("0.");
            text.extend(std::iter::repeat_n('0', usize::try_from(-whole).unwrap_or(0)));
            text.push_str(digits);
        }
    }
}

/// What to say of a workbook that cannot be read.
fn damaged(error: &XlsxError) -> Refusal {
    if matches!(error, XlsxError::Password) {
        return Refusal::new(
            "This workbook is protected with a password: open it in Excel, remove the password and save it again.",
        );
    }
    if error.to_string().contains("macrosheets") {
        return Refusal::new(
            "This workbook holds macro sheets, which are never run or read: copy the sheet you need into a new workbook.",
        );
    }
    Refusal::new(format!(
        "This workbook is damaged ({error}): open it in Excel, let it be repaired and save it again."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_fifteen_digits() {
        for (number, shown) in [
            (0.1 + 0.2, "0.3"),
            (2170.88, "2170.88"),
            (-110.7, "-110.7"),
            (1e15, "1000000000000000"),
            (123_456_789_012_345_680.0, "123456789012346000"),
            (0.000_001_5, "0.0000015"),
            (1.0 / 3.0, "0.333333333333333"),
            (0.0, "0"),
            (1e300, "1e300"),
            (f64::NAN, "NaN"),
        ] {
            let mut text = String::new();
            decimal(number, &mut text);
            assert_eq!(text, shown);
        }
    }
}
