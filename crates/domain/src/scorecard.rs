//! Vendor scorecards: measures, scores, coverage, bands, trend and roll-up.
//!
//! A [measure] turns a value into a score of 0 to 100; [`score`] weighs the scores of a card's criteria and finds the band;
//! [period] combines scores over time and contracts; [credit] is what a missed service level gives back.
//!
//! The rules are those of `numbers.md`, Scorecards; the weighted mean is the usual weighted scoring model.

pub mod credit;
pub mod measure;
pub mod period;

use serde::{Deserialize, Serialize};

use crate::explain::{Figure, Step, Steps};
use crate::{Amount, Error, Problem, Sum};

/// A filled-in scorecard: what is scored, by which weights, and what the score is called.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// What is scored; at least one.
    pub criteria: Vec<Criterion>,
    /// The names of the scores from 0 to 100; none if the card has no bands.
    #[serde(default)]
    pub bands: Vec<Band>,
    /// The part of the weights, 0 to 1, that must be scored for the card to have a band; 0 if not given.
    #[serde(default)]
    pub min_coverage: Option<Amount>,
}

/// One thing that a vendor is scored on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Criterion {
    /// What it is called.
    pub name: String,
    /// How much it counts beside the others, above 0.
    pub weight: Amount,
    /// Its score, 0 to 100; not scored is neither.
    #[serde(default)]
    pub score: Option<Amount>,
    /// A knock-out: a score below this floor, 0 to 100, caps the band at the lowest.
    #[serde(default)]
    pub floor: Option<Amount>,
}

/// A name for the scores of a range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// What a vendor in it is called, such as `A`.
    pub name: String,
    /// The lowest score of it.
    #[serde(alias = "min")]
    pub from: Amount,
    /// The score at which the next band begins; belongs to this one only where it is 100.
    #[serde(alias = "max")]
    pub to: Amount,
}

/// What a card comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// The weighted mean of the scored criteria, exact, 0 to 100; `None` if none is scored. It is given below the minimum
    /// coverage, too, but then has no band.
    pub score: Option<Amount>,
    /// The weight of the scored criteria out of all, 0 to 1.
    pub coverage: Amount,
    /// The band of the exact score.
    pub band: Option<String>,
    /// In words what stands behind band or no band.
    pub verdict: String,
    /// The knock-out criteria that are below their floor.
    pub knocked_out: Vec<String>,
    /// What each criterion adds, in the order of the card.
    pub parts: Vec<Part>,
}

/// One criterion's part in the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// The criterion.
    pub name: String,
    /// Its weight in percent of all weights.
    pub share: Amount,
    /// The points of the score that come from it: score × weight ÷ weight of the scored; `None` if it is not scored.
    pub contribution: Option<Amount>,
}

/// Scores a card.
///
/// Score = sum(weight × score) ÷ sum(weight of the scored). Coverage = weight of the scored ÷ weight of all; below
/// the minimum the verdict is “not enough evidence” and there is no band. A knock-out criterion that is scored below its
/// floor caps the band at the lowest one. The band is that of the exact score: 89.5 is in 70..<90.
///
/// Errors: no criteria; weights not above 0; scores, floors or a minimum coverage out of their range; bands that leave a
/// gap or overlap; weights past 28 digits.
///
/// ```
/// use domain::explain::Steps;
/// use domain::scorecard::{Card, score};
/// let card: Card = serde_json::from_str(
///     r#"{"criteria": [{"name": "Security", "weight": "1.5", "score": 100}, {"name": "Ease of use", "weight": "0.5", "score": 58},
///                      {"name": "Price", "weight": 2, "score": null}],
///         "bands": [{"name": "B", "from": 0, "to": 90}, {"name": "A", "from": 90, "to": 100}], "min_coverage": "0.5"}"#,
/// )?;
/// let outcome = score(&card, &mut Steps::off())?;
/// assert_eq!(outcome.score.map(|score| score.to_string()), Some("89.5".into()));
/// assert_eq!((outcome.coverage.to_string(), outcome.band), ("0.5".into(), Some("B".into())));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn score(card: &Card, steps: &mut Steps) -> Result<Outcome, Error> {
    Error::unless_empty(card.problems())?;
    let weighed: Vec<(Amount, Option<Amount>)> =
        card.criteria.iter().map(|one| (one.weight, one.score)).collect();
    let mean = mean(&weighed)?;
    let parts = card.criteria.iter().map(|one| part(one, &mean)).collect::<Result<Vec<_>, Error>>()?;
    let knocked_out: Vec<String> = card
        .criteria
        .iter()
        .filter(|one| one.score.zip(one.floor).is_some_and(|(score, floor)| score < floor))
        .map(|one| one.name.clone())
        .collect();
    // By products, as a rounded coverage might just miss the minimum.
    let minimum = card.min_coverage.unwrap_or_default();
    let covered = mean.scored >= minimum.times(mean.all)?;
    let (band, verdict) = match mean.score {
        None => (None, "not scored".to_owned()),
        Some(_) if !covered => (None, "not enough evidence".to_owned()),
        Some(_) if card.bands.is_empty() => (None, knocked(&knocked_out, "scored")),
        Some(score) => {
            let reached = if knocked_out.is_empty() { score } else { Amount::ZERO };
            let band = band(&card.bands, reached).map(|band| band.name.clone());
            let verdict = knocked(&knocked_out, band.as_deref().unwrap_or_default());
            (band, verdict)
        }
    };
    note(card, &mean, &parts, steps);
    if let Some(band) = &band {
        let formula = if knocked_out.is_empty() {
            "band of the exact score"
        } else {
            "lowest band, by a knock-out criterion"
        };
        steps.note("Band", formula, band.as_str(), Vec::new);
    }
    Ok(Outcome { score: mean.score, coverage: mean.coverage, band, verdict, knocked_out, parts })
}

