//! Money: exact decimals, their currency, sums that lose nothing and splits that tie.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, MathematicalOps, RoundingStrategy};
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
    /// Weights that are negative, or of which none is above 0.
    Weight,
    /// A power that has no real value, such as the root of a negative number.
    NoPower,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Error::NotANumber => "This is not a number.",
            Error::TooLarge => "This number has more than the 28 digits that can be kept exactly.",
            Error::DivisionByZero => "This divides by zero.",
            Error::Weight => "Weights must be 0 or more, and at least one of them above 0.",
            Error::NoPower => "This power has no value.",
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
        if self.is_zero() || self == Amount::ONE {
            return Ok(self);
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

    /// One part for each weight, proportional to it, which together sum to this amount exactly.
    ///
    /// Counted in the finer of the currency's minor unit and the amount's own scale; the units that proportion
    /// leaves over go to the parts with the largest remainder, of equal ones to the earliest (largest remainder
    /// method). [`Error::Weight`] where a weight is negative or none is above 0; [`Error::TooLarge`] where amount
    /// and weights together have more than 38 digits.
    ///
    /// ```
    /// use domain::Amount;
    /// let parts = Amount::from(100).split_by(&[1.into(), 1.into(), 1.into()], "EUR".parse()?)?;
    /// let texts: Vec<String> = parts.iter().map(ToString::to_string).collect();
    /// assert_eq!(texts, ["33.34", "33.33", "33.33"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn split_by(self, weights: &[Amount], currency: Currency) -> Result<Vec<Amount>, Error> {
        let scale = self.0.normalize().scale().max(currency.decimals());
        let units = self.units(scale).ok_or(Error::TooLarge)?;
        let mut finest = weights.iter().map(|weight| weight.scale()).max().unwrap_or(0);
        if finest > 6 {
            // More decimals than money has: those that are 0 would only make the numbers longer.
            finest = weights.iter().map(|weight| weight.0.normalize().scale()).max().unwrap_or(0);
        }
        let weights: Vec<i128> = weights
            .iter()
            .map(|weight| {
                if weight.is_negative() {
                    Err(Error::Weight)
                } else {
                    weight.units(finest).ok_or(Error::TooLarge)
                }
            })
            .collect::<Result<_, _>>()?;
        let whole =
            weights.iter().try_fold(0i128, |sum, weight| sum.checked_add(*weight)).ok_or(Error::TooLarge)?;
        if whole == 0 {
            return Err(Error::Weight);
        }
        let mut parts = Vec::with_capacity(weights.len());
        let mut rests = Vec::with_capacity(weights.len());
        for weight in weights {
            let share = units.checked_mul(weight).ok_or(Error::TooLarge)?;
            let part = share / whole;
            parts.push(part);
            rests.push((share - part * whole).abs());
        }
        let missing = units - parts.iter().sum::<i128>();
        let mut order: Vec<usize> = (0..parts.len()).collect();
        // Stable, so that of equal remainders the earliest comes first.
        order.sort_by_key(|index| std::cmp::Reverse(rests[*index]));
        for index in order.into_iter().take(usize::try_from(missing.unsigned_abs()).unwrap_or(0)) {
            parts[index] += missing.signum();
        }
        let amount =
            |units| Decimal::try_from_i128_with_scale(units, scale).map(Amount).map_err(|_| Error::TooLarge);
        parts.into_iter().map(amount).collect()
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

/// Reads an amount from text or a whole number: any other JSON number would already have been a float.
struct FromText;

impl serde::de::Visitor<'_> for FromText {
    type Value = Amount;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number as text, such as \"1200.50\"")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Amount, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: serde::de::Error>(self, whole: i64) -> Result<Amount, E> {
        Ok(Amount::from(whole))
    }

    fn visit_u64<E: serde::de::Error>(self, whole: u64) -> Result<Amount, E> {
        Ok(Amount(Decimal::from(whole)))
    }
}

/// A sum that loses nothing, whatever the scales and sizes of what is added.
///
/// `rust_decimal` rounds silently past 28 digits. Here money is counted in one integer at the finest scale seen; what
/// does not fit there goes to accumulators of its own scale, wide enough for two thousand million of the largest
/// decimals, and they are joined once at the end.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    /// Units of `10^-scale`, while everything fits one integer.
    units: i128,
    /// The finest scale of what was added.
    scale: u32,
    /// Once it does not: units by scale. Boxed because next to no sum of money comes here.
    by_scale: Option<Box<[i128; 29]>>,
}

/// What one addition may add to the common integer: the range of a decimal, so that the integer bears as many
/// additions as one of its own scale does.
const LARGEST: u128 = 1 << 96;

/// Powers of ten by exponent.
const TENS: [i128; 29] = {
    let mut tens = [1; 29];
    let mut scale = 1;
    while scale < 29 {
        tens[scale] = tens[scale - 1] * 10;
        scale += 1;
    }
    tens
};

impl Sum {
    /// Adds an amount.
    #[inline]
    pub fn add(&mut self, amount: Amount) {
        self.add_units(amount.0.mantissa(), amount.0.scale());
    }

