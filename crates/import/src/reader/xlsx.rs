//! Workbooks of Excel 2007 and later: their cells one after the other, never a range that a file declares.

use std::io::Cursor;
use std::sync::atomic::{AtomicBool, Ordering};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::details::{Details, place, range};
use super::format::Styles;
use super::package::{Listed, Package};
use super::rows::Rows;
use super::tags::{Passed, Tag, Tags, attribute};
use super::{Out, cell, damaged, guard, locked};
use crate::Refusal;
use crate::frame::Frame;

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], mut out: Out<'_>) -> Result<(), Refusal> {
    guard::check(bytes)?;
    let mut package = Package::open(bytes)?;
    let macros = package.holds("vbaproject.bin");
    let listed = package.sheets();
    let is_macro_sheet = |sheet: &Listed| sheet.kind.contains("acrosheet");
    let changed;
    let bytes = if listed.iter().any(is_macro_sheet) {
        changed = package.without_macro_sheets()?;
        &changed[..]
    } else {
        bytes
    };
    match sheets_and_details(bytes, &listed, macros, &mut out) {
        Err(Fault::Refused(refusal)) => Err(refusal),
        Ok(()) => Ok(()),
        Err(Fault::Unknown) => {
            out(Frame::Again)?;
            let known = Package::open(bytes)?.with_known_errors(&listed)?;
            sheets_and_details(&known, &listed, macros, &mut out).map_err(|fault| match fault {
                Fault::Refused(refusal) => refusal,
                Fault::Unknown => damaged(&"an error in a cell is not known"),
            })
        }
    }
}

/// Why the sheets are not read.
enum Fault {
    Refused(Refusal),
    /// A cell shows an error that the library does not know.
    Unknown,
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Fault {
        Fault::Refused(refusal)
    }
}

impl From<XlsxError> for Fault {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the library's own words for the rest")]
    fn from(error: XlsxError) -> Fault {
        match error {
            XlsxError::CellError(_) => Fault::Unknown,
            XlsxError::Password => Fault::Refused(locked()),
            error => Fault::Refused(damaged(&error)),
        }
    }
}

fn sheets_and_details(bytes: &[u8], listed: &[Listed], macros: bool, out: &mut Out<'_>) -> Result<(), Fault> {
    if macros {
        out(Frame::Note("The workbook holds macros; they are never run."))?;
    }
    let mut workbook = Xlsx::new(Cursor::new(bytes))?;
    // What stands beside the cells is gathered at the same time, by one more pass over the sheets.
    let stop = AtomicBool::new(false);
    let (kept, details) = std::thread::scope(|scope| {
        let beside = || details(bytes, listed, &stop);
        let thread = std::thread::Builder::new().stack_size(1 << 20).spawn_scoped(scope, beside);
        let kept = {
            let _stop = Stop(&stop);
            sheets(&mut workbook, listed, out)
        };
        stop.store(kept.is_err(), Ordering::Relaxed);
        let details = match thread {
            Ok(thread) => thread.join().unwrap_or_default(),
            Err(_) => details(bytes, listed, &stop),
        };
        (kept, details)
    });
    for (number, (index, name, extent)) in kept?.iter().enumerate() {
        if let Some(details) = details.get(*index) {
            details.say(out, number, name, *extent)?;
        }
    }
    out(Frame::End { epoch_1904: workbook.has_1904_epoch() })?;
    Ok(())
}

/// Lets the other thread stop where this one panics: it is waited for.
struct Stop<'a>(&'a AtomicBool);

impl Drop for Stop<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.store(true, Ordering::Relaxed);
        }
    }
}

/// A sheet that was handed on: its place in the list, its name, its last row and column.
type Kept = (usize, String, (u32, u32));

