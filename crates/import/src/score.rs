//! Values of scores as people write them.

use domain::Amount;

use crate::DecimalSign;
use crate::number::{self, Reading};

/// A value with what it is of in its cell: `99.5 %`, and `4/5` for four of five.
pub(crate) fn read(text: &str, decimal: DecimalSign) -> Option<(Amount, &str)> {
    let at = text.find(['%', '/'])?;
    let (value, unit) = (text[..at].trim_end(), &text[at..]);
    let amount = |text: &str| match number::read(text, decimal) {
        Ok(Reading::Amount(amount, None)) => Some(amount),
        Ok(_) | Err(_) => None,
    };
    let of = unit.strip_prefix('/').map(|of| amount(of.trim_start()));
    let value = amount(value)?;
    match of {
        None => (unit == "%").then_some((value, unit)),
        Some(of) => (of? >= value).then_some((value, unit)),
    }
}
