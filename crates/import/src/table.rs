//! The table in a sheet: which row names the columns, and what the columns hold.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use crate::date::Shape;
use crate::field::Field;
use crate::mapping;
use crate::number::{self, Reading};
use crate::sheet::Merged;
use crate::sheet::{CellKind, RowView};
use crate::synonyms;
use crate::view::View;
use crate::{DateOrder, DecimalSign, MonthRef, Options, Refusal, Source, month, words};

/// Rows that are looked at for the header.
const HEAD: usize = 60;
/// Rows of data that say what a column holds. Date order and decimal sign are judged on all of them, elsewhere.
const SAMPLE: u32 = 1500;

/// A table of a sheet.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) sheet: usize,
    /// The row with the names of the columns; `None` if there is none.
    pub(crate) header_row: Option<u32>,
    /// The last row that names columns: that one, or the one or two below that go on with it.
    pub(crate) last_header_row: u32,
    /// The last row of the table, where another one follows in the same sheet.
    pub(crate) last_row: Option<u32>,
    /// The names as they stand there, by column.
    pub(crate) names: Vec<String>,
    pub(crate) profiles: Vec<Profile>,
    /// How many columns are the file's own; those behind them are split or joined.
    pub(crate) own: usize,
    /// Rows that the profiles were made of.
    pub(crate) seen: u32,
    /// How well the header row explains itself: to choose among sheets.
    pub(crate) score: i32,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Profile {
    pub(crate) filled: u32,
    pub(crate) numbers: u32,
    /// Numbers with decimals, groups or a currency.
    pub(crate) money: u32,
    pub(crate) dates: u32,
    /// Whole numbers that could be the day counts of dates.
    pub(crate) serials: u32,
    pub(crate) months: u32,
    /// Months with their year and without a day: 2027-01, Jan 27.
    pub(crate) year_months: u32,
    pub(crate) currencies: u32,
    /// Words for CapEx or OpEx.
    pub(crate) expenses: u32,
    /// Words for run, grow or transform.
    pub(crate) purposes: u32,
    /// Quarters and years: 2026-Q3, FY2026.
    pub(crate) periods: u32,
}

impl Profile {
    /// Whether it is at least mostly dates.
    pub(crate) fn is_dates(&self) -> bool {
        self.dates > 0 && (self.dates + self.serials) * 2 > self.filled
    }

    /// Whether it is at least mostly numbers.
    pub(crate) fn is_numbers(&self) -> bool {
        self.numbers * 2 > self.filled && !self.is_dates()
    }

    fn see(&mut self, text: &str, kind: CellKind) {
        if text.is_empty() || kind == CellKind::Error || number::is_nothing(text) {
            return;
        }
        self.filled += 1;
        if kind == CellKind::Date {
            self.dates += 1;
            self.months += 1;
            return;
        }
        self.periods += u32::from(text.len() <= 12 && domain::score::period(text).is_ok());
        // Long texts are neither, and short ones without a digit are at most names of months.
        if text.len() > 40 {
            return;
        }
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            self.months += u32::from(words::month_named(text).is_some());
            self.expenses += u32::from(text.len() <= 24 && words::expense(text).is_some());
            self.purposes += u32::from(text.len() <= 24 && words::purpose(text).is_some());
            self.currencies += u32::from(text.len() == 3 && text.parse::<domain::Currency>().is_ok());
            return;
        }
        match Shape::of(text) {
            Some(Shape::Serial(_)) => self.serials += 1,
            Some(_) if kind == CellKind::Text => {
                self.dates += 1;
                self.months += 1;
                return;
            }
            Some(_) | None => {}
        }
        let is_amount = |sign| matches!(number::read(text, sign), Ok(Reading::Amount(..)));
        if is_amount(DecimalSign::Point) || is_amount(DecimalSign::Comma) {
            self.numbers += 1;
            self.money += u32::from(!text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'));
            if text.len() > 2 {
                return;
            }
        }
        let month = month::read(text, DateOrder::Dmy);
        self.year_months += u32::from(matches!(month, Some(MonthRef::Month { .. })));
        self.months += u32::from(text.len() <= 2 || month.is_some());
    }
}

