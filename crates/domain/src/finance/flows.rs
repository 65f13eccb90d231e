//! Lists of cash flows at a given rate: what they are worth today, at the end, or together.
//!
//! Source: Excel's documentation of NPV, XNPV, MIRR and FVSCHEDULE; NFV and NPV0 as in pyxirr.

use chrono::NaiveDate;

use super::Error;
use super::annuity::periods;
use super::arg::Args;
use super::day_count::DayCount;
use crate::explain::Steps;
use crate::{Amount, Sum, money};

/// NPV(rate, value1, [value2], ...): the first flow is a period away.
pub(super) fn net_present_value(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let base = base(args.number(0)?)?;
    let values = args.numbers_from(1)?;
    steps.note("Number of flows", "", count(values.len()), Vec::new);
    Ok(from_the_start(base, &values)?.over(base)?)
}

/// NPV0(rate, value1, [value2], ...): the first flow is today.
pub(super) fn net_present_value_today(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let values = args.numbers_from(1)?;
    steps.note("Number of flows", "", count(values.len()), Vec::new);
    from_the_start(base(args.number(0)?)?, &values)
}

/// NFV(rate, periods, values): the flows at the ends of the first periods, worth at the end of the last.
pub(super) fn net_future_value(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (base, periods, values) = (base(args.number(0)?)?, periods(args, 1)?, args.numbers_from(2)?);
    let last = at_the_end(base, &values)?;
    steps.note("At the last flow", "Σ flow × (1 + rate)^(periods to the last)", last, Vec::new);
    discounted(last, base, Amount::from(count(values.len())).minus(periods)?)
}

/// XNPV(rate, values, dates): days from the first date over 365.
pub(super) fn dated_net_present_value(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let rate = args.number(0)?;
    let base = base(rate)?;
    Error::num_unless(base > Amount::ZERO, "The rate must be above −1 (−100 %).")?;
    let flows = args.dated(1, 2)?;
    let Some((first, _)) = flows.first().copied() else {
        return Err(Error::num("There are no flows."));
    };
    let mut sum = Sum::default();
    for (date, amount) in flows {
        sum.add(discounted(amount, base, years_since(first, date))?);
    }
    steps.note("First date", "day 0", first, Vec::new);
    Ok(sum.total()?)
}

/// MIRR(values, finance rate, reinvestment rate).
pub(super) fn modified_rate(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (values, finance, reinvest) = (args.numbers(0)?, args.number(1)?, args.number(2)?);
    let keep = |negative: bool| -> Vec<Amount> {
        let kept = |value: &Amount| if value.is_negative() == negative { *value } else { Amount::ZERO };
        values.iter().map(kept).collect()
    };
    let earned = at_the_end(base(reinvest)?, &keep(false))?;
    let invested = -from_the_start(base(finance)?, &keep(true))?;
    steps.note("Receipts at the end", "Σ receipt × (1 + reinvestment rate)^(periods left)", earned, Vec::new);
    steps.note("Payments today", "Σ payment ÷ (1 + finance rate)^period", invested, Vec::new);
    if invested.is_zero() {
        return Err(Error::div0("There is no payment (negative flow) whose return could be measured."));
    }
    let periods = Amount::from(count(values.len()) - 1);
    let exponent = Amount::ONE.over(periods)?;
    Ok(earned.over(invested)?.power(exponent)?.minus(Amount::ONE)?)
}

/// FVSCHEDULE(principal, rates): compounded with each rate in turn.
pub(super) fn scheduled_value(args: &Args, _: &mut Steps) -> Result<Amount, Error> {
    let grow = |value: Amount, rate: Amount| Ok(value.times(Amount::ONE.plus(rate)?)?);
    args.every_number(1)?.into_iter().try_fold(args.number(0)?, grow)
}

/// An amount so many periods earlier, `amount / base^periods`; nothing where less than 28 decimals can show is left.
pub(super) fn discounted(amount: Amount, base: Amount, periods: Amount) -> Result<Amount, Error> {
    if amount.is_zero() {
        return Ok(amount);
    }
    if periods.is_negative() {
        return Ok(amount.times(base.power(-periods)?)?);
    }
    match base.power(periods) {
        // Too small a factor for 28 decimals.
        Ok(factor) if factor.is_zero() && !base.is_zero() => Err(Error::from(money::Error::TooLarge)),
        Ok(factor) => Ok(amount.over(factor)?),
        // What the factor of all periods is too large for is done in two halves.
        Err(money::Error::TooLarge) => {
            let half = periods.over(Amount::from(2))?;
            let whole = Amount::from(half.decimal().trunc());
            let first = if whole.is_zero() { half } else { whole };
            discounted(discounted(amount, base, first)?, base, periods.minus(first)?)
        }
        Err(error) => Err(error.into()),
    }
}

