//! Depreciation as a spreadsheet's functions compute it, period by period.
//!
//! Source: Excel's documentation of SLN, SYD, DB, DDB, VDB, AMORLINC and AMORDEGRC. Schedules by fiscal year, with
//! conventions and disposals, are in [`crate::depreciation`].

use super::Error;
use super::arg::Args;
use super::day_count::{self, DayCount};
use crate::Amount;
use crate::explain::Steps;

/// More periods than this (109 years of days) are refused.
const MOST_PERIODS: i64 = 40_000;

/// SLN(cost, salvage, life).
pub(super) fn straight_line(args: &Args, _: &mut Steps) -> Result<Amount, Error> {
    let (cost, salvage, life) = (args.number(0)?, args.number(1)?, args.number(2)?);
    if life.is_zero() {
        return Err(Error::div0("The life must not be 0."));
    }
    Ok(cost.minus(salvage)?.over(life)?)
}

/// SYD(cost, salvage, life, period).
pub(super) fn sum_of_years(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (cost, salvage, life, period) = (args.number(0)?, args.number(1)?, args.number(2)?, args.number(3)?);
    Error::num_unless(!salvage.is_negative(), "The salvage value must not be negative.")?;
    Error::num_unless(
        period >= Amount::ONE && period <= life,
        "The period must lie between 1 and the life.",
    )?;
    let digits = life.times(life.plus(Amount::ONE)?)?.over(Amount::from(2))?;
    let left = life.minus(period)?.plus(Amount::ONE)?;
    steps.note("Sum of the years' digits", "life × (life + 1) ÷ 2", digits, Vec::new);
    Ok(cost.minus(salvage)?.times(left)?.over(digits)?)
}

/// DB(cost, salvage, life, period, [month]): fixed declining balance, its rate rounded to three decimals, the first
/// year counted by months.
pub(super) fn fixed_declining(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (cost, salvage, life) = (args.number(0)?, args.number(1)?, args.number(2)?);
    let period = Amount::from(args.whole(3)?);
    let twelve = Amount::from(12);
    let months = if args.has(4) { Amount::from(args.whole(4)?) } else { twelve };
    asset(cost, salvage, life)?;
    Error::num_unless(
        months >= Amount::ONE && months <= twelve,
        "The months of the first year are 1 to 12.",
    )?;
    // A first year of less than 12 months leaves a last one over.
    let last = if months < twelve { life.plus(Amount::ONE)? } else { life };
    Error::num_unless(period >= Amount::ONE && period <= last, "The period must lie within the life.")?;
    if salvage >= cost {
        return Ok(Amount::ZERO);
    }
    let kept = salvage.over(cost)?.power(Amount::ONE.over(life)?)?;
    let rate = Amount::ONE.minus(kept)?.round(3);
    steps.note("Rate", "1 − (salvage ÷ cost)^(1 ÷ life), to three decimals", rate, Vec::new);
    let first = cost.times(rate)?.times(months)?.over(twelve)?;
    if period == Amount::ONE {
        return Ok(first);
    }
    let whole_years = period.minus(Amount::from(2))?;
    let book = cost.minus(first)?.times(Amount::ONE.minus(rate)?.power(whole_years)?)?;
    steps.note("Book value before", "(cost − first year) × (1 − rate)^whole years", book, Vec::new);
    let year = book.times(rate)?;
    Ok(if period > life { year.times(twelve.minus(months)?)?.over(twelve)? } else { year })
}

/// DDB(cost, salvage, life, period, [factor]).
pub(super) fn double_declining(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (cost, salvage, life, period) = (args.number(0)?, args.number(1)?, args.number(2)?, args.number(3)?);
    let factor = args.number_or(4, Amount::from(2))?;
    asset(cost, salvage, life)?;
    Error::num_unless(factor > Amount::ZERO, "The factor must be above 0.")?;
    Error::num_unless(
        period >= Amount::ONE && period <= life,
        "The period must lie between 1 and the life.",
    )?;
    let rate = declining_rate(factor, life)?;
    let floor = salvage.min(cost);
    let kept = Amount::ONE.minus(rate)?;
    let before = cost.times(kept.power(period.minus(Amount::ONE)?)?)?.max(floor);
    let after = before.times(kept)?.max(floor);
    steps.note("Book value before", "cost × (1 − factor ÷ life)^(period − 1)", before, Vec::new);
    Ok(before.minus(after)?)
}

