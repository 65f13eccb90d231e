//! Further tables in a sheet.

use super::Table;
use crate::DecimalSign;
use crate::date::Shape;
use crate::number::{self, Reading};
use crate::sheet::{CellKind, RowView};

/// Watches for the start of another table below one, while its rows go by.
///
/// Behind a blank row, a row that has words where this table has figures names other columns, if a figure follows below.
#[derive(Default)]
pub(crate) struct NextTable {
    blank: bool,
    /// A row that may name columns, and the columns in which it has words over figures.
    candidate: Option<(u32, String, Vec<usize>)>,
    /// The tables found: the row that names their columns, and its first words.
    pub(crate) found: Vec<(u32, String)>,
}

impl NextTable {
    /// A blank row goes by.
    pub(crate) fn blank(&mut self) {
        self.blank = true;
    }

    /// A filled row goes by; whether another table starts with it or with the row before.
    pub(crate) fn starts(&mut self, table: &Table, row: &RowView<'_>) -> bool {
        let is_figure = |column: usize| {
            matches!(row.kind(column), CellKind::Number | CellKind::Date)
                || matches!(number::read(row.cell(column), DecimalSign::Point), Ok(Reading::Amount(..)))
                || matches!(number::read(row.cell(column), DecimalSign::Comma), Ok(Reading::Amount(..)))
                || Shape::of(row.cell(column)).is_some()
        };
        if let Some((number, words, columns)) = self.candidate.take()
            && columns.iter().any(|column| is_figure(*column))
        {
            self.found.push((number, words));
            self.blank = false;
            return true;
        }
        let behind_blank = std::mem::take(&mut self.blank);
        if !behind_blank || table.header_row.is_none() || self.found.len() >= 20 {
            return false;
        }
        let filled: Vec<usize> = row.filled().collect();
        let over: Vec<usize> = filled
            .iter()
            .copied()
            .filter(|column| {
                let cell = row.cell(*column);
                let figures = table
                    .profiles
                    .get(*column)
                    .is_some_and(|profile| profile.is_numbers() || profile.is_dates());
                figures && !number::is_nothing(cell) && !is_figure(*column)
            })
            .collect();
        let repeats = filled.iter().filter(|column| {
            table.names.get(**column).is_some_and(|name| !name.is_empty() && row.cell(**column) == name)
        });
        let named = filled.len() >= 2 && repeats.count() * 2 < filled.len();
        let words_only = filled.iter().all(|column| !is_figure(*column));
        if named && words_only && !over.is_empty() {
            let words: Vec<&str> = filled.iter().take(4).map(|column| row.cell(*column)).collect();
            self.candidate = Some((row.number, words.join(", "), over));
        }
        false
    }

    /// Rows that were counted before they turned out to belong to another table.
    pub(crate) fn pending_rows(&self) -> u32 {
        u32::from(!self.found.is_empty())
    }
}
