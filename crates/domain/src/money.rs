//! Money: exact decimals, their currency, sums that lose nothing and splits that tie.

mod currency;
mod split;
mod sum;

use std::fmt;
use std::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, MathematicalOps, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use currency::Currency;
pub use sum::{Sum, tie};

/// An exact decimal number of currency units (or a quantity, a rate, a percentage).
///
/// Crosses every wire as text (`"1200.50"`), so that no reader turns it into a float.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

/// Why a result is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// Text that is not a plain decimal number.
    NotANumber,
    /// More than 28 digits, which an exact decimal cannot hold.
    TooLarge,
    /// Division by zero.
    DivisionByZero,
    /// Weights that are negative, or of which none is above 0.
    Weight,
    /// A power that has no real value, such as the root of a negative number.
    NoPower,
    /// A total that its parts cannot be rounded to.
    NotTheTotal,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Error::NotANumber => {
                "This is not a number. Write it like 1200.50, without signs between the thousands."
            }
            Error::TooLarge => "This number has more than the 28 digits that can be kept exactly.",
            Error::DivisionByZero => "This divides by zero.",
            Error::Weight => "Weights must be 0 or more, and at least one of them above 0.",
            Error::NoPower => "This power has no value.",
            Error::NotTheTotal => "These parts do not sum to this total. Give the total of the parts.",
        })
    }
}

impl std::error::Error for Error {}

impl Amount {
    /// Nothing.
    pub const ZERO: Amount = Amount(Decimal::ZERO);
    /// One.
    pub const ONE: Amount = Amount(Decimal::ONE);
    /// A hundred, as percentages need it.
    pub const HUNDRED: Amount = Amount(Decimal::ONE_HUNDRED);

    /// `units / 10^scale`: `Amount::new(12345, 2)` is 123.45. At most 28 decimals.
    pub fn new(units: i64, scale: u32) -> Amount {
        Amount(Decimal::new(units, scale.min(28)))
    }

