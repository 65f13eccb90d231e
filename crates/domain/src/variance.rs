//! Why spend differs from the plan: variances by group and the bridge that reconciles them.
//!
//! Variance = budget − forecast (or actual): positive is favourable. The bridge runs the other way:
//! plus raises cost. When a variance is flagged, [`crate::Settings::flags`] says.

mod bridge;
mod finding;
pub mod line;
mod restated;

use serde::{Deserialize, Serialize};

pub use bridge::{Bridge, Item, Part, bridge, parts};
pub use finding::finding;
pub use restated::restated;

use crate::budget::Months;
use crate::money::tie;
use crate::{Amount, Id, Sum};

/// `part` in percent of `|of|`, to one decimal; `None` where `of` is 0, because nothing is a share of nothing.
///
/// ```
/// use domain::variance::percent;
/// assert_eq!(percent(50.into(), (-1200).into()).unwrap().to_string(), "4.2");
/// assert_eq!(percent(50.into(), 0.into()), None);
/// ```
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
    /// CapEx or OpEx.
    Expense,
    /// Run, grow or transform.
    Purpose,
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
    /// What else is known of it, which the bridge names as causes; most lines have nothing of the kind.
    pub detail: Option<Box<Detail>>,
}

impl Year {
    /// What a month costs: what was posted if it is one of the closed, else what is expected.
    pub(crate) fn expected(&self, month: usize, closed: usize) -> Amount {
        if month < closed { self.actual[month] } else { self.open[month] }
    }

    /// What counts as actual in a month: nothing while it is open, for then the expected cost stands for all of it.
    pub fn counted(&self, month: usize, closed: usize) -> Amount {
        if month < closed { self.actual[month] } else { Amount::ZERO }
    }

    /// What the months of a span cost together.
    fn cost(&self, span: Span) -> Sum {
        let mut cost = Sum::default();
        let open = span.closed.clamp(span.first, span.first.max(span.last.min(11) + 1));
        cost.add_all(self.actual.get(span.first..open).unwrap_or_default());
        cost.add_all(self.open.get(open..=span.last.min(11)).unwrap_or_default());
        cost
    }
}

/// What each month of a year costs: what was posted where it is closed, what is expected where it is open. What is posted in
/// an open month is a part of what is expected; only where nothing more is expected, in no open month, it stands for itself,
/// so that it is neither lost nor counted twice.
///
/// ```
/// use domain::{Amount, variance::expected};
/// let months = |amounts: [i64; 12]| amounts.map(Amount::from);
/// let posted = months([5, 5, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
/// let plan = months([4, 4, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0]);
/// assert_eq!(expected(&posted, &plan, 2), months([5, 5, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0]));
/// let once = months([4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
/// assert_eq!(expected(&posted, &once, 2), months([5, 5, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
/// ```
pub fn expected(actual: &Months, open: &Months, closed: usize) -> Months {
    let nothing_more = open.iter().skip(closed).all(|amount| amount.is_zero());
    std::array::from_fn(|month| if month < closed || nothing_more { actual[month] } else { open[month] })
}

/// What is known of a line beyond its amounts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detail {
    /// The user marked it as cancelled.
    pub cancelled: bool,
    /// Why it costs more or less, as the user said in the commentary: price, scope, delay, one-off or own words.
    pub cause: Option<String>,
    /// How much was planned and bought, where that is known in every month of the span.
    pub quantities: Option<Quantities>,
    /// The part of each month's difference that comes from restating the figures.
    pub restated: Months,
}

/// How much of something was planned and bought, at which price.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quantities {
    /// The planned quantity of each month.
    pub budget: Months,
    /// The quantity of each month that was bought, or is expected to be.
    pub actual: Months,
    /// The planned price of one, in the book's currency at the budget rate.
    pub price: Amount,
}

