//! Rates: effective and nominal, of growth, and the time that growth takes.
//!
//! Source: Excel's documentation of EFFECT, NOMINAL, RRI and PDURATION.

use super::Error;
use super::annuity::series;
use super::arg::Args;
use crate::Amount;
use crate::explain::Steps;

/// EFFECT(nominal rate, periods a year): what a yearly rate paid in parts earns in a year.
pub(super) fn effective(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (nominal, periods) = yearly(args)?;
    let part = nominal.over(periods)?;
    steps.note("Rate of a period", "nominal rate ÷ periods a year", part, Vec::new);
    Ok(Amount::ONE.plus(part)?.power(periods)?.minus(Amount::ONE)?)
}

/// NOMINAL(effective rate, periods a year): the inverse of EFFECT.
pub(super) fn nominal(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (effective, periods) = yearly(args)?;
    let part = root_less_one(Amount::ONE.plus(effective)?, periods)?;
    steps.note("Rate of a period", "(1 + effective rate)^(1 ÷ periods a year) − 1", part, Vec::new);
    Ok(part.times(periods)?)
}

fn yearly(args: &Args) -> Result<(Amount, Amount), Error> {
    let (rate, periods) = (args.number(0)?, Amount::from(args.whole(1)?));
    Error::num_unless(rate > Amount::ZERO, "The rate must be above 0.")?;
    Error::num_unless(
        periods >= Amount::ONE && periods <= Amount::from(1_000_000_000),
        "There must be from 1 to 1,000,000,000 periods a year.",
    )?;
    Ok((rate, periods))
}

/// RRI(periods, present value, future value): the rate at which the one grows to the other.
pub(super) fn of_growth(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (periods, present, future) = (args.number(0)?, args.number(1)?, args.number(2)?);
    Error::num_unless(periods > Amount::ZERO, "The number of periods must be above 0.")?;
    Error::num_unless(!present.is_zero(), "The present value must not be 0: nothing grows from nothing.")?;
    let growth = future.over(present)?;
    steps.note("Growth", "future value ÷ present value", growth, Vec::new);
    if growth.is_zero() {
        return Ok(-Amount::ONE);
    }
    Error::num_unless(growth > Amount::ZERO, "Present and future value must have the same sign.")?;
    root_less_one(growth, periods)
}

/// PDURATION(rate, present value, future value): the periods that the one takes to grow to the other.
pub(super) fn growth_periods(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (rate, present, future) = (args.number(0)?, args.number(1)?, args.number(2)?);
    let all = [rate, present, future].into_iter().all(|number| number > Amount::ZERO);
    Error::num_unless(all, "Rate, present value and future value must be above 0.")?;
    let growth = future.ln()?.minus(present.ln()?)?;
    steps.note("Growth", "ln(future value) − ln(present value)", growth, Vec::new);
    Ok(growth.over(Amount::ONE.plus(rate)?.ln()?)?)
}

/// `base^(1/degree) − 1`, without losing the digits of a result near 0.
fn root_less_one(base: Amount, degree: Amount) -> Result<Amount, Error> {
    let power = base.ln()?.over(degree)?;
    if power.abs() >= Amount::new(1, 2) {
        return Ok(base.power(Amount::ONE.over(degree)?)?.minus(Amount::ONE)?);
    }
    // e^x − 1 = x + x²/2 + x³/6 + ...
    series(power, |n| power.over(n.plus(Amount::ONE)?))
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
            ("EFFECT", r#"["0.0525", 4]"#, "0.0535427"),
            ("NOMINAL", r#"["0.053543", 4]"#, "0.05250032"),
            ("RRI", "[96, 10000, 11000]", "0.0009933"),
            ("PDURATION", r#"["0.025", 2000, 2200]"#, "3.86"),
            ("PDURATION", r#"["0.025/12", 1000, 1200]"#, "87.6"),
        ]);
    }

    #[test]
    fn signs_sizes_and_limits() {
        check(&[
            ("EFFECT", r#"["0.1", "2.9"]"#, "0.1025"),
            ("EFFECT", r#"["0.1", 1]"#, "0.1"),
            ("EFFECT", r#"["0.1", "0.9"]"#, "#NUM! from 1 to 1,000,000,000 periods"),
            ("EFFECT", "[0, 4]", "#NUM! The rate must be above 0."),
            ("EFFECT", r#"["-0.1", 4]"#, "#NUM! The rate must be above 0."),
            ("EFFECT", "[1, 1000000000]", "1.718281827"),
            ("EFFECT", "[1, 1000000001]", "#NUM! from 1 to 1,000,000,000 periods"),
            ("EFFECT", r#"["1e28", 2]"#, "#NUM! 28 digits"),
            ("NOMINAL", r#"["0.1025", 2]"#, "0.10000000000000000000"),
            ("NOMINAL", r#"["0.21", 1]"#, "0.21000000000000000000"),
            ("NOMINAL", r#"["0.21", "x"]"#, "#VALUE! “x” is no number."),
            ("NOMINAL", r#"["0.21", 1000000000]"#, "0.19062035963"),
            ("RRI", "[2, 100, 121]", "0.10000000000000000000"),
            ("RRI", "[2, -100, -121]", "0.10000000000000000000"),
            ("RRI", "[2, 100, 0]", "-1"),
            ("RRI", "[2, 100, -1]", "#NUM! the same sign"),
            ("RRI", "[2, 0, 1]", "#NUM! nothing grows from nothing"),
            ("RRI", "[0, 1, 1]", "#NUM! The number of periods must be above 0."),
            ("RRI", "[1000, 1, 1]", "0"),
            ("RRI", "[1000000000, 1, 2]", "0.0000000006931471808"),
            ("PDURATION", r#"["0.1", 100, 121]"#, "2.0000000000000000000"),
            ("PDURATION", r#"["0.1", 121, 100]"#, "-2.0000000000000000000"),
            ("PDURATION", "[0, 1, 2]", "#NUM! must be above 0"),
            ("PDURATION", r#"["0.1", 0, 2]"#, "#NUM! must be above 0"),
            ("PDURATION", r#"["0.1", 1, 0]"#, "#NUM! must be above 0"),
        ]);
    }

    proptest! {
        #[test]
        fn effective_and_nominal_are_inverse(rate in 1i64..20_000, periods in 1i64..5000) {
            let rate = Amount::new(rate, 4);
            let effective = value("EFFECT", &format!(r#"["{rate}", {periods}]"#));
            prop_assert!(effective >= rate);
            let back = value("NOMINAL", &format!(r#"["{effective}", {periods}]"#));
            prop_assert!(back.minus(rate).unwrap().abs() < Amount::new(1, 18), "{}", back);
        }

        #[test]
        fn growth_leads_to_the_future_value(periods in 1i64..500, present in 1i64..1_000_000, future in 1i64..1_000_000) {
            let rate = value("RRI", &format!("[{periods}, {present}, {future}]"));
            let reached = Amount::ONE.plus(rate).unwrap().power(periods.into()).unwrap().times(present.into()).unwrap();
            prop_assert!(reached.minus(future.into()).unwrap().abs() < Amount::new(1, 12), "{}", reached);
            if rate > Amount::new(1, 6) {
                let back = value("PDURATION", &format!(r#"["{rate}", {present}, {future}]"#));
                prop_assert!(back.minus(periods.into()).unwrap().abs() < Amount::new(1, 12), "{}", back);
            }
        }
    }
}
