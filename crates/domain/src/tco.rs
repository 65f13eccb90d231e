//! Total cost of ownership: options with their items, compared by nominal cost and present value.
//!
//! # Conventions
//!
//! - Cost is positive; a benefit, such as a resale, is negative.
//! - t = 0 is the first day of the model's first month and is month 0, year 0. Months 1 to 12 are year 1.
//! - With *end of year* and *mid-year* the payments of a year are collected: all of months 1 to 12 count at t = 1 or
//!   t = 0.5. *Dated* discounts each payment by itself, actual/365: month m falls m months after the first day.
//! - Rates are fractions: 0.08 is 8 %. A recurring item grows on each anniversary of its first payment.
//! - Every figure is exact to 27 digits of its option's total, and sums over them tie exactly; nothing is rounded to
//!   the currency here but the parts of a depreciation, which tie to their purchase. Whoever prints rounds. Only the
//!   simulation answers estimates in whole units of the currency.
//! - Indirect items are always summed apart, and counted in everything else unless `include_indirect` is false.
//! - The expensed view charges straight-line depreciation instead of a purchase (CapEx with a life). It is not
//!   discounted: depreciation is no payment.
//! - Costs are shown per unit of each driver and month over the whole horizon, quantities by year considered. GLPI
//!   divides by the 30-day months since the purchase of one asset; a decision about a plan has no such day.

mod answer;
mod check;
mod flows;
mod item;
mod parameter;
mod sensitivity;
mod simulation;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use answer::{
    Answer, BreakEven, ByItem, ByPhase, Comparison, Cost, Expensed, PerUnit, Rank, Return, Year,
};
pub use item::{Driver, Every, Item, Kind, Phase, Range};
pub use sensitivity::{Flip, Place, Sensitivity, Swing, Swung, sensitivity};
pub use simulation::{Estimate, Simulated, Simulation, simulate};

use crate::explain::Steps;
use crate::time_value::{Convention, level, meeting, payback, return_on_investment};
use crate::{Amount, Currency, Error, Month, Problem, Sum};
use flows::{Discount, expensed, years};

/// A decision: its horizon and discounting, what its options share, and the options.
///
/// Read from JSON; only `horizon` and `options` are needed. At most 100 years, 50 options and 2,000 items.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// How many years are looked at, 1 to 100.
    pub horizon: u32,
    /// The discount rate a year as a fraction: 0.08 is 8 %. None: 0.
    #[serde(default)]
    pub rate: Amount,
    /// Between what the discount rate may lie.
    #[serde(default)]
    pub rate_range: Option<Range>,
    /// How years are discounted; none: end of year.
    #[serde(default)]
    pub convention: Convention,
    /// The first month; needed where payments are discounted by date.
    #[serde(default)]
    pub start: Option<Month>,
    /// The currency of the answer and of the items that name none.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// The budget rates: what one unit of another currency is worth in the model's.
    #[serde(default)]
    pub rates: BTreeMap<Currency, Amount>,
    /// The quantities that items depend on, by name.
    #[serde(default)]
    pub drivers: BTreeMap<String, Driver>,
    /// The options to compare.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// Whether indirect items count; they are shown apart in any case. None: they do.
    #[serde(default = "yes")]
    pub include_indirect: bool,
    /// Whether [`sensitivity()`] is asked for as well.
    #[serde(default)]
    pub sensitivity: bool,
    /// The simulation that is asked for as well.
    #[serde(default)]
    pub simulation: Option<Simulation>,
}

fn yes() -> bool {
    true
}

/// An option: one way to go, with all it costs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Its name, one of its kind in the model.
    pub name: String,
    /// What it costs and brings.
    #[serde(default)]
    pub items: Vec<Item>,
}

impl Model {
    /// Everything that is wrong with it, each with its place and remedy.
    ///
    /// ```
    /// use domain::tco::Model;
    /// let problems = Model { horizon: 5, ..Model::default() }.problems();
    /// assert_eq!(problems[0].message, "There is no option. Add at least one, better two to compare.");
    /// ```
    pub fn problems(&self) -> Vec<Problem> {
        check::problems(self)
    }
}

