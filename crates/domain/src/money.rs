//! Money: exact decimals, their currency, sums that lose nothing and splits that tie.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::Problem;

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
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Error::NotANumber => "This is not a number.",
            Error::TooLarge => "This number has more than the 28 digits that can be kept exactly.",
            Error::DivisionByZero => "This divides by zero.",
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

    /// Shown with at least so many decimals; none that it carries is lost.
    #[must_use]
    pub fn padded(self, decimals: u32) -> Amount {
        if self.scale() >= decimals { self } else { self.round(decimals) }
    }

    /// How many decimals it carries.
    pub fn scale(self) -> u32 {
        self.0.scale()
    }

    /// `count` parts that sum to this amount exactly, as equal as the finer of the currency's minor
    /// unit and the amount's own scale allows; the parts that are one unit larger come first.
    ///
    /// `None` if `count` is 0 or the amount has too many digits to be counted in that unit.
    pub fn split(self, count: usize, currency: Currency) -> Option<Vec<Amount>> {
        let count = i128::try_from(count).ok().filter(|count| *count > 0)?;
        let scale = self.0.normalize().scale().max(currency.decimals());
        let units = self.units(scale)?;
        let (each, rest) = (units / count, units % count);
        (0..count)
            .map(|part| each + if part < rest.abs() { rest.signum() } else { 0 })
            .map(|units| Decimal::try_from_i128_with_scale(units, scale).ok().map(Amount))
            .collect()
    }

    /// This amount counted in units of `10^-scale`.
    fn units(self, scale: u32) -> Option<i128> {
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
        // Only text: a JSON number would already have been a float.
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A sum that loses nothing, whatever the scales and sizes of what is added.
///
/// `rust_decimal` rounds silently past 28 digits; here each scale has an accumulator of its own,
/// wide enough for two thousand million of the largest decimals, and they are joined once at the end.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    by_scale: [i128; 29],
}

impl Sum {
    /// Adds an amount.
    pub fn add(&mut self, amount: Amount) {
        let slot = &mut self.by_scale[amount.0.scale() as usize];
        *slot = slot.saturating_add(amount.0.mantissa());
    }

    /// Takes an amount away.
    pub fn subtract(&mut self, amount: Amount) {
        self.add(-amount);
    }

    /// Adds everything that another sum holds.
    pub fn merge(&mut self, other: &Sum) {
        for (slot, more) in self.by_scale.iter_mut().zip(other.by_scale) {
            *slot = slot.saturating_add(more);
        }
    }

    /// The total with the decimals it needs (at least those of the most precise part, if they fit).
    ///
    /// Rounded once, half away from zero, where 28 digits cannot hold it; [`Error::TooLarge`] if even
    /// the whole units do not fit.
    pub fn total(&self) -> Result<Amount, Error> {
        let Some(finest) = self.by_scale.iter().rposition(|units| *units != 0) else {
            return Ok(Amount::ZERO);
        };
        if let Some(exact) = self.exact(finest) {
            return Ok(exact);
        }
        // Too long for one decimal: carry upwards digit by digit, keeping every digit exactly.
        let mut digits = [0i128; 29];
        let mut carry = 0i128;
        for scale in (1..=finest).rev() {
            let here = self.by_scale[scale].checked_add(carry).ok_or(Error::TooLarge)?;
            digits[scale] = here.rem_euclid(10);
            carry = here.div_euclid(10);
        }
        let whole = self.by_scale[0].checked_add(carry).ok_or(Error::TooLarge)?;
        // value = whole + 0.digits, digits all positive: take as many as fit, round by the next.
        let mut units = whole;
        let mut scale = 0;
        let limit = (1i128 << 96) - 1;
        while scale < finest {
            let Some(next) = units.checked_mul(10).and_then(|n| n.checked_add(digits[scale + 1])) else {
                break;
            };
            if next.abs() > limit {
                break;
            }
            units = next;
            scale += 1;
        }
        if scale < finest {
            let rest = &digits[scale + 1..=finest];
            let half = match rest[0].cmp(&5) {
                Ordering::Less => Ordering::Less,
                Ordering::Greater => Ordering::Greater,
                Ordering::Equal if rest[1..].iter().any(|digit| *digit != 0) => Ordering::Greater,
                Ordering::Equal => Ordering::Equal,
            };
            // The rest is counted upwards from a floor, so a tie below zero stays: away from zero.
            if half == Ordering::Greater || (half == Ordering::Equal && units >= 0) {
                units += 1;
            }
        }
        let scale = u32::try_from(scale).map_err(|_| Error::TooLarge)?;
        Decimal::try_from_i128_with_scale(units, scale).map(Amount).map_err(|_| Error::TooLarge)
    }

