//! Changing cells of the grid: typing, pasting, filling, clearing. Each is one change and one undo.

use std::collections::BTreeMap;

use domain::budget::sheet::{Place, Range, Row, Sheet};
use domain::budget::{Months, entry};
use domain::depreciation::terms::Recognition;
use domain::plan::Plan;
use domain::{Amount, Id, Problem, Sum};
use serde::{Deserialize, Serialize};

use super::grid::{View, sheet};
use crate::Error;
use crate::forecast;
use crate::open::Call;
use crate::words::counted;

/// What was typed into a cell.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CellEdit {
    /// The line.
    pub line: Id,
    /// The month, 0 to 11; 12 is the year, which is spread evenly.
    pub month: u32,
    /// What was typed.
    pub text: String,
}

/// Cells that were typed into.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Edit {
    /// The rows shown.
    pub view: View,
    /// The cells.
    pub cells: Vec<CellEdit>,
    /// The user's decimal sign.
    pub decimal: char,
}

/// A text copied from a spreadsheet, and where it goes.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Paste {
    /// The rows shown.
    pub view: View,
    /// The selected cells: the text goes to their first; a single cell fills them all.
    pub range: Range,
    /// Lines of tab-separated cells.
    pub text: String,
    /// The user's decimal sign.
    pub decimal: char,
}

/// Which way a block is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "FillDirection"))]
pub enum Direction {
    /// Each line from its first month.
    Right,
    /// Each month from the first line.
    Down,
}

/// A block to be filled from its edge.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Fill {
    /// The rows shown.
    pub view: View,
    /// The block.
    pub range: Range,
    /// Which way.
    pub direction: Direction,
}

/// A block to be set to nothing.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Clear {
    /// The rows shown.
    pub view: View,
    /// The block.
    pub range: Range,
}

/// What an edit did: the rows that look different now.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Edited {
    /// The change of the journal that shows now.
    pub change: Id,
    /// How many cells have another amount.
    pub cells: u32,
    /// The changed lines (at most 200), their groups and the total.
    pub rows: Vec<Row>,
}

/// The plan's column for the whole year.
const YEAR: usize = 12;

pub(crate) fn edit(call: &Call<'_>, edit: Edit) -> Result<(Edited, String), Error> {
    write(call, &edit.view, |sheet| {
        let mut cells = Cells::new(sheet);
        let mut problems = Vec::new();
        for cell in &edit.cells {
            let column = (cell.month as usize).min(YEAR);
            if let Err(message) = cells.enter(cell.line, column, &cell.text, edit.decimal) {
                problems.push(Problem::new(&format!("line:{}/{}", cell.line, cell.month), message));
            }
        }
        Error::unless_empty(problems)?;
        Ok(cells.lines)
    })
}

pub(crate) fn paste(call: &Call<'_>, paste: Paste) -> Result<(Edited, String), Error> {
    write(call, &paste.view, |sheet| {
        let block = read_block(&paste.text);
        let width = block.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return Err(Error::invalid("", "There is nothing to paste."));
        }
        let first = paste.range.first_month.min(12) as usize;
        let selected = lines_in(sheet, &paste.view, paste.range);
        let single = block.len() == 1 && width == 1;
        let repeated = !single && selected.len() > block.len() && selected.len().is_multiple_of(block.len());
        let lines = if single || repeated {
            selected
        } else {
            lines_from(sheet, &paste.view, paste.range.first_row, block.len())
        };
        let mut problems = Vec::new();
        if lines.len() < block.len() {
            let message = format!(
                "The copied block has {}, but from here on there is room for {}. Add lines first, or import the file.",
                counted(block.len(), "row", "rows"),
                counted(lines.len(), "line", "lines")
            );
            problems.push(Problem::new("", message));
        }
        // A copied year total next to its months is what they sum to: it is passed over.
        let room = if first == YEAR || single { 1 } else { YEAR - first };
        if width > room + usize::from(first < YEAR) {
            let message = format!(
                "The copied block has {width} columns, but from here on there is room for {}. Copy the months alone.",
                counted(room, "month", "months")
            );
            problems.push(Problem::new("", message));
        }
        Error::unless_empty(problems)?;
        let mut cells = Cells::new(sheet);
        let mut problems = Vec::new();
        for (position, line) in lines.into_iter().enumerate() {
            let texts = &block[position % block.len()];
            let columns: Vec<usize> = if single {
                paste.range.columns().filter(|column| *column < YEAR || first == YEAR).collect()
            } else {
                (first..first + texts.len().min(room)).collect()
            };
            for (offset, column) in columns.into_iter().enumerate() {
                let text = if single { &texts[0] } else { &texts[offset] };
                if let Err(message) = cells.enter(line, column, text, paste.decimal) {
                    problems.push(Problem::new(&format!("line:{line}/{column}"), message));
                }
            }
            let beside = texts.get(room).filter(|_| !single && first > 0 && first < YEAR);
            if let Some(text) = beside.filter(|text| !cells.is_year(line, text, paste.decimal)) {
                let message = format!(
                    "“{text}” stands beside the last month and is not the year's total. Copy the months alone."
                );
                problems.push(Problem::new(&format!("line:{line}/{YEAR}"), message));
            }
        }
        Error::unless_empty(problems)?;
        Ok(cells.lines)
    })
}

