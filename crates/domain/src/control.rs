//! Budget control: is there still money for this, in the year and to date.

use serde::{Deserialize, Serialize};

use crate::explain::Steps;
use crate::variance::percent;
use crate::{Amount, Currency, Error, Problem, Sum};

/// A budget, what is spent and committed of it, and what is about to be.
///
/// Amounts are in the budget's currency, and postings to parts of it (sub-departments, projects) count as well: the
/// budget of a whole does not care which of its parts spends it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    /// The budget of the year.
    pub annual: Amount,
    /// The budget of each of its twelve months; the year's, split evenly, if it is left out.
    #[serde(default)]
    pub monthly: Option<Vec<Amount>>,
    /// The month of the year, 1 to 12, up to and including which the cumulative budget is checked; only the year is if
    /// it is left out.
    #[serde(default)]
    pub to_month: Option<usize>,
    /// What was posted.
    pub actual: Amount,
    /// What is ordered or contracted and not posted yet, 0 or more.
    #[serde(default)]
    pub committed: Amount,
    /// What is about to be posted on top.
    #[serde(default)]
    pub bookings: Vec<Booking>,
    /// From which share of a limit on it warns, in percent; 90 if it is left out.
    #[serde(default)]
    pub warn_at: Option<Amount>,
    /// What happens to a booking that goes over; it is stopped if nothing is said.
    #[serde(default)]
    pub action: Action,
    /// The currency, by whose minor unit shares and conversions are rounded; two decimals if it is left out.
    #[serde(default)]
    pub currency: Option<Currency>,
}

/// A posting that is about to be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Booking {
    /// The amount, in its own currency.
    pub amount: Amount,
    /// The price of one unit of its currency in that of the budget; 1 if it is left out.
    #[serde(default)]
    pub rate: Option<Amount>,
    /// How much of it counts here, in percent; all of it if it is left out.
    #[serde(default)]
    pub share: Option<Amount>,
}

/// What happens to a booking that goes over a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// It is refused.
    #[default]
    Stop,
    /// It is allowed, with a warning.
    Warn,
    /// It is allowed.
    Ignore,
}

/// How much of a limit is used. Ordered: the later is the worse.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Below the share from which it warns.
    #[default]
    Ok,
    /// From that share up to and including the limit.
    Warn,
    /// Above the limit.
    Over,
}

/// What stands against a limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Used {
    /// How much is used.
    pub amount: Amount,
    /// How much may still be used; below 0 by how much it is over.
    pub available: Amount,
    /// The used share of the limit in percent, to one decimal; nothing without a limit.
    pub percent: Option<Amount>,
    /// Whether that is too much.
    pub state: State,
}

/// One limit, against what is posted and against that and what is committed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Level {
    /// The limit.
    pub limit: Amount,
    /// Actual and bookings.
    pub actual: Used,
    /// Actual, bookings and commitments.
    pub with_commitments: Used,
}

/// What budget control says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The worst of all limits, with and without commitments.
    pub state: State,
    /// Whether the bookings may be made.
    pub allowed: bool,
    /// Against the budget of the year.
    pub annual: Level,
    /// Against the budget up to the month, if that was asked for.
    pub to_date: Option<Level>,
}

/// Holds actuals and commitments against the budget of the year and, if a month is given, against the sum of the
/// monthly budgets up to and including it.
///
/// A limit may be used up to its last unit; one unit more is over. The warning starts at `warn_at` percent of it. What
/// uses nothing of a limit is never warned of.
///
/// ```
/// use domain::{control, explain::Steps};
/// let check = |text| control::check(&serde_json::from_str(text).unwrap(), &mut Steps::off()).unwrap();
/// let answer = check(r#"{"annual": 1200, "to_month": 2, "actual": 150, "committed": 51}"#);
/// assert_eq!(answer.annual.with_commitments.available.to_string(), "999");
/// let to_date = answer.to_date.unwrap();
/// assert_eq!(to_date.actual.state, control::State::Ok);
/// assert_eq!(to_date.with_commitments.state, control::State::Over);
/// assert!(!answer.allowed);
/// ```
///
/// The limits are those of `ERPNext`'s budget check (annual and accumulated monthly budget, actual and committed).
pub fn check(budget: &Budget, steps: &mut Steps) -> Result<Answer, Error> {
    Error::unless_empty(budget.problems())?;
    let mut posted: Sum = std::iter::once(budget.actual).collect();
    for booking in &budget.bookings {
        posted.add(booking.counted(budget.decimals())?);
    }
    let actual = posted.total()?;
    if !budget.bookings.is_empty() {
        steps.note("Actual with bookings", "actual + bookings × rate × share", actual, || {
            vec![("actual", budget.actual.into())]
        });
    }
    let annual = level("of the year", budget.annual, actual, budget, steps)?;
    let to_date = match budget.to_month {
        None => None,
        Some(month) => {
            let limit = cumulative(budget, month)?;
            let months = i64::try_from(month).unwrap_or(12);
            steps.note("Budget to date", "sum of the monthly budgets up to the month", limit, || {
                vec![("month of the year", months.into())]
            });
            Some(level("to date", limit, actual, budget, steps)?)
        }
    };
    let levels = [Some(&annual), to_date.as_ref()].into_iter().flatten();
    let state = levels.map(|level| level.actual.state.max(level.with_commitments.state)).max();
    let state = state.unwrap_or_default();
    let allowed = match budget.action {
        Action::Stop => state != State::Over,
        Action::Warn | Action::Ignore => true,
    };
    Ok(Answer { state, allowed, annual, to_date })
}

