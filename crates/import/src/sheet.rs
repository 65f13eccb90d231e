//! Rows of cells, one after the other, from text or from a sheet of a workbook.

use crate::label::{Label, Labels};

/// What a cell is in the file, before its column says what it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellKind {
    /// Text; in a text file everything is.
    Text,
    /// A number of a workbook, written with a decimal point.
    Number,
    /// A date of a workbook, written as 2026-12-31.
    Date,
    /// An error of a workbook: #DIV/0!
    Error,
}

impl CellKind {
    pub(crate) const ALL: [CellKind; 4] = [CellKind::Text, CellKind::Number, CellKind::Date, CellKind::Error];

    pub(crate) fn code(self) -> u64 {
        match self {
            CellKind::Text => 0,
            CellKind::Number => 1,
            CellKind::Date => 2,
            CellKind::Error => 3,
        }
    }
}

/// Where the text of a cell lies.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: CellKind,
    /// In the row's own text, as doubled quotes had to be taken out, and not in the file's.
    pub(crate) rewritten: bool,
}

impl Span {
    pub(crate) const EMPTY: Span = Span { start: 0, end: 0, kind: CellKind::Text, rewritten: false };
}

/// One row while it is being read.
#[derive(Clone, Copy, Debug)]
pub struct RowView<'a> {
    /// Its number, from 1.
    pub number: u32,
    pub(crate) text: &'a str,
    pub(crate) rewritten: &'a str,
    pub(crate) spans: &'a [Span],
    pub(crate) labels: &'a Labels,
}

impl<'a> RowView<'a> {
    /// How many cells it has, empty ones included.
    #[expect(
        clippy::len_without_is_empty,
        reason = "is_blank says more: a row of empty cells is no row either"
    )]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// The text of a cell without space around it; empty if the row is shorter.
    pub fn cell(&self, column: usize) -> &'a str {
        let Some(span) = self.spans.get(column) else { return "" };
        let whole = if span.rewritten { self.rewritten } else { self.text };
        let text = whole.get(span.start..span.end).unwrap_or("");
        // Most cells have no space around them, which one look at each end tells.
        match (text.as_bytes().first(), text.as_bytes().last()) {
            (Some(33..=126), Some(33..=126)) => text,
            _ => text.trim_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}'),
        }
    }

    /// What a cell is in the file.
    pub fn kind(&self, column: usize) -> CellKind {
        self.spans.get(column).map_or(CellKind::Text, |span| span.kind)
    }

    /// What a workbook says of a cell beside what stands in it. What was typed instead of it says all there is.
    pub(crate) fn label(&self, column: usize) -> Option<Label> {
        let label = self.labels.of(self.number, column + 1)?;
        let holds = match label {
            Label::Currency(_) | Label::Dollar => self.kind(column) == CellKind::Number,
            Label::Uncalculated => self.cell(column).is_empty(),
        };
        holds.then_some(label)
    }

    /// Whether no cell says anything.
    pub fn is_blank(&self) -> bool {
        (0..self.len()).all(|column| self.cell(column).is_empty())
    }

    /// The columns that say something.
    pub fn filled(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(|column| !self.cell(*column).is_empty())
    }
}

/// Cells that a workbook shows as one: first and last row and column, from 1, as a spreadsheet counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The first row.
    pub first_row: u32,
    /// The last row.
    pub last_row: u32,
    /// The first column.
    pub first_column: u32,
    /// The last column.
    pub last_column: u32,
}
