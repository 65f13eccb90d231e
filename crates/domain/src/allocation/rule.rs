//! A rule of the book by which a cost is shared out: of what, to whom, and by which measure.

use serde::{Deserialize, Serialize};

use super::{By, Input};
use crate::department::Department;
use crate::{Amount, Currency, Id, Problem};

/// What a rule shares out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AllocationSource"))]
pub enum Source {
    /// One budget line.
    Line(Id),
    /// Every line of a category and of those below it.
    Category(Id),
    /// All that a department still bears when the rule's turn comes: its own lines, and what came to it before.
    Department(Id),
}

/// Who takes a part, and how much weight it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AllocationShare"))]
pub struct Share {
    /// The department.
    pub department: Id,
    /// Its quantity of the driver, or its share in percent; without meaning where all take the same.
    pub weight: Amount,
}

/// A rule of the book. Rules run one after the other: what one allocates to a department, a later one can pass on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AllocationRule"))]
pub struct Rule {
    /// Its number.
    pub id: Id,
    /// The fiscal year it holds for.
    pub fiscal_year: i32,
    /// The only plan it holds for; every plan of the year if not given.
    pub plan: Option<Id>,
    /// What it is called, such as the service it shares out.
    pub name: String,
    /// What it shares out.
    pub source: Source,
    /// By what.
    pub by: By,
    /// What could have been taken; the rest stays idle. Without it everything is allocated.
    pub capacity: Option<Amount>,
    /// What the quantities count, such as `Workplaces`; may be empty.
    pub driver: String,
    /// Their unit, such as `seats`; may be empty.
    pub unit: String,
    /// Who takes a part.
    pub shares: Vec<Share>,
}

/// A rule as the user gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AllocationDraft"))]
#[expect(missing_docs, reason = "as in a rule")]
pub struct Draft {
    /// The rule to replace; none for a new one.
    pub id: Option<Id>,
    pub fiscal_year: i32,
    pub plan: Option<Id>,
    pub name: String,
    pub source: Option<Source>,
    pub by: By,
    pub capacity: Option<Amount>,
    pub driver: String,
    pub unit: String,
    pub shares: Vec<Share>,
}

impl Rule {
    /// What it shares of an amount, to be allocated.
    pub fn input(&self, amount: Amount, currency: Currency) -> Input {
        let weights = self.shares.iter().map(|share| share.weight).collect();
        Input { amount, currency, by: self.by, weights, capacity: self.capacity }
    }

    /// Whether it runs where this plan is looked at.
    pub fn holds(&self, fiscal_year: i32, plan: Option<Id>) -> bool {
        self.fiscal_year == fiscal_year && (self.plan.is_none() || self.plan == plan)
    }
}

