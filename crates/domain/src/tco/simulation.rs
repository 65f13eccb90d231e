//! How sure the answer is: many runs with every ranged figure drawn from its triangle.
//!
//! The runs are made in floats, because they are estimates. They use nothing but the four operations and square
//! roots, which every platform computes alike, and a generator with a fixed algorithm: the same seed gives the same
//! answer everywhere.

use std::collections::BTreeMap;

use rand::SeedableRng;
use rand_distr::{Distribution, Triangular};
use rand_pcg::Pcg64;
use serde::{Deserialize, Serialize};

use super::flows::{Discount, days, grown, payments};
use super::item::Range;
use super::parameter::Parameter;
use super::{Model, counts};
use crate::explain::Steps;
use crate::time_value::Convention;
use crate::{Amount, Error, Sum, money};

/// The most runs.
const MOST_RUNS: u32 = 100_000;
/// The most runs times items: about half a second, after which a user would want to cancel.
const MOST_DRAWS: usize = 40_000_000;
/// The decimals of the share of runs that an option wins.
const SHARE_DECIMALS: u32 = 6;

/// How often and from which seed to simulate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Simulation {
    /// How many runs, 1 to 100,000; none: 10,000.
    #[serde(default = "usual_runs")]
    pub runs: u32,
    /// The seed; none: 1.
    #[serde(default = "usual_seed")]
    pub seed: u64,
}

fn usual_runs() -> u32 {
    10_000
}

fn usual_seed() -> u64 {
    1
}

/// What the runs say of an option: estimates, rounded to the whole unit of the currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Estimate {
    /// The option.
    pub option: String,
    /// One run in ten has a present value of this or less.
    pub p10: Amount,
    /// Half the runs have this or less.
    pub p50: Amount,
    /// Nine runs in ten have this or less.
    pub p90: Amount,
    /// The share of runs in which it is the cheapest, to six decimals; the shares of all options sum to 1. A run that
    /// several options win counts for each in equal parts.
    pub wins: Amount,
}

/// What the runs say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Simulated {
    /// How many runs there were.
    pub runs: u32,
    /// The seed they started from.
    pub seed: u64,
    /// Each option, in the model's order.
    pub options: Vec<Estimate>,
}

/// Draws every figure that has a range from its triangular distribution (low, likeliest, high), run by run and each by
/// itself, and answers the spread of each option's present value. Percentiles are by nearest rank. Options share the
/// drivers and the discount rate of a run.
///
/// ```
/// use domain::{explain::Steps, tco::{self, Model, Simulation}};
/// let model: Model = serde_json::from_str(r#"{"horizon": 1, "options": [
///     {"name": "Cloud", "items": [{"name": "Seats", "amount": 100, "range": {"low": 80, "high": 120}}]},
///     {"name": "Own", "items": [{"name": "Server", "amount": 130}]}]}"#)?;
/// let found = tco::simulate(&model, &Simulation { runs: 1000, seed: 7 }, &mut Steps::off())?;
/// assert_eq!(found.options[0].wins.to_string(), "1.000000");
/// assert_eq!(found.options[1].p50.to_string(), "130");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn simulate(model: &Model, wish: &Simulation, steps: &mut Steps) -> Result<Simulated, Error> {
    let mut problems = model.problems();
    if !(1..=MOST_RUNS).contains(&wish.runs) {
        let message = format!("{} runs are asked for. Give 1 to {MOST_RUNS}.", wish.runs);
        problems.push(crate::Problem::new("simulation", message));
    }
    let items: usize = model.options.iter().map(|option| option.items.len()).sum();
    if usize::try_from(wish.runs).unwrap_or(usize::MAX).saturating_mul(items) > MOST_DRAWS {
        let runs = MOST_DRAWS / items.max(1);
        let message = format!("{} runs over {items} items take too long. Give at most {runs}.", wish.runs);
        problems.push(crate::Problem::new("simulation", message));
    }
    Error::unless_empty(problems)?;
    let compiled = Compiled::of(model)?;
    let (mut values, wins) = compiled.run(wish);
    let shares: Vec<Amount> = wins.into_iter().map(estimate).collect::<Result<_, _>>()?;
    let shares = money::tie(&shares, Amount::ONE.round(SHARE_DECIMALS), SHARE_DECIMALS)?;
    let mut options = Vec::with_capacity(values.len());
    for ((option, values), wins) in model.options.iter().zip(&mut values).zip(shares) {
        values.sort_unstable_by(f64::total_cmp);
        let rank = |percent: usize| {
            let index = values.len().saturating_mul(percent).div_ceil(100).saturating_sub(1);
            Ok::<_, Error>(estimate(values.get(index).copied().unwrap_or(f64::NAN))?.round(0))
        };
        let estimate =
            Estimate { option: option.name.clone(), p10: rank(10)?, p50: rank(50)?, p90: rank(90)?, wins };
        let label = format!("Simulated present value of {}", option.name);
        steps.note(&label, "median of the runs, rounded to the currency unit", estimate.p50, || {
            vec![
                ("runs", i64::from(wish.runs).into()),
                ("10 % of the runs up to", estimate.p10.into()),
                ("90 % of the runs up to", estimate.p90.into()),
                ("share of runs won", estimate.wins.into()),
            ]
        });
        options.push(estimate);
    }
    Ok(Simulated { runs: wish.runs, seed: wish.seed, options })
}

