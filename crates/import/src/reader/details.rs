//! What a sheet says beside its cells: what is hidden, what is merged, which formulas were never calculated.

use crate::Refusal;
use crate::frame::Frame;
use crate::label::{Label, Labels};
use crate::reader::Out;
use crate::sheet::Merged;
use crate::{summary, workbook};

/// So many ranges of each kind are remembered.
const RANGES: usize = 100_000;

/// What was found of one sheet.
#[derive(Debug, Default)]
pub(super) struct Details {
    pub(super) hidden_rows: Ranges,
    pub(super) hidden_columns: Ranges,
    pub(super) merged: Vec<Merged>,
    /// Formulas without a result, and the first of them.
    pub(super) uncalculated: u32,
    pub(super) first_uncalculated: String,
    labels: Labels,
    /// Whether there are more labels than are kept.
    crowded: bool,
}

/// Rows or columns, from 1, those side by side together.
#[derive(Debug, Default)]
pub(super) struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    pub(super) fn add(&mut self, first: u32, last: u32) {
        let room = self.0.len() < RANGES && first <= last;
        match self.0.last_mut() {
            Some(before) if before.1.saturating_add(1) == first => before.1 = last.max(first),
            _ if room => self.0.push((first, last)),
            _ => {}
        }
    }

    /// Those up to the last one that is filled: what is hidden beyond hides nothing.
    fn up_to(&self, end: u32) -> Vec<(u32, u32)> {
        let mut ranges: Vec<(u32, u32)> = self
            .0
            .iter()
            .filter(|(first, _)| *first <= end)
            .map(|(first, last)| (*first, (*last).min(end)))
            .collect();
        ranges.sort_unstable();
        ranges.dedup();
        ranges
    }
}

impl Details {
    pub(super) fn merge(&mut self, range: Merged) {
        if self.merged.len() < RANGES {
            self.merged.push(range);
        }
    }

    /// Takes what is said of cells below one another; rows and column from 1.
    pub(super) fn label(&mut self, column: u32, first: u32, last: u32, label: Label) {
        self.crowded |= !self.labels.add(column, first, last, label);
    }

    /// Counts a formula without a result, at its place from 1 where that is known.
    pub(super) fn uncalculated(&mut self, place: Option<(u32, u32)>) {
        if let Some((row, column)) = place {
            if self.uncalculated == 0 {
                let letter = summary::letter(usize::try_from(column).map_or(0, |column| column - 1));
                self.first_uncalculated = format!("{letter}{row}");
            }
            self.label(column, row, row, Label::Uncalculated);
        }
        self.uncalculated = self.uncalculated.saturating_add(1);
    }

    /// Says it of the sheet with this number and name, which is filled up to a row and a column.
    pub(super) fn say(
        &self,
        out: &mut Out<'_>,
        sheet: usize,
        name: &str,
        extent: (u32, u32),
    ) -> Result<(), Refusal> {
        let number = u32::try_from(sheet).unwrap_or(u32::MAX);
        for range in &self.merged {
            out(Frame::Merged { sheet: number, range: *range })?;
        }
        for runs in self.labels.pieces() {
            out(Frame::Labels { sheet: number, runs: &runs })?;
        }
        if self.crowded {
            out(Frame::Note(&format!(
                "The cells of sheet “{name}” change their currency more often than can be kept: name it in a column."
            )))?;
        }
        let (mut hidden, mut all) = (Vec::new(), 0);
        for (ranges, end, letters, one) in
            [(&self.hidden_rows, extent.0, false, "row"), (&self.hidden_columns, extent.1, true, "column")]
        {
            let ranges = ranges.up_to(end);
            let count: u32 = ranges.iter().map(|(first, last)| last - first + 1).sum();
            all += count;
            if count > 0 {
                let s = if count == 1 { "" } else { "s" };
                hidden.push(format!("{count} hidden {one}{s} ({})", workbook::ranges(&ranges, letters)));
            }
        }
        if !hidden.is_empty() {
            let hidden = hidden.join(" and ");
            let they_are = if all == 1 { "it is" } else { "they are" };
            out(Frame::Note(&format!("Sheet “{name}” has {hidden}; {they_are} read like the others.")))?;
        }
        if self.uncalculated > 0 {
            let (count, first) = (self.uncalculated, &self.first_uncalculated);
            let (formulas, were, cells) = if count == 1 {
                ("formula", "was", "its cell is empty")
            } else {
                ("formulas", "were", "their cells are empty")
            };
            let from = if first.is_empty() { String::new() } else { format!(" (the first in {first})") };
            out(Frame::Note(&format!(
                "{count} {formulas} of sheet “{name}” {were} never calculated{from}: {cells}; open the workbook in Excel and save it."
            )))?;
        }
        Ok(())
    }
}

/// A range such as B2:D4.
pub(super) fn range(text: &[u8]) -> Option<Merged> {
    let (first, last) = match text.iter().position(|byte| *byte == b':') {
        Some(colon) => (&text[..colon], &text[colon + 1..]),
        None => (text, text),
    };
    let ((first_row, first_column), (last_row, last_column)) = (place(first)?, place(last)?);
    (first_row <= last_row && first_column <= last_column).then_some(Merged {
        first_row,
        last_row,
        first_column,
        last_column,
    })
}

/// A cell such as $B$2: its row and column, from 1.
pub(super) fn place(text: &[u8]) -> Option<(u32, u32)> {
    let (mut row, mut column) = (0u32, 0u32);
    for byte in text {
        match byte {
            b'A'..=b'Z' => column = column.checked_mul(26)?.checked_add(u32::from(byte - b'A') + 1)?,
            b'a'..=b'z' => column = column.checked_mul(26)?.checked_add(u32::from(byte - b'a') + 1)?,
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
            b'$' => {}
            _ => return None,
        }
    }
    (row > 0 && column > 0 && row <= 1_048_576 && column <= 16_384).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_understood() {
        let merged = |first_row, last_row, first_column, last_column| Merged {
            first_row,
            last_row,
            first_column,
            last_column,
        };
        assert_eq!(range(b"B2:AA14"), Some(merged(2, 14, 2, 27)));
        assert_eq!(range(b"$XFD$1048576"), Some(merged(1_048_576, 1_048_576, 16_384, 16_384)));
        for none in [&b"B2:A1"[..], b"", b"B", b"7", b"XFE1", b"A99999999999", b"A1:B2:C3"] {
            assert_eq!(range(none), None);
        }
    }

    #[test]
    fn what_is_hidden_beyond_the_cells_hides_nothing() {
        let mut details = Details::default();
        for row in [3, 4, 5, 9] {
            details.hidden_rows.add(row, row);
        }
        details.hidden_columns.add(3, 16_384);
        let mut said = Vec::new();
        let mut out = |frame: Frame<'_>| {
            said.push(format!("{frame:?}"));
            Ok(())
        };
        details.say(&mut (&mut out as Out<'_>), 0, "Data", (8, 3)).unwrap();
        details.say(&mut (&mut out as Out<'_>), 0, "Small", (2, 2)).unwrap();
        assert_eq!(
            said,
            [
                "Note(\"Sheet “Data” has 3 hidden rows (3–5) and 1 hidden column (C); they are read like the others.\")"
            ]
        );
    }
}
