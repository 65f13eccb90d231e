//! Versions of the money: budgets, forecasts and scenarios of a fiscal year.

use serde::{Deserialize, Serialize};

use crate::{Id, Month, Problem};

/// What a plan is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PlanKind"))]
pub enum Kind {
    /// What was decided may be spent.
    Budget,
    /// Where the year is expected to end.
    Forecast,
    /// What would be if.
    Scenario,
}

impl Kind {
    /// As it is shown.
    pub fn label(self) -> &'static str {
        match self {
            Kind::Budget => "Budget",
            Kind::Forecast => "Forecast",
            Kind::Scenario => "Scenario",
        }
    }
}

/// How far a plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PlanState"))]
pub enum State {
    /// Being written.
    Draft,
    /// Handed in; can still be changed and taken back.
    Submitted,
    /// Approved and frozen: nothing changes its amounts any more.
    Approved,
}

impl State {
    /// As it is shown.
    pub fn label(self) -> &'static str {
        match self {
            State::Draft => "Draft",
            State::Submitted => "Submitted",
            State::Approved => "Approved",
        }
    }
}

/// A plan of the book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Plan"))]
pub struct Plan {
    /// Its number.
    pub id: Id,
    /// Its name, unique in the book.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// The fiscal year it plans.
    pub fiscal_year: i32,
    /// The first of its twelve months.
    pub first_month: Month,
    /// How far it is.
    pub state: State,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When it was approved (local time, RFC 3339).
    pub approved_at: Option<String>,
    /// How many months were closed when it was cut, if it is a forecast that was cut from actuals.
    pub closed: Option<u32>,
}

impl Plan {
    /// Its twelve months.
    pub fn months(&self) -> [Month; 12] {
        std::array::from_fn(|n| self.first_month.plus(i32::try_from(n).unwrap_or(0)))
    }

    /// Where a month stands among its twelve; `None` outside them.
    pub fn position(&self, month: Month) -> Option<usize> {
        usize::try_from(month.months_since(self.first_month)).ok().filter(|n| *n < 12)
    }

    /// Whether its amounts can no longer change.
    pub fn is_frozen(&self) -> bool {
        self.state == State::Approved
    }
}

/// A plan as the user gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PlanDraft"))]
pub struct Draft {
    /// The plan to rename; none for a new one.
    pub id: Option<Id>,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// The fiscal year it plans.
    pub fiscal_year: i32,
    /// The plan whose lines and amounts a new one starts from, month by month.
    pub copy_of: Option<Id>,
}

impl Draft {
    /// Everything that is wrong with it beside the plans that exist.
    pub fn problems(&self, others: &[Plan]) -> Vec<Problem> {
        let mut problems = Vec::new();
        let name = self.name.trim().to_lowercase();
        if name.is_empty() {
            problems.push(Problem::new("name", "Give the plan a name, such as “FY2027 Budget”."));
        }
        let same = |other: &&Plan| Some(other.id) != self.id && other.name.to_lowercase() == name;
        if let Some(other) = others.iter().find(same) {
            problems.push(Problem::new("name", format!("There is a plan “{}” already.", other.name)));
        }
        let renamed = others.iter().find(|other| Some(other.id) == self.id);
        if let Some(plan) = renamed.filter(|plan| plan.fiscal_year != self.fiscal_year) {
            let message = format!(
                "“{}” plans FY{} and keeps that year. Add a plan instead.",
                plan.name, plan.fiscal_year
            );
            problems.push(Problem::new("fiscal_year", message));
        }
        if let Some(plan) = renamed.filter(|plan| plan.is_frozen() && plan.kind != self.kind) {
            let message =
                format!("“{}” is approved and stays a {}.", plan.name, plan.kind.label().to_lowercase());
            problems.push(Problem::new("kind", message));
        }
        if !(1900..=2999).contains(&self.fiscal_year) {
            problems.push(Problem::new("fiscal_year", "Give the fiscal year as four digits, such as 2027."));
        }
        problems
    }
}

/// The plan a figure is shown for when none is named: the newest approved budget, else the newest
/// budget, else the newest plan. Newest is by fiscal year, then by number.
pub fn default(plans: &[Plan]) -> Option<&Plan> {
    plans.iter().max_by_key(|plan| {
        let budget = plan.kind == Kind::Budget;
        (budget && plan.is_frozen(), budget, plan.fiscal_year, plan.id)
    })
}