pub(crate) fn fill(call: &Call<'_>, fill: Fill) -> Result<(Edited, String), Error> {
    write(call, &fill.view, |sheet| {
        let columns: Vec<usize> = fill.range.columns().filter(|column| *column < YEAR).collect();
        let Some((first, others)) = columns.split_first() else {
            return Err(Error::invalid("", "Select the months to fill."));
        };
        let lines = lines_in(sheet, &fill.view, fill.range);
        let mut cells = Cells::new(sheet);
        let source = lines.first().map(|line| cells.months(*line));
        for line in lines {
            let mut months = cells.months(line);
            match fill.direction {
                Direction::Right => others.iter().for_each(|column| months[*column] = months[*first]),
                Direction::Down => {
                    let source = source.unwrap_or(months);
                    for column in &columns {
                        months[*column] = source[*column];
                    }
                }
            }
            cells.lines.insert(line, months);
        }
        Ok(cells.lines)
    })
}

pub(crate) fn clear(call: &Call<'_>, clear: Clear) -> Result<(Edited, String), Error> {
    write(call, &clear.view, |sheet| {
        let mut cells = Cells::new(sheet);
        for line in lines_in(sheet, &clear.view, clear.range) {
            let mut months = cells.months(line);
            for column in clear.range.columns() {
                match months.get_mut(column) {
                    Some(amount) => *amount = Amount::ZERO,
                    None if clear.range.first_month == 12 => months = [Amount::ZERO; 12],
                    None => {}
                }
            }
            cells.lines.insert(line, months);
        }
        Ok(cells.lines)
    })
}

/// Computes new amounts from the sheet, stores those that differ and brings the sheet up to date.
///
/// The sheet is put back as not yet written: it is shown once the change is in the book, and never if that
/// fails.
fn write(
    call: &Call<'_>,
    view: &View,
    compute: impl FnOnce(&Sheet) -> Result<BTreeMap<Id, Months>, Error>,
) -> Result<(Edited, String), Error> {
    let plan = store::plan::get(call.tx, view.plan)?;
    crate::plan::writable(call, &plan)?;
    if view.recognition == Recognition::Expense {
        let message = "Depreciation follows from what is bought. Change the purchase in the cash view.";
        return Err(Error::invalid("recognition", message));
    }
    let mut slot = call.open.sheet();
    let mut cached = sheet(call, view, slot.take())?;
    let new = match compute(&cached.sheet) {
        Ok(new) => new,
        Err(error) => {
            *slot = Some(cached);
            return Err(error);
        }
    };
    let mut cells = 0;
    let (mut changed, mut typed) = (Vec::new(), Vec::new());
    for (line, months) in new {
        let Some(item) = cached.sheet.item(line) else { continue };
        let differing = months.iter().zip(item.amounts).filter(|(new, old)| **new != *old).count();
        if differing > 0 {
            cells += differing;
            store::budget::set(call.tx, plan.id, line, &months)?;
            typed.push((line, std::array::from_fn(|month| months[month] != item.amounts[month])));
            cached.sheet.set(line, months);
            changed.push(line);
        }
    }
    forecast::typed::mark(call, &plan, &typed)?;
    if !changed.is_empty() {
        cached.change += 1;
        cached.written = false;
    }
    let summary = summary(&cached.sheet, &plan, &changed, cells);
    let edited = Edited {
        change: cached.change,
        cells: u32::try_from(cells).unwrap_or(u32::MAX),
        rows: cached.sheet.rows_of(&changed, &view.collapsed, 200),
    };
    *slot = Some(cached);
    Ok((edited, summary))
}