/// Years of 365 days from one date to another, negative where it is before.
fn years_since(first: NaiveDate, date: NaiveDate) -> Amount {
    let years = DayCount::Actual365.years(first, date);
    if date < first { -years } else { years }
}

/// Worth at the first flow.
fn from_the_start(base: Amount, values: &[Amount]) -> Result<Amount, Error> {
    values.iter().rev().try_fold(Amount::ZERO, |later, value| Ok(later.over(base)?.plus(*value)?))
}

/// Worth at the last flow.
fn at_the_end(base: Amount, values: &[Amount]) -> Result<Amount, Error> {
    values.iter().try_fold(Amount::ZERO, |earlier, value| Ok(earlier.times(base)?.plus(*value)?))
}

fn base(rate: Amount) -> Result<Amount, Error> {
    Ok(Amount::ONE.plus(rate)?)
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::finance::tests::{check, value};

    #[test]
    fn documented_answers() {
        let dates = r#"["2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01"]"#;
        let present = format!(r#"["0.09", [-10000, 2750, 4250, 3250, 2750], {dates}]"#);
        // Source: Microsoft's examples of each function.
        check(&[
            ("NPV", r#"["0.1", -10000, 3000, 4200, 6800]"#, "1188.44"),
            ("NPV0", r#"["0.08", -40000, [8000, 9200, 10000, 12000, 14500]]"#, "1922.06"),
            ("NPV0", r#"["0.08", -40000, [8000, 9200, 10000, 12000, 14500], -9000]"#, "-3749.47"),
            ("XNPV", &present, "2086.6476"),
            ("MIRR", r#"[[-120000, 39000, 30000, 21000, 37000, 46000], "0.1", "0.12"]"#, "0.1261"),
            ("MIRR", r#"[[-120000, 39000, 30000, 21000], "0.1", "0.12"]"#, "-0.0480"),
            ("MIRR", r#"[[-120000, 39000, 30000, 21000, 37000, 46000], "0.1", "0.14"]"#, "0.1348"),
            ("FVSCHEDULE", r#"[1, ["0.09", "0.11", "0.1"]]"#, "1.33089"),
        ]);
        // Source: numbers.md, "Time value, TCO".
        check(&[
            ("NPV", r#"["0.1", [50, 70, 80]]"#, "163.41"),
            ("NPV0", r#"["0.1", [53150, 666715, 636772, 647783]]"#, "1672201"),
            ("NPV0", r#"["0.1", [0, 1606511, 3061331, 4229760]]"#, "7168371"),
            ("NPV0", r#"["0.1", [-53150, 939796, 2424559, 3581977]]"#, "5496170"),
        ]);
    }

    #[test]
    fn signs_sizes_and_limits() {
        check(&[
            ("NPV", "[-1, 100]", "#DIV/0!"),
            ("NPV0", "[-1, 100]", "#DIV/0!"),
            ("NPV", "[1, []]", "0"),
            ("NPV", "[1, 100, 100]", "75"),
            ("NPV", r#"["-0.5", 100, 100]"#, "600"),
            ("NPV", "[-3, 100, 100]", "-25"),
            ("NFV", "[1, 3, [100, 100, 100]]", "700"),
            ("NFV", "[1, 4, [100, 100, 100]]", "1400"),
            ("NFV", "[1, 1, [100, 100, 100]]", "175"),
            ("NFV", "[1, 1000000001, 1]", "#NUM! at most 1,000,000,000 periods"),
            // The rate may be negative, and the dates before the first.
            ("XNPV", r#"["-0.5", [100, 100], ["2025-01-01", "2026-01-01"]]"#, "300"),
            ("XNPV", r#"[1, [100, 100], ["2026-01-01", "2025-01-01"]]"#, "300"),
            ("XNPV", r#"[1, [100, 100], ["2025-01-01", "2025-01-01"]]"#, "200"),
            ("XNPV", r#"[-1, [100], ["2026-01-01"]]"#, "#NUM! The rate must be above −1"),
            ("XNPV", r#"["1e27", [100, 100], ["0001-01-01", "9999-01-01"]]"#, "100.0000000000"),
            ("MIRR", r#"[[100, 200], "0.1", "0.1"]"#, "#DIV/0! There is no payment"),
            ("MIRR", r#"[[-100, -200], "0.1", "0.1"]"#, "-1"),
            ("MIRR", r#"[[-100], "0.1", "0.1"]"#, "#DIV/0!"),
            ("MIRR", r#"[[], "0.1", "0.1"]"#, "#DIV/0!"),
            ("MIRR", r#"[[-100, 121], "0.1", "0.1"]"#, "0.21"),
            ("MIRR", "[[-100, 0, 100, 21], -1, 0]", "#DIV/0!"),
            ("FVSCHEDULE", "[100, []]", "100"),
            ("FVSCHEDULE", r#"[100, "0.5"]"#, "150"),
            ("FVSCHEDULE", r#"["1e28", [1, 1, 1]]"#, "#NUM! 28 digits"),
        ]);
    }

    #[test]
    fn discounting_goes_further_than_the_factor() {
        let ten = Amount::from(10);
        for (amount, base, periods, expected) in [
            ("1e28", ten, "40", "0.000000000001"),
            ("1e28", ten, "41.0", "0.0000000000001"),
            ("1e28", ten, "57", "0"),
            (
                "5",
                "1e27".parse::<f64>().ok().and_then(Amount::of_float).unwrap(),
                "1.5",
                "0.0000000000000000000000000000",
            ),
            ("0", ten, "1e9", "0"),
            ("1", ten, "-3", "1000"),
            ("1", Amount::new(1, 1), "20", "100000000000000000000"),
        ] {
            let amount = Amount::of_float(amount.parse().unwrap()).unwrap();
            let periods = Amount::of_float(periods.parse().unwrap()).unwrap();
            let found = discounted(amount, base, periods).unwrap();
            assert_eq!(found, expected.parse().unwrap(), "{amount} / {base}^{periods}");
        }
        assert!(discounted(Amount::ONE, Amount::new(1, 1), Amount::from(40)).is_err());
        assert!(discounted(Amount::ONE, Amount::ZERO, Amount::from(40)).is_err());
    }

    proptest! {
        #[test]
        fn the_functions_agree(rate in -500i64..2000, values in prop::collection::vec(-10_000i64..10_000, 1..20)) {
            let rate = Amount::new(rate, 3);
            let base = Amount::ONE.plus(rate).unwrap();
            let args = format!(r#"["{rate}", {values:?}]"#);
            let (npv, today) = (value("NPV", &args), value("NPV0", &args));
            prop_assert_eq!(today.over(base).unwrap(), npv);
            let mut plain = 0.0;
            for (period, value) in (0i32..).zip(&values) {
                #[expect(clippy::float_arithmetic, clippy::cast_precision_loss, reason = "an independent sum")]
                { plain += *value as f64 / base.approximate().powi(period); }
            }
            let difference = Amount::of_float(plain).unwrap().minus(today).unwrap();
            let scale = base.power(Amount::from(-20)).unwrap().max(Amount::ONE);
            prop_assert!(difference.abs() < scale.times(Amount::new(1, 6)).unwrap(), "{} {}", plain, today);
            let at_end = value("NFV", &format!(r#"["{rate}", {}, {values:?}]"#, values.len()));
            let back = discounted(at_end, base, Amount::from(count(values.len()))).unwrap();
            prop_assert!(back.minus(npv).unwrap().abs() < scale.times(Amount::new(1, 12)).unwrap());
            // Dated a year of 365 days apart, it is the same.
            let days: Vec<String> = (0..values.len()).map(|year| {
                let day = crate::calendar::add_days("2001-01-01".parse().unwrap(), 365 * count(year)).unwrap();
                format!("{day:?}")
            }).collect();
            let quoted = days.iter().map(|day| format!("\"{day}\"")).collect::<Vec<_>>().join(",");
            let dated = value("XNPV", &format!(r#"["{rate}", {values:?}, [{quoted}]]"#));
            prop_assert!(dated.minus(today).unwrap().abs() < scale.times(Amount::new(1, 12)).unwrap());
        }
    }
}