impl Table {
    /// The table of a sheet; `None` if the sheet holds none.
    pub(crate) fn find(view: &View<'_>, sheet: usize, options: &Options) -> Option<Table> {
        let head = Head::read(view, sheet, options.header_row);
        let at = match options.header_row {
            Some(0) => None,
            Some(row) => Some(head.rows.iter().position(|found| found.number == row)?),
            None => head.header(),
        };
        let (names, header_row, last_header_row, score) = match at {
            Some(at) => {
                let (names, last) = head.names(at, options.header_rows, view.source().merged(sheet));
                (names, Some(head.rows[at].number), last, head.score(&head.rows[at]))
            }
            None => (Vec::new(), None, head.rows.first()?.number.saturating_sub(1), 0),
        };
        let mut names = names;
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        let mut profiles = vec![Profile::default(); names.len()];
        let seen = profile(view, sheet, last_header_row, &mut profiles);
        names.resize(profiles.len().max(names.len()), String::new());
        profiles.resize(names.len(), Profile::default());
        // A table with rows below tells more than a lone line of words, and many rows more than a few.
        let many = i32::try_from(u32::BITS - seen.leading_zeros()).unwrap_or(0);
        let score = score + if seen > 0 { 5 + 2 * many } else { 0 };
        let own = names.len();
        let last_row = None;
        (!names.is_empty()).then_some(Table {
            sheet,
            header_row,
            last_header_row,
            last_row,
            names,
            profiles,
            own,
            seen,
            score,
        })
    }

    /// The table to read: on the given sheet, or on the one that looks most like one.
    pub(crate) fn choose(view: &mut View<'_>, options: &Options) -> Result<Table, Refusal> {
        let mut table = Table::best(view, options)?;
        if options.split.is_empty() && options.join.is_empty() {
            return Ok(table);
        }
        let derived = view.derive(table.own, |name| table.column(name), options)?;
        table.names.extend(derived);
        table.profiles = vec![Profile::default(); table.names.len()];
        profile(view, table.sheet, table.last_header_row, &mut table.profiles);
        table.profiles.truncate(table.names.len());
        Ok(table)
    }

    fn best(view: &View<'_>, options: &Options) -> Result<Table, Refusal> {
        let source = view.source();
        let none = || {
            Refusal::new(match options.header_row {
                Some(row) if row > 0 => {
                    format!("Row {row} is empty or past the end: give the row with the names of the columns.")
                }
                _ => "No table was found: it needs a row with names of columns and rows of data below."
                    .to_owned(),
            })
        };
        if let Some(given) = options.sheet.as_deref().filter(|given| !given.is_empty()) {
            let sheet = sheet_named(source, given)?;
            return Table::find(view, sheet, options).ok_or_else(none);
        }
        let mut best: Option<Table> = None;
        for sheet in 0..source.sheets() {
            let Some(mut table) = Table::find(view, sheet, options) else { continue };
            if source.sheet(sheet).1 {
                table.score -= 1000;
            }
            if best.as_ref().is_none_or(|best| table.score > best.score) {
                best = Some(table);
            }
        }
        best.ok_or_else(none)
    }

    /// What a column is called for the user: its name, or its letter.
    pub(crate) fn name(&self, column: usize) -> String {
        match self.names.get(column) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => crate::summary::letter(column),
        }
    }

    /// The column that the user means by its name, its letter or its number from 1.
    pub(crate) fn column(&self, given: &str) -> Option<usize> {
        let given = given.trim();
        let same = |name: &String| name.trim().eq_ignore_ascii_case(given);
        if let Some(found) = self.names.iter().position(same) {
            return Some(found);
        }
        let words = words::tokens(given);
        if let Some(found) =
            self.names.iter().position(|name| !words.is_empty() && words::tokens(name) == words)
        {
            return Some(found);
        }
        let number = if given.bytes().all(|byte| byte.is_ascii_digit()) {
            given.parse().ok()
        } else if given.len() <= 3 && given.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            Some(
                given
                    .bytes()
                    .fold(0, |number, byte| number * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1),
            )
        } else {
            None
        };
        number.and_then(|number: usize| number.checked_sub(1)).filter(|column| *column < self.names.len())
    }

    /// The columns in words, for a sentence that asks to choose one.
    pub(crate) fn columns_in_words(&self) -> String {
        let shown: Vec<String> = (0..self.names.len())
            .filter(|column| !self.names[*column].is_empty())
            .take(20)
            .map(|column| self.name(column))
            .collect();
        if shown.is_empty() {
            format!("A to {}", crate::summary::letter(self.names.len() - 1))
        } else {
            shown.join(", ")
        }
    }
}

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

