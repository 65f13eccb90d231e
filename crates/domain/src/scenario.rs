//! What would be if: adjustments that lie over a plan. A scenario that stands on a plan holds no amounts of its own; its
//! figures are those of the plan with its adjustments, one after the other.
//!
//! - An adjustment works on the lines that its [`Scope`] names, in the months from `first` to `last`.
//! - Each works on what the one before left; a month is rounded to the cent of its currency by each, half away from zero.
//! - An exchange rate is changed for the whole year: a plan has one rate for each currency.
//! - What adjustments change adds up to the difference to the plan exactly: the effect of each is what it adds to those
//!   before it.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::budget::{Line, Months, Purpose};
use crate::category::Expense;
use crate::role::Role;
use crate::{Amount, Currency, Error, Id, Month, Problem};

/// What an adjustment does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AdjustmentKind"))]
pub enum Kind {
    /// Raises or lowers what the lines cost: +5 is 5 % more, −100 is no more of them.
    Percent {
        /// In percent, −100 or more.
        percent: Amount,
    },
    /// Adds so much to a line in each month.
    Amount {
        /// In the line's own currency; negative lowers it.
        amount: Amount,
    },
    /// Adds full-time posts to a role of the plan, at its own cost.
    Headcount {
        /// The role.
        role: Id,
        /// How many; negative takes some away, but never more than there are.
        posts: Amount,
    },
    /// Moves the plan's budget rate of a currency.
    Rate {
        /// The currency.
        currency: Currency,
        /// In percent: +10 makes it a tenth dearer. More than −100.
        percent: Amount,
    },
}

/// Which lines an adjustment works on: those that are all of what is named. Nothing named: every line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AdjustmentScope"))]
pub struct Scope {
    /// In this category or one below it.
    pub category: Option<Id>,
    /// In this department or one below it.
    pub department: Option<Id>,
    /// Bought from this vendor.
    pub vendor: Option<Id>,
    /// Of this project.
    pub project: Option<Id>,
    /// This one line.
    pub line: Option<Id>,
    /// CapEx or OpEx.
    pub expense: Option<Expense>,
    /// Run, Grow or Transform.
    pub purpose: Option<Purpose>,
}

/// One step of a what-if.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "Adjustment"))]
pub struct Adjustment {
    /// Its number; none for a new one.
    pub id: Option<Id>,
    /// The scenario it belongs to.
    pub plan: Id,
    /// What it does.
    pub what: Kind,
    /// On which lines; not read for a rate, and for headcount the role's own lines.
    pub on: Scope,
    /// From which month; from the start of the year if none is given.
    pub first: Option<Month>,
    /// To which month; to the end of the year if none is given.
    pub last: Option<Month>,
    /// Why.
    pub notes: String,
}

impl Adjustment {
    /// Everything that is wrong with it, for a plan of the twelve months from `start`, with these roles.
    pub fn problems(&self, start: Month, roles: &[Role], base: Currency) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut say = |field: &str, message: String| problems.push(Problem::new(field, message));
        match &self.what {
            Kind::Percent { percent } if *percent < -Amount::HUNDRED => {
                say("percent", "Costs can fall by 100 % at most. Give −100 to end them.".to_owned());
            }
            Kind::Percent { percent } | Kind::Rate { percent, .. } if percent.is_zero() => {
                say("percent", "Say by how many percent, such as 5 or −10.".to_owned());
            }
            Kind::Rate { percent, .. } if *percent <= -Amount::HUNDRED => {
                say("percent", "A rate stays above 0: give more than −100 %.".to_owned());
            }
            Kind::Rate { currency, .. } if *currency == base => {
                say("currency", format!("{base} is the book's own currency and has no rate to move."));
            }
            Kind::Rate { .. } if self.first.is_some() || self.last.is_some() => {
                let message = "A plan has one rate for the year: leave the months of this adjustment empty.";
                say("first", message.to_owned());
            }
            Kind::Amount { amount } if amount.is_zero() => {
                say("amount", "Say how much a month costs more, or with a minus less.".to_owned());
            }
            Kind::Amount { .. } if self.on.line.is_none() => {
                say("line", "Choose the line that the amount is added to.".to_owned());
            }
            Kind::Headcount { posts, .. } if posts.is_zero() => {
                say("posts", "Say how many posts are added, or with a minus taken away.".to_owned());
            }
            Kind::Headcount { role, .. } if !roles.iter().any(|one| one.id == Some(*role)) => {
                say("role", "Choose a role of the plan that the scenario stands on.".to_owned());
            }
            Kind::Percent { .. } | Kind::Amount { .. } | Kind::Headcount { .. } | Kind::Rate { .. } => {}
        }
        if self.first.zip(self.last).is_some_and(|(first, last)| last < first) {
            say("last", "The last month is before the first. Exchange them or correct one.".to_owned());
        }
        let is_outside = |month: &Month| !(0..12).contains(&month.months_since(start));
        for (field, month) in [("first", self.first), ("last", self.last)] {
            if let Some(month) = month.filter(is_outside) {
                let end = start.plus(11);
                let message =
                    format!("{month} is not in the plan's year. Give a month from {start} to {end}.");
                say(field, message);
            }
        }
        problems
    }

    fn works_in(&self, month: Month) -> bool {
        self.first.is_none_or(|first| month >= first) && self.last.is_none_or(|last| month <= last)
    }
}

