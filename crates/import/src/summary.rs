//! What a reading hands out and what it says at its end: rows, problems by cell, totals.

use std::collections::BTreeMap;

use domain::money::Sum;
use domain::{Amount, Currency};
use serde::Serialize;

use crate::Question;

/// One draft with the row of the file it comes from, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Row<D> {
    /// The row, as a spreadsheet numbers it.
    pub row: u32,
    /// What it says.
    pub draft: D,
}

/// A cell that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CellProblem {
    /// Its row, from 1.
    pub row: u32,
    /// Its column, from 1; 0 if the row has no column for it.
    pub column: u32,
    /// The column's name in the file, or its letter.
    pub name: String,
    /// What stands in the cell.
    pub text: String,
    /// What is wrong, in a sentence.
    pub message: String,
}

/// What became of the rows of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Summary {
    /// Rows of data: those handed out and those with problems.
    pub read: u32,
    /// Rows that are no data: totals, repeated headers, headings, remarks. Blank ones are not counted.
    pub left_out: u32,
    /// Which rows these are, up to the first 10,000.
    pub left_rows: Vec<u32>,
    /// Every cell that cannot be read, up to the first 1,000.
    pub problems: Vec<CellProblem>,
    /// How many there are in all.
    pub problem_count: u32,
    /// How many rows they stand in; these rows were not handed out.
    pub problem_rows: u32,
    /// The exact sum of what was handed out, by currency code; the empty code where the file names none.
    pub totals: BTreeMap<String, Amount>,
    /// What was found and decided, in sentences.
    pub notes: Vec<String>,
    /// What the file itself leaves open.
    pub questions: Vec<Question>,
    /// The signs of several currencies that amounts, or the name of their column, have without saying which of them it
    /// is: `$`, `¥`, `kr`, `Rs`; and U+FFFD where the sign is broken.
    pub signs: Vec<String>,
    /// The currencies that only the number formats of cells name, by their codes.
    pub shown: Vec<String>,
    /// Whether the visitor broke off; then everything here is about the rows until then.
    pub stopped: bool,
}

/// How many problems are kept; the rest are counted.
pub(crate) const KEPT: usize = 1000;

/// Adds up a [`Summary`] while rows are read.
#[derive(Default)]
pub(crate) struct Collector {
    pub(crate) summary: Summary,
    /// A file has one or two currencies: looking through them is faster than a map.
    sums: Vec<(Option<Currency>, Sum)>,
    last_problem_row: u32,
}

/// How many rows that are no data are listed.
const LEFT: usize = 10_000;

impl Collector {
    /// Counts a row that is no data.
    pub(crate) fn leave_out(&mut self, row: u32) {
        self.summary.left_out += 1;
        if self.summary.left_rows.len() < LEFT {
            self.summary.left_rows.push(row);
        }
    }

    pub(crate) fn problem(&mut self, problem: CellProblem) {
        self.summary.problem_count += 1;
        if self.last_problem_row != problem.row {
            self.last_problem_row = problem.row;
            self.summary.problem_rows += 1;
        }
        if self.summary.problems.len() < KEPT {
            self.summary.problems.push(problem);
        }
    }

    /// Takes back the problems of a row that was read last; before it there were so many.
    pub(crate) fn take_back(&mut self, before: u32) {
        self.summary.problem_count = before;
        self.summary.problems.truncate(before as usize);
    }

    pub(crate) fn add(&mut self, currency: Option<Currency>, amount: Amount) {
        if let Some((_, sum)) = self.sums.iter_mut().find(|(code, _)| *code == currency) {
            sum.add(amount);
        } else {
            let mut sum = Sum::default();
            sum.add(amount);
            self.sums.push((currency, sum));
        }
    }

    /// Takes note of a sign that several currencies share.
    pub(crate) fn sign(&mut self, sign: &str) {
        if !self.summary.signs.iter().any(|known| known == sign) {
            self.summary.signs.push(sign.to_owned());
        }
    }

    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.summary.notes.push(note.into());
    }

    pub(crate) fn finish(mut self) -> Summary {
        for (currency, sum) in &self.sums {
            let code = currency.map_or_else(String::new, |currency| currency.code().to_owned());
            match sum.total() {
                Ok(total) => {
                    self.summary.totals.insert(code, total);
                }
                Err(error) => self.summary.notes.push(format!("The total cannot be shown. {error}")),
            }
        }
        if self.summary.problem_count as usize > KEPT {
            let all = self.summary.problem_count;
            self.summary.notes.push(format!("{all} cells cannot be read; the first {KEPT} are listed."));
        }
        self.summary
    }
}

/// The letter of a column, from 0: A, B, ... AA.
pub(crate) fn letter(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(u8::try_from(rest % 26).map_or('?', |place| char::from(b'A' + place)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// Some row numbers in words: `4, 12 and 3 more`.
pub(crate) fn rows_in_words(rows: &[u32], count: u32) -> String {
    let shown: Vec<String> = rows.iter().take(5).map(u32::to_string).collect();
    let more = count as usize - shown.len().min(count as usize);
    let one = if count == 1 { "row" } else { "rows" };
    if more == 0 {
        format!("{one} {}", shown.join(", "))
    } else {
        format!("{one} {} and {more} more", shown.join(", "))
    }
}

/// How often something came, in words.
pub(crate) fn times(count: u32) -> String {
    if count == 1 { "once".to_owned() } else { format!("{count} times") }
}

/// How many rows, in words.
pub(crate) fn rows_counted(count: u32) -> String {
    if count == 1 { "1 row".to_owned() } else { format!("{count} rows") }
}

/// What to say of rows that repeat the header.
pub(crate) fn repeated_header(times: u32) -> String {
    match times {
        1 => "The header is repeated once; that row was left out.".to_owned(),
        _ => format!("The header is repeated {times} times; these rows were left out."),
    }
}