    /// The total at one scale, if it fits there.
    fn exact(&self, finest: usize) -> Option<Amount> {
        let mut units = 0i128;
        for scale in 0..=finest {
            units = units.checked_mul(10)?.checked_add(self.by_scale[scale])?;
        }
        let scale = u32::try_from(finest).ok()?;
        Decimal::try_from_i128_with_scale(units, scale).ok().map(Amount)
    }
}

impl Extend<Amount> for Sum {
    fn extend<I: IntoIterator<Item = Amount>>(&mut self, amounts: I) {
        for amount in amounts {
            self.add(amount);
        }
    }
}

impl FromIterator<Amount> for Sum {
    fn from_iter<I: IntoIterator<Item = Amount>>(amounts: I) -> Sum {
        let mut sum = Sum::default();
        sum.extend(amounts);
        sum
    }
}

/// `parts` rounded to so many decimals so that they sum to `whole`, which is their total rounded likewise.
///
/// Each is rounded by itself; where that misses the whole, as many parts as it misses units are rounded the
/// other way, those first that rounding had moved furthest. So a column of figures adds up to what stands
/// under it, and no figure is a unit or more away from the exact one.
pub fn tie(parts: &[Amount], whole: Amount, decimals: u32) -> Result<Vec<Amount>, Error> {
    let mut rounded: Vec<Amount> = parts.iter().map(|part| part.round(decimals)).collect();
    let missed = whole.minus(rounded.iter().copied().collect::<Sum>().total()?)?;
    let unit = Amount::new(if missed.is_negative() { -1 } else { 1 }, decimals);
    let count = missed.over(unit)?.decimal().to_usize().unwrap_or(0);
    if count > 0 {
        let lost = |index: usize| -> Result<Amount, Error> {
            let lost = parts[index].minus(rounded[index])?;
            Ok(if missed.is_negative() { -lost } else { lost })
        };
        let mut order =
            (0..parts.len()).map(|index| Ok((lost(index)?, index))).collect::<Result<Vec<_>, Error>>()?;
        order.sort_by(|(a, first), (b, second)| b.cmp(a).then(first.cmp(second)));
        for (_, index) in order.into_iter().take(count) {
            rounded[index] = rounded[index].plus(unit)?.round(decimals);
        }
    }
    Ok(rounded)
}

/// A currency of ISO 4217, by its three letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency's three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// How many decimals its minor unit has (EUR 2, JPY 0, KWD 3).
    pub fn decimals(self) -> u32 {
        self.iso().and_then(iso_currency::Currency::exponent).map_or(2, u32::from)
    }

    /// Its English name.
    pub fn name(self) -> String {
        self.iso().map_or_else(String::new, |iso| iso.name().to_owned())
    }

    /// Every currency of the standard.
    pub fn all() -> impl Iterator<Item = Currency> {
        use iso_currency::IntoEnumIterator;
        iso_currency::Currency::iter().filter_map(|iso| iso.code().parse().ok())
    }

    fn iso(self) -> Option<iso_currency::Currency> {
        iso_currency::Currency::from_code(self.code())
    }
}

impl FromStr for Currency {
    type Err = Problem;
    fn from_str(text: &str) -> Result<Currency, Problem> {
        let code = text.trim().to_ascii_uppercase();
        match (iso_currency::Currency::from_code(&code), code.as_bytes()) {
            (Some(_), &[a, b, c]) => Ok(Currency([a, b, c])),
            _ => Err(Problem::new(
                "currency",
                format!(
                    "“{}” is no currency of ISO 4217. Use three letters such as EUR, USD or GBP.",
                    text.trim()
                ),
            )),
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Currency, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|problem: Problem| serde::de::Error::custom(problem.message))
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
    fn minor_units_follow_the_standard() {
        for (code, decimals) in [("EUR", 2), ("JPY", 0), ("KWD", 3)] {
            assert_eq!(code.parse::<Currency>().unwrap().decimals(), decimals);
        }
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