/// Compares the options of a model.
///
/// Nominal cost, present value (see [`crate::time_value`]), both by year and phase, cumulative, equivalent annual cost,
/// cost per driver unit and month, expensed view, return, ranking and break-even; with them sensitivity and simulation
/// where the model asks. The method is that of Gartner's and Forrester's TCO and TEI models: every cost of a thing's
/// life, discounted. Faults are all [`Model::problems`] at once, or figures past 28 digits.
///
/// ```
/// use domain::{Amount, explain::Steps, tco::{self, Model}};
/// let model: Model = serde_json::from_str(r#"{"horizon": 4, "rate": "0.1", "options": [
///     {"name": "Keep", "items": [{"name": "Repairs", "amount": 10000, "every": "yearly"}]},
///     {"name": "Buy", "items": [{"name": "Device", "amounts": [60000, 4000, 3000, 3000, 3000]},
///                               {"name": "Resale", "phase": "exit", "amount": -60000, "month": 48}]}]}"#)?;
/// let found = tco::compare(&model, &mut Steps::off())?;
/// assert_eq!(found.ranking[0].option, "Buy");
/// assert_eq!(found.options[1].equivalent_annual_cost.round(0), Amount::from(9287));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn compare(model: &Model, steps: &mut Steps) -> Result<Comparison, Error> {
    Error::unless_empty(model.problems())?;
    let discount = Discount::of(model)?;
    let options: Vec<Answer> = model
        .options
        .iter()
        .map(|option| answer(model, option, &discount, steps))
        .collect::<Result<_, _>>()?;
    let ranking = ranking(&options)?;
    let mut break_even = Vec::new();
    for (index, first) in options.iter().enumerate() {
        for second in options.iter().skip(index + 1) {
            break_even.push(meets(first, second)?);
        }
    }
    let sensitivity = model.sensitivity.then(|| sensitivity(model, steps)).transpose()?;
    let simulation = model.simulation.as_ref().map(|wish| simulate(model, wish, steps)).transpose()?;
    Ok(Comparison {
        convention: model.convention,
        include_indirect: model.include_indirect,
        options,
        ranking,
        break_even,
        sensitivity,
        simulation,
    })
}

/// Whether an item counts in what is compared.
fn counts(model: &Model, item: &Item) -> bool {
    model.include_indirect || !item.indirect
}

/// Nominal cost and present value while they are summed.
#[derive(Clone, Debug, Default)]
struct Costs {
    nominal: Sum,
    present: Sum,
}

impl Costs {
    fn add(&mut self, nominal: Amount, present: Amount) {
        self.nominal.add(nominal);
        self.present.add(present);
    }

    fn total(&self) -> Result<Cost, Error> {
        Ok(Cost { nominal: self.nominal.total()?, present_value: self.present.total()? })
    }
}

fn answer(model: &Model, option: &Choice, discount: &Discount, steps: &mut Steps) -> Result<Answer, Error> {
    let items = years(model, option, discount)?;
    let count = usize::try_from(model.horizon).unwrap_or(0).saturating_add(1);
    let mut total = Costs::default();
    let mut direct = Costs::default();
    let mut indirect = Costs::default();
    let mut by_phase: BTreeMap<Phase, Costs> =
        Phase::ALL.into_iter().map(|phase| (phase, Costs::default())).collect();
    let mut by_year = vec![(Costs::default(), Sum::default()); count];
    let mut by_item = Vec::with_capacity(items.len());
    let (mut costs, mut benefits) = (Sum::default(), Sum::default());
    let mut in_books = Sum::default();
    let mut brings = false;
    for (item, years) in option.items.iter().zip(&items) {
        let mut own = Costs::default();
        for (nominal, present) in years.nominal.iter().zip(&years.present) {
            own.add(*nominal, *present);
        }
        let cost = own.total()?;
        let apart = if item.indirect { &mut indirect } else { &mut direct };
        apart.add(cost.nominal, cost.present_value);
        by_item.push(ByItem { name: item.name.clone(), phase: item.phase, indirect: item.indirect, cost });
        if !counts(model, item) {
            continue;
        }
        total.add(cost.nominal, cost.present_value);
        by_phase.entry(item.phase).or_default().add(cost.nominal, cost.present_value);
        let (charged, rest) = expensed(model, item, years)?;
        in_books.add(rest);
        for ((sums, nominal), (present, charge)) in
            by_year.iter_mut().zip(&years.nominal).zip(years.present.iter().zip(charged))
        {
            sums.0.add(*nominal, *present);
            sums.1.add(charge);
            brings |= nominal.is_negative();
            if nominal.is_negative() { benefits.subtract(*present) } else { costs.add(*present) }
        }
    }
    let cost = total.total()?;
    let by_year = running(&by_year, discount)?;
    explain(option, cost, &by_year, steps);
    let by_phase = by_phase
        .into_iter()
        .map(|(phase, costs)| Ok(ByPhase { phase, cost: costs.total()? }))
        .collect::<Result<_, Error>>()?;
    let charged: Sum = by_year.iter().map(|year| year.expensed).collect();
    let gain = brings.then(|| gain(costs.total()?, benefits.total()?, &by_year)).transpose()?;
    Ok(Answer {
        name: option.name.clone(),
        cost,
        equivalent_annual_cost: level(cost.present_value, discount.annuity(model.horizon)?)?,
        direct: direct.total()?,
        indirect: indirect.total()?,
        by_year,
        by_phase,
        by_item,
        expensed: Expensed { nominal: charged.total()?, still_in_books: in_books.total()? },
        per_unit: per_unit(model, cost)?,
        gain,
    })
}

