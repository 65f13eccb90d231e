//! A file that turned out to hold rows: a text file or the sheets of a workbook.

use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use domain::form::Form;

use crate::apart::{self, Apart};
use crate::container::{self, Inside};
use crate::delimited::{self, Dialect, Mark, Splitter};
use crate::layout::Decided;
use crate::sheet::{Merged, RowView};
use crate::sniff::{Content, Format};
use crate::workbook::Workbook;
use crate::{Kind, Options, Refusal, encoding, form};

/// The largest file that is looked at.
const LARGEST: usize = 1 << 30;

/// A file, read so far that its rows can be gone through.
#[derive(Debug)]
pub struct Source {
    name: String,
    body: Body,
    notes: Vec<String>,
    /// What it was sent out for, once that was asked.
    form: OnceLock<Result<Option<Form>, String>>,
    /// What was decided last about the table in it, with the options that it was asked with: the same is asked again and
    /// again, to show the file, its rows, and to import them.
    decided: Mutex<Option<(Options, Arc<Decided>)>>,
}

#[derive(Debug)]
enum Body {
    Text(Text),
    Workbook(Format, Workbook),
}

#[derive(Debug)]
struct Text {
    whole: String,
    encoding: &'static str,
    encoding_reason: &'static str,
    reason: String,
    dialect: Dialect,
    /// Where every so manyth row begins, once that was asked for.
    marks: OnceLock<Vec<Mark>>,
}

impl Source {
    /// Reads the bytes of a file. Its name is only said again; what it is, the bytes say. Workbooks are read where
    /// `apart` says.
    ///
    /// Of the options, encoding and delimiter count here; sheet, header and columns count later, so that a change of
    /// them needs no second reading.
    pub fn read(name: &str, bytes: Vec<u8>, options: &Options, apart: &Apart) -> Result<Source, Refusal> {
        if bytes.len() > LARGEST {
            return Err(Refusal::new("The file is larger than 1 GB: split it and import the parts."));
        }
        let Inside { bytes, content, note } = container::open(name, bytes)?;
        let name = name.to_owned();
        let mut notes: Vec<String> = note.into_iter().collect();
        let body = match content {
            Content::Workbook(format) => {
                let mut workbook = apart::read(bytes, format, apart)?;
                notes.append(&mut workbook.notes);
                Body::Workbook(format, workbook)
            }
            Content::Text | Content::Zip | Content::Gzip => {
                let mut decoded = encoding::decode(bytes, options.encoding.as_deref())?;
                notes.extend(decoded.notes);
                if let Some(fault) = delimited::overlong(&decoded.text) {
                    return Err(Refusal::new(fault));
                }
                if let Some(inner) = delimited::unwrapped(&decoded.text) {
                    notes.push(
                        "Each line stood in quotation marks as a whole: they were taken off.".to_owned(),
                    );
                    decoded.text = inner;
                }
                let (dialect, reason) = match &options.delimiter {
                    Some(sign) if !sign.is_empty() => {
                        let delimiter = given_delimiter(sign)?;
                        (delimited::with(&decoded.text, delimiter), "As given.".to_owned())
                    }
                    _ => delimited::dialect(&decoded.text),
                };
                notes.extend(delimited::note(dialect));
                let marks = OnceLock::new();
                Body::Text(Text {
                    whole: decoded.text,
                    encoding: decoded.name,
                    encoding_reason: decoded.reason,
                    reason,
                    dialect,
                    marks,
                })
            }
        };
        Ok(Source { name, body, notes, form: OnceLock::new(), decided: Mutex::default() })
    }