/// The figures of a group or of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Budget of the months asked for.
    pub budget: Amount,
    /// Posted in the closed ones.
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

    pub(crate) fn months(self) -> std::ops::RangeInclusive<usize> {
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
    fn of(year: &Year, span: Span) -> Sums {
        let mut sums = Sums { forecast: year.cost(span), ..Sums::default() };
        sums.budget.add_all(year.budget.get(span.months()).unwrap_or_default());
        let counted = span.first..(span.last.min(11) + 1).min(span.closed).max(span.first);
        sums.actual.add_all(year.actual.get(counted).unwrap_or_default());
        sums
    }

    fn add(&mut self, year: &Year, month: usize, closed: usize) {
        self.budget.add(year.budget[month]);
        self.actual.add(year.counted(month, closed));
        self.forecast.add(year.expected(month, closed));
    }

    fn merge(&mut self, other: &Sums) {
        self.budget.merge(&other.budget);
        self.actual.merge(&other.actual);
        self.forecast.merge(&other.forecast);
    }

    fn figures(&self) -> Result<Figures, crate::money::Error> {
        let figures = Figures {
            budget: self.budget.total()?,
            actual: self.actual.total()?,
            forecast: self.forecast.total()?,
        };
        // Two figures that fit may lie further apart than fits.
        figures.budget.minus(figures.forecast)?;
        Ok(figures)
    }
}

/// The figures of each of `groups` groups and of everything, exact.
///
/// A year whose group is none of these counts in everything only.
///
/// ```
/// use domain::variance::{by_group, Span, Year};
/// use domain::Amount;
///
/// let [budget, actual] = [100, 110].map(|month| [Amount::from(month); 12]);
/// let year = Year { line: Some(1), group: 0, budget, actual, actual_at_budget: actual, open: budget, detail: None };
/// let (groups, all) = by_group(&[year], 1, Span::year(5))?;
/// assert_eq!(groups, [all]);
/// assert_eq!((all.forecast, all.variance()), (1250.into(), Amount::from(-50)));
/// assert_eq!(all.percent().unwrap().to_string(), "-4.2");
/// # Ok::<(), domain::money::Error>(())
/// ```
pub fn by_group(
    years: &[Year],
    groups: usize,
    span: Span,
) -> Result<(Vec<Figures>, Figures), crate::money::Error> {
    let mut sums = vec![Sums::default(); groups];
    let mut all = Sums::default();
    for year in years {
        let one = Sums::of(year, span);
        all.merge(&one);
        if let Some(group) = sums.get_mut(year.group) {
            group.merge(&one);
        }
    }
    let figures = sums.iter().map(Sums::figures).collect::<Result<_, _>>()?;
    Ok((figures, all.figures()?))
}

/// The figures of each line's year, exact, in the order of the years.
pub fn by_line(years: &[Year], span: Span) -> impl Iterator<Item = Result<Figures, crate::money::Error>> {
    years.iter().map(move |year| Sums::of(year, span).figures())
}

