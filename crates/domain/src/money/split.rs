//! Splitting an amount into parts that sum to it, to the last unit.

use rust_decimal::Decimal;

use super::{Amount, Currency, Error};

impl Amount {
    /// `count` parts that sum to this amount exactly, as equal as the finer of the currency's minor
    /// unit and the amount's own scale allows; the parts that are one unit larger come first.
    ///
    /// `None` if `count` is 0 or the amount has too many digits to be counted in that unit.
    pub fn split(self, count: usize, currency: Currency) -> Option<Vec<Amount>> {
        let scale = self.unit_scale(currency);
        let units = self.units(scale)?;
        let count = i128::try_from(count).ok().filter(|count| *count > 0)?;
        let each = quotient(units, count);
        let rest = units - each * count;
        let (more, each) = (amount(each + rest.signum(), scale)?, amount(each, scale)?);
        Some((0..count).map(|part| if part < rest.abs() { more } else { each }).collect())
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
        let scale = self.unit_scale(currency);
        let units = self.units(scale).ok_or(Error::TooLarge)?;
        let mut finest = weights.iter().map(|weight| weight.scale()).max().unwrap_or(0);
        if finest > 6 {
            // More decimals than money has: those that are 0 would only make the numbers longer.
            finest = weights.iter().map(|weight| weight.0.normalize().scale()).max().unwrap_or(0);
        }
        let mut whole = 0i128;
        for weight in weights {
            if weight.is_negative() {
                return Err(Error::Weight);
            }
            let weight = weight.units(finest).ok_or(Error::TooLarge)?;
            whole = whole.checked_add(weight).ok_or(Error::TooLarge)?;
        }
        if whole == 0 {
            return Err(Error::Weight);
        }
        // Each part in whole units, and the remainder by which it may get one more.
        let mut parts = Vec::with_capacity(weights.len());
        let mut missing = units;
        for weight in weights {
            let weight = weight.units(finest).ok_or(Error::TooLarge)?;
            let share = units.checked_mul(weight).ok_or(Error::TooLarge)?;
            let part = quotient(share, whole);
            missing -= part;
            parts.push((part, (share - part * whole).abs()));
        }
        if missing != 0 {
            let mut order: Vec<usize> = (0..parts.len()).collect();
            // Stable, so that of equal remainders the earliest comes first.
            order.sort_by(|one, other| parts[*other].1.cmp(&parts[*one].1));
            for index in order.into_iter().take(usize::try_from(missing.unsigned_abs()).unwrap_or(0)) {
                parts[index].0 += missing.signum();
            }
        }
        let mut amounts = Vec::with_capacity(parts.len());
        for (units, _) in parts {
            amounts.push(amount(units, scale).ok_or(Error::TooLarge)?);
        }
        Ok(amounts)
    }

    /// The scale of the finer of the currency's minor unit and this amount's own decimals.
    fn unit_scale(self, currency: Currency) -> u32 {
        let decimals = currency.decimals();
        // Zeros at the end of an amount are no decimals that it needs.
        if self.scale() <= decimals { decimals } else { self.0.normalize().scale().max(decimals) }
    }
}

fn amount(units: i128, scale: u32) -> Option<Amount> {
    Decimal::try_from_i128_with_scale(units, scale).ok().map(Amount)
}

/// The quotient towards 0. Machines divide 128 bits many times slower than the 64 that nearly all money fits.
fn quotient(dividend: i128, divisor: i128) -> i128 {
    match (i64::try_from(dividend), i64::try_from(divisor)) {
        (Ok(dividend), Ok(divisor)) if divisor > 0 => i128::from(dividend / divisor),
        _ => dividend / divisor,
    }
}