    /// The decimal inside.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// Whether this is nothing.
    pub fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// Whether this is below zero.
    pub fn is_negative(self) -> bool {
        self.0.is_sign_negative() && !self.0.is_zero()
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Amount {
        Amount(self.0.abs())
    }

    /// The exact sum, or the sum rounded once to the 28 digits that fit; [`Error::TooLarge`] past them.
    pub fn plus(self, other: Amount) -> Result<Amount, Error> {
        let mut sum = Sum::default();
        sum.add(self);
        sum.add(other);
        sum.total()
    }

    /// The exact difference, with the same limit as [`Amount::plus`].
    pub fn minus(self, other: Amount) -> Result<Amount, Error> {
        self.plus(-other)
    }

    /// The product, such as an amount by a rate; not rounded to a currency.
    pub fn times(self, factor: Amount) -> Result<Amount, Error> {
        self.0.checked_mul(factor.0).map(Amount).ok_or(Error::TooLarge)
    }

    /// The quotient to 28 digits; not rounded to a currency.
    pub fn over(self, divisor: Amount) -> Result<Amount, Error> {
        if divisor.is_zero() {
            return Err(Error::DivisionByZero);
        }
        self.0.checked_div(divisor.0).map(Amount).ok_or(Error::TooLarge)
    }

    /// This number raised to a power: exactly multiplied (to 28 digits) for a whole exponent, good to about 25
    /// digits for any other.
    ///
    /// What is smaller than 28 decimals can show is 0. [`Error::NoPower`] for a negative number with an exponent that
    /// is not whole; [`Error::DivisionByZero`] for 0 with a negative one.
    ///
    /// ```
    /// use domain::Amount;
    /// let power = |base: &str, exponent: &str| base.parse::<Amount>()?.power(exponent.parse()?);
    /// assert_eq!(power("1.1", "2")?.to_string(), "1.21");
    /// assert_eq!(power("4", "-0.5")?.round(20).to_string(), "0.50000000000000000000");
    /// # Ok::<(), domain::money::Error>(())
    /// ```
    pub fn power(self, exponent: Amount) -> Result<Amount, Error> {
        if exponent.is_negative() {
            return match self.power(-exponent) {
                Ok(power) if power.is_zero() && !self.is_zero() => Err(Error::TooLarge),
                Ok(power) => Amount::ONE.over(power),
                // One by what is larger than any number kept here.
                Err(Error::TooLarge) => Ok(Amount::ZERO),
                Err(error) => Err(error),
            };
        }
        if exponent.is_zero() {
            return Ok(Amount::ONE);
        }
        let whole = exponent.0.is_integer();
        if self.is_negative() && !whole {
            return Err(Error::NoPower);
        }
        let power = match exponent.0.to_u64().filter(|_| whole) {
            Some(times) => self.0.checked_powu(times),
            None => self.0.checked_powd(exponent.0),
        };
        match power {
            Some(power) => Ok(Amount(power)),
            // Whole powers fall to 0 by themselves, others are refused on the way down.
            None if self.0.abs() < Decimal::ONE => Ok(Amount::ZERO),
            None => Err(Error::TooLarge),
        }
    }

    /// The natural logarithm, to about 25 digits; [`Error::NoPower`] for 0 and below.
    pub fn ln(self) -> Result<Amount, Error> {
        if self.is_zero() || self.is_negative() {
            return Err(Error::NoPower);
        }
        self.0.checked_ln().map(Amount).ok_or(Error::TooLarge)
    }

    /// A float that was computed as a rate, factor or statistic, by its shortest decimal text; `None` if it is no
    /// number or does not fit 28 digits. What is smaller than 28 decimals can show is rounded.
    pub fn of_float(float: f64) -> Option<Amount> {
        let text = format!("{float:e}");
        let decimal =
            Decimal::from_scientific(&text).or_else(|_| Decimal::from_str(&format!("{float:.28}"))).ok()?;
        Some(Amount(decimal.normalize()))
    }

    /// Rounded to so many decimals, half away from zero, and shown with exactly that many.
    #[must_use]
    pub fn round(self, decimals: u32) -> Amount {
        let mut rounded = self.0.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
        rounded.rescale(decimals);
        if rounded.is_zero() {
            rounded.set_sign_positive(true);
        }
        Amount(rounded)
    }

    /// The same amount without zeros behind its last decimal.
    #[must_use]
    pub fn trimmed(self) -> Amount {
        Amount(self.0.normalize())
    }

    /// Shown with at least so many decimals; none that it carries is lost.
    #[must_use]
    pub fn padded(self, decimals: u32) -> Amount {
        if self.scale() >= decimals { self } else { self.round(decimals) }
    }

    /// How many decimals it carries.
    pub fn scale(self) -> u32 {
        self.0.scale()
    }

    /// This amount counted in units of `10^-scale`.
    fn units(self, scale: u32) -> Option<i128> {
        if self.scale() == scale {
            return Some(self.0.mantissa());
        }
        let plain = self.0.normalize();
        let factor = 10i128.checked_pow(scale.checked_sub(plain.scale())?)?;
        plain.mantissa().checked_mul(factor)
    }

    /// The nearest whole number, for axis labels and counts; `None` if it does not fit.
    pub fn to_i64(self) -> Option<i64> {
        self.0.round().to_i64()
    }

    /// A float for drawing and statistics only; never to be stored, summed or printed as money.
    pub fn approximate(self) -> f64 {
        self.0.to_f64().unwrap_or(0.0)
    }
}

impl std::ops::Neg for Amount {
    type Output = Amount;
    fn neg(self) -> Amount {
        if self.0.is_zero() { self } else { Amount(-self.0) }
    }
}

impl From<i64> for Amount {
    fn from(whole: i64) -> Amount {
        Amount(Decimal::from(whole))
    }
}

impl From<Decimal> for Amount {
    fn from(decimal: Decimal) -> Amount {
        Amount(decimal)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// Reads a plain decimal (`-1200.50`): no grouping, no currency, at most 28 digits, never rounded.
impl FromStr for Amount {
    type Err = Error;
    fn from_str(text: &str) -> Result<Amount, Error> {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        let points = digits.bytes().filter(|b| *b == b'.').count();
        let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        if !plain || points > 1 || digits.len() == points {
            return Err(Error::NotANumber);
        }
        // `from_str_exact` refuses what it would have to round.
        Decimal::from_str_exact(text).map(Amount).map_err(|_| Error::TooLarge)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
        deserializer.deserialize_any(FromText)
    }
}

/// A decimal as programs write very small and very large ones, `1E-20`; never rounded.
fn scientific(text: &str) -> Option<Amount> {
    let (mantissa, exponent) = text.split_once(['e', 'E'])?;
    let mantissa = mantissa.parse::<Amount>().ok()?.0.normalize();
    let shift = exponent.parse::<i32>().ok().filter(|shift| shift.abs() <= 60)?;
    let scale = i32::try_from(mantissa.scale()).ok()? - shift;
    let (units, scale) = match u32::try_from(scale) {
        Ok(scale) => (mantissa.mantissa(), scale),
        Err(_) => (mantissa.mantissa().checked_mul(10i128.checked_pow(scale.unsigned_abs())?)?, 0),
    };
    Decimal::try_from_i128_with_scale(units, scale).ok().map(Amount)
}

/// Reads an amount from text or a whole number: any other JSON number would already have been a float.
struct FromText;

impl serde::de::Visitor<'_> for FromText {
    type Value = Amount;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number as text, such as \"1200.50\"")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Amount, E> {
        text.parse().or_else(|error| scientific(text).ok_or(error)).map_err(E::custom)
    }

