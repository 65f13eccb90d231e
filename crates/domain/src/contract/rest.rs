//! What a contract of the register still binds the book to: the part of its price that can no longer be cancelled.

use chrono::{Datelike, NaiveDate};

use super::{Draft, Renewal, State};
use crate::calendar::{add_days, add_months, days};
use crate::{Amount, Error, Month};

impl Draft {
    /// What is promised for the days from `from` to `to`, as it stands on a day, in the contract's currency.
    ///
    /// - Only the days up to the last that can no longer be cancelled count; of one that does not renew, up to its end.
    /// - A yearly value counts by months, a month that is only touched by its days; a total alone by the days of its term.
    /// - Nothing for one that has ended, and for one that takes back money.
    /// - `None` where it does not follow from what the register states: no value, or no end of the promise.
    ///
    /// ```
    /// use domain::contract::{Draft, Renewal};
    /// let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    /// let mut contract = Draft::titled("Mail filter", "EUR".parse()?);
    /// (contract.start, contract.initial_months) = (Some(day("2026-01-01")), Some(12));
    /// contract.renewal = Some(Renewal::None);
    /// assert_eq!(contract.promised(day("2026-09-15"), day("2026-10-01"), day("2027-06-30")), None);
    /// contract.yearly = Some(1200.into());
    /// let promised = contract.promised(day("2026-09-15"), day("2026-10-01"), day("2027-06-30"));
    /// assert_eq!(promised.map(|amount| amount.to_string()), Some("300.00".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn promised(&self, today: NaiveDate, from: NaiveDate, to: NaiveDate) -> Option<Amount> {
        let standing = self.standing(today);
        if standing.state == Some(State::Ended) {
            return Some(Amount::ZERO);
        }
        let ends = matches!(self.renewal, Some(Renewal::None | Renewal::Act));
        let until = standing.committed_until.or(standing.term_end.filter(|_| ends))?;
        let first = self.start.map_or(from, |start| from.max(start));
        let last = to.min(until);
        let value = match (self.yearly, self.total) {
            (Some(yearly), _) => by_months(yearly, first, last),
            (None, Some(total)) => self.by_days(total, first, last)?,
            (None, None) => return None,
        };
        Some(value.ok()?.max(Amount::ZERO).round(self.currency.decimals()))
    }

    /// The share of a total that the days of its term have; nothing follows where the term is not known.
    fn by_days(&self, total: Amount, first: NaiveDate, last: NaiveDate) -> Option<Result<Amount, Error>> {
        let start = self.start?;
        let by_term = || {
            let months = i32::try_from(self.initial_months?).ok()?;
            add_days(add_months(start, months).ok()?, -1).ok()
        };
        let end = self.end.or_else(by_term)?;
        let term = days(start, end);
        let held = days(first, last.min(end)).max(0);
        let share = || Ok(total.times(Amount::from(held))?.over(Amount::from(term))?);
        (term > 0).then(share)
    }
}

/// A yearly value over the months from one day to another.
fn by_months(yearly: Amount, first: NaiveDate, last: NaiveDate) -> Result<Amount, Error> {
    let mut sum = Amount::ZERO;
    let mut month = Month::of(first);
    while first <= last && month.first_day() <= last {
        let touched = days(first.max(month.first_day()), last.min(month.last_day()));
        let whole = i64::from(month.last_day().day());
        // A whole month is exactly 1, so that twelve are exactly the year.
        let share =
            if touched == whole { Amount::ONE } else { Amount::from(touched).over(Amount::from(whole))? };
        sum = sum.plus(share)?;
        month = month.plus(1);
    }
    Ok(yearly.times(sum)?.over(Amount::from(12))?)
}

#[cfg(test)]
mod tests {
    use crate::contract::register::tests::contract;

    #[test]
    fn only_what_cannot_be_cancelled_is_promised() {
        let automatic = r#""start": "2024-01-01", "initial_months": 12, "renewal": "automatic", "renewal_months": 12, "notice_months": 3"#;
        let fixed = r#""start": "2026-03-01", "initial_months": 24, "renewal": "none""#;
        for (fields, today, expected) in [
            // Until the last day of the term, while notice can still be given.
            (format!(r#"{automatic}, "yearly": "1200""#), "2026-09-15", Some("300.00")),
            // Notice is past: the next term is promised as well, up to the end of what is asked for.
            (format!(r#"{automatic}, "yearly": "1200""#), "2026-10-15", Some("900.00")),
            (format!(r#"{fixed}, "yearly": "1200""#), "2026-09-15", Some("900.00")),
            (format!(r#"{fixed}, "total": "731""#), "2026-09-15", Some("273.00")),
            (format!(r#"{fixed}, "yearly": "-1200""#), "2026-09-15", Some("0")),
            (
                r#""start": "2025-10-16", "end": "2026-10-15", "renewal": "none", "yearly": "1200""#
                    .to_owned(),
                "2026-09-15",
                Some("48.39"),
            ),
            (
                r#""start": "2026-11-01", "end": "2027-10-31", "renewal": "none", "yearly": "1200""#
                    .to_owned(),
                "2026-09-15",
                Some("800.00"),
            ),
            (
                r#""end": "2026-08-31", "renewal": "none", "yearly": "1200""#.to_owned(),
                "2026-09-15",
                Some("0"),
            ),
            (format!(r#"{automatic}, "yearly": "1200", "status": "ended""#), "2026-09-15", Some("0")),
            // What does not follow is not guessed.
            (automatic.to_owned(), "2026-09-15", None),
            (r#""yearly": "1200""#.to_owned(), "2026-09-15", None),
            (r#""end": "2027-12-31", "renewal": "none", "total": "1200""#.to_owned(), "2026-09-15", None),
        ] {
            let day = |text: &str| text.parse().unwrap();
            let promised = contract(&fields).promised(day(today), day("2026-10-01"), day("2027-06-30"));
            let expected = expected.map(|text| text.parse::<crate::Amount>().unwrap());
            assert_eq!(promised, expected, "{fields} on {today}");
        }
    }

    #[test]
    fn a_year_is_the_yearly_value() {
        let fields = r#""start": "2027-01-01", "initial_months": 36, "renewal": "none", "yearly": "1000.01""#;
        let day = |text: &str| text.parse().unwrap();
        for (from, to) in [("2027-01-01", "2027-12-31"), ("2028-01-01", "2028-12-31")] {
            let promised = contract(fields).promised(day("2027-01-01"), day(from), day(to)).unwrap();
            assert_eq!(promised.to_string(), "1000.01");
        }
    }
}
