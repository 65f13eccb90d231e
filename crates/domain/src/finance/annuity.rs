//! Level payments: what a loan, a lease or a savings plan costs, holds and lasts.
//!
//! All follow from one balance, in the spreadsheet's signs (what is received is positive, what is paid negative):
//! `pv × (1+r)^n + pmt × (1 + r × type) × ((1+r)^n − 1) / r + fv = 0`.
//! Source: Excel's documentation of PV, FV, PMT, IPMT, PPMT, CUMIPMT, CUMPRINC, NPER and ISPMT.
//!
//! Balances are taken from the end that discounts, because the factor of the other end soon has more than 28 digits:
//! 1,200 periods at 10 % compound to 10^49.

use super::Error;
use super::arg::Args;
use super::flows::discounted;
use crate::Amount;
use crate::explain::Steps;

/// A loan, lease or savings plan with its level payment.
struct Plan {
    rate: Amount,
    periods: Amount,
    present: Amount,
    future: Amount,
    /// Payments at the start of each period instead of its end.
    due: bool,
}

impl Plan {
    /// `1 + rate`.
    fn base(&self) -> Result<Amount, Error> {
        Ok(Amount::ONE.plus(self.rate)?)
    }

    /// What a payment at the end of a period is worth more if it is made at the start.
    fn timing(&self) -> Result<Amount, Error> {
        if self.due { self.base() } else { Ok(Amount::ONE) }
    }

    /// The payment that settles the plan.
    fn payment(&self, steps: &mut Steps) -> Result<Amount, Error> {
        Error::num_unless(!self.periods.is_zero(), "There must be at least one period to pay in.")?;
        let (owed, factor) = if compounds(self.rate, self.periods)? {
            let end = discounted(self.future, self.base()?, self.periods)?;
            (self.present.plus(end)?, annuity(self.rate, self.periods)?)
        } else {
            let start = self.present.times(self.base()?.power(self.periods)?)?;
            (start.plus(self.future)?, accumulation(self.rate, self.periods)?)
        };
        let factor = factor.times(self.timing()?)?;
        steps.note("Annuity factor", "(1 − (1 + rate)^−periods) ÷ rate", factor, || {
            vec![("rate", self.rate.into()), ("periods", self.periods.into())]
        });
        let payment = -owed.over(factor)?;
        steps.note("Payment", "− amount to settle ÷ annuity factor", payment, || {
            vec![("amount to settle", owed.into()), ("annuity factor", factor.into())]
        });
        Ok(payment)
    }

    /// The balance after so many periods, in the sign of `fv`: what still has to be paid is negative. With payments
    /// at the start of periods it is that before the interest of the last one.
    fn balance(&self, payment: Amount, after: Amount) -> Result<Amount, Error> {
        if after.is_zero() {
            return Ok(-self.present);
        }
        let payments = payment.times(self.timing()?)?;
        let left = self.periods.minus(after)?;
        let balance = if compounds(self.rate, self.periods)? {
            let end = discounted(self.future, self.base()?, left)?;
            payments.times(annuity(self.rate, left)?)?.plus(end)?
        } else {
            let start = self.present.times(self.base()?.power(after)?)?;
            -start.plus(payments.times(accumulation(self.rate, after)?)?)?
        };
        Ok(if self.due { balance.over(self.base()?)? } else { balance })
    }

    /// The interest in one payment.
    fn interest(&self, payment: Amount, period: Amount) -> Result<Amount, Error> {
        if self.due && period == Amount::ONE {
            // Paid before any time has passed.
            return Ok(Amount::ZERO);
        }
        Ok(self.balance(payment, period.minus(Amount::ONE)?)?.times(self.rate)?)
    }
}