impl Draft {
    /// Everything that is wrong with it, beside the departments and the rules that exist.
    pub fn problems(&self, departments: &[Department], others: &[Rule]) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.name.trim().is_empty() {
            problems.push(Problem::new("name", "Give the rule a name, such as the service it shares out."));
        }
        match self.source {
            None => {
                let message = "Choose what is shared out: a line, a category or a department.";
                problems.push(Problem::new("source", message));
            }
            Some(source) => problems.extend(self.taken_already(source, others)),
        }
        problems.extend(self.share_problems(departments));
        problems
    }

    /// The rule that it becomes; none while nothing is chosen to be shared out.
    pub fn rule(&self, id: Id) -> Option<Rule> {
        Some(Rule {
            id,
            fiscal_year: self.fiscal_year,
            plan: self.plan,
            name: self.name.trim().to_owned(),
            source: self.source?,
            by: self.by,
            capacity: self.capacity,
            driver: self.driver.trim().to_owned(),
            unit: self.unit.trim().to_owned(),
            shares: self.shares.clone(),
        })
    }

    /// A line or a category is shared out as a whole: a second rule of it would find nothing. What a department bears
    /// can grow after it was passed on once.
    fn taken_already(&self, source: Source, others: &[Rule]) -> Option<Problem> {
        if matches!(source, Source::Department(_)) {
            return None;
        }
        let meets = |other: &&Rule| {
            let plans = self.plan.is_none() || other.plan.is_none() || self.plan == other.plan;
            Some(other.id) != self.id
                && other.source == source
                && other.fiscal_year == self.fiscal_year
                && plans
        };
        let other = others.iter().find(meets)?;
        let message = format!("“{}” shares this out already. Change that rule instead.", other.name);
        Some(Problem::new("source", message))
    }

    fn share_problems(&self, departments: &[Department]) -> Vec<Problem> {
        if self.shares.is_empty() {
            let message = "Nobody takes a part. Give at least one department a weight.";
            return vec![Problem::new("shares", message)];
        }
        let mut problems = Vec::new();
        let name = |id: Id| {
            departments.iter().find(|one| one.id == id).map_or_else(|| id.to_string(), |one| one.name.clone())
        };
        for (place, share) in self.shares.iter().enumerate() {
            let named = name(share.department);
            if self.shares[..place].iter().any(|earlier| earlier.department == share.department) {
                let message = format!("“{named}” takes a part twice. Give it one weight.");
                problems.push(Problem::new("shares", message));
            }
            if self.source == Some(Source::Department(share.department)) {
                let message =
                    format!("“{named}” passes its cost on and cannot take a part of it. Take it out.");
                problems.push(Problem::new("shares", message));
            }
        }
        if problems.is_empty() {
            problems.extend(self.arithmetic());
        }
        problems
    }

    /// What cannot be computed with these weights, at the fields of a rule.
    fn arithmetic(&self) -> Vec<Problem> {
        let weights = self.shares.iter().map(|share| share.weight).collect();
        let Some(currency) = Currency::all().next() else { return Vec::new() };
        let input = Input { amount: Amount::ONE, currency, by: self.by, weights, capacity: self.capacity };
        let field = |field: String| if field == "weights" { "shares".to_owned() } else { field };
        let problems = input.problems().into_iter();
        problems.map(|Problem { field: at, message }| Problem { field: field(at), message }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn department(id: Id, name: &str) -> Department {
        Department { id, code: String::new(), name: name.to_owned(), parent: None }
    }

    fn draft(source: Option<Source>, by: By, shares: &[(Id, i64)], capacity: Option<i64>) -> Draft {
        let share = |(department, weight): &(Id, i64)| Share {
            department: *department,
            weight: Amount::from(*weight),
        };
        Draft {
            id: None,
            fiscal_year: 2027,
            plan: None,
            name: "Workplace".to_owned(),
            source,
            by,
            capacity: capacity.map(Amount::from),
            driver: String::new(),
            unit: String::new(),
            shares: shares.iter().map(share).collect(),
        }
    }

    #[test]
    fn what_is_wrong_with_a_rule_is_said_at_its_field() {
        use By::{Evenly, Quantities, Shares};
        let departments = [department(1, "Sales"), department(2, "Plant")];
        let line = Some(Source::Line(7));
        let known = draft(line, Quantities, &[(1, 1)], None).rule(4).unwrap();
        for (source, by, shares, capacity, others, expected) in [
            (line, Quantities, &[(1, 600), (2, 400)][..], None, &[][..], ""),
            (
                None,
                Quantities,
                &[],
                None,
                &[],
                "source: Choose what is shared out: a line, a category or a department.\n\
                 shares: Nobody takes a part. Give at least one department a weight.",
            ),
            (
                line,
                Evenly,
                &[(1, 0), (1, 0)],
                None,
                &[],
                "shares: “Sales” takes a part twice. Give it one weight.",
            ),
            (
                Some(Source::Department(2)),
                Shares,
                &[(1, 50), (2, 50)],
                None,
                &[],
                "shares: “Plant” passes its cost on and cannot take a part of it. Take it out.",
            ),
            (
                line,
                Quantities,
                &[(1, 0)],
                None,
                &[],
                "shares: All weights are 0. Give at least one above 0, or a capacity.",
            ),
            (
                line,
                Shares,
                &[(1, 60)],
                None,
                &[],
                "shares: The shares sum to 60 %, not to 100 %. Correct them, or give a capacity of 100 to leave the rest idle.",
            ),
            (
                line,
                Quantities,
                &[(1, 60)],
                Some(50),
                &[],
                "capacity: The quantities sum to 60, more than the capacity of 50. Raise the capacity or lower them.",
            ),
            (
                line,
                Quantities,
                &[(1, 60)],
                None,
                std::slice::from_ref(&known),
                "source: “Workplace” shares this out already. Change that rule instead.",
            ),
            (Some(Source::Line(8)), Quantities, &[(1, 60)], None, std::slice::from_ref(&known), ""),
        ] {
            let problems = draft(source, by, shares, capacity).problems(&departments, others);
            let found: Vec<String> =
                problems.iter().map(|problem| format!("{}: {}", problem.field, problem.message)).collect();
            assert_eq!(found.join("\n"), expected);
        }
    }

    #[test]
    fn a_rule_of_another_year_or_plan_is_no_other() {
        let one = draft(Some(Source::Line(7)), By::Quantities, &[(1, 1)], None);
        let others = |plan, fiscal_year| vec![Rule { fiscal_year, plan, ..one.rule(4).unwrap() }];
        let departments = [department(1, "Sales")];
        for (mine, other, year, meets) in [
            (None, None, 2027, true),
            (None, Some(3), 2027, true),
            (Some(2), Some(3), 2027, false),
            (None, None, 2026, false),
        ] {
            let draft = Draft { plan: mine, ..one.clone() };
            assert_eq!(!draft.problems(&departments, &others(other, year)).is_empty(), meets);
            let replaced = Draft { id: Some(4), ..draft };
            assert_eq!(replaced.problems(&departments, &others(other, year)), []);
        }
    }
}
