//! Scores over periods and contracts: one score of several, and where they are heading.

use serde::{Deserialize, Serialize};

use super::{is_score, mean, plain};
use crate::explain::Steps;
use crate::{Amount, Error, Problem, Sum};

/// How many periods a trend looks at, and count evenly if no weights are given.
pub const RECENT: usize = 4;

/// Scores of periods that follow each other, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Periods {
    /// One score a period, 0 to 100; `null` where a period was not scored.
    pub scores: Vec<Option<Amount>>,
    /// How much each counts, the newest first; without them the last four count evenly. Periods past the weights do
    /// not count.
    #[serde(default)]
    pub weights: Option<Vec<Amount>>,
}

/// A score made of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Combined {
    /// Their weighted mean, exact; `None` if there is none.
    pub score: Option<Amount>,
    /// The weight of those that are there out of all, 0 to 1.
    pub coverage: Amount,
}

/// Where scores are heading; positive is better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trend {
    /// The newest score less the one before; `None` if either is missing.
    pub difference: Option<Amount>,
    /// Points a period over the last four, by the line of least squares through those that are there; `None` below two.
    pub slope: Option<Amount>,
}

/// A contract's key figure as it enters its vendor's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contract {
    /// The contract.
    pub name: String,
    /// Its cost a year, 0 or more.
    pub annual_value: Amount,
    /// Its score, 0 to 100, if it has one.
    #[serde(default)]
    pub score: Option<Amount>,
}

/// The scores of periods as one: sum(weight × score) ÷ sum(weight of the periods that are scored).
///
/// Errors: no periods, scores out of 0 to 100, weights below 0 or all 0.
///
/// ```
/// use domain::explain::Steps;
/// use domain::scorecard::period::{Periods, combine};
/// let periods: Periods = serde_json::from_str(r#"{"scores": [90, 80, 70, 85], "weights": [40, 30, 20, 10]}"#)?;
/// assert_eq!(combine(&periods, &mut Steps::off())?.score.map(|score| score.to_string()), Some("82.5".into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn combine(periods: &Periods, steps: &mut Steps) -> Result<Combined, Error> {
    let weights =
        periods.weights.clone().unwrap_or_else(|| vec![Amount::ONE; periods.scores.len().min(RECENT)]);
    let mut problems = score_problems("scores", periods.scores.iter().copied());
    if periods.scores.is_empty() {
        problems.push(Problem::new(
            "scores",
            "There is nothing to combine: give the score of at least one period.",
        ));
    } else {
        problems.extend(weight_problems("weights", "The weights of the periods", &weights));
    }
    Error::unless_empty(problems)?;
    // Periods that the weights ask for and that are not there are missing like those not scored.
    let scores = periods.scores.iter().copied().chain(std::iter::repeat(None));
    let weighed: Vec<(Amount, Option<Amount>)> = weights.into_iter().zip(scores).collect();
    combined(
        "Score over periods",
        "sum of weight × score ÷ sum of weights, of the periods scored",
        &weighed,
        steps,
    )
}

/// Where the scores of periods, the newest first, are heading.
///
/// ```
/// use domain::Amount;
/// use domain::scorecard::period::trend;
/// let scores = [90, 80, 70, 85].map(|score| Some(Amount::from(score)));
/// let trend = trend(&scores)?;
/// assert_eq!(trend.difference, Some(Amount::from(10)));
/// assert_eq!(trend.slope.map(|slope| slope.to_string()), Some("2.5".into()));
/// # Ok::<(), domain::Error>(())
/// ```
pub fn trend(newest_first: &[Option<Amount>]) -> Result<Trend, Error> {
    Error::unless_empty(score_problems("scores", newest_first.iter().copied()))?;
    let difference = match newest_first {
        [Some(newest), Some(before), ..] => Some(plain(newest.minus(*before)?)),
        _ => None,
    };
    Ok(Trend { difference, slope: slope(newest_first)? })
}

/// Contracts' scores as their vendor's, by annual value: a contract without a score counts in the coverage alone.
///
/// Errors: no contracts, scores out of 0 to 100, values below 0 or all 0.
///
/// ```
/// use domain::explain::Steps;
/// use domain::scorecard::period::{Contract, roll_up};
/// let contracts: Vec<Contract> = serde_json::from_str(
///     r#"[{"name": "Licences", "annual_value": 30000, "score": 90}, {"name": "Support", "annual_value": 10000, "score": 70}]"#)?;
/// assert_eq!(roll_up(&contracts, &mut Steps::off())?.score.map(|score| score.to_string()), Some("85".into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn roll_up(contracts: &[Contract], steps: &mut Steps) -> Result<Combined, Error> {
    let values: Vec<Amount> = contracts.iter().map(|one| one.annual_value).collect();
    let mut problems = score_problems("score", contracts.iter().map(|one| one.score));
    if contracts.is_empty() {
        problems.push(Problem::new("contracts", "There is no contract to roll up: give at least one."));
    } else {
        problems.extend(weight_problems("annual_value", "The annual values of the contracts", &values));
    }
    Error::unless_empty(problems)?;
    let weighed: Vec<(Amount, Option<Amount>)> =
        contracts.iter().map(|one| (one.annual_value, one.score)).collect();
    combined(
        "Score of the vendor",
        "sum of annual value × score ÷ sum of annual values, of the contracts scored",
        &weighed,
        steps,
    )
}

