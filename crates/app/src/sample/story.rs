//! What happens in FY2027 of the sample book, with the amounts it comes to.
//!
//! Screens and tests of plans, variances and forecasts rely on these figures. Beside them only the
//! currency moves (`company::RATES`) and the small noise of the postings.

use domain::forecast::Method;
use domain::forecast::choice::{Choice, Marks, Way};

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

/// By what a line of the forecast of November is forecast: by the rest of its budget, unless something was known of it.
/// What was raised or is new goes on as it came last; what was stopped, and where the slipped purchase goes, was typed.
pub(super) fn way(line: &Line) -> Way {
    let by = |method, last, manual: &str| Way {
        choice: Choice { method, last },
        chosen: true,
        manual: Marks::read(manual),
    };
    match line.story {
        Some(Story::PriceRise) => by(Method::RunRate, Some(2), ""),
        Some(Story::New) => by(Method::RunRate, Some(3), ""),
        Some(Story::Cancelled) => by(Method::Manual, None, ""),
        Some(Story::Slipped) => by(Method::RemainingBudget, None, "000000010000"),
        Some(Story::Hire | Story::Exit) | None => by_default(),
    }
}

/// Who cut the newer forecast and handed it in, and when.
pub(super) const CUT_BY: &str = "Priya Raman";
pub(super) const CUT_AT: &str = "2026-11-20T16:40:00+00:00";

/// When the forecast of September was approved.
pub(super) const EARLIER_AT: &str = "2026-10-09T14:10:00+00:00";

/// The months that were closed when it was cut.
const EARLIER: usize = 3;

/// A line as it was forecast at the end of September: what was posted, and the rest of the budget. Nothing of the story was
/// known yet but the line that nobody had planned, which goes on as it began.
pub(super) fn earlier(line: &Line, planned: Units, posted: &Units) -> (Units, Way) {
    let is_new = line.story == Some(Story::New);
    let mut units = if is_new { [posted[EARLIER - 1]; 12] } else { planned };
    units[..EARLIER].copy_from_slice(&posted[..EARLIER]);
    let last = Choice { method: Method::RunRate, last: Some(1) };
    let new = Way { choice: last, chosen: true, manual: Marks::default() };
    (units, if is_new { new } else { by_default() })
}

fn by_default() -> Way {
    Way { choice: Choice::FIRST, chosen: false, manual: Marks::default() }
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
