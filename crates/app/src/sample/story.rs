//! What happens in FY2027 of the sample book, with the amounts it comes to.
//!
//! Screens and tests of plans, variances and forecasts rely on these figures. Beside them only the
//! currency moves (`company::RATES`) and the small noise of the postings.

use super::line::{APR, DEC, FEB, JUN, Line, OCT, SEP, Story, Units};

/// The months of FY2027 that are posted: July to November.
pub(super) const CLOSED: usize = 5;

/// Percent by which the productivity suites' vendor raises its price from October 2026:
/// 44,000 a month become 47,520, which is 7,040 more to date and 31,680 more in the year.
pub(super) const PRICE_RISE: i64 = 8;

/// The customer portal relaunch is stopped: 18,000 to date and 108,000 in the year are budgeted, nothing is
/// posted and nothing is expected any more.
#[cfg(test)]
pub(super) const CANCELLED: (i64, i64) = (18_000, 108_000);

/// The storage array of September 2026 is delivered in February 2027.
pub(super) const SLIPPED: i64 = 64_000;

/// A month of the service assistant, not in the budget, from September 2026 on: 37,200 to date,
/// 124,000 in the year.
pub(super) const NEW: i64 = 12_400;

/// What a line of FY2027 comes to when all is known in November 2026.
pub(super) fn expected(line: &Line, planned: Units) -> Units {
    let mut units = planned;
    match line.story {
        Some(Story::PriceRise) => {
            for amount in &mut units[OCT..] {
                *amount += *amount * PRICE_RISE / 100;
            }
        }
        Some(Story::Cancelled) => units = [0; 12],
        Some(Story::Slipped) => units.swap(SEP, FEB),
        Some(Story::New) => units[SEP..].fill(NEW),
        Some(Story::Hire | Story::Exit) | None => {}
    }
    units
}

/// The scenario of a leaner year, from what is expected: no further hires, and the data center is left at the
/// end of March; the work of the spring is done in February and March instead.
pub(super) fn leaner(line: &Line, expected: Units) -> Units {
    let mut units = expected;
    match line.story {
        Some(Story::Hire) => units[DEC..].fill(0),
        Some(Story::Exit) => units[APR..].fill(0),
        _ if line.project == "DCX" => {
            let spring: i64 = units[APR..=JUN].iter().sum();
            units[APR..].fill(0);
            units[FEB] += spring / 2;
            units[FEB + 1] += spring - spring / 2;
        }
        Some(Story::PriceRise | Story::Cancelled | Story::Slipped | Story::New) | None => {}
    }
    units
}