fn combined(
    label: &str,
    formula: &str,
    weighed: &[(Amount, Option<Amount>)],
    steps: &mut Steps,
) -> Result<Combined, Error> {
    let mean = mean(weighed)?;
    let mut beneath = steps.beneath();
    for (weight, score) in weighed {
        if let Some(score) = *score {
            beneath.note("Part", "weight × score", weight.times(score)?, || {
                vec![("weight", (*weight).into()), ("score", score.into())]
            });
        }
    }
    match mean.score {
        Some(score) => steps.over(beneath, label, formula, score, Vec::new),
        None => steps.note(label, formula, "not scored", Vec::new),
    }
    Ok(Combined { score: mean.score, coverage: mean.coverage })
}

fn score_problems(field: &str, scores: impl Iterator<Item = Option<Amount>>) -> Vec<Problem> {
    scores
        .flatten()
        .filter(|score| !is_score(*score))
        .map(|score| Problem::new(field, format!("A score is {score}: it must be 0 to 100.")))
        .collect()
}

fn weight_problems(field: &str, whose: &str, weights: &[Amount]) -> Option<Problem> {
    let fine =
        weights.iter().all(|weight| !weight.is_negative()) && weights.iter().any(|weight| !weight.is_zero());
    (!fine).then(|| Problem::new(field, format!("{whose} must be 0 or more, and at least one above 0.")))
}