fn summary(sheet: &Sheet, plan: &Plan, changed: &[Id], cells: usize) -> String {
    let count = counted(cells, "amount", "amounts");
    match changed {
        [line] => {
            let label = sheet.item(*line).map_or("", |item| item.label.as_str());
            format!("Change {count} of “{label}” in {}", plan.name)
        }
        lines => format!("Change {count} on {} lines of {}", lines.len(), plan.name),
    }
}

/// The new amounts of the lines that are being changed.
struct Cells<'a> {
    sheet: &'a Sheet,
    lines: BTreeMap<Id, Months>,
}

impl Cells<'_> {
    fn new(sheet: &Sheet) -> Cells<'_> {
        Cells { sheet, lines: BTreeMap::new() }
    }

    fn months(&self, line: Id) -> Months {
        let stored = || self.sheet.item(line).map_or([Amount::ZERO; 12], |item| item.amounts);
        self.lines.get(&line).copied().unwrap_or_else(stored)
    }

    /// Whether a text is the total of a line's months.
    fn is_year(&self, line: Id, text: &str, decimal: char) -> bool {
        let total = self.months(line).into_iter().collect::<Sum>().total();
        total.is_ok_and(|total| entry::read(text, total, decimal, total.scale()) == Ok(total))
    }

    /// Sets a cell to what was typed; the error is a sentence.
    fn enter(&mut self, line: Id, column: usize, text: &str, decimal: char) -> Result<(), String> {
        let Some(item) = self.sheet.item(line) else {
            return Err("This line is not shown any more.".to_owned());
        };
        let mut months = self.months(line);
        let decimals = item.currency.decimals();
        if let Some(old) = months.get(column).copied() {
            months[column] = entry::read(text, old, decimal, decimals)?;
        } else {
            let old = months.into_iter().collect::<Sum>().total().map_err(|error| error.to_string())?;
            let year = entry::read(text, old, decimal, decimals)?;
            let parts = year.split(12, item.currency).and_then(|parts| parts.try_into().ok());
            months = parts.ok_or("This amount has too many digits to be spread over twelve months.")?;
        }
        self.lines.insert(line, months);
        Ok(())
    }
}

/// The lines among the visible rows of a block.
fn lines_in(sheet: &Sheet, view: &View, range: Range) -> Vec<Id> {
    let count = range.last_row.saturating_sub(range.first_row).saturating_add(1);
    let places = sheet.places(&view.collapsed, range.first_row, count);
    places.into_iter().filter_map(|(_, place)| line_at(sheet, place)).collect()
}

/// The next `count` visible lines from a row on; group rows are passed over.
fn lines_from(sheet: &Sheet, view: &View, row: u32, count: usize) -> Vec<Id> {
    let places = sheet.places(&view.collapsed, row, u32::MAX - row);
    places.into_iter().filter_map(|(_, place)| line_at(sheet, place)).take(count).collect()
}

fn line_at(sheet: &Sheet, place: Place) -> Option<Id> {
    match place {
        Place::Group(_) => None,
        Place::Item(index) => Some(sheet.item_at(index).line),
    }
}

/// Rows of tab-separated cells; a cell with tabs or line breaks stands in quotes, as spreadsheets copy it.
fn read_block(text: &str) -> Vec<Vec<String>> {
    if text.is_empty() {
        return Vec::new();
    }
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) else { break };
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => {
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
            }
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            other => cell.push(other),
        }
    }
    // What is copied from a spreadsheet ends with a line break.
    if rows.len() > 1 && rows.last().is_some_and(|row| row.len() == 1 && row[0].is_empty()) {
        rows.pop();
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_blocks_are_read_as_spreadsheets_write_them() {
        assert_eq!(read_block("1\t2\r\n3\t4\r\n"), [["1", "2"], ["3", "4"]]);
        assert_eq!(read_block("\"a\"\"b\"\t\"c\nd\""), [["a\"b", "c\nd"]]);
        assert_eq!(read_block("5"), [["5"]]);
        assert_eq!(read_block("\n"), [[""]]);
        assert!(read_block("").is_empty());
    }
}