    /// Takes an amount away.
    #[inline]
    pub fn subtract(&mut self, amount: Amount) {
        self.add_units(-amount.0.mantissa(), amount.0.scale());
    }

    /// Adds every amount.
    pub fn add_all(&mut self, amounts: &[Amount]) {
        // Counted beside the sum, so that amounts of one scale stay in registers.
        let common = |sum: &Sum| (sum.units, sum.by_scale.is_none().then_some(sum.scale));
        let (mut units, mut scale) = common(self);
        for amount in amounts {
            if Some(amount.0.scale()) == scale {
                units = units.saturating_add(amount.0.mantissa());
            } else {
                self.units = units;
                self.add(*amount);
                (units, scale) = common(self);
            }
        }
        self.units = units;
    }

    /// Takes everything away that another sum holds.
    pub fn take(&mut self, other: &Sum) {
        match &other.by_scale {
            None => self.add_units(other.units.saturating_neg(), other.scale),
            Some(less) => {
                for (slot, less) in self.spilled().iter_mut().zip(less.iter()) {
                    *slot = slot.saturating_sub(*less);
                }
                self.scale = self.scale.max(other.scale);
            }
        }
    }

    /// Adds everything that another sum holds.
    pub fn merge(&mut self, other: &Sum) {
        match &other.by_scale {
            None => self.add_units(other.units, other.scale),
            Some(more) => {
                // Not before: what is counted here so far spills at the scale it has.
                for (slot, more) in self.spilled().iter_mut().zip(more.iter()) {
                    *slot = slot.saturating_add(*more);
                }
                self.scale = self.scale.max(other.scale);
            }
        }
    }

    #[inline]
    fn add_units(&mut self, units: i128, scale: u32) {
        if scale == self.scale && self.by_scale.is_none() {
            self.units = self.units.saturating_add(units);
        } else if units != 0 {
            self.add_at(units, scale);
        }
    }

    /// Adds units of a scale that is not (or no longer) the common one.
    #[inline(never)]
    fn add_at(&mut self, units: i128, scale: u32) {
        if self.by_scale.is_none() {
            if self.units == 0 && scale > self.scale {
                (self.units, self.scale) = (units, scale);
                return;
            }
            let rescaled = |units: i128, from: u32, to: u32| {
                let factor = TENS.get(to.checked_sub(from)? as usize)?;
                units.checked_mul(*factor).filter(|units| units.unsigned_abs() <= LARGEST)
            };
            let finest = self.scale.max(scale);
            let (held, more) = (rescaled(self.units, self.scale, finest), rescaled(units, scale, finest));
            if let (Some(held), Some(more)) = (held, more) {
                (self.units, self.scale) = (held + more, finest);
                return;
            }
        }
        let slot = &mut self.spilled()[scale as usize];
        *slot = slot.saturating_add(units);
        self.scale = self.scale.max(scale);
    }

    /// The units by scale, where those counted so far are put if they are not there yet.
    fn spilled(&mut self) -> &mut [i128; 29] {
        let (units, scale) = (std::mem::take(&mut self.units), self.scale);
        self.by_scale.get_or_insert_with(|| {
            let mut slots = Box::new([0; 29]);
            slots[scale as usize] = units;
            slots
        })
    }

    /// The total with the decimals of the most precise part, if they fit; 0 has none.
    ///
    /// Rounded once, half away from zero, where 28 digits cannot hold it; [`Error::TooLarge`] if even
    /// the whole units do not fit.
    pub fn total(&self) -> Result<Amount, Error> {
        let Some(by_scale) = self.by_scale.as_deref() else {
            if self.units == 0 {
                return Ok(Amount::ZERO);
            }
            if self.units.unsigned_abs() < LARGEST {
                return Ok(Amount(Decimal::from_i128_with_scale(self.units, self.scale)));
            }
            return Sum { by_scale: Some(self.clone().spilled().to_owned().into()), ..self.clone() }.total();
        };
        if by_scale.iter().all(|units| *units == 0) {
            return Ok(Amount::ZERO);
        }
        let finest = self.scale as usize;
        if let Some(exact) = exact(by_scale, finest) {
            return Ok(if exact.is_zero() { Amount::ZERO } else { exact });
        }
        // Too long for one decimal: carry upwards digit by digit, keeping every digit exactly.
        let mut digits = [0i128; 29];
        let mut carry = 0i128;
        for scale in (1..=finest).rev() {
            let here = by_scale[scale].checked_add(carry).ok_or(Error::TooLarge)?;
            digits[scale] = here.rem_euclid(10);
            carry = here.div_euclid(10);
        }
        let whole = by_scale[0].checked_add(carry).ok_or(Error::TooLarge)?;
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
}

/// The total at one scale, if it fits there.
fn exact(by_scale: &[i128; 29], finest: usize) -> Option<Amount> {
    let mut units = 0i128;
    for more in by_scale.iter().take(finest + 1) {
        units = units.checked_mul(10)?.checked_add(*more)?;
    }
    let scale = u32::try_from(finest).ok()?;
    Decimal::try_from_i128_with_scale(units, scale).ok().map(Amount)
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
    /// No currency (`XXX` of ISO 4217): amounts of which none is known, with two decimals.
    pub const NONE: Currency = Currency(*b"XXX");

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
