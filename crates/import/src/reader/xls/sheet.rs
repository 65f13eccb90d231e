//! The cells of one sheet, in the order in which a spreadsheet has them.
//!
//! Programs write them in blocks of rows and mostly in order, but nothing says that they must.

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType};

use super::super::details::Details;
use super::super::rows::Rows;
use super::super::{cell, damaged};
use super::record::{Record, Records, number};
use super::{Shared, Shown, strings};
use crate::Refusal;
use crate::reader::xlsb::error;
use crate::sheet::{CellKind, Merged};

/// What a cell holds.
enum Held {
    Number(f64, Shown),
    /// A text by its number in the table.
    Listed(u32),
    Text(String),
    Bool(bool),
    Error(u8),
}

/// The cells of a sheet with their places, from 0.
#[derive(Default)]
pub(super) struct Cells(Vec<(u16, u16, Held)>);

impl Cells {
    /// Hands them out in order.
    pub(super) fn give(mut self, shared: &Shared, rows: &mut Rows<'_, '_>) -> Result<(), Refusal> {
        if !self.0.is_sorted_by_key(|(row, column, _)| (*row, *column)) {
            // The last one of a place counts.
            self.0.reverse();
            self.0.sort_by_key(|(row, column, _)| (*row, *column));
            self.0.dedup_by_key(|(row, column, _)| (*row, *column));
        }
        for (row, column, held) in self.0 {
            let (row, column) = (u32::from(row), u32::from(column));
            match held {
                Held::Number(number, shown) => {
                    let timed = |kind| DataRef::DateTime(ExcelDateTime::new(number, kind, shared.epoch_1904));
                    let value = match shown {
                        Shown::Number => DataRef::Float(number),
                        Shown::Date => timed(ExcelDateTimeType::DateTime),
                        Shown::Span => timed(ExcelDateTimeType::TimeDelta),
                    };
                    rows.cell(row, column, |text| cell::write(&value, shared.epoch_1904, text))?;
                }
                Held::Listed(index) => {
                    let found = usize::try_from(index).ok().and_then(|index| shared.strings.get(index));
                    let found = found.ok_or_else(|| damaged(&"a cell refers to a text that is not there"))?;
                    rows.cell(row, column, |text| {
                        text.push_str(found);
                        CellKind::Text
                    })?;
                }
                Held::Text(said) => rows.cell(row, column, |text| {
                    text.push_str(&said);
                    CellKind::Text
                })?,
                Held::Bool(yes) => {
                    rows.cell(row, column, |text| cell::write(&DataRef::Bool(yes), false, text))?;
                }
                Held::Error(code) => rows.cell(row, column, |text| error(code, text))?,
            }
        }
        Ok(())
    }
}

/// Reads the records of a sheet up to its end.
pub(super) fn cells(stream: &[u8], shared: &Shared, details: &mut Details) -> Result<Cells, Refusal> {
    let mut cells = Cells::default();
    let mut depth = 0u32;
    // The formula whose text comes in a record behind it.
    let mut waiting: Option<(u16, u16)> = None;
    for record in Records::of(stream) {
        match record.kind {
            // Charts lie within a sheet as sheets of their own.
            0x0809 => depth += 1,
            0x000A => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Ok(cells);
                }
            }
            _ if depth == 0 => return Err(damaged(&"a sheet does not begin where it should")),
            _ if depth > 1 => {}
            0x0207 => {
                if let Some((row, column)) = waiting.take() {
                    let text = strings::whole(&record, 0, shared);
                    let text = text.ok_or_else(|| damaged(&"a text ends too early"))?;
                    cells.0.push((row, column, Held::Text(text)));
                }
            }
            0x0006 | 0x0206 | 0x0406 => waiting = formula(&record, shared, &mut cells, details),
            0x00BD => many(&record, shared, &mut cells, details),
            0x0208 => {
                if let (Some(row), Some(flags)) = (record.u16(0), record.u16(12))
                    && flags & 0x20 != 0
                {
                    let row = u32::from(row) + 1;
                    details.hidden_rows.add(row, row);
                }
            }
            0x007D => {
                if let (Some(first), Some(last), Some(flags)) = (record.u16(0), record.u16(2), record.u16(8))
                    && flags & 1 != 0
                {
                    details.hidden_columns.add(u32::from(first) + 1, u32::from(last.min(255)) + 1);
                }
            }
            0x00E5 => merged(&record, details),
            _ => {
                if let (Some(row), Some(column), Some(held)) =
                    (record.u16(0), record.u16(2), held(&record, shared))
                {
                    if matches!(held, Held::Number(..)) {
                        label(shared, details, row, column, record.u16(4));
                    }
                    cells.0.push((row, column, held));
                }
            }
        }
    }
    Err(damaged(&"a sheet ends too early"))
}

