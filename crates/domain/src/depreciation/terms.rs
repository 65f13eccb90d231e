//! How the purchases of a CapEx line are written off, so that the P&L view can show depreciation where the cash view
//! shows the purchase.

use serde::{Deserialize, Serialize};

use super::{Asset, Convention, LONGEST, Method, schedule};
use crate::budget::Months;
use crate::explain::Steps;
use crate::{Amount, Currency, Error, Id, Month, Problem, Sum};

/// Which months a cost is shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Recognition {
    /// Cash view: when it is bought or billed.
    #[default]
    Cash,
    /// P&L view: a CapEx line that is written off counts its depreciation instead of its purchases, and what was paid in
    /// advance counts in the months of its service.
    Expense,
}

/// The methods of book depreciation; tax tables are no book depreciation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum BookMethod {
    /// The same every month.
    #[default]
    StraightLine,
    /// A yearly rate of the book value.
    Declining,
    /// Twice the straight-line rate of the book value.
    DoubleDeclining,
    /// More in the first years, by the digits of the years left.
    SumOfYears,
}

impl BookMethod {
    fn method(self) -> Method {
        match self {
            BookMethod::StraightLine => Method::StraightLine,
            BookMethod::Declining => Method::Declining,
            BookMethod::DoubleDeclining => Method::DoubleDeclining,
            BookMethod::SumOfYears => Method::SumOfYears,
        }
    }

    /// As it is shown.
    pub fn label(self) -> &'static str {
        match self {
            BookMethod::StraightLine => "straight line",
            BookMethod::Declining => "declining balance",
            BookMethod::DoubleDeclining => "double declining balance",
            BookMethod::SumOfYears => "sum of years’ digits",
        }
    }
}

/// How what is bought on a line is written off. The month of first use counts whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "DepreciationTerms"))]
pub struct Terms {
    /// The line.
    pub line: Id,
    /// The life, 1 to 12,000 months.
    pub months: u32,
    /// How the amounts follow from cost and life.
    pub method: BookMethod,
    /// The yearly rate of the declining method in percent.
    pub rate: Option<Amount>,
    /// What is left at the end, in percent of the cost, 0 to 100.
    pub salvage_percent: Amount,
    /// So many months after its purchase something is put to use, 0 to 120.
    pub delay: u32,
}

