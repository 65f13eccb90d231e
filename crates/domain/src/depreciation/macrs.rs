//! MACRS: the tax depreciation of the United States (Modified Accelerated Cost Recovery System).
//!
//! Source: IRS Publication 946, Appendix A, Table A-1: 3-, 5-, 7-, 10-, 15- and 20-year property, half-year convention.
//! The percentages follow from 200 % (15 and 20 years: 150 %) declining balance with a switch to straight line, half a
//! year in the first and in the last year, rounded by the publication.

use serde::Serialize;

use super::{Asset, Ledger, Row, periods};
use crate::explain::Steps;
use crate::{Amount, Error};

/// A class of property by its recovery period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// 3-year property.
    Three,
    /// 5-year property: computers and their peripherals.
    Five,
    /// 7-year property: office furniture.
    Seven,
    /// 10-year property.
    Ten,
    /// 15-year property.
    Fifteen,
    /// 20-year property.
    Twenty,
}

impl Class {
    /// The class of so many years, if there is one.
    pub fn of_years(years: u32) -> Option<Class> {
        [Class::Three, Class::Five, Class::Seven, Class::Ten, Class::Fifteen, Class::Twenty]
            .into_iter()
            .find(|class| class.years() == years)
    }

    /// Its recovery period in years.
    pub fn years(self) -> u32 {
        match self {
            Class::Three => 3,
            Class::Five => 5,
            Class::Seven => 7,
            Class::Ten => 10,
            Class::Fifteen => 15,
            Class::Twenty => 20,
        }
    }

    /// Thousandths of a percent of the cost, by tax year; they add to 100 %.
    fn table(self) -> &'static [i64] {
        match self {
            Class::Three => &[33_330, 44_450, 14_810, 7_410],
            Class::Five => &[20_000, 32_000, 19_200, 11_520, 11_520, 5_760],
            Class::Seven => &[14_290, 24_490, 17_490, 12_490, 8_930, 8_920, 8_930, 4_460],
            Class::Ten => &[10_000, 18_000, 14_400, 11_520, 9_220, 7_370, 6_550, 6_550, 6_560, 6_550, 3_280],
            Class::Fifteen => &[
                5_000, 9_500, 8_550, 7_700, 6_930, 6_230, 5_900, 5_900, 5_910, 5_900, 5_910, 5_900, 5_910,
                5_900, 5_910, 2_950,
            ],
            Class::Twenty => &[
                3_750, 7_219, 6_677, 6_177, 5_713, 5_285, 4_888, 4_522, 4_462, 4_461, 4_462, 4_461, 4_462,
                4_461, 4_462, 4_461, 4_462, 4_461, 4_462, 4_461, 2_231,
            ],
        }
    }
}

/// The percentage of the cost that each tax year deducts, the first year first.
///
/// ```
/// use domain::depreciation::macrs::{Class, percentages};
/// let texts: Vec<String> = percentages(Class::Five).iter().map(ToString::to_string).collect();
/// assert_eq!(texts, ["20.00", "32.00", "19.20", "11.52", "11.52", "5.76"]);
/// ```
pub fn percentages(class: Class) -> Vec<Amount> {
    let decimals = if class == Class::Twenty { 3 } else { 2 };
    class.table().iter().map(|thousandths| Amount::new(*thousandths, 3).round(decimals)).collect()
}

/// One row for each tax year, on its last day; in the year of a sale half of what the year has.
pub(super) fn rows(asset: &Asset, class: Class, steps: &mut Steps) -> Result<Vec<Row>, Error> {
    steps.note(
        "Tax table",
        "IRS Publication 946, Table A-1, half-year convention",
        asset.method.to_string(),
        || vec![("cost", asset.cost.into())],
    );
    // The table is of the whole cost, whatever the asset will fetch.
    let mut ledger = Ledger::open(asset, Amount::ZERO);
    let table = percentages(class);
    let first = periods::fiscal_year(asset, asset.in_use);
    let mut date = periods::fiscal_end(asset, first)?;
    let booked = booked(asset, &table)?;
    for (number, percent) in table.iter().enumerate() {
        let year = asset.cost.times(*percent)?.over(Amount::HUNDRED)?;
        let last = number + 1 == table.len();
        if number >= booked {
            match asset.sold.filter(|sold| *sold <= date) {
                // In and out within a tax year: no deduction at all. Sold before it was taken over: nothing to come.
                Some(sold)
                    if number == 0
                        || periods::fiscal_year(asset, sold) < periods::fiscal_year(asset, date) =>
                {
                    return Ok(ledger.rows);
                }
                // The last year's percentage is a half year's already.
                Some(sold) if !last => {
                    ledger.post(sold, year.over(2.into())?)?;
                    return Ok(ledger.rows);
                }
                Some(sold) => ledger.post_rest(sold)?,
                None if last => ledger.post_rest(date)?,
                None => ledger.post(date, year)?,
            }
        }
        if !last {
            date = periods::fiscal_end(asset, periods::fiscal_year(asset, date) + 1)?;
        }
    }
    Ok(ledger.rows)
}

/// How many tax years are behind an asset that was taken over: as said, else those whose total comes nearest.
fn booked(asset: &Asset, table: &[Amount]) -> Result<usize, Error> {
    let latest = table.len().saturating_sub(1);
    if let Some(said) = asset.periods_already_booked {
        return Ok(usize::try_from(said).unwrap_or(usize::MAX).min(latest));
    }
    let mut total = Amount::ZERO;
    let mut nearest = (asset.opening_accumulated, 0);
    for (number, percent) in table.iter().enumerate() {
        total = total.plus(asset.cost.times(*percent)?.over(Amount::HUNDRED)?)?;
        let away = total.minus(asset.opening_accumulated)?.abs();
        if away < nearest.0 {
            nearest = (away, number + 1);
        }
    }
    Ok(nearest.1.min(latest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Sum;

    /// The rule behind a table: each year the larger of declining balance and straight line over what is left.
    fn by_the_rule(class: Class) -> Vec<Amount> {
        let years = i64::from(class.years());
        let rate = Amount::from(if years > 10 { 150 } else { 200 });
        let mut left = Amount::HUNDRED;
        (0..=years)
            .map(|year| {
                // Halves of a year that are left before this one.
                let halves = if year == 0 { 2 * years } else { 2 * (years - year) + 1 };
                let taken = if year == 0 { 1 } else { halves.min(2) };
                let declining = left.times(rate).unwrap().over((100 * years).into()).unwrap();
                let declining = declining.times(taken.into()).unwrap().over(2.into()).unwrap();
                let straight = left.times(taken.into()).unwrap().over(halves.into()).unwrap();
                let amount = declining.max(straight);
                left = left.minus(amount).unwrap();
                amount
            })
            .collect()
    }

    #[test]
    fn the_tables_follow_their_rule_and_add_to_a_hundred() {
        for years in [3, 5, 7, 10, 15, 20] {
            let class = Class::of_years(years).unwrap();
            let table = percentages(class);
            assert_eq!(table.iter().copied().collect::<Sum>().total().unwrap(), Amount::HUNDRED, "{years}");
            let rule = by_the_rule(class);
            assert_eq!(table.len(), rule.len());
            for (year, (published, exact)) in table.iter().zip(rule).enumerate() {
                assert!(
                    published.minus(exact).unwrap().abs() < Amount::new(12, 3),
                    "{years} {year} {published} {exact}"
                );
            }
        }
        assert_eq!(Class::of_years(4), None);
        assert_eq!(percentages(Class::Twenty)[0].to_string(), "3.750");
    }
}
