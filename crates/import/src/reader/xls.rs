//! Workbooks of Excel 5 to 2003 (.xls): the records of each sheet one after the other.
//!
//! Not with calamine, which sets aside room for the rectangle a sheet declares, and holds every sheet as one: a cell
//! in the last corner of a sheet of three cells would take half a gigabyte.

mod record;
mod sheet;
mod strings;

use std::collections::HashMap;
use std::io::{Cursor, Read};

use encoding_rs::Encoding;

use super::details::Details;
use super::format::{self, Styles};
use super::rows::Rows;
use super::{Out, damaged, locked};
use crate::frame::Frame;
use crate::{Refusal, sniff};

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
    /// The currencies that they show.
    styles: Styles,
}

/// A sheet as the workbook lists it.
struct Listed {
    at: usize,
    hidden: bool,
    kind: u8,
    name: String,
}

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], out: Out<'_>) -> Result<(), Refusal> {
    sheets(bytes, out).map_err(
        |refusal| {
            if sniff::is_cut_off(bytes) { Refusal::new(sniff::CUT_OFF) } else { refusal }
        },
    )
}

fn sheets(bytes: &[u8], mut out: Out<'_>) -> Result<(), Refusal> {
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
        styles: Styles::default(),
    };
    let mut currencies = HashMap::new();
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
                let id = record.u16(0).unwrap_or(0);
                named.push((id, shown(&text)));
                currencies.insert(id, format::currency(&text));
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
    shared.styles = Styles::new(&currencies, &cells);
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

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), body].concat()
    }

    fn words(numbers: &[u16]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    /// A workbook with one sheet of these records.
    fn workbook(sheet: &[Vec<u8>]) -> Vec<u8> {
        let start = record(0x0809, &words(&[0x0600, 5, 0, 0, 0, 0, 0, 0]));
        // Two texts; the second goes on in the next record, there in letters of two bytes.
        let first = [&[2, 0, 0, 0, 2, 0, 0, 0][..], &[3, 0, 0], b"one", &[6, 0, 0], b"thr"].concat();
        let rest = [&[1][..], &words(&[0xE9, 0xE8, 0x20AC])].concat();
        let before: Vec<u8> = [
            start.clone(),
            record(0x041E, &[&[164, 0, 5, 0, 0][..], b"[h]:m"].concat()),
            record(0x00E0, &words(&[0, 0])),
            record(0x00E0, &words(&[0, 14])),
            record(0x00E0, &words(&[0, 164])),
            record(0x041E, &[&[165, 0, 2, 0, 0][..], b"\xA30"].concat()),
            record(0x00E0, &words(&[0, 165])),
        ]
        .concat();
        let after = [record(0x00FC, &first), record(0x003C, &rest), record(0x000A, &[])].concat();
        let at = u32::try_from(before.len() + after.len() + 4 + 12).unwrap();
        let listed = record(0x0085, &[&at.to_le_bytes()[..], &[1, 0, 4, 0], b"Data"].concat());
        let sheet = sheet.concat();
        let stream = [before, listed, after, start, sheet, record(0x000A, &[])].concat();
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        std::io::Write::write_all(&mut file.create_stream("/Workbook").unwrap(), &stream).unwrap();
        file.flush().unwrap();
        file.into_inner().into_inner()
    }

    fn told(bytes: &[u8]) -> Result<Vec<String>, String> {
        let mut intake = crate::workbook::Intake::new(bytes.len());
        read(bytes, &mut |frame| intake.take(frame)).map_err(|refusal| refusal.message)?;
        let book = intake.finish().unwrap();
        let mut told: Vec<String> = Vec::new();
        for sheet in &book.sheets {
            let mut place = sheet.tape.from(0);
            while let Some(row) = place.next() {
                let cells = row.filled().map(|c| format!("{c}={:?} {}", row.kind(c), row.cell(c)));
                told.push(format!("{}: {}", row.number, cells.collect::<Vec<_>>().join(", ")));
            }
            told.extend(sheet.merged.iter().map(|range| format!("{range:?}")));
        }
        told.extend(book.notes);
        Ok(told)
    }

    #[test]
    fn numbers_are_labelled_with_the_currency_of_their_format() {
        let number =
            |row, format| record(0x0203, &[words(&[row, 2, format]), 1.5f64.to_le_bytes().to_vec()].concat());
        let bytes = workbook(&[number(0, 0), number(1, 3), number(2, 3)]);
        let mut intake = crate::workbook::Intake::new(bytes.len());
        read(&bytes, &mut |frame| intake.take(frame)).unwrap();
        let book = intake.finish().unwrap();
        let pounds = Some(crate::label::Label::Currency("GBP".parse().unwrap()));
        let labels = [1, 2, 3, 4].map(|row| book.sheets[0].labels.of(row, 3));
        assert_eq!(labels, [None, pounds, pounds, None]);
    }

    #[test]
    fn records_are_read_in_whatever_order_they_come() {
        let number = |row, column, format, number: f64| {
            record(0x0203, &[words(&[row, column, format]), number.to_le_bytes().to_vec()].concat())
        };
        let formula =
            |row, result: [u8; 8]| record(0x0006, &[&words(&[row, 2, 0])[..], &result, &[0; 8]].concat());
        let told = told(&workbook(&[
            // It claims to be full.
            record(0x0200, &[&[0; 4][..], &65_536u32.to_le_bytes(), &words(&[0, 256, 0])].concat()),
            number(65_535, 255, 0, 1.5),
            number(1, 0, 1, 40_000.0),
            number(1, 1, 2, 1.25),
            record(0x00FD, &words(&[0, 0, 0, 1, 0])),
            record(
                0x00BD,
                &[
                    words(&[2, 0, 0]),
                    (7u32 << 2 | 2).to_le_bytes().to_vec(),
                    words(&[0]),
                    (150u32 << 2 | 3).to_le_bytes().to_vec(),
                    words(&[1]),
                ]
                .concat(),
            ),
            formula(3, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
            record(0x0207, &[&[2, 0, 0][..], b"ab"].concat()),
            formula(4, [2, 0, 0x07, 0, 0, 0, 0xFF, 0xFF]),
            formula(5, 0.1f64.to_le_bytes()),
            record(0x0208, &words(&[2, 0, 0, 0, 0, 0, 0x20, 0])),
            record(0x007D, &words(&[1, 1, 0, 0, 1, 0])),
            record(0x00E5, &words(&[1, 0, 1, 0, 2])),
        ]));
        assert_eq!(
            told.unwrap(),
            [
                "1: 0=Text thréè€",
                "2: 0=Date 2009-07-06, 1=Text 30:00:00",
                "3: 0=Number 7, 1=Number 1.5",
                "4: 2=Text ab",
                "5: 2=Error #DIV/0!",
                "6: 2=Number 0.1",
                "65536: 255=Number 1.5",
                "Merged { first_row: 1, last_row: 2, first_column: 1, last_column: 3 }",
                "Sheet “Data” has 1 hidden row (3) and 1 hidden column (B); they are read like the others.",
                "Hidden sheets: Data.",
            ]
        );
        let whole = workbook(&[number(1, 1, 0, 1.5)]);
        assert!(super::tests::told(&whole[..whole.len() * 2 / 3]).unwrap_err().contains("cut off"));
        let missing = workbook(&[record(0x00FD, &words(&[0, 0, 0, 2, 0]))]);
        assert!(super::tests::told(&missing).unwrap_err().contains("damaged"));
    }
}