/// VDB(cost, salvage, life, start, end, [factor], [no switch]): declining balance between two points of the life,
/// going over to straight line as soon as that is more, unless told not to.
pub(super) fn variable_declining(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (cost, salvage, life) = (args.number(0)?, args.number(1)?, args.number(2)?);
    let (start, end) = (args.number(3)?, args.number(4)?);
    let factor = args.number_or(5, Amount::from(2))?;
    asset(cost, salvage, life)?;
    Error::num_unless(factor > Amount::ZERO, "The factor must be above 0.")?;
    Error::num_unless(
        !start.is_negative() && start <= end && end <= life,
        "Start and end must lie between 0 and the life, in this order.",
    )?;
    Error::num_unless(end <= Amount::from(MOST_PERIODS), "There can be at most 40,000 periods.")?;
    let until = Schedule {
        cost,
        floor: salvage.min(cost),
        life,
        rate: declining_rate(factor, life)?,
        switches: !args.yes(6)?,
    }
    .accumulated([start, end])?;
    let [before, after] = until;
    steps.note("Depreciated until the start", "", before, Vec::new);
    steps.note("Depreciated until the end", "", after, Vec::new);
    Ok(after.minus(before)?)
}

/// An asset that declines by a rate, then perhaps in a straight line.
struct Schedule {
    cost: Amount,
    /// The book value that is never passed.
    floor: Amount,
    life: Amount,
    rate: Amount,
    switches: bool,
}

impl Schedule {
    /// What is depreciated until each of two points; within a period it grows evenly.
    fn accumulated(&self, points: [Amount; 2]) -> Result<[Amount; 2], Error> {
        let mut until = [Amount::ZERO; 2];
        let mut book = self.cost;
        let mut level = None;
        let [_, end] = points;
        let mut period = Amount::ZERO;
        while period < end {
            let rest = book.minus(self.floor)?;
            let declining = book.times(self.rate)?.min(rest);
            if self.switches && level.is_none() {
                let even = rest.over(self.life.minus(period)?)?;
                level = (even > declining).then_some(even);
            }
            let whole = level.unwrap_or(declining).min(rest);
            for (sum, point) in until.iter_mut().zip(points) {
                let part = point.minus(period)?.max(Amount::ZERO).min(Amount::ONE);
                *sum = sum.plus(level.unwrap_or(declining).times(part)?.min(rest))?;
            }
            book = book.minus(whole)?;
            period = period.plus(Amount::ONE)?;
        }
        Ok(until)
    }
}

/// AMORLINC(cost, purchased, first period's end, salvage, period, rate, [basis]): straight line of the French
/// accounting system, the first period by days.
pub(super) fn linear_by_days(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let asset = ByDays::read(args)?;
    let year = asset.cost.times(asset.rate)?;
    let first = year.times(asset.first)?;
    steps.note("First period", "cost × rate × part of the year", first, Vec::new);
    if asset.period == 0 {
        return Ok(first.min(asset.cost.minus(asset.salvage)?));
    }
    // What the periods before leave over.
    let before = first.plus(year.times(Amount::from(asset.period - 1))?)?;
    let rest = asset.cost.minus(asset.salvage)?.minus(before)?;
    Ok(year.min(rest).max(Amount::ZERO))
}

/// AMORDEGRC(cost, purchased, first period's end, salvage, period, rate, [basis]): as AMORLINC, but declining by a
/// rate that is multiplied by a coefficient for the life; every period in whole units of the currency.
pub(super) fn declining_by_days(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let asset = ByDays::read(args)?;
    let rate = asset.rate.times(coefficient(Amount::ONE.over(asset.rate)?)?)?;
    steps.note("Rate", "rate × coefficient for the life", rate, Vec::new);
    let mut part = asset.cost.times(rate)?.times(asset.first)?.round(0);
    let mut book = asset.cost.minus(part)?;
    let mut rest = book.minus(asset.salvage)?;
    for period in 1..=asset.period {
        part = book.times(rate)?.round(0);
        rest = rest.minus(part)?;
        if rest.is_negative() {
            // Half in the period before the last and all that is left in the last one: nothing afterwards.
            return Ok(if period == asset.period {
                book.over(Amount::from(2))?.round(0)
            } else {
                Amount::ZERO
            });
        }
        book = book.minus(part)?;
    }
    Ok(part)
}