    fn visit_i64<E: serde::de::Error>(self, whole: i64) -> Result<Amount, E> {
        Ok(Amount::from(whole))
    }

    fn visit_u64<E: serde::de::Error>(self, whole: u64) -> Result<Amount, E> {
        Ok(Amount(Decimal::from(whole)))
    }
}

#[cfg(feature = "typescript")]
crate::typescript_text!(Amount, Currency);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    #[test]
    fn amounts_are_read_exactly_or_refused() {
        assert_eq!(amount("-1200.50").to_string(), "-1200.50");
        assert_eq!("".parse::<Amount>(), Err(Error::NotANumber));
        assert_eq!("1,200".parse::<Amount>(), Err(Error::NotANumber));
        assert_eq!("1e5".parse::<Amount>(), Err(Error::NotANumber));
        assert_eq!("0.12345678901234567890123456789".parse::<Amount>(), Err(Error::TooLarge));
        assert_eq!("99999999999999999999999999999".parse::<Amount>(), Err(Error::TooLarge));
        assert!(serde_json::from_str::<Amount>("1.5").is_err(), "a JSON number is a float");
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        for (from, decimals, to) in [
            ("0.125", 2, "0.13"),
            ("-0.125", 2, "-0.13"),
            ("2.5", 0, "3"),
            ("7", 2, "7.00"),
            ("-0.001", 2, "0.00"),
        ] {
            assert_eq!(amount(from).round(decimals).to_string(), to);
        }
    }

    #[test]
    fn a_sum_keeps_every_digit_that_fits() {
        let sum: Sum =
            ["0.1", "0.02", "0.0000000000000000000000000003", "5"].map(amount).into_iter().collect();
        assert_eq!(sum.total().unwrap().to_string(), "5.1200000000000000000000000003");
        let sum: Sum = ["79228162514264337593543950335", "-0.5"].map(amount).into_iter().collect();
        assert_eq!(sum.total().unwrap().to_string(), "79228162514264337593543950335");
        let sum: Sum = ["79228162514264337593543950335", "1"].map(amount).into_iter().collect();
        assert_eq!(sum.total(), Err(Error::TooLarge));
    }