impl Card {
    /// Everything that is wrong with it, each with its field and remedy.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.criteria.is_empty() {
            problems
                .push(Problem::new("criteria", "There is nothing to score: give at least one criterion."));
        }
        for one in &self.criteria {
            let name = &one.name;
            if one.weight.is_negative() || one.weight.is_zero() {
                problems.push(Problem::new("weight", format!("The weight of “{name}” must be above 0.")));
            }
            for (field, value) in [("score", one.score), ("floor", one.floor)] {
                if let Some(value) = value.filter(|value| !is_score(*value)) {
                    problems.push(Problem::new(
                        field,
                        format!("The {field} of “{name}” is {value}: it must be 0 to 100. A measure turns other scales into it."),
                    ));
                }
            }
        }
        if self.min_coverage.is_some_and(|minimum| minimum.is_negative() || minimum > Amount::ONE) {
            problems.push(Problem::new("min_coverage", "The minimum coverage must be 0 to 1."));
        }
        problems.extend(band_problems(&self.bands));
        problems
    }
}

/// The band of an exact score, the lower bound inclusive, the upper exclusive, 100 inclusive.
///
/// `None` where no band has it, which [`band_problems`] would have named.
///
/// ```
/// use domain::scorecard::{Band, band};
/// let bands: Vec<Band> = serde_json::from_str(
///     r#"[{"name": "B", "from": 0, "to": 85}, {"name": "A", "from": 85, "to": 100}]"#)?;
/// for (score, name) in [("84.99", "B"), ("85", "A"), ("100", "A")] {
///     assert_eq!(band(&bands, score.parse()?).map(|band| band.name.as_str()), Some(name));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn band(bands: &[Band], score: Amount) -> Option<&Band> {
    bands.iter().find(|band| {
        let closed = band.to == Amount::HUNDRED && score == Amount::HUNDRED;
        band.from <= score && (score < band.to || closed)
    })
}

