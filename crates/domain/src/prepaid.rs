//! Postings that pay for a service in advance: the cost belongs to the months of the service.
//!
//! Recognised is what the service days up to the end of a month cost; prepaid is what is paid and not yet recognised.
//!
//! In the P&L view a year counts what is recognised in it ([`recognised_year`]): a posting leaves its month and its
//! service comes in, at the rate of the posting, because that is what was paid for it, whatever the rate does later. In an
//! open month the service takes the place of what is planned there, as far as it reaches; what is planned beyond it is still
//! expected. So one service is not expected twice, and a plan that is larger is not forgotten.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::budget::Months;
use crate::explain::Steps;
use crate::spread::{self, by_month};
use crate::variance::Year;
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

/// A prepaid posting, or the part of it that is one line's, in its own currency, with what turns it into the book's.
#[derive(Clone, Debug)]
pub struct Paid {
    /// The month it was posted in.
    pub month: Month,
    /// What was paid.
    pub amount: Amount,
    /// What each month of the service costs.
    pub schedule: Vec<spread::Part>,
    /// The actual rate of the month it was posted in.
    pub rate: Amount,
    /// The budget rate, to tell the effect of currency.
    pub budget_rate: Amount,
}

/// A line's year with prepaid services in the months of the service instead of those of their postings.
///
/// `closed` months from `first` on count as actual; `paid` are the postings that do, of this year and of years before. What
/// is posted in a month that is still open is not yet actual, and so is its service.
///
/// ```
/// use domain::prepaid::{Method, Paid, Prepaid, recognised_year};
/// use domain::variance::{Span, Year, by_group};
/// use domain::{Amount, Month};
///
/// // A licence of 1,200 a year, paid in January and planned by month.
/// let first: Month = "2027-01".parse()?;
/// let service = Prepaid { actual: 1, first_day: first.first_day(), last_day: first.plus(11).last_day(), method: Method::Even };
/// let schedule = service.schedule(1_200.into(), "EUR".parse()?)?;
/// let paid = Paid { month: first, amount: 1_200.into(), schedule, rate: Amount::ONE, budget_rate: Amount::ONE };
/// let mut actual = [Amount::ZERO; 12];
/// actual[0] = 1_200.into();
/// let budget = [Amount::HUNDRED; 12];
/// let year = Year { line: Some(1), group: 0, budget, actual, actual_at_budget: actual, open: budget, detail: None };
/// let expense = recognised_year(&year, &[paid], first, 3)?;
/// let (_, all) = by_group(&[expense], 1, Span::year(3))?;
/// assert_eq!((all.actual, all.forecast), (300.into(), 1_200.into()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn recognised_year(
    year: &Year,
    paid: &[Paid],
    first: Month,
    closed: usize,
) -> Result<Year, crate::money::Error> {
    let mut turned = year.clone();
    if let Some(detail) = &mut turned.detail {
        // How many were bought says nothing of what they cost in a month.
        detail.quantities = None;
    }
    let place = |month: Month| usize::try_from(month.months_since(first)).ok().filter(|place| *place < 12);
    let mut services = [Amount::ZERO; 12];
    for one in paid {
        if let Some(month) = place(one.month) {
            turned.actual[month] = turned.actual[month].minus(one.amount.times(one.rate)?)?;
            let at_budget = one.amount.times(one.budget_rate)?;
            turned.actual_at_budget[month] = turned.actual_at_budget[month].minus(at_budget)?;
        }
        for part in &one.schedule {
            let Some(month) = place(part.month) else { continue };
            let cost = part.amount.times(one.rate)?;
            if month < closed {
                turned.actual[month] = turned.actual[month].plus(cost)?;
                let at_budget = part.amount.times(one.budget_rate)?;
                turned.actual_at_budget[month] = turned.actual_at_budget[month].plus(at_budget)?;
            } else {
                services[month] = services[month].plus(cost)?;
            }
        }
    }
    turned.open = expected(&year.open, &services)?;
    Ok(turned)
}

