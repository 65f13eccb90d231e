//! The cells of one sheet, gathered into rows and handed on.

use crate::Refusal;
use crate::frame::Frame;
use crate::reader::Out;
use crate::sheet::CellKind;
use crate::tape::{NewCell, Writer};

/// The most bytes a cell of 32,767 characters can have, and some more for programs that do not count them.
const CELL_TEXT: usize = 32_767 * 4;
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;
/// So much is handed on at a time.
const BLOCK: usize = 64 << 10;

/// The rows of a sheet on their way out.
pub(super) struct Rows<'o, 'f> {
    out: &'o mut Out<'f>,
    sheet: &'o str,
    writer: Writer,
    row: u32,
    written: u32,
    cells: Vec<NewCell>,
    text: String,
    /// The last row and column that hold something, from 1.
    pub(super) extent: (u32, u32),
}

impl<'o, 'f> Rows<'o, 'f> {
    pub(super) fn new(out: &'o mut Out<'f>, sheet: &'o str) -> Rows<'o, 'f> {
        Rows {
            out,
            sheet,
            writer: Writer::default(),
            row: 0,
            written: 0,
            cells: Vec::new(),
            text: String::new(),
            extent: (0, 0),
        }
    }

    /// Takes a cell, counted from 0; what it says is written behind the text given.
    pub(super) fn cell(
        &mut self,
        row: u32,
        column: u32,
        write: impl FnOnce(&mut String) -> CellKind,
    ) -> Result<(), Refusal> {
        let sheet = self.sheet;
        if row >= ROWS || column >= COLUMNS {
            return Err(Refusal::new(format!(
                "Sheet “{sheet}” has a cell outside what a spreadsheet can hold: open it in Excel and save it again."
            )));
        }
        if row != self.row {
            if row < self.row || row < self.written {
                return Err(Refusal::new(format!(
                    "The rows of sheet “{sheet}” are out of order: open it in Excel and save it again."
                )));
            }
            self.flush()?;
            self.row = row;
        }
        let from = self.text.len();
        let kind = write(&mut self.text);
        if self.text.len() - from > CELL_TEXT {
            return Err(Refusal::new(format!(
                "Row {} of sheet “{sheet}” has a cell longer than Excel allows: open it in Excel and save it again.",
                row + 1
            )));
        }
        if self.text.len() > from {
            self.cells.push(NewCell { column, kind, text: from..self.text.len() });
        }
        if self.cells.len() > COLUMNS as usize {
            return Err(Refusal::new(format!(
                "Row {} of sheet “{sheet}” has more cells than columns: open it in Excel and save it again.",
                row + 1
            )));
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Refusal> {
        if self.cells.is_empty() {
            self.text.clear();
            return Ok(());
        }
        // Cells come in order from every program we know; a file may still say otherwise.
        if !self.cells.is_sorted_by(|a, b| a.column < b.column) {
            self.cells.sort_by_key(|cell| cell.column);
            self.cells.dedup_by_key(|cell| cell.column);
        }
        self.writer.push(self.row + 1, &self.cells, &self.text);
        self.written = self.row + 1;
        let width = self.cells.last().map_or(0, |cell| cell.column + 1);
        self.extent = (self.written, self.extent.1.max(width));
        self.cells.clear();
        self.text.clear();
        if self.writer.bytes.len() >= BLOCK {
            (self.out)(Frame::Rows(&self.writer.bytes))?;
            self.writer.bytes.clear();
        }
        Ok(())
    }

    /// Hands on what is left.
    pub(super) fn finish(mut self) -> Result<(u32, u32), Refusal> {
        self.flush()?;
        if !self.writer.bytes.is_empty() {
            (self.out)(Frame::Rows(&self.writer.bytes))?;
        }
        Ok(self.extent)
    }
}