/// What keeps bands from covering 0 to 100 once: bands the wrong way round, gaps and overlaps, by name and place. No bands
/// at all are no problem.
///
/// ```
/// use domain::scorecard::{Band, band_problems};
/// let bands: Vec<Band> = serde_json::from_str(
///     r#"[{"name": "low", "from": 0, "to": 30}, {"name": "high", "from": 40, "to": 100}]"#)?;
/// assert_eq!(band_problems(&bands)[0].message, "The bands leave a gap from 30 to 40.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn band_problems(bands: &[Band]) -> Vec<Problem> {
    let problem = |message: String| Problem::new("bands", message);
    let mut problems = Vec::new();
    for band in bands {
        let (name, from, to) = (&band.name, band.from, band.to);
        if from >= to {
            problems.push(problem(format!(
                "The band “{name}” runs from {from} to {to}: its end must be above its start."
            )));
        } else if from.is_negative() || to > Amount::HUNDRED {
            problems.push(problem(format!(
                "The band “{name}” runs from {from} to {to}: keep it within 0 and 100."
            )));
        }
    }
    if bands.is_empty() || !problems.is_empty() {
        return problems;
    }
    let mut sorted: Vec<&Band> = bands.iter().collect();
    sorted.sort_by_key(|band| band.from);
    let mut reached = Amount::ZERO;
    let mut highest: Option<&Band> = None;
    for band in sorted {
        if band.from > reached {
            problems.push(problem(format!("The bands leave a gap from {reached} to {}.", band.from)));
        } else if let Some(other) = highest.filter(|_| band.from < reached) {
            let to = band.to.min(reached);
            problems.push(problem(format!(
                "The bands “{}” and “{}” overlap from {} to {to}.",
                other.name, band.name, band.from
            )));
        }
        if band.to > reached {
            reached = band.to;
            highest = Some(band);
        }
    }
    if reached < Amount::HUNDRED {
        problems.push(problem(format!("The bands leave a gap from {reached} to 100.")));
    }
    problems
}

/// A weighted mean of what is scored.
#[derive(Clone, Debug)]
pub(crate) struct Mean {
    pub(crate) score: Option<Amount>,
    pub(crate) coverage: Amount,
    pub(crate) scored: Amount,
    pub(crate) all: Amount,
}

/// The mean of the scores by weights of 0 or more, and how much of the weights it covers.
pub(crate) fn mean(weighed: &[(Amount, Option<Amount>)]) -> Result<Mean, Error> {
    let (mut points, mut scored, mut all) = (Sum::default(), Sum::default(), Sum::default());
    let mut range: Option<(Amount, Amount)> = None;
    for (weight, score) in weighed {
        all.add(*weight);
        let Some(score) = score.filter(|_| !weight.is_zero()) else { continue };
        scored.add(*weight);
        points.add(weight.times(score)?);
        range = Some(range.map_or((score, score), |(low, high)| (low.min(score), high.max(score))));
    }
    let (scored, all) = (scored.total()?, all.total()?);
    let score = match range {
        // The last digit of a quotient may be rounded out of the range of its parts.
        Some((low, high)) => Some(plain(points.total()?.over(scored)?.clamp(low, high))),
        None => None,
    };
    let coverage = if all.is_zero() { Amount::ZERO } else { plain(scored.over(all)?) };
    Ok(Mean { score, coverage, scored, all })
}

/// Whether a number is within 0 and 100.
pub(crate) fn is_score(value: Amount) -> bool {
    !value.is_negative() && value <= Amount::HUNDRED
}

/// Without zeros at its end.
pub(crate) fn plain(amount: Amount) -> Amount {
    amount.decimal().normalize().into()
}

fn part(criterion: &Criterion, mean: &Mean) -> Result<Part, Error> {
    let share = plain(criterion.weight.times(Amount::HUNDRED)?.over(mean.all)?);
    let contribution = match criterion.score {
        Some(score) => Some(plain(criterion.weight.times(score)?.over(mean.scored)?)),
        None => None,
    };
    Ok(Part { name: criterion.name.clone(), share, contribution })
}

fn knocked(names: &[String], otherwise: &str) -> String {
    match names {
        [] => otherwise.to_owned(),
        names => format!("knocked out by {}", names.join(", ")),
    }
}

