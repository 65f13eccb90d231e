//! The first rows of a sheet, and which of them name the columns.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use super::Profile;
use crate::field::Field;
use crate::sheet::{CellKind, Merged, RowView};
use crate::view::View;
use crate::{DateOrder, MonthRef, Options, mapping, month, number, synonyms, words};

/// Rows that are looked at for the header.
const HEAD: usize = 60;

/// The first rows of a sheet.
pub(super) struct Head {
    pub(super) rows: Vec<HeadRow>,
}

pub(super) struct HeadRow {
    pub(super) number: u32,
    cells: Vec<(String, CellKind)>,
}

impl HeadRow {
    fn of(row: &RowView<'_>) -> HeadRow {
        let cells = (0..row.len()).map(|column| (row.cell(column).to_owned(), row.kind(column))).collect();
        HeadRow { number: row.number, cells }
    }

    /// The text of a cell; empty if the row is shorter.
    fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |(text, _)| text)
    }

    /// The text of a cell as a name: its words with one space between them.
    fn name(&self, column: usize) -> String {
        self.text(column).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether it looks like a row of data: figures or dates beside other cells.
    fn is_data(&self) -> bool {
        let figure = |(text, kind): &&(String, CellKind)| {
            let mut own = Profile::default();
            own.see(text, *kind);
            // A year above a column is a name.
            let is_year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
            own.numbers + own.dates > 0 && !is_year
        };
        self.filled() >= 2 && self.cells.iter().filter(figure).count() >= 2
    }

    /// What stands over each column: a name stands over the empty cells to its right too.
    fn spread(&self, width: usize, merged: &[Merged]) -> Vec<String> {
        let mut over = String::new();
        let mut groups: Vec<String> = Vec::with_capacity(width);
        for column in 0..width {
            let text = self.name(column);
            if text.is_empty() {
                // Beyond the cells that a merged one covers its name does not count.
                let ends = merged.iter().any(|range| {
                    range.first_row <= self.number
                        && self.number <= range.last_row
                        && usize::try_from(range.last_column).is_ok_and(|last| last == column)
                });
                if ends {
                    over.clear();
                }
            } else {
                over = text;
            }
            groups.push(over.clone());
        }
        groups
    }

    fn filled(&self) -> usize {
        self.cells.iter().filter(|(text, _)| !text.is_empty()).count()
    }
}

