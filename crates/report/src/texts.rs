//! A plain table of texts on its way out, such as the history: as workbook and as text.

use chrono::NaiveDate;

use crate::delimited::Writer;
use crate::error::Error;
use crate::workbook::{Emphasis, Heading, Workbook};

/// A table of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    /// What the table is, such as `History`.
    pub title: String,
    /// The organisation of the book.
    pub organisation: String,
    /// The day the book is looked at.
    pub as_of: NaiveDate,
    /// The columns with their width in characters.
    pub columns: Vec<(&'static str, u16)>,
    /// The rows, a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// Writes a table as a workbook. Equal tables give equal bytes.
pub fn xlsx(texts: &Texts) -> Result<Vec<u8>, Error> {
    let mut book = Workbook::new(&texts.title, &texts.organisation, texts.as_of);
    let headings: Vec<Heading> =
        texts.columns.iter().map(|(name, width)| Heading::Text(name, *width)).collect();
    let mut sheet = book.sheet(&texts.title, &headings, 1)?;
    for (row, cells) in (1..).zip(&texts.rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.text(row, column, cell, Emphasis::None)?;
        }
    }
    book.bytes()
}

/// Writes a table as text.
pub fn csv(texts: &Texts) -> Result<Vec<u8>, Error> {
    let mut file = Writer::new(texts.columns.iter().map(|(name, _)| *name))?;
    for row in &texts.rows {
        for cell in row {
            file.text(cell)?;
        }
        file.end_row()?;
    }
    file.bytes()
}