/// A float as an amount.
fn estimate(float: f64) -> Result<Amount, Error> {
    Amount::of_float(float).ok_or(Error::Money(money::Error::TooLarge))
}

/// An amount as the nearest float, by its text, which every platform reads alike.
fn float(amount: Amount) -> f64 {
    amount.to_string().parse().unwrap_or(f64::NAN)
}

/// Payments that the same parameters multiply.
struct Term {
    /// The parameters, by position among the drawn.
    factors: Vec<usize>,
    /// The growth, where it is drawn.
    growth: Option<usize>,
    /// The payments: slot of the discount, number of times grown, amount.
    cells: Vec<(usize, usize, f64)>,
}

/// What multiplies payments: parameters, and the growth where it is drawn.
type Multipliers = (Vec<usize>, Option<usize>);

/// Payments by slot of the discount and number of times grown.
type Cells = BTreeMap<(usize, usize), Sum>;

/// A model in the form that runs are made in: for each option a sum of products.
struct Compiled {
    draws: Vec<Triangular<f64>>,
    /// Where the discount rate is drawn: its position, and the days of the slots for the dated convention.
    rate: Option<(usize, Convention, Vec<i64>)>,
    slots: usize,
    options: Vec<Vec<Term>>,
}

impl Compiled {
    fn of(model: &Model) -> Result<Compiled, Error> {
        let ranged = Parameter::ranged(model);
        let position = |parameter: &Parameter| ranged.iter().position(|(other, _)| other == parameter);
        let draws = ranged
            .iter()
            .map(|(parameter, range)| triangle(range, parameter.planned(model)))
            .collect::<Result<_, _>>()?;
        // What multiplies a payment is set to 1, so that what is left is the coefficient.
        let mut unit = model.clone();
        for (parameter, _) in ranged.iter().filter(|(parameter, _)| parameter.is_linear()) {
            parameter.set(&mut unit, Amount::ONE)?;
        }
        let discount = Discount::of(model)?;
        let rate = position(&Parameter::Rate);
        let mut options = Vec::with_capacity(unit.options.len());
        for (index, option) in unit.options.iter().enumerate() {
            let mut terms: BTreeMap<Multipliers, Cells> = BTreeMap::new();
            for (place, item) in option.items.iter().enumerate().filter(|(_, item)| counts(model, item)) {
                let price = position(&Parameter::Price(index, place));
                let driver = item.driver.clone().and_then(|name| position(&Parameter::Driver(name)));
                let growth = position(&Parameter::Growth(index, place));
                let cells = terms.entry((price.into_iter().chain(driver).collect(), growth)).or_default();
                let flows: Vec<(u32, u32, Amount)> = match growth {
                    Some(_) => payments(&unit, item)?
                        .iter()
                        .map(|flow| (flow.month, flow.grown, flow.amount))
                        .collect(),
                    None => {
                        grown(&unit, item)?.into_iter().map(|(month, amount)| (month, 0, amount)).collect()
                    }
                };
                for (month, grown, amount) in flows {
                    let (slot, amount) = match rate {
                        Some(_) => (discount.slot(month), amount),
                        None => (0, amount.times(discount.factor(month))?),
                    };
                    let grown = usize::try_from(grown).unwrap_or(usize::MAX);
                    cells.entry((slot, grown)).or_default().add(amount);
                }
            }
            let terms = terms
                .into_iter()
                .map(|((factors, growth), cells)| {
                    let cells = cells
                        .into_iter()
                        .map(|((slot, grown), sum)| Ok((slot, grown, float(sum.total()?))))
                        .collect::<Result<_, Error>>()?;
                    Ok(Term { factors, growth, cells })
                })
                .collect::<Result<_, Error>>()?;
            options.push(terms);
        }
        let slots = options.iter().flatten().flat_map(|term: &Term| &term.cells).map(|cell| cell.0).max();
        let days = match model.convention {
            Convention::End | Convention::Mid => Vec::new(),
            Convention::Dated => {
                let days = days(model)?;
                days.iter().zip(days.iter().skip(1)).map(|(from, to)| (*to - *from).num_days()).collect()
            }
        };
        Ok(Compiled {
            draws,
            rate: rate.map(|rate| (rate, model.convention, days)),
            slots: slots.unwrap_or(0).saturating_add(1),
            options,
        })
    }

