//! What a sheet shows: rows, and what a block of their cells sums up to.

use serde::{Deserialize, Serialize};

use crate::category::Expense;
use crate::{Amount, Currency, Id};

/// What a row of the sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "GridRowKind"))]
pub enum RowKind {
    /// A group with the subtotals of its lines.
    Group,
    /// A budget line.
    Line,
    /// The total of everything shown.
    Total,
}

/// A row of the sheet as the window and the report show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "GridRow"))]
pub struct Row {
    /// Stable: `line:12`, `group:7`, `total`.
    pub key: String,
    /// Where it stands among the visible rows, from 0; the total after them.
    pub index: u32,
    /// What it is.
    pub kind: RowKind,
    /// How far it is indented.
    pub depth: u32,
    /// The line, if it is one.
    pub line: Option<Id>,
    /// The line's description or the group's name.
    pub label: String,
    /// The line's vendor.
    pub vendor: String,
    /// The line's CapEx or OpEx.
    pub expense: Option<Expense>,
    /// The line's currency; the book's for groups and the total.
    pub currency: Currency,
    /// How many lines it sums.
    pub count: u32,
    /// Whether its lines are folded away.
    pub collapsed: bool,
    /// Twelve months; `None` where a rate is missing.
    pub amounts: Vec<Option<Amount>>,
    /// The year.
    pub total: Option<Amount>,
    /// The difference to the plan compared with, in the book's currency.
    pub change: Option<Amount>,
    /// That difference in percent of what it is compared with; `None` if that is 0.
    pub change_percent: Option<Amount>,
}

/// A block of cells: visible rows and months (12 is the year), both ends inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[expect(missing_docs, reason = "described above")]
pub struct Range {
    pub first_row: u32,
    pub last_row: u32,
    pub first_month: u32,
    pub last_month: u32,
}

impl Range {
    /// Its months, 0 to 11, and 12 for the year.
    pub fn columns(self) -> std::ops::RangeInclusive<usize> {
        self.first_month.min(12) as usize..=self.last_month.min(12) as usize
    }
}

/// What a block of cells sums up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selected {
    /// How many cells of lines it has.
    pub cells: u32,
    /// The currency of sum and average.
    pub currency: Currency,
    /// Their exact sum.
    pub sum: Option<Amount>,
    /// Their mean, rounded to the currency.
    pub average: Option<Amount>,
}
