//! What the user may overrule about a file, and how a file is refused.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{DateOrder, DecimalSign};

/// What a file is imported as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename = "ImportKind"))]
pub enum Kind {
    /// Lines with an amount for each month: twelve columns (wide) or a month and an amount (long).
    Budget,
    /// Posted transactions.
    Actuals,
}

/// What the user gave instead of leaving it to be found. Everything is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[cfg_attr(feature = "typescript", ts(rename = "ImportOptions"))]
pub struct Options {
    /// The sheet by its name, or by its number from 1.
    pub sheet: Option<String>,
    /// The row that holds the column names, from 1; 0 if the file has none.
    pub header_row: Option<u32>,
    /// Which column holds a field: (field, column), the column by name, letter or number from 1. A month of a
    /// budget is a field of its own, such as `2027-01`, `Jan` or `M1`. An empty column unmaps the field.
    pub map: Vec<(String, String)>,
    /// A value for every row: (field, value). It stands in for the column that would have been guessed, and fills the
    /// empty cells of a column that was mapped.
    pub set: Vec<(String, String)>,
    /// The decimal sign of amounts.
    pub decimal: Option<DecimalSign>,
    /// The order of day, month and year.
    pub dates: Option<DateOrder>,
    /// The text encoding by its usual name, such as `windows-1252`.
    pub encoding: Option<String>,
    /// The sign between two cells of a text file; `tab` may be written out.
    pub delimiter: Option<String>,
}

/// Why a file, or what was asked of it, is refused: one sentence with its remedy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Refusal {
    /// The field that needs a column or a better value, where it is about one; else empty.
    pub field: String,
    /// The sentence.
    pub message: String,
}

impl Refusal {
    pub(crate) fn new(message: impl Into<String>) -> Refusal {
        Refusal { field: String::new(), message: message.into() }
    }

    pub(crate) fn of(field: &str, message: impl Into<String>) -> Refusal {
        Refusal { field: field.to_owned(), message: message.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for domain::Problem {
    fn from(refusal: Refusal) -> domain::Problem {
        domain::Problem { field: refusal.field, message: refusal.message }
    }
}
