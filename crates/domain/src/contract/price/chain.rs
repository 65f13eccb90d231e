//! The chain of prices that a clause leads to, each from the unrounded one before it.

use chrono::NaiveDate;

use super::{Escalation, Method, On, PlusAs, Price};
use crate::calendar::add_months;
use crate::explain::{Figure, Steps};
use crate::{Amount, Error};

impl Escalation {
    /// Every price on its day, unrounded.
    pub(super) fn chain(&self, steps: &mut Steps) -> Result<Vec<Price>, Error> {
        let mut prices = vec![Price { from: self.start, price: self.price }];
        let mut prior = self.price;
        // What a plus on the base has grown to.
        let mut factor = Amount::ONE;
        for uplift in 1..self.count()? {
            let from = self.uplift_day(uplift)?;
            let (target, formula) = self.target(prior, uplift, &mut factor)?;
            let price = self.held(prior, target)?;
            steps.note(
                "Price",
                if price == target { formula } else { "price before, changed by the cap or floor" },
                price,
                || {
                    let mut inputs: Vec<(&'static str, Figure)> =
                        vec![("from", from.into()), ("price before", prior.into())];
                    if price != target {
                        inputs.push(("without cap and floor", target.into()));
                    }
                    inputs
                },
            );
            prices.push(Price { from, price });
            prior = price;
        }
        Ok(prices)
    }

    /// How many prices the chain has.
    fn count(&self) -> Result<i64, Error> {
        let listed = |list: usize| i64::try_from(list).unwrap_or(i64::MAX);
        Ok(match self.method {
            Method::Steps => listed(self.steps.len()) + 1,
            Method::Index if self.prorate => listed(self.indices.len()),
            Method::Index => self.periods.unwrap_or(i64::MAX).min(listed(self.indices.len())),
            Method::Percent | Method::Amount if self.prorate => {
                // One uplift in every period, and as many before the last one ends as there are periods.
                let end = self.months_later(self.start, self.periods.unwrap_or(1))?;
                let mut count = 1;
                while self.uplift_day(count)? < end {
                    count += 1;
                }
                count
            }
            Method::Percent | Method::Amount => self.periods.unwrap_or(1),
        })
    }

    /// The price that uplift `number` (from 1) leads to, before cap and floor, and how it is found.
    fn target(
        &self,
        prior: Amount,
        number: i64,
        factor: &mut Amount,
    ) -> Result<(Amount, &'static str), Error> {
        let position = usize::try_from(number).unwrap_or(usize::MAX);
        let index = |position: usize| self.indices.get(position).copied().unwrap_or(Amount::ONE);
        let plus = self.plus.unwrap_or_default();
        Ok(match (self.method, self.on) {
            (Method::Percent, _) => {
                (raised(prior, self.percent.unwrap_or_default())?, "price before × (1 + percent)")
            }
            (Method::Amount, _) => (prior.plus(self.amount.unwrap_or_default())?, "price before + amount"),
            (Method::Steps, _) => {
                (self.steps.get(position - 1).map_or(prior, |step| step.price), "as the contract lists it")
            }
            (Method::Index, On::Base) => {
                let indexed = self.price.times(index(position))?.over(index(0))?;
                match self.plus_as {
                    PlusAs::Additive => (
                        indexed.plus(percent_of(self.price, plus.times(Amount::from(number))?)?)?,
                        "first price × (index ÷ base index + uplifts × plus)",
                    ),
                    PlusAs::Multiplicative => {
                        *factor = raised(*factor, plus)?;
                        (
                            indexed.times(*factor)?,
                            "first price × index ÷ base index × (1 + plus) for every uplift",
                        )
                    }
                }
            }
            (Method::Index, On::Prior) => {
                let indexed = prior.times(index(position))?.over(index(position - 1))?;
                match self.plus_as {
                    PlusAs::Additive => (
                        indexed.plus(percent_of(prior, plus)?)?,
                        "price before × (index ÷ index before + plus)",
                    ),
                    PlusAs::Multiplicative => {
                        (raised(indexed, plus)?, "price before × index ÷ index before × (1 + plus)")
                    }
                }
            }
        })
    }

    /// A price held within cap and floor of the price before; of a credit (below 0) the same shares.
    fn held(&self, prior: Amount, target: Amount) -> Result<Amount, Error> {
        let cap = self.cap.map(|cap| raised(prior, cap)).transpose()?;
        let floor = self.floor.map(|floor| raised(prior, floor)).transpose()?;
        let (least, most) = if prior.is_negative() { (cap, floor) } else { (floor, cap) };
        let target = most.map_or(target, |most| target.min(most));
        Ok(least.map_or(target, |least| target.max(least)))
    }

    /// The day of uplift `number`, from 1.
    pub(super) fn uplift_day(&self, number: i64) -> Result<NaiveDate, Error> {
        match (self.method, self.first_uplift) {
            (Method::Steps, _) => usize::try_from(number - 1)
                .ok()
                .and_then(|position| self.steps.get(position))
                .map(|step| step.from)
                .ok_or(Error::Date),
            (_, Some(first)) => self.months_later(first, number - 1),
            (_, None) => self.months_later(self.start, number),
        }
    }

    /// The days of the listed prices.
    pub(super) fn froms(&self) -> impl Iterator<Item = NaiveDate> {
        self.steps.iter().map(|step| step.from)
    }

    /// So many times `every_months` after a day.
    pub(super) fn months_later(&self, day: NaiveDate, times: i64) -> Result<NaiveDate, Error> {
        let months = self.every_months.checked_mul(times).and_then(|months| i32::try_from(months).ok());
        add_months(day, months.ok_or(Error::Date)?)
    }
}

/// So many percent of an amount.
fn percent_of(amount: Amount, percent: Amount) -> Result<Amount, Error> {
    Ok(amount.times(percent.over(Amount::HUNDRED)?)?)
}

/// An amount raised by so many percent.
pub(super) fn raised(amount: Amount, percent: Amount) -> Result<Amount, Error> {
    Ok(amount.plus(percent_of(amount, percent)?)?)
}