impl Budget {
    /// Everything that is wrong with this input.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut problem = |field: &str, message: &str| problems.push(Problem::new(field, message));
        if self.monthly.as_ref().is_some_and(|months| months.len() != 12) {
            problem("monthly", "Give the budget of each of the 12 months of the year, or leave it out.");
        }
        match self.to_month {
            Some(month) if !(1..=12).contains(&month) => {
                problem("to_month", "The month up to which the budget counts is 1 to 12.");
            }
            None if self.monthly.is_some() => {
                problem("to_month", "Say up to which month of the year, 1 to 12, the monthly budgets count.");
            }
            Some(_) | None => {}
        }
        if self.committed.is_negative() {
            problem("committed", "What is committed is 0 or more.");
        }
        if self.warn_at.is_some_and(Amount::is_negative) {
            problem("warn_at", "The warning starts at 0 percent or more.");
        }
        for booking in &self.bookings {
            if booking.rate.is_some_and(|rate| rate.is_zero() || rate.is_negative()) {
                problem("rate", "The rate of a booking is above 0.");
            }
            if booking.share.is_some_and(|share| share.is_negative() || share > Amount::HUNDRED) {
                problem("share", "The share of a booking that counts here is 0 to 100 percent.");
            }
        }
        problems
    }

    fn decimals(&self) -> u32 {
        self.currency.unwrap_or(Currency::NONE).decimals()
    }
}

impl Booking {
    /// What counts against the budget, in its currency: all of it as it is, else converted or shared and rounded.
    fn counted(&self, decimals: u32) -> Result<Amount, Error> {
        if self.rate.is_none() && self.share.is_none() {
            return Ok(self.amount);
        }
        let converted = self.amount.times(self.rate.unwrap_or(Amount::ONE))?;
        let shared = converted.times(self.share.unwrap_or(Amount::HUNDRED))?.over(Amount::HUNDRED)?;
        Ok(shared.round(decimals))
    }
}

/// The budget of the months up to and including `month`, 1 to 12.
fn cumulative(budget: &Budget, month: usize) -> Result<Amount, Error> {
    let months = if let Some(months) = &budget.monthly {
        months.clone()
    } else {
        budget
            .annual
            .split(12, budget.currency.unwrap_or(Currency::NONE))
            .ok_or(crate::money::Error::TooLarge)?
    };
    Ok(months.into_iter().take(month).collect::<Sum>().total()?)
}

