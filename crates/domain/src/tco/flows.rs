//! The payments of a model: by month, discounted by the model's convention, and depreciated for the expensed view.

use super::check::last_month;
use super::item::{Item, Kind};
use super::{Choice, Model};
use crate::calendar::add_months;
use crate::time_value::{Convention, Timing, annuity_of, discounted, factors};
use crate::{Amount, Currency, Error, Sum, money};

/// A payment before growth, in the model's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Payment {
    /// Its month: 0 is t = 0.
    pub(super) month: u32,
    /// The whole years since the item's first payment: how often it has grown.
    pub(super) grown: u32,
    /// Cost is positive.
    pub(super) amount: Amount,
}

/// The year of a month: 0 for month 0 (t = 0), 1 for months 1 to 12.
pub(super) fn year_of(month: u32) -> u32 {
    month.div_ceil(12)
}

/// What a unit of money in each month is worth at t = 0.
#[derive(Clone, Debug)]
pub(super) struct Discount {
    /// By year; by month where flows are dated.
    factors: Vec<Amount>,
    dated: bool,
}

impl Discount {
    /// The factors of a model.
    ///
    /// End of year and mid-year collect the months of a year: all of months 1 to 12 count as year 1, at t = 1 or 0.5.
    /// Dated takes the payments of month m to fall m months after the model's first day, so that those of month 12 are
    /// a year away, as with end of year.
    pub(super) fn of(model: &Model) -> Result<Discount, Error> {
        let by_year = |timing| {
            let count = usize::try_from(model.horizon).unwrap_or(usize::MAX).saturating_add(1);
            Ok(Discount { factors: factors(model.rate, timing, count)?, dated: false })
        };
        match model.convention {
            Convention::End => by_year(Timing::End),
            Convention::Mid => by_year(Timing::Mid),
            Convention::Dated => {
                let dates = days(model)?;
                Ok(Discount {
                    factors: factors(model.rate, Timing::Dated(&dates), dates.len())?,
                    dated: true,
                })
            }
        }
    }

    /// The factor of a month.
    pub(super) fn factor(&self, month: u32) -> Amount {
        self.factors.get(self.slot(month)).copied().unwrap_or(Amount::ZERO)
    }

    /// Which of the factors a month has.
    pub(super) fn slot(&self, month: u32) -> usize {
        let slot = if self.dated { month } else { year_of(month) };
        usize::try_from(slot).unwrap_or(usize::MAX)
    }

    /// The factor of a whole year, where its months share one.
    pub(super) fn of_year(&self, year: u32) -> Option<Amount> {
        (!self.dated).then(|| self.factor(year.saturating_mul(12)))
    }

    /// The present value of 1 at the end of (or in) each year of the horizon.
    pub(super) fn annuity(&self, horizon: u32) -> Result<Amount, Error> {
        annuity_of((0..=horizon).map(|year| self.factor(year.saturating_mul(12))))
    }
}

/// The day of each month's payments, month 0 first.
pub(super) fn days(model: &Model) -> Result<Vec<chrono::NaiveDate>, Error> {
    let Some(start) = model.start else {
        return Err(Error::invalid(
            "start",
            "Discounting by date needs the model's first month. Give `start`.",
        ));
    };
    (0..=last_month(model))
        .map(|month| add_months(start.first_day(), i32::try_from(month).map_err(|_| Error::Date)?))
        .collect()
}

/// The payments of an item before growth, in order. The model has no problems.
pub(super) fn payments(model: &Model, item: &Item) -> Result<Vec<Payment>, Error> {
    let rate = exchange_rate(model, item)?;
    if !item.amounts.is_empty() {
        return (0u32..)
            .zip(&item.amounts)
            .map(|(year, amount)| {
                Ok(Payment { month: year.saturating_mul(12), grown: 0, amount: amount.times(rate)? })
            })
            .collect();
    }
    let driver = item.driver.as_ref().and_then(|name| model.drivers.get(name));
    let price = item.amount.or(item.unit_price).unwrap_or(Amount::ZERO);
    let each = price.times(item.quantity.unwrap_or(Amount::ONE))?.times(rate)?;
    let amount = |month| match driver {
        Some(driver) => each.times(driver.in_year(year_of(month))),
        None => Ok(each),
    };
    let Some(every) = item.every else {
        let month = item.month.unwrap_or(0);
        return Ok(vec![Payment { month, grown: 0, amount: amount(month)? }]);
    };
    let first = item.from.unwrap_or(1);
    let last = item.to.unwrap_or(u32::MAX).min(last_month(model));
    let step = usize::try_from(every.months()).unwrap_or(1);
    (first..=last)
        .step_by(step)
        .map(|month| Ok(Payment { month, grown: (month - first) / 12, amount: amount(month)? }))
        .collect()
}

/// The model's budget rate for an item's currency; 1 for the model's own.
fn exchange_rate(model: &Model, item: &Item) -> Result<Amount, Error> {
    let Some(currency) = item.currency.filter(|currency| Some(*currency) != model.currency) else {
        return Ok(Amount::ONE);
    };
    model.rates.get(&currency).copied().ok_or_else(|| {
        Error::invalid(
            "rates",
            format!("There is no budget rate for {currency}. Add it to the model's rates."),
        )
    })
}

