//! How good each method would have been: the last closed months are held back and forecast from those before.

use super::accuracy::{Accuracy, Past};
use super::choice::{Choice, Marks};
use super::cut::{Known, cut};
use crate::explain::Steps;
use crate::{Amount, Error};

/// The most closed months that are held back.
pub const MOST: usize = 3;

/// How many of so many closed months are held back: half of them, at most [`MOST`], so that as much is known as is asked.
pub fn held_back(closed: usize) -> usize {
    (closed.min(12) / 2).min(MOST)
}

/// The months that are held back as a method forecasts them, beside what was posted.
///
/// The error says what the method lacks that early in the year.
pub fn tried(known: &Known<'_>, choice: Choice) -> Result<Vec<Past>, Error> {
    let closed = known.closed.min(12);
    let earlier = Known { closed: closed - held_back(closed), held: None, ..*known };
    let found = cut(&earlier, choice, Marks::default(), &mut Steps::off())?;
    let months = earlier.closed..closed;
    Ok(months.map(|month| Past { forecast: found.months[month], actual: known.actual[month] }).collect())
}

/// Whether one is better than another by what is shown of them: the percentage where every month has one for both, else
/// the amount.
pub fn is_better(one: &Accuracy, other: &Accuracy) -> bool {
    let shown = |accuracy: &Accuracy, of: Option<Amount>| of.filter(|_| accuracy.months > 0);
    match (shown(one, one.mape), shown(other, other.mape)) {
        (Some(mine), Some(theirs)) if one.without_percent == 0 && other.without_percent == 0 => {
            mine.round(1) < theirs.round(1)
        }
        _ => match (one.mae, other.mae) {
            (Some(mine), Some(theirs)) => mine.round(2) < theirs.round(2),
            _ => false,
        },
    }
}

/// Whether a better method is worth a change: a percentage point at least, as so few months say no more than that.
pub fn is_worth_it(better: &Accuracy, in_use: &Accuracy) -> bool {
    let gain = match (better.mape, in_use.mape) {
        (Some(one), Some(other)) => other.minus(one).unwrap_or_default(),
        _ => Amount::ONE,
    };
    is_better(better, in_use) && gain >= Amount::ONE
}

/// The best of what was tried; of equal ones the first.
pub fn best<T>(tried: &[(T, Accuracy)]) -> Option<&(T, Accuracy)> {
    let mut best = tried.first()?;
    for one in tried {
        if is_better(&one.1, &best.1) {
            best = one;
        }
    }
    Some(best)
}

#[cfg(test)]
mod tests {
    use super::super::Method;
    use super::super::accuracy::accuracy;
    use super::*;

    fn known<'a>(closed: usize, actual: &'a [Amount; 12], budget: &'a [Amount; 12]) -> Known<'a> {
        let currency = "EUR".parse().unwrap();
        Known { closed, actual, budget: Some(budget), prior: None, held: None, contract: None, currency }
    }

    #[test]
    fn half_is_held_back_and_at_most_three() {
        for (closed, held) in [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (12, 3), (40, 3)] {
            assert_eq!(held_back(closed), held, "{closed}");
        }
    }

    #[test]
    fn a_level_is_met_by_the_run_rate_and_a_plan_by_the_budget() {
        let level = [110, 110, 110, 110, 110, 0, 0, 0, 0, 0, 0, 0].map(Amount::from);
        let steps = [100, 100, 100, 200, 200, 0, 0, 0, 0, 0, 0, 0].map(Amount::from);
        let plan = [100, 100, 100, 200, 200, 200, 200, 200, 200, 200, 200, 200].map(Amount::from);
        for (actual, expected, off) in [
            (level, Method::RunRate, [("0.0", "0.00"), ("81.8", "90.00")]),
            (steps, Method::RemainingBudget, [("50.0", "100.00"), ("0.0", "0.00")]),
        ] {
            let known = known(5, &actual, &plan);
            let tried: Vec<(Method, Accuracy)> = [Method::RunRate, Method::RemainingBudget]
                .into_iter()
                .map(|method| {
                    let past = tried(&known, Choice { method, last: None }).unwrap();
                    assert_eq!(past.len(), 2);
                    (method, accuracy(&past, &mut Steps::off()).unwrap())
                })
                .collect();
            for ((_, found), (mape, mae)) in tried.iter().zip(off) {
                assert_eq!(found.mape.unwrap().round(1).to_string(), mape);
                assert_eq!(found.mae.unwrap().round(2).to_string(), mae);
            }
            assert_eq!(best(&tried).unwrap().0, expected);
        }
    }

    #[test]
    fn what_the_method_lacks_is_said() {
        let months = [Amount::ONE; 12];
        let trend = Choice { method: Method::Trend, last: None };
        assert!(tried(&known(5, &months, &months), trend).is_err());
        assert_eq!(tried(&known(0, &months, &months), Choice::FIRST), Ok(Vec::new()));
    }

    #[test]
    fn amounts_decide_where_a_percentage_is_missing() {
        let of = |past: &[(i64, i64)]| {
            let past: Vec<Past> = past
                .iter()
                .map(|(forecast, actual)| Past { forecast: (*forecast).into(), actual: (*actual).into() })
                .collect();
            accuracy(&past, &mut Steps::off()).unwrap()
        };
        // 10 % beside 20 %, but 50 beside 10 in a month of 0.
        let (near, far) = (of(&[(110, 100), (10, 0)]), of(&[(120, 100), (0, 0)]));
        assert!(is_better(&near, &far) && !is_better(&far, &near) || near.mae == far.mae);
        assert!(is_better(&of(&[(101, 100)]), &of(&[(102, 100)])));
        for (one, other, worth) in [(1_010, 1_020, true), (1_011, 1_020, false), (1_020, 1_010, false)] {
            assert_eq!(is_worth_it(&of(&[(one, 1_000)]), &of(&[(other, 1_000)])), worth, "{one} {other}");
        }
        assert!(!is_better(&of(&[]), &of(&[(102, 100)])));
        assert!(!is_better(&far, &far));
    }
}
