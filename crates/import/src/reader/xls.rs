//! Workbooks of Excel 5 to 2003 (.xls): the records of each sheet one after the other.
//!
//! Not with calamine, which sets aside room for the rectangle a sheet declares, and holds every sheet as one: a cell
//! in the last corner of a sheet of three cells would take half a gigabyte.

mod record;
mod sheet;
mod strings;

use std::io::{Cursor, Read};

use encoding_rs::Encoding;

use super::details::Details;
use super::rows::Rows;
use super::{Out, damaged, locked};
use crate::Refusal;
use crate::frame::Frame;

use record::{Record, Records};

/// What a number shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Number,
    Date,
    /// A span of time, such as hours beyond 24.
    Span,
}

/// What the sheets of a workbook share.
struct Shared {
    /// Excel 97 and later writes text in Unicode; before, in the code page.
    unicode: bool,
    encoding: &'static Encoding,
    epoch_1904: bool,
    strings: Vec<String>,
    /// What the formats of the cells show.
    formats: Vec<Shown>,
}

/// A sheet as the workbook lists it.
struct Listed {
    at: usize,
    hidden: bool,
    kind: u8,
    name: String,
}

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], mut out: Out<'_>) -> Result<(), Refusal> {
    let (stream, macros) = stream(bytes)?;
    if macros {
        out(Frame::Note("The workbook holds macros; they are never run."))?;
    }
    let (shared, sheets) = globals(&stream)?;
    let mut number = 0;
    for sheet in sheets {
        let name = &sheet.name;
        match sheet.kind {
            0 => {}
            1 => {
                out(Frame::Note(&format!(
                    "“{name}” is a sheet of macros, which are never run; it was left out."
                )))?;
                continue;
            }
            _ => {
                out(Frame::Note(&format!("“{name}” is no worksheet and was left out.")))?;
                continue;
            }
        }
        out(Frame::Sheet { name, hidden: sheet.hidden })?;
        let mut details = Details::default();
        let rest = stream.get(sheet.at..).ok_or_else(|| damaged(&"a sheet begins behind its end"))?;
        let cells = sheet::cells(rest, &shared, &mut details)?;
        let mut rows = Rows::new(&mut out, name);
        cells.give(&shared, &mut rows)?;
        let extent = rows.finish()?;
        details.say(&mut out, number, name, extent)?;
        number += 1;
    }
    out(Frame::End { epoch_1904: shared.epoch_1904 })
}

/// The stream with the workbook, and whether there are macros beside it.
fn stream(bytes: &[u8]) -> Result<(Vec<u8>, bool), Refusal> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let macros = file.exists("/_VBA_PROJECT_CUR") || file.exists("/_VBA_PROJECT");
    // A workbook saved for both Excel 95 and 97 holds both; names of streams are not told apart by their case.
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
    let name = name.ok_or_else(|| {
        Refusal::new("This is no spreadsheet: choose an Excel, OpenDocument or text file with a table.")
    })?;
    let mut stream = Vec::new();
    let opened = file.open_stream(name).map_err(|error| damaged(&error))?;
    // No stream is longer than its file, whatever it says.
    let read = opened.take(bytes.len() as u64).read_to_end(&mut stream);
    read.map_err(|error| damaged(&error))?;
    Ok((stream, macros))
}

/// Reads what stands before the sheets.
fn globals(stream: &[u8]) -> Result<(Shared, Vec<Listed>), Refusal> {
    let mut shared = Shared {
        unicode: true,
        encoding: encoding_rs::WINDOWS_1252,
        epoch_1904: false,
        strings: Vec::new(),
        formats: Vec::new(),
    };
    let mut named: Vec<(u16, Shown)> = Vec::new();
    let mut cells: Vec<u16> = Vec::new();
    let mut sheets = Vec::new();
    let mut began = false;
    let mut ended = false;
    for record in Records::of(stream) {
        match record.kind {
            0x0809 if !began => {
                began = true;
                shared.unicode = record.u16(0) != Some(0x0500);
            }
            0x0809 => return Err(damaged(&"its sheets are not where they should be")),
            0x002F => return Err(locked()),
            0x0042 => shared.encoding = strings::encoding(record.u16(0).unwrap_or(1252)),
            0x0022 => shared.epoch_1904 = record.u16(0) == Some(1),
            0x041E => {
                let text = if shared.unicode {
                    strings::long(record.body.get(2..), &shared)
                } else {
                    strings::short(record.body.get(2..), &shared)
                };
                named.push((record.u16(0).unwrap_or(0), shown(&text)));
            }
            0x00E0 => cells.push(record.u16(2).unwrap_or(0)),
            0x0085 => sheets.extend(listed(&record, &shared)),
            0x00FC => shared.strings = strings::table(&record)?,
            0x000A => {
                ended = true;
                break;
            }
            _ => {}
        }
    }
    if !began || !ended {
        return Err(damaged(&"it ends too early"));
    }
    shared.formats = cells
        .into_iter()
        .map(|id| {
            named
                .iter()
                .rev()
                .find(|(named, _)| *named == id)
                .map_or_else(|| built_in(id), |(_, shown)| *shown)
        })
        .collect();
    Ok((shared, sheets))
}

fn listed(record: &Record<'_>, shared: &Shared) -> Option<Listed> {
    let at = usize::try_from(record.u32(0)?).ok()?;
    let hidden = record.body.get(4)? & 3 != 0;
    let kind = *record.body.get(5)?;
    let mut name = strings::short(record.body.get(6..), shared);
    name.retain(|letter| letter != '\0');
    Some(Listed { at, hidden, kind, name })
}

/// What the formats show that have a number and no text.
fn built_in(id: u16) -> Shown {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shown::Date,
        46 => Shown::Span,
        _ => Shown::Number,
    }
}

/// Whether a format shows a number as a date or a time of day. Only its first part counts; what is in quotes, behind
/// a backslash or in brackets does not.
fn shown(format: &str) -> Shown {
    let mut signs = format.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => while signs.next().is_some_and(|sign| sign != '"') {},
            '\\' | '_' | '*' => {
                signs.next();
            }
            '[' => {
                let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                if !inside.is_empty()
                    && inside.chars().all(|sign| matches!(sign, 'h' | 'H' | 'm' | 'M' | 's' | 'S'))
                {
                    return Shown::Span;
                }
            }
            ';' => return Shown::Number,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return Shown::Date,
            // General, and the era of other calendars.
            'G' | 'g' if signs.as_str().to_lowercase().starts_with("eneral") => {
                signs.by_ref().take(6).for_each(drop);
            }
            _ => {}
        }
    }
    Shown::Number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_say_what_they_show() {
        for (format, expected) in [
            ("dd/mm/yyyy", Shown::Date),
            ("[$-409]d\\-mmm\\-yy;@", Shown::Date),
            ("h:mm AM/PM", Shown::Date),
            ("General", Shown::Number),
            ("#,##0.00\\ \"days\"", Shown::Number),
            ("[h]:mm:ss", Shown::Span),
            ("[Red]0.00;-0.00", Shown::Number),
            ("0.00_);[Red](0.00)", Shown::Number),
            ("0;d", Shown::Number),
            ("_-* #,##0.00_-", Shown::Number),
        ] {
            assert_eq!(shown(format), expected, "{format}");
        }
    }
}
