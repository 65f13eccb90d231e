//! The groups of a printed budget by quarter: what a reader sees of them before the lines.

#![expect(clippy::float_arithmetic, reason = "coordinates of a page, not money")]

use domain::Amount;
use domain::money::Sum;

use super::grid::{Grid, Group};
use super::{Gone, Line, Totals, count};
use crate::drawing::Color;
use crate::error::{Error, Progress};
use crate::layout::{self, Flow};
use crate::number;
use crate::table::{self, Cell, Column, Kind, Row, Table};

/// The groups by quarter, under the chart: as many as fit, the smallest of the others joined.
pub(super) fn set(
    flow: &mut Flow,
    grid: &Grid<'_>,
    groups: &[Group<'_>],
    total: &Totals,
) -> Result<(), Error> {
    let plan = &grid.book.plan;
    let text = |heading: &str, width| Column { heading: heading.to_owned(), width, ..Column::default() };
    let figures = |heading: &str, width, strong| Column { figures: true, strong, ..text(heading, width) };
    let figure = grid.year.max(grid.month) + 14.0;
    let mut columns = vec![text(&grid.book.grouped_by, 0.0), figures("Lines", 44.0, false)];
    columns.extend(["Q1", "Q2", "Q3", "Q4"].map(|quarter| figures(quarter, figure, false)));
    columns.push(figures(&plan.fiscal_year, figure, true));
    columns.push(figures("Share %", 48.0, false));
    if let Some(compare) = &grid.book.compare {
        columns.push(figures(compare, grid.compare.max(figure), false));
        columns.push(figures("\u{0394} %", grid.change + 8.0, false));
    }
    columns[0].width = flow.width() - columns.iter().map(|column| column.width).sum::<f32>();

    let row = |name: Cell, lines: usize, totals: &Totals| -> Result<Vec<Cell>, Error> {
        let mut cells = vec![name, Cell::colored(number::figure(count(lines), 0), Color::Soft)];
        for quarter in totals.months.chunks(3) {
            cells.push(grid.cell(quarter.iter().copied().collect::<Sum>().total()?));
        }
        cells.push(grid.cell(totals.year));
        let share = totals.year.times(Amount::HUNDRED).and_then(|part| part.over(total.year));
        cells.push(Cell::colored(
            share.map_or_else(|_| "\u{2013}".to_owned(), |s| number::figure(s, 1)),
            Color::Soft,
        ));
        grid.compared(totals.year, totals.compare, true, &mut cells);
        Ok(cells)
    };

    let fitting = (1..=groups.len()).rev().find(|rows| height(*rows) <= flow.room());
    let Some(fitting) = fitting.filter(|rows| *rows >= 3 || *rows == groups.len()) else {
        return Ok(());
    };
    let mut shown: Vec<usize> = (0..groups.len()).collect();
    let mut others = Vec::new();
    if groups.len() > fitting {
        shown.sort_by_key(|number| std::cmp::Reverse(groups[*number].totals.year.abs()));
        others = shown.split_off(fitting - 1);
    }
    let mut rows = Vec::new();
    for number in shown {
        let group = &groups[number];
        let cells = row(Cell::new(grid.group_name(group)), group.lines.len(), &group.totals)?;
        rows.push(Row { cells, link: Some(number), ..Row::default() });
    }
    if !others.is_empty() {
        let joined: Vec<Line> = others.iter().flat_map(|number| groups[*number].lines).cloned().collect();
        let is_other = |gone: &&Gone| others.iter().any(|number| groups[*number].name() == gone.group);
        let totals = Totals::of(&joined, plan.gone.iter().filter(is_other))?;
        let name = Cell { note: others.len().to_string(), ..Cell::new("Others") };
        rows.push(Row { cells: row(name, joined.len(), &totals)?, ..Row::default() });
    }
    let cells = row(Cell::new("Total"), plan.lines.len(), total)?;
    rows.push(Row { kind: Kind::Total, cells, ..Row::default() });

    flow.paragraph(&format!("{} by {}", plan.name, grid.book.grouped_by.to_lowercase()), layout::HEADING, 1);
    flow.space(2.0);
    table::set(flow, &Table { columns, rows }, Progress::none())
}

/// How high the groups by quarter are with so many rows.
pub(super) fn height(rows: usize) -> f32 {
    layout::HEADING.leading + 2.0 + table::plain_height(rows + 1)
}
