//! Sharing an amount out to those who caused it: by shares, by driver quantities or evenly, to the cent.
//!
//! A cost that nobody caused is still a cost: what is shared out on a capacity leaves the idle part as a line of its
//! own instead of raising everybody's price.

mod rule;

use serde::{Deserialize, Serialize};

use crate::explain::{Figure, Steps};
use crate::{Amount, Currency, Error, Problem, Sum, money};

pub use rule::{Draft, Rule, Share, Source};

/// What the weights of an allocation are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "AllocationBy"))]
pub enum By {
    /// Quantities of a driver, of any sum: users, devices, GB.
    #[default]
    Quantities,
    /// Fixed shares in percent, which together are the whole: 100.
    Shares,
    /// Each the same; the weights only tell how many there are.
    Evenly,
}

/// What is to be shared out, and to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The amount; of either sign, with any decimals.
    pub amount: Amount,
    /// Its currency, whose minor unit the parts are counted in unless the amount itself is finer.
    pub currency: Currency,
    /// What the weights are; quantities unless said otherwise.
    #[serde(default)]
    pub by: By,
    /// One weight of 0 or more for each that takes a part.
    pub weights: Vec<Amount>,
    /// What could have been taken, in the unit of the weights (percent of shares, heads of an even allocation): the
    /// amount is shared out on it, and what is not taken is idle. Without it all of the amount goes to the weights.
    #[serde(default)]
    pub capacity: Option<Amount>,
}

/// An amount shared out: parts and idle sum to it exactly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Allocated {
    /// One part for each weight, in their order.
    pub parts: Vec<Amount>,
    /// The share of what was not taken; 0 without a capacity.
    pub idle: Amount,
}

impl Input {
    /// Everything that is wrong with it.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.weights.is_empty() {
            let message = "There is nobody to share this out to. Give at least one weight.";
            problems.push(Problem::new("weights", message));
        }
        let below = self.weights.iter().zip(1u64..).find(|(weight, _)| weight.is_negative());
        if let Some((weight, number)) = below {
            let message = format!("Weight {number} is {weight}. Give weights of 0 or more.");
            problems.push(Problem::new("weights", message));
        }
        if self.capacity.is_some_and(Amount::is_negative) {
            problems.push(Problem::new("capacity", "The capacity is below 0. Give 0 or more, or none."));
        }
        if problems.is_empty() {
            problems.extend(self.sum_problem());
        }
        problems
    }

    /// What is wrong between the sum of the weights and what they are part of.
    fn sum_problem(&self) -> Option<Problem> {
        let Ok(taken) = self.taken() else {
            return Some(Problem::new(
                "weights",
                "The weights are too large to be added up. Give smaller ones.",
            ));
        };
        let words = match self.by {
            By::Quantities => "quantities",
            By::Shares => "shares",
            By::Evenly => "takers",
        };
        match self.capacity {
            Some(capacity) if taken > capacity => Some(Problem::new(
                "capacity",
                format!(
                    "The {words} sum to {taken}, more than the capacity of {capacity}. Raise the capacity or lower them."
                ),
            )),
            None if self.by == By::Shares && taken != Amount::HUNDRED => Some(Problem::new(
                "weights",
                format!(
                    "The shares sum to {taken} %, not to 100 %. Correct them, or give a capacity of 100 to leave the rest idle."
                ),
            )),
            Some(capacity) if capacity.is_zero() => Some(Problem::new(
                "capacity",
                "Nothing can be shared out on a capacity of 0. Give more, or none.",
            )),
            None if taken.is_zero() => {
                Some(Problem::new("weights", "All weights are 0. Give at least one above 0, or a capacity."))
            }
            Some(_) | None => None,
        }
    }

    /// What each takes.
    fn quantities(&self) -> Vec<Amount> {
        match self.by {
            By::Quantities | By::Shares => self.weights.clone(),
            By::Evenly => vec![Amount::ONE; self.weights.len()],
        }
    }

    /// What all take together, without trailing zeros.
    fn taken(&self) -> Result<Amount, money::Error> {
        let taken = self.quantities().into_iter().collect::<Sum>().total()?;
        Ok(Amount::from(taken.decimal().normalize()))
    }
}