/// An item's payments and their sums by year: entry 0 is t = 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Years {
    /// What is paid.
    pub(super) nominal: Vec<Amount>,
    /// What that is worth at t = 0.
    pub(super) present: Vec<Amount>,
    /// Each payment with its month.
    payments: Vec<(u32, Amount)>,
}

/// The years of every item of an option, to a common last decimal.
///
/// That last decimal leaves the option's sum of all sizes 27 digits, so that sums over any of these figures are exact
/// and tie by year, phase and item, whatever they are grouped by.
pub(super) fn years(model: &Model, option: &Choice, discount: &Discount) -> Result<Vec<Years>, Error> {
    let items = option.items.iter().map(|item| grown(model, item)).collect::<Result<Vec<_>, _>>()?;
    let sizes = items.iter().flatten().map(|(_, amount)| amount.abs());
    let decimals = decimals(sizes.collect::<Sum>().total()?, discount);
    items.into_iter().map(|payments| item_years(model, payments, decimals, discount)).collect()
}

fn item_years(
    model: &Model,
    mut payments: Vec<(u32, Amount)>,
    decimals: u32,
    discount: &Discount,
) -> Result<Years, Error> {
    let count = usize::try_from(model.horizon).unwrap_or(0).saturating_add(1);
    let mut nominal = vec![Sum::default(); count];
    let mut dated = vec![Sum::default(); if discount.dated { count } else { 0 }];
    for (month, amount) in &mut payments {
        *amount = settled(*amount, decimals);
        let year = usize::try_from(year_of(*month)).unwrap_or(usize::MAX);
        if let Some(sum) = nominal.get_mut(year) {
            sum.add(*amount);
        }
        if let Some(sum) = dated.get_mut(year) {
            sum.add(amount.times(discount.factor(*month))?);
        }
    }
    let nominal = totals(&nominal)?;
    let mut present = if discount.dated { totals(&dated)? } else { discounted(&nominal, &discount.factors)? };
    for value in &mut present {
        *value = settled(*value, decimals);
    }
    Ok(Years { nominal, present, payments })
}

/// The present value of an item by itself, to 28 digits.
pub(super) fn present_value(model: &Model, item: &Item, discount: &Discount) -> Result<Amount, Error> {
    let years = item_years(model, grown(model, item)?, 28, discount)?;
    Ok(years.present.into_iter().collect::<Sum>().total()?)
}

fn totals(sums: &[Sum]) -> Result<Vec<Amount>, money::Error> {
    sums.iter().map(Sum::total).collect()
}

/// The payments of an item with its growth: month and amount.
pub(super) fn grown(model: &Model, item: &Item) -> Result<Vec<(u32, Amount)>, Error> {
    let payments = payments(model, item)?;
    let base = Amount::ONE.plus(item.growth.unwrap_or(Amount::ZERO))?;
    let mut factor = Amount::ONE;
    let mut grown = 0;
    payments
        .into_iter()
        .map(|payment| {
            if payment.grown != grown {
                grown = payment.grown;
                factor = base.power(Amount::from(i64::from(grown)))?;
            }
            Ok((payment.month, payment.amount.times(factor)?))
        })
        .collect()
}

/// Cost by year in the expensed view: straight-line depreciation instead of the purchase.
///
/// A purchase of CapEx with a life is spread over its months in equal parts that tie, from the month it is paid in (one
/// at t = 0 from month 1). The rest that the horizon does not see is the second value: what is still in the books.
pub(super) fn expensed(model: &Model, item: &Item, years: &Years) -> Result<(Vec<Amount>, Amount), Error> {
    let Some(life) = item.life.filter(|_| item.kind == Kind::Capex) else {
        return Ok((years.nominal.clone(), Amount::ZERO));
    };
    let life = usize::try_from(life).unwrap_or(usize::MAX);
    let currency = model.currency.unwrap_or(Currency::NONE);
    let mut sums = vec![Sum::default(); years.nominal.len()];
    let mut rest = Sum::default();
    for (month, amount) in &years.payments {
        let parts = amount.split(life, currency).ok_or(money::Error::TooLarge)?;
        for (month, part) in ((*month).max(1)..).zip(parts) {
            let year = usize::try_from(year_of(month)).unwrap_or(usize::MAX);
            sums.get_mut(year).unwrap_or(&mut rest).add(part);
        }
    }
    Ok((totals(&sums)?, rest.total()?))
}

/// How many decimals leave figures that sum to this size, and their present values, 27 digits.
fn decimals(size: Amount, discount: &Discount) -> u32 {
    let largest = discount.factors.iter().copied().max().unwrap_or(Amount::ONE).max(Amount::ONE);
    let Ok(size) = size.times(largest) else { return 0 };
    let digits = size.decimal().trunc().normalize().to_string().len();
    27u32.saturating_sub(u32::try_from(digits).unwrap_or(27))
}

/// A figure to so many decimals, as it is where it has no more.
fn settled(figure: Amount, decimals: u32) -> Amount {
    if figure.scale() <= decimals { figure } else { figure.round(decimals).decimal().normalize().into() }
}