    /// The present values of each option, run by run, and the share of the runs it wins.
    #[expect(clippy::float_arithmetic, reason = "runs are estimates")]
    fn run(&self, wish: &Simulation) -> (Vec<Vec<f64>>, Vec<f64>) {
        let mut random = Pcg64::seed_from_u64(wish.seed);
        let count = usize::try_from(wish.runs).unwrap_or(0);
        let mut values = vec![Vec::with_capacity(count); self.options.len()];
        let mut wins = vec![0.0; self.options.len()];
        let mut drawn = vec![0.0; self.draws.len()];
        let mut factors = vec![1.0; self.slots];
        let mut here = vec![0.0; self.options.len()];
        for _ in 0..wish.runs {
            for (value, triangle) in drawn.iter_mut().zip(&self.draws) {
                *value = triangle.sample(&mut random);
            }
            if let Some((rate, convention, days)) = &self.rate {
                discounts(drawn.get(*rate).copied().unwrap_or(0.0), *convention, days, &mut factors);
            }
            for ((terms, here), values) in self.options.iter().zip(&mut here).zip(&mut values) {
                *here = terms.iter().map(|term| term.value(&drawn, &factors)).sum();
                values.push(*here);
            }
            let least = here.iter().copied().fold(f64::INFINITY, f64::min);
            let winners = here.iter().filter(|value| **value <= least).count();
            let part = 1.0 / f64::from(u32::try_from(winners).unwrap_or(1));
            for (wins, value) in wins.iter_mut().zip(&here) {
                if *value <= least {
                    *wins += part;
                }
            }
        }
        for wins in &mut wins {
            *wins /= f64::from(wish.runs);
        }
        (values, wins)
    }
}

/// The distribution of a range; its likeliest value is the planned one if none is named.
fn triangle(range: &Range, planned: Amount) -> Result<Triangular<f64>, Error> {
    let (low, high) = (float(range.low), float(range.high));
    let likely = float(range.likely.unwrap_or(planned)).max(low).min(high);
    Triangular::new(low, high, likely).map_err(|_| Error::invalid("options", "A range cannot be drawn from."))
}

