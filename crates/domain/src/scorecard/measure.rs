//! Measures: how a value becomes a score of 0 to 100.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::plain;
use crate::explain::{Figure, Steps};
use crate::{Amount, Error, Problem};

/// The kinds of measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The share of a scale's maximum: 4.2 of 5 is 84. `rating`.
    Rating,
    /// From 0 at the worst value to 100 at the best, straight between them, held there beyond. `linear`.
    Linear,
    /// Two to six ranges with a score each. `bands`.
    Bands,
    /// The lowest price ÷ this one. `lowest-price`.
    LowestPrice,
    /// 100 for yes, 0 for no. `yes-no`.
    YesNo,
}

/// A measure and the value that it is to turn into a score. Which fields count depends on the kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// How the value is read.
    pub kind: Kind,
    /// The value.
    #[serde(default)]
    pub value: Option<Value>,
    /// *rating*: the top of the scale.
    #[serde(default, alias = "max")]
    pub maximum: Option<Amount>,
    /// *rating*: the bottom of the scale, which scores 0; 0 if not given.
    #[serde(default, alias = "min")]
    pub minimum: Option<Amount>,
    /// *linear*: the value that scores 0; above the best where less is better.
    #[serde(default)]
    pub worst: Option<Amount>,
    /// *linear*: the value that scores 100.
    #[serde(default)]
    pub best: Option<Amount>,
    /// *lowest price*: the lowest of the prices compared, above 0.
    #[serde(default, alias = "lowest_price")]
    pub lowest: Option<Amount>,
    /// *bands*: ranges of values in order.
    #[serde(default)]
    pub bands: Vec<Range>,
}

/// Values of a range and their score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Range {
    /// The lowest value of it; only the first range may be open, without one.
    #[serde(default)]
    pub from: Option<Amount>,
    /// The value at which the next begins; belongs to this one only if it is the last, which may be open.
    #[serde(default)]
    pub to: Option<Amount>,
    /// What such a value scores, 0 to 100.
    pub score: Amount,
}

/// What was measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A quantity, price, percentage or rating.
    Number(Amount),
    /// Yes or no.
    Flag(bool),
}

/// The score of a reading, exact, 0 to 100.
///
/// Errors say which field is missing or out of its range, and how the bands of values leave a gap or overlap.
///
/// ```
/// use domain::explain::Steps;
/// use domain::scorecard::measure::{Reading, score};
/// for (reading, expected) in [
///     (r#"{"kind": "rating", "value": "4.2", "maximum": 5}"#, "84"),
///     (r#"{"kind": "linear", "value": 6, "worst": 24, "best": 4}"#, "90"),
///     (r#"{"kind": "lowest-price", "value": 125, "lowest": 100}"#, "80"),
///     (r#"{"kind": "yes-no", "value": true}"#, "100"),
/// ] {
///     let reading: Reading = serde_json::from_str(reading)?;
///     assert_eq!(score(&reading, &mut Steps::off())?.to_string(), expected);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn score(reading: &Reading, steps: &mut Steps) -> Result<Amount, Error> {
    let Some(value) = &reading.value else {
        return Err(Error::invalid("value", "There is no value to measure: leave the criterion unscored."));
    };
    let formula = reading.kind.formula();
    let score = plain(match (reading.kind, value) {
        (Kind::Rating, Value::Number(value)) => rating(reading, *value)?,
        (Kind::Linear, Value::Number(value)) => linear(reading, *value)?,
        (Kind::Bands, Value::Number(value)) => banded(&reading.bands, *value)?,
        (Kind::LowestPrice, Value::Number(value)) => lowest_price(reading, *value)?,
        (Kind::YesNo, Value::Flag(true)) => Amount::HUNDRED,
        (Kind::YesNo, Value::Flag(false)) => Amount::ZERO,
        (Kind::YesNo, Value::Number(value)) if *value == Amount::ONE => Amount::HUNDRED,
        (Kind::YesNo, Value::Number(value)) if value.is_zero() => Amount::ZERO,
        (Kind::YesNo, Value::Number(_)) => return Err(Error::invalid("value", "Answer yes or no.")),
        (_, Value::Flag(_)) => return Err(Error::invalid("value", "The value must be a number.")),
    });
    steps.note("Score", formula, score, || vec![("value", value.figure())]);
    Ok(score)
}