fn sheets(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    listed: &[Listed],
    out: &mut Out<'_>,
) -> Result<Vec<Kept>, Fault> {
    let epoch_1904 = workbook.has_1904_epoch();
    let mut kept = Vec::new();
    for (index, sheet) in workbook.sheets_metadata().to_vec().into_iter().enumerate() {
        let name = sheet.name;
        if listed.get(index).is_some_and(|listed| listed.kind.contains("acrosheet")) {
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
        let mut rows = Rows::new(out, &name);
        let mut reader = match workbook.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            // A chart or macro sheet under a worksheet's name has no cells.
            Err(XlsxError::NotAWorksheet(_)) => {
                kept.push((index, name, (0, 0)));
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        while let Some(found) = reader.next_cell()? {
            if matches!(found.get_value(), DataRef::Empty) {
                continue;
            }
            let (row, column) = found.get_position();
            rows.cell(row, column, |text| cell::write(found.get_value(), epoch_1904, text))?;
        }
        let extent = rows.finish()?;
        kept.push((index, name, extent));
    }
    Ok(kept)
}

fn details(bytes: &[u8], listed: &[Listed], stop: &AtomicBool) -> Vec<Details> {
    let Ok(mut package) = Package::open(bytes) else { return Vec::new() };
    let styles = package.styles();
    let mut all = Vec::new();
    for sheet in listed {
        let mut details = Details::default();
        if let Some(part) = package.part(&sheet.part).filter(|_| sheet.kind == "worksheet") {
            look(&mut Tags::new(part), &styles, &mut details, stop);
        }
        all.push(details);
    }
    all
}

/// Goes through the tags of a sheet.
fn look<R: std::io::Read>(tags: &mut Tags<R>, styles: &Styles, details: &mut Details, stop: &AtomicBool) {
    let (mut row, mut column) = (0, 0);
    // With a prefix before each name, every tag has to be looked at.
    let mut every = false;
    let mut cell: Vec<u8> = Vec::new();
    loop {
        let mut passed = |cell: &[u8]| shown(cell, row, &mut column, styles, details);
        let cells: Option<Passed<'_>> = if styles.is_empty() { None } else { Some(&mut passed) };
        let Some(tag) = (if every { tags.next() } else { tags.next_but_cells(cells) }) else { return };
        every |= tag.prefixed;
        match (tag.name, tag.closes) {
            (b"row", false) => {
                row = tag.number("r").unwrap_or(row + 1);
                column = 0;
                if tag.is("hidden") {
                    details.hidden_rows.add(row, row);
                }
                if stop.load(Ordering::Relaxed) {
                    return;
                }
            }
            (b"c", false) => {
                cell.clear();
                cell.extend_from_slice(tag.attributes);
                shown(&cell, row, &mut column, styles, details);
            }
            (b"f", false) => {
                if !every {
                    cell.clear();
                    cell.extend_from_slice(tags.cell());
                }
                formula(tags, &cell, details);
            }
            (b"col", false) if tag.is("hidden") => columns(tag, details),
            (b"mergeCell", false) => {
                if let Some(range) = tag.get("ref").and_then(range) {
                    details.merge(range);
                }
            }
            _ => {}
        }
    }
}

/// Takes note of the currency that the style of a cell shows.
fn shown(cell: &[u8], row: u32, column: &mut u32, styles: &Styles, details: &mut Details) {
    *column += 1;
    let style = attribute(cell, "s").and_then(|style| std::str::from_utf8(style).ok()?.parse().ok());
    if let Some(label) = style.and_then(|style| styles.label(style)) {
        // Where no cell says where it is, each follows the one before it.
        let (row, column) = attribute(cell, "r").and_then(place).unwrap_or((row, *column));
        details.label(column, row, row, label);
    }
}

/// Goes through a cell from its formula to its end, and counts the formula if it has no result.
fn formula<R: std::io::Read>(tags: &mut Tags<R>, cell: &[u8], details: &mut Details) {
    let mut value = false;
    while let Some(tag) = tags.next() {
        match (tag.name, tag.closes) {
            (b"v", true) => value |= tag.after_text,
            (b"is", false) => value = true,
            (b"c", true) => break,
            _ => {}
        }
    }
    // An empty text is a result too.
    if !value && attribute(cell, "t") != Some(b"str") {
        details.uncalculated(attribute(cell, "r").and_then(place));
    }
}

fn columns(tag: Tag<'_>, details: &mut Details) {
    if let (Some(first), Some(last)) = (tag.number("min"), tag.number("max")) {
        details.hidden_columns.add(first, last.min(16_384));
    }
}
