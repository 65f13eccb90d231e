//! A line of a Forecast cut from what is known of it: actuals of the closed months, its method for the open ones, typed
//! months kept.

use super::choice::{Choice, Marks};
use super::{Line, Method, trend, year};
use crate::budget::Months;
use crate::explain::Steps;
use crate::{Amount, Currency, Error, Sum};

/// What is known of a line, all of it in the line's currency.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// How many months of the year are closed.
    pub closed: usize,
    /// What was posted in its months.
    pub actual: &'a Months,
    /// Its budget; none if it does not stand in it.
    pub budget: Option<&'a Months>,
    /// What was posted in the year before, where that is known.
    pub prior: Option<&'a Months>,
    /// The forecast before: months that were typed are taken from it.
    pub held: Option<&'a Months>,
    /// What it bears of its contract by the contract's schedule; none if it pays for none of which a price is known.
    pub contract: Option<&'a Months>,
    /// The line's currency.
    pub currency: Currency,
}

/// A line of a Forecast.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// Its twelve months.
    pub months: Months,
    /// How good the trend is; only for that method.
    pub trend: Option<Box<trend::Quality>>,
}

/// Cuts a line: closed months are what was posted, open ones come by the method or, where they were typed, stay.
///
/// A run rate looks back on the months there are where it was to look back on more. What carries a budget on expects
/// nothing of a line without one, as there is nothing to carry.
///
/// The error says what the method lacks.
pub fn cut(known: &Known<'_>, choice: Choice, manual: Marks, steps: &mut Steps) -> Result<Cut, Error> {
    let closed = known.closed.min(12);
    let mut cut = match (choice.method, known.budget) {
        (Method::UnderspendCarried, None) => {
            let nothing = Choice { method: Method::RemainingBudget, last: None };
            by_method(known, nothing, steps)?
        }
        (Method::Manual, _) if known.held.is_none() && known.budget.is_none() => Cut {
            months: std::array::from_fn(
                |month| if month < closed { known.actual[month] } else { Amount::ZERO },
            ),
            trend: None,
        },
        _ => by_method(known, choice, steps)?,
    };
    for (month, held) in known.held.iter().flat_map(|held| held.iter().enumerate()).skip(closed) {
        if manual.0[month] {
            cut.months[month] = *held;
        }
    }
    Ok(cut)
}

fn by_method(known: &Known<'_>, choice: Choice, steps: &mut Steps) -> Result<Cut, Error> {
    if choice.method == Method::Contract && known.contract.is_none() {
        let message = "The line pays for no contract with a known price.";
        return Err(Error::invalid("method", message));
    }
    let closed = known.closed.min(12);
    let nothing = [Amount::ZERO; 12];
    let last = choice.last.and_then(|last| usize::try_from(last).ok());
    let line = Line {
        method: choice.method,
        actual: known.actual[..closed].to_vec(),
        budget: Some(known.budget.unwrap_or(&nothing).to_vec()),
        prior: known.prior.map(|prior| prior.to_vec()),
        amounts: match choice.method {
            Method::Contract => known.contract,
            Method::RemainingBudget
            | Method::UnderspendCarried
            | Method::RunRate
            | Method::Seasonal
            | Method::Manual
            | Method::Trend => known.held.or(known.budget),
        }
        .map(|months| months.to_vec()),
        last: last.map(|last| last.min(closed)).filter(|last| *last > 0),
        currency: Some(known.currency),
    };
    let forecast = year(&line, steps)?;
    Ok(Cut { months: forecast.months, trend: forecast.trend })
}

/// Where a line's year may end, as far as its method says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they say it")]
pub struct Range {
    pub low: Amount,
    pub likely: Amount,
    pub high: Amount,
}

