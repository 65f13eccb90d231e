//! Sums of lists by currency. Two currencies are never added together.

use std::collections::BTreeMap;

use domain::{Amount, Currency, Sum};

use crate::Error;

/// The rows of a list by their currency.
pub(crate) fn by_currency<R>(rows: &[R], currency: fn(&R) -> Currency) -> BTreeMap<Currency, Vec<&R>> {
    let mut by_currency: BTreeMap<Currency, Vec<&R>> = BTreeMap::new();
    for row in rows {
        by_currency.entry(currency(row)).or_default().push(row);
    }
    by_currency
}

/// The sum of what is known, with the decimals of its currency; none where nothing is.
pub(crate) fn known<R>(
    rows: &[&R],
    currency: Currency,
    value: impl Fn(&R) -> Option<Amount>,
) -> Result<Option<Amount>, Error> {
    let values: Vec<Amount> = rows.iter().filter_map(|row| value(row)).collect();
    if values.is_empty() {
        return Ok(None);
    }
    let sum: Sum = values.into_iter().collect();
    Ok(Some(sum.total()?.padded(currency.decimals())))
}

/// How many rows there are.
pub(crate) fn count<R>(rows: &[R]) -> u32 {
    u32::try_from(rows.len()).unwrap_or(u32::MAX)
}