/// What AMORLINC and AMORDEGRC are given.
struct ByDays {
    cost: Amount,
    salvage: Amount,
    /// Counted from 0.
    period: i64,
    rate: Amount,
    /// The part of a year from the purchase to the end of the first period.
    first: Amount,
}

impl ByDays {
    fn read(args: &Args) -> Result<ByDays, Error> {
        let (cost, purchased, end) = (args.number(0)?, args.date(1)?, args.date(2)?);
        let (salvage, period, rate) = (args.number(3)?, args.whole(4)?, args.number(5)?);
        let count = day_count::basis(args, 6)?;
        Error::num_unless(
            !salvage.is_negative() && salvage <= cost,
            "Cost and salvage value must not be negative, and the salvage value not above the cost.",
        )?;
        Error::num_unless(purchased <= end, "The purchase must not be after the end of the first period.")?;
        Error::num_unless((0..=MOST_PERIODS).contains(&period), "The period must be from 0 to 40,000.")?;
        Error::num_unless(rate > Amount::ZERO, "The rate must be above 0.")?;
        Error::num_unless(count != DayCount::Actual360, "The basis is 0 (30/360), 1, 3 or 4.")?;
        Ok(ByDays { cost, salvage, period, rate, first: count.years(purchased, end) })
    }
}

/// How much faster than straight line an asset of this life declines.
fn coefficient(life: Amount) -> Result<Amount, Error> {
    let years = |years: i64| Amount::from(years);
    Error::num_unless(
        life >= years(3) && !(life > years(4) && life < years(5)),
        "The life (1 ÷ rate) must be 3 to 4 years, or 5 years or more.",
    )?;
    Ok(if life <= years(4) {
        Amount::new(15, 1)
    } else if life <= years(6) {
        Amount::from(2)
    } else {
        Amount::new(25, 1)
    })
}

/// The conditions of every declining asset.
fn asset(cost: Amount, salvage: Amount, life: Amount) -> Result<(), Error> {
    Error::num_unless(
        !cost.is_negative() && !salvage.is_negative(),
        "Cost and salvage value must not be negative.",
    )?;
    Error::num_unless(life > Amount::ZERO, "The life must be above 0.")
}

