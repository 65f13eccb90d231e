//! Sums that lose nothing, and columns of rounded figures that tie to them.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Amount, Error};

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
///
/// [`Error::NotTheTotal`] where that cannot be: `whole` has more decimals, or misses more units than there are parts.
///
/// ```
/// use domain::{Amount, money::tie};
/// let third = Amount::from(1).over(3.into())?;
/// let texts: Vec<String> = tie(&[third; 3], 1.into(), 2)?.iter().map(ToString::to_string).collect();
/// assert_eq!(texts, ["0.34", "0.33", "0.33"]);
/// assert!(tie(&[third; 3], 2.into(), 2).is_err());
/// # Ok::<(), domain::money::Error>(())
/// ```
pub fn tie(parts: &[Amount], whole: Amount, decimals: u32) -> Result<Vec<Amount>, Error> {
    let mut rounded: Vec<Amount> = parts.iter().map(|part| part.round(decimals)).collect();
    let missed = whole.minus(rounded.iter().copied().collect::<Sum>().total()?)?;
    let unit = Amount::new(if missed.is_negative() { -1 } else { 1 }, decimals);
    let missed_units = missed.over(unit)?.decimal();
    let count = missed_units.to_usize().filter(|count| missed_units.is_integer() && *count <= parts.len());
    let count = count.ok_or(Error::NotTheTotal)?;
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
