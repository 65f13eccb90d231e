//! A sheet as the user wants it read: with cells mended, columns split and joined, rows left out.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;

use crate::number::{self, Reading};
use crate::sheet::{CellKind, Merged, RowView, Span};
use crate::{DecimalSign, Options, Refusal, Source};

/// The rows of a sheet with what the options change about them.
pub(crate) struct View<'s> {
    source: &'s Source,
    /// The mended cells of a row: column from 0 and text.
    edits: HashMap<u32, Vec<(usize, String)>>,
    left_out: HashSet<u32>,
    derived: Vec<Derived>,
    /// Cells merged over several rows of data, by their first row; each row of them says what the first does.
    down: Vec<Merged>,
    /// Where the derived columns start: behind the file's own.
    width: usize,
}

/// A column made of others.
enum Derived {
    /// What stands before a sign, or behind it.
    Part { column: usize, sign: String, behind: bool },
    /// Cells one behind the other.
    Joined { columns: Vec<usize>, between: String },
}

impl<'s> View<'s> {
    /// The rows with their mended cells; no column is derived yet.
    pub(crate) fn new(source: &'s Source, options: &Options) -> View<'s> {
        let mut edits: HashMap<u32, Vec<(usize, String)>> = HashMap::new();
        for edit in &options.edits {
            let Some(column) = (edit.column as usize).checked_sub(1) else { continue };
            let cells = edits.entry(edit.row).or_default();
            cells.retain(|(known, _)| *known != column);
            cells.push((column, edit.text.trim().to_owned()));
        }
        let left_out = options.leave_out.iter().copied().collect();
        View { source, edits, left_out, derived: Vec::new(), down: Vec::new(), width: 0 }
    }

    /// The file.
    pub(crate) fn source(&self) -> &'s Source {
        self.source
    }

    /// Adds the columns that are split or joined from those of a table; answers their names.
    pub(crate) fn derive(
        &mut self,
        width: usize,
        find: impl Fn(&str) -> Option<usize>,
        options: &Options,
    ) -> Result<Vec<String>, Refusal> {
        let column = |option: &str, name: &str| {
            find(name).ok_or_else(|| Refusal::of(option, format!("There is no column “{}”.", name.trim())))
        };
        let mut names = Vec::new();
        let mut derived = Vec::new();
        for (name, sign) in &options.split {
            if sign.is_empty() {
                return Err(Refusal::of("split", format!("Say at which sign “{name}” is to be split.")));
            }
            let column = column("split", name)?;
            for behind in [false, true] {
                names.push(format!("{} ({})", name.trim(), if behind { 2 } else { 1 }));
                derived.push(Derived::Part { column, sign: sign.clone(), behind });
            }
        }
        for (joined, between) in &options.join {
            let columns = joined.iter().map(|name| column("join", name)).collect::<Result<_, _>>()?;
            names.push(joined.iter().map(|name| name.trim()).collect::<Vec<_>>().join(" + "));
            derived.push(Derived::Joined { columns, between: between.clone() });
        }
        self.width = width;
        self.derived = derived;
        Ok(names)
    }

    /// Takes the cells that are merged over several rows below a header into account.
    pub(crate) fn fill_below(&mut self, sheet: usize, header: u32) {
        let over_rows = |range: &&Merged| range.first_row > header && range.last_row > range.first_row;
        self.down = self.source.merged(sheet).iter().filter(over_rows).copied().collect();
        self.down.sort_by_key(|range| range.first_row);
    }