/// How low and how high a line's year may end: with a run rate, as if every open month were like the cheapest, or the
/// dearest, of the months that it is the mean of; with a trend, each open month its mean error on held-back months lower
/// or higher. Typed months are what they are. `None` for methods without a range, and where no month is left to vary.
///
/// ```
/// use domain::forecast::{choice::{Choice, Marks}, cut::{Known, cut, range}, Method};
/// use domain::{Amount, explain::Steps};
/// let mut actual = [Amount::ZERO; 12];
/// actual[..2].copy_from_slice(&[90.into(), 110.into()]);
/// let known = Known { closed: 2, actual: &actual, budget: None, prior: None, held: None, contract: None, currency: "EUR".parse()? };
/// let choice = Choice { method: Method::RunRate, last: None };
/// let found = cut(&known, choice, Marks::default(), &mut Steps::off())?;
/// let range = range(&known, choice, Marks::default(), &found)?.unwrap();
/// assert_eq!([range.low, range.likely, range.high].map(|one| one.round(0).to_string()), ["1100", "1200", "1300"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn range(known: &Known<'_>, choice: Choice, manual: Marks, cut: &Cut) -> Result<Option<Range>, Error> {
    let closed = known.closed.min(12);
    let open = |month: &usize| !manual.0[*month];
    let (mut low, mut high) = (Sum::default(), Sum::default());
    let count = (closed..12).filter(open).count();
    if count == 0 {
        return Ok(None);
    }
    match choice.method {
        Method::RunRate => {
            let last = choice.last.and_then(|last| usize::try_from(last).ok()).unwrap_or(closed);
            let seen = &known.actual[closed - last.clamp(1, closed.max(1)).min(closed)..closed];
            let (Some(cheapest), Some(dearest)) = (seen.iter().min(), seen.iter().max()) else {
                return Ok(None);
            };
            for month in 0..12 {
                let varies = month >= closed && open(&month);
                low.add(if varies { *cheapest } else { cut.months[month] });
                high.add(if varies { *dearest } else { cut.months[month] });
            }
        }
        Method::Trend => {
            let error = cut.trend.as_ref().and_then(|trend| trend.accuracy.as_ref()?.mae);
            let Some(error) = error.map(|error| error.round(known.currency.decimals())) else {
                return Ok(None);
            };
            for month in 0..12 {
                let error = if month >= closed && open(&month) { error } else { Amount::ZERO };
                low.add(cut.months[month].minus(error)?);
                high.add(cut.months[month].plus(error)?);
            }
        }
        Method::RemainingBudget
        | Method::UnderspendCarried
        | Method::Seasonal
        | Method::Contract
        | Method::Manual => return Ok(None),
    }
    let likely = cut.months.into_iter().collect::<Sum>().total()?;
    // A run rate lies between its months; rounding may carry the sum a cent past them.
    let (low, high) = (low.total()?.min(likely), high.total()?.max(likely));
    Ok(Some(Range { low, likely, high }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn months(units: [i64; 12]) -> Months {
        units.map(Amount::from)
    }

    fn eur() -> Currency {
        "EUR".parse().unwrap()
    }

    #[test]
    fn a_line_is_cut_by_its_method_and_keeps_typed_months() {
        let actual = months([10, 20, 30, 99, 0, 0, 0, 0, 0, 0, 0, 0]);
        let budget = months([15; 12]);
        let held = months([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        let prior = months([20, 20, 20, 30, 30, 30, 30, 30, 30, 30, 30, 30]);
        for (method, last, manual, with_budget, with_held, open) in [
            (Method::RemainingBudget, None, "", true, true, Ok([15; 9])),
            (
                Method::RemainingBudget,
                None,
                "000010000001",
                true,
                true,
                Ok([15, 5, 15, 15, 15, 15, 15, 15, 12]),
            ),
            // A typed month that is closed now is what was posted.
            (Method::RemainingBudget, None, "110000000000", true, true, Ok([15; 9])),
            (Method::RemainingBudget, None, "", false, true, Ok([0; 9])),
            (Method::UnderspendCarried, None, "", false, false, Ok([0; 9])),
            (Method::RunRate, None, "", true, false, Ok([20; 9])),
            (Method::RunRate, Some(2), "", true, false, Ok([25; 9])),
            // Twelve months are asked for, three are there.
            (Method::RunRate, Some(12), "", true, false, Ok([20; 9])),
            (Method::Manual, None, "", true, true, Ok([4, 5, 6, 7, 8, 9, 10, 11, 12])),
            (Method::Manual, None, "", true, false, Ok([15; 9])),
            (Method::Manual, None, "", false, false, Ok([0; 9])),
            (Method::Seasonal, None, "", true, true, Ok([30; 9])),
            (Method::Trend, None, "", true, true, Err(())),
        ] {
            let known = Known {
                closed: 3,
                actual: &actual,
                budget: with_budget.then_some(&budget),
                prior: (method == Method::Seasonal).then_some(&prior),
                held: with_held.then_some(&held),
                contract: None,
                currency: eur(),
            };
            let cut = cut(&known, Choice { method, last }, Marks::read(manual), &mut Steps::off());
            let found = cut.map_err(|_| ()).map(|cut| {
                assert_eq!(cut.months[..3], actual[..3]);
                <[Amount; 9]>::try_from(&cut.months[3..]).unwrap()
            });
            assert_eq!(found, open.map(|open| open.map(Amount::from)), "{method:?} {last:?} {manual}");
        }
    }

    #[test]
    fn nothing_closed_and_all_closed() {
        let actual = months([10; 12]);
        let budget = months([15; 12]);
        for (closed, method, total) in [
            (0, Method::RemainingBudget, Some(180)),
            (0, Method::RunRate, None),
            (12, Method::RunRate, Some(120)),
            (12, Method::UnderspendCarried, Some(120)),
        ] {
            let known = Known {
                closed,
                actual: &actual,
                budget: Some(&budget),
                prior: None,
                held: None,
                contract: None,
                currency: eur(),
            };
            let choice = Choice { method, last: None };
            let cut = cut(&known, choice, Marks::default(), &mut Steps::off()).ok();
            let sum = |cut: &Cut| cut.months.into_iter().collect::<Sum>().total().unwrap();
            assert_eq!(cut.as_ref().map(sum), total.map(Amount::from));
            if let Some(cut) = cut.filter(|_| closed == 12) {
                assert_eq!(range(&known, choice, Marks::default(), &cut).unwrap(), None);
            }
        }
    }

    #[test]
    fn a_trend_has_the_range_of_its_error() {
        let actual = months([100, 104, 97, 101, 99, 103, 98, 100, 102, 96, 0, 0]);
        let known = Known {
            closed: 10,
            actual: &actual,
            budget: None,
            prior: None,
            held: None,
            contract: None,
            currency: eur(),
        };
        let choice = Choice { method: Method::Trend, last: None };
        let cut = cut(&known, choice, Marks::default(), &mut Steps::off()).unwrap();
        let error = cut.trend.as_ref().unwrap().accuracy.as_ref().unwrap().mae.unwrap().round(2);
        let range = range(&known, choice, Marks::default(), &cut).unwrap().unwrap();
        let two = error.plus(error).unwrap();
        assert!(!error.is_zero());
        assert_eq!(range.likely.minus(range.low).unwrap(), two);
        assert_eq!(range.high.minus(range.likely).unwrap(), two);
    }

    proptest! {
        #[test]
        fn closed_months_and_typed_ones_are_kept(
            units in prop::collection::vec(-1_000_000i64..1_000_000, 48),
            closed in 0usize..13, marks in prop::array::uniform12(any::<bool>()), method in 0usize..5, last in 1u32..13,
        ) {
            let part = |n: usize| -> Months { std::array::from_fn(|month| Amount::new(units[n * 12 + month], 2)) };
            let (actual, budget, prior, held) = (part(0), part(1), part(2), part(3));
            let known = Known {
                closed, actual: &actual, budget: Some(&budget), prior: Some(&prior), held: Some(&held), contract: Some(&budget), currency: eur(),
            };
            let method = [
                Method::RemainingBudget, Method::UnderspendCarried, Method::RunRate, Method::Seasonal, Method::Manual,
            ][method];
            let choice = Choice { method, last: Some(last) };
            if let Ok(found) = cut(&known, choice, Marks(marks), &mut Steps::off()) {
                for month in 0..12 {
                    if month < closed {
                        prop_assert_eq!(found.months[month], actual[month]);
                    } else if marks[month] {
                        prop_assert_eq!(found.months[month], held[month]);
                    }
                }
                // Cutting what was just cut changes nothing.
                let again = Known { held: Some(&found.months), ..known };
                prop_assert_eq!(&cut(&again, choice, Marks(marks), &mut Steps::off()).unwrap(), &found);
                if let Some(range) = range(&known, choice, Marks(marks), &found).unwrap() {
                    prop_assert!(range.low <= range.likely && range.likely <= range.high);
                }
            }
        }
    }
}
