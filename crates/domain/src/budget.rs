//! Budget lines: what is bought, with one amount for each month in each plan.

pub mod basis;
pub mod entry;
pub mod sheet;

use serde::{Deserialize, Serialize};

use crate::category::Expense;
use crate::{Amount, Currency, Id, Problem};

/// Why the money is spent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Purpose {
    /// To keep what there is running.
    #[default]
    Run,
    /// To do more of it.
    Grow,
    /// To do something else.
    Transform,
}

impl Purpose {
    /// As it is shown.
    pub fn label(self) -> &'static str {
        match self {
            Purpose::Run => "Run",
            Purpose::Grow => "Grow",
            Purpose::Transform => "Transform",
        }
    }

    /// The purpose a text means.
    pub fn read(text: &str) -> Option<Purpose> {
        match text.trim().to_lowercase().as_str() {
            "run" => Some(Purpose::Run),
            "grow" => Some(Purpose::Grow),
            "transform" | "change" => Some(Purpose::Transform),
            _ => None,
        }
    }
}

/// A budget line: the same line in every plan that holds amounts for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Line"))]
pub struct Line {
    /// Its number.
    pub id: Id,
    /// What is bought.
    pub description: String,
    /// From whom.
    pub vendor: Option<Id>,
    /// What kind of cost it is.
    pub category: Option<Id>,
    /// Who bears it.
    pub department: Option<Id>,
    /// The initiative it belongs to.
    pub project: Option<Id>,
    /// The currency its amounts are in.
    pub currency: Currency,
    /// CapEx or OpEx.
    pub expense: Expense,
    /// Run, grow or transform.
    pub purpose: Purpose,
    /// Who answers for it.
    pub owner: String,
    /// Notes.
    pub notes: String,
}

/// A budget line as the user gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "LineDraft"))]
#[expect(missing_docs, reason = "the fields of a line")]
pub struct Draft {
    /// The line to replace; none for a new one.
    pub id: Option<Id>,
    /// The plan a new line is added to.
    pub plan: Id,
    pub description: String,
    pub vendor: Option<Id>,
    pub category: Option<Id>,
    pub department: Option<Id>,
    pub project: Option<Id>,
    pub currency: Currency,
    pub expense: Expense,
    pub purpose: Purpose,
    pub owner: String,
    pub notes: String,
}

impl Draft {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.description.trim().is_empty() {
            problems.push(Problem::new("description", "Say what is bought."));
        }
        problems
    }
}

/// A line's name with what tells it from others of the same name, for pickers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LineName {
    /// The line's number.
    pub id: Id,
    /// What is bought.
    pub description: String,
    /// From whom; empty if not known.
    pub vendor: String,
    /// What kind of cost; empty if not known.
    pub category: String,
}

/// Twelve monthly amounts in the order of the plan's months.
pub type Months = [Amount; 12];
