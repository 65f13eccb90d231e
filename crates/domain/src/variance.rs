//! Why spend differs from the plan: variances by group and the bridge that reconciles them.
//!
//! Variance = budget − forecast (or actual): positive is favourable. The bridge runs the other way:
//! plus raises cost.

use serde::{Deserialize, Serialize};

use crate::budget::Months;
use crate::money::tie;
use crate::{Amount, Id, Sum};

/// `part` in percent of `|of|`, to one decimal; `None` where `of` is 0, because nothing is a share of nothing.
pub fn percent(part: Amount, of: Amount) -> Option<Amount> {
    part.over(of.abs()).and_then(|share| share.times(Amount::HUNDRED)).ok().map(|percent| percent.round(1))
}

/// By what figures are summed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "VarianceBy"))]
#[expect(missing_docs, reason = "each is the word of the product that it names")]
pub enum By {
    #[default]
    Category,
    Department,
    Vendor,
    Project,
    Line,
}

/// One line's year in the book's currency: what was planned, what was posted, what is still expected.
#[derive(Clone, Debug)]
pub struct Year {
    /// The budget line; `None` for actuals that no line is matched to.
    pub line: Option<Id>,
    /// The group it is summed in: an index into the caller's list of groups.
    pub group: usize,
    /// The plan's amounts at budget rates.
    pub budget: Months,
    /// What was posted, at the months' actual rates.
    pub actual: Months,
    /// What was posted, at the budget rate: the difference to `actual` is the effect of currency.
    pub actual_at_budget: Months,
    /// What the open months are expected to cost.
    pub open: Months,
}

/// The figures of a group or of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Budget of the months asked for.
    pub budget: Amount,
    /// Posted in them.
    pub actual: Amount,
    /// Posted in the closed ones, expected in the open ones.
    pub forecast: Amount,
}

impl Figures {
    /// Budget − forecast, positive is favourable.
    pub fn variance(&self) -> Amount {
        self.budget.minus(self.forecast).unwrap_or_default()
    }

    /// The variance in percent of the budget.
    pub fn percent(&self) -> Option<Amount> {
        percent(self.variance(), self.budget)
    }

    /// Each figure rounded to so many decimals.
    #[must_use]
    pub fn round(&self, decimals: u32) -> Figures {
        Figures {
            budget: self.budget.round(decimals),
            actual: self.actual.round(decimals),
            forecast: self.forecast.round(decimals),
        }
    }
}

/// The figures of groups rounded to so many decimals so that each column sums to that of `all`, rounded likewise.
pub fn tied(groups: &[Figures], all: Figures, decimals: u32) -> Result<Vec<Figures>, crate::money::Error> {
    let column = |of: fn(&Figures) -> Amount| {
        let parts: Vec<Amount> = groups.iter().map(of).collect();
        tie(&parts, of(&all).round(decimals), decimals)
    };
    let (budget, actual) = (column(|one| one.budget)?, column(|one| one.actual)?);
    let forecast = column(|one| one.forecast)?;
    let columns = budget.into_iter().zip(actual).zip(forecast);
    Ok(columns.map(|((budget, actual), forecast)| Figures { budget, actual, forecast }).collect())
}

/// Which months of the year are asked for and how many of the twelve are closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first month asked for, 0 to 11.
    pub first: usize,
    /// The last month asked for, 0 to 11.
    pub last: usize,
    /// How many months from the start of the year count as actual.
    pub closed: usize,
}

impl Span {
    /// The whole year with so many closed months.
    pub fn year(closed: usize) -> Span {
        Span { first: 0, last: 11, closed }
    }

    /// The closed part of this span; `None` if no month of it is closed.
    pub fn to_date(self) -> Option<Span> {
        let last = self.last.min(self.closed.checked_sub(1)?);
        (last >= self.first).then_some(Span { last, ..self })
    }

    fn months(self) -> std::ops::RangeInclusive<usize> {
        self.first..=self.last.min(11)
    }
}

/// Sums of [`Figures`] while they are being added up.
#[derive(Clone, Debug, Default)]
struct Sums {
    budget: Sum,
    actual: Sum,
    forecast: Sum,
}

impl Sums {
    fn add(&mut self, year: &Year, span: Span) {
        for month in span.months() {
            self.budget.add(year.budget[month]);
            self.actual.add(year.actual[month]);
            self.forecast.add(if month < span.closed { year.actual[month] } else { year.open[month] });
        }
    }

    fn figures(&self) -> Result<Figures, crate::money::Error> {
        Ok(Figures {
            budget: self.budget.total()?,
            actual: self.actual.total()?,
            forecast: self.forecast.total()?,
        })
    }
}

/// The figures of each of `groups` groups and of everything, exact.
pub fn by_group(
    years: &[Year],
    groups: usize,
    span: Span,
) -> Result<(Vec<Figures>, Figures), crate::money::Error> {
    let mut sums = vec![Sums::default(); groups];
    let mut all = Sums::default();
    for year in years {
        all.add(year, span);
        if let Some(group) = sums.get_mut(year.group) {
            group.add(year, span);
        }
    }
    let figures = sums.iter().map(Sums::figures).collect::<Result<_, _>>()?;
    Ok((figures, all.figures()?))
}