/// Least squares: (n × sum(xy) − sum(x) × sum(y)) ÷ (n × sum(x²) − sum(x)²), with x counting periods up to now.
fn slope(newest_first: &[Option<Amount>]) -> Result<Option<Amount>, Error> {
    let (mut count, mut x_sum, mut squares) = (0i64, 0i64, 0i64);
    let (mut y_sum, mut products) = (Sum::default(), Sum::default());
    for (score, x) in newest_first.iter().take(RECENT).zip([0i64, -1, -2, -3]) {
        let Some(score) = score else { continue };
        count += 1;
        x_sum += x;
        squares += x * x;
        y_sum.add(*score);
        products.add(score.times(x.into())?);
    }
    if count < 2 {
        return Ok(None);
    }
    let above = products.total()?.times(count.into())?.minus(y_sum.total()?.times(x_sum.into())?)?;
    Ok(Some(plain(above.over((count * squares - x_sum * x_sum).into())?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::lines;
    use proptest::prelude::*;

    fn combined(periods: &str) -> Result<Combined, Error> {
        combine(&serde_json::from_str(periods).unwrap(), &mut Steps::off())
    }

    #[test]
    fn periods_combine_newest_first() {
        for (periods, score, coverage) in [
            // Source: numbers.md, Scorecards.
            (r#"{"scores": [90, 80, 70, 85], "weights": [40, 30, 20, 10]}"#, Some("82.5"), "1"),
            (r#"{"scores": [75, 95, 88, 90], "weights": [40, 30, 20, 10]}"#, Some("85.1"), "1"),
            (r#"{"scores": [90, 80, 70, 85]}"#, Some("81.25"), "1"),
            // The last four; what is older does not count.
            (r#"{"scores": [90, 80, 70, 85, 0, 0]}"#, Some("81.25"), "1"),
            (r#"{"scores": [90, 60]}"#, Some("75"), "1"),
            // Missing ones are neither 0 nor 100.
            (r#"{"scores": [90, null, 60, 60], "weights": null}"#, Some("70"), "0.75"),
            (r#"{"scores": [90, null], "weights": [3, 0, 1]}"#, Some("90"), "0.75"),
            (r#"{"scores": [50, 60], "weights": [0, 2]}"#, Some("60"), "1"),
            (r#"{"scores": [null, null]}"#, None, "0"),
        ] {
            let found = combined(periods).unwrap();
            assert_eq!(found.score.map(|score| score.to_string()).as_deref(), score, "{periods}");
            assert_eq!(found.coverage.to_string(), coverage, "{periods}");
        }
        for (periods, expected) in [
            (r#"{"scores": []}"#, "There is nothing to combine: give the score of at least one period."),
            (r#"{"scores": [101]}"#, "A score is 101: it must be 0 to 100."),
            (
                r#"{"scores": [10], "weights": [0]}"#,
                "The weights of the periods must be 0 or more, and at least one above 0.",
            ),
            (
                r#"{"scores": [10, 20], "weights": [1, -1]}"#,
                "The weights of the periods must be 0 or more, and at least one above 0.",
            ),
        ] {
            assert_eq!(combined(periods).unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn trends_look_at_the_last_four() {
        for (scores, difference, slope) in [
            (&[Some(90), Some(80), Some(70), Some(85)][..], Some("10"), Some("2.5")),
            (&[Some(10), Some(20), Some(30), Some(40), Some(100)], Some("-10"), Some("-10")),
            (&[Some(80), Some(80)], Some("0"), Some("0")),
            (&[Some(80), None, Some(70)], None, Some("5")),
            (&[None, Some(80), Some(70)], None, Some("10")),
            (&[Some(80), None, None, None, Some(70)], None, None),
            (&[Some(80)], None, None),
            (&[], None, None),
        ] {
            let scores: Vec<Option<Amount>> = scores.iter().map(|score| score.map(Amount::from)).collect();
            let found = trend(&scores).unwrap();
            assert_eq!(
                found.difference.map(|points| points.to_string()).as_deref(),
                difference,
                "{scores:?}"
            );
            assert_eq!(found.slope.map(|points| points.to_string()).as_deref(), slope, "{scores:?}");
        }
        assert_eq!(
            trend(&[Some((-1).into())]).unwrap_err().to_string(),
            "A score is -1: it must be 0 to 100."
        );
    }

    #[test]
    fn contracts_roll_up_by_their_value() {
        for (contracts, expected) in [
            (
                r#"[{"name": "a", "annual_value": 30000, "score": 90}, {"name": "b", "annual_value": 10000, "score": 70},
                    {"name": "c", "annual_value": 40000}, {"name": "d", "annual_value": 0, "score": 0}]"#,
                Ok((Some("85"), "0.5")),
            ),
            (r#"[{"name": "a", "annual_value": 5, "score": null}]"#, Ok((None, "0"))),
            ("[]", Err("There is no contract to roll up: give at least one.")),
            (
                r#"[{"name": "a", "annual_value": 0, "score": 5}]"#,
                Err("The annual values of the contracts must be 0 or more, and at least one above 0."),
            ),
            (
                r#"[{"name": "a", "annual_value": 1, "score": 500}]"#,
                Err("A score is 500: it must be 0 to 100."),
            ),
        ] {
            let read: Vec<Contract> = serde_json::from_str(contracts).unwrap();
            let found = roll_up(&read, &mut Steps::off())
                .map(|found| (found.score.map(|score| score.to_string()), found.coverage.to_string()))
                .map_err(|error| error.to_string());
            let expected = expected
                .map(|(score, coverage)| (score.map(str::to_owned), coverage.to_owned()))
                .map_err(str::to_owned);
            assert_eq!(found, expected, "{contracts}");
        }
    }

    #[test]
    fn the_steps_say_how() {
        for (periods, expected) in [
            (
                r#"{"scores": [90, null, 60], "weights": [2, 1, 1]}"#,
                &[
                    "Part: 180 = weight × score (weight 2, score 90)",
                    "Part: 60 = weight × score (weight 1, score 60)",
                    "Score over periods: 80 = sum of weight × score ÷ sum of weights, of the periods scored",
                ][..],
            ),
            (
                r#"{"scores": [null]}"#,
                &[
                    "Score over periods: not scored = sum of weight × score ÷ sum of weights, of the periods scored",
                ],
            ),
        ] {
            let mut steps = Steps::on();
            combine(&serde_json::from_str(periods).unwrap(), &mut steps).unwrap();
            assert_eq!(lines(&steps.taken()), expected);
        }
    }

    proptest! {
        #[test]
        fn a_combined_score_lies_between_its_parts(scores in prop::collection::vec(prop::option::of(0i64..=10_000), 1..8),
                                                   weights in prop::option::of(prop::collection::vec(1i64..1_000, 1..8))) {
            let scores: Vec<Option<Amount>> = scores.into_iter().map(|score| Some(Amount::new(score?, 2))).collect();
            let weights = weights.map(|weights| weights.into_iter().map(Amount::from).collect());
            let found = combine(&Periods { scores: scores.clone(), weights }, &mut Steps::off()).unwrap();
            prop_assert!(!found.coverage.is_negative() && found.coverage <= Amount::ONE);
            if let Some(score) = found.score {
                prop_assert!(scores.iter().flatten().min().unwrap() <= &score);
                prop_assert!(scores.iter().flatten().max().unwrap() >= &score);
            }
            // The same scores in reverse slope the other way.
            let recent: Vec<Option<Amount>> = scores.into_iter().take(RECENT).collect();
            let back: Vec<Option<Amount>> = recent.iter().rev().copied().collect();
            let (there, back) = (trend(&recent).unwrap().slope, trend(&back).unwrap().slope);
            let sum = there.map_or(Ok(Amount::ZERO), |there| there.plus(back.unwrap())).unwrap();
            prop_assert!(sum.abs() < Amount::new(1, 20));
        }
    }
}