fn needed(value: Option<Amount>, field: &str, message: &str) -> Result<Amount, Error> {
    value.ok_or_else(|| Error::invalid(field, message))
}

fn rating(reading: &Reading, value: Amount) -> Result<Amount, Error> {
    let high = needed(reading.maximum, "maximum", "A rating needs the maximum of its scale.")?;
    let low = reading.minimum.unwrap_or_default();
    if low >= high {
        return Err(Error::invalid("maximum", "The maximum of the scale must be above its minimum."));
    }
    if value < low || value > high {
        return Err(Error::invalid(
            "value",
            format!("The rating {value} is not on the scale from {low} to {high}."),
        ));
    }
    share(value.minus(low)?, high.minus(low)?)
}

fn linear(reading: &Reading, value: Amount) -> Result<Amount, Error> {
    let worst = needed(reading.worst, "worst", "A linear measure needs the worst value, which scores 0.")?;
    let best = needed(reading.best, "best", "A linear measure needs the best value, which scores 100.")?;
    if worst == best {
        return Err(Error::invalid("best", "The best and the worst value are the same: make them differ."));
    }
    let held = value.clamp(worst.min(best), worst.max(best));
    share(held.minus(worst)?, best.minus(worst)?)
}

fn lowest_price(reading: &Reading, value: Amount) -> Result<Amount, Error> {
    let lowest = needed(reading.lowest, "lowest", "The lowest of the prices compared is needed.")?;
    if lowest.is_negative() || lowest.is_zero() {
        return Err(Error::invalid("lowest", "The lowest price must be above 0."));
    }
    if value < lowest {
        return Err(Error::invalid(
            "lowest",
            format!("The price {value} is below the lowest, {lowest}: give the lowest of all."),
        ));
    }
    share(lowest, value)
}

fn banded(bands: &[Range], value: Amount) -> Result<Amount, Error> {
    Error::unless_empty(range_problems(bands))?;
    let last = bands.len().saturating_sub(1);
    let found = bands.iter().enumerate().find(|(index, band)| {
        let above = band.from.is_none_or(|from| from <= value);
        above && band.to.is_none_or(|to| value < to || (*index == last && value == to))
    });
    match found {
        Some((_, band)) => Ok(band.score),
        None => Err(Error::invalid(
            "value",
            format!(
                "No band has the value {value}: leave out the start of the first or the end of the last to hold it."
            ),
        )),
    }
}

/// What keeps ranges of values from being two to six that follow each other without gap or overlap.
fn range_problems(bands: &[Range]) -> Vec<Problem> {
    let problem = |message: String| Problem::new("bands", message);
    let mut problems = Vec::new();
    if !(2..=6).contains(&bands.len()) {
        problems.push(problem("A measure has 2 to 6 bands.".to_owned()));
    }
    for band in bands {
        if !super::is_score(band.score) {
            problems.push(problem(format!("A band scores {}: it must be 0 to 100.", band.score)));
        }
        if let Some((from, to)) = band.from.zip(band.to).filter(|(from, to)| from >= to) {
            problems
                .push(problem(format!("A band runs from {from} to {to}: its end must be above its start.")));
        }
    }
    for (band, next) in bands.iter().zip(bands.iter().skip(1)) {
        match (band.to, next.from) {
            (Some(to), Some(from)) if to < from => {
                problems.push(problem(format!("The bands leave a gap from {to} to {from}.")));
            }
            (Some(to), Some(from)) if to > from => {
                problems
                    .push(problem(format!("The bands overlap from {from} to {to}, or are not in order.")));
            }
            (Some(_), Some(_)) => {}
            (None, _) | (_, None) => {
                problems.push(problem(
                    "Between two bands the end of one and the start of the next are needed.".to_owned(),
                ));
            }
        }
    }
    problems
}

