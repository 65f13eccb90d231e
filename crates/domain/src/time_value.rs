//! The time value of money: present value by a named convention, payback, return and equivalent annual cost.
//!
//! Rates are fractions a year, as in a spreadsheet: 0.1 is 10 %. A list of flows starts with that of t = 0, which no
//! convention discounts; flow 1 is that of year 1, and so on. Everything here is exact to the 28 digits of an
//! [`Amount`] and rounded by whoever prints it.
//!
//! A rate of return (IRR) is no exact number but a root that is searched for: see [`crate::finance`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::explain::Steps;
use crate::{Amount, Error, Sum};

/// The most flows that are looked at: a thousand years of months.
const MOST_FLOWS: usize = 12_000;

/// When, inside its year, a flow is taken to fall; named on screen and in print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Convention {
    /// At the end of its year: divided by (1 + r)^t.
    #[default]
    #[serde(alias = "end-of-year", alias = "end_of_year", alias = "end of year")]
    End,
    /// In the middle of its year: divided by (1 + r)^(t − 0.5).
    #[serde(alias = "mid-year", alias = "mid_year", alias = "mid year")]
    Mid,
    /// On its own day: divided by (1 + r)^(days since t = 0 / 365).
    Dated,
}

impl Convention {
    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Convention::End => "end of year",
            Convention::Mid => "mid-year",
            Convention::Dated => "dated, actual/365",
        }
    }
}

/// A convention with what it needs to know of the flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timing<'a> {
    /// [`Convention::End`].
    End,
    /// [`Convention::Mid`].
    Mid,
    /// [`Convention::Dated`]: the day of each flow; the first is t = 0 and none is before it.
    Dated(&'a [NaiveDate]),
}

/// What one unit of money of each of `count` flows is worth at t = 0: 1 for the first, then by the convention
/// (Brealey, Myers, Allen: Principles of Corporate Finance; the dated one is Excel's XNPV).
///
/// Faults: a rate of −100 % or less, another number of dates than of flows, a date before the first, more than 12,000
/// flows. A factor too small for 28 decimals is 0.
///
/// ```
/// use domain::time_value::{Timing, factors};
/// let factors = factors("0.25".parse()?, Timing::End, 3)?;
/// assert_eq!(factors.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1", "0.8", "0.64"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn factors(rate: Amount, timing: Timing<'_>, count: usize) -> Result<Vec<Amount>, Error> {
    let base = growth(rate)?;
    if count > MOST_FLOWS {
        return Err(Error::invalid("flows", "These are more than 12,000 flows. Sum them by year."));
    }
    match timing {
        Timing::End => (0..count).map(|t| end_factor(base, t)).collect(),
        Timing::Mid => {
            let half = base.power(Amount::new(5, 1))?;
            (0..count)
                .map(|t| {
                    let end = end_factor(base, t)?;
                    if t == 0 { Ok(end) } else { Ok(end.times(half)?) }
                })
                .collect()
        }
        Timing::Dated(dates) => {
            if dates.len() != count {
                let message =
                    format!("There are {count} flows and {} dates. Give each flow one.", dates.len());
                return Err(Error::invalid("dates", message));
            }
            let first = dates.first().copied().unwrap_or_default();
            dates.iter().map(|date| dated_factor(base, first, *date)).collect()
        }
    }
}

/// 1 + rate, which must be above 0.
fn growth(rate: Amount) -> Result<Amount, Error> {
    let base = Amount::ONE.plus(rate)?;
    if base.is_negative() || base.is_zero() {
        return Err(Error::invalid(
            "rate",
            "The rate is −100 % or less. Give one above −100 %, such as 0.08 for 8 %.",
        ));
    }
    Ok(base)
}

fn end_factor(base: Amount, t: usize) -> Result<Amount, Error> {
    let years = i64::try_from(t).map_or(Amount::ZERO, Amount::from);
    Ok(base.power(-years)?)
}

