//! Sums by currency and month, to tie out before anything is written.

use std::collections::BTreeMap;

use domain::{Amount, Currency, Month, Sum};

use super::MonthSum;
use crate::Error;

/// Sums by currency and month, to tie out before anything is written.
#[derive(Default)]
pub(super) struct Months {
    sums: BTreeMap<(Currency, Month), (Sum, u32)>,
    difference: BTreeMap<Currency, Sum>,
}

impl Months {
    pub(super) fn count(&mut self, money: Option<(Currency, Option<Month>, Amount)>) {
        if let Some((currency, Some(month), amount)) = money {
            let (sum, count) = self.sums.entry((currency, month)).or_default();
            sum.add(amount);
            *count += 1;
        }
    }

    pub(super) fn differ(
        &mut self,
        now: Option<(Currency, Option<Month>, Amount)>,
        before: Option<(Currency, Option<Month>, Amount)>,
    ) {
        if let Some((currency, _, amount)) = now {
            self.difference.entry(currency).or_default().add(amount);
        }
        if let Some((currency, _, amount)) = before {
            self.difference.entry(currency).or_default().subtract(amount);
        }
    }

    /// What the book holds after: what it held, and what the import makes different.
    pub(super) fn after(&self, before: &BTreeMap<String, Amount>) -> Result<BTreeMap<String, Amount>, Error> {
        let mut after = before.clone();
        for (currency, sum) in &self.difference {
            let total = after.entry(currency.code().to_owned()).or_default();
            *total = total.plus(sum.total()?)?;
        }
        Ok(after)
    }

    pub(super) fn finish(&self) -> Result<Vec<MonthSum>, Error> {
        let month = |((currency, month), (sum, count)): (&(Currency, Month), &(Sum, u32))| {
            Ok(MonthSum {
                currency: currency.code().to_owned(),
                month: month.to_string(),
                amount: sum.total()?,
                count: *count,
            })
        };
        self.sums.iter().map(month).collect()
    }
}