/// `part` in percent of `whole`.
fn share(part: Amount, whole: Amount) -> Result<Amount, Error> {
    let share = match part.times(Amount::HUNDRED) {
        Ok(hundredfold) => hundredfold.over(whole)?,
        Err(_) => part.over(whole)?.times(Amount::HUNDRED)?,
    };
    Ok(share.clamp(Amount::ZERO, Amount::HUNDRED))
}

impl Kind {
    const ALL: [(Kind, &'static str); 5] = [
        (Kind::Rating, "rating"),
        (Kind::Linear, "linear"),
        (Kind::Bands, "bands"),
        (Kind::LowestPrice, "lowest-price"),
        (Kind::YesNo, "yes-no"),
    ];

    fn formula(self) -> &'static str {
        match self {
            Kind::Rating => "(value − minimum) ÷ (maximum − minimum) × 100",
            Kind::Linear => "(value − worst) ÷ (best − worst) × 100, held within 0 and 100",
            Kind::Bands => "score of the band the value is in",
            Kind::LowestPrice => "lowest price ÷ price × 100",
            Kind::YesNo => "yes is 100, no is 0",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Kind::ALL.iter().find(|(kind, _)| kind == self).map_or("", |(_, name)| name))
    }
}

/// Reads its name, whatever stands between the words.
impl FromStr for Kind {
    type Err = Problem;
    fn from_str(text: &str) -> Result<Kind, Problem> {
        let letters = |text: &str| -> String {
            text.chars().filter(char::is_ascii_alphabetic).map(|char| char.to_ascii_lowercase()).collect()
        };
        Kind::ALL.iter().find(|(_, name)| letters(name) == letters(text)).map(|(kind, _)| *kind).ok_or_else(
            || {
                Problem::new(
                    "kind",
                    format!("“{text}” is no measure. Say rating, linear, bands, lowest-price or yes-no."),
                )
            },
        )
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|problem: Problem| serde::de::Error::custom(problem.message))
    }
}