/// 1 / base^(days / 365).
fn dated_factor(base: Amount, first: NaiveDate, date: NaiveDate) -> Result<Amount, Error> {
    let days = date.signed_duration_since(first).num_days();
    if days < 0 {
        let message =
            format!("{date} is before {first}, the day of the first flow. Put the earliest flow first.");
        return Err(Error::invalid("dates", message));
    }
    Ok(base.power(-Amount::from(days).over(Amount::from(365))?)?)
}

/// The sum of the flows, each by its factor (net present value).
///
/// Unlike Excel's NPV the first flow is t = 0 and not discounted: give 0 for it where there is none. No flows are worth
/// 0. The steps name the convention. Faults are those of [`factors`].
///
/// ```
/// use domain::{Amount, explain::Steps, time_value::{Timing, present_value}};
/// let flows = [0, 50, 70, 80].map(Amount::from);
/// let value = |timing| present_value("0.1".parse()?, &flows, timing, &mut Steps::off());
/// assert_eq!(value(Timing::End)?.round(2).to_string(), "163.41");
/// assert_eq!(value(Timing::Mid)?.round(2).to_string(), "171.39");
/// # Ok::<(), domain::Error>(())
/// ```
pub fn present_value(
    rate: Amount,
    flows: &[Amount],
    timing: Timing<'_>,
    steps: &mut Steps,
) -> Result<Amount, Error> {
    let factors = factors(rate, timing, flows.len())?;
    let mut beneath = steps.beneath();
    let mut sum = Sum::default();
    for ((flow, factor), value) in flows.iter().zip(&factors).zip(discounted(flows, &factors)?) {
        sum.add(value);
        beneath.note("Value at t = 0", "flow × factor", value, || {
            vec![("flow", (*flow).into()), ("factor", (*factor).into())]
        });
    }
    let total = sum.total()?;
    steps.over(beneath, "Present value", "sum of flow × factor", total, || {
        vec![("rate", rate.into()), ("convention", convention(timing).name().into())]
    });
    Ok(total)
}

/// What each flow is worth at t = 0: flow × factor, for as many as both have.
pub(crate) fn discounted(flows: &[Amount], factors: &[Amount]) -> Result<Vec<Amount>, Error> {
    flows.iter().zip(factors).map(|(flow, factor)| Ok(flow.times(*factor)?)).collect()
}

/// The convention of a timing.
fn convention(timing: Timing<'_>) -> Convention {
    match timing {
        Timing::End => Convention::End,
        Timing::Mid => Convention::Mid,
        Timing::Dated(_) => Convention::Dated,
    }
}

/// The present value of 1 in each of the years after t = 0, by the same convention: the sum of the factors but the
/// first. `count` includes the flow of t = 0.
///
/// ```
/// use domain::time_value::{Timing, annuity_factor};
/// // Source: https://qammunity.org/9249846
/// assert_eq!(annuity_factor("0.081".parse()?, Timing::End, 6)?.round(5).to_string(), "3.98221");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn annuity_factor(rate: Amount, timing: Timing<'_>, count: usize) -> Result<Amount, Error> {
    annuity_of(factors(rate, timing, count)?)
}

/// The sum of the factors of years but that of t = 0, which comes first.
pub(crate) fn annuity_of(factors: impl IntoIterator<Item = Amount>) -> Result<Amount, Error> {
    Ok(factors.into_iter().skip(1).collect::<Sum>().total()?)
}

/// The level yearly amount with the same present value as these flows: present value / annuity factor of the same
/// convention (equivalent annual cost or annuity; Brealey, Myers, Allen).
///
/// With mid-year the annuity factor is that of year ends × (1 + r)^0.5, so that a level 100 a year gives 100. Needs a
/// flow after that of t = 0.
///
/// ```
/// use domain::{Amount, explain::Steps, time_value::{Timing, equivalent_annual_cost}};
/// let flows = [60_000, 4_000, 3_000, 3_000, 3_000 - 60_000].map(Amount::from);
/// let level = equivalent_annual_cost("0.1".parse()?, &flows, Timing::End, &mut Steps::off())?;
/// assert_eq!(level.round(0).to_string(), "9287");
/// # Ok::<(), domain::Error>(())
/// ```
pub fn equivalent_annual_cost(
    rate: Amount,
    flows: &[Amount],
    timing: Timing<'_>,
    steps: &mut Steps,
) -> Result<Amount, Error> {
    if flows.len() < 2 {
        return Err(Error::invalid("flows", "Give a flow for at least one year after the first day."));
    }
    let mut beneath = steps.beneath();
    let value = present_value(rate, flows, timing, &mut beneath)?;
    let annuity = annuity_factor(rate, timing, flows.len())?;
    let level = level(value, annuity)?;
    steps.over(beneath, "Equivalent annual cost", "present value ÷ annuity factor", level, || {
        vec![("present value", value.into()), ("annuity factor", annuity.into())]
    });
    Ok(level)
}

