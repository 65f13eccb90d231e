//! Sums of lines in the book's currency that can be corrected when a line changes.

use super::Item;
use crate::{Amount, Sum};

/// What a group or the whole sums up.
#[derive(Clone, Debug, Default)]
pub(super) struct Totals {
    pub(super) months: [Sum; 12],
    pub(super) compare: Sum,
    /// Lines whose rate is missing: while there are any, the sums are not known.
    pub(super) unknown: u32,
    /// Lines whose comparison is not known.
    pub(super) unknown_compare: u32,
    pub(super) count: u32,
}

impl Totals {
    pub(super) fn count_in(&mut self, item: &Item) {
        self.count += 1;
        match item.rate {
            None => self.unknown += 1,
            Some(rate) => {
                for (sum, amount) in self.months.iter_mut().zip(item.amounts) {
                    if !amount.is_zero() {
                        add(sum, amount, rate);
                    }
                }
            }
        }
        self.compare_with(item);
    }

    /// Counts what a line had in the plan compared with.
    pub(super) fn compare_with(&mut self, item: &Item) {
        match item.compare {
            None => self.unknown_compare += 1,
            Some(compare) => self.compare.add(compare),
        }
    }
}

/// Adds an amount converted by a rate; conversion to oneself keeps every digit.
pub(super) fn add(sum: &mut Sum, amount: Amount, rate: Amount) {
    match amount.times(rate) {
        _ if rate == Amount::ONE => sum.add(amount),
        Ok(converted) => sum.add(converted),
        // Past 28 digits: enter it so that the total says it does not fit, instead of leaving it out.
        Err(_) => (0..2).for_each(|_| sum.add(Amount::from(rust_decimal::Decimal::MAX))),
    }
}
