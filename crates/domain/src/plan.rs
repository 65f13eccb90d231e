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
    /// Who submitted it.
    pub submitted_by: Option<String>,
    /// When it was submitted (local time, RFC 3339).
    pub submitted_at: Option<String>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When it was approved (local time, RFC 3339).
    pub approved_at: Option<String>,
    /// How many months were closed when it was cut, if it is a forecast that was cut from actuals.
    pub closed: Option<u32>,
    /// The hash of its figures as they were approved.
    pub hash: Option<String>,
    /// The approved plan that it corrects.
    pub version_of: Option<Id>,
    /// Which version it is, from 1.
    pub version: u32,
    /// The plan that a scenario lies over; it then has no amounts of its own, only adjustments.
    pub base: Option<Id>,
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

    /// Whether its amounts are those of another plan with adjustments.
    pub fn is_layer(&self) -> bool {
        self.base.is_some()
    }

    /// A draft that nothing is known of but what it is for.
    pub fn draft(name: &str, kind: Kind, fiscal_year: i32, first_month: Month) -> Plan {
        Plan {
            id: 0,
            name: name.to_owned(),
            kind,
            fiscal_year,
            first_month,
            state: State::Draft,
            submitted_by: None,
            submitted_at: None,
            approved_by: None,
            approved_at: None,
            hash: None,
            version_of: None,
            version: 1,
            closed: None,
            base: None,
        }
    }
}

/// A plan with the versions that it corrects, the first one last.
pub fn versions<'a>(plans: &'a [Plan], plan: &'a Plan) -> Vec<&'a Plan> {
    let mut chain = vec![plan];
    let mut before = plan.version_of;
    while let Some(id) = before.filter(|_| chain.len() <= plans.len()) {
        let Some(found) = plans.iter().find(|one| one.id == id) else { break };
        chain.push(found);
        before = found.version_of;
    }
    chain
}

/// The name of the next version of a plan: `FY2027 Budget v2`, or the first number that is free.
pub fn next_name(plans: &[Plan], plan: &Plan) -> String {
    let stem = match plan.name.rsplit_once(" v") {
        Some((stem, number)) if plan.version > 1 && number.parse::<u32>().is_ok() => stem,
        _ => &plan.name,
    };
    let taken = |name: &str| plans.iter().any(|one| one.name.to_lowercase() == name.to_lowercase());
    let names = (plan.version + 1..).map(|version| format!("{stem} v{version}"));
    names.into_iter().find(|name| !taken(name)).unwrap_or_else(|| stem.to_owned())
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
        if let Some(plan) = renamed.filter(|plan| plan.is_layer() && self.kind != Kind::Scenario) {
            let message =
                format!("“{}” lies over another plan and stays a scenario. Adopt it instead.", plan.name);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(id: Id, name: &str, version: u32, version_of: Option<Id>) -> Plan {
        let first = Month::new(2026, 7).unwrap();
        Plan { id, version_of, version, ..Plan::draft(name, Kind::Budget, 2027, first) }
    }

    #[test]
    fn versions_are_a_chain_back_to_the_first() {
        let plans = [
            plan(1, "FY2027 Budget", 1, None),
            plan(2, "FY2027 Budget v2", 2, Some(1)),
            plan(3, "Other", 1, None),
            plan(4, "FY2027 Budget v3", 3, Some(2)),
            plan(5, "Round", 1, Some(5)),
        ];
        for (of, expected) in [(0, vec![1]), (1, vec![2, 1]), (3, vec![4, 2, 1]), (2, vec![3])] {
            let found: Vec<Id> = versions(&plans, &plans[of]).iter().map(|one| one.id).collect();
            assert_eq!(found, expected);
        }
        // No book has one that is its own version, and if one had, it would come to an end.
        assert_eq!(versions(&plans, &plans[4]).len(), 6);
        // “v2” and “v3” are taken.
        for (of, expected) in
            [(0, "FY2027 Budget v4"), (1, "FY2027 Budget v4"), (2, "Other v2"), (3, "FY2027 Budget v4")]
        {
            assert_eq!(next_name(&plans, &plans[of]), expected);
        }
    }

    #[test]
    fn the_newest_approved_budget_stands_for_the_book() {
        let state = |plan: Plan, state| Plan { state, ..plan };
        let mut plans = vec![
            state(plan(1, "FY2027 Budget", 1, None), State::Approved),
            state(plan(2, "FY2027 Budget v2", 2, Some(1)), State::Submitted),
        ];
        assert_eq!(default(&plans).map(|plan| plan.id), Some(1));
        plans[1].state = State::Approved;
        assert_eq!(default(&plans).map(|plan| plan.id), Some(2));
    }
}