/// The level yearly amount of a present value: present value / annuity factor, to 24 digits and 20 decimals at most.
///
/// Of the 28 digits of such a quotient the last are not good: a level 1,000 a year is 1,000, not a hair less.
pub(crate) fn level(present_value: Amount, annuity_factor: Amount) -> Result<Amount, Error> {
    let level = present_value.over(annuity_factor)?;
    let digits = u32::try_from(level.abs().decimal().trunc().to_string().len()).unwrap_or(24);
    Ok(level.round(24u32.saturating_sub(digits).min(20)).decimal().normalize().into())
}

/// The point in years at which what was spent has come back: where the cumulative flow, once below 0, first reaches 0,
/// linear inside the year. 0 where it never falls below 0, none where it never comes back.
///
/// ```
/// use domain::{Amount, explain::Steps, time_value::payback};
/// let years = payback(&[-100, 40, 40, 40].map(Amount::from), &mut Steps::off())?;
/// assert_eq!(years.map(|years| years.to_string()), Some("2.5".to_owned()));
/// # Ok::<(), domain::Error>(())
/// ```
pub fn payback(flows: &[Amount], steps: &mut Steps) -> Result<Option<Amount>, Error> {
    if flows.is_empty() {
        return Err(Error::invalid("flows", "Give at least one flow."));
    }
    let cumulative = cumulate(flows)?;
    let years = match cumulative.iter().position(|sum| sum.is_negative()) {
        None => Some(Amount::ZERO),
        Some(spent) => back_at_zero(&cumulative, spent)?,
    };
    let formula = "first point where the cumulative flow reaches 0, linear inside the year";
    match years {
        Some(years) => steps.note("Payback in years", formula, years, Vec::new),
        None => steps.note("Payback in years", formula, "never", Vec::new),
    }
    Ok(years)
}

/// [`payback`] of the discounted flows.
///
/// ```
/// use domain::{Amount, explain::Steps, time_value::{Timing, discounted_payback}};
/// let flows = [-100, 55, 121].map(Amount::from);
/// let years = discounted_payback("0.1".parse()?, &flows, Timing::End, &mut Steps::off())?;
/// assert_eq!(years.map(|years| years.round(9).to_string()), Some("1.500000000".to_owned()));
/// # Ok::<(), domain::Error>(())
/// ```
pub fn discounted_payback(
    rate: Amount,
    flows: &[Amount],
    timing: Timing<'_>,
    steps: &mut Steps,
) -> Result<Option<Amount>, Error> {
    payback(&discounted(flows, &factors(rate, timing, flows.len())?)?, steps)
}

/// (Present value of benefits − present value of costs) / present value of costs, both positive, as a fraction: 3.29
/// is 329 %. None where there are no costs, because nothing is a share of nothing.
///
/// ```
/// use domain::time_value::return_on_investment;
/// // Source: numbers.md, "Time value, TCO".
/// let roi = return_on_investment(7_168_371.into(), 1_672_201.into())?;
/// assert_eq!(roi.map(|roi| roi.round(2).to_string()), Some("3.29".to_owned()));
/// # Ok::<(), domain::Error>(())
/// ```
pub fn return_on_investment(benefits: Amount, costs: Amount) -> Result<Option<Amount>, Error> {
    if costs.is_zero() {
        return Ok(None);
    }
    Ok(Some(benefits.minus(costs)?.over(costs)?))
}

