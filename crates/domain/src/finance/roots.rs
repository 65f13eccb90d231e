//! Internal rates of return: every rate above −100 % at which flows are worth nothing.
//!
//! Rates are looked for from −99.9999999 % to 10^18, with certainty: see [`search`]. They are floats, as rates may be;
//! a rate `r` below 0 is as exact as `1 + r` can be.
#![expect(
    clippy::float_arithmetic,
    reason = "rates are found by a search of roots, which needs no exact decimals"
)]

mod search;

use chrono::NaiveDate;

use super::annuity::periods;
use super::arg::Args;
use super::day_count::DayCount;
use super::{Answer, Error};
use crate::Amount;
use crate::explain::Steps;
use search::{FINEST, Term, float, none_found, one_sided, rates};

/// The rates per period at which flows one period apart are worth nothing, ascending.
///
/// Several rates are all told, none of them chosen. `#NUM!` where there is none.
///
/// ```
/// use domain::Amount;
/// use domain::finance::roots::irr;
/// let rates = irr(&[-4500, 3045, 2371].map(Amount::from))?;
/// assert_eq!(rates.len(), 1);
/// assert!((rates[0] - 0.1391818).abs() < 1e-7);
/// // Both 10 % and 20 %.
/// assert_eq!(irr(&[-100, 230, -132].map(Amount::from))?.len(), 2);
/// assert_eq!(irr(&[100, 230].map(Amount::from)).unwrap_err().to_string(), "#NUM!");
/// # Ok::<(), domain::finance::Error>(())
/// ```
pub fn irr(flows: &[Amount]) -> Result<Vec<f64>, Error> {
    let mut time = -1.0;
    let terms = flows.iter().map(|amount| {
        time += 1.0;
        Term { time, amount: amount.approximate() }
    });
    rates(terms.collect())
}

/// The yearly rates at which dated flows are worth nothing, ascending; the dates may come in any order.
///
/// Years are counted from the earliest date. Several rates are all told; `#NUM!` where there is none.
///
/// ```
/// use domain::Amount;
/// use domain::finance::{day_count::DayCount, roots::xirr};
/// let flows = [("2026-01-01".parse()?, Amount::from(-100)), ("2027-01-01".parse()?, Amount::from(110))];
/// let rates = xirr(&flows, DayCount::Actual365)?;
/// assert!((rates[0] - 0.1).abs() < 1e-12);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn xirr(flows: &[(NaiveDate, Amount)], count: DayCount) -> Result<Vec<f64>, Error> {
    let Some(first) = flows.iter().map(|(date, _)| *date).min() else {
        return Err(one_sided());
    };
    let terms = flows.iter().map(|(date, amount)| {
        let (part, whole) = count.ratio(first, *date);
        Term { time: float(part) / float(whole), amount: amount.approximate() }
    });
    rates(terms.collect())
}

/// IRR(values, [guess]).
pub(super) fn of_periods(args: &Args, steps: &mut Steps) -> Result<Answer, Error> {
    let guess = guess(args, 1)?;
    nearest(&irr(&args.numbers(0)?)?, guess, steps)
}

/// XIRR(values, dates, [guess], [day count]).
pub(super) fn of_dates(args: &Args, steps: &mut Steps) -> Result<Answer, Error> {
    let guess = guess(args, 2)?;
    let count = args.day_count(3)?;
    nearest(&xirr(&args.dated(0, 1)?, count)?, guess, steps)
}

/// RATE(periods, payment, present value, [future value], [type], [guess]).
pub(super) fn of_payments(args: &Args, steps: &mut Steps) -> Result<Answer, Error> {
    let (periods, payment, present) = (periods(args, 0)?, args.number(1)?, args.number(2)?);
    let (future, due, guess) = (args.number(3)?, args.yes(4)?, guess(args, 5)?);
    Error::num_unless(periods > Amount::ZERO, "The number of periods must be above 0.")?;
    let plan = [present, payment, future].map(Amount::approximate);
    let counted = periods.to_i64().filter(|n| *n <= 12_000 && Amount::from(*n) == periods);
    let rates = match counted {
        Some(count) => rates(payments(count, plan, due))?,
        None => rates_of_polynomial(periods.approximate(), plan, due)?,
    };
    nearest(&rates, guess, steps)
}