/// The years with their running totals.
fn running(sums: &[(Costs, Sum)], discount: &Discount) -> Result<Vec<Year>, Error> {
    let mut so_far = Costs::default();
    (0u32..)
        .zip(sums)
        .map(|(year, (costs, expensed))| {
            so_far.nominal.merge(&costs.nominal);
            so_far.present.merge(&costs.present);
            let cumulative = so_far.total()?;
            Ok(Year {
                year,
                factor: discount.of_year(year),
                cost: costs.total()?,
                cumulative: cumulative.nominal,
                cumulative_present_value: cumulative.present_value,
                expensed: expensed.total()?,
            })
        })
        .collect()
}

/// Notes how an option's present value came about.
fn explain(option: &Choice, cost: Cost, by_year: &[Year], steps: &mut Steps) {
    if !steps.asked() {
        return;
    }
    let mut beneath = steps.beneath();
    for year in by_year {
        let formula = match year.factor {
            Some(_) => "payments of the year × factor",
            None => "each payment × the factor of its day",
        };
        beneath.note(&format!("Year {}", year.year), formula, year.cost.present_value, || {
            let mut inputs = vec![("payments", year.cost.nominal.into())];
            inputs.extend(year.factor.map(|factor| ("factor", factor.into())));
            inputs
        });
    }
    let label = format!("Present value of {}", option.name);
    steps.over(beneath, &label, "sum over the years", cost.present_value, || {
        vec![("nominal cost", cost.nominal.into())]
    });
}

/// Costs and benefits set against each other.
fn gain(costs: Amount, benefits: Amount, by_year: &[Year]) -> Result<Return, Error> {
    let flows: Vec<Amount> = by_year.iter().map(|year| -year.cost.nominal).collect();
    let discounted: Vec<Amount> = by_year.iter().map(|year| -year.cost.present_value).collect();
    Ok(Return {
        costs,
        benefits,
        net_present_value: benefits.minus(costs)?,
        return_on_investment: return_on_investment(benefits, costs)?,
        payback: payback(&flows, &mut Steps::off())?,
        discounted_payback: payback(&discounted, &mut Steps::off())?,
    })
}

/// The cost of one unit of each driver in a month.
fn per_unit(model: &Model, cost: Cost) -> Result<Vec<PerUnit>, Error> {
    let mut found = Vec::new();
    for (name, driver) in &model.drivers {
        let units: Sum = (1..=model.horizon).map(|year| driver.in_year(year)).collect();
        let unit_months = units.total()?.times(Amount::from(12))?;
        if !unit_months.is_zero() {
            let nominal = cost.nominal.over(unit_months)?;
            let present_value = cost.present_value.over(unit_months)?;
            found.push(PerUnit { driver: name.clone(), unit_months, cost: Cost { nominal, present_value } });
        }
    }
    Ok(found)
}

fn ranking(options: &[Answer]) -> Result<Vec<Rank>, Error> {
    let mut order: Vec<&Answer> = options.iter().collect();
    // Stable: options of the same value stay in the model's order.
    order.sort_by_key(|option| option.cost.present_value);
    let best = order.first().map_or(Amount::ZERO, |option| option.cost.present_value);
    let mut ranks: Vec<Rank> = Vec::with_capacity(order.len());
    for (place, option) in (1..).zip(order) {
        let present_value = option.cost.present_value;
        let tied = ranks.last().filter(|before| before.present_value == present_value);
        ranks.push(Rank {
            place: tied.map_or(place, |before| before.place),
            option: option.name.clone(),
            present_value,
            above_best: present_value.minus(best)?,
        });
    }
    Ok(ranks)
}

fn meets(first: &Answer, second: &Answer) -> Result<BreakEven, Error> {
    let nominal = |answer: &Answer| answer.by_year.iter().map(|year| year.cumulative).collect::<Vec<_>>();
    let present =
        |answer: &Answer| answer.by_year.iter().map(|year| year.cumulative_present_value).collect::<Vec<_>>();
    let years = meeting(&nominal(first), &nominal(second))?;
    Ok(BreakEven {
        first: first.name.clone(),
        second: second.name.clone(),
        years,
        month: years.and_then(month_of),
        discounted_years: meeting(&present(first), &present(second))?,
    })
}

/// The month that a point in years falls in; twenty decimals take away what a division left behind.
fn month_of(years: Amount) -> Option<u32> {
    let months = years.times(Amount::from(12)).ok()?.round(20).decimal().ceil();
    u32::try_from(Amount::from(months).to_i64()?).ok()
}

#[cfg(test)]
mod tests;