    #[test]
    fn a_sum_spills_where_one_integer_does_not_do() {
        let most = "79228162514264337593543950335";
        let least = "0.0000000000000000000000000001";
        for (parts, expected) in [
            (&["1.50", "-1.50"][..], Ok("0")),
            (&["0.00", "5"], Ok("5")),
            (&["5", "1.10", "-1.10"], Ok("5.00")),
            (&[most, "-1.5", "0.5", "1"], Ok(most)),
            (&[most, least, "-79228162514264337593543950334"], Ok("1.0000000000000000000000000001")),
            (&[least, most, "-79228162514264337593543950334"], Ok("1.0000000000000000000000000001")),
            (&[least, most, "-79228162514264337593543950335"], Ok(least)),
            (&[most, least, "-0.0000000000000000000000000001", "-79228162514264337593543950335"], Ok("0")),
            (&[most, most, "-79228162514264337593543950335"], Ok(most)),
            // Past 28 digits at one scale, within them once rounded.
            (&["7922816251426433759354395033.5", "0.5"], Ok("7922816251426433759354395034")),
            (
                &["7922816251426433759354395033.5", "7922816251426433759354395033.5"],
                Ok("15845632502852867518708790067"),
            ),
            (
                &[
                    "7922816251426433759354395033.5",
                    "7922816251426433759354395033.4",
                    "70000000000000000000000000000",
                ],
                Err(Error::TooLarge),
            ),
            (
                &["7922816251426433759354395033.5", "7922816251426433759354395033.4"],
                Ok("15845632502852867518708790067"),
            ),
            (
                &["-7922816251426433759354395033.5", "-7922816251426433759354395033.0"],
                Ok("-15845632502852867518708790067"),
            ),
            (&[most, "1"], Err(Error::TooLarge)),
        ] {
            let amounts: Vec<Amount> = parts.iter().copied().map(amount).collect();
            let expected = expected.map(str::to_owned);
            let sum: Sum = amounts.iter().copied().collect();
            assert_eq!(sum.total().map(|total| total.to_string()), expected, "{parts:?}");
            // One by one, or in sums of their own, put together.
            let mut merged = Sum::default();
            for one in &amounts {
                merged.merge(&std::iter::once(*one).collect());
            }
            assert_eq!(merged.total().map(|total| total.to_string()), expected, "{parts:?} merged");
            let mut taken = Sum::default();
            for one in &amounts {
                taken.subtract(*one);
            }
            assert_eq!(taken.total().map(|total| (-total).to_string()), expected, "{parts:?} taken");
            let mut merged = Sum::default();
            merged.merge(&sum);
            merged.merge(&taken);
            assert_eq!(merged.total(), Ok(Amount::ZERO));
        }
    }

    #[test]
    fn a_sum_of_one_integer_takes_up_one_that_has_spilled() {
        let spilled: Sum = ["0.00000000001", "-792281625142643376"].map(amount).into_iter().collect();
        let mut sum: Sum = std::iter::once(amount("-1")).collect();
        sum.merge(&spilled);
        assert_eq!(sum.total().unwrap().to_string(), "-792281625142643377.0000000000");
        sum.take(&spilled);
        assert_eq!(sum.total().unwrap(), amount("-1"));
        let mut sum: Sum = std::iter::once(amount("-1")).collect();
        sum.take(&spilled);
        assert_eq!(sum.total().unwrap().to_string(), "792281625142643374.99999999999");
        sum.merge(&spilled);
        assert_eq!(sum.total().unwrap(), amount("-1"));
        sum.take(&std::iter::once(amount("-1.5")).collect());
        assert_eq!(sum.total().unwrap(), amount("0.5"));
    }