/// PV(rate, periods, payment, [future value], [type]).
pub(super) fn present_value(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (rate, periods, payment) = (args.number(0)?, periods(args, 1)?, args.number(2)?);
    let plan = Plan { rate, periods, present: Amount::ZERO, future: args.number(3)?, due: args.yes(4)? };
    let factor = annuity(rate, periods)?.times(plan.timing()?)?;
    let end = discounted(plan.future, plan.base()?, periods)?;
    steps.note("Annuity factor", "(1 − (1 + rate)^−periods) ÷ rate", factor, Vec::new);
    steps.note("Future value today", "future value ÷ (1 + rate)^periods", end, Vec::new);
    Ok(-payment.times(factor)?.plus(end)?)
}

/// FV(rate, periods, payment, [present value], [type]).
pub(super) fn future_value(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (rate, periods, payment) = (args.number(0)?, periods(args, 1)?, args.number(2)?);
    let plan = Plan { rate, periods, present: args.number(3)?, future: Amount::ZERO, due: args.yes(4)? };
    let factor = accumulation(rate, periods)?.times(plan.timing()?)?;
    let start = plan.present.times(plan.base()?.power(periods)?)?;
    steps.note("Accumulation factor", "((1 + rate)^periods − 1) ÷ rate", factor, Vec::new);
    steps.note("Present value at the end", "present value × (1 + rate)^periods", start, Vec::new);
    Ok(-payment.times(factor)?.plus(start)?)
}

/// PMT(rate, periods, present value, [future value], [type]).
pub(super) fn payment(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    Plan {
        rate: args.number(0)?,
        periods: periods(args, 1)?,
        present: args.number(2)?,
        future: args.number(3)?,
        due: args.yes(4)?,
    }
    .payment(steps)
}

/// IPMT(rate, period, periods, present value, [future value], [type]).
pub(super) fn interest_payment(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (plan, period) = period_of_plan(args)?;
    let payment = plan.payment(steps)?;
    plan.interest(payment, period)
}

/// PPMT(rate, period, periods, present value, [future value], [type]).
pub(super) fn principal_payment(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (plan, period) = period_of_plan(args)?;
    let payment = plan.payment(steps)?;
    let interest = plan.interest(payment, period)?;
    steps.note("Interest", "balance before × rate", interest, Vec::new);
    Ok(payment.minus(interest)?)
}

fn period_of_plan(args: &Args) -> Result<(Plan, Amount), Error> {
    let (period, periods) = (args.number(1)?, periods(args, 2)?);
    Error::num_unless(
        period >= Amount::ONE && period <= periods,
        "The period must lie between 1 and the number of periods.",
    )?;
    let plan = Plan {
        rate: args.number(0)?,
        periods,
        present: args.number(3)?,
        future: args.number(4)?,
        due: args.yes(5)?,
    };
    Ok((plan, period))
}

/// CUMPRINC(rate, periods, present value, first period, last period, type).
pub(super) fn cumulative_principal(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    Ok(cumulative(args, steps)?.0)
}

/// CUMIPMT(rate, periods, present value, first period, last period, type).
pub(super) fn cumulative_interest(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (principal, payments) = cumulative(args, steps)?;
    Ok(payments.minus(principal)?)
}

/// What is paid off, and paid in all, in a span of periods.
fn cumulative(args: &Args, steps: &mut Steps) -> Result<(Amount, Amount), Error> {
    let (rate, present) = (args.number(0)?, args.number(2)?);
    let whole = |place| args.whole(place).map(Amount::from);
    periods(args, 1)?;
    let (periods, first, last, due) = (whole(1)?, whole(3)?, whole(4)?, args.whole(5)?);
    let positive = |amount: Amount| amount > Amount::ZERO;
    Error::num_unless(
        positive(rate) && positive(periods) && positive(present),
        "Rate, number of periods and present value must be above 0.",
    )?;
    Error::num_unless(
        first >= Amount::ONE && first <= last && last <= periods,
        "First and last period must lie between 1 and the number of periods, in this order.",
    )?;
    Error::num_unless(
        due == 0 || due == 1,
        "The type is 0 (payments at the end of periods) or 1 (at the start).",
    )?;
    let plan = Plan { rate, periods, present, future: Amount::ZERO, due: due == 1 };
    let payment = plan.payment(steps)?;
    let before = first.minus(Amount::ONE)?;
    let (opening, closing) = (plan.balance(payment, before)?, plan.balance(payment, last)?);
    let principal = opening.minus(closing)?;
    steps.note("Principal", "balance after − balance before", principal, || {
        vec![("balance before", (-opening).into()), ("balance after", (-closing).into())]
    });
    Ok((principal, payment.times(last.minus(before)?)?))
}

