//! The table in a sheet: which row names the columns, and what the columns hold.

mod beside;
mod head;
mod next;
mod profile;

use std::ops::ControlFlow;

use crate::view::View;
use crate::{Options, Refusal, Source, remark, words};
use head::Head;

pub(crate) use head::is_known;
pub(crate) use next::NextTable;
pub(crate) use profile::Profile;

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
                let (names, last) = head.names(at, options, view.source().merged(sheet));
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
        view.fill_below(table.sheet, table.last_header_row);
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

    /// What to say of another table beside this one.
    pub(crate) fn beside(&self) -> Option<String> {
        let columns = beside::find(&self.names[..self.own], &self.profiles)?;
        let (first, last) = (crate::summary::letter(columns.start), crate::summary::letter(columns.end - 1));
        let names: Vec<&str> = self.names[columns].iter().map(String::as_str).take(4).collect();
        Some(format!(
            "Columns {first} to {last} ({}) look like another table beside this one and were not read: put it below this one, \
             or on a sheet of its own.",
            names.join(", ")
        ))
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
            // A sentence ends behind them.
            shown.join(", ").trim_end_matches(['.', ' ']).to_owned()
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

/// How many cells the fuller rows below the header have: three in four have no more.
fn usual_cells(view: &View<'_>, sheet: usize, after: u32) -> usize {
    let mut filled: Vec<usize> = Vec::new();
    view.rows(sheet, |row| {
        if row.number > after && !row.is_blank() {
            filled.push(row.filled().count());
        }
        if filled.len() < SAMPLE as usize { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    filled.sort_unstable();
    filled.get(filled.len() * 3 / 4).copied().unwrap_or(0)
}

/// Looks at what the columns hold, in the first rows below the header; answers how many rows these were.
fn profile(view: &View<'_>, sheet: usize, after: u32, profiles: &mut Vec<Profile>) -> u32 {
    let full = usual_cells(view, sheet, after);
    let mut seen = 0;
    view.rows(sheet, |row| {
        if row.number <= after || row.is_blank() {
            return ControlFlow::Continue(());
        }
        // Headings and remarks say nothing of the columns they happen to stand in.
        if row.filled().count() * 3 <= full || remark::is_footer(&row) {
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