/// The sheet that the user means by its name or its number from 1.
fn sheet_named(source: &Source, given: &str) -> Result<usize, Refusal> {
    let names: Vec<&str> = (0..source.sheets()).map(|sheet| source.sheet(sheet).0).collect();
    names
        .iter()
        .position(|name| *name == given)
        .or_else(|| names.iter().position(|name| name.eq_ignore_ascii_case(given)))
        .or_else(|| given.parse::<usize>().ok()?.checked_sub(1).filter(|number| *number < names.len()))
        .ok_or_else(|| {
            Refusal::of("sheet", format!("There is no sheet “{given}”: the sheets are {}.", names.join(", ")))
        })
}

/// Looks at what the columns hold, in the first rows below the header; answers how many rows these were.
fn profile(view: &View<'_>, sheet: usize, after: u32, profiles: &mut Vec<Profile>) -> u32 {
    let mut seen = 0;
    view.rows(sheet, |row| {
        if row.number <= after || row.is_blank() {
            return ControlFlow::Continue(());
        }
        for column in row.filled() {
            if column >= profiles.len() {
                profiles.resize(column + 1, Profile::default());
            }
            profiles[column].see(row.cell(column), row.kind(column));
        }
        seen += 1;
        if seen < SAMPLE { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    seen
}

/// The first rows of a sheet.
struct Head {
    rows: Vec<HeadRow>,
}

struct HeadRow {
    number: u32,
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

    fn filled(&self) -> usize {
        self.cells.iter().filter(|(text, _)| !text.is_empty()).count()
    }
}

impl Head {
    fn read(view: &View<'_>, sheet: usize, given: Option<u32>) -> Head {
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
    fn header(&self) -> Option<usize> {
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
    fn names(&self, at: usize, rows: Option<u32>, merged: &[Merged]) -> (Vec<String>, u32) {
        let header = &self.rows[at];
        let below = match rows {
            Some(rows) => (rows as usize).clamp(1, 3) - 1,
            None => (1..=2).take_while(|step| self.goes_on(at, at + step)).count(),
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
    fn goes_on(&self, at: usize, next: usize) -> bool {
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
            && !(row.filled() == 1 && !row.text(0).is_empty())
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
        let mut over = String::new();
        let mut groups: Vec<String> = Vec::with_capacity(names.len());
        for column in 0..names.len() {
            let text = above.name(column);
            if text.is_empty() {
                // Beyond the cells that a merged one covers its name does not count.
                let ends = merged.iter().any(|range| {
                    range.first_row <= above.number
                        && above.number <= range.last_row
                        && usize::try_from(range.last_column).is_ok_and(|last| last == column + 1)
                });
                if ends {
                    over.clear();
                }
            } else {
                over = text;
            }
            groups.push(over.clone());
        }
        let twice = |name: &str| names.iter().filter(|other| *other == name).count() > 1;
        let is_year = |text: &str| {
            words::tokens(text).iter().any(|word| {
                word.len() == 4
                    && (word.starts_with("19") || word.starts_with("20"))
                    && word.parse::<u32>().is_ok()
            })
        };
        let changed: Vec<Option<String>> = names
            .iter()
            .zip(&groups)
            .map(|(name, group)| {
                let month = matches!(
                    month::read(name, DateOrder::Dmy),
                    Some(MonthRef::Calendar { .. } | MonthRef::Fiscal { .. })
                );
                let wanted = !group.is_empty()
                    && !name.is_empty()
                    && group.len() <= 40
                    && (twice(name) || (month && is_year(group)));
                wanted.then(|| if month { format!("{name} {group}") } else { format!("{group} {name}") })
            })
            .collect();
        for (name, changed) in names.iter_mut().zip(changed) {
            if let Some(changed) = changed {
                *name = changed;
            }
        }
    }

    /// How much a row looks like the names of columns: known names, words above numbers, as wide as what follows.
    fn score(&self, row: &HeadRow) -> i32 {
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
            if month::read(text, DateOrder::Dmy).is_some() {
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
            if own.numbers + own.dates == 0 || own.months > 0 {
                let mut under = Profile::default();
                for (text, kind) in below.iter().filter_map(|row| row.cells.get(column)) {
                    under.see(text, *kind);
                }
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

/// Whether a text is a usual name of a column.
pub(crate) fn is_known(text: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        synonyms::all().filter(|(field, _)| *field != Field::Month).map(|(_, name)| name).collect()
    });
    text.len() <= 60 && NAMES.contains(mapping::key(text).as_str())
}