/// NPER(rate, payment, present value, [future value], [type]).
///
/// `ln(1 + x) / ln(1 + rate)` with `x = −(pv + fv) × rate / (payment × (1 + rate × type) + pv × rate)`, which without
/// interest is the plain quotient.
pub(super) fn periods_needed(args: &Args, steps: &mut Steps) -> Result<Amount, Error> {
    let (rate, payment, present, future) =
        (args.number(0)?, args.number(1)?, args.number(2)?, args.number(3)?);
    let plan = Plan { rate, periods: Amount::ZERO, present, future, due: args.yes(4)? };
    Error::num_unless(plan.base()? > Amount::ZERO, "The rate must be above −1 (−100 %).")?;
    let change = payment.times(plan.timing()?)?.plus(present.times(rate)?)?;
    Error::num_unless(
        !change.is_zero(),
        "The payments only just cover the interest, so the balance never changes. Choose another payment.",
    )?;
    let simple = -present.plus(future)?.over(change)?;
    let growth = simple.times(rate)?;
    Error::num_unless(
        Amount::ONE.plus(growth)? > Amount::ZERO,
        "These payments never reach the future value. Check their sign and size.",
    )?;
    steps.note(
        "Periods without interest on interest",
        "− (pv + fv) ÷ (payment + pv × rate)",
        simple,
        Vec::new,
    );
    Ok(simple.times(log_share(growth)?)?.over(log_share(rate)?)?)
}

/// ISPMT(rate, period, periods, present value): the interest of a loan that is paid off evenly, periods from 0.
pub(super) fn even_principal_interest(args: &Args, _: &mut Steps) -> Result<Amount, Error> {
    let (rate, period, periods, present) =
        (args.number(0)?, args.number(1)?, args.number(2)?, args.number(3)?);
    let left = periods.minus(period)?.over(periods)?;
    Ok(-present.times(rate)?.times(left)?)
}

/// The number of periods. Above 10^9 the powers are no longer what they should be, and nothing is paid that often.
pub(super) fn periods(args: &Args, place: usize) -> Result<Amount, Error> {
    let periods = args.number(place)?;
    let most = Amount::from(1_000_000_000);
    Error::num_unless(periods.abs() <= most, "There can be at most 1,000,000,000 periods.")?;
    Ok(periods)
}

/// Whether an amount grows over these periods, so that looking back from their end discounts it.
fn compounds(rate: Amount, periods: Amount) -> Result<bool, Error> {
    Ok((Amount::ONE.plus(rate)?.abs() >= Amount::ONE) != periods.is_negative())
}

/// What 1 paid at the end of each period is worth at the start: `(1 − (1+r)^−n) / r`, n without interest.
fn annuity(rate: Amount, periods: Amount) -> Result<Amount, Error> {
    Ok(-accumulation(rate, -periods)?)
}

/// What 1 paid at the end of each period is worth at the end: `((1+r)^n − 1) / r`, n without interest.
fn accumulation(rate: Amount, periods: Amount) -> Result<Amount, Error> {
    let small = Amount::new(1, 2);
    let all = rate.times(periods).map(Amount::abs);
    if rate.abs() >= small || all.is_ok_and(|all| all >= small) {
        return Ok(Amount::ONE.plus(rate)?.power(periods)?.minus(Amount::ONE)?.over(rate)?);
    }
    // The difference of two numbers near 1 would lose the digits of a small rate: the binomial series instead.
    series(periods, |n| rate.times(periods.minus(n)?)?.over(n.plus(Amount::ONE)?))
}