/// The factors of a rate, as [`crate::time_value::factors`] has them.
#[expect(clippy::float_arithmetic, reason = "runs are estimates")]
fn discounts(rate: f64, convention: Convention, days: &[i64], factors: &mut [f64]) {
    let base = 1.0 + rate;
    let (first, step) = match convention {
        Convention::End => (1.0, 1.0 / base),
        Convention::Mid => (base.sqrt(), 1.0 / base),
        Convention::Dated => (1.0, 1.0 / root_365(base)),
    };
    let mut value = first;
    for (slot, factor) in factors.iter_mut().enumerate() {
        if slot == 0 {
            // t = 0 is undiscounted in every convention.
            *factor = 1.0;
            continue;
        }
        value *= match convention {
            Convention::End | Convention::Mid => step,
            Convention::Dated => raised(step, days.get(slot - 1).copied().unwrap_or(0)),
        };
        *factor = value;
    }
}

/// The 365th root of a number above 0 by Newton's method from above.
#[expect(clippy::float_arithmetic, reason = "runs are estimates")]
fn root_365(number: f64) -> f64 {
    let mut root = 1.0 + (number - 1.0) / 365.0;
    for _ in 0..200 {
        let next = root - root * (1.0 - number / raised(root, 365)) / 365.0;
        if next >= root {
            break;
        }
        root = next;
    }
    root
}

/// A number multiplied by itself so many times.
#[expect(clippy::float_arithmetic, reason = "runs are estimates")]
fn raised(number: f64, times: i64) -> f64 {
    let (mut result, mut square, mut left) = (1.0, number, times);
    while left > 0 {
        if left % 2 == 1 {
            result *= square;
        }
        square *= square;
        left /= 2;
    }
    result
}

impl Term {
    #[expect(clippy::float_arithmetic, reason = "runs are estimates")]
    fn value(&self, drawn: &[f64], factors: &[f64]) -> f64 {
        let get = |position: usize| drawn.get(position).copied().unwrap_or(0.0);
        let base = self.growth.map_or(1.0, |growth| 1.0 + get(growth));
        let mut sum = 0.0;
        let (mut power, mut reached) = (1.0, 0);
        for (slot, grown, amount) in &self.cells {
            // Cells are sorted by slot, and a later one has never grown less: the power is carried on.
            while reached < *grown {
                power *= base;
                reached += 1;
            }
            sum += amount * power * factors.get(*slot).copied().unwrap_or(0.0);
        }
        self.factors.iter().fold(sum, |product, position| product * get(*position))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{amount, models, read};
    use super::*;
    use proptest::prelude::*;

    fn simulated(model: &Model, runs: u32, seed: u64) -> Simulated {
        simulate(model, &Simulation { runs, seed }, &mut Steps::off()).unwrap()
    }

    fn shown(found: &Simulated) -> Vec<String> {
        let line = |estimate: &Estimate| {
            let Estimate { option, p10, p50, p90, wins } = estimate;
            format!("{option} {p10} {p50} {p90} {wins}")
        };
        found.options.iter().map(line).collect()
    }

    const RANGED: &str = r#"{"horizon": 3, "rate": "0.08", "rate_range": {"low": "0.04", "high": "0.15"},
        "drivers": {"users": {"quantity": 100, "range": {"low": 80, "high": 150}}, "GB": [10, 20, 30]}, "options": [
        {"name": "Cloud", "items": [
          {"name": "Seats", "unit_price": 10, "driver": "users", "every": "monthly", "growth": "0.03",
           "growth_range": {"low": 0, "high": "0.1"}, "range": {"low": 9, "high": 12}}]},
        {"name": "Own", "items": [
          {"name": "Server", "amount": 30000, "range": {"low": 25000, "high": 40000, "likely": 28000}},
          {"name": "Disk", "unit_price": 12, "driver": "GB", "every": "yearly"}]}]}"#;