/// The share of the book value that a period takes, at most all of it.
fn declining_rate(factor: Amount, life: Amount) -> Result<Amount, Error> {
    Ok(factor.over(life)?.min(Amount::ONE))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::finance::tests::{check, value};

    #[test]
    fn documented_answers() {
        // Source: Microsoft's examples of each function.
        check(&[
            ("SLN", "[30000, 7500, 10]", "2250.00"),
            ("SYD", "[30000, 7500, 10, 1]", "4090.91"),
            ("SYD", "[30000, 7500, 10, 10]", "409.09"),
            ("DB", "[1000000, 100000, 6, 1, 7]", "186083.33"),
            ("DB", "[1000000, 100000, 6, 2, 7]", "259639.42"),
            ("DB", "[1000000, 100000, 6, 3, 7]", "176814.44"),
            ("DB", "[1000000, 100000, 6, 4, 7]", "120410.64"),
            ("DB", "[1000000, 100000, 6, 5, 7]", "81999.64"),
            ("DB", "[1000000, 100000, 6, 6, 7]", "55841.76"),
            ("DB", "[1000000, 100000, 6, 7, 7]", "15845.10"),
            ("DDB", "[2400, 300, 3650, 1]", "1.32"),
            ("DDB", "[2400, 300, 120, 1, 2]", "40.00"),
            ("DDB", "[2400, 300, 10, 1, 2]", "480.00"),
            ("DDB", r#"[2400, 300, 10, 2, "1.5"]"#, "306.00"),
            ("DDB", "[2400, 300, 10, 10]", "22.12"),
            ("VDB", "[2400, 300, 3650, 0, 1]", "1.32"),
            ("VDB", "[2400, 300, 120, 0, 1]", "40.00"),
            ("VDB", "[2400, 300, 10, 0, 1]", "480.00"),
            ("VDB", "[2400, 300, 120, 6, 18]", "396.31"),
            ("VDB", r#"[2400, 300, 120, 6, 18, "1.5"]"#, "311.81"),
            ("VDB", r#"[2400, 300, 10, 0, "0.875", "1.5"]"#, "315.00"),
            ("AMORDEGRC", r#"[2400, "2008-08-19", "2008-12-31", 300, 1, "0.15", 1]"#, "776"),
            ("AMORLINC", r#"[2400, "2008-08-19", "2008-12-31", 300, 1, "0.15", 1]"#, "360"),
        ]);
    }

    #[test]
    fn signs_sizes_and_limits() {
        check(&[
            ("SLN", "[1, 0, 0]", "#DIV/0! The life must not be 0."),
            ("SLN", "[100, 200, 4]", "-25"),
            ("SYD", "[100, -1, 4, 1]", "#NUM! must not be negative"),
            ("SYD", "[100, 0, 4, 1]", "40"),
            ("SYD", "[100, 0, 4, 4]", "10"),
            ("SYD", "[100, 0, 4, 5]", "#NUM! The period must lie between 1 and the life."),
            ("SYD", r#"[100, 0, 4, "0.5"]"#, "#NUM! The period must lie"),
            // Fixed declining: 1 - 0.1^(1/6) is 0.319 to three decimals.
            ("DB", "[1000, 100, 6, 1]", "319.000"),
            ("DB", "[1000, 100, 6, 2]", "217.239"),
            ("DB", "[1000, 100, 6, 6]", "46.722518281"),
            ("DB", "[1000, 100, 6, 7]", "#NUM! The period must lie within the life."),
            ("DB", "[1000, 100, 6, 7, 12]", "#NUM! The period must lie within the life."),
            ("DB", "[1000, 100, 6, 7, 11]", "2.7550"),
            ("DB", "[1000, 100, 6, 8, 11]", "#NUM! The period must lie within the life."),
            ("DB", "[1000, 100, 6, 0]", "#NUM! The period must lie within the life."),
            ("DB", "[1000, 100, 6, 1, 0]", "#NUM! The months of the first year are 1 to 12."),
            ("DB", "[1000, 100, 6, 1, 1]", "26.583333"),
            ("DB", "[1000, 100, 6, 1, 13]", "#NUM! The months of the first year are 1 to 12."),
            ("DB", "[1000, 1000, 6, 1]", "0"),
            ("DB", "[1000, 2000, 6, 1]", "0"),
            ("DB", "[0, 0, 6, 1]", "0"),
            ("DB", "[1000, 0, 6, 1]", "1000"),
            ("DB", "[1000, 0, 6, 2]", "0"),
            ("DB", "[-1, 0, 6, 1]", "#NUM! must not be negative"),
            ("DB", "[1, -1, 6, 1]", "#NUM! must not be negative"),
            ("DB", "[1, 0, 0, 1]", "#NUM! The life must be above 0."),
            ("DDB", "[-1, 0, 6, 1]", "#NUM! must not be negative"),
            ("DDB", "[1000, 0, 2, 1]", "1000"),
            ("DDB", "[1000, 100, 1, 1]", "900"),
            ("DDB", "[1000, 100, 2, 2]", "0"),
            ("DDB", "[1000, 2000, 2, 1]", "0"),
            ("DDB", "[1000, 100, 4, 3, 0]", "#NUM! The factor must be above 0."),
            ("DDB", "[1000, 200, 4, 3]", "50"),
            ("DDB", "[1000, 200, 4, 4]", "0"),
            ("DDB", "[1000, 200, 4, 5]", "#NUM! The period must lie between 1 and the life."),
            ("DDB", "[1000, 200, 4, 0]", "#NUM! The period must lie between 1 and the life."),
            // Variable declining: 500, 250, 125 and 125 (straight line from the fourth on is as much).
            ("VDB", "[1000, 0, 4, 0, 4]", "1000"),
            ("VDB", "[1000, 0, 4, 3, 4]", "125"),
            ("VDB", "[1000, 0, 4, 3, 4, 2, true]", "62.5"),
            ("VDB", "[1000, 0, 4, 3, 4, 2, 1]", "62.5"),
            ("VDB", "[1000, 0, 4, 3, 4, null, false]", "125"),
            ("VDB", "[1000, 0, 4, 0, 1, 1]", "250"),
            ("VDB", "[1000, 0, 4, 1, 3, 1]", "500"),
            ("VDB", r#"[1000, 0, 4, "0.5", "1.5"]"#, "375"),
            ("VDB", r#"[1000, 0, 4, "0.25", "0.75"]"#, "250"),
            ("VDB", r#"[1000, 0, "2.5", 0, "2.5"]"#, "1000"),
            ("VDB", "[1000, 0, 4, 2, 2]", "0"),
            ("VDB", "[1000, 2000, 4, 0, 4]", "0"),
            ("VDB", "[1000, 100, 4, 0, 4, 8]", "900"),
            ("VDB", "[1000, 100, 4, 0, 4, 8, true]", "900"),
            ("VDB", "[1000, 0, 4, -1, 4]", "#NUM! Start and end must lie"),
            ("VDB", "[1000, 0, 4, 3, 2]", "#NUM! Start and end must lie"),
            ("VDB", "[1000, 0, 4, 3, 5]", "#NUM! Start and end must lie"),
            ("VDB", "[1000, 0, 4, 0, 4, 0]", "#NUM! The factor must be above 0."),
            ("VDB", "[-1, 0, 4, 0, 4]", "#NUM! must not be negative"),
            ("VDB", "[1000, 0, 40001, 0, 40001]", "#NUM! There can be at most 40,000 periods."),
            ("VDB", "[1000, 0, 40000, 0, 40000, 1]", "1000.00000000000000"),
        ]);
    }

    #[test]
    fn french_accounting() {
        let with = |rest: &str| format!(r#"[1000, "2025-01-01", "2025-07-01", {rest}]"#);
        let rows = |name: &str, rows: &[(&str, &str)]| {
            for (rest, expected) in rows {
                check(&[(name, &with(rest), expected)]);
            }
        };
        // Half a year of 250 (30/360), then 250 a year, and what is left.
        rows(
            "AMORLINC",
            &[
                (r#"100, 0, "0.25""#, "125"),
                (r#"100, 1, "0.25""#, "250"),
                (r#"100, 3, "0.25""#, "250"),
                (r#"100, 4, "0.25""#, "25"),
                (r#"100, 5, "0.25""#, "0"),
                (r#"950, 0, "0.25""#, "50"),
                (r#"1000, 1, "0.25""#, "0"),
                (r#"1001, 1, "0.25""#, "#NUM! the salvage value not above the cost"),
                (r#"-1, 1, "0.25""#, "#NUM! must not be negative"),
                (r#"100, -1, "0.25""#, "#NUM! The period must be from 0 to 40,000."),
                (r#"100, 40000, "0.25""#, "0"),
                (r#"100, 40001, "0.25""#, "#NUM! The period must be from 0 to 40,000."),
                ("100, 1, 0", "#NUM! The rate must be above 0."),
                (r#"100, 1, "0.25", 2"#, "#NUM! The basis is 0 (30/360), 1, 3 or 4."),
                (r#"100, 0, "0.25", 3"#, "123.9726"),
            ],
        );
        // Four years: 37.5 % declining, 188 for the first half.
        rows(
            "AMORDEGRC",
            &[
                (r#"100, 0, "0.25""#, "188"),
                (r#"100, 1, "0.25""#, "305"),
                (r#"100, 2, "0.25""#, "190"),
                (r#"100, 3, "0.25""#, "119"),
                (r#"100, 4, "0.25""#, "74"),
                (r#"100, 5, "0.25""#, "62"),
                (r#"100, 6, "0.25""#, "0"),
                (r#"0, 0, "0.2""#, "200"),
                (r#"0, 0, "1/6""#, "167"),
                (r#"0, 0, "0.1""#, "125"),
                (r#"0, 0, "1/3""#, "250"),
                (r#"0, 0, "0.34""#, "#NUM! 3 to 4 years, or 5 years or more"),
                (r#"0, 0, "0.21""#, "#NUM! 3 to 4 years, or 5 years or more"),
            ],
        );
        check(&[
            (
                "AMORLINC",
                r#"[100, "2025-01-02", "2025-01-01", 0, 1, "0.25"]"#,
                "#NUM! The purchase must not be after",
            ),
            ("AMORLINC", r#"[100, "2025-01-01", "2025-01-01", 0, 0, "0.25"]"#, "0"),
        ]);
    }

    proptest! {
        #[test]
        fn every_method_ends_on_salvage(cost in 0i64..1_000_000, salvage in 0i64..1_000_000, life in 1i64..20,
                                        factor in 1i64..80, month in 1i64..13) {
            let asset = format!("{cost}, {salvage}, {life}");
            let factor = Amount::new(factor, 1);
            let all = |name: &str, last: i64, rest: &str| {
                let periods = (1..=last).map(|period| value(name, &format!("[{asset}, {period}{rest}]")));
                let periods: Vec<Amount> = periods.collect();
                let sum = periods.iter().copied().collect::<crate::Sum>().total().unwrap();
                (periods, sum)
            };
            let whole = Amount::from(cost - salvage);
            let near = |a: Amount| a.minus(whole).unwrap().abs() < Amount::new(1, 15);
            let straight = value("SLN", &format!("[{asset}]")).times(Amount::from(life)).unwrap();
            prop_assert!(near(straight));
            prop_assert!(near(all("SYD", life, "").1));
            if salvage > cost { return Ok(()); }
            let switched = value("VDB", &format!(r#"[{asset}, 0, {life}, "{factor}"]"#));
            // From half of straight line on, the switch catches up.
            prop_assert!(near(switched), "{}", switched);
            let (periods, sum) = all("DDB", life, &format!(", \"{factor}\""));
            prop_assert!(sum <= whole.plus(Amount::new(1, 15)).unwrap());
            prop_assert!(periods.iter().all(|period| !period.is_negative()));
            let unswitched = value("VDB", &format!(r#"[{asset}, 0, {life}, "{factor}", true]"#));
            prop_assert!(unswitched.minus(sum).unwrap().abs() < Amount::new(1, 15), "{} {}", unswitched, sum);
            let (periods, sum) = all("DB", if month < 12 { life + 1 } else { life }, &format!(", {month}"));
            prop_assert!(periods.iter().all(|period| !period.is_negative()));
            prop_assert!(sum <= Amount::from(cost));
        }

        #[test]
        fn spans_add_up(cost in 0i64..1_000_000, salvage in 0i64..1_000_000, life in 1i64..40, factor in 1i64..80,
                        a in 0i64..4000, b in 0i64..4000, straight in any::<bool>()) {
            let mut points = [a.min(life * 100), b.min(life * 100)].map(|point| Amount::new(point, 2));
            points.sort_unstable();
            let [start, end] = points;
            let factor = Amount::new(factor, 1);
            let span = |from: Amount, to: Amount| {
                value("VDB", &format!(r#"[{cost}, {salvage}, {life}, "{from}", "{to}", "{factor}", {straight}]"#))
            };
            let parts = span(Amount::ZERO, start).plus(span(start, end)).unwrap();
            prop_assert!(parts.minus(span(Amount::ZERO, end)).unwrap().abs() < Amount::new(1, 15));
            prop_assert!(!span(start, end).is_negative());
        }

        #[test]
        fn french_linear_ends_on_salvage(cost in 0i64..1_000_000, salvage in 0i64..100, percent in 3i64..200,
                                         days in 0i64..366) {
            // In percent of the cost.
            let salvage = cost * salvage / 100;
            let rate = Amount::new(percent, 2);
            let end = crate::calendar::add_days("2025-01-01".parse().unwrap(), days).unwrap();
            let sum: crate::Sum = (0..36).map(|period| {
                value("AMORLINC", &format!(r#"[{cost}, "2025-01-01", "{end}", {salvage}, {period}, "{rate}", 3]"#))
            }).collect();
            prop_assert!(sum.total().unwrap().minus((cost - salvage).into()).unwrap().abs() < Amount::new(1, 15));
        }
    }
}