/// Shares an amount out in proportion to weights, and the idle share of a capacity as its own part.
///
/// Each part is amount × weight ÷ sum of the weights, or ÷ capacity where there is one. Parts and idle sum to the amount
/// exactly: what rounding leaves over goes to the largest remainder, of equal ones to the earliest, the idle part last
/// ([`Amount::split_by`]).
///
/// [`Error::Invalid`] with every fault: nobody to share out to, weights or a capacity below 0, all weights 0, a capacity
/// below the sum of the weights, shares that do not sum to 100 %, more digits than can be split exactly.
///
/// ```
/// use domain::allocation::{By, Input, allocate};
/// use domain::explain::Steps;
/// let servers = Input {
///     amount: 3000.into(),
///     currency: "EUR".parse()?,
///     by: By::Quantities,
///     weights: vec![600.into(), 300.into(), 100.into()],
///     capacity: Some(1200.into()),
/// };
/// let allocated = allocate(&servers, &mut Steps::off())?;
/// assert_eq!(allocated.parts.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1500.00", "750.00", "250.00"]);
/// assert_eq!(allocated.idle.to_string(), "500.00");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn allocate(input: &Input, steps: &mut Steps) -> Result<Allocated, Error> {
    Error::unless_empty(input.problems())?;
    let taken = input.taken()?;
    let whole = input.capacity.unwrap_or(taken);
    let idle = whole.minus(taken)?;
    let mut weights = input.quantities();
    weights.push(idle);
    let mut parts = input.amount.split_by(&weights, input.currency).map_err(Error::of_split)?;
    let of_idle = parts.pop().unwrap_or_default();
    let mut beneath = steps.beneath();
    if beneath.asked() {
        for ((part, weight), number) in parts.iter().zip(&weights).zip(1u64..) {
            beneath.note(&format!("Part {number}"), "", *part, || vec![("weight", Figure::Number(*weight))]);
        }
        if input.capacity.is_some() {
            beneath
                .note("Idle", "capacity − sum of the weights", of_idle, || vec![("weight", idle.into())]);
        }
    }
    let (name, formula) = match input.capacity {
        Some(_) => ("capacity", "amount × weight ÷ capacity"),
        None => ("sum of the weights", "amount × weight ÷ sum of the weights"),
    };
    let shown = input.amount.padded(input.currency.decimals());
    steps.over(beneath, "Allocation", formula, shown, || vec![(name, whole.into())]);
    Ok(Allocated { parts, idle: of_idle })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain;
    use proptest::prelude::*;

    fn input(amount: &str, by: By, weights: &[&str], capacity: &str) -> Input {
        Input {
            amount: amount.parse().unwrap(),
            currency: "EUR".parse().unwrap(),
            by,
            weights: weights.iter().map(|weight| weight.parse().unwrap()).collect(),
            capacity: Some(capacity).filter(|text| !text.is_empty()).map(|text| text.parse().unwrap()),
        }
    }

    #[test]
    fn an_amount_is_shared_out() {
        use By::{Evenly, Quantities, Shares};
        for (amount, by, weights, capacity, expected) in [
            // Source: design/numbers.md, “Allocation”.
            ("3000", Quantities, &["600", "300", "100"][..], "", "1800.00 900.00 300.00, idle 0.00"),
            ("3000", Quantities, &["600", "300", "100"], "1000", "1800.00 900.00 300.00, idle 0.00"),
            ("3000", Quantities, &["600", "300", "100"], "1200", "1500.00 750.00 250.00, idle 500.00"),
            ("-3000", Quantities, &["600", "300", "100"], "1200", "-1500.00 -750.00 -250.00, idle -500.00"),
            ("100", Quantities, &["0.5", "0", "1.5"], "", "25.00 0.00 75.00, idle 0.00"),
            ("100", Quantities, &["0", "0"], "7", "0.00 0.00, idle 100.00"),
            // Ties to the cent, the earliest first and the idle share last.
            ("100", Quantities, &["1", "1", "1"], "", "33.34 33.33 33.33, idle 0.00"),
            ("100", Quantities, &["1", "1"], "3", "33.34 33.33, idle 33.33"),
            ("0.0000000001", Quantities, &["1", "1"], "", "0.0000000001 0.0000000000, idle 0.0000000000"),
            ("200", Shares, &["60", "40.0"], "", "120.00 80.00, idle 0.00"),
            ("200", Shares, &["60", "30"], "100", "120.00 60.00, idle 20.00"),
            ("100", Evenly, &["7", "0", "2"], "", "33.34 33.33 33.33, idle 0.00"),
            ("100", Evenly, &["1", "1", "1"], "4", "25.00 25.00 25.00, idle 25.00"),
        ] {
            let input = input(amount, by, weights, capacity);
            let found = allocate(&input, &mut Steps::off()).unwrap();
            let parts: Vec<String> = found.parts.iter().map(ToString::to_string).collect();
            let found = format!("{}, idle {}", parts.join(" "), found.idle);
            assert_eq!(found, expected, "{amount} over {weights:?} on {capacity}");
        }
    }

    #[test]
    fn what_cannot_be_shared_out_says_why() {
        use By::{Evenly, Quantities, Shares};
        let fine = "0.1234567890123456789012345678";
        for (amount, by, weights, capacity, expected) in [
            (
                "1",
                Quantities,
                &[][..],
                "5",
                "weights: There is nobody to share this out to. Give at least one weight.",
            ),
            ("1", Quantities, &["1", "-2", "-3"], "", "weights: Weight 2 is -2. Give weights of 0 or more."),
            (
                "1",
                Quantities,
                &["-1"],
                "-2",
                "weights: Weight 1 is -1. Give weights of 0 or more.\n\
                 capacity: The capacity is below 0. Give 0 or more, or none.",
            ),
            (
                "1",
                Quantities,
                &["0"],
                "",
                "weights: All weights are 0. Give at least one above 0, or a capacity.",
            ),
            (
                "1",
                Quantities,
                &["0"],
                "0.00",
                "capacity: Nothing can be shared out on a capacity of 0. Give more, or none.",
            ),
            (
                "3000",
                Quantities,
                &["600", "300", "100.00"],
                "999.99",
                "capacity: The quantities sum to 1000, more than the capacity of 999.99. Raise the capacity or lower them.",
            ),
            (
                "1",
                Shares,
                &["60", "60"],
                "100",
                "capacity: The shares sum to 120, more than the capacity of 100. Raise the capacity or lower them.",
            ),
            (
                "1",
                Evenly,
                &["0", "0"],
                "1",
                "capacity: The takers sum to 2, more than the capacity of 1. Raise the capacity or lower them.",
            ),
            (
                "1",
                Shares,
                &["33.33", "33.33", "33.33"],
                "",
                "weights: The shares sum to 99.99 %, not to 100 %. Correct them, or give a capacity of 100 to leave the rest idle.",
            ),
            (
                "1",
                Quantities,
                &["79228162514264337593543950335", "79228162514264337593543950335"],
                "",
                "weights: The weights are too large to be added up. Give smaller ones.",
            ),
            (
                "123456789012",
                Quantities,
                &["1", fine],
                "",
                "amount: The amount and its weights together have more digits than can be shared out exactly. Round one of them.",
            ),
        ] {
            let found = match allocate(&input(amount, by, weights, capacity), &mut Steps::off()) {
                Err(Error::Invalid(problems)) => problems
                    .iter()
                    .map(|problem| format!("{}: {}", problem.field, problem.message))
                    .collect::<Vec<_>>()
                    .join("\n"),
                other => panic!("{other:?}"),
            };
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn the_allocation_tells_how_it_came_about() {
        for (capacity, expected) in [
            (
                "4",
                &[
                    "Part 1: 25.00 (weight 1)",
                    "Part 2: 50.00 (weight 2)",
                    "Idle: 25.00 = capacity − sum of the weights (weight 1)",
                    "Allocation: 100.00 = amount × weight ÷ capacity (capacity 4)",
                ][..],
            ),
            (
                "",
                &[
                    "Part 1: 33.33 (weight 1)",
                    "Part 2: 66.67 (weight 2)",
                    "Allocation: 100.00 = amount × weight ÷ sum of the weights (sum of the weights 3)",
                ],
            ),
        ] {
            let mut steps = Steps::on();
            allocate(&input("100", By::Quantities, &["1", "2"], capacity), &mut steps).unwrap();
            assert_eq!(explain::lines(&steps.taken()), expected);
        }
    }

    #[test]
    fn an_allocation_is_read_from_a_line_of_calc() {
        let line =
            r#"{"id": 7, "fn": "allocate", "amount": 3000, "currency": "EUR", "weights": [600, "300", 100]}"#;
        let found: Input = serde_json::from_str(line).unwrap();
        assert_eq!(found, input("3000", By::Quantities, &["600", "300", "100"], ""));
        let allocated = allocate(&found, &mut Steps::off()).unwrap();
        let expected = r#"{"parts":["1800.00","900.00","300.00"],"idle":"0.00"}"#;
        assert_eq!(serde_json::to_string(&allocated).unwrap(), expected);
        let line = r#"{"amount": 1, "currency": "EUR", "by": "evenly", "weights": [1], "capacity": "2.5"}"#;
        let found: Input = serde_json::from_str(line).unwrap();
        assert_eq!(found, input("1", By::Evenly, &["1"], "2.5"));
    }

    proptest! {
        #[test]
        fn an_allocation_ties(
            units in any::<i64>(), scale in 0u32..11, weights in prop::collection::vec(0u32..1_000_000, 1..30),
            by in prop::sample::select(vec![By::Quantities, By::Evenly]), spare in prop::option::of(1i64..1_000_000),
            currency in prop::sample::select(vec!["EUR", "JPY", "KWD"])
        ) {
            let sum = match by {
                By::Evenly => i64::try_from(weights.len()).unwrap(),
                By::Quantities | By::Shares => weights.iter().copied().map(i64::from).sum(),
            };
            prop_assume!(sum > 0 || spare.is_some());
            let weights = weights.into_iter().map(|weight| Amount::from(i64::from(weight))).collect();
            let capacity = spare.map(|spare| Amount::from(sum + spare));
            let amount = Amount::new(units, scale);
            let input = Input { amount, currency: currency.parse().unwrap(), by, weights, capacity };
            let found = allocate(&input, &mut Steps::off()).unwrap();
            prop_assert_eq!(found.parts.len(), input.weights.len());
            let total = found.parts.iter().copied().chain([found.idle]).collect::<Sum>().total().unwrap();
            prop_assert_eq!(total, amount);
            prop_assert!(spare.is_some() || found.idle.is_zero());
        }

        #[test]
        fn nothing_panics(
            units in any::<i64>(), scale in 0u32..29, weights in prop::collection::vec((any::<i64>(), 0u32..29), 0..8),
            by in prop::sample::select(vec![By::Quantities, By::Shares, By::Evenly]),
            capacity in prop::option::of((any::<i64>(), 0u32..29))
        ) {
            let amount = |(units, scale)| Amount::new(units, scale);
            let weights = weights.into_iter().map(amount).collect();
            let currency = "EUR".parse().unwrap();
            let input = Input { amount: amount((units, scale)), currency, by, weights, capacity: capacity.map(amount) };
            let _ = allocate(&input, &mut Steps::off());
        }
    }
}
