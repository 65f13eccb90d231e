//! The P&L view of a plan: lines that are written off show their depreciation instead of their purchases.

use std::collections::HashMap;

use domain::budget::{Line, Months};
use domain::depreciation::terms::{Recognition, Terms};
use domain::plan::Plan;
use domain::{Amount, Id, Month};

use crate::Error;
use crate::open::Call;
use crate::words::counted;
use crate::year::{Bought, bought_before};

/// What the amounts of a plan of a year are turned by.
pub(super) struct Expensed {
    first: Month,
    terms: HashMap<Id, Terms>,
    bought: Bought,
    /// Why some depreciation is not known, in sentences.
    pub(super) problems: Vec<String>,
}

impl Expensed {
    /// For the year of a plan, by what it says of how lines are written off; in the cash view nothing is turned.
    pub(super) fn load(call: &Call<'_>, recognition: Recognition, plan: &Plan) -> Result<Expensed, Error> {
        let first = plan.first_month;
        let all = match recognition {
            Recognition::Cash => Vec::new(),
            Recognition::Expense => store::depreciation::of_plan(call.tx, plan)?,
        };
        let (bought, problems) = match bought_before(call, &all, first)? {
            Ok(bought) => (bought, Vec::new()),
            Err(missing) => (Bought::new(), missing),
        };
        let terms = all.into_iter().map(|terms| (terms.line, terms)).collect();
        Ok(Expensed { first, terms, bought, problems })
    }

    /// A line's months, in its currency, at the plan's rate for what was bought before.
    pub(super) fn months(
        &mut self,
        line: &Line,
        amounts: Months,
        rate: Option<Amount>,
    ) -> Result<Months, Error> {
        let Some(terms) = self.terms.get(&line.id) else { return Ok(amounts) };
        let mut bought = Vec::new();
        for (month, amount) in self.bought.remove(&line.id).unwrap_or_default() {
            if let Some(rate) = rate.filter(|rate| !rate.is_zero()) {
                bought.push((month, amount.over(rate)?));
            }
        }
        bought.extend((0..).map(|month| self.first.plus(month)).zip(amounts));
        Ok(terms.expensed(&bought, self.first, line.currency)?)
    }

    /// What is said of lines that were bought before and that the plan does not hold.
    pub(super) fn left_out(&self, plan: &str) -> Option<String> {
        let lines = self.bought.len();
        (lines > 0).then(|| {
            let lines = counted(lines, "line that is written off is", "lines that are written off are");
            format!("{lines} not in {plan}; their depreciation is in the Variance, not here.")
        })
    }
}