    #[test]
    fn powers_are_exact_where_they_can_be() {
        for (base, exponent, expected) in [
            ("1.075", "20", Ok("4.2478511002391125152012743592")),
            ("2", "-3", Ok("0.125")),
            ("-3", "3", Ok("-27")),
            ("-2", "-1", Ok("-0.5")),
            ("9", "0.5", Ok("3")),
            ("0", "0", Ok("1")),
            ("0", "2", Ok("0")),
            ("0.5", "1000", Ok("0")),
            ("0.5", "1000.5", Ok("0")),
            ("0.5", "79228162514264337593543950335", Ok("0")),
            ("0.000001", "33.3", Ok("0")),
            ("0", "0.5", Ok("0")),
            ("1", "0.3", Ok("1")),
            ("0.5", "-1000", Err(Error::TooLarge)),
            ("1000", "-10", Ok("0")),
            ("1", "79228162514264337593543950335", Ok("1")),
            ("-1", "0.5", Err(Error::NoPower)),
            ("-1", "2", Ok("1")),
            ("0", "-1", Err(Error::DivisionByZero)),
            ("10", "30", Err(Error::TooLarge)),
            ("10", "79228162514264337593543950335", Err(Error::TooLarge)),
        ] {
            let found =
                amount(base).power(amount(exponent)).map(|power| power.round(24).decimal().normalize());
            assert_eq!(
                found,
                expected.map(|text| amount(text).round(24).decimal().normalize()),
                "{base} ^ {exponent}"
            );
        }
        assert_eq!(amount("2").ln().unwrap().round(24).to_string(), "0.693147180559945309417232");
        assert_eq!(amount("0").ln(), Err(Error::NoPower));
        assert_eq!(amount("-1").ln(), Err(Error::NoPower));
    }