impl Terms {
    /// Everything that is wrong with them.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if !(1..=LONGEST).contains(&i64::from(self.months)) {
            problems.push(Problem::new("months", "Give the life in months, such as 36 or 60."));
        }
        if self.salvage_percent.is_negative() || self.salvage_percent > Amount::HUNDRED {
            let message = "What is left at the end lies between 0 and 100 % of the cost.";
            problems.push(Problem::new("salvage_percent", message));
        }
        if self.delay > 120 {
            problems
                .push(Problem::new("delay", "Something is put to use within 120 months of its purchase."));
        }
        if problems.is_empty() {
            // The schedule's own faults, said of a purchase of 100.
            let month = Month::new(2026, 1).map(|month| self.asset(month, Amount::HUNDRED, Currency::NONE));
            problems.extend(
                month.into_iter().flat_map(|asset| asset.map(|asset| asset.problems()).unwrap_or_default()),
            );
        }
        problems
    }

    fn asset(&self, bought: Month, cost: Amount, currency: Currency) -> Result<Asset, Error> {
        let salvage = cost.times(self.salvage_percent)?.over(Amount::HUNDRED)?.round(currency.decimals());
        let in_use = bought.plus(i32::try_from(self.delay).unwrap_or(0)).first_day();
        Ok(Asset {
            method: self.method.method(),
            rate: self.rate.filter(|_| self.method == BookMethod::Declining),
            convention: Convention::FullMonth,
            every_months: 1,
            currency: Some(currency),
            ..Asset::new(cost, salvage, in_use, i64::from(self.months))
        })
    }

    /// What purchases cost the twelve months from `first` on: the depreciation of each, whenever it was bought.
    /// A credit takes back what it credits in the same rhythm.
    ///
    /// ```
    /// use domain::depreciation::terms::{BookMethod, Terms};
    /// use domain::Amount;
    ///
    /// let terms = Terms {
    ///     line: 1, months: 36, method: BookMethod::StraightLine, rate: None, salvage_percent: 0.into(), delay: 1,
    /// };
    /// let bought = [("2026-09".parse()?, Amount::from(36_000))];
    /// let months = terms.expensed(&bought, "2026-07".parse()?, "EUR".parse()?)?;
    /// assert_eq!((months[2], months[3], months[11]), (Amount::ZERO, 1_000.into(), Amount::from(1_000)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn expensed(
        &self,
        bought: &[(Month, Amount)],
        first: Month,
        currency: Currency,
    ) -> Result<Months, Error> {
        let mut sums: [Sum; 12] = Default::default();
        for (month, amount) in bought.iter().filter(|(_, amount)| !amount.is_zero()) {
            let asset = self.asset(*month, amount.abs(), currency)?;
            for row in schedule(&asset, &mut Steps::off())? {
                let position = usize::try_from(Month::of(row.date).months_since(first)).ok();
                if let Some(sum) = position.and_then(|position| sums.get_mut(position)) {
                    sum.add(if amount.is_negative() { -row.amount } else { row.amount });
                }
            }
        }
        let mut months = [Amount::ZERO; 12];
        for (month, sum) in months.iter_mut().zip(&sums) {
            *month = sum.total()?;
        }
        Ok(months)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(months: u32) -> Terms {
        let (method, salvage_percent) = (BookMethod::StraightLine, Amount::ZERO);
        Terms { line: 1, months, method, rate: None, salvage_percent, delay: 0 }
    }

    #[test]
    fn terms_say_all_that_is_wrong_with_them() {
        let fields = |terms: &Terms| -> Vec<String> {
            terms.problems().into_iter().map(|problem| problem.field).collect()
        };
        assert_eq!(
            fields(&Terms { salvage_percent: Amount::from(101), delay: 121, ..terms(0) }),
            ["months", "salvage_percent", "delay"]
        );
        assert_eq!(fields(&Terms { method: BookMethod::Declining, ..terms(36) }), ["rate"]);
        assert_eq!(fields(&Terms { method: BookMethod::SumOfYears, ..terms(30) }), ["months"]);
        assert!(fields(&terms(36)).is_empty());
    }

    #[test]
    fn what_was_bought_before_still_costs_something() {
        let month = |text: &str| text.parse::<Month>().unwrap();
        let bought = [(month("2025-07"), Amount::from(2_400)), (month("2026-10"), Amount::from(-240))];
        let months = terms(24).expensed(&bought, month("2026-07"), "EUR".parse().unwrap()).unwrap();
        let shown: Vec<String> = months.iter().map(Amount::to_string).collect();
        assert_eq!(shown[..4], ["100.00", "100.00", "100.00", "90.00"]);
        assert_eq!(shown[11], "90.00");
    }

    proptest! {
        // Year by year a purchase is expensed once, less what is left of it at the end.
        #[test]
        fn a_purchase_is_expensed_once(cents in 0_i64..100_000_000, life in 1_u32..90, left in 0_i64..=100, delay in 0_u32..20) {
            let (eur, first) = ("EUR".parse().unwrap(), "2026-07".parse::<Month>().unwrap());
            let terms = Terms { salvage_percent: Amount::from(left), delay, ..terms(life) };
            let cost = Amount::new(cents, 2);
            let mut sum = Sum::default();
            for year in 0..10 {
                sum.add_all(&terms.expensed(&[(first.plus(3), cost)], first.plus(12 * year), eur).unwrap());
            }
            let salvage = cost.times(Amount::from(left)).unwrap().over(Amount::HUNDRED).unwrap().round(2);
            prop_assert_eq!(sum.total().unwrap(), cost.minus(salvage).unwrap());
        }
    }
}
