//! What holds for the whole book: whose it is, its currency, its fiscal year, its thresholds.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::{FiscalCalendar, FiscalName};
use crate::{Amount, Currency, Problem};

/// The book's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Settings {
    /// Whose budget it is, as it stands on every page.
    pub organisation: String,
    /// The base currency: every total is in it.
    pub currency: Currency,
    /// The month in which the fiscal year starts, 1 to 12.
    pub fiscal_start: u32,
    /// How a fiscal year is named.
    pub fiscal_name: FiscalName,
    /// The date figures are shown as of, where it is pinned; else today.
    pub as_of: Option<NaiveDate>,
    /// A variance of at least this amount is flagged (base currency, without sign).
    pub threshold_amount: Option<Amount>,
    /// A variance of at least this percentage of the budget is flagged.
    pub threshold_percent: Option<Amount>,
    /// Whether both thresholds must be reached; else either one flags.
    pub threshold_both: bool,
}

impl Settings {
    /// Settings of a new book: thresholds of 10,000 and 5 %, either of which flags.
    pub fn new(organisation: &str, currency: Currency, fiscal_start: u32) -> Settings {
        Settings {
            organisation: organisation.to_owned(),
            currency,
            fiscal_start,
            fiscal_name: FiscalName::End,
            as_of: None,
            threshold_amount: Some(Amount::from(10_000)),
            threshold_percent: Some(Amount::from(5)),
            threshold_both: false,
        }
    }

    /// The fiscal calendar; January where the start month is out of range.
    pub fn calendar(&self) -> FiscalCalendar {
        FiscalCalendar::new(self.fiscal_start, self.fiscal_name).unwrap_or_default()
    }

    /// Whether an exact variance from a budget reaches the thresholds. Without thresholds nothing does.
    pub fn flags(&self, variance: Amount, budget: Amount) -> bool {
        let amount = self.threshold_amount.map(|limit| variance.abs() >= limit);
        let share = self.threshold_percent.map(|limit| {
            // Spend without a budget has no percentage; it counts as far over.
            if budget.is_zero() {
                return !variance.is_zero();
            }
            // The exact share, not the one that is shown: 4.96 % is not yet 5 %.
            let share = variance.abs().over(budget.abs()).and_then(|share| share.times(Amount::HUNDRED));
            share.is_ok_and(|share| share >= limit)
        });
        match (amount, share) {
            (Some(amount), Some(share)) if self.threshold_both => amount && share,
            (Some(amount), Some(share)) => amount || share,
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => false,
        }
    }

    /// Everything that is wrong with these settings.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        if self.organisation.trim().is_empty() {
            problems
                .push(Problem::new("organisation", "Give the organisation a name: it stands on every page."));
        }
        if !(1..=12).contains(&self.fiscal_start) {
            problems.push(Problem::new("fiscal_start", "The fiscal year starts in a month from 1 to 12."));
        }
        for (field, limit) in
            [("threshold_amount", self.threshold_amount), ("threshold_percent", self.threshold_percent)]
        {
            if limit.is_some_and(Amount::is_negative) {
                problems.push(Problem::new(field, "A threshold is 0 or more; leave it empty for none."));
            }
        }
        problems
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variance_is_flagged_by_its_exact_share() {
        let mut settings = Settings::new("Acme", "EUR".parse().unwrap(), 1);
        settings.threshold_amount = None;
        for (variance, budget, flagged) in
            [(496, 10_000, false), (500, 10_000, true), (-500, -10_000, true), (1, 0, true), (0, 0, false)]
        {
            let flags = settings.flags(Amount::from(variance), Amount::from(budget));
            assert_eq!(flags, flagged, "{variance} of {budget}");
        }
        settings.threshold_amount = Some(Amount::from(600));
        assert!(settings.flags(Amount::from(500), Amount::from(10_000)), "either one flags");
        settings.threshold_both = true;
        assert!(!settings.flags(Amount::from(500), Amount::from(10_000)), "both must be reached");
    }
}