/// Budget, actual and expectation of each month, over all lines.
pub fn by_month(years: &[Year], closed: usize) -> Result<[Figures; 12], crate::money::Error> {
    let mut months = [Figures { budget: Amount::ZERO, actual: Amount::ZERO, forecast: Amount::ZERO }; 12];
    for (month, figures) in months.iter_mut().enumerate() {
        let mut sums = Sums::default();
        for year in years {
            sums.add(year, Span { first: month, last: month, closed });
        }
        *figures = sums.figures()?;
    }
    Ok(months)
}

/// From budget to forecast in named steps; plus raises cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// Each cause with its amount, in the order they are shown.
    pub items: Vec<(&'static str, Amount)>,
    /// Forecast − budget.
    pub total: Amount,
    /// What the items do not explain: always 0.
    pub remainder: Amount,
}

impl Bridge {
    /// The bridge to a rounded total, which its rounded items sum to.
    pub fn tied(&self, total: Amount, decimals: u32) -> Result<Bridge, crate::money::Error> {
        let parts: Vec<Amount> = self.items.iter().map(|(_, amount)| *amount).collect();
        let items = self.items.iter().map(|(name, _)| *name).zip(tie(&parts, total, decimals)?).collect();
        Ok(Bridge { items, total, remainder: self.remainder.round(decimals) })
    }
}

/// The bridge of a span. Per line, then summed:
///
/// - *new*: no budget in any month of the year;
/// - *cancelled*: budgeted, with nothing posted and nothing expected all year;
/// - *currency*: posted amounts at actual rates less the same at the budget rate;
/// - *unmatched*: actuals that no line is matched to;
/// - *other*: the rest.
pub fn bridge(years: &[Year], span: Span) -> Result<Bridge, crate::money::Error> {
    let names = ["new", "cancelled", "currency", "unmatched", "other"];
    let mut sums: [Sum; 5] = Default::default();
    let mut total = Sum::default();
    for year in years {
        let mut difference = Sum::default();
        let mut currency = Sum::default();
        for month in span.months() {
            let closed = month < span.closed;
            difference.add(if closed { year.actual[month] } else { year.open[month] });
            difference.subtract(year.budget[month]);
            if closed {
                currency.add(year.actual[month]);
                currency.subtract(year.actual_at_budget[month]);
            }
        }
        total.merge(&difference);
        let nothing = |months: &Months| months.iter().all(|amount| amount.is_zero());
        let gone = nothing(&year.actual) && year.open.iter().skip(span.closed).all(|amount| amount.is_zero());
        if year.line.is_none() {
            sums[3].merge(&difference);
        } else if nothing(&year.budget) {
            sums[0].merge(&difference);
        } else if gone {
            sums[1].merge(&difference);
        } else {
            let currency = currency.total()?;
            sums[2].add(currency);
            sums[4].merge(&difference);
            sums[4].subtract(currency);
        }
    }
    let items: Vec<(&'static str, Amount)> =
        names.into_iter().zip(&sums).map(|(name, sum)| Ok((name, sum.total()?))).collect::<Result<_, _>>()?;
    let total = total.total()?;
    let mut remainder: Sum = items.iter().map(|(_, amount)| -*amount).collect();
    remainder.add(total);
    Ok(Bridge { items, total, remainder: remainder.total()? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn months(units: i64) -> Months {
        [Amount::new(units, 2); 12]
    }

    #[test]
    fn percent_is_undefined_without_a_budget() {
        assert_eq!(percent(Amount::from(5), Amount::ZERO), None);
        assert_eq!(percent(Amount::from(-5), Amount::from(-50)).unwrap().to_string(), "-10.0");
        assert_eq!(percent(Amount::from(1), Amount::from(3)).unwrap().to_string(), "33.3");
    }

    #[test]
    fn the_forecast_is_actual_then_open_months() {
        let year = Year {
            line: Some(1),
            group: 0,
            budget: months(10_000),
            actual: months(11_000),
            actual_at_budget: months(10_500),
            open: months(10_000),
        };
        let (groups, all) = by_group(std::slice::from_ref(&year), 1, Span::year(5)).unwrap();
        assert_eq!(groups, [all]);
        assert_eq!(all.forecast.to_string(), "1250.00");
        assert_eq!(all.variance().to_string(), "-50.00");
        let bridge = bridge(&[year], Span::year(5)).unwrap();
        let shown: Vec<String> =
            bridge.items.iter().map(|(name, amount)| format!("{name} {amount}")).collect();
        assert_eq!(shown, ["new 0", "cancelled 0", "currency 25.00", "unmatched 0", "other 25.00"]);
    }

    proptest! {
        #[test]
        fn the_bridge_reconciles(
            lines in prop::collection::vec((any::<bool>(), any::<[i32; 4]>(), 0u32..6), 0..20),
            closed in 0usize..13, first in 0usize..12, length in 0usize..12
        ) {
            let years: Vec<Year> = lines.into_iter().map(|(matched, [budget, actual, at_budget, open], scale)| {
                let months = |units: i32| [Amount::new(i64::from(units), scale); 12];
                Year { line: matched.then_some(1), group: 0, budget: months(budget), actual: months(actual),
                       actual_at_budget: months(at_budget), open: months(open) }
            }).collect();
            let span = Span { first, last: (first + length).min(11), closed };
            let bridge = bridge(&years, span).unwrap();
            prop_assert!(bridge.remainder.is_zero());
            let (_, all) = by_group(&years, 1, span).unwrap();
            prop_assert_eq!(bridge.total, -all.variance());
        }
    }
}