/// What a record of one cell holds, if it is one.
fn held(record: &Record<'_>, shared: &Shared) -> Option<Held> {
    let shown = || format(shared, record.u16(4)?);
    match record.kind {
        0x0203 => Some(Held::Number(record.f64(6)?, shown()?)),
        0x027E | 0x007E => Some(Held::Number(packed(record.u32(6)?), shown()?)),
        0x00FD => Some(Held::Listed(record.u32(6)?)),
        0x0204 | 0x00D6 => Some(Held::Text(strings::whole(record, 6, shared)?)),
        0x0205 => match (record.body.get(6)?, record.body.get(7)?) {
            (value, 0) => Some(Held::Bool(*value != 0)),
            (code, _) => Some(Held::Error(*code)),
        },
        _ => None,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "asked where what is missing ends the question")]
fn format(shared: &Shared, index: u16) -> Option<Shown> {
    Some(shared.formats.get(usize::from(index)).copied().unwrap_or(Shown::Number))
}

/// Takes note of the currency that a number is shown in.
fn label(shared: &Shared, details: &mut Details, row: u16, column: u16, style: Option<u16>) {
    if let Some(label) = style.and_then(|style| shared.styles.label(u32::from(style))) {
        let row = u32::from(row) + 1;
        details.label(u32::from(column) + 1, row, row, label);
    }
}

/// A formula counts as what it last came to. Answers its place where that is a text, which comes behind it.
fn formula(
    record: &Record<'_>,
    shared: &Shared,
    cells: &mut Cells,
    details: &mut Details,
) -> Option<(u16, u16)> {
    let (row, column) = (record.u16(0)?, record.u16(2)?);
    let held = match record.body.get(6..14)? {
        [0, .., 0xFF, 0xFF] => return Some((row, column)),
        [1, _, value, .., 0xFF, 0xFF] => Held::Bool(*value != 0),
        [2, _, code, .., 0xFF, 0xFF] => Held::Error(*code),
        [_, .., 0xFF, 0xFF] => return None,
        _ => {
            label(shared, details, row, column, record.u16(4));
            Held::Number(record.f64(6)?, format(shared, record.u16(4)?)?)
        }
    };
    cells.0.push((row, column, held));
    None
}

/// Several numbers side by side.
fn many(record: &Record<'_>, shared: &Shared, cells: &mut Cells, details: &mut Details) {
    let (Some(row), Some(first)) = (record.u16(0), record.u16(2)) else { return };
    let body = record.body.get(4..record.body.len().saturating_sub(2)).unwrap_or_default();
    for (column, six) in (first..=255).zip(body.as_chunks::<6>().0) {
        let shown = number(six, 0).and_then(|index| format(shared, index)).unwrap_or(Shown::Number);
        label(shared, details, row, column, number(six, 0));
        let [_, _, bits @ ..] = six;
        cells.0.push((row, column, Held::Number(packed(u32::from_le_bytes(*bits)), shown)));
    }
}

/// A number in four bytes: a whole one, or the upper half of another; either may be in hundredths.
#[expect(
    clippy::float_arithmetic,
    reason = "so it is stored; it becomes a decimal where its cell is written"
)]
fn packed(bits: u32) -> f64 {
    let value = if bits & 2 != 0 {
        f64::from(bits.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & 1 != 0 { value / 100.0 } else { value }
}

fn merged(record: &Record<'_>, details: &mut Details) {
    for range in record.body.get(2..).unwrap_or_default().as_chunks::<8>().0 {
        let end = |at| number(range, at).map(|end| u32::from(end) + 1);
        if let (Some(first_row), Some(last_row), Some(first_column), Some(last_column)) =
            (end(0), end(2), end(4), end(6))
        {
            details.merge(Merged { first_row, last_row, first_column, last_column });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_numbers_are_unpacked() {
        for (bits, number) in [
            (0x3FF0_0000, "1"),
            (0x3FF0_0001, "0.01"),
            (1234 << 2 | 2, "1234"),
            (1234 << 2 | 3, "12.34"),
            (0xFFFF_FFFE, "-1"),
        ] {
            assert_eq!(packed(bits).to_string(), number);
        }
    }
}
