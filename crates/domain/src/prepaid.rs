//! Postings that pay for a service in advance: the cost belongs to the months of the service.
//!
//! Recognised is what the service days up to the end of a month cost; prepaid is what is paid and not yet recognised.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::explain::Steps;
use crate::spread::{self, by_month};
use crate::{Amount, Currency, Id, Month, Problem};

/// How the cost is shared out to the months of the service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "PrepaidMethod"))]
pub enum Method {
    /// By the days of each month.
    #[default]
    Days,
    /// Each month the same.
    Even,
}

/// The service that a posting pays for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Prepaid {
    /// The posting.
    pub actual: Id,
    /// The first day of the service.
    pub first_day: NaiveDate,
    /// Its last day.
    pub last_day: NaiveDate,
    /// How it is shared out.
    pub method: Method,
}

impl Prepaid {
    fn input(&self, amount: Amount, currency: Currency) -> spread::Input {
        let method = match self.method {
            Method::Days => spread::Method::Days,
            Method::Even => spread::Method::Even,
        };
        spread::Input {
            amount,
            currency,
            from: self.first_day,
            to: self.last_day,
            method,
            weights: Vec::new(),
        }
    }

    /// Everything that is wrong with it.
    pub fn problems(&self, currency: Currency) -> Vec<Problem> {
        let field = |problem: Problem| {
            let field = if problem.field == "from" { "first_day" } else { "last_day" };
            Problem::new(field, problem.message)
        };
        self.input(Amount::ONE, currency).problems().into_iter().map(field).collect()
    }

    /// What each month costs; the months sum to the amount.
    pub fn schedule(&self, amount: Amount, currency: Currency) -> Result<Vec<spread::Part>, crate::Error> {
        by_month(&self.input(amount, currency), &mut Steps::off())
    }
}

/// What of a schedule is recognised by the end of a month.
pub fn recognised(schedule: &[spread::Part], until: Month) -> Result<Amount, crate::money::Error> {
    let parts = schedule.iter().filter(|part| part.month <= until);
    parts.map(|part| part.amount).collect::<crate::Sum>().total()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn prepaid(first: &str, last: &str, method: Method) -> Prepaid {
        Prepaid { actual: 1, first_day: first.parse().unwrap(), last_day: last.parse().unwrap(), method }
    }

    #[test]
    fn a_service_is_recognised_month_by_month() {
        let euro = "EUR".parse().unwrap();
        // The example of the spreads.
        for (method, expected) in [
            (Method::Days, ["671.05", "1776.31", "3000.00", "4184.21", "5407.89", "6000.00"]),
            (Method::Even, ["1000.00", "2000.00", "3000.00", "4000.00", "5000.00", "6000.00"]),
        ] {
            let schedule = prepaid("2025-01-15", "2025-06-15", method).schedule(6000.into(), euro).unwrap();
            let so_far = |month: u32| recognised(&schedule, Month::new(2025, month).unwrap()).unwrap();
            assert_eq!([1, 2, 3, 4, 5, 6].map(|month| so_far(month).to_string()), expected);
            assert_eq!(recognised(&schedule, Month::new(2024, 12).unwrap()).unwrap(), Amount::ZERO);
        }
        let wrong = prepaid("2025-06-15", "2025-01-15", Method::Days).problems(euro);
        assert_eq!(wrong.iter().map(|problem| problem.field.as_str()).collect::<Vec<_>>(), ["last_day"]);
    }

    proptest! {
        #[test]
        fn all_of_it_is_recognised_in_the_end(cents in any::<i32>(), start in 0i64..3000, days in 0i64..2000, even in any::<bool>()) {
            let day = |days: i64| NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + chrono::Duration::days(days);
            let method = if even { Method::Even } else { Method::Days };
            let prepaid = Prepaid { actual: 1, first_day: day(start), last_day: day(start + days), method };
            let amount = Amount::new(cents.into(), 2);
            let schedule = prepaid.schedule(amount, "EUR".parse().unwrap()).unwrap();
            prop_assert_eq!(recognised(&schedule, Month::of(prepaid.last_day)).unwrap(), amount);
        }
    }
}