/// The records above each category and department, so that a scope finds what stands below it.
#[derive(Clone, Debug, Default)]
pub struct Trees {
    /// The category above each.
    pub categories: HashMap<Id, Option<Id>>,
    /// The department above each.
    pub departments: HashMap<Id, Option<Id>>,
}

/// A node and all below it.
fn below(tree: &HashMap<Id, Option<Id>>, root: Id) -> HashSet<Id> {
    let parent = |id: Id| tree.get(&id).copied().flatten();
    let is_below = |id: &Id| crate::category::is_below(Some(*id), Some(root), parent);
    tree.keys().copied().filter(is_below).chain([root]).collect()
}

impl Scope {
    /// Whether a line is of this scope.
    fn test(&self, trees: &Trees) -> impl Fn(&Line) -> bool {
        let categories = self.category.map(|root| below(&trees.categories, root));
        let departments = self.department.map(|root| below(&trees.departments, root));
        let own = self.clone();
        move |line| {
            let within = |set: &Option<HashSet<Id>>, id: Option<Id>| {
                set.as_ref().is_none_or(|set| id.is_some_and(|id| set.contains(&id)))
            };
            let same = |asked: Option<Id>, id: Option<Id>| asked.is_none() || asked == id;
            within(&categories, line.category)
                && within(&departments, line.department)
                && same(own.vendor, line.vendor)
                && same(own.project, line.project)
                && same(own.line, Some(line.id))
                && own.expense.is_none_or(|expense| expense == line.expense)
                && own.purpose.is_none_or(|purpose| purpose == line.purpose)
        }
    }
}

/// A plan as far as adjustments change it: its lines with their amounts, its roles, its budget rates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The lines in their own currencies.
    pub lines: Vec<(Line, Months)>,
    /// The roles that make some of them.
    pub roles: Vec<Role>,
    /// What one unit of each other currency is worth.
    pub rates: HashMap<Currency, Amount>,
    /// The posts that adjustments have added to a role so far, by month.
    pub hired: HashMap<Id, Months>,
}

/// Lays an adjustment over a plan whose first month is `start`.
///
/// Errors: an amount or a rate that is too large to be told exactly.
pub fn adjust(
    figures: &mut Figures,
    adjustment: &Adjustment,
    start: Month,
    trees: &Trees,
) -> Result<(), Error> {
    let months: Vec<usize> = (0..12)
        .filter(|n: &usize| i32::try_from(*n).is_ok_and(|n| adjustment.works_in(start.plus(n))))
        .collect();
    match &adjustment.what {
        Kind::Percent { percent } => {
            let factor = Amount::HUNDRED.plus(*percent)?.over(Amount::HUNDRED)?;
            let is_of = adjustment.on.test(trees);
            for (line, amounts) in figures.lines.iter_mut().filter(|(line, _)| is_of(line)) {
                for month in &months {
                    amounts[*month] = amounts[*month].times(factor)?.round(line.currency.decimals());
                }
            }
        }
        Kind::Amount { amount } => {
            let is_of = adjustment.on.test(trees);
            for (_, amounts) in figures.lines.iter_mut().filter(|(line, _)| is_of(line)) {
                for month in &months {
                    amounts[*month] = amounts[*month].plus(*amount)?;
                }
            }
        }
        Kind::Headcount { role, posts } => hire(figures, *role, *posts, &months, start)?,
        Kind::Rate { currency, percent } => {
            if let Some(rate) = figures.rates.get_mut(currency) {
                let factor = Amount::HUNDRED.plus(*percent)?.over(Amount::HUNDRED)?;
                *rate = rate.times(factor)?.trimmed();
            }
        }
    }
    Ok(())
}

/// Adds posts to a role in these months: its lines cost so much more as the role would with them.
fn hire(figures: &mut Figures, role: Id, posts: Amount, months: &[usize], start: Month) -> Result<(), Error> {
    let Some(role) = figures.roles.iter().find(|one| one.id == Some(role)) else { return Ok(()) };
    let with = |headcount: Amount| Role { headcount, ..role.clone() }.cost(start);
    let hired = figures.hired.entry(role.id.unwrap_or_default()).or_insert([Amount::ZERO; 12]);
    for month in months {
        let before = role.headcount.plus(hired[*month])?;
        let after = before.plus(posts)?.max(Amount::ZERO);
        hired[*month] = after.minus(role.headcount)?;
        let (before, after) = (with(before)?, with(after)?);
        let changes = [
            (role.line, after.expensed[*month].minus(before.expensed[*month])?),
            (role.capital_line, after.capitalised[*month].minus(before.capitalised[*month])?),
        ];
        for (line, change) in changes {
            let found = figures.lines.iter_mut().find(|(one, _)| Some(one.id) == line);
            if let Some((_, amounts)) = found {
                amounts[*month] = amounts[*month].plus(change)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