/// Budget, actual and expectation of each month, over all lines; the months from `closed` on are open.
pub fn by_month(years: &[Year], closed: usize) -> Result<[Figures; 12], crate::money::Error> {
    let mut sums: [Sums; 12] = Default::default();
    for year in years {
        for (month, sums) in sums.iter_mut().enumerate() {
            sums.add(year, month, closed);
        }
    }
    let mut months = [Figures { budget: Amount::ZERO, actual: Amount::ZERO, forecast: Amount::ZERO }; 12];
    for (figures, sums) in months.iter_mut().zip(&sums) {
        *figures = sums.figures()?;
    }
    Ok(months)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;

    fn months(units: i64) -> Months {
        [Amount::new(units, 2); 12]
    }

    #[test]
    fn percent_is_undefined_without_a_budget() {
        assert_eq!(percent(Amount::from(5), Amount::ZERO), None);
        assert_eq!(percent(Amount::from(-5), Amount::from(-50)).unwrap().to_string(), "-10.0");
        assert_eq!(percent(Amount::from(1), Amount::from(3)).unwrap().to_string(), "33.3");
    }

    // Source: numbers.md, “Variance and bridge”: at or above the thresholds, AND or OR.
    #[test]
    fn thresholds_are_reached_at_their_amount() {
        let mut settings = Settings::new("Acme", "EUR".parse().unwrap(), 1);
        for (amount, percent, both, variance, budget, flagged) in [
            (Some(100), Some(10), false, 99, 1_000, false),
            (Some(100), Some(10), false, 100, 10_000, true),
            (Some(100), Some(10), false, -100, 10_000, true),
            (Some(100), Some(10), false, 10, 100, true),
            (Some(100), Some(10), false, 9, 100, false),
            (Some(100), Some(10), true, 100, 1_000, true),
            (Some(100), Some(10), true, 100, 1_001, false),
            (Some(100), Some(10), true, 99, 100, false),
            (Some(100), Some(10), true, -200, -100, true),
            (Some(100), Some(10), true, 100, 0, true),
            (Some(100), Some(10), true, 99, 0, false),
            (Some(100), None, true, 100, 100_000, true),
            (None, Some(10), true, 10, 100, true),
            (None, Some(10), true, 9, 100, false),
            (None, None, false, 1_000_000, 1, false),
        ] {
            settings.threshold_amount = amount.map(Amount::from);
            settings.threshold_percent = percent.map(Amount::from);
            settings.threshold_both = both;
            let found = settings.flags(Amount::from(variance), Amount::from(budget));
            assert_eq!(found, flagged, "{variance} of {budget}, {amount:?} {percent:?} {both}");
        }
    }

    #[test]
    fn the_forecast_is_actual_then_open_months() {
        let year = Year {
            line: Some(1),
            group: 0,
            budget: months(10_000),
            actual: months(11_000),
            actual_at_budget: months(10_500),
            open: months(9_000),
            detail: None,
        };
        let other = Year { group: 7, ..year.clone() };
        let years = [year, other];
        for (span, budget, actual, forecast, variance, percent) in [
            (Span::year(5), "1200.00", "550.00", "1180.00", "20.00", Some("1.7")),
            (Span { first: 4, last: 5, closed: 5 }, "200.00", "110.00", "200.00", "0.00", Some("0.0")),
            (Span { first: 11, last: 40, closed: 0 }, "100.00", "0", "90.00", "10.00", Some("10.0")),
            (Span { first: 12, last: 40, closed: 0 }, "0", "0", "0", "0", None),
        ] {
            let (groups, all) = by_group(&years, 1, span).unwrap();
            let [one] = groups.as_slice() else { panic!("one group") };
            let shown = [one.budget, one.actual, one.forecast, one.variance()].map(|one| one.to_string());
            assert_eq!(shown[..3], [budget, actual, forecast], "{span:?}");
            assert_eq!(one.variance(), variance.parse().unwrap(), "{span:?}");
            assert_eq!(one.percent().map(|percent| percent.to_string()), percent.map(str::to_owned));
            // The other is in a group that was not asked for.
            assert_eq!(all.budget, one.budget.plus(one.budget).unwrap());
        }
        let months = by_month(&years, 5).unwrap();
        assert_eq!(months.map(|month| month.forecast.to_string())[4..6], ["220.00", "180.00"]);
        assert_eq!(
            (months[11].budget.to_string(), months[0].actual.to_string()),
            ("200.00".into(), "220.00".into())
        );
    }

    #[test]
    fn the_closed_part_of_a_span() {
        for (first, last, closed, expected) in
            [(0, 11, 5, Some(4)), (0, 4, 12, Some(4)), (5, 8, 5, None), (5, 8, 6, Some(5)), (0, 11, 0, None)]
        {
            let found = Span { first, last, closed }.to_date();
            assert_eq!(found, expected.map(|last| Span { first, last, closed }));
        }
    }

    #[test]
    fn figures_that_lie_too_far_apart_are_an_error() {
        let most: Amount = "79228162514264337593543950335".parse().unwrap();
        let mut year = Year {
            line: None,
            group: 0,
            budget: [Amount::ZERO; 12],
            actual: [Amount::ZERO; 12],
            actual_at_budget: [Amount::ZERO; 12],
            open: [Amount::ZERO; 12],
            detail: None,
        };
        (year.budget[0], year.actual[0]) = (most, -most);
        assert_eq!(by_group(&[year.clone()], 0, Span::year(12)), Err(crate::money::Error::TooLarge));
        year.actual[0] = most;
        assert_eq!(by_group(&[year], 0, Span::year(12)).unwrap().1.variance(), Amount::ZERO);
    }

    #[test]
    fn columns_are_tied_to_their_total() {
        let figures = |units| {
            let amount = Amount::new(units, 3);
            Figures { budget: amount, actual: amount, forecast: -amount }
        };
        let tied = tied(&[figures(1_005), figures(1_005)], figures(2_010), 2).unwrap();
        let budgets: Vec<String> =
            tied.iter().map(|one| format!("{} {} {}", one.budget, one.actual, one.forecast)).collect();
        assert_eq!(budgets, ["1.00 1.00 -1.00", "1.01 1.01 -1.01"]);
        let rounded = figures(1_005).round(2);
        assert_eq!(
            (rounded.budget.to_string(), rounded.forecast.to_string()),
            ("1.01".into(), "-1.01".into())
        );
    }
}