    /// Goes through the rows of a sheet until the visitor breaks off; answers what is to be said about them.
    pub(crate) fn rows(
        &self,
        sheet: usize,
        mut visit: impl FnMut(RowView<'_>) -> ControlFlow<()>,
    ) -> Vec<String> {
        let untouched = self.edits.is_empty() && self.left_out.is_empty();
        if untouched && self.derived.is_empty() && self.down.is_empty() {
            return self.source.rows(sheet, visit);
        }
        let mut text = String::new();
        let mut spans: Vec<Span> = Vec::new();
        let mut down = Down { ranges: &self.down, open: Vec::new() };
        self.source.rows(sheet, |row| {
            let mut cells = down.cells(&row);
            if self.left_out.contains(&row.number) {
                return ControlFlow::Continue(());
            }
            for (column, typed) in self.edits.get(&row.number).into_iter().flatten() {
                // What is typed is read as the text of a file is.
                cells.retain(|cell| cell.column != *column);
                cells.push(Cell { column: *column, text: typed.clone(), kind: CellKind::Text });
            }
            if cells.is_empty() && self.derived.is_empty() {
                return visit(row);
            }
            self.rewrite(&row, &cells, &mut text, &mut spans);
            visit(RowView {
                number: row.number,
                text: &text,
                rewritten: "",
                spans: &spans,
                labels: row.labels,
            })
        })
    }

    /// Writes a row with its mended and derived cells.
    fn rewrite(&self, row: &RowView<'_>, cells: &[Cell], text: &mut String, spans: &mut Vec<Span>) {
        text.clear();
        spans.clear();
        let edited = cells.iter().map(|cell| cell.column + 1).max().unwrap_or(0);
        let own = row.len().max(edited);
        let own = if self.derived.is_empty() { own } else { own.min(self.width) };
        for column in 0..own {
            let start = text.len();
            let other = cells.iter().find(|cell| cell.column == column);
            text.push_str(other.map_or_else(|| row.cell(column), |cell| &cell.text));
            let kind = other.map_or_else(|| row.kind(column), |cell| cell.kind);
            spans.push(Span { start, end: text.len(), kind, rewritten: false });
        }
        if self.derived.is_empty() {
            return;
        }
        spans.resize(self.width, Span::EMPTY);
        for derived in &self.derived {
            let cell = |column: usize| {
                let other = cells.iter().find(|cell| cell.column == column);
                other.map_or_else(|| row.cell(column), |cell| &cell.text)
            };
            let start = text.len();
            match derived {
                Derived::Part { column, sign, behind } => {
                    let whole = cell(*column);
                    // Without the sign the whole is the first part.
                    let (first, second) = whole.split_once(sign.as_str()).unwrap_or((whole, ""));
                    text.push_str(if *behind { second.trim() } else { first.trim() });
                }
                Derived::Joined { columns, between } => {
                    for part in columns.iter().map(|column| cell(*column)).filter(|part| !part.is_empty()) {
                        if text.len() > start {
                            text.push_str(between);
                        }
                        text.push_str(part);
                    }
                }
            }
            spans.push(Span { start, end: text.len(), kind: CellKind::Text, rewritten: false });
        }
    }
}

/// A cell that says something else than the file has in its place.
#[derive(Clone)]
struct Cell {
    column: usize,
    text: String,
    kind: CellKind,
}

/// Fills cells merged over several rows while the rows go by. Words and dates only: an amount counts once.
struct Down<'v> {
    ranges: &'v [Merged],
    /// The cells under way, with the last row of each.
    open: Vec<(u32, Cell)>,
}

impl Down<'_> {
    /// The cells that a row has from one merged with it above.
    fn cells(&mut self, row: &RowView<'_>) -> Vec<Cell> {
        self.open.retain(|(last, _)| *last >= row.number);
        let cells: Vec<Cell> = self
            .open
            .iter()
            .filter(|(_, cell)| row.cell(cell.column).is_empty())
            .map(|(_, cell)| cell.clone())
            .collect();
        while let Some((range, rest)) =
            self.ranges.split_first().filter(|(range, _)| range.first_row <= row.number)
        {
            self.ranges = rest;
            let column = range.first_column as usize - 1;
            let (text, kind) = (row.cell(column), row.kind(column));
            let is_amount = kind == CellKind::Number
                || kind == CellKind::Error
                || matches!(number::read(text, DecimalSign::Point), Ok(Reading::Amount(..)))
                || matches!(number::read(text, DecimalSign::Comma), Ok(Reading::Amount(..)));
            if range.first_row == row.number && !text.is_empty() && !is_amount {
                self.open.push((range.last_row, Cell { column, text: text.to_owned(), kind }));
            }
        }
        cells
    }
}