impl Head {
    pub(super) fn read(view: &View<'_>, sheet: usize, given: Option<u32>) -> Head {
        let mut rows = Vec::new();
        view.rows(sheet, |row| {
            // A header that was given may stand further down; the rows just above it may name groups of columns.
            let wanted = given.is_none_or(|given| row.number + 2 >= given);
            if wanted && !row.is_blank() {
                rows.push(HeadRow::of(&row));
            }
            if rows.len() < HEAD { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        Head { rows }
    }

    /// The row that names the columns, if one does.
    pub(super) fn header(&self) -> Option<usize> {
        let mut best: Option<(i32, usize)> = None;
        let mut data = 0;
        for (at, row) in self.rows.iter().enumerate() {
            // What stands above the names of the columns is left out: rows of figures count against it.
            let score = self.score(row) - 5 * data;
            data += i32::from(row.is_data());
            if score > best.map_or(0, |(best, _)| best) {
                best = Some((score, at));
            }
        }
        best.map(|(_, at)| at)
    }

    /// The names of the columns that a row gives, together with the rows below and above that belong to it, and the
    /// last of these rows.
    ///
    /// So many rows were given: counted from this one if it was given too, else it may be any of them, and rows of data
    /// are none.
    pub(super) fn names(&self, at: usize, options: &Options, merged: &[Merged]) -> (Vec<String>, u32) {
        let header = &self.rows[at];
        let may_name = |step: usize| {
            options.header_row.is_some() || self.rows.get(at + step).is_some_and(|row| !row.is_data())
        };
        let below = match options.header_rows {
            Some(rows) => (1..rows.clamp(1, 3) as usize).take_while(|step| may_name(*step)).count(),
            None => (1..=2).take_while(|step| self.goes_on(at, at + step, merged)).count(),
        };
        let last = &self.rows[(at + below).min(self.rows.len() - 1)];
        let width = self.rows[at..=(at + below).min(self.rows.len() - 1)]
            .iter()
            .map(|row| row.cells.len())
            .max()
            .unwrap_or(0);
        let mut names: Vec<String> = (0..width).map(|column| header.name(column)).collect();
        for row in self.rows.iter().skip(at + 1).take(below) {
            // A name stands over the empty cells to its right as far as the row below has names there.
            let mut over = String::new();
            for (column, name) in names.iter_mut().enumerate() {
                let own = row.name(column);
                if !name.is_empty() {
                    over.clone_from(name);
                }
                if own.is_empty() {
                    continue;
                }
                *name = if over.is_empty() { own } else { format!("{over} {own}") };
            }
        }
        self.prefix(at, &mut names, merged);
        (names, last.number)
    }

    /// Whether a row goes on naming columns: words only, under or beside the names of the row above, and nothing
    /// where every row of data has something.
    fn goes_on(&self, at: usize, next: usize, merged: &[Merged]) -> bool {
        let (header, Some(row)) = (&self.rows[at], self.rows.get(next)) else { return false };
        if row.number != header.number + u32::try_from(next - at).unwrap_or(0) || row.filled() == 0 {
            return false;
        }
        let words = row.cells.iter().filter(|(text, _)| !text.is_empty()).all(|(text, kind)| {
            let mut own = Profile::default();
            own.see(text, *kind);
            *kind == CellKind::Text && own.numbers + own.dates == 0 && !number::is_nothing(text)
        });
        let below: Vec<&HeadRow> = self.rows.iter().skip(next + 1).take(10).collect();
        if !words || below.is_empty() || row.filled() > header.filled() + 2 {
            return false;
        }
        // A name that is merged over both rows says that they belong together.
        if merged.iter().any(|range| range.first_row <= header.number && range.last_row >= row.number) {
            return true;
        }
        // In which columns rows of data always have something, this row has nothing, unless the header lacks a name there.
        let always = |column: usize| {
            below.iter().filter(|row| !row.text(column).is_empty()).count() * 10 >= below.len() * 9
        };
        let width = row.cells.len().max(header.cells.len());
        let misses = (0..width).any(|column| always(column) && row.text(column).is_empty());
        let fills = (0..row.cells.len())
            .filter(|column| !row.text(*column).is_empty())
            .filter(|column| header.text(*column).is_empty() || self.under_group(at, *column))
            .count();
        let alone = row.filled() == 1 && below.iter().any(|row| row.filled() > 2);
        misses && fills * 2 >= row.filled() && !(alone && fills == 0)
            // A heading within the data stands in the first column; a name of a column stands where one lacks.
            && (row.filled() != 1 || row.text(0).is_empty())
    }

    /// Whether a name stands over empty cells to its right.
    fn under_group(&self, at: usize, column: usize) -> bool {
        let header = &self.rows[at];
        !header.text(column).is_empty() && header.text(column + 1).is_empty()
    }

    /// Puts what the row above says in front of names that would be the same, or of months without a year.
    fn prefix(&self, at: usize, names: &mut [String], merged: &[Merged]) {
        let Some(above) = at.checked_sub(1).map(|at| &self.rows[at]) else { return };
        if above.number + 1 != self.rows[at].number || above.filled() < 1 {
            return;
        }
        let groups = above.spread(names.len(), merged);
        let years = self.years_above(at, names.len(), merged);
        // A name that stands over two rows stands in the first of them.
        for (column, name) in names.iter_mut().enumerate().filter(|(_, name)| name.is_empty()) {
            let text = above.name(column);
            if above.filled() > 1 && text.len() <= 40 && words::year(&text).is_none() {
                *name = text;
            }
        }
        let some_planned = names.iter().zip(&groups).any(|(name, group)| {
            month::read(name, DateOrder::Dmy).is_some() && !group.is_empty() && !words::is_past(group)
        });
        let twice = |name: &str| names.iter().filter(|other| *other == name).count() > 1;
        let changed: Vec<Option<String>> = names
            .iter()
            .zip(&groups)
            .enumerate()
            .map(|(column, (name, group))| {
                if group.is_empty() || name.is_empty() || group.len() > 40 {
                    return None;
                }
                let alone = twice(name).then(|| format!("{group} {name}"));
                let lacks_year = matches!(
                    month::read(name, DateOrder::Dmy),
                    Some(MonthRef::Calendar { .. } | MonthRef::Quarter { year: None, .. })
                );
                // What was spent in a year is told apart from what is planned in it.
                if some_planned && words::is_past(group) {
                    return Some(format!("{group} {name}"));
                }
                // Of “Q1 2027” over January the year is what January lacks.
                let year = || words::year(group).or_else(|| years.get(column).cloned().flatten());
                if lacks_year && let Some(year) = year() {
                    return Some(format!("{name} {year}"));
                }
                alone
            })
            .collect();
        for (name, changed) in names.iter_mut().zip(changed) {
            if let Some(changed) = changed {
                *name = changed;
            }
        }
    }

    /// The year that stands alone over each column, in the two rows above the one right above the names: over quarters or
    /// halves that stand over months.
    fn years_above(&self, at: usize, width: usize, merged: &[Merged]) -> Vec<Option<String>> {
        let rows = (2..=3).map_while(|step| {
            let row = at.checked_sub(step).map(|at| &self.rows[at])?;
            (u32::try_from(step).is_ok_and(|step| row.number + step == self.rows[at].number)).then_some(row)
        });
        let mut years: Vec<Option<String>> = vec![None; width];
        for row in rows {
            for (year, text) in years.iter_mut().zip(row.spread(width, merged)) {
                if year.is_none() && is_year_alone(&text) {
                    *year = words::year(&text);
                }
            }
        }
        years
    }

    /// How much a row looks like the names of columns: known names, words above numbers, as wide as what follows.
    pub(super) fn score(&self, row: &HeadRow) -> i32 {
        let below: Vec<&HeadRow> =
            self.rows.iter().filter(|other| other.number > row.number).take(20).collect();
        let width = below.iter().map(|row| row.filled()).max().unwrap_or(0).max(1);
        let filled = row.filled();
        if filled < 2 && width > 1 {
            return 0;
        }
        let (mut known, mut months, mut texts, mut data, mut contrasts) = (0, 0, 0, 0, 0);
        for (column, (text, kind)) in row.cells.iter().enumerate() {
            if text.is_empty() {
                continue;
            }
            let mut own = Profile::default();
            own.see(text, *kind);
            let mut under = Profile::default();
            for (text, kind) in below.iter().filter_map(|row| row.cells.get(column)) {
                under.see(text, *kind);
            }
            // A day above days is the first of them.
            let is_first_day = own.dates > 0 && under.is_dates();
            if month::read(text, DateOrder::Dmy).is_some() && !is_first_day {
                months += 1;
            } else if own.numbers + own.dates > 0 || *kind == CellKind::Error {
                // A year above a column is a name; any other number is data.
                let is_year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
                data += i32::from(!is_year);
            } else {
                // A single letter numbers a column more than it names it.
                texts += i32::from(text.chars().nth(1).is_some());
                known += i32::from(is_known(text));
            }
            if own.numbers + own.dates == 0 || (own.months > 0 && !is_first_day) {
                contrasts += i32::from(under.filled > 0 && (under.is_dates() || under.is_numbers()));
            }
        }
        let months = if months >= 2 { months } else { 0 };
        // The names of columns differ from one another.
        let mut distinct: Vec<&str> = row.cells.iter().map(|(text, _)| text.as_str()).collect();
        distinct.retain(|text| !text.is_empty());
        distinct.sort_unstable();
        distinct.dedup();
        let repeated = i32::try_from(filled - distinct.len()).unwrap_or(0);
        let coverage = i32::try_from(filled.min(width) * 6 / width).unwrap_or(0);
        10 * known + 10 * months + 2 * texts + 3 * contrasts.min(6) + coverage - 12 * data - 4 * repeated
    }
}

/// Whether a text is a year and nothing else: `2027`, `FY27`, `Budget 2027`.
fn is_year_alone(text: &str) -> bool {
    let words = words::tokens(text);
    let own = words.iter().filter(|word| !words::is_filler(word) && *word != "fy");
    own.count() == 1 && words::year(text).is_some()
}

/// Whether a text is a usual name of a column.
pub(crate) fn is_known(text: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        synonyms::all().filter(|(field, _)| *field != Field::Month).map(|(_, name)| name).collect()
    });
    text.len() <= 60 && NAMES.contains(mapping::key(text).as_str())
}