fn level(
    name: &str,
    limit: Amount,
    actual: Amount,
    budget: &Budget,
    steps: &mut Steps,
) -> Result<Level, Error> {
    let warn_at = budget.warn_at.unwrap_or(Amount::from(90));
    let above = |amount: Amount| -> Result<bool, Error> {
        // Exact, not by the share that is shown: 89.96 % is not yet 90 %.
        Ok(amount > Amount::ZERO && amount.times(Amount::HUNDRED)? >= limit.times(warn_at)?)
    };
    let mut used = |of: &str, amount: Amount| -> Result<Used, Error> {
        let available = limit.minus(amount)?;
        let state = if available.is_negative() {
            State::Over
        } else if above(amount)? {
            State::Warn
        } else {
            State::Ok
        };
        steps.note(&format!("Available {name}, {of}"), "budget − used", available, || {
            vec![("budget", limit.into()), ("used", amount.into())]
        });
        Ok(Used { amount, available, percent: percent(amount, limit), state })
    };
    let with_commitments = actual.plus(budget.committed)?;
    Ok(Level {
        limit,
        actual: used("actual", actual)?,
        with_commitments: used("actual and committed", with_commitments)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn budget(json: &str) -> Budget {
        let budget: Budget = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::from_str::<Budget>(&serde_json::to_string(&budget).unwrap()).unwrap(), budget);
        budget
    }

    fn run(json: &str) -> Answer {
        check(&budget(json), &mut Steps::off()).unwrap()
    }

    // Source: ERPNext, erpnext/accounts/doctype/budget/test_budget.py (the rules in numbers of our own).
    #[test]
    fn a_booking_is_held_against_its_limits() {
        let half = r#"{"annual": 1200, "action": "stop", "actual": 0, "#;
        for (json, allowed) in [
            // More than the year's budget.
            (r#"{"annual": 1200, "actual": 1500, "action": "stop"}"#.to_owned(), false),
            (r#"{"annual": 1200, "actual": 1500, "action": "warn"}"#.to_owned(), true),
            (r#"{"annual": 1200, "actual": 1500, "action": "ignore"}"#.to_owned(), true),
            // A foreign currency is compared after conversion.
            (format!(r#"{half} "bookings": [{{"amount": 600, "rate": 80}}]}}"#), false),
            (format!(r#"{half} "bookings": [{{"amount": 600, "rate": "2.0"}}]}}"#), true),
            // Parts count against the whole: 60 % and 40 % of it.
            (format!(r#"{half} "bookings": [{{"amount": 2400, "share": 60}}, {{"amount": 2400, "share": 40}}]}}"#), false),
            (format!(r#"{half} "bookings": [{{"amount": 2000, "share": 60}}]}}"#), true),
            (format!(r#"{half} "bookings": [{{"amount": "2000.02", "share": 60}}]}}"#), false),
            // The sum of the monthly budgets up to the month: 1 more is refused, 1 less is not.
            (r#"{"annual": 1200, "to_month": 5, "actual": 501}"#.to_owned(), false),
            (r#"{"annual": 1200, "to_month": 5, "actual": 500}"#.to_owned(), true),
            (r#"{"annual": 1200, "to_month": 5, "actual": 499}"#.to_owned(), true),
            (r#"{"annual": 100, "to_month": 5, "actual": "41.69"}"#.to_owned(), true),
            (r#"{"annual": 100, "to_month": 5, "actual": "41.70"}"#.to_owned(), false),
            (r#"{"annual": 100, "to_month": 5, "actual": 44, "currency": "JPY"}"#.to_owned(), true),
            (r#"{"annual": 100, "to_month": 5, "actual": 45, "currency": "JPY"}"#.to_owned(), false),
            (r#"{"annual": 1200, "monthly": [300,0,0,0,0,0,0,0,0,0,0,900], "to_month": 11, "actual": 300}"#.to_owned(), true),
            (r#"{"annual": 1200, "monthly": [300,0,0,0,0,0,0,0,0,0,0,900], "to_month": 11, "actual": 301}"#.to_owned(), false),
            (r#"{"annual": 1200, "monthly": [300,0,0,0,0,0,0,0,0,0,0,900], "to_month": 12, "actual": 301}"#.to_owned(), true),
            // What is committed counts too.
            (r#"{"annual": 1200, "actual": 1000, "committed": 200}"#.to_owned(), true),
            (r#"{"annual": 1200, "actual": 1000, "committed": 201}"#.to_owned(), false),
        ] {
            assert_eq!(run(&json).allowed, allowed, "{json}");
        }
    }

    #[test]
    fn a_limit_warns_before_it_is_over() {
        use State::{Ok, Over, Warn};
        for (annual, actual, warn_at, state, available, percent) in [
            ("1000", "899.99", None, Ok, "100.01", Some("90.0")),
            ("1000", "900", None, Warn, "100", Some("90.0")),
            ("1000", "1000", None, Warn, "0", Some("100.0")),
            ("1000", "1000.01", None, Over, "-0.01", Some("100.0")),
            ("1000", "799", Some(80), Ok, "201", Some("79.9")),
            ("1000", "800", Some(80), Warn, "200", Some("80.0")),
            ("1000", "1000", Some(101), Ok, "0", Some("100.0")),
            ("1000", "0", Some(0), Ok, "1000", Some("0.0")),
            ("1000", "0.01", Some(0), Warn, "999.99", Some("0.0")),
            ("1000", "-50", Some(0), Ok, "1050", Some("-5.0")),
            ("0", "0", None, Ok, "0", None),
            ("0", "1", None, Over, "-1", None),
            ("0", "-1", None, Ok, "1", None),
            ("-100", "-100", None, Ok, "0", Some("-100.0")),
            ("-100", "-99", None, Over, "-1", Some("-99.0")),
        ] {
            let warn_at = warn_at.map_or(String::new(), |at: i64| format!(r#", "warn_at": {at}"#));
            let answer = run(&format!(r#"{{"annual": "{annual}", "actual": "{actual}"{warn_at}}}"#));
            let used = &answer.annual.actual;
            assert_eq!((answer.state, used.state), (state, state), "{actual} of {annual}");
            assert_eq!(used.available, available.parse().unwrap());
            assert_eq!(used.percent.map(|percent| percent.to_string()), percent.map(str::to_owned));
            assert_eq!(answer.annual.with_commitments, *used, "nothing is committed");
            assert_eq!(answer.to_date, None);
        }
    }

    #[test]
    fn the_answer_says_each_limit() {
        let json = r#"{"annual": 1200, "to_month": 2, "actual": 150, "committed": 40, "bookings": [{"amount": 20}]}"#;
        let mut steps = Steps::on();
        let answer = check(&budget(json), &mut steps).unwrap();
        assert_eq!(
            serde_json::to_string(&answer).unwrap(),
            r#"{"state":"over","allowed":false,"annual":{"limit":"1200","actual":{"amount":"170","available":"1030","percent":"14.2","state":"ok"},"with_commitments":{"amount":"210","available":"990","percent":"17.5","state":"ok"}},"to_date":{"limit":"200.00","actual":{"amount":"170","available":"30.00","percent":"85.0","state":"ok"},"with_commitments":{"amount":"210","available":"-10.00","percent":"105.0","state":"over"}}}"#
        );
        assert_eq!(
            crate::explain::lines(&steps.taken()),
            [
                "Actual with bookings: 170 = actual + bookings × rate × share (actual 150)",
                "Available of the year, actual: 1030 = budget − used (budget 1200, used 170)",
                "Available of the year, actual and committed: 990 = budget − used (budget 1200, used 210)",
                "Budget to date: 200.00 = sum of the monthly budgets up to the month (month of the year 2)",
                "Available to date, actual: 30.00 = budget − used (budget 200.00, used 170)",
                "Available to date, actual and committed: -10.00 = budget − used (budget 200.00, used 210)",
            ]
        );
    }

    // Source: ERPNext, as above: a budget and its months are one amount.
    #[test]
    fn the_months_without_a_distribution_sum_to_the_year() {
        for annual in ["1300", "100", "0.05", "-7"] {
            let answer = run(&format!(r#"{{"annual": "{annual}", "to_month": 12, "actual": 0}}"#));
            assert_eq!(answer.to_date.unwrap().limit, annual.parse().unwrap());
        }
    }

    #[test]
    fn every_fault_is_named() {
        let faults =
            |json: &str| budget(json).problems().into_iter().map(|one| one.field).collect::<Vec<_>>();
        for (json, fields) in [
            (r#"{"annual": 1, "actual": 1, "monthly": [1], "to_month": 1}"#, &["monthly"][..]),
            (r#"{"annual": 1, "actual": 1, "monthly": [1]}"#, &["monthly", "to_month"]),
            (r#"{"annual": 1, "actual": 1, "to_month": 0}"#, &["to_month"]),
            (r#"{"annual": 1, "actual": 1, "to_month": 13}"#, &["to_month"]),
            (
                r#"{"annual": 1, "actual": 1, "committed": "-0.01", "warn_at": "-0.01"}"#,
                &["committed", "warn_at"],
            ),
            (
                r#"{"annual": 1, "actual": 1, "bookings": [{"amount": 1, "rate": 0, "share": "100.1"}, {"amount": 1, "rate": -1, "share": -1}]}"#,
                &["rate", "share", "rate", "share"],
            ),
            (
                r#"{"annual": -1, "actual": -1, "committed": 0, "warn_at": 0, "to_month": 12, "bookings": [{"amount": -1, "rate": "0.01", "share": 100}, {"amount": 1, "share": 0}]}"#,
                &[],
            ),
        ] {
            assert_eq!(faults(json), fields, "{json}");
            assert_eq!(check(&budget(json), &mut Steps::off()).is_err(), !fields.is_empty());
        }
        let huge =
            r#"{"annual": "79228162514264337593543950335", "actual": "-79228162514264337593543950335"}"#;
        assert!(check(&budget(huge), &mut Steps::off()).is_err());
    }

    proptest! {
        #[test]
        fn spending_more_is_never_better(annual in -10_000i64..10_000, one in -20_000i64..20_000, more in 0i64..20_000,
                                         committed in 0i64..5_000, warn_at in 0i64..120, month in 1usize..13) {
            let state = |actual: i64, committed: i64| {
                let budget = Budget {
                    annual: annual.into(), monthly: None, to_month: Some(month), actual: Amount::new(actual, 1),
                    committed: Amount::new(committed, 1), bookings: Vec::new(), warn_at: Some(warn_at.into()),
                    action: Action::Stop, currency: None,
                };
                check(&budget, &mut Steps::off()).unwrap().state
            };
            prop_assert!(state(one, committed) <= state(one + more, committed));
            prop_assert!(state(one, committed) <= state(one, committed + more));
        }
    }
}