/// What months cost of which services are paid already: these, and what is planned beyond them. A credit takes no place: it is
/// known beside what is planned.
fn expected(planned: &Months, services: &Months) -> Result<Months, crate::money::Error> {
    let mut expected = *planned;
    for (month, service) in expected.iter_mut().zip(services) {
        let rest = month.minus(*service)?;
        let (least, most) = (Amount::ZERO.min(*month), Amount::ZERO.max(*month));
        *month = service.plus(rest.clamp(least, most))?;
    }
    Ok(expected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::variance::{Span, by_group};
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

        // Three years hold the whole service and its posting: what was paid in them is what they cost.
        #[test]
        fn the_months_of_a_service_cost_what_was_paid(
            cents in any::<i32>(), posted in 0i32..36, start in 0i64..500, days in 0i64..500, rate in 1i64..300, even in any::<bool>(),
        ) {
            let (first, euro) = (Month::new(2026, 7).unwrap(), "EUR".parse().unwrap());
            let day = |days: i64| first.first_day() + chrono::Duration::days(days);
            let method = if even { Method::Even } else { Method::Days };
            let prepaid = Prepaid { actual: 1, first_day: day(start), last_day: day(start + days), method };
            let amount = Amount::new(cents.into(), 2);
            let paid = Paid {
                month: first.plus(posted),
                amount,
                schedule: prepaid.schedule(amount, euro).unwrap(),
                rate: Amount::new(rate, 2),
                budget_rate: Amount::ONE,
            };
            let mut costs = crate::Sum::default();
            for start in [0, 12, 24] {
                let mut cash = nothing();
                if let Some(month) = usize::try_from(posted - start).ok().filter(|month| *month < 12) {
                    cash.actual[month] = amount.times(paid.rate).unwrap();
                    cash.actual_at_budget[month] = amount;
                }
                let year = recognised_year(&cash, std::slice::from_ref(&paid), first.plus(start), 12).unwrap();
                costs.add(by_group(&[year], 1, Span::year(12)).unwrap().1.forecast);
            }
            prop_assert_eq!(costs.total().unwrap(), amount.times(paid.rate).unwrap());
        }

        // Whichever month the year is asked in: the service counts once, and no less than what is planned.
        #[test]
        fn a_service_is_expected_once(closed in 1usize..=12, planned in prop::collection::vec(0i64..2_000, 12), cents in 0i64..2_000_000) {
            let first = Month::new(2027, 1).unwrap();
            let prepaid = Prepaid { actual: 1, first_day: first.first_day(), last_day: first.plus(11).last_day(), method: Method::Even };
            let amount = Amount::new(cents, 2);
            let schedule = prepaid.schedule(amount, "EUR".parse().unwrap()).unwrap();
            let mut cash = nothing();
            (cash.actual[0], cash.actual_at_budget[0]) = (amount, amount);
            cash.open = std::array::from_fn(|month| planned[month].into());
            let paid = Paid { month: first, amount, schedule: schedule.clone(), rate: Amount::ONE, budget_rate: Amount::ONE };
            let year = recognised_year(&cash, &[paid], first, closed).unwrap();
            for (month, part) in schedule.iter().enumerate() {
                let cost = if month < closed { year.actual[month] } else { year.open[month] };
                let planned = if month < closed { Amount::ZERO } else { cash.open[month] };
                prop_assert_eq!(cost, part.amount.max(planned));
            }
        }
    }

    fn nothing() -> Year {
        let none = [Amount::ZERO; 12];
        Year {
            line: Some(1),
            group: 0,
            budget: none,
            actual: none,
            actual_at_budget: none,
            open: none,
            detail: None,
        }
    }

    #[test]
    fn an_open_month_takes_what_is_paid_and_what_is_planned_beyond_it() {
        for (planned, service, cost) in [
            (1_000, 0, 1_000),
            (0, 1_000, 1_000),
            (1_000, 1_000, 1_000),
            (1_000, 400, 1_000),
            (1_000, 1_500, 1_500),
            (1_000, -100, 900),
            (0, -100, -100),
            (-50, 100, 50),
            (-100, -40, -100),
        ] {
            let found = expected(&[planned.into(); 12], &[service.into(); 12]).unwrap();
            assert_eq!(found, [Amount::from(cost); 12], "{planned} planned, {service} paid");
        }
    }
}