/// `ln(1 + x) / x`, 1 for 0.
fn log_share(x: Amount) -> Result<Amount, Error> {
    if x.abs() >= Amount::new(1, 2) {
        return Ok(Amount::ONE.plus(x)?.ln()?.over(x)?);
    }
    series(Amount::ONE, |n| (-x).times(n)?.over(n.plus(Amount::ONE)?))
}

/// The sum of a series whose terms each follow from the one before, shrinking to nothing: `first × (1 + ratio(1) ×
/// (1 + ratio(2) × ...))`.
pub(super) fn series(
    first: Amount,
    ratio: impl Fn(Amount) -> Result<Amount, crate::money::Error>,
) -> Result<Amount, Error> {
    let (mut term, mut sum) = (first, first);
    for n in 1..40 {
        term = term.times(ratio(Amount::from(n))?)?;
        if term.is_zero() {
            break;
        }
        sum = sum.plus(term)?;
    }
    Ok(sum)
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
            ("PV", r#"["0.08/12", 240, 500]"#, "-59777.15"),
            ("FV", r#"["0.06/12", 10, -200, -500, 1]"#, "2581.40"),
            ("FV", r#"["0.12/12", 12, -1000]"#, "12682.50"),
            ("FV", r#"["0.11/12", 35, -2000, null, 1]"#, "82846.25"),
            ("FV", r#"["0.06/12", 12, -100, -1000, 1]"#, "2301.40"),
            ("PMT", r#"["0.08/12", 10, 10000]"#, "-1037.03"),
            ("PMT", r#"["0.08/12", 10, 10000, null, 1]"#, "-1030.16"),
            ("PMT", r#"["0.06/12", 216, 0, 50000]"#, "-129.08"),
            ("IPMT", r#"["0.1/12", 1, 36, 8000]"#, "-66.67"),
            ("IPMT", r#"["0.1", 3, 3, 8000]"#, "-292.45"),
            ("PPMT", r#"["0.1/12", 1, 24, 2000]"#, "-75.62"),
            ("PPMT", r#"["0.08", 10, 10, 200000]"#, "-27598.05"),
            ("CUMIPMT", r#"["0.09/12", 360, 125000, 13, 24, 0]"#, "-11135.23"),
            ("CUMIPMT", r#"["0.09/12", 360, 125000, 1, 1, 0]"#, "-937.50"),
            ("CUMPRINC", r#"["0.09/12", 360, 125000, 13, 24, 0]"#, "-934.1071"),
            ("CUMPRINC", r#"["0.09/12", 360, 125000, 1, 1, 0]"#, "-68.27827"),
            ("NPER", r#"["0.12/12", -100, -1000, 10000, 1]"#, "59.6738657"),
            ("NPER", r#"["0.12/12", -100, -1000, 10000]"#, "60.0821229"),
            ("NPER", r#"["0.12/12", -100, -1000]"#, "-9.57859404"),
            ("ISPMT", r#"["0.1/12", 1, 36, 8000000]"#, "-64814.81"),
            ("ISPMT", r#"["0.1", 1, 3, 8000000]"#, "-533333.33"),
        ]);
    }

    #[test]
    fn signs_sizes_and_limits() {
        check(&[
            // Without interest.
            ("PV", "[0, 12, -100, -50]", "1250"),
            ("FV", "[0, 12, -100, -50, 1]", "1250"),
            ("PMT", "[0, 12, 1200, 600]", "-150"),
            ("IPMT", "[0, 3, 12, 1200]", "0"),
            ("PPMT", "[0, 3, 12, 1200]", "-100"),
            ("NPER", "[0, -100, 1000]", "10"),
            // A negative rate, and one that takes all.
            ("PMT", r#"["-0.5", 2, 300]"#, "-50"),
            ("PV", r#"["-0.5", 2, -50]"#, "300"),
            ("FV", r#"["-0.5", 2, 0, -400]"#, "100"),
            ("PMT", "[-1, 2, 300, 50]", "-50"),
            ("PMT", "[-1, 2, 300, 50, 1]", "#DIV/0!"),
            ("PV", "[-1, 2, 100]", "#DIV/0!"),
            // A rate below -100 % changes the sign of what is owed.
            ("FV", "[-3, 3, 0, -100]", "-800"),
            // No digit is lost to a rate near 0: n payments are each dearer by (n + 1) / 2 times the rate.
            ("PMT", r#"["1e-20", 12, 1200]"#, "-100.00000000000000000650"),
            ("FV", r#"["1e-20", 3, -1]"#, "3.00000000000000000003"),
            ("NPER", r#"["1e-20", -100, 1000]"#, "10.00000000000000000055"),
            // On both sides of the switch to the formula: 12 months at 0.08 and 0.09 % (0.96 and 1.08 % in all), and
            // at 0.99 and 1 % for one.
            ("FV", r#"["0.0008", 12, -1]"#, "12.052941053764706184"),
            ("FV", r#"["0.0009", 12, -1]"#, "12.059578561375177234"),
            ("FV", r#"["0.0099", 1, -1]"#, "1.00000000000000000000"),
            ("FV", r#"["0.01", 2, -1]"#, "2.0100000000000000000000"),
            ("FV", r#"["5", "0.001", -1]"#, "0.000358673125873360156"),
            // 28 digits do not hold the growth, but what is asked for fits.
            ("PMT", r#"["0.1", 1200, 1000]"#, "-100.0000000000000000000000"),
            ("PV", r#"["0.1", 1200, -100]"#, "1000.000000000000000000000"),
            ("PMT", r#"["0.1", 1200, 0, "1e28"]"#, "0.000000000000000000000"),
            ("PV", r#"["0.1", 300, 0, "-1e20"]"#, "38211532.2196"),
            ("PV", r#"["0.1", 1000000000, 0, 1]"#, "0"),
            ("FV", r#"["0.1", 1200, -1]"#, "#NUM! 28 digits"),
            ("FV", r#"["0.1", 1000000001, 0]"#, "#NUM! There can be at most 1,000,000,000 periods."),
            ("FV", r#"["0.1", -1000000001, 0]"#, "#NUM! There can be at most 1,000,000,000 periods."),
            ("IPMT", r#"["0.1", 1200, 1200, 1000]"#, "-9.0909090909"),
            ("PMT", r#"["0.1", 0, 1000]"#, "#NUM! There must be at least one period"),
            // Periods may run backwards.
            ("PV", r#"["0.1", -1, 0, -110]"#, "121"),
            ("PMT", r#"["0.1", -1, 110]"#, "110.00000000000000000000"),
            ("PMT", r#"["0.1", 1, "x"]"#, "#VALUE!"),
            // The period.
            (
                "IPMT",
                r#"["0.1", 0, 2, 1000]"#,
                "#NUM! The period must lie between 1 and the number of periods.",
            ),
            ("IPMT", r#"["0.1", 3, 2, 1000]"#, "#NUM! The period must lie"),
            ("IPMT", r#"["0.1", 1, 2, 1000]"#, "-100"),
            ("IPMT", r#"["0.1", 2, 2, 1000]"#, "-52.380952380952380952"),
            ("IPMT", r#"["0.1", 1, 2, 1000, 0, 1]"#, "0"),
            ("IPMT", r#"["0.1", 2, 2, 1000, 0, 1]"#, "-47.619047619047619048"),
            ("PPMT", r#"["0.1", 1, 2, 1000, 0, 1]"#, "-523.809523809523809524"),
            ("PPMT", r#"["0.1", 2, 2, 1000, 0, 1]"#, "-476.190476190476190476"),
            ("PPMT", r#"["-0.5", 2, 2, 300]"#, "-100"),
            // Sums.
            ("CUMPRINC", r#"["0.1", 2, 1000, 1, 2, 0]"#, "-1000.00000000000000000000"),
            ("CUMPRINC", r#"["0.1", 2, 1000, 1, 2, 1]"#, "-1000.00000000000000000000"),
            ("CUMPRINC", r#"["0.1", "2.9", 1000, "1.9", "2.9", "1.9"]"#, "-1000.00000000000000000000"),
            ("CUMIPMT", r#"["0.1", 2, 1000, 1, 2, 1]"#, "-47.619047619047619048"),
            ("CUMIPMT", r#"["0.1", 2, 1000, 2, 2, 1]"#, "-47.619047619047619048"),
            ("CUMIPMT", "[0, 2, 1000, 1, 2, 0]", "#NUM! must be above 0"),
            ("CUMIPMT", r#"["0.1", 0, 1000, 1, 2, 0]"#, "#NUM! must be above 0"),
            ("CUMIPMT", r#"["0.1", 2, 0, 1, 2, 0]"#, "#NUM! must be above 0"),
            ("CUMIPMT", r#"["0.1", 2, 1000, 0, 2, 0]"#, "#NUM! First and last period"),
            ("CUMIPMT", r#"["0.1", 2, 1000, 2, 1, 0]"#, "#NUM! First and last period"),
            ("CUMIPMT", r#"["0.1", 2, 1000, 1, 3, 0]"#, "#NUM! First and last period"),
            ("CUMIPMT", r#"["0.1", 2, 1000, 1, 2, 2]"#, "#NUM! The type is 0"),
            ("CUMIPMT", r#"["0.1", 2, 1000, 1, 2, -1]"#, "#NUM! The type is 0"),
            ("CUMIPMT", r#"["0.1", 2000000000, 1000, 1, 2, 0]"#, "#NUM! at most 1,000,000,000"),
            // The number of periods.
            ("NPER", r#"["0.1", -100, 1000]"#, "#NUM! only just cover the interest"),
            ("NPER", "[0, 0, 1000]", "#NUM! only just cover the interest"),
            ("NPER", r#"["0.1", -50, 1000]"#, "#NUM! never reach the future value"),
            ("NPER", r#"["0.1", -100, 0, 0]"#, "0"),
            ("NPER", r#"["0.1", 100, 0, 1000]"#, "#NUM! never reach the future value"),
            ("NPER", "[-1, 100, 0, 1000]", "#NUM! The rate must be above −1"),
            ("NPER", r#"["0.1", 0, -100, 121]"#, "2.0000000000"),
            ("NPER", r#"["0.1", -110, 0, 231, 1]"#, "1.8331"),
            ("NPER", r#"["-0.5", 0, -100, 25]"#, "2.0000000000"),
            ("ISPMT", "[1, 1, 0, 100]", "#DIV/0!"),
            ("ISPMT", "[1, 0, 4, 100]", "-100"),
        ]);
    }

    fn close(a: Amount, b: Amount, scale: Amount) -> bool {
        let most = scale.abs().max(Amount::ONE).times(Amount::new(1, 15)).unwrap();
        a.minus(b).unwrap().abs() <= most
    }

    proptest! {
        #[test]
        fn payments_settle_the_plan(rate in -300i64..800, periods in 1i64..24, present in -1_000_000i64..1_000_000,
                                    future in -1_000_000i64..1_000_000, due in 0i64..2, first in 1i64..24) {
            let rate = Amount::new(rate, 3);
            let plan = format!("{periods}, {present}, {future}, {due}]");
            let payment = value("PMT", &format!(r#"["{rate}", {plan}"#));
            let scale = Amount::from(present.abs() + future.abs() + 1).times(Amount::ONE.plus(rate.abs()).unwrap().power(
                Amount::from(periods)).unwrap()).unwrap();
            let present = Amount::from(present);
            // Period by period: interest on the balance, then the payment (or the payment first).
            let mut balance = present;
            let mut all_interest = Amount::ZERO;
            let mut principal_from = Amount::ZERO;
            for period in 1..=periods {
                let at_start = if due == 1 { payment } else { Amount::ZERO };
                let owing = balance.plus(at_start).unwrap();
                let added = owing.times(rate).unwrap();
                // With payments at the start, the interest paid is that of the period before.
                let interest = if due == 0 { -added } else if period == 1 { Amount::ZERO } else {
                    -balance.times(rate).unwrap().over(Amount::ONE.plus(rate).unwrap()).unwrap()
                };
                let told = value("IPMT", &format!(r#"["{rate}", {period}, {plan}"#));
                prop_assert!(close(told, interest, scale), "{} {}", told, interest);
                let principal = value("PPMT", &format!(r#"["{rate}", {period}, {plan}"#));
                prop_assert!(close(principal.plus(told).unwrap(), payment, Amount::ONE));
                all_interest = all_interest.plus(interest).unwrap();
                if period >= first { principal_from = principal_from.plus(principal).unwrap(); }
                balance = owing.plus(added).unwrap().plus(payment.minus(at_start).unwrap()).unwrap();
            }
            prop_assert!(close(balance, -Amount::from(future), scale), "{} {}", balance, future);
            let pv = value("PV", &format!(r#"["{rate}", {periods}, "{payment}", {future}, {due}]"#));
            prop_assert!(close(pv, present, scale), "{}", pv);
            let fv = value("FV", &format!(r#"["{rate}", {periods}, "{payment}", "{present}", {due}]"#));
            prop_assert!(close(fv, Amount::from(future), scale), "{}", fv);
            if future == 0 && rate > Amount::ZERO && present > Amount::ZERO && first <= periods {
                let told = value("CUMIPMT", &format!(r#"["{rate}", {periods}, "{present}", 1, {periods}, {due}]"#));
                prop_assert!(close(told, all_interest, scale));
                let told = value("CUMPRINC", &format!(r#"["{rate}", {periods}, "{present}", {first}, {periods}, {due}]"#));
                prop_assert!(close(told, principal_from, scale));
            }
        }

        #[test]
        fn cumulated_is_the_sum(rate in 1i64..200, more in 0i64..10, present in 1i64..1_000_000, due in 0i64..2,
                                first in 1i64..30, length in 0i64..8) {
            let periods = first + length + more;
            let rate = Amount::new(rate, 3);
            let last = first + length;
            for (sum, part) in [("CUMIPMT", "IPMT"), ("CUMPRINC", "PPMT")] {
                let told = value(sum, &format!(r#"["{rate}", {periods}, {present}, {first}, {last}, {due}]"#));
                let parts = (first..=last).map(|period| {
                    value(part, &format!(r#"["{rate}", {period}, {periods}, {present}, 0, {due}]"#))
                });
                let parts = parts.collect::<crate::Sum>().total().unwrap();
                prop_assert!(close(told, parts, Amount::from(present)), "{} {}", told, parts);
            }
        }

        #[test]
        fn periods_needed_are_those_of_the_payment(rate in -100i64..300, periods in 1i64..100,
                                                   present in 1i64..100_000, due in 0i64..2) {
            let rate = Amount::new(rate, 3);
            let payment = value("PMT", &format!(r#"["{rate}", {periods}, {present}, 0, {due}]"#));
            let needed = value("NPER", &format!(r#"["{rate}", "{payment}", {present}, 0, {due}]"#));
            // At a high rate the last of many periods hardly shows in the payment.
            prop_assert!(needed.minus(Amount::from(periods)).unwrap().abs() < Amount::new(1, 6), "{}", needed);
        }
    }
}