    #[test]
    fn an_amount_is_read_from_text_and_whole_numbers() {
        for (json, expected) in [
            (r#""1200.50""#, Some("1200.50")),
            ("12", Some("12")),
            ("-3", Some("-3")),
            ("18446744073709551615", Some("18446744073709551615")),
            (r#""1E-20""#, Some("0.00000000000000000001")),
            (r#""-1.5e+3""#, Some("-1500")),
            (r#""1.50e1""#, Some("15")),
            (r#""2e28""#, Some("20000000000000000000000000000")),
            (r#""1e29""#, None),
            (r#""1e-29""#, None),
            (r#""1e999999999""#, None),
            (r#""e5""#, None),
            (r#""1e5x""#, None),
            ("1.5", None),
            ("true", None),
        ] {
            let found = serde_json::from_str::<Amount>(json);
            assert_eq!(
                found.as_ref().ok().map(ToString::to_string).as_deref(),
                expected,
                "{json}: {found:?}"
            );
        }
        let error = serde_json::from_str::<Amount>("1.5").unwrap_err().to_string();
        assert!(error.contains("expected a decimal number as text"), "{error}");
    }

    #[test]
    fn nothing_is_not_split() {
        let euro: Currency = "EUR".parse().unwrap();
        assert_eq!(Amount::ONE.split(0, euro), None);
        assert_eq!(Amount::ONE.split(1, euro), Some(vec![Amount::ONE]));
    }

    #[test]
    fn a_float_becomes_its_shortest_decimal() {
        for (float, expected) in [
            (0.1, Some("0.1")),
            (-12.5, Some("-12.5")),
            (1e27, Some("1000000000000000000000000000")),
            (1e30, None),
            (1e-40, Some("0")),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ] {
            assert_eq!(Amount::of_float(float), expected.map(amount), "{float}");
        }
    }

    #[test]
    fn weights_share_an_amount_to_the_last_unit() {
        for (whole, weights, expected) in [
            (
                "400",
                &["12", "30", "31", "30", "19"][..],
                Ok(&["39.34", "98.36", "101.64", "98.36", "62.30"][..]),
            ),
            ("-100", &["1", "1", "1"], Ok(&["-33.34", "-33.33", "-33.33"])),
            ("0.0001", &["1", "1"], Ok(&["0.0001", "0.0000"])),
            ("10", &["0", "0.5", "0"], Ok(&["0.00", "10.00", "0.00"])),
            ("10.000", &["1", "1.00", "1.000000"], Ok(&["3.34", "3.33", "3.33"])),
            // Decimals that are 0 do not make the weights too long to be counted.
            (
                "100000000000000",
                &["1.0000000000000000000000000000", "1"],
                Ok(&["50000000000000", "50000000000000"]),
            ),
            ("100", &["0.0000001", "0.0000003"], Ok(&["25", "75"])),
            ("10", &["1", "-1"], Err(Error::Weight)),
            ("10", &["0"], Err(Error::Weight)),
            ("10", &[], Err(Error::Weight)),
            ("79228162514264337593543950335", &["100000000000000"], Err(Error::TooLarge)),
        ] {
            let weights: Vec<Amount> = weights.iter().copied().map(amount).collect();
            let found = amount(whole).split_by(&weights, "EUR".parse().unwrap());
            let expected = expected.map(|parts| parts.iter().copied().map(amount).collect::<Vec<_>>());
            assert_eq!(found, expected, "{whole}");
        }
    }

    #[test]
    fn parts_tie_to_their_total_or_are_refused() {
        let most = "79228162514264337593543950335";
        for (parts, whole, decimals, expected) in [
            (&["0.4", "0.4", "0.4"][..], "1", 0, Ok(&["1", "0", "0"][..])),
            (&["0.4", "0.3", "0.3"], "1.00", 2, Ok(&["0.40", "0.30", "0.30"])),
            (&["-0.6", "-0.5"], "-1", 0, Ok(&["-1", "0"])),
            (&["0.4", "0.4"], "2", 0, Ok(&["1", "1"])),
            (&[], "0", 2, Ok(&[])),
            // More units are missing than there are parts to take them.
            (&["0.4", "0.4"], "3", 0, Err(Error::NotTheTotal)),
            (&["0.6", "0.6"], "-1", 0, Err(Error::NotTheTotal)),
            (&[], "0.01", 2, Err(Error::NotTheTotal)),
            (&["1"], most, 0, Err(Error::NotTheTotal)),
            // A total with more decimals than its parts may have.
            (&["1.005"], "1.005", 2, Err(Error::NotTheTotal)),
            (&["1.005"], "1.015", 2, Err(Error::NotTheTotal)),
            (&[most, most], most, 0, Err(Error::TooLarge)),
        ] {
            let amounts: Vec<Amount> = parts.iter().copied().map(amount).collect();
            let expected = expected.map(|parts| parts.iter().map(ToString::to_string).collect::<Vec<_>>());
            let found = tie(&amounts, amount(whole), decimals);
            let found = found.map(|parts| parts.iter().map(ToString::to_string).collect::<Vec<_>>());
            assert_eq!(found, expected, "{parts:?} to {whole}");
        }
        assert_eq!(
            Error::NotTheTotal.to_string(),
            "These parts do not sum to this total. Give the total of the parts."
        );
    }

    #[test]
    fn minor_units_follow_the_standard() {
        for (code, decimals) in [("EUR", 2), ("JPY", 0), ("KWD", 3), ("XXX", 2)] {
            assert_eq!(code.parse::<Currency>().unwrap().decimals(), decimals);
        }
        assert_eq!(Currency::NONE.code(), "XXX");
        assert!("ZZZ".parse::<Currency>().is_err());
    }

    proptest! {
        #[test]
        fn a_split_ties(units in -1_000_000_000_000i64..1_000_000_000_000, scale in 0u32..8, count in 1usize..400,
                        code in prop::sample::select(vec!["EUR", "JPY", "KWD"])) {
            let whole = Amount::new(units, scale);
            let parts = whole.split(count, code.parse().unwrap()).unwrap();
            prop_assert_eq!(parts.len(), count);
            let sum: Sum = parts.iter().copied().collect();
            prop_assert_eq!(sum.total().unwrap(), whole);
            let (low, high) = (parts.iter().min().unwrap(), parts.iter().max().unwrap());
            prop_assert!(high.minus(*low).unwrap() <= Amount::ONE);
        }

        #[test]
        fn a_split_by_weights_ties(units in any::<i64>(), scale in 0u32..8,
                                   weights in prop::collection::vec(0i64..1_000_000, 1..60),
                                   code in prop::sample::select(vec!["EUR", "JPY", "KWD"])) {
            prop_assume!(weights.iter().any(|weight| *weight > 0));
            let whole = Amount::new(units, scale);
            let weights: Vec<Amount> = weights.into_iter().map(|weight| Amount::new(weight, 3)).collect();
            let currency: Currency = code.parse().unwrap();
            let parts = whole.split_by(&weights, currency).unwrap();
            prop_assert_eq!(parts.iter().copied().collect::<Sum>().total().unwrap(), whole);
            // No part is a unit or more away from its exact share.
            let all = weights.iter().copied().collect::<Sum>().total().unwrap();
            let unit = Amount::new(1, whole.decimal().normalize().scale().max(currency.decimals()));
            for (part, weight) in parts.iter().zip(&weights) {
                let share = whole.times(weight.over(all).unwrap()).unwrap();
                prop_assert!(part.minus(share).unwrap().abs() <= unit);
                prop_assert!(!weight.is_zero() || part.is_zero());
            }
        }

        #[test]
        fn tied_figures_sum_to_their_total(units in prop::collection::vec(-1_000_000i64..1_000_000, 0..40),
                                           scale in 0u32..7, decimals in 0u32..4) {
            let parts: Vec<Amount> = units.iter().map(|units| Amount::new(*units, scale)).collect();
            let whole = parts.iter().copied().collect::<Sum>().total().unwrap().round(decimals);
            let tied = tie(&parts, whole, decimals).unwrap();
            prop_assert_eq!(tied.iter().copied().collect::<Sum>().total().unwrap(), whole);
            for (part, tied) in parts.iter().zip(tied) {
                prop_assert!(part.minus(tied).unwrap().abs() < Amount::new(1, decimals));
            }
        }

        #[test]
        fn the_order_of_a_sum_does_not_matter(parts in prop::collection::vec((any::<i64>(), 0u32..28), 0..40)) {
            let amounts: Vec<Amount> = parts.iter().map(|(units, scale)| Amount::new(*units, *scale)).collect();
            let forwards: Sum = amounts.iter().copied().collect();
            let backwards: Sum = amounts.iter().rev().copied().collect();
            prop_assert_eq!(forwards.total(), backwards.total());
            // Nor whether it is one sum or several that are put together.
            let (one, two) = amounts.split_at(amounts.len() / 3);
            let mut merged: Sum = two.iter().copied().collect();
            merged.merge(&one.iter().copied().collect());
            prop_assert_eq!(forwards.total(), merged.total());
            let mut listed = Sum::default();
            listed.add_all(&amounts);
            prop_assert_eq!(forwards.total(), listed.total());
            let mut taken = merged.clone();
            taken.take(&merged);
            prop_assert!(taken.total().unwrap().is_zero());
            taken.take(&forwards);
            prop_assert_eq!(forwards.total(), taken.total().map(|total| -total));
        }

        #[test]
        fn what_is_added_and_taken_away_leaves_nothing(parts in prop::collection::vec((any::<i64>(), 0u32..28), 0..40)) {
            let mut sum = Sum::default();
            for (units, scale) in &parts { sum.add(Amount::new(*units, *scale)); }
            for (units, scale) in &parts { sum.subtract(Amount::new(*units, *scale)); }
            prop_assert!(sum.total().unwrap().is_zero());
        }
    }
}
