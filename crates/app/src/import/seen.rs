//! The rows of a preview, kept so that a window of them is shown without reading the file again.

use ::import::records::Record;
use ::import::{Field, Refusal};
use domain::Currency;

use std::collections::HashMap;

use super::{PreviewRow, Problem, RowColumn, RowProblem, RowState, Rows, RowsQuery};

/// So many rows are kept: more than anybody scrolls through, and not more than fits.
const KEPT: usize = 200_000;
/// Between the cells of a row.
const BETWEEN: char = '\u{1f}';

/// Answers rows by their numbers: each with its cells as they stand in the file.
type Raw<'a> = &'a mut dyn FnMut(&[u32]) -> Result<Vec<(u32, Vec<String>)>, Refusal>;

/// The rows that a preview has seen.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    kept: bool,
    columns: Vec<RowColumn>,
    fields: Vec<Field>,
    /// The currency of amounts that name none.
    currency: String,
    rows: Vec<Row>,
    problems: Vec<Problem>,
    /// What is to be known of single rows.
    remarks: HashMap<u32, String>,
    counts: [u32; 5],
}

#[derive(Debug)]
struct Row {
    number: u32,
    state: RowState,
    cells: Box<str>,
    before: Option<Box<str>>,
}

impl Seen {
    /// Keeps nothing, where no window asks.
    pub(super) fn nothing() -> Seen {
        Seen::default()
    }

    /// Keeps rows under these columns.
    pub(super) fn under(columns: Vec<RowColumn>, fields: Vec<Field>, currency: Currency) -> Seen {
        Seen { kept: true, columns, fields, currency: currency.to_string(), ..Seen::default() }
    }

    /// The fields of the columns.
    pub(super) fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The cells of a record under the columns; none where nothing is kept.
    pub(super) fn cells(&self, record: &Record<'_>) -> Vec<String> {
        let fields = if self.kept { self.fields.as_slice() } else { &[] };
        fields.iter().map(|field| self.shown(record, *field)).collect()
    }

    fn shown(&self, record: &Record<'_>, field: Field) -> String {
        if field == Field::Currency {
            return record.currency.map_or_else(|| self.currency.clone(), |currency| currency.to_string());
        }
        record.value(field).to_string().replace(BETWEEN, " ")
    }

    /// Takes a row in.
    pub(super) fn add(&mut self, row: u32, state: RowState, cells: Vec<String>, before: Option<Vec<String>>) {
        self.counts[place(state)] += 1;
        if self.kept && self.rows.len() < KEPT {
            // What is shown between two cells cannot be in one.
            let joined = |cells: Vec<String>| cells.join(&BETWEEN.to_string()).into_boxed_str();
            self.rows.push(Row { number: row, state, cells: joined(cells), before: before.map(joined) });
        }
    }

    /// Says something of a row that was taken in.
    pub(super) fn remark(&mut self, row: u32, remark: String) {
        if self.kept {
            self.remarks.insert(row, remark);
        }
    }

    /// The columns of the file that the shown ones come from.
    pub(super) fn places(&self) -> Vec<Option<u32>> {
        self.columns.iter().map(|column| column.column).collect()
    }

    /// Takes in, as they stand in the file, the rows that are not stored, and puts all in the order of the file.
    pub(super) fn finish(&mut self, problems: &[Problem], raw: Raw<'_>, left: &[u32]) -> Result<(), Refusal> {
        let mut rows: Vec<u32> = problems.iter().map(|problem| problem.row).collect();
        rows.sort_unstable();
        rows.dedup();
        for (row, cells) in raw(&rows)? {
            self.add(row, RowState::Problem, cells, None);
        }
        let left: Vec<u32> = left.iter().copied().filter(|row| rows.binary_search(row).is_err()).collect();
        for (row, cells) in raw(&left)? {
            self.add(row, RowState::LeftOut, cells, None);
        }
        self.rows.sort_by_key(|row| row.number);
        self.problems = problems.to_vec();
        Ok(())
    }

    /// A window of the rows.
    pub(super) fn window(&self, query: &RowsQuery) -> Rows {
        let wanted = |row: &&Row| query.only.is_none_or(|only| row.state == only);
        let total = match query.only {
            Some(only) => self.counts[place(only)],
            None => self.counts.iter().sum(),
        };
        let rows = self.rows.iter().filter(wanted);
        let rows = rows.skip(query.from as usize).take(query.count.min(500) as usize);
        Rows {
            columns: self.columns.clone(),
            total: total.min(u32::try_from(KEPT).unwrap_or(u32::MAX)),
            counts: self.counts,
            rows: rows.map(|row| self.row(row)).collect(),
        }
    }

    fn row(&self, row: &Row) -> PreviewRow {
        let split = |cells: &str| cells.split(BETWEEN).map(str::to_owned).collect::<Vec<_>>();
        let problems = if row.state == RowState::Problem {
            self.problems
                .iter()
                .filter(|problem| problem.row == row.number)
                .map(|problem| self.problem(problem))
                .collect()
        } else {
            Vec::new()
        };
        PreviewRow {
            row: row.number,
            state: row.state,
            cells: split(&row.cells),
            before: row.before.as_deref().map(split),
            problems,
            remark: self.remarks.get(&row.number).cloned(),
        }
    }

    fn problem(&self, problem: &Problem) -> RowProblem {
        let cell = self.columns.iter().position(|column| column.column == Some(problem.column));
        RowProblem {
            cell: cell.and_then(|cell| u32::try_from(cell).ok()),
            column: problem.column,
            text: problem.text.clone(),
            message: problem.message.clone(),
        }
    }
}

fn place(state: RowState) -> usize {
    match state {
        RowState::New => 0,
        RowState::Changed => 1,
        RowState::Unchanged => 2,
        RowState::Problem => 3,
        RowState::LeftOut => 4,
    }
}
