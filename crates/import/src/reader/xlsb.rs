//! Binary workbooks (.xlsb): their cells one after the other, and the records around them.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsb, XlsbError};

use super::details::Details;
use super::format::{self, Styles};
use super::package::Package;
use super::rows::Rows;
use super::{Out, cell, damaged, guard, locked};
use crate::Refusal;
use crate::frame::Frame;
use crate::sheet::{CellKind, Merged};

/// The longest record that is looked at.
const LONGEST: usize = 1 << 20;
/// So many errors of formulas are remembered in a sheet.
const ERRORS: usize = 1_000_000;

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], mut out: Out<'_>) -> Result<(), Refusal> {
    guard::check(bytes)?;
    let mut package = Package::open(bytes)?;
    if package.holds("vbaproject.bin") {
        out(Frame::Note("The workbook holds macros; they are never run."))?;
    }
    let changed;
    let mut workbook = match Xlsb::new(Cursor::new(bytes)) {
        Ok(workbook) => workbook,
        Err(XlsbError::Unrecognized { typ: "BoundSheet8:dt", .. }) => {
            changed = package.without_macro_sheets()?;
            Xlsb::new(Cursor::new(&changed[..])).map_err(|error| fault(&error))?
        }
        Err(error) => return Err(fault(&error)),
    };
    let listed = package.sheets();
    let styles = package.styles();
    let epoch_1904 = workbook.has_1904_epoch();
    let mut number = 0;
    for (index, sheet) in workbook.sheets_metadata().to_vec().into_iter().enumerate() {
        let name = sheet.name;
        let listed = listed.get(index);
        if listed.is_some_and(|listed| listed.kind.contains("acrosheet")) {
            out(Frame::Note(&format!(
                "“{name}” is a sheet of macros, which are never run; it was left out."
            )))?;
            continue;
        }
        if sheet.typ != SheetType::WorkSheet {
            out(Frame::Note(&format!("“{name}” is no worksheet and was left out.")))?;
            continue;
        }
        out(Frame::Sheet { name: &name, hidden: sheet.visible != SheetVisible::Visible })?;
        let mut details = Details::default();
        let mut errors = Vec::new();
        if let Some(part) = listed.and_then(|listed| package.part(&listed.part)) {
            errors = look(part, &styles, &mut details);
        }
        let mut errors = errors.into_iter().peekable();
        let mut rows = Rows::new(&mut out, &name);
        let mut reader = workbook.worksheet_cells_reader(&name).map_err(|error| fault(&error))?;
        while let Some(found) = reader.next_cell().map_err(|error| fault(&error))? {
            let (row, column) = found.get_position();
            // The library passes over formulas that end in an error.
            while let Some((row, column, code)) = errors.next_if(|error| (error.0, error.1) < (row, column)) {
                rows.cell(row, column, |text| error(code, text))?;
            }
            if !matches!(found.get_value(), DataRef::Empty) {
                rows.cell(row, column, |text| cell::write(found.get_value(), epoch_1904, text))?;
            }
        }
        for (row, column, code) in errors {
            rows.cell(row, column, |text| error(code, text))?;
        }
        let extent = rows.finish()?;
        details.say(&mut out, number, &name, extent)?;
        number += 1;
    }
    out(Frame::End { epoch_1904 })
}

/// Writes an error by its code.
pub(super) fn error(code: u8, text: &mut String) -> CellKind {
    text.push_str(match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#ERROR!",
    });
    CellKind::Error
}

/// What the styles of a binary workbook show.
pub(super) fn styles(mut part: &[u8]) -> Styles {
    let (mut formats, mut styles, mut within) = (HashMap::new(), Vec::new(), false);
    let mut record = Vec::new();
    while let Some(kind) = next(&mut part, &mut record) {
        let number = |at: usize| Some(u16::from_le_bytes(*record.get(at..)?.first_chunk()?));
        match kind {
            // A format: its number and its text.
            0x2C => {
                let (text, _) =
                    encoding_rs::UTF_16LE.decode_without_bom_handling(record.get(6..).unwrap_or_default());
                formats.extend(number(0).map(|id| (id, format::currency(&text))));
            }
            // The styles of cells, apart from those that they are based on.
            617 => within = true,
            618 => break,
            0x2F if within => styles.push(number(2).unwrap_or(0)),
            _ => {}
        }
    }
    Styles::new(&formats, &styles)
}