    /// The file's name, as it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `csv`, `tsv`, `psv`, `xlsx`, `xlsm`, `xlsb`, `xls` or `ods`.
    pub fn format(&self) -> &'static str {
        match &self.body {
            Body::Workbook(format, _) => format.name(),
            Body::Text(text) => match text.dialect.delimiter {
                b'\t' => "tsv",
                b'|' => "psv",
                _ => "csv",
            },
        }
    }

    /// The text encoding of a text file.
    pub fn encoding(&self) -> Option<&'static str> {
        match &self.body {
            Body::Text(text) => Some(text.encoding),
            Body::Workbook(..) => None,
        }
    }

    /// Why a text file was taken to be in that encoding.
    pub fn encoding_reason(&self) -> Option<&'static str> {
        match &self.body {
            Body::Text(text) => Some(text.encoding_reason),
            Body::Workbook(..) => None,
        }
    }

    /// The sign between cells of a text file, with the reason for it.
    pub fn delimiter(&self) -> Option<(char, &str)> {
        match &self.body {
            Body::Text(text) => Some((char::from(text.dialect.delimiter), &text.reason)),
            Body::Workbook(..) => None,
        }
    }

    /// What is to be said about the file as a whole.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// What it was sent out for, if it is a workbook that Outlay sent to be filled in.
    pub fn form(&self) -> Result<Option<&Form>, Refusal> {
        let found = self.form.get_or_init(|| form::find(self));
        found.as_ref().map(Option::as_ref).map_err(|message| Refusal::new(message.clone()))
    }

    /// What was decided last, if it was asked for in the same way. A kind that was guessed is as good as that one given.
    pub(crate) fn decided(&self, kind: Option<Kind>, options: &Options) -> Option<Arc<Decided>> {
        let kept = self.decided.lock().unwrap_or_else(PoisonError::into_inner);
        let (asked, decided) = kept.as_ref()?;
        let same_kind = kind.map_or(decided.guessed, |kind| kind == decided.kind);
        (same_kind && asked == options).then(|| Arc::clone(decided))
    }

    /// Keeps what was decided for the next who asks.
    pub(crate) fn keep_decided(&self, options: &Options, decided: &Arc<Decided>) {
        let kept = (options.clone(), Arc::clone(decided));
        *self.decided.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
    }

    /// Whether day counts start in 1904.
    pub(crate) fn epoch_1904(&self) -> bool {
        match &self.body {
            Body::Workbook(_, workbook) => workbook.epoch_1904,
            Body::Text(_) => false,
        }
    }

    /// How many sheets there are; a text file has one.
    pub fn sheets(&self) -> usize {
        match &self.body {
            Body::Workbook(_, workbook) => workbook.sheets.len(),
            Body::Text(_) => 1,
        }
    }

    /// The name of a sheet (that of the file for a text file) and whether it is hidden.
    pub fn sheet(&self, index: usize) -> (&str, bool) {
        match &self.body {
            Body::Workbook(_, workbook) => {
                workbook.sheets.get(index).map_or(("", false), |sheet| (&sheet.name, sheet.hidden))
            }
            Body::Text(_) => (stem(&self.name), false),
        }
    }

    /// The last filled row and column of a sheet of a workbook; of a text file only going through it tells.
    pub fn size(&self, index: usize) -> Option<(u32, u32)> {
        match &self.body {
            Body::Workbook(_, workbook) => {
                workbook.sheets.get(index).map(|sheet| (sheet.tape.rows, sheet.tape.columns))
            }
            Body::Text(_) => None,
        }
    }

    /// The cells of a sheet that are shown as one, the first hundred thousand of them.
    pub fn merged(&self, index: usize) -> &[Merged] {
        match &self.body {
            Body::Workbook(_, workbook) => {
                workbook.sheets.get(index).map_or(&[], |sheet| sheet.merged.as_slice())
            }
            Body::Text(_) => &[],
        }
    }

    /// Goes through the rows of a sheet until the visitor breaks off; answers what is to be said about them.
    pub fn rows(&self, sheet: usize, visit: impl FnMut(RowView<'_>) -> ControlFlow<()>) -> Vec<String> {
        match &self.body {
            Body::Text(text) => {
                let mut splitter = Splitter::new(&text.whole, text.dialect);
                split(&mut splitter, 0, visit);
                quote_notes(&splitter.unclosed, &splitter.long)
            }
            Body::Workbook(..) => {
                self.rows_from(sheet, 0, visit);
                Vec::new()
            }
        }
    }

    /// Goes through the rows of a sheet from a row on, counted from 1, without going through those before it.
    pub fn rows_from(&self, sheet: usize, row: u32, mut visit: impl FnMut(RowView<'_>) -> ControlFlow<()>) {
        match &self.body {
            Body::Text(text) => {
                let marks = text.marks.get_or_init(|| delimited::marks(&text.whole, text.dialect));
                let mut splitter = Splitter::from(&text.whole, text.dialect, marks, row);
                split(&mut splitter, row, visit);
            }
            Body::Workbook(_, workbook) => {
                let Some(sheet) = workbook.sheets.get(sheet) else { return };
                let mut place = sheet.tape.from(row);
                while let Some(row) = place.next() {
                    if visit(RowView { labels: &sheet.labels, ..row }).is_break() {
                        break;
                    }
                }
            }
        }
    }
}

fn split(splitter: &mut Splitter<'_>, from: u32, mut visit: impl FnMut(RowView<'_>) -> ControlFlow<()>) {
    while let Some(row) = splitter.next() {
        if row.number >= from && visit(row).is_break() {
            break;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_decided_answers_no_other_question() {
        let text = "Date,Vendor,Amount,Ref\n03/04/2026,Acme,\"1.234\",a-1\n05/06/2026,Bolt,\"2.000\",b-2\nTotal,,\"3.234\",\n";
        let source =
            || Source::read("x.csv", text.as_bytes().to_vec(), &Options::default(), &Apart::Here).unwrap();
        let mdy = Options { dates: Some(crate::DateOrder::Mdy), ..Options::default() };
        let kept = Options { keep: vec![4], ..Options::default() };
        let split = Options { split: vec![("Ref".to_owned(), "-".to_owned())], ..Options::default() };
        let plain = Options::default();
        let one = source();
        for (kind, options) in [
            (None, &plain),
            (Some(Kind::Actuals), &plain),
            (Some(Kind::Vendors), &plain),
            (None, &plain),
            (Some(Kind::Actuals), &mdy),
            (Some(Kind::Actuals), &kept),
            (Some(Kind::Actuals), &split),
            (Some(Kind::Actuals), &split),
            (Some(Kind::Actuals), &plain),
        ] {
            let said = |source: &Source| {
                let inspected = crate::inspect(source, kind, options);
                let summary = crate::actuals::read(source, options, |_| ControlFlow::Continue(()));
                format!("{inspected:?} {summary:?}")
            };
            assert_eq!(said(&one), said(&source()), "{kind:?} {options:?}");
        }
    }
}