    #[test]
    fn the_same_seed_gives_the_same_answer() {
        let model = read(RANGED);
        // Kept so that a change of generator, distribution or order of drawing is seen.
        for (convention, expected) in [
            (Convention::End, ["Cloud 29226 35736 43701 0.247000", "Own 27822 31131 36034 0.753000"]),
            (Convention::Mid, ["Cloud 30589 37231 45633 0.176000", "Own 27846 31149 36059 0.824000"]),
            (Convention::Dated, ["Cloud 30470 37093 45501 0.182000", "Own 27867 31168 36087 0.818000"]),
        ] {
            let model = Model { convention, start: "2027-01".parse().ok(), ..model.clone() };
            assert_eq!(shown(&simulated(&model, 1_000, 42)), expected, "{convention:?}");
        }
        assert_ne!(simulated(&model, 1_000, 42).options, simulated(&model, 1_000, 43).options);
    }

    #[test]
    fn percentiles_are_those_of_the_distribution() {
        // Triangle 0, 0, 1000: P10, P50, P90 are 1000 (1 − √0.9, √0.5, √0.1) = 51, 293, 684.
        let model = read(
            r#"{"horizon": 1, "options": [{"name": "A", "items": [
                {"name": "x", "amount": 0, "range": {"low": 0, "high": 1000}}]}]}"#,
        );
        let found = simulated(&model, 100_000, 1);
        for (found, expected) in
            [(found.options[0].p10, 51), (found.options[0].p50, 293), (found.options[0].p90, 684)]
        {
            assert!(
                found.minus(Amount::from(expected)).unwrap().abs() <= Amount::from(5),
                "{found} {expected}"
            );
        }
        assert_eq!(found.options[0].wins, Amount::ONE);
    }

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let model = read(
            r#"{"horizon": 1, "options": [{"name": "A", "items": [
                {"name": "x", "amount": 500, "range": {"low": 0, "high": 1000}}]}]}"#,
        );
        let compiled = Compiled::of(&model).unwrap();
        for (runs, ranks) in [(1, [1, 1, 1]), (2, [1, 1, 2]), (10, [1, 5, 9]), (11, [2, 6, 10])] {
            let wish = Simulation { runs, seed: 5 };
            let (mut values, _) = compiled.run(&wish);
            values[0].sort_unstable_by(f64::total_cmp);
            let expected = ranks.map(|rank| estimate(values[0][rank - 1]).unwrap().round(0));
            let found = simulate(&model, &wish, &mut Steps::off()).unwrap();
            let Estimate { p10, p50, p90, .. } = found.options[0];
            assert_eq!([p10, p50, p90], expected, "{runs}");
        }
    }

    #[test]
    fn ties_are_shared() {
        let model = read(
            r#"{"horizon": 1, "options": [
                {"name": "A", "items": [{"name": "x", "amount": 10}]},
                {"name": "B", "items": [{"name": "x", "amount": 20}]},
                {"name": "C", "items": [{"name": "x", "amount": 10}]},
                {"name": "D", "items": [{"name": "x", "amount": 10}]}]}"#,
        );
        let expected =
            ["A 10 10 10 0.333334", "B 20 20 20 0.000000", "C 10 10 10 0.333333", "D 10 10 10 0.333333"];
        assert_eq!(shown(&simulated(&model, 7, 1)), expected);
    }

    #[test]
    fn runs_are_limited() {
        let model = read(r#"{"horizon": 1, "options": [{"name": "A"}]}"#);
        for (runs, good) in [(0, false), (1, true), (100_000, true), (100_001, false)] {
            let found = simulate(&model, &Simulation { runs, seed: 0 }, &mut Steps::off());
            assert_eq!(found.is_ok(), good, "{runs}");
        }
        let none = simulate(&Model::default(), &Simulation { runs: 0, seed: 0 }, &mut Steps::off());
        let Err(Error::Invalid(problems)) = none else { panic!("{none:?}") };
        assert_eq!(problems.len(), 3);
        assert_eq!(problems[2].to_string(), "0 runs are asked for. Give 1 to 100000.");
    }

    #[test]
    fn the_steps_say_that_these_are_estimates() {
        let model =
            read(r#"{"horizon": 1, "options": [{"name": "A", "items": [{"name": "x", "amount": 10}]}]}"#);
        let mut steps = Steps::on();
        simulate(&model, &Simulation { runs: 2, seed: 0 }, &mut steps).unwrap();
        assert_eq!(
            crate::explain::lines(&steps.taken()),
            ["Simulated present value of A: 10 = median of the runs, rounded to the currency unit (runs 2, \
              10 % of the runs up to 10, 90 % of the runs up to 10, share of runs won 1.000000)"]
        );
    }

    #[test]
    fn roots_and_factors_agree_with_the_exact_ones() {
        for rate in ["-0.9", "-0.1", "0", "0.08", "1"] {
            let exact = amount(rate);
            let model = Model {
                horizon: 2,
                start: "2027-01".parse().ok(),
                rate: exact,
                rate_range: Some(Range { low: exact, high: exact, likely: None }),
                ..Model::default()
            };
            for convention in [Convention::End, Convention::Mid, Convention::Dated] {
                let model = Model { convention, ..model.clone() };
                let discount = Discount::of(&model).unwrap();
                let days = match convention {
                    Convention::Dated => {
                        let days = days(&model).unwrap();
                        days.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).collect()
                    }
                    Convention::End | Convention::Mid => Vec::new(),
                };
                let mut factors = vec![0.0; if convention == Convention::Dated { 25 } else { 3 }];
                discounts(float(exact), convention, &days, &mut factors);
                for month in 0..=24 {
                    let found = estimate(factors[discount.slot(month)]).unwrap();
                    let expected = discount.factor(month);
                    let error = found.over(expected).unwrap().minus(Amount::ONE).unwrap().abs();
                    assert!(error < Amount::new(1, 11), "{rate} {convention:?} {month}: {found} {expected}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn runs_without_ranges_are_the_comparison(model in models(), ranged in any::<[bool; 3]>()) {
            let mut model = model;
            for item in model.options.iter_mut().flat_map(|option| &mut option.items) {
                let price = item.amount.or(item.unit_price);
                item.range = price.map(|price| Range { low: price, high: price, likely: None });
                let growth = item.growth;
                item.growth_range = growth.filter(|_| ranged[0]).map(|growth| Range { low: growth, high: growth, likely: None });
            }
            for driver in model.drivers.values_mut() {
                let quantity = driver.quantity[0];
                driver.range = ranged[1].then_some(Range { low: quantity, high: quantity, likely: None });
            }
            model.rate_range = ranged[2].then_some(Range { low: model.rate, high: model.rate, likely: None });
            let exact = super::super::compare(&model, &mut Steps::off()).unwrap();
            let (values, _) = Compiled::of(&model).unwrap().run(&Simulation { runs: 2, seed: 9 });
            for (option, values) in exact.options.iter().zip(values) {
                for value in values {
                    let apart = estimate(value).unwrap().minus(option.cost.present_value).unwrap().abs();
                    prop_assert!(apart < Amount::new(1, 3), "{} {}", value, option.cost.present_value);
                }
            }
        }

        #[test]
        fn shares_sum_to_1_and_percentiles_rise(model in models(), runs in 1u32..40, seed in any::<u64>()) {
            let found = simulated(&model, runs, seed);
            let shares: Sum = found.options.iter().map(|option| option.wins).collect();
            prop_assert_eq!(shares.total().unwrap(), Amount::ONE);
            for option in &found.options {
                prop_assert!(option.p10 <= option.p50 && option.p50 <= option.p90);
                prop_assert!(!option.wins.is_negative());
            }
            prop_assert_eq!(simulated(&model, runs, seed), found);
        }
    }
}