impl Value {
    fn figure(&self) -> Figure {
        match self {
            Value::Number(amount) => (*amount).into(),
            Value::Flag(true) => "yes".into(),
            Value::Flag(false) => "no".into(),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Number(amount) => amount.serialize(serializer),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

/// Reads a value from true or false, “yes” or “no”, or a number as an [`Amount`] reads it.
struct AnyValue;

impl serde::de::Visitor<'_> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number as text, such as \"4.2\", or yes or no")
    }

    fn visit_bool<E: serde::de::Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Value, E> {
        match text.to_ascii_lowercase().as_str() {
            "yes" | "true" => Ok(Value::Flag(true)),
            "no" | "false" => Ok(Value::Flag(false)),
            _ => text.parse().map(Value::Number).map_err(E::custom),
        }
    }

    fn visit_i64<E: serde::de::Error>(self, whole: i64) -> Result<Value, E> {
        Ok(Value::Number(whole.into()))
    }

    fn visit_u64<E: serde::de::Error>(self, whole: u64) -> Result<Value, E> {
        Ok(Value::Number(rust_decimal::Decimal::from(whole).into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BANDS: &str = r#""kind": "bands", "bands": [{"from": 0, "to": 10, "score": 100}, {"from": 10, "to": "20.5", "score": 50}, {"from": "20.5", "to": 30, "score": 0}]"#;
    const OPEN: &str = r#""kind": "bands", "bands": [{"to": 10, "score": 100}, {"from": 10, "score": 25}]"#;

    #[test]
    fn values_become_scores() {
        for (reading, expected) in [
            // Source: numbers.md, Scorecards: 4.2 of 5 is 84.
            (r#""kind": "rating", "value": "4.2", "maximum": 5"#.to_owned(), "84"),
            (r#""kind": "Rating", "value": 5, "max": 5"#.to_owned(), "100"),
            (r#""kind": "rating", "value": 0, "max": 5"#.to_owned(), "0"),
            (r#""kind": "rating", "value": 2, "max": 5, "min": 1"#.to_owned(), "25"),
            (r#""kind": "rating", "value": 1, "max": 5, "min": 1"#.to_owned(), "0"),
            (r#""kind": "rating", "value": 1, "maximum": 3"#.to_owned(), "33.333333333333333333333333333"),
            (r#""kind": "linear", "value": 95, "worst": 90, "best": 100"#.to_owned(), "50"),
            (r#""kind": "linear", "value": 89, "worst": 90, "best": 100"#.to_owned(), "0"),
            (r#""kind": "linear", "value": 101, "worst": 90, "best": 100"#.to_owned(), "100"),
            (r#""kind": "linear", "value": 8, "worst": 24, "best": 4"#.to_owned(), "80"),
            (r#""kind": "linear", "value": 3, "worst": 24, "best": 4"#.to_owned(), "100"),
            (r#""kind": "linear", "value": 25, "worst": 24, "best": 4"#.to_owned(), "0"),
            (format!(r#"{BANDS}, "value": 0"#), "100"),
            (format!(r#"{BANDS}, "value": "9.99""#), "100"),
            (format!(r#"{BANDS}, "value": 10"#), "50"),
            (format!(r#"{BANDS}, "value": "20.5""#), "0"),
            (format!(r#"{BANDS}, "value": 30"#), "0"),
            (format!(r#"{OPEN}, "value": -5"#), "100"),
            (format!(r#"{OPEN}, "value": 10"#), "25"),
            (format!(r#"{OPEN}, "value": 1000"#), "25"),
            (r#""kind": "lowest-price", "value": 100, "lowest": 100"#.to_owned(), "100"),
            (r#""kind": "lowest_price", "value": 160, "lowest_price": 100"#.to_owned(), "62.5"),
            // Too large to be taken a hundredfold first.
            (
                r#""kind": "lowest price", "value": "79228162514264337593543950334", "lowest": "39614081257132168796771975167""#
                    .to_owned(),
                "50",
            ),
            (r#""kind": "yes-no", "value": true"#.to_owned(), "100"),
            (r#""kind": "yes/no", "value": "No""#.to_owned(), "0"),
            (r#""kind": "yes_no", "value": "yes""#.to_owned(), "100"),
            (r#""kind": "yesno", "value": "false""#.to_owned(), "0"),
            (r#""kind": "yes-no", "value": "True""#.to_owned(), "100"),
            (r#""kind": "yes-no", "value": 1"#.to_owned(), "100"),
            (r#""kind": "yes-no", "value": 0"#.to_owned(), "0"),
        ] {
            let read: Reading = serde_json::from_str(&format!("{{{reading}}}")).unwrap();
            assert_eq!(score(&read, &mut Steps::off()).unwrap().to_string(), expected, "{reading}");
            let again: Reading = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
            assert_eq!(again, read);
        }
    }

    #[test]
    fn every_fault_is_named() {
        for (reading, expected) in [
            (r#""kind": "rating""#, "There is no value to measure: leave the criterion unscored."),
            (
                r#""kind": "rating", "value": null"#,
                "There is no value to measure: leave the criterion unscored.",
            ),
            (r#""kind": "rating", "value": 4"#, "A rating needs the maximum of its scale."),
            (
                r#""kind": "rating", "value": 4, "max": 5, "min": 5"#,
                "The maximum of the scale must be above its minimum.",
            ),
            (
                r#""kind": "rating", "value": "5.1", "max": 5"#,
                "The rating 5.1 is not on the scale from 0 to 5.",
            ),
            (
                r#""kind": "rating", "value": 0, "max": 5, "min": 1"#,
                "The rating 0 is not on the scale from 1 to 5.",
            ),
            (r#""kind": "rating", "value": true, "max": 5"#, "The value must be a number."),
            (
                r#""kind": "linear", "value": 4, "best": 5"#,
                "A linear measure needs the worst value, which scores 0.",
            ),
            (
                r#""kind": "linear", "value": 4, "worst": 5"#,
                "A linear measure needs the best value, which scores 100.",
            ),
            (
                r#""kind": "linear", "value": 4, "worst": 5, "best": 5"#,
                "The best and the worst value are the same: make them differ.",
            ),
            (r#""kind": "lowest-price", "value": 4"#, "The lowest of the prices compared is needed."),
            (r#""kind": "lowest-price", "value": 4, "lowest": 0"#, "The lowest price must be above 0."),
            (r#""kind": "lowest-price", "value": 4, "lowest": -1"#, "The lowest price must be above 0."),
            (
                r#""kind": "lowest-price", "value": 4, "lowest": 5"#,
                "The price 4 is below the lowest, 5: give the lowest of all.",
            ),
            (r#""kind": "yes-no", "value": 2"#, "Answer yes or no."),
            (r#""kind": "bands", "value": 2"#, "A measure has 2 to 6 bands."),
            (r#""kind": "bands", "value": 2, "bands": [{"score": 2}]"#, "A measure has 2 to 6 bands."),
            (
                r#""kind": "bands", "value": 2, "bands": [{"from": 0, "to": 1, "score": 101}, {"from": 2, "to": 1, "score": 0}]"#,
                "A band scores 101: it must be 0 to 100. A band runs from 2 to 1: its end must be above its start. \
                 The bands leave a gap from 1 to 2.",
            ),
            (
                r#""kind": "bands", "value": 2, "bands": [{"from": 0, "to": 3, "score": 1}, {"from": 2, "to": 4, "score": 0}]"#,
                "The bands overlap from 2 to 3, or are not in order.",
            ),
            (
                r#""kind": "bands", "value": 2, "bands": [{"from": 0, "score": 1}, {"from": 2, "to": 4, "score": 0}]"#,
                "Between two bands the end of one and the start of the next are needed.",
            ),
            (
                r#""kind": "bands", "value": 5, "bands": [{"from": 0, "to": 2, "score": 1}, {"from": 2, "to": 4, "score": 0}]"#,
                "No band has the value 5: leave out the start of the first or the end of the last to hold it.",
            ),
            (
                r#""kind": "bands", "value": -1, "bands": [{"from": 0, "to": 2, "score": 1}, {"from": 2, "to": 4, "score": 0}]"#,
                "No band has the value -1: leave out the start of the first or the end of the last to hold it.",
            ),
        ] {
            let read: Reading = serde_json::from_str(&format!("{{{reading}}}")).unwrap();
            assert_eq!(score(&read, &mut Steps::off()).unwrap_err().to_string(), expected, "{reading}");
        }
        for (count, fine) in [(6, true), (7, false)] {
            let bands: Vec<Range> = (0..count)
                .map(|n| Range { from: Some(n.into()), to: Some((n + 1).into()), score: Amount::ONE })
                .collect();
            assert_eq!(range_problems(&bands).is_empty(), fine);
        }
        for wrong in [
            r#"{"kind": "guess"}"#,
            r#"{"kind": "rating", "value": "much"}"#,
            r#"{"kind": "rating", "value": []}"#,
        ] {
            assert!(serde_json::from_str::<Reading>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_steps_say_how() {
        for (reading, expected) in [
            (
                r#"{"kind": "rating", "value": 4, "maximum": 5}"#,
                "Score: 80 = (value − minimum) ÷ (maximum − minimum) × 100 (value 4)",
            ),
            (r#"{"kind": "yes-no", "value": true}"#, "Score: 100 = yes is 100, no is 0 (value yes)"),
            (r#"{"kind": "yes-no", "value": false}"#, "Score: 0 = yes is 100, no is 0 (value no)"),
        ] {
            let mut steps = Steps::on();
            score(&serde_json::from_str(reading).unwrap(), &mut steps).unwrap();
            assert_eq!(steps.taken()[0].to_string(), expected);
        }
    }

    proptest! {
        #[test]
        fn a_score_is_within_0_and_100(value in any::<i64>(), one in any::<i64>(), other in any::<i64>(), scale in 0u32..=28,
                                       kind in prop::sample::select(vec![Kind::Rating, Kind::Linear, Kind::LowestPrice])) {
            let at = |units: i64| Some(Amount::new(units, scale));
            let reading = Reading {
                kind,
                value: at(value).map(Value::Number),
                maximum: at(one),
                minimum: at(other),
                worst: at(one),
                best: at(other),
                lowest: at(one),
                bands: Vec::new(),
            };
            if let Ok(score) = score(&reading, &mut Steps::off()) {
                prop_assert!(super::super::is_score(score));
            }
        }
    }
}
