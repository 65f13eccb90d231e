//! The table in a sheet: which row names the columns, and what the columns hold.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use crate::date::Shape;
use crate::field::Field;
use crate::mapping;
use crate::number::{self, Reading};
use crate::sheet::{CellKind, RowView};
use crate::synonyms::SYNONYMS;
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
    /// The names as they stand there, by column.
    pub(crate) names: Vec<String>,
    pub(crate) profiles: Vec<Profile>,
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
    pub(crate) fn find(source: &Source, sheet: usize, header_row: Option<u32>) -> Option<Table> {
        let head = Head::read(source, sheet, header_row);
        let header = match header_row {
            Some(0) => None,
            Some(row) => Some(head.rows.iter().find(|found| found.number == row)?),
            None => head.header(),
        };
        let (after, score) = match header {
            Some(row) => (row.number, head.score(row)),
            None => (head.rows.first()?.number.saturating_sub(1), 0),
        };
        let mut names: Vec<String> = header.map_or_else(Vec::new, |row| {
            row.cells.iter().map(|(text, _)| text.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
        });
        while names.last().is_some_and(String::is_empty) {
            names.pop();
        }
        let mut profiles = vec![Profile::default(); names.len()];
        let mut seen = 0;
        source.rows(sheet, |row| {
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
        names.resize(profiles.len().max(names.len()), String::new());
        profiles.resize(names.len(), Profile::default());
        let header_row = header.map(|row| row.number);
        // A table with rows below tells more than a lone line of words.
        let score = score + if seen > 0 { 5 } else { 0 };
        (!names.is_empty()).then_some(Table { sheet, header_row, names, profiles, score })
    }

    /// The table to read: on the given sheet, or on the one that looks most like one.
    pub(crate) fn choose(source: &Source, options: &Options) -> Result<Table, Refusal> {
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
            return Table::find(source, sheet, options.header_row).ok_or_else(none);
        }
        let mut best: Option<Table> = None;
        for sheet in 0..source.sheets() {
            let Some(mut table) = Table::find(source, sheet, options.header_row) else { continue };
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

    fn filled(&self) -> usize {
        self.cells.iter().filter(|(text, _)| !text.is_empty()).count()
    }
}

impl Head {
    fn read(source: &Source, sheet: usize, given: Option<u32>) -> Head {
        let mut rows = Vec::new();
        source.rows(sheet, |row| {
            // A header that was given may stand further down.
            let wanted = given.is_none_or(|given| row.number >= given);
            if wanted && !row.is_blank() {
                rows.push(HeadRow::of(&row));
            }
            if rows.len() < HEAD { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        Head { rows }
    }

    /// The row that names the columns, if one does.
    fn header(&self) -> Option<&HeadRow> {
        let mut best: Option<(i32, &HeadRow)> = None;
        for row in &self.rows {
            let score = self.score(row);
            if score > best.map_or(0, |(best, _)| best) {
                best = Some((score, row));
            }
        }
        best.map(|(_, row)| row)
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
                texts += 1;
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
        let coverage = i32::try_from(filled.min(width) * 6 / width).unwrap_or(0);
        10 * known + 10 * months + 2 * texts + 3 * contrasts.min(6) + coverage - 12 * data
    }
}

/// Whether a text is a usual name of a column.
fn is_known(text: &str) -> bool {
    static NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let fields = SYNONYMS.iter().filter(|(field, _)| *field != Field::Month);
        fields.flat_map(|(_, names)| names.iter().copied()).collect()
    });
    text.len() <= 60 && NAMES.contains(mapping::key(text).as_str())
}
