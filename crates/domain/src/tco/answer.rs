//! What the comparison of a model answers, option by option and pair by pair.

use serde::Serialize;

use super::item::Phase;
use super::sensitivity::Sensitivity;
use super::simulation::Simulated;
use crate::Amount;
use crate::time_value::Convention;
#[cfg(doc)]
use crate::time_value::payback;

/// Nominal cost and what it is worth at t = 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// As it is paid.
    pub nominal: Amount,
    /// Discounted to t = 0.
    pub present_value: Amount,
}

/// What an option costs in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Year {
    /// 0 for t = 0, then 1 to the horizon.
    pub year: u32,
    /// What the year is multiplied by; none where each payment has its own date.
    pub factor: Option<Amount>,
    /// The year itself.
    #[serde(flatten)]
    pub cost: Cost,
    /// Nominal cost up to and with this year.
    pub cumulative: Amount,
    /// Present value up to and with this year.
    pub cumulative_present_value: Amount,
    /// The expensed view: depreciation instead of purchases.
    pub expensed: Amount,
}

/// What an option costs in a phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ByPhase {
    /// The phase.
    pub phase: Phase,
    /// Its cost.
    #[serde(flatten)]
    pub cost: Cost,
}

/// What an item costs, counted or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ByItem {
    /// Its name.
    pub name: String,
    /// Its phase.
    pub phase: Phase,
    /// Whether it is indirect.
    pub indirect: bool,
    /// Its cost.
    #[serde(flatten)]
    pub cost: Cost,
}

/// What an option costs for one unit of a driver and one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PerUnit {
    /// The driver.
    pub driver: String,
    /// Its units in each year of the horizon, times twelve, summed.
    pub unit_months: Amount,
    /// Total divided by unit months.
    #[serde(flatten)]
    pub cost: Cost,
}

/// The expensed view over the horizon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expensed {
    /// Cost with depreciation instead of purchases.
    pub nominal: Amount,
    /// Of purchases, what the horizon has not depreciated: nominal cost − expensed cost.
    pub still_in_books: Amount,
}

/// What an option brings, where any item is negative in any year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Return {
    /// Present value of the items' years that cost.
    pub costs: Amount,
    /// Present value of the items' years that bring something, positive.
    pub benefits: Amount,
    /// Benefits − costs.
    pub net_present_value: Amount,
    /// Net present value / costs, as a fraction; none without costs.
    pub return_on_investment: Option<Amount>,
    /// Years until the money is back ([`payback`]); none if it never is.
    pub payback: Option<Amount>,
    /// The same with discounted flows.
    pub discounted_payback: Option<Amount>,
}

/// What an option costs, from every side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The option's name.
    pub name: String,
    /// What counts: everything, or what is direct.
    #[serde(flatten)]
    pub cost: Cost,
    /// The level yearly amount of the same present value, to 24 digits.
    pub equivalent_annual_cost: Amount,
    /// The direct items.
    pub direct: Cost,
    /// The indirect items, counted or not.
    pub indirect: Cost,
    /// By year, from year 0; sums to the total exactly.
    pub by_year: Vec<Year>,
    /// By phase, all seven; sums to the total exactly.
    pub by_phase: Vec<ByPhase>,
    /// By item, those that do not count too.
    pub by_item: Vec<ByItem>,
    /// The expensed view.
    pub expensed: Expensed,
    /// For one unit of each driver and month; drivers of quantity 0 are left out.
    pub per_unit: Vec<PerUnit>,
    /// What it brings, if it brings anything.
    #[serde(rename = "return")]
    pub gain: Option<Return>,
}

/// An option's place by present value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rank {
    /// 1 is the cheapest; options of the same present value share a place, and the next is as many later.
    pub place: u32,
    /// The option's name.
    pub option: String,
    /// Its present value.
    pub present_value: Amount,
    /// How much that is above the cheapest.
    pub above_best: Amount,
}

/// Where the cumulative costs of two options meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BreakEven {
    /// One option.
    pub first: String,
    /// The other.
    pub second: String,
    /// The first point in years at which their cumulative nominal costs, once they differ, are the same again, linear
    /// inside the year; none if they never are within the horizon.
    pub years: Option<Amount>,
    /// The month in which that is, counted from 1.
    pub month: Option<u32>,
    /// The same point for cumulative present values.
    pub discounted_years: Option<Amount>,
}

/// The answer to a model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// How years were discounted.
    pub convention: Convention,
    /// Whether indirect items count.
    pub include_indirect: bool,
    /// Each option, in the model's order.
    pub options: Vec<Answer>,
    /// The options by present value, cheapest first.
    pub ranking: Vec<Rank>,
    /// Each pair of options.
    pub break_even: Vec<BreakEven>,
    /// If it was asked for.
    pub sensitivity: Option<Sensitivity>,
    /// If it was asked for.
    pub simulation: Option<Simulated>,
}

#[cfg(test)]
mod tests {
    use crate::Amount;
    use crate::explain::Steps;
    use crate::tco::{Model, compare};

    #[test]
    fn a_level_cost_is_its_own_equivalent() {
        for (rate, every, each, level) in [
            ("0.08", "yearly", "1000", "1000"),
            ("0.1", "monthly", "1000", "12000"),
            ("0.07", "monthly", "12345.67", "148148.04"),
            ("0.085", "yearly", "250000", "250000"),
            ("0.03", "monthly", "9999999999.99", "119999999999.88"),
            ("-0.02", "yearly", "-0.01", "-0.01"),
        ] {
            for (horizon, convention) in [(1, "end"), (3, "mid"), (10, "end"), (100, "mid")] {
                let model: Model = serde_json::from_str(&format!(
                    r#"{{"horizon": {horizon}, "rate": "{rate}", "convention": "{convention}", "options": [
                        {{"name": "Level", "items": [{{"name": "x", "amount": "{each}", "every": "{every}"}}]}}]}}"#
                ))
                .unwrap();
                let found = compare(&model, &mut Steps::off()).unwrap();
                let expected: Amount = level.parse().unwrap();
                assert_eq!(
                    found.options[0].equivalent_annual_cost, expected,
                    "{each} {horizon} {convention}"
                );
            }
        }
    }
}