/// The relations to the sheets that a binary workbook lists.
pub(super) fn listed(mut bytes: &[u8]) -> Vec<String> {
    let mut sheets = Vec::new();
    let mut record = Vec::new();
    while let Some(kind) = next(&mut bytes, &mut record) {
        if kind != 0x9C {
            continue;
        }
        let length = number(&record, 8).and_then(|length| usize::try_from(length).ok());
        let id = length.and_then(|length| record.get(12..length.checked_mul(2)?.checked_add(12)?));
        let (id, _) = encoding_rs::UTF_16LE.decode_without_bom_handling(id.unwrap_or_default());
        sheets.push(id.into_owned());
    }
    sheets
}

/// Goes through the records of a sheet; answers the formulas that end in an error.
fn look(mut part: impl Read, styles: &Styles, details: &mut Details) -> Vec<(u32, u32, u8)> {
    let mut errors = Vec::new();
    let mut record = Vec::new();
    let mut row = 0;
    while let Some(kind) = next(&mut part, &mut record) {
        let number = |at| number(&record, at);
        // Cells of numbers: their column, then the number of their style in three bytes.
        if matches!(kind, 0x02 | 0x05 | 0x09)
            && !styles.is_empty()
            && let (Some(column), Some(style)) = (number(0), number(4))
            && let Some(label) = styles.label(style & 0xFF_FFFF)
        {
            details.label(column.saturating_add(1), row + 1, row + 1, label);
        }
        match kind {
            // The head of a row: its number and, far behind, whether it is shown.
            0x00 => {
                row = number(0).unwrap_or(row);
                if record.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    details.hidden_rows.add(row + 1, row + 1);
                }
            }
            // A formula that ends in an error.
            0x0B if errors.len() < ERRORS => {
                if let (Some(column), Some(code)) = (number(0), record.get(8)) {
                    errors.push((row, column, *code));
                }
            }
            // Columns and how they look.
            0x3C => {
                let hidden = record.get(16).is_some_and(|flags| flags & 1 != 0);
                if let (true, Some(first), Some(last)) = (hidden, number(0), number(4)) {
                    let last = last.min(16_383);
                    details.hidden_columns.add(first.min(last) + 1, last + 1);
                }
            }
            0xB0 => {
                let ends = [number(0), number(4), number(8), number(12)];
                if let [Some(first_row), Some(last_row), Some(first_column), Some(last_column)] =
                    ends.map(|end| end.filter(|end| *end <= 1_048_576).map(|end| end + 1))
                {
                    details.merge(Merged { first_row, last_row, first_column, last_column });
                }
            }
            _ => {}
        }
    }
    errors
}

fn number(record: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*record.get(at..at + 4)?.first_chunk()?))
}

/// The next record: what it is; what it says is left in `record`.
fn next(input: &mut impl Read, record: &mut Vec<u8>) -> Option<u16> {
    let mut byte = || {
        let mut byte = [0];
        input.read_exact(&mut byte).ok()?;
        Some(byte[0])
    };
    let low = byte()?;
    let kind = if low < 128 { u16::from(low) } else { u16::from(low & 127) | u16::from(byte()? & 127) << 7 };
    let mut length = 0;
    for shift in [0, 7, 14, 21] {
        let part = byte()?;
        length |= usize::from(part & 127) << shift;
        if part < 128 {
            break;
        }
    }
    if length > LONGEST {
        return None;
    }
    record.resize(length, 0);
    input.read_exact(record).ok()?;
    Some(kind)
}

/// What to say of a fault of the reader.
fn fault(error: &XlsbError) -> Refusal {
    if matches!(error, XlsbError::Password) { locked() } else { damaged(error) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label::Label;

    #[test]
    fn styles_show_the_currency_of_their_format() {
        let format: Vec<u8> = "0 \"€\"".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let format = [&[164, 0, 5, 0, 0, 0][..], &format].concat();
        let length = u8::try_from(format.len()).unwrap();
        let part = [
            &[0x2C, length][..],
            &format,
            // A style that others are based on, before the list of those of cells.
            &[0x2F, 4, 0, 0, 164, 0],
            &[0xE9, 4, 4, 2, 0, 0, 0],
            &[0x2F, 4, 0, 0, 0, 0],
            &[0x2F, 4, 0, 0, 164, 0],
            &[0xEA, 4, 0],
        ]
        .concat();
        let styles = styles(&part);
        let euro = Some(Label::Currency("EUR".parse().unwrap()));
        assert_eq!([0, 1, 2].map(|style| styles.label(style)), [None, euro, None]);
    }
}