fn note(card: &Card, mean: &Mean, parts: &[Part], steps: &mut Steps) {
    let mut beneath = steps.beneath();
    for (criterion, part) in card.criteria.iter().zip(parts) {
        beneath.add(|| Step {
            label: criterion.name.clone(),
            formula: "score × weight ÷ weight of the scored".to_owned(),
            inputs: vec![
                ("share".to_owned(), Figure::Percent(part.share)),
                ("score".to_owned(), criterion.score.map_or("not scored".into(), Figure::Number)),
            ],
            value: part.contribution.map_or("not scored".into(), Figure::Number),
            steps: Vec::new(),
        });
    }
    let value = mean.score.map_or("not scored".into(), Figure::Number);
    steps.add(|| Step {
        label: "Score".to_owned(),
        formula: "sum of weight × score ÷ sum of weights, of what is scored".to_owned(),
        inputs: Vec::new(),
        value,
        steps: beneath.taken(),
    });
    steps.note("Coverage", "weight of the scored ÷ weight of all", mean.coverage, || {
        vec![("scored", mean.scored.into()), ("all", mean.all.into())]
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::lines;
    use proptest::prelude::*;

    fn outcome(card: &str) -> Result<Outcome, Error> {
        score(&serde_json::from_str(card).unwrap(), &mut Steps::off())
    }

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    const BANDS: &str = r#"[{"name": "low", "from": 0, "to": 70}, {"name": "high", "from": 90, "to": 100}, {"name": "middle", "min": 70, "max": "90"}]"#;

    #[test]
    fn cards_come_to_a_score_and_a_band() {
        for (criteria, minimum, expected) in [
            // Not scored is neither 0 nor 100.
            (
                r#"{"name": "a", "weight": 3, "score": 80}, {"name": "b", "weight": 1, "score": null}"#,
                "\"0.75\"",
                (Some("80"), "0.75", Some("middle"), "middle"),
            ),
            (
                r#"{"name": "a", "weight": 3, "score": 80}, {"name": "b", "weight": 1}"#,
                "\"0.7501\"",
                (Some("80"), "0.75", None, "not enough evidence"),
            ),
            // A third as a minimum in decimals is met by 1 of 3, more is not.
            (
                r#"{"name": "a", "weight": 1, "score": 80}, {"name": "b", "weight": 2}"#,
                "\"0.3333333333\"",
                (Some("80"), "0.3333333333333333333333333333", Some("middle"), "middle"),
            ),
            (r#"{"name": "a", "weight": 1}"#, "0", (None, "0", None, "not scored")),
            (r#"{"name": "a", "weight": 1, "score": 0}"#, "1", (Some("0"), "1", Some("low"), "low")),
            // Source: numbers.md, Scorecards: the band of the exact score, before rounding.
            (
                r#"{"name": "a", "weight": 1, "score": "89.5"}"#,
                "null",
                (Some("89.5"), "1", Some("middle"), "middle"),
            ),
            (r#"{"name": "a", "weight": 1, "score": 90}"#, "null", (Some("90"), "1", Some("high"), "high")),
            (r#"{"name": "a", "weight": 1, "score": 100}"#, "null", (Some("100"), "1", Some("high"), "high")),
            (
                r#"{"name": "a", "weight": 1, "score": 70}"#,
                "null",
                (Some("70"), "1", Some("middle"), "middle"),
            ),
            // The floor itself is enough; below it nothing else helps.
            (
                r#"{"name": "a", "weight": 1, "score": 60, "floor": 60}, {"name": "b", "weight": 3, "score": 100}"#,
                "null",
                (Some("90"), "1", Some("high"), "high"),
            ),
            (
                r#"{"name": "a", "weight": 1, "score": "59.99", "floor": 60}, {"name": "b", "weight": 3, "score": 100, "floor": 0}"#,
                "null",
                (Some("89.9975"), "1", Some("low"), "knocked out by a"),
            ),
            (
                r#"{"name": "a", "weight": 1, "score": 1, "floor": 2}, {"name": "b", "weight": 1, "score": 3, "floor": 4}"#,
                "null",
                (Some("2"), "1", Some("low"), "knocked out by a, b"),
            ),
            // A knock-out that is not scored knocks nobody out.
            (
                r#"{"name": "a", "weight": 1, "floor": 60}, {"name": "b", "weight": 1, "score": 100}"#,
                "\"0.5\"",
                (Some("100"), "0.5", Some("high"), "high"),
            ),
            (
                r#"{"name": "a", "weight": "0.1", "score": 1, "floor": 60}, {"name": "b", "weight": 1}"#,
                "\"0.5\"",
                (Some("1"), "0.0909090909090909090909090909", None, "not enough evidence"),
            ),
        ] {
            let card =
                format!(r#"{{"criteria": [{criteria}], "bands": {BANDS}, "min_coverage": {minimum}}}"#);
            let found = outcome(&card).unwrap();
            let (score, coverage, band, verdict) = expected;
            assert_eq!(found.score, score.map(amount), "{criteria}");
            assert_eq!(found.coverage, amount(coverage), "{criteria}");
            assert_eq!((found.band.as_deref(), &*found.verdict), (band, verdict), "{criteria}");
        }
        for (criteria, verdict) in [
            (r#"{"name": "a", "weight": 1, "score": 4}"#, "scored"),
            (r#"{"name": "a", "weight": 1, "score": 4, "floor": 5}"#, "knocked out by a"),
        ] {
            let found = outcome(&format!(r#"{{"criteria": [{criteria}]}}"#)).unwrap();
            assert_eq!((found.band, &*found.verdict), (None, verdict));
        }
    }

    #[test]
    fn each_criterion_shows_its_part() {
        let card = r#"{"criteria": [{"name": "a", "weight": "1.5", "score": 50, "floor": 60}, {"name": "b", "weight": "0.5", "score": 100},
            {"name": "c", "weight": 2}], "bands": [{"name": "all", "from": 0, "to": 100}]}"#;
        let mut steps = Steps::on();
        let found = score(&serde_json::from_str(card).unwrap(), &mut steps).unwrap();
        let parts: Vec<(String, Option<String>)> = found
            .parts
            .iter()
            .map(|part| (part.share.to_string(), part.contribution.map(|points| points.to_string())))
            .collect();
        let parts: Vec<(&str, Option<&str>)> =
            parts.iter().map(|(share, points)| (&**share, points.as_deref())).collect();
        assert_eq!(parts, [("37.5", Some("37.5")), ("12.5", Some("25")), ("50", None)]);
        assert_eq!(found.knocked_out, ["a"]);
        assert_eq!(
            lines(&steps.taken()),
            [
                "a: 37.5 = score × weight ÷ weight of the scored (share 37.5 %, score 50)",
                "b: 25 = score × weight ÷ weight of the scored (share 12.5 %, score 100)",
                "c: not scored = score × weight ÷ weight of the scored (share 50 %, score not scored)",
                "Score: 62.5 = sum of weight × score ÷ sum of weights, of what is scored",
                "Coverage: 0.5 = weight of the scored ÷ weight of all (scored 2.0, all 4.0)",
                "Band: all = lowest band, by a knock-out criterion",
            ]
        );
    }

    #[test]
    fn bands_cover_every_score_once() {
        for (bands, expected) in [
            ("[]", &[][..]),
            (r#"[{"name": "A", "from": 0, "to": 100}]"#, &[]),
            (BANDS, &[]),
            // Source: numbers.md, Scorecards: an error that names the gap.
            (
                r#"[{"name": "A", "from": 0, "to": 30}, {"name": "B", "from": 40, "to": 100}]"#,
                &["The bands leave a gap from 30 to 40."],
            ),
            (
                r#"[{"name": "A", "from": 10, "to": 60}, {"name": "B", "from": 50, "to": "99.9"}]"#,
                &[
                    "The bands leave a gap from 0 to 10.",
                    "The bands “A” and “B” overlap from 50 to 60.",
                    "The bands leave a gap from 99.9 to 100.",
                ],
            ),
            (
                r#"[{"name": "A", "from": 0, "to": 100}, {"name": "B", "from": 40, "to": 50}, {"name": "C", "from": 60, "to": 70}]"#,
                &[
                    "The bands “A” and “B” overlap from 40 to 50.",
                    "The bands “A” and “C” overlap from 60 to 70.",
                ],
            ),
            (
                r#"[{"name": "A", "from": 0, "to": 0}, {"name": "B", "from": 100, "to": 0}, {"name": "C", "from": -1, "to": 50},
                    {"name": "D", "from": 50, "to": "100.1"}]"#,
                &[
                    "The band “A” runs from 0 to 0: its end must be above its start.",
                    "The band “B” runs from 100 to 0: its end must be above its start.",
                    "The band “C” runs from -1 to 50: keep it within 0 and 100.",
                    "The band “D” runs from 50 to 100.1: keep it within 0 and 100.",
                ],
            ),
        ] {
            let bands: Vec<Band> = serde_json::from_str(bands).unwrap();
            let found: Vec<String> =
                band_problems(&bands).into_iter().map(|problem| problem.message).collect();
            assert_eq!(found, expected);
        }
        let broken: Vec<Band> = serde_json::from_str(r#"[{"name": "A", "from": 0, "to": 30}]"#).unwrap();
        assert_eq!(band(&broken, 30.into()), None);
    }

    #[test]
    fn every_fault_is_named() {
        for (card, expected) in [
            (r#"{"criteria": []}"#, "There is nothing to score: give at least one criterion."),
            (
                r#"{"criteria": [{"name": "a", "weight": 0, "score": 1}]}"#,
                "The weight of “a” must be above 0.",
            ),
            (
                r#"{"criteria": [{"name": "a", "weight": -1, "score": 1}]}"#,
                "The weight of “a” must be above 0.",
            ),
            (
                r#"{"criteria": [{"name": "a", "weight": 1, "score": 101, "floor": -1}]}"#,
                "The score of “a” is 101: it must be 0 to 100. A measure turns other scales into it. \
                 The floor of “a” is -1: it must be 0 to 100. A measure turns other scales into it.",
            ),
            (
                r#"{"criteria": [{"name": "a", "weight": 1}], "min_coverage": "1.01"}"#,
                "The minimum coverage must be 0 to 1.",
            ),
            (
                r#"{"criteria": [{"name": "a", "weight": 1}], "min_coverage": -1}"#,
                "The minimum coverage must be 0 to 1.",
            ),
            (
                r#"{"criteria": [{"name": "a", "weight": 1}], "bands": [{"name": "A", "from": 0, "to": 99}]}"#,
                "The bands leave a gap from 99 to 100.",
            ),
            (
                r#"{"criteria": [{"name": "a", "weight": "79228162514264337593543950335", "score": 100}]}"#,
                "This number has more than the 28 digits that can be kept exactly.",
            ),
        ] {
            assert_eq!(outcome(card).unwrap_err().to_string(), expected);
        }
    }

    proptest! {
        #[test]
        fn a_score_lies_between_the_lowest_and_the_highest(
            rows in prop::collection::vec((1i64..1_000_000_000, 0u32..6, prop::option::of(0i64..=10_000)), 1..30),
            cuts in prop::collection::btree_set(1i64..1_000, 0..6), factor in 1i64..1_000) {
            let ends: Vec<i64> = [0].into_iter().chain(cuts).chain([1_000]).collect();
            let bands: Vec<Band> = ends.windows(2).map(|ends| Band {
                name: ends[0].to_string(), from: Amount::new(ends[0], 1), to: Amount::new(ends[1], 1),
            }).collect();
            prop_assert!(band_problems(&bands).is_empty());
            let criteria: Vec<Criterion> = rows.iter().map(|(weight, scale, score)| Criterion {
                name: "one".to_owned(),
                weight: Amount::new(*weight, *scale),
                score: score.map(|score| Amount::new(score, 2)),
                floor: None,
            }).collect();
            let card = Card { criteria, bands, min_coverage: None };
            let found = score(&card, &mut Steps::off()).unwrap();
            prop_assert!(!found.coverage.is_negative() && found.coverage <= Amount::ONE);
            let scores = || card.criteria.iter().filter_map(|one| one.score);
            prop_assert_eq!(found.score.is_some(), scores().next().is_some());
            prop_assert_eq!(found.band.is_some(), found.score.is_some());
            if let Some(score) = found.score {
                prop_assert!(scores().min().unwrap() <= score && score <= scores().max().unwrap());
                let band = band(&card.bands, score).unwrap();
                prop_assert_eq!(Some(&band.name), found.band.as_ref());
                prop_assert!(band.from <= score && score <= band.to);
            }
            // Weights are of any sum.
            let mut scaled = card.clone();
            for one in &mut scaled.criteria { one.weight = one.weight.times(factor.into()).unwrap(); }
            let again = super::score(&scaled, &mut Steps::off()).unwrap();
            prop_assert_eq!((again.score, again.coverage, again.band), (found.score, found.coverage, found.band));
        }

        #[test]
        fn absurd_cards_have_an_answer_or_an_error(weight in any::<i64>(), scale in 0u32..=28, score in any::<i64>(),
                                                   scored in 0u32..=28, from in any::<i64>(), to in any::<i64>()) {
            let card = Card {
                criteria: vec![Criterion {
                    name: String::new(), weight: Amount::new(weight, scale), score: Some(Amount::new(score, scored)), floor: None,
                }; 3],
                bands: vec![Band { name: String::new(), from: Amount::new(from, scale), to: Amount::new(to, scored) }; 2],
                min_coverage: Some(Amount::new(from, scored)),
            };
            prop_assert!(super::score(&card, &mut Steps::on()).is_err());
            let fine = Card { bands: Vec::new(), min_coverage: None, ..card };
            if let Ok(outcome) = super::score(&fine, &mut Steps::on()) {
                prop_assert_eq!(outcome.score, Some(plain(Amount::new(score, scored))));
            }
        }
    }
}