/// The flows of a plan, one a period.
fn payments(count: i64, [present, payment, future]: [f64; 3], due: bool) -> Vec<Term> {
    let (first, last) = if due { (payment, 0.0) } else { (0.0, payment) };
    (0..=count)
        .map(|period| {
            let mut amount = if period == 0 { present + first } else { payment };
            if period == count {
                amount += last + future - if period == 0 { 0.0 } else { payment };
            }
            Term { time: float(period), amount }
        })
        .collect()
}

/// The rates of a plan whose number of periods is not whole, or very large: its equation multiplied by the rate, which
/// adds a rate of 0, has four terms.
fn rates_of_polynomial(
    periods: f64,
    [present, payment, future]: [f64; 3],
    due: bool,
) -> Result<Vec<f64>, Error> {
    let (early, late) = if due { (payment, 0.0) } else { (0.0, payment) };
    let terms = vec![
        Term { time: 0.0, amount: present + early },
        Term { time: 1.0, amount: late - present },
        Term { time: periods, amount: future - early },
        Term { time: periods + 1.0, amount: -late - future },
    ];
    let mut found = rates(terms)?;
    let settled = present + payment * periods + future;
    let scale = present.abs() + (payment * periods).abs() + future.abs();
    if settled.abs() > scale * 1e-14 {
        found.retain(|rate| rate.abs() > FINEST);
    }
    if found.is_empty() { Err(none_found()) } else { Ok(found) }
}

fn guess(args: &Args, place: usize) -> Result<f64, Error> {
    let guess = args.number_or(place, Amount::new(1, 1))?;
    Error::num_unless(guess > -Amount::ONE, "The guess must be above −1 (−100 %).")?;
    Ok(guess.approximate())
}

/// A rate to fourteen digits: the last ones of a float are noise, and another machine's noise is another.
fn told(rate: f64) -> Option<Amount> {
    Amount::of_float(format!("{rate:.13e}").parse().ok()?)
}

