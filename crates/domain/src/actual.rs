//! Posted transactions, matched to one budget line or shown as unmatched.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Amount, Currency, Id, Problem};

/// An actual as the user gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ActualDraft"))]
pub struct Draft {
    /// The actual to replace; none for a new one.
    pub id: Option<Id>,
    /// The day it was posted.
    pub date: NaiveDate,
    /// Net of VAT, in its own currency; negative for a credit.
    pub amount: Amount,
    /// The currency of the amount.
    pub currency: Currency,
    /// Who was paid.
    pub vendor: Option<Id>,
    /// The posting's text.
    pub text: String,
    /// Invoice or document number.
    pub document: String,
    /// Ledger account.
    pub account: String,
    /// Cost centre as posted.
    pub cost_centre: String,
    /// The budget line it is matched to.
    pub line: Option<Id>,
}

impl Draft {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.amount.is_zero() {
            problems.push(Problem::new("amount", "Give the amount that was posted; a credit is negative."));
        }
        if self.text.trim().is_empty() && self.vendor.is_none() {
            problems.push(Problem::new("text", "Say what was paid, or choose the vendor."));
        }
        problems
    }
}

/// What an actual is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ActualKind"))]
pub enum Kind {
    /// A transaction of the ledger.
    #[default]
    Posting,
    /// What a month owes though nothing was posted, put in when it was closed.
    Accrual,
    /// What takes an accrual back on the first day of the next month.
    Reversal,
}

/// The part of an actual that belongs to one of several lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ActualPart"))]
pub struct Part {
    /// The budget line.
    pub line: Id,
    /// Its description.
    pub label: String,
    /// The part, in the actual's currency.
    pub amount: Amount,
}

/// An actual as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "ActualRow"))]
pub struct Row {
    /// Its number.
    pub id: Id,
    /// The day it was posted.
    pub date: NaiveDate,
    /// In its own currency.
    pub amount: Amount,
    /// Its currency.
    pub currency: Currency,
    /// In the book's currency at the month's actual rate; `None` where that rate is missing.
    pub base: Option<Amount>,
    /// Who was paid; empty if not known.
    pub vendor: String,
    /// The posting's text.
    pub text: String,
    /// Invoice or document number.
    pub document: String,
    /// Ledger account.
    pub account: String,
    /// Cost centre as posted.
    pub cost_centre: String,
    /// The budget line it is matched to.
    pub line: Option<Id>,
    /// That line's description.
    pub line_label: String,
    /// The import it came with.
    pub batch: Option<Id>,
    /// What it is.
    pub kind: Kind,
    /// The rule that matched it.
    pub rule: Option<Id>,
    /// The lines it is split over; empty where it belongs to one or none.
    pub parts: Vec<Part>,
    /// All of it, where only the parts of some lines are asked for and `amount` is less.
    pub whole: Option<Amount>,
    /// Whether its month is closed, so that it stays as it is.
    pub closed: bool,
}

impl Row {
    /// Whether it belongs to a line, or is split over some.
    pub fn is_matched(&self) -> bool {
        self.line.is_some() || !self.parts.is_empty()
    }
}
