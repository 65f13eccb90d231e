//! A file that turned out to hold rows: a text file or the sheets of a workbook.

use std::ops::ControlFlow;

use crate::delimited::{self, Splitter};
use crate::sheet::{RowView, Span, Tape};
use crate::sniff::{self, Content};
use crate::workbook::{self, Workbook};
use crate::{Options, Refusal, encoding};

/// The largest file that is looked at.
const LARGEST: usize = 1 << 30;

/// A file, read so far that its rows can be gone through.
pub struct Source {
    name: String,
    body: Body,
    notes: Vec<String>,
}

enum Body {
    Text { text: String, encoding: &'static str, delimiter: u8, reason: String },
    Workbook(Workbook),
}

impl Source {
    /// Reads the bytes of a file. Its name is only said again; what it is, the bytes say.
    ///
    /// Of the options, encoding and delimiter count here; sheet, header and columns count later, so that a change of
    /// them needs no second reading.
    pub fn read(name: &str, bytes: Vec<u8>, options: &Options) -> Result<Source, Refusal> {
        if bytes.len() > LARGEST {
            return Err(Refusal::new("The file is larger than 1 GB: split it and import the parts."));
        }
        let name = name.to_owned();
        match sniff::content(&bytes)? {
            Content::Workbook => {
                let mut workbook = workbook::read(&bytes)?;
                let notes = std::mem::take(&mut workbook.notes);
                Ok(Source { name, body: Body::Workbook(workbook), notes })
            }
            Content::Text => {
                let decoded = encoding::decode(bytes, options.encoding.as_deref())?;
                let text = decoded.text;
                let (delimiter, reason) = match &options.delimiter {
                    Some(sign) if !sign.is_empty() => (given_delimiter(sign)?, "As given.".to_owned()),
                    _ => delimited::delimiter(&text),
                };
                let body = Body::Text { text, encoding: decoded.name, delimiter, reason };
                Ok(Source { name, body, notes: decoded.notes })
            }
        }
    }

    /// The file's name, as it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `csv`, `tsv`, `psv`, `txt` or `xlsx`.
    pub fn format(&self) -> &'static str {
        match &self.body {
            Body::Workbook(_) => "xlsx",
            Body::Text { delimiter: b'\t', .. } => "tsv",
            Body::Text { delimiter: b'|', .. } => "psv",
            Body::Text { .. } => "csv",
        }
    }

    /// The text encoding of a text file.
    pub fn encoding(&self) -> Option<&'static str> {
        match &self.body {
            Body::Text { encoding, .. } => Some(encoding),
            Body::Workbook(_) => None,
        }
    }

    /// The sign between cells of a text file, with the reason for it.
    pub(crate) fn delimiter(&self) -> Option<(char, &str)> {
        match &self.body {
            Body::Text { delimiter, reason, .. } => Some((char::from(*delimiter), reason)),
            Body::Workbook(_) => None,
        }
    }

    /// What is to be said about the file as a whole.
    pub(crate) fn notes(&self) -> &[String] {
        &self.notes
    }

    /// Whether day counts start in 1904.
    pub(crate) fn epoch_1904(&self) -> bool {
        match &self.body {
            Body::Workbook(workbook) => workbook.epoch_1904,
            Body::Text { .. } => false,
        }
    }

    /// How many sheets there are; a text file has one.
    pub(crate) fn sheets(&self) -> usize {
        match &self.body {
            Body::Workbook(workbook) => workbook.sheets.len(),
            Body::Text { .. } => 1,
        }
    }

    /// The name of a sheet (that of the file for a text file) and whether it is hidden.
    pub(crate) fn sheet(&self, index: usize) -> (&str, bool) {
        match &self.body {
            Body::Workbook(workbook) => {
                workbook.sheets.get(index).map_or(("", false), |sheet| (&sheet.name, sheet.hidden))
            }
            Body::Text { .. } => (stem(&self.name), false),
        }
    }

    /// The last filled row and column of a sheet of a workbook; of a text file only going through it tells.
    pub(crate) fn size(&self, index: usize) -> Option<(u32, u32)> {
        match &self.body {
            Body::Workbook(workbook) => {
                workbook.sheets.get(index).map(|sheet| (sheet.tape.rows, sheet.tape.columns))
            }
            Body::Text { .. } => None,
        }
    }

    /// Goes through the rows of a sheet until the visitor breaks off; answers what is to be said about them.
    pub(crate) fn rows(
        &self,
        sheet: usize,
        mut visit: impl FnMut(RowView<'_>) -> ControlFlow<()>,
    ) -> Vec<String> {
        match &self.body {
            Body::Text { text, delimiter, .. } => {
                let mut splitter = Splitter::new(text, *delimiter);
                while let Some(row) = splitter.next() {
                    if visit(row).is_break() {
                        break;
                    }
                }
                quote_notes(&splitter.unclosed, &splitter.long)
            }
            Body::Workbook(workbook) => {
                let Some(sheet) = workbook.sheets.get(sheet) else { return Vec::new() };
                let mut place = Tape::start();
                let mut spans: Vec<Span> = Vec::new();
                while let Some(number) = sheet.tape.next(&mut place, &mut spans) {
                    let row = RowView { number, text: sheet.tape.text(), rewritten: "", spans: &spans };
                    if visit(row).is_break() {
                        break;
                    }
                }
                Vec::new()
            }
        }
    }
}

fn quote_notes(unclosed: &[u32], long: &[u32]) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(row) = unclosed.first() {
        notes.push(format!(
            "A quotation mark in row {row} is never closed; it was read as a part of its cell. Check that row."
        ));
    }
    if let Some(row) = long.first() {
        notes.push(format!(
            "A cell in row {row} runs over more than 50 lines: if a quotation mark is missing there, rows are hidden in it."
        ));
    }
    notes
}

fn given_delimiter(sign: &str) -> Result<u8, Refusal> {
    match sign.to_lowercase().as_str() {
        "tab" | "\\t" => Ok(b'\t'),
        "comma" => Ok(b','),
        "semicolon" => Ok(b';'),
        "pipe" => Ok(b'|'),
        "space" => Ok(b' '),
        _ => match sign.as_bytes() {
            [byte]
                if byte.is_ascii()
                    && !byte.is_ascii_alphanumeric()
                    && !matches!(byte, b'"' | b'\n' | b'\r') =>
            {
                Ok(*byte)
            }
            _ => Err(Refusal::of(
                "delimiter",
                format!("“{sign}” cannot separate cells: use a single sign such as , or ; or the word tab."),
            )),
        },
    }
}

/// A file's name without folders and ending.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
