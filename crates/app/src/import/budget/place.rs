//! Where the months of a file go in a plan, and what becomes of the sums.

use std::collections::BTreeMap;

use ::import::MonthRef;
use ::import::budget::Draft;
use domain::budget::Months;
use domain::plan::Plan;
use domain::{Amount, Currency, Sum};

use super::Problem;
use crate::Error;

/// The months of the plan that the file's month is; none if it is outside.
pub(super) fn positions(plan: &Plan, named: MonthRef) -> Vec<usize> {
    match named {
        MonthRef::Month { month } => plan.position(month).into_iter().collect(),
        MonthRef::Calendar { number } => {
            plan.months().iter().position(|month| month.number() == number).into_iter().collect()
        }
        MonthRef::Fiscal { position } => {
            (position as usize).checked_sub(1).filter(|place| *place < 12).into_iter().collect()
        }
        MonthRef::Quarter { quarter, year } if year.is_none_or(|year| year == plan.fiscal_year) => {
            let first = (quarter.clamp(1, 4) as usize - 1) * 3;
            (first..first + 3).collect()
        }
        MonthRef::Year { year } if year.is_none_or(|year| year == plan.fiscal_year) => (0..12).collect(),
        MonthRef::Quarter { .. } | MonthRef::Year { .. } => Vec::new(),
    }
}

/// Puts the file's months into the plan's; `None` if one is outside it, which is a problem of the row.
pub(super) fn place(
    plan: &Plan,
    row: u32,
    draft: &Draft<'_>,
    currency: Currency,
    start: Months,
    outside: &mut Outside,
) -> Option<Months> {
    let mut months = start;
    let before = outside.problems.len();
    for (named, amount) in draft.amounts {
        let places = positions(plan, *named);
        match places.as_slice() {
            [place] => months[*place] = *amount,
            places => {
                let parts =
                    amount.split(places.len(), draft.currency.unwrap_or(currency)).unwrap_or_default();
                for (place, part) in places.iter().zip(parts) {
                    months[*place] = part;
                }
            }
        }
        if places.is_empty() {
            outside.problems.push(Problem {
                row,
                column: 0,
                name: named.to_string(),
                text: named.to_string(),
                message: format!(
                    "{named} is outside {}, which runs from {} to {}. Choose the plan of that year.",
                    plan.name,
                    plan.first_month,
                    plan.first_month.plus(11)
                ),
            });
        }
    }
    if outside.problems.len() == before {
        return Some(months);
    }
    outside.leave(draft, Some(currency));
    None
}

/// Rows with a month outside the plan: they are left out whole, with all of their money.
#[derive(Default)]
pub(super) struct Outside {
    pub(super) problems: Vec<Problem>,
    pub(super) rows: u32,
    pub(super) sums: Vec<(Currency, Sum)>,
}

impl Outside {
    /// Leaves a row out, with its money.
    pub(super) fn leave(&mut self, draft: &Draft<'_>, currency: Option<Currency>) {
        self.rows += 1;
        if let Some(currency) = draft.currency.or(currency) {
            sum_of(&mut self.sums, currency).extend(draft.amounts.iter().map(|(_, amount)| *amount));
        }
    }
}

/// A currency's sum among a few.
pub(super) fn sum_of(sums: &mut Vec<(Currency, Sum)>, currency: Currency) -> &mut Sum {
    let known = sums.iter().position(|(code, _)| *code == currency).unwrap_or_else(|| {
        sums.push((currency, Sum::default()));
        sums.len() - 1
    });
    &mut sums[known].1
}

/// What an import adds to the plan's totals, so that the plan need not be read again to say them.
#[derive(Default)]
pub(super) struct Difference {
    pub(super) sums: Vec<(Currency, Sum)>,
    pub(super) all: Vec<(Currency, Sum)>,
}

impl Difference {
    /// Counts a line by what it was before and what it is now.
    pub(super) fn add(&mut self, currency: Currency, before: Option<Months>, months: &Months) {
        sum_of(&mut self.all, currency).extend(*months);
        let sum = sum_of(&mut self.sums, currency);
        sum.extend(*months);
        before.into_iter().flatten().for_each(|amount| sum.subtract(amount));
    }

    /// The totals of the lines that the file has.
    pub(super) fn whole(self) -> Result<BTreeMap<String, Amount>, Error> {
        let total = |(currency, sum): (Currency, Sum)| Ok((currency.code().to_owned(), sum.total()?));
        self.all.into_iter().map(total).collect()
    }

    /// The totals that come of those before.
    pub(super) fn on(self, before: &BTreeMap<String, Amount>) -> Result<BTreeMap<String, Amount>, Error> {
        let mut after = before.clone();
        for (currency, sum) in self.sums {
            let total = after.entry(currency.code().to_owned()).or_default();
            *total = total.plus(sum.total()?)?;
        }
        Ok(after)
    }
}
