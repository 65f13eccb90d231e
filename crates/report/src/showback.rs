//! The showback on its way out: who bears what, and the statement of each department, as PDF.

mod columns;
mod print;
#[cfg(test)]
mod sample;

use chrono::NaiveDate;
use domain::{Amount, Currency, Month};

use crate::layout::Paper;

pub use print::pdf;

/// What is printed: everybody at a glance, if asked for, then the statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    /// The organisation of the book.
    pub organisation: String,
    /// The period, such as `FY2027`.
    pub period: String,
    /// Its first and last month.
    pub months: (Month, Month),
    /// The plan's name with its state; empty if the year has none.
    pub plan: String,
    /// The day the book is looked at.
    pub as_of: NaiveDate,
    /// The currency of every figure.
    pub currency: Currency,
    /// Who bears what, before the statements.
    pub overview: Option<Overview>,
    /// The statements, each on a page of its own.
    pub statements: Vec<Statement>,
    /// The paper, upright.
    pub paper: Paper,
}

/// Who bears what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// The finding.
    pub finding: String,
    /// Departments, each after the one above it, then what no department bears.
    pub bearers: Vec<Bearer>,
    /// Their sum.
    pub total: Figures,
}

/// One who bears something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// The name.
    pub name: String,
    /// The cost centre; may be empty.
    pub code: String,
    /// How deep it stands in the tree.
    pub depth: u32,
    /// What it bears.
    pub figures: Figures,
    /// The place of its statement, if there is one.
    pub statement: Option<usize>,
}

/// Budget, actual and forecast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// What was planned.
    pub budget: Amount,
    /// What was posted.
    pub actual: Amount,
    /// What it comes to in the end.
    pub forecast: Amount,
}

impl Figures {
    /// Budget − forecast, positive is favourable.
    fn variance(self) -> Amount {
        self.budget.minus(self.forecast).unwrap_or_default()
    }
}

/// The statement of a department.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The department.
    pub name: String,
    /// Its cost centre; may be empty.
    pub code: String,
    /// The finding.
    pub finding: String,
    /// Own lines, allocated, passed on: those that have rows.
    pub parts: Vec<Part>,
    /// What it bears.
    pub total: Figures,
    /// The same by month.
    pub months: Vec<MonthRow>,
}

/// Rows of a kind with their sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The kind, such as `Own lines`.
    pub name: String,
    /// The rows.
    pub rows: Vec<Row>,
    /// Their sum.
    pub sum: Figures,
}

/// A line, or what a rule gave or took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line or the rule.
    pub name: String,
    /// The vendor, or what the rule takes.
    pub note: String,
    /// Its amounts.
    pub figures: Figures,
}

/// A month of a statement; the parts are those of the forecast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthRow {
    /// The month.
    pub month: Month,
    /// Whether it is closed: the forecast is what was posted.
    pub closed: bool,
    /// The cost of its lines.
    pub direct: Amount,
    /// What came to it by rules.
    pub allocated: Amount,
    /// What rules took from it, below 0.
    pub passed_on: Amount,
    /// What it bears.
    pub figures: Figures,
}