/// The rate nearest to the guess, with all of them where there are several.
fn nearest(rates: &[f64], guess: f64, steps: &mut Steps) -> Result<Answer, Error> {
    let distance = |rate: &&f64| (**rate - guess).abs();
    let best = rates.iter().min_by(|a, b| distance(a).total_cmp(&distance(b)));
    let value = best.and_then(|rate| told(*rate)).ok_or_else(none_found)?;
    let mut roots: Vec<Amount> = rates.iter().filter_map(|rate| told(*rate)).collect();
    if roots.len() < 2 {
        roots.clear();
    }
    for rate in &roots {
        steps.note("A rate at which the flows are worth 0", "", *rate, Vec::new);
    }
    Ok(Answer { value, roots })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::search::{HIGHEST, LOWEST};
    use super::*;
    use crate::finance::tests::{answer, check};

    #[test]
    fn documented_answers() {
        let dates = r#"["2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01"]"#;
        let xirr = format!(r#"[[-10000, 2750, 4250, 3250, 2750], {dates}, "0.1"]"#);
        // Source: Microsoft's examples of each function.
        check(&[
            ("IRR", "[[-70000, 12000, 15000, 18000, 21000]]", "-0.021"),
            ("IRR", "[[-70000, 12000, 15000, 18000, 21000, 26000]]", "0.087"),
            ("IRR", r#"[[-70000, 12000, 15000], "-0.1"]"#, "-0.444"),
            ("XIRR", &xirr, "0.3733625"),
            ("RATE", "[48, -200, 8000]", "0.0077"),
        ]);
    }

    #[test]
    fn signs_sizes_and_limits() {
        let one_sided = "#NUM! The flows never change sign, so no rate makes them 0.";
        let none =
            "#NUM! No rate between −99.9999999 % and 10^18 makes these flows 0, although they change sign.";
        check(&[
            ("IRR", "[[]]", one_sided),
            ("IRR", "[[0, 0]]", one_sided),
            ("IRR", "[[100]]", one_sided),
            ("IRR", "[[-100, -110]]", one_sided),
            ("IRR", "[[100, 0, 110]]", one_sided),
            ("IRR", "[[-100, 110]]", "0.100000000000"),
            ("IRR", "[[100, -110]]", "0.100000000000"),
            ("IRR", "[[0, 0, -100, 110]]", "0.100000000000"),
            ("IRR", "[[-100, 100]]", "0"),
            ("IRR", "[[-100, 50]]", "-0.500000000000"),
            ("IRR", "[[-100, 0, 0, 25, 0]]", "-0.370039475053"),
            ("IRR", r#"[["0.1", "0.2", "-0.3"]]"#, "0.0000000000"),
            // No rate, though the signs change.
            ("IRR", "[[100, -100, 100]]", none),
            ("IRR", "[[-100, 1, -100, 1, -100]]", none),
            // From -99.9999999 % up.
            ("IRR", r#"[[-100, "0.000001"]]"#, "-0.99999999000"),
            ("IRR", r#"[[-100, "0.00000001"]]"#, none),
            ("IRR", r#"[["0.00000001", -100]]"#, "9999999999.0000"),
            ("IRR", r#"[["0.0000000001", "-1e10"]]"#, none),
            ("IRR", "[[-100, 110], -1]", "#NUM! The guess must be above −1 (−100 %)."),
            ("IRR", r#"[[-100, 110], "-0.999"]"#, "0.100000000000"),
            // The nearest to the guess.
            ("IRR", "[[-100, 230, -132]]", "0.1000000000"),
            ("IRR", r#"[[-100, 230, -132], "0.14"]"#, "0.1000000000"),
            ("IRR", r#"[[-100, 230, -132], "0.16"]"#, "0.2000000000"),
            ("IRR", "[[-100, 230, -132], 5]", "0.2000000000"),
            ("XIRR", r#"[[-100, 110], ["2026-01-01", "2027-01-01"]]"#, "0.1000000000"),
            ("XIRR", r#"[[110, -100], ["2027-01-01", "2026-01-01"]]"#, "0.1000000000"),
            ("XIRR", r#"[[-50, -50, 110], ["2026-01-01", "2026-01-01", "2027-01-01"]]"#, "0.1000000000"),
            // Flows of one day are one: these change sign once.
            ("XIRR", r#"[[-150, 50, 110], ["2026-01-01", "2026-01-01", "2027-01-01"]]"#, "0.1000000000"),
            ("XIRR", r#"[[-100, 110], ["2026-01-01", "2026-01-01"]]"#, one_sided),
            ("XIRR", r#"[[-100, 110], ["2026-01-01", "2026-01-31"]]"#, "2.1887"),
            ("XIRR", r#"[[-100, 110], ["2026-01-01", "2026-01-31"], 0, "act/360"]"#, "2.1384"),
            ("XIRR", r#"[[-100, 110], ["2026-01-01", "2026-02-01"], 0, "30/360"]"#, "2.1384"),
            ("XIRR", r#"[[-100, 110], ["2026-01-01", "2027-01-01"], null, 0]"#, "0.1000000000"),
            ("XIRR", r#"[[-100, 110], ["2024-01-01", "2025-01-01"], null, "act/act"]"#, "0.1000000000"),
            (
                "XIRR",
                r#"[[-100, 110], ["2026-01-01", "2027-01-01"], null, "weekly"]"#,
                "#VALUE! The day count is act/365F",
            ),
            ("XIRR", r#"[[-100, 110], ["2026-01-01", "2027-01-01"], null, 7]"#, "#VALUE! The day count is"),
            (
                "XIRR",
                r#"[[-100, 110], ["2026-01-01", "2027-01-01"], null, true]"#,
                "#VALUE! The day count is",
            ),
            ("XIRR", "[[], []]", one_sided),
            // A plan: at the end and at the start of periods, for one period, without any, for a broken number.
            ("RATE", "[2, -60, 100]", "0.13066238629181"),
            ("RATE", "[2, -60, 100, 0, 1]", "0.500000000000"),
            ("RATE", "[1, -110, 100]", "0.100000000000"),
            ("RATE", "[1, -10, 100, -100, 0]", "0.100000000000"),
            ("RATE", "[1, -10, 110, -110, 1]", "0.100000000000"),
            ("RATE", "[2, -10, 110, -110, 1]", "0.100000000000"),
            ("RATE", "[2, 0, -100, 121]", "0.100000000000"),
            ("RATE", r#"["0.5", 0, -100, 110]"#, "0.2100000000"),
            ("RATE", r#"["2.5", -60, 100]"#, "0.269722"),
            ("RATE", r#"["2.5", -60, 100, 0, 1]"#, "0.948511"),
            ("RATE", r#"["2.5", -40, 100]"#, "0.0000000"),
            ("RATE", "[20000, -1, 100]", "0.0100000000"),
            ("RATE", r#"[12001, "-0.5", 0, "6000.5"]"#, "0"),
            ("RATE", "[0, -60, 100]", "#NUM! The number of periods must be above 0."),
            ("RATE", "[-1, -60, 100]", "#NUM! The number of periods must be above 0."),
            ("RATE", "[2, 60, 100]", one_sided),
            ("RATE", "[2, 0, 0]", one_sided),
            ("RATE", "[2, -10, 100, 100]", none),
            ("RATE", r#"["2.5", -10, 100, 100]"#, none),
        ]);
    }

    #[test]
    fn several_rates_are_told() {
        for (flows, expected) in [
            ("[-100, 230, -132]", vec![0.1, 0.2]),
            // Double: it touches 0 at 10 %.
            ("[-100, 220, -121]", vec![0.1]),
            (
                "[-100,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,220,\
              0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,-121]",
                vec![0.003_182_058],
            ),
            // Triple, fourfold and eightfold.
            ("[-1000, 3300, -3630, 1331]", vec![0.1]),
            ("[1, -4, 6, -4, 1]", vec![0.0]),
            ("[1, -8, 28, -56, 70, -56, 28, -8, 1]", vec![0.0]),
            // One of them at 0.
            ("[-100, 210, -110]", vec![0.0, 0.1]),
            ("[-1, 3, -2]", vec![0.0, 1.0]),
            ("[-8, 6, -1]", vec![-0.75, -0.5]),
        ] {
            let flows: Vec<i64> = serde_json::from_str(flows).unwrap();
            let expected_once = flows.iter().filter(|flow| **flow != 0).count() <= 3;
            let found = irr(&flows.into_iter().map(Amount::from).collect::<Vec<_>>()).unwrap();
            assert_eq!(found.len(), expected.len(), "{found:?} {expected:?}");
            for (found, expected) in found.iter().zip(&expected) {
                // A float knows a rate of multiplicity m to its digits divided by m.
                let most = if expected_once { 1e-6 } else { 1e-2 };
                assert!((found - expected).abs() < most, "{found} {expected}");
            }
        }
        let several = answer("IRR", "[[-100, 230, -132]]").unwrap();
        assert_eq!(several.roots.len(), 2);
        assert_eq!(several.value, several.roots[0]);
        assert!(answer("IRR", "[[-100, 110]]").unwrap().roots.is_empty());
    }

    /// Worth of the flows at `x = ln(1 + rate)` and its size, in the scale of the end that does not overflow.
    fn worth(flows: &[(f64, f64)], x: f64) -> (f64, f64) {
        let last = flows.iter().map(|(time, _)| *time).fold(0.0, f64::max);
        let end = if x < 0.0 { last } else { 0.0 };
        flows.iter().fold((0.0, 0.0), |(worth, size), (time, amount)| {
            let part = amount * ((end - time) * x).exp();
            (worth + part, size + part.abs())
        })
    }

    proptest! {
        #[test]
        fn every_rate_makes_the_flows_0(flows in prop::collection::vec((0i64..7000, -100_000i64..100_000), 1..24)) {
            let first: NaiveDate = "2020-01-01".parse().unwrap();
            let dated: Vec<(NaiveDate, Amount)> = flows
                .iter()
                .map(|(day, cents)| (crate::calendar::add_days(first, *day).unwrap(), Amount::new(*cents, 2)))
                .collect();
            let start = flows.iter().map(|(day, _)| *day).min().unwrap_or(0);
            let plain: Vec<(f64, f64)> = flows
                .iter()
                .map(|(day, cents)| (float(day - start) / 365.0, float(*cents) / 100.0))
                .collect();
            let found = xirr(&dated, DayCount::Actual365).unwrap_or_default();
            let logs: Vec<f64> = found.iter().map(|rate| rate.ln_1p()).collect();
            prop_assert!(logs.windows(2).all(|pair| pair[0] < pair[1]));
            for x in &logs {
                let (worth, size) = worth(&plain, *x);
                // Near -100 %, 1 + rate has few digits left.
                let digits = 1e-6_f64.max(1e-14 * (-x).exp());
                prop_assert!(worth.abs() <= digits * size, "{} {}", worth, size);
            }
            // Between the signs of a dense scan there is a rate, and none where it shows no change
            // unless they are a pair.
            let scan: Vec<(f64, f64)> = (0..=300)
                .map(|step| -LOWEST + (LOWEST + HIGHEST) * float(step) / 300.0)
                .map(|x| (x, worth(&plain, x)))
                .filter(|(_, (worth, size))| worth.abs() > 1e-12 * size)
                .map(|(x, (worth, _))| (x, worth))
                .collect();
            for pair in scan.windows(2) {
                let within = logs.iter().filter(|x| **x > pair[0].0 && **x < pair[1].0).count();
                let changes = (pair[0].1 < 0.0) != (pair[1].1 < 0.0);
                prop_assert_eq!(within % 2 == 1, changes, "{:?} {:?}", pair, logs);
            }
        }

        #[test]
        fn flows_built_from_rates_give_them_back(rates in prop::collection::btree_set(-9i64..30, 1..4)) {
            // The product of (amount - amount × (1 + rate) / growth): its rates are known.
            let mut flows = vec![1000.0];
            for rate in &rates {
                let growth = 1.0 + float(*rate) / 10.0;
                let mut next = vec![0.0; flows.len() + 1];
                for (period, flow) in flows.iter().enumerate() {
                    next[period] += flow;
                    next[period + 1] -= flow * growth;
                }
                flows = next;
            }
            let flows: Vec<Amount> = flows.into_iter().map(|flow| Amount::of_float(flow).unwrap().round(6)).collect();
            let found = irr(&flows).unwrap();
            prop_assert_eq!(found.len(), rates.len(), "{:?}", found);
            for (found, rate) in found.iter().zip(&rates) {
                prop_assert!((found - float(*rate) / 10.0).abs() < 1e-6, "{} {}", found, rate);
            }
        }

        #[test]
        fn a_plan_has_its_rate(rate in -400i64..2000, periods in 1i64..80, due in 0i64..2) {
            let rate = Amount::new(rate, 3);
            let plan = format!(r#"["{rate}", {periods}, 100000, 0, {due}]"#);
            let payment = crate::finance::tests::value("PMT", &plan);
            let plan = format!(r#"[{periods}, "{payment}", 100000, 0, {due}, "{rate}"]"#);
            match answer("RATE", &plan) {
                Ok(found) => prop_assert!((found.value.approximate() - rate.approximate()).abs() < 1e-6, "{:?}", found),
                // A single payment at the start is the loan itself: any rate will do.
                Err(error) => prop_assert!(due == 1 && periods == 1, "{}", error.reason()),
            }
        }
    }
}
