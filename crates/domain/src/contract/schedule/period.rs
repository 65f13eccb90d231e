//! The price periods of a charge: their days, what share of a price they cost, and the invoices that bill them.

use chrono::NaiveDate;

use super::{Billed, Charge, Per};
use crate::calendar::{add_days, add_months, days, months_begun};
use crate::contract::price::{Price, pieces};
use crate::{Amount, Error};

/// A price period of a charge: its days that are served, and what share of it they are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Period {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    served: i64,
    of: i64,
}

/// Days of a period with one price: first, last, price.
pub(super) struct Piece(pub(super) NaiveDate, pub(super) NaiveDate, pub(super) Amount);

impl Piece {
    /// What these days cost: price × share of the period that is served × share of the served days.
    pub(super) fn price(&self, period: Period) -> Result<Amount, Error> {
        let (mine, all) = (days(self.0, self.1), days(period.first, period.last));
        let (above, below) =
            (i128::from(period.served) * i128::from(mine), i128::from(period.of) * i128::from(all));
        let common = greatest_common_divisor(above, below);
        let number = |units: i128| i64::try_from(units / common).map(Amount::from);
        let (Ok(above), Ok(below)) = (number(above), number(below)) else {
            return Err(crate::money::Error::TooLarge.into());
        };
        Ok(self.2.times(above)?.over(below)?)
    }
}

impl Charge {
    /// The periods it is priced in.
    pub(super) fn periods(&self) -> Result<Vec<Period>, Error> {
        let Some(months) = self.per.months() else {
            return Ok(vec![Period { first: self.first, last: self.last, served: 1, of: 1 }]);
        };
        let mut periods = Vec::new();
        let mut first = self.first;
        let mut begun = 0;
        while first <= self.last {
            begun += months;
            let next = add_months(self.first, begun)?;
            let last = add_days(next, -1)?.min(self.last);
            let (served, of) = if last < add_days(next, -1)? {
                (month_parts(self.first, first, last)?, i64::from(months) * MONTH)
            } else {
                (1, 1)
            };
            periods.push(Period { first, last, served, of });
            first = next;
        }
        Ok(periods)
    }

    /// A period cut where the price changes.
    pub(super) fn pieces(&self, period: Period) -> Result<Vec<Piece>, Error> {
        let first = self.price.map(|price| Price { from: self.first, price });
        let after = |price: &&Price| first.is_none_or(|first| price.from > first.from);
        let prices: Vec<Price> = first.into_iter().chain(self.prices.iter().filter(after).copied()).collect();
        let cut = pieces(&prices, period.first, period.last)?;
        Ok(cut.into_iter().map(|(from, to, price)| Piece(from, to, price)).collect())
    }

    /// The invoices that bill a span, with the weight of each: its months, and by days the parts of months.
    pub(super) fn bills(&self, first: NaiveDate, last: NaiveDate) -> Result<Vec<(NaiveDate, i64)>, Error> {
        let day = |from: NaiveDate, to: NaiveDate| match self.billed {
            Billed::Advance => from,
            Billed::Arrears => to.min(self.last),
        };
        let Some(months) = self.every.unwrap_or(self.per).months() else {
            return Ok(vec![(day(self.first, self.last), 1)]);
        };
        let begun = months_begun(self.first, first)?;
        let mut number = i32::try_from(begun - 1).map_err(|_| Error::Date)? / months;
        let mut bills = Vec::new();
        loop {
            let from = add_months(self.first, number.saturating_mul(months))?;
            if from > last {
                return Ok(bills);
            }
            number += 1;
            let to = add_days(add_months(self.first, number.saturating_mul(months))?, -1)?;
            let weight = month_parts(self.first, from.max(first), to.min(last))?;
            bills.push((day(from, to), weight));
        }
    }
}

impl Per {
    /// How many months it is; none for a term.
    pub(super) fn months(self) -> Option<i32> {
        match self {
            Per::Month => Some(1),
            Per::Quarter => Some(3),
            Per::Year => Some(12),
            Per::Term => None,
        }
    }
}

/// The parts that a whole month is counted in: divisible by 28, 29, 30 and 31, so that any day's share is whole.
const MONTH: i64 = 377_580;

/// The months from a first to a last day, counted from an anchor not after it, in parts of [`MONTH`]: a whole month
/// is a month, of others each day is its share.
pub(super) fn month_parts(anchor: NaiveDate, first: NaiveDate, last: NaiveDate) -> Result<i64, Error> {
    let mut parts = 0;
    let mut number = i32::try_from(months_begun(anchor, first)? - 1).map_err(|_| Error::Date)?;
    loop {
        let from = add_months(anchor, number)?;
        if from > last {
            return Ok(parts);
        }
        number += 1;
        let to = add_days(add_months(anchor, number)?, -1)?;
        parts += MONTH / days(from, to) * days(from.max(first), to.min(last));
    }
}

fn greatest_common_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.abs().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_month_is_counted_in_its_days() {
        for (anchor, first, last, expected) in [
            ("2026-01-31", "2026-01-31", "2026-02-27", MONTH),
            ("2026-01-31", "2026-01-31", "2026-02-28", MONTH + MONTH / 31),
            ("2026-01-31", "2026-02-01", "2026-02-27", MONTH / 28 * 27),
            ("2024-01-30", "2024-02-29", "2024-03-29", MONTH),
            ("2026-01-01", "2026-02-01", "2026-02-01", MONTH / 28),
            ("2026-01-01", "2026-01-01", "2026-12-31", MONTH * 12),
        ] {
            assert_eq!(month_parts(day(anchor), day(first), day(last)), Ok(expected), "{first} {last}");
        }
        for (a, b, expected) in [(12, 18, 6), (0, 5, 5), (7, 0, 7), (0, 0, 1), (-4, 6, 2)] {
            assert_eq!(greatest_common_divisor(a, b), expected);
        }
    }
}