/// The first point in years where two cumulative lines that have parted meet again, linear inside the year; none if
/// they never do, or never part.
pub(crate) fn meeting(first: &[Amount], second: &[Amount]) -> Result<Option<Amount>, Error> {
    let apart: Vec<Amount> =
        first.iter().zip(second).map(|(first, second)| first.minus(*second)).collect::<Result<_, _>>()?;
    match apart.iter().position(|difference| !difference.is_zero()) {
        None => Ok(None),
        Some(parted) => back_at_zero(&apart, parted),
    }
}

/// The running total of a list.
fn cumulate(flows: &[Amount]) -> Result<Vec<Amount>, Error> {
    let mut sum = Sum::default();
    flows
        .iter()
        .map(|flow| {
            sum.add(*flow);
            Ok(sum.total()?)
        })
        .collect()
}

/// The first point after `from`, at which the line is not 0, where it is 0 or on the other side of it.
fn back_at_zero(line: &[Amount], from: usize) -> Result<Option<Amount>, Error> {
    let Some(mut before) = line.get(from).copied() else { return Ok(None) };
    let below = before.is_negative();
    for (index, here) in line.iter().enumerate().skip(from + 1) {
        if here.is_zero() || here.is_negative() != below {
            let inside = before.over(before.minus(*here)?)?;
            let start = i64::try_from(index).map_or(Amount::ZERO, Amount::from).minus(Amount::ONE)?;
            return Ok(Some(start.plus(inside)?.decimal().normalize().into()));
        }
        before = *here;
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::lines;
    use proptest::prelude::*;

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    fn amounts(texts: &[&str]) -> Vec<Amount> {
        texts.iter().copied().map(amount).collect()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const ON: Timing<'_> = Timing::End;

    #[test]
    fn present_values_of_published_cases() {
        let costs: &[&str] = &["53150", "666715", "636772", "647783"];
        let benefits: &[&str] = &["0", "1606511", "3061331", "4229760"];
        for (rate, flows, timing, decimals, expected) in [
            // Source: numbers.md, "Time value, TCO".
            ("0.1", ["0", "50", "70", "80"].as_slice(), Timing::End, 2, "163.41"),
            ("0.1", &["0", "50", "70", "80"], Timing::Mid, 2, "171.39"),
            ("0.1", costs, Timing::End, 0, "1672201"),
            ("0.1", benefits, Timing::End, 0, "7168371"),
            // Source: https://qammunity.org/9249846 (its present value comes from a rounded factor: ±0.3).
            ("0.081", &["0", "5406", "6517", "7628", "8739", "9850"], Timing::End, 1, "29688.9"),
            // The first flow is not discounted, whatever the convention.
            ("0.1", &["100"], Timing::End, 2, "100.00"),
            ("0.1", &["100"], Timing::Mid, 2, "100.00"),
            ("0", &["1", "2", "3"], Timing::Mid, 2, "6.00"),
            ("-0.5", &["0", "1", "1"], Timing::End, 2, "6.00"),
            ("0.1", &[], Timing::End, 0, "0"),
        ] {
            let found = present_value(amount(rate), &amounts(flows), timing, &mut Steps::off()).unwrap();
            assert_eq!(found.round(decimals).to_string(), expected, "{rate} {flows:?} {timing:?}");
        }
    }

    #[test]
    fn dated_flows_count_days_of_365() {
        let dates = [day("2024-01-01"), day("2024-12-31"), day("2026-12-31")];
        let flows = amounts(&["-100", "110", "121"]);
        let found = factors(amount("0.1"), Timing::Dated(&dates), 3).unwrap();
        // 365 days in a leap year end on 31 December; 1,095 days are three years.
        let shown: Vec<String> = found.iter().map(|factor| factor.round(6).to_string()).collect();
        assert_eq!(shown, ["1.000000", "0.909091", "0.751315"]);
        let value = present_value(amount("0.1"), &flows, Timing::Dated(&dates), &mut Steps::off()).unwrap();
        assert_eq!(value.round(4).to_string(), "90.9091");
        // Source: Excel's documentation of XNPV (support.microsoft.com): 2,086.65.
        let dates: Vec<NaiveDate> =
            ["2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01"].map(day).to_vec();
        let flows = amounts(&["-10000", "2750", "4250", "3250", "2750"]);
        let value = present_value(amount("0.09"), &flows, Timing::Dated(&dates), &mut Steps::off()).unwrap();
        assert_eq!(value.round(2).to_string(), "2086.65");
    }

    #[test]
    fn equivalent_annual_costs() {
        for (rate, flows, timing, decimals, expected) in [
            // Source: https://tutorsglobe.com/question/…-52665641.aspx: 9287.
            ("0.1", ["60000", "4000", "3000", "3000", "-57000"].as_slice(), Timing::End, 0, "9287"),
            // Source: https://qammunity.org/9249846: 7455.39 ± 0.3.
            ("0.081", &["0", "5406", "6517", "7628", "8739", "9850"], Timing::End, 1, "7455.4"),
            ("0.1", &["0", "100", "100", "100"], Timing::Mid, 10, "100.0000000000"),
            ("0", &["30", "0", "0"], Timing::End, 2, "15.00"),
        ] {
            let found =
                equivalent_annual_cost(amount(rate), &amounts(flows), timing, &mut Steps::off()).unwrap();
            assert_eq!(found.round(decimals).to_string(), expected, "{rate} {flows:?}");
        }
        let annuity = annuity_factor(amount("0.081"), Timing::End, 6).unwrap();
        assert_eq!(annuity.round(5).to_string(), "3.98221");
        assert_eq!(annuity_factor(amount("0.1"), Timing::End, 1).unwrap(), Amount::ZERO);
        assert_eq!(annuity_factor(amount("0.1"), Timing::End, 0).unwrap(), Amount::ZERO);
    }

    #[test]
    fn a_level_amount_has_no_digits_that_are_not_good() {
        for (value, annuity, expected) in [
            ("1", "3", "0.33333333333333333333"),
            ("20000", "3", "6666.66666666666666666667"),
            ("200000", "3", "66666.6666666666666666667"),
            ("-200000", "3", "-66666.6666666666666666667"),
            ("2000000000000000000000000", "3", "666666666666666666666667"),
            ("10000000000000000000000000", "3", "3333333333333333333333333"),
            ("99999999999999999999999.99", "1", "100000000000000000000000"),
        ] {
            assert_eq!(level(amount(value), amount(annuity)).unwrap().to_string(), expected, "{value}");
        }
        assert_eq!(level(Amount::ONE, Amount::ZERO), Err(Error::Money(crate::money::Error::DivisionByZero)));
        assert_eq!(annuity_of([]), Ok(Amount::ZERO));
        for cost in ["1000", "12345.67", "250000", "99999999.99", "120000000000"].map(amount) {
            for (years, timing) in [(1, Timing::End), (3, Timing::Mid), (30, Timing::End), (100, Timing::Mid)]
            {
                let mut flows = vec![cost; years + 1];
                flows[0] = Amount::ZERO;
                let found = equivalent_annual_cost(amount("0.081"), &flows, timing, &mut Steps::off());
                assert_eq!(found, Ok(cost), "{years} {timing:?}");
            }
        }
    }

    #[test]
    fn payback_is_the_first_return_to_zero() {
        for (flows, expected) in [
            (["-100", "40", "40", "40"].as_slice(), Some("2.5")),
            (&["-100", "40", "60", "40"], Some("2")),
            (&["-100", "200"], Some("0.5")),
            (&["-100", "40"], None),
            (&["-100", "99.99"], None),
            (&["-100", "100"], Some("1")),
            (&["-100"], None),
            // Nothing was ever out.
            (&["0", "10"], Some("0")),
            (&["100", "-100"], Some("0")),
            (&["0"], Some("0")),
            // Nothing is back before it is out.
            (&["0", "-100", "200"], Some("1.5")),
            (&["100", "-200", "400"], Some("1.25")),
            // The first of two returns.
            (&["-100", "200", "-300", "400"], Some("0.5")),
        ] {
            let found = payback(&amounts(flows), &mut Steps::off()).unwrap();
            assert_eq!(found, expected.map(amount), "{flows:?}");
        }
        for (rate, expected) in [("0", Some("1.5")), ("0.1", Some("1.7")), ("0.3", None)] {
            let found =
                discounted_payback(amount(rate), &amounts(&["-100", "55", "90"]), ON, &mut Steps::off())
                    .unwrap();
            assert_eq!(
                found.map(|years| years.round(1)),
                expected.map(|years| amount(years).round(1)),
                "{rate}"
            );
        }
    }

    #[test]
    fn lines_meet_once_they_have_parted() {
        for (first, second, expected) in [
            (["100", "110", "120"].as_slice(), ["0", "60", "120"].as_slice(), Some("2")),
            (&["100", "110", "120"], &["0", "100", "200"], Some("1.1111111111")),
            (&["0", "100", "200"], &["100", "110", "120"], Some("1.1111111111")),
            (&["0", "10", "20"], &["0", "10", "20"], None),
            (&["0", "10", "20"], &["0", "11", "22"], None),
            (&["0", "10", "30"], &["0", "20", "20"], Some("1.5")),
        ] {
            let found = meeting(&amounts(first), &amounts(second)).unwrap();
            assert_eq!(
                found.map(|years| years.round(10)),
                expected.map(|years| amount(years).round(10)),
                "{first:?} {second:?}"
            );
        }
    }

    #[test]
    fn return_is_a_share_of_the_costs() {
        for (benefits, costs, expected) in
            [("7168371", "1672201", Some("3.287")), ("50", "100", Some("-0.500")), ("50", "0", None)]
        {
            let found = return_on_investment(amount(benefits), amount(costs)).unwrap();
            assert_eq!(found.map(|roi| roi.round(3).to_string()).as_deref(), expected);
        }
    }

    #[test]
    fn faults_say_what_to_do() {
        let dates = [day("2026-01-02"), day("2026-01-01")];
        let off = || Steps::off();
        for (found, expected) in [
            (factors(amount("-1"), Timing::End, 2).unwrap_err(), "above −100 %"),
            (factors(amount("-1.5"), Timing::Mid, 2).unwrap_err(), "above −100 %"),
            (factors(Amount::ONE, Timing::End, 12_001).unwrap_err(), "12,000"),
            (factors(Amount::ONE, Timing::Dated(&dates), 3).unwrap_err(), "3 flows and 2 dates"),
            (factors(Amount::ONE, Timing::Dated(&dates), 2).unwrap_err(), "2026-01-01 is before 2026-01-02"),
            (payback(&[], &mut off()).unwrap_err(), "at least one flow"),
            (equivalent_annual_cost(Amount::ONE, &[Amount::ONE], ON, &mut off()).unwrap_err(), "one year"),
            (present_value(amount("-0.999"), &[Amount::ONE; 100], ON, &mut off()).unwrap_err(), "28 digits"),
        ] {
            assert!(found.to_string().contains(expected), "{found}");
        }
        assert_eq!(factors(Amount::ONE, Timing::End, 12_000).unwrap().last(), Some(&Amount::ZERO));
        assert_eq!(factors(amount("0.1"), Timing::Dated(&[]), 0).unwrap(), []);
    }

    #[test]
    fn the_steps_name_the_convention() {
        for (timing, name) in [
            (Timing::End, "end of year"),
            (Timing::Mid, "mid-year"),
            (Timing::Dated(&[NaiveDate::MIN]), "dated, actual/365"),
        ] {
            let mut steps = Steps::on();
            present_value(amount("0.1"), &amounts(&["5"]), timing, &mut steps).unwrap();
            assert_eq!(
                lines(&steps.taken()),
                [
                    "Value at t = 0: 5 = flow × factor (flow 5, factor 1)".to_owned(),
                    format!("Present value: 5 = sum of flow × factor (rate 0.1, convention {name})"),
                ]
            );
        }
        let mut steps = Steps::on();
        equivalent_annual_cost(Amount::ZERO, &amounts(&["5", "5"]), ON, &mut steps).unwrap();
        payback(&amounts(&["-5", "10"]), &mut steps).unwrap();
        payback(&amounts(&["-5"]), &mut steps).unwrap();
        let shown = lines(&steps.taken());
        assert_eq!(
            shown[3],
            "Equivalent annual cost: 10 = present value ÷ annuity factor (present value 10, annuity factor 1)"
        );
        assert!(shown[4].starts_with("Payback in years: 0.5 = first point"), "{}", shown[4]);
        assert!(shown[5].starts_with("Payback in years: never"), "{}", shown[5]);
    }

    #[test]
    fn conventions_are_read_by_name() {
        for (text, expected) in
            [("\"end\"", Convention::End), ("\"mid\"", Convention::Mid), ("\"dated\"", Convention::Dated)]
        {
            assert_eq!(serde_json::from_str::<Convention>(text).unwrap(), expected);
        }
    }

    proptest! {
        #[test]
        fn mid_year_is_end_of_year_half_a_year_earlier(
            rate in -50i64..200, units in prop::collection::vec(-1_000_000_000i64..1_000_000_000, 1..12)
        ) {
            let rate = Amount::new(rate, 2);
            let mut flows = vec![Amount::ZERO];
            flows.extend(units.into_iter().map(|units| Amount::new(units, 2)));
            let value = |timing| present_value(rate, &flows, timing, &mut Steps::off()).unwrap();
            let half = Amount::ONE.plus(rate).unwrap().power(Amount::new(5, 1)).unwrap();
            let expected = value(Timing::End).times(half).unwrap();
            prop_assert!(value(Timing::Mid).minus(expected).unwrap().abs() < Amount::new(1, 9));
        }

        #[test]
        fn a_level_cost_is_its_own_equivalent(
            rate in -50i64..200, units in -1_000_000_000i64..1_000_000_000, years in 1usize..40,
            mid in any::<bool>()
        ) {
            let level = Amount::new(units, 2);
            let mut flows = vec![level; years + 1];
            flows[0] = Amount::ZERO;
            let timing = if mid { Timing::Mid } else { Timing::End };
            let found = equivalent_annual_cost(Amount::new(rate, 2), &flows, timing, &mut Steps::off()).unwrap();
            prop_assert!(found.minus(level).unwrap().abs() < Amount::new(1, 9));
        }

        #[test]
        fn at_rate_0_the_value_is_the_sum(units in prop::collection::vec(any::<i64>(), 0..20), mid in any::<bool>()) {
            let flows: Vec<Amount> = units.into_iter().map(|units| Amount::new(units, 4)).collect();
            let timing = if mid { Timing::Mid } else { Timing::End };
            let found = present_value(Amount::ZERO, &flows, timing, &mut Steps::off()).unwrap();
            prop_assert_eq!(found, flows.into_iter().collect::<Sum>().total().unwrap());
        }

        #[test]
        fn what_is_paid_back_sums_to_nothing(units in prop::collection::vec(-1_000i64..1_000, 1..12)) {
            let flows: Vec<Amount> = units.into_iter().map(Amount::from).collect();
            let years = payback(&flows, &mut Steps::off()).unwrap();
            let ends_below = cumulate(&flows).unwrap().last().unwrap().is_negative();
            // Whatever is never paid back ends below 0.
            prop_assert!(years.is_some() || ends_below);
            if let Some(years) = years.filter(|years| !years.is_zero()) {
                let whole = usize::try_from(years.decimal().trunc().mantissa()).unwrap();
                let inside = years.decimal().fract();
                let before = cumulate(&flows).unwrap()[whole.min(flows.len() - 1)];
                let next = flows.get(whole + 1).copied().unwrap_or(Amount::ZERO);
                let there = before.plus(next.times(inside.into()).unwrap()).unwrap();
                prop_assert!(there.abs() < Amount::new(1, 9), "{} {}", years, there);
            }
        }

        #[test]
        fn no_input_panics(rate in any::<i64>(), scale in 0u32..28, units in prop::collection::vec(any::<i64>(), 0..6)) {
            let rate = Amount::new(rate, scale);
            let flows: Vec<Amount> = units.into_iter().map(|units| Amount::new(units, 0)).collect();
            for timing in [Timing::End, Timing::Mid, Timing::Dated(&[])] {
                let _ = equivalent_annual_cost(rate, &flows, timing, &mut Steps::off());
                let _ = discounted_payback(rate, &flows, timing, &mut Steps::off());
            }
        }
    }
}
